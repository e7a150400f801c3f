"""The published results: complete, consistent with themselves, and each with a reference that exists."""

import csv
import html
import math
from pathlib import Path

import pytest

from helpers.evidence import trials
from helpers.paths import data_path

ROWS = trials.all_trials()


@pytest.fixture(scope="module")
def table():
    with data_path("trials.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_keys_are_unique_and_none_is_lost(table):
    assert len(ROWS) == len(table) == len({row["key"] for row in table})


def test_every_reference_exists():
    with data_path("references.csv").open(encoding="utf-8", newline="") as file:
        known = {row["key"] for row in csv.DictReader(file)}
    assert {result.reference for result in ROWS.values()} <= known


@pytest.mark.parametrize("result", ROWS.values(), ids=list(ROWS))
def test_a_row_is_whole(result):
    for name in ("study", "design", "participants", "change", "outcome", "unit"):
        assert getattr(result, name).strip(), name
    assert result.n is None or result.n > 0
    assert (result.low is None) == (result.high is None) == (not result.interval)
    # A reader must learn why there is no number, or no interval.
    if result.effect is None:
        assert result.low is not None or result.note
    elif result.low is not None and result.key != "testosterone-gianatti":
        assert result.low <= result.effect <= result.high


@pytest.mark.parametrize(
    "result", [each for each in ROWS.values() if each.interval.startswith("95 %")], ids=str
)
def test_intervals_lie_around_their_estimate(result):
    """Ratios lie in the middle of their interval on the logarithmic scale, differences on the plain one."""
    odd = {"testosterone-gianatti"}
    if "ratio" in result.unit:
        place = math.log(result.effect / result.low) / math.log(result.high / result.low)
    elif result.key.startswith(("dpp-", "testosterone-t4dm-diabetes")):
        low, middle, high = (1 + value / 100 for value in (result.low, result.effect, result.high))
        place = math.log(middle / low) / math.log(high / low)
    else:
        place = (result.effect - result.low) / (result.high - result.low)
    # Rounding to two digits moves a middle by a little; HR 3.3 (1.4 to 9.6) is the least symmetrical.
    assert (abs(place - 0.5) < 0.1) != (result.key in odd)


def test_computed_differences_follow_from_the_printed_numbers():
    def of(key):
        return trials.trial(key)

    # T4DM: 55 of 443 against 87 of 413 men with diabetes; 106 of 491 against 6 of 484 with a high haematocrit.
    ratio = (55 / 443) / (87 / 413)
    spread = 1.96 * math.sqrt(1 / 55 - 1 / 443 + 1 / 87 - 1 / 413)
    diabetes = of("testosterone-t4dm-diabetes")
    for printed, computed in zip(
        (diabetes.low, diabetes.effect, diabetes.high), (-spread, 0, spread), strict=True
    ):
        assert printed == pytest.approx(100 * (ratio * math.exp(computed) - 1), abs=0.5)
    shares = 106 / 491, 6 / 484
    error = 1.96 * math.sqrt(sum(p * (1 - p) / n for p, n in zip(shares, (491, 484), strict=True)))
    harm = of("testosterone-t4dm-haematocrit")
    assert harm.effect == pytest.approx(100 * (shares[0] - shares[1]), abs=0.05)
    assert (harm.high - harm.low) / 2 == pytest.approx(100 * error, abs=0.05)
    late = of("testosterone-t4dm-2h")
    assert late.effect == pytest.approx(-1.70 + 0.95)
    error = 1.96 * math.sqrt(2.78**2 / 443 + 2.47**2 / 413)
    assert (late.high - late.low) / 2 == pytest.approx(error, abs=0.005)
    # Buxton: 20 ± 24 % (SD), 20 men. Stanley: -10.8 ± 4.4 % (SE).
    sleep, etanercept = of("sleep-ivgtt"), of("tnf-stanley-glucose")
    assert (sleep.high - sleep.low) / 2 == pytest.approx(2.093 * 24 / math.sqrt(20), abs=0.05)
    assert (etanercept.high - etanercept.low) / 2 == pytest.approx(1.96 * 4.4, abs=0.05)
    for key, before, after in (
        ("testosterone-withdrawal", 1.07, 1.40),
        ("anastrozole-infusion", 14.15, 12.16),
        ("anastrozole-disposal", 16.46, 15.04),
        ("tnf-dominguez-crp", 9.9, 4.8),
        ("tnf-wascher-crp", 2.77, 1.8),
    ):
        assert of(key).effect == pytest.approx(100 * (after / before - 1), abs=0.5), key
    for key, treated, control in (
        ("tesamorelin-visceral", -15.2, 5.0),
        ("tesamorelin-triglycerides", -50, 9),
        ("tesamorelin-igf1", 81, -5),
        ("mk677-weight", 2.7, 0.8),
        ("testosterone-traverse-progression", 13.4, 15.7),
        ("testosterone-traverse-af", 3.5, 2.4),
        ("testosterone-traverse-embolism", 0.9, 0.5),
        ("testosterone-traverse-kidney", 2.3, 1.5),
        ("testosterone-traverse-fracture", 3.50, 2.46),
        ("bremelanotide-desire", 25, 17),
        ("whitehall-glucose", 7.40, 5.79),
        ("whitehall-beta-rise", 92.6, 85),
        ("whitehall-beta-fall", 62.4, 92.6),
    ):
        assert of(key).effect == pytest.approx(treated - control, abs=1e-9), key


def test_reductions_follow_from_the_printed_hazard_ratios():
    """DPP Outcomes Study, 15 years: 0.73 (0.65 to 0.83) and 0.82 (0.72 to 0.93)."""
    for key, ratio in (
        ("dpp-lifestyle-15y", (0.73, 0.65, 0.83)),
        ("dpp-metformin-15y", (0.82, 0.72, 0.93)),
    ):
        row = trials.trial(key)
        assert (row.effect, row.low, row.high) == pytest.approx([100 * (each - 1) for each in ratio])


def test_trials_that_go_each_way_are_shown_beside_each_other():
    """Lesson 02 shows every trial of an anti-inflammatory drug that the table of results holds."""
    lesson = (Path(__file__).parents[2] / "notebooks/text/02_systemic_effects.py").read_text(encoding="utf-8")
    rows = trials.about("inflammation")
    assert [each.key for each in rows if f'"{each.key}"' not in lesson] == []
    changed = [each for each in rows if each.low is not None]
    assert any(each.low <= 0 <= each.high or "ratio" in each.unit for each in changed)
    assert any(each.high < 0 for each in changed if "HbA1c" in each.outcome)
    assert any(each.effect is None and "insulin" in each.outcome for each in rows)


def test_the_odd_gianatti_interval_is_printed_and_said_to_be_odd():
    gianatti = trials.trial("testosterone-gianatti")
    assert (gianatti.effect, gianatti.low, gianatti.high) == (-0.08, -0.31, 0.47)
    assert "oddly" in gianatti.note


def test_the_forest_plot_of_testosterone_has_positive_and_null_trials():
    results = {each.key: each for each in trials.about("testosterone, men")}
    trials_by_study = {each.study.split()[0] for each in results.values()}
    assert {"Jones", "Gianatti", "Dhindsa", "Magnussen", "Wittert", "Bhasin", "Lincoff"} <= trials_by_study
    assert results["testosterone-magnussen"].effect is None
    assert any("a harm" in each.note for each in results.values())


def test_a_result_without_a_number_is_not_read_as_zero():
    with pytest.raises(ValueError, match="gives no number"):
        trials.effect("testosterone-magnussen")
    written = trials.columns(["testosterone-magnussen", "gh-infusion-atp", "cjc1295-trough"])["effect"]
    assert written == ["no number", "16 to 35 % (range over substrates)", "7.5-fold"]


def test_a_table_cuts_no_word_short():
    longest = max(trials.all_trials().values(), key=lambda each: len(each.outcome))
    shown = trials.table([longest.key])
    assert longest.outcome in html.unescape(shown.html)
    assert longest.outcome in shown.text


@pytest.mark.parametrize("ask", [trials.trial, trials.effect, trials.estimate])
def test_an_unknown_result_is_named_beside_the_nearest(ask):
    with pytest.raises(ValueError, match=r"no trial result 'steps-clam'.* Nearest: steps-clamp"):
        ask("steps-clam")


def test_an_unknown_topic_says_what_there_is():
    with pytest.raises(ValueError, match=r"there are .*causes"):
        trials.about("nothing of the kind")
