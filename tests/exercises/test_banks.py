"""Every question of every bank: what it calls right passes, each foreseen mistake gets its own message."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from helpers.exercises import (
    Choice,
    Function,
    MultiChoice,
    Number,
    Prediction,
    Question,
    check,
    hint,
    lessons,
    questions,
    solution,
)
from helpers.exercises.answers import read_number

BANK = [question for lesson in lessons() for question in questions(lesson).values()]
NUMBERS = [question for question in BANK if isinstance(question, Number)]
CHOICES = [question for question in BANK if isinstance(question, Choice | MultiChoice)]
FUNCTIONS = [question for question in BANK if isinstance(question, Function)]
GENERIC = re.compile(r"is too (high|low)\.|a little too|off by a factor|the sign is not")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path))


def every(items: list) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("question", items, ids=[question.id for question in items])


@every(BANK)
def test_what_the_question_calls_right_is_accepted(question: Question):
    assert check(question.id, question.right_answer).status == ("right" if question.graded else "noted")


@every(BANK)
@pytest.mark.parametrize("blank", [..., None, "", "  "], ids=repr)
def test_a_blank_is_not_answered_yet(question: Question, blank: object):
    result = check(question.id, blank)
    assert result.status == "blank"
    assert "Not answered yet" in result.text
    assert "Not answered yet" in result.html


@every(BANK)
def test_hint_and_solution_are_there(question: Question):
    assert question.hint in hint(question.id).text
    assert question.solution in solution(question.id).text
    assert question.objective is None or question.objective >= 1


@every(NUMBERS)
def test_the_hint_does_not_hold_the_number(question: Number):
    for number in re.findall(r"\d+(?:\.\d+)?", question.hint.replace(",", "")):
        assert question.judge(float(number)).status != "right"


@every(CHOICES)
def test_the_hint_does_not_hold_the_option(question: Choice | MultiChoice):
    for letter in question.right_answer:
        assert question.options[letter].rstrip(".").casefold() not in question.hint.casefold()
        assert not re.search(rf"\b(option|answer is) {letter}\b", question.hint)


@every(NUMBERS)
def test_the_printed_answer_is_accepted(question: Number):
    assert check(question.id, question.answer_text).status == "right"
    assert read_number(question.answer_text).numbers[-1] == pytest.approx(question.true_value, rel=1e-3)


@every([question for question in BANK if isinstance(question, Number | Function)])
def test_each_foreseen_mistake_is_told_its_own_message(question: Number | Function):
    told = []
    for mistake in question.mistakes:
        value = mistake.value() if isinstance(question, Number) and callable(mistake.value) else mistake.value
        result = check(question.id, value)
        assert result.status == "wrong"
        assert result.message == mistake.message
        assert not GENERIC.search(result.message)
        told.append(result.message)
    assert len(set(told)) == len(told)


@every([question for question in BANK if isinstance(question, Choice)])
def test_each_wrong_option_is_told_its_own_message(question: Choice):
    wrong = [letter for letter in question.options if letter != question.answer]
    told = [check(question.id, letter).message for letter in wrong]
    assert all(check(question.id, letter).status == "wrong" for letter in wrong)
    assert len(set(told)) == len(told)


@every([question for question in BANK if isinstance(question, MultiChoice)])
def test_each_wrong_letter_and_each_missing_one_is_told(question: MultiChoice):
    for letter in set(question.options) - set(question.answer):
        result = check(question.id, {*question.answer, letter})
        assert result.status == "wrong"
        assert question.feedback[letter] in result.message
    assert len(set(question.feedback.values())) == len(question.feedback)
    if len(question.answer) > 1:
        for letter in question.answer:
            assert "more belong" in check(question.id, set(question.answer) - {letter}).message


@every([question for question in BANK if isinstance(question, Prediction) and question.options])
def test_every_prediction_is_noted(question: Prediction):
    for letter in question.options or {}:
        result = check(question.id, letter)
        assert result.status == "noted"
        assert question.watch in result.message


def test_ids_are_there_once():
    twice = [name for name, count in Counter(question.id for question in BANK).items() if count > 1]
    assert twice == []


def test_claims_named_by_questions_are_in_the_ledger():
    from helpers.evidence import claims

    for question in BANK:
        assert set(question.claims) <= set(claims())
