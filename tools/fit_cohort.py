"""Derive `data/cohort_parameters.json`, from which `helpers.cohort` draws its synthetic people.

The survey rows are not part of the course; whoever wants to repeat the fit passes their path. What is kept of them
is population facts: quantiles by age and sex, correlations, and the slopes of a few bends.

    python tools/fit_cohort.py FOLDER

FOLDER holds `nhanes_2013_2016_half.csv` (rows: sex, age, fasting_weight and one column a marker),
`nhanes_percentiles.csv` (survey-weighted percentiles) and `nhanes_corr_men.csv`, `nhanes_corr_women.csv`
(survey-weighted correlations). The fit takes about two minutes; its result is rounded to four decimals.

How it works
------------
1. *Marginals.* The logarithm of each marker follows a quadratic in age, fitted to the rows. Around it stand the
   quantiles, which change linearly between the middles of the three age groups, such that the mixture over the ages
   of a group has the published percentiles. Beyond the outermost of them the tails are those of the rows.
2. *Dependence.* A Gaussian copula per sex for the scores given age. Where the rows bend (sex hormone-binding
   globulin, HDL and triglycerides level off above a BMI of about 33; HbA1c takes off where fasting glucose does) a
   score gets a hinge of its parent's score added, and its quantile knots are moved so that its marginal stays exact.
3. *Calibration.* The copula's correlations are corrected until simulated people have the published correlations.

Testosterone and SHBG need a judgement. The published percentiles are of all examination sessions, but these people
gave blood fasting, mostly in the morning, when testosterone is some 10 % higher in men. The target is half-way between
the two, at most 4 % (8 % in the outer tails) from the published percentile.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from helpers.checks import Floats
from helpers.cohort.population import AGES, MARKERS, OneSex, as_reported, scores_of, spread_of_ages, values_of

OUT = Path(__file__).resolve().parents[1] / "data" / "cohort_parameters.json"
AGE_KNOTS = np.arange(20.0, 81, 10)
PROBABILITIES = np.array([0.001, 0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.995, 0.999])
SCORES = norm.ppf(PROBABILITIES)
GROUPS = ((20, 39), (40, 59), (60, 80))
PUBLISHED = ("p2.5", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p97.5")
PUBLISHED_AT = PROBABILITIES[2:-2]
DETECTION = {"crp_mg_l": 0.15}  # the survey reports what is lower as 0.08
HORMONES = ("testosterone_ng_dl", "shbg_nmol_l")
CODES = {
    "bmi": ("BMXBMI", "bmi"),
    "waist_cm": ("BMXWAIST", "waist"),
    "glucose_mg_dl": ("LBXGLU", "ln_glu"),
    "insulin_uu_ml": ("LBXIN", "ln_ins"),
    "hba1c_pct": ("LBXGH", "hba1c"),
    "tg_mg_dl": ("LBXTR", "ln_tg"),
    "hdl_mg_dl": ("LBDHDD", "hdl"),
    "crp_mg_l": ("LBXHSCRP_mgL", "ln_crp"),
    "testosterone_ng_dl": ("LBXTST", "ln_tst"),
    "shbg_nmol_l": ("LBXSHBG", "ln_shbg"),
}
LOGGED = {marker for marker, (_, name) in CODES.items() if name.startswith("ln_")}
ROUNDED_TO = {"bmi": 0.1, "waist_cm": 0.1, "glucose_mg_dl": 1, "insulin_uu_ml": 0.01, "hba1c_pct": 0.1,
              "tg_mg_dl": 1, "hdl_mg_dl": 1, "crp_mg_l": 0.1, "albumin_g_dl": 0.1}  # fmt: skip
# Children whose score bends where the parent's passes the threshold; slopes are pooled over the sexes.
BENDS = (
    ("shbg_nmol_l", "bmi", 0.8),
    ("hdl_mg_dl", "bmi", 0.8),
    ("tg_mg_dl", "bmi", 0.8),
    ("albumin_g_dl", "bmi", 0.8),
)
GLYCAEMIC_BEND = ("hba1c_pct", "glucose_mg_dl", 1.6)


def quantile(values: Floats, weights: Floats, at: Floats) -> Floats:
    """Survey-weighted quantiles."""
    order = np.argsort(values)
    x, w = values[order], weights[order]
    return np.interp(at, (np.cumsum(w) - w / 2) / w.sum(), x)


def correlation(x: Floats, y: Floats, weights: Floats) -> float:
    """Survey-weighted correlation of the pairs that are complete."""
    ok = np.isfinite(x + y)
    c = np.cov(x[ok], y[ok], aweights=weights[ok])
    return float(c[0, 1] / np.sqrt(c[0, 0] * c[1, 1]))


def least_squares(X: Floats, y: Floats, weights: Floats) -> Floats:
    """Weighted least squares."""
    root = np.sqrt(weights / weights.mean())
    return np.asarray(np.linalg.lstsq(X * root[:, None], y * root, rcond=None)[0])


def unrounded_log(marker: str, values: Floats, rng: np.random.Generator) -> Floats:
    """Logarithms of values spread evenly over what their rounding hides."""
    x = values + ROUNDED_TO.get(marker, 0) * (rng.random(len(values)) - 0.5)
    if marker in DETECTION:
        limit = DETECTION[marker]
        below = values < limit
        x = np.where(below, limit * np.exp(-1.3 * rng.random(len(values))), np.maximum(x, limit))
    return np.log(x)


def age_shares(rows: pd.DataFrame) -> Floats:
    """Share of each year of age from 20, smoothed over neighbours; 80 stands for 80 and older and keeps its own."""
    share = np.bincount(rows.age.to_numpy(int) - 20, weights=rows.fasting_weight, minlength=len(AGES))
    share = share / share.sum()
    kernel = np.exp(-0.5 * (np.arange(-8, 9) / 3) ** 2)
    smooth = np.convolve(share[:-1], kernel, "same") / np.convolve(np.ones(60), kernel, "same")
    return np.append(smooth * share[:-1].sum() / smooth.sum(), share[-1])


def published(
    table: pd.DataFrame, rows: pd.DataFrame, marker: str, sex: str, group: tuple[int, int]
) -> Floats:
    """Log percentiles that the synthetic people of a group shall have."""
    part = rows[(rows.sex == sex) & rows.age.between(*group) & rows[marker].notna()]
    spread = unrounded_log(marker, part[marker].to_numpy(float), np.random.default_rng(0))
    own = quantile(spread, part.fasting_weight.to_numpy(), PUBLISHED_AT)
    if marker not in CODES:
        return own
    line = table[
        (table.sex == sex) & (table.age == f"{group[0]}-{group[1]}") & (table["var"] == CODES[marker][0])
    ]
    target = np.log(line[line["pop"] == "no_self_report_diabetes"].iloc[0][list(PUBLISHED)].to_numpy(float))
    if marker in HORMONES:
        limit = np.where((PUBLISHED_AT > 0.2) & (PUBLISHED_AT < 0.8), 0.04, 0.08)
        pull = np.convolve(
            np.pad(np.clip((own - target) / 2, -limit, limit), 1, "edge"), [0.25, 0.5, 0.25], "valid"
        )
        target = target + np.clip(pull, -limit, limit)
    return target


def group_quantiles(knots: Floats, shares: Floats, group: tuple[int, int]) -> Floats:
    """Quantiles of the mixture over the ages of a group."""
    z = np.linspace(-4.2, 4.2, 841)
    ages = np.arange(group[0], group[1] + 1)
    share = shares[ages - 20] / shares[ages - 20].sum()
    lines = [np.interp(z, SCORES, _at_age(knots, age)) for age in ages]
    grid = np.linspace(min(line[0] for line in lines), max(line[-1] for line in lines), 4000)
    mixture = sum(w * norm.cdf(np.interp(grid, line, z)) for w, line in zip(share, lines, strict=True))
    return np.interp(PUBLISHED_AT, mixture, grid)


def _at_age(knots: Floats, age: float) -> Floats:
    return np.array([np.interp(age, AGE_KNOTS, column) for column in knots.T])


def course(rows: pd.DataFrame, marker: str, sex: str) -> tuple[Floats, Floats, Floats]:
    """Quadratic course of the logarithm over age, with the residuals and their weights."""
    part = rows[(rows.sex == sex) & rows[marker].notna()]
    y = unrounded_log(marker, part[marker].to_numpy(float), np.random.default_rng(1))
    w, X = part.fasting_weight.to_numpy(), _powers(part.age.to_numpy(float))
    place = least_squares(X, np.clip(y, *np.quantile(y, [0.01, 0.99])), w)
    return place, y - X @ place, w


def _powers(age: Floats) -> Floats:
    return np.vander((age - 50) / 15, 3, increasing=True)


def tails(rows: pd.DataFrame, marker: str) -> Floats:
    """Return the steps of the two outermost quantiles on either side, relative to quartile to outer 2.5 %.

    The sexes are pooled and the outermost step is held near a straight continuation: a handful of rows decide it.
    """
    steps = []
    for side in (-1, 1):
        of_each = []
        for sex in "FM":
            _, residual, w = course(rows, marker, sex)
            q = quantile(side * residual, w, np.array([0.75, 0.975, 0.995, 0.999]))
            of_each.append(np.diff(q)[1:] / (q[1] - q[0]))
        first, second = np.mean(of_each, axis=0)
        straight = first * (SCORES[-1] - SCORES[-2]) / (SCORES[-2] - SCORES[-3])
        steps.append([first, np.clip(second, 0.7 * straight, 1.6 * straight)])
    return np.array(steps)


def with_tails(core: Floats, steps: Floats) -> Floats:
    """Lengthen the published quantiles by two on either side."""
    down, up = core[:, 3] - core[:, 0], core[:, -1] - core[:, -4]
    low = core[:, :1] - np.outer(down, np.cumsum(steps[0])[::-1])
    high = core[:, -1:] + np.outer(up, np.cumsum(steps[1]))
    return np.column_stack([low, core, high])


def marginal(table: pd.DataFrame, rows: pd.DataFrame, marker: str, sex: str, shares: Floats) -> Floats:
    """Log quantiles, one row an age knot and one column a probability."""
    place, _, _ = course(rows, marker, sex)
    steps = tails(rows, marker)
    targets = np.stack([published(table, rows, marker, sex, group) for group in GROUPS])
    if marker in DETECTION:
        targets = extended_below(targets, np.log(DETECTION[marker]))
    centres = np.array([30.0, 50, 70])
    around = targets - (_powers(centres) @ place)[:, None]
    for _ in range(8):
        shape = np.stack([np.interp(AGE_KNOTS, centres, column) for column in around.T], axis=1)
        knots = with_tails(rising((_powers(AGE_KNOTS) @ place)[:, None] + shape), steps)
        around = around + 0.7 * (targets - np.stack([group_quantiles(knots, shares, g) for g in GROUPS]))
    return knots


def rising(core: Floats) -> Floats:
    """Hold the slope of a quantile function over the score above a third of its mean, from the median outward."""
    gaps = np.diff(SCORES[2:-2])
    slopes = np.diff(core, axis=1) / gaps
    steps = np.maximum(slopes, slopes.mean(axis=1, keepdims=True) / 3) * gaps
    middle = core.shape[1] // 2
    low = core[:, [middle]] - np.cumsum(steps[:, :middle][:, ::-1], axis=1)[:, ::-1]
    high = core[:, [middle]] + np.cumsum(steps[:, middle:], axis=1)
    return np.column_stack([low, core[:, middle], high])


def extended_below(targets: Floats, limit: float) -> Floats:
    """Replace percentiles that the detection limit hides by a straight continuation in the score."""
    z, result = SCORES[2:-2], targets.copy()
    for line in result:
        first = int(np.argmax(line > limit))
        slope = (line[first + 2] - line[first]) / (z[first + 2] - z[first])
        hidden = slice(0, first)
        line[hidden] = np.minimum(line[first] + slope * (z[hidden] - z[first]), limit - 0.05)
        line[hidden] -= 0.01 * np.arange(first)[::-1]
    return result


def normal_scores(rows: pd.DataFrame, sex: str, knots: dict[str, Floats]) -> Floats:
    """Scores of the real people, given age; one column a marker, NaN where not measured."""
    part, rng = rows[rows.sex == sex], np.random.default_rng(2)
    Z = np.full((len(part), len(MARKERS)), np.nan)
    for column, marker in enumerate(MARKERS):
        ok = part[marker].notna().to_numpy()
        y = unrounded_log(marker, part[marker].to_numpy(float)[ok], rng)
        lines = [_at_age(knots[marker], age) for age in part.age.to_numpy(float)[ok]]
        Z[ok, column] = [np.interp(v, line, SCORES) for v, line in zip(y, lines, strict=True)]
    return Z


def bend_slopes(scores: dict[str, Floats], weights: dict[str, Floats]) -> list[tuple[str, str, float, float]]:
    """Slopes of the hinges, pooled over the sexes by their precision."""
    found = []
    for child, parent, threshold in BENDS:
        slopes, precisions = [], []
        for sex, Z in scores.items():
            x, y = Z[:, MARKERS.index(parent)], Z[:, MARKERS.index(child)]
            ok = np.isfinite(x + y)
            w = weights[sex][ok] / weights[sex][ok].mean()
            X = np.column_stack([np.ones(ok.sum()), x[ok], np.maximum(x[ok] - threshold, 0)])
            b = least_squares(X, y[ok], w)
            bread = np.linalg.inv((X * w[:, None]).T @ X)
            meat = X * (w * (y[ok] - X @ b))[:, None]
            slopes.append(b[2])
            precisions.append(1 / (bread @ (meat.T @ meat) @ bread)[2, 2])
        slope = float(np.average(slopes, weights=precisions))
        print(f"bend {child} <- {parent}: {np.round(slopes, 2)} pooled {slope:.2f}")
        found.append((child, parent, threshold, slope))
    return found


def bent_knots(rho: float, threshold: float, slope: float) -> Floats:
    """Quantiles of a normal score to which a hinge of its parent's has been added."""
    parent = np.linspace(-6, 6, 1201)
    share = norm.pdf(parent) / norm.pdf(parent).sum()
    grid = np.linspace(-7, 16, 3001)
    centre = rho * parent + slope * np.maximum(parent - threshold, 0)
    return np.interp(PROBABILITIES, norm.cdf((grid[:, None] - centre) / np.sqrt(1 - rho**2)) @ share, grid)


