"""The kinds of question, and how each judges an answer.

A lesson's bank is a module `helpers.exercises.lesson_NN` with one tuple::

    from helpers.exercises import Choice, Function, Mistake, MultiChoice, Number, Prediction

    QUESTIONS = (
        Number("01.homa", "What is HOMA-IR at 100 mg/dL and 10 µU/mL?", lambda: homa_ir(100, 10), ...),
        ...
    )

Every kind takes the id and the prompt first, then its options or its answer, then fields by name. Texts may
hold `code`, *emphasis* and **strong emphasis** as in Markdown; an empty line starts a paragraph.

The letters of a bank name its options and are not what a learner reads: the engine shows options in an order of
its own (`helpers.exercises.order`), unless they are `ordered`. So a text that has to name an option does it in
braces, ``{c}``, and none says "the first" or "the last".

A question that contradicts itself (a foreseen mistake that is also right, a wrong option without feedback)
raises ValueError when it is made, or, where its answer is computed by a function, when that is first called;
`tests/exercises/test_banks.py` calls them all.

Question ids are the lesson's two digits, a full stop, and a short name in lower case: ``"01.homa"``.
"""

from __future__ import annotations

import inspect
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from helpers.exercises.answers import UnreadableError, listed, read_letters, read_number, shown
from helpers.units import analyte_of

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


