"""The synthetic people: reproducible, described, and distributed as the survey's published facts say."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import cohort, units
from helpers.paths import data_path

# NHANES 2013-2016, survey-weighted, adults without self-reported diabetes: 5th, 25th, 50th, 75th, 95th percentile.
PERCENTILES = """
glucose_mg_dl F 20 39 81 88 94 99 110
glucose_mg_dl F 40 59 83.52 92 98 104 119
glucose_mg_dl F 60 80 84 94 101 111 126
glucose_mg_dl M 20 39 83.36 93 98 104 114.7
glucose_mg_dl M 40 59 88 95 101 110 127
glucose_mg_dl M 60 80 89 98 104 112 129
insulin_uu_ml F 20 39 2.961 5.29 8.59 13.46 25.99
insulin_uu_ml F 40 59 2.914 5.666 8.479 14.26 25.62
insulin_uu_ml F 60 80 3.187 5.691 8.471 13.33 29.57
insulin_uu_ml M 20 39 2.652 5.35 8.18 14.65 38.34
insulin_uu_ml M 40 59 2.648 5.428 8.827 14.1 29.72
insulin_uu_ml M 60 80 3.166 5.382 8.11 14.1 26.43
tg_mg_dl F 20 39 32 49.58 69 101 194
tg_mg_dl F 40 59 38 62.42 91 123 243
tg_mg_dl F 60 80 42 69 97 146.8 238.3
tg_mg_dl M 20 39 33 61 92 142.2 286.6
tg_mg_dl M 40 59 42 72 109 173 321
tg_mg_dl M 60 80 42.17 63 89 125 220.3
hba1c_pct F 20 39 4.7 5 5.2 5.4 5.8
hba1c_pct F 40 59 4.9 5.2 5.4 5.7 6
hba1c_pct F 60 80 5 5.4 5.6 5.8 6.3
hba1c_pct M 20 39 4.7 5 5.3 5.5 5.8
hba1c_pct M 40 59 4.9 5.2 5.5 5.7 6.2
hba1c_pct M 60 80 5 5.3 5.6 5.9 6.3
hdl_mg_dl F 20 39 35.81 46 56 66 84.87
hdl_mg_dl F 40 59 37 48 59 72 96
hdl_mg_dl F 60 80 39 51 63 76 98
hdl_mg_dl M 20 39 28 38 45 55 74
hdl_mg_dl M 40 59 30 38 46 56 76
hdl_mg_dl M 60 80 31 41 49 63 82
crp_mg_l F 20 39 0.08 0.6 1.8 4.9 14.42
crp_mg_l F 40 59 0.2 0.8 2.2 4.887 14.12
crp_mg_l F 60 80 0.3 1 2.1 4.71 12.4
crp_mg_l M 20 39 0.08 0.4 1 2.9 10.2
crp_mg_l M 40 59 0.3 0.7 1.6 3.3 9.505
crp_mg_l M 60 80 0.2712 0.8 1.5 3.1 11.34
bmi F 20 39 19.2 22.5 26.84 32.8 43.05
bmi F 40 59 19.9 23.8 28.2 33.8 44.47
bmi F 60 80 19.77 24 27.62 32.1 40.6
bmi M 20 39 20.2 23.8 27.08 31.72 41.08
bmi M 40 59 21.4 25.3 28.3 31.4 38
bmi M 60 80 21.1 24.8 27.3 31.2 37.29
waist_cm F 20 39 71.04 80.3 90.3 103.9 126.7
waist_cm F 40 59 75 85.5 95.85 107.6 131.5
waist_cm F 60 80 76.13 88.24 97.4 107.8 124.5
waist_cm M 20 39 74.8 85.1 94.6 107 129.3
waist_cm M 40 59 81.5 93.4 101.4 109.3 128.1
waist_cm M 60 80 82.5 95.98 103.2 112 130.7
testosterone_ng_dl F 20 39 10.89 18.19 24.9 34.1 53.45
testosterone_ng_dl F 40 59 7.709 12.9 18.11 24.7 42.61
testosterone_ng_dl F 60 80 5.98 11.2 16.9 25.8 47.27
testosterone_ng_dl M 20 39 200.6 321.7 420 550 783.5
testosterone_ng_dl M 40 59 195.9 294 380 502 713
testosterone_ng_dl M 60 80 157 297 398 520.8 759.6
shbg_nmol_l F 20 39 23.14 41.44 63.69 104 199.8
shbg_nmol_l F 40 59 25.29 42.06 61.65 89.8 168.8
shbg_nmol_l F 60 80 29.49 51.78 71.43 100.6 169.9
shbg_nmol_l M 20 39 14.06 21.83 30.03 41.35 64.1
shbg_nmol_l M 40 59 16.76 28.76 37.49 50.04 80.03
shbg_nmol_l M 60 80 27.21 42.94 56.18 74.44 112.1
"""
# Survey-weighted correlations in the same people, below the diagonal.
NAMES = (
    "age",
    "bmi",
    "waist",
    "ln glucose",
    "ln insulin",
    "ln homa",
    "hba1c",
    "ln tg",
    "hdl",
    "ln crp",
    "ln t",
    "ln shbg",
)
CORRELATIONS = {
    "F": """
