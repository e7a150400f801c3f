"""Metrics of a continuous glucose trace, one row a person.

The formulas are those of the papers; where papers leave a choice (which grid, which gap is too long, which excursion
counts), it is that of the R package iglu, so that numbers can be compared, and it is stated in `metrics`.
"""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats, rising, whole
from helpers.indices import gmi
from helpers.units import UnitSystem, convert, measured, system_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

Integers = NDArray[np.int64]

_DAY = 1440.0  # minutes
_INTERPOLATED_MIN = 45.0  # a longer gap stays a gap
_SPLITTING_MIN = 180.0  # a longer gap ends an excursion
_MAGE_STEP, _MAGE_SHORT, _MAGE_LONG = 5.0, 5, 32
_NS_PER_MINUTE = 60_000_000_000
_BEYOND = ("low", "lo", "high", "hi", "niedrig", "hoch")  # what sensors write where they cannot measure
_TWICE = 4  # so many shared times within an hour are no accident
_LOWEST = 20.0  # mg/dL
_STEPS = np.array([step for step in range(1, 121) if 1440 % step == 0])
_RANGES = ("tir_70_180", "tir_70_140", "tbr_54", "tbr_70", "tar_180", "tar_250")
# What comes out in the unit of glucose; the rest has no unit or one of its own.
_IN_GLUCOSE = ("mean", "sd", "modd", "conga", "mag", "mage", "mage_naive")


