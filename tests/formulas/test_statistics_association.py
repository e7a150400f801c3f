"""Partial correlations against numpy's and against the inverse of the correlation matrix."""

import numpy as np
import pytest

from helpers.statistics import correlation_interval, partial_correlation, residuals


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(5)
    return rng.standard_normal((4, 400)) + 0.8 * rng.standard_normal(400)


def test_without_others_it_is_pearsons(people):
    assert partial_correlation(people[0], people[1]) == pytest.approx(np.corrcoef(people)[0, 1], abs=1e-12)


def test_given_others_it_follows_from_the_inverse_of_the_correlation_matrix(people):
    inverse = np.linalg.inv(np.corrcoef(people))
    expected = -inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1])
    assert partial_correlation(*people) == pytest.approx(expected, abs=1e-12)


def test_the_interval_covers_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(6)
    inside = 0
    for _ in range(1000):
        common, one, other = rng.standard_normal((3, 40))
        r = partial_correlation(common + one, common + other)  # the true correlation is 0.5
        _, low, high = correlation_interval(r, 40)
        inside += low <= 0.5 <= high
    assert 930 <= inside <= 970


def test_residuals_are_unrelated_to_what_was_taken_into_account(people):
    left = residuals(people[0], *people[1:])
    assert np.abs(people[1:] @ left).max() < 1e-9
    assert left.mean() == pytest.approx(0, abs=1e-12)
