"""Collects the progress of a class into one table, on the teacher's side.

Read are the students' small progress files, and only of students who were told: `helpers.launch.hub.student` leaves
a mark in the folder of each whose class gathers. The table says what a student's own file says, which the
student can edit: it shows a class where it stands, and is no examination.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers.exercises import engine
from helpers.launch.hub.student import TOLD

_LARGEST = 1_000_000  # a whole course's file has a few kilobytes


def table(students: Iterable[Path]) -> list[dict[str, str | int]]:
    """Return one row a student: name, and for each lesson the exercises solved and the predictions made.

    Parameters
    ----------
    students
        The students' own folders; each one's name is the student's.

    Examples
    --------
    >>> table([])
    []
    """
    banks = {lesson: engine.questions(lesson).values() for lesson in engine.lessons()}
    rows = []
    for home in sorted(students):
        if not (home / ".learner" / TOLD).is_file():
            continue
        done = _done(home / ".learner" / "progress.json")
        row: dict[str, str | int] = {"student": home.name}
        for lesson, bank in banks.items():
            row[f"{lesson} solved"] = sum(each.graded and each.id in done for each in bank)
            row[f"{lesson} predicted"] = sum(not each.graded and each.id in done for each in bank)
        rows.append(row)
    return rows


def _done(path: Path) -> set[str]:
    # The student owns the folder: a link there must not lead whoever gathers to a file of someone else's.
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return set()
            saved = json.loads(file.read())["done"]
        return {entry for entry in saved if isinstance(entry, str)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()


def main(arguments: Sequence[str]) -> int:
    """Print the table, write it where asked, and return the exit status."""
    parser = argparse.ArgumentParser(prog="helpers.launch.hub.gather", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="the folder of the students' folders")
    parser.add_argument("--csv", type=Path, help="write the table here too")
    asked = parser.parse_args(arguments)
    homes = [home for folder in asked.folders if folder.is_dir() for home in folder.iterdir()]
    rows = table(homes)
    if not rows:
        print(
            "No progress to gather: turn it on with --gather, which tells the students when they next come in."
        )
        return 1
    graded = {
        lesson: sum(question.graded for question in engine.questions(lesson).values())
        for lesson in engine.lessons()
    }
    print(f"{'exercises solved':<24}" + "".join(f"{lesson:>7}" for lesson in graded))
    print(f"{'of':<24}" + "".join(f"{number:>7}" for number in graded.values()))
    for row in rows:
        print(f"{row['student']:<24}" + "".join(f"{row[f'{lesson} solved']:>7}" for lesson in graded))
    if asked.csv:
        handle = os.open(asked.csv, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        print(f"The whole table, with the predictions: {asked.csv}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
