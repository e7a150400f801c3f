"""What the course adds to JupyterHub: who may join a class, and a user id of its own for each student."""

from __future__ import annotations

import asyncio
import dbm
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import compare_digest
from typing import Any, Self

import bcrypt
from firstuseauthenticator import FirstUseAuthenticator
from firstuseauthenticator.firstuseauthenticator import CustomLoginHandler
from jupyterhub.handlers import LoginHandler
from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Unicode

from helpers.launch.hub.classroom import SHORTEST, password_file

# Above every range that Linux distributions, systemd and containers give out.
FIRST_ID = 1_900_000_000
# A name becomes the name of a folder. JupyterHub looks at the beginning of a name only, hence the end.
NAMES = r"[a-z0-9][a-z0-9_-]{0,31}\Z"
LONGEST = 72  # bytes, of which bcrypt takes no more
# From one address, in a minute; a class of 30 behind one router still gets in.
_GUESSES, _WINDOW_S = 40, 60.0


class Brake:
    """Counts failures to sign in from each address, and says when there were too many.

    Parameters
    ----------
    most
        Failures that are let pass within the window.
    window
        Seconds.
    """

    def __init__(self, most: int = _GUESSES, window: float = _WINDOW_S) -> None:
        self._most, self._window = most, window
        self._failures: dict[str, deque[float]] = {}
        self._swept = 0.0

    def holds(self, address: str, now: float) -> bool:
        """Return whether this address has to wait."""
        recent = self._failures.get(address, deque())
        while recent and now - recent[0] > self._window:
            recent.popleft()
        if not recent:
            self._failures.pop(address, None)
        return len(recent) >= self._most

    def count(self, address: str, now: float) -> None:
        """Count a failure."""
        if now - self._swept > self._window:
            # Who has many addresses must not fill the memory with those that never come again.
            recent = self._failures.items()
            self._failures = {each: times for each, times in recent if now - times[-1] <= self._window}
            self._swept = now
        self._failures.setdefault(address, deque(maxlen=self._most)).append(now)


class Refusal(str):
    """What keeps somebody out, with what they had chosen, which the form that comes back keeps.

    Parameters
    ----------
    text
        The sentence.
    here
        Whether they said that they were here before.

    Examples
    --------
    >>> Refusal("Not the password.", here=True).here
    True
    """

    here: bool

    def __new__(cls, text: str, *, here: bool) -> Self:
        """Return the sentence, with what had been chosen."""
        refusal = super().__new__(cls, text)
        refusal.here = here
        return refusal


class Door(CustomLoginHandler):  # type: ignore[misc]
    """The page to sign in, which comes back as it was filled in, also where it was open for too long."""

    def _render(self, login_error: str | None = None, username: str | None = None, **more: Any) -> Any:
        here = self.get_argument("joining", "") == "here"
        said = self.custom_login_error or (login_error and Refusal(login_error, here=here))
        # The class above does not know what JupyterHub says of an error, and its page would be empty.
        return LoginHandler._render(self, said, username, **more)