def metrics(
    frame: pd.DataFrame, units: UnitSystem = "conventional", *, conga_hours: int = 24
) -> pd.DataFrame:
    """Return the usual metrics of continuous glucose traces, one row a person.

    Parameters
    ----------
    frame
        Columns ``id``, ``time`` and ``glucose`` (mg/dL, or mmol/L with ``units="SI"``), one row a reading, in any
        order. Times are dates and times without a zone, all of them local, or with one; text must be ISO 8601
        ("2026-01-12 07:05", "2026-01-12T07:05+01:00"). Glucose may be missing (NaN).
    units
        Units of the readings and of the results.
    conga_hours
        How many hours CONGA looks back.

    Returns
    -------
    pandas.DataFrame
        One row for each ``id``, in the order of first appearance:

        - ``readings``, ``days`` (first to last reading) and ``percent_present`` (of the readings that the usual
          interval between them promises)
        - ``mean``, ``sd`` (n - 1), ``cv`` (%), ``gmi`` (% or mmol/mol)
        - percent of readings: ``tir_70_180`` and ``tir_70_140`` (both bounds included), ``tbr_54`` and ``tbr_70``
          (below), ``tar_180`` and ``tar_250`` (above), in mg/dL whatever the unit
        - ``j_index``, ``lbgi``, ``hbgi``, ``grade``, ``gri`` (numbers without a unit)
        - ``modd``, ``conga``, ``mag`` (per hour), ``mage``, ``mage_naive``

        NaN stands where there are too few readings to tell.

    Raises
    ------
    ValueError
        If a column is missing, a time cannot be read or has no zone while others have one, a reading has no time
        or no id, or a glucose value cannot be a measurement, such as "Low" or "HI".

    Warns
    -----
    UserWarning
        If many readings of one person without time zones share their times within an hour.

    Notes
    -----
    *Untidy data.* Readings are sorted. Several readings of one time count as one, their mean; where an hour of times
    without a zone comes twice, as in autumn, a warning says so. With time zones, the
    clock of a person's first reading is kept throughout, so that hours stay hours when the clocks change or the
    person travels.

    *Grid.* MODD, CONGA, MAG and MAGE need evenly spaced values: readings are interpolated linearly onto a grid from
    midnight of the first day, with the usual interval (the median, as the nearest divisor of a day); inside gaps
    longer than 45 minutes it stays empty. MODD is the mean absolute difference from the same time on the day before,
    CONGA the SD of differences from `conga_hours` earlier, MAG the mean absolute change over an hour, as iglu
    for R long took it (n = 60; newer source of it takes every reading, with which noise adds up: 3 mg/dL of it make a
    steady trace's MAG 40 at five minutes and 200 at one).

    *MAGE* has no unique algorithm. ``mage`` looks, on a five-minute grid, between crossings of a short (25 min) and a
    long (160 min) moving average for peaks and nadirs, counts the rises and falls between them that exceed one SD,
    and averages rises and falls, weighted by time where gaps of over 3 hours split the trace. ``mage_naive`` is the
    mean distance from the mean of the readings that are more than one SD away. On one trace they often differ by a
    third.

    *Indices.* J = (mean + SD)² / 1000. With f = ln(G)^1.084 - 5.381, LBGI is 22.77 times the mean of f² where f < 0,
    HBGI where f > 0. GRADE is the mean of min(50, 425 (log₁₀ log₁₀(G/18) + 0.16)²). GRI = 3 x % below 54
    + 2.4 x % from 54 to below 70 + 1.6 x % above 250 + 0.8 x % above 180 to 250, at most 100. All in mg/dL.

    References
    ----------
    MAGE: Service FJ et al., Diabetes 1970;19:644-655, doi:10.2337/diab.19.9.644; moving averages: Fernandes NJ et
    al., J Diabetes Sci Technol 2022;16:576-577, doi:10.1177/19322968211061165. MODD: doi:10.2337/diacare.3.1.58.
    CONGA: doi:10.1089/dia.2005.7.253. MAG: doi:10.1097/CCM.0b013e3181cc4be9. J-index: doi:10.1055/s-2007-979906.
    LBGI, HBGI: doi:10.2337/dc06-1085. GRADE: doi:10.1111/j.1464-5491.2007.02119.x. GRI:
    doi:10.1177/19322968221085273. Time in ranges: Battelino T et al., Diabetes Care 2019;42:1593-1603,
    doi:10.2337/dci19-0028.

    Examples
    --------
    >>> import pandas as pd
    >>> time = pd.date_range("2026-01-12", periods=288, freq="5min")
    >>> trace = pd.DataFrame({"id": 1, "time": time, "glucose": [90, 90, 150] * 96})
    >>> metrics(trace)[["id", "readings", "mean", "tir_70_140"]].round(1)
       id  readings   mean  tir_70_140
    0   1       288  110.0        66.7
    """
    import pandas as pd

    hours = whole("conga_hours", conga_hours, low=1, hint="CONGA of 1, 2, 4 or 24 hours is usual.")
    system = system_of(units)
    _need_columns(frame)
    codes, ids = pd.factorize(frame["id"])
    if (codes < 0).any():
        raise ValueError(
            f"id: row {int(np.argmax(codes < 0))} has none. Every reading needs its person's id."
        )
    instant, offset, zoned = _instants(frame["time"])
    glucose = _milligrams(frame["glucose"], system)
    order = np.lexsort((instant, codes))
    bounds = np.searchsorted(codes[order], np.arange(len(ids) + 1))
    rows = []
    for low, high in pairwise(bounds):
        own = order[low:high]
        own = own[np.isfinite(glucose[own])]
        local = instant[own] + offset[own[0]] if len(own) else instant[own]
        if not zoned:
            _warn_of_an_hour_twice(local, glucose[own])
        rows.append(_of_one(*_averaged(local, glucose[own]), hours))
    result = pd.DataFrame(rows, columns=list(_of_one(*_averaged(np.empty(0, np.int64), np.empty(0)), hours)))
    result["gmi"] = gmi(result["mean"].to_numpy())
    if system == "SI":
        result["gmi"] = gmi(convert(result["mean"].to_numpy(), "glucose", "mg/dL", "mmol/L"), units="SI")
        for column in _IN_GLUCOSE:
            result[column] = convert(result[column].to_numpy(), "glucose", "mg/dL", "mmol/L", change=True)
    result.insert(0, "id", ids)
    return result


def of_trace(minutes: Floats, glucose: Floats, *, conga_hours: int = 24) -> dict[str, float]:
    """Return the metrics of one trace as `metrics` does, without a frame.

    Parameters
    ----------
    minutes
        When each reading was taken: rising minutes since a midnight.
    glucose
        The readings, mg/dL.
    conga_hours
        As in `metrics`.

    Raises
    ------
    ValueError
        If times do not rise, a reading is not plausible, or there are not as many times as readings.

    Examples
    --------
    >>> found = of_trace(np.arange(288) * 5.0, np.array([90.0, 90, 150] * 96))
    >>> round(found["tir_70_140"], 1)
    66.7
    """
    hours = whole("conga_hours", conga_hours, low=1, hint="CONGA of 1, 2, 4 or 24 hours is usual.")
    minutes = rising("minutes", minutes, at_least=1)
    glucose = np.atleast_1d(measured("glucose", glucose, "glucose", "conventional"))
    if minutes.size != glucose.size:
        raise ValueError(f"{minutes.size} times and {glucose.size} readings: give one time for each reading.")
    instants = np.rint(minutes * _NS_PER_MINUTE).astype(np.int64)
    found = _of_one(*_averaged(instants, glucose), hours)
    return {name: float(value) for name, value in found.items()} | {"gmi": float(gmi(found["mean"]))}


