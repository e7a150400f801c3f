"""Every explorer looks as it did when its picture was last looked at, colour by colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import pictures


def test_every_picture_is_the_one_that_was_looked_at(root: Path) -> None:
    known = pictures.read((root / pictures.PAGE).read_text(encoding="utf-8"))
    drawn = {(name, view, units): spots for name, view, units, spots in pictures.portraits()}
    assert drawn.keys() == known.keys(), "build was forgotten"
    changed = [
        f"{name}, {view}, {units}: {spots} instead of {known[name, view, units]}"
        for (name, view, units), spots in drawn.items()
        if not alike(spots, known[name, view, units])
    ]
    assert not changed, "look at these pictures, then build:\n" + "\n".join(changed)


def alike(one: dict[str, pictures.Spot], other: dict[str, pictures.Spot]) -> bool:
    """Tell whether each colour has as many pixels within a twentieth, and its middle within three pixels."""
    if one.keys() != other.keys():
        return False
    return all(
        abs(spot.pixels - other[colour].pixels) <= 10 + 0.05 * other[colour].pixels
        and abs(spot.left - other[colour].left) <= 3
        and abs(spot.top - other[colour].top) <= 3
        for colour, spot in one.items()
    )


@pytest.mark.parametrize(
    "other",
    [
        {"GOOD": pictures.Spot(500, 100, 90)},
        {"GOOD": pictures.Spot(500, 100, 100), "WARN": pictures.Spot(1, 1, 1)},
        {"GOOD": pictures.Spot(600, 100, 100)},
        {"WARN": pictures.Spot(500, 100, 100)},
    ],
)
def test_what_moved_grew_or_changed_colour_is_seen(other: dict[str, pictures.Spot]) -> None:
    assert not alike({"GOOD": pictures.Spot(500, 100, 100)}, other)
