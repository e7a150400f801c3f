"""The one door for a learner's own files: finds out what a file is, reads it, and says what was found."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from helpers.own import files, laboratory, layouts, records, sensor
from helpers.own.headings import known_in
from helpers.own.times import ORDERS, Order
from helpers.words import known, said

if TYPE_CHECKING:
    import pandas as pd

_FIRST = 80  # rows that show what a file is


@dataclass(frozen=True, repr=False)
class Own:
    """A learner's own file, read.

    Parameters
    ----------
    kind
        ``"trace"`` (a glucose sensor) or ``"laboratory"``.
    table
        A trace has ``id``, ``time`` and ``glucose`` (mg/dL), as `helpers.cgm.metrics` takes them. Laboratory values
        have the cohort's columns in its units and, besides, the file's own columns under their headings.
    found
        What was found, in numbers.
    notes
        What was left out, changed or looks wrong, in numbers.
    """

    kind: Literal["trace", "laboratory"]
    table: pd.DataFrame = field(compare=False)
    found: str
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What was found, left out and changed, in one paragraph."""
        return " ".join([self.found, *self.notes])

    def __repr__(self) -> str:
        return self.said


def read(path: str | os.PathLike[str], *, dates: Order | None = None) -> Own:
    """Return a file of a glucose sensor or of a laboratory as a table, and say what was found in it.

    Parameters
    ----------
    path
        The file's name. Known are exports of FreeStyle LibreView, Dexcom Clarity, Medtronic CareLink, Nightscout (JSON
        and CSV), Glooko, Juggluco and xDrip+; a table with times and glucose; laboratory values with a row a date or
        person, with a row a test (date, test, result, unit), or with a column a date; the columns of NHANES, as CSV or
        XPT; and FHIR Observations (a Bundle, a list or lines of JSON). The file is only read.
    dates
        ``"day first"`` or ``"month first"``, where the file does not decide it.

    Returns
    -------
    Own
        ``kind``, ``table`` and ``said``, the sentences that it shows.

    Raises
    ------
    ValueError
        If the file cannot be read: says what it is or lacks, and the likely mistake.

    Examples
    --------
    >>> from helpers.paths import data_path
    >>> mine = read(data_path("example_values.csv"))
    >>> mine
    Laboratory values: 6 rows, with sex, age, glucose, insulin, HbA1c, triglycerides, HDL cholesterol, \
testosterone, SHBG.
    >>> mine.table["glucose_mg_dl"].round().tolist()[:2]
    [101.0, 74.0]
    """
    if dates is not None and not known(dates, ORDERS):
        raise ValueError(f'dates = {said(dates)}: choose "day first" or "month first".')
    file, encoding = files.checked(path)
    try:
        return _read(file, encoding, dates)
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}.") from error


def _read(file: Path, encoding: str, dates: Order | None) -> Own:
    if not encoding:
        return _laboratory(laboratory.of_rows(file.name, *records.xport(file)))
    with file.open(encoding=encoding, newline="") as handle:
        start = handle.read(4096).lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return _json(file, encoding, dates)
    with file.open(encoding=encoding, newline="") as handle:
        mark = files.delimiter(handle, _columns_known)
        first = _first(handle, mark)
        if not layouts.is_sensor(first):
            return _laboratory(laboratory.of_file(file, encoding))
        handle.seek(0)
        table = [cells for _, cells in files.rows(handle, mark, file.name)]
    return _trace(file, lambda: layouts.read_table(table), dates)


def _first(handle: Any, mark: str) -> list[list[str]]:
    found = []
    try:
        for row, cells in files.rows(handle, mark, ""):
            found.append(cells)
            if row >= _FIRST:
                break
    except ValueError:
        return found
    return found


def _columns_known(lines: list[str], mark: str) -> tuple[int, int]:
    """Say how well a delimiter divides the first lines: whether headings are found, and how many cells there are."""
    table = list(csv.reader(lines, delimiter=mark))
    known = max((sum(map(known_in, row)) for row in table), default=0)
    sensor_like = bool(layouts.is_sensor(table))
    return known + 100 * sensor_like, max((len(row) for row in table), default=0)


def _json(file: Path, encoding: str, dates: Order | None) -> Own:
    text = file.read_text(encoding=encoding).lstrip("\ufeff")
    found = records.entries(file.name, text)
    readings = layouts.nightscout(found) or records.fhir_readings(found)
    if readings:
        return _trace(file, lambda: readings, dates)
    rows = records.fhir_rows(found)
    if rows is None:
        raise ValueError(
            f"{file.name} is JSON, but neither Nightscout's entries nor FHIR Observations: save the table as CSV."
        )
    return _laboratory(laboratory.of_rows(file.name, *rows))


def _trace(file: Path, make: Callable[[], layouts.Readings | None], dates: Order | None) -> Own:
    try:
        readings = make()
        if readings is None:
            raise ValueError("its headings are a sensor's, but below them are no times and glucose.")
        made = sensor.trace(readings, dates)
    except ValueError as problem:
        text = str(problem)
        raise ValueError(text if text.startswith(file.name) else f"{file.name}: {text}") from None
    return Own("trace", made.table, made.found, made.notes)


def _laboratory(values: laboratory.Values) -> Own:
    return Own("laboratory", values.table, laboratory.found_in(values.table), tuple(values.remarks))
