"""What several explorers of lesson 02 share."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from helpers import cohort
from helpers.checks import Floats
from helpers.indices import homa_ir
from helpers.statistics import Estimate, correlation_interval, partial_correlation


@lru_cache(maxsize=1)
def synthetic_adults() -> dict[str, Floats]:
    """Return the synthetic adults: logarithms of the markers, body mass index, age."""
    people = cohort.columns()
    homa = homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"])
    logs = {name: np.log(people[name]) for name in MARKERS}
    return {
        "homa": np.log(np.asarray(homa, dtype=float)),
        "bmi": people["bmi"],
        "age": people["age"].astype(float),
        **logs,
    }


MARKERS = {"crp_mg_l": "CRP", "tg_mg_dl": "triglycerides", "hdl_mg_dl": "HDL cholesterol"}

TAKEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "none": ("nothing", ()),
    "age": ("age", ("age",)),
    "bmi": ("body mass index", ("bmi",)),
    "both": ("body mass index and age", ("bmi", "age")),
}


@lru_cache(maxsize=4)
def correlation_ladder(marker: str) -> tuple[Estimate, ...]:
    """Return the correlation in everyone, with each choice of what is taken into account."""
    people = synthetic_adults()
    return tuple(
        correlation_interval(
            partial_correlation(people["homa"], people[marker], *(people[name] for name in covariates)),
            len(people["homa"]),
            covariates=len(covariates),
        )
        for _, covariates in TAKEN.values()
    )


def rounded(value: float, places: int) -> str:
    """Write a number without a negative zero."""
    return f"{round(value, places) + 0.0:.{places}f}"
