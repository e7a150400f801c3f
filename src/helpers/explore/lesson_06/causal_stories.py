from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

from matplotlib.transforms import offset_copy

from helpers.explore.drawing import charts, style
from helpers.explore.drawing.fitting import is_narrow
from helpers.explore.drawing.wording import signed
from helpers.explore.engine import Columns, Explorer, Scene, Slider, ToggleButtons
from helpers.models.causal_stories import CausalStory, Sample, Story, Study
from helpers.units import UnitSystem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STORIES = {"cause": "cause", "consequence": "consequence", "companion": "companion"}

_STUDIES = {
    "observe": "compare people",
    "mitochondria": "lower mitochondria",
    "sensitivity": "lower sensitivity",
    "matched": "match for activity",
}

_STORY_WORDS = {
    "cause": "fewer mitochondria lower sensitivity",
    "consequence": "low sensitivity lowers mitochondria",
    "companion": "inactivity lowers both",
}

_FOUND = {
    "observe": "Found in people: about 30 % fewer mitochondria where sensitivity is low.",
    "mitochondria": "Found in rodents: with severely impaired mitochondria insulin action was normal or better, not "
    "worse.",
    "sensitivity": "Found in rodents made resistant with fat: mitochondria increased; but fat by itself builds them.",
    "matched": "Found in ten people with type 2 diabetes and ten without, equally active: no difference seen, though "
    "one of 30 % could have been missed.",
}


class Told(NamedTuple):
    """The story, the study, the correlation assumed, and the people that the study would find."""

    story: Story
    study: Study
    assumed: float
    people: Sample
    expected: dict[str, float]


class CausalStories(Explorer[Told]):
    """Three stories that look alike until something is changed."""

    title = "Mitochondria and sensitivity: three stories, four studies"
    controls = (
        ToggleButtons("story", "The true story", _STORIES, "cause"),
        ToggleButtons("study", "The study", _STUDIES, "observe"),
        Slider("assumed", "Correlation in the population", 0.1, 0.9, 0.5, 0.05),
    )
    presets = {
        "Cause, compare people": {"story": "cause", "study": "observe"},
        "Companion, compare people": {"story": "companion", "study": "observe"},
        "Cause, lower mitochondria": {"story": "cause", "study": "mitochondria"},
        "Companion, match for activity": {"story": "companion", "study": "matched"},
    }
    sources = ("Holloszy2013", "Goodpaster2013", "Han2011", "Trenell2008")
    schematic = True

    def compute(self, *, story: str, study: str, assumed: float) -> Told:
        """Return what the study would find in each story, and people for the one chosen."""
        asked = cast("Study", study)
        expected = {
            each: CausalStory(cast("Story", each), assumed).expected(asked) for each in get_args(Story)
        }
        people = CausalStory(cast("Story", story), assumed).sample(asked)
        return Told(cast("Story", story), asked, assumed, people, expected)

    def draw(self, figure: Figure, units: UnitSystem) -> Scene:
        """Draw the plane of people and the rows of the three stories."""
        plane, rows = charts.panels(figure, widths=(1, 1.05))
        plane.set(
            xlim=(-5.2, 4), ylim=(-5.2, 4), xlabel="Mitochondria, SD", ylabel="Insulin sensitivity, SD",
            title="160 invented people",
        )  # fmt: skip
        # The words come with the choice; the label keeps their room.
        rows.set_xlabel(" \n " if is_narrow(figure) else " ")
        under = offset_copy(rows.transAxes, figure, y=-24, units="points")
        rows.axvline(0, color=style.MUTED, linewidth=1.2)
        rows.set(
            xlim=(-1.5, 1), ylim=(-0.6, 2.6), yticks=(2, 1, 0),
            yticklabels=["cause:\nmitochondria first", "consequence:\nsensitivity first",
                         "companion:\ninactivity first"],
            title="What each story predicts",
        )  # fmt: skip
        marks: Any = {"linestyle": "none", "markersize": 14, "markeredgewidth": 2.4}
        return Scene(
            axis=rows.text(0.5, 0, "", transform=under, ha="center", va="top", fontsize=12),
            rest=plane.plot([], [], "o", color=style.INSULIN, markersize=5, linestyle="none", alpha=0.75)[0],
            changed=plane.plot([], [], "^", color=style.GLUCOSE, markersize=7, linestyle="none")[0],
            key=plane.text(
                0.02, 0.02, "triangles: lowered by lot", transform=plane.transAxes, color=style.GLUCOSE,
                fontsize=10.5,
            ),
            predicted=rows.plot([], [], "o", color=style.MUTED, markerfacecolor="white", **marks)[0],
            chosen=rows.plot([], [], "o", color=style.ACCENT, **marks)[0],
        )  # fmt: skip

    def move(self, scene: Scene, numbers: Told, units: UnitSystem) -> None:
        """Place the people and the three predictions."""
        people, experiment = numbers.people, bool(numbers.people.changed.any())
        scene.axis.set_text(_MEASURE[numbers.study])
        scene.rest.set_data(people.mitochondria[~people.changed], people.sensitivity[~people.changed])
        scene.changed.set_data(people.mitochondria[people.changed], people.sensitivity[people.changed])
        scene.key.set_visible(experiment)
        heights = {"cause": 2, "consequence": 1, "companion": 0}
        others = [each for each in heights if each != numbers.story]
        scene.predicted.set_data(
            [numbers.expected[each] for each in others], [heights[each] for each in others]
        )
        scene.chosen.set_data([numbers.expected[numbers.story]], [heights[numbers.story]])

    def say(self, numbers: Told, units: UnitSystem) -> str:
        """Say what the study would find in this story, in the others, and what was found."""
        values = numbers.expected
        listed = ", ".join(f"{_value(values[each], numbers.study)} if {_STORIES[each]}" for each in values)
        predicted = [round(value, 9) for value in values.values()]
        alone = [story for story, value in values.items() if predicted.count(round(value, 9)) == 1]
        told = (
            f"Only {alone[0]} predicts something of its own: this study tells it from the other two, and not those two "
            "from each other."
            if len(alone) == 1
            else "The three stories predict the same, so this study cannot tell them apart."
        )
        return (
            f"If {_STORY_WORDS[numbers.story]}, this study finds {_MEASURE_WORDS[numbers.study]} of "
            f"{_value(values[numbers.story], numbers.study)} ({listed}). {told} {_FOUND[numbers.study]}"
        )

    def tabulate(self, numbers: Told, units: UnitSystem) -> Columns:
        """Return what each study would find in each story."""
        return {"Study": [f"{text} ({_MEASURE_WORDS[study]})" for study, text in _STUDIES.items()]} | {
            f"Predicted if {story}": [
                CausalStory(cast("Story", story), numbers.assumed).expected(cast("Study", study))
                for study in _STUDIES
            ]
            for story in _STORIES
        }


_MEASURE = {
    "observe": "Correlation of the two",
    "mitochondria": "Change of sensitivity, SD",
    "sensitivity": "Change of mitochondria, SD",
    "matched": "Correlation among the equally active",
}

_MEASURE_WORDS = {
    "observe": "a correlation",
    "mitochondria": "a change of sensitivity",
    "sensitivity": "a change of mitochondria",
    "matched": "a correlation",
}


def _value(number: float, study: str) -> str:
    if study in ("observe", "matched"):
        return f"{number:.2f}"
    return f"{signed(number, 2)} SD"
