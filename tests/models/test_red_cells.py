"""HbA1c and red cells: the regression it rests on, and its integral by quadrature."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.indices import estimated_average_glucose
from helpers.models.red_cells import RedCells


@given(st.floats(70, 250))
@settings(deadline=None, max_examples=30)
def test_at_the_usual_life_a_steady_glucose_is_what_adag_reads(glucose: float) -> None:
    hba1c = RedCells().after_step(glucose, glucose, 0)
    assert estimated_average_glucose(hba1c) == pytest.approx(glucose)


@pytest.mark.parametrize("life", [60.0, 120.0, 145.0])
@pytest.mark.parametrize("days", [0.0, 20.0, 90.0, 200.0])
def test_a_step_is_the_mean_over_cells_of_all_ages(life: float, days: float) -> None:
    """Each cell of age a has met the glucose of its last a days; ages are even from 0 to the life."""
    before, after = 100.0, 170.0
    ages = (np.arange(20_000) + 0.5) / 20_000 * life
    met = after * np.minimum(ages, days) + before * np.maximum(ages - days, 0)
    expected = 46.7 / 28.7 + met.mean() / (28.7 * 60)
    assert RedCells(life).after_step(before, after, days) == pytest.approx(expected, rel=1e-6)


def test_the_last_month_counts_for_nearly_half() -> None:
    assert RedCells().weight(30) == pytest.approx(1 - 0.75**2)
    assert RedCells(60).weight([0, 60, 500]).tolist() == [0, 1, 1]


def test_impossible_lives_are_refused() -> None:
    with pytest.raises(ValueError, match="life_days = 1"):
        RedCells(1)
