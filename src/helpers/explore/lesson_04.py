"""Explorers of lesson 04: the trials of testosterone, injections, pulses, small trials, and a missing number."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from helpers import cohort, statistics, trials
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import minus
from helpers.models.depot import ESTER_FRACTIONS, HALF_LIVES, Depot
from helpers.models.male_axis import PulseGenerator
from helpers.statistics import Estimate
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]


# --- the trials of testosterone, with one left out ---------------------------------------------------------

_HOMA_TRIALS = {
    "kapoor": "testosterone-kapoor",
    "gopal": "testosterone-gopal",
    "times2": "testosterone-times2-units",
    "gianatti": "testosterone-gianatti",
    "ttrials": "testosterone-ttrials",
}
_NAMES = {
    "kapoor": "Kapoor 2006",
    "gopal": "Gopal 2010",
    "times2": "TIMES2 2011",
    "gianatti": "Gianatti 2014",
    "ttrials": "the T Trials 2018",
}
_OTHERWISE = (
    # Measured another way, so it cannot be pooled with HOMA-IR: mark, study, what was found.
    ("●", "Dhindsa 2016, n = 44", "clamp +32 %, P = 0.03"),
    ("○", "Magnussen 2016, n = 39", "clamp unchanged, P = 0.18"),
    ("○", "Frederiksen 2012, n = 38", "clamp unchanged, P = 0.92"),
    ("○", "Huang 2018, n = 134", "suppression test, P = 0.17"),
    ("●", "T4DM 2021, n = 1,007", "diabetes −41 %, HbA1c same"),
    ("○", "TRAVERSE 2024, n = 1,175", "progression, P = 0.49"),
    ("○", "TRAVERSE 2024, n = 3,880", "glucose, HbA1c unchanged"),
)


class Pooling(NamedTuple):
    """Estimates and errors of the trials, which are kept, their weights, and the pooled estimate (HOMA-IR units)."""

    estimates: Row
    errors: Row
    kept: NDArray[np.bool_]
    weights: Row
    pooled: Estimate
    i_squared: float
    left_out: str


class TestosteroneTrials(Explorer[Pooling]):
    """Five trials that measured HOMA-IR, pooled, with one of them left out."""

    title = "Testosterone and insulin resistance: the trials"
    size = (900, 430)
    controls = (
        Choice(
            "left_out",
            "Leave out",
            {
                "none": "none",
                "kapoor": "Kapoor",
                "gopal": "Gopal",
                "times2": "TIMES2",
                "gianatti": "Gianatti",
                "ttrials": "T Trials",
            },
            "none",
        ),
        Choice(
            "model",
            "The trials",
            {"random": "may differ in truth", "fixed": "share one true effect"},
            "random",
        ),
        Choice(
            "gianatti",
            "Gianatti's estimate",
            {"printed": "as printed, −0.08", "middle": "middle of its interval, +0.08"},
            "printed",
        ),
    )
    presets = {
        "All five": {},
        "Without TIMES2": {"left_out": "times2"},
        "Without the T Trials": {"left_out": "ttrials"},
        "Without Gianatti": {"left_out": "gianatti"},
    }
    sources = (
        "Kapoor2006",
        "Gopal2010",
        "Jones2011",
        "Gianatti2014",
        "Mohler2018",
        "Dhindsa2016",
        "Magnussen2016",
        "Frederiksen2012",
        "HuangG2018",
        "Wittert2021",
        "Bhasin2024",
    )

    def compute(self, *, left_out: str, model: str, gianatti: str) -> Pooling:
        """Pool the differences in HOMA-IR by the inverse of their variance."""
        ends = np.array([trials.estimate(key) for key in _HOMA_TRIALS.values()])
        estimates, errors = ends[:, 0].copy(), (ends[:, 2] - ends[:, 1]) / (2 * statistics.Z_95)
        if gianatti == "middle":
            at = list(_HOMA_TRIALS).index("gianatti")
            estimates[at] = (ends[at, 1] + ends[at, 2]) / 2
        kept = np.array([name != left_out for name in _HOMA_TRIALS])
        # `pool` takes ratios; the logarithm of the pooled exponentials is the pooled difference.
        found = statistics.pool(np.exp(estimates[kept]), errors[kept], random=model == "random")
        weights = np.zeros(len(kept))
        weights[kept] = found.weights
        pooled = Estimate(*(math.log(end) for end in found.estimate))
        return Pooling(estimates, errors, kept, weights, pooled, found.i_squared, left_out)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the forest's axes, and the trials that measured something else as a list."""
        del units
        forest, listed = figure.subplots(1, 2, width_ratios=(1.35, 1))
        figure.subplots_adjust(left=0.165, right=0.99, top=0.91, bottom=0.13, wspace=0.04)
        forest.axvline(0, color=style.MUTED, linewidth=1.2)
        heights = np.arange(len(_HOMA_TRIALS), 0, -1.0)
        names = [f"{_NAMES[key]}\nn = {trials.trial(result).n}" for key, result in _HOMA_TRIALS.items()]
        forest.set(
            xlim=(-3.6, 3.0), ylim=(-0.8, 5.6), yticks=[*heights, 0], yticklabels=[*names, "pooled"],
            xlabel="HOMA-IR against placebo, units", title="Five trials with HOMA-IR",
        )  # fmt: skip
        forest.tick_params(axis="y", labelsize=10.5)
        forest.text(-3.5, -0.72, "← less resistant", fontsize=10.5, color=style.GOOD)
        forest.text(2.95, -0.72, "more resistant →", fontsize=10.5, color=style.GLUCOSE, ha="right")
        listed.axis("off")
        listed.set(xlim=(0, 1), ylim=(-0.8, 7.3), title="  Seven, measured otherwise")
        for place, (mark, study, found) in enumerate(_OTHERWISE):
            height = 6.5 - place
            colour = style.GOOD if mark == "●" else style.INK
            listed.text(0.07, height, mark, fontsize=15, color=colour, va="center", ha="center")
            listed.text(0.12, height + 0.18, study, fontsize=11, va="center", weight="bold")
            listed.text(0.12, height - 0.24, found, fontsize=10.5, va="center")
        listed.text(0.07, -0.62, "● for testosterone   ○ no difference", fontsize=10.5)
        lines: Any = {"color": style.INK, "linewidth": 2}
        marks: Any = {"color": style.INK, "marker": "s", "linestyle": "none"}
        pooled: Any = {"color": style.ACCENT, "linewidth": 5, "solid_capstyle": "butt"}
        return Scene(
            band=forest.add_patch(
                Rectangle(
                    (-1, 0),
                    1,
                    1,
                    transform=forest.get_xaxis_transform(),
                    color=style.ACCENT,
                    alpha=0.12,
                    linewidth=0,
                )
            ),
            lines=[forest.plot([], [], **lines)[0] for _ in _HOMA_TRIALS],
            marks=[forest.plot([0], [0], **marks)[0] for _ in _HOMA_TRIALS],
            pooled=forest.plot([0, 0], [0, 0], **pooled)[0],
            at=charts.mark(forest, "D", style.ACCENT, size=13),
        )

    def move(self, scene: Scene, numbers: Pooling, units: UnitSystem) -> None:
        """Size the squares by weight, fade the one left out, and move the pooled diamond."""
        del units
        count = len(numbers.kept)
        for at in range(count):
            height, middle = count - at, numbers.estimates[at]
            half = statistics.Z_95 * numbers.errors[at]
            faded = not numbers.kept[at]
            # The widest interval leaves the axes; its ends are cut, as forest plots do.
            scene.lines[at].set_data([max(middle - half, -3.55), min(middle + half, 2.95)], [height] * 2)
            scene.lines[at].set_linestyle(":" if faded else "-")
            scene.lines[at].set_alpha(0.45 if faded else 1)
            scene.marks[at].set_data([middle], [height])
            scene.marks[at].set_markersize(5 + 13 * math.sqrt(numbers.weights[at]))
            scene.marks[at].set_markerfacecolor("white" if faded else style.INK)
            scene.marks[at].set_alpha(0.6 if faded else 1)
        value, low, high = numbers.pooled
        scene.band.set_bounds(low, 0, high - low, 1)
        scene.pooled.set_data([low, high], [0, 0])
        scene.at.set_data([value], [0])

    def say(self, numbers: Pooling, units: UnitSystem) -> str:
        """Say the pooled difference, whether zero fits it, and how far the trials disagree."""
        del units
        value, low, high = numbers.pooled
        heaviest = list(_HOMA_TRIALS)[int(np.argmax(numbers.weights))]
        which = (
            "all five"
            if numbers.left_out == "none"
            else f"the four trials without {_NAMES[numbers.left_out]}"
        )
        zero = "zero lies outside it" if numbers.pooled.excludes_zero else "zero lies within it"
        return minus(
            f"Pooling {which}: HOMA-IR differs from placebo by {value:.2f} units, 95 % interval {low:.2f} to "
            f"{high:.2f}; {zero}. Most weight, {100 * numbers.weights.max():.0f} %, lies on {_NAMES[heaviest]}. "
            f"Disagreement beyond chance makes up {100 * numbers.i_squared:.0f} % of the spread. "
            "Of seven results measured otherwise, two favour testosterone and five show no difference."
        )

    def tabulate(self, numbers: Pooling, units: UnitSystem) -> pd.DataFrame:
        """Return the trials with their weights."""
        del units
        table = trials.table(_HOMA_TRIALS.values())
        table["weight, %"] = (100 * numbers.weights).round(1)
        return table


