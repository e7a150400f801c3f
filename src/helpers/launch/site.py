"""Builds the course as a folder of web pages: to read, and to run in the reader's own browser.

``python3 course.py site`` calls this module. The folder holds a front page, every lesson as a page that needs no
script, the pages of `docs/`, and JupyterLite: JupyterLab and a Python that run in the browser (Pyodide), with the
package, its data and the lessons. Any server of static files can serve it; nothing of the reader's is sent to it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Sequence
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

PYODIDE_VERSION = "0.27.7"
PYODIDE_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
PYODIDE_PYTHON = "3.12"
# What Pyodide itself consists of.
_CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# Fetched when the kernel starts, all at once: what the kernel asks for, and what every lesson imports.
_KERNEL = ("micropip", "ssl", "sqlite3", "ipython", "jedi")
_LESSONS = ("numpy", "pandas", "matplotlib", "pillow")
# Fetched by the lessons that need it, before their first cell: it weighs half as much as all the rest.
_LATER = "scipy"
NEED_SCIPY = frozenset({"01", "03", "04", "07", "08"})
# Wheels that Pyodide does not have: of the lock's version, and the last widgets for JupyterLite's JupyterLab 4.4.
_WHEELS = ("anywidget", "comm", "psygnal", "typing-extensions")
_WIDGETS = ("ipywidgets==8.1.7", "jupyterlab-widgets==3.0.15")
# Of JupyterLab's extensions in this environment, those that a lesson in the browser needs.
_EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "anywidget")
_KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
_KERNEL_WHEELS = "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
# The kernel's worker lies in the extension's folder, and addresses are relative to it.
_TOP_FROM_WORKER = "../../../../"
# Of a distribution, in bytes: what a kernel fetches when it starts, and scipy.
_PYODIDE_WEIGHT = (39_200_000, 19_600_000)
# What a reader fetches the first time that a lesson runs: Python, packages, JupyterLab.
_MEGABYTES = 50
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
    """A lesson as the front page shows it.

    Parameters
    ----------
    stem
        Its file name without the ending.
    title
        Its heading.
    minutes
        How long it takes, as it says itself; empty if it does not.
    content
        The notebook.
    """

    stem: str
    title: str
    minutes: str
    content: NotebookNode

    @property
    def number(self) -> str:
        """Two digits."""
        return self.stem[:2]

    @property
    def address(self) -> str:
        """The page, from the top of the site."""
        return f"lessons/{self.stem}.html"

    @property
    def live(self) -> str:
        """The lesson in JupyterLite, from the top of the site."""
        return f"{LIVE}/lab/index.html?path={quote(f'notebooks/{self.stem}.ipynb', safe='')}"


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
    for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        content = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        first = content.cells[0].source
        minutes = re.search(r"\*\*(\d+)(?:[–-]\d+)? minutes", first)
        title = re.search(r"^# (.+)$", first, re.MULTILINE)
        named = title[1] if title else path.stem
        numbered = named if named.startswith(path.stem[:2]) else f"{path.stem[:2]} {named}"
        found.append(Lesson(path.stem, numbered, minutes[1] if minutes else "", content))
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
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return str(markdown2html(data["text/markdown"]))
    # A picture without words would tell nothing to who cannot see it; the lessons have none.
    return f"<pre>{ansi2html(data['text/plain'])}</pre>" if "text/plain" in data else ""


def tidied(html: str) -> str:
    """Return HTML with what a page in its own right needs.

    Formulas become MathML, links between lessons and documents lead to their pages, headings can be linked to,
    wide tables scroll by themselves, and style sheets that come with every card are kept once.
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
    for table in soup.find_all("table"):
        around = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Table"}
        table.wrap(soup.new_tag("div", attrs=around))
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


def live_copy(lesson: Lesson) -> NotebookNode:
    """Return the lesson for the browser: its kernel, and what its first cell has to fetch.

    There, a package is fetched before the cell that names it; what the course imports inside a function has to
    be named by the lesson.
    """
    copy: NotebookNode = nbformat.from_dict(lesson.content)  # type: ignore[no-untyped-call]
    copy.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    if lesson.number in NEED_SCIPY:
        first = next(cell for cell in copy.cells if cell.cell_type == "code")
        first.source = f"import {_LATER}  # in the browser, this fetches it\n{first.source}"
    return copy


