"""`check`, `predict`, `settle`, `hint`, `solution`: what a lesson's cells call.

Whatever a learner types, each returns something to show and raises nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from helpers.exercises import asked, banks, cards
from helpers.exercises.answers import UnreadableError, is_blank
from helpers.exercises.cards import Result
from helpers.exercises.cells import Later
from helpers.exercises.kinds import Function, Judgement, Question
from helpers.forms import Form, Reply, memory
from helpers.forms.memory import How
from helpers.html import Card, paragraphs

_CHANGED = "This question has been changed since you answered it; this is your answer to the earlier wording."


def check(question_id: object = "", *answer: object) -> Result:
    """Judge an answer, and show what to make of it.

    In a notebook it shows a form, which can be answered by a click as well; what was clicked is remembered, and
    comes back where the cell still has a blank.

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
    except banks.NotThereError as problem:
        return cards.invalid(question_id if isinstance(question_id, str) else "", str(problem))
    except Exception:
        return fault(question_id)


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
        found = banks.find(question_id)
        return cards.plain(f"Hint for {found.id}", found.hint, paragraphs(found.hint))
    except banks.NotThereError as problem:
        return cards.invalid("", str(problem))
    except Exception:
        return fault(question_id)


def solution(question_id: object = "") -> Card:
    """Show a question's answer and the way to it.

    Examples
    --------
    >>> isinstance(solution("no question"), Card)
    True
    """
    try:
        found = banks.find(question_id)
        return cards.plain(f"Solution of {found.id}", cards.solution_text(found), cards.solution_html(found))
    except banks.NotThereError as problem:
        return cards.invalid("", str(problem))
    except Exception:
        return fault(question_id)


def fault(question_id: object) -> Result:
    """Return what is said where the course itself fails."""
    name = question_id[:40] if type(question_id) is str else ""
    where = f" {name!r}" if name else ""
    return cards.invalid(
        name, f"The course stumbled over this question{where}, not you. Please go on, and report it."
    )


def form(question: Question, judgement: Judgement, said: str) -> Form:
    """Return a question as a form that shows an answer and what is said to it."""

    def answer(given: str) -> tuple[Reply, Card]:
        found = _attempt(question, given, lambda: asked.answered(question, given), "clicked")
        return cards.reply(question, found, given), cards.result(question, found, given)

    fields: dict[str, Any] = cards.form_fields(question)
    return Form(answer=answer, start=cards.reply(question, judgement, said), **fields)


def _check(question_id: object, answers: tuple[object, ...]) -> Result:
    question = banks.find(question_id)
    typed, problem = _computed(answers)
    if problem:
        judgement, said = Judgement("invalid", problem), ""
    elif _is_nothing(typed):
        judgement, said = _remembered(question)
    else:
        said = asked.given(question, typed)
        clicked = _clicked_since(question, said)
        judgement, said = clicked or (_attempt(question, said, lambda: typed, "typed"), said)
    return cards.result(question, judgement, said, form(question, judgement, said))


def _computed(answers: tuple[object, ...]) -> tuple[Any, str]:
    """Return what a cell passes as its answer, and what went wrong in computing it."""
    first = answers[0] if answers else ...
    if issubclass(type(first), Later):  # what was passed may claim to be anything
        try:
            answers = cast(Later, first).answers()
        except UnreadableError as error:
            return ..., str(error)
    # Two arguments are two letters to a question with several right options; to others they are most often a
    # decimal comma, and the reading of a tuple says so.
    return (answers[0] if len(answers) == 1 else answers), ""


def _is_nothing(answer: Any) -> bool:
    try:
        return is_blank(answer)
    except Exception:
        return False


def _attempt(question: Question, said: str, answer: Callable[[], Any], how: How) -> Judgement:
    """Judge an answer and remember it."""
    judgement = judge(question, answer)
    if judgement.status in ("right", "wrong", "noted"):
        which = asked.mistake(question, said, judgement.message) if judgement.status == "wrong" else ""
        wording = asked.wording(question)
        memory.record(question.id, asked.kept(question, said), judgement.status, how, which, asked=wording)
    return judgement


def judge(question: Question, answer: Callable[[], Any]) -> Judgement:
    """Judge what `answer` returns; whatever it is or raises, there is something to say to it."""
    try:
        given = answer()
        return Judgement("blank", "") if is_blank(given) else question.judge(given)
    except UnreadableError as error:
        return Judgement("invalid", str(error))
    except Exception:
        if _is_faulty(question):
            raise
        return Judgement("invalid", f"This cannot be read as an answer. What is asked for: {question.how}.")


def _remembered(question: Question) -> tuple[Judgement, str]:
    """Return the last answer to a question whose cell has none, and what is said to it."""
    last = memory.latest(question.id)
    said = asked.recalled(question, last.answer) if last else ""
    if not last or not said:
        return Judgement("blank", ""), ""
    if isinstance(question, Function):
        # A program that was left unfinished must not run when a lesson opens.
        why = question.why if last.status == "right" else "This is what you wrote. Check it again."
        return Judgement("right" if last.status == "right" else "wrong", why), said
    judgement = judge(question, lambda: said)
    if last.asked in ("", asked.wording(question)):
        return judgement, said
    return replace(judgement, message=f"{_CHANGED} {judgement.message}"), said


def _clicked_since(question: Question, said: str) -> tuple[Judgement, str] | None:
    """Return what was clicked after the answer in the cell was typed: a cell that is run again is no new answer."""
    last, typed = memory.latest(question.id), memory.latest(question.id, how="typed")
    if last and typed and last.how == "clicked" and typed.answer == asked.kept(question, said):
        return _remembered(question)
    return None


def _is_faulty(question: Question) -> bool:
    """Return whether it is the course that cannot answer its own question, rather than the learner."""
    try:
        return question.judge(question.right_answer).status not in ("right", "noted")
    except Exception:
        return True
