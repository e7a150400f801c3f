"""What the explorers of lesson 02 say, against the data sheet, the published numbers and repeated chance."""

import numpy as np
import pytest

from helpers.evidence.trials import effect
from helpers.explore.lesson_02.arrows import Arrows
from helpers.explore.lesson_02.company import Company
from helpers.explore.lesson_02.lipid_pattern import LipidPattern
from helpers.explore.lesson_02.many_studies import ManyStudies
from helpers.explore.lesson_02.per_thousand import PerThousand
from helpers.explore.lesson_02.weight_stories import WeightStories


def test_the_correlation_of_crp_before_and_after_is_the_surveys():
    """NHANES 2015-16: 0.42, and 0.11 (men) and 0.14 (women) given body mass index and age."""
    nothing, _, _, both = Company().compute(marker="crp_mg_l", taken="none", width=40).ladder
    assert nothing.value == pytest.approx(0.42, abs=0.04)
    assert both.value == pytest.approx(0.125, abs=0.03)


def test_the_widest_band_is_everyone_and_the_ring_then_lies_on_its_square():
    for at, taken in enumerate(("none", "age", "bmi", "both")):
        found = Company().compute(marker="hdl_mg_dl", taken=taken, width=40)
        assert found.n == 4000
        assert found.own.value == pytest.approx(found.ladder[at].value)


def test_people_of_like_bmi_show_about_what_is_left_after_bmi():
    narrow = Company().compute(marker="crp_mg_l", taken="none", width=2)
    assert narrow.own.low < narrow.ladder[2].value < narrow.own.high


def test_fat_alone_with_a_crude_measure_fits_what_is_seen():
    fit = Arrows().compute(**Arrows().values(Arrows.presets["Fat drives both, BMI is crude"]))
    assert (fit.paths.correlation, fit.paths.given_bmi) == pytest.approx(fit.seen, abs=0.03)


def test_quartiles_are_in_order_and_move_the_right_way():
    low, high = (LipidPattern().compute(homa=homa, who="all").here for homa in (0.7, 6))
    for here in (low, high):
        assert all((np.diff(values) > 0).all() for values in here.values())
    assert high["tg_mg_dl"][1] > low["tg_mg_dl"][1]
    assert high["hdl_mg_dl"][1] < low["hdl_mg_dl"][1]


def test_intervals_of_imagined_studies_include_the_truth_about_95_times_in_100():
    inside = 0
    for draw in range(1, 21):
        found = ManyStudies().compute(people=2000, truth=1.4, base=10, draw=draw)
        inside += int(np.sum((found.ratios.low <= 1.4) & (found.ratios.high >= 1.4)))
    assert 182 <= inside <= 198  # of 200


def test_dementia_rises_from_the_one_published_rate_to_the_other():
    at = {age: PerThousand().compute(age=age, years=1, ratio=1).without for age in (66.5, 86.5)}
    # A year centred on the middle of each age group.
    assert at[66.5] == pytest.approx(effect("dementia-at-67"), rel=0.02)
    assert at[86.5] == pytest.approx(1000 * -np.expm1(-effect("dementia-at-87") / 1000), rel=0.02)


def test_extra_people_are_those_of_a_crowd_that_falls_ill_day_by_day():
    """Of those still well, the exposed fall ill at `ratio` times the rate; nobody falls ill twice."""
    explorer = PerThousand()
    for age, years, ratio in ((70, 1, 1.6), (80, 5, 1.62), (85, 5, 2.5)):
        well = 1000.0
        for day in range(round(365 * years)):
            # The usual risk of one day, from those who are well at its start and at its end.
            before, after = (
                explorer.compute(age=age + each / 365, years=1e-3, ratio=1).without for each in (day, day + 1)
            )
            well *= 1 - ratio * (before + after) / 2 / 1000 / 365 / 1e-3
        found = explorer.compute(age=age, years=years, ratio=ratio)
        assert found.exposed == pytest.approx(1000 - well, rel=0.005), (age, years, ratio)
    assert found.exposed < ratio * found.without


def test_an_arrow_that_the_picture_holds_back_is_said():
    arrows = Arrows()
    asked = arrows.compute(**arrows.values({"fat": 0.7, "direct": 0.4}))
    assert "is held at" in arrows.say(asked, "conventional")
    for preset in arrows.presets.values():
        assert "is held at" not in arrows.say(arrows.compute(**arrows.values(preset)), "conventional")


def test_what_the_2018_trial_predicts_lies_outside_the_interval_of_dietfits():
    predicted = {
        burned: WeightStories().compute(eaten=0, carbohydrate=30, burned=burned).trial
        for burned in (0, 23, 52)
    }
    assert predicted[0] == 0
    assert -0.2 <= predicted[23] <= 1.6 < predicted[52]
