"""Testosterone depots and pellets: measured courses, conservation, scipy, and refusals."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from helpers.models import Depot
from helpers.models.depot import ESTER_FRACTIONS, HALF_LIVES, Pellets


def test_the_defaults_meet_what_was_measured():
    """Enanthate: highest on day 1.5-3, above a tenth until day 20, a twentieth until day 26; cypionate: day 2-5."""
    once = Depot()
    day, peak = once.single_dose_peak()
    assert 2 <= day <= 3
    assert (once.last_day_at(peak / 10), once.last_day_at(peak / 20)) == pytest.approx((20, 26), rel=0.06)
    # Al-Futaisi 2006, 22 men, weekly under the skin: 14.48 to 21.65 nmol/L.
    assert Depot(interval_days=7).steady_state().peak_to_trough == pytest.approx(21.65 / 14.48, rel=0.1)


def test_the_older_pair_of_rates_did_not():
    older = Depot(half_life_days=4.5, uptake_half_time_days=0.5)
    _, peak = older.single_dose_peak()
    assert older.last_day_at(peak / 10) < 18
    assert Depot(half_life_days=4.5, uptake_half_time_days=0.5).steady_state().peak_to_trough > 2


@pytest.mark.parametrize(
    ("interval", "ratio", "fluctuation"), [(14, 3.87, 117), (7, 1.61, 44), (3.5, 1.15, 13.5)]
)
def test_the_ratios_that_the_lesson_prints(interval, ratio, fluctuation):
    """The model's own numbers, to be seen when they change; none of them is a measurement."""
    steady = Depot(interval_days=interval).steady_state()
    assert steady.peak_to_trough == pytest.approx(ratio, abs=0.006)
    assert steady.fluctuation_pct == pytest.approx(fluctuation, abs=0.6)


@pytest.mark.parametrize(("interval", "ratio"), [(14, 8.64), (7, 2.94), (3.5, 1.71)])
def test_without_an_uptake_phase_the_ratio_is_a_power_of_two(interval, ratio):
    steady = Depot(interval_days=interval, half_life_days=4.5, uptake_half_time_days=1e-6).steady_state()
    assert steady.peak_to_trough == pytest.approx(2 ** (interval / 4.5), rel=1e-4)
    assert steady.peak_to_trough == pytest.approx(ratio, abs=0.006)


@pytest.mark.parametrize(("half_life", "days"), [(5.0, (2.90, 21.1, 26.1)), (4.5, (2.79, 19.4, 23.9))])
def test_the_figures_of_the_enanthate_label(half_life, days):
    depot = Depot(half_life_days=half_life, uptake_half_time_days=1.0, ester="enanthate")
    peak_day, peak = depot.single_dose_peak()
    found = (peak_day, depot.last_day_at(peak / 10), depot.last_day_at(peak / 20))
    assert found == pytest.approx(days, abs=0.06)


def test_the_average_is_dose_rate_over_clearance():
    for interval in (3.5, 7, 14):
        depot = Depot(
            dose_mg=10 * interval,
            interval_days=interval,
            ester="none",
            half_life_days=4.5,
            clearance_l_per_day=1100,
        )
        assert depot.steady_state().average == pytest.approx(909.0909, abs=1e-3)


@pytest.mark.parametrize(("dose", "average", "clearance"), [(50, 422.4, 1218), (100, 895.5, 1149)])
def test_clearance_from_the_subcutaneous_enanthate_trial(dose, average, clearance):
    depot = Depot(dose_mg=dose, interval_days=7, ester="enanthate", clearance_l_per_day=clearance)
    assert depot.steady_state().average == pytest.approx(average, rel=1e-3)


def test_weekly_reduces_but_does_not_avoid_the_swing():
    weekly, fortnightly = (
        Depot(dose_mg=dose, interval_days=days).steady_state() for dose, days in ((100, 7), (200, 14))
    )
    assert 0.35 < weekly.fluctuation_pct / fortnightly.fluctuation_pct < 0.45
    assert 1.5 < weekly.peak_to_trough < 2.2


def test_both_half_lives_in_circulation_are_offered():
    assert (HALF_LIVES["measured"].days, HALF_LIVES["us_label"].days) == (5.0, 8.0)
    assert not HALF_LIVES["us_label"].verified
    assert "unverified" in HALF_LIVES["us_label"].source
    measured, label = (Depot.preset(name).steady_state() for name in HALF_LIVES)
    assert label.peak_to_trough < measured.peak_to_trough
    assert label.average == measured.average


