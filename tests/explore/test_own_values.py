"""A learner's own file: shown, or refused kindly; never an exception, nothing written, nothing kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers import cohort
from helpers.explore.own_values_card import indices_of, own_values
from helpers.indices import homa2_approx, homa_ir
from helpers.own import laboratory
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
