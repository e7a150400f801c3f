"""Writes the question banks for the systems of schools: ``python3 course.py export`` calls this module."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from helpers.launch.export import moodle, qti
from helpers.launch.export.items import Lesson, lessons

GENERAL, CANVAS = "insulin_resistance_qti21.zip", "insulin_resistance_canvas.zip"


def write(folder: Path) -> str:
    """Write the files, and return what was written and what could not be.

    Parameters
    ----------
    folder
        Where they go; made if it is not there.
    """
    made = lessons()
    (folder / "moodle").mkdir(parents=True, exist_ok=True)
    for lesson in made:
        name = lesson.title.lower().replace(" ", "_")
        (folder / "moodle" / f"{name}.xml").write_bytes(moodle.write(lesson))
    (folder / GENERAL).write_bytes(qti.package(made))
    (folder / CANVAS).write_bytes(qti.package(made, canvas=True))
    return _report(folder, made)


def _report(folder: Path, made: Sequence[Lesson]) -> str:
    items = [item for lesson in made for item in lesson.all()]
    graded = [turns for lesson in made for turns in lesson.items if turns[0].graded]
    others = sum(len(turns) > 1 for turns in graded)
    programs = [item.id for item in items if item.kind == "code"]
    predictions = [item.id for item in items if not item.graded and item.kind != "code"]
    lines = [
        f"Wrote {len(graded)} graded questions of {len(made)} lessons, {others} of them with other numbers too,",
        f"in {folder}:",
        "  moodle/*.xml  for Moodle, one file a lesson (question bank, Import, Moodle XML format)",
        f"  {GENERAL}  for systems that read QTI 2.1",
        f"  {CANVAS}  the same for Canvas (Import Course Content, QTI .zip file)",
        f"Not graded there, and not in the file for Canvas: {len(predictions)} predictions, and {len(programs)}",
        "questions that ask for a program, which no such system can judge:",
        *textwrap.wrap(f"{', '.join(programs)}.", 100, initial_indent="  ", subsequent_indent="  "),
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Write what was asked for, say what it is, and return the exit status."""
    parser = argparse.ArgumentParser(prog="helpers.launch.export", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("export"), metavar="DIR", help="where it goes")
    print(write(parser.parse_args(arguments).output))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
