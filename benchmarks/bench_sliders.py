"""How fast a figure follows its slider, end to end, in a real JupyterLab in Chromium; the course beside its peers.

Every row shows one slider and what it moves (`slider_rows`), all in one notebook, on two servers: one as
`python3 course.py` starts it, and one with Jupyter's ordinary kernel websocket. A round measures each row once,
so that whatever else the computer does meets all rows alike; the table holds the medians over all rounds.

A script in the page (`slider_probe.js`) reads a stamp of what is shown at each animation frame: the label's
text, the source or alternative text of a picture once it has loaded, four rows of a canvas, the path of an SVG
curve. It notes when the stamp changed, just before that frame is painted. Keys and mouse come from the browser
itself, as a learner's do, and their times are those of the events.

More rounds: ``.venv/bin/python benchmarks/bench_sliders.py --repeat 10``.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from playwright.sync_api import Browser, Locator, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
for _folder in (ROOT, ROOT / "tests" / "browser"):
    sys.path.insert(0, str(_folder))

from harness import Lab, chromium, launched, running  # noqa: E402

import course  # noqa: E402

REPEAT = 3
STEPS = 12
PAUSES_MS = (60, 200)
DRAG_MOVES = 100
QUIET_MS = 300
PATIENCE_MS = 5000
TORN_SHARE = 0.15
FIGURES = ".jp-OutputArea img, canvas, .js-plotly-plot, .bqplot"
ORDINARY = "jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection"
SETTING = "--ServerApp.kernel_websocket_connection_class="
EXPLAINED = """\
Sliders in JupyterLab, medians over {repeat} rounds in {taken:.0f} s; a figure of 900 x 380 pixels
  step     ms from the press of an arrow key to the frame with the new picture; p95 of all steps; ratios
  drag     new pictures a second while the mouse moves the handle, at most one each time the page is painted
  tail     ms from the last move of the mouse to the frame with the last picture
  kernel   ms that the kernel was busy for one picture of a drag, by the times of its own messages
  blank    frames without a picture; jumps: changes of the output's height; lost: keys without an answer
  torn     composited frames of a drag in which more than what moves differs from the figure at rest
  (plain)  the same with Jupyter's ordinary websocket, which waits before it sends small messages
