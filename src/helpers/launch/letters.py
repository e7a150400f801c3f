"""Carries the letters in a learner's copies over where a question's options now stand in another order.

A shipped lesson says in its metadata in which order it shows the options of each question, and so does a copy of
it: the letters are those of the bank, which stay with their options, in the order shown. A copy that says nothing
is older than that; options then stood in the order of the bank. So a copy tells by itself how its letters are to
be read, and one write changes the letters and what the copy says of them.

This file needs the standard library alone, like `helpers.launch.copies`, which calls it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase
from typing import Any

_KEY = "course"
_CALL = re.compile(r"""\b(?:check|predict)\s*\(\s*(["'])\s*(?P<id>\d?\d\.\w+)\s*\1\s*,""")
_TEXT_OR_COMMENT = re.compile(
    r"""(?P<sign>'''|\"""|'|")(?P<said>(?:\\.|(?!(?P=sign)).)*)(?P=sign)|#[^\n]*""", re.DOTALL
)
_ALONE = re.compile(r"(?<![^\W_])[A-Za-z](?![^\W_])")


def metadata(orders: Mapping[str, str]) -> dict[str, dict[str, dict[str, str]]]:
    """Return what a lesson's metadata says of its options.

    Parameters
    ----------
    orders
        The letters of the bank in the order shown, by the question's id.

    Examples
    --------
    >>> metadata({"01.first": "ba"})
    {'course': {'options': {'01.first': 'ba'}}}
    """
    return {_KEY: {"options": dict(orders)}}


def carry(
    shipped: Path, own: Path, write: Callable[[Path, bytes, Callable[[], bool]], bool]
) -> tuple[str, ...]:
    """Bring the letters in a learner's copies into the order of the shipped lessons.

    What a copy answers stays the same option; nothing else in it changes. Answers in words stay as they are.
    A file that is no copy of a lesson is left alone, whatever stands in it.

    Parameters
    ----------
    shipped, own
        The folders of the lessons and of the copies.
    write
        Writes a file as a whole or not at all; returns False where its last argument tells it at the last moment
        that the file is not what it was.

    Returns
    -------
    tuple
        The names of the copies in which a letter changed.

    Raises
    ------
    OSError
        If a copy cannot be written.
    """
    # A copy may have another name by now, and a new lesson another title: either tells what it is a copy of.
    lessons: dict[str, dict[str, str]] = {}
    for file in sorted(shipped.glob("*.ipynb")):
        lesson = _notebook(_content(file))
        lessons |= dict.fromkeys((file.name, _title(lesson)), _orders(lesson))
    changed = []
    for file in sorted(own.glob("*.ipynb")):
        is_done = False
        while not is_done:  # again, where an answer was saved meanwhile
            content = _content(file)
            copy, letters_changed = _brought_over(file.name, content, lessons)
            is_done = copy is None or write(file, copy, lambda file=file, was=content: _content(file) != was)  # type: ignore[misc]
        if letters_changed:
            changed.append(file.name)
    return tuple(changed)


def _brought_over(
    name: str, content: bytes, lessons: Mapping[str, Mapping[str, str]]
) -> tuple[bytes | None, bool]:
    """Return a copy in the order of today, None if it is that already, and whether a letter changed."""
    copy = _notebook(content)
    new, old = lessons.get(name) or lessons.get(_title(copy)), _orders(copy)
    if not copy["cells"] or not new or old == new:
        return None, False
    before = [cell["source"] for cell in copy["cells"]]
    for cell in copy["cells"]:
        cell["source"] = _carried(cell, old, new)
    copy["metadata"][_KEY] = metadata(new)[_KEY]
    return _bytes(copy), before != [cell["source"] for cell in copy["cells"]]


def moved(text: str, places: Mapping[str, str]) -> str:
    """Return an answer in letters with each letter replaced, in all forms that `check` reads.

    Examples
    --------
    >>> places = {"a": "c", "b": "a", "c": "b"}
    >>> [moved(text, places) for text in ("b", "AC", "a and c", "option c", "(b) the liver")]
    ['a', 'CB', 'c and b', 'option b', '(a) the liver']
    >>> moved("a trial of two years", places), moved("7", places)
    ('a trial of two years', '7')
    """

    def other(found: re.Match[str]) -> str:
        letter = found[0]
        place = places.get(letter.lower(), letter)
        return place.upper() if letter.isupper() else place

    said = re.fullmatch(r"(\s*(?:(?:option|answer)\s+)?)(.*)", text, re.DOTALL | re.IGNORECASE)
    assert said is not None  # The pattern takes any text.
    before, answer = said.groups()
    words = [word for word in re.split(r"[\s,;+&/]+|\band\b", answer.lower()) if word]
    bare = [word.strip("()[].:'\"") for word in words]
    if bare and all(word in places for word in bare):
        return before + _ALONE.sub(other, answer)
    if len(bare) == 1 and set(bare[0]) <= set(places):
        return before + re.sub("[A-Za-z]", other, answer)
    if re.match(r"\W*[A-Za-z]\s*[).:\]]", answer):
        return before + _ALONE.sub(other, answer, count=1)
    return text


def _carried(cell: Mapping[str, Any], old: Mapping[str, str], new: Mapping[str, str]) -> Any:
    """Return a cell's source with the letters of all its answers in the new order, as text or as lines."""
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return cell["source"]
    pieces, end = [], 0
    for start, stop, question in _answers(source):
        order = new.get(question, "")
        before = old.get(question, "".join(sorted(order)))
        # A letter whose option is gone must not name another one: with a question mark it names none.
        places = {
            ascii_lowercase[at]: ascii_lowercase[order.index(letter)] if letter in order else "?"
            for at, letter in enumerate(before if order else "")
        }
        pieces += [source[end:start], moved(source[start:stop], places)]
        end = stop
    after = "".join([*pieces, source[end:]])
    if after == source:
        return cell["source"]
    return after if isinstance(cell["source"], str) else re.findall(r"[^\n]*\n|[^\n]+", after)


def _answers(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each text that is passed as an answer begins and ends, and the question's id."""
    for call in _CALL.finditer(source):
        lesson, name = call["id"].lower().split(".")
        depth, at = 1, call.end()
        while at < len(source) and depth:
            found = _TEXT_OR_COMMENT.match(source, at)
            if found and found["said"] is not None:
                yield *found.span("said"), f"{lesson.zfill(2)}.{name}"
            depth += (source[at] in "([{") - (source[at] in ")]}")
            at = found.end() if found else at + 1


def _title(notebook: Mapping[str, Any]) -> str:
    """Return a lesson's heading as far as its colon, such as "01 Fundamentals"."""
    first = "".join(notebook["cells"][0]["source"]) if notebook["cells"] else ""
    heading = re.match(r"# ([^:\n]+)", first)
    return heading[1].strip() if heading else "no lesson"


def _orders(notebook: Mapping[str, Any]) -> dict[str, str]:
    orders = notebook["metadata"].get(_KEY, {})
    orders = orders.get("options", {}) if isinstance(orders, dict) else {}
    found = orders.items() if isinstance(orders, dict) else ()
    return {question: order for question, order in found if isinstance(order, str)}


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _notebook(content: bytes) -> dict[str, Any]:
    """Return a notebook as far as it is needed here; an empty one if it is none."""
    try:
        found = json.loads(content)
        for cell in found["cells"]:
            _ = cell["cell_type"], "".join(cell["source"])
        if isinstance(found["metadata"], dict):
            return dict(found)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return {"cells": [], "metadata": {}}


def _bytes(notebook: Mapping[str, Any]) -> bytes:
    # As Jupyter writes it, so that a comparison with an older state of the file shows what changed and no more.
    try:
        return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a character in an output
        return (json.dumps(notebook, indent=1) + "\n").encode()
