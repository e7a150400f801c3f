"""What a visitor downloads, beside the budgets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tools.site.pyodide import CORE, ON_IMPORT, SITE_LOCK, START, closure

# What a reader may have to fetch, and wait, until the first explorer lives.
BUDGET_MB = 12
BUDGET_S = 10


def fetched(output: Path) -> dict[str, int]:
    """Return what a reader's browser fetches so that a lesson lives, in bytes as they are sent.

    Parameters
    ----------
    output
        The built site.
    """
    [python] = (output / "python").iterdir()
    packages = json.loads((python / SITE_LOCK).read_text(encoding="utf-8"))["packages"]

    def weight(name: str) -> int:
        needed = closure({"packages": packages}, [name])
        return _sent(python / packages[each]["file_name"] for each in needed)

    return {
        "Python": _sent(python / name for name in (*CORE, SITE_LOCK)),
        "what every lesson imports, and the course with its data": _sent([python / START]),
        **{f"{name}, once a lesson imports it": weight(name) for name in ON_IMPORT},
    }


def first_visit(output: Path) -> int:
    """Return what is fetched until the first explorer lives, in bytes, beside the page itself."""
    python, start, *_ = fetched(output).values()
    return python + start


def sizes(output: Path) -> dict[str, int]:
    """Return what parts of a built site weigh, in bytes: first what a reader fetches, and when.

    Parameters
    ----------
    output
        The site.
    """
    return {
        **fetched(output),
        f"until the first explorer lives (budget {BUDGET_MB} MB)": first_visit(output),
        "the largest page to read": max(path.stat().st_size for path in (output / "lessons").glob("*.html")),
        "the whole folder": _weight(path for path in output.rglob("*") if path.is_file()),
    }


def _sent(paths: Iterable[Path]) -> int:
    """Return what files weigh as they are sent: packed where they lie so."""
    packed = ((path.with_name(f"{path.name}.gz"), path) for path in paths)
    return _weight(gz if gz.is_file() else path for gz, path in packed)


def _weight(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)
