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

_TELLING = 5  # letters of a name that is no part of other words
_LIKE = 0.75  # a heading is this near to what may be meant, or is none

# The cohort's ages are 20 to 80, where 80 stands for older ones; a learner's file may hold others.
_AGES = (0.0, 120.0)

# A learner's body mass index may lie beyond the survey's.
_BODY_MASS_INDICES = (8.0, 150.0)
# What laboratories and apps call it, besides the names that the course knows: English, German, French, Spanish,
# Italian, Dutch and Portuguese.
_MORE_STEMS = {
    "glucose": (
        "FBG", "FPG", "FBS", "glu", "gluc", "blood glucose", "blood sugar", "fasting sugar", "glukose", "blutzucker",
        "blutglukose", "nüchternzucker", "glycémie", "glycaemia", "glycemia", "glucémie", "glucosa", "glucemia",
        "glucosio", "glicemia", "glicose", "bloedglucose", "bloedsuiker",
    ),
    "insulin": ("ins", "insuline", "insulina", "insulinemia", "insulinémie", "insulin level"),
    "hba1c": (
        "HbA1c IFCC", "HbA1c NGSP", "HbA1c DCCT", "A1c", "hemoglobin A1c", "haemoglobin A1c", "glycated hemoglobin",
        "glycated haemoglobin", "glycosylated hemoglobin", "hémoglobine glyquée", "hemoglobina glicosilada",
        "hemoglobina glicada", "hemoglobina glucosilada", "emoglobina glicata", "glykiertes hämoglobin",
        "hémoglobine glyquée HbA1c", "hemoglobin A1c HbA1c",
        "haemoglobin A1c IFCC", "glycated hemoglobin HbA1c", "HbA1c hemoglobin", "hemoglobin A1c IFCC",
    ),
    "tg": (
        "trigs", "trig", "trigly", "triglyceride", "triglyceriden", "triglyzeride", "triglycérides", "triglicéridos",
        "trigliceridi", "neutralfett",
    ),
    "hdl": (
        "HDL-C", "HDL cholesterin", "cholesterol HDL", "cholestérol HDL", "colesterol HDL", "colesterolo HDL",
        "HDL colesterol", "HDL-Chol", "cholesterol in HDL",
    ),
    "crp": (
        "hs-CRP", "CRP hs", "CRP us", "C reactive protein", "high sensitivity CRP", "hs C reactive protein",
        "high sensitivity C reactive protein", "protéine C réactive", "proteina C reactiva", "proteina C reattiva",
        "C-reaktives Protein",
    ),
    "testosterone": ("testosteron", "testostérone", "testosterona", "testosterone total",
                     "testosterone total ms", "testosteron gesamt",
                     "gesamttestosteron", "testostérone totale"),
    "albumin": ("albumine", "albúmina", "albumina"),
    "shbg": ("sexualhormonbindendes globulin",),
}  # fmt: skip

# Further spellings, and the unit, of the columns that are no analyte.
_NOT_IN_BLOOD = {
    "sex": (("sex", "gender", "geschlecht", "sexe", "sexo", "sesso", "geslacht"), ""),
    "age": (("age", "alter", "edad", "leeftijd", "âge"), "years"),
    "bmi": (("bmi", "body mass index", "imc"), "kg/m²"),
    "waist_cm": (("waist", "waist circumference", "taillenumfang", "bauchumfang", "tour de taille"), "cm"),
}

# Units as people write them, beside the spellings that fold into one.
_SPELLINGS = {
    "mg/dL": ("mg%", "mg/100 mL"),
    "mmol/L": ("mM", "mmol"),
    "g/dL": ("gm/dL", "g%", "g/100 mL"),
    "g/L": ("gm/L",),
    "mmol/mol": ("mmol/mol Hb",),
    "%": ("percent", "% Hb", "% of Hb", "% of total Hb", "% of total Hgb", "% of total hemoglobin"),
    "pmol/L": ("pM",),
    "nmol/L": ("nM",),
    "µg/L": ("mcg/L",),
    "mU/L": ("mUI/L",),
    "µU/mL": ("µUI/mL", "mcU/mL", "micro-IU/mL", "microU/mL"),
}
_NOT_ABBREVIATED = {"mmol"}  # "glucose_mmol" is more likely a slip: it is asked for

# Names of NHANES (National Health and Nutrition Examination Survey) and their units.
_NHANES = {
    "LBXGLU": ("glucose_mg_dl", "mg/dL"), "LBDGLUSI": ("glucose_mg_dl", "mmol/L"),
    "LBXIN": ("insulin_uu_ml", "µU/mL"), "LBDINSI": ("insulin_uu_ml", "pmol/L"),
    "LBXGH": ("hba1c_pct", "%"),
    "LBXTR": ("tg_mg_dl", "mg/dL"), "LBDTRSI": ("tg_mg_dl", "mmol/L"),
    "LBDHDD": ("hdl_mg_dl", "mg/dL"), "LBDHDDSI": ("hdl_mg_dl", "mmol/L"),
    "LBXHSCRP": ("crp_mg_l", "mg/L"),
    "LBXTST": ("testosterone_ng_dl", "ng/dL"), "LBDTSTSI": ("testosterone_ng_dl", "nmol/L"),
    "LBXSHBG": ("shbg_nmol_l", "nmol/L"),
    "LBXSAL": ("albumin_g_dl", "g/dL"), "LBDSALSI": ("albumin_g_dl", "g/L"),
    "RIAGENDR": ("sex", ""), "RIDAGEYR": ("age", "years"), "BMXBMI": ("bmi", "kg/m²"), "BMXWAIST": ("waist_cm", "cm"),
}  # fmt: skip

