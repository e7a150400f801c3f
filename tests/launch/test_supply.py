"""No locked package is older than the first version without a known hole: `.ci/least_safe.csv`, looked up by hand."""

from __future__ import annotations

import csv
import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from packaging.version import Version

OLDEST = timedelta(days=120)


def least_safe(root: Path) -> list[dict[str, str]]:
    with (root / ".ci" / "least_safe.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def locked(root: Path) -> dict[str, list[Version]]:
    """Return every version of every package in the locks of Python and of the proxy."""
    found: dict[str, list[Version]] = {}
    for line in (root / "requirements-lock.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", line):
            found.setdefault(match[1], []).append(Version(match[2]))
    lock = json.loads((root / "classroom" / "proxy" / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in lock["packages"].items():
        if path:
            found.setdefault(path.rpartition("node_modules/")[2], []).append(Version(package["version"]))
    return found


def too_old(rows: list[dict[str, str]], versions: dict[str, list[Version]]) -> list[str]:
    return [
        f"{row['package']} {version}: {row['advisories']} ended with {row['least_safe']}"
        for row in rows
        for version in versions[row["package"]]
        if version < Version(row["least_safe"])
    ]


def test_nothing_is_locked_that_has_a_known_hole(root: Path) -> None:
    assert too_old(least_safe(root), locked(root)) == []


def test_an_older_version_would_be_seen(root: Path) -> None:
    old = locked(root) | {"jupyter-server": [Version("2.20.0"), Version("2.21.1")]}
    assert [each.split(":")[0] for each in too_old(least_safe(root), old)] == ["jupyter-server 2.20.0"]


def test_the_table_says_what_when_and_of_which_package(root: Path) -> None:
    packages = locked(root)
    for row in least_safe(root):
        assert row["package"] in packages, "it is no longer needed: take the row out"
        assert re.fullmatch(r"(?:CVE-\d{4}-\d+ ?|GHSA(?:-\w{4}){3} ?)+", row["advisories"])
        assert date.fromisoformat(row["looked_up"]) <= date.today() + timedelta(days=1)
        assert row["what"]


@pytest.mark.skipif("COURSE_RELEASE" not in os.environ, reason="asked before a release, not on every change")
def test_the_table_is_fresh_before_a_release(root: Path) -> None:
    old = [
        row["package"]
        for row in least_safe(root)
        if date.today() - date.fromisoformat(row["looked_up"]) > OLDEST
    ]
    assert not old, f"look these up again: {', '.join(old)}"
