"""A learner's own laboratory values beside the synthetic adults: read, checked, computed, drawn, and not kept.

`own_values` is the one function that a lesson calls. Whatever is wrong with a file becomes a message on a card, never
a traceback, so that the rest of the lesson runs.
"""

from __future__ import annotations

import base64
import html
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from helpers.explore.drawing import charts, style
from helpers.explore.drawing.homa_curves import draw_homa_map, ranked_homa
from helpers.explore.engine.packing import small_png
from helpers.explore.engine.stage import Scene, Stage
from helpers.explore.own_trace_card import own_trace
from helpers.html import Card, fold, frame, paragraphs
from helpers.indices import (
    DIABETES_GLUCOSE,
    estimated_average_glucose,
    free_testosterone,
    homa2_approx,
    homa_ir,
    mcauley,
    quicki,
    tg_hdl,
    tyg,
)
from helpers.own import Own, read
from helpers.own.circumstances import FLAGS
from helpers.own.headings import folded, known_headings
from helpers.own.laboratory import REQUIRED
from helpers.own.times import Order
from helpers.paths import data_path
from helpers.statistics import HomaVariation
from helpers.units import UnitSystem, current_units, format_value, in_units, unit_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SHOWN = 12
"""Rows of a file that are written out; all are drawn and counted."""
_SIZE = (900, 380)
_MOST_LINES = 200  # more rows are drawn as a distribution
_NAMED = 6  # rows that a remark names
_PRIVATE = (
    "The file was read on this computer and is unchanged; the course keeps nothing of it and sends nothing. What "
    "you see here is saved with the notebook if you save it: clear this cell's output before you pass the "
    "notebook on."
)
_NO_VERDICT = (
    "These are numbers beside synthetic adults of one country. They are no diagnosis, and no cut-off is drawn. A "
    "single morning wanders, and another laboratory's insulin may differ twofold. Talk to a clinician about "
    "results that worry you, and about symptoms whatever the numbers."
)
_FOR_WHOM = (
    "HOMA-IR is meant for adults, fasting for 8 hours or more, not pregnant, without injected insulin, and for samples "
    "that were not haemolysed: broken red cells destroy insulin, so that the index comes out too low. "
    "Vermeulen's free testosterone does not hold in pregnancy."
)
_SAID = {
    "pregnant": "the file says that she is pregnant.",
    "on_insulin": "the file says that insulin is injected.",
    "haemolysed": "the file says that the sample was haemolysed.",
}
_ADULT = 18  # years
_USUAL_ALBUMIN = 4.3  # g/dL, as `free_testosterone` takes it
_URGENT, _DIABETES, _LOW = 250.0, DIABETES_GLUCOSE, 54.0  # mg/dL


def own_values(path: str | os.PathLike[str] | Any = ..., *, dates: Order | None = None) -> Card:
    """Return a card with the indices of a file of laboratory values, drawn on the map of the synthetic adults.

    A file of a glucose sensor becomes a card with its metrics.

    Parameters
    ----------
    path
        The file's name, in the folder of the notebook or with its folder, or what `helpers.own.read` returned.
        ``"example_values.csv"`` is the example that the course ships. See `helpers.own.read` for what a file may look
        like.
    dates
        As for `helpers.own.read`.

    Returns
    -------
    Card
        The indices, or what has to be changed in the file. Nothing is raised for a file that cannot be read.

    Examples
    --------
    >>> print(own_values("no_such_file.csv").text.splitlines()[0])
    Your file was not read.
    >>> print(own_values("example_values.csv").text.splitlines()[0])
    example_values.csv: 6 rows, 6 of them with fasting glucose and insulin.
    """
    if path is ... or path is None or (isinstance(path, str) and not path.strip()):
        return _note(
            "No file yet.",
            ['Write its name in quotes in place of the dots, such as "my_values.csv" or "my_sensor.csv".'],
        )
    try:
        mine = path if isinstance(path, Own) else read(_found(path), dates=dates)
        name = "Your file" if isinstance(path, Own) else Path(path).name
        return own_trace(name, mine) if mine.kind == "trace" else _shown(name, mine.table, list(mine.notes))
    except (ValueError, OSError, MemoryError) as problem:
        reason = str(problem) or "It is too large for this computer's memory."
        return _note(
            "Your file was not read.", [*reason.splitlines(), "Nothing else in the lesson depends on it."]
        )


