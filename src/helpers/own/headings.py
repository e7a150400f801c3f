"""The headings of a table of laboratory values that are understood, in every unit that the course converts."""

from __future__ import annotations

import difflib
import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from helpers.checks import Floats
from helpers.paths import data_path
from helpers.units import ANALYTES, Analyte

if TYPE_CHECKING:
    import pandas as pd

# The cohort's ages are 20 to 80, where 80 stands for older ones; a learner's file may hold others.
_AGES = (0.0, 120.0)

# A learner's body mass index may lie beyond the survey's.
_BODY_MASS_INDICES = (8.0, 150.0)
# What laboratories and apps call it, besides the names that the course knows.
_MORE_STEMS = {
    "glucose": ("FBG", "FPG", "FBS", "blood glucose", "blood sugar", "glukose", "glucosa", "glucosio"),
    "insulin": ("insuline", "insulina"),
}

# Further spellings, and the unit, of the columns that are no analyte.
_NOT_IN_BLOOD = {
    "sex": (("sex",), ""),
    "age": (("age",), "years"),
    "bmi": (("bmi", "body mass index"), "kg/m²"),
    "waist_cm": (("waist", "waist circumference"), "cm"),
}

_SPECIMENS = re.compile("fasting|plasma|serum")


@dataclass(frozen=True)
class Kind:
    """What the course knows about a column: the cohort's name for it, and the unit of this heading."""

    name: str
    heading: str
    stems: tuple[str, ...]  # what stands before the unit in a heading
    meaning: str
    unit: str
    low: float  # in this unit
    high: float
    slope: float = 1.0  # from the cohort's unit to this one
    intercept: float = 0.0
    is_si: bool = True
    allowed: tuple[str, ...] = ()

    def in_cohort_unit(self, values: Floats) -> Floats:
        """Return values of this heading in the cohort's unit."""
        return (values - self.intercept) / self.slope

    @property
    def expected(self) -> str:
        """What a cell under this heading may hold."""
        if self.allowed:
            return f"expected {' or '.join(self.allowed)} ({self.meaning.rstrip('.')}), or an empty cell"
        return f"expected {self.low:.4g} to {self.high:.4g} {self.unit}".rstrip()


def headings() -> pd.DataFrame:
    """Return the headings that are understood, one row a value.

    Returns
    -------
    pandas.DataFrame
        Columns ``value``, ``conventional`` and ``SI`` (the headings), ``lowest`` and ``highest`` (the range that is
        taken for plausible, in the conventional unit) and ``meaning``.

    Examples
    --------
    >>> headings().loc[0:4, ["value", "conventional", "SI"]]
              value    conventional              SI
    0           sex             sex             sex
    1           age             age             age
    2           bmi             bmi             bmi
    3         waist        waist_cm        waist_cm
    4       glucose   glucose_mg_dl  glucose_mmol_l
    """
    import pandas as pd

    rows = []
    for kinds in kinds_by_column().values():
        first, si = kinds[0], next(kind for kind in kinds if kind.is_si)
        rows.append((first.stems[0], first.heading, si.heading, first.low, first.high, first.meaning))
    return pd.DataFrame(rows, columns=["value", "conventional", "SI", "lowest", "highest", "meaning"])


# Headings
@lru_cache(maxsize=1)
def kinds_by_column() -> dict[str, tuple[Kind, ...]]:
    """Return, for each column of the cohort, what it is in each of its units; the cohort's own unit comes first."""
    package = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
    fields = next(table for table in package["resources"] if table["name"] == "cohort")["schema"]["fields"]
    by_loinc = {analyte.loinc: analyte for analyte in ANALYTES.values()}
    return {
        field["name"]: _kinds_of(field, by_loinc.get(field.get("loinc")))
        for field in fields
        if field["name"] != "id"
    }


def _kinds_of(field: dict[str, Any], analyte: Analyte | None) -> tuple[Kind, ...]:
    name, meaning, limits = field["name"], field["description"], field["constraints"]
    if analyte is None:
        stems, unit = _NOT_IN_BLOOD[name]
        own = {"age": _AGES, "bmi": _BODY_MASS_INDICES}
        low, high = own.get(name, (limits.get("minimum", math.nan), limits.get("maximum", math.nan)))
        return (Kind(name, name, stems, meaning, unit, low, high, allowed=tuple(limits.get("enum", ()))),)
    stem = name.removesuffix("_" + _slug(analyte.conventional.symbol))
    stems = (stem, analyte.key, analyte.name, *analyte.aliases, *_MORE_STEMS.get(stem, ()))
    kinds = []
    for unit in analyte.units:
        (slope, intercept), (low, high) = analyte.line(unit), analyte.range_in(unit)
        heading, is_si = f"{stem}_{_slug(unit)}", unit == analyte.si.symbol
        kinds.append(Kind(name, heading, stems, meaning, unit, low, high, slope, intercept, is_si))
    return tuple(kinds)


@lru_cache(maxsize=1)
def known_headings() -> dict[str, Kind]:
    """Return what each understood heading, folded, means."""
    every = [kind for kinds in kinds_by_column().values() for kind in kinds]
    return {folded(f"{stem} {kind.unit}"): kind for kind in every for stem in kind.stems} | {
        folded(kind.heading): kind for kind in every
    }


@lru_cache(maxsize=1)
def without_unit() -> dict[str, str]:
    """Return the column that a folded heading means which names a quantity and no unit."""
    bare = {folded(stem): name for name, kinds in kinds_by_column().items() for stem in kinds[0].stems}
    return {heading: name for heading, name in bare.items() if heading not in known_headings()}


def folded(heading: str) -> str:
    """Fold the spellings of a heading into one: "Glucose, fasting (mg/dL)" and "glucose_mg_dl"."""
    letters = "".join(letter for letter in _slug(heading) if letter.isalnum())
    return _SPECIMENS.sub("", letters).replace("micro", "u").replace("iu", "u")


def _slug(text: str) -> str:
    """Write a unit as the cohort's headings do: "µU/mL" as "uu_ml"."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("μ", "u").replace("%", "pct")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def either_heading(name: str) -> str:
    """Return the conventional and the SI heading of a column, as a choice."""
    own, *others = kinds_by_column()[name]
    return " or ".join(dict.fromkeys([own.heading, *(kind.heading for kind in others if kind.is_si)]))


def nearest(titles: Sequence[str], names: Sequence[str]) -> str:
    """Name headings of the file that may be misspellings of a column."""
    for name in names:
        for kind in kinds_by_column()[name]:
            if close := difflib.get_close_matches(kind.heading, titles, 1, 0.75):
                return f" Is {close[0]!r} meant to be {kind.heading}?"
    return ""
