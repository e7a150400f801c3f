"""Boxes and arrows: what a diagram is made of, and how it is drawn for the width that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from helpers.explore.drawing import style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.text import Text

Effect = Literal["drives", "restrains", "disturbs", "leads to"]
# What an arrow does is told by its head and line as well as by its colour.
_LOOKS: Mapping[Effect, dict[str, Any]] = {
    "drives": {"arrowstyle": "-|>,head_length=0.5,head_width=0.28", "color": style.GOOD, "linestyle": "-"},
    "restrains": {"arrowstyle": "-[,widthB=0.55,lengthB=0", "color": style.GLUCOSE, "linestyle": "-"},
    "disturbs": {
        "arrowstyle": "-|>,head_length=0.5,head_width=0.28",
        "color": style.ACCENT,
        "linestyle": (0, (3, 2)),
    },
    "leads to": {"arrowstyle": "-|>,head_length=0.5,head_width=0.28", "color": style.MUTED, "linestyle": "-"},
}
_SOFT = "#eef2f5"

# Points between an arrow's end and its box: a bar across a slanting arrow needs more.
_ROOM = {"restrains": 9}


@dataclass(frozen=True)
class Box:
    """A station of a diagram.

    Parameters
    ----------
    text
        What stands in it; lines are broken by hand.
    at
        Its middle in percent of width and height, from below, in a wide picture.
    narrow
        The same in a narrow one.
    step
        With which step it comes.
    plain
        Words without a frame.

    Examples
    --------
    >>> Box("liver", (20, 50), (50, 80)).step
    1
    """

    text: str
    at: tuple[float, float]
    narrow: tuple[float, float]
    step: int = 1
    plain: bool = False


@dataclass(frozen=True)
class Arrow:
    """What one box does to another.

    Parameters
    ----------
    start, end
        Names of boxes.
    does
        "drives", "restrains", "disturbs" or, without a judgement, "leads to".
    text
        A word or two at its middle.
    step
        With which step it comes.
    bend
        How far it swings out, as a part of its length: to the right of its way if positive.
    narrow_bend
        The same in a narrow picture; as in a wide one if not given.
    told
        What it does in words, for the table.

    Examples
    --------
    >>> Arrow("pituitary", "testis", "drives", "LH").bend
    0.0
    """

    start: str
    end: str
    does: Effect = "drives"
    text: str = ""
    step: int = 1
    bend: float = 0.0
    narrow_bend: float | None = None
    told: str = ""


def draw(axes: Axes, boxes: Mapping[str, Box], arrows: Sequence[Arrow], *, narrow: bool) -> list[Artist]:
    """Draw a diagram into axes, which lose their frame, and return its artists; `show` says what is seen of it.

    Parameters
    ----------
    axes
        The axes; all of their area is used.
    boxes, arrows
        What is drawn; arrows name boxes.
    narrow
        Whether the boxes stand as on a phone.

    Raises
    ------
    ValueError
        If an arrow names no box.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> boxes = {"a": Box("cause", (20, 50), (50, 80)), "b": Box("effect", (80, 50), (50, 20))}
    >>> len(draw(Figure().subplots(), boxes, [Arrow("a", "b")], narrow=False))
    3
    """
    axes.set(xlim=(0, 100), ylim=(0, 100))
    axes.set_axis_off()
    size = 10.5 if narrow else 12
    texts = {name: _box(axes, box, narrow, size) for name, box in boxes.items()}
    parts: list[Artist] = [*texts.values()]
    for arrow in arrows:
        unknown = {arrow.start, arrow.end} - set(boxes)
        if unknown:
            raise ValueError(
                f"An arrow names {', '.join(sorted(unknown))}; the boxes are {', '.join(boxes)}."
            )
        parts += _arrow(axes, arrow, texts, narrow, size - 1)
    # Boxes first, since arrows end at their edges; words last, so that arrows do not cross them.
    return sorted(parts, key=lambda part: part.get_zorder())


def show(parts: Iterable[Artist], step: int, *, only: bool = False) -> None:
    """Show a diagram up to a step, what is new at it in stronger lines.

    Parameters
    ----------
    parts
        As `draw` returned them.
    step
        The last step that is shown.
    only
        Show what belongs to this step and to none (step 0), and not what came before.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> boxes = {"a": Box("now", (20, 50), (50, 80)), "b": Box("later", (80, 50), (50, 20), step=2)}
    >>> parts = draw(Figure().subplots(), boxes, [], narrow=False)
    >>> show(parts, 1)
    >>> [part.get_visible() for part in parts]
    [True, False]
    """
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.text import Text

    for part in parts:
        comes = int(str(part.get_gid()))
        part.set_visible(comes in (0, step) if only else comes <= step)
        new = 0 < comes == step
        if isinstance(part, FancyArrowPatch):
            part.set_linewidth(2.6 if new else 1.6)
        elif isinstance(part, Text) and (frame := part.get_bbox_patch()) and frame.get_linewidth():
            frame.set(linewidth=2.2 if new else 1.0, edgecolor=style.INK if new else style.MUTED)
            part.stale = True  # a text does not notice that its frame has changed


def legend(axes: Axes, does: Sequence[Effect], names: Mapping[Effect, str], *, narrow: bool) -> None:
    """Write below the boxes what the kinds of arrows mean.

    Parameters
    ----------
    axes
        As for `draw`.
    does
        The kinds that the diagram has.
    names
        What each is called here.
    narrow
        As for `draw`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> legend(axes, ["drives"], {"drives": "makes more"}, narrow=True)
    >>> axes.texts[0].get_text()
    'makes more'
    """
    from matplotlib.patches import FancyArrowPatch

    columns = 2 if narrow else max(len(does), 1)
    reach, lowest = (8, 2.5) if narrow else (4, 4.0)
    for at, kind in enumerate(does):
        rows_below = (len(does) - 1) // columns - at // columns
        left, height = 2 + at % columns * 96 / columns, lowest + 4 * rows_below
        axes.add_patch(
            FancyArrowPatch(
                (left, height), (left + reach, height), mutation_scale=12, linewidth=1.8, **_LOOKS[kind]
            )
        )
        axes.text(
            left + reach + 2, height, names[kind], ha="left", va="center", fontsize=10 if narrow else 10.5
        )


def _box(axes: Axes, box: Box, narrow: bool, size: float) -> Text:
    where = box.narrow if narrow else box.at
    frame: dict[str, Any] = {
        "boxstyle": "round,pad=0.35",
        "facecolor": style.PAPER if box.plain else _SOFT,
        "edgecolor": style.MUTED,
        "linewidth": 0 if box.plain else 1,
    }
    return axes.text(
        *where,
        box.text,
        ha="center",
        va="center",
        fontsize=size,
        linespacing=1.15,
        bbox=frame,
        zorder=3,
        gid=str(box.step),
    )


def _arrow(
    axes: Axes, arrow: Arrow, texts: Mapping[str, Text], narrow: bool, size: float
) -> list[FancyArrowPatch | Text]:
    from matplotlib.patches import FancyArrowPatch

    start, end = texts[arrow.start], texts[arrow.end]
    bend = arrow.bend if arrow.narrow_bend is None or not narrow else arrow.narrow_bend
    (x0, y0), (x1, y1) = start.get_position(), end.get_position()
    patch = FancyArrowPatch(
        (x0, y0), (x1, y1),
        connectionstyle=f"arc3,rad={bend:g}", patchA=start.get_bbox_patch(), patchB=end.get_bbox_patch(),
        shrinkA=2, shrinkB=_ROOM.get(arrow.does, 4), mutation_scale=13, linewidth=2, zorder=3.5,
        gid=str(arrow.step), **_LOOKS[arrow.does],
    )  # fmt: skip
    axes.add_patch(patch)
    drawn: list[FancyArrowPatch | Text] = [patch]
    if arrow.text:
        # The middle of a quadratic curve whose control point is `bend` of its length aside, in pixels.
        axes_width, axes_height = axes.get_window_extent().size
        dx, dy = (x1 - x0) * axes_width, (y1 - y0) * axes_height
        x = (x0 + x1) / 2 + bend * dy / 2 / axes_width
        y = (y0 + y1) / 2 - bend * dx / 2 / axes_height
        drawn.append(
            axes.text(
                x, y, arrow.text, ha="center", va="center", fontsize=size, color=_LOOKS[arrow.does]["color"],
                bbox={"boxstyle": "round,pad=0.12", "facecolor": style.PAPER, "edgecolor": "none", "linewidth": 0},
                zorder=4, gid=str(arrow.step),
            )
        )  # fmt: skip
    return drawn
