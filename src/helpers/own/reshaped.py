"""Laboratory tables of other shapes, turned into one row a date: long, transposed, or with a row of units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from helpers.own.headings import column_meant, folded, known_headings, known_in, without_unit
from helpers.own.layouts import plain

Row = tuple[int, list[str]]

_TEST = re.compile(
    r"^(?:(?:lab(?:oratory|or)? ?)?(?:test|tests|analyte|analysis|analyse|assay|component|parameter|marker"
    r"|biomarker|item"
    r"|measurement|examination|examen|prueba|analisis|analisi|esame|untersuchung|messgrosse|laborwert"
    r"|bezeichnung|observation|bepaling"
    r"|parametre|parametro|determination|exam)(?: ?name| description)?)$"
)
_RESULT = re.compile(
    r"^(?:(?:test )?(?:result|results|value|ergebnis|wert|messwert|resultat|valeur|resultado|risultato|valor|valore"
    r"|uitslag|waarde|numeric result|result value|your value))(?: ?value)?$"
    r"|^(?:current |latest |observed )?results?\b(?!.*\bdate)"
)
_UNIT = re.compile(
    r"^(?:units?|einheit|einheiten|unites?|unidad|unidades|unita|eenheid|uom|unit of measure)$"
)
_DATE = re.compile(
    r"date|datum|fecha|\bdata\b|collected|\bday\b|drawn|entnahme|prelev|effective|observed|^time$|timestamp|zeit"
)
_PERSON = re.compile(r"^(?:id|person|subject|participant|patient)(?: ?_?(?:id|no|nr|number|code))?$")
_VALUE_UNIT = re.compile(r"\s*([<>≤≥]?=?\s*[\d.,]+)\s*([^\d\s*].*?)\s*")
_MOST_ROWS = 500  # of a transposed table: each is a test
_HEADING_WITHIN = 40


def from_headings(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows from the headings on, without what stands before them: a title, a laboratory's address."""
    first = list(islice(rows, _HEADING_WITHIN))
    best = max(range(len(first)), key=lambda at: (heads(first[at][1]), -at), default=0)
    start = best if first and heads(first[best][1]) > 1 else 0
    return chain(first[start:], rows)


def heads(cells: list[str]) -> int:
    """Return how many cells of a row are headings that are understood."""
    if _is_long(cells):
        return 3
    return sum(map(known_in, cells))


def wide(titles: list[str], rows: Iterator[Row]) -> tuple[list[str], Iterator[Row]]:
    """Return headings and rows of a table with one row a date, whatever the shape that it came in."""
    if _is_long(titles):
        return _from_long(titles, rows)
    if not any(map(known_in, titles)):
        first = list(islice(rows, _MOST_ROWS + 1))
        if len(first) <= _MOST_ROWS and sum(_is_test(cells) for _, cells in first) > 0:
            return _from_transposed(titles, first)
        rows = chain(first, rows)
    bare = [at for at, title in enumerate(titles) if folded(title) in without_unit()]
    if bare and (head := next(rows, None)):
        _, cells = head
        here = {at: cells[at].strip() for at in bare if at < len(cells)}
        units = {at: text.strip(" ()[]") for at, text in here.items() if text.strip(" ()[]")}
        if units and _are_known(titles, units):
            return _with_units(titles, units), rows
        rows = chain([head], rows)
        beside = {at: found[2] for at, text in here.items() if (found := _VALUE_UNIT.fullmatch(text))}
        if beside and _are_known(titles, beside):
            return _with_units(titles, beside), (_without_units(row, beside) for row in rows)
    return titles, rows


def _are_known(titles: list[str], units: dict[int, str]) -> bool:
    return all(folded(f"{titles[at]} {unit}") in known_headings() for at, unit in units.items())


def _with_units(titles: list[str], units: dict[int, str]) -> list[str]:
    return [f"{title} ({units[at]})" if at in units else title for at, title in enumerate(titles)]


def _without_units(row: Row, units: dict[int, str]) -> Row:
    """Take from cells the unit that their column has; another stays, and is refused later."""
    number, cells = row
    return number, [
        cell.strip().removesuffix(units[at]).rstrip() if at in units else cell
        for at, cell in enumerate(cells)
    ]


def _is_long(titles: list[str]) -> bool:
    words = list(map(plain, titles))
    return any(map(_TEST.search, words)) and any(map(_RESULT.search, words))


def _at(words: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, word in enumerate(words) if pattern.search(word)), None)


def _from_long(titles: list[str], rows: Iterable[Row]) -> tuple[list[str], Iterator[Row]]:
    """Turn rows of date, test, result and unit into one row a date and person."""
    words = list(map(plain, titles))
    test, result, unit = _at(words, _TEST), _at(words, _RESULT), _at(words, _UNIT)
    date, person = _at(words, _DATE), _at(words, _PERSON)
    if test is None or result is None:
        return titles, iter(rows)
    groups: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    columns: dict[str, None] = {}
    names: dict[tuple[str, str], str] = {}
    for number, cells in rows:
        cells = [*cells, *[""] * (len(titles) - len(cells))]
        name, value = cells[test].strip(), cells[result].strip()
        if not name or not value:
            continue
        said = cells[unit].strip() if unit is not None else ""
        if unit is None and not _has_unit(name) and (found := _VALUE_UNIT.fullmatch(value)):
            value, said = found[1], found[2]
        heading = names.get((name, said)) or names.setdefault(
            (name, said), f"{name} ({said})" if said else name
        )
        columns[heading] = None
        day = re.split(r"[T\s]", cells[date].strip())[0] if date is not None else ""
        key: tuple[str, ...] = (cells[person].strip() if person is not None else "", day)
        # A second value of a day and test is a row of its own: nothing is lost.
        while key in groups and groups[key][1].get(heading, value) != value:
            key = (*key, "again")
        groups.setdefault(key, (number, {}))[1][heading] = value
    lead = ["id"] * (person is not None) + ["date"] * (date is not None)
    made: list[Row] = []
    # People are numbered as they come: what names them in the file does not stay.
    people = {person: str(at) for at, person in enumerate(dict.fromkeys(key[0] for key in groups), start=1)}
    for key, (number, values) in groups.items():
        before = [people[key[0]]] * (person is not None) + [key[1]] * (date is not None)
        made.append((number, [*before, *(values.get(heading, "") for heading in columns)]))
    return [*lead, *columns], iter(made)


def _has_unit(name: str) -> bool:
    return folded(name) in known_headings()


def _is_test(cells: list[str]) -> bool:
    return bool(cells) and (known_in(cells[0]) or bool(column_meant(cells[0])))


def _from_transposed(titles: list[str], rows: list[Row]) -> tuple[list[str], Iterator[Row]]:
    """Turn a table with a row a test and a column a date into one with a row a date."""
    words = list(map(plain, titles))
    unit = _at(words, _UNIT)
    aside = {0, unit, _at(words, re.compile("reference|referenz|norm|range|bereich|flag|intervall"))}
    values = [at for at in range(1, len(titles)) if at not in aside]
    headings = [
        f"{cells[0]} ({cells[unit].strip()})"
        if unit is not None and len(cells) > unit and cells[unit].strip()
        else cells[0]
        for _, cells in rows
        if cells and cells[0].strip()
    ]
    tests = [cells for _, cells in rows if cells and cells[0].strip()]
    made = [
        (at + 1, [titles[at], *(cells[at] if len(cells) > at else "" for cells in tests)]) for at in values
    ]
    return ["date", *headings], iter(made)
