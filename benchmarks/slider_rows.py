"""The rows of the slider benchmark, for the kernel: each function displays one slider and what it moves.

The figure is the same in all rows, as far as the libraries have the same parts: filled contours with a point
that moves over them, and a curve of 300 points that changes its shape. All sliders have 401 positions.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ipywidgets
import numpy as np
from IPython.display import clear_output, display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from helpers.columns import Columns
from helpers.explore.drawing import style
from helpers.explore.engine.controls import Slider
from helpers.explore.engine.explorer import Explorer
from helpers.explore.engine.stage import Scene
from helpers.explore.engine.widget import display_explorer
from helpers.units import UnitSystem

STEPS = 400
START = 100
SIZE = (900, 380)
_GRID = np.linspace(0, 1, 60)
_TIME = np.linspace(0, 4, 300)
_HEIGHT = np.sin(5 * _GRID[:, None]) * np.cos(4 * _GRID[None, :]) + _GRID[None, :]


def point(value: int) -> tuple[float, float]:
    """Return where the point of the left panel stands."""
    along = value / STEPS
    return 0.08 + 0.84 * along, 0.5 + 0.35 * float(np.sin(6 * along))


def curve(value: int) -> Any:
    """Return the curve of the right panel."""
    rate = 0.3 + 3 * value / STEPS
    return 100 * np.exp(-rate * _TIME) * (1 + 0.2 * np.sin(4 * _TIME))


def draw(figure: Figure) -> Scene:
    """Draw both panels and return what moves."""
    left, right = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.07, right=0.98, top=0.9, bottom=0.15, wspace=0.2)
    left.contourf(_GRID, _GRID, _HEIGHT, levels=12, cmap="viridis")
    left.set(xlabel="first quantity", ylabel="second quantity", title="Contours")
    right.set(xlim=(0, 4), ylim=(0, 105), xlabel="time, h", ylabel="glucose, mg/dL", title="Curve")
    return Scene(
        point=left.plot([0.5], [0.5], "o", color="white", markeredgecolor="black")[0],
        curve=right.plot(_TIME, curve(0), color=style.GLUCOSE)[0],
    )


def move(scene: Scene, value: int) -> None:
    """Put point and curve in place."""
    x, y = point(value)
    scene.point.set_data([x], [y])
    scene.curve.set_ydata(curve(value))


class TwoPanels(Explorer[int]):
    """The figure as an explorer of the course."""

    title = "Two panels"
    controls = (Slider("value", "Value", 0, STEPS, START, 1),)

    def compute(self, *, value: float) -> int:
        """Return the value: the figure computes its own curve."""
        return int(value)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw what stands still."""
        del units
        return draw(figure)

    def move(self, scene: Scene, numbers: int, units: UnitSystem) -> None:
        """Put the rest in place."""
        del units
        move(scene, numbers)

    def say(self, numbers: int, units: UnitSystem) -> str:
        """Say the value, by which a picture is told from the one before it."""
        del units
        return f"The value is {numbers}."

    def tabulate(self, numbers: int, units: UnitSystem) -> Columns:
        """Return the curve."""
        del units
        return {"time, h": _TIME, "glucose, mg/dL": curve(numbers)}


def course() -> None:
    """Display the course's explorer."""
    display_explorer(TwoPanels())


def echo() -> None:
    """Display the slider's value as the kernel sends it back: the floor of any round trip."""
    label = ipywidgets.Label(str(START)).add_class("bench-echo")
    display(_slider(lambda value: setattr(label, "value", str(value))), label)


def interact() -> None:
    """Draw a new figure for each value, as most notebooks do."""

    def redraw(value: int) -> None:
        with plt.rc_context(style.STYLE):
            move(draw(plt.figure(figsize=_inches())), value)
            plt.show()

    ipywidgets.interact(redraw, value=_slider())


def output() -> None:
    """Keep one figure, and display it anew in an output that is cleared each time."""
    figure, scene = _kept()
    area = ipywidgets.Output()

    def redraw(value: int) -> None:
        move(scene, value)
        with area:
            clear_output(wait=True)
            display(figure)

    display(_slider(redraw), area)
    redraw(START)


