"""Calls every public function with junk in the place of each argument: `python -m tests.fuzz 50000` at length.

A good call of a function is found by running the examples of the package's docstrings and watching. Then one argument
after the other is replaced. A function may return a value, or raise a ValueError or a TypeError in words of the course:
one that a `raise` of the package's own raised. It may not warn.
"""

from __future__ import annotations

import contextlib
import dis
import doctest
import fnmatch
import fractions
import importlib
import inspect
import io
import itertools
import math
import os
import pkgutil
import random
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

import numpy as np
import pandas as pd

import helpers
from helpers import explore

PACKAGE = str(Path(helpers.__file__).parent)
# What learners call: what the faces of these rooms name, and everything public in these modules. Kinds of questions are
# for who writes questions. What the page of an explorer asks is tried by `tests/explore/test_session.py`.
FACES = ("units", "statistics", "evidence", "exercises", "cohort", "models", "own", "explore")
MODULES = (
    "cgm",
    "indices",
    "norms.*",
    "evidence.agents",
    "evidence.trials",
    "evidence.grading",
)
FOR_AUTHORS = (
    "Choice",
    "Function",
    "Judgement",
    "Mistake",
    "MultiChoice",
    "Number",
    "Prediction",
    "Question",
    "Result",
    "varied",
    "bounded",
    "SHIPPED",
    "like",
    "unbound_testosterone",
    "on_units_change",
)  # the last but one is unchecked, the last would be told of all that follows
_SECONDS = 20


class Nameless:
    """An object that nothing is known about."""

    __hash__ = None  # type: ignore[assignment]


def junk() -> dict[str, Callable[[], Any]]:
    """Return makers of what a learner may pass by mistake, and of what only a program can."""
    plain: list[Any] = [
        None,
        True,
        False,
        0,
        1,
        -1,
        7,
        2**63,
        -(2**63),
        10**400,
        -(10**400),
        0.0,
        -0.0,
        0.5,
        -3.5,
    ]
    plain += [
        math.nan,
        math.inf,
        -math.inf,
        1e308,
        -1e308,
        1e-320,
        5e9,
        1j,
        "",
        "abc",
        "5,9",
        "1e5",
        "NaN",
        "a" * 100_000,
    ]
    plain += [
        "\ud800",
        "\0",
        "mg/dL",
        b"",
        b"5",
        (),
        [],
        [math.nan],
        [1],
        [1, 2],
        [2, 1],
        [1, None],
        ["a", "b"],
        [[1, 2], [3]],
    ]
    plain += [
        [[1.0, 2.0], [3.0, 4.0]],
        [1e308, 1e308],
        [-1.0, -2.0],
        [0.0, 0.0, 0.0],
        {},
        {"a": 1},
        {"glucose": "x"},
        {1: 2},
    ]
    plain += [
        set(),
        frozenset({1}),
        range(0),
        range(5),
        slice(None),
        Ellipsis,
        int,
        len,
        Decimal("5.9"),
        Decimal("NaN"),
    ]
    plain += [
        fractions.Fraction(1, 3),
        np.int8(127),
        np.uint64(2**64 - 1),
        np.float32(1e38),
        np.longdouble("1e400"),
    ]
    plain += [
        np.complex128(1 + 1j),
        np.nan,
        np.datetime64("2020-01-01"),
        np.str_("x"),
        np.bool_(True),
        2,
        -2,
        100,
        1e-9,
        1e6,
        "1",
        [0],
        [5.9, 18.0],
    ]
    made: list[Callable[[], Any]] = [
        Nameless,
        lambda: iter([1.0, 2.0]),
        lambda: lambda *_: 1.0,
        lambda: np.array([]),
        lambda: np.array(5.0),
        lambda: np.array([5.0, 6.0]),
        lambda: np.array([5, 6], dtype=np.int8),
        lambda: np.array([5, 6], dtype=np.uint64),
        lambda: np.array([1 + 1j, 2]),
        lambda: np.array([[1.0, 2.0], [3.0, 4.0]]),
        lambda: np.array(["a", "b"]),
        lambda: np.array([None, 1.0], dtype=object),
        lambda: np.array([1e400, 2], dtype=np.longdouble),
        lambda: np.array([math.nan, math.inf]),
        lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
        lambda: np.ma.masked_array([1.0, 2.0], mask=[True, False]),
        lambda: pd.Series([1.0, 2.0]),
        lambda: pd.Series(["a", None]),
        lambda: pd.Series([], dtype=float),
        lambda: pd.DataFrame(),
        lambda: pd.DataFrame({"glucose": [1.0], "x": ["a"]}),
        lambda: pd.NA,
        lambda: pd.NaT,
    ]
    kinds = {f"{type(each).__name__} {each!r:.24}": (lambda each=each: each) for each in plain}
    return kinds | {f"made {number}: {make()!r:.24}": make for number, make in enumerate(made)}


@dataclass(frozen=True)
class Target:
    """A function, and arguments with which it works."""

    name: str
    function: Callable[..., Any]
    arguments: dict[str, Any]


def modules() -> Iterator[ModuleType]:
    """Yield all modules whose examples may call a function that learners call."""
    for found in pkgutil.walk_packages([PACKAGE], "helpers."):
        if not found.name.startswith(("helpers.launch", "helpers.explore.", "helpers.exercises.lesson_")):
            yield importlib.import_module(found.name)


