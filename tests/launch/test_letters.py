"""A learner's saved letter stays the same option when a new edition shows the options in another order."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from helpers.exercises import Choice, MultiChoice, Question, lessons, questions
from helpers.exercises.answers import read_letters
from helpers.exercises.order import written
from helpers.launch import copies, letters
from helpers.launch.copies import refresh

NAME = "01_fundamentals.ipynb"
TITLE = "# 01 Fundamentals: what insulin does"
ORDERS = {"01.one": "bca", "01.two": "dabc", "01.kept": "ab"}  # so a → c, b → a, c → b; a → b, ..., d → a


def notebook(*sources: str, orders: Mapping[str, str] | None = None, title: str = TITLE) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "t", "metadata": {}, "source": [title]}]
    cells += [
        {
            "cell_type": "code",
            "execution_count": 3,
            "id": f"c{at}",
            "metadata": {},
            "outputs": [
                {
                    "output_type": "stream",
                    "name": "stdout",
                    "text": ["√2 ≈ 1.41: 'a' or check('01.one', 'a')\n"],
                }
            ],
            "source": source.splitlines(keepends=True),
        }
        for at, source in enumerate(sources)
    ]
    metadata = {"kernelspec": {"name": "python3"}, **(letters.metadata(orders) if orders else {})}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def save(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def sources(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]][1:]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of an edition that shows options in `ORDERS`, before its first refresh."""
    save(tmp_path / "notebooks" / NAME, notebook('check("01.one", ...)', orders=ORDERS))
    return tmp_path


def mine(clone: Path, name: str = NAME) -> Path:
    return clone / copies.FOLDER / name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('check("01.one", "a")', 'check("01.one", "c")'),
        ("check('01.one','B')", "check('01.one','A')"),
        ('check("01.one", " c) ")', 'check("01.one", " b) ")'),
        ('check("01.one", "option b")', 'check("01.one", "option a")'),
        ('check("01.one", "(a) the liver, and a muscle")', 'check("01.one", "(c) the liver, and a muscle")'),
        ('predict("01.two", "d")', 'predict("01.two", "a")'),
        ('check("01.two", "ad")', 'check("01.two", "ba")'),
        ('check("01.two", "a, c and d")', 'check("01.two", "b, d and a")'),
        ('check("01.two", {"a", "b"})', 'check("01.two", {"b", "c"})'),
        ('check("01.two", "c", "d")', 'check("01.two", "d", "a")'),
        (
            'check(\n    " 1.TWO ",\n    ["a",  # isn\'t it "b"?\n     "c"],\n)',
            'check(\n    " 1.TWO ",\n    ["b",  # isn\'t it "b"?\n     "d"],\n)',
        ),
        ('x = "a"\n%time check("01.one", "a"); y = "a"', 'x = "a"\n%time check("01.one", "c"); y = "a"'),
        ('check("01.one", "a")\ncheck("01.two", "a")\n', 'check("01.one", "c")\ncheck("01.two", "b")\n'),
        ('# check("01.one", "a")', '# check("01.one", "c")'),
        ('if (check("01.one", "a"', 'if (check("01.one", "c"'),
    ],
)  # fmt: skip
def test_letters_move_in_every_form_that_is_read(clone: Path, before: str, after: str) -> None:
    save(mine(clone), notebook(before))
    assert refresh(clone).carried == (NAME,)
    assert sources(mine(clone)) == [after]


@pytest.mark.parametrize(
    "cell",
    [
        'check("01.one", ...)',
        'check("01.one", "a muscle that waits")',
        'check("01.one", "the brain")',
        'check("01.kept", "b")',
        'check("01.homa", "7 mg")',
        'check("01.homa", 7)',
        'check("02.one", "a")',
        'hint("01.one"); print("a")',
        'recheck("01.one", "a")',
        'check("01.one", "")',
    ],
)
def test_what_names_no_option_by_letter_stays(clone: Path, cell: str) -> None:
    save(mine(clone), notebook(cell))
    assert refresh(clone).carried == ()
    assert sources(mine(clone)) == [cell]


