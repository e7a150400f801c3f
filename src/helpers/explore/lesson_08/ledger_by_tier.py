from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.evidence import GRADES, claims, counted
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine import Columns, Explorer, Scene, Switch, ToggleButtons
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path

_LINES = {
    "established": "established only",
    "supported": "supported or better",
    "mixed": "mixed or better",
    "weak": "weak or better",
}

_HATCHES = ("", "//", "", "\\\\", "..", "xx", "")


class Graded(NamedTuple):
    """Counts by tier and grade, the last grade that is good enough, and how they are shown."""

    counts: NDArray[np.int64]
    line: str
    counted: bool

    @property
    def good(self) -> Floats:
        """Percent of each tier's claims that are good enough."""
        return np.asarray(100 * self.upto / self.counts.sum(axis=1))

    @property
    def upto(self) -> NDArray[np.int64]:
        """How many claims of each tier are good enough."""
        return np.asarray(self.counts[:, : list(GRADES).index(self.line) + 1].sum(axis=1))


class LedgerByTier(Explorer[Graded]):
    """All graded claims, by part of the source text."""

    title = f"The grades of all {len(claims())} claims, by part of the text"
    controls = (
        ToggleButtons("line", "Good enough means", _LINES, "supported"),
        Switch("checkable", "Leave out what cannot be checked", False),
        ToggleButtons("scale", "Bars show", {"share": "shares", "count": "numbers"}, "share"),
    )
    presets = {
        "Strict": {"line": "established"},
        "Lenient": {"line": "mixed"},
        "As lenient as can be": {"line": "weak"},
        "Numbers": {"scale": "count"},
    }
    sources = ("SOURCE1",)
    size = (900, 430)
    tall = 640

    def compute(self, *, line: str, checkable: bool, scale: str) -> Graded:
        """Return the table of the ledger."""
        graded = [
            [0 if checkable and grade == "not-checkable" else count for grade, count in counts.items()]
            for counts in counted().values()
        ]
        return Graded(np.array(graded), line, scale == "count")

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes, the key of grades, and bars of no length yet."""
        from matplotlib.patches import PathPatch

        bars, good = charts.panels(figure, widths=(2.1, 1), sharey=True)
        tiers = [name.replace("/", "/\n") for name in counted()]
        bars.set(ylim=(3.55, -0.55), yticks=range(4), yticklabels=tiers, xlim=(0, 100), title="Grades")
        bars.set_xlabel("% of the claims, or number of claims")
        good.set(xlim=(0, 104), xlabel="%", title="Good enough")
        good.tick_params(axis="y", length=0)
        # One patch a grade: the pattern of a hatch takes longer to draw than the bars that it fills.
        pieces = [
            bars.add_patch(
                PathPatch(
                    _bars(np.zeros(4), np.ones(4)), facecolor=grade.colour, edgecolor="white", hatch=hatch,
                    linewidth=0.8, label=f"{grade.symbol} {grade.word}",
                )
            )
            for grade, hatch in zip(GRADES.values(), _HATCHES, strict=True)
        ]  # fmt: skip
        figure.legend(
            handles=pieces, loc="outside lower center", ncols=2 if is_narrow(figure) else 4,
            columnspacing=1.6, handlelength=1.6, handletextpad=0.6,
        )  # fmt: skip
        return Scene(
            pieces=pieces,
            stems=[good.plot([0, 0], [row, row], color=style.MUTED, linewidth=1.6)[0] for row in range(4)],
            good=charts.mark(good, "D", size=11),
        )

    def move(self, scene: Scene, numbers: Graded, units: UnitSystem) -> None:
        """Set the bars and the share that is good enough."""
        table = numbers.counts.astype(float)
        shown = table if numbers.counted else 100 * table / table.sum(axis=1, keepdims=True)
        ends = np.cumsum(shown, axis=1)
        for column, piece in enumerate(scene.pieces):
            path = _bars(ends[:, column] - shown[:, column], shown[:, column])
            # What is set is drawn again, and the line of what is good enough changes no bar.
            if not np.array_equal(path.vertices, piece.get_path().vertices):
                piece.set_path(path)
                piece.stale = True  # matplotlib does not say so of a path
        scene.good.set_data(numbers.good, range(4))
        for stem, value in zip(scene.stems, numbers.good, strict=True):
            stem.set_xdata([0, value])

    def say(self, numbers: Graded, units: UnitSystem) -> str:
        """Say the share that is good enough in each part."""
        totals, upto = numbers.counts.sum(axis=1), numbers.upto
        parts = "; ".join(
            f"{tier} {good} of {total} ({share:.0f} %)"
            for tier, good, total, share in zip(counted(), upto, totals, numbers.good, strict=True)
        )
        return (
            f"If good enough means {_LINES[numbers.line]}, so many claims of each part are: {parts}. Over the whole "
            f"text it is {upto.sum()} of {totals.sum()} ({100 * upto.sum() / totals.sum():.0f} %)."
        )

    def tabulate(self, numbers: Graded, units: UnitSystem) -> Columns:
        """Return the counts."""
        return {"tier": list(counted()), **dict(zip(GRADES, numbers.counts.T, strict=True))}


def _bars(starts: Floats, widths: Floats) -> Path:
    """Return one path of four level bars, one a row."""
    from matplotlib.path import Path

    low, high = np.arange(4) - 0.33, np.arange(4) + 0.33
    corners = [(starts, low), (starts + widths, low), (starts + widths, high), (starts, high), (starts, low)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * 4
    return Path(np.array(corners).transpose(2, 0, 1).reshape(-1, 2), codes)
