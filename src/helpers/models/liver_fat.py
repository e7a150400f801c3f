"""Liver fat and triglycerides: what reaches the liver, what it makes and sends out, and what blood is cleared of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from helpers import checks

# In µmol/min of triglyceride, through the two groups of Fabbrini 2008: liver fat 3.4 % with 11.4 sent out, 22.7 % with
# 24.3; secretion saturates, as it did there from about 10 % on.
_MOST_SENT, _HALF_SENT = 30.35, 5.65
_BURNED = 0.5  # µmol/min for each percent of liver fat; ours
_FROM_FAT, _FROM_SUGAR = 11.8, 1.3  # µmol/min at insulin's usual drive
_HELD = 2.0  # how much insulin holds back: fat cells that it does not reach let go of three times as much
_STORING = 2.0  # drive at which half of the fatty acids that could be stored are


class Balance(NamedTuple):
    """Flows in µmol/min of triglyceride, liver fat in percent of liver, triglycerides in blood over healthy ones."""

    from_fat: float
    from_sugar: float
    sent_out: float
    burned: float
    liver_fat_pct: float
    triglycerides: float


@dataclass(frozen=True)
class LiverFat:
    """The liver's balance of fat in the steady state (schematic).

    Insulin does two things to it. It holds back fat cells, so that fewer fatty acids arrive; and it drives the liver to
    make fat from sugar and to store fatty acids instead of burning them. Common resistance is less of the first with,
    since there is more insulin, *more* of the second.

    Liver fat and what is sent out are those of 14 obese people with little and 14 with much liver fat
    (Fabbrini 2008, doi:10.1053/j.gastro.2007.11.038): 3.4 and 22.7 %, 11.4 and 24.3 µmol/min, with 1.34 times the fatty
    acids released. The shares of the sources are near those of nine people with fatty livers (Donnelly 2005,
    doi:10.1172/JCI23621: 26 % made in the liver). The shapes between, and what is burned, are ours; above a liver fat
    of about 50 % they mean nothing.

    Parameters
    ----------
    insulin
        In blood, times healthy.
    fat_cells, fat_making
        How well fat cells, and the liver's making and storing of fat, answer to insulin: 1 is healthy, 0 not at all.
    clearance
        How fast blood is cleared of triglycerides, times healthy.

    Raises
    ------
    ValueError
        If a number is negative, or the clearance zero.

    Notes
    -----
    Checked against: the two groups above; and people whose insulin receptor does not work, in whom 2 to 3 times as much
    fat was let go as in other kinds of resistance and yet liver fat was 0.5 % (Sekizkardes 2020,
    doi:10.1172/JCI135431) and triglycerides were low (Semple 2009, doi:10.1172/JCI37432).

    Examples
    --------
    >>> round(LiverFat().balance().liver_fat_pct, 1)
    3.4
    >>> no_receptor = LiverFat(insulin=4, fat_cells=0, fat_making=0.02).balance()
    >>> no_receptor.liver_fat_pct < 1, no_receptor.triglycerides < 1
    (True, True)
    """

    insulin: float = 1.0
    fat_cells: float = 1.0
    fat_making: float = 1.0
    clearance: float = 1.0

    def __post_init__(self) -> None:
        for name in ("insulin", "fat_cells", "fat_making"):
            checks.number(name, getattr(self, name), low=0, high=20, hint="1 is healthy.")
        checks.number("clearance", self.clearance, above=0, high=20, hint="1 is healthy.")

    def balance(self) -> Balance:
        """Return flows, liver fat and triglycerides once they have settled.

        Examples
        --------
        >>> common = LiverFat(insulin=2.5, fat_cells=0.25, clearance=0.8).balance()
        >>> round(common.liver_fat_pct), round(common.triglycerides, 1)
        (21, 2.6)
        """
        held = min(1.0, self.insulin * self.fat_cells)
        released = (1 + _HELD) / (1 + _HELD * held)
        drive = self.insulin * self.fat_making
        from_fat = _FROM_FAT * released * (1 + _STORING) * drive / (drive + _STORING)
        from_sugar = _FROM_SUGAR * drive**2
        fat = _settled(from_fat + from_sugar)
        sent_out = _sent(fat)
        return Balance(
            from_fat,
            from_sugar,
            sent_out,
            _BURNED * fat,
            fat,
            sent_out / _sent(_settled(_FROM_FAT + _FROM_SUGAR)) / self.clearance,
        )


def _sent(fat: float) -> float:
    return _MOST_SENT * fat / (fat + _HALF_SENT)


def _settled(arriving: float) -> float:
    """Return the liver fat at which as much goes as comes: a quadratic's positive root."""
    linear = _MOST_SENT + _BURNED * _HALF_SENT - arriving
    return (-linear + math.sqrt(linear**2 + 4 * _BURNED * _HALF_SENT * arriving)) / (2 * _BURNED)
