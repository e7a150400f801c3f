"""A learner's copies: made once, refreshed where nothing was written, never overwritten where something was."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from helpers.launch import copies
from helpers.launch.copies import Refreshed, refresh


def notebook(*sources: str, output: str = "") -> str:
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "source": [source], "metadata": {}, "outputs": [output], "execution_count": 1}
        for source in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    for name in ("00_start.ipynb", "01_next.ipynb"):
        (tmp_path / "notebooks" / name).write_text(notebook("check('a', ...)"))
    return tmp_path


def ship(clone: Path, text: str) -> None:
    (clone / "notebooks" / "00_start.ipynb").write_text(text)


def own(clone: Path, name: str = "00_start.ipynb") -> Path:
    return clone / copies.FOLDER / name


def test_copies_are_made_once(clone: Path) -> None:
    assert refresh(clone).made == ("00_start.ipynb", "01_next.ipynb")
    own(clone).write_text(notebook("check('a', 'b')"))
    assert refresh(clone) == Refreshed((), (), ())
    assert "'b'" in own(clone).read_text()


@pytest.mark.parametrize("saved", [notebook("check('a', ...)", output="ran"), None])
def test_an_update_reaches_a_copy_in_which_nothing_was_written(clone: Path, saved: str | None) -> None:
    refresh(clone)
    if saved:
        own(clone).write_text(saved)
    ship(clone, notebook("check('a', ...)", "a new cell"))
    assert refresh(clone) == Refreshed((), ("00_start.ipynb",), ())
    assert "a new cell" in own(clone).read_text()


@pytest.mark.parametrize("mine", [notebook("check('a', 'b')"), notebook("check('a', ...)", "mine"), "torn {"])
def test_what_a_learner_wrote_is_kept_and_the_new_version_stands_beside_it(clone: Path, mine: str) -> None:
    refresh(clone)
    own(clone).write_text(mine)
    for version in ("second", "third"):
        ship(clone, notebook(version))
        assert refresh(clone) == Refreshed((), (), ("00_start (new version).ipynb",))
        assert own(clone).read_text() == mine
        assert version in own(clone, "00_start (new version).ipynb").read_text()
        assert refresh(clone) == Refreshed((), (), ())


def test_a_copy_that_was_put_back_is_updated_again(clone: Path) -> None:
    refresh(clone)
    own(clone).write_text(notebook("mine"))
    ship(clone, notebook("second"))
    refresh(clone)
    own(clone).write_text(notebook("check('a', ...)"))
    ship(clone, notebook("third"))
    assert refresh(clone).updated == ("00_start.ipynb",)


def test_a_deleted_copy_is_made_again(clone: Path) -> None:
    refresh(clone)
    own(clone).unlink()
    assert refresh(clone).made == ("00_start.ipynb",)


@pytest.mark.parametrize("record", [None, "{", "[]", '{"00_start.ipynb": 3}'])
def test_without_its_record_nothing_written_is_lost(clone: Path, record: str | None) -> None:
    refresh(clone)
    own(clone).write_text(notebook("mine"))
    place = own(clone, ".course.json")
    place.unlink() if record is None else place.write_text(record)
    ship(clone, notebook("second"))
    assert refresh(clone).offered == ("00_start (new version).ipynb",)
    assert "mine" in own(clone).read_text()


def test_a_full_disk_costs_nothing(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(clone)
    before = own(clone).read_bytes()
    ship(clone, notebook("second"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        refresh(clone)
    assert own(clone).read_bytes() == before
    assert [path.name for path in own(clone).parent.glob(".*.tmp")] == []


OFFERED = "00_start (new version).ipynb"


def answer(name: str, text: str) -> Callable[[Path], None]:
    """Write into a lesson as JupyterLab does: a cell more, the outputs as they are."""

    def step(clone: Path) -> None:
        place = own(clone, name)
        found = json.loads(place.read_text())
        found["cells"].append({"cell_type": "code", "source": text, "metadata": {}, "outputs": []})
        place.write_text(json.dumps(found))

    return step


def replace(name: str, text: str) -> Callable[[Path], None]:
    return lambda clone: own(clone, name).write_text(text)


def new(version: str) -> Callable[[Path], None]:
    def step(clone: Path) -> None:
        ship(clone, notebook(version))
        refresh(clone)

    return step


def forget(clone: Path) -> None:
    own(clone, ".course.json").unlink(missing_ok=True)


def old_record(clone: Path) -> None:
    """Write the record as it was kept before it knew what was offered."""
    kept = json.loads(own(clone, ".course.json").read_text())
    told = {name: {"shipped": each["shipped"], "text": each["texts"][0]} for name, each in kept.items()}
    own(clone, ".course.json").write_text(json.dumps(told))


def move_all(clone: Path) -> None:
    """Bring the copies into a fresh clone as `cp folder/* there` does, which leaves the record behind."""
    forget(clone)


TORN = "<<<<<<< HEAD\nMY ANSWER\n=======\n>>>>>>> theirs"
OLD_FORMAT = json.dumps(
    {"worksheets": [{"cells": [{"cell_type": "code", "input": "MY ANSWER"}]}], "nbformat": 3}
)
COPY = "00_start.ipynb"
SEQUENCES: dict[str, list[Callable[[Path], object]]] = {
    # Written in the copy
    "copy": [answer(COPY, "MY ANSWER"), new("2")],
    "copy, two updates": [answer(COPY, "MY ANSWER"), new("2"), new("3")],
    "copy, back to an earlier version": [answer(COPY, "MY ANSWER"), new("2"), new("1"), new("2")],
    "copy, after an update": [new("2"), answer(COPY, "MY ANSWER"), new("3")],
    "copy, nothing newer": [answer(COPY, "MY ANSWER"), refresh, refresh],
    "copy, record lost": [answer(COPY, "MY ANSWER"), forget, new("2")],
    "copy, record lost, nothing newer": [answer(COPY, "MY ANSWER"), forget, refresh],
    "copy, record lost twice": [answer(COPY, "MY ANSWER"), forget, refresh, forget, new("2")],
    "copy, moved": [answer(COPY, "MY ANSWER"), move_all, new("2"), new("3")],
    "copy, old record": [answer(COPY, "MY ANSWER"), old_record, new("2"), new("3")],
    # Written in what was offered
    "offered": [answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), new("3")],
    "offered, twice": [answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), new("3"), new("4")],
    "offered, record lost": [answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), forget, new("3")],
    "offered, record lost, nothing newer": [answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), forget, refresh],
    "offered, old record": [answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), old_record, new("3")],
    "offered, torn": [answer(COPY, "x"), new("2"), replace(OFFERED, TORN), new("3")],
    "offered, copy put back": [
        answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), replace(COPY, notebook("check('a', ...)")), new("3"),
    ],
    "offered, copy deleted": [
        answer(COPY, "x"), new("2"), answer(OFFERED, "MY ANSWER"), lambda clone: own(clone).unlink(), new("3"),
    ],
    "second offered": [
        answer(COPY, "x"), new("2"), answer(OFFERED, "y"), new("3"),
        answer("00_start (new version 2).ipynb", "MY ANSWER"), new("4"),
    ],
    "second offered, first given back": [
        answer(COPY, "x"), new("2"), answer(OFFERED, "y"), new("3"),
        answer("00_start (new version 2).ipynb", "MY ANSWER"), lambda clone: own(clone, OFFERED).unlink(),
        new("4"), new("5"),
    ],
    # What cannot be read
    "torn": [replace(COPY, TORN), new("2")],
    "torn, record lost": [replace(COPY, TORN), forget, new("2")],
    "torn, record lost, nothing newer": [replace(COPY, TORN), forget, refresh],
    "torn, record damaged": [replace(COPY, TORN), lambda clone: own(clone, ".course.json").write_text("{"), refresh],
    "old format": [replace(COPY, OLD_FORMAT), new("2")],
    "old format, record lost": [replace(COPY, OLD_FORMAT), forget, new("2")],
    "cut": [lambda clone: own(clone).write_text(notebook("MY ANSWER")[:-3]), new("2")],
    "cut, record lost": [lambda clone: own(clone).write_text(notebook("MY ANSWER")[:-3]), forget, new("2")],
    "nested too deeply": [replace(COPY, "[" * 200_000 + "MY ANSWER"), new("2")],
    "nested too deeply, record lost": [replace(COPY, "[" * 200_000 + "MY ANSWER"), forget, refresh],
    "no cells": [replace(COPY, '{"cells": null, "x": "MY ANSWER"}'), forget, refresh],
    "cells of text": [replace(COPY, '{"cells": ["MY ANSWER"]}'), forget, new("2")],
    "with a byte order mark": [lambda clone: own(clone).write_text("\ufeff" + notebook("MY ANSWER")), forget, new("2")],
    "in another encoding": [lambda clone: own(clone).write_bytes("MY ANSWER é".encode("latin-1")), forget, refresh],
    "a shipped lesson that is broken": [answer(COPY, "MY ANSWER"), lambda clone: ship(clone, "{"), refresh, refresh],
    "torn, and a broken lesson": [replace(COPY, TORN), forget, lambda clone: ship(clone, "{"), refresh],
    # Records that lie
    "record of another kind": [
        answer(COPY, "MY ANSWER"),
        lambda clone: own(clone, ".course.json").write_text('{"00_start.ipynb": {"texts": 7, "shipped": null}}'),
        new("2"),
    ],
    "record nested too deeply": [
        answer(COPY, "MY ANSWER"), lambda clone: own(clone, ".course.json").write_text("[" * 200_000), new("2"),
    ],
    "record with nothing in it": [
        replace(COPY, TORN),
        lambda clone: own(clone, ".course.json").write_text('{"00_start.ipynb": {"texts": [null, ""], "text": null}}'),
        new("2"),
    ],
    # Files that are something else
    "what is offered is a folder": [
        answer(COPY, "MY ANSWER"), lambda clone: own(clone, OFFERED).mkdir(), new("2"), new("3"),
    ],
    "copied beside": [
        answer(COPY, "MY ANSWER"), lambda clone: shutil.copy(own(clone), own(clone, OFFERED)), new("2"), new("3"),
    ],
    "renamed to what is offered": [
        answer(COPY, "MY ANSWER"), lambda clone: own(clone).rename(own(clone, OFFERED)), new("2"), new("3"),
    ],
    "linked": [
        lambda clone: (clone / "mine.ipynb").write_text(notebook("MY ANSWER")),
        lambda clone: own(clone).unlink(),
        lambda clone: own(clone).symlink_to(clone / "mine.ipynb"),
        new("2"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("steps", SEQUENCES.values(), ids=SEQUENCES)
def test_no_sequence_loses_an_answer(clone: Path, steps: list[Callable[[Path], object]]) -> None:
    refresh(clone)
    for step in steps:
        step(clone)
    kept = [path.read_bytes() for path in own(clone).parent.iterdir() if path.is_file()]
    assert any(b"MY ANSWER" in content for content in kept)


class Learner(RuleBasedStateMachine):
    """Anything a learner, an update or an accident does in any order: what was written is never touched."""

    files = Bundle("files")

    @initialize(target=files)
    def begin(self) -> str:
        self.folder = tempfile.TemporaryDirectory()
        self.clone = Path(self.folder.name)
        (self.clone / "notebooks").mkdir()
        ship(self.clone, notebook("version 0"))
        refresh(self.clone)
        return COPY

    @rule(target=files, number=st.integers(1, 3))
    def another(self, number: int) -> str:
        return f"00_start (new version{'' if number == 1 else f' {number}'}).ipynb"

    @rule(name=files, text=st.integers(0, 3))
    def write(self, name: str, text: int) -> None:
        own(self.clone, name).write_text(notebook(f"mine {text}"))

    @rule(name=files, cut=st.integers(1, 60))
    def tear(self, name: str, cut: int) -> None:
        own(self.clone, name).write_text(notebook("mine")[:-cut])

    @rule(name=files, version=st.integers(0, 3))
    def put_back(self, name: str, version: int) -> None:
        own(self.clone, name).write_text(notebook(f"version {version}"))

    @rule(name=files)
    def delete(self, name: str) -> None:
        own(self.clone, name).unlink(missing_ok=True)

    @rule()
    def lose_the_record(self) -> None:
        forget(self.clone)

    @rule(version=st.integers(0, 3))
    def update(self, version: int) -> None:
        newer = f"version {version}" not in (self.clone / "notebooks" / COPY).read_text()
        ship(self.clone, notebook(f"version {version}"))
        before = self.written()
        told = refresh(self.clone)
        after = self.written()
        assert {name: after.get(name) for name in before} == before
        assert not set(told.updated + told.made) & set(before)
        texts = [path.read_text() for path in own(self.clone).parent.glob("*.ipynb")]
        assert not newer or any(f"version {version}" in text for text in texts), "the newest is there as well"

    def written(self) -> dict[str, str]:
        found = {path.name: path.read_text() for path in own(self.clone).parent.glob("*.ipynb")}
        return {name: text for name, text in found.items() if "version" not in text}

    def teardown(self) -> None:
        self.folder.cleanup()


TestLearner = Learner.TestCase
TestLearner.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_a_version_that_comes_back_is_a_newer_one(clone: Path) -> None:
    for text in ("one", "two", "one"):
        ship(clone, notebook(text))
        refresh(clone)
    own(clone).write_text(notebook("mine")[:-1])
    ship(clone, notebook("two"))
    assert refresh(clone).offered == (OFFERED,)
    assert "two" in own(clone, OFFERED).read_text()


def test_an_answer_saved_while_the_update_is_written_is_kept(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(clone)
    ship(clone, notebook("second"))
    chmod = os.chmod

    def late(path: Any, mode: int) -> None:
        if "mine" not in own(clone).read_text():
            own(clone).write_text(notebook("mine"))
        chmod(path, mode)

    monkeypatch.setattr(copies.os, "chmod", late)
    assert refresh(clone).offered == (OFFERED,)
    assert "mine" in own(clone).read_text()


def test_a_record_that_is_gone_is_made_again_without_a_word(clone: Path) -> None:
    refresh(clone)
    forget(clone)
    assert refresh(clone) == Refreshed((), (), ())
    ship(clone, notebook("second"))
    assert refresh(clone).updated == ("00_start.ipynb",)


def test_what_an_ended_start_left_is_removed_once_it_is_old(clone: Path) -> None:
    refresh(clone)
    for name, age in ((".abcdefgh.tmp", 7200), (".xxxxyyyy.tmp", 0), (".notes.tmp", 7200)):
        own(clone, name).touch()
        os.utime(own(clone, name), (time.time() - age,) * 2)
    refresh(clone)
    assert sorted(path.name for path in own(clone).parent.glob(".*.tmp")) == [".notes.tmp", ".xxxxyyyy.tmp"]


def test_a_lesson_as_shipped_that_was_only_run_is_no_newer_version(clone: Path) -> None:
    refresh(clone)
    own(clone).write_text(notebook("check('a', 'b')"))
    for name in ("00_start.ipynb", "01_next.ipynb"):
        (clone / "notebooks" / name).write_text(notebook("check('a', ...)", output="ran"))
    assert refresh(clone) == Refreshed((), (), ())
    assert "'b'" in own(clone).read_text()
    assert "ran" in own(clone, "01_next.ipynb").read_text(), (
        "nothing was written there, and its pictures are newer"
    )


def lock(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be replaced by nobody."""
    replace_file = os.replace

    def refuse(source: Any, target: Any) -> None:
        if Path(target).name == name:
            raise PermissionError(13, "Access is denied", str(target))
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", refuse)


