"""The course as web pages, with every address but this computer's blocked: to read, and alive in the browser."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import matplotlib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from helpers import explore
from helpers.exercises import Function, MultiChoice, Number, Question, questions
from helpers.forms import memory
from tools.site import build, mounts, weights

from .harness import PATIENCE
from .live import Lesson, served

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
FIND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))"""
WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > edge && !each.closest(".scroll, pre, math, svg"))
    .map(each => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 60)}`);
}"""
PICTURE = "canvas => canvas.toDataURL()"
STEMS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("0*.ipynb"))
ONE = "01_fundamentals"
BANK = [each for each in questions("01").values() if not isinstance(each, Function)]


@pytest.fixture(scope="module")
def built(root: Path, pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with a Pyodide of its own; presets are drawn beforehand only where a test asks for them."""
    folder, views = tmp_path_factory.mktemp("site") / "site", mounts._views
    asked = [explore.explorer(name).title for name in explore.catalogue()[ONE[:2]]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mounts, "_views", lambda each, *how: views(each, *how) if each.title in asked else ())
        build.build(root, folder, pyodide)
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Serve the site and return its address with a slash at the end."""
    with served(built) as url:
        yield url


@contextmanager
def contexts(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Yield what opens a browser of its own, for which only the site's address exists."""
    opened, elsewhere = [], []

    def block(route: Route) -> None:
        elsewhere.append(route.request.url)
        route.abort()

    def fresh(**options: Any) -> BrowserContext:
        opened.append(browser.new_context(**options))
        opened[-1].route(lambda url: not url.startswith((address, "data:", "blob:")), block)
        return opened[-1]

    yield fresh
    for each in opened:
        each.close()
    assert elsewhere == [], "something was asked of another address"


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens a browser of its own."""
    with contexts(browser, address) as fresh:
        yield fresh


@pytest.mark.parametrize("path", ["index.html", "lessons/01_fundamentals.html"])
def test_a_page_needs_no_script(context: Callable[..., BrowserContext], address: str, path: str) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(address + path)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    # Where scripts are off, a page may leave whoever drives it without an answer; these have none in any case.
    assert page.locator("script:not([type=module], [type='application/ld+json'])").count() == 0
    assert page.locator("img").count() >= (5 if "lessons" in path else 0)
    page = context(viewport=PHONE).new_page()
    page.goto(address + path)
    without = "[...document.images].filter(each => !each.alt.trim() || !each.naturalWidth).length"
    assert page.evaluate(without) == 0


def test_no_page_is_wider_than_its_window_whatever_the_font(
    context: Callable[..., BrowserContext], address: str, built: Path
) -> None:
    """All pages, at the widths of a small phone and of 400 % zoom; the fonts are the test's own, not the machine's."""
    font = base64.b64encode(
        Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf").read_bytes()
    ).decode()
    style = (
        f"@font-face {{ font-family: Own; src: url(data:font/ttf;base64,{font}); }}"
        "* { font-family: Own !important; }"
    )
    # As wide as readers may set text (WCAG 1.4.12).
    wide = style + "* { letter-spacing: .12em !important; word-spacing: .16em !important; }"
    paths = [path.relative_to(built).as_posix() for path in built.rglob("*.html")]
    assert len(paths) > 14
    page = context(viewport=PHONE, bypass_csp=True).new_page()
    too_wide = []
    for path in paths:
        page.goto(address + path)
        for css in (style, wide):
            page.add_style_tag(content=css)
            for width in (320, PHONE["width"]):
                page.set_viewport_size({"width": width, "height": 640})
                found = page.evaluate("document.documentElement.scrollWidth")
                if found > width or page.evaluate(WIDE):
                    too_wide.append((path, css is wide, width, found, page.evaluate(WIDE)[:3]))
    assert too_wide == []


@pytest.mark.parametrize("path", ["index.html", "lessons/01_fundamentals.html"])
def test_axe_finds_nothing(context: Callable[..., BrowserContext], address: str, path: str) -> None:
    page = context(viewport=PHONE, bypass_csp=True).new_page()
    page.goto(address + path)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert page.evaluate(FIND) == []


def test_axe_finds_nothing_in_a_lesson_that_is_alive(
    context: Callable[..., BrowserContext], address: str
) -> None:
    opened = Lesson(context(viewport=PHONE, bypass_csp=True), address, ONE)
    for name in opened.names():
        opened.wake(name)
    opened.page.get_by_role("button", name="Change and run").first.click()
    opened.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        assert (scheme, opened.page.evaluate(FIND)) == (scheme, [])


def test_what_a_lesson_fetches_is_within_its_budget(built: Path) -> None:
    assert weights.first_visit(built) / 1e6 < weights.BUDGET_MB


@pytest.fixture
def lesson(context: Callable[..., BrowserContext], address: str) -> Callable[..., Lesson]:
    """Return what opens a lesson in a browser that has seen nothing of the site yet."""

    def opened(stem: str = ONE, **options: Any) -> Lesson:
        return Lesson(context(**{"viewport": DESKTOP, **options}), address, stem)

    return opened


@pytest.fixture(scope="module", params=STEMS)
def visited(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Lesson]:
    """Open each lesson once."""
    with contexts(browser, address) as fresh:
        yield Lesson(fresh(viewport=DESKTOP), address, request.param)


def test_every_explorer_comes_to_life(visited: Lesson) -> None:
    names = visited.names()
    assert set(names) >= set(explore.catalogue()[visited.stem[:2]])
    states = {name: visited.wake(name).get_attribute("data-state") for name in names}
    assert set(states.values()) == {"live"}, states
    assert visited.faults == []


def test_explorers_follow_their_sliders_and_nothing_jumps(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    keys = opened.page.keyboard
    for name in opened.names():
        explorer = opened.wake(name)
        for at, slider in enumerate(explorer.locator("input[type=range]").all()):
            before, picture = opened.sentence(name), explorer.locator("canvas").evaluate(PICTURE)
            slider.focus()
            is_at_the_end = slider.evaluate("slider => slider.value === slider.max")
            keys.press("Home" if is_at_the_end else "End")
            if at and opened.settled(name) == before:
                continue  # such as "given back" while nothing is given back
            said = opened.wait_for_change(name, before)
            assert explorer.locator("canvas").evaluate(PICTURE) != picture, (
                f"{name} says {said} and looks as before"
            )
    assert opened.page.evaluate("window.shift") < 0.005
    assert opened.faults == []


def right(question: Question) -> str:
    return str(question.right_answer) if question.choices else f"{question.right_answer:.6g}"


def give(opened: Lesson, question: Question, answer: str) -> None:
    form = opened.question(question.id)
    if isinstance(question, MultiChoice):
        for letter in question.choices:
            form.locator(f'input[value="{letter}"]').set_checked(letter in answer)
    elif question.choices:
        form.locator(f'input[value="{answer}"]').check()
    else:
        form.locator("input").fill(answer)
    form.locator("button").click()


def wrong(question: Question) -> str:
    if isinstance(question, MultiChoice):
        return next(letter for letter in question.choices if letter not in question.right_answer)
    if question.choices:
        return next(letter for letter in question.choices if letter != question.right_answer)
    return "-99999"


def test_questions_are_judged_and_kept_in_this_browser(lesson: Callable[..., Lesson], tmp_path: Path) -> None:
    opened = lesson()
    page = opened.page
    for question in BANK:
        if question.graded:
            give(opened, question, wrong(question))
            opened.wait_for_status(question.id, "wrong")
        give(opened, question, right(question))
        opened.wait_for_status(question.id, "right" if question.graded else "noted")
    solved = sum(each.graded for each in BANK)
    assert f"{solved} of {solved} exercises solved" in str(page.locator("[data-call]").last.text_content())
    page.reload()
    assert opened.question(BANK[0].id).get_attribute("data-status") == "blank", (
        "the form is there before Python is"
    )
    for question in BANK:
        opened.wait_for_status(question.id, "right" if question.graded else "noted")

    with page.expect_download() as download:
        page.get_by_role("button", name="Save your answers").click()
    kept = tmp_path / "answers.jsonl"
    download.value.save_as(kept)
    # The notebooks read the same lines.
    assert memory.solved(memory.attempts(kept.read_text(encoding="utf-8"))) == {each.id for each in BANK}
    fresh = lesson()
    fresh.page.locator("#kept input").set_input_files(kept)
    fresh.wait_for_status(BANK[0].id, "right" if BANK[0].graded else "noted")
    assert opened.faults == fresh.faults == []


def test_a_claim_is_graded_by_the_reader_first(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    form = opened.page.locator('form[data-question="claim.F06"]')
    form.scroll_into_view_if_needed()
    form.get_by_label("established").check()
    form.get_by_role("button", name="Grade it").click()
    opened.page.wait_for_selector(
        'form[data-question="claim.F06"][data-status=noted]', timeout=1000 * PATIENCE
    )
    assert "You said established; the course says mixed." in form.inner_text()


def test_code_can_be_run_and_gives_what_the_lesson_shows(visited: Lesson) -> None:
    """From the last cell to the first, so that each finds ready what stands above it."""
    cells = visited.page.locator(".cell[data-code]")
    for at in reversed(range(cells.count())):
        cell = cells.nth(at)
        output = cell.locator(".output")
        saved = output.inner_text()
        cell.get_by_role("button", name="Change and run").click()
        visited.page.evaluate("output => { output.textContent = ''; }", output.element_handle())
        cell.get_by_role("button", name="Run").click()
        visited.page.wait_for_function(
            "output => !output.hasAttribute('aria-busy')",
            arg=output.element_handle(),
            timeout=1000 * PATIENCE,
        )
        assert output.inner_text().split() == saved.split()
    assert visited.faults == []


def test_code_that_is_changed_is_what_runs(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    cell = opened.page.locator(".cell[data-code]", has_text="homa_ir(glucose=108").first
    cell.get_by_role("button", name="Change and run").click()
    cell.get_by_role("textbox", name="Code").fill("homa_ir(glucose=5, insulin=6)")
    opened.page.keyboard.press("Shift+Enter")
    output = cell.locator(".output")
    opened.page.wait_for_function(
        "output => output.textContent.includes('ValueError')",
        arg=output.element_handle(),
        timeout=1000 * PATIENCE,
    )
    assert "mmol/L" in output.inner_text(), "what a number in other units means is said"


def test_answers_given_before_python_is_there_are_judged(lesson: Callable[..., Lesson]) -> None:
    opened = lesson(service_workers="block")
    held: list[Route] = []
    opened.page.context.route("**/pyodide.js", lambda route: held.append(route))
    number = next(each for each in BANK if isinstance(each, Number))
    give(opened, number, right(number))
    name = opened.names()[0]
    preset = list(explore.explorer(name).presets)[-1]
    before = opened.sentence(name)
    opened.explorer(name).get_by_role("button", name=preset, exact=True).click()
    # Its picture and sentence lie beside the page.
    expected = explore.explorer(name).view(explore.explorer(name).presets[preset], "conventional").sentence
    assert opened.wait_for_change(name, before) == expected
    assert opened.explorer(name).get_attribute("data-state") == "waking"
    opened.page.wait_for_timeout(300)
    assert opened.question(number.id).get_attribute("data-status") == "blank"
    opened.page.context.unroute("**/pyodide.js")
    for each in held:
        each.continue_()
    opened.wait_for_status(number.id, "right")
    opened.wake(name)
    assert opened.sentence(name) == expected


def test_after_one_visit_a_lesson_opens_without_a_network(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    first, last = opened.names()[0], opened.names()[-1]
    opened.wake(first)
    opened.wake(last)
    kept = (
        """async last => (await (await caches.open("course")).keys()).some(({url}) => url.includes(last))"""
    )
    opened.page.wait_for_function("() => navigator.serviceWorker.controller")
    for name in ("/numpy-", f"/{ONE}.html"):
        opened.page.wait_for_function(kept, arg=name)
    # No explorer and no question needs these 20 MB.
    assert not any(opened.page.evaluate(kept, name) for name in ("/pandas-", "/scipy-"))
    opened.page.context.set_offline(True)
    opened.page.reload()
    for name in (first, last):
        assert opened.wake(name).get_attribute("data-state") == "live"


def test_an_update_of_the_site_comes(
    context: Callable[..., BrowserContext], built: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site, ignore=shutil.ignore_patterns("scipy*", "openblas*", "views"))
    with served(site) as own:
        free = context()
        free.unroute_all()
        opened = Lesson(free, own, ONE)
        opened.wake(opened.names()[0])
        opened.page.wait_for_function("() => navigator.serviceWorker.controller")
        page = site / "lessons" / f"{ONE}.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</h1>", ", updated</h1>"), encoding="utf-8")
        opened.page.reload()
        assert "updated" in str(opened.page.locator("h1").text_content())


def test_a_worker_that_ends_is_replaced_and_asked_again(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    name = opened.names()[0]
    slider = opened.wake(name).locator("input[type=range]").first
    opened.page.wait_for_function("() => document.querySelector('.waking').hidden")
    before = opened.sentence(name)
    opened.page.evaluate("window.workers.at(-1).terminate()")
    slider.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_selector(".waking:not([hidden])", timeout=1000 * PATIENCE)
    assert "starting again" in opened.page.locator(".waking").inner_text()
    opened.wait_for_change(name, before)


def test_a_program_that_never_ends_does_not_end_the_lesson(lesson: Callable[..., Lesson]) -> None:
    programs = (each for stem in STEMS for each in questions(stem[:2]).values() if isinstance(each, Function))
    program = next(programs)
    opened = lesson(next(stem for stem in STEMS if stem[:2] == program.lesson))
    form = opened.question(program.id)
    form.locator("textarea").fill(
        f"def answer({', '.join(program.arguments)}):\n    while True:\n        pass"
    )
    form.locator("button").click()
    name = opened.names()[0]
    assert opened.wake(name).get_attribute("data-state") == "live"


def test_a_package_that_does_not_come_fails_its_code_only(lesson: Callable[..., Lesson]) -> None:
    opened = lesson(next(stem for stem in STEMS if stem[:2] == "07"), service_workers="block")
    opened.page.context.route("**/pandas-*", lambda route: route.abort())
    cell = opened.page.locator(".cell[data-code]", has_text="cohort.load()").first
    cell.get_by_role("button", name="Change and run").click()
    cell.get_by_role("button", name="Run").click()
    output = cell.locator(".output")
    opened.page.wait_for_function(
        "output => output.textContent.includes('could not be fetched')",
        arg=output.element_handle(),
        timeout=1000 * PATIENCE,
    )
    assert opened.wake(opened.names()[0]).get_attribute("data-state") == "live"


def test_without_python_the_page_says_so_and_tries_again(lesson: Callable[..., Lesson]) -> None:
    opened = lesson(service_workers="block")
    opened.page.context.route("**/pyodide.asm.wasm", lambda route: route.abort())
    name = opened.names()[0]
    assert opened.wake(name).get_attribute("data-state") == "failed"
    assert "could not be fetched" in opened.page.locator(".waking").inner_text()
    opened.page.context.unroute("**/pyodide.asm.wasm")
    opened.page.get_by_role("button", name="Try again").click()
    opened.page.wait_for_selector(f"[data-explorer={name}][data-state=live]", timeout=1000 * PATIENCE)


def test_a_link_opens_a_state_and_units_are_remembered(
    context: Callable[..., BrowserContext], address: str
) -> None:
    fresh = context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    opened = Lesson(fresh, address, ONE, "#compensation?sensitivity=25&capacity=200&units=SI")
    explorer = opened.wake("compensation")
    expected = explore.explorer("compensation").view({"sensitivity": 25, "capacity": 200}, "SI").sentence
    opened.wait_for_change("compensation", "")
    assert opened.sentence("compensation") == expected
    explorer.get_by_role("button", name="Copy link").click()
    opened.page.wait_for_selector("text=Link copied")
    link = opened.page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"{ONE}.html#compensation?sensitivity=25&capacity=200&units=SI")
    other: Page = fresh.new_page()
    other.goto(f"{address}lessons/{STEMS[2]}.html")
    assert other.locator("input[type=radio][value=SI]").first.is_checked()


def test_without_script_every_answer_and_preset_can_be_opened(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}lessons/{ONE}.html")
    assert page.get_by_text("Scripts are off").is_visible()
    # A phone's own start comes with the page where it cannot be asked for later.
    starts = " ".join(str(each.get_attribute("srcset")) for each in page.locator("picture > source").all())
    unasked = [each for each in asked if "/views/" in each and each.rpartition("/")[2] not in starts]
    assert not unasked, "a picture was fetched that nobody opened"
    question = next(
        each for each in BANK if each.graded and each.choices and not isinstance(each, MultiChoice)
    )
    form = page.locator(f'[data-question="{question.id}"]')
    assert form.locator("details").count() >= len(question.choices)
    fold = form.locator("details", has_text=question.choices[question.right_answer][:30]).first
    fold.locator("summary").click()
    assert "Right." in fold.inner_text()
    # A preset that is not the start, whose picture is there.
    view = page.locator("[data-explorer]").first.locator("details.view").last
    with page.expect_request("**/views/*.png"):
        view.locator("summary").click()
        view.locator("p").scroll_into_view_if_needed()
    assert view.locator("p").inner_text() == view.get_by_role("img").first.get_attribute("aria-label")


def test_on_a_phone_the_picture_is_large_and_in_sight_while_a_slider_moves(
    context: Callable[..., BrowserContext], address: str
) -> None:
    opened = Lesson(context(viewport=PHONE, has_touch=True, is_mobile=True), address, ONE)
    name = "compensation"
    still = opened.explorer(name).locator("img")
    if still.count():
        assert "/views/" in str(still.evaluate("image => image.currentSrc")), "a picture for a desk"
    found = opened.wake(name)
    opened.settled(name)
    picture, slider = found.locator("canvas"), found.locator("input[type=range]").last
    # What tests/explore/test_widths.py takes letters to be shown at.
    assert picture.evaluate("canvas => canvas.clientWidth") >= 330
    slider.focus()
    opened.page.wait_for_timeout(300)
    above, below = picture.bounding_box(), slider.bounding_box()
    assert above is not None
    assert below is not None
    assert below["height"] >= 44
    assert above["y"] + above["height"] <= below["y"], "the picture lies on the slider"
    assert above["y"] + above["height"] > 0.6 * above["height"], "the picture is out of sight"
    assert below["y"] + below["height"] <= PHONE["height"]
    before = picture.evaluate(PICTURE)
    opened.page.keyboard.press("ArrowLeft")
    opened.settled(name)
    assert picture.evaluate(PICTURE) != before


def test_a_reader_who_saves_data_starts_python_by_a_touch(lesson: Callable[..., Lesson]) -> None:
    opened = lesson()
    opened.page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    opened.page.reload()
    name = opened.names()[0]
    opened.explorer(name).scroll_into_view_if_needed()
    opened.page.wait_for_timeout(1000)
    assert opened.page.evaluate("window.workers.length") == 0
    opened.explorer(name).locator("input[type=range]").first.focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.wake(name).get_attribute("data-state") == "live"


def test_neither_page_nor_worker_may_ask_another_address(browser: Browser, address: str, built: Path) -> None:
    context = browser.new_context(service_workers="block")
    opened = Lesson(context, address, ONE)
    opened.wake(opened.names()[0])
    with served(built) as other:
        # Nothing but the page's policy is in the way: this server answers, and what it says is not read.
        asked = f"fetch('{other}style.css', {{mode: 'no-cors'}}).then(() => 'sent', () => 'refused')"
        assert context.new_page().evaluate(asked) == "sent"
        assert [place.evaluate(asked) for place in (opened.page, opened.page.workers[0])] == [
            "refused",
            "refused",
        ]
    context.close()


def test_a_file_of_the_readers_own_is_read_in_the_page(
    context: Callable[..., BrowserContext], address: str
) -> None:
    """The fixture holds that nothing goes to another address; the worker gets bytes and gives a card."""
    page = context(viewport=DESKTOP).new_page()
    page.goto(f"{address}lessons/07_biomarkers.html")
    place = page.locator("[data-own]")
    place.scroll_into_view_if_needed()
    for name, text, words in (
        ("mine.csv", "Glucose (mmol/L);Insulin (mU/L)\n4,5;10\n", "HOMA-IR is 2.00"),
        ("odd.csv", "%PDF-1.7", "a PDF"),
    ):
        place.get_by_label("A file of your own").set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        )
        place.get_by_text(words).first.wait_for(timeout=1000 * PATIENCE)
    assert page.get_by_label("A file of your own").count() == 1


def test_what_was_read_and_printed_follows_the_units(
    context: Callable[..., BrowserContext], address: str
) -> None:
    """The choice is made in another window."""
    windows = context(viewport=DESKTOP)
    page, first = windows.new_page(), windows.new_page()
    page.goto(f"{address}lessons/07_biomarkers.html")
    first.goto(f"{address}lessons/00_start_here.html")
    place = page.locator("[data-own]")
    place.scroll_into_view_if_needed()
    place.get_by_label("A file of your own").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"Glucose (mmol/L);Insulin (mU/L)\n4,5;10\n"}
    )
    place.get_by_text("Glucose, mg/dL").first.wait_for(timeout=1000 * PATIENCE)
    cell = page.locator(".cell[data-code]").last
    cell.get_by_role("button", name="Change and run").click()
    code = "from helpers.units import format_value\nprint(format_value(90, 'glucose'))"
    cell.get_by_role("textbox", name="Code").fill(code)
    page.keyboard.press("Shift+Enter")
    cell.locator(".output", has_text="90 mg/dL").wait_for(timeout=1000 * PATIENCE)
    first.get_by_label("SI: glucose in mmol/L").first.check()
    cell.locator(".output", has_text="5.0 mmol/L").wait_for(timeout=1000 * PATIENCE)
    place.get_by_text("Glucose, mmol/L").first.wait_for(timeout=1000 * PATIENCE)
