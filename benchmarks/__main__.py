"""Prints every benchmark table, or those named: `python3 course.py bench -- launch`.

Each runs in a process of its own: none changes what another measures, and names that two of them use for different
things do not meet.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    """Print the table of each module `bench_*.py` beside this file, and return the status."""
    names = [path.stem.removeprefix("bench_") for path in sorted(HERE.glob("bench_*.py"))]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(names)}.", file=sys.stderr)
        return 2
    if len(wanted) == 1:
        sys.path.insert(1, str(HERE.parent))
        print(importlib.import_module(f"bench_{wanted[0]}").table(), flush=True)
        return 0
    # What one of them cannot measure must not keep the others from it.
    return max(
        subprocess.run([sys.executable, str(HERE), name], check=False).returncode for name in wanted or names
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
