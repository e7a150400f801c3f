"""Free testosterone with any constants: mass balance, and the course's own formula where the constants are its."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.indices import free_testosterone
from helpers.models.testosterone_binding import CONSTANTS, TestosteroneBinding


@given(st.floats(0.3, 40), st.floats(3, 200), st.floats(20, 60), st.sampled_from(list(CONSTANTS)))
@settings(deadline=None, max_examples=60)
def test_free_and_bound_add_up(total: float, shbg: float, albumin: float, name: str) -> None:
    pair = CONSTANTS[name]
    free = pair.free(total, shbg, albumin) / 1000  # nmol/L
    on_albumin = free * pair.k_albumin * albumin / 69_000
    sites = pair.k_shbg * 1e-9 * free
    on_shbg = shbg * sites / (1 + sites)
    assert free + on_albumin + on_shbg == pytest.approx(total, rel=1e-9)


@given(st.floats(0.3, 40), st.floats(3, 200), st.floats(20, 60))
@settings(deadline=None, max_examples=40)
def test_vermeulens_constants_give_the_courses_formula(total: float, shbg: float, albumin: float) -> None:
    expected = free_testosterone(total, shbg, albumin, units="SI")
    assert CONSTANTS["Vermeulen 1999"].free(total, shbg, albumin) == pytest.approx(expected)


def test_constants_are_positive() -> None:
    with pytest.raises(ValueError, match="k_shbg"):
        TestosteroneBinding(k_shbg=0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((-10, 40), "above zero"),
        ((500, 40), "ng/dL"),
        (("10", 40), "Text is not a number"),
        ((10, 40, 4.3), "g/dL"),
    ],
)
def test_numbers_that_cannot_be_measurements_are_refused(given: tuple[Any, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        TestosteroneBinding().free(*given)
