"""The small models of lesson 02 against simulation, an independent solver and what was measured."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.evidence.trials import effect
from helpers.models.body_weight import WeightChange
from helpers.models.causal_paths import CausalPaths
from helpers.models.insulin_pressure import InsulinPressure
from helpers.statistics import partial_correlation


def people(paths: CausalPaths, n: int = 200_000, *, shift_crp: float = 0.0) -> tuple[np.ndarray, ...]:
    """Draw people whose quantities follow the arrows; `shift_crp` is added to everyone's inflammation."""
    rng = np.random.default_rng(8)
    fat, rest_first, rest_second, rest_bmi = rng.standard_normal((4, n))
    direct = paths.inflammation_to_insulin + paths.insulin_to_inflammation
    first_is_crp = paths.inflammation_to_insulin > 0
    first = paths.fat * fat + np.sqrt(1 - paths.fat**2) * rest_first + (shift_crp if first_is_crp else 0)
    explained = paths.fat**2 + direct**2 + 2 * direct * paths.fat**2
    second = paths.fat * fat + direct * first + np.sqrt(1 - explained) * rest_second
    bmi = paths.measured * fat + np.sqrt(1 - paths.measured**2) * rest_bmi
    crp, insulin = (first, second) if first_is_crp else (second, first)
    return crp, insulin, bmi


STORIES = [
    CausalPaths(fat=0.65, measured=0.9),
    CausalPaths(fat=0.4, inflammation_to_insulin=0.3, measured=0.8),
    CausalPaths(fat=0.5, insulin_to_inflammation=0.35),
    CausalPaths(fat=0.0, inflammation_to_insulin=0.4),
]


@pytest.mark.parametrize("paths", STORIES, ids=str)
def test_the_arrows_give_the_correlations_of_simulated_people(paths):
    crp, insulin, bmi = people(paths)
    assert paths.correlation == pytest.approx(partial_correlation(crp, insulin), abs=0.01)
    assert paths.given_bmi == pytest.approx(partial_correlation(crp, insulin, bmi), abs=0.01)


def test_halving_crp_acts_as_in_simulated_people():
    paths = CausalPaths(fat=0.4, inflammation_to_insulin=0.3, sd_log_crp=1.3, sd_log_homa=0.75)
    before = people(paths)[1]
    after = people(paths, shift_crp=np.log(0.5) / 1.3)[1]
    assert paths.homa_after_crp(0.5) == pytest.approx(100 * np.expm1(0.75 * (after - before).mean()))


def test_an_experiment_moves_only_what_lies_behind_the_arrow():
    forward, backward = CausalPaths(0.3, 0.3, 0.0), CausalPaths(0.3, 0.0, 0.3)
    assert forward.correlation == backward.correlation
    assert forward.homa_after_crp(0.5) < 0 == backward.homa_after_crp(0.5)
    assert backward.crp_after_insulin(2) > 0 == forward.crp_after_insulin(2)


def test_arrows_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="Only one"):
        CausalPaths(0.2, 0.2, 0.2)
    with pytest.raises(ValueError, match="more than all"):
        CausalPaths(0.9, 0.5)


def test_weight_follows_its_differential_equation():
    """Energy stored a day is energy eaten minus what the change of weight costs."""
    change = WeightChange(-300, 60)
    cost = 100 / 4.184  # kcal a day for a kilogram
    per_kg = cost * 365 / np.log(2)  # energy in a kilogram, from the half-time of a year
    solved = solve_ivp(
        lambda _, kg: (-300 - 60 - cost * kg) / per_kg, (0, 1825), [0.0], t_eval=[365, 1825], rtol=1e-9
    )
    assert change.after([1, 5]) == pytest.approx(solved.y[0], rel=1e-6)


def test_a_hundred_kilojoules_are_one_kilogram_and_half_of_it_takes_a_year():
    change = WeightChange(100 / 4.184)
    assert change.final_kg == pytest.approx(1)
    assert change.after(1) == pytest.approx(0.5)
    assert change.after(3) == pytest.approx(0.9, abs=0.06)  # the paper: 95 % in about three years


def test_the_sum_of_both_pulls_is_what_was_measured():
    healthy = InsulinPressure()
    for level in (72, 144):
        assert healthy.change(level) == pytest.approx(effect("pressure-diastolic"), abs=0.5)
    assert healthy.change(25) == pytest.approx(0, abs=0.5)
    assert healthy.change(8) == 0


def test_nerves_only_push_and_vessels_only_pull():
    levels = np.linspace(0, 300, 50)
    assert (InsulinPressure(1.5, 1).from_nerves(levels) >= 0).all()
    assert (InsulinPressure(1, 1.5).from_vessels(levels) <= 0).all()
    assert (InsulinPressure(vessels=0).change(levels[5:]) > 0).all()
