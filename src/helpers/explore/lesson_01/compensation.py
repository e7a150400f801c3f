from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import DIABETES_GLUCOSE
from helpers.models.beta_cell_mass import BetaCellMass
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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
    tall = 580
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
        plane, fasting = charts.panels(figure, widths=(1.25, 1))
        _draw_plane(plane, narrow=is_narrow(figure))
        _draw_fasting(fasting, units)
        return Scene(
            own_curve=plane.plot([], [], color=style.ACCENT)[0],
            point=charts.mark(plane, size=13, clip=False),
            level=charts.mark(fasting, size=13, clip=False),
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
        scene.level.set_data([100 * numbers.disposition], [in_units(numbers.glucose, "glucose", units)])
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

    def tabulate(self, numbers: Balance, units: UnitSystem) -> Columns:
        """Return the learner's person beside people with the same product and other sensitivities."""
        sensitivity = np.array([numbers.sensitivity, 1.0, 0.5, 0.25, 0.15])
        capacity = numbers.disposition / sensitivity
        states = np.array([_fasting(s, c) for s, c in zip(sensitivity, capacity, strict=True)])
        return {
            "Sensitivity, % of healthy": 100 * sensitivity,
            "Beta-cell capacity, % of healthy": 100 * capacity,
            f"Fasting glucose, {unit_of('glucose', units)}": in_units(states[:, 0], "glucose", units),
            f"Fasting insulin, {unit_of('insulin', units)}": in_units(states[:, 1], "insulin", units),
        }


def _fasting(sensitivity: float, capacity: float) -> tuple[float, float]:
    """Fasting glucose and insulin for fractions of healthy sensitivity and beta-cell mass."""
    person = replace(_HEALTHY, si=_HEALTHY.si * sensitivity)
    return person.fasting_state(_HEALTHY_MASS * capacity)


def _draw_plane(axes: Axes, *, narrow: bool) -> None:
    s = np.linspace(0.1, 1.55, 120)
    for product, label, offset, dashes in (
        (1.0, "healthy, 100 %", (6, 4), (4, 1.6)),
        (0.5, "50 %", (6, 4), (3, 3)),
        (0.25, "25 %", (-30, -15), (1.5, 2.5)),
    ):
        axes.plot(
            100 * s, 100 * product / s, color=style.MUTED, linewidth=2.2 * product**0.5, label=label,
            linestyle=(0, dashes) if narrow else "--",
        )  # fmt: skip
        if not narrow:  # there is no room between the curves
            axes.annotate(
                label, (40, 250 * product), xytext=offset, textcoords="offset points", fontsize=10.5
            )
    if narrow:
        charts.key(axes, handlelength=1.8, handletextpad=0.4)
    axes.set(
        xlim=(0, 150), ylim=(0, 700),
        xlabel="Insulin sensitivity, % of healthy", ylabel="Beta-cell capacity, % of healthy",
        title="Dashed: sensitivity × capacity the same",
    )  # fmt: skip


def _draw_fasting(axes: Axes, units: UnitSystem) -> None:
    products = np.geomspace(0.007, 10.6, 80)
    glucose = np.array([_fasting(1.0, p)[0] for p in products])
    axes.plot(100 * products, in_units(glucose, "glucose", units), color=style.COMPARE, linewidth=1.6)
    axes.axhline(
        in_units(DIABETES_GLUCOSE, "glucose", units), color=style.GLUCOSE, linewidth=1.2, linestyle=":"
    )
    axes.text(
        0.02, 0.04, "dotted: the diabetes range begins", color=style.GLUCOSE, fontsize=10.5,
        transform=axes.transAxes,
    )  # fmt: skip
    axes.set(
        xlim=(0.7, 1100), ylim=in_units(np.array([30.0, 700.0]), "glucose", units),
        xlabel="Sensitivity × capacity, % of healthy", ylabel=f"Fasting glucose, {unit_of('glucose', units)}",
        title="What glucose depends on",
    )  # fmt: skip
    ticks = (2, 4, 7, 10, 20, 40) if units == "SI" else (40, 70, 126, 200, 400)
    charts.log_ticks(axes, x=(1, 5, 25, 100, 400), y=ticks)
