"""Read a learner's own laboratory values, and say exactly what in them cannot be one.

The columns are those of `cohort.csv`, as `data/datapackage.json` describes them, in any unit that `helpers.units`
converts; the plausible ranges are that module's. Files come from many programs: delimiter, encoding, decimal mark and
shape are recognised. The file is only read.
"""

from __future__ import annotations

import gc
import math
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.own import files, reshaped
from helpers.own.cells import LIMIT, NOT_A_NUMBER, allowed, number
from helpers.own.circumstances import IDENTITY, flags, not_fasting
from helpers.own.files import shown
from helpers.own.headings import (
    Kind,
    column_meant,
    either_heading,
    folded,
    kinds_by_column,
    known_headings,
    known_in,
    mentioned,
    nearest,
    without_unit,
)
from helpers.own.layouts import plain

if TYPE_CHECKING:
    import pandas as pd

REQUIRED = ("glucose_mg_dl", "insulin_uu_ml")

_COMMA_HINT = " Decimal commas need quotation marks, or semicolons between the columns."

_PART = 20_000  # rows that are turned into columns at a time

_SHOWN = 3  # problems of one column

_SHOWN_IN_ALL = 8

# Two columns of one quantity may differ by rounding, not by more.
_ROUNDING = 0.1

# The middle of a column is called unlikely beyond this multiple of the cohort's, if another unit brings it within half.
_FAR = 4.0


class _DecimalCommaError(Exception):
    """The file has decimal commas; says where the first one stands."""


def read(path: str | os.PathLike[str], *, required: Sequence[str] = REQUIRED) -> pd.DataFrame:
    """Return a file of laboratory values as a table in the cohort's units.

    Parameters
    ----------
    path
        A text file, at most 200 MB, with one row a person (or a day); one row a test (date, test, result, unit) or a
        column a date will do. Its headings are those of the cohort or the same in SI (``glucose_mmol_l``,
        ``insulin_pmol_l``, ``testosterone_nmol_l``); `headings` lists them. Capitals, blanks and brackets do not
        matter: "Glucose (mmol/L)" is understood, and so are the names of NHANES and names in some other languages. The
        delimiter (comma, semicolon, tab, bar), the encoding, decimal commas and thousands separators are recognised.
        The file is only read.
    required
        Columns of the cohort that must be there.

    Returns
    -------
    pandas.DataFrame
        The columns of `helpers.cohort.generate` that the file has, always in its units. Besides, all columns of the
        file stand there as they are, under their own headings: as text where the course does not know them; those
        that say whose values they are, are left out. An empty cell is NaN. Where the file says so, ``pregnant``,
        ``on_insulin`` and ``haemolysed`` are true.

    Raises
    ------
    ValueError
        If the file is missing or no table, lacks a column, or holds what cannot be a measurement: the message names
        file, row (as a spreadsheet counts), column, value, what was expected and the likely mistake.

    Warns
    -----
    UserWarning
        If something was left out, or the values of a column are possible but look, as a whole, as if they were in
        another unit.
    """
    made = of_file(*files.checked(path), required)
    for remark in made.remarks:
        warnings.warn(remark, stacklevel=2)
    return made.table


@dataclass(frozen=True)
class Values:
    """Laboratory values in the cohort's units, and what is to be said about them, in sentences."""

    table: pd.DataFrame
    remarks: list[str]


def of_file(file: Path, encoding: str, required: Sequence[str] = ()) -> Values:
    """Return the values of a text file; `read` says what is understood and what is raised."""
    if not encoding:
        raise ValueError(f"{file.name} is not text: save the table as CSV and load that file.")
    try:
        try:
            return _of_text(file, encoding, "", required)
        except _DecimalCommaError as found:
            return _of_text(file, encoding, str(found), required)
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}.") from error


def of_rows(name: str, titles: list[str], numbered: list[tuple[int, list[str]]]) -> Values:
    """Return the values of rows under headings, for what is no text with delimiters."""
    rows = [(0, titles), *numbered]
    try:
        return _Reading(name, "", (), "").values(iter(rows))
    except _DecimalCommaError as found:
        return _Reading(name, str(found), (), "").values(iter(rows))


def found_in(table: pd.DataFrame) -> str:
    """Say in a sentence how many rows a table has and which values the course knows in them."""
    names = [kinds[0].called for column, kinds in kinds_by_column().items() if column in table]
    count = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    return f"Laboratory values: {count}, with {', '.join(names)}."


