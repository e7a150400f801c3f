"""A learner's own file: shown, or refused kindly; never an exception, nothing written, nothing kept."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers import cohort, explore
from helpers.cgm import metrics
from helpers.explore.own_values_card import indices_of, own_values
from helpers.indices import homa2_approx, homa_ir
from helpers.own import Own, laboratory
from helpers.paths import data_path
from helpers.units import units_as

GOOD = "Date;Glucose (mmol/L);Insulin (pmol/L)\n2026-01-05;5,4;60\n2026-04-05;;55\n2026-07-05;5,9;90\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_example_is_six_people_of_the_cohort() -> None:
    shipped = laboratory.read(data_path("example_values.csv"))
    people = cohort.load().set_index("id").loc[shipped["id"].astype(int)]
    assert len(shipped) == 6
    for column in ("glucose_mg_dl", "insulin_uu_ml", "hba1c_pct", "tg_mg_dl", "hdl_mg_dl"):
        assert np.allclose(shipped[column], people[column], rtol=0.03), column
    assert "6 rows, 6 of them" in own_values("example_values.csv").text


def test_a_file_of_either_unit_system_is_shown_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(GOOD, encoding="utf-8")
    card = own_values("mine.csv")
    assert "3 rows, 2 of them" in card.text
    assert f"{homa_ir(5.4, 60, units='SI'):.2f}" in card.text
    assert '<img alt="HOMA-IR lies between' in card.html
    assert file.read_text(encoding="utf-8") == GOOD
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_it_follows_the_units_that_the_lesson_shows() -> None:
    with units_as("SI"):
        text = own_values("example_values.csv").text
    assert "Glucose, mmol/L" in text
    assert "mg/dL" not in text


def test_a_learners_file_of_that_name_goes_before_the_example(tmp_path: Path) -> None:
    (tmp_path / "example_values.csv").write_text("glucose_mg_dl,insulin_uu_ml\n90,10\n", encoding="utf-8")
    assert "1 row, 1 of them" in own_values("example_values.csv").text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "no file"),
        ("", "empty"),
        ("a,b\n1,2\n", "glucose_mg_dl"),
        ("glucose_mg_dl,insulin_uu_ml\n5.4,10\n", "row 2, column glucose_mg_dl"),
        ("glucose_mg_dl,insulin_uu_ml\n90,plenty\n", "'plenty'"),
        ("glucose_mg_dl,insulin_uu_ml\n90,\n,10\n", "Nothing to draw"),
        (b"PK\x03\x04" + bytes(200), "spreadsheet"),
        (bytes(range(256)) * 8, "not text"),
    ],
)
def test_what_is_wrong_is_said_and_not_raised(tmp_path: Path, content: str | bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "mine.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    card = own_values("mine.csv")
    assert told in card.text
    assert "<img" not in card.html


@pytest.mark.parametrize("nothing", [..., None, "", "  "])
def test_a_blank_asks_for_a_name(nothing: object) -> None:
    assert own_values(nothing).text.startswith("No file yet.")


@pytest.mark.parametrize("odd", [5, ["mine.csv"], "/", "\0"])
def test_what_is_no_name_is_refused_kindly(odd: object) -> None:
    assert own_values(odd).text.startswith("Your file was not read.")


def test_homa2_is_left_out_where_it_does_not_reach() -> None:
    indices = indices_of(
        pd.DataFrame({"glucose_mg_dl": [100, 100, 250, 100], "insulin_uu_ml": [10, 1, 10, np.nan]})
    )
    expected = homa2_approx(100, 10).resistance
    assert indices["homa2_ir"].tolist() == pytest.approx([expected, np.nan, np.nan, np.nan], nan_ok=True)
    assert np.isnan(indices.loc[3, "homa_ir"])
    assert np.isnan(indices.loc[3, "higher_than_pct"])


def told(rows: dict[str, list[float]]) -> str:
    pd.DataFrame(rows).to_csv("mine.csv", index=False)
    return own_values("mine.csv").text


@pytest.mark.parametrize(
    ("glucose", "insulin", "what"),
    [(520, 1.1, "emergency"), (240, 85, "range of diabetes"), (38, 45, "below 54 mg/dL")],
)
def test_what_a_clinician_should_see_gets_no_rank(glucose: float, insulin: float, what: str) -> None:
    text = told({"glucose_mg_dl": [glucose], "insulin_uu_ml": [insulin]})
    assert what in text
    assert ("clinician should see it" if 54 <= glucose < 250 else "value to show to a clinician now") in text
    assert "higher than" not in text
    assert "HOMA-IR is" not in text


def test_children_are_not_ranked_among_adults() -> None:
    text = told({"glucose_mg_dl": [92, 92], "insulin_uu_ml": [9, 9], "age": [8, 40]})
    assert "No. 1: younger than 18" in text
    indices = indices_of(pd.DataFrame({"glucose_mg_dl": [92], "insulin_uu_ml": [9], "age": [8]}))
    assert np.isnan(indices.loc[0, "higher_than_pct"])
    assert indices.loc[0, "homa_ir"] > 2


def test_the_next_value_may_be_as_far_off_as_section_2_says() -> None:
    row = indices_of(pd.DataFrame({"glucose_mg_dl": [95], "insulin_uu_ml": [10]})).iloc[0]
    assert row.next_to / row.homa_ir == pytest.approx(2.2, rel=0.02)
    assert row.homa_ir / row.next_from == pytest.approx(2.2, rel=0.02)


def test_free_testosterone_takes_the_rows_own_albumin() -> None:
    rows = {"glucose_mg_dl": [95] * 3, "insulin_uu_ml": [10] * 3, "testosterone_ng_dl": [350] * 3}
    people = pd.DataFrame(rows | {"shbg_nmol_l": [18] * 3, "albumin_g_dl": [np.nan, 3.8, 2.8]})
    assert indices_of(people)["free_testosterone_pg_ml"].round(1).tolist() == [94.6, 102.6, 124.1]


def test_for_whom_it_is_meant_is_always_said() -> None:
    text = own_values("example_values.csv").text
    assert "not pregnant, without injected insulin" in text
    assert "HOMA2-IR, specific assay" in text


# A trace


def trace(days: float, person: int = 1, high: float = 0.0) -> Own:
    when = pd.date_range("2026-01-12", periods=round(288 * days), freq="5min")
    glucose = 110 + 35 * np.sin(np.arange(len(when)) / 20) + high
    return Own(
        "trace", pd.DataFrame({"id": person, "time": when, "glucose": glucose}), "Found.", ("Left out.",)
    )


def test_a_sensors_file_becomes_a_card_with_its_metrics(tmp_path: Path) -> None:
    rows = [f"{when:%Y-%m-%d %H:%M},{value}" for when, value in zip(
        pd.date_range("2026-03-02", periods=576, freq="5min"), [90, 90, 150, 100] * 144, strict=True)]  # fmt: skip
    (tmp_path / "mine.csv").write_text("\n".join(["time,glucose mg/dL", *rows, ",5"]), encoding="utf-8")
    card = own_values("mine.csv")
    assert "576 readings of 2 days" in card.text
    assert "Left out: 1 row without a time" in card.text
    assert "Mean glucose is 108 mg/dL" in card.text  # (90 + 90 + 150 + 100) / 4 = 107.5
    assert "75.0" in card.text.split("70 mg/dL to 140 mg/dL, %")[1].split("\n")[0]
    assert '<img alt="Mean glucose' in card.html
    with units_as("SI"):
        assert "mg/dL" not in own_values("mine.csv").text


def test_readings_that_a_clinician_should_see_are_said() -> None:
    assert "value to show to a clinician now" in own_values(trace(3, high=150)).text
    assert "clinician now" not in own_values(trace(3)).text


@pytest.mark.parametrize("name", ["mage_recipes", "upper_limit", "two_traces"])
@pytest.mark.parametrize("days", [2.5, 10, 40])
def test_a_trace_stands_beside_the_synthetic_people(name: str, days: float) -> None:
    for system in ("conventional", "SI"):
        alone = explore.explorer(name).view({}, system)
        shown = explore.explorer(name).beside(trace(days))
        view = shown.view({}, system)
        assert view.picture != alone.picture
        stage = shown.stage(system)
        for values in shown.presets.values():
            shown.move(stage.scene, shown.compute(**shown.values(values)), system)
            assert stage.frame().any()
        # Nobody else's numbers change.
        assert explore.explorer(name).view({}, system).picture == alone.picture
    if name != "two_traces":
        assert "your trace" in view.sentence


def test_the_recipes_of_a_trace_are_its_metrics() -> None:
    mine = trace(10)
    table = explore.explorer("mage_recipes").beside(mine).view({}, "conventional").numbers
    found = metrics(mine.table).iloc[0]
    assert table["MAGE, mg/dL"].iloc[[0, 2]].tolist() == pytest.approx([found["mage"], found["mage_naive"]])
    share = explore.explorer("upper_limit").beside(mine).view({"limit": 140}, "conventional").numbers
    assert share["% above 140 mg/dL"].iloc[-1] == pytest.approx(100 * (mine.table["glucose"] > 140).mean())


def test_what_is_no_trace_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=r"at least 2 are needed"):
        explore.explorer("mage_recipes").beside(trace(1))
    with pytest.raises(ValueError, match=r"explore\.mage_recipes"):
        explore.explorer("homa_map").beside(trace(3))
    # In a lesson nothing is raised.
    for mine in ("mine.csv", Own("laboratory", pd.DataFrame(), "")):
        explore.mage_recipes(mine)
        assert "Expected the trace of a sensor" in capsys.readouterr().out


# What forbids HOMA


@pytest.mark.parametrize(
    ("heading", "told"), [("Pregnant", "pregnant"), ("On insulin", "injected"), ("Haemolysed", "haemolysed")]
)
def test_no_rank_where_the_file_says_that_homa_does_not_hold(tmp_path: Path, heading: str, told: str) -> None:
    text = f"glucose_mg_dl,insulin_uu_ml,{heading}\n92,9,yes\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    card = own_values("mine.csv").text
    assert "No. 1: the file says that" in card
    assert told in card
    assert "higher than" not in card
    assert "HOMA-IR is 2" not in card


def test_values_without_insulin_are_said_and_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("date,HbA1c (%)\n2026-01-12,5.4\n", encoding="utf-8")
    assert "Nothing to draw" in own_values("mine.csv").text


def test_two_weeks_of_a_one_minute_sensor_are_read_whole(tmp_path: Path) -> None:
    times = pd.date_range("2026-01-12", periods=20_160, freq="1min")
    rows = [f"{when:%Y-%m-%d %H:%M},{100 + at % 60}" for at, when in enumerate(times)]
    (tmp_path / "mine.csv").write_text("\n".join(["time,glucose mg/dL", *rows]), encoding="utf-8")
    assert "20,160 readings" in own_values("mine.csv").text


def test_a_file_of_several_people_has_a_column_a_person() -> None:
    tables = [trace(2).table, trace(2, person=2).table.assign(glucose=120.0)]
    text = own_values(Own("trace", pd.concat(tables, ignore_index=True), "Found.")).text
    assert "of person 1" in text
    assert re.search(r"Mean, mg/dL +\d+ +120", text)
