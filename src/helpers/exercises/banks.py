"""The questions of all lessons, found by their ids."""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from helpers import words
from helpers.evidence.rows import rows, split_list
from helpers.exercises import order
from helpers.exercises.answers import listed
from helpers.exercises.kinds import Question


class NoLessonError(ValueError):
    """There is no such lesson, or it has no questions."""


class NotThereError(Exception):
    """There is no such question; the message is for the learner."""


def lessons() -> tuple[str, ...]:
    """Return the numbers of the lessons that have a question bank.

    Examples
    --------
    >>> all(len(number) == 2 for number in lessons())
    True
    """
    names = (each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return tuple(sorted(name[-2:] for name in names if re.fullmatch(r"lesson_\d\d", name)))


def questions(lesson: str) -> Mapping[str, Question]:
    """Return a lesson's questions by id, in the order of its bank, with their options in the order shown.

    Parameters
    ----------
    lesson
        The lesson's two digits.

    Raises
    ------
    ValueError
        If the lesson has no bank, or the bank contradicts itself: an id twice, or of another lesson.
    """
    try:
        if isinstance(lesson, str) and re.fullmatch(r"\d\d", lesson):
            return _bank(lesson)
    except ModuleNotFoundError as error:
        if error.name != f"helpers.exercises.lesson_{lesson}":
            raise
    raise NoLessonError(f"There is no lesson {words.said(lesson)}; there are {', '.join(lessons())}.")


@functools.cache
def _bank(lesson: str) -> Mapping[str, Question]:
    bank: tuple[Question, ...] = importlib.import_module(f"helpers.exercises.lesson_{lesson}").QUESTIONS
    found: dict[str, Question] = {}
    for question in bank:
        if question.lesson != lesson:
            raise ValueError(f"Question {question.id!r} is in the bank of lesson {lesson}.")
        if question.id in found:
            raise ValueError(f"Question {question.id!r} is there twice.")
        found[question.id] = shown(question)
    return MappingProxyType(found)


shown = order.shown


@functools.cache
def beyond() -> frozenset[str]:
    """Return the ids of the questions that are not asked on the way through a lesson, its core, but further."""
    table = rows("sections.csv")
    return frozenset(
        name for row in table if row["part"] == "further" for name in split_list(row["questions"])
    )


def find(question_id: object) -> Question:
    """Return the question of an id as a learner typed it.

    Raises
    ------
    NotThereError
        If there is none; the message names those that there are.

    Examples
    --------
    >>> find(" 1.Homa_by_hand ").id
    '01.homa_by_hand'
    """
    if not isinstance(question_id, str):
        raise NotThereError("The first argument is the question's id in quotes, such as '01.homa'.")
    wanted = question_id.strip().casefold()
    match = re.match(r"(\d\d?)\.", wanted)
    if match is None or not is_bank(match.group(1).zfill(2)):
        there = f"Lessons with exercises: {listed(lessons())}." if lessons() else ""
        raise NotThereError(f"There is no question {question_id[:40]!r}. {there}".strip())
    bank = questions(match.group(1).zfill(2))
    wanted = wanted if match.end() == 3 else f"0{wanted}"
    if wanted in bank:
        return bank[wanted]
    near = difflib.get_close_matches(wanted, bank, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    there = f"Lesson {wanted[:2]} has: {', '.join(bank)}."
    raise NotThereError(f"There is no question {question_id[:40]!r}. {meant}{there}")


def number(lesson: object) -> str:
    """Return a lesson's two digits from what a learner typed.

    Examples
    --------
    >>> number(1), number("lesson 03"), number("01_fundamentals")
    ('01', '03', '01')
    """
    digits = re.search(r"\d{1,2}", str(lesson))
    return digits.group().zfill(2) if digits else str(lesson)[:20]


def is_bank(lesson: str) -> bool:
    """Return whether a lesson has questions."""
    try:
        questions(lesson)
    except NoLessonError:
        return False
    return True
