"""A lesson as slides: ``python3 course.py present 01`` calls this module, and opens what it has written.

Lessons know nothing of slides. What becomes of a cell follows from what it is: a heading starts a section, a
long text is cut between its paragraphs, a question to predict stands with its options, and the explorer that
answers it has the next slide to itself. What the educator should know comes from ``notebooks/TEACHING.md``.
The slides are a copy of the notebook, written anew each time.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import math
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import nbformat
from nbformat import NotebookNode

from helpers.evidence import expanded, trials
from helpers.paths import learner_path

Kind = Literal["text", "prediction", "question", "shown", "printed", "code", "hidden"]

# Letters in a line; lines of text that a class takes in at once, and that one slide holds at most.
LETTERS, LINES, MOST_LINES = 72, 9.0, 12.5
TABLE = 10.0  # lines of a table
LEDGER = 13.0  # lines of a ledger's rows, which are smaller than text
LONG = 4.0  # lines of a paragraph that a class would rather see as one sentence a line
KEYS = (
    "<small>Next: **→**, **Page Down** or the space bar · Back: **←** or **Page Up** · Notes for you, in a window "
    "of their own: **N** · Leave the slides: **Esc**</small>"
)
# What a cell with nothing but such a call shows speaks for itself.
_CALLS: Mapping[str, Kind] = MappingProxyType(
    {
        "check": "question",
        "predict": "prediction",
        "claim": "shown",
        "ledger": "shown",
        "table": "shown",
        "grade_scale": "shown",
        "to_grade": "shown",
        "progress": "hidden",
        "references": "hidden",
        # For one learner, not for a class.
        "after": "hidden",
        "before": "hidden",
        "review": "hidden",
        "settle": "hidden",
        # For reading, and for a learner's own file.
        "cards": "hidden",
        "card": "hidden",
        "own_values": "hidden",
    }
)
_HEADING = re.compile(r"(#{1,2} )(?P<title>[^\n]+?)(?: \((?P<minutes>\d+) minutes?\b[^)\n]*\))?(?=\n|$)")
_STEP = re.compile(r"\*\*(Predict|Explore|What happened and why)\b")
_ITEM = re.compile(r"^(?=- |\d+\. )", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z*(])")
_LABEL = re.compile(r"\*\*([^*.?!]+)\.\*\* ")
_LINK_INSIDE = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)")
# JupyterLab's own settings, for slides only: every cell exists, whether or not it is in sight.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none", "codeCellConfig": {"lineWrap": True}}
}
_MARKUP = re.compile(r"[*`]|\]\([^)]*\)|<[^>]+>")


@dataclass(frozen=True)
class Notes:
    """What ``notebooks/TEACHING.md`` says about a lesson, in Markdown.

    Parameters
    ----------
    lesson
        What is about all of it.
    sections
        What is about one section, by the section's title.
    """

    lesson: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """A cell, or a piece of one, that one slide holds."""

    kind: Kind
    cell: NotebookNode
    section: str
    minutes: str
    lines: float = math.inf  # of text; infinite where only the page can tell

    @property
    def bare(self) -> bool:
        """Whether it is a heading and nothing else."""
        return self.kind == "text" and _HEADING.fullmatch(self.cell.source) is not None


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
        Its cells have the slide type ``slide`` (starts a slide), none (stands below the cell before it),
        ``skip`` (is run, and not shown) or ``notes`` (for the educator).

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> text = "## 1 Fat (5 minutes)\n\nSome text.\n\n**Predict.** What next?"
    >>> deck = slides(new_notebook(cells=[new_markdown_cell(text)]))
    >>> [cell.source for cell in deck.cells if cell.metadata.slideshow.slide_type == "slide"][1]
    '**Predict.** What next?'
    """
    notes = notes or Notes()
    result = copy.deepcopy(lesson)
    result.cells = [_marked(_new_cell("code", "from helpers.exercises import solution"), "skip")]
    section = None
    for part, slide_type in _laid_out([*_parts(lesson.cells)]):
        cell = _marked(part.cell, slide_type, part)
        result.cells.append(cell)
        if slide_type != "slide" or part.section == section:
            continue
        told = notes.sections.get(part.section, "")
        if section is None:
            told = "\n\n".join(filter(None, [notes.lesson, told]))
            cell.source += f"\n\n{KEYS}"
        section = part.section
        if told:
            result.cells.append(_marked(_new_cell("markdown", told), "notes", part))
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
    Notes(lesson='Bring chalk.', sections={'1 Fat': '**Ask:** Where is it?'})
    """
    found = re.search(rf"^## {lesson} .*\n((?:(?!## ).*\n?)*)", teaching, re.MULTILINE)
    lines = found.group(1).splitlines() if found else []
    rows = [[text.strip() for text in line.strip("| ").split("|")] for line in lines if line.startswith("|")]
    sections = {}
    for title, *texts in rows[2:]:
        told = zip(rows[0][1:], texts, strict=True)
        sections[title] = "\n\n".join(
            f"**{what.capitalize()}:** {text}" for what, text in told if text and what != "minutes"
        )
    text = "\n".join(line for line in lines if not line.startswith("|"))
    return Notes(lesson=re.sub(r"\n{3,}", "\n\n", text).strip(), sections=sections)


def write(root: Path, lesson: str) -> Path:
    """Write a lesson of the clone at `root` as slides into a folder of the learner's own, and return its path.

    The folder is made anew, so that neither an older copy nor JupyterLab's memory of it is in the way.

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
    folder = learner_path("slides") / stem
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written = folder / f"{stem}.ipynb"
    nbformat.write(deck, written)  # type: ignore[no-untyped-call]
    for name, settings in SETTINGS.items():
        file = folder / "lab" / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    return written


