"""A lesson on paper: ``python3 course.py handout 01`` calls this module.

It writes the lesson for students, with boxes to tick and lines to write on, the same for the teacher with the solutions
at the end, and the slides. Each is a page for a browser, which turns it into a PDF where there is one that can do so
without a window.
"""

from __future__ import annotations

import argparse
import base64
import copy
import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup, Tag
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from helpers import explore
from helpers.evidence import claim
from helpers.exercises import banks
from helpers.exercises.cards import solution_html
from helpers.exercises.kinds import Question
from helpers.explore.engine.diagram import Diagram
from helpers.explore.engine.packing import small_png
from helpers.html import paragraphs, rich
from helpers.launch.slides import KEYS, slides
from tools.site.mounts import ended
from tools.site.reading import Lesson, lesson_html, lessons, tidied

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_SLIDE = "1280px 720px"
_PATIENCE = 180  # seconds
# What tells a reader to run a cell, of which there is none on paper.
_FOR_A_SCREEN = re.compile(r"\bnext cell\b|\brun (it|the cell|this cell)\b", re.IGNORECASE)
# On paper all rows are open.
_ROWS = re.compile(r";\s+open (?:a|the) rows?\b[^.:]*(?=[.:])|\bOpen (?:a|the) rows?\b[^.:]*[.:]\s?")
_LONG = 1500  # letters of a row that would leave much of a page empty if it were not cut
_LINES = 2  # to write a number and the way to it on
_SHARP = 2.0  # pixels of a printed picture for each of its drawing


def student(lesson: Lesson) -> str:
    """Return the body of a lesson on paper: evidence open, no code, questions to be answered by hand."""
    soup = BeautifulSoup(lesson_html(_with_their_code(lesson.content)), "html.parser")
    styles = _lifted(soup)
    for gone in soup.select(".highlight, [data-call], [data-own], [data-units], .course-live"):
        gone.decompose()
    _show_whole(soup)
    for place in soup.select("[data-question]"):
        name = str(place["data-question"])
        is_claim = name.startswith("claim.")
        printed = claim_html(name.removeprefix("claim.")) if is_claim else question_html(banks.find(name))
        place.replace_with(BeautifulSoup(printed, "html.parser"))
    for fold in soup.find_all("details"):
        fold["open"] = ""
        if len(fold.get_text()) > _LONG:
            fold["class"] = "long"
    for text in soup.find_all(string=_ROWS):
        text.replace_with(_ROWS.sub("", text))
    for paragraph in soup.find_all("p"):
        if _FOR_A_SCREEN.search(paragraph.get_text()):
            paragraph.decompose()
    for card in soup.select(".course-card:not(:has(img))"):
        if not card.get_text(strip=True):
            card.decompose()
    _without_empty_sections(soup)
    return f"{styles}{soup}"


def teacher(lesson: Lesson) -> str:
    """Return the same with the solutions at the end."""
    body = student(lesson)
    asked = re.findall(r'data-asked="(\d\d\.\w+)"', body)
    solved = "".join(
        f"<section><p><b>{html.escape(name)}</b></p>{solution_html(banks.find(name))}</section>"
        for name in asked
    )
    return f'{body}<div class="solutions"><h2>Solutions</h2>{solved}</div>'


def deck(lesson: Lesson) -> str:
    """Return the body of a lesson's slides, one a page, with the pictures as they are at the start."""
    parts: list[str] = []
    for cell in slides(lesson.content).cells:
        kind = cell.metadata.slideshow.get("slide_type", "")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide":
            code = " data-code" if cell.metadata.course.get("role") == "code" else ""
            parts.append("</div>" * bool(parts) + f'<div class="slide"{code}>')
        parts.append(_on_slide(cell))
    soup = BeautifulSoup(tidied("".join(parts) + "</div>" * bool(parts)), "html.parser")
    styles = _lifted(soup)
    for gone in soup.select("[data-call], .slide:has([data-units]), .slide:not([data-code]) .highlight"):
        gone.decompose()
    _show_whole(soup)
    return f"{styles}{soup}"


def question_html(question: Question) -> str:
    """Return a question as it is printed: options to tick, or lines to write on."""
    if question.choices:
        options = "".join(
            f"<li>{letter}) {rich(text)}</li>" for letter, text in sorted(question.choices.items())
        )
        room = f'<ul class="options">{options}</ul>'
    else:
        room = '<div class="line"></div>' * _LINES
    title = "Question" if question.graded else "Prediction"
    head = f"<p><b>{title} {html.escape(question.id)}</b></p>"
    return f'<div class="question" data-asked="{question.id}">{head}{paragraphs(question.prompt)}{room}</div>'


def claim_html(claim_id: str) -> str:
    """Return a claim that the reader is to grade, with the grades to tick."""
    form = claim(claim_id, hidden=True).form()
    options = "".join(f"<li>{text}</li>" for text in (form.options or {}).values())
    head = f"<p><b>{html.escape(form.title)}</b></p>{form.prompt}"
    return f'<div class="to-grade">{head}<ul class="options">{options}</ul></div>'


