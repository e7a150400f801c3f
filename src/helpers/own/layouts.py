"""The layouts in which sensors' programs write readings: which column is which, and which rows are readings.

A reader gets the first rows of a file or all of them and returns `Readings`, or None where the file is not of its
layout. Headings are known by their words in English, German, French, Italian, Spanish, Dutch and Portuguese.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.own import times

Rows = Sequence[Sequence[str]]

_FEW = 3  # columns: whose, when and how much
_HEADING_WITHIN = 60
"""Rows in which the headings must stand."""

_GLUCOSE = re.compile(
    r"gluc|gluk|glyc|glic|blutzucker|\bsgv\b|udt_cgms|bgvalue|^(?:mg/dl|mmol/l|cgm|bg|sg|gl)\b"
)
_SENSOR = re.compile(
    r"sensor|cgm|scg|capteur|histor|verlauf|storic|histori|sgv|udt_cgms|interstitial|continu"
)
_NOT_GLUCOSE = re.compile(
    r"rate|change|taux|ander|variation|varia[cz]|velocid|snelheid|kalib|calib|etalon|strip|streifen|bandelette|electrode"
    r"|strisci|tira|keton|ceton|cheton|cetona|target|ziel|bg reading|insulin|carb|kohlenh|bwz|isig|alert|alarm|trend"
    r"|a1c|meter|finger|source|event|note|type|status|device|previous|mean|average|delta|arrow|range"
)
_BY_HAND = re.compile(r"\bscan|numeris|escan|scansion|gescan|digitaliz")
_STRIP = re.compile(
    r"strip|streifen|bandelette|electrode|strisci|tira|bg reading|bg_level|kalib|calib|etalon|\bmbg\b"
)
_TIME = re.compile(
    r"time|zeit|horodatage|heure|date|datum|fecha|hora|sello|\bora\b|\bdata\b|tijd|\bday\b|jour|created|yyyy|jjjj|marca"
    r"|timestamp"
)
_NOT_TIME = re.compile(
    r"new device time|transmitter|dauer|duration|duree|zone|offset|upload|\butc|sys|glucose|glukose|minute|since"
)
_EVENT = re.compile(r"event type|ereignistyp|type d.ev|tipo de ev|tipo di ev|tipo evento|gebeurtenis|^type$")
_PERSON = re.compile(
    r"^(?:id|pt ?id|ptid|person|subject|participant|patient|user|deident)(?: ?_?-?(?:id|no|nr|number|code))?$"
    r"|^(?:usubjid|deidentid)$"
)
_BARE = re.compile(r"^(?:value|reading|wert|messwert|valeur|valor|valore)$")
"""Readings of glucose in a table that has nothing but times beside them."""

_LABORATORY = re.compile(r"insulin|a1c|trigly|cholest|\bhdl|\bcrp\b|testost|albumin")
_MG, _MMOL = re.compile(r"mg[ /_]*dl|mg ?%"), re.compile(r"mmol")


@dataclass(frozen=True)
class Readings:
    """Readings as they stand in a file.

    Parameters
    ----------
    layout
        What wrote the file.
    stamps, cells
        Time and glucose of each reading, as text.
    unit
        ``"mg/dL"`` or ``"mmol/L"`` as the heading or the program says, or "" where nothing says it.
    people
        Who each reading is of, where the file says; never shown.
    left_out
        What stands in the file and is no reading: words for it, in the plural, and how many.
    others
        Further text with dates, such as when the file was made.
    ahead_min
        Minutes by which the reader's clock was ahead of UTC, where the file has them beside times in UTC.
    highest
        What a sensor of this program reports at most, mg/dL.
    coded
        Whether 39 and 401 mg/dL stand for below and above the sensor's range.
    """

    layout: str
    stamps: Sequence[str]
    cells: Sequence[str]
    unit: str = ""
    people: Sequence[str] | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    others: Sequence[str] = ()
    ahead_min: Sequence[float | None] | None = None
    highest: float = 400.0
    coded: bool = False


@dataclass(frozen=True)
class _Found:
    """Where in a table the headings stand, and what they are."""

    row: int
    titles: list[str]
    glucose: int
    time: tuple[int, ...]

    def where(self, words: re.Pattern[str]) -> int | None:
        return next((at for at, title in enumerate(self.titles) if words.search(title)), None)

    @property
    def unit(self) -> str:
        return unit_in(self.titles[self.glucose])


def plain(text: str) -> str:
    """Return a heading in small letters, without accents and brackets.

    Examples
    --------
    >>> plain(" Glycémie [mg/dL]")
    'glycemie mg/dl'
    """
    spread = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(each for each in spread if not unicodedata.combining(each))
    return re.sub(r"[\s()\[\]]+", " ", letters).strip()


def unit_in(heading: str) -> str:
    """Return the unit of glucose that a heading names, or nothing.

    Examples
    --------
    >>> unit_in("Sensor Glucose (mmol/L)")
    'mmol/L'
    """
    text = plain(heading)
    return "mg/dL" if _MG.search(text) else "mmol/L" if _MMOL.search(text) else ""


def read_table(table: Rows) -> Readings | None:
    """Return the readings of a table with delimiters, or None where it is none of a sensor's."""
    if headless := _nightscout_without_headings(table):
        return headless
    found = _headings(table)
    if not found:
        return None
    for reader in (_libreview, _clarity, _carelink, _glooko, _juggluco, _sidiary):
        if made := reader(table, found):
            return made
    return _plain_table(table, found)


