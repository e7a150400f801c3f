"""A real JupyterLab in a real Chromium, as `python3 course.py` starts it, for tests and benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-sandbox",  # Containers lack what the sandbox needs; the pages are ours.
)
SETTINGS = {
    # Cells out of sight exist too, so that all of a lesson can be looked at.
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
}
PATIENCE = 120  # seconds; a loaded machine is slow, not broken

# With all pictures of a lesson it is too much to be asked five times a second.
CELLS = """outputs => {
  const panel = window.jupyterapp?.shell.currentWidget;
  const cells = panel?.content?.model?.sharedModel?.cells ?? [];
  const kernel = panel?.sessionContext?.session?.kernel;
  return {
    path: panel?.context?.path ?? "",
    idle: kernel?.status === "idle" && kernel?.connectionStatus === "connected",
    cells: cells.map((cell, at) => ({at, cell}))
      .filter(({cell}) => cell.cell_type === "code" && cell.source.trim() !== "")
      .map(({at, cell}) => ({
        at,
        source: cell.source,
        execution_count: cell.execution_count,
        ...(outputs && {outputs: cell.outputs}),
      })),
  };
}"""

# A wide table scrolls inside its output, as JupyterLab has it; everything else must fit.
OVERFLOW = """() => {
  const found = new Set();
  const name = element => element.tagName.toLowerCase() + [...element.classList].map(each => "." + each).join("");
  for (const output of document.querySelectorAll(".jp-Notebook .jp-OutputArea-child")) {
    const edge = output.getBoundingClientRect().right + 1;
    for (const element of output.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width <= 1 || style.visibility === "hidden") continue;
      if (element.closest("table") || element.querySelector("table")) continue;
      if (box.right > edge)
        found.add(`${name(element)} ends ${Math.round(box.right - edge)} px outside its output`);
      else if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
        found.add(`${name(element)} hides ${element.scrollWidth - element.clientWidth} px of its content`);
    }
  }
  return [...found];
}"""


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address with a slash at the end, and its token."""

    url: str
    token: str


class Lab:
    """A page of JupyterLab, with what tests of a lesson do on it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server

    def open(self, notebook: str) -> None:
        """Open a lesson by its file name and wait until its kernel is ready."""
        path = f"notebooks/{notebook}"
        self.page.goto(f"{self.server.url}lab/tree/{path}?token={self.server.token}&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * PATIENCE)
        self._wait(lambda state: state["path"] == path and state["idle"], f"{notebook} did not open")

    def open_beside(self, notebook: str) -> None:
        """Open another lesson in a second tab, and wait until its kernel is ready."""
        path = f"notebooks/{notebook}"
        self.page.evaluate(
            "path => { void window.jupyterapp.commands.execute('docmanager:open', {path}) }", path
        )
        self._wait(lambda state: state["path"] == path and state["idle"], f"{notebook} did not open")

    def run_all(self) -> None:
        """Run all cells from cleared outputs, and wait for the last one or for the first error."""
        self.command("notebook:clear-all-cell-outputs")
        for _ in range(3):
            self.page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }")
            # JupyterLab drops a command that comes while it is still busy with opening: then nothing starts.
            if self._ends(pause=10):
                return
        counts = [cell["execution_count"] for cell in self.cells()]
        pytest.fail(f"'Run all' did not run all cells; their counts are {counts}.")

    def _ends(self, pause: float) -> bool:
        """Return whether all cells ran or one failed, before nothing happened for `pause` seconds."""
        last, since = -1, time.monotonic()
        deadline = since + 5 * PATIENCE
        while time.monotonic() < deadline:
            state = self.state()
            done = sum(cell["execution_count"] is not None for cell in state["cells"])
            if state["idle"] and (done == len(state["cells"]) or self.problems()):
                return True
            if done != last or not state["idle"]:
                last, since = done, time.monotonic()
            elif time.monotonic() - since > pause:
                return False
            self.page.wait_for_timeout(200)
        return False

    def _wait(self, ready: Any, otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if ready(self.state()):
                return
            self.page.wait_for_timeout(200)
        pytest.fail(f"{otherwise} within {PATIENCE} s.")

    def state(self, outputs: bool = False) -> dict[str, Any]:
        """Return the lesson's path, whether its kernel is idle, and its code cells, with what they show if asked."""
        return dict(self.page.evaluate(CELLS, outputs))

    def cells(self) -> list[dict[str, Any]]:
        """Return the code cells that are not blank, each with its place `at` among all cells."""
        return list(self.state(outputs=True)["cells"])

    def problems(self) -> list[str]:
        """Return what went wrong in the outputs: errors, and anything on stderr."""
        found = []
        for cell in self.cells():
            for output in cell["outputs"]:
                if output["output_type"] == "error":
                    found.append(f"cell {cell['at']}: {output['ename']}: {output['evalue']}")
                elif output.get("name") == "stderr":
                    found.append(f"cell {cell['at']}: stderr: {''.join(output['text'])}")
        return found

    def overflow(self) -> list[str]:
        """Return the parts of outputs that stick out of, or are cut off by, what holds them."""
        return list(self.page.evaluate(OVERFLOW))

    def resize(self, width: int, height: int = 800) -> None:
        """Give the window another size and let the page settle."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_timeout(500)

    def command(self, name: str) -> None:
        """Execute a command of JupyterLab and wait for its end."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def cell(self, at: int) -> Locator:
        """Return the cell at a place among all cells."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(at)

    def drag(self, handle: Locator, track: Locator, start: float, end: float, steps: int = 20) -> None:
        """Drag a slider's handle along its track, from and to fractions of the track's length."""
        track.scroll_into_view_if_needed()
        box = track.bounding_box()
        grip = handle.bounding_box()
        assert box is not None, "the slider's track is not shown"
        assert grip is not None, "the slider's handle is not shown"
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        self.page.mouse.down()
        for fraction in (start, *(start + (end - start) * step / steps for step in range(1, steps + 1))):
            self.page.mouse.move(box["x"] + fraction * box["width"], y)
            self.page.wait_for_timeout(20)
        self.page.mouse.up()

    def screenshot(self, path: Path) -> None:
        """Save what the window shows."""
        self.page.screenshot(path=path)


def chromium() -> str | None:
    """Return the Chromium on this computer: the one that CHROMIUM names, or one on the PATH."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else PROGRAMS)), None)


def launched(playwright: Playwright, program: str) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS))


@contextmanager
def running(home: Path, arguments: Sequence[str], environ: Mapping[str, str]) -> Iterator[Server]:
    """Start JupyterLab, and end it.

    Parameters
    ----------
    home
        A folder for what JupyterLab keeps; in its folder `course` are the files that it opens.
    arguments, environ
        What starts it, after the name of a Python, and with which variables, as course.py has them.
    """
    own = {
        "COURSE_LEARNER_DIR": str(home / "learner"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }
    for name, content in SETTINGS.items():
        path = home / "settings" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    command = [sys.executable, *arguments, "--no-browser", "--LabApp.expose_app_in_browser=True"]
    log = home / "log.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=home / "course", env={**environ, **own}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield _answering(process, home / "runtime" / f"jpserver-{process.pid}.json", log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answering(process: subprocess.Popen[bytes], info: Path, log: Path) -> Server:
    """Return the server once it answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.1)
        try:
            known = json.loads(info.read_text(encoding="utf-8"))
            with urllib.request.urlopen(f"{known['url']}api?token={known['token']}", timeout=5):
                return Server(known["url"], known["token"])
        except (OSError, ValueError, urllib.error.URLError):
            continue  # Not yet written, or not yet listening.
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
