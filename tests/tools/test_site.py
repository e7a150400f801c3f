"""The pages of the site: readable without script, linked to one another, and made for the browser's Python."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import matplotlib
import nbformat
import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from PIL import Image

from helpers import exercises, explore
from tools.site import build, mounts, paring, pyodide, python, reading, weights


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


def engine(_root: Path, output: Path, _pyodide: Path | None) -> python.Engine:
    """Write what looks like the pages' Python."""
    lock = {"packages": {name: {"file_name": f"{name}.whl", "depends": []} for name in pyodide.ON_IMPORT}}
    names = [*pyodide.CORE, pyodide.START, *(each["file_name"] for each in lock["packages"].values())]
    files = dict.fromkeys(names, b"x")
    return python.Engine(
        python.place_bundle(files | {pyodide.SITE_LOCK: json.dumps(lock).encode()}, output), 9
    )


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
    for name in ("numpy", "base"):  # pared: the other packages are not asked for
        packages[name] = {
            "file_name": f"{name}.whl",
            "imports": [f"a-{name}"],
            "depends": [],
            "sha256": sha256,
        }
        (folder / f"{name}.whl").write_bytes(content)
    lock = folder.with_suffix(".json")
    core = dict.fromkeys(pyodide.CORE, sha256)
    lock.write_text(json.dumps({"core": core, "packages": packages}))
    monkeypatch.setattr(python, "LOCK", lock)
    monkeypatch.setattr(python, "PACKAGES", ("numpy",))
    monkeypatch.setattr(python, "ON_IMPORT", ("base",))
    return folder


def test_of_pyodide_only_what_the_lessons_need_is_bundled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = python.pyodide_files(distribution(tmp_path / "whole", monkeypatch))
    assert set(found) == {*pyodide.CORE, "numpy.whl", "base.whl"}


def test_another_version_another_folder_and_another_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(pyodide.SiteError, match=r"holds Pyodide 0\.1\.0"):
        python.pyodide_files(distribution(tmp_path / "old", monkeypatch, "0.1.0"))
    with pytest.raises(pyodide.SiteError, match="its hash differs"):
        python.pyodide_files(distribution(tmp_path / "odd", monkeypatch, content=b"y"))
    with pytest.raises(pyodide.SiteError, match="no Pyodide distribution"):
        python.pyodide_files(tmp_path)


