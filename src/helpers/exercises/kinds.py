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
import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any, ClassVar

from helpers.exercises.answers import UnreadableError, listed, read_letters, read_number
from helpers.exercises.number import Number, tolerance, varied
from helpers.exercises.question import Judgement, Mistake, Question, Status

__all__ = [
    "Choice",
    "Function",
    "Judgement",
    "Mistake",
    "MultiChoice",
    "Number",
    "Prediction",
    "Question",
    "Status",
    "varied",
]


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
        chosen = [f"{letter}) {self.options[letter].removesuffix('.')}" for letter in self.right_answer]
        return "; ".join(chosen) + ("." if self.options[self.right_answer[-1]].endswith(".") else "")

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
    outcome
        What the explorer then shows: the letter of an option, letters where more than one holds, or a number (or a
        function that computes it). None where nothing decides between the options.
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
    outcome: str | float | Callable[[], float] | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._require(bool(self.watch.strip()), "watch is empty")
        if self.options is not None:
            _check_options(self, self.options)
            known = isinstance(self.outcome, str) and set(self.outcome) <= set(self.options)
            self._require(self.outcome is None or known, f"the outcome {self.outcome!r} is not an option")

    @property
    def came(self) -> float | str:
        """What the explorer shows: letters of options, or a number; an empty text where nothing decides."""
        outcome = self.outcome() if callable(self.outcome) else self.outcome
        return "" if outcome is None else outcome

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
        Tolerance of each result, as in `Number`: one of the two, by default 1 %.
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
    rel_tol: float | None = None
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
            if abs(value - target) > tolerance(target, self.rel_tol, self.abs_tol):
                return at
        return -1

    def _named(self, case: tuple[float, ...]) -> str:
        return ", ".join(f"{name} = {value:g}" for name, value in zip(self.arguments, case, strict=True))


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
