"""Every question of every bank: what it calls right passes, each foreseen mistake gets its own message.

So it is with the other numbers with which a calculation is asked again. And every prediction is settled.
"""

from __future__ import annotations

import ast
import html
import math
import re
from collections import Counter
from pathlib import Path

import pytest

from helpers import exercises, explore
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
    settle,
    solution,
)
from helpers.exercises.answers import read_number
from helpers.exercises.cards import example_html

BANK = [question for lesson in lessons() for question in questions(lesson).values()]
NUMBERS = [question for question in BANK if isinstance(question, Number)]
CHOICES = [question for question in BANK if isinstance(question, Choice | MultiChoice)]
FUNCTIONS = [question for question in BANK if isinstance(question, Function)]
PREDICTIONS = [question for question in BANK if isinstance(question, Prediction)]
VARIED = [question for question in NUMBERS if question.variants]
TURNS = [
    pytest.param(question, turn, id=f"{question.id} {turn}")
    for question in VARIED
    for turn in range(len(question.variants))
]
TEXTS = sorted((Path(__file__).parents[2] / "notebooks" / "text").glob("*.py"))
# Predictions between whose options nothing decides that the lesson shows, each with the reason.
UNDECIDED: dict[str, str] = {}
# Where an outcome is seen: an explorer, how its controls are set, words of its sentence; and the outcome in words.
SEEN = {
    "00.triple": ("homa_map", {"glucose": 81, "insulin": 15}, "gives HOMA-IR 3.00", "three times as high"),
    "01.no_insulin": (
        "insulin_action",
        {"insulin": 1},
        "liver puts out 2.6 mg/kg/min, the brain takes up 1.0, as always, and all other tissues 1.0",
        "the liver lets out more glucose",
    ),
    "01.quarter": ("compensation", {"sensitivity": 25, "capacity": 400}, "glucose at 100 mg/dL", "4"),
    "01.order": ("years_before", {}, "After five years insulin is 1.2 µU/mL", "below its start"),
    "01.radiators": ("thermostat", {"radiators": 60}, "the room is at 20.0 °C", "at the target"),
    "01.steps": ("causes", {"steps": 1300}, "insulin sensitivity −17 %", "17"),
    "01.same_curve": (
        "meal",
        {"muscle": 50, "liver": 50, "beta_cell": 200},
        "glucose is 1.03 times the healthy person's, the average insulin 1.66 times",
        "no",
    ),
    "02.left_over": ("company", {"taken": "both"}, "correlate at 0.12", "less than a third"),
    "02.same_bmi": (
        "lipid_pattern",
        {"homa": 6, "who": "alike"},
        "median triglycerides 118 mg/dL (middle half 80 mg/dL to 183 mg/dL; 70 mg/dL",
        "it is smaller, but there",
    ),
    "02.infusion": ("pressure", {"insulin": 72}, "it falls by 4.6 mmHg", "it falls"),
    "02.cross_one": ("many_studies", {}, "4 have an interval that includes 1", "4"),
    "02.how_many": ("per_thousand", {}, "4 more in 1,000", "4"),
    "02.levels_off": (
        "weight_stories",
        {"eaten": 100},
        "+4.1 after five; it levels off at +4.2",
        "it rises by a few kilograms, then levels off",
    ),
    "06.same_picture": (
        "causal_stories",
        {"story": "companion", "study": "observe"},
        "predict the same, so this study cannot tell them apart",
        "none of them",
    ),
    "06.more_fat": ("muscle_fat", {"mitochondria": 70}, "settles at 1.80 times", "80"),
    "06.where": (
        "rival_lipids",
        {"dag": 200, "ceramide": 200},
        "the accounts agree on uptake and differ at IRS-1",
        "at IRS-1",
    ),
    "06.block": (
        "tnf_cascade",
        {"block": 100},
        "insulin sensitivity was not seen to change in three small ones",
        "no change was seen",
    ),
    "06.same_size": ("common_cause", {"reach": 30}, "everyone's would be 0.34", "0.34"),
    "07.falls": (
        "markers",
        {"marker": "testosterone"},
        "median 512 ng/dL at a body mass index under 25 and 308 ng/dL from 35 on",
        "in men",
    ),
    "07.two_labs": ("two_laboratories", {"factor": 200}, "Laboratory B sees a usual HOMA-IR of 4.79", "2"),
    "07.scatter": (
        "homa_versions",
        {},
        "everyone with this HOMA1-IR has this QUICKI",
        "one thin curve, with nobody off it",
    ),
    "07.few": (
        "cut_offs",
        {"cutoff": 2.5, "prevalence": 5},
        "of 345 people called resistant 43 are (12.5 %)",
        "12.5",
    ),
    "07.who_is_sensitive": ("tolerance_test", {"rank": 146}, "Matsuda index 4.5", "person 146"),
    "07.how_many_fits": (
        "minimal_fit",
        {"si": 5.15, "sg": 3, "p2": 1.75},
        "as close as the laboratory's error of 1 % allows",
        "two or more",
    ),
    "07.short_lived": ("red_cell_life", {"before": 154, "after": 154, "life": 80}, "HbA1c is 5.2 %", "5.2"),
    "07.half_shbg": ("free_testosterone_constants", {"shbg": 20}, "free testosterone is 105 pg/mL", "1.45"),
    "07.higher_igf": (
        "igf1_by_age",
        {},
        "both the lowest and the highest fifth had higher odds of insulin resistance than the middle one",
        "those in the middle",
    ),
    "07.days_back": ("crp_after_infection", {}, "within 20 % of usual again from day 9 on", "9"),
    "08.lag": (
        "sensor",
        {"lag": 15, "noise": 0, "calibration": 0},
        "highest reading is 152 mg/dL, at 80 minutes",
        "later and lower",
    ),
    "08.recipes": ("mage_recipes", {}, "the largest is 1.8 times the smallest", "1.5 times or more"),
    "08.target": ("upper_limit", {"limit": 180}, "prediabetes 0.0 to 3.3 %", "12"),
    "08.nothing_done": ("one_high_value", {"threshold": 4}, "a fall of 14 %", "about 15 % lower"),
    "08.twenty": ("trial_size", {}, "24 of 100 such trials find a difference", "24"),
    "08.tier": (
        "ledger_by_tier",
        {},
        "Fundamentals 27 of 44 (61 %); Intermediate 17 of 69 (25 %); Academic 25 of 56 (45 %)",
        "Fundamentals: how insulin resistance works",
    ),
    "09.twice": (
        "lost_on_the_way",
        {"ill_treated": 24.8},
        "the risk ratio is 0.66 (95 % interval 0.49 to 0.90): the benefit remains",
        "It hardly moves, and stays below 1.",
    ),
    "09.drawer": (
        "unpublished",
        {},
        "what is published says a fall of 17 % (95 % interval 13 to 21)",
        "about 17 %, with an interval that does not hold 10 %",
    ),
}
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


