"""Reading what a learner typed: a number with or without its unit, one letter, several letters."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

_SPACES = "\u00a0\u2007\u2009\u202f\u2062'’_ "
_NUMBER = re.compile(r"([+-]?\s*(?:\d[\d.,\s'’_]*|[.,]\d+)(?:[eE][+-]?\d+)?)(.*)", re.DOTALL)


_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-"})
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}


class UnreadableError(Exception):
    """An answer that is no answer to this kind of question; the message tells the learner why."""


@dataclass(frozen=True)
class Reading:
    """A number as it was read.

    Parameters
    ----------
    numbers
        The number; a second entry where the text can be read in two ways (``"1,234"``).
    unit
        What followed the number, as typed; empty where nothing did.
    """

    numbers: tuple[float, ...]
    unit: str = ""


def is_blank(answer: Any) -> bool:
    """Return whether nothing was answered yet: ``...``, None, an empty text or an empty collection.

    Examples
    --------
    >>> is_blank(...), is_blank(None), is_blank("  "), is_blank([]), is_blank(0)
    (True, True, True, True, False)
    """
    if answer is ... or answer is None:
        return True
    if isinstance(answer, str):
        return not answer.strip(".… \t\n")
    return isinstance(answer, list | tuple | set | frozenset | dict) and len(answer) == 0


def read_number(answer: Any) -> Reading:
    """Return the number in `answer`, or raise with a message for the learner.

    Texts may carry a unit, a decimal comma and thousands separators; arrays, Series and lists of one entry
    count as that entry.

    Raises
    ------
    UnreadableError
        If there is no finite real number in it.

    Examples
    --------
    >>> read_number("2,44 mg/dL")
    Reading(numbers=(2.44,), unit='mg/dL')
    >>> read_number("1,234")
    Reading(numbers=(1.234, 1234.0), unit='')
    >>> read_number([2.5])
    Reading(numbers=(2.5,), unit='')
    """
    answer = _only_entry(answer)
    if isinstance(answer, bytes):
        answer = answer.decode(errors="replace")
    if isinstance(answer, str):
        return _read_text(answer)
    if isinstance(answer, bool | np.bool_):
        raise UnreadableError(f"{answer} is a truth value. The question asks for a number.")
    if isinstance(answer, complex | np.complexfloating):
        raise UnreadableError("That is a complex number. The question asks for a real one.")
    if isinstance(answer, Mapping):
        raise UnreadableError("That is a dictionary. Pass the one number that answers the question.")
    if isinstance(answer, type) or callable(answer):
        raise UnreadableError(
            "That is a function, not its result: call it with its arguments in parentheses."
        )
    return Reading((_finite(answer),))


def read_letters(answer: Any, options: Mapping[str, str]) -> tuple[str, ...]:
    """Return the letters of the options that `answer` names, in order and once each.

    An option is named by its letter in any case, with brackets or a full stop around it, or by its text.

    Raises
    ------
    UnreadableError
        If a part of the answer names no option.

    Examples
    --------
    >>> options = {"a": "muscle", "b": "brain", "c": "liver"}
    >>> read_letters(" B) ", options), read_letters({"c", "a"}, options), read_letters("a and c", options)
    (('b',), ('a', 'c'), ('a', 'c'))
    >>> read_letters("Brain", options)
    ('b',)
    """
    named = _named(answer, options, depth=0)
    return tuple(letter for letter in options if letter in named)


def listed(words: list[str] | tuple[str, ...], joint: str = "and") -> str:
    """Return words as a phrase.

    Examples
    --------
    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def shown(answer: Any) -> str:
    """Return a short, harmless text for what the learner passed; only texts and numbers are printed.

    Examples
    --------
    >>> shown("two"), shown([1, 2])
    ("'two'", 'a list')
    """
    if isinstance(answer, str):
        short = answer if len(answer) <= 40 else f"{answer[:37]}..."
        return repr(short)
    if type(answer) in (int, float) and abs(answer) < 1e15:
        return f"{answer:.6g}"
    name = type(answer).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _only_entry(answer: Any, depth: int = 0) -> Any:
    """Unwrap collections of one entry; three deep is more than anyone means."""
    if isinstance(answer, str | bytes) or depth == 3:
        return answer
    if isinstance(answer, list | tuple | set | frozenset):
        if len(answer) != 1:
            raise UnreadableError(_too_many(len(answer)))
        return _only_entry(next(iter(answer)), depth + 1)
    if hasattr(type(answer), "__array__"):
        entries = np.asarray(answer)
        if entries.size != 1:
            raise UnreadableError(_too_many(entries.size))
        return _only_entry(entries.tolist() if entries.ndim == 0 else entries.flat[0], depth + 1)
    return answer


def _too_many(count: int) -> str:
    comma = " Python reads 2,44 as two numbers: write 2.44, or '2,44' in quotes." if count == 2 else ""
    return f"That is {count} values. The question asks for one number.{comma}"