def _parts(cells: Iterable[NotebookNode]) -> Iterator[_Part]:
    """Yield the parts of a lesson from top to bottom."""
    section, minutes = "", ""
    for cell in (piece for each in cells for piece in _pieces(each)):
        if cell.cell_type == "code":
            kind = _kind(cell.source)
            yield _Part(kind, cell, section, minutes, _output_lines(cell, kind))
            if kind == "question":
                call = ast.unparse(ast.parse(cell.source, mode="eval").body.args[0])
                yield _Part("shown", _new_cell("code", f"solution({call})"), section, minutes)
        elif cell.cell_type == "markdown":
            heading = _HEADING.match(cell.source)
            if heading:
                section, minutes = heading["title"], heading["minutes"] or ""
            for text, lines in _cut(cell.source):
                yield _Part("text", _new_cell("markdown", text), section, minutes, lines)


def _pieces(cell: NotebookNode) -> list[NotebookNode]:
    """Return a cell, or where it shows more rows than a slide holds, several that share them."""
    shown = re.fullmatch(r"(ledger|trials\.table)\((.*)\)", cell.source.strip(), re.DOTALL)
    if cell.cell_type != "code" or shown is None:
        return [cell]
    call, keys = shown[1], re.findall(r"[\"']([^\"']+)[\"']", shown[2])
    if call == "ledger":
        claims = expanded(keys)
        shares = _shares([(each.id, 0.6 + math.ceil(len(each.text) / LETTERS)) for each in claims], LEDGER)
    else:
        rows = trials.table(keys).to_numpy().tolist()
        heights = [_row_lines(f"|{'|'.join(map(str, row))}|") for row in rows]
        shares = _shares([*zip(keys, heights, strict=True)], TABLE)
    if len(shares) == 1:
        return [cell]
    names = [", ".join(map(repr, share)) for share in shares]
    return [_new_cell("code", f"{call}({each if call == 'ledger' else f'[{each}]'})") for each in names]


def _shares(rows: Iterable[tuple[str, float]], room: float) -> list[list[str]]:
    """Return the keys of rows in shares that a slide has room for; each row comes with its lines."""
    shares: list[list[str]] = [[]]
    lines = 0.0
    for key, height in rows:
        if lines + height > room and shares[-1]:
            shares.append([])
            lines = 0.0
        shares[-1].append(key)
        lines += height
    return shares


def _laid_out(parts: Sequence[_Part]) -> Iterator[tuple[_Part, str]]:
    """Yield the parts that slides show or need, each with its slide type."""
    filled = {part.section for part in parts if part.kind != "hidden" and not part.bare}
    above: _Part | None = None
    lines = 0.0
    for part in parts:
        if part.kind == "hidden":
            yield part, "skip"
        elif part.section in filled:
            joins = above is not None and (
                above.bare
                or (
                    (part.kind in ("code", "printed") or "**Predict" in above.cell.source)
                    and lines + part.lines <= MOST_LINES
                )
            )
            yield part, "" if joins else "slide"
            lines = lines + part.lines if joins else part.lines
            above = part


