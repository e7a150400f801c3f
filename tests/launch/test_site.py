"""The pages of the site: readable without script, linked to one another, and made for the browser's Python."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from bs4 import BeautifulSoup

from helpers import explore, paths
from helpers.launch import site

# In the browser a package has to be fetched before it is imported.
WITHOUT_SCIPY = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "scipy":
            raise ModuleNotFoundError(f"No module named {name!r}", name="scipy")

sys.meta_path.insert(0, Absent())
from helpers import explore
from helpers.explore.controls import Slider
from helpers.exercises import questions

for name in explore.catalogue().get(sys.argv[1], ()):
    explorer = explore.explorer(name)
    for values in ({}, *explorer.presets.values()):
        explorer.view(values)
    for control in explorer.controls:
        if isinstance(control, Slider):
            for value in (control.low, control.high):
                explorer.compute(**explorer.values({control.name: value}))
questions(sys.argv[1])
"""


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells))


def code(source: str, **data: str) -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("execute_result", data=data)
    return nbformat.v4.new_code_cell(source, outputs=[output] if data else [])


def markdown(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def test_an_output_is_shown_as_html_and_else_as_text() -> None:
    shown = site.lesson_html(
        notebook(
            code("a", **{"text/html": "<b>bold</b>", "text/plain": "plain"}),
            code("b", **{"text/plain": "<b>"}),
        )
    )
    assert "<b>bold</b>" in shown
    assert "plain" not in shown
    assert "&lt;b&gt;" in shown


def test_formulas_need_no_script() -> None:
    soup = BeautifulSoup(
        site.lesson_html(notebook(markdown("$$\\frac{a}{2}$$\n\nand $x_0$, `$y$`, 5 $ and 6 $"))),
        "html.parser",
    )
    assert [formula["display"] for formula in soup.find_all("math")] == ["block", "inline"]
    assert soup.find("mfrac") is not None
    assert "$y$" in soup.find("code").get_text()
    assert "5 $ and 6 $" in soup.get_text()


def test_an_educators_note_is_not_for_the_reader() -> None:
    note = markdown("Ask the class.")
    note.metadata["slideshow"] = {"slide_type": "notes"}
    assert "Ask the class" not in site.lesson_html(notebook(markdown("# Title"), note))


def test_a_style_sheet_that_every_card_brings_is_kept_once() -> None:
    card = "<style>.card{}</style><p>x</p>"
    shown = site.lesson_html(notebook(*(code("a", **{"text/html": card}) for _ in range(3))))
    assert shown.count("<style>") == 1


def test_only_lessons_that_need_scipy_fetch_it() -> None:
    content = notebook(markdown("# A"), code("from helpers import explore"))
    sources = {
        number: site.live_copy(site.Lesson(f"{number}_a", "A", "", content)).cells[1].source
        for number in ("00", "03")
    }
    assert sources["00"] == "from helpers import explore"
    assert sources["03"].startswith("import scipy")
    assert content.cells[1].source == "from helpers import explore", "the lesson itself stays as it is"


@pytest.mark.parametrize("number", sorted(set(explore.catalogue()) - site.NEED_SCIPY))
def test_the_other_lessons_do_without_scipy(number: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SCIPY, number], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-1500:]


def distribution(folder: Path, version: str = site.PYODIDE_VERSION) -> Path:
    """Write what looks like a Pyodide distribution in which every package needs `base`."""
    folder.mkdir()
    names = [*site._KERNEL, *site._LESSONS, site._LATER]
    packages = {name: {"file_name": f"{name}.whl", "depends": ["base"]} for name in names}
    packages |= {name: {"file_name": f"{name}.whl", "depends": []} for name in ("base", "unwanted")}
    for name in site._CORE:
        (folder / name).write_text("x")
    for package in packages.values():
        (folder / str(package["file_name"])).write_text("x")
    lock = {"info": {"version": version}, "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    return folder


def test_of_pyodide_only_what_the_lessons_need_is_bundled(tmp_path: Path) -> None:
    site.copy_pyodide(distribution(tmp_path / "whole"), tmp_path / "kept")
    kept = {path.name for path in (tmp_path / "kept").iterdir()}
    assert {"pyodide.js", "numpy.whl", "base.whl", "scipy.whl"} <= kept
    assert "unwanted.whl" not in kept
    assert "unwanted" not in json.loads((tmp_path / "kept" / "pyodide-lock.json").read_text())["packages"]


def test_another_version_and_another_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(site.SiteError, match=r"holds Pyodide 0\.1\.0"):
        site.copy_pyodide(distribution(tmp_path / "old", "0.1.0"), tmp_path / "kept")
    with pytest.raises(site.SiteError, match="no Pyodide distribution"):
        site.copy_pyodide(tmp_path, tmp_path / "kept")


def test_a_folder_with_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(site.SiteError, match="something else"):
        site.build(root, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_the_address_of_a_wheel_changes_with_its_content(tmp_path: Path) -> None:
    wheel, addresses = tmp_path / "a-1.whl", []
    for content in ("old", "new"):
        wheel.write_text(content)
        addresses.append(site.place_wheel(wheel, tmp_path / "files"))
        assert (tmp_path / "files" / addresses[-1]).read_text() == content
    assert addresses[0] != addresses[1]


def test_pages_are_linked_and_every_picture_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "build_lite", lambda *_: None)
    site.build(root, tmp_path / "site")
    pages = {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in tmp_path.rglob("*.html")
    }
    assert len(pages) > 9
    wrong = []
    for path, soup in pages.items():
        assert soup.find("script") is None
        wordless = [picture for picture in soup.find_all("img") if not picture.get("alt", "").strip()]
        wrong += [f"{path.name}: a picture without words" for _ in wordless]
        for link in soup.find_all("a", href=True):
            target, _, place = str(link["href"]).partition("#")
            if ":" in target or site.LIVE in target.split("/"):
                continue
            aim = (path.parent / target).resolve() if target else path
            if aim not in pages:
                wrong.append(f"{path.name}: {link['href']} leads nowhere")
            elif place and not pages[aim].find(id=place):
                wrong.append(f"{path.name}: {link['href']} is not a heading there")
    assert sorted(set(wrong)) == []


def test_folders_are_named_from_where_the_command_is_typed(
    course: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course.Environment, "ensure", lambda _self, _lock: None)
    monkeypatch.setattr(course, "become", lambda command, _environ: commands.append(list(command)) or 0)
    assert course.main(["site", "--output", "out", "--pyodide", "../py"]) == 0
    assert commands[0][-3:] == [
        "helpers.launch.site",
        f"--output={tmp_path.resolve() / 'out'}",
        f"--pyodide={tmp_path.resolve().parent / 'py'}",
    ]


def test_in_a_browser_answers_are_kept_on_the_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_LEARNER_DIR")
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert paths.learner_path("progress.json") == Path("/drive/.learner/progress.json")
