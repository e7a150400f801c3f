"""Questions that a learner answers in one short cell, and is told at once what to make of it.

In a lesson::

    check("01.homa", ...)

shows a form. The learner answers it with a click, or replaces the three dots and runs the cell. `hint` and `solution`
help, `predict` takes an expectation without grading it, `progress` says what is open. A question bank is a module
`helpers.exercises.lesson_NN`; `helpers.exercises.kinds` says how to write one.
"""

from helpers.exercises import cells
from helpers.exercises.banks import lessons, questions
from helpers.exercises.cards import Result
from helpers.exercises.engine import check, hint, predict, solution
from helpers.exercises.kinds import (
    Choice,
    Function,
    Judgement,
    Mistake,
    MultiChoice,
    Number,
    Prediction,
    Question,
    varied,
)
from helpers.exercises.repetition import after, before, review
from helpers.exercises.settling import settle
from helpers.exercises.standing import progress, reset_progress

__all__ = [
    "Choice",
    "Function",
    "Judgement",
    "Mistake",
    "MultiChoice",
    "Number",
    "Prediction",
    "Question",
    "Result",
    "after",
    "before",
    "check",
    "hint",
    "lessons",
    "predict",
    "progress",
    "questions",
    "reset_progress",
    "review",
    "settle",
    "solution",
    "varied",
]

cells.install()
