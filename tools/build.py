"""Writes every derived file of a clone again: the data sets, the lessons with their outputs, the locks.

``python3 course.py build`` calls this module. Two builds of the same sources on the same machine give the
same bytes: what changes from run to run (identifiers of widgets, times, the Python in use) is left out.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import inspect
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from helpers import exercises
from helpers.exercises.order import written
from helpers.launch import letters
from tools import house, pages, pictures, plans, sections

if TYPE_CHECKING:
    import pandas as pd

WIDGET = "application/vnd.jupyter.widget-view+json"
_HEADER = (
    "# Written by `python3 course.py build --lock` from pyproject.toml: change that, then run this again."
)
_LOCK_HEADER = """\
# One version of each package, on every system and Python that the course supports, and the hash of every file.
# A line `# for:` names the groups of pyproject.toml that need the package below it; course.py installs by group."""
# An identifier may hold brackets, but does not end in one that was opened before it, nor in a full stop.
_DOI = re.compile(r"doi:\s?(10\.\d+/(?:[^\s,;()]|\([^\s()]*\))*[^\s,;().])")
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}
_PICTURES = ("text/html", "text/markdown", "image/png", "image/svg+xml")


def data(root: Path) -> list[Path]:
    """Write the data sets that the package computes, and return their paths."""
    from helpers import cohort
    from helpers.cohort import follow_up, ogtt, traces

    # In this order: the others are about people of the cohort, and read its file.
    frames: dict[str, Callable[[], pd.DataFrame]] = {
        "cohort.csv": lambda: cohort.generate(cohort.SHIPPED, cohort.SHIPPED_SEED),
        "ogtt.csv": lambda: ogtt.generate(ogtt.SHIPPED_SEED),
        "cgm_people.csv": traces.generate_people,
        "cgm.csv": lambda: traces.generate(traces.SHIPPED_SEED),
        "follow_up.csv": lambda: follow_up.generate(follow_up.SHIPPED_SEED),
        "follow_up_truth.csv": lambda: follow_up.generate_truth(follow_up.SHIPPED_SEED),
    }
    written = []
    for name, frame in frames.items():
        path = root / "data" / name
        frame().to_csv(path, index=False, lineterminator="\n", date_format="%Y-%m-%dT%H:%M:%S")
        written.append(path)
    return written


def models_page(root: Path) -> Path:
    """Write the table of models, papers and checks from the models' own docstrings, and return its path."""
    from helpers import models

    lines = [
        "# The models, and what they were checked against",
        "",
        "Written by `python3 course.py build` from the docstrings of `src/helpers/models`. The tests beside them",
        "(`tests/models`) repeat every check.",
        "",
        "| model | what it is | paper | checked against |",
        "|---|---|---|---|",
    ]
    for name in models.__all__:
        text = inspect.getdoc(getattr(models, name)) or ""
        check = re.search(r"Checked against: (.+?)(?:\n\n|\Z)", text, re.DOTALL)
        checked = " ".join(check[1].split()) if check else ""
        papers = dict.fromkeys(_DOI.findall(text))
        links = ", ".join(f"[{doi}](https://doi.org/{doi})" for doi in papers) or "named in the docstring"
        lines.append(f"| `{name}` | {text.splitlines()[0]} | {links} | {checked} |")
    path = root / "docs" / "models.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def documents(root: Path, numbers: Sequence[str] = ()) -> None:
    """Write what is derived from lessons, data and code besides: pages, the rooms, portraits of some or all lessons."""
    written = [
        models_page(root),
        *pages.write(root),
        plans.write(root),
        house.write(root),
        pictures.write(root, numbers),
    ]
    for path in written:
        print(f"Wrote {path.relative_to(root)}", flush=True)


def lesson(text: Path, notebook: Path) -> None:
    """Execute a lesson's text and write it, with its outputs, as a notebook.

    Parameters
    ----------
    text
        The lesson in jupytext's percent format.
    notebook
        Where the notebook goes; its folder is where the lesson runs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell raises; nothing is written then.
    """
    content = jupytext.read(text)
    client = NotebookClient(
        content,
        timeout=300,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(notebook.parent)}},
        store_widget_state=False,
        record_timing=False,
    )
    client.execute()
    saved = as_saved(content, notebook.name[:2])
    notebook.write_text(saved, encoding="utf-8", newline="\n")


