from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.models.secretagogues import AGENTS, Agent, half_life_text
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MINUTES_IN_HOUR = 60.0
_CLOCK = np.geomspace(0.05, 720, 160)  # hours
# Published half-lives, hours: growth hormone itself (Holl 1993) and IGF-1 (12-16 h, unverified).
_GH_CLOCK = (14 / 60, 26 / 60)
_IGF1_CLOCK = (12.0, 16.0)
_TICKS = {"1 min": 1 / 60, "10 min": 1 / 6, "1 h": 1, "6 h": 6, "1 d": 24, "7 d": 168, "30 d": 720}  # hours

_SHOWN = {
    "sermorelin": "sermorelin",
    "cjc_1295_no_dac": "CJC-1295, no DAC",
    "tesamorelin": "tesamorelin",
    "hexarelin": "hexarelin",
    "ipamorelin": "ipamorelin",
    "mk_677": "MK-677",
    "cjc_1295_dac": "CJC-1295, DAC",
}


class Clocks(NamedTuple):
    """The agent, its half-life in hours (None where there is none), hours since the dose, and what is left."""

    key: str
    agent: Agent
    half_life: tuple[float, float] | None
    hours: float
    left: tuple[float, float] | None
    gh_left: tuple[float, float]
    igf1_left: tuple[float, float]


