"""The liver's balance of fat against two groups of people, and against people whose receptor does not work."""

from __future__ import annotations

import pytest
from scipy.optimize import brentq

from helpers.models import LiverFat

COMMON = LiverFat(insulin=2.5, fat_cells=0.25)
NO_RECEPTOR = LiverFat(insulin=4, fat_cells=0, fat_making=0.02)


def test_healthy_and_resistant_are_the_two_groups_of_fabbrini() -> None:
    # Fabbrini 2008: liver fat 3.4 and 22.7 %, secretion 11.4 and 24.3 µmol/min.
    low, high = LiverFat().balance(), COMMON.balance()
    assert (low.liver_fat_pct, low.sent_out) == pytest.approx((3.4, 11.4), rel=0.01)
    assert (high.liver_fat_pct, high.sent_out) == pytest.approx((22.7, 24.3), rel=0.1)


def test_the_liver_makes_about_a_quarter_of_a_fatty_livers_fat() -> None:
    # Donnelly 2005: 26.1 ± 6.7 %.
    flows = COMMON.balance()
    assert flows.from_sugar / (flows.from_fat + flows.from_sugar) == pytest.approx(0.261, abs=0.067)


def test_without_a_receptor_liver_and_blood_are_lean() -> None:
    # Semple 2009: triglycerides low. Sekizkardes 2020: liver fat 0.5 % although 2 to 3 times as much fat is let go.
    here = NO_RECEPTOR.balance()
    assert here.liver_fat_pct < 1
    assert here.triglycerides < 0.5


def test_a_fault_behind_the_receptor_does_the_opposite() -> None:
    # Semple 2009: defects of AKT2 and lipodystrophy raise liver fat and triglycerides.
    here = LiverFat(insulin=3, fat_cells=0.15, fat_making=0.8, clearance=0.6).balance()
    assert here.liver_fat_pct > 5.5
    assert here.triglycerides > 2


@pytest.mark.parametrize("person", [LiverFat(), COMMON, NO_RECEPTOR, LiverFat(insulin=4, fat_cells=0.5)])
def test_what_comes_goes(person: LiverFat) -> None:
    here = person.balance()
    assert here.sent_out + here.burned == pytest.approx(here.from_fat + here.from_sugar)
    # The quadratic's root, found by another way.
    again = brentq(
        lambda fat: 30.35 * fat / (fat + 5.65) + 0.5 * fat - here.from_fat - here.from_sugar, 0, 500
    )
    assert here.liver_fat_pct == pytest.approx(again)


def test_half_the_clearance_doubles_the_level() -> None:
    slow, usual = (LiverFat(clearance=share).balance() for share in (0.5, 1.0))
    assert slow.triglycerides == pytest.approx(2 * usual.triglycerides)
    assert slow.liver_fat_pct == usual.liver_fat_pct


@pytest.mark.parametrize(
    "wrong", [{"insulin": -1}, {"fat_cells": -0.1}, {"fat_making": 50}, {"clearance": 0}]
)
def test_impossible_numbers_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        LiverFat(**wrong)
