"""Concepts on cards: one of them, or all as a list to go through with a claim in hand."""

from __future__ import annotations

import html

from helpers.evidence.concepts import GROUPS, Concept, concepts
from helpers.evidence.graded_claims import claims
from helpers.evidence.rows import one
from helpers.evidence.sources import cite
from helpers.html import Card, fold, frame


def concept(code: str) -> Card:
    """Return the card of one concept: what to ask, which claims ask for it, which lessons practise it, its source.

    Raises
    ------
    ValueError
        If there is no such concept.

    Examples
    --------
    >>> print(concept("2.4-subgroup").text.splitlines()[0])
    A part that was picked (2.4-subgroup)
    """
    found: Concept = one(concepts(), code, "concept")
    title = f"{found.name} ({found.code})"
    lines = [found.sentence, *_rest(found)]
    head = f"<p><strong>{html.escape(found.name)}</strong> ({found.code})</p><p>{html.escape(found.sentence)}</p>"
    return Card(html=frame(title, head + _small(found)), text="\n".join([title, *lines]))


def checklist() -> Card:
    """Return all concepts as a list with one row a group, which opens to what to ask and of which claims.

    Examples
    --------
    >>> checklist().text.splitlines()[1]
    '1.1 Claims: too good to be true'
    """
    rows, lines = "", []
    for number, group in GROUPS.items():
        own = [each for each in concepts().values() if each.code.startswith(number)]
        opened = "".join(
            f"<p><strong>{html.escape(each.name)}</strong> {html.escape(each.sentence)}</p>{_small(each)}"
            for each in own
        )
        names = " · ".join(html.escape(each.name) for each in own)
        rows += fold(f"<strong>{html.escape(group)}</strong> {names}", opened, row=True)
        lines += [f"{number} {group}", *(f"- {each.said}" for each in own)]
    total = f"{len(concepts())} things to ask, in {len(GROUPS)} groups."
    return Card(
        html=frame("Things to ask of a claim", f"<p>{total} Each row opens.</p>{rows}"),
        text="\n".join([total, *lines]),
    )


def _rest(found: Concept) -> list[str]:
    asked = [claim.id for claim in claims().values() if found.code in claim.concepts]
    lines = [f"Claims: {', '.join(asked)}."] if asked else []
    lessons = f"lesson{'s' * (len(found.lessons) > 1)} {', '.join(found.lessons)}"
    return [
        *lines,
        f"Practised in: {lessons}.",
        f"After: {'; '.join(cite(key).text for key in found.sources)}.",
    ]


def _small(found: Concept) -> str:
    *lines, _ = _rest(found)
    cited = f"After: {'; '.join(cite(key).html for key in found.sources)}."
    parts = [*map(html.escape, lines), cited]
    return "".join(f'<p class="course-small">{part}</p>' for part in parts)
