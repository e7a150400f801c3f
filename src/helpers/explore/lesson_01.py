"""Explorers of lesson 01: insulin action, compensation, the thermostat, causes, the years, a meal."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import trials
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider, Switch
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.indices import DIABETES_GLUCOSE
from helpers.models.beta_cell_mass import BetaCellMass
from helpers.models.diabetes_pathway import DiabetesPathway, Intervention
from helpers.models.insulin_action import Flows, InsulinAction
from helpers.models.meal import MealModel
from helpers.models.thermostat import Course, Thermostat
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]

# --- insulin's work in four tissues ------------------------------------------------------------------------

_INSULIN_AXIS = np.geomspace(0.7, 300, 120)  # µU/mL


class ActionPoint(NamedTuple):
    """Insulin in µU/mL, sensitivity as a fraction, and the flows at that point and along the axis."""

    insulin: float
    sensitivity: float
    here: Flows
    curve: Flows


class InsulinActionExplorer(Explorer[ActionPoint]):
    """The same insulin, four tissues."""

    title = "One insulin level, four tissues"
    controls = (
        Slider("insulin", "Insulin in blood", 1, 200, 10, 1, analyte="insulin", si_step=5),
        Slider("sensitivity", "Insulin sensitivity", 20, 150, 100, 5, unit="% of normal"),
    )
    presets = {
        "Fasting": {"insulin": 8},
        "After a meal": {"insulin": 60},
        "Very little insulin": {"insulin": 1},
        "Resistant, fasting": {"insulin": 8, "sensitivity": 30},
    }
    sources = ("Rizza1981", "Conte2012")
    schematic = True

    def compute(self, *, insulin: float, sensitivity: float) -> ActionPoint:
        """Return the flows at the learner's insulin and along the whole axis."""
        model = InsulinAction(sensitivity / 100)
        return ActionPoint(insulin, sensitivity / 100, model.at(insulin), model.at(_INSULIN_AXIS))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw axes and, dashed, the curves of normal sensitivity."""
        flows, fat = figure.subplots(1, 2, width_ratios=(1.6, 1))
        figure.subplots_adjust(left=0.07, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        x = in_units(_INSULIN_AXIS, "insulin", units)
        normal = InsulinAction().at(_INSULIN_AXIS)
        for axes, curve in (
            (flows, normal.liver_output),
            (flows, normal.muscle_uptake),
            (fat, normal.fat_release_pct),
        ):
            axes.plot(x, curve, **charts.dashed(1.3))
        ticks = (6, 20, 60, 200, 600, 1800) if units == "SI" else (1, 3, 10, 30, 100, 300)
        for axes in (flows, fat):
            axes.set(xlim=(x[0], x[-1]), xlabel=f"Insulin, {unit_of('insulin', units)}")
            charts.log_ticks(axes, x=ticks)
        flows.set(
            ylim=(0, 10.4),
            ylabel="mg glucose per kg and minute",
            title="Glucose: where it comes from and goes",
        )
        fat.set(ylim=(0, 105), ylabel="% of highest", title="Fat cells: fatty acids let go")
        liver = flows.plot([], [], color=style.GLUCOSE, label="liver puts out")[0]
        muscle = flows.plot([], [], color=style.INSULIN, linestyle="-.", label="muscle and fat take up")[0]
        brain = flows.plot([], [], color=style.GOOD, linestyle=":", linewidth=3.2, label="brain takes up")[0]
        flows.legend(
            loc="upper left",
            handlelength=3.2,
            facecolor=style.PAPER,
            framealpha=0.9,
            frameon=True,
            edgecolor="none",
        )
        return Scene(
            # The line stops below the legend.
            lines=[
                axes.axvline(1, ymax=top, color=style.LEARNER, linewidth=1.2)
                for axes, top in ((flows, 0.71), (fat, 1))
            ],
            liver=liver,
            muscle=muscle,
            brain=brain,
            fat=fat.plot([], [], color=style.ACCENT)[0],
            liver_at=charts.mark(flows, "s", style.GLUCOSE, size=11, clip=False),
            muscle_at=charts.mark(flows, "o", style.INSULIN, size=11, clip=False),
            brain_at=charts.mark(flows, "^", style.GOOD, size=11, clip=False),
            fat_at=charts.mark(fat, "D", style.ACCENT, size=11, clip=False),
        )

    def move(self, scene: Scene, numbers: ActionPoint, units: UnitSystem) -> None:
        """Redraw the four curves for the sensitivity and mark the insulin level."""
        x = in_units(_INSULIN_AXIS, "insulin", units)
        at = in_units(numbers.insulin, "insulin", units)
        for line in scene.lines:
            line.set_xdata([at, at])
        for name, curve, point in zip(
            ("liver", "muscle", "brain", "fat"), numbers.curve, numbers.here, strict=True
        ):
            getattr(scene, name).set_data(x, curve)
            getattr(scene, f"{name}_at").set_data([at], [point])

    def say(self, numbers: ActionPoint, units: UnitSystem) -> str:
        """Say the flows and what they would do to blood glucose."""
        here = numbers.here
        net = here.liver_output - here.muscle_uptake - here.brain_uptake
        course = "steady" if abs(net) < 0.3 else ("rising" if net > 0 else "falling")
        return (
            f"At insulin {format_value(numbers.insulin, 'insulin', units)} and {100 * numbers.sensitivity:.0f} % of "
            f"normal sensitivity the liver puts out {here.liver_output:.1f} mg/kg/min, muscle and fat take up "
            f"{here.muscle_uptake:.1f} and the brain {here.brain_uptake:.1f}, as always; fat cells let go of fatty "
            f"acids at {here.fat_release_pct:.0f} % of their highest rate. With nothing eaten, glucose would be "
            f"{course}."
        )

    def tabulate(self, numbers: ActionPoint, units: UnitSystem) -> pd.DataFrame:
        """Return the flows at the learner's insulin and at round levels."""
        import pandas as pd

        insulin = np.array([numbers.insulin, 1, 3, 10, 30, 60, 100, 200])
        flows = InsulinAction(numbers.sensitivity).at(insulin)
        return pd.DataFrame(
            {
                f"Insulin, {unit_of('insulin', units)}": in_units(insulin, "insulin", units),
                "Liver output, mg/kg/min": flows.liver_output,
                "Muscle and fat uptake, mg/kg/min": flows.muscle_uptake,
                "Brain uptake, mg/kg/min": flows.brain_uptake,
                "Fatty acid release, % of highest": flows.fat_release_pct,
            }
        )


