from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.testosterone_binding import CONSTANTS, DIALYSIS_RANGE, DIALYSIS_RATIO
from helpers.units import UnitSystem, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHBG_AXIS = np.linspace(5, 160, 60)
_MEN_FROM = 150.0  # ng/dL; below it a total is hardly a man's, and dialysis was compared in men


class Bound(NamedTuple):
    """Total (ng/dL), SHBG (nmol/L), albumin (g/dL); free testosterone (pg/mL) by each pair of constants."""

    testosterone: float
    shbg: float
    albumin: float
    free: dict[str, float]
    curves: dict[str, Floats]


class FreeTestosteroneConstants(Explorer[Bound]):
    """The same blood, four pairs of association constants."""

    title = "Calculated free testosterone: whose constants?"
    tall = 660
    controls = (
        Slider("testosterone", "Total testosterone", 10, 900, 400, 5, analyte="testosterone", si_step=0.1),
        Slider("shbg", "SHBG", 10, 150, 40, 1, analyte="shbg", si_step=1),
        Slider("albumin", "Albumin", 2.5, 5.5, 4.3, 0.1, analyte="albumin", si_step=1),
    )
    presets = {
        "A man": {},
        "The man with half the SHBG": {"shbg": 20},
        "A woman": {"testosterone": 25, "shbg": 60},
        "The woman with half the SHBG": {"testosterone": 25, "shbg": 30},
        "A man with little albumin": {"albumin": 2.8},
    }
    sources = ("Vermeulen1999", "Sodergard1982", "EmadiKonjin2003", "Ross2005", "Fiers2018")

    def compute(self, *, testosterone: float, shbg: float, albumin: float) -> Bound:
        """Return free testosterone by each pair of constants, here and along SHBG."""
        total = float(in_units(testosterone, "testosterone", "SI"))
        picogram = 1 / float(in_units(1.0, "free_testosterone", "SI"))
        free = {n: b.free(total, shbg, 10 * albumin) * picogram for n, b in CONSTANTS.items()}
        curves = {n: b.free(total, _SHBG_AXIS, 10 * albumin) * picogram for n, b in CONSTANTS.items()}
        return Bound(testosterone, shbg, albumin, free, curves)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; the left in percent of the total, so that one scale serves both sexes."""
        share, bars = charts.panels(figure, widths=(1.15, 1))
        share.set(
            xlim=(0, 160),
            ylim=(0.35, 16),
            xlabel="SHBG, nmol/L",
            ylabel="% of total testosterone",
            title="Free share against SHBG",
        )
        charts.log_ticks(share, y=(0.5, 1, 2, 5, 10))
        share.set_ylim(0.35, 16)
        bars.set(
            xlim=(50, 270),
            ylim=(-0.6, 4.6),
            yticks=range(5),
            yticklabels=["Vermeulen ÷ 1.19\n(dialysis, men)", *reversed(CONSTANTS)],
            xlabel="% of Vermeulen's result",
            title="The same blood",
        )
        bars.axvline(100, color=style.MUTED, linewidth=1.2)
        looks: Any = (
            (style.LEARNER, "-", "o"),
            (style.INSULIN, (0, (5, 2)), "s"),
            (style.GLUCOSE, "-.", "^"),
            (style.GOOD, ":", "D"),
        )
        scene = Scene(
            line=share.axvline(40, color=style.MUTED, linewidth=1, linestyle=":"),
            curves=[
                share.plot([], [], color=colour, linestyle=line, linewidth=2.2, label=name)[0]
                for name, (colour, line, _) in zip(CONSTANTS, looks, strict=True)
            ],
            marks=[
                charts.mark(bars, shape, colour, size=13, at=([1], [4 - row]))
                for row, (colour, _, shape) in enumerate(looks)
            ],
            reach=bars.plot(
                [100 / ratio for ratio in reversed(DIALYSIS_RANGE)], [0, 0], color=style.ACCENT, linewidth=2
            )[0],
            dialysis=charts.mark(bars, "P", style.ACCENT, size=13, at=([100 / DIALYSIS_RATIO], [0])),
            unknown=bars.text(56, 0, "not printed for women", va="center", fontsize=10.5),
        )
        charts.key(share, "upper right", handlelength=3.2)
        return scene

    def move(self, scene: Scene, numbers: Bound, units: UnitSystem) -> None:
        """Draw the curves and the four results."""
        scene.line.set_xdata([numbers.shbg] * 2)
        total = numbers.testosterone * 10  # pg/mL
        for curve, values in zip(scene.curves, numbers.curves.values(), strict=True):
            curve.set_data(_SHBG_AXIS, 100 * values / total)
        reference = numbers.free["Vermeulen 1999"]
        man = numbers.testosterone >= _MEN_FROM
        for artist, seen in ((scene.reach, man), (scene.dialysis, man), (scene.unknown, not man)):
            artist.set_visible(seen)
        for mark, value in zip(scene.marks, numbers.free.values(), strict=True):
            mark.set_xdata([100 * value / reference])

    def say(self, numbers: Bound, units: UnitSystem) -> str:
        """Say the four results and what dialysis would be expected to find."""
        free = numbers.free
        reference = free["Vermeulen 1999"]
        others = ", ".join(
            f"{name.split()[0]}'s {format_value(value, 'free_testosterone', units)}"
            for name, value in free.items()
            if name != "Vermeulen 1999"
        )
        low, high = min(free.values()), max(free.values())
        dialysis = (
            "Against dialysis in men Vermeulen's was 19 % too high at the median (from 10 % too low to 47 % too high), "
            f"which would leave {format_value(reference / DIALYSIS_RATIO, 'free_testosterone', units)}."
            if numbers.testosterone >= _MEN_FROM
            else "How it compares with dialysis is printed for men only."
        )
        return (
            f"Total testosterone {format_value(numbers.testosterone, 'testosterone', units)}, SHBG "
            f"{format_value(numbers.shbg, 'shbg', units)}, albumin "
            f"{format_value(numbers.albumin, 'albumin', units)}: free testosterone is "
            f"{format_value(reference, 'free_testosterone', units)} "
            f"({100 * reference / (10 * numbers.testosterone):.1f} %) with Vermeulen's constants, with {others}; "
            f"highest and lowest differ {high / low:.1f}-fold. {dialysis}"
        )

    def tabulate(self, numbers: Bound, units: UnitSystem) -> Columns:
        """Return constants and results."""
        unit = unit_of("free_testosterone", units)
        return {
            "Constants of": list(CONSTANTS),
            "SHBG, 10⁹ L/mol": [pair.k_shbg / 1e9 for pair in CONSTANTS.values()],
            "Albumin, 10⁴ L/mol": [pair.k_albumin / 1e4 for pair in CONSTANTS.values()],
            f"Free testosterone, {unit}": [
                float(in_units(value, "free_testosterone", units)) for value in numbers.free.values()
            ],
        }
