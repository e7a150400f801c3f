"""What the explorers of several lessons draw alike: plain numbers on log axes, marks, dashes, boxes, intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from helpers.explore.drawing import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from helpers.statistics import Estimate


def log_ticks(axes: Axes, *, x: Sequence[float] = (), y: Sequence[float] = ()) -> None:
    """Make an axis logarithmic, with plain numbers at these places and nothing between.

    Parameters
    ----------
    axes
        The axes.
    x, y
        Where the numbers stand; an axis for which none are given stays as it is.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> log_ticks(axes, x=(0.5, 1, 10))
    >>> [label.get_text() for label in axes.get_xticklabels()], axes.get_yscale()
    (['0.5', '1', '10'], 'linear')
    """
    if len(x):
        axes.set_xscale("log")
        axes.set_xticks(x, [f"{tick:g}" for tick in x])
    if len(y):
        axes.set_yscale("log")
        axes.set_yticks(y, [f"{tick:g}" for tick in y])
    axes.minorticks_off()


def mark(
    axes: Axes,
    shape: str = "o",
    colour: str = style.LEARNER,
    *,
    size: float = 12,
    at: tuple[Sequence[float], Sequence[float]] = ((), ()),
    clip: bool = True,
    hollow: bool = False,
    label: str | None = None,
) -> Line2D:
    """Draw marks with a white edge, which keeps them apart from what they lie on.

    Parameters
    ----------
    axes
        The axes.
    shape, colour, size
        matplotlib's marker; its colour, the learner's own if not given; its size in points.
    at
        Where they stand, horizontally and vertically; nowhere yet if not given.
    clip
        Whether a mark on the edge is cut there.
    hollow
        An outline only, so that a mark of another quantity at the same place is seen through it.
    label
        What a legend calls it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> mark(Figure().subplots(), "s").get_marker()
    's'
    """
    drawn = axes.plot(
        *at, shape, color=colour, markersize=size, markeredgecolor="white", clip_on=clip, label=label
    )[0]
    if hollow:
        drawn.set(markerfacecolor="none", markeredgecolor=colour, markeredgewidth=2.4)
    return drawn


def ring(axes: Axes, *, size: float = 16) -> Line2D:
    """Draw the ring that goes around the learner's choice among marks that stand still.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ring(Figure().subplots()).get_markerfacecolor()
    'none'
    """
    return axes.plot(
        [], [], "o", color=style.ACCENT, markersize=size, markerfacecolor="none", markeredgewidth=2.6
    )[0]


def dashed(width: float = 1.5) -> dict[str, Any]:
    """Return the look of a curve with which the learner's is compared.

    Examples
    --------
    >>> dashed()["linewidth"]
    1.5
    """
    return {"color": style.COMPARE, "linewidth": width, "linestyle": (0, (4, 3))}


def box(pad: float = 0.15, alpha: float = 1.0) -> dict[str, Any]:
    """Return the look of a white box behind a label, which keeps lines out of its letters.

    Parameters
    ----------
    pad
        Room around the letters, in heights of a line.
    alpha
        1 hides what lies behind.

    Examples
    --------
    >>> box()["boxstyle"]
    'round,pad=0.15'
    """
    return {"boxstyle": f"round,pad={pad:g}", "facecolor": style.PAPER, "edgecolor": "none", "alpha": alpha}


def interval_row(
    axes: Axes, estimate: Estimate, height: float, *, size: float = 10, width: float = 2.2
) -> None:
    """Draw one row of a forest plot that stands still: a square on its interval.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from helpers.statistics import Estimate
    >>> axes = Figure().subplots()
    >>> interval_row(axes, Estimate(1, 0.5, 2), height=0)
    >>> len(axes.lines)
    2
    """
    axes.plot([estimate.low, estimate.high], [height, height], color=style.INK, linewidth=width)
    axes.plot([estimate.value], [height], "s", color=style.INK, markersize=size)


def place_intervals(lines: Iterable[Line2D], estimates: Iterable[Estimate], heights: Iterable[float]) -> None:
    """Lay lines along the intervals of estimates, each at its height.

    Raises
    ------
    ValueError
        If there are not as many of each.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from helpers.statistics import Estimate
    >>> line = Figure().subplots().plot([], [])[0]
    >>> place_intervals([line], [Estimate(0, -1, 1)], [3])
    >>> line.get_xydata().tolist()
    [[-1.0, 3.0], [1.0, 3.0]]
    """
    for line, estimate, height in zip(lines, estimates, heights, strict=True):
        line.set_data([estimate.low, estimate.high], [height, height])
