"""Prints every benchmark table, or those named: `python3 course.py bench -- launch`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run the modules `bench_*.py` beside this file, each of which has a `table()`, and return the status."""
    names = [path.stem.removeprefix("bench_") for path in sorted(Path(__file__).parent.glob("bench_*.py"))]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(names)}.", file=sys.stderr)
        return 2
    for name in wanted or names:
        print(importlib.import_module(f"bench_{name}").table(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
