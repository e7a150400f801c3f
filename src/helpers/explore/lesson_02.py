"""Explorers of lesson 02: confounding, arrows, lipids, pressure, a forest plot, icons, weight."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort, trials
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import minus
from helpers.indices import homa_ir
from helpers.models.body_weight import WeightChange
from helpers.models.causal_paths import CausalPaths
from helpers.models.insulin_pressure import InsulinPressure
from helpers.statistics import (
    Estimate,
    Pooled,
    RiskRatios,
    correlation_interval,
    partial_correlation,
    pool,
    residuals,
    risk_ratios,
)
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]


@lru_cache(maxsize=1)
def _people() -> dict[str, Row]:
    """Return the synthetic adults: logarithms of the markers, body mass index, age."""
    people = cohort.load()
    homa = homa_ir(people["glucose_mg_dl"].to_numpy(), people["insulin_uu_ml"].to_numpy())
    logs = {name: np.log(people[name].to_numpy(dtype=float)) for name in _MARKERS}
    return {
        "homa": np.log(np.asarray(homa, dtype=float)),
        "bmi": people["bmi"].to_numpy(dtype=float),
        "age": people["age"].to_numpy(dtype=float),
        **logs,
    }


_MARKERS = {"crp_mg_l": "CRP", "tg_mg_dl": "triglycerides", "hdl_mg_dl": "HDL cholesterol"}


# --- company: what is left of a correlation ----------------------------------------------------------------

_TAKEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "none": ("nothing", ()),
    "age": ("age", ("age",)),
    "bmi": ("body mass index", ("bmi",)),
    "both": ("body mass index and age", ("bmi", "age")),
}
_MIDDLE_BMI = 28.0
_SHOWN = slice(None, 1500)  # enough for a cloud; all are counted


class Together(NamedTuple):
    """Scores of the people left over, what was taken into account, and the correlations."""

    homa: Row
    marker: Row
    name: str
    taken: str
    width: float
    n: int
    own: Estimate
    ladder: tuple[Estimate, ...]


@lru_cache(maxsize=16)
def _left(marker: str, taken: str) -> tuple[Row, Row]:
    """Return what the covariates leave of ln HOMA-IR and of a marker, in everyone."""
    people = _people()
    given = [people[name] for name in _TAKEN[taken][1]]
    return residuals(people["homa"], *given), residuals(people[marker], *given)


@lru_cache(maxsize=4)
def _ladder(marker: str) -> tuple[Estimate, ...]:
    """Return the correlation in everyone, with each choice of what is taken into account."""
    people = _people()
    return tuple(
        correlation_interval(
            partial_correlation(people["homa"], people[marker], *(people[name] for name in covariates)),
            len(people["homa"]),
            covariates=len(covariates),
        )
        for _, covariates in _TAKEN.values()
    )


def _standard(values: Row) -> Row:
    return np.asarray((values - values.mean()) / values.std())


class Company(Explorer[Together]):
    """Two things that go together, and what is left when a third is held."""

    title = "HOMA-IR and a marker, in synthetic adults"
    controls = (
        Choice("marker", "Marker", _MARKERS, "crp_mg_l"),
        Choice(
            "taken",
            "Taken into account",
            {"none": "nothing", "age": "age", "bmi": "BMI", "both": "BMI and age"},
            "none",
        ),
        Slider("width", "Only people whose BMI differs by at most", 1, 40, 40, 1, unit="kg/m²"),
    )
    presets = {
        "All people": {},
        "People of like BMI": {"width": 2},
        "BMI and age out": {"taken": "both"},
        "Triglycerides, BMI and age out": {"marker": "tg_mg_dl", "taken": "both"},
    }
    sources = ("NHANES",)

    def compute(self, *, marker: str, taken: str, width: float) -> Together:
        """Return the people within the band of body mass index and their correlation."""
        people = _people()
        homa, other = _left(marker, taken)
        inside = np.abs(people["bmi"] - _MIDDLE_BMI) <= width / 2
        if width >= 40:  # the widest setting means everyone
            inside = np.ones(len(homa), dtype=bool)
        given = [people[name][inside] for name in _TAKEN[taken][1]]
        r = partial_correlation(people["homa"][inside], people[marker][inside], *given)
        own = correlation_interval(r, int(inside.sum()), covariates=len(given))
        return Together(
            _standard(homa[inside])[_SHOWN], _standard(other[inside])[_SHOWN], _MARKERS[marker], taken,
            width, int(inside.sum()), own, _ladder(marker),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the cloud and of the four correlations."""
        del units
        cloud, ladder = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.42)
        cloud.set(
            xlim=(-3.6, 3.6), ylim=(-3.6, 3.6), xlabel="log HOMA-IR, standard deviations",
            ylabel="log marker, standard deviations", title="One dot, one person",
        )  # fmt: skip
        ladder.axvline(0, color=style.MUTED, linewidth=1.4)
        ladder.set(
            xlim=(-0.62, 0.62), ylim=(-0.6, 3.6), yticks=range(3, -1, -1),
            yticklabels=["nothing", "age", "BMI", "BMI\nand age"],
            xlabel="Correlation with log HOMA-IR", title="Squares: everyone. Ring: as set",
        )  # fmt: skip
        return Scene(
            dots=cloud.plot([], [], "o", color=style.CROWD, markersize=3, alpha=0.6, markeredgewidth=0)[0],
            line=cloud.plot([], [], color=style.INK, linewidth=2.4)[0],
            bars=[ladder.plot([], [], color=style.INK, linewidth=2.2)[0] for _ in _TAKEN],
            squares=ladder.plot([], [], "s", color=style.INK, markersize=9)[0],
            own=charts.ring(ladder),
        )

    def move(self, scene: Scene, numbers: Together, units: UnitSystem) -> None:
        """Put the people and their correlation in place."""
        del units
        scene.dots.set_data(numbers.homa, numbers.marker)
        x = np.array([-3.0, 3.0])
        scene.line.set_data(x, numbers.own.value * x)
        heights = np.arange(len(_TAKEN))[::-1]
        charts.place_intervals(scene.bars, numbers.ladder, heights)
        scene.squares.set_data([estimate.value for estimate in numbers.ladder], heights)
        scene.own.set_data([numbers.own.value], [heights[list(_TAKEN).index(numbers.taken)]])

    def say(self, numbers: Together, units: UnitSystem) -> str:
        """Say the correlation and how much of the spread it is."""
        del units
        who = (
            f"all {numbers.n:,} adults"
            if numbers.width >= 40
            else f"the {numbers.n:,} adults whose BMI is within {numbers.width / 2:g} of {_MIDDLE_BMI:.0f} kg/m²"
        )
        return minus(
            f"Among {who}, with {_TAKEN[numbers.taken][0]} taken into account, {numbers.name} and HOMA-IR correlate "
            f"at {numbers.own.value:.2f} (95 % interval {numbers.own.low:.2f} to {numbers.own.high:.2f}): they share "
            f"{100 * numbers.own.value**2:.0f} % of their spread."
        )

    def tabulate(self, numbers: Together, units: UnitSystem) -> pd.DataFrame:
        """Return the four correlations in everyone and the one shown."""
        del units
        import pandas as pd

        rows = [*numbers.ladder, numbers.own]
        return pd.DataFrame(
            {
                "Who": [*("everyone" for _ in _TAKEN), f"as set ({numbers.n} people)"],
                "Taken into account": [*(text for text, _ in _TAKEN.values()), _TAKEN[numbers.taken][0]],
                "Correlation": [each.value for each in rows],
                "95 % from": [each.low for each in rows],
                "to": [each.high for each in rows],
            }
        )


