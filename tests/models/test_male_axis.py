"""Smith's male axis against its published pulse, scipy, and the identities of a cycle; trains of GnRH pulses."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import MaleAxis
from helpers.models.pulse_generator import PulseGenerator

START = (0.72, 17.7, 8.9)


def slopes(model, infusion):
    """The equations, written anew; (c - h T) up to the threshold is continuous there."""

    def right_hand_side(_, y):
        release = max(0.0, model.c - model.h * y[2])
        return [
            release - model.b1 * y[0],
            model.g1 * y[0] - model.b2 * y[1],
            model.g2 * y[1] - model.b3 * y[2] + infusion,
        ]

    return right_hand_side


@pytest.mark.parametrize("infusion", [0.0, 5.0, 11.0, 20.0])
def test_the_course_is_what_scipy_gives(infusion):
    model = MaleAxis()
    course = model.simulate(hours=30, testosterone_infusion=infusion, every=0.5)
    answer = solve_ivp(
        slopes(model, infusion),
        (0, 30),
        START,
        t_eval=course.index,
        method="DOP853",
        rtol=1e-10,
        atol=1e-12,
        max_step=0.05,
    )
    assert course.to_numpy() == pytest.approx(answer.y.T, rel=1e-6, abs=1e-7)


@settings(deadline=None, max_examples=15)
# It crosses the threshold and turns back within one step.
@example(
    factors=(1.296875, 1.3, 2.0, 1.3984375, 2.0, 1.8895014406230777, 0.31378062982824256),
    infusion=10.875,
    every=2.0,
)
@given(factors=st.tuples(*[st.floats(0.3, 3)] * 7), infusion=st.floats(0, 15), every=st.floats(0.01, 3))
def test_no_parameters_cost_accuracy(factors, infusion, every):
    model = MaleAxis(*(f * p for f, p in zip(factors, (100, 12, 1.29, 0.97, 1.39, 10, 0.7), strict=True)))
    course = model.simulate(hours=3 * every, testosterone_infusion=infusion, every=every)
    answer = solve_ivp(
        slopes(model, infusion),
        (0, course.index[-1]),
        START,
        method="DOP853",
        rtol=1e-10,
        atol=1e-12,
        max_step=0.002,  # it steps over the switch, which costs it what a step does there
    )
    assert course.iloc[-1].to_numpy() == pytest.approx(answer.y[:, -1], rel=1e-6, abs=1e-6)
    assert (course >= -1e-9).all(axis=None)


def test_the_rows_do_not_depend_on_their_distance():
    model = MaleAxis()
    coarse, fine = model.simulate(hours=60, every=2.0), model.simulate(hours=60, every=0.02)
    assert coarse.to_numpy() == pytest.approx(fine.iloc[::100].to_numpy(), rel=1e-9)


def test_the_published_pulse():
    summary = MaleAxis().summary()
    assert summary.period_h == pytest.approx(3.5582, abs=1e-4)
    assert summary.pulses_per_day == pytest.approx(6.74, abs=0.01)
    assert summary.testosterone_mean == pytest.approx(10.983, abs=0.01)
    assert (summary.testosterone_min, summary.testosterone_max) == pytest.approx((6.811, 14.450), abs=1e-3)
    assert summary.lh_mean == pytest.approx(21.85, abs=0.05)
    assert (summary.lh_min, summary.lh_max) == pytest.approx((8.995, 34.33), abs=0.01)


def test_the_loop_without_its_switch():
    model = MaleAxis()
    fixed = model.fixed_point()
    assert fixed[2] == pytest.approx(8.1643, abs=1e-4)
    assert model.threshold_ng_ml == pytest.approx(8.3333, abs=1e-4)
    assert slopes(model, 0.0)(0, fixed) == pytest.approx([0, 0, 0], abs=1e-12)
    loop = np.array([[-1.29, 0, -12], [10, -0.97, 0], [0, 0.7, -1.39]])
    eigenvalues = sorted(np.linalg.eigvals(loop), key=lambda value: (value.real, value.imag))
    assert eigenvalues == pytest.approx([-5.600, 0.975 - 3.790j, 0.975 + 3.790j], abs=1e-3)


@pytest.mark.parametrize("infusion", [0.0, 3.0, 8.0])
def test_over_a_whole_pulse_gain_equals_loss(infusion):
    model = MaleAxis()
    summary = model.summary(infusion)
    assert model.g1 * summary.gnrh_mean == pytest.approx(model.b2 * summary.lh_mean, rel=1e-4)
    made = model.g2 * summary.lh_mean + infusion
    assert made == pytest.approx(model.b3 * summary.testosterone_mean, rel=1e-4)


def test_testosterone_from_outside_lowers_lh_and_even_testosterone():
    untreated, treated = MaleAxis().summary(), MaleAxis().summary(testosterone_infusion=5)
    assert treated.testosterone_mean == pytest.approx(9.83, abs=0.02)
    assert treated.testosterone_mean < untreated.testosterone_mean
    assert treated.lh_mean == pytest.approx(12.4, abs=0.05)


def test_a_large_infusion_stops_the_pulses():
    needed = 1.39 * 100 / 12  # sustains the threshold alone
    assert MaleAxis().summary(needed * 0.95).pulses_per_day > 6
    stopped = MaleAxis().summary(needed * 1.05)
    assert math.isnan(stopped.period_h)
    assert stopped.pulses_per_day == 0
    assert stopped.lh_mean == 0
    assert stopped.testosterone_mean == pytest.approx(needed * 1.05 / 1.39)
    course = MaleAxis().simulate(hours=60, testosterone_infusion=needed * 1.05)
    assert course.lh.iloc[-1] < 1e-9
    assert course.testosterone_ng_ml.iloc[-1] == pytest.approx(stopped.testosterone_mean)


def test_lh_tells_the_testis_from_the_pituitary():
    testis, pituitary = replace(MaleAxis(), g2=0.1 * MaleAxis().g2), MaleAxis().secondary_failure(0.1)
    high = testis.simulate(hours=50, start=(1, 20, 5))
    low = pituitary.simulate(hours=50, start=(1, 2, 5))
    assert high.testosterone_ng_ml.to_numpy() == pytest.approx(low.testosterone_ng_ml.to_numpy(), rel=1e-9)
    assert high.lh.to_numpy() == pytest.approx(10 * low.lh.to_numpy(), rel=1e-9)
    assert high.testosterone_ng_ml.iloc[-1] < MaleAxis().summary().testosterone_mean


def test_after_castration_lh_runs_free():
    course = MaleAxis(g2=0).simulate(hours=60)
    assert course.testosterone_ng_ml.iloc[-1] < 1e-9
    assert course.lh.iloc[-1] == pytest.approx(10 * 100 / (1.29 * 0.97), rel=1e-6)
    assert MaleAxis(g2=0).summary().lh_mean == pytest.approx(10 * 100 / (1.29 * 0.97))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: MaleAxis(c=0), "c = 0"),
        (lambda: MaleAxis(h=-12), "h = -12"),
        (lambda: MaleAxis(b2=math.nan), "b2"),
        (lambda: MaleAxis(g1=-1), "g1"),
        (lambda: MaleAxis().simulate(hours=0), "hours"),
        (lambda: MaleAxis().simulate(hours=1e8), "rows"),
        (lambda: MaleAxis(b1=1e7).simulate(), "steps"),
        (lambda: MaleAxis().simulate(testosterone_infusion=-1), "testosterone_infusion"),
        (lambda: MaleAxis().simulate(start=(1, 2)), "start"),
        (lambda: MaleAxis().simulate(start=(1, -2, 3)), "start"),
        (lambda: MaleAxis().summary(math.inf), "testosterone_infusion"),
        (lambda: PulseGenerator(pulses_per_day=0), "pulses_per_day"),
        (lambda: PulseGenerator(lh_half_life_min=-1), "lh_half_life_min"),
        (lambda: PulseGenerator.one_every(0), "minutes"),
        (lambda: PulseGenerator.per_week(0), "count"),
        (lambda: PulseGenerator().simulate(days=0), "days"),
        (lambda: PulseGenerator().share_of_time_above(0), "lh_iu_l"),
        (lambda: PulseGenerator(lh_per_pulse=[1, 2]).simulate(), "population"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_lh_scales_with_the_number_of_pulses():
    natural, injected = PulseGenerator.one_every(90), PulseGenerator.per_week(2)
    assert natural.mean_lh_iu_l / injected.mean_lh_iu_l == pytest.approx(7 * 24 * 60 / 90 / 2)
    assert injected.share_of_time_above(1.0) < 0.05
    assert PulseGenerator.one_every(120).share_of_time_above(1.0) == 1


@pytest.mark.parametrize("minutes", [60, 90, 120, 480])
def test_the_course_of_a_train_has_its_mean_and_extremes(minutes):
    train = PulseGenerator.one_every(minutes)
    lh = train.simulate(days=1, every=0.1).lh_iu_l
    assert np.trapezoid(lh, lh.index) / 24 == pytest.approx(train.mean_lh_iu_l, rel=1e-3)
    assert lh.max() == pytest.approx(train.peak_lh_iu_l, rel=1e-4)
    assert lh.min() == pytest.approx(train.trough_lh_iu_l, rel=1e-6)
    level = (train.peak_lh_iu_l + train.trough_lh_iu_l) / 2
    assert train.share_of_time_above(level) == pytest.approx((lh >= level).mean(), abs=2e-3)


def test_one_pulse_of_lh_peaks_when_measured_and_gnrh_is_gone_by_then():
    course = PulseGenerator(pulses_per_day=1).simulate(days=0.2, every=0.1)
    assert 13.5 <= course.lh_iu_l.idxmax() * 60 <= 16.3
    assert course.gnrh_relative.iloc[0] == pytest.approx(1)
    assert course.gnrh_relative.iloc[40] == pytest.approx(0.5)
    assert "schematic" in PulseGenerator.__doc__
