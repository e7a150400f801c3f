"""Questions that a learner answers in one short cell, and is told at once what to make of it.

In a lesson::

    check("01.homa", ...)

The three dots are a blank: the learner replaces them and runs the cell, so that the answer is saved with the
notebook. `hint` and `solution` help, `predict` takes an expectation without grading it, `progress` counts.
A question bank is a module `helpers.exercises.lesson_NN`; `helpers.exercises.kinds` says how to write one.
"""

from helpers.exercises.engine import (
    Result,
    check,
    hint,
    lessons,
    predict,
    progress,
    questions,
    reset_progress,
    solution,
)
from helpers.exercises.kinds import (
    Choice,
    Function,
    Judgement,
    Mistake,
    MultiChoice,
    Number,
    Prediction,
    Question,
)

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
    "check",
    "hint",
    "lessons",
    "predict",
    "progress",
    "questions",
    "reset_progress",
    "solution",
]
