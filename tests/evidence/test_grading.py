"""Grading claims oneself: blanks, letters and words, agreement, and what is no grade."""

from __future__ import annotations

import pytest

from helpers.evidence import claim
from helpers.evidence.grading import compare, to_grade


def test_the_claims_to_grade_do_not_tell_their_grades() -> None:
    card = to_grade("F06", "I45")
    assert claim("F06").text in card.text
    for part in (card.text, card.html):
        assert "mixed" not in part
        assert "incorrect" not in part


def test_blanks_are_not_graded_yet_and_no_error() -> None:
    assert "Not graded yet" in compare({"F06": ..., "I45": ...}).text


def test_letters_and_words_count_alike_and_direction_is_told() -> None:
    by_letter, by_word = compare({"F06": "m", "I45": "w"}), compare({"F06": "Mixed", "I45": "weak"})
    assert by_letter.text == by_word.text
    assert "agree on 1 of 2" in by_letter.text
    assert "kinder on 1 and stricter on 0" in by_letter.text


def test_full_agreement_on_one_grade_has_no_kappa() -> None:
    assert "kappa cannot be computed" in compare({"F06": "m", "F10": "m"}).text


def test_what_is_no_grade_or_no_claim_is_named() -> None:
    told = compare({"F06": "good", "I45": "i", "F10": None}).text
    assert "F06 ('good')" in told
    assert "1 of 3 claims graded" in told
    with pytest.raises(ValueError, match="no claim 'Z99'"):
        compare({"Z99": ...})


def test_not_checkable_is_no_step_beyond_incorrect() -> None:
    told = compare({"A33": "n"}).text
    assert claim("A33").verdict == "incorrect"
    assert "agree on 0 of 1" in told
    assert "kinder on 0 and stricter on 0" in told
