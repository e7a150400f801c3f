"""The order of options: fixed by the question's id, every letter moved along, and none of them a good guess."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from helpers.exercises import Choice, MultiChoice, Question, lessons, questions
from helpers.exercises.order import shown, written

ROOT = Path(__file__).parents[2]
AS_WRITTEN = [
    q for lesson in lessons() for q in import_module(f"helpers.exercises.lesson_{lesson}").QUESTIONS
]
AS_SHOWN = {name: question for lesson in lessons() for name, question in questions(lesson).items()}
CHOICES = [question for question in AS_SHOWN.values() if isinstance(question, Choice)]


def choice(name: str = "96.x", **changed: object) -> Choice:
    fields = {
        "options": {letter: f"option {letter}" for letter in "abcd"},
        "answer": "b",
        "feedback": {letter: f"not {{{letter}}}, but {{b}}" for letter in "acd"},
        "hint": "Think of {c}.",
        "solution": "Not {a}.",
        "why": "More than {d}.",
    }
    return Choice(name, "Why {a}?", **(fields | changed))  # type: ignore[arg-type]


def test_every_part_moves_along_with_its_option():
    before = choice()
    after = shown(before)
    place = dict(zip(written(before), "abcd", strict=True))
    assert list(after.options) == list("abcd")
    assert {place[letter]: text for letter, text in before.options.items()} == after.options
    assert after.options[after.answer] == "option b"
    assert after.feedback == {place[x]: f"not {place[x]}, but {place['b']}" for x in "acd"}
    assert (after.prompt, after.hint) == (f"Why {place['a']}?", f"Think of {place['c']}.")
    assert (after.solution, after.why) == (f"Not {place['a']}.", f"More than {place['d']}.")
    assert (after.id, after.claims, after.minutes) == (before.id, before.claims, before.minutes)


def test_several_answers_and_their_clues_move_along():
    words = {"hint": "h", "solution": "s"}
    before = MultiChoice(
        "96.y",
        "Which?",
        options={letter: f"option {letter}" for letter in "abcde"},
        answer={"a", "d"},
        feedback={"b": "no b", "c": "no c", "e": "no e"},
        missed={"d": "clue d"},
        **words,
    )
    after = shown(before)
    assert {after.options[letter] for letter in after.answer} == {"option a", "option d"}
    assert {after.options[letter] for letter in after.missed or {}} == {"option d"}
    assert all(after.options[letter] == f"option {text[-1]}" for letter, text in after.feedback.items())


def test_options_with_an_order_of_their_own_keep_it():
    question = choice(ordered=True)
    assert written(question) == "abcd"
    assert shown(question).options == question.options
    assert shown(question).hint == "Think of c."


def test_a_text_that_names_no_option_is_refused():
    with pytest.raises(ValueError, match=r"'96.x'.*'e'"):
        shown(choice(hint="Think of {e}."))


def test_orders_differ_between_questions():
    orders = Counter(written(choice(f"96.q{number}")) for number in range(2400))
    assert len(orders) == 24
    assert max(orders.values()) < 150  # 100 expected; 150 is five standard deviations away


def test_an_added_option_leaves_the_order_of_the_others():
    fewer = choice()
    more = choice(
        options={letter: f"option {letter}" for letter in "abcde"},
        feedback=dict.fromkeys("acde", "no"),
    )
    assert written(more).replace("e", "") == written(fewer)


def test_the_order_is_the_same_in_every_process():
    """Python's own `hash` and `random` would differ: this order has been printed, and is in learners' answers."""
    code = (
        "from helpers.exercises import lessons, questions\nfrom helpers.exercises.order import written\n"
        "print([written(q) for lesson in lessons() for q in questions(lesson).values()])"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] == f"{[written(question) for question in AS_SHOWN.values()]}\n"


@pytest.mark.parametrize("before", AS_WRITTEN, ids=lambda question: question.id)
def test_a_question_is_the_same_in_both_orders(before: Question):
    after = AS_SHOWN[before.id]
    assert sorted(after.choices.values()) == sorted(before.choices.values())
    if isinstance(before, Choice) and isinstance(after, Choice):
        assert after.options[after.answer] == before.options[before.answer]
        assert {after.options[x]: said for x, said in after.feedback.items()}.keys() == {
            before.options[x] for x in before.feedback
        }
    if isinstance(before, MultiChoice) and isinstance(after, MultiChoice):
        assert {after.options[x] for x in after.answer} == {before.options[x] for x in before.answer}


def test_no_text_of_a_bank_names_an_option_by_letter_or_place():
    """It would name another one where the options are shown: ``{c}`` moves along, "c" and "the first" do not."""
    place = re.compile(
        r"\boptions? [a-h]\b|(?<![\w'’])[b-h](?![\w'’.])|\b[Tt]he (first|last) (two|three|four)(?=[.,;:]| are| as|$)"
        r"|\ball but the (first|second|third|fourth|fifth|last)\b"
    )
    for question in AS_WRITTEN:
        if not question.choices or question.ordered:
            continue
        texts = [question.solution, question.why]
        texts += (getattr(question, "feedback", None) or {}).values()
        assert [text for text in texts if place.search(re.sub(r"\{[a-z]\}", "", text))] == [], question.id


def test_no_lesson_names_an_option_by_letter():
    """No lesson has to: what it says of an option, it says in words."""
    named = re.compile(r"\b([Oo]ption|[Aa]nswer|[Ll]etter) \W?[a-h]\b")
    for path in [*(ROOT / "notebooks" / "text").glob("*.py"), ROOT / "notebooks" / "TEACHING.md"]:
        assert named.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_no_letter_is_a_good_guess():
    """With four options a quarter each would be even; nobody who picks one letter throughout gets above a third."""
    of_four = [question for question in CHOICES if len(question.options) == 4]
    right = Counter(question.answer for question in of_four)
    assert len(of_four) >= 50
    assert set(right) == set("abcd")
    assert max(right.values()) <= len(of_four) / 3


def test_no_letter_of_several_is_a_good_guess():
    """In questions with several right options no letter belongs nearly always, or hardly ever."""
    several = [question for question in AS_SHOWN.values() if isinstance(question, MultiChoice)]
    for letter in "abcd":
        there = [question for question in several if letter in question.options]
        assert 0.25 < sum(letter in question.answer for question in there) / len(there) < 0.8


@pytest.mark.parametrize("lesson", lessons())
def test_the_longest_option_is_no_good_guess(lesson: str):
    own = [question for question in CHOICES if question.id.startswith(lesson)]
    longest = [q for q in own if len(q.options[q.answer]) == max(map(len, q.options.values()))]
    assert len(longest) <= 0.35 * len(own), [question.id for question in longest]