@pytest.mark.parametrize(
    "path", sorted(Path(exercises.__file__).parent.glob("lesson_*.py")), ids=lambda path: path.stem
)
def test_letters_follow_one_another(path: Path):
    """Where two letters changed places, with what an option or its message says, one is out of its turn."""
    dictionaries = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Dict)
    ]
    lettered = [[getattr(key, "value", None) for key in node.keys] for node in dictionaries]
    lettered = [keys for keys in lettered if all(isinstance(key, str) and len(key) == 1 for key in keys)]
    assert [keys for keys in lettered if keys != sorted(keys)] == []


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


# --- other numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "turn"), TURNS)
def test_with_other_numbers_the_right_one_counts_and_no_foreseen_mistake_does(question: Number, turn: int):
    again = question.again(turn)
    assert again.judge(again.answer_text).status == "right"
    for mistake in again.mistakes:
        told = again.judge(mistake.value() if callable(mistake.value) else mistake.value)
        assert (told.status, told.message) == ("wrong", mistake.message)
    for number in re.findall(r"\d+(?:\.\d+)?", again.hint.replace(",", "")):
        assert again.judge(float(number)).status != "right"


@every(VARIED)
def test_the_first_numbers_are_those_of_the_lesson(question: Number):
    first = question.variants[0]()
    assert question.again(0) is question
    for name in ("id", "prompt", "true_value", "unit", "hint", "solution", "why", "objective", "claims"):
        assert getattr(first, name) == getattr(question, name), name
    assert [each.message for each in first.mistakes] == [each.message for each in question.mistakes]


