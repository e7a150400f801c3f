from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
        ToggleButtons("fat", "The surplus is", _FATS, "saturated"),
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
        sensitivity, liver = charts.panels(figure, widths=(1.35, 1))
        rows = [("steps-clamp", "10,501 to 1,344\nsteps (clamp)"), ("sleep-clamp", "10 to 5 h in bed\n(clamp)"),
                ("sleep-ivgtt", "10 to 5 h in bed\n(IVGTT)")]  # fmt: skip
        for height, (key, _) in zip((2, 1, 0), rows, strict=True):
            trial = trials.trial(key)
            if trial.low is not None and trial.high is not None:
                sensitivity.plot([trial.low, trial.high], [height, height], color=style.INK, linewidth=2.2)
            sensitivity.plot([trial.effect or 0.0], [height], "s", color=style.INK, markersize=10)
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
        return (
            f"Two weeks at {numbers.steps:,.0f} steps a day: insulin sensitivity {_signed(numbers.from_steps)} %. "
            f"One week with {numbers.in_bed:g} h in bed: {_signed(numbers.from_sleep)} % by clamp. Three weeks of "
            f"{numbers.surplus:,.0f} kcal a day too much as {_FATS[numbers.fat]}: liver fat "
            f"{_signed(numbers.liver_fat)} %. Only the squares were measured; the way between them is a straight "
            "line for want of anything better."
        )

    def tabulate(self, numbers: Weeks, units: UnitSystem) -> Columns:
        """Return the trials behind the squares."""
        del numbers, units
        return trials.columns(
            ["steps-clamp", "sleep-clamp", "sleep-ivgtt", *(f"overfeeding-{fat}" for fat in _FATS)]
        )


def _signed(change: float) -> str:
    return "unchanged, 0" if round(change) == 0 else signed(change)
