"""The kernel's side of a live explorer: requests in, frames out."""

from __future__ import annotations

import io
import zlib
from contextlib import nullcontext
from html import unescape
from typing import Any

import numpy as np
import pytest
from PIL import Image

from helpers import explore, units
from helpers.explore.widget import ExplorerWidget, UnitsSwitch, still


@pytest.fixture
def widget(monkeypatch: pytest.MonkeyPatch) -> Any:
    made = ExplorerWidget(explore.explorer("homa_map"))
    made.sent = []
    monkeypatch.setattr(made, "send", lambda content, buffers=None: made.sent.append((content, buffers)))
    return made


def ask(widget: ExplorerWidget, shown: dict[str, Any], **extra: Any) -> tuple[dict[str, Any], Any]:
    widget._answer(widget, {"view": "v1", "seq": 7, "shown": shown, **extra}, [])
    return widget.sent[-1]


START = {"glucose": 100, "insulin": 10, "crowd": False}


def test_a_move_is_answered_with_picture_and_sentence(widget: Any) -> None:
    content, buffers = ask(widget, START)
    assert (content["view"], content["seq"]) == ("v1", 7)
    assert "HOMA-IR 2.47" in content["sentence"]
    assert content["type"] == "image/jpeg"
    assert buffers[0].startswith(b"\xff\xd8")
    assert "table" not in content


@pytest.mark.parametrize("near", [True, False])
def test_of_a_move_that_goes_on_only_what_differs_is_sent(widget: Any, near: bool) -> None:
    """The ground comes once, with the first tiles; far from the kernel the tiles are compressed."""
    asked = {"near": near, "ground": ""}
    for glucose in (101, 102, 103):
        content, buffers = ask(widget, START | {"glucose": glucose}, **asked)
    assert (content["type"], len(buffers)) == ("tiles", 3)
    ground = picture_of(buffers[2])
    asked["ground"] = content["ground"]
    content, buffers = ask(widget, START | {"glucose": 130}, **asked)
    assert (content["type"], len(buffers), content["packed"]) == ("tiles", 2, not near)

    side = content["side"]
    places = np.frombuffer(buffers[0], np.uint16).reshape(-1, 2)
    bare = buffers[1] if near else zlib.decompress(buffers[1])
    tiles = np.frombuffer(bare, np.uint8).reshape(-1, side, side, 4)
    for (left, top), tile in zip(places, tiles, strict=True):
        ground[top : top + side, left : left + side] = tile[..., :3]
    expected = widget._stage(1.0, at_rest=False).frame(draft=True)[..., :3]
    np.testing.assert_array_equal(ground, expected)


def picture_of(png: bytes) -> Any:
    return np.array(Image.open(io.BytesIO(png)).convert("RGB"))


def test_at_rest_the_picture_is_exact(widget: Any) -> None:
    content, buffers = ask(widget, {"glucose": 100, "insulin": 10, "crowd": False}, settled=True)
    assert content["type"] == "image/png"
    assert buffers[0].startswith(b"\x89PNG")


def test_the_table_comes_on_request_only(widget: Any) -> None:
    content, _ = ask(widget, {"glucose": 100, "insulin": 10, "crowd": False}, table=True)
    assert content["table"]["columns"][0] == "Fasting glucose, mg/dL"
    assert all(len(row) == 3 for row in content["table"]["rows"])


def test_what_cannot_be_shown_is_said_and_the_explorer_lives_on(widget: Any) -> None:
    content, _ = ask(widget, {"glucose": 5000, "insulin": 10, "crowd": False})
    assert "Fasting glucose" in content["problem"]
    content, _ = ask(widget, {"glucose": 100, "insulin": 10, "crowd": False})
    assert "problem" not in content


def test_a_change_of_units_reaches_open_explorers(widget: Any) -> None:
    with units.units_as("conventional"):
        before = widget.spec["controls"][0]["unit"]
    switch = UnitsSwitch()
    try:
        switch.units = "SI"
        assert before == "mg/dL"
        assert widget.spec["controls"][0]["unit"] == "mmol/L"
        assert "mmol/L" in switch.said
        content, _ = ask(widget, {"glucose": 5.5, "insulin": 60, "crowd": False})
        assert "5.5 mmol/L" in content["sentence"]
    finally:
        units.use_units("conventional")


def test_backgrounds_do_not_pile_up_when_the_window_is_resized(widget: Any) -> None:
    for ratio in (0.5, 0.6, 0.7, 0.8, 1.0, 1.4, 2.0):
        ask(widget, {"glucose": 100, "insulin": 10, "crowd": False}, ratio=ratio)
    assert len(widget._stages) == 1


def test_a_resized_window_keeps_the_background_that_moves(widget: Any) -> None:
    ask(widget, START, ratio=1.0)
    [(_, moving)] = widget._stages.values()
    for ratio in (1.0, 1.5, 1.6, 1.7):
        ask(widget, START, ratio=ratio, settled=True)
    assert {ratio for ratio, _ in widget._stages.values()} == {1.0, 1.7}
    ask(widget, START, ratio=1.0)
    assert widget._stages[False][1] is moving


def test_what_is_no_longer_on_the_page_keeps_no_pictures(widget: Any) -> None:
    ask(widget, START)
    widget._answer(widget, {"view": "v1", "gone": True}, [])
    assert not widget._stages
    assert len(widget.sent) == 1, "nobody is there to be answered"
    content, _ = ask(widget, START)  # another view of it may still be open
    assert "HOMA-IR 2.47" in content["sentence"]


@pytest.mark.parametrize(
    ("fault", "told"), [(ImportError("is the network there?"), "network"), (KeyError("x"), "fault")]
)
def test_no_fault_leaves_the_page_waiting(
    widget: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, told: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(widget, "_frame", fails)
    with nullcontext() if isinstance(fault, ImportError) else pytest.raises(type(fault)):
        ask(widget, START)
    content, _ = widget.sent[-1]
    assert told in content["problem"]
    assert content["seq"] == 7


def test_the_still_carries_the_sentence_as_alternative_text() -> None:
    shown = explore.explorer("homa_map")
    page = unescape(still(shown, shown.view()).html)
    assert f'alt="{shown.view().sentence}"' in page
    assert "http" not in page.replace("data:image/png", "")
