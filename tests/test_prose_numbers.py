"""The numbers of the prose are those of what it speaks of.

Of each number that somebody typed, this looks for a second place where it stands:

- in "What happened and why": among the sentences, small tables and controls of the explorer above it, over its presets
  in both unit systems;
- in the teaching notes, those behind the name of a preset: in one sentence, row or column of that preset, in the same
  order; those of another phrase: in one of any preset's or one paragraph of the lesson;
- in a question's texts, as far as they are not computed: in its other texts, its claims, or the section that asks it;
- in the glossary: in the lesson that introduces the term, its explorers or its claims.

Where there is none, `prose_numbers.csv` is that place, and says why.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jupytext
import nbformat
import pytest

from helpers import evidence, explore
from helpers.columns import data_frame
from helpers.evidence.glossary import glossary
from helpers.exercises import lessons, questions
from helpers.explore.engine.controls import Slider

from .test_prose_units import agrees, pairs

FOLDER = Path(__file__).parents[1] / "notebooks"
TEXTS = {path.stem[:2]: path for path in sorted((FOLDER / "text").glob("*.py"))}
BANKS = Path(__file__).parents[1] / "src" / "helpers" / "exercises"
DATA = Path(__file__).parents[1] / "data"
EXCEPTIONS = Path(__file__).with_name("prose_numbers.csv")
NAMES = {name for names in explore.catalogue().values() for name in names}
# A percentage is looked for among percentages only.
NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?:[ \u00a0]?%)?")
# A table of more rows has a number near any that one may write.
SMALL_TABLE = 16
PRECISE = 3
COLUMNS = 7  # of a line of a table with five cells
QUESTION = re.compile(r"\b\d\d\.[a-z]\w*")

Known = frozenset[tuple[str, float]]


class Found(NamedTuple):
    """Numbers as they are written, and where."""

    lesson: str
    place: str
    numbers: str


def numbers(text: str) -> list[str]:
    # The year of a reference is checked with its key, and an address is no prose.
    plain = re.sub(r"\]\([^)]*\)", "]", text)
    plain = re.sub(r"\b(?:19|20)\d\ds?\b|\b[Ss]ections? \d+(?:(?:, | and | to )\d+)*", "", plain)
    return NUMBER.findall(plain)


def value(written: str) -> float:
    return float(written.rstrip("% \u00a0").replace(",", ""))


def kind(written: str) -> str:
    return "%" if written.endswith("%") else ""


def read(text: str) -> Known:
    return frozenset((kind(each), value(each)) for each in numbers(text))


def near(written: str, number: float) -> bool:
    """Tell whether a number is the one written, as it is rounded there."""
    decimals = len(written.rstrip("% \u00a0").partition(".")[2])
    return abs(number - value(written)) <= 0.5 * 10**-decimals + 1e-9


def fits(written: str, known: Known) -> bool:
    """Tell whether a number is one of those known."""
    # A number without its sign may be one of a range or of a row whose last has it.
    return any(near(written, each) for unit, each in known if unit == "%" or not kind(written))


def in_order(written: Sequence[str], text: str) -> bool:
    """Tell whether these numbers stand in a text in this order, among others."""
    rest = iter(numbers(text))
    return all(any(near(each, value(other)) for other in rest) for each in written)


def texts(name: str, values: Mapping[str, object]) -> Iterator[str]:
    """Yield the sentence, and the rows and columns of a small table, of a view in both unit systems."""
    explorer = explore.explorer(name)
    result = explorer.compute(**explorer.values(values))
    for units in ("conventional", "SI"):
        yield explorer.say(result, units)
        table = data_frame(explorer.tabulate(result, units))
        if len(table) <= SMALL_TABLE:
            cells = table.astype(str)
            yield from cells.agg("; ".join, axis=1)
            yield from cells.agg("; ".join)


@cache
def shown(name: str) -> Known:
    """Return the numbers that an explorer says, tabulates or takes, at its start and presets in both unit systems."""
    explorer = explore.explorer(name)
    found = set(read(" ".join([explorer.title, *explorer.presets])))
    for units in ("conventional", "SI"):
        for values in ({}, *explorer.presets.values()):
            full = explorer.values(values)
            result = explorer.compute(**full)
            said = [explorer.say(result, units)]
            table = data_frame(explorer.tabulate(result, units))
            if len(table) <= SMALL_TABLE:
                said.append(table.to_csv(index=False))
                for column in table.select_dtypes("number"):
                    unit = "%" if "%" in str(column) else ""
                    found |= {(unit, abs(float(each))) for each in table[column]}
            for control in explorer.controls:
                said.append(control.label)
                if isinstance(control, Slider):
                    told = control.describe(units)
                    unit = "%" if "%" in told["unit"] else ""
                    found |= {(unit, abs(float(told[end]))) for end in ("low", "high", "start")}
                    found.add((unit, abs(float(control.shown(full[control.name], units)))))
                said.append(str(getattr(control, "options", "")))
            found |= read("\n".join(said))
    return frozenset(found)


def shown_by(names: Iterable[str]) -> Known:
    return frozenset[tuple[str, float]]().union(*map(shown, names))


def told(claims: Iterable[str]) -> Known:
    each = [evidence.claim(code) for code in claims]
    return read("\n".join(f"{one.text}\n{one.evidence}\n{one.note}" for one in each))


@cache
def lesson_text(lesson: str) -> str:
    cells = jupytext.read(TEXTS[lesson]).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@cache
def tables() -> Known:
    """Return the numbers of the tables of what trials found."""
    rows: list[str] = []
    for name in ("agents", "evidence_map", "trials"):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += (" ".join(row).replace("-", " ") for row in csv.reader(file))
    return read("\n".join(rows))


@cache
def printed(lesson: str) -> Known:
    """Return the numbers that the cells of a lesson print; `tests/test_notebooks.py` compares them with a new run."""
    cells = nbformat.read((FOLDER / TEXTS[lesson].name).with_suffix(".ipynb"), as_version=4).cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    return read(
        "\n".join(str(each.get("text", each.get("data", {}).get("text/plain", ""))) for each in outputs)
    )


def is_precise(written: str) -> bool:
    """Tell whether a number has three digits or more, and a decimal point or a thousands separator among them."""
    return len(re.findall(r"\d", written)) >= PRECISE and bool(re.search(r"[.,]", written))


def more(written: str, lesson: str) -> Known:
    """Return the numbers of larger tables, for a number that is not found among so many by chance."""
    return tables() | printed(lesson) if is_precise(written) else frozenset()


def lesson_numbers() -> Iterator[tuple[Found, bool]]:
    for lesson, path in TEXTS.items():
        above: list[str] = []
        for cell in jupytext.read(path).cells:
            if cell.cell_type == "code":
                above = [
                    name for name in re.findall(r"explore\.(\w+)\(", cell.source) if name in NAMES
                ] or above
            elif "**What happened and why" in cell.source and above:
                known = shown_by(above)
                for number in numbers(cell.source):
                    yield Found(lesson, above[-1], number), fits(number, known)


def views(lesson: str) -> list[tuple[str, str, Mapping[str, object]]]:
    """Return the explorers of a lesson at each of their presets, with its name, and at their start."""
    return [
        (name, label, values)
        for name in explore.catalogue()[lesson]
        for label, values in {"": {}, **explore.explorer(name).presets}.items()
    ]


def phrases(notes: str) -> Iterator[str]:
    """Yield what the notes say to be so, phrase by phrase: not the columns of questions and errors of their tables."""
    for part in re.split(r"\n\s*\n|\n(?=\|)|\n(?=- )", notes):
        cells = part.split("|")
        yield from re.split(r"[;?]|\.(?=\s|$)", cells[4] if len(cells) == COLUMNS else part)


def teaching_numbers() -> Iterator[tuple[Found, bool]]:
    notes = (FOLDER / "TEACHING.md").read_text(encoding="utf-8")
    for block in re.split(r"^## (?=\d\d )", notes, flags=re.MULTILINE)[1:]:
        lesson, rest = block[:2], block.partition("\n")[2]
        known = shown_by(explore.catalogue()[lesson]) | read(lesson_text(lesson))
        for number in numbers(rest):
            yield Found(lesson, "TEACHING", number), fits(number, known | more(number, lesson))
        for preset, behind in re.findall(r"\*([^*|\n]+)\*([^*;|\n]*)", rest):
            named = [
                (name, values) for name, label, values in views(lesson) if preset.lower() in label.lower()
            ]
            if named and (written := numbers(behind)):
                rest = rest.replace(behind, " ", 1)
                holds = any(in_order(written, text) for view in named for text in texts(*view))
                yield Found(lesson, f"TEACHING, {preset}", "; ".join(written)), holds
        said = [text for name, _, values in views(lesson) for text in texts(name, values)]
        said += re.split(r"\n\s*\n", lesson_text(lesson))
        for written in map(numbers, phrases(rest)):
            if len(written) > 1:
                yield (
                    Found(lesson, "TEACHING", "; ".join(written)),
                    any(in_order(written, text) for text in said),
                )


def typed(lesson: str) -> dict[str, list[str]]:
    """Return the texts of a bank as they are typed, by question; what is computed in them is left out."""
    found: dict[str, list[str]] = defaultdict(list)

    def visit(node: ast.AST, question: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.Call):
            inside = [str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)]
            question = next(filter(QUESTION.fullmatch, inside), question)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node, ast.JoinedStr):
            found[question or f"bank {lesson}"].append(
                "".join(
                    str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else "_"
                    for part in node.values
                )
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not QUESTION.fullmatch(node.value)
        ):
            found[question or f"bank {lesson}"].append(node.value)
        else:
            for child in ast.iter_child_nodes(node):
                visit(child, question)

    visit(ast.parse((BANKS / f"lesson_{lesson}.py").read_text(encoding="utf-8")), "")
    return found


def asking(lesson: str) -> dict[str, tuple[Known, str]]:
    """Return what the sections that ask each question show, and what they say."""
    found: dict[str, tuple[Known, str]] = {}
    for section in re.split(r"^# ## ", TEXTS[lesson].read_text(encoding="utf-8"), flags=re.MULTILINE):
        known = shown_by(name for name in re.findall(r"explore\.(\w+)\(", section) if name in NAMES)
        said = "\n".join(line for line in section.splitlines() if line.startswith("# "))
        for question in QUESTION.findall(section):
            before = found.get(question, (frozenset(), ""))
            found[question] = (before[0] | known, before[1] + said)
    return found


def bank_numbers() -> Iterator[tuple[Found, bool]]:
    for lesson in lessons():
        asked = asking(lesson)
        for question, said in typed(lesson).items():
            written = [each for text in said for each in numbers(text)]
            known, section = asked.get(question, (frozenset(), ""))
            claims = questions(lesson)[question].claims if question in questions(lesson) else ()
            converted = [pair for text in said for pair in pairs(text) if agrees(pair)]
            known |= (
                read(section)
                | told(claims)
                | read(" ".join(each for pair in converted for each in pair.values + pair.others))
            )
            for number, count in Counter(written).items():
                yield Found(lesson, question, number), count > 1 or fits(number, known | more(number, lesson))


def glossary_numbers() -> Iterator[tuple[Found, bool]]:
    for term, row in glossary().items():
        known = shown_by(explore.catalogue()[row.lesson]) | read(lesson_text(row.lesson))
        for number in numbers(row.meaning):
            yield Found(row.lesson, term, number), fits(number, known)


def outside() -> dict[tuple[str, str], list[str]]:
    """Return what stands in no second place, joined by place as in the table of exceptions."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each, holds in (*lesson_numbers(), *teaching_numbers(), *bank_numbers(), *glossary_numbers()):
        if not holds and each.numbers not in found[each.lesson, each.place]:
            found[each.lesson, each.place].append(each.numbers)
    return {place: numbers for place, numbers in found.items() if numbers}


