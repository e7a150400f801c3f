"""Metrics of a trace: analytic identities, untidy data, and an independent package."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cgm import metrics

AMPLITUDE = 40.0


def trace(
    glucose: object, *, start: str = "2026-01-12", every: str = "5min", person: object = 1
) -> pd.DataFrame:
    values = np.asarray(glucose, dtype=float)
    return pd.DataFrame(
        {"id": person, "time": pd.date_range(start, periods=len(values), freq=every), "glucose": values}
    )


def wave(period_h: float, days: int = 6) -> pd.DataFrame:
    """Whole periods, from nadir to nadir."""
    hours = np.arange(days * 288 + 1) / 12
    return trace(130 - AMPLITUDE * np.cos(2 * np.pi * hours / period_h))


def lively(seed: int, days: float = 3, person: object = 1, jitter: bool = True) -> pd.DataFrame:
    """An irregular trace with short and long gaps, as a sensor gives it."""
    rng = np.random.default_rng(seed)
    n = round(days * 288)
    hours = np.arange(n) / 12
    glucose = 125 + sum(
        size * np.sin(2 * np.pi * hours / period + rng.uniform(0, 6))
        for size, period in ((25, 24), (20, 6.3), (15, 3.1))
    )
    frame = trace(np.rint(glucose + rng.normal(0, 4, n)), start="2026-01-12 16:50:27", person=person)
    if jitter:
        frame["time"] += pd.to_timedelta(rng.integers(-20, 20, n), unit="s")
    lost = np.zeros(n, dtype=bool)
    for length in (3, 8, 15, 50):
        at = rng.integers(1, n - 60)
        lost[at : at + length] = True
    return frame[~lost].reset_index(drop=True)


def only(frame: pd.DataFrame, **options: object) -> pd.Series:
    result = metrics(frame, **options)  # type: ignore[arg-type]
    assert len(result) == 1
    return result.iloc[0]


def test_a_steady_trace_has_no_variability() -> None:
    found = only(trace(np.full(3 * 288, 150.0)))
    assert found[["sd", "cv", "modd", "conga", "mag"]].tolist() == [0, 0, 0, 0, 0]
    assert found["mean"] == 150
    assert found["gmi"] == pytest.approx(6.898)
    assert found["percent_present"] == 100
    assert math.isnan(found["mage"])


def test_a_daily_wave_repeats_itself() -> None:
    found = only(wave(24))
    assert found["modd"] == pytest.approx(0, abs=1e-9)
    assert found["conga"] == pytest.approx(0, abs=1e-9)
    assert found["sd"] == pytest.approx(AMPLITUDE / math.sqrt(2), rel=1e-3)
    assert found["mag"] == pytest.approx(4 * AMPLITUDE / 24, rel=0.01)


@pytest.mark.parametrize("hours", [1, 2, 4])
def test_conga_of_a_wave(hours: int) -> None:
    difference = 2 * AMPLITUDE * math.sin(math.pi * hours / 24) / math.sqrt(2)
    assert only(wave(24, days=30), conga_hours=hours)["conga"] == pytest.approx(difference, rel=5e-3)


def test_two_algorithms_disagree_on_one_wave() -> None:
    found = only(wave(8))
    # From nadir to peak, and the mean of |sin| where it exceeds 1/sqrt(2).
    assert found["mage"] == pytest.approx(2 * AMPLITUDE, rel=1e-3)
    assert found["mage_naive"] == pytest.approx(AMPLITUDE * 2 * math.sqrt(2) / math.pi, rel=5e-3)


def test_small_ripples_are_no_excursions() -> None:
    smooth = wave(8)
    hours = np.arange(len(smooth)) / 12
    rippled = smooth.assign(glucose=smooth["glucose"] + 4 * np.sin(2 * np.pi * hours / 0.5))
    assert only(rippled)["mage"] == pytest.approx(only(smooth)["mage"], rel=0.1)


def test_ranges_and_their_bounds() -> None:
    found = only(trace([53, 54, 69, 70, 140, 141, 180, 181, 250, 251]))
    assert found[["tir_70_180", "tir_70_140", "tbr_54", "tbr_70", "tar_180", "tar_250"]].tolist() == [
        40, 20, 10, 30, 30, 10,
    ]  # fmt: skip
    assert found["gri"] == 100  # 30 + 48 + 16 + 16, cut
    assert only(trace([50, 60, 60, 200, 200, 260] + [100] * 14))["gri"] == pytest.approx(15 + 24 + 8 + 8)


def test_risk_and_grade_at_their_landmarks() -> None:
    neutral = only(trace([112.5] * 10))
    assert neutral["lbgi"] + neutral["hbgi"] == pytest.approx(0, abs=1e-4)
    low, high = only(trace([60] * 10)), only(trace([300] * 10))
    assert low["hbgi"] == 0 < low["lbgi"]
    assert high["lbgi"] == 0 < high["hbgi"]
    # Zero risk where log10(log10(mmol/L)) is -0.16; 50 is the most that one reading counts.
    assert only(trace([18 * 10 ** (10**-0.16)] * 10))["grade"] == pytest.approx(0, abs=1e-9)
    assert only(trace([900] * 10))["grade"] == 50
    assert only(trace([100, 140] * 5))["j_index"] == pytest.approx(0.001 * (120 + math.sqrt(4000 / 9)) ** 2)


def test_a_short_gap_is_bridged_and_a_long_one_is_not() -> None:
    # Glucose jumps by 60 while no one looks.
    jump = trace([100] * 100 + [160] * 100)
    for lost, counted in ((8, True), (12, False)):
        kept = jump.drop(index=range(100, 100 + lost))
        # 199 places of the grid make 187 changes over an hour; each of the jump's 5 minutes is in 12 of them.
        assert only(kept)["mag"] == pytest.approx(12 * 60 / 187 if counted else 0)


def test_mean_absolute_change_is_by_the_hour_so_that_noise_does_not_add_up() -> None:
    rng = np.random.default_rng(3)
    each_minute = trace(100 + 3 * rng.standard_normal(3 * 1440), every="1min")
    assert only(each_minute)["mag"] < 2 * 3


def test_a_gap_of_hours_splits_the_excursions() -> None:
    low, high = wave(8, 2)["glucose"].to_numpy(), wave(8, 2)["glucose"].to_numpy() + 100
    parts = [trace(low), trace(high, start="2026-01-14 06:00")]
    both = pd.concat(parts, ignore_index=True)
    # Joined up, the step between the levels would be the largest excursion of all.
    assert only(both)["mage"] == pytest.approx(2 * AMPLITUDE, rel=1e-3)


def test_percent_present_counts_what_is_lost() -> None:
    whole = trace(np.full(201, 110.0))
    kept = whole.drop(index=range(50, 100))
    assert only(kept)["percent_present"] == pytest.approx(100 * 151 / 201)
    assert only(kept)["readings"] == 151
    assert only(kept)["days"] == pytest.approx(1000 / 1440)


def test_a_reading_some_seconds_late_is_no_gap() -> None:
    steady = trace(np.full(400, 110.0))
    late = pd.to_timedelta(np.random.default_rng(1).integers(-14, 15, 400), unit="s")
    assert only(steady.assign(time=steady["time"] + late))["percent_present"] == 100


def test_what_a_sensor_writes_at_its_limit_is_explained() -> None:
    with pytest.raises(ValueError, match=r"'Low' in row 1 .*limit.*NaN"):
        metrics(trace([100.0, 90.0]).assign(glucose=["100", "Low"]))


def test_an_hour_that_comes_twice_is_told() -> None:
    times = [*pd.date_range("2026-10-25 02:00", periods=12, freq="5min")] * 2
    frame = pd.DataFrame({"id": 1, "time": times, "glucose": [*range(100, 112), *range(140, 152)]})
    with pytest.warns(UserWarning, match="clocks are set back"):
        metrics(frame)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=8, deadline=None)
def test_order_and_repeats_do_not_matter(seed: int) -> None:
    tidy = lively(3)
    rng = np.random.default_rng(seed)
    twice = pd.concat([tidy, tidy.iloc[rng.integers(0, len(tidy), 50)]])
    untidy = twice.iloc[rng.permutation(len(twice))]
    pd.testing.assert_frame_equal(metrics(untidy), metrics(tidy))


def test_readings_of_one_time_become_their_mean() -> None:
    frame = trace([100, 120, 140])
    again = pd.concat([frame, frame.iloc[[1]].assign(glucose=180.0)])
    assert only(again)["readings"] == 3
    assert only(again)["mean"] == pytest.approx((100 + 150 + 140) / 3)


def test_missing_glucose_is_a_missing_reading() -> None:
    frame = lively(5)
    holes = frame.copy()
    holes.loc[[7, 8, 300], "glucose"] = np.nan
    pd.testing.assert_frame_equal(metrics(holes), metrics(frame.drop(index=[7, 8, 300])))
    nullable = holes.assign(glucose=holes["glucose"].astype("Int64"))
    pd.testing.assert_frame_equal(metrics(nullable), metrics(holes))


def test_one_reading_and_none() -> None:
    one = only(trace([95]))
    assert one["mean"] == 95
    assert one["readings"] == 1
    assert one["tir_70_140"] == 100
    assert one[["sd", "cv", "modd", "conga", "mag", "mage", "mage_naive", "percent_present"]].isna().all()
    none = only(trace([np.nan, np.nan]))
    assert none["readings"] == 0
    assert none.drop(["id", "readings", "days"]).isna().all()
    empty = metrics(trace([]))
    assert empty.empty
    assert empty.columns.tolist() == metrics(trace([95])).columns.tolist()


def test_people_keep_apart_and_in_order() -> None:
    people = [lively(seed, person=name) for seed, name in enumerate(["zoe", "ann", "max"])]
    mixed = pd.concat(people).sample(frac=1, random_state=1)
    mixed = pd.concat([mixed[mixed["id"] == "zoe"], mixed[mixed["id"] != "zoe"]])
    together = metrics(mixed).set_index("id")
    assert together.index[0] == "zoe"
    for person in people:
        alone = metrics(person).set_index("id")
        pd.testing.assert_frame_equal(together.loc[alone.index], alone)


def test_si_units_say_the_same() -> None:
    frame = lively(2)
    conventional = only(frame)
    si = only(frame.assign(glucose=frame["glucose"] / 18.0156), units="SI")
    for column in ("mean", "sd", "modd", "conga", "mag", "mage", "mage_naive"):
        assert si[column] == pytest.approx(conventional[column] / 18.0156)
    for column in ("cv", "lbgi", "hbgi", "grade", "gri", "j_index"):
        assert si[column] == pytest.approx(conventional[column])
    assert si["gmi"] == pytest.approx(12.71 + 4.70587 * conventional["mean"] / 18.0156)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Los_Angeles"])
def test_a_zone_changes_nothing_by_itself(zone: str) -> None:
    frame = lively(4)
    zoned = frame.assign(time=frame["time"].dt.tz_localize(zone))
    pd.testing.assert_frame_equal(metrics(zoned), metrics(frame))
    as_text = frame.assign(time=[moment.isoformat() for moment in zoned["time"]])
    pd.testing.assert_frame_equal(metrics(as_text), metrics(frame))


def test_mixed_zones_keep_the_clock_of_the_first_reading() -> None:
    frame = lively(6)
    stamps = frame["time"].dt.tz_localize("+01:00")
    half = len(frame) // 2
    moved = [*stamps[:half], *stamps[half:].dt.tz_convert("-05:00")]
    pd.testing.assert_frame_equal(metrics(frame.assign(time=moved)), metrics(frame))
    as_text = [moment.strftime("%Y-%m-%dT%H:%M:%S%z") for moment in moved]
    pd.testing.assert_frame_equal(metrics(frame.assign(time=as_text)), metrics(frame))


def test_hours_stay_hours_when_the_clocks_change() -> None:
    hours = pd.date_range("2026-10-24", periods=3 * 288, freq="5min", tz="Europe/Berlin")  # back on the 25th
    values = 130 + AMPLITUDE * np.sin(2 * np.pi * np.arange(len(hours)) / 288)
    found = only(pd.DataFrame({"id": 1, "time": hours, "glucose": values}))
    assert found["percent_present"] == 100
    assert found["modd"] == pytest.approx(0, abs=1e-9)


def test_text_times_are_read() -> None:
    frame = lively(7)
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        pd.testing.assert_frame_equal(
            metrics(frame.assign(time=frame["time"].dt.strftime(form))), metrics(frame)
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"time": ["2026-01-12 07:00", "2026-01-12 07:05+01:00", "2026-01-12 07:10"]},
            "in row 0 has no time zone",
        ),
        (
            {"time": ["2026-01-12 07:00", "12/01/2026 07:05", "2026-01-12 07:10"]},
            "'12/01/2026 07:05' in row 1",
        ),
        ({"time": ["2026-01-12 07:00", None, "2026-01-12 07:10"]}, "time: row 1 has none"),
        ({"time": [0, 5, 10]}, "not bare numbers"),
        ({"id": [1, None, 1]}, "id: row 1 has none"),
        ({"glucose": [5.4, 5.6, 5.5]}, r"Did you mean 5\.4 mmol/L"),
        ({"glucose": [100, -1, 100]}, "glucose"),
        ({"glucose": ["100", "high", "90"]}, "glucose"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, list[object]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        metrics(trace([100, 101, 102]).assign(**change))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match=r"'glucose'.*Rename"):
        metrics(trace([100]).rename(columns={"glucose": "gl"}))
    with pytest.raises(ValueError, match="conga_hours"):
        metrics(trace([100]), conga_hours=0)


@pytest.mark.parametrize("seed", range(2))
def test_agreement_with_iglu(seed: int) -> None:
    iglu = pytest.importorskip("iglu_python")
    # Without jitter: that package takes the most frequent interval, cut to whole minutes, as the usual one.
    frame = lively(seed, days=2.5, jitter=False)
    theirs = frame.rename(columns={"glucose": "gl"}).astype({"id": str})
    ours = only(frame)
    for column, value in {
        "mean": iglu.mean_glu(theirs)["mean"],
        "sd": iglu.sd_glu(theirs)["SD"],
        "cv": iglu.cv_glu(theirs)["CV"],
        "gmi": iglu.gmi(theirs)["GMI"],
        "j_index": iglu.j_index(theirs)["J_index"],
        "grade": iglu.grade(theirs)["GRADE"],
        "gri": iglu.gri(theirs)["GRI"],
        "modd": iglu.modd(theirs)["MODD"],
        "conga": iglu.conga(theirs)["CONGA"],
        "mag": iglu.mag(theirs, n=60)["MAG"],  # as the R package does without being asked
        "mage": iglu.mage(theirs)["MAGE"],
        "mage_naive": iglu.mage(theirs, version="naive")["MAGE"],
        "percent_present": iglu.active_percent(theirs)["active_percent"],
    }.items():
        assert ours[column] == pytest.approx(float(value.iloc[0]), rel=1e-9), column
    # That package rounds the factor of the risk indices differently.
    assert ours["lbgi"] == pytest.approx(float(iglu.lbgi(theirs)["LBGI"].iloc[0]), rel=1e-4)
    assert ours["hbgi"] == pytest.approx(float(iglu.hbgi(theirs)["HBGI"].iloc[0]), rel=1e-4)


def test_what_people_try_first_is_answered_kindly() -> None:
    for frame, words in (
        ("my_sensor.csv", r"own\.read\('my_sensor\.csv'\)\.table"),
        ({"id": [1]}, "a dict"),
        ([1], "a list"),
    ):
        with pytest.raises(ValueError, match=words):
            metrics(frame)  # type: ignore[arg-type]
    twice = pd.DataFrame([[1, "2026-03-02 00:00", 100, 100]], columns=["id", "time", "glucose", "glucose"])
    with pytest.raises(ValueError, match="'glucose' more than once"):
        metrics(twice)


def test_the_lowest_reading_as_mmol_is_taken() -> None:
    times = ["2026-03-02 00:00", "2026-03-02 00:05"]
    frame = pd.DataFrame({"id": 1, "time": times, "glucose": [5.4, 1.1]})
    assert metrics(frame, "SI")["tbr_54"].iloc[0] == 50
    with pytest.raises(ValueError, match="below the plausible range"):
        metrics(frame.assign(glucose=[5.4, 1.0]), "SI")
