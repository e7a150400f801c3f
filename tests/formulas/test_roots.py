"""Our zeros of functions, against those of scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from helpers.roots import root

CASES = {
    "cosine": (math.cos, 0, 3),
    "cube": (lambda x: x**3 - 2, 0, 5),
    "exponential": (lambda x: math.exp(x) - 1e-9, -50, 5),
    "steep": (lambda x: math.atan(1000 * (x - 0.123456)), 0, 10),
    "pole beside it": (lambda x: 6 - 1 / (x - 0.3), 0.31, 20),
    "tiny": (lambda x: x - 1e-12, 0, 1),
    "falling": (lambda x: math.exp(-x) - x, 4, -4),
}


@pytest.mark.parametrize("name", CASES)
def test_the_zero_is_that_of_scipy(name):
    function, low, high = CASES[name]
    assert root(function, low, high) == pytest.approx(
        brentq(function, low, high, xtol=1e-300, rtol=1e-15), rel=4e-15
    )


@given(zero=st.floats(-100, 100), power=st.sampled_from([1, 3, 5]), reach=st.floats(0.001, 50))
def test_a_flat_zero_is_found_too(zero, power, reach):
    found = root(lambda x: (x - zero) ** power, zero - reach, zero + 2 * reach)
    assert found == pytest.approx(zero, rel=1e-12, abs=1e-12)


def test_few_calls_are_enough():
    calls = []
    root(lambda x: calls.append(x) or math.exp(x) - 5, 0, 10)
    assert len(calls) < 20


@pytest.mark.parametrize(("low", "high"), [(0, 3), (-3, 0)])
def test_an_end_may_be_the_zero(low, high):
    assert root(lambda x: x, low, high) == 0


def test_no_change_of_sign_is_an_error():
    with pytest.raises(ValueError, match="no change of sign"):
        root(lambda x: x * x + 1, -1, 1)
