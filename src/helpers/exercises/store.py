"""Which questions a learner has solved: in memory, and as far as the disk allows in a small readable file."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

from helpers.paths import learner_path

# One kernel runs one lesson as a rule, and several write the same file. Each knows its own answers for sure,
# so each write is the union of what it knows and what the file says.
_known: dict[Path, set[str]] = {}


def done() -> frozenset[str]:
    """Return the ids of the questions that were answered right, and of the predictions made.

    Never raises: a file that is missing, locked or not ours counts as empty.
    """
    path = learner_path("progress.json")
    return frozenset(_known.get(path, set()) | _read(path))


def record(question_id: str) -> None:
    """Remember that a question was answered right, or a prediction made; never raises."""
    path = learner_path("progress.json")
    known = _known.setdefault(path, set())
    known.add(question_id)
    saved = _read(path)
    if not known <= saved:
        _write(path, known | saved)


def forget(lesson: str | None = None) -> None:
    """Forget one lesson's questions, or all; never raises."""
    path = learner_path("progress.json")
    prefix = "" if lesson is None else f"{lesson}."
    kept = {question_id for question_id in done() if not question_id.startswith(prefix)}
    _known[path] = kept
    if path.exists():
        _write(path, kept)


def _read(path: Path) -> set[str]:
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))["done"]
        return {entry for entry in saved if isinstance(entry, str)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()


def _write(path: Path, ids: set[str]) -> None:
    text = json.dumps({"done": sorted(ids)}, indent=2) + "\n"
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".progress-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        # Another lesson that reads meanwhile sees the old file or the new one, never half of one.
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
