"""Jupyter's door to a form: a card that is kept in the notebook's file, and the live form that takes its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from helpers.forms import memory
from helpers.forms.form import Form
from helpers.html import Card

_HERE = Path(__file__).parent
# Where the live one stands beside the card, only the live one is shown; where it cannot come to life, only the card.
_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.course-kept):has(+ .jp-OutputArea-child .course-live){display:none}"
    ".jp-OutputArea-child:has(.course-kept) + .jp-OutputArea-child:not(:has(.course-live)){display:none}"
    "</style>"
)


class FormWidget(anywidget.AnyWidget):
    """Passes on what the page answers, and what it is told."""

    _esm = _HERE / "form.js"
    _css = _HERE / "form.css"

    asked = traitlets.Dict().tag(sync=True)
    reply = traitlets.Dict().tag(sync=True)

    def __init__(self, form: Form, keep: Callable[[Card], None]) -> None:
        super().__init__(asked=form.describe(), reply=asdict(form.start))
        self._form, self._keep = form, keep
        self.on_msg(self._answer)

    def _answer(self, _widget: object, request: dict[str, Any], _buffers: object) -> None:
        reply, card = self._form.reply(request.get("given"))
        # Asked twice for the same it must say so twice: who waits for an answer waits for a change.
        self.reply = reply | {"turn": request.get("turn", 0)}
        self._keep(card)

    def __repr__(self) -> str:
        return f"{self.asked['title']} (a form where the course runs in Jupyter)"


class CardWidget(anywidget.AnyWidget):
    """A card that follows the learner's answers."""

    _esm = _HERE / "form.js"
    _css = _HERE / "form.css"

    card = traitlets.Unicode().tag(sync=True)

    def __repr__(self) -> str:
        return "(This follows your answers where the course runs in Jupyter.)"


def display_form(card: Card, form: Form) -> None:
    """Display a question: a card for the file, and beside it the form that takes its place."""
    handle = display(_bundle(card), raw=True, display_id=True)
    display(FormWidget(form, keep=lambda answered: handle.update(_bundle(answered), raw=True)))


def display_following(name: str, make: Callable[[], Card]) -> None:
    """Display a card that is made again after every answer; of two of one name the newer follows."""
    card = make()
    handle = display(_bundle(card), raw=True, display_id=True)
    live = CardWidget(card=card.html)
    display(live)

    def refresh() -> None:
        made = make()
        if made.html != live.card:
            live.card = made.html
            handle.update(_bundle(made), raw=True)

    memory.follow(name, refresh)


def display_card(card: Card) -> None:
    """Display a card that nothing takes the place of."""
    display({"text/html": card.html, "text/plain": card.text}, raw=True)


def _bundle(card: Card) -> dict[str, str]:
    return {"text/html": f'{_STYLE}<div class="course-kept">{card.html}</div>', "text/plain": card.text}
