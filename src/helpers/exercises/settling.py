"""`settle`: what was predicted, beside what came of it."""

from __future__ import annotations

import html

from helpers.exercises import asked, banks, cards, engine
from helpers.exercises.answers import UnreadableError, read_number
from helpers.exercises.kinds import Prediction
from helpers.forms import memory
from helpers.html import Card, frame, paragraphs, rich

_WIDTH, _MARGIN = 320, 40  # of the scale, in CSS pixels


def settle(question_id: object = "") -> Card:
    """Show a prediction beside what the explorer shows; it is not a score.

    Parameters
    ----------
    question_id
        Id of the prediction, such as ``"01.quarter"``.

    Examples
    --------
    >>> settle("no question").text.splitlines()[0]
    '? Could not be read'
    """
    try:
        question = banks.find(question_id)
        if not isinstance(question, Prediction):
            return cards.invalid(question.id, f"{question.id} is no prediction: `check` judges it.")
        card = _settled(question)
        return cards.Following(card.html, card.text, f"settle {question.id}", lambda: _settled(question))
    except banks.NotThereError as problem:
        return cards.invalid("", str(problem))
    except Exception:
        return engine.fault(question_id)


def _settled(question: Prediction) -> Card:
    last = memory.latest(question.id)
    said = asked.recalled(question, last.answer) if last else ""
    you = f"You said {asked.words(question, said)}." if said else "You made no prediction here."
    came = _came(question)
    lines = [you, f"What came: {came}." if came else "", question.solution]
    body = "".join(paragraphs(line) for line in (html.unescape(you), lines[1]) if line)
    body += _scale(question, said) + paragraphs(question.solution)
    title = f"Your prediction {question.id}"
    return Card(
        html=frame(title, f"<p><strong>{title}</strong></p>{body}", colour="#1a56a0"),
        text="\n".join([title, *filter(None, lines)]),
    )


def _came(question: Prediction) -> str:
    """Return what came, in words; nothing where nothing decides."""
    if question.choices:
        return asked.words(question, str(question.came)).rstrip(".")
    return f"{question.came:.3g} {question.unit}".strip() if question.came != "" else ""


def _scale(question: Prediction, said: str) -> str:
    """Return a small scale from what was said to what came, for numbers."""
    if question.choices or not said or isinstance(question.came, str):
        return ""
    try:
        yours = read_number(said).numbers[0]
    except UnreadableError:
        return ""
    low, high = min(0.0, yours, question.came), max(0.0, yours, question.came)
    if low == high:
        return ""

    def place(value: float) -> float:
        return _MARGIN + (_WIDTH - 2 * _MARGIN) * (value - low) / (high - low)

    marks = ((yours, "you", 14, "●"), (question.came, "what came", 62, "◆"))
    drawn = "".join(
        f'<text x="{place(value):.0f}" y="41" text-anchor="middle">{sign}</text>'
        f'<text x="{place(value):.0f}" y="{y}" text-anchor="middle" font-size="12">{who}: {value:.3g}</text>'
        for value, who, y, sign in marks
    )
    line = f'<line x1="{place(low):.0f}" x2="{place(high):.0f}" y1="36" y2="36" stroke="currentColor"/>'
    label = rich(f"You said {yours:.3g}; what came is {question.came:.3g}.")
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} 70" width="{_WIDTH}" '
        f'style="max-width:100%;fill:currentColor">{line}{drawn}</svg>'
    )
