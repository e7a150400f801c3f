"""What a class found hard: for each question how many tried it, were right at once, and made which foreseen mistake.

No name and no text that a student typed is in it: only what the course itself foresaw is counted.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.exercises import asked, banks
from helpers.exercises.kinds import Question
from helpers.forms.memory import Attempt
from helpers.html import rich

_MOST = 12  # mistakes on the page for a projector; the table below it has all


@dataclass(frozen=True)
class Tally:
    """One question in a class.

    Parameters
    ----------
    question
        The question.
    tried
        How many students answered it.
    at_once
        How many were right with their first answer.
    solved
        How many were right in the end, or noted a prediction.
    mistakes
        How many made each foreseen mistake at least once, most frequent first: what they chose or computed, and
        what is said to it. For a prediction, how many expect what.
    """

    question: Question
    tried: int
    at_once: int
    solved: int
    mistakes: tuple[tuple[str, int], ...]


def tallies(students: Iterable[Sequence[Attempt]]) -> list[Tally]:
    """Return a tally of each question that somebody tried, in the order of the lessons.

    Parameters
    ----------
    students
        For each student, the attempts in the order in which they were made.

    Examples
    --------
    >>> anna = [Attempt("01.homa_by_hand", "72", "wrong", mistake="1"), Attempt("01.homa_by_hand", "4", "right")]
    >>> ben = [Attempt("01.homa_by_hand", "4", "right")]
    >>> found, = tallies([anna, ben])
    >>> found.tried, found.at_once, found.solved, [count for _, count in found.mistakes]
    (2, 1, 2, [1])
    """
    by_student = [_by_question(made) for made in students]
    found = []
    for lesson in banks.lessons():
        for question in banks.questions(lesson).values():
            answers = [each[question.id] for each in by_student if question.id in each]
            if answers:
                found.append(_tally(question, answers))
    return found


def page(found: Sequence[Tally], students: int, every: int = 0) -> str:
    """Return a page of its own to show a class: the most frequent mistakes first, then every question.

    With `every`, it asks for itself again after so many seconds.
    """
    again = f'<meta http-equiv="refresh" content="{every}">' if every else ""
    ranked = sorted(
        ((tally, *mistake) for tally in found if tally.question.graded for mistake in tally.mistakes),
        key=lambda each: (-each[2] / each[0].tried, -each[2]),
    )
    shown = [_mistake(*each) for each in ranked[:_MOST]] or ["<p>No foreseen mistake was made so far.</p>"]
    rows = [_row(tally) for tally in found]
    return _PAGE.format(again=again, students=students, mistakes="\n".join(shown), rows="\n".join(rows))


def table(found: Sequence[Tally]) -> list[dict[str, str | int]]:
    """Return one row a question and mistake, and one for the question itself, for a spreadsheet."""
    rows: list[dict[str, str | int]] = []
    for tally in found:
        counts: dict[str, str | int] = {
            "question": tally.question.id,
            "tried": tally.tried,
            "right at once": tally.at_once,
            "solved": tally.solved,
        }
        rows.append(counts | {"mistake": "", "made by": ""})
        rows += [counts | {"mistake": what, "made by": count} for what, count in tally.mistakes]
    return rows


def _by_question(made: Sequence[Attempt]) -> Mapping[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in made:
        found.setdefault(attempt.question, []).append(attempt)
    return found


def _tally(question: Question, answers: Sequence[Sequence[Attempt]]) -> Tally:
    made = Counter(what for attempts in answers for what in _distinct(question, attempts))
    return Tally(
        question,
        tried=len(answers),
        at_once=sum(attempts[0].status == "right" for attempts in answers),
        solved=sum(any(each.status in ("right", "noted") for each in attempts) for attempts in answers),
        mistakes=tuple(made.most_common()),
    )


def _distinct(question: Question, attempts: Sequence[Attempt]) -> set[str]:
    """Return what one student did wrong with a question, or last predicted, in the course's words."""
    if not question.graded:
        last = attempts[-1].answer
        return set(asked.mistake_words(question, last)) if question.choices else set()
    return {words for each in attempts for words in asked.mistake_words(question, each.mistake)}


def _mistake(tally: Tally, what: str, count: int) -> str:
    share = 100 * count / tally.tried
    return (
        f'<section><p class="count"><b>{count}</b> of {tally.tried}</p>'
        f'<div class="bar"><span style="width:{share:.0f}%"></span></div>'
        f"<h2>{rich(what)}</h2><p>{html.escape(tally.question.id)}: {rich(tally.question.prompt)}</p></section>"
    )


def _row(tally: Tally) -> str:
    at_once = str(tally.at_once) if tally.question.graded else "–"
    what = "; ".join(f"{count} × {rich(words)}" for words, count in tally.mistakes)
    cells = (html.escape(tally.question.id), str(tally.tried), at_once, str(tally.solved), what)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{again}
<title>What the class found hard</title>
<style>
body{{font:20px/1.45 system-ui,sans-serif;color:#1f1f1f;background:#fff;max-width:60em;margin:1.5em auto;padding:0 1em}}
section{{border-top:1px solid #bdbdbd;padding:.6em 0}}section h2{{font-size:1.1em;margin:.3em 0}}
section p{{margin:.2em 0}}.count b{{font-size:1.5em}}
.bar{{background:#eee;height:.6em;border-radius:3px}}
.bar span{{display:block;height:100%;background:#a34700;border-radius:3px}}
table{{border-collapse:collapse;font-size:.75em}}
td,th{{border:1px solid #bdbdbd;padding:.3em .5em;text-align:left;vertical-align:top}}
</style></head><body>
<h1>What the class found hard</h1>
<p>From {students} students, without names. A student counts once for each mistake.</p>
{mistakes}
<h2>Every question that was tried</h2>
<table><thead><tr><th>question</th><th>tried</th><th>right at once</th><th>solved</th>
<th>mistakes, or what was predicted</th></tr></thead><tbody>
{rows}
</tbody></table>
</body></html>
"""
