"""Units: factors against atomic weights and the literature, conversion, refusals, and the displayed units."""

import gc
import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import units
from helpers.units import ANALYTES, choice, convert, format_value, measured

# Standard atomic weights (IUPAC, conventional values).
C, H, O = 12.011, 1.008, 15.999  # noqa: E741
KEYS = sorted(ANALYTES)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """Keep the learner's own settings out of the tests, and the tests out of them."""
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "learner"))
    monkeypatch.setattr(choice, "_chosen", None)
    monkeypatch.setattr(choice, "_references", [])


def _restart(monkeypatch):
    monkeypatch.setattr(choice, "_chosen", None)


# The table


FACTORS = [
    ("glucose", 6 * C + 12 * H + 6 * O, 1e-2, 1e-3),
    ("total_cholesterol", 27 * C + 46 * H + O, 1e-2, 1e-3),
    ("testosterone", 19 * C + 28 * H + 2 * O, 1e-8, 1e-9),
    ("free_testosterone", 19 * C + 28 * H + 2 * O, 1e-9, 1e-12),
    ("estradiol", 18 * C + 24 * H + 2 * O, 1e-9, 1e-12),
    ("progesterone", 21 * C + 30 * H + 2 * O, 1e-6, 1e-9),
    ("c_peptide", 3020.3, 1e-6, 1e-9),
    ("igf1", 7648.6, 1e-6, 1e-9),
    ("gh", 22124, 1e-6, 1e-12),
]


@pytest.mark.parametrize(
    ("analyte", "grams_per_mole", "conventional_in_grams_per_litre", "si_in_moles_per_litre"), FACTORS
)
def test_factor_follows_from_the_molar_mass(
    analyte, grams_per_mole, conventional_in_grams_per_litre, si_in_moles_per_litre
):
    expected = conventional_in_grams_per_litre / grams_per_mole / si_in_moles_per_litre
    assert ANALYTES[analyte].factor == pytest.approx(expected, rel=2e-4)


VALUES = [
    (100, "glucose", "mg/dL", "mmol/L", 5.5507),
    (300, "testosterone", "ng/dL", "nmol/L", 10.40),
    (10, "testosterone", "nmol/L", "ng/dL", 288.42),
    (200, "igf1", "ng/mL", "nmol/L", 26.15),
    (1, "c_peptide", "ng/mL", "nmol/L", 0.3311),
    (1, "estradiol", "pg/mL", "pmol/L", 3.671),
    (1, "gh", "ng/mL", "pmol/L", 45.2),
    (88.57, "triglycerides", "mg/dL", "mmol/L", 1),
    (38.67, "hdl", "mg/dL", "mmol/L", 1),
    (38.67, "ldl", "mg/dL", "mmol/L", 1),
    (10, "insulin", "µU/mL", "pmol/L", 60),
    (0.3, "crp", "mg/dL", "mg/L", 3),
    (4.3, "albumin", "g/dL", "g/L", 43),
    (5, "testosterone", "ng/mL", "ng/dL", 500),
    (5, "free_testosterone", "ng/dL", "pg/mL", 50),
    (48, "hba1c", "mmol/mol", "%", 6.54),
    (6.5, "hba1c", "%", "mmol/mol", 47.5),
    (5.7, "hba1c", "%", "mmol/mol", 38.8),
    (7.0, "hba1c", "%", "mmol/mol", 53.0),
]


@pytest.mark.parametrize(("value", "analyte", "from_unit", "to_unit", "expected"), VALUES)
def test_published_conversions(value, analyte, from_unit, to_unit, expected):
    assert convert(value, analyte, from_unit, to_unit) == pytest.approx(expected, rel=1e-3)


def test_every_factor_is_checked():
    """Of each analyte with two units a factor or a value stands here a second time."""
    two = {name for name, each in ANALYTES.items() if each.conventional != each.si}
    assert two <= {row[0] for row in FACTORS} | {row[1] for row in VALUES}


