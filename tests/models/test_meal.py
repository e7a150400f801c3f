"""The meal model: an independent transcription of its equations, its basal state, identities, bad input."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from helpers.models import MealModel, solver
from helpers.models import meal as module

NORMAL, TYPE2 = MealModel.normal(), MealModel.type2()
PARAMETERS = [field.name for field in dataclasses.fields(MealModel)]


def paper(model, basal_glucose, dose_mg):
    """Write the equations as the paper prints them: amounts in the stomach in mg, Y apart from Sb."""
    p = model
    hepatic = p.he_b
    basal_secretion = (p.m6 - hepatic) / p.m5
    ip = basal_secretion / ((p.m2 + p.m4) / (1 - hepatic) - p.m2)
    il = ip * (p.m2 + p.m4) / p.m1
    basal_insulin = ip / p.vi
    gp = basal_glucose * p.vg
    gt = brentq(lambda g: p.k1 * gp - p.k2 * g - p.vm0 * g / (p.km0 + g), 0, 1e5, xtol=1e-13)

    def rhs(_, y):
        gp, gt, il, ip, q1, q2, gut, i1, delayed, x, portal, provision = y
        glucose, insulin = gp / p.vg, ip / p.vi
        if dose_mg:
            a, b = 5 / (2 * dose_mg * (1 - p.b)), 5 / (2 * dose_mg * p.d)
            q = q1 + q2
            bend = math.tanh(a * (q - p.b * dose_mg)) - math.tanh(b * (q - p.d * dose_mg)) + 2
            emptying = p.kmin + (p.kmax - p.kmin) / 2 * bend
        else:
            emptying = p.kmax
        appearance = p.f * p.kabs * gut / p.body_weight_kg
        production = max(0, p.kp1 - p.kp2 * gp - p.kp3 * delayed - p.kp4 * portal)
        excretion = p.ke1 * (gp - p.ke2) if gp > p.ke2 else 0
        d_gp = production + appearance - p.fcns - excretion - p.k1 * gp + p.k2 * gt
        rise = d_gp / p.vg
        secretion = p.gamma * portal
        extraction = -p.m5 * secretion + p.m6
        m3 = extraction * p.m1 / (1 - extraction)
        into_portal = provision + basal_secretion + (p.k * rise if rise > 0 else 0)
        level = max(p.beta * (glucose - basal_glucose), -basal_secretion)
        return [
            d_gp,
            -(p.vm0 + p.vmx * x) * gt / (p.km0 + gt) + p.k1 * gp - p.k2 * gt,
            -(p.m1 + m3) * il + p.m2 * ip + secretion,
            -(p.m2 + p.m4) * ip + p.m1 * il,
            -p.kgri * q1,
            -emptying * q2 + p.kgri * q1,
            -p.kabs * gut + emptying * q2,
            -p.ki * (i1 - insulin),
            -p.ki * (delayed - i1),
            -p.p2u * x + p.p2u * (insulin - basal_insulin),
            -secretion + into_portal,
            -p.alpha * (provision - level),
        ]

    start = [gp, gt, il, ip, dose_mg, 0, 0, basal_insulin, basal_insulin, 0, basal_secretion / p.gamma, 0]
    return rhs, start, basal_insulin


def reference(model, basal_glucose, dose_g, times):
    rhs, start, basal_insulin = paper(model, basal_glucose, dose_g * 1000)
    solved = solve_ivp(rhs, (0, times[-1]), start, "DOP853", times, rtol=1e-10, atol=1e-10)
    return solved.y[0] / model.vg, solved.y[3] / model.vi, basal_insulin


def basal_by_bisection(model):
    """Find fasting glucose without the formula under test."""

    def imbalance(glucose):
        rhs, start, _ = paper(model, glucose, 0)
        return rhs(0, start)[0]

    return brentq(imbalance, 1, 2000, xtol=1e-12)


CASES = {
    "normal": (NORMAL, 78),
    "type 2": (TYPE2, 78),
    "type 2, 45 g": (TYPE2, 45),
    "muscle": (NORMAL.with_defects(muscle=0.5), 78),
    "beta cell": (NORMAL.with_defects(beta_cell=0.5), 100),
    "both": (NORMAL.with_defects(muscle=0.5, beta_cell=0.5), 78),
    "liver": (NORMAL.with_defects(liver=0.5), 75),
    "compensated": (NORMAL.with_defects(muscle=0.5, liver=0.5, beta_cell=2), 78),
}


@pytest.mark.parametrize("case", CASES)
def test_one_person_and_a_population_agree_with_the_paper(case):
    model, dose = CASES[case]
    times = np.arange(0, 301, 5.0)
    glucose, insulin, basal_insulin = reference(model, basal_by_bisection(model), dose, times)
    floor = np.maximum(insulin, basal_insulin)

    frame = model.simulate(dose_g=dose, every=5)
    assert frame.glucose_mg_dl.to_numpy() == pytest.approx(glucose, rel=1e-4)
    assert (np.abs(frame.insulin_pmol_l.to_numpy() - insulin) / floor).max() < 5e-4

    many = model.population(dose_g=[dose, dose], every=5)
    for person in (0, 1):
        assert many.glucose_mg_dl[person] == pytest.approx(glucose, rel=2e-4)
        assert (np.abs(many.insulin_pmol_l[person] - insulin) / floor).max() < 1e-3


def test_published_basal_states():
    normal, type2 = NORMAL.basal(), TYPE2.basal()
    assert (normal.glucose_mg_dl, normal.insulin_pmol_l) == pytest.approx((91.800, 25.588), abs=6e-4)
    assert (type2.glucose_mg_dl, type2.insulin_pmol_l) == pytest.approx((159.231, 59.849), abs=6e-4)
    assert normal.secretion_pmol_kg_min == pytest.approx(1.5493, abs=5e-5)
    assert type2.secretion_pmol_kg_min == pytest.approx(4.0266, abs=5e-5)


def test_published_normal_meal():
    course = NORMAL.simulate(dose_g=78, minutes=300)
    at = course.glucose_mg_dl.loc[[0, 30, 60, 90, 120, 180, 300]]
    assert at.to_numpy() == pytest.approx([91.8, 138.3, 157.0, 151.5, 132.9, 98.2, 89.8], abs=0.051)
    assert course.glucose_mg_dl.max() == pytest.approx(157.35, abs=0.01)
    assert course.glucose_mg_dl.idxmax() == 66
    assert course.insulin_pmol_l.max() == pytest.approx(253.7, abs=0.05)
    assert course.insulin_pmol_l.idxmax() == 98


factor = st.floats(0.3, 2)
variants = st.builds(
    lambda base, muscle, liver, cell: base.with_defects(muscle=muscle, liver=liver, beta_cell=cell),
    st.sampled_from([NORMAL, TYPE2]),
    factor,
    factor,
    factor,
)


@given(model=variants, kp1=st.floats(0.95, 1.3))
@settings(deadline=None, max_examples=50)
def test_the_basal_state_is_where_production_meets_use(model, kp1):
    model = dataclasses.replace(model, kp1=model.kp1 * kp1)
    assert model.basal().glucose_mg_dl == pytest.approx(basal_by_bisection(model), rel=1e-9)


def test_the_basal_state_counts_what_the_kidney_loses():
    model = dataclasses.replace(TYPE2, kp1=4.5)
    assert model.basal().glucose_mg_dl * model.vg > model.ke2
    assert model.basal().glucose_mg_dl == pytest.approx(basal_by_bisection(model), rel=1e-9)


@given(model=variants)
@settings(deadline=None, max_examples=50)
def test_the_basal_state_is_steady(model):
    start, scale = model._start()
    slopes = model._rhs(0.0, solver.FLOATS)(0.0, start)
    # Stomach and gut (positions 4-6) hold fractions of a dose that is zero.
    moving = [
        abs(slope) / size for slope, size in zip(slopes[:4] + slopes[7:], scale[:4] + scale[7:], strict=True)
    ]
    assert max(moving) < 1e-13


@given(model=variants)
@settings(deadline=None, max_examples=10)
def test_without_a_meal_nothing_moves(model):
    course = model.simulate(dose_g=0, minutes=600, every=60)
    basal = model.basal()
    assert (course.glucose_mg_dl == basal.glucose_mg_dl).all()
    assert course.insulin_pmol_l.to_numpy() == pytest.approx(basal.insulin_pmol_l, rel=1e-14)
    assert course.rate_of_appearance_mg_kg_min.abs().max() == 0
    produced, used = course.endogenous_production_mg_kg_min, course.utilisation_mg_kg_min
    lost = course.renal_excretion_mg_kg_min
    assert produced.to_numpy() == pytest.approx((used + lost).to_numpy(), rel=1e-12)
    crumb = model.simulate(dose_g=1e-9, minutes=600, every=60)
    assert crumb.glucose_mg_dl.to_numpy() == pytest.approx(basal.glucose_mg_dl, rel=1e-5)


@given(model=variants, dose=st.floats(10, 150))
@settings(deadline=None, max_examples=15)
def test_the_absorbed_part_of_the_dose_appears(model, dose):
    course = model.simulate(dose_g=dose, minutes=1800, every=1)
    appeared = np.trapezoid(course.rate_of_appearance_mg_kg_min, course.index) * model.body_weight_kg / 1000
    assert appeared == pytest.approx(model.f * dose, rel=1e-3)


@given(dose=st.floats(5, 150), times=st.floats(1.1, 3))
@settings(deadline=None, max_examples=15)
def test_appearance_is_proportional_to_the_dose(dose, times):
    small, large = (NORMAL.simulate(dose_g=d, every=10) for d in (dose, dose * times))
    assert large.rate_of_appearance_mg_kg_min.to_numpy() == pytest.approx(
        times * small.rate_of_appearance_mg_kg_min.to_numpy(), abs=2e-3
    )


def test_only_the_dose_per_kilogram_counts():
    light = dataclasses.replace(NORMAL, body_weight_kg=50).simulate(dose_g=50)
    heavy = dataclasses.replace(NORMAL, body_weight_kg=100).simulate(dose_g=100)
    pd.testing.assert_frame_equal(light, heavy, rtol=1e-12)


@given(model=variants, dose=st.floats(0, 200))
@settings(deadline=None, max_examples=20)
def test_concentrations_stay_positive_and_fluxes_do_not_turn_round(model, dose):
    course = model.simulate(dose_g=dose, every=5)
    assert (course[["glucose_mg_dl", "insulin_pmol_l"]] > 0).all().all()
    assert (course.drop(columns=["glucose_mg_dl", "insulin_pmol_l"]) >= -1e-9).all().all()


def test_extraction_by_the_liver_does_not_turn_negative():
    # The paper's formula would: 300 g ask for more than m6/m5 = 21.3 pmol/kg/min.
    course = NORMAL.simulate(dose_g=300)
    assert course.secretion_pmol_kg_min.max() > NORMAL.m6 / NORMAL.m5
    rhs, start = NORMAL._rhs(300.0, solver.FLOATS), NORMAL._start()[0]
    start[10] = 25 / NORMAL.gamma
    expected = NORMAL.m2 * start[3] + 25 - NORMAL.m1 * start[2]
    assert rhs(0.0, start)[2] == pytest.approx(expected)


def test_single_defects_and_compensation():
    two_hours = {case: CASES[case][0].simulate(dose_g=78).loc[120] for case in CASES}
    glucose = {case: row.glucose_mg_dl for case, row in two_hours.items()}
    assert glucose["normal"] < glucose["muscle"] < glucose["beta cell"] < glucose["both"]
    area = {case: CASES[case][0].simulate(dose_g=78).insulin_pmol_l.sum() for case in CASES}
    assert area["muscle"] > area["normal"] > area["beta cell"]
    # Near-normal glucose, bought with much more insulin.
    peaks = {case: CASES[case][0].simulate(dose_g=78).glucose_mg_dl.max() for case in CASES}
    assert peaks["compensated"] == pytest.approx(peaks["normal"], rel=0.05)
    assert area["compensated"] > 1.5 * area["normal"]


def test_which_defects_move_the_fasting_state():
    basal = {case: CASES[case][0].basal().glucose_mg_dl for case in CASES}
    assert basal["muscle"] == basal["beta cell"] == basal["normal"]
    assert basal["liver"] > basal["normal"] + 5


def test_defects_scale_the_parameters_they_name():
    changed = NORMAL.with_defects(muscle=0.5, liver=0.25, beta_cell=2)
    differing = {name for name in PARAMETERS if getattr(changed, name) != getattr(NORMAL, name)}
    assert differing == {"vmx", "kp3", "k", "beta"}
    assert (changed.vmx, changed.kp3, changed.k, changed.beta) == (
        NORMAL.vmx / 2,
        NORMAL.kp3 / 4,
        NORMAL.k * 2,
        NORMAL.beta * 2,
    )


def test_an_ogtt_is_the_course_sampled():
    course = TYPE2.simulate(dose_g=75, minutes=120)
    test = TYPE2.ogtt()
    assert test.index.tolist() == [0, 30, 60, 90, 120]
    assert test.index.name == "time_min"
    assert test.glucose_mg_dl.to_numpy() == pytest.approx(course.glucose_mg_dl.loc[test.index], rel=1e-4)
    assert test.insulin_pmol_l.to_numpy() == pytest.approx(6 * test.insulin_uu_ml.to_numpy())
    late = TYPE2.ogtt(minutes=[30, 120])
    assert late.glucose_mg_dl.to_numpy() == pytest.approx(test.glucose_mg_dl.loc[[30, 120]], rel=1e-4)


# --- populations


def test_a_population_is_its_persons(monkeypatch):
    rng = np.random.default_rng(5)
    people = {
        "vmx": NORMAL.vmx * rng.uniform(0.4, 1.5, 7),
        "k": NORMAL.k * rng.uniform(0.4, 2, 7),
        "kmax": NORMAL.kmax * rng.uniform(0.8, 1.2, 7),
        "body_weight_kg": rng.uniform(50, 110, 7),
    }
    dose = rng.uniform(20, 100, 7)
    whole = NORMAL.population(dose, every=10, **people)
    monkeypatch.setattr(module, "_CHUNK", 3)
    parts = NORMAL.population(dose, every=10, **people)
    assert whole.glucose_mg_dl.shape == whole.insulin_pmol_l.shape == (7, 31)
    assert parts.glucose_mg_dl == pytest.approx(whole.glucose_mg_dl, rel=2e-4)
    for person in range(7):
        one = dataclasses.replace(NORMAL, **{name: float(values[person]) for name, values in people.items()})
        course = one.simulate(dose[person], every=10)
        assert whole.glucose_mg_dl[person] == pytest.approx(course.glucose_mg_dl.to_numpy(), rel=3e-4)
        assert whole.insulin_pmol_l[person] == pytest.approx(course.insulin_pmol_l.to_numpy(), rel=2e-3)


def test_a_fasting_population_stays_where_it_is():
    many = NORMAL.population(dose_g=0, minutes=600, every=60, kp3=NORMAL.kp3 * np.array([0.5, 1, 1.5]))
    basal = many.glucose_mg_dl[:, :1]
    assert many.glucose_mg_dl == pytest.approx(np.broadcast_to(basal, many.glucose_mg_dl.shape), rel=1e-4)
    assert basal[1, 0] == pytest.approx(91.800, abs=1e-3)


def test_a_result_beyond_a_gibibyte_is_refused_before_any_work():
    with pytest.raises(
        ValueError, match=r"1,000,000 persons at 301 times would take 4\.5 GiB.*part of the persons"
    ):
        NORMAL.population(np.full(1_000_000, 75.0))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dose_g": [50, 75], "vmx": [0.04, 0.05, 0.06]}, "dose_g has 2 entries, the parameters 3"),
        ({"kp3": [0.01, 0.02], "vmx": [0.04, 0.05, 0.06]}, "differ in length"),
        ({"sensitivity": [1, 2]}, "sensitivity: no parameter of the model"),
        ({"vmx": [0.04, -1]}, r"vmx\[1\] = -1"),
        ({"vmx": [0.04, np.nan]}, r"vmx\[1\] = nan"),
        ({"vmx": []}, "vmx: needs at least 1"),
        ({"vmx": [[0.04]]}, "vmx: expected one row"),
        ({"dose_g": [75, np.inf]}, r"dose_g\[1\] = inf"),
        ({"kp1": [2.7, 0.5]}, r"no basal state.*\(person 1\)"),
    ],
)
def test_a_population_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        NORMAL.population(**arguments)


def test_a_table_is_of_one_person():
    with pytest.raises(ValueError, match="vmx: this model holds a population"):
        dataclasses.replace(NORMAL, vmx=np.array([0.04, 0.05])).simulate()


# --- bad input


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf, "0.1", None])
def test_no_parameter_may_be_negative_or_no_number(name, value):
    with pytest.raises(ValueError, match=name):
        dataclasses.replace(NORMAL, **{name: value})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"b": 1.0}, "b = 1: must be below 1"),
        ({"f": 1.2}, "f = 1.2"),
        ({"kmin": 0.06}, "kmin is above kmax"),
        ({"m6": 0.6}, "m6 is not above he_b"),
        ({"kp1": 1.0}, "There is no basal state"),
        ({"body_weight_kg": 0.078}, "body_weight_kg"),
        ({"vg": 0}, "vg = 0.* must be above 0"),
    ],
)
def test_parameters_must_fit_together(changes, message):
    with pytest.raises(ValueError, match=message):
        dataclasses.replace(NORMAL, **changes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dose_g": -1}, "dose_g = -1 g"),
        ({"dose_g": 75_000}, "dose_g = 75000 g.*grams of glucose"),
        ({"dose_g": math.nan}, "dose_g = nan"),
        ({"dose_g": "a lot"}, "dose_g"),
        ({"dose_g": [50, 75]}, "dose_g"),
        ({"minutes": 0}, "minutes = 0"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": math.inf}, "minutes"),
        ({"minutes": 1e9}, "minutes = 1000000000.0 min.*one meal"),
        ({"minutes": 10, "every": 60}, "every = 60 min is longer"),
        ({"every": 0}, "every"),
        ({"every": 1e-6}, "at most 100,000 are returned"),
    ],
)
def test_simulate_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        NORMAL.simulate(**arguments)


@pytest.mark.parametrize(
    ("minutes", "message"),
    [
        ([0, 30, 30], "minutes.* does not come after"),
        ([0, 60, 30], "times must rise"),
        ([-30, 0, 30], "between 0 and"),
        ([], "at least 2"),
        ([0, math.nan], "minutes"),
        ([0, 1e9], "between 0 and"),
    ],
)
def test_ogtt_refuses(minutes, message):
    with pytest.raises(ValueError, match=message):
        NORMAL.ogtt(minutes=minutes)


@pytest.mark.parametrize("value", [-0.5, math.nan, 11, "half"])
def test_defects_are_factors(value):
    with pytest.raises(ValueError, match="muscle"):
        NORMAL.with_defects(muscle=value)


@pytest.mark.parametrize("rate", ["kabs", "gamma", "p2u"])
def test_an_absurd_rate_is_integrated_or_refused_but_never_nonsense(rate):
    model = dataclasses.replace(NORMAL, **{rate: 1e7})
    course = model.simulate(minutes=60, every=20)
    assert course.glucose_mg_dl.between(20, 600).all()
    with pytest.raises(solver.IntegrationError, match="MealModel"):
        NORMAL.population(minutes=60, every=20, **{rate: [getattr(NORMAL, rate), 1e7]})


def test_the_model_cannot_be_changed_by_accident():
    with pytest.raises(dataclasses.FrozenInstanceError):
        NORMAL.vmx = 0.1