# --- arrows: which stories fit -----------------------------------------------------------------------------

_HALVED, _DOUBLED = 0.5, 2.0
_MOST_EXPLAINED = 0.8  # of the spread; people differ for other reasons too


class Fit(NamedTuple):
    """What the arrows give, and what was seen in the cohort."""

    paths: CausalPaths
    seen: tuple[float, float]
    after_block: float
    after_insulin: float


class Arrows(Explorer[Fit]):
    """Draw the arrows and compare what follows with what is seen."""

    title = "Which arrows fit?"
    controls = (
        Slider("fat", "Fat tissue drives both", 0, 0.7, 0, 0.05),
        Choice(
            "arrow",
            "Direct arrow",
            {"to_insulin": "inflammation → insulin", "to_crp": "insulin → inflammation"},
            "to_crp",
        ),
        Slider("direct", "Strength of the direct arrow", 0, 0.4, 0.4, 0.05),
        Slider("measured", "How well BMI measures fat", 60, 100, 100, 5, unit="%"),
    )
    presets = {
        "Insulin inflames": {"direct": 0.4, "arrow": "to_crp"},
        "Inflammation resists": {"direct": 0.4, "arrow": "to_insulin"},
        "Fat drives both": {"fat": 0.65, "direct": 0},
        "Fat drives both, BMI is crude": {"fat": 0.65, "direct": 0, "measured": 90},
    }
    sources = ("NHANES", "Dominguez2005", "Wascher2011", "Ghanim2008")
    schematic = True

    def compute(self, *, fat: float, arrow: str, direct: float, measured: float) -> Fit:
        """Return the correlations and the two experiments that the arrows imply."""
        # With both at their strongest there would be more explained than there is.
        direct = min(direct, math.sqrt(fat**4 + _MOST_EXPLAINED - fat**2) - fat**2)
        paths = CausalPaths(
            fat,
            direct if arrow == "to_insulin" else 0.0,
            direct if arrow == "to_crp" else 0.0,
            measured / 100,
            sd_log_crp=float(_people()["crp_mg_l"].std()),
            sd_log_homa=float(_people()["homa"].std()),
        )
        ladder = _ladder("crp_mg_l")
        return Fit(
            paths,
            (ladder[0].value, ladder[-1].value),
            paths.homa_after_crp(_HALVED),
            paths.crp_after_insulin(_DOUBLED),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the three boxes, and the rows in which prediction and finding meet."""
        del units
        from matplotlib.patches import FancyArrowPatch

        grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.15))
        picture = figure.add_subplot(grid[:, 0])
        correlations, changes = figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])
        figure.subplots_adjust(left=0.01, right=0.97, top=0.9, bottom=0.15, wspace=0.52, hspace=0.95)
        picture.set(xlim=(-0.4, 10.4), ylim=(0, 10), title="Arrows: thicker is stronger")
        picture.set_axis_off()
        box: Any = {"boxstyle": "round,pad=0.5", "facecolor": "#eef2f5", "edgecolor": style.MUTED}
        for x, y, text in (
            (5, 8.6, "fat tissue"),
            (1.9, 1.6, "inflammation\n(CRP)"),
            (7.9, 1.6, "insulin\n(HOMA-IR)"),
        ):
            picture.text(x, y, text, ha="center", va="center", bbox=box)
        seen = _ladder("crp_mg_l")
        correlations.plot([seen[0].value, seen[-1].value], [1, 0], "s", color=style.INK, markersize=9)
        correlations.set(
            xlim=(-0.05, 0.85), ylim=(-0.6, 1.6), yticks=(1, 0),
            yticklabels=["as it is", "BMI and age\ntaken out"],
            xlabel="Correlation of CRP and HOMA-IR", title="Black: seen. Ring: predicted",
        )  # fmt: skip
        changes.axvline(0, color=style.MUTED, linewidth=1.2)
        changes.plot([0], [1], "s", color=style.INK, markersize=9)
        changes.plot([-8], [0], "<", color=style.INK, markersize=9)
        changes.set(
            xlim=(-25, 75), ylim=(-0.6, 1.6), yticks=(1, 0),
            yticklabels=["HOMA-IR when\nCRP is halved", "CRP when insulin\nis doubled"],
            xlabel="Change with fat as it is, %",
        )  # fmt: skip

        def arrow(start: tuple[float, float], end: tuple[float, float], colour: str, line: str) -> Any:
            made = FancyArrowPatch(
                start, end, arrowstyle="-|>", mutation_scale=22, color=colour, linestyle=line
            )
            return picture.add_patch(made)

        return Scene(
            fat=[
                arrow((4.4, 7.7), (2.2, 2.9), style.GLUCOSE, "-"),
                arrow((5.6, 7.7), (7.7, 2.9), style.GLUCOSE, "-"),
            ],
            to_insulin=arrow((4.0, 1.6), (6.4, 1.6), style.ACCENT, "-"),
            to_crp=arrow((6.4, 1.6), (4.0, 1.6), style.ACCENT, "-"),
            correlations=charts.ring(correlations),
            changes=charts.ring(changes),
        )

    def move(self, scene: Scene, numbers: Fit, units: UnitSystem) -> None:
        """Set the arrows' widths and the rings."""
        del units
        paths = numbers.paths
        for patch, strength in (
            *((each, paths.fat) for each in scene.fat),
            (scene.to_insulin, paths.inflammation_to_insulin),
            (scene.to_crp, paths.insulin_to_inflammation),
        ):
            patch.set_visible(strength > 0)
            patch.set_linewidth(1 + 9 * strength)
        scene.correlations.set_data([paths.correlation, paths.given_bmi], [1, 0])
        scene.changes.set_data([numbers.after_block, numbers.after_insulin], [1, 0])

    def say(self, numbers: Fit, units: UnitSystem) -> str:
        """Compare the four predictions with what is known."""
        del units
        paths = numbers.paths
        raw, left = numbers.seen
        return minus(
            f"Fat {paths.fat:.2f}, inflammation to insulin {paths.inflammation_to_insulin:.2f}, insulin to "
            f"inflammation {paths.insulin_to_inflammation:.2f}, fat measured to {100 * paths.measured:.0f} %: these "
            f"arrows make CRP and HOMA-IR correlate at {paths.correlation:.2f} (seen: {raw:.2f}), and at "
            f"{_zero(paths.given_bmi, 2)} with BMI taken out (seen: {left:.2f}). A drug that halves CRP would change "
            f"HOMA-IR by {_zero(numbers.after_block, 0)} % (trials: no change seen); twice the insulin would change "
            f"CRP by {_zero(numbers.after_insulin, 0)} % (infusions: inflammatory signals fell)."
        )

    def tabulate(self, numbers: Fit, units: UnitSystem) -> pd.DataFrame:
        """Return predictions beside findings."""
        del units
        import pandas as pd

        return pd.DataFrame(
            {
                "What": [
                    "correlation of CRP and HOMA-IR",
                    "the same, BMI (and age) taken out",
                    "HOMA-IR when a drug halves CRP, %",
                    "CRP when insulin is doubled, %",
                ],
                "From the arrows": [
                    numbers.paths.correlation,
                    numbers.paths.given_bmi,
                    numbers.after_block,
                    numbers.after_insulin,
                ],
                "Seen": [
                    f"{numbers.seen[0]:.2f} (synthetic adults)",
                    f"{numbers.seen[1]:.2f} (synthetic adults)",
                    "no change found in two trials of 20 and 9 people",
                    "inflammatory signals fell within hours of an infusion",
                ],
            }
        )


def _zero(value: float, places: int) -> str:
    """Write a number without a negative zero."""
    return f"{round(value, places) + 0.0:.{places}f}"


# --- the lipid pattern -------------------------------------------------------------------------------------

_HOMA_AXIS = np.geomspace(0.5, 10, 60)
_NEAREST = {"all": 400, "alike": 200}
_WHO = {"all": "everyone", "alike": "BMI 25 to 30 only"}


class Pattern(NamedTuple):
    """HOMA-IR, and quartiles (3 x points) of triglycerides and HDL along the axis and at the learner's."""

    homa: float
    who: str
    curves: dict[str, Row]
    here: dict[str, Row]


@lru_cache(maxsize=2)
def _sorted(who: str) -> dict[str, Row]:
    people = _people()
    chosen = (
        np.ones(len(people["bmi"]), dtype=bool)
        if who == "all"
        else (people["bmi"] >= 25) & (people["bmi"] < 30)
    )
    order = np.argsort(people["homa"][chosen], kind="stable")
    return {name: people[name][chosen][order] for name in ("homa", "tg_mg_dl", "hdl_mg_dl")}


def _quartiles(who: str, homa: float) -> dict[str, Row]:
    """Return quartiles of both lipids among the people whose HOMA-IR is nearest."""
    people, size = _sorted(who), _NEAREST[who]
    first = int(np.searchsorted(people["homa"], math.log(homa))) - size // 2
    first = min(max(first, 0), len(people["homa"]) - size)
    near = slice(first, first + size)
    return {
        name: np.exp(np.percentile(people[name][near], (25, 50, 75))) for name in ("tg_mg_dl", "hdl_mg_dl")
    }


@lru_cache(maxsize=2)
def _curves(who: str) -> dict[str, Row]:
    rows = [_quartiles(who, homa) for homa in _HOMA_AXIS]
    return {name: np.array([row[name] for row in rows]).T for name in ("tg_mg_dl", "hdl_mg_dl")}


_LIPIDS = {"tg_mg_dl": "triglycerides", "hdl_mg_dl": "hdl"}


class LipidPattern(Explorer[Pattern]):
    """Triglycerides and HDL along HOMA-IR."""

    title = "Triglycerides and HDL along HOMA-IR"
    controls = (
        Slider("homa", "HOMA-IR", 0.5, 10, 1, 0.1),
        Choice("who", "Who", _WHO, "all"),
    )
    presets = {
        "Low": {"homa": 0.7},
        "High": {"homa": 6},
        "High, BMI 25 to 30": {"homa": 6, "who": "alike"},
    }
    sources = ("NHANES",)

    def compute(self, *, homa: float, who: str) -> Pattern:
        """Return the quartiles of the people nearest in HOMA-IR."""
        return Pattern(homa, who, _curves(who), _quartiles(who, homa))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of both lipids."""
        triglycerides, hdl = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.22)
        for axes, analyte, top, title in (
            (triglycerides, "triglycerides", 260.0, "Triglycerides, fasting"),
            (hdl, "hdl", 100.0, "HDL cholesterol"),
        ):
            axes.set(
                xlim=(0.5, 10), ylim=(0, in_units(top, analyte, units)), xlabel="HOMA-IR",
                ylabel=unit_of(analyte, units), title=title,
            )  # fmt: skip
            charts.log_ticks(axes, x=(0.5, 1, 2, 4, 10))
        thin = charts.dashed()
        pairs = ((triglycerides, style.GLUCOSE, "-"), (hdl, style.INSULIN, "-"))
        scene = Scene(
            edges=[
                axes.plot([], [], label="middle half" if edge == 0 else None, **thin)[0]
                for axes, _, _ in pairs
                for edge in (0, 1)
            ],
            middle=[
                axes.plot([], [], color=colour, linestyle=line, label="median")[0]
                for axes, colour, line in pairs
            ],
            spans=[axes.plot([], [], color=style.LEARNER, linewidth=2)[0] for axes, _, _ in pairs],
            here=[charts.mark(axes, clip=False) for axes, _, _ in pairs],
        )
        for axes, place in ((triglycerides, "upper left"), (hdl, "lower left")):
            axes.legend(loc=place, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Pattern, units: UnitSystem) -> None:
        """Draw median and quartiles, and the people at the slider."""
        for at, (name, analyte) in enumerate(_LIPIDS.items()):
            low, middle, high = in_units(numbers.curves[name], analyte, units)
            scene.edges[2 * at].set_data(_HOMA_AXIS, low)
            scene.edges[2 * at + 1].set_data(_HOMA_AXIS, high)
            scene.middle[at].set_data(_HOMA_AXIS, middle)
            here = in_units(numbers.here[name], analyte, units)
            scene.spans[at].set_data([numbers.homa] * 2, [here[0], here[2]])
            scene.here[at].set_data([numbers.homa], [here[1]])

    def say(self, numbers: Pattern, units: UnitSystem) -> str:
        """Say medians and middle halves at the learner's HOMA-IR, and the lowest HOMA-IR to compare with."""
        texts = []
        for name, analyte in _LIPIDS.items():
            low, middle, high = (format_value(value, analyte, units) for value in numbers.here[name])
            first = format_value(numbers.curves[name][1, 0], analyte, units)
            word = "triglycerides" if analyte == "triglycerides" else "HDL cholesterol"
            texts.append(f"median {word} {middle} (middle half {low} to {high}; {first} at HOMA-IR 0.5)")
        return (
            f"Among the {_NEAREST[numbers.who]} synthetic adults nearest to HOMA-IR {numbers.homa:.1f} "
            f"({_WHO[numbers.who]}): {texts[0]}, {texts[1]}."
        )

    def tabulate(self, numbers: Pattern, units: UnitSystem) -> pd.DataFrame:
        """Return the quartiles at round values of HOMA-IR."""
        import pandas as pd

        homas = [numbers.homa, 0.5, 1, 2, 4, 8]
        rows = [_quartiles(numbers.who, homa) for homa in homas]
        columns: dict[str, Any] = {"HOMA-IR": homas}
        for name, analyte in _LIPIDS.items():
            word = "Triglycerides" if analyte == "triglycerides" else "HDL"
            for place, quantile in ((1, "median"), (0, "lower quartile"), (2, "upper quartile")):
                values = np.array([row[name][place] for row in rows])
                columns[f"{word}, {quantile}, {unit_of(analyte, units)}"] = in_units(values, analyte, units)
        return pd.DataFrame(columns)


# --- insulin and blood pressure ----------------------------------------------------------------------------

_PRESSURE_AXIS = np.linspace(8, 150, 120)  # µU/mL
_INFUSED, _RISE = (72.0, 144.0), 25.0  # µU/mL in the studies: Anderson 1991, and Hausberg 1995


class Pull(NamedTuple):
    """Insulin in µU/mL, the model, and what nerves, vessels and both do there, mmHg."""

    insulin: float
    model: InsulinPressure
    nerves: float
    vessels: float
    both: float


class Pressure(Explorer[Pull]):
    """An hour of insulin pulls pressure up through nerves and down through vessels."""

    title = "An hour of insulin and diastolic pressure"
    controls = (
        Slider("insulin", "Insulin in blood", 8, 150, 8, 1, analyte="insulin", si_step=5),
        Slider("nerves", "Nerves respond", 0, 150, 100, 5, unit="% of healthy"),
        Slider("vessels", "Vessels respond", 0, 150, 100, 5, unit="% of healthy"),
    )
    presets = {
        "Infusion, healthy": {"insulin": 72},
        "Modest rise, healthy": {"insulin": 25},
        "Infusion, vessels resist": {"insulin": 72, "vessels": 30},
        "Infusion, both resist": {"insulin": 72, "vessels": 30, "nerves": 30},
    }
    sources = ("Anderson1991", "Hausberg1995", "Clerk2006")
    schematic = True

    def compute(self, *, insulin: float, nerves: float, vessels: float) -> Pull:
        """Return the two pulls and their sum."""
        model = InsulinPressure(nerves / 100, vessels / 100)
        up, down = float(model.from_nerves(insulin)), float(model.from_vessels(insulin))
        return Pull(insulin, model, up, down, up + down)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and what was measured as squares."""
        pulls, measured = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.075, right=0.975, top=0.9, bottom=0.15, wspace=0.24)
        ends = in_units(np.array([8.0, 150.0]), "insulin", units)
        label = f"Insulin, {unit_of('insulin', units)}"
        for axes in (pulls, measured):
            axes.axhline(0, color=style.MUTED, linewidth=1.2)
            axes.set(xlim=ends, xlabel=label)
        pulls.set(ylim=(-17, 17), ylabel="mmHg from before", title="Two pulls and their sum")
        diastolic = trials.effect("pressure-diastolic")
        at = in_units(np.array(_INFUSED), "insulin", units)
        pulls.plot(
            at,
            [diastolic] * 2,
            "s",
            color=style.INK,
            markersize=10,
            label="measured (14 men)",
            linestyle="none",
        )
        measured.plot(
            at,
            [trials.effect("pressure-nerves-72"), trials.effect("pressure-nerves-144")],
            "s",
            color=style.GLUCOSE,
            markersize=10,
            label="14 men",
        )
        measured.plot(
            in_units(np.array([_RISE]), "insulin", units),
            [trials.effect("pressure-nerves-25")],
            "^",
            color=style.GLUCOSE,
            markersize=11,
            label="12 other adults",
        )
        measured.set(ylim=(-1, 16), ylabel="more bursts per minute", title="Measured: nerve activity")
        measured.legend(loc="upper left")
        scene = Scene(
            line=pulls.axvline(8, color=style.LEARNER, linewidth=1.2, ymax=0.72),
            nerves=pulls.plot([], [], color=style.GLUCOSE, linestyle="--", label="through nerves")[0],
            vessels=pulls.plot([], [], color=style.INSULIN, linestyle="-.", label="through vessels")[0],
            both=pulls.plot([], [], color=style.INK, label="both together")[0],
            here=charts.mark(pulls, size=13, clip=False),
        )
        pulls.legend(loc="upper left", ncols=2, handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Pull, units: UnitSystem) -> None:
        """Draw the three curves and mark the insulin level."""
        x = in_units(_PRESSURE_AXIS, "insulin", units)
        at = in_units(numbers.insulin, "insulin", units)
        scene.line.set_xdata([at, at])
        scene.nerves.set_data(x, numbers.model.from_nerves(_PRESSURE_AXIS))
        scene.vessels.set_data(x, numbers.model.from_vessels(_PRESSURE_AXIS))
        scene.both.set_data(x, numbers.model.change(_PRESSURE_AXIS))
        scene.here.set_data([at], [numbers.both])

    def say(self, numbers: Pull, units: UnitSystem) -> str:
        """Say both pulls and their sum."""
        course = (
            "stays about where it was"
            if abs(numbers.both) < 0.5
            else f"{'rises' if numbers.both > 0 else 'falls'} by {abs(numbers.both):.1f} mmHg"
        )
        return minus(
            f"An hour at insulin {format_value(numbers.insulin, 'insulin', units)}, with nerves at "
            f"{100 * numbers.model.nerves:.0f} % and vessels at {100 * numbers.model.vessels:.0f} % of a healthy "
            f"response: the nerves pull diastolic pressure up by {numbers.nerves:.1f} mmHg, the vessels down by "
            f"{abs(numbers.vessels):.1f}; it {course}. The two pulls are schematic; in healthy men their sum is as "
            "measured."
        )

    def tabulate(self, numbers: Pull, units: UnitSystem) -> pd.DataFrame:
        """Return the pulls at the learner's level and at those of the studies."""
        import pandas as pd

        insulin = np.array([numbers.insulin, 8, _RISE, *_INFUSED])
        model = numbers.model
        return pd.DataFrame(
            {
                f"Insulin, {unit_of('insulin', units)}": in_units(insulin, "insulin", units),
                "Through nerves, mmHg": model.from_nerves(insulin),
                "Through vessels, mmHg": model.from_vessels(insulin) + 0.0,
                "Together, mmHg": model.change(insulin),
            }
        )


# --- reading a forest plot ---------------------------------------------------------------------------------

_SIZES = np.array([0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 1.7, 2.0])  # studies differ in size; the mean is 1
_PUBLISHED = (
    ("risk-homa", "heart disease:\nHOMA-IR, +1 SD"),
    ("risk-glucose", "glucose, +1 SD"),
    ("risk-insulin", "insulin, +1 SD"),
    ("risk-dementia-women", "dementia: type 2\ndiabetes, women"),
    ("risk-dementia-men", "men"),
)
_RATIOS = (0.25, 0.5, 1, 2, 4)


class Studies(NamedTuple):
    """Ten imagined studies, what they give together, and the truth."""

    ratios: RiskRatios
    pooled: Pooled
    people: Row
    truth: float


@lru_cache(maxsize=32)
def _chance(draw: int) -> NDArray[np.float64]:
    return np.random.default_rng(7000 + draw).standard_normal((2, len(_SIZES)))


class ManyStudies(Explorer[Studies]):
    """Ten studies of one truth, and five published results."""

    title = "Ten imagined studies, five published results"
    controls = (
        Slider("people", "People in each group, on average", 50, 5000, 400, 50),
        Slider("truth", "True relative risk", 0.5, 2.5, 1.4, 0.1),
        Slider("base", "Risk in the comparison group", 2, 30, 10, 1, unit="%"),
        Slider("draw", "Draw of chance, number", 1, 20, 1, 1),
    )
    presets = {
        "Small studies": {"people": 100},
        "Large studies": {"people": 5000},
        "No true effect": {"truth": 1, "people": 400},
    }
    sources = ("Gast2012", "Chatterjee2016")
    size = (900, 440)

    def compute(self, *, people: float, truth: float, base: float, draw: float) -> Studies:
        """Return what ten studies of these sizes find, with the chance of one draw kept."""
        n = np.round(people * _SIZES)
        events = []
        for z, risk in zip(_chance(int(draw)), (min(truth * base / 100, 0.95), base / 100), strict=True):
            # The normal curve in place of the binomial keeps the same luck while a slider moves.
            events.append(np.clip(np.round(n * risk + z * np.sqrt(n * risk * (1 - risk))), 0, n))
        ratios = risk_ratios(events[0], n, events[1], n)
        return Studies(ratios, pool(ratios.value, ratios.log_error), n, truth)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; on the right, the published results."""
        del units
        from matplotlib.collections import LineCollection
        from matplotlib.patches import Polygon

        left, right = figure.subplots(1, 2, width_ratios=(1, 1))
        figure.subplots_adjust(left=0.095, right=0.985, top=0.915, bottom=0.135, wspace=0.62)
        for axes in (left, right):
            axes.axvline(0, color=style.INK, linewidth=1.4)
            axes.grid(visible=False, axis="y")
            axes.set_xlabel("Relative risk")
        heights = np.arange(len(_SIZES), 0, -1)
        left.set(
            xlim=np.log((0.2, 5)), ylim=(-0.8, len(_SIZES) + 0.7), title="Ten imagined studies (dashed: truth)",
            yticks=[*heights, 0], yticklabels=[*(f"study {i + 1}" for i in range(len(_SIZES))), "together"],
        )  # fmt: skip
        left.set_xticks(np.log(_RATIOS), [f"{ratio:g}" for ratio in _RATIOS])
        ratios = (0.8, 1, 1.25, 1.5, 2)
        right.set(
            xlim=np.log((0.75, 2.1)), ylim=(-0.6, len(_PUBLISHED) - 0.4), title="Five published results",
            yticks=range(len(_PUBLISHED) - 1, -1, -1), yticklabels=[label for _, label in _PUBLISHED],
        )  # fmt: skip
        right.set_xticks(np.log(ratios), [f"{ratio:g}" for ratio in ratios])
        for height, (key, _) in zip(range(len(_PUBLISHED) - 1, -1, -1), _PUBLISHED, strict=True):
            result = trials.estimate(key)
            charts.interval_row(right, Estimate(*np.log(result)), height)
            right.text(
                math.log(result.value), height + 0.2, f"{result.value:.2f} ({result.low:.2f} to {result.high:.2f})",
                ha="center", fontsize=10.5,
                bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1},
            )  # fmt: skip
        bars = LineCollection([], colors=style.INSULIN, linewidths=2.2)
        left.add_collection(bars)
        return Scene(
            truth=left.axvline(0, color=style.ACCENT, linestyle="--", linewidth=1.8),
            bars=bars,
            squares=left.scatter([0] * len(_SIZES), heights, marker="s", color=style.INSULIN, s=60),
            diamond=left.add_patch(Polygon([(0, 0)] * 4, closed=True, facecolor=style.INK)),
        )

    def move(self, scene: Scene, numbers: Studies, units: UnitSystem) -> None:
        """Set squares, intervals and the diamond."""
        del units
        heights = np.arange(len(_SIZES), 0, -1)
        log = np.log
        scene.truth.set_xdata([log(numbers.truth)] * 2)
        ends = log(np.column_stack([numbers.ratios.low, numbers.ratios.high]))
        scene.bars.set_segments([[(a, y), (b, y)] for (a, b), y in zip(ends, heights, strict=True)])
        scene.squares.set_offsets(np.column_stack([log(numbers.ratios.value), heights]))
        scene.squares.set_sizes(20 + 900 * numbers.pooled.weights)
        value, low, high = log(numbers.pooled.estimate)
        scene.diamond.set_xy([(low, 0), (value, 0.3), (high, 0), (value, -0.3)])

    def say(self, numbers: Studies, units: UnitSystem) -> str:
        """Say how many intervals hold 1, how many hold the truth, and what all say together."""
        del units
        ratios, estimate = numbers.ratios, numbers.pooled.estimate
        one = int(np.sum((ratios.low <= 1) & (ratios.high >= 1)))
        true = int(np.sum((ratios.low <= numbers.truth) & (ratios.high >= numbers.truth)))
        return (
            f"The truth is {numbers.truth:.1f}. Of ten studies with {numbers.people.min():,.0f} to "
            f"{numbers.people.max():,.0f} people a group, {one} have an interval that includes 1 (no effect) and "
            f"{true} have one that includes the truth; their estimates lie between {ratios.value.min():.2f} and "
            f"{ratios.value.max():.2f}. Together they say {estimate.value:.2f} ({estimate.low:.2f} to "
            f"{estimate.high:.2f})."
        )

    def tabulate(self, numbers: Studies, units: UnitSystem) -> pd.DataFrame:
        """Return the ten studies, their sum, and the published results."""
        del units
        import pandas as pd

        ratios, estimate = numbers.ratios, numbers.pooled.estimate
        published = [trials.trial(key) for key, _ in _PUBLISHED]
        return pd.DataFrame(
            {
                "Study": [
                    *(f"imagined {i + 1}" for i in range(len(_SIZES))),
                    "imagined, together",
                    *(f"{each.study}: {each.outcome}, {each.change}" for each in published),
                ],
                "Relative risk": [*ratios.value, estimate.value, *(each.effect for each in published)],
                "95 % from": [*ratios.low, estimate.low, *(each.low for each in published)],
                "to": [*ratios.high, estimate.high, *(each.high for each in published)],
            }
        )


# --- icons: relative and absolute risk ---------------------------------------------------------------------

_COLUMNS, _ROWS = 50, 20
_AGES = np.arange(65.0, 86.0)


class Icons(NamedTuple):
    """Age, years, relative risk; and the number in 1,000 without and with diabetes."""

    age: float
    years: float
    ratio: float
    without: float
    exposed: float


def _dementia_per_1000(age: float | Row, years: float) -> Any:
    """Return new dementia in 1,000 people over some years.

    The published rates at 67 and 87 years are joined by a straight line on the logarithmic scale.
    """
    first, last = trials.effect("dementia-at-67"), trials.effect("dementia-at-87")
    growth = math.log(last / first) / 20
    rate = first * np.exp(growth * (np.asarray(age, dtype=float) - 67))
    total = rate * (math.exp(growth * years) - 1) / growth  # the rate rises while they age
    return 1000 * (1 - np.exp(-total / 1000))


class PerThousand(Explorer[Icons]):
    """A relative risk as people among 1,000."""

    title = "A relative risk among 1,000 people"
    controls = (
        Slider("age", "Age at the start", 65, 85, 70, 1, unit="years"),
        Slider("years", "Followed for", 1, 5, 1, 1, unit="years"),
        Slider("ratio", "Relative risk", 1, 2.5, 1.6, 0.05),
    )
    presets = {
        "70 years, one year": {},
        "70 years, five years": {"years": 5},
        "85 years, five years": {"age": 85, "years": 5},
    }
    sources = ("Wolters2020", "Chatterjee2016")
    size = (900, 400)

    def compute(self, *, age: float, years: float, ratio: float) -> Icons:
        """Return how many of 1,000 develop dementia without and with the exposure."""
        without = float(_dementia_per_1000(age, years))
        return Icons(age, years, ratio, without, min(ratio * without, 1000))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the thousand icons and the axes of extra cases by age."""
        del units
        icons, extra = figure.subplots(1, 2, width_ratios=(1.75, 1))
        figure.subplots_adjust(left=0.015, right=0.985, top=0.84, bottom=0.14, wspace=0.2)
        x, y = np.meshgrid(np.arange(_COLUMNS), np.arange(_ROWS)[::-1])
        icons.plot(x.ravel(), y.ravel(), "o", color=style.GRID, markersize=5)
        icons.set(xlim=(-0.8, _COLUMNS - 0.2), ylim=(-0.8, _ROWS - 0.2))
        icons.set_axis_off()
        extra.set(
            xlim=(65, 85.5),
            ylim=(0, 470),
            xlabel="Age at the start, years",
            title="Extra people per 1,000",
        )
        mark: Any = {"linestyle": "none", "markeredgewidth": 0}
        scene = Scene(
            anyway=icons.plot(
                [], [], "s", color=style.INK, markersize=5.5, label="with dementia anyway", **mark
            )[0],
            extra=icons.plot([], [], "D", color=style.GLUCOSE, markersize=5.8, label="extra", **mark)[0],
            curve=extra.plot([], [], color=style.GLUCOSE)[0],
            point=charts.mark(extra, clip=False),
        )
        icons.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, title="1,000 people", alignment="left",
            title_fontproperties={"weight": "bold", "size": 13},
        )  # fmt: skip
        return scene

    def move(self, scene: Scene, numbers: Icons, units: UnitSystem) -> None:
        """Colour the icons column by column and draw the curve of this relative risk."""
        del units
        order = np.arange(_COLUMNS * _ROWS)
        x, y = order // _ROWS, _ROWS - 1 - order % _ROWS
        low, high = round(numbers.without), round(numbers.exposed)
        scene.anyway.set_data(x[:low], y[:low])
        scene.extra.set_data(x[low:high], y[low:high])
        scene.curve.set_data(_AGES, (numbers.ratio - 1) * _dementia_per_1000(_AGES, numbers.years))
        scene.point.set_data([numbers.age], [numbers.exposed - numbers.without])

    def say(self, numbers: Icons, units: UnitSystem) -> str:
        """Say both absolute risks and their difference."""
        del units
        base, exposed = round(numbers.without), round(numbers.exposed)
        gap = exposed - base
        more = "no one more" if gap == 0 else f"{gap} more"
        span = "one year" if numbers.years == 1 else f"{numbers.years:.0f} years"
        return (
            f"Of 1,000 people aged {numbers.age:.0f}, about {base} develop dementia within {span}. With a relative "
            f"risk of {numbers.ratio:.2f} it would be about {exposed}: {more} in 1,000, and {1000 - exposed} do not. "
            "The relative risk is the same at every age; the number of people is not."
        )

    def tabulate(self, numbers: Icons, units: UnitSystem) -> pd.DataFrame:
        """Return risks by age for the learner's years and relative risk."""
        del units
        import pandas as pd

        ages = np.array([numbers.age, 65, 70, 75, 80, 85])
        base = np.asarray(_dementia_per_1000(ages, numbers.years))
        return pd.DataFrame(
            {
                "Age": ages,
                "Per 1,000": base,
                "Per 1,000 with the relative risk": numbers.ratio * base,
                "Extra per 1,000": (numbers.ratio - 1) * base,
            }
        )


