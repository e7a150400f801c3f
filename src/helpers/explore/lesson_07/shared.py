"""What several explorers of lesson 07 share."""

from __future__ import annotations

from functools import cache

import numpy as np

from helpers import cohort
from helpers.columns import Arrays
from helpers.indices import free_testosterone, homa_ir


@cache
def synthetic_adults() -> Arrays:
    """Return the cohort with the indices that this lesson adds to it."""
    people = cohort.columns()
    free = free_testosterone(people["testosterone_ng_dl"], people["shbg_nmol_l"], people["albumin_g_dl"])
    return {
        **people,
        "homa_ir": np.asarray(homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"])),
        "free_testosterone_pg_ml": np.asarray(free),
    }
