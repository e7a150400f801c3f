"""Every model says what it was checked against, and the table in docs/ is what the docstrings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import models
from tools.build import models_page


@pytest.mark.parametrize("name", models.__all__)
def test_says_what_it_was_checked_against(name):
    assert "Checked against: " in getattr(models, name).__doc__


def test_the_table_is_up_to_date(root, tmp_path):
    (tmp_path / "docs").mkdir()
    written = models_page(Path(tmp_path)).read_text(encoding="utf-8")
    assert written == (root / "docs" / "models.md").read_text(encoding="utf-8"), "python3 course.py build"
