"""The Pyodide that the site is tied to, and which of its packages the course needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

PYODIDE_VERSION = "0.27.7"
PYODIDE_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
PYODIDE_PYTHON = "3.12"
# What Pyodide itself consists of.
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# Fetched when the kernel starts, all at once: what the kernel is made of, and what every lesson imports.
START = ("micropip", "sqlite3", "ipython", "numpy", "matplotlib", "pillow")
# What wakes a page: what every lesson imports, and nothing of a notebook.
PACKAGES = ("numpy", "matplotlib", "pillow")
# Fetched where a lesson first imports one of them (`in_browser`).
ON_IMPORT = ("pandas", "scipy")

# What a package names in Pyodide's lock and does not import in a lesson. What of it is in our lock (pytz, contourpy,
# matplotlib-inline) comes on import, where a learner's own code has use for it; the other two never do.
UNUSED = {
    "matplotlib": frozenset({"fonttools", "matplotlib-pyodide", "pytz", "contourpy"}),
    "ipython": frozenset({"matplotlib-inline"}),
}

# The kernel asks for these too. A browser has the network's encryption itself; names are completed without jedi.
ABSENT = ("ssl", "jedi")
# Pyodide's own lock, reduced to what is needed: what comes from its public address is checked by these hashes.
LOCK = Path(__file__).with_name("pyodide-lock.json")
SITE_LOCK = "pyodide-lock.json"
LIVE = "live"


class SiteError(Exception):
    """What stops the build, in one sentence for whoever typed the command."""


def closure(lock: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Return the names of packages and of all that they depend on, from Pyodide's lock.

    Examples
    --------
    >>> closure({"packages": {"b": {"depends": ["C_d"]}, "c-d": {"depends": []}}}, ["b"])
    ['b', 'c-d']
    """
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0).lower().replace("_", "-")
        if name in found:
            continue
        if name not in lock["packages"]:
            raise SiteError(f"This Pyodide has no package {name}: a whole distribution is needed.")
        found[name] = None
        waiting += lock["packages"][name]["depends"]
    return list(found)
