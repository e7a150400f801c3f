"""What several explorers of lesson 07 share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers import cohort
from helpers.indices import free_testosterone, homa_ir

if TYPE_CHECKING:
    import pandas as pd


@cache
def synthetic_adults() -> pd.DataFrame:
    """Return the cohort with the indices that this lesson adds to it."""
    people = cohort.load()
    people["homa_ir"] = homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"])
    people["free_testosterone_pg_ml"] = free_testosterone(
        people["testosterone_ng_dl"], people["shbg_nmol_l"], people["albumin_g_dl"]
    )
    return people
