"""What a vote is: a question, one or two rounds, one answer a phone in each. Nothing of it is kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

MOST_BARS = 8
MOST_PHONES = 2000  # of one round: more than a room holds
LARGEST = 1e9


@dataclass(frozen=True)
class Asked:
    """The question that is voted on, as the slide shows it.

    Parameters
    ----------
    id
        Such as ``"01.quarter"``.
    prompt
        The question.
    options
        Its options, each with its letter; none if a number is asked for.
    unit
        Of the number.
    several
        Whether more than one option may be chosen.
    """

    id: str
    prompt: str
    options: tuple[str, ...] = ()
    unit: str = ""
    several: bool = False

    def read(self, given: str) -> str:
        """Return an answer as it is counted: the letter of an option, those of several, or a number.

        Raises
        ------
        ValueError
            If it is neither; the message is for whoever voted.

        Examples
        --------
        >>> Asked("01.steps", "How much?").read(" 2,5 ")
        '2.5'
        >>> Asked("01.organs", "Which?", ("a) liver", "b) muscle", "c) hair"), several=True).read("ba")
        'ab'
        """
        text = given.strip()
        if self.options:
            letters = ascii_lowercase[: len(self.options)]
            if set(text) <= set(letters) and (self.several or len(text) == 1):
                return "".join(sorted({*text}))
            raise ValueError(f"Choose {'some' if self.several else 'one'} of {', '.join(letters)}.")
        try:
            number = float(text.replace(",", ".").replace("−", "-"))
        except ValueError:
            raise ValueError("Type a number, such as 25 or 2.5.") from None
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise ValueError("Type a number, such as 25 or 2.5.")
        return f"{number:g}"


@dataclass
class Poll:
    """The vote that is under way, or the last one.

    Examples
    --------
    >>> poll = Poll()
    >>> poll.start(Asked("01.order", "First?", ("a) liver", "b) muscle")))
    >>> poll.cast("one phone", "a", poll.turn), poll.cast("one phone", "b", poll.turn), poll.counts()
    (True, True, [[0, 1]])
    """

    asked: Asked | None = None
    rounds: list[dict[str, str]] = field(default_factory=list)
    is_open: bool = False
    turn: int = 0  # grows with every start and end, so that a phone knows that something is new

    def start(self, asked: Asked) -> None:
        """Open a vote: on the same question as before the second one, on another its first."""
        again = self.asked is not None and self.asked.id == asked.id and len(self.rounds) == 1
        self.rounds = [*self.rounds, {}] if again else [{}]
        self.asked, self.is_open = asked, True
        self.turn += 1

    def close(self) -> None:
        """End the vote; what was answered stays until the next one."""
        self.turn += self.is_open
        self.is_open = False

    def cast(self, phone: str, given: str, turn: int) -> bool:
        """Count a phone's answer in place of its earlier one, and return whether it counts.

        One that comes when its vote is closed does not. Where several may be chosen, none takes the vote back.

        Raises
        ------
        ValueError
            If it is no answer to the question.
        """
        if self.asked is None or not self.is_open or turn != self.turn:
            return False
        ballots = self.rounds[-1]
        if phone not in ballots and len(ballots) >= MOST_PHONES:
            return False
        read = self.asked.read(given)
        if read:
            ballots[phone] = read
        else:
            ballots.pop(phone, None)
        return True

    def mine(self, phone: str) -> str:
        """Return what a phone has answered in the vote under way; empty if nothing."""
        return self.rounds[-1].get(phone, "") if self.rounds and self.is_open else ""

    def labels(self) -> list[str]:
        """Return what each bar stands for."""
        if self.asked is None or self.asked.options:
            return list(self.asked.options) if self.asked else []
        return [_label(low, high, self.asked.unit) for low, high in _bins(self._numbers())]

    def counts(self) -> list[list[int]]:
        """Return for each round the votes of each bar."""
        if self.asked is None:
            return []
        if self.asked.options:
            letters = ascii_lowercase[: len(self.asked.options)]
            return [[_times(ballots, letter) for letter in letters] for ballots in self.rounds]
        bins = _bins(self._numbers())
        return [
            [sum(low <= float(given) <= high for given in ballots.values()) for low, high in bins]
            for ballots in self.rounds
        ]

    def _numbers(self) -> list[float]:
        return [float(given) for ballots in self.rounds for given in ballots.values()]


def _times(ballots: Mapping[str, str], letter: str) -> int:
    return sum(letter in given for given in ballots.values())


def _bins(numbers: Sequence[float]) -> list[tuple[float, float]]:
    """Return the lowest and highest number of each bar: one for each number, or where they are many for a range."""
    distinct = sorted(set(numbers))
    if len(distinct) <= MOST_BARS:
        return [(number, number) for number in distinct]
    width = (distinct[-1] - distinct[0]) / MOST_BARS
    step = 10.0 ** math.floor(math.log10(width))
    for factor in (1, 2, 5, 10, 20):
        members: dict[int, list[float]] = {}
        for number in distinct:
            members.setdefault(math.floor(number / (factor * step)), []).append(number)
        if len(members) <= MOST_BARS:
            break
    return [(each[0], each[-1]) for each in members.values()]


def _label(low: float, high: float, unit: str) -> str:
    numbers = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{numbers} {unit}".strip()
