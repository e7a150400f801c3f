"""What is not seen: people lost on the way through a trial, and trials that nobody published."""

from __future__ import annotations

import math
from typing import NamedTuple

from numpy.typing import ArrayLike

from helpers import checks, words
from helpers.statistics.distributions import t_limit
from helpers.statistics.intervals import Z_95, Estimate


class Arm(NamedTuple):
    """One arm of a trial: people with the event among those seen at the end, people seen, people randomised."""

    events: float
    seen: float
    randomised: float

    @property
    def risk_pct(self) -> float:
        """Share with the event among those seen, percent."""
        return 100 * self.events / self.seen

    @property
    def lost(self) -> float:
        """People who were randomised and not seen at the end."""
        return self.randomised - self.seen


def ratio_with_lost(
    treated: Arm, control: Arm, *, lost_treated_pct: float, lost_control_pct: float
) -> Estimate:
    """Return the risk ratio of all who were randomised, if the lost had the event as often as assumed.

    Parameters
    ----------
    treated, control
        The two arms.
    lost_treated_pct, lost_control_pct
        The share of the lost who had the event, percent: an assumption, since nobody saw it.

    Returns
    -------
    Estimate
        With its 95 % interval on the logarithmic scale. What is held fixed is how the odds of the lost compare with
        those of the people seen (the informative missingness odds ratio), so if the lost fare as those seen, this
        is the plain ratio of those seen, no more certain than it was.

    Raises
    ------
    ValueError
        If an arm is no `Arm`, has more events than people seen or more seen than randomised, nobody or everybody seen
        has the event, or a share is not within 0-100 %.

    References
    ----------
    White IR, Higgins JPT, Wood AM, Stat Med 2008;27:711-727, doi:10.1002/sim.3008.

    Examples
    --------
    T4DM counted 55 of 443 and 87 of 413 men with diabetes; 504 and 503 had been randomised. If all the lost of one arm
    and none of the other had it:

    >>> print("%.2f (%.2f to %.2f)" % ratio_with_lost(Arm(55, 443, 504), Arm(87, 413, 503),
    ...     lost_treated_pct=100, lost_control_pct=0))
    1.33 (1.04 to 1.71)
    """
    one, its_error = _whole("treated", treated, lost_treated_pct)
    other, error_of_other = _whole("control", control, lost_control_pct)
    if not other or not one:
        raise ValueError("Nobody has the event in one arm: then there is no ratio.")
    log, error = math.log(one / other), math.hypot(its_error / one, error_of_other / other)
    return Estimate(math.exp(log), math.exp(log - Z_95 * error), math.exp(log + Z_95 * error))


def _whole(name: str, arm: Arm, lost_pct: float) -> tuple[float, float]:
    """Return the risk among all randomised, and its standard error."""
    if not isinstance(arm, Arm):
        raise ValueError(f"{name} = {words.said(arm)}: expected an Arm(events, seen, randomised).")
    people = checks.number(f"{name}: randomised", arm.randomised, low=1, unit="people")
    seen = checks.number(f"{name}: seen", arm.seen, low=1, high=people, unit="people")
    events = checks.number(
        f"{name}: events", arm.events, above=0, high=seen, hint="Events are counted among those seen."
    )
    if events == seen:
        raise ValueError(f"{name}: all who were seen have the event, so nothing can be compared.")
    lost = checks.number(f"{name}: share of the lost", lost_pct, low=0, high=100, unit="%") / 100
    risk, gone = events / seen, 1 - seen / people
    # With the odds ratio fixed, the risk of the lost moves along with that of those seen.
    along = lost * (1 - lost) / (risk * (1 - risk))
    by_risk = (1 - gone + gone * along) ** 2 * risk * (1 - risk) / seen
    by_loss = (lost - risk) ** 2 * gone * (1 - gone) / people
    return (1 - gone) * risk + gone * lost, math.sqrt(by_risk + by_loss)


def funnel_asymmetry(effects: ArrayLike, errors: ArrayLike) -> Estimate:
    """Return by how much small trials differ from large ones: the intercept of Egger's regression.

    Each effect, in standard errors, is set against its precision, the inverse of the standard error. Without asymmetry
    the line goes through the origin; below zero, small trials found more negative effects than large ones did.

    Parameters
    ----------
    effects
        One a trial, on a scale on which no effect is 0 (differences, or logarithms of ratios).
    errors
        Their standard errors.

    Raises
    ------
    ValueError
        If there are fewer than three trials, lengths differ, an error is not positive, or all errors are alike.

    Notes
    -----
    A test with fewer than ten trials can tell hardly anything (Sterne JAC et al., BMJ 2011;343:d4002,
    doi:10.1136/bmj.d4002), and asymmetry has other causes than trials that are missing.

    References
    ----------
    Egger M, Davey Smith G, Schneider M, Minder C, BMJ 1997;315:629-634, doi:10.1136/bmj.315.7109.629.

    Examples
    --------
    Five trials, each of which found as much as it needed to be significant: the smaller, the more.

    >>> print("%.2f" % funnel_asymmetry([-0.8, -0.6, -0.4, -0.2, -0.1], [0.4, 0.3, 0.2, 0.1, 0.05]).value)
    -2.00
    """
    found = checks.series("effects", effects, at_least=3)
    error = checks.series("errors", errors, at_least=3, low=1e-12, hint="A standard error is positive.")
    if len(found) != len(error):
        raise ValueError(f"errors: needs {len(found)} values, one a trial, not {len(error)}.")
    precision, scaled = 1 / error, found / error
    apart = precision - precision.mean()
    spread = float(apart @ apart)
    if spread <= 1e-12 * float(precision @ precision):
        raise ValueError("errors: all trials are of one size, so small ones cannot differ from large ones.")
    slope = float(apart @ scaled) / spread
    intercept = float(scaled.mean() - slope * precision.mean())
    free = len(found) - 2
    rest = scaled - intercept - slope * precision
    variance = float(rest @ rest) / free * (1 / len(found) + float(precision.mean()) ** 2 / spread)
    half = t_limit(0.05, free) * math.sqrt(variance)
    return Estimate(intercept, intercept - half, intercept + half)
