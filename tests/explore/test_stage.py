"""From a figure to what travels: tiles over a ground give the picture, and nothing else does."""

from __future__ import annotations

import io
from functools import cache

import hypothesis
import matplotlib
import matplotlib.style
import numpy as np
import PIL.Image
import pytest
from hypothesis import strategies as st
from matplotlib.figure import Figure
from numpy.typing import NDArray

from helpers import explore
from helpers.explore.engine.packing import TILE, changed_tiles, exact_png, small_png
from helpers.explore.engine.stage import Scene, Stage


def laid(
    ground: NDArray[np.uint8], places: NDArray[np.uint16], pixels: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Put tiles on a ground, as the page does."""
    picture = ground.copy()
    for (left, top), tile in zip(places, pixels, strict=True):
        picture[top : top + TILE, left : left + TILE] = tile
    return picture


@hypothesis.given(
    size=st.tuples(st.integers(TILE, 90), st.integers(TILE, 90)),
    spots=st.lists(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999), st.integers(0, 3)), max_size=12),
)
def test_ground_and_tiles_give_the_picture_wherever_it_differs(
    size: tuple[int, int], spots: list[tuple[float, float, int]]
) -> None:
    ground = np.random.default_rng(1).integers(0, 256, (*size, 4)).astype(np.uint8)
    picture = ground.copy()
    for row, column, channel in spots:
        picture[int(row * size[0]), int(column * size[1]), channel] ^= 0xFF
    tiles = changed_tiles(picture, ground, 1000)
    assert tiles is not None
    np.testing.assert_array_equal(laid(ground, *tiles), picture)
    assert len(tiles.places) <= len(
        {(int(r * size[0]) // TILE, int(c * size[1]) // TILE) for r, c, _ in spots}
    )


def test_more_tiles_than_are_wanted_are_none() -> None:
    ground = np.zeros((64, 64, 4), np.uint8)
    tiles = changed_tiles(ground + 1, ground, 16)
    assert tiles is not None
    assert len(tiles.places) == 16
    assert changed_tiles(ground + 1, ground, 15) is None


@pytest.fixture
def stage() -> Stage:
    """A figure with a line and a point that move over it."""

    def build(figure: Figure) -> Scene:
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        return Scene(line=axes.plot([0, 1], [0, 1])[0], point=axes.plot([0.5], [0.5], "o")[0])

    return Stage((300, 200), build)


def test_what_a_move_leaves_alone_becomes_ground_and_is_drawn_anew_when_it_moves(stage: Stage) -> None:
    def shown(line: float, point: float) -> NDArray[np.uint8]:
        if stage.scene.line.get_ydata()[1] != line:
            stage.scene.line.set_ydata([0, line])
        stage.scene.point.set_data([point], [0.2])
        return stage.frame().copy()

    first = shown(1, 0.1)
    empty = stage.ground
    shown(1, 0.2)
    with_line = stage.ground
    assert (empty.artists, with_line.artists) == (0, 1)
    np.testing.assert_array_equal(shown(1, 0.1), first)
    assert stage.ground is with_line, "the same ground serves as long as the line rests"
    # The line moves: the ground that has the old one must go.
    shown(0.4, 0.1)
    moved = shown(0.4, 0.1)
    stage.scene.line.set_ydata([0, 0.4])
    np.testing.assert_array_equal(shown(0.4, 0.1), moved)
    assert not np.array_equal(moved, first)


def test_an_exact_picture_is_read_back_as_it_was() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (37, 53, 4), dtype=np.uint8)
    assert np.array_equal(np.asarray(PIL.Image.open(io.BytesIO(exact_png(picture)))), picture[..., :3])


@pytest.mark.skipif(
    PIL.__version__.startswith("10.0."), reason="Pillow 10.0 writes the colours that are not used"
)
def test_a_saved_picture_of_one_colour_is_next_to_nothing() -> None:
    assert len(small_png(np.zeros((40, 40, 4), np.uint8))) < 1000  # of which 768 are its palette


@pytest.mark.parametrize(
    "theirs",
    [
        {"xtick.labelcolor": "white", "legend.labelcolor": "white", "axes.titlecolor": "white"},
        {"figure.autolayout": True},
        {"figure.constrained_layout.use": True},
        {"lines.marker": "o", "lines.linestyle": "--"},
        {"axes.formatter.limits": (0, 0)},
        {"path.sketch": (1, 100, 2)},
        "dark_background",
        "seaborn-v0_8",
        "fivethirtyeight",
    ],
    ids=str,
)
def test_settings_of_a_learners_own_never_reach_a_picture(theirs: str | dict[str, object]) -> None:
    for name in ("homa_map", "years_before", "ledger_by_tier"):
        explorer = explore.explorer(name)
        context = (
            matplotlib.rc_context(theirs) if isinstance(theirs, dict) else matplotlib.style.context(theirs)
        )
        with context:
            assert explorer.view(ratio=1.0).picture == plain(name), name


@cache
def plain(name: str) -> bytes:
    return explore.explorer(name).view(ratio=1.0).picture
