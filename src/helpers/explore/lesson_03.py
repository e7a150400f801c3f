"""Explorers of lesson 03: the male axis, pulses, the cycle, free testosterone, body mass, what remains, PCOS."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort, menstrual_cycle
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider, Switch
from helpers.explore.engine import Explorer, in_units
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.indices import bioavailable_testosterone, free_testosterone, homa_ir
from helpers.models.male_axis import AxisSummary, MaleAxis, PulseGenerator
from helpers.statistics import Estimate, correlation_interval, partial_correlation, residuals
from helpers.units import UnitSystem, convert, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Row = NDArray[np.float64]

_DASHED = charts.dashed()
_MARK: Any = {"markersize": 12, "markeredgecolor": "white", "linestyle": "none", "clip_on": False}

# --- the axis in men ---------------------------------------------------------------------------------------

_AXIS = MaleAxis()
_BEFORE, _AFTER = 6.0, 30.0  # hours shown before and after testosterone from outside begins
_EVERY = 0.074  # hours; the longest row that the model takes in one step
_SUPPLIES = np.linspace(0, 150, 61)  # percent of a healthy man's own production


class Loop(NamedTuple):
    """Hours, LH and testosterone; their means along all supplies and at this one. In % of the healthy mean."""

    hours: Row
    lh: Row
    testosterone: Row
    along: tuple[Row, Row]
    lh_mean: float
    testosterone_mean: float
    supply: float
    setting: float


class HpgLoop(Explorer[Loop]):
    """Testosterone from outside, and what the loop does about it."""

    title = "The male axis with testosterone from outside"
    controls = (
        Slider(
            "supply", "Testosterone from outside", 0, 150, 0, 1, unit="% of a healthy man's own production"
        ),
        Slider("setting", "Level at which the hypothalamus stops", 50, 130, 100, 1, unit="% of healthy"),
    )
    presets = {
        "A third of own production": {"supply": 33},
        "Nearly enough to stop it": {"supply": 72},
        "As much as his own": {"supply": 100},
        "Hypothalamus stops earlier": {"setting": 60},
    }
    sources = ("Smith1980",)

    def compute(self, *, supply: float, setting: float) -> Loop:
        """Return a day and a half of the loop, and what it settles at."""
        scale = setting / 100
        healthy, (hours, lh, testosterone), state = _healthy(), *_untreated()
        # Without testosterone from outside all levels are in proportion to the setting.
        after = MaleAxis(c=_AXIS.c * scale).simulate(
            _AFTER, supply / 100 * _own_production(), every=_EVERY, start=[scale * each for each in state]
        )
        along = _settled(_SUPPLIES / scale)
        here = _settled(np.array([supply / scale]))
        return Loop(
            np.concatenate([hours, after.index.to_numpy(dtype=float)]),
            100 / healthy.lh_mean * np.concatenate([scale * lh, after["lh"].to_numpy()]),
            100
            / healthy.testosterone_mean
            * np.concatenate([scale * testosterone, after["testosterone_ng_ml"].to_numpy()]),
            (scale * along[0], scale * along[1]),
            float(scale * here[0][0]),
            float(scale * here[1][0]),
            supply,
            setting,
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the two courses and of what they settle at."""
        del units
        grid = figure.add_gridspec(2, 2, width_ratios=(1.25, 1))
        lh, testosterone = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        means = figure.add_subplot(grid[:, 1])
        figure.subplots_adjust(left=0.065, right=0.975, top=0.91, bottom=0.135, wspace=0.17, hspace=0.42)
        for axes, title, top in ((lh, "LH", 215), (testosterone, "Testosterone", 195)):
            axes.set(
                xlim=(-_BEFORE, _AFTER), ylim=(0, top), xticks=range(-6, 31, 6), yticks=(0, 100),
                title=f"{title}, % of healthy mean",
            )  # fmt: skip
            axes.axvline(0, color=style.MUTED, linewidth=1.2, linestyle=":")
        testosterone.set_xlabel("Hours since testosterone from outside began (dotted)")
        means.set(
            xlim=(0, 150), ylim=(0, 165), xticks=range(0, 151, 25),
            xlabel="From outside, % of own production", title="Where the means settle, %",
        )  # fmt: skip
        means.plot([0, 150], [0, 150], color=style.MUTED, linewidth=1.1, linestyle=":")
        means.text(
            88, 50, "dotted: only what\ncomes from outside", va="top", fontsize=10.5, color=style.MUTED
        )
        scene = Scene(
            lh=lh.plot([], [], color=style.INSULIN, linewidth=2.0)[0],
            testosterone=testosterone.plot([], [], color=style.GLUCOSE, linewidth=2.0)[0],
            lh_means=means.plot([], [], color=style.INSULIN, linestyle="--", label="LH")[0],
            testosterone_means=means.plot([], [], color=style.GLUCOSE, label="testosterone")[0],
            lh_here=charts.mark(means, "o", style.INSULIN, clip=False),
            testosterone_here=charts.mark(means, "s", style.GLUCOSE, clip=False),
        )
        means.legend(loc="upper left", handlelength=3, ncols=2)
        return scene

    def move(self, scene: Scene, numbers: Loop, units: UnitSystem) -> None:
        """Draw the courses, the two curves of the means and the marks on them."""
        del units
        scene.lh.set_data(numbers.hours, numbers.lh)
        scene.testosterone.set_data(numbers.hours, numbers.testosterone)
        scene.lh_means.set_data(_SUPPLIES, numbers.along[0])
        scene.testosterone_means.set_data(_SUPPLIES, numbers.along[1])
        scene.lh_here.set_data([numbers.supply], [numbers.lh_mean])
        scene.testosterone_here.set_data([numbers.supply], [numbers.testosterone_mean])

    def say(self, numbers: Loop, units: UnitSystem) -> str:
        """Say where LH and testosterone settle and whether the loop still works."""
        del units
        ending = (
            "The pulses go on, weaker than before."
            if numbers.lh_mean > 0 and numbers.supply > 0
            else "Nothing comes from outside: the loop runs by itself."
            if numbers.supply == 0
            else "The pulses have stopped: all testosterone now comes from outside, and the testis gets no signal."
        )
        return (
            f"With {numbers.supply:.0f} % of a healthy man's own production from outside, and a hypothalamus that "
            f"stops at {numbers.setting:.0f} % of the healthy level, mean LH settles at {numbers.lh_mean:.0f} % and "
            f"mean testosterone at {numbers.testosterone_mean:.0f} % of healthy. {ending}"
        )

    def tabulate(self, numbers: Loop, units: UnitSystem) -> pd.DataFrame:
        """Return the means along the supplies."""
        del units
        import pandas as pd

        rows = slice(None, None, 5)
        return pd.DataFrame(
            {
                "From outside, % of own production": _SUPPLIES[rows],
                "Mean LH, % of healthy": numbers.along[0][rows],
                "Mean testosterone, % of healthy": numbers.along[1][rows],
            }
        )


