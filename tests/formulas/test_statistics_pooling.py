"""Risk ratios against scipy's, and pooling against its definition, its limits and simulated studies."""

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk

from helpers.statistics import pool, risk_ratios


def test_a_risk_ratio_and_its_interval_are_scipys():
    for a, n, c, m in ((36, 400, 24, 400), (55, 443, 87, 413), (3, 50, 9, 45)):
        ours, theirs = risk_ratios([a], [n], [c], [m]), relative_risk(a, n, c, m)
        interval = theirs.confidence_interval(0.95)
        assert ours.value[0] == pytest.approx(theirs.relative_risk)
        assert (ours.low[0], ours.high[0]) == pytest.approx((interval.low, interval.high), rel=1e-5)


def test_a_group_without_events_still_gives_a_finite_interval():
    ratio = risk_ratios([0, 5], [20, 20], [4, 5], [20, 20])
    assert np.isfinite([ratio.low, ratio.high]).all()
    assert ratio.value[1] == 1


def test_many_equal_studies_are_as_one_large_one():
    many = pool([1.5] * 16, [0.4] * 16)
    one = pool([1.5], [0.1])
    assert many.estimate == pytest.approx(one.estimate)
    assert many.weights == pytest.approx(np.full(16, 1 / 16))
    assert (many.between, many.i_squared) == (0, 0)


def test_studies_that_disagree_widen_the_random_interval_only():
    ratios, errors = [0.6, 1.0, 1.8, 2.6], [0.1, 0.1, 0.1, 0.1]
    fixed, varied = pool(ratios, errors), pool(ratios, errors, random=True)
    assert varied.between > 0.1
    assert varied.i_squared > 0.9
    assert varied.estimate.value == pytest.approx(fixed.estimate.value)  # equal weights either way
    assert varied.estimate.low < fixed.estimate.low < fixed.estimate.high < varied.estimate.high


def test_random_effects_find_the_spread_that_was_put_in():
    rng = np.random.default_rng(3)
    errors = np.full(4000, 0.2)
    logs = rng.normal(0.3, np.hypot(0.25, 0.2), 4000)
    found = pool(np.exp(logs), errors, random=True)
    assert found.between == pytest.approx(0.25**2, rel=0.1)
    assert np.log(found.estimate.value) == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([5], [4], [1], [10]), "more events than people"),
        (([5, 1], [40], [1], [10]), "one entry a study"),
        (([-1], [40], [1], [10]), "events"),
    ],
)
def test_it_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        risk_ratios(*arguments)
