"""The explorer in the browser: a widget that asks for pictures, and a still for where no kernel runs."""

from __future__ import annotations

import base64
import html
import sys
import zlib
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from helpers.explore.engine import Explorer, View
from helpers.explore.raster import TILE, Stage, changed_tiles, draft_jpeg, quick_png, small_png
from helpers.html import Card
from helpers.units import UnitSystem, current_units, format_value, on_units_change, unit_of, use_units

_HERE = Path(__file__).parent
# A saved picture is read on phones and exported pages, often at high density. Where Python itself runs in the page,
# the still would keep the live explorer waiting.
_IN_PAGE = sys.platform == "emscripten"
_STILL_RATIO = 1.0 if _IN_PAGE else 2.0
_RATIOS = (0.4, 3.0)  # narrower or denser than that, the browser scales the picture
_TILES = 320  # about a quarter of a picture of full width: beyond, a JPEG of all of it is less to send

# Where the live explorer stands beside its still, only the live one is shown; where it cannot come to life
# (no kernel, a page on the web), only the still.
_STILL_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.ir-still):has(+ .jp-OutputArea-child .ir-explorer){display:none}"
    ".jp-OutputArea-child:has(.ir-still) + .jp-OutputArea-child:not(:has(.ir-explorer)){display:none}"
    ".ir-still{margin:0;max-width:900px}"
    ".ir-still img{width:100%;height:auto;background:#fff;border-radius:6px}"
    ".ir-still figcaption{margin:.4em 0 0}.ir-still small{opacity:.8}"
    "</style>"
)


