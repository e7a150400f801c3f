"""A reader is not drowned: few numbers in a paragraph, few new terms in a section, each value in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
import pytest

from tests.test_prose_numbers import TEXTS, numbers

MOST_NUMBERS, MOST_TERMS = 5, 5
# Numbers that name something are not to be kept in mind: a section, a type of diabetes, the usual interval.
NAMES = re.compile(
    r"\b(?:types?|sections?|lessons?) \d+(?:(?:,| and| or| to)? \d+)*|\b95 % interval", re.IGNORECASE
)
# A value that is repeated in the other system, as in “126 mg/dL (7.0 mmol/L)”.
UNIT = r"(?:mg/dL|µU/mL|ng/dL|pg/mL|ng/mL|mmol/L|pmol/L|nmol/L)"
TWICE = re.compile(rf"{UNIT} \((?:(?:and|to) )?[\d.,]+(?: (?:and|to) [\d.,]+)? {UNIT}\)")
# Where a reader sets or looks up the value itself, in whichever system.
TO_SET = {"01": 4, "04": 2, "07": 1}
TERM = re.compile(r"\]\(\.\./docs/glossary\.md#")


def figures(paragraph: str) -> list[str]:
    """Return the numbers that a reader of a paragraph has to keep in mind."""
    plain = re.sub(r"\]\([^)]*\)", "]", paragraph)
    plain = NAMES.sub("", " ".join(plain.split()))
    return numbers(re.sub(r"^\d+\. ", "", plain))


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a lesson's prose and the items of its lists; tables, quotations and formulas are none."""
    for cell in jupytext.read(path).cells[1:]:
        if cell.cell_type == "markdown":
            for block in re.split(r"\n\s*\n", cell.source):
                if not block.startswith(("#", "|", "$$", ">")):
                    yield from filter(str.strip, re.split(r"^(?=- |\d+\. )", block, flags=re.MULTILINE))


@pytest.mark.parametrize("path", TEXTS.values(), ids=lambda path: path.stem)
def test_a_paragraph_has_five_numbers_at_most(path: Path) -> None:
    counted = {paragraph[:60]: figures(paragraph) for paragraph in paragraphs(path)}
    assert {start: found for start, found in counted.items() if len(found) > MOST_NUMBERS} == {}


@pytest.mark.parametrize("path", TEXTS.values(), ids=lambda path: path.stem)
def test_a_section_brings_five_new_terms_at_most(path: Path) -> None:
    sections = re.split(r"^# ## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    new = {section.splitlines()[0]: len(TERM.findall(section)) for section in sections}
    assert {title: many for title, many in new.items() if many > MOST_TERMS} == {}


@pytest.mark.parametrize("path", TEXTS.values(), ids=lambda path: path.stem)
def test_a_value_stands_in_one_unit_system(path: Path) -> None:
    """The sentence under a picture, and what a cell prints, are in the learner's."""
    found = [each for one in paragraphs(path) for each in TWICE.findall(" ".join(one.split()))]
    assert len(found) <= TO_SET.get(path.stem[:2], 0), found


def test_what_is_counted() -> None:
    text = "In lesson 02, section 4, type 2 diabetes fell by 58 % (95 % interval 48 to 66) in 3,234 (Knowler 2002)."
    assert figures(text) == ["58 %", "48", "66", "3,234"]
    assert TWICE.findall("rises to 126 mg/dL (7.0 mmol/L) or 29 µU/mL (174 pmol/L)") != []
    assert figures("2. Of 4.5 and [6](../docs/glossary.md#95-interval) the IGF-1.") == ["4.5", "6"]