"""


@dataclass(frozen=True)
class Row:
    """One way to make a figure follow a slider: its function in `slider_rows`, and how its pictures are told."""

    name: str
    title: str
    kind: str


ROWS = (
    Row("echo", "echo into a label, the floor", "text"),
    Row("course", "the course's explorer", "explorer"),
    Row("bqplot", "bqplot", "path"),
    Row("plotly", "plotly FigureWidget", "path"),
    Row("image", "kept figure, PNG to widgets.Image", "image"),
    Row("ipympl", "ipympl", "canvas"),
    Row("output", "kept figure, Output and clear_output", "image"),
    Row("interact", "interact and plt.show()", "image"),
)


@dataclass
class Seen:
    """What was measured of one row on one server, over all rounds."""

    step: list[float] = field(default_factory=list)
    drag: list[float] = field(default_factory=list)
    tail: list[float] = field(default_factory=list)
    kernel: list[float] = field(default_factory=list)
    blank: int = 0
    jumps: int = 0
    lost: int = 0


class Bench:
    """A notebook with all rows, open in one page."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        lab.open("sliders.ipynb")
        lab.command("application:toggle-left-area")  # a figure of 900 pixels must fit
        lab.run_all()
        if lab.problems():
            raise RuntimeError(f"The notebook of the benchmark fails: {lab.problems()}")
        lab.page.wait_for_timeout(2000)  # what came last is still being drawn
        lab.page.evaluate((Path(__file__).parent / "slider_probe.js").read_text(encoding="utf-8"))

    def cell(self, row: Row) -> Locator:
        """Return the cell of a row."""
        found: Locator = self.lab.cell(ROWS.index(row) + 1)  # the first cell imports
        return found

    def handle(self, row: Row) -> tuple[Locator, Locator]:
        """Return the handle and the track of a row's slider."""
        cell = self.cell(row)
        if row.kind == "explorer":
            slider = cell.locator("input[type=range]")
            return slider, slider
        return cell.locator(".noUi-handle"), cell.locator(".noUi-base")

    def scroll_to(self, row: Row) -> None:
        """Bring a row to the top of the window."""
        self.cell(row).evaluate("cell => cell.scrollIntoView({block: 'start'})")
        self.lab.page.wait_for_timeout(200)

    def watch(self, row: Row) -> None:
        """Begin to watch a row, once it has come to rest."""
        self.lab.page.evaluate("([at, kind]) => probe.start(at, kind)", [ROWS.index(row) + 1, row.kind])
        self.rest()

    def rest(self) -> None:
        """Wait until nothing happens any more."""
        self.lab.page.evaluate("([quiet, patience]) => probe.rest(quiet, patience)", [QUIET_MS, PATIENCE_MS])

    def watched(self, seen: Seen) -> dict[str, Any]:
        """End it, and return what happened."""
        found: dict[str, Any] = self.lab.page.evaluate("() => probe.stop()")
        seen.blank += found["blank"]
        seen.jumps += found["jumps"]
        return found

    def steps(self, row: Row, seen: Seen, pauses: random.Random) -> None:
        """Press an arrow key again and again, each time after the picture has followed."""
        page = self.lab.page
        self.scroll_to(row)
        self.handle(row)[0].focus()
        self.watch(row)
        answers = []
        for step in range(STEPS + 1):
            before = page.evaluate("() => probe.more(-1, 0)")
            page.keyboard.press("ArrowLeft" if step % 2 else "ArrowRight")
            after = page.evaluate(
                "([before, patience]) => probe.more(before, patience)", [before, PATIENCE_MS]
            )
            answers.append(before if after > before else None)
            page.wait_for_timeout(pauses.uniform(*PAUSES_MS))
        found = self.watched(seen)
        # The first key finds a page that has just scrolled.
        for pressed, answer in list(zip(found["keys"], answers, strict=True))[1:]:
            if answer is None:
                seen.lost += 1
            else:
                seen.step.append(found["changes"][answer] - pressed)

    def drag(self, row: Row, seen: Seen) -> None:
        """Drag the handle over most of its track, and wait for the last picture."""
        with self.held(row) as (_, right, y):
            self.watch(row)
            self.lab.page.mouse.move(right, y, steps=DRAG_MOVES)
            self.rest()
            found = self.watched(seen)
            value = self.handle(row)[0].evaluate("handle => handle.value ?? handle.ariaValueNow")
        if (
            row.kind in ("text", "explorer")
            and found["last"].rstrip(".").split()[-1] != f"{float(value):.0f}"
        ):
            raise RuntimeError(f"{row.title} ended on {found['last']!r}, with the slider at {value}.")
        moves, changes = found["moves"], found["changes"]
        during = sum(at <= moves[-1] for at in changes)
        seen.drag.append(1000 * during / (moves[-1] - moves[0]))
        seen.tail.append(max(changes[-1] - moves[-1], 0.0))
        seen.kernel.append(busy(found["kernel"]) / len(changes))

    @contextmanager
    def held(self, row: Row) -> Iterator[tuple[float, float, float]]:
        """Hold the handle near the left end of its track; yield where to move it from and to."""
        page = self.lab.page
        self.scroll_to(row)
        handle, track = self.handle(row)
        grip, box = handle.bounding_box(), track.bounding_box()
        assert grip is not None
        assert box is not None
        left, right = (box["x"] + share * box["width"] for share in (0.1, 0.9))
        y = box["y"] + box["height"] / 2
        if row.kind == "explorer":  # a native slider's handle goes where the track is pressed
            page.mouse.move(left, y)
        else:
            page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        page.mouse.down()
        page.mouse.move(left, y)
        yield left, right, y
        page.mouse.up()

    def torn(self, row: Row) -> int | None:
        """Return how many composited frames of a drag are not whole, or None where there is no figure."""
        if row.kind == "text":
            return None
        page = self.lab.page
        frames: list[NDArray[np.int16]] = []
        waiting: list[dict[str, Any]] = []
        session = page.context.new_cdp_session(page)
        session.on("Page.screencastFrame", lambda event: waiting.append(event))
        with self.held(row) as (left, right, y):
            page.wait_for_timeout(PATIENCE_MS / 5)
            # A figure that is cleared and drawn anew may be away for a moment.
            figure = self.cell(row).locator(FIGURES).locator("visible=true").first
            figure.wait_for(timeout=PATIENCE_MS)
            box = figure.bounding_box()
            session.send("Page.startScreencast", {"format": "png"})
            for move in range(DRAG_MOVES):
                # The mouse rests at the end, so that the last frame is one at rest.
                page.mouse.move(left + (right - left) * min(move / DRAG_MOVES, 0.6), y)
                while waiting:
                    event = waiting.pop(0)
                    session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})
                    frames.append(_pixels(base64.b64decode(event["data"])))
            session.send("Page.stopScreencast")
        session.detach()
        assert box is not None
        # The contours of the left panel stand still, but for the point.
        top, left = box["y"], box["x"]
        part = slice(int(top) + 80, int(top) + 280), slice(int(left) + 90, int(left) + 360)
        rest = frames[-1][part]
        return sum(float((abs(each[part] - rest).max(axis=2) > 60).mean()) > TORN_SHARE for each in frames)


