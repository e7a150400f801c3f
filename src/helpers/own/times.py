"""When the readings of a file were taken: dates and clocks as programs write them, decided from all rows together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Order: TypeAlias = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = ("day first", "month first")

SECOND = 1_000_000_000
"""Nanoseconds."""

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NONE = np.iinfo(np.int64).min
"""Stands for a time that is not there."""

_DATE = r"(?P<a>\d{1,4})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{2,4})\.?"
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d+))?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
)
_STAMP = re.compile(rf"\s*{_DATE}(?:(?:,?\s*T?\s*|-)(?:{_CLOCK}))?\s*", re.IGNORECASE)
_DATES_INSIDE = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})[-/ .]+{_MONTH}|{_MONTH}[-/ .]+(\d{{1,2}}))[-/ .,]+(\d{{4}})", re.IGNORECASE
)
_LATEST_S = 7_000_000_000  # seconds, in the year 2191
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_NEAR_DAYS, _FAR_DAYS = 2, 7  # from the last reading to the day on which a file was made


@dataclass(frozen=True)
class Times:
    """When readings were taken.

    Parameters
    ----------
    local
        Nanoseconds since 1970 on the clock where they were taken; `NONE` where a time cannot be read.
    ahead
        Nanoseconds by which that clock was ahead of UTC, or None where the file does not say.
    order
        Which of day and month comes first, or "" where years do or nothing had to be decided.
    """

    local: Integers
    ahead: Integers | None
    order: str = ""


def has_date(text: str) -> bool:
    """Return whether a cell holds a date (or seconds since 1970)."""
    return bool(_STAMP.fullmatch(_plain(text)) or _EPOCH.fullmatch(text.strip()))


def has_clock(text: str) -> bool:
    """Return whether a cell holds a time of day.

    Examples
    --------
    >>> has_clock("02-03-2026 12:01 AM"), has_clock("02-03-2026"), has_clock("8:05:00")
    (True, False, True)
    """
    found = _STAMP.fullmatch(_plain(text))
    if found:
        return found["hour"] is not None
    return bool(_EPOCH.fullmatch(text.strip()) or re.fullmatch(rf"\s*{_CLOCK}\s*", text, re.IGNORECASE))


def read(stamps: Sequence[str], others: Iterable[str] = (), order: Order | None = None) -> Times:
    """Return when readings were taken.

    Parameters
    ----------
    stamps
        Dates with times, as they stand in the file, one a reading.
    others
        Further text of the file in which a date may stand, such as when it was made.
    order
        Whether day or month comes first, where somebody has said so.

    Raises
    ------
    ValueError
        If it cannot be decided whether days or months come first.

    Examples
    --------
    >>> read(["02-03-2026 23:58", "13-03-2026 00:03"]).order
    'day first'
    >>> read(["3/2/2026 11:58 PM"])
    Traceback (most recent call last):
    ...
    ValueError: '3/2/2026' can be 3 February or 2 March, and nothing in the file decides. Say which it is: \
dates="day first" or dates="month first".
    """
    if all(_EPOCH.fullmatch(stamp.strip()) for stamp in stamps):
        return _since_1970(stamps)
    found = [_STAMP.fullmatch(_plain(stamp)) for stamp in stamps]
    dates = {each.group("a", "mark", "b", "c") for each in found if each}
    decided, how = _order(dates, others, order)
    days = {date: _day(date, decided) for date in dates}
    local = np.full(len(found), NONE)
    ahead = np.zeros(len(found), dtype=np.int64)
    zoned = 0
    for row, each in enumerate(found):
        day = days[each.group("a", "mark", "b", "c")] if each else None
        if not each or day is None:
            continue
        clock = _of_day(each)
        if clock is None:
            continue
        local[row] = day * DAY + clock
        if each["zone"]:
            zoned += 1
            ahead[row] = _ahead(each["zone"].upper())
    known = int((local != NONE).sum())
    return Times(local, ahead if zoned and zoned == known else None, how)


def _plain(stamp: str) -> str:
    """Return a stamp with a month's name as its number."""
    if not any(map(str.isalpha, stamp)):
        return stamp
    return _NAMED.sub(_numbered, stamp)


def _numbered(found: re.Match[str]) -> str:
    month = _MONTHS.index((found[2] or found[3]).casefold()) + 1
    return f"{found[5]}-{month:02}-{int(found[1] or found[4]):02}"


