"""The kernel's side of a live explorer: requests in, frames out."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

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


def test_a_move_is_answered_with_picture_and_sentence(widget: Any) -> None:
    content, buffers = ask(widget, {"glucose": 100, "insulin": 10, "crowd": False})
    assert (content["view"], content["seq"]) == ("v1", 7)
    assert "HOMA-IR 2.47" in content["sentence"]
    assert content["type"] == "image/jpeg"
    assert buffers[0].startswith(b"\xff\xd8")
    assert "table" not in content


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
    assert len(widget._stages) <= 2


def test_the_still_carries_the_sentence_as_alternative_text() -> None:
    shown = explore.explorer("homa_map")
    page = unescape(still(shown, shown.view()).html)
    assert f'alt="{shown.view().sentence}"' in page
    assert "http" not in page.replace("data:image/png", "")
