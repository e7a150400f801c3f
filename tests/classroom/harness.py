"""A hub as `python3 course.py classroom` starts it, and students who talk to it as a browser does."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import websocket

from helpers.launch.hub import classroom

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a class password"
_PATIENCE_S = 300


@dataclass(frozen=True)
class Hub:
    """A running hub: its address, its folder, its process."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def home(self, name: str) -> Path:
        """Return a student's own folder."""
        return self.folder / "students" / name

    def own_ids(self) -> bool:
        """Return whether students have user ids of their own."""
        return os.geteuid() == 0 and reachable()


def reachable() -> bool:
    """Return whether this Python runs for users other than root, with the course in it."""
    sys.path.insert(0, str(ROOT / "classroom"))
    from class_hub import reachable_for_others

    return bool(reachable_for_others())


def environment(folder: Path, gathers: str = "names") -> dict[str, str]:
    """Return the variables with which the hub starts."""
    url = f"http://127.0.0.1:{classroom.free_port()}"
    command = classroom.proxy(ROOT, folder)
    ours = classroom.variables(folder, url, PASSWORD, gathers, command)
    if os.geteuid() == 0 and not reachable():
        # A Python of root's own: the students' code runs as root here, and what the system keeps apart
        # cannot be tested.
        ours["COURSE_CLASS_SPAWNER"] = "simple"
    return {**os.environ, **ours}


@contextmanager
def running(
    before: Path | None = None, url: str = "", domain: str = "", settings: Mapping[str, str] | None = None
) -> Iterator[Hub]:
    """Run a hub in a folder of its own, or in that of a hub that ended, at its address; `settings` are variables."""
    with tempfile.TemporaryDirectory(prefix="class-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o711)
        folder = before or Path(place) / "class"
        folder.mkdir(exist_ok=True)
        variables = environment(folder) | dict(settings or {})
        if url:
            variables["COURSE_CLASS_URL"] = url
        if domain:
            port = variables["COURSE_CLASS_URL"].rpartition(":")[2]
            variables["COURSE_CLASS_URL"] = f"http://localhost:{port}"
            variables["COURSE_CLASS_DOMAIN"] = domain.format(port=port)
        log = folder / "log.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                classroom.hub_command(ROOT), cwd=folder, env=variables, stdout=output, stderr=output
            )
        hub = Hub(variables["COURSE_CLASS_URL"], folder, process)
        try:
            wait(lambda: answers(f"{hub.url}/hub/login"), process, log)
            yield hub
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                process.kill()


def answers(url: str) -> bool:
    """Return whether there is a page at an address."""
    try:
        return requests.get(url, timeout=10).status_code == 200
    except requests.RequestException:
        return False


def wait(ready: Any, process: subprocess.Popen[bytes] | None = None, log: Path | None = None) -> None:
    """Wait until something holds, for as long as a busy machine may need."""
    end = time.monotonic() + _PATIENCE_S
    while not ready():
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"The hub ended: {log.read_text() if log else ''}")
        if time.monotonic() > end:
            raise TimeoutError(log.read_text() if log else "still not ready")
        time.sleep(0.25)


