"""One explorer on one page: what the page asks, answered in plain Python and bytes.

A page sends what its controls show and gets back a sentence and a picture, or the parts of a picture that differ from
what it has. Neither Jupyter nor a widget library is known here; the doors to them are thin.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.columns import Columns
from helpers.explore.engine.controls import Value
from helpers.explore.engine.explorer import Explorer
from helpers.explore.engine.packing import TILE, changed_tiles, draft_jpeg, exact_png
from helpers.explore.engine.stage import Stage
from helpers.units import UnitSystem, current_units

_RATIOS = (0.4, 3.0)  # narrower or denser than that, the browser scales the picture
_TILES = 320  # about a quarter of a picture of full width: beyond, a JPEG of all of it is less to send
_OURS = "This cannot be drawn: the fault is the course's, not yours."


@dataclass(frozen=True)
class Answer:
    """What a page is told.

    Parameters
    ----------
    content
        The request's ``view`` and ``seq``, and either ``sentence``, the ``type`` of picture and, if asked for, the
        ``table``; or ``problem``, a sentence that says what was wrong.
    buffers
        The picture: one PNG or JPEG; or places and pixels of tiles and, where the page has not got it, their ground.
    fault
        What went wrong in the course itself: for a log, once the page has been told.
    """

    content: dict[str, Any]
    buffers: list[bytes] = field(default_factory=list)
    fault: Exception | None = None


class Session:
    """Answers a page's requests for one explorer, and keeps the drawn backgrounds between them.

    Parameters
    ----------
    explorer
        What is shown.
    near
        Whether page and Python share a memory or a machine, so that packing costs more than sending.
    start
        What the controls show at first and after a reset, in the computation's units, where it is not the explorer's
        own start.

    Raises
    ------
    ValueError
        If `start` names no control, or a value is out of its range.

    Examples
    --------
    >>> from helpers import explore
    >>> session = Session(explore.explorer("homa_map"))
    >>> request = {"seq": 1, "settled": True, "shown": {"glucose": 81, "insulin": 5, "crowd": False}}
    >>> answer = session.answer(request)
    >>> answer.content["sentence"][:60], answer.content["type"]
    ('Fasting glucose 81 mg/dL with insulin 5.0 µU/mL gives HOMA-I', 'image/png')
    """

    def __init__(
        self, explorer: Explorer[Any], *, near: bool = False, start: Mapping[str, Value] | None = None
    ) -> None:
        self.explorer = explorer
        self._near = near
        self._start = explorer.values(start)
        self._moving: Stage | None = None
        self._resting: Stage | None = None
        self._last_ground = ""

    def forget(self) -> None:
        """Let go of the backgrounds: nobody looks, or the units have changed."""
        self._moving = self._resting = None

    def describe(self) -> dict[str, Any]:
        """Return what a page needs to set the explorer up, in the learner's units."""
        explorer, units = self.explorer, current_units()
        start = _shown(explorer, self._start, units)
        return {
            "title": explorer.title,
            "schematic": explorer.schematic,
            "controls": [
                control.describe(units) | {"start": start[control.name]} for control in explorer.controls
            ],
            "presets": [
                {"name": name, "shown": _shown(explorer, values, units)}
                for name, values in explorer.presets.items()
            ],
            "sizes": [size._asdict() for size in explorer.sizes()],
        }

    def answer(self, request: Mapping[str, Any]) -> Answer | None:
        """Answer one request; None where nobody waits for an answer.

        Parameters
        ----------
        request
            ``shown``: control name to what it shows; ``settled``: whether the picture is to be exact; ``table``:
            whether its numbers are wanted; ``width``: CSS pixels that the page has for it; ``ratio``: pixels per unit
            of its drawing; ``ground``: name of the ground that the
            page has; ``near``: see `Session`; ``view`` and ``seq`` come back as they are. ``gone`` alone says
            that the explorer is no longer on the page.
        """
        if request.get("gone"):
            self.forget()
            return None
        reply = {"view": request.get("view"), "seq": request.get("seq")}
        try:
            content, buffers = self._frame(request)
        except (ValueError, ArithmeticError, ImportError) as problem:
            # The learner keeps the last picture and reads what was wrong with the values, or what is not there.
            return Answer(reply | {"problem": str(problem)})
        except Exception as fault:
            return Answer(reply | {"problem": _OURS}, fault=fault)
        return Answer(reply | content, buffers)

    def _frame(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        units, explorer = current_units(), self.explorer
        numbers = explorer.compute(**explorer.meant(request["shown"], units))
        settled = bool(request.get("settled"))
        stage = self._stage(float(request.get("ratio", 1.0)), settled, float(request.get("width", 900)))
        explorer.move(stage.scene, numbers, units)
        content: dict[str, Any] = {"sentence": explorer.say(numbers, units)}
        if request.get("table"):
            table = explorer.tabulate(numbers, units)
            content["table"] = {"columns": list(table), "rows": _cells(table)}
        if settled:
            return content | {"type": "image/png"}, [exact_png(stage.frame())]
        near = self._near or bool(request.get("near"))
        kind, buffers = self._draft(stage, str(request.get("ground")), near)
        return content | kind, buffers

    def _draft(self, stage: Stage, known: str, near: bool) -> tuple[dict[str, Any], list[bytes]]:
        """Return a frame that moves: the tiles that differ from the ground that the page knows, or a JPEG.

        To pack the tiles takes time on both sides, and is worth it only where they travel over a network.
        """
        picture = stage.frame()
        ground = stage.ground
        # A ground that lasts for one frame is not worth being sent.
        steady, self._last_ground = ground.name == self._last_ground, ground.name
        tiles = changed_tiles(picture, ground.pixels, _TILES) if steady or ground.name == known else None
        if tiles is None:
            return {"type": "image/jpeg"}, [draft_jpeg(picture)]
        pixels = tiles.pixels.tobytes()
        buffers = [tiles.places.tobytes(), pixels if near else zlib.compress(pixels, 1)]
        if ground.name != known:
            buffers.append(exact_png(ground.pixels))
        return {"type": "tiles", "ground": ground.name, "side": TILE, "packed": not near}, buffers

    def _stage(self, ratio: float, settled: bool, width: float = 900) -> Stage:
        """Return a background; one for moving and one at rest are kept, which may be the same."""
        ratio = round(min(max(ratio, _RATIOS[0]), _RATIOS[1]), 2)
        wanted = self.explorer.size_for(width)[1:], ratio
        kept = (
            stage for stage in (self._moving, self._resting) if stage and (stage.size, stage.ratio) == wanted
        )
        stage = next(kept, None) or self.explorer.stage(current_units(), ratio, width)
        if settled:
            self._resting = stage
        else:
            self._moving = stage
        return stage


def _shown(explorer: Explorer[Any], values: Mapping[str, Any], units: UnitSystem) -> dict[str, Any]:
    full = explorer.values(values)
    return {control.name: control.shown(full[control.name], units) for control in explorer.controls}


def _cells(table: Columns) -> list[list[str]]:
    return [[_cell(value) for value in row] for row in zip(*table.values(), strict=True)]


def _cell(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
