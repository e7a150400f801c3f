"""The plane of fasting glucose and insulin: curves of equal HOMA-IR, and the synthetic adults on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.explore.drawing import charts, style
from helpers.indices import HOMA_PRODUCT, homa_ir
from helpers.units import UnitSystem, in_units, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEVELS = (0.5, 1, 2, 4, 8, 16)
GLUCOSE_EDGES = (62.0, 180.0)  # mg/dL
_INSULIN_EDGES = (0.8, 220.0)  # µU/mL


def insulin_at(homa: float, glucose: Any) -> Any:
    """Return the insulin (µU/mL) that makes a HOMA1-IR with a glucose (mg/dL).

    Examples
    --------
    >>> insulin_at(1, 81)
    5.0
    """
    return homa * HOMA_PRODUCT / glucose


@cache
def ranked_homa() -> NDArray[np.float64]:
    """Return HOMA-IR of the synthetic adults, lowest first.

    Examples
    --------
    >>> bool((np.diff(ranked_homa()) >= 0).all())
    True
    """
    people = cohort.columns()
    return np.sort(homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"]))


def draw_curves(
    chart: Axes,
    units: UnitSystem,
    edges: tuple[float, float],
    *,
    label_at: float,
    width: float = 1.1,
    pad: float = 0.12,
) -> None:
    """Draw the curves of equal HOMA-IR, each with its value, and name the axes.

    Parameters
    ----------
    chart, units
        The axes, and the units that they show.
    edges
        The lowest and the highest glucose, mg/dL.
    label_at
        The glucose at which the values stand, mg/dL.
    width, pad
        Width of the curves in points, and the room around the values in heights of a line.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> chart = Figure().subplots()
    >>> draw_curves(chart, "SI", (60, 180), label_at=70)
    >>> chart.get_ylabel()
    'Fasting insulin, pmol/L'
    """
    glucose = np.linspace(*edges, 120)
    for level in _LEVELS:
        chart.plot(
            in_units(glucose, "glucose", units), in_units(insulin_at(level, glucose), "insulin", units),
            color=style.MUTED, linewidth=width, linestyle="--",
        )  # fmt: skip
        chart.annotate(
            f"{level:g}",
            (in_units(label_at, "glucose", units), in_units(insulin_at(level, label_at), "insulin", units)),
            ha="center", va="center", fontsize=10, bbox=charts.box(pad),
        )  # fmt: skip
    chart.set(
        xlim=in_units(np.array(edges), "glucose", units),
        xlabel=f"Fasting glucose, {unit_of('glucose', units)}",
        ylabel=f"Fasting insulin, {unit_of('insulin', units)}",
    )
    charts.log_ticks(chart, y=(6, 20, 60, 200, 600) if units == "SI" else (1, 3, 10, 30, 100))


def draw_homa_map(chart: Axes, units: UnitSystem, edges: tuple[float, float] = GLUCOSE_EDGES) -> None:
    """Draw the synthetic adults and the curves of equal HOMA-IR on axes of glucose and insulin.

    Parameters
    ----------
    chart, units, edges
        As in `draw_curves`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> chart = Figure().subplots()
    >>> draw_homa_map(chart, "conventional")
    >>> [float(end) for end in chart.get_ylim()]
    [0.8, 220.0]
    """
    people = cohort.columns()
    chart.plot(
        in_units(people["glucose_mg_dl"], "glucose", units), in_units(people["insulin_uu_ml"], "insulin", units),
        ".", color=style.CROWD, markersize=2.5, alpha=0.4, zorder=1,
    )  # fmt: skip
    draw_curves(chart, units, edges, label_at=70.0)
    chart.set_ylim(*in_units(np.array(_INSULIN_EDGES), "insulin", units))
