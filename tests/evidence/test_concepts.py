"""Concepts: which claims name them, and what a learner reads of them."""

from __future__ import annotations

import html
import re

import pytest

from helpers.evidence import checklist, claims, concept, concepts, reference
from helpers.evidence.concepts import GROUPS
from helpers.exercises import lessons, questions


def test_whatever_is_weak_or_worse_names_what_to_ask():
    bad = [each for each in claims().values() if each.verdict in ("weak", "unsupported", "incorrect")]
    assert len(bad) == 60  # from the counts of the review: 26 weak, 25 unsupported, 9 incorrect
    assert [each.id for each in bad if not each.concepts] == []


def test_a_claim_names_a_concept_once_and_in_order():
    for each in claims().values():
        assert list(each.concepts) == sorted(set(each.concepts)), each.id


def test_what_practises_a_concept_is_a_question_with_an_answer():
    graded = {name for lesson in lessons() for name, each in questions(lesson).items() if each.graded}
    for each in concepts().values():
        assert len(set(each.questions)) == len(each.questions) >= 2, each.code
        assert set(each.questions) <= graded, each.code


def test_every_group_is_asked_about():
    assert {each.code[:3] for each in concepts().values()} == set(GROUPS)


def test_learners_read_whole_sentences():
    for each in concepts().values():
        assert re.fullmatch(r"[A-Z].*[a-z?]", each.name), each.code
        assert re.fullmatch(r"[A-Z].*\.", each.sentence), each.code


@pytest.mark.parametrize("name", [each.id for each in claims().values() if each.concepts])
def test_a_claim_says_what_to_ask_of_it(name: str):
    each = claims()[name]
    for code in each.concepts:
        assert concepts()[code].name in repr(each)
        assert concepts()[code].sentence in repr(each)
        assert "How to judge it:" in each.reasons_html


@pytest.mark.parametrize("code", concepts())
def test_a_card_holds_sentence_claims_lessons_and_source(code: str):
    each, card = concepts()[code], concept(code)
    for part in (each.name, each.sentence, code, *each.lessons):
        assert part in card.text
    asked = [claim.id for claim in claims().values() if code in claim.concepts]
    assert (f"Claims: {', '.join(asked)}." in card.text) == bool(asked)
    for key in each.sources:
        assert reference(key).short in card.text


def test_the_checklist_holds_all_of_them_below_their_groups():
    lines = checklist().text.splitlines()
    assert lines[0] == f"{len(concepts())} things to ask, in {len(GROUPS)} groups."
    group = ""
    said = []
    for line in lines[1:]:
        if line.startswith("- "):
            said.append((group, line[2:]))
        else:
            group = line[:3]
            assert line == f"{group} {GROUPS[group]}"
    assert said == [(each.code[:3], each.said) for each in concepts().values()]
    assert all(each.sentence in html.unescape(checklist().html) for each in concepts().values())


@pytest.mark.parametrize("wrong", ["2.1", "2.1-lots", "", None, 3])
def test_an_unknown_concept_is_named(wrong: object):
    with pytest.raises(ValueError, match="There is no concept"):
        concept(wrong)  # type: ignore[arg-type]
