"""Fetching a package at its first import, with the page and Pyodide played by stand-ins."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from helpers.launch import in_browser

FILES = {"base.zip": b"base", "made_up.whl": b"made up"}


class Request:
    """What a worker has for waiting."""

    asked: list[str] = []  # noqa: RUF012
    damaged = False

    @classmethod
    def new(cls) -> Request:
        return cls()

    def open(self, _method: str, address: str, asynchronous: bool) -> None:
        assert not asynchronous, "an import cannot wait for a promise"
        self.address = address

    def send(self) -> None:
        Request.asked.append(self.address)
        content = FILES.get(self.address.rpartition("/")[2])
        self.status = 200 if content else 404
        self.response = SimpleNamespace(to_bytes=lambda: b"other" if Request.damaged else content)


def entry(file_name: str, depends: list[str]) -> SimpleNamespace:
    name = file_name.partition(".")[0]
    sha256 = hashlib.sha256(FILES.get(file_name, b"")).hexdigest()
    kind = {"install_dir": "site", "package_type": "package", "sha256": sha256}
    return SimpleNamespace(name=name, file_name=file_name, depends=depends, **kind)


@pytest.fixture
def pyodide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    packages = {
        "base": entry("base.zip", []),
        "made-up": entry("made_up.whl", ["Base"]),
        "away": entry("away.whl", []),
    }
    imports = {"made_up": "made-up", "away": "away"}
    api = SimpleNamespace(
        lockfile_packages=SimpleNamespace(**packages),
        _import_name_to_package_name=imports,
        config=SimpleNamespace(indexURL="https://site/py/"),
    )
    stand_in = SimpleNamespace(_api=api, loadedPackages=SimpleNamespace())

    def unpack(_content: Any, *, filename: str, **_: Any) -> list[str]:
        (tmp_path / filename).with_suffix(".py").write_text("value = 1\n")
        return []

    loader = SimpleNamespace(get_install_dir=str, unpack_buffer=unpack)
    for name, module in (
        ("js", SimpleNamespace(XMLHttpRequest=Request)),
        ("pyodide_js", stand_in),
        ("pyodide", ModuleType("pyodide")),
        ("pyodide._package_loader", loader),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(Request, "asked", [])
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, in_browser.OnImport()])
    yield stand_in
    sys.modules.pop("made_up", None)


def test_an_import_fetches_a_package_once_and_first_what_it_needs(pyodide: Any) -> None:
    import made_up

    assert made_up.value == 1
    assert Request.asked == ["https://site/py/base.zip", "https://site/py/made_up.whl"]
    in_browser.fetch("made-up", pyodide)
    assert len(Request.asked) == 2


@pytest.mark.usefixtures("pyodide")
def test_what_the_lock_does_not_have_is_not_asked_for() -> None:
    with pytest.raises(ModuleNotFoundError):
        __import__("no_such_package")
    assert Request.asked == []


@pytest.mark.usefixtures("pyodide")
def test_a_file_that_is_absent_or_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportError, match="could not be fetched"):
        __import__("away")
    monkeypatch.setattr(Request, "damaged", True)
    with pytest.raises(ImportError, match="not the file that the course was made with"):
        __import__("made_up")


@pytest.mark.usefixtures("pyodide")
def test_a_package_is_announced_before_it_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    finder = in_browser.OnImport(lambda name: told.append((name, len(Request.asked))))
    monkeypatch.setattr(sys, "meta_path", [finder])
    assert finder.find_spec("made_up") is not None
    assert told == [("made-up", 0)]
