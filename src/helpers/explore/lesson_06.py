"""Explorers of lesson 06: causal stories, muscle fat, rival lipids, IRS-1, the cascade, the common cause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

import numpy as np
from numpy.typing import NDArray

from helpers import trials
from helpers.cohort import load
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider, Switch
from helpers.explore.engine import Explorer
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.indices import homa_ir
from helpers.models.causal_stories import CausalStory, Sample, Story, Study
from helpers.models.inflammation import AcutePhase
from helpers.models.lipid_pool import LipidPool
from helpers.models.lipid_signalling import Account, LipidSignalling, Signal
from helpers.models.receptor_substrate import (
    BRANNMARK_2013,
    DoseResponse,
    InsulinReceptorSubstrate,
    published_dose_responses,
)
from helpers.statistics import Estimate, correlation_interval, partial_correlation
from helpers.units import UnitSystem, convert, format_value

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]


# --- cause, consequence or companion ------------------------------------------------------------------------

_STORIES = {"cause": "cause", "consequence": "consequence", "companion": "companion"}
_STUDIES = {
    "observe": "compare people",
    "mitochondria": "lower mitochondria",
    "sensitivity": "lower sensitivity",
    "matched": "match for activity",
}
_STORY_WORDS = {
    "cause": "fewer mitochondria lower sensitivity",
    "consequence": "low sensitivity lowers mitochondria",
    "companion": "inactivity lowers both",
}
_FOUND = {
    "observe": "Found in people: about 30 % fewer mitochondria where sensitivity is low.",
    "mitochondria": "Found in rodents: with severely impaired mitochondria insulin action was normal or better, not "
    "worse.",
    "sensitivity": "Found in rodents made resistant with fat: mitochondria increased.",
    "matched": "Found in ten people with type 2 diabetes and ten without, equally active: no difference.",
}


class Told(NamedTuple):
    """The story, the study, the correlation assumed, and the people that the study would find."""

    story: Story
    study: Study
    assumed: float
    people: Sample
    expected: dict[str, float]


class CausalStories(Explorer[Told]):
    """Three stories that look alike until something is changed."""

    title = "Mitochondria and sensitivity: three stories, four studies"
    controls = (
        Choice("story", "The true story", _STORIES, "cause"),
        Choice("study", "The study", _STUDIES, "observe"),
        Slider("assumed", "Correlation in the population", 0.1, 0.9, 0.5, 0.05),
    )
    presets = {
        "Cause, compare people": {"story": "cause", "study": "observe"},
        "Companion, compare people": {"story": "companion", "study": "observe"},
        "Cause, lower mitochondria": {"story": "cause", "study": "mitochondria"},
        "Companion, match for activity": {"story": "companion", "study": "matched"},
    }
    sources = ("Holloszy2013", "Goodpaster2013", "Han2011", "Trenell2008")
    schematic = True

    def compute(self, *, story: str, study: str, assumed: float) -> Told:
        """Return what the study would find in each story, and people for the one chosen."""
        asked = cast("Study", study)
        expected = {
            each: CausalStory(cast("Story", each), assumed).expected(asked) for each in get_args(Story)
        }
        people = CausalStory(cast("Story", story), assumed).sample(asked)
        return Told(cast("Story", story), asked, assumed, people, expected)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the plane of people and the rows of the three stories."""
        del units
        plane, rows = figure.subplots(1, 2, width_ratios=(1, 1.05))
        figure.subplots_adjust(left=0.075, right=0.98, top=0.91, bottom=0.15, wspace=0.55)
        plane.set(
            xlim=(-5.2, 4), ylim=(-5.2, 4), xlabel="Mitochondria, SD", ylabel="Insulin sensitivity, SD",
            title="160 invented people",
        )  # fmt: skip
        rows.axvline(0, color=style.MUTED, linewidth=1.2)
        rows.set(
            xlim=(-1.5, 1), ylim=(-0.6, 2.6), yticks=(2, 1, 0),
            yticklabels=["cause:\nmitochondria first", "consequence:\nsensitivity first",
                         "companion:\ninactivity first"],
            title="What each story predicts",
        )  # fmt: skip
        marks: Any = {"linestyle": "none", "markersize": 14, "markeredgewidth": 2.4}
        return Scene(
            axis=rows.text(0.5, -0.165, "", transform=rows.transAxes, ha="center", fontsize=12),
            rest=plane.plot([], [], "o", color=style.INSULIN, markersize=5, linestyle="none", alpha=0.75)[0],
            changed=plane.plot([], [], "^", color=style.GLUCOSE, markersize=7, linestyle="none")[0],
            key=plane.text(
                0.02, 0.02, "triangles: lowered by lot", transform=plane.transAxes, color=style.GLUCOSE,
                fontsize=10.5,
            ),
            predicted=rows.plot([], [], "o", color=style.MUTED, markerfacecolor="white", **marks)[0],
            chosen=rows.plot([], [], "o", color=style.ACCENT, **marks)[0],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Told, units: UnitSystem) -> None:
        """Place the people and the three predictions."""
        del units
        people, experiment = numbers.people, bool(numbers.people.changed.any())
        scene.axis.set_text(_MEASURE[numbers.study])
        scene.rest.set_data(people.mitochondria[~people.changed], people.sensitivity[~people.changed])
        scene.changed.set_data(people.mitochondria[people.changed], people.sensitivity[people.changed])
        scene.key.set_visible(experiment)
        heights = {"cause": 2, "consequence": 1, "companion": 0}
        scene.predicted.set_data(
            [numbers.expected[each] for each in heights], [heights[each] for each in heights]
        )
        scene.chosen.set_data([numbers.expected[numbers.story]], [heights[numbers.story]])

    def say(self, numbers: Told, units: UnitSystem) -> str:
        """Say what the study would find in this story, in the others, and what was found."""
        del units
        values = numbers.expected
        listed = ", ".join(f"{_value(values[each], numbers.study)} if {_STORIES[each]}" for each in values)
        predicted = [round(value, 9) for value in values.values()]
        alone = [story for story, value in values.items() if predicted.count(round(value, 9)) == 1]
        told = (
            f"Only {alone[0]} predicts something of its own: this study tells it from the other two, and not those two "
            "from each other."
            if len(alone) == 1
            else "The three stories predict the same, so this study cannot tell them apart."
        )
        return (
            f"If {_STORY_WORDS[numbers.story]}, this study finds {_MEASURE_WORDS[numbers.study]} of "
            f"{_value(values[numbers.story], numbers.study)} ({listed}). {told} {_FOUND[numbers.study]}"
        )

    def tabulate(self, numbers: Told, units: UnitSystem) -> pd.DataFrame:
        """Return what each study would find in each story."""
        del units
        import pandas as pd

        return pd.DataFrame(
            {"Study": [f"{text} ({_MEASURE_WORDS[study]})" for study, text in _STUDIES.items()]}
            | {
                f"Predicted if {story}": [
                    CausalStory(cast("Story", story), numbers.assumed).expected(cast("Study", study))
                    for study in _STUDIES
                ]
                for story in _STORIES
            }
        )


