"""Synthetic oral glucose tolerance tests of 200 people of the cohort, from sensitive to type 2 diabetes.

Each of them has a meal model of their own (Dalla Man 2007), made so that its fasting state is the fasting glucose and
insulin that the cohort gives them. What the model then does with 75 g of glucose, plus the error of the laboratory,
is the test. `generate` makes the tests, `load` reads the shipped ones, `summary` gives the indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort, units
from helpers.checks import Floats, whole
from helpers.columns import Arrays, data_frame, read, taken
from helpers.indices import disposition_index, homa_ir, insulinogenic_index, matsuda
from helpers.models.meal import MealModel

if TYPE_CHECKING:
    import pandas as pd

SHIPPED_SEED = 6
MINUTES = (0, 30, 60, 90, 120)
DOSE_G = 75.0

_UU_ML_TO_PMOL_L = float(units.convert(1.0, "insulin", "µU/mL", "pmol/L"))
_GLUCOSE_CV, _INSULIN_CV = 0.015, 0.06
# Fasting glucose from, fasting glucose below, HOMA-IR from, HOMA-IR below, how many.
_STRATA = (
    (0, 100, 0, 1, 30),
    (0, 100, 1, 2, 30),
    (0, 100, 2, 4, 30),
    (0, 100, 4, np.inf, 30),
    (100, 126, 0, np.inf, 50),
    (126, 300, 0, np.inf, 30),
)
_LOWEST_INSULIN, _HIGHEST_INSULIN = 1.5, 60.0


class Volunteers(NamedTuple):
    """The people who are tested, and the model of each.

    Parameters
    ----------
    people
        Their rows of the cohort, in the order of their ids.
    model
        One meal model whose parameters are arrays, an entry a person.
    """

    people: pd.DataFrame
    model: MealModel


def generate(seed: int) -> pd.DataFrame:
    """Return the tolerance tests, one row a sample.

    Glucose is measured with a coefficient of variation of 1.5 %, insulin of 6 %; neither is biological, so that a
    second test of the same person would differ more than this one tells.

    Parameters
    ----------
    seed
        A whole number, 0 or larger.

    Returns
    -------
    pandas.DataFrame
        Columns ``id`` (as in the cohort), ``time_min`` (0, 30, 60, 90, 120 after 75 g of glucose),
        ``glucose_mg_dl`` (whole mg/dL) and ``insulin_uu_ml`` (tenths of µU/mL).

    Raises
    ------
    ValueError
        If `seed` is not a whole number or is negative.

    Examples
    --------
    >>> tests = generate(seed=1)
    >>> len(tests), tests["id"].nunique()
    (1000, 200)
    """
    rng = _stream(seed)
    people, model = _volunteers(rng)
    course = model.population(DOSE_G, minutes=MINUTES[-1], every=MINUTES[1])
    noise = rng.standard_normal((2, *course.glucose_mg_dl.shape))
    glucose = np.rint(course.glucose_mg_dl * (1 + _GLUCOSE_CV * noise[0]))
    insulin = course.insulin_pmol_l / _UU_ML_TO_PMOL_L * (1 + _INSULIN_CV * noise[1])
    return data_frame(
        {
            "id": np.repeat(people["id"], len(MINUTES)),
            "time_min": np.tile(np.array(MINUTES), len(people["id"])),
            "glucose_mg_dl": glucose.astype(np.int64).ravel(),
            "insulin_uu_ml": np.round(insulin, 1).ravel(),
        }
    )


def volunteers(seed: int) -> Volunteers:
    """Return who is tested and the model of each: the truth behind `generate(seed)`.

    Who: at random, 30 people in each of four classes of HOMA-IR (below 1, 1 to 2, 2 to 4, above) among those with
    fasting glucose below 100 mg/dL, 50 with 100 to 125, and 30 with 126 or more, who do not know of their diabetes.
    So the shares of the classes are those of the plan, not of a population. Fasting insulin outside 1.5 to 60 µU/mL
    and fasting glucose from 300 mg/dL are left out.

    Their models: `helpers.models.MealModel.normal()`, changed as follows.

    - *Fasting insulin* is the person's. Compared with the paper's 25.6 pmol/L, three tenths of the difference (on the
      logarithmic scale, with a spread between people) come from clearance, through `he_b`, the rest from secretion,
      through `m5`.
    - *Fasting glucose* is the person's. Fasting glucose production rises a little with it, uptake without insulin
      (`vm0`) equals what is produced, and `kp1` closes the balance.
    - *Sensitivity* of muscle (`vmx`) and liver (`kp3`) falls as fasting insulin and glucose rise, with a large spread:
      HOMA-IR follows the clamp only so far.
    - *The beta cell* (`k`, `beta`) answers in inverse proportion to sensitivity, up to a ceiling, times a capacity of
      the person's own, which falls with fasting glucose, steeply above 107 mg/dL, with HbA1c and with age.
    - *Stomach, gut, volume and height* vary from person to person; body weight follows from height and the body mass
      index, the glucose volume shrinks with the body mass index.

    The sizes of these relations are the course's own, chosen so that the tests agree with what is known of real ones;
    see `data/README.md`.

    Parameters
    ----------
    seed
        As in `generate`.

    Examples
    --------
    >>> people, model = volunteers(SHIPPED_SEED)
    >>> np.allclose(model.basal().glucose_mg_dl, people["glucose_mg_dl"])
    True
    """
    people, model = _volunteers(_stream(seed))
    return Volunteers(data_frame(people), model)


def load() -> pd.DataFrame:
    """Return the tests that the lessons explore, from `data/ogtt.csv`.

    The file is exactly ``generate(SHIPPED_SEED)``. Every call gives a copy of its own.

    Examples
    --------
    >>> load().columns.tolist()
    ['id', 'time_min', 'glucose_mg_dl', 'insulin_uu_ml']
    """
    return data_frame(read("ogtt.csv"))


class Samples(NamedTuple):
    """Tolerance tests, one row a person and one column for each of `MINUTES`.

    Parameters
    ----------
    ids
        Whose they are, as in the cohort.
    glucose, insulin
        The samples, mg/dL and µU/mL.
    """

    ids: NDArray[np.int64]
    glucose: Floats
    insulin: Floats


@cache
def samples() -> Samples:
    """Return the tests of `load` as arrays.

    Examples
    --------
    >>> samples().glucose.shape
    (200, 5)
    """
    rows = read("ogtt.csv")
    glucose, insulin = (
        rows[name].astype(float).reshape(-1, len(MINUTES)) for name in ("glucose_mg_dl", "insulin_uu_ml")
    )
    return Samples(rows["id"][:: len(MINUTES)], glucose, insulin)


def sensitivities() -> Floats:
    """Return the true sensitivity of muscle (`vmx`, mg/kg/min per pmol/L) of the people of `load`, in their order.

    Examples
    --------
    >>> len(sensitivities())
    200
    """
    return np.asarray(_volunteers(_stream(SHIPPED_SEED))[1].vmx, dtype=float)


def summary(tests: pd.DataFrame) -> pd.DataFrame:
    """Return the indices of each person's test.

    Parameters
    ----------
    tests
        A frame like that of `load`, with a sample at 0, 30 and 120 minutes for everyone.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``id``: ``glucose_0_mg_dl``, ``glucose_120_mg_dl``, ``insulin_0_uu_ml``, ``homa_ir``, ``matsuda``,
        ``insulinogenic`` (NaN where glucose has not risen), ``disposition``, and ``tolerance`` by the 2-hour value
        ("normal" below 140 mg/dL, "impaired" below 200, "diabetes" from there).

    Raises
    ------
    ValueError
        If a column or a person's sample is missing, or a sample cannot be a measurement.

    Examples
    --------
    >>> indices = summary(load())
    >>> bool(indices["matsuda"].corr(indices["homa_ir"], method="spearman") < -0.7)
    True
    """
    glucose, insulin = _wide(tests, "glucose_mg_dl"), _wide(tests, "insulin_uu_ml")
    minutes = glucose.columns.to_numpy(dtype=float)
    found = indices(glucose.to_numpy(), insulin.to_numpy(), minutes)
    return data_frame(found).set_index(glucose.index)


def indices(glucose: Floats, insulin: Floats, minutes: Sequence[float] | Floats = MINUTES) -> Arrays:
    """Return the indices of `summary` as plain columns.

    Parameters
    ----------
    glucose, insulin
        Samples, mg/dL and µU/mL, one row a person and one column for each of `minutes`.
    minutes
        Rising times with 0, 30 and 120 among them.

    Raises
    ------
    ValueError
        If a sample cannot be a measurement.

    Examples
    --------
    >>> _, glucose, insulin = samples()
    >>> indices(glucose, insulin)["tolerance"][:2].tolist()
    ['normal', 'normal']
    """
    fasting, late = (int(np.flatnonzero(np.equal(minutes, at))[0]) for at in (0, 120))
    after = glucose[:, late]
    found = {
        "glucose_0_mg_dl": glucose[:, fasting],
        "glucose_120_mg_dl": after,
        "insulin_0_uu_ml": insulin[:, fasting],
        "homa_ir": homa_ir(glucose[:, fasting], insulin[:, fasting]),
        "matsuda": matsuda(minutes, glucose, insulin),
        "insulinogenic": insulinogenic_index(minutes, glucose, insulin),
        "disposition": disposition_index(minutes, glucose, insulin),
        "tolerance": np.select([after < 140, after < 200], ["normal", "impaired"], "diabetes"),
    }
    return {name: np.asarray(values) for name, values in found.items()}


def _stream(seed: int) -> np.random.Generator:
    hint = "Any whole number that is not negative will do."
    return np.random.Generator(np.random.PCG64(whole("seed", seed, low=0, hint=hint)))


def _wide(tests: pd.DataFrame, column: str) -> pd.DataFrame:
    missing = [name for name in ("id", "time_min", column) if name not in tests]
    if missing:
        raise ValueError(
            f"tests has no column {', '.join(missing)}; it has {', '.join(map(str, tests.columns))}."
        )
    repeated = tests.duplicated(["id", "time_min"])
    if repeated.any():
        first = tests.loc[repeated].iloc[0]
        raise ValueError(f"tests: person {first['id']} has two samples at {first['time_min']} min.")
    wide = tests.pivot_table(index="id", columns="time_min", values=column)
    absent = [minute for minute in (0, 30, 120) if minute not in wide or wide[minute].isna().any()]
    if absent:
        raise ValueError(f"tests: {column} at {absent[0]} min is missing for at least one person.")
    return wide


def _volunteers(rng: np.random.Generator) -> tuple[Arrays, MealModel]:
    people = _chosen(cohort.columns(), rng)
    return people, _model(people, rng.standard_normal((10, len(people["id"]))))


def _chosen(everyone: Arrays, rng: np.random.Generator) -> Arrays:
    glucose, insulin = everyone["glucose_mg_dl"], everyone["insulin_uu_ml"]
    resistance = np.asarray(homa_ir(glucose, insulin))
    eligible = (insulin >= _LOWEST_INSULIN) & (insulin <= _HIGHEST_INSULIN)
    shuffled = np.argsort(rng.random(len(glucose)), kind="stable")
    chosen: list[int] = []
    for least, below, from_index, below_index, number in _STRATA:
        inside = (
            (glucose >= least) & (glucose < below) & (resistance >= from_index) & (resistance < below_index)
        )
        chosen += [int(row) for row in shuffled if inside[row] and eligible[row]][:number]
    return taken(everyone, np.array(sorted(chosen)))


def _model(people: Arrays, z: Floats) -> MealModel:
    """Return the models; each row of `z` holds one standard normal number a person."""
    normal = MealModel.normal()
    glucose = people["glucose_mg_dl"].astype(float)
    insulin = people["insulin_uu_ml"] * _UU_ML_TO_PMOL_L
    hba1c, age = people["hba1c_pct"], people["age"].astype(float)
    # A volume or a height for the few beyond these body mass indices would be guesswork.
    bmi = np.clip(people["bmi"], 17, 60)
    reference = normal.basal()

    excess = np.log(insulin / reference.insulin_pmol_l)
    lost = normal.m2 + normal.m4
    # The limits keep hepatic extraction between a tenth and four fifths.
    clearance = np.clip(
        (lost / (1 - normal.he_b) - normal.m2) * np.exp(-0.3 * excess + 0.35 * z[0]),
        lost / 0.9 - normal.m2,
        lost / 0.2 - normal.m2,
    )
    extraction = 1 - lost / (clearance + normal.m2)
    secretion = insulin * normal.vi * clearance
    reserve = 0.6 * (normal.m6 - normal.he_b)

    glycaemia = np.log(glucose / reference.glucose_mg_dl)
    sensitivity = np.exp(-0.9 * excess - glycaemia + 0.65 * z[1])
    capacity = np.exp(
        1.3
        - 0.1 * (glucose - 95) / 10
        - 0.5 * np.clip(glucose - 107, 0, 40) / 10
        - 0.7 * np.clip(hba1c - 5.4, -1, 1.5)
        - 0.05 * (age - 45) / 10
        + 0.6 * z[2]
    )
    demand = capacity / sensitivity
    answer = demand * 6 / (5 + demand)
    early = 0.75 * np.exp(0.2 * z[3])

    vg = normal.vg * (26 / bmi) ** 0.4 * np.exp(0.05 * z[4])
    plasma = glucose * vg
    produced = reference.endogenous_production_mg_kg_min * np.exp(0.3 * glycaemia + 0.06 * z[5])
    excreted = normal.ke1 * np.maximum(0, plasma - normal.ke2)
    uptake = produced - normal.fcns - excreted
    tissue = (normal.k1 * plasma - uptake) / normal.k2
    # Of a fasting production of 2 mg/kg/min, insulin at its fasting level holds back at most 0.9 more.
    kp3 = np.minimum(normal.kp3 * sensitivity, 0.9 / insulin)
    kp4 = normal.kp4 * reference.secretion_pmol_kg_min / secretion

    man = people["sex"] == "M"
    height = np.where(man, 1.755 + 0.075 * z[6], 1.62 + 0.068 * z[6])
    stomach, gut = np.exp(0.15 * z[7]), np.exp(0.15 * z[8])
    return MealModel(
        vg=vg,
        he_b=extraction,
        m5=reserve / secretion,
        m6=extraction + reserve,
        kmax=normal.kmax * stomach,
        kgri=normal.kgri * stomach,
        kabs=normal.kabs * gut,
        kp1=produced + normal.kp2 * plasma + kp3 * insulin + kp4 * secretion / normal.gamma,
        kp3=kp3,
        kp4=kp4,
        vm0=uptake * (normal.km0 + tissue) / tissue,
        vmx=normal.vmx * sensitivity,
        k=normal.k * answer * early,
        beta=normal.beta * answer * 0.75 / early,
        body_weight_kg=bmi * height**2,
    )