class ClassAuthenticator(FirstUseAuthenticator):  # type: ignore[misc]
    """Lets in who knows the class password the first time, and a password of their own from then on.

    A class password alone would let each student sign in under the name of any other. Each student's own password is
    kept, hashed, in a file of its own, so that one can be forgotten while the class goes on.
    """

    class_password = Unicode(help="What a student types, once, to join.").tag(config=True)
    password_folder = Unicode(help="The folder of the files with the hashed passwords.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if len(self.class_password) < SHORTEST:
            raise ValueError(f"A class needs a password of {SHORTEST} letters or more; there is no default.")
        self._brake = Brake()
        # Hashing takes a tenth of a second, in which nobody else would be served.
        self._hashing = ThreadPoolExecutor(max_workers=2)
        self._adopt()

    def _adopt(self) -> None:
        """Take over the passwords of a class that kept them in one database."""
        if not dbm.whichdb(self.dbm_path):
            return
        with dbm.open(self.dbm_path, "w") as old:
            for name in old.keys():  # noqa: SIM118 - a database is no mapping
                _write(self._file(str(name, "utf-8") if isinstance(name, bytes) else name), old[name])
                del old[name]

    def _check_passwords(self) -> None:
        """Look for names that differ in case only; those of the files cannot."""

    def normalize_username(self, username: str) -> str:
        """Return a name as it is compared: letters of one width and case."""
        return str(super().normalize_username(unicodedata.normalize("NFKC", username).strip()))

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """Return the name of who may come in, or None."""
        address, now = _address(handler), time.monotonic()
        if self._brake.holds(address, now):
            handler.custom_login_error = "Too many wrong passwords came from this computer: wait a minute."
            return None
        name = self.normalize_username(data.get("username", ""))
        problem = await self._problem(name, data)
        if problem is None:
            return name
        self._brake.count(address, now)
        handler.custom_login_error = Refusal(problem, here=data.get("joining") == "here")
        return None

    async def _problem(self, name: str, data: dict[str, str]) -> str | None:
        """Return what keeps somebody out, in a sentence, or None; who joins has a password from then on."""
        if not self.validate_username(name):
            return name_rule(data.get("username", ""))
        password, typed = data.get("password", ""), data.get("class_password", "")
        is_new = data.get("joining", "new" if typed else "here") == "new"
        try:
            known = self._file(name).read_bytes()
        except FileNotFoundError:
            known = b""
        if known:
            fits = len(password.encode()) <= LONGEST and await self._aside(
                bcrypt.checkpw, password.encode(), known
            )
            if fits:
                return None
            if is_new:
                return f"The name {name} is taken: choose another, or “I was here before” if it is yours."
            return f"That is not the password of {name}. If you forgot it, your teacher can let you choose a new one."
        if not compare_digest(typed.encode(), self.class_password.encode()):
            if is_new and typed:
                return "That is not the class password; your teacher has it."
            return (
                f"Nobody called {name} has joined this class yet. If you are new, choose “I am new here” and type the "
                "class password too; if not, look at how you wrote your name."
            )
        problem = self._unfit(name, password)
        if problem is None:
            hashed = await self._aside(bcrypt.hashpw, password.encode(), bcrypt.gensalt())
            # Who joins under the same name in the same moment finds it taken.
            if not _write(self._file(name), hashed):
                return "This name has just been taken: choose another."
        return problem

    async def _aside(self, work: Callable[..., Any], *arguments: bytes) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._hashing, work, *arguments)

    def _unfit(self, name: str, password: str) -> str | None:
        """Return why this cannot be a student's own password, or None."""
        if len(password) < SHORTEST:
            return f"Choose a password of your own of {SHORTEST} letters or more."
        if len(password.encode()) > LONGEST:
            return f"That password is too long: at most {LONGEST} letters, fewer of other alphabets."
        # A telephone begins with a capital, and may end with a blank.
        alike = password.strip().casefold()
        if alike == self.class_password.strip().casefold():
            return "Choose a password of your own: everybody here knows the class password."
        if alike == name:
            return "Choose another password: everybody here knows your name."
        if len(set(password)) < 3:
            return "That password is too easy to guess: choose another."
        return None

    def reset_password(self, username: str, new_password: str) -> str:
        """Change a student's password, and return what the page says then."""
        problem = self._unfit(username, new_password)
        if problem is None:
            self._file(username).unlink(missing_ok=True)
            _write(self._file(username), bcrypt.hashpw(new_password.encode(), bcrypt.gensalt()))
        return problem or "Your password has been changed successfully!"

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Return the pages, with that of the class to sign in."""
        return [
            (place, Door if page is CustomLoginHandler else page) for place, page in super().get_handlers(app)
        ]

    def delete_user(self, user: Any) -> None:
        """Forget a password with its student."""
        self._file(user.name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return password_file(Path(self.password_folder), name)


def _write(path: Path, content: bytes) -> bool:
    """Write a new file that only the hub can read, and return True; False if there is one."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f".{path.name}.{time.monotonic_ns()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _address(handler: Any) -> str:
    # A student's code reaches the hub past the proxy, and may then have made up all of the header.
    if student := _student_behind(handler.request.connection.stream.socket):
        return student
    # The hub's own proxy writes the last of these; what stands before it, whoever asks may have made up.
    forwarded = handler.request.headers.get("X-Forwarded-For", "")
    return str(forwarded.split(",")[-1].strip() or handler.request.remote_ip)


def _student_behind(socket: Any) -> str:
    """Return whose code on this computer is at the other end of a connection: a student's user id, or nothing.

    Only where students have user ids of their own: elsewhere their code can read the hashed passwords anyway.
    """
    ends = [socket.getpeername()[1], socket.getsockname()[1]]
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        try:
            connections = table.read_text().splitlines()[1:]
        except OSError:  # not on Linux
            continue
        for _, *places, _, _, _, _, owner, _ in (line.split(maxsplit=8) for line in connections):
            if [int(place.rpartition(":")[2], 16) for place in places] == ends and int(owner) >= FIRST_ID:
                return f"user {owner}"
    return ""


def name_rule(typed: str) -> str:
    """Return what a name may be, and one like the one that was typed.

    Examples
    --------
    >>> name_rule("Anna Müller")
    'A name has small letters from a to z, digits, - and _, and no blank; such as anna_muller.'
    """
    plain = (
        unicodedata.normalize("NFKD", typed.strip().lower().replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
    )
    like = re.sub(r"[^a-z0-9_-]+", "_", plain).strip("_-")[:32] or "anna_2"
    return f"A name has small letters from a to z, digits, - and _, and no blank; such as {like}."


class OwnUserSpawner(SimpleLocalProcessSpawner):  # type: ignore[misc]
    """Runs each student's server under a user id that nobody else has; the hub itself must be root.

    No accounts are made. The owner of a student's folder is the record of the id, and the operating system
    keeps others out of the folder and away from the processes.
    """

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Return what a new process does before it becomes the student's server."""
        del name  # the folder says whose process it is
        home = Path(self.home_dir)
        own = _own_id(home)

        def become_student() -> None:
            os.setgroups([])
            os.setgid(own)
            os.setuid(own)
            os.umask(0o077)
            limit()
            os.chdir(home)

        return become_student


def limit() -> None:
    """Keep one student's code from taking what all need: processes, memory, the length of a file.

    For a process and what it starts. Far above what lessons use: a server with three lessons has some 100 threads,
    the largest lesson 0.5 GB.
    """
    import resource

    limits = {resource.RLIMIT_NPROC: 1000, resource.RLIMIT_DATA: 4 * 2**30, resource.RLIMIT_FSIZE: 2**30}
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        now = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (now, now))


def _own_id(home: Path) -> int:
    home.mkdir(mode=0o700, exist_ok=True)
    owners = [folder.stat().st_uid for folder in home.parent.iterdir()]
    own = home.stat().st_uid
    if own < FIRST_ID:
        # New, or from a try-out that was not started by root.
        own = max([FIRST_ID - 1, *owners]) + 1
        for path in [home, *home.rglob("*")]:
            os.chown(path, own, own, follow_symlinks=False)
    return own


def reachable_for_others() -> bool:
    """Return whether a user who is not root can run this Python, with the course in it."""
    code = "import helpers.launch.hub.student, jupyterhub"
    nobody = FIRST_ID - 1
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            user=nobody,
            group=nobody,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0