def _need_columns(frame: object) -> None:
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        own = f"own.read({frame!r}).table" if isinstance(frame, str) else 'own.read("my_sensor.csv").table'
        raise ValueError(
            f"frame = a {type(frame).__name__}: expected a table with the columns id, time and glucose. A sensor's "
            f"file becomes one with {own}, where own is helpers.own."
        )
    twice = [name for name in ("id", "time", "glucose") if (frame.columns == name).sum() > 1]
    if twice:
        raise ValueError(f"The trace has the column {twice[0]!r} more than once: keep one of them.")
    missing = [name for name in ("id", "time", "glucose") if name not in frame.columns]
    if missing:
        raise ValueError(
            f"The trace lacks the column {missing[0]!r}; it has {', '.join(map(repr, frame.columns)) or 'none'}. "
            "Rename your columns to id, time and glucose."
        )


def _milligrams(readings: pd.Series, units: UnitSystem) -> Floats:
    import pandas as pd

    numeric = pd.api.types.is_numeric_dtype(readings)
    if not numeric:
        words = readings.astype(str).str.strip().str.casefold()
        beyond = words.isin(_BEYOND)
        if beyond.any():
            row = int(np.argmax(beyond))
            raise ValueError(
                f"glucose: {readings.iloc[row]!r} in row {row} says that the sensor was at its limit. For times in "
                "ranges write the limit that the sensor's manual gives (often 40 and 400 mg/dL); for means and spreads "
                "such readings have no value: make them NaN, and say how many there were."
            )
    values = readings.to_numpy(dtype=float, na_value=np.nan) if numeric else readings.to_numpy()
    if units == "SI" and numeric:
        # The lowest reading of the table of units, 20 mg/dL, is printed as 1.1 mmol/L, which is a little less.
        lowest = convert(_LOWEST, "glucose", "mg/dL", "mmol/L")
        values = np.where((values >= round(lowest, 1)) & (values < lowest), lowest, values)
    given = measured("glucose", values, "glucose", units)
    return np.asarray(convert(given, "glucose", unit_of("glucose", units), "mg/dL"))


def _warn_of_an_hour_twice(local: Integers, glucose: Floats) -> None:
    shared = local[1:][(np.diff(local) == 0) & (np.diff(glucose) != 0)]
    hour = 60 * _NS_PER_MINUTE
    if len(shared) >= _TWICE and (shared[_TWICE - 1 :] - shared[: 1 - _TWICE] < hour).any():
        warnings.warn(
            "time: several readings within an hour share their times, as when clocks are set back in autumn. They were "
            "averaged; times with a zone, such as '2026-10-25T02:05+02:00', keep them apart.",
            stacklevel=3,
        )


def _instants(times: pd.Series) -> tuple[Integers, Integers, bool]:
    """Return nanoseconds of each reading, how far the clock at its place is ahead, and whether zones were given."""
    import pandas as pd

    if times.isna().any():
        raise ValueError(f"time: row {int(np.argmax(times.isna()))} has none. Drop readings without a time.")
    if not pd.api.types.is_datetime64_any_dtype(times):
        return _instants_of_text(times)
    zone = getattr(times.dtype, "tz", None)
    local = _nanoseconds(times.dt.tz_localize(None) if zone else times)
    instant = _nanoseconds(times.dt.tz_convert("UTC").dt.tz_localize(None)) if zone else local
    return instant, local - instant, zone is not None


def _instants_of_text(times: pd.Series) -> tuple[Integers, Integers, bool]:
    import pandas as pd

    if pd.api.types.is_numeric_dtype(times):
        raise ValueError("time: expected dates and times such as '2026-01-12 07:05', not bare numbers.")
    text = times.astype(str)
    zone = text.str.extract(r":\d\d.*?(Z|[+-]\d\d(?::?\d\d)?)$", expand=False)
    zoned = zone.notna().to_numpy()
    if zoned.any() and not zoned.all():
        row = int(np.argmin(zoned))
        raise ValueError(
            f"time: {text.iloc[row]!r} in row {row} has no time zone while others have one. Give all or none."
        )
    parsed = pd.to_datetime(text, format="ISO8601", errors="coerce", utc=bool(zoned.any()))
    if parsed.isna().any():
        row = int(np.argmax(parsed.isna()))
        raise ValueError(
            f"time: cannot read {text.iloc[row]!r} in row {row}. Write it as '2026-01-12 07:05', year first, because "
            "day and month cannot be told apart otherwise."
        )
    instant = _nanoseconds(parsed.dt.tz_localize(None) if zoned.any() else parsed)
    if not zoned.any():
        return instant, np.zeros_like(instant), False
    return instant, np.array([_ahead(code) for code in zone]), True


