from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_03.shared import LEVEL_MARKS, LEVELS, SEX_WORDS, synthetic_adults
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MASSES = np.arange(20.0, 42.1, 1.0)
_HALF_WINDOW = 2.5  # kg/m²


_FEW = 30  # people; a median of fewer wanders


class Masses(NamedTuple):
    """Medians (total, SHBG, free; ng/dL, nmol/L, pg/mL) at this body mass and in lean people; along all; people."""

    here: Floats
    lean: Floats
    along: Floats
    people: int
    sex: str
    bmi: float


class WeightAndHormones(Explorer[Masses]):
    """Total testosterone, SHBG and free testosterone of synthetic adults along body mass."""

    title = "Body mass index, SHBG, total and free testosterone"
    controls = (
        Slider("bmi", "Body mass index", 20, 42, 23, 0.5, unit="kg/m²"),
        ToggleButtons("sex", "Adults", SEX_WORDS, "M"),
        ToggleButtons("age", "Age", {"all": "all", "20": "20-39", "40": "40-59", "60": "60-80"}, "all"),
    )
    presets = {
        "Men of 40 kg/m²": {"bmi": 40},
        "Women of 40 kg/m²": {"bmi": 40, "sex": "F"},
        "Young men of 36 kg/m²": {"bmi": 36, "age": "20"},
    }
    sources = ("NHANES", "Vermeulen1999")

    def compute(self, *, bmi: float, sex: str, age: str) -> Masses:
        """Return medians of the people around this body mass."""
        people = synthetic_adults(sex, age)
        here, count = _medians(people, bmi - _HALF_WINDOW, bmi + _HALF_WINDOW)
        return Masses(here, _lean(sex, age), _along(sex, age), count, sex, bmi)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw both sexes as clouds on the left and the axes of the relative levels on the right."""
        cloud, relative = charts.panels(figure, widths=(1, 1.25))
        for sex, shape in (("M", "."), ("F", "+")):
            people = synthetic_adults(sex, "all")
            cloud.plot(
                people["bmi"], in_units(people["total"], "testosterone", units), shape,
                color=style.CROWD, markersize=3, alpha=0.4, zorder=1,
            )  # fmt: skip
        cloud.set(
            xlim=(17, 46), ylim=in_units(np.array([4.0, 1500.0]), "testosterone", units),
            xlabel="Body mass index, kg/m²", title=f"Total testosterone, {unit_of('testosterone', units)}",
        )  # fmt: skip
        ticks = [0.3, 1, 3, 10, 30] if units == "SI" else [10, 30, 100, 300, 1000]
        charts.log_ticks(cloud, y=ticks)
        for y, text in ((900, "men"), (6.5, "women")):
            cloud.text(
                45.5, float(in_units(y, "testosterone", units)), text, ha="right", va="center", weight="bold"
            )
        relative.axhline(100, color=style.MUTED, linewidth=1.2)
        relative.set(
            xlim=(20, 42), ylim=(38, 240), xlabel="Body mass index, kg/m²",
            title="Medians, % of those under 25 kg/m²",
        )  # fmt: skip
        charts.log_ticks(relative, y=(40, 50, 60, 80, 100, 120, 150, 200))
        looks = (("-", style.GLUCOSE), ("--", style.GOOD), ("-.", style.ACCENT))
        scene = Scene(
            window=relative.axvline(1, color=style.LEARNER, linewidth=1.2, ymax=0.88),
            median=cloud.plot([], [], color=style.GLUCOSE)[0],
            curves=[
                relative.plot([], [], line, color=colour, label=label)[0]
                for (line, colour), label in zip(looks, LEVELS, strict=True)
            ],
            marks=[
                charts.mark(relative, shape, colour, size=size, clip=False, hollow=hollow)
                for (shape, size, hollow), (_, colour) in zip(LEVEL_MARKS, looks, strict=True)
            ],
            person=charts.mark(cloud, "s", style.GLUCOSE, clip=False),
        )
        charts.key(relative, "upper left", columns=3, handlelength=2.6, columnspacing=1.2)
        return scene

    def move(self, scene: Scene, numbers: Masses, units: UnitSystem) -> None:
        """Draw the curves of the chosen adults and the marks at the body mass."""
        scene.window.set_xdata([numbers.bmi] * 2)
        scene.median.set_data(_MASSES, in_units(numbers.along[:, 0], "testosterone", units))
        scene.person.set_data([numbers.bmi], [in_units(numbers.here[0], "testosterone", units)])
        for k, (curve, mark) in enumerate(zip(scene.curves, scene.marks, strict=True)):
            curve.set_data(_MASSES, 100 * numbers.along[:, k] / numbers.lean[k])
            mark.set_data([numbers.bmi], [100 * numbers.here[k] / numbers.lean[k]])

    def say(self, numbers: Masses, units: UnitSystem) -> str:
        """Say the three medians and how they compare with lean people's."""
        total, shbg, free = numbers.here
        change = [
            signed(100 * (here / lean - 1)) for here, lean in zip(numbers.here, numbers.lean, strict=True)
        ]
        few = " So few people say little." if numbers.people < _FEW else ""
        return (
            f"{numbers.people} synthetic {SEX_WORDS[numbers.sex]} with a body mass index within {_HALF_WINDOW:g} of "
            f"{numbers.bmi:g} kg/m²: median total testosterone {format_value(total, 'testosterone', units)} "
            f"({change[0]} % from those under 25), SHBG {format_value(shbg, 'shbg', units)} ({change[1]} %), "
            f"calculated free testosterone {format_value(free, 'free_testosterone', units)} ({change[2]} %).{few}"
        )

    def tabulate(self, numbers: Masses, units: UnitSystem) -> Columns:
        """Return the medians along body mass."""
        rows = slice(None, None, 2)
        names = zip(LEVELS, ("testosterone", "shbg", "free_testosterone"), range(3), strict=True)
        return {"Body mass index, kg/m²": _MASSES[rows]} | {
            f"{label}, {unit_of(analyte, units)}": in_units(numbers.along[rows, k], analyte, units)
            for label, analyte, k in names
        }


def _medians(people: dict[str, Floats], low: float, high: float) -> tuple[Floats, int]:
    inside = (people["bmi"] >= low) & (people["bmi"] <= high)
    return np.array([np.median(people[name][inside]) for name in ("total", "shbg", "free")]), int(
        inside.sum()
    )


@cache
def _lean(sex: str, age: str) -> Floats:
    return _medians(synthetic_adults(sex, age), 0, 25)[0]


@cache
def _along(sex: str, age: str) -> Floats:
    people = synthetic_adults(sex, age)
    return np.array([_medians(people, mass - _HALF_WINDOW, mass + _HALF_WINDOW)[0] for mass in _MASSES])