def is_sensor(table: Rows) -> bool:
    """Return whether the first rows of a file are a sensor's."""
    try:
        return read_table(table) is not None
    except ValueError:
        return True


def _headings(table: Rows) -> _Found | None:
    """Find the row that names a time and glucose; what stands below decides between columns of time."""
    for at, row in enumerate(table[:_HEADING_WITHIN]):
        titles = [plain(cell) for cell in row]
        glucose = [
            k for k, each in enumerate(titles) if _GLUCOSE.search(each) and not _NOT_GLUCOSE.search(each)
        ] or [k for k, each in enumerate(titles) if _BARE.search(each) and len(titles) <= _FEW]
        dated = [k for k, each in enumerate(titles) if _TIME.search(each) and not _NOT_TIME.search(each)]
        if not glucose or not dated or any(times.has_date(cell) for cell in row):
            continue
        below = table[at + 1 :]
        if time := _time_columns(dated, below):
            return _Found(at, titles, _best(titles, glucose, below), time)
    return None


def _best(titles: list[str], glucose: list[int], below: Rows) -> int:
    """Return the column of the sensor's own readings: by its words, by not being a scan, by holding anything."""

    def rank(at: int) -> tuple[bool, ...]:
        filled = any(len(row) > at and row[at].strip() for row in below)
        return (
            filled,
            not _BY_HAND.search(titles[at]),
            bool(_SENSOR.search(titles[at])),
            bool(unit_in(titles[at])),
        )

    return max(glucose, key=rank)


def _time_columns(dated: list[int], below: Rows) -> tuple[int, ...]:
    """Return the column with date and time, or that of dates and that of times."""
    both: list[int] = []
    dates: list[int] = []
    clocks: list[int] = []
    for at in dated:
        cell = next((row[at] for row in below if len(row) > at and _is_time(row[at])), "")
        if not cell:
            continue
        date, clock = times.has_date(cell), times.has_clock(cell)
        (both if date and clock else dates if date else clocks).append(at)
    if both:
        return (both[0],)
    return (dates[0], clocks[0]) if dates and clocks else ()


def _is_time(cell: str) -> bool:
    return times.has_date(cell) or times.has_clock(cell)


def _taken(
    layout: str,
    table: Rows,
    found: _Found,
    *,
    skip: Callable[[Sequence[str]], str] = lambda _: "",
    instead: str = "rows without glucose",
    preamble: bool = True,
    **more: Any,
) -> Readings:
    """Take the rows below the headings that have glucose; `skip` says in words what a row is instead."""
    stamps, cells, people, left_out = [], [], [], Counter[str]()
    person = next((at for at, title in enumerate(found.titles) if _PERSON.search(title)), None)
    needed = max(found.glucose, *found.time)
    for row in table[found.row + 1 :]:
        if len(row) <= needed or not row[found.glucose].strip():
            if any(cell.strip() for cell in row):
                left_out[skip(row) or instead] += 1
            continue
        if plain(row[found.glucose]) == found.titles[found.glucose]:
            continue  # the headings once more
        stamp = " ".join(row[at].strip() for at in found.time)
        why = skip(row) or ("" if stamp.strip() else "rows without a time")
        if why:
            left_out[why] += 1
            continue
        stamps.append(stamp)
        cells.append(row[found.glucose])
        if person is not None:
            people.append(row[person])
    others = [cell for row in table[: found.row] for cell in row] if preamble else []
    # Numbers of which each row has its own count rows, not people.
    whose = people if people and len(set(people)) * 2 <= len(people) else None
    return Readings(layout, stamps, cells, found.unit, whose, left_out, others, **more)


