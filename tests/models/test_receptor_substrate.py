"""The three-state substrate schematic against scipy and its algebra, and the published dose responses."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import InsulinReceptorSubstrate
from helpers.models.receptor_substrate import BRANNMARK_2013, SEDAGHAT_2002, published_dose_responses

POSITIVE = st.floats(0.01, 100)


def drive(model, insulin):
    return model.gain * insulin / (insulin + model.half_insulin)


@pytest.mark.parametrize("serine", [0.0, 0.7, 5.0])
@pytest.mark.parametrize("insulin", [0.0, 0.3, 20.0])
def test_the_course_is_what_scipy_gives(serine, insulin):
    model = InsulinReceptorSubstrate(serine_drive=serine)
    course = model.simulate(minutes=20, insulin=insulin, every=1, start=(0.3, 0.5))
    a = drive(model, insulin)

    def slopes(_, y):
        free = 1 - y[0] - y[1]
        return [model.rate * (a * free - y[0]), model.rate * (serine * free - y[1])]

    answer = solve_ivp(
        slopes, (0, 20), [0.3, 0.5], t_eval=course.index, rtol=1e-10, atol=1e-12, method="DOP853"
    )
    assert course.tyrosine_fraction.to_numpy() == pytest.approx(answer.y[0], abs=1e-8)
    assert course.serine_fraction.to_numpy() == pytest.approx(answer.y[1], abs=1e-8)


@settings(deadline=None, max_examples=60)
@given(gain=POSITIVE, half=POSITIVE, serine=st.floats(0, 50), insulin=st.floats(0, 1000))
def test_shares_are_shares_and_settle(gain, half, serine, insulin):
    model = InsulinReceptorSubstrate(gain=gain, half_insulin=half, serine_drive=serine)
    course = model.simulate(minutes=60, insulin=insulin, every=1)
    assert (course >= -1e-12).all(axis=None)
    assert course.sum(axis=1).to_numpy() == pytest.approx(np.ones(61))
    settled = model.steady_state(insulin)
    assert course.iloc[-1].tolist() == pytest.approx(list(settled), abs=1e-9)
    # At rest, what is added to each mark equals what is removed.
    assert drive(model, insulin) * settled.free == pytest.approx(settled.tyrosine, abs=1e-12)
    assert serine * settled.free == pytest.approx(settled.serine, abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(gain=POSITIVE, half=POSITIVE, serine=st.floats(0, 50))
def test_half_maximal_insulin_gives_half_the_maximum(gain, half, serine):
    model = InsulinReceptorSubstrate(gain=gain, half_insulin=half, serine_drive=serine)
    half_way = model.steady_state(model.half_maximal_insulin).tyrosine
    assert half_way == pytest.approx(model.maximum / 2)
    assert model.steady_state(1e12).tyrosine == pytest.approx(model.maximum, rel=1e-6)


def test_serine_drive_lowers_the_maximum_and_shifts_the_curve_right():
    healthy, resistant = InsulinReceptorSubstrate(), InsulinReceptorSubstrate(serine_drive=2)
    assert healthy.maximum == 0.8
    assert resistant.maximum < healthy.maximum
    assert resistant.half_maximal_insulin > healthy.half_maximal_insulin
    assert healthy.relative_signal([0.1, 10]).tolist() == [1, 1]
    assert resistant.relative_signal(0.1) == pytest.approx(
        resistant.steady_state(0.1).tyrosine / healthy.steady_state(0.1).tyrosine
    )


def test_a_population_is_its_persons():
    serine = np.array([0.0, 1.0, 4.0])
    together = InsulinReceptorSubstrate(serine_drive=serine).steady_state(5.0)
    alone = [InsulinReceptorSubstrate(serine_drive=float(b)).steady_state(5.0) for b in serine]
    assert together.tyrosine == pytest.approx([one.tyrosine for one in alone])
    assert together.serine == pytest.approx([one.serine for one in alone])


def test_the_published_numbers():
    control, diabetes = BRANNMARK_2013
    assert dict(zip(control.insulin_nm, control.values, strict=True)) == {
        0.0: 1312.4,
        0.01: 1483.7,
        0.1: 2141.0,
        1.0: 2510.5,
        10.0: 2564.9,
        100.0: 2570.8,
    }
    assert diabetes.values == (518.3, 556.3, 798.6, 1116.8, 1242.5, 1260.0)
    without, feedback = SEDAGHAT_2002
    assert without.insulin_nm == feedback.insulin_nm == (0.1, 1.0, 10.0, 100.0)
    assert without.values == (9.30, 27.00, 37.78, 39.40)
    assert feedback.values == (14.47, 26.89, 32.75, 33.77)
    table = published_dose_responses()
    assert len(table) == 20
    assert table.source.str.contains("doi|PMID").all()


def test_the_contest_is_told():
    text = " ".join(InsulinReceptorSubstrate.__doc__.split())
    assert "schematic" in text
    for told in ("contested", "Copps 2010", "more insulin resistant", "312"):
        assert told in text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: InsulinReceptorSubstrate(gain=0), "gain"),
        (lambda: InsulinReceptorSubstrate(half_insulin=-1), "half_insulin"),
        (lambda: InsulinReceptorSubstrate(serine_drive=-0.1), "serine_drive"),
        (lambda: InsulinReceptorSubstrate(rate=math.inf), "rate"),
        (lambda: InsulinReceptorSubstrate().steady_state(-1), "insulin"),
        (lambda: InsulinReceptorSubstrate().steady_state([1, math.nan]), "insulin"),
        (lambda: InsulinReceptorSubstrate().simulate(minutes=0), "minutes"),
        (lambda: InsulinReceptorSubstrate().simulate(insulin=-2), "insulin"),
        (lambda: InsulinReceptorSubstrate().simulate(start=(0.7, 0.7)), "start"),
        (lambda: InsulinReceptorSubstrate().simulate(start=(0.1, 0.1, 0.1)), "start"),
        (lambda: InsulinReceptorSubstrate(gain=[1, 2]).simulate(), "population"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
