"""The lessons live in a browser: JupyterLite, the packages it fetches, and the lock that names them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

import helpers.launch
from tools.site import bytecode
from tools.site.pyodide import (
    ABSENT,
    CORE,
    LOCK,
    PYODIDE_ADDRESS,
    PYODIDE_PYTHON,
    PYODIDE_VERSION,
    SITE_LOCK,
    START,
    UNUSED,
    SiteError,
)
from tools.site.reading import Lesson

# Wheels that Pyodide does not have: of the lock's version, and the last widgets for JupyterLite's JupyterLab 4.4.
_WHEELS = ("anywidget", "psygnal", "typing-extensions")
_WIDGETS = Path(__file__).with_name("widgets.txt")
# Of JupyterLab's extensions in this environment, those that a lesson in the browser needs.
_EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "anywidget")
_KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
_KERNEL = ("piplite", "ipykernel", "comm", "pyodide_kernel")
_START_FILE = f"/lib/python{PYODIDE_PYTHON}/site-packages/helpers/launch/web/start.py"
# The kernel's worker lies in the extension's folder, and addresses are relative to it.
_TOP_FROM_WORKER = "../../../../"
_LAB_SETTINGS = (
    Path(helpers.launch.__file__).with_name("jupyter") / "labconfig" / "default_setting_overrides.json"
)


def live_copy(notebook: NotebookNode) -> NotebookNode:
    """Return a lesson for the browser, which has a kernel of another name."""
    copy: NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    copy.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return copy


def pinned(lock: Path) -> dict[str, str]:
    """Return the lines of a lock with hashes, one for each package, by its name."""
    lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {line.split("==")[0]: line for line in lines if "==" in line and not line.startswith("#")}


def fetch_wheels(pins: Iterable[str], into: Path) -> list[Path]:
    """Fetch wheels that any system can use, those that are not there yet, and return their paths.

    Parameters
    ----------
    pins
        Lines of a lock with hashes.
    into
        Where the wheels are kept.

    Raises
    ------
    SiteError
        If the package index does not give them, or gives others.
    """
    into.mkdir(parents=True, exist_ok=True)
    found = []
    for pin in pins:
        name, version = re.split(r"[=;\s]+", pin)[:2]
        hashes = set(re.findall(r"sha256:(\w{64})", pin))
        kept = [
            path
            for path in into.glob(f"{name.replace('-', '_')}-{version}-py*-none-any.whl")
            if hashlib.sha256(path.read_bytes()).hexdigest() in hashes
        ]
        found.append(kept[0] if kept else _fetched(pin, into))
    return found


def _fetched(pin: str, into: Path) -> Path:
    with tempfile.TemporaryDirectory(dir=into) as folder:
        asked = Path(folder) / "pin.txt"
        asked.write_text(pin, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
        command += ["--no-deps", "--dest", folder, "--only-binary=:all:", "--platform=any"]
        command += ["--implementation=py", "--abi=none", f"--python-version={PYODIDE_PYTHON}"]
        command += ["--require-hashes", "--requirement", str(asked)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            told = done.stderr.strip()[-300:]
            raise SiteError(f"The package index does not give {pin.split()[0]}: {told}")
        [wheel] = Path(folder).glob("*.whl")
        return wheel.replace(into / wheel.name)


def own_wheel(root: Path, into: Path) -> Path:
    """Build the wheel of the course, with its data, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(into)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SiteError(f"The wheel of the course could not be built: {done.stderr.strip()[-300:]}")
    return next(into.glob("insulin_resistance_course-*.whl"))


