"""Where the files of the course are, from a clone or from an installed package."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str) -> Path:
    """Return the path of a shipped data file.

    Parameters
    ----------
    name
        A file name inside `data/`, such as ``"cohort.csv"``.

    Raises
    ------
    FileNotFoundError
        If the course ships no file of that name.

    Examples
    --------
    >>> data_path("claims.csv").name
    'claims.csv'
    """
    # A wheel carries the files inside the package; a clone keeps them at its top.
    for folder in (_PACKAGE / "data", _PACKAGE.parents[1] / "data"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"The course ships no data file named {name!r}.")


def lesson_file(lesson: str) -> str:
    """Return the file name of a lesson, which links between lessons lead to.

    Parameters
    ----------
    lesson
        The lesson's two digits.

    Examples
    --------
    >>> lesson_file("01"), lesson_file("99")
    ('01_fundamentals.ipynb', '')
    """
    found = sorted((_PACKAGE.parents[1] / "notebooks").glob(f"{lesson}_*.ipynb"))
    return found[0].name if found else ""


def learner_path(name: str) -> Path:
    """Return where a file of the learner's own is kept (settings, progress); git ignores the folder.

    The folder is `.learner/` at the top of a clone; where the course was installed as a package, it is
    `.insulin_resistance_course` in the learner's home, since others may use the same Python. The environment variable
    ``COURSE_LEARNER_DIR`` moves it, which the tests use so that they neither read nor change a learner's choices.

    Examples
    --------
    >>> learner_path("settings.json").name
    'settings.json'
    """
    folder = os.environ.get("COURSE_LEARNER_DIR")
    if folder:
        return Path(folder) / name
    clone = _PACKAGE.parents[1]
    if (clone / "pyproject.toml").is_file():
        return clone / ".learner" / name
    return Path(os.path.expanduser("~")) / ".insulin_resistance_course" / name