# --- weight: two stories -----------------------------------------------------------------------------------

_YEARS = np.linspace(0, 5, 61)
_USUAL_CARBOHYDRATE = 50.0  # % of energy, where the weight was steady
_TRIAL_GAP = 18.0  # % of energy between the two diets of DIETFITS at its end (48 against 30)


class Weights(NamedTuple):
    """What is eaten and burned, and what follows for weight and for the trial."""

    eaten: float
    carbohydrate: float
    burned_per_10: float
    own: WeightChange
    plain: WeightChange
    trial: float


class WeightStories(Explorer[Weights]):
    """Energy balance alone, or with energy burned through less carbohydrate."""

    title = "Weight after a lasting change"
    controls = (
        Slider("eaten", "Eaten beyond need", -300, 300, 100, 10, unit="kcal a day"),
        Slider("carbohydrate", "Carbohydrate", 20, 60, 50, 1, unit="% of energy"),
        Slider("burned", "Burned extra for 10 % less carbohydrate", -20, 90, 0, 1, unit="kcal a day"),
    )
    presets = {
        "100 kcal more": {"eaten": 100},
        "Less carbohydrate, energy balance alone": {"eaten": 0, "carbohydrate": 30},
        "Less carbohydrate, as the 2018 trial": {"eaten": 0, "carbohydrate": 30, "burned": 52},
        "Its lower end": {"eaten": 0, "carbohydrate": 30, "burned": 23},
    }
    sources = ("HallKD2011", "Ebbeling2018", "HallKD2017", "Gardner2018")

    def compute(self, *, eaten: float, carbohydrate: float, burned: float) -> Weights:
        """Return the courses of both stories and what the second predicts for the trial."""
        extra = burned * (_USUAL_CARBOHYDRATE - carbohydrate) / 10
        predicted = -float(WeightChange(0, burned * _TRIAL_GAP / 10).after(1))
        return Weights(
            eaten, carbohydrate, burned, WeightChange(eaten, extra), WeightChange(eaten), predicted
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course, and the trial's difference with its interval."""
        del units
        course, trial = figure.subplots(1, 2, width_ratios=(1.3, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        course.axhline(0, color=style.MUTED, linewidth=1.2)
        course.set(
            xlim=(0, 5),
            ylim=(-20, 25),
            xlabel="Years",
            ylabel="kg from the start",
            title="One person's weight",
        )
        result = trials.estimate("dietfits-difference")
        trial.axvline(0, color=style.MUTED, linewidth=1.2)
        charts.interval_row(trial, result, 1, width=2.4)
        trial.text(0.1, 1.18, "measured in 609 adults", fontsize=11)
        trial.text(0.1, 0.2, "predicted, if both eat the same", fontsize=11)
        trial.set(
            xlim=(-1.4, 4), ylim=(-0.5, 1.7), yticks=[], xlabel="kg lost beyond low fat, in a year",
            title="Low carbohydrate in DIETFITS",
        )  # fmt: skip
        dashed = charts.dashed(2)
        scene = Scene(
            plain=course.plot([], [], label="energy balance alone", **dashed)[0],
            own=course.plot([], [], color=style.ACCENT, label="with the extra burned")[0],
            end=charts.mark(course, size=11, clip=False),
            ring=charts.ring(trial),
        )
        course.legend(loc="upper left", handlelength=3)
        return scene

    def move(self, scene: Scene, numbers: Weights, units: UnitSystem) -> None:
        """Draw both courses and the prediction for the trial."""
        del units
        scene.plain.set_data(_YEARS, numbers.plain.after(_YEARS))
        scene.own.set_data(_YEARS, numbers.own.after(_YEARS))
        scene.end.set_data([5], [numbers.own.after(5)])
        scene.ring.set_data([numbers.trial], [0])

    def say(self, numbers: Weights, units: UnitSystem) -> str:
        """Say where weight goes, and whether the trial agrees."""
        del units
        result = trials.estimate("dietfits-difference")
        inside = result.low <= numbers.trial <= result.high
        eating = "Eating as before" if numbers.eaten == 0 else f"Eating {numbers.eaten:+.0f} kcal a day"
        one, five = float(numbers.own.after(1)), float(numbers.own.after(5))
        return minus(
            f"{eating} with {numbers.carbohydrate:.0f} % of energy from carbohydrate, "
            f"burning {numbers.burned_per_10:.0f} kcal extra for each 10 % less: {_signed(one)} kg after one "
            f"year, {_signed(five)} after five; it levels off at {_signed(numbers.own.final_kg)}. For DIETFITS this "
            f"predicts {_zero(numbers.trial, 1)} kg between the diets, {'inside' if inside else 'outside'} the "
            f"measured interval ({result.low:g} to {result.high:g})."
        )

    def tabulate(self, numbers: Weights, units: UnitSystem) -> pd.DataFrame:
        """Return both courses year by year."""
        del units
        import pandas as pd

        years = np.arange(6)
        return pd.DataFrame(
            {
                "Years": years,
                "Energy balance alone, kg": numbers.plain.after(years) + 0.0,
                "With the extra burned, kg": numbers.own.after(years) + 0.0,
            }
        )


def _signed(value: float) -> str:
    return "0.0" if round(value, 1) == 0 else f"{value:+.1f}"


EXPLORERS = {
    "company": Company,
    "arrows": Arrows,
    "lipid_pattern": LipidPattern,
    "pressure": Pressure,
    "many_studies": ManyStudies,
    "per_thousand": PerThousand,
    "weight_stories": WeightStories,
}
