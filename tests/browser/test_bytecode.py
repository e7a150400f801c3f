"""Packages compiled for the browser's Python, by that Python."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tools.site import bytecode

# What begins a file of Python 3.12's bytecode, then: the source's hash is in it, and is not to be compared.
TWELVE = (3531).to_bytes(2, "little") + b"\r\n" + (1).to_bytes(4, "little")


def wheel(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return content.getvalue()


@pytest.fixture(scope="module")
def done(pyodide: Path) -> dict[str, zipfile.ZipFile]:
    files = {
        "good__py": "def double(x):\n    'What it does.'\n    return 2 * x\n",
        "odd__py": "print 'of Python 2'",
        "good__pyi": "def double(x: int) -> int: ...",
        "table__csv": "a,b",
    }
    archives = {name: wheel(**files) for name in ("a-1-py3-none-any.whl", "numpy-1-py3-none-any.whl")}
    archives["python_stdlib.zip"] = wheel(json__py="x = 1")
    found, again = (bytecode.compiled(archives, pyodide) for _ in range(2))
    assert found == again, "two builds differ"
    return {name: zipfile.ZipFile(io.BytesIO(content)) for name, content in found.items()}


def test_bytecode_takes_the_place_of_the_source(done: dict[str, zipfile.ZipFile]) -> None:
    assert set(done["a-1-py3-none-any.whl"].namelist()) == {"good.pyc", "odd.py", "table.csv"}
    assert done["a-1-py3-none-any.whl"].read("good.pyc").startswith(TWELVE)


def test_docstrings_go_but_for_those_that_are_arguments(done: dict[str, zipfile.ZipFile]) -> None:
    assert b"What it does." not in done["a-1-py3-none-any.whl"].read("good.pyc")
    assert b"What it does." in done["numpy-1-py3-none-any.whl"].read("good.pyc")


def test_a_traceback_names_the_file_where_it_will_lie(done: dict[str, zipfile.ZipFile]) -> None:
    ordinary, standard = done["a-1-py3-none-any.whl"], done["python_stdlib.zip"]
    assert b"/lib/python3.12/site-packages/good.py" in ordinary.read("good.pyc")
    assert b"/lib/python312.zip/json.py" in standard.read("json.pyc")


def test_without_a_pyodide_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(bytecode.BytecodeError, match="could not compile"):
        bytecode.compiled({"a-1-py3-none-any.whl": wheel(a__py="1")}, tmp_path)
