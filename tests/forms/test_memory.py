"""What a learner answered is not lost: crashes, full disks, two windows, clocks, old and damaged files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers.exercises import progress
from helpers.forms import memory
from helpers.forms.memory import attempts, forget, latest, recall, record
from helpers.paths import learner_path


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "learner"))
    return tmp_path / "learner"


def answers() -> list[tuple[str, str]]:
    return [(each.question, each.answer) for each in attempts()]


def test_an_attempt_is_one_short_line_that_a_person_can_read() -> None:
    record("01.homa", "4", "wrong", "clicked", "2", at=datetime(2026, 11, 29, 12, 0, tzinfo=UTC))
    text = learner_path(memory.FILE).read_text(encoding="utf-8")
    assert json.loads(text) == {
        "question": "01.homa",
        "answer": "4",
        "status": "wrong",
        "how": "clicked",
        "mistake": "2",
        "at": "2026-11-29T12:00:00Z",
    }
    assert text.endswith("\n")
    assert len(text) < 300


def test_a_program_of_any_length_is_cut() -> None:
    record("01.f", "x" * 10**6, "wrong", "typed")
    assert learner_path(memory.FILE).stat().st_size < 2500


def test_the_same_answer_again_is_no_new_attempt() -> None:
    for answer in ("a", "a", "b", "a"):
        record("01.q", answer, "wrong", "typed")
    assert [answer for _, answer in answers()] == ["a", "b", "a"]


_WRITER = """
import sys
from helpers.forms import memory
for number in range(900):
    memory.record(f"01.{sys.argv[1]}{number}", "a", "right", "typed")