# --- injections --------------------------------------------------------------------------------------------

_DAYS = np.linspace(0, 28, 337)
_INTERVALS = np.geomspace(1, 21, 60)
_CIRCULATING = (HALF_LIVES["measured"].days, HALF_LIVES["us_label"].days)


class Swing(NamedTuple):
    """Level in ng/dL over four weeks, and its peak, trough and average; what was set; peak/trough along intervals."""

    level: Row
    peak: float
    trough: float
    average: float
    interval: float
    half_life: float
    ratios: Row


class Injections(Explorer[Swing]):
    """The same average level, injected more or less often."""

    title = "One average level, injected more or less often"
    controls = (
        Slider("interval", "Days between injections", 1, 21, 14, 0.5, unit="days"),
        Slider("half_life", "Half-life of the depot", 4, 10, HALF_LIVES["measured"].days, 0.5, unit="days"),
        Slider("average", "Average level", 300, 600, 500, 10, analyte="testosterone", si_step=0.5),
    )
    presets = {
        "Every two weeks": {"interval": 14},
        "Weekly": {"interval": 7},
        "Twice a week": {"interval": 3.5},
        "Weekly, half-life 8 days": {"interval": 7, "half_life": HALF_LIVES["us_label"].days},
    }
    sources = ("Nankin1987", "TestoLabel")

    def compute(self, *, interval: float, half_life: float, average: float) -> Swing:
        """Return the steady course, scaled to the average: the swing does not depend on the amount."""
        depot = Depot(interval_days=interval, half_life_days=half_life)
        state = depot.steady_state()
        scale = average / state.average
        # After some ten half-lives the course repeats itself.
        settled = math.ceil(10 * half_life / interval) * interval
        level = depot.concentration(settled + _DAYS) * scale
        ratios = np.array([_ratio(each, half_life) for each in _INTERVALS])
        return Swing(level, state.peak * scale, state.trough * scale, average, interval, half_life, ratios)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the ratio at the two half-lives that circulate."""
        course, ratio = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.09, right=0.985, top=0.9, bottom=0.15, wspace=0.23)
        unit = unit_of("testosterone", units)
        course.set(
            xlim=(0, 28), ylim=(0, in_units(1700.0, "testosterone", units)), xticks=range(0, 29, 7),
            xlabel="Days, once the course repeats itself", ylabel=f"Testosterone, {unit}", title="Level in blood",
        )  # fmt: skip
        for days, dashes in zip(_CIRCULATING, ((0, (5, 2)), ":"), strict=True):
            curve = [_ratio(each, days) for each in _INTERVALS]
            ratio.plot(_INTERVALS, curve, color=style.COMPARE, linewidth=1.6, linestyle=dashes,
                       label=f"half-life {days:g} days")  # fmt: skip
        ratio.set(
            xlim=(1, 21), ylim=(1, 42), xlabel="Days between injections",
            title="Peak divided by trough",
        )  # fmt: skip
        charts.log_ticks(ratio, x=(1, 2, 3.5, 7, 14, 21), y=(1, 1.5, 2, 3, 5, 10, 20, 40))
        ratio.legend(loc="upper left", handlelength=3)
        return Scene(
            average=course.axhline(1, **charts.dashed()),
            level=course.plot([], [], color=style.INSULIN)[0],
            peak=charts.mark(course, "^", style.GLUCOSE, size=11, clip=False),
            trough=charts.mark(course, "v", style.GOOD, size=11, clip=False),
            own=ratio.plot([], [], color=style.ACCENT, linewidth=2)[0],
            point=charts.mark(ratio, size=11, clip=False),
        )

    def move(self, scene: Scene, numbers: Swing, units: UnitSystem) -> None:
        """Draw the course, its highest and lowest point, and the ratio."""
        level = in_units(numbers.level, "testosterone", units)
        average = in_units(numbers.average, "testosterone", units)
        scene.average.set_ydata([average, average])
        scene.level.set_data(_DAYS, level)
        first = slice(0, max(2, round(numbers.interval * 12)))
        high, low = int(np.argmax(level[first])), int(np.argmin(level[first]))
        scene.peak.set_data([_DAYS[high]], [level[high]])
        scene.trough.set_data([_DAYS[low]], [level[low]])
        scene.own.set_data(_INTERVALS, numbers.ratios)
        scene.point.set_data([numbers.interval], [numbers.peak / numbers.trough])

    def say(self, numbers: Swing, units: UnitSystem) -> str:
        """Say peak, trough and their ratio beside the average."""
        peak, trough, average = (
            format_value(each, "testosterone", units)
            for each in (numbers.peak, numbers.trough, numbers.average)
        )
        return (
            f"Injected every {numbers.interval:g} days with a half-life of {numbers.half_life:g} days, the level "
            f"swings between {trough} and {peak} about an average of {average}: the peak is "
            f"{numbers.peak / numbers.trough:.2f} times the trough. "
            "The average does not depend on the interval, the swing does."
        )

    def tabulate(self, numbers: Swing, units: UnitSystem) -> pd.DataFrame:
        """Return peak over trough at usual intervals for the learner's half-life and the two that circulate."""
        import pandas as pd

        del units
        days = np.array([numbers.interval, 3.5, 7, 10, 14, 21])
        columns = {"as set": numbers.half_life, **{f"{days:g} days": days for days in _CIRCULATING}}
        table = {"Days between injections": days}
        for name, half_life in columns.items():
            table[f"Peak / trough, half-life {name}"] = np.array(
                [_ratio(each, half_life) for each in days]
            ).round(2)
        return pd.DataFrame(table)


