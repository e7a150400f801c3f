"""The course in the reader's own browser: how long until the first explorer lives, and how fast it then follows.

The site is built with the Pyodide of the tests and served from this computer, so no network is in the figures.
Each round is a first visit: a browser that has nothing of the site yet opens lesson 01 and runs all of it at once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness import Server, chromium, launched  # noqa: E402
from live import EXPLORER, Live, served  # noqa: E402
from pyodide import distribution  # noqa: E402

from tools.site import build, weights  # noqa: E402

ROUNDS = 3
LESSON = "01_fundamentals.ipynb"
DRAGS = 6
# A picture comes with its sentence, in which the moved value stands.
COUNT = """selector => {
  const sentence = document.querySelector(selector + " .ir-sentence");
  window.redraws = [];
  let last = sentence.textContent;
  new MutationObserver(() => {
    if (sentence.textContent === last) return;
    last = sentence.textContent;
    window.redraws.push(performance.now());
  }).observe(sentence, {childList: true, characterData: true, subtree: true});
}"""


def visit(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """Open the lesson for the first time.

    Returns
    -------
    tuple of float
        Seconds until the lesson can be read, until its first explorer lives, until all cells ran; and redraws a
        second while a slider is dragged.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    live = Live(context.new_page(), Server(address, ""))
    start = time.perf_counter()
    live.show(LESSON)
    shown = time.perf_counter() - start
    live.start_all()
    live.wait_for_picture()
    alive = time.perf_counter() - start
    live.wait_for_all()
    done = time.perf_counter() - start
    if live.problems():
        raise RuntimeError(f"{LESSON} fails in the browser: {live.problems()}")
    live.scroll_to(next(each["at"] for each in live.cells() if each["source"].startswith("explore.")))
    slider = live.page.locator(EXPLORER).first.locator("input[type=range]").first
    live.drag(slider, slider, 0.1, 0.2)  # the first move of all draws what stands still
    live.page.evaluate(COUNT, EXPLORER)
    for _ in range(DRAGS):
        live.drag(slider, slider, 0.05, 0.95, steps=40)
    times = live.page.evaluate("window.redraws")
    context.close()
    return shown, alive, done, 1000 * (len(times) - 1) / (times[-1] - times[0])


def table(rounds: int = ROUNDS) -> str:
    """Return the table as Markdown."""
    program = chromium()
    if program is None:
        return "The site was not measured: there is no Chromium.\n"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder, "site")
        build.build(ROOT, built, distribution(ROOT))
        parts = weights.sizes(built)
        with served(built) as address:
            browser = launched(playwright, program)
            visits = [visit(browser, address) for _ in range(rounds)]
            browser.close()
    shown, alive, done, redraws = (median(column) for column in zip(*visits, strict=True))
    rows = [
        ("the lesson can be read, s", f"{shown:.1f}"),
        (f"its first explorer lives, s (budget {weights.BUDGET_S})", f"{alive:.1f}"),
        ("all cells ran, s", f"{done:.1f}"),
        ("redraws a second while a slider is dragged", f"{redraws:.0f}"),
        *((f"{part}, MB", f"{size / 1e6:.1f}") for part, size in parts.items()),
    ]
    head = f"| lesson 01 in the browser, first visit (median of {rounds}) |  |\n|---|---|"
    return "\n".join([head, *(f"| {what} | {value} |" for what, value in rows), ""])


if __name__ == "__main__":
    print(table())