class ExplorerWidget(anywidget.AnyWidget):
    """Answers the browser's requests for frames; keeps the drawn backgrounds between them."""

    _esm = _HERE / "widget.js"
    _css = _HERE / "widget.css"

    spec = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    # What is seen until the kernel can answer: while all cells run, its messages wait their turn.
    first = traitlets.Bytes().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, explorer: Explorer[Any], first: View | None = None) -> None:
        self._explorer = explorer
        self._stages: dict[bool, tuple[float, Stage]] = {}
        self._last_ground = ""
        super().__init__(
            spec=_describe(explorer),
            shown={},
            first=first.picture if first else b"",
            said=first.sentence if first else "",
        )
        self.on_msg(self._answer)
        on_units_change(self._change_units)

    def _change_units(self, *_: object) -> None:
        self._stages.clear()
        self.shown, self.first = {}, b""
        self.spec = _describe(self._explorer)

    def _answer(self, _widget: object, request: dict[str, Any], _buffers: object) -> None:
        if request.get("gone"):
            # A cell that runs again leaves its widget behind, which is not to keep its pictures.
            self._stages.clear()
            return
        reply = {"view": request.get("view"), "seq": request.get("seq")}
        try:
            told, buffers = self._frame(request)
        except (ValueError, ArithmeticError, ImportError) as problem:
            # The learner keeps the last picture and reads what was wrong with the values, or what is not there.
            self.send(reply | {"problem": str(problem)})
        except Exception:
            self.send(reply | {"problem": "This cannot be drawn: the fault is the course's, not yours."})
            raise
        else:
            self.send(reply | told, buffers)

    def _frame(self, request: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        units, explorer = current_units(), self._explorer
        numbers = explorer.compute(**explorer.meant(request["shown"], units))
        stage = self._stage(float(request.get("ratio", 1.0)), at_rest=bool(request.get("settled")))
        explorer.move(stage.scene, numbers, units)
        told: dict[str, Any] = {"sentence": explorer.say(numbers, units)}
        if request.get("table"):
            frame = explorer.tabulate(numbers, units)
            told["table"] = {"columns": list(frame.columns), "rows": _cells(frame)}
        if request.get("settled"):
            return told | {"type": "image/png"}, [quick_png(stage.frame())]
        near = bool(request.get("near")) or _IN_PAGE
        kind, buffers = self._draft(stage, str(request.get("ground")), near)
        return told | kind, buffers

    def _draft(self, stage: Stage, known: str, near: bool) -> tuple[dict[str, Any], list[bytes]]:
        """Return a frame that moves: the tiles that differ from the ground that the page knows, or a JPEG.

        To pack the tiles takes time on both sides, and is worth it only where they travel over a network.
        """
        picture = stage.frame(draft=True)
        ground = stage.ground
        # A ground that lasts for one frame is not worth being sent.
        steady, self._last_ground = ground.name == self._last_ground, ground.name
        tiles = changed_tiles(picture, ground.pixels, _TILES) if steady or ground.name == known else None
        if tiles is None:
            return {"type": "image/jpeg"}, [draft_jpeg(picture)]
        pixels = tiles.pixels.tobytes()
        buffers = [tiles.places.tobytes(), pixels if near else zlib.compress(pixels, 1)]
        if ground.name != known:
            buffers.append(quick_png(ground.pixels))
        return {"type": "tiles", "ground": ground.name, "side": TILE, "packed": not near}, buffers

    def _stage(self, ratio: float, at_rest: bool) -> Stage:
        """Return the background of a ratio; one for moving and one at rest are kept, which may be the same."""
        ratio = round(min(max(ratio, _RATIOS[0]), _RATIOS[1]), 2)
        known = dict(self._stages.values())
        stage = known.get(ratio) or self._explorer.stage(current_units(), ratio)
        self._stages[at_rest] = (ratio, stage)
        return stage

    def __repr__(self) -> str:
        return f"Explorer: {self._explorer.title} (live where the course runs in Jupyter)"


class UnitsSwitch(anywidget.AnyWidget):
    """Two radio buttons that choose the course's units."""

    _esm = _HERE / "switch.js"
    _css = _HERE / "widget.css"

    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    units = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(
            options=[["conventional", _system("conventional")], ["SI", _system("SI")]],
            units=current_units(),
            said=_example(),
        )
        self.observe(self._choose, "units")
        on_units_change(self._follow)

    def _choose(self, change: dict[str, Any]) -> None:
        use_units(change["new"])
        self.said = _example()

    def _follow(self, units: UnitSystem) -> None:
        # Another cell may have chosen.
        self.units, self.said = units, _example()

    def __repr__(self) -> str:
        return "Units switch (live where the course runs in Jupyter)"


def display_units_switch() -> None:
    """Display the switch between unit systems, and its state in words."""
    display(Card(html=f'{_STILL_STYLE}<p class="ir-still">{_example()}</p>', text=_example()))
    display(UnitsSwitch())


def display_explorer(explorer: Explorer[Any]) -> None:
    """Display an explorer: a still with its sentence, and beside it the widget that takes its place."""
    start = explorer.view(encode=quick_png if _IN_PAGE else small_png, ratio=_STILL_RATIO)
    display(still(explorer, start))
    display(ExplorerWidget(explorer, start))


def still(explorer: Explorer[Any], view: View) -> Card:
    """Return the explorer at its start as HTML that needs neither kernel nor script."""
    sentence = html.escape(view.sentence)
    data = base64.b64encode(view.picture).decode()
    page = (
        f'{_STILL_STYLE}<figure class="ir-still"><img alt="{sentence}" '
        f'src="data:image/png;base64,{data}"><figcaption><b>{html.escape(explorer.title)}.</b> {sentence} '
        "<small>(A still picture. Run this cell in Jupyter to move its controls.)</small>"
        "</figcaption></figure>"
    )
    return Card(html=page, text=f"{explorer.title}. {view.sentence}")


def _describe(explorer: Explorer[Any]) -> dict[str, Any]:
    units = current_units()
    presets = [
        {"name": name, "shown": {c.name: c.shown(full[c.name], units) for c in explorer.controls}}
        for name, values in explorer.presets.items()
        for full in [explorer.values(values)]
    ]
    return {
        "title": explorer.title,
        "schematic": explorer.schematic,
        "controls": [control.describe(units) for control in explorer.controls],
        "presets": presets,
        "width": explorer.size[0],
        "height": explorer.size[1],
    }


def _system(units: UnitSystem) -> str:
    names = {"conventional": "Conventional", "SI": "SI"}
    analytes = ("glucose", "insulin", "testosterone")
    return f"{names[units]}: " + ", ".join(f"{name} in {unit_of(name, units)}" for name in analytes)


def _example() -> str:
    return (
        f"The course now shows {_system(current_units())}; for example "
        f"glucose {format_value(100, 'glucose')} and insulin {format_value(10, 'insulin')}."
    )


def _cells(frame: Any) -> list[list[str]]:
    return [[_cell(value) for value in row] for row in frame.itertuples(index=False)]


def _cell(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
