"""The trace of a learner's own glucose sensor: its metrics and its picture, and no verdict."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import numpy as np

from helpers import cgm
from helpers.explore.drawing import style
from helpers.explore.engine.packing import small_png
from helpers.explore.engine.stage import Scene, Stage
from helpers.explore.lesson_08.shared import DAY, Trace, broken, first_trace, swing_of
from helpers.html import Card, fold, frame, paragraphs
from helpers.own import Own
from helpers.units import UnitSystem, current_units, format_value, in_units, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SIZE = (900, 340)
_SHOWN = 12  # people of a file that are written out
_LOW, _HIGH = 54.0, 250.0  # mg/dL
_PRIVATE = (
    "The file was read on this computer and is unchanged; the course keeps nothing of it and sends nothing. What "
    "you see here is saved with the notebook if you save it: clear this cell's output before you pass the "
    "notebook on."
)
_NO_VERDICT = (
    "These are descriptions, and no diagnosis: a sensor errs, single readings above all, and the targets that its app "
    "shows were set for people with diabetes. Talk to a clinician about what worries you."
)
_ROWS = {
    "readings": ("Readings", 0),
    "days": ("Days from first to last", 1),
    "percent_present": ("Of the readings promised, %", 1),
    "mean": ("Mean", 0),
    "sd": ("SD", 0),
    "cv": ("CV, %", 1),
    "tir_70_180": ("{70} to {180}, % of readings", 1),
    "tir_70_140": ("{70} to {140}, %", 1),
    "tbr_70": ("Below {70}, %", 1),
    "tar_180": ("Above {180}, %", 1),
    "mage": ("MAGE", 0),
    "gmi": ("GMI", 1),
}
_LIMITS = (70, 140, 180)  # mg/dL, as the names of the metrics have them


def own_trace(name: str, mine: Own) -> Card:
    """Return a card with the metrics of a trace that `helpers.own.read` returned.

    Parameters
    ----------
    name
        What the file is called.
    mine
        The trace.

    Examples
    --------
    >>> import pandas as pd
    >>> time = pd.date_range("2026-01-12", periods=288, freq="5min")
    >>> table = pd.DataFrame({"id": 1, "time": time, "glucose": [90.0, 90, 150] * 96})
    >>> print(own_trace("mine.csv", Own("trace", table, "Found: 288 readings.")).text.splitlines()[0])
    mine.csv. Found: 288 readings.
    """
    units = current_units()
    found = cgm.metrics(mine.table)
    trace = first_trace(mine)
    table = _table(found, units)
    sentence = _sentence(found.iloc[0], units)
    told = [f"{name}. {mine.found}", *mine.notes, *_remarks(mine.table, units)]
    if len(found) > 1:
        told.append("The picture and the sentence below it are of person 1.")
    picture = base64.b64encode(
        small_png(Stage(_SIZE, lambda figure: _draw(figure, trace, units), 1.5).frame())
    )
    body = (
        f"{paragraphs(chr(10).join([told[0], '', *told[1:]]))}"
        f'<img alt="{html.escape(sentence)}" style="width:100%;max-width:900px;height:auto;background:#fff" '
        f'src="data:image/png;base64,{picture.decode()}"><p>{html.escape(sentence)}</p>'
        '<div style="overflow-x:auto" tabindex="0" role="group" aria-label="Metrics of your trace">'
        f"{table.to_html(index=False, border=0)}</div>{paragraphs(_NO_VERDICT)}"
        f"{fold('What happens with my file?', paragraphs(_PRIVATE))}"
    )
    text = "\n".join([*told, sentence, table.to_string(index=False), _NO_VERDICT, _PRIVATE])
    return Card(
        html=frame(f"Your trace, {html.escape(name)}", body, colour=style.GLUCOSE, wide=True), text=text
    )


def _table(found: pd.DataFrame, units: UnitSystem) -> pd.DataFrame:
    """Return the metrics as a learner reads them, a column a person."""
    import pandas as pd

    shown = found.head(_SHOWN)
    columns: dict[str, list[str]] = {"": []}
    columns |= {_whose(person, len(found)): [] for person in shown["id"]}
    for name, (label, decimals) in _ROWS.items():
        for limit in _LIMITS:
            label = label.replace(f"{{{limit}}}", format_value(limit, "glucose", units))
        numbers = shown[name].to_numpy(dtype=float)
        if name in {"mean", "sd", "mage"}:
            label = f"{label}, {unit_of('glucose', units)}"
            numbers = np.array([swing_of(value, units) for value in numbers])
            decimals = 1 if units == "SI" else 0
        elif name == "gmi":
            numbers, label = (
                np.asarray(in_units(numbers, "hba1c", units)),
                f"{label}, {unit_of('hba1c', units)}",
            )
            decimals = 0 if units == "SI" else 1
        columns[""].append(label)
        for person, value in zip(shown["id"], numbers, strict=True):
            columns[_whose(person, len(found))].append("" if np.isnan(value) else f"{value:,.{decimals}f}")
    return pd.DataFrame(columns)


def _whose(person: int, people: int) -> str:
    return "Your trace" if people == 1 else f"Person {person}"


def _sentence(found: pd.Series, units: UnitSystem) -> str:
    mean = format_value(float(found["mean"]), "glucose", units)
    return (
        f"Mean glucose is {mean} over {found['days']:.1f} days; {found['tir_70_180']:.1f} % of readings lie between "
        f"{format_value(70, 'glucose', units)} and {format_value(180, 'glucose', units)}, "
        f"{found['tbr_70']:.1f} % below and "
        f" {found['tar_180']:.1f} % above."
    )


def _remarks(table: pd.DataFrame, units: UnitSystem) -> list[str]:
    """Say where readings are such that a clinician should see them, if they are true."""
    beyond = int((table["glucose"] < _LOW).sum()), int((table["glucose"] >= _HIGH).sum())
    if not any(beyond):
        return []
    low, high = format_value(_LOW, "glucose", units), format_value(_HIGH, "glucose", units)
    return [
        f"Readings below {low}: {beyond[0]:,}; of {high} or more: {beyond[1]:,}. A finger prick tells whether the "
        "sensor is right; if it is, such a reading is a value to show to a clinician now."
    ]


def _draw(figure: Figure, trace: Trace, units: UnitSystem) -> Scene:
    course, day = figure.subplots(1, 2, width_ratios=(1.6, 1))
    figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.16, wspace=0.14)
    drawn = broken(trace)
    glucose = in_units(drawn.glucose, "glucose", units)
    course.plot(drawn.minutes / DAY, glucose, color=style.GLUCOSE, linewidth=1.0)
    course.set(xlabel="Days", ylabel=f"Glucose, {unit_of('glucose', units)}", title="The trace")
    # A line from midnight back to midnight would cross the picture.
    midnight = np.flatnonzero(np.diff(drawn.minutes // DAY) > 0) + 1
    hours, by_day = (
        np.insert(drawn.minutes % DAY / 60, midnight, np.nan),
        np.insert(glucose, midnight, np.nan),
    )
    day.plot(hours, by_day, color=style.GLUCOSE, linewidth=0.7, alpha=0.5)
    day.set(
        xlim=(0, 24), xticks=range(0, 25, 4), xlabel="Hour of the day", title="All days, one upon another"
    )
    for chart in (course, day):
        for limit in (70.0, 180.0):
            chart.axhline(in_units(limit, "glucose", units), color=style.MUTED, linewidth=1.2, linestyle=":")
    return Scene()
