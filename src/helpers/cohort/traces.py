"""Synthetic traces of a continuous glucose sensor: 16 people, 14 days, a reading every five minutes.

Four people each are sensitive, resistant with normal glucose, in the range of prediabetes and in the range of type 2
diabetes. All took the tolerance test of `helpers.cohort.ogtt`, and their traces come from the same meal models, through
meals, nights and a sensor with its faults. `generate` makes traces, `load` reads the shipped ones, `load_people`
tells whose they are, and `meals` what was eaten.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from helpers import cohort
from helpers.checks import Floats, whole
from helpers.cohort import ogtt
from helpers.columns import Arrays, data_frame, read
from helpers.models.meal import MealModel

if TYPE_CHECKING:
    import pandas as pd

SHIPPED_SEED = 1
DAYS = 14
EVERY_MIN = 5
START = "2026-01-12"  # a Monday, and no clock changes in the two weeks after it
GROUPS = ("sensitive", "resistant, normal glucose", "prediabetes", "type 2 diabetes")
LOWEST_MG_DL, HIGHEST_MG_DL = 40, 400

_PER_GROUP = 4
_PER_DAY = 24 * 60 // EVERY_MIN
_STEPS = DAYS * _PER_DAY
_HOURS = np.arange(_STEPS) * EVERY_MIN / 60
_FADING_MIN, _FOLLOWED_MIN = 120, 330
_REPLACED_H = 10 * 24 + 9.0  # on the eleventh day, at nine
# Breakfast, lunch, afternoon, dinner, evening: clock time on working days and at weekends (h), spread (h), carbohydrate
# (g) and its spread, and how often it is eaten.
_HABITS = np.array(
    [
        [7.3, 8.8, 0.45, 48, 14, 0.94],
        [12.7, 13.0, 0.55, 62, 17, 0.97],
        [16.0, 16.2, 0.6, 20, 7, 0.45],
        [18.9, 19.2, 0.7, 68, 19, 0.98],
        [21.4, 21.8, 0.5, 18, 7, 0.35],
    ]
)


def generate(seed: int) -> pd.DataFrame:
    """Return the traces, one row a reading.

    Parameters
    ----------
    seed
        A whole number, 0 or larger. It rules days, meals and sensors; the people are always the 16 of
        `generate_people`.

    Returns
    -------
    pandas.DataFrame
        Columns ``id``, ``time`` (local time, without a zone) and ``glucose`` (mg/dL, whole, 40 to 400 as the sensor
        reports). Readings that a sensor missed have no row.

    Raises
    ------
    ValueError
        If `seed` is not a whole number or is negative.

    Notes
    -----
    Blood glucose is the fasting level of the person, a little lower after midnight and higher towards morning, with
    slow fluctuations, plus the course that the person's own meal model gives after each meal. A gram of carbohydrate
    counts as 0.9 g of glucose, every meal after the first of the day as 0.8 of that (the second-meal effect), and the
    effects of meals add up, fading out between two and five and a half hours after each; the model itself would keep
    people with diabetes higher for longer than their HbA1c allows. Habits of eating are the same in all groups. The
    sensor follows with a lag of 8 minutes (first order), errs by a factor of its own (coefficient of variation 3 %),
    by an autocorrelated error (a time constant of 25 minutes) and by noise; it reads too low for a while when slept
    upon, is replaced after ten days with two hours of warming up, and loses contact now and then.

    Examples
    --------
    >>> traces = generate(seed=1)
    >>> traces["id"].nunique(), int(traces["glucose"].min()) >= 40
    (16, True)
    """
    import pandas as pd

    chosen, model = _people()
    ids, rng = chosen["id"].to_numpy(), _stream(seed)
    eaten = _eaten(rng, len(ids))
    blood = _blood(model, eaten, rng)
    reading = np.clip(np.rint(_sensed(blood, rng)), LOWEST_MG_DL, HIGHEST_MG_DL).astype(np.int64)
    present = _present(rng, len(reading))
    times = pd.date_range(START, periods=_STEPS, freq=f"{EVERY_MIN}min")
    who, when = np.nonzero(present)
    return pd.DataFrame({"id": ids[who], "time": times[when], "glucose": reading[present]})


def generate_people() -> pd.DataFrame:
    """Return whose traces they are, one row a person, with what their blood tests say of insulin.

    They are the first four, by id, of the people with a tolerance test who are

    - *sensitive*: HOMA-IR below 1.2 and Matsuda index above 5, with normal glucose throughout (fasting 89 to 97 mg/dL,
      no sample of the test at 180 or more, 2 hours below 140, HbA1c below 5.7 %);
    - *resistant, normal glucose*: HOMA-IR above 4 and Matsuda index below 2.5, with normal glucose by the same limits;
    - *prediabetes*: fasting 100 to 125 mg/dL and 2 hours 140 to 199, HbA1c 5.5 to 6.4 %, and HOMA-IR at least 2.5 (such
      glucose comes with little insulin as well, in others);
    - *type 2 diabetes*: fasting 126 to 180 mg/dL, 2 hours 200 or more, HbA1c 7.0 % or more, all three, unknown to them
      and untreated.

    Returns
    -------
    pandas.DataFrame
        Columns ``id``, ``group``, ``sex``, ``age``, ``bmi``, ``glucose_mg_dl``, ``insulin_uu_ml`` and ``hba1c_pct`` (as
        in the cohort), ``glucose_120_mg_dl``, ``homa_ir`` and ``matsuda`` (of the tolerance test).

    Examples
    --------
    >>> generate_people()["group"].value_counts(sort=False).tolist()
    [4, 4, 4, 4]
    """
    import pandas as pd

    samples = ogtt.generate(ogtt.SHIPPED_SEED)
    tests, highest = ogtt.summary(samples), samples.groupby("id")["glucose_mg_dl"].max()
    people = cohort.load().set_index("id").loc[tests.index]
    late, index, sensitivity = tests["glucose_120_mg_dl"], tests["homa_ir"], tests["matsuda"]
    fasting, hba1c = people["glucose_mg_dl"], people["hba1c_pct"]
    normal = fasting.between(89, 97) & (highest < 180) & (late < 140) & (hba1c < 5.7)
    belongs = (
        normal & (index < 1.2) & (sensitivity > 5),
        normal & (index > 4) & (sensitivity < 2.5),
        fasting.between(100, 125) & late.between(140, 199) & hba1c.between(5.5, 6.4) & (index >= 2.5),
        fasting.between(126, 180) & (late >= 200) & (hba1c >= 7.0),
    )
    known = people[["sex", "age", "bmi", "glucose_mg_dl", "insulin_uu_ml", "hba1c_pct"]]
    groups = []
    for name, inside in zip(GROUPS, belongs, strict=True):
        rows = known.loc[inside].iloc[:_PER_GROUP].reset_index()
        rows.insert(1, "group", name)
        groups.append(rows)
    chosen = pd.concat(groups, ignore_index=True)
    measured = tests.loc[chosen["id"]].reset_index(drop=True)
    return chosen.assign(
        glucose_120_mg_dl=measured["glucose_120_mg_dl"].astype(np.int64),
        homa_ir=measured["homa_ir"].round(2),
        matsuda=measured["matsuda"].round(2),
    )


def meals(seed: int = SHIPPED_SEED) -> pd.DataFrame:
    """Return what was eaten in the two weeks of `generate(seed)`.

    Returns
    -------
    pandas.DataFrame
        Columns ``id``, ``time`` (when the meal began) and ``carbohydrate_g``.

    Examples
    --------
    >>> log = meals()
    >>> 3 < len(log) / 16 / DAYS < 5
    True
    """
    import pandas as pd

    ids = generate_people()["id"].to_numpy()
    eaten = _eaten(_stream(seed), len(ids))
    person, _, _ = taken = np.nonzero(eaten[..., 0] > 0)
    log = pd.DataFrame(
        {
            "id": ids[person],
            "time": pd.Timestamp(START) + pd.to_timedelta(eaten[taken][:, 1] * EVERY_MIN, unit="min"),
            "carbohydrate_g": eaten[taken][:, 0].astype(np.int64),
        }
    )
    return log.sort_values(["id", "time"], ignore_index=True)


def load() -> pd.DataFrame:
    """Return the traces that the lessons explore, from `data/cgm.csv`.

    The file is exactly ``generate(SHIPPED_SEED)``. Every call gives a copy of its own.

    Examples
    --------
    >>> load().columns.tolist()
    ['id', 'time', 'glucose']
    """
    import pandas as pd

    made = data_frame(read("cgm.csv"))
    return made.assign(time=pd.to_datetime(made["time"]))


@cache
def columns() -> Arrays:
    """Return the same readings as plain columns, times as those of numpy; all share them and none can change them.

    Examples
    --------
    >>> columns()["time"][0]
    np.datetime64('2026-01-12T00:00')
    """
    readings = dict(read("cgm.csv"))
    readings["time"] = readings["time"].astype("datetime64[m]")
    readings["time"].setflags(write=False)
    return readings


def load_people() -> pd.DataFrame:
    """Return whose traces they are, from `data/cgm_people.csv`: exactly what `generate_people` makes.

    Examples
    --------
    >>> people = load_people().set_index("group")["insulin_uu_ml"]
    >>> bool(people["resistant, normal glucose"].min() > 3 * people["sensitive"].max())
    True
    """
    return data_frame(people_columns())


def people_columns() -> Arrays:
    """Return the same people as plain columns.

    Examples
    --------
    >>> len(people_columns()["id"])
    16
    """
    return read("cgm_people.csv")


def _stream(seed: int) -> np.random.Generator:
    hint = "Any whole number that is not negative will do."
    return np.random.Generator(np.random.PCG64(whole("seed", seed, low=0, hint=hint)))


def _people() -> tuple[pd.DataFrame, MealModel]:
    """Return the people and the meal models that made their tolerance tests."""
    chosen = generate_people()
    tested, model = ogtt.volunteers(ogtt.SHIPPED_SEED)
    row = np.searchsorted(tested["id"].to_numpy(), chosen["id"].to_numpy())
    own = {field.name: getattr(model, field.name) for field in dataclasses.fields(model)}
    return chosen, MealModel(**{name: value[row] if np.ndim(value) else value for name, value in own.items()})


def _eaten(rng: np.random.Generator, persons: int) -> Floats:
    """Return grams and step of every meal: (persons, days, meals, 2); 0 g is a meal not eaten."""
    workday, weekend, spread, grams, varies, often = _HABITS.T
    shape = (persons, DAYS, len(_HABITS))
    clock = np.where((np.arange(DAYS) % 7 >= 5)[:, None], weekend, workday)
    steps = np.rint((clock + spread * rng.standard_normal(shape)) * 60 / EVERY_MIN)
    steps += np.arange(DAYS)[:, None] * _PER_DAY
    size = np.clip(np.rint(grams + varies * rng.standard_normal(shape)), 8, 130)
    return np.stack([np.where(rng.random(shape) < often, size, 0), steps], axis=-1)


def _blood(model: MealModel, eaten: Floats, rng: np.random.Generator) -> Floats:
    """Return blood glucose, mg/dL, of shape (persons, steps)."""
    fasting = np.asarray(model.basal().glucose_mg_dl)[:, None]
    return fasting * (1 + _fasting_course(rng, len(fasting))) + _after_meals(model, eaten, rng)


def _fasting_course(rng: np.random.Generator, persons: int) -> Floats:
    """Return the relative departure from fasting glucose: nights, mornings, days and the hour-long waves."""
    days = (persons, DAYS, 1)
    hour = np.arange(_PER_DAY) * EVERY_MIN / 60
    from_night = (hour - 2.5 + 12) % 24 - 12
    night = -0.05 * np.exp(-((from_night / 2.0) ** 2))
    dawn = 0.05 * np.exp(0.3 * rng.standard_normal(days)) * np.exp(-(((hour - 7.5) / 1.8) ** 2))
    day = 0.025 * rng.standard_normal(days)
    # Days differ, but midnight is no step: the level of a day glides into the next.
    level = np.apply_along_axis(
        lambda values: np.interp(_HOURS / 24, np.arange(DAYS) + 0.5, values), 1, day[..., 0]
    )
    waves = 0.055 * _autocorrelated(rng.standard_normal((persons, _STEPS)), time_constant_min=45)
    return np.asarray((night + dawn).reshape(persons, _STEPS) + level + waves)


def _after_meals(model: MealModel, eaten: Floats, rng: np.random.Generator) -> Floats:
    """Return the sum of what every meal adds to the fasting level."""
    persons = len(eaten)
    person, day, meal = taken = np.nonzero(eaten[..., 0] > 0)
    grams, begin = eaten[taken].T
    own = {field.name: getattr(model, field.name) for field in dataclasses.fields(model)}
    repeated = {name: value[person] for name, value in own.items() if np.ndim(value)}
    course = MealModel().population(0.9 * grams, minutes=_FOLLOWED_MIN, every=EVERY_MIN, **repeated)
    rise = course.glucose_mg_dl - course.glucose_mg_dl[:, :1]
    rise *= np.clip((_FOLLOWED_MIN - course.time_min) / (_FOLLOWED_MIN - _FADING_MIN), 0, 1)
    size = np.exp(0.25 * rng.standard_normal(eaten.shape[:3]))[person, day, meal]
    rise *= np.where(meal == 0, size, 0.8 * size)[:, None]
    total = np.zeros((persons, _STEPS + rise.shape[1]))
    for row, who, at in zip(rise, person, begin.astype(np.int64), strict=True):
        total[who, at : at + len(row)] += row
    return total[:, :_STEPS]


def _sensed(blood: Floats, rng: np.random.Generator) -> Floats:
    """Return what the sensor makes of blood glucose."""
    persons = len(blood)
    follow = 1 - np.exp(-EVERY_MIN / 8)
    tissue = np.empty_like(blood)
    tissue[:, 0] = blood[:, 0]
    for step in range(1, _STEPS):
        tissue[:, step] = tissue[:, step - 1] + follow * (blood[:, step] - tissue[:, step - 1])
    first, second = np.exp(0.03 * rng.standard_normal((2, persons, 1)))
    factor = np.where(_REPLACED_H > _HOURS, first, second)
    drifting = _autocorrelated(rng.standard_normal((persons, _STEPS)), time_constant_min=25)
    error = (2 + 0.03 * tissue) * drifting + rng.standard_normal((persons, _STEPS))
    return np.asarray(tissue * factor * _pressed(rng, persons) + error)


def _pressed(rng: np.random.Generator, persons: int) -> Floats:
    """Return the factor by which a sensor reads too low while slept upon, on one night in ten."""
    drawn = rng.random((3, persons, DAYS))
    factor = np.ones((persons, _STEPS))
    for who, day in np.argwhere(drawn[0] < 0.1):
        middle = day * 24 + 0.5 + 5 * drawn[1, who, day]
        depth, width = 0.2 + 0.2 * drawn[2, who, day], 0.35
        factor[who] -= depth * np.exp(-(((_HOURS - middle) / width) ** 2))
    return factor


def _present(rng: np.random.Generator, persons: int) -> NDArray[np.bool_]:
    """Return where there is a reading: no warming-up, no lost contact."""
    present = np.ones((persons, _STEPS), dtype=bool)
    warming = (_REPLACED_H <= _HOURS) & (_REPLACED_H + 2 > _HOURS)
    present[:, warming] = False
    losses = rng.integers(1, 6, persons)
    begin = rng.integers(0, _STEPS, (persons, 5))
    length = rng.integers(3, 37, (persons, 5))  # 15 minutes to 3 hours
    # One person in four leaves the receiver at home for half a day once.
    away = rng.random(persons) < 0.25
    length[away, 0] = rng.integers(72, 145, int(away.sum()))
    for who in range(persons):
        for loss in range(losses[who]):
            present[who, begin[who, loss] : begin[who, loss] + length[who, loss]] = False
    return present


def _autocorrelated(noise: Floats, *, time_constant_min: float) -> Floats:
    """Return unit-variance noise whose correlation falls to 1/e within the time constant."""
    stays = np.exp(-EVERY_MIN / time_constant_min)
    enters = np.sqrt(1 - stays * stays)
    result = np.empty_like(noise)
    result[:, 0] = noise[:, 0]
    for step in range(1, noise.shape[1]):
        result[:, step] = stays * result[:, step - 1] + enters * noise[:, step]
    return result
