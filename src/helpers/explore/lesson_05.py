"""Explorers of lesson 05: growth hormone and insulin, pulses, half-lives, evidence, absence, combinations."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import evidence_map, statistics, trials
from helpers.evidence_map import Study
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.indices import DIABETES_GLUCOSE
from helpers.models.beta_cell_mass import BetaCellMass
from helpers.models.growth_hormone import AGENTS, Agent, GrowthHormonePulses
from helpers.statistics import Estimate, people_per_arm
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]


# --- growth hormone against insulin ------------------------------------------------------------------------

_HEALTHY = BetaCellMass()
_HEALTHY_MASS = _HEALTHY.fixed_points()[0].beta_cell_mass_mg
_CLAMPS = (
    ("gh-clamp-six", "growth hormone, 4 h\n(6 healthy men)"),
    ("gh-clamp", "growth hormone\n(9 men who lack it)"),
    ("gh-clamp-both", "the same, lipolysis\nblocked (acipimox)"),
)


class Opposed(NamedTuple):
    """Sensitivity lost and regained and what is left, fractions; capacity; glucose mg/dL, insulin µU/mL."""

    lost: float
    regained: float
    left: float
    capacity: float
    glucose: float
    insulin: float


class AgainstInsulin(Explorer[Opposed]):
    """Growth hormone lowers insulin sensitivity at once; less visceral fat may give some back later."""

    title = "Growth hormone, insulin sensitivity and fasting glucose"
    controls = (
        Slider("lost", "Sensitivity lost to growth hormone", 0, 60, 0, 1, unit="%"),
        Slider("regained", "Regained as visceral fat shrinks", 0, 60, 0, 1, unit="%"),
        Slider("capacity", "Beta-cell capacity", 40, 200, 100, 5, unit="% of healthy"),
    )
    presets = {
        "As in the six men": {"lost": 35},
        "The same, half the beta cells": {"lost": 35, "capacity": 50},
        "Fat loss makes up for it": {"lost": 35, "regained": 54},
        "Fat loss makes up for half": {"lost": 35, "regained": 24},
    }
    sources = ("Moller1989", "Hjelholt2020", "Topp2000")
    schematic = True

    def compute(self, *, lost: float, regained: float, capacity: float) -> Opposed:
        """Return the fasting state; that loss and gain multiply is ours."""
        left = (1 - lost / 100) * (1 + regained / 100)
        person = replace(_HEALTHY, si=_HEALTHY.si * left)
        glucose, insulin = person.fasting_state(_HEALTHY_MASS * capacity / 100)
        return Opposed(lost / 100, regained / 100, left, capacity / 100, glucose, insulin)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw what clamps measured on the left, the plane of fasting glucose and insulin on the right."""
        measured, fasting = figure.subplots(1, 2, width_ratios=(1.1, 1))
        figure.subplots_adjust(left=0.2, right=0.985, top=0.9, bottom=0.15, wspace=0.3)
        for height, (key, _) in zip((2, 1, 0), _CLAMPS, strict=True):
            measured.plot([trials.effect(key)], [height], "s", color=style.INK, markersize=10)
        measured.axvline(0, color=style.MUTED, linewidth=1.2)
        measured.set(
            xlim=(-64, 64), ylim=(-1.5, 2.6), yticks=(2, 1, 0, -1),
            yticklabels=[*(label for _, label in _CLAMPS), "your setting"],
            xlabel="Change of insulin sensitivity, %", title="Squares: measured by clamp",
        )  # fmt: skip
        measured.tick_params(axis="y", labelsize=10.5)
        high = in_units(np.array([60.0, 295.0]), "glucose", units)
        fasting.axvline(
            in_units(DIABETES_GLUCOSE, "glucose", units), color=style.GLUCOSE, linewidth=1.2, linestyle=":"
        )
        fasting.plot(
            [in_units(100, "glucose", units)],
            [in_units(10, "insulin", units)],
            "D",
            color=style.COMPARE,
            markersize=10,
        )
        fasting.text(
            in_units(128, "glucose", units),
            in_units(1.0, "insulin", units),
            "dotted: diabetes range\ndiamond: start",
            color=style.GLUCOSE,
            fontsize=10.5,
        )
        fasting.set(
            xlim=high, ylim=(0, in_units(22.0, "insulin", units)),
            xlabel=f"Fasting glucose, {unit_of('glucose', units)}",
            ylabel=f"Fasting insulin, {unit_of('insulin', units)}",
            title="Fasting state",
        )  # fmt: skip
        hollow: Any = {"markerfacecolor": "none", "markeredgewidth": 2.6, "linestyle": "none"}
        return Scene(
            path=measured.plot([0, 0], [-1, -1], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            ring=measured.plot([0], [-1], "o", color=style.ACCENT, markersize=14, **hollow)[0],
            trail=fasting.plot([], [], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            point=charts.mark(fasting, size=13),
        )

    def move(self, scene: Scene, numbers: Opposed, units: UnitSystem) -> None:
        """Put the learner's setting on both charts."""
        change = 100 * (numbers.left - 1)
        scene.path.set_xdata([0, change])
        scene.ring.set_xdata([change])
        glucose = in_units(min(numbers.glucose, 292.0), "glucose", units)
        insulin = in_units(min(numbers.insulin, 21.8), "insulin", units)
        scene.trail.set_data(
            [in_units(100, "glucose", units), glucose], [in_units(10, "insulin", units), insulin]
        )
        scene.point.set_data([glucose], [insulin])

    def say(self, numbers: Opposed, units: UnitSystem) -> str:
        """Say what is left of sensitivity and where glucose and insulin settle."""
        change = 100 * (numbers.left - 1)
        verdict = (
            "as at the start" if abs(change) < 1 else ("below the start" if change < 0 else "above the start")
        )
        return (
            f"Growth hormone takes {100 * numbers.lost:.0f} % of insulin sensitivity, less visceral fat gives back "
            f"{100 * numbers.regained:.0f} % of the rest: sensitivity is {100 * numbers.left:.0f} %, {verdict}. With "
            f"{100 * numbers.capacity:.0f} % of healthy beta-cell capacity, fasting glucose settles at "
            f"{format_value(numbers.glucose, 'glucose', units)} and insulin at "
            f"{format_value(numbers.insulin, 'insulin', units)}; a healthy person starts from "
            f"{format_value(100, 'glucose', units)} and {format_value(10, 'insulin', units)}."
        )

    def tabulate(self, numbers: Opposed, units: UnitSystem) -> pd.DataFrame:
        """Return the clamps behind the squares, and the learner's setting."""
        import pandas as pd

        del units
        table = trials.table([key for key, _ in _CLAMPS])
        mine = pd.DataFrame(
            {
                "study": ["your setting"],
                "design": ["schematic"],
                "n": [""],
                "change": [f"{signed(-100 * numbers.lost)} %, then {signed(100 * numbers.regained)} %"],
                "outcome": ["insulin sensitivity"],
                "effect": [f"{signed(100 * (numbers.left - 1))} %"],
            }
        )
        return pd.concat([table, mine], ignore_index=True)


# --- pulses ------------------------------------------------------------------------------------------------

_TEXTBOOK = GrowthHormonePulses()
_DAY_HOURS = 24.0


class Day(NamedTuple):
    """Hours and growth hormone in ng/mL; the model; what was set; peaks above 3 ng/mL."""

    hours: Row
    level: Row
    model: GrowthHormonePulses
    pulses: float
    share: float
    amount: float


class HormonePulses(Explorer[Day]):
    """The same amount of growth hormone in pulses, or without pause."""

    title = "A day of growth hormone"
    controls = (
        Slider("share", "Part that comes without pause", 0, 100, 0, 1, unit="% of the day's amount"),
        Slider("pulses", "Pulses", 4, 24, 12, 1, unit="a day"),
        Slider("amount", "Amount in a day", 50, 300, 100, 1, unit="% of the textbook day"),
    )
    presets = {
        "Textbook day": {},
        "The same amount, no pulses": {"share": 100},
        "Few, tall pulses": {"pulses": 6},
        "A week after CJC-1295 with DAC": {"share": 28, "amount": 146},
    }
    sources = ("Holl1993", "Ionescu2006")
    schematic = True

    def compute(self, *, share: float, pulses: float, amount: float) -> Day:
        """Return a settled day whose mean is the amount, however it is divided."""
        mean = _TEXTBOOK.mean_ng_ml * amount / 100
        basal = mean * share / 100
        # A train must have some mass; a millionth of it is no pulse.
        in_pulses = max(mean - basal, 1e-6 * mean)
        unit = replace(_TEXTBOOK, pulses_per_day=pulses)
        mass = _TEXTBOOK.pulse_mass * in_pulses / unit.mean_ng_ml
        model = replace(unit, pulse_mass=mass, basal_ng_ml=basal)
        course = model.simulate(hours=_DAY_HOURS, every=4)
        return Day(
            course.index.to_numpy(dtype=float), course["gh_ng_ml"].to_numpy(), model, pulses, share, amount
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the textbook day, dashed, and the axes of mean, peak and trough."""
        del units
        day, sizes = figure.subplots(1, 2, width_ratios=(1.7, 1))
        figure.subplots_adjust(left=0.085, right=0.975, top=0.9, bottom=0.15, wspace=0.22)
        textbook = _TEXTBOOK.simulate(hours=_DAY_HOURS, every=4)
        day.plot(
            textbook.index, textbook["gh_ng_ml"], **charts.dashed(1.2),
            label="textbook day",
        )  # fmt: skip
        day.set(
            xlim=(0, 24), ylim=(0, 21), xticks=range(0, 25, 4), xlabel="Hours",
            ylabel="ng/mL (µg/L)", title="Growth hormone in blood",
        )  # fmt: skip
        sizes.axvline(1, **charts.dashed(1.2))
        sizes.set(
            xlim=(0.1, 100), ylim=(-0.6, 2.6), yticks=(2, 1, 0), yticklabels=["peak", "mean", "trough"],
            xlabel="times the textbook day", title="Peak, mean, trough",
        )  # fmt: skip
        charts.log_ticks(sizes, x=(0.1, 1, 10, 100))
        sizes.grid(visible=True, axis="y")
        scene = Scene(
            level=day.plot([], [], color=style.INSULIN, linewidth=2.2, label="your day")[0],
            peak=charts.mark(sizes, "^", style.GLUCOSE, at=([1], [2]), clip=False),
            mean=charts.mark(sizes, "o", style.INSULIN, at=([1], [1]), clip=False),
            trough=charts.mark(sizes, "v", style.GOOD, at=([1], [0]), clip=False),
        )
        day.legend(loc="upper right", handlelength=3, ncols=2)
        return scene

    def move(self, scene: Scene, numbers: Day, units: UnitSystem) -> None:
        """Draw the day and its three multiples."""
        del units
        scene.level.set_data(numbers.hours, numbers.level)
        for name, multiple in zip(("peak", "mean", "trough"), _multiples(numbers.model), strict=True):
            getattr(scene, name).set_xdata([min(max(multiple, 0.1), 100)])

    def say(self, numbers: Day, units: UnitSystem) -> str:
        """Say mean, peak and trough, and what IGF-1 does in this schematic."""
        del units
        peak, mean, trough = _multiples(numbers.model)
        pattern = (
            "without any pulse"
            if numbers.share > 99.5
            else f"in {numbers.pulses:.0f} pulses a day, {numbers.share:.0f} % of it without pause"
        )
        return (
            f"{numbers.amount:.0f} % of the textbook amount, {pattern}: the mean is {numbers.model.mean_ng_ml:.2f} "
            f"ng/mL ({mean:.2f} times the textbook day), the peak {numbers.model.peak_ng_ml:.1f} ({peak:.2f} times), "
            f"the trough {numbers.model.trough_ng_ml:.2f} ({trough:.1f} times). In this schematic IGF-1 follows the "
            f"mean alone, so it would settle at {mean:.2f} times its start whatever the pattern."
        )

    def tabulate(self, numbers: Day, units: UnitSystem) -> pd.DataFrame:
        """Return mean, peak and trough of both days."""
        import pandas as pd

        del units
        mine, book = numbers.model, _TEXTBOOK
        return pd.DataFrame(
            {
                "": ["peak", "mean", "trough"],
                "your day, ng/mL": [mine.peak_ng_ml, mine.mean_ng_ml, mine.trough_ng_ml],
                "textbook day, ng/mL": [book.peak_ng_ml, book.mean_ng_ml, book.trough_ng_ml],
                "times the textbook day": _multiples(mine),
            }
        )


def _multiples(model: GrowthHormonePulses) -> tuple[float, float, float]:
    """Peak, mean and trough as multiples of the textbook day's."""
    return (
        model.peak_ng_ml / _TEXTBOOK.peak_ng_ml,
        model.mean_ng_ml / _TEXTBOOK.mean_ng_ml,
        model.trough_ng_ml / _TEXTBOOK.trough_ng_ml,
    )


# --- half-lives --------------------------------------------------------------------------------------------

_MINUTES_IN_HOUR = 60.0
_CLOCK = np.geomspace(0.05, 720, 160)  # hours
# Published half-lives, hours: growth hormone itself (Holl 1993) and IGF-1 (12-16 h, unverified).
_GH_CLOCK = (14 / 60, 26 / 60)
_IGF1_CLOCK = (12.0, 16.0)
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
    controls = (
        Choice("agent", "Agent", _SHOWN, "sermorelin"),
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
        del units
        fall, lives = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.085, right=0.98, top=0.9, bottom=0.15, wspace=0.58)
        ticks = ([1 / 60, 1 / 6, 1, 6, 24, 168, 720], ["1 min", "10 min", "1 h", "6 h", "1 d", "7 d", "30 d"])
        for clock, colour, line, label in (
            (_GH_CLOCK, style.GLUCOSE, "--", "growth hormone itself"),
            (_IGF1_CLOCK, style.GOOD, ":", "IGF-1 (unverified)"),
        ):
            middle = math.sqrt(clock[0] * clock[1])
            fall.plot(_CLOCK, 100 * 0.5 ** (_CLOCK / middle), color=colour, linestyle=line, label=label)
        for axes in (fall, lives):
            axes.set(xscale="log")
            axes.minorticks_off()
        fall.set(
            xlim=(0.05, 720),
            ylim=(0, 152),
            yticks=range(0, 101, 20),
            ylabel="% left",
            xlabel="Time",
            title="What is left, by the half-life",
        )
        fall.set_xticks(ticks[0][1:], ticks[1][1:])
        for height, key in enumerate(_SHOWN):
            agent = AGENTS[key]
            if agent.half_life_min is None:
                lives.text(1 / 60 * 1.3, height, "none found", va="center", fontsize=10.5, color=style.MUTED)
                continue
            low, high = (minutes / _MINUTES_IN_HOUR for minutes in agent.half_life_min)
            # Not "none": the line of the range would be seen through it, and look like a half-filled one.
            filled = style.INSULIN if agent.half_life_verified else style.PAPER
            lives.plot([low, high], [height, height], color=style.INSULIN, linewidth=3)
            lives.plot(
                [math.sqrt(low * high)],
                [height],
                "s",
                markersize=10,
                color=style.INSULIN,
                markerfacecolor=filled,
            )
        for clock, colour in ((_GH_CLOCK, style.GLUCOSE), (_IGF1_CLOCK, style.GOOD)):
            lives.axvspan(*clock, color=colour, alpha=0.22, linewidth=0)
        lives.set(
            xlim=(1 / 60, 720), ylim=(-0.6, 6.9), yticks=range(len(_SHOWN)), yticklabels=list(_SHOWN.values()),
            xlabel="Half-life of the agent itself", title="Hollow: not seen in its source",
        )  # fmt: skip
        lives.set_xticks([1 / 60, 1 / 6, 1, 6, 24, 168], ["1 min", "10 min", "1 h", "6 h", "1 d", "7 d"])
        lives.tick_params(axis="y", labelsize=10.5)
        lives.text(_GH_CLOCK[1] * 1.15, 6.45, "GH", color=style.GLUCOSE, fontsize=10.5, weight="bold")
        lives.text(_IGF1_CLOCK[1] * 1.15, 6.45, "IGF-1", color=style.GOOD, fontsize=10.5, weight="bold")
        scene = Scene(
            now=fall.axvline(1, ymax=100 / 152, color=style.LEARNER, linewidth=1.2),
            agent=fall.plot([], [], color=style.INSULIN, label="the agent")[0],
            at=charts.mark(fall, size=10),
            row=lives.plot(
                [1 / 60, 720], [0, 0], color=style.ACCENT, linewidth=16, alpha=0.18, solid_capstyle="butt"
            )[0],
        )
        fall.legend(loc="upper right", handlelength=3, fontsize=10.5)
        return scene

    def move(self, scene: Scene, numbers: Clocks, units: UnitSystem) -> None:
        """Draw the agent's curve and the moment."""
        del units
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
        del units
        if numbers.left is None:
            own = f"Of {numbers.agent.name} nothing can be said: no half-life in people was found"
        else:
            doubt = "" if numbers.agent.half_life_verified else " (half-life unverified)"
            own = f"Of {numbers.agent.name} {_range(numbers.left)} is left{doubt}"
        return (
            f"After {_duration(numbers.hours)}: {own}; of a pulse of growth hormone {_range(numbers.gh_left)}, of "
            f"IGF-1 {_range(numbers.igf1_left)}. Source of the agent's figure: {numbers.agent.half_life_note}"
        )

    def tabulate(self, numbers: Clocks, units: UnitSystem) -> pd.DataFrame:
        """Return every agent's half-life, its standing and its source."""
        import pandas as pd

        from helpers.models.growth_hormone import agent_table

        del numbers, units
        table = agent_table()
        return pd.DataFrame(
            {
                "agent": [AGENTS[key].name for key in _SHOWN],
                "half-life": [table.loc[key, "half-life"] for key in _SHOWN],
                "where it comes from": [AGENTS[key].half_life_note for key in _SHOWN],
            }
        )


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


# --- the evidence map --------------------------------------------------------------------------------------

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
    """What counts, the cells that are filled under that rule, and the studies behind them."""

    rule: str
    cells: dict[tuple[str, str], Study]
    studies: tuple[Study, ...]


class EvidenceGaps(Explorer[Gaps]):
    """Agents against outcomes: which question was ever asked of which agent."""

    title = "Which question was asked of which agent?"
    controls = (
        Choice("kind", "What counts", _COUNTS, "animal"),
        Choice("people", "Studied in", _PEOPLE, "any"),
        Slider("least", "At least so many people", 0, 500, 0, 1),
    )
    presets = {
        "Everything": {},
        "Randomised": {"kind": "randomised"},
        "Randomised, fifty or more": {"kind": "randomised", "least": 50},
        "In the people of this course": {"kind": "uncontrolled", "people": "resistant"},
    }
    sources = tuple(sorted({key for study in evidence_map.studies() for key in study.references}))
    size = (900, 460)

    def compute(self, *, kind: str, people: str, least: float) -> Gaps:
        """Return the map under the learner's rule."""
        least = round(least)
        chosen = evidence_map.counted(
            kind, least_people=least, people="insulin resistant" if people == "resistant" else None
        )
        if people == "not_hiv":
            chosen = tuple(study for study in chosen if study.people not in ("HIV", "animals"))
        size = f", {least} people or more" if least else ""
        return Gaps(f"{_COUNTS[kind]}; {_PEOPLE[people]}{size}", evidence_map.cells(chosen), chosen)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the empty map and its key."""
        del units
        axes = figure.subplots()
        figure.subplots_adjust(left=0.2, right=0.985, top=0.84, bottom=0.155)
        agents, outcomes = evidence_map.AGENTS, evidence_map.OUTCOMES
        axes.set(
            xlim=(-0.5, len(outcomes) - 0.5), ylim=(len(agents) - 0.5, -0.5),
            xticks=range(len(outcomes)), yticks=range(len(agents)), yticklabels=list(agents.values()),
        )  # fmt: skip
        axes.set_xticks(range(len(outcomes)), [label.replace(", ", ",\n") for label in outcomes.values()])
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelsize=10.5)
        axes.grid(visible=False)
        for x in range(len(outcomes) + 1):
            axes.axvline(x - 0.5, color=style.GRID, linewidth=1)
        for y in range(len(agents) + 1):
            axes.axhline(y - 0.5, color=style.GRID, linewidth=1)
        for side in axes.spines.values():
            side.set_visible(False)
        keys: list[Any] = [
            axes.plot([], [], _SHAPES[kind], color=style.INK, linestyle="none", label=label)[0]
            for kind, label in (
                ("randomised", "randomised"),
                ("uncontrolled", "people, no control"),
                ("animal", "animals"),
            )
        ]
        keys += [
            axes.plot([], [], "s", color=_COLOURS[way], linestyle="none", label=label)[0]
            for way, label in (
                ("better", "+ better"),
                ("worse", "× worse"),
                ("unchanged", "− no different"),
                ("marker", "· level changed"),
            )
        ]
        figure.legend(
            handles=keys, loc="lower center", ncols=4, columnspacing=1.6, handletextpad=0.2, fontsize=10.5,
            bbox_to_anchor=(0.5, 0.0),
        )  # fmt: skip
        groups = [(kind, way) for kind in evidence_map.KINDS for way in evidence_map.DIRECTIONS]
        return Scene(
            marks=[
                axes.plot([], [], _SHAPES[kind], color=_COLOURS[way], markersize=16, linestyle="none")[0]
                for kind, way in groups
            ],
            signs=[
                axes.plot(
                    [], [], _SIGNS[way], color="white", markersize=8.5, markeredgewidth=2, linestyle="none"
                )[0]
                for way in evidence_map.DIRECTIONS
            ],
        )

    def move(self, scene: Scene, numbers: Gaps, units: UnitSystem) -> None:
        """Fill the cells that count."""
        del units
        agents, outcomes = list(evidence_map.AGENTS), list(evidence_map.OUTCOMES)
        groups = [(kind, way) for kind in evidence_map.KINDS for way in evidence_map.DIRECTIONS]
        where: dict[tuple[str, str], list[tuple[int, int]]] = {group: [] for group in groups}
        for (agent, outcome), study in numbers.cells.items():
            where[study.kind, study.direction].append((outcomes.index(outcome), agents.index(agent)))
        for mark, group in zip(scene.marks, groups, strict=True):
            mark.set_data([x for x, _ in where[group]], [y for _, y in where[group]])
        for sign, way in zip(scene.signs, evidence_map.DIRECTIONS, strict=True):
            points = [point for kind in evidence_map.KINDS for point in where[kind, way]]
            sign.set_data([x for x, _ in points], [y for _, y in points])

    def say(self, numbers: Gaps, units: UnitSystem) -> str:
        """Count filled and empty cells and name the agents without any."""
        del units
        total = len(evidence_map.AGENTS) * len(evidence_map.OUTCOMES)
        empty = [
            name
            for key, name in evidence_map.AGENTS.items()
            if not any(agent == key for agent, _ in numbers.cells)
        ]
        harms = [
            f"{evidence_map.AGENTS[agent]} ({evidence_map.OUTCOMES[outcome]})"
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
            f"{', '.join(empty) if empty else 'no agent'}."
        )

    def tabulate(self, numbers: Gaps, units: UnitSystem) -> pd.DataFrame:
        """Return the studies that count, or a row that says there is none."""
        import pandas as pd

        del units
        rows = numbers.studies
        if not rows:
            return pd.DataFrame({"agent": ["none"], "finding": ["no study counts under this rule"]})
        return pd.DataFrame(
            {
                "agent": [evidence_map.AGENTS[each.agent] for each in rows],
                "outcome": [evidence_map.OUTCOMES[each.outcome] for each in rows],
                "kind": [each.kind for each in rows],
                "people": [each.people for each in rows],
                "n": ["" if each.n is None else str(each.n) for each in rows],
                "finding": [each.finding for each in rows],
                "references": ["; ".join(each.references) for each in rows],
            }
        )


# --- a hundred people --------------------------------------------------------------------------------------


class Hundred(NamedTuple):
    """Percent with placebo and with the drug, people in each group, and the difference with its interval."""

    placebo: float
    drug: float
    people: float
    difference: Estimate


class InAHundred(Explorer[Hundred]):
    """How many of a hundred owe what happened to the drug."""

    title = "A hundred people take the drug"
    controls = (
        Slider("placebo", "It happens with placebo", 0, 60, 17, 0.1, unit="%"),
        Slider("drug", "It happens with the drug", 0, 60, 25, 0.1, unit="%"),
        Slider("people", "People in each group", 20, 1500, 600, 1),
    )
    presets = {
        "PT-141: more desire": {"placebo": 17, "drug": 25, "people": 600},
        "PT-141: less distress": {"placebo": 31, "drug": 35, "people": 600},
        "PT-141: nausea": {"placebo": 1, "drug": 40, "people": 620},
        "Tesamorelin: HbA1c 6.5 % or more": {"placebo": 1.3, "drug": 4.5, "people": 354},
    }
    sources = ("Kingsberg2019", "VyleesiFDA", "EgriftaPI")

    def compute(self, *, placebo: float, drug: float, people: float) -> Hundred:
        """Return the difference and its interval."""
        return Hundred(placebo, drug, people, statistics.difference(drug, placebo, people, people))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the hundred and of the difference."""
        del units
        hundred, line = figure.subplots(1, 2, width_ratios=(1, 1.35))
        figure.subplots_adjust(left=0.02, right=0.975, top=0.9, bottom=0.17, wspace=0.1)
        hundred.set(
            xlim=(-0.7, 9.7), ylim=(9.7, -0.7), xticks=(), yticks=(), title="100 people with the drug"
        )
        hundred.grid(visible=False)
        for side in hundred.spines.values():
            side.set_visible(False)
        line.axvline(0, color=style.MUTED, linewidth=1.4)
        line.set(
            xlim=(-30, 62), ylim=(-1, 1), yticks=(), xlabel="More of 100 with the drug than with placebo",
            title="Difference and its 95 % interval",
        )  # fmt: skip
        line.spines["left"].set_visible(False)
        marks: Any = {"linestyle": "none", "markersize": 13}
        scene = Scene(
            neither=hundred.plot([], [], "o", color=style.CROWD, markerfacecolor="none", **marks)[0],
            anyway=hundred.plot([], [], "o", color=style.COMPARE, **marks)[0],
            owed=hundred.plot([], [], "D", color=style.ACCENT, **{**marks, "markersize": 12})[0],
            spared=hundred.plot([], [], "X", color=style.INSULIN, **marks)[0],
            interval=line.plot([], [], color=style.INK, linewidth=2.6)[0],
            value=line.plot([], [], "s", color=style.INK, markersize=12)[0],
        )
        handles: list[Any] = [
            line.plot([], [], "o", color=style.COMPARE, linestyle="none", label="would have happened anyway")[
                0
            ],
            line.plot([], [], "D", color=style.ACCENT, linestyle="none", label="happens because of the drug")[
                0
            ],
            line.plot([], [], "X", color=style.INSULIN, linestyle="none", label="prevented by the drug")[0],
            line.plot(
                [],
                [],
                "o",
                color=style.CROWD,
                markerfacecolor="none",
                linestyle="none",
                label="does not happen",
            )[0],
        ]
        line.legend(handles=handles, loc="upper right", fontsize=10.5)
        return scene

    def move(self, scene: Scene, numbers: Hundred, units: UnitSystem) -> None:
        """Colour the hundred and draw the interval."""
        del units
        with_drug, with_placebo = round(numbers.drug), round(numbers.placebo)
        anyway, either = min(with_drug, with_placebo), max(with_drug, with_placebo)
        changed = scene.owed if with_drug >= with_placebo else scene.spared
        other = scene.spared if changed is scene.owed else scene.owed
        for artist, first, last in (
            (scene.anyway, 0, anyway),
            (changed, anyway, either),
            (other, 0, 0),
            (scene.neither, either, 100),
        ):
            places = range(first, last)
            artist.set_data([place % 10 for place in places], [place // 10 for place in places])
        value, low, high = numbers.difference
        scene.interval.set_data([low, high], [-0.35, -0.35])
        scene.value.set_data([value], [-0.35])

    def say(self, numbers: Hundred, units: UnitSystem) -> str:
        """Say the difference, the number needed, and how sure it is."""
        del units
        value, low, high = numbers.difference
        if numbers.drug == numbers.placebo == 0:
            return (
                f"It happens to none of {numbers.people:.0f} people in either group. That is not yet a proof that it "
                "never happens: section 7 shows how high the risk may still be."
            )
        start = (
            f"It happens to {numbers.drug:.3g} of 100 with the drug and to {numbers.placebo:.3g} with placebo: a "
            f"difference of {signed(value, 1)} in 100 (95 % interval {signed(low, 1)} to {signed(high, 1)} with "
            f"{numbers.people:.0f} people a group). "
        )
        if abs(value) < 0.05:
            return f"{start}Without a difference no number of people treated gives one event more."
        needed = statistics.number_needed(value)
        way = "one more" if value > 0 else "one fewer"
        if not numbers.difference.excludes_zero:
            return f"{start}{needed:.1f} treated for {way}, but the interval includes no difference at all."
        ends = sorted((statistics.number_needed(low), statistics.number_needed(high)))
        owed = 100 * (1 - numbers.placebo / numbers.drug) if value > 0 else 0.0
        because = (
            f" Of those to whom it happens with the drug, {owed:.0f} % owe it to the drug."
            if value > 0
            else ""
        )
        return f"{start}{needed:.1f} treated for {way} ({ends[0]:.1f} to {ends[1]:.1f}).{because}"

    def tabulate(self, numbers: Hundred, units: UnitSystem) -> pd.DataFrame:
        """Return the learner's setting beside the published outcomes."""
        import pandas as pd

        del units
        rows = {"your setting": (numbers.placebo, numbers.drug, numbers.people)}
        rows |= {
            name: (float(p["placebo"]), float(p["drug"]), float(p["people"]))
            for name, p in self.presets.items()
        }
        found = [statistics.difference(drug, placebo, n, n) for placebo, drug, n in rows.values()]
        return pd.DataFrame(
            {
                "outcome": list(rows),
                "placebo, %": [row[0] for row in rows.values()],
                "drug, %": [row[1] for row in rows.values()],
                "difference": [round(each.value, 1) for each in found],
                "95 % interval": [f"{signed(each.low, 1)} to {signed(each.high, 1)}" for each in found],
                "treated for one": [
                    "" if abs(each.value) < 0.05 else f"{statistics.number_needed(each.value):.1f}"
                    for each in found
                ],
            }
        )


# --- blood pressure ----------------------------------------------------------------------------------------

_LINE = 140.0  # mmHg, where raised pressure is commonly said to begin
_PRESSURES = np.linspace(80, 200, 160)


class Shift(NamedTuple):
    """Mean and spread of a group, the rise, and the percent above 140 mmHg before and after."""

    mean: float
    sd: float
    rise: float
    before: float
    after: float


class PressureShift(Explorer[Shift]):
    """The same rise of pressure in a healthy group and in one with raised pressure."""

    title = "The same rise in two groups"
    controls = (
        Slider("mean", "Mean systolic pressure of the group", 105, 155, 115, 1, unit="mmHg"),
        Slider("sd", "Standard deviation of the group", 8, 20, 10, 1, unit="mmHg"),
        Slider("rise", "Rise after a dose", 0, 10, 3, 0.5, unit="mmHg"),
    )
    presets = {
        "The women of the trial": {"mean": 115, "sd": 10, "rise": 3},
        "The same, the label's highest rise": {"mean": 115, "sd": 10, "rise": 6},
        "A group with raised pressure": {"mean": 135, "sd": 15, "rise": 6},
    }
    sources = ("White2017", "VyleesiFDA")
    schematic = True

    def compute(self, *, mean: float, sd: float, rise: float) -> Shift:
        """Return the shares above 140 mmHg in a normal distribution; that all rise alike is ours."""
        return Shift(
            mean,
            sd,
            rise,
            statistics.share_above(_LINE, mean, sd),
            statistics.share_above(_LINE, mean + rise, sd),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the line at 140 mmHg and the axes."""
        del units
        group, share = figure.subplots(1, 2, width_ratios=(1.7, 1))
        figure.subplots_adjust(left=0.05, right=0.975, top=0.9, bottom=0.15, wspace=0.22)
        group.axvline(_LINE, color=style.GLUCOSE, linewidth=1.4, linestyle=":")
        group.text(_LINE - 1, 0.069, "140 mmHg", color=style.GLUCOSE, fontsize=10.5, ha="right")
        group.set(
            xlim=(80, 200), ylim=(0, 0.075), yticks=(), xlabel="Systolic pressure, mmHg",
            title="People of the group, by pressure",
        )  # fmt: skip
        group.spines["left"].set_visible(False)
        share.set(
            xlim=(-0.6, 1.6), ylim=(0, 100), xticks=(0, 1), xticklabels=["before", "after a dose"],
            ylabel="% of the group", title="Above 140 mmHg",
        )  # fmt: skip
        scene = Scene(
            before=group.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)), label="before")[0],
            after=group.plot([], [], color=style.INSULIN, label="after a dose")[0],
            stems=[share.plot([x, x], [0, 0], color=colour, linewidth=22, solid_capstyle="butt")[0]
                   for x, colour in ((0, style.CROWD), (1, style.INSULIN))],
        )  # fmt: skip
        group.legend(loc="upper right", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Shift, units: UnitSystem) -> None:
        """Draw both bell curves and both shares."""
        del units
        for line, middle in ((scene.before, numbers.mean), (scene.after, numbers.mean + numbers.rise)):
            density = np.exp(-(((_PRESSURES - middle) / numbers.sd) ** 2) / 2)
            line.set_data(_PRESSURES, density / (numbers.sd * math.sqrt(2 * math.pi)))
        for stem, top in zip(scene.stems, (numbers.before, numbers.after), strict=True):
            stem.set_ydata([0, top])

    def say(self, numbers: Shift, units: UnitSystem) -> str:
        """Say how many stand above 140 before and after."""
        del units
        more = 10 * (numbers.after - numbers.before)
        return (
            f"In a group with a mean of {numbers.mean:.0f} mmHg (standard deviation {numbers.sd:.0f}), "
            f"{numbers.before:.2g} % are above 140 mmHg before a dose and {numbers.after:.2g} % after a rise of "
            f"{numbers.rise:g} mmHg: {more:.0f} more in 1,000 people. That pressures lie on a bell curve and all rise "
            "alike is assumed."
        )

    def tabulate(self, numbers: Shift, units: UnitSystem) -> pd.DataFrame:
        """Return the shares for a range of groups with the learner's spread and rise."""
        import pandas as pd

        del units
        means = np.array([numbers.mean, 105, 115, 125, 135, 145, 155])
        before = [statistics.share_above(_LINE, mean, numbers.sd) for mean in means]
        after = [statistics.share_above(_LINE, mean + numbers.rise, numbers.sd) for mean in means]
        return pd.DataFrame(
            {
                "Mean of the group, mmHg": means,
                "Above 140 before, %": np.round(before, 2),
                "Above 140 after, %": np.round(after, 2),
                "More in 1,000": np.round(10 * (np.array(after) - np.array(before)), 1),
            }
        )


# --- absence -----------------------------------------------------------------------------------------------

_COUNTED_PEOPLE = np.unique(np.geomspace(1, 3000, 60).round())


@cache
def _highest(events: int) -> Row:
    """Highest risk that fits `events` among 1 to 3,000 people, percent."""
    return np.array([statistics.highest_risk(min(events, int(n)), n) for n in _COUNTED_PEOPLE])


class Silence(NamedTuple):
    """People in a group, harms seen, smallest effect that matters (SD); highest risk (%), reach of the interval."""

    people: int
    events: int
    matters: float
    highest: float
    reach: float | None


class Absence(Explorer[Silence]):
    """What may still be true when nothing was seen, or nobody looked."""

    title = "Nothing was seen. What may still be true?"
    controls = (
        Slider("people", "People treated (as many untreated)", 0, 3000, 0, 1),
        Slider("events", "Serious harms seen among the treated", 0, 10, 0, 1),
        Slider("matters", "Smallest benefit that would matter", 0.1, 1, 0.2, 0.05, unit="SD"),
    )
    presets = {
        "PDA: nobody": {"people": 0},
        "Twelve people": {"people": 12},
        "A hundred": {"people": 100},
        "A thousand": {"people": 1000},
    }
    sources = ("Lee2021",)
    schematic = True

    def compute(self, *, people: float, events: float, matters: float) -> Silence:
        """Return the highest risk that fits, and how far the interval around "no difference" reaches."""
        n = round(people)
        seen = min(round(events), n)
        reach = statistics.half_width(n) if n else None
        return Silence(n, seen, matters, statistics.highest_risk(seen, n), reach)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of risk and of benefit, both against the number of people."""
        del units
        risk, benefit = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.24)
        for axes in (risk, benefit):
            axes.set_xscale("symlog", linthresh=1)
            axes.set(xlim=(0, 4500), xlabel="People treated")
            axes.set_xticks([0, 1, 10, 100, 1000], ["0", "1", "10", "100", "1,000"])
            axes.minorticks_off()
        risk.set(ylim=(0.05, 130), ylabel="% of people", title="Highest risk of harm that still fits")
        charts.log_ticks(risk, y=(0.1, 1, 10, 100))
        people = np.geomspace(1, 3000, 60)
        reach = np.array([statistics.half_width(n) for n in people])
        benefit.fill_between(people, -reach, reach, color=style.CROWD, alpha=0.45, linewidth=0)
        benefit.axhline(0, color=style.MUTED, linewidth=1.2)
        benefit.set(
            ylim=(-1.5, 1.5), ylabel="standard deviations", title="No difference found: what still fits"
        )
        benefit.text(4200, -1.42, "dashed: would matter", color=style.GOOD, ha="right", fontsize=10.5)
        return Scene(
            matters=[
                benefit.plot([0, 4500], [0, 0], color=style.GOOD, linestyle="--", linewidth=1.8)[0]
                for _ in (0, 1)
            ],
            curve=risk.plot([], [], color=style.GLUCOSE)[0],
            at=charts.mark(risk, clip=False),
            bar=benefit.plot([], [], color=style.LEARNER, linewidth=3)[0],
            ends=benefit.plot([], [], "o", color=style.LEARNER, markersize=9, linestyle="none")[0],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Silence, units: UnitSystem) -> None:
        """Draw the curve for the harms seen, and both marks at the number of people."""
        del units
        for line, sign in zip(scene.matters, (1, -1), strict=True):
            line.set_ydata([sign * numbers.matters] * 2)
        scene.curve.set_data(_COUNTED_PEOPLE, _highest(numbers.events))
        scene.at.set_data([numbers.people], [numbers.highest])
        reach = 1.5 if numbers.reach is None else min(numbers.reach, 1.5)
        scene.bar.set_data([numbers.people] * 2, [-reach, reach])
        scene.ends.set_data([numbers.people] * 2, [-reach, reach])
        scene.ends.set_visible(numbers.reach is not None and numbers.reach < 1.5)

    def say(self, numbers: Silence, units: UnitSystem) -> str:
        """Say what fits, and whether it is absence of evidence or evidence of absence."""
        del units
        if numbers.reach is None:
            return (
                "Nobody was observed. Any risk of harm fits, up to 100 %, and so does any benefit or none: this is "
                "absence of evidence, and it says nothing in either direction."
            )
        seen = "No serious harm" if not numbers.events else f"{numbers.events} with a serious harm"
        verdict = (
            f"it excludes an effect of {numbers.matters:.2f} SD: evidence of absence of an effect that large"
            if numbers.reach < numbers.matters
            else f"an effect of {numbers.matters:.2f} SD still fits: absence of evidence"
        )
        return (
            f"{seen} among {numbers.people:,} people treated fits any risk up to {numbers.highest:.2g} %. A trial of "
            f"{numbers.people:,} treated and as many not, with no difference between them, fits effects from "
            f"−{numbers.reach:.2f} to +{numbers.reach:.2f} SD; {verdict}."
        )

    def tabulate(self, numbers: Silence, units: UnitSystem) -> pd.DataFrame:
        """Return both limits for round numbers of people."""
        import pandas as pd

        del units
        people = [numbers.people, 0, 12, 30, 100, 300, 1000, 3000]
        return pd.DataFrame(
            {
                "People treated": people,
                "Highest risk that fits, %": [
                    f"{statistics.highest_risk(min(numbers.events, n), n):.2g}" for n in people
                ],
                "Effects that fit no difference, SD": [
                    f"± {statistics.half_width(n):.2f}" if n else "any" for n in people
                ],
            }
        )


# --- combinations ------------------------------------------------------------------------------------------

_SPREAD = 30.0  # percent; about what the four means of Hjelholt 2020 print for nine men


class Combined(NamedTuple):
    """Effects of A, B and both against neither, percent; people in each group; what is beyond the sum."""

    first: float
    second: float
    both: float
    people: int
    beyond: Estimate
    needed: int | None


class Factorial(Explorer[Combined]):
    """Whether two treatments do more together than the sum of each alone."""

    title = "Two treatments, four groups"
    controls = (
        Slider("first", "A alone", -30, 30, -21, 1, unit="%"),
        Slider("second", "B alone", -30, 30, 27, 1, unit="%"),
        Slider("both", "A and B together", -60, 60, 10, 1, unit="%"),
        Slider("people", "People in each of the four groups", 5, 500, 9, 1),
    )
    presets = {
        "Growth hormone and acipimox": {"first": -21, "second": 27, "both": 10, "people": 9},
        "Only adding": {"first": 10, "second": 10, "both": 20, "people": 50},
        "A true synergy, fifty a group": {"first": 10, "second": 10, "both": 35, "people": 50},
        "The same, two hundred a group": {"first": 10, "second": 10, "both": 35, "people": 200},
    }
    sources = ("Hjelholt2020",)
    schematic = True

    def compute(self, *, first: float, second: float, both: float, people: float) -> Combined:
        """Return what the combination does beyond the sum, and how many people it takes to show that."""
        n = round(people)
        beyond = statistics.interaction(0, first, second, both, sd=_SPREAD, n=n)
        # The contrast of four means has twice the variance of a difference of two.
        needed = (
            4 * people_per_arm(abs(beyond.value), _SPREAD * math.sqrt(2))
            if abs(beyond.value) >= 0.5
            else None
        )
        return Combined(first, second, both, n, beyond, needed)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the four groups and of what is beyond the sum."""
        del units
        groups, line = figure.subplots(1, 2, width_ratios=(1.25, 1))
        figure.subplots_adjust(left=0.1, right=0.975, top=0.9, bottom=0.17, wspace=0.14)
        groups.axhline(0, color=style.MUTED, linewidth=1.2)
        groups.set(
            xlim=(-0.5, 3.5), ylim=(-70, 95), xticks=range(4), xticklabels=["neither", "A", "B", "A and B"],
            ylabel="Effect against neither, %", title="Four groups",
        )  # fmt: skip
        line.axvline(0, color=style.MUTED, linewidth=1.4)
        line.set(
            xlim=(-178, 178), ylim=(-1, 1), yticks=(), xlabel="Beyond the sum, percentage points",
            title="Together minus the sum",
        )  # fmt: skip
        line.spines["left"].set_visible(False)
        scene = Scene(
            stems=[
                groups.plot([x, x], [0, 0], color=style.INSULIN, linewidth=2.2, linestyle=":")[0]
                for x in (1, 2, 3)
            ],
            sum=groups.plot([3], [0], "o", color=style.COMPARE, markersize=17, markerfacecolor="none",
                            markeredgewidth=2.2, label="the sum of A and B", linestyle="none")[0],
            means=groups.plot([0, 1, 2, 3], [0, 0, 0, 0], "s", color=style.INSULIN, markersize=11,
                              label="what was found", linestyle="none")[0],
            interval=line.plot([], [], color=style.INK, linewidth=2.6)[0],
            value=line.plot([], [], "D", color=style.INK, markersize=12)[0],
        )  # fmt: skip
        groups.legend(loc="upper left")
        return scene

    def move(self, scene: Scene, numbers: Combined, units: UnitSystem) -> None:
        """Draw the four means, their sum, and the interval."""
        del units
        means = (numbers.first, numbers.second, numbers.both)
        for stem, top in zip(scene.stems, means, strict=True):
            stem.set_ydata([0, top])
        scene.means.set_ydata([0, *means])
        scene.sum.set_ydata([numbers.first + numbers.second])
        value, low, high = numbers.beyond
        scene.interval.set_data([low, high], [0, 0])
        scene.value.set_data([value], [0])

    def say(self, numbers: Combined, units: UnitSystem) -> str:
        """Say what is beyond the sum, whether that is shown, and how many people would show it."""
        del units
        value, low, high = numbers.beyond
        if numbers.beyond.excludes_zero:
            verdict = "more than the sum" if value > 0 else "less than the sum"
            verdict = f"The interval excludes zero: {verdict}"
        else:
            verdict = "The interval includes zero: whether they reinforce each other is not shown"
        needed = (
            "With no difference from the sum there is nothing to show."
            if numbers.needed is None
            else f"To show a difference of that size (80 % power) takes {numbers.needed:,} people in four groups; "
            f"an effect of one treatment of that size takes {numbers.needed // 4:,} in two."
        )
        return (
            f"A alone {signed(numbers.first)} %, B alone {signed(numbers.second)} %: their sum is "
            f"{signed(numbers.first + numbers.second)} %. Together {signed(numbers.both)} %, which is "
            f"{signed(value)} points beyond the sum (95 % interval {signed(low)} to {signed(high)} with "
            f"{numbers.people} people in each group). {verdict}. {needed}"
        )

    def tabulate(self, numbers: Combined, units: UnitSystem) -> pd.DataFrame:
        """Return the interval for other sizes of the trial."""
        import pandas as pd

        del units
        sizes = [numbers.people, 10, 25, 50, 100, 200, 500]
        found = [
            statistics.interaction(0, numbers.first, numbers.second, numbers.both, sd=_SPREAD, n=n)
            for n in sizes
        ]
        return pd.DataFrame(
            {
                "People in each group": sizes,
                "Beyond the sum, points": [each.value for each in found],
                "95 % interval": [f"{signed(each.low)} to {signed(each.high)}" for each in found],
                "Zero excluded": ["yes" if each.excludes_zero else "no" for each in found],
            }
        )


EXPLORERS = {
    "against_insulin": AgainstInsulin,
    "hormone_pulses": HormonePulses,
    "half_lives": HalfLives,
    "evidence_gaps": EvidenceGaps,
    "in_a_hundred": InAHundred,
    "pressure_shift": PressureShift,
    "absence": Absence,
    "factorial": Factorial,
}
