from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import statistics
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.statistics import Estimate
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PER = 1000


class Outcome(NamedTuple):
    """One outcome: its words, trial and time, its risk without testosterone (%), and the ratio with its interval."""

    label: str
    seen: str
    base: float
    ratio: Estimate


class Balance(NamedTuple):
    """Outcomes per 1,000 men: more or fewer, with intervals; which diabetes trial; whose risk."""

    rows: tuple[Estimate, ...]
    bases: tuple[float, ...]
    source: str


_DIABETES = {
    # Where new diabetes is taken from: trial and time, risk without testosterone in %.
    "t4dm": ("T4DM, 2 years", 100 * 87 / 413),
    "traverse_2": ("TRAVERSE, 2 years", 14.6),
    "traverse_4": ("TRAVERSE, 4 years", 15.7),
}
# The mean follow-up for the heart, and the median for the bones, which were watched for longer.
_HEART, _BONES = "TRAVERSE, 33 months", "TRAVERSE, 3.2 years"


@cache
def _outcomes(source: str) -> tuple[Outcome, ...]:
    """Return the outcomes in the order of the rows; the first is diabetes as `source` found it."""
    half = (trials.trial("testosterone-traverse-mace").n or 0) / 2  # men in each group, nearly

    def counted(events: float, men: float, events_0: float, men_0: float) -> Estimate:
        found = statistics.risk_ratios([events], [men], [events_0], [men_0])
        return Estimate(float(found.value[0]), float(found.low[0]), float(found.high[0]))

    ratio = {
        "t4dm": counted(55, 443, 87, 413),
        "traverse_2": trials.estimate("testosterone-traverse-ratio-24m"),
        "traverse_4": trials.estimate("testosterone-traverse-ratio-48m"),
    }[source]
    blood = _from_difference("testosterone-t4dm-haematocrit", 100 * 6 / 484)
    heart = trials.estimate("testosterone-traverse-mace")
    return (
        Outcome("type 2\ndiabetes", *_DIABETES[source], ratio),
        Outcome("haematocrit\n54 % or more", "T4DM, 2 years", *blood),
        Outcome("heart attack, stroke\nor heart death", _HEART, 7.3, heart),
        *(
            Outcome(label, seen, without, counted(with_pct * half / 100, half, without * half / 100, half))
            for label, seen, with_pct, without in (
                ("atrial fibrillation", _HEART, 3.5, 2.4),
                ("kidney injury", _HEART, 2.3, 1.5),
                ("pulmonary\nembolism", _HEART, 0.9, 0.5),
                ("broken bones", _BONES, 3.5, 2.46),
            )
        ),
    )


def _from_difference(key: str, base: float) -> tuple[float, Estimate]:
    """Return the risk without treatment and the ratio, where the difference is known better than the ratio."""
    return base, Estimate(*(1 + points / base for points in trials.estimate(key)))


