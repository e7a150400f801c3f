"""Lost people and unpublished trials: against scipy, against people who are counted one by one, and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import linregress
from scipy.stats import t as student
from scipy.stats.contingency import relative_risk

from helpers.statistics import Arm, funnel_asymmetry, ratio_with_lost

# T4DM as printed: 55 of 443 and 87 of 413 with diabetes, of 504 and 503 randomised.
TREATED, CONTROL = Arm(55, 443, 504), Arm(87, 413, 503)


@pytest.mark.parametrize(
    ("shares", "counts"),
    [((0, 0), (55, 87)), ((100, 100), (116, 177)), ((100, 0), (116, 87)), ((0, 100), (55, 177))],
)
def test_where_all_or_none_of_the_lost_are_ill_it_is_scipys_ratio_of_all(shares, counts):
    ours = ratio_with_lost(TREATED, CONTROL, lost_treated_pct=shares[0], lost_control_pct=shares[1])
    theirs = relative_risk(counts[0], 504, counts[1], 503)
    interval = theirs.confidence_interval(0.95)
    assert ours == pytest.approx((theirs.relative_risk, interval.low, interval.high), rel=1e-9)


def test_if_the_lost_are_like_those_seen_nothing_changes_and_nothing_is_gained():
    ours = ratio_with_lost(
        TREATED, CONTROL, lost_treated_pct=TREATED.risk_pct, lost_control_pct=CONTROL.risk_pct
    )
    theirs = relative_risk(55, 443, 87, 413)
    interval = theirs.confidence_interval(0.95)
    assert ours == pytest.approx((theirs.relative_risk, interval.low, interval.high), rel=1e-9)


def test_without_lost_people_the_assumption_does_not_matter():
    whole = Arm(20, 200, 200), Arm(40, 200, 200)
    a = ratio_with_lost(*whole, lost_treated_pct=0, lost_control_pct=100)
    b = ratio_with_lost(*whole, lost_treated_pct=90, lost_control_pct=5)
    assert a == pytest.approx(b)
    assert a.value == pytest.approx(0.5)


def test_the_interval_is_that_of_trials_done_again_and_again():
    """People are drawn one by one; the odds of the lost are three times those of the seen, in the treated group."""
    rng = np.random.default_rng(5)
    risk, times, gone, people = 0.2, 3.0, 0.25, 2000
    logs, widths = [], []
    for _ in range(1500):
        arms, shares = [], []
        for factor in (times, 1.0):
            seen = int(rng.binomial(people, 1 - gone))
            ill = int(rng.binomial(seen, risk))
            odds = factor * ill / (seen - ill)
            arms.append(Arm(ill, seen, people))
            shares.append(100 * odds / (1 + odds))
        found = ratio_with_lost(*arms, lost_treated_pct=shares[0], lost_control_pct=shares[1])
        logs.append(math.log(found.value))
        widths.append(math.log(found.high / found.low) / (2 * 1.959964))
    lost = times * risk / (1 - risk + times * risk)
    assert np.mean(logs) == pytest.approx(math.log(((1 - gone) * risk + gone * lost) / risk), abs=0.005)
    assert np.std(logs) == pytest.approx(np.mean(widths), rel=0.06)


@pytest.mark.parametrize(
    ("treated", "share", "message"),
    [
        (Arm(50, 40, 60), 10, "Events are counted among those seen"),
        (Arm(5, 70, 60), 10, "seen = 70"),
        (Arm(40, 40, 60), 10, "all who were seen have the event"),
        (Arm(0, 40, 60), 10, "events = 0"),
        (Arm(5, 40, 60), 101, "share of the lost = 101"),
    ],
)
def test_it_says_what_is_wrong_with_an_arm(treated, share, message):
    with pytest.raises(ValueError, match=message):
        ratio_with_lost(treated, CONTROL, lost_treated_pct=share, lost_control_pct=10)


# --- the funnel -----------------------------------------------------------------------------------


def test_the_asymmetry_is_the_intercept_of_scipys_regression():
    rng = np.random.default_rng(11)
    errors = rng.uniform(0.05, 0.6, 24)
    effects = -0.1 - 0.8 * errors + errors * rng.standard_normal(24)
    line = linregress(1 / errors, effects / errors)
    half = student.ppf(0.975, 22) * line.intercept_stderr
    assert funnel_asymmetry(effects, errors) == pytest.approx(
        (line.intercept, line.intercept - half, line.intercept + half)
    )


def test_trials_that_chance_alone_scatters_lean_once_in_twenty():
    rng = np.random.default_rng(12)
    errors = np.geomspace(0.06, 0.25, 30)
    found = [funnel_asymmetry(-0.1 + errors * rng.standard_normal(30), errors) for _ in range(1500)]
    assert np.mean([each.value for each in found]) == pytest.approx(0, abs=0.05)
    assert np.mean([each.excludes_zero for each in found]) == pytest.approx(0.05, abs=0.02)


def test_a_drawer_makes_the_funnel_lean():
    rng = np.random.default_rng(13)
    errors = np.geomspace(0.06, 0.25, 200)
    effects = -0.1 + errors * rng.standard_normal(200)
    printed = effects + 1.96 * errors < 0
    assert funnel_asymmetry(effects[printed], errors[printed]).high < 0


@pytest.mark.parametrize(
    ("effects", "errors", "message"),
    [
        ([1, 2], [1, 2], "effects"),
        ([1, 2, 3], [1, 2], "errors"),
        ([1, 2, 3], [1, 0, 2], "standard error is positive"),
        ([1, 2, 3], [2, 2, 2], "all trials are of one size"),
    ],
)
def test_it_says_what_is_wrong_with_a_funnel(effects, errors, message):
    with pytest.raises(ValueError, match=message):
        funnel_asymmetry(effects, errors)
