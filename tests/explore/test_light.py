"""What a page shows needs neither pandas nor scipy: it would have to fetch 20 MB for them and start them."""

from __future__ import annotations

import subprocess
import sys

import pytest

_WITHOUT = """
import importlib.abc
import sys


class Without(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pandas", "scipy"):
            raise ImportError(f"without {name}")


sys.meta_path.insert(0, Without())
"""
_SHOW = """
from helpers import explore
from helpers.explore.engine.session import Session
from helpers.units import use_units

for name in (name for names in explore.catalogue().values() for name in names):
    explorer = explore.explorer(name)
    for units in ("conventional", "SI"):
        use_units(units)
        session = Session(explorer)
        described = session.describe()
        start = {control["name"]: control["start"] for control in described["controls"]}
        for shown in (start, *(preset["shown"] for preset in described["presets"])):
            answer = session.answer({"seq": 1, "shown": shown, "settled": True, "table": True})
            if answer.fault or "problem" in answer.content:
                print(name, units, shown, answer.fault or answer.content["problem"])
            elif not answer.content["table"]["rows"]:
                print(name, units, shown, "no table")
"""
_ASK = """
from helpers.exercises import Function, Number, lessons, questions

for question in (each for lesson in lessons() for each in questions(lesson).values()):
    if isinstance(question, Number):
        float(question.true_value)
    elif isinstance(question, Function):
        len(question.answer_text)
"""


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", _WITHOUT + code], capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("code", [_SHOW, _ASK], ids=["pictures, sentences and tables", "right answers"])
def test_nothing_shown_needs_them(code: str) -> None:
    assert printed(code) == ""


def test_a_process_without_them_is_really_without() -> None:
    assert "without scipy" in printed("import scipy.special")
    assert "without pandas" in printed("from helpers import cohort; cohort.load()")
