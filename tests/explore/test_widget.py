"""Jupyter's door to a live explorer: what the page asks goes in, what it is told goes out."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from helpers import explore, units
from helpers.explore.engine.widget import ExplorerWidget, UnitsSwitch, still

START = {"glucose": 100, "insulin": 10, "crowd": False}


@pytest.fixture
def widget(monkeypatch: pytest.MonkeyPatch) -> Any:
    made = ExplorerWidget(explore.explorer("homa_map"))
    made.sent = []
    monkeypatch.setattr(made, "send", lambda content, buffers=None: made.sent.append((content, buffers)))
    return made


def ask(widget: Any, shown: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    widget._answer(widget, {"view": "v1", "seq": 7, "shown": shown}, [])
    return widget.sent[-1]


def test_a_request_is_passed_on_and_its_answer_sent(widget: Any) -> None:
    content, buffers = ask(widget, START)
    assert (content["view"], content["seq"], len(buffers)) == ("v1", 7, 1)
    widget._answer(widget, {"view": "v1", "gone": True}, [])
    assert len(widget.sent) == 1


def test_a_fault_of_the_course_reaches_the_page_and_then_the_log(
    widget: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(widget.session, "_frame", fails)
    with pytest.raises(KeyError):
        ask(widget, START)
    assert "fault" in widget.sent[-1][0]["problem"]


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


def test_the_still_carries_the_sentence_as_alternative_text() -> None:
    shown = explore.explorer("homa_map")
    page = unescape(still(shown, shown.view()).html)
    assert f'alt="{shown.view().sentence}"' in page
    assert "http" not in page.replace("data:image/png", "")


@pytest.mark.parametrize(
    ("system", "typed", "unit", "shown"),
    [
        ("conventional", 60, "pmol/l", 10),  # 6.00 pmol per µU
        ("conventional", 10, "mu/l", 10),
        ("SI", 10, "mu/l", 60),
        ("SI", 10, "uu/ml", 60),
    ],
)
def test_a_box_is_told_the_other_units_that_may_be_typed(
    system: units.UnitSystem, typed: float, unit: str, shown: float
) -> None:
    with units.units_as(system):
        controls = ExplorerWidget(explore.explorer("homa_map")).spec["controls"]
    insulin = next(control for control in controls if control["name"] == "insulin")
    slope, intercept = insulin["also"][unit]
    assert typed * slope + intercept == pytest.approx(shown)