def exceptions() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    with EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["why"]
            found[row["lesson"], row["place"]] += row["numbers"].split(" | ")
    return found


def test_each_number_stands_in_a_second_place_or_has_a_reason() -> None:
    found, excepted = outside(), exceptions()
    other = {place: each for place, each in found.items() if sorted(each) != sorted(excepted.get(place, []))}
    assert other == {}, f"nothing else shows these; prose_numbers.csv wants them as written here: {other}"
    gone = [place for place in excepted if place not in found]
    assert gone == [], f"these stand in a second place now, so take them from prose_numbers.csv: {gone}"


@pytest.mark.parametrize(
    ("written", "expected"), [("38", True), ("38.2", True), ("38.3", False), ("83", False), ("38 %", False)]
)
def test_a_number_is_compared_as_it_is_rounded(written: str, expected: bool) -> None:
    assert fits(written, frozenset({("", 38.21)})) == expected


def test_turned_digits_are_seen() -> None:
    """As in lesson 03: in men SHBG is lower by 38 %, which no view of its explorer would call 83."""
    known = shown("weight_and_hormones")
    assert fits("38 %", known)
    assert not fits("83 %", known)


def test_numbers_that_change_places_are_seen() -> None:
    """As in the notes on lesson 08: of those who responded 79 % respond again, of the others 19; not turned round."""
    views = list(
        texts("responders", explore.explorer("responders").presets["They differ, and many readings"])
    )
    assert any(in_order(["79", "19 %"], text) for text in views)
    assert not any(in_order(["19", "79 %"], text) for text in views)
