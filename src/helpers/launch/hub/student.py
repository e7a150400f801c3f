"""What a student's server on a hub runs first: brings their own copies of the lessons, then becomes the server.

``c.Spawner.cmd = [python, "-m", "helpers.launch.hub.student"]`` in JupyterHub's configuration names this module. It
runs as the student, in the student's own folder, whichever spawner started it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.launch import copies

ROOT = Path(__file__).resolve().parents[4]
TOLD = "told_of_gathering"  # its content says what of
NAMED = "names"
NOTICE = "about_this_class.md"
SETTINGS = [
    # Updates of a slider are small messages, and small messages wait where this is not set.
    "--ServerApp.kernel_websocket_connection_class=helpers.launch.websocket.PromptWebsocketConnection",
    # Others on the same machine cannot read what goes between a server and a lesson.
    "--KernelManager.transport_encryption=auto",
    # A lesson that nobody has used for an hour gives its memory back; what was saved stays.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_connected=True",
    # An hour after the last lesson, and the last page, the server does too.
    "--ServerApp.shutdown_no_activity_timeout=3600",
    "--Application.log_level=WARN",
    # The teacher's slides ask, and the page of the lesson shows it.
    "--ServerApp.jpserver_extensions={'helpers.launch.hub.votes': True}",
]


def notice(gathers: str) -> str:
    """Return what students of a class are told about their progress.

    Parameters
    ----------
    gathers
        Nothing, ``"counts"`` or ``"names"``.

    Examples
    --------
    >>> notice("")
    'Your teacher does not gather your answers in this class. Whoever runs the computer could read your files.'
    """
    counts = "how many of you tried each question, were right at once, predicted what and made which mistake"
    told = {
        "": "Your teacher does not gather your answers in this class",
        "counts": f"In this class your teacher gathers, without names, {counts}",
        NAMED: "In this class your teacher gathers, with your name, how many exercises you solved and how many "
        f"predictions you made in each lesson; and, without names, {counts}",
    }[gathers]
    return f"{told}. Whoever runs the computer could read your files."


def prepare(root: Path, home: Path, gathers: str) -> None:
    """Bring a student's copies up to the lessons, and tell the student what the class gathers.

    Parameters
    ----------
    root
        The clone of the course.
    home
        The student's own folder.
    gathers
        What the class gathers, as in `notice`. Only from a student who was told is anything gathered.

    Raises
    ------
    OSError
        If something cannot be written.
    """
    own = home / ".learner"
    own.mkdir(exist_ok=True)
    (home / NOTICE).write_text(f"# About this class\n\n{notice(gathers)}\n", encoding="utf-8")
    if gathers:
        (own / TOLD).write_text(gathers, encoding="utf-8")
    else:
        (own / TOLD).unlink(missing_ok=True)
    copies.refresh_pages(root, home)
    copies.refresh(root, home / copies.FOLDER)


def main(arguments: Sequence[str]) -> None:
    """Prepare the student's folder, and become the server."""
    home = Path.home()
    os.chdir(home)
    try:
        prepare(ROOT, home, os.environ.get("COURSE_CLASS_GATHERS", ""))
    except OSError as error:
        # A full disk must not keep a student from what is there already.
        print(f"The copies of the lessons could not be refreshed: {error}", file=sys.stderr)
    launch = ROOT / "src" / "helpers" / "launch"
    folders = [
        str(launch / "jupyter"),
        str(launch / "jupyter_lessons"),
        os.environ.get("JUPYTER_CONFIG_PATH", ""),
    ]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, folders))
    # A file helpers.py of the student's own does not stand before the course.
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    )
    os.environ["COURSE_LEARNER_DIR"] = str(home / ".learner")
    # In a container there often is no other user.
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    extensions = f"--LabApp.extra_labextensions_path={launch / 'labextensions'}"
    command = [sys.executable, "-m", "jupyterhub.singleuser", *SETTINGS, extensions, *root, *arguments]
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