def test_a_folder_with_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(pyodide.SiteError, match="something else"):
        build.build(root, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_build_that_fails_leaves_the_old_site(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build_engine", engine)
    monkeypatch.setattr(build, "lessons", lambda root: reading.lessons(root)[:1])
    build.build(root, tmp_path / "site")

    def fails(*_: object) -> None:
        raise pyodide.SiteError("The package index does not give it.")

    monkeypatch.setattr(build, "build_engine", fails)
    with pytest.raises(pyodide.SiteError, match="package index"):
        build.build(root, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_pyodide_and_its_lock_move_together(tmp_path: Path) -> None:
    """A browser may have kept a file of an earlier build, and must not meet it beside a newer lock."""
    files = {"pyodide-lock.json": b"{}", "numpy.whl": b"source"}
    first = python.place_bundle(files, tmp_path)
    second = python.place_bundle(files | {"numpy.whl": b"compiled"}, tmp_path)
    assert first != second
    assert (tmp_path / second / "numpy.whl").read_bytes() == b"compiled"


def test_pages_are_linked_and_every_picture_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the whole site without Python, and without what is drawn for it, which takes two minutes."""
    monkeypatch.setattr(build, "build_engine", engine)
    monkeypatch.setattr(mounts, "_views", lambda *_: ())
    monkeypatch.setattr(mounts, "_narrow", lambda *_: "")
    monkeypatch.setattr(mounts.Explorer, "stage", lambda *_: None)
    build.build(root, tmp_path / "site")
    pages = {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in tmp_path.rglob("*.html")
    }
    assert len(pages) > 9
    told = "application/ld+json"
    wrong = []
    for path, soup in pages.items():
        scripts = [each.get("src", "") for each in soup.find_all("script") if each.get("type") != told]
        if path.parent.name == "lessons":
            described = json.loads(soup.find("script", type=told).get_text())
            assert described["@type"] == "LearningResource"
            assert described["name"] == soup.find("h1").get_text().rstrip("¶") or path.stem.startswith("00")
            minutes = re.search(r"(\d+) minutes", soup.find("main").get_text())
            assert minutes
            assert described["timeRequired"] == f"PT{minutes[1]}M"
            assert all(aim.split()[0] in soup.get_text() for aim in described["teaches"])
            assert described["teaches"]
        assert [src.rpartition("/")[2] for src in scripts] == (
            ["live.js"] if path.parent.name == "lessons" else []
        )
        assert all((path.parent / src).is_file() for src in scripts)
        policy = str(soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"])
        assert not re.search(r"http|\*|unsafe-eval(?<!wasm-unsafe-eval)", policy)
        wordless = [picture for picture in soup.find_all("img") if not picture.get("alt", "").strip()]
        wrong += [f"{path.name}: a picture without words" for _ in wordless]
        for link in soup.find_all("a", href=True):
            target, _, place = str(link["href"]).partition("#")
            if ":" in target:
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


def test_what_comes_to_life_stands_there_before_as_text(root: Path) -> None:
    start = base64.b64encode(explore.explorer("compensation").view().picture).decode()
    saved = f'<figure><img alt="It says so." src="data:image/png;base64,{start}"></figure>'
    pictures: list[bytes] = []
    soup = BeautifulSoup(
        mounts.mounted("explore.compensation()", saved, lambda picture: pictures.append(picture) or "a.png")
        or "",
        "html.parser",
    )
    explorer = soup.select_one('[data-explorer="compensation"][data-state="still"]')
    assert explorer is not None
    assert explorer.select_one(".ir-sentence").get_text() == "It says so."
    specs = json.loads(str(explorer["data-given"]))["specs"]
    # Its start as saved and for a phone, and each preset for a desk and for a phone.
    assert len(explorer.select("details")) == len(specs["SI"]["presets"])
    desk, phone = 1350, 720
    widths = [Image.open(io.BytesIO(picture)).width for picture in pictures]
    assert widths == [900, phone] + [desk, phone] * len(specs["SI"]["presets"])
    # The page changes to what is drawn for a phone where its live explorers do.
    source = explorer.select_one("picture > source")
    assert source is not None
    assert f"@media {source['media']} {{ .view .phone" in (root / "tools/site/style.css").read_text()

    for question in exercises.questions("01").values():
        block = BeautifulSoup(mounts.question_block(question), "html.parser")
        found = block.select_one(f'[data-question="{question.id}"][data-status="blank"]')
        assert found is not None
        if question.graded and question.choices:
            told = [each.get_text() for each in found.select("details") if "Right." in each.get_text()]
            several = isinstance(question, exercises.MultiChoice)
            assert several or len(told) == 1, question.id
        # Nothing that a script reads holds the answer.
        assert "right_answer" not in str(found["data-given"])
    assert mounts.mounted("homa_ir(6.0, 90)", "4") is None


def test_code_that_only_calls_what_is_shown_is_not_shown() -> None:
    shown = reading.lesson_html(
        notebook(code('check("01.definition", ...)'), code('def f():\n    pass\ncheck("01.definition", f)'))
    )
    assert shown.count('data-question="01.definition"') == 2
    assert shown.count("<pre>") == 1


def archive(*names: str) -> bytes:
    """Return an archive of small files, each of which holds its own name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, name)
    return content.getvalue()


def names_in(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_what_no_lesson_reads_is_left_out_and_the_rest_kept() -> None:
    kept = ["numpy/core.py", "matplotlib/backends/backend_agg.py", "helpers/launch/page.py"]
    left = ["numpy/tests/a.py", "matplotlib/mpl-data/fonts/ttf/STIXGeneral.ttf", "tkinter/x.py"]
    left += ["matplotlib/backends/backend_qt.py", "helpers/launch/hub/classroom.py"]
    pared = paring.pare(archive(*left, *kept))
    assert names_in(pared.start) == kept
    assert zipfile.ZipFile(io.BytesIO(pared.start)).read(kept[0]).decode() == kept[0]
    assert (pared.later, pared.modules) == (b"", ())


def test_what_few_ask_for_comes_later_by_the_names_of_its_outermost_modules() -> None:
    first = ["numpy/__init__.py", "numpy/linalg/_linalg.py", "helpers/data/claims.csv"]
    later = ["numpy/random/__init__.py", "numpy/random/mtrand.cpython-312-wasm32-emscripten.so"]
    later += ["numpy/linalg/lapack_lite.cpython-312-wasm32-emscripten.so", "pydoc.py", "helpers/data/cgm.csv"]
    pared = paring.pare(archive(*first, *later))
    assert names_in(pared.start) == first
    assert names_in(pared.later) == later
    assert pared.modules == ("numpy.random", "numpy.linalg.lapack_lite", "pydoc")


def test_what_a_page_starts_with_is_one_file_the_same_for_the_same_content() -> None:
    long = f"{'folder/' * 20}module.pyc"
    packed = paring.in_one_file([archive("b.pyc", long), archive("a.pyc")])
    assert packed == paring.in_one_file([archive(long, "b.pyc"), archive("a.pyc")])
    with tarfile.open(fileobj=io.BytesIO(packed)) as made:
        assert made.getnames() == ["b.pyc", long, "a.pyc"]
        assert made.extractfile(long).read().decode() == long


def test_a_package_that_comes_later_does_not_fetch_again_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distribution(tmp_path / "whole", monkeypatch)
    lock = json.loads(python.LOCK.read_text())
    lock["packages"]["base"]["depends"] = ["numpy"]
    python.LOCK.write_text(json.dumps(lock))
    files = {"base.whl": b"x", "numpy-rest.zip": b"y"}
    packages = python.site_lock(files, {"numpy-rest.zip": ["numpy.random"]})["packages"]
    assert {name: each["depends"] for name, each in packages.items()} == {"base": [], "numpy-rest": []}
    assert packages["numpy-rest"]["imports"] == ["numpy.random"]
    assert packages["numpy-rest"]["sha256"] == hashlib.sha256(b"y").hexdigest()


def test_letters_of_a_font_keep_their_shapes_widths_and_kerning() -> None:
    path = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    whole, pared = TTFont(path), TTFont(io.BytesIO(paring.lettered(path.read_bytes())))
    assert len(pared.getGlyphOrder()) < len(whole.getGlyphOrder()) / 2
    for letter in "Aßβé²₂µ≥→−Жž":
        name = whole.getBestCmap()[ord(letter)]
        assert pared.getBestCmap()[ord(letter)] == name
        assert pared["hmtx"][name] == whole["hmtx"][name]
        assert pared["glyf"][name].getCoordinates(pared["glyf"]) == whole["glyf"][name].getCoordinates(
            whole["glyf"]
        )
    pairs = whole["kern"].kernTables[0].kernTable
    assert pared["kern"].kernTables[0].kernTable["A", "V"] == pairs["A", "V"] != 0


def test_what_is_sent_packed_counts_as_packed(tmp_path: Path) -> None:
    engine(tmp_path, tmp_path, None)
    [folder] = (tmp_path / "python").iterdir()
    (folder / "pyodide.asm.wasm.gz").write_bytes(b"x" * 1000)
    sent = {path.name.removesuffix(".gz"): path.stat().st_size for path in sorted(folder.iterdir())}
    del sent["pandas.whl"], sent["scipy.whl"]
    assert weights.first_visit(tmp_path) == sum(sent.values())


@pytest.mark.parametrize("told", ["14 minutes", "1 minute", "14 minutes, further"])
def test_a_heading_is_linked_to_without_its_minutes(told: str) -> None:
    soup = BeautifulSoup(reading.tidied(f"<h2>3 HOMA-IR by hand ({told})</h2>"), "html.parser")
    assert soup.h2["id"] == "3-homa-ir-by-hand"
