from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpers import models
from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.units import UnitSystem, format_value

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PER = {"body": "kg of body weight", "lean": "kg of fat-free mass"}
_TOP = 16.0  # mg per kg and minute; what the presets need stays below


class TwoClamps(NamedTuple):
    """The clamps of person A and B, what the glucose is divided by, and both courses in minutes."""

    people: tuple[models.Clamp, models.Clamp]
    per: str
    minutes: Floats
    courses: tuple[Floats, Floats]


def _rate(clamp: models.Clamp, per: str) -> float:
    return clamp.per_kg if per == "body" else clamp.per_lean_kg


class Clamp(Explorer[TwoClamps]):
    """Two people under a clamp: the same insulin, and the glucose that each needs."""

    title = "The clamp: the same insulin, how much glucose?"
    controls = (
        Slider("rate", "Insulin infused, in both", 10, 120, 40, 5, unit="mU/m²/min"),
        Slider("sensitivity", "Sensitivity of B's tissues", 20, 150, 50, 5, unit="% of A's"),
        Slider("fat", "Body fat of B (A has 20 %)", 10, 55, 20, 1, unit="%"),
        ToggleButtons("per", "Divided by", _PER, "body"),
    )
    presets = {
        "B resists": {},
        "B is only heavier": {"sensitivity": 100, "fat": 44},
        "The same, per fat-free mass": {"sensitivity": 100, "fat": 44, "per": "lean"},
        "Little insulin": {"rate": 10},
    }
    sources = ("DeFronzo1979", "Rizza1981", "Tam2012")
    schematic = True

    def compute(self, *, rate: float, sensitivity: float, fat: float, per: str) -> TwoClamps:
        """Return both clamps over two hours."""
        people = (models.Clamp(rate), models.Clamp(rate, sensitivity / 100, fat))
        first, second = (person.course() for person in people)
        column = "per_kg" if per == "body" else "per_lean_kg"
        return TwoClamps(people, per, first["minutes"].astype(float), (first[column], second[column]))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course and of the result."""
        course, result = charts.panels(figure, widths=(1.5, 1))
        course.axvspan(100, 120, color=style.GRID, zorder=0)
        course.text(110, 0.94 * _TOP, "read\nhere", ha="center", va="top", color=style.MUTED, fontsize=10.5)
        course.set(
            xlim=(0, 120), ylim=(0, _TOP), xticks=range(0, 121, 20), xlabel="Minutes",
            ylabel="mg per kg and minute",
            title=f"Glucose infused to hold {format_value(90, 'glucose', units)}",
        )  # fmt: skip
        result.set(
            xlim=(0, _TOP), ylim=(-0.5, 1.6), yticks=(1, 0), yticklabels=["per kg of\nbody", "per kg\nfat-free"],
            xlabel="mg per kg and minute", title="M, both ways",
        )  # fmt: skip
        scene = Scene(
            a=course.plot([], [], label="A", **charts.dashed(2.2))[0],
            b=course.plot([], [], color=style.GLUCOSE, label="B")[0],
            chosen=result.plot([], [], color=style.ACCENT, linewidth=5, alpha=0.5, solid_capstyle="round")[0],
            result_a=charts.mark(result, "s", style.COMPARE, size=10),
            result_b=charts.mark(result, "o", style.GLUCOSE, size=16, hollow=True),
        )
        charts.key(course, "upper left", 2, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: TwoClamps, units: UnitSystem) -> None:
        """Draw both courses and both results."""
        for line, course in zip((scene.a, scene.b), numbers.courses, strict=True):
            line.set_data(numbers.minutes, course)
        for marks, person in zip((scene.result_a, scene.result_b), numbers.people, strict=True):
            marks.set_data([person.per_kg, person.per_lean_kg], [1, 0])
        height = 1 if numbers.per == "body" else 0
        scene.chosen.set_data([_rate(person, numbers.per) for person in numbers.people], [height, height])

    def say(self, numbers: TwoClamps, units: UnitSystem) -> str:
        """Say what both need, and what the liver still puts out."""
        a, b = numbers.people
        of_a, of_b = (_rate(person, numbers.per) for person in numbers.people)
        share = f"{100 * of_b / of_a:.0f} % of A's" if of_a > 0 else "A needs none"
        return (
            f"With insulin held at {format_value(a.insulin, 'insulin', units)} and glucose at "
            f"{format_value(90, 'glucose', units)}, A needs {of_a:.1f} mg of glucose per {_PER[numbers.per]} and "
            f"minute and B {of_b:.1f} ({share}). B's liver still puts out {b.liver_output:.1f} mg per kg of fat-free "
            f"mass, A's {a.liver_output:.1f}; M does not see it."
        )

    def tabulate(self, numbers: TwoClamps, units: UnitSystem) -> Columns:
        """Return both results, divided both ways."""
        return {
            "Person": ["A", "B"],
            "Body fat, %": [person.fat_pct for person in numbers.people],
            "M per kg of body weight, mg/min": [person.per_kg for person in numbers.people],
            "M per kg of fat-free mass, mg/min": [person.per_lean_kg for person in numbers.people],
            "Liver's output per kg of fat-free mass, mg/min": [
                person.liver_output for person in numbers.people
            ],
        }
