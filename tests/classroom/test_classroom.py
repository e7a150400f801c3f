"""Around the hub: the class password, the teacher's table, the files for other hubs."""

from __future__ import annotations

import asyncio
import dataclasses
import dbm
import importlib
import json
import os
import random
import re
import runpy
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers.exercises import Function, Number, Question, asked, banks
from helpers.forms import memory
from helpers.forms.memory import Attempt
from helpers.html import rich
from helpers.launch import copies
from helpers.launch.hub import classroom, gather, mistakes
from helpers.launch.hub.student import NOTICE, SETTINGS, TOLD, notice, prepare


def student(students: Path, name: str, told: str | None = "names", answers: Sequence[Attempt] = ()) -> Path:
    own = students / name / ".learner"
    own.mkdir(parents=True)
    if told is not None:
        (own / TOLD).write_text(told)
    lines = [json.dumps(dataclasses.asdict(each)) for each in answers]
    (own / memory.FILE).write_text("\n".join(lines))
    return students / name


def graded(lesson: str) -> list[str]:
    return [each.id for each in banks.questions(lesson).values() if each.graded]


def right(*names: str) -> list[Attempt]:
    return [Attempt(name, "", "right") for name in names]


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


def test_what_nobody_uses_is_given_back_by_settings_that_the_server_knows() -> None:
    """A server says nothing of a setting that it does not know."""
    from jupyter_server.serverapp import ServerApp

    known = {each.__name__: each for found in (ServerApp, *ServerApp.classes) for each in found.__mro__}
    given = dict(setting.removeprefix("--").split("=", 1) for setting in SETTINGS)
    for name in given:
        kind, trait = name.split(".")
        assert trait in known[kind].class_traits(), name
    for name in ("MappingKernelManager.cull_idle_timeout", "ServerApp.shutdown_no_activity_timeout"):
        assert 0 < int(given[name]) <= 3600
    assert given["MappingKernelManager.cull_connected"] == "True", (
        "a page that was left open counts for nothing"
    )


@pytest.mark.parametrize("gathers", ["", "counts", "names"])
@pytest.mark.parametrize("before", ["", "counts", "names"])
def test_a_student_finds_lessons_and_is_told(root: Path, tmp_path: Path, before: str, gathers: str) -> None:
    prepare(root, tmp_path, before)
    prepare(root, tmp_path, gathers)
    assert (tmp_path / copies.FOLDER / "00_start_here.ipynb").is_file()
    assert notice(gathers) in (tmp_path / NOTICE).read_text()
    mark = tmp_path / ".learner" / TOLD
    assert (mark.read_text() if mark.exists() else "") == gathers


def test_every_link_of_a_students_lessons_and_pages_leads_to_something_of_theirs(
    root: Path, tmp_path: Path
) -> None:
    prepare(root, tmp_path, "")
    followed = set()
    for page in [*(tmp_path / copies.FOLDER).glob("*.ipynb"), *(tmp_path / "docs").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        if page.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" in link:
                continue
            place = (page.parent / link).resolve()
            # The other pages of the clone are for who has the clone.
            if place.parent in (tmp_path / "docs", tmp_path / copies.FOLDER):
                assert place.is_file(), f"{page.name}: {link}"
                followed.add((page.suffix, place.suffix))
            assert "notebooks" not in place.parts, f"{page.name}: {link}"
    assert {(".ipynb", ".md"), (".ipynb", ".ipynb"), (".md", ".ipynb")} <= followed


def test_the_table_counts_what_each_has_solved(tmp_path: Path) -> None:
    student(tmp_path, "ada", answers=right(*graded("01")[:3], "99.unknown"))
    student(tmp_path, "ben")
    rows = gather.table(gather.read(tmp_path.iterdir()))
    assert {row["student"]: row["01 solved"] for row in rows} == {"ada": 3, "ben": 0}


@pytest.mark.parametrize("told", [None, "counts", "", "names?"])
def test_nobody_is_named_who_was_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: str | None
) -> None:
    student(tmp_path / "students", "ada", told=told, answers=right(*graded("01")))
    assert gather.main([str(tmp_path / "students"), "--into", str(tmp_path)]) == (told is None)
    written = [path.read_text() for path in tmp_path.glob("*.*")]
    assert "ada" not in "".join([*written, capsys.readouterr().out.replace(str(tmp_path), "")])


