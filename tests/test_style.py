"""The code keeps to its style, its types and its floors."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "helpers"

DATA = 4
# Each part imports only from lower floors and from itself; data sets may build on one another.
FLOORS = {
    "checks": 0,
    "paths": 0,
    "html": 0,
    "statistics": 1,
    "units": 1,
    "indices": 2,
    "models": 3,
    "cgm": DATA,
    "cohort": DATA,
    "evidence_map": DATA,
    "follow_up": DATA,
    "igf1": 2,
    "menstrual_cycle": DATA,
    "ogtt": DATA,
    "own_values": DATA,
    "traces": DATA,
    "trials": DATA,
    "evidence": 5,
    "agents": 6,
    "grading": 6,
    "explore": 7,
    "exercises": 7,
    "launch": 8,
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


def test_types(root: Path) -> None:
    tool(root, "mypy")


def area(module: str) -> str:
    """Return the part of the package that a module belongs to: `models` for `helpers.models.solver`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> set[str]:
    """Return the areas of the package that a file imports from, anywhere in it."""
    inside = ["helpers", *path.relative_to(PACKAGE).with_suffix("").parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {area(name.name) for name in node.names if name.name.split(".")[0] == "helpers"}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(inside[: -node.level]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            if module == "helpers":
                found |= {name.name for name in node.names}
            elif module.startswith("helpers."):
                found.add(area(module))
    return found - {""}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_imports_go_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own == "__init__":
        assert imported(path) == set(), "importing the package must import nothing else"
        return
    assert own in FLOORS, f"give {own} a floor in this test"
    highest = DATA if FLOORS[own] == DATA else FLOORS[own] - 1
    wrong = {other for other in imported(path) - {own} if FLOORS[other] > highest}
    assert not wrong, f"{own} (floor {FLOORS[own]}) imports {sorted(wrong)}, not from below"


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
