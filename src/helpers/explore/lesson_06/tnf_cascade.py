from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.inflammation import AcutePhase
from helpers.units import UnitSystem, convert, format_value, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DAYS = 28

_HBA1C = (
    ("16 trials pooled\n3,729 people", "anti-inflammatory-hba1c"),
    ("salsalate\n286 people", "salsalate-hba1c"),
    ("anakinra\n70 people", "anakinra-hba1c"),
)


class Cascade(NamedTuple):
    """Days, IL-6 as a multiple of lean, CRP in mg/L, and what was set."""

    days: Floats
    il6: Floats
    crp: Floats
    before: float
    adipose: float
    block: float
    infection: float
    liver: float


class TnfCascade(Explorer[Cascade]):
    """From fat tissue to the liver to CRP, with TNF blocked from day 0."""

    title = "Who makes what: fat tissue, liver, and a block of TNF"
    tall = 760
    controls = (
        Slider("adipose", "Fat tissue's release of IL-6", 100, 600, 300, 10, unit="% of lean"),
        Slider("block", "TNF blocked from day 0", 0, 100, 0, 5, unit="%"),
        Slider("liver", "Liver's response to IL-6", 0, 200, 100, 10, unit="% of usual"),
        Slider("infection", "Infection on day 7", 0, 150, 0, 5, unit="× lean IL-6"),
    )
    presets = {
        "TNF blocked": {"block": 100},
        "Liver does not answer": {"liver": 0},
        "Infection": {"infection": 100},
        "Lean, infection": {"adipose": 100, "infection": 100},
    }
    sources = (
        "Castell1989", "Vigushin1993", "LiD2023", "Goldfine2013", "LarsenCM2007", "StanleyTL2011", "Dominguez2005",
        "Wascher2011",
    )  # fmt: skip
    schematic = True

    def compute(self, *, adipose: float, block: float, liver: float, infection: float) -> Cascade:
        """Return four weeks of IL-6 and CRP."""
        person = AcutePhase(adipose=adipose / 100, liver_response=liver / 100)
        treated = AcutePhase(adipose=adipose / 100, liver_response=liver / 100, tnf_block=block / 100)
        course = treated.course(days=_DAYS, before=person)
        # The equations are linear: an infection adds the same to everyone, whenever it comes.
        ill = AcutePhase(adipose=0, liver_response=liver / 100).course(days=_DAYS - 7, infection=infection)
        days, il6, crp = course["time_days"], course["il6_relative"], course["crp_mg_l"]
        start = len(days) - len(ill["time_days"])
        il6[start:] += ill["il6_relative"]
        crp[start:] += ill["crp_mg_l"]
        before = float(person.steady_state().crp_mg_l)
        return Cascade(days, il6, crp, before, adipose, block, infection, liver)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course and, on the right, what trials found against a control arm."""
        il6, crp, hba1c, sugar = charts.panels(
            figure, widths=(1.1, 1), heights=(1, 1, 1.2, 0.5), split=(2, 2)
        )
        for axes in (il6, crp):
            axes.axvline(0, color=style.MUTED, linewidth=1, linestyle=":")
            axes.set(xlim=(-3, _DAYS), xticks=range(0, _DAYS + 1, 7))
        il6.set(ylim=(0.5, 300), title="IL-6, × lean (schematic)")
        charts.log_ticks(il6, y=(1, 10, 100))
        crp.set(ylim=(0.1, 300), title="CRP, mg/L (schematic)", xlabel="Days")
        charts.log_ticks(crp, y=(0.1, 1, 10, 100))
        hba1c_unit = unit_of("hba1c", units)
        point = convert(1.0, "hba1c", "%", hba1c_unit, change=True)
        for height, (_, key) in zip((2, 1, 0), _HBA1C, strict=True):
            _draw_effect(hba1c, trials.trial(key), height, float(point))
        _draw_effect(sugar, trials.trial("tnf-stanley-glucose"), 0, 1.0)
        points = "points" if hba1c_unit == "%" else hba1c_unit
        for axes, title, names in (
            (hba1c, f"HbA1c against control, {points}", [name for name, _ in reversed(_HBA1C)]),
            (sugar, "Glucose against control, %", ["etanercept\n40 people"]),
        ):
            axes.axvline(0, color=style.MUTED, linewidth=1.2)
            axes.set(ylim=(-0.5, len(names) - 0.5), yticks=range(len(names)), yticklabels=names)
            axes.set_title(title, fontsize=12.5)
            axes.tick_params(axis="y", labelsize=10)
        hba1c.set_xlim(-0.65 * point, 0.13 * point)
        sugar.set_xlim(-22, 4)
        sugar.set_xlabel(
            "insulin sensitivity: no change seen\n(TNF blockers 20 and 9 people, anakinra 35)", fontsize=10.5
        )
        lines = charts.dashed(1.6)
        return Scene(
            before=[axes.plot([], [], **lines)[0] for axes in (il6, crp)],
            il6=il6.plot([], [], color=style.GLUCOSE)[0],
            crp=crp.plot([], [], color=style.ACCENT)[0],
        )

    def move(self, scene: Scene, numbers: Cascade, units: UnitSystem) -> None:
        """Draw both courses and the levels before."""
        base = numbers.adipose / 100
        for line, level in zip(scene.before, (base, max(numbers.before, 0.1)), strict=True):
            line.set_data([-3, _DAYS], [level, level])
        scene.il6.set_data(np.r_[-3, 0, numbers.days], np.r_[base, base, numbers.il6])
        crp = np.maximum(np.r_[numbers.before, numbers.before, numbers.crp], 0.1)
        scene.crp.set_data(np.r_[-3, 0, numbers.days], crp)

    def say(self, numbers: Cascade, units: UnitSystem) -> str:
        """Say what the liver makes of it, and what trials found."""
        if numbers.liver == 0:
            told = "The liver does not answer, so there is no CRP at all, whatever fat tissue releases."
        else:
            told = f"CRP starts at {format_value(numbers.before, 'crp', units)}"
            if numbers.infection:
                at = int(np.argmax(numbers.crp))
                told += (
                    f" and reaches {format_value(float(numbers.crp[at]), 'crp', units)} on day "
                    f"{numbers.days[at]:.1f}"
                )
            told += "."
            if numbers.block:
                told += f" The block changes it by {signed(_settled_change(numbers))} %."
        return (
            f"Fat tissue releases {numbers.adipose:.0f} % of the lean amount of IL-6 and the liver makes CRP from the "
            f"signal. {told} Against control, drugs that calm inflammation lowered HbA1c by "
            f"{abs(trials.effect('anti-inflammatory-hba1c')):.2f} points in 16 trials together, and etanercept fasting "
            f"glucose by {abs(trials.effect('tnf-stanley-glucose')):.1f} % in one; insulin sensitivity was not seen to "
            "change in three small ones. The schematic has no arrow from inflammation to insulin."
        )

    def tabulate(self, numbers: Cascade, units: UnitSystem) -> Columns:
        """Return both courses every second day."""
        rows = slice(None, None, 16)
        return {
            "Time, days": numbers.days[rows],
            "IL-6, × lean": numbers.il6[rows],
            "CRP, mg/L": numbers.crp[rows],
        }


def _draw_effect(axes: Axes, result: trials.Trial, height: float, scale: float) -> None:
    """Draw one effect against control, with its interval where the source prints one."""
    if result.low is not None and result.high is not None:
        axes.plot([scale * result.low, scale * result.high], [height] * 2, color=style.INSULIN, linewidth=2.2)
    axes.plot([scale * (result.effect or 0)], [height], "o", color=style.INSULIN, markersize=10)


def _settled_change(numbers: Cascade) -> float:
    """Return the schematic's change of CRP by the block, percent."""
    blocked = AcutePhase(tnf_block=numbers.block / 100).steady_state().il6_relative
    return 100 * (float(blocked) / float(AcutePhase().steady_state().il6_relative) - 1)
