"""The acute-phase schematic: its steady state, the half-life of CRP, and its course against scipy."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import AcutePhase


@pytest.mark.parametrize("fading", [4.0, 8.0, 13.0, 19.0, 24.0, 70.0])
def test_the_course_is_what_scipy_gives(fading):
    model, before = AcutePhase(adipose=2, liver_response=1.5), AcutePhase(adipose=3)
    course = model.simulate(days=10, every=0.25, infection=30, infection_half_life_h=fading, before=before)
    day = 24 * math.log(2)

    def slopes(_, y):
        extra, driven, crp = y
        return [-day / fading * extra, day / 8 * (2 + extra - driven), day / 19 * (1.5 * driven - crp)]

    answer = solve_ivp(
        slopes, (0, 10), [30, 3, 3], t_eval=course.index, rtol=1e-10, atol=1e-11, method="DOP853"
    )
    assert course.crp_mg_l.to_numpy() == pytest.approx(answer.y[2], abs=1e-7)
    assert course.il6_relative.to_numpy() == pytest.approx(2 + answer.y[0], abs=1e-7)


def test_crp_leaves_blood_with_a_half_life_of_19_hours():
    gone = AcutePhase(adipose=0).simulate(days=8, every=1 / 24, before=AcutePhase(adipose=50)).crp_mg_l
    late = gone.loc[5:]  # by then the liver has stopped
    hours = (late.index[-1] - late.index[0]) * 24
    assert hours / math.log2(late.iloc[0] / late.iloc[-1]) == pytest.approx(19, rel=5e-3)


def test_a_single_stimulus_shows_within_hours_and_peaks_after_about_two_days():
    course = AcutePhase().simulate(days=14, every=1 / 24, infection=100).crp_mg_l
    assert course.loc[:0.26].iloc[-1] > 4
    assert 1.6 < course.idxmax() < 2.2
    assert course.iloc[-1] < 1.1


def test_crp_is_proportional_to_each_step():
    base = AcutePhase(adipose=2, crp_mg_l=0.8).steady_state()
    assert base.crp_mg_l == pytest.approx(1.6)
    assert AcutePhase(adipose=4, crp_mg_l=0.8).steady_state().crp_mg_l == pytest.approx(3.2)
    assert AcutePhase(adipose=2, crp_mg_l=0.8, liver_response=3).steady_state().crp_mg_l == pytest.approx(4.8)
    blocked = AcutePhase(adipose=2, tnf_share=0.3, tnf_block=0.5).steady_state()
    assert blocked.il6_relative == pytest.approx(2 * 0.85)


def test_infections_add_up():
    model = AcutePhase()
    one, two, three = (model.simulate(infection=size).crp_mg_l - 1 for size in (10, 20, 30))
    assert (one + two).to_numpy() == pytest.approx(three.to_numpy(), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(
    adipose=st.floats(0, 10),
    earlier=st.floats(0, 10),
    infection=st.floats(0, 1000),
    fading=st.floats(1, 100),
    block=st.floats(0, 1),
)
def test_levels_are_never_negative_and_settle(adipose, earlier, infection, fading, block):
    model = AcutePhase(adipose=adipose, tnf_block=block)
    course = model.simulate(
        days=90,
        every=0.5,
        infection=infection,
        infection_half_life_h=fading,
        before=AcutePhase(adipose=earlier),
    )
    assert (course > -1e-9).all(axis=None)
    assert course.crp_mg_l.iloc[-1] == pytest.approx(model.steady_state().crp_mg_l, abs=1e-2)


def test_a_settled_person_stays_settled():
    course = AcutePhase(adipose=3).simulate()
    assert course.crp_mg_l.to_numpy() == pytest.approx(np.full(len(course), 3.0), rel=1e-12)


def test_a_population_settles_like_its_persons():
    fat = np.array([1.0, 2.0, 5.0])
    assert AcutePhase(adipose=fat).steady_state().crp_mg_l.tolist() == [
        AcutePhase(adipose=float(one)).steady_state().crp_mg_l for one in fat
    ]


def test_it_says_what_it_is():
    text = " ".join(AcutePhase.__doc__.split())
    assert "schematic" in text
    assert "no cytokine" in text
    assert "did not improve insulin resistance" in text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: AcutePhase(adipose=-1), "adipose"),
        (lambda: AcutePhase(tnf_block=1.5), "tnf_block"),
        (lambda: AcutePhase(tnf_share=-0.1), "tnf_share"),
        (lambda: AcutePhase(crp_mg_l=math.nan), "crp_mg_l"),
        (lambda: AcutePhase(liver_response="high"), "liver_response"),
        (lambda: AcutePhase().simulate(days=0), "days"),
        (lambda: AcutePhase().simulate(infection=-1), "infection"),
        (lambda: AcutePhase().simulate(infection_half_life_h=0), "infection_half_life_h"),
        (lambda: AcutePhase(adipose=[1, 2]).simulate(), "population"),
        (lambda: AcutePhase().simulate(before=AcutePhase(adipose=[1, 2])), "population"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
