"""A learner's own copies of the lessons: made once, refreshed by an update only where the learner wrote nothing.

The shipped lessons in `notebooks/` stay as they are, so that an update of the course never meets a learner's
answers. What counts as written is the text of the cells: running a lesson changes its outputs only, and those
may go. This file needs the standard library alone, since `course.py` uses it before anything is installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.launch import letters

FOLDER = "my_lessons"
_RECORD = ".course.json"  # lesson to what was shipped, and to the text of the copy, when it was last written
_OFFERED = " (new version)"


@dataclass(frozen=True)
class Refreshed:
    """What was done to the copies, by file name.

    Parameters
    ----------
    made
        Copied for the first time.
    updated
        Replaced by a newer version; nothing had been written into them.
    offered
        Kept as the learner wrote them; the newer version stands beside each, under the name given here.
    carried
        Kept, and letters in them changed, since the options of their questions now stand in another order.
    """

    made: tuple[str, ...]
    updated: tuple[str, ...]
    offered: tuple[str, ...]
    carried: tuple[str, ...] = ()


def refresh(root: Path, own: Path | None = None) -> Refreshed:
    """Bring the copies in `my_lessons` up to the lessons that are shipped, and return what was done.

    A copy that the learner deleted is made again. A copy that cannot be read is the learner's, and kept.

    Parameters
    ----------
    root
        The clone.
    own
        The folder of the copies; without it, `my_lessons` in the clone. A student on a hub has their own.

    Raises
    ------
    OSError
        If a copy cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shipped = Path(folder) / "notebooks"
    ...     shipped.mkdir()
    ...     _ = (shipped / "00_start.ipynb").write_text('{"cells": []}')
    ...     refresh(Path(folder)).made, refresh(Path(folder)).made
    (('00_start.ipynb',), ())
    """
    own = root / FOLDER if own is None else own
    own.mkdir(exist_ok=True)
    record = _recorded(own / _RECORD)
    made, updated, offered = [], [], []
    for lesson in sorted((root / "notebooks").glob("*.ipynb")):
        content = lesson.read_bytes()
        now = {"shipped": _digest(content), "text": _text_digest(content) or ""}
        copy = own / lesson.name
        before = record.get(lesson.name, {})
        if not copy.exists():
            made.append(lesson.name)
        elif before.get("shipped") == now["shipped"]:
            continue
        elif _text_digest(copy.read_bytes()) in (before.get("text"), now["text"]):
            updated.append(lesson.name)
        else:
            copy = own / f"{lesson.stem}{_OFFERED}.ipynb"
            offered.append(copy.name)
        _write(copy, content)
        record[lesson.name] = {**now, "text": before.get("text", "")} if copy.name in offered else now
        _write(own / _RECORD, json.dumps(record, indent=2).encode())
    carried = letters.carry(root / "notebooks", own, _write)
    return Refreshed(tuple(made), tuple(updated), tuple(offered), carried)


def _recorded(path: Path) -> dict[str, Mapping[str, str]]:
    # Without a record every copy counts as written in, unless its text is the shipped one's.
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {name: each for name, each in found.items() if isinstance(each, dict)}
        if isinstance(found, dict)
        else {}
    )


def _text_digest(content: bytes) -> str | None:
    """Return a digest of what stands in a notebook's cells, without outputs; None if it is no notebook."""
    try:
        cells: list[Any] = json.loads(content)["cells"]
        text = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, TypeError, KeyError):
        return None
    return _digest(json.dumps(text).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    # All of it or nothing: a full disk must not cost a learner the copy that was there.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
