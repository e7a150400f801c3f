"""Questions whose answer is one number, and the many ways in which people write it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property, partial
from typing import Any

from helpers.exercises import said
from helpers.exercises.answers import UnreadableError, read_number, shown
from helpers.exercises.question import Judgement, Mistake, Question
from helpers.units import analyte_of

Range = tuple[float, float]  # of numbers, both ends included


def varied(make: Callable[..., Number], *given: tuple[float, ...]) -> Number:
    """Return a calculation that can be asked again with other numbers.

    The second and third are the worked example above the question: so four at least make sense.

    Parameters
    ----------
    make
        Makes the question from its numbers.
    given
        The numbers of each turn; the first are those of the lesson.

    Examples
    --------
    >>> def product(first: float, second: float) -> Number:
    ...     return Number("01.product", f"{first:g} times {second:g}?", lambda: first * second,
    ...         hint="Add.", solution=f"{first:g} x {second:g}.")
    >>> question = varied(product, (2, 3), (4, 5))
    >>> question.prompt, question.again(1).prompt, question.again(2).prompt
    ('2 times 3?', '4 times 5?', '2 times 3?')
    """
    turns = tuple(partial(make, *numbers) for numbers in given)
    return replace(turns[0](), variants=turns)


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
        How far off an answer still counts, as a share of the right one or in its unit: one of the two, by default
        1 %. An answer of 0 needs an `abs_tol`. With a share, the right number counts too when it is rounded to two
        digits, or to a whole number where it has more.
    count
        Whether the answer counts things, such as people. Then no other whole number counts: not 181 for 182. One
        that comes out between two, such as 6.6 people, counts rounded as well.
    per
        What the number is said of, where people say it with the number: ``"1,000"`` (17 in 1,000), ``"day"``.
    one_in
        Whether it is also said as *1 in 91*.
    mistakes
        Mistakes to recognise, the likeliest first: where two match, the first speaks.
    analyte
        Name of the analyte in `helpers.units`, if it is one: an answer in its other unit is then recognised.
    accept_other_unit
        Whether such an answer counts, with a note. Choose False where the unit is the point of the question.
    digits
        Significant digits with which the answer is printed.
    variants
        The question with other numbers, the first with its own; `varied` makes them.

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
    rel_tol: float | None = None
    abs_tol: float = 0.0
    count: bool = False
    per: str = ""
    one_in: bool = False
    mistakes: tuple[Mistake, ...] = ()
    analyte: str | None = None
    accept_other_unit: bool = True
    digits: int = 4
    variants: tuple[Callable[[], Number], ...] = ()

    def again(self, turn: int) -> Number:
        """Return the question with the numbers of a turn; turn 0 is the question itself."""
        return self.variants[turn % len(self.variants)]() if turn and self.variants else self

    def __post_init__(self) -> None:
        super().__post_init__()
        self._require(not (self.rel_tol and self.abs_tol), "it needs one tolerance, rel_tol or abs_tol")
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
        value = self._computed
        self._require(math.isfinite(value), f"the answer is {value}")
        self._require(self.count or self._allowed(value) > 0, "no tolerance; an answer of 0 needs abs_tol")
        for wrong, message in self._wrong_values:
            self._require(math.isfinite(wrong), f"the mistake {message!r} has the value {wrong}")
            self._require(not self._fits(wrong), f"the mistake {message!r} is within the tolerance")
        return value

    @cached_property
    def _computed(self) -> float:
        return float(self.answer() if callable(self.answer) else self.answer)

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

    @property
    def other_units(self) -> tuple[str, ...]:
        """Units of the analyte in which a bare number is recognised besides the question's own."""
        lines = ((unit, said.measure_of(unit)) for unit in self._other_units)
        return tuple(unit for unit, measure in lines if measure and self._line(measure) != (1.0, 0.0))

    def accepted(self, unit: str = "") -> tuple[Range, ...]:
        """Return the ranges of numbers that count as right: the tolerance, then what is rounded to outside of it.

        Parameters
        ----------
        unit
            In which the numbers are meant; empty for the question's own.

        Raises
        ------
        ValueError
            If the answer cannot be given in that unit.

        Examples
        --------
        >>> question = Number("01.ratio", "10 to 3?", lambda: 10 / 3, hint="Divide.", solution="10/3.")
        >>> [[f"{end:.2f}" for end in each] for each in question.accepted()]
        [['3.30', '3.37']]
        """
        line: tuple[float, float] | None = (1.0, 0.0)
        if unit:
            measure = said.measure_of(unit)
            line = self._line(measure) if measure else None
        if line is None:
            raise ValueError(f"Question {self.id!r}: the answer is not measured in {unit!r}.")
        return self._ranges(*line)

    @property
    def recognised(self) -> tuple[tuple[tuple[Range, ...], str], ...]:
        """The ranges of numbers that are taken for each foreseen mistake, with its message."""
        return tuple((self._mistaken(wrong), message) for wrong, message in self._wrong_values)

    def judge(self, answer: Any) -> Judgement:
        """Judge a number: right, a foreseen mistake, right in the other unit, or off in which way."""
        reading = read_number(self._bare(answer) if isinstance(answer, str) else answer)
        judgements = [self._judge_written(value, reading.unit) for value in reading.numbers]
        return next((found for found in judgements if found.status == "right"), judgements[0])

    @cached_property
    def _own_words(self) -> frozenset[str]:
        # "In fewer than one of twenty" asks for no less of anything.
        prompt = re.sub(r"\b(more|fewer|less) than\b", "", self.prompt)
        words = said.words_of(f"{prompt} {self.unit}")
        if "points" in words:
            words |= {"point", "pts"}
        return words | said.HEADS if self._of_people else words

    @property
    def _of_people(self) -> bool:
        return self.unit in said.HEADS

    @cached_property
    def _measure(self) -> said.Measure | None:
        return said.measure_of(self.unit)

    def _bare(self, answer: str) -> str:
        """Return an answer without the words that lead up to its number: "about", "HOMA-IR =", "one in"."""
        found = re.search(r"=([^=]*\d[^=]*)$", answer)
        words = (found[1] if found else answer).split()
        while words and not re.match(r"[\W_]*x?[\W_]*\d|[x×]$", words[0], re.IGNORECASE):
            lead = said.words_of(words[0])
            if self.one_in and lead == {"one"}:
                words[0] = "1"
            elif "than" in lead:
                return answer
            elif lead <= self._own_words | said.FILLERS or not said.strange_words(
                words[0], self._own_words, any_noun=False
            ):
                del words[0]
            else:
                return answer
        text = " ".join(words)
        if self.one_in:
            head, of = "|".join(sorted(said.HEADS)), "in|of|out of|per|for|for every|in every"
            text = re.sub(rf"^\W*1(?:\s*:|\s+(?:(?:{head})\s+)?(?:{of})\s)\s*(?=\d)", "", text)
        if times := re.match(r"\s*[x×]\s*(?=[\d.,])", text, re.IGNORECASE):
            text = f"{text[times.end() :]} times"
        if self.per[:1].isdigit():  # 17/1000 is no division here
            text = re.sub(r"(?<=\d)\s*/(?=\s*\d)", " per ", text) if self._said_of(text) else text
        return text or answer

    def _said_of(self, text: str) -> re.Match[str] | None:
        """Find what the number is said of, such as "in 1,000" or "a day"."""
        per = self.per or ("100" if self.unit == "%" else "")
        if not per:
            return None
        if per[0].isdigit():
            digits = r"[,.'’\s]?".join(re.findall(r"\d{1,3}(?=(?:\d{3})*$)", per.replace(",", "")))
            word = {"100": "hundred", "1,000": "thousand"}.get(per, "(?!)")
            of = r"(?:\b(?:in|per|of|out of|among|from|for|for every|in every|for each)\b|/)"
            return re.search(
                rf"{of}\s*(?:(?:an?|one|each|every|the|all)\s+)?(?:{digits}(?![\d.,]*\d)|{word}\b)", text
            )
        much, adverb = {"day": (r"day|d|24 ?h(?:ours?)?", "daily"), "week": (r"week|wk|7 days", "weekly")}[
            per
        ]
        of = r"(?:\b(?:per|an?|each|every|in an?|in one|in the|of the|of a)\b|/)"
        return re.search(rf"{of} ?(?:{much})\b|\b{adverb}\b", text)

    def _judge_written(self, value: float, after: str) -> Judgement:
        """Judge a number together with what was typed after it."""
        text = said.plain(after)
        if found := self._said_of(text):
            text = f"{text[: found.start()]} {text[found.end() :]}"
        measure, words = said.unit_at_start(text.strip(" .,;:!?()[]\"'*"))
        if not self._is_asked(words, measure):
            if re.search(r"(?<!\w)\d", words):
                raise UnreadableError(
                    f"{shown(f'{value:.6g} {after}')} is not one number. Give the one that is asked for."
                )
            return self._judge_foreign(value, after)
        if measure is None:
            return self._judge_plain(value, others=() if text.strip() else self._other_units)
        line = self._line(measure)
        if line is None:
            return self._judge_foreign(value, after)
        if line == (1.0, 0.0):  # Two spellings of one unit, such as mU/L and µU/mL.
            return self._judge_plain(value)
        return self._judge_converted(value, after, *line)

    def _is_asked(self, words: str, measure: said.Measure | None) -> bool:
        """Return whether words beside a number leave it what the question asks for."""
        if re.search(r"\d", words) and f" {words} " in f" {said.plain(self.prompt)} ":
            return True
        own = self._own_words
        if self.unit == "%" and measure is None:  # "30 claims" are no percent
            own &= said.words_of("percent points") | said.MORE | said.LESS
        return not said.strange_words(words, own, any_noun=not self.unit and measure is None)

    def _judge_plain(self, value: float, others: tuple[str, ...] = ()) -> Judgement:
        """Judge a number in the question's unit; without a unit typed, it may be meant in one of `others`."""
        if self._fits(value):
            return Judgement("right", self.why)
        for wrong, message in self._wrong_values:
            if _within(value, self._mistaken(wrong)):
                return Judgement("wrong", message)
        for other in others:
            measure = said.measure_of(other)
            line = self._line(measure) if measure else None
            if line and line != (1.0, 0.0) and self._fits(value, *line):
                return self._judge_converted(value, other, *line)
        return Judgement("wrong", self._direction(value))

    def _judge_foreign(self, value: float, after: str) -> Judgement:
        """Judge a number with words or a unit that are none of the answer's."""
        if said.plain(after) in ("%", "percent", "per cent") and not self.unit and self._fits(value / 100):
            return Judgement("right", self.why)
        told = self._judge_plain(value)
        asked = f"in {self.unit}" if self.unit else "a pure number, without a unit"
        number = "The number fits, but" if told.status == "right" else f"{told.message} Besides,"
        return Judgement("wrong", f"{number} the answer is {asked}; you wrote {shown(after)}.")

    def _judge_converted(self, value: float, unit: str, slope: float, intercept: float) -> Judgement:
        """Judge a number in another unit of the same quantity.

        Where the unit is the point of the question, what the number comes to is the answer, and is not said.
        """
        converted = value * slope + intercept
        same = f"{value:.4g} {unit} is {converted:.4g} {self.unit}"
        asks = f"the question asks for {self.unit}"
        if self._fits(value, slope, intercept):
            if self.accept_other_unit:
                return Judgement("right", f"You answered in another unit: {same}. {self.why}".strip())
            return Judgement("wrong", f"The amount fits, but {asks}.")
        if self.accept_other_unit:
            told = self._scale(converted) or self._judge_plain(converted).message
            return Judgement("wrong", f"{same}. {told}")
        way = "high" if converted > self.true_value else "low"
        return Judgement("wrong", f"The amount is too {way}; besides, {asks}.")

    @property
    def _other_units(self) -> tuple[str, ...]:
        if self.analyte is None:
            return ()
        kind = analyte_of(self.analyte)
        return (kind.conventional.symbol, kind.si.symbol)

    def _line(self, measure: said.Measure) -> tuple[float, float] | None:
        """Return slope and intercept from a unit to the question's; None where it measures something else."""
        if self._measure is not None and measure.is_like(self._measure):
            slope = measure.size / self._measure.size
            return (1.0, 0.0) if math.isclose(slope, 1) else (slope, 0.0)
        if self.analyte is None:
            return None
        # Not `units.convert`, which refuses what nobody can have: a wrong answer may be just that.
        kind = analyte_of(self.analyte)
        for unit in kind.units:
            known = said.measure_of(unit)
            if known is not None and measure.is_like(known):
                (slope_in, intercept_in), (slope, intercept) = kind.line(unit), kind.line(self.unit)
                factor = slope / slope_in
                return measure.size / known.size * factor, intercept - intercept_in * factor
        return None

    def _fits(self, value: float, slope: float = 1.0, intercept: float = 0.0) -> bool:
        """Return whether a number counts as right; in another unit, one that was rounded there too."""
        return _within(value, self._ranges(slope, intercept))

    def _ranges(self, slope: float = 1.0, intercept: float = 0.0) -> tuple[Range, ...]:
        true = self._computed
        allowed = self._allowed(true)
        if self.count and slope == 1:
            if abs(true - round(true)) < 1e-6:
                return ((true - 1e-6, true + 1e-6),)
            near = min(allowed, 0.5)
            whole = [
                float(each) for each in (math.floor(true), math.ceil(true)) if abs(each - true) <= 0.5 + 1e-9
            ]
            return _apart((true - near, true + near), *((each, each) for each in whole))
        target, allowed = (true - intercept) / slope, abs(allowed / slope)
        rounded = () if self.abs_tol else _rounded(target)
        return _apart((target - allowed, target + allowed), *rounded)

    def _mistaken(self, wrong: float) -> tuple[Range, ...]:
        """Return what a mistake yields: nearer to it than an answer may be, or rounded."""
        near = min(self._allowed(wrong), max(0.01 * abs(wrong), self.abs_tol))
        return _apart((wrong - near, wrong + near), *_rounded(wrong))

    def _allowed(self, target: float) -> float:
        return tolerance(target, self.rel_tol, self.abs_tol)

    def _direction(self, value: float) -> str:
        true = self.true_value
        if self._fits(-value):
            return "The size is right, but the sign is not."
        if scale := self._scale(value):
            return scale
        way = "high" if value > true else "low"
        if abs(value - true) <= 5 * self._allowed(true):
            rounded = "" if self.count else " Was something rounded on the way?"
            return f"Close, but a little too {way}.{rounded}"
        return f"{value:.4g} is too {way}."

    def _scale(self, value: float) -> str:
        """Say by which power of ten a number is off; empty if by none."""
        for power in (1, 2, 3, 6):
            if self._fits(value / 10**power) or self._fits(value * 10**power):
                return f"The digits are right, but the size is off by a factor of {10**power:,}."
        return ""


