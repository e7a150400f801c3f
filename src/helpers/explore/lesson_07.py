"""Explorers of lesson 07: the markers, HOMA-IR and its noise, cut-offs, dynamic tests, HbA1c, hormones, CRP."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers import cohort, igf1, ogtt
from helpers.explore import charts, style
from helpers.explore.controls import Choice, Slider
from helpers.explore.engine import Explorer, in_units
from helpers.explore.homa_curves import draw_homa_map, insulin_at
from helpers.explore.raster import Scene
from helpers.explore.wording import signed
from helpers.indices import (
    ADAG,
    DIABETES_GLUCOSE,
    estimated_average_glucose,
    free_testosterone,
    gmi,
    homa2_approx,
    homa_ir,
    quicki,
)
from helpers.models.inflammation import AcutePhase
from helpers.models.minimal import FIRST_MINUTE, MinimalModel, synthetic_fsigt
from helpers.models.red_cells import RedCells
from helpers.models.testosterone_binding import CONSTANTS, DIALYSIS_RANGE, DIALYSIS_RATIO
from helpers.statistics.measurement import (
    GLUCOSE_CV,
    Accuracy,
    HomaVariation,
    People,
    area_under_curve,
    classify,
    log_sd,
)
from helpers.units import UnitSystem, format_value, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Row = NDArray[np.float64]
_SEXES = {"F": "women", "M": "men"}
_MARK: Any = {"markeredgecolor": "white", "linestyle": "none"}


@cache
def _people() -> pd.DataFrame:
    """Return the cohort with the indices that this lesson adds to it."""
    people = cohort.load()
    people["homa_ir"] = homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"])
    people["free_testosterone_pg_ml"] = free_testosterone(
        people["testosterone_ng_dl"], people["shbg_nmol_l"], people["albumin_g_dl"]
    )
    return people


# --- the markers -------------------------------------------------------------------------------------------


class Marker(NamedTuple):
    """What a learner reads of a marker: name, column of the cohort, analyte (none for an index)."""

    name: str
    column: str
    analyte: str | None

    def written(self, value: float, units: UnitSystem) -> str:
        """Return a value with its unit."""
        return f"{value:.2f}" if self.analyte is None else format_value(value, self.analyte, units)


_MARKERS = {
    "insulin": Marker("Fasting insulin", "insulin_uu_ml", "insulin"),
    "homa": Marker("HOMA-IR", "homa_ir", None),
    "hba1c": Marker("HbA1c", "hba1c_pct", "hba1c"),
    "testosterone": Marker("Total testosterone", "testosterone_ng_dl", "testosterone"),
    "free": Marker("Free testosterone", "free_testosterone_pg_ml", "free_testosterone"),
    "shbg": Marker("SHBG", "shbg_nmol_l", "shbg"),
    "crp": Marker("CRP", "crp_mg_l", "crp"),
}
_KNOTS = np.arange(25, 76, 5)  # years; people within eight years of each are counted
_BMI_EDGES = (25, 30, 35)
_BMI_CLASSES = ("under 25", "25 to 30", "30 to 35", "35 or more")


class Spread(NamedTuple):
    """Per sex: 5th, 50th and 95th percentile by age, and medians by class of body mass index."""

    marker: Marker
    age: float
    by_age: dict[str, Row]
    by_bmi: dict[str, Row]
    here: dict[str, Row]
    with_homa: dict[str, float]


class Markers(Explorer[Spread]):
    """How each marker is distributed by sex, age and body mass index."""

    title = "Seven markers in 4,000 synthetic adults"
    controls = (
        Choice("marker", "Marker", {key: marker.name for key, marker in _MARKERS.items()}, "insulin"),
        Slider("age", "Age", 25, 75, 45, 1, unit="years"),
    )
    sources = ("NHANES",)

    def compute(self, *, marker: str, age: float) -> Spread:
        """Return percentiles by sex."""
        chosen = _MARKERS[marker]
        by_age, by_bmi, ranked = _spread_of(chosen.column)
        here = {sex: np.array([np.interp(age, _KNOTS, row) for row in by_age[sex]]) for sex in _SEXES}
        return Spread(chosen, age, by_age, by_bmi, here, ranked)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw two charts in multiples of the sex's median, so that one scale serves every marker."""
        del units
        years, mass = figure.subplots(1, 2, sharey=True, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.085, right=0.985, top=0.9, bottom=0.19, wspace=0.08)
        years.set(
            xlim=(24, 76), ylim=(0.025, 14), xlabel="Age, years", ylabel="Times the median of the sex",
            title="By age: median, and the middle 90 %",
        )  # fmt: skip
        charts.log_ticks(years, y=(0.03, 0.1, 0.3, 1, 3, 10))
        mass.set(xlim=(-0.5, 3.5), xlabel="Body mass index, kg/m²", title="By body mass index: median")
        mass.set_xticks(range(4), [label.replace(" ", "\n", 1) for label in _BMI_CLASSES])
        for axes in (years, mass):
            axes.axhline(1, color=style.MUTED, linewidth=1.1)
        looks: dict[str, Any] = {
            "F": {"color": style.ACCENT, "linestyle": "-"},
            "M": {"color": style.INSULIN, "linestyle": (0, (5, 2))},
        }
        shapes = {"F": "o", "M": "s"}
        artists: dict[str, Any] = {"line": years.axvline(45, color=style.LEARNER, linewidth=1, linestyle=":")}
        for sex, name in _SEXES.items():
            artists[f"edges_{sex}"] = [years.plot([], [], linewidth=1.3, **looks[sex])[0] for _ in range(2)]
            artists[f"median_{sex}"] = years.plot([], [], label=name, **looks[sex])[0]
            artists[f"here_{sex}"] = charts.mark(years, shapes[sex], looks[sex]["color"], size=10)
            artists[f"bmi_{sex}"] = mass.plot(
                range(4),
                [1] * 4,
                marker=shapes[sex],
                markersize=10,
                markeredgecolor="white",
                label=name,
                **looks[sex],
            )[0]
        mass.legend(loc="lower left", handlelength=3.2)
        return Scene(**artists)

    def move(self, scene: Scene, numbers: Spread, units: UnitSystem) -> None:
        """Draw the marker, each sex against its own median."""
        del units
        scene.line.set_xdata([numbers.age] * 2)
        for sex in _SEXES:
            middle = float(_people().loc[_people()["sex"] == sex, numbers.marker.column].median())
            low, median, high = numbers.by_age[sex] / middle
            for line, values in zip(getattr(scene, f"edges_{sex}"), (low, high), strict=True):
                line.set_data(_KNOTS, values)
            getattr(scene, f"median_{sex}").set_data(_KNOTS, median)
            getattr(scene, f"here_{sex}").set_data([numbers.age], [numbers.here[sex][1] / middle])
            getattr(scene, f"bmi_{sex}").set_ydata(numbers.by_bmi[sex] / middle)

    def say(self, numbers: Spread, units: UnitSystem) -> str:
        """Say the percentiles at the age, the way with body mass index, and the correlation with HOMA-IR."""
        told = []
        for sex, name in _SEXES.items():
            low, median, high = (numbers.marker.written(value, units) for value in numbers.here[sex])
            first, last = (numbers.marker.written(numbers.by_bmi[sex][row], units) for row in (0, -1))
            ranked = (
                ""
                if numbers.marker.column == "homa_ir"
                else (f"; rank correlation with HOMA-IR {signed(numbers.with_homa[sex], 2)}")
            )
            told.append(
                f"{name}: median {median}, middle 90 % from {low} to {high}; median {first} at a body mass index "
                f"under 25 and {last} from 35 on{ranked}"
            )
        return (
            f"{numbers.marker.name} around age {numbers.age:.0f}. "
            + ". ".join(part[0].upper() + part[1:] for part in told)
            + "."
        )

    def tabulate(self, numbers: Spread, units: UnitSystem) -> pd.DataFrame:
        """Return the percentiles by age and the medians by body mass index."""
        import pandas as pd

        rows = []
        for sex, name in _SEXES.items():
            for at, age in enumerate(_KNOTS):
                values = [numbers.marker.written(row[at], units) for row in numbers.by_age[sex]]
                rows.append([name, f"age {age} ± 8", *values])
            for at, label in enumerate(_BMI_CLASSES):
                rows.append(
                    [
                        name,
                        f"body mass index {label}",
                        "",
                        numbers.marker.written(numbers.by_bmi[sex][at], units),
                        "",
                    ]
                )
        return pd.DataFrame(rows, columns=["Sex", "Who", "5th percentile", "Median", "95th percentile"])


