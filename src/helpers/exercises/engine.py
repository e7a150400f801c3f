"""`check`, `predict`, `hint`, `solution`, `progress`: what a lesson's cells call.

Whatever a learner types, each returns something to show and raises nothing.
"""

from __future__ import annotations

import difflib
import functools
import html
import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from helpers.exercises import order, store
from helpers.exercises.answers import UnreadableError, is_blank, listed
from helpers.exercises.kinds import Judgement, Question, Status
from helpers.html import Card, badge, fold, frame, paragraphs, rich


class _Mark(NamedTuple):
    symbol: str
    word: str
    colour: str


_MARKS: dict[Status, _Mark] = {
    "blank": _Mark("○", "Not answered yet", "#5b5b66"),
    "right": _Mark("✔", "Right", "#0b5d3b"),
    "wrong": _Mark("✘", "Not yet", "#a34700"),
    "noted": _Mark("✎", "Prediction noted", "#1a56a0"),
    "invalid": _Mark("?", "Could not be read", "#5a3e99"),
}


@dataclass(frozen=True, repr=False)
class Result(Card):
    """What `check` returns: shown as a card, and readable by a test.

    Parameters
    ----------
    question_id
        Id of the question, as it was passed.
    status
        ``"blank"``, ``"right"``, ``"wrong"``, ``"noted"`` (a prediction) or ``"invalid"``.
    message
        What the learner is told about the answer.
    """

    question_id: str
    status: Status
    message: str


@dataclass(frozen=True, repr=False)
class Progress(Card):
    """What `progress` returns: one line a lesson.

    Parameters
    ----------
    solved, total
        Number of graded questions solved, and of all.
    open
        Ids of those not solved yet.
    predicted, predictions
        Number of predictions made, and of all.
    """

    solved: int
    total: int
    open: tuple[str, ...]
    predicted: int
    predictions: int


def check(question_id: object = "", *answer: object) -> Result:
    """Judge an answer, and show what to make of it.

    Parameters
    ----------
    question_id
        Id of the question, such as ``"01.homa"``.
    answer
        The answer. The literal ``...`` (None, an empty text, nothing at all) is a blank. A number may be a
        text with its unit and a decimal comma; an option is named by its letter; several options may be
        passed as one text, a set, or one after the other.

    Returns
    -------
    Result
        A card; its `status` and `message` say the same to a program. Nothing is raised, whatever is passed.

    Examples
    --------
    >>> check("no question").status
    'invalid'
    """
    try:
        return _check(question_id, answer)
    except Exception:
        return _fault(question_id)


def predict(question_id: object = "", *answer: object) -> Result:
    """Note what the learner expects; it is not graded.

    Takes and returns the same as `check`.

    Examples
    --------
    >>> predict("no question").status
    'invalid'
    """
    return check(question_id, *answer)


def hint(question_id: object = "") -> Card:
    """Show a question's hint.

    Examples
    --------
    >>> isinstance(hint("no question"), Card)
    True
    """
    try:
        found = _find(question_id)
        if isinstance(found, Result):
            return found
        return _card(f"Hint for {found.id}", found.hint, paragraphs(found.hint))
    except Exception:
        return _fault(question_id)


def solution(question_id: object = "") -> Card:
    """Show a question's answer and the way to it.

    Examples
    --------
    >>> isinstance(solution("no question"), Card)
    True
    """
    try:
        found = _find(question_id)
        if isinstance(found, Result):
            return found
        return _card(f"Solution of {found.id}", _solution_text(found), _solution_html(found))
    except Exception:
        return _fault(question_id)


def progress(lesson: object = None) -> Card:
    """Count the exercises solved in a lesson, or in all lessons that have any.

    Parameters
    ----------
    lesson
        Number of the lesson, such as ``"01"`` or 1; without it, all.

    Returns
    -------
    Card
        For one lesson a `Progress`, with the counts as attributes.

    Examples
    --------
    >>> progress("99").text
    'There are no exercises for lesson 99.'
    """
    try:
        if lesson is None or lesson is ...:
            lines = [_progress(number) for number in lessons()]
            text = "\n".join(line.text for line in lines) or "There are no exercises yet."
            return Card(html="".join(line.html for line in lines) or f"<p>{text}</p>", text=text)
        number = _lesson(lesson)
        if number not in lessons() and not _is_bank(number):
            text = f"There are no exercises for lesson {number}."
            return Card(html=f"<p>{html.escape(text)}</p>", text=text)
        return _progress(number)
    except Exception:
        return _fault(lesson)


