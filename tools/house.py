"""The rooms of the house, from the roof down: a room imports from rooms below it and from itself only.

The tests hold every module to this list, and `python3 course.py build` prints it in CONTRIBUTING.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Room(NamedTuple):
    """A folder or file of the course, the floor it stands on, and what is there."""

    floor: int
    name: str
    holds: str


ROOMS = (
    Room(11, "tools", "what needs a clone: building data, lessons, pages and the web site"),
    Room(10, "helpers/launch/hub", "the course for a class"),
    Room(9, "helpers/launch", "opening the course: a learner's copies, slides, lessons as pages"),
    Room(8, "helpers/launch/export", "the questions for the systems of schools: Moodle XML and QTI"),
    Room(8, "helpers/explore", "the explorers: one file each, in a folder for each lesson"),
    Room(7, "helpers/explore/engine", "what makes an explorer live; authors need not read it"),
    Room(7, "helpers/exercises", "questions, one bank a lesson, and how answers are judged"),
    Room(6, "helpers/explore/drawing", "what authors of explorers draw with"),
    Room(6, "helpers/own", "a learner's own files"),
    Room(5, "helpers/evidence", "graded claims, references, trial results, agents, the glossary"),
    Room(5, "helpers/cohort", "synthetic people"),
    Room(4, "helpers/models", "one file for each published model or schematic"),
    Room(4, "helpers/cgm.py", "metrics of sensor traces"),
    Room(3, "helpers/indices.py", "HOMA-IR and its relatives"),
    Room(3, "helpers/norms", "published reference intervals"),
    Room(2, "helpers/forms", "questions as forms in a page, and the memory of what was answered"),
    Room(2, "helpers/columns.py", "tables as plain columns"),
    Room(2, "helpers/units", "the table of analytes, conversion, the one remembered choice"),
    Room(2, "helpers/statistics", "intervals, effects, association, measurement, planning, what is missing"),
    Room(1, "helpers/checks.py", "checks of numbers that were passed"),
    Room(1, "helpers/html.py", "cards"),
    Room(1, "helpers/roots.py", "where a function crosses zero"),
    Room(1, "helpers/paths.py", "where files are"),
    Room(0, "helpers/words.py", "how messages name what was passed; checks of names, without numpy"),
)
_BEGIN, _END = "<!-- the rooms: written by build -->", "<!-- end of the rooms -->"


def room_of(path: str) -> Room | None:
    """Return the room of a file, such as ``helpers/units/choice.py``: the nearest that encloses it.

    Examples
    --------
    >>> room_of("helpers/explore/engine/stage.py").name
    'helpers/explore/engine'
    """
    around = [room for room in ROOMS if path == room.name or path.startswith(f"{room.name}/")]
    return max(around, key=lambda room: len(room.name), default=None)


def write(root: Path) -> Path:
    """Print the rooms in CONTRIBUTING.md, and return its path."""
    path = root / "CONTRIBUTING.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    lines = ["| floor | room | what is there |", "|---|---|---|"]
    lines += [f"| {room.floor} | `{_address(room)}` | {room.holds} |" for room in ROOMS]
    table = "\n".join([_BEGIN, "", *lines, "", _END])
    path.write_text(before + table + rest.partition(_END)[2], encoding="utf-8", newline="\n")
    return path


def _address(room: Room) -> str:
    return room.name if room.name == "tools" else f"src/{room.name}"
