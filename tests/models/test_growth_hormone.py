"""Growth hormone pulses: the identity of the mean, convolution, trials, and what is unverified."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models import GrowthHormonePulses
from helpers.models.secretagogues import AGENTS, agent_table
from helpers.paths import data_path


def test_the_mean_is_the_identity():
    model = GrowthHormonePulses(pulses_per_day=12, pulse_mass=10, half_life_min=18)
    assert model.mean_ng_ml == pytest.approx(2.164, abs=5e-4)


@settings(deadline=None, max_examples=25)
@given(
    pulses=st.sampled_from([6, 8, 10, 12, 16, 20, 24]),
    mass=st.floats(0.1, 50),
    half_life=st.floats(8, 40),
    burst=st.floats(4, 30),
    basal=st.floats(0, 2),
)
def test_the_mean_of_the_course_is_the_identity(pulses, mass, half_life, burst, basal):
    model = GrowthHormonePulses(pulses, mass, half_life, burst, basal)
    course = model.simulate(hours=24, every=0.5).gh_ng_ml
    mean = np.trapezoid(course, course.index) / 24
    assert mean == pytest.approx(basal + pulses * mass * half_life / (1440 * math.log(2)), rel=2e-3)
    assert course.max() <= model.peak_ng_ml * (1 + 1e-9)
    assert course.min() >= model.trough_ng_ml * (1 - 1e-9)


def test_a_pulse_is_the_burst_convolved_with_elimination():
    model = GrowthHormonePulses(pulses_per_day=1, pulse_mass=7, half_life_min=18, burst_half_time_min=6)
    width = 0.01
    minutes = np.arange(0, 240, width)
    burst = np.log(2) / 6 * np.exp(-np.log(2) / 6 * (minutes + width / 2))
    clearing = np.exp(-np.log(2) / 18 * minutes)
    convolved = 7 * width * np.convolve(burst, clearing)[: len(minutes)]
    course = model.simulate(hours=3, every=10).gh_ng_ml
    assert course.iloc[1:].to_numpy() == pytest.approx(convolved[999:18000:1000], rel=2e-3)


def test_equal_half_times_as_fitted_by_klerman():
    model = GrowthHormonePulses(half_life_min=13.8, burst_half_time_min=13.8)
    near = GrowthHormonePulses(half_life_min=13.8, burst_half_time_min=13.801)
    assert model.peak_ng_ml == pytest.approx(near.peak_ng_ml, rel=1e-3)
    assert model.simulate().gh_ng_ml.max() == pytest.approx(model.peak_ng_ml, rel=1e-3)


def test_cjc_1295_with_dac_meets_its_trial():
    untreated = GrowthHormonePulses()
    treated = untreated.with_agent("cjc_1295_dac")
    assert treated.mean_ng_ml / untreated.mean_ng_ml == pytest.approx(1.46)
    assert treated.trough_ng_ml / untreated.trough_ng_ml == pytest.approx(7.5)
    assert treated.pulses_per_day == untreated.pulses_per_day
    # "Pulses preserved": their mass hardly changes, though nothing was fitted to that.
    assert treated.pulse_mass / untreated.pulse_mass == pytest.approx(1, abs=0.1)


def test_a_week_of_cjc_1295_raises_igf1_as_much_as_growth_hormone():
    model = GrowthHormonePulses()
    course = model.simulate(hours=24 * 7, every=1, agent="cjc_1295_dac")
    last_day = course.loc[24 * 6 :]
    assert last_day.igf1_ng_ml.mean() / 150 == pytest.approx(1.46, rel=0.01)
    assert last_day.gh_ng_ml.mean() / model.mean_ng_ml == pytest.approx(1.46, rel=0.01)


def test_untreated_igf1_stays_where_it_is():
    course = GrowthHormonePulses().simulate(hours=24 * 5, every=5).igf1_ng_ml
    assert course.mean() == pytest.approx(150, rel=2e-3)
    assert course.iloc[0] == pytest.approx(course.loc[96], rel=1e-3)


def test_igf1_follows_with_its_half_life():
    model = GrowthHormonePulses(pulses_per_day=480, pulse_mass=1)  # as good as a steady infusion
    course = model.simulate(hours=28, every=1, agent="mk_677").igf1_ng_ml
    start, end = course.iloc[0], 1.8 * course.iloc[0]
    assert (end - course.loc[14]) / (end - start) == pytest.approx(0.5, abs=0.02)
    assert (end - course.iloc[-1]) / (end - start) == pytest.approx(0.25, abs=0.02)


def test_hexarelin_peaks_where_it_was_measured():
    alone = GrowthHormonePulses(pulses_per_day=1, pulse_mass=1e-9)
    course = alone.simulate(hours=6, every=0.1, agent="hexarelin", dose_hours=[2])
    assert course.gh_ng_ml.max() == pytest.approx(52.3, rel=1e-3)
    assert course.gh_ng_ml.loc[:1.9].max() < 1e-6


def test_what_was_not_seen_in_a_source_says_so():
    unverified = {"cjc_1295_no_dac", "tesamorelin", "mk_677"}
    quoted = {name: agent for name, agent in AGENTS.items() if agent.half_life_min}
    assert {name for name, agent in quoted.items() if not agent.half_life_verified} == unverified
    table = agent_table()
    assert set(table.index[table["half-life"].str.contains("unverified")]) == unverified
    # The decline of growth hormone after hexarelin is not the peptide's half-life.
    assert AGENTS["hexarelin"].half_life_min is None
    # Days hold for the form with DAC only.
    low, high = AGENTS["cjc_1295_dac"].half_life_min
    assert (low / 1440, high / 1440) == pytest.approx((5.8, 8.1))
    assert AGENTS["cjc_1295_no_dac"].half_life_min[1] < 120


def test_every_reference_key_exists():
    with data_path("references.csv").open(encoding="utf-8") as file:
        known = {row["key"] for row in csv.DictReader(file)}
    used = {key for agent in AGENTS.values() for key in agent.references}
    assert used <= known


def test_the_schematics_say_so():
    assert "schematic" in GrowthHormonePulses.__doc__
    assert "schematic" in GrowthHormonePulses.simulate.__doc__


def test_a_population_is_its_persons():
    mass = np.array([2.0, 10.0])
    together = GrowthHormonePulses(pulse_mass=mass, basal_ng_ml=0.1)
    for index in range(2):
        alone = GrowthHormonePulses(pulse_mass=float(mass[index]), basal_ng_ml=0.1)
        assert together.mean_ng_ml[index] == pytest.approx(alone.mean_ng_ml)
        assert together.peak_ng_ml[index] == pytest.approx(alone.peak_ng_ml)
    with pytest.raises(ValueError, match="population"):
        together.simulate()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: GrowthHormonePulses(pulses_per_day=0), "pulses_per_day"),
        (lambda: GrowthHormonePulses(pulse_mass=-1), "pulse_mass"),
        (lambda: GrowthHormonePulses(half_life_min=math.nan), "half_life_min"),
        (lambda: GrowthHormonePulses(basal_ng_ml=-0.1), "basal_ng_ml"),
        (lambda: GrowthHormonePulses(igf1_ng_ml=0), "igf1_ng_ml"),
        (lambda: GrowthHormonePulses().simulate(hours=0), "hours"),
        (lambda: GrowthHormonePulses().simulate(hours=1e9), "rows"),
        (lambda: GrowthHormonePulses().simulate(every=0), "every"),
        (lambda: GrowthHormonePulses(pulses_per_day=1e9).simulate(), "pulses_per_day"),
        (lambda: GrowthHormonePulses().simulate(agent="aspirin"), "agent"),
        (lambda: GrowthHormonePulses().simulate(agent="hexarelin", dose_hours=[5, 1]), "dose_hours"),
        (lambda: GrowthHormonePulses().with_agent("sermorelin"), "one pulse"),
        (lambda: GrowthHormonePulses(pulses_per_day=100).with_agent("cjc_1295_dac"), "overlap"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
