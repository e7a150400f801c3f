"""The parts of a lesson that come to life on its page, as they stand there before: pictures, text and folds."""

from __future__ import annotations

import ast
import base64
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from bs4 import BeautifulSoup

from helpers import explore
from helpers.evidence import claim
from helpers.exercises import banks, engine
from helpers.exercises.cards import solution_html
from helpers.exercises.kinds import Judgement, MultiChoice, Question
from helpers.explore.engine import Explorer
from helpers.explore.engine.packing import small_png
from helpers.explore.engine.session import Session
from helpers.explore.engine.stage import Stage
from helpers.explore.engine.widget import units_in_words
from helpers.forms import Form, Reply
from helpers.html import fold, paragraphs, rich
from helpers.units import UnitSystem, units_as

_DESK = 1.5  # pixels of a preset's picture for each of its drawing
_PHONE = 2.0  # the same for a phone, whose screen is finer
_AROUND = 34  # CSS pixels of a page's width that are beside an explorer
_SYSTEMS: tuple[UnitSystem, ...] = ("conventional", "SI")
_EXPLORER = re.compile(r"^explore\.(\w+)\((.*)\)$")
_QUESTION = re.compile(r'^(?:check|predict)\("(\d\d\.\w+)"', re.MULTILINE)
_CLAIM = re.compile(r'^claim\("(\w+)", hidden=True\)$')
# What these show, a page shows as well; there is nothing to compute.
_SHOWING = re.compile(
    r"^(?:ledger|claim|references?|grade_scale|verdicts|to_grade|cards|agents\.\w+|trials\.\w+)\("
)
_CALL = re.compile(r"^(?:progress|settle|review|before|after)\([^()]*\)$")


Save = Callable[[bytes], str]
"""Keeps a picture beside the pages, and returns its address."""


def mounted(source: str, saved: str, save: Save | None = None) -> str | None:
    """Return what stands on a lesson's page in place of a cell's output; None where it comes to no life.

    Parameters
    ----------
    source
        The cell's code.
    saved
        Its saved output, as HTML.
    save
        Keeps the pictures of presets; without it there are none.

    Examples
    --------
    >>> mounted("2 + 2", "4") is None
    True
    >>> mounted('progress("01")', "<p>None yet.</p>")
    '<div data-call="progress(&quot;01&quot;)"><p>None yet.</p></div>'
    """
    source = source.strip()
    if source == "explore.units_switch()":
        return units_block()
    if found := _EXPLORER.match(source):
        return explorer_block(found[1], saved, save, start=_keywords(source))
    if found := _QUESTION.search(source):
        return question_block(banks.find(found[1]))
    if found := _CLAIM.match(source):
        return claim_block(found[1])
    if source == "own_values(...)":
        return f'<div data-own="">{saved}</div>'
    if _CALL.match(source):
        return f'<div data-call="{html.escape(source)}">{saved}</div>'
    return None


def code_block(source: str, code: str, shown: str) -> str:
    """Return a computing cell: its code, which can be changed and run once the page lives, and what it shows.

    Parameters
    ----------
    source, code
        The code, as it is and as HTML.
    shown
        Its saved output, as HTML.

    Examples
    --------
    >>> code_block("2 + 2", "<pre>2 + 2</pre>", "<pre>4</pre>")
    '<div class="cell" data-code="2 + 2"><pre>2 + 2</pre><div class="output"><pre>4</pre></div></div>'
    """
    if _SHOWING.match(source.strip()):
        return f'{code}<div class="output">{shown}</div>'
    tree = ast.parse(source)
    # What only prepares later cells is run with them.
    only_imports = tree.body and all(isinstance(each, ast.Import | ast.ImportFrom) for each in tree.body)
    kind = "setup" if only_imports else "cell"
    given = html.escape(source)
    return f'<div class="{kind}" data-code="{given}">{code}<div class="output">{shown}</div></div>'


def is_only_a_call(source: str) -> bool:
    """Return whether a cell's code says nothing that the page does not show: one call, on one line."""
    return "\n" not in source.strip()


def _keywords(source: str) -> dict[str, Any]:
    """Return the arguments of a call, as they are written."""
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}


def explorer_block(
    name: str, saved: str, save: Save | None = None, *, start: Mapping[str, Any] | None = None
) -> str:
    """Return an explorer as a still with its sentence, and what its front end needs to come to life."""
    explorer = explore.explorer(name)
    specs: dict[str, Any] = {}
    for units in _SYSTEMS:
        with units_as(units):
            specs[units] = Session(explorer, start=start).describe()
    image = BeautifulSoup(saved, "html.parser").find("img")
    picture, sentence = (str(image["src"]), str(image["alt"])) if image else ("", "")
    if save and picture:
        picture = save(base64.b64decode(picture.partition(",")[2]))
    least, *_, (_, width, height) = explorer.sizes()
    narrow, views = "", ""
    if save:
        phone = explorer.stage("conventional", _PHONE, least.width)
        narrow, views = _narrow(explorer, phone, save), "".join(_views(explorer, phone, save))
    return (
        f'<div id="{name}" data-explorer="{name}" data-state="still" data-given="{_given({"specs": specs})}">'
        f'<figure class="ir-still"><picture>{narrow}'
        f'<img alt="{html.escape(sentence)}" src="{picture}" width="{width}" height="{height}" loading="lazy">'
        "</picture><figcaption>"
        f'<b>{html.escape(ended(explorer.title))}</b> <span class="ir-sentence">{html.escape(sentence)}</span>'
        f"</figcaption></figure>{views}</div>"
    )


