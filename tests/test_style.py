"""The code keeps to its style, its types and its floors."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tools import house

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "helpers"
# By the name under which it is imported.
MODULES = {
    ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__"): path
    for top, folder in ((ROOT / "src", "helpers"), (ROOT, "tools"))
    for path in sorted((top / folder).rglob("*.py"))
}


def tool(root: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint(root: Path) -> None:
    tool(root, "ruff", "check", "--no-cache", ".")


def test_format(root: Path) -> None:
    tool(root, "ruff", "format", "--no-cache", "--check", ".")


def test_javascript(root: Path) -> None:
    program = Path(sys.executable).with_name("oxlint.exe" if sys.platform == "win32" else "oxlint")
    command = [program, "--config=tests/oxlint.json", "src", "benchmarks", "classroom", "tests", "tools"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types(root: Path) -> None:
    tool(root, "mypy")


def place(module: str) -> str:
    """Return where a module stands, as `tools.house` names places: ``helpers/units/choice.py``."""
    path = MODULES[module]
    return path.relative_to(ROOT / "src" if ROOT / "src" in path.parents else ROOT).as_posix()


def imported(module: str) -> set[str]:
    """Return the modules of the course that a module imports, anywhere in it; a folder stands for its face."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: imports are absolute"
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= {name if name in MODULES else str(node.module) for name in inner}
    return (found & MODULES.keys()) - {module}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    own = house.room_of(place(module))
    if module == "helpers":
        assert imported(module) == set(), "importing the package must import nothing else"
        return
    assert own, f"give {place(module)} a room in tools/house.py"
    for other in imported(module):
        room = house.room_of(place(other))
        assert room == own or (room and room.floor < own.floor), f"{own.name} imports {other}, not from below"


def test_no_imports_go_in_a_circle() -> None:
    """Inside a room as between rooms. `explore` loads its explorers by name, which is no import."""
    graph = {module: imported(module) for module in MODULES}
    # A face imports what it names, and is imported by those who stand outside only.
    TopologicalSorter(graph).prepare()


def test_contributing_prints_the_rooms(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "CONTRIBUTING.md"
    copy.write_bytes((root / "CONTRIBUTING.md").read_bytes())
    assert house.write(tmp_path).read_bytes() == (root / "CONTRIBUTING.md").read_bytes(), (
        "build was forgotten"
    )


# A bank of questions and a table of data are read entry by entry, and the indices are found by their names.
LONG = ("helpers/exercises/lesson_", "helpers/units/analytes.py", "helpers/indices.py")


def test_no_file_of_code_is_longer_than_five_hundred_lines() -> None:
    lengths = {
        place(module): len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()
    }
    assert not {at: lines for at, lines in lengths.items() if lines > 500 and not at.startswith(LONG)}


def test_importing_is_cheap() -> None:
    """What a lesson imports at its top must not load scipy, which takes a second where bytecode is missing."""
    modules = [
        ".".join(("helpers", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] != "launch"
    ]
    code = f"import sys, {', '.join(modules)}; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    code = "import sys, helpers; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
