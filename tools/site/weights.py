"""What a visitor downloads, beside the budgets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tools.site.pyodide import CORE, LIVE, ON_IMPORT, SITE_LOCK, START, closure

# Of the public files, in bytes, as `sizes` finds them where they are bundled.
_PUBLIC_WEIGHTS = {"start": 28_100_000, "pandas": 6_200_000, "scipy": 19_600_000}
# The part of JupyterLab that a lesson fetches, as the browser of the tests counts it, and a large lesson.
_LAB_WEIGHT = 11_000_000
# What a reader may have to fetch, and wait, until the first explorer lives.
BUDGET_MB = 60
BUDGET_S = 20


def fetched(live: Path) -> dict[str, int]:
    """Return what a reader fetches so that a lesson runs, in bytes, besides JupyterLab itself.

    Parameters
    ----------
    live
        The built JupyterLite.
    """
    weights = dict(_PUBLIC_WEIGHTS)
    for bundled in (path.parent for path in live.glob("pyodide/*/pyodide.js")):
        known: set[str] = set()
        weights["start"] = _weight(bundled / name for name in CORE) + _packages(bundled, START, known)
        weights |= {name: _packages(bundled, [name], known) for name in ON_IMPORT}
    return {
        "Python, and what every lesson imports": weights["start"],
        "the course and its wheels": _weight(
            [*live.glob("wheels/*/*.whl"), *live.glob(f"pyodide/*/{SITE_LOCK}")]
        ),
        **{f"{name}, once a lesson imports it": weights[name] for name in ON_IMPORT},
    }


def first_visit(live: Path) -> int:
    """Return what is fetched until the first explorer of lesson 01 lives, in bytes: pandas is among it."""
    python, course, pandas, *_ = fetched(live).values()
    return python + course + pandas + _LAB_WEIGHT


def sizes(output: Path) -> dict[str, int]:
    """Return what parts of a built site weigh, in bytes: first what a reader fetches, and when.

    Parameters
    ----------
    output
        The site.
    """
    live = output / LIVE
    return {
        **fetched(live),
        f"a first visit to a lesson, with JupyterLab (budget {BUDGET_MB} MB)": first_visit(live),
        "the largest page to read": max(path.stat().st_size for path in (output / "lessons").glob("*.html")),
        "the whole folder": _weight(path for path in output.rglob("*") if path.is_file()),
    }


def _packages(bundled: Path, names: Iterable[str], known: set[str]) -> int:
    """Return what packages weigh with all that they need and that is not yet known; now it is."""
    packages = json.loads((bundled / SITE_LOCK).read_text(encoding="utf-8"))["packages"]
    needed = [name for name in closure({"packages": packages}, names) if name not in known]
    known.update(needed)
    return _weight(bundled / packages[name]["file_name"] for name in needed)


def _weight(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)
