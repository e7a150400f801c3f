"""Every explorer on a phone and on a desk: nothing is cut off, nothing touches, and all can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers import explore
from helpers.explore.drawing import charts
from helpers.explore.drawing.fitting import KeyBelow

NAMES = [name for names in explore.catalogue().values() for name in names]
PHONE = 360  # CSS pixels of the narrowest phone
SHOWN = 330  # of them the page leaves this many to the picture (tests/browser measures it)
SMALLEST = 11  # CSS pixels of a letter's size
# Clouds and crossings that a key inside a wide panel may lie on: its paper hides what lies there.
UNDER_KEYS = {"two_laboratories", "homa_versions"}


def numbered(axes: Axes) -> Iterator[list[Text]]:
    """Yield the labels of each axis that are seen, in their order."""
    for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
        low, high = sorted(axis.get_view_interval())
        places = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=False)
        seen = [(place, label) for place, label in places if label.get_text() and low <= place <= high]
        yield [label for _, label in sorted(seen, key=lambda each: each[0]) if label.get_visible()]


def written(figure: Figure) -> Iterator[tuple[str, Text]]:
    """Yield every text that is seen, with what it is."""
    for axes in figure.axes:
        titles = [each for each in axes.get_children() if isinstance(each, Text) and each not in axes.texts]
        yield from (("title", title) for title in titles)
        yield from (("inside", text) for text in axes.texts)
        if axes.axison:
            yield from (("label", axis.label) for axis in (axes.xaxis, axes.yaxis))
        yield from (("number", label) for labels in numbered(axes) for label in labels)
    for key in keys(figure):
        yield from (("key", text) for text in [*key.get_texts(), key.get_title()])


def keys(figure: Figure) -> list[Any]:
    inside = [axes.get_legend() for axes in figure.axes if axes.get_legend()]
    return [*figure.legends, *inside]


def seen(figure: Figure) -> list[tuple[str, Text, Bbox]]:
    return [
        (kind, text, text.get_window_extent())
        for kind, text in written(figure)
        if text.get_visible() and text.get_text().strip()
    ]


def meet(one: Bbox, other: Bbox, slack: float = 1.0) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > slack
        and min(one.y1, other.y1) - max(one.y0, other.y0) > slack
    )


def marks(axes: Axes) -> Iterator[np.ndarray]:
    """Yield the places in pixels of what is drawn in a panel's own units, curves in steps of a pixel or two."""
    for line in axes.lines:
        if line.get_visible() and line.get_transform() == axes.transData and isinstance(line, Line2D):
            places = axes.transData.transform(np.column_stack(line.get_data()).astype(float))
            places = places[np.isfinite(places).all(axis=1)]
            if line.get_linestyle() != "None" and len(places) > 1:
                ends = np.linspace(0, len(places) - 1, 400)
                at = np.arange(len(places))
                places = np.column_stack([np.interp(ends, at, column) for column in places.T])
            yield places


def test_no_explorer_sets_its_margins_by_hand(root: Path) -> None:
    for path in (root / "src/helpers/explore").glob("lesson_*/*.py"):
        assert not re.search(r"subplots_adjust|get_position\(|add_axes", path.read_text()), path


@pytest.mark.parametrize("width", [PHONE, 900])
def test_the_layout_is_worked_out_once_and_frames_leave_it(width: int) -> None:
    explorer = explore.explorer("compensation")
    stage = explorer.stage("SI", width=width)
    assert stage._figure.get_layout_engine() is None
    places = [axes.get_position().bounds for axes in stage._figure.axes]
    explorer.move(stage.scene, explorer.compute(**explorer.values({"sensitivity": 20})), "SI")
    stage.frame()
    assert [axes.get_position().bounds for axes in stage._figure.axes] == places


def test_panels_stand_side_by_side_or_one_below_the_other() -> None:
    wide, narrow = Figure(figsize=(9, 3.8)), Figure(figsize=(3.6, 5.6))
    for figure, across in ((wide, True), (narrow, False)):
        places = [axes.get_position() for axes in charts.panels(figure, widths=(2, 1), heights=(3, 1))]
        assert bool(places[0].x1 < places[1].x0) is across
        assert bool(places[0].y0 > places[1].y1) is not across
        extent = [place.width if across else place.height for place in places]
        assert extent[0] / extent[1] == pytest.approx(2 if across else 3)
    with pytest.raises(ValueError, match="2 columns with 2 panels"):
        charts.panels(wide, heights=(1, 1, 1))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("width", "units"), [*product((PHONE, 900), ("conventional", "SI")), (520, "conventional")]
)
@pytest.mark.parametrize("name", NAMES)
def test_all_is_whole_apart_and_large_enough(name: str, units: Any, width: int) -> None:
    explorer = explore.explorer(name)
    stage = explorer.stage(units, width=width)
    figure = stage._figure
    edge = figure.bbox.padded(0.6)
    wrong = []
    for view, values in {"start": {}, **explorer.presets}.items():
        explorer.move(stage.scene, explorer.compute(**explorer.values(values)), units)
        stage.frame()
        texts = seen(figure)
        for _, text, box in texts:
            words = text.get_text()
            if box.x0 < edge.x0 or box.x1 > edge.x1 or box.y0 < edge.y0 or box.y1 > edge.y1:
                wrong.append(f"{view}: {words!r} is cut off")
            if width == PHONE and text.get_fontsize() * 100 / 72 * SHOWN / PHONE < SMALLEST:
                wrong.append(f"{view}: {words!r} is too small")
        for axes in figure.axes:
            for labels in numbered(axes):
                for one, two in pairwise(labels):
                    if meet(one.get_window_extent(), two.get_window_extent(), 0):
                        wrong.append(f"{view}: {one.get_text()!r} touches {two.get_text()!r}")
        apart = [each for each in texts if each[0] != "number"]
        for (_, one, here), (_, other, there) in combinations(apart, 2):
            if meet(here, there):
                wrong.append(f"{view}: {one.get_text()!r} lies on {other.get_text()!r}")
        for key in keys(figure):
            box = key.get_window_extent()
            if isinstance(key, KeyBelow) or key.axes is None:
                wrong += [f"{view}: a key lies on a panel" for axes in figure.axes if meet(box, axes.bbox)]
            elif name not in UNDER_KEYS:
                inner = box.padded(-3)
                if any(((at > inner.p0) & (at < inner.p1)).all(axis=1).any() for at in marks(key.axes)):
                    wrong.append(f"{view}: the key {key.get_texts()[0].get_text()!r} lies on what is drawn")
    assert not wrong, "\n".join(dict.fromkeys(wrong))