def empty_wheel(name: str) -> bytes:
    """Return a wheel with nothing in it but its name.

    Examples
    --------
    >>> zipfile.ZipFile(io.BytesIO(empty_wheel("jedi"))).namelist()
    ['jedi-0.dist-info/METADATA', 'jedi-0.dist-info/WHEEL']
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        # Without the time of day, so that two builds give the same bytes.
        for file, text in (
            ("METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n"),
            ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        ):
            archive.writestr(zipfile.ZipInfo(f"{name}-0.dist-info/{file}"), text)
    return content.getvalue()


def enclosed(name: str, file_name: str, wheel: bytes) -> dict[str, Any]:
    """Return a lock's entry that holds the wheel itself.

    Wheels of the kernel are a few kilobytes each. Pyodide looks for what its lock names at its own address, which
    need not be the site's; and the kernel installs one by one, which takes seconds, what the lock does not name.
    """
    held = base64.b64encode(wheel).decode()
    return {
        "name": name,
        "version": file_name.split("-")[1],
        # What stands behind # belongs to no data: it gives the file its name.
        "file_name": f"data:application/zip;base64,{held}#/{file_name}",
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel).hexdigest(),
        "package_type": "package",
        "imports": [],
        "depends": [],
        "unvendored_tests": False,
    }


def site_lock(kernel: Mapping[str, bytes], bundled: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the lock by which Pyodide fetches packages on the site.

    Parameters
    ----------
    kernel
        The wheels of JupyterLite's kernel, by file name.
    bundled
        Those of Pyodide's files that the site itself carries, by file name.
    """
    lock: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        unused = UNUSED.get(name, frozenset())
        package["depends"] = [each for each in package["depends"] if each not in unused]
        # Some name here how they are installed, not how they are imported.
        package["imports"] = [each.replace("-", "_") for each in package["imports"]]
        if package["file_name"] in bundled:
            package["sha256"] = hashlib.sha256(bundled[package["file_name"]]).hexdigest()
    for name in ABSENT:
        lock["packages"][name] = enclosed(name, f"{name}-0-py3-none-any.whl", empty_wheel(name))
    for file_name, wheel in kernel.items():
        name = file_name.split("-")[0].replace("_", "-")
        lock["packages"][name] = enclosed(name, file_name, wheel)
    return lock


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
    found = {name: (source / name).read_bytes() for name in CORE}
    for package in json.loads(LOCK.read_text(encoding="utf-8"))["packages"].values():
        name = package["file_name"]
        if not (source / name).is_file():
            raise SiteError(f"{source} lacks {name}: a whole Pyodide distribution is needed.")
        found[name] = (source / name).read_bytes()
        if hashlib.sha256(found[name]).hexdigest() != package["sha256"]:
            raise SiteError(
                f"{source / name} is not the file of Pyodide {PYODIDE_VERSION}: its hash differs."
            )
    return found


