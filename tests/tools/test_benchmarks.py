"""Every benchmark can be started, beside the others or alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
NAMES = sorted(path.stem.removeprefix("bench_") for path in BENCHMARKS.glob("bench_*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_each_starts(name: str) -> None:
    """Import what it measures with, as `python3 course.py bench` does, and stop before the measuring."""
    code = (
        f"import sys; sys.path[:0] = [{str(BENCHMARKS)!r}, {str(BENCHMARKS.parent)!r}]\n"
        f"import bench_{name}; assert callable(bench_{name}.table)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_student_of_the_benchmark_answers_rightly(tmp_path: Path) -> None:
    """In a Python of its own, as in a kernel."""
    code = f"""
import sys; sys.path[:0] = [{str(BENCHMARKS)!r}, {str(BENCHMARKS.parent)!r}]
import bench_classroom as bench
from helpers.exercises import banks
from helpers.forms import memory
class Here:
    def run(self, code):
        if not code.startswith("check("):
            return exec(code, globals())
        return repr(eval(code, globals()))
ids = [each.id for each in banks.questions(bench.NUMBER).values() if each.graded][:bench.ANSWERS]
bench.answer(Here(), ids)
assert memory.done() == {{*ids}}, memory.done()
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COURSE_LEARNER_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_all_run_apart_and_one_that_fails_keeps_none_from_its_table(tmp_path: Path) -> None:
    (tmp_path / "__main__.py").write_bytes((BENCHMARKS / "__main__.py").read_bytes())
    (tmp_path / "harness.py").write_text("NAME = 'first'")
    (tmp_path / "bench_a.py").write_text("import harness\ndef table(): return harness.NAME")
    (tmp_path / "bench_b.py").write_text("raise SystemExit(3)")
    other = tmp_path / "other"
    other.mkdir()
    (other / "harness.py").write_text("NAME = 'second'")
    (tmp_path / "bench_c.py").write_text(
        f"import sys\nsys.path.insert(0, {str(other)!r})\nimport harness\ndef table(): return harness.NAME"
    )
    done = subprocess.run([sys.executable, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["first", "second"]
    assert done.returncode == 3


def test_a_name_that_is_none_is_answered(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "benchmarks"), "speed"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "there are: " + ", ".join(NAMES) in done.stderr
