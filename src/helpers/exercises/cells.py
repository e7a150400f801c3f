"""What a learner may type into a question's cell: the question stays in sight, and what was meant is understood.

Without quotes, with curly quotes, with a bracket too few, with a name that is not there: Python would answer each with
a traceback in the question's place. So a cell that calls `check` or `predict` is read here first, as text.
"""

from __future__ import annotations

import ast
import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from helpers.exercises.answers import UnreadableError

_QUOTES = "\"'`´‘’‚“”„«»"
_CALL = re.compile(
    rf"""^[ \t]*(?P<name>\w+)[ \t]*\(?[ \t]*[{_QUOTES}]*(?P<id>\d\d?\.[a-zA-Z]\w*)[{_QUOTES}]*[ \t]*,?""",
    re.MULTILINE,
)
_NAMES = ("check", "predict")


class Later:
    """An answer that is computed when the question is there to say what went wrong.

    Parameters
    ----------
    compute
        Computes the answers.
    said
        The answers as they were typed.
    """

    def __init__(self, compute: Callable[[], tuple[Any, ...]], said: str) -> None:
        self._compute, self._said = compute, said

    def answers(self) -> tuple[Any, ...]:
        """Return the answers; a name that is not there is taken for a text without its quotes.

        Raises
        ------
        UnreadableError
            If computing them fails; the message is for the learner.
        """
        try:
            return self._compute()
        except UnreadableError:
            raise
        except NameError as error:
            if re.fullmatch(r"[\w\s,.;%/-]+", self._said):
                return (self._said,)
            raise UnreadableError(f"There is no {error.name!r} here: was a cell above not run?") from None
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:160].rstrip(".")
            raise UnreadableError(f"{self._said[:60]} stopped with {what}.") from None


def mended(text: str) -> str:
    r"""Return a cell's text as Python can run it, if it asks a question; any other text as it is.

    Examples
    --------
    >>> print(mended('check("01.definition", “c”)'))
    check("01.definition", 'c')
    >>> print(mended('check(01.definition, c'))
    check("01.definition", 'c')
    >>> print(mended('check("01.definition", c)'))
    check("01.definition", __import__('helpers.exercises.cells').exercises.cells.Later(lambda: (c,), 'c'))
    >>> mended("x = (1") == "x = (1", mended('check("01.definition", "c")') == 'check("01.definition", "c")'
    (True, True)
    """
    text = re.sub(_CALL, _parted, text)
    calls = [found for found in _CALL.finditer(text) if _is_meant(found["name"])]
    if not calls:
        return text
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return _repaired(text, calls[-1])
    return _guarded(text, tree)


def install() -> None:
    """Read cells in this way in the running IPython, if there is one; a second time changes nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None and _lines not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.append(_lines)


def _lines(lines: Sequence[str]) -> list[str]:
    with contextlib.suppress(Exception):  # The cell itself will say what is wrong with it.
        return mended("".join(lines)).splitlines(keepends=True)
    return list(lines)


def _is_meant(name: str) -> bool:
    """Return whether a name is one of the calls, perhaps with a slip: "chek", "Check", "predct"."""
    plain = name.lower()
    return any(plain == each or (abs(len(plain) - len(each)) < 2 and _near(plain, each)) for each in _NAMES)


def _parted(call: re.Match[str]) -> str:
    """Return a call as far as its id, with the comma that was left out before the answer."""
    rest = call.string[call.end() :]
    missing = _is_meant(call["name"]) and not call[0].endswith(",") and re.match(rf"[{_QUOTES}\w]", rest)
    return f"{call[0].rstrip()}, " if missing else call[0]


def _near(one: str, other: str) -> bool:
    """Return whether two words differ in one letter: changed, left out, doubled, or two that changed places."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or one[at : at + 2] == other[at : at + 2][::-1]


def _repaired(text: str, call: re.Match[str]) -> str:
    """Return a cell that Python cannot read with its question asked all the same."""
    before, after = text[: call.start()], text[call.end() :]
    name = min(_NAMES, key=lambda each: abs(len(each) - len(call["name"])))
    try:
        ast.parse(before)
    except SyntaxError as error:
        line = (text.splitlines() or [""])[min((error.lineno or 1) - 1, len(text.splitlines()) - 1)].strip()
        problem = f"Python cannot read the line {line!r}: {error.msg}."
        return f'{name}("{call["id"]}", {_door("unread")}({problem!r}))\n'
    said = re.sub(r"#[^\n]*", "", after).strip().strip(_QUOTES + "()[]{}, \t\n").strip()
    return f'{before}{name}("{call["id"]}", {said!r})'


def _guarded(text: str, tree: ast.Module) -> str:
    """Return a cell whose answers that are more than a literal are computed by the question."""
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    raw = text.encode()

    def place(node: ast.expr, *, end: bool = False) -> int:
        line, column = (node.end_lineno, node.end_col_offset) if end else (node.lineno, node.col_offset)
        return starts[(line or 1) - 1] + (column or 0)

    for statement in reversed(tree.body):
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and _is_meant(call.func.id)):
            continue
        if call.keywords or not call.args:
            continue
        answers = call.args[1:]
        if answers and not all(_is_literal(each) for each in answers):
            start, stop = place(answers[0]), place(answers[-1], end=True)
            said = raw[start:stop].decode()
            raw = raw[:start] + f"{_door('Later')}(lambda: ({said},), {said!r})".encode() + raw[stop:]
        first, name = call.args[0], call.func
        if not isinstance(first, ast.Constant):  # an id without quotes
            said = raw[place(first) : place(first, end=True)].decode()
            raw = raw[: place(first)] + repr(said).encode() + raw[place(first, end=True) :]
        meant = next((each for each in _NAMES if _near(name.id.lower(), each)), name.id)
        raw = raw[: place(name)] + meant.encode() + raw[place(name, end=True) :]
    return raw.decode()


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _door(name: str) -> str:
    # The learner's names are the learner's: nothing is added to them.
    return f"__import__('helpers.exercises.cells').exercises.cells.{name}"


def unread(problem: str) -> Later:
    """Return what stands in place of an answer where the program above it could not be read."""

    def say() -> tuple[Any, ...]:
        raise UnreadableError(problem)

    return Later(say, "")
