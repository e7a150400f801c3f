"""The analytes of the course: names, units, factors and ranges, one audited table.

Every factor and every range of the course stands in the table `ANALYTES` of this module and nowhere else.
Numbers inside the course are in the conventional unit; SI is a matter of input and display.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias, cast

from helpers import words

UnitSystem: TypeAlias = Literal["conventional", "SI"]
SYSTEMS = ("conventional", "SI")


@dataclass(frozen=True)
class Unit:
    """A unit as a learner reads it, its UCUM code, and the decimals that a laboratory reports."""

    symbol: str
    ucum: str
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Analyte:
    """A quantity measured in blood.

    Parameters
    ----------
    key, name
        The name in code and the name that a learner reads.
    loinc
        LOINC code of the quantity in the conventional unit, whatever the time of day or of the last meal.
    conventional, si
        The two units that the course displays.
    factor, offset
        SI value = `factor` × conventional value + `offset`.
    low, high
        Plausible range in the conventional unit, the course's own: a value outside it is nearly always a slip
        of unit or typing.
    factor_source, range_source
        Where the conversion and the range come from.
    also
        Further units that `convert` understands: symbol to value per conventional unit.
    aliases
        Further names for the key.
    """

    key: str
    name: str
    loinc: str
    conventional: Unit
    si: Unit
    low: float
    high: float
    factor_source: str
    range_source: str
    factor: float = 1.0
    offset: float = 0.0
    also: Mapping[str, float] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Symbols of all units that `convert` understands for this analyte."""
        return tuple(dict.fromkeys((self.conventional.symbol, self.si.symbol, *self.also)))

    @cached_property
    def _lines(self) -> dict[str, tuple[float, float]]:
        lines = {_plain_unit(symbol): (slope, 0.0) for symbol, slope in self.also.items()}
        lines |= {_plain_unit(text): (self.factor, self.offset) for text in (self.si.symbol, self.si.ucum)}
        lines |= {
            _plain_unit(text): (1.0, 0.0) for text in (self.conventional.symbol, self.conventional.ucum)
        }
        return lines

    def line(self, unit: str) -> tuple[float, float]:
        """Return slope and intercept from the conventional unit to `unit`.

        Raises
        ------
        ValueError
            If the analyte is not measured in that unit.
        """
        try:
            return self._lines[_plain_unit(unit)]
        except (KeyError, TypeError):
            raise ValueError(
                f"unit = {words.said(unit)}: {self.name} is measured in {' or '.join(self.units)} here."
            ) from None

    def range_in(self, unit: str) -> tuple[float, float]:
        """Return the plausible range in `unit`."""
        slope, intercept = self.line(unit)
        return slope * self.low + intercept, slope * self.high + intercept


_MG_DL = Unit("mg/dL", "mg/dL", 0)
_MMOL_L = Unit("mmol/L", "mmol/L", 1)
_MMOL_L_FINE = Unit("mmol/L", "mmol/L", 2)
_NMOL_L = Unit("nmol/L", "nmol/L", 0)
_NMOL_L_FINE = Unit("nmol/L", "nmol/L", 1)
_PMOL_L = Unit("pmol/L", "pmol/L", 0)
_PG_ML = Unit("pg/mL", "pg/mL", 0)
_MG_L = Unit("mg/L", "mg/L", 1)
# ng/dL per nmol/L, from the molar mass of testosterone, 288.42 g/mol.
_TESTOSTERONE = 28.842


def _cholesterol(
    key: str, name: str, loinc: str, low: float, high: float, range_source: str, aliases: tuple[str, ...]
) -> Analyte:
    return Analyte(
        key=key,
        name=name,
        loinc=loinc,
        conventional=_MG_DL,
        si=_MMOL_L_FINE,
        factor=1 / 38.67,
        factor_source="molar mass of cholesterol, 386.7 g/mol",
        low=low,
        high=high,
        range_source=range_source,
        also={"g/L": 0.01},
        aliases=aliases,
    )


