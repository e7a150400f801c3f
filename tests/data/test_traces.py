"""The sensor traces: reproducible, plausible for the healthy, and blind to insulin resistance."""

import numpy as np
import pandas as pd
import pytest

from helpers import cohort
from helpers.cohort import ogtt, traces
from helpers.paths import data_path

HEALTHY = list(traces.GROUPS[:2])


def described(frame):
    """Return the plainest metrics by person; written out here, so that they check and are not checked."""
    glucose = frame.groupby("id")["glucose"]
    share = {
        "below_70": glucose.apply(lambda values: 100 * (values < 70).mean()),
        "above_140": glucose.apply(lambda values: 100 * (values > 140).mean()),
        "above_180": glucose.apply(lambda values: 100 * (values > 180).mean()),
    }
    return pd.DataFrame({"mean": glucose.mean(), "cv": 100 * glucose.std() / glucose.mean(), **share})


@pytest.fixture(scope="module")
def people():
    return traces.load_people().set_index("id")


@pytest.fixture(scope="module")
def shipped():
    return traces.load()


@pytest.fixture(scope="module")
def metrics(shipped, people):
    return people[["group"]].join(described(shipped))


@pytest.fixture(scope="module")
def other_weeks():
    return [traces.generate(seed) for seed in (2, 3)]


def test_the_shipped_files_are_what_the_generator_makes():
    made = traces.generate(traces.SHIPPED_SEED)
    text = made.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S", lineterminator="\n")
    assert data_path("cgm.csv").read_bytes() == text.encode()
    assert data_path("cgm.csv").stat().st_size < 4_000_000
    people = traces.generate_people().to_csv(index=False, lineterminator="\n")
    assert data_path("cgm_people.csv").read_bytes() == people.encode()


@pytest.mark.parametrize("seed", [-1, 0.5, "one", None])
def test_a_seed_that_is_none_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        traces.generate(seed)


def test_another_seed_gives_other_weeks(shipped, other_weeks):
    assert not shipped.equals(other_weeks[0])
    assert not other_weeks[0].equals(other_weeks[1])


def test_times_rise_in_steps_of_five_minutes_over_two_weeks(shipped):
    assert shipped["id"].nunique() == 16
    for _, trace in shipped.groupby("id"):
        minutes = (trace["time"] - pd.Timestamp(traces.START)) / pd.Timedelta(minutes=1)
        assert (minutes % 5 == 0).all()
        assert (np.diff(minutes) > 0).all()
        assert minutes.iloc[0] < 180
        assert minutes.iloc[-1] > (14 * 24 - 3) * 60


def test_readings_are_whole_and_in_the_range_of_the_sensor(shipped):
    assert shipped["glucose"].dtype == np.int64
    assert shipped["glucose"].between(40, 400).all()


def test_gaps(shipped):
    present = shipped.groupby("id").size() / (14 * 288)
    assert present.between(0.9, 0.995).all()
    gaps = shipped.groupby("id")["time"].diff().dropna() / pd.Timedelta(minutes=1)
    # Everyone's sensor warms up for two hours at the same time; one who lost contact then has a longer gap.
    assert (gaps[gaps > 5].groupby(shipped["id"]).max() >= 125).all()
    assert (gaps > 45).sum() > 16
    assert gaps.max() < 15 * 60


@pytest.mark.parametrize("which", ["shipped", 0, 1])
def test_the_healthy_are_like_those_of_shah_2019(shipped, other_weeks, people, which):
    # Shah 2019: mean 98-99 mg/dL, CV 17 ± 3 %, median 2.1 % above 140 and 1.1 % below 70 mg/dL, 153 people.
    frame = shipped if which == "shipped" else other_weeks[which]
    found = described(frame[frame["id"].isin(people.index[people["group"].isin(HEALTHY)])])
    assert found["mean"].mean() == pytest.approx(98.5, abs=3)
    assert found["cv"].mean() == pytest.approx(17, abs=3)
    assert found["cv"].between(17 - 6, 17 + 6).all()
    assert 0.7 < found["above_140"].median() < 4
    assert found["below_70"].median() < 2


