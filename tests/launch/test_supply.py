"""The locks agree, every file has a hash, and a student downloads no more than was promised."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from helpers.launch import supply

LIMIT_MB = 250


def pins(path: Path) -> set[str]:
    """Return the pins of a lock, with their markers and without hashes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("\\").strip() for line in lines if "==" in line and not line.startswith(" ")}


def sizes(root: Path) -> dict[str, int]:
    line = (root / "requirements-hashed.txt").read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith(supply.DOWNLOAD)
    return {system: int(number) for system, number in re.findall(r"(\w+) (\d+) MB", line)}


def test_both_locks_name_the_same_versions(root: Path) -> None:
    assert pins(root / "requirements-hashed.txt") == pins(root / "requirements.txt")


def test_every_package_has_hashes_and_no_address(root: Path) -> None:
    text = (root / "requirements-hashed.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.split("\n", 2)[2].rstrip())
    assert len(entries) == len(pins(root / "requirements-hashed.txt"))
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry.split("==")[0]
    assert "://" not in text


def test_the_download_is_small_and_said_in_the_readme(root: Path) -> None:
    said = sizes(root)
    assert set(said) == {"Linux", "macOS", "Windows"}
    assert 0 < min(said.values()) <= max(said.values()) < LIMIT_MB
    assert f"{max(said.values())} MB" in (root / "README.md").read_text(encoding="utf-8")


def wheel(name: str, size: int) -> dict[str, Any]:
    return {"url": f"https://example.org/{name}", "size": size}


def test_an_installer_takes_the_file_that_fits_best() -> None:
    package = {
        "name": "one",
        "marker": "sys_platform != 'win32'",
        "sdist": {"size": 1000},
        "wheels": [
            wheel("one-1-cp312-cp312-manylinux_2_17_x86_64.whl", 1),
            wheel("one-1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", 10),
            wheel("one-1-py3-none-any.whl", 100),
        ],
    }
    assert supply.downloads({"packages": [package]}) == {"Linux": 10, "macOS": 100, "Windows": 0}


def test_without_a_wheel_the_source_is_downloaded() -> None:
    assert supply.downloads({"packages": [{"name": "one", "sdist": {"size": 7}}]})["Linux"] == 7
    with pytest.raises(ValueError, match="one has no file for Linux"):
        supply.downloads({"packages": [{"name": "one"}]})
