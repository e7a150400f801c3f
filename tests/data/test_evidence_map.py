"""The evidence map is whole, resolves, and agrees with the results that the lessons plot."""

from __future__ import annotations

import pytest

from helpers.evidence import agents, gap_map, reference
from helpers.evidence.trials import all_trials


def test_every_reference_exists() -> None:
    for study in gap_map.studies():
        assert all(reference(key).key == key for key in study.references)


def test_animals_have_no_people() -> None:
    for study in gap_map.studies():
        assert (study.people == "animals") == (study.kind == "animal")
        assert study.n is None or study.kind != "animal"


def test_a_higher_rung_and_more_people_never_count_more_studies() -> None:
    kinds = [len(gap_map.counted(kind)) for kind in reversed(gap_map.KINDS)]
    assert kinds == sorted(kinds, reverse=True)
    sizes = [len(gap_map.counted(least_people=n)) for n in (0, 1, 50, 100, 500, 10_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 0
    with pytest.raises(ValueError, match="'anecdote'"):
        gap_map.counted("anecdote")


def test_a_cell_shows_its_strongest_study() -> None:
    cells = gap_map.cells(gap_map.studies())
    for study in gap_map.studies():
        shown = cells[study.agent, study.outcome]
        assert gap_map.KINDS.index(shown.kind) <= gap_map.KINDS.index(study.kind)
        if shown.kind == study.kind:
            assert (shown.n or 0) >= (study.n or 0)


def test_numbers_of_people_are_those_of_the_plotted_results() -> None:
    plotted = {(trial.reference, trial.n) for trial in all_trials().values() if trial.n}
    known = {key for key, _ in plotted}
    for study in gap_map.studies():
        for key in study.references:
            # Of the 1,247 women of RECONNECT 1,202 were analysed.
            if key in known and study.n and key != "Kingsberg2019":
                assert (key, study.n) in plotted, study


def test_agents_of_the_map_have_a_card() -> None:
    without = {"pair", "bpc_157"}  # a combination; and what stands on the card of PDA
    assert set(gap_map.AGENTS) - without <= set(agents.all_agents())
