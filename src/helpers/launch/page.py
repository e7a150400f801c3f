"""The course behind a lesson's page: a worker passes on what the page asks, and the page is told what to show.

Every part of a page has a place, such as ``explorer:homa_map``, ``question:01.homa_limits``, ``code:3`` or
``call:progress("01")``. What the page is told names the place and holds either ``custom``, a message for the part's
front end, or ``set``, new values of its model. Neither Jupyter nor a widget library is known here.
"""

from __future__ import annotations

import base64
import json
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from helpers import explore
from helpers.explore.engine.session import Session
from helpers.forms import memory
from helpers.launch.code_cells import CodeCells
from helpers.units import UnitSystem, use_units

if TYPE_CHECKING:
    from helpers.launch.page_questions import Questions


class Tell(Protocol):
    """Passes a message to the page, with the pictures that belong to it."""

    def __call__(self, message: str, buffers: Sequence[bytes] = ()) -> object:
        """Pass on a message, as JSON."""


class Kept:
    """Keeps the learner's lines where the page does: it is told of each new one.

    Parameters
    ----------
    lines
        What the page had when Python started.
    tell
        Passes on a new line.
    """

    def __init__(self, lines: str, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self.lines, self._tell = lines, tell

    def read(self) -> str:
        """Return all lines."""
        return self.lines

    def add(self, line: str) -> None:
        """Add a line."""
        self.lines += f"{line}\n"
        self._tell({"line": line})


class Page:
    """Answers one page.

    Parameters
    ----------
    tell
        Passes messages to the page.
    lines
        The learner's answers so far, as `memory` writes them.
    units
        What the reader chose.

    Examples
    --------
    >>> kept = memory.keeper
    >>> page = Page(lambda message, buffers=(): print(message[:66]))
    >>> page.receive("question:01.homa_by_hand", '{"given": "", "turn": 1}')
    {"place": "question:01.homa_by_hand", "set": {"reply": {"status":
    >>> memory.keeper = kept
    """

    def __init__(self, tell: Tell, lines: str = "", units: UnitSystem = "conventional") -> None:
        self._pass_on = tell
        self._sessions: dict[str, Session] = {}
        self._code = CodeCells()
        self._kept = memory.keeper = Kept(lines, self._tell)
        self._choose(units)

    def receive(self, place: str, request: str) -> None:
        """Answer what a part of the page asks, as JSON; what it is told comes before this returns.

        Raises
        ------
        ValueError
            If the page has no such part.
        """
        kind, _, name = place.partition(":")
        asked = json.loads(request)
        if kind == "explorer":
            self._explore(place, name, asked)
        elif kind == "question":
            self._tell({"place": place, "set": {"reply": self._questions.reply(name, asked)}})
        elif kind == "call":
            self._tell({"place": place, "parts": self._questions.called(name)})
        elif kind == "code":
            before = dict(enumerate(asked["before"]))
            self._tell({"place": place, "set": {"output": self._code.run(int(name), asked["code"], before)}})
        elif kind == "own":
            self._tell({"place": place, "set": {"card": _own_card(asked["name"], asked["bytes"])}})
        elif kind == "units":
            self._choose(asked["units"])
        elif kind == "answers":
            if "lines" in asked:
                self._kept.lines = asked["lines"]
            self._questions.remember(asked)
        else:
            raise ValueError(f"A page has no {place!r}.")

    def _tell(self, message: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        self._pass_on(json.dumps(message), buffers)

    @cached_property
    def _questions(self) -> Questions:
        # The first picture does not wait until they are imported.
        from helpers.launch.page_questions import Questions

        return Questions(self._tell)

    def _explore(self, place: str, name: str, request: Mapping[str, Any]) -> None:
        if name not in self._sessions:
            self._sessions[name] = Session(explore.explorer(name), near=True)
        answer = self._sessions[name].answer(request)
        if answer is None:
            return
        self._tell({"place": place, "custom": answer.content}, answer.buffers)
        if answer.fault:
            traceback.print_exception(answer.fault)

    def _choose(self, units: UnitSystem) -> None:
        use_units(units)
        for session in self._sessions.values():
            session.forget()


def _own_card(name: str, content: str) -> str:
    """Return the card of a file of the reader's own, of which nothing stays."""
    # Cards bring the drawing library with them, which pages without one do not fetch.
    from helpers.explore.own_values_card import own_values

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "file")
        file.write_bytes(base64.b64decode(content))
        return own_values(file).html