def _of_text(file: Path, encoding: str, comma: str, required: Sequence[str]) -> Values:
    with file.open(encoding=encoding, newline="") as handle:
        if len(next((line for line in files.lines(handle) if line.strip()), "")) == files.LONGEST_LINE:
            raise ValueError(
                f"{file.name} has no line end in {files.LONGEST_LINE:,} characters: it is not a table."
            )
        handle.seek(0)
        mark = files.delimiter(handle, _headings_found)
        return _Reading(file.name, comma, required, mark).values(files.rows(handle, mark, file.name))


class _Reading:
    """One pass over a file, with the decimal mark that it is taken to have."""

    def __init__(self, name: str, comma: str, required: Sequence[str], mark: str) -> None:
        self.name, self.required, self.mark = name, required, mark
        self.comma = comma  # where a decimal comma stands; without one, points are decimal
        self.counts: Counter[str] = Counter()
        self.lines: dict[str, list[str]] = {}
        self.remarks: list[str] = []
        self.point_seen = False
        self.either: tuple[str, int, str] | None = None  # a cell that is a number both ways

    def values(self, rows: Iterator[tuple[int, list[str]]]) -> Values:
        """Return the file as a table, or raise a ValueError that lists its problems."""
        import pandas as pd

        rows = reshaped.from_headings(rows)
        titles = _stripped(next((cells for _, cells in rows if any(cells)), []))
        titles, rows = reshaped.wide(titles, rows)
        self._check(titles)
        kinds = {title: known_headings().get(folded(title)) for title in titles}
        with _unswept():
            numbers, by_column = self._full(rows, len(titles))
        numbers, by_column = self._fasting(titles, numbers, by_column)
        cells_of = dict(zip(titles, by_column, strict=True))
        columns = {
            title: self._converted(title, kind, cells_of[title], numbers)
            for title, kind in kinds.items()
            if kind or not IDENTITY.search(plain(title))
        }
        if not len(numbers) and not self.counts:
            raise self._refusal("holds headings and no values.")
        if self.either and not self.point_seen:
            title, row, cell = self.either
            ways = f"{cell.replace(',', '')} or {cell.replace(',', '.')}"
            self._add(title, [(row, cell, f"can be read in two ways: write {ways}.")])
        self._refuse_problems()
        kinds = {title: kinds[title] for title in columns}
        added = self._in_cohort_units(kinds, columns, numbers)
        self._refuse_problems()
        frame = pd.DataFrame(columns | added | flags(cells_of, len(numbers)))
        self._tell_what_is_left_out(titles, kinds)
        self._warn_of_units(kinds, frame)
        return Values(frame, self.remarks)

    # From text to rows

    def _check(self, titles: list[str]) -> None:
        """Say what is wrong with the headings."""
        if "" in titles:
            raise self._refusal(f"has no heading above column {titles.index('') + 1}: write one.")
        if twice := [title for title, times in Counter(titles).items() if times > 1]:
            raise self._refusal(
                f"has the heading {', '.join(map(shown, twice[:5]))} more than once: rename one."
            )
        names = {kind.name for title in titles if (kind := known_headings().get(folded(title)))}
        for title in titles:
            name = without_unit().get(folded(title))
            if name and name not in names:
                raise self._refusal(f"has a heading without a unit, {title!r}: write {either_heading(name)}.")
        meant = {name: title for title in titles if title not in names and (name := column_meant(title))}
        for name in REQUIRED:
            if name in meant and name not in names:
                raise self._refusal(
                    f"has a heading whose unit is not known here, {meant[name]!r}: {_units_of(name)}."
                    f"{_mass(titles)}{nearest(titles, [name])}"
                )
        if lacking := [name for name in self.required if name not in names]:
            seen = [title for title in titles if known_in(title)]
            held = ", ".join(map(repr, seen[:20])) or "none that the course knows"
            raise self._refusal(
                f"has no column {', and none '.join(map(either_heading, lacking))}. Headings in its first row: "
                f"{held}.{_mass(titles)}{nearest(titles, lacking)}"
            )
        if not names:
            raise self._refusal(
                "is neither a sensor's file nor a table of laboratory values that the course knows: it has no column "
                f"such as {either_heading('glucose_mg_dl')}.{_mass(titles)}{nearest(titles, list(REQUIRED))}"
            )
        if not self.required:
            for name in REQUIRED:
                if name not in names and (near := nearest(titles, [name])):
                    raise self._refusal(f"has no column {either_heading(name)}.{near}")

    def _full(self, rows: Iterator[tuple[int, list[str]]], width: int) -> tuple[list[int], list[list[str]]]:
        """Return the numbers of the rows that hold something and are as wide as the headings, and their columns."""
        numbers: list[int] = []
        columns: list[list[str]] = [[] for _ in range(width)]
        # Some rows at a time: millions of lists at once keep the memory's sweeper busy.
        while part := list(islice(rows, _PART)):
            kept = []
            for row, cells in part:
                if len(cells) != width:
                    if not any(map(str.strip, cells)):
                        continue
                    if any(map(str.strip, cells[width:] or ["short"])):
                        hint = _COMMA_HINT if self.mark == "," and len(cells) > width else ""
                        self._add("", [(row, None, f"{len(cells)} cells under {width} headings.{hint}")])
                        continue
                    cells = cells[:width]
                elif not cells[0] and not any(map(str.strip, cells)):
                    continue
                numbers.append(row)
                kept.append(cells)
            for column, part_of_it in zip(columns, zip(*kept, strict=True), strict=False):
                column.extend(part_of_it)
        return numbers, columns

    def _fasting(
        self, titles: list[str], numbers: list[int], columns: list[list[str]]
    ) -> tuple[list[int], list[list[str]]]:
        """Leave out samples that the file says are not fasting."""
        out = not_fasting(titles, columns, bool(self.comma))
        if not out:
            return numbers, columns
        if len(out) == len(numbers):
            raise self._refusal(
                "has no fasting sample: all rows say that they were taken later or after a meal."
            )
        count = "1 row was" if len(out) == 1 else f"{len(out):,} rows were"
        self._warn(f"{count} left out, since the file says that the samples are not fasting.")
        kept = [at for at in range(len(numbers)) if at not in out]
        return [numbers[at] for at in kept], [[cells[at] for at in kept] for cells in columns]

    # From rows to columns

    def _converted(
        self, title: str, kind: Kind | None, cells: Sequence[str], rows: list[int]
    ) -> NDArray[Any]:
        if kind is None:
            return np.array(cells, dtype=object)
        different = dict.fromkeys(cells)
        if kind.allowed:
            sexes = {cell: allowed(cell, kind) for cell in different}
            unknown = [k for k, cell in enumerate(cells) if sexes[cell] is None]
            self._add(
                title, [(rows[k], cells[k], f"{kind.expected}.") for k in unknown[:_SHOWN]], len(unknown)
            )
            return np.array([sexes[cell] or np.nan for cell in cells], dtype=object)
        for cell in different:
            self._look_for_decimals(title, kind, cell, lambda text: rows[cells.index(text)])
        numbers = {cell: number(cell, bool(self.comma)) for cell in different}
        values = np.array(list(map(numbers.__getitem__, cells)))
        limits = {cell for cell in different if LIMIT.fullmatch(cell)}
        if limits:
            first = next(cell for cell in cells if cell in limits)
            self._warn(
                f"column {title}: limits of the assay, such as {first.strip()!r}, in "
                f"{sum(cell in limits for cell in cells)} of {len(cells)} cells. A limit is no value: left empty."
            )
        wrong = np.flatnonzero((values < kind.low) | (values > kind.high))
        told = [(rows[k], cells[k], self._fault(kind, cells[k], values[k])) for k in wrong[:_SHOWN]]
        self._add(title, told, len(wrong))
        return values

    def _look_for_decimals(self, title: str, kind: Kind, cell: str, where: Callable[[str], int]) -> None:
        """Learn from a cell which mark is decimal in this file: by its form or, if both will do, by the range."""
        if self.comma or ("," not in cell and (self.point_seen or "." not in cell)):
            return
        readings = [number(cell, comma=False), number(cell, comma=True)]
        possible = [reading != NOT_A_NUMBER for reading in readings]
        if all(possible) and "," in cell:
            possible = [kind.low <= reading <= kind.high for reading in readings]
        match possible:
            case [False, True]:
                raise _DecimalCommaError(f"row {where(cell)}, column {title}: {cell!r}")
            case [True, False]:
                self.point_seen = True
            case [_, _] if "," in cell and readings[0] != NOT_A_NUMBER:
                self.either = self.either or (title, where(cell), cell)

    def _fault(self, kind: Kind, cell: str, value: float) -> str:
        """Say what was expected, and the likely mistake."""
        if value != NOT_A_NUMBER:
            fits = [other for other in kinds_by_column()[kind.name] if other.low <= value <= other.high]
            meant = f" It would fit in {fits[0].unit}: then the heading is {fits[0].heading}." if fits else ""
            return f"{kind.expected}.{meant}"
        if self.comma and number(cell, comma=False) != NOT_A_NUMBER:
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
            first = added.get(kind.name, columns.get(kind.name))
            if first is None:
                added[kind.name] = values
            elif not kind.allowed:
                added[kind.name] = np.where(np.isnan(first), values, first)
                wrong = np.flatnonzero(np.abs(values - first) > _ROUNDING * first)
                told = f"but this row's {kind.name} is {{:.4g}}: both say how much {kind.meaning.rstrip('.')} there is."
                found = [(rows[k], f"{columns[title][k]:g}", told.format(first[k])) for k in wrong[:_SHOWN]]
                self._add(title, found, len(wrong))
        for name in self.required:
            values = added.get(name, columns.get(name, np.empty(0)))
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
                    self._warn(
                        f"column {title}: the middle value is {found:.3g} {kind.unit}, in the "
                        f"course's cohort {typical:.3g}. If the laboratory reported {other.unit}, the heading is "
                        f"{other.heading}. Nothing was changed."
                    )
                    break

    def _tell_what_is_left_out(self, titles: list[str], kinds: dict[str, Kind | None]) -> None:
        whose = len(titles) - len(kinds)
        if whose:
            count = "1 column that says" if whose == 1 else f"{whose} columns that say"
            self._warn(f"{count} whose values they are, left out.")
        for title, kind in kinds.items():
            if kind is not None:
                continue
            if name := column_meant(title):
                self._warn(f"column {title} was not used: {_units_of(name)}.")
            elif name := mentioned(title):
                called = kinds_by_column()[name][0].called
                self._warn(
                    f"column {title} was not used: its heading is none that is known here for {called}."
                )

    # Problems

    def _refusal(self, what: str) -> ValueError:
        return ValueError(f"{self.name} {what}")

    def _warn(self, what: str) -> None:
        self.remarks.append(f"{self.name}, {what}")

    def _add(self, title: str, found: Sequence[tuple[int, str | None, str]], times: int = 1) -> None:
        """Note problems of a column (row, cell, what is wrong); the first few are told, all are counted."""
        if not times:
            return
        self.counts[title] += times
        told = self.lines.setdefault(title, [])
        where = f", column {title}" if title else ""
        told += [
            f"row {row}{where}: {'' if cell is None else f'{shown(cell)}: '}{what}"
            for row, cell, what in found
        ][: _SHOWN - len(told)]

    def _refuse_problems(self) -> None:
        if not self.counts:
            return
        total = self.counts.total()
        told = [line for lines in self.lines.values() for line in lines][:_SHOWN_IN_ALL]
        text = [
            f"{self.name}: {total:,} {'problem' if total == 1 else 'problems'}, nothing was loaded.",
            *told,
        ]
        if total > len(told):
            by_column = ", ".join(f"{title or 'rows'} {times:,}" for title, times in self.counts.items())
            text.append(f"These are the first {len(told)}. In all: {by_column}.")
        raise ValueError("\n".join(text))


