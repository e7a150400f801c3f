"""Whatever slip is typed into a question's cell: the question answers, what was meant is understood, nothing stops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers.exercises import Result, questions
from helpers.exercises.cells import install, mended

FOLDER = Path(__file__).parents[2] / "notebooks" / "text"
CALL = re.compile(r'(?:check|predict)\("(\d\d\.\w+)", \.\.\.\)')
ASKED = [
    found[1]
    for path in sorted(FOLDER.glob("*.py"))
    for found in CALL.finditer(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def shell() -> InteractiveShell:
    made = InteractiveShell.instance()
    made.run_cell("from helpers.exercises import check, predict")
    install()
    install()
    return made


def run(shell: InteractiveShell, text: str) -> Result:
    """Return what a cell shows; a traceback fails the test."""
    done = shell.run_cell(text)
    assert done.error_before_exec is None, text
    assert done.error_in_exec is None, text
    assert isinstance(done.result, Result), text
    return done.result


MEANT = [
    'check("01.definition", a)',
    "check('01.definition', a)",
    'check("01.definition", “a”)',
    'check("01.definition", ‘a’)',
    "check(“01.definition”, “a”)",
    'check("01.definition", "a',
    'check("01.definition", "a"',
    'check("01.definition", a',
    'check("01.definition", "a"))',
    'check "01.definition", "a"',
    'check(01.definition, "a")',
    "check(01.definition, a)",
    'check("01.definition" "a")',
    'check("01.definition" a)',
    'chek("01.definition", "a")',
    'Check("01.definition", "a")',
    'chekc("01.definition", a)',
    'check("01.definition", a.)',
    'check("01.definition", a))',
    'check("01.definition", (a)',
    'check("01.definition", «a»)',
    'check("01.definition", "a”)',
    "check('01.definition', 'a\")",
    'check("01.definition", option a)',
    'check("01.definition", a)  # I think',
    'predict("01.definition", a)',
    'check("1.definition", a)',
    'check("01.definition", A)',
    '# my answer\ncheck("01.definition", a)',
    'check("01.definition", a)\n\n',
    '  check("01.definition", a)',
]


@pytest.mark.parametrize("text", MEANT)
def test_what_was_meant_is_understood(shell: InteractiveShell, text: str) -> None:
    result = run(shell, text)
    assert (result.question_id, result.status) == ("01.definition", "right")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ('check("01.homa_by_hand", 108 * 15 / 405)', "right"),
        ('check("01.homa_by_hand", 4', "right"),
        ('check("01.homa_by_hand", 4,0', "right"),
        ('check("01.homa_by_hand", 4,0)', "invalid"),
        ('check("01.homa_by_hand", 2 4)', "invalid"),
        ('check("01.homa_by_hand", 1 / 0)', "invalid"),
        ('check("01.homa_by_hand", nothing_there)', "invalid"),
        ('check("01.homa_by_hand", nothing_there(3) + 1)', "invalid"),
        ('check("01.homa_by_hand", [].pop())', "invalid"),
        ('check("01.lows", )', "blank"),
        ('check("01.lows")', "blank"),
        ('check("01.lows"', "blank"),
        ('check("01.lows", …)', "blank"),
        ('check("01.lows", ..)', "blank"),
        ('def f(x)\n    return x\n\ncheck("01.homa_by_hand", f(4))', "invalid"),
        ('x = (4\ncheck("01.homa_by_hand", x)', "invalid"),
        ('x = 4\ncheck("01.homa_by_hand", x)', "right"),
        ('a = "the letter"\ncheck("01.homa_by_hand", "4")', "right"),
    ],
)
def test_the_question_stays_in_sight(shell: InteractiveShell, text: str, status: str) -> None:
    result = run(shell, text)
    assert result.status == status, result.message
    assert questions("01")[result.question_id].prompt in result.text


@pytest.mark.parametrize("name", ASKED)
def test_no_slip_hides_a_question_of_a_lesson(shell: InteractiveShell, name: str) -> None:
    for answer in ("b", "“b”", "b))", "12", "12,5", "12 5", "nothing_there", "1/0", "(", '"'):
        assert run(shell, f'check("{name}", {answer})').question_id == name, answer
        assert run(shell, f'check("{name}", {answer}').question_id == name, answer


@pytest.mark.parametrize(
    "text",
    [
        "x = (1",
        "print('a')",
        'explore.homa_map()',
        'check("01.definition", "c")',
        'check("01.definition", ...)',
        'checked("01.definition", c)',
        '%matplotlib inline',
        '"check(01.definition, c)"',
        'recheck("01.definition", c)',
        'x = check("01.definition", c)',
    ],
)  # fmt: skip
def test_all_else_is_left_as_it_is(text: str) -> None:
    assert mended(text) == text


def test_no_cell_of_a_lesson_is_changed() -> None:
    for path in sorted(FOLDER.glob("*.py")):
        for cell in re.split(r"^# %%", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            kind, _, source = cell.partition("\n")
            if "[markdown]" not in kind and "def " not in source:
                assert mended(source) == source
