"""A built site on this computer, and a lesson of it in JupyterLite, for tests and benchmarks."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools.site import pyodide

try:
    from .harness import PATIENCE, Lab
except ImportError:  # a benchmark, which has this folder on its path
    from harness import PATIENCE, Lab  # type: ignore[no-redef]

EXPLORER = ".ir-explorer:not(.ir-units)"
# It gets its alternative text with its first pixels.
PICTURE = f"() => !!document.querySelector('{EXPLORER} .ir-picture')?.ariaLabel"
RUN_ALL = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  if (panel.content.widgets.some(cell => cell.promptNode?.textContent.includes("*"))) return true;
  void window.jupyterapp.commands.execute("notebook:run-all-cells");
  return false;
}"""
SOLVED = """async () => {
  const options = {content: true, type: "file", format: "text"};
  const kept = await window.jupyterapp.serviceManager.contents.get(".learner/progress.json", options);
  // What Python wrote comes back in base64, whatever format is asked for.
  return JSON.parse(kept.content.startsWith("{") ? kept.content : atob(kept.content)).done;
}"""


class Handler(SimpleHTTPRequestHandler):
    """Serves files as an ordinary server does: many over one connection, packed where they lie so, nothing printed."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    _packed = False

    def send_head(self) -> Any:
        """Send the packed copy of a file to who can unpack it."""
        packed = Path(self.translate_path(self.path) + ".gz")
        self._packed = "gzip" in self.headers.get("Accept-Encoding", "") and packed.is_file()
        if self._packed:
            self.path += ".gz"
        return super().send_head()

    def guess_type(self, path: Any) -> str:
        """Return the type of what is packed."""
        return super().guess_type(str(path).removesuffix(".gz"))

    def end_headers(self) -> None:
        """Say that what comes is packed."""
        if self._packed:
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Live(Lab):
    """A lesson in JupyterLite."""

    def show(self, notebook: str) -> None:
        """Open a lesson by its file name and wait until it can be read."""
        self.page.goto(f"{self.server.url}{pyodide.LIVE}/lab/index.html?path=notebooks/{notebook}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=3000 * PATIENCE)
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
        )

    def open(self, notebook: str) -> None:
        """Open a lesson by its file name and wait until its kernel is ready."""
        self.show(notebook)
        for _ in range(3):  # a kernel that starts in the page takes its time on a loaded machine
            try:
                self._wait(lambda state: state["idle"], "")
            except pytest.fail.Exception:
                continue
            return
        pytest.fail(f"{notebook} did not open")

    def start_all(self) -> None:
        """Have all cells run, also while the kernel still starts."""
        # JupyterLab drops a command that comes while it is still busy with opening.
        while not self.page.evaluate(RUN_ALL):
            self.page.wait_for_timeout(100)

    def wait_for_picture(self) -> None:
        """Wait until the first explorer is alive."""
        self.page.wait_for_function(PICTURE, timeout=3000 * PATIENCE)

    def wait_for_all(self) -> None:
        """Wait until all cells ran, or one failed."""
        assert self._ends(pause=PATIENCE), "not all cells ran"

    def scroll_to(self, at: int) -> None:
        """Bring a cell into view; a cell far away is taken off the page until then."""
        self.page.evaluate(
            "at => window.jupyterapp.shell.currentWidget.content.scrollToItem(at, 'start')", at
        )

    def solved(self) -> list[str]:
        """Return the learner's solved questions, as the browser keeps them."""
        return list(self.page.evaluate(SOLVED))