@cache
def _healthy() -> AxisSummary:
    return _AXIS.summary()


def _own_production() -> float:
    """Return what the healthy testis adds to blood, ng/mL/h: on average as much as is cleared."""
    return _AXIS.b3 * _healthy().testosterone_mean


@cache
def _untreated() -> tuple[tuple[Row, Row, Row], tuple[float, float, float]]:
    """Hours up to 0, LH and testosterone of a healthy man, and his state at hour 0."""
    settled = 60.0
    course = _AXIS.simulate(settled, every=_EVERY)
    shown = course.loc[settled - _BEFORE :]
    hours = shown.index.to_numpy(dtype=float)
    rows = shown[["gnrh", "lh", "testosterone_ng_ml"]].to_numpy()
    return (hours - hours[-1], rows[:, 1], rows[:, 2]), tuple(rows[-1].tolist())


@cache
def _supply_table() -> tuple[Row, Row, Row]:
    """Supply, mean LH and mean testosterone in % of healthy, up to the supply that stops the pulses."""
    healthy = _healthy()
    stops = 100 * _AXIS.threshold_ng_ml / healthy.testosterone_mean
    supplies = np.append(np.linspace(0, 0.98 * stops, 11), stops)
    found = [_AXIS.summary(each / 100 * _own_production()) for each in supplies[:-1]]
    return (
        supplies,
        np.append([100 * each.lh_mean / healthy.lh_mean for each in found], 0.0),
        np.append([100 * each.testosterone_mean / healthy.testosterone_mean for each in found], stops),
    )


def _settled(supply: Row) -> tuple[Row, Row]:
    """Mean LH and testosterone, % of healthy, at supplies in % of a healthy man's own production."""
    supplies, lh, testosterone = _supply_table()
    stopped = supply >= supplies[-1]
    return (
        np.where(stopped, 0.0, np.interp(supply, supplies, lh)),
        np.where(stopped, supply, np.interp(supply, supplies, testosterone)),
    )


# --- which part has failed ---------------------------------------------------------------------------------

_LEFT = np.geomspace(0.1, 1, 60)  # what is left of a part's response


class Failure(NamedTuple):
    """What is left of each part, and the means in % of healthy."""

    hypothalamus: float
    pituitary: float
    testis: float
    gnrh: float
    lh: float
    testosterone: float


class WhichFailed(Explorer[Failure]):
    """Weaken one part of the axis and read LH beside testosterone."""

    title = "Testosterone and LH when one part of the axis weakens"
    controls = (
        Slider("hypothalamus", "Hypothalamus", 25, 100, 100, 1, unit="% of healthy"),
        Slider("pituitary", "Pituitary's response to GnRH", 10, 100, 100, 1, unit="% of healthy"),
        Slider("testis", "Testis's response to LH", 10, 100, 100, 1, unit="% of healthy"),
    )
    presets = {
        "Testis at half": {"testis": 50},
        "Testis at a tenth": {"testis": 10},
        "Pituitary at a tenth": {"pituitary": 10},
        "Hypothalamus at 60 %": {"hypothalamus": 60},
    }
    sources = ("Smith1980",)

    def compute(self, *, hypothalamus: float, pituitary: float, testis: float) -> Failure:
        """Return the three means."""
        h, p, t = hypothalamus / 100, pituitary / 100, testis / 100
        testosterone = 100 * h * float(_left_of_testosterone(np.array([p * t]))[0])
        # What is made is cleared: LH is testosterone over the testis's response, GnRH is LH over the pituitary's.
        lh = testosterone / t
        return Failure(h, p, t, lh / p, lh, testosterone)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map of testosterone and LH with the ways that a failure takes, and the axes of the levels."""
        del units
        plane, levels = figure.subplots(1, 2, width_ratios=(1.35, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.24)
        failing = 100 * _left_of_testosterone(_LEFT)
        plane.plot(failing, failing / _LEFT, color=style.GLUCOSE, label="testis weakens")
        line = np.array([5.0, 100.0])
        plane.plot(line, line, color=style.INSULIN, linestyle="--", label="pituitary or hypothalamus weakens")
        plane.axhline(100, color=style.GRID, linewidth=1.2)
        plane.axvline(100, color=style.GRID, linewidth=1.2)
        ticks = (5, 10, 20, 50, 100, 200, 500, 1000)
        plane.set(
            xlim=(4, 130), ylim=(4, 4000),
            xlabel="Mean testosterone, % of healthy", ylabel="Mean LH, % of healthy",
            title="Mean testosterone and mean LH",
        )  # fmt: skip
        charts.log_ticks(plane, x=ticks[:5], y=ticks)
        plane.legend(loc="upper left", handlelength=3, bbox_to_anchor=(0, 1.0))
        levels.set(
            xlim=(3, 4000), ylim=(-0.6, 2.5), yticks=(2, 1, 0),
            yticklabels=("GnRH", "LH", "testos-\nterone"), xlabel="% of healthy", title="All three",
        )  # fmt: skip
        charts.log_ticks(levels, x=(5, 20, 100, 500, 2000))
        levels.axvline(100, color=style.MUTED, linewidth=1.4)
        return Scene(
            stems=[levels.plot([], [], color=colour, linewidth=3)[0] for colour in _AXIS_COLOURS],
            ends=[
                charts.mark(levels, shape, colour, clip=False)
                for shape, colour in zip("^os", _AXIS_COLOURS, strict=True)
            ],
            person=charts.mark(plane, "D", clip=False),
        )

    def move(self, scene: Scene, numbers: Failure, units: UnitSystem) -> None:
        """Put the person on the map and draw the three levels."""
        del units
        scene.person.set_data([numbers.testosterone], [numbers.lh])
        for height, level, stem, end in zip(
            (2, 1, 0), (numbers.gnrh, numbers.lh, numbers.testosterone), scene.stems, scene.ends, strict=True
        ):
            stem.set_data([100, level], [height, height])
            end.set_data([level], [height])

    def say(self, numbers: Failure, units: UnitSystem) -> str:
        """Say the three levels and what the pair of LH and testosterone means."""
        del units
        if numbers.testosterone > 97:
            meaning = "Nothing is amiss."
        elif numbers.lh > 110:
            meaning = "Testosterone down and LH up: the testis fails, and the parts above it push."
        elif numbers.lh < 103 and numbers.testis == 1:
            meaning = "Testosterone down and LH not up: the fault lies above the testis."
        else:
            meaning = "LH is not up as far as the testosterone would call for: more than one part is weak."
        return (
            f"With the hypothalamus at {100 * numbers.hypothalamus:.0f} %, the pituitary at "
            f"{100 * numbers.pituitary:.0f} % and the testis at {100 * numbers.testis:.0f} %, mean testosterone "
            f"settles at {numbers.testosterone:.0f} %, LH at {numbers.lh:.0f} % and GnRH at {numbers.gnrh:.0f} % of "
            f"healthy. {meaning}"
        )

    def tabulate(self, numbers: Failure, units: UnitSystem) -> pd.DataFrame:
        """Return the person beside single failures."""
        del units
        import pandas as pd

        cases = {
            "yours": numbers,
            "testis at 50 %": self.compute(hypothalamus=100, pituitary=100, testis=50),
            "testis at 10 %": self.compute(hypothalamus=100, pituitary=100, testis=10),
            "pituitary at 10 %": self.compute(hypothalamus=100, pituitary=10, testis=100),
            "hypothalamus at 60 %": self.compute(hypothalamus=60, pituitary=100, testis=100),
        }
        return pd.DataFrame(
            {
                "Axis": list(cases),
                "Testosterone, % of healthy": [each.testosterone for each in cases.values()],
                "LH, % of healthy": [each.lh for each in cases.values()],
                "GnRH, % of healthy": [each.gnrh for each in cases.values()],
            }
        )


_AXIS_COLOURS = (style.GOOD, style.INSULIN, style.GLUCOSE)  # GnRH, LH, testosterone
_PULSES_AT_LEAST = 0.175  # response of testis times pituitary below which the model settles without pulses


@cache
def _failure_table() -> tuple[Row, Row]:
    """Response of testis times pituitary, and mean testosterone as a share of healthy."""
    # The points that the presets ask for are among those of the table.
    few, many = np.geomspace(0.0025, 0.99 * _PULSES_AT_LEAST, 60), np.geomspace(_PULSES_AT_LEAST, 1, 13)
    left = np.unique(np.concatenate([few, many, [0.1, 0.5]]))
    means = [
        _AXIS.secondary_failure(each).summary().testosterone_mean
        if each >= _PULSES_AT_LEAST
        else _AXIS.secondary_failure(each).fixed_point()[2]
        for each in left
    ]
    return left, np.array(means) / _healthy().testosterone_mean


def _left_of_testosterone(response: Row) -> Row:
    left, share = _failure_table()
    return np.asarray(np.interp(np.log(response), np.log(left), share))


# --- pulses of LH ------------------------------------------------------------------------------------------

_INTERVALS = np.linspace(40, 360, 65)  # min
_USUAL_INTERVAL = (90, 120)  # min, in men


class Pulses(NamedTuple):
    """Hours and LH; mean, highest and lowest LH, IU/L; the sample's hour and value; what was set."""

    hours: Row
    lh: Row
    mean: float
    peak: float
    trough: float
    at: float
    sample: float
    interval: float
    half_life: float