def busy(statuses: list[list[str]]) -> float:
    """Return for how many ms the kernel was busy, from its statuses and their times."""
    total, since = 0.0, None
    for state, date in statuses:
        at = datetime.fromisoformat(date)
        if state == "busy":
            since = at
        elif since is not None:
            total += 1000 * (at - since).total_seconds()
            since = None
    return total


@dataclass
class Measured:
    """All that a run found: what was seen on both servers, torn frames, and how fast the computer was."""

    prompt: dict[str, Seen]
    plain: dict[str, Seen]
    torn: dict[str, int | None]
    yardstick: list[float]


def measured(repeat: int) -> Measured:
    """Measure all rows on both servers, in rounds."""
    program = chromium()
    if program is None:
        raise RuntimeError("No Chromium was found on the PATH; the variable CHROMIUM can name one.")
    prompt, plain = ({row.name: Seen() for row in ROWS} for _ in range(2))
    yardstick, pauses = [], random.Random(1)
    with sync_playwright() as playwright:
        browser = launched(playwright, program)
        with _opened(browser, None) as fast, _opened(browser, ORDINARY) as slow:
            for _ in range(repeat):
                for row in ROWS:
                    yardstick.append(_yardstick())
                    fast.lab.page.bring_to_front()
                    fast.steps(row, prompt[row.name], pauses)
                    fast.drag(row, prompt[row.name])
                    slow.lab.page.bring_to_front()
                    slow.drag(row, plain[row.name])
            fast.lab.page.bring_to_front()
            torn = {row.name: fast.torn(row) for row in ROWS}
        browser.close()
    return Measured(prompt, plain, torn, yardstick)


@contextmanager
def _opened(browser: Browser, connection: str | None) -> Iterator[Bench]:
    """Open the notebook on a server with the websocket that course.py chooses, or with another."""
    with tempfile.TemporaryDirectory(prefix="course-bench-") as folder:
        home = Path(folder)
        _write_notebook(home / "course" / "notebooks" / "sliders.ipynb")
        arguments = course.lab_arguments(home / "course")
        if connection:
            arguments = [each for each in arguments if not each.startswith(SETTING)] + [SETTING + connection]
        environ = course.lab_variables(ROOT, {**os.environ, "PYTHONPATH": str(Path(__file__).parent)})
        with running(home, arguments, environ) as server:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            yield Bench(Lab(context.new_page(), server))
            context.close()


def _write_notebook(path: Path) -> None:
    sources = ["import slider_rows", *(f"slider_rows.{row.name}()" for row in ROWS)]
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"c{at}", "metadata": {}, "source": source, "outputs": [],
         "execution_count": None}
        for at, source in enumerate(sources)
    ]  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(parents=True)
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


def _pixels(png: bytes) -> NDArray[np.int16]:
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def _yardstick() -> float:
    """Return how many ms a fixed computation takes: what it varies by is not the rows' doing."""
    start = time.perf_counter()
    sum(number * number for number in range(100_000))
    return 1000 * (time.perf_counter() - start)


def frame(found: Measured) -> pd.DataFrame:
    """Return the table, one line a row."""
    steps = {name: median(seen.step) for name, seen in found.prompt.items()}
    lines = {}
    for row in ROWS:
        seen, plain, step = found.prompt[row.name], found.plain[row.name], steps[row.name]
        torn = found.torn[row.name]
        lines[row.title] = {
            "step": f"{step:.0f}",
            "p95": f"{np.percentile(seen.step, 95):.0f}",
            "/echo": f"{step / steps['echo']:.2f}",
            "/interact": f"{step / steps['interact']:.2f}",
            "drag": f"{median(seen.drag):.1f}",
            "tail": f"{median(seen.tail):.0f}",
            "kernel": f"{median(seen.kernel):.1f}",
            "blank": seen.blank,
            "torn": "-" if torn is None else torn,
            "jumps": seen.jumps,
            "lost": seen.lost,
            "drag (plain)": f"{median(plain.drag):.1f}",
            "tail (plain)": f"{median(plain.tail):.0f}",
        }
    return pd.DataFrame.from_dict(lines, orient="index")


def table(repeat: int = REPEAT) -> str:
    """Return the table with what its columns mean, and how steady the computer was."""
    start = time.monotonic()
    found = measured(repeat)
    explained = EXPLAINED.format(repeat=repeat, taken=time.monotonic() - start)
    fastest, slowest = min(found.yardstick), max(found.yardstick)
    noise = (
        f"A fixed computation took from {fastest:.1f} to {slowest:.1f} ms between the rows, {slowest / fastest:.1f} "
        "times as long: the more, the less the milliseconds mean; the ratios of one run mean more."
    )
    return f"{explained}\n{frame(found).to_string()}\n\n{noise}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure sliders in JupyterLab.")
    parser.add_argument("--repeat", type=int, default=REPEAT, help="rounds (default: %(default)s)")
    print(table(parser.parse_args().repeat))
