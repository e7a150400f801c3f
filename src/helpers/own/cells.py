"""A cell of a laboratory's table: a number with its flag or limit, a sex, or nothing."""

from __future__ import annotations

import math
import re

from helpers.own.headings import Kind

_MISSING = {"", "na", "n/a", "n.a.", "nan", "null", "none", "-", "--", "."}

# 5.6, 1,234.5, 1 234.5, 1'234.5, 1e3; with a decimal comma, after points and commas have changed places.
_NUMBER = re.compile(
    r"[+-]?(?:[1-9]\d{0,2}(?:[,'’ \u00a0\u202f]\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+", re.ASCII
)

# What laboratories print beside a number: a flag of theirs, or the limit of the assay before it.
_FLAG = re.compile(r"(?<=[\d.,])\s*(?:\*+|\s\(?[HLhl]{1,2}\)?|[HL]{1,2})$")

LIMIT = re.compile(r"\s*[<>≤≥]=?\s*[\d.,]+\s*$")

_SEXES = {
    **dict.fromkeys(
        ("f", "female", "woman", "w", "weiblich", "femme", "mujer", "femenino", "vrouw", "2"), "F"
    ),
    **dict.fromkeys(("m", "male", "man", "männlich", "homme", "hombre", "masculino", "1"), "M"),
}

_SEPARATORS = re.compile("[,'’ \u00a0\u202f]")

_SWAP = str.maketrans(",.", ".,")

NOT_A_NUMBER = math.inf


def number(cell: str, comma: bool) -> float:
    """Return a cell's number, NaN if nothing was measured, infinity if it is no number."""
    text = _FLAG.sub("", cell.strip())
    if text.casefold() in _MISSING or LIMIT.fullmatch(text):
        return math.nan
    if comma:
        text = text.translate(_SWAP)
    return float(_SEPARATORS.sub("", text)) if _NUMBER.fullmatch(text) else NOT_A_NUMBER


def allowed(cell: str, kind: Kind) -> str | None:
    """Return which of the words of a column a cell means, nothing if it is empty, None if it is another."""
    text = cell.strip()
    text = _SEXES.get(text.casefold().removesuffix(".0"), text)
    return "" if text.casefold() in _MISSING else text if text in kind.allowed else None
