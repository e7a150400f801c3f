"""A real JupyterLab in a real Chromium, as `python3 course.py` starts it.

The server works on a copy of the lessons, so that JupyterLab's autosave cannot change the clone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from .harness import Lab, Server, chromium, launched, running
from .pyodide import UnreachableError, distribution


def without(reason: str) -> NoReturn:
    """Skip for want of something, except in continuous integration, which must not skip."""
    pytest.fail(reason) if os.environ.get("CI", "").lower() in ("1", "true") else pytest.skip(reason)


@pytest.fixture(scope="session")
def pyodide(root: Path) -> Path:
    """Return a folder with Pyodide and its packages, fetched the first time."""
    try:
        return distribution(root)
    except UnreachableError as problem:
        without(f"The package index does not give a Pyodide distribution: {problem}")


@pytest.fixture(scope="session")
def server(root: Path, course: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start JupyterLab with the settings of course.py on a copy of the lessons."""
    home = tmp_path_factory.mktemp("lab")
    hidden = shutil.ignore_patterns(".*")
    for folder in ("notebooks", "data"):
        shutil.copytree(root / folder, home / "course" / folder, ignore=hidden)
    arguments = course.lab_arguments(home / "course")
    with running(home, arguments, course.lab_variables(root, os.environ)) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium.

    One for each module, not for all: while Playwright runs, its event loop is in the way of other tests.
    """
    program = chromium()
    if program is None:
        without("No Chromium was found on the PATH; the variable CHROMIUM can name one.")
    with sync_playwright() as playwright:
        started = launched(playwright, program)
        yield started
        started.close()


@pytest.fixture(scope="module")
def open_lab(browser: Browser, server: Server) -> Callable[[], AbstractContextManager[Lab]]:
    """Return what opens a fresh page of JupyterLab, 1280 by 800 pixels."""

    @contextmanager
    def opened() -> Iterator[Lab]:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        yield Lab(context.new_page(), server)
        context.close()

    return opened


@pytest.fixture
def lab(open_lab: Callable[[], AbstractContextManager[Lab]]) -> Iterator[Lab]:
    """Return a fresh page of JupyterLab."""
    with open_lab() as fresh:
        yield fresh