def test_insulin_is_six_and_not_the_obsolete_factor():
    assert convert(10, "insulin", "µU/mL", "pmol/L") == 60
    assert convert(60, "insulin", "pmol/L", "µU/mL") == 10
    assert ANALYTES["insulin"].factor != pytest.approx(6.945, rel=0.1)


def test_printed_inverse_of_the_hba1c_equation_is_the_same_line():
    ifcc = np.linspace(20, 130, 12)
    assert convert(ifcc, "hba1c", "mmol/mol", "%") == pytest.approx(0.09148 * ifcc + 2.152, abs=0.005)


def test_table_is_complete_and_each_loinc_code_is_valid():
    for key, analyte in ANALYTES.items():
        assert analyte.key == key
        assert 0 < analyte.low < analyte.high
        assert analyte.factor_source
        assert analyte.range_source
        # The last digit of a LOINC code is a mod-10 check digit (Luhn).
        digits, check = analyte.loinc.split("-")
        doubled = sum(
            sum(divmod(int(digit) * (2 if at % 2 == 0 else 1), 10))
            for at, digit in enumerate(reversed(digits))
        )
        assert int(check) == -doubled % 10, key
    assert len({analyte.loinc for analyte in ANALYTES.values()}) == len(ANALYTES)


def test_shbg_has_one_unit():
    with pytest.raises(ValueError, match=r"'mg/L': SHBG is measured in nmol/L here"):
        convert(40, "shbg", "nmol/L", "mg/L")


# Conversion


@given(key=st.sampled_from(KEYS), position=st.floats(0, 1), data=st.data())
@settings(deadline=None)
def test_there_and_back_again(key, position, data):
    analyte = ANALYTES[key]
    one, other = (data.draw(st.sampled_from(analyte.units)) for _ in range(2))
    low, high = analyte.range_in(one)
    value = low + position * (high - low)
    back = convert(convert(value, key, one, other), key, other, one)
    assert back == pytest.approx(value, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("key", KEYS)
def test_a_unit_converts_to_itself_unchanged_and_conversion_rises(key):
    analyte = ANALYTES[key]
    values = np.geomspace(analyte.low, analyte.high, 9)
    for unit in analyte.units:
        converted = convert(values, key, analyte.conventional.symbol, unit)
        assert (np.diff(converted) > 0).all()
        np.testing.assert_array_equal(convert(converted, key, unit, unit), converted)


@pytest.mark.parametrize(
    "spelling",
    ["\u00b5U/mL", "\u03bcU/mL", "uU/ml", "µIU/mL", "uIU/mL", "u[IU]/mL", "mIU/L", "mU/l"],
)
def test_spellings_of_the_insulin_unit(spelling):
    assert convert(10, "insulin", spelling, "PMOL/L") == 60


@pytest.mark.parametrize("name", ["HbA1c", "hba1c", "A1C", "hb-a1c"])
def test_spellings_of_an_analyte(name):
    assert units.analyte_of(name).key == "hba1c"


def test_convert_keeps_the_kind_of_what_it_is_given():
    assert type(convert(np.float32(100), "glucose", "mg/dL", "mmol/L")) is float
    assert convert([[90, 100]], "glucose", "mg/dL", "mmol/L").shape == (1, 2)
    people = pd.DataFrame({"glucose": [90.0, np.nan, 126.0]}, index=["a", "b", "c"])
    converted = convert(people["glucose"], "glucose", "mg/dL", "mmol/L")
    assert list(converted.index) == ["a", "b", "c"]
    assert converted.name == "glucose"
    assert list(converted.isna()) == [False, True, False]
    assert converted["a"] == convert(90, "glucose", "mg/dL", "mmol/L")
    nullable = pd.Series([90, None], dtype="Int64")
    assert convert(nullable, "glucose", "mg/dL", "mmol/L").isna().tolist() == [False, True]


def test_convert_does_not_change_its_argument():
    values = np.array([90.0, 100.0])
    convert(values, "glucose", "mg/dL", "mmol/L")[:] = 0
    convert(values, "glucose", "mg/dL", "mg/dL")[:] = 0
    assert values.tolist() == [90, 100]


def test_changes_may_fall_and_lose_the_offset():
    assert convert(-1, "hba1c", "%", "mmol/mol", change=True) == pytest.approx(-10.93)
    assert convert(-18.0156, "glucose", "mg/dL", "mmol/L", change=True) == pytest.approx(-1)
    with pytest.raises(ValueError, match="change=True"):
        convert(-1, "glucose", "mg/dL", "mmol/L")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((100, "sugar", "mg/dL", "mmol/L"), r"analyte = 'sugar'.*glucose, insulin"),
        ((100, "glucose", "mg", "mmol/L"), r"'mg'.*mg/dL or mmol/L"),
        (("100", "glucose", "mg/dL", "mmol/L"), r"value = '100'.*Text is not a number"),
        ((True, "glucose", "mg/dL", "mmol/L"), r"value = True.*number in mg/dL"),
        ((None, "glucose", "mg/dL", "mmol/L"), r"value = None.*NaN"),
        (([90, float("inf")], "glucose", "mg/dL", "mmol/L"), r"value\[1\] = inf mg/dL: must be finite"),
    ],
)
def test_convert_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        convert(*arguments)


