"""course.py: the environment it keeps, what it says when something is in the way, its options."""

from __future__ import annotations

import ast
import errno
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

LOCK, LOCK_LOWEST = "requirements-lock.txt", ".ci/lowest.txt"
LESSONS, CLASSROOM, TEST = ("lessons",), ("lessons", "classroom"), ("lessons", "test")
PINS = """\
# for: lessons, classroom, test
numpy==2.0 \\
    --hash=sha256:0a
# for: classroom, test
jupyterhub==5.3 ; sys_platform != 'win32' \\
    --hash=sha256:0b
# for: test
pytest==8.0 \\
    --hash=sha256:0c
# for: installer
uv==0.13 \\
    --hash=sha256:0d
"""
PYPROJECT = '[project]\nname = "tiny"\nversion = "1"\n[tool.ruff]\nline-length = 110\n'
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and shell scripts")


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """Return a tiny project with its own course.py."""
    folder = tmp_path / "a course"
    (folder / "notebooks").mkdir(parents=True)
    shutil.copy(root / "course.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / LOCK).write_text("# a lock\n" + PINS)
    (folder / "notebooks" / "00_start_here.ipynb").write_text("{}")
    return folder


def make_environment(folder: Path) -> None:
    """Make what looks and runs like a virtual environment, in no time."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True, exist_ok=True)
    python.symlink_to(sys.executable)
    (folder / "pyvenv.cfg").write_text("")


class Commands:
    """Stands in for `course.run`: notes the commands, makes environments, fails where it is told to."""

    def __init__(self, environment: Any) -> None:
        self.environment = environment
        self.seen: list[str] = []
        self.failures: dict[str, BaseException] = {}

    def __call__(self, command: Sequence[str], *_: object, **__: object) -> None:
        kind = "venv" if "venv" in command else "uv" if "uv" in Path(command[0]).name else "pip"
        if "-r" in command:
            pins = Path(command[-1]).read_text().splitlines()
            self.seen.append(f"{kind} {' '.join(line.split('==')[0] for line in pins if '==' in line)}")
        elif "-e" in command:
            assert Path(command[-1]) == self.environment.root
            self.seen[-1] += " and the course"
        else:
            self.seen.append(kind)
        if kind in self.failures:
            raise self.failures[kind]
        if kind == "venv":
            make_environment(self.environment.folder)

    def take(self) -> list[str]:
        seen, self.seen = self.seen, []
        return seen


@pytest.fixture
def environment(course: Any, clone: Path) -> Any:
    return course.Environment(clone)


@pytest.fixture
def commands(course: Any, environment: Any, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Replace what would be run by a list of it; a uv is on the PATH."""
    stand_in = Commands(environment)
    monkeypatch.setattr(course, "run", stand_in)
    monkeypatch.setattr(course, "uv_on_path", lambda: "/somewhere/uv")
    return stand_in


NUMPY = "uv numpy and the course"
WITH_HUB = "uv numpy jupyterhub and the course"
ALL = "uv numpy jupyterhub pytest and the course"


class TestEnvironment:
    def test_is_made_once(self, environment: Any, commands: Commands) -> None:
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", NUMPY]
        environment.ensure(LESSONS)
        assert commands.take() == []

    @pytest.mark.usefixtures("commands")
    def test_holds_the_pins_of_its_groups_with_their_hashes(self, environment: Any) -> None:
        environment.ensure(CLASSROOM)
        given = [line for line in PINS.splitlines() if not line.startswith("#")]
        assert (environment.folder / "course-packages.txt").read_text().splitlines() == given[:4]

    def test_more_groups_bring_those_below(self, environment: Any, commands: Commands) -> None:
        environment.ensure(TEST)
        assert commands.take() == ["venv", ALL]
        environment.ensure(LESSONS)
        assert commands.take() == []

    def test_a_group_added_leaves_the_others_in_place(self, environment: Any, commands: Commands) -> None:
        environment.ensure(TEST)
        environment.ensure(CLASSROOM)
        assert commands.take() == ["venv", ALL, WITH_HUB]
        environment.ensure(TEST)
        assert commands.take() == []

    def test_going_back_to_an_older_lock_is_noticed(
        self, environment: Any, commands: Commands, clone: Path
    ) -> None:
        """What one group installed of a newer lock may be another's package."""
        environment.ensure(TEST)
        (clone / LOCK).write_text(PINS.replace("jupyterhub==5.3", "jupyterhub==5.4"))
        environment.ensure(CLASSROOM)
        commands.take()
        (clone / LOCK).write_text(PINS)
        environment.ensure(TEST)
        assert commands.take() == [ALL]

    @pytest.mark.parametrize(
        ("name", "old", "new", "expected"),
        [
            (LOCK, "numpy==2.0", "numpy==2.1", [NUMPY]),
            (LOCK, "sha256:0a", "sha256:0d", [NUMPY]),
            (LOCK, "pytest==8.0", "pytest==8.1", []),
            ("pyproject.toml", 'version = "1"', 'version = "2"', [NUMPY]),
            ("pyproject.toml", "line-length = 110", "line-length = 100", []),
        ],
    )
    def test_notices_what_changed(
        self,
        environment: Any,
        commands: Commands,
        clone: Path,
        name: str,
        old: str,
        new: str,
        expected: list[str],
    ) -> None:
        environment.ensure(LESSONS)
        commands.take()
        text = (clone / name).read_text()
        assert old in text
        (clone / name).write_text(text.replace(old, new))
        environment.ensure(LESSONS)
        assert commands.take() == expected

    @pytest.mark.parametrize("cut", ["venv", "uv"])
    def test_recovers_from_an_interrupted_run(self, environment: Any, commands: Commands, cut: str) -> None:
        commands.failures = {cut: KeyboardInterrupt()}
        with pytest.raises(KeyboardInterrupt):
            environment.ensure(LESSONS)
        commands.take()
        commands.failures = {}
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", NUMPY]
        assert environment.ensure(LESSONS) is None
        assert commands.take() == []

    def test_is_made_anew_in_a_moved_folder(
        self, course: Any, environment: Any, commands: Commands, clone: Path
    ) -> None:
        environment.ensure(LESSONS)
        commands.take()
        commands.environment = course.Environment(clone.rename(clone.with_name("elsewhere")))
        commands.environment.ensure(LESSONS)
        assert commands.take() == ["venv", NUMPY]

    def test_is_made_anew_where_its_python_is_gone(self, environment: Any, commands: Commands) -> None:
        environment.ensure(LESSONS)
        commands.take()
        environment.python.unlink()
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", NUMPY]

    def test_one_made_by_hand_is_used_and_kept(
        self, course: Any, environment: Any, commands: Commands
    ) -> None:
        make_environment(environment.folder)
        offline = course.UnreachableError(course.NO_NETWORK)
        commands.failures = {"uv": offline, "pip": offline}
        with pytest.raises(course.UnreachableError):
            environment.ensure(LESSONS)
        commands.take()
        commands.failures = {}
        environment.ensure(LESSONS)
        assert commands.take() == [NUMPY]

    def test_a_folder_that_is_no_environment_is_left_alone(
        self, course: Any, environment: Any, commands: Commands
    ) -> None:
        environment.folder.mkdir()
        (environment.folder / "diary.txt").write_text("mine")
        with pytest.raises(course.CourseError, match="in the way"):
            environment.ensure(LESSONS)
        assert (environment.folder / "diary.txt").read_text() == "mine"
        assert commands.take() == []

    def test_falls_back_to_pip(self, course: Any, environment: Any, commands: Commands) -> None:
        commands.failures = {"uv": course.UnreachableError("uv does not know the company's index")}
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", "uv numpy", "pip numpy and the course"]

    def test_the_installer_is_fetched_by_its_hash_too(
        self, course: Any, environment: Any, commands: Commands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(course, "uv_on_path", lambda: None)
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", "pip uv", NUMPY]
        pins = (environment.folder / "course-installer.txt").read_text().splitlines()
        assert pins == [line for line in PINS.splitlines() if line.startswith(("uv", "    --hash=sha256:0d"))]

    def test_a_full_disk_is_not_tried_twice(self, course: Any, environment: Any, commands: Commands) -> None:
        commands.failures = {"uv": course.DiskFullError(course.DISK_FULL)}
        with pytest.raises(course.DiskFullError):
            environment.ensure(LESSONS)
        assert commands.take() == ["venv", "uv numpy"]

    def test_without_a_network_the_old_packages_stay(
        self, course: Any, environment: Any, commands: Commands, clone: Path
    ) -> None:
        environment.ensure(LESSONS)
        commands.take()
        old = (clone / LOCK).read_text()
        (clone / LOCK).write_text(old.replace("numpy==2.0", "numpy==3.0"))
        offline = course.UnreachableError(course.NO_NETWORK)
        commands.failures = {"uv": offline, "pip": offline}
        with pytest.raises(course.UnreachableError):
            environment.ensure(LESSONS)
        commands.take()
        (clone / LOCK).write_text(old)
        environment.ensure(LESSONS)
        assert commands.take() == []

    def test_without_venv_uv_makes_it(
        self, course: Any, environment: Any, commands: Commands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(course.importlib.util, "find_spec", lambda _: None)
        environment.ensure(LESSONS)
        assert commands.take() == ["venv", NUMPY]
        shutil.rmtree(environment.folder)
        monkeypatch.setattr(course, "uv_on_path", lambda: None)
        with pytest.raises(course.CourseError, match=r"apt install python3\.\d+-venv"):
            environment.ensure(LESSONS)

    def test_a_missing_lock_is_named(self, course: Any, environment: Any, clone: Path) -> None:
        (clone / LOCK).unlink()
        with pytest.raises(course.CourseError, match=r"requirements-lock\.txt is missing"):
            environment.ensure(LESSONS)
        assert not environment.folder.exists()


class TestInstallers:
    # Lines that uv 0.13, pip 23 and pip 26 printed, addresses shortened.
    PRINTED = (
        ("DiskFullError", "error: failed to write to file `/x/a.py`: No space left on device (os error 28)"),
        (
            "DiskFullError",
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        ),
        ("CourseError", "error: failed to create directory `/x`: Permission denied (os error 13)"),
        ("UntrustedError", "  Caused by: invalid peer certificate: UnknownIssuer"),
        (
            "UntrustedError",
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate",
        ),
        ("UnreachableError", "error: Failed to fetch: `https://index/simple/numpy/`"),
        ("UnreachableError", "  Caused by: error sending request for url (https://index/simple/numpy/)"),
        (
            "UnreachableError",
            "ERROR: Could not find a version that satisfies the requirement uv (from versions: none)",
        ),
        ("CourseError", "error: Failed to build `tiny`"),
    )

    @pytest.mark.parametrize(("kind", "line"), PRINTED)
    def test_what_they_print_is_understood(self, course: Any, kind: str, line: str) -> None:
        script = f"import sys; print('Collecting numpy'); print({line!r}, file=sys.stderr); sys.exit(2)"
        with pytest.raises(course.CourseError) as raised:
            course.run([sys.executable, "-c", script], "It failed")
        assert type(raised.value).__name__ == kind
        assert "\n" not in str(raised.value)

    def test_an_unknown_failure_shows_what_was_said_last(self, course: Any) -> None:
        with pytest.raises(course.CourseError, match="It failed; it said last: the moon is in the way"):
            course.run([sys.executable, "-c", "print('the moon is in the way\\n'); exit(1)"], "It failed")

    def test_variables_do_not_lead_elsewhere(self, course: Any) -> None:
        given = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "/x", "PIP_USER": "1", "HOME": "/home/me"}
        variables = course.installing(given)
        assert variables["HOME"] == "/home/me"
        assert variables["PIP_USER"] == "0"
        assert "PYTHONPATH" not in variables
        assert "PYTHONDONTWRITEBYTECODE" not in variables

    def test_a_broken_uv_is_not_used(
        self, course: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script(tmp_path / "uv", "exit 127")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert course.uv_on_path() is None

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (errno.ENOSPC, "disk is full"),
            (errno.EACCES, "No permission to write"),
            (errno.EROFS, "No permission to write"),
            (errno.EIO, "Input/output"),
        ],
    )
    def test_errors_of_the_system_are_understood(self, course: Any, number: int, text: str) -> None:
        assert text in str(course.meaning(OSError(number, os.strerror(number), "/x")))


def script(path: Path, body: str) -> None:
    """Write a shell script that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def variables_with(folder: Path, **more: str) -> dict[str, str]:
    """Return variables with one folder and the basic tools on the PATH, and no settings of pip's."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "COURSE_"))
    }
    return {
        **kept,
        "PATH": os.pathsep.join([str(folder), "/usr/bin", "/bin"]),
        "PIP_CONFIG_FILE": os.devnull,
        **more,
    }


