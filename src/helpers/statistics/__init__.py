"""Statistics that the lessons teach with.

`association`: correlation and what is left of it; `effects`: differences, ratios, harms that were not seen, pooling;
`planning`: what a trial of a given size can find; `missing`: people lost on the way, trials never published;
`measurement`: what one value or one cut-off can tell; `intervals`: an estimate with its 95 % interval, on which the
others build.
"""

from __future__ import annotations

from helpers.statistics.association import (
    correlation_interval,
    partial_correlation,
    rank_correlation,
    residuals,
)
from helpers.statistics.effects import (
    Pooled,
    RiskRatios,
    difference,
    highest_risk,
    interaction,
    number_needed,
    pool,
    risk_ratios,
)
from helpers.statistics.intervals import Z_95, Estimate
from helpers.statistics.measurement import (
    Accuracy,
    HomaVariation,
    People,
    Selected,
    area_under_curve,
    classify,
    cohens_kappa,
    log_sd,
    regression_to_mean,
    response_sd,
    share_above,
)
from helpers.statistics.missing import Arm, funnel_asymmetry, ratio_with_lost
from helpers.statistics.planning import (
    exaggeration,
    half_width,
    people_per_arm,
    power,
    power_at,
    wrong_direction,
    wrong_direction_of_found,
)

__all__ = [
    "Z_95",
    "Accuracy",
    "Arm",
    "Estimate",
    "HomaVariation",
    "People",
    "Pooled",
    "RiskRatios",
    "Selected",
    "area_under_curve",
    "classify",
    "cohens_kappa",
    "correlation_interval",
    "difference",
    "exaggeration",
    "funnel_asymmetry",
    "half_width",
    "highest_risk",
    "interaction",
    "log_sd",
    "number_needed",
    "partial_correlation",
    "people_per_arm",
    "pool",
    "power",
    "power_at",
    "rank_correlation",
    "ratio_with_lost",
    "regression_to_mean",
    "residuals",
    "response_sd",
    "risk_ratios",
    "share_above",
    "wrong_direction",
    "wrong_direction_of_found",
]