def foreseen(question: Question) -> list[tuple[str, str]]:
    """Return wrong answers to a question, each with the words in which a class hears of it."""
    if question.choices:
        return [
            (letter, text) for letter, text in question.choices.items() if letter not in question.right_answer
        ]
    assert isinstance(question, Number)
    values = [
        (each.value() if callable(each.value) else each.value, each.message) for each in question.mistakes
    ]
    # Two mistakes may come to the same number; then the first is meant.
    return [
        (repr(float(value)), words)
        for value, words in values
        if words in question.judge(float(value)).message
    ]


def attempt(question: Question, said: str) -> Attempt:
    judgement = question.judge(said)
    which = asked.mistake(question, said, judgement.message)
    return Attempt(question.id, asked.kept(question, said), judgement.status, mistake=which)


def test_thirty_students_with_known_mistakes_give_the_true_table(tmp_path: Path) -> None:
    chance = random.Random(30)
    made_by: dict[tuple[str, str], set[int]] = {}
    tried: Counter[str] = Counter()
    at_once: Counter[str] = Counter()
    bank = [each for lesson in banks.lessons() for each in banks.questions(lesson).values() if each.graded]
    for number in range(30):
        answers = []
        for question in bank:
            if isinstance(question, Function) or chance.random() < 0.3:
                continue
            slips = [
                chance.choice(foreseen(question)) for _ in range(chance.randrange(3)) if foreseen(question)
            ]
            for _, words in slips:
                made_by.setdefault((question.id, words), set()).add(number)
            answers += [attempt(question, said) for said, _ in slips] + right(question.id)
            tried[question.id] += 1
            at_once[question.id] += not slips
        student(tmp_path, f"s{number}", "counts", answers)
    found = mistakes.tallies(gather.read(tmp_path.iterdir()).values())
    assert {each.question.id: each.tried for each in found} == tried
    assert {each.question.id: each.at_once for each in found} == {name: at_once[name] for name in tried}
    true = {key: len(students) for key, students in made_by.items()}
    assert {(each.question.id, what): n for each in found for what, n in each.mistakes} == true
    assert len(true) > 100
    worst = max(true, key=lambda key: true[key] / tried[key[0]])
    page = mistakes.page(found, 30)
    assert page.index(rich(worst[1])) < page.index("Every question that was tried")
    assert sum(row["mistake"] == "" for row in mistakes.table(found)) == len(tried)


def test_nothing_that_a_student_writes_reaches_the_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    attempts = [Attempt("01.definition", evil, "wrong", "typed", evil), Attempt(evil, evil, evil, evil, evil)]
    attempts += [Attempt("01.who_takes", evil, "noted")]
    student(tmp_path, "eve", "counts", attempts)
    found = mistakes.tallies(gather.read(tmp_path.iterdir()).values())
    assert "alert" not in mistakes.page(found, 1)
    assert "alert" not in str(mistakes.table(found))


