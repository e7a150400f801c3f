"""Where a learner may stop: what is core, how long it takes, and that every place says so."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import jupytext
import pytest

from helpers import explore
from helpers.exercises import banks
from tools import sections
from tools.sections import Section

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "notebooks" / "text").glob("*.py"))
CORE_MIN, CORES_MIN = 45, 6 * 60
# Cells in November 2026: what a lesson gains somewhere it gives up elsewhere.
MOST_CELLS = {
    "00": 31,
    "01": 90,
    "02": 92,
    "03": 100,
    "04": 102,
    "05": 101,
    "06": 95,
    "07": 118,
    "08": 107,
}
LESSON = """\
# %% [markdown]
# # 97 Made up
#
# **9 minutes**, in two sections.
#
# **Contents:** old
# and older
#
# *Education.*

# %% [markdown]
# ## 1 First
#
# {words}

# %%
explore.homa_map()

# %% tags=["raises-exception"]
check("01.homa_by_hand", ...)

# %% [markdown] tags=["further"]
# ## 2 Second (7 minutes)
#
# Short.

# %% [markdown]
# ## Key points
#
# 1. One.
"""


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    path = tmp_path / "97_made_up.py"
    path.write_text(LESSON.format(words="word " * 598), encoding="utf-8")
    return path


def test_minutes_are_words_explorers_and_questions(made_up: Path) -> None:
    """600 words with the heading's two are 3 minutes, an explorer 3, and the question what its bank says."""
    asked = banks.questions("01")["01.homa_by_hand"].minutes
    assert asked
    first, second, last = sections.read(made_up)
    assert first == Section("1 First", True, round(3 + 3 + asked), ("01.homa_by_hand",))
    assert second == Section("2 Second", False, 1, ())
    assert last.is_core
    assert sections.minutes([first, second, last]) == first.minutes + 1
    assert sections.minutes([first, second, last], core=True) == first.minutes


def test_a_diagram_takes_a_third_of_a_minute_a_step(tmp_path: Path) -> None:
    steps = len(explore.explorer("growth_hormone_axis").steps)  # type: ignore[attr-defined]
    path = tmp_path / "97_made_up.py"
    ten = "explore.growth_hormone_axis()\n" * 10
    path.write_text(f"# %% [markdown]\n# ## 1 Drawn\n\n# %%\n{ten}", encoding="utf-8")
    assert sections.read(path)[0].minutes == round(10 * steps / 3)


def test_marks_are_written_where_they_are_read(made_up: Path) -> None:
    own = sections.read(made_up)
    once = sections.marked(made_up.read_text(encoding="utf-8"), own)
    total = own[0].minutes + 1
    assert f"# **{total} minutes, {total - 1} of them core**, in two sections." in once
    assert "# **Contents.** *Core:* 1 First\n#\n# *Further:* 2 Second\n#\n# *Education.*" in once
    assert f"# ## 1 First ({own[0].minutes} minutes)\n" in once
    assert "# ## 2 Second (1 minute, further)\n" in once
    assert "# ## Key points\n" in once
    assert sections.marked(once, own) == once
    made_up.write_text(once, encoding="utf-8")
    assert sections.read(made_up) == own  # the minutes that are printed do not count as words


def test_tables_of_lessons_and_sections_follow() -> None:
    lessons = {"97": [Section("1 First", True, 8, ()), Section("2 Second", False, 1, ())]}
    assert sections.listed("| [97 Made up](97.ipynb) | 20 | what |", lessons) == (
        "| [97 Made up](97.ipynb) | 9 (8) | what |"
    )
    assert sections.listed("# | [**97 Made up**](97.ipynb) | in 20 steps | 7 (3) |", lessons) == (
        "# | [**97 Made up**](97.ipynb) | in 20 steps | 9 (8) |"
    )
    told = "# Notes\n\n## 97 Made up (20 minutes, two sections)\n\n| 1 First | 3 | why? |\n| 2 Second | 4 | who? |\n"
    assert sections.taught(told, lessons) == (
        "# Notes\n\n## 97 Made up (9 minutes, 8 of them core, two sections)\n\n"
        "| 1 First | 8 | why? |\n| 2 Second | 1, further | who? |\n"
    )


def test_every_place_says_what_the_tags_say(tmp_path: Path) -> None:
    """If this fails, `python3 course.py build` was forgotten."""
    shutil.copytree(ROOT / "notebooks" / "text", tmp_path / "notebooks" / "text")
    (tmp_path / "data").mkdir()
    for name in ("notebooks/TEACHING.md", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    for path in sections.write(tmp_path):
        assert path.read_bytes() == (ROOT / path.relative_to(tmp_path)).read_bytes(), path.name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_core_is_at_most_45_minutes(path: Path) -> None:
    own = sections.read(path)
    assert 0 < sections.minutes(own, core=True) <= CORE_MIN
    assert all(each.is_core for each in own if each.title in sections.CLOSING)


def test_all_cores_take_six_hours_at_most() -> None:
    assert sum(sections.minutes(sections.read(path), core=True) for path in TEXTS) <= CORES_MIN


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_only_a_sections_heading_is_marked(path: Path) -> None:
    for cell in jupytext.read(path).cells:
        if sections.TAG in cell.metadata.get("tags", []):
            assert re.match(r"## (?!Key points|Where you stand)", cell.source), cell.source[:40]
        assert "further)" not in cell.source or cell.source.startswith("## "), cell.source[:40]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_lesson_grows(path: Path) -> None:
    cells = len(jupytext.read(path).cells)
    assert cells <= MOST_CELLS.get(path.stem[:2], cells)


def test_the_table_knows_each_question_once() -> None:
    with (ROOT / "data" / "sections.csv").open(encoding="utf-8", newline="") as file:
        told = [name for row in csv.DictReader(file) for name in row["questions"].split("; ") if name]
    assert sorted(told) == sorted(name for lesson in banks.lessons() for name in banks.questions(lesson))
    assert set(told) > banks.beyond() > set()
