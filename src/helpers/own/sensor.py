"""Readings of a glucose sensor as a trace: units, limits, repeated rows and hours, each change counted and said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from helpers.checks import Floats
from helpers.own import times
from helpers.own.files import shown
from helpers.own.layouts import Readings
from helpers.own.times import DAY, HOUR, MINUTE, NONE, SECOND, Integers, Order
from helpers.units import convert

if TYPE_CHECKING:
    import pandas as pd

LOWEST = 40.0
"""What sensors report at least, mg/dL; the most is a matter of the make."""

_PLAUSIBLE, _ROUNDED = (19.5, 1000.0), 20.0  # mg/dL; 1.1 mmol/L is 20 mg/dL, rounded
_MOST_MMOL = 35.0  # nobody lives whose glucose stays below 35 mg/dL
_APART = 30 * SECOND  # no sensor reports more often than that
_LEAST_SHARE = 0.9  # of the readings that must have a time, and glucose
_LOW = re.compile(r"(?:lo|low|niedrig|bas|basso|bajo|laag|baixo|tief|[<≤]\s*[\d.,]+)", re.IGNORECASE)
_HIGH = re.compile(r"(?:hi|high|hoch|haut|eleve|élevé|alto|alta|hoog|[>≥]\s*[\d.,]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d*)?")
_NOTHING = {"", "-", "--", "---", "nan", "na", "n/a", "null", "none", "."}


@dataclass(frozen=True)
class Trace:
    """A trace and what is to be said about it."""

    table: pd.DataFrame
    found: str
    notes: tuple[str, ...]


def trace(readings: Readings, order: Order | None = None) -> Trace:
    """Return readings as a table ``id``, ``time``, ``glucose`` (mg/dL), sorted, and a sentence on what was done.

    Raises
    ------
    ValueError
        If times or glucose cannot be read, or the unit that the file names cannot be right.
    """
    left_out = Counter(readings.left_out)
    glucose, changed = _glucose(readings, left_out)
    when = times.read(readings.stamps, readings.others, order)
    local, ahead = _on_local_clock(readings, when)
    _check(readings, local, glucose)
    unclear = int((local == NONE).sum())
    left_out["rows whose time cannot be read"] += unclear
    kept = (local != NONE) & np.isfinite(glucose)
    people = np.asarray(readings.people) if readings.people is not None else np.zeros(len(local), dtype=int)
    parts = []
    for number, person in enumerate(dict.fromkeys(people[kept].tolist()), start=1):
        own = kept & (people == person)
        part = _tidy(local[own], glucose[own], None if ahead is None else ahead[own], left_out, changed)
        parts.append((number, *part))
    return _told(readings, parts, left_out, changed, when.order, ahead)


def _glucose(readings: Readings, left_out: Counter[str]) -> tuple[Floats, list[str]]:
    """Return glucose in mg/dL, NaN where there is none; count what is no number, and say what counts as a limit."""
    numbers = {cell: _number(cell) for cell in dict.fromkeys(readings.cells)}
    values = np.array([numbers[cell] for cell in readings.cells], dtype=float)
    unit, how = _unit(readings, values)
    if unit == "mmol/L":
        inside = np.isfinite(values)
        values[inside] = np.asarray(convert(values[inside], "glucose", "mmol/L", "mg/dL"))
    low, high = (np.isneginf(values), np.isposinf(values))
    if readings.coded:
        low, high = low | (values == 39), high | (values == 401)  # how Dexcom's numbers say it
    beyond = np.isfinite(values) & ~low & ~high & ~((values >= _PLAUSIBLE[0]) & (values <= _PLAUSIBLE[1]))
    beyond |= (values < 39) & np.isfinite(values) & readings.coded
    left_out["codes that are no glucose"] += int(beyond.sum())
    left_out["rows without glucose"] += int(np.isnan(values).sum())
    values[beyond] = np.nan
    values[(values >= _PLAUSIBLE[0]) & (values < _ROUNDED)] = _ROUNDED
    values[low], values[high] = LOWEST, readings.highest
    changed = [how] if how else []
    for which, side, limit in ((low, "below", LOWEST), (high, "above", readings.highest)):
        if which.any():
            changed.append(f"{which.sum():,} {side} the sensor's range counted as {_limit(limit, unit)}")
    return values, changed


def _limit(value: float, unit: str) -> str:
    other = f" ({convert(value, 'glucose', 'mg/dL', 'mmol/L'):.1f} mmol/L)" if unit == "mmol/L" else ""
    return f"{value:.0f} mg/dL{other}"


def _number(cell: str) -> float:
    """Return a reading; minus or plus infinity where the sensor was at its limit, zero for what is no reading."""
    text = cell.strip().strip("'\"").strip()
    if text.casefold() in _NOTHING:
        return np.nan
    if _LOW.fullmatch(text):
        return -np.inf
    if _HIGH.fullmatch(text):
        return np.inf
    text = re.sub(r"\s*(?:mg/dl|mmol/l)$", "", text, flags=re.IGNORECASE)
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else 0.0


def _unit(readings: Readings, values: Floats) -> tuple[str, str]:
    """Return the unit, and words for it where the file does not name it."""
    real = values[np.isfinite(values) & (values > 0)]
    if not len(real):
        return readings.unit or "mg/dL", ""
    middle = float(np.median(real))
    if readings.unit == "mg/dL" and middle < _MOST_MMOL / 1.4:
        raise ValueError(
            f"The file says mg/dL, but half of its readings are below {middle:.3g}: they look like mmol/L. Correct the "
            "heading, and load it again."
        )
    if readings.unit == "mmol/L" and middle > _MOST_MMOL:
        raise ValueError(
            f"The file says mmol/L, but half of its readings are above {middle:.3g}: they look like mg/dL. Correct the "
            "heading, and load it again."
        )
    if readings.unit:
        return readings.unit, ""
    unit = "mmol/L" if np.percentile(real, 95) < _MOST_MMOL else "mg/dL"
    return unit, f"no unit is given, and only {unit} makes these readings possible"


def _on_local_clock(readings: Readings, when: times.Times) -> tuple[Integers, Integers | None]:
    """Return local times, and how far they are ahead of UTC where the file says so."""
    if readings.ahead_min is None or when.ahead is None:
        return when.local, when.ahead
    given = [offset for offset in readings.ahead_min if offset is not None]
    if not given:
        return when.local, when.ahead
    first = given[0]
    ahead = np.array(
        [round((first if offset is None else offset) * MINUTE) for offset in readings.ahead_min],
        dtype=np.int64,
    )
    return np.where(when.local == NONE, NONE, when.local - when.ahead + ahead), ahead


def _check(readings: Readings, local: Integers, glucose: Floats) -> None:
    """Refuse a file in which most is not what its headings say."""
    total = len(local)
    if not total or not np.isfinite(glucose).any():
        raise ValueError(f"It is a file of a sensor ({readings.layout}), but has no reading of glucose.")
    unclear = local == NONE
    if unclear.sum() > (1 - _LEAST_SHARE) * total:
        cell = shown(readings.stamps[int(np.argmax(unclear))])
        raise ValueError(
            f"Of {total:,} times {int(unclear.sum()):,} cannot be read, such as {cell}. Write them as 2026-03-02 07:05."
        )
    wrong = ~np.isfinite(glucose)
    if wrong.sum() > (1 - _LEAST_SHARE) * total and not all(
        each.strip().casefold() in _NOTHING for each, bad in zip(readings.cells, wrong, strict=True) if bad
    ):
        cell = next(
            each
            for each, bad in zip(readings.cells, wrong, strict=True)
            if bad and each.strip().casefold() not in _NOTHING
        )
        raise ValueError(
            f"Of {total:,} cells under glucose {int(wrong.sum()):,} are no glucose, such as {shown(cell)}: is it the "
            "right column?"
        )


def _tidy(
    local: Integers, glucose: Floats, ahead: Integers | None, left_out: Counter[str], changed: list[str]
) -> tuple[Integers, Floats, int]:
    """Return sorted times (on the clock of the first reading) and glucose of one person, repeats left out."""
    if (np.diff(local) < 0).sum() > len(local) / 2:
        local, glucose = local[::-1], glucose[::-1]
        ahead = None if ahead is None else ahead[::-1]
    first_ahead = 0
    if ahead is not None:
        instant = local - ahead
        first_ahead = int(ahead[int(np.argmin(instant))])
        local = instant + first_ahead
    else:
        local = _unfolded(local, changed)
    order = np.argsort(local, kind="stable")
    local, glucose = local[order], glucose[order]
    same_time = np.concatenate([[False], np.diff(local) == 0])
    same = same_time & np.concatenate([[False], np.diff(glucose) == 0])
    left_out["repeated rows"] += int(same.sum())
    local, glucose = local[~same], glucose[~same]
    shared = np.diff(local) == 0
    if shared.any():
        unique, start, count = np.unique(local, return_index=True, return_counts=True)
        twice = int((count > 1).sum())
        changed.append(f"{twice:,} {'time stands' if twice == 1 else 'times stand'} twice with two values: their mean "
                       f"was taken{_hour_twice(local[1:][shared])}")  # fmt: skip
        local, glucose = unique, np.add.reduceat(glucose, start) / count
    near = np.zeros(len(local), dtype=bool)
    last = NONE
    close = np.flatnonzero(np.diff(local) < _APART) + 1
    for at in close.tolist():
        before = local[at - 1] if not near[at - 1] else last
        if local[at] - before < _APART:
            near[at], last = True, before
    left_out["readings of a second uploader, seconds after another"] += int(near.sum())
    return local[~near], glucose[~near], first_ahead


def _hour_twice(shared: Integers) -> str:
    if len(shared) < 4 or (shared[3:] - shared[:-3]).min(initial=DAY) > HOUR:
        return ""
    return (
        "; they lie within an hour, as when clocks are set back, and times with a zone would keep the two hours "
        "apart"
    )


def _unfolded(local: Integers, changed: list[str]) -> Integers:
    """Keep the first reading's clock where rows show that clocks were set back; say where an hour is missing."""
    step = np.diff(local)
    if not len(step):
        return local
    usual = int(np.median(step[step > 0])) if (step > 0).any() else HOUR
    result = local.copy()
    for at in np.flatnonzero(step < 0).tolist():
        # An hour that comes twice: back by an hour less one interval, in the small hours, and on from there.
        hour = local[at + 1] % DAY // HOUR
        fits = abs(step[at] + HOUR - usual) <= usual / 2 and hour <= 4
        follows = (local[at + 2 : at + 4] > local[at + 1]).all() and (step < 0).sum() == 1
        if fits and follows:
            result[at + 1 :] += HOUR
            since = f"{_clock(local[at + 1] // HOUR * HOUR)} on {_date(local[at + 1])}"
            changed.append(
                f"the hour from {since} comes twice (clocks were set back): both are kept, and from then on times are "
                "on the clock of the first reading, an hour later than on the wall"
            )
    missing = np.flatnonzero(np.abs(step - HOUR - usual) < min(usual / 2, 2 * MINUTE))
    changed.extend(
        f"the hour after {_clock(local[at])} on {_date(local[at])} is missing, as when clocks are set forward: it "
        "counts as a gap"
        for at in missing.tolist()
        if usual <= 20 * MINUTE and _is_change_of_spring(int(local[at]))
    )
    return result