def test_undecanoate_lasts_for_weeks():
    """In castor oil its half-life is about 34 days; 12 weeks apart the level stays on the scale of a man's."""
    steady = Depot(1000, 84, half_life_days=34, uptake_half_time_days=3, ester="undecanoate").steady_state()
    assert 200 < steady.trough < steady.peak < 1300


def test_the_dose_is_that_of_the_ester():
    assert ESTER_FRACTIONS == {"none": 1.0, "enanthate": 0.720, "cypionate": 0.699, "undecanoate": 0.632}
    assert Depot(dose_mg=250, ester="enanthate").testosterone_mg == pytest.approx(180)


def test_the_course_settles_at_the_closed_form():
    depot = Depot(dose_mg=120, interval_days=5)
    last = depot.simulate(days=150, every=0.01).testosterone_ng_dl.loc[145:]
    steady = depot.steady_state()
    assert last.max() == pytest.approx(steady.peak, rel=1e-6)
    assert last.min() == pytest.approx(steady.trough, rel=1e-6)
    assert np.trapezoid(last, last.index) / 5 == pytest.approx(steady.average, rel=1e-4)
    assert last.idxmax() - 145 == pytest.approx(steady.peak_day, abs=0.011)


def test_a_schedule_is_what_scipy_gives():
    depot = Depot(half_life_days=4.5, uptake_half_time_days=0.7, ester="none", clearance_l_per_day=1000)
    doses = {0.0: 100.0, 3.0: 50.0, 10.5: 80.0}
    slow, fast = math.log(2) / 4.5, math.log(2) / 0.7
    state, rows, edges = np.array([0.0, 0.0]), {}, [*doses, 20.0]
    for begin, end in pairwise(edges):
        state = state + np.array([doses[begin], 0.0])
        answer = solve_ivp(
            lambda _, y: [-slow * y[0], slow * y[0] - fast * y[1]],
            (begin, end),
            state,
            method="DOP853",
            rtol=1e-10,
            atol=1e-12,
        )
        state = answer.y[:, -1]
        rows[end] = state[1] * fast / 1000 * 1e5
    levels = depot.concentration(list(rows), dose_days=list(doses), doses_mg=list(doses.values()))
    assert levels == pytest.approx(list(rows.values()), rel=1e-8)


def test_no_testosterone_is_lost_or_made():
    depot = Depot(dose_mg=100, interval_days=7)
    course = depot.simulate(days=6.9, every=0.001)
    level = course.testosterone_ng_dl.to_numpy() / 1e5  # mg/L
    fast = math.log(2) / 1.0
    in_blood = level * depot.clearance_l_per_day / fast
    cleared = np.concatenate([[0], np.cumsum((level[1:] + level[:-1]) / 2 * 0.001)])
    total = course.depot_mg + in_blood + cleared * depot.clearance_l_per_day
    assert total.to_numpy() == pytest.approx(np.full(len(total), depot.testosterone_mg), rel=1e-5)


@settings(deadline=None, max_examples=100)
@given(
    dose=st.floats(1, 1000),
    interval=st.floats(0.1, 90),
    half_life=st.floats(0.1, 60),
    uptake=st.floats(0.01, 10),
)
def test_steady_state_properties(dose, interval, half_life, uptake):
    depot = Depot(dose, interval, half_life, uptake)
    steady = depot.steady_state()
    assert 0 <= steady.trough <= steady.average * (1 + 1e-9)
    assert steady.average <= steady.peak * (1 + 1e-9)
    double = Depot(2 * dose, interval, half_life, uptake).steady_state()
    assert double.peak == pytest.approx(2 * steady.peak, rel=1e-12)


def test_a_population_is_its_persons():
    clearance, dose = np.array([800.0, 1100.0, 1500.0]), np.array([50.0, 100.0, 150.0])
    together = Depot(dose_mg=dose, clearance_l_per_day=clearance)
    steady, levels = together.steady_state(), together.concentration([1.0, 8.0])
    on_two_days = together.concentration([9.0], dose_days=[0, 4], doses_mg=[10, 20])
    assert levels.shape == (2, 3)
    for index in range(3):
        alone = Depot(dose_mg=float(dose[index]), clearance_l_per_day=float(clearance[index]))
        assert steady.peak[index] == pytest.approx(alone.steady_state().peak)
        assert levels[:, index] == pytest.approx(alone.concentration([1.0, 8.0]))
        assert on_two_days[0, index] == pytest.approx(
            alone.concentration([9.0], dose_days=[0, 4], doses_mg=[10, 20])[0]
        )
    with pytest.raises(ValueError, match="population"):
        together.simulate()