@pytest.mark.parametrize("content", ["torn {", "[]", '{"done": 3}', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_progress_counts_as_empty(tmp_path: Path, content: str) -> None:
    home = student(tmp_path, "ada")
    (home / ".learner" / memory.FILE).write_bytes(content.encode("latin-1"))
    assert gather.table(gather.read([home]))[0]["01 solved"] == 0


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as Unix has them")
def test_a_link_does_not_lead_the_teacher_elsewhere(tmp_path: Path) -> None:
    other = student(tmp_path, "ben", answers=right(*graded("01")))
    home = student(tmp_path, "ada")
    own = home / ".learner" / memory.FILE
    own.unlink()
    own.symlink_to(other / ".learner" / memory.FILE)
    assert gather.table(gather.read([home]))[0]["01 solved"] == 0
    own.unlink()
    os.mkfifo(own)
    assert gather.table(gather.read([home]))[0]["01 solved"] == 0


def test_the_tables_are_the_teachers_alone(tmp_path: Path) -> None:
    student(tmp_path / "students", "ada", answers=right(*graded("01")))
    assert gather.main([str(tmp_path / "students"), "--into", str(tmp_path)]) == 0
    assert "ada" in (tmp_path / "progress.csv").read_text()
    for name in ("progress.csv", "questions.csv", "class.html"):
        assert os.name == "nt" or (tmp_path / name).stat().st_mode & 0o077 == 0


def test_the_page_follows_a_class_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks a student answers; the third look is the teacher's Ctrl-C."""
    student(tmp_path / "students", "ada", answers=right(*graded("01")[:1]))
    pages: list[str] = []

    def look(_: float) -> None:
        pages.append((tmp_path / "class.html").read_text())
        if len(pages) == 2:
            raise KeyboardInterrupt
        student(tmp_path / "students", "ben", answers=right(*graded("01")[:2]))

    monkeypatch.setattr(gather.time, "sleep", look)
    assert gather.main([str(tmp_path / "students"), "--into", str(tmp_path), "--follow"]) == 0
    first, second = pages
    assert f'http-equiv="refresh" content="{gather.EVERY_S}"' in first
    assert "1 student" in first
    assert "2 students" in second
    gather.main([str(tmp_path / "students"), "--into", str(tmp_path)])
    assert "http-equiv" not in (tmp_path / "class.html").read_text()


@pytest.mark.skipif(os.name == "nt", reason="links as Unix has them")
def test_a_hostile_folder_stops_nobodys_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    student(tmp_path, "ada", answers=right(*graded("01")[:2]))
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / ".learner").symlink_to("e" * 300)
    student(tmp_path, "mallory", told=None)
    (tmp_path / "mallory" / ".learner" / TOLD).symlink_to("m" * 300)
    student(tmp_path, "zoe")
    (tmp_path / "zoe").chmod(0)
    if os.geteuid() == 0:  # Root may look into any folder; whoever is not, may not.
        refused = Path.stat

        def stat(self: Path, **more: Any) -> os.stat_result:
            if "zoe" in self.parts:
                raise PermissionError(13, "Permission denied", str(self))
            return refused(self, **more)

        monkeypatch.setattr(Path, "stat", stat)
    rows = gather.table(gather.read(tmp_path / name for name in ("ada", "eve", "mallory", "zoe")))
    assert [(row["student"], row["01 solved"]) for row in rows] == [("ada", 2)]
    (tmp_path / "zoe").chmod(0o700)


@pytest.fixture
def authenticator(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what lets students into a class."""
    pytest.importorskip("firstuseauthenticator")
    monkeypatch.syspath_prepend(str(root / "classroom"))
    from class_hub import NAMES, ClassAuthenticator

    folder = str(tmp_path / "hub" / "passwords")
    (tmp_path / "hub").mkdir()
    return ClassAuthenticator(
        class_password="a class password",
        password_folder=folder,
        dbm_path=str(tmp_path / "hub" / "passwords.dbm"),
        username_pattern=NAMES,
        allow_all=True,
    )


def come_in(
    authenticator: Any, name: str, password: str, class_password: str = "", address: str = "10.0.0.1"
) -> tuple[str | None, str]:
    proxied = SimpleNamespace(getpeername=lambda: ("127.0.0.1", 1), getsockname=lambda: ("127.0.0.1", 2))
    request = SimpleNamespace(
        headers={"X-Forwarded-For": f"1.2.3.4, {address}"},
        remote_ip="",
        connection=SimpleNamespace(stream=SimpleNamespace(socket=proxied)),
    )
    handler = SimpleNamespace(request=request, custom_login_error="")
    data = {"username": name, "password": password, "class_password": class_password}
    return asyncio.run(authenticator.authenticate(handler, data)), handler.custom_login_error


def test_who_joins_comes_back_with_a_password_of_their_own(authenticator: Any, tmp_path: Path) -> None:
    assert come_in(authenticator, "Ada", "own word of ada", "a class password")[0] == "ada"
    assert come_in(authenticator, "\uff21da", "own word of ada")[0] == "ada", "the same letters, full-width"
    assert come_in(authenticator, "ada", "another word", "a class password")[0] is None
    kept = tmp_path / "hub" / "passwords" / "ada"
    assert b"own word" not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    assert classroom.forget(tmp_path, "ada")
    assert not classroom.forget(tmp_path, "ada")
    for nobody in ("", "..", "../passwords/ada", ".x"):
        assert not classroom.forget(tmp_path, nobody)
    assert come_in(authenticator, "ada", "a third word", "a class password")[0] == "ada"


@pytest.mark.parametrize(
    "name",
    ["ben\u200b", "x\nben\t9\t9", "z\x9b31m", "a..", "w\\..\\ben", "e" * 33, "\u0430da", "\ufb01n\u202e", ""],
)
def test_a_name_is_looked_at_to_its_end_and_as_it_looks(authenticator: Any, name: str) -> None:
    came, told = come_in(authenticator, name, "own word of eve", "a class password")
    assert came is None
    assert told.startswith("A name has small letters")


def test_the_same_name_is_not_given_twice_at_once(authenticator: Any) -> None:
    async def both() -> list[str | None]:
        tries = (
            authenticator._problem("ada", {"password": word, "class_password": "a class password"})
            for word in ("word of one", "word of two")
        )
        return list(await asyncio.gather(*tries))

    assert [problem is None for problem in asyncio.run(both())].count(True) == 1


def test_passwords_of_an_earlier_version_are_taken_over(authenticator: Any, tmp_path: Path) -> None:
    import bcrypt

    with dbm.open(str(tmp_path / "hub" / "passwords.dbm"), "c") as passwords:
        passwords["ada"] = bcrypt.hashpw(b"own word of ada", bcrypt.gensalt(4))
    authenticator._adopt()
    assert come_in(authenticator, "ada", "own word of ada")[0] == "ada"
    assert classroom.forget(tmp_path, "ada")
    authenticator._adopt()
    assert come_in(authenticator, "ada", "own word of ada")[0] is None, "what was forgotten came back"


TOO_LONG = ("own word " * 9, "\u043f\u0430\u0440\u043e\u043b\u044c" * 7, "\u5f88\u957f\u7684\u5bc6\u7801" * 5)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("a class password", "class password"),
        ("A class password ", "class password"),
        ("ada_lovelace", "your name"),
        ("Ada_Lovelace", "your name"),
        ("aaaaaaaaaa", "too easy"),
        ("short", "8 letters or more"),
        *((password, "too long") for password in TOO_LONG),
    ],
)
def test_a_password_that_cannot_be_ones_own_is_refused_in_a_sentence(
    authenticator: Any, password: str, why: str
) -> None:
    name, told = come_in(authenticator, "ada_lovelace", password, "a class password")
    assert name is None
    assert why in told
    assert told.endswith(".")
    assert why in authenticator.reset_password("ada_lovelace", password)
    assert come_in(authenticator, "ada_lovelace", "own word of ada", "a class password")[0] == "ada_lovelace"


@pytest.mark.parametrize("password", TOO_LONG)
def test_a_long_password_that_is_not_ones_own_is_answered_like_any_other(
    authenticator: Any, password: str
) -> None:
    """Where bcrypt refused it, the page was empty."""
    assert come_in(authenticator, "ada", "own word of ada", "a class password")[0] == "ada"
    for name, class_password in (("ada", ""), ("ada", "a class password"), ("eve", "")):
        assert come_in(authenticator, name, password, class_password)[1].endswith(".")


def test_the_brake_forgets_who_stopped(authenticator: Any) -> None:
    brake = type(authenticator._brake)(most=2, window=60)
    for number in range(1000):
        brake.count(f"10.0.0.{number}", 100.0 + number / 100)
    brake.count("10.1.0.0", 200.0)
    assert len(brake._failures) == 1
    brake.count("10.1.0.0", 201.0)
    assert brake.holds("10.1.0.0", 202.0)
    assert not brake.holds("10.1.0.0", 262.0)


def test_guesses_are_slowed_for_who_guesses_and_nobody_else(authenticator: Any) -> None:
    assert come_in(authenticator, "ada", "own word of ada", "a class password")[0] == "ada"
    for guess in range(60):
        assert come_in(authenticator, "eve", "own word of eve", f"guess {guess}", "10.0.0.9")[0] is None
    told = come_in(authenticator, "eve", "own word of eve", "a class password", "10.0.0.9")
    assert told == (None, "Too many wrong passwords came from this computer: wait a minute.")
    assert come_in(authenticator, "ada", "own word of ada", address="10.0.0.2")[0] == "ada"


def test_hashing_a_password_holds_nobody_up(authenticator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub serves all in one thread, which is free while a password is hashed or compared."""
    bcrypt = importlib.import_module("bcrypt")  # which comes with the hub
    threads = {}

    def seen(work: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: bytes) -> Any:
            threads[work.__name__] = threading.current_thread()
            return work(*given)

        return told

    for work in (bcrypt.hashpw, bcrypt.checkpw):
        monkeypatch.setattr(bcrypt, work.__name__, seen(work))
    assert come_in(authenticator, "ada", "own word of ada", "a class password")[0] == "ada"
    assert come_in(authenticator, "ada", "own word of ada")[0] == "ada"
    assert threads.keys() == {"hashpw", "checkpw"}
    assert threading.main_thread() not in threads.values()


def test_the_hub_is_found_at_the_same_port_again(tmp_path: Path) -> None:
    port = classroom.kept_port(tmp_path)
    assert classroom.kept_port(tmp_path) == port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert classroom.kept_port(tmp_path) != port


@pytest.mark.skipif(sys.platform != "linux", reason="students have user ids of their own on Linux only")
def test_one_students_code_is_limited(root: Path) -> None:
    pytest.importorskip("firstuseauthenticator")
    code = (
        f"import sys; sys.path.insert(0, {str(root / 'classroom')!r})\n"
        "import class_hub; class_hub.limit()\n"
        "import resource; print(*(resource.getrlimit(each)[1] for each in "
        "(resource.RLIMIT_NPROC, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE)))\n"
        "try:\n    bytearray(5 * 2**30)\nexcept MemoryError:\n    print('stopped')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    processes, data, length = (int(each) for each in done.stdout.split()[:3])
    # Without a limit, the system says -1.
    assert 0 < processes <= 1000
    assert 0 < data <= 4 * 2**30
    assert 0 < length <= 2**30
    assert "stopped" in done.stdout


@pytest.mark.parametrize("domain", ["", "http://class.example:8000"])
def test_with_a_domain_each_student_is_a_site_of_their_own(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    """A page on a class-mate's server is then of another origin, and what it asks of one's own is refused."""
    pytest.importorskip("jupyterhub")
    from traitlets.config import Config

    for name, value in classroom.variables(
        tmp_path, "http://127.0.0.1:8000", "a class password", "", []
    ).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COURSE_CLASS_DOMAIN", domain)
    monkeypatch.setenv("COURSE_CLASS_SPAWNER", "simple")
    monkeypatch.setattr(sys, "path", [*sys.path])
    settings = Config()
    hangs_up = signal.getsignal(signal.SIGHUP)
    runpy.run_path(str(root / "classroom" / "jupyterhub_config.py"), {"get_config": lambda: settings})
    signal.signal(signal.SIGHUP, hangs_up)
    assert settings.JupyterHub.subdomain_host == domain


def test_each_set_up_says_how_far_its_promise_goes(root: Path) -> None:
    """A class-mate's page is of the same origin, unless each student has a subdomain."""
    import yaml

    text = " ".join((root / "classroom" / "README.md").read_text().split())
    promise = next(each for each in text.split(". ") if "through the hub" in each)
    assert "page" in promise
    assert "subdomain" in promise
    values = (root / "classroom" / "kubernetes" / "values.yaml").read_text()
    assert "subdomain_host" in yaml.safe_load(values)["hub"]["config"]["JupyterHub"]
    assert "c.JupyterHub.subdomain_host" in (root / "classroom" / "tljh" / "lessons.py").read_text()


def test_the_limits_of_memory_agree_and_hold_what_was_measured(root: Path) -> None:
    import yaml

    text = " ".join((root / "classroom" / "README.md").read_text().split())
    values = yaml.safe_load((root / "classroom" / "kubernetes" / "values.yaml").read_text())
    limits = [
        values["singleuser"]["memory"]["limit"],
        *re.findall(r"limits\.memory (\S+)", text),
        *(f"{found}G" for found in re.findall(r"the limit of ([\d.]+) GB below", text)),
    ]
    assert len(limits) == 3
    assert len(set(limits)) == 1
    (measured,) = re.findall(r"and (\d+) where there are three for one", text)
    assert int(measured) * 2**20 < float(limits[0].removesuffix("G")) * 2**30 * 0.9


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
        "09_how_to_read_a_trial",
    }
    assert released <= names
