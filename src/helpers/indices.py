"""Indices that are computed from laboratory values: formulas, exactly as published.

Arguments are numbers, anything that numpy takes as an array, or pandas Series of one index; the result is of
the same kind. `units` is ``"conventional"`` (mg/dL, µU/mL, ng/dL, g/dL, %) or ``"SI"`` (mmol/L, pmol/L,
nmol/L, g/L, mmol/mol) and rules arguments and results alike; SHBG is in nmol/L in both. NaN stays NaN.
Whatever cannot be a measurement raises ValueError with the plausible range and the likely mistake.

Where a person's measurements are possible but a formula is undefined for them, the index is NaN, not an
error: a column of a thousand people must not fail for one of them, and one person is treated as a column is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks, words
from helpers.checks import Floats
from helpers.units import (
    Measurements,
    UnitSystem,
    analyte_of,
    bounded,
    convert,
    is_plausible,
    like,
    measured,
    system_of,
    unit_of,
)

Assay: TypeAlias = Literal["ria", "specific", "c-peptide"]

# Matthews et al. wrote HOMA with 18 mg/dL per mmol/L; both published forms are kept as they are.
_HOMA_SI = 22.5
DIABETES_GLUCOSE = 126.0
"""Fasting glucose (mg/dL) from which diabetes is diagnosed, if it is found twice: ADA Expert Committee 1997,
doi:10.2337/diacare.20.7.1183."""

HOMA_PRODUCT = 405
"""Glucose (mg/dL) times insulin (µU/mL) at a HOMA1-IR of 1: Matthews 1985, doi:10.1007/BF00280883."""


def homa_ir(
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return HOMA1-IR, the product of fasting glucose and insulin scaled to 1 at 4.5 mmol/L and 5 µU/mL.

    It describes the fasting steady state, mostly the liver's side of it. Insulin assays differ by up to
    twofold and are not standardised, so there is no diagnostic cut-off. It is not valid on injected insulin.

    Parameters
    ----------
    glucose
        Fasting glucose, mg/dL or mmol/L.
    insulin
        Fasting insulin, µU/mL or pmol/L (6.00 pmol per µU).
    units
        Units of the arguments.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        HOMA1-IR, no unit: glucose (mg/dL) × insulin (µU/mL) / 405, or glucose (mmol/L) × insulin (µU/mL) /
        22.5.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Matthews DR et al., Diabetologia 1985;28:412-419, doi:10.1007/BF00280883.

    Examples
    --------
    >>> round(homa_ir(glucose=100, insulin=10), 3)
    2.469
    >>> round(homa_ir(5.5, 60, units="SI"), 3)
    2.444
    >>> round(homa_ir(5.5, 10, units="SI", insulin_unit="mU/L"), 3)
    2.444
    """
    insulin = _insulin(insulin, insulin_unit, units)
    given = _read(units, glucose=glucose, insulin=insulin)
    if units == "SI":
        index = given["glucose"] * _micro_units(given["insulin"]) / _HOMA_SI
    else:
        index = given["glucose"] * given["insulin"] / HOMA_PRODUCT
    return like(index, glucose, insulin, name="homa_ir")


