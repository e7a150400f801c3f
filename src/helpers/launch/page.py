"""The course behind a lesson's page: a worker passes on what the page asks, and the page is told what to show.

Every part of a page has a place, such as ``explorer:homa_map``, ``question:01.homa_limits``, ``code:3`` or
``call:progress("01")``. What the page is told names the place and holds either ``custom``, a message for the part's
front end, or ``set``, new values of its model. Neither Jupyter nor a widget library is known here.
"""

from __future__ import annotations

import ast
import base64
import json
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from helpers import exercises, explore
from helpers.evidence import claim
from helpers.exercises.cards import Following, Result
from helpers.exercises.repetition import Series
from helpers.explore.engine.session import Session
from helpers.forms import Form, memory
from helpers.html import Card
from helpers.launch.code_cells import CodeCells
from helpers.units import UnitSystem, use_units

_CALLS = ("progress", "settle", "review", "before", "after")


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
        self._forms: dict[str, Form] = {}
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
            self._tell({"place": place, "set": {"reply": self._reply(name, asked)}})
        elif kind == "call":
            self._tell({"place": place, "parts": self._called(name)})
        elif kind == "code":
            before = dict(enumerate(asked["before"]))
            self._tell({"place": place, "set": {"output": self._code.run(int(name), asked["code"], before)}})
        elif kind == "own":
            self._tell({"place": place, "set": {"card": _own_card(asked["name"], asked["bytes"])}})
        elif kind == "units":
            self._choose(asked["units"])
        elif kind == "answers":
            self._remember(asked)
        else:
            raise ValueError(f"A page has no {place!r}.")

    def _tell(self, message: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        self._pass_on(json.dumps(message), buffers)

    def _explore(self, place: str, name: str, request: Mapping[str, Any]) -> None:
        if name not in self._sessions:
            self._sessions[name] = Session(explore.explorer(name), near=True)
        answer = self._sessions[name].answer(request)
        if answer is None:
            return
        self._tell({"place": place, "custom": answer.content}, answer.buffers)
        if answer.fault:
            traceback.print_exception(answer.fault)

    def _reply(self, name: str, request: Mapping[str, Any]) -> dict[str, Any]:
        reply, _ = self._form(name).reply(request.get("given"))
        return reply | {"turn": request.get("turn", 0)}

    def _form(self, name: str) -> Form:
        if name not in self._forms:
            self._forms[name] = _form(name)
        return self._forms[name]

    def _choose(self, units: UnitSystem) -> None:
        use_units(units)
        for session in self._sessions.values():
            session.forget()

    def _remember(self, asked: Mapping[str, Any]) -> None:
        """Show what was answered earlier, here or in another window, and make the cards again."""
        if "lines" in asked:
            self._kept.lines = asked["lines"]
        for name in asked["questions"]:
            if memory.latest(name):
                self._forms.pop(name, None)
                self._tell({"place": f"question:{name}", "set": {"reply": asdict(self._form(name).start)}})
        for call in asked["calls"]:
            self._tell({"place": f"call:{call}", "parts": self._called(call)})

    def _called(self, call: str) -> list[dict[str, Any]]:
        """Return what a call of the lesson shows: cards and questions, each with its place and values."""
        parsed = ast.parse(call, mode="eval").body
        if not (
            isinstance(parsed, ast.Call) and isinstance(parsed.func, ast.Name) and parsed.func.id in _CALLS
        ):
            raise ValueError(f"A page does not call {call!r}.")
        made: Card = getattr(exercises, parsed.func.id)(*map(ast.literal_eval, parsed.args))
        return self._parts(made, f"call:{call}")

    def _parts(self, made: Card, place: str) -> list[dict[str, Any]]:
        if isinstance(made, Series):
            heading: list[dict[str, Any]] = [{"place": f"{place}/", "values": {"card": made.html}}]
            found = [*made.results, *([made.summary] if made.summary else [])]
            return heading + [part for each in found for part in self._parts(each, place)]
        if isinstance(made, Result) and made.form:
            self._forms[made.form.id] = made.form
            values = {"asked": made.form.describe(), "reply": asdict(made.form.start)}
            return [{"place": f"question:{made.form.id}", "values": values}]
        if not isinstance(made, Following):
            return [{"place": f"{place}/", "values": {"card": made.html}}]
        part, make = f"{place}/{made.name}", made.make
        memory.follow(made.name, lambda: self._tell({"place": part, "set": {"card": make().html}}))
        return [{"place": part, "values": {"card": made.html}}]


def _form(name: str) -> Form:
    """Return a question's form, or that of a claim to be graded: ``01.definition``, ``claim.F06``."""
    kind, _, claim_id = name.partition("claim.")
    form = claim(claim_id, hidden=True).form() if claim_id and not kind else exercises.check(name).form
    if form is None:
        raise ValueError(f"There is no question {name!r}.")
    return form


def _own_card(name: str, content: str) -> str:
    """Return the card of a file of the reader's own, of which nothing stays."""
    # Cards bring the drawing library with them, which pages without one do not fetch.
    from helpers.explore.own_values_card import own_values

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "file")
        file.write_bytes(base64.b64decode(content))
        return own_values(file).html