def test_nothing_else_in_the_file_changes(clone: Path) -> None:
    save(mine(clone), notebook('check("01.one", "a")', "words = 'a'\n\n"))
    before = mine(clone).read_text(encoding="utf-8")
    refresh(clone)
    after = mine(clone).read_text(encoding="utf-8")
    marked = json.loads(after)
    assert marked["metadata"].pop("course") == {"options": ORDERS}
    marked["cells"][1]["source"] = ['check("01.one", "a")']
    assert json.dumps(marked, indent=1, ensure_ascii=False) + "\n" == before  # to the byte


def test_letters_are_carried_once(clone: Path) -> None:
    save(mine(clone), notebook('check("01.one", "a")'))
    assert refresh(clone).carried == (NAME,)
    assert refresh(clone).carried == ()
    assert sources(mine(clone)) == ['check("01.one", "c")']


def test_a_letter_typed_after_the_change_stays(clone: Path) -> None:
    """A copy that was kept with its blanks shows the new order too, so what is typed into it then is new."""
    save(mine(clone), notebook('check("01.one", ...)', "my note"))
    refresh(clone)
    mine(clone).write_text(mine(clone).read_text().replace("...", '\\"a\\"'))
    assert refresh(clone).carried == ()
    assert sources(mine(clone))[0] == 'check("01.one", "a")'


def test_a_fresh_copy_and_what_is_typed_into_it_stay(clone: Path) -> None:
    assert refresh(clone).made == (NAME,)
    mine(clone).write_text(mine(clone).read_text().replace("...", '\\"a\\"'))
    assert refresh(clone).carried == ()
    assert sources(mine(clone)) == ['check("01.one", "a")']


def test_the_next_change_of_order_starts_from_the_last(clone: Path) -> None:
    save(mine(clone), notebook('check("01.one", "a")', "my note"))
    refresh(clone)
    save(clone / "notebooks" / NAME, notebook('check("01.one", ...)', orders={"01.one": "cab"}))
    assert refresh(clone).carried == (NAME,)
    assert sources(mine(clone))[0] == 'check("01.one", "b")'  # the bank's a


def test_a_letter_whose_option_is_gone_names_no_other(clone: Path) -> None:
    save(mine(clone), notebook('check("01.one", "c")', orders={"01.one": "abc"}))
    save(clone / "notebooks" / NAME, notebook('check("01.one", ...)', orders={"01.one": "ba"}))
    refresh(clone)
    assert sources(mine(clone)) == ['check("01.one", "?")']


@pytest.mark.parametrize(
    "name", ["01_fundamentals (new version).ipynb", "01_fundamentals-Copy1.ipynb", "Mia.ipynb"]
)
def test_a_copy_of_another_name_is_one(clone: Path, name: str) -> None:
    save(
        mine(clone, name), notebook('check("01.one", "a")', title="# 01 Fundamentals: as it was called once")
    )
    assert refresh(clone).carried == (name,)
    assert sources(mine(clone, name)) == ['check("01.one", "c")']


def test_what_is_no_copy_is_left_alone(clone: Path) -> None:
    save(mine(clone, "tries.ipynb"), notebook('check("01.one", "a")', title="# What I tried"))
    mine(clone, "torn.ipynb").write_text("{")
    mine(clone, "list.ipynb").write_text('{"cells": [3], "metadata": {}}')
    mine(clone, "folder.ipynb").mkdir()
    before = {file.name: file.is_file() and file.read_bytes() for file in mine(clone).parent.iterdir()}
    assert refresh(clone).carried == ()
    assert {name: mine(clone, name).is_file() and mine(clone, name).read_bytes() for name in before} == before


def test_lessons_that_say_no_order_change_nothing(clone: Path) -> None:
    save(clone / "notebooks" / NAME, notebook('check("01.one", ...)'))
    save(mine(clone), notebook('check("01.one", "a")', "mine"))
    before = mine(clone).read_bytes()
    assert refresh(clone).carried == ()
    assert mine(clone).read_bytes() == before


