"""A lesson as slides: ``python3 course.py present 01`` calls this module, and opens what it has written.

What a class sees is chosen in the lesson's text. A heading, a question to predict and an explorer with what to do
in it are slides by themselves; of all else only what has the tag ``slide`` (starts a slide) or ``fragment``
(appears below it at the next step). A text is shown by its first sentences, as many as a class reads at a glance.
Whatever is not shown stands in the educator's notes for the slide that it follows, beside what
``notebooks/TEACHING.md`` says. The slides are a copy of the notebook, written anew each time.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from helpers.paths import learner_path
from helpers.units.choice import SETTINGS_FILE

Kind = Literal["prediction", "explorer", "question", "shown", "code"]

WORDS = 40  # of text on one slide
KEYS = (
    "<small>Next: **→**, **Page Down** or the space bar · Back: **←** · Notes for you: **N** · Sections: **M** · "
    "Black: **B** · All keys: **?**</small>"
)
# What these show speaks for itself; of the code that makes anything else a class sees the code as well.
_SHOWN = ("check", "predict", "claim", "ledger", "table", "grade_scale", "print")
_HEADING = re.compile(
    r"(?P<level>#{1,2}) (?P<title>[^\n]+?)(?: \((?P<minutes>\d+) minutes?\b[^)\n]*\))?(?=\n|$)"
)
_TITLES = {"question": "Question", "shown": "Shown", "code": "Code"}
_EXPLORE = "**Explore.** "
# A sentence that tells a class what to do in an explorer, or asks it something.
_TASK = re.compile(
    r"(?:^|: )(?:(?:Then|Now|Last|First|Next),? )?"
    r"(?:add|change|check|choose|climb|compare|double|find|fit|follow|give|halve|leave|lengthen|look|lower|move|plot|"
    r"press|raise|read|say|set|start|switch|take|tell|then|try|type|watch)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?=- |\d+\. )", re.MULTILINE)
_SENTENCE = re.compile(r"(?:(?<=[.?!])|(?<=[.?!]\)))\s+(?=[A-Z*(“])")
_LINK_INSIDE = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)")
_MARKUP = re.compile(r"[*`|]|\]\([^)]*\)|<[^>]+>|-{3,}")
# JupyterLab's own settings, for slides only: every cell exists, whether or not it is in sight.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none", "codeCellConfig": {"lineWrap": True}}
}


@dataclass(frozen=True)
class Notes:
    """What ``notebooks/TEACHING.md`` says about a lesson, in Markdown.

    Parameters
    ----------
    lesson
        What is about all of it.
    sections
        What is about one section, by the section's title: a text for each column of the table.
    """

    lesson: str = ""
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def about(self, section: str, kind: str) -> str:
        """Return what belongs to a slide: the question to ask beside the prediction, the rest at the explorer."""
        told = self.sections.get(section, {})
        asking = {name: text for name, text in told.items() if name.startswith("ask")}
        rest = {name: text for name, text in told.items() if name not in asking}
        chosen = {"prediction": asking, "explorer": rest, "all": told}.get(kind, {})
        return "\n\n".join(f"**{name.capitalize()}:** {text}" for name, text in chosen.items())


def slides(lesson: NotebookNode, notes: Notes | None = None) -> NotebookNode:
    r"""Return a lesson as slides.

    Parameters
    ----------
    lesson
        The notebook; it stays as it is.
    notes
        What the educator is told.

    Returns
    -------
    nbformat.NotebookNode
        Its cells have the slide type ``slide`` (starts a slide), ``fragment`` (appears below it), none (stands
        below the cell before it), ``skip`` (is run, and not shown) or ``notes`` (for the educator, one cell a
        slide).

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> cells = [new_markdown_cell("## 1 Fat (5 minutes)\n\nIt is stored."), new_code_cell("explore.fat()")]
    >>> deck = slides(new_notebook(cells=cells))
    >>> [cell.source for cell in deck.cells if cell.metadata.slideshow.get("slide_type") == "slide"]
    ['## 1 Fat <small>5 minutes</small>\n\nIt is stored.', 'explore.fat()']
    """
    result = copy.deepcopy(lesson)
    result.cells = [_marked(_new_cell("code", "from helpers.exercises import solution"), "skip", {})]
    for slide in _laid_out(lesson.cells, notes or Notes()):
        result.cells += slide.cells
        if told := "\n\n".join(filter(None, slide.told)):
            course = {"section": slide.section, "title": slide.title}
            result.cells.append(_marked(_new_cell("markdown", told), "notes", course))
    for number, cell in enumerate(result.cells):
        cell.id = f"slides-{number}"
    nbformat.validate(result)
    return result


def notes(teaching: str, lesson: str) -> Notes:
    r"""Return what the teaching notes say about a lesson.

    Parameters
    ----------
    teaching
        The text of ``notebooks/TEACHING.md``: a heading for each lesson, which begins with its number; below it
        a table, if there is one, with the title of a section in the first column.
    lesson
        The lesson's two digits.

    Examples
    --------
    >>> table = "| section | minutes | ask |\n|---|---|---|\n| 1 Fat | 5 | Where is it? |"
    >>> notes(f"## 01 Basics\n\n{table}\n\nBring chalk.", "01")
    Notes(lesson='Bring chalk.', sections={'1 Fat': {'ask': 'Where is it?'}})
    """
    found = re.search(rf"^## {lesson} .*\n((?:(?!## ).*\n?)*)", teaching, re.MULTILINE)
    lines = found.group(1).splitlines() if found else []
    rows = [[text.strip() for text in line.strip("| ").split("|")] for line in lines if line.startswith("|")]
    sections = {}
    for title, *texts in rows[2:]:
        told = zip(rows[0][1:], texts, strict=True)
        sections[title] = {what: text for what, text in told if text and what != "minutes"}
    text = "\n".join(line for line in lines if not line.startswith("|"))
    return Notes(lesson=re.sub(r"\n{3,}", "\n\n", text).strip(), sections=sections)


def write(root: Path, lesson: str, *, votes: bool = False) -> Path:
    """Write a lesson of the clone at `root` as slides into a folder of the learner's own, and return its path.

    With `votes` the slides offer them. The folder is made anew, so that neither an older copy nor JupyterLab's
    memory of it is in the way.

    Raises
    ------
    ValueError
        If there is no such lesson.
    """
    lessons = {path.stem: path for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))}
    stem = next((name for name in lessons if lesson.zfill(2) in (name[:2], name)), None)
    if stem is None:
        raise ValueError(
            f"There is no lesson {lesson!r}; there are: {', '.join(name[:2] for name in lessons)}."
        )
    teaching = (root / "notebooks" / "TEACHING.md").read_text(encoding="utf-8")
    lesson_itself = nbformat.read(lessons[stem], as_version=4)  # type: ignore[no-untyped-call]
    deck = slides(lesson_itself, notes(teaching, stem[:2]))
    if votes:
        deck.metadata["course"] = {"votes": True}
    folder = learner_path("slides") / stem
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written = folder / f"{stem}.ipynb"
    nbformat.write(deck, written)  # type: ignore[no-untyped-call]
    for name, settings in SETTINGS.items():
        file = folder / "lab" / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    # A class begins without the answers of the class before, in the units that were chosen.
    own = folder / "lab" / "learner"
    own.mkdir()
    if learner_path(SETTINGS_FILE).is_file():
        shutil.copy(learner_path(SETTINGS_FILE), own)
    return written


@dataclass
class _Slide:
    """A slide as it comes to be: its cells, and what the educator is told at it."""

    section: str = ""
    minutes: str = ""
    title: str = ""
    cells: list[NotebookNode] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def show(self, cell: NotebookNode, slide_type: str, **course: str) -> None:
        course = {"section": self.section, "minutes": self.minutes, "title": self.title, **course}
        self.cells.append(_marked(cell, slide_type, course))


def _laid_out(cells: Sequence[NotebookNode], notes: Notes) -> list[_Slide]:
    """Return the slides of a lesson."""
    deck = _Deck(_kinds_by_section(cells), notes)
    for cell in cells:
        if cell.cell_type == "markdown":
            deck.add_text(cell)
        elif cell.cell_type == "code":
            deck.add_code(cell)
    return deck.slides


class _Deck:
    """The slides so far, and what was read last.

    Parameters
    ----------
    showing
        The kinds of cells in each section that is shown.
    notes
        What the educator reads.
    """

    def __init__(self, showing: Mapping[str, set[str]], notes: Notes) -> None:
        self.slides = [_Slide(told=[notes.lesson])]
        self._showing, self._notes = showing, notes
        self._section = self._minutes = ""
        # The text just above, and the task that it gives for the explorer below.
        self._above = self._ahead = ""

    def add_text(self, cell: NotebookNode) -> None:
        """Show a heading with its first sentences, or a text that was chosen; the rest is told."""
        text = _LINK_INSIDE.sub(r"\1", cell.source).strip()
        heading = _HEADING.match(text)
        if heading and heading["title"] in self._showing:
            self._begin_section(text, heading)
        elif tag := _tag(cell):
            slide = self.slides[-1] if tag == "fragment" else self._start(self._section)
            # A table that was chosen is shown whole: a part of it would say something else.
            shown = text if text.startswith("|") else opening(text)
            slide.show(_new_cell("markdown", shown), tag)
            slide.told.append(text if shown != text else "")
        else:
            self.slides[-1].told.append(text)
        self._above, self._ahead = "" if heading else text, task_ahead(text)

    def add_code(self, cell: NotebookNode) -> None:
        """Show a prediction or an explorer, or a cell that was chosen; what only computes runs unseen."""
        kind, tag = _kind(cell.source), _tag(cell)
        if kind in ("prediction", "explorer"):
            self._show_live(cell, kind)
        elif tag:
            title = f"{_TITLES.get(kind, self._section)}: {self._section}"
            slide = self.slides[-1] if tag == "fragment" else self._start(title)
            slide.show(cell, tag, role=kind, question=_question(cell.source))
            if kind == "question":
                solved = _new_cell("code", f"solution({_question(cell.source)!r})")
                self._start(f"Answer: {self._section}").show(solved, "slide", role="shown")
        else:
            self.slides[-1].show(cell, "skip")
        self._above = ""

    def _begin_section(self, text: str, heading: re.Match[str]) -> None:
        section = self._section = heading["title"]
        self._minutes = _minutes(heading["minutes"]) if heading["minutes"] else ""
        slide, shown = self._start(section), opening(text)
        first = f"\n\n{KEYS}" if heading["level"] == "#" else ""
        slide.show(_new_cell("markdown", _HEADING.sub(_small_minutes, shown, count=1) + first), "slide")
        if not self._showing[section] & {"prediction", "explorer"}:
            slide.told.append(self._notes.about(section, "all"))
        slide.told.append(text[heading.end() :].strip() if shown != text else "")

    def _show_live(self, cell: NotebookNode, kind: str) -> None:
        slide = self._start({"prediction": "Predict", "explorer": "Explore"}[kind] + f": {self._section}")
        lead = (task(self._above) or self._ahead) if kind == "explorer" else leading(self._above)
        if lead:
            slide.show(_new_cell("markdown", lead), "slide", role=kind)
        slide.show(cell, "" if lead else "slide", role=kind, question=_question(cell.source))
        slide.told.append(self._notes.about(self._section, kind))

    def _start(self, title: str) -> _Slide:
        """Begin a slide; the one before is it where nothing is on it yet."""
        if self.slides[-1].title:
            self.slides.append(_Slide())
        slide = self.slides[-1]
        slide.section, slide.minutes, slide.title = self._section, self._minutes, title
        return slide


def opening(text: str, words: int = WORDS) -> str:
    r"""Return a text's heading and its first sentences, list items and formulas: at most so many words.

    Examples
    --------
    >>> opening("## Fat\n\nIt is stored. It is let go again.", words=5)
    '## Fat\n\nIt is stored.'
    """
    shown: list[str] = []
    room = words
    for block in re.split(r"\n\s*\n", text.strip()):
        kept = []
        pieces = _pieces(block)
        for piece in pieces:
            room -= 0 if _HEADING.match(piece) or piece.startswith("$$") else count(piece)
            if room < 0 or piece.startswith("**Predict"):
                break
            kept.append(piece)
        if _ITEM.match(block):  # A list is whole or not there.
            kept = ["\n".join(kept)] if kept == pieces else []
        if kept:
            shown.append(" ".join(kept))
        if len(kept) < len(pieces) and not _ITEM.match(block):
            break
    # What leads to something else is not left standing alone.
    while len(shown) > 1 and not re.search(r"[.?!)$|]$|^#|^[-\d]", _MARKUP.sub("", shown[-1])):
        sentences = _pieces(shown.pop())[:-1]
        shown += [" ".join(sentences)] if sentences else []
    return "\n\n".join(shown)


def task(text: str, words: int = WORDS) -> str:
    """Return what a text asks a class to do in an explorer: its sentences that say so, at most so many words.

    Examples
    --------
    >>> task("**Explore.** Dots are people. Press *Low*. Who moves?")
    '**Explore.** Press *Low*. Who moves?'
    """
    if not text.startswith(_EXPLORE):
        return ""
    sentences = _pieces(text.removeprefix(_EXPLORE).split("\n\n")[0])
    told = [each for each in sentences if _TASK.search(each) or each.endswith("?")] or sentences
    shown = told[:1]
    for sentence in told[1:]:
        if count(" ".join([*shown, sentence])) > words:
            break
        shown.append(sentence)
    first = re.sub(r"^Then (\w)", lambda found: found[1].upper(), shown[0])
    return _EXPLORE + " ".join([first, *shown[1:]])


def task_ahead(text: str) -> str:
    """Return what a question to predict says is to be done in the explorer after it; empty if nothing.

    Examples
    --------
    >>> task_ahead("Which is more? **Predict**, then press each preset:")
    '**Explore.** Press each preset.'
    """
    found = re.search(r"\*\*Predict\*\*, then (\w)([^:.]+)[:.]$", text)
    return f"{_EXPLORE}{found[1].upper()}{found[2]}." if found else ""


def leading(text: str, words: int = WORDS) -> str:
    """Return what leads to a question to predict: the last sentences before it, at most so many words.

    Examples
    --------
    >>> leading("Fat is stored. Some is let go. **Predict**, before you look:", words=5)
    'Some is let go.'
    """
    said = re.sub(r"\*\*Predict(\.\*\*|[^.?!]*[:.]?(\*\*)?$)", "", text.split("\n\n")[-1]).strip()
    shown: list[str] = []
    # What stands in brackets is an aside.
    for sentence in reversed([each for each in _pieces(said) if not each.startswith("(")]):
        if count(" ".join([sentence, *shown])) > words:
            break
        shown.insert(0, sentence)
    return " ".join(shown)


def count(text: str) -> int:
    """Return the number of words of a text, without its markup."""
    return len([word for word in _MARKUP.sub(" ", text).split() if re.search(r"\w", word)])


def _pieces(block: str) -> list[str]:
    """Return a paragraph by its sentences and a list by its items; all else, such as a table, is one piece."""
    if not block or block.startswith(("$$", "|", ">", "<", "`" * 3)) or _HEADING.match(block):
        return [block] if block else []
    if _ITEM.match(block):
        return [" ".join(item.split()) for item in _ITEM.split(block) if item.strip()]
    found: list[str] = []
    for piece in _SENTENCE.split(" ".join(block.split())):
        last = found[-1] if found else ""
        # What is in brackets or emphasised is not cut.
        if last.count("(") > last.count(")") or any(last.count(mark) % 2 for mark in "*`$"):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _kinds_by_section(cells: Sequence[NotebookNode]) -> dict[str, set[str]]:
    """Return the sections that slides show, by title, each with the kinds of what it shows."""
    found: dict[str, set[str]] = {}
    title = ""
    for cell in cells:
        if cell.cell_type == "markdown" and (heading := _HEADING.match(cell.source)):
            title = heading["title"]
            if heading["level"] == "#":
                found[title] = {"text"}
        kind = _kind(cell.source) if cell.cell_type == "code" else "text"
        if kind in ("prediction", "explorer") or _tag(cell):
            found.setdefault(title, set()).add(kind)
    return found


def _tag(cell: NotebookNode) -> str:
    return next((tag for tag in cell.metadata.get("tags", ()) if tag in ("slide", "fragment")), "")


def _kind(source: str) -> Kind:
    """Return what a code cell is on a slide."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # A line for IPython itself, such as %time.
        return "code"
    calls = [
        each.value.func for each in body if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
    ]
    match [each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in calls]:
        case ["predict"]:
            return "prediction"
        case ["check"]:
            return "question"
        case [name] if isinstance(calls[0], ast.Attribute) and ast.unparse(calls[0].value) == "explore":
            return "explorer" if name else "code"
        case [name] if name in _SHOWN:
            return "shown"
    # A printed line says what its numbers are; a bare value is understood by the code that made it.
    prints = any(isinstance(each, ast.Name) and each.id == "print" for each in ast.walk(ast.Module(body, [])))
    return "shown" if prints else "code"


