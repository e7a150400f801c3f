"""The lessons as they are shipped: paired with their text, executed, clean, linked. nbval runs them besides."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import jupytext
import nbformat
import pytest
from nbformat import NotebookNode

from tools import build

FOLDER = Path(__file__).parents[1] / "notebooks"
LESSONS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def notebook(lesson: str) -> NotebookNode:
    return nbformat.read(FOLDER / f"{lesson}.ipynb", as_version=4)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def test_each_text_has_its_notebook() -> None:
    texts = sorted(path.stem for path in (FOLDER / "text").glob("*.py"))
    assert texts == LESSONS


def test_says_what_its_text_says(lesson: str, notebook: NotebookNode) -> None:
    """Content, not time stamps: if this fails, `python3 course.py build` was forgotten."""
    text = jupytext.read(FOLDER / "text" / f"{lesson}.py")
    ours, theirs = (
        [(cell.cell_type, cell.source, dict(cell.metadata)) for cell in each.cells]
        for each in (notebook, text)
    )
    for mine, other in zip(ours, theirs, strict=False):
        assert mine == other
    assert len(ours) == len(theirs)


def test_is_what_build_writes_byte_for_byte(lesson: str, notebook: NotebookNode) -> None:
    """All but the outputs, which nbval compares: identifiers, metadata, line ends, order of keys."""
    saved = (FOLDER / f"{lesson}.ipynb").read_bytes()
    assert build.as_saved(notebook, lesson[:2]).encode() == saved, "python3 course.py build"


def test_every_cell_was_executed_in_order(notebook: NotebookNode) -> None:
    """The comparison of outputs passes over a cell without a count, and says nothing."""
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))


def test_no_output_is_an_error_or_a_warning(notebook: NotebookNode) -> None:
    wrong = [
        (cell.source, output)
        for cell in code(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
    assert wrong == []


def test_no_cell_asks_to_be_passed_over(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        assert not tags & {"skip-execution", "nbval-skip", "nbval-ignore-output"}, cell.source
        assert not re.search(r"#\s*(NBVAL_|PYTEST_VALIDATE_)", cell.source), cell.source


def test_a_slip_in_a_question_stops_nothing_and_elsewhere_does(notebook: NotebookNode) -> None:
    """What a learner types into a question's cell must not keep the rest of the lesson from running."""
    for cell in code(notebook):
        is_asked = re.search(r"^(check|predict)\(", cell.source, re.MULTILINE) is not None
        assert ("raises-exception" in cell.metadata.get("tags", [])) == is_asked, cell.source


def test_runs_anywhere(notebook: NotebookNode) -> None:
    assert notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in notebook.metadata
    assert "version" not in notebook.metadata.language_info


def test_is_short_of_code_and_has_one_title(notebook: NotebookNode) -> None:
    assert median(len(cell.source.splitlines()) for cell in code(notebook)) <= 3
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert len([line for source in prose for line in source.splitlines() if line.startswith("# ")]) == 1
    assert prose[0].startswith("# ")


def test_links_lead_to_files(notebook: NotebookNode) -> None:
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    links = {link.split("#")[0] for source in prose for link in LINK.findall(source)}
    local = {link for link in links if link and "://" not in link and not link.startswith("mailto:")}
    assert [link for link in sorted(local) if not (FOLDER / link).is_file()] == []
