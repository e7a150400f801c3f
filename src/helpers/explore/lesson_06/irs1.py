from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, Switch, ToggleButtons
from helpers.models.receptor_substrate import (
    BRANNMARK_2013,
    SEDAGHAT_2002,
    DoseResponse,
    InsulinReceptorSubstrate,
)
from helpers.units import UnitSystem, convert, format_value

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NM = np.geomspace(0.003, 300, 140)
_UU_PER_NM = convert(1000.0, "insulin", "pmol/L", "µU/mL")  # 1 nM is 1,000 pmol/L
_IN_BLOOD = (0.03, 0.6)  # nM, from fasting to after a meal: 5 and 100 µU/mL
_SITES = {"brake": "a brake", "helper": "a helper"}
_GAIN = 4.0
_HELPED = 2.0  # how much more serine drive reaches IRS-1 when a helping site is gone (ours)


class Substrate(NamedTuple):
    """What was set, insulin in µU/mL, the curve, and the model behind it."""

    insulin: float
    drive: float
    site: str
    alanine: bool
    model: InsulinReceptorSubstrate
    curve: Floats
    healthy: Floats


class Irs1(Explorer[Substrate]):
    """Serine drive moves and lowers a dose response; what one site does in it is another matter."""

    title = "IRS-1 between tyrosine and serine"
    controls = (
        Slider("insulin", "Insulin", 2, 300, 60, 1, analyte="insulin", si_step=5),
        Slider("drive", "Serine drive (fat, inflammation)", 0, 8, 0, 0.25),
        ToggleButtons("site", "Serine 307 is", _SITES, "brake"),
        Switch("alanine", "Serine 307 replaced by alanine", False),
    )
    presets = {
        "Healthy": {},
        "Serine drive": {"drive": 3},
        "Brake removed": {"drive": 3, "site": "brake", "alanine": True},
        "Helper removed": {"drive": 3, "site": "helper", "alanine": True},
    }
    sources = ("Copps2010", "Brannmark2013", "Sedaghat2002", "Aguirre2000", "Rui2001")
    schematic = True

    def compute(self, *, insulin: float, drive: float, site: str, alanine: bool) -> Substrate:
        """Return the dose response; the role of the site matters only where it is replaced."""
        effective = drive
        if alanine:
            effective = 0.0 if site == "brake" else _HELPED * drive
        model = InsulinReceptorSubstrate(gain=_GAIN, serine_drive=effective)
        healthy = InsulinReceptorSubstrate(gain=_GAIN)
        scale = 100 / float(healthy.maximum)
        return Substrate(
            insulin, drive, site, alanine, model,
            scale * np.asarray(model.steady_state(_NM).tyrosine),
            scale * np.asarray(healthy.steady_state(_NM).tyrosine),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the schematic's axes and, beside it, the published dose responses."""
        ours, theirs = charts.panels(figure)
        healthy = InsulinReceptorSubstrate(gain=_GAIN)
        ours.plot(
            _NM, 100 * np.asarray(healthy.steady_state(_NM).tyrosine) / float(healthy.maximum),
            **charts.dashed(1.6),
        )  # fmt: skip
        top = _values(BRANNMARK_2013[0])[-1]
        kinds: Any = ({"marker": "o", "linestyle": "--"}, {"marker": "^", "linestyle": "-"})
        for curve, colour, kind in zip(BRANNMARK_2013, (style.COMPARE, style.GLUCOSE), kinds, strict=True):
            without, *shares = [100 * value / top for value in _values(curve)]
            theirs.plot(curve.insulin_nm[1:], shares, color=colour, label=curve.condition, **kind)
            # No insulin has no place on a logarithmic axis: a tick at its edge.
            theirs.plot(
                [_NM[0], 1.35 * _NM[0]], [without] * 2, color=colour, linewidth=3, solid_capstyle="butt"
            )
        for axes in (ours, theirs):
            axes.set(
                xlim=(_NM[0], _NM[-1]),
                ylim=(0, 112),
                xlabel="Insulin, nM",
                ylabel="% of highest",
            )
            charts.log_ticks(axes, x=(0.01, 0.1, 1, 10, 100))
            axes.axvspan(*_IN_BLOOD, color=style.GRID, zorder=0)
            axes.text(0.134, 104, "in blood", ha="center", fontsize=10.5)
        ours.set_title("Schematic: IRS-1 on tyrosine")
        theirs.set_title("Published: uptake by fat cells")
        charts.key(theirs, "lower right", handlelength=3.4)
        return Scene(
            level=ours.plot([], [], color=style.LEARNER, linewidth=1.2)[0],
            ceiling=ours.plot([], [], color=style.ACCENT, linewidth=1.2, linestyle=":")[0],
            curve=ours.plot([], [], color=style.ACCENT)[0],
            half=charts.mark(ours, "D", style.ACCENT, size=10),
            point=charts.mark(ours),
            key=ours.text(
                0.98, 0.03, "diamond: half-way\ndashed: healthy", transform=ours.transAxes, ha="right",
                fontsize=10.5,
            ),
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Substrate, units: UnitSystem) -> None:
        """Draw the learner's curve, its half-way point and its ceiling."""
        at = numbers.insulin / _UU_PER_NM
        most = float(numbers.curve[-1])
        here = float(np.interp(np.log(at), np.log(_NM), numbers.curve))
        scene.level.set_data([at, at], [0, 98])
        scene.ceiling.set_data([_NM[0], _NM[-1]], [most, most])
        scene.curve.set_data(_NM, numbers.curve)
        scene.half.set_data([float(numbers.model.half_maximal_insulin)], [most / 2])
        scene.point.set_data([at], [here])

    def say(self, numbers: Substrate, units: UnitSystem) -> str:
        """Say ceiling, half-way point and the signal at the learner's insulin, beside the published shift."""
        healthy = InsulinReceptorSubstrate(gain=_GAIN)
        level = np.log(numbers.insulin / _UU_PER_NM)
        here = float(np.interp(level, np.log(_NM), numbers.curve))
        normal = float(np.interp(level, np.log(_NM), numbers.healthy))
        if numbers.alanine:
            role = f"with serine 307 {_SITES[numbers.site]} and replaced by alanine"
        else:
            role = "with serine 307 in place, whether brake or helper"
        control, diabetes = (_half_way(curve) for curve in BRANNMARK_2013)
        tops = [_values(curve)[-1] for curve in BRANNMARK_2013]
        bases = [100 * _values(curve)[0] / tops[0] for curve in BRANNMARK_2013]
        return (
            f"At a serine drive of {numbers.drive:g}, {role}, the schematic's ceiling is "
            f"{float(numbers.model.maximum) / float(healthy.maximum) * 100:.0f} % of healthy and half of it takes "
            f"{float(numbers.model.half_maximal_insulin):.2f} nM (healthy "
            f"{float(healthy.half_maximal_insulin):.2f}). At insulin "
            f"{format_value(numbers.insulin, 'insulin', units)} the signal is {here:.0f} % of the highest, healthy "
            f"{normal:.0f} %. In the published model of fat cells diabetes lowers the ceiling to "
            f"{100 * tops[1] / tops[0]:.0f} % and moves the half-way point from about {control:.2f} to "
            f"{diabetes:.2f} nM, above {bases[0]:.0f} and {bases[1]:.0f} % without insulin."
        )

    def tabulate(self, numbers: Substrate, units: UnitSystem) -> Columns:
        """Return the schematic at the published doses, beside all published dose responses."""
        published: dict[str, dict[float, float]] = {}
        for curve in (*BRANNMARK_2013, *SEDAGHAT_2002):
            heading = f"{curve.model}, {curve.condition}, {curve.unit}"
            published.setdefault(heading, {}).update(zip(curve.insulin_nm, curve.values, strict=True))
        doses = sorted({dose for known in published.values() for dose in known})
        table: dict[str, list[Any]] = {
            "Insulin, nM": doses,
            "Schematic, % of highest": [
                100 * float(numbers.model.steady_state(dose).tyrosine) / float(
                    InsulinReceptorSubstrate(gain=_GAIN).maximum
                )
                for dose in doses
            ],
        }  # fmt: skip
        for heading, known in published.items():
            table[heading] = [f"{known[dose]:g}" if dose in known else "–" for dose in doses]
        return table


def _values(curve: DoseResponse) -> tuple[float, ...]:
    return curve.values


def _half_way(curve: DoseResponse) -> float:
    """Return the insulin half-way between none and the highest dose, on a straight line in its logarithm."""
    values = _values(curve)
    half = (values[0] + values[-1]) / 2
    return float(np.exp(np.interp(half, values[1:], np.log(curve.insulin_nm[1:]))))
