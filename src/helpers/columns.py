"""Tables as plain columns: a mapping from each heading to its values, all of one length.

So explorers compute, and so they show their tables. A frame is made of them where a notebook or a learner asks for one:
pandas takes a browser seconds to fetch and to start.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.paths import data_path

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# Named in quotes: claims and results are columns of texts, and importing them does not load numpy.
Columns = Mapping[str, "Sequence[Any] | NDArray[Any]"]
"""Heading to values, for showing."""
Arrays = Mapping[str, "NDArray[Any]"]
"""Heading to values, for computing."""


@cache
def read(name: str) -> Arrays:
    """Return the columns of a shipped table; it is read once, and nobody can write into what all share.

    Whole numbers, numbers and texts are told apart by column; a column of days and times is one of texts.

    Parameters
    ----------
    name
        A file name inside `data/`, such as ``"cohort.csv"``.

    Examples
    --------
    >>> people = read("cohort.csv")
    >>> people["id"][-1], people["sex"].dtype.kind, people["bmi"].dtype.kind
    (np.int64(4000), 'U', 'f')
    """
    with data_path(name).open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    found = {heading: _typed(texts) for heading, texts in zip(headings, zip(*rows, strict=True), strict=True)}
    for column in found.values():
        column.setflags(write=False)
    return found


def of_rows(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Return rows as columns.

    Examples
    --------
    >>> of_rows(["Day", "HbA1c, %"], [(0, 7.0), (30, 6.6)])
    {'Day': (0, 30), 'HbA1c, %': (7.0, 6.6)}
    """
    return dict(zip(headings, zip(*rows, strict=True), strict=True))


def taken(columns: Arrays, which: NDArray[Any] | slice) -> dict[str, NDArray[Any]]:
    """Return some of the rows, by their places or by what is true of them.

    Examples
    --------
    >>> people = read("cohort.csv")
    >>> sorted(set(taken(people, people["sex"] == "F")["sex"].tolist()))
    ['F']
    """
    return {heading: values[which] for heading, values in columns.items()}


def data_frame(columns: Columns, index: str | None = None) -> pd.DataFrame:
    """Return columns as a frame of pandas, which is its reader's own.

    Parameters
    ----------
    columns
        Heading to values.
    index
        The column that becomes the index, where one does.

    Examples
    --------
    >>> data_frame({"time_min": [0, 5], "glucose_mg_dl": [90, 92]}, index="time_min").loc[5, "glucose_mg_dl"].item()
    92
    """
    import pandas as pd

    made = pd.DataFrame(dict(columns))
    return made if index is None else made.set_index(index)


def _typed(texts: Sequence[str]) -> NDArray[Any]:
    import numpy as np

    for kind in (int, float):
        try:
            return np.array([kind(text) for text in texts], dtype=np.int64 if kind is int else np.float64)
        except ValueError:
            continue
    return np.array(texts)
