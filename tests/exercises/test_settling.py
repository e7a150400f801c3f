"""What was predicted stands beside what came, and a claim is graded before it opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.evidence import GRADES, claim, claims
from helpers.exercises import Prediction, banks, predict, settle
from helpers.exercises.kinds import Question
from helpers.forms import memory

WORDS = {"watch": "Watch the curve.", "hint": "Think.", "solution": "Because of the product."}
LETTERS = Prediction(
    "96.letters", "Which?", options={"a": "more", "b": "less", "c": "alike"}, outcome="c", **WORDS
)
NUMBER = Prediction("96.number", "How many times?", outcome=lambda: 4.0, unit="times", **WORDS)
OPEN = Prediction("96.open", "What would you do?", options={"a": "this", "b": "that"}, **WORDS)


@pytest.fixture(autouse=True)
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "learner"))
    questions: dict[str, Question] = {each.id: banks.shown(each) for each in (LETTERS, NUMBER, OPEN)}
    monkeypatch.setattr(banks, "find", lambda name: questions[name])


def test_without_a_prediction_what_came_is_told_all_the_same() -> None:
    text = settle("96.letters").text
    assert "You made no prediction here." in text
    assert "alike" in text
    assert "Because of the product." in text


@pytest.mark.parametrize("option", ["more", "less", "alike"])
def test_options_are_named_by_what_the_learner_read(option: str) -> None:
    predict("96.letters", option)
    shown = banks.find("96.letters")
    said, came = (
        f"{letter}) {text}"
        for name in (option, "alike")
        for letter, text in shown.choices.items()
        if text == name
    )
    lines = settle("96.letters").text.splitlines()
    assert lines[1:3] == [f"You said {said}.", f"What came: {came}."]


def test_a_number_stands_on_a_scale_with_what_came() -> None:
    predict("96.number", "9")
    card = settle("96.number")
    assert "You said 9." in card.text
    assert "What came: 4 times." in card.text
    places = [float(part.split('"')[0]) for part in card.html.split('<text x="')[1:]]
    zero, yours, came = 40.0, places[0], places[2]
    assert (came - zero) / (yours - zero) == pytest.approx(4 / 9, abs=0.01)


@pytest.mark.parametrize("said", ["-3", "0", "4", "1e300", "2,5 times"])
def test_any_number_has_its_place(said: str) -> None:
    predict("96.number", said)
    assert "You said" in settle("96.number").text


def test_what_nothing_decides_is_not_decided() -> None:
    predict("96.open", "a")
    assert "What came" not in settle("96.open").text


def test_it_follows_a_prediction_that_is_made_later() -> None:
    card = settle("96.letters")
    predict("96.letters", "more")
    assert "You made no prediction" in card.text
    assert "You said" in card.make().text  # type: ignore[attr-defined]


def test_it_is_no_score() -> None:
    predict("96.letters", "more")
    assert not any(word in settle("96.letters").html for word in ("Right", "wrong", "✘", "✔"))


@pytest.mark.parametrize("name", list(claims())[::13])
def test_a_hidden_claim_gives_nothing_away_before_it_is_graded(name: str) -> None:
    hidden, open_ = claim(name, hidden=True), claim(name)
    before = str(hidden.form().describe()) + str(hidden.form().start) + hidden.card.html
    assert open_.text in hidden.card.text
    assert open_.evidence not in before
    for at, word in enumerate(GRADES):
        reply, card = hidden.form().reply("abcdefg"[at])
        assert f"You said {word}" in card.text
        assert f"the course says {open_.verdict}" in card.text or word == open_.verdict
        assert reply["word"] == open_.verdict
    last = memory.latest(f"claim.{name}")
    assert last
    assert last.answer == list(GRADES)[-1]
    assert claim(name, hidden=True).form().start.given == "g"  # and it is there the next time
