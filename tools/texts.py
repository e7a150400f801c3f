"""The texts of the lessons, each parsed once however many pages are made of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jupytext
from nbformat import NotebookNode


def parsed(path: Path) -> NotebookNode:
    """Return a lesson's text as a notebook, which is shared and not to be changed."""
    stamp = path.stat()
    return _parsed(path, stamp.st_mtime_ns, stamp.st_size)


@cache
def _parsed(path: Path, _changed: int, _size: int) -> NotebookNode:
    content: NotebookNode = jupytext.read(path)
    return content
