"""A learner's own copy of a lesson, as `python3 course.py` opens it: alive, with a way around, and safe from slips."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from helpers.launch import copies

from .harness import PATIENCE, Lab, running

pytestmark = pytest.mark.browser

FIRST, SECOND = "my_lessons/00_start_here.ipynb", "my_lessons/01_fundamentals.ipynb"
# Lesson 01 shows one twice.
_TEXT = Path(__file__).parents[2] / "notebooks" / "text" / "01_fundamentals.py"
EXPLORERS = len(re.findall(r"(?m)^explore\.\w+\(\)", _TEXT.read_text(encoding="utf-8")))
EXPLORER = ".ir-explorer:not(.ir-units)"
PANEL = "window.jupyterapp.shell.currentWidget"
SOURCES = f"() => {PANEL}.content.widgets.map(cell => cell.model.sharedModel.getSource())"
COUNTS = f"""() => {PANEL}.content.widgets.filter(cell => cell.model.type === "code" &&
  cell.model.sharedModel.getSource().trim()).map(cell => cell.model.executionCount)"""
SCROLLED = f"() => {PANEL}.content.outerNode?.scrollTop ?? {PANEL}.content.node.scrollTop"
OWN_FILE = "own_values('example_values.csv')"
MANAGER = f"{PANEL}.sessionContext.session?.kernel"


@pytest.fixture(scope="module")
def own(root: Path, course: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start JupyterLab as a learner does, with copies, docs and the lessons as shipped."""
    home = tmp_path_factory.mktemp("own")
    for folder in ("notebooks", "data", "docs"):
        shutil.copytree(root / folder, home / "course" / folder, ignore=shutil.ignore_patterns(".*"))
    copies.refresh(home / "course")
    arguments = course.lab_arguments(home / "course", FIRST)
    with running(home, arguments, course.lab_variables(root, os.environ)) as server:
        yield server


@pytest.fixture(scope="module")
def opened(browser: Any, own: Any) -> Iterator[Any]:
    """Open lesson 01 and wait until it lives."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    lab = Lab(context.new_page(), own)
    show(lab, SECOND)
    lab.tops = []
    for _ in range(10 * PATIENCE):
        lab.tops.append(lab.page.evaluate(SCROLLED))
        if lab.page.locator(EXPLORER).count() == EXPLORERS and is_saved(lab.page):
            break
        lab.page.wait_for_timeout(100)
    yield lab
    context.close()


def show(lab: Any, path: str, keep: bool = False) -> None:
    lab.page.goto(f"{lab.server.url}lab/tree/{path}?token={lab.server.token}{'' if keep else '&reset'}")
    lab.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * PATIENCE)
    lab.page.wait_for_function(
        f"{PANEL}?.context?.path === '{path}' && {MANAGER}?.status === 'idle'", timeout=60_000
    )


def is_saved(page: Any) -> bool:
    return bool(page.evaluate(f"() => !{PANEL}.context.model.dirty && {MANAGER}.status === 'idle'"))


def until_alive(page: Any) -> None:
    page.wait_for_function(f"({COUNTS})().every(count => count !== null)", timeout=1000 * PATIENCE)
    page.wait_for_function(f"!{PANEL}.context.model.dirty", timeout=1000 * PATIENCE)


def test_another_choice_of_units_is_printed_at_once(browser: Any, own: Any) -> None:
    """In the lesson with the switch and in another that is open."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    lab = Lab(context.new_page(), own)
    page = lab.page
    show(lab, "my_lessons/02_systemic_effects.ipynb")
    until_alive(page)
    source = "from helpers.units import format_value\nprint(format_value(100, 'glucose'))"
    page.evaluate(
        f"source => {{ {PANEL}.content.model.sharedModel.addCell({{cell_type: 'code', source}}) }}", source
    )
    page.evaluate(f"() => {{ {PANEL}.content.activeCellIndex = {PANEL}.content.widgets.length - 1 }}")
    lab.command("notebook:run-cell")
    printed = f"{PANEL}.content.widgets.at(-1).node.innerText.includes"
    page.wait_for_function(f"{printed}('100 mg/dL')")
    # A learner's own file is one call, as in lesson 07, and its card has units.
    for source in ("from helpers.explore.own_values_card import own_values", OWN_FILE):
        page.evaluate(
            f"source => {{ {PANEL}.content.model.sharedModel.insertCell(0, {{cell_type: 'code', source}}) }}",
            source,
        )
        page.evaluate(f"() => {{ {PANEL}.content.activeCellIndex = 0 }}")
        lab.command("notebook:run-cell")
    read = f"{PANEL}.content.widgets[0].node.innerText.includes"
    page.wait_for_function(f"{read}('Glucose, mg/dL')")
    editor = f"{PANEL}.content.widgets[0].node.querySelector('.jp-InputArea-editor')"
    assert page.evaluate(f"{editor}.offsetParent !== null"), "there is where the name of the file is typed"
    page.evaluate("path => { void window.jupyterapp.commands.execute('docmanager:open', {path}) }", FIRST)
    page.wait_for_function(f"{PANEL}.context?.path === '{FIRST}'")
    until_alive(page)
    page.get_by_label("SI: glucose in mmol/L").check()
    page.wait_for_timeout(2000)
    page.locator(".lm-TabBar-tab", has_text="02_systemic").first.click()
    page.wait_for_function(f"{printed}('5.6 mmol/L')", timeout=60_000)
    page.wait_for_function(f"{read}('Glucose, mmol/L')", timeout=60_000)
    page.locator(".lm-TabBar-tab", has_text="00_start").first.click()
    page.get_by_label("Conventional: glucose in mg/dL").check()
    page.wait_for_timeout(2000)
    context.close()


