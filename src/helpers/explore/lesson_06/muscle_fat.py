from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.models.lipid_pool import LipidPool
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_POOL = np.linspace(0, 5, 120)
_CAPACITY = np.linspace(20, 300, 281)


_FASTEST = 330.0  # % of the reference's inflow: the top of the left picture


class Fat(NamedTuple):
    """Inflow and what was set, the pool where it settles (or infinity), and both curves."""

    inflow: float
    mitochondria: float
    exercise: float
    used: float
    pool: float
    burning: Floats
    by_capacity: Floats


class MuscleFat(Explorer[Fat]):
    """What comes in against what can be burned."""

    title = "A pool of fat in the muscle cell"
    controls = (
        Slider("uptake", "Fat taken up", 40, 300, 100, 5, unit="% of the reference person's"),
        Slider("mitochondria", "Mitochondrial capacity", 30, 300, 100, 5, unit="% of the reference person's"),
        Slider("exercise", "Burning raised by exercise", 0, 100, 0, 5, unit="% of capacity"),
        Slider("used", "Share of capacity that the reference uses", 5, 60, 32.5, 0.5, unit="%"),
    )
    presets = {
        "Lean offspring": {"mitochondria": 70},
        "Same loss, much to spare": {"mitochondria": 70, "used": 5},
        "Too much comes in": {"uptake": 200},
        "Endurance athlete": {"uptake": 250, "mitochondria": 160, "exercise": 25},
    }
    sources = ("Petersen2004", "Holloszy2013", "Goodpaster2001")
    schematic = True

    def compute(self, *, uptake: float, mitochondria: float, exercise: float, used: float) -> Fat:
        """Return where the pool settles; `used` sets how near the limit the reference person lives."""
        share = used / 100
        # With this half-pool the reference person's pool is 1 whatever the share.
        model = LipidPool(
            uptake=share * uptake / 100,
            oxidation_max=1 + exercise / 100,
            mitochondria=mitochondria / 100,
            half_pool=(1 - share) / share,
        )
        limit = (1 + exercise / 100) * mitochondria / 100 / share
        burning = 100 * limit * _POOL / (model.half_pool + _POOL)
        every = LipidPool(model.uptake, model.oxidation_max, _CAPACITY / 100, model.half_pool).steady_state()
        return Fat(uptake, mitochondria, exercise, used, float(model.steady_state()), burning, every)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the balance and of where it settles."""
        balance, settles = charts.panels(figure)
        balance.set(
            xlim=(0, 5), ylim=(0, _FASTEST), xlabel="Fat in the cell, reference = 1",
            ylabel="Flow, % of the reference's inflow", title="Dashed: comes in. Solid: is burned",
        )  # fmt: skip
        settles.plot(
            [100], [1], "s", color=style.COMPARE, markerfacecolor="none", markersize=19, markeredgewidth=2.2
        )
        settles.set(
            xlim=(20, 300), ylim=(0, 5), xlabel="Mitochondrial capacity, % of the reference's",
            ylabel="Fat in the cell, reference = 1", title="Where it settles (square: reference)",
        )  # fmt: skip
        return Scene(
            inflow=balance.plot([], [], color=style.GLUCOSE, linestyle="--")[0],
            burning=balance.plot([], [], color=style.INSULIN)[0],
            curve=settles.plot([], [], color=style.ACCENT)[0],
            faster=charts.mark(balance, "^", style.INSULIN, size=9, clip=False),
            meet=charts.mark(balance, clip=False),
            above=charts.mark(settles, "^", style.ACCENT, size=9, clip=False),
            here=charts.mark(settles, clip=False),
            note=settles.text(
                0.98, 0.92, "", transform=settles.transAxes, ha="right", weight="bold", color=style.GLUCOSE
            ),
        )

    def move(self, scene: Scene, numbers: Fat, units: UnitSystem) -> None:
        """Draw both flows and the point where they meet, if they do."""
        scene.inflow.set_data([0, 5], [numbers.inflow] * 2)
        drawn = np.where(numbers.burning > _FASTEST, np.nan, numbers.burning)
        scene.burning.set_data(_POOL, drawn)
        scene.faster.set_visible(bool(np.isnan(drawn).any()))
        scene.faster.set_data([_POOL[int(np.isfinite(drawn).sum()) - 1]], [_FASTEST])
        shown = np.where(numbers.by_capacity > 5, np.nan, numbers.by_capacity)
        scene.curve.set_data(_CAPACITY, shown)
        # An arrow where the curve leaves the picture.
        leaves = bool(np.isnan(shown).any() and np.isfinite(shown).any())
        scene.above.set_visible(leaves)
        if leaves:
            scene.above.set_data([_CAPACITY[int(np.flatnonzero(np.isfinite(shown))[0])]], [5])
        seen = numbers.pool <= 5
        scene.meet.set_data([numbers.pool] if seen else [], [numbers.inflow] if seen else [])
        scene.here.set_data([numbers.mitochondria] if seen else [], [numbers.pool] if seen else [])
        scene.note.set_text(
            "" if seen else ("off the chart" if np.isfinite(numbers.pool) else "never settles: it fills on")
        )

    def say(self, numbers: Fat, units: UnitSystem) -> str:
        """Say where the pool settles, and how fast it is renewed."""
        moved = f" and exercise adding {numbers.exercise:.0f} %" if numbers.exercise else ""
        start = (
            f"With {numbers.inflow:.0f} % of the reference's inflow and {numbers.mitochondria:.0f} % of the "
            f"capacity{moved}, "
        )
        if not np.isfinite(numbers.pool):
            return start + "more comes in than can ever be burned: the pool fills without end."
        return start + (
            f"the pool settles at {numbers.pool:.2f} times the reference's. It is renewed "
            f"{numbers.inflow / 100 / numbers.pool:.2f} times as fast. The reference person is assumed to use "
            f"{numbers.used:g} % of the capacity; nobody measured that share. The model says nothing of insulin."
        )

    def tabulate(self, numbers: Fat, units: UnitSystem) -> Columns:
        """Return where the pool settles over a range of capacities."""
        rows = slice(10, None, 30)
        pool = [f"{each:.2f}" if np.isfinite(each) else "never settles" for each in numbers.by_capacity[rows]]
        return {"Capacity, % of the reference's": _CAPACITY[rows], "Pool, reference = 1": pool}