def image() -> None:
    """Keep one figure, and send it as PNG to an image widget."""
    figure, scene = _kept()
    shown = ipywidgets.Image(format="png", width=SIZE[0], height=SIZE[1])

    def redraw(value: int) -> None:
        move(scene, value)
        packed = io.BytesIO()
        figure.savefig(packed, format="png", dpi=100)
        shown.value = packed.getvalue()

    redraw(START)
    display(_slider(redraw), shown)


def ipympl() -> None:
    """Keep one figure on matplotlib's own canvas for notebooks."""
    chosen = plt.get_backend()
    from ipympl.backend_nbagg import Canvas, FigureManager

    plt.switch_backend(chosen)  # importing ipympl makes it the backend of all rows
    with plt.rc_context(style.STYLE):
        figure = Figure(figsize=_inches(), dpi=100)
        scene = draw(figure)
        canvas = Canvas(figure)
        FigureManager(canvas, 0)

    def redraw(value: int) -> None:
        move(scene, value)
        canvas.draw_idle()

    display(_slider(redraw), canvas)
    redraw(START)


def plotly() -> None:
    """Let plotly draw in the page; the kernel sends what changed."""
    from plotly import graph_objects as go
    from plotly.subplots import make_subplots

    made = make_subplots(rows=1, cols=2)
    made.add_trace(go.Contour(x=_GRID, y=_GRID, z=_HEIGHT, ncontours=12, colorscale="Viridis"), 1, 1)
    made.add_trace(go.Scatter(x=[0.5], y=[0.5], mode="markers"), 1, 1)
    made.add_trace(go.Scatter(x=_TIME, y=curve(START), mode="lines"), 1, 2)
    made.update_layout(width=SIZE[0], height=SIZE[1], showlegend=False)
    made.update_yaxes(range=[0, 105], row=1, col=2)
    shown = go.FigureWidget(made)

    def redraw(value: int) -> None:
        x, y = point(value)
        with shown.batch_update():
            shown.data[1].x, shown.data[1].y = [x], [y]
            shown.data[2].y = curve(value)

    display(_slider(redraw), shown)


def bqplot() -> None:
    """Let bqplot draw in the page; it has no filled contours, so the left panel is a heat map."""
    import bqplot as bq

    layout = ipywidgets.Layout(width=f"{SIZE[0] // 2}px", height=f"{SIZE[1]}px")
    square = {"x": bq.LinearScale(min=0, max=1), "y": bq.LinearScale(min=0, max=1)}
    plane = {"x": bq.LinearScale(min=0, max=4), "y": bq.LinearScale(min=0, max=105)}
    heat = bq.HeatMap(
        x=_GRID, y=_GRID, color=_HEIGHT, scales={**square, "color": bq.ColorScale(scheme="viridis")}
    )
    spot = bq.Scatter(x=[0.5], y=[0.5], scales=square)
    line = bq.Lines(x=_TIME, y=curve(START), scales=plane)
    panels = [
        bq.Figure(marks=marks, axes=_axes(bq, scales), layout=layout)
        for marks, scales in (([heat, spot], square), ([line], plane))
    ]

    def redraw(value: int) -> None:
        x, y = point(value)
        with spot.hold_sync():
            spot.x, spot.y = [x], [y]
        line.y = curve(value)

    display(_slider(redraw), ipywidgets.HBox(panels))


def _axes(bq: Any, scales: dict[str, Any]) -> list[Any]:
    return [bq.Axis(scale=scales["x"]), bq.Axis(scale=scales["y"], orientation="vertical")]


def _slider(moved: Callable[[int], None] | None = None) -> ipywidgets.IntSlider:
    slider = ipywidgets.IntSlider(START, 0, STEPS, layout=ipywidgets.Layout(width="800px"))
    if moved is not None:
        slider.observe(lambda change: moved(change["new"]), "value")
    return slider


def _kept() -> tuple[Figure, Scene]:
    with plt.rc_context(style.STYLE):
        figure = plt.figure(figsize=_inches())
        scene = draw(figure)
    plt.close(figure)  # else the cell shows it once more
    return figure, scene


def _inches() -> tuple[float, float]:
    return SIZE[0] / 100, SIZE[1] / 100