def _question(source: str) -> str:
    """Return the id of the question that a cell asks; empty where it asks none."""
    found = re.match(r"(?:check|predict)\([\"']([\w.]+)[\"']", source)
    return found[1] if found else ""


def _marked(cell: NotebookNode, slide_type: str, course: Mapping[str, str]) -> NotebookNode:
    """Return a copy of a cell with what tells the front end how to show it."""
    metadata: dict[str, object] = {"slideshow": {"slide_type": slide_type} if slide_type else {}}
    metadata["course"] = {name: text for name, text in course.items() if text}
    result = copy.deepcopy(cell)
    if cell.cell_type == "markdown":
        metadata["editable"] = False  # A key that is pressed by mistake must not open the text.
    else:
        if course.get("role") != "code":
            metadata["jupyter"] = {"source_hidden": True}
        result.execution_count = None  # What has run in front of the class has a number, and nothing else.
    result.metadata = _node(metadata)
    return result


def _new_cell(cell_type: str, source: str) -> NotebookNode:
    cell: dict[str, object] = {"cell_type": cell_type, "metadata": {}, "source": source}
    return _node(cell | {"outputs": [], "execution_count": None} if cell_type == "code" else cell)


def _node(content: Mapping[str, object]) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
    return node


def _small_minutes(heading: re.Match[str]) -> str:
    minutes = f" <small>{_minutes(heading['minutes'])}</small>" if heading["minutes"] else ""
    return f"{heading['level']} {heading['title']}{minutes}"


def _minutes(number: str) -> str:
    return f"{number} minute{'' if number == '1' else 's'}"


def main(arguments: Sequence[str]) -> int:
    """Write the slides that were asked for, print where, and return the exit status."""
    parser = argparse.ArgumentParser(prog="helpers.launch.slides", description=__doc__)
    parser.add_argument("lesson", help="the lesson's number")
    parser.add_argument("--vote", action="store_true", help="with votes")
    asked = parser.parse_args(arguments)
    try:
        print(write(Path(__file__).resolve().parents[3], asked.lesson, votes=asked.vote))
    except (FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
