from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.columns import Arrays, of_rows, taken
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_07.shared import synthetic_adults
from helpers.statistics import rank_correlation
from helpers.units import UnitSystem, format_value

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SEXES = {"F": "women", "M": "men"}


class Marker(NamedTuple):
    """What a learner reads of a marker: name, column of the cohort, analyte (none for an index)."""

    name: str
    column: str
    analyte: str | None

    def written(self, value: float, units: UnitSystem) -> str:
        """Return a value with its unit."""
        return f"{value:.2f}" if self.analyte is None else format_value(value, self.analyte, units)


_MARKERS = {
    "insulin": Marker("Fasting insulin", "insulin_uu_ml", "insulin"),
    "homa": Marker("HOMA-IR", "homa_ir", None),
    "hba1c": Marker("HbA1c", "hba1c_pct", "hba1c"),
    "testosterone": Marker("Total testosterone", "testosterone_ng_dl", "testosterone"),
    "free": Marker("Free testosterone", "free_testosterone_pg_ml", "free_testosterone"),
    "shbg": Marker("SHBG", "shbg_nmol_l", "shbg"),
    "crp": Marker("CRP", "crp_mg_l", "crp"),
}

_KNOTS = np.arange(25, 76, 5)  # years; people within eight years of each are counted
_BMI_EDGES = (25, 30, 35)
_BMI_CLASSES = ("under 25", "25 to 30", "30 to 35", "35 or more")


class Spread(NamedTuple):
    """Per sex: 5th, 50th and 95th percentile by age, and medians by class of body mass index."""

    marker: Marker
    age: float
    by_age: dict[str, Floats]
    by_bmi: dict[str, Floats]
    here: dict[str, Floats]
    with_homa: dict[str, float]


