"""What the explorers of lesson 01 say of the synthetic adults, counted again from the file."""

from __future__ import annotations

import csv

import pytest

from helpers import explore
from helpers.paths import data_path


@pytest.fixture(scope="module")
def adults() -> list[dict[str, str]]:
    with data_path("cohort.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def homa(row: dict[str, str]) -> float:
    return float(row["glucose_mg_dl"]) * float(row["insulin_uu_ml"]) / 405


@pytest.mark.parametrize("line", [1.0, 2.5, 6.0])
def test_people_above_the_line_are_counted_by_weight_and_waist(
    adults: list[dict[str, str]], line: float
) -> None:
    explorer = explore.explorer("who_and_how_many")
    by_bmi = explorer.compute(line=line, by="bmi")
    lean = [row for row in adults if float(row["bmi"]) < 25]
    assert by_bmi.people[0] == len(lean)
    assert by_bmi.above[0] == sum(homa(row) > line for row in lean)
    assert by_bmi.above.sum() == sum(homa(row) > line for row in adults)
    by_waist = explorer.compute(line=line, by="waist")
    # World Health Organization: 102 cm in men and 88 in women.
    large = [row for row in adults if float(row["waist_cm"]) >= (102 if row["sex"] == "M" else 88)]
    assert by_waist.people[-1] == len(large)
    assert by_waist.above[-1] == sum(homa(row) > line for row in large)


@pytest.mark.parametrize("by", ["bmi", "waist", "age", "sex"])
def test_every_adult_is_in_one_group(by: str) -> None:
    spread = explore.explorer("who_and_how_many").compute(line=2.5, by=by)
    assert spread.people.sum() == 4000
    assert (spread.above <= spread.people).all()