@cache
def _spread_of(column: str) -> tuple[dict[str, Row], dict[str, Row], dict[str, float]]:
    by_age, by_bmi, ranked = {}, {}, {}
    for sex in _SEXES:
        own = _people()[_people()["sex"] == sex]
        values, age = own[column].to_numpy(dtype=float), own["age"].to_numpy()
        by_age[sex] = np.array(
            [np.percentile(values[np.abs(age - knot) <= 8], (5, 50, 95)) for knot in _KNOTS]
        ).T
        classes = np.digitize(own["bmi"], _BMI_EDGES)
        by_bmi[sex] = np.array([np.median(values[classes == row]) for row in range(4)])
        ranked[sex] = float(own[column].corr(own["homa_ir"], method="spearman"))
    return by_age, by_bmi, ranked


# --- two laboratories, one person --------------------------------------------------------------------------

_MORNINGS = 150


class TwoClouds(NamedTuple):
    """Usual values, what laboratory B reads, single mornings in either, and their variation."""

    glucose: float
    insulin: float
    factor: float
    mornings: tuple[Row, Row]
    variation: HomaVariation

    @property
    def usual(self) -> tuple[float, float]:
        """Usual HOMA-IR by laboratory A and by laboratory B."""
        first = float(homa_ir(self.glucose, self.insulin))
        return first, first * self.factor


class TwoLaboratories(Explorer[TwoClouds]):
    """One person, many mornings, two insulin assays."""

    title = "One person, many mornings, two laboratories"
    controls = (
        Slider("glucose", "Usual fasting glucose", 75, 140, 97, 1, analyte="glucose", si_step=0.1),
        Slider("insulin", "Usual insulin, laboratory A", 3, 40, 10, 0.5, analyte="insulin", si_step=2),
        Slider("insulin_cv", "Insulin varies from day to day by", 0, 40, 29, 1, unit="% (CV)"),
        Slider("factor", "Laboratory B reads insulin at", 50, 200, 100, 5, unit="% of A"),
    )
    presets = {
        "One laboratory": {},
        "An assay that reads 60 % higher": {"factor": 160},
        "Assays far apart": {"factor": 200},
        "If insulin never varied": {"insulin_cv": 0},
    }
    sources = ("Poon2018", "Manley2008")

    def compute(self, *, glucose: float, insulin: float, insulin_cv: float, factor: float) -> TwoClouds:
        """Return single mornings around the usual values, the same chance draws at every setting."""
        draws = _draws()
        mornings = (
            glucose * np.exp(log_sd(GLUCOSE_CV) * draws[0]),
            insulin * np.exp(log_sd(insulin_cv) * draws[1]),
        )
        return TwoClouds(glucose, insulin, factor / 100, mornings, HomaVariation(insulin_cv))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map with the crowd, and the axis of HOMA-IR."""
        chart, spread = figure.subplots(1, 2, width_ratios=(1.45, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.12)
        draw_homa_map(chart, units)
        chart.set_title("Small dots: single mornings")
        spread.set(xlim=(0.2, 64), ylim=(0, 1.25), yticks=[], xlabel="HOMA-IR", title="How often which value")
        charts.log_ticks(spread, x=(0.25, 0.5, 1, 2, 4, 8, 16, 32))
        looks: tuple[Any, Any] = (
            {"color": style.INSULIN, "linestyle": "-"},
            {"color": style.GLUCOSE, "linestyle": (0, (5, 2))},
        )
        scene = Scene(
            cloud_b=chart.plot([], [], "s", color=style.GLUCOSE, markersize=3.4, alpha=0.75)[0],
            cloud_a=chart.plot([], [], "o", color=style.INSULIN, markersize=3.6, alpha=0.75)[0],
            at_b=charts.mark(chart, "s", style.GLUCOSE, label="laboratory B"),
            at_a=charts.mark(chart, "o", style.INSULIN, label="laboratory A"),
            density_a=spread.plot([], [], label="A", **looks[0])[0],
            density_b=spread.plot([], [], label="B", **looks[1])[0],
            middle=[spread.axvline(1, ymax=0.8, linewidth=1.2, **look) for look in looks],
        )
        chart.legend(
            loc="lower right",
            handlelength=1.2,
            frameon=True,
            facecolor=style.PAPER,
            edgecolor="none",
            framealpha=0.9,
        )
        spread.legend(loc="upper right", handlelength=3.2)
        return scene

    def move(self, scene: Scene, numbers: TwoClouds, units: UnitSystem) -> None:
        """Put both clouds and both curves in place."""
        x = in_units(numbers.mornings[0], "glucose", units)
        x0 = in_units(numbers.glucose, "glucose", units)
        axis = np.geomspace(0.2, 64, 220)
        for name, factor, usual, line in zip(
            "ab", (1.0, numbers.factor), numbers.usual, scene.middle, strict=True
        ):
            getattr(scene, f"cloud_{name}").set_data(
                x, in_units(numbers.mornings[1] * factor, "insulin", units)
            )
            getattr(scene, f"at_{name}").set_data(
                [x0], [in_units(numbers.insulin * factor, "insulin", units)]
            )
            height = np.exp(-0.5 * (np.log(axis / usual) / numbers.variation.log_sd) ** 2)
            getattr(scene, f"density_{name}").set_data(axis, height)
            line.set_xdata([usual] * 2)

    def say(self, numbers: TwoClouds, units: UnitSystem) -> str:
        """Say how far single mornings and laboratories lie apart."""
        del units
        first, second = numbers.usual
        low, high = numbers.variation.single_values(first)
        other = numbers.variation.single_values(second)
        ratio = numbers.variation.critical_ratio
        assay = (
            "Laboratory B reads the same."
            if round(numbers.factor, 2) == 1
            else f"Laboratory B sees a usual HOMA-IR of {second:.2f} and mornings from {other[0]:.1f} to "
            f"{other[1]:.1f} in the same blood."
        )
        return (
            f"Nothing changes in this person, whose usual HOMA-IR is {first:.2f} by laboratory A: 95 % of single "
            f"mornings lie between {low:.1f} and {high:.1f} (within-person variation {numbers.variation.cv:.0f} %). "
            f"{assay} Before two values of one laboratory differ by more than chance gives in one case of twenty, "
            f"the second must be {ratio:.1f} times the first, or {100 * (1 - 1 / ratio):.0f} % lower."
        )

    def tabulate(self, numbers: TwoClouds, units: UnitSystem) -> pd.DataFrame:
        """Return usual values and the ends of single mornings by laboratory."""
        del units
        import pandas as pd

        ends = [numbers.variation.single_values(usual) for usual in numbers.usual]
        return pd.DataFrame(
            {
                "Laboratory": ["A", "B"],
                "Usual HOMA-IR": numbers.usual,
                "95 % of mornings from": [low for low, _ in ends],
                "to": [high for _, high in ends],
                "Mornings above 2.5, %": [
                    100 * numbers.variation.share_above(2.5, usual) for usual in numbers.usual
                ],
            }
        )


@cache
def _draws() -> Row:
    """Return chance draws for glucose and insulin, uncorrelated and of unit spread."""
    draws = np.random.default_rng(7).standard_normal((2, _MORNINGS))
    draws -= draws.mean(axis=1, keepdims=True)
    scaled: Row = draws / draws.std(axis=1, keepdims=True)
    return scaled


# --- HOMA1, HOMA2, QUICKI ----------------------------------------------------------------------------------

_ASSAYS = {"ria": "an older radioimmunoassay", "specific": "an assay specific for insulin"}


_MAP_EDGES = (56.0, 212.0)  # mg/dL


class Versions(NamedTuple):
    """A person's three indices, what else has the same HOMA-IR, and 500 synthetic adults (HOMA1-IR, HOMA2-IR)."""

    glucose: float
    insulin: float
    assay: str
    homa1: float
    homa2: float
    quicki: float
    same_homa1: tuple[Row, Row]
    same_homa2: tuple[Row, Row]
    response: tuple[float, float]
    crowd: tuple[Row, Row]


