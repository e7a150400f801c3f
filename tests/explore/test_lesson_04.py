"""What the explorers of lesson 04 compute: against the papers, against scipy, and against the arithmetic."""

import math

import numpy as np
import pytest
from scipy import stats

from helpers import statistics
from helpers.evidence import agents, claims, trials
from helpers.explore import explorer
from helpers.explore.lesson_04 import small_trials, ten_units, testosterone_trials, what_prevents

VARIANTS = [{}, {"left_out": "times2"}, {"left_out": "ttrials"}, {"left_out": "gianatti"}]


@pytest.mark.parametrize("setting", VARIANTS, ids=str)
def test_the_fixed_pooled_estimate_is_the_precision_weighted_mean(setting):
    shown = explorer("testosterone_trials")
    found = shown.compute(**shown.values({**setting, "model": "fixed"}))
    kept = found.kept
    weights = 1 / found.errors[kept] ** 2
    values = np.array([each.value for each in found.found])
    assert found.pooled.value == pytest.approx(np.average(values[kept], weights=weights))
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
    # With the interval for few trials zero is in it already, and only without Gianatti it is not.
    few = {"model": "few"}
    kept_out = [name for name in testosterone_trials._HOMA_TRIALS if excludes_zero(left_out=name, **few)]
    assert (excludes_zero(**few), kept_out) == (False, ["gianatti"])


@pytest.mark.parametrize("setting", VARIANTS, ids=str)
def test_few_trials_have_the_interval_of_hartung_and_knapp(setting):
    shown = explorer("testosterone_trials")
    found = shown.compute(**shown.values({**setting, "model": "few"}))
    values = np.array([each.value for each in found.found])[found.kept]
    weights = found.weights[found.kept]
    assert found.pooled.value == pytest.approx(weights @ values)
    free = len(values) - 1
    error = math.sqrt(weights @ (values - found.pooled.value) ** 2 / free)
    half = stats.t.ppf(0.975, free) * error
    assert (found.pooled.low, found.pooled.high) == pytest.approx(
        (found.pooled.value - half, found.pooled.value + half)
    )


@pytest.mark.parametrize("gianatti", ["printed", "middle"])
def test_intervals_are_drawn_as_they_are_printed(gianatti):
    """From low to high, and never as half-widths: Gianatti's estimate does not lie in its middle."""
    shown = explorer("testosterone_trials")
    stage = shown.stage("conventional")
    found = shown.compute(**shown.values({"gianatti": gianatti}))
    shown.move(stage.scene, found, "conventional")
    edges = testosterone_trials._EDGES
    for line, key in zip(stage.scene.lines, testosterone_trials._HOMA_TRIALS.values(), strict=True):
        _, low, high = trials.estimate(key)
        drawn = line.get_xdata()
        assert drawn[0] == pytest.approx(max(low, edges[0] + 0.06))
        assert drawn[1] == pytest.approx(min(high, edges[1] - 0.06))
    arrows = [len(arrow.get_xdata()) for arrow in stage.scene.beyond]
    assert arrows == [0, 1, 0, 0, 0, 0, 1, 0, 0, 0]  # Gopal's, on both sides


def test_intervals_that_were_computed_from_a_p_value_give_it_back():
    for key, p in (
        ("testosterone-times2-units", 0.018),
        ("testosterone-ttrials", 0.03),
    ):
        middle, low, high = trials.estimate(key)
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


@pytest.mark.parametrize(
    ("month", "events", "men", "printed"),
    [(24, (50, 67), (494, 460), (10.1, 14.6)), (48, (22, 19), (164, 121), (13.4, 15.7))],
)
def test_intervals_of_traverse_follow_from_its_men(month, events, men, printed):
    found = statistics.risk_ratios(*([each] for each in (events[0], men[0], events[1], men[1])))
    shown = trials.estimate(f"testosterone-traverse-ratio-{month}m")
    assert shown == pytest.approx([float(each[0]) for each in found[:3]], abs=0.01)
    assert printed == pytest.approx([100 * e / n for e, n in zip(events, men, strict=True)], abs=0.05)


