"""The Python that wakes a lesson's page: Pyodide, what lessons import, and the course, compiled and pared down."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.site import bytecode
from tools.site.paring import in_one_file, pare
from tools.site.pyodide import (
    CORE,
    LOCK,
    ON_IMPORT,
    PACKAGES,
    PYODIDE_ADDRESS,
    PYODIDE_VERSION,
    SITE_LOCK,
    START,
    UNUSED,
    SiteError,
    closure,
)

_NOTICES = Path(__file__).with_name("notices.txt")


@dataclass(frozen=True)
class Engine:
    """What a page is told of its Python.

    Parameters
    ----------
    folder
        Its address from the top of the site, which changes with its content.
    size
        Bytes that are fetched until the first explorer can live, unpacked: what the bar counts against.
    """

    folder: str
    size: int


def build_engine(root: Path, output: Path, pyodide: Path | None) -> Engine:
    """Write the pages' Python below the site's folder.

    Parameters
    ----------
    root
        The clone.
    output
        The site's folder.
    pyodide
        A Pyodide distribution; without one its files are fetched once from its public address.

    Raises
    ------
    SiteError
        If a file is missing or is another than the lock names.
    """
    source = pyodide or fetched(root / ".cache")
    files = pyodide_files(source)
    with tempfile.TemporaryDirectory() as folder:
        wheel = own_wheel(root, Path(folder))
        packages = {wheel.name: wheel.read_bytes()}
    packages |= {name: file for name, file in files.items() if name.endswith((".whl", ".zip"))}
    pared = {name: pare(content) for name, content in packages.items()}
    rests = {_rest_of(name): parts for name, parts in pared.items() if parts.later}
    try:
        made = bytecode.compiled(
            {name: parts.start for name, parts in pared.items()}
            | {name: parts.later for name, parts in rests.items()},
            source,
        )
    except bytecode.BytecodeError as problem:
        raise SiteError(str(problem)) from None
    at_once = {*_named(PACKAGES), wheel.name}
    files |= {name: content for name, content in made.items() if name not in at_once}
    files = {name: content for name, content in files.items() if name not in at_once}
    files[START] = in_one_file(made[name] for name in sorted(at_once))
    lock = site_lock(files, {name: parts.modules for name, parts in rests.items()})
    files[SITE_LOCK] = json.dumps(lock).encode()
    files["notices.txt"] = _NOTICES.read_bytes()
    place = place_bundle(files, output)
    return Engine(place, sum(len(files[name]) for name in (*CORE, SITE_LOCK, START)))


def _rest_of(name: str) -> str:
    """Return the name of the archive of what of a wheel, or of the standard library, is fetched later."""
    whole = {"python_stdlib.zip": "python", "insulin_resistance_course": "course"}
    start = name.partition("-")[0]
    return f"{whole.get(start, start)}-rest.zip"


def own_wheel(root: Path, into: Path) -> Path:
    """Build the wheel of the course, with its data, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(into)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SiteError(f"The wheel of the course could not be built: {done.stderr.strip()[-300:]}")
    return next(into.glob("insulin_resistance_course-*.whl"))


def fetched(cache: Path) -> Path:
    """Return a folder with the files of Pyodide that the course needs, fetched the first time.

    Raises
    ------
    SiteError
        If its public address does not give them.
    """
    folder = cache / f"pyodide-{PYODIDE_VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name in (*_hashes(), "pyodide-lock.json"):
            if not (folder / name).is_file():
                with urllib.request.urlopen(PYODIDE_ADDRESS + name, timeout=60) as answer:
                    part = folder / f"{name}.{os.getpid()}"
                    part.write_bytes(answer.read())
                    part.replace(folder / name)
    except OSError as problem:
        raise SiteError(
            f"Pyodide could not be fetched ({problem}). With --pyodide a folder with Pyodide {PYODIDE_VERSION} is used."
        ) from None
    return folder


