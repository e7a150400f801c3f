"""The Pyodide that the site is tied to, and which of its packages the course needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

PYODIDE_VERSION = "0.27.7"
PYODIDE_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
# What Pyodide itself consists of.
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# What wakes a page: what every lesson imports, and nothing of a notebook.
PACKAGES = ("numpy", "matplotlib", "pillow")
# Fetched where a lesson first imports one of them (`in_browser`).
ON_IMPORT = ("pandas", "scipy")

# What matplotlib names in Pyodide's lock and the lessons do not import.
UNUSED = {"matplotlib": frozenset({"fonttools", "matplotlib-pyodide", "pytz", "contourpy"})}

# Pyodide's own lock, reduced to what is needed: every file is checked by its hash. `core` has those of Pyodide itself.
LOCK = Path(__file__).with_name("pyodide-lock.json")
SITE_LOCK = "pyodide-lock.json"
# All packages that wake a page, and the course, in one file; its name tells no server to unpack it.
START = "start.bin"


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
