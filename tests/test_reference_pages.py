"""The course as one piece: what its pages list is complete, and links, minutes and terms agree everywhere."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import jupytext
import pytest

from helpers import evidence, explore
from tools import pages
from tools.pages import glossary

ROOT = Path(__file__).parents[1]
TEXTS = sorted((ROOT / "notebooks" / "text").glob("*.py"))
PAGES = ("bibliography.md", "claims.md", "concepts.md", "explorers.md", "glossary.md")
TO_GLOSSARY = re.compile(r"\[([^\]]+)\]\(\.\./docs/glossary\.md#([^)]*)\)")
# Letters and words that mean something else as well, and stand for that in earlier lessons.
AMBIGUOUS = {"SI", "Sensitivity of a test"}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@cache
def prose(path: Path) -> list[str]:
    """Return the running text of a lesson: no overview, headings, tables and links to its neighbours."""
    cells = [cell.source for cell in jupytext.read(path).cells if cell.cell_type == "markdown"]
    running = [re.sub(r"^[#|].*$", "", cell, flags=re.M) for cell in cells[1:]]
    return [cell for cell in running if not re.match(r"\*\*(Back to|Before|Next)\b", cell)]


def links() -> list[tuple[str, str]]:
    """Return the lesson and the anchor of each link to the glossary."""
    return [
        (path.stem[:2], anchor)
        for path in TEXTS
        for _, anchor in TO_GLOSSARY.findall(path.read_text(encoding="utf-8"))
    ]


def test_each_term_has_one_link_from_the_lesson_that_introduces_it() -> None:
    assert sorted(links()) == sorted((term.lesson, term.anchor) for term in glossary().values())


def test_every_link_to_the_glossary_arrives() -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', page("glossary.md"))
    assert [anchor for anchor, times in Counter(anchors).items() if times > 1] == []
    assert {anchor for _, anchor in links()} <= set(anchors)


def test_terms_are_linked_in_running_text_only() -> None:
    for path in TEXTS:
        source = path.read_text(encoding="utf-8")
        found = [anchor for cell in prose(path) for _, anchor in TO_GLOSSARY.findall(cell)]
        assert len(found) == len(TO_GLOSSARY.findall(source)), path.name


@pytest.mark.parametrize("term", [term for term in glossary() if term not in AMBIGUOUS])
def test_no_earlier_lesson_uses_a_term(term: str) -> None:
    first = term[0] if term[1:] != term[1:].lower() else f"[{term[0].upper()}{term[0].lower()}]"
    used = re.compile(rf"(?<![\w-]){first}{re.escape(term[1:])}(?![\w-])".replace(r"\ ", r"\s+"))
    for path in TEXTS:
        if path.stem[:2] < glossary()[term].lesson:
            assert [cell for cell in prose(path) if used.search(cell)] == [], path.stem


def test_meanings_are_sentences() -> None:
    for term in glossary().values():
        assert re.fullmatch(r"[A-Z0-9].*[.)]", term.meaning), term.term
        assert term.lesson in {path.stem[:2] for path in TEXTS}, term.term


def test_pages_are_what_the_lessons_and_the_data_make(tmp_path: Path) -> None:
    """If this fails, `python3 course.py build` was forgotten."""
    shutil.copytree(ROOT / "notebooks" / "text", tmp_path / "notebooks" / "text")
    for folder in ("docs", "data"):
        (tmp_path / folder).mkdir()
    written = pages.write(tmp_path)
    assert sorted(path.name for path in written) == sorted([*PAGES, "objectives.csv"])
    for path in written:
        assert path.read_bytes() == (ROOT / path.relative_to(tmp_path)).read_bytes(), path.name


def test_all_claims_stand_in_the_index_once() -> None:
    listed = re.findall(r"^\| ([A-Z]\d\d) \|", page("claims.md"), re.M)
    assert len(listed) == 182
    assert sorted(listed) == sorted(evidence.claims())


def test_every_concept_stands_in_the_index_with_its_claims() -> None:
    rows = dict(re.findall(r"^\| \*\*.+?\*\* \(`(.+?)`\) \|.*\| ([^|]*) \|$", page("concepts.md"), re.M))
    assert sorted(rows) == sorted(evidence.concepts())
    for code, told in rows.items():
        asked = [claim.id for claim in evidence.claims().values() if code in claim.concepts]
        assert [each for each in told.split(", ") if each] == asked, code


def test_every_concept_is_practised_in_two_sections_or_more() -> None:
    asked = {
        name: (each.number, heading) for each in pages.lessons(ROOT) for name, heading in each.asked.items()
    }
    for code, concept in evidence.concepts().items():
        assert len({asked[name] for name in concept.questions}) >= 2, code


def test_every_explorer_stands_in_the_index() -> None:
    listed = re.findall(r"\(`(\w+)`\) \|", page("explorers.md"))
    assert set(listed) == {name for names in explore.catalogue().values() for name in names}


def test_every_reference_that_is_cited_is_in_the_bibliography() -> None:
    cited = {key for claim in evidence.claims().values() for key in claim.keys}
    cited |= {
        key for names in explore.catalogue().values() for n in names for key in explore.explorer(n).sources
    }
    entries = [line for line in page("bibliography.md").splitlines() if line.startswith("- ")]
    for key in sorted(cited | {key for lesson in pages.lessons(ROOT) for key in lesson.cited}):
        source = evidence.reference(key)
        found = [line for line in entries if source.title in line and (source.doi or "") in line]
        assert len(found) >= 1, key
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize("path", [ROOT / "docs" / name for name in PAGES], ids=PAGES)
def test_links_of_the_pages_lead_to_files(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (path.parent / link.split("#")[0]).is_file(), link


def test_minutes_agree_wherever_they_stand() -> None:
    start = TEXTS[0].read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    teaching = (ROOT / "notebooks" / "TEACHING.md").read_text(encoding="utf-8")
    told = {lesson.number: lesson.minutes for lesson in pages.lessons(ROOT)}
    assert minutes(r"^# \| .*?\*\*(\d\d) .* \| (\d+) \(\d+\) \|$", start) == told
    assert minutes(r"^\| \[(\d\d) [^|]*\| (\d+) \(\d+\) \|", readme) == told
    assert minutes(r"^## (\d\d) .*?\((\d+) minutes", teaching) == told
    core = {lesson.number: lesson.core for lesson in pages.lessons(ROOT)}
    assert minutes(r"^# \| .*?\*\*(\d\d) .* \| \d+ \((\d+)\) \|$", start) == core
    assert minutes(r"^## (\d\d) .*?\(\d+ minutes, (\d+) of them core", teaching) == core


def test_sections_of_the_teaching_notes_are_those_of_the_lessons() -> None:
    teaching = (ROOT / "notebooks" / "TEACHING.md").read_text(encoding="utf-8")
    for lesson in pages.lessons(ROOT)[1:]:
        source = (ROOT / "notebooks" / "text" / f"{lesson.stem}.py").read_text(encoding="utf-8")
        sections = re.findall(r"^# ## (\d+ .+?) \((\d+) minutes?(, further)?\)$", source, re.M)
        notes = re.split(r"^## ", teaching, flags=re.M)
        (own,) = [part for part in notes if part.startswith(lesson.number)]
        assert re.findall(r"^\| (\d+ .+?) \| (\d+)(, further)? \|", own, re.M) == sections, lesson.stem


def minutes(pattern: str, text: str) -> dict[str, int]:
    return {number: int(each) for number, each in re.findall(pattern, text, re.M)}
