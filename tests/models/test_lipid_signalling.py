"""The two accounts: each listens to one lipid, at its own step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.lipid_signalling import LipidSignalling

lipids = st.floats(0, 10)


def test_four_times_the_diacylglycerol_gives_the_fall_that_was_measured() -> None:
    """Itani 2002: 52.7 to 30.0 µmol/kg/min after six hours of fat by vein; both accounts are made as strong."""
    expected = pytest.approx(30.0 / 52.7, abs=0.002)
    assert LipidSignalling("diacylglycerol").at(4, 1).uptake == expected
    assert LipidSignalling("ceramide").at(1, 4).uptake == expected


@given(dag=lipids, ceramide=lipids)
def test_each_account_is_deaf_to_the_other_lipid_and_brakes_at_its_own_step(
    dag: float, ceramide: float
) -> None:
    by_dag, by_ceramide = (
        LipidSignalling(account).at(dag, ceramide) for account in ("diacylglycerol", "ceramide")
    )
    assert by_dag == LipidSignalling("diacylglycerol").at(dag, 1)
    assert by_ceramide == LipidSignalling("ceramide").at(1, ceramide)
    assert by_dag.akt == by_dag.irs1
    assert by_ceramide.irs1 == 1
    assert by_dag.receptor == by_ceramide.receptor == 1


@given(dag=lipids, ceramide=lipids)
def test_together_the_two_brakes_multiply_and_never_speed_up(dag: float, ceramide: float) -> None:
    signals = {
        account: LipidSignalling(account).at(dag, ceramide).uptake
        for account in ("diacylglycerol", "ceramide", "both")
    }
    assert signals["both"] == pytest.approx(signals["diacylglycerol"] * signals["ceramide"])
    assert all(0 < each <= 1 for each in signals.values())
    assert LipidSignalling("both").at(min(dag, 1), min(ceramide, 1)).uptake == 1


def test_what_is_no_account_or_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="'fat'"):
        LipidSignalling("fat")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="ceramide"):
        LipidSignalling().at(1, -1)
