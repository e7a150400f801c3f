"""Read a learner's own CSV of laboratory values, and say exactly what in it cannot be one.

The columns are those of `cohort.csv`, as `data/datapackage.json` describes them, in any unit that `helpers.units`
converts; the plausible ranges are that module's. Files come from many programs: delimiter, encoding and decimal mark
are recognised. The file is only read.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import json
import math
import os
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.checks import Floats
from helpers.paths import data_path
from helpers.units import ANALYTES, Analyte

if TYPE_CHECKING:
    import pandas as pd

MAX_BYTES = 200_000_000
REQUIRED = ("glucose_mg_dl", "insulin_uu_ml")

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_LINE = 1_000_000  # characters; what is longer is no line of a table
_COMMA_HINT = " Decimal commas need quotation marks, or semicolons between the columns."
_BATCH = 5_000  # rows
_SHOWN = 3  # problems of one column
_SHOWN_IN_ALL = 8
# Two columns of one quantity may differ by rounding, not by more.
_ROUNDING = 0.1
# The middle of a column is called unlikely beyond this multiple of the cohort's, if another unit brings it within half.
_FAR = 4.0
# The cohort's ages are 20 to 80, where 80 stands for older ones; a learner's file may hold others.
_AGES = (0.0, 120.0)
# Further spellings, and the unit, of the columns that are no analyte.
_NOT_IN_BLOOD = {
    "sex": (("sex",), ""),
    "age": (("age",), "years"),
    "bmi": (("bmi", "body mass index"), "kg/m²"),
    "waist_cm": (("waist", "waist circumference"), "cm"),
}
_SPECIMENS = re.compile("fasting|plasma|serum")
_MISSING = {"", "na", "n/a", "n.a.", "nan", "null", "none", "-", "--", "."}
# 5.6, 1,234.5, 1 234.5, 1'234.5, 1e3; with a decimal comma, after points and commas have changed places.
_NUMBER = re.compile(
    r"[+-]?(?:[1-9]\d{0,2}(?:[,'’ \u00a0\u202f]\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+", re.ASCII
)
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


@dataclass(frozen=True)
class _Kind:
    """What the course knows about a column: the cohort's name for it, and the unit of this heading."""

    name: str
    heading: str
    stems: tuple[str, ...]  # what stands before the unit in a heading
    meaning: str
    unit: str
    low: float  # in this unit
    high: float
    slope: float = 1.0  # from the cohort's unit to this one
    intercept: float = 0.0
    is_si: bool = True
    allowed: tuple[str, ...] = ()

    def in_cohort_unit(self, values: Floats) -> Floats:
        return (values - self.intercept) / self.slope

    @property
    def expected(self) -> str:
        if self.allowed:
            return f"expected {' or '.join(self.allowed)} ({self.meaning.rstrip('.')}), or an empty cell"
        return f"expected {self.low:.4g} to {self.high:.4g} {self.unit}".rstrip()


class _DecimalCommaError(Exception):
    """The file has decimal commas; says where the first one stands."""


