from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import cohort
from helpers.checks import Floats
from helpers.columns import taken
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.indices import bioavailable_testosterone, free_testosterone
from helpers.units import UnitSystem, convert, format_value, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FREE_LEVELS = {"conventional": (3, 10, 30, 100, 300), "SI": (10, 30, 100, 300, 1000)}  # pg/mL, pmol/L
_SHBG_RANGE, _TOTAL_RANGE = (8.0, 220.0), (6.0, 1300.0)  # nmol/L, ng/dL


class Bound(NamedTuple):
    """Total (ng/dL), SHBG (nmol/L), albumin (g/dL); free (pg/mL); shares on SHBG, on albumin and free, percent."""

    total: float
    shbg: float
    albumin: float
    free: float
    shares: tuple[float, float, float]


class TotalAndFree(Explorer[Bound]):
    """Total testosterone, SHBG and albumin decide how much is free."""

    title = "Total testosterone, SHBG and what is free"
    controls = (
        Slider("total", "Total testosterone", 8, 1000, 350, 1, analyte="testosterone", si_step=0.1),
        Slider("shbg", "SHBG", 10, 200, 60, 1, analyte="shbg", si_step=1),
        Slider("albumin", "Albumin", 2.5, 5.5, 4.3, 0.1, analyte="albumin", si_step=1),
    )
    presets = {
        "SHBG 60": {"total": 350, "shbg": 60},
        "SHBG 20, the same total": {"total": 350, "shbg": 20},
        "Lean man": {"total": 510, "shbg": 49},
        "Man with a BMI over 40": {"total": 297, "shbg": 31},
        "Woman": {"total": 21, "shbg": 64},
    }
    sources = ("Vermeulen1999", "Fiers2018")

    def compute(self, *, total: float, shbg: float, albumin: float) -> Bound:
        """Return free testosterone by mass action and how the total divides."""
        free = float(free_testosterone(total, shbg, albumin))
        loose = float(bioavailable_testosterone(total, shbg, albumin))
        # Free testosterone is in pg/mL, ten of which are 1 ng/dL.
        unbound = float(convert(free, "free_testosterone", "pg/mL", "ng/dL"))
        shares = (100 * (1 - loose / total), 100 * (loose - unbound) / total, 100 * unbound / total)
        return Bound(total, shbg, albumin, free, shares)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map with its curves of equal free testosterone, and the axes of the shares."""
        plane, shares = charts.panels(figure, widths=(1.75, 1))
        people = cohort.columns()
        for sex, shape in (("M", "."), ("F", "+")):
            some = taken(people, np.flatnonzero(people["sex"] == sex)[:900])
            plane.plot(
                some["shbg_nmol_l"], in_units(some["testosterone_ng_dl"], "testosterone", units), shape,
                color=style.CROWD, markersize=3.5, alpha=0.55, zorder=1,
            )  # fmt: skip
        self._draw_curves(plane, units)
        shares.set(
            xlim=(0, 100), ylim=(-0.6, 2.5), yticks=(2, 1, 0), yticklabels=("on SHBG", "on\nalbumin", "free"),
            xticks=(0, 25, 50, 75, 100), xlabel="% of the total", title="Where it is",
        )  # fmt: skip
        return Scene(
            bars=[
                shares.plot([], [], color=colour, linewidth=26, solid_capstyle="butt")[0]
                for colour in (style.GOOD, style.WARN, style.ACCENT)
            ],
            own_curve=plane.plot([], [], color=style.ACCENT, linewidth=2.4)[0],
            point=charts.mark(plane, clip=False),
            small=shares.text(0, 0, "", va="center"),
            label=plane.text(
                0.985, 0.03, "", transform=plane.transAxes, ha="right", va="bottom", weight="bold",
                color=style.ACCENT,
                bbox=charts.box(0.25, alpha=0.9),
            ),
        )  # fmt: skip

    def _draw_curves(self, plane: Axes, units: UnitSystem) -> None:
        shbg = np.geomspace(*_SHBG_RANGE, 60)
        for shown in _FREE_LEVELS[units]:
            level = float(convert(shown, "free_testosterone", unit_of("free_testosterone", units), "pg/mL"))
            total = _total_for(level, shbg)
            plane.plot(
                shbg, in_units(total, "testosterone", units), color=style.MUTED, linewidth=1.2, linestyle="--"
            )
            at = 10.0
            plane.annotate(
                str(shown), (at, float(in_units(_total_for(level, np.array([at]))[0], "testosterone", units))),
                ha="center", va="center", fontsize=10,
                bbox=charts.box(),
            )  # fmt: skip
        plane.set(
            xlim=_SHBG_RANGE,
            ylim=in_units(np.array(_TOTAL_RANGE), "testosterone", units),
            xlabel="SHBG, nmol/L", ylabel=f"Total testosterone, {unit_of('testosterone', units)}",
            title=f"Dashed: the same free testosterone, {unit_of('free_testosterone', units)}",
        )  # fmt: skip
        charts.log_ticks(plane, x=(10, 20, 50, 100, 200))
        ticks = [0.3, 1, 3, 10, 30] if units == "SI" else [10, 30, 100, 300, 1000]
        charts.log_ticks(plane, y=ticks)

    def move(self, scene: Scene, numbers: Bound, units: UnitSystem) -> None:
        """Put the person on the map and draw the shares."""
        shbg = np.geomspace(*_SHBG_RANGE, 50)
        total = _total_for(numbers.free, shbg, numbers.albumin)
        scene.own_curve.set_data(shbg, in_units(total, "testosterone", units))
        scene.point.set_data([numbers.shbg], [in_units(numbers.total, "testosterone", units)])
        scene.label.set_text(f"free {format_value(numbers.free, 'free_testosterone', units)}")
        for y, share, bar in zip((2, 1, 0), numbers.shares, scene.bars, strict=True):
            bar.set_data([0, share], [y, y])
        scene.small.set_text(f"{numbers.shares[2]:.1f} %")
        scene.small.set_x(numbers.shares[2] + 2)

    def say(self, numbers: Bound, units: UnitSystem) -> str:
        """Say how the total divides and how much is free."""
        bound, loose, free = numbers.shares
        total, albumin, level = (
            format_value(value, analyte, units)
            for value, analyte in (
                (numbers.total, "testosterone"),
                (numbers.albumin, "albumin"),
                (numbers.free, "free_testosterone"),
            )
        )
        return (
            f"Total testosterone {total} with SHBG {numbers.shbg:.0f} nmol/L and albumin {albumin}: {bound:.1f} % is "
            f"on SHBG, {loose:.1f} % loosely on albumin and {free:.1f} % free. Free testosterone is {level} by "
            "Vermeulen's formula."
        )

    def tabulate(self, numbers: Bound, units: UnitSystem) -> Columns:
        """Return the same total with other SHBG."""
        shbg = np.array([numbers.shbg, 10, 20, 30, 40, 60, 80, 120, 200])
        total = np.full(len(shbg), numbers.total)
        free = free_testosterone(total, shbg, numbers.albumin)
        return {
            f"Total testosterone, {unit_of('testosterone', units)}": in_units(total, "testosterone", units),
            "SHBG, nmol/L": shbg,
            f"Free testosterone, {unit_of('free_testosterone', units)}": in_units(
                free, "free_testosterone", units
            ),
        }


def _total_for(free: float, shbg: Floats, albumin: float = 4.3) -> Floats:
    """Total testosterone (ng/dL) at which so much (pg/mL) is free, for each SHBG (nmol/L)."""
    # Mass action again: bound to SHBG is SHBG × free / (1 nmol/L + free), and the rest is in proportion to free.
    nmol = float(convert(free, "free_testosterone", "pg/mL", "pmol/L")) / 1000
    probe = 100.0
    unbound = float(free_testosterone(probe, 1.0, albumin))
    ratio = float(bioavailable_testosterone(probe, 1.0, albumin)) / float(
        convert(unbound, "free_testosterone", "pg/mL", "ng/dL")
    )
    return np.asarray(convert(nmol * ratio + shbg * nmol / (1 + nmol), "testosterone", "nmol/L", "ng/dL"))
