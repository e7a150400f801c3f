from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.checks import Floats
from helpers.explore.drawing import charts, style
from helpers.explore.drawing.wording import minus
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.explore.lesson_02.shared import MARKERS, TAKEN, correlation_ladder, synthetic_adults
from helpers.statistics import Estimate, correlation_interval, partial_correlation, residuals
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MIDDLE_BMI = 28.0
_SHOWN = slice(None, 1500)  # enough for a cloud; all are counted


class Together(NamedTuple):
    """Scores of the people left over, what was taken into account, and the correlations."""

    homa: Floats
    marker: Floats
    name: str
    taken: str
    width: float
    n: int
    own: Estimate
    ladder: tuple[Estimate, ...]


@lru_cache(maxsize=16)
def _left(marker: str, taken: str) -> tuple[Floats, Floats]:
    """Return what the covariates leave of ln HOMA-IR and of a marker, in everyone."""
    people = synthetic_adults()
    given = [people[name] for name in TAKEN[taken][1]]
    return residuals(people["homa"], *given), residuals(people[marker], *given)


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / values.std())


class Company(Explorer[Together]):
    """Two things that go together, and what is left when a third is held."""

    title = "HOMA-IR and a marker, in synthetic adults"
    controls = (
        ToggleButtons("marker", "Marker", MARKERS, "crp_mg_l"),
        ToggleButtons(
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
        people = synthetic_adults()
        homa, other = _left(marker, taken)
        inside = np.abs(people["bmi"] - _MIDDLE_BMI) <= width / 2
        if width >= 40:  # the widest setting means everyone
            inside = np.ones(len(homa), dtype=bool)
        given = [people[name][inside] for name in TAKEN[taken][1]]
        r = partial_correlation(people["homa"][inside], people[marker][inside], *given)
        own = correlation_interval(r, int(inside.sum()), covariates=len(given))
        return Together(
            _standard(homa[inside])[_SHOWN], _standard(other[inside])[_SHOWN], MARKERS[marker], taken,
            width, int(inside.sum()), own, correlation_ladder(marker),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the cloud and of the four correlations."""
        cloud, ladder = charts.panels(figure, widths=(1.15, 1))
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
            bars=[ladder.plot([], [], color=style.INK, linewidth=2.2)[0] for _ in TAKEN],
            squares=ladder.plot([], [], "s", color=style.INK, markersize=9)[0],
            own=charts.ring(ladder),
        )

    def move(self, scene: Scene, numbers: Together, units: UnitSystem) -> None:
        """Put the people and their correlation in place."""
        scene.dots.set_data(numbers.homa, numbers.marker)
        x = np.array([-3.0, 3.0])
        scene.line.set_data(x, numbers.own.value * x)
        heights = np.arange(len(TAKEN))[::-1]
        charts.place_intervals(scene.bars, numbers.ladder, heights)
        scene.squares.set_data([estimate.value for estimate in numbers.ladder], heights)
        scene.own.set_data([numbers.own.value], [heights[list(TAKEN).index(numbers.taken)]])

    def say(self, numbers: Together, units: UnitSystem) -> str:
        """Say the correlation and how much of the spread it is."""
        who = (
            f"all {numbers.n:,} adults"
            if numbers.width >= 40
            else f"the {numbers.n:,} adults whose BMI is within {numbers.width / 2:g} of {_MIDDLE_BMI:.0f} kg/m²"
        )
        return minus(
            f"Among {who}, with {TAKEN[numbers.taken][0]} taken into account, {numbers.name} and HOMA-IR correlate "
            f"at {numbers.own.value:.2f} (95 % interval {numbers.own.low:.2f} to {numbers.own.high:.2f}): they share "
            f"{100 * numbers.own.value**2:.0f} % of their spread."
        )

    def tabulate(self, numbers: Together, units: UnitSystem) -> Columns:
        """Return the four correlations in everyone and the one shown."""
        rows = [*numbers.ladder, numbers.own]
        return {
            "Who": [*("everyone" for _ in TAKEN), f"as set ({numbers.n} people)"],
            "Taken into account": [*(text for text, _ in TAKEN.values()), TAKEN[numbers.taken][0]],
            "Correlation": [each.value for each in rows],
            "95 % from": [each.low for each in rows],
            "to": [each.high for each in rows],
        }
