"""A lesson becomes slides: nothing is lost, everything runs, one idea a slide."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.evidence import expanded
from helpers.launch import slides as made
from helpers.launch.slides import KEYS, Notes, notes, slides

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TEACHING = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = {path.stem: nbformat.read(path, as_version=4) for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))}


def deck(*cells: NotebookNode) -> list[list[NotebookNode]]:
    """Return the slides that cells become, each as its cells."""
    return shown(slides(new_notebook(cells=list(cells))))


def shown(notebook: NotebookNode) -> list[list[NotebookNode]]:
    result: list[list[NotebookNode]] = []
    for cell in notebook.cells:
        if kind(cell) == "slide":
            result.append([cell])
        elif kind(cell) == "":
            result[-1].append(cell)
    return result


def kind(cell: NotebookNode) -> str:
    return str(cell.metadata.slideshow.get("slide_type", ""))


def texts(slide: list[NotebookNode]) -> list[str]:
    return [cell.source.removesuffix(f"\n\n{KEYS}") for cell in slide]


HEAD = re.compile(r"^\|.*\|\n\|[-:| ]+\|$", re.MULTILINE)


def headless(text: str) -> str:
    """Return a text without the headings of its tables, which every piece of a long table repeats."""
    return HEAD.sub("", text)


def rows_of(sources: Iterable[str]) -> list[str]:
    """Return cells as they are, but ledgers and tables of trials by their rows, since long ones are shared out."""
    found: list[str] = []
    for source in sources:
        shown = re.fullmatch(r"(ledger|trials\.table)\((.*)\)", source, re.DOTALL)
        quoted = re.findall(r"[\"']([^\"']+)[\"']", shown[2]) if shown else []
        if shown and shown[1] == "ledger":
            found += [claim.id for claim in expanded(quoted)]
        else:
            found += quoted if shown else [source]
    return found


def is_explorer(slide: list[NotebookNode]) -> bool:
    return any(text.startswith("explore.") and "units" not in text for text in texts(slide))


def words(text: str) -> list[str]:
    """Return the words of a text without its markup, and with neither minutes of sections nor bullets."""
    text = re.sub(
        r"^(#+ .*?) (\(\d+ minutes?(?:, further)?\)|<small>\d+ minutes</small>)$", r"\1", text, flags=re.M
    )
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return re.findall(r"[^\s*.\-]+", re.sub(r"^- ", "", text, flags=re.M))


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def presented(lesson: str) -> NotebookNode:
    return slides(LESSONS[lesson], notes(TEACHING, lesson[:2]))


class TestLessons:
    """What holds for each lesson of the course."""

    def test_every_cell_runs_in_its_order(self, lesson: str, presented: NotebookNode) -> None:
        code = [cell.source for cell in LESSONS[lesson].cells if cell.cell_type == "code"]
        runs = [cell.source for cell in presented.cells if cell.cell_type == "code"]
        assert rows_of(each for each in runs if "solution" not in each) == rows_of(code)

    def test_no_word_is_lost(self, lesson: str, presented: NotebookNode) -> None:
        said = [
            cell.source.removesuffix(f"\n\n{KEYS}")
            for cell in presented.cells
            if cell.cell_type == "markdown" and kind(cell) != "notes"
        ]
        there = [cell.source for cell in LESSONS[lesson].cells if cell.cell_type == "markdown"]
        # A heading over nothing but what a class does not see is left out with it.
        there = [text for text in there if text != "## Where you stand"]
        assert words(headless("\n\n".join(said))) == words(headless("\n\n".join(there)))
        assert set(HEAD.findall("\n\n".join(said))) == set(HEAD.findall("\n\n".join(there)))

    def test_an_explorer_has_a_slide_to_itself_after_a_prediction(self, presented: NotebookNode) -> None:
        order = shown(presented)
        found = predicted = 0
        for at, slide in enumerate(order):
            if not is_explorer(slide):
                continue
            found += 1
            assert len(slide) == 1
            last = max((number for number in range(at) if is_explorer(order[number])), default=0)
            after = next((n for n in range(at + 1, len(order)) if is_explorer(order[n])), len(order))
            between = order[last:at]
            predicted += any(text.startswith("predict(") for asked in between for text in texts(asked))
            told = [text for answer in order[at:after] for text in texts(answer)]
            assert any("**What happened and why" in text for text in told)
        assert found <= predicted
        assert found

    def test_only_what_a_class_does_not_need_is_left_out(self, presented: NotebookNode) -> None:
        skipped = [cell.source for cell in presented.cells if kind(cell) == "skip"]
        always = [source for source in skipped if re.match(r"(from|import|references\(|progress\()", source)]
        alone = [source for source in skipped if re.match(r"(review|before|after|settle)\(", source)]
        to_read = [source for source in skipped if re.match(r"(agents\.)?cards?\(|own_values\(", source)]
        assert len(skipped) == len(always) + len(to_read) + len(alone)
        assert len(always) == 4

    def test_each_question_is_followed_by_its_solution(self, presented: NotebookNode) -> None:
        order = [slide[0].source for slide in shown(presented)]
        asked = [at for at, source in enumerate(order) if source.startswith("check(")]
        assert asked
        for at in asked:
            question = re.findall(r"\"(.+?)\"", order[at])[0]
            assert order[at + 1] == f"solution('{question}')"

    def test_sections_carry_minutes_and_notes(self, lesson: str, presented: NotebookNode) -> None:
        told = notes(TEACHING, lesson[:2])
        assert told.lesson
        titles = {cell.metadata.course.section for cell in presented.cells if "course" in cell.metadata}
        assert set(told.sections) <= titles, "the notes are about a section that the lesson does not have"
        private = [cell for cell in presented.cells if kind(cell) == "notes"]
        assert {cell.metadata.course.section for cell in private[1:]} >= set(told.sections) - {
            private[0].metadata.course.section
        }
        for cell in presented.cells:
            minutes = cell.metadata.get("course", {}).get("minutes")
            if minutes and cell.source.startswith("## "):
                assert f"<small>{minutes} minutes</small>" in cell.source

    def test_no_link_leads_out_of_the_slides_into_the_folder(self, presented: NotebookNode) -> None:
        for slide in shown(presented):
            for text in texts(slide):
                assert not re.search(r"\]\((?!https?:)", text), text

    def test_the_keys_stand_on_the_first_slide_only(self, presented: NotebookNode) -> None:
        with_keys = [at for at, slide in enumerate(shown(presented)) if KEYS in slide[0].source]
        assert with_keys == [0]

    def test_the_lesson_stays_as_it_is_and_the_slides_come_out_the_same(self, lesson: str) -> None:
        before = copy.deepcopy(LESSONS[lesson])
        assert slides(LESSONS[lesson]) == slides(LESSONS[lesson])
        assert LESSONS[lesson] == before


def paragraph(lengths: list[int]) -> str:
    return " ".join(f"A{' word' * length}." for length in lengths)


def listing(lengths: list[int]) -> str:
    return "\n".join(f"- A{' word' * length}" for length in lengths)


LENGTHS = st.lists(st.integers(1, 30), min_size=1, max_size=10)


@settings(deadline=None, max_examples=60)
@given(st.lists(LENGTHS.map(paragraph) | LENGTHS.map(listing), min_size=1, max_size=7))
def test_text_is_cut_so_that_it_fits_and_stays_whole(blocks: list[str]) -> None:
    text = "\n\n".join(["## Title", *blocks])
    pieces = ["\n\n".join(texts(slide)) for slide in deck(new_markdown_cell(text))]
    assert words("\n\n".join(pieces)) == words(text)
    for piece in pieces:
        assert len(piece) <= made.MOST_LINES * made.LETTERS


def test_a_heading_or_an_introduction_is_not_left_behind() -> None:
    items = "\n".join(f"{number}. {'word ' * 12}" for number in range(1, 8))
    (slide,) = deck(new_markdown_cell(f"## Aims\n\nAfter this you can\n\n{items}"))
    assert slide[0].source.startswith("## Aims\n\nAfter this you can\n\n1. ")


def test_a_long_paragraph_is_shown_by_sentences_and_brackets_stay_whole() -> None:
    text = "First comes this, which is rather long and says a lot about very little in many words. " * 3
    text += "It ends (so it seems. Really so). Here *it goes. On* and on."
    (slide,) = deck(new_markdown_cell(f"**What happened and why.** {text}"))
    lines = texts(slide)[0].splitlines()
    assert lines[:2] == ["**What happened and why**", ""]
    assert lines[-2:] == ["- It ends (so it seems. Really so).", "- Here *it goes. On* and on."]


def test_printed_lines_go_without_their_code_and_bare_values_with_it() -> None:
    printing = new_code_cell("for n in range(2):\n    print(n)")
    value = new_code_cell("1 + 1")
    claim = new_code_cell('claim("F06")')
    magic = new_code_cell("%time 1")
    order = deck(new_markdown_cell("Text"), printing, value, claim, magic)
    hidden = [
        cell.metadata.get("jupyter", {}).get("source_hidden", False) for slide in order for cell in slide
    ]
    assert hidden == [False, True, False, True, False]
    assert [len(slide) for slide in order] == [3, 1, 1], "short output stands below its text, a card alone"


def test_a_call_that_slides_do_not_know_is_code() -> None:
    [slide] = deck(new_markdown_cell("Text"), new_code_cell('trials.compare("a")'))
    assert slide[-1].source == 'trials.compare("a")'


def test_a_pressed_key_cannot_open_the_text() -> None:
    (slide,) = deck(new_markdown_cell("Text"))
    assert slide[0].metadata.editable is False


def test_notes_without_a_table_are_about_the_whole_lesson() -> None:
    teaching = "# Notes\n\n## 00 First (5 minutes)\n\n- **Ask**: why?\n\n## 01 Second\n\nOther."
    assert notes(teaching, "00") == Notes(lesson="- **Ask**: why?")
    assert notes(teaching, "07") == Notes()


@pytest.mark.parametrize("name", ["0", "00", "00_start_here"])
def test_written_where_git_does_not_look(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path))
    written = made.write(root, name)
    assert written == tmp_path / "slides" / "00_start_here" / "00_start_here.ipynb"
    left_over = written.parent / "lab" / "workspaces"
    left_over.mkdir()
    assert made.write(root, name) == written
    assert not left_over.exists(), "what JupyterLab remembered of the last time is still there"
    assert shown(nbformat.read(written, as_version=4))


def test_an_unknown_lesson_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert made.main(["42"]) == 1
    assert "no lesson '42'; there are: 00, 01" in capsys.readouterr().err


class TestCommand:
    """`python3 course.py present 01`."""

    def test_opens_the_slides(self, course: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path))
        seen: list[Any] = []
        monkeypatch.setattr(
            course, "become", lambda command, variables: seen.extend([command, variables]) or 5
        )
        monkeypatch.setattr(course.Environment, "ensure", lambda *_: None)
        assert course.main(["present", "00", "--no-browser", "--port", "9000"]) == 5
        command, variables = seen
        folder = tmp_path / "slides" / "00_start_here"
        assert f"--ServerApp.root_dir={folder}" in command
        assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in command
        assert {"--no-browser", "--ServerApp.port=9000"} <= set(command)
        extensions = next(each.partition("=")[2] for each in command if "extra_labextensions" in each)
        assert (Path(extensions) / "course-slides" / "package.json").is_file()
        assert "jupyter_lessons" not in variables["JUPYTER_CONFIG_PATH"]

    def test_says_which_lessons_there_are(
        self, course: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(course.Environment, "ensure", lambda *_: None)
        assert course.main(["present", "42"]) == 1
        assert "there are: 00" in capfd.readouterr().err

    @pytest.mark.parametrize("arguments", [["present"], ["test", "01"], ["present", "01", "--lock"]])
    def test_wants_a_lesson(
        self, course: Any, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            course.read(arguments)
        assert stopped.value.code == 2
        assert "error" in capsys.readouterr().err

    def test_lessons_open_without_what_shows_slides(self, course: Any, root: Path) -> None:
        import json
        import os

        folders = course.lab_variables(root, {})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
        configs = [Path(folder, "labconfig", "page_config.json") for folder in folders]
        (config,) = [path for path in configs if path.is_file()]
        disabled = json.loads(config.read_text(encoding="utf-8"))["disabledExtensions"]
        assert disabled["jupyterlab-slideshow"] is True