def homa_beta(
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return HOMA1-%B, the secretion of insulin in percent of a reference, 100 at 4.5 mmol/L and 5 µU/mL.

    Parameters
    ----------
    glucose, insulin
        Fasting values, mg/dL and µU/mL or mmol/L and pmol/L.
    units
        Units of the arguments.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        HOMA1-%B, percent: 360 × insulin / (glucose - 63) in mg/dL, 20 × insulin / (glucose - 3.5) in mmol/L.
        NaN at or below 63 mg/dL (3.5 mmol/L), where the formula is undefined.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Matthews DR et al., Diabetologia 1985;28:412-419, doi:10.1007/BF00280883.

    Examples
    --------
    >>> round(homa_beta(100, 10), 1)
    97.3
    >>> homa_beta(60, 10)
    nan
    """
    insulin = _insulin(insulin, insulin_unit, units)
    given = _read(units, glucose=glucose, insulin=insulin)
    if units == "SI":
        index = _ratio(20 * _micro_units(given["insulin"]), given["glucose"] - 3.5)
    else:
        index = _ratio(360 * given["insulin"], given["glucose"] - 63)
    return like(index, glucose, insulin, name="homa_beta")


@dataclass(frozen=True)
class Homa2:
    """HOMA2 estimates.

    Parameters
    ----------
    beta, sensitivity
        Secretion (%B) and sensitivity (%S), percent of the reference population.
    resistance
        HOMA2-IR, 100 / sensitivity.
    """

    beta: Measurements
    sensitivity: Measurements
    resistance: Measurements


@dataclass(frozen=True)
class _Homa2Fit:
    """Polynomials for ln %B and ln %S, and the domain of the published grid that they were fitted to."""

    analyte: str
    reference: float
    domain: tuple[float, float]
    sensitivity: tuple[float, ...]
    beta: tuple[float, ...]


_HOMA2_GLUCOSE = (3.0, 12.0)
_HOMA2_FITS: dict[Assay, _Homa2Fit] = {
    "ria": _Homa2Fit(
        "insulin", 60, (20, 400),
        (4.48833, -0.25233, 0.0725, -0.0458, -0.98116, -0.00007, 0.01399, -0.00012, 0.00005),
        (4.63519, -2.00668, 0.04844, 0.07399, 0.67167, 0.05555, 0.00433, 0.07184, 0.02319),
    ),
    "specific": _Homa2Fit(
        "insulin", 60, (20, 300),
        (4.35359, -0.32201, 0.04097, -0.05923, -0.97563, 0.0029, 0.01542, 0.00208, 0.00184),
        (4.72781, -1.95026, 0.08669, 0.09198, 0.67118, 0.06122, 0.0034, 0.07282, 0.0224),
    ),
    "c-peptide": _Homa2Fit(
        "c_peptide", 0.7, (0.2, 3.5),
        (4.17324, -0.32317, 0.03993, -0.05808, -0.99687, 0.00243, 0.00203, 0.00041, 0.00104),
        (4.85175, -1.94076, 0.09749, 0.09976, 0.69089, 0.07198, 0.01524, 0.08329, 0.02738),
    ),
}  # fmt: skip


def homa2_approx(
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    assay: Assay = "specific",
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Homa2:
    """Return HOMA2 estimates from polynomials fitted to published output of the Oxford calculator (v2.2.4).

    HOMA2 is a system of equations, presented by Hill and colleagues in 2013, which its calculator solves; the
    polynomials here stand in for that. Within their domain they are within 0.8 % of the grid that they were
    fitted to for sensitivity and 1.4 % for secretion. HOMA2-IR is about half of HOMA1-IR: cut-offs of
    one do not fit the other, and many "HOMA2" calculators on the web compute HOMA1.

    Parameters
    ----------
    glucose
        Fasting glucose, 54.05 to 216.2 mg/dL or 3 to 12 mmol/L.
    insulin
        Fasting insulin, 3.33 to 50 µU/mL or 20 to 300 pmol/L (`assay` ``"specific"``; ``"ria"``: up to 66.7
        µU/mL or 400 pmol/L), or fasting C-peptide, 0.604 to 10.6 ng/mL or 0.2 to 3.5 nmol/L
        (``"c-peptide"``).
    assay
        What `insulin` was measured with: an assay specific for insulin, as nine of ten commercial ones were by 2007
        (Marcovina 2007, doi:10.1373/clinchem.2006.082214), an older radioimmunoassay, or C-peptide.
    units
        Units of the arguments.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    Homa2
        With `beta`, `sensitivity` (percent) and `resistance`.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement, one person's lies outside the domain of the fit, or the assay is not
        known. In a column such a person is NaN: a thousand must not fail for one.

    References
    ----------
    Levy JC et al., Diabetes Care 1998;21:2191-2192, doi:10.2337/diacare.21.12.2191; Hill NR et al., Diabetes
    Care 2013;36:2324-2330, doi:10.2337/dc12-0607.

    Examples
    --------
    >>> person = homa2_approx(5.2, 58, assay="ria", units="SI")
    >>> round(person.beta), round(person.sensitivity), round(person.resistance, 1)
    (93, 91, 1.1)
    """
    if not words.known(assay, _HOMA2_FITS):
        raise ValueError(f"assay = {words.said(assay)}: choose {', '.join(map(repr, _HOMA2_FITS))}.")
    fit = _HOMA2_FITS[assay]
    insulin = _insulin(insulin, insulin_unit, units, fit.analyte)
    given = _read(units, {"insulin": fit.analyte}, glucose=glucose, insulin=insulin)
    x = np.log(_inside_grid("glucose", given["glucose"], "glucose", units, _HOMA2_GLUCOSE) / 5)
    y = np.log(_inside_grid("insulin", given["insulin"], fit.analyte, units, fit.domain) / fit.reference)
    x, y = np.broadcast_arrays(x, y)
    terms = np.stack([np.ones_like(x), x, x**2, x**3, y, x * y, y**2, x**2 * y, x * y**2])
    sensitivity, beta = (np.exp(np.tensordot(row, terms, axes=1)) for row in (fit.sensitivity, fit.beta))
    return Homa2(
        like(beta, glucose, insulin, name="homa2_beta"),
        like(sensitivity, glucose, insulin, name="homa2_sensitivity"),
        like(100 / sensitivity, glucose, insulin, name="homa2_resistance"),
    )


def quicki(
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return QUICKI, the inverse of the logarithm of fasting glucose times insulin.

    The logarithm is the common one, base 10. QUICKI is HOMA1-IR on another scale, 1 / log10(405 × HOMA1-IR),
    so that their agreement is not evidence for either.

    Parameters
    ----------
    glucose, insulin
        Fasting values, mg/dL and µU/mL or mmol/L and pmol/L; SI values are converted before the logarithm.
    units
        Units of the arguments.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        QUICKI, no unit.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Katz A et al., J Clin Endocrinol Metab 2000;85:2402, doi:10.1210/jcem.85.7.6661.

    Examples
    --------
    >>> round(quicki(100, 10), 4)
    0.3333
    """
    insulin = _insulin(insulin, insulin_unit, units)
    given = _read_as("conventional", units, glucose=glucose, insulin=insulin)
    # At the very end of both plausible ranges the logarithm vanishes.
    index = _ratio(1.0, np.log10(given["insulin"]) + np.log10(given["glucose"]))
    return like(index, glucose, insulin, name="quicki")


def matsuda(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return Matsuda's index of whole-body insulin sensitivity from an oral glucose tolerance test.

    10,000 / √(G0 × I0 × mean G × mean I), always computed in mg/dL and µU/mL. "Mean" is read as the
    trapezoidal mean over time. The plain mean of the samples, also in use, is 8 % off in the example below.

    Parameters
    ----------
    minutes
        Times of the samples; the first is the fasting sample at 0. The index was published for 0, 30, 60, 90,
        120.
    glucose, insulin
        Samples of one person, or a two-dimensional array or data frame with a row per person.
    units
        Units of the samples.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        One index per person.

    Raises
    ------
    ValueError
        If times do not rise from 0, shapes do not match, or a sample cannot be a measurement.

    References
    ----------
    Matsuda M, DeFronzo RA, Diabetes Care 1999;22:1462-1470, doi:10.2337/diacare.22.9.1462.

    Examples
    --------
    >>> round(matsuda([0, 30, 60, 90, 120], [93, 129, 178, 164, 97], [12.8, 30.7, 68.5, 74.1, 44.0]), 3)
    3.431
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, "conventional")
    fasting = test.glucose[..., 0] * test.insulin[..., 0]
    means = _mean(test.minutes, test.glucose) * _mean(test.minutes, test.insulin)
    return like(10_000 / np.sqrt(fasting * means), glucose, insulin, name="matsuda")


def insulinogenic_index(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return the insulinogenic index, the rise of insulin over the rise of glucose in the first 30 minutes.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with samples at 0 and 30 minutes, as in `matsuda`.
    units
        Units of the samples and of the index.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        µU/mL per mg/dL, or pmol/L per mmol/L. NaN where glucose has not risen at 30 minutes: the index is
        then undefined.

    Raises
    ------
    ValueError
        As `matsuda`, or if there is no sample at 30 minutes.

    References
    ----------
    Seltzer HS et al., Diabetes 1967;16:316, PMID 6023769.

    Examples
    --------
    >>> round(insulinogenic_index([0, 30], [93, 129], [12.8, 30.7]), 4)
    0.4972
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, units, at=(0, 30))
    return like(_insulinogenic(test), glucose, insulin, name="insulinogenic_index")


def disposition_index(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return the oral disposition index: insulinogenic index times Matsuda's index.

    The product is a fair measure of secretion for the given sensitivity only as far as the two are related by
    a hyperbola (slope -1 between their logarithms).

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with a sample at 30 minutes, as in `matsuda`.
    units
        Units of the samples. The index is that of µU/mL and mg/dL in both systems, so that values compare.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        One index per person; NaN where glucose has not risen at 30 minutes.

    Raises
    ------
    ValueError
        As `insulinogenic_index`.

    References
    ----------
    Seltzer HS et al., Diabetes 1967;16:316, PMID 6023769; Matsuda M, DeFronzo RA, Diabetes Care
    1999;22:1462-1470, doi:10.2337/diacare.22.9.1462.

    Examples
    --------
    >>> glucose, insulin = [93, 129, 178, 164, 97], [12.8, 30.7, 68.5, 74.1, 44.0]
    >>> round(disposition_index([0, 30, 60, 90, 120], glucose, insulin), 3)
    1.706
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, "conventional", at=(0, 30))
    index = _insulinogenic(test) * matsuda(test.minutes, test.glucose, test.insulin)
    return like(np.asarray(index), glucose, insulin, name="disposition_index")


def fasting_disposition_index(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return Utzschneider's oral disposition index: insulinogenic index over fasting insulin.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with samples at 0 and 30 minutes, as in `matsuda`.
    units
        Units of the samples and of the index.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Per mg/dL, or per mmol/L; NaN where glucose has not risen at 30 minutes.

    Raises
    ------
    ValueError
        As `insulinogenic_index`.

    References
    ----------
    Utzschneider KM et al., Diabetes Care 2009;32:335, doi:10.2337/dc08-1478.

    Examples
    --------
    >>> round(fasting_disposition_index([0, 30], [93, 129], [12.8, 30.7]), 5)
    0.03885
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, units, at=(0, 30))
    index = _insulinogenic(test) / test.at("insulin", 0)
    return like(index, glucose, insulin, name="fasting_disposition_index")


def stumvoll_sensitivity(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    bmi: ArrayLike | None = None,
    age: ArrayLike | None = None,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return Stumvoll's index of insulin sensitivity, in the variant that fits what is known of the person.

    The published variants disagree in circulation (0.0000321 for 0.000321, fasting glucose for that of 120
    minutes). Used here, in pmol/L, mmol/L, kg/m² and years:

    - without `bmi` and `age`: 0.156 - 0.0000459 × I120 - 0.000321 × I0 - 0.00541 × G120;
    - with `bmi`: 0.226 - 0.0032 × BMI - 0.0000645 × I120 - 0.00375 × G90;
    - with both: 0.222 - 0.00333 × BMI - 0.0000779 × I120 - 0.000422 × age.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with a sample at 120 minutes, with `bmi` alone also at 90, as in
        `matsuda`.
    bmi, age
        Body mass index, kg/m², and age, years.
    units
        Units of the samples.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Metabolic clearance per insulin, µmol/kg/min per pmol/L, in both systems.

    Raises
    ------
    ValueError
        As `matsuda`; if a sample is missing, or `age` is given without `bmi`.

    References
    ----------
    Stumvoll M et al., Diabetes Care 2000;23:295-301, doi:10.2337/diacare.23.3.295.

    Examples
    --------
    >>> round(stumvoll_sensitivity([0, 120], [5.17, 5.39], [76.8, 264], units="SI"), 4)
    0.0901
    """
    insulin = _insulin(insulin, insulin_unit, units)
    if bmi is None and age is not None:
        raise ValueError("age: no variant takes age without bmi. Give both, or bmi alone, or neither.")
    with_90 = bmi is not None and age is None
    test = _tolerance_test(minutes, glucose, insulin, units, "SI", at=(0, 90, 120) if with_90 else (0, 120))
    late = test.at("insulin", 120)
    if bmi is None:
        index = (
            0.156 - 0.0000459 * late - 0.000321 * test.at("insulin", 0) - 0.00541 * test.at("glucose", 120)
        )
    elif age is None:
        mass = _body_mass(bmi, glucose, late)
        index = 0.226 - 0.0032 * mass - 0.0000645 * late - 0.00375 * test.at("glucose", 90)
    else:
        mass, years = _body_mass(bmi, glucose, late), bounded("age", age, 1, 125, unit="years")
        _pair({"glucose": glucose, "age": age}, {"insulin at 120 min": late, "age": years})
        index = 0.222 - 0.00333 * mass - 0.0000779 * late - 0.000422 * years
    return like(index, glucose, insulin, bmi, age, name="stumvoll_sensitivity")


def stumvoll_clearance(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    bmi: ArrayLike,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return Stumvoll's estimate of the metabolic clearance rate of glucose.

    18.8 - 0.271 × BMI - 0.0052 × I120 - 0.27 × G90, in pmol/L and mmol/L. An intercept of 18.3 also
    circulates.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with samples at 90 and 120 minutes, as in `matsuda`.
    bmi
        Body mass index, kg/m².
    units
        Units of the samples.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        mL/kg/min in both systems.

    Raises
    ------
    ValueError
        As `matsuda`, or if there is no sample at 90 or 120 minutes.

    References
    ----------
    Stumvoll M et al., Diabetes Care 2000;23:295-301, doi:10.2337/diacare.23.3.295.

    Examples
    --------
    >>> round(stumvoll_clearance([0, 90, 120], [5.2, 9.1, 5.4], [77, 445, 264], bmi=25, units="SI"), 2)
    8.2
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, "SI", at=(90, 120))
    late = test.at("insulin", 120)
    rate = 18.8 - 0.271 * _body_mass(bmi, glucose, late) - 0.0052 * late - 0.27 * test.at("glucose", 90)
    return like(rate, glucose, insulin, bmi, name="stumvoll_clearance")


def stumvoll_secretion(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    phase: Literal["first", "second"] = "first",
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return Stumvoll's estimate of the first or second phase of insulin secretion.

    First phase 1283 + 1.829 × I30 - 138.7 × G30 + 3.772 × I0, second phase 287 + 0.4164 × I30 - 26.07 × G30 +
    0.9226 × I0, in pmol/L and mmol/L.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with samples at 0 and 30 minutes, as in `matsuda`.
    phase
        ``"first"`` or ``"second"``.
    units
        Units of the samples.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        pmol/L in both systems, the scale of the hyperglycaemic clamp.

    Raises
    ------
    ValueError
        As `insulinogenic_index`, or if the phase is not known.

    References
    ----------
    Stumvoll M et al., Diabetes Care 2000;23:295-301, doi:10.2337/diacare.23.3.295.

    Examples
    --------
    >>> round(stumvoll_secretion([0, 30], [5.2, 7.2], [77, 184], units="SI"))
    911
    """
    insulin = _insulin(insulin, insulin_unit, units)
    if not words.known(phase, _STUMVOLL_PHASES):
        raise ValueError(f"phase = {words.said(phase)}: choose 'first' or 'second'.")
    constant, early, glycaemia, fasting = _STUMVOLL_PHASES[phase]
    test = _tolerance_test(minutes, glucose, insulin, units, "SI", at=(0, 30))
    secretion = constant + early * test.at("insulin", 30) - glycaemia * test.at("glucose", 30)
    secretion = secretion + fasting * test.at("insulin", 0)
    return like(secretion, glucose, insulin, name="stumvoll_secretion")


_STUMVOLL_PHASES = {"first": (1283, 1.829, 138.7, 3.772), "second": (287, 0.4164, 26.07, 0.9226)}


def ogis(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    *,
    height_cm: ArrayLike,
    weight_kg: ArrayLike,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return OGIS, an estimate of glucose clearance in a clamp, from a 2-hour test with 75 g of glucose.

    Parameters
    ----------
    minutes, glucose, insulin
        An oral glucose tolerance test with samples at 0, 90 and 120 minutes, as in `matsuda`.
    height_cm, weight_kg
        For the body surface (formula of Gehan and George).
    units
        Units of the samples.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        mL/min/m² of body surface, in both systems.

    Raises
    ------
    ValueError
        As `matsuda`, or if a sample is missing.

    References
    ----------
    Mari A et al., Diabetes Care 2001;24:539-548, doi:10.2337/diacare.24.3.539.

    Examples
    --------
    >>> round(ogis([0, 90, 120], [90, 135, 115], [15, 150, 90], height_cm=170, weight_kg=70), 1)
    344.5
    """
    insulin = _insulin(insulin, insulin_unit, units)
    test = _tolerance_test(minutes, glucose, insulin, units, "conventional", at=(0, 90, 120))
    g0, g90, g120 = (test.at("glucose", time) for time in (0, 90, 120))
    height = bounded("height_cm", height_cm, 50, 275, unit="cm", likely_mistake=_metres)
    weight = bounded("weight_kg", weight_kg, 10, 650, unit="kg")
    _pair(
        {"glucose": glucose, "height_cm": height_cm, "weight_kg": weight_kg},
        {"glucose at 0 min": g0, "height_cm": height, "weight_kg": weight},
    )
    surface = 0.0235 * height**0.42246 * weight**0.51456
    # The paper's constants for the 2-hour test; clamp glucose 90 mg/dL, dose in g/m², volume in mL/m².
    p1, p2, p3, p4, p5, p6, volume, clamp = 650, 325, 81_300, 132, 652e-6, 173, 10_000, 90
    appearing = (p1 * 75 / surface - volume * (g120 - g90) / 30) / g90 + p3 / g0
    # Insulin that falls by more than p2 within 90 minutes has no clearance under the model.
    clearance = _ratio(p4 * appearing, test.at("insulin", 90) - test.at("insulin", 0) + p2)
    linear = (p5 * (g90 - clamp) + 1) * clearance
    with np.errstate(invalid="ignore"):
        index = (linear + np.sqrt(linear**2 + 4 * p5 * p6 * (g90 - clamp) * clearance)) / 2
    return like(index, glucose, insulin, height_cm, weight_kg, name="ogis")


def mcauley(
    insulin: ArrayLike,
    triglycerides: ArrayLike,
    *,
    units: UnitSystem = "conventional",
    insulin_unit: str | None = None,
) -> Measurements:
    """Return McAuley's index of insulin sensitivity from fasting insulin and triglycerides.

    exp(2.63 - 0.28 ln insulin - 0.31 ln triglycerides), with insulin in µU/mL and triglycerides in mmol/L
    whatever the units of the arguments. Measurements of 5.8 and less have been taken as insulin resistance. (The
    formula was checked against tables that quote it; page numbers of the paper are unverified.)

    Parameters
    ----------
    insulin, triglycerides
        Fasting values, µU/mL and mg/dL or pmol/L and mmol/L.
    units
        Units of the arguments.
    insulin_unit
        Unit of insulin where it is not that of `units`, such as ``"mU/L"`` beside mmol/L.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        The index, no unit by convention.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    McAuley KA et al., Diabetes Care 2001;24:460, doi:10.2337/diacare.24.3.460.

    Examples
    --------
    >>> round(mcauley(60, 1.5, units="SI"), 2)
    6.42
    """
    insulin = _insulin(insulin, insulin_unit, units)
    given = _read_as("conventional", units, insulin=insulin, triglycerides=triglycerides)
    lipids = convert(given["triglycerides"], "triglycerides", "mg/dL", "mmol/L")
    index = np.exp(2.63 - 0.28 * np.log(given["insulin"]) - 0.31 * np.log(lipids))
    return like(index, insulin, triglycerides, name="mcauley")


def tyg(triglycerides: ArrayLike, glucose: ArrayLike, *, units: UnitSystem = "conventional") -> Measurements:
    """Return the TyG index, ln(triglycerides × glucose / 2) in mg/dL.

    The 2 stands inside the logarithm. A value between 4 and 5 comes from another formula that circulates,
    half of ln(triglycerides × glucose), which has cut-offs of its own.

    Parameters
    ----------
    triglycerides, glucose
        Fasting values, mg/dL or mmol/L; SI values are converted before the logarithm.
    units
        Units of the arguments.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        TyG, no unit.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Simental-Mendía LE et al., Metab Syndr Relat Disord 2008;6:299, doi:10.1089/met.2008.0034.

    Examples
    --------
    >>> round(tyg(triglycerides=150, glucose=100), 3)
    8.923
    """
    given = _read_as("conventional", units, triglycerides=triglycerides, glucose=glucose)
    index = np.log(given["triglycerides"] * given["glucose"] / 2)
    return like(index, triglycerides, glucose, name="tyg")


def tg_hdl(triglycerides: ArrayLike, hdl: ArrayLike, *, units: UnitSystem = "conventional") -> Measurements:
    """Return the ratio of triglycerides to HDL cholesterol.

    Name the units with the ratio: the same person's ratio is 2.29 times as high in mg/dL as in mmol/L,
    because the two lipids differ in molar mass. Cut-offs also differ between ethnic groups.

    Parameters
    ----------
    triglycerides, hdl
        Fasting values, mg/dL or mmol/L.
    units
        Units of the arguments and of the ratio.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        mg/dL per mg/dL, or mmol/L per mmol/L.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    Examples
    --------
    >>> tg_hdl(triglycerides=150, hdl=40)
    3.75
    """
    given = _read(units, triglycerides=triglycerides, hdl=hdl)
    return like(given["triglycerides"] / given["hdl"], triglycerides, hdl, name="tg_hdl")


ADAG = (28.7, 46.7)
"""Average glucose (mg/dL) is the first times HbA1c (%) minus the second: Nathan 2008, doi:10.2337/dc08-0545."""


def estimated_average_glucose(hba1c: ArrayLike, *, units: UnitSystem = "conventional") -> Measurements:
    """Return the average glucose that an HbA1c stands for on average (the ADAG regression).

    28.7 × HbA1c - 46.7 mg/dL, or 1.59 × HbA1c - 2.59 mmol/L, with HbA1c in percent. R² was 0.84 in 507
    people: one HbA1c covers a range of averages.

    Parameters
    ----------
    hba1c
        HbA1c in %, or with ``"SI"`` in mmol/mol. Some countries combine mmol/L with %: with ``"SI"``, values
        of 20 and less are read as %, since they are impossible, or all but so, in mmol/mol (20 mmol/mol is
        4.0 %).
    units
        Units of the argument and of the result.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        mg/dL, or mmol/L.

    Raises
    ------
    ValueError
        If the argument cannot be a measurement.

    References
    ----------
    Nathan DM et al., Diabetes Care 2008;31:1473-1478, doi:10.2337/dc08-0545.

    Examples
    --------
    >>> round(estimated_average_glucose(7), 1)
    154.2
    >>> [round(estimated_average_glucose(hba1c, units="SI"), 1) for hba1c in (53, 7)]
    [8.5, 8.5]
    """
    if system_of(units) == "SI":
        glucose = 1.59 * _percent(hba1c) - 2.59
    else:
        slope, fall = ADAG
        glucose = slope * measured("hba1c", hba1c, "hba1c") - fall
    return like(glucose, hba1c, name="estimated_average_glucose")


def gmi(mean_glucose: ArrayLike, *, units: UnitSystem = "conventional") -> Measurements:
    """Return the glucose management indicator, the HbA1c expected from the mean of a continuous monitor.

    3.31 + 0.02392 × mean (mg/dL) in %, or 12.71 + 4.70587 × mean (mmol/L) in mmol/mol. It is a regression in
    the other direction and not the inverse of `estimated_average_glucose`: the two lines cross at 154 mg/dL.

    Parameters
    ----------
    mean_glucose
        Mean glucose of at least some days, mg/dL or mmol/L.
    units
        Units of the argument and of the result.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        % or mmol/mol.

    Raises
    ------
    ValueError
        If the argument cannot be a measurement.

    References
    ----------
    Bergenstal RM et al., Diabetes Care 2018;41:2275-2280, doi:10.2337/dc18-1581.

    Examples
    --------
    >>> round(gmi(150), 2)
    6.9
    """
    mean = measured("mean_glucose", mean_glucose, "glucose", units)
    indicator = 12.71 + 4.70587 * mean if units == "SI" else 3.31 + 0.02392 * mean
    return like(indicator, mean_glucose, name="gmi")


def hba1c_to_ifcc(hba1c: ArrayLike) -> Measurements:
    """Return HbA1c in the IFCC's mmol/mol from the NGSP's percent.

    Parameters
    ----------
    hba1c
        HbA1c, %.

    Raises
    ------
    ValueError
        If the argument cannot be a measurement.

    References
    ----------
    IFCC = 10.93 × NGSP - 23.50, as in Endocr Abstr 2019;63:P984.

    Examples
    --------
    >>> round(hba1c_to_ifcc(6.5), 1)
    47.5
    """
    ifcc = convert(measured("hba1c", hba1c, "hba1c"), "hba1c", "%", "mmol/mol")
    return like(np.asarray(ifcc), hba1c, name="hba1c_to_ifcc")


def hba1c_to_ngsp(hba1c: ArrayLike) -> Measurements:
    """Return HbA1c in the NGSP's percent from the IFCC's mmol/mol: the exact inverse of `hba1c_to_ifcc`.

    Parameters
    ----------
    hba1c
        HbA1c, mmol/mol.

    Raises
    ------
    ValueError
        If the argument cannot be a measurement.

    References
    ----------
    IFCC = 10.93 × NGSP - 23.50, as in Endocr Abstr 2019;63:P984.

    Examples
    --------
    >>> round(hba1c_to_ngsp(48), 2)
    6.54
    """
    ngsp = convert(measured("hba1c", hba1c, "hba1c", "SI"), "hba1c", "mmol/mol", "%")
    return like(np.asarray(ngsp), hba1c, name="hba1c_to_ngsp")


VERMEULEN = (1.0e9, 3.6e4)
"""Association constants of testosterone with SHBG and albumin, L/mol: Vermeulen 1999, doi:10.1210/jcem.84.10.6079."""

_ALBUMIN_G_MOL = 69_000


def unbound_testosterone(
    testosterone: Floats, shbg: Floats, albumin: Floats, *, k_shbg: float, k_albumin: float
) -> tuple[Floats, Floats]:
    """Return free testosterone by mass action for given constants, unchecked: `free_testosterone` is for data.

    With N = 1 + k_albumin × albumin / 69,000 g/mol and K = k_shbg it is the positive root FT of N K FT²
    + (N + K (SHBG - T)) FT - T = 0: one site on SHBG, one on albumin, no other steroid competing.

    Parameters
    ----------
    testosterone, shbg
        Totals, nmol/L.
    albumin
        g/L.
    k_shbg, k_albumin
        Association constants, L/mol.

    Returns
    -------
    tuple
        Free testosterone in nmol/L, and N, by which it is multiplied when the albumin-bound is added.

    References
    ----------
    Vermeulen A, Verdonck L, Kaufman JM, J Clin Endocrinol Metab 1999;84:3666-3672,
    doi:10.1210/jcem.84.10.6079.

    Examples
    --------
    >>> free, n = unbound_testosterone(np.array(10.0), np.array(40.0), np.array(43.0), k_shbg=1e9, k_albumin=3.6e4)
    >>> print(f"{free:.4f} nmol/L free, {free * n:.2f} not on SHBG")
    0.1739 nmol/L free, 4.07 not on SHBG
    """
    binding = 1 + k_albumin / _ALBUMIN_G_MOL * albumin
    k = k_shbg * 1e-9  # L/nmol
    linear = binding + k * (shbg - testosterone)
    # This form of the root does not subtract nearly equal numbers where SHBG is in excess.
    return 2 * testosterone / (linear + np.sqrt(linear**2 + 4 * binding * k * testosterone)), binding


def free_testosterone(
    testosterone: ArrayLike,
    shbg: ArrayLike,
    albumin: ArrayLike | None = None,
    *,
    units: UnitSystem = "conventional",
) -> Measurements:
    """Return free testosterone by Vermeulen's law of mass action.

    With N = 1 + 3.6e4 L/mol × albumin / 69,000 g/mol and K = 1e9 L/mol it is the positive root FT of N K FT²
    + (N + K (SHBG - T)) FT - T = 0. Against equilibrium dialysis in men it reads about 20 % high, whatever the SHBG
    (Fiers 2018, J Clin Endocrinol Metab 103:2167).

    Parameters
    ----------
    testosterone
        Total testosterone, ng/dL or nmol/L.
    shbg
        SHBG, nmol/L in both systems.
    albumin
        Albumin, g/dL or g/L; by default 4.3 g/dL, which is 43 g/L.
    units
        Units of arguments and result.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Free testosterone, pg/mL or pmol/L.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Vermeulen A, Verdonck L, Kaufman JM, J Clin Endocrinol Metab 1999;84:3666-3672,
    doi:10.1210/jcem.84.10.6079.

    Examples
    --------
    >>> round(free_testosterone(288.42, 40), 1)
    50.2
    >>> round(free_testosterone(10, 40, units="SI"), 1)
    173.9
    """
    free, _ = _unbound(testosterone, shbg, albumin, units)
    result = convert(free * 1000, "free_testosterone", "pmol/L", unit_of("free_testosterone", units))
    return like(np.asarray(result), testosterone, shbg, albumin, name="free_testosterone")


def bioavailable_testosterone(
    testosterone: ArrayLike,
    shbg: ArrayLike,
    albumin: ArrayLike | None = None,
    *,
    units: UnitSystem = "conventional",
) -> Measurements:
    """Return testosterone that is not bound to SHBG: free and loosely bound to albumin.

    Parameters
    ----------
    testosterone, shbg, albumin, units
        As in `free_testosterone`.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Bioavailable testosterone, ng/dL or nmol/L.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    References
    ----------
    Vermeulen A, Verdonck L, Kaufman JM, J Clin Endocrinol Metab 1999;84:3666-3672,
    doi:10.1210/jcem.84.10.6079.

    Examples
    --------
    >>> round(bioavailable_testosterone(288.42, 40), 1)
    117.5
    """
    free, binding = _unbound(testosterone, shbg, albumin, units)
    result = convert(free * binding, "testosterone", "nmol/L", unit_of("testosterone", units))
    return like(np.asarray(result), testosterone, shbg, albumin, name="bioavailable_testosterone")


def free_androgen_index(
    testosterone: ArrayLike, shbg: ArrayLike, *, units: UnitSystem = "conventional"
) -> Measurements:
    """Return the free androgen index, 100 × testosterone / SHBG in nmol/L.

    Parameters
    ----------
    testosterone, shbg
        Total testosterone, ng/dL or nmol/L, and SHBG, nmol/L.
    units
        Unit of testosterone.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        The index, no unit, the same in both systems.

    Raises
    ------
    ValueError
        If an argument cannot be a measurement.

    Warnings
    --------
    Not valid in men: their testosterone fills much of the SHBG, so that the ratio does not follow free
    testosterone. Use `free_testosterone`.

    References
    ----------
    Vermeulen A, Verdonck L, Kaufman JM, J Clin Endocrinol Metab 1999;84:3666-3672,
    doi:10.1210/jcem.84.10.6079.

    Examples
    --------
    >>> free_androgen_index(1.5, 60, units="SI")
    2.5
    """
    given = _read_as("SI", units, testosterone=testosterone, shbg=shbg)
    return like(100 * given["testosterone"] / given["shbg"], testosterone, shbg, name="free_androgen_index")


def _unbound(
    testosterone: ArrayLike, shbg: ArrayLike, albumin: ArrayLike | None, units: UnitSystem
) -> tuple[Floats, Floats]:
    """Return free testosterone in nmol/L, and what it is multiplied by when the albumin-bound is added."""
    if albumin is None:
        albumin = 43 if system_of(units) == "SI" else 4.3
    given = _read_as("SI", units, testosterone=testosterone, shbg=shbg, albumin=albumin)
    k_shbg, k_albumin = VERMEULEN
    return unbound_testosterone(
        given["testosterone"], given["shbg"], given["albumin"], k_shbg=k_shbg, k_albumin=k_albumin
    )


@dataclass(frozen=True)
class _ToleranceTest:
    """An oral glucose tolerance test; the last axis of the samples is time."""

    minutes: Floats
    glucose: Floats
    insulin: Floats

    def at(self, what: Literal["glucose", "insulin"], time: float) -> Floats:
        """Return the sample of each person at a time."""
        samples: Floats = getattr(self, what)
        return np.asarray(samples[..., int(np.argmin(np.abs(self.minutes - time)))])


def _tolerance_test(
    minutes: ArrayLike,
    glucose: ArrayLike,
    insulin: ArrayLike,
    units: UnitSystem,
    system: UnitSystem,
    at: tuple[float, ...] = (0,),
) -> _ToleranceTest:
    """Check a tolerance test, also for the times that an index needs, and convert it to a system of units."""
    times = checks.rising("minutes", minutes)
    if times[0] != 0:
        raise ValueError(
            f"minutes[0] = {times[0]:g} min: the first sample must be the fasting one, at 0 min."
        )
    missing = [f"{time:g}" for time in at if not np.isclose(times, time).any()]
    if missing:
        sampled = ", ".join(f"{time:g}" for time in times)
        raise ValueError(f"minutes: needs a sample at {' and '.join(missing)} min, got {sampled}.")
    for name, table in (("glucose", glucose), ("insulin", insulin)):
        _labels_fit(name, table, times)
    given = _read_as(system, units, glucose=glucose, insulin=insulin)
    for name, samples in given.items():
        if samples.ndim == 0 or samples.shape[-1] != len(times):
            raise ValueError(
                f"{name}: shape {samples.shape} does not fit {len(times)} times. Give one sample per time, "
                "or a row of them per person."
            )
    return _ToleranceTest(times, given["glucose"], given["insulin"])


def _labels_fit(name: str, table: Any, times: Floats) -> None:
    """Refuse a data frame whose columns are labelled with other times than those of the samples."""
    labels = [re.findall(r"\d+(?:\.\d+)?", str(label)) for label in getattr(table, "columns", ())]
    if not labels or not all(labels) or len(labels) != len(times):
        return
    said = [float(numbers[-1]) for numbers in labels]
    if said != list(range(len(said))) and said != times.tolist():
        raise ValueError(
            f"{name}: its columns are labelled {', '.join(f'{each:g}' for each in said)}, and minutes are "
            f"{', '.join(f'{each:g}' for each in times)}. Put the columns in the order of the times, or "
            "correct minutes."
        )


def _mean(minutes: Floats, samples: Floats) -> Floats:
    return np.asarray(np.trapezoid(samples, minutes, axis=-1) / (minutes[-1] - minutes[0]))


def _insulinogenic(test: _ToleranceTest) -> Floats:
    rise = {what: test.at(what, 30) - test.at(what, 0) for what in ("glucose", "insulin")}
    return _ratio(rise["insulin"], rise["glucose"])


def _ratio(top: Floats | float, bottom: Floats) -> Floats:
    """Divide; NaN where the divisor is not above zero and the index therefore undefined."""
    return np.asarray(top / np.where(bottom > 0, bottom, np.nan))


def _read(
    units: UnitSystem, analytes: dict[str, str] | None = None, /, **arguments: Any
) -> dict[str, Floats]:
    """Check measurements and that they pair; each is named after its analyte unless `analytes` says else."""
    system_of(units)
    kinds = {name: name for name in arguments} | (analytes or {})
    given = {}
    for name, value in arguments.items():
        try:
            given[name] = measured(name, value, kinds[name], units)
        except ValueError as problem:
            raise ValueError(f"{problem}{_swapped(name, arguments, kinds, units)}") from None
    _pair(arguments, given)
    return given


def _read_as(system: UnitSystem, units: UnitSystem, **arguments: Any) -> dict[str, Floats]:
    """Check measurements, named after their analytes, and convert them to another system of units."""
    return {
        name: np.asarray(convert(values, name, unit_of(name, units), unit_of(name, system)))
        for name, values in _read(units, **arguments).items()
    }


def _swapped(name: str, arguments: dict[str, Any], kinds: dict[str, str], units: UnitSystem) -> str:
    """Return a hint if the arguments make sense the other way round."""
    for other in arguments:
        if (
            other != name
            and is_plausible(arguments[name], kinds[other], units)
            and is_plausible(arguments[other], kinds[name], units)
        ):
            return f" Or are {name} and {other} the wrong way round?"
    return ""


def _pair(arguments: dict[str, Any], given: dict[str, Floats]) -> None:
    """Refuse arguments that do not belong to the same people."""
    try:
        np.broadcast_shapes(*(values.shape for values in given.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {values.shape}" for name, values in given.items())
        raise ValueError(f"Sizes do not match: {shapes}. Give each argument once per person.") from None
    found: dict[str, Any] = {name: getattr(value, "index", None) for name, value in arguments.items()}
    indexes = {name: index for name, index in found.items() if hasattr(index, "equals")}
    for name, index in indexes.items():
        first = next(iter(indexes))
        if not index.equals(indexes[first]):
            raise ValueError(
                f"{first} and {name}: their indexes differ, so that people might be mixed up. Take both "
                "from one data frame, or align them first."
            )


def _inside_grid(
    name: str, numbers: Floats, analyte: str, units: UnitSystem, domain: tuple[float, float]
) -> Floats:
    """Convert to SI; of one person refuse, and of a column leave as NaN, what lies outside the domain of the fit."""
    here, si = unit_of(analyte, units), unit_of(analyte, "SI")
    low, high = (convert(end, analyte, si, here) for end in domain)
    # An end of the domain that was converted there and back is still inside.
    outside = (numbers < low * (1 - 1e-9)) | (numbers > high * (1 + 1e-9))
    if numbers.ndim == 0 and outside:
        raise ValueError(
            f"{name} = {numbers:.10g} {here}: HOMA2 is approximated from {low:.4g} to "
            f"{high:.4g} {here} only. Such people exist, but this index does not reach them: leave them out."
        )
    return np.asarray(convert(np.where(outside, np.nan, numbers), analyte, here, si))


def _percent(hba1c: ArrayLike) -> Floats:
    """Return HbA1c in percent from mmol/mol, or as it is where it cannot be in mmol/mol."""
    kind = analyte_of("hba1c")
    highest = kind.range_in("mmol/mol")[1]
    numbers = bounded("hba1c", hba1c, kind.low, highest, unit="mmol/mol or %")
    return np.where(numbers <= kind.high, numbers, convert(numbers, "hba1c", "mmol/mol", "%"))


def _insulin(insulin: ArrayLike, given: str | None, units: UnitSystem, analyte: str = "insulin") -> Any:
    """Return insulin in the unit of a system, from another where one is given."""
    return insulin if given is None else convert(insulin, analyte, given, unit_of(analyte, units))


def _micro_units(insulin: Floats) -> Floats:
    return np.asarray(convert(insulin, "insulin", "pmol/L", "µU/mL"))


def _body_mass(bmi: ArrayLike, glucose: ArrayLike, late: Floats) -> Floats:
    """Check body mass indices, and that they belong to the people of the tolerance test."""
    mass = bounded("bmi", bmi, 8, 200, unit="kg/m²")
    _pair({"glucose": glucose, "bmi": bmi}, {"insulin at 120 min": late, "bmi": mass})
    return mass


def _metres(height: float) -> str:
    return " Is it in metres?" if height < 3 else ""
