"""The numbers of the prose are those of the explorer above it.

Each number of "What happened and why", and of the teaching notes' tables, stands among the sentences, small tables and
controls of the explorer that it speaks of, over its presets in both unit systems; or in `prose_numbers.csv`, where it
is typed a second time with the reason why no explorer shows it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jupytext
import pytest

from helpers import explore
from helpers.columns import data_frame
from helpers.explore.engine.controls import Slider

FOLDER = Path(__file__).parents[1] / "notebooks"
TEXTS = sorted((FOLDER / "text").glob("*.py"))
EXCEPTIONS = Path(__file__).with_name("prose_numbers.csv")
NAMES = {name for names in explore.catalogue().values() for name in names}
# A percentage is looked for among percentages only.
NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?:[ \u00a0]?%)?")
# A table of more rows has a number near any that one may write.
SMALL_TABLE = 16


class Found(NamedTuple):
    """A number as it is written, and where."""

    lesson: str
    place: str
    number: str


def numbers(text: str) -> list[str]:
    # The year of a reference is checked with its key, and an address is no prose.
    plain = re.sub(r"\]\([^)]*\)", "]", text)
    plain = re.sub(r"\b(?:19|20)\d\d\b", "", plain)
    return NUMBER.findall(plain)


def value(written: str) -> float:
    return float(written.rstrip("% \u00a0").replace(",", ""))


def kind(written: str) -> str:
    return "%" if written.endswith("%") else ""


@cache
def shown(name: str) -> frozenset[tuple[str, float]]:
    """Return the numbers that an explorer says, tabulates or takes, at its start and presets in both unit systems."""
    explorer = explore.explorer(name)
    found = {(kind(each), value(each)) for each in numbers(" ".join([explorer.title, *explorer.presets]))}
    for units in ("conventional", "SI"):
        for values in ({}, *explorer.presets.values()):
            full = explorer.values(values)
            result = explorer.compute(**full)
            texts = [explorer.say(result, units)]
            table = data_frame(explorer.tabulate(result, units))
            if len(table) <= SMALL_TABLE:
                texts += [table.to_csv(index=False)]
                for column in table.select_dtypes("number"):
                    unit = "%" if "%" in str(column) else ""
                    found |= {(unit, abs(float(each))) for each in table[column]}
            for control in explorer.controls:
                texts.append(control.label)
                if isinstance(control, Slider):
                    told = control.describe(units)
                    unit = "%" if "%" in told["unit"] else ""
                    found |= {(unit, abs(float(told[end]))) for end in ("low", "high", "start")}
                    found.add((unit, abs(float(control.shown(full[control.name], units)))))
                texts.append(str(getattr(control, "options", "")))
            found |= {(kind(each), value(each)) for text in texts for each in numbers(text)}
    return frozenset(found)


def fits(written: str, known: frozenset[tuple[str, float]]) -> bool:
    """Tell whether a number is one of those known, rounded as it is written."""
    decimals = len(written.rstrip("% \u00a0").partition(".")[2])
    half = 0.5 * 10**-decimals + 1e-9
    # A number without its sign may be one of a range or of a row whose last has it.
    return any(abs(each - value(written)) <= half for unit, each in known if unit == "%" or not kind(written))


def lesson_numbers(path: Path) -> Iterator[tuple[Found, frozenset[tuple[str, float]]]]:
    above: list[str] = []
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "code":
            above = [name for name in re.findall(r"explore\.(\w+)\(", cell.source) if name in NAMES] or above
        elif "**What happened and why" in cell.source and above:
            known = frozenset[tuple[str, float]]().union(*map(shown, above))
            for number in numbers(cell.source):
                yield Found(path.stem[:2], above[-1], number), known


def teaching_numbers() -> Iterator[tuple[Found, frozenset[tuple[str, float]]]]:
    notes = (FOLDER / "TEACHING.md").read_text(encoding="utf-8")
    for block in re.split(r"^## (?=\d\d )", notes, flags=re.MULTILINE)[1:]:
        lesson = block[:2]
        known = frozenset[tuple[str, float]]().union(*map(shown, explore.catalogue()[lesson]))
        for line in block.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == 5 and cells[1].isdecimal():
                for number in numbers(cells[3]):
                    yield Found(lesson, "TEACHING", number), known


def outside() -> list[Found]:
    pairs = [*(each for path in TEXTS for each in lesson_numbers(path)), *teaching_numbers()]
    return sorted({found for found, known in pairs if not fits(found.number, known)})


def exceptions() -> dict[Found, str]:
    with EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        return {Found(row["lesson"], row["place"], row["number"]): row["why"] for row in csv.DictReader(file)}


def test_each_number_is_shown_above_it_or_has_a_reason() -> None:
    known, found = exceptions(), outside()
    assert [each for each in found if each not in known] == [], (
        "not shown by the explorer that the prose speaks of"
    )
    assert [each for each in known if each not in found] == [], "no longer there: take it from the list"
    assert all(known.values())


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
