"""What a lesson needs where it runs in a reader's browser, and nowhere else.

There, Python runs in WebAssembly (Pyodide), in a worker of the page. The course imports inside its functions what only
some of them need, so here a package is fetched at the moment of its first import, whoever imports it; the lesson waits
meanwhile, and what no lesson imports is never fetched.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_FONTS = Path(__file__).with_name("web") / "fontlist-v330.json"


class OnImport(MetaPathFinder):
    """Finds what Pyodide's lock has and nobody imported yet, by fetching it.

    Parameters
    ----------
    announce
        Is told the package's name before it is fetched.
    """

    def __init__(self, announce: Callable[[str], object] | None = None) -> None:
        self._announce = announce

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is, after its package came from the server; None if the lock has no such."""
        del target
        pyodide: Any = importlib.import_module("pyodide_js")
        package = pyodide._api._import_name_to_package_name.get(fullname)
        if package is None:
            return None
        if self._announce:
            whole, part, _ = str(package).partition("-rest")
            self._announce(f"more of {whole}" if part else whole)
        fetch(str(package), pyodide)
        importlib.invalidate_caches()
        return PathFinder.find_spec(fullname, path)


def fetch(name: str, pyodide: Any) -> None:
    """Fetch a package of Pyodide's lock and what it depends on, and unpack them.

    Parameters
    ----------
    name
        As the lock has it.
    pyodide
        The running Pyodide.

    Raises
    ------
    ImportError
        If the server does not give a file, or another than the lock names.
    """
    lock = getattr(pyodide._api.lockfile_packages, name)
    if getattr(pyodide.loadedPackages, lock.name, None) is not None:
        return
    for needed in lock.depends:
        fetch(str(needed).lower().replace("_", "-"), pyodide)
    content = _received(f"{pyodide._api.config.indexURL}{lock.file_name}", lock.sha256)
    loader: Any = importlib.import_module("pyodide._package_loader")
    libraries = loader.unpack_buffer(
        content,
        filename=lock.file_name,
        extract_dir=loader.get_install_dir(lock.install_dir),
        calculate_dynlibs=True,
        installer="pyodide.loadPackage",
        source="pyodide",
    )
    if lock.package_type == "shared_library":
        # Extension modules are loaded as they are imported, and then must find what they are linked with.
        for library in libraries:
            _load(str(library), pyodide._module)
    setattr(pyodide.loadedPackages, lock.name, "default channel")


def _received(address: str, sha256: str) -> Any:
    """Return a file as the page's buffer; a worker may wait for it."""
    request: Any = importlib.import_module("js").XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    try:
        request.send()
        received = request.status == 200
    except Exception:  # the page's own kind of error, which exists only there
        received = False
    if not received:
        raise ImportError(f"{address} could not be fetched: is the network there?")
    if hashlib.sha256(request.response.to_bytes()).hexdigest() != sha256:
        raise ImportError(f"{address} is not the file that the course was made with.")
    return request.response


def _load(library: str, module: Any) -> None:
    js: Any = importlib.import_module("js")
    flags, scope = js.Object.new(), js.Object.new()
    flags.loadAsync, flags.nodelete, flags.allowUndefined = False, True, True
    flags.fs = module.FS
    setattr(flags, "global", False)
    module.loadDynamicLibrary(library, flags, scope)
    loaded = module.LDSO.loadedLibsByName
    setattr(loaded, Path(library).name, getattr(loaded, library))


def prepare(announce: Callable[[str], object] | None = None) -> None:
    """Set Python up before anything else; `announce` is told of each package before it is fetched."""
    sys.meta_path.append(OnImport(announce))
    # matplotlib misses what no lesson draws.
    warnings.filterwarnings("ignore", "Unable to import Axes3D")
    matplotlib = find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        # Pyodide's matplotlib brings a list of fonts of another version, and would make its own at every start.
        fonts = _FONTS.read_text(encoding="utf-8")
        Path(matplotlib.origin).with_name("fontlist.json").write_text(fonts, encoding="utf-8")