def _libreview(table: Rows, found: _Found) -> Readings | None:
    """FreeStyle LibreView, and the program before it: history, scans and strips in columns of their own."""
    kind = found.where(
        re.compile(
            r"record type|recordtype|aufzeichnungstyp|art des eintrags|type d.enreg|tipo (?:di|de) reg"
        )
    )
    if kind is None:
        return None
    by_scan = next((k for k, t in enumerate(found.titles) if _BY_HAND.search(t) and _GLUCOSE.search(t)), None)
    by_strip = next((k for k, t in enumerate(found.titles) if _STRIP.search(t) and unit_in(t)), None)
    if by_strip is not None and re.search("keton|ceton|cheton", found.titles[by_strip]):
        by_strip = None

    def skip(row: Sequence[str]) -> str:
        if len(row) > found.glucose and row[found.glucose].strip():
            return ""
        if by_scan is not None and len(row) > by_scan and row[by_scan].strip():
            return "scans by hand"
        if by_strip is not None and len(row) > by_strip and row[by_strip].strip():
            return "measurements by finger prick"
        return ""

    return _taken("FreeStyle LibreView", table, found, skip=skip, highest=500.0)


def _clarity(table: Rows, found: _Found) -> Readings | None:
    """Dexcom Clarity: patient and device first, then events, of which readings of the sensor are one kind."""
    event = found.where(_EVENT)
    if event is None or found.where(re.compile("subtyp|sous-type|subtipo|sottotipo|untertyp")) is None:
        return None
    kinds = Counter(
        row[event].strip()
        for row in table[found.row + 1 :]
        if len(row) > max(event, found.glucose) and row[found.glucose].strip() and row[found.time[0]].strip()
    )
    # The word differs between languages; readings are by far the most frequent kind.
    usual = next((kind for kind in kinds if kind.upper() in {"EGV", "EGW", "VEG"}), None) or (
        kinds.most_common(1)[0][0] if kinds else ""
    )

    def skip(row: Sequence[str]) -> str:
        kind = row[event].strip() if len(row) > event else ""
        if kind == usual:
            return ""
        if not kind or not row[found.time[0]].strip():
            return "rows about the person, the device or alerts"
        return "calibrations or other events"

    return _taken("Dexcom Clarity", table, found, skip=skip, preamble=False)


def _carelink(table: Rows, found: _Found) -> Readings | None:
    """Medtronic CareLink: sections of pump and sensor with the same headings, events between."""
    if found.where(re.compile("isig")) is None:
        return None
    strip = [k for k, title in enumerate(found.titles) if _STRIP.search(title) and unit_in(title)]

    def skip(row: Sequence[str]) -> str:
        if len(row) > found.glucose and row[found.glucose].strip():
            return ""
        if (
            any(len(row) > at and unit_in(row[at]) for at in strip)
            or len(row) <= found.glucose
            or row[0].startswith("---")
        ):
            return "lines between sections"
        if any(len(row) > at and row[at].strip() for at in strip):
            return "calibrations or measurements by finger prick"
        return "events of the pump"

    return _taken("Medtronic CareLink", table, found, skip=skip)


def _glooko(table: Rows, found: _Found) -> Readings | None:
    """Glooko: a line with name and dates, then time, glucose and serial number."""
    if not re.match(r"cgm|valeur de glycemie scg|valor de glucosa .*m[cg]+", found.titles[found.glucose]):
        return None
    return _taken("Glooko", table, found)


