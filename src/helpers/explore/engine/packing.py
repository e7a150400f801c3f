"""From pixels to bytes: tiles and JPEG while a picture moves, PNG once it rests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL import Image

# Small enough that a thin curve takes few pixels with it, large enough that there are not too many.
TILE = 16


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
    packed = io.BytesIO()
    # Colours are not subsampled, or thin lines would blur.
    _opaque(rgba).save(packed, "JPEG", quality=90, subsampling=0)
    return packed.getvalue()


def exact_png(rgba: NDArray[np.uint8]) -> bytes:
    r"""Pack a picture as PNG, every pixel as it is, quickly rather than small.

    Parameters
    ----------
    rgba
        Height x width x 4, bytes; alpha is left out.

    Examples
    --------
    >>> exact_png(np.zeros((2, 3, 4), np.uint8))[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    packed = io.BytesIO()
    _opaque(rgba).save(packed, "PNG", compress_level=1)
    return packed.getvalue()


def small_png(rgba: NDArray[np.uint8]) -> bytes:
    """Pack a picture as a small PNG of at most 256 colours, for a saved notebook.

    Examples
    --------
    >>> picture = np.random.default_rng(1).integers(0, 256, (64, 64, 4), np.uint8)
    >>> len(small_png(picture)) < len(exact_png(picture)) / 2
    True
    """
    from PIL import Image

    packed = io.BytesIO()
    # Without dithering the same pixels give the same bytes, and flat areas stay flat. By coverage no colour is far from
    # its own (in eight pictures 7 of 255 at most, 54 by median cut). Packing harder takes three times as long for a
    # tenth of the bytes.
    reduced = _opaque(rgba).quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    reduced.save(packed, "PNG", compress_level=6)
    return packed.getvalue()


def _opaque(rgba: NDArray[np.uint8]) -> Image.Image:
    from PIL import Image

    height, width, _ = rgba.shape
    return Image.frombuffer("RGBX", (width, height), np.ascontiguousarray(rgba), "raw", "RGBX", 0, 1).convert(
        "RGB"
    )