# --- the hyperbola -----------------------------------------------------------------------------------------

_HEALTHY = BetaCellMass()
_HEALTHY_MASS = _HEALTHY.fixed_points()[0].beta_cell_mass_mg


class Balance(NamedTuple):
    """Sensitivity and beta-cell capacity as fractions of healthy; fasting glucose mg/dL, insulin µU/mL."""

    sensitivity: float
    capacity: float
    glucose: float
    insulin: float
    disposition: float


class Compensation(Explorer[Balance]):
    """Sensitivity and beta-cell capacity decide fasting glucose together."""

    title = "Sensitivity, beta cells and the hyperbola"
    controls = (
        Slider("sensitivity", "Insulin sensitivity", 15, 150, 100, 1, unit="% of healthy"),
        Slider("capacity", "Beta-cell capacity", 5, 700, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Healthy": {"sensitivity": 100, "capacity": 100},
        "Resistant, compensated": {"sensitivity": 25, "capacity": 400},
        "Resistant, half compensated": {"sensitivity": 25, "capacity": 200},
        "Sensitive, few beta cells": {"sensitivity": 100, "capacity": 25},
    }
    sources = ("Topp2000", "Kahn2006")

    def compute(self, *, sensitivity: float, capacity: float) -> Balance:
        """Return the fasting state to which glucose and insulin settle within hours."""
        s, c = sensitivity / 100, capacity / 100
        glucose, insulin = _fasting(s, c)
        return Balance(s, c, glucose, insulin, s * c)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the hyperbolas of equal disposition on the left, the glucose that they give on the right."""
        plane, fasting = figure.subplots(1, 2, width_ratios=(1.25, 1))
        figure.subplots_adjust(left=0.085, right=0.98, top=0.9, bottom=0.15, wspace=0.38)
        s = np.linspace(0.1, 1.55, 120)
        for product, label, offset in (
            (1.0, "healthy, 100 %", (6, 4)),
            (0.5, "50 %", (6, 4)),
            (0.25, "25 %", (-30, -15)),
        ):
            plane.plot(
                100 * s, 100 * product / s, color=style.MUTED, linewidth=2.2 * product**0.5, linestyle="--"
            )
            plane.annotate(
                label,
                (40, 250 * product),
                xytext=offset,
                textcoords="offset points",
                fontsize=10.5,
            )
        plane.set(
            xlim=(0, 150), ylim=(0, 700),
            xlabel="Insulin sensitivity, % of healthy", ylabel="Beta-cell capacity, % of healthy",
            title="Dashed: sensitivity × capacity the same",
        )  # fmt: skip
        products = np.geomspace(0.05, 4, 60)
        glucose = np.array([_fasting(1.0, p)[0] for p in products])
        fasting.plot(100 * products, in_units(glucose, "glucose", units), color=style.COMPARE, linewidth=1.6)
        fasting.axhline(
            in_units(DIABETES_GLUCOSE, "glucose", units), color=style.GLUCOSE, linewidth=1.2, linestyle=":"
        )
        fasting.text(
            5.3, in_units(50, "glucose", units), "dotted: the diabetes range begins", ha="left", va="bottom",
            color=style.GLUCOSE, fontsize=10.5,
        )  # fmt: skip
        fasting.set(
            xlim=(5, 400), ylim=in_units(np.array([40.0, 380.0]), "glucose", units),
            xlabel="Sensitivity × capacity, % of healthy", ylabel=f"Fasting glucose, {unit_of('glucose', units)}",
            title="What glucose depends on",
        )  # fmt: skip
        charts.log_ticks(fasting, x=(5, 10, 25, 50, 100, 200, 400))
        return Scene(
            own_curve=plane.plot([], [], color=style.ACCENT)[0],
            point=charts.mark(plane, size=13),
            level=charts.mark(fasting, size=13),
            insulin=plane.text(
                0.98, 0.95, "", transform=plane.transAxes, ha="right", va="top", color=style.INSULIN, weight="bold",
                bbox=charts.box(0.2, alpha=0.9),
            ),
            glucose=fasting.text(
                0.98, 0.95, "", transform=fasting.transAxes, ha="right", va="top", color=style.GLUCOSE, weight="bold",
            ),
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Balance, units: UnitSystem) -> None:
        """Put the learner's person on both charts."""
        s = np.linspace(0.05, 1.5, 80)
        scene.own_curve.set_data(100 * s, 100 * numbers.disposition / s)
        scene.point.set_data([100 * numbers.sensitivity], [100 * numbers.capacity])
        ceiling = in_units(min(numbers.glucose, 376.0), "glucose", units)
        scene.level.set_data([min(max(100 * numbers.disposition, 5), 400)], [ceiling])
        scene.insulin.set_text(f"insulin {format_value(numbers.insulin, 'insulin', units)}")
        scene.glucose.set_text(f"glucose {format_value(numbers.glucose, 'glucose', units)}")

    def say(self, numbers: Balance, units: UnitSystem) -> str:
        """Say the fasting state and compare it with the healthy one."""
        healthy = _fasting(1.0, 1.0)
        return (
            f"With {100 * numbers.sensitivity:.0f} % of healthy sensitivity and {100 * numbers.capacity:.0f} % of "
            f"healthy beta-cell capacity, fasting insulin settles at {format_value(numbers.insulin, 'insulin', units)} "
            f"({numbers.insulin / healthy[1]:.1f} times healthy) and glucose at "
            f"{format_value(numbers.glucose, 'glucose', units)}. Sensitivity times capacity is "
            f"{100 * numbers.disposition:.0f} % of healthy, and in this model that product alone sets the glucose."
        )

    def tabulate(self, numbers: Balance, units: UnitSystem) -> pd.DataFrame:
        """Return the learner's person beside people with the same product and other sensitivities."""
        import pandas as pd

        sensitivity = np.array([numbers.sensitivity, 1.0, 0.5, 0.25, 0.15])
        capacity = numbers.disposition / sensitivity
        states = np.array([_fasting(s, c) for s, c in zip(sensitivity, capacity, strict=True)])
        return pd.DataFrame(
            {
                "Sensitivity, % of healthy": 100 * sensitivity,
                "Beta-cell capacity, % of healthy": 100 * capacity,
                f"Fasting glucose, {unit_of('glucose', units)}": in_units(states[:, 0], "glucose", units),
                f"Fasting insulin, {unit_of('insulin', units)}": in_units(states[:, 1], "insulin", units),
            }
        )


def _fasting(sensitivity: float, capacity: float) -> tuple[float, float]:
    """Fasting glucose and insulin for fractions of healthy sensitivity and beta-cell mass."""
    person = replace(_HEALTHY, si=_HEALTHY.si * sensitivity)
    return person.fasting_state(_HEALTHY_MASS * capacity)


# --- the thermostat ----------------------------------------------------------------------------------------


class Heating(NamedTuple):
    """The course of the room, and what was set."""

    course: Course
    radiators: float
    limit: float
    wears: bool


_LAST_HOURS = slice(-240, None)  # the last twelve hours


class ThermostatExplorer(Explorer[Heating]):
    """Weak radiators, a boiler that makes up for them, and what gives in the end."""

    title = "The thermostat: which part is at fault?"
    controls = (
        Slider("radiators", "Radiators give off", 30, 100, 100, 1, unit="% of healthy"),
        Slider("limit", "Boiler's highest output", 40, 100, 100, 1, unit="%"),
        Slider("delay", "Thermometer reports late by", 0, 3, 0, 0.25, unit="h"),
        Switch("wears", "The boiler wears while it runs above 80 %", False),
    )
    presets = {
        "Weak radiators": {"radiators": 60},
        "Weak radiators, worn boiler": {"radiators": 55, "wears": True},
        "Small boiler": {"limit": 45},
        "Late thermometer": {"radiators": 80, "delay": 2},
    }
    schematic = True

    def compute(self, *, radiators: float, limit: float, delay: float, wears: bool) -> Heating:
        """Return three days of the room."""
        model = Thermostat(radiators / 100, limit, delay, 10.0 if wears else 0.0)
        return Heating(model.simulate(72), radiators, limit, wears)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, the target and the moment at which the radiators weaken."""
        del units
        room, boiler = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        room.axhline(20, color=style.GOOD, linestyle="--", linewidth=1.4)
        room.text(71, 20.25, "target", ha="right", color=style.GOOD)
        room.set(ylim=(6, 28), ylabel="°C", title="The room: colder stands for more glucose")
        boiler.set(ylim=(0, 105), ylabel="% of full output", title="The boiler (stands for insulin)")
        for axes in (room, boiler):
            axes.axvline(6, color=style.MUTED, linewidth=1, linestyle=":")
            axes.set(xlim=(0, 72), xlabel="Hours", xticks=range(0, 73, 12))
        return Scene(
            change=room.text(7, 26.6, "radiators weaken", color=style.MUTED, fontsize=10.5),
            room=room.plot([], [], color=style.GLUCOSE)[0],
            limit=boiler.plot([], [], color=style.MUTED, linestyle=":", linewidth=2.2)[0],
            boiler=boiler.plot([], [], color=style.INSULIN)[0],
            note=boiler.text(
                0.98, 0.04, "", transform=boiler.transAxes, ha="right", weight="bold", color=style.INSULIN
            ),
        )

    def move(self, scene: Scene, numbers: Heating, units: UnitSystem) -> None:
        """Draw the two courses."""
        del units
        course = numbers.course
        scene.room.set_data(course.hours, course.room)
        scene.boiler.set_data(course.hours, course.boiler)
        scene.limit.set_data(course.hours, course.limit)
        scene.change.set_visible(numbers.radiators < 100)
        last = course.boiler[_LAST_HOURS]
        scene.note.set_text("boiler swings" if last.max() - last.min() > 3 else f"boiler at {last[-1]:.0f} %")

    def say(self, numbers: Heating, units: UnitSystem) -> str:
        """Say where the room ends, what the boiler does, and whether the room alone would have told."""
        del units
        room, boiler = numbers.course.room[_LAST_HOURS], numbers.course.boiler[_LAST_HOURS]
        swing = room.max() - room.min()
        if swing > 0.5:
            told = (
                f"the room swings between {room.min():.1f} and {room.max():.1f} °C: "
                "a feedback that hears late corrects too long."
            )
        elif abs(room[-1] - 20) < 0.15:
            told = (
                f"the room is at {room[-1]:.1f} °C and the boiler at {boiler[-1]:.0f} % instead of 50 %. "
                "From the room's temperature alone nothing looks wrong."
                if boiler[-1] > 55
                else f"the room is at {room[-1]:.1f} °C with the boiler at {boiler[-1]:.0f} %."
            )
        else:
            told = (
                f"the boiler gives all it can ({boiler[-1]:.0f} %) and the room ends at {room[-1]:.1f} °C, "
                "below target. The thermostat works; the heat is missing."
            )
        return f"With radiators at {numbers.radiators:.0f} %, after three days {told}"

    def tabulate(self, numbers: Heating, units: UnitSystem) -> pd.DataFrame:
        """Return the course every six hours."""
        del units
        import pandas as pd

        course, every = numbers.course, slice(None, None, 120)
        return pd.DataFrame(
            {
                "Time, h": course.hours[every].round(),
                "Room, °C": course.room[every],
                "Boiler, %": course.boiler[every],
                "Boiler's limit, %": course.limit[every],
            }
        )


# --- causes ------------------------------------------------------------------------------------------------

_FATS = {"saturated": "saturated fat", "sugar": "sugars", "unsaturated": "unsaturated fat"}


class Weeks(NamedTuple):
    """What was set, and what straight lines between the trials' two ends give."""

    steps: float
    in_bed: float
    surplus: float
    fat: str
    from_steps: float
    from_sleep: float
    liver_fat: float


class Causes(Explorer[Weeks]):
    """Trials that changed one habit for one to three weeks."""

    title = "One habit changed for one to three weeks"
    controls = (
        Slider("steps", "Steps a day, two weeks", 1300, 10500, 10500, 100),
        Slider("in_bed", "Time in bed, one week", 5, 10, 10, 0.25, unit="h a night"),
        Slider("surplus", "Overfeeding, three weeks", 0, 1000, 0, 50, unit="kcal a day"),
        Choice("fat", "The surplus is", _FATS, "saturated"),
    )
    presets = {
        "As the step trial ended": {"steps": 1300},
        "As the sleep trial ended": {"in_bed": 5},
        "As the overfeeding trial ended": {"surplus": 1000},
    }
    sources = ("KroghMadsen2010", "Buxton2010", "Luukkonen2018")

    def compute(self, *, steps: float, in_bed: float, surplus: float, fat: str) -> Weeks:
        """Interpolate between the two ends of each trial; nothing between them was measured."""
        walked = (10501 - steps) / (10501 - 1344)
        return Weeks(
            steps, in_bed, surplus, fat,
            from_steps=min(max(walked, 0), 1) * trials.effect("steps-clamp"),
            from_sleep=(10 - in_bed) / 5 * trials.effect("sleep-clamp"),
            liver_fat=surplus / 1000 * trials.effect(f"overfeeding-{fat}"),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the measured ends with their intervals."""
        del units
        sensitivity, liver = figure.subplots(1, 2, width_ratios=(1.35, 1))
        figure.subplots_adjust(left=0.165, right=0.98, top=0.9, bottom=0.15, wspace=0.3)
        rows = [("steps-clamp", "10,501 to 1,344\nsteps (clamp)"), ("sleep-clamp", "10 to 5 h in bed\n(clamp)"),
                ("sleep-ivgtt", "10 to 5 h in bed\n(IVGTT)")]  # fmt: skip
        for height, (key, _) in zip((2, 1, 0), rows, strict=True):
            trial = trials.trial(key)
            if trial.low is not None and trial.high is not None:
                sensitivity.plot([trial.low, trial.high], [height, height], color=style.INK, linewidth=2.2)
            sensitivity.plot([trial.effect], [height], "s", color=style.INK, markersize=10)
        sensitivity.axvline(0, color=style.MUTED, linewidth=1.2)
        sensitivity.set(
            xlim=(-38, 4), ylim=(-0.6, 2.7), yticks=(2, 1, 0), yticklabels=[label for _, label in rows],
            xlabel="Change of insulin sensitivity, %", title="Squares: measured ends",
        )  # fmt: skip
        for x, fat in enumerate(_FATS):
            liver.plot([x], [trials.effect(f"overfeeding-{fat}")], "s", color=style.INK, markersize=10)
        liver.axhline(0, color=style.MUTED, linewidth=1.2)
        liver.set(
            xlim=(-0.6, 2.6), ylim=(-4, 66), xticks=range(3),
            xticklabels=["saturated\nfat", "sugars", "unsaturated\nfat"],
            ylabel="Change of liver fat, %", title="+1,000 kcal a day",
        )  # fmt: skip
        hollow: Any = {
            "markersize": 14,
            "markerfacecolor": "none",
            "markeredgewidth": 2.6,
            "linestyle": "none",
        }
        return Scene(
            steps=sensitivity.plot([0], [2], "o", color=style.ACCENT, **hollow)[0],
            sleep=sensitivity.plot([0, 0], [1, 0], "o", color=style.ACCENT, **hollow)[0],
            path=[
                sensitivity.plot([0, 0], [height] * 2, color=style.ACCENT, linewidth=1.6, linestyle=":")[0]
                for height in (2, 1, 0)
            ],
            stem=liver.plot([0, 0], [0, 0], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            liver=liver.plot([0], [0], "o", color=style.ACCENT, **hollow)[0],
        )

    def move(self, scene: Scene, numbers: Weeks, units: UnitSystem) -> None:
        """Move the hollow rings along the straight lines."""
        del units
        ivgtt = numbers.from_sleep / trials.effect("sleep-clamp") * trials.effect("sleep-ivgtt")
        reached = (numbers.from_steps, numbers.from_sleep, ivgtt)
        scene.steps.set_data([reached[0]], [2])
        scene.sleep.set_data(reached[1:], [1, 0])
        for path, x in zip(scene.path, reached, strict=True):
            path.set_xdata([0, x])
        column = list(_FATS).index(numbers.fat)
        scene.stem.set_data([column, column], [0, numbers.liver_fat])
        scene.liver.set_data([column], [numbers.liver_fat])

    def say(self, numbers: Weeks, units: UnitSystem) -> str:
        """Say the three changes and that the points between were not measured."""
        del units
        return (
            f"Two weeks at {numbers.steps:,.0f} steps a day: insulin sensitivity {_signed(numbers.from_steps)} %. "
            f"One week with {numbers.in_bed:g} h in bed: {_signed(numbers.from_sleep)} % by clamp. Three weeks of "
            f"{numbers.surplus:,.0f} kcal a day too much as {_FATS[numbers.fat]}: liver fat "
            f"{_signed(numbers.liver_fat)} %. Only the squares were measured; the way between them is a straight "
            "line for want of anything better."
        )

    def tabulate(self, numbers: Weeks, units: UnitSystem) -> pd.DataFrame:
        """Return the trials behind the squares."""
        del numbers, units
        return trials.table(
            ["steps-clamp", "sleep-clamp", "sleep-ivgtt", *(f"overfeeding-{fat}" for fat in _FATS)]
        )


def _signed(change: float) -> str:
    return "unchanged, 0" if round(change) == 0 else signed(change)


# --- the years before diabetes -----------------------------------------------------------------------------


class Years(NamedTuple):
    """Years, glucose in mg/dL and insulin in µU/mL; the same without restoration; what was set."""

    years: Row
    glucose: Row
    insulin: Row
    untreated: tuple[Row, Row]
    target: float
    since: float | None


_DAYS = 1800
_YEAR = 365.0
_START_SENSITIVITY = 0.8  # mL/µU/day, where the published course begins
_SINCE = {"never": None, "2": 2.0, "3": 3.0, "4": 4.0}  # years


class YearsBefore(Explorer[Years]):
    """Sensitivity falls; insulin rises first, glucose later."""

    title = "Five years of low sensitivity"
    controls = (
        Slider("target", "Insulin sensitivity falls to", 15, 80, 22.5, 0.5, unit="% of its start"),
        Choice(
            "since",
            "Sensitivity is given back from year",
            {"never": "never", "2": "2", "3": "3", "4": "4"},
            "never",
        ),
        Slider("restored", "Given back: up to", 25, 100, 58, 1, unit="% of its start"),
    )
    presets = {
        "Mild resistance": {"target": 40},
        "Given back after 3 years": {"since": "3"},
        "Given back after 4 years": {"since": "4"},
    }
    sources = ("Ha2016", "Tabak2009")

    def compute(self, *, target: float, since: str, restored: float) -> Years:
        """Return five years of Ha's model, with and without giving sensitivity back."""
        model = DiabetesPathway(target_si=_START_SENSITIVITY * target / 100)
        plain = _course(model.simulate(days=_DAYS, every=15))
        year = _SINCE[since]
        treated = plain
        if year is not None:
            change = Intervention(
                day=year * _YEAR, target_si=_START_SENSITIVITY * restored / 100, t_si=_FAST_CHANGE
            )
            treated = _course(model.simulate(days=_DAYS, every=15, interventions=[change]))
        return Years(treated[0], treated[1], treated[2], plain[1:], target, year)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the two courses and of the path that they trace together."""
        grid = figure.add_gridspec(2, 2, width_ratios=(1.35, 1))
        glucose, insulin = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        path = figure.add_subplot(grid[:, 1])
        figure.subplots_adjust(left=0.085, right=0.98, top=0.91, bottom=0.13, wspace=0.26, hspace=0.42)
        high, most = in_units(np.array([60.0, 560.0]), "glucose", units), in_units(34.0, "insulin", units)
        limit = in_units(DIABETES_GLUCOSE, "glucose", units)
        glucose.axhline(limit, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        glucose.text(
            0.05, limit * 1.6, "dotted: the diabetes range begins", color=style.GLUCOSE, fontsize=10.5
        )
        glucose.set(xlim=(0, 4.93), ylim=high, title=f"Glucose, {unit_of('glucose', units)}")
        insulin.set(
            xlim=(0, 4.93), ylim=(0, most), title=f"Insulin, {unit_of('insulin', units)}", xlabel="Years"
        )
        path.axvline(limit, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        path.set(
            xlim=high, ylim=(0, most), title="The path of both",
            xlabel=f"Glucose, {unit_of('glucose', units)}", ylabel=f"Insulin, {unit_of('insulin', units)}",
        )  # fmt: skip
        dashed = charts.dashed()
        return Scene(
            untreated=[axes.plot([], [], **dashed)[0] for axes in (glucose, insulin, path)],
            key=insulin.text(
                0.98,
                0.84,
                "dashed: nothing given back",
                transform=insulin.transAxes,
                ha="right",
                fontsize=10.5,
            ),
            since=[axes.axvline(0, color=style.GOOD, linewidth=1.6) for axes in (glucose, insulin)],
            glucose=glucose.plot([], [], color=style.GLUCOSE)[0],
            insulin=insulin.plot([], [], color=style.INSULIN)[0],
            path=path.plot([], [], color=style.ACCENT)[0],
            end=charts.mark(path, size=11),
        )

    def move(self, scene: Scene, numbers: Years, units: UnitSystem) -> None:
        """Draw the courses and mark when sensitivity is given back."""
        glucose, insulin = (
            in_units(numbers.glucose, "glucose", units),
            in_units(numbers.insulin, "insulin", units),
        )
        plain_glucose = in_units(numbers.untreated[0], "glucose", units)
        plain_insulin = in_units(numbers.untreated[1], "insulin", units)
        over_time, under_time, along = scene.untreated
        over_time.set_data(numbers.years, plain_glucose)
        under_time.set_data(numbers.years, plain_insulin)
        along.set_data(plain_glucose, plain_insulin)
        scene.key.set_visible(numbers.since is not None)
        for line in scene.since:
            line.set_visible(numbers.since is not None)
            line.set_xdata([numbers.since or 0] * 2)
        scene.glucose.set_data(numbers.years, glucose)
        scene.insulin.set_data(numbers.years, insulin)
        scene.path.set_data(glucose, insulin)
        scene.end.set_data(glucose[-1:], insulin[-1:])

    def say(self, numbers: Years, units: UnitSystem) -> str:
        """Say when insulin peaked, when glucose crossed into the diabetes range, and where both end."""
        peak = int(np.argmax(numbers.insulin))
        crossed = np.flatnonzero(numbers.glucose >= DIABETES_GLUCOSE)
        limit = format_value(DIABETES_GLUCOSE, "glucose", units)
        reached = (
            f"Glucose reaches {limit} after {numbers.years[crossed[0]]:.1f} years"
            if len(crossed)
            else f"Glucose stays below {limit}"
        )
        given = "" if numbers.since is None else f" and partly given back from year {numbers.since:.0f}"
        return (
            f"With sensitivity falling to {numbers.target:g} % of its start{given}, insulin rises from "
            f"{format_value(numbers.insulin[0], 'insulin', units)} to its highest, "
            f"{format_value(numbers.insulin[peak], 'insulin', units)}, after {numbers.years[peak]:.1f} years. "
            f"{reached}. After five years insulin is {format_value(numbers.insulin[-1], 'insulin', units)} and "
            f"glucose {format_value(numbers.glucose[-1], 'glucose', units)}."
        )

    def tabulate(self, numbers: Years, units: UnitSystem) -> pd.DataFrame:
        """Return both courses every half year."""
        import pandas as pd

        rows = slice(None, None, 12)
        return pd.DataFrame(
            {
                "Time, years": numbers.years[rows].round(1),
                f"Glucose, {unit_of('glucose', units)}": in_units(numbers.glucose[rows], "glucose", units),
                f"Insulin, {unit_of('insulin', units)}": in_units(numbers.insulin[rows], "insulin", units),
            }
        )


_FAST_CHANGE = 0.014  # 1/day, the rate of the paper's interventions


def _course(frame: pd.DataFrame) -> tuple[Row, Row, Row]:
    return (
        frame.index.to_numpy(dtype=float) / _YEAR,
        frame["glucose_mg_dl"].to_numpy(),
        frame["insulin_uu_ml"].to_numpy(),
    )


# --- a meal ------------------------------------------------------------------------------------------------


class MealPair(NamedTuple):
    """Minutes; glucose (mg/dL) and insulin (µU/mL) of the healthy person and of the learner's; grams."""

    minutes: Row
    healthy: tuple[Row, Row]
    other: tuple[Row, Row]
    dose: float


class MealExplorer(Explorer[MealPair]):
    """Two people drink the same glucose."""

    title = "Two people, one drink of glucose"
    controls = (
        Slider("dose", "Glucose in the drink", 10, 120, 75, 5, unit="g"),
        Slider("muscle", "Muscle's response to insulin", 20, 150, 100, 5, unit="% of healthy"),
        Slider("liver", "Liver's response to insulin", 20, 150, 100, 5, unit="% of healthy"),
        Slider("beta_cell", "Beta cells' response to glucose", 20, 300, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Muscle halved": {"muscle": 50},
        "Muscle and liver halved": {"muscle": 50, "liver": 50},
        "Resistant, compensated": {"muscle": 50, "liver": 50, "beta_cell": 200},
        "Weak beta cells": {"beta_cell": 40},
    }
    sources = ("DallaMan2007",)

    def compute(self, *, dose: float, muscle: float, liver: float, beta_cell: float) -> MealPair:
        """Return both courses over five hours."""
        other = MealModel.normal().with_defects(
            muscle=muscle / 100, liver=liver / 100, beta_cell=beta_cell / 100
        )
        minutes, *normal = _healthy_drink(dose)
        _, *own = _drink(other, dose)
        return MealPair(minutes, (normal[0], normal[1]), (own[0], own[1]), dose)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of glucose and insulin."""
        glucose, insulin = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        glucose.set(
            ylim=in_units(np.array([40.0, 320.0]), "glucose", units),
            title="Glucose", ylabel=unit_of("glucose", units),
        )  # fmt: skip
        insulin.set(
            ylim=(0, in_units(160.0, "insulin", units)),
            title="Insulin",
            ylabel=unit_of("insulin", units),
        )
        for axes in (glucose, insulin):
            axes.set(xlim=(0, 300), xlabel="Minutes after the drink", xticks=range(0, 301, 60))
        dashed = charts.dashed(2)
        scene = Scene(
            healthy=[axes.plot([], [], label="healthy person", **dashed)[0] for axes in (glucose, insulin)],
            glucose=glucose.plot([], [], color=style.GLUCOSE, label="your person")[0],
            insulin=insulin.plot([], [], color=style.INSULIN, label="your person")[0],
        )
        for axes in (glucose, insulin):
            axes.legend(loc="upper right", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: MealPair, units: UnitSystem) -> None:
        """Draw the four curves."""
        for line, values, analyte in (
            (scene.healthy[0], numbers.healthy[0], "glucose"),
            (scene.healthy[1], numbers.healthy[1], "insulin"),
            (scene.glucose, numbers.other[0], "glucose"),
            (scene.insulin, numbers.other[1], "insulin"),
        ):
            line.set_data(numbers.minutes, in_units(values, analyte, units))

    def say(self, numbers: MealPair, units: UnitSystem) -> str:
        """Compare peaks and means of the two people."""
        (own_glucose, own_insulin), (glucose, insulin) = numbers.other, numbers.healthy
        return (
            f"After {numbers.dose:.0f} g of glucose your person's glucose peaks at "
            f"{format_value(own_glucose.max(), 'glucose', units)} (healthy: "
            f"{format_value(glucose.max(), 'glucose', units)}) and insulin at "
            f"{format_value(own_insulin.max(), 'insulin', units)} (healthy: "
            f"{format_value(insulin.max(), 'insulin', units)}). Over five hours the average glucose is "
            f"{own_glucose.mean() / glucose.mean():.2f} times the healthy person's, the average insulin "
            f"{own_insulin.mean() / insulin.mean():.2f} times."
        )

    def tabulate(self, numbers: MealPair, units: UnitSystem) -> pd.DataFrame:
        """Return the four curves every half hour."""
        import pandas as pd

        rows = slice(None, None, 30)
        columns = {"Time, min": numbers.minutes[rows].round()}
        for who, (glucose, insulin) in (("your person", numbers.other), ("healthy person", numbers.healthy)):
            columns[f"Glucose of {who}, {unit_of('glucose', units)}"] = in_units(
                glucose[rows], "glucose", units
            )
            columns[f"Insulin of {who}, {unit_of('insulin', units)}"] = in_units(
                insulin[rows], "insulin", units
            )
        return pd.DataFrame(columns)


def _drink(person: MealModel, dose: float) -> tuple[Row, Row, Row]:
    frame = person.simulate(dose_g=dose, minutes=300)
    insulin = in_units(frame["insulin_pmol_l"].to_numpy(), "insulin", "conventional", given="pmol/L")
    return frame.index.to_numpy(dtype=float), frame["glucose_mg_dl"].to_numpy(), insulin


@cache
def _healthy_drink(dose: float) -> tuple[Row, Row, Row]:
    return _drink(MealModel.normal(), dose)


EXPLORERS = {
    "insulin_action": InsulinActionExplorer,
    "compensation": Compensation,
    "years_before": YearsBefore,
    "thermostat": ThermostatExplorer,
    "causes": Causes,
    "meal": MealExplorer,
}
