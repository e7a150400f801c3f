"""Ha's model: the author's stored end states, a second integrator, interventions, bad input."""

import dataclasses
import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import DiabetesPathway
from helpers.models.diabetes_pathway import START, Intervention

MODEL = DiabetesPathway()
GAMMA_RANGE = 0.2
STATE = [
    "glucose_mg_dl",
    "insulin_uu_ml",
    "beta_cell_mass_mg",
    "gamma",
    "sigma_uu_ug_day",
    "sensitivity_ml_uu_day",
]

# What the author's settings of figures 7 and 8 store as the last state, and when.
STORED = {
    "prevention": (
        1799.986,
        (108.8245036082, 26.5283738740, 1278.9039490699, 0.0999737720, 600.9805099652, 0.245),
    ),
    "early": (
        1799.986,
        (104.0787909256, 14.6619167891, 854.7991010481, 0.0970740062, 545.3436604478, 0.4679840352),
    ),
    "late": (1799.986, (434.5082944026, 1.1720738578, 485.6051696898, 0.1, 20.7716431374, 0.4669348651)),
    "surgery": (1799.3, (100.1817277236, 10.8545974030, 956.5650187419, 0.0140298726, 589.6120204856, 0.18)),
}


@pytest.mark.parametrize("case", STORED)
def test_the_authors_end_states(case):
    day, expected = STORED[case]
    end = MODEL.simulate(days=day, interventions=case, every=day).iloc[-1]
    for name, value in zip(STATE, expected, strict=True):
        close = {"abs": 1e-4 * GAMMA_RANGE} if name == "gamma" else {"rel": 1e-4}
        assert end[name] == pytest.approx(value, **close), name


def unaided(model, t_si, target_si, r0):
    """Write the equations as the author's file has them."""
    p = model

    def hill(x, half, power):
        return x**power / (half**power + x**power)

    def rhs(_, y):
        glucose, insulin, b, gamma, sigma, si = y
        m = hill(glucose, 150, 2)
        isr = sigma * hill(m + gamma, 1.2, 2)
        proliferation = 4.55 * hill(isr, 41.77, 4)
        death = p.amax * hill(m, 0.44, 6) + 0.8
        gamma_inf = 0.2 / (1 + math.exp(-(glucose - 99.9) / 1)) - 0.1
        m_shifted = hill(glucose - 75, 150, 2)
        isr_shifted = sigma * hill(m_shifted + gamma, 1.2, 2)
        by_isr = p.isri_bar / (1 + math.exp(-(isr_shifted - 0.1) / 0.1))
        by_m = 1 - 1 / (1 + 0.2 * math.exp(-(m_shifted - 0.2) / 0.02))
        return [
            r0 - (1.44 + si * insulin) * glucose,
            b * isr / 5 - 700 * insulin,
            (proliferation - death) * b / 8570,
            (gamma_inf - gamma) / 2.14,
            (by_m * by_isr + 3 - sigma) / 249.9,
            -t_si * (si - target_si),
        ]

    return rhs


@pytest.mark.parametrize(("case", "change"), [(None, None), ("late", (1400, 0.014, 0.468))])
def test_a_second_integrator_and_transcription_agree_every_day(case, change):
    day, t_si, target = change or (1800, None, None)
    times = np.arange(day + 1.0)
    options = {"method": "Radau", "rtol": 1e-10, "atol": 1e-12}
    solved = solve_ivp(unaided(MODEL, 0.00756, 0.18, 864), (0, day), START, t_eval=times, **options)
    states = solved.y.T
    if change:
        later = np.arange(day, 1801.0)
        solved = solve_ivp(
            unaided(MODEL, t_si, target, 864), (day, 1800), states[-1], t_eval=later, **options
        )
        states = np.concatenate([states, solved.y.T[1:]])
    course = MODEL.simulate(days=1800, interventions=case or ())[STATE].to_numpy()
    without_gamma = [0, 1, 2, 4, 5]
    assert course[:, without_gamma] == pytest.approx(states[:, without_gamma], rel=1e-4)
    assert course[:, 3] == pytest.approx(states[:, 3], abs=1e-4 * GAMMA_RANGE)


def test_insulin_rises_threefold_for_nearly_two_years_then_collapses():
    course = MODEL.simulate(days=1800)
    insulin, glucose = course.insulin_uu_ml, course.glucose_mg_dl
    assert 2.8 < insulin.max() / insulin.iloc[0] < 3.3
    assert 550 < insulin.idxmax() < 730
    assert glucose.loc[insulin.idxmax()] < 140  # it only creeps up meanwhile
    assert insulin.iloc[-1] < insulin.iloc[0] / 5
    assert glucose.iloc[-1] > 400
    assert glucose.is_monotonic_increasing


def test_with_the_files_own_amax_diabetes_never_develops():
    mild = dataclasses.replace(MODEL, amax=3.11).simulate(days=1800)
    assert mild.glucose_mg_dl.max() == pytest.approx(124, abs=0.5)


