"""The ranges of the cycle: as printed, and in both unit systems."""

import pytest

from helpers.norms.menstrual_cycle import PHASES, fitting_phases, interval

HORMONES = ("estradiol", "lh", "progesterone")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("hormone", HORMONES)
def test_a_median_lies_in_its_range_and_fits_its_phase(hormone, phase):
    found = interval(hormone, phase, "SI")
    assert found.low < found.median < found.high
    assert phase in fitting_phases(hormone, found.median, "SI")


@pytest.mark.parametrize("hormone", HORMONES)
def test_both_unit_systems_tell_the_same(hormone):
    for phase in PHASES:
        here, there = interval(hormone, phase), interval(hormone, phase, "SI")
        ratios = [b / a for a, b in zip(here, there, strict=True)]
        assert max(ratios) == pytest.approx(min(ratios))
        assert fitting_phases(hormone, here.median) == fitting_phases(hormone, there.median, "SI")


def test_as_printed_in_the_abstract():
    assert interval("estradiol", "ovulation", "SI") == pytest.approx((757, 222, 1959))
    assert interval("lh", "ovulation") == (22.6, 8.11, 72.7)
    assert interval("progesterone", "luteal", "SI") == pytest.approx((28.8, 13.1, 46.3))


def test_unknown_names_and_impossible_values_are_refused():
    with pytest.raises(ValueError, match="hormone = 'fsh'"):
        interval("fsh", "luteal")
    with pytest.raises(ValueError, match="phase = 'late'"):
        interval("lh", "late")
    with pytest.raises(ValueError, match="value"):
        fitting_phases("lh", 0)
