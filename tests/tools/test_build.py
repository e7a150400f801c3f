"""Building: the same bytes twice, nothing in a notebook that only its first run knew, locks without addresses."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tools import build

LESSON = """\
# %% [markdown]
# # A lesson

# %%
import ipywidgets
from IPython.display import display

print("one")
print("two", flush=True)
print("three")

# %%
ipywidgets.IntSlider()

# %%
display({"text/html": "<b>a picture</b>", build_view: {"model_id": str(id(object()))}}, raw=True)

# %% tags=["predict"]
1 + 1

# %%
1 + 1
""".replace("build_view", repr(build.WIDGET))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, nbformat.NotebookNode]:
    """Return the text of a tiny lesson and the notebook built from it."""
    folder = tmp_path_factory.mktemp("built")
    text = folder / "text.py"
    text.write_text(LESSON, encoding="utf-8")
    build.lesson(text, folder / "lesson.ipynb")
    return text, nbformat.read(folder / "lesson.ipynb", as_version=4)


def test_two_builds_give_the_same_bytes(built: tuple[Path, nbformat.NotebookNode], tmp_path: Path) -> None:
    build.lesson(built[0], tmp_path / "again.ipynb")
    assert (tmp_path / "again.ipynb").read_bytes() == built[0].with_name("lesson.ipynb").read_bytes()


def test_keeps_what_a_reader_needs_only(built: tuple[Path, nbformat.NotebookNode]) -> None:
    notebook = built[1]
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert "version" not in notebook.metadata.language_info
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4, 5]
    assert [dict(cell.metadata) for cell in code] == [{}, {}, {}, {"tags": ["predict"]}, {}]
    assert [output.text for output in code[0].outputs] == ["one\ntwo\nthree\n"]


def test_a_widget_that_carries_a_picture_leaves_the_picture(
    built: tuple[Path, nbformat.NotebookNode],
) -> None:
    code = [cell for cell in built[1].cells if cell.cell_type == "code"]
    assert build.WIDGET in code[1].outputs[0].data
    assert dict(code[2].outputs[0].data) == {"text/html": "<b>a picture</b>"}


def test_an_added_cell_leaves_the_identifiers_of_the_others(
    built: tuple[Path, nbformat.NotebookNode],
) -> None:
    notebook = copy.deepcopy(built[1])
    before = [cell.id for cell in notebook.cells]
    assert len(set(before)) == len(before)
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("Something new."))
    after = [cell.id for cell in build.normalised(notebook).cells]
    assert after[:1] + after[2:] == before


def test_a_lesson_that_raises_is_not_written(tmp_path: Path) -> None:
    text, notebook = tmp_path / "text.py", tmp_path / "lesson.ipynb"
    text.write_text("# %%\n1 / 0\n", encoding="utf-8")
    notebook.write_text("the old one", encoding="utf-8")
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        build.lesson(text, notebook)
    assert notebook.read_text(encoding="utf-8") == "the old one"


def test_a_lock_says_who_needs_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A marker that only one group's pins carry hides no package from the group; the installer needs no lessons."""
    hashes = "    --hash=sha256:0a"
    all_at_once = ["colorama==0.4 \\", "numpy==2.0 \\", "pytest==8.0 \\", "uv==0.13 \\"]
    found = {
        ("pyproject.toml", "--extra=lessons", "--extra=test", "--group=installer"): [
            line for pin in all_at_once for line in (pin, hashes)
        ],
        ("pyproject.toml", "--extra=lessons"): ["colorama==0.4 ; sys_platform == 'win32'", "numpy==2.0"],
        ("pyproject.toml", "--extra=test"): ["colorama==0.4", "numpy==2.0", "pytest==8.0"],
        ("--group=installer",): ["uv==0.13"],
    }
    (tmp_path / "pyproject.toml").write_text(
        "[project]\noptional-dependencies = {lessons = [], test = []}\n[dependency-groups]\ninstaller = []\n"
    )

    def resolved(_root: Path, _uv: str, *options: str) -> list[str]:
        return found[tuple(each for each in options if each.startswith(("pyproject", "--extra", "--group")))]

    monkeypatch.setattr(build, "_resolved", resolved)
    lock, lessons = (path.read_text().splitlines() for path in build.locks(tmp_path, "uv"))
    assert lock[3::3] == ["# for: lessons, test", "# for: lessons, test", "# for: test", "# for: installer"]
    assert [line for line in lock if "==" in line] == all_at_once
    assert lessons[1:] == [*found["pyproject.toml", "--extra=lessons"], "-e ."]
