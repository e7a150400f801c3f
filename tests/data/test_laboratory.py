"""A learner's own CSV: read as it was meant, or refused with a message that finds the cell."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import cohort
from helpers.indices import homa_ir
from helpers.own import files, laboratory
from helpers.own.headings import headings
from helpers.paths import data_path

Write = Callable[..., Path]
CONVENTIONAL = "id,sex,age,glucose_mg_dl,insulin_uu_ml,note\n007,F,34,90,8.5,x\n008,M,61,110,14,\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(text: str | bytes, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return made


def refusal(path: object) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - what the message says is what is tested
        laboratory.read(path)  # type: ignore[arg-type]
    return str(caught.value)


# Correct reads


def test_without_a_path_the_shipped_cohort_comes() -> None:
    assert len(cohort.load()) == cohort.SHIPPED


def test_the_shipped_file_reads_as_itself() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = laboratory.read(data_path("cohort.csv"))
    pd.testing.assert_frame_equal(
        found.drop(columns="id"), cohort.load().drop(columns="id"), check_dtype=False, check_exact=True
    )


def test_nothing_of_the_file_is_lost_or_changed(write: Write) -> None:
    path = write(CONVENTIONAL)
    before = path.read_bytes(), path.stat().st_mtime_ns
    mine = laboratory.read(str(path))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert mine.columns.tolist() == ["id", "sex", "age", "glucose_mg_dl", "insulin_uu_ml", "note"]
    assert mine["id"].tolist() == ["007", "008"]
    assert mine["note"].tolist() == ["x", ""]
    assert mine["insulin_uu_ml"].tolist() == [8.5, 14]


def test_si_headings_give_the_cohorts_columns_besides(write: Write) -> None:
    mine = laboratory.read(
        write(
            "glucose_mmol_l,insulin_pmol_l,hba1c_mmol_mol,testosterone_nmol_l,albumin_g_l,tg_mmol_l\n"
            "5.5,60,37,15,43,1.2\n"
        )
    )
    assert mine.columns[:6].tolist() == [
        "glucose_mmol_l",
        "insulin_pmol_l",
        "hba1c_mmol_mol",
        "testosterone_nmol_l",
        "albumin_g_l",
        "tg_mmol_l",
    ]
    assert mine.loc[0, "glucose_mmol_l"] == 5.5
    assert mine.loc[0, "glucose_mg_dl"] == pytest.approx(99.1, abs=0.05)
    assert mine.loc[0, "insulin_uu_ml"] == pytest.approx(10)
    assert mine.loc[0, "hba1c_pct"] == pytest.approx(5.54, abs=0.01)
    assert mine.loc[0, "testosterone_ng_dl"] == pytest.approx(433, abs=1)
    assert mine.loc[0, "albumin_g_dl"] == pytest.approx(4.3)
    assert mine.loc[0, "tg_mg_dl"] == pytest.approx(106, abs=0.5)
    assert homa_ir(mine["glucose_mg_dl"], mine["insulin_uu_ml"])[0] == pytest.approx(
        5.5 * 10 / 22.5, rel=2e-3
    )


@pytest.mark.parametrize(
    "heading",
    ["Glucose (mmol/L)", "Fasting glucose, mmol/l", "GLUCOSE_MMOL_L", "glucose mmol/L", "Glucose [mmol/L]"],
)
def test_spellings_of_a_heading(write: Write, heading: str) -> None:
    mine = laboratory.read(write(f"{heading};Insulin (µIU/mL);HbA1c (%)\n5.5;10;5.4\n"))
    assert mine[heading].tolist() == [5.5]
    assert mine.loc[0, ["glucose_mg_dl", "insulin_uu_ml", "hba1c_pct"]].round(1).tolist() == [99.1, 10, 5.4]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_encodings_and_line_ends(write: Write, mark: str, encoding: str, end: str) -> None:
    text = (
        mark.join(["glucose_mg_dl", "insulin_uu_ml", "Größe"])
        + end
        + mark.join(["95", "7.5", "Ärztin"])
        + end
    )
    mine = laboratory.read(write(text, encoding=encoding))
    assert mine.columns.tolist() == ["glucose_mg_dl", "insulin_uu_ml", "Größe"]
    assert mine.iloc[0].tolist() == [95, 7.5, "Ärztin"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("5,6;1.080", (5.6, 1080)),  # the comma is decimal, so the point is not
        ("5,6;1 080", (5.6, 1080)),
        ("5.6;1,080", (5.6, 1080)),
        ("5.6;1'080", (5.6, 1080)),
        ("5.6;1\u202f080,5", None),
        ("5,612;60", (5.612, 60)),  # 5612 is outside the range
        ("5;60", (5, 60)),
        (" 5.6 ;6e1", (5.6, 60)),
    ],
)
def test_decimal_commas_and_thousands(write: Write, cells: str, expected: tuple[float, float] | None) -> None:
    path = write(f"glucose_mmol_l;insulin_pmol_l\n{cells}\n")
    if expected is None:
        assert "decimal point, but the file has decimal commas" in refusal(path)
    else:
        assert laboratory.read(path)[["glucose_mmol_l", "insulin_pmol_l"]].iloc[0].tolist() == list(expected)


def test_a_later_row_may_show_that_commas_are_decimal(write: Write) -> None:
    rows = ["5;1.080"] * 12_000 + ["5,6;60"]
    mine = laboratory.read(write("glucose_mmol_l;insulin_pmol_l\n" + "\n".join(rows)))
    assert mine["insulin_pmol_l"].iloc[[0, 11_999, 12_000]].tolist() == [1080, 1080, 60]


def test_a_number_that_can_be_read_in_two_ways_is_not_guessed(write: Write) -> None:
    message = refusal(write("glucose_mg_dl;insulin_uu_ml;testosterone_ng_dl\n95;8;1,200\n"))
    assert re.search(r"row 2, column testosterone_ng_dl: '1,200'.*1200 or 1\.200", message)


def test_quoted_decimal_commas(write: Write) -> None:
    assert laboratory.read(write('glucose_mmol_l,insulin_pmol_l\n"5,6",60\n'))["glucose_mmol_l"].tolist() == [
        5.6
    ]


@pytest.mark.parametrize("blank", ["", "NA", "n/a", " ", "NaN"])
def test_what_was_not_measured_is_missing(write: Write, blank: str) -> None:
    mine = laboratory.read(
        write(f"glucose_mg_dl,insulin_uu_ml,bmi,sex\n95,8,{blank},F\n{blank},9,24,{blank}\n")
    )
    assert mine["bmi"].isna().tolist() == [True, False]
    assert mine["glucose_mg_dl"].isna().tolist() == [False, True]
    assert mine["sex"].isna().tolist() == [False, True]


def test_empty_rows_and_the_line_for_spreadsheets(write: Write) -> None:
    text = "sep=;\nglucose_mg_dl;insulin_uu_ml;;\n\n95;8;;\n;;;\n96;0;;\n"
    assert re.search(r"row 5, column insulin_uu_ml: '0'", refusal(write(text)))
    assert laboratory.read(write(text.replace(";0;", ";9;")))["insulin_uu_ml"].tolist() == [8, 9]


def test_what_was_saved_can_be_loaded_again(write: Write, tmp_path: Path) -> None:
    first = laboratory.read(write("glucose_mmol_l,insulin_pmol_l,id\n5.5,60,a\n6.1,90,b\n"))
    first.to_csv(tmp_path / "again.csv", index=False)
    pd.testing.assert_frame_equal(laboratory.read(tmp_path / "again.csv"), first)


@given(
    values=st.lists(
        st.tuples(st.floats(1.2, 55), st.floats(0.5, 5999), st.text("aä;,'\" ", max_size=5)),
        min_size=1,
        max_size=8,
    ),
    mark=st.sampled_from([",", ";", "\t"]),
    decimal=st.sampled_from([".", ","]),
)
@settings(max_examples=40, deadline=None)
def test_what_pandas_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    values: list[tuple[float, float, str]],
    mark: str,
    decimal: str,
) -> None:
    frame = pd.DataFrame(values, columns=["glucose_mmol_l", "insulin_pmol_l", "note"])
    # Text beside numbers and three decimals together are the ambiguous case, tested by itself.
    frame[["glucose_mmol_l", "insulin_pmol_l"]] = (
        frame[["glucose_mmol_l", "insulin_pmol_l"]].round(2) + 0.0001
    )
    path = tmp_path_factory.mktemp("own") / "mine.csv"
    frame.to_csv(path, index=False, sep=mark, decimal=decimal, float_format="%.4f")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = laboratory.read(path)
    assert found["note"].tolist() == frame["note"].tolist()
    for column in ("glucose_mmol_l", "insulin_pmol_l"):
        np.testing.assert_allclose(found[column], frame[column].round(4), rtol=0, atol=1e-9)


# Values that cannot be


def test_a_message_finds_the_cell_and_the_likely_mistake(write: Write) -> None:
    message = refusal(write("glucose_mg_dl,insulin_uu_ml\n95,8\n5.6,9\n", "values.csv"))
    assert "values.csv: 1 problem" in message
    assert "row 3, column glucose_mg_dl: '5.6': expected 20 to 1000 mg/dL." in message
    assert "would fit in mmol/L: then the heading is glucose_mmol_l" in message


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("95,<low,30,F", "insulin_uu_ml: '<low': .*Beyond what the assay measures"),
        ("95,5 µU/mL,30,F", "insulin_uu_ml: '5 µU/mL': .*unit belongs in the heading"),
        ("95,-8,30,F", "insulin_uu_ml: '-8': expected 0.05 to 1000 µU/mL"),
        ("95,eight,30,F", "insulin_uu_ml: 'eight': .*Leave the cell empty"),
        ("95,inf,30,F", "insulin_uu_ml: 'inf'"),
        ("95,1_0,30,F", "insulin_uu_ml: '1_0'"),
        ("95,8,300,F", "age: '300': expected 0 to 120 years"),
        ("95,8,30,other", "sex: 'other': expected F or M .*F woman, M man"),
        ("95,8,30", "row 2: 3 cells under 4 headings"),
        ("95,8,5,30,F", "5 cells under 4 headings. Decimal commas need quotation marks"),
    ],
)
def test_each_kind_of_wrong_value(write: Write, row: str, message: str) -> None:
    text = refusal(write(f"glucose_mg_dl,insulin_uu_ml,age,sex\n{row}\n95.5,8,30,F\n"))
    assert re.search(message, text), text


def test_of_many_problems_the_first_are_told_and_all_counted(write: Write) -> None:
    rows = ["5.6,8,F"] * 12_000 + ["95,x,other", "95,8,F"]
    message = refusal(write("glucose_mg_dl,insulin_uu_ml,sex\n" + "\n".join(rows)))
    assert message.count("\n") < 8
    for told in ("row 2, ", "row 4, ", "row 12002, column insulin", "row 12002, column sex"):
        assert told in message
    assert "row 5, " not in message
    assert "glucose_mg_dl 12,000, insulin_uu_ml 1, sex 1" in message


def test_two_columns_of_one_quantity_must_agree(write: Write) -> None:
    head = "glucose_mg_dl,glucose_mmol_l,insulin_uu_ml\n"
    assert len(laboratory.read(write(head + "100,5.6,8\n90,,8\n"))) == 2
    assert re.search(
        r"row 3, column glucose_mmol_l: '7'.*is 90", refusal(write(head + "100,5.6,8\n90,7,8\n"))
    )


@pytest.mark.parametrize(
    ("text", "column", "unit"),
    [
        ("glucose_mg_dl,insulin_uu_ml\n95,60\n99,48\n90,55\n", "insulin_uu_ml", "pmol/L"),
        ("glucose_mmol_l,insulin_pmol_l\n5.2,8\n5.5,7\n5,11\n", "insulin_pmol_l", "µU/mL"),
        (
            "sex,glucose_mg_dl,insulin_uu_ml,testosterone_ng_dl\nM,95,6,15\nM,99,8,13\n",
            "testosterone_ng_dl",
            "nmol/L",
        ),
    ],
)
def test_a_swapped_unit_whose_values_are_possible_is_warned_of(
    write: Write, text: str, column: str, unit: str
) -> None:
    with pytest.warns(UserWarning, match=f"mine.csv, column {column}: .*reported {unit}") as caught:
        laboratory.read(write(text))
    assert caught[0].filename == __file__


def test_no_warning_where_the_unit_may_be_right(write: Write) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        laboratory.read(write("glucose_mg_dl,insulin_uu_ml\n120,25\n115,28\n"))
        # Without the sex it may be a woman's.
        laboratory.read(write("glucose_mg_dl,insulin_uu_ml,testosterone_ng_dl\n95,6,15\n"))


# Headings


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("glucose,insulin", "'glucose': write glucose_mg_dl or glucose_mmol_l"),
        ("glucose_mg_dl,insulin_uu_ml,HDL", "'HDL': write hdl_mg_dl or hdl_mmol_l"),
        (
            "glucose_mg_dl,hdl_mg_dl",
            "no column insulin_uu_ml or insulin_pmol_l. Headings in its first row: 'glucose_mg_dl'",
        ),
        ("glucos_mg_dl,insulin_uu_ml", "Is 'glucos_mg_dl' meant to be glucose_mg_dl?"),
        ("a:b:c", "no column glucose_mg_dl or glucose_mmol_l, and none insulin"),
        ("glucose_mg_dl,insulin_uu_ml,x,x", "heading 'x' more than once"),
        ("glucose_mg_dl,,insulin_uu_ml", "no heading above column 2"),
    ],
)
def test_headings_that_will_not_do(write: Write, head: str, message: str) -> None:
    assert message in refusal(write(f"{head}\n95,8,50,1\n"))


def test_every_listed_heading_is_understood(write: Write) -> None:
    table = headings()
    assert table["conventional"].tolist() == [c for c in cohort.load().columns if c != "id"]
    shipped = cohort.load().median(numeric_only=True)
    for row in table[table["value"] != "sex"].itertuples():
        assert row.lowest < shipped[row.conventional] < row.highest
    for column in ("conventional", "SI"):
        mine = laboratory.read(write(",".join(table[column]) + "\n" + "," * 4 + "20,30" + "," * 7 + "\n"))
        assert set(table["conventional"]) <= set(mine.columns), column


# Files that are no table


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\n \n", "is empty"),
        (b"glucose_mg_dl,insulin_uu_ml\n", "headings and no values"),
        (b"glucose_mg_dl,insulin_uu_ml\n,\n", "headings and no values"),
        (b"glucose_mg_dl,insulin_uu_ml\n95,\n", "no value of insulin"),
        (b"PK\x03\x04\x14\0rest", "a spreadsheet .* save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1rest", "old spreadsheet"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"\x89PNG\r\n\0\0", "not text"),
        (b"glucose_mg_dl,insulin_uu_ml\n95,\x81\x8d\xff", "letters cannot be read"),
        (b'glucose_mg_dl,insulin_uu_ml\n95,8\n"96,8\n97,9\n', "near row 3: a quotation mark"),
        (b"glucose_mg_dl," * 100_000, "no line end in 1,000,000"),
        (b"glucose_mg_dl,insulin_uu_ml\n" + b"95," * 700_000, "cells under 2 headings"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(write: Write, content: bytes, message: str) -> None:
    text = refusal(write(content))
    assert re.search(message, text), text
    assert "mine.csv" in text
    assert len(text) < 1000


def test_a_file_that_is_not_there(write: Write, tmp_path: Path) -> None:
    write(CONVENTIONAL, "my_values.csv")
    message = refusal(tmp_path / "my_value.csv")
    assert "no file 'my_value.csv'" in message
    assert "Did you mean 'my_values.csv'?" in message
    assert "is a folder" in refusal(tmp_path)
    assert "no folder" in refusal(tmp_path / "nowhere" / "x.csv")
    assert "expected the name of a file" in refusal(cohort.load())
    assert "there is none" in refusal("~nobody-of-this-name/x.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "a pipe or a device" in refusal(tmp_path / "pipe.csv")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_file_that_may_not_be_read(write: Write) -> None:
    path = write(CONVENTIONAL)
    path.chmod(0)
    assert "cannot be read" in refusal(path)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as handle:
        handle.truncate(files.MAX_BYTES + 1)
    assert "the limit is 200 MB" in refusal(path)


def test_limits_flags_and_common_names_are_read(write: Write) -> None:
    head = "FBG (mg/dL),Insulin (micro-IU/mL),Sex,bmi,CRP mg/L\n"
    with pytest.warns(UserWarning, match=r"limits of the assay.*A limit is no value"):
        table = laboratory.read(write(head + "105 H,9*,female,95,<0.3\n99,<2.0,m,27,2\n"))
    assert table["glucose_mg_dl"].tolist() == [105, 99]
    assert table["insulin_uu_ml"].tolist() == pytest.approx([9, float("nan")], nan_ok=True)
    assert table["sex"].tolist() == ["F", "M"]
    assert table["crp_mg_l"].tolist() == pytest.approx([float("nan"), 2], nan_ok=True)


def test_insulin_by_mass_is_refused_with_the_way_to_convert_it(write: Write) -> None:
    assert "ng/mL times 172" in refusal(write("glucose mg/dL,insulin ng/mL\n90,0.4\n"))