@cache
def _ratio(interval: float, half_life: float) -> float:
    """Peak over trough in the steady course."""
    return float(Depot(interval_days=interval, half_life_days=half_life).steady_state().peak_to_trough)


# --- pulses of GnRH ----------------------------------------------------------------------------------------

_HOURS = np.arange(0, 7 * 24 + 0.01, 0.1)
_COUNTS = np.geomspace(1, 120, 60)
_NATURAL = (84, 112)  # pulses a week: one every two hours, and one every 90 minutes


class Week(NamedTuple):
    """LH in IU/L over a week, its mean, the share of the time above 1 IU/L; pulses a week and LH's half-life, min."""

    lh: Row
    mean: float
    share: float
    pulses: float
    half_life: float
    natural: float


class GnrhPulses(Explorer[Week]):
    """LH when GnRH comes a hundred times a week, and when it comes twice."""

    title = "Pulses of GnRH: a hundred a week, or two"
    controls = (
        Slider("pulses", "Pulses of GnRH a week", 1, 112, 112, 1),
        Slider("half_life", "Half-life of LH", 85, 235, 125, 5, unit="min"),
    )
    presets = {
        "Natural: every 90 minutes": {"pulses": 112},
        "Natural: every 2 hours": {"pulses": 84},
        "Once a day": {"pulses": 7},
        "Twice a week": {"pulses": 2},
    }
    sources = ("Wide2022", "Zhang2019")
    schematic = True

    def compute(self, *, pulses: float, half_life: float) -> Week:
        """Return the week that such a train gives, with nothing else changed."""
        train = PulseGenerator.per_week(pulses, lh_half_life_min=half_life)
        week = train.simulate(days=7, every=6)
        # Between whole numbers of pulses the last interval is cut; the row count stays.
        lh = week["lh_iu_l"].to_numpy()[: len(_HOURS)]
        natural = PulseGenerator.per_week(_NATURAL[1], lh_half_life_min=half_life).mean_lh_iu_l
        share = train.share_of_time_above(1.0)
        return Week(lh, float(train.mean_lh_iu_l), share, pulses, half_life, float(natural))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the week and of the mean against the number of pulses."""
        del units
        week, mean = figure.subplots(1, 2, width_ratios=(1.6, 1))
        figure.subplots_adjust(left=0.065, right=0.985, top=0.9, bottom=0.15, wspace=0.2)
        week.set(
            xlim=(0, 7),
            ylim=(0, 11.5),
            xticks=range(8),
            xlabel="Days",
            ylabel="LH, IU/L",
            title="LH over a week",
        )
        mean.axvspan(*_NATURAL, color=style.GOOD, alpha=0.18, linewidth=0)
        mean.text(80, 0.022, "natural", color=style.GOOD, fontsize=11, ha="right")
        mean.set(
            xlim=(1, 125), ylim=(0.015, 15), xlabel="Pulses a week",
            ylabel="Mean LH, IU/L", title="Mean LH",
        )  # fmt: skip
        charts.log_ticks(mean, x=(1, 2, 7, 21, 84), y=(0.02, 0.1, 0.5, 2, 10))
        return Scene(
            lh=week.plot([], [], color=style.INSULIN, linewidth=1.8)[0],
            level=week.axhline(1, color=style.ACCENT, linewidth=1.8, linestyle=(0, (5, 3))),
            curve=mean.plot([], [], color=style.COMPARE, linewidth=1.8)[0],
            point=charts.mark(mean, clip=False),
        )

    def move(self, scene: Scene, numbers: Week, units: UnitSystem) -> None:
        """Draw the week, its mean as a dashed line, and the point on the curve."""
        del units
        scene.lh.set_data(_HOURS / 24, numbers.lh)
        scene.level.set_ydata([numbers.mean, numbers.mean])
        scene.curve.set_data(_COUNTS, numbers.natural * _COUNTS / _NATURAL[1])
        scene.point.set_data([numbers.pulses], [numbers.mean])

    def say(self, numbers: Week, units: UnitSystem) -> str:
        """Say mean LH, its share of the natural mean, and the share of time with LH."""
        del units
        one = round(numbers.pulses) == 1
        return (
            f"{numbers.pulses:.0f} pulse{'' if one else 's'} of GnRH a week give{'s' if one else ''} a mean LH of "
            f"{numbers.mean:.2g} IU/L, {_percent(numbers.mean / numbers.natural)} of what a pulse every 90 minutes "
            f"gives, and LH is above 1 IU/L for {_percent(numbers.share)} of the time. "
            "Testosterone from outside, which would lower LH further, is left out."
        )

    def tabulate(self, numbers: Week, units: UnitSystem) -> pd.DataFrame:
        """Return usual trains at the learner's half-life of LH."""
        import pandas as pd

        del units
        counts = [numbers.pulses, 112, 84, 14, 7, 3, 2, 1]
        trains = [PulseGenerator.per_week(each, lh_half_life_min=numbers.half_life) for each in counts]
        return pd.DataFrame(
            {
                "Pulses a week": counts,
                "Mean LH, IU/L": [round(float(each.mean_lh_iu_l), 3) for each in trains],
                "Time with LH above 1 IU/L, %": [
                    round(100 * each.share_of_time_above(1.0), 1) for each in trains
                ],
            }
        )


