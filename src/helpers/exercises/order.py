"""The order in which a question's options are shown.

A bank writes options as they come to mind, and the right one came to stand second far too often. So the engine
shows them in an order that depends on the question's id and on nothing else: the same on every machine and in
every version of Python, and untouched by questions that are added elsewhere. The letters of a bank are names
that never change; the letters that a learner reads are places.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Mapping, Set
from string import ascii_lowercase
from typing import Any, TypeVar

from helpers.exercises.kinds import Question

_Asked = TypeVar("_Asked", bound=Question)

# Of the first thousand, one with which the right letters come out even. Another one would change every letter.
_SEED = 798


def written(question: Question) -> str:
    """Return the letters of a question's options as its bank writes them, in the order in which they are shown.

    Options that are marked as ordered, and those of a question without options, stay as they are.

    Parameters
    ----------
    question
        As the bank has it, or as it is shown.

    Examples
    --------
    >>> from helpers.exercises import Prediction
    >>> words = {"watch": "Watch.", "hint": "Think.", "solution": "So."}
    >>> question = Prediction("01.size", "How large?", options={"a": "small", "b": "large"}, ordered=True, **words)
    >>> written(question)
    'ab'
    """
    letters = sorted(question.choices)
    if not question.ordered:
        letters.sort(key=lambda letter: hashlib.sha256(f"{_SEED} {question.id} {letter}".encode()).digest())
    return "".join(letters)


def shown(question: _Asked) -> _Asked:
    """Return a question of a bank as it is shown: every letter moved along with its option.

    A text of a bank names an option by its letter in braces, such as ``{c}``; here it becomes the letter that
    the learner reads.

    Raises
    ------
    ValueError
        If a text names an option that is not there.
    """
    if not question.choices:
        return question
    place = dict(zip(written(question), ascii_lowercase, strict=False))

    def named(text: str) -> str:
        if strange := set(re.findall(r"\{([a-z])\}", text)) - set(place):
            raise ValueError(f"Question {question.id!r}: there is no option {sorted(strange)}.")
        return re.sub(r"\{([a-z])\}", lambda found: place[found[1]], text)

    def moved(value: Any) -> Any:
        if isinstance(value, Mapping):
            return dict(sorted((place[letter], named(text)) for letter, text in value.items()))
        if isinstance(value, Set):
            return {place[letter] for letter in value}
        return named(value) if isinstance(value, str) else value

    fields = {field.name: getattr(question, field.name) for field in dataclasses.fields(question)}
    changed = {
        name: moved(value) for name, value in fields.items() if name not in ("id", "answer", "outcome")
    }
    for name in {"answer", "outcome"} & fields.keys():
        letters = fields[name]
        changed[name] = (
            "".join(place[each] for each in letters) if isinstance(letters, str) else moved(letters)
        )
    return dataclasses.replace(question, **changed)
