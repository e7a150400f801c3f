"""The shared integrators, against closed forms and published test problems."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models import solver
from helpers.models.solver import IntegrationError


def swing(_, y):
    return [y[1], -y[0]]


def runge_kutta(rhs, start, times, *, scale, step=0.1, **options):
    """Integrate one person as a population of one: rows of states, as `stiff` returns them."""
    kept = range(len(start))
    rows = solver.runge_kutta_population(
        rhs, start, times, persons=1, step=step, scale=scale, keep=kept, **options
    )
    return rows[:, :, 0].T


METHODS = pytest.mark.parametrize("method", [runge_kutta, solver.stiff])


def test_runge_kutta_follows_the_oscillator():
    times = np.linspace(0, 20, 41)
    rows = runge_kutta(swing, [1.0, 0.0], times, step=0.05, scale=[1, 1])
    # Four hundred steps, each rounded to single precision.
    assert rows[:, 0] == pytest.approx(np.cos(times), abs=1e-5)
    assert rows[:, 1] == pytest.approx(-np.sin(times), abs=1e-5)


def test_runge_kutta_has_order_four():
    exact = [math.cos(10), -math.sin(10)]
    errors = [
        math.dist(runge_kutta(swing, [1.0, 0.0], [0, 10], step=step, scale=[1, 1], tolerance=1)[-1], exact)
        for step in (0.4, 0.2)
    ]
    assert 12 < errors[0] / errors[1] < 20


def test_the_step_is_shortened_where_the_tolerance_asks_for_it():
    # A burst of width 0.01 in a step of 1, which a step of 1 sees only at its end.
    def rhs(t, y):
        return [-y[0] + 100 * math.exp(-(((t - 1) / 0.01) ** 2))]

    rows = runge_kutta(rhs, [0.0], [0, 0.9, 1, 1.5], step=1.0, scale=[1], tolerance=1e-6)
    area = 100 * 0.01 * math.sqrt(math.pi)
    assert rows[-1, 0] == pytest.approx(area * math.exp(-0.5), rel=1e-3)


@METHODS
def test_a_declared_jump_costs_no_accuracy(method):
    def rhs(t, _):
        return [5.0 if t >= 1.03 else 1.0]

    rows = method(rhs, [0.0], [0, 0.5, 1.03, 2], scale=[1], breaks=[1.03])
    assert rows[:, 0] == pytest.approx([0, 0.5, 1.03, 1.03 + 0.97 * 5], abs=1e-9)


def test_population_is_the_same_as_one_by_one():
    rates = np.array([0.1, 0.5, 2.0])
    times = np.linspace(0, 5, 11)
    held = solver.ARRAYS.number(rates)
    many = solver.runge_kutta_population(
        lambda _, y: [-held * y[0], held * y[0]],
        [1.0, 0.0],
        times,
        persons=3,
        step=0.5,
        scale=[1, 1],
        keep=[1],
        tolerance=1e-5,
    )
    for person, rate in enumerate(rates):
        assert many[0, :, person] == pytest.approx(1 - np.exp(-rate * times), abs=1e-5)


def test_what_persons_share_is_computed_once():
    lengths = []
    rates = solver.ARRAYS.number([0.1, 0.5])

    def rhs(_, y):
        shared, own = y
        lengths.append((len(shared), len(own)))
        return [-0.3 * shared, shared - rates * own]

    rows = solver.runge_kutta_population(
        rhs, [1.0, 0.0], [0, 1, 2], persons=2, step=0.1, scale=[1, 1], keep=[0, 1]
    )
    assert lengths[-1] == (1, 2)
    assert rows[0, -1] == pytest.approx([math.exp(-0.6)] * 2, rel=1e-5)


def test_stiff_solves_the_problem_of_robertson():
    # Hairer & Wanner, Solving Ordinary Differential Equations II, IV.10: the state at t = 40.
    def rhs(_, y):
        a, b, c = y
        slow, fast, pair = 0.04 * a, 3e7 * b * b, 1e4 * b * c
        return [-slow + pair, slow - pair - fast, fast]

    rows = solver.stiff(rhs, [1.0, 0.0, 0.0], [0, 0.4, 40], scale=[1, 1e-5, 1], tolerance=1e-9)
    assert rows[-1] == pytest.approx([0.7158270688, 9.185534765e-6, 0.2841637457], rel=1e-6)


@given(fast=st.floats(10, 1e5), slow=st.floats(0.001, 0.1))
@settings(deadline=None, max_examples=25)
def test_stiff_follows_a_slow_variable(fast, slow):
    rows = solver.stiff(
        lambda _, y: [fast * (y[1] - y[0]), -slow * y[1]], [0.0, 1.0], [0, 1, 100], scale=[1, 1]
    )
    assert rows[:, 1] == pytest.approx(np.exp([0, -slow, -100 * slow]), abs=1e-4)
    lag = fast / (fast - slow)
    assert rows[-1, 0] == pytest.approx(lag * math.exp(-100 * slow), abs=1e-4)


def explosion(_, y):
    return [y[0] ** 2]


@pytest.mark.parametrize(
    "run",
    [
        lambda: runge_kutta(explosion, [1.0], [0, 0.5, 2], step=0.1, scale=[1], name="burst"),
        lambda: solver.stiff(explosion, [1.0], [0, 0.5, 2], scale=[1], name="burst"),
        lambda: solver.runge_kutta_population(
            explosion, [np.array([0.1, 1.0])], [0, 2], persons=2, step=0.1, scale=[1], keep=[0], name="burst"
        ),
    ],
    ids=["runge_kutta", "stiff", "population"],
)
def test_a_solution_that_runs_to_infinity_is_an_error(run):
    with pytest.raises(IntegrationError, match=r"burst: .*time"):
        run()


@METHODS
def test_a_nan_is_an_error(method):
    with pytest.raises(IntegrationError, match="gap"):
        method(lambda *_: [math.nan], [1.0], [0, 1], scale=[1], name="gap")


def test_an_overflow_is_an_integration_error():
    with pytest.raises(IntegrationError, match="finite numbers"):
        solver.stiff(lambda *_: [math.exp(1e4)], [1.0], [0, 1], scale=[1])


def test_an_error_of_the_model_itself_comes_through():
    def rhs(*_):
        raise ValueError("sensitivity(3) = -1")

    with pytest.raises(ValueError, match="sensitivity"):
        solver.stiff(rhs, [1.0], [0, 1], scale=[1])


def test_a_tolerance_that_cannot_be_met_is_an_error():
    def torn(_, y):  # drives the state onto 0.5 from both sides
        return [1.0 if y[0] < 0.5 else -1.0]

    with pytest.raises(IntegrationError, match="tolerance"):
        runge_kutta(torn, [0.0], [0, 1], step=0.1, scale=[1e-6], tolerance=1e-6)


def test_endless_work_is_refused():
    with pytest.raises(ValueError, match=r"steps would be needed; at most 200,000"):
        runge_kutta(swing, [1.0, 0.0], [0, 1e6], step=0.1, scale=[1, 1])

    def noise(t, y):
        return [1e5 * math.sin(1e7 * t) - y[0]]

    with pytest.raises(IntegrationError, match="no end after"):
        solver.stiff(noise, [0.0], [0, 2000], scale=[1])


def test_output_times_reach_the_end_in_spite_of_rounding():
    assert solver.output_times("days", 1, 0.1, unit="days") == pytest.approx(np.linspace(0, 1, 11))
    assert solver.output_times("days", 10, 4, unit="days").tolist() == [0, 4, 8]


@pytest.mark.parametrize(
    ("end", "every", "message"),
    [
        (-1, 1, "days = -1 days: must be above 0"),
        (math.nan, 1, "days = nan"),
        (math.inf, 1, "days = inf"),
        ("ten", 1, "days = 'ten'"),
        (10, 0, "every = 0 days"),
        (10, -1, "every"),
        (10, 11, "every = 11 days is longer than days = 10 days"),
        (1e12, 1, "at most 100,000 are returned"),
        (1, 1e-300, "at most 100,000 are returned"),
    ],
)
def test_output_times_refuse(end, every, message):
    with pytest.raises(ValueError, match=message):
        solver.output_times("days", end, every, unit="days")


def test_times_must_rise():
    with pytest.raises(ValueError, match="must rise"):
        runge_kutta(swing, [1.0, 0.0], [0, 1, 1], step=0.1, scale=[1, 1])


@METHODS
def test_a_single_time_returns_the_start(method):
    assert method(swing, [1.0, 0.0], [3.0], scale=[1, 1]).tolist() == [[1.0, 0.0]]