def write(root: Path, number: str, folder: Path) -> list[Path]:
    """Write a lesson's handouts and slides into a folder, as pages and, where a browser is there, as PDFs.

    Parameters
    ----------
    root
        The clone.
    number
        The lesson's number, or its file's whole name.
    folder
        Where they go; it is made if need be.

    Returns
    -------
    list of Path
        The PDFs; the pages where there is no browser.

    Raises
    ------
    ValueError
        If there is no such lesson.
    """
    known = {each.told.number: each for each in lessons(root)}
    wanted = number.zfill(2)
    lesson = next((each for each in known.values() if wanted in (each.told.number, each.told.stem)), None)
    if lesson is None:
        raise ValueError(f"There is no lesson {number!r}; there are: {', '.join(known)}.")
    folder.mkdir(parents=True, exist_ok=True)
    bodies = {"": student(lesson), "_solutions": teacher(lesson), "_slides": deck(lesson)}
    pages = []
    for ending, body in bodies.items():
        path = folder / f"{lesson.told.stem}{ending}.html"
        path.write_text(
            _page(lesson.title, body, is_deck=ending == "_slides"), encoding="utf-8", newline="\n"
        )
        pages.append(path)
    program = browser()
    return [printed(program, path) for path in pages] if program else pages


def browser() -> str | None:
    """Return a browser that can print without a window: the one that CHROMIUM names, or one that is installed."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else PROGRAMS)), None)
    return found or (str(_MAC) if _MAC.is_file() else None)


def printed(program: str, page: Path) -> Path:
    """Print a page into a PDF beside it, remove the page, and return the PDF's path.

    Raises
    ------
    OSError
        If the browser made none.
    """
    target = page.with_suffix(".pdf")
    command = [
        program,
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # In a container there often is no other user; the page is ours.
    target.unlink(missing_ok=True)
    done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    if not target.is_file():
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["nothing"]
        raise OSError(f"{Path(program).name} printed no PDF of {page}; it said last: {last[0]}")
    page.unlink()
    return target


def _page(title: str, body: str, *, is_deck: bool) -> str:
    style = Path(__file__).with_name("handout.css").read_text(encoding="utf-8")
    size = f"@page {{ size: {_SLIDE}; margin: 0; @bottom-right {{ content: none; }} }}" if is_deck else ""
    foot = "<footer>Education, not medical advice. All people in the data are synthetic. CC BY 4.0.</footer>"
    kind = "deck" if is_deck else "paper"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<style>{style}{size}</style></head><body class="{kind}">{body}{"" if is_deck else foot}</body></html>\n'
    )


def _on_slide(cell: NotebookNode) -> str:
    if cell.cell_type == "markdown":
        return str(markdown2html(cell.source.removesuffix(KEYS)))
    if found := re.match(r"solution\('([\w.]+)'\)", cell.source):
        return f'<div class="course-card"><p><b>Answer</b></p>{solution_html(banks.find(found[1]))}</div>'
    if question := cell.metadata.course.get("question"):
        return question_html(banks.find(question))
    alone = nbformat.v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    return lesson_html(alone)


def _with_their_code(content: NotebookNode) -> NotebookNode:
    """Return a lesson in which results such as ``(4.0, 4.0)`` stand with the code that says what they are."""
    result = copy.deepcopy(content)
    for cell in result.cells:
        for each in cell.get("outputs", ()):
            if each.output_type == "execute_result" and set(each.data) == {"text/plain"}:
                code = "\n".join(line for line in cell.source.splitlines() if not line.startswith("#"))
                shown = each.data["text/plain"].replace(
                    "\n", "\n  "
                )  # what stands in columns goes on doing so
                each.data["text/plain"] = f"{code}\n→ {shown}"
    return result


def _lifted(soup: BeautifulSoup) -> str:
    """Take out the style sheets, which stand with the first card that needs them, and return them."""
    return "".join(str(style.extract()) for style in soup.find_all("style"))


def _show_whole(soup: BeautifulSoup) -> None:
    """Show diagrams that grow step by step as they are at the end, with what each step says."""
    for place in soup.select("[data-explorer]"):
        explorer = explore.explorer(str(place["data-explorer"]))
        if not isinstance(explorer, Diagram) or explorer.only:
            continue
        end = explorer.view({"step": len(explorer.steps)}, "conventional", encode=small_png, ratio=_SHARP)
        told = "".join(f"<li><b>{rich(step.name)}.</b> {rich(step.text)}</li>" for step in explorer.steps)
        data = base64.b64encode(end.picture).decode()
        printed = (
            f'<figure class="ir-still"><img alt="{html.escape(end.sentence)}" src="data:image/png;base64,{data}">'
            f"<figcaption><b>{html.escape(ended(explorer.title))}</b><ol>{told}</ol></figcaption></figure>"
        )
        place.clear()
        place.append(BeautifulSoup(printed, "html.parser"))


def _without_empty_sections(soup: BeautifulSoup) -> None:
    """Take out headings below which nothing is left."""
    for heading in soup.find_all("h2"):
        following = next(_elements_after(heading), None)
        if following is None or following.name in ("h1", "h2"):
            heading.decompose()


def _elements_after(element: Tag) -> Iterator[Tag]:
    for each in element.next_siblings:
        if isinstance(each, Tag) and (each.get_text(strip=True) or each.find("img")) and each.name != "style":
            yield each


def main(arguments: Sequence[str]) -> int:
    """Write what was asked for, say where it is, and return the exit status."""
    parser = argparse.ArgumentParser(prog="tools.site.handout", description=__doc__)
    parser.add_argument("lesson", help="the lesson's number")
    parser.add_argument("--output", required=True, type=Path, help="the folder for it")
    asked = parser.parse_args(arguments)
    try:
        written = write(Path(__file__).resolve().parents[2], asked.lesson, asked.output)
    except (ValueError, OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)
        return 1
    for path in written:
        print(f"Wrote {path}")
    if written[0].suffix == ".html":
        print(
            "No browser was found that prints without a window: open these in any browser, and print them from there."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
