"""The cards of treatments: whole, dated, with harms beside benefits, and without a dose."""

import csv
import re

import pytest

from helpers.evidence import agents, reference, trials
from helpers.paths import data_path

ALL = agents.all_agents()
each_agent = pytest.mark.parametrize("agent", ALL.values(), ids=list(ALL))


def test_keys_and_names_are_unique_and_none_is_lost():
    with data_path("agents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(ALL) == [row["key"] for row in rows]
    assert len({agent.name for agent in ALL.values()}) == len(rows)


@each_agent
def test_a_card_shows_every_part_and_every_source(agent):
    text = agent.card.text
    for part in (agent.what, agent.approved, agent.found, agent.harms, agent.unknown):
        assert part in text
    for key in agent.trials:
        assert trials.trial(key).study in text
    for key in agent.keys:
        assert reference(key).short in text
        assert not reference(key).url or reference(key).url in agent.card.html
    assert len(set(agent.keys)) == len(agent.keys) > 0


@each_agent
def test_what_a_regulator_says_has_its_date(agent):
    assert re.match(r"As of [A-Z][a-z]+ 20\d\d: ", agent.approved)


@each_agent
def test_no_card_is_an_instruction(agent):
    """A mass or volume for use would need a schedule beside it, or a route that one could follow."""
    words = " ".join((agent.what, agent.approved, agent.found, agent.harms, agent.unknown))
    assert not re.search(
        r"\d\s*(mg|mcg|µg|IU|units|mL)\b[^.;]*\b(daily|weekly|twice|every|per day|a week)", words
    )
    assert not re.search(r"reconstitut|bacteriostatic|syringe|supplier", words, re.IGNORECASE)


@each_agent
def test_a_card_says_what_results_were_about(agent):
    lines = [line for line in agent.card.text.splitlines() if line.startswith("- ")]
    for key, line in zip(agent.trials, lines, strict=True):
        result = trials.trial(key)
        for words in (result.study, result.change, result.outcome, result.design):
            assert words in line
        assert result.n is None or f"n = {result.n:,}" in line
        if result.low is not None and result.interval.startswith("95 %"):
            assert f"{result.high:g}" in line.replace("−", "-")


def test_testosterone_in_men_shows_a_null_trial_and_harms_beside_the_benefits():
    shown = agents.agent("testosterone_men")
    assert {"testosterone-gianatti", "testosterone-traverse-progression"} <= set(shown.trials)
    for harm in ("haematocrit", "atrial fibrillation", "pulmonary embolism", "broken bones", "sperm"):
        assert harm in shown.harms


def test_several_cards_fold_into_one_list():
    both = agents.cards("gonadorelin", "hcg")
    assert both.html.count("<details") == both.html.count("</details>") == 2
    assert all(agents.agent(name).harms[:20] in both.html for name in ("gonadorelin", "hcg"))
    assert both.html.count("<style>") == 1


@pytest.mark.parametrize("ask", [agents.agent, agents.card, agents.cards])
def test_an_unknown_name_says_what_there_is(ask):
    with pytest.raises(ValueError, match=r"there are .*anastrozole"):
        ask("nothing of the kind")
