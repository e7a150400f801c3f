"""Which study asked what of which agent: the evidence-gap map of lesson 05.

`data/evidence_map.csv` holds one row a study and outcome. What has no row is an empty cell: nobody was found to have
asked by November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from helpers import words
from helpers.evidence.rows import rows

AGENTS: Mapping[str, str] = MappingProxyType(
    {
        "tesamorelin": "tesamorelin",
        "mk_677": "MK-677",
        "hexarelin": "hexarelin",
        "cjc_1295_dac": "CJC-1295 with DAC",
        "ipamorelin": "ipamorelin",
        "sermorelin": "sermorelin",
        "cjc_1295_no_dac": "CJC-1295 without DAC",
        "pair": "ipamorelin + CJC-1295",
        "pt_141": "PT-141",
        "bpc_157": "BPC-157",
        "pda": "PDA",
    }
)
"""Agents by key, those with most evidence first; the pair is the combination that the source text names."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "hormone": "GH or IGF-1",
        "visceral": "visceral fat, weight",
        "lean": "lean mass",
        "strength": "strength, function",
        "glucose": "glucose, sensitivity",
        "diabetes": "HbA1c, diabetes",
        "heart": "heart, pressure",
        "other": "sleep, mind, healing, desire",
    }
)
"""Outcomes by key."""

KINDS = ("randomised", "uncontrolled", "animal")
"""Rungs of the ladder, highest first: randomised in people, uncontrolled in people, animals."""

DIRECTIONS = ("better", "worse", "unchanged", "marker")
"""What was found: for the person, or (marker) a level that is neither good nor bad in itself."""


@dataclass(frozen=True)
class Study:
    """One study's answer on one outcome.

    Parameters
    ----------
    agent, outcome
        Keys of `AGENTS` and `OUTCOMES`.
    kind
        One of `KINDS`.
    n
        People in the study; None where that was not seen, and for animals.
    people
        Who took part.
    direction
        One of `DIRECTIONS`.
    finding
        What was found.
    references
        Keys of references.csv.
    """

    agent: str
    outcome: str
    kind: str
    n: int | None
    people: str
    direction: str
    finding: str
    references: tuple[str, ...]


@cache
def studies() -> tuple[Study, ...]:
    """Return every row of the map.

    Raises
    ------
    ValueError
        If a row has an agent, outcome, kind or direction that is none of those above.

    Examples
    --------
    >>> studies()[0].finding
    'IGF-1 +81 against −5 %'
    """
    return tuple(_read(row) for row in rows("evidence_map.csv"))


def counted(kind: str = "animal", *, least_people: int = 0, people: str | None = None) -> tuple[Study, ...]:
    """Return the studies that count under a rule.

    Parameters
    ----------
    kind
        The lowest rung that counts; the ones above it count as well.
    least_people
        Smallest number of people; above 0, studies whose number was not seen do not count.
    people
        Only studies of these people, such as ``"insulin resistant"``; all if not given.

    Raises
    ------
    ValueError
        If the kind is none of `KINDS`.

    Examples
    --------
    >>> sorted({study.agent for study in counted("randomised", people="insulin resistant")})
    ['mk_677', 'pt_141', 'tesamorelin']
    """
    if not words.known(kind, KINDS):
        raise ValueError(f"kind = {words.said(kind)}: must be one of {', '.join(KINDS)}.")
    rungs = KINDS[: KINDS.index(kind) + 1]
    return tuple(
        study
        for study in studies()
        if study.kind in rungs
        and (study.n or 0) >= least_people
        and (people is None or study.people == people)
    )


def cells(chosen: tuple[Study, ...]) -> dict[tuple[str, str], Study]:
    """Return the strongest study of each agent and outcome: the highest rung, then the most people.

    Examples
    --------
    >>> cells(studies())["tesamorelin", "diabetes"].n
    806
    """
    best: dict[tuple[str, str], Study] = {}
    for study in chosen:
        key = (study.agent, study.outcome)
        if key not in best or _strength(study) > _strength(best[key]):
            best[key] = study
    return best


def disputed(chosen: tuple[Study, ...]) -> set[tuple[str, str]]:
    """Return the cells in which studies of the same rung as the one that is shown found something else.

    Examples
    --------
    >>> ("tesamorelin", "diabetes") in disputed(studies())
    True
    """
    shown = cells(chosen)
    return {
        (study.agent, study.outcome)
        for study in chosen
        if study.kind == shown[study.agent, study.outcome].kind
        and study.direction != shown[study.agent, study.outcome].direction
    }


def _strength(study: Study) -> tuple[int, int]:
    return (-KINDS.index(study.kind), study.n or 0)


def _read(row: dict[str, str]) -> Study:
    for name, known in (("agent", AGENTS), ("outcome", OUTCOMES), ("kind", KINDS), ("direction", DIRECTIONS)):
        if row[name] not in known:
            raise ValueError(f"evidence_map.csv: {name} = {row[name]!r} is none of {', '.join(known)}.")
    return Study(
        agent=row["agent"],
        outcome=row["outcome"],
        kind=row["kind"],
        n=int(row["n"]) if row["n"] else None,
        people=row["people"],
        direction=row["direction"],
        finding=row["finding"],
        references=tuple(key.strip() for key in row["references"].split(";")),
    )
