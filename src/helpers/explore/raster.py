"""From artists to pixels, fast: what stands still is drawn once, what moves is drawn over it.

A full redraw of a two-panel figure takes a good part of a tenth of a second, most of it for axes, ticks and
text that do not change. Here they are drawn once and kept as pixels, the ground; a frame restores those pixels
and draws the moving artists. While a slider moves, only the tiles that differ from the ground are sent, near the
kernel as bare pixels that nobody has to compress or decode; where they are many, the whole picture as JPEG. Once it
rests it is packed as PNG, which is exact and small.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

import numpy as np
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from numpy.typing import NDArray

from helpers.explore.lettering import LetteringCanvas
from helpers.explore.style import STYLE

DPI = 100
# Small enough that a thin curve takes few pixels with it, large enough that there are not too many.
TILE = 16


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
        Width and height in CSS pixels.
    build
        Draws the static part into the figure it is given and returns the `Scene` of moving artists.
    ratio
        Pixels of the picture per CSS pixel.

    Attributes
    ----------
    ground
        What the last frame was drawn upon.
    """

    def __init__(self, size: tuple[int, int], build: Callable[[Figure], Scene], ratio: float = 1.0) -> None:
        with rc_context(STYLE):
            self._figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI * ratio)
            self._canvas = LetteringCanvas(self._figure)
            self.scene = build(self._figure)
            for artist in self.scene.artists():
                artist.set_animated(True)
            self._canvas.draw()
        self.ground = self._empty = Ground(np.array(self._canvas.buffer_rgba()))
        # A draft draws text in another way, so it has a ground of its own.
        self._grounds = {True: self._empty, False: self._empty}

    def frame(self, *, draft: bool = False) -> NDArray[np.uint8]:
        """Draw the moving artists over the ground and return the picture, height x width x RGBA.

        Parameters
        ----------
        draft
            Text that moves may stand on whole pixels, which is much faster to draw.
        """
        self._canvas.get_renderer().draft = draft
        artists = list(self.scene.artists())
        same = next((at for at, artist in enumerate(artists) if _changed(artist)), len(artists))
        self._grounds = {
            each: self._empty if same < kept.artists else kept for each, kept in self._grounds.items()
        }
        rgba: NDArray[np.uint8] = np.asarray(self._canvas.buffer_rgba())
        kept = self._grounds[draft]
        np.copyto(rgba, kept.pixels)
        if same > kept.artists:
            self._draw(artists[kept.artists : same])
            self._grounds[draft] = Ground(rgba.copy(), same)
        self._draw(artists[same:])
        self.ground = self._grounds[draft]
        return rgba

    def _draw(self, artists: list[Artist]) -> None:
        for artist in artists:
            if artist.get_visible():
                self._figure.draw_artist(artist)
            artist.stale = False


def _changed(artist: Artist) -> bool:
    # An annotation does not tell when its place is changed.
    return artist.stale or isinstance(artist, Annotation)


class Tiles(NamedTuple):
    """Parts of a picture: left and top of each, n x 2, and its pixels, n x TILE x TILE x RGBA."""

    places: NDArray[np.uint16]
    pixels: NDArray[np.uint8]


def changed_tiles(picture: NDArray[np.uint8], ground: NDArray[np.uint8], most: int) -> Tiles | None:
    """Return the tiles of a picture that differ from its ground, or None if they are more than so many.

    Parameters
    ----------
    picture, ground
        Height x width x 4, bytes; at least one tile high and wide.
    most
        So many tiles at most.

    Examples
    --------
    >>> ground = np.zeros((40, 40, 4), np.uint8)
    >>> picture = ground.copy()
    >>> picture[39, 5] = 255
    >>> changed_tiles(picture, ground, 10).places.tolist()
    [[0, 24]]
    """
    height, width, _ = picture.shape
    pixels, before = (np.ascontiguousarray(each).view(np.uint32)[..., 0] for each in (picture, ground))
    differs = np.zeros((-(-height // TILE) * TILE, -(-width // TILE) * TILE), bool)
    np.not_equal(pixels, before, out=differs[:height, :width])
    # Eight pixels at a time.
    words = differs.view(np.uint64).reshape(len(differs) // TILE, TILE, -1, TILE // 8)
    rows, columns = np.nonzero(np.bitwise_or.reduce(np.bitwise_or.reduce(words, axis=1), axis=-1))
    if len(rows) > most:
        return None
    # What would stick out at the right or at the foot is moved in.
    top, left = np.minimum(rows * TILE, height - TILE), np.minimum(columns * TILE, width - TILE)
    within = np.arange(TILE)
    cut = pixels[(top[:, None] + within)[:, :, None], (left[:, None] + within)[:, None, :]]
    return Tiles(np.stack((left, top), axis=1).astype(np.uint16), cut.view(np.uint8).reshape(*cut.shape, 4))


def draft_jpeg(rgba: NDArray[np.uint8]) -> bytes:
    r"""Pack a picture as JPEG, for a moment in which it moves.

    Parameters
    ----------
    rgba
        Height x width x 4, bytes; alpha is left out.

    Examples
    --------
    >>> draft_jpeg(np.full((8, 8, 4), 255, np.uint8))[:2]
    b'\xff\xd8'
    """
    from PIL import Image

    packed = io.BytesIO()
    height, width, _ = rgba.shape
    # RGBX reads the canvas in place; colours are not subsampled, or thin lines would blur.
    picture = Image.frombuffer("RGBX", (width, height), np.ascontiguousarray(rgba), "raw", "RGBX", 0, 1)
    picture.save(packed, "JPEG", quality=90, subsampling=0)
    return packed.getvalue()


def quick_png(rgba: NDArray[np.uint8]) -> bytes:
    r"""Pack a picture as PNG in the least time: no row filter, the fastest compression.

    General encoders try filters on each row, which takes longer here than drawing the frame; the format
    (ISO/IEC 15948) allows none to be used.

    Parameters
    ----------
    rgba
        Height x width x 4, bytes; alpha is left out.

    Examples
    --------
    >>> quick_png(np.zeros((2, 3, 4), np.uint8))[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    height, width, _ = rgba.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = rgba[..., :3].reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows.data, 1)),
            _chunk(b"IEND", b""),
        )
    )


def small_png(rgba: NDArray[np.uint8]) -> bytes:
    """Pack a picture as a small PNG of at most 256 colours, for a saved notebook.

    Examples
    --------
    >>> picture = np.random.default_rng(1).integers(0, 256, (64, 64, 4), np.uint8)
    >>> len(small_png(picture)) < len(quick_png(picture)) / 2
    True
    """
    from PIL import Image

    packed = io.BytesIO()
    # Without dithering the same pixels give the same bytes, and flat areas stay flat.
    reduced = Image.fromarray(rgba).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    reduced.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
