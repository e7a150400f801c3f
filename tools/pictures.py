"""Where each colour stands in the picture of every explorer, at its start and at every preset: a coarse portrait.

`python3 course.py build` writes `tests/explore/pictures.csv`; the tests draw everything again and compare, so that
a change of a picture shows as a change of a line. Who changes one looks at it, and builds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from helpers import explore
from helpers.explore.drawing import style
from helpers.explore.engine.explorer import Explorer
from helpers.explore.engine.stage import Stage
from helpers.units import UnitSystem

PAGE = Path("tests", "explore", "pictures.csv")
COLOURS = ("GLUCOSE", "INSULIN", "LEARNER", "COMPARE", "GOOD", "WARN", "ACCENT", "CROWD")
# Edges are mixed with the paper: what is nearer than this to a colour is of that colour.
_NEAR = 30.0
_DARKEST_PAPER = 190


class Spot(NamedTuple):
    """How many pixels are of a colour, and the middle of them from the left and from the top."""

    pixels: int
    left: int
    top: int


def portrait(rgba: NDArray[np.uint8]) -> dict[str, Spot]:
    """Return where the colours of the palette stand in a picture, height x width x RGBA.

    Examples
    --------
    >>> picture = np.full((20, 30, 4), 255, np.uint8)
    >>> picture[4:6, 10:20, :3] = np.round(255 * np.array(to_rgb(style.INSULIN)))
    >>> portrait(picture)
    {'INSULIN': Spot(pixels=20, left=14, top=4)}
    """
    found = {}
    # Most of a picture is paper, which need not be compared with every colour.
    rows, columns = np.nonzero(rgba[..., :3].min(axis=-1) < _DARKEST_PAPER)
    inked = rgba[rows, columns, :3].astype(np.int32)
    for name in COLOURS:
        colour = np.round(255 * np.array(to_rgb(getattr(style, name)))).astype(np.int32)
        near = ((inked - colour) ** 2).sum(axis=-1) < _NEAR**2
        if near.any():
            found[name] = Spot(int(near.sum()), int(columns[near].mean()), int(rows[near].mean()))
    return found


def _fresh(name: str, units: UnitSystem) -> Stage:
    return explore.explorer(name).stage(units)


def portraits(
    lessons: Sequence[str] = (), stage: Callable[[str, UnitSystem], Stage] = _fresh
) -> Iterator[tuple[str, str, UnitSystem, dict[str, Spot]]]:
    """Yield explorer, view, units and portrait: each start in both unit systems, each preset in conventional units.

    Parameters
    ----------
    lessons
        Numbers of the lessons whose explorers are drawn; all without any.
    stage
        Gives an explorer's stage, by its name and a unit system.
    """
    for lesson, names in explore.catalogue().items():
        for name in names if lesson in (lessons or [lesson]) else ():
            shown = explore.explorer(name)
            kept = stage(name, "conventional")
            views: dict[str, Any] = {"start": {}, **shown.presets}
            for view, values in views.items():
                yield name, view, "conventional", _drawn(shown, values, kept, "conventional")
            yield name, "start", "SI", _drawn(shown, {}, stage(name, "SI"), "SI")


def _drawn(
    shown: Explorer[Any], values: Mapping[str, Any], stage: Stage, units: UnitSystem
) -> dict[str, Spot]:
    shown.move(stage.scene, shown.compute(**shown.values(values)), units)
    return portrait(stage.frame())


def read(text: str) -> dict[tuple[str, str, str], dict[str, Spot]]:
    """Return the portraits of a page by explorer, view and units."""
    pages: dict[tuple[str, str, str], dict[str, Spot]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        spot = Spot(int(row["pixels"]), int(row["left"]), int(row["top"]))
        pages.setdefault((row["explorer"], row["view"], row["units"]), {})[row["colour"]] = spot
    return pages


def write(root: Path, lessons: Sequence[str] = ()) -> Path:
    """Write the portraits of all explorers, or those of some lessons anew, and return the path."""
    path = root / PAGE
    pages = read(path.read_text(encoding="utf-8")) if lessons else {}
    again = {name for lesson in lessons for name in explore.catalogue()[lesson]}
    # A preset that was renamed leaves no picture behind.
    pages = {key: spots for key, spots in pages.items() if key[0] not in again}
    pages |= {(name, view, units): spots for name, view, units, spots in portraits(lessons)}
    there = [name for names in explore.catalogue().values() for name in names]
    order = sorted((key for key in pages if key[0] in there), key=lambda key: there.index(key[0]))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("explorer", "view", "units", "colour", *Spot._fields))
        for key in order:
            rows.writerows((*key, colour, *spot) for colour, spot in pages[key].items())
    return path
