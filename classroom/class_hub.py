"""What the course adds to JupyterHub: who may join a class, and a user id of its own for each student."""

from __future__ import annotations

import dbm
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from secrets import compare_digest
from typing import Any

from firstuseauthenticator import FirstUseAuthenticator
from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Unicode

SHORTEST = 8
# Above every range that Linux distributions, systemd and containers give out.
FIRST_ID = 1_900_000_000


class ClassAuthenticator(FirstUseAuthenticator):  # type: ignore[misc]
    """Lets in who knows the class password the first time, and a password of their own from then on.

    A class password alone would let each student sign in under the name of any other.
    """

    class_password = Unicode(help="What a student types, once, to join.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if len(self.class_password) < SHORTEST:
            raise ValueError(f"A class needs a password of {SHORTEST} letters or more; there is no default.")

    async def authenticate(self, handler: Any, data: dict[str, str]) -> Any:
        """Return the name of who may come in, or None; the page then says what is wrong."""
        name = self.normalize_username(data["username"])
        typed = data.get("class_password", "")
        is_new = data.get("joining", "new" if typed else "here") == "new"
        if not self.validate_username(name):
            handler.custom_login_error = name_rule(data["username"])
            return None
        with dbm.open(self.dbm_path, "c", 0o600) as passwords:
            joined = name.encode() in passwords
        if not joined and not compare_digest(typed.encode(), self.class_password.encode()):
            handler.custom_login_error = (
                "That is not the class password; your teacher has it."
                if is_new and typed
                else f"Nobody called {name} has joined this class yet. If you are new, choose “I am new here” and type "
                "the class password too; if not, look at how you wrote your name."
            )
            return None
        came_in = await super().authenticate(handler, data)
        if not came_in and joined:
            handler.custom_login_error = (
                f"The name {name} is taken: choose another, or “I was here before” if it is yours."
                if is_new
                else f"That is not the password of {name}. If you forgot it, your teacher can let you choose a new one."
            )
        return came_in


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
            os.chdir(home)

        return become_student


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
