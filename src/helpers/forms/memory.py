"""What a learner answered: one line an attempt, in a small readable file of their own.

A line is only ever added. So two windows that write at once lose nothing, a crash costs the line that was being
written, and a reset can be undone. Nothing here raises: a disk that is full or locked costs the memory, not the lesson,
and what could not be written is written with the next attempt.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol

from helpers.paths import learner_path

How = Literal["typed", "clicked"]

FILE = "answers.jsonl"
_EARLIER = "progress.json"  # of versions that kept which questions were solved, and no answers
_SOLVED = ("right", "noted")
_LONGEST = 2000  # characters of an answer; only a program can come near
_UNSENT: dict[Path, list[str]] = {}
_LISTENERS: dict[str, Callable[[], None]] = {}


@dataclass(frozen=True)
class Attempt:
    """One answer to one question.

    Parameters
    ----------
    question
        The question's id.
    answer
        What was answered: letters of a bank, or a text; empty where a version of the course kept none.
    status
        ``"right"``, ``"wrong"`` or ``"noted"``.
    how
        Whether it was typed in a cell or given in a form.
    mistake
        Which foreseen mistake it was, in the words of the question's kind; may be empty.
    at
        When, in UTC, as the computer's clock had it; may be empty.
    asked
        Tells the wording of the question that was answered from a later one; may be empty.
    """

    question: str
    answer: str
    status: str
    how: str = "typed"
    mistake: str = ""
    at: str = ""
    asked: str = ""


class Keeper(Protocol):
    """Where the lines are kept."""

    def read(self) -> str:
        """Return all lines."""

    def add(self, line: str) -> None:
        """Add a line."""


class LearnersFile:
    """Keeps the lines in the learner's own folder."""

    def read(self) -> str:
        """Return all lines, and those that could not be written yet."""
        path = learner_path(FILE)
        try:
            text = path.read_bytes().decode(errors="replace")
        except OSError:
            text = ""
        return "\n".join([text, *_UNSENT.get(path, [])])

    def add(self, line: str) -> None:
        """Add a line, and those that could not be written before."""
        path = learner_path(FILE)
        waiting = [*_UNSENT.get(path, []), line]
        _UNSENT[path] = waiting
        with contextlib.suppress(OSError):
            _append(path, waiting)
            _UNSENT[path] = []


keeper: Keeper = LearnersFile()
"""The one in use; a page that runs Python itself puts its own here."""


def record(
    question: str,
    answer: str,
    status: str,
    how: How,
    mistake: str = "",
    at: datetime | None = None,
    asked: str = "",
) -> None:
    """Remember an attempt, unless it is the same as the last one at this question.

    A lesson that is run again judges the answers in its cells again; these are no new attempts.

    Parameters
    ----------
    question, answer, status, how, mistake, asked
        See `Attempt`.
    at
        When; by default now.
    """
    before = latest(question)
    answer = answer[:_LONGEST]
    if before and (before.answer, before.status, before.asked or asked) == (answer, status, asked):
        return
    stamp = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = {"question": question, "answer": answer, "status": status, "how": how, "at": stamp}
    more = {"mistake": mistake, "asked": asked}
    _add(entry | {name: value for name, value in more.items() if value})


def forget(lesson: str | None = None) -> None:
    """Set one lesson back, or all of them; `recall` undoes it."""
    _add({"forget": lesson or ""})


def recall() -> None:
    """Undo the last `forget` that was not undone yet."""
    _add({"recall": True})


def attempts(text: str | None = None) -> tuple[Attempt, ...]:
    r"""Return all attempts in the order in which they were made, without those that were set back.

    Parameters
    ----------
    text
        The lines of somebody's file; by default the learner's own.

    Examples
    --------
    >>> attempts('{"question": "01.homa", "answer": "4", "status": "right"}\nhalf a li')
    (Attempt(question='01.homa', answer='4', status='right', how='typed', mistake='', at='', asked=''),)
    """
    if text is None:
        return _read(keeper.read(), _earlier())
    return _read(text, ())


def latest(question: str, *, how: How | None = None) -> Attempt | None:
    """Return the last attempt at a question, or the last of those made in one way; None if there is none."""
    made = (each for each in reversed(attempts()) if each.question == question)
    return next((each for each in made if how in (None, each.how)), None)


def done() -> frozenset[str]:
    """Return the ids of the questions that were ever answered right, and of the predictions made."""
    return solved(attempts())


def solved(made: Iterable[Attempt]) -> frozenset[str]:
    """Return the ids of the questions that some attempt solved.

    Examples
    --------
    >>> sorted(solved([Attempt("01.a", "4", "right"), Attempt("01.b", "4", "wrong"), Attempt("01.a", "5", "wrong")]))
    ['01.a']
    """
    return frozenset(each.question for each in made if each.status in _SOLVED)


def unwritten() -> Path | None:
    """Return the file that could not be written, and waits for the next attempt; None where all is kept."""
    path = learner_path(FILE)
    return path if _UNSENT.get(path) else None


def follow(name: str, listener: Callable[[], None]) -> None:
    """Call `listener` after every change, in place of the one that had this name."""
    _LISTENERS[name] = listener


def _add(entry: Mapping[str, Any]) -> None:
    keeper.add(json.dumps(entry, ensure_ascii=False))
    for listener in tuple(_LISTENERS.values()):
        with contextlib.suppress(Exception):  # A display that is gone must not cost the answer.
            listener()


def _append(path: Path, lines: list[str]) -> None:
    """Add lines in one write, after a line end where a crash left half a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0
        if torn:
            os.lseek(handle, size - 1, os.SEEK_SET)
            torn = os.read(handle, 1) != b"\n"
        data = ("\n" * torn + "".join(f"{line}\n" for line in lines)).encode(errors="replace")
        if os.write(handle, data) < len(data):
            raise OSError("The disk is full.")
    finally:
        os.close(handle)


@lru_cache(maxsize=2)  # a lesson asks for each of its questions
def _read(text: str, earlier: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    kept = list(earlier)
    put_aside: list[list[Attempt]] = []
    for entry in _entries(text):
        if isinstance(lesson := entry.get("forget"), str):
            prefix = f"{lesson}." if lesson else ""
            put_aside.append([each for each in kept if each.question.startswith(prefix)])
            kept = [each for each in kept if not each.question.startswith(prefix)]
        elif entry.get("recall"):
            kept = [*(put_aside.pop() if put_aside else ()), *kept]
        elif attempt := _attempt(entry):
            kept.append(attempt)
    return tuple(kept)


def _entries(text: str) -> Iterator[dict[str, Any]]:
    for line in text.split("\n"):
        with contextlib.suppress(ValueError, RecursionError):
            entry = json.loads(line)
            if isinstance(entry, dict):
                yield entry


def _attempt(entry: Mapping[str, Any]) -> Attempt | None:
    named = {name: entry.get(name, "") for name in Attempt.__dataclass_fields__}
    if not named["question"] or not all(isinstance(value, str) for value in named.values()):
        return None
    return Attempt(**named | {"how": named["how"] or "typed"})


def _earlier() -> tuple[Attempt, ...]:
    try:
        saved = json.loads(learner_path(_EARLIER).read_text(encoding="utf-8"))["done"]
        ids = sorted(entry for entry in saved if isinstance(entry, str))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()
    return tuple(Attempt(question, "", "right") for question in ids)
