"""What several explorers of lesson 03 share."""

from __future__ import annotations

from functools import cache

import numpy as np

from helpers import cohort
from helpers.checks import Floats
from helpers.columns import taken
from helpers.indices import free_testosterone, homa_ir
from helpers.models.male_axis import AxisSummary, MaleAxis

AXIS = MaleAxis()


@cache
def healthy_axis() -> AxisSummary:
    """Return what the healthy axis settles at."""
    return AXIS.summary()


AGES = {"all": (20, 80), "20": (20, 39), "40": (40, 59), "60": (60, 80)}
SEX_WORDS = {"M": "men", "F": "women"}
LEVELS = ("total", "SHBG", "free")
LEVEL_MARKS = (("s", 8, False), ("o", 14, True), ("^", 21, True))
"""Shape, size and hollowness of the three levels' marks: one inside the other where they meet."""


@cache
def synthetic_adults(sex: str, age: str) -> dict[str, Floats]:
    """Synthetic adults of one sex and age group, with HOMA-IR and free testosterone."""
    people = cohort.columns()
    low, high = AGES[age]
    age_years = people["age"]
    some = taken(people, (people["sex"] == sex) & (age_years >= low) & (age_years <= high))
    total, shbg, albumin = (some[name] for name in ("testosterone_ng_dl", "shbg_nmol_l", "albumin_g_dl"))
    return {
        "bmi": some["bmi"],
        "age": some["age"].astype(float),
        "insulin": some["insulin_uu_ml"],
        "homa": np.asarray(homa_ir(some["glucose_mg_dl"], some["insulin_uu_ml"])),
        "total": total,
        "shbg": shbg,
        "free": np.asarray(free_testosterone(total, shbg, albumin)),
    }
