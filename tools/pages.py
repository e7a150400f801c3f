"""The course's reference pages, written from the lessons and the data: contents, glossary, indexes, bibliography."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from helpers import evidence, explore
from helpers.evidence.concepts import GROUPS
from helpers.evidence.glossary import glossary
from tools import sections
from tools.texts import parsed

_NOTE = "Written by `python3 course.py build` from the lessons and the data."
_CONFIDENCE = {"confirmed": "", "partly": "† ", "unconfirmed": "‡ ", "not-found-as-cited": "✗ "}


@dataclass(frozen=True)
class Lesson:
    """What a lesson's text says of itself.

    Parameters
    ----------
    number, stem, title
        "01", the file's name without ending, and the heading.
    minutes, core
        How long it takes, all and its core, as `tools.sections` reckons.
    objectives
        What one can do after it.
    claims, explorers, models, cited
        Ids of the claims shown, names of the explorers shown and of the models imported, keys of the references.
    asked
        Heading of the section, as it stands in the lesson, by the id of each question.
    """

    number: str
    stem: str
    title: str
    minutes: int
    core: int
    objectives: tuple[str, ...]
    claims: tuple[str, ...]
    explorers: tuple[str, ...]
    models: tuple[str, ...]
    cited: tuple[str, ...]
    asked: Mapping[str, str]

    @property
    def link(self) -> str:
        """The lesson as a link from a page in `docs/`."""
        return f"[{self.number}](../notebooks/{self.stem}.ipynb)"


def lessons(root: Path) -> list[Lesson]:
    """Read all lessons, in their order."""
    return [_read(path) for path in sorted((root / "notebooks" / "text").glob("*.py"))]


def write(root: Path) -> list[Path]:
    """Write every page into `docs/` and the objectives into `data/`, and return their paths."""
    read = lessons(root)
    pages: dict[str, Callable[[list[Lesson]], Iterator[str]]] = {
        "glossary.md": _glossary,
        "claims.md": _claims,
        "concepts.md": _concepts,
        "explorers.md": _explorers,
        "bibliography.md": _bibliography,
    }
    written = [_write_objectives(root, read)]
    for name, lines in pages.items():
        path = root / "docs" / name
        path.write_text("\n".join(lines(read)) + "\n", encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _read(path: Path) -> Lesson:
    cells = parsed(path).cells
    first = next(cell.source for cell in cells if cell.source.startswith("# "))
    own = sections.read(path)
    tree = ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))
    calls = [(_name(node), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    shown = [_texts(node) for name, node in calls if name in ("claim", "ledger")]
    cited = [_texts(node) for name, node in calls if name == "references"]
    return Lesson(
        number=path.stem[:2],
        stem=path.stem,
        title=first.splitlines()[0].removeprefix("# "),
        minutes=sections.minutes(own),
        core=sections.minutes(own, core=True),
        objectives=_objectives(first),
        claims=tuple(claim.id for texts in shown for claim in evidence.expanded(texts)),
        explorers=tuple(dict.fromkeys(name for name, _ in calls if name in _EXPLORERS)),
        models=tuple(
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers.models")
            for alias in node.names
        ),
        cited=tuple(sorted(source.key for texts in cited for source in evidence.cited_by(texts))),
        asked=_sections(cells),
    )


def _sections(cells: list[NotebookNode]) -> dict[str, str]:
    heading = ""
    found: dict[str, str] = {}
    for cell in cells:
        if cell.cell_type == "markdown":
            heading = next(
                iter(re.findall(r"^## (.+?)(?: \(\d+ minutes\))?$", cell.source, re.MULTILINE)), heading
            )
        else:
            asked = re.findall(r"^(?:check|predict)\(\"([\w.]+)\"", cell.source, re.MULTILINE)
            found |= dict.fromkeys(asked, heading)
    return found


def _objectives(first: str) -> tuple[str, ...]:
    """Return the numbered list of a lesson's first cell; a line that continues one is indented."""
    items = re.findall(r"^\d\. (.+(?:\n {3}.+)*)", first, re.MULTILINE)
    return tuple(" ".join(item.split()).rstrip(".;,") for item in items)


def _write_objectives(root: Path, read: list[Lesson]) -> Path:
    path = root / "data" / "objectives.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lesson", "objective", "text"])
        for lesson in read:
            writer.writerows([lesson.number, at, text] for at, text in enumerate(lesson.objectives, 1))
    return path


