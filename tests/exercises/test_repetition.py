"""What comes back, when, and what before and after say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers.exercises import Function, after, banks, before, review
from helpers.exercises.misconceptions import QUESTIONS
from helpers.exercises.repetition import Series, due
from helpers.forms import memory
from helpers.forms.memory import Attempt

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LESSONS = ("01", "02", "03")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "learner"))


def made(name: str, status: str, days_ago: float) -> Attempt:
    at = (NOW - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Attempt(name, "a", status, at=at)


def asked(attempts: list[Attempt], now: datetime = NOW) -> list[str]:
    return [question.id for question, _ in due(LESSONS, attempts, now)]


def test_what_went_wrong_comes_first_and_the_oldest_of_it() -> None:
    attempts = [
        made("01.definition", "right", 30),
        made("02.shared", "wrong", 3),
        made("01.lows", "wrong", 9),
    ]
    assert asked(attempts) == ["01.lows", "02.shared", "01.definition"]


@pytest.mark.parametrize(("back", "days"), [(0, 1), (1, 7), (2, 21), (5, 21)])
def test_what_was_right_comes_back_after_one_seven_and_twenty_one_days(back: int, days: int) -> None:
    attempts = [made("01.definition", "right", 100)]
    attempts += [made(f"01.definition~{turn}", "right", days) for turn in range(1, back + 1)]
    attempts[-1] = made(attempts[-1].question, "right", days - 0.1)
    assert "01.definition" not in asked(attempts)
    attempts[-1] = made(attempts[-1].question, "right", days + 0.1)
    assert asked(attempts)[0] == "01.definition"


def test_a_clock_that_was_ahead_keeps_a_question_back_and_no_more() -> None:
    assert len(asked([made("01.definition", "right", -400)])) == 3


def test_three_at_most_and_none_of_this_lesson_or_later_ones() -> None:
    for lesson in banks.lessons()[1:]:
        results = review(lesson).results  # type: ignore[attr-defined]
        assert len(results) == 3
        assert all(each.question_id[:2] < lesson for each in results)


def test_without_a_lesson_only_what_was_begun_is_asked() -> None:
    """Who has just read lesson 00 is asked nothing of lesson 08."""
    assert review().results == ()  # type: ignore[attr-defined]
    memory.record("00.claims", "3", "wrong", "clicked")
    memory.record("01.order", "a", "noted", "clicked")
    results = review().results  # type: ignore[attr-defined]
    assert results[0].question_id == "00.claims"
    assert {each.question_id[:2] for each in results} == {"00", "01"}


def test_each_lesson_returns_in_two_others_at_least() -> None:
    """For somebody who has answered nothing; who has answered is asked what was wrong or is due."""
    lessons = banks.lessons()
    asked_in = {lesson: {each.question_id[:2] for each in review(lesson).results} for lesson in lessons}  # type: ignore[attr-defined]
    for lesson in lessons[1:-2]:
        assert sum(lesson in found for found in asked_in.values()) >= 2, lesson


def test_no_program_and_no_prediction_comes_back() -> None:
    bank = {each.id: each for lesson in LESSONS for each in banks.questions(lesson).values()}
    attempts = [made(name, "wrong", 2) for name in bank]
    for question, _ in due(LESSONS, attempts, NOW):
        assert question.graded
        assert not isinstance(question, Function)


def test_a_review_remembers_its_answer_apart_and_starts_blank() -> None:
    memory.record("01.definition", "a", "wrong", "clicked")
    (form,) = [
        each.form
        for each in review("02").results  # type: ignore[attr-defined]
        if each.question_id == "01.definition"
    ]
    assert form is not None
    assert form.start.status == "blank"
    right = banks.questions("01")["01.definition"].right_answer
    assert form.reply(right)[0]["status"] == "right"
    last = memory.attempts()[-1]
    assert (last.question, last.status) == ("01.definition~1", "right")
    found = memory.latest("01.definition")
    assert found
    assert found.status == "wrong"  # the lesson's own answer is as it was
    assert "01.definition" not in [each.question_id for each in review("02").results]  # type: ignore[attr-defined]


def test_before_says_nothing_and_after_says_both() -> None:
    first, last = before(), after()
    assert isinstance(first, Series)
    assert isinstance(last, Series)
    assert last.summary
    for each in first.results:
        question = next(banks.shown(one) for one in QUESTIONS if one.id == each.question_id)
        assert each.form
        for letter in question.choices:
            reply, card = each.form.reply(letter)
            assert reply["status"] == "noted"
            assert reply["more"] == ""
            assert not any(text in card.html for text in getattr(question, "feedback", {}).values())
    for each in first.results:
        question = next(banks.shown(one) for one in QUESTIONS if one.id == each.question_id)
        wrong = next(letter for letter in question.choices if letter != question.right_answer)
        assert each.form
        each.form.reply(wrong)
    for each in after().results:  # type: ignore[attr-defined]
        question = next(banks.shown(one) for one in QUESTIONS if one.id == each.question_id)
        reply, _ = each.form.reply(question.right_answer)
        assert reply["status"] == "right"
        assert "Before the course you said" in reply["said"]
    assert last.summary.make().text.startswith("Before the course 0 of 10 right, now 10.")


def test_the_ten_are_asked_nowhere_else_and_count_for_no_lesson() -> None:
    assert len(QUESTIONS) == 10
    prompts = {each.prompt for lesson in banks.lessons() for each in banks.questions(lesson).values()}
    assert not prompts & {each.prompt for each in QUESTIONS}
    assert all(each.id.startswith("99.") for each in QUESTIONS)
    assert "99" not in banks.lessons()


def test_the_longest_option_of_the_ten_is_rarely_right() -> None:
    longest = [max(each.choices, key=lambda letter, of=each: len(of.choices[letter])) for each in QUESTIONS]  # type: ignore[misc]
    assert sum(letter == each.right_answer for letter, each in zip(longest, QUESTIONS, strict=True)) <= 3


def test_who_has_answered_nothing_is_asked_of_the_core() -> None:
    assert not set(asked([])) & banks.beyond()
    further = next(
        name for name in sorted(banks.beyond()) if name.startswith("01") and banks.find(name).graded
    )
    assert asked([made(further, "wrong", 2)])[0] == further
