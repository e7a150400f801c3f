"""Read a learner's own CSV of laboratory values, and say exactly what in it cannot be one.

The columns are those of `cohort.csv`, as `data/datapackage.json` describes them, in any unit that `helpers.units`
converts; the plausible ranges are that module's. Files come from many programs: delimiter, encoding and decimal mark
are recognised. The file is only read.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import math
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.own.headings import (
    Kind,
    either_heading,
    folded,
    kinds_by_column,
    known_headings,
    nearest,
    without_unit,
)

if TYPE_CHECKING:
    import pandas as pd

MAX_BYTES = 200_000_000

REQUIRED = ("glucose_mg_dl", "insulin_uu_ml")

_DELIMITERS = (",", ";", "\t", "|")

_LONGEST_LINE = 1_000_000  # characters; what is longer is no line of a table

_COMMA_HINT = " Decimal commas need quotation marks, or semicolons between the columns."

_SHOWN = 3  # problems of one column

_SHOWN_IN_ALL = 8

# Two columns of one quantity may differ by rounding, not by more.
_ROUNDING = 0.1

# The middle of a column is called unlikely beyond this multiple of the cohort's, if another unit brings it within half.
_FAR = 4.0

_MISSING = {"", "na", "n/a", "n.a.", "nan", "null", "none", "-", "--", "."}

# 5.6, 1,234.5, 1 234.5, 1'234.5, 1e3; with a decimal comma, after points and commas have changed places.
_NUMBER = re.compile(
    r"[+-]?(?:[1-9]\d{0,2}(?:[,'’ \u00a0\u202f]\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+", re.ASCII
)

# What laboratories print beside a number: a flag of theirs, or the limit of the assay before it.
_FLAG = re.compile(r"(?<=[\d.,])\s*(?:\*+|\s\(?[HLhl]{1,2}\)?|[HL]{1,2})$")

_LIMIT = re.compile(r"\s*[<>≤≥]=?\s*[\d.,]+\s*$")

_SEXES = {
    **dict.fromkeys(("f", "female", "woman", "w"), "F"),
    **dict.fromkeys(("m", "male", "man"), "M"),
}

_SEPARATORS = re.compile("[,'’ \u00a0\u202f]")

_SWAP = str.maketrans(",.", ".,")

_NOT_A_NUMBER = math.inf

_SEP_LINE = re.compile(r"sep=(.)", re.IGNORECASE)

_SAVE = "open it in the spreadsheet program and save the sheet as CSV"

_OTHER_FILES = {
    b"PK\x03\x04": f"a spreadsheet (or another zipped file), not a CSV file: {_SAVE}",
    b"\xd0\xcf\x11\xe0": f"an old spreadsheet (or another Office file), not a CSV file: {_SAVE}",
    b"%PDF": "a PDF, not a CSV file: type the values into a spreadsheet and save it as CSV",
    b"\x1f\x8b": "a compressed file: unpack it first",
}


class _DecimalCommaError(Exception):
    """The file has decimal commas; says where the first one stands."""


def read(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return a CSV file of laboratory values as a table in the cohort's units.

    Parameters
    ----------
    path
        A CSV file with one row a person (or a day), at most 200 MB. Its headings are those of the cohort or the same
        in SI (``glucose_mmol_l``, ``insulin_pmol_l``, ``testosterone_nmol_l``); `headings` lists them. Capitals,
        blanks and brackets do not matter: "Glucose (mmol/L)" is understood. Glucose and insulin, both fasting, are
        required, everything else is optional. The delimiter (comma, semicolon, tab), the encoding, decimal commas
        and thousands separators are recognised. The file is only read.

    Returns
    -------
    pandas.DataFrame
        The columns of `helpers.cohort.generate` that the file has, always in its units. Besides, all columns of the
        file stand there as they are, under their own headings: as text where the course does not know them. An empty
        cell is NaN.

    Raises
    ------
    ValueError
        If the file is missing or no table, lacks a column, or holds what cannot be a measurement: the message names
        file, row (as a spreadsheet counts), column, value, what was expected and the likely mistake.

    Warns
    -----
    UserWarning
        If the values of a column are possible but look, as a whole, as if they were in another unit.
    """
    file, encoding = _checked(path)
    try:
        try:
            return _Reading(file, encoding).table()
        except _DecimalCommaError as found:
            return _Reading(file, encoding, comma=str(found)).table()
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}.") from error


