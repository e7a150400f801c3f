"""Concepts on cards: one of them, or several as a list to go through with a claim in hand."""

from __future__ import annotations

import html

from helpers.evidence.concepts import Concept, concepts
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


def checklist(*codes: str) -> Card:
    """Return concepts as a compact list whose rows open to the claims that ask for them.

    Parameters
    ----------
    codes
        Codes of concepts; all of them if none is given.

    Raises
    ------
    ValueError
        If there is no concept of one of the codes.

    Examples
    --------
    >>> print(checklist("2.1-lot", "2.1-blind").text)
    2 things to ask.
    Were the groups alike at the start? Only a lot that nobody could foresee makes groups alike in what was not ...
    Who knew what was given? Whoever knows may hope, behave, care, report and measure otherwise.
    """
    chosen: list[Concept] = [one(concepts(), code, "concept") for code in codes or concepts()]
    total = f"{len(chosen)} thing{'' if len(chosen) == 1 else 's'} to ask."
    rows = "".join(
        fold(
            f"<strong>{html.escape(each.name)}</strong> {html.escape(each.sentence)}", _small(each), row=True
        )
        for each in chosen
    )
    opens = "Open a row for the claims of the article to which it applies."
    return Card(
        html=frame("Things to ask of a claim", f"<p>{total} {opens}</p>{rows}"),
        text="\n".join([total, *(each.said for each in chosen)]),
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