@contextmanager
def _unswept() -> Iterator[None]:
    """Keep Python from looking for cycles while millions of cells are made, which have none and would be looked at."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _mass(titles: Sequence[str]) -> str:
    """Say how insulin by mass is converted, where a file has it."""
    if not any(folded(title).startswith("insulin") and folded(title).endswith("ngml") for title in titles):
        return ""
    return (
        " Insulin in ng/mL is not converted here, since that takes its molar mass: with 5,808 g/mol, as for human "
        "insulin, pmol/L is ng/mL times 172."
    )


def _units_of(name: str) -> str:
    kinds = kinds_by_column()[name]
    known = " or ".join(dict.fromkeys(kind.unit for kind in kinds))
    return f"{kinds[0].called} is read in {known}, so write {either_heading(name)} or another of them"


def _stripped(cells: Sequence[str]) -> list[str]:
    """Return headings without blanks and invisible marks, and without empty ones at the end."""
    titles = ["".join(letter for letter in cell if letter.isprintable()).strip() for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    return titles


def _middles(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the medians of the file and of the cohort: one row for each sex that the file holds or may hold."""
    names = [name for name, kinds in kinds_by_column().items() if len(kinds) > 1 and name in frame]
    usual = cohort.load().groupby("sex")[names].median()
    if "sex" in frame and frame["sex"].notna().any():
        return frame.groupby("sex")[names].median().reindex(usual.index), usual
    return usual * 0 + frame[names].median(), usual


def _headings_found(first: list[str], mark: str) -> tuple[int, int]:
    """Say how many headings a delimiter finds in the first lines: those that are understood, and all of one line."""
    known = most = 0
    for line in first:
        found = files.cells_of(line, mark)
        known, most = max(known, reshaped.heads(found)), max(most, len(found))
    return known, most
