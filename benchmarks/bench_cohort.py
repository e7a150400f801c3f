"""Whether a machine can tell the synthetic adults from real ones, and how fast they are made.

The real rows are not part of the course: the variable COURSE_SURVEY_ROWS gives the path of a CSV file with one
examinee a row, columns named as in `data/cohort.csv`, and `fasting_weight`, the survey's weight. `tools/fit_cohort.py`
takes the same file. From the folder of the course:

    COURSE_SURVEY_ROWS=nhanes.csv python3 course.py bench -- cohort

Gradient-boosted trees are asked to tell distinct real rows, drawn by survey weight, from as many synthetic people; an
area under the curve (AUC) of 0.50 is a coin toss. Draws overlap, so that their spread says less than it seems to.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers import cohort

SURVEY_ROWS = "COURSE_SURVEY_ROWS"
SHARE_DRAWN = (
    0.6  # nearly all rows would be drawn whatever their weight, and then would not stand for the population
)
DRAWS = 8
FOLDS = 5
SIZES = (4_000, 100_000, 1_000_000)
REPEATS = 3
NUMBERS = [name for name in cohort.load().columns if name not in ("id", "sex")]
# CRP was measured in one of the survey's two cycles only: without it there are twice as many people.
FEATURES = {"all markers": NUMBERS, "without CRP": [name for name in NUMBERS if name != "crp_mg_l"]}
SEXES = {"M": "men", "F": "women"}
MADE = """
import resource, sys, time
import pandas
from helpers import cohort
cohort.generate(1, 1)
start = time.process_time()
people = cohort.generate({n}, 1)
taken = time.process_time() - start
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def table() -> str:
    """Return both tables as Markdown."""
    path = os.environ.get(SURVEY_ROWS)
    told = f"AUC, real against synthetic: not run. {SURVEY_ROWS}=FILE gives the survey's rows; see bench_cohort.py."
    return "\n".join([*(told_apart(Path(path)) if path else [told]), "", *speed(), ""])


def told_apart(path: Path) -> list[str]:
    """Return the table of cross-validated AUC by sex."""
    real = pd.read_csv(path)
    synthetic = cohort.generate(200_000, 1)
    head = (
        f"| real against synthetic, {DRAWS} draws | real rows of each draw | AUC, mean | lowest to highest |"
    )
    lines = [head, "|---|---|---|---|"]
    for sex, name in SEXES.items():
        for what, columns in FEATURES.items():
            rows = real.loc[real["sex"] == sex, [*columns, "fasting_weight"]].dropna()
            people = synthetic.loc[synthetic["sex"] == sex, columns].to_numpy(float)
            found = [auc(rows, people, np.random.default_rng(seed)) for seed in range(DRAWS)]
            drawn = round(SHARE_DRAWN * len(rows))
            lines.append(
                f"| {name}, {what} | {drawn} of {len(rows)} | {np.mean(found):.3f} | "
                f"{min(found):.3f} to {max(found):.3f} |"
            )
    return lines


def auc(real: pd.DataFrame, synthetic: NDArray[np.float64], rng: np.random.Generator) -> float:
    """Return how well real rows, drawn by weight, are told from as many synthetic ones that were not trained on."""
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    size = round(SHARE_DRAWN * len(real))
    weights = real["fasting_weight"].to_numpy(float)
    drawn = rng.choice(len(real), size, replace=False, p=weights / weights.sum())
    ours = synthetic[rng.choice(len(synthetic), size, replace=False)]
    X = np.vstack([real.drop(columns="fasting_weight").to_numpy(float)[drawn], ours])
    y = np.repeat([1, 0], size)
    seed = int(rng.integers(2**31))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    trees = GradientBoostingClassifier(n_estimators=100, max_depth=3, subsample=0.8, random_state=seed)
    chances = cross_val_predict(trees, X, y, cv=folds, method="predict_proba")[:, 1]
    return float(roc_auc_score(y, chances))


def speed() -> list[str]:
    """Return the table of time and memory, each size in a Python of its own."""
    base = min(child(1)[1] for _ in range(REPEATS))
    lines = ["| generate, adults | s | peak memory, MB | of these beyond the imports |", "|---|---|---|---|"]
    for n in SIZES:
        runs = [child(n) for _ in range(REPEATS)]
        seconds, peak = np.median(runs, axis=0)
        lines.append(f"| {n:,} | {seconds:.3g} | {peak / 1e6:.0f} | {(peak - base) / 1e6:.0f} |")
    return lines


def child(n: int) -> tuple[float, float]:
    """Return the processor seconds and the peak memory in bytes of generating n adults."""
    command = [sys.executable, "-c", MADE.format(n=n)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    print(table())
