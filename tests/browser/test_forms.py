"""A student who answers by mouse or by keys, on narrow windows, and finds all of it again.

In the page, after a restart of the kernel, in the notebook's file, and when it is opened again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Locator, Page

from helpers.exercises import Function, MultiChoice, Number, Question, questions

from .harness import PATIENCE, Lab

pytestmark = pytest.mark.browser

LESSON = "01_fundamentals.ipynb"
BANK = [each for each in questions("01").values() if not isinstance(each, Function)]
BY_MOUSE, BY_KEYS = BANK[:10], BANK[10:20]
TARGETS = "label, input[type=text], button, summary"


@pytest.fixture(scope="module")
def ran(open_lab: Callable[[], AbstractContextManager[Lab]]) -> Iterator[Lab]:
    with open_lab() as lab:
        lab.open(LESSON)
        lab.run_all()
        yield lab


def form(lab: Lab, question: Question) -> Locator:
    return lab.page.locator(f'form[data-question="{question.id}"]')


def status(lab: Lab, question: Question, expected: str) -> None:
    selector = f'form[data-question="{question.id}"][data-status={expected}]'
    lab.page.wait_for_selector(selector, timeout=1000 * PATIENCE, state="attached")


def at_rest(lab: Lab, asked: Locator) -> dict[str, float]:
    """Return where something stands in sight, once the explorers above it have got used to another width."""
    seen: list[dict[str, float]] = []
    for _ in range(100):
        asked.scroll_into_view_if_needed()
        seen.append(dict(asked.bounding_box() or {}))
        if seen[-1] and seen[-4:] == 4 * seen[-1:]:
            return seen[-1]
        lab.page.wait_for_timeout(400)
    pytest.fail("the page does not come to rest")


def right(question: Question) -> tuple[str, ...]:
    if question.choices:
        return tuple(question.right_answer)
    return (f"{question.right_answer:.6g}".replace(".", ","),)


def reached(question: Question) -> str:
    return "right" if question.graded else "noted"


def source(lab: Lab, question: Question) -> str:
    return next(cell["source"] for cell in lab.cells() if f'"{question.id}", ' in cell["source"])


@pytest.mark.parametrize(("at", "question"), list(enumerate(BY_MOUSE)), ids=[each.id for each in BY_MOUSE])
def test_by_mouse(ran: Lab, at: int, question: Question) -> None:
    ran.resize((1280, 800, 400)[at % 3])
    asked = form(ran, question)
    controls = [asked.locator(f'label:has(input[value="{answer}"])') for answer in right(question)]
    if not question.choices:
        asked.locator("input").fill(right(question)[0])
        controls = []
    if isinstance(question, MultiChoice) or not question.choices:
        controls.append(asked.get_by_role("button"))
    for control in controls[:-1]:
        control.click()
    before = at_rest(ran, controls[-1])  # the last of them is what answers
    controls[-1].click()
    status(ran, question, reached(question))
    after = controls[-1].bounding_box()
    assert after is not None
    # A symbol of another font may make a line a little taller; a line more would be 21 pixels.
    assert after["y"] == pytest.approx(before["y"], abs=5), "the page jumped"
    said = asked.get_by_role("status")
    assert said.is_visible()
    assert said.inner_text().startswith("Right." if question.graded else "Prediction noted.")
    given = "".join(right(question))
    assert json.dumps(given) in source(ran, question)


@pytest.mark.parametrize(("at", "question"), list(enumerate(BY_KEYS)), ids=[each.id for each in BY_KEYS])
def test_by_keyboard(ran: Lab, at: int, question: Question) -> None:
    ran.resize((1280, 800, 400)[at % 3])
    asked, keys = form(ran, question), ran.page.keyboard
    # From the summary or button before it, as somebody comes who uses no mouse.
    asked.locator("input").first.focus()
    letters = list(question.choices)
    if isinstance(question, MultiChoice):
        for letter in letters:
            if letter in right(question):
                keys.press("Space")
            keys.press("Tab")
        keys.press("Enter")  # the button comes after the last option
    elif question.choices:
        keys.press("Space")
        for _ in range(letters.index(right(question)[0])):
            keys.press("ArrowDown")
        assert asked.get_attribute("data-status") == "blank", "an arrow key must only choose"
        keys.press("Enter")
    else:
        keys.type(right(question)[0])
        keys.press("Enter")
    status(ran, question, reached(question))
    inside = "form => form.contains(document.activeElement)"
    assert asked.evaluate(inside), "the focus was lost"
    assert "".join(right(question)) in source(ran, question)


def test_letters_typed_in_a_form_are_no_commands(ran: Lab) -> None:
    number = next(each for each in BANK if isinstance(each, Number))
    count = len(ran.cells())
    field = form(ran, number).locator("input")
    field.fill("")
    field.press_sequentially("b dd x a")
    assert field.input_value() == "b dd x a"
    field.press("Enter")
    status(ran, number, "invalid")
    form(ran, BANK[0]).locator("input").first.focus()
    for key in "abdd":
        ran.page.keyboard.press(key)
    assert len(ran.cells()) == count
    field.fill(right(number)[0])
    field.press("Enter")
    status(ran, number, "right")


def test_a_wrong_answer_is_told_why_and_can_be_changed(ran: Lab) -> None:
    ran.resize(1280)
    question = next(
        each for each in BANK if each.graded and each.choices and not isinstance(each, MultiChoice)
    )
    wrong = next(letter for letter in question.choices if letter != question.right_answer)
    asked = form(ran, question)
    for letter, expected in ((wrong, "wrong"), (question.right_answer, "right")):
        asked.locator(f'label:has(input[value="{letter}"])').click()
        status(ran, question, expected)
    assert asked.locator("summary:visible", has_text="Solution").count() == 1


def test_progress_follows_and_leads_to_what_is_open(ran: Lab) -> None:
    card = ran.page.locator(".course-live", has_text="exercises solved").last
    card.scroll_into_view_if_needed()
    solved = sum(each.graded for each in BY_MOUSE + BY_KEYS)
    assert f"{solved} of {sum(each.graded for each in BANK)} exercises solved" in card.inner_text()
    if card.locator("a[data-asked]").count():
        name = card.locator("a[data-asked]").first.inner_text()
        card.locator("a[data-asked]").first.click()
        ran.page.wait_for_timeout(300)
        inside = f"document.activeElement.closest('form')?.dataset.question === {name!r}"
        assert ran.page.evaluate(inside)


def test_targets_are_large_enough_for_a_thumb(ran: Lab) -> None:
    ran.resize(400)
    targets = f"() => [...document.querySelectorAll('.course-form :is({TARGETS})')]"
    small = ".filter(each => each.offsetParent && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"
    found = ran.page.evaluate(targets + small)
    ran.resize(1280)
    assert found == []


def test_everything_is_there_after_a_restart_and_after_opening_again(ran: Lab) -> None:
    page: Page = ran.page
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    kernel = "window.jupyterapp.shell.currentWidget.sessionContext"
    page.evaluate(f"async () => {{ await {kernel}.restartKernel() }}")
    ran.run_all()
    for question in BY_MOUSE + BY_KEYS:
        status(ran, question, reached(question))
    ran.open(LESSON)  # another visit: no kernel has run anything in this page yet
    saved = {cell["source"]: cell["outputs"] for cell in ran.cells()}
    for question in BY_MOUSE + BY_KEYS:
        outputs = next(found for text, found in saved.items() if f'"{question.id}", ' in text)
        shown = "".join("".join(each.get("data", {}).get("text/plain", "")) for each in outputs)
        assert "Your answer: " in shown, question.id
