"""What `check` and its kin return: a card to read, and the form that takes its place where there is a page."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.exercises import asked
from helpers.exercises.kinds import Function, Judgement, Question, Status
from helpers.forms.form import Form, Reply
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
_OPTIONAL = " (with Python, optional)"


@dataclass(frozen=True, repr=False)
class Result(Card):
    """What `check` returns: a form in a notebook, a card elsewhere, and readable by a test.

    Parameters
    ----------
    question_id
        Id of the question, as it was passed.
    status
        ``"blank"``, ``"right"``, ``"wrong"``, ``"noted"`` (a prediction) or ``"invalid"``.
    message
        What the learner is told about the answer.
    form
        The question as a form, filled with the answer; None where there is no such question.
    """

    question_id: str
    status: Status
    message: str
    form: Form | None = field(default=None, compare=False)

    def _ipython_display_(self) -> None:
        from helpers.forms.widget import display_card, display_form

        if self.form is None:
            display_card(self)
        else:
            display_form(self, self.form)


@dataclass(frozen=True, repr=False)
class Following(Card):
    """A card that a notebook makes again after each answer.

    Parameters
    ----------
    name
        What it is about: of two cards of one name the newer follows.
    make
        Makes the card.
    """

    name: str
    make: Callable[[], Card] = field(compare=False)

    def _ipython_display_(self) -> None:
        from helpers.forms.widget import display_following

        display_following(self.name, self.make)


@dataclass(frozen=True, repr=False)
class Progress(Following):
    """What `progress` returns for one lesson.

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


def result(question: Question, judgement: Judgement, said: str, form: Form | None = None) -> Result:
    """Return a question with an answer and what is said to it."""
    mark, message = _MARKS[judgement.status], judgement.message
    title = _title(question)
    options = "".join(f"<li>{letter}) {rich(text)}</li>" for letter, text in question.choices.items())
    answer = asked.words(question, said) if judgement.status != "blank" else ""
    body = f"<p>{badge(*mark)} <span>{title}</span></p>{paragraphs(question.prompt)}"
    body += f'<ul style="list-style-type:none">{options}</ul>' if options else ""
    body += f"<p>Your answer: <strong>{html.escape(answer)}</strong></p>" if answer else ""
    body += f'<div class="course-said">{paragraphs(message)}</div>' if message else ""
    body += fold("Worked example", example) if (example := example_html(question)) else ""
    body += fold("Hint", paragraphs(question.hint)) if judgement.status != "right" else ""
    body += fold("Solution", solution_html(question)) if _is_tried(question, judgement) else ""

    lines = [f"{mark.symbol} {mark.word} · {title}", question.prompt]
    lines += [f"  {letter}) {text}" for letter, text in question.choices.items()]
    lines += [f"Your answer: {answer}"] if answer else []
    lines += [message] if message else []
    lines += [f'hint("{question.id}") gives a hint.'] if judgement.status != "right" else []
    return Result(
        html=frame(f"{title}: {mark.word}", body, colour=mark.colour),
        text="\n".join(lines),
        question_id=question.id,
        status=judgement.status,
        message=message,
        form=form,
    )


def reply(question: Question, judgement: Judgement, said: str) -> Reply:
    """Return what a question's form says to an answer."""
    return Reply(
        judgement.status,
        *_MARKS[judgement.status],
        said=paragraphs(judgement.message),
        more=solution_html(question) if _is_tried(question, judgement) else "",
        given=said,
        literal=asked.literal(question, said),
    )


def form_fields(question: Question) -> dict[str, object]:
    """Return what a question's form shows, whatever is answered."""
    return {
        "id": question.id,
        "title": _title(question),
        "prompt": paragraphs(question.prompt),
        "kind": asked.kind(question),
        "options": {letter: rich(text) for letter, text in question.choices.items()},
        "unit": asked.units(question),
        "placeholder": asked.placeholder(question),
        "hint": paragraphs(question.hint),
        "example": example_html(question),
        "button": "Check" if question.graded else "Note it",
    }


def solution_text(question: Question) -> str:
    """Return a question's answer and the way to it."""
    answer = f"Answer: {question.answer_text}" if question.answer_text else ""
    claims = f"Claims: {', '.join(question.claims)}" if question.claims else ""
    return "\n".join(part for part in (answer, question.solution, question.why, claims) if part)


def solution_html(question: Question) -> str:
    """Return the same as HTML."""
    answer = f"<p>Answer: <strong>{rich(question.answer_text)}</strong></p>" if question.answer_text else ""
    claims = f"Claims: {', '.join(question.claims)}" if question.claims else ""
    return answer + "".join(paragraphs(part) for part in (question.solution, question.why, claims))


def example_html(question: Question) -> str:
    """Return two calculations of the same kind: one in full, and one whose last step is the reader's."""
    full, open_ = question.again(1), question.again(2)
    if len({question.prompt, full.prompt, open_.prompt}) < 3:
        return ""
    return (
        f"{paragraphs(full.prompt)}{paragraphs(full.solution)}<p>So: <strong>{rich(full.answer_text)}</strong></p>"
        f"<p>Now with the last step left to you:</p>{paragraphs(open_.prompt)}{paragraphs(open_.solution)}"
        + fold("The last step", f"<p><strong>{rich(open_.answer_text)}</strong></p>")
    )


def plain(title: str, text: str, body: str) -> Card:
    """Return a card with a title; `body` is HTML, and `text` says the same."""
    heading = f"<p><strong>{html.escape(title)}</strong></p>"
    return Card(html=frame(title, heading + body), text=f"{title}\n{text}")


def invalid(question_id: str, message: str) -> Result:
    """Return what is shown where there is no question to show."""
    mark = _MARKS["invalid"]
    body = f'<p>{badge(*mark)}</p><div class="course-said" role="status">{paragraphs(message)}</div>'
    return Result(
        html=frame(mark.word, body, colour=mark.colour),
        text=f"{mark.symbol} {mark.word}\n{message}",
        question_id=question_id,
        status="invalid",
        message=message,
    )


def _title(question: Question) -> str:
    kind = "Exercise" if question.graded else "Prediction"
    return f"{kind} {question.id}{_OPTIONAL if isinstance(question, Function) else ''}"


def _is_tried(question: Question, judgement: Judgement) -> bool:
    return question.graded and judgement.status in ("right", "wrong")
