from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics import Arm, Estimate, ratio_with_lost
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# T4DM, Wittert 2021: men with diabetes of those seen at two years, and all who were randomised.
_TREATED, _CONTROL = Arm(55, 443, 504), Arm(87, 413, 503)
_ROWS = (
    "only those seen",
    "your assumption",
    "none lost is ill",
    "all lost are ill",
    "worst case",
    "best case",
)
_YOURS = 1
_RATIOS = (0.125, 0.25, 0.5, 1, 2, 4, 8)
_ENDS = (0.06, 10.0)


class Counted(NamedTuple):
    """Both arms, the percentages of the lost with diabetes, and the ratio under each assumption."""

    treated: Arm
    control: Arm
    lost_treated: float
    lost_control: float
    ratios: tuple[Estimate, ...]


class LostOnTheWay(Explorer[Counted]):
    """A trial whose lost people are counted in one way or another."""

    title = "People lost on the way: T4DM at two years"
    controls = (
        Slider("gone_treated", "Lost, of 504 with testosterone", 0, 300, 61, 1),
        Slider("ill_treated", "Of these with diabetes", 0, 100, 12.4, 0.1, unit="%"),
        Slider("gone_control", "Lost, of 503 with placebo", 0, 300, 90, 1),
        Slider("ill_control", "Of these with diabetes, placebo", 0, 100, 21.1, 0.1, unit="%"),
    )
    presets = {
        "As those seen": {},
        "Twice as many, testosterone only": {"ill_treated": 24.8},
        "Twice as many, both": {"ill_treated": 24.8, "ill_control": 42.2},
        "Half of the lost, testosterone only": {"ill_treated": 50},
        "Three times as many lost": {"gone_treated": 183, "gone_control": 270, "ill_treated": 24.8},
    }
    sources = ("Wittert2021", "White2008")
    tall = 580

    def compute(
        self, *, gone_treated: float, ill_treated: float, gone_control: float, ill_control: float
    ) -> Counted:
        """Return the risk ratio of all who were randomised under six assumptions."""
        treated, control = (
            Arm(arm.events / arm.seen * (arm.randomised - gone), arm.randomised - gone, arm.randomised)
            for arm, gone in ((_TREATED, gone_treated), (_CONTROL, gone_control))
        )
        assumed = (
            (treated.risk_pct, control.risk_pct), (ill_treated, ill_control), (0, 0), (100, 100), (100, 0), (0, 100)
        )  # fmt: skip
        ratios = tuple(
            ratio_with_lost(treated, control, lost_treated_pct=one, lost_control_pct=other)
            for one, other in assumed
        )
        return Counted(treated, control, ill_treated, ill_control, ratios)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the two arms and of the six ratios."""
        from matplotlib.patches import Rectangle

        people, forest = charts.panels(figure, widths=(1, 1.15), heights=(1, 1.25))
        people.set(
            xlim=(0, 512), ylim=(-0.62, 2.15), yticks=(1, 0), yticklabels=("testo-\nsterone", "placebo"),
            xlabel="Men randomised", title="Who is counted",
        )  # fmt: skip
        people.grid(visible=False)
        people.spines["left"].set_bounds(-0.62, 1.45)  # it stops below the legend
        looks: dict[str, Any] = {
            "seen, diabetes": {"facecolor": style.GLUCOSE},
            "seen, none": {"facecolor": style.CROWD},
            "lost, assumed ill": {"facecolor": "white", "edgecolor": style.GLUCOSE, "hatch": "///"},
            "lost, assumed well": {"facecolor": "white", "edgecolor": style.COMPARE, "hatch": ".."},
        }
        bars = [
            [
                people.add_patch(Rectangle((0, height - 0.3), 0, 0.6, label=label, **look))
                for label, look in looks.items()
            ]
            for height in (1, 0)
        ]
        charts.key(
            people,
            "upper left",
            columns=2,
            handles=bars[0],
            handlelength=1.1,
            columnspacing=0.9,
            fontsize=10.5,
        )
        forest.axvline(0, color=style.INK, linewidth=1.4)
        forest.grid(visible=False, axis="y")
        forest.set(
            xlim=(math.log(_ENDS[0]), math.log(_ENDS[1])), ylim=(-0.6, len(_ROWS) - 0.4),
            yticks=range(len(_ROWS) - 1, -1, -1), yticklabels=_ROWS, xlabel="Risk ratio of diabetes",
            title="What follows",
        )  # fmt: skip
        forest.set_xticks([math.log(ratio) for ratio in _RATIOS], [f"{ratio:g}" for ratio in _RATIOS])
        colours = [style.ACCENT if at == _YOURS else style.INK for at in range(len(_ROWS))]
        return Scene(
            treated=bars[0],
            control=bars[1],
            lines=[forest.plot([], [], color=colour, linewidth=2.4)[0] for colour in colours],
            marks=[charts.mark(forest, "D" if at == _YOURS else "s", colour, size=12 if at == _YOURS else 9)
                   for at, colour in enumerate(colours)],
            beyond=[charts.mark(forest, shape, style.INK, size=9, clip=False) for shape in "<>"],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Counted, units: UnitSystem) -> None:
        """Set the parts of the two bars and the six intervals."""
        for row, arm, ill in zip(
            (scene.treated, scene.control),
            (numbers.treated, numbers.control),
            (numbers.lost_treated, numbers.lost_control),
            strict=True,
        ):
            start = 0.0
            lost_ill = arm.lost * ill / 100
            for bar, width in zip(
                row, (arm.events, arm.seen - arm.events, lost_ill, arm.lost - lost_ill), strict=True
            ):
                bar.set_x(start)
                bar.set_width(width)
                start += width
        logs = [[math.log(each) for each in ratio] for ratio in numbers.ratios]
        heights = [len(_ROWS) - 1 - at for at in range(len(_ROWS))]
        for line, mark, (value, low, high), height in zip(
            scene.lines, scene.marks, logs, heights, strict=True
        ):
            line.set_data([low, high], [height, height])
            mark.set_data([value], [height])
        # An arrow at the edge says that an interval goes on.
        for arrow, edge, gone in (
            (scene.beyond[0], math.log(_ENDS[0]), [low < math.log(_ENDS[0]) for _, low, _ in logs]),
            (scene.beyond[1], math.log(_ENDS[1]), [high > math.log(_ENDS[1]) for _, _, high in logs]),
        ):
            there = [height for height, out in zip(heights, gone, strict=True) if out]
            arrow.set_data([edge] * len(there), there)

    def say(self, numbers: Counted, units: UnitSystem) -> str:
        """Say who is lost, what is assumed, and what becomes of the ratio."""
        ratio = numbers.ratios[_YOURS]
        if ratio.high < 1:
            verdict = "the benefit remains"
        elif ratio.low > 1:
            verdict = "the treatment now seems to do harm"
        else:
            verdict = "the interval holds no difference"
        ends = f"{numbers.ratios[-1].value:.2f} to {numbers.ratios[-2].value:.2f}"
        lost = [f"{arm.lost:.0f}" for arm in (numbers.treated, numbers.control)]
        return (
            f"{lost[0]} of 504 men with testosterone and {lost[1]} of 503 with placebo were not seen at two years. If "
            f"{numbers.lost_treated:.0f} % and {numbers.lost_control:.0f} % of them have diabetes, the risk ratio is "
            f"{ratio.value:.2f} (95 % interval {ratio.low:.2f} to {ratio.high:.2f}): {verdict}. Among those seen it is "
            f"{numbers.ratios[0].value:.2f} ({numbers.ratios[0].low:.2f} to {numbers.ratios[0].high:.2f}); from the "
            f"best case to the worst it runs from {ends}."
        )

    def tabulate(self, numbers: Counted, units: UnitSystem) -> Columns:
        """Return the six ratios with their intervals."""
        return {
            "Who of the lost is ill": _ROWS,
            "Risk ratio": [ratio.value for ratio in numbers.ratios],
            "95 % from": [ratio.low for ratio in numbers.ratios],
            "to": [ratio.high for ratio in numbers.ratios],
        }