def as_saved(executed: NotebookNode, number: str) -> str:
    """Return the text of a lesson's file, normalised, with the order in which its questions show their options."""
    content = normalised(executed)
    if number in exercises.lessons():
        orders = {name: written(each) for name, each in exercises.questions(number).items() if each.choices}
        content.metadata.update(letters.metadata(orders))
    return f"{nbformat.writes(content)}\n"  # type: ignore[no-untyped-call]


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of an executed notebook without what differs from run to run or machine to machine.

    Cells get identifiers from their source, so that an added cell leaves those of the others alone. A widget
    is left out of an output that also carries a picture or HTML: its model is gone when the notebook is
    opened again, and the reader would see an error message in place of the picture.
    """
    result = copy.deepcopy(notebook)
    result.nbformat, result.nbformat_minor = 4, 5
    result.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": _LANGUAGE})  # type: ignore[no-untyped-call]
    seen: Counter[str] = Counter()
    for cell in result.cells:
        digest = hashlib.sha256(f"{cell.cell_type} {cell.source}".encode()).hexdigest()[:12]
        seen[digest] += 1
        cell.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [
                _settled(output, f"{cell.id} {at}") for at, output in enumerate(_joined(cell.outputs))
            ]
    nbformat.validate(result)
    return result


def _joined(outputs: Sequence[Any]) -> list[Any]:
    """Return the outputs with neighbouring pieces of one stream joined: where they were cut is chance."""
    joined: list[Any] = []
    for output in outputs:
        if joined and output.get("name") and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _settled(output: Any, place: str) -> Any:
    """Return an output whose widget, if it has one, is left out or has an identifier made from its place."""
    view = output.get("data", {}).get(WIDGET)
    if view and any(kind in output.data for kind in _PICTURES):
        del output.data[WIDGET]
    elif view:
        view["model_id"] = hashlib.sha256(place.encode()).hexdigest()[:32]
    return output


def lessons(root: Path, numbers: Sequence[str] = ()) -> list[Path]:
    """Execute the lessons with these numbers, or every lesson, and return the paths of the notebooks written."""
    os.environ.pop("MPLBACKEND", None)  # A kernel chooses its own, as it does for a learner.
    written = []
    for text in sorted((root / "notebooks" / "text").glob("*.py")):
        if numbers and text.stem[:2] not in numbers:
            continue
        notebook = root / "notebooks" / f"{text.stem}.ipynb"
        print(f"Executing {notebook.relative_to(root)}", end=" ... ", flush=True)
        start = time.monotonic()
        # As a new learner meets it, whatever units and answers whoever builds has chosen.
        with tempfile.TemporaryDirectory() as own:
            os.environ["COURSE_LEARNER_DIR"] = own
            lesson(text, notebook)
        print(f"done in {time.monotonic() - start:.0f} s", flush=True)
        written.append(notebook)
    return written


def locks(root: Path, uv: str) -> list[Path]:
    """Lock the newest versions that fit pyproject.toml, on every system and Python that the course supports.

    All groups are resolved together, so that any of them go together. What the lessons need is written a second time,
    for those who install it with pip.

    Parameters
    ----------
    root
        The clone.
    uv
        The program uv.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    subprocess.CalledProcessError
        If uv finds no versions that go together.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = {
        group: ["pyproject.toml", f"--extra={group}"] for group in project["project"]["optional-dependencies"]
    }
    groups = extras | {group: [f"--group={group}"] for group in project["dependency-groups"]}
    lock, lessons_only = root / "requirements-lock.txt", root / "requirements.txt"
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "together.txt"
        everything = dict.fromkeys(option for options in groups.values() for option in options)
        found = _resolved(root, uv, *everything, "--generate-hashes")
        together.write_text("\n".join(found), encoding="utf-8")
        pins = {
            group: _resolved(root, uv, *options, "--constraint", str(together))
            for group, options in groups.items()
        }
    _write(lock, [_HEADER, _LOCK_HEADER, *marked(found, pins)])
    _write(lessons_only, [_HEADER, *pins["lessons"], "-e ."])
    return [lock, lessons_only]


def marked(found: Sequence[str], pins: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the lines of a lock with hashes, above each package a line with the groups that pin it.

    Examples
    --------
    >>> marked(["numpy==2.0", "    --hash=sha256:0a"], {"lessons": ["numpy==2.0"], "site": [], "test": ["numpy==2.0"]})
    ['# for: lessons, test', 'numpy==2.0', '    --hash=sha256:0a']
    """
    # A package that one group needs everywhere and another on Windows only has a marker in the other's pins alone.
    needs = {group: {pin.split()[0] for pin in its} for group, its in pins.items()}
    lines = []
    for line in found:
        if "==" in line:
            lines.append(f"# for: {', '.join(group for group in needs if line.split()[0] in needs[group])}")
        lines.append(line)
    return lines


def _resolved(root: Path, uv: str, *options: str) -> list[str]:
    """Return the lines that uv writes for what options name; neither comments nor addresses are among them."""
    command = [uv, "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"]
    command += ["--no-header", "--no-annotate", *options]
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout.splitlines()


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Build what was asked for, and return the exit status."""
    parser = argparse.ArgumentParser(prog="tools.build", description=__doc__)
    parser.add_argument("--lock", metavar="UV", help="write the locks with this uv, and nothing else")
    parser.add_argument(
        "lessons", nargs="*", metavar="NN", help="numbers of lessons; without any, build everything"
    )
    asked = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[1]
    if not (root / "pyproject.toml").is_file():
        print("Building needs a clone of the course, not an installed copy.", file=sys.stderr)
        return 1
    try:
        if asked.lock:
            for path in locks(root, asked.lock):
                print(f"Wrote {path.relative_to(root)}", flush=True)
        elif asked.lessons:
            sections.write(root)
            lessons(root, asked.lessons)
            documents(root, asked.lessons)
        else:
            for path in [*data(root), *sections.write(root)]:
                print(f"Wrote {path.relative_to(root)}", flush=True)
            documents(root)
            lessons(root)
    except subprocess.CalledProcessError:
        print("uv found no versions that go together.", file=sys.stderr)
        return 1
    except CellExecutionError as error:
        print(f"a cell raised\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