def indices_of(people: pd.DataFrame) -> pd.DataFrame:
    """Return the indices that a table of laboratory values allows, one row a row.

    Parameters
    ----------
    people
        A table as `helpers.own.laboratory.read` returns it, with ``glucose_mg_dl`` and ``insulin_uu_ml``.

    Returns
    -------
    pandas.DataFrame
        ``homa_ir``, ``next_from`` and ``next_to`` (where the next value lies in 95 of 100 cases if nothing changes:
        both are uncertain), ``homa2_ir`` (for an assay specific for insulin; NaN where its approximation does not
        reach), ``quicki``, ``higher_than_pct`` (share of the synthetic adults with a lower HOMA-IR), and where the
        table has what they need ``tyg``, ``tg_hdl``, ``mcauley``, ``average_glucose_mg_dl`` (ADAG) and
        ``free_testosterone_pg_ml``. What rests on insulin is NaN where fasting glucose is one that HOMA does not
        describe (below 54, or 126 mg/dL and more) or the table says that it cannot (pregnant, on insulin, a haemolysed
    sample), and the share where the age is below 18.

    Raises
    ------
    ValueError
        If a value cannot be a measurement.

    Examples
    --------
    >>> import pandas as pd
    >>> row = indices_of(pd.DataFrame({"glucose_mg_dl": [100], "insulin_uu_ml": [10]})).iloc[0]
    >>> f"{row.homa_ir:.2f} {row.quicki:.3f}"
    '2.47 0.333'
    """
    import pandas as pd

    glucose = people["glucose_mg_dl"]
    described = (glucose >= _LOW) & (glucose < _DIABETES)
    for flag in FLAGS:
        described &= ~people[flag] if flag in people else True
    insulin = people["insulin_uu_ml"].where(described)
    homa = homa_ir(glucose, insulin)
    ratio = HomaVariation().critical_ratio
    ranks = ~(people["age"] < _ADULT) if "age" in people else True
    ranked = ranked_homa()
    share = 100 * np.searchsorted(ranked, homa) / len(ranked)
    columns: dict[str, Any] = {
        "homa_ir": homa,
        "next_from": homa / ratio,
        "next_to": homa * ratio,
        "homa2_ir": np.asarray(homa2_approx(glucose, insulin).resistance),
        "quicki": quicki(glucose, insulin),
        "higher_than_pct": np.where(ranks & ~np.isnan(homa), share, np.nan),
    }
    more: tuple[tuple[str, tuple[str, ...], Callable[..., Any]], ...] = (
        ("tyg", ("tg_mg_dl", "glucose_mg_dl"), tyg),
        ("tg_hdl", ("tg_mg_dl", "hdl_mg_dl"), tg_hdl),
        ("mcauley", ("insulin_uu_ml", "tg_mg_dl"), lambda _, lipid: mcauley(insulin, lipid)),
        ("average_glucose_mg_dl", ("hba1c_pct",), estimated_average_glucose),
        (
            "free_testosterone_pg_ml",
            ("testosterone_ng_dl", "shbg_nmol_l"),
            partial(_free_testosterone, people),
        ),
    )
    for name, needed, formula in more:
        if set(needed) <= set(people.columns):
            columns[name] = formula(*(people[column] for column in needed))
    return pd.DataFrame(columns, index=people.index)


def _free_testosterone(people: pd.DataFrame, total: pd.Series, shbg: pd.Series) -> Any:
    """Return free testosterone with the row's own albumin, where there is one."""
    if "pregnant" in people:
        total = total.where(~people["pregnant"])
    if "albumin_g_dl" not in people:
        return free_testosterone(total, shbg)
    return free_testosterone(total, shbg, people["albumin_g_dl"].fillna(_USUAL_ALBUMIN))


def _remarks(people: pd.DataFrame, indices: pd.DataFrame, units: UnitSystem) -> list[str]:
    """Say of which rows an index must not be read, and what was assumed."""
    glucose, insulin = people["glucose_mg_dl"], people["insulin_uu_ml"]

    def limit(value: float) -> str:
        return format_value(value, "glucose", units)

    every = (
        (
            glucose >= _URGENT,
            f"fasting glucose of {limit(_URGENT)} or more. HOMA-IR does not describe it: this is a value to show to a "
            "clinician now. It can be an emergency, above all with thirst, vomiting, deep breathing or drowsiness.",
        ),
        (
            glucose < _LOW,
            f"fasting glucose below {limit(_LOW)}. HOMA-IR does not describe it: this is a value to show to a "
            "clinician now, and with confusion or fainting it is an emergency.",
        ),
        (
            (glucose >= _DIABETES) & (glucose < _URGENT),
            f"fasting glucose of {limit(_DIABETES)} or more, the range of diabetes. HOMA-IR does not describe this "
            "value; a clinician should see it.",
        ),
        (
            people["age"] < _ADULT if "age" in people else glucose.isna() & False,
            f"younger than {_ADULT} years. The synthetic people are adults, so there is no rank.",
        ),
        *(
            (people[flag], f"{_SAID[flag]} HOMA-IR does not describe it, so there is none.")
            for flag in FLAGS
            if flag in people
        ),
        (
            indices["homa_ir"].notna() & indices["homa2_ir"].isna(),
            "insulin beyond what the formula for HOMA2-IR reaches (20 to 300 pmol/L, 3.3 to 50 µU/mL): left empty.",
        ),
    )
    told = [f"{_rows(np.flatnonzero(which))}: {what}" for which, what in every if which.any()]
    if insulin.notna().any() and any(_in_picomoles(str(title)) for title in people.columns):
        told.append(
            "Insulin in pmol/L was divided by 6.00. A laboratory that converts by 6.945 prints pmol/L that are 16 % "
            "higher for the same insulin, and HOMA-IR here is then 16 % too high."
        )
    return told


