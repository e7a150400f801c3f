"""How long a start takes that installs nothing, and the imports at the top of a lesson."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 7
STEPS = {
    "start Python, for comparison": "pass",
    "course.py, until it hands over to JupyterLab": (
        "import course; course.Environment(course.ROOT).ensure(course.LOCK)"
    ),
    "import numpy and pandas, for comparison": "import numpy, pandas",
    "import matplotlib.pyplot, for comparison": "import matplotlib.pyplot",
    "import what the lessons import": (
        "import helpers.cohort, helpers.evidence, helpers.exercises, helpers.explore, helpers.models"
    ),
}


def seconds(code: str) -> float:
    """Return the median time of a fresh Python that runs the code."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        taken.append(time.perf_counter() - start)
    return median(taken)


def table() -> str:
    """Return the table as Markdown."""
    rows = [f"| {what} | {seconds(code):.2f} |" for what, code in STEPS.items()]
    return "\n".join([f"| starting (median of {REPEATS}) | s |", "|---|---|", *rows, ""])
