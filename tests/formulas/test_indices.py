"""Indices: published values, identities, the wrong versions that circulate, and what is refused."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from helpers import indices
from helpers.indices import (
    bioavailable_testosterone,
    disposition_index,
    estimated_average_glucose,
    fasting_disposition_index,
    free_androgen_index,
    free_testosterone,
    gmi,
    hba1c_to_ifcc,
    hba1c_to_ngsp,
    homa2_approx,
    homa_beta,
    homa_ir,
    insulinogenic_index,
    matsuda,
    mcauley,
    ogis,
    quicki,
    stumvoll_clearance,
    stumvoll_secretion,
    stumvoll_sensitivity,
    tg_hdl,
    tyg,
)
from helpers.units import convert

# The worked example of the tabletools package, whose Matsuda index its author compared with Matsuda's calculator.
MINUTES = [0, 30, 60, 90, 120]
GLUCOSE = [93, 129, 178, 164, 97]
INSULIN = [12.8, 30.7, 68.5, 74.1, 44.0]
# The same in the mmol/L of the formulas' tables, which divide by 18.
GLUCOSE_SI = np.array(GLUCOSE) / 18
INSULIN_SI = np.array(INSULIN) * 6

glucose_values = st.floats(40, 600)
insulin_values = st.floats(0.5, 300)
triglyceride_values = st.floats(20, 2000)
testosterone_values = st.floats(3, 2000)
shbg_values = st.floats(3, 300)
albumin_values = st.floats(2.5, 5.5)


# Published values


@pytest.mark.parametrize(
    ("glucose", "insulin", "expected"), [(100, 5, 1.2346), (100, 10, 2.4691), (90, 10, 2.2222), (81, 5, 1)]
)
def test_homa_ir_published(glucose, insulin, expected):
    assert homa_ir(glucose, insulin) == pytest.approx(expected, abs=5e-5)


def test_homa_reference_person_in_si():
    assert homa_ir(4.5, 30, units="SI") == pytest.approx(1, rel=1e-15)
    assert homa_beta(4.5, 30, units="SI") == pytest.approx(100, rel=1e-15)


def test_homa_si_is_the_published_si_formula_to_the_last_bit():
    assert homa_ir(5.5, 60, units="SI") == 5.5 * 10 / 22.5


def test_homa_beta_published():
    assert homa_beta(100, 10) == pytest.approx(97.30, abs=5e-3)


@pytest.mark.parametrize(
    ("glucose", "insulin", "beta", "sensitivity"), [(3.0, 20, 139.8, 308.9), (5.2, 58, 93.0, 91.4)]
)
def test_homa2_grid_of_the_oxford_calculator(glucose, insulin, beta, sensitivity):
    result = homa2_approx(glucose, insulin, assay="ria", units="SI")
    assert result.beta == pytest.approx(beta, rel=0.0135)
    assert result.sensitivity == pytest.approx(sensitivity, rel=0.008)


def test_homa2_is_not_bilinear_interpolation_of_a_coarse_grid():
    # A package's example at (5.0, 60) reads 105.6 / 90.1 / 1.109; the calculator gives 102.9 / 89.3 / 1.120.
    result = homa2_approx(5.0, 60, assay="ria", units="SI")
    assert result.beta == pytest.approx(102.9, rel=0.005)
    assert result.sensitivity == pytest.approx(89.3, rel=0.005)
    assert result.resistance == pytest.approx(1.120, rel=0.005)


def test_homa1_is_about_twice_homa2():
    ratio = homa_ir(5.0, 60, units="SI") / homa2_approx(5.0, 60, assay="ria", units="SI").resistance
    assert ratio == pytest.approx(2, rel=0.05)


def test_homa2_is_by_default_for_an_assay_specific_for_insulin():
    by_default, specific, older = (
        homa2_approx(100, 10, **assay).resistance for assay in ({}, {"assay": "specific"}, {"assay": "ria"})
    )
    assert by_default == specific == pytest.approx(1.15 * older, rel=0.02)


def test_homa2_reference_of_c_peptide_and_specific_insulin():
    # A reference person is near 100 % by whatever hormone: insulin assays differ, so only roughly.
    for assay, hormone in (("ria", 60), ("specific", 45), ("c-peptide", 0.46)):
        result = homa2_approx(5.0, hormone, assay=assay, units="SI")
        assert 85 < result.beta < 115
        assert 85 < result.sensitivity < 115


def test_quicki_published():
    assert quicki(100, 10) == pytest.approx(1 / 3, abs=1e-12)


def test_matsuda_published():
    assert matsuda(MINUTES, GLUCOSE, INSULIN) == pytest.approx(3.43125, abs=5e-6)


def test_stumvoll_published():
    test = (MINUTES, GLUCOSE_SI, INSULIN_SI)
    assert stumvoll_sensitivity(*test, units="SI") == pytest.approx(0.090076, abs=5e-7)
    assert stumvoll_sensitivity(*test, bmi=25, age=40, units="SI") == pytest.approx(0.101304, abs=5e-7)
    assert stumvoll_sensitivity(*test, bmi=25, units="SI") == pytest.approx(0.09481, abs=5e-6)
    assert stumvoll_clearance(*test, bmi=25, units="SI") == pytest.approx(8.192, abs=5e-4)
    assert stumvoll_secretion(*test, units="SI") == pytest.approx(915.57, abs=0.01)
    assert stumvoll_secretion(*test, phase="second", units="SI") == pytest.approx(247.72, abs=0.01)


def test_mcauley_published():
    assert mcauley(60, 1.5, units="SI") == pytest.approx(6.4211, abs=5e-5)
    assert mcauley(10, 1.5 * 88.57) == pytest.approx(6.4211, abs=5e-5)


def test_tyg_published():
    assert tyg(triglycerides=150, glucose=100) == pytest.approx(8.9227, abs=5e-5)


def test_tg_hdl_published_and_its_units():
    assert tg_hdl(150, 40) == 3.75
    si = tg_hdl(150 / 88.57, 40 / 38.67, units="SI")
    assert si == pytest.approx(1.637, abs=5e-4)
    assert tg_hdl(150, 40) / si == pytest.approx(2.290, abs=5e-4)


def test_insulinogenic_and_disposition_indices_published():
    assert insulinogenic_index(MINUTES, GLUCOSE, INSULIN) == pytest.approx(0.4972, abs=5e-5)
    si = insulinogenic_index(MINUTES, GLUCOSE_SI, INSULIN_SI, units="SI")
    assert si == pytest.approx(53.70, abs=5e-3)
    assert si / 6 == pytest.approx(8.950, abs=5e-4)
    assert disposition_index(MINUTES, GLUCOSE, INSULIN) == pytest.approx(1.7061, abs=5e-5)
    assert fasting_disposition_index(MINUTES, GLUCOSE, INSULIN) == pytest.approx(0.03885, abs=5e-6)


def test_ogis_published():
    # Insulin at 120 min does not enter the formula.
    index = ogis([0, 90, 120], [90, 135, 115], [15, 150, 60], height_cm=170, weight_kg=70)
    assert index == pytest.approx(344.5, abs=0.05)


@pytest.mark.parametrize(("hba1c", "glucose"), [(5, 96.8), (6, 125.5), (7, 154.2), (8, 182.9)])
def test_estimated_average_glucose_published(hba1c, glucose):
    assert estimated_average_glucose(hba1c) == pytest.approx(glucose, abs=1e-9)


def test_estimated_average_glucose_in_si_from_either_unit_of_hba1c():
    assert estimated_average_glucose(7, units="SI") == pytest.approx(8.54, abs=1e-9)
    assert estimated_average_glucose(hba1c_to_ifcc(7), units="SI") == pytest.approx(8.54, abs=1e-9)
    mixed = estimated_average_glucose([7, hba1c_to_ifcc(7), math.nan], units="SI")
    assert mixed == pytest.approx([8.54, 8.54, math.nan], nan_ok=True)


@pytest.mark.parametrize(("glucose", "indicator"), [(100, 5.702), (150, 6.898), (154, 6.994)])
def test_gmi_published(glucose, indicator):
    assert gmi(glucose) == pytest.approx(indicator, abs=5e-4)


def test_gmi_in_si_is_the_same_line():
    assert gmi(10, units="SI") == pytest.approx(12.71 + 47.0587, rel=1e-12)
    for mean in (100, 154, 250):
        si = gmi(convert(mean, "glucose", "mg/dL", "mmol/L"), units="SI")
        assert si == pytest.approx(hba1c_to_ifcc(gmi(mean)), abs=0.1)


@pytest.mark.parametrize(("ngsp", "ifcc"), [(6.5, 47.5), (5.7, 38.8), (7.0, 53.0)])
def test_hba1c_published(ngsp, ifcc):
    assert hba1c_to_ifcc(ngsp) == pytest.approx(ifcc, abs=0.05)
    assert hba1c_to_ngsp(hba1c_to_ifcc(ngsp)) == pytest.approx(ngsp, rel=1e-14)


def test_hba1c_48_is_the_diagnostic_six_and_a_half():
    assert hba1c_to_ngsp(48) == pytest.approx(6.54, abs=5e-3)


def test_free_testosterone_published():
    assert free_testosterone(10, 40, 43, units="SI") == pytest.approx(173.88, abs=5e-3)
    # 5.015 ng/dL and 117.5 ng/dL for 10 nmol/L in the other units.
    assert free_testosterone(288.42, 40, 4.3) == pytest.approx(50.15, abs=5e-3)
    assert bioavailable_testosterone(288.42, 40, 4.3) == pytest.approx(117.5, abs=0.05)
    assert bioavailable_testosterone(10, 40, 43, units="SI") / free_testosterone(
        10, 40, 43, units="SI"
    ) * 1000 == pytest.approx(23.4348, abs=5e-5)


def test_albumin_has_a_default_in_each_system():
    assert free_testosterone(400, 40) == free_testosterone(400, 40, 4.3)
    assert free_testosterone(14, 40, units="SI") == free_testosterone(14, 40, 43, units="SI")


def test_shbg_alone_halves_or_doubles_free_testosterone():
    assert free_testosterone(350, 20) / free_testosterone(350, 60) == pytest.approx(2, rel=0.1)
    woman = [free_testosterone(1.5, shbg, units="SI") for shbg in (60, 25)]
    assert woman[1] / woman[0] == pytest.approx(2, rel=0.15)


# Identities


@given(glucose=glucose_values, insulin=insulin_values)
@settings(deadline=None)
def test_quicki_is_homa_on_another_scale(glucose, insulin):
    assert quicki(glucose, insulin) == pytest.approx(
        1 / math.log10(405 * homa_ir(glucose, insulin)), rel=1e-12
    )


def si(values, analyte):
    conventional, other = {
        "glucose": ("mg/dL", "mmol/L"),
        "insulin": ("µU/mL", "pmol/L"),
        "triglycerides": ("mg/dL", "mmol/L"),
        "hdl": ("mg/dL", "mmol/L"),
        "testosterone": ("ng/dL", "nmol/L"),
        "albumin": ("g/dL", "g/L"),
    }[analyte]
    return convert(values, analyte, conventional, other)


@given(
    glucose=glucose_values, insulin=insulin_values, triglycerides=triglyceride_values, testosterone=testosterone_values,
    shbg=shbg_values, albumin=albumin_values,
)  # fmt: skip
@settings(deadline=None)
def test_both_systems_describe_the_same_person(glucose, insulin, triglycerides, testosterone, shbg, albumin):
    g, i, t = si(glucose, "glucose"), si(insulin, "insulin"), si(triglycerides, "triglycerides")
    assert quicki(g, i, units="SI") == pytest.approx(quicki(glucose, insulin), rel=1e-12)
    assert tyg(t, g, units="SI") == pytest.approx(tyg(triglycerides, glucose), rel=1e-12)
    assert mcauley(i, t, units="SI") == pytest.approx(mcauley(insulin, triglycerides), rel=1e-12)
    # HOMA's two published forms take 18 mg/dL per mmol/L, 0.09 % less than the molar mass says.
    assert homa_ir(g, i, units="SI") == pytest.approx(homa_ir(glucose, insulin) * 18 / 18.0156, rel=1e-12)
    total, protein = si(testosterone, "testosterone"), si(albumin, "albumin")
    free = free_testosterone(total, shbg, protein, units="SI")
    assert convert(free, "free_testosterone", "pmol/L", "pg/mL") == pytest.approx(
        free_testosterone(testosterone, shbg, albumin), rel=1e-12
    )
    bound_to_albumin = bioavailable_testosterone(total, shbg, protein, units="SI")
    assert convert(bound_to_albumin, "testosterone", "nmol/L", "ng/dL") == pytest.approx(
        bioavailable_testosterone(testosterone, shbg, albumin), rel=1e-12
    )
    assert free_androgen_index(total, shbg, units="SI") == pytest.approx(
        free_androgen_index(testosterone, shbg), rel=1e-12
    )


@pytest.mark.parametrize(
    "index",
    [
        matsuda,
        disposition_index,
        stumvoll_sensitivity,
        stumvoll_secretion,
        lambda *test, **kw: stumvoll_clearance(*test, bmi=27, **kw),
        lambda *test, **kw: ogis(*test, height_cm=175, weight_kg=80, **kw),
        lambda *test, **kw: homa2_approx(test[1][0], test[2][0], **kw).beta,
    ],
)
def test_indices_on_one_scale_agree_between_systems(index):
    in_si = index(MINUTES, si(GLUCOSE, "glucose"), si(INSULIN, "insulin"), units="SI")
    assert in_si == pytest.approx(index(MINUTES, GLUCOSE, INSULIN), rel=1e-10)


@given(testosterone=testosterone_values, shbg=shbg_values, albumin=albumin_values)
@settings(deadline=None)
def test_free_testosterone_conserves_mass(testosterone, shbg, albumin):
    """Free + on albumin + on SHBG (each by its own law of mass action) is all there is; solved independently."""
    total = testosterone / 28.842e9  # mol/L
    sites, protein = shbg * 1e-9, albumin * 10 / 69_000

    def unaccounted(free):
        return free + 3.6e4 * protein * free + sites * 1e9 * free / (1 + 1e9 * free) - total

    free = brentq(unaccounted, 0, total, xtol=1e-24, rtol=1e-14)
    assert free_testosterone(testosterone, shbg, albumin) == pytest.approx(free * 288.42e9, rel=1e-9)


@given(
    glucose=st.floats(3, 12), hormone=st.floats(0, 1), assay=st.sampled_from(["ria", "specific", "c-peptide"])
)
@settings(deadline=None)
def test_homa2_resistance_is_the_inverse_of_sensitivity(glucose, hormone, assay):
    low, high = {"ria": (20, 400), "specific": (20, 300), "c-peptide": (0.2, 3.5)}[assay]
    result = homa2_approx(glucose, low + hormone * (high - low), assay=assay, units="SI")
    assert result.resistance == pytest.approx(100 / result.sensitivity, rel=1e-14)


@given(glucose=glucose_values, insulin=insulin_values, more=st.floats(1.001, 1.5))
@settings(deadline=None)
def test_directions(glucose, insulin, more):
    assert homa_ir(glucose, insulin * more) > homa_ir(glucose, insulin)
    assert quicki(glucose * more, insulin) < quicki(glucose, insulin)
    assert tyg(glucose * more, glucose) > tyg(glucose, glucose)
    assert mcauley(insulin * more, 100) < mcauley(insulin, 100)
    assert free_testosterone(insulin, 40 * more) < free_testosterone(insulin, 40)
    assert free_testosterone(insulin * more, 40) > free_testosterone(insulin, 40)
    samples = np.array(INSULIN)
    assert matsuda(MINUTES, GLUCOSE, samples * more) < matsuda(MINUTES, GLUCOSE, samples)


def test_gmi_is_not_the_inverse_of_estimated_average_glucose():
    assert gmi(estimated_average_glucose(9)) != pytest.approx(9, abs=0.3)
    crossing = brentq(lambda glucose: estimated_average_glucose(gmi(glucose)) - glucose, 100, 250)
    assert crossing == pytest.approx(154.06, abs=5e-3)


# Wrong versions that circulate


def test_insulin_is_not_converted_with_the_obsolete_factor():
    wrong = 5.5 * (60 / 6.945) / 22.5
    assert homa_ir(5.5, 60, units="SI") / wrong == pytest.approx(1.1575, abs=1e-4)


def test_homa_of_mg_dl_is_not_divided_by_22_5():
    assert homa_ir(100, 10) == pytest.approx(100 * 10 / 22.5 / 18, rel=1e-14)


def test_homa_is_not_rescaled_by_the_molar_mass():
    assert homa_ir(90, 10) != pytest.approx(2.2203, abs=1e-3)


def test_quicki_is_not_of_natural_logarithms():
    assert 1 / (math.log(10) + math.log(100)) == pytest.approx(0.14476, abs=5e-6)
    assert quicki(100, 10) > 2 * 0.14476


def test_mcauley_is_not_of_mg_dl():
    assert math.exp(2.63 - 0.28 * math.log(10) - 0.31 * math.log(1.5 * 88.57)) == pytest.approx(
        1.60, abs=5e-3
    )
    assert mcauley(10, 1.5 * 88.57) > 6


def test_matsuda_is_none_of_its_misprints():
    ours = matsuda(MINUTES, GLUCOSE, INSULIN)
    plain_means = 1e4 / math.sqrt(93 * 12.8 * np.mean(GLUCOSE) * np.mean(INSULIN))
    assert plain_means == pytest.approx(3.7159, abs=5e-5)
    assert plain_means / ours == pytest.approx(1.08, abs=0.01)
    assert ours != pytest.approx(1e3 / math.sqrt(93 * 12.8 * np.mean(GLUCOSE) * np.mean(INSULIN)), rel=0.5)
    assert ours < 1e4 / 1e3  # "10,000 · √(…)", without the division, is in the tens of millions


def test_stumvoll_coefficient_of_fasting_insulin_is_not_ten_times_less():
    fasting = [stumvoll_sensitivity([0, 120], [5, 6], [i0, 300], units="SI") for i0 in (50, 150)]
    assert fasting[0] - fasting[1] == pytest.approx(100 * 0.000321, rel=1e-9)


def test_stumvoll_takes_glucose_at_120_minutes():
    base, late = (stumvoll_sensitivity([0, 120], [5, g], [50, 300], units="SI") for g in (6, 8))
    assert base - late == pytest.approx(2 * 0.00541, rel=1e-9)
    assert stumvoll_sensitivity([0, 120], [7, 6], [50, 300], units="SI") == base


def test_tyg_has_the_two_inside_the_logarithm():
    assert math.log(150 * 100) / 2 == pytest.approx(4.808, abs=5e-4)
    assert tyg(150, 100) == pytest.approx(math.log(150 * 100) - math.log(2), rel=1e-14)


def test_albumin_binding_is_not_that_of_shbg_nor_of_another_molar_mass():
    def quadratic(binding, total=10.0, shbg=40.0):
        linear = binding + shbg - total
        return 1000 * (math.sqrt(linear**2 + 4 * binding * total) - linear) / (2 * binding)

    ours = free_testosterone(10, 40, 43, units="SI")
    assert ours == pytest.approx(quadratic(1 + 3.6e4 * 43 / 69_000), rel=1e-9)
    assert ours != pytest.approx(quadratic(1 + 3.6e4 * 43 / 66_500), rel=5e-3)
    assert quadratic(1 + 1.4e9 * 43 / 69_000) < ours / 1000


def test_free_androgen_index_misleads_in_men_and_says_so():
    # A sixfold fall of SHBG: the index says sixfold, mass action far less in a man, nearly as much in a woman.
    man, woman = (
        free_testosterone(total, 10, units="SI") / free_testosterone(total, 60, units="SI")
        for total in (15, 1)
    )
    for total in (15, 1):
        index = [free_androgen_index(total, shbg, units="SI") for shbg in (10, 60)]
        assert index[0] / index[1] == pytest.approx(6)
    assert man < woman < 6
    assert man < 3
    assert "Not valid in men" in (indices.free_androgen_index.__doc__ or "")


# Where a formula ends


def test_homa_beta_is_undefined_in_hypoglycaemia():
    assert math.isnan(homa_beta(63, 10))
    assert math.isnan(homa_beta(3.5, 60, units="SI"))
    assert np.isnan(homa_beta([100, 60, 64], 10)).tolist() == [False, True, False]


def test_insulinogenic_index_is_undefined_without_a_rise():
    for late in (93, 90):
        assert math.isnan(insulinogenic_index([0, 30], [93, late], [10, 30]))
        assert math.isnan(disposition_index([0, 30], [93, late], [10, 30]))
        assert math.isnan(fasting_disposition_index([0, 30], [93, late], [10, 30]))
    assert insulinogenic_index([0, 30], [93, 129], [30, 12]) < 0


def test_homa2_domain():
    homa2_approx([3, 12], [20, 400], assay="ria", units="SI")
    homa2_approx(si_inverse([3, 12]), np.array([20, 300]) / 6)
    for glucose, insulin, assay, name in (
        (2.9, 60, "ria", "glucose"),
        (12.1, 60, "ria", "glucose"),
        (5, 401, "ria", "insulin"),
        (5, 301, "specific", "insulin"),
        (5, 19, "specific", "insulin"),
        (5, 3.6, "c-peptide", "insulin"),
    ):
        with pytest.raises(ValueError, match=rf"^{name} = .*approximated from"):
            homa2_approx(glucose, insulin, assay=assay, units="SI")
    with pytest.raises(ValueError, match=r"insulin = 2 µU/mL.*3.333 to 50 µU/mL"):
        homa2_approx(100, 2)
    # A column does not fail for one person.
    column = homa2_approx([100, 100, 40, 100], [10, 2, 10, float("nan")]).resistance
    assert np.isnan(column).tolist() == [False, True, True, True]
    assert column[0] == pytest.approx(homa2_approx(100, 10).resistance)
    with pytest.raises(ValueError, match=r"assay = 'elisa'.*'ria', 'specific', 'c-peptide'"):
        homa2_approx(100, 10, assay="elisa")


def si_inverse(glucose):
    return convert(glucose, "glucose", "mmol/L", "mg/dL")


# Shapes

PAIRED = {
    "homa_ir": (homa_ir, (95, 110), (8, 20)),
    "homa_beta": (homa_beta, (95, 110), (8, 20)),
    "quicki": (quicki, (95, 110), (8, 20)),
    "homa2_beta": (lambda *a, **k: homa2_approx(*a, **k).beta, (95, 110), (8, 20)),
    "homa2_resistance": (lambda *a, **k: homa2_approx(*a, **k).resistance, (95, 110), (8, 20)),
    "mcauley": (mcauley, (8, 20), (90, 200)),
    "tyg": (tyg, (90, 200), (95, 110)),
    "tg_hdl": (tg_hdl, (90, 200), (50, 35)),
    "free_testosterone": (free_testosterone, (500, 30), (30, 60)),
    "bioavailable_testosterone": (bioavailable_testosterone, (500, 30), (30, 60)),
    "free_androgen_index": (free_androgen_index, (500, 30), (30, 60)),
    "estimated_average_glucose": (estimated_average_glucose, (5.2, 6.1)),
    "gmi": (gmi, (95, 150)),
    "hba1c_to_ifcc": (hba1c_to_ifcc, (5.2, 6.1)),
    "hba1c_to_ngsp": (hba1c_to_ngsp, (34, 48)),
}


@pytest.mark.parametrize("name", PAIRED)
def test_one_person_a_column_and_a_series_agree(name):
    index, *columns = PAIRED[name]
    single = [index(*person) for person in zip(*columns, strict=True)]
    assert all(type(value) is float for value in single)
    column = index(*(np.array([*values, np.nan]) for values in columns))
    np.testing.assert_allclose(column[:2], single, rtol=1e-14)
    assert np.isnan(column[2])
    labels = ["ann", "bob", "eve"]
    series = index(*(pd.Series([*values, np.nan], index=labels) for values in columns))
    assert isinstance(series, pd.Series)
    assert list(series.index) == labels
    assert series.name == name
    np.testing.assert_array_equal(series.to_numpy(), column)


def test_a_number_is_the_same_for_everyone():
    np.testing.assert_array_equal(homa_ir([90, 100], 10), [homa_ir(90, 10), homa_ir(100, 10)])
    people = pd.Series([90, 100], index=["ann", "bob"])
    assert homa_ir(100, people / 10)["bob"] == homa_ir(100, 10)


def test_series_are_never_paired_by_position():
    glucose = pd.Series([90, 100], index=["ann", "bob"])
    insulin = pd.Series([20, 5], index=["bob", "ann"])
    with pytest.raises(ValueError, match="glucose and insulin: their indexes differ"):
        homa_ir(glucose, insulin)
    with pytest.raises(ValueError, match=r"glucose \(2,\), insulin \(3,\)"):
        homa_ir([90, 100], [5, 10, 20])


OF_A_TEST = [
    matsuda,
    insulinogenic_index,
    disposition_index,
    fasting_disposition_index,
    stumvoll_sensitivity,
    stumvoll_secretion,
    lambda *test: stumvoll_sensitivity(*test, bmi=27),
    lambda *test: stumvoll_sensitivity(*test, bmi=27, age=50),
    lambda *test: stumvoll_clearance(*test, bmi=27),
    lambda *test: ogis(*test, height_cm=175, weight_kg=80),
]


@pytest.mark.parametrize("index", OF_A_TEST)
def test_many_tests_at_once(index):
    glucose = np.array([GLUCOSE, [100, 160, 160, 160, 140], GLUCOSE])
    insulin = np.array([INSULIN, [5, 10, 10, 10, 5], [np.nan] * 5])
    one_by_one = [index(MINUTES, g, i) for g, i in zip(glucose, insulin, strict=True)]
    assert all(type(value) is float for value in one_by_one)
    np.testing.assert_allclose(index(MINUTES, glucose, insulin), one_by_one, rtol=1e-14)
    labels = ["ann", "bob", "eve"]
    frames = (pd.DataFrame(samples, index=labels, columns=MINUTES) for samples in (glucose, insulin))
    result = index(MINUTES, *frames)
    assert list(result.index) == labels
    np.testing.assert_allclose(result.to_numpy(), one_by_one, rtol=1e-14)


def test_samples_may_be_columns_of_a_data_frame():
    frame = pd.DataFrame({"minutes": MINUTES, "glucose": GLUCOSE, "insulin": INSULIN})
    assert matsuda(frame["minutes"], frame["glucose"], frame["insulin"]) == matsuda(MINUTES, GLUCOSE, INSULIN)


def test_each_person_has_their_own_body_mass():
    glucose, insulin = np.array([GLUCOSE] * 2), np.array([INSULIN] * 2)
    rates = stumvoll_clearance(MINUTES, glucose, insulin, bmi=[22, 32])
    assert rates[0] - rates[1] == pytest.approx(10 * 0.271)
    with pytest.raises(ValueError, match="Sizes do not match"):
        stumvoll_clearance(MINUTES, glucose, insulin, bmi=[22, 32, 40])


# Refusals


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        (lambda: homa_ir(5.5, 60), ("glucose = 5.5 mg/dL", "20 to 1000 mg/dL", "mean 5.5 mmol/L?")),
        (lambda: homa_ir(10, 100), ("glucose = 10 mg/dL", "glucose and insulin the wrong way round?")),
        (lambda: homa_ir(100, 10, units="SI"), ("glucose = 100 mmol/L", "1.11 to 55.51 mmol/L", "mean 100 mg/dL?")),
        (lambda: homa_ir("100", 10), ("glucose = '100'", "mg/dL", "Text is not a number")),
        (lambda: homa_ir(100, True), ("insulin = True", "µU/mL", "0.05 to 1000")),
        (lambda: homa_ir(100, None), ("insulin = None", "µU/mL", "NaN")),
        (lambda: homa_ir(0, 10), ("glucose = 0 mg/dL", "above zero", "20 to 1000 mg/dL", "NaN")),
        (lambda: homa_ir(100, [10, -99]), ("insulin[1] = -99 µU/mL", "above zero", "0.05 to 1000 µU/mL")),
        (lambda: quicki(100, math.inf), ("insulin = inf µU/mL", "finite", "0.05 to 1000 µU/mL")),
        (lambda: homa_beta(2000, 10), ("glucose = 2000 mg/dL", "above the plausible range")),
        (lambda: tyg(1.7, 100), ("triglycerides = 1.7 mg/dL", "5 to 5000 mg/dL", "1.7 mmol/L?")),
        (lambda: tg_hdl(150, 1.1), ("hdl = 1.1 mg/dL", "1.1 mmol/L?")),
        (lambda: mcauley(60, 150, units="SI"), ("triglycerides = 150 mmol/L", "150 mg/dL?")),
        (lambda: free_testosterone(500, 40, 43), ("albumin = 43 g/dL", "1 to 7 g/dL", "43 g/L?")),
        (lambda: free_testosterone(500, 40, units="SI"), ("testosterone = 500 nmol/L", "500 ng/dL?")),
        (lambda: estimated_average_glucose(48), ("hba1c = 48 %", "3 to 20 %", "48 mmol/mol?")),
        (lambda: estimated_average_glucose(300, units="SI"), ("hba1c = 300", "3 to 195.1")),
        (lambda: hba1c_to_ifcc(48), ("hba1c = 48 %", "48 mmol/mol?")),
        (lambda: gmi(7.5), ("mean_glucose = 7.5 mg/dL", "7.5 mmol/L?")),
        (lambda: homa2_approx(100, 0.001, assay="c-peptide"), ("insulin = 0.001 ng/mL", "0.01 to 50 ng/mL")),
        (lambda: matsuda([0, 30], [93, 5.5], [10, 60]), ("glucose[1] = 5.5 mg/dL", "5.5 mmol/L?")),
        (lambda: matsuda([0, 30, 20], [93] * 3, [9] * 3), ("minutes[2] = 20 min", "must rise")),
        (lambda: matsuda([10, 30], [93, 120], [9, 40]), ("minutes[0] = 10 min", "fasting")),
        (lambda: matsuda([0, 30], [93, 120, 99], [9, 40, 20]), ("glucose", "(3,)", "2 times")),
        (lambda: matsuda([0, 30], 93, 9), ("glucose", "one sample per time")),
        (lambda: insulinogenic_index([0, 60], [93, 120], [9, 40]), ("sample at 30 min", "0, 60")),
        (lambda: ogis([0, 60], [93, 120], [9, 40], height_cm=170, weight_kg=70), ("at 90 and 120 min",)),
        (
            lambda: ogis([0, 90, 120], [90] * 3, [9] * 3, height_cm=1.7, weight_kg=70),
            ("height_cm = 1.7 cm", "50 to 275 cm", "metres?"),
        ),
        (lambda: stumvoll_clearance(MINUTES, GLUCOSE, INSULIN, bmi=0.5), ("bmi = 0.5 kg/m²", "8 to 200 kg/m²")),
        (lambda: stumvoll_sensitivity(MINUTES, GLUCOSE, INSULIN, age=25), ("age", "without bmi")),
        (lambda: stumvoll_secretion(MINUTES, GLUCOSE, INSULIN, phase="third"), ("phase = 'third'", "'first'")),
        (lambda: homa_ir(100, 10, units="metric"), ("units = 'metric'", "SI")),
        (lambda: gmi(100, units="si"), ("units = 'si'", "SI")),
        (lambda: free_testosterone(100, 10, units="si"), ("units = 'si'", "SI")),
    ],
)  # fmt: skip
def test_messages(call, parts):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  the parts below are the match
        call()
    for part in parts:
        assert part in str(refusal.value)


def test_no_warning_reaches_a_learner(recwarn):
    homa_beta([60, 63, 100, np.nan], 10)
    insulinogenic_index([0, 30], [93, 93], [10, 30])
    quicki(20, 0.05)
    free_testosterone([np.nan, 300], 40)
    ogis(MINUTES, [[200, 200, 200, 20, 20]], [[900, 500, 300, 20, 20]], height_cm=170, weight_kg=70)
    assert not recwarn.list


def test_insulin_by_its_own_unit():
    """Matthews' own pair: 4.5 mmol/L and 5 mU/L make a HOMA-IR of 1."""
    si = {"units": "SI", "insulin_unit": "mU/L"}
    assert homa_ir(4.5, 5, **si) == pytest.approx(1)
    assert homa_beta(4.5, 5, **si) == pytest.approx(100)
    assert quicki(5.5, 10, **si) == pytest.approx(quicki(5.5, 60, units="SI"))
    assert mcauley(10, 1.5, **si) == pytest.approx(mcauley(60, 1.5, units="SI"))
    assert homa2_approx(5.5, 10, **si).resistance == pytest.approx(
        homa2_approx(5.5, 60, units="SI").resistance
    )
    assert homa_ir(100, 60, insulin_unit="pmol/L") == pytest.approx(homa_ir(100, 10))
    times, glucose, insulin = [0, 30, 60, 90, 120], [5.2, 7.2, 9.9, 9.1, 5.4], [12.8, 30.7, 68.5, 74.1, 44.0]
    # The same test in mg/dL: 93, 129, 178, 164, 97.
    assert matsuda(times, glucose, insulin, **si) == pytest.approx(3.43, abs=0.03)
    c_peptide = homa2_approx(5.0, 0.7, assay="c-peptide", units="SI").beta
    assert homa2_approx(5.0, 700, assay="c-peptide", units="SI", insulin_unit="pmol/L").beta == pytest.approx(
        c_peptide
    )
    with pytest.raises(ValueError, match="insulin is measured in"):
        homa_ir(5, 5, insulin_unit="stone")


