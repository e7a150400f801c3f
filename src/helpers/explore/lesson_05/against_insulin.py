from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import DIABETES_GLUCOSE
from helpers.models.beta_cell_mass import BetaCellMass
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HEALTHY = BetaCellMass()
_HEALTHY_MASS = _HEALTHY.fixed_points()[0].beta_cell_mass_mg

_CLAMPS = (
    ("gh-clamp-six", "growth hormone, 4 h\n(6 healthy men)"),
    ("gh-clamp", "growth hormone\n(9 men who lack it)"),
    ("gh-clamp-both", "the same, lipolysis\nblocked (acipimox)"),
    ("tesamorelin-clamp", "tesamorelin, 2 weeks\n(13 healthy men)"),
)
# The right picture ends here: fasting glucose in mg/dL, insulin in µU/mL.
_GLUCOSE_TOP, _INSULIN_TOP = 295.0, 22.0


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
    tall = 600
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
    sources = ("Moller1989", "Hjelholt2020", "Stanley2011b", "Topp2000")
    schematic = True

    def compute(self, *, lost: float, regained: float, capacity: float) -> Opposed:
        """Return the fasting state; that loss and gain multiply is ours."""
        left = (1 - lost / 100) * (1 + regained / 100)
        person = replace(_HEALTHY, si=_HEALTHY.si * left)
        glucose, insulin = person.fasting_state(_HEALTHY_MASS * capacity / 100)
        return Opposed(lost / 100, regained / 100, left, capacity / 100, glucose, insulin)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw what clamps measured on the left, the plane of fasting glucose and insulin on the right."""
        measured, fasting = charts.panels(figure, widths=(1.1, 1), heights=(1.3, 1))
        measured.axvline(0, color=style.MUTED, linewidth=1.2)
        for height, (key, _) in zip((3, 2, 1, 0), _CLAMPS, strict=True):
            effect = trials.trial(key).effect
            if effect is None:
                measured.text(
                    0, height, "no change found;\nno number printed", fontsize=10.5, va="center", ha="center",
                    bbox=charts.box(),
                )  # fmt: skip
            else:
                measured.plot([effect], [height], "s", color=style.INK, markersize=10)
        measured.set(
            xlim=(-64, 64), ylim=(-1.5, 3.6), yticks=(3, 2, 1, 0, -1),
            yticklabels=[*(label for _, label in _CLAMPS), "your setting"],
            xlabel="Change, % (no intervals are printed)", title="Sensitivity; squares: by clamp",
        )  # fmt: skip
        measured.tick_params(axis="y", labelsize=10.5)
        high = in_units(np.array([60.0, _GLUCOSE_TOP]), "glucose", units)
        fasting.axvline(
            in_units(DIABETES_GLUCOSE, "glucose", units), color=style.GLUCOSE, linewidth=1.2, linestyle=":"
        )
        fasting.plot(
            [in_units(100, "glucose", units)],
            [in_units(10, "insulin", units)],
            "D",
            color=style.COMPARE,
            markersize=17,
        )
        fasting.text(
            in_units(128, "glucose", units),
            in_units(1.0, "insulin", units),
            "dotted: diabetes range\ndiamond: start",
            color=style.GLUCOSE,
            fontsize=10.5,
        )
        fasting.set(
            xlim=high, ylim=(0, in_units(_INSULIN_TOP, "insulin", units)),
            xlabel=f"Fasting glucose, {unit_of('glucose', units)}",
            ylabel=f"Fasting insulin, {unit_of('insulin', units)}",
            title="Fasting state",
        )  # fmt: skip
        hollow: Any = {"markerfacecolor": "none", "markeredgewidth": 2.6, "linestyle": "none"}
        return Scene(
            path=measured.plot([0, 0], [-1, -1], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            ring=measured.plot([0], [-1], "o", color=style.ACCENT, markersize=14, **hollow)[0],
            trail=fasting.plot([], [], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            point=charts.mark(fasting, size=11, clip=False),
            beyond=fasting.text(0, 0, "", color=style.LEARNER, weight="bold", bbox=charts.box()),
        )

    def move(self, scene: Scene, numbers: Opposed, units: UnitSystem) -> None:
        """Put the learner's setting on both charts."""
        change = 100 * (numbers.left - 1)
        scene.path.set_xdata([0, change])
        scene.ring.set_xdata([change])
        glucose = in_units(min(numbers.glucose, _GLUCOSE_TOP), "glucose", units)
        insulin = in_units(min(numbers.insulin, _INSULIN_TOP), "insulin", units)
        scene.trail.set_data(
            [in_units(100, "glucose", units), glucose], [in_units(10, "insulin", units), insulin]
        )
        scene.point.set_data([glucose], [insulin])
        # An arrow says that the point lies beyond the picture, and how far.
        right, above = numbers.glucose > _GLUCOSE_TOP, numbers.insulin > _INSULIN_TOP
        scene.point.set_marker(">" if right else "^" if above else "o")
        scene.beyond.set_visible(right or above)
        if right or above:
            far = numbers.glucose if right else numbers.insulin
            scene.beyond.set_text(f"to {format_value(far, 'glucose' if right else 'insulin', units)}")
            scene.beyond.set_horizontalalignment("right" if right else "left")
            scene.beyond.set_position((glucose * (0.95 if right else 1.08), insulin * 0.94))

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

    def tabulate(self, numbers: Opposed, units: UnitSystem) -> Columns:
        """Return the clamps behind the squares, and the learner's setting."""
        keys = ["gh-clamp-six", "gh-clamp-six-disposal", *(key for key, _ in _CLAMPS[1:])]
        table = trials.columns(keys) | {"note": [trials.trial(key).note for key in keys]}
        mine = {
            "study": "your setting",
            "design": "schematic",
            "n": "",
            "change": f"{signed(-100 * numbers.lost)} %, then {signed(100 * numbers.regained)} %",
            "outcome": "insulin sensitivity",
            "effect": f"{signed(100 * (numbers.left - 1))} %",
            "note": "",
        }
        return {heading: [*values, mine[heading]] for heading, values in table.items()}
