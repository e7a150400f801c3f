"""A learner's copies: made once, refreshed where nothing was written, never overwritten where something was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
