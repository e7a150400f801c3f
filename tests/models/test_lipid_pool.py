"""The lipid schematic: its steady state, its divergence, and its course against quadrature and scipy."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from helpers.models import LipidPool


def test_the_steady_state_is_half_pool_times_uptake_over_spare_capacity():
    assert LipidPool(uptake=0.5, oxidation_max=2, mitochondria=0.5, half_pool=3).steady_state() == 3
    # The pair of effect sizes that the defaults are chosen for (Petersen 2004): -30 % capacity, +80 % lipid.
    assert LipidPool().steady_state() == pytest.approx(1)
    assert LipidPool(mitochondria=0.7).steady_state() == pytest.approx(1.8)


@settings(deadline=None, max_examples=40)
@given(uptake=st.floats(0.05, 1), spare=st.floats(0.05, 2), half=st.floats(0.2, 5))
def test_a_settled_pool_burns_what_comes_in(uptake, spare, half):
    model = LipidPool(uptake=uptake, oxidation_max=uptake + spare, half_pool=half)
    pool = model.steady_state()
    burned = (uptake + spare) * pool / (half + pool)
    assert burned == pytest.approx(uptake)
    course = model.simulate(days=20, every=1, start=pool)
    assert course.lipid_pool.to_numpy() == pytest.approx(np.full(21, pool), rel=1e-9)


def test_beyond_its_capacity_the_pool_never_settles():
    for mitochondria in (0.325, 0.2):
        model = LipidPool(mitochondria=mitochondria)
        assert model.steady_state() == math.inf
    course = model.simulate(days=3000, every=10).lipid_pool
    assert (np.diff(course) > 0).all()
    # Far out the whole capacity is in use, and the pool grows by what exceeds it.
    assert course.iloc[-1] - course.iloc[-2] == pytest.approx(10 * (0.325 - 0.2), rel=1e-2)


def test_the_course_takes_the_time_that_quadrature_gives():
    model = LipidPool(mitochondria=0.7)
    pool = model.simulate(days=12, every=4).lipid_pool
    for day in (4.0, 8.0, 12.0):
        taken, _ = quad(lambda x: 1 / (0.325 - 0.7 * x / (model.half_pool + x)), 1.0, pool.loc[day])
        assert taken == pytest.approx(day, rel=1e-5)


def test_the_course_is_what_scipy_gives():
    model = LipidPool(uptake=0.9, half_pool=0.05)
    course = model.simulate(days=5, every=0.5, start=0.0)
    answer = solve_ivp(
        lambda _, y: 0.9 - y / (0.05 + y), (0, 5), [0.0], t_eval=course.index, rtol=1e-10, atol=1e-12
    )
    assert course.lipid_pool.to_numpy() == pytest.approx(answer.y[0], rel=1e-5, abs=1e-7)
    assert (course.lipid_pool >= 0).all()


def test_a_population_settles_like_its_persons():
    capacity = np.array([0.3, 0.7, 1.0])
    together = LipidPool(mitochondria=capacity).steady_state()
    assert together.tolist() == [LipidPool(mitochondria=float(one)).steady_state() for one in capacity]


def test_it_says_what_it_is():
    assert "schematic" in LipidPool.__doc__
    assert "contested" in LipidPool.__doc__


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: LipidPool(uptake=0), "uptake"),
        (lambda: LipidPool(mitochondria=-0.5), "mitochondria"),
        (lambda: LipidPool(half_pool=math.nan), "half_pool"),
        (lambda: LipidPool(oxidation_max=[1, 2], uptake=[1, 2, 3]), "differ in length"),
        (lambda: LipidPool().simulate(days=0), "days"),
        (lambda: LipidPool().simulate(start=-1), "start"),
        (lambda: LipidPool().simulate(days=1e9), "rows"),
        (lambda: LipidPool(uptake=[0.1, 0.2]).simulate(), "population"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_pool_that_empties_at_once_is_followed_all_the_same():
    """A time constant of a second beside a course of a month."""
    fast = LipidPool(oxidation_max=1e5)
    course = fast.simulate(start=5.0)
    assert course.lipid_pool.iloc[-1] == pytest.approx(fast.steady_state(), rel=1e-5)
    assert (course.lipid_pool > 0).all()
