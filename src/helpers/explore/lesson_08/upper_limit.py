from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.cohort import traces
from helpers.columns import of_rows
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_08.shared import GROUP_MARKS, YOURS, Trace, ids_of, own_trace, percent_above
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from helpers.own import Own

_SHORT = {"resistant, normal glucose": "resistant"}
_LIMITS = np.arange(100.0, 251.0, 2.0)
_ALLOWED = 25.0  # percent of readings above 180 mg/dL that the consensus on diabetes allows


class Above(NamedTuple):
    """The limit in mg/dL, and the percent of readings above it, by group and person."""

    limit: float
    shares: dict[str, Floats]


class UpperLimit(Explorer[Above]):
    """The same 16 traces under a limit that the learner moves."""

    title = "Time above a line"
    tall = 600
    controls = (
        Slider("limit", "The line", 100, 250, 180, 1, analyte="glucose", si_step=0.1),
        ToggleButtons(
            "shown",
            "Show",
            {"all": "all 16 people", "normal": "the 8 with normal glucose"},
            "all",
        ),
    )
    presets = {
        "Line of the diabetes consensus": {"limit": 180},
        "A stricter line": {"limit": 140},
        "Stricter still": {"limit": 120},
        "Normal glucose, stricter still": {"limit": 120, "shown": "normal"},
    }
    sources = ("Battelino2019", "Shah2019")
    mine: Trace | None = None

    def beside(self, mine: Own) -> UpperLimit:
        """Return the explorer with a learner's own trace as a person more."""
        shown = UpperLimit()
        shown.mine = own_trace(mine)
        return shown

    def compute(self, *, limit: float, shown: str) -> Above:
        """Return each person's share of readings above the limit."""
        groups = traces.GROUPS if shown == "all" else traces.GROUPS[:2]
        shares = {group: np.array([percent_above(i, limit) for i in ids_of(group)]) for group in groups}
        if self.mine:
            shares[YOURS] = np.array([100 * float((self.mine.glucose > limit).mean())])
        return Above(limit, shares)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw each group's share for every limit on the left, an axis for its people on the right."""
        curves, people = charts.panels(figure, widths=(1.2, 1))
        for group, (colour, _, line) in GROUP_MARKS.items():
            shares = [np.mean([percent_above(i, limit) for i in ids_of(group)]) for limit in _LIMITS]
            curves.plot(
                in_units(_LIMITS, "glucose", units),
                shares,
                color=colour,
                linestyle=line,
                label=_SHORT.get(group, group),
            )
        curves.set(
            xlim=in_units(_LIMITS[[0, -1]], "glucose", units), ylim=(-3, 132),
            yticks=range(0, 101, 20), ylabel="% of readings above",
            xlabel=f"The line, {unit_of('glucose', units)}", title="Average of each group",
        )  # fmt: skip
        if self.mine:
            own = [100 * float((self.mine.glucose > limit).mean()) for limit in _LIMITS]
            curves.plot(in_units(_LIMITS, "glucose", units), own, color=style.LEARNER, label=YOURS)
        charts.key(curves, "upper right", handlelength=3, columns=2, columnspacing=1.2)
        people.axhline(_ALLOWED, color=style.MUTED, linewidth=1.4, linestyle=":")
        people.set(
            xlim=(-0.5, 3.5), ylim=(-3, 104), xticks=range(4),
            xticklabels=["sensitive", "resistant", "predia-\nbetes", "type 2\ndiabetes"],
            title="Each person; dotted: 25 %",
        )  # fmt: skip
        people.tick_params(axis="x", labelsize=10.5)
        if self.mine:
            people.set(xlim=(-0.5, 4.5), xticks=range(5))
            labels = ["sensitive", "resistant", "pre-\ndiabetes", "type 2\ndiabetes", "your\ntrace"]
            people.set_xticklabels(labels, fontsize=9)
            curves.set_ylim(-3, 150)
        return Scene(
            line=curves.axvline(1, ymax=0.76, color=style.LEARNER, linewidth=1.6),
            marks=[charts.mark(people, mark, colour, size=10) for colour, mark, _ in GROUP_MARKS.values()],
            yours=charts.mark(people, "*", style.LEARNER, size=16),
        )

    def move(self, scene: Scene, numbers: Above, units: UnitSystem) -> None:
        """Move the line and the people's marks."""
        scene.line.set_xdata([in_units(numbers.limit, "glucose", units)] * 2)
        beside = np.array([-0.24, -0.08, 0.08, 0.24])
        for place, (mark, group) in enumerate(zip(scene.marks, traces.GROUPS, strict=True)):
            shares = numbers.shares.get(group)
            mark.set_visible(shares is not None)
            if shares is not None:
                mark.set_data(place + beside, shares)
        if self.mine:
            scene.yours.set_data([len(traces.GROUPS)], numbers.shares[YOURS])

    def say(self, numbers: Above, units: UnitSystem) -> str:
        """Say the range of each group and how many stay below a quarter of the time."""
        ranges = "; ".join(
            f"{group} {shares.min():.1f} to {shares.max():.1f} %"
            if len(shares) > 1
            else f"{group} {shares[0]:.1f} %"
            for group, shares in numbers.shares.items()
        )
        everyone = np.concatenate(list(numbers.shares.values()))
        return (
            f"Above {format_value(numbers.limit, 'glucose', units)} lie, of each person's readings: {ranges}. "
            f"{int((everyone < _ALLOWED).sum())} of the {len(everyone)} people shown are above it for less than "
            f"25 % of the time. The consensus on diabetes asks for that at {format_value(180, 'glucose', units)}; for "
            "people without diabetes no such target has been set."
        )

    def tabulate(self, numbers: Above, units: UnitSystem) -> Columns:
        """Return the people with their shares."""
        rows = [
            (group, person, share)
            for group, shares in numbers.shares.items()
            for person, share in zip(ids_of(group) if group != YOURS else ("you",), shares, strict=True)
        ]
        above = f"% above {format_value(numbers.limit, 'glucose', units)}"
        return of_rows(["Group", "Person", above], rows)
