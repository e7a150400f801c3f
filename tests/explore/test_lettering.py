"""Text put together from letters is the text that matplotlib draws, and a kept stage shows what a fresh one does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from numpy.typing import NDArray

from helpers import explore
from helpers.explore import style
from helpers.explore.lettering import LetteringRenderer

FONTS = [FontProperties(size=size, weight=weight) for size in (10, 12) for weight in ("normal", "bold")]
UNKERNED = "glucose 123 mg/dL, 15 µU/mL, −4 %, 0123456789"


def drawn(text: str, font: FontProperties, dpi: float, colour: str, *, draft: bool) -> NDArray[np.int_]:
    renderer = LetteringRenderer(900, 60, dpi)
    renderer.draft = draft
    gc = renderer.new_gc()
    gc.set_foreground(colour)
    renderer.draw_text(gc, 10, 40, text, font, 0)
    return np.asarray(renderer.buffer_rgba()).astype(int)


def measured(text: str, font: FontProperties, *, draft: bool) -> tuple[float, float, float]:
    renderer = LetteringRenderer(9, 9, 100)
    renderer.draft = draft
    return tuple(renderer.get_text_width_height_descent(text, font, False))  # type: ignore[return-value]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: f"{font.get_size()} {font.get_weight()}")
@pytest.mark.parametrize("dpi", [72.0, 100.0])
@pytest.mark.parametrize("colour", ["black", style.ACCENT])
def test_text_without_kerning_is_the_same_pixel_for_pixel(
    font: FontProperties, dpi: float, colour: str
) -> None:
    exact, draft = (drawn(UNKERNED, font, dpi, colour, draft=each) for each in (False, True))
    assert (exact[..., 3] > 0).sum() > 500
    # Where two letters touch, their edges are blended in another order.
    assert (abs(exact - draft).max(axis=2) > 8).sum() <= 0.01 * (exact[..., 3] > 0).sum()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: f"{font.get_size()} {font.get_weight()}")
@pytest.mark.parametrize("text", [UNKERNED, "AVATAR Type To", "Ångström", " ", ". . ."])
def test_text_measures_the_same(font: FontProperties, text: str) -> None:
    assert measured(text, font, draft=True) == pytest.approx(measured(text, font, draft=False), abs=1)


def test_a_rotated_or_mathematical_text_is_left_to_matplotlib() -> None:
    font, pictures = FONTS[0], []
    for draft in (False, True):
        renderer = LetteringRenderer(200, 200, 100)
        renderer.draft = draft
        gc = renderer.new_gc()
        renderer.draw_text(gc, 50, 150, "glucose", font, 90)
        renderer.draw_text(gc, 80, 100, r"$\frac{1}{2}$", font, 0, ismath=True)
        pictures.append(np.asarray(renderer.buffer_rgba()).copy())
    np.testing.assert_array_equal(*pictures)


@pytest.mark.parametrize("name", ["homa_map", "compensation"])
def test_drafts_between_leave_no_trace_in_the_picture_at_rest(name: str) -> None:
    explorer: Any = explore.explorer(name)
    kept = explorer.stage("conventional")
    first, *_ = explorer.controls
    ends = [explorer.compute(**explorer.values({first.name: each})) for each in (first.low, first.high)]
    for numbers in (*ends, *ends):
        explorer.move(kept.scene, numbers, "conventional")
        kept.frame(draft=True)
        kept.frame(draft=True)
    fresh = explorer.stage("conventional")
    explorer.move(fresh.scene, ends[-1], "conventional")
    np.testing.assert_array_equal(kept.frame(), fresh.frame())
