"""The door of a vote for a class on this computer: students answer from their lessons, by the name they signed in with.

The hub hands each student's server a ticket, which names the student and which nobody else can write. The teacher's
slides listen at a socket in a folder that belongs to the teacher, so that nobody else can listen there in their place.
"""

from __future__ import annotations

import hmac
import os
import secrets
from http.client import HTTPConnection
from pathlib import Path

from tornado.httpserver import HTTPServer

FOLDER = ".classroom"  # of a class, in the clone
PLACE, TICKET = "COURSE_CLASS_VOTES", "COURSE_CLASS_TICKET"  # what a student's server is told
HEADER = "X-Ticket"
ROOT = Path(__file__).resolve().parents[4]
_KEY, _SOCKET = "key", "door"
_PATIENCE_S = 5.0


def place() -> Path:
    """Return the folder of the votes of this clone's class, whether or not there is one."""
    return Path(os.environ.get("COURSE_CLASS_FOLDER", ROOT / FOLDER)).resolve() / "votes"


def key(folder: Path) -> bytes:
    """Return the key that tickets are written with; the folder and the key are made the first time.

    A hub that root started leaves both to whoever typed ``sudo``, who presents the slides.
    """
    folder.mkdir(mode=0o711, exist_ok=True)
    path = folder / _KEY
    if not path.is_file():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    if os.geteuid() == 0 and "SUDO_UID" in os.environ:
        for each in (folder, path):
            os.chown(each, int(os.environ["SUDO_UID"]), -1)
    return path.read_bytes()


def ticket(key: bytes, student: str) -> str:
    """Return what says who a student is.

    Examples
    --------
    >>> whose(b"key", ticket(b"key", "anna")), whose(b"key", "ben:" + ticket(b"key", "anna").split(":")[1])
    ('anna', '')
    """
    return f"{student}:{hmac.new(key, student.encode(), 'sha256').hexdigest()}"


def whose(key: bytes, shown: str) -> str:
    """Return the student that a ticket names; empty if the hub did not write it."""
    student = shown.partition(":")[0]
    return student if hmac.compare_digest(shown.encode(), ticket(key, student).encode()) else ""


def listen(server: HTTPServer, folder: Path) -> None:
    """Let students' servers come to the door in the folder.

    Raises
    ------
    OSError
        If the folder is somebody else's.
    """
    # Not on Windows, where there is no hub either.
    from tornado.netutil import bind_unix_socket

    # Whoever signed in may knock; what counts is the ticket.
    server.add_socket(bind_unix_socket(str(folder / _SOCKET), mode=0o666))


def knock(folder: Path, ticket: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Ask the teacher's slides, and return their status and answer.

    Parameters
    ----------
    folder
        Where the door is.
    ticket
        Who asks.
    path
        What for: ``"/state"``, or ``"/vote"`` with a ballot as `body`.

    Raises
    ------
    OSError
        If no slides with votes are shown.
    """
    from socket import AF_UNIX, SOCK_STREAM, socket

    line = HTTPConnection("votes", timeout=_PATIENCE_S)
    line.sock = socket(AF_UNIX, SOCK_STREAM)
    try:
        line.sock.settimeout(_PATIENCE_S)
        line.sock.connect(str(folder / _SOCKET))
        line.request("GET" if body is None else "POST", path, body, {HEADER: ticket})
        reply = line.getresponse()
        return reply.status, reply.read()
    finally:
        line.close()
