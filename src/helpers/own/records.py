"""Files that are no text with delimiters: JSON of Nightscout or of a health record (FHIR), and NHANES' XPT."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.own.layouts import Readings
from helpers.units import ANALYTES

Numbered = list[tuple[int, list[str]]]

# What LOINC calls the analytes of the course in other units, specimens or fasting; the unit comes with each value.
_MORE_LOINC = {
    "1558-6": "glucose", "14771-0": "glucose", "14749-6": "glucose", "2339-0": "glucose", "15074-8": "glucose",
    "14796-9": "insulin", "59261-8": "hba1c", "17856-6": "hba1c", "14927-8": "triglycerides", "14646-4": "hdl",
    "1988-5": "crp", "14913-8": "testosterone",
}  # fmt: skip
_SENSOR_LOINC = {"99504-3", "105272-9"}
"""Glucose in the fluid between cells, by mass and by moles."""

_GONE = {"entered-in-error", "cancelled"}
_DEPTH = 6  # of resources inside one another


def entries(name: str, text: str) -> list[Any]:
    """Return the entries of a JSON file: a list, an object with one inside, a FHIR Bundle, or one object a line.

    Raises
    ------
    ValueError
        If it is no JSON.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise ValueError(
                f"{name} begins like JSON and is none from some place on: was it cut off? Export it again."
            ) from None
    return list(_flat(found))


def _flat(found: Any, depth: int = 0) -> Iterator[Any]:
    """Yield what a document lists, whatever it is wrapped in."""
    if depth > _DEPTH:
        return
    if isinstance(found, list):
        for each in found:
            yield from _flat(each, depth + 1)
    elif isinstance(found, Mapping):
        inside = next(
            (
                found[key]
                for key in ("entry", "entries", "result", "records", "data")
                if isinstance(found.get(key), list)
            ),
            None,
        )
        if inside is not None:
            yield from _flat(inside, depth + 1)
        elif isinstance(found.get("resource"), Mapping):
            yield from _flat(found["resource"], depth + 1)
        else:
            yield found
    else:
        yield found


def _observations(found: Sequence[Any]) -> Iterator[tuple[set[str], Mapping[str, Any], Mapping[str, Any]]]:
    """Yield codes, the observation, and what has the value: the observation itself or a part of it."""
    for each in found:
        if (
            not isinstance(each, Mapping)
            or each.get("resourceType") != "Observation"
            or each.get("status") in _GONE
        ):
            continue
        parts = each.get("component")
        for part in [each, *(parts if isinstance(parts, list) else [])]:
            if not isinstance(part, Mapping):
                continue
            code = part.get("code")
            coding = code.get("coding") if isinstance(code, Mapping) else None
            codes = {
                str(one.get("code"))
                for one in coding or ()
                if isinstance(one, Mapping) and "loinc" in str(one.get("system", "loinc"))
            }
            if isinstance(part.get("valueQuantity"), Mapping):
                yield codes, each, part["valueQuantity"]


def _when(observation: Mapping[str, Any]) -> str:
    period = observation.get("effectivePeriod")
    started = period.get("start") if isinstance(period, Mapping) else ""
    return str(observation.get("effectiveDateTime") or observation.get("effectiveInstant") or started or "")


def fhir_readings(found: Sequence[Any]) -> Readings | None:
    """Return a sensor's readings among FHIR Observations, or None where there are none."""
    stamps, cells, units, other = [], [], set(), 0
    for codes, observation, quantity in _observations(found):
        if not codes & _SENSOR_LOINC:
            other += 1
            continue
        stamps.append(_when(observation))
        cells.append(f"{quantity.get('comparator', '')}{quantity.get('value', '')}")
        units.add(str(quantity.get("code") or quantity.get("unit") or ""))
    if not stamps:
        return None
    if len(units) > 1:
        raise ValueError(f"its readings are in several units: {', '.join(sorted(units))}.")
    unit = "mmol/L" if "mmol" in units.pop() else "mg/dL"
    return Readings(
        "FHIR Observations", stamps, cells, unit, None, Counter({"observations of other kinds": other})
    )


def fhir_rows(found: Sequence[Any]) -> tuple[list[str], Numbered] | None:
    """Return FHIR Observations of the laboratory as a long table (date, test, result, unit), or None without any.

    Whom they are of is never read.
    """
    known = {analyte.loinc: analyte.key for analyte in ANALYTES.values()} | _MORE_LOINC
    rows: Numbered = []
    seen = False
    for codes, observation, quantity in _observations(found):
        seen = True
        key = next((known[code] for code in codes if code in known), None)
        if key is None:
            continue
        unit = str(quantity.get("code") or quantity.get("unit") or "")
        value = f"{quantity.get('comparator', '')}{quantity.get('value', '')}"
        rows.append((len(rows) + 1, [_when(observation), key, value, _readable(unit)]))
    return (["date", "test", "result", "unit"], rows) if seen else None


def _readable(unit: str) -> str:
    """Return a UCUM code as people write the unit."""
    return unit.replace("[IU]", "U").replace("[iU]", "U").replace("{", "").replace("}", "").strip()


def xport(file: Path) -> tuple[list[str], Numbered]:
    """Return the headings and rows of a SAS transport file, as NHANES gives them.

    Raises
    ------
    ValueError
        If it is damaged.
    """
    import pandas as pd

    try:
        frame = pd.read_sas(file, format="xport", encoding="latin-1")
    except Exception as problem:  # damaged files fail in many ways, none of them the learner's fault
        raise ValueError(f"{file.name} is a SAS transport file that is damaged: fetch it again.") from problem
    frame = frame.mask(frame == 5.397605346934028e-79, 0)  # how SAS writes its zero
    cells = frame.astype(object).where(frame.notna(), "")
    rows = [
        (number, [_written(cell) for cell in row])
        for number, row in enumerate(cells.itertuples(index=False), start=2)
    ]
    return list(map(str, frame.columns)), rows


def _written(cell: Any) -> str:
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)