def ended(title: str) -> str:
    """Return a title as a sentence begins after it.

    Examples
    --------
    >>> ended("A pool of fat"), ended("Which arrows fit?")
    ('A pool of fat.', 'Which arrows fit?')
    """
    return title if title.endswith("?") else f"{title}."


def _narrow(explorer: Explorer[Any], phone: Stage, save: Save) -> str:
    """Return the start as a phone shows it, for where a page is too narrow for panels side by side."""
    *_, wide = explorer.sizes()
    explorer.move(phone.scene, explorer.compute(**explorer.values(None)), "conventional")
    width, height = phone.size
    return (
        f'<source media="(max-width: {wide.least + _AROUND - 1}px)" srcset="{save(small_png(phone.frame()))}" '
        f'width="{width}" height="{height}">'
    )


def _views(explorer: Explorer[Any], phone: Stage, save: Save) -> Iterator[str]:
    """Yield each preset as a fold: a picture for the room there is, fetched when it is seen, and its sentence."""
    stages = {"desk": explorer.stage("conventional", _DESK), "phone": phone}
    for name, values in explorer.presets.items():
        numbers = explorer.compute(**explorer.values(values))
        sentence = html.escape(explorer.say(numbers, "conventional"))
        pictures = ""
        for kind, stage in stages.items():
            explorer.move(stage.scene, numbers, "conventional")
            address, (width, height) = save(small_png(stage.frame())), stage.size
            # As a ground it is fetched when it is seen; where scripts are off, an image would come at once.
            style = f"aspect-ratio:{width}/{height};background:url({address}) 0 0/contain no-repeat"
            named = f'class="{kind}" role="img" aria-label="{sentence}"'
            pictures += f'<div {named} data-src="{address}" style="{style}"></div>'
        yield f'<details class="view"><summary>{html.escape(name)}</summary>{pictures}<p>{sentence}</p></details>'


def question_block(question: Question) -> str:
    """Return a question with what is said to each option in a fold, and what its form needs to come to life."""
    form = engine.form(question, Judgement("blank", ""), "")
    options = [(f"{letter}) {rich(text)}", letter) for letter, text in question.choices.items()]
    if question.graded and options:
        folds = [fold(text, paragraphs(_told(question, letter))) for text, letter in options]
    else:
        folds = [f"<p>{text}</p>" for text, _ in options]
        folds.append(fold("Answer" if question.graded else "What comes", solution_html(question)))
    return _form_block(form, form.start, folds)


def claim_block(claim_id: str) -> str:
    """Return a claim that the reader is to grade first, with the course's grade in a fold."""
    hidden = claim(claim_id, hidden=True)
    return _form_block(
        hidden.form(), hidden.unanswered, [fold("What the course says", hidden.claim.card.html)]
    )


def _form_block(form: Form, start: Reply, folds: Iterable[str]) -> str:
    given = {"asked": form.describe(), "reply": asdict(start)}
    return (
        f'<div class="course-form" data-question="{form.id}" data-status="blank" data-given="{_given(given)}">'
        f"<p><b>{html.escape(form.title)}</b></p>{form.prompt}{''.join(folds)}"
        f"{fold('Hint', form.hint) if form.hint else ''}</div>"
    )


def _told(question: Question, letter: str) -> str:
    """Return what is said to one option."""
    if isinstance(question, MultiChoice) and letter in question.right_answer:
        return "Yes, it belongs."
    judgement = question.judge(letter)
    return f"{'Right' if judgement.status == 'right' else 'No'}. {judgement.message}"


def units_block() -> str:
    """Return the place of the switch between unit systems."""
    said = {}
    for units in _SYSTEMS:
        with units_as(units):
            said[units] = units_in_words()
    options = [[units, text.partition(" shows ")[2].partition(";")[0]] for units, text in said.items()]
    # As the live one stands there, so that the text below does not move when it comes.
    radios = "".join(f'<label><input type="radio">{html.escape(text)}</label>' for _, text in options)
    return (
        f'<div data-units="" data-given="{_given({"options": options, "said": said})}">'
        '<fieldset class="ir-explorer ir-units" disabled=""><legend>Units in which the course shows measurements'
        f"</legend>{radios}<p>{html.escape(said['conventional'])}</p></fieldset></div>"
    )


def _given(values: Mapping[str, Any]) -> str:
    return html.escape(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
