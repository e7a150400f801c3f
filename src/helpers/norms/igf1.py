"""Where a value of IGF-1 stands for a person's age and sex, by the reference intervals of one laboratory.

Reference intervals of IGF-1 belong to the assay with which they were made. These are those of Mayo Clinic Laboratories
for a mass-spectrometric assay (test IGFMS, as its catalogue printed them): facts, quoted. They say which values 95 % of
a reference population have, not which are good.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, TypeAlias

from helpers import checks, words
from helpers.statistics.distributions import NORMAL
from helpers.statistics.intervals import Z_95

Sex: TypeAlias = Literal["F", "M"]

_LAST_YEAR = (22, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80)
_INTERVALS: dict[Sex, tuple[tuple[float, float], ...]] = {
    "M": (
        (91, 442), (66, 346), (60, 329), (54, 310), (48, 292), (44, 275), (40, 259), (37, 245), (34, 232), (33, 220),
        (32, 209), (32, 200), (33, 192),
    ),
    "F": (
        (85, 370), (73, 320), (66, 303), (59, 279), (54, 258), (49, 240), (44, 227), (40, 217), (37, 208), (35, 201),
        (34, 194), (34, 187), (34, 182),
    ),
}  # fmt: skip
AGES = (18.0, 80.0)


class Interval(NamedTuple):
    """The central 95 % of a reference population, ng/mL."""

    low: float
    high: float


def reference_interval(age: float, sex: Sex) -> Interval:
    """Return the laboratory's reference interval.

    Parameters
    ----------
    age
        Years, 18 to 80.
    sex
        ``"F"`` or ``"M"``.

    Raises
    ------
    ValueError
        If the age is out of range or the sex is neither.

    Examples
    --------
    >>> reference_interval(28, "M")
    Interval(low=60, high=329)
    """
    if not words.known(sex, _INTERVALS):
        raise ValueError(f"sex = {words.said(sex)}: the laboratory has intervals for 'F' and 'M'.")
    years = math.floor(checks.number("age", age, low=AGES[0], high=AGES[1], unit="years"))
    row = next(row for row, last in enumerate(_LAST_YEAR) if years <= last)
    return Interval(*_INTERVALS[sex][row])


def percentile(igf1: float, age: float, sex: Sex) -> float:
    """Return about which percentile of the reference population a value is.

    Between its ends the interval is taken to be log-normal, which is ours: the laboratory prints the ends only.

    Parameters
    ----------
    igf1
        ng/mL.
    age, sex
        As in `reference_interval`.

    Raises
    ------
    ValueError
        As `reference_interval`, or if the value is not above 0.

    Examples
    --------
    >>> round(percentile(329, 28, "M"), 1)
    97.5
    """
    low, high = (math.log(end) for end in reference_interval(age, sex))
    value = math.log(checks.number("igf1", igf1, above=0, unit="ng/mL"))
    return 100 * NORMAL.cdf((2 * value - low - high) / (high - low) * Z_95)
