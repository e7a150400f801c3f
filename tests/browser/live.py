"""A built site on this computer, and a lesson's page of it, for tests and benchmarks."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

try:
    from .harness import PATIENCE
except ImportError:  # a benchmark, which has this folder on its path
    from harness import PATIENCE  # type: ignore[no-redef]

# Each page's workers, to end one; and what moved though nobody touched anything.
WATCH = """
window.workers = [];
window.Worker = class extends Worker { constructor(...given) { super(...given); window.workers.push(this); } };
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => each.hadRecentInput || (window.shift += each.value)))
  .observe({type: "layout-shift", buffered: true});
"""


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
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder, and yield its address with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Lesson:
    """A lesson's page, with what tests do on it."""

    def __init__(self, context: BrowserContext, address: str, stem: str, place: str = "") -> None:
        self.stem = stem
        self.page: Page = context.new_page()
        self.page.add_init_script(WATCH)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        self.page.goto(f"{address}lessons/{stem}.html{place}")

    def names(self) -> list[str]:
        """Return the names of the page's explorers."""
        found = self.page.locator("[data-explorer]")
        return [str(each.get_attribute("data-explorer")) for each in found.all()]

    def explorer(self, name: str) -> Locator:
        """Return an explorer."""
        return self.page.locator(f'[data-explorer="{name}"]')

    def question(self, name: str) -> Locator:
        """Return a question."""
        return self.page.locator(f'[data-question="{name}"]')

    def wake(self, name: str) -> Locator:
        """Bring an explorer into view, and wait until it lives or fails."""
        found = self.explorer(name)
        found.scroll_into_view_if_needed()
        self.page.wait_for_selector(
            f'[data-explorer="{name}"]:is([data-state=live], [data-state=failed])', timeout=1000 * PATIENCE
        )
        return found

    def wait_for_status(self, name: str, status: str) -> None:
        """Wait until a question has a status."""
        self.page.wait_for_selector(
            f'[data-question="{name}"][data-status={status}]', timeout=1000 * PATIENCE, state="attached"
        )

    def wait_for_change(self, name: str, before: str) -> str:
        """Wait until an explorer says something else than before, and return it."""
        sentence = f"document.querySelector('[data-explorer={name}] .ir-sentence').textContent"
        self.page.wait_for_function(f"before => {sentence} !== before", arg=before, timeout=1000 * PATIENCE)
        return str(self.page.evaluate(sentence))

    def settled(self, name: str) -> str:
        """Wait until an explorer has answered all that it was asked, and return what it says."""
        self.page.wait_for_timeout(300)  # it asks for its last picture once its controls rest
        selector = f'[data-explorer="{name}"] .ir-explorer[aria-busy=false]'
        self.page.wait_for_selector(selector, timeout=1000 * PATIENCE)
        assert not self.explorer(name).locator(".ir-problem").is_visible()
        return self.sentence(name)

    def sentence(self, name: str) -> str:
        """Return what an explorer says."""
        return str(self.explorer(name).locator(".ir-sentence").text_content())