class HalfLives(Explorer[Clocks]):
    """An agent, the growth hormone that it releases and IGF-1 keep three different times."""

    title = "Three clocks: the agent, growth hormone, IGF-1"
    tall = 660
    controls = (
        ToggleButtons("agent", "Agent", _SHOWN, "sermorelin"),
        Slider("hours", "Time since its peak", 0.1, 240, 2, 0.1, unit="h"),
    )
    presets = {
        "Sermorelin after half an hour": {"agent": "sermorelin", "hours": 0.5},
        "Ipamorelin after four hours": {"agent": "ipamorelin", "hours": 4},
        "CJC-1295 with DAC after a week": {"agent": "cjc_1295_dac", "hours": 168},
        "Hexarelin after an hour": {"agent": "hexarelin", "hours": 1},
    }
    sources = ("Holl1993", "Teichman2006", "Gobburu1999", "Imbimbo1994", "EgriftaPI")

    def compute(self, *, agent: str, hours: float) -> Clocks:
        """Return what is left of each after some hours: 2 to the power of minus hours over half-life."""
        found = AGENTS[agent]
        half_life = (
            None
            if found.half_life_min is None
            else (found.half_life_min[0] / _MINUTES_IN_HOUR, found.half_life_min[1] / _MINUTES_IN_HOUR)
        )
        return Clocks(
            agent,
            found,
            half_life,
            hours,
            None if half_life is None else _left(hours, half_life),
            _left(hours, _GH_CLOCK),
            _left(hours, _IGF1_CLOCK),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the curves of growth hormone and IGF-1, and all half-lives on one line."""
        fall, lives = charts.panels(figure, widths=(1.15, 1))
        _draw_fall(fall)
        _draw_lives(lives)
        scene = Scene(
            now=fall.axvline(1, ymax=100 / 152, color=style.LEARNER, linewidth=1.2),
            agent=fall.plot([], [], color=style.INSULIN, label="the agent, where known")[0],
            at=charts.mark(fall, size=10),
            row=lives.plot(
                [1 / 60, 720], [0, 0], color=style.ACCENT, linewidth=16, alpha=0.18, solid_capstyle="butt"
            )[0],
        )
        charts.key(fall, "upper right", handlelength=3, fontsize=10.5)
        return scene

    def move(self, scene: Scene, numbers: Clocks, units: UnitSystem) -> None:
        """Draw the agent's curve and the moment."""
        scene.now.set_xdata([numbers.hours] * 2)
        has_curve = numbers.half_life is not None
        scene.agent.set_visible(has_curve)
        scene.at.set_visible(has_curve)
        if numbers.half_life is not None:
            middle = math.sqrt(numbers.half_life[0] * numbers.half_life[1])
            scene.agent.set_data(_CLOCK, 100 * 0.5 ** (_CLOCK / middle))
            scene.agent.set_linestyle("-" if numbers.agent.half_life_verified else "-.")
            scene.at.set_data([numbers.hours], [100 * 0.5 ** (numbers.hours / middle)])
        height = list(_SHOWN).index(numbers.key)
        scene.row.set_ydata([height, height])

    def say(self, numbers: Clocks, units: UnitSystem) -> str:
        """Say what is left of the three, and where the agent's figure comes from."""
        if numbers.left is None:
            own = f"of {numbers.agent.name} nothing can be said: no half-life in people was found"
        else:
            doubt = "" if numbers.agent.half_life_verified else " (half-life unverified)"
            own = f"of {numbers.agent.name} {_range(numbers.left)} is left{doubt}"
        return (
            f"After {_duration(numbers.hours)}: {own}; of a pulse of growth hormone {_range(numbers.gh_left)}, of the "
            f"IGF-1 in blood {_range(numbers.igf1_left)}, if no more were made. {_made(numbers)}Source of the agent's "
            f"figure: {numbers.agent.half_life_note}"
        )

    def tabulate(self, numbers: Clocks, units: UnitSystem) -> Columns:
        """Return every agent's half-life, its standing and its source."""
        del numbers, units
        return {
            "agent": [AGENTS[key].name for key in _SHOWN],
            "half-life": [half_life_text(AGENTS[key]) for key in _SHOWN],
            "where it comes from": [AGENTS[key].half_life_note for key in _SHOWN],
        }


def _made(numbers: Clocks) -> str:
    """Say of an agent that acts all day that what it releases is made anew."""
    if not numbers.agent.sustained:
        return ""
    return "But more is made, of both, as long as the agent acts: its IGF-1 does not fade like this. "


def _left(hours: float, half_life: tuple[float, float]) -> tuple[float, float]:
    return (0.5 ** (hours / half_life[0]), 0.5 ** (hours / half_life[1]))


def _range(left: tuple[float, float]) -> str:
    low, high = (100 * part for part in left)
    if high < 0.5:
        return "less than 1 %"
    shown = ["<1" if part < 0.5 else f"{part:.0f}" for part in (low, high)]
    return f"{shown[0]} %" if shown[0] == shown[1] else f"{shown[0]} to {shown[1]} %"


def _duration(hours: float) -> str:
    if hours < 1.5:
        return f"{hours * 60:.0f} minutes"
    return f"{hours:.3g} hours" if hours < 48 else f"{hours / 24:.1f} days"


def _draw_fall(axes: Axes) -> None:
    for clock, colour, line, label in (
        (_GH_CLOCK, style.GLUCOSE, "--", "growth hormone itself"),
        (_IGF1_CLOCK, style.GOOD, ":", "IGF-1 (unverified)"),
    ):
        middle = math.sqrt(clock[0] * clock[1])
        axes.plot(_CLOCK, 100 * 0.5 ** (_CLOCK / middle), color=colour, linestyle=line, label=label)
    axes.set(xscale="log")
    axes.minorticks_off()
    axes.set(
        xlim=(0.05, 720),
        ylim=(0, 152),
        yticks=range(0, 101, 20),
        ylabel="% left",
        xlabel="Time",
        title="What is left, by the half-life",
    )
    axes.set_xticks(list(_TICKS.values())[1:], list(_TICKS)[1:])


def _draw_lives(axes: Axes) -> None:
    axes.set(xscale="log")
    axes.minorticks_off()
    for height, key in enumerate(_SHOWN):
        agent = AGENTS[key]
        if agent.half_life_min is None:
            axes.text(1 / 60 * 1.3, height, "none found", va="center", fontsize=10.5, color=style.MUTED)
            continue
        low, high = (minutes / _MINUTES_IN_HOUR for minutes in agent.half_life_min)
        # Not "none": the line of the range would be seen through it, and look like a half-filled one.
        filled = style.INSULIN if agent.half_life_verified else style.PAPER
        axes.plot([low, high], [height, height], color=style.INSULIN, linewidth=3)
        axes.plot(
            [math.sqrt(low * high)], [height], "s", markersize=10, color=style.INSULIN, markerfacecolor=filled
        )
    for clock, colour in ((_GH_CLOCK, style.GLUCOSE), (_IGF1_CLOCK, style.GOOD)):
        axes.axvspan(*clock, color=colour, alpha=0.22, linewidth=0)
    axes.set(
        xlim=(1 / 60, 720), ylim=(-0.6, 6.9), yticks=range(len(_SHOWN)), yticklabels=list(_SHOWN.values()),
        xlabel="Half-life of the agent itself", title="Hollow: not seen in its source",
    )  # fmt: skip
    axes.set_xticks(list(_TICKS.values())[:-1], list(_TICKS)[:-1])
    axes.tick_params(axis="y", labelsize=10.5)
    axes.text(_GH_CLOCK[1] * 1.15, 6.45, "GH", color=style.GLUCOSE, fontsize=10.5, weight="bold")
    axes.text(_IGF1_CLOCK[1] * 1.15, 6.45, "IGF-1", color=style.GOOD, fontsize=10.5, weight="bold")