def _nanoseconds(times: pd.Series) -> Integers:
    return times.to_numpy().astype("datetime64[ns]").astype(np.int64)


def _ahead(zone: str) -> int:
    """Nanoseconds of "+01:00", "-0330", "+01" or "Z"."""
    if zone == "Z":
        return 0
    minutes = 60 * int(zone[1:3]) + int(zone[3:].lstrip(":") or 0)
    return (-minutes if zone[0] == "-" else minutes) * _NS_PER_MINUTE


def _averaged(instant: Integers, glucose: Floats) -> tuple[Floats, Floats]:
    """Return minutes since midnight of the first day, and glucose; readings of one time become their mean."""
    if not len(instant):
        return np.empty(0), glucose
    midnight = instant[0] - instant[0] % int(_DAY * _NS_PER_MINUTE)
    unique, first, count = np.unique(instant, return_index=True, return_counts=True)
    return (unique - midnight) / _NS_PER_MINUTE, np.add.reduceat(glucose, first) / count


def _of_one(minutes: Floats, glucose: Floats, conga_hours: int) -> dict[str, Any]:
    """Return the metrics of one person, mg/dL."""
    n = len(glucose)
    mean = glucose.mean() if n else np.nan
    sd = glucose.std(ddof=1) if n > 1 else np.nan
    found: dict[str, Any] = {
        "readings": n,
        "days": (minutes[-1] - minutes[0]) / _DAY if n else 0.0,
        "percent_present": _percent_present(minutes),
        "mean": mean,
        "sd": sd,
        "cv": 100 * sd / mean,
        "gmi": np.nan,
    }
    found |= dict(zip(_RANGES, _in_ranges(glucose), strict=True))
    risk = np.log(glucose) ** 1.084 - 5.381
    found["j_index"] = 0.001 * (mean + sd) ** 2
    found["lbgi"] = 22.77 * _mean(np.minimum(risk, 0) ** 2)
    found["hbgi"] = 22.77 * _mean(np.maximum(risk, 0) ** 2)
    found["grade"] = _mean(np.minimum(50, 425 * (np.log10(np.log10(glucose / 18)) + 0.16) ** 2))
    low, high = found["tbr_70"] - found["tbr_54"], found["tar_180"] - found["tar_250"]
    found["gri"] = np.minimum(100, 3 * found["tbr_54"] + 2.4 * low + 1.6 * found["tar_250"] + 0.8 * high)
    found |= _on_grid(minutes, glucose, conga_hours)
    found["mage"] = _mage(minutes, glucose)
    found["mage_naive"] = _mean(np.abs(glucose - mean)[np.abs(glucose - mean) > sd])
    return found


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else np.nan


def _in_ranges(glucose: Floats) -> list[float]:
    inside = (
        (glucose >= 70) & (glucose <= 180),
        (glucose >= 70) & (glucose <= 140),
        glucose < 54,
        glucose < 70,
        glucose > 180,
        glucose > 250,
    )
    return [100 * _mean(part.astype(float)) for part in inside]


def _percent_present(minutes: Floats) -> float:
    if len(minutes) < 2:
        return np.nan
    between = np.diff(minutes)
    usual = max(round(float(np.median(between))), 1)
    promised = round((minutes[-1] - minutes[0]) / usual) + 1
    late = between[np.round(between) > usual]  # a reading some seconds late is no gap
    return float(100 * (promised - round((late - usual).sum() / usual)) / promised)


def _on_grid(minutes: Floats, glucose: Floats, conga_hours: int) -> dict[str, float]:
    if len(minutes) < 2:
        return {"modd": np.nan, "conga": np.nan, "mag": np.nan}
    step = float(_STEPS[np.argmin(np.abs(_STEPS - np.median(np.diff(minutes))))])
    values = _grid(minutes, glucose, step)
    change = _change(values, round(conga_hours * 60 / step))
    hourly = max(1, round(60 / step))
    return {
        "modd": _mean(np.abs(_change(values, round(_DAY / step)))),
        "conga": float(change.std(ddof=1)) if len(change) > 1 else np.nan,
        "mag": _mean(np.abs(_change(values, hourly))) * 60 / (step * hourly),
    }


