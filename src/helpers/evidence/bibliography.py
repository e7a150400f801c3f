"""The list of references at the end of a lesson."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from helpers import words
from helpers.evidence.graded_claims import expanded
from helpers.evidence.sources import Reference, all_references, reference
from helpers.html import Card, frame


def references(*names: str) -> Card:
    """Return a bibliography: what some claims cite, and named references, in alphabetical order.

    Parameters
    ----------
    names
        Ids of claims, ranges of them, and keys of references, in any mix: ``"F01-F23", "Matthews1985"``.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> print(references("F16", "Matthews1985").text)
    - Matthews DR, Hosker JP, ... Diabetologia 1985;28(7):412-419. doi:10.1007/BF00280883. PMID 3899825.
    - Tabák AG, Jokela M, Akbaraly TN, ... PMID 19515410.
    """
    chosen = sorted(cited_by(names), key=lambda source: (_sortable(source.citation), source.key))
    items = "".join(f'<li id="ref-{source.key}">{source._html}</li>' for source in chosen)
    return Card(
        html=frame("References", f"<ul>{items}</ul>"),
        text="\n".join(f"- {source.citation}" for source in chosen),
    )


def cited_by(names: Iterable[str]) -> set[Reference]:
    """Return the references that some claims cite, and those named by key.

    Parameters
    ----------
    names
        Ids of claims, ranges of them, and keys of references, in any mix.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> sorted(source.key for source in cited_by(["F16", "Matthews1985"]))
    ['Matthews1985', 'Tabak2009']
    """
    found: set[Reference] = set()
    for name in words.several("names", names, "claims and references"):
        if words.known(name, all_references()):
            found.add(all_references()[name])
        elif re.match(r"[A-Z]\d\d\b", str(name)):
            found.update(all_references()[key] for each in expanded([name]) for key in each.keys)
        else:
            found.add(reference(name))
    return found


def _sortable(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
