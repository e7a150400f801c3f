"""The samples of an intravenous glucose tolerance test, and what they tell without a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import checks
from helpers.checks import Floats
from helpers.models import solver

if TYPE_CHECKING:
    import pandas as pd

INSULIN_HINT = "Insulin is in µU/mL here: divide pmol/L by 6."
_WIDEST = 2.0
_RARE_BASAL = 40.0
"""µU/mL fasting: 2 in 100 adults have more (`data/cohort_parameters.json`, from NHANES 2013-2016)."""

_FIRST_PHASE_MINUTES = 10.0

GLUCOSE_HINT = "Glucose is in mg/dL here: multiply mmol/L by 18.0156."


def acute_insulin_response(samples: pd.DataFrame | pd.Series, *, ib: Any = None) -> float:
    """Return AIRg: the area of insulin above basal from minute 0 to 10, µU/mL min, by the trapezoidal rule.

    Parameters
    ----------
    samples
        Insulin as in `MinimalModel.simulate`.
    ib
        Basal insulin; by default the mean of the samples at or before minute 0.

    Raises
    ------
    ValueError
        If the samples are malformed or end before minute 10, or their basal insulin is so high that they are more
        likely in pmol/L; whoever gives `ib` has looked.

    Examples
    --------
    >>> import pandas as pd
    >>> acute_insulin_response(pd.Series([10, 60, 60, 10], index=[0, 2, 6, 20]))
    421.42...
    """
    insulin = read_samples(samples, "insulin")
    if insulin.minutes[-1] < _FIRST_PHASE_MINUTES:
        raise ValueError(f"time: the last sample is at {insulin.minutes[-1]:g} min; AIRg takes the first 10.")
    basal = basal_insulin(insulin, ib)
    inside = (insulin.minutes > 0) & (insulin.minutes < _FIRST_PHASE_MINUTES)
    times = np.array([0.0, *insulin.minutes[inside], _FIRST_PHASE_MINUTES])
    return float(np.trapezoid(np.interp(times, insulin.minutes, insulin.levels) - basal, times))


def basal_insulin(insulin: Samples, ib: Any) -> float:
    """Return the basal insulin that was given, or the samples' own where it is not more likely in pmol/L."""
    if ib is not None:
        return checks.number("ib", ib, low=0, high=1e4, unit="µU/mL", hint=INSULIN_HINT)
    basal = insulin.basal()
    if basal > _RARE_BASAL:
        raise ValueError(
            f"insulin is {basal:.3g} µU/mL before minute 0; 2 in 100 adults have more than {_RARE_BASAL:g}. "
            f"{INSULIN_HINT} If it is right, give ib={basal:.3g}."
        )
    return basal


class Samples(NamedTuple):
    """Rising minutes, and what was measured then."""

    minutes: Floats
    levels: Floats

    def basal(self) -> float:
        """Return the mean of the samples at or before minute 0."""
        return float(self.levels[self.minutes <= 0].mean())


class Drive(NamedTuple):
    """A sampled quantity, straight between samples, cut into intervals: where each begins, and its line."""

    begins: Floats
    widths: Floats
    levels: Floats
    slopes: Floats
    wanted: NDArray[np.intp]


def read_samples(samples: Any, quantity: str) -> Samples:
    """Read minutes and one quantity from a Series, a DataFrame or plain columns."""
    table, index = (samples, None) if isinstance(samples, Mapping) else _of_frame(samples, quantity)
    suffix = "_uu_ml" if quantity == "insulin" else "_mg_dl"
    names = [name for name in (quantity, quantity + suffix) if name in table]
    if not names:
        raise ValueError(f"samples: no column {quantity!r} (or {quantity + suffix!r}); it has {list(table)}.")
    times = [name for name in ("time", "time_min", "minutes") if name in table]
    minutes, values = table[times[0]] if times else index, table[names[0]]
    if minutes is None:
        raise ValueError(f"samples: no column 'time'; it has {list(table)}.")
    if index is not None and values.isna().any():
        row = int(np.argmax(values.isna()))
        raise ValueError(f"{quantity}[{row}] is missing: drop the rows without it, or measure again.")
    low, unit, hint = (0, "µU/mL", INSULIN_HINT) if quantity == "insulin" else (20, "mg/dL", GLUCOSE_HINT)
    taken = Samples(
        checks.rising("time", np.asarray(minutes)),
        checks.series(quantity, np.asarray(values), at_least=2, low=low, high=5000, unit=unit, hint=hint),
    )
    if taken.minutes[0] > 0:
        raise ValueError(
            f"time[0] = {taken.minutes[0]:g} min: a sample at or before minute 0, the injection, is "
            f"needed: it "
            "is the basal level and where the course starts."
        )
    return taken


def _of_frame(samples: Any, quantity: str) -> tuple[Mapping[str, Any], pd.Index]:
    """Return the columns of a frame or of a Series, and the index."""
    import pandas as pd

    if isinstance(samples, pd.Series):
        return {quantity: samples}, samples.index
    if isinstance(samples, pd.DataFrame):
        return {str(name): column for name, column in samples.items()}, samples.index
    raise ValueError(f"samples: expected a pandas Series or DataFrame, got {type(samples).__name__}.")


def drive_at(sampled: Samples, wanted: Floats) -> Drive:
    """Cut the time from 0 to the last wanted minute at every sample and every wanted minute."""
    inside = sampled.minutes[(sampled.minutes > 0) & (sampled.minutes < wanted[-1])]
    edges = np.unique(np.concatenate([[0.0], inside, wanted]))
    parts = np.ceil(np.diff(edges) / _WIDEST).astype(int)
    if parts.sum() > solver.MAX_STEPS:
        raise ValueError(f"time: {wanted[-1]:g} minutes are too many to compute.")
    starts = np.repeat(edges[:-1], parts)
    widths = np.repeat(np.diff(edges) / np.maximum(parts, 1), parts)
    offsets = np.arange(len(starts)) - np.repeat(np.cumsum(parts) - parts, parts)
    begins = starts + offsets * widths
    values = np.interp(begins, sampled.minutes, sampled.levels)
    ends = np.interp(begins + widths, sampled.minutes, sampled.levels)
    positions = np.concatenate([[0], np.cumsum(parts)])[np.searchsorted(edges, wanted)]
    return Drive(begins, widths, values, (ends - values) / widths, positions)