class Markers(Explorer[Spread]):
    """How each marker is distributed by sex, age and body mass index."""

    title = "Seven markers in 4,000 synthetic adults"
    controls = (
        ToggleButtons("marker", "Marker", {key: marker.name for key, marker in _MARKERS.items()}, "insulin"),
        Slider("age", "Age", 25, 75, 45, 1, unit="years"),
    )
    sources = ("NHANES",)

    def compute(self, *, marker: str, age: float) -> Spread:
        """Return percentiles by sex."""
        chosen = _MARKERS[marker]
        by_age, by_bmi, ranked = _spread_of(chosen.column)
        here = {sex: np.array([np.interp(age, _KNOTS, row) for row in by_age[sex]]) for sex in _SEXES}
        return Spread(chosen, age, by_age, by_bmi, here, ranked)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw two charts in multiples of the sex's median, so that one scale serves every marker."""
        years, mass = charts.panels(figure, widths=(1.5, 1), sharey=True)
        years.set(
            xlim=(24, 76), ylim=(0.025, 14), xlabel="Age, years", ylabel="Times the median of the sex",
            title="By age: median, and the middle 90 %",
        )  # fmt: skip
        charts.log_ticks(years, y=(0.03, 0.1, 0.3, 1, 3, 10))
        mass.set(xlim=(-0.5, 3.5), xlabel="Body mass index, kg/m²", title="By body mass index: median")
        mass.set_xticks(range(4), [label.replace(" ", "\n", 1) for label in _BMI_CLASSES])
        for axes in (years, mass):
            axes.axhline(1, color=style.MUTED, linewidth=1.1)
        looks: dict[str, Any] = {
            "F": {"color": style.ACCENT, "linestyle": "-"},
            "M": {"color": style.INSULIN, "linestyle": (0, (5, 2))},
        }
        shapes = {"F": "o", "M": "s"}
        artists: dict[str, Any] = {"line": years.axvline(45, color=style.LEARNER, linewidth=1, linestyle=":")}
        for sex, name in _SEXES.items():
            artists[f"edges_{sex}"] = [years.plot([], [], linewidth=1.3, **looks[sex])[0] for _ in range(2)]
            artists[f"median_{sex}"] = years.plot([], [], label=name, **looks[sex])[0]
            artists[f"here_{sex}"] = charts.mark(
                years, shapes[sex], looks[sex]["color"], size=14 if sex == "F" else 9
            )
            artists[f"bmi_{sex}"] = mass.plot(
                range(4),
                [1] * 4,
                marker=shapes[sex],
                markersize=10,
                markeredgecolor="white",
                label=name,
                **looks[sex],
            )[0]
        charts.key(mass, "lower left", handlelength=3.2)
        return Scene(**artists)

    def move(self, scene: Scene, numbers: Spread, units: UnitSystem) -> None:
        """Draw the marker, each sex against its own median."""
        scene.line.set_xdata([numbers.age] * 2)
        for sex in _SEXES:
            middle = float(np.median(_of_sex(sex)[numbers.marker.column]))
            low, median, high = numbers.by_age[sex] / middle
            for line, values in zip(getattr(scene, f"edges_{sex}"), (low, high), strict=True):
                line.set_data(_KNOTS, values)
            getattr(scene, f"median_{sex}").set_data(_KNOTS, median)
            getattr(scene, f"here_{sex}").set_data([numbers.age], [numbers.here[sex][1] / middle])
            getattr(scene, f"bmi_{sex}").set_ydata(numbers.by_bmi[sex] / middle)

    def say(self, numbers: Spread, units: UnitSystem) -> str:
        """Say the percentiles at the age, the way with body mass index, and the correlation with HOMA-IR."""
        told = []
        for sex, name in _SEXES.items():
            low, median, high = (numbers.marker.written(value, units) for value in numbers.here[sex])
            first, last = (numbers.marker.written(numbers.by_bmi[sex][row], units) for row in (0, -1))
            ranked = (
                ""
                if numbers.marker.column == "homa_ir"
                else (f"; rank correlation with HOMA-IR {signed(numbers.with_homa[sex], 2)}")
            )
            told.append(
                f"{name}: median {median}, middle 90 % from {low} to {high}; median {first} at a body mass index "
                f"under 25 and {last} from 35 on{ranked}"
            )
        return (
            f"{numbers.marker.name} around age {numbers.age:.0f}. "
            + ". ".join(part[0].upper() + part[1:] for part in told)
            + "."
        )

    def tabulate(self, numbers: Spread, units: UnitSystem) -> Columns:
        """Return the percentiles by age and the medians by body mass index."""
        rows = []
        for sex, name in _SEXES.items():
            for at, age in enumerate(_KNOTS):
                values = [numbers.marker.written(row[at], units) for row in numbers.by_age[sex]]
                rows.append([name, f"age {age} ± 8", *values])
            for at, label in enumerate(_BMI_CLASSES):
                rows.append(
                    [
                        name,
                        f"body mass index {label}",
                        "",
                        numbers.marker.written(numbers.by_bmi[sex][at], units),
                        "",
                    ]
                )
        return of_rows(["Sex", "Who", "5th percentile", "Median", "95th percentile"], rows)


@cache
def _of_sex(sex: str) -> Arrays:
    return taken(synthetic_adults(), synthetic_adults()["sex"] == sex)


@cache
def _spread_of(column: str) -> tuple[dict[str, Floats], dict[str, Floats], dict[str, float]]:
    by_age, by_bmi, ranked = {}, {}, {}
    for sex in _SEXES:
        own = _of_sex(sex)
        values, age = own[column], own["age"]
        by_age[sex] = np.array(
            [np.percentile(values[np.abs(age - knot) <= 8], (5, 50, 95)) for knot in _KNOTS]
        ).T
        classes = np.digitize(own["bmi"], _BMI_EDGES)
        by_bmi[sex] = np.array([np.median(values[classes == row]) for row in range(4)])
        ranked[sex] = rank_correlation(values, own["homa_ir"])
    return by_age, by_bmi, ranked
