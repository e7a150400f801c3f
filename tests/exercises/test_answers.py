"""The table of right answers, kept by people: a key that moves, or a number that comes out new, is seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from helpers.exercises import Choice, MultiChoice, Number, Prediction, Question, lessons, questions

from . import keep_answers

BANK = [question for lesson in lessons() for question in questions(lesson).values()]
HOW = "Is it meant? Then tests/exercises/keep_answers.py says how to keep it."


def test_the_banks_answer_what_the_table_says():
    bank, table = keep_answers.of_banks(), keep_answers.kept()
    missing = [row for row in bank if row not in table]
    stale = [row for row in table if row not in bank]
    assert (missing, stale) == ([], []), HOW
    assert bank == table, "The rows are in another order than the questions."


def test_every_question_is_there_once_and_has_what_its_kind_has():
    count = Counter(row[0] for row in keep_answers.kept())
    assert set(count) == {question.id for question in BANK}
    for question in BANK:
        assert count[question.id] == (len(question.answer) if isinstance(question, MultiChoice) else 1)
    for name, kind, answer, _ in keep_answers.kept():
        assert bool(answer) == (kind != "prediction"), name


def moved(question: Question) -> Question:
    """Return a question with another right answer, as a slip would leave it."""
    if isinstance(question, Choice):
        other = next(letter for letter in question.options if letter != question.answer)
        feedback = {letter: "no" for letter in question.options if letter != other}
        return replace(question, answer=other, feedback=feedback)
    if isinstance(question, Number):
        return replace(question, answer=question.true_value * 1.03, mistakes=())
    assert isinstance(question, MultiChoice)
    wrong = set(question.options) - set(question.answer)
    return replace(question, answer=wrong, feedback=dict.fromkeys(question.answer, "no"), missed=None)


@pytest.mark.parametrize(
    "question",
    [each for each in BANK if isinstance(each, Choice | MultiChoice | Number)],
    ids=lambda question: question.id,
)
def test_a_moved_key_is_seen(question: Question):
    assert set(keep_answers.rows(moved(question))).isdisjoint(keep_answers.kept())


def test_two_options_that_change_places_are_seen():
    question = next(each for each in BANK if isinstance(each, Choice))
    letters = sorted(question.options)
    turned = dict(zip(letters, [question.options[each] for each in [*letters[1:], letters[0]]], strict=True))
    assert keep_answers.rows(replace(question, options=turned)) != keep_answers.rows(question)


def test_only_what_is_named_is_written(tmp_path, monkeypatch, capsys):
    text = keep_answers.TABLE.read_text(encoding="utf-8")
    table = tmp_path / "answers.csv"
    table.write_text(
        text.replace("00.claims,number,182", "00.claims,number,181").replace(
            "01.capacity,number,250", "01.capacity,number,25"
        )
    )
    monkeypatch.setattr(keep_answers, "TABLE", table)
    assert keep_answers.main([]) == 1
    assert keep_answers.main(["01.capacity"]) == 0
    assert "+ 01.capacity number 250 %" in capsys.readouterr().out
    assert table.read_text() == text.replace("00.claims,number,182", "00.claims,number,181")
    assert keep_answers.main(["00"]) == 0
    assert table.read_text() == text


def test_a_prediction_has_no_right_answer():
    assert all(
        keep_answers.rows(each) == [(each.id, "prediction", "", "")]
        for each in BANK
        if isinstance(each, Prediction)
    )
