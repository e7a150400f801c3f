"""Three stories that make one correlation: cause, consequence and companion (schematic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from helpers import checks, words

Story = Literal["cause", "consequence", "companion"]
Study = Literal["observe", "mitochondria", "sensitivity", "matched"]
_LOWERED = 1.5  # standard deviations by which an experiment lowers what it changes


class Sample(NamedTuple):
    """Mitochondria and insulin sensitivity in standard deviations, and who was in the changed group."""

    mitochondria: NDArray[np.float64]
    sensitivity: NDArray[np.float64]
    changed: NDArray[np.bool_]


@dataclass(frozen=True)
class CausalStory:
    """Mitochondria and insulin sensitivity, joined by one of three sets of arrows (schematic).

    All quantities are in standard deviations, and r is the correlation to be seen::

        cause        sensitivity = r mitochondria + rest
        consequence  mitochondria = r sensitivity + rest
        companion    both = sqrt(r) activity + rest

    Whoever only observes sees r in all three. An experiment that lowers one of the two, or a comparison of
    people who are equally active, tells them apart. The equations and the numbers are ours.

    Parameters
    ----------
    story
        ``"cause"``: fewer mitochondria lower sensitivity. ``"consequence"``: low sensitivity lowers
        mitochondria. ``"companion"``: inactivity lowers both.
    correlation
        r, from 0 to 1.

    Raises
    ------
    ValueError
        If there is no such story, or the correlation is out of range.

    Notes
    -----
    Checked against: the sample correlations and differences of large samples; a schematic.

    Examples
    --------
    >>> CausalStory("cause", 0.5).expected("mitochondria")
    -0.75
    >>> CausalStory("companion", 0.5).expected("mitochondria")
    0.0
    """

    story: Story
    correlation: float = 0.5

    def __post_init__(self) -> None:
        if not words.known(self.story, get_args(Story)):
            raise ValueError(f"story = {words.said(self.story)}: choose one of {', '.join(get_args(Story))}.")
        checks.number("correlation", self.correlation, low=0, high=1)

    def expected(self, study: Study) -> float:
        """Return what a study would find if the story were true.

        Parameters
        ----------
        study
            ``"observe"`` and ``"matched"`` (people who are equally active): the correlation.
            ``"mitochondria"`` and ``"sensitivity"`` (lowered by 1.5 standard deviations in half of the
            people, by lot): the change of the other one, in standard deviations.

        Raises
        ------
        ValueError
            If there is no such study.
        """
        _known(study)
        if study == "observe":
            return self.correlation
        if study == "matched":
            return 0.0 if self.story == "companion" else self.correlation
        moves = {"mitochondria": "cause", "sensitivity": "consequence"}[study]
        return -_LOWERED * self.correlation if self.story == moves else 0.0

    def sample(self, study: Study, n: int = 160, seed: int = 6) -> Sample:
        """Return people as the study would find them; the same seed gives the same people.

        Examples
        --------
        >>> people = CausalStory("consequence", 0.5).sample("mitochondria")
        >>> len(people.mitochondria), int(people.changed.sum())
        (160, 80)
        """
        _known(study)
        n = checks.whole("n", n, low=0, high=1_000_000)
        seed = checks.whole("seed", seed, low=0)
        activity, own, rest = np.random.default_rng(seed).standard_normal((3, n))
        changed = np.arange(n) % 2 == 0 if study in ("mitochondria", "sensitivity") else np.zeros(n, bool)
        fall = np.where(changed, _LOWERED, 0.0)
        r, unshared = self.correlation, np.sqrt(1 - self.correlation**2)
        lower_m = fall if study == "mitochondria" else 0.0
        lower_s = fall if study == "sensitivity" else 0.0
        if self.story == "cause":
            m = own - lower_m
            s = r * m + unshared * rest - lower_s
        elif self.story == "consequence":
            s = rest - lower_s
            m = r * s + unshared * own - lower_m
        else:
            shared = 0.0 if study == "matched" else np.sqrt(r) * activity
            m = shared + np.sqrt(1 - r) * own - lower_m
            s = shared + np.sqrt(1 - r) * rest - lower_s
        return Sample(np.asarray(m), np.asarray(s), changed)


def _known(study: Any) -> None:
    if not words.known(study, get_args(Study)):
        raise ValueError(f"study = {words.said(study)}: choose one of {', '.join(get_args(Study))}.")
