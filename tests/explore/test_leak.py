"""An explorer that is moved for a whole lesson leaves the kernel's memory as it was."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="this system does not tell how much memory a process has used")

REDRAWS = 1000
# In a process of its own: its peak is then this explorer's and nobody else's. A peak cannot be talked down by
# a collection that happens to run in time.
SCRIPT = """
import resource, sys
from helpers import explore
from helpers.explore.engine.session import Session

session = Session(explore.explorer("homa_map"))
sent = []

def peak():
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else 1024 * used

def redraw(times):
    for at in range(times):
        rests = at % 10 == 9
        values = {"glucose": 65 + at % 116, "insulin": 1 + at % 60, "crowd": at % 2 == 0}
        extra = {"settled": rests, "table": rests, "ratio": 2.0 if rests else 1.0}
        answer = session.answer({"view": "v", "seq": at, "shown": values, **extra})
        sent.append(answer.content["sentence"])

redraw(60)  # fonts, backgrounds and caches are made once
before = peak()
redraw(int(sys.argv[1]))
assert len(set(sent)) > 500, "the pictures did not change"
print(peak() - before)
"""


@pytest.mark.thorough
def test_a_thousand_redraws_do_not_grow_the_kernel() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(REDRAWS)],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 20e6