def _marked(cell: NotebookNode, slide_type: str, part: _Part | None = None) -> NotebookNode:
    """Return a copy of a cell with what tells the front end how to show it."""
    metadata: dict[str, object] = {"slideshow": {"slide_type": slide_type} if slide_type else {}}
    if part:
        metadata["course"] = {"section": part.section, "minutes": part.minutes}
    result = copy.deepcopy(cell)
    if cell.cell_type == "markdown":
        metadata["editable"] = False  # A key that is pressed by mistake must not open the text.
    elif part is None or part.kind != "code":
        metadata["jupyter"] = {"source_hidden": True}
    if cell.cell_type == "code":
        result.execution_count = None  # What has run in front of the class has a number, and nothing else.
    result.metadata = _node(metadata)
    return result


def _new_cell(cell_type: str, source: str) -> NotebookNode:
    cell: dict[str, object] = {"cell_type": cell_type, "metadata": {}, "source": source}
    return _node(cell | {"outputs": [], "execution_count": None} if cell_type == "code" else cell)


def _node(content: Mapping[str, object]) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
    return node


def _kind(source: str) -> Kind:
    """Return what a code cell is on a slide."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # A line for IPython itself, such as %time.
        return "code"
    if body and all(isinstance(each, ast.Import | ast.ImportFrom) for each in body):
        return "hidden"
    match body:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("explore"))))]:
            return "shown"
        case [ast.Expr(ast.Call(ast.Name(name) | ast.Attribute(ast.Name("agents" | "trials"), name)))]:
            if name in _CALLS:
                return _CALLS[name]
    # A printed line says what its numbers are; a bare value is understood by the code that made it.
    prints = any(isinstance(each, ast.Name) and each.id == "print" for each in ast.walk(ast.Module(body, [])))
    return "printed" if prints else "code"


def _cut(source: str) -> Iterator[tuple[str, float]]:
    """Yield a text in pieces that a slide holds, each with its lines."""
    text = _LINK_INSIDE.sub(r"\1", source).strip()
    blocks = [piece for block in re.split(r"\n\s*\n", text) for piece in _readable(block)]
    start = 0
    for at in range(1, len(blocks) + 1):
        after_title = at == 2 and blocks[0].startswith("# ")
        if (
            at == len(blocks)
            or after_title
            or (_STEP.match(blocks[at]) and _HEADING.fullmatch(blocks[at - 1]) is None)
        ):
            for piece in _packed(blocks[start:at]):
                whole = "\n\n".join(piece)
                yield _HEADING.sub(_small_minutes, whole, count=1), sum(map(_lines, piece))
            start = at


def _readable(block: str) -> list[str]:
    """Return a block in blocks that can be taken in at a glance: a long paragraph one sentence a line."""
    if (
        not _is_paragraph(block)
        or _lines(block) <= LONG
        or block.startswith("**Predict")
        or block.endswith(":")
    ):
        return _short(block)
    label = _LABEL.match(block)
    sentences = _sentences(block[label.end() :] if label else block)
    if len(sentences) < 3:
        return [block]
    listed = "\n".join(f"- {sentence}" for sentence in sentences)
    return [*([f"**{label[1]}**"] if label else []), *_short(listed)]


def _is_paragraph(block: str) -> bool:
    return not (
        _HEADING.match(block) or _ITEM.match(block) or block.startswith(("$$", "|", ">", "<", "`" * 3))
    )


def _sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; what is in brackets or emphasised is not cut."""
    found: list[str] = []
    for piece in _SENTENCE.split(" ".join(paragraph.split())):
        last = found[-1] if found else ""
        if last.count("(") > last.count(")") or any(last.count(mark) % 2 for mark in "*`$"):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _short(block: str) -> list[str]:
    """Return a block, or where it is a list too long for a slide its items in equal shares."""
    lines = _lines(block)
    if block.startswith("|"):
        return _short_tables(block)
    items = [item for item in _ITEM.split(block) if item]
    if lines <= MOST_LINES or len(items) == 1:
        return [block]
    size = math.ceil(len(items) / math.ceil(lines / LINES))
    return ["".join(items[at : at + size]).strip() for at in range(0, len(items), size)]


