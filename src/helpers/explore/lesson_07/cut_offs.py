from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.cohort import ogtt
from helpers.columns import of_rows
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import DIABETES_GLUCOSE, homa_ir
from helpers.statistics.intervals import share_interval
from helpers.statistics.measurement import Accuracy, People, area_under_curve, classify
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class CutOff(NamedTuple):
    """What was set, how the cut-off does among those tested, and what it makes of 1,000 people elsewhere."""

    cutoff: float
    share: float
    prevalence: float
    resistant: NDArray[np.bool_]
    accuracy: Accuracy
    area: float
    elsewhere: People


class CutOffs(Explorer[CutOff]):
    """A cut-off of HOMA-IR against a reference, and what it does where few are resistant."""

    title = "A cut-off of HOMA-IR, and whom it calls resistant"
    controls = (
        Slider("cutoff", "Called resistant above HOMA-IR", 0.8, 8, 2.5, 0.1),
        Slider("share", "The reference calls resistant the lowest", 10, 50, 25, 5, unit="%"),
        Slider("prevalence", "Used where this share is resistant", 2, 60, 25, 1, unit="%"),
    )
    presets = {
        "Cut-off 1.8": {"cutoff": 1.8},
        "Cut-off 2.5": {"cutoff": 2.5},
        "Cut-off 3.8": {"cutoff": 3.8},
        "Cut-off 2.5 where few are resistant": {"cutoff": 2.5, "prevalence": 5},
    }
    sources = ("DallaMan2007",)
    size = (900, 400)

    def compute(self, *, cutoff: float, share: float, prevalence: float) -> CutOff:
        """Return sensitivity, specificity and what follows for 1,000 people."""
        homa, sensitivity = _tested()
        resistant = sensitivity <= np.percentile(sensitivity, share)
        accuracy = classify(homa, resistant, cutoff)
        return CutOff(
            cutoff, share, prevalence, resistant, accuracy, area_under_curve(homa, resistant),
            accuracy.among(1000, prevalence / 100),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the people tested and of the thousand elsewhere."""
        tested, thousand = charts.panels(figure, widths=(1.25, 1))
        tested.set(
            xlim=(0.28, 20), ylim=(-0.6, 1.6), yticks=[1, 0], yticklabels=["resistant\nby the\nreference", "not"],
            xlabel="HOMA-IR", title="Those tested",
        )  # fmt: skip
        charts.log_ticks(tested, x=(0.5, 1, 2, 4, 8, 16))
        thousand.set(
            xlim=(0, 1000), ylim=(-0.6, 1.6), yticks=[1, 0], yticklabels=["called\nresistant", "not\ncalled so"],
            xlabel="people; solid: resistant, hatched: not", title="1,000 people where it is used",
        )  # fmt: skip
        bars = thousand.barh(
            [1, 1, 0, 0], [1, 1, 1, 1], height=0.5, color=[style.GLUCOSE, "white", style.GLUCOSE, "white"],
            edgecolor=[style.GLUCOSE, style.INSULIN, style.GLUCOSE, style.INSULIN], linewidth=1.6,
        )  # fmt: skip
        for bar, hatch in zip(bars, ("", "///", "", "///"), strict=True):
            bar.set_hatch(hatch)
        dots: Any = {"linestyle": "none", "markersize": 6, "alpha": 0.75}
        return Scene(
            yes=tested.plot([], [], "s", color=style.GLUCOSE, **dots)[0],
            no=tested.plot([], [], "o", color=style.INSULIN, **dots)[0],
            cutoff=tested.axvline(2.5, color=style.LEARNER, linewidth=2),
            bars=list(bars),
            called=thousand.text(990, 1.33, "", ha="right", fontsize=11),
            left=thousand.text(990, 0.33, "", ha="right", fontsize=11),
        )

    def move(self, scene: Scene, numbers: CutOff, units: UnitSystem) -> None:
        """Sort the people and set the bars."""
        homa, _ = _tested()
        jitter = 0.7 * (np.modf(np.arange(len(homa)) * 0.618)[0] - 0.5)
        scene.yes.set_data(homa[numbers.resistant], 1 + jitter[numbers.resistant])
        scene.no.set_data(homa[~numbers.resistant], jitter[~numbers.resistant])
        scene.cutoff.set_xdata([numbers.cutoff] * 2)
        people = numbers.elsewhere
        widths = (people.true_positive, people.false_positive, people.false_negative, people.true_negative)
        for bar, start, width in zip(scene.bars, (0, widths[0], 0, widths[2]), widths, strict=True):
            bar.set_x(start)
            bar.set_width(width)
        scene.called.set_text(f"{widths[0]:.0f} resistant, {widths[1]:.0f} not")
        scene.left.set_text(f"{widths[2]:.0f} resistant, {widths[3]:.0f} not")

    def say(self, numbers: CutOff, units: UnitSystem) -> str:
        """Say sensitivity, specificity and the predictive value."""
        people, homa = numbers.elsewhere, _tested()[0]
        found = homa[numbers.resistant] > numbers.cutoff
        spared = homa[~numbers.resistant] <= numbers.cutoff
        called = people.true_positive + people.false_positive
        value = (
            f"of {called:.0f} people called resistant {people.true_positive:.0f} are "
            f"({100 * people.predictive_value:.1f} %)"
            if called >= 0.5
            else "nobody is called resistant"
        )
        return (
            f"Above {numbers.cutoff:.1f}, with the least sensitive {numbers.share:.0f} % of those tested taken as "
            f"resistant: sensitivity {100 * numbers.accuracy.sensitivity:.0f} % ({_counted(found)}), specificity "
            f"{100 * numbers.accuracy.specificity:.0f} % ({_counted(spared)}); area under the curve "
            f"{numbers.area:.2f}. Among 1,000 "
            f"people of whom {numbers.prevalence:.0f} % are resistant, {value}, and {people.false_negative:.0f} are "
            "missed."
        )

    def tabulate(self, numbers: CutOff, units: UnitSystem) -> Columns:
        """Return what other cut-offs would do."""
        homa, _ = _tested()
        rows = []
        for cutoff in (numbers.cutoff, 1.0, 1.5, 2.0, 2.5, 3.0, 3.8, 5.0):
            accuracy = classify(homa, numbers.resistant, cutoff)
            people = accuracy.among(1000, numbers.prevalence / 100)
            rows.append(
                [
                    cutoff,
                    100 * accuracy.sensitivity,
                    100 * accuracy.specificity,
                    people.true_positive,
                    people.false_positive,
                    people.false_negative,
                ]
            )
        return of_rows(
            [
                "Cut-off",
                "Sensitivity, %",
                "Specificity, %",
                "Rightly called",
                "Wrongly called",
                "Missed",
            ],
            rows,
        )


def _counted(hits: NDArray[np.bool_]) -> str:
    """Return a count with its exact 95 % interval (Clopper and Pearson)."""
    low, high = share_interval(int(hits.sum()), len(hits))
    return f"{hits.sum()} of {len(hits)}, 95 % interval {100 * low:.0f} to {100 * high:.0f} %"


@cache
def _tested() -> tuple[Floats, Floats]:
    """Return HOMA-IR and true muscle sensitivity of those tested whose fasting glucose is below 126 mg/dL."""
    tests = ogtt.samples()
    fasting = tests.glucose[:, 0]
    below = fasting < DIABETES_GLUCOSE
    return np.asarray(homa_ir(fasting, tests.insulin[:, 0]))[below], ogtt.sensitivities()[below]
