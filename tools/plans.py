"""Plans for a teacher: one for a lecture and one for a seminar of each lesson, and a syllabus of four weeks.

What can be read from a lesson is read from it: sections, minutes, slides, votes and questions. Chosen by hand is only
which sections are most worth a class's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nbformat import NotebookNode

from helpers import exercises
from helpers.launch.slides import slides
from tools.pages import Lesson, lessons
from tools.texts import parsed

SLACK = 0.2  # of the time, at least: a class asks, a projector fails
WEEKS, CLASSES = 4, 2
# The sections of each lesson, by number, in the order in which a class should lose them last. The others follow.
FIRST: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "01": (4, 2, 1, 5, 8),
        "02": (2, 3, 1, 8, 6, 5),
        "03": (1, 2, 5, 4, 6, 8),
        "04": (2, 3, 8, 6, 1, 4),
        "05": (1, 5, 7, 6, 8, 3),
        "06": (1, 6, 7, 2, 5),
        "07": (2, 4, 3, 1, 5, 7),
        "08": (5, 6, 7, 4, 1, 3, 8),
        "09": (3, 2, 4, 1, 8, 5, 6),
    }
)
_SECTION = re.compile(r"## (?P<number>\d+) (?P<title>[^\n]+?) \((?P<minutes>\d+) minutes\b[^)\n]*\)")
_ASKED = re.compile(r"^(check|predict)\([\"']([\w.]+)[\"']", re.MULTILINE)


@dataclass(frozen=True)
class Format:
    """A kind of class.

    Parameters
    ----------
    name
        Such as ``"Lecture"``.
    minutes
        All of it.
    opening, leaving
        Minutes for the beginning and for the question on the way out.
    """

    name: str
    minutes: int
    opening: int
    leaving: int

    @property
    def room(self) -> int:
        """Minutes for the lesson's sections."""
        return int(self.minutes * (1 - SLACK)) - self.opening - self.leaving


FORMATS = (Format("Lecture", 45, 2, 3), Format("Seminar", 90, 4, 5))


@dataclass(frozen=True)
class Section:
    """A section of a lesson, as a teacher sees it.

    Parameters
    ----------
    number, title, minutes, further
        Its heading, and whether it lies beyond the lesson's core.
    slides
        Numbers of its first and last slide; zeros if the deck shows nothing of it.
    votes, shown, others
        Ids of the predictions on its slides, of the questions on its slides, and of those that are not on one.
    """

    number: int
    title: str
    minutes: int
    further: bool
    slides: tuple[int, int]
    votes: tuple[str, ...]
    shown: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its number and title."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Row:
    """A line of a plan: so many minutes for one thing."""

    minutes: int
    what: str
    slides: str = ""
    vote: str = ""
    pairs: str = ""


@dataclass(frozen=True)
class Plan:
    """An hour of teaching.

    Parameters
    ----------
    kind
        Lecture or seminar.
    rows
        What is done, in order; the minutes add up to those of the class.
    taught, left
        Sections of the lesson that are in it, and that are not.
    leaving
        Id of the question on the way out.
    home
        Ids of the questions for afterwards.
    """

    kind: Format
    rows: tuple[Row, ...]
    taught: tuple[Section, ...]
    left: tuple[Section, ...]
    leaving: str
    home: tuple[str, ...]

    @property
    def slack(self) -> int:
        """Minutes for which nothing is planned."""
        return self.rows[-1].minutes


def sections(lesson: NotebookNode) -> list[Section]:
    """Return the numbered sections of a lesson, in their order."""
    deck = [cell for cell in slides(lesson).cells if cell.metadata.slideshow.get("slide_type") == "slide"]
    on_slides = {name for cell in deck for _, name in _ASKED.findall(cell.source)}
    on_slides |= {cell.metadata.course.question for cell in deck if "question" in cell.metadata.course}
    found: list[Section] = []
    heading: re.Match[str] | None = None
    further = False
    asked: list[tuple[str, str]] = []
    for cell in [*lesson.cells, None]:
        if cell is None or (cell.cell_type == "markdown" and cell.source.startswith("## ")):
            if heading:
                found.append(_section(heading, further, asked, deck, on_slides))
            if cell is not None:
                heading = _SECTION.match(cell.source)
                further, asked = "further" in cell.metadata.get("tags", ()), []
        elif cell.cell_type == "code":
            asked += _ASKED.findall(cell.source)
    return found


