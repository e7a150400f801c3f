"""The claims of the source text, how well each is supported, and where that was read.

`data/claims.csv` holds the claims with their grades, `data/references.csv` the references with the confidence
in their printed details. Both are read once and checked against each other.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from helpers import words
from helpers.columns import data_frame
from helpers.evidence.concepts import concepts
from helpers.evidence.rows import one, require, rows, split_list
from helpers.evidence.sources import all_references, bracketed, cited_html
from helpers.html import Card, Shown, badge, fold, frame, rich

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Grade:
    """One step of the scale on which claims are graded.

    Parameters
    ----------
    word
        Its name.
    symbol
        A shape of its own, fuller the better the support.
    colour
        Dark enough for white text; charts use the same.
    meaning
        What it says of the evidence.
    """

    word: str
    symbol: str
    colour: str
    meaning: str


GRADES: Mapping[str, Grade] = MappingProxyType(
    {
        grade.word: grade
        for grade in (
            Grade("established", "●", "#0b5d3b", "Textbook or guideline consensus."),
            Grade("supported", "◕", "#1a56a0", "Good evidence, with some limits."),
            Grade("mixed", "◐", "#6a5d00", "Partly right, oversimplified, or trials conflict."),
            Grade("weak", "◔", "#a34700", "Thin or indirect evidence."),
            Grade("unsupported", "○", "#5b5b66", "No adequate evidence in people."),
            Grade("incorrect", "✕", "#a3122a", "Contradicted by evidence or by definition."),
            Grade("not-checkable", "◇", "#5a3e99", "A statement of value, not of fact."),
        )
    }
)
"""The scale, best support first."""

_KINDS = {
    "RCT": "randomised trials",
    "meta-analysis": "meta-analysis",
    "cohort": "observational studies in people",
    "guideline": "guidelines",
    "mechanistic": "mechanism studies",
    "animal": "animal studies",
    "expert opinion": "expert opinion",
    "label": "prescribing information",
    "bibliographic check": "check of the reference",
    "none in humans": "none in humans",
}


@dataclass(frozen=True, repr=False)
class Claim(Shown):
    """One claim of the source text, in this course's words, with its grade and the reasons for it.

    Parameters
    ----------
    id
        Its name in this course, such as ``"F06"``.
    tier, section
        Where the source text makes it.
    text
        What the source text says.
    verdict
        The grade: a key of `GRADES`.
    kinds
        The kinds of evidence that the grade rests on.
    evidence
        What the evidence says.
    keys
        Keys of the references.
    note
        A number, a caution or a cross-reference; may be empty.
    concepts
        Codes of what to ask of such a claim, from `helpers.evidence.concepts`; may be empty.
    """

    id: str
    tier: str
    section: str
    text: str
    verdict: str
    kinds: tuple[str, ...]
    evidence: str
    keys: tuple[str, ...]
    note: str
    concepts: tuple[str, ...]

    @property
    def grade(self) -> Grade:
        """Word, symbol, colour and meaning of the verdict."""
        return GRADES[self.verdict]

    @property
    def card(self) -> Card:
        """The claim, its grade, what the evidence says, and its references."""
        head = f"<p>{self._badge} Claim {self.id}</p>"
        said = f"<p><strong>The article says:</strong> {rich(self.text)}</p>"
        title = f"Claim {self.id}: {self.grade.word}"
        lines = [f"{self.grade.symbol} {self.grade.word} · Claim {self.id}", f"The article says: {self.text}"]
        return Card(
            html=frame(title, head + said + self.reasons_html, colour=self.grade.colour),
            text="\n".join([*lines, *self._reasons]),
        )

    @property
    def _badge(self) -> str:
        return badge(self.grade.symbol, self.grade.word, self.grade.colour)

    @property
    def _reasons(self) -> list[str]:
        sources = all_references()
        cited = "; ".join(f"{sources[key].short}{bracketed(sources[key].mark)}" for key in self.keys)
        lines = [f"The evidence ({', '.join(self.kinds)}): {self.evidence}"]
        lines += [f"Note: {self.note}"] if self.note else []
        lines += [f"How to judge it: {self._asked}"] if self.concepts else []
        return [*lines, f"References: {cited}."] if cited else lines

    @property
    def _asked(self) -> str:
        return " ".join(concepts()[code].said for code in self.concepts)

    @property
    def reasons_html(self) -> str:
        """What the evidence says, the note, what to ask and the references, as HTML."""
        sources = all_references()
        cited = "; ".join(cited_html(sources[key]) for key in self.keys)
        kinds = html.escape(", ".join(self.kinds))
        parts = f"<p><strong>The evidence</strong> ({kinds}): {rich(self.evidence)}</p>"
        parts += f'<p class="course-small"><strong>Note:</strong> {rich(self.note)}</p>' if self.note else ""
        if self.concepts:
            asked = html.escape(self._asked)
            parts += f'<p class="course-small"><strong>How to judge it:</strong> {asked}</p>'
        return parts + (f'<p class="course-small"><strong>References:</strong> {cited}.</p>' if cited else "")


def claims() -> Mapping[str, Claim]:
    """Return all claims by id, in the order of the source text.

    Raises
    ------
    ValueError
        If the shipped files contradict themselves: an id twice, a grade off the scale, a reference that is
        not there.

    Examples
    --------
    >>> len(claims())
    182
    """
    return _claims()


def ledger(*ids: str) -> Card:
    """Return several claims as a compact list whose rows open to the evidence.

    Parameters
    ----------
    ids
        Ids of claims and ranges of them: ``"F05"``, ``"F05-F11"``.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> print(ledger("F05-F06").text)
    2 claims: 1 established, 1 mixed.
    ● established · F05 · Insulin is a polypeptide hormone made by the beta cells of the pancreatic islets.
    ◐ mixed · F06 · Insulin acts as a key that unlocks cells so that glucose can enter.
    """
    chosen = expanded(ids)
    counts = Counter(each.verdict for each in chosen)
    graded = ", ".join(f"{counts[word]} {word}" for word in GRADES if counts[word])
    total = f"{len(chosen)} claim{'s' if len(chosen) != 1 else ''}: {graded}."
    rows = "".join(
        fold(f"{each._badge} <strong>{each.id}</strong> {rich(each.text)}", each.reasons_html, row=True)
        for each in chosen
    )
    opens = "The article says what stands in each row; open a row for what the evidence says."
    lines = [f"{each.grade.symbol} {each.grade.word} · {each.id} · {each.text}" for each in chosen]
    return Card(
        html=frame(f"Ledger of {total}", f"<p>{html.escape(total)} {opens}</p>{rows}"),
        text="\n".join([total, *lines]),
    )


def verdicts() -> pd.DataFrame:
    """Return how many claims of each tier have each grade.

    Returns
    -------
    pandas.DataFrame
        One row a tier, one column a grade, in the order of the text and of the scale.

    Examples
    --------
    >>> int(verdicts().loc["Fundamentals", "established"])
    15
    """
    counts = counted()
    by_grade = {word: [counts[tier][word] for tier in counts] for word in GRADES}
    return data_frame({"tier": list(counts), **by_grade}, index="tier").rename_axis(columns="grade")


def counted() -> dict[str, dict[str, int]]:
    """Return what `verdicts` shows: how many claims, by tier and grade.

    Examples
    --------
    >>> counted()["Fundamentals"]["established"]
    15
    """
    counts = Counter((each.tier, each.verdict) for each in claims().values())
    tiers = dict.fromkeys(each.tier for each in claims().values())
    return {tier: {word: counts[tier, word] for word in GRADES} for tier in tiers}


def grade_scale() -> Card:
    """Return the scale of grades with what each says.

    Examples
    --------
    >>> print(grade_scale().text.splitlines()[0])
    ● established: Textbook or guideline consensus.
    """
    rows = "".join(
        f'<p class="course-row">{badge(step.symbol, step.word, step.colour)} {html.escape(step.meaning)}</p>'
        for step in GRADES.values()
    )
    return Card(
        html=frame("The scale of grades", rows),
        text="\n".join(f"{grade.symbol} {grade.word}: {grade.meaning}" for grade in GRADES.values()),
    )


def expanded(ids: Iterable[str]) -> list[Claim]:
    """Return the claims that ids and ranges name, each once, in the order named.

    Raises
    ------
    ValueError
        If one of them is not there, or a range runs backwards.

    Examples
    --------
    >>> [claim.id for claim in expanded(["F05-F07", "F06"])]
    ['F05', 'F06', 'F07']
    """
    chosen: dict[str, Claim] = {}
    for name in words.several("ids", ids, "ids of claims"):
        ends = (
            re.fullmatch(r"\s*([A-Z]\d\d)\s*[-–]\s*([A-Z]\d\d)\s*", name) if isinstance(name, str) else None
        )
        first, last = ends.groups() if ends else (name, name)
        order = list(claims())
        start, stop = (order.index(one(claims(), each, "claim").id) for each in (first, last))
        if stop < start:
            raise ValueError(f"{name!r}: {last} comes before {first}. Write the first claim first.")
        chosen |= {each: claims()[each] for each in order[start : stop + 1]}
    return list(chosen.values())


@cache
def _claims() -> Mapping[str, Claim]:
    found: dict[str, Claim] = {}
    for row in rows("claims.csv"):
        where = f"claims.csv, claim {row['id']!r}"
        keys, kinds = split_list(row["citation_keys"]), split_list(row["evidence_type"])
        require(row["id"] not in found, f"{where}: it is there twice")
        require(
            re.fullmatch(r"[A-Z]\d\d", row["id"]) is not None, f"{where}: ids are a letter and two digits"
        )
        require(row["verdict"] in GRADES, f"{where}: {row['verdict']!r} is no grade")
        for column in ("tier", "section", "claim", "evidence_type", "explanation"):
            require(row[column] != "", f"{where}: {column} is empty")
        for kind in kinds:
            require(kind in _KINDS, f"{where}: {kind!r} is no kind of evidence")
        for key in keys:
            require(key in all_references(), f"{where}: there is no reference {key!r}")
        asked = split_list(row["concepts"])
        for code in asked:
            require(code in concepts(), f"{where}: there is no concept {code!r}")
        found[row["id"]] = Claim(
            id=row["id"],
            tier=row["tier"],
            section=row["section"],
            text=row["claim"],
            verdict=row["verdict"],
            kinds=tuple(_KINDS[kind] for kind in kinds),
            evidence=row["explanation"],
            keys=keys,
            note=row["notes"],
            concepts=asked,
        )
    return MappingProxyType(found)