def _grid(minutes: Floats, glucose: Floats, step: float) -> Floats:
    """Interpolate onto a grid of whole days; empty outside the trace and inside long gaps."""
    days = max(1.0, np.ceil(minutes[-1] / _DAY))
    grid = np.arange(1, round(days * _DAY / step) + 1) * step
    values = np.interp(grid, minutes, glucose, left=np.nan, right=np.nan)
    after = np.clip(np.searchsorted(minutes, grid), 1, len(minutes) - 1)
    inside = (grid > minutes[after - 1]) & (grid < minutes[after])
    values[inside & (minutes[after] - minutes[after - 1] > _INTERPOLATED_MIN)] = np.nan
    return values


def _change(values: Floats, lag: int) -> Floats:
    change = values[lag:] - values[:-lag]
    return change[np.isfinite(change)]


def _mage(minutes: Floats, glucose: Floats) -> float:
    """Mean amplitude of glycaemic excursions by moving averages, over the parts between long gaps."""
    if len(minutes) < 2:
        return np.nan
    values = _grid(minutes, glucose, _MAGE_STEP)
    present = np.flatnonzero(np.isfinite(values))
    if not len(present):
        return np.nan
    cuts = np.flatnonzero(np.diff(present) * _MAGE_STEP > _SPLITTING_MIN)
    starts = present[np.concatenate([[0], cuts + 1])]
    ends = present[np.concatenate([cuts, [len(present) - 1]])]
    heights, hours = [], []
    for start, end in zip(starts, ends, strict=True):
        for height in _excursions(values[start : end + 1]):
            heights.append(height)
            hours.append(end - start)
    return float(np.average(heights, weights=hours)) if heights else np.nan


def _excursions(values: Floats) -> list[float]:
    """Return the mean height of the counted rises and that of the falls, where there are any."""
    known = values[np.isfinite(values)]
    if len(values) < 7 or len(known) < 2 or known.std(ddof=1) < 1:
        return []
    turns = _turns(values)
    limit = float(known.std(ddof=1))
    each_way = (_rises(turns, limit), _rises(-turns, limit))
    return [float(np.mean(heights)) for heights in each_way if heights]


def _turns(values: Floats) -> Floats:
    """Return the peaks and nadirs between crossings of the short and the long moving average."""
    above = _moving_average(values, _MAGE_SHORT) - _moving_average(values, _MAGE_LONG)
    # Sums that differ by rounding alone are no crossing.
    clear = np.flatnonzero(np.isfinite(above) & (np.abs(above) > 1e-9))
    high = above[clear] > 0
    crossings = clear[1:][high[1:] != high[:-1]]
    edges = np.concatenate([[0], crossings, [len(values) - 1]])
    is_high = above[edges] > 1e-9
    missing = ~np.isfinite(values)
    for_peaks, for_nadirs = np.where(missing, -np.inf, values), np.where(missing, np.inf, values)
    turns = np.empty(len(edges) - 1)
    start = 0
    for k, (upward, end) in enumerate(zip(is_high[:-1].tolist(), edges[1:].tolist(), strict=True)):
        reach = slice(start, end + 1)
        start += int(for_peaks[reach].argmax() if upward else for_nadirs[reach].argmin())
        turns[k] = values[start]
    return turns


def _moving_average(values: Floats, window: int) -> Floats:
    """Mean of the last `window` values that are there; the first ones get the first full window's."""
    there = np.isfinite(values)
    middle = values[there].mean()  # sums about the middle stay small, and with them their rounding
    sums = np.cumsum(np.concatenate([[0], np.where(there, values - middle, 0)]))
    counts = np.cumsum(np.concatenate([[0], there]))
    last = np.arange(1, len(values) + 1)
    first = np.maximum(last - window, 0)
    count = counts[last] - counts[first]
    average: Floats = np.full(len(values), np.nan)
    np.divide(sums[last] - sums[first], count, out=average, where=count > 0)
    average[:window] = average[min(window, len(values)) - 1]
    return np.asarray(average + middle)


def _rises(turns: Floats, limit: float) -> list[float]:
    """Return the heights, from nadir to peak, of the rises of more than `limit`.

    A rise lasts until the trace has come down from its peak by more than `limit`.
    """
    heights: list[float] = []
    low = peak = None
    for value in turns.tolist():
        if peak is None:
            low = value if low is None else min(low, value)
            if value - low > limit:
                peak = value
        else:
            peak = max(peak, value)
            if peak - value > limit:
                heights.append(peak - low)
                low, peak = value, None
    if peak is not None:
        heights.append(peak - low)
    return heights
