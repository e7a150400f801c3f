"""The three stories: same correlation, different answers to an experiment."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.causal_stories import CausalStory, Story, Study

MANY = 40_000


@pytest.mark.parametrize("story", get_args(Story))
@pytest.mark.parametrize("study", ["observe", "matched"])
@settings(max_examples=5, deadline=None)
@given(r=st.floats(0.1, 0.9))
def test_a_large_comparison_finds_the_expected_correlation(story: Story, study: Study, r: float) -> None:
    people = CausalStory(story, r).sample(study, n=MANY, seed=1)
    seen = np.corrcoef(people.mitochondria, people.sensitivity)[0, 1]
    assert seen == pytest.approx(CausalStory(story, r).expected(study), abs=4 / np.sqrt(MANY))
    assert not people.changed.any()


@pytest.mark.parametrize("story", get_args(Story))
@pytest.mark.parametrize(
    ("study", "other"), [("mitochondria", "sensitivity"), ("sensitivity", "mitochondria")]
)
def test_a_large_experiment_finds_the_expected_change(story: Story, study: Study, other: str) -> None:
    people = CausalStory(story, 0.6).sample(study, n=MANY, seed=2)
    for name, expected in ((study, -1.5), (other, CausalStory(story, 0.6).expected(study))):
        values = getattr(people, name)
        change = values[people.changed].mean() - values[~people.changed].mean()
        assert change == pytest.approx(expected, abs=0.05)


@given(r=st.floats(0, 1))
def test_only_observing_cannot_tell_the_stories_apart_and_each_experiment_moves_one_only(r: float) -> None:
    stories = [CausalStory(story, r) for story in get_args(Story)]
    assert len({story.expected("observe") for story in stories}) == 1
    moved = {
        study: [story.story for story in stories if story.expected(study) != 0]
        for study in ("mitochondria", "sensitivity")
    }
    if r > 0:
        assert moved == {"mitochondria": ["cause"], "sensitivity": ["consequence"]}


def test_what_is_no_story_study_or_correlation_is_refused() -> None:
    with pytest.raises(ValueError, match="'fate'"):
        CausalStory("fate")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="correlation = 2"):
        CausalStory("cause", 2)
    with pytest.raises(ValueError, match="'guess'"):
        CausalStory("cause").expected("guess")  # type: ignore[arg-type]
