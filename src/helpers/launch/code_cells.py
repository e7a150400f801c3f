"""Code of a lesson's page, which a reader changes and runs where there is no notebook."""

from __future__ import annotations

import ast
import contextlib
import html
import io
from collections.abc import Callable, Mapping
from typing import Any


class CodeCells:
    r"""Runs a page's code in one namespace, as a notebook does.

    What stands before a cell on its page is run first, so that a reader can begin with any.

    Examples
    --------
    >>> cells = CodeCells()
    >>> cells.run(1, "double = 2 * start\ndouble + 1", {0: "start = 4"})
    '<pre>9</pre>'
    >>> cells.run(2, "print(start)", {0: "start = 5", 1: "double = 0"})
    '<pre>4\n</pre>'
    """

    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._ran: set[int] = set()

    def run(self, place: int, code: str, before: Mapping[int, str]) -> str:
        """Run a cell and return what it shows, as HTML; what goes wrong is shown, too.

        Parameters
        ----------
        place
            Which cell of the page it is.
        code
            What stands in it now.
        before
            The cells that stand above it, as the lesson has them; those that ran already are left alone.
        """
        for each in sorted(set(before) - self._ran):
            self._show(each, before[each])
        return self._show(place, code)

    def _show(self, place: int, code: str) -> str:
        self._ran.add(place)
        shown: list[str] = []
        self._names["display"] = lambda *values: shown.extend(map(_shown, values))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                shown.append(_shown(self._value(code)))
            except (Exception, SystemExit) as problem:
                shown.append(_pre(_problem(problem)))
        return "".join([_pre(printed.getvalue()) if printed.getvalue() else "", *shown])

    def _value(self, code: str) -> object:
        """Run all statements, and return the value of the last where it is an expression."""
        tree = ast.parse(code, "this cell")
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(compile(tree, "this cell", "exec"), self._names)
            return None
        exec(compile(ast.Module(tree.body[:-1], []), "this cell", "exec"), self._names)
        return eval(compile(ast.Expression(last.value), "this cell", "eval"), self._names)


def _shown(value: object) -> str:
    if value is None:
        return ""
    as_html: Callable[[], str] | None = getattr(value, "_repr_html_", None)
    return (as_html() if as_html else None) or _pre(repr(value))


def _pre(text: str) -> str:
    return f"<pre>{html.escape(text, quote=False)}</pre>"


def _problem(problem: BaseException) -> str:
    """Return what went wrong, and in which line of the cell."""
    line = problem.lineno if isinstance(problem, SyntaxError) else None
    step = problem.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "this cell":
            line = step.tb_lineno
        step = step.tb_next
    words = problem.msg if isinstance(problem, SyntaxError) else str(problem)
    return f"{type(problem).__name__}{f' in line {line}' if line else ''}: {words}"
