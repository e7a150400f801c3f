"""What a learner may pass by mistake ends in a value or in words of the course: a part of what tests/fuzz.py calls."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers import checks
from tests import fuzz

CALLS = 1500  # a different part each day would be no test; `python -m tests.fuzz 60000` makes them all


@pytest.mark.filterwarnings("ignore")
def test_no_function_ends_in_words_that_are_not_the_courses() -> None:
    made, found = fuzz.faults(CALLS, seed=1)
    assert made == CALLS
    assert found == []


def test_all_that_learners_are_offered_is_called() -> None:
    names = {target.name for target in fuzz.targets()}
    assert {"indices.homa_ir", "units.convert", "statistics.pool", "models.MealModel.simulate"} <= names
    assert {"own.read", "explore.explorer", "explore.homa_map", "explore.upper_limit"} <= names
    assert len(names) > 120


def crash(value: object) -> float:
    """Return nothing for what this does not foresee, as a function without checks."""
    return value[0] / 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("function", "value", "wrong"),
    [
        (crash, 1, "TypeError that is not the course's"),
        (crash, [1], "ZeroDivisionError"),
        (lambda value: np.log(value), -1.0, "RuntimeWarning"),
        (lambda value: float(value), "x", "ValueError that is not the course's"),
        (lambda value: checks.number("value", value), "x", None),
        (lambda value: value, "x", None),
    ],
)
def test_faults_are_seen(function: object, value: object, wrong: str | None) -> None:
    found = fuzz.fault(fuzz.Target("here", function, {"value": 1}), "value", value)  # type: ignore[arg-type]
    assert found is None if wrong is None else found is not None and found.startswith(wrong)


@pytest.mark.parametrize("value", [10**400, math.inf, 1e101, 1j, "5", None, True, [1, [2, 3]], "a" * 100_000])
def test_what_is_no_number_is_refused_in_one_sentence(value: object) -> None:
    for check in (checks.number, checks.quantity, checks.every):
        with pytest.raises(ValueError, match="value") as told:
            check("value", value)
        assert len(str(told.value)) < 200
