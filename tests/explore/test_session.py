"""One explorer on one page: requests in, sentences and pictures out, with no widget library at all."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from helpers import explore
from helpers.explore.engine.session import Session
from helpers.units import units_as

START = {"glucose": 100, "insulin": 10, "crowd": False}


@pytest.fixture
def session() -> Session:
    return Session(explore.explorer("homa_map"))


def ask(session: Session, shown: dict[str, Any], **extra: Any) -> tuple[dict[str, Any], list[bytes]]:
    answer = session.answer({"view": "v1", "seq": 7, "shown": shown, **extra})
    assert answer is not None
    return answer.content, answer.buffers


def test_it_needs_no_jupyter() -> None:
    code = """
import sys
for name in ("ipywidgets", "anywidget", "IPython", "traitlets"):
    sys.modules[name] = None
from helpers import explore
from helpers.explore.engine.session import Session
from helpers.units import units_as
shown = {"glucose": 100, "insulin": 10, "crowd": False}
answer = Session(explore.explorer("homa_map")).answer({"shown": shown, "settled": True, "table": True})
assert answer.fault is None and answer.buffers[0].startswith(b"\\x89PNG"), answer
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_move_is_answered_with_picture_and_sentence(session: Session) -> None:
    content, buffers = ask(session, START)
    assert (content["view"], content["seq"]) == ("v1", 7)
    assert "HOMA-IR 2.47" in content["sentence"]
    assert content["type"] == "image/jpeg"
    assert buffers[0].startswith(b"\xff\xd8")
    assert "table" not in content


@pytest.mark.parametrize("near", [True, False])
def test_of_a_move_that_goes_on_only_what_differs_is_sent(session: Session, near: bool) -> None:
    """The ground comes once, with the first tiles; far from the kernel the tiles are compressed."""
    asked = {"near": near, "ground": ""}
    for glucose in (101, 102, 103):
        content, buffers = ask(session, START | {"glucose": glucose}, **asked)
    assert (content["type"], len(buffers)) == ("tiles", 3)
    ground = picture_of(buffers[2])
    asked["ground"] = content["ground"]
    content, buffers = ask(session, START | {"glucose": 130}, **asked)
    assert (content["type"], len(buffers), content["packed"]) == ("tiles", 2, not near)

    side = content["side"]
    places = np.frombuffer(buffers[0], np.uint16).reshape(-1, 2)
    bare = buffers[1] if near else zlib.decompress(buffers[1])
    tiles = np.frombuffer(bare, np.uint8).reshape(-1, side, side, 4)
    for (left, top), tile in zip(places, tiles, strict=True):
        ground[top : top + side, left : left + side] = tile[..., :3]
    expected = session._stage(1.0, False).frame()[..., :3]
    np.testing.assert_array_equal(ground, expected)


def picture_of(png: bytes) -> Any:
    return np.array(Image.open(io.BytesIO(png)).convert("RGB"))


@pytest.mark.parametrize(
    ("room", "width", "height"),
    [(280, 360, 560), (459, 360, 560), (460, 520, 560), (639, 520, 560), (640, 900, 380), (1200, 900, 380)],
)
def test_the_picture_is_drawn_for_the_room_that_the_page_has(
    session: Session, room: float, width: int, height: int
) -> None:
    _, buffers = ask(session, START, settled=True, width=room)
    assert picture_of(buffers[0]).shape == (height, width, 3)


def test_tiles_are_never_put_on_the_ground_of_another_width(session: Session) -> None:
    """A window that becomes narrow while a slider moves."""
    for glucose in (101, 102, 103):
        content, _ = ask(session, START | {"glucose": glucose}, width=900, ground="")
    for glucose in (104, 105, 106):
        narrow, buffers = ask(session, START | {"glucose": glucose}, width=360, ground=content["ground"])
    assert narrow["ground"] != content["ground"]
    assert picture_of(buffers[2]).shape == (560, 360, 3)


def test_at_rest_the_picture_is_exact(session: Session) -> None:
    content, buffers = ask(session, {"glucose": 100, "insulin": 10, "crowd": False}, settled=True)
    assert content["type"] == "image/png"
    assert buffers[0].startswith(b"\x89PNG")


def test_the_table_comes_on_request_only(session: Session) -> None:
    content, _ = ask(session, {"glucose": 100, "insulin": 10, "crowd": False}, table=True)
    assert content["table"]["columns"][0] == "Fasting glucose, mg/dL"
    assert all(len(row) == 3 for row in content["table"]["rows"])


def test_what_cannot_be_shown_is_said_and_the_explorer_lives_on(session: Session) -> None:
    content, _ = ask(session, {"glucose": 5000, "insulin": 10, "crowd": False})
    assert "Fasting glucose" in content["problem"]
    content, _ = ask(session, {"glucose": 100, "insulin": 10, "crowd": False})
    assert "problem" not in content


def test_backgrounds_do_not_pile_up_when_the_window_is_resized(session: Session) -> None:
    for ratio in (0.5, 0.6, 0.7, 0.8, 1.0, 1.4, 2.0):
        ask(session, {"glucose": 100, "insulin": 10, "crowd": False}, ratio=ratio)
    assert session._moving is not None
    assert (session._moving.ratio, session._resting) == (2.0, None)


def test_a_resized_window_keeps_the_background_that_moves(session: Session) -> None:
    ask(session, START, ratio=1.0)
    moving = session._moving
    for ratio in (1.0, 1.5, 1.6, 1.7):
        ask(session, START, ratio=ratio, settled=True)
    assert session._resting is not None
    assert session._resting.ratio == 1.7
    ask(session, START, ratio=1.0)
    assert session._moving is moving


def test_what_is_no_longer_on_the_page_keeps_no_pictures(session: Session) -> None:
    ask(session, START)
    assert session.answer({"view": "v1", "gone": True}) is None, "nobody is there to be answered"
    assert session._moving is session._resting is None
    content, _ = ask(session, START)  # another view of it may still be open
    assert "HOMA-IR 2.47" in content["sentence"]


@pytest.mark.parametrize(
    ("fault", "told"), [(ImportError("is the network there?"), "network"), (KeyError("x"), "fault")]
)
def test_no_fault_leaves_the_page_waiting(
    session: Session, monkeypatch: pytest.MonkeyPatch, fault: Exception, told: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(session, "_frame", fails)
    answer = session.answer({"view": "v1", "seq": 7, "shown": START})
    assert answer is not None
    assert told in answer.content["problem"]
    assert answer.content["seq"] == 7
    assert answer.fault is (None if isinstance(fault, ImportError) else fault)


def test_an_explorer_can_open_where_a_cell_says() -> None:
    """Its controls start there in the learner's units, a reset leads there, and presets stay what they were."""
    shown = explore.explorer("homa_map")
    plain, moved = Session(shown), Session(shown, start={"glucose": 171, "insulin": 20})
    starts = {each["name"]: each["start"] for each in moved.describe()["controls"]}
    assert starts == {"glucose": 171, "insulin": 20, "crowd": True}
    assert moved.describe()["presets"] == plain.describe()["presets"]
    with units_as("SI"):
        # 171 mg/dL / 18.0156 = 9.49 mmol/L; 20 µU/mL x 6.0 = 120 pmol/L.
        starts = {each["name"]: each["start"] for each in moved.describe()["controls"]}
    assert (starts["glucose"], starts["insulin"]) == (9.5, 120)


@pytest.mark.parametrize("wrong", [{"sugar": 5}, {"glucose": 5}, {"glucose": "much"}])
def test_where_it_cannot_open_is_said(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="lucose"):
        Session(explore.explorer("homa_map"), start=wrong)
