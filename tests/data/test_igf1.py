"""The reference intervals of IGF-1 stand here a second time, as the catalogue prints them: years, men, women, ng/mL."""

import pytest

from helpers.norms.igf1 import reference_interval

PRINTED = """
18-22  91-442  85-370
23-25  66-346  73-320
26-30  60-329  66-303
31-35  54-310  59-279
36-40  48-292  54-258
41-45  44-275  49-240
46-50  40-259  44-227
51-55  37-245  40-217
56-60  34-232  37-208
61-65  33-220  35-201
66-70  32-209  34-194
71-75  32-200  34-187
76-80  33-192  34-182
"""
ROWS = [[tuple(map(int, pair.split("-"))) for pair in line.split()] for line in PRINTED.strip().splitlines()]


@pytest.mark.parametrize(("years", "men", "women"), ROWS)
def test_each_interval_is_the_printed_one(years, men, women):
    for age in years:
        assert reference_interval(age, "M") == men
        assert reference_interval(age, "F") == women


def test_the_rows_cover_all_ages_without_a_gap():
    assert [row[0][0] for row in ROWS[1:]] == [row[0][1] + 1 for row in ROWS[:-1]]