def one_sentence(text: str) -> bool:
    return "Traceback" not in text and len(text.strip().splitlines()) == 1


@POSIX
class TestCommand:
    def run(self, clone: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(clone / "course.py"), *arguments]
        environ = variables_with(clone / "bin", **variables)
        return subprocess.run(command, env=environ, capture_output=True, text=True, cwd="/", check=False)

    def test_hands_over_to_the_environment(self, clone: Path) -> None:
        """uv installs; then the environment's Python is run with JupyterLab, and its exit status counts."""
        script(clone / "bin" / "uv", 'echo "$@" >> "$(dirname "$0")/called"')
        make_environment(clone / ".venv")
        (clone / "jupyterlab.py").write_text("import sys\nprint(*sys.argv[1:], sep='\\n')\nsys.exit(7)\n")
        first = self.run(clone, "--no-browser", "--port", "9123")
        assert first.returncode == 7, first.stderr
        assert re.search(
            r"Installing .* with uv \(about 20 s the first time\) \.\.\. done in \d+ s", first.stdout
        )
        assert "--no-browser" in first.stdout
        assert "--ServerApp.port=9123" in first.stdout
        called = (clone / "bin" / "called").read_text()
        assert f"--compile-bytecode --no-deps -r {clone}/.venv/course-packages.txt" in called
        assert f"--compile-bytecode --no-deps -e {clone}" in called
        second = self.run(clone, "--no-browser")
        assert second.returncode == 7
        assert "Installing" not in second.stdout

    def test_without_a_network(self, clone: Path) -> None:
        """Real pip, which the environment borrows; no uv on the PATH."""
        pip = Path(pytest.importorskip("pip").__file__).parent
        make_environment(clone / ".venv")
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        packages = clone / ".venv" / "lib" / version / "site-packages"
        packages.mkdir(parents=True)
        (packages / "pip").symlink_to(pip)
        done = self.run(clone, PIP_NO_INDEX="1")
        assert done.returncode == 1
        assert "network" in done.stderr
        assert one_sentence(done.stderr), done.stderr
        assert not (clone / ".venv" / "course-installed.json").exists()

    def test_ctrl_c(self, clone: Path) -> None:
        script(clone / "bin" / "uv", 'case "$1" in pip) touch "$(dirname "$0")/started"; sleep 60;; esac')
        make_environment(clone / ".venv")
        process = subprocess.Popen(
            [sys.executable, str(clone / "course.py")],
            env=variables_with(clone / "bin"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A shell that started the tests in the background may have had them ignore the signal.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        deadline = time.monotonic() + 60
        while not (clone / "bin" / "started").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert one_sentence(said), said

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is read-only to root")
    def test_without_permission_to_write(self, clone: Path) -> None:
        clone.chmod(0o555)
        try:
            done = self.run(clone)
        finally:
            clone.chmod(0o755)
        assert done.returncode == 1
        assert "No permission to write" in done.stderr
        assert one_sentence(done.stderr), done.stderr

    def test_without_the_first_lesson(self, clone: Path) -> None:
        (clone / "notebooks" / "00_start_here.ipynb").unlink()
        done = self.run(clone)
        assert done.returncode == 1
        assert "00_start_here.ipynb is missing" in done.stderr
        assert one_sentence(done.stderr), done.stderr

    @pytest.mark.parametrize("minor", range(6, 11))
    def test_an_older_python_is_told(self, clone: Path, minor: int) -> None:
        older = shutil.which(f"python3.{minor}")
        works = older and subprocess.run([older, "-c", ""], capture_output=True, check=False).returncode == 0
        if not older or not works:
            pytest.skip(f"no Python 3.{minor} here")
        command = [older, str(clone / "course.py")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert f"needs Python 3.11 or newer, this is 3.{minor}" in done.stderr
        assert one_sentence(done.stderr), done.stderr


def test_the_version_is_checked_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (root / "course.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setitem(sys.modules, "tomllib", None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, this is 3\.8"):
        runpy.run_path(str(root / "course.py"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "0"],
        ["--port", "x"],
        ["present", ""],
        ["handout", ""],
        ["build", ""],
        ["test", "--lock"],
        ["bench", "--lowest"],
        ["build", "--quick"],
        ["test", "--quick", "--lowest"],
        ["build", "--port", "9"],
        ["build", "--output", "x"],
        ["export", "--pyodide", "x"],
        ["export", "01"],
        ["--", "-k", "x"],
    ],
)
def test_what_makes_no_sense_is_refused(
    course: Any, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        course.read(arguments)
    assert stopped.value.code == 2
    assert "error" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Kurs [2026]", "a*b", "really?", f"one{os.pathsep}two"])
def test_a_folder_in_which_no_slider_would_live_is_refused(course: Any, name: str) -> None:
    with pytest.raises(course.CourseError, match="rename the folder"):
        course.refuse_folder(Path("/courses") / name)


@pytest.mark.parametrize("name", ["Kurs Ünï 100% #1 'b' $x & (y)", "course"])
def test_a_folder_with_other_letters_is_fine(course: Any, name: str) -> None:
    course.refuse_folder(Path("/courses") / name)


@POSIX
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_folder_with_an_umlaut_is_found_in_every_language(course: Any, tmp_path: Path, locale: str) -> None:
    root = tmp_path / "Übung"
    environment = course.Environment(root)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment.folder], check=True)
    [packages] = environment.folder.glob("lib/python*/site-packages")
    # As installers write it.
    link = packages / "_editable_impl_insulin_resistance_course.pth"
    link.write_text(str(root / "src"), encoding="utf-8")
    (root / "src").mkdir()
    (root / "src" / "found.py").touch()
    environment._spell_out()
    done = subprocess.run(
        [environment.python, "-I", "-c", "import found"],
        env={"LC_ALL": locale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_fits_a_screen(course: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        course.read(["--help"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 110
    for word in ("test", "bench", "build", "export", "--lock", "--no-browser", "--port", ".venv"):
        assert any(word in line for line in lines), word


def test_jupyterlab_keeps_to_this_computer(course: Any) -> None:
    arguments = course.lab_arguments(Path("/course"))
    assert "--ServerApp.ip=localhost" in arguments
    assert not any("token" in each or "password" in each for each in arguments)


def test_a_file_of_the_courses_name_does_not_stand_before_it(course: Any, root: Path, tmp_path: Path) -> None:
    """A learner's own helpers.py beside the lessons, or the index's package of that name in the environment."""
    (tmp_path / "helpers.py").write_text("raise ImportError('somebody else')")
    variables = course.inside(course.Environment(root), os.environ)
    # As a kernel does it: the folder of the notebook comes before what is installed.
    kernel = "import sys; from ipykernel.kernelapp import IPKernelApp; app = IPKernelApp(); app.init_path(); "
    code = f"{kernel}import helpers; print(helpers.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**variables, "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(root / "src" / "helpers" / "__init__.py"), done.stderr


@POSIX
def test_two_first_starts_wait_for_one_another(
    course: Any, environment: Any, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first holds the lock until the second has looked for it twice, and has installed nothing by then."""
    code = (
        f"import importlib.util as u; s = u.spec_from_file_location('course', {course.__file__!r}); "
        "c = u.module_from_spec(s); s.loader.exec_module(c); from pathlib import Path; import sys\n"
        f"with c.one_at_a_time(Path({str(environment.root / '.venv.lock')!r})) as waited: "
        "print(waited, flush=True); sys.stdin.readline()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "False\n"
    looks = []

    def look(_: float) -> None:
        looks.append(commands.take())
        if len(looks) == 2:
            first.communicate("done\n")

    monkeypatch.setattr(course.time, "sleep", look)
    environment.ensure(LESSONS)
    assert looks == [[], []]
    assert commands.take() == ["venv", NUMPY]
    assert first.returncode == 0


def test_warnings_that_are_errors_do_not_stop_an_installation(course: Any) -> None:
    assert "PYTHONWARNINGS" not in course.installing({"PYTHONWARNINGS": "error", "PATH": "/bin"})


@pytest.mark.parametrize("asked", [["--no-browser"], ["--ServerApp.browser=none-on-this-computer"]])
def test_an_address_is_printed_where_the_learner_has_a_password(
    course: Any, root: Path, tmp_path: Path, asked: list[str]
) -> None:
    """Jupyter prints one with a token that it made up, and nothing where there is a password."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.json").write_text(
        '{"IdentityProvider": {"hashed_password": "argon2:x", "token": ""}}'
    )
    (tmp_path / "course").mkdir()
    variables = course.lab_variables(root, os.environ) | {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
    }
    command = [sys.executable, *course.lab_arguments(tmp_path / "course", "x.ipynb"), *asked]
    process = subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    patience = threading.Timer(60, process.terminate)
    patience.start()
    try:
        line = next((each for each in process.stdout if "JupyterLab is at" in each), "")
        assert re.search(r"http://localhost:\d+/lab/tree/x\.ipynb", line)
    finally:
        patience.cancel()
        process.terminate()
        process.wait(30)


@pytest.fixture
def passed_on(course: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that will hold what is run in place of course.py."""
    seen: list[str] = []

    def become(command: Sequence[str], _: object) -> int:
        seen.extend(command)
        return 5

    monkeypatch.setattr(course, "become", become)
    monkeypatch.setattr(course.Environment, "ensure", lambda self, groups: seen.extend([self.lock, *groups]))
    return seen


def test_pytest_gets_its_arguments(course: Any, passed_on: list[str]) -> None:
    assert course.main(["test", "--", "-k", "units"]) == 5
    assert passed_on[:4] == [LOCK, "lessons", "site", "test"]
    assert passed_on[-2:] == ["-k", "units"]


def test_the_quick_tests_leave_out_the_browser_and_the_hub(course: Any, passed_on: list[str]) -> None:
    assert course.main(["test", "--quick", "--", "-k", "units"]) == 5
    assert passed_on[-5:] == ["-m", "not browser and not thorough", "--ignore=tests/classroom", "-k", "units"]


@pytest.mark.parametrize("given", [[], ["--output", "questions"]])
def test_questions_go_where_they_are_told(
    course: Any, passed_on: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: list[str]
) -> None:
    """A folder is named from where the command is typed, which is not always the top of the course."""
    monkeypatch.chdir(tmp_path)
    assert course.main(["export", *given]) == 5
    assert passed_on[:2] == [LOCK, "lessons"]
    folder = tmp_path / "questions" if given else course.ROOT / "export"
    assert passed_on[-3:] == ["-m", "helpers.launch.export", f"--output={folder}"]


@pytest.mark.parametrize("minor", [11, 12])
def test_the_lowest_versions_have_an_environment_of_their_own(
    course: Any, passed_on: list[str], monkeypatch: pytest.MonkeyPatch, minor: int
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, minor, 0, "final", 0))
    assert course.main(["test", "--lowest", "--", "-k", "units"]) == 5
    assert passed_on[:2] == [LOCK_LOWEST, "lowest"]
    assert Path(passed_on[2]).is_relative_to(course.ROOT / ".venv-lowest")
    assert passed_on[-2:] == ["-k", "units"]


def test_a_python_newer_than_the_lowest_versions_is_told(
    course: Any, passed_on: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 0, "final", 0))
    assert course.main(["test", "--lowest"]) == 1
    assert "3.13: use Python 3.11 or 3.12" in capsys.readouterr().err
    assert passed_on == []


def pins(path: Path) -> dict[str, set[str]]:
    """Return the versions that a file pins, by package; most have one, some one for each of several Pythons."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if "==" in line.split(";")[0] and not line.startswith("#"):
            package, version = line.split()[0].split("==")
            found.setdefault(package, set()).add(version)
    return found


class TestLocks:
    """The locks as shipped."""

    def test_every_package_has_groups_and_hashes_and_no_address(self, root: Path) -> None:
        text = (root / LOCK).read_text(encoding="utf-8")
        assert "course.py build --lock" in text.splitlines()[0]
        assert "://" not in text
        head, *entries = text.split("# for: ")
        assert "==" not in head
        groups = re.compile(r"(lessons|classroom|site|test|bench)(, (classroom|site|test|bench))*|installer")
        pin = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w '<>=!().]+?)? \\")
        for entry in entries:
            needed, pinned, *hashes = entry.rstrip("\n").split("\n")
            assert groups.fullmatch(needed), entry
            assert pin.fullmatch(pinned), entry
            assert hashes, entry
            assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes), entry

    def test_plain_pip_gets_the_same_versions(self, root: Path, course: Any) -> None:
        lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
        pin = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w '<>=!().]+)?")
        assert "course.py build --lock" in lines[0]
        assert [line for line in lines[1:-1] if not pin.fullmatch(line)] == []
        assert lines[-1] == "-e ."
        locked = course.Environment(root)._pins(LESSONS)
        assert {line.split()[0] for line in lines[1:-1]} == {
            line.split()[0] for line in locked if "==" in line
        }

    def test_cover_what_the_package_asks_for(self, root: Path, course: Any) -> None:
        """Each group, with what it requires in turn, so that installing it looks for nothing beyond the lock."""
        import tomllib
        from importlib import metadata

        from packaging.requirements import Requirement
        from packaging.utils import canonicalize_name

        read = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        project, apart = read["project"], read["dependency-groups"]
        groups = project["optional-dependencies"]
        assert set(groups) == {*course.BENCH, *course.CLASSROOM}
        assert set(apart) == {*course.INSTALLER}
        for group, asked in (groups | apart).items():
            pinned: dict[str, list[str]] = {}
            for line in course.Environment(root)._pins([group]):
                if "==" in line:
                    package, version = line.split()[0].split("==")
                    pinned.setdefault(package, []).append(version)
            open_ = [*(project["dependencies"] if group in groups else []), *asked]
            seen = set(open_)
            while open_:
                requirement = Requirement(open_.pop())
                if requirement.marker and not any(
                    requirement.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)
                ):
                    continue
                versions = pinned.get(canonicalize_name(requirement.name), [])
                assert versions, f"{requirement} is not in the lock for {group}"
                # Where several Pythons have versions of their own, one of them is for this Python.
                assert any(requirement.specifier.contains(version) for version in versions), requirement
                try:
                    there = metadata.version(requirement.name)
                    below = metadata.requires(requirement.name) or []
                except metadata.PackageNotFoundError:  # of a group that the tests do without
                    continue
                if there not in versions:  # The lock is newer than what is installed.
                    continue
                new = {each for each in below if "extra ==" not in each} - seen
                seen |= new
                open_ += new

    def test_the_lowest_versions_are_what_the_package_promises(self, root: Path) -> None:
        """Of pandas 2.2 the first that goes with numpy 2 is 2.2.2, so the pin may be of the series that is named."""
        import tomllib

        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        promised = dict(each.split(">=") for each in project["dependencies"])
        pinned = pins(root / LOCK_LOWEST)
        for name, version in promised.items():
            (lowest,) = pinned[name]
            assert f"{lowest}.".startswith(f"{version}."), name