# The limits are the course's own: wide enough for disease, narrow enough to notice a slip of unit. "NHANES"
# is the lowest and highest value among fasting adults of that survey, 2013-2016 (half of the rows).
_TABLE = (
    Analyte(
        key="glucose",
        name="glucose",
        loinc="2345-7",
        conventional=_MG_DL,
        si=_MMOL_L,
        factor=1 / 18.0156,
        factor_source="molar mass 180.156 g/mol (the HOMA formulas keep their authors' rounded 18)",
        low=20,
        high=1000,
        range_source="course limit: loss of consciousness to hyperosmolar crisis; NHANES 64 to 368",
        also={"g/L": 0.01},
    ),
    Analyte(
        key="insulin",
        name="insulin",
        loinc="20448-7",
        conventional=Unit("µU/mL", "u[IU]/mL", 1),
        si=_PMOL_L,
        factor=6.00,
        factor_source="Knopp 2019, doi:10.1177/1932296818805074: 6.00 pmol per µU is the one right factor; "
        "6.945, which also circulates, rests on an obsolete potency and is 16 % too high",
        low=0.05,
        high=1000,
        range_source="course limit: detection limit to peaks in severe resistance; NHANES 0.14 to 104",
        also={"mU/L": 1.0},
    ),
    Analyte(
        key="c_peptide",
        name="C-peptide",
        loinc="1986-9",
        conventional=Unit("ng/mL", "ng/mL", 2),
        si=Unit("nmol/L", "nmol/L", 2),
        factor=0.3311,
        factor_source="molar mass 3020.3 g/mol",
        low=0.01,
        high=50,
        range_source="course limit: detection limit to far above a stimulated peak",
        also={"pmol/L": 331.1, "µg/L": 1.0},
    ),
    Analyte(
        key="hba1c",
        name="HbA1c",
        loinc="4548-4",
        conventional=Unit("%", "%", 1),
        si=Unit("mmol/mol", "mmol/mol", 0),
        factor=10.93,
        offset=-23.50,
        factor_source="NGSP-IFCC master equation as in Endocr Abstr 2019;63:P984; the way back is its exact "
        "inverse, of which the printed 0.09148 × IFCC + 2.152 is a rounding",
        low=3,
        high=20,
        range_source="course limit: outside it haemoglobin or red-cell life is abnormal; NHANES 3.9 to 11.9",
        aliases=("a1c",),
    ),
    Analyte(
        key="triglycerides",
        name="triglycerides",
        loinc="2571-8",
        conventional=_MG_DL,
        si=_MMOL_L_FINE,
        factor=1 / 88.57,
        factor_source="mean molar mass 885.7 g/mol",
        low=5,
        high=5000,
        range_source="course limit: up to severe chylomicronaemia; NHANES 15 to 1637",
        also={"g/L": 0.01},
        aliases=("tg", "triglyceride"),
    ),
    _cholesterol(
        "hdl", "HDL cholesterol", "2085-9", 5, 250,
        "course limit: rare deficiencies to CETP deficiency; NHANES 10 to 173",
        ("hdl_c",),
    ),
    _cholesterol(
        "ldl", "LDL cholesterol", "2089-1", 5, 1200,
        "course limit: strong combined treatment to homozygous familial hypercholesterolaemia",
        ("ldl_c",),
    ),
    _cholesterol(
        "total_cholesterol", "total cholesterol", "2093-3", 20, 1500,
        "course limit: abetalipoproteinaemia to homozygous familial hypercholesterolaemia",
        ("cholesterol",),
    ),
    Analyte(
        key="crp",
        name="C-reactive protein",
        loinc="30522-7",
        conventional=_MG_L,
        si=_MG_L,
        factor_source="1 mg/dL is 10 mg/L; high-sensitivity CRP and its cut-offs are in mg/L in both systems "
        "(NHANES changed from mg/dL to mg/L in 2015)",
        low=0.01,
        high=1000,
        range_source="course limit: below the detection limit to overwhelming sepsis; NHANES 0.08 to 43",
        also={"mg/dL": 0.1},
        aliases=("hs_crp",),
    ),
    Analyte(
        key="testosterone",
        name="testosterone",
        loinc="2986-8",
        conventional=Unit("ng/dL", "ng/dL", 0),
        si=_NMOL_L_FINE,
        factor=1 / _TESTOSTERONE,
        factor_source="molar mass 288.42 g/mol: × 0.034672",
        low=0.3,
        high=5000,
        range_source="course limit: limit of mass spectrometry to abuse of androgens; NHANES 1.4 to 2000",
        also={"ng/mL": 0.01, "µg/L": 0.01},
        aliases=("total_testosterone",),
    ),
    Analyte(
        key="free_testosterone",
        name="free testosterone",
        loinc="2991-8",
        conventional=_PG_ML,
        si=_PMOL_L,
        factor=100 / _TESTOSTERONE,
        factor_source="molar mass 288.42 g/mol",
        low=0.001,
        high=2500,
        range_source="course limit: what the ranges of testosterone, SHBG and albumin leave possible",
        also={"ng/dL": 0.1, "ng/L": 1.0},
    ),
    Analyte(
        key="estradiol",
        name="estradiol",
        loinc="2243-4",
        conventional=_PG_ML,
        si=_PMOL_L,
        factor=3.671,
        factor_source="molar mass 272.38 g/mol",
        low=0.1,
        high=50_000,
        range_source="course limit: aromatase inhibition to late pregnancy; NHANES 2.1 to 7110",
        also={"ng/L": 1.0},
        aliases=("oestradiol", "e2"),
    ),
    Analyte(
        key="progesterone",
        name="progesterone",
        loinc="2839-9",
        conventional=Unit("ng/mL", "ng/mL", 1),
        si=_NMOL_L_FINE,
        factor=1000 / 314.469,
        factor_source="molar mass 314.469 g/mol",
        low=0.01,
        high=1000,
        range_source="course limit: limit of mass spectrometry to late pregnancy",
        also={"ng/dL": 100.0, "µg/L": 1.0},
        aliases=("p4",),
    ),
    Analyte(
        key="shbg",
        name="SHBG",
        loinc="13967-5",
        conventional=_NMOL_L,
        si=_NMOL_L,
        factor_source="reported in nmol/L only: a mass unit would depend on an assumed molar mass",
        low=0.5,
        high=1000,
        range_source="course limit: severe insulin resistance to late pregnancy; NHANES 6.7 to 413",
        aliases=("sex_hormone_binding_globulin",),
    ),
    Analyte(
        key="albumin",
        name="albumin",
        loinc="1751-7",
        conventional=Unit("g/dL", "g/dL", 1),
        si=Unit("g/L", "g/L", 0),
        factor=10.0,
        factor_source="definition of the litre",
        low=1,
        high=7,
        range_source="course limit: severe nephrotic syndrome to severe dehydration; NHANES 2.7 to 5.3",
    ),
    Analyte(
        key="igf1",
        name="IGF-1",
        loinc="2484-4",
        conventional=Unit("ng/mL", "ng/mL", 0),
        si=_NMOL_L_FINE,
        factor=1 / 7.649,
        factor_source="molar mass 7648.6 g/mol",
        low=2,
        high=2500,
        range_source="course limit: growth hormone insensitivity to acromegaly",
        also={"µg/L": 1.0},
    ),
    Analyte(
        key="gh",
        name="growth hormone",
        loinc="2963-7",
        conventional=Unit("ng/mL", "ng/mL", 1),
        si=_PMOL_L,
        factor=45.2,
        factor_source="molar mass of the 22 kDa form, 22,124 g/mol; mIU/L depend on the assay's standard "
        "and are not converted",
        low=0.001,
        high=500,
        range_source="course limit: the trough between two pulses to acromegaly",
        also={"µg/L": 1.0},
    ),
)  # fmt: skip

