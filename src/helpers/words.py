"""How messages name what a caller passed, and checks of names: what needs no numpy, since the evidence does without."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

_LONGEST = 60  # characters of what a caller passed that a message repeats


def several(name: str, values: Any, what: str) -> list[Any]:
    """Return what a caller passed as a list, or say that several were expected.

    Raises
    ------
    ValueError
        If it is one thing, or one text.

    Examples
    --------
    >>> several("ids", ("F01", "F02"), "ids of claims")
    ['F01', 'F02']
    """
    try:
        if not isinstance(values, str | bytes):
            return list(values)
    except TypeError:
        pass
    raise ValueError(f"{name} = {said(values)}: expected a list of {what}.")


def truth(name: str, value: Any) -> bool:
    """Return `value` if it is True or False, or say that it is neither.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> truth("change", True)
    True
    """
    if not isinstance(value, bool) and not type(value).__name__.startswith("bool"):
        raise ValueError(f"{name} = {said(value)}: expected True or False.")
    return bool(value)


def known(value: Any, names: Container[str]) -> bool:
    """Return whether a caller passed one of these names; what is no text is none.

    Examples
    --------
    >>> known("SI", ("conventional", "SI")), known(["SI"], {"SI": 1})
    (True, False)
    """
    return isinstance(value, str) and value in names


def said(value: Any) -> str:
    """Return how a message names what a caller passed: as Python writes it, shortened.

    Examples
    --------
    >>> said(5.9), len(said("a" * 100_000))
    ('5.9', 60)
    """
    try:
        text = repr(value)
    except Exception:  # of somebody's own class, or a number too long to be written
        text = f"something of type {type(value).__name__}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
