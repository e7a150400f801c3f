"""What a form shows and what it says to an answer, in plain Python: neither Jupyter nor a page is known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, asdict, dataclass
from typing import Any, Literal

from helpers.html import Card

Kind = Literal["one", "several", "number", "code"]


@dataclass(frozen=True)
class Reply:
    """What a form says to an answer.

    Parameters
    ----------
    status
        A word for the state, such as ``"right"``; the page carries it as ``data-status``.
    symbol, word, colour
        The badge: a shape, a word and a colour that is dark enough for white text.
    said
        What the learner is told, as HTML; may be empty.
    more
        What may be opened below it, as HTML, such as the solution; may be empty.
    given
        The answer as the controls show it: letters of options, or a text.
    literal
        The answer as it would be typed in Python, for a front end that keeps it in the cell; may be empty.
    """

    status: str
    symbol: str
    word: str
    colour: str
    _: KW_ONLY
    said: str = ""
    more: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Form:
    """A question as a form.

    Parameters
    ----------
    id
        Its name, such as ``"01.definition"``.
    title
        What kind of question it is, and its name, for the eye and for assistive technology.
    prompt
        The question, as HTML.
    kind
        ``"one"`` or ``"several"`` of the options, a ``"number"``, or ``"code"``.
    answer
        Judges what was given and returns what is said to it, and the card that keeps both where no form can be.
    start
        What is shown at first: a blank, or what was answered earlier.
    options
        HTML of each option by letter.
    unit
        Unit of a number, beside its field.
    placeholder
        An example of what can be typed.
    example
        A worked example of the same kind, as HTML.
    hint
        A step towards the answer, as HTML.
    button
        What the button says.
    more
        What `Reply.more` is, on the line that opens it.
    """

    id: str
    title: str
    prompt: str
    kind: Kind
    answer: Callable[[str], tuple[Reply, Card]]
    start: Reply
    _: KW_ONLY
    options: Mapping[str, str] | None = None
    unit: str = ""
    placeholder: str = ""
    example: str = ""
    hint: str = ""
    button: str = "Check"
    more: str = "Solution"

    def describe(self) -> dict[str, Any]:
        """Return what a page needs to show the form; no right answer is in it."""
        return {
            "id": self.id,
            "title": self.title,
            "prompt": self.prompt,
            "kind": self.kind,
            "options": [[letter, text] for letter, text in (self.options or {}).items()],
            "unit": self.unit,
            "placeholder": self.placeholder,
            "example": self.example,
            "hint": self.hint,
            "button": self.button,
            "more": self.more,
        }

    def reply(self, given: object) -> tuple[dict[str, Any], Card]:
        """Return what a page shows for an answer, and the card for where there is no form."""
        reply, card = self.answer(given if isinstance(given, str) else "")
        return asdict(reply), card