@dataclass(frozen=True, eq=False)
class Number(Question):
    """A question whose answer is one number.

    Parameters
    ----------
    answer
        The number, or a function of no argument that computes it (called when it is first needed, once).
    unit
        Its unit, as the learner reads it; empty for a pure number.
    rel_tol, abs_tol
        An answer counts where it lies within ``max(rel_tol * abs(answer), abs_tol)``; the same holds for the
        mistakes. An answer of 0 needs an `abs_tol`.
    mistakes
        Mistakes to recognise, the likeliest first: where two match, the first speaks.
    analyte
        Name of the analyte in `helpers.units`, if it is one: an answer in its other unit is then recognised.
    accept_other_unit
        Whether such an answer counts, with a note. Choose False where the unit is the point of the question.
    digits
        Significant digits with which the answer is printed.

    Examples
    --------
    >>> question = Number("01.homa", "HOMA-IR at 100 mg/dL and 10 µU/mL?", lambda: 100 * 10 / 405,
    ...     mistakes=(Mistake(100 * 10 / 22.5, "22.5 belongs to mmol/L."),), hint="Multiply, then divide.",
    ...     solution="Divide the product by 405.")
    >>> question.judge("2,47").status
    'right'
    >>> question.judge(44.4)
    Judgement(status='wrong', message='22.5 belongs to mmol/L.')
    """

    answer: float | Callable[[], float]
    _: KW_ONLY
    unit: str = ""
    rel_tol: float = 0.01
    abs_tol: float = 0.0
    mistakes: tuple[Mistake, ...] = ()
    analyte: str | None = None
    accept_other_unit: bool = True
    digits: int = 4

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.analyte is not None:
            analyte_of(self.analyte).line(self.unit)  # Raises where it is no unit of the analyte.
        if not callable(self.answer) and not any(callable(mistake.value) for mistake in self.mistakes):
            _ = self.true_value

    @cached_property
    def true_value(self) -> float:
        """The right number.

        Raises
        ------
        ValueError
            If it is not finite, has no tolerance, or one of the mistakes is right.
        """
        value = float(self.answer() if callable(self.answer) else self.answer)
        self._require(math.isfinite(value), f"the answer is {value}")
        self._require(self._allowed(value) > 0, "no tolerance; an answer of 0 needs abs_tol")
        for wrong, message in self._wrong_values:
            self._require(math.isfinite(wrong), f"the mistake {message!r} has the value {wrong}")
            self._require(not self._near(wrong, value), f"the mistake {message!r} is within the tolerance")
        return value

    @cached_property
    def _wrong_values(self) -> tuple[tuple[float, str], ...]:
        values = (mistake.value() if callable(mistake.value) else mistake.value for mistake in self.mistakes)
        return tuple((float(x), mistake.message) for x, mistake in zip(values, self.mistakes, strict=True))

    @property
    def how(self) -> str:
        """What to type: a number in the unit, or a calculation."""
        return f"a number{f' in {self.unit}' if self.unit else ''}, or a calculation that gives it"

    @property
    def right_answer(self) -> float:
        """The right number."""
        return self.true_value

    @property
    def answer_text(self) -> str:
        """The number, rounded, with its unit."""
        value = self.true_value
        whole = abs(value) >= 10 ** (self.digits - 1)
        number = f"{value:,.0f}" if whole else f"{value:.{self.digits}g}"
        return f"{number} {self.unit}".strip()

    def judge(self, answer: Any) -> Judgement:
        """Judge a number: right, a foreseen mistake, right in the other unit, or off in which way."""
        reading = read_number(answer)
        judgements = [self._judge_written(value, reading.unit) for value in reading.numbers]
        return next((found for found in judgements if found.status == "right"), judgements[0])

    def _judge_written(self, value: float, unit: str) -> Judgement:
        """Judge a number together with the unit that was typed after it, if one was."""
        if not unit:
            return self._judge_plain(value, others=self._other_units)
        if same_unit(unit, self.unit):
            return self._judge_plain(value)
        converted = self._converted(value, unit)
        if converted is None:
            return self._judge_foreign(value, unit)
        if converted == value:  # Two names of one unit, such as mU/L and µU/mL.
            return self._judge_plain(value)
        if self._near(converted, self.true_value):
            return self._in_other_unit(value, unit)
        told = self._judge_plain(converted)
        return Judgement(told.status, f"{value:.4g} {unit} is {converted:.4g} {self.unit}. {told.message}")

    def _judge_plain(self, value: float, others: tuple[str, ...] = ()) -> Judgement:
        """Judge a number in the question's unit; without a unit typed, it may be meant in one of `others`."""
        if self._near(value, self.true_value):
            return Judgement("right", self.why)
        for wrong, message in self._wrong_values:
            if self._near(value, wrong):
                return Judgement("wrong", message)
        for other in others:
            converted = self._converted(value, other)
            if converted is not None and self._near(converted, self.true_value):
                return self._in_other_unit(value, other)
        return Judgement("wrong", self._direction(value))

    def _judge_foreign(self, value: float, unit: str) -> Judgement:
        """Judge a number with a unit that is none of the answer's."""
        if unit == "%" and not self.unit and self._near(value / 100, self.true_value):
            return Judgement("right", self.why)
        told = self._judge_plain(value)
        asked = f"in {self.unit}" if self.unit else "a pure number, without a unit"
        number = "The number fits, but" if told.status == "right" else f"{told.message} Besides,"
        return Judgement("wrong", f"{number} the answer is {asked}; you wrote {shown(unit)}.")

    def _in_other_unit(self, value: float, other: str) -> Judgement:
        same = f"{value:.4g} {other} is {self._converted(value, other):.4g} {self.unit}"
        if self.accept_other_unit:
            return Judgement("right", f"You answered in another unit: {same}. {self.why}".strip())
        return Judgement("wrong", f"{same}: the amount fits, but the question asks for {self.unit}.")

    @property
    def _other_units(self) -> tuple[str, ...]:
        if self.analyte is None:
            return ()
        kind = analyte_of(self.analyte)
        return (kind.conventional.symbol, kind.si.symbol)

    def _converted(self, value: float, unit: str) -> float | None:
        """Return `value` from `unit` in the question's unit; None where the analyte has no such unit."""
        if self.analyte is None:
            return None
        kind = analyte_of(self.analyte)
        try:
            slope_in, intercept_in = kind.line(unit)
        except ValueError:
            return None
        slope, intercept = kind.line(self.unit)
        # Not `units.convert`, which refuses what nobody can have: a wrong answer may be just that.
        return (value - intercept_in) / slope_in * slope + intercept

    def _near(self, value: float, target: float) -> bool:
        return abs(value - target) <= self._allowed(target)

    def _allowed(self, target: float) -> float:
        return _tolerance(target, self.rel_tol, self.abs_tol)

    def _direction(self, value: float) -> str:
        true = self.true_value
        if self._near(-value, true):
            return "The size is right, but the sign is not."
        for power in (1, 2, 3, 6):
            if self._near(value / 10**power, true) or self._near(value * 10**power, true):
                return f"The digits are right, but the size is off by a factor of {10**power:,}."
        way = "high" if value > true else "low"
        if abs(value - true) <= 5 * self._allowed(true):
            return f"Close, but a little too {way}. Was something rounded on the way?"
        return f"{value:.4g} is too {way}."


