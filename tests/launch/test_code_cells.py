"""Code of a page: what it shows, and that nothing typed there ends in more than a sentence."""

from __future__ import annotations

import pytest

from helpers.launch.code_cells import CodeCells


def test_cells_share_their_names_and_a_changed_one_counts() -> None:
    cells = CodeCells()
    before = {0: "a = 1", 1: "b = a + 1"}
    assert cells.run(2, "b", before) == "<pre>2</pre>"
    cells.run(0, "a = 10", {})
    cells.run(1, "b = a + 1", {0: "a = 1"})
    assert cells.run(2, "b", before) == "<pre>11</pre>", "the reader's own values were overwritten"


def test_tables_cards_and_what_is_displayed_are_shown_in_order() -> None:
    code = "import pandas as pd\ndisplay(1, 2)\nprint('<b>')\npd.DataFrame({'x': [3]})"
    shown = CodeCells().run(0, code, {})
    assert shown.startswith("<pre>&lt;b&gt;\n</pre><pre>1</pre><pre>2</pre><div>")
    assert "<td>3</td>" in shown


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1\ny = x +", "SyntaxError in line 2: invalid syntax"),
        ("x = 1\n\nx / 0", "ZeroDivisionError in line 3: division by zero"),
        ("def f():\n    return nothing\nf()", "NameError in line 2: name 'nothing' is not defined"),
        ("raise SystemExit('enough')", "SystemExit in line 1: enough"),
        ("", ""),
        ("# only a remark", ""),
    ],
)
def test_what_goes_wrong_is_said_with_its_line(code: str, said: str) -> None:
    assert CodeCells().run(0, code, {}) == (f"<pre>{said}</pre>" if said else "")


def test_what_was_shown_before_a_mistake_stays() -> None:
    assert CodeCells().run(0, "print('first')\nno", {}).startswith("<pre>first\n</pre><pre>NameError")
