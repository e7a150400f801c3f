"""How fast the models are, beside scipy with the same equations and beside libroadrunner.

Each model runs as a slider runs it, table and all. scipy's `solve_ivp` with LSODA runs the same right-hand side
in numpy, with the loosest tolerance (a power of ten) at which it is as accurate as the model, or accurate to
1e-6. Errors are the largest over all rows, relative to the level or, where that is higher, to where it started.
Times are of the processor, medians of several runs, so that other work on the machine hardly counts.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from helpers.models import BetaCellMass, DiabetesPathway, LipidPool, MaleAxis, MealModel, MinimalModel, solver
from helpers.models.diabetes_pathway import START

Array = NDArray[np.float64]
Rates = Callable[[float, Any], Sequence[Any]]

NUMPY = solver.Operations(float, np.exp, np.tanh, lambda value: np.maximum(value, 0.0))
SBML = Path(__file__).resolve().parents[1] / "tests" / "models" / "topp_2000.xml"
TOLERANCES = [10.0**-power for power in range(3, 11)]
GLUCOSE_INSULIN = ["glucose_mg_dl", "insulin_uu_ml"]
INSULIN = pd.Series(
    [11.0, 130, 85, 51, 49, 41, 35, 30, 30, 27, 15, 11, 10, 11], name="insulin_uu_ml"
).set_axis([0.0, 4, 6, 8, 12, 16, 22, 27, 32, 42, 72, 102, 142, 182])
POPULATIONS = (100, 1000, 10_000, 100_000)


class Case(NamedTuple):
    """A model as a slider runs it, and the same equations for scipy."""

    name: str
    run: Callable[[], pd.DataFrame]
    columns: list[str]
    rhs: Rates
    start: Sequence[float]
    shown: Callable[[Array], Array]
    longest_step: float = math.inf


def table() -> str:
    """Return both tables as Markdown."""
    return "\n".join([*_markdown(one_person()), "", *_markdown(populations()), "", *_markdown(engines()), ""])


def one_person() -> pd.DataFrame:
    """Time every model that a slider drives: one person, the whole course."""
    rows = []
    for case in cases():
        frame = case.run()
        times = frame.index.to_numpy(dtype=float)
        exact = case.shown(_scipy(case, times, 1e-11))
        error = _error(frame[case.columns].to_numpy(), exact)
        tolerance, scipy_error = _as_accurate(case, times, exact, max(error, 1e-6))
        ours, theirs = _milliseconds(case.run, 15), _milliseconds(partial(_scipy, case, times, tolerance), 5)
        rows.append((case.name, ours, error, theirs, scipy_error, theirs / ours))
    columns = ["one person", "ms", "largest error", "scipy LSODA ms", "its error", "times as fast"]
    return pd.DataFrame(rows, columns=columns)


def populations() -> pd.DataFrame:
    """Time virtual people through the meal, beside a loop over scipy."""
    model, rng = MealModel.normal(), np.random.default_rng(2007)
    loop = _milliseconds(partial(_scipy, _meal("", model), np.arange(301.0), 1e-4), 15)
    rows = []
    for persons in POPULATIONS:
        people: dict[str, Any] = {
            name: getattr(model, name) * rng.uniform(0.8, 1.25, persons)
            for name in (
                "vg",
                "k1",
                "k2",
                "vi",
                "kmax",
                "kabs",
                "kp3",
                "vm0",
                "vmx",
                "p2u",
                "k",
                "alpha",
                "beta",
            )
        }
        each = _milliseconds(partial(model.population, **people), 3) / persons
        rows.append((f"{persons:,}", each * 1000, loop, loop / each))
    columns = [
        "persons through the meal",
        "µs a person",
        "scipy LSODA (1e-4) ms a person",
        "times the throughput",
    ]
    return pd.DataFrame(rows, columns=columns)


def engines() -> pd.DataFrame:
    """Time the beta-cell model beside libroadrunner, which compiles it."""
    import roadrunner

    engine = roadrunner.RoadRunner(str(SBML))
    engine.integrator.relative_tolerance = 1e-8
    engine.integrator.absolute_tolerance = 1e-8

    def theirs() -> Array:
        engine.reset()
        return np.array(engine.simulate(0, 200, 201, ["G", "I"]))

    def ours() -> pd.DataFrame:
        return BetaCellMass().simulate(days=200, start=(250, 2.8, 37))

    exact = _scipy(_beta_cells("", BetaCellMass(), (250, 2.8, 37), 200), np.arange(201.0), 1e-11)[:, :2]
    return pd.DataFrame(
        [
            (
                "helpers, plain Python",
                _milliseconds(ours, 15),
                _error(ours()[GLUCOSE_INSULIN].to_numpy(), exact),
            ),
            ("libroadrunner", _milliseconds(theirs, 15), _error(theirs(), exact)),
        ],
        columns=["Topp, 200 days beside the saddle", "ms", "largest error"],
    )


def cases() -> list[Case]:
    """Return the models with the courses that the lessons' sliders ask for."""
    healthy, weak = BetaCellMass(), DiabetesPathway()
    return [
        _meal("MealModel, normal, 300 min", MealModel.normal()),
        _meal("MealModel, type 2, 300 min", MealModel.type2()),
        _beta_cells(
            "BetaCellMass, sudden fall, 2000 days", healthy, (100, 10, 300), 2000, lambda _: 0.15 * 0.72
        ),
        _beta_cells(
            "BetaCellMass, slow fall, 400 days",
            healthy,
            (100, 10, 300),
            400,
            lambda day: 0.72 * math.exp(-0.01 * day),
        ),
        Case(
            "DiabetesPathway, 1800 days",
            weak.simulate,
            GLUCOSE_INSULIN,
            weak._rhs(NUMPY),
            START,
            lambda rows: rows[:, :2],
        ),
        _minimal(),
        _male_axis(),
        _lipid_pool(),
    ]


