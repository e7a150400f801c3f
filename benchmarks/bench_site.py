"""A lesson's page in the reader's own browser: how long until its first explorer lives, and how fast it then follows.

The site is built with the Pyodide of the tests and served from this computer, so no network is in the figures but where
a row says so. Each round is a first visit: a browser that has nothing of the site yet opens lesson 01 and goes to its
first explorer.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness import chromium, launched  # noqa: E402
from live import Handler, Lesson, served  # noqa: E402
from pyodide import distribution  # noqa: E402

from tools.site import build, weights  # noqa: E402

ROUNDS = 3
STEM = "01_fundamentals"
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
MOVES = 100
KEYS = 12
SLOWER = 4  # a phone's processor beside this one
SLICE_S = 0.04
# When the canvas was painted: each picture is one call of drawImage, after which its tiles are laid over it.
COUNT = """() => {
  window.painted = [];
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    window.painted.push(performance.now());
    return draw.apply(this, given);
  };
}"""
# A slider is moved once a frame, as a hand does, from end to end and back.
DRAG = """async ([selector, moves]) => {
  const slider = document.querySelector(selector);
  const [low, high] = [Number(slider.min), Number(slider.max)];
  window.painted = [];
  const start = performance.now();
  for (let at = 0; at < moves; at += 1) {
    slider.value = low + (high - low) * (0.5 + 0.5 * Math.sin(at / 15));
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise(requestAnimationFrame);
  }
  return 1000 * window.painted.length / (performance.now() - start);
}"""
STEP = """async selector => {
  const slider = document.querySelector(selector);
  const before = window.painted.length, start = performance.now();
  slider.stepUp();
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  while (window.painted.length === before && performance.now() - start < 60000) {
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  return performance.now() - start;
}"""


class Slow(Handler):  # type: ignore[misc]
    """Serves as a line of 10 Mbit/s with 40 ms does, which all that is fetched shares."""

    _line = threading.Lock()
    _piece = 16384

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file piece by piece."""
        time.sleep(0.04)
        while piece := source.read(self._piece):
            with self._line:
                time.sleep(len(piece) * 8 / 10e6)
            outputfile.write(piece)


class Visit(NamedTuple):
    """What a visit shows: seconds until it is read and alive, at first and again; how it follows."""

    read: float
    alive: float
    again: float
    step_ms: float
    drag: float


def woken(context: BrowserContext, address: str) -> tuple[Lesson, float, float]:
    """Open the lesson and go to its first explorer; return it, and the seconds until it was read and alive."""
    start = time.perf_counter()
    lesson = Lesson(context, address, STEM)
    read = time.perf_counter() - start
    lesson.wake(lesson.names()[0])
    return lesson, read, time.perf_counter() - start


def visit(browser: Browser, address: str) -> Visit:
    """Visit the lesson twice in a browser that knows nothing of the site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    lesson, read, alive = woken(context, address)
    page, name = lesson.page, lesson.names()[0]
    page.evaluate(COUNT)
    slider = f"[data-explorer={name}] input[type=range]"
    page.evaluate(DRAG, [slider, 10])  # the first move of all draws what stands still
    page.wait_for_timeout(800)
    steps = []
    for _ in range(KEYS):
        steps.append(page.evaluate(STEP, slider))
        page.wait_for_timeout(500)
    drag = page.evaluate(DRAG, [slider, MOVES])
    if lesson.faults:
        raise RuntimeError(f"{STEM} fails in the browser: {lesson.faults}")
    page.close()
    *_, again = woken(context, address)
    context.close()
    return Visit(read, alive, again, median(steps), drag)


def memory(browser: Browser, address: str) -> tuple[float, float]:
    """Return what the page takes with one explorer alive, and after all were, in MB.

    Without the service worker, which sleeps half a minute after a page has come, and then takes nothing.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    lesson, *_ = woken(context, address)
    taken = []
    for names in (lesson.names()[:1], lesson.names()):
        for name in names:
            lesson.wake(name)
        lesson.page.wait_for_timeout(2000)
        taken.append(renderer_mb())
    context.close()
    return taken[0], taken[1]


def renderers() -> list[psutil.Process]:
    """Return the processes that run pages and their workers."""
    children = psutil.Process().children(recursive=True)
    return [each for each in children if "--type=renderer" in " ".join(each.cmdline())]


def renderer_mb() -> float:
    """Return what the page's process has of the memory, with its share of what several have (PSS)."""
    return max(float(each.memory_full_info().pss) for each in renderers()) / 1e6


@contextmanager
def throttled() -> Iterator[None]:
    """Let pages and their workers run a fourth of the time, which Chromium's own brake does to the page alone."""
    over = threading.Event()

    def brake() -> None:
        while not over.is_set():
            held = renderers()
            for each in held:
                each.send_signal(signal.SIGSTOP)
            time.sleep(SLICE_S * (1 - 1 / SLOWER))
            for each in held:
                each.send_signal(signal.SIGCONT)
            time.sleep(SLICE_S / SLOWER)

    thread = threading.Thread(target=brake)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def throttled_visit(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds until the first explorer lives on a slow processor, and its pictures a second in a drag."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.new_page()  # its process is there to be slowed
    with throttled():
        lesson, _, alive = woken(context, address)
        lesson.page.evaluate(COUNT)
        slider = f"[data-explorer={lesson.names()[0]}] input[type=range]"
        lesson.page.evaluate(DRAG, [slider, 10])
        lesson.page.wait_for_timeout(3000)
        drag = lesson.page.evaluate(DRAG, [slider, MOVES])
    context.close()
    return alive, drag


def replaced(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds from a key, pressed after Python ended, until that is said and until the picture moves."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    lesson, *_ = woken(context, address)
    page, name = lesson.page, lesson.names()[0]
    page.wait_for_timeout(2000)
    before = lesson.sentence(name)
    page.evaluate("window.workers.at(-1).terminate()")
    lesson.explorer(name).locator("input[type=range]").first.focus()
    start = time.perf_counter()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".waking:not([hidden])")
    said = time.perf_counter() - start
    lesson.wait_for_change(name, before)
    context.close()
    return said, time.perf_counter() - start


def rates(browser: Browser, address: str) -> dict[str, float]:
    """Return for every explorer with a slider the new pictures a second while its first one is dragged."""
    found: dict[str, float] = {}
    for stem in LESSONS:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        lesson = Lesson(context, address, stem)
        lesson.page.evaluate(COUNT)
        for name in lesson.names():
            lesson.wake(name)
            slider = f"[data-explorer={name}] input[type=range]"
            if not lesson.page.locator(slider).count():
                continue
            lesson.page.evaluate(DRAG, [slider, 10])
            lesson.settled(name)
            found[name] = lesson.page.evaluate(DRAG, [slider, MOVES])
            lesson.settled(name)
        context.close()
    return found


def slowest(drags: dict[str, float]) -> Iterator[tuple[str, str]]:
    """Yield rows for the explorers that follow least."""
    yield f"new pictures a second, median of {len(drags)} explorers", f"{median(drags.values()):.0f}"
    for name in sorted(drags, key=lambda name: drags[name])[:3]:
        yield f"the same of {name}", f"{drags[name]:.0f}"


def table(rounds: int = ROUNDS, site: Path | None = None) -> str:
    """Return the table as Markdown; a site that is built already can be named."""
    program = chromium()
    if program is None:
        return "The site was not measured: there is no Chromium.\n"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = site or Path(folder, "site")
        if site is None:
            build.build(ROOT, built, distribution(ROOT))
        parts = weights.sizes(built)
        browser = launched(playwright, program)
        with served(built) as address:
            visits = [visit(browser, address) for _ in range(rounds)]
            one, everything = (
                median(each) for each in zip(*(memory(browser, address) for _ in range(rounds)), strict=True)
            )
            weak, weak_drag = (
                median(each)
                for each in zip(*(throttled_visit(browser, address) for _ in range(rounds)), strict=True)
            )
            said, again = (
                median(each)
                for each in zip(*(replaced(browser, address) for _ in range(rounds)), strict=True)
            )
            drags = rates(browser, address)
        with served(built, Slow) as address:
            slow = median(woken(browser.new_context(), address)[2] for _ in range(rounds))
        browser.close()
    middle = Visit(*(median(column) for column in zip(*visits, strict=True)))
    rows = [
        ("the page can be read, s", f"{middle.read:.1f}"),
        (f"its first explorer lives, s (budget {weights.BUDGET_S})", f"{middle.alive:.1f}"),
        ("the same at a second visit, s", f"{middle.again:.1f}"),
        ("a key to new pixels, ms", f"{middle.step_ms:.0f}"),
        ("new pictures a second while its slider is dragged", f"{middle.drag:.0f}"),
        ("over 10 Mbit/s and 40 ms its first explorer lives, s", f"{slow:.1f}"),
        (f"on a processor slowed {SLOWER} times its first explorer lives, s", f"{weak:.1f}"),
        (f"on a processor slowed {SLOWER} times new pictures a second", f"{weak_drag:.0f}"),
        ("Python ended: a key until that is said, s", f"{said:.1f}"),
        ("Python ended: a key until its picture, s", f"{again:.1f}"),
        *slowest(drags),
        ("memory with one explorer alive, MB", f"{one:.0f}"),
        ("memory after all were seen, MB", f"{everything:.0f}"),
        *((f"{part}, MB", f"{size / 1e6:.1f}") for part, size in parts.items()),
    ]
    head = f"| lesson 01 in the browser (median of {rounds} first visits) |  |\n|---|---|"
    return "\n".join([head, *(f"| {what} | {value} |" for what, value in rows), ""])


if __name__ == "__main__":
    print(table())
