"""Text that moves, fast: a line of text is put together from letters that were drawn before.

Laying out and drawing seventeen letters takes matplotlib 3.11 about a hundred times as long as copying them. Text
that changes with every move of a slider would cost more than all curves of a figure; with this it costs less than
one. Letters stand on whole pixels, as a draft may; a picture at rest is drawn by matplotlib itself.

Before version 3.11 matplotlib draws a line about as fast as it is put together here, and places letters by eighths of
a pixel, so that those on whole pixels would be seen to jump. With such a version it draws every line itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties
from numpy.typing import NDArray

FASTER = matplotlib.__version_info__ >= (3, 11)
"""Whether putting a line together from letters is faster than having matplotlib draw it."""


class Letter(NamedTuple):
    """A letter's coverage from 0 to 255, where it begins relative to the pen and baseline, and its advance."""

    coverage: NDArray[np.uint8]
    left: int
    top: int
    advance: int


class Alphabet:
    """The letters of one font at one size, each drawn once.

    Parameters
    ----------
    font
        Its family, weight and size.
    dpi
        Dots per inch.

    Examples
    --------
    >>> letters = Alphabet(FontProperties(size=12), 100)
    >>> letters["m"].advance > letters["i"].advance
    True
    """

    def __init__(self, font: FontProperties, dpi: float) -> None:
        self._font, self._dpi = font.copy(), dpi
        self._letters: dict[str, Letter] = {}
        self._kerning: dict[str, float] = {}
        self._measure = RendererAgg(1, 1, dpi).get_text_width_height_descent
        self.size = int(np.ceil(font.get_size_in_points() * dpi / 72))  # of an em, in pixels

    def __getitem__(self, character: str) -> Letter:
        if character not in self._letters:
            self._letters[character] = self._drawn(character)
        return self._letters[character]

    def set(self, text: str) -> tuple[list[Letter], NDArray[np.float64]]:
        """Return the letters of a line, and where the pen stands before each and after the last."""
        letters = [self[character] for character in text]
        apart = [0.0, *(self._apart(text[at - 1 : at + 1]) for at in range(1, len(text)))]
        ends = np.cumsum([gap + each.advance for gap, each in zip(apart, letters, strict=True)])
        return letters, np.append(ends - [each.advance for each in letters], ends[-1:])

    def _apart(self, pair: str) -> float:
        # Beside digits and spaces, which change most, fonts have no kerning; no need to lay out each pair.
        if any(character.isdigit() or character.isspace() for character in pair):
            return 0.0
        if pair not in self._kerning:
            width: float = self._measure(pair, self._font, False)[0]
            self._kerning[pair] = width - sum(self[character].advance for character in pair)
        return self._kerning[pair]

    def _drawn(self, character: str) -> Letter:
        pen, baseline = self.size, 2 * self.size
        scratch = RendererAgg(4 * self.size, 3 * self.size, self._dpi)
        gc = scratch.new_gc()
        gc.set_foreground("black")
        scratch.draw_text(gc, pen, baseline, character, self._font, 0)
        drawn = np.asarray(scratch.buffer_rgba())[..., 3]
        rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
        advance = round(self._measure(character, self._font, False)[0])
        if not len(rows):
            return Letter(np.zeros((0, 0), np.uint8), 0, 0, advance)
        top, left = int(rows[0]), int(columns[0])
        coverage = drawn[top : rows[-1] + 1, left : columns[-1] + 1].copy()
        return Letter(coverage, left - pen, top - baseline, advance)


@lru_cache(maxsize=64)
def alphabet(font: FontProperties, dpi: float) -> Alphabet:
    """Return the letters of a font; those drawn before are kept."""
    return Alphabet(font, dpi)


class LetteringRenderer(RendererAgg):
    """matplotlib's renderer; while `draft` is true, level text is put together where that is faster."""

    draft = False

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw a line of text; `x` and `y`, from above, are the beginning of its baseline."""
        if angle or not self._put_together(s, ismath):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        font = alphabet(prop, self.dpi)
        letters, pens = font.set(s)
        size = font.size
        ink = np.zeros((3 * size, int(pens[-1]) + 2 * size), np.uint8)
        for each, pen in zip(letters, pens, strict=False):
            height, width = each.coverage.shape
            top, left = each.top + 2 * size, each.left + round(pen) + size
            part = ink[top : top + height, left : left + width]
            np.maximum(part, each.coverage, out=part)
        picture = np.empty((*ink.shape, 4), np.uint8)
        red, green, blue = gc.get_rgb()[:3]
        picture[..., :3] = np.round(255 * np.array([red, green, blue]))
        picture[..., 3] = np.round(ink * gc.get_alpha())
        # The picture is placed by its lower left corner, counted from below.
        self.draw_image(gc, round(x) - size, round(self.height - y) - size, picture[::-1])

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return a line's width, height and descent in pixels."""
        if not self._put_together(s, ismath):
            width, height, descent = super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call]
            return width, height, descent
        letters, pens = alphabet(prop, self.dpi).set(s)
        inked = [each for each in letters if each.coverage.size]
        above = max((-each.top for each in inked), default=0)
        below = max((each.top + len(each.coverage) for each in inked), default=0)
        return float(pens[-1]), float(above + max(below, 0)), float(max(below, 0))

    def _put_together(self, s: str, ismath: Any) -> bool:
        # Where three letters become one, these are measured otherwise than at rest.
        return FASTER and self.draft and bool(s) and not ismath and "ffi" not in s and "ffl" not in s


class LetteringCanvas(FigureCanvasAgg):
    """matplotlib's canvas with a `LetteringRenderer`."""

    def get_renderer(self) -> LetteringRenderer:
        """Return the renderer of the figure's present size."""
        # 4.6 inches of 100 dots are a trifle less than 460 dots; matplotlib itself minds that from 3.11 on.
        width, height = (int(length + 1e-8) for length in self.figure.bbox.size)
        key = width, height, self.figure.dpi
        if getattr(self, "_lastKey", None) != key:
            self._lettering = LetteringRenderer(width, height, self.figure.dpi)
            self.renderer, self._lastKey = self._lettering, key
        return self._lettering
