from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import Arrays
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.indices import DIABETES_GLUCOSE
from helpers.models.diabetes_pathway import DiabetesPathway, Intervention
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Years(NamedTuple):
    """Years, glucose in mg/dL and insulin in µU/mL; the same without restoration; what was set."""

    years: Floats
    glucose: Floats
    insulin: Floats
    untreated: tuple[Floats, Floats]
    target: float
    since: float | None


_DAYS = 1800
_YEAR = 365.0
_START_SENSITIVITY = 0.8  # mL/µU/day, where the published course begins
_SINCE = {"never": None, "2": 2.0, "3": 3.0, "4": 4.0}  # years


class YearsBefore(Explorer[Years]):
    """Sensitivity falls; insulin rises first, glucose later."""

    title = "Five years of low sensitivity"
    tall = 700
    controls = (
        Slider("target", "Insulin sensitivity falls to", 15, 80, 22.5, 0.5, unit="% of its start"),
        ToggleButtons(
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
        plain = _untreated(model)
        year = _SINCE[since]
        treated = plain
        if year is not None:
            change = Intervention(
                day=year * _YEAR, target_si=_START_SENSITIVITY * restored / 100, t_si=_FAST_CHANGE
            )
            treated = _course(model.course(days=_DAYS, every=15, interventions=[change]))
        return Years(treated[0], treated[1], treated[2], plain[1:], target, year)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the two courses and of the path that they trace together."""
        glucose, insulin, path = charts.panels(figure, widths=(1.35, 1), split=(2, 1))
        high, most = in_units(np.array([48.0, 800.0]), "glucose", units), in_units(40.0, "insulin", units)
        ticks = (4, 7, 20, 40) if units == "SI" else (70, 126, 200, 400, 800)
        limit = in_units(DIABETES_GLUCOSE, "glucose", units)
        glucose.axhline(limit, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        glucose.text(
            0.02, 0.03, "dotted: the diabetes range begins", color=style.GLUCOSE, fontsize=10.5,
            transform=glucose.transAxes,
        )  # fmt: skip
        glucose.set(xlim=(0, 4.93), ylim=high, title=f"Glucose, {unit_of('glucose', units)}")
        insulin.set(
            xlim=(0, 4.93), ylim=(0, most), title=f"Insulin, {unit_of('insulin', units)}", xlabel="Years"
        )
        path.axvline(limit, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        path.set(
            xlim=high, ylim=(0, most), title="The path of both",
            xlabel=f"Glucose, {unit_of('glucose', units)}", ylabel=f"Insulin, {unit_of('insulin', units)}",
        )  # fmt: skip
        charts.log_ticks(glucose, y=ticks)
        charts.log_ticks(path, x=ticks)
        dashed = charts.dashed()
        return Scene(
            untreated=[axes.plot([], [], **dashed)[0] for axes in (glucose, insulin, path)],
            keys=[
                axes.text(
                    x, 0.97, text, transform=axes.transAxes, ha=side, va="top", fontsize=10.5, color=colour
                )
                for axes, x, side, text, colour in (
                    (glucose, 0.02, "left", "dashed: nothing given back", style.INK),
                    (insulin, 0.02, "left", "green line: given back", style.GOOD),
                )
            ],
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
        for key in scene.keys:
            key.set_visible(numbers.since is not None)
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

    def tabulate(self, numbers: Years, units: UnitSystem) -> Columns:
        """Return both courses every half year."""
        rows = slice(None, None, 12)
        return {
            "Time, years": numbers.years[rows].round(1),
            f"Glucose, {unit_of('glucose', units)}": in_units(numbers.glucose[rows], "glucose", units),
            f"Insulin, {unit_of('insulin', units)}": in_units(numbers.insulin[rows], "insulin", units),
        }


_FAST_CHANGE = 0.014  # 1/day, the rate of the paper's interventions


@lru_cache(maxsize=64)
def _untreated(model: DiabetesPathway) -> tuple[Floats, Floats, Floats]:
    """Return what stays while it is moved when and how far sensitivity is given back."""
    return _course(model.course(days=_DAYS, every=15))


def _course(course: Arrays) -> tuple[Floats, Floats, Floats]:
    return course["time_days"] / _YEAR, course["glucose_mg_dl"], course["insulin_uu_ml"]