def _checked(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """Return the file and its encoding, or say why it is no table."""
    if not isinstance(path, str | os.PathLike):
        raise ValueError(
            f'path = a {type(path).__name__}: expected the name of a file, such as "my_values.csv".'
        )
    file = Path(path).expanduser()
    if file.is_dir():
        raise ValueError(f"{file} is a folder: name a CSV file in it.{_alike(file, '')}")
    if not file.is_file():
        folder = file.absolute().parent
        where = f"in {folder}" if folder.is_dir() else f"because there is no folder {folder}"
        raise ValueError(f"There is no file {file.name!r} {where}.{_alike(folder, file.name)}")
    if file.stat().st_size > MAX_BYTES:
        size = file.stat().st_size / 1e6
        raise ValueError(
            f"{file.name} has {size:,.0f} MB, the limit is {MAX_BYTES / 1e6:.0f} MB: load a part of it."
        )
    try:
        return file, _encoding(file)
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}.") from error


def _alike(folder: Path, name: str) -> str:
    """Name the CSV files of a folder that may have been meant."""
    if not folder.is_dir():
        return ""
    there = sorted(path.name for path in folder.glob("*.[cCtT][sS][vV]"))
    near = difflib.get_close_matches(name, there, 3, 0.6) if name else there[:5]
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def _encoding(file: Path) -> str:
    with file.open("rb") as handle:
        head = handle.read(65536)
    for sign, what in _OTHER_FILES.items():
        if head.startswith(sign):
            raise ValueError(f"{file.name} is {what}.")
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise ValueError(f"{file.name} is empty: expected a row of headings and at least one row of values.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif b"\0" in head:
        raise ValueError(f"{file.name} is not text: save the table as CSV and load that file.")
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            with file.open(encoding=encoding, newline="") as text:
                while text.read(1 << 20):
                    pass
        except UnicodeError:
            continue
        return encoding
    raise ValueError(f"{file.name}: its letters cannot be read. Save it as CSV in UTF-8 and load that file.")


class _Reading:
    """One pass over a file, with the decimal mark that it is taken to have."""

    def __init__(self, file: Path, encoding: str, comma: str = "") -> None:
        self.file, self.encoding = file, encoding
        self.comma = comma  # where a decimal comma stands; without one, points are decimal
        self.counts: Counter[str] = Counter()
        self.lines: dict[str, list[str]] = {}
        self.point_seen = False
        self.either: tuple[str, int, str] | None = None  # a cell that is a number both ways

    def table(self) -> pd.DataFrame:
        """Return the file as a table, or raise a ValueError that lists its problems."""
        import pandas as pd

        with self.file.open(encoding=self.encoding, newline="") as handle:
            mark = self._delimiter(handle)
            rows = self._rows(handle, mark)
            titles = self._titles(rows)
            kinds = {title: known_headings().get(folded(title)) for title in titles}
            numbers, full = self._full(rows, len(titles), mark)
        columns = {
            title: self._converted(title, kind, cells, numbers)
            for (title, kind), cells in zip(kinds.items(), zip(*full, strict=True), strict=False)
        }
        if not len(numbers) and not self.counts:
            raise self._refusal("holds headings and no values.")
        if self.either and not self.point_seen:
            title, row, cell = self.either
            ways = f"{cell.replace(',', '')} or {cell.replace(',', '.')}"
            self._add(title, [(row, cell, f"can be read in two ways: write {ways}.")])
        self._refuse_problems()
        added = self._in_cohort_units(kinds, columns, numbers)
        self._refuse_problems()
        frame = pd.DataFrame(columns | added)
        self._warn_of_units(kinds, frame)
        return frame

    # From text to rows

    def _delimiter(self, handle: TextIO) -> str:
        """Return the delimiter with which the first line holds most headings that are known."""
        line = next((line for line in _lines(handle) if line.strip()), "")
        if len(line) == _LONGEST_LINE:
            raise self._refusal(f"has no line end in {_LONGEST_LINE:,} characters: it is not a table.")
        handle.seek(0)
        told = _SEP_LINE.fullmatch(line.strip("\r\n\"'"))
        return told[1] if told else max(_DELIMITERS, key=partial(_headings_found, line))

    def _rows(self, handle: TextIO, mark: str) -> Iterator[tuple[int, list[str]]]:
        """Yield rows with the number that a spreadsheet gives them."""
        # A line that is cut because it is too long has too many cells, or too few.
        reader = csv.reader(_lines(handle), delimiter=mark, strict=True)
        row = 0
        try:
            for row, cells in enumerate(reader, start=1):
                # A spreadsheet is told the delimiter by this line, and shows the next one as row 1.
                if row == 1 and _SEP_LINE.fullmatch(mark.join(cells).strip("\r\n")):
                    break
                yield row, cells
            yield from enumerate(reader, start=1)
        except csv.Error:
            raise ValueError(
                f"{self.file.name}, near row {row + 1}: a quotation mark opens a cell and does not close it."
            ) from None

    def _titles(self, rows: Iterator[tuple[int, list[str]]]) -> list[str]:
        """Return the headings, or say what is wrong with them."""
        titles = [title.strip() for title in next((cells for _, cells in rows if any(cells)), [])]
        while titles and not titles[-1]:
            titles.pop()
        if "" in titles:
            raise self._refusal(f"has no heading above column {titles.index('') + 1}: write one.")
        if twice := [title for title, times in Counter(titles).items() if times > 1]:
            raise self._refusal(
                f"has the heading {', '.join(map(_shown, twice[:5]))} more than once: rename one."
            )
        names = {kind.name for title in titles if (kind := known_headings().get(folded(title)))}
        for title in titles:
            name = without_unit().get(folded(title))
            if name and name not in names:
                raise self._refusal(f"has a heading without a unit, {title!r}: write {either_heading(name)}.")
        if lacking := [name for name in REQUIRED if name not in names]:
            raise self._refusal(
                f"has no column {', and none '.join(map(either_heading, lacking))}. Its first row holds: "
                f"{', '.join(map(_shown, titles[:20]))}.{_mass(titles)}{nearest(titles, lacking)}"
            )
        return titles

    def _full(
        self, rows: Iterator[tuple[int, list[str]]], width: int, mark: str
    ) -> tuple[list[int], list[list[str]]]:
        """Return rows, and their numbers, of those that hold something and are as wide as the headings."""
        numbers: list[int] = []
        full: list[list[str]] = []
        for row, cells in rows:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != width and any(map(str.strip, cells[width:] or ["short"])):
                hint = _COMMA_HINT if mark == "," and len(cells) > width else ""
                self._add("", [(row, mark.join(cells), f"{len(cells)} cells under {width} headings.{hint}")])
                continue
            numbers.append(row)
            full.append(cells[:width])
        return numbers, full

    # From rows to columns

    def _converted(
        self, title: str, kind: Kind | None, cells: Sequence[str], rows: list[int]
    ) -> NDArray[Any]:
        different = dict.fromkeys(cells)
        if kind is None:
            return np.array(cells, dtype=object)
        if kind.allowed:
            sexes = {cell: _allowed(cell, kind) for cell in different}
            unknown = [k for k, cell in enumerate(cells) if sexes[cell] is None]
            self._add(
                title, [(rows[k], cells[k], f"{kind.expected}.") for k in unknown[:_SHOWN]], len(unknown)
            )
            return np.array([sexes[cell] or np.nan for cell in cells], dtype=object)
        for cell in different:
            self._look_for_decimals(title, kind, cell, lambda text: rows[cells.index(text)])
        numbers = {cell: _number(cell, bool(self.comma)) for cell in different}
        values = np.array(list(map(numbers.__getitem__, cells)))
        if limits := [k for k, cell in enumerate(cells) if _LIMIT.fullmatch(cell)]:
            warnings.warn(
                f"{self.file.name}, column {title}: limits of the assay, such as {cells[limits[0]].strip()!r}, in "
                f"{len(limits)} of {len(cells)} cells. A limit is no value: left empty.",
                stacklevel=4,
            )
        wrong = np.flatnonzero((values < kind.low) | (values > kind.high))
        told = [(rows[k], cells[k], self._fault(kind, cells[k], values[k])) for k in wrong[:_SHOWN]]
        self._add(title, told, len(wrong))
        return values

    def _look_for_decimals(self, title: str, kind: Kind, cell: str, where: Callable[[str], int]) -> None:
        """Learn from a cell which mark is decimal in this file: by its form or, if both will do, by the range."""
        if self.comma or ("," not in cell and (self.point_seen or "." not in cell)):
            return
        readings = [_number(cell, comma=False), _number(cell, comma=True)]
        possible = [reading != _NOT_A_NUMBER for reading in readings]
        if all(possible) and "," in cell:
            possible = [kind.low <= reading <= kind.high for reading in readings]
        match possible:
            case [False, True]:
                raise _DecimalCommaError(f"row {where(cell)}, column {title}: {cell!r}")
            case [True, False]:
                self.point_seen = True
            case [_, _] if "," in cell and readings[0] != _NOT_A_NUMBER:
                self.either = self.either or (title, where(cell), cell)

    def _fault(self, kind: Kind, cell: str, value: float) -> str:
        """Say what was expected, and the likely mistake."""
        if value != _NOT_A_NUMBER:
            fits = [other for other in kinds_by_column()[kind.name] if other.low <= value <= other.high]
            meant = f" It would fit in {fits[0].unit}: then the heading is {fits[0].heading}." if fits else ""
            return f"{kind.expected}.{meant}"
        if self.comma and _number(cell, comma=False) != _NOT_A_NUMBER:
            hint = f"A decimal point, but the file has decimal commas ({self.comma})."
        elif cell.strip()[:1] in "<>≤≥":
            hint = "Beyond what the assay measures: leave the cell empty."
        elif re.match(r"\s*[\d.,]+\s*[a-zµμ%]", cell, re.IGNORECASE):
            hint = "Write the number alone: the unit belongs in the heading."
        else:
            hint = "Leave the cell empty where nothing was measured."
        return f"{kind.expected}. {hint}"

    # From columns to the cohort's units

    def _in_cohort_units(
        self, kinds: dict[str, Kind | None], columns: dict[str, NDArray[Any]], rows: list[int]
    ) -> dict[str, NDArray[Any]]:
        """Return the cohort's columns that the file has under other headings."""
        added: dict[str, NDArray[Any]] = {}
        for title, kind in kinds.items():
            if kind is None or title == kind.name:
                continue
            values = columns[title] if kind.allowed else kind.in_cohort_unit(columns[title])
            first = columns.get(kind.name, added.get(kind.name))
            if first is None:
                added[kind.name] = values
            elif not kind.allowed:
                wrong = np.flatnonzero(np.abs(values - first) > _ROUNDING * first)
                told = f"but this row's {kind.name} is {{:.4g}}: both say how much {kind.meaning.rstrip('.')} there is."
                found = [(rows[k], f"{columns[title][k]:g}", told.format(first[k])) for k in wrong[:_SHOWN]]
                self._add(title, found, len(wrong))
        for name in REQUIRED:
            values = columns.get(name, added.get(name, np.empty(0)))
            if np.isnan(values).all():
                raise self._refusal(f"has no value of {kinds_by_column()[name][0].stems[0]} in any row.")
        return {name: added[name] for name in kinds_by_column() if name in added}

    def _warn_of_units(self, kinds: dict[str, Kind | None], frame: pd.DataFrame) -> None:
        """Warn where a whole column looks as if it were in another unit, although each value is possible."""
        own, usual = _middles(frame)
        for title, kind in kinds.items():
            if kind is None or len(kinds_by_column()[kind.name]) == 1:
                continue
            pairs = np.array([own[kind.name], usual[kind.name]])
            here, there = pairs[:, np.isfinite(pairs).all(axis=0)]
            for other in kinds_by_column()[kind.name]:
                as_other = other.in_cohort_unit(kind.slope * here + kind.intercept)
                far = np.abs(np.log(here / there)) > math.log(_FAR)
                near = np.abs(np.log(as_other / there)) < math.log(2)
                if len(here) and (far & near).all():
                    found, typical = kind.slope * np.array([here[0], there[0]]) + kind.intercept
                    warnings.warn(
                        f"{self.file.name}, column {title}: the middle value is {found:.3g} {kind.unit}, in the "
                        f"course's cohort {typical:.3g}. If the laboratory reported {other.unit}, the heading is "
                        f"{other.heading}. Nothing was changed.",
                        stacklevel=4,
                    )
                    break

    # Problems

    def _refusal(self, what: str) -> ValueError:
        return ValueError(f"{self.file.name} {what}")

    def _add(self, title: str, found: Sequence[tuple[int, str, str]], times: int = 1) -> None:
        """Note problems of a column (row, cell, what is wrong); the first few are told, all are counted."""
        if not times:
            return
        self.counts[title] += times
        told = self.lines.setdefault(title, [])
        where = f", column {title}" if title else ""
        told += [f"row {row}{where}: {_shown(cell)}: {what}" for row, cell, what in found][
            : _SHOWN - len(told)
        ]

    def _refuse_problems(self) -> None:
        if not self.counts:
            return
        total = self.counts.total()
        told = [line for lines in self.lines.values() for line in lines][:_SHOWN_IN_ALL]
        text = [
            f"{self.file.name}: {total:,} {'problem' if total == 1 else 'problems'}, nothing was loaded.",
            *told,
        ]
        if total > len(told):
            by_column = ", ".join(f"{title or 'rows'} {times:,}" for title, times in self.counts.items())
            text.append(f"These are the first {len(told)}. In all: {by_column}.")
        raise ValueError("\n".join(text))


def _mass(titles: Sequence[str]) -> str:
    """Say how insulin by mass is converted, where a file has it."""
    if not any(folded(title).startswith("insulin") and folded(title).endswith("ngml") for title in titles):
        return ""
    return (
        " Insulin in ng/mL is not converted here, since that takes its molar mass: with 5,808 g/mol, as for human "
        "insulin, pmol/L is ng/mL times 172."
    )


def _lines(handle: TextIO) -> Iterator[str]:
    return iter(partial(handle.readline, _LONGEST_LINE), "")


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")


def _number(cell: str, comma: bool) -> float:
    """Return a cell's number, NaN if nothing was measured, infinity if it is no number."""
    text = _FLAG.sub("", cell.strip())
    if text.casefold() in _MISSING or _LIMIT.fullmatch(text):
        return math.nan
    if comma:
        text = text.translate(_SWAP)
    return float(_SEPARATORS.sub("", text)) if _NUMBER.fullmatch(text) else _NOT_A_NUMBER


def _allowed(cell: str, kind: Kind) -> str | None:
    text = cell.strip()
    text = _SEXES.get(text.casefold(), text)
    return "" if text.casefold() in _MISSING else text if text in kind.allowed else None


def _middles(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the medians of the file and of the cohort: one row for each sex that the file holds or may hold."""
    names = [name for name, kinds in kinds_by_column().items() if len(kinds) > 1 and name in frame]
    usual = cohort.load().groupby("sex")[names].median()
    if "sex" in frame and frame["sex"].notna().any():
        return frame.groupby("sex")[names].median().reindex(usual.index), usual
    return usual * 0 + frame[names].median(), usual


def _headings_found(line: str, mark: str) -> tuple[int, int]:
    """Say how many headings a delimiter finds in a line: those that are understood, and all."""
    found = next(csv.reader([line], delimiter=mark), [])
    return sum(folded(title) in known_headings() or folded(title) in without_unit() for title in found), len(
        found
    )