@dataclass(frozen=True, eq=False)
class Choice(Question):
    """A question with one right option.

    Parameters
    ----------
    options
        The options by letter, in the order shown: ``{"a": "muscle", "b": "brain"}``.
    answer
        The letter of the right one.
    feedback
        For every wrong option, what its choice overlooks.

    Examples
    --------
    >>> question = Choice("01.tissue", "Which needs no insulin to take up glucose?",
    ...     options={"a": "muscle", "b": "brain"}, answer="b",
    ...     feedback={"a": "At rest, muscle waits for insulin."},
    ...     hint="Which would fail first in a fast?", solution="The brain uses GLUT1 and GLUT3.")
    >>> question.judge("B)").status, question.judge("muscle").message
    ('right', 'At rest, muscle waits for insulin.')
    """

    options: Mapping[str, str]
    _: KW_ONLY
    answer: str
    feedback: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self, self.options)
        self._require(self.answer in self.options, f"the answer {self.answer!r} is not an option")
        wrong = set(self.options) - {self.answer}
        self._require(set(self.feedback) == wrong, f"feedback is for {sorted(wrong)}, and for all")
        self._require(all(text.strip() for text in self.feedback.values()), "a feedback is empty")

    @property
    def choices(self) -> Mapping[str, str]:
        """The options by letter."""
        return self.options

    @property
    def how(self) -> str:
        """What to type: one letter."""
        return f'the letter of your choice in quotes, such as `"{next(iter(self.options))}"`'

    @property
    def right_answer(self) -> str:
        """The right letter."""
        return self.answer

    @property
    def answer_text(self) -> str:
        """The right option, with its letter."""
        return f"{self.answer}) {self.options[self.answer]}"

    def judge(self, answer: Any) -> Judgement:
        """Judge one letter."""
        letter = _one_letter(answer, self.options)
        if letter == self.answer:
            return Judgement("right", self.why)
        return Judgement("wrong", self.feedback[letter])


@dataclass(frozen=True, eq=False)
class MultiChoice(Question):
    """A question with several right options, or one: the learner is not told how many.

    Parameters
    ----------
    options
        The options by letter, in the order shown.
    answer
        The letters of the right ones.
    feedback
        For every wrong option, why it does not belong.
    missed
        For right options, a clue where one was missed (a text that does not name it). How many are missing is
        said in any case.

    Examples
    --------
    >>> question = MultiChoice("01.targets", "Where does insulin move GLUT4?",
    ...     options={"a": "muscle", "b": "brain", "c": "fat"}, answer={"a", "c"},
    ...     feedback={"b": "The brain's transporters do not wait for insulin."},
    ...     hint="Think of the two largest stores.", solution="Muscle and fat.")
    >>> question.judge("ac").status
    'right'
    >>> question.judge({"a", "b"}).message
    "You found 'a'. 'b' does not belong: The brain's transporters do not wait for insulin. One more belongs."
    """

    options: Mapping[str, str]
    _: KW_ONLY
    answer: set[str] | frozenset[str]
    feedback: Mapping[str, str]
    missed: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self, self.options)
        self._require(
            bool(self.answer) and set(self.answer) <= set(self.options), "the answer names no option"
        )
        wrong = set(self.options) - set(self.answer)
        self._require(set(self.feedback) == wrong, f"feedback is for {sorted(wrong)}, and for all")
        self._require(all(text.strip() for text in self.feedback.values()), "a feedback is empty")
        self._require(set(self.missed or ()) <= set(self.answer), "a clue belongs to a right option")

    @property
    def choices(self) -> Mapping[str, str]:
        """The options by letter."""
        return self.options

    @property
    def how(self) -> str:
        """What to type: letters."""
        two = "".join(list(self.options)[:2])
        return f'the letters of all that apply in quotes, such as `"{two}"` (one or more)'

    @property
    def right_answer(self) -> str:
        """The right letters."""
        return "".join(letter for letter in self.options if letter in self.answer)

    @property
    def answer_text(self) -> str:
        """The right options, with their letters."""
        return "; ".join(f"{letter}) {self.options[letter]}" for letter in self.right_answer)

    def judge(self, answer: Any) -> Judgement:
        """Judge a set of letters."""
        chosen = read_letters(answer, self.options)
        if set(chosen) == set(self.answer):
            return Judgement("right", self.why)
        found = [letter for letter in chosen if letter in self.answer]
        parts = [f"You found {listed([repr(letter) for letter in found])}."] if found else []
        parts += [f"{x!r} does not belong: {self.feedback[x]}" for x in chosen if x not in self.answer]
        missing = [letter for letter in self.right_answer if letter not in chosen]
        if missing:
            parts.append("One more belongs." if len(missing) == 1 else f"{len(missing)} more belong.")
        parts += [self.missed[letter] for letter in missing if self.missed and letter in self.missed]
        return Judgement("wrong", " ".join(parts))