_EXPLORERS = {name for names in explore.catalogue().values() for name in names}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _texts(call: ast.Call) -> list[str]:
    values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


def _glossary(read: list[Lesson]) -> Iterator[str]:
    links = {lesson.number: lesson.link for lesson in read}
    yield from ("# Glossary", "", f"{_NOTE} In brackets: the lesson that introduces the term.")
    for term in glossary().values():
        yield from (
            "",
            f'<a id="{term.anchor}"></a>',
            "",
            f"**{term.term}** ({links[term.lesson]}): {term.meaning}",
        )


def _claims(read: list[Lesson]) -> Iterator[str]:
    yield from ("# Claims by lesson", "", f"{_NOTE} Each of the article's claims is treated once.")
    for lesson in read:
        if not lesson.claims:
            continue
        yield from (
            "",
            f"## [{lesson.title}](../notebooks/{lesson.stem}.ipynb)",
            "",
            "| claim | grade | what the article says |",
            "|---|---|---|",
        )
        for key in sorted(lesson.claims, key=list(evidence.claims()).index):
            claim = evidence.claims()[key]
            yield f"| {claim.id} | {claim.grade.symbol} {claim.grade.word} | {_cell(claim.text)} |"


def _concepts(read: list[Lesson]) -> Iterator[str]:
    links, sections = (
        {each.number: each.link for each in read},
        {k: v for each in read for k, v in each.asked.items()},
    )
    yield from (
        "# Things to ask of a claim",
        "",
        f"{_NOTE} After the key concepts of the group Informed Health Choices "
        "([Oxman 2023](https://doi.org/10.12688/f1000research.123051.2)), in our words and only as many as the claims "
        "of the article ask for. The number is that of the group in its list of 2022; the word behind it is ours.",
    )
    for number, group in GROUPS.items():
        rows = [each for each in evidence.concepts().values() if each.code.startswith(number)]
        if not rows:
            continue
        yield from (
            "",
            f"## {number} {group}",
            "",
            "| concept | what to ask | practised in | claims |",
            "|---|---|---|---|",
        )
        for each in rows:
            places = dict.fromkeys(f"{links[name[:2]]} {_cell(sections[name])}" for name in each.questions)
            claims = [claim.id for claim in evidence.claims().values() if each.code in claim.concepts]
            yield f"| **{each.name}** (`{each.code}`) | {each.sentence} | {'; '.join(places)} | {', '.join(claims)} |"


def _explorers(read: list[Lesson]) -> Iterator[str]:
    yield from (
        "# Explorers and models",
        "",
        f"{_NOTE} The models and what they were checked against: [models.md](models.md).",
    )
    for lesson in read:
        if not lesson.explorers:
            continue
        yield from (
            "",
            f"## [{lesson.title}](../notebooks/{lesson.stem}.ipynb)",
            "",
            "| explorer | what moves | sources |",
            "|---|---|---|",
        )
        for name in lesson.explorers:
            shown = explore.explorer(name)
            kind = " *(schematic)*" if shown.schematic else ""
            moves = ", ".join(control.label for control in shown.controls)
            yield f"| {_cell(shown.title)}{kind} (`{name}`) | {_cell(moves)} | {', '.join(shown.sources)} |"
        if lesson.models:
            yield from (
                "",
                "Models in its code: "
                + ", ".join(f"`{name}`" for name in dict.fromkeys(lesson.models))
                + ".",
            )


def _bibliography(read: list[Lesson]) -> Iterator[str]:
    yield from (
        "# Bibliography",
        "",
        f"{_NOTE} Unmarked: the citation was checked against the publisher's or an index's record. "
        "† partly checked. ‡ not checked. ✗ not found as the article cites it.",
        "",
    )
    used: dict[str, list[str]] = {}
    for lesson in read:
        for key in dict.fromkeys(lesson.cited):
            used.setdefault(key, []).append(lesson.link)
    for key in sorted(used, key=str.lower):
        source = evidence.reference(key)
        text = source.citation
        if source.doi:
            text = text.replace(f"doi:{source.doi}", f"[doi:{source.doi}]({source.url})")
        lessons = f"Lesson{'s' * (len(used[key]) > 1)} {', '.join(used[key])}"
        yield f"- {_CONFIDENCE[source.confidence]}{text} {lessons}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