def reset_progress(lesson: object = None) -> Card:
    """Forget what was solved in a lesson, or in all; the answers in the notebooks stay.

    Examples
    --------
    >>> reset_progress("99").text
    'Progress of lesson 99 is set back.'
    """
    try:
        number = None if lesson is None or lesson is ... else _lesson(lesson)
        store.forget(number)
        text = f"Progress of {f'lesson {number}' if number else 'all lessons'} is set back."
        return Card(html=f"<p>{html.escape(text)}</p>", text=text)
    except Exception:
        return _fault(lesson)


def lessons() -> tuple[str, ...]:
    """Return the numbers of the lessons that have a question bank.

    Examples
    --------
    >>> all(len(number) == 2 for number in lessons())
    True
    """
    return tuple(sorted(file.stem[-2:] for file in Path(__file__).parent.glob("lesson_[0-9][0-9].py")))


@functools.cache
def questions(lesson: str) -> Mapping[str, Question]:
    """Return a lesson's questions by id, in the order of its bank, with their options in the order shown.

    Parameters
    ----------
    lesson
        The lesson's two digits.

    Raises
    ------
    ModuleNotFoundError
        If the lesson has no bank.
    ValueError
        If the bank contradicts itself: an id twice, or of another lesson.
    """
    bank: tuple[Question, ...] = importlib.import_module(f"helpers.exercises.lesson_{lesson}").QUESTIONS
    found: dict[str, Question] = {}
    for question in bank:
        if question.lesson != lesson:
            raise ValueError(f"Question {question.id!r} is in the bank of lesson {lesson}.")
        if question.id in found:
            raise ValueError(f"Question {question.id!r} is there twice.")
        found[question.id] = order.shown(question)
    return MappingProxyType(found)


def _check(question_id: object, answers: tuple[object, ...]) -> Result:
    question = _find(question_id)
    if isinstance(question, Result):
        return question
    # Two arguments are two letters to a question with several right options; to others they are most often a
    # decimal comma, and the reading of a tuple says so.
    answer: Any = answers[0] if len(answers) == 1 else answers
    judgement = _judge(question, answer)
    if judgement.status in ("right", "noted"):
        store.record(question.id)
    return _shown(question, judgement)


def _judge(question: Question, answer: Any) -> Judgement:
    try:
        if is_blank(answer):
            return Judgement("blank", "")
        return question.judge(answer)
    except UnreadableError as error:
        return Judgement("invalid", str(error))
    except Exception:
        if _is_faulty(question):
            raise
        return Judgement("invalid", f"This cannot be read as an answer. What is asked for: {question.how}.")


def _is_faulty(question: Question) -> bool:
    """Return whether it is the course that cannot answer its own question, rather than the learner."""
    try:
        return question.judge(question.right_answer).status not in ("right", "noted")
    except Exception:
        return True


