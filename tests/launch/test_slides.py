"""A lesson becomes slides: what was chosen is shown, everything runs, and what is not shown is told in the notes."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import explore
from helpers.explore.engine import Diagram
from helpers.launch import slides as made
from helpers.launch.slides import KEYS, WORDS, Notes, count, leading, notes, opening, slides, task
from tools.texts import parsed

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TEACHING = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = {path.stem: path for path in sorted((NOTEBOOKS / "text").glob("[0-9]*.py"))}
CORE = 45  # minutes of a lesson's core, and slides of its deck
MADE = "from helpers.exercises import solution"


def deck(*cells: NotebookNode) -> list[list[NotebookNode]]:
    """Return the slides that cells become, each as its cells."""
    return shown(slides(new_notebook(cells=list(cells))))


def shown(notebook: NotebookNode) -> list[list[NotebookNode]]:
    result: list[list[NotebookNode]] = []
    for cell in notebook.cells:
        if kind(cell) == "slide":
            result.append([cell])
        elif kind(cell) in ("", "fragment"):
            result[-1].append(cell)
    return result


def kind(cell: NotebookNode) -> str:
    return str(cell.metadata.slideshow.get("slide_type", ""))


def texts(slide: list[NotebookNode]) -> list[str]:
    return [cell.source.removesuffix(f"\n\n{KEYS}") for cell in slide]


def starting(text: str, slide: list[NotebookNode]) -> bool:
    return any(each.startswith(text) for each in texts(slide))


def prose(slide: list[NotebookNode]) -> str:
    """Return the text of a slide without headings, minutes and formulas; a table is looked at, not read out."""
    said = "\n\n".join(cell.source.removesuffix(KEYS) for cell in slide if cell.cell_type == "markdown")
    return re.sub(r"^(#+ |\|).*$", "", re.sub(r"\$\$.*?\$\$", "", said, flags=re.S), flags=re.M)


def plain(text: str) -> str:
    """Return a text without links into the folder, white space and minutes."""
    text = re.sub(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text)
    text = re.sub(
        r"^(#+ .*?) (\(\d+ minutes?\b[^)\n]*\)|<small>\d+ minutes?</small>)$", r"\1", text, flags=re.M
    )
    return " ".join(text.split())


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def presented(lesson: str) -> NotebookNode:
    return slides(parsed(LESSONS[lesson]), notes(TEACHING, lesson[:2]))


class TestLessons:
    """What holds for each lesson of the course."""

    def test_every_cell_runs_in_its_order(self, lesson: str, presented: NotebookNode) -> None:
        code = [cell.source for cell in parsed(LESSONS[lesson]).cells if cell.cell_type == "code"]
        runs = [cell.source for cell in presented.cells if cell.cell_type == "code"]
        assert [each for each in runs if not each.startswith("solution(") and each != MADE] == code

    def test_no_word_is_lost(self, lesson: str, presented: NotebookNode) -> None:
        """What a class does not see whole the educator has in the notes."""
        said = plain("\n\n".join(cell.source for cell in presented.cells if cell.cell_type == "markdown"))
        for cell in parsed(LESSONS[lesson]).cells:
            if cell.cell_type == "markdown":
                for block in re.split(r"\n\s*\n", cell.source):
                    assert plain(block) in said, block

    def test_a_slide_a_minute_and_an_idea_a_slide(self, lesson: str, presented: NotebookNode) -> None:
        order = shown(presented)
        minutes = re.search(r"\*\*(\d+) minutes", parsed(LESSONS[lesson]).cells[0].source)
        assert minutes
        assert len(order) <= min(CORE, int(minutes[1]))
        long = {count(prose(slide)): prose(slide) for slide in order if count(prose(slide)) > WORDS}
        assert long == {}, "a slide has more words than a class reads at a glance"
        for slide in order:
            # A text that leads to something that is not there is half a sentence.
            assert re.search(r"(^|[.?!)|\d*“”>])\s*$", prose(slide)), prose(slide)

    def test_an_explorer_stands_with_what_to_do_after_its_prediction(self, presented: NotebookNode) -> None:
        order = shown(presented)
        found = [at for at, slide in enumerate(order) if starting("explore.", slide)]
        assert found
        for at in found:
            if starting("explore.units_switch", order[at]):
                continue
            *instruction, explorer = texts(order[at])
            assert explorer.startswith("explore.")
            # A diagram is revealed step by step, and need not say what else to do.
            is_diagram = isinstance(explore.explorer(explorer.split(".")[1].split("(")[0]), Diagram)
            assert instruction or is_diagram, f"nothing says what to do in {explorer}"
            assert all(text.startswith("**Explore.** ") for text in instruction)
            before = [slide for slide in order[max(at - 3, 0) : at] if starting("predict(", slide)]
            assert before, f"no prediction just before {explorer}"
        assert sum(starting("predict(", slide) for slide in order) >= len(found) - 1

    def test_each_question_is_followed_by_its_solution(self, presented: NotebookNode) -> None:
        order = [slide[0] for slide in shown(presented)]
        asked = [at for at, cell in enumerate(order) if cell.source.startswith("check(")]
        assert asked
        for at in asked:
            question = re.findall(r"\"(.+?)\"", order[at].source)[0]
            assert order[at].metadata.course.question == question
            assert order[at + 1].source == f"solution('{question}')"

    def test_every_section_is_shown(self, lesson: str, presented: NotebookNode) -> None:
        numbered = [
            cell.source.splitlines()[0]
            for cell in parsed(LESSONS[lesson]).cells
            if cell.cell_type == "markdown" and re.match(r"## \d", cell.source)
        ]
        there = {cell.metadata.course.section for cell in presented.cells if kind(cell) == "slide"}
        missing = [each for each in numbered if re.sub(r"^## | \(.*", "", each) not in there]
        assert [each for each in missing if "own values" not in each] == [], (
            "nothing of one's own is for a class"
        )

    def test_notes_are_of_one_slide_and_name_its_minutes(self, lesson: str, presented: NotebookNode) -> None:
        told = notes(TEACHING, lesson[:2])
        assert told.lesson
        there = "\n".join(cell.source for cell in presented.cells if kind(cell) == "notes")
        for section, texts_ in told.sections.items():
            for text in texts_.values():
                assert text in there or section == "10 Your own values", f"lost: {text}"
        between = 0
        for cell in presented.cells:
            between = 0 if kind(cell) == "slide" else between + (kind(cell) == "notes")
            assert between <= 1
            minutes = cell.metadata.course.get("minutes")
            if minutes and cell.source.startswith("## "):
                assert f"<small>{minutes}</small>" in cell.source

    def test_no_link_leads_out_of_the_slides_into_the_folder(self, presented: NotebookNode) -> None:
        for cell in presented.cells:
            if cell.cell_type == "markdown":
                assert not re.search(r"\]\((?!https?:)", cell.source), cell.source

    def test_the_keys_stand_on_the_first_slide_only(self, presented: NotebookNode) -> None:
        with_keys = [at for at, slide in enumerate(shown(presented)) if KEYS in slide[0].source]
        assert with_keys == [0]

    def test_the_lesson_stays_as_it_is_and_the_slides_come_out_the_same(self, lesson: str) -> None:
        before = copy.deepcopy(parsed(LESSONS[lesson]))
        assert slides(parsed(LESSONS[lesson])) == slides(parsed(LESSONS[lesson]))
        assert parsed(LESSONS[lesson]) == before


SENTENCES = st.lists(st.integers(1, 30).map(lambda length: f"A{' word' * length}."), min_size=1, max_size=8)


@given(SENTENCES)
def test_a_text_is_shown_by_whole_first_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    start = opening(text)
    assert text.startswith(start)
    assert start in [" ".join(sentences[:number]) for number in range(len(sentences) + 1)]
    assert count(start) <= WORDS
    assert start == text or count(" ".join(sentences[: start.count(".") + 1])) > WORDS, (
        "one more would have fitted"
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("## Fat\n\nIt is stored.\n\n**Predict**, before you look:", "## Fat\n\nIt is stored."),
        (
            "## Fat\n\nAfter this lesson you can\n\n" + "\n".join(f"{n}. {'do ' * 9}" for n in range(1, 7)),
            "## Fat",
        ),
        ("It has two ends:\n\n- one here;\n- one there.", "It has two ends:\n\n- one here;\n- one there."),
        ("It ends (so it seems. Really so). Here *it goes. On* and on.", None),
        ("In this way:\n\n$$x = y$$", None),
    ],
)
def test_no_half_list_and_no_introduction_is_left_standing(text: str, start: str | None) -> None:
    assert opening(text) == (text if start is None else start)


def test_what_to_do_is_found_among_what_is_to_be_known() -> None:
    text = "**Explore.** *Schematic:* ours. Lines are people. One value, three ages: press *A*. Then press *B*. Why?"
    assert task(text) == "**Explore.** One value, three ages: press *A*. Then press *B*. Why?"
    assert (
        task("**Explore.** Lines are people. The rest is ours.")
        == "**Explore.** Lines are people. The rest is ours."
    )
    assert task("Press *A*.") == ""


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("**Predict**:", ""),
        ("**Predict:**", ""),
        ("**Predict.** Two people are alike.", "Two people are alike."),
        ("Two are alike. **Predict** the first alone:", "Two are alike."),
        ("Not this.\n\nBut this. **Predict**, before you look:", "But this."),
    ],
)
def test_a_prediction_keeps_what_leads_to_it(text: str, lead: str) -> None:
    assert leading(text) == lead


def tagged(cell: NotebookNode, tag: str) -> NotebookNode:
    cell.metadata["tags"] = ["raises-exception", tag]
    return cell


def test_prose_and_code_are_shown_where_a_tag_says_so() -> None:
    cells = [
        new_markdown_cell("# Title"),
        new_markdown_cell("Not shown."),
        tagged(new_markdown_cell("Shown."), "slide"),
        tagged(new_markdown_cell("And this."), "fragment"),
        new_code_cell('claim("F06")'),
        tagged(new_code_cell("1 + 1"), "slide"),
        tagged(new_code_cell("print(2)"), "fragment"),
        tagged(new_code_cell("%time 1"), "slide"),
    ]
    result = slides(new_notebook(cells=cells))
    order = [[(kind(cell), source) for cell, source in zip(s, texts(s), strict=True)] for s in shown(result)]
    assert order == [
        [("slide", "# Title")],
        [("slide", "Shown."), ("fragment", "And this.")],
        [("slide", "1 + 1"), ("fragment", "print(2)")],
        [("slide", "%time 1")],
    ]
    hidden = {
        cell.source: cell.metadata.get("jupyter", {}).get("source_hidden", False) for cell in result.cells
    }
    # A printed line says what its numbers are; a bare value is understood by the code that made it.
    assert (hidden["1 + 1"], hidden["print(2)"], hidden["%time 1"]) == (False, True, False)
    assert [(kind(cell), cell.source) for cell in result.cells if kind(cell) == "notes"] == [
        ("notes", "Not shown.")
    ]


def test_a_section_with_nothing_to_show_is_told_only() -> None:
    result = slides(
        new_notebook(cells=[new_markdown_cell("# Title"), new_markdown_cell("## Rest\n\nWords.")])
    )
    assert [texts(slide) for slide in shown(result)] == [["# Title"]]
    assert result.cells[-1].source == "## Rest\n\nWords."


def test_notes_go_to_the_slide_that_they_are_about() -> None:
    table = (
        "| section | minutes | ask before | press → shows |\n|---|---|---|---|\n| 1 Fat | 5 | Why? | *A*: 3 |"
    )
    told = notes(f"## 01 Basics\n\n{table}\n\nBring chalk.", "01")
    cells = [
        new_markdown_cell("# Title"),
        new_markdown_cell("## 1 Fat (5 minutes)\n\nIt is stored."),
        new_code_cell('predict("01.fat", ...)'),
        new_markdown_cell("**Explore.** Press *A*."),
        new_code_cell("explore.fat()"),
        new_markdown_cell("**What happened and why.** So."),
    ]
    result = slides(new_notebook(cells=cells), told)
    private = {cell.metadata.course.title: cell.source for cell in result.cells if kind(cell) == "notes"}
    assert private == {
        "Title": "Bring chalk.",
        "Predict: 1 Fat": "**Ask before:** Why?\n\n**Explore.** Press *A*.",
        "Explore: 1 Fat": "**Press → shows:** *A*: 3\n\n**What happened and why.** So.",
    }


def test_a_pressed_key_cannot_open_the_text() -> None:
    (slide,) = deck(tagged(new_markdown_cell("Text"), "slide"))
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
    (tmp_path / "settings.json").write_text('{"units": "SI"}', encoding="utf-8")
    (tmp_path / "answers.jsonl").write_text("of another class", encoding="utf-8")
    written = made.write(root, name)
    assert written == tmp_path / "slides" / "00_start_here" / "00_start_here.ipynb"
    lab = written.parent / "lab"
    assert [path.name for path in (lab / "learner").iterdir()] == ["settings.json"], "units, and no answers"
    left_over = lab / "workspaces"
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

    def test_votes_only_where_they_are_asked_for(
        self, course: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path))
        monkeypatch.setattr(course.Environment, "ensure", lambda *_: None)
        seen: list[list[str]] = []
        monkeypatch.setattr(course, "become", lambda command, _: seen.append(command) or 0)
        written = tmp_path / "slides" / "00_start_here" / "00_start_here.ipynb"
        offered = []
        for options in ([], ["--vote"]):
            assert course.main(["present", "00", "--no-browser", *options]) == 0
            offered.append(
                nbformat.read(written, as_version=4).metadata.get("course", {}).get("votes", False)
            )
        without, with_votes = (any("helpers.launch.votes" in each for each in command) for command in seen)
        assert (without, with_votes) == (False, True)
        assert offered == [False, True]
        assert "--ServerApp.ip=localhost" in seen[1], "Jupyter itself stays on this computer"

    def test_says_which_lessons_there_are(
        self, course: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(course.Environment, "ensure", lambda *_: None)
        assert course.main(["present", "42"]) == 1
        assert "there are: 00" in capfd.readouterr().err

    @pytest.mark.parametrize(
        "arguments", [["present"], ["test", "01"], ["present", "01", "--lock"], ["build", "01", "--vote"]]
    )
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