def headings() -> pd.DataFrame:
    """Return the headings that are understood, one row a value.

    Returns
    -------
    pandas.DataFrame
        Columns ``value``, ``conventional`` and ``SI`` (the headings), ``lowest`` and ``highest`` (the range that is
        taken for plausible, in the conventional unit) and ``meaning``.

    Examples
    --------
    >>> headings().loc[0:4, ["value", "conventional", "SI"]]
              value    conventional              SI
    0           sex             sex             sex
    1           age             age             age
    2           bmi             bmi             bmi
    3         waist        waist_cm        waist_cm
    4       glucose   glucose_mg_dl  glucose_mmol_l
    """
    import pandas as pd

    rows = []
    for kinds in _kinds().values():
        first, si = kinds[0], next(kind for kind in kinds if kind.is_si)
        rows.append((first.stems[0], first.heading, si.heading, first.low, first.high, first.meaning))
    return pd.DataFrame(rows, columns=["value", "conventional", "SI", "lowest", "highest", "meaning"])


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
            kinds = {title: _known().get(_folded(title)) for title in titles}
            columns, numbers = self._columns(self._batches(rows, len(titles), mark), kinds)
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
        names = {kind.name for title in titles if (kind := _known().get(_folded(title)))}
        for title in titles:
            name = _without_unit().get(_folded(title))
            if name and name not in names:
                raise self._refusal(
                    f"has a heading without a unit, {title!r}: write {_either_heading(name)}."
                )
        if lacking := [name for name in REQUIRED if name not in names]:
            raise self._refusal(
                f"has no column {', and none '.join(map(_either_heading, lacking))}. Its first row holds: "
                f"{', '.join(map(_shown, titles[:20]))}.{_near(titles, lacking)}"
            )
        return titles

    def _batches(
        self, rows: Iterator[tuple[int, list[str]]], width: int, mark: str
    ) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Yield rows, and their numbers, of those that hold something and are as wide as the headings."""
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
            if len(full) == _BATCH:
                yield numbers, full
                numbers, full = [], []
        if full:
            yield numbers, full

    # From rows to columns

    def _columns(
        self, batches: Iterator[tuple[list[int], list[list[str]]]], kinds: dict[str, _Kind | None]
    ) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
        """Return each column, and the row numbers. Only one batch at a time is text."""
        parts: list[list[NDArray[Any]]] = [[] for _ in kinds]
        rows = [np.empty(0, dtype=np.int64)]
        for numbers, full in batches:
            rows.append(np.array(numbers))
            for part, (title, kind), cells in zip(parts, kinds.items(), zip(*full, strict=True), strict=True):
                part.append(self._converted(title, kind, cells, rows[-1]))
        columns = {title: np.concatenate(part) for title, part in zip(kinds, parts, strict=True) if part}
        return columns, np.concatenate(rows)

    def _converted(
        self, title: str, kind: _Kind | None, cells: Sequence[str], rows: NDArray[np.int64]
    ) -> NDArray[Any]:
        different = dict.fromkeys(cells)
        if kind is None:
            # Equal texts share their memory.
            same = {cell: cell for cell in different}
            return np.array(list(map(same.__getitem__, cells)), dtype=object)
        if kind.allowed:
            sexes = {cell: _allowed(cell, kind) for cell in different}
            unknown = [k for k, cell in enumerate(cells) if sexes[cell] is None]
            self._add(
                title, [(int(rows[k]), cells[k], f"{kind.expected}.") for k in unknown[:_SHOWN]], len(unknown)
            )
            return np.array([sexes[cell] or np.nan for cell in cells], dtype=object)
        for cell in different:
            self._look_for_decimals(title, kind, cell, lambda text: int(rows[cells.index(text)]))
        numbers = {cell: _number(cell, bool(self.comma)) for cell in different}
        values = np.array(list(map(numbers.__getitem__, cells)))
        wrong = np.flatnonzero((values < kind.low) | (values > kind.high))
        told = [(int(rows[k]), cells[k], self._fault(kind, cells[k], values[k])) for k in wrong[:_SHOWN]]
        self._add(title, told, len(wrong))
        return values

    def _look_for_decimals(self, title: str, kind: _Kind, cell: str, where: Callable[[str], int]) -> None:
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

    def _fault(self, kind: _Kind, cell: str, value: float) -> str:
        """Say what was expected, and the likely mistake."""
        if value != _NOT_A_NUMBER:
            fits = [other for other in _kinds()[kind.name] if other.low <= value <= other.high]
            meant = f" It would fit in {fits[0].unit}: then the heading is {fits[0].heading}." if fits else ""
            return f"{kind.expected}.{meant}"
        if self.comma and _number(cell, comma=False) != _NOT_A_NUMBER:
            hint = f"A decimal point, but the file has decimal commas ({self.comma})."
        elif cell.strip()[:1] in "<>≤≥":
            hint = "Beyond what the assay measures: leave the cell empty, or write the limit alone."
        elif re.match(r"\s*[\d.,]+\s*[a-zµμ%]", cell, re.IGNORECASE):
            hint = "Write the number alone: the unit belongs in the heading."
        else:
            hint = "Leave the cell empty where nothing was measured."
        return f"{kind.expected}. {hint}"

    # From columns to the cohort's units

    def _in_cohort_units(
        self, kinds: dict[str, _Kind | None], columns: dict[str, NDArray[Any]], rows: NDArray[np.int64]
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
                found = [
                    (int(rows[k]), f"{columns[title][k]:g}", told.format(first[k])) for k in wrong[:_SHOWN]
                ]
                self._add(title, found, len(wrong))
        for name in REQUIRED:
            values = columns.get(name, added.get(name, np.empty(0)))
            if np.isnan(values).all():
                raise self._refusal(f"has no value of {_kinds()[name][0].stems[0]} in any row.")
        return {name: added[name] for name in _kinds() if name in added}

    def _warn_of_units(self, kinds: dict[str, _Kind | None], frame: pd.DataFrame) -> None:
        """Warn where a whole column looks as if it were in another unit, although each value is possible."""
        own, usual = _middles(frame)
        for title, kind in kinds.items():
            if kind is None or len(_kinds()[kind.name]) == 1:
                continue
            pairs = np.array([own[kind.name], usual[kind.name]])
            here, there = pairs[:, np.isfinite(pairs).all(axis=0)]
            for other in _kinds()[kind.name]:
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


def _lines(handle: TextIO) -> Iterator[str]:
    return iter(partial(handle.readline, _LONGEST_LINE), "")


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")


@lru_cache(maxsize=100_000)  # laboratories report few different values
def _number(cell: str, comma: bool) -> float:
    """Return a cell's number, NaN if nothing was measured, infinity if it is no number."""
    text = cell.strip()
    if text.casefold() in _MISSING:
        return math.nan
    if comma:
        text = text.translate(_SWAP)
    return float(_SEPARATORS.sub("", text)) if _NUMBER.fullmatch(text) else _NOT_A_NUMBER


