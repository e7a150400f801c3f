"""Units in prose: a value that is given in two, as in `180 ng/dL (6.2 nmol/L)`, is the same in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.units import ANALYTES, convert

ROOT = Path(__file__).parents[1]
PROSE = [
    *sorted((ROOT / "notebooks" / "text").glob("*.py")),
    ROOT / "notebooks" / "TEACHING.md",
    *sorted((ROOT / "src" / "helpers" / "exercises").glob("lesson_*.py")),
    *(
        ROOT / "data" / f"{name}.csv"
        for name in ("agents", "claims", "concepts", "evidence_map", "glossary", "trials")
    ),
]
UNITS = {unit.symbol for analyte in ANALYTES.values() for unit in (analyte.conventional, analyte.si)} - {"%"}
UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
NUMBERS = rf"(?:{NUMBER}(?:,? (?:to|and|or|against|instead of) |, |-))*{NUMBER}"
PAIR = re.compile(rf"(?<![\w.])({NUMBERS}) ({UNIT})[^()\d]{{0,20}}\(({NUMBERS}) ({UNIT})\)")
# Lines of a text that goes on: of Python, of a comment, of Markdown.
BREAK = re.compile(r'"?\n\s*(?:f?"|# )?')


class Pair(NamedTuple):
    """The same values in two units, as they are written."""

    written: str
    values: tuple[str, ...]
    unit: str
    others: tuple[str, ...]
    other: str


def pairs(text: str) -> Iterator[Pair]:
    for each in PAIR.finditer(BREAK.sub(" ", text).replace("  ", " ")):
        values, others = (tuple(re.findall(rf"(?<![\d.]){NUMBER}|{NUMBER}", each[at])) for at in (1, 3))
        if each[2] != each[4]:
            yield Pair(each[0], values, each[2], others, each[4])


def spread(written: str) -> tuple[float, float]:
    """Return what a number may be that is written so, by rounding."""
    number = abs(float(written.replace(",", "").replace("−", "-")))
    half = 0.5 * 10 ** -len(written.partition(".")[2])
    return number - half, number + half


def agrees(pair: Pair) -> bool:
    """Tell whether an analyte has both units, and the values of the one are those of the other, as rounded."""

    def same(name: str, value: str, other: str) -> bool:
        low, high = (float(convert(max(end, 0), name, pair.unit, pair.other)) for end in spread(value))
        least, most = spread(other)
        return low <= most + 1e-9 and least <= high + 1e-9

    shared = [
        name
        for name, each in ANALYTES.items()
        if {pair.unit, pair.other} <= {each.conventional.symbol, each.si.symbol, *each.also}
    ]
    # Of "from 110 to an optimal 230 ng/mL (14 to 30 nmol/L)" only the last stands beside its unit.
    together = list(zip(reversed(pair.values), reversed(pair.others), strict=False))
    return any(all(same(name, *both) for both in together) for name in shared)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("180 ng/dL (6.2 nmol/L)", True),
        ("180 ng/dL (2.6 nmol/L)", False),
        ("from 5.4 to 6.8 mmol/L (97 to 122 mg/dL)", True),
        ("from 5.4 to 6.8 mmol/L (122 to 97 mg/dL)", False),
        ("30 pmol/L (5 mmol/L)", False),
    ],
)
def test_a_wrong_pair_is_seen(text: str, expected: bool) -> None:
    assert [agrees(pair) for pair in pairs(text)] == [expected]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_both_units_say_the_same(path: Path) -> None:
    assert [pair.written for pair in pairs(path.read_text(encoding="utf-8")) if not agrees(pair)] == []


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_a_percent_sign_stands_apart_as_units_do(path: Path) -> None:
    closed = re.findall(r"\d%", path.read_text(encoding="utf-8"))
    assert closed == []