@dataclass
class Student:
    """A student's browser, and what they do with it."""

    hub: Hub
    name: str
    session: requests.Session = field(default_factory=requests.Session)

    def answer(self, password: str = "", class_password: str = PASSWORD) -> str:
        """Try to sign in, and return the page that comes."""
        return self._knock(password, class_password, "new").text

    def _knock(self, password: str, class_password: str, joining: str) -> requests.Response:
        page = self.session.get(f"{self.hub.url}/hub/login", timeout=60)
        found = re.search(r'name="_xsrf"\s+value="([^"]+)"', page.text)
        assert found, "the page to sign in has no form"
        form = {
            "username": self.name,
            "password": password or f"own word of {self.name}",
            "class_password": class_password,
            "joining": joining,
            "_xsrf": found[1],
        }
        return self.session.post(f"{self.hub.url}/hub/login", data=form, timeout=120, allow_redirects=False)

    def told_at_the_door(self, password: str, class_password: str, joining: str) -> str:
        """Try to sign in where that must fail, and return the page that comes, in plain text."""
        done = self._knock(password, class_password, joining)
        assert done.status_code != 302
        return html.unescape(done.text)

    def sign_in(self, password: str = "", class_password: str = PASSWORD) -> bool:
        """Sign in, joining the class the first time; return whether the hub let the student in."""
        done = self._knock(password, class_password, "new")
        if done.status_code != 302:
            return False
        # What a page of this student's would do with its cookies, without the pages around it.
        xsrf = {"X-XSRFToken": self.session.cookies.get("_xsrf", path="/hub/") or ""}
        made = self.session.post(
            f"{self.hub.url}/hub/api/users/{self.name}/tokens", json={}, headers=xsrf, timeout=60
        )
        self.token = made.json()["token"]
        return True

    def start(self) -> None:
        """Start the student's server, or find it running, and wait until it answers."""
        address = f"{self.hub.url}/hub/api/users/{self.name}/server"
        end = time.monotonic() + _PATIENCE_S
        while self.api("GET", "api/status").status_code != 200:
            # Until the hub has noticed that a killed server is gone, it says that there is one.
            requests.post(address, headers=self.headers(), timeout=120)
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name} has no server")
            time.sleep(0.5)

    def headers(self) -> dict[str, str]:
        """Return what says who asks."""
        return {"Authorization": f"token {self.token}"}

    def api(self, method: str, path: str, owner: str = "", **more: Any) -> requests.Response:
        """Ask a student's server, one's own unless another's name is given; the path goes out as it is."""
        address = f"{self.hub.url}/user/{owner or self.name}/{path}"
        asked = requests.Request(method, address, headers=self.headers(), **more).prepare()
        asked.url = address  # as typed: `..` is not resolved before it is sent
        with requests.Session() as session:
            return session.send(asked, timeout=120, allow_redirects=False)

    def kernel(self, lesson: str) -> Kernel:
        """Open a lesson: start its kernel and connect to it."""
        path = f"my_lessons/{lesson}.ipynb"
        asked = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        made = self.api("POST", "api/sessions", json=asked)
        assert made.status_code == 201, made.text
        return Kernel(self, made.json()["kernel"]["id"])


class Kernel:
    """The websocket between a page and its kernel."""

    def __init__(self, student: Student, kernel_id: str) -> None:
        self.session = uuid.uuid4().hex
        address = student.hub.url.replace("http", "ws", 1)
        self.socket = websocket.create_connection(
            f"{address}/user/{student.name}/api/kernels/{kernel_id}/channels?session_id={self.session}",
            header=[f"Authorization: token {student.token}"],
            timeout=_PATIENCE_S,
        )

    def close(self) -> None:
        """Close the connection; the kernel runs on."""
        self.socket.close()

    def send(self, kind: str, content: dict[str, Any]) -> str:
        """Send a message on the shell channel, and return its id."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": self.session,
            "date": "",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        self.socket.send(json.dumps(message))
        return header["msg_id"]

    def until_idle(self, sent: str) -> list[dict[str, Any]]:
        """Return the messages that answer one that was sent, up to the kernel's rest."""
        answered = []
        while True:
            message = self.receive()
            if message["parent_header"].get("msg_id") != sent:
                continue
            answered.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return answered

    def receive(self) -> dict[str, Any]:
        """Return the next message, without the pictures that may follow it."""
        code, data = self.socket.recv_data()
        if code == websocket.ABNF.OPCODE_CLOSE:
            raise ConnectionError("the kernel's connection was closed")
        if code == websocket.ABNF.OPCODE_BINARY:
            count = int.from_bytes(data[:4], "big")
            offsets = [int.from_bytes(data[4 * at : 4 * at + 4], "big") for at in range(1, count + 1)]
            end = offsets[1] if count > 1 else len(data)
            return dict(json.loads(data[offsets[0] : end]), pictures=count - 1)
        return dict(json.loads(data))

    def run(self, code: str) -> str:
        """Run code and return what it prints, its value, or its error."""
        sent = self.send("execute_request", {"code": code, "silent": False, "store_history": False})
        parts = []
        for message in self.until_idle(sent):
            content = message["content"]
            if message["msg_type"] == "stream":
                parts.append(content["text"])
            elif message["msg_type"] in ("execute_result", "display_data"):
                parts.append(content["data"].get("text/plain", ""))
            elif message["msg_type"] == "error":
                parts.append(f"{content['ename']}: {content['evalue']}")
        return "".join(parts)
