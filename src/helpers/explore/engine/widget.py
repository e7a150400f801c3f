"""The explorer in the browser: a widget that asks for pictures, and a still for where no kernel runs."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from helpers.explore.engine.controls import Value
from helpers.explore.engine.explorer import Explorer, View
from helpers.explore.engine.packing import small_png
from helpers.explore.engine.session import Session
from helpers.html import Card, Picture
from helpers.units import UnitSystem, current_units, format_value, on_units_change, unit_of, use_units

_HERE = Path(__file__).parent
# A saved picture is read on phones and exported pages, often at high density.
_STILL_RATIO = 2.0

# Where an explorer that was answered stands beside its still, only the explorer is shown; where nobody answers (no
# kernel, a page on the web with the widgets' scripts), only the still. Until then the explorer has its place and width,
# in which it is drawn, and is not seen.
_STILL_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.ir-still):has(+ .jp-OutputArea-child .ir-answered){display:none}"
    ".jp-OutputArea-child:has(.ir-still) + .jp-OutputArea-child:not(:has(.ir-explorer)){display:none}"
    ".jp-OutputArea-child:has(.ir-still) + .jp-OutputArea-child:has(.ir-explorer):not(:has(.ir-answered))"
    "{position:absolute;left:0;right:0;visibility:hidden}"
    ".ir-still{margin:0;max-width:900px}"
    ".ir-still img{width:100%;height:auto;background:#fff;border-radius:6px}"
    ".ir-still figcaption{margin:.4em 0 0}.ir-still small{opacity:.8}"
    "</style>"
)


class ExplorerWidget(anywidget.AnyWidget):
    """Jupyter's door to a `Session`: passes on what the page asks and what it is told."""

    _esm = _HERE / "widget.js"
    _css = _HERE / "widget.css"

    spec = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    # What is seen until the kernel can answer: while all cells run, its messages wait their turn.
    first = traitlets.Bytes().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        explorer: Explorer[Any],
        first: View | None = None,
        start: Mapping[str, Value] | None = None,
    ) -> None:
        self.session = Session(explorer, start=start)
        super().__init__(
            spec=self.session.describe(),
            shown={},
            first=first.picture if first else b"",
            said=first.sentence if first else "",
        )
        self.on_msg(self._answer)
        on_units_change(self._change_units)

    def _change_units(self, *_: object) -> None:
        self.session.forget()
        self.shown, self.first = {}, b""
        self.spec = self.session.describe()

    def _answer(self, _widget: object, request: dict[str, Any], _buffers: object) -> None:
        answer = self.session.answer(request)
        if answer is None:
            return
        self.send(answer.content, answer.buffers)
        if answer.fault:
            raise answer.fault

    def __repr__(self) -> str:
        return f"Explorer: {self.session.explorer.title} (live where the course runs in Jupyter)"


class UnitsSwitch(anywidget.AnyWidget):
    """Two radio buttons that choose the course's units."""

    _esm = _HERE / "switch.js"
    _css = _HERE / "widget.css"

    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    units = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    asks = traitlets.Bool(True).tag(sync=True)

    def __init__(self) -> None:
        super().__init__(
            options=[["conventional", _system("conventional")], ["SI", _system("SI")]],
            units=current_units(),
            said=units_in_words(),
        )
        self.observe(self._choose, "units")
        self.on_msg(lambda *_: self.send({}))  # a page asks whether anybody is there
        on_units_change(self._follow)

    def _choose(self, change: dict[str, Any]) -> None:
        use_units(change["new"])
        self.said = units_in_words()

    def _follow(self, units: UnitSystem) -> None:
        # Another cell may have chosen.
        self.units, self.said = units, units_in_words()

    def __repr__(self) -> str:
        return "Units switch (live where the course runs in Jupyter)"


def display_units_switch() -> None:
    """Display the switch between unit systems, and its state in words."""
    display(Card(html=f'{_STILL_STYLE}<p class="ir-still">{units_in_words()}</p>', text=units_in_words()))
    display(UnitsSwitch())


def display_explorer(explorer: Explorer[Any], values: Mapping[str, Value] | None = None) -> None:
    """Display an explorer: a still with its sentence, and beside it the widget that takes its place.

    Raises
    ------
    ValueError
        If a value names no control, or is out of its range.
    """
    start = explorer.view(values, encode=small_png, ratio=_STILL_RATIO)
    display(still(explorer, start))
    display(ExplorerWidget(explorer, start, values))


def still(explorer: Explorer[Any], view: View) -> Card:
    """Return the explorer at its start as HTML that needs neither kernel nor script."""
    sentence = html.escape(view.sentence)
    data = base64.b64encode(view.picture).decode()
    page = (
        f'{_STILL_STYLE}<figure class="ir-still"><img alt="{sentence}" '
        f'src="data:image/png;base64,{data}"><figcaption><b>{html.escape(explorer.title)}.</b> {sentence} '
        "<small>(A still picture. Run this cell in Jupyter to move its controls.)</small>"
        "</figcaption></figure>"
    )
    return Picture(html=page, text=f"{explorer.title}. {view.sentence}", png=view.picture)


def _system(units: UnitSystem) -> str:
    names = {"conventional": "Conventional", "SI": "SI"}
    analytes = ("glucose", "insulin", "testosterone")
    return f"{names[units]}: " + ", ".join(f"{name} in {unit_of(name, units)}" for name in analytes)


def units_in_words() -> str:
    """Return which units the course now shows, with an example."""
    return (
        f"The course now shows {_system(current_units())}; for example "
        f"glucose {format_value(100, 'glucose')} and insulin {format_value(10, 'insulin')}."
    )
