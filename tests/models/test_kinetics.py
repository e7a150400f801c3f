"""First-order store and blood: closed forms against scipy and against plain sums."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import kinetics

RATES = st.floats(1e-3, 50.0)


def chain(k_in, k_out, times, store=1.0, blood=0.0):
    """Store and blood by scipy, independent of the closed form."""
    answer = solve_ivp(
        lambda _, y: [-k_in * y[0], k_in * y[0] - k_out * y[1]],
        (0, times[-1]),
        [store, blood],
        t_eval=times,
        method="DOP853",
        rtol=1e-10,
        atol=1e-13,
    )
    return answer.y


@pytest.mark.parametrize("rates", [(1.4, 0.15), (0.15, 1.4), (0.5, 0.5), (0.5, 0.5000001), (0.5, 0.50002)])
def test_one_dose_is_what_scipy_gives(rates):
    times = np.linspace(0, 30, 61)
    assert kinetics.bateman(times, *rates) == pytest.approx(chain(*rates, times)[1], abs=1e-10)


def test_nothing_is_in_blood_before_the_dose():
    assert kinetics.bateman(np.array([-3.0, 0.0]), 1.0, 0.1).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("rates", [(1.4, 0.15), (0.3, 0.3), (0.3, 0.3000029), (0.3, 0.300004)])
def test_steady_state_is_the_sum_over_an_endless_past(rates):
    since = np.linspace(0, 7, 15)
    past = sum(kinetics.bateman(since + 7 * n, *rates) for n in range(400))
    assert kinetics.steady(since, *rates, 7.0) == pytest.approx(past, rel=1e-9)


@settings(deadline=None, max_examples=200)
@given(k_in=RATES, k_out=RATES, interval=st.floats(0.05, 60))
def test_extremes_are_the_extremes(k_in, k_out, interval):
    peak, trough, when = kinetics.steady_extremes(k_in, k_out, interval)
    grid = kinetics.steady(np.linspace(0, interval, 401), k_in, k_out, interval)
    assert 0 <= when <= interval
    assert grid.max() <= peak * (1 + 1e-9)
    assert grid.min() >= trough * (1 - 1e-9) - 1e-300  # below that, numbers lose digits
    # A maximum is flat: a little to either side lies below.
    sides = np.clip([when - 1e-3 * interval, when + 1e-3 * interval], 0, interval)
    aside = kinetics.steady(sides, k_in, k_out, interval)
    assert (aside <= peak * (1 + 1e-9)).all()


@settings(deadline=None, max_examples=100)
@given(k_in=RATES, nudge=st.floats(-3e-5, 3e-5))
def test_nothing_jumps_where_the_rates_meet(k_in, nudge):
    other = k_in * (1 + nudge)
    exact = kinetics.steady_extremes(k_in, k_in, 2.0)
    near = kinetics.steady_extremes(k_in, other, 2.0)
    assert near.peak == pytest.approx(exact.peak, rel=1e-4)
    assert near.peak_time == pytest.approx(exact.peak_time, rel=1e-3, abs=1e-9)


def test_any_schedule_is_the_sum_of_its_doses():
    when, doses = np.array([0.0, 1.5, 1.6, 9.0]), np.array([3.0, 0.0, 2.0, 5.0])
    times = np.array([12.0, 0.0, 1.5, 1.55, 8.9, 30.0])
    store, blood = kinetics.superpose(times, when, doses, 1.1, 0.2)
    given_doses = list(zip(when, doses, strict=True))
    direct = sum(dose * kinetics.bateman(times - at, 1.1, 0.2) for at, dose in given_doses)
    left = sum(dose * np.where(times >= at, np.exp(-1.1 * (times - at)), 0) for at, dose in given_doses)
    assert blood == pytest.approx(direct, rel=1e-12)
    assert store == pytest.approx(left, rel=1e-12)


def test_a_course_may_start_with_something_in_store_and_blood():
    times = np.linspace(0, 10, 5)
    amounts = kinetics.superpose(
        times, np.array([0.0]), np.array([1.0]), 0.7, 0.3, start=kinetics.Amounts(2.0, 4.0)
    )
    store, blood = chain(0.7, 0.3, times, store=3.0, blood=4.0)
    assert amounts.store == pytest.approx(store, rel=1e-8)
    assert amounts.blood == pytest.approx(blood, rel=1e-8)


def test_a_population_is_its_persons():
    when, doses, times = np.array([0.0, 2.0]), np.array([1.0, 1.0]), np.array([0.5, 3.0, 8.0])
    rates = np.array([0.2, 0.5, 1.1])
    together = kinetics.superpose(times, when, doses, rates, 0.5)
    for index, rate in enumerate(rates):
        alone = kinetics.superpose(times, when, doses, float(rate), 0.5)
        assert together.blood[:, index] == pytest.approx(alone.blood, rel=1e-12)
        assert together.store[:, index] == pytest.approx(alone.store, rel=1e-12)


def test_an_answer_beyond_a_gibibyte_is_refused():
    with pytest.raises(ValueError, match="1 GiB"):
        kinetics.superpose(np.zeros(100_000), np.zeros(1), np.ones(1), np.ones(1000), 1.0)
