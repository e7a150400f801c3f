"""Opens the course in JupyterLab, tests it, or rebuilds it: `python3 course.py --help` explains.

Standard library only. Pythons older than the course needs must be able to read this file as far as the check
below, so all of it keeps to the syntax of Python 3.6.
"""

import argparse
import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - what a learner with an older Python is to be told
    sys.exit(
        "The course needs Python 3.11 or newer, this is {}.{}: install a newer one from "
        "https://www.python.org/downloads/ and run course.py with it.".format(*sys.version_info[:2])
    )

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
FIRST = "notebooks/00_start_here.ipynb"
LOCK = "requirements-lock.txt"
# What each command needs: groups of pyproject.toml, by whose names the packages in the lock are marked.
LESSONS = ("lessons",)
SITE = ("lessons", "site")
TEST = ("lessons", "site", "test")
BENCH = ("lessons", "site", "test", "bench")
CLASSROOM = ("lessons", "classroom")
INSTALLER = ("installer",)
LOCK_LOWEST = ".ci/lowest.txt"
LOWEST_GROUPS = ("lowest",)

# All but what needs a browser, starts the hub of a class, or looks at every drawing at every width.
QUICK = ["-m", "not browser and not thorough", "--ignore=tests/classroom"]

# What runs with the lowest versions. The packages that open, build and test the lessons are only in the locks, and
# what needs one of them is left out.
LOWEST = [
    "--override-ini=addopts=-p tests.everywhere --doctest-modules --import-mode=importlib --strict-markers",
    # What a package says it will do otherwise is where its versions differ.
    "-Werror::FutureWarning",
    "-Wignore::DeprecationWarning",
    "--ignore=src/helpers/launch",
    "--ignore=tests/models/test_documented.py",
    # Portraits are those of the locked versions: an older matplotlib sets legends and letters otherwise.
    "--deselect=tests/explore/test_explorers.py::test_every_picture_is_the_one_that_was_looked_at",
    "src/helpers",
    *("tests/" + area for area in ("formulas", "models", "data", "evidence", "exercises", "explore")),
]

HELP = """\
python3 course.py                   open the course in JupyterLab (Ctrl-C here ends it)
python3 course.py --no-browser      the same, printing the address instead; --port 9000 chooses the port
python3 course.py present 01        show lesson 01 as slides, with live sliders; with --vote, phones vote
python3 course.py handout 01        print it: for students, with solutions, and its slides: handout/
python3 course.py classroom         open it to a class; classroom --help and classroom/README.md say more
python3 course.py test              check everything; the exit status and the last line are pytest's
python3 course.py test --quick      all but browser, hub and drawings at every width; lessons, types too
python3 course.py test -- -k units  what stands after -- goes to pytest; --lowest takes the lowest versions
python3 course.py bench             print the benchmark tables
python3 course.py build             write the derived files again; build 03: lesson 03; --lock: newest pins
python3 course.py site              build the course as web pages, whose lessons live in the browser: site/
python3 course.py export            write the questions for Moodle, Canvas and others: export/

The first run makes the folder .venv beside this file and installs what the lessons need (about 0.7 GB, within
a minute, every file checked by its hash). Later runs need no network. A changed lock, a moved folder and an
interrupted run are noticed and put right. Deleting .venv undoes everything.
"""


class CourseError(Exception):
    """What stops the course, in one sentence for whoever typed the command."""


class DiskFullError(CourseError):
    """Nothing more can be written, whichever installer tries."""


class UnreachableError(CourseError):
    """The package index does not answer."""


class UntrustedError(CourseError):
    """The network shows a certificate that the installer does not trust."""


DISK_FULL = "The disk is full: the course needs about 0.7 GB; free some space, and try again."
NO_PERMISSION = (
    "No permission to write ({}): copy the course into a folder of your own, close what still runs from it, "
    "and try again there."
)
NO_TRUST = (
    "The network shows a certificate that this Python does not trust: install uv, which asks the system "
    "(https://docs.astral.sh/uv), or name the authority's file in PIP_CERT, and try again."
)
NO_NETWORK = (
    "The package index cannot be reached: check the network connection (installing needs one), and try again."
)

