"""The integrator of fast and slow variables, against closed forms and scipy's of the same method."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import radau

SIZES = np.ones(2)


def swing(_, y):
    return [y[1], -y[0]]


def oscillator(_, y):
    """Van der Pol's, a thousand times faster on its jumps than between them."""
    return [y[1], 1000 * (1 - y[0] ** 2) * y[1] - y[0]]


def test_the_jumps_of_van_der_pol():
    times, start = np.linspace(0, 2000, 21), [2.0, 0.0]
    exact = solve_ivp(oscillator, (0, 2000), start, "Radau", times, rtol=1e-10, atol=1e-12).y.T
    rows = radau.integrate(oscillator, np.array(start), times, sizes=SIZES, tolerance=1e-8)
    assert rows == pytest.approx(exact, abs=2e-5)


def test_a_hundredth_of_the_tolerance_makes_the_error_much_smaller():
    times, exact = np.array([0.0, 20.0]), [math.cos(20), -math.sin(20)]
    errors = [
        math.dist(radau.integrate(swing, np.array([1.0, 0.0]), times, sizes=SIZES, tolerance=each)[-1], exact)
        for each in (1e-4, 1e-6, 1e-8)
    ]
    assert errors[0] > 10 * errors[1] > 100 * errors[2] > 0


def test_between_steps_the_course_is_as_close():
    times = np.linspace(0, 20, 401)
    rows = radau.integrate(swing, np.array([1.0, 0.0]), times, sizes=SIZES, tolerance=1e-7)
    assert rows == pytest.approx(np.column_stack([np.cos(times), -np.sin(times)]), abs=1e-5)


def test_what_has_died_out_costs_no_steps():
    """An explicit method would take a step for each 3/100,000 of a unit: over three million."""
    calls = []

    def rhs(t, y):
        calls.append(t)
        return [1e5 * (math.cos(t) - y[0]), -math.sin(t)]

    rows = radau.integrate(rhs, np.array([0.0, 1.0]), np.array([0.0, 100.0]), sizes=SIZES, tolerance=1e-6)
    assert rows[-1] == pytest.approx([math.cos(100)] * 2, abs=1e-4)
    assert len(calls) < 10_000


def test_a_place_without_slopes_is_stepped_back_from():
    """The first steps try states below zero, where the root has no value."""

    def drained(_, y):
        if y[0] < 0:
            raise OverflowError
        return [-math.sqrt(y[0]), 1.0]

    rows = radau.integrate(drained, np.array([1.0, 0.0]), np.array([0.0, 1.9]), sizes=SIZES, tolerance=1e-6)
    assert rows[-1, 0] == pytest.approx((1 - 1.9 / 2) ** 2, abs=1e-5)


def test_where_no_step_is_short_enough_says_so():
    with pytest.raises(radau.StepTooShortError) as told:
        radau.integrate(
            lambda _, y: [y[0] ** 2], np.ones(1), np.array([0.0, 2.0]), sizes=np.ones(1), tolerance=1e-6
        )
    assert told.value.time == pytest.approx(1, abs=1e-3)