class LhPulses(Explorer[Pulses]):
    """A train of GnRH pulses, the LH it releases, and one blood sample."""

    title = "Pulses of LH and one blood sample"
    controls = (
        Slider("interval", "One GnRH pulse every", 45, 360, 120, 5, unit="min"),
        Slider("half_life", "Half-life of LH", 80, 240, 125, 5, unit="min"),
        Slider("sample", "Blood is taken after", 0, 360, 60, 5, unit="min"),
    )
    presets = {
        "Every 90 minutes": {"interval": 90},
        "Every 60 minutes": {"interval": 60},
        "Sample just after a pulse": {"sample": 15},
        "Sample just before a pulse": {"sample": 120},
    }
    sources = ("Wide2022",)
    schematic = True

    def compute(self, *, interval: float, half_life: float, sample: float) -> Pulses:
        """Return twelve hours of a train that has run for long."""
        train = PulseGenerator.one_every(interval, lh_half_life_min=half_life)
        course = train.simulate(0.5, every=2.5)
        hours, lh = course.index.to_numpy(dtype=float), course["lh_iu_l"].to_numpy()
        at = sample / 60
        return Pulses(
            hours, lh, float(train.mean_lh_iu_l), float(train.peak_lh_iu_l), float(train.trough_lh_iu_l),
            at, float(np.interp(at, hours, lh)), interval, half_life,
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the course and of the mean along the intervals."""
        del units
        course, mean = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.075, right=0.98, top=0.9, bottom=0.15, wspace=0.17)
        course.set(
            xlim=(0, 12), ylim=(0, 21), xticks=range(0, 13, 2), yticks=range(0, 21, 5),
            xlabel="Hours", ylabel="LH, IU/L", title="LH over half a day",
        )  # fmt: skip
        mean.axvspan(*_USUAL_INTERVAL, color=style.CROWD, alpha=0.35)
        mean.text(105, 19.6, "usual\nin men", ha="center", va="top", fontsize=10.5)
        mean.set(
            xlim=(40, 360), ylim=(0, 21), xticks=(60, 120, 180, 240, 300, 360),
            yticks=range(0, 21, 5), xlabel="One pulse every, min", title="Mean and range of LH",
        )  # fmt: skip
        scene = Scene(
            mean_line=course.plot([], [], label="mean", **_DASHED)[0],
            course=course.plot([], [], color=style.INSULIN, label="LH")[0],
            sample=charts.mark(course, "D", clip=False, label="the sample"),
            curve=mean.plot([], [], **_DASHED)[0],
            range=mean.plot([], [], color=style.INSULIN, linewidth=5, solid_capstyle="butt")[0],
            mean=charts.mark(mean, "o", style.INSULIN, clip=False),
        )
        course.legend(loc="upper right", ncols=3)
        return scene

    def move(self, scene: Scene, numbers: Pulses, units: UnitSystem) -> None:
        """Draw the course, the sample and the mean."""
        del units
        scene.mean_line.set_data([0, 12], [numbers.mean] * 2)
        scene.course.set_data(numbers.hours, numbers.lh)
        scene.sample.set_data([numbers.at], [numbers.sample])
        # The mean is in proportion to the number of pulses.
        scene.curve.set_data(_INTERVALS, numbers.mean * numbers.interval / _INTERVALS)
        scene.range.set_data([numbers.interval] * 2, [numbers.trough, numbers.peak])
        scene.mean.set_data([numbers.interval], [numbers.mean])

    def say(self, numbers: Pulses, units: UnitSystem) -> str:
        """Say how many pulses, how far LH swings, and what the one sample reads."""
        del units
        week = 7 * 1440 / numbers.interval
        off = signed(100 * (numbers.sample / numbers.mean - 1))
        return (
            f"One pulse every {numbers.interval:.0f} min is {week:.0f} a week. With a half-life of "
            f"{numbers.half_life:.0f} min LH swings between {numbers.trough:.1f} and {numbers.peak:.1f} IU/L, "
            f"{numbers.peak / numbers.trough:.1f}-fold, around a mean of {numbers.mean:.1f}. The sample taken after "
            f"{60 * numbers.at:.0f} min reads {numbers.sample:.1f} IU/L, {off} % from the mean."
        )

    def tabulate(self, numbers: Pulses, units: UnitSystem) -> pd.DataFrame:
        """Return mean and extremes for other intervals."""
        del units
        import pandas as pd

        intervals = [numbers.interval, 60, 90, 120, 180, 240, 360]
        trains = [PulseGenerator.one_every(each, lh_half_life_min=numbers.half_life) for each in intervals]
        return pd.DataFrame(
            {
                "One pulse every, min": intervals,
                "Pulses a week": [7 * 1440 / each for each in intervals],
                "Mean LH, IU/L": [each.mean_lh_iu_l for each in trains],
                "Lowest LH, IU/L": [each.trough_lh_iu_l for each in trains],
                "Highest LH, IU/L": [each.peak_lh_iu_l for each in trains],
            }
        )


# --- the cycle ---------------------------------------------------------------------------------------------

_HORMONES: dict[menstrual_cycle.Hormone, str] = {
    "estradiol": "estradiol",
    "lh": "LH",
    "progesterone": "progesterone",
}
_CYCLE_TICKS: dict[menstrual_cycle.Hormone, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "estradiol": ((20, 50, 100, 200, 500), (100, 200, 500, 1000, 2000)),
    "lh": ((2, 5, 10, 20, 50),) * 2,
    "progesterone": ((0.05, 0.1, 0.3, 1, 3, 10), (0.1, 0.3, 1, 3, 10, 30)),
}


class Sample(NamedTuple):
    """Three values (pg/mL, IU/L, ng/mL) and, for each hormone, the phases that it fits."""

    levels: tuple[float, float, float]
    fits: tuple[tuple[menstrual_cycle.Phase, ...], ...]
    all_fit: tuple[menstrual_cycle.Phase, ...]


class CyclePhase(Explorer[Sample]):
    """Three hormones of one sample against their ranges in each phase of the cycle."""

    title = "One sample against the phases of the cycle"
    controls = (
        Slider("estradiol", "Estradiol", 20, 600, 75, 1, analyte="estradiol", si_step=5),
        Slider("lh", "LH", 2, 80, 9, 0.5, unit="IU/L"),
        Slider("progesterone", "Progesterone", 0.04, 16, 0.08, 0.02, analyte="progesterone", si_step=0.1),
    )
    presets = {
        "Before ovulation": {"estradiol": 55, "lh": 7, "progesterone": 0.08},
        "LH surge": {"estradiol": 250, "lh": 45, "progesterone": 0.6},
        "A week after ovulation": {"estradiol": 110, "lh": 6, "progesterone": 9},
        "No phase of a natural cycle": {"estradiol": 40, "lh": 40, "progesterone": 0.1},
    }
    sources = ("Anckaert2021",)

    def compute(self, *, estradiol: float, lh: float, progesterone: float) -> Sample:
        """Return the phases that each value, and all three together, fit."""
        values = (estradiol, lh, progesterone)
        fits = tuple(
            menstrual_cycle.fitting_phases(name, value) for name, value in zip(_HORMONES, values, strict=True)
        )
        return Sample(
            values, fits, tuple(p for p in menstrual_cycle.PHASES if all(p in each for each in fits))
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the range of each hormone in each phase."""
        panels = figure.subplots(1, 3)
        figure.subplots_adjust(left=0.062, right=0.99, top=0.9, bottom=0.11, wspace=0.19)
        ranges = {"estradiol": (18, 660), "lh": (1.8, 95), "progesterone": (0.033, 19)}
        for axes, (name, label) in zip(panels, _HORMONES.items(), strict=True):
            self._draw_ranges(axes, name, units)
            unit = "IU/L" if name == "lh" else unit_of(name, units)
            limits = np.array(ranges[name])
            axes.set(
                ylim=limits if name == "lh" else in_units(limits, name, units),
                xlim=(-0.55, 2.55), xticks=range(3), xticklabels=menstrual_cycle.PHASES,
                title=f"{label[0].upper()}{label[1:]}, {unit}",
            )  # fmt: skip
            ticks = _CYCLE_TICKS[name][units == "SI"]
            charts.log_ticks(axes, y=ticks)
        return Scene(
            lines=[axes.axhline(1, color=style.LEARNER, linewidth=1.6) for axes in panels],
            fits=[charts.mark(axes, "D", size=11) for axes in panels],
        )

    def _draw_ranges(self, axes: Axes, name: menstrual_cycle.Hormone, units: UnitSystem) -> None:
        for x, phase in enumerate(menstrual_cycle.PHASES):
            found = menstrual_cycle.interval(name, phase, units)
            axes.plot(
                [x, x],
                [found.low, found.high],
                color=style.CROWD,
                linewidth=22,
                solid_capstyle="butt",
                alpha=0.75,
            )
            axes.plot([x - 0.27, x + 0.27], [found.median] * 2, color=style.INK, linewidth=2)

    def move(self, scene: Scene, numbers: Sample, units: UnitSystem) -> None:
        """Draw the three values and mark where they lie within a range."""
        for name, value, fits, line, marks in zip(
            _HORMONES, numbers.levels, numbers.fits, scene.lines, scene.fits, strict=True
        ):
            y = value if name == "lh" else in_units(value, name, units)
            line.set_ydata([y, y])
            marks.set_data([menstrual_cycle.PHASES.index(phase) for phase in fits], [y] * len(fits))

    def say(self, numbers: Sample, units: UnitSystem) -> str:
        """Say which phases each hormone and all three fit."""
        written = (
            f"Estradiol {format_value(numbers.levels[0], 'estradiol', units)}",
            f"LH {numbers.levels[1]:.1f} IU/L",
            f"progesterone {format_value(numbers.levels[2], 'progesterone', units)}",
        )
        parts = [f"{text} fits {_listed(fits)}" for text, fits in zip(written, numbers.fits, strict=True)]
        return f"{'; '.join(parts)}. All three together fit {_listed(numbers.all_fit)}."

    def tabulate(self, numbers: Sample, units: UnitSystem) -> pd.DataFrame:
        """Return the ranges beside the sample."""
        import pandas as pd

        shown = [
            value if name == "lh" else in_units(value, name, units)
            for name, value in zip(_HORMONES, numbers.levels, strict=True)
        ]
        unit = ["IU/L" if name == "lh" else unit_of(name, units) for name in _HORMONES]
        table = {
            "Hormone": [f"{_HORMONES[n]}, {u}" for n, u in zip(_HORMONES, unit, strict=True)],
            "Sample": shown,
        }
        for phase in menstrual_cycle.PHASES:
            found = [menstrual_cycle.interval(name, phase, units) for name in _HORMONES]
            table[f"{phase}: median (5th to 95th percentile)"] = [
                f"{each.median:.3g} ({each.low:.3g} to {each.high:.3g})" for each in found
            ]
        return pd.DataFrame(table)


def _listed(phases: tuple[menstrual_cycle.Phase, ...]) -> str:
    if not phases:
        return "no phase"
    return phases[0] if len(phases) == 1 else f"{', '.join(phases[:-1])} and {phases[-1]}"


# --- total and free testosterone ---------------------------------------------------------------------------

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
        plane, shares = figure.subplots(1, 2, width_ratios=(1.75, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.26)
        people = cohort.load()
        for sex, shape in (("M", "."), ("F", "+")):
            some = people[people["sex"] == sex].iloc[:900]
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

    def tabulate(self, numbers: Bound, units: UnitSystem) -> pd.DataFrame:
        """Return the same total with other SHBG."""
        import pandas as pd

        shbg = np.array([numbers.shbg, 10, 20, 30, 40, 60, 80, 120, 200])
        free = free_testosterone(np.full(len(shbg), numbers.total), shbg, numbers.albumin)
        return pd.DataFrame(
            {
                f"Total testosterone, {unit_of('testosterone', units)}": in_units(
                    numbers.total, "testosterone", units
                ),
                "SHBG, nmol/L": shbg,
                f"Free testosterone, {unit_of('free_testosterone', units)}": in_units(
                    free, "free_testosterone", units
                ),
            }
        )


def _total_for(free: float, shbg: Row, albumin: float = 4.3) -> Row:
    """Total testosterone (ng/dL) at which so much (pg/mL) is free, for each SHBG (nmol/L)."""
    # Mass action again: bound to SHBG is SHBG × free / (1 nmol/L + free), and the rest is in proportion to free.
    nmol = float(convert(free, "free_testosterone", "pg/mL", "pmol/L")) / 1000
    probe = 100.0
    unbound = float(free_testosterone(probe, 1.0, albumin))
    ratio = float(bioavailable_testosterone(probe, 1.0, albumin)) / float(
        convert(unbound, "free_testosterone", "pg/mL", "ng/dL")
    )
    return np.asarray(convert(nmol * ratio + shbg * nmol / (1 + nmol), "testosterone", "nmol/L", "ng/dL"))


# --- body mass and the three levels ------------------------------------------------------------------------

_AGES = {"all": (20, 80), "20": (20, 39), "40": (40, 59), "60": (60, 80)}
_MASSES = np.arange(20.0, 42.1, 1.0)
_HALF_WINDOW = 2.5  # kg/m²
_SEX = {"M": "men", "F": "women"}


class Masses(NamedTuple):
    """Medians (total, SHBG, free; ng/dL, nmol/L, pg/mL) at this body mass and in lean people; along all; people."""

    here: Row
    lean: Row
    along: Row
    people: int
    sex: str
    bmi: float


class WeightAndHormones(Explorer[Masses]):
    """Total testosterone, SHBG and free testosterone of synthetic adults along body mass."""

    title = "Body mass index, SHBG, total and free testosterone"
    controls = (
        Slider("bmi", "Body mass index", 20, 42, 23, 0.5, unit="kg/m²"),
        Choice("sex", "Adults", _SEX, "M"),
        Choice("age", "Age", {"all": "all", "20": "20-39", "40": "40-59", "60": "60-80"}, "all"),
    )
    presets = {
        "Men of 40 kg/m²": {"bmi": 40},
        "Women of 40 kg/m²": {"bmi": 40, "sex": "F"},
        "Young men of 36 kg/m²": {"bmi": 36, "age": "20"},
    }
    sources = ("NHANES", "Vermeulen1999")

    def compute(self, *, bmi: float, sex: str, age: str) -> Masses:
        """Return medians of the people around this body mass."""
        people = _adults(sex, age)
        here, count = _medians(people, bmi - _HALF_WINDOW, bmi + _HALF_WINDOW)
        return Masses(here, _lean(sex, age), _along(sex, age), count, sex, bmi)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw both sexes as clouds on the left and the axes of the relative levels on the right."""
        cloud, relative = figure.subplots(1, 2, width_ratios=(1, 1.25))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.22)
        for sex, shape in (("M", "."), ("F", "+")):
            people = _adults(sex, "all")
            cloud.plot(
                people["bmi"], in_units(people["total"], "testosterone", units), shape,
                color=style.CROWD, markersize=3, alpha=0.4, zorder=1,
            )  # fmt: skip
        cloud.set(
            xlim=(17, 46), ylim=in_units(np.array([4.0, 1500.0]), "testosterone", units),
            xlabel="Body mass index, kg/m²", title=f"Total testosterone, {unit_of('testosterone', units)}",
        )  # fmt: skip
        ticks = [0.3, 1, 3, 10, 30] if units == "SI" else [10, 30, 100, 300, 1000]
        charts.log_ticks(cloud, y=ticks)
        for y, text in ((900, "men"), (6.5, "women")):
            cloud.text(
                45.5, float(in_units(y, "testosterone", units)), text, ha="right", va="center", weight="bold"
            )
        relative.axhline(100, color=style.MUTED, linewidth=1.2)
        relative.set(
            xlim=(20, 42), ylim=(38, 240), xlabel="Body mass index, kg/m²",
            title="Medians, % of those under 25 kg/m²",
        )  # fmt: skip
        charts.log_ticks(relative, y=(40, 50, 60, 80, 100, 120, 150, 200))
        looks = (("-", "s", style.GLUCOSE), ("--", "o", style.GOOD), ("-.", "^", style.ACCENT))
        scene = Scene(
            window=relative.axvline(1, color=style.LEARNER, linewidth=1.2, ymax=0.88),
            median=cloud.plot([], [], color=style.GLUCOSE)[0],
            curves=[
                relative.plot([], [], line, color=colour, label=label)[0]
                for (line, _, colour), label in zip(looks, _LEVELS, strict=True)
            ],
            marks=[charts.mark(relative, shape, colour, clip=False) for _, shape, colour in looks],
            person=charts.mark(cloud, "s", style.GLUCOSE, clip=False),
        )
        relative.legend(loc="upper left", ncols=3, handlelength=2.6, columnspacing=1.2)
        return scene

    def move(self, scene: Scene, numbers: Masses, units: UnitSystem) -> None:
        """Draw the curves of the chosen adults and the marks at the body mass."""
        scene.window.set_xdata([numbers.bmi] * 2)
        scene.median.set_data(_MASSES, in_units(numbers.along[:, 0], "testosterone", units))
        scene.person.set_data([numbers.bmi], [in_units(numbers.here[0], "testosterone", units)])
        for k, (curve, mark) in enumerate(zip(scene.curves, scene.marks, strict=True)):
            curve.set_data(_MASSES, 100 * numbers.along[:, k] / numbers.lean[k])
            mark.set_data([numbers.bmi], [100 * numbers.here[k] / numbers.lean[k]])

    def say(self, numbers: Masses, units: UnitSystem) -> str:
        """Say the three medians and how they compare with lean people's."""
        total, shbg, free = numbers.here
        change = [
            signed(100 * (here / lean - 1)) for here, lean in zip(numbers.here, numbers.lean, strict=True)
        ]
        return (
            f"{numbers.people} synthetic {_SEX[numbers.sex]} with a body mass index within {_HALF_WINDOW:g} of "
            f"{numbers.bmi:g} kg/m²: median total testosterone {format_value(total, 'testosterone', units)} "
            f"({change[0]} % from those under 25), SHBG {format_value(shbg, 'shbg', units)} ({change[1]} %), "
            f"calculated free testosterone {format_value(free, 'free_testosterone', units)} ({change[2]} %)."
        )

    def tabulate(self, numbers: Masses, units: UnitSystem) -> pd.DataFrame:
        """Return the medians along body mass."""
        import pandas as pd

        rows = slice(None, None, 2)
        names = zip(_LEVELS, ("testosterone", "shbg", "free_testosterone"), range(3), strict=True)
        return pd.DataFrame(
            {"Body mass index, kg/m²": _MASSES[rows]}
            | {
                f"{label}, {unit_of(analyte, units)}": in_units(numbers.along[rows, k], analyte, units)
                for label, analyte, k in names
            }
        )


_LEVELS = ("total", "SHBG", "free")


@cache
def _adults(sex: str, age: str) -> dict[str, Row]:
    """Synthetic adults of one sex and age group, with HOMA-IR and free testosterone."""
    people = cohort.load()
    low, high = _AGES[age]
    some = people[(people["sex"] == sex) & people["age"].between(low, high)]
    total, shbg, albumin = (
        some[name].to_numpy(dtype=float) for name in ("testosterone_ng_dl", "shbg_nmol_l", "albumin_g_dl")
    )
    return {
        "bmi": some["bmi"].to_numpy(dtype=float),
        "age": some["age"].to_numpy(dtype=float),
        "insulin": some["insulin_uu_ml"].to_numpy(dtype=float),
        "homa": np.asarray(homa_ir(some["glucose_mg_dl"].to_numpy(), some["insulin_uu_ml"].to_numpy())),
        "total": total,
        "shbg": shbg,
        "free": np.asarray(free_testosterone(total, shbg, albumin)),
    }


def _medians(people: dict[str, Row], low: float, high: float) -> tuple[Row, int]:
    inside = (people["bmi"] >= low) & (people["bmi"] <= high)
    return np.array([np.median(people[name][inside]) for name in ("total", "shbg", "free")]), int(
        inside.sum()
    )


@cache
def _lean(sex: str, age: str) -> Row:
    return _medians(_adults(sex, age), 0, 25)[0]


@cache
def _along(sex: str, age: str) -> Row:
    people = _adults(sex, age)
    return np.array([_medians(people, mass - _HALF_WINDOW, mass + _HALF_WINDOW)[0] for mass in _MASSES])


# --- what remains ------------------------------------------------------------------------------------------

_OTHERS = ("SHBG", "BMI", "age")
_DRAWN = 700  # people


class Remains(NamedTuple):
    """What is left of both logarithms for each person; this correlation and all eight; what was accounted for."""

    testosterone: Row
    homa: Row
    slope: float
    here: Estimate
    every: tuple[Estimate, ...]
    chosen: int
    sex: str
    people: int


class WhatRemains(Explorer[Remains]):
    """The correlation of testosterone and HOMA-IR, before and after other variables are accounted for."""

    title = "Testosterone and HOMA-IR, given other measurements"
    controls = (
        Choice("sex", "Adults", _SEX, "M"),
        Switch("shbg", "Given SHBG", False),
        Switch("bmi", "Given body mass index", False),
        Switch("age", "Given age", False),
    )
    presets = {
        "Men, nothing given": {},
        "Men, given SHBG": {"shbg": True},
        "Men, given all three": {"shbg": True, "bmi": True, "age": True},
        "Women, nothing given": {"sex": "F"},
    }
    sources = ("NHANES",)

    def compute(self, *, sex: str, shbg: bool, bmi: bool, age: bool) -> Remains:
        """Return the partial correlation and the residuals behind it."""
        chosen = _SETS.index((shbg, bmi, age))
        every = _correlations(sex)
        left, right = _left_over(sex, chosen)
        slope = float(left @ right / (left @ left))
        return Remains(left[:_DRAWN], right[:_DRAWN], slope, every[chosen], every, chosen, sex, len(left))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the people and of the correlations."""
        del units
        people, found = figure.subplots(1, 2, width_ratios=(1, 1.1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.15, wspace=0.5)
        limits = np.log([1 / 7, 7])
        people.set(
            xlim=np.log([1 / 4, 4]), ylim=limits, xlabel="Testosterone, times what was expected",
            ylabel="HOMA-IR, times what was expected", title=f"{_DRAWN} of the people",
        )  # fmt: skip
        people.set_xticks(np.log([0.25, 0.5, 1, 2, 4]), ["¼", "½", "1", "2", "4"])
        people.set_yticks(np.log([0.2, 0.5, 1, 2, 5]), ["0.2", "0.5", "1", "2", "5"])
        found.axvline(0, color=style.MUTED, linewidth=1.4)
        found.set(
            xlim=(-0.5, 0.22), ylim=(7.6, -0.6), yticks=range(8), yticklabels=_SET_NAMES,
            xlabel="Correlation of their logarithms, r", title="Given …",
        )  # fmt: skip
        return Scene(
            people=people.plot([], [], ".", color=style.CROWD, markersize=4)[0],
            slope=people.plot([], [], color=style.ACCENT)[0],
            intervals=[found.plot([], [], color=style.COMPARE, linewidth=2)[0] for _ in _SETS],
            every=found.plot(
                [],
                [],
                "o",
                color=style.COMPARE,
                markersize=8,
                markerfacecolor=style.PAPER,
                markeredgewidth=2,
                linestyle="none",
            )[0],
            interval=found.plot([], [], color=style.ACCENT, linewidth=4.5)[0],
            here=charts.mark(found, "D", style.ACCENT, clip=False),
        )

    def move(self, scene: Scene, numbers: Remains, units: UnitSystem) -> None:
        """Draw the people's residuals, the line through them and the correlations."""
        del units
        scene.people.set_data(numbers.testosterone, numbers.homa)
        ends = np.array([-1.0, 1.0]) * np.log(4)
        scene.slope.set_data(ends, numbers.slope * ends)
        charts.place_intervals(scene.intervals, numbers.every, range(len(_SETS)))
        scene.every.set_data([each.value for each in numbers.every], range(8))
        scene.interval.set_data([numbers.here.low, numbers.here.high], [numbers.chosen] * 2)
        scene.here.set_data([numbers.here.value], [numbers.chosen])

    def say(self, numbers: Remains, units: UnitSystem) -> str:
        """Say the correlation with its interval, and what it was with nothing given."""
        del units
        given = (
            "with nothing else taken into account"
            if numbers.chosen == 0
            else f"given {_SET_NAMES[numbers.chosen]} (with nothing given it is {_decimal(numbers.every[0].value)})"
        )
        sees = (
            "The interval includes zero."
            if numbers.here.low <= 0 <= numbers.here.high
            else "The interval excludes zero."
        )
        return (
            f"In {numbers.people:,} synthetic {_SEX[numbers.sex]} total testosterone and HOMA-IR correlate at "
            f"{_decimal(numbers.here.value)} (95 % interval {_decimal(numbers.here.low)} to "
            f"{_decimal(numbers.here.high)}), {given}. {sees}"
        )

    def tabulate(self, numbers: Remains, units: UnitSystem) -> pd.DataFrame:
        """Return all eight correlations."""
        del units
        import pandas as pd

        return pd.DataFrame(
            {
                "Given": _SET_NAMES,
                "r": [round(each.value, 3) for each in numbers.every],
                "95 % interval": [f"{_decimal(each.low)} to {_decimal(each.high)}" for each in numbers.every],
            }
        )


# All eight sets of SHBG, body mass index and age, the smaller first.
_SETS = tuple(
    sorted(product((False, True), repeat=3), key=lambda kept: (sum(kept), [not each for each in kept]))
)
_SET_NAMES = tuple(
    ", ".join(name for name, kept in zip(_OTHERS, each, strict=True) if kept) or "nothing" for each in _SETS
)


def _decimal(r: float) -> str:
    return f"{r:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _columns(sex: str, chosen: int) -> tuple[Row, Row, list[Row]]:
    people = _adults(sex, "all")
    others = (np.log(people["shbg"]), people["bmi"], people["age"])
    kept = [row for row, wanted in zip(others, _SETS[chosen], strict=True) if wanted]
    return np.log(people["total"]), np.log(people["homa"]), kept


@cache
def _left_over(sex: str, chosen: int) -> tuple[Row, Row]:
    testosterone, homa, kept = _columns(sex, chosen)
    return residuals(testosterone, *kept), residuals(homa, *kept)


@cache
def _correlations(sex: str) -> tuple[Estimate, ...]:
    found = []
    for chosen in range(len(_SETS)):
        testosterone, homa, kept = _columns(sex, chosen)
        r = partial_correlation(testosterone, homa, *kept)
        found.append(correlation_interval(r, len(homa), covariates=len(kept)))
    return tuple(found)


# --- insulin, SHBG and the ovary ---------------------------------------------------------------------------

_INSULIN = np.geomspace(3, 60, 60)  # µU/mL
_REFERENCE = 8.5  # µU/mL, the median of the synthetic women


class Ovary(NamedTuple):
    """At the insulin set and along all: total, SHBG, free (ng/dL, nmol/L, pg/mL); the reference; percentile."""

    insulin: float
    response: float
    here: Row
    along: Row
    reference: Row
    percentile: float


class InsulinAndOvary(Explorer[Ovary]):
    """Insulin lowers SHBG and, in a responsive ovary, raises testosterone: both raise what is free."""

    title = "Insulin, SHBG and the ovary"
    controls = (
        Slider("insulin", "Fasting insulin", 3, 60, 8.5, 0.5, analyte="insulin", si_step=3),
        Slider("response", "Ovary: testosterone per doubling of insulin", 0, 60, 0, 1, unit="% more"),
        Switch("liver", "SHBG falls as insulin rises", True),
    )
    presets = {
        "High insulin, ordinary ovary": {"insulin": 25.5},
        "High insulin, responsive ovary": {"insulin": 25.5, "response": 40},
        "The same, insulin down by a third": {"insulin": 17, "response": 40},
        "Ovary alone": {"insulin": 25.5, "response": 40, "liver": False},
    }
    sources = ("NHANES", "Vermeulen1999", "Nestler1989")
    schematic = True

    def compute(self, *, insulin: float, response: float, liver: bool) -> Ovary:
        """Return the chain at this insulin and along all."""
        free = np.sort(_adults("F", "all")["free"])
        here = _chain(np.array([insulin]), response, liver)[0]
        return Ovary(
            insulin,
            response,
            here,
            _chain(_INSULIN, response, liver),
            _chain(np.array([_REFERENCE]), 0, True)[0],
            100 * float(np.searchsorted(free, here[2])) / len(free),
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the chain and the distribution of free testosterone in synthetic women."""
        chain, spread = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.07, right=0.98, top=0.9, bottom=0.15, wspace=0.14)
        x = in_units(_INSULIN, "insulin", units)
        chain.axhline(100, color=style.MUTED, linewidth=1.2)
        chain.set(
            xlim=(x[0], x[-1]), ylim=(35, 900),
            xlabel=f"Fasting insulin, {unit_of('insulin', units)}",
            title="% of a woman with median insulin",
        )  # fmt: skip
        ticks = (20, 50, 100, 200, 300) if units == "SI" else (3, 5, 10, 20, 30, 60)
        charts.log_ticks(chain, x=ticks, y=(40, 60, 100, 150, 200, 300, 500))
        free = in_units(_adults("F", "all")["free"], "free_testosterone", units)
        ends = in_units(np.array([0.4, 30.0]), "free_testosterone", units)
        counts, edges = np.histogram(free, bins=np.geomspace(float(ends[0]), float(ends[1]), 36))
        spread.stairs(counts, edges, fill=True, color=style.CROWD, alpha=0.7)
        spread.set(
            xlim=ends, ylim=(0, 1.3 * counts.max()), yticks=[],
            xlabel=f"Free testosterone, {unit_of('free_testosterone', units)}", title="Among synthetic women",
        )  # fmt: skip
        shown = (2, 5, 10, 20, 50, 100) if units == "SI" else (0.5, 1, 2, 5, 10, 20)
        charts.log_ticks(spread, x=shown)
        looks = (("-", "s", style.GLUCOSE), ("--", "o", style.GOOD), ("-.", "^", style.ACCENT))
        scene = Scene(
            at=chain.axvline(1, color=style.LEARNER, linewidth=1.2, ymax=0.86),
            curves=[
                chain.plot([], [], line, color=colour, label=label)[0]
                for (line, _, colour), label in zip(looks, _LEVELS, strict=True)
            ],
            marks=[charts.mark(chain, shape, colour, clip=False) for _, shape, colour in looks],
            woman=spread.axvline(1, color=style.ACCENT, linewidth=2.6, ymax=0.8),
            rank=spread.text(
                0.98,
                0.97,
                "",
                transform=spread.transAxes,
                ha="right",
                va="top",
                weight="bold",
                color=style.ACCENT,
            ),
        )
        chain.legend(loc="upper left", ncols=3, handlelength=2.6)
        return scene

    def move(self, scene: Scene, numbers: Ovary, units: UnitSystem) -> None:
        """Draw the curves, the marks and the woman's place."""
        x, at = in_units(_INSULIN, "insulin", units), in_units(numbers.insulin, "insulin", units)
        scene.at.set_xdata([at, at])
        for k, (curve, mark) in enumerate(zip(scene.curves, scene.marks, strict=True)):
            curve.set_data(x, 100 * numbers.along[:, k] / numbers.reference[k])
            mark.set_data([at], [100 * numbers.here[k] / numbers.reference[k]])
        scene.woman.set_xdata([in_units(numbers.here[2], "free_testosterone", units)] * 2)
        scene.rank.set_text(f"higher than in {numbers.percentile:.0f} %")

    def say(self, numbers: Ovary, units: UnitSystem) -> str:
        """Say the three levels, as ratios to the reference, and the rank of the free one."""
        ratio = numbers.here / numbers.reference
        insulin, total, shbg, free = (
            format_value(value, analyte, units)
            for value, analyte in zip(
                (numbers.insulin, *numbers.here),
                ("insulin", "testosterone", "shbg", "free_testosterone"),
                strict=True,
            )
        )
        return (
            f"At fasting insulin {insulin}, with an ovary that makes {numbers.response:.0f} % more testosterone for "
            f"each doubling, SHBG is {shbg} ({ratio[1]:.2f} times the reference), total testosterone {total} "
            f"({ratio[0]:.2f} times) and free testosterone {free} ({ratio[2]:.2f} times), higher than in "
            f"{numbers.percentile:.0f} % of the synthetic women."
        )

    def tabulate(self, numbers: Ovary, units: UnitSystem) -> pd.DataFrame:
        """Return the chain along insulin."""
        import pandas as pd

        rows = slice(None, None, 7)
        analytes = ("testosterone", "shbg", "free_testosterone")
        return pd.DataFrame(
            {f"Fasting insulin, {unit_of('insulin', units)}": in_units(_INSULIN[rows], "insulin", units)}
            | {
                f"{label}, {unit_of(analyte, units)}": in_units(numbers.along[rows, k], analyte, units)
                for k, (label, analyte) in enumerate(zip(_LEVELS, analytes, strict=True))
            }
        )


@cache
def _shbg_line() -> tuple[float, float]:
    """Slope and intercept of ln SHBG on ln insulin in the synthetic women."""
    people = _adults("F", "all")
    slope, intercept = np.polyfit(np.log(people["insulin"]), np.log(people["shbg"]), 1)
    return float(slope), float(intercept)


def _chain(insulin: Row, response: float, liver: bool) -> Row:
    """Total, SHBG and free testosterone (ng/dL, nmol/L, pg/mL) at each insulin (µU/mL)."""
    slope, intercept = _shbg_line()
    shbg = np.exp(intercept + slope * np.log(insulin if liver else np.full_like(insulin, _REFERENCE)))
    usual = float(np.median(_adults("F", "all")["total"]))
    total = usual * (1 + response / 100) ** np.log2(insulin / _REFERENCE)
    return np.column_stack([total, shbg, free_testosterone(total, shbg)])


EXPLORERS = {
    "hpg_loop": HpgLoop,
    "which_failed": WhichFailed,
    "lh_pulses": LhPulses,
    "cycle_phase": CyclePhase,
    "total_and_free": TotalAndFree,
    "weight_and_hormones": WeightAndHormones,
    "what_remains": WhatRemains,
    "insulin_and_ovary": InsulinAndOvary,
}
