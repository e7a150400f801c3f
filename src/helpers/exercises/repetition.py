"""Questions that come back: those of earlier lessons in `review`, and ten in `before` and `after` the course."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from helpers.exercises import asked, banks, cards, engine
from helpers.exercises.cards import Result
from helpers.exercises.kinds import Function, Judgement, Question
from helpers.exercises.misconceptions import QUESTIONS
from helpers.forms import Form, Reply, memory
from helpers.forms.memory import Attempt
from helpers.html import Card, frame

_ASKED = 3
_DAYS = (1, 7, 21)  # evenly spaced or growing makes no difference that was shown; longer keeps it short
_AGAIN = "~"  # parts a question's id from how often it came back


@dataclass(frozen=True, repr=False)
class Series(Card):
    """Several questions below one heading.

    Parameters
    ----------
    results
        The questions.
    summary
        What follows the answers to all of them; None where nothing does.
    """

    results: tuple[Result, ...]
    summary: cards.Following | None = field(default=None, compare=False)

    def _ipython_display_(self) -> None:
        from helpers.forms.widget import display_card

        display_card(Card(self.html, self.text))
        for each in self.results:
            each._ipython_display_()
        if self.summary:
            self.summary._ipython_display_()


def review(lesson: object = None, *, now: datetime | None = None) -> Card:
    """Ask three questions of earlier lessons again: those answered wrongly first, then those due after 1, 7, 21 days.

    A calculation comes with other numbers. Where nothing was answered yet, the three are of the core of the lessons
    just before.

    Parameters
    ----------
    lesson
        Number of the lesson that asks: only earlier ones come back. Without it, or in lesson 00, those that were begun.
    now
        The time, by default the computer's.

    Examples
    --------
    >>> [each.question_id[:2] for each in review("03").results]
    ['02', '01', '00']
    """
    try:
        number = banks.number(lesson) if lesson not in (None, ..., "") else "00"
        made = memory.attempts()
        begun = {each.question[:2] for each in made}
        before = [each for each in banks.lessons() if (each in begun if number == "00" else each < number)]
        picked = due(before, made, now or datetime.now(UTC))
        title = "Review (5 minutes; it can be skipped)"
        text = (
            "Three questions of earlier lessons, first those that went wrong."
            if picked
            else "Nothing is due."
        )
        results = tuple(_asked_again(question, turn) for question, turn in picked)
        body = f"<p><strong>{title}</strong></p><p>{text}</p>"
        lines = [title, text, *(each.text for each in results)]
        return Series(frame(title, body), "\n".join(lines), results)
    except Exception:
        return engine.fault(lesson)


def due(lessons: Sequence[str], made: Iterable[Attempt], now: datetime) -> list[tuple[Question, int]]:
    """Return up to three questions to ask again, and how often each came back before, from 1.

    Parameters
    ----------
    lessons
        The lessons that may be asked about.
    made
        The attempts so far.
    now
        The time.
    """
    attempts: dict[str, list[Attempt]] = {}
    for each in made:
        attempts.setdefault(each.question.partition(_AGAIN)[0], []).append(each)
    bank = [question for lesson in reversed(lessons) for question in banks.questions(lesson).values()]
    bank = [each for each in bank if each.graded and not isinstance(each, Function)]
    wrong = [each for each in bank if _is_wrong(attempts.get(each.id, ()))]
    wrong.sort(key=lambda each: attempts[each.id][-1].at)
    late = [each for each in bank if each not in wrong and _is_due(attempts.get(each.id, ()), now)]
    late.sort(key=lambda each: attempts[each.id][-1].at)
    chosen = [*wrong, *late]
    if len(chosen) < _ASKED:
        # One of each lesson before, the nearest first, the same for everybody.
        new = sorted(
            (each for each in bank if each.id not in attempts and each.id not in banks.beyond()),
            key=lambda each: _chance(each.id, lessons),
        )
        places = {lesson: at for at, lesson in enumerate(reversed(lessons))}
        rank: dict[str, int] = {}
        order = []
        for question in new:
            rank[question.lesson] = rank.get(question.lesson, -1) + 1
            order.append((rank[question.lesson], places[question.lesson], question))
        chosen += [question for *_, question in sorted(order, key=lambda entry: entry[:2])]
    return [(each, 1 + _times_back(attempts.get(each.id, ()))) for each in chosen[:_ASKED]]


def before() -> Card:
    """Ask ten questions on what the course is about, without saying what is right; `after` asks them again.

    Examples
    --------
    >>> len(before().results)
    10
    """
    text = "Ten questions before the course. Nothing is marked; at the end of lesson 09 they come back."
    return _ten("Before the course", text, "before", is_told=False)


def after() -> Card:
    """Ask the same ten again, and say what is right and what was said before.

    Examples
    --------
    >>> len(after().results)
    10
    """
    text = "The ten questions from before the course. Each answer is shown beside the one you gave then."
    return _ten("After the course", text, "after", is_told=True)


def changed() -> Card:
    """Return how many of the ten were right before and after."""
    right = {each.id: _right(each) for each in _ten_questions()}
    text = f"Before the course {_count(right, 'before')} of {len(right)} right"
    text += f", now {_count(right, 'after')}. It shows what changed, and is no mark."
    return Card(f"<p>{html.escape(text)}</p>", text)


def _ten_questions() -> tuple[Question, ...]:
    return tuple(banks.shown(each) for each in QUESTIONS)


def _ten(title: str, text: str, when: str, *, is_told: bool) -> Card:
    try:
        results = tuple(_asked_at(question, when, is_told=is_told) for question in _ten_questions())
        body = f"<p><strong>{title}</strong></p><p>{text}</p>"
        lines = [title, text, *(each.text for each in results)]
        made = changed()
        summary = cards.Following(made.html, made.text, "changed", changed) if is_told else None
        return Series(frame(title, body), "\n".join(lines), results, summary)
    except Exception:
        return engine.fault(title)


def _asked_at(question: Question, when: str, *, is_told: bool) -> Result:
    then = memory.latest(f"{question.id}{_AGAIN}before")

    def judged(judgement: Judgement) -> Judgement:
        if judgement.status not in ("right", "wrong"):
            return judgement
        if not is_told:
            return Judgement("noted", "Noted. It comes back at the end of the course.")
        said = asked.words(question, asked.recalled(question, then.answer)) if then else ""
        earlier = f"\n\nBefore the course you said: {said}" if said else ""
        return Judgement(judgement.status, f"{judgement.message}{earlier}")

    return _remembered_as(question, f"{question.id}{_AGAIN}{when}", judged)


def _asked_again(question: Question, turn: int) -> Result:
    # Turns 1 and 2 are the worked examples above the question.
    return _remembered_as(
        question.again(turn + 2), f"{question.id}{_AGAIN}{turn}", lambda judgement: judgement
    )


def _remembered_as(question: Question, name: str, judged: Callable[[Judgement], Judgement]) -> Result:
    """Return a question whose answers are remembered under a name of their own."""

    def answer(given: str) -> tuple[Reply, Card]:
        found = engine.judge(question, lambda: given)
        if found.status in ("right", "wrong"):
            memory.record(name, asked.kept(question, given), found.status, "clicked")
        told = judged(found)
        return cards.reply(question, told, given), cards.result(question, told, given)

    last = memory.latest(name)
    said = asked.recalled(question, last.answer) if last else ""
    start = judged(engine.judge(question, lambda: said))
    fields = cards.form_fields(question) | {"id": name}
    form = Form(answer=answer, start=replace(cards.reply(question, start, said), literal=""), **fields)  # type: ignore[arg-type]
    return replace(cards.result(question, start, said), form=form)


def _is_wrong(attempts: Sequence[Attempt]) -> bool:
    """Return whether the last answer was wrong, or none was right yet."""
    return bool(attempts) and attempts[-1].status == "wrong"


def _is_due(attempts: Sequence[Attempt], now: datetime) -> bool:
    if not attempts or not (last := _time(attempts[-1])):
        return bool(attempts)
    wait = _DAYS[min(_times_back(attempts), len(_DAYS) - 1)]
    return now - last >= timedelta(days=wait)


def _times_back(attempts: Sequence[Attempt]) -> int:
    """Return how often a question came back so far."""
    return len({each.question for each in attempts if _AGAIN in each.question})


def _time(attempt: Attempt) -> datetime | None:
    try:
        return datetime.strptime(attempt.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _chance(name: str, lessons: Sequence[str]) -> bytes:
    return hashlib.sha256(f"{len(lessons)} {name}".encode()).digest()


def _right(question: Question) -> dict[str, bool]:
    found = {when: memory.latest(f"{question.id}{_AGAIN}{when}") for when in ("before", "after")}
    return {when: bool(each and each.status == "right") for when, each in found.items()}


def _count(right: dict[str, dict[str, bool]], when: str) -> int:
    return sum(each[when] for each in right.values())