def nearest_correlation(R: Floats) -> Floats:
    """Clip the eigenvalues and scale back to a unit diagonal."""
    values, vectors = np.linalg.eigh((R + R.T) / 2)
    R = (vectors * np.maximum(values, 0.01)) @ vectors.T
    scale = np.sqrt(np.diag(R))
    return np.asarray(R / scale / scale[:, None])


def targets_of(rows: pd.DataFrame, sex: str, folder: Path) -> Floats:
    """Return the published correlations; those of albumin, which has none, from the rows."""
    table = pd.read_csv(folder / f"nhanes_corr_{'men' if sex == 'M' else 'women'}.csv", index_col=0)
    part = rows[rows.sex == sex]
    w = part.fasting_weight.to_numpy()
    columns = {
        m: np.log(part[m].to_numpy(float)) if m in LOGGED else part[m].to_numpy(float) for m in MARKERS
    }
    target = np.eye(len(MARKERS))
    for i, a in enumerate(MARKERS):
        for j, b in enumerate(MARKERS[:i]):
            known = a in CODES and b in CODES
            r = table.loc[CODES[a][1], CODES[b][1]] if known else correlation(columns[a], columns[b], w)
            target[i, j] = target[j, i] = r
    return target


def calibrate(fit: dict[str, Any], Z: Floats, w: Floats, target: Floats) -> OneSex:
    """Correct copula and glycaemic bend until simulated people have the target correlations."""
    n = len(MARKERS)
    child, parent = (MARKERS.index(name) for name in GLYCAEMIC_BEND[:2])
    threshold = GLYCAEMIC_BEND[2]
    R = np.array([[1.0 if i == j else correlation(Z[:, i], Z[:, j], w) for j in range(n)] for i in range(n)])
    body = np.isfinite(Z[:, child] + Z[:, parent]) & (np.abs(Z[:, parent]) < threshold)
    x = np.column_stack([np.ones(body.sum()), Z[body, parent]])
    body_slope = float(least_squares(x, Z[body, child], w[body])[1])
    rng, slope = np.random.default_rng(3), 2.0
    normals, uniforms = rng.standard_normal((150_000, n)), rng.random(150_000)
    for _ in range(16):
        R[child, parent] = R[parent, child] = body_slope
        R = nearest_correlation(R)
        bends = [*fit["bends"], (*GLYCAEMIC_BEND, slope)]
        knots = dict.fromkeys(MARKERS, SCORES)
        for c, p, t, s in bends:
            knots[c] = bent_knots(R[MARKERS.index(c), MARKERS.index(p)], t, s)
        sex = OneSex.of({"age_shares": fit["age_shares"], "correlation": R, "bends": bends,
                       "knots": knots, "log_quantiles": fit["log_quantiles"]}, AGE_KNOTS)  # fmt: skip
        ages = spread_of_ages(sex, uniforms)
        values = values_of(sex, ages, scores_of(sex, normals))
        people = [as_reported(m, values[:, k]) for k, m in enumerate(MARKERS)]
        people = [np.log(x) if m in LOGGED else x for m, x in zip(MARKERS, people, strict=True)]
        short = target - np.corrcoef(people)
        slope += 1.5 * short[child, parent]
        R = R + 0.9 * short
    print(f"glycaemic bend {slope:.2f}, body {body_slope:.2f}, largest shortfall {np.abs(short).max():.3f}")
    return sex


