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
from collections import Counter
from collections.abc import Callable, Sequence
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
from tools import house, pages

if TYPE_CHECKING:
    import pandas as pd

WIDGET = "application/vnd.jupyter.widget-view+json"
# Each lock: its file, the extra of pyproject.toml that it adds, the lock that it builds on.
LOCKS: list[tuple[str, str, str | None]] = [
    ("requirements.txt", "lab", None),
    ("requirements-site.txt", "site", "requirements.txt"),
    ("requirements-test.txt", "test", "requirements-site.txt"),
    ("requirements-bench.txt", "bench", "requirements-test.txt"),
    ("requirements-classroom.txt", "classroom", "requirements.txt"),
]
_HEADER = (
    "# Written by `python3 course.py build --lock` from pyproject.toml: change that, then run this again."
)
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
    content = normalised(content)
    if (number := notebook.name[:2]) in exercises.lessons():
        orders = {name: written(each) for name, each in exercises.questions(number).items() if each.choices}
        content.metadata.update(letters.metadata(orders))
    saved = nbformat.writes(content)  # type: ignore[no-untyped-call]
    notebook.write_text(saved + "\n", encoding="utf-8", newline="\n")


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

    Everything is resolved together first, so that no lock on top asks for another version of what is there.

    Parameters
    ----------
    root
        The clone.
    uv
        The program uv.

    Returns
    -------
    list of Path
        The locks written.

    Raises
    ------
    subprocess.CalledProcessError
        If uv finds no versions that go together.
    """
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "together.txt"
        extras = [extra for _, extra, _ in LOCKS]
        together.write_text("\n".join(_resolved(root, uv, extras, None)), encoding="utf-8")
        pins = {name: _resolved(root, uv, [*_below(name), extra], together) for name, extra, _ in LOCKS}
    written = []
    for name, _, base in LOCKS:
        there = set(pins[base]) if base else set()
        lines = [_HEADER, *([f"-r {base}"] if base else []), *(pin for pin in pins[name] if pin not in there)]
        path = root / name
        path.write_text(
            "\n".join([*lines, *([] if base else ["-e ."])]) + "\n", encoding="utf-8", newline="\n"
        )
        written.append(path)
    return [*written, hashed(root, uv)]


def hashed(root: Path, uv: str) -> Path:
    """Write the lock of the lessons once more with the hash of every file, and return its path.

    ``pip install --require-hashes`` refuses the course itself (``-e .``), which has no hash: hence a second file.

    Parameters
    ----------
    root
        The clone, whose requirements.txt is written already.
    uv
        The program uv.

    Raises
    ------
    subprocess.CalledProcessError
        If uv cannot ask for the hashes.
    """
    pins = [
        line for line in (root / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line
    ]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pins.txt"
        source.write_text("\n".join(pins), encoding="utf-8")
        command = [uv, "pip", "compile", str(source), "--universal", "--python-version", "3.11", "--quiet"]
        command += ["--no-deps", "--no-header", "--no-annotate"]
        found = subprocess.run(
            [*command, "--generate-hashes"], check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
    path = root / "requirements-hashed.txt"
    lines = [_HEADER, found.stdout.rstrip()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def _below(lock: str) -> list[str]:
    """Return the extras of the locks that a lock builds on."""
    base = next(base for name, _, base in LOCKS if name == lock)
    return [] if base is None else [*_below(base), *(extra for name, extra, _ in LOCKS if name == base)]


def _resolved(root: Path, uv: str, extras: Sequence[str], within: Path | None) -> list[str]:
    """Return the pins that uv finds for some extras; neither comments nor addresses are among them."""
    command = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--quiet"]
    command += ["--no-header", "--no-annotate", *(f"--extra={extra}" for extra in extras)]
    command += ["--constraint", str(within)] if within else []
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return [line for line in done.stdout.splitlines() if "==" in line]


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
            lessons(root, asked.lessons)
        else:
            for path in data(root):
                print(f"Wrote {path.relative_to(root)}", flush=True)
            for path in [models_page(root), *pages.write(root), house.write(root)]:
                print(f"Wrote {path.relative_to(root)}", flush=True)
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
