from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpers.explore.drawing import charts, style
from helpers.explore.engine import Columns, Explorer, Scene, Slider, Switch
from helpers.models import thermostat
from helpers.models.thermostat import Course
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Heating(NamedTuple):
    """The course of the room, and what was set."""

    course: Course
    radiators: float
    limit: float
    wears: bool


_LAST_HOURS = slice(-240, None)  # the last twelve hours


class Thermostat(Explorer[Heating]):
    """Weak radiators, a boiler that makes up for them, and what gives in the end."""

    title = "The thermostat: which part is at fault?"
    controls = (
        Slider("radiators", "Radiators give off", 30, 100, 100, 1, unit="% of healthy"),
        Slider("limit", "Boiler's highest output", 40, 100, 100, 1, unit="%"),
        Slider("delay", "Thermometer reports late by", 0, 3, 0, 0.25, unit="h"),
        Switch("wears", "The boiler wears while it runs above 80 %", False),
    )
    presets = {
        "Weak radiators": {"radiators": 60},
        "Weak radiators, worn boiler": {"radiators": 55, "wears": True},
        "Small boiler": {"limit": 45},
        "Late thermometer": {"radiators": 80, "delay": 2},
    }
    schematic = True

    def compute(self, *, radiators: float, limit: float, delay: float, wears: bool) -> Heating:
        """Return three days of the room."""
        model = thermostat.Thermostat(radiators / 100, limit, delay, 10.0 if wears else 0.0)
        return Heating(model.simulate(72), radiators, limit, wears)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the axes, the target and the moment at which the radiators weaken."""
        room, boiler = charts.panels(figure)
        room.axhline(20, color=style.GOOD, linestyle="--", linewidth=1.4)
        room.text(71, 20.4, "target", ha="right", va="bottom", color=style.GOOD)
        room.set(ylim=(0, 28), ylabel="°C", title="The room (colder: more glucose)")
        boiler.set(ylim=(0, 105), ylabel="% of full output", title="The boiler (insulin)")
        for axes in (room, boiler):
            axes.axvline(6, color=style.MUTED, linewidth=1, linestyle=":")
            axes.set(xlim=(0, 72), xlabel="Hours", xticks=range(0, 73, 12))
        return Scene(
            change=room.text(7, 26.6, "radiators weaken", color=style.MUTED, fontsize=10.5),
            room=room.plot([], [], color=style.GLUCOSE)[0],
            limit=boiler.plot([], [], color=style.MUTED, linestyle=":", linewidth=2.2)[0],
            boiler=boiler.plot([], [], color=style.INSULIN)[0],
            note=boiler.text(
                0.98, 0.04, "", transform=boiler.transAxes, ha="right", weight="bold", color=style.INSULIN
            ),
        )

    def move(self, scene: Scene, numbers: Heating, units: UnitSystem) -> None:
        """Draw the two courses."""
        course = numbers.course
        scene.room.set_data(course.hours, course.room)
        scene.boiler.set_data(course.hours, course.boiler)
        scene.limit.set_data(course.hours, course.limit)
        scene.change.set_visible(numbers.radiators < 100)
        last = course.boiler[_LAST_HOURS]
        scene.note.set_text("boiler swings" if last.max() - last.min() > 3 else f"boiler at {last[-1]:.0f} %")

    def say(self, numbers: Heating, units: UnitSystem) -> str:
        """Say where the room ends, what the boiler does, and whether the room alone would have told."""
        room, boiler = numbers.course.room[_LAST_HOURS], numbers.course.boiler[_LAST_HOURS]
        swing = room.max() - room.min()
        if swing > 0.5:
            told = (
                f"the room swings between {room.min():.1f} and {room.max():.1f} °C: "
                "a feedback that hears late corrects too long."
            )
        elif abs(room[-1] - 20) < 0.15:
            told = (
                f"the room is at {room[-1]:.1f} °C and the boiler at {boiler[-1]:.0f} % instead of 50 %. "
                "From the room's temperature alone nothing looks wrong."
                if boiler[-1] > 55
                else f"the room is at {room[-1]:.1f} °C with the boiler at {boiler[-1]:.0f} %."
            )
        else:
            told = (
                f"the boiler gives all it can ({boiler[-1]:.0f} %) and the room ends at {room[-1]:.1f} °C, "
                "below target. The thermostat works; the heat is missing."
            )
        return f"With radiators at {numbers.radiators:.0f} %, after three days {told}"

    def tabulate(self, numbers: Heating, units: UnitSystem) -> Columns:
        """Return the course every six hours."""
        course, every = numbers.course, slice(None, None, 120)
        return {
            "Time, h": course.hours[every].round(),
            "Room, °C": course.room[every],
            "Boiler, %": course.boiler[every],
            "Boiler's limit, %": course.limit[every],
        }