def test_a_lesson_that_is_locked_keeps_nobody_from_the_others(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a program that synchronises folders, or one that looks for viruses."""
    refresh(clone)
    for name in ("00_start.ipynb", "01_next.ipynb"):
        (clone / "notebooks" / name).write_text(notebook("check('a', ...)", "new"))
    lock("00_start.ipynb", monkeypatch)
    assert refresh(clone) == Refreshed((), ("01_next.ipynb",), (), locked=("00_start.ipynb",))
    assert "new" not in own(clone).read_text()
    assert list(own(clone).parent.glob(".*.tmp")) == []
    monkeypatch.undo()
    assert refresh(clone).updated == ("00_start.ipynb",)


def test_a_locked_record_keeps_nobody_from_the_lessons(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(clone)
    (clone / "notebooks" / "00_start.ipynb").write_text(notebook("check('a', ...)", "new"))
    lock(".course.json", monkeypatch)
    assert refresh(clone) == Refreshed((), ("00_start.ipynb",), (), locked=(".course.json",))
    assert "new" in own(clone).read_text()
    monkeypatch.undo()
    assert refresh(clone).updated == ("00_start.ipynb",)
    assert refresh(clone) == Refreshed((), (), ())


@pytest.mark.skipif(os.name == "nt", reason="no hub, and other rights")
def test_a_page_that_is_brought_anew_cannot_be_written_in(clone: Path, tmp_path: Path) -> None:
    """What a student of a class wrote there would be gone with the next version."""
    home = tmp_path / "home"
    (home / "docs").mkdir(parents=True)
    (clone / "docs").mkdir()
    (home / "docs" / "glossary.md").write_text("one")
    for text in ("one", "two", "three"):
        (clone / "docs" / "glossary.md").write_text(text)
        copies.refresh_pages(clone, home)
        assert (home / "docs" / "glossary.md").read_text() == text
        assert (home / "docs" / "glossary.md").stat().st_mode & 0o222 == 0
