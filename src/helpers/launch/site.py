"""Builds the course as a folder of web pages: to read, and to run in the reader's own browser.

``python3 course.py site`` calls this module. The folder holds a front page, every lesson as a page that needs no
script, the pages of `docs/`, and JupyterLite: JupyterLab and a Python that run in the browser (Pyodide), with the
package, its data and the lessons. Any server of static files can serve it; nothing of the reader's is sent to it.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import nbformat
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from latex2mathml.converter import convert as mathml
from markupsafe import Markup
from nbconvert.filters import Highlight2HTML, ansi2html, markdown2html
from nbformat import NotebookNode

from helpers.launch import bytecode, pages

PYODIDE_VERSION = "0.27.7"
PYODIDE_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
PYODIDE_PYTHON = "3.12"
# What Pyodide itself consists of.
_CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# Fetched when the kernel starts, all at once: what the kernel is made of, and what every lesson imports.
_START = ("micropip", "sqlite3", "ipython", "numpy", "matplotlib", "pillow")
# Fetched where a lesson first imports one of them (`in_browser`).
_ON_IMPORT = ("pandas", "scipy")
# What a package names in Pyodide's lock and does not import in a lesson. What of it is in our lock (pytz, contourpy,
# matplotlib-inline) comes on import, where a learner's own code has use for it; the other two never do.
_UNUSED = {
    "matplotlib": frozenset({"fonttools", "matplotlib-pyodide", "pytz", "contourpy"}),
    "ipython": frozenset({"matplotlib-inline"}),
}
# The kernel asks for these too. A browser has the network's encryption itself; names are completed without jedi.
_ABSENT = ("ssl", "jedi")
# Pyodide's own lock, reduced to what is needed: what comes from its public address is checked by these hashes.
_LOCK = Path(__file__).with_name("web") / "pyodide-lock.json"
_SITE_LOCK = "pyodide-lock.json"
# Wheels that Pyodide does not have: of the lock's version, and the last widgets for JupyterLite's JupyterLab 4.4.
_WHEELS = ("anywidget", "psygnal", "typing-extensions")
_WIDGETS = Path(__file__).with_name("web") / "widgets.txt"
# Of JupyterLab's extensions in this environment, those that a lesson in the browser needs.
_EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "anywidget")
_KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
_KERNEL = ("piplite", "ipykernel", "comm", "pyodide_kernel")
_START_FILE = f"/lib/python{PYODIDE_PYTHON}/site-packages/helpers/launch/web/start.py"
# The kernel's worker lies in the extension's folder, and addresses are relative to it.
_TOP_FROM_WORKER = "../../../../"
# Of the public files, in bytes, as `sizes` finds them where they are bundled.
_PUBLIC_WEIGHTS = {"start": 28_100_000, "pandas": 6_200_000, "scipy": 19_600_000}
# The part of JupyterLab that a lesson fetches, as the browser of the tests counts it, and a large lesson.
_LAB_WEIGHT = 11_000_000
# What a reader may have to fetch, and wait, until the first explorer lives.
BUDGET_MB = 60
BUDGET_S = 20
_LAB_SETTINGS = Path(__file__).with_name("jupyter") / "labconfig" / "default_setting_overrides.json"
LIVE = "live"
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\w)", re.DOTALL)
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("web")), autoescape=True
)


class SiteError(Exception):
    """What stops the build, in one sentence for whoever typed the command."""


@dataclass(frozen=True)
class Lesson:
    """A lesson as the site shows it: what it says of itself, and the notebook."""

    told: pages.Lesson
    content: NotebookNode

    @property
    def title(self) -> str:
        """Its heading, with its number."""
        numbered = self.told.title.startswith(self.told.number)
        return self.told.title if numbered else f"{self.told.number} {self.told.title}"

    @property
    def address(self) -> str:
        """The page, from the top of the site."""
        return f"lessons/{self.told.stem}.html"

    @property
    def live(self) -> str:
        """The lesson in JupyterLite, from the top of the site."""
        return f"{LIVE}/lab/index.html?path={quote(f'notebooks/{self.told.stem}.ipynb', safe='')}"


@dataclass(frozen=True)
class Page:
    """A page of `docs/`: its heading, its address from the top of the site, its Markdown."""

    title: str
    address: str
    text: str


def lessons(root: Path) -> list[Lesson]:
    """Return the lessons of the clone at `root`, in order.

    Raises
    ------
    SiteError
        If there is none.
    """
    found = []
    for told in pages.lessons(root):
        path = root / "notebooks" / f"{told.stem}.ipynb"
        found.append(Lesson(told, nbformat.read(path, as_version=4)))  # type: ignore[no-untyped-call]
    if not found:
        raise SiteError(f"There are no lessons in {root / 'notebooks'}: is this a whole copy of the course?")
    return found


def documents(root: Path) -> list[Page]:
    """Return the pages of `docs/` of the clone at `root`."""
    found = []
    for path in sorted((root / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        found.append(Page(title[1] if title else path.stem, f"docs/{path.stem}.html", text))
    return found


def lesson_html(notebook: NotebookNode) -> str:
    """Return a lesson as HTML that needs no script: text, code, and what the saved outputs show.

    Parameters
    ----------
    notebook
        An executed lesson.
    """
    highlight = Highlight2HTML(pygments_lexer="ipython3")
    parts = []
    for cell in notebook.cells:
        if cell.metadata.get("slideshow", {}).get("slide_type") == "notes":
            continue  # These are for whoever teaches.
        if cell.cell_type == "markdown":
            parts.append(markdown2html(cell.source))
        elif cell.cell_type == "code" and cell.source.strip():
            parts.append(highlight(cell.source, "ipython3"))
            parts += [f'<div class="output">{shown}</div>' for shown in map(_output, cell.outputs) if shown]
    return tidied("\n".join(parts))


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f"<pre>{ansi2html(output.text)}</pre>"
    if output.output_type == "error":
        return f"<pre>{ansi2html(chr(10).join(output.traceback))}</pre>"
    data = output.data
    if "application/vnd.jupyter.widget-view+json" in data:
        return ""  # It cannot live here; the still before it shows and says the same.
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return str(markdown2html(data["text/markdown"]))
    # A picture without words would tell nothing to who cannot see it; the lessons have none.
    return f"<pre>{ansi2html(data['text/plain'])}</pre>" if "text/plain" in data else ""


def tidied(html: str) -> str:
    """Return HTML with what a page in its own right needs.

    Formulas become MathML, links between lessons and documents lead to their pages, headings can be linked to,
    wide tables, formulas and outputs scroll by themselves, and style sheets that come with every card are kept once.
    """
    soup = BeautifulSoup(html, "html.parser")
    _typeset(soup)
    for link in soup.find_all("a", href=True):
        link["href"] = page_address(str(link["href"]))
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    seen: dict[str, int] = {}
    for heading in soup.find_all(re.compile("^h[1-6]$")):
        name = slug(heading.get_text())
        seen[name] = seen.get(name, -1) + 1
        heading["id"] = name if not seen[name] else f"{name}-{seen[name]}"
    styles: set[str] = set()
    for style in soup.find_all("style"):
        if style.get_text() in styles:
            style.decompose()
        else:
            styles.add(style.get_text())
    for block in soup.select(".output > pre"):
        # An output keeps its columns and may be wider than a phone: then it scrolls, by key as well.
        block["tabindex"] = "0"
    # A formula stands in a paragraph, in which there may be no block.
    for wide, around_it, named in (("table", "div", "Table"), ("math[display=block]", "span", "Formula")):
        for found in soup.select(wide):
            around = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": named}
            found.wrap(soup.new_tag(around_it, attrs=around))
    return str(soup)


def _typeset(soup: BeautifulSoup) -> None:
    for text in soup.find_all(string=lambda string: "$" in string):
        if text.find_parent(["pre", "code", "style", "script"]):
            continue
        pieces, at = [], 0
        for found in _MATH.finditer(text):
            display = "block" if found[1] else "inline"
            formula = BeautifulSoup(mathml(found[1] or found[2], display=display), "html.parser")
            pieces += [NavigableString(text[at : found.start()]), formula]
            at = found.end()
        if pieces:
            text.replace_with(*pieces, NavigableString(text[at:]))


def page_address(link: str) -> str:
    """Return where a link of a lesson or document leads on the site.

    Examples
    --------
    >>> page_address("01_fundamentals.ipynb"), page_address("../docs/glossary.md#insulin")
    ('01_fundamentals.html', '../docs/glossary.html#insulin')
    >>> page_address("../notebooks/01_fundamentals.ipynb")
    '../lessons/01_fundamentals.html'
    """
    if re.match(r"[a-z]+:", link):
        return link
    link = re.sub(r"^(\.\./)notebooks/", r"\1lessons/", link)
    return re.sub(r"\.(?:ipynb|md)(?=#|$)", ".html", link)


def slug(heading: str) -> str:
    """Return the name by which a heading can be linked to, the same that repository pages give it.

    Examples
    --------
    >>> slug("HOMA-IR, and its noise")
    'homa-ir-and-its-noise'
    """
    kept = re.sub(r"[^\w\- ]", "", heading.strip().rstrip("¶").lower())
    return kept.replace(" ", "-")


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
    lock: dict[str, Any] = json.loads(_LOCK.read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        unused = _UNUSED.get(name, frozenset())
        package["depends"] = [each for each in package["depends"] if each not in unused]
        # Some name here how they are installed, not how they are imported.
        package["imports"] = [each.replace("-", "_") for each in package["imports"]]
        if package["file_name"] in bundled:
            package["sha256"] = hashlib.sha256(bundled[package["file_name"]]).hexdigest()
    for name in _ABSENT:
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
    missing = [name for name in _CORE if not (source / name).is_file()]
    if missing:
        raise SiteError(f"{source} is no Pyodide distribution: it has no {', '.join(missing)}.")
    version = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["version"]
    if version != PYODIDE_VERSION:
        raise SiteError(f"{source} holds Pyodide {version}; the course is made for {PYODIDE_VERSION}.")
    found = {name: (source / name).read_bytes() for name in _CORE}
    for package in json.loads(_LOCK.read_text(encoding="utf-8"))["packages"].values():
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
        lock = pinned(root / "requirements-hashed.txt")
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
    bundle = place_bundle(bundled | {_SITE_LOCK: json.dumps(lock).encode()}, into)
    return {
        "pyodideUrl": f"./{bundle}/pyodide.js" if pyodide else f"{PYODIDE_ADDRESS}pyodide.js",
        # Nothing is fetched from anywhere else while a lesson runs.
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./{bundle}/{_SITE_LOCK}",
            "env": {"PYTHONSTARTUP": _START_FILE},
            "packages": [
                *_START,
                *_ABSENT,
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


def build(root: Path, output: Path, pyodide: Path | None = None) -> None:
    """Build the whole site.

    Parameters
    ----------
    root
        The clone.
    output
        Where the site goes; a site that was built there before is replaced once the new one is there.
    pyodide
        A Pyodide distribution to bundle.

    Raises
    ------
    SiteError
        If something is missing, or the folder holds something else.
    """
    mark = output / "built-by-course.txt"
    if output.exists() and any(output.iterdir()) and not mark.is_file():
        raise SiteError(f"{output} holds something else than a built site: name another folder.")
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=output.parent) as folder:
        made = Path(folder) / "site"
        made.mkdir()
        text = "Written by `python3 course.py site`, which replaces this folder.\n"
        (made / mark.name).write_text(text, encoding="utf-8")
        _fill(root, made, pyodide)
        if output.exists():
            shutil.rmtree(output)
        made.rename(output)


def _fill(root: Path, output: Path, pyodide: Path | None) -> None:
    found, further = lessons(root), documents(root)
    build_lite(root, found, output / LIVE, pyodide)
    shutil.copyfile(Path(__file__).with_name("web") / "style.css", output / "style.css")
    # To the next five: more would be said than is known.
    megabytes = 5 * math.ceil(first_visit(output / LIVE) / 5e6)
    common: dict[str, Any] = {"pages": further, "megabytes": megabytes}
    for lesson in found:
        body = lesson_html(lesson.content)
        _write(output, lesson.address, lesson.title, "page.html", body=body, live=lesson.live, **common)
    for page in further:
        _write(output, page.address, page.title, "page.html", body=tidied(markdown2html(page.text)), **common)
    _write(output, "index.html", "Insulin resistance, in notebooks", "front.html", lessons=found, **common)


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
        weights["start"] = _weight(bundled / name for name in _CORE) + _packages(bundled, _START, known)
        weights |= {name: _packages(bundled, [name], known) for name in _ON_IMPORT}
    return {
        "Python, and what every lesson imports": weights["start"],
        "the course and its wheels": _weight(
            [*live.glob("wheels/*/*.whl"), *live.glob(f"pyodide/*/{_SITE_LOCK}")]
        ),
        **{f"{name}, once a lesson imports it": weights[name] for name in _ON_IMPORT},
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
    packages = json.loads((bundled / _SITE_LOCK).read_text(encoding="utf-8"))["packages"]
    needed = [name for name in closure({"packages": packages}, names) if name not in known]
    known.update(needed)
    return _weight(bundled / packages[name]["file_name"] for name in needed)


def _weight(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _write(output: Path, address: str, title: str, template: str, body: str = "", **values: Any) -> None:
    path = output / address
    path.parent.mkdir(parents=True, exist_ok=True)
    page = _TEMPLATES.get_template(template).render(
        title=title,
        address=address,
        up="../" * address.count("/"),
        body=Markup(body),
        **values,
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Build the site, print what it weighs, and return the exit status."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(prog="helpers.launch.site", description=__doc__)
    parser.add_argument("--output", type=Path, default=root / "site", help="where the site goes")
    parser.add_argument("--pyodide", type=Path, help="a folder with a Pyodide distribution to bundle")
    asked = parser.parse_args(arguments)
    if not (root / "pyproject.toml").is_file():
        print("Building needs a clone of the course, not an installed copy.", file=sys.stderr)
        return 1
    start = time.monotonic()
    try:
        build(root, asked.output.resolve(), asked.pyodide and asked.pyodide.resolve())
    except SiteError as problem:
        print(problem, file=sys.stderr)
        return 1
    for part, size in sizes(asked.output).items():
        print(f"{size / 1e6:7.1f} MB  {part}")
    print(
        f"The first explorer of a lesson is to live within {BUDGET_S} s: `python3 course.py bench -- site`."
    )
    if not asked.pyodide:
        print("With --pyodide it does so sooner: the packages are then compiled before they are served.")
    print(f"Built {asked.output} in {time.monotonic() - start:.0f} s. To look at it:")
    print(f"python3 -m http.server --directory {asked.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
