"""Every explorer over the whole range of its controls, in both unit systems, without a browser."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from helpers import explore
from helpers.evidence import reference
from helpers.explore.drawing import style
from helpers.explore.engine.controls import Control, Slider, ToggleButtons
from helpers.explore.engine.explorer import Explorer
from helpers.explore.engine.packing import draft_jpeg
from helpers.explore.engine.stage import Stage
from tools import pictures

NAMES = [name for names in explore.catalogue().values() for name in names]
SYSTEMS = ("conventional", "SI")


def ends(control: Control) -> tuple[Any, ...]:
    if isinstance(control, Slider):
        return (control.low, control.high)
    if isinstance(control, ToggleButtons):
        return tuple(control.options)
    return (False, True)


def anywhere(control: Control) -> st.SearchStrategy[Any]:
    if isinstance(control, Slider):
        return st.floats(control.low, control.high)
    return st.sampled_from(ends(control))


@cache
def stage(name: str, units: Any) -> Stage:
    return explore.explorer(name).stage(units)


def look(explorer: Explorer[Any], values: dict[str, Any], units: Any) -> tuple[np.ndarray, str]:
    """Return picture and sentence, drawn on one kept stage; that it shows what a fresh one does is a test below."""
    numbers = explorer.compute(**explorer.values(values))
    (name,) = [each for each in NAMES if type(explore.explorer(each)) is type(explorer)]
    kept = stage(name, units)
    explorer.move(kept.scene, numbers, units)
    picture, sentence = kept.frame()[..., :3].copy(), explorer.say(numbers, units)
    table = explorer.tabulate(numbers, units)
    assert picture.shape == (explorer.size[1], explorer.size[0], 3)
    assert not re.search(r"\b(nan|inf|None)\b", sentence), sentence
    assert len(sentence) > 40
    assert len({len(column) for column in table.values()}) == 1
    for column in table.values():
        assert len(column) > 0
        assert not any(value is None or value != value for value in column)
    return picture, sentence


@pytest.mark.parametrize("units", SYSTEMS)
@pytest.mark.parametrize("name", NAMES)
def test_each_control_moves_picture_or_sentence_from_end_to_end(name: str, units: str) -> None:
    explorer = explore.explorer(name)
    for control in explorer.controls:
        # Some controls matter only together with another, as a preset sets it.
        for setting in ({}, *explorer.presets.values()):
            shown = [look(explorer, {**setting, control.name: end}, units) for end in ends(control)]
            if any(not np.array_equal(shown[0][0], other[0]) for other in shown[1:]):
                break
        else:
            pytest.fail(f"{name}: {control.name} changes nothing")


@pytest.mark.parametrize("name", NAMES)
def test_sliders_change_the_sentence(name: str) -> None:
    explorer = explore.explorer(name)
    for control in explorer.controls:
        if isinstance(control, Slider):
            # Some matter only together with another, as a preset sets it.
            assert any(
                len({look(explorer, {**setting, control.name: end}, "SI")[1] for end in ends(control)}) > 1
                for setting in ({}, *explorer.presets.values())
            ), f"{control.name} is silent"


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_values_give_a_picture_and_a_sentence(name: str, data: st.DataObject) -> None:
    explorer = explore.explorer(name)
    values = {control.name: data.draw(anywhere(control), label=control.name) for control in explorer.controls}
    look(explorer, values, data.draw(st.sampled_from(SYSTEMS)))


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_a_stage_that_has_moved_shows_what_a_fresh_one_shows(name: str) -> None:
    """Redrawing only what moves leaves nothing of the last picture behind."""
    explorer = explore.explorer(name)
    for setting in (*explorer.presets.values(), {}):
        moved = look(explorer, dict(setting), "conventional")[0]
    fresh = explorer.view({}, "conventional").picture
    assert np.array_equal(moved, np.asarray(Image.open(io.BytesIO(fresh))))


@pytest.mark.parametrize("name", NAMES)
def test_presets_lie_within_the_controls_and_sources_resolve(name: str) -> None:
    explorer = explore.explorer(name)
    for preset in explorer.presets.values():
        assert explorer.values(preset).keys() == explorer.start().keys()
    for key in explorer.sources:
        assert reference(key).key == key
    assert explorer.sources or explorer.schematic


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("units", SYSTEMS)
def test_what_a_control_shows_is_what_it_means(name: str, units: Any) -> None:
    explorer = explore.explorer(name)
    for control in explorer.controls:
        for value in (*ends(control), control.start):
            shown = control.shown(value, units)
            again = control.shown(control.meant(shown, units), units)
            assert again == pytest.approx(shown) if isinstance(shown, float) else again == shown


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("units", SYSTEMS)
def test_a_slider_shows_each_of_its_steps_as_it_is(name: str, units: Any) -> None:
    for control in explore.explorer(name).controls:
        if isinstance(control, Slider):
            told = control.describe(units)
            steps = told["low"] + told["step"] * np.arange(4)
            written = [float(f"{step:.{told['decimals']}f}") for step in steps]
            assert written == pytest.approx(steps, abs=1e-9), control.label


def test_impossible_values_are_named() -> None:
    explorer = explore.explorer("homa_map")
    with pytest.raises(ValueError, match="Fasting glucose = 5000"):
        explorer.view({"glucose": 5000})
    with pytest.raises(ValueError, match="no control named sugar"):
        explorer.view({"sugar": 1})
    with pytest.raises(ValueError, match="'lots'"):
        explorer.view({"insulin": "lots"})
    with pytest.raises(ValueError, match="No explorer named 'homa'"):
        explore.explorer("homa")


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_a_draft_can_hardly_be_told_from_the_picture_at_rest(name: str) -> None:
    explorer = explore.explorer(name)
    drafted = explorer.view(encode=draft_jpeg).picture
    draft = np.asarray(Image.open(io.BytesIO(drafted))).astype(int)
    assert np.abs(draft - look(explorer, {}, "conventional")[0]).mean() < 2


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("colour", "least"),
    [
        *((name, 4.5) for name in ("INK", "MUTED", "GLUCOSE", "INSULIN", "GOOD", "ACCENT", "LEARNER")),
        ("COMPARE", 3.0),
        ("WARN", 4.5),
    ],
)
def test_marks_and_text_stand_out_from_the_paper(colour: str, least: float) -> None:
    """The contrast ratio of WCAG 2.2."""
    dark, light = _luminance(getattr(style, colour)), _luminance(style.PAPER)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_every_picture_is_the_one_that_was_looked_at(root: Path) -> None:
    known = pictures.read((root / pictures.PAGE).read_text(encoding="utf-8"))
    drawn = {(name, view, units): spots for name, view, units, spots in pictures.portraits(stage=stage)}
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