def _meal(name: str, model: MealModel) -> Case:
    start, _ = model._start()
    return Case(
        name,
        model.simulate,
        ["glucose_mg_dl", "insulin_pmol_l"],
        model._rhs(78.0, NUMPY),
        start,
        lambda rows: rows[:, [0, 3]] / [model.vg, model.vi],
    )


def _beta_cells(
    name: str,
    model: BetaCellMass,
    start: Sequence[float],
    days: float,
    sensitivity: float | Callable[[float], float] = 0.72,
) -> Case:
    at = sensitivity if callable(sensitivity) else lambda _: sensitivity

    def run() -> pd.DataFrame:
        return model.simulate(days=days, start=start, sensitivity=sensitivity)

    return Case(name, run, GLUCOSE_INSULIN, model._rhs(at), start, lambda rows: rows[:, :2])


def _minimal() -> Case:
    model = MinimalModel()
    times, levels = INSULIN.index.to_numpy(), INSULIN.to_numpy()
    start = (float(model.g0), 0.0)

    def rhs(t: float, state: Any) -> Sequence[Any]:
        glucose, remote = state
        insulin = np.interp(t, times, levels)
        return (
            -model.p1 * (glucose - model.gb) - remote * glucose,
            -model.p2 * remote + model.p3 * (insulin - levels[0]),
        )

    return Case(
        "MinimalModel, 182 min",
        lambda: model.simulate(INSULIN),
        ["glucose_mg_dl"],
        rhs,
        start,
        lambda rows: rows[:, :1],
        longest_step=1.0,
    )


def _male_axis() -> Case:
    model = MaleAxis()
    frame = model.simulate(hours=48)
    start = frame.iloc[0].tolist()

    def rhs(_: float, state: Any) -> Sequence[Any]:
        gnrh, lh, testosterone = state
        released = np.maximum(model.c - model.h * testosterone, 0.0)
        return (
            released - model.b1 * gnrh,
            model.g1 * gnrh - model.b2 * lh,
            model.g2 * lh - model.b3 * testosterone,
        )

    columns = frame.columns[:3].tolist()
    return Case("MaleAxis, 48 h", lambda: model.simulate(hours=48), columns, rhs, start, lambda rows: rows)


def _lipid_pool() -> Case:
    model = LipidPool(mitochondria=0.7)
    limit = model.oxidation_max * model.mitochondria

    def rhs(_: float, state: Any) -> Sequence[Any]:
        return [model.uptake - limit * state[0] / (model.half_pool + state[0])]

    return Case(
        "LipidPool, 100 days", lambda: model.simulate(days=100), ["lipid_pool"], rhs, [1.0], lambda rows: rows
    )


def _scipy(case: Case, times: Array, tolerance: float) -> Array:
    def rhs(t: float, state: Array) -> Array:
        return np.array(case.rhs(t, state))

    solved = solve_ivp(
        rhs,
        (times[0], times[-1]),
        case.start,
        "LSODA",
        times,
        rtol=tolerance,
        atol=tolerance * np.maximum(np.abs(case.start), 1e-3),
        max_step=case.longest_step,
    )
    return np.asarray(solved.y.T)


def _as_accurate(case: Case, times: Array, exact: Array, allowed: float) -> tuple[float, float]:
    """Return the loosest tolerance at which scipy is as accurate as allowed, and its error."""
    for tolerance in TOLERANCES:
        error = _error(case.shown(_scipy(case, times, tolerance)), exact)
        if error <= allowed:
            break
    return tolerance, error


def _error(found: Array, exact: Array) -> float:
    return float((np.abs(found - exact) / np.maximum(np.abs(exact), np.abs(exact[0]))).max())


def _milliseconds(run: Callable[[], Any], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        begin = time.process_time()
        run()
        taken.append((time.process_time() - begin) * 1000)
    return statistics.median(taken)


def _markdown(frame: pd.DataFrame) -> list[str]:
    def cell(value: Any) -> str:
        if isinstance(value, str):
            return value
        return f"{value:.0e}" if abs(value) < 0.01 else f"{value:.3g}" if value < 100 else f"{value:,.0f}"

    head = " | ".join(frame.columns)
    rows = [" | ".join(map(cell, row)) for row in frame.itertuples(index=False)]
    return [f"| {head} |", "|---" * len(frame.columns) + "|", *(f"| {row} |" for row in rows)]


if __name__ == "__main__":
    print(table())
