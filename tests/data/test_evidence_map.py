"""The evidence map is whole, resolves, and agrees with the results that the lessons plot."""

from __future__ import annotations

import re

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


def test_every_randomised_trial_of_an_agent_that_the_lessons_print_is_on_the_map() -> None:
    names = {name: key for key, name in gap_map.AGENTS.items()}
    mapped = {(study.agent, key) for study in gap_map.studies() for key in study.references}
    for trial in all_trials().values():
        agent = names.get(trial.change)
        if agent and trial.n and "randomised" in trial.design:
            assert (agent, trial.reference) in mapped, trial.key


def test_what_is_said_of_one_substance_is_not_said_of_another() -> None:
    """Khorram gave [Nle27]GHRH(1-29); the other trials of this row gave GHRH(1-29), which is sermorelin."""
    assert not any("Khorram1997" in study.references for study in gap_map.studies())
    assert {"Vitiello2006", "Merriam2001"} <= {
        key for study in gap_map.studies() if study.agent == "sermorelin" for key in study.references
    }


def test_a_cell_whose_studies_differ_is_marked() -> None:
    everything = gap_map.studies()
    assert gap_map.disputed(everything) == {("tesamorelin", "diabetes"), ("mk_677", "other")}
    assert gap_map.disputed(gap_map.counted("randomised", people="insulin resistant")) == set()


def test_no_source_of_the_map_is_a_shop_or_a_clinic() -> None:
    keys = {key for study in gap_map.studies() for key in study.references}
    keys |= {key for name in set(gap_map.AGENTS) - {"pair", "bpc_157"} for key in agents.agent(name).keys}
    for key in keys:
        source = reference(key)
        assert not re.search(r"[a-z]\.(com|co|net|shop)\b", f"{source.journal} {' '.join(source.authors)}"), (
            key
        )
