"""The sections of the lessons: which are core, which go further, and how long each takes.

A section begins at a heading `##`. It is core unless the cell of its heading has the tag ``further``; that tag is the
one place where it is said. How long it takes is reckoned here: words at 200 a minute (those of its claims and tables
too), three minutes an explorer or, where it is a diagram, a third of a minute a step, and what the bank says of each
question. `write` puts both where people read them: the headings, contents and first lines of the lessons, the tables of
lessons and sections, and `data/sections.csv`, from which `progress` and `review` know them.
"""

from __future__ import annotations

import ast
import csv
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from nbformat import NotebookNode

from helpers import evidence, explore
from helpers.evidence import agents, trials
from helpers.exercises import Function, banks
from helpers.explore.engine import Diagram
from tools.texts import parsed

TAG = "further"
WORDS, EXPLORER, STEP, TEN_QUESTIONS = 200, 3.0, 1 / 3, 10.0  # words in a minute; minutes
CLOSING = ("Where you stand", "Key points")
_TOLD = rf"\(\d+ minutes?(?:, {TAG})?\)"
_HEADING = re.compile(rf"^## (?P<title>.+?)(?: {_TOLD})?$", re.MULTILINE)
_WORD = re.compile(r"\w[\w'’.,-]*")
_CONTENTS = r"^# \*\*Contents\b.*\n(?:# .+\n)*(?:#\n# \*Further:.*\n(?:# .+\n)*)?"
_EXPLORERS = {name for names in explore.catalogue().values() for name in names}


@dataclass(frozen=True)
class Section:
    """What stands below one heading of a lesson.

    Parameters
    ----------
    title
        The heading, with its number, without minutes.
    is_core
        Whether it is on the way through the lesson; otherwise it goes further.
    minutes
        How long it takes, in whole minutes.
    questions
        Ids of the questions asked in it.
    """

    title: str
    is_core: bool
    minutes: int
    questions: tuple[str, ...]

    @property
    def told(self) -> str:
        """What stands in brackets behind the heading."""
        return f"{self.minutes} minute{'s' * (self.minutes != 1)}" + ("" if self.is_core else f", {TAG}")


def read(path: Path) -> list[Section]:
    """Return the sections of a lesson's text, in their order; what stands before the first belongs to none."""
    parts: list[tuple[str, bool, list[NotebookNode]]] = []
    for cell in parsed(path).cells:
        heading = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        if heading:
            parts.append((heading["title"], TAG not in cell.metadata.get("tags", []), []))
        if parts:
            parts[-1][2].append(cell)
    return [_section(*part) for part in parts]


def _section(title: str, is_core: bool, cells: Sequence[NotebookNode]) -> Section:
    calls = [each for cell in cells if cell.cell_type == "code" for each in _calls(cell.source)]
    prose = sum(
        words(_HEADING.sub(lambda _: title, cell.source)) for cell in cells if cell.cell_type == "markdown"
    )
    took = prose / WORDS + sum(_minutes(*each) for each in calls)
    asked = tuple(texts[0] for name, texts in calls if name in ("check", "predict"))
    return Section(title, is_core, max(int(title not in CLOSING), round(took)), asked)


def words(markdown: str) -> int:
    """Return how many words a reader of some Markdown reads; an address is none.

    Examples
    --------
    >>> words("Insulin lowers [*glucose*](../docs/glossary.md#glucose) by 3.5 mmol/L.")
    7
    """
    return len(_WORD.findall(re.sub(r"\]\([^)]*\)", "]", markdown)))


def minutes(sections: Iterable[Section], *, core: bool = False) -> int:
    """Return how long sections take together: all, or only the core."""
    return sum(each.minutes for each in sections if each.is_core or not core)


def _calls(code: str) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).removeprefix("explore.")
            inside = [one for each in node.args for one in getattr(each, "elts", [each])]
            texts = [each.value for each in inside if isinstance(each, ast.Constant)]
            yield name, [each for each in texts if isinstance(each, str)]