def _is_change_of_spring(local: int) -> bool:
    """Return whether it is the hour that is left out on the last Sunday of March, or on its second (North America)."""
    day, hour = local // DAY, local % DAY // HOUR
    date = np.datetime64(int(day), "D").astype(object)
    return (
        date.month == 3 and date.weekday() == 6 and (date.day > 24 or 8 <= date.day <= 14) and 0 <= hour <= 2
    )


def _clock(instant: int) -> str:
    minutes = int(instant) % DAY // MINUTE
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _date(instant: int) -> str:
    date = np.datetime64(int(instant) // DAY, "D").astype(object)
    return f"{date.day} {date:%B %Y}"


def _told(
    readings: Readings,
    parts: list[tuple[int, Integers, Floats, int]],
    left_out: Counter[str],
    changed: list[str],
    order: str,
    ahead: Integers | None,
) -> Trace:
    import pandas as pd

    local = np.concatenate([part[1] for part in parts])
    glucose = np.concatenate([part[2] for part in parts])
    ids = np.concatenate([np.full(len(part[1]), part[0]) for part in parts])
    table = pd.DataFrame({"id": ids, "time": local.astype("datetime64[ns]"), "glucose": glucose})
    first, last = int(local.min()), int(local.max())
    steps = np.concatenate([np.diff(part[1]) for part in parts])
    usual = float(np.median(steps)) / MINUTE if len(steps) else 0.0
    every = f", one every {usual:.2g} minutes" if usual > 1 else ", one a minute" if usual == 1 else ""
    days = len(np.unique(local // DAY))
    span = _date(first) if days == 1 else f"{_date(first)} to {_date(last)}"
    people = f" of {len(parts)} people, numbered as they come" if len(parts) > 1 else ""
    found = (
        f"{readings.layout}: {len(local):,} {_noun('readings', len(local))}{people} of {days} {_noun('days', days)} "
        f"({span}{f', {order}' if order else ''}){every}."
    )
    if ahead is not None and not ahead.any():
        changed.append("times are in UTC, so hours are those of Greenwich")
    notes = [f"{each[:1].upper()}{each[1:]}." for each in dict.fromkeys(changed)]
    dropped = [f"{count:,} {_noun(words, count)}" for words, count in left_out.items() if count]
    if dropped:
        notes.append(f"Left out: {', '.join(dropped)}.")
    return Trace(table, found, tuple(notes))


def _noun(words: str, count: int) -> str:
    """Return the words for one, where it is one."""
    return re.sub(_PLURAL, lambda found: _ONE.get(found[0], found[0][:-1]), words) if count == 1 else words


_PLURAL = re.compile(
    r"\b(?:rows|readings|scans|measurements|lines|calibrations|events|codes|days|entries|observations)\b"
)
_ONE = {"entries": "entry"}
