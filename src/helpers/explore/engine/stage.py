"""From artists to pixels, fast: what stands still is drawn once, what moves is drawn over it.

A full redraw of a two-panel figure takes a good part of a tenth of a second, most of it for axes, ticks and
text that do not change. Here they are drawn once and kept as pixels, the ground; a frame restores those pixels
and draws the moving artists. While a slider moves, only the tiles that differ from the ground are sent, near the
kernel as bare pixels that nobody has to compress or decode; where they are many, the whole picture as JPEG. Once it
rests it is packed as PNG, which is exact and small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import numpy as np
from matplotlib import rc_context, rcParamsDefault
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from numpy.typing import NDArray

from helpers.explore.drawing import fitting
from helpers.explore.drawing.style import DPI, STYLE

# A learner's own settings (a matplotlibrc, a style, a theme for the dark) are for their own pictures: explorers start
# from matplotlib's defaults. How windows and files are handled is no look, and stays.
_LOOK = {
    name: value
    for name, value in rcParamsDefault.items()
    if name.partition(".")[0]
    not in ("backend", "backend_fallback", "interactive", "toolbar", "timezone", "webagg")
} | STYLE


class Scene:
    """The moving artists of a figure, by name; an attribute is an artist or a list of artists.

    Examples
    --------
    >>> figure = Figure()
    >>> scene = Scene(point=figure.subplots().plot([1], [2], "o")[0])
    >>> scene.point.get_xdata()
    array([1])
    """

    def __init__(self, **artists: Any) -> None:
        self.__dict__.update(artists)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The scene has no artist {name!r}; it has {', '.join(self.__dict__)}.")

    def artists(self) -> Iterator[Artist]:
        """Yield every moving artist in the order in which it was named."""
        for entry in self.__dict__.values():
            yield from entry if isinstance(entry, list | tuple) else (entry,)


@dataclass(frozen=True, eq=False)
class Ground:
    """What a frame is drawn upon.

    Parameters
    ----------
    pixels
        Height x width x RGBA, bytes.
    artists
        How many leading artists of the scene they hold.
    name
        Tells grounds apart, also after a restart.
    """

    pixels: NDArray[np.uint8]
    artists: int = 0
    name: str = field(default_factory=lambda: uuid4().hex)


class Stage:
    """A figure whose background is drawn once.

    The leading artists of the scene that a move leaves as they were are kept with the background, so a cloud of
    people that is named first costs nothing while a slider moves what is named after it.

    Parameters
    ----------
    size
        Width and height of the drawing, in CSS pixels.
    build
        Draws the static part into the figure it is given and returns the `Scene` of moving artists.
    ratio
        Pixels of the picture per CSS pixel.

    Attributes
    ----------
    ground
        What the last frame was drawn upon.
    size, ratio
        As given.
    """

    def __init__(self, size: tuple[int, int], build: Callable[[Figure], Scene], ratio: float = 1.0) -> None:
        with rc_context(_LOOK):
            self._figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI * ratio)
            self._canvas = FigureCanvasAgg(self._figure)
            self.scene = build(self._figure)
            for artist in self.scene.artists():
                artist.set_animated(True)
                artist.set_in_layout(False)
            fitting.fit(self._figure)
            self._canvas.draw()
        self.size, self.ratio = size, ratio
        self.ground = self._empty = Ground(np.array(self._canvas.buffer_rgba()))

    def frame(self) -> NDArray[np.uint8]:
        """Draw the moving artists over the ground and return the picture, height x width x RGBA."""
        artists = list(self.scene.artists())
        same = next((at for at, artist in enumerate(artists) if _changed(artist)), len(artists))
        if same < self.ground.artists:
            self.ground = self._empty
        rgba: NDArray[np.uint8] = np.asarray(self._canvas.buffer_rgba())
        np.copyto(rgba, self.ground.pixels)
        if same > self.ground.artists:
            self._draw(artists[self.ground.artists : same])
            self.ground = Ground(rgba.copy(), same)
        self._draw(artists[same:])
        return rgba

    def _draw(self, artists: list[Artist]) -> None:
        for artist in artists:
            if artist.get_visible():
                self._figure.draw_artist(artist)
            artist.stale = False


def _changed(artist: Artist) -> bool:
    # An annotation does not tell when its place is changed.
    return artist.stale or isinstance(artist, Annotation)
