from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.models.lipid_signalling import Account, LipidSignalling, Signal
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ACCOUNTS = {"diacylglycerol": "diacylglycerol", "ceramide": "ceramide", "both": "both"}
_STEPS = ("receptor", "IRS-1", "AKT", "glucose\nuptake")
_BLOCKS = {"none": "nothing", "kinase": "protein kinase C", "synthesis": "ceramide synthesis"}
# Accounts whose lines of equal uptake no longer hold once something is blocked.
_SILENCED = {"none": (), "kinase": ("diacylglycerol", "both"), "synthesis": ("ceramide", "both")}


class Rivals(NamedTuple):
    """Lipids as multiples of a lean sedentary person's, what is blocked, and the signal by account."""

    account: str
    dag: float
    ceramide: float
    block: str
    signals: dict[str, Signal]


class RivalLipids(Explorer[Rivals]):
    """Where two accounts put the brake, and where they agree."""

    title = "Diacylglycerol against ceramide"
    tall = 600
    controls = (
        ToggleButtons("account", "Account", _ACCOUNTS, "diacylglycerol"),
        Slider("dag", "Diacylglycerol", 50, 400, 100, 5, unit="% of lean sedentary"),
        Slider("ceramide", "Ceramide", 50, 400, 100, 5, unit="% of lean sedentary"),
        ToggleButtons("block", "Blocked", _BLOCKS, "none"),
    )
    presets = {
        "Both doubled": {"dag": 200, "ceramide": 200},
        "Six hours of fat by vein": {"dag": 400},
        "Athlete": {"dag": 150},
        "Both doubled, ceramide blocked": {"dag": 200, "ceramide": 200, "block": "synthesis"},
        "Both doubled, PKC blocked": {"dag": 200, "ceramide": 200, "block": "kinase"},
    }
    sources = ("Samuel2012", "Chavez2012", "Amati2011", "Itani2002")
    schematic = True

    def compute(self, *, account: str, dag: float, ceramide: float, block: str) -> Rivals:
        """Return the signal in the three accounts; a block takes one lipid's effect or rise away."""
        acting = 1.0 if block == "kinase" else dag / 100
        made = min(ceramide / 100, 1.0) if block == "synthesis" else ceramide / 100
        signals = {each: LipidSignalling(cast(Account, each)).at(acting, made) for each in _ACCOUNTS}
        return Rivals(account, dag / 100, ceramide / 100, block, signals)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the steps of the signal and the plane of the two lipids."""
        steps, plane = charts.panels(figure, widths=(1.25, 1))
        steps.set(
            xlim=(-0.3, 3.3), ylim=(0, 112), xticks=range(4), xticklabels=_STEPS, ylabel="% of normal",
            title="Insulin's signal, step by step",
        )  # fmt: skip
        plane.plot([50, 400], [50, 400], color=style.GRID, linewidth=6, zorder=0)
        plane.text(
            225, 245, "both rise alike", rotation=41, rotation_mode="anchor", va="bottom", fontsize=10.5
        )
        plane.plot(
            [100], [100], "s", color=style.COMPARE, markerfacecolor="none", markersize=19, markeredgewidth=2.2
        )
        plane.set(
            xlim=(50, 400), ylim=(50, 400), xlabel="Diacylglycerol, % of lean sedentary",
            ylabel="Ceramide, %", title="Same uptake along each line",
        )  # fmt: skip
        kinds: Any = {
            "diacylglycerol": {"color": style.INSULIN, "marker": "s", "linestyle": "-"},
            "ceramide": {"color": style.GLUCOSE, "marker": "o", "linestyle": "--"},
            "both": {"color": style.ACCENT, "marker": "D", "linestyle": ":"},
        }
        scene = Scene(
            lines=[
                steps.plot([], [], label=text, markeredgecolor="white", **kinds[each])[0]
                for each, text in _ACCOUNTS.items()
            ],
            contours=[
                plane.plot([], [], color=kinds[each]["color"], linestyle=kinds[each]["linestyle"])[0]
                for each in _ACCOUNTS
            ],
            point=charts.mark(plane, size=13, clip=False),
        )
        charts.key(steps, "lower left", handlelength=4, title="account")
        return scene

    def move(self, scene: Scene, numbers: Rivals, units: UnitSystem) -> None:
        """Draw the three accounts, the chosen one bold."""
        for line, contour, account in zip(scene.lines, scene.contours, _ACCOUNTS, strict=True):
            line.set_data(range(4), [100 * float(step) for step in numbers.signals[account]])
            chosen = account == numbers.account
            line.set_linewidth(4.2 if chosen else 1.6)
            line.set_markersize(13 if chosen else 8)
            contour.set_linewidth(4.2 if chosen else 1.6)
            contour.set_data(*_same_uptake(numbers, account))
            contour.set_visible(account not in _SILENCED[numbers.block])
        scene.point.set_data([100 * numbers.dag], [100 * numbers.ceramide])

    def say(self, numbers: Rivals, units: UnitSystem) -> str:
        """Say what each account makes of the same cell, and whether they agree."""
        dag, ceramide = numbers.signals["diacylglycerol"], numbers.signals["ceramide"]
        apart = abs(float(dag.uptake) - float(ceramide.uptake))
        upstream = abs(float(dag.irs1) - float(ceramide.irs1))
        agree = "agree on uptake" if apart < 0.05 else "disagree on uptake"
        signal = "and on IRS-1" if upstream < 0.05 else "and differ at IRS-1"
        joined = signal if apart < 0.05 or upstream >= 0.05 else "though not on IRS-1"
        own = numbers.signals[numbers.account]
        blocked = "" if numbers.block == "none" else f" and {_BLOCKS[numbers.block]} blocked"
        return (
            f"With {100 * numbers.dag:.0f} % diacylglycerol and {100 * numbers.ceramide:.0f} % ceramide{blocked}, "
            f"glucose uptake is {100 * float(dag.uptake):.0f} % of normal if diacylglycerol acts and "
            f"{100 * float(ceramide.uptake):.0f} % if ceramide does: the accounts {agree} {joined}. In the chosen "
            f"account ({_ACCOUNTS[numbers.account]}) IRS-1 works at {100 * float(own.irs1):.0f} % and AKT at "
            f"{100 * float(own.akt):.0f} %."
        )

    def tabulate(self, numbers: Rivals, units: UnitSystem) -> Columns:
        """Return every step in every account, percent of normal."""
        return {"Step": [step.replace("\n", " ") for step in _STEPS]} | {
            f"{text}, % of normal": [100 * float(step) for step in numbers.signals[account]]
            for account, text in _ACCOUNTS.items()
        }


def _same_uptake(numbers: Rivals, account: str) -> tuple[list[float] | Floats, list[float] | Floats]:
    """Return the line through the learner's point along which an account predicts the same uptake."""
    if account == "diacylglycerol":
        return [100 * numbers.dag] * 2, [50, 400]
    if account == "ceramide":
        return [50, 400], [100 * numbers.ceramide] * 2
    grid = np.linspace(0.5, 4, 200)
    here = float(LipidSignalling("both").at(numbers.dag, numbers.ceramide).uptake)
    by_dag = LipidSignalling("diacylglycerol").at(grid, 1.0).uptake
    # In the joint account uptake is the product of the two, so the ceramide that is needed follows.
    rise = (np.asarray(by_dag) / here - 1) / (1 / float(LipidSignalling("ceramide").at(1, 2).uptake) - 1)
    on = rise > 1e-9
    if not on.any():
        return [], []
    edge = grid[on][-1]
    # Below the reference's ceramide only diacylglycerol matters: the line drops.
    return 100 * np.r_[grid[on], edge, edge], 100 * np.r_[1 + rise[on], 1.0, 0.5]
