"""How fast the metrics of a glucose trace are, beside iglu-python computing the same ones on the same trace.

Times are of the processor, medians of several runs that alternate, so that other work on the machine hardly counts.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.cgm import metrics
from helpers.paths import data_path

REPEATS = 5
# Our column, iglu-python's function and arguments, and its column.
SAME: list[tuple[str, str, dict[str, Any], str]] = [
    ("mean", "mean_glu", {}, "mean"),
    ("sd", "sd_glu", {}, "SD"),
    ("cv", "cv_glu", {}, "CV"),
    ("gmi", "gmi", {}, "GMI"),
    ("tir_70_180", "in_range_percent", {"target_ranges": [[70, 180]]}, "in_range_70_180"),
    ("tir_70_140", "in_range_percent", {"target_ranges": [[70, 140]]}, "in_range_70_140"),
    ("tbr_54", "below_percent", {"targets_below": [54]}, "below_54"),
    ("tbr_70", "below_percent", {"targets_below": [70]}, "below_70"),
    ("tar_180", "above_percent", {"targets_above": [180]}, "above_180"),
    ("tar_250", "above_percent", {"targets_above": [250]}, "above_250"),
    ("j_index", "j_index", {}, "J_index"),
    ("lbgi", "lbgi", {}, "LBGI"),
    ("hbgi", "hbgi", {}, "HBGI"),
    ("grade", "grade", {}, "GRADE"),
    ("gri", "gri", {}, "GRI"),
    ("modd", "modd", {}, "MODD"),
    ("conga", "conga", {}, "CONGA"),
    ("mag", "mag", {}, "MAG"),
    ("mage", "mage", {}, "MAGE"),
    ("mage_naive", "mage", {"version": "naive"}, "MAGE"),
    ("percent_present", "active_percent", {}, "active_percent"),
]


def table() -> str:
    """Return the table as Markdown."""
    readings = pd.read_csv(data_path("cgm.csv"), parse_dates=["time"])
    frame = readings[readings["id"] == readings["id"].iloc[0]]
    theirs = frame.rename(columns={"glucose": "gl"}).astype({"id": str, "gl": float}).reset_index(drop=True)
    difference, where = largest_difference(metrics(frame), iglu(theirs))
    ours_ms, theirs_ms = alternating(lambda: metrics(frame), lambda: iglu(theirs))
    ratio = theirs_ms / ours_ms
    return "\n".join(
        [
            f"| {len(SAME)} metrics of 14 days, every 5 minutes | helpers.cgm.metrics, ms | iglu-python, ms "
            "| times as fast | largest relative difference |",
            "|---|---|---|---|---|",
            f"| a trace of cgm.csv | {ours_ms:.1f} | {theirs_ms:.0f} | {ratio:.0f} | {difference:.0e}, {where} |",
            "",
        ]
    )


def iglu(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the metrics as iglu-python computes them, under our names, one row a person."""
    import iglu_python

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = {
            name: getattr(iglu_python, function)(frame, **options).set_index("id")[column]
            for name, function, options, column in SAME
        }
    return pd.DataFrame(found)


def largest_difference(ours: pd.DataFrame, theirs: pd.DataFrame) -> tuple[float, str]:
    """Return the largest relative difference of all metrics and people, and the metric it is in."""
    mine = ours.set_index(ours["id"].astype(str))[theirs.columns].loc[theirs.index]
    apart = ((mine - theirs).abs() / theirs.abs().clip(lower=1e-3)).max()
    return float(apart.max()), str(apart.idxmax())


def alternating(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return the median milliseconds of both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for run, times in zip((ours, theirs), taken, strict=True):
            start = time.process_time()
            run()
            times.append((time.process_time() - start) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


if __name__ == "__main__":
    print(table())