def test_prevention_and_early_but_not_late_treatment_help():
    worst, end = {}, {}
    for case in ("prevention", "early", "late"):
        glucose = MODEL.simulate(interventions=case).glucose_mg_dl
        worst[case], end[case] = glucose.max(), glucose.iloc[-1]
    assert worst["prevention"] < 126 < worst["early"]
    assert end["early"] < 110
    assert end["late"] > 300


def test_an_intervention_that_changes_nothing_changes_nothing():
    plain = MODEL.simulate(days=900, every=30)
    idle = MODEL.simulate(days=900, every=30, interventions=Intervention(411.5, target_si=MODEL.target_si))
    assert idle[STATE].to_numpy() == pytest.approx(plain[STATE].to_numpy(), rel=1e-5, abs=1e-5)


def test_interventions_follow_one_another_in_time():
    early, more = Intervention.early(), Intervention(1300, target_si=0.6)
    both = MODEL.simulate(interventions=[more, early])
    alone = MODEL.simulate(interventions="early")
    assert both.loc[:1300].equals(MODEL.simulate(interventions=[early, more]).loc[:1300])
    assert both.sensitivity_ml_uu_day.loc[:1300].to_numpy() == pytest.approx(
        alone.sensitivity_ml_uu_day.loc[:1300].to_numpy(), rel=1e-6
    )
    # The second keeps the rate of the first.
    exact = 0.6 + (alone.sensitivity_ml_uu_day.loc[1300] - 0.6) * math.exp(-0.014 * 500)
    assert both.sensitivity_ml_uu_day.iloc[-1] == pytest.approx(exact, rel=1e-5)


def test_an_intervention_on_the_first_day_and_after_the_last():
    at_once = MODEL.simulate(days=200, interventions=Intervention(0, target_si=0.5, t_si=0.02))
    exact = 0.5 + 0.3 * np.exp(-0.02 * at_once.index.to_numpy())
    assert at_once.sensitivity_ml_uu_day.to_numpy() == pytest.approx(exact, rel=1e-5)
    assert MODEL.simulate(days=200, interventions="late").equals(MODEL.simulate(days=200))


def test_sensitivity_falls_exponentially():
    course = MODEL.simulate(days=1000, every=50)
    exact = 0.18 + 0.62 * np.exp(-0.00756 * course.index.to_numpy())
    assert course.sensitivity_ml_uu_day.to_numpy() == pytest.approx(exact, rel=1e-6)


def test_secretion_feeds_insulin():
    # Insulin is so fast that it always stands where secretion and clearance meet.
    course = MODEL.simulate(days=1800, every=100)
    supplied = course.beta_cell_mass_mg * course.secretion_uu_ug_day / (5 * 700)
    assert course.insulin_uu_ml.to_numpy() == pytest.approx(supplied.to_numpy(), rel=1e-3)


def test_the_right_hand_side_takes_arrays():
    from helpers.models import solver

    one, many = MODEL._rhs(solver.FLOATS), MODEL._rhs(solver.ARRAYS)
    states = np.array([START, (200.0, 20, 800, 0.1, 300, 0.3), (60.0, 5, 500, -0.09, 100, 0.5)])
    together = np.array(many(0.0, states.T))
    for column, state in zip(together.T, states.tolist(), strict=True):
        assert column == pytest.approx(one(0.0, state))


def test_very_long_times_are_short_work():
    course = MODEL.simulate(days=1e7, every=1e5)
    assert course.glucose_mg_dl.iloc[-1] == pytest.approx(864 / 1.44, rel=1e-3)


# --- bad input


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(DiabetesPathway)])
@pytest.mark.parametrize("value", [-1, 0, math.nan, math.inf, "1"])
def test_no_parameter_may_be_negative_or_no_number(name, value):
    with pytest.raises(ValueError, match=name):
        DiabetesPathway(**{name: value})


@pytest.mark.parametrize("name", ["km", "kisr", "kp", "ka"])
def test_hill_exponents_are_whole(name):
    with pytest.raises(ValueError, match=f"{name} = 2.5: expected a whole number"):
        DiabetesPathway(**{name: 2.5})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"days": 0}, "days = 0"),
        ({"days": 1e9}, "at most 100,000 are returned"),
        ({"days": math.nan}, "days = nan"),
        ({"every": -1}, "every = -1"),
        ({"start": (100, 10)}, "start: needs glucose.*; got 2 numbers"),
        ({"start": (100, 9, 1000, 0, 500, math.inf)}, r"start\[5\] = inf"),
        ({"start": (100, -9, 1000, 0, 500, 0.8)}, "start: insulin = -9"),
        ({"interventions": "surgical"}, "'surgical' is not one of prevention, early, late, surgery"),
        ({"interventions": [3]}, "3 is not an Intervention"),
        ({"interventions": ["early", Intervention(1100, r0=400)]}, "two begin on the same day"),
    ],
)
def test_simulate_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        MODEL.simulate(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"day": -1, "target_si": 0.4}, "day = -1"),
        ({"day": math.inf, "target_si": 0.4}, "day = inf"),
        ({"day": 100}, "must change"),
        ({"day": 100, "target_si": -0.4}, "target_si = -0.4"),
        ({"day": 100, "t_si": math.nan}, "t_si = nan"),
    ],
)
def test_an_intervention_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        Intervention(**arguments)