def test_a_full_disk_leaves_the_copy_as_it_was(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(mine(clone), notebook('check("01.one", "a")'))
    refresh(clone)  # so that nothing but the letters is left to write
    save(mine(clone), notebook('check("01.one", "a")'))
    before = mine(clone).read_bytes()
    with monkeypatch.context() as patched:

        def full(*_: object) -> None:
            raise OSError("disk full")

        patched.setattr(os, "replace", full)
        with pytest.raises(OSError, match="disk full"):
            refresh(clone)
    assert mine(clone).read_bytes() == before
    assert refresh(clone).carried == (NAME,)


def test_an_answer_saved_meanwhile_is_not_lost(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab may save between reading and writing: then it is the saved file that is brought over."""
    save(mine(clone), notebook('check("01.one", "a")', "check('01.two', ...)"))
    refresh(clone)
    save(mine(clone), notebook('check("01.one", "a")', "check('01.two', ...)"))
    chmod, saves = os.chmod, iter([notebook('check("01.one", "a")', "check('01.two', 'd')")])

    def slow(path: str, mode: int) -> None:
        chmod(path, mode)
        for late in saves:
            save(mine(clone), late)

    monkeypatch.setattr(os, "chmod", slow)
    assert refresh(clone).carried == (NAME,)
    assert sources(mine(clone)) == ['check("01.one", "c")', "check('01.two', 'a')"]


def test_half_a_character_in_an_output_is_no_trouble(clone: Path) -> None:
    copy = notebook('check("01.one", "a")')
    copy["cells"][1]["outputs"][0]["text"] = ["\ud800"]
    mine(clone).parent.mkdir()
    mine(clone).write_text(json.dumps(copy))
    refresh(clone)
    assert sources(mine(clone)) == ['check("01.one", "c")']
    assert json.loads(mine(clone).read_text())["cells"][1]["outputs"][0]["text"] == ["\ud800"]


# --- the real questions -----------------------------------------------------------------------------


def _answers(question: Question) -> list[Any]:
    """Everything that names options of a question: each letter, each pair, in several forms."""
    each = list(question.choices)
    pairs = [a + b for a in each for b in each if a < b]
    return [*each, *(f"{x.upper()})" for x in each), *pairs, *(set(pair) for pair in pairs), ", ".join(each)]


@pytest.mark.parametrize("lesson", lessons())
def test_each_saved_letter_of_the_edition_before_is_the_same_option(tmp_path: Path, lesson: str) -> None:
    """The edition before showed options as the bank writes them, and said no order."""
    bank = {each.id: each for each in import_module(f"helpers.exercises.lesson_{lesson}").QUESTIONS}
    now = questions(lesson)
    orders = {name: written(each) for name, each in now.items() if each.choices}
    name = f"{lesson}_lesson.ipynb"
    asked = [(each, answer) for each in bank.values() if each.choices for answer in _answers(each)]
    cells = [f"check({each.id!r}, {answer!r})" for each, answer in asked]
    save(tmp_path / "notebooks" / name, notebook(orders=orders))
    save(mine(tmp_path, name), notebook(*cells))

    refresh(tmp_path)

    for (each, answer), cell in zip(asked, sources(mine(tmp_path, name)), strict=True):
        call = ast.parse(cell).body[0].value  # type: ignore[attr-defined]
        id_, typed = (ast.literal_eval(argument) for argument in call.args)
        before = {each.choices[letter] for letter in read_letters(answer, each.choices)}
        after = {now[id_].choices[letter] for letter in read_letters(typed, now[id_].choices)}
        assert before == after, (cell, answer)
        if isinstance(each, Choice | MultiChoice) and (isinstance(each, MultiChoice) or len(before) == 1):
            assert each.judge(answer).status == now[id_].judge(typed).status


@pytest.mark.parametrize("lesson", lessons())
def test_each_shipped_lesson_says_its_order(lesson: str) -> None:
    """Without it, a copy made today would be taken for an old one, and letters typed into it would be moved."""
    (path,) = (Path(__file__).parents[2] / "notebooks").glob(f"{lesson}_*.ipynb")
    orders = {name: written(each) for name, each in questions(lesson).items() if each.choices}
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata["course"] == letters.metadata(orders)["course"]
