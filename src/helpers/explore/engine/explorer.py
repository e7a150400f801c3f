"""An explorer: controls, a figure, and a sentence computed from the same numbers.

An explorer is written as a class with five short methods. What it computes and draws is a pure function of
the values and the unit system, reachable without a widget::

    view = HomaMap().view({"glucose": 100, "insulin": 10}, "conventional")
    view.sentence, view.picture, view.numbers

`helpers.explore.engine.widget.display_explorer` puts it before a learner.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from helpers.columns import Columns, data_frame
from helpers.explore.drawing.style import STACKED
from helpers.explore.engine.controls import Control, Value, Values
from helpers.explore.engine.packing import exact_png
from helpers.explore.engine.stage import Scene, Stage
from helpers.units import UnitSystem, current_units

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from helpers.own import Own

N = TypeVar("N")


class Size(NamedTuple):
    """A drawing's width and height in CSS pixels, and the least room on a page that it is made for."""

    least: int
    width: int
    height: int


@dataclass(frozen=True)
class View:
    """What an explorer shows for one set of values.

    Parameters
    ----------
    picture
        PNG bytes.
    sentence
        What the picture shows, in words; also its alternative text.
    tabulate
        Makes the table of the figure's data.
    """

    picture: bytes
    sentence: str
    tabulate: Callable[[], Columns]

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """The figure's data as a frame."""
        return data_frame(self.tabulate())


class Explorer(ABC, Generic[N]):
    """One explorer; a subclass says what is computed, drawn and said.

    Class attributes
    ----------------
    title
        Its heading.
    controls
        What the learner moves.
    presets
        Name to values; controls that a preset does not name go back to their start.
    sources
        Reference keys of what is computed.
    schematic
        True where a curve is an illustration and not a published model or data; shown to the learner.
    size
        Width and height in CSS pixels where panels stand side by side.
    tall
        Height where they are stacked, 360 wide.
    """

    title: ClassVar[str]
    controls: tuple[Control, ...]
    presets: ClassVar[Mapping[str, Values]] = {}
    sources: ClassVar[tuple[str, ...]] = ()
    schematic: ClassVar[bool] = False
    size: ClassVar[tuple[int, int]] = (900, 380)
    tall: ClassVar[int] = 560

    @abstractmethod
    def compute(self, *args: Any, **values: Any) -> N:
        """Return the numbers that figure, sentence and table share; a subclass names its controls' values."""

    @abstractmethod
    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw what stands still and return the artists that move."""

    @abstractmethod
    def move(self, scene: Scene, numbers: N, units: UnitSystem) -> None:
        """Set the moving artists to the numbers."""

    @abstractmethod
    def say(self, numbers: N, units: UnitSystem) -> str:
        """Return the sentence."""

    @abstractmethod
    def tabulate(self, numbers: N, units: UnitSystem) -> Columns:
        """Return the figure's data as columns of one length, with units in their headings; no frame."""

    def beside(self, mine: Own) -> Explorer[N]:
        """Return the explorer with a learner's own trace beside what it shows.

        Raises
        ------
        ValueError
            If it shows no traces.
        """
        raise ValueError(
            f"{self.title}: shows no trace of a sensor ({mine.kind}). Those that do are explore.mage_recipes, "
            "explore.two_traces and explore.upper_limit."
        )

    def start(self) -> dict[str, Value]:
        """Return the values that the explorer opens with."""
        return {control.name: control.start for control in self.controls}

    def values(self, given: Mapping[str, Any] | None = None) -> dict[str, Value]:
        """Return a full set of values: those given (in the computations' units), else the start's.

        Raises
        ------
        ValueError
            If a name is no control's, or a value is out of its control's range.
        """
        given = given or {}
        unknown = set(given) - {control.name for control in self.controls}
        if unknown:
            known = ", ".join(control.name for control in self.controls)
            raise ValueError(
                f"{self.title}: no control named {', '.join(sorted(unknown))}; there are {known}."
            )
        result = self.start()
        result.update(
            {c.name: c.meant(given[c.name], "conventional") for c in self.controls if c.name in given}
        )
        return result

    def meant(self, shown: Mapping[str, Any], units: UnitSystem) -> dict[str, Value]:
        """Return the values behind what the controls show in a unit system."""
        return {control.name: control.meant(shown[control.name], units) for control in self.controls}

    def sizes(self) -> tuple[Size, ...]:
        """Return the sizes in which it is drawn, each for pages that have so much room; between them it is scaled."""
        return (
            Size(0, 360, self.tall),
            Size(460, 520, self.tall),
            Size(STACKED, *self.size),
        )

    def size_for(self, width: float) -> Size:
        """Return the size that is drawn where a page has so many CSS pixels."""
        return max((size for size in self.sizes() if size.least <= width), default=self.sizes()[0])

    def stage(self, units: UnitSystem, ratio: float = 1.0, width: float = 900) -> Stage:
        """Return the figure for a page of this width with its static part drawn."""
        size = self.size_for(width)
        return Stage((size.width, size.height), lambda figure: self.draw(figure, units), ratio)

    def view(
        self,
        values: Mapping[str, Any] | None = None,
        units: UnitSystem | None = None,
        *,
        encode: Callable[[Any], bytes] = exact_png,
        ratio: float = 1.0,
        width: float = 900,
    ) -> View:
        """Return picture, sentence and table for a set of values.

        Parameters
        ----------
        values
            Control name to value, in the computation's units (conventional); the rest stand at their start.
        units
            Unit system of what is shown; the learner's choice if not given.
        encode
            Packs the picture.
        ratio
            Pixels of the picture per CSS pixel.
        width
            CSS pixels that the page has for it.

        Raises
        ------
        ValueError
            If a value is out of range or a name unknown.
        """
        units = units or current_units()
        numbers = self.compute(**self.values(values))
        stage = self.stage(units, ratio, width)
        self.move(stage.scene, numbers, units)
        tabulate = partial(self.tabulate, numbers, units)
        return View(encode(stage.frame()), self.say(numbers, units), tabulate)
