"""What the explorer's canvas holds, pixel for pixel, without JupyterLab: the page's script, and the kernel's side."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from helpers import explore
from helpers.explore.engine.widget import ExplorerWidget

pytestmark = pytest.mark.browser

# A model as a widget manager would give it; its messages go to the kernel's side of the widget.
MODEL = """async source => {
  const listeners = {}, values = {spec: await kernelSpec(), shown: {}, first: null, said: ""};
  const bytes = text => new DataView(Uint8Array.from(atob(text), each => each.charCodeAt(0)).buffer);
  const model = {
    get: name => values[name], set: (name, value) => { values[name] = value; }, save_changes() {},
    on: (name, act) => { listeners[name] = act; }, off() {},
    async send(request) {
      const [content, buffers] = await kernelAnswer(request);
      listeners["msg:custom"](content, buffers.map(bytes));
    },
  };
  const module = await import("data:text/javascript;base64," + source);
  const el = document.body.appendChild(document.createElement("div"));
  el.style.width = "900px";
  window.leave = module.default.render({model, el});
  window.painted = {};
  new MutationObserver(() => {
    const picture = el.querySelector("canvas");
    (painted[picture.ariaLabel] ??= []).push(picture.toDataURL());
  }).observe(el, {subtree: true, attributeFilter: ["aria-label"]});
}"""
SET = """value => {
  const slider = document.querySelectorAll("input[type=range]")[1];
  slider.value = value;
  slider.dispatchEvent(new Event("input"));
}"""


@pytest.fixture(params=["http://localhost/", "http://hub.test/"], ids=["near", "far"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><p>", content_type="text/html"))
    page.goto(request.param)
    yield page
    context.close()


def put(page: Page, widget: ExplorerWidget, sent: Callable[[dict[str, Any]], None]) -> None:
    """Put an explorer on the page; `sent` is called with what the kernel's side answers."""
    answer: list[Any] = []

    def send(content: dict[str, Any], buffers: Any = ()) -> None:
        sent(content)
        answer[:] = [content, [base64.b64encode(each).decode() for each in buffers]]

    def answered(request: dict[str, Any]) -> Any:
        widget._answer(widget, request, [])
        return answer

    widget.send = send  # type: ignore[method-assign]
    page.expose_function("kernelSpec", lambda: widget.spec)
    page.expose_function("kernelAnswer", answered)
    page.evaluate(MODEL, base64.b64encode(str(widget._esm).encode()).decode())


def test_a_picture_that_moves_is_the_kernels_own_to_the_pixel(page: Page) -> None:
    shown = explore.explorer("homa_map")
    widget = ExplorerWidget(shown)
    kinds: list[str] = []
    packed = set()
    drawn: dict[str, Any] = {}

    def sent(content: dict[str, Any]) -> None:
        kinds.append(content["type"])
        if content["type"] == "tiles":
            packed.add(content["packed"])
            drawn.setdefault(content["sentence"], widget.session._stage(1.0, False).frame()[..., :3].copy())

    page.clock.install(time=0)
    page.clock.pause_at(1000)
    put(page, widget, sent)
    page.clock.run_for(1000)
    wait_for(page, shown.view(units="conventional").sentence)

    # Time stands still, so that no picture at rest takes a draft's place before it was looked at.
    for insulin in (12, 20, 31, 45, 7.5, 30):
        page.evaluate(SET, insulin)
        wait_for(page, shown.view({"insulin": insulin}, "conventional").sentence)
    painted = page.evaluate("painted")
    assert len(drawn) >= 3
    for sentence, picture in drawn.items():
        np.testing.assert_array_equal(pixels(painted[sentence][0]), picture)
    assert packed == {"hub" in page.url}

    page.clock.run_for(1000)
    page.wait_for_timeout(300)
    assert kinds[-1] == "image/png", "at rest the picture is exact"


def test_a_zoomed_page_gets_its_pixels_and_a_page_that_is_left_says_so(page: Page) -> None:
    widget = ExplorerWidget(explore.explorer("homa_map"))
    page.evaluate("window.matchMedia = () => ({addEventListener: (_, act) => { window.zoomed = act; }})")
    put(page, widget, lambda _: None)
    page.wait_for_function("document.querySelector('canvas').ariaLabel")
    width = page.evaluate("document.querySelector('canvas').width")
    # Chromium's emulation of another density does not tell the page, as zooming does.
    page.evaluate("Object.defineProperty(window, 'devicePixelRatio', {value: 2}); zoomed();")
    page.wait_for_function("width => document.querySelector('canvas').width > 1.9 * width", arg=width)

    page.evaluate("leave()")
    for _ in range(100):
        if widget.session._moving is widget.session._resting is None:
            return
        page.wait_for_timeout(50)
    pytest.fail("the kernel was not told that the explorer is gone")


def test_thousands_are_typed_as_pictures_print_them(page: Page) -> None:
    put(page, ExplorerWidget(explore.explorer("absence")), lambda _: None)
    people, _, benefit = page.get_by_role("textbox").all()
    for box, typed, shown in (
        (people, "1,000", "1000"),
        (people, "1.200", "1200"),
        (people, "1,5", "2"),
        (benefit, "0,500", "0.50"),
    ):
        box.fill(typed)
        box.press("Tab")
        assert box.input_value() == shown, typed


def wait_for(page: Page, sentence: str) -> None:
    """Wait until the picture with a sentence is there, on a page whose time stands still."""
    for _ in range(1000):
        if page.evaluate("document.querySelector('canvas').ariaLabel") == sentence:
            return
    pytest.fail(f"no picture says {sentence!r}")


def pixels(address: str) -> Any:
    """Return the pixels of a picture in a data URL."""
    data = base64.b64decode(address.partition(",")[2])
    return np.array(Image.open(io.BytesIO(data)).convert("RGB"))
