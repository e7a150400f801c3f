from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import statistics
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics import Estimate
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_END = 62.0  # the axis of the difference, to both sides, in 100


class Hundred(NamedTuple):
    """Percent with placebo and with the drug, people in each group, and the difference with its interval."""

    placebo: float
    drug: float
    people: float
    difference: Estimate


class InAHundred(Explorer[Hundred]):
    """How many of a hundred owe what happened to the drug."""

    title = "A hundred people take the drug"
    tall = 640
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
    sources = ("Kingsberg2019", "Spielmans2023", "VyleesiFDA", "EgriftaPI")

    def compute(self, *, placebo: float, drug: float, people: float) -> Hundred:
        """Return the difference and its interval."""
        return Hundred(placebo, drug, people, statistics.difference(drug, placebo, people, people))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the hundred and of the difference."""
        hundred, line = charts.panels(figure, widths=(1, 1.35))
        hundred.set(
            xlim=(-0.7, 9.7), ylim=(9.7, -0.7), xticks=(), yticks=(), title="100 people with the drug"
        )
        hundred.grid(visible=False)
        for side in hundred.spines.values():
            side.set_visible(False)
        line.axvline(0, color=style.MUTED, linewidth=1.4)
        line.set(
            xlim=(-_END, _END), ylim=(-1, 1), yticks=(), xlabel="More of 100 with the drug than with placebo",
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
            value=line.plot([], [], "s", color=style.INK, markersize=7)[0],
            ends=[charts.mark(line, shape, style.INK, size=11, clip=False) for shape in "<>"],
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
        charts.key(line, "upper right", handles=handles, fontsize=10.5)
        return scene

    def move(self, scene: Scene, numbers: Hundred, units: UnitSystem) -> None:
        """Colour the hundred and draw the interval."""
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
        scene.interval.set_data([max(low, -_END), min(high, _END)], [-0.35, -0.35])
        scene.value.set_data([value], [-0.35])
        # An arrow says that the interval goes on beyond the picture.
        for mark, edge, gone in zip(scene.ends, (-_END, _END), (low < -_END, high > _END), strict=True):
            mark.set_data([edge] if gone else [], [-0.35] if gone else [])

    def say(self, numbers: Hundred, units: UnitSystem) -> str:
        """Say the difference, the number needed, and how sure it is."""
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

    def tabulate(self, numbers: Hundred, units: UnitSystem) -> Columns:
        """Return the learner's setting beside the published outcomes."""
        rows = {"your setting": (numbers.placebo, numbers.drug, numbers.people)}
        rows |= {
            name: (float(p["placebo"]), float(p["drug"]), float(p["people"]))
            for name, p in self.presets.items()
        }
        found = [statistics.difference(drug, placebo, n, n) for placebo, drug, n in rows.values()]
        return {
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
