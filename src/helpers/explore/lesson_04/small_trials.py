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
from helpers.explore.engine import Explorer, Scene, Slider
from helpers.units import UnitSystem

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_REPEATS = 40
# The printed P = 0.024 of 17 paired men is t = 2.49 at 16 degrees of freedom; with -14 % that is a standard
# deviation between men of 14 x sqrt(17) / 2.49.
_SPREAD = abs(trials.effect("anastrozole-infusion")) * math.sqrt(17) / 2.49


@cache
def _dice() -> Floats:
    """Forty draws from the standard normal distribution, the same for everybody."""
    return np.random.default_rng(24).standard_normal(_REPEATS)


class Repeats(NamedTuple):
    """Forty trials: estimates and half-widths in percent; expected shares; what was set."""

    estimates: Floats
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


def _expected(true: float, errors: Floats) -> tuple[Floats, Floats]:
    """Shares of trials that exclude zero, and of estimates with the wrong sign (a half where there is no truth)."""
    power = [statistics.power_at(true, error) for error in errors]
    return np.array(power), np.array([statistics.wrong_direction(true, error) for error in errors])
