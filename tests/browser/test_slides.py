"""Each lesson as slides, as `python3 course.py present` shows them: started, looked through, used, left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from helpers.launch import slides

from .harness import PATIENCE, Lab, Server, running

pytestmark = pytest.mark.browser

LESSONS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("[0-9]*.ipynb"))
WIDTH, HEIGHT = 1280, 720
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")

SEEN = """() => [...document.querySelectorAll(".jp-deck-mod-onscreen")]
  .map(cell => cell.textContent.trim().slice(0, 60)).join(" / ")"""
READY = """() => document.querySelector(".course-slides-state")?.textContent === "" &&
  [...document.querySelectorAll(".ir-explorer canvas")].every(picture => picture.ariaLabel)"""
# What is wrong with the slide in sight; empty where nothing is.
LOOK = """() => {
  const found = [];
  const notebook = document.querySelector(".jp-Deck .jp-Notebook");
  const cells = [...notebook.querySelectorAll(".jp-deck-mod-onscreen")];
  const bar = document.querySelector(".course-slides-bar").getBoundingClientRect();
  if (!cells.length) found.push("nothing is shown");
  for (const box of [notebook, ...notebook.querySelectorAll(".jp-WindowedPanel-outer")])
    if (box.scrollHeight > box.clientHeight + 1) found.push(`scrolls by ${box.scrollHeight - box.clientHeight} px`);
  for (const element of cells.flatMap(cell => [cell, ...cell.querySelectorAll("*")])) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({visibilityProperty: true})) continue;
    const name = element.tagName.toLowerCase() + "." + [...element.classList].join(".");
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > bar.top + 1)
      found.push(`${name} sticks out`);
    if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
      found.push(`${name} hides ${element.scrollWidth - element.clientWidth} px of its width`);
    const says = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    // As it is seen: what would not fit is shown smaller.
    const size = parseFloat(style.fontSize);
    const [least, what] =
      element.closest(".jp-RenderedMarkdown") && !element.closest("small, mjx-container") ? [24, "text"]
      : element.closest(".ir-sentence") ? [20, "the sentence"]
      : element.closest(".course-card, pre, .cm-content") ? [20, "a card"]
      : [16, "the rest"];
    if (says && size < least) found.push(`${what} is small: ${size} px in ${name}`);
  }
  for (const picture of cells.flatMap(cell => [...cell.querySelectorAll(".ir-explorer canvas")])) {
    const box = picture.getBoundingClientRect();
    if (!picture.ariaLabel) found.push("the picture is not drawn");
    else if (Math.min(box.width, box.height * picture.width / picture.height) < 850)
      found.push(`the picture is small: ${Math.round(box.width)} x ${Math.round(box.height)}`);
  }
  if (notebook.querySelector(".jp-deck-mod-onscreen .jp-RenderedText[data-mime-type*='error']")) found.push("an error");
  return found;
}"""
NOTES = """() => [...document.querySelectorAll(".jp-Deck .jp-Cell")].filter((_, at) =>
  window.jupyterapp.shell.currentWidget.content.widgets[at].model.getMetadata("slideshow")?.slide_type === "notes"
).map(cell => ({
  text: (cell.querySelector(".jp-RenderedMarkdown")?.textContent ?? "").replace(/\\s+/g, " ").trim(),
  shown: getComputedStyle(cell).visibility !== "hidden" && cell.getBoundingClientRect().height > 0,
}))"""
FIND = """async () => {
  const found = await axe.run(document.querySelector(".course-slides-bar"), {resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
}"""


class Slides(Lab):
    """A page that shows slides."""

    @property
    def count(self) -> int:
        return int(self._counter()[1])

    @property
    def at(self) -> int:
        return int(self._counter()[0])

    def _counter(self) -> list[str]:
        return (self.page.locator(".course-slides-count").text_content() or "").split(" / ")

    def start(self, notebook: str) -> None:
        """Open the slides and wait until their sliders are alive."""
        self.page.goto(f"{self.server.url}lab/tree/{notebook}?token={self.server.token}&reset")
        self.page.wait_for_selector(".jp-Deck .jp-deck-mod-onscreen", timeout=1000 * PATIENCE)
        self.page.wait_for_function(READY, timeout=3000 * PATIENCE, polling=200)

    def press(self, key: str) -> int:
        """Press a key, and return the number of the slide that is shown then."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)
        return self.at

    def go_to(self, selector: str) -> int:
        """Go to the first slide that shows what matches, and return its number."""
        self.press("Home")
        while not self.page.locator(f".jp-deck-mod-onscreen {selector}").count():
            assert self.at < self.count, f"no slide shows {selector}"
            self.press("ArrowRight")
        return self.at


@pytest.fixture(scope="module")
def slides_server(
    root: Path, course: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, str]]]:
    """Start one server for all decks, and return it with the path of each lesson's."""
    home = tmp_path_factory.mktemp("present")
    (home / "course").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LEARNER_DIR", str(home / "learner"))
        written = {lesson: slides.write(root, lesson, votes=True) for lesson in LESSONS}
    first = next(iter(written.values()))
    top = first.parents[1]
    # As `present` starts it, but from the folder that holds the decks of all lessons.
    arguments = [
        f"--ServerApp.root_dir={top}" if each.startswith("--ServerApp.root_dir=") else each
        for each in course.slides_arguments(first, vote=True)
    ]
    variables = course.slides_variables(root, first, os.environ)
    with running(home, arguments, variables) as server:
        yield server, {lesson: path.relative_to(top).as_posix() for lesson, path in written.items()}