def _finite(answer: Any) -> float:
    try:
        value = float(answer)
    except OverflowError:
        value = np.inf
    except (TypeError, ValueError):
        raise UnreadableError(f"The question asks for a number, and this is {shown(answer)}.") from None
    if np.isnan(value):
        raise UnreadableError("That is NaN, 'not a number': a value is missing, or a step is undefined.")
    if np.isinf(value):
        raise UnreadableError("That is infinite or far too large. Was something divided by zero?")
    return value


def _read_text(text: str) -> Reading:
    # Not "120/80" or "5-10", which are two numbers to whoever writes them.
    if re.fullmatch(r"[\d\s.,+*/×·÷^()−-]+", text) and re.search(
        r"[\d)]\s*[*×·÷]\s*[\d(]|\s/\s|\)\s*/", text
    ):
        return Reading((_finite(_worked_out(text)),))
    plain = text.strip().lstrip("=≈~ ").replace("−", "-").replace("–", "-")
    match = _NUMBER.match(plain)
    if match is None:
        raise UnreadableError(
            f"The question asks for a number, and {shown(text)} does not begin with one in digits."
        )
    digits, rest = match.group(1).strip(), match.group(2).strip().rstrip(".")
    if re.match(r"[+*^:]|[-/×·(]\s*[\d.]", rest) or re.search(r"\d\s+\d{1,2}$", digits):
        raise UnreadableError(f"{shown(text)} is not one number. Without the quotes, Python computes it.")
    return Reading(tuple(_finite(value) for value in _readings(digits.rstrip(".,"))), rest)


def _worked_out(text: str) -> float:
    """Return what a calculation in digits comes to, as a pocket calculator reads it.

    Examples
    --------
    >>> _worked_out("108 × 15 / 405"), _worked_out("(2,5 + 1) * 2^2")
    (4.0, 14.0)
    """
    code = re.sub(r"(?<=\d),(?=\d)", ".", text.translate(_SIGNS)).replace("^", "**")
    try:
        return _value(ast.parse(code.strip(), mode="eval").body)
    except (SyntaxError, KeyError, ArithmeticError, ValueError, RecursionError):
        raise UnreadableError(
            f"{shown(text)} cannot be worked out. Give the number that it comes to."
        ) from None


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(float(value) | int(value)):
            return float(value)
        case ast.UnaryOp(ast.USub(), of):
            return -_value(of)
        case ast.BinOp(left, sign, right):
            return _OPERATORS[type(sign)](_value(left), _value(right))
    raise ValueError


def _readings(digits: str) -> list[str]:
    """Return the ways to read digits with separators: the decimal sign is the last of the two kinds used."""
    for space in _SPACES:
        digits = digits.replace(space, "")
    digits = "".join(digits.split())
    if "," in digits and "." in digits:
        thousands, decimal = (",", ".") if digits.rfind(".") > digits.rfind(",") else (".", ",")
        return [digits.replace(thousands, "").replace(decimal, ".")]
    for sign in ",.":
        if digits.count(sign) > 1:
            return [digits.replace(sign, "")]
    if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", digits):
        return [digits.replace(",", "."), digits.replace(",", "")]
    return [digits.replace(",", ".")]


def _named(answer: Any, options: Mapping[str, str], depth: int) -> set[str]:
    if isinstance(answer, bool | np.bool_ | int | float | complex | np.number):
        raise UnreadableError(
            f"A number names no option. Answer with a letter in quotes: {_letters(options)}."
        )
    if isinstance(answer, str):
        return _named_in_text(answer, options)
    if depth < 2 and not isinstance(answer, type):
        if hasattr(type(answer), "__array__"):
            answer = np.asarray(answer).reshape(-1).tolist()
        if isinstance(answer, list | tuple | set | frozenset):
            if len(answer) > len(options):
                raise UnreadableError(f"That is more than there are options: {_letters(options)}.")
            return set().union(*(_named(entry, options, depth + 1) for entry in answer))
    raise UnreadableError(f"Answer with a letter in quotes: {_letters(options)}. This is {shown(answer)}.")


def _named_in_text(text: str, options: Mapping[str, str]) -> set[str]:
    wanted = _key(text)
    by_text = {_key(option): letter for letter, option in options.items()}
    if wanted in by_text:
        return {by_text[wanted]}
    bare = re.sub(r"^(option|answer)\s+", "", text.strip().casefold())
    words = [word for word in re.split(r"[\s,;+&/]+|\band\b", bare) if word]
    letters = [word.strip("()[].:'\"") for word in words]
    if all(letter in options for letter in letters):
        return set(letters)
    first = letters[0] if letters else ""
    if first in options and _key(text[text.casefold().find(first) + len(first) :]) == _key(options[first]):
        return {first}
    if len(letters) == 1 and first.isalpha() and len(first) <= len(options) and set(first) <= set(options):
        return set(first)
    raise UnreadableError(f"{shown(text)} is not one of the options. They are {_letters(options)}.")


def _letters(options: Mapping[str, str]) -> str:
    return listed([repr(letter) for letter in options], "or")


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w%<>=+-]+", " ", text.casefold()).split())
