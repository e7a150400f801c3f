"""A lesson holds together: its claims, questions, explorers, objectives and references match the data."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jupytext
import pytest
from nbformat import NotebookNode

from helpers import explore
from helpers.evidence import claims
from helpers.exercises import questions
from helpers.models import __all__ as models

TEXTS = sorted((Path(__file__).parents[1] / "notebooks" / "text").glob("*.py"))
# Which claims a lesson is to treat: the map of lessons in the README, by claim numbers.
TREATED = {
    "01": "F01-F23",
    "02": "F24-F44",
    "03": "A01-A20",
    "04": "I01-I40",
    "05": "I41-I69",
    "06": "A21-A41",
    "07": "A42-A56",
    "08": "R01-R13",
}


def calls(notebook: NotebookNode, *names: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the calls of some functions in a lesson, with their texts."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in names:
                    yield (
                        name,
                        [
                            a.value
                            for a in node.args
                            if isinstance(a, ast.Constant) and isinstance(a.value, str)
                        ],
                    )


def expanded(ids: list[str]) -> list[str]:
    """Return claim ids with ranges written out."""
    known, found = list(claims()), []
    for each in ids:
        first, _, last = each.partition("-")
        if first in known:
            found += known[known.index(first) : known.index(last or first) + 1]
    return found


def shown_claims(notebook: NotebookNode) -> list[str]:
    return expanded([text for _, texts in calls(notebook, "claim", "ledger") for text in texts])


CLAIMS = {lesson: sorted(expanded([ids])) for lesson, ids in TREATED.items()}


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def lesson(request: pytest.FixtureRequest) -> tuple[str, NotebookNode]:
    return request.param.stem[:2], jupytext.read(request.param)


def test_the_number_of_claims_is_counted() -> None:
    """Wherever the course says how many claims it grades, it is how many there are."""
    for path in [*TEXTS, Path(__file__).parents[1] / "README.md"]:
        prose = " ".join(path.read_text(encoding="utf-8").replace("\n# ", " ").split())
        told = re.findall(r"(?:all|each of the|graded|into) (\d+) claims", prose)
        assert {int(number) for number in told} <= {len(claims())}, path.name


def test_no_claim_is_shown_twice_in_the_course() -> None:
    shown = Counter(claim for path in TEXTS for claim in shown_claims(jupytext.read(path)))
    assert [claim for claim, times in shown.items() if times > 1] == []


def test_the_claims_of_a_lesson_are_all_shown(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    assert sorted(shown_claims(notebook)) == CLAIMS.get(number, [])


def test_a_text_that_explains_pcos_knows_its_new_name() -> None:
    """Since May 2026 it is polyendocrine metabolic ovarian syndrome."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS}
    texts |= {name: each.evidence + each.note for name, each in claims().items() if name in ("F28", "A11")}
    explained = [name for name, text in texts.items() if re.search(r"olycystic ovary\s+(# )?syndrome", text)]
    assert {"02_systemic_effects", "03_hormonal_axes"} <= set(explained)
    for name in {*explained, "F28", "A11"}:
        assert "PMOS" in texts[name], name


def test_every_question_is_asked_once(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    asked = [texts[0] for _, texts in calls(notebook, "check", "predict")]
    assert sorted(asked) == sorted(questions(number))


def test_predictions_are_predicted_and_exercises_checked(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    for name, texts in calls(notebook, "check", "predict"):
        assert questions(number)[texts[0]].graded == (name == "check"), texts[0]


def test_every_explorer_stands_in_its_lesson(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    used = {
        name for name, _ in calls(notebook, *(n for names in explore.catalogue().values() for n in names))
    }
    assert set(explore.catalogue().get(number, ())) <= used


def test_each_objective_has_a_key_point_and_an_exercise(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    first = next(cell.source for cell in notebook.cells if cell.source.startswith("# "))
    points = next(cell.source for cell in notebook.cells if cell.source.startswith("## Key points"))
    objectives = [int(found) for found in re.findall(r"^(\d+)\. ", first, re.MULTILINE)]
    assert objectives == list(range(1, len(objectives) + 1))
    assert [int(found) for found in re.findall(r"^(\d+)\. ", points, re.MULTILINE)] == objectives
    practised = {question.objective for question in questions(number).values() if question.graded}
    # Objectives of lesson 00 that only doing can show have none.
    assert set(objectives) - practised == ({2} if number == "00" else set())


def test_the_bibliography_holds_what_the_lesson_uses(lesson: tuple[str, NotebookNode]) -> None:
    number, notebook = lesson
    (listed,) = [texts for _, texts in calls(notebook, "references")]
    cited = {key for claim in expanded(listed) for key in claims()[claim].keys}
    sources = {
        key
        for name, _ in calls(notebook, *explore.catalogue().get(number, ()))
        for key in explore.explorer(name).sources
    }
    assert sources <= cited | set(listed)
    assert set(CLAIMS.get(number, [])) <= set(expanded(listed))


def test_models_that_lessons_name_are_exported() -> None:
    for path in TEXTS:
        for name in re.findall(r"from helpers\.models import (.+)", path.read_text(encoding="utf-8")):
            assert {each.strip() for each in name.split(",")} <= set(models)
