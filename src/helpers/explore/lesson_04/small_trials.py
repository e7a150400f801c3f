from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helpers import statistics
from helpers.checks import Floats
from helpers.evidence import trials
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, Slider
from helpers.statistics.distributions import chi_square_quantile, t_limit, t_power
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_REPEATS = 40
# The printed P = 0.024 of 17 paired men is t = 2.49 at 16 degrees of freedom; with -14 % that is a standard
# deviation, of the differences within each man between the two treatments, of 14 x sqrt(17) / 2.49.
_SPREAD = abs(trials.effect("anastrozole-infusion")) * math.sqrt(17) / 2.49


@cache
def _dice() -> tuple[Floats, Floats]:
    """Forty draws from the standard normal distribution, and forty shares, the same for everybody."""
    dice = np.random.default_rng(24)
    return dice.standard_normal(_REPEATS), dice.random(_REPEATS)


class Repeats(NamedTuple):
    """Forty trials: estimates and half-widths in percent; expected shares; what was set."""

    estimates: Floats
    halves: Floats
    power: float
    wrong_way: float
    true: float
    men: float


class SmallTrials(Explorer[Repeats]):
    """The same small trial, done forty times."""

    title = "The same small trial, done forty times"
    tall = 600
    controls = (
        Slider("true", "True change of insulin sensitivity", -20, 5, -8, 1, unit="%"),
        Slider("men", "Men in the trial", 10, 200, 17, 1),
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
        throws, shares = _dice()
        # Each trial knows the spread from its own men only: chi-square with men - 1 degrees of freedom.
        spreads = np.sqrt(chi_square_quantile(shares, men - 1) / (men - 1))
        power, wrong_way = (float(each[0]) for each in _expected(true, np.array([men])))
        return Repeats(true + error * throws, _t_95(men) * error * spreads, power, wrong_way, true, men)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the one trial that was really done."""
        many, wrong = charts.panels(figure, widths=(2.1, 1))
        many.axhline(0, color=style.MUTED, linewidth=1.2)
        many.axhline(trials.effect("anastrozole-infusion"), color=style.GLUCOSE, linewidth=1.4, linestyle=":")
        many.set(
            xlim=(-0.3, 40.6), ylim=(-52, 40), xticks=(1, 10, 20, 30, 40), xlabel="Trial, sorted by result",
            ylabel="Estimate and 95 % interval, %", title="Dashed: the truth. Dotted: what Gibb 2016 found",
        )  # fmt: skip
        wrong.set(
            xlim=(10, 200), ylim=(0, 140), yticks=(0, 25, 50, 75, 100), xlabel="Men in the trial",
            ylabel="% of such trials", title="How many find it?",
        )  # fmt: skip
        charts.log_ticks(wrong, x=(10, 17, 50, 100, 200))
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
            points=[
                charts.mark(wrong, "s", size=8, clip=False),
                charts.mark(wrong, "o", size=13, clip=False, hollow=True),
            ],
        )
        charts.key(
            wrong,
            "upper left",
            handlelength=2.6,
            paper=0.8,
        )
        return scene

    def move(self, scene: Scene, numbers: Repeats, units: UnitSystem) -> None:
        """Draw the forty intervals, those without zero heavier, and the two curves."""
        order = np.argsort(numbers.estimates)
        ordered, halves = numbers.estimates[order], numbers.halves[order]
        places = np.arange(1, _REPEATS + 1.0)
        found = np.abs(ordered) > halves
        scene.truth.set_ydata([numbers.true, numbers.true])
        for name, chosen in (("found", found), ("missed", ~found)):
            x, y, half = places[chosen], ordered[chosen], halves[chosen]
            gaps = np.full(len(x), np.nan)
            # One line with gaps draws faster than forty lines.
            getattr(scene, name).set_data(
                np.column_stack([x, x, gaps]).ravel(),
                np.column_stack([y - half, y + half, gaps]).ravel(),
            )
            getattr(scene, f"{name}_at").set_data(x, y)
        men = np.geomspace(10, 200, 50)
        power, wrong = _expected(numbers.true, men)
        scene.power.set_data(men, 100 * power)
        scene.wrong.set_data(men, 100 * wrong)
        for point, height in zip(scene.points, (numbers.power, numbers.wrong_way), strict=True):
            point.set_data([numbers.men], [100 * height])

    def say(self, numbers: Repeats, units: UnitSystem) -> str:
        """Say how many of the forty exclude zero and how many point the wrong way."""
        out = np.abs(numbers.estimates) > numbers.halves
        right = out & (numbers.estimates * numbers.true > 0)
        size = ""
        if right.any():
            few = "those" if right.sum() == out.sum() else f"the {int(right.sum())} on the right side"
            size = f"; {few} put it at {abs(float(numbers.estimates[right].mean())):.0f} % on average"
        wrong = int(np.sum(numbers.estimates * np.sign(numbers.true) < 0))
        direction = (
            f" {wrong} of the forty estimate{' points' if wrong == 1 else 's point'} the wrong way."
            if numbers.true
            else " There is nothing to find."
        )
        return minus(
            f"With {numbers.men:.0f} men and a true change of {numbers.true:.0f} %, the estimates run from "
            f"{numbers.estimates.min():.0f} to {numbers.estimates.max():.0f} %, and {int(out.sum())} of forty trials "
            f"exclude{'s' if out.sum() == 1 else ''} zero{size} ({_REPEATS * numbers.power:.0f} are to be expected)."
            f"{direction}"
        )

    def tabulate(self, numbers: Repeats, units: UnitSystem) -> Columns:
        """Return what is to be expected of trials of several sizes."""
        men = np.array([numbers.men, 10, 17, 50, 100, 200])
        power, wrong = _expected(numbers.true, men)
        halves = [_t_95(each) * _SPREAD / math.sqrt(each) for each in men]
        return {
            "Men": men,
            "Interval on average, ± %": np.array(halves).round(1),
            "Trials that exclude zero, %": (100 * power).round(1),
            "Estimates in the wrong direction, %": (100 * wrong).round(1),
        }


@cache
def _t_95(men: float) -> float:
    """Student's t for a 95 % interval: with few men wider than the normal 1.96."""
    return t_limit(0.05, men - 1)


def _expected(true: float, men: Floats) -> tuple[Floats, Floats]:
    """Shares of trials that exclude zero, and of estimates with the wrong sign (a half where there is no truth)."""
    errors = _SPREAD / np.sqrt(men)
    limits, away = np.array([_t_95(each) for each in men]), abs(true) / errors
    return t_power(away, limits, men - 1), np.array(
        [statistics.wrong_direction(true, error) for error in errors]
    )
