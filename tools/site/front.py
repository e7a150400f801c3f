"""What a lesson's page runs: its scripts and styles, in a folder whose name changes with their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import helpers
from tools.site.python import COURSE, Engine, place_bundle

_PACKAGE, _HERE = Path(helpers.__file__).parent, Path(__file__).parent
_SCRIPTS = (
    _PACKAGE / "explore" / "engine" / "widget.js",
    _PACKAGE / "explore" / "engine" / "switch.js",
    _PACKAGE / "forms" / "form.js",
    _HERE / "live.js",
    _HERE / "worker.js",
)
_STYLES = (_PACKAGE / "explore" / "engine" / "widget.css", _PACKAGE / "forms" / "form.css")


@dataclass(frozen=True)
class Front:
    """What a lesson's page refers to, from the top of the site.

    Parameters
    ----------
    folder
        Where its scripts and styles are.
    styles
        Names of the style sheets.
    python
        Where its Python is.
    size
        What is fetched of it at first, in bytes.
    course
        The course's name among its packages.
    """

    folder: str
    styles: tuple[str, ...]
    python: str
    size: int
    course: str = COURSE


def build_front(output: Path, engine: Engine) -> Front:
    """Write scripts and styles below the site's folder."""
    folder = place_bundle({path.name: path.read_bytes() for path in (*_SCRIPTS, *_STYLES)}, output, "front")
    return Front(folder, tuple(path.name for path in _STYLES), engine.folder, engine.size)
