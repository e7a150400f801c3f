"""How a question becomes a form, and how an answer is kept: by its options, or as it was said."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import inspect
import json
import math
import textwrap
from collections.abc import Callable
from string import ascii_lowercase
from typing import Any

import numpy as np

from helpers.exercises.answers import UnreadableError, is_blank, read_letters, read_number, shown
from helpers.exercises.kinds import Function, MultiChoice, Number, Prediction, Question
from helpers.exercises.order import written
from helpers.forms.form import Kind


def kind(question: Question) -> Kind:
    """Return what kind of form a question needs."""
    if question.choices:
        return "several" if isinstance(question, MultiChoice) else "one"
    return "code" if isinstance(question, Function) else "number"


def given(question: Question, answer: Any) -> str:
    """Return an answer as a form shows it: letters in the order shown, or a text.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> question = questions("01")["01.definition"]
    >>> given(question, " B) "), given(question, ...), given(question, "no option")
    ('b', '', 'no option')
    """
    # Anything at all may be passed: what cannot be shown is not shown.
    with contextlib.suppress(Exception):
        if is_blank(answer):
            return ""
        if type(answer) is str and not question.choices:
            return answer.strip()
        if question.choices:
            return "".join(read_letters(answer, question.choices))
        return _source(answer) if isinstance(question, Function) else _number(answer)
    return answer if type(answer) is str else ""


def wording(question: Question) -> str:
    """Return what tells this wording of a question, and of its options, from an earlier or a later one.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from helpers.exercises.banks import questions
    >>> question = questions("01")["01.definition"]
    >>> wording(question) == wording(replace(question, prompt=question.prompt + "?"))
    False
    """
    texts = [question.prompt, *(question.choices[letter] for letter in sorted(question.choices))]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]


def kept(question: Question, said: str) -> str:
    """Return an answer as it is remembered: options by the letters of the bank, which stay when their order changes."""
    if not question.choices:
        return said
    names = dict(zip(ascii_lowercase, written(question), strict=False))
    return "".join(sorted(names.get(letter, "") for letter in said))


def recalled(question: Question, remembered: str) -> str:
    """Return a remembered answer as a form shows it; options that are gone are left out.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> question = questions("01")["01.definition"]
    >>> [recalled(question, kept(question, letter)) for letter in "abc"]
    ['a', 'b', 'c']
    """
    if not question.choices:
        return remembered
    order = written(question)
    return "".join(sorted(ascii_lowercase[order.index(letter)] for letter in remembered if letter in order))


def literal(question: Question, said: str) -> str:
    """Return an answer as it would be typed in Python; nothing for a program, which stays where it was written."""
    return "" if isinstance(question, Function) else json.dumps(said, ensure_ascii=False)


def answered(question: Question, said: str) -> Any:
    """Return what a form gave as `Question.judge` takes it.

    Raises
    ------
    UnreadableError
        If it is a program that Python cannot read.
    """
    return function_of(question, said) if isinstance(question, Function) else said


def words(question: Question, said: str) -> str:
    """Return an answer in words, for who reads it without the form.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> words(questions("01")["01.homa_by_hand"], "4")
    '4'
    """
    if question.choices and said and all(letter in question.choices for letter in said):
        return "; ".join(f"{letter}) {question.choices[letter]}" for letter in said)
    return said


def placeholder(question: Question) -> str:
    """Return an example of what can be typed, for questions without options."""
    if isinstance(question, Function):
        names = ", ".join(question.arguments)
        return f"a formula of {names}, or a function: def answer({names}): return …"
    return "a number" if isinstance(question, Number | Prediction) and not question.choices else ""


def units(question: Question) -> str:
    """Return what stands beside the field of a number: its unit, and the other system's where the prompt asks for none.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> units(questions("00")["00.same_homa"]), units(questions("03")["03.two_labs"])
    ('µU/mL or pmol/L', 'ng/dL')
    """
    if (
        isinstance(question, Number)
        and question.accept_other_unit
        and f"in {question.unit}" not in question.prompt
    ):
        return " or ".join([question.unit, *question.other_units])
    return unit(question)


def unit(question: Question) -> str:
    """Return the unit of a number."""
    return question.unit if isinstance(question, Number | Prediction) else ""


def mistake(question: Question, said: str, message: str) -> str:
    """Return which foreseen mistake an answer is: the letters of wrong options by the bank, or the mistake's number.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> question = questions("01")["01.homa_by_hand"]
    >>> mistake(question, "72", question.mistakes[0].message), mistake(question, "5", "Too high.")
    ('1', '')
    """
    if question.choices:
        right = question.right_answer if question.graded else question.choices
        return kept(question, "".join(letter for letter in said if letter not in right))
    foreseen = question.mistakes if isinstance(question, Number | Function) else ()
    return next((str(at) for at, each in enumerate(foreseen, 1) if each.message in message), "")


def mistake_words(question: Question, which: str) -> tuple[str, ...]:
    """Return what `mistake` names, in the course's words; what the question does not foresee has none.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> mistake_words(questions("01")["01.homa_by_hand"], "99"), mistake_words(questions("01")["01.definition"], "?")
    ((), ())
    """
    if question.choices:
        return tuple(question.choices[letter] for letter in recalled(question, which))
    foreseen = question.mistakes if isinstance(question, Number | Function) else ()
    return tuple(each.message for at, each in enumerate(foreseen, 1) if str(at) == which)


def function_of(question: Function, text: str) -> Callable[..., Any]:
    """Return the function that a learner wrote: a definition, a `lambda`, a `return`, or the formula alone.

    Raises
    ------
    UnreadableError
        If Python cannot read it; the message is for the learner.

    Examples
    --------
    >>> from helpers.exercises.banks import questions
    >>> question = next(each for each in questions("04").values() if isinstance(each, Function))
    >>> [function_of(question, text)(*question.cases[0]) for text in ("2 + 2", "lambda a, b: 4")]
    [4, 4]
    """
    code = textwrap.dedent(text).strip()
    names = ", ".join(question.arguments)
    for form in (code, f"def answer({names}):\n{textwrap.indent(code, '    ')}"):
        try:
            body = ast.parse(form).body
        except SyntaxError as error:
            problem = error
            continue
        last = body[-1] if body else None
        if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Lambda):
            form = f"answer = lambda {names}: ({code})" if len(body) == 1 else form
        elif isinstance(last, ast.Expr):
            form = f"answer = {code}"
        elif isinstance(last, ast.Return):  # parsed, but outside a function
            continue
        elif isinstance(last, ast.FunctionDef):
            form = f"{form}\nanswer = {last.name}"
        elif isinstance(last, ast.Assign):
            form = f"{form}\nanswer = {ast.unparse(last.targets[0])}"
        return _run(form)
    raise UnreadableError(f"Python cannot read {shown(_line(problem, code))}: {problem.msg}.")


def _run(code: str) -> Callable[..., Any]:
    space: dict[str, Any] = {"np": np, "numpy": np, "math": math}
    try:
        exec(compile(code, "<your function>", "exec"), space)
    except Exception as error:
        raise UnreadableError(f"Python stopped with {type(error).__name__}: {error}.") from None
    made = space.get("answer")
    if not callable(made):
        raise UnreadableError("Write a formula of the arguments, or a function that returns it.")
    return made  # type: ignore[no-any-return]


def _line(error: SyntaxError, code: str) -> str:
    lines = code.splitlines() or [""]
    return lines[min(max((error.lineno or 1) - 1, 0), len(lines) - 1)].strip()


def _source(answer: Any) -> str:
    # A function of the learner's own; what comes from a library was not written here.
    return textwrap.dedent(inspect.getsource(answer)).strip() if answer.__module__ == "__main__" else ""


def _number(answer: Any) -> str:
    return f"{float(read_number(answer).numbers[0]):.6g}"
