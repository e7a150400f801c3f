"""Topp's model: its identities, an independent engine, falling sensitivity, bad input."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import BetaCellMass, solver

MODEL = BetaCellMass()
SBML = Path(__file__).parent / "topp_2000.xml"
COLUMNS = ["glucose_mg_dl", "insulin_uu_ml", "beta_cell_mass_mg"]


def test_published_fixed_points():
    stable, saddle, pathological = MODEL.fixed_points()
    assert [point.kind for point in (stable, saddle, pathological)] == ["stable", "saddle", "pathological"]
    for point, state in (
        (stable, (100, 10, 300)),
        (saddle, (250, 2.8, 36.96)),
        (pathological, (600, 0, 0)),
    ):
        found = (point.glucose_mg_dl, point.insulin_uu_ml, point.beta_cell_mass_mg)
        assert found == pytest.approx(state, rel=1e-4, abs=1e-12)
    assert stable.eigenvalues == pytest.approx((-422.0, -18.66, -0.01422), rel=1e-3)
    assert saddle.eigenvalues == pytest.approx((-431.0, -4.48, 0.04055), rel=2e-3)
    assert stable.is_stable
    assert not saddle.is_stable
    assert pathological.is_stable


sensitivities = st.floats(0.05, 3)


@given(si=sensitivities)
@settings(deadline=None)
def test_beta_cells_make_up_for_any_sensitivity(si):
    healthy = BetaCellMass(si=si).fixed_points()[0]
    assert healthy.glucose_mg_dl == pytest.approx(100)
    assert si * healthy.insulin_uu_ml == pytest.approx(7.2)
    assert si * healthy.beta_cell_mass_mg == pytest.approx(0.72 * 300)


@given(si=sensitivities, d0=st.floats(0.02, 0.09), sigma=st.floats(20, 80))
@settings(deadline=None)
def test_nothing_changes_at_a_fixed_point_and_its_kind_is_true(si, d0, sigma):
    model = BetaCellMass(si=si, d0=d0, sigma=sigma)
    for point in model.fixed_points():
        state = (point.glucose_mg_dl, point.insulin_uu_ml, point.beta_cell_mass_mg)
        rates = model._rhs(lambda _: si)(0.0, state)
        speed = [rate / (1 + value) for rate, value in zip(rates, state, strict=True)]
        assert speed == pytest.approx([0, 0, 0], abs=1e-8)
        if point.kind != "pathological":
            assert point.is_stable == (point.kind == "stable") == (point.glucose_mg_dl < 175)


def test_eigenvalues_are_those_of_the_equations():
    point = MODEL.fixed_points()[0]
    state = np.array([point.glucose_mg_dl, point.insulin_uu_ml, point.beta_cell_mass_mg])
    rhs = MODEL._rhs(lambda _: MODEL.si)
    columns = []
    for index in range(3):
        step = np.zeros(3)
        step[index] = 1e-4 * state[index]
        ahead, behind = (np.array(rhs(0.0, state + sign * step)) for sign in (1, -1))
        columns.append((ahead - behind) / (2 * step[index]))
    numeric = sorted(np.linalg.eigvals(np.array(columns).T).real)
    assert point.eigenvalues == pytest.approx(numeric, rel=1e-5)


def test_published_saddle_node():
    meeting = MODEL.saddle_node()
    assert (meeting.d0, meeting.glucose_mg_dl) == pytest.approx((0.0735, 175))
    for d0, low, high in ((0.065, 115.49, 234.51), (0.07, 136.81, 213.19)):
        stable, saddle, _ = BetaCellMass(d0=d0).fixed_points()
        assert (stable.glucose_mg_dl, saddle.glucose_mg_dl) == pytest.approx((low, high), abs=0.005)
    assert [point.kind for point in BetaCellMass(d0=0.0736).fixed_points()] == ["pathological"]


# Beta cells that grow as fast as sensitivity falls sit where growth exceeds loss by that rate: the stable root of
# -d0 + r1 G - r2 G² = rate.
@pytest.mark.parametrize(("rate", "glucose"), [(0.005, 115.49), (0.010, 136.81)])
def test_a_falling_sensitivity_is_tracked_at_the_glucose_of_the_law(rate, glucose):
    course = MODEL.simulate(days=800, sensitivity=lambda day: 0.72 * math.exp(-rate * day))
    assert course.glucose_mg_dl.iloc[-1] == pytest.approx(glucose, rel=1e-3)
    # Insulin and beta cells then rise as fast as sensitivity falls.
    growth = np.diff(np.log(course.beta_cell_mass_mg.iloc[-2:]))[0]
    assert growth == pytest.approx(rate, rel=0.02)


def test_too_fast_a_fall_is_not_tracked():
    course = MODEL.simulate(days=1500, sensitivity=lambda day: 0.72 * math.exp(-0.016 * day))
    assert course.glucose_mg_dl.iloc[-1] > 590


def test_a_sudden_fall_is_recovered_from_down_to_a_critical_fraction():
    recovered = MODEL.simulate(days=2000, start=(100, 10, 300), sensitivity=0.15 * 0.72)
    assert recovered[COLUMNS].iloc[-1].tolist() == pytest.approx([100, 66.67, 2000], rel=1e-4)
    assert recovered.glucose_mg_dl.max() > 200
    lost = MODEL.simulate(days=2000, start=(100, 10, 300), sensitivity=0.10 * 0.72)
    assert lost[COLUMNS].iloc[-1].tolist() == pytest.approx([600, 0, 0], abs=1e-3)


def test_the_start_beside_the_saddle():
    end = MODEL.simulate(days=200, start=(250, 2.8, 37)).iloc[-1]
    assert end.glucose_mg_dl == pytest.approx(161.25, abs=0.005)
    assert end.insulin_uu_ml == pytest.approx(5.450, abs=0.0005)
    assert end.beta_cell_mass_mg == pytest.approx(96.42, abs=0.005)


def test_an_independent_engine_agrees():
    roadrunner = pytest.importorskip("roadrunner")
    engine = roadrunner.RoadRunner(str(SBML))
    engine.integrator.relative_tolerance = 1e-10
    engine.integrator.absolute_tolerance = 1e-12
    reference = np.array(engine.simulate(0, 200, 201, ["G", "I", "B"]))
    course = MODEL.simulate(days=200, start=(250, 2.8, 37))
    assert course[COLUMNS].to_numpy() == pytest.approx(reference, rel=2e-5)


@pytest.mark.parametrize(
    ("start", "sensitivity", "days"),
    [
        ((250, 2.8, 37), lambda _: 0.72, 200),
        ((100, 10, 300), lambda _: 0.108, 1000),
        ((100, 10, 300), lambda _: 0.072, 50),
        ((300, 0, 50), lambda day: 0.72 * math.exp(-0.01 * day), 80),
        ((100, 10, 300), lambda day: 0.5 + 0.2 * math.sin(day / 30), 300),
    ],
)
def test_a_second_integrator_agrees(start, sensitivity, days):
    rhs = MODEL._rhs(sensitivity)
    times = np.arange(days + 1.0)
    solved = solve_ivp(rhs, (0, days), start, "Radau", times, rtol=1e-10, atol=1e-12)
    course = MODEL.simulate(days=days, start=start, sensitivity=sensitivity)
    assert course[COLUMNS].to_numpy() == pytest.approx(solved.y.T, rel=1e-4, abs=1e-5)


def test_hours_are_resolved_as_well_as_years():
    rhs = MODEL._rhs(lambda _: 0.36)
    times = np.arange(0, 1.0001, 0.01)
    solved = solve_ivp(rhs, (0, 1), (100, 10, 300), "Radau", times, rtol=1e-10, atol=1e-12)
    course = MODEL.simulate(days=1, start=(100, 10, 300), sensitivity=0.36, every=0.01)
    assert course[COLUMNS].to_numpy() == pytest.approx(solved.y.T, rel=1e-5)


def test_a_jump_of_sensitivity_is_the_same_as_two_stretches():
    jump = MODEL.simulate(days=400, sensitivity=lambda day: 0.72 if day < 300 else 0.2)
    first = MODEL.simulate(days=300)
    second = MODEL.simulate(days=100, start=first[COLUMNS].iloc[-1], sensitivity=0.2)
    assert jump[COLUMNS].loc[300:].to_numpy() == pytest.approx(second[COLUMNS].to_numpy(), rel=1e-4)
    assert jump.sensitivity_ml_uu_day.loc[[0, 299, 300, 400]].tolist() == [0.72, 0.72, 0.2, 0.2]


@given(start=st.tuples(st.floats(20, 800), st.floats(0, 300), st.floats(0, 2000)), sensitivity=sensitivities)
@settings(deadline=None, max_examples=25)
def test_nothing_turns_negative_and_every_course_ends_somewhere(start, sensitivity):
    course = MODEL.simulate(days=500, start=start, sensitivity=sensitivity, every=5)
    assert (course >= 0).all().all()
    assert course.glucose_mg_dl.iloc[-1] <= 600.001


def test_the_right_hand_side_takes_arrays():
    states = np.array([[100.0, 10, 300], [250, 2.8, 37], [400, 50, 10]])
    rhs = MODEL._rhs(lambda _: 0.72)
    together = np.array(rhs(0.0, states.T))
    for column, state in zip(together.T, states.tolist(), strict=True):
        assert column == pytest.approx(rhs(0.0, state))


def test_very_long_times_are_short_work():
    course = MODEL.simulate(days=1e9, sensitivity=0.36, every=1e7)
    assert course[COLUMNS].iloc[-1].tolist() == pytest.approx([100, 20, 600])


# --- bad input


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(BetaCellMass)])
@pytest.mark.parametrize("value", [-1, 0, math.nan, math.inf, "1"])
def test_no_parameter_may_be_negative_or_no_number(name, value):
    with pytest.raises(ValueError, match=name):
        BetaCellMass(**{name: value})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"days": 0}, "days = 0"),
        ({"days": math.inf}, "days = inf"),
        ({"days": 1e9}, "at most 100,000 are returned"),
        ({"days": 10, "every": 20}, "every = 20 days is longer"),
        ({"start": (100, 10)}, "start: needs at least 3"),
        ({"start": (100, 10, 300, 4)}, "start: needs glucose, insulin and beta-cell mass, got 4"),
        ({"start": (100, -1, 300)}, r"start\[1\] = -1"),
        ({"start": (100, math.nan, 300)}, r"start\[1\] = nan"),
        ({"start": (1e9, 10, 300)}, "start: glucose"),
        ({"start": "healthy"}, "start"),
        ({"sensitivity": 0}, "sensitivity = 0"),
        ({"sensitivity": -0.7}, "sensitivity = -0.7"),
        ({"sensitivity": math.nan}, "sensitivity = nan"),
        ({"sensitivity": "low"}, "sensitivity"),
        ({"sensitivity": lambda day: 0.72 - day / 100}, r"sensitivity\(72\) = .*must be a positive"),
        ({"sensitivity": lambda day: math.nan if day > 5 else 1.0}, r"sensitivity\(6\) = nan"),
        ({"sensitivity": lambda _: "low"}, r"sensitivity\(0\) = 'low'"),
        ({"sensitivity": lambda _: None}, r"sensitivity\(0\) = None"),
    ],
)
def test_simulate_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        MODEL.simulate(**arguments)


def test_a_start_is_needed_where_there_is_no_healthy_state():
    with pytest.raises(ValueError, match=r"start: .* no healthy state"):
        BetaCellMass(d0=0.08).simulate(days=10)


def test_a_sensitivity_that_is_noise_is_refused_rather_than_followed_for_hours():
    with pytest.raises(solver.IntegrationError, match="BetaCellMass: no end"):
        MODEL.simulate(days=2000, every=1, sensitivity=lambda day: 0.7 + 0.5 * math.sin(1e9 * day))


@pytest.mark.parametrize("mass", [20.0, 100.0, 300.0, 2000.0])
@pytest.mark.parametrize("share", [0.1, 1.0, 1.5])
def test_the_fasting_state_is_where_the_fast_equations_stand_still(mass, share):
    model = BetaCellMass(si=0.72 * share)
    glucose, insulin = model.fasting_state(mass)
    assert model.r0 == pytest.approx((model.eg0 + model.si * insulin) * glucose, rel=1e-6)
    assert mass * model.sigma * glucose**2 / (model.alpha + glucose**2) == pytest.approx(model.k * insulin)


def test_without_beta_cells_fasting_glucose_is_the_pathological_one():
    assert BetaCellMass().fasting_state(0) == pytest.approx((600.0, 0.0), abs=1e-5)
    with pytest.raises(ValueError, match="beta_cell_mass_mg"):
        BetaCellMass().fasting_state(-1)