def test_a_lesson_comes_to_life_and_the_page_stays_at_the_top(opened: Any) -> None:
    assert set(opened.tops) == {0}
    assert opened.page.locator(EXPLORER).count() == EXPLORERS
    assert opened.problems() == []
    moved = opened.page.locator(EXPLORER).first
    moved.scroll_into_view_if_needed()
    said = moved.locator(".ir-sentence").inner_text()
    moved.locator("input[type=range]").first.press("End")
    opened.page.wait_for_function(
        f"said => document.querySelector('{EXPLORER} .ir-sentence').textContent !== said", arg=said
    )


def test_contents_stand_in_place_of_the_files_and_lead_to_sections(opened: Any) -> None:
    page = opened.page
    assert page.locator("#table-of-contents").is_visible()
    assert not page.locator("#filebrowser").is_visible()
    page.evaluate(f"() => {PANEL}.content.node.scrollTo(0, 0)")
    page.locator(".jp-RenderedMarkdown p", has_text="Further:").first.locator(
        "a", has_text="7 Causes"
    ).click()
    heading = page.locator(".jp-RenderedMarkdown h2", has_text="7 Causes")
    page.wait_for_timeout(500)
    assert 0 <= heading.bounding_box()["y"] < 300


def test_explorer_sliders_and_sentence_are_in_view_together(opened: Any) -> None:
    page = opened.page
    inside = page.locator(".jp-Notebook:visible").first.bounding_box()
    for explorer in page.locator(EXPLORER).all():
        explorer.scroll_into_view_if_needed()
        top = explorer.locator(".ir-title").bounding_box()["y"]
        sentence = explorer.locator(".ir-sentence").bounding_box()
        tall = sentence["y"] + sentence["height"] - top
        assert tall <= inside["height"], explorer.locator(".ir-title").inner_text()


def test_code_is_shown_by_one_click_and_that_is_remembered(opened: Any) -> None:
    page = opened.page
    question = page.locator(".jp-CodeCell", has=page.locator(".course-form")).first
    editor = question.locator(".jp-InputArea-editor")
    question.scroll_into_view_if_needed()
    assert not editor.is_visible()
    assert page.locator(".jp-CodeCell.course-imports").first.is_hidden()
    page.get_by_role("button", name="Show code").click()
    assert editor.is_visible()
    page.reload()
    page.wait_for_selector(".course-code-button", timeout=1000 * PATIENCE)
    assert page.get_by_role("button", name="Hide code").is_visible()
    page.get_by_role("button", name="Hide code").click()
    until_alive(page)
    question.scroll_into_view_if_needed()
    assert not editor.is_visible()


def test_a_page_that_is_loaded_again_keeps_its_explorers(opened: Any) -> None:
    page = opened.page
    page.wait_for_function(f"document.querySelectorAll('{EXPLORER}').length === {EXPLORERS}")
    before = page.evaluate(COUNTS)
    page.reload()
    page.wait_for_function(f"document.querySelectorAll('{EXPLORER}').length === {EXPLORERS}", timeout=60_000)
    page.wait_for_timeout(3000)
    assert page.evaluate(COUNTS) == before, "what lives already was run again"


@pytest.mark.parametrize("key", [*"abxcvmyrd123", "Enter"])
def test_no_key_takes_a_cell_away(opened: Any, key: str) -> None:
    page = opened.page
    before = page.evaluate(SOURCES)
    page.locator(".jp-RenderedMarkdown p").nth(6).click()
    for _ in range(2):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.evaluate(SOURCES) == before
    assert page.evaluate(f"() => {PANEL}.content.widgets.every(cell => cell.rendered !== false)")