def _section(
    heading: re.Match[str],
    further: bool,
    asked: Sequence[tuple[str, str]],
    deck: Sequence[NotebookNode],
    on_slides: set[str],
) -> Section:
    name = f"{heading['number']} {heading['title']}"
    places = [at for at, cell in enumerate(deck, 1) if cell.metadata.course.get("section") == name]
    checks = [question for call, question in asked if call == "check"]
    return Section(
        int(heading["number"]),
        heading["title"],
        int(heading["minutes"]),
        further,
        (places[0], places[-1]) if places else (0, 0),
        tuple(question for call, question in asked if call == "predict"),
        tuple(question for question in checks if question in on_slides),
        tuple(question for question in checks if question not in on_slides),
    )


def plan(all_sections: Sequence[Section], kind: Format, first: Sequence[int] = ()) -> Plan:
    """Return what of a lesson goes into a class.

    Sections are taken in the order of `first`, then those of the core, then the further ones, as long as there is room,
    and taught in the lesson's own order.
    """
    wanted = sorted(
        all_sections,
        key=lambda each: (
            first.index(each.number) if each.number in first else len(first),
            each.further,
            each.number,
        ),
    )
    taught: list[Section] = []
    for each in wanted:
        if each.slides[0] and sum(other.minutes for other in taught) + each.minutes <= kind.room:
            taught.append(each)
    taught.sort(key=lambda each: each.number)
    # What is on a slide was chosen because it stands by itself.
    leaving = [question for each in taught for question in each.shown][-1]
    rows = [Row(kind.opening, "Opening: what the class will be able to do; rules of the vote", "1")]
    for each in taught:
        start, end = each.slides
        pairs = [question for question in each.shown if question != leaving][: 1 if kind.minutes < 60 else 2]
        numbers = f"{start}-{end}" if end > start else f"{start}"
        rows.append(Row(each.minutes, each.name, numbers, _listed(each.votes), _listed(pairs)))
    rows.append(Row(kind.leaving, f"On the way out, on paper: `{leaving}`"))
    rows.append(
        Row(kind.minutes - sum(row.minutes for row in rows), "Slack: questions, second votes, a late start")
    )
    return Plan(
        kind,
        tuple(rows),
        tuple(taught),
        tuple(each for each in all_sections if each not in taught),
        leaving,
        tuple(question for each in taught for question in each.others),
    )


def page(root: Path) -> Iterator[str]:
    """Yield the lines of the page of plans."""
    yield "# Plans: a lecture or a seminar of each lesson, and a course of four weeks"
    yield ""
    yield (
        "Written by `python3 course.py build` from the lessons. What to ask, which button shows what, and what a class "
        "gets wrong stands in `notebooks/TEACHING.md` and, slide by slide, in the notes that **N** opens."
    )
    yield ""
    yield (
        "At least a fifth of every plan is slack. A vote is a prediction that the class commits to before anything "
        "moves: by hands, or by phone with `python3 course.py present 01 --vote`; one takes two minutes, with talk and "
        "a second vote four, and both are in the section's minutes. *In pairs*: one minute alone, two in pairs, one "
        "for all. Questions are named as in the lessons."
    )
    yield ""
    yield "Lesson 00 is done at home before the first class, with the ten questions of *Before the course*."
    planned = {}
    for lesson in lessons(root):
        found = sections(_text(root, lesson))
        if not found:
            continue
        planned[lesson.number] = [plan(found, kind, FIRST.get(lesson.number, ())) for kind in FORMATS]
        for each in planned[lesson.number]:
            yield from _one(lesson, each)
    yield from _syllabus(lessons(root), {number: both[1] for number, both in planned.items()})


def write(root: Path) -> Path:
    """Write the page of plans into `docs/`, and return its path."""
    path = root / "docs" / "plans.md"
    path.write_text("\n".join(page(root)) + "\n", encoding="utf-8", newline="\n")
    return path


