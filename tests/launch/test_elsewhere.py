"""A lesson where JupyterLab is not: run by a program, from any folder, and turned into other kinds of page.

| what | how it is tried here |
|---|---|
| VS Code, CI: whatever runs cells and keeps their outputs | nbclient, which all of them use or copy |
| papermill | itself, then nbconvert on what it wrote |
| plain `jupyter lab` from any folder | nbclient with another folder as the kernel's own |
| a folder that may not be written | the same, in one |
| nbconvert to html, slides, markdown, LaTeX, script | its exporters on what was run |
| MyST (mystmd), as a journal has it | its JATS, the one kind for which it fetches no template |
| an exported page with the widgets' scripts | what is stored; `tests/browser/test_unanswered.py` has what it shows |
| JupyterLab, Notebook 7, its predecessor nbclassic, Binder's steps | `tests/browser/test_elsewhere.py` |

Quarto is not tried: its package in the index fetches the program from elsewhere. What the course does not bring is
installed by `.ci/elsewhere`, in a copy of the course; without it these tests are skipped.
"""

from __future__ import annotations

import base64
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbclient
import nbconvert
import nbformat
import pytest

from helpers import explore

FIGURE = """\
from helpers import explore
from helpers.exercises import check
from helpers.evidence import claim"""
CELLS = (FIGURE, "explore.homa_map()", 'check("01.homa", ...)', 'claim("F06")')


def lesson() -> Any:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


def run(notebook: Any, folder: Path) -> Any:
    client = nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}, timeout=300)
    return client.execute()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a lesson that was run in a folder of somebody's own."""
    return run(lesson(), tmp_path_factory.mktemp("any folder ü"))


def of(ran: Any, kind: str) -> list[str]:
    outputs = [output for cell in ran.cells for output in cell.get("outputs", [])]
    return [output.data[kind] for output in outputs if kind in output.get("data", {})]


def test_from_any_folder_nothing_is_said_on_the_side(ran: Any) -> None:
    outputs = [output for cell in ran.cells for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"display_data", "execute_result"}
    assert len(of(ran, "text/html")) == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_in_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        assert len(of(run(lesson(), tmp_path), "text/html")) == 3
    finally:
        tmp_path.chmod(0o755)


def test_where_nothing_can_be_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a hub, a school or a synchronising program keeps the folder of the answers to itself."""
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "a file" / "learner"))
    notebook = lesson()
    notebook.cells.append(nbformat.v4.new_code_cell('check("01.homa", "2.44")'))
    assert len(of(run(notebook, tmp_path), "text/html")) == 4


def test_warnings_that_are_errors_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error::UserWarning,error::FutureWarning")
    assert len(of(run(lesson(), tmp_path), "text/html")) == 3


@pytest.mark.parametrize(
    "exporter", [nbconvert.HTMLExporter, nbconvert.SlidesExporter, nbconvert.MarkdownExporter]
)
def test_pages_show_the_picture_with_its_sentence(ran: Any, exporter: Any) -> None:
    page, _ = exporter().from_notebook_node(ran)
    assert len(re.findall('<img alt="[^"]+" src="data:image/png;base64,', page)) == 1
    assert "gives HOMA-IR" in page
    assert "(A still picture." in page
    assert "Traceback" not in page


def test_latex_has_the_picture(ran: Any) -> None:
    text, resources = nbconvert.LatexExporter().from_notebook_node(ran)
    pictures = {name: data for name, data in resources["outputs"].items() if name.endswith(".png")}
    assert len(pictures) == 1
    (name,) = pictures
    assert name in text
    assert pictures[name].startswith(b"\x89PNG")
    assert pictures[name] == base64.b64decode(of(ran, "image/png")[0])


def test_a_script_is_what_the_cells_say(ran: Any) -> None:
    text, _ = nbconvert.ScriptExporter().from_notebook_node(ran)
    for source in CELLS:
        assert source in text


def test_what_is_stored_is_the_start(ran: Any) -> None:
    states = ran.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    explorer = next(each["state"] for each in states if each["state"].get("spec", {}).get("controls"))
    assert explorer["shown"] == {}
    assert "gives HOMA-IR" in explorer["said"]


def without(program: str) -> None:
    """Skip for want of a program, but not where `.ci/elsewhere` has installed it."""
    assert "COURSE_TEST_ELSEWHERE" not in os.environ, f"{program} is missing"
    pytest.skip(f"{program} is not installed; .ci/elsewhere tries the course with it")


def printed(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_papermill_runs_a_whole_lesson_and_its_pages_have_all_pictures(root: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("papermill") is None:
        without("papermill")
    shipped = root / "notebooks" / "01_fundamentals.ipynb"
    printed([sys.executable, "-m", "papermill", str(shipped), "ran.ipynb"], tmp_path)
    ran = nbformat.read(tmp_path / "ran.ipynb", as_version=4)
    assert not [each for cell in ran.cells for each in cell.get("outputs", []) if each.output_type == "error"]
    assert len(of(ran, "image/png")) == len(explore.catalogue()["01"])
    for exporter in (nbconvert.HTMLExporter, nbconvert.SlidesExporter, nbconvert.MarkdownExporter):
        page, _ = exporter().from_notebook_node(ran)
        assert page.count('<figure class="ir-still">') == len(explore.catalogue()["01"])


def test_latex_of_a_whole_lesson_with_pandoc(root: Path, tmp_path: Path) -> None:
    if shutil.which("pandoc") is None:
        without("pandoc")
    shipped = root / "notebooks" / "01_fundamentals.ipynb"
    printed(
        [sys.executable, "-m", "nbconvert", "--to", "latex", f"--output-dir={tmp_path}", str(shipped)], root
    )
    text = (tmp_path / "01_fundamentals.tex").read_text(encoding="utf-8")
    assert text.count(r"\adjustimage") == len(explore.catalogue()["01"])
    assert len(list((tmp_path / "01_fundamentals_files").glob("*.png"))) == len(explore.catalogue()["01"])


def test_myst_has_all_pictures(root: Path, tmp_path: Path) -> None:
    program = shutil.which("myst")
    if program is None:
        without("mystmd")
        return
    shutil.copy(root / "notebooks" / "01_fundamentals.ipynb", tmp_path)
    (tmp_path / "myst.yml").write_text("version: 1\nproject: {title: The course}\n")
    printed([program, "build", "--xml", "01_fundamentals.ipynb"], tmp_path)
    (article,) = (tmp_path / "_build" / "exports").glob("*.xml")
    pictures = re.findall(r'<graphic [^>]*xlink:href="([^"]+)"', article.read_text(encoding="utf-8"))
    assert len(pictures) == len(explore.catalogue()["01"])
    for each in pictures:
        assert (article.parent / each).read_bytes().startswith(b"\x89PNG")