ANALYTES: Mapping[str, Analyte] = MappingProxyType({analyte.key: analyte for analyte in _TABLE})
"""All analytes of the course by key."""


def analyte_of(key: str) -> Analyte:
    """Return an analyte by its key or another of its usual names; case, hyphens and spaces do not matter.

    Raises
    ------
    ValueError
        If the course does not know it.

    Examples
    --------
    >>> analyte_of("HbA1c").loinc
    '4548-4'
    >>> analyte_of("C-peptide").key
    'c_peptide'
    """
    try:
        return _BY_NAME[_plain_name(key)]
    except (KeyError, AttributeError, TypeError):
        raise ValueError(
            f"analyte = {words.said(key)}: not known here. Known: {', '.join(ANALYTES)}."
        ) from None


def unit_of(analyte: str, units: UnitSystem) -> str:
    """Return the symbol of an analyte's unit in one of the two systems.

    Raises
    ------
    ValueError
        If the analyte or the system is not known.

    Examples
    --------
    >>> unit_of("insulin", "SI")
    'pmol/L'
    """
    return unit_named(analyte_of(analyte), units).symbol


def system_of(units: str) -> UnitSystem:
    """Return `units` if it names a system of units.

    Raises
    ------
    ValueError
        If it does not.

    Examples
    --------
    >>> system_of("SI")
    'SI'
    """
    if not words.known(units, SYSTEMS):
        raise ValueError(
            f'units = {words.said(units)}: choose "conventional" (mg/dL, µU/mL) or "SI" (mmol/L, pmol/L).'
        )
    return cast(UnitSystem, units)


def unit_named(analyte: Analyte, units: str) -> Unit:
    """Return an analyte's unit in a system."""
    return analyte.si if system_of(units) == "SI" else analyte.conventional


# What stands for a unit in writing: French UI, the older mg %, and molar units by their letter.
_WRITTEN = {
    "mg%": "mg/dl", "mg/100ml": "mg/dl", "g%": "g/dl", "gm/dl": "g/dl", "mm": "mmol/l", "nm": "nmol/l", "pm": "pmol/l",
}  # fmt: skip


@lru_cache
def _plain_unit(unit: str) -> str:
    """Fold the spellings of a unit into one: µ (U+00B5), μ (U+03BC), mc and u; case; IU, UI, U and UCUM's [IU]."""
    folded = unicodedata.normalize("NFKC", str(unit)).casefold().replace(" ", "").replace("μ", "u")
    folded = folded.replace("[iu]", "u").replace("iu", "u").replace("ui", "u").replace("mcg", "ug")
    return _WRITTEN.get(folded, folded)


def _plain_name(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME = {_plain_name(name): kind for kind in _TABLE for name in (kind.key, kind.name, *kind.aliases)}
