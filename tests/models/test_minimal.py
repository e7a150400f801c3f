"""The minimal model: published samples, scipy, recovery of a known truth, and the second explanation."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from helpers.models import MinimalModel, fsigt
from helpers.models.fsigt import acute_insulin_response
from helpers.models.minimal import synthetic_fsigt

# Pacini & Bergman 1986, Comput Methods Programs Biomed 23:113-122, doi:10.1016/0169-2607(86)90106-9.
MINUTES = [0, 2, 4, 6, 8, 10, 12, 14, 16, 19, 22, 27, 32, 42, 52, 62, 72, 82, 92, 102, 122, 142, 162, 182]
GLUCOSE = [
    *(92, 350, 287, 251, 240, 216, 211, 205, 196, 192, 172, 163),
    *(142, 124, 105, 92, 84, 77, 82, 81, 82, 82, 85, 90),
]
INSULIN = [11, 26, 130, 85, 51, 49, 45, 41, 35, 30, 30, 27, 30, 22, 15, 15, 11, 10, 8, 11, 7, 8, 8, 7]
PUBLISHED = pd.DataFrame({"time": MINUTES, "glucose": GLUCOSE, "insulin": INSULIN})
STARTING_VALUES = MinimalModel(g0=270, p1=0.02, p2=0.02, p3=1.5e-5, gb=92)


@pytest.fixture(scope="module")
def published_fit():
    return MinimalModel.fit(PUBLISHED)


def by_scipy(model, samples, times):
    times_of, insulin = samples["time"].to_numpy(), samples["insulin"].to_numpy()

    def slopes(t, y):
        excess = np.interp(t, times_of, insulin) - (insulin[0] if model.ib is None else model.ib)
        return [-model.p1 * (y[0] - model.gb) - y[1] * y[0], -model.p2 * y[1] + model.p3 * excess]

    rows, state = {0.0: (model.g0, 0.0)}, [model.g0, 0.0]
    edges = sorted({*times_of, *times})
    for begin, end in pairwise(edges):
        answer = solve_ivp(slopes, (begin, end), state, method="DOP853", rtol=1e-10, atol=1e-13)
        state = answer.y[:, -1]
        rows[end] = tuple(state)
    return np.array([rows[t] for t in times])


def test_the_published_samples_with_starting_values():
    course = STARTING_VALUES.simulate(PUBLISHED).glucose_mg_dl
    expected = [238.697, 149.737, 97.635, 81.375, 89.639]
    assert course.loc[[8, 32, 62, 122, 182]].tolist() == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("every", [1.0, 3.7, 20.0])
def test_the_course_is_what_scipy_gives(every):
    course = STARTING_VALUES.simulate(PUBLISHED, every=every)
    rows = by_scipy(STARTING_VALUES, PUBLISHED, course.index.to_list())
    assert course.glucose_mg_dl.to_numpy() == pytest.approx(rows[:, 0], rel=1e-8)
    assert course.remote_insulin_per_min.to_numpy() == pytest.approx(rows[:, 1], abs=1e-11)


@settings(deadline=None, max_examples=15)
@given(
    p1=st.floats(1e-4, 0.2),
    p2=st.floats(1e-5, 0.5),
    si=st.floats(1e-5, 3e-3),
    g0=st.floats(60, 500),
    gb=st.floats(60, 200),
)
def test_no_parameters_cost_accuracy(p1, p2, si, g0, gb):
    model = MinimalModel(g0=g0, p1=p1, p2=p2, p3=p2 * si, gb=gb, ib=7)
    times = [3.0, 22.0, 100.0, 182.0]
    found = model.glucose(PUBLISHED, times)
    assert found == pytest.approx(by_scipy(model, PUBLISHED, times)[:, 0], rel=1e-7)
    assert (found > 0).all()


def test_at_basal_nothing_happens():
    still = pd.Series([11.0, 11.0], index=[0, 300])
    course = MinimalModel(g0=92, gb=92).simulate(still)
    assert course.glucose_mg_dl.to_numpy() == pytest.approx(np.full(301, 92.0), rel=1e-12)
    # Without insulin above basal glucose returns at the rate SG alone.
    alone = MinimalModel(g0=250, gb=90).simulate(still).glucose_mg_dl
    assert alone.loc[60] - 90 == pytest.approx(160 * math.exp(-0.02 * 60), rel=1e-12)


# From several starts with numerical integration: estimates, standard errors, root-mean-square error.
@pytest.mark.parametrize(
    ("from_minute", "expected", "errors", "si", "rmse"),
    [
        (6, (271.6, 0.02457, 0.01617, 1.334e-5), (7.6, 0.0053, 0.0068, 0.45e-5), 8.25e-4, 3.938),
        (8, (261.2, 0.01888, 0.02142, 1.729e-5), (10, 0.0080, 0.0098, 0.75e-5), 8.07e-4, 3.620),
    ],
)
def test_the_fit_to_the_published_samples(from_minute, expected, errors, si, rmse):
    fit = MinimalModel.fit(PUBLISHED, from_minute=from_minute)
    model = fit.model
    assert (model.g0, model.p1, model.p2, model.p3) == pytest.approx(expected, rel=5e-4)
    assert [fit.standard_errors[name] for name in ("g0", "p1", "p2", "p3")] == pytest.approx(errors, rel=0.05)
    assert model.si == pytest.approx(si, rel=1e-3)
    assert fit.rmse == pytest.approx(rmse, abs=6e-4)
    assert fit.points == sum(minute >= from_minute for minute in MINUTES)
    assert fit.at_limit == ()
    assert (model.gb, model.ib) == (92, 11)


def test_the_fit_does_not_stop_at_a_false_optimum(published_fit):
    assert published_fit.rmse < 3.63 < 4.15
    # No neighbour is better, on any axis or on the axis on which p1 is traded for p2.
    values = np.array([getattr(published_fit.model, name) for name in ("g0", "p1", "p2", "p3")])
    times = published_fit.minutes
    measured = PUBLISHED.glucose[PUBLISHED.time >= 8].to_numpy()
    directions = [*np.eye(4), np.array([0, 1, -1, -1]), np.array([0, 1, -1, 0]), np.array([0, 0, 1, 1])]
    for direction in directions:
        for step in (-0.02, 0.02):
            g0, p1, p2, p3 = values * np.exp(step * direction)
            other = MinimalModel(g0=g0, p1=p1, p2=p2, p3=p3, gb=92, ib=11).glucose(PUBLISHED, times)
            assert np.sqrt(np.mean((other - measured) ** 2)) > published_fit.rmse


def test_standard_errors_are_those_of_the_slopes(published_fit):
    """Recomputed from finite differences in the parameters themselves."""
    names = ("g0", "p1", "p2", "p3")
    values = np.array([getattr(published_fit.model, name) for name in names])

    def glucose(row):
        return MinimalModel(*row, gb=92, ib=11).glucose(PUBLISHED, published_fit.minutes)

    slopes = np.array(
        [
            (glucose(values + bump) - glucose(values - bump)) / (2 * bump.max())
            for bump in np.diag(values * 1e-4)
        ]
    ).T
    squares = np.sum(np.square(published_fit.residuals))
    covariance = np.linalg.inv(slopes.T @ slopes) * squares / (published_fit.points - 4)
    for index, name in enumerate(names):
        assert published_fit.standard_errors[name] == pytest.approx(
            math.sqrt(covariance[index, index]), rel=1e-3
        )
    gradient = np.array([0, 0, -values[3] / values[2] ** 2, 1 / values[2]])
    si_error = math.sqrt(gradient @ covariance @ gradient)
    assert published_fit.standard_errors["si"] == pytest.approx(si_error, rel=1e-3)
    assert published_fit.fractional_sd["sg"] == pytest.approx(published_fit.standard_errors["p1"] / values[1])
    # p1, p2 and p3 are each known to about 40 %; their combination SI is known much better.
    assert all(0.38 < published_fit.fractional_sd[name] < 0.5 for name in ("p1", "p2", "p3"))
    assert published_fit.fractional_sd["si"] < 0.1


def test_acute_response_and_disposition(published_fit):
    # By hand: excess 0, 15, 119, 74, 40, 38 at 0, 2, ... 10 min.
    assert published_fit.airg == acute_insulin_response(PUBLISHED) == 15 + 134 + 193 + 114 + 78
    assert published_fit.disposition_index == pytest.approx(534 * published_fit.model.si)


@settings(deadline=None, max_examples=4)
@given(
    p1=st.floats(0.005, 0.05),
    p2=st.floats(0.01, 0.1),
    si=st.floats(1e-4, 1e-3),
    g0=st.floats(200, 350),
)
def test_without_noise_the_truth_is_recovered(p1, p2, si, g0):
    truth = MinimalModel(g0=g0, p1=p1, p2=p2, p3=p2 * si, gb=90, ib=9)
    fit = MinimalModel.fit(synthetic_fsigt(truth, noise_cv=0).samples)
    assert fit.rmse < 1e-3
    assert fit.model.si == pytest.approx(si, rel=1e-2)
    assert fit.model.p1 == pytest.approx(p1, rel=1e-2)


def test_the_synthetic_test_of_the_lesson():
    samples, truth = synthetic_fsigt()
    again, _ = synthetic_fsigt()
    pd.testing.assert_frame_equal(samples, again)
    assert not samples.equals(synthetic_fsigt(seed=3).samples)
    fit = MinimalModel.fit(samples)
    for name in ("g0", "p1", "p2", "p3", "si"):
        assert abs(getattr(fit.model, name) - getattr(truth, name)) < 2 * fit.standard_errors[name]
    assert fit.model.si == pytest.approx(truth.si, rel=0.1)


def test_noise_may_prefer_a_second_explanation():
    samples, truth = synthetic_fsigt(seed=2)
    fit = MinimalModel.fit(samples)
    (other, rmse), *_ = fit.other_minima
    assert fit.rmse < rmse < 1.3 * fit.rmse
    assert abs(math.log(other.p1 / truth.p1)) < abs(math.log(fit.model.p1 / truth.p1))
    # What both agree on is the sensitivity.
    assert fit.model.si == pytest.approx(other.si, rel=0.1)


def test_a_population_is_its_persons():
    p3 = np.array([0.5e-5, 1.5e-5, 4e-5])
    gb = np.array([90.0, 92.0, 100.0])
    together = MinimalModel(p3=p3, gb=gb)
    levels = together.glucose(PUBLISHED, [8, 62])
    assert levels.shape == (2, 3)
    assert together.si.tolist() == (p3 / 0.02).tolist()
    for index in range(3):
        alone = MinimalModel(p3=float(p3[index]), gb=float(gb[index])).glucose(PUBLISHED, [8, 62])
        assert levels[:, index] == pytest.approx(alone, rel=1e-12)
    with pytest.raises(ValueError, match="population"):
        together.simulate(PUBLISHED)


def test_a_large_population_is_computed_in_parts(monkeypatch):
    p3 = np.linspace(0.5e-5, 4e-5, 500)
    whole = MinimalModel(p3=p3).glucose(PUBLISHED, [62, 182])
    monkeypatch.setattr("helpers.models.solver.MAX_BYTES", 2**20)
    assert np.array_equal(MinimalModel(p3=p3).glucose(PUBLISHED, [62, 182]), whole)
    monkeypatch.setattr("helpers.models.solver.MAX_BYTES", 2**12)
    with pytest.raises(ValueError, match="persons"):
        MinimalModel(p3=p3).glucose(PUBLISHED, [62, 182])


def test_samples_may_come_in_several_forms():
    course = STARTING_VALUES.simulate(PUBLISHED)
    forms = [
        PUBLISHED.set_index("time").insulin,
        PUBLISHED.rename(columns={"time": "time_min", "insulin": "insulin_uu_ml"}),
        PUBLISHED.set_index("time"),
        # Two samples before the injection: their mean is the basal level, and the course starts at 0.
        pd.Series([10.0, 12.0, *INSULIN], index=[-10, -5, *MINUTES]),
    ]
    for samples in forms:
        pd.testing.assert_frame_equal(STARTING_VALUES.simulate(samples), course)


def shuffled():
    return PUBLISHED.assign(time=[*MINUTES[:5], 6, *MINUTES[6:]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: MinimalModel(p1=0), "p1"),
        (lambda: MinimalModel(p3=-1e-5), "p3"),
        (lambda: MinimalModel(p2=math.nan), "p2"),
        (lambda: MinimalModel(g0=5.1), "mmol/L"),
        (lambda: MinimalModel(ib=-1), "ib"),
        (lambda: STARTING_VALUES.simulate(shuffled()), r"time\[5\]"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED.head(0)), "time"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED.head(1)), "at least 2"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED.drop(columns="insulin")), "insulin"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED.assign(insulin=-1.0)), r"insulin\[0\]"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED.iloc[1:]), "minute 0"),
        (lambda: STARTING_VALUES.simulate([1, 2, 3]), "Series or DataFrame"),
        (lambda: STARTING_VALUES.simulate(PUBLISHED, every=0), "every"),
        (lambda: STARTING_VALUES.simulate(pd.Series([9, 9], index=[0, 1e9])), "rows"),
        (lambda: STARTING_VALUES.glucose(PUBLISHED, [10, 5]), "minutes"),
        (lambda: STARTING_VALUES.glucose(PUBLISHED, [200]), "last sample"),
        (lambda: STARTING_VALUES.glucose(pd.Series([9, 9], index=[0, 1e9]), [1e9]), "too many"),
        (lambda: MinimalModel.fit(PUBLISHED.assign(glucose=PUBLISHED.glucose / 18)), "mmol/L"),
        (lambda: MinimalModel.fit(PUBLISHED, from_minute=140), "samples"),
        (lambda: MinimalModel.fit(PUBLISHED, from_minute=-1), "from_minute"),
        (lambda: MinimalModel.fit(PUBLISHED.assign(insulin=11.0)), "insulin"),
        (lambda: MinimalModel.fit(PUBLISHED, gb=5), "mmol/L"),
        (lambda: acute_insulin_response(PUBLISHED.head(4)), "first 10"),
        (lambda: synthetic_fsigt(noise_cv=-0.1), "noise_cv"),
        (lambda: synthetic_fsigt(seed=1.5), "seed"),
        (lambda: synthetic_fsigt(first_phase=math.inf), "first_phase"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_missing_sample_is_called_missing():
    samples, _ = synthetic_fsigt(noise_cv=0)
    samples.loc[samples.index[3], "insulin"] = float("nan")
    with pytest.raises(ValueError, match=r"insulin\[3\] is missing: drop the row"):
        MinimalModel.fit(samples)


@pytest.mark.parametrize("reckon", [MinimalModel.fit, acute_insulin_response])
def test_insulin_in_pmol_per_litre_is_asked_about(reckon):
    """Six times as high, as a laboratory of the SI writes it; who has looked says so with `ib`."""
    in_pmol = PUBLISHED.assign(insulin=6 * PUBLISHED["insulin"])
    with pytest.raises(
        ValueError, match=r"2 in 100 adults have more than 40.*divide pmol/L by 6.*give ib=66"
    ):
        reckon(in_pmol)
    reckon(in_pmol, ib=66)
    reckon(PUBLISHED)


def test_few_adults_have_the_basal_insulin_that_is_asked_about():
    from helpers.cohort import generate

    fasting = generate(50_000, seed=3)["insulin_uu_ml"]
    assert 0.015 < (fasting > fsigt._RARE_BASAL).mean() < 0.025