_MEASURE = {
    "observe": "Correlation of the two",
    "mitochondria": "Change of sensitivity, SD",
    "sensitivity": "Change of mitochondria, SD",
    "matched": "Correlation among the equally active",
}
_MEASURE_WORDS = {
    "observe": "a correlation",
    "mitochondria": "a change of sensitivity",
    "sensitivity": "a change of mitochondria",
    "matched": "a correlation",
}


def _value(number: float, study: str) -> str:
    if study in ("observe", "matched"):
        return f"{number:.2f}"
    return f"{signed(number, 2)} SD"


# --- fat inside the muscle cell -----------------------------------------------------------------------------

_POOL = np.linspace(0, 5, 120)
_CAPACITY = np.linspace(20, 300, 281)


class Fat(NamedTuple):
    """Inflow and what was set, the pool where it settles (or infinity), and both curves."""

    inflow: float
    mitochondria: float
    exercise: float
    used: float
    pool: float
    burning: Row
    by_capacity: Row


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
        del units
        balance, settles = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.08, right=0.97, top=0.91, bottom=0.15, wspace=0.22)
        balance.set(
            xlim=(0, 5), ylim=(0, 330), xlabel="Fat in the cell, reference = 1",
            ylabel="Flow, % of the reference's inflow", title="Dashed: comes in. Solid: is burned",
        )  # fmt: skip
        settles.plot([100], [1], "s", color=style.COMPARE, markersize=9)
        settles.set(
            xlim=(20, 300), ylim=(0, 5), xlabel="Mitochondrial capacity, % of the reference's",
            ylabel="Fat in the cell, reference = 1", title="Where it settles (square: reference)",
        )  # fmt: skip
        return Scene(
            inflow=balance.plot([], [], color=style.GLUCOSE, linestyle="--")[0],
            burning=balance.plot([], [], color=style.INSULIN)[0],
            curve=settles.plot([], [], color=style.ACCENT)[0],
            meet=charts.mark(balance, clip=False),
            here=charts.mark(settles, clip=False),
            note=settles.text(
                0.98, 0.92, "", transform=settles.transAxes, ha="right", weight="bold", color=style.GLUCOSE
            ),
        )

    def move(self, scene: Scene, numbers: Fat, units: UnitSystem) -> None:
        """Draw both flows and the point where they meet, if they do."""
        del units
        scene.inflow.set_data([0, 5], [numbers.inflow] * 2)
        scene.burning.set_data(_POOL, numbers.burning)
        shown = np.where(numbers.by_capacity > 60, np.nan, numbers.by_capacity)
        scene.curve.set_data(_CAPACITY, shown)
        seen = numbers.pool <= 5
        scene.meet.set_data([numbers.pool] if seen else [], [numbers.inflow] if seen else [])
        scene.here.set_data([numbers.mitochondria] if seen else [], [numbers.pool] if seen else [])
        scene.note.set_text(
            "" if seen else ("off the chart" if np.isfinite(numbers.pool) else "never settles: it fills on")
        )

    def say(self, numbers: Fat, units: UnitSystem) -> str:
        """Say where the pool settles, and how fast it is renewed."""
        del units
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

    def tabulate(self, numbers: Fat, units: UnitSystem) -> pd.DataFrame:
        """Return where the pool settles over a range of capacities."""
        del units
        import pandas as pd

        rows = slice(10, None, 30)
        pool = [f"{each:.2f}" if np.isfinite(each) else "never settles" for each in numbers.by_capacity[rows]]
        return pd.DataFrame({"Capacity, % of the reference's": _CAPACITY[rows], "Pool, reference = 1": pool})


