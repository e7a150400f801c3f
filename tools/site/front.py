"""What a lesson's page runs: its scripts and styles, in a folder whose name changes with their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers import forms
from helpers.explore import engine
from tools.site.pyodide import START
from tools.site.python import Engine, place_bundle

_EXPLORER, _FORM, _HERE = (Path(file).parent for file in (engine.__file__, forms.__file__, __file__))
# What `live.js` imports: the page fetches it at the same time.
_PARTS = (_EXPLORER / "widget.js", _EXPLORER / "switch.js", _FORM / "form.js")
_SCRIPTS = (*_PARTS, _HERE / "live.js", _HERE / "worker.js")
_STYLES = (_EXPLORER / "widget.css", _FORM / "form.css")


@dataclass(frozen=True)
class Front:
    """What a lesson's page refers to, from the top of the site.

    Parameters
    ----------
    folder
        Where its scripts and styles are.
    styles
        Names of the style sheets.
    parts
        Names of the scripts that its script imports.
    python
        Where its Python is.
    size
        What is fetched of it at first, in bytes.
    start
        The name of the file in which its packages come.
    """

    folder: str
    styles: tuple[str, ...]
    parts: tuple[str, ...]
    python: str
    size: int
    start: str = START


def build_front(output: Path, python: Engine) -> Front:
    """Write scripts and styles below the site's folder."""
    folder = place_bundle({path.name: path.read_bytes() for path in (*_SCRIPTS, *_STYLES)}, output, "front")
    styles, parts = (tuple(path.name for path in paths) for paths in (_STYLES, _PARTS))
    return Front(folder, styles, parts, python.folder, python.size)
