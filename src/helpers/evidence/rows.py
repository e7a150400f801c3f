"""Reads the tables of `data/`, and looks an entry up by its key."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from helpers.paths import data_path
from helpers.words import said

_Entry = TypeVar("_Entry")


def one(entries: Mapping[str, _Entry], key: str, what: str) -> _Entry:
    """Return the entry of a key, or raise a `ValueError` that names the nearest keys; `what` is what it is called."""
    if isinstance(key, str) and key.strip() in entries:
        return entries[key.strip()]
    near = _nearest(key.strip(), entries) if isinstance(key, str) else []
    meant = f" Nearest: {', '.join(near)}." if near else ""
    raise ValueError(f"There is no {what} {said(key)}.{meant}")


def _nearest(key: str, entries: Iterable[str]) -> list[str]:
    """Return up to three keys that may have been meant: for the id of a claim, its neighbours in the text."""
    number = re.fullmatch(r"([A-Za-z])(\d+)", key)
    if number:
        tier = [name for name in entries if name[0] == number[1].upper() and len(name) == 3]
        return sorted(sorted(tier, key=lambda name: abs(int(name[1:]) - int(number[2])))[:3])
    return difflib.get_close_matches(key, entries, n=3, cutoff=0.5)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of `data/`, without blanks around the texts."""
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return [{column: text.strip() for column, text in row.items()} for row in csv.DictReader(file)]


def require(condition: bool, what: str) -> None:
    """Raise a `ValueError` that says what is wrong with a table, unless the condition holds."""
    if not condition:
        raise ValueError(f"{what}.")


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a field that lists several things."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