@pytest.fixture(scope="module")
def deck(
    request: pytest.FixtureRequest, browser: Browser, slides_server: tuple[Server, dict[str, str]]
) -> Iterator[Slides]:
    """Present a lesson, which runs once for all that is tried on it."""
    server, paths = slides_server
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    shown = Slides(context.new_page(), server)
    shown.start(paths[request.param])
    yield shown
    shown.page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    context.close()


# What the slides can do is the same in all lessons.
one_lesson = pytest.mark.parametrize("deck", [LESSONS[1]], indirect=True)


def explorer(page: Page) -> dict[str, Any]:
    """Return what the explorer in sight shows once it has come to rest."""
    last: dict[str, Any] = {}
    for _ in range(10 * PATIENCE):
        now = dict(
            page.locator(".jp-deck-mod-onscreen .ir-explorer:not(.ir-units)").evaluate(
                """root => ({
                  sentence: root.querySelector(".ir-sentence").textContent,
                  announced: root.querySelector("[aria-live]").textContent,
                  picture: root.querySelector("canvas").toDataURL().length + " " + [...root.querySelector("canvas")
                    .toDataURL()].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000000007, 7),
                  busy: root.ariaBusy,
                })"""
            )
        )
        if now == last and now["busy"] == "false" and now["announced"] == now["sentence"] != "":
            return now
        last = now
        page.wait_for_timeout(100)
    pytest.fail(f"the explorer does not come to rest: {last}")


@pytest.mark.parametrize("deck", LESSONS, indirect=True)
def test_all_cells_run_and_no_slide_scrolls_or_is_too_small(deck: Slides) -> None:
    first = deck.page.locator(".jp-deck-mod-onscreen .jp-RenderedMarkdown").inner_text()
    assert deck.at == 1
    assert "All keys" in first
    assert deck.problems() == []
    assert [cell["at"] for cell in deck.cells() if cell["execution_count"] is None] == []
    wrong = {}
    for number in range(1, deck.count + 1):
        assert deck.at == number
        found = deck.page.evaluate(LOOK)
        if found:
            wrong[number] = [deck.page.evaluate(SEEN), *found[:3]]
        while deck.at == number < deck.count:  # a slide may have steps
            deck.press("ArrowRight")
    assert wrong == {}, "\n".join(f"{number}: {each}" for number, each in wrong.items())

    told = [cell for cell in deck.page.evaluate(NOTES) if cell["text"]]
    assert told
    assert [cell for cell in told if cell["shown"]] == []
    deck.go_to(".ir-explorer:not(.ir-units) input[type=range]")
    slider = deck.page.locator(".jp-deck-mod-onscreen input[type=range]").first
    before = explorer(deck.page)
    deck.drag(slider, slider, 0.9, 0.1)
    assert explorer(deck.page)["picture"] != before["picture"]
    deck.press("0")