def _rows(found: NDArray[np.int64]) -> str:
    shown = ", ".join(str(at + 1) for at in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"No. {shown}{more}"


def _in_picomoles(title: str) -> bool:
    kind = known_headings().get(folded(title))
    return kind is not None and kind.name == "insulin_uu_ml" and kind.unit == "pmol/L"


def _found(path: Any) -> Any:
    """Return the shipped example for its name, unless the learner has a file of that name."""
    if str(path) == "example_values.csv" and not Path(path).is_file():
        return data_path("example_values.csv")
    return path


def _shown(name: str, people: pd.DataFrame, remarks: list[str]) -> Card:
    units = current_units()
    lacking = [name for name in REQUIRED if name not in people]
    people = people.assign(**dict.fromkeys(lacking, np.nan))
    indices = indices_of(people)
    measured = int((people["glucose_mg_dl"].notna() & people["insulin_uu_ml"].notna()).sum())
    remarks = [*_remarks(people, indices, units), *remarks]
    rows = "1 row" if len(people) == 1 else f"{len(people)} rows"
    told = f"{name}: {rows}, {measured} of them with fasting glucose and insulin."
    if not measured:
        return _note(
            "Nothing to draw.", [told, *remarks, "A row needs both values; empty cells are left out."]
        )
    if indices["homa_ir"].isna().all():
        return _note("No index for these values.", [told, *remarks, _NO_VERDICT])
    table = _table(people, indices, units)
    alternative = _spoken(indices)
    picture = base64.b64encode(_picture(people, indices, units)).decode()
    left_out = len(people) - SHOWN
    more = [f"The first {SHOWN} rows are written out; all are drawn."] if left_out > 0 else []
    headline = paragraphs("\n\n".join([told, *remarks]))
    body = (
        f'{headline}<img alt="{html.escape(alternative)}" '
        'style="width:100%;max-width:900px;height:auto;background:#fff" '
        f'src="data:image/png;base64,{picture}"><p>{html.escape(alternative)}</p>'
        f'<div style="overflow-x:auto" tabindex="0" role="group" aria-label="Indices, one row a row of your file">'
        f"{table.to_html(index=False, na_rep='', border=0)}</div>{paragraphs(' '.join(more)) if more else ''}"
        f"{paragraphs(f'{_FOR_WHOM} {_NO_VERDICT}')}{fold('What happens with my file?', paragraphs(_PRIVATE))}"
    )
    text = "\n".join(
        [
            told,
            *remarks,
            alternative,
            table.to_string(index=False, na_rep=""),
            *more,
            _FOR_WHOM,
            _NO_VERDICT,
            _PRIVATE,
        ]
    )
    return Card(html=frame(f"Values of {name}", body, colour=style.INSULIN, wide=True), text=text)


def _table(people: pd.DataFrame, indices: pd.DataFrame, units: UnitSystem) -> pd.DataFrame:
    """Return the first rows as a learner reads them."""
    import pandas as pd

    rows, values = people.head(SHOWN), indices.head(SHOWN)

    def written(column: Any, decimals: int) -> list[str]:
        return [
            "" if np.isnan(value) else f"{value:.{decimals}f}" for value in np.asarray(column, dtype=float)
        ]

    def measurement(name: str, analyte: str, decimals: tuple[int, int]) -> None:
        source = values if name in values else rows
        if name in source:
            label = f"{_LABELS[name]}, {unit_of(analyte, units)}"
            shown = in_units(source[name].to_numpy(dtype=float), analyte, units)
            columns[label] = written(shown, decimals[units == "SI"])

    columns: dict[str, list[str]] = {"No.": [str(at + 1) for at in range(len(rows))]}
    measurement("glucose_mg_dl", "glucose", (0, 1))
    measurement("insulin_uu_ml", "insulin", (1, 0))
    columns["HOMA-IR"] = written(values["homa_ir"], 2)
    columns["next one by chance"] = [
        "" if not low else f"{low} to {high}"
        for low, high in zip(written(values["next_from"], 1), written(values["next_to"], 1), strict=True)
    ]
    columns["higher than, % of adults"] = written(values["higher_than_pct"], 0)
    columns["HOMA2-IR, specific assay"] = written(values["homa2_ir"], 2)
    columns["QUICKI"] = written(values["quicki"], 3)
    for name, decimals in (("tyg", 2), ("mcauley", 1)):
        if name in values:
            columns[_LABELS[name]] = written(values[name], decimals)
    if "tg_hdl" in values:
        # The ratio depends on the units of the two lipids.
        ratio = in_units(1.0, "triglycerides", units) / in_units(1.0, "hdl", units)
        columns[f"TG/HDL, both in {unit_of('hdl', units)}"] = written(values["tg_hdl"] * ratio, 2)
    measurement("average_glucose_mg_dl", "glucose", (0, 1))
    measurement("free_testosterone_pg_ml", "free_testosterone", (1, 0))
    return pd.DataFrame(columns)


_LABELS = {
    "glucose_mg_dl": "Glucose",
    "insulin_uu_ml": "Insulin",
    "tyg": "TyG",
    "mcauley": "McAuley",
    "average_glucose_mg_dl": "Average glucose by ADAG",
    "free_testosterone_pg_ml": "Free testosterone (Vermeulen)",
}


def _spoken(indices: pd.DataFrame) -> str:
    homa = indices["homa_ir"].dropna()
    share = indices["higher_than_pct"].dropna()
    if len(homa) == 1:
        told = f"HOMA-IR is {homa.iloc[0]:.2f}"
        return (
            f"{told}, higher than in {share.iloc[0]:.0f} % of the synthetic adults."
            if len(share)
            else f"{told}."
        )
    if share.empty:
        return f"HOMA-IR lies between {homa.min():.2f} and {homa.max():.2f}."
    return (
        f"HOMA-IR lies between {homa.min():.2f} and {homa.max():.2f}, higher than in {share.min():.0f} to "
        f"{share.max():.0f} % of the synthetic adults."
    )


def _picture(people: pd.DataFrame, indices: pd.DataFrame, units: UnitSystem) -> bytes:
    def draw(figure: Figure) -> Scene:
        chart, spread = figure.subplots(1, 2, width_ratios=(1.45, 1))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.9, bottom=0.15, wspace=0.12)
        draw_homa_map(chart, units)
        chart.set_title("Your rows among synthetic adults")
        drawn = people[indices["homa_ir"].notna()]
        x = in_units(drawn["glucose_mg_dl"].to_numpy(dtype=float), "glucose", units)
        y = in_units(drawn["insulin_uu_ml"].to_numpy(dtype=float), "insulin", units)
        few = len(drawn) <= _MOST_LINES
        chart.plot(
            x,
            y,
            "D" if few else ".",
            color=style.LEARNER,
            markersize=9 if few else 3,
            markeredgecolor="white" if few else "none",
        )
        if len(drawn) <= SHOWN:
            for row, *at in zip(np.flatnonzero(indices["homa_ir"].notna()), x, y, strict=True):
                chart.annotate(
                    str(row + 1), at, xytext=(8, 6), textcoords="offset points", weight="bold",
                    bbox=charts.box(0.1, alpha=0.8),
                )  # fmt: skip
        # A value beyond the map must not drop out of the picture.
        chart.set_xlim(min(chart.get_xlim()[0], x.min() * 0.97), max(chart.get_xlim()[1], x.max() * 1.03))
        chart.set_ylim(min(chart.get_ylim()[0], y.min() * 0.8), max(chart.get_ylim()[1], y.max() * 1.25))
        bins = np.linspace(np.log(0.2), np.log(25), 46)
        counts, edges = np.histogram(np.log(ranked_homa()), bins)
        spread.stairs(counts, np.exp(edges), fill=True, color=style.CROWD, alpha=0.7)
        own = indices["homa_ir"][indices["higher_than_pct"].notna()].to_numpy()
        if few:
            spread.vlines(own, 0, counts.max() * 1.05, color=style.LEARNER, linewidth=1.4)
        else:
            scale = len(ranked_homa()) / len(own)
            spread.stairs(
                np.histogram(np.log(own), bins)[0] * scale, np.exp(edges), color=style.LEARNER, linewidth=1.8
            )
        spread.set(yticks=[], xlabel="HOMA-IR", title="Lines: your rows")
        charts.log_ticks(spread, x=(0.3, 1, 3, 10, 30))
        return Scene()

    return small_png(Stage(_SIZE, draw, 1.5).frame())


def _note(title: str, lines: list[str]) -> Card:
    body = f"<p><strong>{html.escape(title)}</strong></p>" + "".join(
        f"<p>{html.escape(line)}</p>" for line in lines
    )
    return Card(html=frame(title, body, colour=style.WARN), text="\n".join([title, *lines]))