# What installers print, and what it means. The first that fits counts: a full disk also fails downloads.
SIGNS: "list[tuple[type[CourseError], str, tuple[str, ...]]]" = [
    (
        DiskFullError,
        DISK_FULL,
        ("No space left on device", "not enough space on the disk", "Disk quota exceeded"),
    ),
    (CourseError, NO_PERMISSION, ("Permission denied", "Read-only file system", "Access is denied")),
    (UntrustedError, NO_TRUST, ("CERTIFICATE_VERIFY_FAILED", "invalid peer certificate", "UnknownIssuer")),
    (
        UnreachableError,
        NO_NETWORK,
        (
            "(from versions: none)",
            "Cannot connect to proxy",
            "Failed to establish a new connection",
            "Failed to fetch",
            "Max retries exceeded",
            "Network connectivity is disabled",
            "Read timed out",
            "error sending request",
        ),
    ),
]


class Environment:
    """The virtual environment of the course, made and kept up to date."""

    def __init__(self, root: Path, folder: str = ".venv", lock: str = LOCK) -> None:
        self.root = root
        self.folder = root / folder
        self.lock = lock
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        # Written last: what is installed. Written first and removed last: work in here was cut short.
        self.stamp = self.folder / "course-installed.json"
        self.unfinished = self.folder / "course-unfinished"

    def ensure(self, groups: Sequence[str]) -> None:
        """Make the environment hold what these groups need; return at once where it does already."""
        wanted = {group: self._digest(group) for group in groups}
        installed = self._installed()
        if installed is not None and wanted.items() <= installed.items():
            return
        with one_at_a_time(self.root / f"{self.folder.name}.lock") as waited:
            if waited:  # Who came first may have done it.
                installed = self._installed()
            if not (installed is not None and wanted.items() <= installed.items()):
                self._fill(groups, wanted, installed)

    def _fill(
        self, groups: Sequence[str], wanted: Mapping[str, str], installed: "dict[str, str] | None"
    ) -> None:
        if installed is None:
            self._create()
        self.unfinished.touch()
        try:
            self._install(groups)
            self._spell_out()
        except UnreachableError:
            if installed is not None:  # Nothing was touched: what worked before goes on working.
                self.unfinished.unlink()
            raise
        # Of the other groups those are still in place whose pins the lock has not changed since.
        kept = {group: was for group, was in (installed or {}).items() if was == self._digest(group)}
        stamp = {"root": str(self.root), "installed": {**kept, **wanted}}
        self.stamp.write_text(json.dumps(stamp), encoding="utf-8")
        self.unfinished.unlink()

    def _pins(self, groups: Sequence[str]) -> list[str]:
        """Return the lines of the lock that these groups need: each package stands below a line `# for: ...`."""
        lines, needed = [], False
        for line in self._read(self.lock).splitlines():
            if line.startswith("# for: "):
                needed = not set(groups).isdisjoint(line[len("# for: ") :].split(", "))
            elif needed:
                lines.append(line)
        return lines

    def _digest(self, group: str) -> str:
        project = tomllib.loads(self._read("pyproject.toml"))
        parts = [json.dumps(project.get(table), sort_keys=True) for table in ("build-system", "project")]
        return hashlib.sha256("\0".join([*self._pins([group]), *parts]).encode()).hexdigest()

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise CourseError(
                f"{name} is missing from {self.root}: is this a whole copy of the course?"
            ) from None

    def _installed(self) -> "dict[str, str] | None":
        """Return the digest of each installed group, or None if there is no sound environment to build on."""
        if self.unfinished.exists() or not self._runs("import sys; sys.exit(sys.version_info < (3, 11))"):
            return None
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        # An environment holds its own place in many of its files, so a moved one is broken.
        return dict(stamp["installed"]) if stamp["root"] == str(self.root) else None

    def _runs(self, code: str) -> bool:
        try:
            done = subprocess.run([str(self.python), "-I", "-c", code], capture_output=True, check=False)
        except OSError:
            return False
        return done.returncode == 0

    def _create(self) -> None:
        if self.folder.is_dir() and any(self.folder.iterdir()):
            if not (self.unfinished.exists() or (self.folder / "pyvenv.cfg").exists()):
                raise CourseError(
                    f"{self.folder} is in the way and is no Python environment: move it, and try again."
                )
            with stage(f"Removing {self.folder.name}, which is unfinished, moved or broken"):
                shutil.rmtree(self.folder)
        with stage(f"Making the environment {self.folder.name}", "5 s"):
            self.folder.mkdir(exist_ok=True)
            self.unfinished.touch()
            # From inside the environment itself, sys.executable would be what was just removed.
            python = getattr(sys, "_base_executable", sys.executable)
            uv = uv_on_path()
            if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
                run([python, "-m", "venv", str(self.folder)], "Python could not make the environment")
            elif uv:
                command = [uv, "venv", "--allow-existing", "--python", python, str(self.folder)]
                run(command, "uv could not make the environment")
            else:
                package = f"python3.{sys.version_info.minor}-venv"
                raise CourseError(
                    f"This Python cannot make environments: install the package {package} "
                    f"(on Debian and Ubuntu: sudo apt install {package}), and try again."
                )

    def _install(self, groups: Sequence[str]) -> None:
        pins = self._pins(groups)
        names = {line.split("==")[0] for line in pins if "==" in line.split(";")[0]}
        # The course itself is a folder and has no hash, and pip takes no line without one beside lines that have one:
        # hence two steps.
        steps = [self._listed("course-packages.txt", pins), ["--no-deps", "-e", str(self.root)]]
        # Some lines are for other systems, hence rounded.
        what = f"Installing about {round(len(names), -1)} packages"
        uv, has_pip = self.uv(), self._runs("import pip")
        if uv:
            command = [uv, "pip", "install", "--python", str(self.python), "--compile-bytecode"]
            try:
                with stage(f"{what} with uv", "20 s the first time"):
                    for step in steps:
                        run([*command, *step], "uv could not install the packages", cwd=self.root)
                return
            except DiskFullError:
                raise
            except CourseError:
                # pip reads settings that uv does not: for one, the address of a company's own index.
                if not has_pip:
                    raise
        with stage(f"{what} with pip", "60 s the first time"):
            for step in steps:
                self._pip("install", *step)

    def _listed(self, name: str, pins: Sequence[str]) -> list[str]:
        """Write pins to a file, and return how an installer is told of it; nothing is looked for beyond the lock."""
        chosen = self.folder / name
        chosen.write_text("\n".join(pins) + "\n", encoding="utf-8")
        return ["--no-deps", "-r", str(chosen)]

    def _spell_out(self) -> None:
        """Name the course's folder to Python in letters that it reads in every language.

        Before version 3.13, Python reads this file as the system writes texts: elsewhere it would not find a folder
        with an umlaut, or not start at all.
        """
        if str(self.root).isascii():
            return
        where = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
        for path in self.folder.glob(f"{where}/_editable_impl_*.pth"):
            path.write_text(f"import sys; sys.path.append({str(self.root / 'src')!a})\n", encoding="ascii")

    def uv(self) -> "str | None":
        """Return uv from the PATH or from the environment, fetched if need be, or None if there is none."""
        inside = self.python.with_name("uv.exe" if os.name == "nt" else "uv")
        found = uv_on_path() or (str(inside) if inside.exists() else None)
        if found:
            return found
        try:
            with stage("Fetching the installer uv", "5 s"):
                # Whatever else is installed, the course's own lock has it.
                pins = Environment(self.root)._pins(INSTALLER)
                self._pip("install", *self._listed("course-installer.txt", pins))
        except (DiskFullError, UnreachableError):
            raise
        except CourseError:
            return None
        return str(inside)

    def _pip(self, *arguments: str) -> None:
        command = [str(self.python), "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]
        failed = "pip could not install the packages"
        try:
            run(command, failed, cwd=self.root)
        except UntrustedError:
            # Before version 24.2, pip trusts a list of its own; the authority of a school is in the system's.
            system = ssl.get_default_verify_paths()
            authorities = system.cafile or system.capath
            if not authorities or "PIP_CERT" in os.environ:
                raise
            run([*command, "--cert", authorities], failed, cwd=self.root)


def uv_on_path() -> "str | None":
    """Return the path of a uv that works; a version manager may leave one that does not."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return None


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[bool]:
    """Keep other programs out meanwhile; yield whether one had to be waited for.

    The system lets go of the lock when the program ends, however it ends.
    """
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(lock.open("a"))
        waited = not locked(file)
        if waited:
            print("Another window is installing the course", end=" ... ", flush=True)
            while not locked(file):
                time.sleep(0.5)
            print("done", flush=True)
        yield waited


def locked(file: "IO[str]") -> bool:
    """Take the lock of an open file and return True, or False where another program has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        # Some network folders know no locks; then all is as it was before there was one.
    return True


@contextlib.contextmanager
def stage(what: str, usual: str = "") -> Iterator[None]:
    """Say in one line what is being done, how long that takes as a rule, and how long it took."""
    print(what + (f" (about {usual})" if usual else ""), end=" ... ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("not done", flush=True)
        raise
    print(f"done in {time.monotonic() - start:.0f} s", flush=True)


def run(command: Sequence[str], failed: str, cwd: "Path | None" = None) -> None:
    """Run a command of the installation quietly; if it fails, raise what its output means."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=installing(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode == 0:
        return
    lines = [line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
    for kind, sentence, signs in SIGNS:
        telling = [line for line in lines if any(sign in line for sign in signs)]
        if telling:
            raise kind(sentence.format(telling[-1]))
    raise CourseError(f"{failed}; it said last: {lines[-1] if lines else 'nothing'}")


def meaning(error: OSError) -> CourseError:
    """Return what an error of the operating system means for whoever typed the command."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(DISK_FULL)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CourseError(NO_PERMISSION.format(error.filename))
    return CourseError(f"The system says: {error}.")


def isolated(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables without those that lead Python to packages from elsewhere."""
    leading = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in environ.items() if name not in leading}


def installing(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables for an installation into .venv and nowhere else."""
    leading = (
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "UV_SYSTEM_PYTHON",
        "UV_PYTHON",
        "UV_TARGET",
        "UV_PREFIX",
    )
    # Without bytecode every start of the course would take seconds longer.
    # Installers warn, which is no failure.
    unwanted = (*leading, "PYTHONDONTWRITEBYTECODE", "PIP_NO_COMPILE", "PYTHONWARNINGS")
    kept = {name: value for name, value in isolated(environ).items() if name not in unwanted}
    # Schools and companies read TLS with a certificate that only the system knows. UV_NATIVE_TLS is the name
    # that uv before 0.11 knows; a newer one does not mind it.
    return {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", **kept, "PIP_USER": "0"}


def inside(environment: Environment, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables as after activating .venv, for terminals and `!` lines in JupyterLab."""
    path = os.pathsep.join([str(environment.python.parent), environ.get("PATH", os.defpath)])
    own = {"PATH": path, "VIRTUAL_ENV": str(environment.folder)}
    # A file helpers.py beside a learner's lessons, or another package of that name, does not stand before the course.
    return {**isolated(environ), **own, "PYTHONPATH": str(environment.root / "src")}


def lab_arguments(root: Path, notebook: str = FIRST) -> list[str]:
    """Return what starts JupyterLab on a notebook of the course at `root`, after the name of a Python."""
    arguments = [
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{notebook}",
        "--ServerApp.ip=localhost",
        # Updates of a slider are small messages, and small messages wait where this is not set.
        "--ServerApp.kernel_websocket_connection_class=helpers.launch.websocket.PromptWebsocketConnection",
        # Others on this computer cannot read what goes between JupyterLab and a lesson.
        "--KernelManager.transport_encryption=auto",
        f"--LabApp.extra_labextensions_path={ROOT / 'src' / 'helpers' / 'launch' / 'labextensions'}",
        "--Application.log_level=ERROR",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # In a container there often is no other user.
    return arguments


def slides_arguments(slides: Path, vote: bool = False) -> list[str]:
    """Return what starts JupyterLab on a lesson's slides, after the name of a Python."""
    own = slides.parent / "lab"
    return [
        *lab_arguments(slides.parent, slides.name),
        # What is remembered of a presentation must not come back when something else is opened.
        f"--LabApp.user_settings_dir={own / 'settings'}",
        f"--LabApp.workspaces_dir={own / 'workspaces'}",
        # A second server, for the phones in the room, only where it was asked for.
        *(["--ServerApp.jpserver_extensions={'helpers.launch.votes': True}"] if vote else []),
    ]


def lab_variables(root: Path, environ: Mapping[str, str], slides: bool = False) -> dict[str, str]:
    """Return the variables with which JupyterLab neither asks about news nor looks for updates by itself."""
    launch = root / "src" / "helpers" / "launch"
    # A lesson does not need what shows slides.
    folders = [str(launch / "jupyter")] + ([] if slides else [str(launch / "jupyter_lessons")])
    folders.append(environ.get("JUPYTER_CONFIG_PATH", ""))
    return {**environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, folders))}


def slides_variables(root: Path, slides: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of JupyterLab for slides: what a class answers is of that class only."""
    return {
        **lab_variables(root, environ, slides=True),
        "COURSE_LEARNER_DIR": str(slides.parent / "lab" / "learner"),
    }


def become(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a command in place of this program, so that Ctrl-C and the exit status are its own."""
    sys.stdout.flush()
    if os.name != "nt":
        os.chdir(ROOT)
        os.execve(command[0], list(command), dict(environ))
    # On Windows the prompt would return while the command still runs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(command, cwd=ROOT, env=dict(environ), check=False).returncode


def open_course(environment: Environment, browser: bool, port: "int | None") -> int:
    if not (ROOT / FIRST).is_file():
        raise CourseError(f"{FIRST} is missing from {ROOT}: is this a whole copy of the course?")
    environment.ensure(LESSONS)
    folder = own_copies()
    print(f"Opening your copies of the lessons, in {folder}, in JupyterLab. Ctrl-C in this window ends it.")
    first = f"{folder}/{Path(FIRST).name}"
    command = [str(environment.python), *lab_arguments(ROOT, first), *where(browser, port)]
    return become(command, lab_variables(ROOT, inside(environment, os.environ)))


def own_copies() -> str:
    """Bring the learner's copies up to the lessons as shipped, say what changed, and return their folder."""
    sys.path.insert(0, str(ROOT / "src"))
    from helpers.launch import copies

    done = copies.refresh(ROOT)
    if done.updated:
        print(f"There is a newer version of {', '.join(done.updated)}: your copies were brought up to it.")
    if done.offered:
        offered = ", ".join(done.offered)
        print(
            f"There is a newer version of lessons that you wrote in. Yours are kept; beside them: {offered}."
        )
    if done.locked:
        print(
            f"{', '.join(done.locked)} could not be written, and stays as it was: another program has it open, or it "
            "may not be written. The next start tries again."
        )
    if done.carried:
        print(
            f"Options of questions now stand in another order. In {', '.join(done.carried)} your letters were "
            "changed with them: each names the same option as before."
        )
    return copies.FOLDER


def present(environment: Environment, lesson: str, browser: bool, port: "int | None", vote: bool) -> int:
    environment.ensure(LESSONS)
    variables = inside(environment, os.environ)
    command = [
        str(environment.python),
        "-X",
        "utf8",
        "-m",
        "helpers.launch.slides",
        lesson,
        *(["--vote"] if vote else []),
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        return done.returncode
    print("Opening the slides in JupyterLab. Ctrl-C in this window ends it.")
    slides = Path(done.stdout.strip())
    command = [str(environment.python), *slides_arguments(slides, vote), *where(browser, port)]
    return become(command, slides_variables(ROOT, slides, variables))


def where(browser: bool, port: "int | None") -> list[str]:
    return ([] if browser else ["--no-browser"]) + ([] if port is None else [f"--ServerApp.port={port}"])


def run_tests(environment: Environment, quick: bool, arguments: Sequence[str]) -> int:
    environment.ensure(TEST)
    # A notebook is one file and needs one kernel, so a file is what goes to a worker.
    spread = ["-n", "auto", "--maxprocesses=8", "--dist=loadfile"]
    command = [str(environment.python), "-m", "pytest", *spread, *(QUICK if quick else []), *arguments]
    return become(command, inside(environment, os.environ))


def run_lowest(arguments: Sequence[str]) -> int:
    """Test what computes and draws with the lowest versions, in an environment of its own."""
    if sys.version_info >= (3, 13):
        raise CourseError(
            f"The lowest versions are older than Python 3.{sys.version_info[1]}: use Python 3.11 or 3.12."
        )
    environment = Environment(ROOT, ".venv-lowest", LOCK_LOWEST)
    environment.ensure(LOWEST_GROUPS)
    command = [str(environment.python), "-m", "pytest", *LOWEST, *arguments]
    return become(command, inside(environment, os.environ))


def run_benchmarks(environment: Environment, arguments: Sequence[str]) -> int:
    environment.ensure(BENCH)
    return become([str(environment.python), "benchmarks", *arguments], inside(environment, os.environ))


def open_classroom(environment: Environment, arguments: Sequence[str]) -> int:
    environment.ensure(CLASSROOM)
    command = [str(environment.python), "-m", "helpers.launch.hub.classroom", *arguments]
    return become(command, inside(environment, os.environ))


def build_site(environment: Environment, output: "str | None", pyodide: "str | None") -> int:
    environment.ensure(SITE)
    options = {"--output": output, "--pyodide": pyodide}
    # Folders are named from where the command is typed, which is not always the top of the course.
    given = [f"{name}={Path(folder).resolve()}" for name, folder in options.items() if folder]
    command = [str(environment.python), "-X", "utf8", "-m", "tools.site.build", *given]
    return become(command, inside(environment, os.environ))


def export_questions(environment: Environment, output: "str | None") -> int:
    environment.ensure(LESSONS)
    folder = Path(output).resolve() if output else ROOT / "export"
    command = [str(environment.python), "-X", "utf8", "-m", "helpers.launch.export", f"--output={folder}"]
    return become(command, inside(environment, os.environ))


def make_handout(environment: Environment, lesson: str, output: "str | None") -> int:
    environment.ensure(SITE)
    folder = Path(output).resolve() if output else ROOT / "handout"
    command = [
        str(environment.python),
        "-X",
        "utf8",
        "-m",
        "tools.site.handout",
        lesson,
        f"--output={folder}",
    ]
    return become(command, inside(environment, os.environ))


def build(environment: Environment, lesson: str | None, lock: bool) -> int:
    environment.ensure(LESSONS)
    command = [str(environment.python), "-m", "tools.build"]
    if lock:
        uv = environment.uv()
        if not uv:
            raise CourseError(
                "Writing the lock needs uv (https://docs.astral.sh/uv): install it, and try again."
            )
        done = subprocess.run([*command, "--lock", uv], cwd=ROOT, env=installing(os.environ), check=False)
        if done.returncode != 0:
            return done.returncode
        environment.ensure(LESSONS)
    return become([*command, *([lesson] if lesson else [])], inside(environment, os.environ))


def port_number(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError
    return number


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; what stands after `--` is passed on as it is."""
    ours, passed_on = list(arguments), []
    if "--" in ours:
        at = ours.index("--")
        ours, passed_on = ours[:at], ours[at + 1 :]
    if ours[:1] == ["classroom"]:  # has options of its own
        ours, passed_on = ours[:1], ours[1:] + passed_on
    parser = argparse.ArgumentParser(
        prog="course.py",
        usage="python3 course.py [present 01 | handout 01 | classroom | test | bench | build [01] | site | export] ...",
        description=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = ("open", "present", "handout", "classroom", "test", "bench", "build", "site", "export")
    parser.add_argument("command", nargs="?", choices=commands, default="open", help=argparse.SUPPRESS)
    parser.add_argument("lesson", nargs="?", help="present, handout, build: the lesson's number")
    parser.add_argument("--no-browser", action="store_true", help="open, present: print the address only")
    parser.add_argument("--port", type=port_number, metavar="N", help="open, present: the port to listen on")
    parser.add_argument("--vote", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--lock", action="store_true", help="build: write the locks anew as well")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="test: leave out browser, hub, every width",
    )
    parser.add_argument("--lowest", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--output", metavar="DIR", help="handout, site, export: where it goes")
    parser.add_argument("--pyodide", metavar="DIR", help="site: a Pyodide distribution to bundle")
    asked = parser.parse_args(ours)
    if asked.command not in ("open", "present") and (asked.no_browser or asked.port):
        parser.error("--no-browser and --port go with opening and presenting only")
    if asked.command in ("present", "handout") and not asked.lesson:
        parser.error(f"{asked.command} takes the number of a lesson, such as: {asked.command} 01")
    if asked.command == "build" and asked.lesson == "":
        # As where a shell has no value for what was typed: that does not mean all of them.
        parser.error("build takes the number of a lesson, such as: build 01; nothing builds all")
    if asked.command != "present" and asked.vote:
        parser.error("--vote goes with present only")
    if asked.command not in ("present", "handout", "build") and asked.lesson is not None:
        parser.error("only present, handout and build take the number of a lesson")
    if asked.command != "build" and asked.lock:
        parser.error("--lock goes with build only")
    if asked.command != "test" and (asked.lowest or asked.quick):
        parser.error("--quick and --lowest go with test only")
    if asked.lowest and asked.quick:
        parser.error("--lowest is a selection of its own: leave out --quick")
    if asked.command not in ("handout", "site", "export") and asked.output:
        parser.error("--output goes with handout, site and export only")
    if asked.command != "site" and asked.pyodide:
        parser.error("--pyodide goes with site only")
    if passed_on and asked.command not in ("classroom", "test", "bench"):
        parser.error("arguments after -- go with test and bench only")
    asked.passed_on = passed_on
    return asked


def refuse_folder(root: Path) -> None:
    """Raise a CourseError where JupyterLab could not find its extensions, or a program its own folder."""
    wild = sorted({letter for letter in str(root) if letter in "[]*?"})
    if os.pathsep in str(root).removeprefix(root.drive):
        wild.append(os.pathsep)
    if wild:
        raise CourseError(
            f"The path {root} holds {' and '.join(wild)}, with which JupyterLab finds no sliders: "
            "rename the folder or move it, and try again."
        )


def main(arguments: Sequence[str]) -> int:
    asked = read(arguments)
    environment = Environment(ROOT)
    try:
        refuse_folder(ROOT)
        if asked.command == "test" and asked.lowest:
            return run_lowest(asked.passed_on)
        if asked.command == "test":
            return run_tests(environment, asked.quick, asked.passed_on)
        if asked.command == "bench":
            return run_benchmarks(environment, asked.passed_on)
        if asked.command == "site":
            return build_site(environment, asked.output, asked.pyodide)
        if asked.command == "export":
            return export_questions(environment, asked.output)
        if asked.command == "handout":
            return make_handout(environment, asked.lesson, asked.output)
        if asked.command == "build":
            return build(environment, asked.lesson, asked.lock)
        if asked.command == "classroom":
            return open_classroom(environment, asked.passed_on)
        if asked.command == "present":
            return present(environment, asked.lesson, not asked.no_browser, asked.port, asked.vote)
        return open_course(environment, not asked.no_browser, asked.port)
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(meaning(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Type the same command again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    for output in (sys.stdout, sys.stderr):
        # A narrow console must not fail on the letters of a path.
        output.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
