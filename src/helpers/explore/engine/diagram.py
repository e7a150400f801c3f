"""A diagram that is revealed step by step: an explorer whose author writes boxes, arrows and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from helpers.columns import Columns, of_rows
from helpers.explore.drawing import diagrams
from helpers.explore.drawing.diagrams import Arrow, Box, Effect
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.engine.controls import Slider, ToggleButtons
from helpers.explore.engine.explorer import Explorer
from helpers.explore.engine.stage import Scene
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Step:
    """One step of a diagram.

    Parameters
    ----------
    name
        What its button says.
    text
        What it shows, in a sentence or two; the alternative text of the picture.
    """

    name: str
    text: str


class Shown(NamedTuple):
    """The step that is shown, counted from 1."""

    step: int


class Diagram(Explorer[Shown]):
    """Boxes and arrows that come one step after the other; every one is a schematic.

    Class attributes
    ----------------
    steps
        The steps in their order.
    boxes, arrows
        What is drawn; each says with which step it comes. Step 0 is there from the start.
    does
        What the kinds of arrows mean here, for the line below the picture.
    only
        The steps stand beside each other, as buttons: each shows what is its own and not what came before. Else they
        follow each other on a slider, and each has a preset.
    label
        What the slider or the row of buttons is called.
    """

    steps: ClassVar[tuple[Step, ...]]
    boxes: ClassVar[Mapping[str, Box]]
    arrows: ClassVar[tuple[Arrow, ...]]
    does: ClassVar[Mapping[Effect, str]] = {"drives": "more of it", "restrains": "less of it"}
    only: ClassVar[bool] = False
    label: ClassVar[str] = "Step"
    schematic = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.only:
            options = {str(at): step.name for at, step in enumerate(cls.steps, start=1)}
            cls.controls = (ToggleButtons("step", cls.label, options, "1"),)
        else:
            cls.controls = (Slider("step", cls.label, 1, len(cls.steps), 1, 1),)
            cls.presets = {step.name: {"step": at} for at, step in enumerate(cls.steps, start=1)}

    def compute(self, *, step: float | str) -> Shown:
        """Return the step."""
        return Shown(int(step))

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Lay out all boxes and arrows; `move` shows those of the step."""
        del units
        narrow = is_narrow(figure)
        axes = figure.subplots(gridspec_kw={"left": 0, "right": 1, "bottom": 0, "top": 1})
        diagrams.legend(axes, list(self.does), self.does, narrow=narrow)
        return Scene(parts=diagrams.draw(axes, self.boxes, self.arrows, narrow=narrow))

    def move(self, scene: Scene, numbers: Shown, units: UnitSystem) -> None:
        """Show what belongs to the step."""
        del units
        diagrams.show(scene.parts, numbers.step, only=self.only)

    def say(self, numbers: Shown, units: UnitSystem) -> str:
        """Say what the step shows."""
        del units
        step = self.steps[numbers.step - 1]
        return f"{step.name}. {step.text}"

    def tabulate(self, numbers: Shown, units: UnitSystem) -> Columns:
        """Return the arrows that are shown, in words."""
        del units
        seen = [
            arrow
            for arrow in self.arrows
            if (arrow.step in (0, numbers.step) if self.only else arrow.step <= numbers.step)
        ]
        plain = {name: " ".join(box.text.split()) for name, box in self.boxes.items()}
        rows = [
            (plain[arrow.start], plain[arrow.end], arrow.told or self.does[arrow.does], arrow.text or "-")
            for arrow in seen
        ]
        first = next(iter(plain.values()))
        return of_rows(["From", "To", "What it does", "By"], rows or [(first, "-", "-", "-")])
