"""The course as web pages, with every address but this computer's blocked: to read, and to run in the browser."""

from __future__ import annotations

import ast
import base64
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import matplotlib
import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from helpers import exercises
from tools.site import build, live, weights
from tools.site.pyodide import CORE, LIVE, ON_IMPORT, START, closure

from .harness import PATIENCE, Server
from .live import EXPLORER, Live, served

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
FIND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))"""
SENTENCE = f"document.querySelector('{EXPLORER} .ir-sentence').textContent"
WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > edge && !each.closest(".scroll, pre, math, svg"))
    .map(each => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 60)}`);
}"""
# The packages that the kernel fetched and of which nothing is imported.
IDLE = """import sys, pyodide_js
_have = list(pyodide_js.loadedPackages.object_keys())
_lock = [entry for entry in pyodide_js._api.lockfile_packages.object_values() if entry.name in _have]
_tops = {entry.name: {top.replace("-", "_") for top in entry.imports} for entry in _lock}
print([name for name, tops in _tops.items() if tops and not tops & set(sys.modules)])"""


@pytest.fixture(scope="module")
def built(root: Path, pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with a Pyodide of its own."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build.build(root, folder, pyodide)
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Serve the site and return its address with a slash at the end."""
    with served(built) as url:
        yield url


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
def test_a_page_needs_no_script(context: Callable[..., BrowserContext], address: str, path: str) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(address + path)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    # Where scripts are off, a page may leave whoever drives it without an answer; these have none in any case.
    assert page.locator("script").count() == 0
    page = context(viewport=PHONE).new_page()
    page.goto(address + path)
    without = "[...document.images].filter(each => !each.alt.trim() || !each.naturalWidth).length"
    assert page.evaluate(without) == 0
    assert page.evaluate("document.images.length") >= (5 if "lessons" in path else 0)


def test_no_page_is_wider_than_its_window_whatever_the_font(
    context: Callable[..., BrowserContext], address: str, built: Path
) -> None:
    """All pages, at the widths of a small phone and of 400 % zoom; the fonts are the test's own, not the machine's."""
    font = base64.b64encode(
        Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf").read_bytes()
    ).decode()
    style = (
        f"@font-face {{ font-family: Own; src: url(data:font/ttf;base64,{font}); }}"
        "* { font-family: Own !important; }"
    )
    # As wide as readers may set text (WCAG 1.4.12).
    wide = style + "* { letter-spacing: .12em !important; word-spacing: .16em !important; }"
    paths = [path.relative_to(built).as_posix() for path in built.rglob("*.html") if LIVE not in path.parts]
    assert len(paths) > 14
    page = context(viewport=PHONE).new_page()
    too_wide = []
    for path in paths:
        page.goto(address + path)
        for css in (style, wide):
            page.add_style_tag(content=css)
            for width in (320, PHONE["width"]):
                page.set_viewport_size({"width": width, "height": 640})
                found = page.evaluate("document.documentElement.scrollWidth")
                if found > width or page.evaluate(WIDE):
                    too_wide.append((path, css is wide, width, found, page.evaluate(WIDE)[:3]))
    assert too_wide == []


@pytest.mark.parametrize("path", ["index.html", "lessons/01_fundamentals.html"])
def test_axe_finds_nothing(context: Callable[..., BrowserContext], address: str, path: str) -> None:
    page = context(viewport=PHONE).new_page()
    page.goto(address + path)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert page.evaluate(FIND) == []


def test_what_the_public_pyodide_weighs_is_said_rightly(pyodide: Path) -> None:
    packages = live.site_lock({}, {})["packages"]
    known: set[str] = set()

    def weight(names: Iterable[str]) -> int:
        needed = set(closure({"packages": packages}, names)) - known
        known.update(needed)
        return sum((pyodide / packages[name]["file_name"]).stat().st_size for name in needed)

    core = sum((pyodide / name).stat().st_size for name in CORE)
    found = {"start": core + weight(START), **{name: weight([name]) for name in ON_IMPORT}}
    assert pytest.approx(found, rel=0.01) == weights._PUBLIC_WEIGHTS


def test_what_a_lesson_fetches_is_within_its_budget(built: Path) -> None:
    assert weights.first_visit(built / LIVE) / 1e6 < weights.BUDGET_MB


@pytest.mark.parametrize("notebook", ["01_fundamentals.ipynb", "07_biomarkers.ipynb"])
def test_a_lesson_runs_in_the_browser_and_keeps_its_answers(
    context: Callable[..., BrowserContext], address: str, notebook: str
) -> None:
    page = context(viewport={"width": 1280, "height": 900}).new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    live = Live(page, Server(address, ""))
    live.open(notebook)
    lab = "performance.getEntriesByType('resource').reduce((sum, each) => sum + each.encodedBodySize, 0)"
    assert page.evaluate(lab) < weights._LAB_WEIGHT
    for later in ON_IMPORT:
        assert not any(f"/{later}-" in url for url in asked), f"{later} was fetched before a cell needed it"
    live.start_all()
    live.wait_for_picture()
    live.wait_for_all()
    assert live.problems() == []
    assert any("/scipy-" in url for url in asked), "this lesson needs scipy"

    live.scroll_to(next(each["at"] for each in live.cells() if each["source"].startswith("explore.")))
    explorer = page.locator(EXPLORER).first
    slider = explorer.locator("input[type=range]").first
    before = page.evaluate(SENTENCE)
    live.drag(slider, slider, 0.2, 0.9)
    changed(page, before)
    before, value = page.evaluate(SENTENCE), slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert slider.input_value() != value, "an arrow key does not move the slider"
    changed(page, before)

    number = notebook[:2]
    question = next(
        each for each in exercises.questions(number).values() if isinstance(each, exercises.Choice)
    )
    cell = next(each for each in live.cells() if f'"{question.id}"' in each["source"])
    answer = cell["source"].replace("...", repr(question.right_answer))
    run(live, cell["at"], answer)
    assert question.id in live.solved()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")

    last = max(each["at"] for each in live.cells())
    run(live, last, IDLE)
    [told] = (each for each in live.cells() if each["at"] == last)
    idle = ast.literal_eval("".join(told["outputs"][0]["text"]))
    assert idle == [], "a wheel was fetched that the lesson does not need"
    run(live, last, "import matplotlib.pyplot as plt\nplt.contour([[0, 1], [2, 3]]);")
    [told] = (each for each in live.cells() if each["at"] == last)
    assert "image/png" in told["outputs"][-1]["data"], "a learner's own picture needs more, which then comes"

    page.reload()
    live.open(notebook)
    [kept] = (each for each in live.cells() if each["at"] == cell["at"])
    assert kept["source"] == answer
    assert question.id in live.solved()


def changed(page: Any, before: str) -> None:
    """Wait until the first explorer says something else."""
    page.wait_for_function(f"before => {SENTENCE} !== before", arg=before, timeout=1000 * PATIENCE)


def run(live: Live, at: int, source: str) -> None:
    """Write into a cell and run it."""
    live.page.evaluate(
        """async ([at, source]) => {
          const panel = window.jupyterapp.shell.currentWidget;
          panel.content.activeCellIndex = at;
          panel.content.activeCell.model.sharedModel.setSource(source);
          await window.jupyterapp.commands.execute("notebook:run-cell");
        }""",
        [at, source],
    )