def _minutes(name: str, texts: list[str]) -> float:
    """Return how long it takes to use or read what a call of a lesson shows."""
    if name in _EXPLORERS:
        shown = explore.explorer(name)
        return STEP * len(shown.steps) if isinstance(shown, Diagram) else EXPLORER
    if name in ("check", "predict"):
        question = banks.find(texts[0])
        return 0.0 if isinstance(question, Function) else question.minutes or 0.0  # programs are optional
    if name in ("before", "after"):
        return TEN_QUESTIONS
    read = ""
    if name in ("ledger", "claim"):
        read = " ".join(f"{each.text} {each.evidence}" for each in evidence.expanded(texts))
    elif name == "trials.table" and texts:
        read = " ".join(chain.from_iterable(trials.columns(texts).values()))
    elif name == "agents.cards":
        read = agents.cards(*texts).text
    return words(read) / WORDS


def write(root: Path) -> list[Path]:
    """Write minutes and marks wherever they are read, and return the paths of the files."""
    texts = sorted((root / "notebooks" / "text").glob("*.py"))
    lessons = {path.stem[:2]: read(path) for path in texts}
    teaching, readme, table = (
        root / name for name in ("notebooks/TEACHING.md", "README.md", "data/sections.csv")
    )
    for path in texts:
        _rewrite(path, marked(path.read_text(encoding="utf-8"), lessons[path.stem[:2]]))
    for path in (texts[0], readme):
        _rewrite(path, listed(path.read_text(encoding="utf-8"), lessons))
    _rewrite(teaching, taught(teaching.read_text(encoding="utf-8"), lessons))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lesson", "section", "minutes", "part", "questions"])
        for lesson, sections in lessons.items():
            for each in sections:
                part = "core" if each.is_core else TAG
                writer.writerow([lesson, each.title, each.minutes, part, "; ".join(each.questions)])
    return [*texts, readme, teaching, table]


def _rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def marked(text: str, sections: Sequence[Section]) -> str:
    """Return a lesson's text with minutes and marks in its first lines, contents and headings."""
    shown = [each for each in sections if each.title not in CLOSING]
    for each in shown:
        pattern = rf"^(# ## {re.escape(each.title)})(?: {_TOLD})?$"
        text = re.sub(pattern, rf"\g<1> ({each.told})", text, flags=re.M)
    core, beyond = (
        " · ".join(one.title for one in shown if one.is_core == is_core) for is_core in (True, False)
    )
    contents = _commented(f"**Contents.** *Core:* {core}")
    contents += f"#\n{_commented(f'*Further:* {beyond}')}" if beyond else ""
    text = re.sub(_CONTENTS, lambda _: contents, text, count=1, flags=re.M)
    return re.sub(rf"^# \*\*{_WHOLE}", f"# **{_whole(sections)}", text, count=1, flags=re.M)


def _commented(paragraph: str) -> str:
    lines = textwrap.wrap(paragraph, 120, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def listed(text: str, lessons: Mapping[str, Sequence[Section]]) -> str:
    """Return a text with the minutes of all sections, and of the core, in its table of lessons."""
    for lesson, sections in lessons.items():
        told = f"{minutes(sections)} ({minutes(sections, core=True)})"
        row = rf"^((?:# )?\| \W*{lesson} .*\|) \d+(?: \(\d+\))? \|"
        text = re.sub(row, rf"\g<1> {told} |", text, flags=re.M)
    return text


def taught(text: str, lessons: Mapping[str, Sequence[Section]]) -> str:
    """Return the teaching notes with minutes of lessons and sections, and the mark of those that go further."""
    parts = re.split(r"^(?=## )", text, flags=re.M)
    for at, part in enumerate(parts):
        sections = lessons.get(part[3:5], ())
        for each in sections:
            row = rf"^(\| {re.escape(each.title)} \|) [^|]*\|"
            told = f"{each.minutes}" + ("" if each.is_core else f", {TAG}")
            part = re.sub(row, rf"\g<1> {told} |", part, flags=re.M)
        parts[at] = re.sub(rf"^(## .*?\(){_WHOLE}", rf"\g<1>{_whole(sections)}", part) if sections else part
    return "".join(parts)


_WHOLE = r"\d+ minutes(?:, \d+ of them core)?"


def _whole(sections: Sequence[Section]) -> str:
    return f"{minutes(sections)} minutes, {minutes(sections, core=True)} of them core"