class BenefitAndHarm(Explorer[Balance]):
    """What testosterone did in the two largest trials, per 1,000 men."""

    title = "Testosterone in 1,000 men: benefit and harm"
    controls = (
        ToggleButtons(
            "source",
            "New diabetes as found by",
            {
                "t4dm": "T4DM, 2 years (with a lifestyle programme)",
                "traverse_2": "TRAVERSE, 2 years",
                "traverse_4": "TRAVERSE, 4 years",
            },
            "t4dm",
        ),
        Slider("diabetes", "Diabetes without testosterone", 2, 40, 21, 1, unit="%"),
        Slider("others", "Other risks, compared with the trials' men", 25, 150, 100, 5, unit="%"),
    )
    presets = {
        "Diabetes as in T4DM": {"source": "t4dm", "diabetes": 21},
        "As in TRAVERSE, 2 years": {"source": "traverse_2", "diabetes": 15},
        "As in TRAVERSE, 4 years": {"source": "traverse_4", "diabetes": 16},
        "Low risk of diabetes": {"source": "t4dm", "diabetes": 5},
        "Healthier men": {"diabetes": 10, "others": 50},
    }
    sources = ("Wittert2021", "Lincoff2023", "Bhasin2024", "Snyder2024")

    def compute(self, *, source: str, diabetes: float, others: float) -> Balance:
        """Return the change per 1,000 men, the ratios kept and the risks as set."""
        found = _outcomes(source)
        bases = (diabetes, *(each.base * others / 100 for each in found[1:]))
        rows = tuple(
            Estimate(*(_PER * base / 100 * (end - 1) for end in each.ratio))
            for each, base in zip(found, bases, strict=True)
        )
        return Balance(rows, bases, source)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw two axes, one for the frequent outcomes and one for the rarer."""
        often, rare = charts.panels(figure, widths=(1, 1.1), heights=(1, 1.3))
        labels = [f"{each.label}\n({each.seen})" for each in _outcomes("t4dm")]
        labels[0] = "type 2 diabetes\n(as chosen)"
        for axes, names, limits, title in (
            (often, labels[:2], (-260, 390), "Frequent"),
            (rare, [each.label for each in _outcomes("t4dm")[2:]], (-45, 55), "Rarer (TRAVERSE, about 3 years)"),
        ):  # fmt: skip
            axes.axvline(0, color=style.MUTED, linewidth=1.4)
            axes.set(
                xlim=limits, ylim=(-0.6, len(names) - 0.4), yticks=range(len(names))[::-1], yticklabels=names,
                xlabel="More (+) or fewer (−) of 1,000",
            )  # fmt: skip
            axes.set_title(title, fontsize=11)
            axes.tick_params(axis="y", labelsize=10.5)
        lines: Any = {"linewidth": 2.4, "solid_capstyle": "butt"}
        places = [(often, 1), (often, 0), *((rare, height) for height in (4, 3, 2, 1, 0))]
        return Scene(
            lines=[axes.plot([0, 0], [y, y], color=style.INK, **lines)[0] for axes, y in places],
            marks=[axes.plot([0], [y], "s", color=style.INK, markersize=9)[0] for axes, y in places],
        )

    def move(self, scene: Scene, numbers: Balance, units: UnitSystem) -> None:
        """Move squares and intervals; a square is green or vermilion where the interval leaves zero out."""
        for line, mark, found in zip(scene.lines, scene.marks, numbers.rows, strict=True):
            line.set_xdata([found.low, found.high])
            mark.set_xdata([found.value])
            clear = found.excludes_zero
            colour = style.INK if not clear else (style.GOOD if found.value < 0 else style.GLUCOSE)
            mark.set_color(colour)
            mark.set_marker("s" if not clear else ("v" if found.value < 0 else "^"))

    def say(self, numbers: Balance, units: UnitSystem) -> str:
        """Say all seven, benefit and harm in one breath."""
        diabetes, blood, heart, rhythm, kidney, clot, bones = (
            f"{round(each.value):+d} ({round(each.low)} to {round(each.high)})" for each in numbers.rows
        )
        seen, _ = _DIABETES[numbers.source]
        visit = "" if numbers.source == "t4dm" else " (one of five visits; over all of them P = 0.49)"
        return minus(
            f"More (+) or fewer (−) of 1,000 men, of whom {10 * numbers.bases[0]:.0f} would have diabetes anyway. "
            f"{seen}{visit}: diabetes {diabetes}. T4DM, 2 years: haematocrit of 54 % or more {blood}. "
            f"{_HEART}: heart attack, stroke or heart death {heart}, atrial fibrillation {rhythm}, "
            f"kidney injury {kidney}, pulmonary embolism {clot}; {_BONES.partition(', ')[2]}: broken bones {bones}. "
            "In brackets 95 % intervals."
        )

    def tabulate(self, numbers: Balance, units: UnitSystem) -> Columns:
        """Return each outcome with its risk and change."""
        return {
            "Outcome": [each.label.replace("\n", " ") for each in _outcomes(numbers.source)],
            "Seen in": [each.seen for each in _outcomes(numbers.source)],
            "Without testosterone, per 1,000": [round(10 * base, 1) for base in numbers.bases],
            "Change per 1,000": [round(each.value, 1) for each in numbers.rows],
            "95 % from": [round(each.low, 1) for each in numbers.rows],
            "95 % to": [round(each.high, 1) for each in numbers.rows],
        }
