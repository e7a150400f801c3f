"""The course as web pages, with every address but this computer's blocked: to read, and to run in the browser."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from helpers import exercises
from helpers.launch import site

from .harness import PATIENCE, Lab, Server

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
FIND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))"""
EXPLORER = ".ir-explorer:not(.ir-units)"


@pytest.fixture(scope="module")
def pyodide() -> Path:
    """Return the Pyodide distribution that COURSE_PYODIDE names; it is too large to be fetched for a test."""
    named = os.environ.get("COURSE_PYODIDE")
    if not named:
        pytest.skip("COURSE_PYODIDE names no folder with a Pyodide distribution.")
    return Path(named)


@pytest.fixture(scope="module")
def address(root: Path, pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site, serve it, and return its address with a slash at the end."""
    built = tmp_path_factory.mktemp("site") / "site"
    site.build(root, built, pyodide)

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=built)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens a browser of its own, for which only the site's address exists."""
    opened, elsewhere = [], []

    def block(route: Route) -> None:
        elsewhere.append(route.request.url)
        route.abort()

    def fresh(**options: Any) -> BrowserContext:
        opened.append(browser.new_context(**options))
        opened[-1].route(lambda url: not url.startswith((address, "data:", "blob:")), block)
        return opened[-1]

    yield fresh
    for each in opened:
        each.close()
    assert elsewhere == [], "something was asked of another address"


@pytest.mark.parametrize("path", ["index.html", "lessons/01_fundamentals.html"])
def test_a_page_needs_no_script_and_fits_a_phone(
    context: Callable[..., BrowserContext], address: str, path: str
) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(address + path)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    # Scripts are off for the page, not for who drives it.
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    without = "[...document.images].filter(each => !each.alt.trim() || !each.naturalWidth).length"
    assert page.evaluate(without) == 0
    assert page.evaluate("document.images.length") >= (5 if "lessons" in path else 0)


@pytest.mark.parametrize("path", ["index.html", "lessons/01_fundamentals.html"])
def test_axe_finds_nothing(context: Callable[..., BrowserContext], address: str, path: str) -> None:
    page = context(viewport=PHONE).new_page()
    page.goto(address + path)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert page.evaluate(FIND) == []


class Live(Lab):
    """A lesson in JupyterLite."""

    def open(self, notebook: str) -> None:
        """Open a lesson by its file name and wait until its kernel is ready."""
        self.page.goto(f"{self.server.url}{site.LIVE}/lab/index.html?path=notebooks/{notebook}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=3000 * PATIENCE)
        deadline = 3
        for _ in range(deadline):
            try:
                self._wait(lambda state: state["idle"], "")
                return
            except pytest.fail.Exception:
                continue
        pytest.fail(f"{notebook} did not open")

    def solved(self) -> list[str]:
        """Return the learner's solved questions, as the browser keeps them."""
        read = """async () => {
          const contents = window.jupyterapp.serviceManager.contents;
          const options = {content: true, type: "file", format: "text"};
          return JSON.parse((await contents.get(".learner/progress.json", options)).content);
        }"""
        return list(self.page.evaluate(read)["done"])


@pytest.mark.parametrize("notebook", ["01_fundamentals.ipynb", "07_biomarkers.ipynb"])
def test_a_lesson_runs_in_the_browser_and_keeps_its_answers(
    context: Callable[..., BrowserContext], address: str, notebook: str
) -> None:
    page = context(viewport={"width": 1280, "height": 900}).new_page()
    live = Live(page, Server(address, ""))
    live.open(notebook)
    live.run_all()
    assert live.problems() == []

    explorer = page.locator(EXPLORER).first
    explorer.scroll_into_view_if_needed()
    page.wait_for_function(
        "selector => document.querySelector(selector + ' .ir-picture')?.naturalWidth > 0", arg=EXPLORER
    )
    sentence, slider = explorer.locator(".ir-sentence"), explorer.locator("input[type=range]").first
    before = sentence.text_content()
    live.drag(slider, slider, 0.2, 0.9)
    page.wait_for_function(
        "([selector, before]) => document.querySelector(selector + ' .ir-sentence').textContent !== before",
        arg=[EXPLORER, before],
        timeout=1000 * PATIENCE,
    )

    number = notebook[:2]
    question = next(
        each for each in exercises.questions(number).values() if isinstance(each, exercises.Choice)
    )
    cell = next(each for each in live.cells() if f'"{question.id}"' in each["source"])
    answer = cell["source"].replace("...", repr(question.right_answer))
    page.evaluate(
        """async ([at, source]) => {
          const panel = window.jupyterapp.shell.currentWidget;
          panel.content.activeCellIndex = at;
          panel.content.activeCell.model.sharedModel.setSource(source);
          await window.jupyterapp.commands.execute("notebook:run-cell");
          await window.jupyterapp.commands.execute("docmanager:save");
        }""",
        [cell["at"], answer],
    )
    assert question.id in live.solved()

    page.reload()
    live.open(notebook)
    kept = next(each for each in live.cells() if each["at"] == cell["at"])
    assert kept["source"] == answer
    assert question.id in live.solved()
