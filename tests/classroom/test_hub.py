"""A real hub: nobody comes in without a password, and a student sees nobody else's files, kernels or answers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("firstuseauthenticator")
if os.name == "nt" or not shutil.which("npm"):
    pytest.skip("JupyterHub needs a Unix system, and its proxy Node.js", allow_module_level=True)


sys.path.insert(0, str(Path(__file__).parent))

from harness import ROOT, Hub, Student, running, wait

from helpers.launch.hub import classroom, gather
from helpers.launch.hub.student import NOTICE, notice


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def pair(hub: Hub) -> tuple[Student, Student]:
    """Return two students, each with a server; the second has written something."""
    ada, ben = Student(hub, "ada"), Student(hub, "ben")
    for student in (ada, ben):
        assert student.sign_in()
        student.start()
    body = {"type": "file", "format": "text", "content": "ben's own"}
    assert ben.api("PUT", "api/contents/secret.txt", json=body).status_code == 201
    return ada, ben


@pytest.mark.parametrize("password", [None, "", "short"])
def test_without_a_password_the_hub_does_not_start(password: str | None, tmp_path: Path) -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_CLASS")}
    variables["COURSE_CLASS_FOLDER"] = str(tmp_path / "class")
    if password is not None:
        variables["COURSE_CLASS_PASSWORD"] = password
    done = subprocess.run(
        classroom.hub_command(ROOT), cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "There is no default" in done.stderr
    assert not (tmp_path / "class").exists()


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("name", "password", "class_password"),
    [
        ("eve", "own word of eve", ""),
        ("eve", "own word of eve", "not the class's"),
        ("eve", "", "a class password"),
        ("ben", "a class password", "a class password"),
        ("ben", "own word of eve", "a class password"),
        ("../ben", "own word of eve", "a class password"),
        ("..", "own word of eve", "a class password"),
        ("eve/../ben", "own word of eve", "a class password"),
        # A name is checked to its end, and as it looks.
        ("ben\u200b", "own word of eve", "a class password"),
        ("x\nben\t9\t9", "own word of eve", "a class password"),
        ("z\x9b31m", "own word of eve", "a class password"),
        ("a..", "own word of eve", "a class password"),
        ("w\\..\\ben", "own word of eve", "a class password"),
        ("q%2f..%2fben", "own word of eve", "a class password"),
        ("e" * 33, "own word of eve", "a class password"),
        (
            "\uff22\uff45\uff4e",
            "own word of eve",
            "a class password",
        ),  # full-width Ben, whose password it is not
        # A password of one's own is not the class's, is long enough, and bcrypt takes 72 bytes.
        ("eve", "a class password", "a class password"),
        ("eve", "aaaaaaaaa", "a class password"),
        ("eve", "own word of eve " * 5, "a class password"),
        ("eve", "\u043f\u0430\u0440\u043e\u043b\u044c" * 7, "a class password"),
        ("ben", "own word of ben " * 5, ""),
    ],
)
def test_who_does_not_come_in(hub: Hub, name: str, password: str, class_password: str) -> None:
    assert not Student(hub, name).sign_in(password or "short", class_password)
    assert {home.name for home in (hub.folder / "students").iterdir()} == {"ada", "ben"}


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("name", "joining", "class_password", "said"),
    [
        ("Anna Müller", "new", "a class password", "no blank; such as anna_muller"),
        ("eve", "new", "not the class's", "That is not the class password"),
        ("eve", "here", "", "Nobody called eve has joined this class yet"),
        ("ben", "new", "a class password", "The name ben is taken"),
        ("ben", "here", "", "That is not the password of ben"),
    ],
)
def test_who_does_not_come_in_is_told_why(
    hub: Hub, name: str, joining: str, class_password: str, said: str
) -> None:
    page = Student(hub, name).told_at_the_door("own word of eve", class_password, joining)
    assert said in page
    assert re.findall(r'value="(\w+)"[^>]*checked', page) == [joining], (
        "the form comes back as it was filled in"
    )


def test_each_has_copies_of_the_lessons_and_is_told_what_is_gathered(
    hub: Hub, pair: tuple[Student, Student]
) -> None:
    shipped = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    for student in pair:
        assert shipped <= {path.name for path in (hub.home(student.name) / "my_lessons").iterdir()}
        assert notice("names") in (hub.home(student.name) / NOTICE).read_text()
    assert notice("names") in pair[0].session.get(f"{hub.url}/hub/home").text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "lab"),
        ("GET", "api/status"),
        ("GET", "api/contents/secret.txt"),
        ("GET", "files/secret.txt"),
        ("GET", "api/contents/my_lessons"),
        ("DELETE", "api/contents/secret.txt"),
        ("GET", "api/kernels"),
        ("POST", "api/kernels"),
        ("GET", "api/terminals"),
        ("POST", "api/terminals"),
    ],
)
def test_a_student_does_not_reach_the_server_of_another(
    pair: tuple[Student, Student], method: str, path: str
) -> None:
    ada, ben = pair
    assert ada.api(method, path, owner="ben").status_code in (302, 403, 404)
    cookies = ada.session.request(method, f"{ada.hub.url}/user/ben/{path}", timeout=60)
    assert cookies.status_code in (403, 404), "with the cookies of her browser"
    assert ben.api("GET", "api/contents/secret.txt").json()["content"] == "ben's own"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_student_does_not_steer_the_hub_for_another(pair: tuple[Student, Student], method: str) -> None:
    ada = pair[0]
    for path in ("users/ben", "users/ben/server", "users/ben/tokens", "users"):
        done = ada.session.request(
            method, f"{ada.hub.url}/hub/api/{path}", headers=ada.headers(), json={}, timeout=60
        )
        assert done.status_code in (403, 404, 405), path


@pytest.mark.parametrize(
    "path",
    [
        "../ben/secret.txt",
        "my_lessons/../../ben/secret.txt",
        "%2e%2e/ben/secret.txt",
        "my_lessons/..%2f..%2fben/secret.txt",
        "..%5c..%5cben/secret.txt",
        "%252e%252e/ben/secret.txt",
        "//{students}/ben/secret.txt",
        "../../hub/cookie_secret",
        ".learner/answers.jsonl",
    ],
)
@pytest.mark.parametrize("kind", ["api/contents", "files", "nbconvert/html", "lab/tree"])
def test_no_traversal_in_the_name_of_a_lesson(
    hub: Hub, pair: tuple[Student, Student], kind: str, path: str
) -> None:
    path = path.format(students=hub.folder / "students")
    done = pair[0].api("GET", f"{kind}/{path}")
    assert "ben's own" not in done.text
    assert done.status_code >= 300 or kind == "lab/tree", "the page of JupyterLab is the same for any path"
    body: dict[str, Any] = {"type": "file", "format": "text", "content": "ada was here"}
    if kind == "api/contents":
        assert pair[0].api("PUT", f"{kind}/{path}", json=body).status_code >= 400
        assert (hub.home("ben") / "secret.txt").read_text() == "ben's own"


def test_a_lesson_runs_on_the_prompt_connection_and_answers_outlive_a_killed_server(
    hub: Hub, pair: tuple[Student, Student]
) -> None:
    ada = pair[0]
    kernel = ada.kernel("01_fundamentals")
    assert "insulin" in kernel.run("from helpers.exercises import *; print(solution('01.homa').text)")
    connection = "helpers.launch.websocket.PromptWebsocketConnection"
    code = "import os, psutil; print(psutil.Process(os.getppid()).cmdline(), os.environ)"
    told = kernel.run(code)
    assert connection in told
    assert "a class password" not in told
    answered = kernel.run(
        "from helpers.exercises import questions\n"
        "asked = [each for each in questions('01').values() if each.graded][:2]\n"
        "for each in asked: check(each.id, each.right_answer)\n"
        "print([each.id for each in asked])"
    )
    ids = [part.strip(" '") for part in answered.strip("[]\n ").split("\n")[-1].strip("[]").split(",")]
    kernel.send("execute_request", {"code": "os.kill(os.getppid(), 9)", "silent": False})
    wait(lambda: ada.api("GET", "api/status").status_code != 200)
    kernel.close()
    ada.start()
    rows = {row["student"]: row for row in gather.table(gather.read((hub.folder / "students").iterdir()))}
    assert rows["ada"]["01 solved"] == len(ids) == 2
    assert rows["ben"]["01 solved"] == 0


def test_code_of_a_student_does_not_reach_the_files_of_another(
    hub: Hub, pair: tuple[Student, Student]
) -> None:
    if not hub.own_ids():
        # Where continuous integration made a place for it, it must not be skipped.
        assert "COURSE_TEST_APART" not in os.environ, "this Python cannot be run by all users"
        pytest.skip("students have user ids of their own only where the hub is root's, in a Python for all")
    kernel = pair[0].kernel("00_start_here")
    for path in (hub.home("ben") / "secret.txt", hub.folder / "hub" / "cookie_secret"):
        assert "PermissionError" in kernel.run(f"print(open({str(path)!r}).read())")
    assert "PermissionError" in kernel.run(f"import os; os.listdir({str(hub.home('ben'))!r})")
    found = kernel.run(
        "import psutil\n"
        "others = [p.pid for p in psutil.process_iter() if p.uids().real not in (os.getuid(), 0)]\n"
        "for pid in others: open(f'/proc/{pid}/environ').read()"
    )
    assert "PermissionError" in found
    limits = kernel.run("import resource; print(resource.getrlimit(resource.RLIMIT_NPROC)[0])")
    assert 0 < int(limits) <= 1000, "without a limit it is -1"


GUESSES = """
import http.cookiejar, re, urllib.error, urllib.parse, urllib.request
form = {{"username": "ben", "password": "a guess of ada's", "joining": "here"}}
for number in range(60):
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    door, made_up = urllib.request.build_opener(jar), {{"X-Forwarded-For": f"10.0.0.{{number}}"}}
    page = door.open(urllib.request.Request("http://{host}:{port}/hub/login", None, made_up)).read().decode()
    form["_xsrf"] = re.search('name="_xsrf".+?value="([^"]+)"', page, re.DOTALL)[1]
    try:
        sent = urllib.parse.urlencode(form).encode()
        door.open(urllib.request.Request("http://{host}:{port}/hub/login", sent, made_up))
    except urllib.error.HTTPError as refused:
        said = refused.read().decode()
