"""The terms of the course: what each means, and which lesson introduces it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from helpers.evidence.rows import rows


@dataclass(frozen=True)
class Term:
    """A term of the glossary: what it means, and the lesson that introduces it."""

    term: str
    meaning: str
    lesson: str

    @property
    def anchor(self) -> str:
        """What comes after `#` in a link to the term."""
        return re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")


@cache
def glossary() -> Mapping[str, Term]:
    """Return the glossary by term, in the order of the alphabet.

    Examples
    --------
    >>> glossary()["HOMA-IR"].lesson
    '00'
    """
    terms = sorted((Term(**row) for row in rows("glossary.csv")), key=lambda each: each.term.lower())
    return {each.term: each for each in terms}
