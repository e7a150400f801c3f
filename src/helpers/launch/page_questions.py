"""The questions, claims and cards of a lesson's page.

They stand apart from the page's explorers, whose first picture does not wait until these are imported.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from helpers import exercises
from helpers.evidence import claim
from helpers.exercises.cards import Following, Result
from helpers.exercises.repetition import Series
from helpers.forms import Form, memory
from helpers.html import Card

_CALLS = ("progress", "settle", "review", "before", "after")


class Questions:
    """Judges what a reader answers, and makes the cards that count it.

    Parameters
    ----------
    tell
        Tells the page what to show.

    Examples
    --------
    >>> reply = Questions(print).reply("01.homa_by_hand", {"given": "", "turn": 1})
    >>> reply["status"], reply["turn"]
    ('blank', 1)
    """

    def __init__(self, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self._tell = tell
        self._forms: dict[str, Form] = {}

    def reply(self, name: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is said to an answer, with the turn that it was asked in.

        Raises
        ------
        ValueError
            If no lesson has such a question.
        """
        reply, _ = self._form(name).reply(request.get("given"))
        return reply | {"turn": request.get("turn", 0)}

    def _form(self, name: str) -> Form:
        if name not in self._forms:
            self._forms[name] = _form(name)
        return self._forms[name]

    def remember(self, asked: Mapping[str, Any]) -> None:
        """Show what was answered earlier, here or in another window, and make the cards again."""
        for name in asked["questions"]:
            if memory.latest(name):
                self._forms.pop(name, None)
                self._tell({"place": f"question:{name}", "set": {"reply": asdict(self._form(name).start)}})
        for call in asked["calls"]:
            self._tell({"place": f"call:{call}", "parts": self.called(call)})

    def called(self, call: str) -> list[dict[str, Any]]:
        """Return what a call of the lesson shows: cards and questions, each with its place and values.

        Raises
        ------
        ValueError
            If no lesson calls that.
        """
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
