"""The doors of a vote: one for the phones in the room, one for the slides, and one for a class on this computer.

The phones' door is a server of its own on a port of its own. It knows a page, the state of the vote and a ballot;
of Jupyter it knows nothing: no file, no kernel, no token. Jupyter itself goes on listening to this computer only.
"""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno
from jupyter_server.base.handlers import APIHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, authenticated

from helpers.launch.votes import class_door
from helpers.launch.votes.poll import Asked, Poll

PORT = 8765  # easy to type from a slide; another one is taken where it is not free
LARGEST = 2000  # bytes of what a phone may send
_HERE = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
_COOKIE = "phone"


def load(server: Any) -> Poll:
    """Open the doors, and say where they are.

    Parameters
    ----------
    server
        The Jupyter server.
    """
    poll = Poll()
    phones, address = open_to_phones(poll)
    base = server.web_app.settings["base_url"]
    students = open_to_class(poll, class_door.place())
    door = {"poll": poll, "address": address, "has_class": students is not None}
    server.web_app.add_handlers(".*$", [(f"{base}course/votes", SlidesHandler, door)])
    server.course_votes = phones, students  # as long as the server lives
    print(f"Votes: phones on the same network answer at {address}.", flush=True)
    if students:
        print("Students of the class on this computer answer on the page of their lesson too.", flush=True)
    return poll


def open_to_phones(poll: Poll, host: str = "", port: int = PORT) -> tuple[HTTPServer, str]:
    """Start the phones' server on the loop that runs, and return it with its address.

    Parameters
    ----------
    poll
        The vote that it is about.
    host, port
        Where it listens: as a rule on every network of this computer.
    """
    pages = Application(
        [
            (r"/", PageHandler),
            (r"/(vote\.js|vote\.css)", FileHandler),
            (r"/state", StateHandler, {"poll": poll}),
            (r"/vote", BallotHandler, {"poll": poll}),
        ],
        cookie_secret=secrets.token_hex(32),  # which phone is which is forgotten with the server
        log_function=lambda _: None,
        who=_by_cookie,
    )
    phones = _server(pages)
    try:
        sockets = bind_sockets(port, host, family=socket.AF_INET)
    except OSError:
        sockets = bind_sockets(0, host, family=socket.AF_INET)
    phones.add_sockets(sockets)
    return phones, f"http://{host or own_address()}:{sockets[0].getsockname()[1]}"


def open_to_class(poll: Poll, folder: Path) -> HTTPServer | None:
    """Open the door for the students of a class on this computer, and return it; None where there is no class.

    Parameters
    ----------
    poll
        The vote that it is about.
    folder
        Where the class's hub keeps what votes need.
    """
    try:
        key = class_door.key(folder) if folder.is_dir() else b""
    except OSError:  # the class is somebody else's
        return None
    if not key:
        return None
    pages = Application(
        [(r"/state", StateHandler, {"poll": poll}), (r"/vote", BallotHandler, {"poll": poll})],
        log_function=lambda _: None,
        who=lambda asking: class_door.whose(key, asking.request.headers.get(class_door.HEADER, "")),
    )
    students = _server(pages)
    class_door.listen(students, folder)
    return students


def _server(pages: Application) -> HTTPServer:
    return HTTPServer(pages, max_body_size=LARGEST, max_header_size=16384, idle_connection_timeout=60)


def own_address() -> str:
    """Return this computer's address on the network; its own name for itself where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # Nothing is sent: only the way there is looked up.
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


class _PhoneHandler(RequestHandler):
    def set_default_headers(self) -> None:
        self.set_header("Server", "votes")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish({"said": self._reason or str(status_code)})

    def phone(self) -> str:
        """Return whose vote it is; empty if that is not known."""
        who: Callable[[RequestHandler], str] = self.settings["who"]
        return who(self)


def _by_cookie(asking: RequestHandler) -> str:
    known = asking.get_signed_cookie(_COOKIE, max_age_days=1)
    return known.decode() if known else ""


class PageHandler(_PhoneHandler):
    """The page: a phone that comes for the first time gets a number drawn by lot, and nothing else of it is known."""

    def get(self) -> None:
        """Show the page."""
        if not self.phone():
            value = secrets.token_hex(16)
            self.set_signed_cookie(_COOKIE, value, expires_days=None, httponly=True, samesite="Strict")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish((_HERE / "vote.html").read_bytes())


class FileHandler(_PhoneHandler):
    """The two files that the page needs."""

    def get(self, name: str) -> None:
        """Send one."""
        kind = "text/javascript" if name.endswith(".js") else "text/css"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish((_HERE / name).read_bytes())


class StateHandler(_PhoneHandler):
    """What is asked at the moment."""

    def initialize(self, poll: Poll) -> None:
        """Take the vote that it is about."""
        self.poll = poll

    def get(self) -> None:
        """Say it, with what this phone has answered; never what others have."""
        self.finish(self.seen())

    def seen(self) -> dict[str, object]:
        """Return what a phone may know."""
        poll = self.poll
        asked = poll.asked if poll.is_open else None
        return {
            "turn": poll.turn,
            "open": poll.is_open,
            "prompt": asked.prompt if asked else "",
            "options": list(asked.options) if asked else [],
            "several": asked.several if asked else False,
            "unit": asked.unit if asked else "",
            "mine": poll.mine(self.phone()),
        }


class BallotHandler(StateHandler):
    """An answer of a phone."""

    def get(self) -> None:
        """Nothing is to be seen here."""
        self.send_error(405)

    def post(self) -> None:
        """Count it."""
        phone = self.phone()
        try:
            sent = json.loads(self.request.body)
            given, turn = str(sent["choice"]), int(sent["turn"])
        except (ValueError, TypeError, KeyError, UnicodeDecodeError):
            self.set_status(400)
            self.finish({**self.seen(), "said": "That was no answer."})
            return
        try:
            counts = bool(phone) and self.poll.cast(phone, given, turn)
            said = (
                ""
                if counts
                else "This vote is closed."
                if phone
                else "Open the page again, with cookies allowed."
            )
        except ValueError as problem:
            counts, said = False, str(problem)
        self.set_status(200 if counts else 409)
        self.finish({**self.seen(), "said": said})


class SlidesHandler(APIHandler):
    """The door of the slides, behind Jupyter's own lock."""

    def initialize(self, poll: Poll, address: str, has_class: bool) -> None:
        """Take the vote, where phones find it, and whether students of a class do."""
        self.poll, self.address, self.has_class = poll, address, has_class

    @authenticated
    def get(self) -> None:
        """Return the vote with its counts."""
        self.finish(self._told())

    @authenticated
    def post(self) -> None:
        """Open or close the vote."""
        sent = self.get_json_body() or {}
        if sent.get("do") == "open":
            options = tuple(map(str, sent.get("options", ())))
            unit, several = str(sent.get("unit", "")), bool(sent.get("several"))
            self.poll.start(Asked(str(sent["id"]), str(sent["prompt"]), options, unit, several))
        else:
            self.poll.close()
        self.finish(self._told())

    def _told(self) -> str:
        poll = self.poll
        rounds = zip(poll.rounds, poll.counts(), strict=True)
        told = {
            "id": poll.asked.id if poll.asked else "",
            "prompt": poll.asked.prompt if poll.asked else "",
            "open": poll.is_open,
            "labels": poll.labels(),
            "rounds": [{"votes": len(ballots), "bars": counts} for ballots, counts in rounds],
            "address": self.address,
            "has_class": self.has_class,
            "code": segno.make_qr(self.address).svg_inline(omitsize=True, border=3),
        }
        return json.dumps(told)
