"""What explorers draw alike: panels and keys for any width, plain numbers on log axes, marks, boxes, intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from helpers.explore.drawing import style
from helpers.explore.drawing.fitting import KeyBelow, is_narrow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

    from helpers.statistics import Estimate


_COLUMNS = 3  # of a key below its panel, or as many as fit


def panels(
    figure: Figure,
    widths: Sequence[float] = (1, 1),
    heights: Sequence[float] = (),
    *,
    split: Sequence[int] = (),
    sharey: bool = False,
) -> tuple[Axes, ...]:
    """Make a figure's panels: side by side where it is wide, one below the other where it is narrow.

    Margins are worked out once all is drawn (`fitting.fit`); none is set by hand.

    Parameters
    ----------
    figure
        The figure.
    widths
        Of the columns, relative to each other, where they stand side by side.
    heights
        Of all panels, relative to each other, where they are stacked; alike if not given.
    split
        How many panels stand in each column; one if not given.
    sharey
        Whether all have the vertical axis of the first, which alone has its numbers where they stand side by side.

    Returns
    -------
    The panels, column by column.

    Raises
    ------
    ValueError
        If there are not as many heights as panels, or not as many parts as columns.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> def places(figure, **how):
    ...     return [tuple(panel.get_position().p0.round(1).tolist()) for panel in panels(figure, **how)]
    >>> wide, narrow = (9, 3.8), (3.6, 5.6)
    >>> places(Figure(figsize=wide), split=(2, 1))
    [(0.1, 0.5), (0.1, 0.1), (0.5, 0.1)]
    >>> places(Figure(figsize=narrow), split=(2, 1))
    [(0.1, 0.7), (0.1, 0.4), (0.1, 0.1)]
    """
    split = split or (1,) * len(widths)
    count = sum(split)
    heights = heights or (1,) * count
    if len(heights) != count or len(split) != len(widths):
        raise ValueError(
            f"{len(widths)} columns with {count} panels need {len(widths)} parts and {count} heights, not {len(split)} "
            f"and {len(heights)}."
        )
    narrow = is_narrow(figure)
    if narrow:
        grid = figure.add_gridspec(count, 1, height_ratios=heights)
        places = [grid[row, 0] for row in range(count)]
    else:
        rows = max(split)
        grid = figure.add_gridspec(rows, len(widths), width_ratios=widths)
        places = [
            grid[part * rows // parts : (part + 1) * rows // parts, column]
            for column, parts in enumerate(split)
            for part in range(parts)
        ]
    made = [figure.add_subplot(places[0])]
    made += [figure.add_subplot(place, sharey=made[0] if sharey else None) for place in places[1:]]
    if sharey and not narrow:
        for axes in made[1:]:
            axes.tick_params(axis="y", labelleft=False)
    return tuple(made)


def key(axes: Axes, loc: Any = "best", columns: int = 1, *, paper: float = 0, **look: Any) -> Legend:
    """Say what the marks and curves of a panel are: inside it where it is wide, else below it, clear of what is drawn.

    Parameters
    ----------
    axes
        The panel; what is drawn in it with a ``label`` stands in the key.
    loc, columns
        Where in the panel, and in how many columns, if the figure is wide; below it there are as many as fit.
    paper
        How much the paper behind a key inside the panel hides, from 0 to 1.
    look
        More of matplotlib's settings of a legend.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> wide, narrow = (Figure(figsize=size).subplots() for size in ((9, 3.8), (3.6, 5.6)))
    >>> for axes in (wide, narrow):
    ...     _ = axes.plot([0, 1], label="glucose")
    >>> type(key(wide, "upper left")).__name__, type(key(narrow, "upper left")).__name__
    ('Legend', 'KeyBelow')
    """
    if not is_narrow(axes.figure):  # type: ignore[arg-type]
        if paper:
            look |= {"frameon": True, "facecolor": style.PAPER, "framealpha": paper, "edgecolor": "none"}
        inside: Legend = axes.legend(loc=loc, ncols=columns, **look)
        return inside
    handles, labels = look.pop("handles", None), None
    if handles is None:
        handles, labels = axes.get_legend_handles_labels()
    labels = labels or [handle.get_label() for handle in handles]
    look = {"borderpad": 0.1, "columnspacing": 1.4, "borderaxespad": 0} | look
    for ncols in range(min(_COLUMNS, len(handles)), 0, -1):
        made = KeyBelow(axes, handles, labels, loc="upper left", ncols=ncols, **look)
        if made.get_window_extent().width <= 0.98 * axes.figure.bbox.width:
            break
    axes.legend_ = made  # as `axes.legend` does: what `add_artist` adds is cut off at the panel
    return made


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
