"""Where a learner stands: what is solved, what is open, and how to set it back."""

from __future__ import annotations

import functools
import html
from collections.abc import Iterable

from helpers.evidence.rows import rows
from helpers.exercises import banks, engine
from helpers.exercises.cards import Following, Progress
from helpers.exercises.kinds import Function
from helpers.forms import memory
from helpers.html import Card, frame
from helpers.paths import lesson_file


def progress(lesson: object = None) -> Card:
    """Show what is solved and what is open in a lesson, or in all lessons; in a notebook it follows each answer.

    Parameters
    ----------
    lesson
        Number of the lesson, such as ``"01"`` or 1; without it, all.

    Returns
    -------
    Card
        For one lesson a `Progress`, with the counts as attributes.

    Examples
    --------
    >>> progress("99").text
    'There are no exercises for lesson 99.'
    """
    try:
        if lesson is None or lesson is ...:
            card = _all()
            return Following(card.html, card.text, "progress", _all)
        number = banks.number(lesson)
        if not banks.is_bank(number):
            text = f"There are no exercises for lesson {number}."
            return Card(html=f"<p>{html.escape(text)}</p>", text=text)
        return _progress(number)
    except Exception:
        return engine.fault(lesson)


def reset_progress(lesson: object = None, *, undo: bool = False) -> Card:
    """Set a lesson back, or all; the answers typed in the notebooks stay.

    Parameters
    ----------
    lesson
        Number of the lesson; without it, all.
    undo
        Take the last reset back instead.

    Examples
    --------
    >>> reset_progress("99").text
    'Progress of lesson 99 is set back. reset_progress(undo=True) brings it back.'
    """
    try:
        if undo:
            memory.recall()
            text = "The last reset is taken back."
        else:
            number = None if lesson is None or lesson is ... else banks.number(lesson)
            memory.forget(number)
            text = f"Progress of {f'lesson {number}' if number else 'all lessons'} is set back."
            text += " reset_progress(undo=True) brings it back."
        return Card(html=f"<p>{html.escape(text)}</p>", text=text)
    except Exception:
        return engine.fault(lesson)


def _all() -> Card:
    lines = [_progress(number) for number in banks.lessons()]
    text = "\n".join(line.text for line in lines) or "There are no exercises yet."
    return Card(html="".join(line.html for line in lines) or f"<p>{text}</p>", text=text)


def _progress(lesson: str) -> Progress:
    done = memory.done()
    bank = banks.questions(lesson).values()
    graded = [each.id for each in bank if each.graded and not isinstance(each, Function)]
    optional = [each.id for each in bank if isinstance(each, Function)]
    expected = [each.id for each in bank if not each.graded]
    still = tuple(name for name in graded if name not in done)
    solved, predicted = len(graded) - len(still), sum(name in done for name in expected)
    core = [name for name in graded if name not in banks.beyond()]
    still = tuple(sorted(still, key=lambda name: name in banks.beyond()))  # the way through the lesson first
    counts = f"Lesson {lesson}: {solved} of {len(graded)} exercises solved"
    if len(core) < len(graded):
        counts += f" (core: {sum(name in done for name in core)} of {len(core)})"
    extra = f" Predictions made: {predicted} of {len(expected)}." if expected else ""
    if optional:
        extra += f" With Python, optional: {sum(name in done for name in optional)} of {len(optional)}."
    if place := memory.unwritten():
        extra += f" Your answers could not be written to {place}: they last until this notebook is closed."
    opened = f"; still open: {', '.join(still)}." if still else "."
    can = _objectives(lesson)
    linked = f"; still open: {_links(lesson, still)}." if still and not can else "."
    items, lines = [], []
    for at, text in enumerate(can, 1):
        missing = [each.id for each in bank if each.objective == at and each.id in still]
        serve = [each.id for each in bank if each.objective == at and each.graded]
        some = any(each.objective == at and each.id in done for each in bank)
        text += " (further)" if serve and banks.beyond().issuperset(serve) else ""
        sign = "○" if missing and not some else "◐" if missing else "●"
        where = f" (open: {_links(lesson, missing)})" if missing else ""
        items.append(f"<li>{sign} {html.escape(text)}{where}</li>")
        lines.append(f"  {sign} {text}" + (f" (open: {', '.join(missing)})" if missing else ""))
    listed = f'<ul style="list-style-type:none;padding-left:0">{"".join(items)}</ul>' if items else ""
    return Progress(
        html=frame(
            f"Progress in lesson {lesson}",
            f"<p>{html.escape(counts)}{linked}{html.escape(extra)}</p>{listed}",
        ),
        text="\n".join([counts + opened + extra, *lines]),
        name=f"progress {lesson}",
        make=lambda: _progress(lesson),
        solved=solved,
        total=len(graded),
        open=still,
        predicted=predicted,
        predictions=len(expected),
    )


def _links(lesson: str, names: Iterable[str]) -> str:
    return ", ".join(f'<a href="{lesson_file(lesson)}" data-asked="{name}">{name}</a>' for name in names)


@functools.cache
def _objectives(lesson: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in rows("objectives.csv") if row["lesson"] == lesson)