def test_what_is_deleted_in_the_menu_comes_back(opened: Any) -> None:
    page = opened.page
    before = page.evaluate(SOURCES)
    page.locator(".jp-RenderedMarkdown p").nth(6).click()
    opened.command("notebook:delete-cell")
    assert page.evaluate(SOURCES) != before
    page.locator(".jp-RenderedMarkdown p").nth(2).click()
    page.keyboard.press("z")
    page.wait_for_timeout(300)
    assert page.evaluate(SOURCES) == before


def test_a_double_click_marks_a_word_and_leaves_no_source(opened: Any) -> None:
    page = opened.page
    text = page.locator(".jp-RenderedMarkdown p", has_text="means that a given amount").first
    text.dblclick(position={"x": 30, "y": 8})
    page.wait_for_timeout(300)
    assert page.locator(".jp-MarkdownCell .jp-InputArea-editor:visible").count() == 0
    assert page.evaluate("getSelection().toString().trim()")


def test_searching_is_the_browsers(opened: Any) -> None:
    """JupyterLab's search turns text into source and does not look into questions and claims."""
    page = opened.page
    page.locator(".jp-RenderedMarkdown p").nth(6).click()
    page.keyboard.press("Control+f")
    page.wait_for_timeout(500)
    assert page.locator(".jp-DocumentSearch-overlay").count() == 0
    option = page.locator(".course-form label").nth(5).inner_text().strip()[:20]
    page.evaluate("scrollTo(0, 0); getSelection().removeAllRanges()")
    assert page.evaluate("text => find(text, false, false, true)", option), option


def test_exports_that_cannot_work_are_gone(opened: Any) -> None:
    formats = """() => {
      const [bar] = [...window.jupyterapp.shell.widgets("menu")];
      const file = bar.menus.find(menu => menu.id === "jp-mainmenu-file");
      const entry = file.items.find(({submenu}) => submenu?.id === "jp-mainmenu-file-notebookexport");
      return entry.submenu.items.map(({args}) => args.format);
    }"""
    opened.page.wait_for_function(f"({formats})().includes('html') && !({formats})().includes('pdf')")
    assert not {"pdf", "webpdf", "qtpdf", "qtpng"} & set(opened.page.evaluate(formats))


def test_a_cell_alone_runs_after_a_start_of_the_kernel(opened: Any) -> None:
    page = opened.page
    page.evaluate(f"async () => {{ await {PANEL}.sessionContext.restartKernel() }}")
    page.wait_for_function(f"{MANAGER}?.status === 'idle'")
    page.wait_for_timeout(500)
    at = next(cell["at"] for cell in opened.cells() if cell["source"].startswith("explore."))
    page.evaluate(f"at => {{ {PANEL}.content.activeCellIndex = at }}", at)
    opened.command("notebook:run-cell")
    page.wait_for_function(f"{MANAGER}?.status === 'idle'")
    assert opened.problems() == []
    assert opened.cell(at).locator(EXPLORER).count() == 1


def test_links_lead_to_the_learners_own_copies(opened: Any) -> None:
    page = opened.page
    page.locator(".jp-RenderedMarkdown a", has_text="dose and a response").first.click()
    page.wait_for_function(f"{PANEL}.context.path === 'docs/glossary.md'")
    page.locator(".jp-MarkdownViewer:visible a[href*='ipynb']", has_text="00").first.click()
    page.wait_for_function(f"{PANEL}.context.path.startsWith('my_lessons/00')")


@pytest.mark.parametrize(("width", "height"), [(683, 384), (342, 192)])
def test_a_zoomed_window_belongs_to_the_lesson(browser: Any, own: Any, width: int, height: int) -> None:
    """Of 1366 by 768 pixels, 200 % and 400 % leave these (WCAG 1.4.10)."""
    context = browser.new_context(viewport={"width": width, "height": height})
    lab = Lab(context.new_page(), own)
    show(lab, SECOND)
    lab.page.wait_for_timeout(1000)
    box = lab.page.locator(".jp-NotebookPanel-notebook:visible").bounding_box()
    assert box["width"] == width
    assert box["height"] >= height - 30, "all but one line, the lesson's name"
    context.close()


def test_looking_at_a_lesson_as_shipped_changes_nothing(browser: Any, own: Any) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    lab = Lab(context.new_page(), own)
    show(lab, "notebooks/01_fundamentals.ipynb")
    lab.page.wait_for_timeout(3000)
    assert lab.page.locator(EXPLORER).count() == 0
    assert not lab.page.evaluate(f"{PANEL}.context.model.dirty")
    context.close()
