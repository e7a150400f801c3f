"""The clamp against published rates, and against what dividing by another weight must give."""

from __future__ import annotations

import pytest

from helpers.models import Clamp


def test_a_lean_healthy_person_needs_what_eighteen_studies_found() -> None:
    # Bergman 1985, as Tam 2012 quotes it: mean M of 4.7 to 8.7 mg/kg/min at 40 mU/m²/min.
    assert 4.7 <= Clamp(rate=40).per_kg <= 8.7


def test_the_usual_rate_makes_the_usual_insulin() -> None:
    # DeFronzo 1979: about 100 µU/mL.
    assert Clamp(rate=40).insulin == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("fat", [10, 20, 44])
def test_fat_changes_the_divisor_and_nothing_else(fat: float) -> None:
    person = Clamp(fat_pct=fat)
    assert person.per_lean_kg == Clamp().per_lean_kg
    assert person.per_kg == pytest.approx(person.per_lean_kg * (100 - fat) / 100)


def test_the_less_sensitive_the_less_glucose() -> None:
    rates = [Clamp(sensitivity=share).per_kg for share in (1.0, 0.7, 0.5, 0.2)]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] > rates[-1]


def test_little_insulin_leaves_the_liver_at_work_and_never_asks_for_less_than_nothing() -> None:
    assert Clamp(rate=10, sensitivity=0.5).liver_output > Clamp(rate=40, sensitivity=0.5).liver_output > 0
    assert Clamp(rate=0, sensitivity=0.2).per_kg == 0


def test_the_course_ends_at_m() -> None:
    course = Clamp().simulate(120)
    assert course.loc[0, "per_kg"] == 0
    assert course.loc[100:120, "per_kg"].mean() == pytest.approx(Clamp().per_kg, rel=0.01)


@pytest.mark.parametrize("wrong", [{"rate": -1}, {"sensitivity": 0}, {"fat_pct": 90}, {"fat_pct": 0.2}])
def test_impossible_people_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Clamp(**wrong)
