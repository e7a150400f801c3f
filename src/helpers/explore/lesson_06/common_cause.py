from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.checks import Floats
from helpers.cohort import columns
from helpers.columns import taken
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.indices import homa_ir
from helpers.statistics import Estimate, correlation_interval, partial_correlation
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
        ToggleButtons("sex", "Adults", _SEXES, "M"),
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
        cloud, rows = charts.panels(figure, widths=(1.15, 1))
        cloud.set(
            xlim=(0.07, 60), ylim=(0.3, 30), xlabel="CRP, mg/L", ylabel="HOMA-IR",
            title="Synthetic adults (dark: in the window)",
        )  # fmt: skip
        charts.log_ticks(cloud, x=(0.1, 1, 10), y=(0.5, 1, 2, 5, 10, 20))
        rows.axvline(0, color=style.MUTED, linewidth=1.2)
        rows.set(
            xlim=(-0.4, 0.72), ylim=(-0.6 if is_narrow(figure) else -1, 2.6), yticks=(2, 1, 0),
            yticklabels=["everyone", "in the window", "BMI and age\ntaken out"], xlabel="Correlation",
            title="With 95 % interval",
        )  # fmt: skip
        scene = Scene(
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
            from_size=rows.plot(
                [], [], "X", color=style.GLUCOSE, markersize=11, linestyle="none",
                label="if body size were the only link",
            )[0],
            survey=rows.plot(
                [], [], "s", color=style.MUTED, markerfacecolor="none", markersize=16, markeredgewidth=1.8,
                linestyle="none", label="the survey behind them",
            )[0],
        )  # fmt: skip
        charts.key(
            rows, "lower left", markerscale=0.7, fontsize=10.5, handlelength=1, borderaxespad=0.1, paper=1
        )
        return scene

    def move(self, scene: Scene, numbers: Crowd, units: UnitSystem) -> None:
        """Colour the window and place the three correlations."""
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

    def tabulate(self, numbers: Crowd, units: UnitSystem) -> Columns:
        """Return the three correlations."""
        found = (numbers.everyone, numbers.window, numbers.partial)
        return {
            "Adults": ["everyone", "in the window", "everyone, BMI and age taken out"],
            "Number": [len(numbers.inside), int(numbers.inside.sum()), len(numbers.inside)],
            "Correlation": [round(each.value, 2) for each in found],
            "95 % from": [round(each.low, 2) for each in found],
            "to": [round(each.high, 2) for each in found],
        }


def _correlation(x: Floats, y: Floats, *covariates: Floats) -> Estimate:
    r = partial_correlation(x, y, *covariates)
    return correlation_interval(r, len(x), covariates=len(covariates))


@cache
def _people(sex: str) -> tuple[Floats, Floats, Floats, Floats]:
    """Body mass index, age, and the logarithms of CRP and HOMA-IR."""
    adults = columns()
    own = taken(adults, adults["sex"] == sex)
    homa = homa_ir(own["glucose_mg_dl"], own["insulin_uu_ml"])
    return (
        own["bmi"],
        own["age"].astype(float),
        np.log(own["crp_mg_l"]),
        np.log(np.asarray(homa, dtype=float)),
    )
