"""Writes rows of `answers.csv`, the table of right answers, for the questions that are named; and no others.

The table is the second place where each right answer stands. `test_answers.py` compares it with the banks, so that
a key that moved, an option whose text was given to another letter, or a number that came out different is seen
before a learner meets it. After a change that is meant, name the questions that it concerns, or a lesson, and read
the difference before committing it::

    .venv/bin/python tests/exercises/keep_answers.py 01.definition 02.tnf
    .venv/bin/python tests/exercises/keep_answers.py 04

Rows are in words: letters are not in it, so the order of options does not matter. A question with several right
options has a row for each; a prediction has none, since it has no right answer, and stands there with an empty one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.exercises import Choice, Function, MultiChoice, Number, Question, lessons, questions

TABLE = Path(__file__).with_name("answers.csv")
COLUMNS = ("id", "kind", "answer", "unit")
Row = tuple[str, str, str, str]


def of_banks() -> list[Row]:
    """Return the right answers as the banks have them, in the order of the lessons."""
    return [row for lesson in lessons() for each in questions(lesson).values() for row in rows(each)]


def rows(question: Question) -> list[Row]:
    """Return the right answers of one question, several in alphabetical order."""
    kind = type(question).__name__.lower()
    if isinstance(question, Number):
        return [(question.id, kind, f"{question.true_value:.6g}", question.unit)]
    if isinstance(question, Function):
        return [(question.id, kind, question.answer_text, "")]
    if isinstance(question, Choice | MultiChoice):
        right = sorted(question.options[letter] for letter in question.right_answer)
        return [(question.id, kind, text, "") for text in right]
    return [(question.id, kind, "", "")]


def kept() -> list[Row]:
    """Return the right answers as the table has them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["id"], row["kind"], row["answer"], row["unit"]) for row in csv.DictReader(file)]


def keep(named: Sequence[str]) -> list[Row]:
    """Return the table with the rows of the named questions, or of all of a lesson, as the banks have them."""
    old = kept() if TABLE.exists() else []
    bank = of_banks()

    def is_named(row: Row) -> bool:
        return row[0] in named or row[0][:2] in named

    ids = list(dict.fromkeys(row[0] for row in bank))
    new = [row for row in bank if is_named(row)] + [row for row in old if not is_named(row)]
    return sorted(new, key=lambda row: (ids.index(row[0]) if row[0] in ids else len(ids), row))


def main(named: Sequence[str]) -> int:
    """Write the rows of what is named, print what changed, and return the exit status."""
    if not named:
        print(
            "Name the questions whose answers are meant to change, such as 01.definition, or lessons, such as 04."
        )
        return 1
    before = kept() if TABLE.exists() else []
    after = keep(named)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(after)
    for sign, here, there in (("-", before, after), ("+", after, before)):
        for row in here:
            if row not in there:
                print(sign, " ".join(filter(None, row)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
