"""What a laboratory's table says of the person and the sample: who it is, whether fasting, and what forbids HOMA."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from helpers.own.cells import number
from helpers.own.headings import folded, known_headings
from helpers.own.layouts import plain

FLAGS = ("pregnant", "on_insulin", "haemolysed")
"""Columns that a table gets where its file says so: reasons for which HOMA does not describe somebody."""

# Whose values they are: such columns are not kept.
IDENTITY = re.compile(
    r"\b(?:(?:first|last|full|sur|middle|given|family|patient)? ?name|vorname|nachname|surname|prenom|nom|nombre"
    r"|apellidos?|cognome"
    r"|birth|dob|geburt\w*|naissance|nacimiento|nascita|address|adresse|direccion|phone|telefon|e-?mail|mrn|ssn"
    r"|nhs number"
    r"|versich\w*|insurance|doctor|arzt|physician|clinician|patient(?: ?_?id)?)\b"
)
# Minutes of a tolerance test, and whether a sample was fasting.
_MINUTES = re.compile(
    r"^(?:time ?_?min|minutes?|min|time ?\(?min\)?|minuten|zeit min|time point min|timepoint)$"
)
_FASTING = re.compile(
    r"^(?:fasting|fasted|nuchtern|a jeun|en ayunas|ayunas|digiuno|nuchter|fasting ?_?(?:status|state|flag))$"
)
_YES = {"yes", "y", "true", "1", "ja", "j", "oui", "o", "si", "sí", "x", "positive", "fasting", "nüchtern"}
_NO = {
    "no",
    "n",
    "false",
    "0",
    "nein",
    "non",
    "nee",
    "not fasting",
    "nonfasting",
    "non-fasting",
    "random",
    "fed",
}
_SAID = {
    "pregnant": re.compile(
        r"^(?:pregnan\w*|schwanger\w*|enceinte|grossesse|embaraz\w*|gravid\w*|ridexprg)\b"
    ),
    "on_insulin": re.compile(
        r"(?:(?:on|injected|injects|takes|taking|uses|with) insulin"
        r"|insulin ?_?(?:treatment|therap\w*|use|user|treated|injected|behandlung)"
        r"|^on_insulin|insulintherapie|insulinotherapie|^diq050$)"
    ),
    "haemolysed": re.compile(r"h(?:a)?emol\w*|hamolyt?\w*"),
}
_HAEMOLYSED = re.compile(
    r"(?<!non[- ])(?<!not )(?<!no )(?<!keine )(?<!nicht )\bh(?:ae|e|ä)mol", re.IGNORECASE
)


def flags(cells_of: Mapping[str, Sequence[str]], rows: int) -> dict[str, NDArray[np.bool_]]:
    """Return for each row whether the file says that HOMA does not describe the person or the sample."""
    found = {name: np.zeros(rows, dtype=bool) for name in FLAGS}
    for title, cells in cells_of.items():
        if title in known_headings() or folded(title) in known_headings():
            continue
        for name, words in _SAID.items():
            if words.search(plain(title)):
                found[name] |= np.array([cell.strip().casefold() in _YES for cell in cells], dtype=bool)
        different = {cell: bool(_HAEMOLYSED.search(cell)) for cell in dict.fromkeys(cells)}
        if any(different.values()):
            found["haemolysed"] |= np.array([different[cell] for cell in cells], dtype=bool)
    return {name: flags for name, flags in found.items() if flags.any()}


def not_fasting(titles: Sequence[str], columns: Sequence[Sequence[str]], comma: bool) -> set[int]:
    """Return the places of the rows that the table says were taken after a meal or later in a tolerance test."""
    out: set[int] = set()
    for title, cells in zip(map(plain, titles), columns, strict=True):
        if _MINUTES.search(title):
            late = {cell for cell in set(cells) if cell.strip() and number(cell, comma) != 0}
        elif _FASTING.search(title):
            late = {cell for cell in set(cells) if cell.strip().casefold() in _NO}
        else:
            continue
        out |= {at for at, cell in enumerate(cells) if cell in late}
    return out
