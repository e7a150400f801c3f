"""Synthetic adults without known diabetes, drawn from the distributions of a real population.

No row is a person. `generate` draws people of any number from quantiles and correlations of the United States'
NHANES 2013-2016 (CDC/NCHS, public domain); `load` gives the 4,000 that the lessons explore. How they were made, and
what they get wrong, stands in `data/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats, whole
from helpers.columns import Arrays, data_frame, read
from helpers.paths import data_path

if TYPE_CHECKING:
    import pandas as pd

SHIPPED = 4000
SHIPPED_SEED = 2063  # of the first 400 from 2000 on, the sample that is closest to its population

AGES = np.arange(20, 81)
MARKERS = (
    "bmi",
    "waist_cm",
    "glucose_mg_dl",
    "insulin_uu_ml",
    "hba1c_pct",
    "tg_mg_dl",
    "hdl_mg_dl",
    "crp_mg_l",
    "testosterone_ng_dl",
    "shbg_nmol_l",
    "albumin_g_dl",
)
_DECIMALS = {"bmi": 1, "waist_cm": 1, "insulin_uu_ml": 2, "hba1c_pct": 1, "crp_mg_l": 1, "albumin_g_dl": 1}
_WHOLE = ("glucose_mg_dl", "tg_mg_dl", "hdl_mg_dl")
_SIGNIFICANT = {"testosterone_ng_dl": 3, "shbg_nmol_l": 4}
_CRP_LIMIT, _CRP_BELOW_LIMIT = 0.15, 0.08
# How far the outermost straight piece goes on, as a part of itself; farther out nothing is known.
_REACH = 0.4
_BLOCK = 50_000


def generate(n: int, seed: int) -> pd.DataFrame:
    """Return `n` synthetic adults without known diabetes, one row a person.

    They are fasting examinees of 20 to 80 years (80 stands for 80 and older). Percentiles by sex and age, the
    correlations, and what follows from them (insulin resistance by body mass index, sex hormones by age) are those
    of NHANES 2013-2016, survey-weighted; see `data/README.md` for how closely. The same `seed` always gives the same
    people, and the first rows of a larger cohort are the smaller one.

    Parameters
    ----------
    n
        How many people, 1 to 1,000,000.
    seed
        A whole number, 0 or larger.

    Returns
    -------
    pandas.DataFrame
        Columns ``id`` (1 to n), ``sex`` ("F" or "M"), ``age`` (years), ``bmi`` (kg/m²), ``waist_cm``,
        ``glucose_mg_dl`` and ``insulin_uu_ml`` (fasting, µU/mL), ``hba1c_pct``, ``tg_mg_dl`` (triglycerides),
        ``hdl_mg_dl``, ``crp_mg_l`` (0.08 means below the detection limit), ``testosterone_ng_dl``, ``shbg_nmol_l``
        and ``albumin_g_dl``, rounded as the survey's laboratories report them.

    Raises
    ------
    ValueError
        If `n` or `seed` is not a whole number in its range.

    Source: Centers for Disease Control and Prevention, National Center for Health Statistics. National Health and
    Nutrition Examination Survey data 2013-2014 and 2015-2016. https://www.cdc.gov/nchs/nhanes/

    Examples
    --------
    >>> people = generate(2000, seed=1)
    >>> len(people), sorted(people["sex"].unique())
    (2000, ['F', 'M'])
    >>> people.equals(generate(2000, seed=1))
    True
    """
    n = whole("n", n, low=1, high=1_000_000, hint="Ask for at least one person and at most a million.")
    seed = whole("seed", seed, low=0, hint="Any whole number that is not negative will do.")
    share_of_women, sexes = _parameters()
    # Two streams, read row by row: the people drawn first do not depend on how many follow.
    who, what = (np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(2))
    female = np.empty(n, dtype=bool)
    age = np.empty(n, dtype=np.int64)
    markers = {marker: np.empty(n) for marker in MARKERS}
    for start in range(0, n, _BLOCK):
        size = min(_BLOCK, n - start)
        uniforms, normals = who.random((size, 2)), what.standard_normal((size, len(MARKERS)))
        female[start : start + size] = uniforms[:, 0] < share_of_women
        for code, sex in sexes.items():
            chosen = np.flatnonzero((female[start : start + size]) == (code == "F"))
            ages = spread_of_ages(sex, uniforms[chosen, 1])
            values = values_of(sex, ages, scores_of(sex, normals[chosen]))
            age[start + chosen] = ages
            for k, marker in enumerate(MARKERS):
                markers[marker][start + chosen] = as_reported(marker, values[:, k])
    people = {"id": np.arange(1, n + 1), "sex": np.where(female, "F", "M"), "age": age}
    return data_frame(people | {m: x.astype(np.int64) if m in _WHOLE else x for m, x in markers.items()})


def load() -> pd.DataFrame:
    """Return the 4,000 synthetic adults that the lessons explore.

    The shipped file, `data/cohort.csv`, is exactly ``generate(SHIPPED, SHIPPED_SEED)``. Every call gives a copy of
    its own.

    Returns
    -------
    pandas.DataFrame
        The columns of `generate`.

    Examples
    --------
    >>> cohort = load()
    >>> len(cohort)
    4000
    >>> homa = cohort["glucose_mg_dl"] * cohort["insulin_uu_ml"] / 405
    >>> bool(homa[cohort["bmi"] >= 35].median() > 2 * homa[cohort["bmi"] < 25].median())
    True
    """
    return data_frame(columns())


def columns() -> Arrays:
    """Return the same people as plain columns, which all share and none can change.

    Examples
    --------
    >>> int(columns()["age"].max())
    80
    """
    return read("cohort.csv")


@dataclass(frozen=True)
class OneSex:
    """What the population's men, or women, are drawn from."""

    age_bounds: Floats  # cumulative share of each year of age
    mixing: Floats  # Cholesky factor of the copula's correlations
    bends: tuple[tuple[int, int, float, float], ...]  # child, parent, threshold, slope
    knots: Floats  # marker x probability: scores at which the quantiles stand
    log_quantiles: Floats  # marker x age knot x probability
    reach: Floats  # marker x 2: lowest and highest score that is looked up
    level: Floats  # marker x year of age x interval between knots: logarithm at score 0 ...
    slope: Floats  # ... and how it grows with the score

    @classmethod
    def of(cls, facts: dict[str, Any], age_knots: Sequence[float] | Floats) -> OneSex:
        """Build from plain lists or dictionaries of numbers."""
        at = MARKERS.index
        knots = np.array([facts["knots"][marker] for marker in MARKERS])
        quantiles = np.array([facts["log_quantiles"][marker] for marker in MARKERS])
        by_year = np.stack(
            [[np.interp(AGES, age_knots, column) for column in marker.T] for marker in quantiles]
        ).transpose(0, 2, 1)
        slope = np.diff(by_year) / np.diff(knots)[:, None, :]
        return cls(
            age_bounds=np.cumsum(facts["age_shares"]),
            mixing=np.linalg.cholesky(np.asarray(facts["correlation"], dtype=float)),
            bends=tuple((at(child), at(parent), low, rise) for child, parent, low, rise in facts["bends"]),
            knots=knots,
            log_quantiles=quantiles,
            reach=np.stack(
                [
                    knots[:, 0] - _REACH * (knots[:, 1] - knots[:, 0]),
                    knots[:, -1] + _REACH * (knots[:, -1] - knots[:, -2]),
                ],
                axis=1,
            ),
            level=by_year[:, :, :-1] - slope * knots[:, None, :-1],
            slope=slope,
        )

    def facts(self) -> dict[str, Any]:
        """Give back what `of` takes, rounded as the parameter file keeps it."""
        shares = np.diff(self.age_bounds, prepend=0)
        return {
            "age_shares": np.round(shares / shares.sum(), 5).tolist(),
            "correlation": np.round(self.mixing @ self.mixing.T, 4).tolist(),
            "bends": [[MARKERS[c], MARKERS[p], low, round(slope, 4)] for c, p, low, slope in self.bends],
            "knots": dict(zip(MARKERS, np.round(self.knots, 4).tolist(), strict=True)),
            "log_quantiles": dict(zip(MARKERS, np.round(self.log_quantiles, 4).tolist(), strict=True)),
        }


