"""Sizes of effects against papers, an independent library and identities."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers import statistics


def test_the_interval_of_a_printed_difference_is_found_again() -> None:
    """T4DM: haematocrit of 54 % or more in 106 of 491 against 6 of 484; 20.3 points (16.6 to 24.1)."""
    found = statistics.difference(100 * 106 / 491, 100 * 6 / 484, 491, 484)
    assert [round(end, 1) for end in found] == [20.3, 16.6, 24.1]


def test_the_number_needed_is_one_over_the_difference_whatever_its_sign() -> None:
    assert statistics.number_needed(8) == statistics.number_needed(-8) == 12.5
    with pytest.raises(ValueError, match="no number needed"):
        statistics.number_needed(0)


@given(st.integers(0, 20), st.integers(1, 3000))
def test_the_highest_risk_is_the_limit_of_clopper_and_pearson(events: int, more: int) -> None:
    n = events + more
    reference = stats.binomtest(events, n, alternative="less").proportion_ci(0.95, method="exact").high
    assert statistics.highest_risk(events, n) == pytest.approx(100 * reference, rel=1e-6)


@pytest.mark.parametrize("n", [30, 100, 3000])
def test_the_rule_of_three_is_close_and_a_little_above(n: int) -> None:
    assert 0.94 * 300 / n < statistics.highest_risk(0, n) < 300 / n


def test_nobody_observed_excludes_nothing() -> None:
    assert statistics.highest_risk(0, 0) == 100
    with pytest.raises(ValueError, match="more events than people"):
        statistics.highest_risk(3, 2)


def test_an_interaction_is_twice_as_uncertain_as_a_difference_of_the_same_people() -> None:
    """Four groups of n hold 4 n people; two groups of 2 n give a difference half as uncertain."""
    n, sd = 50, 30.0
    contrast = statistics.interaction(0, 0, 0, 0, sd=sd, n=n)
    assert contrast.high == pytest.approx(2 * sd * statistics.half_width(2 * n))
    assert statistics.interaction(1, 4, 6, 9, sd=sd, n=n).value == 0


@given(st.floats(80, 180), st.floats(5, 25))
def test_shares_above_a_line_are_those_of_the_normal_distribution(mean: float, sd: float) -> None:
    assert statistics.share_above(140, mean, sd) == pytest.approx(
        100 * stats.norm.sf(140, mean, sd), abs=1e-9
    )


def test_the_quantile_is_that_of_the_normal_distribution() -> None:
    assert pytest.approx(stats.norm.ppf(0.975), abs=1e-6) == statistics.Z_95
    assert math.isclose(statistics.half_width(2), statistics.Z_95)
