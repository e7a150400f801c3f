"""The treatments that the source text names, and those it leaves out: one compact card each.

`data/agents.csv` holds one row a treatment: what it is, what it is approved for and when that was read, which results
in people the card shows (keys of data/trials.csv), harms, and what is not known. A card never gives a dose.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from helpers import words
from helpers.evidence import trials
from helpers.evidence.rows import rows
from helpers.evidence.sources import cite, reference
from helpers.html import Card, Shown, fold, frame, rich


@dataclass(frozen=True, repr=False)
class Agent(Shown):
    """One treatment.

    Parameters
    ----------
    key, name
        Its name in this course, and the one that a learner reads.
    what
        What it is and what it does.
    approved
        What it is approved for and where, with the date of that statement.
    found
        What trials in people found, as a whole; or that there are none.
    trials
        Keys of the results that stand below that sentence.
    harms
        What it may do to a person.
    unknown
        What no study has shown.
    references
        Keys of the references beyond those of the results.
    """

    key: str
    name: str
    what: str
    approved: str
    found: str
    trials: tuple[str, ...]
    harms: str
    unknown: str
    references: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of every reference that the card rests on, each once."""
        named = [trials.trial(key).reference for key in self.trials]
        return tuple(dict.fromkeys([*named, *self.references]))

    @property
    def card(self) -> Card:
        """The whole card."""
        return Card(
            html=frame(self.name, f"<p><strong>{html.escape(self.name)}</strong></p>{self._html}"),
            text="\n".join([self.name, *self._lines]),
        )

    @property
    def _parts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("What it is", self.what),
            ("Approved for", self.approved),
            ("Trials in people", self.found),
            ("Harms", self.harms),
            ("Not known", self.unknown),
        )

    @property
    def _results(self) -> list[str]:
        return [_result(key) for key in self.trials]

    @property
    def _lines(self) -> list[str]:
        lines = []
        for heading, text in self._parts:
            lines.append(f"{heading}: {text}")
            lines += [f"- {result}" for result in self._results if heading == "Trials in people"]
        return [*lines, f"References: {'; '.join(cite(key).text for key in self.keys)}."]

    @property
    def _html(self) -> str:
        shown = ""
        for heading, text in self._parts:
            shown += f"<p><strong>{heading}:</strong> {rich(text)}</p>"
            if heading == "Trials in people" and self.trials:
                items = "".join(f"<li>{html.escape(result)}</li>" for result in self._results)
                shown += f'<ul class="course-small">{items}</ul>'
        cited = "; ".join(cite(key).html for key in self.keys)
        return f'{shown}<p class="course-small"><strong>References:</strong> {cited}.</p>'


@cache
def all_agents() -> Mapping[str, Agent]:
    """Return every treatment by its key.

    Raises
    ------
    ValueError
        If a row is not whole, or names a result or a reference that is not there.

    Examples
    --------
    >>> all_agents()["anastrozole"].name
    'Anastrozole, in men'
    """
    return MappingProxyType({row["key"]: _read(row) for row in rows("agents.csv")})


def agent(name: str) -> Agent:
    """Return one treatment; as the last line of a cell it is shown as a card.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> agent("gonadorelin").trials
    ()
    """
    if not words.known(name, all_agents()):
        raise ValueError(f"No treatment named {words.said(name)}; there are {', '.join(all_agents())}.")
    return all_agents()[name]


def card(name: str) -> Card:
    """Return the card of one treatment.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> print(card("gonadorelin").text.splitlines()[0])
    Gonadorelin
    """
    return agent(name).card


def cards(*names: str) -> Card:
    """Return the cards of several treatments as a compact list whose rows open.

    Raises
    ------
    ValueError
        If there is none of one of the names.

    Examples
    --------
    >>> print(cards("gonadorelin", "hcg").text.splitlines()[0])
    2 treatments: Gonadorelin; Human chorionic gonadotropin (hCG).
    """
    chosen = [agent(name) for name in names]
    count = f"{len(chosen)} treatment{'' if len(chosen) == 1 else 's'}"
    total = f"{count}: {'; '.join(each.name for each in chosen)}."
    folds = "".join(
        fold(f"<strong>{html.escape(each.name)}</strong> {rich(each.approved)}", each._html, row=True)
        for each in chosen
    )
    opens = "Open a row for what it is, what trials found, harms, and what is not known."
    lines = [f"{each.name}: {each.approved}" for each in chosen]
    return Card(
        html=frame(f"Cards of {total}", f"<p>{count}. {opens}</p>{folds}"),
        text="\n".join([total, *lines]),
    )


def _result(key: str) -> str:
    """Return one result as a line: who, how many, what was measured, the effect and its interval."""
    result = trials.trial(key)
    (effect,) = trials.columns([key])["effect"]
    size = "" if result.n is None else f"n = {result.n:,}; "
    note = f"; {result.note}" if result.note else ""
    return f"{result.study}, {result.change} ({size}{result.design}): {result.outcome}, {effect}{note}."


def _read(row: dict[str, str]) -> Agent:
    where = f"agents.csv, {row['key']!r}"
    listed = {
        name: tuple(filter(None, map(str.strip, row[name].split(";")))) for name in ("trials", "references")
    }
    for name, text in row.items():
        if not text.strip() and name not in listed:
            raise ValueError(f"{where}: {name} is empty.")
    for key in listed["trials"]:
        trials.trial(key)
    for key in listed["references"]:
        reference(key)
    if not any(listed.values()):
        raise ValueError(f"{where}: it names neither a result nor a reference.")
    return Agent(**{**row, **listed})  # type: ignore[arg-type]