def locked(root: Path, name: str) -> str:
    """Return a package's pin from the lock.

    Raises
    ------
    SiteError
        If it is not in the lock.
    """
    for line in (root / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line.split("==")[0] == name:
            return line.split(" ;")[0].strip()
    raise SiteError(f"{name} is not in requirements.txt.")


def fetch_wheels(pins: Iterable[str], into: Path) -> list[Path]:
    """Fetch wheels that any system can use, those that are not there yet, and return their paths.

    Raises
    ------
    SiteError
        If the package index does not give them.
    """
    into.mkdir(parents=True, exist_ok=True)
    found = []
    for pin in pins:
        name, version = pin.split("==")
        pattern = f"{name.replace('-', '_')}-{version}-py*-none-any.whl"
        if not list(into.glob(pattern)):
            command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
            command += ["--no-deps", "--dest", str(into), "--only-binary=:all:", "--platform=any"]
            command += ["--implementation=py", "--abi=none", f"--python-version={PYODIDE_PYTHON}", pin]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            if done.returncode:
                raise SiteError(f"The package index does not give {pin}: {done.stderr.strip()[-300:]}")
        found += list(into.glob(pattern))
    return found


def own_wheel(root: Path, into: Path) -> Path:
    """Build the wheel of the course, with its data, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(into)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SiteError(f"The wheel of the course could not be built: {done.stderr.strip()[-300:]}")
    return next(into.glob("insulin_resistance_course-*.whl"))


def fonts_wheel(into: Path) -> Path:
    """Write a wheel with the list of matplotlib's own fonts, and return its path.

    Pyodide's matplotlib looks for the list beside its code, and would take seconds at every start to make it.
    """
    wheel = into / "course_fonts-3.8.4-py3-none-any.whl"
    fonts = Path(__file__).with_name("web") / "fontlist-v330.json"
    about = "Metadata-Version: 2.1\nName: course-fonts\nVersion: 3.8.4\n"
    kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("matplotlib/fontlist.json", fonts.read_text(encoding="utf-8")),
            ("course_fonts-3.8.4.dist-info/METADATA", about),
            ("course_fonts-3.8.4.dist-info/WHEEL", kind),
        ):
            # Without the time of day, so that the address of the wheel is the same from build to build.
            archive.writestr(zipfile.ZipInfo(name), text)
    return wheel


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


def copy_pyodide(source: Path, into: Path) -> dict[str, int]:
    """Copy from a Pyodide distribution what the lessons need, and return each file's size in bytes.

    Raises
    ------
    SiteError
        If the folder holds no Pyodide, or another version.
    """
    missing = [name for name in _CORE if not (source / name).is_file()]
    if missing:
        raise SiteError(f"{source} is no Pyodide distribution: it has no {', '.join(missing)}.")
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    if lock["info"]["version"] != PYODIDE_VERSION:
        raise SiteError(
            f"{source} holds Pyodide {lock['info']['version']}; the course is made for {PYODIDE_VERSION}."
        )
    kept = closure(lock, [*_KERNEL, *_LESSONS, _LATER])
    lock["packages"] = {name: lock["packages"][name] for name in kept}
    into.mkdir(parents=True)
    names = [*_CORE, *(lock["packages"][name]["file_name"] for name in kept)]
    for name in names:
        if not (source / name).is_file():
            raise SiteError(f"{source} lacks {name}: a whole Pyodide distribution is needed.")
        shutil.copyfile(source / name, into / name)
    (into / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return {name: (into / name).stat().st_size for name in names}


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
        contents = work / "contents"
        (contents / "notebooks").mkdir(parents=True)
        for lesson in found:
            path = contents / "notebooks" / f"{lesson.stem}.ipynb"
            nbformat.write(live_copy(lesson), path)  # type: ignore[no-untyped-call]
        (contents / "docs").mkdir()
        for page in (root / "docs").glob("*.md"):
            shutil.copyfile(page, contents / "docs" / page.name)
        kept = Path(sys.prefix, "share", "course-wheels")
        widgets, front_end = fetch_wheels(_WIDGETS, kept)
        wheels = [
            own_wheel(root, work),
            widgets,
            *fetch_wheels((locked(root, name) for name in _WHEELS), kept),
        ]
        addresses = [place_wheel(wheel, work / "files") for wheel in wheels]
        extensions = Path(sys.prefix, "share", "jupyter", "labextensions")
        kernel_wheels = sorted(
            path.name
            for path in (extensions / _EXTENSIONS[0] / "static" / "pypi").glob("*.whl")
            # A lesson needs none of the mock-ups for ipywidgets 7.
            if not path.name.startswith("widgetsnbextension-3")
        )
        settings = {
            "pyodideUrl": "./static/pyodide/pyodide.js" if pyodide else f"{PYODIDE_ADDRESS}pyodide.js",
            # Nothing is fetched from anywhere else while a lesson runs.
            "disablePyPIFallback": True,
            "loadPyodideOptions": {
                "packages": [
                    *_KERNEL,
                    *_LESSONS,
                    *(f"{_TOP_FROM_WORKER}{_KERNEL_WHEELS}/{name}" for name in kernel_wheels),
                    *(f"{_TOP_FROM_WORKER}{address}" for address in addresses),
                ],
            },
        }
        data = {
            "appName": "Insulin resistance",
            "exposeAppInBrowser": True,
            "litePluginSettings": {_KERNEL_PLUGIN: settings},
        }
        config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}
        (work / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")
        building = {
            "apps": ["lab"],
            "contents": [str(contents)],
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
    if pyodide:
        copy_pyodide(pyodide, output / "static" / "pyodide")


def place_wheel(wheel: Path, into: Path) -> str:
    """Copy a wheel to where its address changes with its content, and return the address.

    A browser keeps what it has fetched, and would go on with an old wheel of the same name.
    """
    folder = f"wheels/{hashlib.sha256(wheel.read_bytes()).hexdigest()[:12]}"
    (into / folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(wheel, into / folder / wheel.name)
    return f"{folder}/{wheel.name}"


def build(root: Path, output: Path, pyodide: Path | None = None) -> None:
    """Build the whole site.

    Parameters
    ----------
    root
        The clone.
    output
        Where the site goes; a site that was built there before is replaced.
    pyodide
        A Pyodide distribution to bundle.

    Raises
    ------
    SiteError
        If something is missing, or the folder holds something else.
    """
    mark = output / "built-by-course.txt"
    if output.exists():
        if any(output.iterdir()) and not mark.is_file():
            raise SiteError(f"{output} holds something else than a built site: name another folder.")
        shutil.rmtree(output)
    output.mkdir(parents=True)
    mark.write_text("Written by `python3 course.py site`, which replaces this folder.\n", encoding="utf-8")
    found, pages = lessons(root), documents(root)
    build_lite(root, found, output / LIVE, pyodide)
    shutil.copyfile(Path(__file__).with_name("web") / "style.css", output / "style.css")
    common: dict[str, Any] = {"pages": pages, "megabytes": _MEGABYTES}
    for lesson in found:
        body = lesson_html(lesson.content)
        _write(output, lesson.address, lesson.title, "page.html", body=body, live=lesson.live, **common)
    for page in pages:
        _write(output, page.address, page.title, "page.html", body=tidied(markdown2html(page.text)), **common)
    _write(output, "index.html", "Insulin resistance, in notebooks", "front.html", lessons=found, **common)


def sizes(output: Path) -> dict[str, int]:
    """Return what parts of a built site weigh, in bytes.

    Parameters
    ----------
    output
        The site.
    """
    live = output / LIVE
    bundled = live / "static" / "pyodide"
    if bundled.is_dir():
        lock = json.loads((bundled / "pyodide-lock.json").read_text(encoding="utf-8"))
        start = closure(lock, [*_KERNEL, *_LESSONS])
        later = [name for name in closure(lock, [_LATER]) if name not in start]
        files = [lock["packages"][name]["file_name"] for name in start]
        python = _weight(bundled / name for name in (*_CORE, *files))
        scipy = _weight(bundled / lock["packages"][name]["file_name"] for name in later)
    else:
        python, scipy = _PYODIDE_WEIGHT
    wheels = _weight((live / "wheels").rglob("*.whl")) + _weight((live / _KERNEL_WHEELS).glob("*.whl"))
    lessons_read = [path.stat().st_size for path in (output / "lessons").glob("*.html")]
    return {
        "Python, and what every lesson imports": python,
        "the course and its wheels": wheels,
        "scipy, for the lessons that need it": scipy,
        "the largest page to read": max(lessons_read),
        "the whole folder": _weight(path for path in output.rglob("*") if path.is_file()),
    }


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
    print(f"Built {asked.output} in {time.monotonic() - start:.0f} s. To look at it:")
    print(f"python3 -m http.server --directory {asked.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
