"""Takes packages apart: what a page starts with, what it fetches once something asks for it, and what nobody reads."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Tests, other alphabets' fonts and codes, samples, headers, windows to draw or write in, other kinds of pictures, and
# what starts, serves or asks other programs.
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:tests|sphinxext|sample_data|pdfcorefonts|afm|include)/|\.dist-info/RECORD$|\.a$"
    r"|^helpers/launch/(?:hub|jupyter\w*|labextensions|votes|export)/|^helpers/launch/(?:address|copies|slides|websocket)\."
    r"|^matplotlib/mpl-data/(?:images/|fonts/ttf/(?!DejaVuSans(?:-Bold|-Oblique)?\.))"
    r"|^matplotlib/backends/(?:web_backend/|qt_editor/|_backend_tk|backend_(?:gtk|mac|nbagg|qt|tk|web|wx|cairo|pgf|ps|pdf|svg))"
    r"|^matplotlib/(?:testing/|_(?:qhull|tri|ttconv)\.|(?:animation|sankey|_type1font)\.)|^mpl_toolkits/"
    r"|^PIL/(?:_imaging(?:ft|cms|math|morph|tk)|_webp|Pdf|Image(?:Cms|Grab|Qt|Tk|Win)|(?!Png|Jpeg|Bmp|Ppm)\w+ImagePlugin)"
    r"|^packaging/(?!__init__|version|_structures)\w+[./]|^pyparsing/diagram/|^dateutil/tz/win"
    r"|^scipy/(?:misc/\w+\.dat|datasets/|stats/_sobol_direction_numbers)"
    r"|^(?:tkinter|idlelib|lib2to3|ensurepip|pydoc_data|turtledemo|test|xmlrpc|wsgiref|venv|curses|dbm|sqlite3)/"
    r"|^(?:multiprocessing|xml|ctypes/macholib)/|^http/(?:server|cookie)|^logging/(?:config|handlers)"
    r"|^asyncio/(?:windows|proactor)_"
    r"|^encodings/(?:mac_|big5|cp(?!1252|437)|euc_|gb|hz|iso2022|johab|koi|ptcp|shift|tis|iso8859_(?!1\.|15))"
    r"|^(?:turtle|antigravity|mailbox|imaplib|smtplib|poplib|nntplib|ftplib|telnetlib|_pyio|doctest|pdb|bdb|pickletools"
    r"|optparse|configparser|pstats|plistlib|cgi|cgitb|trace|aifc|sunau|wave|modulefinder|socketserver|profile|cProfile"
    r"|cmd|symtable|pyclbr|tabnanny|mailcap|filecmp|sndhdr|zipapp|netrc|xdrlib)\.py"
)
# Whole modules, which `in_browser` fetches when one of them is first imported: for few explorers, or a learner's code.
_LATER = re.compile(
    r"^numpy/(?:f2py|fft|polynomial|random|testing)/|^numpy/(?:ctypeslib|matlib)\.|^numpy/linalg/lapack_lite\."
    r"|^dateutil/zoneinfo/|^matplotlib/style/|^matplotlib/(?:patheffects|pyplot)\."
    r"|^PIL/Image(?:Draw2?|Enhance|Filter|Font|Math|Morph|Ops|Path|Show|Stat|Transform)\."
    r"|^helpers/own/|^helpers/explore/own_\w+\.|^helpers/cohort/(?:traces|follow_up)\."
    r"|^helpers/data/(?:cgm|cgm_people|follow_up\w*)\.csv$"  # read by these alone
    r"|^(?:unittest|tomllib|zoneinfo)/"
    r"|^(?:_pydatetime|_strptime|argparse|fileinput|gettext|mimetypes|pydoc|runpy|stringprep|timeit|tracemalloc)\.py"
)
# Europe's alphabets, signs of punctuation, of money and of mathematics, arrows and shapes.
_LETTERS = ((0x20, 0x24F), (0x2B0, 0x4FF), (0x2000, 0x22FF), (0x2500, 0x27BF))


@dataclass(frozen=True)
class Pared:
    """An archive in two parts.

    Parameters
    ----------
    start
        What a page starts with.
    later
        What it fetches once something of it is imported; empty if there is nothing.
    modules
        The names by which that is imported.
    """

    start: bytes
    later: bytes
    modules: tuple[str, ...]


def pare(archive: bytes) -> Pared:
    """Take a wheel, or the standard library, apart; what no page reads is in neither part."""
    start, later = io.BytesIO(), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as whole,
        zipfile.ZipFile(start, "w") as first,
        zipfile.ZipFile(later, "w") as second,
    ):
        for entry in whole.infolist():
            if not _LEFT_OUT.search(entry.filename):
                content = whole.read(entry)
                part = second if _LATER.search(entry.filename) else first
                part.writestr(entry, lettered(content) if entry.filename.endswith(".ttf") else content)
        modules = _modules(first.namelist(), second.namelist())
    return Pared(start.getvalue(), later.getvalue() if modules else b"", modules)


def in_one_file(archives: Iterable[bytes]) -> bytes:
    """Return the files of several archives as one packed tar, the same bytes for the same content.

    A browser unpacks it at once, and a tar is read in a few lines; wheel by wheel, Python took half a second.
    """
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as made:
        for archive in archives:
            with zipfile.ZipFile(io.BytesIO(archive)) as whole:
                for name in sorted(each for each in whole.namelist() if not each.endswith("/")):
                    entry = tarfile.TarInfo(name)
                    entry.size = whole.getinfo(name).file_size
                    made.addfile(entry, whole.open(name))
    return gzip.compress(content.getvalue(), 9, mtime=0)


def lettered(font: bytes) -> bytes:
    """Return a TrueType font with the letters and signs of Europe's languages and of mathematics alone.

    They keep their shapes, hints, widths and kerning, so that a picture is the same.
    """
    options = Options(
        legacy_kern=True, layout_features=[], name_IDs=["*"], name_languages=["*"], glyph_names=True
    )
    options.drop_tables += ["FFTM"]
    face = TTFont(io.BytesIO(font))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in _LETTERS for code in range(low, high + 1)])
    subsetter.subset(face)
    kept = io.BytesIO()
    face.save(kept)
    return kept.getvalue()


def _modules(start: Iterable[str], later: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the outermost modules that lie in the second list of paths alone."""
    folders = {parent for path in start for parent in PurePosixPath(path).parents}
    found: dict[str, None] = {}
    for path in map(PurePosixPath, later):
        outermost = next(each for each in [*reversed(path.parents), path] if each not in folders)
        if outermost.suffix in ("", ".py", ".so"):
            found[".".join([*outermost.parts[:-1], outermost.name.partition(".")[0]])] = None
    return tuple(found)