@dataclass(frozen=True, eq=False)
class Prediction(Question):
    """What the learner expects before the explorer shows it: noted, not graded.

    Parameters
    ----------
    options
        The options by letter; without any, the learner predicts a number.
    watch
        What to watch for in the explorer, whatever was predicted.
    unit
        The unit of a predicted number.

    Examples
    --------
    >>> question = Prediction("01.first", "Which rises first?", options={"a": "insulin", "b": "glucose"},
    ...     watch="Watch which curve leaves its line first.", hint="Which of the two is regulated?",
    ...     solution="Insulin rises for years before glucose does.")
    >>> question.judge("b")
    Judgement(status='noted', message='You predict b) glucose. Watch which curve leaves its line first.')
    """

    graded: ClassVar[bool] = False

    options: Mapping[str, str] | None = None
    _: KW_ONLY
    watch: str
    unit: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._require(bool(self.watch.strip()), "watch is empty")
        if self.options is not None:
            _check_options(self, self.options)

    @property
    def choices(self) -> Mapping[str, str]:
        """The options by letter; empty where a number is predicted."""
        return self.options or {}

    @property
    def how(self) -> str:
        """What to type: a letter, or a number."""
        if self.options:
            return f'the letter of what you expect in quotes, such as `"{next(iter(self.options))}"`'
        return f"the number that you expect{f', in {self.unit}' if self.unit else ''}"

    @property
    def right_answer(self) -> Any:
        """Any answer that is accepted."""
        return next(iter(self.options)) if self.options else 1

    @property
    def answer_text(self) -> str:
        """Nothing: a prediction has no answer."""
        return ""

    def judge(self, answer: Any) -> Judgement:
        """Note a prediction."""
        if self.options:
            letter = _one_letter(answer, self.options)
            predicted = f"{letter}) {self.options[letter]}"
        else:
            reading = read_number(answer)
            predicted = f"{reading.numbers[0]:.4g} {reading.unit or self.unit}".strip()
        return Judgement("noted", f"You predict {predicted.rstrip('.')}. {self.watch}")


