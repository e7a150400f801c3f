"""Two synthetic studies of insulin resistance over half a year, in which the truth is known.

A *trial* draws lots between a lifestyle programme and none. A *protocol* is a clinic's series without anyone to compare
with, whose treatment does nothing. Both take people in because of one high HOMA-IR, so that in both HOMA-IR falls
whatever is done. `generate` makes what the studies measured, `generate_truth` what was so; `load` and `load_truth` read
the shipped ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.checks import Floats, whole
from helpers.columns import Arrays, data_frame, read
from helpers.indices import DIABETES_GLUCOSE, homa_ir

if TYPE_CHECKING:
    import pandas as pd

SHIPPED_SEED = 2
WEEKS = (0, 4, 8, 12, 18, 26)
THRESHOLD = 4.0
PER_ARM = 100
ARMS = ("control", "lifestyle", "protocol")

INSULIN_SD, GLUCOSE_SD = 0.28, 0.056
"""What one person's fasting values vary by from visit to visit, on the logarithmic scale."""
ATTENTION = 0.95
"""Factor on HOMA-IR from the second visit on, in everyone: people who are followed live a little differently."""
SEASON = 0.04
"""Half of the swing of HOMA-IR over the year, highest at the first visit, in winter."""
LIFESTYLE = 0.85
"""Factor on HOMA-IR that the programme reaches twelve weeks after its start at week 4: the same for everyone."""

_MEASURED = ("study", "arm", "id", "visit", "week", "glucose_mg_dl", "insulin_uu_ml")
_TRUE = (
    "study",
    "arm",
    "id",
    "visit",
    "week",
    "usual_homa_ir",
    "attention",
    "season",
    "treatment",
    "true_homa_ir",
)


def generate(seed: int) -> pd.DataFrame:
    """Return what the two studies measured, one row a visit.

    Parameters
    ----------
    seed
        A whole number, 0 or larger.

    Returns
    -------
    pandas.DataFrame
        Columns ``study`` ("trial" or "protocol"), ``arm`` ("control", "lifestyle" or "protocol"), ``id`` (as in the
        cohort), ``visit`` (1 to 6), ``week``, ``glucose_mg_dl`` and ``insulin_uu_ml`` (both fasting). The first visit
        is the one whose HOMA-IR of 4 or more let the person in. The trial's programme starts after the second visit,
        the protocol after the first.

    Raises
    ------
    ValueError
        If `seed` is not a whole number or is negative.

    Notes
    -----
    Whoever is invited comes from the cohort, without diabetes (fasting glucose below 126 mg/dL, HbA1c below 6.5 %).
    Their usual values are the cohort's, drawn in towards the mean as far as a single measurement overstates
    differences between people. Within a person fasting insulin varies from visit to visit by 28 % and glucose by
    5.6 %, about as in Poon 2018. What lowers HOMA-IR (attention, season, the programme) lowers insulin. The sizes of
    attention, season and programme are the course's own. No one responds to the programme more than anyone else.

    References
    ----------
    Poon AK et al., J Clin Endocrinol Metab 2018;103:2175-2181, doi:10.1210/jc.2017-02437 (102 adults of 68 to 88
    years, within-person coefficients of variation of insulin 28.8 %, glucose 5.6 %, HOMA-IR 30.4 %).

    Examples
    --------
    >>> visits = generate(seed=1)
    >>> visits.groupby("arm")["id"].nunique().to_dict()
    {'control': 100, 'lifestyle': 100, 'protocol': 100}
    """
    return _visits(seed)[list(_MEASURED)]


def generate_truth(seed: int) -> pd.DataFrame:
    """Return what was so at each visit of `generate(seed)`, which no study can see.

    Returns
    -------
    pandas.DataFrame
        The first five columns of `generate`, then ``usual_homa_ir`` (the person's level before the study), the factors
        ``attention``, ``season`` and ``treatment``, and ``true_homa_ir``, their product. What a visit measured
        departs from it by chance alone.

    Examples
    --------
    >>> truth = generate_truth(seed=1)
    >>> last = truth[truth["week"] == 26]
    >>> last.groupby("arm")["treatment"].agg(["min", "max"]).to_numpy().tolist()
    [[1.0, 1.0], [0.85, 0.85], [1.0, 1.0]]
    """
    return _visits(seed)[list(_TRUE)]


def load() -> pd.DataFrame:
    """Return what the two studies measured, from `data/follow_up.csv`: exactly ``generate(SHIPPED_SEED)``.

    Examples
    --------
    >>> load()["study"].unique().tolist()
    ['trial', 'protocol']
    """
    return data_frame(columns())