# --- two lipids, two accounts --------------------------------------------------------------------------------

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
    controls = (
        Choice("account", "Account", _ACCOUNTS, "diacylglycerol"),
        Slider("dag", "Diacylglycerol", 50, 400, 100, 5, unit="% of lean sedentary"),
        Slider("ceramide", "Ceramide", 50, 400, 100, 5, unit="% of lean sedentary"),
        Choice("block", "Blocked", _BLOCKS, "none"),
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
        signals = {each: LipidSignalling(cast("Account", each)).at(acting, made) for each in _ACCOUNTS}
        return Rivals(account, dag / 100, ceramide / 100, block, signals)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the steps of the signal and the plane of the two lipids."""
        del units
        steps, plane = figure.subplots(1, 2, width_ratios=(1.25, 1))
        figure.subplots_adjust(left=0.075, right=0.97, top=0.91, bottom=0.165, wspace=0.26)
        steps.set(
            xlim=(-0.3, 3.3), ylim=(0, 112), xticks=range(4), xticklabels=_STEPS, ylabel="% of normal",
            title="Insulin's signal, step by step",
        )  # fmt: skip
        plane.plot([50, 400], [50, 400], color=style.GRID, linewidth=6, zorder=0)
        plane.text(
            225, 245, "both rise alike", rotation=41, rotation_mode="anchor", va="bottom", fontsize=10.5
        )
        plane.plot([100], [100], "s", color=style.COMPARE, markersize=9)
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
        steps.legend(loc="lower left", handlelength=4, title="account")
        return scene

    def move(self, scene: Scene, numbers: Rivals, units: UnitSystem) -> None:
        """Draw the three accounts, the chosen one bold."""
        del units
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
        del units
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

    def tabulate(self, numbers: Rivals, units: UnitSystem) -> pd.DataFrame:
        """Return every step in every account, percent of normal."""
        del units
        import pandas as pd

        return pd.DataFrame(
            {"Step": [step.replace("\n", " ") for step in _STEPS]}
            | {
                f"{text}, % of normal": [100 * float(step) for step in numbers.signals[account]]
                for account, text in _ACCOUNTS.items()
            }
        )


def _same_uptake(numbers: Rivals, account: str) -> tuple[list[float] | Row, list[float] | Row]:
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


# --- IRS-1 ---------------------------------------------------------------------------------------------------

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
    curve: Row
    healthy: Row


class Irs1(Explorer[Substrate]):
    """Serine drive moves and lowers a dose response; what one site does in it is another matter."""

    title = "IRS-1 between tyrosine and serine"
    controls = (
        Slider("insulin", "Insulin", 2, 300, 60, 1, analyte="insulin", si_step=5),
        Slider("drive", "Serine drive (fat, inflammation)", 0, 8, 0, 0.25),
        Choice("site", "Serine 307 is", _SITES, "brake"),
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
        del units
        ours, theirs = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.91, bottom=0.15, wspace=0.2)
        healthy = InsulinReceptorSubstrate(gain=_GAIN)
        ours.plot(
            _NM, 100 * np.asarray(healthy.steady_state(_NM).tyrosine) / float(healthy.maximum),
            **charts.dashed(1.6),
        )  # fmt: skip
        top = _values(BRANNMARK_2013[0])[-1]
        kinds: Any = ({"marker": "o", "linestyle": "--"}, {"marker": "^", "linestyle": "-"})
        for curve, colour, kind in zip(BRANNMARK_2013, (style.COMPARE, style.GLUCOSE), kinds, strict=True):
            shares = [100 * value / top for value in _values(curve)[1:]]
            theirs.plot(curve.insulin_nm[1:], shares, color=colour, label=curve.condition, **kind)
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
        theirs.legend(loc="lower right", handlelength=3.4)
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
        del units
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
        return (
            f"At a serine drive of {numbers.drive:g}, {role}, the schematic's ceiling is "
            f"{float(numbers.model.maximum) / float(healthy.maximum) * 100:.0f} % of healthy and half of it takes "
            f"{float(numbers.model.half_maximal_insulin):.2f} nM (healthy "
            f"{float(healthy.half_maximal_insulin):.2f}). At insulin "
            f"{format_value(numbers.insulin, 'insulin', units)} the signal is {here:.0f} % of the highest, healthy "
            f"{normal:.0f} %. In the published model of fat cells diabetes lowers the ceiling to "
            f"{100 * tops[1] / tops[0]:.0f} % and moves the half-way point from about {control:.2f} to "
            f"{diabetes:.2f} nM."
        )

    def tabulate(self, numbers: Substrate, units: UnitSystem) -> pd.DataFrame:
        """Return the schematic at the published doses, beside all published dose responses."""
        del units
        import pandas as pd

        published = published_dose_responses()
        doses = sorted(set(published.insulin_nm))
        table = {
            "Insulin, nM": doses,
            "Schematic, % of highest": [
                100 * float(numbers.model.steady_state(dose).tyrosine) / float(
                    InsulinReceptorSubstrate(gain=_GAIN).maximum
                )
                for dose in doses
            ],
        }  # fmt: skip
        for (model, condition, unit), curve in published.groupby(["model", "condition", "unit"], sort=False):
            known = dict(zip(curve.insulin_nm, curve.value, strict=True))
            table[f"{model}, {condition}, {unit}"] = [
                f"{known[dose]:g}" if dose in known else "–" for dose in doses
            ]
        return pd.DataFrame(table)


def _values(curve: DoseResponse) -> tuple[float, ...]:
    return curve.values  # noqa: PD011  a field of the dose response, no frame


def _half_way(curve: DoseResponse) -> float:
    """Return the insulin half-way between none and the highest dose, on a straight line in its logarithm."""
    values = _values(curve)
    half = (values[0] + values[-1]) / 2
    return float(np.exp(np.interp(half, values[1:], np.log(curve.insulin_nm[1:]))))


# --- the cascade ---------------------------------------------------------------------------------------------

_DAYS = 28
_TRIALS = (
    ("Dominguez 2005\n4 weeks", "tnf-dominguez-crp", "tnf-dominguez"),
    ("Wascher 2011\n10 weeks", "tnf-wascher-crp", "tnf-wascher"),
    ("Stanley 2011\n26 weeks", "tnf-stanley-crp", "tnf-stanley-glucose"),
)


class Cascade(NamedTuple):
    """Days, IL-6 as a multiple of lean, CRP in mg/L, and what was set."""

    days: Row
    il6: Row
    crp: Row
    before: float
    adipose: float
    block: float
    infection: float
    liver: float


class TnfCascade(Explorer[Cascade]):
    """From fat tissue to the liver to CRP, with TNF blocked from day 0."""

    title = "Who makes what: fat tissue, liver, and a block of TNF"
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
    sources = ("Castell1989", "Vigushin1993", "Dominguez2005", "Wascher2011", "StanleyTL2011")
    schematic = True

    def compute(self, *, adipose: float, block: float, liver: float, infection: float) -> Cascade:
        """Return four weeks of IL-6 and CRP."""
        person = AcutePhase(adipose=adipose / 100, liver_response=liver / 100)
        treated = AcutePhase(adipose=adipose / 100, liver_response=liver / 100, tnf_block=block / 100)
        course = treated.simulate(days=_DAYS, before=person)
        # The equations are linear: an infection adds the same to everyone, whenever it comes.
        ill = AcutePhase(adipose=0, liver_response=liver / 100).simulate(days=_DAYS - 7, infection=infection)
        days = course.index.to_numpy(dtype=float)
        start = len(days) - len(ill)
        il6, crp = course["il6_relative"].to_numpy().copy(), course["crp_mg_l"].to_numpy().copy()
        il6[start:] += ill["il6_relative"].to_numpy()
        crp[start:] += ill["crp_mg_l"].to_numpy()
        before = float(person.steady_state().crp_mg_l)
        return Cascade(days, il6, crp, before, adipose, block, infection, liver)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course and, on the right, what trials in people found."""
        del units
        grid = figure.add_gridspec(2, 2, width_ratios=(1.1, 1))
        il6, crp = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        found = figure.add_subplot(grid[:, 1])
        figure.subplots_adjust(left=0.075, right=0.985, top=0.92, bottom=0.135, wspace=0.42, hspace=0.5)
        for axes in (il6, crp):
            axes.axvline(0, color=style.MUTED, linewidth=1, linestyle=":")
            axes.set(xlim=(-3, _DAYS), xticks=range(0, _DAYS + 1, 7))
        il6.set(ylim=(0.5, 300), title="IL-6, × lean (schematic)")
        charts.log_ticks(il6, y=(1, 10, 100))
        crp.set(ylim=(0.1, 300), title="CRP, mg/L (schematic)", xlabel="Days")
        charts.log_ticks(crp, y=(0.1, 1, 10, 100))
        found.plot([0, 0], [-0.4, 2.4], color=style.MUTED, linewidth=1.2)
        for height, (_, marker, sugar) in zip((2, 1, 0), _TRIALS, strict=True):
            for key, colour, shape, lift in (
                (marker, style.ACCENT, "s", 0.13),
                (sugar, style.INSULIN, "o", -0.13),
            ):
                result = trials.trial(key)
                at = 0.0 if result.effect is None else result.effect
                if result.low is not None and result.high is not None:
                    found.plot([result.low, result.high], [height + lift] * 2, color=colour, linewidth=2.2)
                face = "white" if result.effect is None else colour
                found.plot(
                    [at], [height + lift], shape, color=colour, markerfacecolor=face, markersize=11,
                    markeredgewidth=2.2,
                )  # fmt: skip
        found.set(
            xlim=(-66, 14), ylim=(-1.05, 2.55), yticks=(2, 1, 0), yticklabels=[name for name, *_ in _TRIALS],
            xlabel="Change, %", title="TNF blocked in people",
        )  # fmt: skip
        for x, colour, shape, text in (
            (-64, style.ACCENT, "s", "CRP"),
            (-45, style.INSULIN, "o", "insulin action or glucose"),
        ):
            found.plot([x + 1], [-0.62], shape, color=colour, markersize=9)
            found.text(x + 3.5, -0.62, text, va="center", fontsize=10.5)
        found.text(-65, -0.9, "hollow: unchanged, no number printed", va="center", fontsize=10.5)
        lines = charts.dashed(1.6)
        return Scene(
            before=[axes.plot([], [], **lines)[0] for axes in (il6, crp)],
            il6=il6.plot([], [], color=style.GLUCOSE)[0],
            crp=crp.plot([], [], color=style.ACCENT)[0],
            model=found.plot([], [], color=style.ACCENT, linewidth=1.8, linestyle=":")[0],
            key=found.text(-65, 2.45, "", color=style.ACCENT, fontsize=10.5, va="center"),
        )

    def move(self, scene: Scene, numbers: Cascade, units: UnitSystem) -> None:
        """Draw both courses, the levels before, and the schematic's change of CRP beside the trials."""
        del units
        base = numbers.adipose / 100
        for line, level in zip(scene.before, (base, max(numbers.before, 0.1)), strict=True):
            line.set_data([-3, _DAYS], [level, level])
        scene.il6.set_data(np.r_[-3, 0, numbers.days], np.r_[base, base, numbers.il6])
        crp = np.maximum(np.r_[numbers.before, numbers.before, numbers.crp], 0.1)
        scene.crp.set_data(np.r_[-3, 0, numbers.days], crp)
        change = _settled_change(numbers)
        scene.model.set_data([change, change], [-0.35, 2.25])
        scene.key.set_text(f"dotted: schematic's CRP, {signed(change)} %")

    def say(self, numbers: Cascade, units: UnitSystem) -> str:
        """Say what the liver makes of it, and what trials found."""
        dominguez, wascher = trials.effect("tnf-dominguez-crp"), trials.effect("tnf-wascher-crp")
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
            f"signal. {told} In people, blocking TNF changed CRP by {signed(dominguez)} %, {signed(wascher)} % and "
            "not at all; insulin action was unchanged in the first two trials, and fasting glucose fell by "
            f"{abs(trials.effect('tnf-stanley-glucose')):.1f} % in the third. The schematic has no arrow from "
            "inflammation to insulin."
        )

    def tabulate(self, numbers: Cascade, units: UnitSystem) -> pd.DataFrame:
        """Return both courses every second day."""
        del units
        import pandas as pd

        rows = slice(None, None, 16)
        return pd.DataFrame(
            {
                "Time, days": numbers.days[rows],
                "IL-6, × lean": numbers.il6[rows],
                "CRP, mg/L": numbers.crp[rows],
            }
        )


