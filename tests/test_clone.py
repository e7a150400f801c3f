"""A clone has the repository's bytes whatever the system's git does to line ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


def git(*arguments: str, at: Path) -> bytes:
    return subprocess.run(["git", *arguments], cwd=at, check=True, capture_output=True).stdout


def test_a_clone_of_git_for_windows_has_the_same_bytes(root: Path, tmp_path: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("a copy without its repository, such as an unpacked ZIP")
    # Without a work tree at first: what is checked out is what a learner gets.
    git("clone", "--quiet", "--no-checkout", "--no-local", str(root), "copy", at=tmp_path)
    copy = tmp_path / "copy"
    git("config", "core.autocrlf", "true", at=copy)
    git("checkout", "--quiet", "HEAD", at=copy)
    changed = [
        name
        for name in git("ls-files", "-z", at=copy).decode().split("\0")
        if name
        and (copy / name).is_file()
        and (copy / name).read_bytes() != git("show", f"HEAD:{name}", at=copy)
    ]
    assert changed == []
