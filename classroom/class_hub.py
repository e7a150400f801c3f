"""What the course adds to JupyterHub: who may join a class, and a user id of its own for each student."""

from __future__ import annotations

import dbm
import os
import subprocess
import sys
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
        """Return the name of who may come in, or None."""
        name = self.normalize_username(data["username"])
        if not self.validate_username(name):
            return None
        with dbm.open(self.dbm_path, "c", 0o600) as passwords:
            joined = name.encode() in passwords
        typed = data.get("class_password", "")
        if not joined and not compare_digest(typed.encode(), self.class_password.encode()):
            handler.custom_login_error = (
                "The first time, choose a password of your own and type the class password too."
            )
            return None
        return await super().authenticate(handler, data)


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
