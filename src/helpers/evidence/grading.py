"""A learner grades claims of the source text before seeing their grades, and then compares."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from typing import Any

from helpers.evidence.graded_claims import GRADES, Claim
from helpers.evidence.one_claim import claim
from helpers.html import Card, badge, frame, rich
from helpers.statistics import cohens_kappa
from helpers.words import said


def to_grade(*ids: str) -> Card:
    """Return claims without their grades.

    Parameters
    ----------
    ids
        Ids of claims.

    Raises
    ------
    ValueError
        If there is no such claim.

    Examples
    --------
    >>> print(to_grade("F21").text)
    F21 · Sedentary living reduces insulin sensitivity.
    """
    chosen = [claim(name) for name in ids]
    rows = "".join(
        f'<p class="course-row"><strong>{each.id}</strong> {rich(each.text)}</p>' for each in chosen
    )
    return Card(
        html=frame("Claims to grade", rows),
        text="\n".join(f"{each.id} · {each.text}" for each in chosen),
    )


def compare(grades: Mapping[str, Any]) -> Card:
    """Return a learner's grades beside those of the ledger, with their agreement.

    Parameters
    ----------
    grades
        Claim id to grade: a word of the scale or its beginning ("e" for established); three dots where not graded yet.

    Raises
    ------
    ValueError
        If there is no such claim. A grade that is not on the scale is left out, and the card says so.

    Examples
    --------
    >>> print(compare({"F21": "e", "F19": "established", "A33": ...}).text)
    2 of 3 claims graded. You and the ledger agree on 1 of 2; kappa is 0.00. You were kinder on 1 and stricter on 0.
    F21: you established, ledger established
    F19: you established, ledger mixed
    """
    if not isinstance(grades, Mapping):
        raise ValueError(
            f'grades = {said(grades)}: expected claims with their grades, such as {{"F21": "e"}}.'
        )
    for name in grades:
        claim(name)
    typed = {name: grade for name, grade in grades.items() if grade is not ... and grade is not None}
    given = {name: word for name, grade in typed.items() if (word := _word(grade))}
    chosen = [claim(name) for name in given]
    summary = _summary(chosen, given, len(grades))
    if slips := [f"{name} ({grade!r})" for name, grade in typed.items() if name not in given]:
        summary += f" Not on the scale, and left out: {', '.join(slips)}. Choose one of {', '.join(GRADES)}"
        summary += ", or its first letter."
    rows = "".join(
        f'<p class="course-row"><strong>{each.id}</strong> {rich(each.text)}<br>'
        f"you {_badge(given[each.id])} ledger {_badge(each.verdict)}</p>"
        for each in chosen
    )
    lines = [f"{each.id}: you {given[each.id]}, ledger {each.verdict}" for each in chosen]
    return Card(
        html=frame("Your grades and the ledger's", f"<p>{html.escape(summary)}</p>{rows}"),
        text="\n".join([summary, *lines]),
    )


def _summary(chosen: list[Claim], given: Mapping[str, str], asked: int) -> str:
    if not chosen:
        return f"Not graded yet: put a grade in place of the dots of each of the {asked} claims, then run the cell."
    own, theirs = [given[each.id] for each in chosen], [each.verdict for each in chosen]
    kappa = cohens_kappa(own, theirs)
    # "Not checkable" is no step beyond "incorrect": it lies beside the scale.
    beside = "not-checkable"
    steps = [0 if beside in (a, b) else _step(a) - _step(b) for a, b in zip(own, theirs, strict=True)]
    same = sum(a == b for a, b in zip(own, theirs, strict=True))
    chance = "cannot be computed from these" if math.isnan(kappa) else f"is {kappa:.2f}"
    return (
        f"{len(chosen)} of {asked} claims graded. You and the ledger agree on {same} of {len(chosen)}; "
        f"kappa {chance}. You were kinder on {sum(step < 0 for step in steps)} and stricter on "
        f"{sum(step > 0 for step in steps)}."
    )


def _step(word: str) -> int:
    return list(GRADES).index(word)


def _word(grade: Any) -> str:
    """Return the word of the scale that was meant; empty if it is none."""
    text = str(grade).strip().casefold()
    found = [word for word in GRADES if text and word.startswith(text)]
    return found[0] if len(found) == 1 else ""


def _badge(word: str) -> str:
    grade = GRADES[word]
    return badge(grade.symbol, grade.word, grade.colour)