def _settled_change(numbers: Cascade) -> float:
    """Return the schematic's change of CRP by the block, percent."""
    blocked = AcutePhase(tnf_block=numbers.block / 100).steady_state().il6_relative
    return 100 * (float(blocked) / float(AcutePhase().steady_state().il6_relative) - 1)


# --- adiposity as the common cause ---------------------------------------------------------------------------

_SEXES = {"M": "men", "F": "women"}
_SURVEY = {"M": (0.42, 0.11), "F": (0.42, 0.14)}  # NHANES 2015-16, people without diabetes


class Crowd(NamedTuple):
    """Who is in the window, and the correlations: everyone, in the window, with BMI and age taken out; from size."""

    sex: str
    centre: float
    reach: float
    inside: NDArray[np.bool_]
    everyone: Estimate
    window: Estimate
    partial: Estimate
    from_size: float


class CommonCause(Explorer[Crowd]):
    """CRP and HOMA-IR in the synthetic adults, over all body sizes and in people of one size."""

    title = "CRP and HOMA-IR: look at people of one size"
    controls = (
        Choice("sex", "Adults", _SEXES, "M"),
        Slider("centre", "Body mass index around", 20, 38, 30, 1, unit="kg/m²"),
        Slider("reach", "Within", 1, 30, 30, 1, unit="kg/m² either way"),
    )
    presets = {
        "Everyone": {"reach": 30},
        "Around 25": {"centre": 25, "reach": 1},
        "Around 30": {"centre": 30, "reach": 1},
        "Women, around 30": {"sex": "F", "centre": 30, "reach": 1},
    }
    sources = ("NHANES",)

    def compute(self, *, sex: str, centre: float, reach: float) -> Crowd:
        """Return the correlations of the logarithms."""
        bmi, age, crp, homa = _people(sex)
        # The widest setting is everyone: a few adults lie farther out than the slider reaches.
        inside = np.abs(bmi - centre) <= (np.inf if reach >= 30 else reach)
        return Crowd(
            sex, centre, reach, inside,
            everyone=_correlation(crp, homa),
            window=_correlation(crp[inside], homa[inside]),
            partial=_correlation(crp, homa, bmi, age),
            # If body size were the only link, the paths CRP - size - HOMA-IR would multiply.
            from_size=partial_correlation(np.log(bmi), crp) * partial_correlation(np.log(bmi), homa),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes and the survey's own correlations."""
        del units
        cloud, rows = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.075, right=0.98, top=0.91, bottom=0.15, wspace=0.5)
        cloud.set(
            xlim=(0.07, 60), ylim=(0.3, 30), xlabel="CRP, mg/L", ylabel="HOMA-IR",
            title="Synthetic adults (dark: in the window)",
        )  # fmt: skip
        charts.log_ticks(cloud, x=(0.1, 1, 10), y=(0.5, 1, 2, 5, 10, 20))
        rows.axvline(0, color=style.MUTED, linewidth=1.2)
        rows.set(
            xlim=(-0.4, 0.72), ylim=(-1, 2.6), yticks=(2, 1, 0),
            yticklabels=["everyone", "in the window", "BMI and age\ntaken out"], xlabel="Correlation",
            title="With 95 % interval",
        )  # fmt: skip
        rows.plot([-0.36], [-0.55], "s", color=style.MUTED, markerfacecolor="white", markersize=9)
        rows.text(-0.31, -0.55, "the survey behind them", va="center", fontsize=10.5)
        rows.plot([-0.36], [-0.83], "X", color=style.GLUCOSE, markersize=9)
        rows.text(-0.31, -0.83, "if body size were the only link", va="center", fontsize=10.5)
        return Scene(
            outside=cloud.plot([], [], ".", color=style.CROWD, markersize=3, linestyle="none", alpha=0.5)[0],
            inside=cloud.plot([], [], ".", color=style.INSULIN, markersize=5, linestyle="none")[0],
            bars=[
                rows.plot([], [], color=colour, linewidth=2.4)[0]
                for colour in (style.INK, style.INSULIN, style.ACCENT)
            ],
            points=[
                rows.plot([], [], shape, color=colour, markersize=11)[0]
                for shape, colour in (("o", style.INK), ("D", style.INSULIN), ("^", style.ACCENT))
            ],
            from_size=rows.plot([], [], "X", color=style.GLUCOSE, markersize=11, linestyle="none")[0],
            survey=rows.plot(
                [], [], "s", color=style.MUTED, markerfacecolor="none", markersize=16, markeredgewidth=1.8,
                linestyle="none",
            )[0],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Crowd, units: UnitSystem) -> None:
        """Colour the window and place the three correlations."""
        del units
        _, _, crp, homa = _people(numbers.sex)
        inside = numbers.inside
        scene.outside.set_data(np.exp(crp[~inside]), np.exp(homa[~inside]))
        scene.inside.set_data(np.exp(crp[inside]), np.exp(homa[inside]))
        found = (numbers.everyone, numbers.window, numbers.partial)
        charts.place_intervals(scene.bars, found, (2, 1, 0))
        for point, each, height in zip(scene.points, found, (2, 1, 0), strict=True):
            point.set_data([each.value], [height])
        scene.from_size.set_data([numbers.from_size], [2.36])
        scene.survey.set_data(_SURVEY[numbers.sex], [2, 0])

    def say(self, numbers: Crowd, units: UnitSystem) -> str:
        """Say the three correlations and the survey's."""
        del units
        whole, partial = _SURVEY[numbers.sex]
        count = int(numbers.inside.sum())
        who = (
            f"all {count:,} {_SEXES[numbers.sex]}"
            if numbers.inside.all()
            else f"the {count:,} {_SEXES[numbers.sex]} whose body mass index is within {numbers.reach:.0f} "
            f"of {numbers.centre:.0f} kg/m²"
        )
        window, everyone, rest = numbers.window, numbers.everyone, numbers.partial
        return (
            f"In {who} the logarithms of CRP and HOMA-IR correlate at {window.value:.2f} (95 % interval "
            f"{window.low:.2f} to {window.high:.2f}); in everyone at {everyone.value:.2f}, and at {rest.value:.2f} "
            f"once body mass index and age are taken out. If body size were the only link, everyone's would be "
            f"{numbers.from_size:.2f}. In the survey on which the adults are modelled it is "
            f"{whole:.2f} and {partial:.2f}."
        ).replace("-0.", "−0.")

    def tabulate(self, numbers: Crowd, units: UnitSystem) -> pd.DataFrame:
        """Return the three correlations."""
        del units
        import pandas as pd

        found = (numbers.everyone, numbers.window, numbers.partial)
        return pd.DataFrame(
            {
                "Adults": ["everyone", "in the window", "everyone, BMI and age taken out"],
                "Number": [len(numbers.inside), int(numbers.inside.sum()), len(numbers.inside)],
                "Correlation": [round(each.value, 2) for each in found],
                "95 % from": [round(each.low, 2) for each in found],
                "to": [round(each.high, 2) for each in found],
            }
        )


def _correlation(x: Row, y: Row, *covariates: Row) -> Estimate:
    r = partial_correlation(x, y, *covariates)
    return correlation_interval(r, len(x), covariates=len(covariates))


@cache
def _people(sex: str) -> tuple[Row, Row, Row, Row]:
    """Body mass index, age, and the logarithms of CRP and HOMA-IR."""
    adults = load()
    own = adults[adults["sex"] == sex]
    homa = homa_ir(own["glucose_mg_dl"].to_numpy(), own["insulin_uu_ml"].to_numpy())
    return (
        own["bmi"].to_numpy(dtype=float),
        own["age"].to_numpy(dtype=float),
        np.log(own["crp_mg_l"].to_numpy(dtype=float)),
        np.log(np.asarray(homa, dtype=float)),
    )


EXPLORERS = {
    "causal_stories": CausalStories,
    "muscle_fat": MuscleFat,
    "rival_lipids": RivalLipids,
    "irs1": Irs1,
    "tnf_cascade": TnfCascade,
    "common_cause": CommonCause,
}
