"""The pages of the site: readable without script, linked to one another, and made for the browser's Python."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from bs4 import BeautifulSoup

from helpers import paths
from tools.site import build, live, pyodide, reading


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells))


def code(source: str, **data: str) -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("execute_result", data=data)
    return nbformat.v4.new_code_cell(source, outputs=[output] if data else [])


def markdown(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def test_an_output_is_shown_as_html_and_else_as_text() -> None:
    shown = reading.lesson_html(
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
        reading.lesson_html(notebook(markdown("$$\\frac{a}{2}$$\n\nand $x_0$, `$y$`, 5 $ and 6 $"))),
        "html.parser",
    )
    assert [formula["display"] for formula in soup.find_all("math")] == ["block", "inline"]
    assert soup.find("mfrac") is not None
    assert "$y$" in soup.find("code").get_text()
    assert "5 $ and 6 $" in soup.get_text()


def test_an_educators_note_is_not_for_the_reader() -> None:
    note = markdown("Ask the class.")
    note.metadata["slideshow"] = {"slide_type": "notes"}
    assert "Ask the class" not in reading.lesson_html(notebook(markdown("# Title"), note))


def test_a_style_sheet_that_every_card_brings_is_kept_once() -> None:
    card = "<style>.card{}</style><p>x</p>"
    shown = reading.lesson_html(notebook(*(code("a", **{"text/html": card}) for _ in range(3))))
    assert shown.count("<style>") == 1



def distribution(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str = pyodide.PYODIDE_VERSION,
    content: bytes = b"x",
) -> Path:
    """Write what looks like a Pyodide distribution, and have the site ask for two of its packages."""
    folder.mkdir()
    for name in (*pyodide.CORE, "unwanted.whl"):
        (folder / name).write_text("x")
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": {"version": version}}))
    sha256 = hashlib.sha256(b"x").hexdigest()
    packages = {}
    for name in ("numpy", "base"):
        packages[name] = {
            "file_name": f"{name}.whl",
            "imports": [f"a-{name}"],
            "depends": [],
            "sha256": sha256,
        }
        (folder / f"{name}.whl").write_bytes(content)
    lock = folder.with_suffix(".json")
    lock.write_text(json.dumps({"packages": packages}))
    monkeypatch.setattr(live, "LOCK", lock)
    return folder


def test_of_pyodide_only_what_the_lessons_need_is_bundled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = live.pyodide_files(distribution(tmp_path / "whole", monkeypatch))
    assert set(found) == {*pyodide.CORE, "numpy.whl", "base.whl"}


def test_another_version_another_folder_and_another_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(pyodide.SiteError, match=r"holds Pyodide 0\.1\.0"):
        live.pyodide_files(distribution(tmp_path / "old", monkeypatch, "0.1.0"))
    with pytest.raises(pyodide.SiteError, match="its hash differs"):
        live.pyodide_files(distribution(tmp_path / "odd", monkeypatch, content=b"y"))
    with pytest.raises(pyodide.SiteError, match="no Pyodide distribution"):
        live.pyodide_files(tmp_path)




def test_a_folder_with_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(pyodide.SiteError, match="something else"):
        build.build(root, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_build_that_fails_leaves_the_old_site(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build_lite", lambda *_: None)
    build.build(root, tmp_path / "site")

    def fails(*_: object) -> None:
        raise pyodide.SiteError("The package index does not give it.")

    monkeypatch.setattr(build, "build_lite", fails)
    with pytest.raises(pyodide.SiteError, match="package index"):
        build.build(root, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]



def test_pyodide_and_its_lock_move_together(tmp_path: Path) -> None:
    """A browser may have kept a file of an earlier build, and must not meet it beside a newer lock."""
    files = {"pyodide-lock.json": b"{}", "numpy.whl": b"source"}
    first = live.place_bundle(files, tmp_path)
    second = live.place_bundle(files | {"numpy.whl": b"compiled"}, tmp_path)
    assert first != second
    assert (tmp_path / second / "numpy.whl").read_bytes() == b"compiled"



def test_pages_are_linked_and_every_picture_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build_lite", lambda *_: None)
    build.build(root, tmp_path / "site")
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
            if ":" in target or pyodide.LIVE in target.split("/"):
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
        "tools.site.build",
        f"--output={tmp_path.resolve() / 'out'}",
        f"--pyodide={tmp_path.resolve().parent / 'py'}",
    ]
