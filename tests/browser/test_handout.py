"""A handout and its slides as PDFs, by the browser that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.launch.slides import slides
from tools.site import handout
from tools.site.reading import lessons

from .conftest import without

pytestmark = pytest.mark.browser


def test_pdfs_are_made_and_a_page_is_a_slide(root: Path, tmp_path: Path) -> None:
    if handout.browser() is None:
        without("No browser was found that prints without a window.")
    written = handout.write(root, "01", tmp_path)
    assert [path.name for path in written] == [
        "01_fundamentals.pdf",
        "01_fundamentals_solutions.pdf",
        "01_fundamentals_slides.pdf",
    ]
    assert sorted(tmp_path.iterdir()) == sorted(written), "nothing else is left"
    paper, solved, deck = (counted(path) for path in written)
    lesson = next(lesson for lesson in lessons(root) if lesson.told.number == "01")
    starts = [c for c in slides(lesson.content).cells if c.metadata.slideshow.get("slide_type") == "slide"]
    assert deck == len(starts), "a slide flows over its page, or two share one"
    assert 10 < paper < solved < 40


def counted(path: Path) -> int:
    """Return the number of pages of a PDF."""
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    return len(re.findall(rb"/Type /Page\b(?!s)", content))