class HomaVersions(Explorer[Versions]):
    """Insulin and glucose drive HOMA1, HOMA2 and QUICKI: the map, and the three indices against each other."""

    title = "Insulin and glucose drive three indices"
    controls = (
        Slider("glucose", "Fasting glucose", 60, 200, 100, 1, analyte="glucose", si_step=0.1),
        Slider("insulin", "Fasting insulin", 3.5, 48, 10, 0.5, analyte="insulin", si_step=2),
        Choice("assay", "HOMA2 is told that insulin comes from", _ASSAYS, "ria"),
    )
    presets = {
        "Reference of HOMA1": {"glucose": 81, "insulin": 5},
        "High insulin": {"glucose": 92, "insulin": 24},
        "High glucose": {"glucose": 190, "insulin": 11.5},
    }
    sources = ("Matthews1985", "Levy1998", "Katz2000")
    size = (900, 400)

    def compute(self, *, glucose: float, insulin: float, assay: str) -> Versions:
        """Return the indices, the pairs of values with the same HOMA-IR, and what one more percent of either does."""
        kind: Any = assay
        first, second = float(homa_ir(glucose, insulin)), _homa2(glucose, insulin, kind)
        axis = np.linspace(*_MAP_EDGES, 60)
        insulins, reached = _homa2_grid(assay)
        same = [np.interp(second, row, insulins, left=np.nan, right=np.nan) for row in reached]
        return Versions(
            glucose, insulin, assay, first, second, float(quicki(glucose, insulin)),
            (axis, insulin_at(first, axis)),
            (axis, np.array(same)),
            (
                float(np.log(_homa2(glucose * 1.01, insulin, kind) / second) / np.log(1.01)),
                float(np.log(_homa2(glucose, insulin * 1.01, kind) / second) / np.log(1.01)),
            ),
            _versions_of_the_crowd(assay),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the map, lines of equal and of half value, and the one curve on which QUICKI lies."""
        chart, two, quick = figure.subplots(1, 3, width_ratios=(1.75, 1, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.14, wspace=0.33)
        draw_homa_map(chart, units, _MAP_EDGES)
        chart.set(
            title="Every pair of the two values", ylim=in_units(np.array([0.26, 220]), "insulin", units)
        )
        axis = np.geomspace(0.5, 25, 40)
        for share, label, place in ((1, "equal", (1.25, 3)), (0.5, "½", (8.6, 6))):
            two.plot(axis, share * axis, color=style.MUTED, linewidth=1.3, linestyle="--")
            two.text(*place, label, ha="center", va="center", fontsize=11)
        two.set(
            xlim=(0.45, 30), ylim=(0.3, 8), xlabel="HOMA1-IR", ylabel="HOMA2-IR (approximation)",
            title="HOMA2 by HOMA1",
        )  # fmt: skip
        charts.log_ticks(two, x=(1, 2, 4, 8, 16), y=(0.5, 1, 2, 4))
        people = _people().iloc[:500]
        quick.plot(
            people["homa_ir"], quicki(people["glucose_mg_dl"], people["insulin_uu_ml"]), ".",
            color=style.CROWD, markersize=6,
        )  # fmt: skip
        quick.set(
            xlim=(0.25, 30), ylim=(0.24, 0.52), xlabel="HOMA1-IR", ylabel="QUICKI", title="QUICKI by HOMA1"
        )
        charts.log_ticks(quick, x=(0.5, 1, 2, 4, 8, 16))
        scene = Scene(
            crowd=two.plot([], [], ".", color=style.CROWD, markersize=6)[0],
            same_homa1=chart.plot([], [], color=style.ACCENT, linewidth=2.6, label="the same HOMA1-IR")[0],
            same_homa2=chart.plot(
                [], [], color=style.INSULIN, linewidth=2.6, linestyle="-.", label="the same HOMA2-IR"
            )[0],
            at_map=charts.mark(chart, size=13),
            at_two=charts.mark(two, size=13),
            at_quick=charts.mark(quick, size=13),
            indices=chart.text(
                0.985, 0.98, "", ha="right", va="top", transform=chart.transAxes, fontsize=11, weight="bold",
                bbox=charts.box(0.25, alpha=0.9),
            ),
        )  # fmt: skip
        chart.legend(
            loc="lower right", handlelength=3.2, frameon=True, facecolor=style.PAPER, edgecolor="none",
            framealpha=0.9,
        )  # fmt: skip
        return scene

    def move(self, scene: Scene, numbers: Versions, units: UnitSystem) -> None:
        """Put the person on the three charts, with what has the same HOMA-IR."""
        scene.crowd.set_data(*numbers.crowd)
        for line, (glucose, insulin) in (
            (scene.same_homa1, numbers.same_homa1),
            (scene.same_homa2, numbers.same_homa2),
        ):
            line.set_data(in_units(glucose, "glucose", units), in_units(insulin, "insulin", units))
        scene.at_map.set_data(
            [in_units(numbers.glucose, "glucose", units)], [in_units(numbers.insulin, "insulin", units)]
        )
        scene.at_two.set_data([numbers.homa1], [numbers.homa2])
        scene.at_quick.set_data([numbers.homa1], [numbers.quicki])
        scene.indices.set_text(
            f"HOMA1-IR {numbers.homa1:.2f}\nHOMA2-IR {numbers.homa2:.2f}\nQUICKI {numbers.quicki:.3f}"
        )

    def say(self, numbers: Versions, units: UnitSystem) -> str:
        """Say the three indices, what drives the first two, and what ties the third to the first."""
        by_glucose, by_insulin = (100 * (1.1**power - 1) for power in numbers.response)
        return (
            f"Glucose {format_value(numbers.glucose, 'glucose', units)} and insulin "
            f"{format_value(numbers.insulin, 'insulin', units)}, by {_ASSAYS[numbers.assay]}: HOMA1-IR "
            f"{numbers.homa1:.2f}, HOMA2-IR {numbers.homa2:.2f} (HOMA1-IR is {numbers.homa1 / numbers.homa2:.1f} times "
            f"as high), QUICKI {numbers.quicki:.3f}. Ten percent more insulin raises HOMA1-IR by 10 % and HOMA2-IR by "
            f"{by_insulin:.0f} %; ten percent more glucose raises HOMA1-IR by 10 % too, HOMA2-IR by only "
            f"{by_glucose:.0f} %. QUICKI is 1/log10(405 × HOMA1-IR): everyone with this HOMA1-IR has this QUICKI."
        )

    def tabulate(self, numbers: Versions, units: UnitSystem) -> pd.DataFrame:
        """Return the person's indices beside people with the same HOMA1-IR and another glucose."""
        import pandas as pd

        glucose = np.array([numbers.glucose, 75, 90, 110, 140, 180])
        insulin = insulin_at(numbers.homa1, glucose)
        reached = (insulin >= 3.4) & (insulin <= 49)
        kind: Any = numbers.assay
        second = homa2_approx(glucose[reached], insulin[reached], assay=kind).resistance
        return pd.DataFrame(
            {
                f"Glucose, {unit_of('glucose', units)}": in_units(glucose[reached], "glucose", units),
                f"Insulin, {unit_of('insulin', units)}": in_units(insulin[reached], "insulin", units),
                "HOMA1-IR": numbers.homa1,
                "HOMA2-IR": second,
                "QUICKI": numbers.quicki,
            }
        )


def _homa2(glucose: float, insulin: float, assay: Any) -> float:
    return float(homa2_approx(glucose, insulin, assay=assay).resistance)


@cache
def _homa2_grid(assay: str) -> tuple[Row, Row]:
    """Return insulins, and HOMA2-IR for each of them, one row a glucose of the map."""
    kind: Any = assay
    insulins = np.geomspace(3.4, 49.9, 80)
    glucose = np.linspace(*_MAP_EDGES, 60)[:, np.newaxis]
    return insulins, np.asarray(homa2_approx(glucose, insulins, assay=kind).resistance)


@cache
def _versions_of_the_crowd(assay: str) -> tuple[Row, Row]:
    """Return both indices of those of the first 500 adults whom HOMA2 reaches."""
    people = _people().iloc[:500]
    inside = people[people["insulin_uu_ml"].between(3.4, 49) & people["glucose_mg_dl"].between(55, 216)]
    kind: Any = assay
    second = homa2_approx(inside["glucose_mg_dl"], inside["insulin_uu_ml"], assay=kind).resistance
    return inside["homa_ir"].to_numpy(), second.to_numpy()


# --- cut-offs ----------------------------------------------------------------------------------------------


class CutOff(NamedTuple):
    """What was set, how the cut-off does among those tested, and what it makes of 1,000 people elsewhere."""

    cutoff: float
    share: float
    prevalence: float
    resistant: NDArray[np.bool_]
    accuracy: Accuracy
    area: float
    elsewhere: People


class CutOffs(Explorer[CutOff]):
    """A cut-off of HOMA-IR against a reference, and what it does where few are resistant."""

    title = "A cut-off of HOMA-IR, and whom it calls resistant"
    controls = (
        Slider("cutoff", "Called resistant above HOMA-IR", 0.8, 8, 2.5, 0.1),
        Slider("share", "The reference calls resistant the lowest", 10, 50, 25, 5, unit="%"),
        Slider("prevalence", "Used where this share is resistant", 2, 60, 25, 1, unit="%"),
    )
    presets = {
        "Cut-off 1.8": {"cutoff": 1.8},
        "Cut-off 2.5": {"cutoff": 2.5},
        "Cut-off 3.8": {"cutoff": 3.8},
        "Cut-off 2.5 where few are resistant": {"cutoff": 2.5, "prevalence": 5},
    }
    sources = ("DallaMan2007",)
    size = (900, 400)

    def compute(self, *, cutoff: float, share: float, prevalence: float) -> CutOff:
        """Return sensitivity, specificity and what follows for 1,000 people."""
        homa, sensitivity = _tested()
        resistant = sensitivity <= np.percentile(sensitivity, share)
        accuracy = classify(homa, resistant, cutoff)
        return CutOff(
            cutoff, share, prevalence, resistant, accuracy, area_under_curve(homa, resistant),
            accuracy.among(1000, prevalence / 100),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of the people tested and of the thousand elsewhere."""
        del units
        tested, thousand = figure.subplots(1, 2, width_ratios=(1.25, 1))
        figure.subplots_adjust(left=0.125, right=0.96, top=0.9, bottom=0.14, wspace=0.36)
        tested.set(
            xlim=(0.28, 20), ylim=(-0.6, 1.6), yticks=[1, 0], yticklabels=["resistant\nby the\nreference", "not"],
            xlabel="HOMA-IR", title="Those tested",
        )  # fmt: skip
        charts.log_ticks(tested, x=(0.5, 1, 2, 4, 8, 16))
        thousand.set(
            xlim=(0, 1000), ylim=(-0.6, 1.6), yticks=[1, 0], yticklabels=["called\nresistant", "not\ncalled so"],
            xlabel="people; solid: resistant, hatched: not", title="1,000 people where it is used",
        )  # fmt: skip
        bars = thousand.barh(
            [1, 1, 0, 0], [1, 1, 1, 1], height=0.5, color=[style.GLUCOSE, "white", style.GLUCOSE, "white"],
            edgecolor=[style.GLUCOSE, style.INSULIN, style.GLUCOSE, style.INSULIN], linewidth=1.6,
        )  # fmt: skip
        for bar, hatch in zip(bars, ("", "///", "", "///"), strict=True):
            bar.set_hatch(hatch)
        dots: Any = {"linestyle": "none", "markersize": 6, "alpha": 0.75}
        return Scene(
            yes=tested.plot([], [], "s", color=style.GLUCOSE, **dots)[0],
            no=tested.plot([], [], "o", color=style.INSULIN, **dots)[0],
            cutoff=tested.axvline(2.5, color=style.LEARNER, linewidth=2),
            bars=list(bars),
            called=thousand.text(990, 1.33, "", ha="right", fontsize=11),
            left=thousand.text(990, 0.33, "", ha="right", fontsize=11),
        )

    def move(self, scene: Scene, numbers: CutOff, units: UnitSystem) -> None:
        """Sort the people and set the bars."""
        del units
        homa, _ = _tested()
        jitter = 0.7 * (np.modf(np.arange(len(homa)) * 0.618)[0] - 0.5)
        scene.yes.set_data(homa[numbers.resistant], 1 + jitter[numbers.resistant])
        scene.no.set_data(homa[~numbers.resistant], jitter[~numbers.resistant])
        scene.cutoff.set_xdata([numbers.cutoff] * 2)
        people = numbers.elsewhere
        widths = (people.true_positive, people.false_positive, people.false_negative, people.true_negative)
        for bar, start, width in zip(scene.bars, (0, widths[0], 0, widths[2]), widths, strict=True):
            bar.set_x(start)
            bar.set_width(width)
        scene.called.set_text(f"{widths[0]:.0f} resistant, {widths[1]:.0f} not")
        scene.left.set_text(f"{widths[2]:.0f} resistant, {widths[3]:.0f} not")

    def say(self, numbers: CutOff, units: UnitSystem) -> str:
        """Say sensitivity, specificity and the predictive value."""
        del units
        people = numbers.elsewhere
        called = people.true_positive + people.false_positive
        value = (
            f"of {called:.0f} people called resistant {people.true_positive:.0f} are "
            f"({100 * people.predictive_value:.1f} %)"
            if called >= 0.5
            else "nobody is called resistant"
        )
        return (
            f"Above {numbers.cutoff:.1f}, with the least sensitive {numbers.share:.0f} % of those tested taken as "
            f"resistant: sensitivity {100 * numbers.accuracy.sensitivity:.0f} %, specificity "
            f"{100 * numbers.accuracy.specificity:.0f} % (area under the curve {numbers.area:.2f}). Among 1,000 "
            f"people of whom {numbers.prevalence:.0f} % are resistant, {value}, and {people.false_negative:.0f} are "
            "missed."
        )

    def tabulate(self, numbers: CutOff, units: UnitSystem) -> pd.DataFrame:
        """Return what other cut-offs would do."""
        del units
        import pandas as pd

        homa, _ = _tested()
        rows = []
        for cutoff in (numbers.cutoff, 1.0, 1.5, 2.0, 2.5, 3.0, 3.8, 5.0):
            accuracy = classify(homa, numbers.resistant, cutoff)
            people = accuracy.among(1000, numbers.prevalence / 100)
            rows.append(
                [
                    cutoff,
                    100 * accuracy.sensitivity,
                    100 * accuracy.specificity,
                    people.true_positive,
                    people.false_positive,
                    people.false_negative,
                ]
            )
        return pd.DataFrame(
            rows,
            columns=[
                "Cut-off",
                "Sensitivity, %",
                "Specificity, %",
                "Rightly called",
                "Wrongly called",
                "Missed",
            ],
        )


@cache
def _tested() -> tuple[Row, Row]:
    """Return HOMA-IR and true muscle sensitivity of those tested whose fasting glucose is below 126 mg/dL."""
    indices = ogtt.summary(ogtt.load())
    truth = np.asarray(ogtt.volunteers(ogtt.SHIPPED_SEED).model.vmx, dtype=float)
    below = indices["glucose_0_mg_dl"].to_numpy() < DIABETES_GLUCOSE
    return indices["homa_ir"].to_numpy()[below], truth[below]


# --- the tolerance test ------------------------------------------------------------------------------------

_CLASSES = {"normal": "normal tolerance", "impaired": "impaired tolerance", "diabetes": "diabetes"}


class Tested(NamedTuple):
    """One person's test and indices, and which class is shown beside it."""

    person: int
    shown: str
    glucose: Row
    insulin: Row
    results: pd.Series


class ToleranceTest(Explorer[Tested]):
    """The oral glucose tolerance tests of 200 synthetic people, and the plane of sensitivity and secretion."""

    title = "Two hundred glucose tolerance tests"
    controls = (
        Slider("rank", "Person, from least to most sensitive", 1, 200, 100, 1),
        Choice("shown", "Show beside", {"all": "all 200", **_CLASSES}, "all"),
    )
    presets = {
        "Person 194": {"rank": 194},
        "Person 42": {"rank": 42},
        "Person 86": {"rank": 86},
        "Person 146": {"rank": 146},
        "Those in the diabetes range": {"rank": 146, "shown": "diabetes"},
    }
    sources = ("Matsuda1999", "DallaMan2007")

    def compute(self, *, rank: float, shown: str) -> Tested:
        """Return the person of that rank."""
        indices, glucose, insulin = _tests()
        row = round(rank) - 1
        return Tested(round(rank), shown, glucose[row], insulin[row], indices.iloc[row])

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the ranges of the tests and the hyperbola of the people with normal tolerance."""
        indices, glucose, insulin = _tests()
        first, second, plane = figure.subplots(1, 3, width_ratios=(1, 1, 1.25))
        figure.subplots_adjust(left=0.065, right=0.985, top=0.9, bottom=0.15, wspace=0.3)
        for axes, values, analyte in ((first, glucose, "glucose"), (second, insulin, "insulin")):
            low, high = (in_units(np.percentile(values, end, axis=0), analyte, units) for end in (5, 95))
            axes.fill_between(ogtt.MINUTES, low, high, color=style.CROWD, alpha=0.35, linewidth=0)
            axes.set(
                xlim=(-4, 124), xticks=ogtt.MINUTES, xlabel="Minutes",
                title=f"{analyte.capitalize()}, {unit_of(analyte, units)}",
            )  # fmt: skip
        first.set_ylim(0, in_units(370.0, "glucose", units))
        charts.log_ticks(second, y=(6, 20, 60, 200, 600, 2000) if units == "SI" else (1, 3, 10, 30, 100, 300))
        second.set_ylim(*in_units(np.array([0.8, 800.0]), "insulin", units))
        normal = indices[indices["tolerance"] == "normal"]
        axis = np.geomspace(0.5, 25, 40)
        plane.plot(
            axis, normal["disposition"].median() / axis, color=style.GOOD, linewidth=1.8, linestyle="--"
        )
        plane.set(
            xlim=(0.5, 25), ylim=(0.04, 40), xlabel="Matsuda index (sensitivity)", ylabel="Insulinogenic index",
            title="Dashed: same product",
        )  # fmt: skip
        charts.log_ticks(plane, x=(0.5, 1, 2, 5, 10, 20), y=(0.1, 0.3, 1, 3, 10, 30))
        looks = {"normal": ("o", style.GOOD), "impaired": ("^", style.WARN), "diabetes": ("s", style.GLUCOSE)}
        groups = []
        for name, (shape, colour) in looks.items():
            group = indices[indices["tolerance"] == name]
            groups.append(
                plane.plot(
                    group["matsuda"],
                    group["insulinogenic"],
                    shape,
                    color=colour,
                    markersize=5,
                    alpha=0.75,
                    label=name,
                )[0]
            )
        plane.legend(loc="upper right", handlelength=1, borderpad=0.2, labelspacing=0.25)
        return Scene(
            groups=groups,
            glucose=first.plot([], [], "o-", color=style.GLUCOSE, markersize=8, markeredgecolor="white")[0],
            insulin=second.plot([], [], "o-", color=style.INSULIN, markersize=8, markeredgecolor="white")[0],
            here=charts.mark(plane, "D"),
        )

    def move(self, scene: Scene, numbers: Tested, units: UnitSystem) -> None:
        """Draw the person's test and place."""
        for group, name in zip(scene.groups, _CLASSES, strict=True):
            group.set_visible(numbers.shown in ("all", name))
        scene.glucose.set_data(ogtt.MINUTES, in_units(numbers.glucose, "glucose", units))
        scene.insulin.set_data(ogtt.MINUTES, in_units(numbers.insulin, "insulin", units))
        scene.here.set_data([numbers.results["matsuda"]], [numbers.results["insulinogenic"]])

    def say(self, numbers: Tested, units: UnitSystem) -> str:
        """Say the indices and what the product says."""
        index = numbers.results
        indices = _tests()[0]
        usual = float(indices.loc[indices["tolerance"] == "normal", "disposition"].median())
        beside = ""
        if numbers.shown != "all":
            median = float(indices.loc[indices["tolerance"] == numbers.shown, "disposition"].median())
            beside = f" Beside: {_CLASSES[numbers.shown]}, median disposition index {median:.1f}."
        return (
            f"Person {numbers.person} of 200: glucose {format_value(numbers.glucose[0], 'glucose', units)} fasting "
            f"and {format_value(numbers.glucose[-1], 'glucose', units)} after two hours "
            f"({_CLASSES[index['tolerance']]}). Matsuda index {index['matsuda']:.1f}, insulinogenic index "
            f"{index['insulinogenic']:.2f}, their product, the disposition index, {index['disposition']:.1f}: "
            f"{100 * index['disposition'] / usual:.0f} % of the median of people with normal tolerance. HOMA-IR "
            f"{index['homa_ir']:.2f}.{beside}"
        )

    def tabulate(self, numbers: Tested, units: UnitSystem) -> pd.DataFrame:
        """Return the person's samples."""
        import pandas as pd

        return pd.DataFrame(
            {
                "Minutes": list(ogtt.MINUTES),
                f"Glucose, {unit_of('glucose', units)}": in_units(numbers.glucose, "glucose", units),
                f"Insulin, {unit_of('insulin', units)}": in_units(numbers.insulin, "insulin", units),
            }
        )


@cache
def _tests() -> tuple[pd.DataFrame, Row, Row]:
    """Return indices and samples of everyone, the least sensitive first."""
    tests = ogtt.load()
    indices = ogtt.summary(tests).sort_values("matsuda")
    samples = [
        tests.pivot_table(index="id", columns="time_min", values=column).loc[indices.index].to_numpy()
        for column in ("glucose_mg_dl", "insulin_uu_ml")
    ]
    return indices, samples[0], samples[1]


# --- the minimal model -------------------------------------------------------------------------------------

_SEEDS = {"1": 11, "2": 2}
_UNIT_SI = 1e-4


class ByHand(NamedTuple):
    """The test, the model as set with the g0 that suits it best, and its misses at the samples used."""

    test: str
    model: MinimalModel
    minutes: Row
    glucose: Row
    residuals: Row
    curve: tuple[Row, Row]

    @property
    def rmse(self) -> float:
        """Root-mean-square miss, mg/dL."""
        return float(np.sqrt(np.mean(self.residuals**2)))


class MinimalFit(Explorer[ByHand]):
    """The learner fits the minimal model by hand, and finds more than one explanation."""

    title = "The minimal model, fitted by hand"
    controls = (
        Slider("si", "Insulin sensitivity SI", 2, 9, 3, 0.05, unit="×10⁻⁴ mL/µU/min"),
        Slider("sg", "Glucose effectiveness SG", 0.4, 6, 2, 0.05, unit="% a minute"),
        Slider("p2", "Insulin's effect fades by p2", 0.5, 14, 5, 0.05, unit="% a minute"),
        Choice("test", "Test of the same person", {"1": "first", "2": "second"}, "2"),
    )
    presets = {
        "As the person was made": {"si": 5, "sg": 2.8, "p2": 2},
        "One explanation": {"si": 4.85, "sg": 1.3, "p2": 9.65},
        "Another explanation": {"si": 5.15, "sg": 3, "p2": 1.75},
        "SI too high": {"si": 7, "sg": 1.3, "p2": 9.65},
    }
    sources = ("Bergman1979", "Pacini1986")

    def compute(self, *, si: float, sg: float, p2: float, test: str) -> ByHand:
        """Return the course for the parameters; the glucose at minute 0 is the one that fits best."""
        samples = _fsigt(test)
        minutes, glucose = samples["time"].to_numpy(), samples["glucose"].to_numpy()
        rate = p2 / 100
        model = MinimalModel(
            p1=sg / 100, p2=rate, p3=rate * si * _UNIT_SI, gb=glucose[0], ib=float(samples["insulin"].iloc[0])
        )
        insulin = samples.set_index("time")["insulin"]
        axis = np.arange(0.0, minutes[-1] + 1, 2.0)
        used = minutes >= FIRST_MINUTE
        wanted = np.union1d(axis, minutes)
        # Glucose is a straight line in g0, so that two courses tell the best one.
        low, high = (_with_start(model, g0).glucose(insulin, wanted) for g0 in (150.0, 350.0))
        at = np.searchsorted(wanted, minutes[used])
        slope = (high - low) / 200
        g0 = 150 + float(np.sum((glucose[used] - low[at]) * slope[at]) / np.sum(slope[at] ** 2))
        course = low + (g0 - 150) * slope
        return ByHand(
            test, _with_start(model, max(g0, 20.0)), minutes, glucose, course[at] - glucose[used], (wanted, course)
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes of glucose and of the misses."""
        chart, misses = figure.subplots(1, 2, width_ratios=(1.3, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.25)
        chart.set(
            xlim=(-4, 186),
            ylim=in_units(np.array([50.0, 390.0]), "glucose", units),
            xlabel="Minutes after the injection",
            ylabel=f"Glucose, {unit_of('glucose', units)}",
            title="Hollow: not used, still mixing",
        )
        reach = in_units(24.0, "glucose", units)
        misses.axhline(0, color=style.MUTED, linewidth=1.2)
        misses.set(
            xlim=(-4, 186),
            ylim=(-reach, reach),
            xlabel="Minutes",
            ylabel=f"Model minus measured, {unit_of('glucose', units)}",
            title="How far the curve misses",
        )
        scene = Scene(
            curve=chart.plot([], [], color=style.ACCENT, label="model")[0],
            early=chart.plot(
                [], [], "o", color=style.GLUCOSE, markersize=7, markerfacecolor="white", linestyle="none"
            )[0],
            used=charts.mark(chart, "o", style.GLUCOSE, size=8, label="measured"),
            misses=misses.plot([], [], "s-", color=style.ACCENT, markersize=6, linewidth=1.2)[0],
        )
        chart.legend(loc="upper right")
        return scene

    def move(self, scene: Scene, numbers: ByHand, units: UnitSystem) -> None:
        """Draw samples, curve and misses."""
        used = numbers.minutes >= FIRST_MINUTE
        glucose = in_units(numbers.glucose, "glucose", units)
        scene.curve.set_data(numbers.curve[0], in_units(numbers.curve[1], "glucose", units))
        scene.early.set_data(numbers.minutes[~used], glucose[~used])
        scene.used.set_data(numbers.minutes[used], glucose[used])
        scale = in_units(1.0, "glucose", units)
        scene.misses.set_data(numbers.minutes[used], np.clip(numbers.residuals, -23.5, 23.5) * scale)

    def say(self, numbers: ByHand, units: UnitSystem) -> str:
        """Say the parameters and the misfit, beside the error of the laboratory."""
        model, rmse = numbers.model, numbers.rmse
        scale = float(in_units(1.0, "glucose", units))
        unit = unit_of("glucose", units)
        error = 0.01 * float(numbers.glucose[numbers.minutes >= FIRST_MINUTE].mean())
        told = (
            "as close as the laboratory's error of 1 % allows"
            if rmse < 1.05 * error
            else "near, but more than the laboratory's error of 1 % explains"
            if rmse < 2.5 * error
            else "far more than the laboratory's error of 1 % explains"
        )
        number = "first" if numbers.test == "1" else "second"
        return (
            f"The {number} test, SI {model.si / _UNIT_SI:.2f} ×10⁻⁴ mL/µU/min, SG {100 * model.sg:.2f} % a minute, "
            f"p2 {100 * float(model.p2):.2f} % a minute: the curve misses the samples by {rmse * scale:.2g} {unit} "
            f"(root mean square), {told}. Glucose at minute 0 is set to what fits best, "
            f"{format_value(float(model.g0), 'glucose', units)}."
        )

    def tabulate(self, numbers: ByHand, units: UnitSystem) -> pd.DataFrame:
        """Return samples and misses."""
        import pandas as pd

        used = numbers.minutes >= FIRST_MINUTE
        unit = unit_of("glucose", units)
        return pd.DataFrame(
            {
                "Minutes": numbers.minutes[used],
                f"Measured, {unit}": in_units(numbers.glucose[used], "glucose", units),
                f"Model minus measured, {unit}": numbers.residuals * in_units(1.0, "glucose", units),
            }
        )


@cache
def _fsigt(test: str) -> pd.DataFrame:
    return synthetic_fsigt(seed=_SEEDS[test]).samples


def _with_start(model: MinimalModel, g0: float) -> MinimalModel:
    from dataclasses import replace

    return replace(model, g0=g0)


# --- HbA1c -------------------------------------------------------------------------------------------------

_PAST = np.arange(-30.0, 151.0, 1.0)


def _by_adag(glucose: Any) -> Any:
    """HbA1c (%) that belongs to an average glucose (mg/dL)."""
    slope, fall = ADAG
    return (glucose + fall) / slope


class Glycated(NamedTuple):
    """What was set, HbA1c over time and on the day, and the average glucose of the 90 days before it."""

    before: float
    after: float
    day: float
    cells: RedCells
    course: Row
    hba1c: float
    average: float


class RedCellLife(Explorer[Glycated]):
    """HbA1c follows glucose slowly, and depends on how long red cells live."""

    title = "HbA1c, glucose and the life of red cells"
    controls = (
        Slider("before", "Average glucose until day 0", 85, 240, 100, 1, analyte="glucose", si_step=0.1),
        Slider("after", "Average glucose from day 0 on", 85, 240, 160, 1, analyte="glucose", si_step=0.1),
        Slider("day", "Blood is drawn on day", 0, 150, 30, 1),
        Slider("life", "Red cells live for", 60, 150, 120, 1, unit="days"),
    )
    presets = {
        "A month after a rise": {"day": 30},
        "Four months after": {"day": 120},
        "Steady, cells live 80 days": {"before": 154, "after": 154, "life": 80},
        "Steady, cells live 120 days": {"before": 154, "after": 154, "life": 120},
        "Steady, cells live 140 days": {"before": 154, "after": 154, "life": 140},
    }
    sources = ("Nathan2008", "Bergenstal2018", "Malka2016", "Cohen2008")
    schematic = True

    def compute(self, *, before: float, after: float, day: float, life: float) -> Glycated:
        """Return the course of HbA1c."""
        cells = RedCells(life)
        recent = min(day, 90.0) / 90
        return Glycated(
            before, after, day, cells, cells.after_step(before, after, _PAST),
            cells.after_step(before, after, day), after * recent + before * (1 - recent),
        )  # fmt: skip

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axis of days, and the plane on which ADAG and GMI are lines."""
        time, plane = figure.subplots(1, 2, width_ratios=(1.15, 1), sharey=True)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.08)
        unit = unit_of("hba1c", units)
        limits = in_units(np.array([2.8, 12.6]), "hba1c", units)
        time.axvline(0, color=style.MUTED, linewidth=1, linestyle=":")
        time.set(
            xlim=(-32, 154),
            ylim=limits,
            xlabel="Days since glucose changed",
            ylabel=f"HbA1c, {unit}",
            title="HbA1c over time",
        )
        time.set_xticks(range(-30, 151, 30))
        axis = np.linspace(75, 245, 30)
        x = in_units(axis, "glucose", units)
        plane.plot(
            x, in_units(_by_adag(axis), "hba1c", units), color=style.MUTED, linewidth=1.8, label="ADAG"
        )
        plane.plot(
            x, in_units(gmi(axis), "hba1c", units), color=style.GOOD, linewidth=1.8, linestyle="--", label="GMI",
        )  # fmt: skip
        plane.set(
            xlim=(x[0], x[-1]), xlabel=f"Average glucose of the last 90 days, {unit_of('glucose', units)}",
            title="HbA1c against average glucose",
        )  # fmt: skip
        plane.legend(loc="upper left", handlelength=3)
        return Scene(
            course=time.plot([], [], color=style.GLUCOSE)[0],
            day=charts.mark(time),
            stem=plane.plot([], [], color=style.ACCENT, linewidth=1.6, linestyle=":")[0],
            here=charts.mark(plane),
        )

    def move(self, scene: Scene, numbers: Glycated, units: UnitSystem) -> None:
        """Draw the course and the day of the test."""
        at = in_units(numbers.hba1c, "hba1c", units)
        x = in_units(numbers.average, "glucose", units)
        scene.course.set_data(_PAST, in_units(numbers.course, "hba1c", units))
        scene.day.set_data([numbers.day], [at])
        scene.stem.set_data([x, x], [in_units(_by_adag(numbers.average), "hba1c", units), at])
        scene.here.set_data([x], [at])

    def say(self, numbers: Glycated, units: UnitSystem) -> str:
        """Say HbA1c, what it is read as, and what glucose was."""
        read_as = float(estimated_average_glucose(numbers.hba1c))
        return (
            f"On day {numbers.day:.0f}, with red cells that live {numbers.cells.life_days:.0f} days, HbA1c is "
            f"{format_value(numbers.hba1c, 'hba1c', units)}. ADAG reads that as an average glucose of "
            f"{format_value(read_as, 'glucose', units)}; the average of the last 90 days was "
            f"{format_value(numbers.average, 'glucose', units)}, and a sensor's GMI for it is "
            f"{format_value(float(gmi(numbers.average)), 'hba1c', units)}. The last 30 days make up "
            f"{100 * numbers.cells.weight(30):.0f} % of what glucose adds to HbA1c."
        )

    def tabulate(self, numbers: Glycated, units: UnitSystem) -> pd.DataFrame:
        """Return HbA1c every 30 days and the weight of the days before a test."""
        import pandas as pd

        days = np.array([0, 30, 60, 90, 120, 150])
        hba1c = numbers.cells.after_step(numbers.before, numbers.after, days)
        return pd.DataFrame(
            {
                "Day": days,
                f"HbA1c, {unit_of('hba1c', units)}": in_units(hba1c, "hba1c", units),
                "Share of that many last days, %": 100 * numbers.cells.weight(days),
            }
        )


# --- free testosterone -------------------------------------------------------------------------------------

_SHBG_AXIS = np.linspace(5, 160, 60)


class Bound(NamedTuple):
    """Total (ng/dL), SHBG (nmol/L), albumin (g/dL); free testosterone (pg/mL) by each pair of constants."""

    testosterone: float
    shbg: float
    albumin: float
    free: dict[str, float]
    curves: dict[str, Row]


class FreeTestosteroneConstants(Explorer[Bound]):
    """The same blood, four pairs of association constants."""

    title = "Calculated free testosterone: whose constants?"
    controls = (
        Slider("testosterone", "Total testosterone", 10, 900, 400, 5, analyte="testosterone", si_step=0.1),
        Slider("shbg", "SHBG", 10, 150, 40, 1, analyte="shbg", si_step=1),
        Slider("albumin", "Albumin", 2.5, 5.5, 4.3, 0.1, analyte="albumin", si_step=1),
    )
    presets = {
        "A man": {},
        "The man with half the SHBG": {"shbg": 20},
        "A woman": {"testosterone": 25, "shbg": 60},
        "The woman with half the SHBG": {"testosterone": 25, "shbg": 30},
        "A man with little albumin": {"albumin": 2.8},
    }
    sources = ("Vermeulen1999", "Sodergard1982", "EmadiKonjin2003", "Ross2005", "Fiers2018")

    def compute(self, *, testosterone: float, shbg: float, albumin: float) -> Bound:
        """Return free testosterone by each pair of constants, here and along SHBG."""
        total = float(in_units(testosterone, "testosterone", "SI"))
        picogram = 1 / float(in_units(1.0, "free_testosterone", "SI"))
        free = {n: b.free(total, shbg, 10 * albumin) * picogram for n, b in CONSTANTS.items()}
        curves = {n: b.free(total, _SHBG_AXIS, 10 * albumin) * picogram for n, b in CONSTANTS.items()}
        return Bound(testosterone, shbg, albumin, free, curves)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes; the left in percent of the total, so that one scale serves both sexes."""
        share, bars = figure.subplots(1, 2, width_ratios=(1.15, 1))
        figure.subplots_adjust(left=0.075, right=0.94, top=0.9, bottom=0.15, wspace=0.48)
        share.set(
            xlim=(0, 160),
            ylim=(0.35, 16),
            xlabel="SHBG, nmol/L",
            ylabel="% of total testosterone",
            title="Free share against SHBG",
        )
        charts.log_ticks(share, y=(0.5, 1, 2, 5, 10))
        share.set_ylim(0.35, 16)
        bars.set(
            xlim=(50, 270),
            ylim=(-0.6, 4.6),
            yticks=range(5),
            yticklabels=["Vermeulen\n÷ 1.19 (dialysis)", *reversed(CONSTANTS)],
            xlabel="% of Vermeulen's result",
            title="The same blood",
        )
        bars.axvline(100, color=style.MUTED, linewidth=1.2)
        looks: Any = (
            (style.LEARNER, "-", "o"),
            (style.INSULIN, (0, (5, 2)), "s"),
            (style.GLUCOSE, "-.", "^"),
            (style.GOOD, ":", "D"),
        )
        scene = Scene(
            line=share.axvline(40, color=style.MUTED, linewidth=1, linestyle=":"),
            curves=[
                share.plot([], [], color=colour, linestyle=line, linewidth=2.2, label=name)[0]
                for name, (colour, line, _) in zip(CONSTANTS, looks, strict=True)
            ],
            marks=[
                charts.mark(bars, shape, colour, size=13, at=([1], [4 - row]))
                for row, (colour, _, shape) in enumerate(looks)
            ],
            dialysis=charts.mark(bars, "P", style.ACCENT, size=13, at=([100 / DIALYSIS_RATIO], [0])),
        )
        bars.plot(
            [100 / ratio for ratio in reversed(DIALYSIS_RANGE)], [0, 0], color=style.ACCENT, linewidth=2
        )
        share.legend(loc="upper right", handlelength=3.2)
        del units
        return scene

    def move(self, scene: Scene, numbers: Bound, units: UnitSystem) -> None:
        """Draw the curves and the four results."""
        del units
        scene.line.set_xdata([numbers.shbg] * 2)
        total = numbers.testosterone * 10  # pg/mL
        for curve, values in zip(scene.curves, numbers.curves.values(), strict=True):
            curve.set_data(_SHBG_AXIS, 100 * values / total)
        reference = numbers.free["Vermeulen 1999"]
        for mark, value in zip(scene.marks, numbers.free.values(), strict=True):
            mark.set_xdata([100 * value / reference])

    def say(self, numbers: Bound, units: UnitSystem) -> str:
        """Say the four results and what dialysis would be expected to find."""
        free = numbers.free
        reference = free["Vermeulen 1999"]
        others = ", ".join(
            f"{name.split()[0]}'s {format_value(value, 'free_testosterone', units)}"
            for name, value in free.items()
            if name != "Vermeulen 1999"
        )
        low, high = min(free.values()), max(free.values())
        return (
            f"Total testosterone {format_value(numbers.testosterone, 'testosterone', units)}, SHBG "
            f"{format_value(numbers.shbg, 'shbg', units)}, albumin "
            f"{format_value(numbers.albumin, 'albumin', units)}: free testosterone is "
            f"{format_value(reference, 'free_testosterone', units)} "
            f"({100 * reference / (10 * numbers.testosterone):.1f} %) with Vermeulen's constants, with {others}; "
            f"highest and lowest differ {high / low:.1f}-fold. Against dialysis Vermeulen's is 19 % too high on "
            f"average, which would leave {format_value(reference / DIALYSIS_RATIO, 'free_testosterone', units)}."
        )

    def tabulate(self, numbers: Bound, units: UnitSystem) -> pd.DataFrame:
        """Return constants and results."""
        import pandas as pd

        unit = unit_of("free_testosterone", units)
        return pd.DataFrame(
            {
                "Constants of": list(CONSTANTS),
                "SHBG, 10⁹ L/mol": [pair.k_shbg / 1e9 for pair in CONSTANTS.values()],
                "Albumin, 10⁴ L/mol": [pair.k_albumin / 1e4 for pair in CONSTANTS.values()],
                f"Free testosterone, {unit}": [
                    float(in_units(value, "free_testosterone", units)) for value in numbers.free.values()
                ],
            }
        )


# --- IGF-1 -------------------------------------------------------------------------------------------------

_AGE_AXIS = np.arange(18.0, 80.5, 0.5)
# Place of the fifth of IGF-1, odds ratio of HOMA-IR above 2.5, its interval: Friedrich 2012.
_FIFTHS = ((0, 1.65, 1.16, 2.34), (2, 1.0, 1.0, 1.0), (4, 1.96, 1.38, 2.79))


class GrowthFactor(NamedTuple):
    """What was set, the interval at that age, and the percentile."""

    igf1: float
    age: float
    sex: igf1.Sex
    interval: igf1.Interval
    percentile: float


class Igf1ByAge(Explorer[GrowthFactor]):
    """One value of IGF-1 at different ages, and insulin resistance by fifths of IGF-1."""

    title = "IGF-1: the same value at another age"
    controls = (
        Slider("igf1", "IGF-1", 30, 450, 180, 5, analyte="igf1", si_step=0.5),
        Slider("age", "Age", 18, 80, 45, 1, unit="years"),
        Choice("sex", "Sex", {"F": "woman", "M": "man"}, "F"),
    )
    presets = {
        "The value at 20 years": {"igf1": 180, "age": 20},
        "The value at 45 years": {"igf1": 180, "age": 45},
        "The value at 75 years": {"igf1": 180, "age": 75},
    }
    sources = ("MayoIGF1", "Friedrich2012")

    def compute(self, *, igf1: float, age: float, sex: str) -> GrowthFactor:
        """Return interval and percentile."""
        from helpers.igf1 import percentile, reference_interval

        kind: Any = sex
        return GrowthFactor(igf1, age, kind, reference_interval(age, kind), percentile(igf1, age, kind))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, and the odds of the Danish study."""
        ages, fifths = figure.subplots(1, 2, width_ratios=(1.5, 1))
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.15, wspace=0.22)
        ages.set(
            xlim=(16, 82),
            ylim=(0, in_units(480.0, "igf1", units)),
            xlabel="Age, years",
            ylabel=f"IGF-1, {unit_of('igf1', units)}",
            title="Between the lines: the middle 95 %",
        )
        for place, odds, low, high in _FIFTHS:
            fifths.plot([place, place], [low, high], color=style.INK, linewidth=2.2)
            fifths.plot([place], [odds], "s", color=style.INK, markersize=10)
        fifths.axhline(1, color=style.MUTED, linewidth=1.2)
        fifths.set(
            xlim=(-0.6, 4.6),
            ylim=(0.7, 3.1),
            xlabel="Fifth of IGF-1 in 3,354 Danish adults",
            ylabel="Odds of HOMA-IR above 2.5",
            title="Against the middle fifth",
        )
        fifths.set_xticks(range(5), ["lowest", "2nd", "middle", "4th", "highest"])
        charts.log_ticks(fifths, y=(0.75, 1, 1.5, 2, 3))
        fifths.set_ylim(0.7, 3.1)
        edge: Any = {"color": style.COMPARE, "linewidth": 2}
        return Scene(
            edges=[ages.plot([], [], drawstyle="steps-mid", **edge)[0] for _ in range(2)],
            stem=ages.plot([], [], color=style.ACCENT, linewidth=3)[0],
            point=charts.mark(ages, size=13),
        )

    def move(self, scene: Scene, numbers: GrowthFactor, units: UnitSystem) -> None:
        """Draw the interval and the value."""
        for line, end in zip(scene.edges, np.transpose(_intervals(numbers.sex)), strict=True):
            line.set_data(_AGE_AXIS, in_units(end, "igf1", units))
        ends = in_units(np.array(numbers.interval, dtype=float), "igf1", units)
        scene.stem.set_data([numbers.age] * 2, ends)
        scene.point.set_data([numbers.age], [in_units(numbers.igf1, "igf1", units)])

    def say(self, numbers: GrowthFactor, units: UnitSystem) -> str:
        """Say where the value stands."""
        who = "woman" if numbers.sex == "F" else "man"
        rank = (
            "above the 99th percentile"
            if numbers.percentile > 99
            else "below the 1st percentile"
            if numbers.percentile < 1
            else f"at about the {_ordinal(round(numbers.percentile))} percentile"
        )
        return (
            f"IGF-1 {format_value(numbers.igf1, 'igf1', units)} in a {who} of {numbers.age:.0f} years lies {rank}; "
            "this laboratory's reference interval for that age is "
            f"{format_value(numbers.interval.low, 'igf1', units)} to "
            f"{format_value(numbers.interval.high, 'igf1', units)}. In the Danish study both the lowest and the "
            "highest fifth had higher odds of insulin resistance than the middle one (1.65 and 1.96 times)."
        )

    def tabulate(self, numbers: GrowthFactor, units: UnitSystem) -> pd.DataFrame:
        """Return the interval and the value's percentile at other ages."""
        import pandas as pd

        ages = [numbers.age, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
        rows = np.array([igf1.reference_interval(age, numbers.sex) for age in ages], dtype=float)
        unit = unit_of("igf1", units)
        return pd.DataFrame(
            {
                "Age, years": ages,
                f"2.5th percentile, {unit}": in_units(rows[:, 0], "igf1", units),
                f"97.5th percentile, {unit}": in_units(rows[:, 1], "igf1", units),
                "Percentile of the value": [igf1.percentile(numbers.igf1, age, numbers.sex) for age in ages],
            }
        )


@cache
def _intervals(sex: igf1.Sex) -> Row:
    return np.array([igf1.reference_interval(age, sex) for age in _AGE_AXIS], dtype=float)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# --- CRP ---------------------------------------------------------------------------------------------------

_DAYS_AXIS_END = 30
_RAISED_CRP = (
    3.0  # mg/L, from which risk is called high: Pearson 2003, doi:10.1161/01.CIR.0000052939.59093.45
)


class Inflamed(NamedTuple):
    """What was set, the course, the value on the day, and its rank among the adults."""

    usual: float
    infection: float
    day: float
    days: Row
    course: Row
    crp: float
    rank: float


class CrpAfterInfection(Explorer[Inflamed]):
    """A cold on top of the usual CRP."""

    title = "CRP after an infection"
    controls = (
        Slider("usual", "Usual CRP", 0.3, 10, 1.5, 0.1, analyte="crp", si_step=0.1),
        Slider("infection", "Infection: IL-6 rises by", 0, 100, 20, 1, unit="times usual"),
        Slider("day", "Blood is drawn on day", 0, 30, 3, 0.5),
    )
    presets = {
        "On the third day": {"day": 3},
        "After ten days": {"day": 10},
        "A severe infection, after ten days": {"infection": 90, "day": 10},
        "No infection, more fat tissue": {"usual": 4.5, "infection": 0},
    }
    sources = ("Pepys2003", "Vigushin1993")
    schematic = True

    def compute(self, *, usual: float, infection: float, day: float) -> Inflamed:
        """Return the course of CRP in the month after."""
        course = AcutePhase(crp_mg_l=usual).simulate(_DAYS_AXIS_END, infection=infection)
        days, crp = course.index.to_numpy(dtype=float), course["crp_mg_l"].to_numpy()
        here = float(np.interp(day, days, crp))
        ranked = _ranked_crp()
        return Inflamed(
            usual, infection, day, days, crp, here, 100 * float(np.searchsorted(ranked, here)) / len(ranked)
        )

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axis of days, and the adults' distribution."""
        time, adults = figure.subplots(1, 2, width_ratios=(1.5, 1), sharey=True)
        figure.subplots_adjust(left=0.08, right=0.985, top=0.9, bottom=0.15, wspace=0.06)
        time.set(
            xlim=(-0.5, 30.5),
            ylim=(0.06, 400),
            xlabel="Days since the infection began",
            ylabel=f"CRP, {unit_of('crp', units)}",
            title="CRP over a month",
        )
        charts.log_ticks(time, y=(0.1, 0.3, 1, 3, 10, 30, 100, 300))
        time.set_ylim(0.06, 400)
        # CRP is reported in tenths, so that narrow classes would have gaps.
        edges = np.array(
            [0.06, 0.15, 0.35, 0.65, 0.95, 1.45, 1.95, 2.95, 3.95, 5.95, 7.95, 11.95, 15.95, 23.95, 47.95]
        )
        counts = np.histogram(_ranked_crp(), edges)[0] / np.diff(np.log(edges))
        adults.stairs(counts, edges, fill=True, color=style.CROWD, alpha=0.7, orientation="horizontal")
        adults.set(xticks=[], xlabel="how many", title="Synthetic adults")
        for axes in (time, adults):
            axes.axhline(_RAISED_CRP, color=style.GLUCOSE, linewidth=1.2, linestyle=":")
        time.text(30, 0.075, "dotted: 3 mg/L", ha="right", fontsize=10.5, color=style.GLUCOSE)
        return Scene(
            usual=time.axhline(1, **charts.dashed()),
            course=time.plot([], [], color=style.ACCENT)[0],
            point=charts.mark(time, size=13),
            level=adults.axhline(1, color=style.LEARNER, linewidth=2),
        )

    def move(self, scene: Scene, numbers: Inflamed, units: UnitSystem) -> None:
        """Draw the course and the day of the test."""
        del units
        scene.usual.set_ydata([numbers.usual] * 2)
        scene.course.set_data(numbers.days, numbers.course)
        scene.point.set_data([numbers.day], [numbers.crp])
        scene.level.set_ydata([numbers.crp] * 2)

    def say(self, numbers: Inflamed, units: UnitSystem) -> str:
        """Say the value, its rank, and when the usual one is back."""
        raised = np.flatnonzero(numbers.course > 1.2 * numbers.usual)
        back = (
            "CRP stays within 20 % of its usual value."
            if not len(raised)
            else "It is still more than 20 % above usual after 30 days."
            if raised[-1] == len(numbers.days) - 1
            else f"It is within 20 % of usual again from day {numbers.days[raised[-1] + 1]:.0f} on."
        )
        peak = int(np.argmax(numbers.course))
        top = (
            f" The highest value, {format_value(float(numbers.course[peak]), 'crp', units)}, comes on day "
            f"{numbers.days[peak]:.0f}."
            if len(raised)
            else ""
        )
        return (
            f"Usual CRP {format_value(numbers.usual, 'crp', units)}; on day {numbers.day:g} it is "
            f"{format_value(numbers.crp, 'crp', units)}, higher than in {numbers.rank:.0f} % of the synthetic "
            f"adults.{top} {back} Insulin sensitivity does not enter this calculation."
        )

    def tabulate(self, numbers: Inflamed, units: UnitSystem) -> pd.DataFrame:
        """Return the course on chosen days."""
        import pandas as pd

        days = np.array([0, 1, 2, 3, 5, 7, 10, 14, 21, 30], dtype=float)
        return pd.DataFrame(
            {"Day": days, f"CRP, {unit_of('crp', units)}": np.interp(days, numbers.days, numbers.course)}
        )


@cache
def _ranked_crp() -> Row:
    return np.sort(_people()["crp_mg_l"].to_numpy(dtype=float))


EXPLORERS = {
    "markers": Markers,
    "two_laboratories": TwoLaboratories,
    "homa_versions": HomaVersions,
    "cut_offs": CutOffs,
    "tolerance_test": ToleranceTest,
    "minimal_fit": MinimalFit,
    "red_cell_life": RedCellLife,
    "free_testosterone_constants": FreeTestosteroneConstants,
    "igf1_by_age": Igf1ByAge,
    "crp_after_infection": CrpAfterInfection,
}
