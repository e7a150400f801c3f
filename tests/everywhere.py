"""Set-up of all tests, those inside the package and the lessons themselves among them: a plugin of pytest."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A learner's own choices (units, answers) must neither rule the tests nor be changed by them. Kernels and
# other programs that a test starts inherit the variable.
_own = tempfile.TemporaryDirectory(prefix="course-tests-")
os.environ["COURSE_LEARNER_DIR"] = _own.name
# Kernels choose their own backend, as they do for a learner.
os.environ.pop("MPLBACKEND", None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give each file its own choices: a lesson that switches units must not switch them for the next."""
    folder = Path(_own.name, item.path.relative_to(ROOT).as_posix().replace("/", "-"))
    folder.mkdir(exist_ok=True)
    os.environ["COURSE_LEARNER_DIR"] = str(folder)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the clone."""
    return ROOT


@pytest.fixture(scope="session")
def course() -> ModuleType:
    """Return course.py as a module."""
    spec = importlib.util.spec_from_file_location("course", ROOT / "course.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
