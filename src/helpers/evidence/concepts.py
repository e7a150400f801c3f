"""Concepts for judging a claim about a treatment, after the Informed Health Choices key concepts, in our own words.

`data/concepts.csv` holds one row a concept. Its code begins with the number of its group in the list of 2022; the word
behind the number is ours. `data/claims.csv` names the concepts that a claim asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from helpers.evidence.rows import require, rows, split_list
from helpers.evidence.sources import all_references


@dataclass(frozen=True)
class Concept:
    """One thing to ask of a claim.

    Parameters
    ----------
    code
        Number of its group and a word: ``"2.1-lost"``.
    name, sentence
        What a learner reads.
    questions
        Ids of the questions of the lessons that practise it.
    sources
        Keys of references.
    """

    code: str
    name: str
    sentence: str
    questions: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def lessons(self) -> tuple[str, ...]:
        """Numbers of the lessons that practise it."""
        return tuple(sorted({question[:2] for question in self.questions}))

    @property
    def said(self) -> str:
        """Its name and its sentence as running text."""
        return f"{self.name if self.name.endswith('?') else f'{self.name}.'} {self.sentence}"


GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "1.1": "Claims: too good to be true",
        "1.2": "Claims: mistaken beliefs about research",
        "1.3": "Claims: mistaken beliefs about treatments",
        "1.4": "Claims: trust in a source",
        "2.1": "Comparisons: were they fair?",
        "2.2": "Comparisons: was everything looked at?",
        "2.3": "Comparisons: how large, and how told?",
        "2.4": "Comparisons: chance",
        "3.1": "Choices: does it bear on the question?",
        "3.2": "Choices: benefit and harm",
    }
)
"""The groups of the list of 2022 by number, in our words (doi:10.12688/f1000research.123051.2)."""


def concepts() -> Mapping[str, Concept]:
    """Return all concepts by code.

    Raises
    ------
    ValueError
        If the shipped file contradicts itself: a code twice or without a group, an empty field, a reference that is
        not there.

    Examples
    --------
    >>> concepts()["2.1-lost"].name
    'Was everybody counted?'
    >>> concepts()["2.1-lost"].lessons
    ('09',)
    """
    return _concepts()


@cache
def _concepts() -> Mapping[str, Concept]:
    found: dict[str, Concept] = {}
    for row in rows("concepts.csv"):
        where = f"concepts.csv, concept {row['code']!r}"
        sources = split_list(row["source"])
        require(row["code"] not in found, f"{where}: it is there twice")
        require(
            re.fullmatch(r"\d\.\d-[a-z-]+", row["code"]) is not None and row["code"][:3] in GROUPS,
            f"{where}: codes are the number of a group, a hyphen and a word",
        )
        require(all(row.values()), f"{where}: a field is empty")
        for key in sources:
            require(key in all_references(), f"{where}: there is no reference {key!r}")
        found[row["code"]] = Concept(
            row["code"], row["name"], row["sentence"], split_list(row["questions"]), sources
        )
    return MappingProxyType(found)
