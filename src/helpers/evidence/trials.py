"""Published results that the lessons plot: one row of data/trials.csv each, with its reference.

Most are of trials, some of cohorts; their design says which. Numbers are as printed in the source unless the interval
or the note says that they were computed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from helpers import words
from helpers.evidence.rows import one, rows
from helpers.html import Card, words_table
from helpers.statistics.intervals import Estimate


@dataclass(frozen=True)
class Trial:
    """One published result.

    Parameters
    ----------
    key, topic
        Its name in this course, and what it is about: "causes", "lifestyle", "testosterone, men", "testosterone,
        women", "growth hormone", "inflammation", "pressure", "bremelanotide",
        "tissue repair" or "risk".
    study, reference
        Author and year, and the key of the full reference.
    design, participants, n
        Kind of study, who took part, and how many (None where the source pools studies).
    change, weeks
        What was changed, and for how long.
    outcome, unit, effect, low, high, interval
        What was measured, and the effect with the ends and kind of its interval, as printed in the source
        (None where the source that was read gives none).
    note
        What a reader must know of the numbers: "unconfirmed" where the source itself was not seen to print them.
    """

    key: str
    topic: str
    study: str
    reference: str
    design: str
    participants: str
    n: int | None
    change: str
    weeks: float | None
    outcome: str
    unit: str
    effect: float | None
    low: float | None
    high: float | None
    interval: str
    note: str


@cache
def all_trials() -> dict[str, Trial]:
    """Return every result by its key.

    Examples
    --------
    >>> all_trials()["sleep-ivgtt"].effect
    -20.0
    """
    return {row["key"]: _read(row) for row in rows("trials.csv")}


def trial(key: str) -> Trial:
    """Return one result.

    Raises
    ------
    ValueError
        If no result has that key.

    Examples
    --------
    >>> trial("steps-clamp").study
    'Krogh-Madsen 2010'
    """
    return one(all_trials(), key, "trial result")


def effect(key: str) -> float:
    """Return the effect of one result, in its unit.

    Raises
    ------
    ValueError
        If no result has that key, or its source gives no number.

    Examples
    --------
    >>> effect("overfeeding-saturated")
    55.0
    """
    found = trial(key)
    if found.effect is None:
        raise ValueError(f"{found.study} ({key!r}) gives no number: {found.note}.")
    return found.effect


def estimate(key: str) -> Estimate:
    """Return the effect of one result with the ends of its interval, in its unit.

    Raises
    ------
    ValueError
        If no result has that key, or its source gives no number or no interval.

    Examples
    --------
    >>> print("%.1f (%.1f to %.1f)" % estimate("dietfits-difference"))
    0.7 (-0.2 to 1.6)
    """
    found = trial(key)
    if found.low is None or found.high is None:
        raise ValueError(f"{found.study} ({key!r}) gives no interval: {found.note}.")
    return Estimate(effect(key), found.low, found.high)


def about(topic: str) -> tuple[Trial, ...]:
    """Return the results on one topic, in the order of the file.

    Raises
    ------
    ValueError
        If there is no such topic.

    Examples
    --------
    >>> [result.key for result in about("bremelanotide")][:2]
    ['bremelanotide-desire', 'bremelanotide-weight']
    """
    found = tuple(result for result in all_trials().values() if words.known(topic, (result.topic,)))
    if not found:
        topics = dict.fromkeys(result.topic for result in all_trials().values())
        raise ValueError(f"No results on {words.said(topic)}; there are {', '.join(map(repr, topics))}.")
    return found


def table(keys: Iterable[str]) -> Card:
    """Return results as a table to read, one row a result.

    Examples
    --------
    >>> print(table(["sleep-ivgtt"]).text.splitlines()[0])
    study; design; n; change; outcome; effect
    """
    shown = columns(keys)
    lines = [tuple(shown), *zip(*shown.values(), strict=True)]
    return Card(html=words_table(shown), text="\n".join("; ".join(line) for line in lines))


def columns(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return results as plain columns of words, one row a result.

    Examples
    --------
    >>> columns(["sleep-ivgtt"])["effect"]
    ['−20 % (−31.2 to −8.8, 95 % computed)']
    """
    chosen = [trial(key) for key in words.several("keys", keys, "keys of trial results")]
    return {
        "study": [each.study for each in chosen],
        "design": [each.design for each in chosen],
        "n": ["" if each.n is None else f"{each.n:,}" for each in chosen],
        "change": [each.change for each in chosen],
        "outcome": [each.outcome for each in chosen],
        "effect": [_written(each) for each in chosen],
    }


def _written(result: Trial) -> str:
    ends = "" if result.low is None or result.high is None else f"{result.low:g} to {result.high:g}"
    if result.effect is None:
        return f"{ends} {result.unit} ({result.interval})" if ends else "no number"
    text = f"{result.effect:g}{'' if result.unit.startswith('-') else ' '}{result.unit}"
    # A minus sign for numbers; the hyphen of a unit stays.
    return re.sub(r"-(?=\d)", "−", f"{text} ({ends}, {result.interval})" if ends else text)


def _read(row: dict[str, str]) -> Trial:
    def optional(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    texts = (
        "key",
        "topic",
        "study",
        "reference",
        "design",
        "participants",
        "change",
        "outcome",
        "unit",
        "interval",
        "note",
    )
    n = optional("n")
    return Trial(
        **{name: row[name] for name in texts},
        n=None if n is None else int(n),
        weeks=optional("weeks"),
        effect=optional("effect"),
        low=optional("low"),
        high=optional("high"),
    )
