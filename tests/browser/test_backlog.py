"""A slider moved wildly leaves no queue behind: the right picture at once, and a kernel free for the next cell."""

from __future__ import annotations

from typing import Any

import pytest

from helpers import explore

pytestmark = pytest.mark.browser

SECONDS = 4
PATIENCE = 60  # seconds; a loaded machine is slow, not broken
LAST = 17.5
# What a wild hand does in SECONDS: a new value every few milliseconds, far more than can be drawn. Then one
# last value, and a cell's code right behind it. Returned are the sentences and the kernel's tasks from there on.
WILD = """async ([root, seconds, last, patience]) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const slider = [...root.querySelectorAll("input[type=range]")].at(-1);
  const sentence = root.querySelector(".ir-sentence");
  const announced = root.querySelector("[aria-live]");
  const pause = time => new Promise(resolve => setTimeout(resolve, time));
  const set = value => {
    slider.value = value;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  let moves = 0;
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; await pause(4)) {
    set(1 + 59 * Math.random());
    moves += 1;
  }
  const said = [], tasks = [];
  new MutationObserver(() => said.push(sentence.textContent)).observe(sentence, {childList: true});
  kernel.iopubMessage.connect((_, message) => {
    if (message.content.execution_state === "busy") tasks.push(message.parent_header.msg_type);
  });
  const before = announced.textContent;
  set(last);
  const reply = await kernel.requestExecute({code: "1 + 1"}).done;
  for (const end = performance.now() + patience; performance.now() < end; await pause(20))
    if (announced.textContent !== before) break;
  return {moves, said, tasks, status: reply.content.status};
}"""


def test_a_wild_drag_ends_on_the_right_picture_and_frees_the_kernel(lab: Any) -> None:
    lab.open("00_start_here.ipynb")
    lab.run_all()
    explorer = lab.page.locator(".ir-explorer:not(.ir-units)").first
    explorer.scroll_into_view_if_needed()
    lab.page.wait_for_timeout(1000)
    shown = explore.explorer("homa_map")
    expected = shown.view({"insulin": LAST}, "conventional").sentence

    seen = lab.page.evaluate(WILD, [explorer.element_handle(), SECONDS, LAST, 1000 * PATIENCE])
    assert seen["moves"] > 100
    assert seen["status"] == "ok"
    # Two pictures may be under way when the hand stops; the next is the last value's, and so is all that follows.
    assert expected in seen["said"][:3], "pictures were queued up"
    assert set(seen["said"][seen["said"].index(expected) :]) == {expected}
    assert explorer.locator("canvas").get_attribute("aria-label") == expected
    # Those two, the last value's, and the values that the explorer keeps are all that a cell may wait for.
    ahead = seen["tasks"][: seen["tasks"].index("execute_request")]
    assert len(ahead) <= 4, f"the cell waited behind {ahead}"


# Inside the event of a key, before the kernel could say anything: what stands there after each of a few steps.
AT_ONCE = """([root, steps]) => {
  const slider = [...root.querySelectorAll("input[type=range]")].at(-1);
  const said = [];
  for (const step of steps) {
    slider.value = Number(slider.value) + step * Number(slider.step);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    said.push(root.querySelector(".ir-sentence").textContent);
  }
  return said;
}"""


def test_the_positions_beside_a_held_slider_are_there_at_once_and_right(lab: Any) -> None:
    lab.open("00_start_here.ipynb")
    lab.run_all()
    explorer = lab.page.locator(".ir-explorer:not(.ir-units)").first
    explorer.scroll_into_view_if_needed()
    slider = explorer.locator("input[type=range]").last
    at, step = float(slider.input_value()), float(slider.get_attribute("step") or 0)
    shown = explore.explorer("homa_map")

    def sentences(moves: list[int]) -> list[str]:
        values = [at + step * sum(moves[: number + 1]) for number in range(len(moves))]
        return [shown.view({"insulin": value}, "conventional").sentence for value in values]

    lab.page.wait_for_timeout(1500)
    untouched = lab.page.evaluate(AT_ONCE, [explorer.element_handle(), [1, -1]])
    assert untouched != sentences([1, -1]), "asked ahead for a slider that nobody holds"
    slider.focus()
    lab.page.wait_for_timeout(3000)
    moves = [1, 1, 1, 1, -5, -1, -1, -1, 4]
    assert lab.page.evaluate(AT_ONCE, [explorer.element_handle(), moves]) == sentences(moves)
    # What comes to rest is drawn by the kernel, and is the same.
    lab.page.wait_for_timeout(3000)
    assert explorer.locator("canvas").get_attribute("aria-label") == sentences(moves)[-1]