def _find(question_id: object) -> Question | Result:
    """Return the question, or a card that says which there are."""
    if not isinstance(question_id, str):
        return _invalid("", "The first argument is the question's id in quotes, such as '01.homa'.")
    wanted = question_id.strip().casefold()
    match = re.match(r"(\d\d?)\.", wanted)
    if match is None or not _is_bank(match.group(1).zfill(2)):
        there = f"Lessons with exercises: {listed(lessons())}." if lessons() else ""
        return _invalid(question_id, f"There is no question {question_id[:40]!r}. {there}".strip())
    bank = questions(match.group(1).zfill(2))
    wanted = wanted if match.end() == 3 else f"0{wanted}"
    if wanted in bank:
        return bank[wanted]
    near = difflib.get_close_matches(wanted, bank, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    there = f"Lesson {wanted[:2]} has: {', '.join(bank)}."
    return _invalid(question_id, f"There is no question {question_id[:40]!r}. {meant}{there}")


def _is_bank(lesson: str) -> bool:
    try:
        questions(lesson)
    except ModuleNotFoundError as error:
        if error.name == f"helpers.exercises.lesson_{lesson}":
            return False
        raise
    return True


def _lesson(lesson: object) -> str:
    digits = re.search(r"\d{1,2}", str(lesson))
    return digits.group().zfill(2) if digits else str(lesson)[:20]


def _progress(lesson: str) -> Progress:
    done = store.done()
    bank = questions(lesson).values()
    graded = [question.id for question in bank if question.graded]
    expected = [question.id for question in bank if not question.graded]
    still = tuple(question_id for question_id in graded if question_id not in done)
    solved, predicted = len(graded) - len(still), sum(question_id in done for question_id in expected)
    text = f"Lesson {lesson}: {solved} of {len(graded)} exercises solved"
    text += f"; still open: {', '.join(still)}." if still else "."
    if expected:
        text += f" Predictions made: {predicted} of {len(expected)}."
    return Progress(
        html=f"<p>{html.escape(text)}</p>",
        text=text,
        solved=solved,
        total=len(graded),
        open=still,
        predicted=predicted,
        predictions=len(expected),
    )


def _shown(question: Question, judgement: Judgement) -> Result:
    mark = _MARKS[judgement.status]
    message = judgement.message
    if judgement.status == "blank":
        # A function that is passed already, but returns nothing yet, has been told so; it replaces no dots.
        message = message or f"Replace the three dots by {question.how}, and run the cell again."
    tried = judgement.status in ("right", "wrong", "noted")
    kind = "Exercise" if question.graded else "Prediction"

    options = "".join(f"<li>{letter}) {rich(text)}</li>" for letter, text in question.choices.items())
    body = f"<p>{badge(*mark)} <span>{kind} {question.id}</span></p>{paragraphs(question.prompt)}"
    body += f'<ul style="list-style-type:none">{options}</ul>' if options else ""
    body += f'<div class="course-said" role="status">{paragraphs(message)}</div>' if message else ""
    body += fold("Hint", paragraphs(question.hint)) if judgement.status != "right" else ""
    body += fold("Solution", _solution_html(question)) if tried and question.graded else ""

    lines = [f"{mark.symbol} {mark.word} · {kind} {question.id}", question.prompt]
    lines += [f"  {letter}) {text}" for letter, text in question.choices.items()]
    lines += [message] if message else []
    lines += [f'hint("{question.id}") gives a hint.'] if judgement.status != "right" else []
    return Result(
        html=frame(f"{kind} {question.id}: {mark.word}", body, colour=mark.colour),
        text="\n".join(lines),
        question_id=question.id,
        status=judgement.status,
        message=message,
    )


def _solution_text(question: Question) -> str:
    answer = f"Answer: {question.answer_text}" if question.answer_text else ""
    claims = f"Claims: {', '.join(question.claims)}" if question.claims else ""
    return "\n".join(part for part in (answer, question.solution, question.why, claims) if part)


def _solution_html(question: Question) -> str:
    answer = f"<p>Answer: <strong>{rich(question.answer_text)}</strong></p>" if question.answer_text else ""
    claims = f"Claims: {', '.join(question.claims)}" if question.claims else ""
    return answer + "".join(paragraphs(part) for part in (question.solution, question.why, claims))


def _card(title: str, text: str, body: str) -> Card:
    heading = f"<p><strong>{html.escape(title)}</strong></p>"
    return Card(html=frame(title, heading + body), text=f"{title}\n{text}")


def _invalid(question_id: str, message: str) -> Result:
    mark = _MARKS["invalid"]
    body = f'<p>{badge(*mark)}</p><div class="course-said" role="status">{paragraphs(message)}</div>'
    return Result(
        html=frame(mark.word, body, colour=mark.colour),
        text=f"{mark.symbol} {mark.word}\n{message}",
        question_id=question_id,
        status="invalid",
        message=message,
    )


def _fault(question_id: object) -> Result:
    name = question_id[:40] if type(question_id) is str else ""
    where = f" {name!r}" if name else ""
    return _invalid(
        name, f"The course stumbled over this question{where}, not you. Please go on, and report it."
    )