def offered() -> Iterator[tuple[str, Any]]:
    """Yield what learners are offered, each with its name."""
    for room in FACES:
        face = importlib.import_module(f"helpers.{room}")
        yield from (
            (f"{room}.{name}", getattr(face, name)) for name in face.__all__ if name not in FOR_AUTHORS
        )
    for pattern in MODULES:
        for module in modules():
            if fnmatch.fnmatchcase(module.__name__, f"helpers.{pattern}"):
                for name, value in vars(module).items():
                    is_own = getattr(value, "__module__", "") == module.__name__
                    if is_own and not name.startswith("_") and name not in FOR_AUTHORS:
                        yield f"{module.__name__.removeprefix('helpers.')}.{name}", value


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions, classes and public methods of classes among them, each with its name."""
    for name, value in offered():
        if inspect.isclass(value):
            yield name, value
            for member, method in vars(value).items():
                method = inspect.unwrap(getattr(method, "__func__", method))
                if inspect.isfunction(method) and not member.startswith("_"):
                    yield f"{name}.{member}", method
        elif callable(value):
            yield name, inspect.unwrap(value)


def targets() -> list[Target]:
    """Return every public function that an example calls, with the arguments of the first call."""
    by_code: dict[CodeType, tuple[str, Callable[..., Any]]] = {}
    for name, value in public():
        # A dataclass has no code of its own but what is made of its fields.
        code = (
            value.__init__.__code__
            if inspect.isclass(value) and hasattr(value.__init__, "__code__")
            else None
        )
        code = getattr(value, "__code__", code)
        if code is not None:
            by_code.setdefault(code, (name, value))
    found: dict[str, Target] = {}

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (known := by_code.get(frame.f_code)) and known[0] not in found:
            name, function = known
            code = frame.f_code
            count = code.co_argcount + code.co_kwonlyargcount
            given = {
                each: frame.f_locals[each] for each in code.co_varnames[:count] if each in frame.f_locals
            }
            if inspect.isclass(function):
                given.pop("self", None)
            found[name] = Target(name, function, given)

    runner = doctest.DocTestRunner(verbose=False)
    for module in modules():
        for test in doctest.DocTestFinder().find(module):
            with contextlib.redirect_stdout(io.StringIO()):
                sys.setprofile(watch)
                try:
                    runner.run(test, out=lambda _: None)
                finally:
                    sys.setprofile(None)
    return [found[name] for name in sorted(found)] + list(explorers())


def explorers() -> Iterator[Target]:
    """Yield the call of every explorer, with each control at its start."""
    for names in explore.catalogue().values():
        for name in names:
            start = explore.explorer(name).start()
            yield Target(f"explore.{name}", getattr(explore, name), {"mine": None, **start})


def calls(kinds: dict[str, Callable[[], Any]]) -> list[tuple[Target, str, str]]:
    """Return every call there is: each target with each kind of junk in the place of each argument."""
    return [
        (target, argument, kind)
        for target in targets()
        for argument in target.arguments
        if argument not in ("self", "cls")
        for kind in kinds
    ]


def fault(target: Target, argument: str, value: Any) -> str | None:
    """Return what is wrong with how a function takes junk, or None."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        # What libraries give up is the course's concern where the course calls it, not where another library does.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("error", category=DeprecationWarning, module="helpers")
        try:
            with limited():
                done = target.function(**target.arguments | {argument: value})
                if inspect.isgenerator(done):
                    list(itertools.islice(done, 100))
        except (ValueError, TypeError) as problem:
            if in_our_words(problem.__traceback__):
                return None if len(str(problem)) < 20_000 else "its message repeats what was passed"
            return f"{type(problem).__name__} that is not the course's: {problem!s:.90}"
        except Exception as problem:
            return f"{type(problem).__name__}: {problem!s:.90}"
        except SystemExit:
            return "it ends the program"
    return None


def in_our_words(trace: TracebackType | None) -> bool:
    """Return whether a `raise` of the package raised this."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not trace.tb_frame.f_code.co_filename.startswith(PACKAGE):
        return False
    return dis.opname[trace.tb_frame.f_code.co_code[trace.tb_lasti]] in ("RAISE_VARARGS", "RERAISE")


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Stop what hangs, where the system can."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"no answer within {_SECONDS} s of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # of this program: a busy machine is no fault
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def faults(number: int, seed: int) -> tuple[int, list[str]]:
    """Make `number` of the calls, drawn by `seed`, and return how many were made and what went wrong."""
    kinds = junk()
    every = calls(kinds)
    chosen = every if number >= len(every) else random.Random(seed).sample(every, number)
    found = []
    for target, argument, kind in chosen:
        wrong = fault(target, argument, kinds[kind]())
        if wrong:
            found.append(f"{target.name}({argument}={kind}): {wrong}")
    return len(chosen), found


def main() -> int:
    """Print what went wrong, by function."""
    if hasattr(os, "fork"):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (6 * 2**30, 6 * 2**30))
    made, found = faults(int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    print(*found, sep="\n")
    by_function = Counter(each.split("(")[0] for each in found)
    print(f"{made} calls, {len(found)} faults in {len(by_function)} functions: {by_function.most_common(40)}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