def tolerance(target: float, rel_tol: float | None, abs_tol: float) -> float:
    """Return how far from `target` an answer still counts: by `abs_tol` where it is set, else by a share.

    Examples
    --------
    >>> round(tolerance(200.0, None, 0.0), 6), round(tolerance(200.0, None, 0.5), 6)
    (2.0, 0.5)
    """
    share = rel_tol if rel_tol is not None else 0.0 if abs_tol else 0.01
    # A whisker more than stated, so that the edge itself counts in spite of rounding.
    return max(share * abs(target), abs_tol) * (1 + 1e-9)


def _within(value: float, ranges: tuple[Range, ...]) -> bool:
    return any(low <= value <= high for low, high in ranges)


def _apart(first: Range, *others: Range) -> tuple[Range, ...]:
    """Return ranges without those whose middle lies in the first."""
    return (first, *(each for each in others if not _within(sum(each) / 2, (first,))))


def _rounded(target: float) -> tuple[Range, ...]:
    """Return `target` rounded to two digits, or to a whole number where it has more: half-way, both ways."""
    if not target:
        return ()
    grain = min(1.0, 10.0 ** (math.floor(math.log10(abs(target))) - 1))
    steps = target / grain
    near = {math.floor(steps + 0.5 * (1 + 1e-9)), math.ceil(steps - 0.5 * (1 + 1e-9))}
    return tuple(((each - 1e-6) * grain, (each + 1e-6) * grain) for each in sorted(near))