# Refusals


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("system", ["conventional", "SI"])
def test_plausible_range_is_inclusive_and_closed(key, system):
    unit = units.unit_of(key, system)
    low, high = ANALYTES[key].range_in(unit)
    measured("x", [low, high, float("nan")], key, system)
    for outside, side in ((low * 0.99, "below"), (high * 1.01, "above")):
        with pytest.raises(ValueError, match=side) as refusal:
            measured("x", outside, key, system)
        for part in (f"x = {outside:.10g} {unit}", f"{low:.4g} to {high:.4g} {unit}"):
            assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "analyte", "system", "meant"),
    [
        (5.5, "glucose", "conventional", "5.5 mmol/L"),
        (100, "glucose", "SI", "100 mg/dL"),
        (1.7, "triglycerides", "conventional", "1.7 mmol/L"),
        (150, "triglycerides", "SI", "150 mg/dL"),
        (1.3, "hdl", "conventional", "1.3 mmol/L"),
        (48, "hba1c", "conventional", "48 mmol/mol"),
        (6.5, "hba1c", "SI", "6.5 %"),
        (43, "albumin", "conventional", "43 g/L"),
        (4.3, "albumin", "SI", "4.3 g/dL"),
        (500, "testosterone", "SI", "500 ng/dL"),
    ],
)
def test_a_value_of_the_other_system_is_recognised(value, analyte, system, meant):
    with pytest.raises(ValueError, match=rf"Did you mean {re.escape(meant)}\?"):
        measured("x", value, analyte, system)


@pytest.mark.parametrize(
    "value", ["100", b"100", True, np.True_, None, 0, -5, float("inf"), -float("inf"), 1 + 2j, {}]
)
def test_what_cannot_be_a_measurement(value):
    with pytest.raises(ValueError, match=r"glucose = .*20 to 1000 mg/dL"):
        measured("glucose", value, "glucose")


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ([90, 100, 0, -1], r"glucose\[2\] = 0 mg/dL"),
        ([90, "100"], r"glucose\[1\] = '100'"),
        ([90, None], r"glucose\[1\] = None"),
        ([[90, 95], [100, 5]], r"glucose\[1, 1\] = 5 mg/dL"),
        (pd.Series([90, 5], index=["ann", "bob"]), r"glucose\['bob'\] = 5 mg/dL"),
        (pd.Series([90, 5], index=[7, 9]), r"glucose\[9\] = 5 mg/dL"),
        (pd.Series(["90", "95"]), r"glucose\[0\] = '90'"),
        (np.array([True, False]), r"glucose\[0\] = (np\.)?True"),
        ([[90, 95], [100]], r"glucose: .*rows of equal length"),
    ],
)
def test_first_offending_entry_is_named(values, place):
    with pytest.raises(ValueError, match=place):
        measured("glucose", values, "glucose")