@lru_cache(maxsize=1)
def _parameters() -> tuple[float, dict[str, OneSex]]:
    facts = json.loads(data_path("cohort_parameters.json").read_text(encoding="utf-8"))
    if tuple(facts["markers"]) != MARKERS:
        raise ValueError(f"cohort_parameters.json describes {facts['markers']}, expected {list(MARKERS)}.")
    sexes = {code: OneSex.of(part, facts["age_knots"]) for code, part in facts["sexes"].items()}
    return float(facts["share_of_women"]), sexes


def spread_of_ages(sex: OneSex, uniforms: Floats) -> NDArray[np.int64]:
    """Ages in whole years at places of the cumulative distribution."""
    place = np.searchsorted(sex.age_bounds, uniforms * sex.age_bounds[-1], side="right")
    return np.asarray(AGES[np.minimum(place, len(AGES) - 1)])


def scores_of(sex: OneSex, normals: Floats) -> Floats:
    """Correlated scores; a child's bends where its parent's passes a threshold."""
    straight = normals @ sex.mixing.T
    scores = straight.copy()
    for child, parent, threshold, slope in sex.bends:
        scores[:, child] += slope * np.maximum(straight[:, parent] - threshold, 0)
    return scores


def values_of(sex: OneSex, ages: NDArray[np.int64], scores: Floats) -> Floats:
    """Quantiles at the scores, given age: between knots the logarithm is linear in the score."""
    year = ages - AGES[0]
    values = np.empty_like(scores)
    for marker, knots in enumerate(sex.knots):
        score = np.clip(scores[:, marker], *sex.reach[marker])
        interval = np.searchsorted(knots[1:-1], score)
        values[:, marker] = np.exp(
            sex.level[marker][year, interval] + sex.slope[marker][year, interval] * score
        )
    return values


def as_reported(marker: str, values: Floats) -> Floats:
    """Round as the survey's laboratory reports the marker."""
    if marker in _SIGNIFICANT:
        decimals = _SIGNIFICANT[marker] - 1 - np.floor(np.log10(values))
        scale = 10.0**decimals
        return np.round(np.rint(values * scale) / scale, 3)
    rounded = np.round(values, _DECIMALS.get(marker, 0))
    return np.where(values < _CRP_LIMIT, _CRP_BELOW_LIMIT, rounded) if marker == "crp_mg_l" else rounded
