"""What a system of a school is to know of a question, whatever the format.

A system judges on its own, so everything that `Question.judge` would say is laid out beforehand: each option with
its feedback, each range of numbers with what is said to it, in the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from helpers.exercises import asked, banks, cards
from helpers.exercises.kinds import Choice, MultiChoice, Number, Prediction, Question
from helpers.exercises.number import Range
from helpers.forms.form import Kind
from helpers.html import paragraphs, rich
from helpers.paths import lesson_file
from helpers.units import analyte_of

_Asked = TypeVar("_Asked", bound=Question)

# What is said of the notebook and is not so elsewhere.
_ELSEWHERE = (
    (r" ?Type the number and click \*Check\*\.", ""),
    (r"\bin the cell above\b", "in the lesson"),
)


@dataclass(frozen=True)
class Option:
    """An option of a question.

    Parameters
    ----------
    letter
        The letter that the texts call it by.
    text
        The option, as HTML.
    right
        Whether it belongs to the answer.
    says
        What is said to whoever chose it, as HTML.
    missed
        What is said to whoever did not, as HTML.
    """

    letter: str
    text: str
    right: bool
    says: str = ""
    missed: str = ""


@dataclass(frozen=True)
class Numbers:
    """Numbers to which the same is said.

    Parameters
    ----------
    ranges
        Which, both ends included; the first has what was computed in its middle.
    right
        Whether they count.
    says
        What is said, as HTML.
    """

    ranges: tuple[Range, ...]
    right: bool
    says: str = ""


@dataclass(frozen=True)
class Item:
    """A question, ready to be written.

    Parameters
    ----------
    id
        The question's id; with other numbers, a full stop and the turn behind it.
    kind
        ``"one"`` or ``"several"`` options, a ``"number"``, or ``"code"``.
    graded
        Whether answers count.
    prompt, hint, solution
        As HTML; the solution holds the answer, the way to it, and what it means.
    says
        What is said to every answer of a question that is not graded, as HTML.
    tags
        What it is about: its claims and its lesson's objective.
    options
        In the order shown.
    numbers
        In the order in which they are tried; what is in none of them is wrong.
    unit
        The unit of the number.
    also
        Another unit that counts, and how many of it one of `unit` is.
    """

    id: str
    kind: Kind
    graded: bool
    prompt: str
    hint: str
    solution: str
    says: str = ""
    tags: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    numbers: tuple[Numbers, ...] = ()
    unit: str = ""
    also: tuple[str, float] | None = None


@dataclass(frozen=True)
class Lesson:
    """A lesson's questions.

    Parameters
    ----------
    number
        Its two digits.
    title
        Its number and name.
    items
        Its questions, in the order of its bank; of a calculation that has other numbers, all turns together.
    """

    number: str
    title: str
    items: tuple[tuple[Item, ...], ...]

    def all(self) -> Iterator[Item]:
        """Return each question in turn."""
        return (item for turns in self.items for item in turns)


def lessons() -> tuple[Lesson, ...]:
    """Return the questions of all lessons.

    Examples
    --------
    >>> lessons()[1].title
    '01 Fundamentals'
    """
    return tuple(
        Lesson(number, _title(number), tuple(turns(each) for each in banks.questions(number).values()))
        for number in banks.lessons()
    )


def turns(question: Question) -> tuple[Item, ...]:
    """Return a question, and after it the same calculation with other numbers where there are any."""
    count = len(question.variants) if isinstance(question, Number) else 1
    first, *others = (item(question.again(turn)) for turn in range(max(count, 1)))
    return (first, *(replace(each, id=f"{each.id}.{turn}") for turn, each in enumerate(others, 2)))


def item(question: Question) -> Item:
    """Return what a system of a school is to know of a question.

    Parameters
    ----------
    question
        As it is shown.

    Examples
    --------
    >>> [option.letter for option in item(banks.find("01.definition")).options if option.right]
    ['a']
    """
    question = _elsewhere(question)
    objective = (f"objective {question.objective}",) if question.objective else ()
    made = Item(
        id=question.id,
        kind=asked.kind(question),
        graded=question.graded and asked.kind(question) != "code",
        prompt=paragraphs(question.prompt),
        hint=paragraphs(question.hint),
        solution=cards.solution_html(question),
        says=paragraphs(question.watch) if isinstance(question, Prediction) else "",
        tags=(*question.claims, *objective),
        options=_options(question),
        unit=asked.unit(question),
    )
    if isinstance(question, Number):
        return replace(made, numbers=_numbers(question), also=_also(question))
    return made


def _title(number: str) -> str:
    name = lesson_file(number).removesuffix(".ipynb")
    return f"{number} {name[3:].replace('_', ' ').capitalize()}" if name else f"Lesson {number}"


def _elsewhere(question: _Asked) -> _Asked:
    """Return a question without what only a notebook can do."""

    def changed(text: str) -> str:
        for pattern, other in _ELSEWHERE:
            text = re.sub(pattern, other, text)
        return text.strip()

    return replace(
        question,
        prompt=changed(question.prompt),
        hint=changed(question.hint),
        solution=changed(question.solution),
        why=changed(question.why),
    )


def _options(question: Question) -> tuple[Option, ...]:
    feedback = question.feedback if isinstance(question, Choice | MultiChoice) else {}
    missed = (question.missed if isinstance(question, MultiChoice) else None) or {}
    right = question.right_answer if question.graded else ""
    return tuple(
        Option(
            letter,
            rich(text),
            letter in right,
            paragraphs(feedback.get(letter, "")),
            paragraphs(missed.get(letter, "")),
        )
        for letter, text in question.choices.items()
    )


def _numbers(question: Number) -> tuple[Numbers, ...]:
    found = [Numbers(question.accepted(), True)]
    found += [Numbers(ranges, False, paragraphs(message)) for ranges, message in question.recognised]
    for unit in question.other_units:
        ranges = question.accepted(unit)
        told = question.judge(f"{sum(ranges[0]) / 2:.4g} {unit}")
        # What the answer means is part of the solution.
        says = told.message.removesuffix(question.why).strip()
        found.append(Numbers(ranges, told.status == "right", paragraphs(says)))
    return tuple(found)


def _also(question: Number) -> tuple[str, float] | None:
    if question.analyte is None or not question.accept_other_unit:
        return None
    kind = analyte_of(question.analyte)
    slope, intercept = kind.line(question.unit)
    for unit in question.other_units:
        other_slope, other_intercept = kind.line(unit)
        if not intercept and not other_intercept:  # systems know factors, and no shifted scale
            return unit, other_slope / slope
    return None
