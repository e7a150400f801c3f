"""A class votes from its lessons: a real hub, slides as `course.py present 01 --vote` starts them, a browser."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("firstuseauthenticator")
if os.name == "nt" or not shutil.which("npm"):
    pytest.skip("JupyterHub needs a Unix system, and its proxy Node.js", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import requests
from browser.harness import chromium, launched
from browser.harness import running as presenting
from harness import PASSWORD, Hub, Student, running, wait
from playwright.sync_api import Page, sync_playwright

from helpers.launch import slides
from helpers.launch.votes import class_door

LESSON = "01_fundamentals"
ORGANS = {
    "do": "open",
    "id": "01.organs",
    "prompt": "Which of them take up more glucose after a meal?",
    "options": ["a) muscle", "b) fat cells", "c) red blood cells"],
    "several": True,
}
Slides = Callable[[dict[str, Any] | None], dict[str, Any]]


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def asked(
    root: Path, course: ModuleType, hub: Hub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Slides]:
    """Present a lesson beside the class, and return what asks its door for slides."""
    home = tmp_path_factory.mktemp("present")
    (home / "course").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LEARNER_DIR", str(home / "learner"))
        deck = slides.write(root, LESSON, votes=True)
    variables = {**course.slides_variables(root, deck, os.environ), "COURSE_CLASS_FOLDER": str(hub.folder)}
    with presenting(home, course.slides_arguments(deck, vote=True), variables) as server:

        def ask(what: dict[str, Any] | None) -> dict[str, Any]:
            headers = {"Authorization": f"token {server.token}"}
            method = "GET" if what is None else "POST"
            reply = requests.request(
                method, f"{server.url}course/votes", json=what, headers=headers, timeout=60
            )
            assert reply.status_code == 200, reply.text
            return dict(reply.json())

        yield ask


@pytest.fixture(scope="module")
def ada(hub: Hub) -> Student:
    student = Student(hub, "ada")
    assert student.sign_in()
    student.start()
    return student


def seen(student: Student) -> dict[str, Any]:
    return dict(student.api("GET", "course/vote/state").json())


def vote(student: Student, choice: str, turn: int) -> int:
    body = {"choice": choice, "turn": turn}
    return student.api("POST", "course/vote/vote", json=body).status_code


def test_before_anybody_presents_nothing_is_asked(ada: Student) -> None:
    assert not seen(ada)["open"]
    assert vote(ada, "a", 0) == 409


def test_a_student_votes_once_by_the_name_of_the_sign_in(ada: Student, asked: Slides) -> None:
    assert asked(None)["has_class"]
    asked(ORGANS)
    state = seen(ada)
    assert (state["prompt"], state["options"]) == (ORGANS["prompt"], ORGANS["options"])
    assert "rounds" not in state, "nobody sees what others voted"
    again = Student(ada.hub, "ada")  # at another computer
    assert again.sign_in()
    assert [vote(ada, "a", state["turn"]), vote(again, "ba", state["turn"])] == [200, 200]
    assert seen(ada)["mine"] == "ab"
    assert asked(None)["rounds"] == [{"votes": 1, "bars": [1, 1, 0]}]
    assert vote(ada, "d", state["turn"]) == 409
    closed = asked({"do": "close"})
    assert vote(ada, "c", state["turn"]) == 409, "late"
    assert asked(None)["rounds"] == closed["rounds"]
    assert not seen(ada)["open"]


def test_no_way_from_the_page_into_servers(ada: Student, asked: Slides) -> None:
    asked(ORGANS)
    for path in ("", "lab", "api", "course/votes", "server.py", "..%2fstate", "state/../../course/votes"):
        there = ada.api("GET", f"course/vote/{path}")
        assert (path == "") == (there.status_code == 200), path
    assert ada.api("POST", "course/vote/state", json={}).status_code == 405
    for what in ({"do": "close"}, {"do": "open"}):
        assert ada.api("POST", "course/vote/vote", json=what).status_code == 400
    assert asked(None)["open"]
    ben = Student(ada.hub, "ben")
    assert ben.sign_in()
    assert ben.api("GET", "course/vote/state", owner="ada").status_code in (302, 403, 404)
    stranger = requests.get(f"{ada.hub.url}/user/ada/course/vote/state", timeout=60, allow_redirects=False)
    assert stranger.status_code in (302, 403)
    asked({"do": "close"})


def test_a_ticket_that_the_hub_did_not_write_does_not_count(ada: Student, asked: Slides) -> None:
    turn = asked(ORGANS) and seen(ada)["turn"]
    folder = ada.hub.folder / "votes"
    forged = class_door.ticket(b"guessed", "ben")
    body = f'{{"choice": "a", "turn": {turn}}}'.encode()
    for shown in (forged, "ben", "", "ben:"):
        assert class_door.knock(folder, shown, "/vote", body)[0] == 409
    assert asked({"do": "close"})["rounds"][-1]["votes"] == 0
    assert (folder / "key").stat().st_mode & 0o077 == 0, "no student reads what tickets are written with"
    assert folder.stat().st_mode & 0o022 == 0, "no student listens in place of the slides"


@pytest.mark.browser
def test_a_student_votes_beside_the_lesson(hub: Hub, asked: Slides) -> None:
    program = chromium()
    if program is None:
        pytest.skip("No Chromium was found on the PATH.")
    with sync_playwright() as playwright:
        browser = launched(playwright, program)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        _sign_in(page, hub, "cleo")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=300_000)
        box = page.locator(".course-asked")
        assert not box.is_visible()
        asked(ORGANS)
        box.wait_for(timeout=60_000)
        frame = page.frame_locator(".course-asked iframe")
        for option in (0, 2, 2, 1):
            frame.locator("button[value]").nth(option).click()
        frame.get_by_text("Your vote is in: a, b.").wait_for()
        away, back = (page.get_by_role("button", name=name, exact=True) for name in ("Not now", "Vote"))
        away.click()
        assert not page.locator(".course-asked iframe").is_visible()
        back.click()
        frame.get_by_text("Your vote is in: a, b.").wait_for()
        if folder := os.environ.get("COURSE_PICTURES"):
            page.screenshot(path=f"{folder}/student.png")
        wait(lambda: asked(None)["rounds"][-1] == {"votes": 1, "bars": [1, 1, 0]})
        asked({"do": "close"})
        box.wait_for(state="hidden", timeout=60_000)
        browser.close()


def _sign_in(page: Page, hub: Hub, name: str) -> None:
    page.goto(f"{hub.url}/hub/login")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(f"own word of {name}")
    page.locator("input[name=class_password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