def _text(root: Path, lesson: Lesson) -> NotebookNode:
    return parsed(root / "notebooks" / "text" / f"{lesson.stem}.py")


def _one(lesson: Lesson, plan: Plan) -> Iterator[str]:
    yield ""
    yield f"## {lesson.title.split(':')[0]}: {plan.kind.name.lower()} of {plan.kind.minutes} minutes"
    yield ""
    yield f"`python3 course.py present {lesson.number}` · the lesson itself: {lesson.link}"
    yield ""
    yield "| from | minutes | what | slides | vote on | in pairs |"
    yield "|---|---|---|---|---|---|"
    at = 0
    for row in plan.rows:
        yield f"| {at} | {row.minutes} | {row.what} | {row.slides} | {row.vote} | {row.pairs} |"
        at += row.minutes
    yield f"| {at} | | end | | | |"
    yield ""
    taught = sorted(
        {exercises.questions(lesson.number)[each].objective or 0 for each in _questions(plan)} - {0}
    )
    aims = "; ".join(lesson.objectives[number - 1] for number in taught)
    yield f"**Say at the start**: after this hour you can {aims}."
    yield ""
    if plan.left:
        left = "; ".join(f"{each.name} ({each.minutes})" for each in plan.left)
        yield f"**Left out**, for reading at home or another hour: {left}."
        yield ""
    asked = exercises.questions(lesson.number)[plan.leaving]
    yield f"**On the way out**: {' '.join(asked.prompt.split())}"
    if asked.choices:
        yield ""
        yield from (f"- {letter}) {text}" for letter, text in sorted(asked.choices.items()))
    yield ""
    yield f"The answer: {asked.answer_text}"
    if plan.home:
        yield ""
        yield f"**At home**: {_listed(plan.home)}."


def _questions(plan: Plan) -> Iterator[str]:
    for section in plan.taught:
        yield from (*section.votes, *section.shown, *section.others)


def _syllabus(read: Sequence[Lesson], seminars: Mapping[str, Plan]) -> Iterator[str]:
    yield ""
    yield "## Four weeks: a syllabus"
    yield ""
    yield (
        f"{CLASSES} classes of {FORMATS[1].minutes} minutes a week. *Before*: what is read and answered at home, in "
        "minutes as the lessons give them. *After*: what the class left out. Answers come back by themselves: each "
        "lesson from 02 on opens with three questions of earlier ones."
    )
    yield ""
    yield "| week | class | lesson | before the class | in the class | after the class | minutes at home |"
    yield "|---|---|---|---|---|---|---|"
    numbers = [lesson for lesson in read if lesson.number in seminars]
    opening = next(lesson for lesson in read if lesson.number not in seminars)
    for at, lesson in enumerate(numbers[: WEEKS * CLASSES]):
        seminar = seminars[lesson.number]
        left = sum(each.minutes for each in seminar.left)
        first = at == 0
        before = (
            f"{opening.link} and its ten questions" if first else f"questions at the start of {lesson.link}"
        )
        home = left + (opening.minutes if first else 5)  # the ten questions are a section of lesson 00
        title = lesson.title.split(":")[0]
        yield (
            f"| {at // CLASSES + 1} | {at % CLASSES + 1} | {title} | {before} | {_numbered(seminar.taught)} | "
            f"{_numbered(seminar.left)} | {home} |"
        )
    for lesson in numbers[WEEKS * CLASSES :]:
        yield f"| {WEEKS} | | {lesson.title.split(':')[0]} | | | at home, all of it | {lesson.minutes} |"
    yield ""
    yield (
        "**To pass**: the exercises of the lessons, which judge themselves, and at the end the ten questions of *After "
        "the course* beside what was said before it. No class has used this syllabus yet: tell us how it went."
    )


def _numbered(sections: Sequence[Section]) -> str:
    numbers = ", ".join(str(each.number) for each in sections)
    return f"section{'s' if len(sections) > 1 else ''} {numbers}" if sections else "nothing"


def _listed(questions: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in questions)