def _allowed(cell: str, kind: _Kind) -> str | None:
    text = cell.strip()
    return "" if text.casefold() in _MISSING else text if text in kind.allowed else None


def _middles(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the medians of the file and of the cohort: one row for each sex that the file holds or may hold."""
    names = [name for name, kinds in _kinds().items() if len(kinds) > 1 and name in frame]
    usual = cohort.load().groupby("sex")[names].median()
    if "sex" in frame and frame["sex"].notna().any():
        return frame.groupby("sex")[names].median().reindex(usual.index), usual
    return usual * 0 + frame[names].median(), usual


# Headings


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[_Kind, ...]]:
    """Return, for each column of the cohort, what it is in each of its units; the cohort's own unit comes first."""
    package = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
    fields = next(table for table in package["resources"] if table["name"] == "cohort")["schema"]["fields"]
    by_loinc = {analyte.loinc: analyte for analyte in ANALYTES.values()}
    return {
        field["name"]: _kinds_of(field, by_loinc.get(field.get("loinc")))
        for field in fields
        if field["name"] != "id"
    }


def _kinds_of(field: dict[str, Any], analyte: Analyte | None) -> tuple[_Kind, ...]:
    name, meaning, limits = field["name"], field["description"], field["constraints"]
    if analyte is None:
        stems, unit = _NOT_IN_BLOOD[name]
        low, high = (
            _AGES if name == "age" else (limits.get("minimum", math.nan), limits.get("maximum", math.nan))
        )
        return (_Kind(name, name, stems, meaning, unit, low, high, allowed=tuple(limits.get("enum", ()))),)
    stem = name.removesuffix("_" + _slug(analyte.conventional.symbol))
    stems = (stem, analyte.key, analyte.name, *analyte.aliases)
    kinds = []
    for unit in analyte.units:
        (slope, intercept), (low, high) = analyte.line(unit), analyte.range_in(unit)
        heading, is_si = f"{stem}_{_slug(unit)}", unit == analyte.si.symbol
        kinds.append(_Kind(name, heading, stems, meaning, unit, low, high, slope, intercept, is_si))
    return tuple(kinds)


@lru_cache(maxsize=1)
def _known() -> dict[str, _Kind]:
    """Return what each understood heading, folded, means."""
    every = [kind for kinds in _kinds().values() for kind in kinds]
    return {_folded(f"{stem} {kind.unit}"): kind for kind in every for stem in kind.stems} | {
        _folded(kind.heading): kind for kind in every
    }


@lru_cache(maxsize=1)
def _without_unit() -> dict[str, str]:
    """Return the column that a folded heading means which names a quantity and no unit."""
    bare = {_folded(stem): name for name, kinds in _kinds().items() for stem in kinds[0].stems}
    return {heading: name for heading, name in bare.items() if heading not in _known()}


def _folded(heading: str) -> str:
    """Fold the spellings of a heading into one: "Glucose, fasting (mg/dL)" and "glucose_mg_dl"."""
    letters = "".join(letter for letter in _slug(heading) if letter.isalnum())
    return _SPECIMENS.sub("", letters).replace("iu", "u")


def _slug(text: str) -> str:
    """Write a unit as the cohort's headings do: "µU/mL" as "uu_ml"."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("μ", "u").replace("%", "pct")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _either_heading(name: str) -> str:
    own, *others = _kinds()[name]
    return " or ".join(dict.fromkeys([own.heading, *(kind.heading for kind in others if kind.is_si)]))


def _headings_found(line: str, mark: str) -> tuple[int, int]:
    """Say how many headings a delimiter finds in a line: those that are understood, and all."""
    found = next(csv.reader([line], delimiter=mark), [])
    return sum(_folded(title) in _known() or _folded(title) in _without_unit() for title in found), len(found)


def _near(titles: Sequence[str], names: Sequence[str]) -> str:
    """Name headings of the file that may be misspellings of a column."""
    for name in names:
        for kind in _kinds()[name]:
            if close := difflib.get_close_matches(kind.heading, titles, 1, 0.75):
                return f" Is {close[0]!r} meant to be {kind.heading}?"
    return ""
