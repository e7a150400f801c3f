"""Builds the course as a folder of web pages, whose explorers and questions live in the reader's own browser.

``python3 course.py site`` calls this module. The folder holds a front page, every lesson as a page that can be read
without script, the pages of `docs/`, and a Python that runs in the browser (Pyodide), with the package and its data.
Any server of static files can serve it; nothing of the reader's is sent to it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from nbconvert.filters import markdown2html

from tools.site.front import build_front
from tools.site.mounts import units_block
from tools.site.pyodide import SiteError
from tools.site.python import build_engine
from tools.site.reading import COURSE, documents, lesson_html, lessons, tidied
from tools.site.weights import BUDGET_S, first_visit, sizes

_TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True)


def build(root: Path, output: Path, pyodide: Path | None = None) -> None:
    """Build the whole site.

    Parameters
    ----------
    root
        The clone.
    output
        Where the site goes; a site that was built there before is replaced once the new one is there.
    pyodide
        A Pyodide distribution to bundle; without one, its files are fetched once.

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
    shutil.copyfile(Path(__file__).with_name("style.css"), output / "style.css")
    engine = build_engine(root, output, pyodide)
    front, units = build_front(output, engine), Markup(tidied(units_block()))
    # To the next five: more would be said than is known.
    megabytes = 5 * math.ceil(first_visit(output) / 5e6)
    common: dict[str, Any] = {"pages": further, "megabytes": megabytes}
    keeper = Path(__file__).with_name("sw.js").read_text(encoding="utf-8")
    keeper = keeper.replace('["front/", "python/"]', json.dumps([front.folder, front.python]))
    (output / "sw.js").write_text(keeper, encoding="utf-8", newline="\n")
    for lesson in found:
        body = lesson_html(lesson.content, partial(_save, output))
        # In a script element nothing but `<` could end what is data.
        described = Markup(json.dumps(lesson.described(), ensure_ascii=False).replace("<", "\\u003c"))
        living = {"number": lesson.told.number, "front": front, "units": units, "described": described}
        _write(output, lesson.address, lesson.title, "lesson.html", body=body, **living, **common)
    for page in further:
        _write(output, page.address, page.title, "page.html", body=tidied(markdown2html(page.text)), **common)
    _write(output, "index.html", COURSE, "front.html", lessons=found, **common)


def _save(output: Path, picture: bytes) -> str:
    """Write a picture to where its address changes with its content; return the address from a lesson."""
    path = output / "views" / f"{hashlib.sha256(picture).hexdigest()[:12]}.png"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(picture)
    return f"../{path.relative_to(output).as_posix()}"


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
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(prog="tools.site", description=__doc__)
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
    print(f"Built {asked.output} in {time.monotonic() - start:.0f} s. To look at it:")
    print(f"python3 -m http.server --directory {asked.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