def _juggluco(table: Rows, found: _Found) -> Readings | None:
    """Juggluco: seconds since 1970 beside the local time, and the unit as the heading of glucose."""
    seconds = found.where(re.compile("^unixtime$"))
    local = found.where(re.compile("yyyy-mm-dd"))
    if seconds is None or local is None:
        return None
    made = _taken(
        "Juggluco", table, _Found(found.row, found.titles, found.glucose, (seconds, local)), highest=500.0
    )
    pairs = [stamp.split(" ", 1) for stamp in made.stamps]
    clocks = times.read([pair[-1] for pair in pairs]).local
    ahead = [
        None if here == times.NONE else (int(here) // times.SECOND - int(float(pair[0]))) / 60
        for pair, here in zip(pairs, clocks, strict=True)
    ]
    return Readings(
        made.layout,
        [pair[0] for pair in pairs],
        made.cells,
        made.unit,
        None,
        made.left_out,
        (),
        ahead,
        made.highest,
    )


def _sidiary(table: Rows, found: _Found) -> Readings | None:
    """xDrip+ writes the layout of SiDiary: day, time, the sensor's glucose, the meter's."""
    return _taken("xDrip+", table, found) if found.titles[found.glucose] == "udt_cgms" else None


def _plain_table(table: Rows, found: _Found) -> Readings | None:
    """Any table with a column of times and one of glucose, and perhaps with one that says whose they are."""
    unit, kind = (
        found.where(re.compile(r"^(?:glucose.)?(?:units?|einheit|unite|unidad|unita|eenheid)$")),
        found.where(_EVENT),
    )
    if found.where(_LABORATORY) is not None and not _SENSOR.search(found.titles[found.glucose]):
        return None  # a laboratory's table with the time of day
    units = {unit_in(row[unit]) for row in table[found.row + 1 :] if unit is not None and len(row) > unit}

    def skip(row: Sequence[str]) -> str:
        said = plain(row[kind]) if kind is not None and len(row) > kind else ""
        return "calibrations or meter readings" if re.search("mbg|cal|smbg|meter|strip|finger", said) else ""

    made = _taken("A table of times and glucose", table, found, skip=skip)
    units.discard("")
    if len(units) > 1:
        raise ValueError("The column of units says both mg/dL and mmol/L: write all readings in one of them.")
    named = (
        found.titles[found.glucose] in {"sgv", "glucose"}
        and found.where(re.compile("datestring")) is not None
    )
    # Nightscout's column sgv is in mg/dL by definition.
    given = made.unit or next(iter(units), "mg/dL" if named else "")
    return Readings(
        "Nightscout" if named else made.layout,
        made.stamps, made.cells, given, made.people, made.left_out, made.others, coded=named,
    )  # fmt: skip


def _nightscout_without_headings(table: Rows) -> Readings | None:
    """Nightscout's CSV and TXT of entries: ISO time, milliseconds, glucose in mg/dL, direction, device; no headings."""
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) < 3:
        return None
    first = rows[0]
    if not (re.fullmatch(r"\d{12,13}", first[1].strip()) and re.match(r"\d{4}-\d\d-\d\dT", first[0])):
        return None
    kept = [row for row in rows if len(row) > 2 and row[2].strip()]
    left = (
        Counter({"rows without glucose": len(rows) - len(kept)}) if len(rows) > len(kept) else Counter[str]()
    )
    return Readings("Nightscout", [r[0] for r in kept], [r[2] for r in kept], "mg/dL", None, left, coded=True)


def nightscout(entries: Sequence[Any]) -> Readings | None:
    """Return the readings of Nightscout's entries as JSON, or None where they are something else."""
    kept, left_out = [], Counter[str]()
    for entry in entries:
        if not isinstance(entry, Mapping):
            left_out["entries of another kind"] += 1
        elif entry.get("type", "sgv") == "sgv" and entry.get("sgv") not in (None, ""):
            kept.append(entry)
        elif entry.get("type") in {"mbg", "cal"} or "mbg" in entry:
            left_out["calibrations or meter readings"] += 1
        else:
            left_out["entries without glucose"] += 1
    if not kept:
        return None
    stamps, ahead = [], []
    for entry in kept:
        when = entry.get("date", entry.get("mills"))
        if isinstance(when, Mapping):  # as its database exports numbers
            when = next(iter(when.values()), "")
        stamps.append(
            str(int(when)) if isinstance(when, int | float) else str(when or entry.get("dateString", ""))
        )
        offset = entry.get("utcOffset")
        ahead.append(
            float(offset) if isinstance(offset, int | float) else _ahead_in(str(entry.get("dateString", "")))
        )
    unit = "mmol/L" if {str(entry.get("units", "")).casefold()[:4] for entry in kept} == {"mmol"} else "mg/dL"
    cells = [str(entry["sgv"]) for entry in kept]
    return Readings("Nightscout", stamps, cells, unit, None, left_out, (), ahead, coded=unit == "mg/dL")


def _ahead_in(stamp: str) -> float | None:
    """Return the minutes of "+01:00" at the end of a time; None for UTC, which says nothing of where it was."""
    found = re.search(r"T.*([+-])(\d\d):?(\d\d)$", stamp)
    return (60 * int(found[2]) + int(found[3])) * (-1 if found[1] == "-" else 1) if found else None