def _percent(share: float) -> str:
    """Return a share as a percentage: whole, or with one decimal where it is small."""
    return f"{100 * share:.{0 if share >= 0.1 else 1}f} %"


# --- a small trial, done again -----------------------------------------------------------------------------

_REPEATS = 40
# The printed P = 0.024 of 17 paired men is t = 2.49 at 16 degrees of freedom; with -14 % that is a standard
# deviation between men of 14 x sqrt(17) / 2.49.
_SPREAD = abs(trials.effect("anastrozole-infusion")) * math.sqrt(17) / 2.49


@cache
def _dice() -> Row:
    """Forty draws from the standard normal distribution, the same for everybody."""
    return np.random.default_rng(24).standard_normal(_REPEATS)


class Repeats(NamedTuple):
    """Forty trials: estimates and half-widths in percent; expected shares; what was set."""

    estimates: Row
    half: float
    power: float
    wrong_way: float
    true: float
    men: float


class SmallTrials(Explorer[Repeats]):
    """The same small trial, done forty times."""

    title = "The same small trial, done forty times"
    controls = (
        Slider("true", "True change of insulin sensitivity", -30, 10, -8, 1, unit="%"),
        Slider("men", "Men in the trial", 8, 200, 17, 1),
    )
    presets = {
        "Seventeen men, true change −8 %": {"true": -8, "men": 17},
        "Seventeen men, true change −14 %": {"true": -14, "men": 17},
        "Seventeen men, no true change": {"true": 0, "men": 17},
        "A hundred men, true change −8 %": {"true": -8, "men": 100},
    }
    sources = ("Gibb2016", "Lapauw2009")
    schematic = True

    def compute(self, *, true: float, men: float) -> Repeats:
        """Return forty trials that differ by chance alone."""
        error = _SPREAD / math.sqrt(men)
        estimates = true + error * _dice()
        half = statistics.Z_95 * error
        return Repeats(
            estimates, half, statistics.power_at(true, error), statistics.wrong_direction(true, error), true, men
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the one trial that was really done."""
        del units
        many, wrong = figure.subplots(1, 2, width_ratios=(2.1, 1))
        figure.subplots_adjust(left=0.085, right=0.975, top=0.9, bottom=0.15, wspace=0.27)
        many.axhline(0, color=style.MUTED, linewidth=1.2)
        many.axhline(trials.effect("anastrozole-infusion"), color=style.GLUCOSE, linewidth=1.4, linestyle=":")
        many.set(
            xlim=(-0.3, 40.6), ylim=(-70, 30), xticks=(1, 10, 20, 30, 40), xlabel="Trial, sorted by result",
            ylabel="Estimate and 95 % interval, %", title="Dashed: the truth. Dotted: what Gibb 2016 found",
        )  # fmt: skip
        wrong.set(
            xlim=(8, 200), ylim=(0, 140), yticks=(0, 25, 50, 75, 100), xlabel="Men in the trial",
            ylabel="% of such trials", title="How many find it?",
        )  # fmt: skip
        charts.log_ticks(wrong, x=(8, 17, 50, 100, 200))
        found: Any = {"linewidth": 2.4, "color": style.INSULIN}
        missed: Any = {"linewidth": 1.4, "color": style.COMPARE}
        scene = Scene(
            truth=many.axhline(0, color=style.ACCENT, linewidth=1.8, linestyle=(0, (5, 3))),
            missed=many.plot([], [], **missed)[0],
            found=many.plot([], [], **found)[0],
            missed_at=many.plot([], [], "o", color=style.COMPARE, markersize=6, markerfacecolor="white")[0],
            found_at=many.plot([], [], "s", color=style.INSULIN, markersize=7)[0],
            power=wrong.plot([], [], color=style.INSULIN, label="zero excluded")[0],
            wrong=wrong.plot([], [], color=style.GLUCOSE, linestyle="-.", label="wrong direction")[0],
            points=[charts.mark(wrong, mark, size=11, clip=False) for mark in "so"],
        )
        wrong.legend(
            loc="upper left", handlelength=2.6, facecolor=style.PAPER, frameon=True, edgecolor="none"
        )
        return scene

    def move(self, scene: Scene, numbers: Repeats, units: UnitSystem) -> None:
        """Draw the forty intervals, those without zero heavier, and the two curves."""
        del units
        ordered = np.sort(numbers.estimates)
        places = np.arange(1, _REPEATS + 1.0)
        found = np.abs(ordered) > numbers.half
        scene.truth.set_ydata([numbers.true, numbers.true])
        for name, chosen in (("found", found), ("missed", ~found)):
            x, y = places[chosen], ordered[chosen]
            gaps = np.full(len(x), np.nan)
            # One line with gaps draws faster than forty lines.
            getattr(scene, name).set_data(
                np.column_stack([x, x, gaps]).ravel(),
                np.column_stack([y - numbers.half, y + numbers.half, gaps]).ravel(),
            )
            getattr(scene, f"{name}_at").set_data(x, y)
        men = np.geomspace(8, 200, 50)
        errors = _SPREAD / np.sqrt(men)
        power, wrong = _expected(numbers.true, errors)
        scene.power.set_data(men, 100 * power)
        scene.wrong.set_data(men, 100 * wrong)
        for point, height in zip(scene.points, (numbers.power, numbers.wrong_way), strict=True):
            point.set_data([numbers.men], [100 * height])

    def say(self, numbers: Repeats, units: UnitSystem) -> str:
        """Say how many of the forty exclude zero and how many point the wrong way."""
        del units
        found = np.abs(numbers.estimates) > numbers.half
        extreme = float(np.mean(np.abs(numbers.estimates[found]))) if found.any() else math.nan
        size = f"; those put it at {extreme:.0f} % on average" if found.any() and numbers.true else ""
        wrong = int(np.sum(numbers.estimates * np.sign(numbers.true) < 0))
        direction = (
            f" {wrong} of the forty estimates point the wrong way."
            if numbers.true
            else " There is nothing to find."
        )
        return minus(
            f"With {numbers.men:.0f} men and a true change of {numbers.true:.0f} %, the estimates run from "
            f"{numbers.estimates.min():.0f} to {numbers.estimates.max():.0f} %, and {int(found.sum())} of forty trials "
            f"exclude zero{size}.{direction}"
        )

    def tabulate(self, numbers: Repeats, units: UnitSystem) -> pd.DataFrame:
        """Return what is to be expected of trials of several sizes."""
        import pandas as pd

        del units
        men = np.array([numbers.men, 10, 17, 50, 100, 200])
        errors = _SPREAD / np.sqrt(men)
        power, wrong = _expected(numbers.true, errors)
        return pd.DataFrame(
            {
                "Men": men,
                "Interval, ± %": (statistics.Z_95 * errors).round(1),
                "Trials that exclude zero, %": (100 * power).round(1),
                "Estimates in the wrong direction, %": (100 * wrong).round(1),
            }
        )


def _expected(true: float, errors: Row) -> tuple[Row, Row]:
    """Shares of trials that exclude zero, and of estimates with the wrong sign (a half where there is no truth)."""
    power = [statistics.power_at(true, error) for error in errors]
    return np.array(power), np.array([statistics.wrong_direction(true, error) for error in errors])


# --- benefit and harm --------------------------------------------------------------------------------------

_PER = 1000


class Outcome(NamedTuple):
    """One outcome of a trial: its words, its risk without testosterone (%), and the ratio with its interval."""

    label: str
    base: float
    ratio: Estimate


class Balance(NamedTuple):
    """Outcomes per 1,000 men: more or fewer, with intervals; which diabetes trial; whose risk."""

    rows: tuple[Estimate, ...]
    bases: tuple[float, ...]
    source: str


@cache
def _outcomes(source: str) -> tuple[Outcome, ...]:
    """Return the outcomes in the order of the rows; the first is diabetes as the trial `source` found it."""
    half = (trials.trial("testosterone-traverse-mace").n or 0) / 2  # men in each group, nearly

    def counted(label: str, events: float, men: float, events_0: float, men_0: float) -> Outcome:
        found = statistics.risk_ratios([events], [men], [events_0], [men_0])
        ratio = Estimate(float(found.value[0]), float(found.low[0]), float(found.high[0]))
        return Outcome(label, 100 * events_0 / men_0, ratio)

    if source == "t4dm":
        diabetes = counted("type 2 diabetes\n(T4DM)", 55, 443, 87, 413)
    else:
        diabetes = Outcome(
            "type 2 diabetes\n(TRAVERSE)", 15.7, trials.estimate("testosterone-traverse-ratio")
        )
    return (
        diabetes,
        Outcome(
            "haematocrit\n54 % or more", *_from_difference("testosterone-t4dm-haematocrit", 100 * 6 / 484)
        ),
        Outcome("heart attack, stroke\nor heart death", 7.3, trials.estimate("testosterone-traverse-mace")),
        *(
            counted(label, with_pct / 100 * half, half, without / 100 * half, half)
            for label, with_pct, without in (
                ("atrial fibrillation", 3.5, 2.4),
                ("kidney injury", 2.3, 1.5),
                ("pulmonary\nembolism", 0.9, 0.5),
                ("broken bones", 3.5, 2.46),
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
        Choice(
            "source",
            "New diabetes as found by",
            {"t4dm": "T4DM (with a lifestyle programme)", "traverse": "TRAVERSE (without)"},
            "t4dm",
        ),
        Slider("diabetes", "Risk of diabetes without testosterone", 2, 40, 21, 1, unit="%"),
        Slider("others", "Other risks, compared with the trials' men", 25, 150, 100, 5, unit="%"),
    )
    presets = {
        "As T4DM found": {"source": "t4dm", "diabetes": 21},
        "As TRAVERSE found": {"source": "traverse", "diabetes": 16},
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
        del units
        often, rare = figure.subplots(1, 2, width_ratios=(1, 1.1))
        figure.subplots_adjust(left=0.135, right=0.985, top=0.9, bottom=0.15, wspace=0.55)
        labels = ["type 2\ndiabetes", "haematocrit\n54 % or more"], [o.label for o in _outcomes("t4dm")[2:]]
        for axes, names, limits, title in (
            (often, labels[0], (-320, 400), "Frequent"),
            (rare, labels[1], (-45, 55), "Rarer"),
        ):
            axes.axvline(0, color=style.MUTED, linewidth=1.4)
            axes.set(
                xlim=limits, ylim=(-0.6, len(names) - 0.4), yticks=range(len(names))[::-1], yticklabels=names,
                xlabel="More (+) or fewer (−) of 1,000", title=title,
            )  # fmt: skip
            axes.tick_params(axis="y", labelsize=11)
        lines: Any = {"linewidth": 2.4, "solid_capstyle": "butt"}
        places = [(often, 1), (often, 0), *((rare, height) for height in (4, 3, 2, 1, 0))]
        return Scene(
            lines=[axes.plot([0, 0], [y, y], color=style.INK, **lines)[0] for axes, y in places],
            marks=[axes.plot([0], [y], "s", color=style.INK, markersize=11)[0] for axes, y in places],
        )

    def move(self, scene: Scene, numbers: Balance, units: UnitSystem) -> None:
        """Move squares and intervals; a square is green or vermilion where the interval leaves zero out."""
        del units
        for line, mark, found in zip(scene.lines, scene.marks, numbers.rows, strict=True):
            line.set_xdata([found.low, found.high])
            mark.set_xdata([found.value])
            clear = found.excludes_zero
            colour = style.INK if not clear else (style.GOOD if found.value < 0 else style.GLUCOSE)
            mark.set_color(colour)
            mark.set_marker("s" if not clear else ("v" if found.value < 0 else "^"))

    def say(self, numbers: Balance, units: UnitSystem) -> str:
        """Say all seven, benefit and harm in one breath."""
        del units
        diabetes, blood, heart, rhythm, kidney, clot, bones = (
            f"{round(each.value):+d} ({round(each.low)} to {round(each.high)})" for each in numbers.rows
        )
        return minus(
            f"Per 1,000 men of whom {10 * numbers.bases[0]:.0f} would get diabetes anyway, testosterone changes cases "
            f"of diabetes by {diabetes}, haematocrit of 54 % or more by {blood}, "
            f"heart attack, stroke or heart death by {heart}, atrial fibrillation by {rhythm}, "
            f"kidney injury by {kidney}, pulmonary embolism by {clot} and broken bones by {bones}; in "
            "brackets 95 % intervals."
        )

    def tabulate(self, numbers: Balance, units: UnitSystem) -> pd.DataFrame:
        """Return each outcome with its risk and change."""
        import pandas as pd

        del units
        return pd.DataFrame(
            {
                "Outcome": [each.label.replace("\n", " ") for each in _outcomes(numbers.source)],
                "Without testosterone, per 1,000": [round(10 * base, 1) for base in numbers.bases],
                "Change per 1,000": [round(each.value, 1) for each in numbers.rows],
                "95 % from": [round(each.low, 1) for each in numbers.rows],
                "95 % to": [round(each.high, 1) for each in numbers.rows],
            }
        )


# --- an instruction with a number missing ------------------------------------------------------------------

_WOMEN = ("women-0mg", "women-3mg", "women-6.25mg", "women-12.5mg", "women-25mg")
_WEEKLY_MG = np.array([0, 3, 6.25, 12.5, 25])
_UNITS = (10.0, 20.0)
_PRODUCTION = (0.2, 0.3)  # mg of testosterone a day that a woman makes (unconfirmed)
_HIGHEST_MG = 52.0
# Times a woman's own production: a band of ours, for what differs from woman to woman and day to day.
_HER_OWN = (1 / 1.5, 1.5)


class Reading(NamedTuple):
    """Weekly ester in mg (low, high), daily testosterone in mg, level in ng/dL, multiples of production; as set."""

    weekly: tuple[float, float]
    daily: tuple[float, float]
    level: tuple[float, float]
    times: tuple[float, float]
    strength: float
    read_as: str
    clearance: float


@cache
def _line() -> tuple[float, float]:
    """Intercept and slope of the straight line through the five means of the trial, ng/dL and ng/dL per mg."""
    slope, intercept = np.polyfit(_WEEKLY_MG, [trials.effect(key) for key in _WOMEN], 1)
    return float(intercept), float(slope)


@cache
def _range(sex: str) -> tuple[float, float]:
    """5th and 95th percentile of testosterone in the synthetic adults, ng/dL."""
    people = cohort.load()
    low, high = np.percentile(people.loc[people["sex"] == sex, "testosterone_ng_dl"].dropna(), [5, 95])
    return float(low), float(high)


class TenUnits(Explorer[Reading]):
    """An instruction in syringe units, read at every strength that is sold."""

    title = "“10-20 units a week”: what is missing? (not a dose)"
    controls = (
        Slider("strength", "Strength, which the instruction does not give", 10, 250, 100, 10, unit="mg/mL"),
        Choice(
            "read_as",
            "“Units” read as",
            {"volume": "marks of a U-100 syringe", "mg": "milligrams"},
            "volume",
        ),
        Slider("clearance", "How fast the woman clears it", 50, 150, 100, 5, unit="% of average"),
    )
    presets = {
        "200 mg/mL, the article's only strength": {"strength": 200},
        "100 mg/mL": {"strength": 100},
        "20 mg/mL": {"strength": 20},
        "200 mg/mL, slow clearance": {"strength": 200, "clearance": 60},
    }
    sources = ("Huang2014", "NHANES", "Davis2019")
    schematic = True

    def compute(self, *, strength: float, read_as: str, clearance: float) -> Reading:
        """Return what 10 and 20 units would be, and the level that the trial's straight line gives."""
        per_unit = strength / 100 if read_as == "volume" else 1.0
        intercept, slope = _line()
        ends = [count * per_unit for count in _UNITS]
        low, high = ends
        daily = [each * ESTER_FRACTIONS["cypionate"] / 7 for each in ends]
        levels = [intercept + slope * each / (clearance / 100) for each in ends]
        return Reading(
            (low, high), (daily[0], daily[1]), (levels[0], levels[1]),
            (daily[0] / _PRODUCTION[1], daily[1] / _PRODUCTION[0]), strength, read_as, clearance,
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the trial's five groups, the line through them, and the ranges of women and men."""
        plane, times = figure.subplots(1, 2, width_ratios=(1.7, 1))
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.15, wspace=0.24)

        def shown(value: Any) -> Any:
            return in_units(value, "testosterone", units)

        intercept, slope = _line()
        tried, beyond = np.array([0.0, 25.0]), np.array([25.0, _HIGHEST_MG])
        # Each label lies where no line passes: the men's on the left, the women's on the right.
        for name, sex, colour, at, side in (
            ("women", "F", style.GOOD, 51.5, "right"),
            ("men", "M", style.WARN, 0.0, "left"),
        ):
            low, high = _range(sex)
            plane.axhspan(shown(low), shown(high), color=colour, alpha=0.15, linewidth=0)
            top = shown(high) - shown(8.0)
            plane.text(at, top, f"90 % of {name}", ha=side, va="top", color=colour, fontsize=10.5)
        plane.plot(tried, shown(intercept + slope * tried), color=style.COMPARE, linewidth=1.8)
        plane.plot(
            beyond, shown(intercept + slope * beyond), color=style.COMPARE, linewidth=1.8, linestyle=":"
        )
        plane.plot(
            _WEEKLY_MG,
            shown(np.array([trials.effect(key) for key in _WOMEN])),
            "s",
            color=style.INK,
            markersize=8,
        )
        plane.set(
            xlim=(-1, _HIGHEST_MG), ylim=(0, shown(800.0)), xlabel="Ester injected, mg a week",
            ylabel=f"Mean testosterone, {unit_of('testosterone', units)}",
            title="Squares: the five groups of a trial in women",
        )  # fmt: skip
        times.axvspan(*_HER_OWN, color=style.GOOD, alpha=0.2, linewidth=0)
        times.text(1, 1.3, "her own", color=style.GOOD, ha="center", fontsize=11)
        times.set(
            xlim=(0.3, 40), ylim=(-1, 1.6), yticks=[], xlabel="Times a woman's own production",
            title="Testosterone a day",
        )  # fmt: skip
        charts.log_ticks(times, x=(0.5, 1, 2, 5, 10, 20))
        bar: Any = {"color": style.ACCENT, "linewidth": 9, "solid_capstyle": "butt", "alpha": 0.9}
        return Scene(
            own=plane.plot([], [], color=style.ACCENT, linewidth=1.8, linestyle=(0, (4, 2)))[0],
            band=plane.plot([], [], **bar)[0],
            ends=charts.mark(plane, size=10),
            times=times.plot([], [], **bar)[0],
            times_ends=charts.mark(times, size=10),
        )

    def move(self, scene: Scene, numbers: Reading, units: UnitSystem) -> None:
        """Put what the instruction would mean on both charts."""
        level = in_units(np.array(numbers.level), "testosterone", units)
        intercept, slope = _line()
        mg = np.array([0.0, _HIGHEST_MG])
        own = in_units(intercept + slope * mg / (numbers.clearance / 100), "testosterone", units)
        scene.own.set_data(mg, own)
        scene.band.set_data(numbers.weekly, level)
        scene.ends.set_data(numbers.weekly, level)
        scene.times.set_data(numbers.times, [0, 0])
        scene.times_ends.set_data(numbers.times, [0, 0])

    def say(self, numbers: Reading, units: UnitSystem) -> str:
        """Say what the instruction would amount to, and beside it the women's range."""
        low, high = (format_value(each, "testosterone", units) for each in numbers.level)
        top = format_value(_range("F")[1], "testosterone", units)
        read = (
            f"Read as marks of a U-100 syringe at {numbers.strength:g} mg/mL"
            if numbers.read_as == "volume"
            else "Read as milligrams"
        )
        guess = " (beyond what the trial gave)" if numbers.weekly[1] > _WEEKLY_MG[-1] else ""
        return (
            f"{read}, 10 to 20 units are {numbers.weekly[0]:.3g} to {numbers.weekly[1]:.3g} mg of ester a week, which "
            f"is {numbers.times[0]:.1g} to {numbers.times[1]:.2g} times a woman's own production, and by "
            f"the trial's line a level of {low} to {high}{guess}; 95 % of the synthetic women lie below {top}. "
            "The instruction names no strength: it is not a dose."
        )

    def tabulate(self, numbers: Reading, units: UnitSystem) -> pd.DataFrame:
        """Return the same instruction at four strengths that are sold."""
        import pandas as pd

        rows = []
        for strength in (20.0, 50.0, 100.0, 200.0):
            reading = self.compute(strength=strength, read_as=numbers.read_as, clearance=numbers.clearance)
            rows.append(
                (strength, *reading.weekly, *in_units(np.array(reading.level), "testosterone", units))
            )
        unit = unit_of("testosterone", units)
        names = (
            "Strength, mg/mL",
            "10 units, mg a week",
            "20 units, mg a week",
            f"Level at 10, {unit}",
            f"Level at 20, {unit}",
        )
        return pd.DataFrame(rows, columns=list(names)).round(1)


# --- what lowers new diabetes ------------------------------------------------------------------------------

_WAYS = {
    # key: label, result, whether it is printed as a change in percent, reference words for its harms
    "lifestyle": ("lifestyle (DPP)", "dpp-lifestyle", "injuries, hunger, cost of time"),
    "metformin": ("metformin (DPP)", "dpp-metformin", "diarrhoea, low vitamin B12"),
    "liraglutide": ("liraglutide (SCALE)", "liraglutide-diabetes", "nausea, gallstones"),
    "tirzepatide": ("tirzepatide\n(SURMOUNT-1)", "tirzepatide-diabetes", "nausea, vomiting, gallstones"),
    "t4dm": (
        "testosterone beside\nlifestyle (T4DM)",
        "testosterone-t4dm-diabetes",
        "high haematocrit in one of five, few or no sperm",
    ),
    "traverse": (
        "testosterone alone\n(TRAVERSE)",
        "testosterone-traverse-ratio",
        "atrial fibrillation, clots, kidney injury, broken bones, few or no sperm",
    ),
}
_YEARS = np.linspace(0, 5, 61)


class Prevention(NamedTuple):
    """New diabetes over time without and with (shares), the interval's, the ratio; what was set."""

    without: Row
    with_it: Row
    low: Row
    high: Row
    ratio: float
    way: str
    rate: float
    years: float


@cache
def _way(key: str) -> Estimate:
    """Ratio of new diabetes with its interval; where none was read, the interval is the estimate itself."""
    name = _WAYS[key][1]
    found, value = trials.trial(name), trials.effect(name)
    ends = Estimate(value, found.low or value, found.high or value)
    return Estimate(*(end / 100 + 1 for end in ends)) if found.unit == "%" else ends


class WhatPrevents(Explorer[Prevention]):
    """New diabetes with what the article offers, and with what it leaves out."""

    title = "New type 2 diabetes: what the trials lowered"
    size = (900, 420)
    controls = (
        Choice(
            "way", "Treatment", {key: label.replace("\n", " ") for key, (label, *_) in _WAYS.items()}, "t4dm"
        ),
        Slider("rate", "New diabetes without treatment", 1, 20, 11, 0.5, unit="per 100 a year"),
        Slider("years", "After", 1, 5, 3, 0.5, unit="years"),
    )
    presets = {
        "Lifestyle programme": {"way": "lifestyle"},
        "Metformin": {"way": "metformin"},
        "Testosterone alone": {"way": "traverse"},
        "Lifestyle, low risk": {"way": "lifestyle", "rate": 2},
    }
    sources = ("Knowler2002", "leRoux2017", "Jastreboff2025", "Wittert2021", "Bhasin2024")

    def compute(self, *, way: str, rate: float, years: float) -> Prevention:
        """Return new diabetes at a constant rate, and at that rate times the ratio."""
        ratio, low, high = _way(way)
        without, with_it, best, worst = (1 - np.exp(-rate / 100 * r * _YEARS) for r in (1, ratio, low, high))
        return Prevention(without, with_it, best, worst, ratio, way, rate, years)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the ratios of all six on the left, the axes of the course on the right."""
        del units
        forest, course = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.205, right=0.985, top=0.9, bottom=0.14, wspace=0.24)
        forest.axvline(1, color=style.MUTED, linewidth=1.2)
        heights = np.arange(len(_WAYS) - 1, -1, -1.0)
        for height, key in zip(heights, _WAYS, strict=True):
            charts.interval_row(forest, _way(key), height, size=9, width=2)
        forest.set(
            xlim=(0.05, 1.7), ylim=(-0.6, len(_WAYS) - 0.4), yticks=heights,
            yticklabels=[label for label, *_ in _WAYS.values()], xlabel="Ratio of new diabetes, treated / control",
            title="Six trials",
        )  # fmt: skip
        forest.tick_params(axis="y", labelsize=10.5)
        charts.log_ticks(forest, x=(0.05, 0.1, 0.2, 0.5, 1))
        course.set(
            xlim=(0, 5),
            ylim=(0, 70),
            xlabel="Years",
            ylabel="Of 100 people, with diabetes",
            title="At the risk that you set",
        )
        course.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)), label="without")
        course.plot([], [], color=style.INSULIN, label="with")
        course.legend(loc="upper left", handlelength=3)
        return Scene(
            ring=charts.ring(forest, size=20),
            edges=[
                course.plot([], [], color=style.INSULIN, linewidth=1.1, linestyle=":")[0] for _ in range(2)
            ],
            without=course.plot([], [], color=style.COMPARE, linestyle=(0, (4, 3)))[0],
            with_it=course.plot([], [], color=style.INSULIN)[0],
            gap=course.plot([], [], color=style.ACCENT, linewidth=4, solid_capstyle="butt")[0],
        )

    def move(self, scene: Scene, numbers: Prevention, units: UnitSystem) -> None:
        """Ring the trial and draw its course."""
        del units
        scene.ring.set_data([numbers.ratio], [len(_WAYS) - 1 - list(_WAYS).index(numbers.way)])
        scene.without.set_data(_YEARS, 100 * numbers.without)
        scene.with_it.set_data(_YEARS, 100 * numbers.with_it)
        for edge, values in zip(scene.edges, (numbers.low, numbers.high), strict=True):
            edge.set_data(_YEARS, 100 * values)
        without, with_it = (
            100 * np.interp(numbers.years, _YEARS, v) for v in (numbers.without, numbers.with_it)
        )
        scene.gap.set_data([numbers.years] * 2, [with_it, without])

    def say(self, numbers: Prevention, units: UnitSystem) -> str:
        """Say cases per 1,000 without and with, the number needed, and the harms."""
        del units
        without, with_it, low, high = (
            1000 * float(np.interp(numbers.years, _YEARS, v))
            for v in (numbers.without, numbers.with_it, numbers.low, numbers.high)
        )
        label, key, harms = _WAYS[numbers.way]
        read = trials.trial(key).low is not None
        spread = f"95 % interval {low:.0f} to {high:.0f}" if read else "no interval was read"
        fewer = f"one case fewer for every {1000 / (without - with_it):.0f} treated"
        if high >= without:
            fewer = "which may be no difference, or more"
        name = label.replace("\n", " ")
        return (
            f"At {numbers.rate:g} new cases per 100 people a year, {without:.0f} of 1,000 have diabetes after "
            f"{numbers.years:g} year{'' if numbers.years == 1 else 's'} without it, and with {name} {with_it:.0f} "
            f"({spread}): {fewer}. Beside it stand {harms}."
        )

    def tabulate(self, numbers: Prevention, units: UnitSystem) -> pd.DataFrame:
        """Return cases per 1,000 for all six at the learner's risk and time."""
        import pandas as pd

        del units
        rows = []
        for key, (label, result, harms) in _WAYS.items():
            ratio = _way(key)[0]
            cases = 1000 * (1 - math.exp(-numbers.rate / 100 * ratio * numbers.years))
            rows.append(
                (label.replace("\n", " "), trials.trial(result).n, round(ratio, 2), round(cases), harms)
            )
        names = ["Treatment", "n", "Ratio", "With diabetes, of 1,000", "Harms beside it"]
        return pd.DataFrame(rows, columns=names)


EXPLORERS = {
    "testosterone_trials": TestosteroneTrials,
    "benefit_and_harm": BenefitAndHarm,
    "injections": Injections,
    "gnrh_pulses": GnrhPulses,
    "small_trials": SmallTrials,
    "ten_units": TenUnits,
    "what_prevents": WhatPrevents,
}
