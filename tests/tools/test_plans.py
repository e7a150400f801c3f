"""Plans for a teacher: minutes add up, a fifth is slack, and what they name is there."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from helpers import exercises
from helpers.launch.slides import slides
from tools import plans
from tools.plans import FORMATS, Format, Plan, Section, plan, sections
from tools.texts import parsed

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem[:2]: path for path in sorted((ROOT / "notebooks" / "text").glob("0[1-9]*.py"))}
CASES = [(number, kind) for number in TEXTS for kind in FORMATS]


def of(number: str, kind: Format) -> Plan:
    return plan(sections(parsed(TEXTS[number])), kind, plans.FIRST.get(number, ()))


@cache
def page() -> str:
    return "\n".join(plans.page(ROOT))


def part(title: str) -> str:
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", page(), re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


@pytest.mark.parametrize(("number", "kind"), CASES, ids=str)
class TestPlan:
    """Every plan of every lesson."""

    def test_minutes_add_up_and_a_fifth_is_slack(self, number: str, kind: Format) -> None:
        made = of(number, kind)
        assert sum(row.minutes for row in made.rows) == kind.minutes
        assert made.slack >= kind.minutes / 5
        assert all(row.minutes > 0 for row in made.rows)

    def test_the_printed_minutes_are_the_lessons(self, number: str, kind: Format) -> None:
        text = TEXTS[number].read_text(encoding="utf-8")
        title = re.search(r"^# # (\d\d [^:\n]+)", text, re.MULTILINE)
        assert title
        printed = part(f"{re.escape(title[1])}: {kind.name.lower()} of {kind.minutes} minutes")
        rows = re.findall(r"^\| (\d+) \| ?(\d*) \| ([^|]+?) \|", printed, re.MULTILINE)
        at = 0
        for start, minutes, _ in rows:
            assert int(start) == at
            at += int(minutes or 0)
        assert rows[-1] == (str(kind.minutes), "", "end")
        headed = dict(re.findall(r"^# ## (\d+ [^\n]+?) \((\d+) minutes", text, re.M))
        taught = {what: minutes for _, minutes, what in rows if what in headed}
        assert taught
        assert taught == {name: headed[name] for name in taught}
        left = re.search(r"\*\*Left out\*\*, [^:]+: (.*)\.$", printed, re.MULTILINE)
        names = re.findall(r"(\d+ .+?) \(\d+\)(?:; |$)", left[1]) if left else []
        assert sorted([*taught, *names]) == sorted(headed), "a section is in the plan or left out"

    def test_slides_follow_one_another_and_questions_stand_on_them(self, number: str, kind: Format) -> None:
        made = of(number, kind)
        deck = slides(parsed(TEXTS[number])).cells
        order = [cell for cell in deck if cell.metadata.slideshow.get("slide_type") == "slide"]
        last = 1
        for section in made.taught:
            first, end = section.slides
            assert last < first <= end <= len(order)
            assert {cell.metadata.course.section for cell in order[first - 1 : end]} == {section.name}
            last = end
        named = [
            question for row in made.rows for question in re.findall(r"`([\d.\w]+)`", row.vote + row.pairs)
        ]
        assert len(named) == len(set(named))
        assert made.leaving not in named, "the question on the way out is new"
        shown = {question for section in made.taught for question in (*section.votes, *section.shown)}
        assert {*named, made.leaving} <= shown
        assert set(made.home) <= set(exercises.questions(number)) - shown


def test_sections_are_taken_by_worth_and_taught_in_order() -> None:
    def section(number: int, minutes: int, *, further: bool = False) -> Section:
        return Section(number, "A", minutes, further, (number, number), (), (f"01.q{number}",), ())

    every = [section(1, 10, further=True), section(2, 10), section(3, 10), section(4, 25)]
    lecture = Format("Lecture", 45, 2, 3)
    assert [each.number for each in plan(every, lecture).taught] == [1, 2, 3], (
        "31 minutes: what is further comes last"
    )
    assert [each.number for each in plan(every, lecture, first=(4,)).taught] == [4]
    assert [each.number for each in plan(every[1:], lecture).left] == [4]


def test_every_lesson_says_what_comes_first_and_it_exists() -> None:
    assert set(plans.FIRST) == set(TEXTS)
    for number, first in plans.FIRST.items():
        there = {each.number for each in sections(parsed(TEXTS[number]))}
        assert set(first) <= there, number


def test_the_syllabus_adds_up() -> None:
    rows = re.findall(
        r"^\| (\d) \| (\d) \| (\d\d) .*?\| (\d+) \|$", part("Four weeks: a syllabus"), re.MULTILINE
    )
    assert [row[:2] for row in rows] == [(str(week), str(day)) for week in range(1, 5) for day in (1, 2)]
    with (ROOT / "data" / "sections.csv").open(encoding="utf-8") as file:
        start = sum(int(row["minutes"]) for row in csv.DictReader(file) if row["lesson"] == "00")
    for at, (_, _, number, home) in enumerate(rows):
        seminar = of(number, FORMATS[1])
        whole = sum(each.minutes for each in sections(parsed(TEXTS[number])))
        taught = sum(each.minutes for each in seminar.taught)
        assert int(home) == whole - taught + (start if at == 0 else 5)
