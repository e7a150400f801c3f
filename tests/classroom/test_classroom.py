"""Around the hub: the class password, the teacher's table, the files for other hubs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.exercises import engine
from helpers.launch import copies
from helpers.launch.hub import classroom, gather
from helpers.launch.hub.student import NOTICE, TOLD, notice, prepare


def student(students: Path, name: str, told: bool = True, done: object = None) -> Path:
    own = students / name / ".learner"
    own.mkdir(parents=True)
    if told:
        (own / TOLD).touch()
    if done is not None:
        (own / "progress.json").write_text(json.dumps(done))
    return students / name


def graded(lesson: str) -> list[str]:
    return [each.id for each in engine.questions(lesson).values() if each.graded]


@pytest.mark.parametrize(("given", "held"), [("a long password", True), ("short", False)])
def test_the_class_password(given: str, held: bool) -> None:
    if held:
        assert classroom.chosen({"COURSE_CLASS_PASSWORD": given}) == given
    else:
        with pytest.raises(classroom.ClassroomError, match="8 letters"):
            classroom.chosen({"COURSE_CLASS_PASSWORD": given})


def test_a_password_that_is_made_up_differs_from_class_to_class(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    made = {classroom.chosen({}) for _ in range(20)}
    assert len(made) == 20
    assert all(len(each) >= classroom.SHORTEST for each in made)


@pytest.mark.parametrize("gathers", [True, False])
def test_a_student_finds_lessons_and_is_told(root: Path, tmp_path: Path, gathers: bool) -> None:
    prepare(root, tmp_path, not gathers)
    prepare(root, tmp_path, gathers)
    assert (tmp_path / copies.FOLDER / "00_start_here.ipynb").is_file()
    assert notice(gathers) in (tmp_path / NOTICE).read_text()
    assert (tmp_path / ".learner" / TOLD).exists() == gathers


def test_the_table_counts_what_each_has_solved(tmp_path: Path) -> None:
    student(tmp_path, "ada", done={"done": [*graded("01")[:3], "99.unknown"]})
    student(tmp_path, "ben", done={"done": []})
    student(tmp_path, "cai")
    rows = {row["student"]: row["01 solved"] for row in gather.table(tmp_path.iterdir())}
    assert rows == {"ada": 3, "ben": 0, "cai": 0}


def test_nobody_is_gathered_from_who_was_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    student(tmp_path, "ada", told=False, done={"done": graded("01")})
    assert gather.main([str(tmp_path)]) == 1
    assert "ada" not in capsys.readouterr().out


@pytest.mark.parametrize("content", ["torn {", "[]", '{"done": 3}', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_progress_counts_as_empty(tmp_path: Path, content: str) -> None:
    home = student(tmp_path, "ada")
    (home / ".learner" / "progress.json").write_bytes(content.encode("latin-1"))
    assert gather.table([home])[0]["01 solved"] == 0


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as Unix has them")
def test_a_link_does_not_lead_the_teacher_elsewhere(tmp_path: Path) -> None:
    other = student(tmp_path, "ben", done={"done": graded("01")})
    home = student(tmp_path, "ada")
    (home / ".learner" / "progress.json").symlink_to(other / ".learner" / "progress.json")
    assert gather.table([home])[0]["01 solved"] == 0
    (home / ".learner" / "progress.json").unlink()
    os.mkfifo(home / ".learner" / "progress.json")
    assert gather.table([home])[0]["01 solved"] == 0


def test_the_table_is_the_teachers_alone(tmp_path: Path) -> None:
    student(tmp_path / "students", "ada", done={"done": graded("01")})
    place = tmp_path / "progress.csv"
    assert gather.main([str(tmp_path / "students"), "--csv", str(place)]) == 0
    assert "ada" in place.read_text()
    if os.name != "nt":
        assert place.stat().st_mode & 0o077 == 0


def test_a_forgotten_password_may_be_chosen_anew(tmp_path: Path) -> None:
    import dbm

    (tmp_path / "hub").mkdir()
    with dbm.open(str(tmp_path / "hub" / "passwords.dbm"), "c") as passwords:
        passwords["ada"] = "hash"
    assert classroom.forget(tmp_path, "ada")
    assert not classroom.forget(tmp_path, "ada")


def test_options_of_a_class_are_its_own(course: Any) -> None:
    asked = course.read(["classroom", "--gather", "--port", "9000"])
    assert (asked.command, asked.passed_on) == ("classroom", ["--gather", "--port", "9000"])
    done = subprocess.run(
        [sys.executable, "-m", "helpers.launch.hub.classroom", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for option in ("--network", "--gather", "--progress", "--forget"):
        assert option in done.stdout


def test_binder_installs_the_lock_and_the_same_python(root: Path) -> None:
    lines = (root / ".binder" / "requirements.txt").read_text().splitlines()
    assert lines[-2:] == ["-r ../requirements.txt", "-e ."]
    assert (root / ".binder" / "runtime.txt").read_text() == "python-3.11\n"
    assert os.access(root / ".binder" / "postBuild", os.X_OK) or os.name == "nt"


def test_no_password_is_shipped(root: Path) -> None:
    import yaml

    values = yaml.safe_load((root / "classroom" / "kubernetes" / "values.yaml").read_text())
    config = values["hub"]["config"]
    assert config["Authenticator"]["allow_all"] is False
    assert config["JupyterHub"]["authenticator_class"] != "dummy"
    assert not any("password" in key.lower() for part in config.values() for key in part)


def test_names_of_released_lessons_stay(root: Path) -> None:
    """A renamed lesson would break links, and leave students' copies behind."""
    names = {path.stem for path in (root / "notebooks").glob("*.ipynb")}
    released = {
        "00_start_here",
        "01_fundamentals",
        "02_systemic_effects",
        "03_hormonal_axes",
        "04_hormone_therapy",
        "05_peptides",
        "06_inside_the_cell",
        "07_biomarkers",
        "08_monitoring",
    }
    assert released <= names
