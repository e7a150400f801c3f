"""What one value can tell: variation against the study it is from, predictive values by counting people."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.norms.igf1 import percentile, reference_interval
from helpers.statistics.measurement import HOMA_CV, HomaVariation, area_under_curve, classify, log_sd

fractions = st.floats(0.01, 0.99)


def test_independent_variation_of_glucose_and_insulin_nearly_makes_that_of_homa() -> None:
    """Poon 2018 measured 30.4 % for HOMA-IR beside 28.8 and 5.6 % for its parts."""
    assert HomaVariation().cv == pytest.approx(HOMA_CV, rel=0.04)


def test_single_mornings_and_pairs_are_as_far_apart_as_simulated_ones() -> None:
    rng = np.random.default_rng(3)
    variation = HomaVariation()
    values = np.exp(rng.normal(0, log_sd(28.8), (2, 400_000)) + rng.normal(0, log_sd(5.6), (2, 400_000)))
    low, high = variation.single_values(2.0)
    assert np.mean((2 * values[0] > low) & (2 * values[0] < high)) == pytest.approx(0.95, abs=0.003)
    ratio = values[1] / values[0]
    outside = (ratio > variation.critical_ratio) | (ratio < 1 / variation.critical_ratio)
    assert outside.mean() == pytest.approx(0.05, abs=0.003)
    assert 100 * np.mean(2 * values[0] > 2.5) == pytest.approx(variation.share_above(2.5, 2.0), abs=0.3)


def test_without_variation_nothing_wanders() -> None:
    still = HomaVariation(0, 0)
    assert still.single_values(2.0) == (2.0, 2.0)
    assert still.share_above(1.9, 2.0) == 100
    assert still.share_above(2.1, 2.0) == 0


@given(fractions, fractions, fractions)
@settings(deadline=None, max_examples=50)
def test_predictive_value_is_bayes_rule(sensitivity: float, specificity: float, prevalence: float) -> None:
    people = classify([1, 2], [False, True], 1.5)._replace(sensitivity=sensitivity, specificity=specificity)
    found = people.among(1e6, prevalence)
    odds = prevalence / (1 - prevalence) * sensitivity / (1 - specificity)
    assert found.predictive_value == pytest.approx(odds / (1 + odds), rel=1e-4)
    assert sum(found) == pytest.approx(1e6)


def test_the_area_is_that_under_the_curve_of_all_cut_offs() -> None:
    rng = np.random.default_rng(5)
    truth = rng.random(300) < 0.4
    values = np.round(rng.normal(truth.astype(float), 1), 1)
    points = [classify(values, truth, cutoff) for cutoff in np.unique(values)]
    false = [1.0, *(1 - point.specificity for point in points)]
    true = [1.0, *(point.sensitivity for point in points)]
    assert area_under_curve(values, truth) == pytest.approx(-np.trapezoid(true, false))


def test_a_reference_must_divide_people() -> None:
    with pytest.raises(ValueError, match="on one side"):
        classify([1, 2], [True, True], 1.5)
    with pytest.raises(ValueError, match="2 values and 3 people"):
        classify([1, 2], [True, False, True], 1.5)


@pytest.mark.parametrize("sex", ["F", "M"])
def test_igf1_intervals_fall_with_age_and_their_ends_are_their_percentiles(sex: str) -> None:
    ends = [reference_interval(age, sex) for age in range(18, 81)]
    assert all(later.high <= earlier.high for earlier, later in pairwise(ends))
    for age in (18, 45, 80):
        low, high = reference_interval(age, sex)
        assert percentile(low, age, sex) == pytest.approx(2.5)
        assert percentile(high, age, sex) == pytest.approx(97.5)
        assert percentile(math.sqrt(low * high), age, sex) == pytest.approx(50)


def test_igf1_refuses_children_and_other_words() -> None:
    with pytest.raises(ValueError, match="age = 12"):
        reference_interval(12, "F")
    with pytest.raises(ValueError, match="'woman'"):
        reference_interval(30, "woman")
