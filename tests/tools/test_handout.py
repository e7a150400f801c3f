"""A lesson on paper: everything that is read, nothing that is run, and no solution but for the teacher."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from helpers import explore
from helpers.exercises import banks
from helpers.explore.engine.diagram import Diagram
from helpers.launch.slides import slides
from tools.site import handout
from tools.site.reading import Lesson, lessons

ROOT = Path(__file__).parents[2]
NUMBERS = [path.stem[:2] for path in sorted((ROOT / "notebooks" / "text").glob("*.py"))]


@cache
def read() -> dict[str, Lesson]:
    return {lesson.told.number: lesson for lesson in lessons(ROOT)}


@cache
def paper(number: str) -> BeautifulSoup:
    return BeautifulSoup(handout.student(read()[number]), "html.parser")


def asked(lesson: Lesson) -> list[str]:
    code = "\n".join(cell.source for cell in lesson.content.cells if cell.cell_type == "code")
    return re.findall(r"\b(?:check|predict)\([\"']([\w.]+)[\"']", code)


@pytest.mark.parametrize("number", NUMBERS)
class TestPaper:
    """What holds for each lesson on paper."""

    def test_every_question_can_be_answered_by_hand(self, number: str) -> None:
        boxes = {str(each["data-asked"]): each for each in paper(number).select(".question")}
        assert list(boxes) == asked(read()[number])
        for name, box in boxes.items():
            question = banks.find(name)
            options = [each.get_text() for each in box.select(".options li")]
            assert len(options) == len(question.choices)
            assert bool(options) != bool(box.select(".line")), "boxes to tick or lines to write on"

    def test_no_card_is_empty(self, number: str) -> None:
        for card in paper(number).select(".course-card"):
            assert card.get_text(strip=True) or card.find("img"), card["aria-label"]

    def test_diagrams_are_whole_and_no_number_stands_alone(self, number: str) -> None:
        page = paper(number)
        told = page.get_text()
        for name in explore.catalogue()[number]:
            explorer = explore.explorer(name)
            if isinstance(explorer, Diagram) and not explorer.only:
                assert all(step.text in told for step in explorer.steps), name
                assert any(
                    picture["alt"].startswith(explorer.steps[-1].name) for picture in page.find_all("img")
                )
        bare = [
            each.get_text() for each in page.select("pre") if not re.search(r"[^\W\d_]{2}", each.get_text())
        ]
        assert bare == [], "a result without the code that says what it is"
        cards = page.select(".course-card")
        assert not cards or any(".course-card" in style.get_text() for style in page.find_all("style"))

    def test_no_solution_is_given_away(self, number: str) -> None:
        text = " ".join(paper(number).get_text().split())
        for name in asked(read()[number]):
            question = banks.find(name)
            for said in (question.solution, question.hint):
                words = " ".join(BeautifulSoup(said, "html.parser").get_text().split())
                assert words not in text or len(words) < 25, f"{name}: {words}"

    def test_evidence_is_open_and_nothing_asks_to_be_run(self, number: str) -> None:
        page = paper(number)
        assert all("open" in fold.attrs for fold in page.find_all("details"))
        assert not page.select(".highlight, button, input, script, [data-call], [data-question]")
        text = page.get_text()
        assert not re.search(r"Not answered yet|[Rr]un (it|the cell|this cell)|in Jupyter to move", text)
        assert not re.search(r"\b[Oo]pen (a|the) rows?\b", text), "they are"
        headings = page.find_all(["h1", "h2"])
        assert all(heading.name == "h2" or at == 0 for at, heading in enumerate(headings))

    def test_pictures_and_their_sentences_are_there(self, number: str) -> None:
        code = [cell.source for cell in read()[number].content.cells if cell.cell_type == "code"]
        explorers = [each for each in code if re.match(r"explore\.(?!units_switch)\w+\(\)", each)]
        figures = paper(number).select("[data-explorer] figure")
        assert len(figures) == len(explorers)
        for figure in figures:
            image = figure.find("img")
            assert image is not None
            assert str(image["src"]).startswith("data:image/png")
            assert str(image["alt"])[:30] in figure.get_text()

    def test_the_teachers_has_every_solution_at_the_end(self, number: str) -> None:
        page = BeautifulSoup(handout.teacher(read()[number]), "html.parser")
        solutions = page.select_one(".solutions")
        assert solutions is not None
        assert solutions.find_next_sibling() is None
        assert [each.b.get_text() for each in solutions.select("section") if each.b] == asked(read()[number])

    def test_the_deck_has_a_page_for_each_slide(self, number: str) -> None:
        page = BeautifulSoup(handout.deck(read()[number]), "html.parser")
        made = slides(read()[number].content).cells
        starts = [cell for cell in made if cell.metadata.slideshow.get("slide_type") == "slide"]
        on_paper = [cell for cell in starts if cell.source != "explore.units_switch()"]
        assert len(page.select(".slide")) == len(on_paper)
        assert all(each.get_text(strip=True) for each in page.select(".slide"))
        assert "What happened and why" not in page.get_text(), "notes are not for the class"


def test_where_no_browser_is_there_are_pages_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(handout, "browser", lambda: None)
    assert handout.main(["0", f"--output={tmp_path / 'new'}"]) == 0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["00_start_here.html", "00_start_here_slides.html", "00_start_here_solutions.html"]
    said = capsys.readouterr().out
    assert "No browser was found" in said
    assert all(name in said for name in names)


@pytest.mark.parametrize("unknown", ["42", "011", "01_"])
def test_an_unknown_lesson_is_named(unknown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert handout.main([unknown, f"--output={tmp_path}"]) == 1
    assert f"no lesson '{unknown}'; there are: 00, 01" in capsys.readouterr().err


def test_a_browser_that_prints_nothing_is_named(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("x", encoding="utf-8")
    with pytest.raises(OSError, match="printed no PDF"):
        handout.printed("true", page)
    assert page.is_file(), "what can be printed by hand stays"


def test_the_command_says_where_it_goes(course: Any, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(course, "become", lambda command, _: seen.append(command) or 3)
    monkeypatch.setattr(course.Environment, "ensure", lambda *_: None)
    assert course.main(["handout", "01"]) == 3
    assert seen[0][-2:] == ["01", f"--output={root / 'handout'}"]
    assert seen[0][-3] == "tools.site.handout"
