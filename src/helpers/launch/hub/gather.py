"""Collects what a class answered into tables, on the teacher's side.

Read are the students' small files of answers, and only of students who were told: `helpers.launch.hub.student` leaves
a mark in the folder of each whose class gathers, which says whether names are gathered too. The tables say what a
student's own file says, which the student can edit: they show a class where it stands, and are no examination.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import stat
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from helpers.exercises import banks
from helpers.forms import memory
from helpers.launch.hub import mistakes
from helpers.launch.hub.student import NAMED, TOLD

_LARGEST = 2_000_000  # a whole course's file has some ten kilobytes
EVERY_S = 10  # between two looks at a class at work


def read(students: Iterable[Path]) -> dict[Path, tuple[memory.Attempt, ...]]:
    """Return the attempts of each student who was told that the class gathers.

    Parameters
    ----------
    students
        The students' own folders.

    Examples
    --------
    >>> read([])
    {}
    """
    told = (home for home in sorted(students) if _is_told(home))
    return {home: memory.attempts(_text(home / ".learner" / memory.FILE)) for home in told}


def table(gathered: dict[Path, tuple[memory.Attempt, ...]]) -> list[dict[str, str | int]]:
    """Return one row for each student whose class gathers names: what was solved and predicted in each lesson."""
    rows = []
    for home, attempts in gathered.items():
        if _text(home / ".learner" / TOLD).strip() != NAMED:
            continue
        done = memory.solved(attempts)
        row: dict[str, str | int] = {"student": home.name}
        for lesson in banks.lessons():
            bank = banks.questions(lesson).values()
            row[f"{lesson} solved"] = sum(each.graded and each.id in done for each in bank)
            row[f"{lesson} predicted"] = sum(not each.graded and each.id in done for each in bank)
        rows.append(row)
    return rows


def _is_told(home: Path) -> bool:
    # A folder that cannot be read, or links to nowhere, is left out: it must not stop the table of the others.
    try:
        return stat.S_ISREG((home / ".learner" / TOLD).stat().st_mode)
    except (OSError, ValueError):
        return False


def _text(path: Path) -> str:
    # The student owns the folder: a link there must not lead whoever gathers to a file of someone else's.
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return ""
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def main(arguments: Sequence[str]) -> int:
    """Print what the class found hard, write tables and page where asked, and return the exit status."""
    parser = argparse.ArgumentParser(prog="helpers.launch.hub.gather", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="the folder of the students' folders")
    parser.add_argument("--into", type=Path, help="write the tables and the page into this folder too")
    parser.add_argument(
        "--follow", action="store_true", help=f"do so again every {EVERY_S} s, for a class at work"
    )
    asked = parser.parse_args(arguments)
    gathered = _gathered(asked.folders)
    if asked.follow and asked.into:
        return _follow(asked.folders, asked.into)
    if not gathered:
        print(
            "No progress to gather: turn it on with --gather, which tells the students when they next come in."
        )
        return 1
    found = mistakes.tallies(gathered.values())
    print(f"{len(gathered)} students. Mistakes that were foreseen, most frequent first:")
    made = [(tally, *each) for tally in found if tally.question.graded for each in tally.mistakes]
    for tally, what, count in sorted(made, key=lambda each: -each[2]):
        print(f"{count:4} of {tally.tried:<4} {tally.question.id:<24} {what}")
    if not made:
        print("   none so far")
    rows = table(gathered)
    if rows:
        print(f"\n{'exercises solved':<24}" + "".join(f"{lesson:>7}" for lesson in banks.lessons()))
        for row in rows:
            print(
                f"{row['student']:<24}"
                + "".join(f"{row[f'{lesson} solved']:>7}" for lesson in banks.lessons())
            )
    if asked.into:
        _keep(gathered, asked.into)
        print(f"\nA page to show the class, and the tables: {asked.into}")
    return 0


def _follow(folders: Sequence[Path], into: Path) -> int:
    page = into / "class.html"
    print(
        f"What the class does is shown here, anew every {EVERY_S} s: {page.resolve().as_uri()}\nCtrl-C ends it."
    )
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            _keep(_gathered(folders), into, EVERY_S)
            time.sleep(EVERY_S)
    return 0


def _gathered(folders: Sequence[Path]) -> dict[Path, tuple[memory.Attempt, ...]]:
    return read([home for folder in folders if folder.is_dir() for home in folder.iterdir()])


def _keep(gathered: dict[Path, tuple[memory.Attempt, ...]], into: Path, every: int = 0) -> None:
    """Write the page, which asks for itself again after so many seconds, and the tables."""
    found, rows = mistakes.tallies(gathered.values()), table(gathered)
    _write(into / "class.html", mistakes.page(found, len(gathered), every))
    _save(into / "questions.csv", mistakes.table(found))
    if rows:
        _save(into / "progress.csv", rows)


def _save(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with _opened(path) as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["question"])
        writer.writeheader()
        writer.writerows(rows)


def _write(path: Path, text: str) -> None:
    with _opened(path) as file:
        file.write(text)


def _opened(path: Path) -> Any:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