print("wait a minute" in said, "not the password of ben" in said)
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]"])
def test_guesses_of_a_students_code_are_slowed_whatever_it_says_of_itself(
    hub: Hub, pair: tuple[Student, Student], host: str
) -> None:
    if not hub.own_ids():
        pytest.skip("elsewhere a student's code can read the hashed passwords")
    kernel = pair[0].kernel("00_start_here")
    port = (hub.folder / "hub" / "port").read_text()
    assert "True False" in kernel.run(GUESSES.format(host=host, port=port))


def test_a_long_password_is_refused_in_a_sentence(hub: Hub) -> None:
    """Where bcrypt refused it, the page was empty."""
    assert "too long" in Student(hub, "eve").answer("own word of eve " * 5)


@pytest.mark.parametrize("joining", ["here", "new"])
def test_a_form_that_was_open_for_too_long_comes_back_as_it_was_filled_in(hub: Hub, joining: str) -> None:
    form = {"username": "zoe", "password": "own word of zoe", "joining": joining, "_xsrf": "of yesterday"}
    done = Student(hub, "zoe").session.post(f"{hub.url}/hub/login", data=form, timeout=60)
    assert done.status_code == 403
    assert "Try again" in done.text
    assert 'value="zoe"' in done.text
    assert re.findall(r'value="(\w+)"[^>]*checked', done.text) == [joining]


def test_names_that_are_not_allowed_are_told(hub: Hub) -> None:
    assert "such as anna_muller" in Student(hub, "anna m\u00fcller").answer("own word of eve")


def test_students_go_on_where_the_hub_was_killed_and_started_again() -> None:
    with running() as hub:
        ada = Student(hub, "ada")
        assert ada.sign_in()
        ada.start()
        hub.process.kill()
        hub.process.wait()
        with running(hub.folder, hub.url) as again:
            assert ada.api("GET", "api/status").status_code == 200
            page = ada.session.get(f"{again.url}/user/ada/lab", timeout=60)
            assert page.status_code == 200, "in the browser, which asks the hub who this is"
            assert Student(again, "ada").sign_in(), "the password is kept"


def test_who_closes_the_window_ends_the_class() -> None:
    with running() as hub:
        ada = Student(hub, "ada")
        assert ada.sign_in()
        ada.start()
        begun = psutil.Process(hub.process.pid).children(recursive=True)
        assert len(begun) > 1, "the proxy, and her server"
        hub.process.send_signal(signal.SIGHUP)
        hub.process.wait(60)
        _, left = psutil.wait_procs(begun, 60)
        assert not left
