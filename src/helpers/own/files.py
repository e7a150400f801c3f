"""A file of a learner's own as bytes and text: what it is, its letters, its lines. It is only read."""

from __future__ import annotations

import codecs
import csv
import difflib
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from helpers.words import said

MAX_BYTES = 200_000_000
_LOOKED_AT = 20_000  # characters of a line that show its delimiter
LONGEST_LINE = 1_000_000
"""Characters; what is longer is no line of a table."""

DELIMITERS = (",", ";", "\t", "|")
XPORT = b"HEADER RECORD*******LIB"
"""How a SAS transport file begins, as NHANES gives them."""

SEP_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
"""By this line a spreadsheet is told the delimiter."""

_SAVE = "open it in the spreadsheet program and save the sheet as CSV"
_OTHER_FILES = {
    b"PK\x03\x04": f"a spreadsheet or another zipped file, not a CSV file: {_SAVE}, or unpack it and load the file "
    "inside that holds the readings or values",
    b"\xd0\xcf\x11\xe0": f"an old spreadsheet (or another Office file), not a CSV file: {_SAVE}",
    b"%PDF": "a PDF, not a CSV file: type the values into a spreadsheet and save it as CSV",
    b"\x1f\x8b": "a compressed file: unpack it first",
    b"{\\rtf": f"a text document (RTF), not a CSV file: {_SAVE}",
}
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|[A-Za-z]\w*[\s>/])", re.IGNORECASE)
# A word with a capital may be somebody's name; these are what sensors, laboratories and spreadsheets write.
_CAPITAL = re.compile(r"[^\W\d_]*[A-ZÀ-ÞΑ-ΩА-Я][^\W\d_]{2,}")
_NO_NAMES = re.compile(
    r"#?(?:low|high|niedrig|hoch|true|false|error|err|nan|null|none|ref|div)", re.IGNORECASE
)


def checked(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """Return the file and its encoding (empty for a SAS transport file).

    Raises
    ------
    ValueError
        If there is no such file, or it cannot be a table: says why, and what to do.
    """
    if not isinstance(path, str | os.PathLike):
        raise ValueError(
            f'path = a {type(path).__name__}: expected the name of a file, such as "my_values.csv".'
        )
    try:
        file = Path(path).expanduser()
    except RuntimeError:  # nobody of that name has an account
        raise ValueError(f"{said(path)}: ~ and a name is a folder of that user, and there is none.") from None
    try:
        if file.is_dir():
            raise ValueError(f"{file} is a folder: name a CSV file in it.{_alike(file, '')}")
        if os.path.exists(file) and not file.is_file():
            raise ValueError(
                f"{file.name} is no file that can be read as often as needed, but a pipe or a device."
            )
        if not file.is_file():
            folder = file.absolute().parent
            where = f"in {folder}" if folder.is_dir() else f"because there is no folder {folder}"
            raise ValueError(f"There is no file {file.name!r} {where}.{_alike(folder, file.name)}")
        if file.stat().st_size > MAX_BYTES:
            size = file.stat().st_size / 1e6
            raise ValueError(
                f"{file.name} has {size:,.0f} MB, the limit is {MAX_BYTES / 1e6:.0f} MB: load a part of it."
            )
        return file, _encoding(file)
    except OSError as error:
        raise ValueError(f"{said(file.name)} cannot be read: {error.strerror}.") from error


def _alike(folder: Path, name: str) -> str:
    """Name the CSV files of a folder that may have been meant."""
    if not folder.is_dir():
        return ""
    there = sorted(path.name for path in folder.glob("*.[cCtT][sS][vV]"))
    near = difflib.get_close_matches(name, there, 3, 0.6) if name else there[:5]
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def _encoding(file: Path) -> str:
    with file.open("rb") as handle:
        head = handle.read(65536)
    if head.startswith(XPORT):
        return ""
    for sign, what in _OTHER_FILES.items():
        if head.startswith(sign):
            raise ValueError(f"{file.name} is {what}.")
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise ValueError(f"{file.name} is empty: expected a row of headings and at least one row of values.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif _is_utf16(head, 1):
        candidates = ["utf-16-le"]
    elif _is_utf16(head, 0):
        candidates = ["utf-16-be"]
    elif b"\0" in head:
        raise ValueError(f"{file.name} is not text: save the table as CSV and load that file.")
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            with file.open(encoding=encoding, newline="") as text:
                first = text.read(1 << 20)
                while text.read(1 << 20):
                    pass
        except UnicodeError:
            continue
        if _MARKUP.match(first):
            raise ValueError(
                f"{file.name} is a page or document with tags (HTML or XML), not a CSV file: export the table as CSV."
            )
        return encoding
    raise ValueError(f"{file.name}: its letters cannot be read. Save it as CSV in UTF-8 and load that file.")


def _is_utf16(head: bytes, zeros_at: int) -> bool:
    """Return whether every other byte is zero: plain letters in UTF-16 without a mark at the beginning."""
    return len(head) >= 4 and set(head[zeros_at::2]) == {0} and 0 not in head[1 - zeros_at :: 2]


def lines(handle: TextIO) -> Iterator[str]:
    """Yield the lines of a file, none longer than `LONGEST_LINE`."""
    return iter(partial(handle.readline, LONGEST_LINE), "")


def rows(handle: TextIO, mark: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the number that a spreadsheet gives them.

    Raises
    ------
    ValueError
        If a quotation mark opens a cell and does not close it.
    """
    # A line that is cut because it is too long has too many cells, or too few.
    reader = csv.reader(lines(handle), delimiter=mark, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            # A spreadsheet shows the line after this one as row 1.
            if row == 1 and SEP_LINE.fullmatch(mark.join(cells).strip("\r\n")):
                break
            yield row, cells
        yield from enumerate(reader, start=1)
    except csv.Error:
        raise ValueError(
            f"{name}, near row {row + 1}: a quotation mark opens a cell and does not close it."
        ) from None


def cells_of(line: str, mark: str) -> list[str]:
    """Return the cells of a line, whether or not its quotation marks are right."""
    return next(csv.reader([line], delimiter=mark), [])


def delimiter(handle: TextIO, score: Callable[[list[str], str], Any]) -> str:
    """Return the delimiter that a file names, or the one for which `score` of its first lines is highest."""
    first: list[str] = []
    for line in lines(handle):
        if line.strip():
            first.append(line[:_LOOKED_AT])
        if len(first) == 40:
            break
    handle.seek(0)
    told = SEP_LINE.fullmatch(first[0].strip("\r\n\"'")) if first else None
    return told[1] if told else max(DELIMITERS, key=partial(score, first))


def shown(cell: str) -> str:
    """Return a cell as a message may show it: cut where it is long, and not at all where it may be a name.

    Examples
    --------
    >>> shown("eight"), shown("Learner Example")
    ("'eight'", 'a text (not shown, since it may be a name)')
    """
    if any(not _NO_NAMES.fullmatch(word) for word in _CAPITAL.findall(cell)):
        return "a text (not shown, since it may be a name)"
    if re.search(r"<\s*/?[A-Za-z!][^<]*[>=]", cell):
        return "a text with tags (not shown)"
    printable = "".join(letter if letter.isprintable() else "�" for letter in cell)
    return repr(printable if len(printable) <= 40 else printable[:39] + "…")