def test_every_row_says_its_trial_and_time():
    shown = explorer("benefit_and_harm")
    for source, name in (("t4dm", "T4DM"), ("traverse_2", "TRAVERSE"), ("traverse_4", "TRAVERSE")):
        numbers = shown.compute(**shown.values({"source": source}))
        seen = shown.tabulate(numbers, "conventional")["Seen in"]
        assert all("years" in each or "months" in each for each in seen)
        assert seen[0].startswith(name)
        assert seen[1].startswith("T4DM")
        # Lincoff 2023 followed the heart for 33.0 months (mean), Snyder 2024 the bones for 3.19 years (median).
        assert seen[2:] == ["TRAVERSE, 33 months"] * 4 + ["TRAVERSE, 3.2 years"]


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


@pytest.mark.parametrize(("true", "men"), [(-8, 17), (-14, 17), (0, 17), (5, 60), (-20, 200)])
def test_power_is_that_of_student_and_the_wrong_direction_that_of_the_normal_distribution(true, men):
    shown = explorer("small_trials")
    found = shown.compute(true=true, men=men)
    error = small_trials._SPREAD / math.sqrt(men)
    limit = stats.t.ppf(0.975, men - 1)
    many = np.random.default_rng(3)
    estimates = true + error * many.standard_normal(100_000)
    halves = limit * error * np.sqrt(many.chisquare(men - 1, 100_000) / (men - 1))
    assert found.power == pytest.approx((np.abs(estimates) > halves).mean(), abs=0.006)
    beyond = stats.norm(true, error)
    wrong = 0.5 if true == 0 else (beyond.sf(0) if true < 0 else beyond.cdf(0))
    assert found.wrong_way == pytest.approx(wrong, abs=1e-9)
    # Seventeen paired men with the printed P.
    t = trials.effect("anastrozole-infusion") / (small_trials._SPREAD / math.sqrt(17))
    assert 2 * stats.t.sf(abs(t), 16) == pytest.approx(0.024, abs=0.001)


@pytest.mark.parametrize(
    ("strength", "weekly", "daily", "times", "level"),
    [
        ("200", (20, 40), (2.0, 4.0), (6.7, 20), (181, 318)),
        ("100", (10, 20), (1.0, 2.0), (3.3, 10), (112, 181)),
    ],
)
def test_the_instruction_at_each_strength(strength, weekly, daily, times, level):
    """The table that the reviewers of the article worked out by hand."""
    shown = explorer("ten_units")
    found = shown.compute(**shown.values({"strength": strength}))
    assert found.weekly == pytest.approx(weekly)
    assert found.daily == pytest.approx(daily, abs=0.01)
    assert found.times == pytest.approx(times, abs=0.1)
    assert found.level == pytest.approx(level, abs=1)


@pytest.mark.parametrize("strength", ["100", "200"])
def test_no_reading_of_the_instruction_looks_like_a_good_dose(strength):
    """No strength that is sold brings it near a woman's own, and no amount stands beside a level."""
    shown = explorer("ten_units")
    found = shown.compute(**shown.values({"strength": strength, "clearance": 150}))
    assert min(found.times) > 1.5
    assert min(found.level) > ten_units._range("F")[1]
    stage = shown.stage("conventional")
    assert list(stage._figure.axes[0].get_xticks()) == []
    assert not any("mg" in name and "mL" not in name for name in shown.tabulate(found, "conventional"))


def test_the_courses_with_and_without_keep_to_the_ratio():
    shown = explorer("what_prevents")
    found = shown.compute(**shown.values({"way": "lifestyle"}))
    hazard = np.log1p(-found.with_it[1:]) / np.log1p(-found.without[1:])
    assert hazard == pytest.approx(0.42)
    assert all(low <= high for low, high in zip(found.low, found.high, strict=True))


def test_what_is_added_to_lifestyle_starts_from_lifestyle():
    """T4DM's ratio is against a programme: drawn on the course of that, adding testosterone loses nobody."""
    shown = explorer("what_prevents")
    lifestyle, both = (shown.compute(**shown.values({"way": way})) for way in ("lifestyle", "t4dm"))
    assert both.control == pytest.approx(lifestyle.with_it)
    assert (both.with_it[1:] < lifestyle.with_it[1:]).all()
    assert all(trials.trial(way.result).low is not None for way in what_prevents._WAYS.values())


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