def test_missing_values_pass():
    for missing in (
        [90, float("nan")],
        pd.Series([90, pd.NA], dtype="Float64"),
        pd.Series([90, pd.NA], dtype=object),
        np.ma.array([90, 5], mask=[False, True]),
    ):
        assert np.isnan(measured("glucose", missing, "glucose")).tolist() == [False, True]


# What a learner sees


@pytest.mark.parametrize(
    ("value", "analyte", "conventional", "si"),
    [
        (100, "glucose", "100 mg/dL", "5.6 mmol/L"),
        (10, "insulin", "10.0 µU/mL", "60 pmol/L"),
        (6.5, "hba1c", "6.5 %", "48 mmol/mol"),
        (150, "triglycerides", "150 mg/dL", "1.69 mmol/L"),
        (288.42, "testosterone", "288 ng/dL", "10.0 nmol/L"),
        (8, "testosterone", "8.0 ng/dL", "0.28 nmol/L"),
        (0, "glucose", "0 mg/dL", "0.0 mmol/L"),
        (float("nan"), "glucose", "not measured", "not measured"),
    ],
)
def test_format_value(value, analyte, conventional, si):
    assert format_value(value, analyte, "conventional") == conventional
    assert format_value(value, analyte, "SI") == si
    with units.units_as("SI"):
        assert format_value(value, analyte) == si


def test_conventional_until_chosen_and_the_choice_lasts(monkeypatch):
    assert units.current_units() == "conventional"
    units.use_units("SI")
    _restart(monkeypatch)
    assert units.current_units() == "SI"
    assert format_value(10, "insulin") == "60 pmol/L"


def test_other_settings_are_kept():
    path = choice.learner_path("settings.json")
    path.parent.mkdir(parents=True)
    path.write_text('{"units": "SI", "name": "Zoë"}', encoding="utf-8")
    assert units.current_units() == "SI"
    units.use_units("conventional")
    assert json.loads(path.read_text(encoding="utf-8")) == {"units": "conventional", "name": "Zoë"}
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b'{"units": "metric"}', b'{"units": ["SI"]}', b"\xff\xfe", b"[" * 100_000],
)
def test_damaged_settings_count_as_none(content, monkeypatch):
    path = choice.learner_path("settings.json")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert units.current_units() == "conventional"
    units.use_units("SI")
    _restart(monkeypatch)
    assert units.current_units() == "SI"


def test_settings_that_cannot_be_written_do_no_harm(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "file"))
    units.use_units("SI")
    assert units.current_units() == "SI"


def test_units_as_is_for_a_while_only():
    heard = []
    units.on_units_change(heard.append)
    with units.units_as("SI"):
        assert units.current_units() == "SI"
        with units.units_as("conventional"):
            assert units.current_units() == "conventional"
        assert units.current_units() == "SI"
    assert units.current_units() == "conventional"
    with pytest.raises(KeyError), units.units_as("SI"):
        raise KeyError
    assert units.current_units() == "conventional"
    assert heard == []
    assert not choice.learner_path("settings.json").exists()


def test_listeners_hear_changes_until_they_stop():
    heard = []
    stop = units.on_units_change(heard.append)
    units.use_units("SI")
    units.use_units("SI")
    units.use_units("conventional")
    stop()
    stop()
    units.use_units("SI")
    assert heard == ["SI", "conventional"]


def test_a_listening_object_is_not_kept_alive():
    class Explorer:
        heard = 0

        def redraw(self, _system):
            Explorer.heard += 1

    explorer = Explorer()
    units.on_units_change(explorer.redraw)
    units.use_units("SI")
    assert Explorer.heard == 1
    del explorer
    gc.collect()
    units.use_units("conventional")
    assert Explorer.heard == 1
    assert choice._references == []


@pytest.mark.parametrize(
    "call", [units.use_units, lambda name: units.units_as(name).__enter__(), units.system_of]
)
def test_unknown_system(call):
    with pytest.raises(ValueError, match=r"'metric'.*conventional.*SI"):
        call("metric")