@every(VARIED)
def test_other_numbers_are_other_questions(question: Number):
    turns = [question.again(turn) for turn in range(len(question.variants))]
    assert len(turns) >= 4
    assert len({each.prompt for each in turns}) == len(turns)
    assert len({f"{each.true_value:.6g}" for each in turns}) == len(turns)
    assert all(each.id == question.id and each.unit == question.unit for each in turns)


@every(VARIED)
def test_of_two_worked_examples_one_leaves_the_last_step(question: Number):
    full, open_ = question.again(1), question.again(2)
    shown = html.unescape(re.sub("<[^>]*>", "", example_html(question)))
    assert f"So: {full.answer_text}" in shown
    assert f"So: {open_.answer_text}" not in shown
    for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", open_.solution.replace(",", "")):
        assert open_.judge(float(number)).status != "right", open_.solution


# --- predictions ----------------------------------------------------------------------------------


@every(PREDICTIONS)
def test_every_prediction_has_an_outcome(question: Prediction):
    if question.id in UNDECIDED:
        assert question.came == ""
        return
    if question.options:
        assert question.came
        assert set(str(question.came)) <= set(question.options)
    else:
        assert math.isfinite(float(question.came))
    assert "What came: " in settle(question.id).text


def test_no_prediction_is_excused_that_is_not_there():
    assert set(UNDECIDED) <= {question.id for question in PREDICTIONS}


@pytest.mark.parametrize("name", SEEN)
def test_the_outcome_is_what_the_explorer_shows(name: str):
    explorer, values, words, outcome = SEEN[name]
    question = next(each for each in PREDICTIONS if each.id == name)
    assert words in explore.explorer(explorer).view(values, "conventional").sentence
    came = question.came
    assert outcome == (question.options[str(came)] if question.options else f"{came:.3g}")


def called(source: str, *names: str) -> list[str]:
    """Return the first arguments with which a cell calls some functions."""
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_prediction_is_settled_once_below_what_decides_it(path: Path):
    """What decides is an explorer, with "What happened and why" before the card, or a table and a text on it."""
    cells = pytest.importorskip("jupytext").read(path).cells  # not among the lowest versions
    code = {at: cell.source for at, cell in enumerate(cells) if cell.cell_type == "code"}
    made = {name: at for at, source in code.items() for name in called(source, "predict")}
    settled = [(name, at) for at, source in code.items() for name in called(source, "settle")]
    bank = questions(path.stem[:2]).values()
    assert sorted(name for name, _ in settled) == sorted(q.id for q in bank if isinstance(q, Prediction))
    for name, at in settled:
        own = range(made[name] + 1, at)
        shown = [
            each for each in own if each in code and not called(code[each], "predict", "check", "settle")
        ]
        assert shown, f"nothing is shown between the prediction {name} and its card"
        above = next(each for each in range(at - 1, -1, -1) if not called(code.get(each, ""), "settle"))
        assert cells[above].cell_type == "markdown", name
        assert above > shown[-1], name
        if any(code[each].startswith("explore.") for each in shown):
            assert cells[above].source.startswith("**What happened and why.**"), name
