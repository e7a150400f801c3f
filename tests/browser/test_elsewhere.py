"""A lesson where it is not run once from top to bottom in JupyterLab: exported, run twice, interrupted, in Notebook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

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
    for _ in range(3):
        slider.press("ArrowRight")
    assert "run this cell again" in explorer.locator(".ir-problem").inner_text(timeout=5000)
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


def test_works_in_notebook_7(browser: Any, root: Path, course: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("notebook")
    shutil.copytree(
        root / "notebooks", tmp_path / "course" / "notebooks", ignore=shutil.ignore_patterns(".*")
    )
    shutil.copytree(root / "data", tmp_path / "course" / "data")
    arguments = ["-m", "notebook", f"--ServerApp.root_dir={tmp_path / 'course'}", "--ServerApp.ip=localhost"]
    arguments.append("--ServerApp.allow_root=True")
    with running(tmp_path, arguments, course.lab_variables(root, os.environ)) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(f"{server.url}notebooks/notebooks/{FIRST}?token={server.token}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=120_000)
        for _ in range(8):
            # A command that comes while the page is still opening is dropped, or asks for a kernel first.
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            page.wait_for_timeout(2000)
            asked = page.locator(".jp-Dialog").get_by_role("button", name="Select", exact=True)
            if asked.count():
                asked.click()
            for _ in range(20):
                page.wait_for_timeout(1000)
                if page.locator(EXPLORER).count():
                    break
            if page.locator(EXPLORER).count():
                break
        page.wait_for_function(f"({SENTENCE})?.length > 40")
        assert alive(page.locator(EXPLORER).first)
        context.close()
