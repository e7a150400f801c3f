"""A figure's margins, worked out once: every text has its room, and nothing is cut off at an edge."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox, ScaledTranslation, blended_transform_factory

from helpers.explore.drawing.style import DPI, STACKED

_GAP = 6  # CSS pixels between a key and what stands over it
_EDGE = 4  # which no text comes nearer to the edge
_APART = 4  # between two numbers of an axis
_UNEVEN = 24  # panels whose labels differ less in width keep their left edges in one line


def is_narrow(figure: Figure) -> bool:
    """Tell whether the panels of a figure stand one below the other.

    Examples
    --------
    >>> is_narrow(Figure(figsize=(3.6, 5.6))), is_narrow(Figure(figsize=(9, 3.8)))
    (True, False)
    """
    return bool(figure.get_figwidth() * DPI < STACKED)


class KeyBelow(Legend):
    """A legend under its panel, as wide as the figure: like a title it asks the layout for height only."""

    def get_tightbbox(self, renderer: Any = None) -> Bbox:
        """Return the room that the layout leaves: as high as the legend, in the middle of the panel."""
        height, middle = self.get_window_extent(renderer), (self.axes.bbox.x0 + self.axes.bbox.x1) / 2
        return Bbox.from_extents(middle, height.y0, middle + 1, height.y1)


def fit(figure: Figure) -> None:
    r"""Lay the panels out so that titles, labels, ticks and keys have their room, and leave them there.

    Titles and labels that are longer than their room are broken at spaces, and where numbers of an axis would touch
    some are left out. What is written inside a panel, and what moves, does not push it. Frames that are drawn later
    cost nothing more.

    Parameters
    ----------
    figure
        All that stands still is drawn; what moves is animated and out of the layout.

    Examples
    --------
    >>> figure = Figure(figsize=(3.6, 3))
    >>> axes = figure.subplots()
    >>> _ = axes.set_title("A title of so many words that it needs more than one line")
    >>> fit(figure)
    >>> axes.get_title().count("\n") > 0, bool(axes.get_tightbbox().x1 <= figure.bbox.x1)
    (True, True)
    """
    engine = ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.06, wspace=0.03, hspace=0.02)
    for axes in figure.axes:
        for text in axes.texts:
            text.set_in_layout(False)
            text.set_wrap(text.get_animated() and is_narrow(figure))
    engine.execute(figure)
    if not is_narrow(figure):
        return
    for axes in figure.axes:
        panel = _widened(axes, figure)
        _space(axes.xaxis, panel.width / axes.bbox.width)
        _space(axes.yaxis, 1)
        for text, room in _rooms(axes, figure, panel):
            _break(text, room)
        for key in axes.get_children():
            if isinstance(key, KeyBelow):
                _place(key, figure, panel)
    engine.execute(figure)
    # Only now is known how high the panels are.
    broken = [_break(axes.yaxis.label, axes.bbox.height) for axes in figure.axes]
    if any(broken):
        engine.execute(figure)
    for axes in figure.axes:
        panel = _widened(axes, figure)
        axes.set_position(panel.transformed(figure.transFigure.inverted()))
        title = _title(axes)
        title.set_x((_EDGE * figure.dpi / DPI - panel.x0) / panel.width)
        for text in axes.texts:
            _break(text, _room_inside(text, figure))


def _widened(axes: Axes, figure: Figure) -> Bbox:
    """Return a panel's place with the room used that other panels' labels need and its own do not."""
    panel, scale = axes.bbox, figure.dpi / DPI
    around = [axis.get_tightbbox(for_layout_only=True) for axis in (axes.xaxis, axes.yaxis) if axes.axison]
    boxes = [panel.frozen(), *(box for box in around if box is not None)]
    left = min(box.x0 for box in boxes) - 2 * _EDGE * scale
    right = figure.bbox.x1 - 2 * _EDGE * scale - max(box.x1 for box in boxes)
    return Bbox.from_extents(
        panel.x0 - (left if left > _UNEVEN * scale else 0), panel.y0, panel.x1 + max(right, 0), panel.y1
    )


def _title(axes: Axes) -> Text:
    """Return a panel's title, which stands at the left."""
    words = axes.get_title("left")
    return next(
        (
            each
            for each in axes.get_children()
            if isinstance(each, Text) and words and each.get_text() == words
        ),
        axes.title,
    )