@one_lesson
def test_next_and_back(deck: Slides) -> None:
    deck.press("Home")
    assert [deck.press(key) for key in ("ArrowRight", "PageDown")] == [2, 3]
    assert [deck.press(key) for key in ("ArrowLeft", " ", "ArrowUp", "ArrowDown")] == [2, 3, 2, 3]
    assert [deck.press(key) for key in ("PageUp", "Shift+ ", "ArrowLeft")] == [2, 1, 1]
    assert deck.press("End") == deck.count == deck.press("ArrowRight")
    deck.page.get_by_role("button", name="Back").click()
    assert deck.at == deck.count - 1
    deck.page.get_by_role("button", name="Next").click()
    assert deck.at == deck.count


@one_lesson
def test_a_slider_is_alive_and_keeps_its_place(deck: Slides) -> None:
    page = deck.page
    number = deck.go_to(".ir-explorer:not(.ir-units)")
    shown = page.locator(".jp-deck-mod-onscreen .ir-explorer")
    slider = shown.locator("input[type=range]").first
    before = explorer(page)
    deck.drag(slider, slider, 0.9, 0.1)
    after = explorer(page)
    value = slider.input_value()
    assert after["sentence"] != before["sentence"]
    assert after["picture"] != before["picture"]

    # After a drag the keys are for the slides ...
    assert deck.press("ArrowRight") == number + 1
    assert deck.press("ArrowLeft") == number
    assert slider.input_value() == value
    # ... but who goes to a slider by keyboard moves it, and comes back by Escape.
    slider.focus()
    assert deck.press("ArrowLeft") == number
    assert slider.input_value() != value
    deck.press("Escape")
    assert deck.press("ArrowRight") == number + 1
    deck.press("ArrowLeft")
    reset = shown.get_by_role("button", name="Reset")
    reset.focus()
    assert deck.press("Enter") == number, "a button that has the focus is pressed, and the slide stays"
    assert explorer(page)["sentence"] == before["sentence"]
    reset.click()
    assert deck.press(" ") == number + 1, "after a click the keys are for the slides again"


@one_lesson
def test_notes_are_for_the_educator_alone_and_of_one_slide(deck: Slides) -> None:
    page = deck.page
    deck.press("Home")
    told = [cell for cell in page.evaluate(NOTES) if cell["text"]]
    assert told
    assert [cell for cell in told if cell["shown"]] == []
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    beside = opened.value
    said = said_beside(beside)
    assert told[0]["text"][:30] in said
    assert "slide 1 / " in said
    assert re.search(r"Next: 1 The word$", said)
    # The window of the notes moves the slides too, and holds what is about the slide in sight.
    beside.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert deck.at == 2
    second = said_beside(beside)
    assert f"2 / {deck.count}" in second
    assert told[0]["text"][:30] not in second
    beside.close()


def said_beside(window: Page) -> str:
    return " ".join((window.locator("body").inner_text() or "").split())