def _hashes() -> dict[str, str]:
    """Return the SHA-256 of each file of Pyodide that the course needs, by its name."""
    core: dict[str, str] = json.loads(LOCK.read_text(encoding="utf-8"))["core"]
    return core | _named([*PACKAGES, *ON_IMPORT])


def _named(names: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of the files of packages and of all that they depend on, by their names."""
    lock = _needed(json.loads(LOCK.read_text(encoding="utf-8")))
    found = [lock["packages"][name] for name in closure(lock, names)]
    return {package["file_name"]: package["sha256"] for package in found}


def pyodide_files(source: Path) -> dict[str, bytes]:
    """Return from a Pyodide distribution what the lessons need, by file name.

    Raises
    ------
    SiteError
        If the folder holds no Pyodide, or another version.
    """
    missing = [name for name in CORE if not (source / name).is_file()]
    if missing:
        raise SiteError(f"{source} is no Pyodide distribution: it has no {', '.join(missing)}.")
    version = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["version"]
    if version != PYODIDE_VERSION:
        raise SiteError(f"{source} holds Pyodide {version}; the course is made for {PYODIDE_VERSION}.")
    found = {}
    for name, sha256 in _hashes().items():
        if not (source / name).is_file():
            raise SiteError(f"{source} lacks {name}: a whole Pyodide distribution is needed.")
        found[name] = (source / name).read_bytes()
        if hashlib.sha256(found[name]).hexdigest() != sha256:
            raise SiteError(
                f"{source / name} is not the file of Pyodide {PYODIDE_VERSION}: its hash differs."
            )
    return found


def site_lock(files: Mapping[str, bytes], rests: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the lock by which packages are fetched later: the files of this build.

    Parameters
    ----------
    files
        What the site carries, by file name.
    rests
        Of the archives with what is rarely asked for, by file name: the modules that they hold.
    """
    lock = _needed(json.loads(LOCK.read_text(encoding="utf-8")))
    del lock["core"]
    kept = {name: package for name, package in lock["packages"].items() if package["file_name"] in files}
    for package in kept.values():
        package["depends"] = [each for each in package["depends"] if each in kept]
    kept |= {name.removesuffix(".zip"): _entry(name, modules) for name, modules in rests.items()}
    for package in kept.values():
        package["sha256"] = hashlib.sha256(files[package["file_name"]]).hexdigest()
    return lock | {"packages": kept}


def _entry(file_name: str, modules: Sequence[str]) -> dict[str, Any]:
    """Return what the lock says of an archive of this build."""
    return {
        "name": file_name.removesuffix(".zip"),
        "version": "1",  # nobody asks: what a page fetches is named by its content
        "file_name": file_name,
        "install_dir": "site",
        "package_type": "package",
        "imports": list(modules),
        "depends": [],
        "unvendored_tests": False,
    }


def _needed(lock: dict[str, Any]) -> dict[str, Any]:
    for name, package in lock["packages"].items():
        unused = UNUSED.get(name, frozenset())
        package["depends"] = [each for each in package["depends"] if each not in unused]
        # Some name here how they are installed, not how they are imported.
        package["imports"] = [each.replace("-", "_") for each in package["imports"]]
    return lock


def place_bundle(files: Mapping[str, bytes], into: Path, kind: str = "python") -> str:
    """Write files to a folder of their own, whose name changes with their content; return its address.

    A file and the hash by which the lock knows it are of one build: a browser that has kept one of them from an
    earlier build must not put it beside the other. What is worth packing lies there packed as well, for servers
    that send it so.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name} {hashlib.sha256(files[name]).hexdigest()}\n".encode())
    folder = f"{kind}/{digest.hexdigest()[:12]}"
    (into / folder).mkdir(parents=True)
    for name, content in files.items():
        (into / folder / name).write_bytes(content)
        if name.endswith((".wasm", ".js", ".json", ".css")):
            (into / folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return f"{folder}/"