_SPECIMENS = re.compile(
    "fasting|plasma|serum|venous|nuchtern|nuechtern|ajeun|enayunas|adigiuno|nuchter|emjejum|levels?|concentration"
    "|standardi[sz]ed|inblood|basal|baseline|(?<![0-9])0min"
)


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
    called: str = ""  # in a sentence

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
        called = stems[1] if name == "bmi" else stems[0]
        allowed = tuple(limits.get("enum", ()))
        kind = Kind(name, name, stems, meaning, unit, low, high, allowed=allowed, called=called)
        if name != "waist_cm":
            return (kind,)
        inch = 2.54  # cm
        span = (low / inch, high / inch, 1 / inch)
        return kind, Kind(name, "waist_in", stems, meaning, "in", *span, is_si=False, called=called)
    stem = name.removesuffix("_" + _slug(analyte.conventional.symbol))
    stems = (stem, analyte.key, analyte.name, *analyte.aliases, *_MORE_STEMS.get(stem, ()))
    kinds = []
    for unit in analyte.units:
        (slope, intercept), (low, high) = analyte.line(unit), analyte.range_in(unit)
        heading, is_si = f"{stem}_{_slug(unit)}", unit == analyte.si.symbol
        kinds.append(
            Kind(name, heading, stems, meaning, unit, low, high, slope, intercept, is_si, called=analyte.name)
        )
    return tuple(kinds)


@lru_cache(maxsize=1)
def known_headings() -> dict[str, Kind]:
    """Return what each understood heading, folded, means."""
    every = [kind for kinds in kinds_by_column().values() for kind in kinds]
    known = {
        folded(f"{stem} {unit}"): kind
        for kind in every
        for stem in kind.stems
        for unit in (kind.unit, *_spellings_of(kind))
    }
    by_unit = {(kind.name, kind.unit): kind for kind in every}
    nhanes = {name.casefold(): by_unit[meant] for name, meant in _NHANES.items()}
    waist = {folded(f"{stem} {unit}"): kind for kind in every if kind.unit == "in" for stem in kind.stems
             for unit in ("inch", "inches")}  # fmt: skip
    return known | nhanes | waist | {folded(kind.heading): kind for kind in every}


def _spellings_of(kind: Kind) -> tuple[str, ...]:
    return tuple(each for each in _SPELLINGS.get(kind.unit, ()) if each not in _NOT_ABBREVIATED)


@lru_cache(maxsize=1)
def without_unit() -> dict[str, str]:
    """Return the column that a folded heading means which names a quantity and no unit."""
    bare = {folded(stem): name for name, kinds in kinds_by_column().items() for stem in kinds[0].stems}
    return {heading: name for heading, name in bare.items() if heading not in known_headings()}


def known_in(cell: str) -> bool:
    """Return whether a cell holds a heading that is understood, with its unit or without.

    Examples
    --------
    >>> known_in("Glycémie à jeun (g/L)"), known_in("Insulin"), known_in("Remarks")
    (True, True, False)
    """
    heading = folded(cell)
    return heading in known_headings() or heading in without_unit()


def column_meant(title: str) -> str:
    """Return the column that a heading is about whose unit is not known, or nothing.

    Examples
    --------
    >>> column_meant("Triglycerides (mg/kg)"), column_meant("Insulin pump"), column_meant("Name")
    ('tg_mg_dl', '', '')
    """
    found = re.fullmatch(
        r"(.*?)[\s_,]*[(\[]?\s*([^\s_(\[]*[/%][^)\]]*|[kmµunp]?(?:mol|g|iu|u)|m[Mm]|in|cm)\s*[)\]]?",
        title.strip(),
    )
    return without_unit().get(folded(found[1]), "") if found and found[1] else ""


def mentioned(title: str) -> str:
    """Return the column whose quantity a heading mentions, in whatever unit or at whatever time, or nothing.

    Examples
    --------
    >>> mentioned("Glucose 120 min (mg/dL)"), mentioned("Remarks")
    ('glucose_mg_dl', '')
    """
    heading = folded(title)
    found = [stem for stem in without_unit() if len(stem) >= _TELLING and stem in heading]
    return without_unit()[max(found, key=len)] if found else ""


def folded(heading: str) -> str:
    """Fold the spellings of a heading into one: "Glucose, fasting (mg/dL)" and "glucose_mg_dl"."""
    letters = "".join(letter for letter in _slug(heading) if letter.isalnum())
    return (
        _SPECIMENS.sub("", letters)
        .replace("micro", "u")
        .replace("mcg", "ug")
        .replace("iu", "u")
        .replace("ui", "u")
    )


@lru_cache(maxsize=8192)
def _slug(text: str) -> str:
    """Write a unit as the cohort's headings do: "µU/mL" as "uu_ml"."""
    spread = unicodedata.normalize("NFKD", text.replace("µ", "u")).casefold()
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", letters.replace("μ", "u").replace("%", "pct")).strip("_")


def either_heading(name: str) -> str:
    """Return the conventional and the SI heading of a column, as a choice."""
    own, *others = kinds_by_column()[name]
    return " or ".join(dict.fromkeys([own.heading, *(kind.heading for kind in others if kind.is_si)]))


def nearest(titles: Sequence[str], names: Sequence[str]) -> str:
    """Name headings of the file that may be misspellings of a column: for each the nearest."""
    told = []
    for name in names:
        ranked = [
            (difflib.SequenceMatcher(None, title.casefold(), kind.heading).ratio(), title, kind.heading)
            for title in titles[:200]
            if len(title) <= 60
            for kind in kinds_by_column()[name]
        ]
        best = max(ranked, default=(0.0, "", ""))
        if best[0] >= _LIKE:
            told.append(f" Is {best[1]!r} meant to be {best[2]}?")
    return "".join(told)
