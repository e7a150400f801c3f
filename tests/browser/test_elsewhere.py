"""A lesson where it is not run once from top to bottom in JupyterLab: exported, run twice, interrupted, in Notebook."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as PatienceEnded

from helpers import explore

from .harness import running

pytestmark = pytest.mark.browser

EXPLORER = ".ir-explorer:not(.ir-units)"
FIRST, LONG = "00_start_here.ipynb", "01_fundamentals.ipynb"
SENTENCE = f"document.querySelector('{EXPLORER} .ir-sentence')?.textContent"
ALIVE = """async root => {
  const slider = root.querySelector("input[type=range]"), sentence = root.querySelector(".ir-sentence");
  const before = sentence.textContent;
  slider.value = slider.value === slider.max ? slider.min : slider.max;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  for (let waited = 0; waited < 60000 && sentence.textContent === before; waited += 50)
    await new Promise(resolve => setTimeout(resolve, 50));
  return sentence.textContent !== before;
}"""

_KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
READY = {
    "notebook": f"{_KERNEL} === 'idle'",
    "nbclassic": "window.Jupyter?.notebook?.kernel?.info_reply?.status === 'ok'",
}
RUN_ALL = {
    "notebook": "() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }",
    "nbclassic": "() => Jupyter.notebook.execute_all_cells()",
}


def alive(explorer: Any) -> bool:
    """Move the first slider to its other end, and return whether the sentence follows."""
    explorer.scroll_into_view_if_needed()
    return bool(explorer.evaluate(ALIVE))


def test_an_exported_lesson_shows_each_picture_and_sentence(browser: Any, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path)]
    subprocess.run([*command, str(root / "notebooks" / LONG)], check=True, capture_output=True)
    context = browser.new_context()
    context.route("**/*", lambda route: route.continue_() if "file:" in route.request.url else route.abort())
    page = context.new_page()
    page.goto((tmp_path / LONG.replace(".ipynb", ".html")).as_uri())
    stills = page.locator(".ir-still:has(img)")
    shown = [explore.explorer(name) for name in explore.catalogue()["01"]]
    assert stills.count() == len(shown)
    for still in stills.all():
        picture = still.locator("img")
        assert picture.is_visible()
        assert picture.evaluate("image => image.naturalWidth") > 1000
        assert len(picture.get_attribute("alt")) > 40
        assert picture.get_attribute("alt") in still.inner_text()
        assert "Run this cell in Jupyter" in still.inner_text()
    text = page.locator("body").inner_text()
    for wrong in ("model not found", "Error displaying widget", "interactive(", "Explorer:"):
        assert wrong not in text
    context.close()


def test_run_twice_restarted_and_interrupted(lab: Any) -> None:
    lab.open(FIRST)
    page, explorer = lab.page, lab.page.locator(EXPLORER)
    for _ in range(2):
        lab.run_all()
        assert explorer.count() == 1, "a figure stands twice, or not at all"
        assert alive(explorer)
    kernel = "window.jupyterapp.shell.currentWidget.sessionContext"
    page.evaluate(f"async () => {{ await {kernel}.restartKernel() }}")
    slider = explorer.locator("input[type=range]").first
    slider.press("ArrowLeft")  # it stands at its right end
    explorer.locator(".ir-problem", has_text="run this cell again").wait_for()
    assert explorer.get_attribute("aria-busy") == "false"
    lab.run_all()
    assert explorer.count() == 1
    assert alive(explorer)

    slider = explorer.locator("input[type=range]").first
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(30):
        page.mouse.move(box["x"] + (0.2 + 0.02 * step) * box["width"], box["y"] + box["height"] / 2)
        if step == 15:
            page.evaluate(f"() => {{ void {kernel}.session.kernel.interrupt() }}")
    page.mouse.up()
    page.wait_for_timeout(500)
    # An answer that the interrupt took away is given up after a while; the next move is answered in any case.
    assert alive(explorer), "an interrupt left the slider dead"


def test_two_lessons_at_once_keep_apart(lab: Any) -> None:
    lab.open(FIRST)
    lab.run_all()
    lab.page.wait_for_function(SENTENCE)  # it says nothing yet when its cell is done
    first = lab.page.evaluate(SENTENCE)
    lab.open_beside(LONG)
    lab.run_all()
    shown = lab.page.locator(f"{EXPLORER}:visible")
    # An explorer is seen once it has been answered; until then its still is.
    for _ in range(300):
        if shown.count() == len(explore.catalogue()["01"]):
            break
        lab.page.wait_for_timeout(200)
    assert shown.count() == len(explore.catalogue()["01"])
    assert alive(shown.nth(1))
    lab.page.locator(f".lm-TabBar-tab:has-text('{FIRST}')").first.click()
    shown.first.wait_for()
    assert shown.count() == 1
    assert lab.page.evaluate(SENTENCE) == first
    assert alive(shown.first)


@pytest.mark.parametrize(
    ("program", "place"), [("notebook", "notebooks"), ("nbclassic", "nbclassic/notebooks")]
)
def test_works_in_other_pages_of_jupyter(
    browser: Any, root: Path, course: ModuleType, tmp_path: Path, program: str, place: str
) -> None:
    """Notebook 7 and its predecessor, which set outputs into other boxes."""
    if importlib.util.find_spec(program) is None:
        assert "COURSE_TEST_ELSEWHERE" not in os.environ, f"{program} is missing"
        pytest.skip(f"{program} is not installed; .ci/elsewhere tries the course with it")
    for folder in ("notebooks", "data"):
        shutil.copytree(root / folder, tmp_path / "course" / folder, ignore=shutil.ignore_patterns(".*"))
    arguments = ["-m", program, f"--ServerApp.root_dir={tmp_path / 'course'}", "--ServerApp.ip=localhost"]
    arguments += ["--ServerApp.allow_root=True", "--JupyterNotebookApp.expose_app_in_browser=True"]
    with running(tmp_path, arguments, course.lab_variables(root, os.environ)) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(f"{server.url}{place}/notebooks/{FIRST}?token={server.token}")
        page.wait_for_function(READY[program], timeout=120_000)
        # A command that comes while the page is still opening is dropped.
        for _ in range(8):
            page.evaluate(RUN_ALL[program])
            try:
                page.wait_for_function(f"({SENTENCE})?.length > 40", timeout=30_000)
                break
            except PatienceEnded:
                continue
        page.wait_for_selector(".ir-explorer.ir-answered")
        assert alive(page.locator(EXPLORER).first)
        page.wait_for_selector("form.course-form")
        for hidden in (".ir-still", ".course-kept"):
            page.wait_for_function(
                f"[...document.querySelectorAll('{hidden}')].every(each => !each.offsetParent)"
            )
        assert "Error displaying widget" not in page.locator("body").inner_text()
        context.close()


@pytest.mark.skipif(os.name == "nt", reason="Binder runs Linux")
def test_a_lesson_lives_as_binder_installs_it(browser: Any, root: Path, tmp_path: Path) -> None:
    """What `.binder/postBuild` writes, and JupyterLab as Binder starts it: with nothing said."""
    clone, python = tmp_path / "course", tmp_path / "python"
    for folder in ("notebooks", "data", "docs", "src", ".binder"):
        shutil.copytree(
            root / folder, clone / folder, ignore=shutil.ignore_patterns(".ipynb*", "__pycache__")
        )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(python)], check=True)
    installed = os.pathsep.join([str(clone / "src"), sysconfig.get_path("purelib")])
    packages = {**os.environ, "PYTHONPATH": installed}
    path = os.pathsep.join([str(python / "bin"), os.environ["PATH"]])
    subprocess.run([clone / ".binder" / "postBuild"], cwd=clone, env={**packages, "PATH": path}, check=True)
    found = {
        "JUPYTER_CONFIG_PATH": str(python / "etc" / "jupyter"),
        "JUPYTER_PATH": str(python / "share" / "jupyter"),
    }
    arguments = ["-m", "jupyterlab", "--ip=localhost", *(["--allow-root"] if os.geteuid() == 0 else [])]
    with running(tmp_path, arguments, {**os.environ, **found}) as server:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.goto(f"{server.url}lab/tree/my_lessons/{FIRST}?token={server.token}")
        page.wait_for_selector(f"{EXPLORER}.ir-answered", timeout=120_000)
        assert alive(page.locator(EXPLORER).first)
        assert page.locator("#table-of-contents").is_visible()
        assert page.get_by_role("button", name="Show code").is_visible()
        context.close()