def _rooms(axes: Axes, figure: Figure, panel: Bbox) -> Iterator[tuple[Text, float]]:
    """Yield title and lower label of a panel, with the pixels that each may take."""
    edge, middle = _EDGE * figure.dpi / DPI, (panel.x0 + panel.x1) / 2
    yield _title(axes), figure.bbox.width - 2 * edge
    yield axes.xaxis.label, 2 * (min(middle, figure.bbox.x1 - middle) - edge)


def _room_inside(text: Text, figure: Figure) -> float:
    """Return the pixels that a text in a panel may take from where it is tied."""
    extent, edge = text.get_window_extent(), _EDGE * figure.dpi / DPI
    left, right = extent.x1 - edge, figure.bbox.x1 - edge - extent.x0
    if text.get_horizontalalignment() == "center":
        middle = (extent.x0 + extent.x1) / 2
        return float(2 * (min(middle, figure.bbox.x1 - middle) - edge))
    return float(left if text.get_horizontalalignment() == "right" else right)


def _break(text: Text, room: float) -> bool:
    """Break a text at spaces until it is no longer than its room, into lines alike; tell whether it had to be."""
    words = text.get_text()
    if text.get_animated() or not words or not text.get_visible():
        return False

    def length() -> float:
        extent = text.get_window_extent()
        return float(extent.height if text.get_rotation() == 90 else extent.width)

    first = length()
    if first <= room:
        return False
    width = int(len(words) * room / first) + 4
    while True:
        text.set_text(_filled(words, width))
        if length() <= room or width < 8:
            break
        width -= 1
    lines = text.get_text().count("\n")
    text.set_text(
        next(filled for at in range(6, width + 1) if (filled := _filled(words, at)).count("\n") <= lines)
    )
    return True


def _filled(words: str, width: int) -> str:
    return textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False)


def _space(axis: Axis, stretched: float) -> None:
    """Break names along an axis at spaces, and leave out numbers, where they would touch.

    Parameters
    ----------
    axis
        The axis.
    stretched
        How much longer it will be than it is.
    """
    along = 0 if axis is axis.axes.xaxis else 1
    places, labels = list(axis.get_majorticklocs()), list(axis.get_ticklabels())
    low, high = sorted(axis.get_view_interval())
    shown = [
        (place, label)
        for place, label in zip(places, labels, strict=False)
        if label.get_text() and low <= place <= high
    ]
    if len(shown) < 2 or shown[0][1].get_rotation():
        return
    apart = _APART * axis.figure.dpi / DPI

    def free(texts: list[Text]) -> bool:
        extents = [text.get_window_extent().get_points()[:, along] for text in texts]
        middles = [stretched * sum(extent) / 2 for extent in extents]
        halves = [(extent[1] - extent[0]) / 2 for extent in extents]
        order = sorted(range(len(texts)), key=lambda at: middles[at])
        return all(
            middles[two] - halves[two] - middles[one] - halves[one] >= (apart if along == 0 else 0)
            for one, two in pairwise(order)
        )

    texts = [label for _, label in shown]
    kept = words = [label.get_text() for label in texts]
    if free(texts):
        pass
    elif any(letter.isalpha() for word in words for letter in word):
        for width in range(14, 2, -1) if along == 0 else ():
            for label, word in zip(texts, words, strict=True):
                label.set_text(_filled(word, width))
            if free(texts):
                break
        kept = [label.get_text() for label in texts]
    else:
        step = next((step for step in (2, 3, 4) if free(texts[::step])), 5)
        kept = [word if at % step == 0 else "" for at, word in enumerate(words)]
    # Kept as they are: a panel that becomes wider would find room for more, which were not looked at.
    axis.set_ticks([place for place, _ in shown], kept)


def _place(key: KeyBelow, figure: Figure, panel: Bbox) -> None:
    """Hang a key under the labels of its panel: at the panel's left if it fits there, else as far right as it may."""
    axes, scale = key.axes, figure.dpi / DPI
    labels = axes.xaxis.get_tightbbox() if axes.axison else None
    drop = axes.bbox.y0 - min(labels.y0 if labels else axes.bbox.y0, axes.bbox.y0) + _GAP * scale
    left = min(panel.x0, figure.bbox.x1 - key.get_window_extent().width - _EDGE * scale)
    down = axes.transAxes + ScaledTranslation(0, -drop / figure.dpi, figure.dpi_scale_trans)
    key.set_bbox_to_anchor(
        (max(left, _EDGE * scale) / figure.bbox.width, 0), blended_transform_factory(figure.transFigure, down)
    )