@dataclass(frozen=True, eq=False)
class Function(Question):
    """A question that the learner answers with a function.

    Parameters
    ----------
    answer
        The right function; its arguments come by position.
    arguments
        What the arguments are, in order, for the messages: ``("glucose", "insulin")``.
    cases
        The arguments to try it on, one tuple a case.
    rel_tol, abs_tol
        Tolerance of each result, as in `Number`.
    mistakes
        Wrong functions to recognise: where all results are a wrong function's, its message is given.

    Examples
    --------
    >>> question = Function("01.write", "Write HOMA-IR.", lambda g, i: g * i / 405,
    ...     arguments=("glucose", "insulin"), cases=((100, 10), (90, 5)),
    ...     mistakes=(Mistake(lambda g, i: g * i / 22.5, "22.5 belongs to mmol/L."),),
    ...     hint="One product, one division.", solution="Divide the product by 405.")
    >>> question.judge(lambda g, i: i * g / 405).status
    'right'
    >>> question.judge(lambda g, i: g * i / 22.5).message
    '22.5 belongs to mmol/L.'
    >>> question.judge(lambda g, i: 1 / 0).message
    'Your function stopped at glucose = 100, insulin = 10 with ZeroDivisionError: division by zero.'
    """

    answer: Callable[..., float]
    _: KW_ONLY
    arguments: tuple[str, ...]
    cases: tuple[tuple[float, ...], ...]
    rel_tol: float = 0.01
    abs_tol: float = 0.0
    mistakes: tuple[Mistake, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        self._require(bool(self.cases), "there are no cases")
        for case in self.cases:
            self._require(len(case) == len(self.arguments), f"case {case} does not fit {self.arguments}")
        self._require(all(callable(wrong.value) for wrong in self.mistakes), "a mistake must be a function")

    @cached_property
    def true_values(self) -> tuple[float, ...]:
        """What the right function returns for each case.

        Raises
        ------
        ValueError
            If a mistake returns the same throughout.
        """
        values = tuple(float(self.answer(*case)) for case in self.cases)
        for mistake in self.mistakes:
            self._require(self._first_off(self._of(mistake), values) >= 0, f"{mistake.message!r} is right")
        return values

    @property
    def how(self) -> str:
        """What to type: the function's name, or the function itself."""
        return f"your function, by its name alone or as a `lambda`: it takes {listed(self.arguments)}, in this order"

    @property
    def right_answer(self) -> Callable[..., float]:
        """The right function."""
        return self.answer

    @property
    def answer_text(self) -> str:
        """One case with its result."""
        return f"{self._named(self.cases[0])} gives {self.true_values[0]:.4g}"

    def judge(self, answer: Any) -> Judgement:
        """Judge a function by its results; what it raises is reported, not raised."""
        if not callable(answer):
            raise UnreadableError("Pass the function itself: its name, without quotes or parentheses.")
        self._refuse_other_signature(answer)
        values = []
        for case in self.cases:
            try:
                result = answer(*case)
            except (Exception, SystemExit) as error:
                return Judgement(
                    "wrong", f"Your function stopped at {self._named(case)} with {_told(error)}."
                )
            if result is None or result is ...:
                return self._judge_nothing(case)
            try:
                values.append(read_number(result).numbers[0])
            except UnreadableError as error:
                return Judgement("wrong", f"At {self._named(case)} it returns no number. {error}")
        return self._judge_values(tuple(values))

    def _judge_nothing(self, case: tuple[float, ...]) -> Judgement:
        """Judge a function that returns nothing: not written yet, if it does so from the first case on."""
        if case == self.cases[0]:
            return Judgement(
                "blank",
                "Your function returns nothing yet: give it a line that begins with `return`, and run the cell again.",
            )
        return Judgement(
            "wrong", f"At {self._named(case)} your function returns nothing. Is a `return` missing?"
        )

    def _judge_values(self, values: tuple[float, ...]) -> Judgement:
        at = self._first_off(values, self.true_values)
        if at < 0:
            return Judgement("right", self.why)
        for mistake in self.mistakes:
            if self._first_off(values, self._of(mistake)) < 0:
                return Judgement("wrong", mistake.message)
        way = "high" if values[at] > self.true_values[at] else "low"
        where = f"At {self._named(self.cases[at])} it returns {values[at]:.4g}: too {way}."
        return Judgement("wrong", f"{where} Other arguments give the right result." if at else where)

    def _refuse_other_signature(self, function: Callable[..., Any]) -> None:
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):
            return  # Some built-in functions have none to look at; the call will tell.
        try:
            signature.bind(*self.cases[0])
        except TypeError:
            names = listed(self.arguments)
            raise UnreadableError(f"Your function must take {names}, in this order and no more.") from None

    def _of(self, mistake: Mistake) -> tuple[float, ...]:
        assert callable(mistake.value)
        return tuple(float(mistake.value(*case)) for case in self.cases)

    def _first_off(self, values: tuple[float, ...], targets: tuple[float, ...]) -> int:
        """Return the index of the first value off its target, or -1."""
        for at, (value, target) in enumerate(zip(values, targets, strict=True)):
            if abs(value - target) > _tolerance(target, self.rel_tol, self.abs_tol):
                return at
        return -1

    def _named(self, case: tuple[float, ...]) -> str:
        return ", ".join(f"{name} = {value:g}" for name, value in zip(self.arguments, case, strict=True))


def same_unit(one: str, other: str) -> bool:
    """Return whether two texts write the same unit.

    Examples
    --------
    >>> same_unit("mg / dl", "mg/dL"), same_unit("minutes", "min"), same_unit("mmol/L", "mg/dL")
    (True, True, False)
    """
    return _unit_key(one) == _unit_key(other)


def _unit_key(unit: str) -> str:
    key = "".join(unit.casefold().split()).replace("μ", "u").replace("µ", "u").replace("iu", "u")
    return {"percent": "%", "minute": "min", "minutes": "min", "hours": "h", "days": "d"}.get(key, key)


def _tolerance(target: float, rel_tol: float, abs_tol: float) -> float:
    # A whisker more than stated, so that the edge itself counts in spite of rounding.
    return max(rel_tol * abs(target), abs_tol) * (1 + 1e-9)


def _check_options(question: Question, options: Mapping[str, str]) -> None:
    question._require(len(options) > 1, "it needs two options or more")
    question._require(all(re.fullmatch(r"[a-z]", letter) for letter in options), "options are letters a-z")
    question._require(len(set(options.values())) == len(options), "two options are alike")


def _one_letter(answer: Any, options: Mapping[str, str]) -> str:
    letters = read_letters(answer, options)
    if len(letters) != 1:
        raise UnreadableError(f"You named {len(letters)} options. Choose one.")
    return letters[0]


def _told(error: BaseException) -> str:
    try:
        text = " ".join(str(error).split())[:120]
    except Exception:
        text = ""
    return f"{type(error).__name__}{': ' if text else ''}{text}".rstrip(".")
