"""What every kind of question has, and what each answers with."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Literal

Status = Literal["blank", "right", "wrong", "noted", "invalid"]


@dataclass(frozen=True)
class Judgement:
    """What a question says to an answer.

    Parameters
    ----------
    status
        ``"blank"``, ``"right"``, ``"wrong"``, ``"noted"`` (a prediction) or ``"invalid"`` (unreadable).
    message
        A sentence or more for the learner.
    """

    status: Status
    message: str


@dataclass(frozen=True)
class Mistake:
    """A mistake that learners are known to make.

    Parameters
    ----------
    value
        What the mistake yields: for a `Number` a number, or a function of no argument that computes it; for a
        `Function` the wrong function itself.
    message
        What to tell the learner who made it: what went wrong, not what the answer is.
    """

    value: float | Callable[..., float]
    message: str


@dataclass(frozen=True, eq=False)
class Question(ABC):
    """What all kinds share.

    Parameters
    ----------
    id
        The lesson's two digits, a full stop, a short name: ``"01.homa"``.
    prompt
        The question.
    hint
        A step towards the answer, never the answer.
    solution
        The way to the answer; the answer itself is printed before it.
    why
        What the answer means, shown when it was found.
    objective
        Number of the lesson's objective that it serves, from 1.
    minutes
        How long it takes.
    claims
        Ids of the claims that it is about.
    ordered
        Whether the options have an order of their own, such as from small to large, and are shown in it. All
        others are shown in the order of `helpers.exercises.order`.
    """

    graded: ClassVar[bool] = True

    id: str
    prompt: str
    _: KW_ONLY
    hint: str
    solution: str
    why: str = ""
    objective: int | None = None
    minutes: float | None = None
    claims: tuple[str, ...] = ()
    ordered: bool = False

    def __post_init__(self) -> None:
        self._require(re.fullmatch(r"\d\d\.[a-z0-9_]+", self.id) is not None, "ids look like '01.homa'")
        for name in ("prompt", "hint", "solution"):
            self._require(bool(getattr(self, name).strip()), f"{name} is empty")

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""
        return self.id[:2]

    @property
    def choices(self) -> Mapping[str, str]:
        """The options by letter; empty for a question without."""
        return {}

    @property
    @abstractmethod
    def how(self) -> str:
        """What to type in place of the blank."""

    @property
    @abstractmethod
    def right_answer(self) -> Any:
        """An answer that is right, as a learner would pass it."""

    @property
    @abstractmethod
    def answer_text(self) -> str:
        """The answer as the solution prints it; empty where there is none."""

    def again(self, turn: int) -> Question:  # noqa: ARG002
        """Return the question as it is asked another time; a calculation then has other numbers."""
        return self

    @abstractmethod
    def judge(self, answer: Any) -> Judgement:
        """Judge an answer that is not blank.

        Raises
        ------
        UnreadableError
            If it is no answer of this kind; the message is for the learner.
        """

    def _require(self, condition: bool, what: str) -> None:
        if not condition:
            raise ValueError(f"Question {self.id!r}: {what}.")