"""


@pytest.mark.thorough
def test_three_windows_at_full_speed_lose_nothing() -> None:
    started = [subprocess.Popen([sys.executable, "-c", _WRITER, name]) for name in "xyz"]
    assert [each.wait() for each in started] == [0, 0, 0]
    assert {question for question, _ in answers()} == {f"01.{name}{n}" for name in "xyz" for n in range(900)}


def test_threads_lose_nothing() -> None:
    threads = [threading.Thread(target=record, args=(f"01.q{n}", "a", "right", "typed")) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {question for question, _ in answers()} == {f"01.q{n}" for n in range(16)}


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_kernel_that_is_killed_while_it_writes_costs_at_most_that_answer() -> None:
    code = "import itertools\nfrom helpers.forms import memory\nprint(1, flush=True)\n"
    code += "for n in itertools.count(): memory.record(f'01.q{n}', 'a' * 500, 'right', 'typed')"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        while len(attempts()) < 5:
            pass
        process.send_signal(signal.SIGKILL)
    before = len(attempts())
    record("01.after", "b", "right", "typed")
    assert len(attempts()) == before + 1
    assert [question for question, _ in answers()] == [*(f"01.q{n}" for n in range(before)), "01.after"]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_file_cut_by_a_crash_costs_its_last_line_only(cut: int) -> None:
    for name in "abc":
        record(f"01.{name}", "4", "right", "typed")
    path = learner_path(memory.FILE)
    path.write_bytes(path.read_bytes()[:-cut])
    record("01.d", "4", "right", "typed")
    kept = [question for question, _ in answers()]
    assert kept in (["01.a", "01.b", "01.c", "01.d"], ["01.a", "01.b", "01.d"])
    assert kept[-2] == "01.c" or cut > 1


def test_a_full_disk_costs_nothing_once_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    record("01.a", "4", "right", "typed")
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2]))
    record("01.b", "4", "right", "typed")
    assert [question for question, _ in answers()] == ["01.a", "01.b"]  # remembered meanwhile
    monkeypatch.setattr(os, "write", real)
    record("01.c", "4", "right", "typed")
    monkeypatch.setattr(memory, "_UNSENT", {})  # another window sees the file alone
    assert [question for question, _ in answers()] == ["01.a", "01.b", "01.c"]


def test_a_folder_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("not a folder")
    assert "could not be written" not in progress("01").text
    monkeypatch.setenv("COURSE_LEARNER_DIR", str(tmp_path / "a file"))
    record("01.a", "4", "right", "typed")
    assert answers() == [("01.a", "4")]
    assert f"could not be written to {tmp_path / 'a file'}" in progress("01").text, "nobody is told"
    forget("01")
    assert answers() == []
    (tmp_path / "a file").unlink()
    record("01.a", "4", "right", "typed")
    assert "could not be written" not in progress("01").text


def test_a_clock_that_is_set_back_changes_no_order() -> None:
    record("01.a", "first", "wrong", "typed", at=datetime(2026, 11, 29, tzinfo=UTC))
    record("01.a", "second", "right", "typed", at=datetime(2020, 1, 1, tzinfo=UTC))
    found = latest("01.a")
    assert found
    assert found.answer == "second"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"done"', b"null", b"\xff\xfe", b"[" * 100_000, b'{"question": 5}',
     b'{"question": "01.x", "answer": []}', b"\0" * 50, b"1e999", b"NaN"],
    ids=lambda content: repr(content[:12]),
)  # fmt: skip
def test_what_is_damaged_counts_as_nothing(content: bytes) -> None:
    path = learner_path(memory.FILE)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert attempts() == ()
    record("01.a", "4", "right", "typed")
    assert answers() == [("01.a", "4")]


def test_what_an_earlier_version_kept_still_counts() -> None:
    path = learner_path("progress.json")
    path.parent.mkdir(parents=True)
    path.write_text('{"done": ["01.homa", "02.x", 5]}')
    assert memory.done() == {"01.homa", "02.x"}
    record("01.homa", "4", "wrong", "typed")
    assert "01.homa" in memory.done()
    forget("01")
    assert memory.done() == {"02.x"}
    recall()
    assert memory.done() == {"01.homa", "02.x"}
    assert json.loads(path.read_text())["done"] == ["01.homa", "02.x", 5]


@pytest.mark.parametrize("content", ["", "[]", '{"done": 5}', '{"done": [1, null]}', "[" * 100_000])
def test_a_damaged_file_of_an_earlier_version_counts_as_empty(content: str) -> None:
    path = learner_path("progress.json")
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert memory.done() == frozenset()


def test_resets_are_undone_one_by_one() -> None:
    for name in ("01.a", "02.a"):
        record(name, "4", "right", "typed")
    forget("01")
    record("01.b", "4", "right", "typed")
    forget()
    assert answers() == []
    recall()
    assert {question for question, _ in answers()} == {"02.a", "01.b"}
    recall()
    assert {question for question, _ in answers()} == {"01.a", "02.a", "01.b"}
    recall()  # nothing is left to undo
    assert len(attempts()) == 3


def test_what_was_answered_after_a_reset_is_the_latest_when_it_is_undone() -> None:
    record("01.a", "before", "wrong", "typed")
    forget("01")
    record("01.a", "after", "right", "typed")
    recall()
    found = latest("01.a")
    assert found
    assert found.answer == "after"


def test_who_follows_is_told_and_cannot_do_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(memory, "_LISTENERS", {})
    memory.follow("one", lambda: 1 / 0)  # type: ignore[arg-type,return-value]
    memory.follow("two", lambda: told.append(0))
    memory.follow("two", lambda: told.append(len(attempts())))
    record("01.a", "4", "right", "typed")
    assert told == [1]


def test_a_long_history_is_read_in_no_time() -> None:
    line = '{"question": "01.q%d", "answer": "a", "status": "right", "how": "typed", "at": "2026-11-29T12:00:00Z"}\n'
    path = learner_path(memory.FILE)
    path.parent.mkdir(parents=True)
    path.write_text("".join(line % n for n in range(5000)))
    for _ in range(200):  # a lesson with its questions asks some forty times: read once, not each time
        assert len(attempts()) == 5000
    assert memory._read.cache_info().hits >= 199