def test_the_trace_does_not_tell_the_resistant_from_the_sensitive(metrics, people):
    sensitive, resistant = (metrics[metrics["group"] == name] for name in HEALTHY)
    assert abs(sensitive["mean"].mean() - resistant["mean"].mean()) < 4
    for name in ("mean", "cv", "above_140", "below_70"):
        assert sensitive[name].max() > resistant[name].min()
        assert resistant[name].max() > sensitive[name].min()
    insulin = people.groupby("group")["insulin_uu_ml"].agg(["min", "max"])
    assert insulin.loc[HEALTHY[1], "min"] > 3 * insulin.loc[HEALTHY[0], "max"]
    matsuda = people.groupby("group")["matsuda"].agg(["min", "max"])
    assert matsuda.loc[HEALTHY[0], "min"] > 3 * matsuda.loc[HEALTHY[1], "max"]


def test_the_other_groups_differ_in_glucose(metrics):
    by_group = metrics.groupby("group")["mean"].agg(["min", "max"]).loc[list(traces.GROUPS)]
    assert by_group["min"].iloc[2] > by_group["max"].iloc[:2].max()
    assert by_group["min"].iloc[3] > by_group["max"].iloc[2]
    type2 = metrics[metrics["group"] == traces.GROUPS[3]]
    assert type2["cv"].between(14, 36).all()
    assert (type2["above_180"] > 10).all()
    assert (metrics.loc[metrics["group"].isin(HEALTHY), "above_180"] < 1).all()


def test_mean_glucose_is_not_far_from_what_hba1c_says(metrics, people):
    gmi = 3.31 + 0.02392 * metrics["mean"]
    assert (gmi - people["hba1c_pct"]).between(-0.3, 1.1).all()


def test_people_are_those_of_the_cohort_and_of_the_tolerance_tests(people):
    assert people["group"].tolist() == [name for name in traces.GROUPS for _ in range(4)]
    known = cohort.load().set_index("id").loc[people.index]
    for column in ("sex", "age", "bmi", "glucose_mg_dl", "insulin_uu_ml", "hba1c_pct"):
        assert people[column].tolist() == known[column].tolist()
    found = ogtt.summary(ogtt.load()).loc[people.index]
    np.testing.assert_allclose(people["matsuda"], found["matsuda"], atol=0.005)
    np.testing.assert_allclose(people["homa_ir"], found["homa_ir"], atol=0.005)
    normal = people[people["group"].isin(HEALTHY)]
    assert (normal["glucose_mg_dl"] < 100).all()
    assert (normal["hba1c_pct"] < 5.7).all()
    assert (normal["glucose_120_mg_dl"] < 140).all()


def test_mornings_are_higher_than_nights(shipped):
    hour = shipped["time"].dt.hour
    night = shipped[hour.between(1, 3)].groupby("id")["glucose"].mean()
    morning = shipped[hour.between(5, 6)].groupby("id")["glucose"].mean()
    # Meals of the evening still show at night in the type 2 range.
    assert (morning > night)[:12].all()


def test_glucose_rises_after_the_meals_of_the_log(shipped, people):
    log = traces.meals()
    assert set(log["id"]) == set(people.index)
    assert log["carbohydrate_g"].between(8, 130).all()
    trace = shipped.set_index(["id", "time"])["glucose"]
    breakfasts = log[(log["time"].dt.hour < 10) & (log["carbohydrate_g"] > 30)]
    rises = []
    for after in (0, 45):
        at = breakfasts["time"] + pd.Timedelta(minutes=after)
        rises.append(trace.reindex(pd.MultiIndex.from_arrays([breakfasts["id"], at])).to_numpy())
    rise = pd.Series(rises[1] - rises[0]).groupby(breakfasts["id"].to_numpy()).mean()
    assert (rise > 8).all()


def test_the_error_of_the_sensor_is_autocorrelated(shipped):
    steps = shipped.groupby("id")["glucose"].diff()
    # White noise would make neighbouring differences correlate by -0.5.
    quiet = shipped["time"].dt.hour.between(2, 4)
    r = steps[quiet].corr(steps.groupby(shipped["id"]).shift()[quiet])
    assert r > -0.3


def test_the_sensor_lags_behind_the_blood_by_eight_minutes():
    # A step from 100 to 200 mg/dL in 400 sensors of one person: their mean follows with 1 - exp(-t / 8 min).
    blood = np.where(np.arange(14 * 288) < 1000, 100.0, 200.0) * np.ones((400, 1))
    sensed = traces._sensed(blood, np.random.Generator(np.random.PCG64(0))).mean(axis=0)
    after = sensed[1000:1008] / sensed[1100:1200].mean()
    expected = 1 - 0.5 * np.exp(-5 * np.arange(1, 9) / 8)
    np.testing.assert_allclose(after, expected, atol=0.015)