0.029
0.145 0.927
0.295 0.264 0.319
0.010 0.593 0.606 0.381
0.062 0.592 0.612 0.525 0.987
0.365 0.222 0.269 0.639 0.243 0.336
0.245 0.233 0.294 0.298 0.357 0.380 0.252
0.164 -0.342 -0.347 -0.130 -0.393 -0.385 -0.117 -0.416
0.104 0.539 0.543 0.205 0.420 0.423 0.230 0.330 -0.253
-0.293 -0.035 -0.099 -0.131 -0.076 -0.093 -0.170 -0.155 0.106 -0.110
0.038 -0.413 -0.407 -0.220 -0.416 -0.421 -0.225 -0.169 0.380 -0.288 0.179
""",
    "M": """
-0.005
0.185 0.925
0.245 0.284 0.326
-0.022 0.646 0.657 0.381
0.021 0.645 0.662 0.518 0.988
0.303 0.172 0.193 0.603 0.162 0.251
0.025 0.288 0.306 0.209 0.432 0.434 0.132
0.152 -0.332 -0.316 -0.121 -0.423 -0.412 -0.045 -0.555
0.146 0.520 0.556 0.193 0.421 0.422 0.154 0.288 -0.272
-0.106 -0.445 -0.471 -0.181 -0.388 -0.389 -0.153 -0.271 0.242 -0.358
0.481 -0.334 -0.250 -0.029 -0.371 -0.349 0.046 -0.325 0.348 -0.183 0.531
""",
}
# CRP is reported in tenths, so that no value lies within a tenth of this interpolated percentile.
NOT_REPORTABLE = {("crp_mg_l", "M", 60, 0.05)}


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    frame = cohort.generate(200_000, 1)
    return frame.assign(homa=frame["glucose_mg_dl"] * frame["insulin_uu_ml"] / 405)


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
    return found


def test_the_shipped_file_is_what_the_generator_makes() -> None:
    made = cohort.generate(cohort.SHIPPED, cohort.SHIPPED_SEED)
    assert data_path("cohort.csv").read_bytes() == made.to_csv(index=False, lineterminator="\n").encode()
    pd.testing.assert_frame_equal(cohort.load(), made)


def test_each_load_is_a_copy() -> None:
    mine = cohort.load()
    mine["bmi"] = 0
    assert cohort.load()["bmi"].min() > 10


@given(seed=st.integers(0, 2**40), n=st.integers(1, 300))
@settings(max_examples=10, deadline=None)
def test_a_seed_gives_the_same_people_however_many_follow(seed: int, n: int) -> None:
    few = cohort.generate(n, seed)
    assert few["id"].tolist() == list(range(1, n + 1))
    pd.testing.assert_frame_equal(few, cohort.generate(301, seed).iloc[:n])


def test_the_first_block_does_not_depend_on_the_next() -> None:
    pd.testing.assert_frame_equal(cohort.generate(50_000, 3), cohort.generate(50_001, 3).iloc[:50_000])


def test_seeds_differ() -> None:
    assert not cohort.generate(10, 1).equals(cohort.generate(10, 2))


@pytest.mark.parametrize(
    ("n", "seed", "message"),
    [
        (0, 1, "n = 0"),
        (1_000_001, 1, "at most a million"),
        (1.5, 1, "whole number"),
        ("many", 1, "expected a number"),
        (10, -1, "seed = -1"),
        (10, None, "seed"),
    ],
)
def test_what_cannot_be_asked_for_is_named(n: Any, seed: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cohort.generate(n, seed)


@pytest.mark.parametrize("line", PERCENTILES.strip().splitlines())
def test_percentiles_by_sex_and_age(people: pd.DataFrame, line: str) -> None:
    marker, sex, *numbers = line.split()
    low, high = int(numbers[0]), int(numbers[1])
    group = people.loc[(people["sex"] == sex) & people["age"].between(low, high), marker]
    for at, text in zip((0.05, 0.25, 0.5, 0.75, 0.95), numbers[2:], strict=True):
        if (marker, sex, low, at) not in NOT_REPORTABLE:
            tolerance = 0.05 if 0.2 < at < 0.8 else 0.10
            assert group.quantile(at) == pytest.approx(float(text), rel=tolerance), at


@pytest.mark.parametrize("sex", ["F", "M"])
def test_correlations(people: pd.DataFrame, sex: str) -> None:
    group = people[people["sex"] == sex]
    columns = ["age", "bmi", "waist_cm", "glucose_mg_dl", "insulin_uu_ml", "homa", "hba1c_pct", "tg_mg_dl", "hdl_mg_dl",
               "crp_mg_l", "testosterone_ng_dl", "shbg_nmol_l"]  # fmt: skip
    values = np.column_stack(
        [
            np.log(group[c]) if name.startswith("ln") else group[c]
            for name, c in zip(NAMES, columns, strict=True)
        ]
    )
    found = np.corrcoef(values.T)
    rows = [[float(x) for x in line.split()] for line in CORRELATIONS[sex].strip().splitlines()]
    for i, row in enumerate(rows, start=1):
        for j, published in enumerate(row):
            assert found[i, j] == pytest.approx(published, abs=0.05), (NAMES[i], NAMES[j])


# Survey-weighted medians by class of body mass index: below 25, 25-30, 30-35, 35-40, 40 and more.
BY_BMI = {
    ("M", "homa"): (1.29, 2.01, 3.36, 4.30, 8.33),
    ("M", "testosterone_ng_dl"): (554, 434, 382, 339, 276),
    ("M", "shbg_nmol_l"): (49.6, 37.1, 30.9, 32.2, 27.2),
    ("F", "homa"): (1.29, 1.93, 2.74, 3.82, 4.55),
}


@pytest.mark.parametrize(("sex", "column"), BY_BMI)
def test_medians_by_body_mass_index(people: pd.DataFrame, sex: str, column: str) -> None:
    group = people[people["sex"] == sex]
    found = (
        group[column]
        .groupby(pd.cut(group["bmi"], [0, 25, 30, 35, 40, 99], right=False), observed=True)
        .median()
    )
    # The last class has fewer than a hundred real men, whose median is known to about 15 %.
    for k, (ours, published) in enumerate(zip(found, BY_BMI[sex, column], strict=True)):
        assert ours == pytest.approx(published, rel=0.1 if k < 4 else 0.2), k


def test_lean_people_may_be_resistant_and_obese_people_sensitive(people: pd.DataFrame) -> None:
    lean, obese = people[people["bmi"] < 25], people[people["bmi"] >= 30]
    assert (lean["homa"] > 2.5).mean() == pytest.approx(0.13, abs=0.03)
    assert (obese["homa"] < 2).mean() == pytest.approx(0.19, abs=0.03)


def partial(frame: pd.DataFrame, a: str, b: str, given: list[str]) -> float:
    X = np.column_stack([np.ones(len(frame)), frame[given]])
    left = [v - X @ np.linalg.lstsq(X, v, rcond=None)[0] for v in (frame[a].to_numpy(), frame[b].to_numpy())]
    return float(np.corrcoef(left)[0, 1])


def test_what_vanishes_once_others_are_given(people: pd.DataFrame) -> None:
    logs = people.assign(
        lh=np.log(people["homa"]),
        lc=np.log(people["crp_mg_l"]),
        lt=np.log(people["testosterone_ng_dl"]),
        ls=np.log(people["shbg_nmol_l"]),
    )
    for sex in "FM":
        group = logs[logs["sex"] == sex]
        assert partial(group, "lc", "lh", []) == pytest.approx(0.42, abs=0.03)
        assert partial(group, "lc", "lh", ["bmi", "age"]) == pytest.approx(0.12, abs=0.04)
    men = logs[logs["sex"] == "M"]
    assert partial(men, "lt", "lh", []) == pytest.approx(-0.39, abs=0.03)
    assert partial(men, "lt", "lh", ["ls"]) == pytest.approx(-0.27, abs=0.04)
    assert abs(partial(men, "lt", "lh", ["ls", "bmi", "age"])) < 0.06


def test_glucose_and_hba1c_rise_together_where_diabetes_begins(people: pd.DataFrame) -> None:
    high = people[people["glucose_mg_dl"] >= 140]
    usual = people[people["glucose_mg_dl"].between(90, 100)]
    assert high["hba1c_pct"].mean() > usual["hba1c_pct"].mean() + 1
    body = people[people["glucose_mg_dl"] < 115]
    assert np.corrcoef(np.log(body["glucose_mg_dl"]), body["hba1c_pct"])[0, 1] < 0.45


def test_values_look_as_a_laboratory_reports_them(people: pd.DataFrame) -> None:
    for column, decimals in {
        "bmi": 1,
        "waist_cm": 1,
        "insulin_uu_ml": 2,
        "hba1c_pct": 1,
        "albumin_g_dl": 1,
    }.items():
        assert (people[column] == people[column].round(decimals)).all(), column
    below = people["crp_mg_l"] == 0.08
    assert 0.02 < below.mean() < 0.15
    assert people.loc[~below, "crp_mg_l"].min() >= 0.2
    for column, digits in {"testosterone_ng_dl": 3, "shbg_nmol_l": 4}.items():
        assert (people[column] == [float(f"{x:.{digits}g}") for x in people[column]]).all(), column
    assert not people.isna().any(axis=None)


def test_every_table_is_described(package: dict[str, Any]) -> None:
    folder = data_path("datapackage.json").parent
    assert {r["path"] for r in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    for resource in package["resources"]:
        table = list(csv.reader(io.StringIO((folder / resource["path"]).read_text(encoding="utf-8"))))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == table[0], resource["name"]
        assert resource["rows"] == len(table) - 1, resource["name"]
        assert resource["licenses"], resource["name"]
        assert resource["sources"], resource["name"]
        assert all(field["description"].endswith(".") for field in fields), resource["name"]


def test_every_value_keeps_to_its_description(package: dict[str, Any], people: pd.DataFrame) -> None:
    for resource in package["resources"]:
        frame = pd.read_csv(data_path(resource["path"]))
        tables = [frame, people] if resource["name"] == "cohort" else [frame]
        for field, table in itertools.product(resource["schema"]["fields"], tables):
            name, limits = (resource["name"], field["name"]), field.get("constraints", {})
            if field["name"] == "id" and table is people:
                continue
            values = table[field["name"]].dropna()
            assert not limits.get("required") or len(values) == len(table), name
            assert "minimum" not in limits or values.min() >= limits["minimum"], name
            assert "maximum" not in limits or values.max() <= limits["maximum"], name
            assert "enum" not in limits or set(values) <= set(limits["enum"]), name
            assert field["type"] != "integer" or (values == values.round()).all(), name


def test_codes_and_units_are_those_of_the_course(package: dict[str, Any]) -> None:
    known = {a.loinc: a for a in map(units.analyte_of, units.ANALYTES)}
    described = [field for r in package["resources"] for field in r["schema"]["fields"] if "loinc" in field]
    assert len({field["loinc"] for field in described} & set(known)) >= 9
    for field in described:
        if field["loinc"] in known:
            assert field["unit"] == known[field["loinc"]].conventional.ucum, field["name"]


def test_generators_and_seeds_are_those_that_made_the_files(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        if "seed" in resource:
            module = pytest.importorskip(resource["generator"].rpartition(".")[0])
            assert resource["seed"] == module.SHIPPED_SEED, resource["name"]
            assert callable(getattr(module, resource["generator"].rpartition(".")[2]))


def test_the_datasheet_names_every_file() -> None:
    sheet = data_path("README.md").read_text(encoding="utf-8")
    for path in Path(data_path("README.md")).parent.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in sheet, path.name