def build_lite(root: Path, found: Sequence[Lesson], output: Path, pyodide: Path | None) -> None:
    """Build JupyterLite with the package, the data and the lessons into a folder.

    Parameters
    ----------
    root
        The clone.
    found
        Its lessons.
    output
        Where JupyterLite goes; must not exist.
    pyodide
        A Pyodide distribution to bundle; without one, the reader's browser loads it from its public address.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for lesson in found:
            path = work / "contents" / "notebooks" / f"{lesson.told.stem}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(live_copy(lesson.content), path)  # type: ignore[no-untyped-call]
        (work / "contents" / "docs").mkdir()
        for page in (root / "docs").glob("*.md"):
            shutil.copyfile(page, work / "contents" / "docs" / page.name)
        extensions = Path(sys.prefix, "share", "jupyter", "labextensions")
        kept = Path(sys.prefix, "share", "course-wheels")
        widgets, front_end = fetch_wheels(pinned(_WIDGETS).values(), kept)
        lock = pinned(root / "requirements-lock.txt")
        course = [own_wheel(root, work), widgets, *fetch_wheels((lock[name] for name in _WHEELS), kept)]
        kernel = [*fetch_wheels([lock["comm"]], kept), *kernel_wheels(extensions / _EXTENSIONS[0])]
        settings = serve_packages(course, kernel, pyodide, work / "files")
        data = {
            "appName": "Insulin resistance",
            "exposeAppInBrowser": True,
            "litePluginSettings": {_KERNEL_PLUGIN: settings},
        }
        config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}
        (work / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")
        building = {
            "apps": ["lab"],
            "contents": [str(work / "contents")],
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(front_end), *(str(extensions / name) for name in _EXTENSIONS)],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(output),
        }
        (work / "jupyter_lite_config.json").write_text(
            json.dumps({"LiteBuildConfig": building}), encoding="utf-8"
        )
        # As `python3 course.py` sets JupyterLab.
        shutil.copyfile(_LAB_SETTINGS, work / "overrides.json")
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(work)]
        done = subprocess.run(
            command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        if done.returncode:
            raise SiteError(f"JupyterLite could not be built; it said last: {done.stdout.strip()[-600:]}")
        shutil.copytree(work / "files", output, dirs_exist_ok=True)


def serve_packages(
    course: Sequence[Path], kernel: Sequence[Path], pyodide: Path | None, into: Path
) -> dict[str, Any]:
    """Write what Python is made of in the browser to where it will be fetched; return the kernel's settings.

    Parameters
    ----------
    course
        The wheel of the course, then those that it needs and Pyodide does not have.
    kernel
        The wheels of JupyterLite's kernel.
    pyodide
        A Pyodide distribution to bundle, compiled; without one, packages come as they are from its public address.
    into
        Where it goes.
    """
    files = {path.name: path.read_bytes() for path in (*course, *kernel)}
    bundled = pyodide_files(pyodide) if pyodide else {}
    if pyodide:
        packed = {name: file for name, file in bundled.items() if name.endswith((".whl", ".zip"))}
        try:
            done = bytecode.compiled(files | packed, pyodide, sources=course[0].name)
        except bytecode.BytecodeError as problem:
            raise SiteError(str(problem)) from None
        files |= {name: done[name] for name in files}
        bundled |= {name: done[name] for name in packed}
    addresses = [place_wheel(path.name, files[path.name], into) for path in course]
    lock = site_lock({path.name: files[path.name] for path in kernel}, bundled)
    bundle = place_bundle(bundled | {SITE_LOCK: json.dumps(lock).encode()}, into)
    return {
        "pyodideUrl": f"./{bundle}/pyodide.js" if pyodide else f"{PYODIDE_ADDRESS}pyodide.js",
        # Nothing is fetched from anywhere else while a lesson runs.
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./{bundle}/{SITE_LOCK}",
            "env": {"PYTHONSTARTUP": _START_FILE},
            "packages": [
                *START,
                *ABSENT,
                *_KERNEL,
                *(f"{_TOP_FROM_WORKER}{each}" for each in addresses),
            ],
        },
    }


def kernel_wheels(extension: Path) -> list[Path]:
    """Return the wheels that JupyterLite's kernel brings, without what only other people's notebooks need."""
    found = (extension / "static" / "pypi").glob("*.whl")
    return sorted(path for path in found if path.name.split("-")[0] in _KERNEL)


def place_wheel(name: str, content: bytes, into: Path) -> str:
    """Write a wheel to where its address changes with its content, and return the address.

    A browser keeps what it has fetched, and would go on with an old wheel of the same name.
    """
    folder = f"wheels/{hashlib.sha256(content).hexdigest()[:12]}"
    (into / folder).mkdir(parents=True, exist_ok=True)
    (into / folder / name).write_bytes(content)
    return f"{folder}/{name}"


def place_bundle(files: Mapping[str, bytes], into: Path) -> str:
    """Write the lock, and Pyodide itself if the site carries it, to a folder of its own; return its address.

    A file and the hash by which the lock knows it are of one build: a browser that has kept one of them from an
    earlier build must not put it beside the other.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name} {hashlib.sha256(files[name]).hexdigest()}\n".encode())
    folder = f"pyodide/{digest.hexdigest()[:12]}"
    (into / folder).mkdir(parents=True)
    for name, content in files.items():
        (into / folder / name).write_bytes(content)
    return folder
