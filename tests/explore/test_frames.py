"""What moves in a picture is seen: inside the frame, not under another mark, or with a sign that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from matplotlib.lines import Line2D

from helpers import explore
from helpers.explore.engine import Explorer, Scene, Slider

NAMES = [name for names in explore.catalogue().values() for name in names]
# Clouds of people: some lie beyond any frame. Lines of one value on a map: they go on beyond it, as on any map.
CLOUDS = {
    ("homa_map", "crowd"), ("company", "dots"), ("what_remains", "people"), ("common_cause", "inside"),
    ("common_cause", "outside"), ("two_laboratories", "cloud_a"), ("two_laboratories", "cloud_b"),
    ("one_high_value", "rest"), ("one_high_value", "chosen"), ("responders", "rest"), ("responders", "responded"),
    ("responders", "control"), ("responders", "twice_rest"), ("responders", "twice_responded"),
}  # fmt: skip
CONTOURS = {
    ("homa_map", "own_curve"), ("compensation", "own_curve"), ("total_and_free", "own_curve"),
    ("rival_lipids", "contours"),
}  # fmt: skip
# Which mark says that a curve goes on beyond the frame, and looks like an arrow while it does.
SIGNS = {
    "meal": "above",
    "lh_pulses": "above",
    "weight_stories": "end",
    "gnrh_pulses": "above",
    "hormone_pulses": "above",
    "minimal_fit": "off",
}


def settings(explorer: Explorer[Any]) -> Iterator[dict[str, Any]]:
    """Yield the start, the presets, each slider's ends, and all corners."""
    yield {}
    yield from explorer.presets.values()
    sliders = [control for control in explorer.controls if isinstance(control, Slider)]
    for slider in sliders:
        yield from ({slider.name: slider.low}, {slider.name: slider.high})
    for corner in product(*((slider.low, slider.high) for slider in sliders)):
        yield {slider.name: value for slider, value in zip(sliders, corner, strict=True)}


def lines(scene: Scene) -> Iterator[tuple[str, Line2D, np.ndarray]]:
    """Yield the visible lines that live in data coordinates, with their places in pixels."""
    for name, entry in scene.__dict__.items():
        for artist in entry if isinstance(entry, list | tuple) else (entry,):
            if isinstance(artist, Line2D) and artist.get_visible() and artist.axes is not None:
                places = np.column_stack([np.atleast_1d(each).astype(float) for each in artist.get_data()])
                if len(places) and artist.get_transform() == artist.axes.transData:
                    yield name, artist, artist.axes.transData.transform(places)


def is_mark(line: Line2D) -> bool:
    return line.get_marker() not in ("None", None, "", " ") and len(np.atleast_1d(line.get_xdata())) <= 3


@pytest.mark.thorough
@pytest.mark.parametrize("units", ["conventional", "SI"])
@pytest.mark.parametrize("name", NAMES)
def test_what_moves_is_inside_the_frame_or_a_sign_says_that_it_is_not(name: str, units: Any) -> None:
    explorer = explore.explorer(name)
    stage = explorer.stage(units)
    for values in settings(explorer):
        explorer.move(stage.scene, explorer.compute(**explorer.values(values)), units)
        for key, line, places in lines(stage.scene):
            if (name, key) in CLOUDS | CONTOURS or line.axes is None:
                continue
            frame = line.axes.bbox
            x, y = places.T
            shown = (x >= frame.x0 - 1) & (x <= frame.x1 + 1) & np.isfinite(y)
            beyond = (y[shown] < frame.y0 - 2).any() or (y[shown] > frame.y1 + 2).any()
            if is_mark(line):
                assert shown.all(), (values, key)
                assert not beyond, (values, key)
            elif beyond:
                sign = getattr(stage.scene, SIGNS[name]) if name in SIGNS else None
                assert sign is not None, (values, key)
                assert sign.get_visible(), (values, key)
                if isinstance(sign, Line2D):
                    assert sign.get_marker() in ("^", "v"), (values, key)


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_no_mark_hides_another(name: str) -> None:
    """A mark on another one is smaller, or an outline through which the other is seen."""
    explorer = explore.explorer(name)
    stage = explorer.stage("conventional")
    for values in settings(explorer):
        explorer.move(stage.scene, explorer.compute(**explorer.values(values)), "conventional")
        moving = [(key, line, places) for key, line, places in lines(stage.scene) if is_mark(line)]
        known = {id(line) for _, line, _ in moving}
        still = [
            ("standing still", line, line.axes.transData.transform(np.column_stack(line.get_data())))
            for axes in stage._figure.axes
            for line in axes.lines
            if id(line) not in known and not line.get_animated() and is_mark(line) and len(line.get_xdata())
        ]
        for (under, low, there), (over, top, here) in combinations([*still, *moving], 2):
            if low.axes is not top.axes or over == "standing still":
                continue
            near = np.hypot(*np.moveaxis(there[:, None] - here[None], -1, 0)).min()
            if near < 0.3 * top.get_markersize() * 100 / 72:
                outline = str(top.get_markerfacecolor()).lower() == "none"
                assert outline or top.get_markersize() < 0.7 * low.get_markersize(), (values, over, under)