def main(folder: Path) -> None:
    """Fit and write."""
    rows = pd.read_csv(folder / "nhanes_2013_2016_half.csv")
    rows = rows[rows.fasting_weight > 0]
    table = pd.read_csv(folder / "nhanes_percentiles.csv")
    fits: dict[str, dict[str, Any]] = {}
    scores, weights = {}, {}
    for sex in "FM":
        shares = age_shares(rows[rows.sex == sex])
        log_quantiles = {m: marginal(table, rows, m, sex, shares) for m in MARKERS}
        fits[sex] = {"age_shares": shares, "log_quantiles": log_quantiles}
        scores[sex] = normal_scores(rows, sex, log_quantiles)
        weights[sex] = rows.fasting_weight[rows.sex == sex].to_numpy()
    bends = bend_slopes(scores, weights)
    sexes = {}
    for sex, fit in fits.items():
        done = calibrate(fit | {"bends": bends}, scores[sex], weights[sex], targets_of(rows, sex, folder))
        sexes[sex] = done.facts()
    share = float(weights["F"].sum() / (weights["F"].sum() + weights["M"].sum()))
    facts = {
        "description": "Quantiles (natural logarithms, by age), correlations and bends of the markers of adults "
        "without self-reported diabetes, from which helpers.cohort draws. No rows of people.",
        "source": "CDC/NCHS, National Health and Nutrition Examination Survey 2013-2016 (public domain), fasting "
        "examinees aged 20 and older, survey-weighted.",
        "probabilities": PROBABILITIES.tolist(),
        "age_knots": AGE_KNOTS.tolist(),
        "markers": list(MARKERS),
        "share_of_women": round(share, 4),
        "sexes": sexes,
    }
    OUT.write_text(_dumps(facts) + "\n", encoding="utf-8")
    print(f"wrote {OUT.name}: {OUT.stat().st_size} bytes")


def _dumps(facts: dict[str, Any]) -> str:
    """JSON with one line for each list of numbers."""

    def show(value: Any, depth: int) -> str:
        pad, close = "  " * (depth + 1), "  " * depth
        if isinstance(value, dict):
            inner = ",\n".join(f"{pad}{json.dumps(k)}: {show(v, depth + 1)}" for k, v in value.items())
            return f"{{\n{inner}\n{close}}}"
        if isinstance(value, list) and value and isinstance(value[0], list):
            return "[\n" + ",\n".join(pad + json.dumps(v) for v in value) + f"\n{close}]"
        return json.dumps(value, ensure_ascii=False)

    return show(facts, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
