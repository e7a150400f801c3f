"""An explorer where nobody answers, as in an export with the widgets' scripts: no dead slider looks alive."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from helpers import explore
from helpers.explore.engine.packing import small_png
from helpers.explore.engine.widget import ExplorerWidget, UnitsSwitch, still

pytestmark = pytest.mark.browser

# A model as a widget manager gives it from what a notebook stores. Nobody answers until `answer` is called.
MODEL = """async ([source, css, still, values, first, box]) => {
  const listeners = {};
  const bytes = text => new DataView(Uint8Array.from(atob(text), each => each.charCodeAt(0)).buffer);
  values.first = bytes(first);
  window.asked = [];
  const model = {
    get: name => values[name], set: (name, value) => { values[name] = value; }, save_changes() {},
    on: (name, act) => { listeners[name] = act; }, off() {}, send: request => { asked.push(request); },
  };
  window.answer = (content, buffers) => listeners["msg:custom"](content, buffers.map(bytes));
  document.body.innerHTML = `<style>${css}</style><div style="width: 900px; position: relative">
    <div class="${box}">${still}</div><div class="${box}" id="live"></div></div>`;
  const module = await import("data:text/javascript;base64," + source);
  window.leave = module.default.render({model, el: document.querySelector("#live")});
}"""
LAB = "jp-OutputArea-child"  # the box of an output; others have other names
SEEN = "#live { position: static !important; visibility: visible !important }"
COLOURS = """() => {
  const canvas = document.querySelector("canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><p>", content_type="text/html"))
    page.clock.install(time=0)
    page.goto("http://localhost/")
    yield page
    context.close()


def put(page: Page, shown: dict[str, Any] | None = None, box: str = LAB) -> ExplorerWidget:
    explorer = explore.explorer("homa_map")
    view = explorer.view(encode=small_png, ratio=1.0)
    widget = ExplorerWidget(explorer, view)
    values = {"spec": widget.spec, "shown": shown or {}, "said": widget.said}
    show(page, widget, still(explorer, view).html, values, view.picture, box)
    return widget


def show(
    page: Page, widget: Any, card: str, values: dict[str, Any], picture: bytes = b"", box: str = LAB
) -> None:
    source = base64.b64encode(str(widget._esm).encode()).decode()
    page.evaluate(MODEL, [source, str(widget._css), card, values, base64.b64encode(picture).decode(), box])


MOVED = {
    "glucose": 180,
    "insulin": 30,
    "crowd": False,
}  # what a notebook stores in which sliders had been moved


@pytest.mark.parametrize("shown", [{}, MOVED])
def test_the_still_stays_until_somebody_answers(page: Page, shown: dict[str, Any]) -> None:
    widget = put(page, shown)
    page.clock.run_for(1000)
    assert page.locator(".ir-still").is_visible()
    assert not page.locator(".ir-explorer").is_visible()
    width = page.evaluate("document.querySelector('canvas').clientWidth")
    assert width > 700, "it is drawn for the place that it will have"
    answer = widget.session.answer(page.evaluate("asked.at(-1)"))
    assert answer is not None
    buffers = [base64.b64encode(each).decode() for each in answer.buffers]
    page.evaluate("([content, buffers]) => answer(content, buffers)", [answer.content, buffers])
    assert page.locator(".ir-explorer").is_visible()
    assert not page.locator(".ir-still").is_visible()
    assert page.evaluate("document.querySelector('canvas').clientWidth") == width


@pytest.mark.parametrize("box", ["output_area", "output_container"])
def test_elsewhere_too_the_still_makes_way(page: Page, box: str) -> None:
    """The boxes of nbclassic and of VS Code."""
    widget = put(page, box=box)
    page.clock.run_for(1000)
    assert page.locator(".ir-still").is_visible()
    answer = widget.session.answer(page.evaluate("asked.at(-1)"))
    assert answer is not None
    buffers = [base64.b64encode(each).decode() for each in answer.buffers]
    page.evaluate("([content, buffers]) => answer(content, buffers)", [answer.content, buffers])
    assert not page.locator(".ir-still").is_visible()
    assert page.locator(".ir-explorer").is_visible()


@pytest.mark.parametrize("shown", [{}, MOVED])
def test_without_an_answer_controls_and_picture_are_those_of_the_start(
    page: Page, shown: dict[str, Any]
) -> None:
    """Where the page has another structure, the explorer is seen beside its still: it must not say anything else."""
    widget = put(page, shown)
    page.add_style_tag(content=SEEN)
    slider = page.locator("input[type=range]").first
    page.clock.run_for(1000)
    slider.evaluate("each => { each.value = 300; each.dispatchEvent(new Event('input')) }")
    page.clock.run_for(60_000)
    page.wait_for_timeout(300)
    assert "has not answered" in page.locator(".ir-problem").inner_text()
    start = explore.explorer("homa_map").view(units="conventional")
    assert page.locator(".ir-sentence").inner_text() == start.sentence
    starts = [each["start"] for each in widget.spec["controls"] if each["kind"] == "slider"]
    assert [float(each.input_value()) for each in page.locator("input[type=range]").all()] == starts
    assert page.evaluate(COLOURS) > 50, "the picture is not drawn"


def test_a_switch_of_units_that_nobody_hears_is_not_shown(page: Page) -> None:
    switch, explorer = UnitsSwitch(), explore.explorer("homa_map")
    card = still(explorer, explorer.view(encode=small_png, ratio=0.5)).html
    show(
        page,
        switch,
        card,
        {"options": switch.options, "units": "conventional", "said": switch.said, "asks": True},
    )
    assert page.evaluate("asked.length") == 1
    assert not page.locator(".ir-units").is_visible()
    page.evaluate("answer({}, [])")
    assert page.locator(".ir-units").is_visible()


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        ("99,9", 60.0),
        ("x", None),
        ("1,2,3", None),
        ("", None),
    ],
)
def test_a_number_is_read_with_point_or_comma(page: Page, typed: str, used: float | None) -> None:
    put(page)
    page.add_style_tag(content=SEEN)
    box = page.locator(".ir-row input[type=text]").nth(1)
    before = float(page.locator("input[type=range]").nth(1).input_value())
    box.fill(typed)
    box.press("Tab")
    wanted = before if used is None else used
    assert float(box.input_value()) == wanted
    # Two may be under way; with no answer to them the newest value waits.
    assert float(page.locator("input[type=range]").nth(1).input_value()) == wanted


def test_arrow_keys_step_a_number(page: Page) -> None:
    put(page)
    page.add_style_tag(content=SEEN)
    box = page.locator(".ir-row input[type=text]").nth(1)
    before = float(box.input_value())
    box.press("ArrowUp")
    assert float(box.input_value()) > before
    box.press("ArrowDown")
    assert float(box.input_value()) == before