def columns() -> Arrays:
    """Return the same visits as plain columns.

    Examples
    --------
    >>> int(columns()["week"].max())
    26
    """
    return read("follow_up.csv")


def load_truth() -> pd.DataFrame:
    """Return the truth, from `data/follow_up_truth.csv`: exactly ``generate_truth(SHIPPED_SEED)``.

    Examples
    --------
    >>> load_truth().loc[0, "visit"].item()
    1
    """
    return data_frame(read("follow_up_truth.csv"))


def _visits(seed: int) -> pd.DataFrame:
    import pandas as pd

    hint = "Any whole number that is not negative will do."
    rng = np.random.Generator(np.random.PCG64(whole("seed", seed, low=0, hint=hint)))
    invited = _invited(rng)
    noise = rng.standard_normal((2, len(invited), len(WEEKS)))
    week = np.array(WEEKS, dtype=float)
    season = (1 + SEASON * np.cos(2 * np.pi * week / 52)) / (1 + SEASON)
    attention = np.where(week > 0, ATTENTION, 1.0)

    glucose = invited["glucose"].to_numpy()[:, None] * np.exp(GLUCOSE_SD * noise[0])
    insulin = invited["insulin"].to_numpy()[:, None] * np.exp(INSULIN_SD * noise[1])
    screened = np.asarray(homa_ir(np.rint(glucose[:, 0]), np.round(insulin[:, 0], 2)))
    enrolled = np.flatnonzero(screened >= THRESHOLD)[: 3 * PER_ARM]
    arm = np.concatenate([_lots(rng), np.full(PER_ARM, 2)])
    order = np.lexsort((invited["id"].to_numpy()[enrolled], arm == 2))
    enrolled, arm = enrolled[order], arm[order]

    started = np.clip((week - 4) / 12, 0, 1)
    treatment = np.where((arm == 1)[:, None], LIFESTYLE**started, 1.0)
    usual = np.asarray(homa_ir(invited["glucose"].to_numpy(), invited["insulin"].to_numpy()))[enrolled]
    factors = attention * season * treatment
    visits = len(WEEKS)
    return pd.DataFrame(
        {
            "study": np.repeat(np.where(arm == 2, "protocol", "trial"), visits),
            "arm": np.repeat(np.array(ARMS)[arm], visits),
            "id": np.repeat(invited["id"].to_numpy()[enrolled], visits),
            "visit": np.tile(np.arange(1, visits + 1), len(arm)),
            "week": np.tile(np.array(WEEKS), len(arm)),
            "glucose_mg_dl": np.rint(glucose[enrolled]).astype(np.int64).ravel(),
            "insulin_uu_ml": np.round(insulin[enrolled] * factors, 2).ravel(),
            "usual_homa_ir": np.round(np.repeat(usual, visits), 3),
            "attention": np.tile(attention, len(arm)),
            "season": np.round(np.tile(season, len(arm)), 4),
            "treatment": np.round(treatment, 4).ravel(),
            "true_homa_ir": np.round((usual[:, None] * factors).ravel(), 3),
        }
    )


def _invited(rng: np.random.Generator) -> pd.DataFrame:
    """Return people of the cohort in random order, with their usual fasting values."""
    everyone = cohort.load()
    without_diabetes = (everyone["glucose_mg_dl"] < DIABETES_GLUCOSE) & (everyone["hba1c_pct"] < 6.5)
    people = everyone.loc[without_diabetes, ["id", "glucose_mg_dl", "insulin_uu_ml"]]
    people = people.iloc[np.argsort(rng.random(len(people)), kind="stable")]
    return people.assign(
        glucose=_usual(people["glucose_mg_dl"].to_numpy(dtype=float), GLUCOSE_SD),
        insulin=_usual(people["insulin_uu_ml"].to_numpy(), INSULIN_SD),
    )


def _usual(once: Floats, within: float) -> Floats:
    """Return usual values that, with the variation within people, spread as the single measurements do."""
    logs = np.log(once)
    reliability = 1 - within**2 / np.var(logs)
    return np.asarray(np.exp(np.mean(logs) + np.sqrt(reliability) * (logs - np.mean(logs))))


def _lots(rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the trial's arms, 0 or 1, balanced within every four people."""
    blocks = rng.random((2 * PER_ARM // 4, 4))
    return np.asarray(np.argsort(blocks, axis=1, kind="stable") % 2).ravel()
