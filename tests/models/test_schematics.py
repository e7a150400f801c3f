"""The two schematics of lesson 01, against what they are drawn through and against closed forms."""

from __future__ import annotations

import pytest

from helpers.models import InsulinAction, Thermostat


def test_insulin_acts_half_way_where_that_was_measured() -> None:
    # Rizza 1981: output of the liver half suppressed at 29 and wholly at about 60 µU/mL, uptake half stimulated at 55.
    normal = InsulinAction()
    none, fasting, half, full = (normal.at(insulin) for insulin in (0.0, 10.0, 29.0, 60.0))
    assert half.liver_output / fasting.liver_output == pytest.approx(0.5, abs=0.05)
    assert full.liver_output < 0.05 * fasting.liver_output
    ceiling = normal.at(1e6).other_uptake
    assert normal.at(55.0).other_uptake == pytest.approx((none.other_uptake + ceiling) / 2)
    assert 10 <= ceiling + none.brain_uptake <= 11


def test_half_the_sensitivity_needs_twice_the_insulin() -> None:
    assert InsulinAction(0.5).at(40.0) == pytest.approx(InsulinAction().at(20.0))


@pytest.mark.parametrize("radiators", [0.6, 0.8, 1.0])
def test_the_boiler_settles_where_its_heat_holds_the_room(radiators: float) -> None:
    course = Thermostat(radiators=radiators).simulate(hours=200)
    assert course.room[-1] == pytest.approx(20, abs=0.01)
    assert course.boiler[-1] == pytest.approx(50 / radiators, rel=1e-3)


def test_a_boiler_at_its_limit_leaves_the_room_as_cold_as_it_must() -> None:
    course = Thermostat(radiators=0.5, limit_pct=60).simulate(hours=200)
    assert course.room[-1] == pytest.approx(0.4 * 0.5 * 60, abs=0.01)