def _since_1970(stamps: Sequence[str]) -> Times:
    numbers = np.array([float(stamp) for stamp in stamps])
    # A count that is far larger is of milliseconds.
    seconds = numbers if numbers.max(initial=0) < _LATEST_S else numbers / 1000
    inside = seconds < _LATEST_S
    local = np.where(
        inside, np.rint(np.where(inside, seconds, 0) * 1000).astype(np.int64) * (SECOND // 1000), NONE
    )
    return Times(local, np.zeros_like(local))


def _order(
    dates: set[tuple[str, ...]], others: Iterable[str], order: Order | None
) -> tuple[Order | None, str]:
    """Return which of day and month comes first, and the words for it; None where years do or nothing can be read."""
    unclear = [date for date in dates if len(date[0]) < 4 and date[1] != "."]
    if not unclear:
        return "day first", ""
    if order:
        return order, order
    made: list[tuple[str, ...]] = [
        (a, mark, b, year)
        for text in others
        for a, mark, b, year in _DATES_INSIDE.findall(text)
        if mark != "."
    ]
    possible: list[Order] = [
        each for each in ORDERS if all(_day(date, each) is not None for date in [*unclear, *made])
    ]
    if len(possible) == 1:
        return possible[0], possible[0]
    if not possible:
        if any(all(_day(date, each) is not None for date in unclear) for each in ORDERS):
            return _order(dates, (), order)
        raise ValueError(
            "Some dates of the file have the day first and others the month: write all of them with the year first, "
            "as 2026-03-02."
        )
    if len({(a, b) for a, _, b, _ in unclear}) == 1 and unclear[0][0].zfill(2) == unclear[0][2].zfill(2):
        return "day first", ""  # 03/03/2026 is one day, whichever comes first
    for decide in (_without_gaps, _shortly_before):
        if chosen := decide(unclear, made):
            return chosen, chosen
    day, month = int(unclear[0][0]), int(unclear[0][2])
    names = [datetime.date(2000, each, 1).strftime("%B") for each in (month, day)]
    raise ValueError(
        f"{unclear[0][0]}{unclear[0][1]}{unclear[0][2]}{unclear[0][1]}{unclear[0][3]}".join("''")
        + f" can be {day} {names[0]} or {month} {names[1]}, and nothing in the file decides. Say which it is: "
        'dates="day first" or dates="month first".'
    )


def _without_gaps(dates: list[tuple[str, ...]], _: object) -> Order | None:
    """Return the order in which days follow upon each other, if in the other none does."""
    following = {}
    for order in ORDERS:
        days = np.array(sorted({_day(date, order) or 0 for date in dates}))
        following[order] = int((np.diff(days) == 1).sum())
    best = max(ORDERS, key=following.__getitem__)
    other = ORDERS[1 - ORDERS.index(best)]
    # A turn of the month puts two days of the wrong order side by side as well, but not many.
    return best if following[best] > 2 * following[other] else None


def _shortly_before(dates: list[tuple[str, ...]], made: list[tuple[str, ...]]) -> Order | None:
    """Return the order in which the last reading came shortly before the file was made, if in the other it did not."""
    since = {}
    for order in ORDERS:
        last = max(_day(date, order) or 0 for date in dates)
        since[order] = min((abs((_day(date, order) or 0) - last) for date in made), default=_FAR_DAYS)
    best = min(ORDERS, key=since.__getitem__)
    other = ORDERS[1 - ORDERS.index(best)]
    return best if since[best] <= _NEAR_DAYS and since[other] > _FAR_DAYS else None


@lru_cache(maxsize=4096)
def _day(date: tuple[str, ...], order: Order | None) -> int | None:
    """Return days since 1970, or None where there is no such day."""
    first, mark, second, third = date
    if len(first) == 4:
        year, month, day = first, second, third
    elif order == "month first" and mark != ".":
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return (datetime.date(full, int(month), int(day)) - datetime.date(1970, 1, 1)).days
    except ValueError:
        return None


def _of_day(found: re.Match[str]) -> int | None:
    """Return nanoseconds since midnight, or None where there is no such time."""
    if found["hour"] is None:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * HOUR + minute * MINUTE + second * SECOND + int(f"{found['part'] or 0:0<9}"[:9])


@lru_cache
def _ahead(zone: str) -> int:
    if zone in {"Z", "UTC", "GMT"}:
        return 0
    minutes = 60 * int(zone[1:3]) + int(zone[3:].lstrip(":") or 0)
    return (-minutes if zone[0] == "-" else minutes) * MINUTE