def _short_tables(block: str) -> list[str]:
    """Return a table, or where it is too long for a slide several, each with its heading."""
    head, rows = block.splitlines()[:2], block.splitlines()[2:]
    tables: list[list[str]] = [[]]
    lines = _row_lines(head[0])
    for row in rows:
        if lines + _row_lines(row) > TABLE and tables[-1]:
            tables.append([])
            lines = _row_lines(head[0])
        tables[-1].append(row)
        lines += _row_lines(row)
    return ["\n".join([*head, *table]) for table in tables]


def _packed(blocks: Sequence[str]) -> list[Sequence[str]]:
    """Return the blocks shared out among slides, as few and as even as goes."""
    best: dict[int, tuple[float, list[Sequence[str]]]] = {len(blocks): (0, [])}
    for start in reversed(range(len(blocks))):
        options = []
        for end in range(start + 1, len(blocks) + 1):
            cost, rest = best[end]
            options.append((_cost(blocks[start:end]) + cost, [blocks[start:end], *rest]))
        best[start] = min(options, key=lambda option: option[0])
    return best[0][1]


def _cost(blocks: Sequence[str]) -> float:
    """Return how bad a slide of these blocks is: one for being there, the rest for its length and its end."""
    lines = sum(map(_lines, blocks))
    too_long = 100 if lines > MOST_LINES and len(blocks) > 1 else 0
    hangs = (
        3 if re.search(r"[\w:]\)?$", _MARKUP.sub("", blocks[-1])) else 0
    )  # Then the next block is what it leads to.
    return 1 + 2 * (lines / LINES) ** 2 + hangs + too_long


def _lines(block: str) -> float:
    """Return about how many lines of text a block takes up on a slide."""
    if _HEADING.fullmatch(block):
        return 2
    if block.startswith("$$"):
        return 4
    if block.startswith("|"):
        return sum(map(_row_lines, block.splitlines()))
    items = [_MARKUP.sub("", item) for item in _ITEM.split(block) if item.strip()]
    return 0.5 + sum(math.ceil(len(item) / LETTERS) for item in items)


def _row_lines(row: str) -> float:
    """Return about how many lines of text a row of a table takes up: as many as its fullest cell."""
    cells = [_MARKUP.sub("", cell).strip() for cell in row.strip().strip("|").split("|")]
    if not any(re.sub(r"[-: ]", "", cell) for cell in cells):
        return 0.0
    # The page gives a column room by what it holds; a cell that holds most of the row gets most of the width.
    letters = sum(len(cell) for cell in cells)
    share = max(max(len(cell) for cell in cells) / max(letters, 1), 1 / len(cells))
    return 0.4 + 0.9 * math.ceil(max(len(cell) for cell in cells) / (LETTERS * share))


def _output_lines(cell: NotebookNode, kind: Kind) -> float:
    """Return about how many lines of text a cell takes up on a slide; infinite where only the page can tell."""
    texts = [each.get("text") or each.get("data", {}).get("text/plain", "") for each in cell.outputs]
    if kind == "prediction":
        # A card: its state at the top is not shown on a slide, nor how to answer at the foot.
        lines = "\n".join(texts).splitlines()[1:-2]
        return 2 + 0.9 * sum(math.ceil(len(line) / LETTERS) for line in lines)
    if kind not in ("code", "printed"):
        return math.inf
    texts += [cell.source] if kind == "code" else []
    return 1 + 0.8 * sum(len(text.splitlines()) for text in texts)


def _small_minutes(heading: re.Match[str]) -> str:
    minutes = f" <small>{heading['minutes']} minutes</small>" if heading["minutes"] else ""
    return f"{heading[1]}{heading['title']}{minutes}"


def main(arguments: Sequence[str]) -> int:
    """Write the slides that were asked for, print where, and return the exit status."""
    parser = argparse.ArgumentParser(prog="helpers.launch.slides", description=__doc__)
    parser.add_argument("lesson", help="the lesson's number")
    asked = parser.parse_args(arguments)
    try:
        print(write(Path(__file__).resolve().parents[3], asked.lesson))
    except (FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
