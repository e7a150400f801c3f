"""The statistics of appraisal against simulation, scipy and worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.statistics import (
    cohens_kappa,
    exaggeration,
    people_per_arm,
    power,
    power_at,
    regression_to_mean,
    response_sd,
    wrong_direction,
)


@pytest.mark.parametrize("readings", [1, 3])
def test_people_chosen_for_a_high_value_come_back_as_simulated_people_do(readings: int) -> None:
    rng = np.random.default_rng(7)
    usual = 2.0 + 0.7 * rng.standard_normal(400_000)
    first = usual + 0.4 * rng.standard_normal((readings, usual.size)).mean(axis=0)
    chosen = first >= 2.8
    found = regression_to_mean(2.8, mean=2.0, between_sd=0.7, within_sd=0.4, readings=readings)
    assert found.share == pytest.approx(chosen.mean(), abs=0.003)
    assert found.first == pytest.approx(first[chosen].mean(), abs=0.005)
    assert found.again == pytest.approx(usual[chosen].mean(), abs=0.005)


def test_without_noise_nobody_comes_back_and_without_differences_everybody_does() -> None:
    steady = regression_to_mean(1.0, mean=0.0, between_sd=1.0, within_sd=0.0)
    assert steady.again == pytest.approx(steady.first)
    assert regression_to_mean(1.0, mean=0.0, between_sd=0.0, within_sd=1.0).again == 0.0


def test_power_is_that_of_the_t_test_in_large_samples() -> None:
    for effect, n in ((0.2, 300), (0.35, 120), (0.0, 200)):
        shift, freedom = effect / math.sqrt(2 / n), 2 * n - 2
        limit = stats.t.ppf(0.975, freedom)
        exact = stats.nct.sf(limit, freedom, shift) + stats.nct.cdf(-limit, freedom, shift)
        assert power(effect, 1.0, n) == pytest.approx(exact, abs=0.004)


@given(effect=st.floats(0.05, 2), sd=st.floats(0.1, 3), wanted=st.floats(0.3, 0.98))
def test_the_people_that_are_needed_have_the_power_that_was_wanted(
    effect: float, sd: float, wanted: float
) -> None:
    n = people_per_arm(effect, sd, wanted=wanted)
    assert power(effect, sd, n) >= wanted - 1e-9
    # The formula leaves out significance in the wrong direction, hence the allowance.
    assert n < 2 or power(effect, sd, n - 1) < wanted + 0.02


@given(st.floats(-5, 5), st.floats(0.1, 5))
def test_estimates_exclude_zero_and_point_the_wrong_way_as_the_normal_distribution_says(
    effect: float, error: float
) -> None:
    limit, estimate = 1.959964 * error, stats.norm(effect, error)
    assert power_at(effect, error) == pytest.approx(estimate.sf(limit) + estimate.cdf(-limit), abs=1e-6)
    wrong = estimate.cdf(0) if effect > 0 else estimate.sf(0)
    assert wrong_direction(effect, error) == pytest.approx(wrong, abs=1e-9)


def test_significant_results_overstate_as_in_simulated_trials() -> None:
    rng = np.random.default_rng(3)
    error = math.sqrt(2 / 20)
    found = 0.3 + error * rng.standard_normal(400_000)
    significant = np.abs(found) > 1.959964 * error
    assert exaggeration(0.3, 1.0, 20) == pytest.approx(np.abs(found[significant]).mean() / 0.3, rel=0.01)


def test_equal_spread_in_both_arms_leaves_no_difference_in_response() -> None:
    assert response_sd(0.4, 0.4) == 0
    assert response_sd(0.3, 0.5) == pytest.approx(-0.4)


def test_kappa_of_a_table_worked_by_hand() -> None:
    # 24 yes-yes, 18 no-no, 6 yes-no, 12 no-yes: 0.7 observed, 0.5 by chance.
    first = ["y"] * 24 + ["n"] * 18 + ["y"] * 6 + ["n"] * 12
    second = ["y"] * 24 + ["n"] * 18 + ["n"] * 6 + ["y"] * 12
    assert cohens_kappa(first, second) == pytest.approx(0.4)
    assert cohens_kappa(second, first) == pytest.approx(0.4)
    assert cohens_kappa(first, first) == 1
    assert math.isnan(cohens_kappa(["y"] * 3, ["y"] * 3))


def test_what_cannot_be_is_named() -> None:
    with pytest.raises(ValueError, match="effect"):
        people_per_arm(0, 1)
    with pytest.raises(ValueError, match="3 and 2 grades"):
        cohens_kappa([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="sd"):
        power(1, -1, 10)