@one_lesson
def test_keys_a_lecturer_reaches_for(deck: Slides) -> None:
    page = deck.page
    number = deck.go_to(".ir-explorer:not(.ir-units)")
    start = explorer(page)
    presets = page.locator(".jp-deck-mod-onscreen .ir-buttons button").all_inner_texts()
    page.keyboard.press("2")
    pressed = explorer(page)
    assert pressed["sentence"] != start["sentence"], f"2 presses {presets[1]}"
    page.locator(".jp-deck-mod-onscreen .ir-buttons button", has_text=presets[0]).first.click()
    first = explorer(page)
    page.keyboard.press("1")
    assert explorer(page)["sentence"] == first["sentence"], f"1 presses {presets[0]}"
    page.keyboard.press("0")
    assert explorer(page)["sentence"] == start["sentence"], "0: as it was at the start"

    over = page.locator(".course-slides-over")
    page.keyboard.press("b")
    assert over.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(0, 0, 0)"
    box = over.bounding_box()
    assert box == {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    assert deck.press("ArrowRight") == number, "the first key brings the slide back, the same one"
    assert not over.count()

    there = page.locator(".course-slides-section").inner_text()
    page.keyboard.press("m")
    sections = over.locator("button").all_inner_texts()
    assert len([each for each in sections if re.match(r"\d ", each)]) >= 6
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    here = page.locator(".course-slides-section").inner_text()
    assert here.startswith(sections[sections.index(there.split(" · ")[0]) + 1])
    page.keyboard.press("?")
    assert "as it was at the start" in over.inner_text()
    at = deck.at
    page.keyboard.press("Escape")
    assert not over.count(), "Escape closes what lies over the slide ..."
    assert page.locator(".jp-Deck").count(), "... and stays on the slides"
    assert deck.at == at
    page.keyboard.press("l")
    page.mouse.move(300, 200)
    dot = page.locator(".course-slides-point").bounding_box()
    assert dot is not None
    assert abs(dot["x"] + dot["width"] / 2 - 300) < 2
    page.keyboard.press("l")
    assert not page.locator(".course-slides-point").count()


@one_lesson
def test_explorers_on_other_slides_keep_their_size_and_are_not_drawn_again(deck: Slides) -> None:
    widths = """() => [...document.querySelectorAll(".jp-Cell .ir-explorer:not(.ir-units) canvas")]
      .filter(picture => !picture.closest(".jp-deck-mod-onscreen")).map(picture => picture.clientWidth)"""
    deck.go_to(".ir-explorer:not(.ir-units)")
    deck.press("Home")
    before = deck.page.evaluate(widths)
    assert len(before) > 5
    for _ in range(6):
        deck.press("ArrowRight")
    deck.press("Home")
    assert deck.page.evaluate(widths) == before
    number = deck.go_to(".ir-explorer:not(.ir-units)")
    beside = deck.page.evaluate(widths)
    assert number == 4
    assert beside == before[1:], "while the first explorer is shown, the others stay as they were"
    deck.press("Home")


@one_lesson
def test_without_presets_the_number_keys_choose_options(deck: Slides) -> None:
    page = deck.page
    deck.go_to(".ir-explorer:not(.ir-units):not(:has(.ir-buttons button + button + button))")
    radios = page.locator(".jp-deck-mod-onscreen .ir-explorer input[type=radio]")
    first = explorer(page)
    page.keyboard.press("2")
    assert [each.is_checked() for each in radios.all()] == [False, True, False]
    assert explorer(page)["sentence"] != first["sentence"]
    page.keyboard.press("0")
    assert explorer(page)["sentence"] == first["sentence"]


@one_lesson
def test_a_diagram_is_revealed_before_the_next_slide_comes(deck: Slides) -> None:
    number = deck.go_to(".ir-explorer input[aria-label='Step']")
    steps = deck.page.locator(".jp-deck-mod-onscreen input[aria-label='Step']")
    deck.press("0")  # other tests went through it
    assert steps.input_value() == "1"
    last = int(steps.get_attribute("max") or 0)
    for at in range(2, last + 1):
        assert deck.press("ArrowRight") == number
        assert steps.input_value() == str(at)
        assert deck.page.locator(".jp-deck-mod-onscreen .ir-explorer").count() == 1
    assert deck.press("ArrowRight") == number + 1
    assert deck.press("ArrowLeft") == number
    assert deck.press("ArrowLeft") == number
    assert steps.input_value() == str(last - 1)
    deck.press("0")


@one_lesson
def test_a_class_votes_twice_and_sees_both(deck: Slides, browser: Browser) -> None:
    page = deck.page
    number = deck.go_to(".course-form[data-question='01.no_insulin']")
    options = page.locator(".jp-deck-mod-onscreen .course-options label").all_inner_texts()
    view = page.locator(".course-vote")
    page.keyboard.press("v")
    view.locator("svg").wait_for()
    address = view.get_by_text("http://").inner_text()
    size = {"width": 375, "height": 667}
    contexts = [
        browser.new_context(viewport=size, bypass_csp=True) for _ in range(3)
    ]  # axe is no script of the page
    phones = [context.new_page() for context in contexts]
    for phone, letter in zip(phones, "aab", strict=True):
        phone.goto(address)
        phone.locator("form button").first.wait_for()
        assert phone.locator("form button").all_inner_texts() == [each.strip() for each in options]
        phone.locator(f"button[value={letter}]").click()
        phone.get_by_text("Your vote is in").wait_for()
    phones[0].add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert phones[0].evaluate(FIND.replace(".course-slides-bar", "html")) == []
    phones[1].locator("button[value=c]").click()  # a change of mind
    phones[1].get_by_text("Your vote is in: c").wait_for()
    view.get_by_text("3 votes").wait_for()
    assert not view.locator(".course-vote-bar").count(), "nobody sees what others voted while it is open"

    page.keyboard.press("v")
    view.locator(".course-vote-bar").first.wait_for()
    assert view.locator(".course-vote-bar").all_inner_texts() == ["1", "1", "1"]
    phones[0].get_by_text("Wait for the next question").wait_for()
    page.keyboard.press("v")
    view.locator("svg").wait_for()
    phones[0].get_by_role("button").nth(2).click()
    phones[0].get_by_text("Your vote is in: c").wait_for()
    page.keyboard.press("v")
    view.locator(".course-vote-bar-1").first.wait_for()
    assert view.locator(".course-vote-bar-0").all_inner_texts() == [f"first vote: {n}" for n in (1, 1, 1)]
    assert view.locator(".course-vote-bar-1").all_inner_texts() == [f"second vote: {n}" for n in (0, 0, 1)]
    page.keyboard.press("Escape")
    assert not view.count()
    assert deck.press("ArrowRight") == number + 1
    for context in contexts:
        context.close()


@pytest.mark.parametrize("deck", [LESSONS[2]], indirect=True)
def test_a_class_votes_where_several_apply(deck: Slides, browser: Browser) -> None:
    page = deck.page
    deck.go_to(".course-form[data-question='02.hormones']")
    view = page.locator(".course-vote")
    page.keyboard.press("v")
    view.locator("svg").wait_for()
    address = view.get_by_text("http://").inner_text()
    contexts = [browser.new_context(viewport={"width": 375, "height": 667}) for _ in range(2)]
    for context, taps, mine in zip(contexts, ("abc", "baa"), ("a, b, c", "b"), strict=True):
        phone = context.new_page()
        phone.goto(address)
        phone.get_by_text("Choose all that apply.").wait_for()
        for letter in taps:
            phone.locator(f"button[value={letter}]").click()
        phone.get_by_text(f"Your vote is in: {mine}.").wait_for()
        pressed = phone.locator("button[aria-pressed=true]")
        assert pressed.evaluate_all("all => all.map(each => each.value).join(', ')") == mine
    view.get_by_text("2 votes").wait_for()
    page.keyboard.press("v")
    view.locator(".course-vote-bar").first.wait_for()
    assert view.locator(".course-vote-bar").all_inner_texts() == ["1", "2", "1", "0", "0"]
    page.keyboard.press("Escape")
    for context in contexts:
        context.close()


@one_lesson
def test_axe_finds_nothing_in_the_bar(deck: Slides) -> None:
    deck.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert deck.page.evaluate(FIND) == []


@one_lesson
def test_escape_leaves_and_the_button_comes_back(deck: Slides) -> None:
    page = deck.page
    deck.press("Home")
    deck.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_selector(".jp-Deck", state="detached")
    assert not page.locator(".course-slides-bar").is_visible()
    assert page.locator(".jp-NotebookPanel-toolbar").is_visible()
    notes = page.locator(".course-slides-notes")
    assert notes.count() > 10
    assert not any(notes.nth(at).is_visible() for at in range(notes.count())), (
        "the class would read the notes"
    )
    deck.command("deck:start")
    page.wait_for_selector(".jp-Deck")
    assert deck.press("ArrowRight") == 3
