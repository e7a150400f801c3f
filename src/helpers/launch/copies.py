"""A learner's own copies of the lessons: made once, refreshed by an update only where the learner wrote nothing.

The shipped lessons in `notebooks/` stay as they are, so that an update of the course never meets a learner's
answers. What counts as written is the text of the cells: running a lesson changes its outputs only, and those
may go. This file needs the standard library alone, since `course.py` uses it before anything is installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.launch import letters

FOLDER = "my_lessons"
_RECORD = ".course.json"  # lesson to what the course put there
_UNFINISHED = re.compile(r"\.\w{8}\.tmp")
_LONG_AGO_S = 3600.0  # no writing takes that long


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
    locked
        As they were, although there is a newer version: another program has them open, or they may not be written.
        The record of what was put there may be among them.
    """

    made: tuple[str, ...]
    updated: tuple[str, ...]
    offered: tuple[str, ...]
    carried: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()


def refresh(root: Path, own: Path | None = None) -> Refreshed:
    """Bring the copies in `my_lessons` up to the lessons that are shipped, and return what was done.

    A copy that the learner deleted is made again. One that holds anything but what was put there is the learner's,
    whether it can be read or not, and kept: the newer version is put beside it, and if somebody has written in that
    as well, beside both.

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
    _sweep(own)
    record = _recorded(own / _RECORD)
    made, updated, offered, locked = [], [], [], []

    def write(path: Path, content: bytes, unless: Callable[[], bool] = lambda: False) -> bool:
        try:
            return _write(path, content, unless)
        except PermissionError:
            locked.append(path.name)
            return True

    for lesson in sorted((root / "notebooks").glob("*.ipynb")):
        content, copy = lesson.read_bytes(), own / lesson.name
        before, is_new = record.get(lesson.name, _Put()), not copy.exists()
        if not is_new and before.shipped == _digest(content):
            continue
        now = before.and_now(content)
        try:
            place = _placed(copy, content, before, now)
        except PermissionError:
            if is_new:
                raise
            locked.append(copy.name)
            continue
        record[lesson.name] = now
        if place and place != copy:
            offered.append(place.name)
        elif is_new:
            made.append(copy.name)
        elif place:
            updated.append(copy.name)
        told = {name: asdict(put) for name, put in record.items()}
        # Without it the next start finds the copies as the shipped ones are, and puts them there again.
        write(own / _RECORD, json.dumps(told, indent=2).encode())

    carried = tuple(name for name in letters.carry(root / "notebooks", own, write) if name not in locked)
    return Refreshed(tuple(made), tuple(updated), tuple(offered), carried, tuple(dict.fromkeys(locked)))


def refresh_pages(root: Path, home: Path) -> None:
    """Bring the pages to look things up (glossary, claims, models) into a student's own folder, where lessons link.

    Their links to lessons lead to the student's copies. They are brought anew, whatever stands in them, and so nobody
    can write into them: JupyterLab says so, and notes go elsewhere.

    Parameters
    ----------
    root
        The clone.
    home
        The student's folder, in which the copies of the lessons stand.

    Raises
    ------
    OSError
        If a page cannot be written.
    """
    pages = home / "docs"
    pages.mkdir(exist_ok=True)
    for shipped in sorted(path for path in (root / "docs").iterdir() if path.is_file()):
        content = shipped.read_bytes()
        if shipped.suffix == ".md":
            content = content.replace(b"](../notebooks/", f"](../{FOLDER}/".encode())
        own = pages / shipped.name
        if not own.is_file() or own.read_bytes() != content:
            _write(own, content, mode=0o444)
        elif own.stat().st_mode & 0o222:  # as earlier versions put it there
            own.chmod(0o444)


@dataclass(frozen=True)
class _Put:
    """What the course has put there of one lesson: digests of the newest file, and of every text, the newest last."""

    shipped: str = ""
    texts: tuple[str, ...] = ()

    def and_now(self, content: bytes) -> _Put:
        text = _text_digest(content)
        # The newest comes last, also where it is one that was there before.
        earlier = tuple(each for each in self.texts if each != text)
        return _Put(_digest(content), (*earlier, text) if text else earlier)


def _recorded(path: Path) -> dict[str, _Put]:
    # Without a record every copy counts as written in, unless its text is the shipped one's.
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        told = {name: each for name, each in found.items() if isinstance(each, dict)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
    record = {}
    for name, each in told.items():
        # An older record has one text, that of the copy.
        texts = each.get("texts", [each.get("text")])
        known = tuple(text for text in texts if text) if isinstance(texts, list) else ()
        record[name] = _Put(str(each.get("shipped", "")), known)
    return record


def _placed(copy: Path, content: bytes, before: _Put, now: _Put) -> Path | None:
    """Put a lesson where it belongs, and return the place; None where a learner has nothing to be told."""
    text = _text_digest(content)
    # A copy whose record is gone and whose text is the shipped one's is what it should be.
    if before == _Put() and text is not None and _text_in(copy) == text:
        return None
    if copy.exists() and text in before.texts[-1:]:
        # Outputs or settings differ, as where somebody ran the lesson as shipped: no newer version.
        _put(copy, content, now)
        return None
    return next(at for at in _places(copy) if _put(at, content, now))


def _places(copy: Path) -> Iterator[Path]:
    """Yield where a lesson may go: the copy itself, and as many places beside it as learners have written in."""
    yield copy
    for number in itertools.count(1):
        yield copy.with_name(f"{copy.stem} (new version{f' {number}' if number > 1 else ''}).ipynb")


def _put(place: Path, content: bytes, known: _Put) -> bool:
    """Put a lesson in a place and return True, unless something stands there that the course did not put there."""
    if os.path.lexists(place) and _text_in(place) not in known.texts:
        return False
    # Writing takes a moment, in which JupyterLab may have saved an answer.
    return _write(
        place, content, unless=lambda: os.path.lexists(place) and _text_in(place) not in known.texts
    )


def _text_in(path: Path) -> str | None:
    try:
        return _text_digest(path.read_bytes())
    except OSError:
        return None


def _text_digest(content: bytes) -> str | None:
    """Return a digest of what stands in a notebook's cells, without outputs; None if it is no notebook."""
    try:
        cells: list[Any] = json.loads(content)["cells"]
        text = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return _digest(json.dumps(text).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes, unless: Callable[[], bool] = lambda: False, mode: int = 0o644) -> bool:
    """Write all of it or nothing, and return True; do not, and return False, if at the last moment something says so.

    A full disk must not cost a learner the copy that was there.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, mode)
        if unless():
            os.unlink(temporary)
            return False
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return True


def _sweep(own: Path) -> None:
    """Remove what earlier starts left unfinished when they were ended."""
    for path in own.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if _UNFINISHED.fullmatch(path.name) and time.time() - path.stat().st_mtime > _LONG_AGO_S:
                path.unlink()