def test_a_level_never_reached_has_no_day():
    depot = Depot()
    assert math.isnan(depot.last_day_at(1e6))
    _, peak = depot.single_dose_peak()
    day = depot.last_day_at(peak * 1e-9)
    assert depot.concentration([day], dose_days=[0])[0] == pytest.approx(peak * 1e-9, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"interval_days": 0}, "interval_days = 0"),
        ({"interval_days": -7}, "interval_days"),
        ({"dose_mg": 0}, "dose_mg"),
        ({"dose_mg": math.nan}, "dose_mg"),
        ({"dose_mg": "100"}, "dose_mg"),
        ({"half_life_days": math.inf}, "half_life_days"),
        ({"uptake_half_time_days": -1}, "uptake_half_time_days"),
        ({"clearance_l_per_day": 0}, "clearance_l_per_day"),
        ({"clearance_l_per_day": [1000, -1]}, r"clearance_l_per_day\[1\]"),
        ({"dose_mg": [1, 2], "half_life_days": [3, 4, 5]}, "differ in length"),
        ({"ester": "decanoate"}, "ester"),
        ({"ester": "undecanoate"}, "half_life_days: 5 days are those of cypionate and enanthate"),
        ({"ester": "none"}, "give its own"),
    ],
)
def test_bad_depots_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Depot(**change)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Depot().simulate(days=0), "days"),
        (lambda: Depot().simulate(days=math.inf), "days"),
        (lambda: Depot().simulate(days=1e9), "rows"),
        (lambda: Depot(interval_days=1e-6).simulate(days=56), "interval_days"),
        (lambda: Depot().simulate(dose_days=[]), "dose_days"),
        (lambda: Depot().simulate(dose_days=[7, 0]), "dose_days"),
        (lambda: Depot().simulate(dose_days=[0, 7], doses_mg=[100]), "doses_mg"),
        (lambda: Depot().simulate(dose_days=[0, 7], doses_mg=[100, -1]), "doses_mg"),
        (lambda: Depot().simulate(dose_days=[-1, 7]), "dose_days"),
        (lambda: Depot().concentration([-1]), "days"),
        (lambda: Depot().last_day_at(0), "level_ng_dl"),
        (lambda: Depot.preset("two weeks"), "half_life"),
        (lambda: Pellets(count=0), "count"),
        (lambda: Pellets(count=2.5), "count"),
        (lambda: Pellets(steady_days=200), "steady_days"),
        (lambda: Pellets(mass_mg=0), "mass_mg"),
        (lambda: Pellets().simulate(implant_days=[0, 0]), "implant_days"),
        (lambda: Pellets().simulate(days=-1), "days"),
    ],
)
def test_bad_calls_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_pellets_release_as_measured_then_decline():
    one, four = Pellets(count=1), Pellets(count=4)
    assert one.release(45) == 1.34
    assert four.release(90) == pytest.approx(5.36)
    assert four.release(91 + 1e-9) == pytest.approx(5.36)
    rates = four.release(np.arange(91, 400))
    assert (np.diff(rates) < 0).all()


def test_pellets_release_exactly_what_they_hold():
    pellets = Pellets(count=4)
    early, _ = quad(pellets.release, 0, 91)
    late, _ = quad(pellets.release, 91, np.inf)
    assert early + late == pytest.approx(800, rel=1e-9)
    for day in (0, 50, 91, 150, 300):
        released, _ = quad(pellets.release, 0, day, points=[min(day, 91)])
        assert pellets.remaining(day) == pytest.approx(800 - released, rel=1e-8)


def test_new_pellets_add_to_the_old_ones():
    pellets = Pellets()
    twice = pellets.simulate(days=300, implant_days=[0, 180])
    once = pellets.simulate(days=300)
    assert twice.testosterone_ng_dl.loc[200] == pytest.approx(
        once.testosterone_ng_dl.loc[200] + once.testosterone_ng_dl.loc[20]
    )
    assert twice.remaining_mg.loc[179] == once.remaining_mg.loc[179]
    assert "chematic" in Pellets.__doc__
