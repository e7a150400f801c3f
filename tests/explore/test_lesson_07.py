"""The curves of equal HOMA-IR on the map of lesson 07, and what drives the two versions."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import explore
from helpers.indices import homa2_approx, homa_ir


@pytest.mark.parametrize("assay", ["ria", "specific"])
@pytest.mark.parametrize(("glucose", "insulin"), [(100, 10), (92, 24), (190, 11.5)])
def test_every_point_of_a_curve_has_the_same_index(assay, glucose, insulin):
    numbers = explore.explorer("homa_versions").compute(glucose=glucose, insulin=insulin, assay=assay)
    assert homa_ir(*numbers.same_homa1) == pytest.approx(homa_ir(glucose, insulin))
    along, there = numbers.same_homa2
    drawn = np.isfinite(there)
    assert drawn.sum() > 40
    second = homa2_approx(along[drawn], there[drawn], assay=assay).resistance
    assert second == pytest.approx(homa2_approx(glucose, insulin, assay=assay).resistance, rel=0.005)


def test_glucose_drives_homa2_less_than_insulin_does():
    by_glucose, by_insulin = (
        explore.explorer("homa_versions").compute(glucose=100, insulin=10, assay="specific").response
    )
    more = homa2_approx([100, 110, 100], [10, 10, 11]).resistance
    assert 1.1**by_glucose == pytest.approx(more[1] / more[0], rel=0.003)
    assert 1.1**by_insulin == pytest.approx(more[2] / more[0], rel=0.003)
    assert by_glucose < 0.35 < 0.9 < by_insulin
