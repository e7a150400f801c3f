"""First-order input and first-order elimination in closed form: an injected depot, or a burst of a hormone.

Both a testosterone ester in muscle and a pulse of growth hormone empty a store at one rate into blood that
clears at another (Bateman's function). What several doses give is the sum of what each gives.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks
from helpers.checks import Floats
from helpers.models import solver

LN2 = math.log(2)

MAX_DOSES = 100_000
"""Most doses or pulses in one schedule."""
_NEARLY_EQUAL = 1e-5


class Amounts(NamedTuple):
    """What is still in the store and what is in the blood, in the unit of the doses."""

    store: Any
    blood: Any


class Extremes(NamedTuple):
    """Highest and lowest amount in blood at steady state, and when after a dose the highest is reached."""

    peak: Any
    trough: Any
    peak_time: Any


def bateman(elapsed: Any, k_in: Any, k_out: Any) -> Any:
    """Return the amount in blood a time after one unit was put into the store.

    k_in (exp(-k_out t) - exp(-k_in t)) / (k_in - k_out), written so that equal rates, where it becomes
    k t exp(-k t), cost no accuracy.

    Parameters
    ----------
    elapsed
        Time since the dose; before it (negative) nothing is in blood.
    k_in, k_out
        Rates of release and of elimination, per unit of time, above 0.

    Examples
    --------
    >>> print(f"{bateman(1.0, 1.0, 1.0):.6f}")
    0.367879
    """
    slow = np.minimum(k_in, k_out)
    since = np.maximum(elapsed, 0.0)
    spread = np.abs(np.subtract(k_in, k_out)) * since
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(spread > 0, -np.expm1(-spread) / np.where(spread > 0, spread, 1.0), 1.0)
    return k_in * since * np.exp(-slow * since) * ratio


def peak_time(k_in: Any, k_out: Any) -> Any:
    """Return the time at which one dose reaches its highest amount in blood: ln(k_in/k_out)/(k_in - k_out).

    Examples
    --------
    >>> print(f"{peak_time(LN2 / 1.0, LN2 / 5.0):.2f}")
    2.90
    """
    slow, fast = np.minimum(k_in, k_out), np.maximum(k_in, k_out)
    excess = fast / slow - 1
    return np.where(excess > 0, np.log1p(excess) / np.where(excess > 0, excess, 1.0), 1.0) / slow


def steady(elapsed: Any, k_in: Any, k_out: Any, interval: Any) -> Any:
    """Return the amount in blood once equal unit doses have been repeated for ever.

    Parameters
    ----------
    elapsed
        Time since the last dose, between 0 and `interval`.
    k_in, k_out
        Rates of release and of elimination, above 0.
    interval
        Time between doses, above 0.

    Examples
    --------
    Its mean over an interval is dose / (k_out x interval), whatever the release:

    >>> times = (np.arange(1000) + 0.5) / 1000 * 7
    >>> print(f"{steady(times, 1.4, 0.15, 7.0).mean() * 0.15 * 7:.4f}")
    1.0000
    """
    slow, fast = np.minimum(k_in, k_out), np.maximum(k_in, k_out)
    # The last dose, which is exact, and all before it, a difference of two geometric series. Near equal rates
    # that difference loses digits, and the derivative at their middle does not.
    close = fast - slow < _NEARLY_EQUAL * fast
    middle = (slow + fast) / 2
    limit = _earlier(elapsed, middle, interval) * (elapsed - interval / np.expm1(-middle * interval))
    gap = np.where(close, 1.0, fast - slow)
    apart = (_earlier(elapsed, slow, interval) - _earlier(elapsed, fast, interval)) / gap
    return bateman(elapsed, k_in, k_out) + k_in * np.where(close, limit, apart)


def steady_extremes(k_in: Any, k_out: Any, interval: Any) -> Extremes:
    """Return peak, trough and time of the peak for equal unit doses repeated for ever.

    The trough is the moment of the next dose: the amount has one maximum between two doses.

    Examples
    --------
    >>> peak, trough, _ = steady_extremes(LN2 / 0.5, LN2 / 4.5, 7.0)
    >>> print(f"{peak / trough:.2f}")
    2.09
    """
    slow, fast = np.minimum(k_in, k_out), np.maximum(k_in, k_out)
    close = fast - slow < _NEARLY_EQUAL * fast
    middle = (slow + fast) / 2
    at_limit = 1 / middle - interval * np.exp(-middle * interval) / -np.expm1(-middle * interval)
    ratio = fast / slow * np.expm1(-slow * interval) / np.expm1(-fast * interval)
    apart = np.log(ratio) / np.where(close, 1.0, fast - slow)
    when = np.where(close, at_limit, apart)
    return Extremes(
        steady(when, k_in, k_out, interval),
        steady(np.zeros_like(when), k_in, k_out, interval),
        when,
    )


def superpose(
    times: Floats,
    dose_times: Floats,
    doses: Floats,
    k_in: Any,
    k_out: Any,
    *,
    start: Amounts | None = None,
) -> Amounts:
    """Return store and blood at any times after any schedule of doses.

    The state just after each dose is carried from dose to dose, so that the cost is the number of doses plus
    the number of times, not their product.

    Parameters
    ----------
    times
        Times wanted, shape (times,), none before the first dose.
    dose_times, doses
        When, rising, and how much. The first dose time is where the course starts.
    k_in, k_out
        Rates of release and of elimination: numbers, or arrays of shape (persons,).
    start
        Store and blood just before the first dose; empty if not given.

    Returns
    -------
    Amounts
        Two arrays of shape (times,), or (times, persons).

    Raises
    ------
    ValueError
        If the answer would take more than `solver.MAX_BYTES`.

    Examples
    --------
    >>> _, blood = superpose(np.array([7.0]), np.array([0.0, 6.0]), np.array([1.0, 1.0]), 1.0, 0.1)
    >>> bool(np.isclose(blood[0], bateman(7.0, 1.0, 0.1) + bateman(1.0, 1.0, 0.1)))
    True
    """
    gaps = np.diff(dose_times)
    persons = np.broadcast_shapes(np.shape(k_in), np.shape(k_out))
    if 2 * times.nbytes * math.prod(persons) > solver.MAX_BYTES:
        raise ValueError(
            f"{len(times):,} times for {math.prod(persons):,} persons need more than 1 GiB: ask for fewer "
            "times, or for the population in parts."
        )
    apart = gaps[:, None] if persons else gaps
    kept, cleared, passed = np.exp(-k_in * apart), np.exp(-k_out * apart), bateman(apart, k_in, k_out)
    before = start or Amounts(0.0, 0.0)
    nobody: Any = np.zeros(persons) if persons else 0.0
    store, blood = before.store + doses[0] + nobody, before.blood + nobody
    stores, bloods = [store], [blood]
    for keep, clear, gain, dose in zip(
        *(part.tolist() if not persons else part for part in (kept, cleared, passed, doses[1:])), strict=True
    ):
        blood = blood * clear + store * gain
        store = store * keep + dose
        stores.append(store)
        bloods.append(blood)
    last = np.searchsorted(dose_times, times, side="right") - 1
    since = times - dose_times[last]
    since = since[:, None] if persons else since
    held, present = np.array(stores)[last], np.array(bloods)[last]
    return Amounts(
        held * np.exp(-k_in * since), present * np.exp(-k_out * since) + held * bateman(since, k_in, k_out)
    )


def schedule(
    dose_times: ArrayLike, doses: ArrayLike, *, times_name: str, doses_name: str, unit: str, dose_unit: str
) -> tuple[Floats, Floats]:
    """Return a schedule that starts at 0 as two arrays of one length, or say what is wrong with it.

    Where the first dose comes later, a dose of nothing is put at 0: the course starts there.

    Raises
    ------
    ValueError
        If a time is negative or does not come after the one before, a dose is negative, the lengths differ,
        or there are more than `MAX_DOSES`.

    Examples
    --------
    >>> schedule([1, 8], 100, times_name="dose_days", doses_name="doses_mg", unit="days", dose_unit="mg")
    (array([0., 1., 8.]), array([  0., 100., 100.]))
    """
    times = checks.rising(times_name, dose_times, at_least=1, unit=unit)
    if times[0] < 0:
        raise ValueError(f"{times_name}[0] = {times[0]:g} {unit}: the course starts at 0.")
    if len(times) > MAX_DOSES:
        raise ValueError(f"{times_name}: {len(times):,} entries; at most {MAX_DOSES:,} are taken.")
    dose = checks.floats(doses_name, doses, unit=dose_unit)
    given = np.full(len(times), dose) if dose.ndim == 0 else dose
    amounts = checks.series(doses_name, given, low=0, unit=dose_unit)
    if len(amounts) != len(times):
        raise ValueError(f"{doses_name} has {len(amounts)} entries but {times_name} has {len(times)}.")
    if times[0] > 0:
        return np.concatenate([[0.0], times]), np.concatenate([[0.0], amounts])
    return times, amounts


def hold(model: Any, name: str, value: Any) -> None:
    """Set a field of a frozen dataclass while it is being made."""
    object.__setattr__(model, name, value)


def same_persons(model: Any) -> None:
    """Check that the array fields of a model all hold the same number of persons.

    Raises
    ------
    ValueError
        If two differ in length.
    """
    lengths = {field.name: np.shape(getattr(model, field.name)) for field in dataclasses.fields(model)}
    arrays = {name: shape[0] for name, shape in lengths.items() if shape}
    if len(set(arrays.values())) > 1:
        shown = ", ".join(f"{name} has {length}" for name, length in arrays.items())
        raise ValueError(f"The arrays given for a population differ in length: {shown}.")


def one_person(model: Any) -> None:
    """Check that a model holds single numbers.

    Raises
    ------
    ValueError
        If a field is an array.
    """
    arrays = [field.name for field in dataclasses.fields(model) if np.ndim(getattr(model, field.name))]
    if arrays:
        raise ValueError(
            f"{', '.join(arrays)}: this model holds a population, and a table shows one person. Give single "
            "numbers, or use the methods that answer for everyone."
        )


def plain(value: Any) -> Any:
    """Return a float where there is one number, else the array."""
    return float(value) if np.ndim(value) == 0 else value


def _earlier(elapsed: Any, rate: Any, interval: Any) -> Any:
    """Return what all doses but the last leave: exp(-k t) (exp(-k interval) + exp(-2 k interval) + ...)."""
    return np.exp(-rate * (elapsed + interval)) / -np.expm1(-rate * interval)
