"""What one measurement, or one cut-off, can tell of a person: variation, selection, agreement.

A fasting value differs from morning to morning, and a cut-off sorts people by it. `HomaVariation` says how far HOMA-IR
wanders in a person in whom nothing changes, `regression_to_mean` what a second measurement of selected people will
show, `response_sd` whether people differ in their response. `classify` says how a cut-off does against a reference,
`Accuracy.among` what that means where few people, or many, have what is looked for, and `cohens_kappa` how far two
graders agree beyond chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks, words
from helpers.statistics.distributions import NORMAL
from helpers.statistics.intervals import Z_95

GLUCOSE_CV, INSULIN_CV, HOMA_CV = 5.6, 28.8, 30.4
"""Within-person variation in percent, laboratory included: Poon 2018, doi:10.1210/jc.2017-02437 (102 adults of 68 to 88
years, tested twice, on average 46 days apart)."""


def log_sd(cv: float) -> float:
    """Return the standard deviation of the logarithm of a log-normal quantity from its coefficient of variation.

    Parameters
    ----------
    cv
        Percent.

    Raises
    ------
    ValueError
        If it is negative.

    Examples
    --------
    >>> round(log_sd(28.8), 3)
    0.282
    """
    return math.sqrt(math.log1p((checks.number("cv", cv, low=0, unit="%") / 100) ** 2))


@dataclass(frozen=True)
class HomaVariation:
    """How far HOMA-IR wanders from morning to morning in one person whose usual values stay the same.

    Glucose and insulin are taken to vary independently, each log-normally; HOMA-IR, their product, then does so too.

    Parameters
    ----------
    insulin_cv, glucose_cv
        Coefficients of variation within a person, percent.

    Raises
    ------
    ValueError
        If one of them is negative or above 100 %.

    Examples
    --------
    >>> print(f"{HomaVariation().cv:.1f} %")
    29.4 %
    """

    insulin_cv: float = INSULIN_CV
    glucose_cv: float = GLUCOSE_CV

    def __post_init__(self) -> None:
        for name in ("insulin_cv", "glucose_cv"):
            checks.number(name, getattr(self, name), low=0, high=100, unit="%")

    @property
    def log_sd(self) -> float:
        """Standard deviation of the natural logarithm of HOMA-IR."""
        return math.hypot(log_sd(self.insulin_cv), log_sd(self.glucose_cv))

    @property
    def cv(self) -> float:
        """Coefficient of variation of HOMA-IR, percent."""
        return 100 * math.sqrt(math.expm1(self.log_sd**2))

    @property
    def critical_ratio(self) -> float:
        """How many times as high a second value must be before chance gives that in fewer than 5 % of cases.

        Two values, both uncertain: exp(1.96 × √2 × `log_sd`). A fall needs the inverse.
        """
        return math.exp(Z_95 * math.sqrt(2) * self.log_sd)

    def single_values(self, usual: float) -> tuple[float, float]:
        """Return between which values 95 % of single mornings lie, for a person's usual HOMA-IR.

        Raises
        ------
        ValueError
            If `usual` is not above 0.

        Examples
        --------
        >>> [round(end, 1) for end in HomaVariation().single_values(2.5)]
        [1.4, 4.4]
        """
        middle = checks.number("usual", usual, above=0)
        reach = math.exp(Z_95 * self.log_sd)
        return middle / reach, middle * reach

    def share_above(self, cutoff: float, usual: float) -> float:
        """Return the percentage of single mornings above a cut-off, for a person's usual HOMA-IR.

        Raises
        ------
        ValueError
            If a value is not above 0.

        Examples
        --------
        >>> HomaVariation().share_above(2.5, usual=2.5)
        50.0
        """
        distance = math.log(checks.number("usual", usual, above=0) / checks.number("cutoff", cutoff, above=0))
        if self.log_sd == 0:
            return 100.0 * (distance > 0)
        return 100 * NORMAL.cdf(distance / self.log_sd)


class Selected(NamedTuple):
    """People chosen for a high value: their share, their mean when chosen, and their mean when measured again."""

    share: float
    first: float
    again: float


def regression_to_mean(
    threshold: float, *, mean: float, between_sd: float, within_sd: float, readings: int = 1
) -> Selected:
    """Return what is expected of people chosen for a value above a threshold, if nothing is done to them.

    Parameters
    ----------
    threshold
        Who has a first value of at least this is chosen.
    mean, between_sd
        Mean and standard deviation of people's usual values, normally distributed (take logarithms of what is skewed).
    within_sd
        Standard deviation of one person's values about the usual one.
    readings
        How many readings the first value averages.

    Raises
    ------
    ValueError
        If a standard deviation is negative or not a number, both are zero, or `readings` is not 1 or more.

    References
    ----------
    Barnett AG, van der Pols JC, Dobson AJ, Int J Epidemiol 2005;34:215-220, doi:10.1093/ije/dyh299.

    Examples
    --------
    Half of the variance is noise, so the chosen fall back half of the way to the mean:

    >>> found = regression_to_mean(1.0, mean=0.0, between_sd=1.0, within_sd=1.0)
    >>> round(found.first, 3), round(found.again, 3)
    (1.833, 0.916)
    """
    threshold, mean = checks.number("threshold", threshold), checks.number("mean", mean)
    between = checks.number("between_sd", between_sd, low=0)
    within = checks.number("within_sd", within_sd, low=0) / math.sqrt(
        checks.whole("readings", readings, low=1)
    )
    spread = math.hypot(between, within)
    checks.number("between_sd and within_sd together", spread, above=0)
    z = (threshold - mean) / spread
    share = NORMAL.cdf(-z)
    # Far out the share underflows; the mean of the tail then lies at its edge.
    excess = spread * (NORMAL.pdf(z) / share if share > 1e-12 else z)
    return Selected(share, mean + excess, mean + excess * (between / spread) ** 2)


def response_sd(treated_sd: float, control_sd: float) -> float:
    """Return how far people differ in their true response to a treatment, as a standard deviation.

    Parameters
    ----------
    treated_sd, control_sd
        Standard deviations of the changes in the treated and in the control arm.

    Returns
    -------
    float
        The root of the difference of the two variances; negative where the control arm varies more, which speaks
        against any difference in response.

    Raises
    ------
    ValueError
        If a standard deviation is negative or not a number.

    References
    ----------
    Atkinson G, Batterham AM, Exp Physiol 2015;100:577-588, doi:10.1113/EP085070.

    Examples
    --------
    >>> response_sd(5.0, 4.0), response_sd(4.0, 5.0)
    (3.0, -3.0)
    """
    difference = (
        checks.number("treated_sd", treated_sd, low=0) ** 2
        - checks.number("control_sd", control_sd, low=0) ** 2
    )
    return math.copysign(math.sqrt(abs(difference)), difference)


def share_above(threshold: float, mean: float, sd: float) -> float:
    """Return the percentage of a normal distribution that lies above a threshold.

    Raises
    ------
    ValueError
        If the standard deviation is not positive.

    Examples
    --------
    >>> print(f"{share_above(140, 120, 10):.2f} %")
    2.28 %
    """
    spread = checks.number("sd", sd, above=0)
    distance = checks.number("threshold", threshold) - checks.number("mean", mean)
    return 50 * math.erfc(distance / spread / math.sqrt(2))


class People(NamedTuple):
    """People sorted by a test: with the condition and called so, and so on; numbers need not be whole."""

    true_positive: float
    false_positive: float
    false_negative: float
    true_negative: float

    @property
    def predictive_value(self) -> float:
        """Share with the condition among those who are called positive; NaN where nobody is."""
        called = self.true_positive + self.false_positive
        return self.true_positive / called if called else math.nan


class Accuracy(NamedTuple):
    """How a cut-off does against a reference.

    Parameters
    ----------
    sensitivity
        Share above the cut-off among those with the condition.
    specificity
        Share at or below it among those without.
    """

    sensitivity: float
    specificity: float

    def among(self, people: float, prevalence: float) -> People:
        """Return how many are called what, among people of whom a share has the condition.

        Raises
        ------
        ValueError
            If `prevalence` is not between 0 and 1.

        Examples
        --------
        >>> Accuracy(0.8, 0.8).among(1000, 0.1)
        People(true_positive=80.0, false_positive=180.0, false_negative=20.0, true_negative=720.0)
        """
        share = checks.number("prevalence", prevalence, low=0, high=1)
        everyone = checks.number("people", people, low=0, high=1e12)
        with_it, without = everyone * share, everyone * (1 - share)
        found, cleared = round(with_it * self.sensitivity, 9), round(without * self.specificity, 9)
        return People(found, round(without - cleared, 9), round(with_it - found, 9), cleared)


def classify(values: ArrayLike, has_condition: ArrayLike, cutoff: float) -> Accuracy:
    """Return sensitivity and specificity of calling values above a cut-off positive.

    Parameters
    ----------
    values
        One value a person.
    has_condition
        Whether the reference says that the person has the condition, one truth value a person.
    cutoff
        Values above it are called positive.

    Raises
    ------
    ValueError
        If the lengths differ, or the reference puts everyone on one side.

    Examples
    --------
    >>> classify([1, 2, 3, 4], [False, False, True, True], cutoff=2.5)
    Accuracy(sensitivity=1.0, specificity=1.0)
    """
    numbers, truth = _paired(values, has_condition)
    above = numbers > checks.number("cutoff", cutoff)
    return Accuracy(float(above[truth].mean()), float((~above[~truth]).mean()))


def area_under_curve(values: ArrayLike, has_condition: ArrayLike) -> float:
    """Return how often a person with the condition has the higher value of two, one with it and one without.

    This is the area under the receiver operating characteristic; ties count half. 0.5 is a coin toss.

    Raises
    ------
    ValueError
        As `classify`.

    Examples
    --------
    >>> area_under_curve([1, 2, 3, 4], [False, True, False, True])
    0.75
    """
    numbers, truth = _paired(values, has_condition)
    pairs = numbers[truth][:, None] - numbers[~truth][None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def cohens_kappa(first: Sequence[object], second: Sequence[object]) -> float:
    """Return how far two graders agree beyond what their habits alone would give: 1 is perfect, 0 is chance.

    Parameters
    ----------
    first, second
        The grades that each gave, in one order.

    Returns
    -------
    float
        NaN where both gave one and the same grade throughout: chance alone then gives full agreement.

    Raises
    ------
    ValueError
        If the two are not of one length, or empty.

    References
    ----------
    Cohen J, Educ Psychol Meas 1960;20:37-46, doi:10.1177/001316446002000104.

    Examples
    --------
    >>> cohens_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    first, second = words.several("first", first, "grades"), words.several("second", second, "grades")
    if len(first) != len(second) or not len(first):
        raise ValueError(
            f"first and second: {len(first)} and {len(second)} grades. Both must grade the same things, one or more."
        )
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    try:
        habits, others = Counter(first), Counter(second)
    except TypeError:
        raise ValueError("first and second: a grade is a word or a number.") from None
    by_chance = sum(habits[grade] * others[grade] for grade in habits) / n**2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else math.nan


def _paired(values: ArrayLike, has_condition: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    numbers, truth = checks.series("values", values), _truth(has_condition)
    if truth.shape != numbers.shape:
        raise ValueError(
            f"{numbers.size} values and {truth.size} people in the reference: give one of each a person."
        )
    return numbers, truth


def _truth(has_condition: ArrayLike) -> NDArray[np.bool_]:
    try:
        truth = np.asarray(has_condition, dtype=bool)
    except (TypeError, ValueError):
        raise ValueError("has_condition: expected one truth value a person.") from None
    if truth.all() or not truth.any():
        raise ValueError("has_condition: the reference puts everyone on one side; nothing can be compared.")
    return truth