def test_the_hint_gives_the_right_number_when_followed():
    with pytest.raises(ValueError, match=r"Did you mean 5\.5 mmol/L\? That is 99\.09 mg/dL\.") as told:
        homa_ir(5.5, 10)
    followed = float(re.search(r"That is ([\d.]+)", str(told.value))[1])
    assert homa_ir(followed, 10) == pytest.approx(5.5 * 10 / 22.5, rel=2e-3)
    with pytest.raises(ValueError, match=r"1\.5 g/L\? That is 150 mg/dL"):
        tyg(1.5, 120)


def test_labels_that_contradict_the_minutes_are_refused():
    test = pd.DataFrame([[93, 97, 129, 178, 164]], columns=["g_0", "g_120", "g_30", "g_60", "g_90"])
    insulin = [[12.8, 44.0, 30.7, 68.5, 74.1]]
    with pytest.raises(ValueError, match="glucose: its columns are labelled 0, 120, 30, 60, 90"):
        matsuda([0, 30, 60, 90, 120], test, insulin)
    right = test[["g_0", "g_30", "g_60", "g_90", "g_120"]]
    assert matsuda([0, 30, 60, 90, 120], right, [[12.8, 30.7, 68.5, 74.1, 44.0]])[0] == pytest.approx(
        3.431, abs=1e-3
    )
