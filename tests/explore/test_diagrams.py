"""Diagrams at the width of a phone and of a page: boxes in sight and apart, letters large enough, steps that add."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers import explore
from helpers.explore.drawing import diagrams
from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram
from helpers.explore.engine.stage import Stage

NAMES = [
    name
    for names in explore.catalogue().values()
    for name in names
    if isinstance(explore.explorer(name), Diagram)
]
SIZES = {"phone": (360, 560), "page": (900, 380)}
LEAST = 11  # CSS pixels of a letter's height
PIXELS_PER_POINT = 100 / 72


def steps(diagram: Diagram) -> range:
    return range(1, len(diagram.steps) + 1)


def drawn(diagram: Diagram, size: str, step: int) -> tuple[list[Any], Figure]:
    stage = Stage(SIZES[size], lambda figure: diagram.draw(figure, "conventional"))
    value = str(step) if diagram.only else step
    diagram.move(stage.scene, diagram.compute(step=value), "conventional")
    stage.frame()
    return [part for part in stage.scene.parts if part.get_visible()], stage.scene.parts[0].figure


def boxes(parts: list[Any]) -> list[tuple[str, Bbox]]:
    return [
        (part.get_text(), part.get_bbox_patch().get_window_extent())
        for part in parts
        if isinstance(part, Text) and part.get_bbox_patch().get_linewidth()
    ]


def test_there_are_the_seven_of_the_course() -> None:
    assert len(NAMES) >= 7


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_boxes_lie_within_the_picture_and_apart(name: str, size: str) -> None:
    diagram = explore.explorer(name)
    assert isinstance(diagram, Diagram)
    for step in steps(diagram):
        parts, figure = drawn(diagram, size, step)
        for text in (part for part in [*parts, *figure.axes[0].texts] if isinstance(part, Text)):
            if not text.get_visible():
                continue
            extent = text.get_window_extent()
            assert extent.x0 >= 0, text.get_text()
            assert extent.y0 >= 0, text.get_text()
            assert extent.x1 <= figure.bbox.x1, text.get_text()
            assert extent.y1 <= figure.bbox.y1, text.get_text()
        key = [
            (text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts if not text.get_gid()
        ]
        assert [name for name, _ in key] == list(diagram.does.values())
        for (one, first), (other, second) in combinations([*boxes(parts), *key], 2):
            assert not first.overlaps(second), (step, one, other)


@pytest.mark.parametrize("name", NAMES)
def test_letters_can_be_read_on_a_phone(name: str) -> None:
    diagram = explore.explorer(name)
    assert isinstance(diagram, Diagram)
    _, figure = drawn(diagram, "phone", 1)
    for text in figure.axes[0].texts:
        assert text.get_fontsize() * PIXELS_PER_POINT >= LEAST, text.get_text()


@pytest.mark.parametrize("name", NAMES)
def test_each_step_shows_something_of_its_own_and_says_so(name: str) -> None:
    diagram = explore.explorer(name)
    assert isinstance(diagram, Diagram)
    comes = {part.step for part in (*diagram.boxes.values(), *diagram.arrows)}
    assert set(steps(diagram)) <= comes <= {0, *steps(diagram)}
    rows = []
    for step in steps(diagram):
        shown = diagram.compute(step=step)
        assert diagram.steps[step - 1].text in diagram.say(shown, "SI")
        parts, _ = drawn(diagram, "page", step)
        rows.append(len(diagram.tabulate(shown, "SI")["From"]))
        # The table is the picture in words: a row for each arrow, or the one row that says there is none.
        assert rows[-1] == max(1, sum(isinstance(part, FancyArrowPatch) for part in parts))
    assert diagram.only or rows == sorted(rows)


@pytest.mark.parametrize("name", NAMES)
def test_no_arrow_comes_before_its_boxes(name: str) -> None:
    diagram = explore.explorer(name)
    assert isinstance(diagram, Diagram)
    for arrow in diagram.arrows:
        assert arrow.does in diagram.does
        ends = {diagram.boxes[arrow.start].step, diagram.boxes[arrow.end].step}
        assert ends <= ({0, arrow.step} if diagram.only else set(range(arrow.step + 1))), arrow


def test_an_arrow_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="names testis; the boxes are ovary"):
        diagrams.draw(
            Figure().subplots(),
            {"ovary": Box("ovary", (1, 1), (1, 1))},
            [Arrow("ovary", "testis")],
            narrow=False,
        )
