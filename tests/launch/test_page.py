"""What a lesson's page asks, and what it is told, with the page played by a list."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers import exercises, explore, units
from helpers.forms import memory
from helpers.launch.page import Page

Told = list[tuple[dict[str, Any], Sequence[bytes]]]


@pytest.fixture
def told() -> Iterator[Told]:
    before = memory.keeper, units.current_units(), dict(memory._LISTENERS)
    yield []
    memory.keeper = before[0]
    units.use_units(before[1])
    memory._LISTENERS.clear()
    memory._LISTENERS.update(before[2])


def page(told: Told, lines: str = "", system: units.UnitSystem = "conventional") -> Page:
    return Page(lambda text, buffers=(): told.append((json.loads(text), buffers)), lines, system)


def ask(at: Page, place: str, **request: Any) -> None:
    at.receive(place, json.dumps(request))


def test_an_explorer_answers_with_its_sentence_and_picture(told: Told) -> None:
    shown = {"glucose": 5.5, "insulin": 60, "crowd": False}
    ask(page(told, system="SI"), "explorer:homa_map", view="v", seq=3, settled=True, shown=shown, ratio=1)
    [(message, buffers)] = told
    custom = message["custom"]
    assert (message["place"], custom["view"], custom["seq"]) == ("explorer:homa_map", "v", 3)
    explorer = explore.explorer("homa_map")
    with units.units_as("SI"):
        numbers = explorer.compute(**explorer.meant(shown, "SI"))
        assert custom["sentence"] == explorer.say(numbers, "SI")
    assert buffers[0].startswith(b"\x89PNG")


def test_an_answer_is_judged_and_the_page_keeps_the_line(told: Told) -> None:
    at = page(told)
    ask(at, "question:01.homa_by_hand", given="4", turn=7)
    line, reply = (message for message, _ in told)
    assert json.loads(line["line"])["status"] == "right"
    assert reply["place"] == "question:01.homa_by_hand"
    assert (reply["set"]["reply"]["status"], reply["set"]["reply"]["turn"]) == ("right", 7)


def test_earlier_answers_come_back_and_the_card_counts_them(told: Told) -> None:
    line = json.dumps({"question": "01.homa_by_hand", "answer": "4", "status": "right", "how": "clicked"})
    at = page(told, lines=f"{line}\n")
    ask(at, "answers:", questions=["01.homa_by_hand", "01.definition"], calls=['progress("01")'])
    (reply, _), (card, _) = told
    assert (reply["place"], reply["set"]["reply"]["given"]) == ("question:01.homa_by_hand", "4")
    [part] = card["parts"]
    assert "1 of" in part["values"]["card"]
    told.clear()
    ask(at, "question:01.definition", given=exercises.questions("01")["01.definition"].right_answer, turn=1)
    changed = [message["set"]["card"] for message, _ in told if message.get("place") == part["place"]]
    assert len(changed) == 1
    assert "2 of" in changed[0]
    told.clear()
    ask(at, "answers:", questions=["01.homa_by_hand"], calls=[], lines="")
    assert told == [], "another window set the lesson back"


def test_a_review_is_a_card_and_three_questions_that_can_be_answered(told: Told) -> None:
    at = page(told)
    ask(at, 'call:review("03")')
    [(message, _)] = told
    heading, *asked = message["parts"]
    assert "Review" in heading["values"]["card"]
    assert len(asked) == 3
    told.clear()
    ask(at, asked[0]["place"], given="a" if asked[0]["values"]["asked"]["options"] else "1", turn=1)
    assert told[-1][0]["set"]["reply"]["status"] in ("right", "wrong")


@pytest.mark.parametrize("place", ["call:exec('1')", "call:__import__('os')", "question:99.none", "other:"])
def test_what_no_page_has_is_refused(told: Told, place: str) -> None:
    with pytest.raises(ValueError, match=r"page|question"):
        ask(page(told), place, given="")


def test_a_file_of_the_readers_own_becomes_a_card_and_nothing_stays(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    here = page(told)
    for name, text, words in (
        ("mine.csv", "glucose_mg_dl,insulin_uu_ml\n90,9\n", "HOMA-IR is 2.00"),
        ("../mine.csv", "time,glucose\n2026-03-02 10:00,100\n2026-03-02 10:05,102\n", "2 readings of 1 day"),
        ("mine.pdf", "%PDF-1.7", "a PDF"),
    ):
        ask(here, "own:", name=name, bytes=base64.b64encode(text.encode()).decode())
        assert told[-1][0]["place"] == "own:"
        assert words in told[-1][0]["set"]["card"]
    assert list(tmp_path.iterdir()) == []


def test_units_that_change_hold_for_the_next_picture(told: Told) -> None:
    at = page(told)
    ask(at, "units:", units="SI")
    shown = {"glucose": 5.5, "insulin": 60, "crowd": False}
    ask(at, "explorer:homa_map", seq=1, shown=shown, settled=True)
    assert "mmol/L" in told[-1][0]["custom"]["sentence"]


def test_neither_jupyter_nor_pandas_is_needed_to_start() -> None:
    code = (
        "import sys; from helpers.launch.page import Page; Page(print); "
        "names = ('IPython', 'ipywidgets', 'anywidget', 'traitlets', 'pandas', 'scipy'); "
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
