"""What the explorers of lesson 04 compute: against the papers, against scipy, and against the arithmetic."""

import math

import numpy as np
import pytest
from scipy import stats

from helpers.evidence import agents, claims, trials
from helpers.explore import explorer
from helpers.explore.lesson_04 import small_trials, testosterone_trials

VARIANTS = [{}, {"left_out": "times2"}, {"left_out": "ttrials"}, {"left_out": "gianatti"}]


@pytest.mark.parametrize("setting", VARIANTS, ids=str)
def test_the_fixed_pooled_estimate_is_the_precision_weighted_mean(setting):
    shown = explorer("testosterone_trials")
    found = shown.compute(**shown.values({**setting, "model": "fixed"}))
    kept = found.kept
    weights = 1 / found.errors[kept] ** 2
    assert found.pooled.value == pytest.approx(np.average(found.estimates[kept], weights=weights))
    assert (found.pooled.high - found.pooled.low) / 2 == pytest.approx(
        1.96 / math.sqrt(weights.sum()), rel=1e-3
    )
    assert found.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("setting", VARIANTS, ids=str)
def test_random_effects_never_narrow_the_interval(setting):
    shown = explorer("testosterone_trials")
    wide, narrow = (
        shown.compute(**shown.values({**setting, "model": model})).pooled for model in ("random", "fixed")
    )
    assert wide.high - wide.low >= narrow.high - narrow.low - 1e-12


def test_the_lesson_says_truly_which_omissions_let_zero_in():
    shown = explorer("testosterone_trials")

    def excludes_zero(**setting):
        return shown.compute(**shown.values(setting)).pooled.high < 0

    assert excludes_zero()
    assert [name for name in testosterone_trials._HOMA_TRIALS if not excludes_zero(left_out=name)] == [
        "times2",
        "ttrials",
    ]
    assert not excludes_zero(gianatti="middle")


def test_intervals_that_were_computed_from_a_p_value_give_it_back():
    for key, p, scale in (
        ("testosterone-times2-units", 0.018, float),
        ("testosterone-ttrials", 0.03, float),
        ("testosterone-traverse-ratio", 0.49, math.log),
    ):
        low, middle, high = (
            scale(end) for end in (trials.trial(key).low, trials.effect(key), trials.trial(key).high)
        )
        z = middle / ((high - low) / 2 / 1.96)
        assert 2 * stats.norm.sf(abs(z)) == pytest.approx(p, rel=0.05), key


def test_benefit_and_harm_at_the_trials_own_risks_are_the_trials_own_numbers():
    shown = explorer("benefit_and_harm")
    rows = shown.compute(**shown.values({"diabetes": 87 / 413 * 100})).rows
    assert rows[0].value == pytest.approx(1000 * (55 / 443 - 87 / 413), abs=0.5)
    assert rows[1].value == pytest.approx(1000 * (106 / 491 - 6 / 484), abs=0.5)
    for row, key in zip(rows[3:], ("af", "kidney", "embolism", "fracture"), strict=True):
        assert row.value == pytest.approx(10 * trials.effect(f"testosterone-traverse-{key}"))
        assert row.low < row.value < row.high


@pytest.mark.parametrize("interval", [3.5, 7, 14])
@pytest.mark.parametrize("half_life", [4.5, 8])
def test_the_swing_does_not_depend_on_the_average_and_stays_below_the_sudden_one(interval, half_life):
    shown = explorer("injections")
    low, high = (
        shown.compute(interval=interval, half_life=half_life, average=average) for average in (300, 600)
    )
    assert high.peak / high.trough == pytest.approx(low.peak / low.trough)
    assert 1 < high.peak / high.trough < 2 ** (interval / half_life)
    week = low.level[: round(interval * 12) + 1]
    assert week.max() == pytest.approx(low.peak, rel=2e-3)
    assert week.min() == pytest.approx(low.trough, rel=2e-3)
    assert np.trapezoid(week, dx=1 / 12) / interval == pytest.approx(300, rel=2e-3)


@pytest.mark.parametrize(("true", "men"), [(-8, 17), (-14, 17), (0, 17), (5, 60)])
def test_power_and_wrong_direction_are_those_of_the_normal_distribution(true, men):
    shown = explorer("small_trials")
    found = shown.compute(true=true, men=men)
    error = small_trials._SPREAD / math.sqrt(men)
    beyond = stats.norm(true, error)
    limit = stats.norm.ppf(0.975) * error
    assert found.power == pytest.approx(beyond.cdf(-limit) + beyond.sf(limit))
    wrong = 0.5 if true == 0 else (beyond.sf(0) if true < 0 else beyond.cdf(0))
    assert found.wrong_way == pytest.approx(wrong)
    # Seventeen paired men with the printed P.
    t = trials.effect("anastrozole-infusion") / (small_trials._SPREAD / math.sqrt(17))
    assert 2 * stats.t.sf(abs(t), 16) == pytest.approx(0.024, abs=0.001)


@pytest.mark.parametrize(
    ("strength", "weekly", "daily"),
    [
        (200, (20, 40), (2.0, 4.0)),
        (100, (10, 20), (1.0, 2.0)),
        (50, (5, 10), (0.5, 1.0)),
        (20, (2, 4), (0.2, 0.4)),
    ],
)
def test_the_instruction_at_each_strength(strength, weekly, daily):
    """The table that the reviewers of the article worked out by hand."""
    shown = explorer("ten_units")
    found = shown.compute(**shown.values({"strength": strength}))
    assert found.weekly == pytest.approx(weekly)
    assert found.daily == pytest.approx(daily, abs=0.01)
    if strength == 200:
        assert found.level == pytest.approx((181, 318), abs=1)
        assert found.times == pytest.approx((6.7, 20), abs=0.1)


def test_the_courses_with_and_without_keep_to_the_ratio():
    shown = explorer("what_prevents")
    found = shown.compute(**shown.values({"way": "lifestyle"}))
    hazard = np.log1p(-found.with_it[1:]) / np.log1p(-found.without[1:])
    assert hazard == pytest.approx(0.42)
    assert all(low <= high for low, high in zip(found.low, found.high, strict=True))


def test_every_treatment_of_the_lesson_has_its_card_and_its_references_in_the_bibliography():
    from pathlib import Path

    jupytext = pytest.importorskip("jupytext")
    text = Path(__file__).parents[2] / "notebooks" / "text" / "04_hormone_therapy.py"
    sources = [cell.source for cell in jupytext.read(text).cells if cell.cell_type == "code"]
    named = {
        key for key in agents.all_agents() if any(f'"{key}"' in s for s in sources if s.startswith("cards("))
    }
    assert len(named) >= 11
    listed = next(source for source in sources if source.startswith("references("))
    known = list(claims())
    cited = {
        key for name in known[known.index("I01") : known.index("I40") + 1] for key in claims()[name].keys
    }
    for name in named:
        missing = [key for key in agents.agent(name).keys if key not in cited and f'"{key}"' not in listed]
        assert not missing, name
