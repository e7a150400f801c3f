from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from helpers.evidence import gap_map
from helpers.evidence.gap_map import Study
from helpers.explore.drawing import style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

_PEOPLE = {
    "any": "anyone",
    "not_hiv": "people without HIV",
    "resistant": "insulin resistance, obesity, diabetes",
}

_COUNTS = {
    "animal": "all, animals too",
    "uncontrolled": "any study in people",
    "randomised": "randomised only",
}

_SHAPES = {"randomised": "s", "uncontrolled": "o", "animal": "^"}

_COLOURS = {
    "better": style.GOOD,
    "worse": style.GLUCOSE,
    "unchanged": style.MUTED,
    "marker": style.INSULIN,
}

_SIGNS = {"better": "+", "worse": "x", "unchanged": "_", "marker": "."}


class Gaps(NamedTuple):
    """What counts, the cells that are filled under that rule, the studies behind them, cells whose studies differ."""

    rule: str
    cells: dict[tuple[str, str], Study]
    studies: tuple[Study, ...]
    disputed: set[tuple[str, str]]
    sized: bool


class EvidenceGaps(Explorer[Gaps]):
    """Agents against outcomes: which question was ever asked of which agent."""

    title = "Which question was asked of which agent?"
    controls = (
        ToggleButtons("kind", "What counts", _COUNTS, "animal"),
        ToggleButtons("people", "Studied in", _PEOPLE, "any"),
        Slider("least", "At least so many people", 0, 500, 0, 1),
    )
    presets = {
        "Everything": {},
        "Randomised": {"kind": "randomised"},
        "Randomised, fifty or more": {"kind": "randomised", "least": 50},
        "In the people of this course": {"kind": "uncontrolled", "people": "resistant"},
    }
    sources = tuple(sorted({key for study in gap_map.studies() for key in study.references}))
    size = (900, 436)
    tall = 670

    def compute(self, *, kind: str, people: str, least: float) -> Gaps:
        """Return the map under the learner's rule."""
        least = round(least)
        chosen = gap_map.counted(
            kind, least_people=least, people="insulin resistant" if people == "resistant" else None
        )
        if people == "not_hiv":
            chosen = tuple(study for study in chosen if study.people not in ("HIV", "animals"))
        size = f", {least} people or more" if least else ""
        return Gaps(
            f"{_COUNTS[kind]}; {_PEOPLE[people]}{size}",
            gap_map.cells(chosen),
            chosen,
            gap_map.disputed(chosen),
            least > 0,
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the empty map and its key."""
        axes = figure.subplots()
        agents, outcomes, narrow = gap_map.AGENTS, gap_map.OUTCOMES, is_narrow(figure)
        axes.set(
            xlim=(-0.5, len(outcomes) - 0.5), ylim=(len(agents) - 0.5, -0.5),
            xticks=range(len(outcomes)), yticks=range(len(agents)),
            yticklabels=[textwrap.fill(name, 14 if narrow else 30) for name in agents.values()],
        )  # fmt: skip
        axes.set_xticks(
            range(len(outcomes)),
            [textwrap.fill(label, 20 if narrow else 14) for label in outcomes.values()],
            rotation=90 if narrow else 0,
        )
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelsize=10 if narrow else 10.5)
        axes.grid(visible=False)
        _rule(axes)
        figure.legend(
            handles=_keys(axes), loc="outside lower center", ncols=2 if narrow else 4, columnspacing=1,
            handletextpad=0.2, handlelength=1.2, fontsize=10 if narrow else 10.5,
        )  # fmt: skip
        groups = [(kind, way) for kind in gap_map.KINDS for way in gap_map.DIRECTIONS]
        return Scene(
            marks=[
                axes.plot([], [], _SHAPES[kind], color=_COLOURS[way], markersize=16, linestyle="none")[0]
                for kind, way in groups
            ],
            signs=[
                axes.plot(
                    [], [], _SIGNS[way], color="white", markersize=8.5, markeredgewidth=2, linestyle="none"
                )[0]
                for way in gap_map.DIRECTIONS
            ],
            disputed=axes.plot([], [], "D", color=style.INK, markersize=5, linestyle="none")[0],
        )

    def move(self, scene: Scene, numbers: Gaps, units: UnitSystem) -> None:
        """Fill the cells that count."""
        agents, outcomes = list(gap_map.AGENTS), list(gap_map.OUTCOMES)
        groups = [(kind, way) for kind in gap_map.KINDS for way in gap_map.DIRECTIONS]
        where: dict[tuple[str, str], list[tuple[int, int]]] = {group: [] for group in groups}
        for (agent, outcome), study in numbers.cells.items():
            where[study.kind, study.direction].append((outcomes.index(outcome), agents.index(agent)))
        for mark, group in zip(scene.marks, groups, strict=True):
            mark.set_data([x for x, _ in where[group]], [y for _, y in where[group]])
        for sign, way in zip(scene.signs, gap_map.DIRECTIONS, strict=True):
            points = [point for kind in gap_map.KINDS for point in where[kind, way]]
            sign.set_data([x for x, _ in points], [y for _, y in points])
        corners = [
            (outcomes.index(outcome), agents.index(agent)) for agent, outcome in sorted(numbers.disputed)
        ]
        scene.disputed.set_data([x + 0.3 for x, _ in corners], [y - 0.25 for _, y in corners])

    def say(self, numbers: Gaps, units: UnitSystem) -> str:
        """Count filled and empty cells and name the agents without any."""
        total = len(gap_map.AGENTS) * len(gap_map.OUTCOMES)
        empty = [
            name
            for key, name in gap_map.AGENTS.items()
            if not any(agent == key for agent, _ in numbers.cells)
        ]
        harms = [
            f"{gap_map.AGENTS[agent]} ({gap_map.OUTCOMES[outcome]})"
            for (agent, outcome), study in numbers.cells.items()
            if study.direction == "worse"
        ]
        better = sum(study.direction == "better" for study in numbers.cells.values())
        glucose = sum(
            outcome in ("glucose", "diabetes") and study.direction == "better"
            for (_, outcome), study in numbers.cells.items()
        )
        return (
            f"Counting {numbers.rule}: {len(numbers.cells)} of {total} cells are filled and "
            f"{total - len(numbers.cells)} are empty. {better} {'says' if better == 1 else 'say'} better, {glucose} of "
            f"them for glucose or diabetes; worse: {', '.join(harms) if harms else 'none'}. Without any filled cell: "
            f"{', '.join(empty) if empty else 'no agent'}. One mark a cell: the highest rung, then most people; in "
            f"{len(numbers.disputed)} {'cell' if len(numbers.disputed) == 1 else 'cells'} another study of that rung "
            f"found otherwise.{' Studies whose number was not seen do not count.' if numbers.sized else ''}"
        )

    def tabulate(self, numbers: Gaps, units: UnitSystem) -> Columns:
        """Return the studies that count, or a row that says there is none."""
        rows = numbers.studies
        if not rows:
            return {"agent": ["none"], "finding": ["no study counts under this rule"]}
        return {
            "agent": [gap_map.AGENTS[each.agent] for each in rows],
            "outcome": [gap_map.OUTCOMES[each.outcome] for each in rows],
            "kind": [each.kind for each in rows],
            "people": [each.people for each in rows],
            "n": ["" if each.n is None else str(each.n) for each in rows],
            "finding": [each.finding for each in rows],
            "references": ["; ".join(each.references) for each in rows],
        }


def _rule(axes: Axes) -> None:
    """Draw the lines between the fields."""
    for x in range(len(gap_map.OUTCOMES) + 1):
        axes.axvline(x - 0.5, color=style.GRID, linewidth=1)
    for y in range(len(gap_map.AGENTS) + 1):
        axes.axhline(y - 0.5, color=style.GRID, linewidth=1)
    for side in axes.spines.values():
        side.set_visible(False)


def _keys(axes: Axes) -> list[Line2D]:
    """Return what the key shows: shapes for who was studied, colours for what was found."""
    kinds = {"randomised": "randomised", "uncontrolled": "people, no control", "animal": "animals"}
    ways = {
        "better": "+ better",
        "worse": "× worse",
        "unchanged": "− no different",
        "marker": "· level changed",
    }
    looks: list[tuple[str, str, float | None, str]] = [
        *((_SHAPES[kind], style.INK, None, label) for kind, label in kinds.items()),
        *(("s", _COLOURS[way], None, label) for way, label in ways.items()),
        ("D", style.INK, 5, "others of its rank differ"),
    ]
    return [
        axes.plot([], [], shape, color=colour, markersize=size, linestyle="none", label=label)[0]
        for shape, colour, size, label in looks
    ]
