"""Shipped tables as plain columns, against what pandas reads from the same files."""

import numpy as np
import pandas as pd
import pytest

from helpers import columns
from helpers.cohort import follow_up, load, ogtt, traces
from helpers.paths import data_path

LOADED = {
    "cohort.csv": load,
    "ogtt.csv": ogtt.load,
    "cgm.csv": traces.load,
    "cgm_people.csv": traces.load_people,
    "follow_up.csv": follow_up.load,
    "follow_up_truth.csv": follow_up.load_truth,
}


@pytest.mark.parametrize("name", LOADED)
def test_the_frames_are_those_of_pandas(name):
    dates = {"parse_dates": ["time"]} if name == "cgm.csv" else {}
    theirs = pd.read_csv(data_path(name), **dates)
    pd.testing.assert_frame_equal(LOADED[name](), theirs, check_exact=True)


def test_the_times_of_the_readings_are_those_of_their_frame():
    assert (traces.columns()["time"] == traces.load()["time"].to_numpy()).all()


def test_nobody_can_change_what_all_share():
    with pytest.raises(ValueError, match="read-only"):
        columns.read("cohort.csv")["age"][0] = 1
    with pytest.raises(ValueError, match="read-only"):
        traces.columns()["time"][0] = traces.columns()["time"][1]
    frame = load()
    frame.loc[0, "age"] = 1
    assert load()["age"].iloc[0] == columns.read("cohort.csv")["age"][0] != 1


def test_columns_of_unlike_length_are_no_table():
    with pytest.raises(ValueError, match="zip"):
        columns.of_rows(["a", "b"], [(1, 2), (3,)])


def test_rows_are_taken_by_place_and_by_truth():
    table = {"id": np.arange(4), "sex": np.array(["F", "M", "F", "M"])}
    assert columns.taken(table, table["sex"] == "F")["id"].tolist() == [0, 2]
    assert columns.taken(table, slice(1, 3))["sex"].tolist() == ["M", "F"]
