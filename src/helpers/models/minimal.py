"""Bergman's minimal model: insulin sensitivity from glucose and insulin after glucose into a vein.

Given the insulin course the equation for glucose is linear, so it is solved by integrals and not by a
stepping method: exact in remote insulin, and by Gauss-Legendre quadrature of order six for glucose. A fit
costs a few tenths of a second and meets no numerical noise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers import checks
from helpers.checks import Floats
from helpers.models import kinetics, solver

if TYPE_CHECKING:
    import pandas as pd

FIRST_MINUTE = 8.0
"""Samples before this minute are left out of a fit of glucose: the injected glucose is still mixing."""
_FIRST_PHASE_MINUTES = 10.0
_WIDEST = 2.0
_SMALL = 1e-4
_SAME_PLACE = 0.05  # difference of logarithms
# Gauss-Legendre with three points, on the interval from 0 to 1.
_POINTS = 0.5 + math.sqrt(0.15) * np.array([-1.0, 0.0, 1.0])
_WEIGHTS = np.array([5.0, 8.0, 5.0]) / 18
_GLUCOSE_HINT = "Glucose is in mg/dL here: multiply mmol/L by 18.0156."
_INSULIN_HINT = "Insulin is in µU/mL here: divide pmol/L by 6."


@dataclass(frozen=True)
class MinimalModel:
    """Glucose after an injection of glucose, driven by the measured insulin.

        G' = -p1 (G - Gb) - X G,   X' = -p2 X + p3 (I(t) - Ib),   G(0) = g0, X(0) = 0

    X is insulin's effect in a compartment remote from plasma. Insulin sensitivity is SI = p3/p2, glucose
    effectiveness SG = p1. Insulin between samples runs straight.

    The model underestimates SI where the first phase of secretion is strong (Ha 2021, Front Physiol
    12:601894).

    Parameters
    ----------
    g0
        Glucose at minute 0, extrapolated, mg/dL.
    p1
        Glucose effectiveness SG, 1/min.
    p2
        Rate at which remote insulin fades, 1/min.
    p3
        Rate at which it builds up, mL/µU/min².
    gb
        Basal glucose, mg/dL.
    ib
        Basal insulin, µU/mL; by default the mean of the samples at or before minute 0.

    Raises
    ------
    ValueError
        If a number is not finite or not positive.

    Notes
    -----
    All fields may be arrays, one entry a person: `glucose`, `si` and `sg` then answer for everyone.

    Checked against: the published data of one test: both reference fits (samples from 6 and from 8 min)
    in all four parameters, their standard errors and the residual (3.938 and 3.620 mg/dL); the glucose
    course of a textbook's start values at five times to 0.001 mg/dL; scipy at a relative error of 1e-8;
    recovery of a known truth from a synthetic test without noise.

    References
    ----------
    Bergman 1979, Am J Physiol 236:E667. Pacini & Bergman 1986, Comput Methods Programs Biomed 23:113-122,
    doi:10.1016/0169-2607(86)90106-9. The defaults are the starting values that Downey's "Modeling and
    Simulation in Python" takes for the data of that paper.

    Examples
    --------
    >>> model = MinimalModel(g0=270, p1=0.02, p2=0.02, p3=1.5e-5, gb=92)
    >>> print(f"SI {model.si:.2e} mL/µU/min")
    SI 7.50e-04 mL/µU/min
    """

    g0: float | Floats = 270.0
    p1: float | Floats = 0.02
    p2: float | Floats = 0.02
    p3: float | Floats = 1.5e-5
    gb: float | Floats = 92.0
    ib: float | Floats | None = None

    def __post_init__(self) -> None:
        for name, unit in (("p1", "1/min"), ("p2", "1/min"), ("p3", "mL/µU/min²")):
            kinetics.hold(self, name, checks.quantity(name, getattr(self, name), above=0, unit=unit))
        for name in ("g0", "gb"):
            value = checks.quantity(name, getattr(self, name), low=20, unit="mg/dL", hint=_GLUCOSE_HINT)
            kinetics.hold(self, name, value)
        if self.ib is not None:
            kinetics.hold(self, "ib", checks.quantity("ib", self.ib, low=0, unit="µU/mL", hint=_INSULIN_HINT))
        kinetics.same_persons(self)

    @property
    def si(self) -> Any:
        """Insulin sensitivity SI = p3/p2, mL/µU/min."""
        return self.p3 / self.p2

    @property
    def sg(self) -> Any:
        """Glucose effectiveness SG = p1, 1/min."""
        return self.p1

    def simulate(self, insulin_samples: pd.DataFrame | pd.Series, *, every: float = 1.0) -> pd.DataFrame:
        """Return the course for one person, from minute 0 to the last sample.

        Parameters
        ----------
        insulin_samples
            Insulin in µU/mL: a Series indexed by minutes, or a DataFrame with a column `insulin` (or
            `insulin_uu_ml`) and a column `time` (or `time_min`), or the minutes as its index. One sample at
            least must be at or before minute 0.
        every
            Minutes between rows.

        Returns
        -------
        DataFrame
            Indexed by `time_min`: `glucose_mg_dl`, `insulin_uu_ml` as interpolated, and
            `remote_insulin_per_min`.

        Raises
        ------
        ValueError
            If the samples are malformed: times that do not rise, negative insulin, fewer than two.

        Examples
        --------
        >>> import pandas as pd
        >>> insulin = pd.Series([10, 80, 40, 10], index=[0, 4, 40, 120])
        >>> course = MinimalModel().simulate(insulin)
        >>> print(f"{course.glucose_mg_dl.loc[60]:.1f}")
        76.8
        """
        import pandas as pd

        kinetics.one_person(self)
        insulin = _samples(insulin_samples, "insulin")
        times = solver.output_times("last sample", float(insulin.minutes[-1]), every, unit="min")
        glucose, remote = self._course(_drive(insulin, times))
        return pd.DataFrame(
            {
                "glucose_mg_dl": glucose,
                "insulin_uu_ml": np.interp(times, insulin.minutes, insulin.levels),
                "remote_insulin_per_min": remote,
            },
            index=pd.Index(times, name="time_min"),
        )

    def glucose(self, insulin_samples: pd.DataFrame | pd.Series, minutes: ArrayLike) -> Floats:
        """Return glucose in mg/dL at given minutes, for one person or for a population.

        Parameters
        ----------
        insulin_samples
            As in `simulate`; the same insulin for everyone.
        minutes
            Rising minutes, from 0 to the last sample.

        Returns
        -------
        array, shape (times,), or (times, persons) where a field is an array

        Raises
        ------
        ValueError
            If the samples or minutes are malformed, or the answer would take more than `solver.MAX_BYTES`.

        Examples
        --------
        >>> import pandas as pd
        >>> insulin = pd.Series([10, 80, 40, 10], index=[0, 4, 40, 120])
        >>> MinimalModel(p3=np.array([0.5e-5, 1.5e-5])).glucose(insulin, [60]).round(1)
        array([[116.4,  76.8]])
        """
        insulin = _samples(insulin_samples, "insulin")
        times = checks.rising("minutes", minutes, at_least=1)
        if times[0] < 0 or times[-1] > insulin.minutes[-1]:
            raise ValueError(f"minutes must lie between 0 and the last sample, {insulin.minutes[-1]:g} min.")
        return self._course(_drive(insulin, times))[0]

    @classmethod
    def fit(
        cls,
        samples: pd.DataFrame,
        *,
        gb: float | None = None,
        ib: float | None = None,
        from_minute: float = FIRST_MINUTE,
    ) -> MinimalModelFit:
        """Estimate g0, p1, p2 and p3 from the samples of one person by least squares.

        The sum of squares has more than one minimum, and a search that starts from one point with a coarse
        derivative stops in the wrong one: on the data of Pacini & Bergman at a root-mean-square error of 4.15
        instead of 3.62 mg/dL. Here many starts are tried, on the logarithms of the parameters.

        Parameters
        ----------
        samples
            A DataFrame with `glucose` (mg/dL) and `insulin` (µU/mL), or `glucose_mg_dl` and `insulin_uu_ml`,
            and the minutes as in `simulate`.
        gb, ib
            Basal glucose and insulin; by default the means of the samples at or before minute 0.
        from_minute
            Glucose is fitted from this minute on. Insulin is used from the start.

        Returns
        -------
        MinimalModelFit

        Raises
        ------
        ValueError
            If the samples are malformed, fewer than five glucose samples are left, or insulin never departs
            from basal, so that nothing can be learned of its effect.

        Examples
        --------
        >>> samples, truth = synthetic_fsigt(noise_cv=0)
        >>> fit = MinimalModel.fit(samples)
        >>> print(f"{fit.model.si / truth.si:.4f}")
        1.0000
        """
        insulin, measured = _samples(samples, "insulin"), _samples(samples, "glucose")
        start = checks.number("from_minute", from_minute, low=0, unit="min")
        basal_glucose = measured.basal() if gb is None else gb
        basal_insulin = insulin.basal() if ib is None else ib
        base = cls(gb=basal_glucose, ib=basal_insulin)
        used = measured.minutes >= start
        if used.sum() < 5:
            raise ValueError(
                f"Only {used.sum()} glucose samples from minute {start:g} on; four parameters need five."
            )
        if np.allclose(insulin.levels, float(base.ib or 0.0)):
            raise ValueError("insulin never departs from ib: nothing can be learned of its effect.")
        times, values = measured.minutes[used], measured.levels[used]
        drive = _drive(insulin, times)

        def residuals(logs: Floats) -> Floats:
            g0, p1, p2, p3 = np.exp(logs).tolist()
            return _glucose_course(drive, g0, p1, p2, p3, base.gb, base.ib)[0] - values

        g0 = float(values[0]) * 1.1
        starts = [
            np.log([g0, p1, p2, p2 * si])
            for p1 in (0.01, 0.03)
            for p2 in (0.01, 0.03, 0.1)
            for si in (1e-4, 1e-3)
        ]
        limits = np.log([(20, 5000), (1e-5, 1), (1e-4, 2), (1e-9, 1e-2)])
        found = _best_fit(residuals, starts, limits, ("g0", "p1", "p2", "p3"))
        model = replace(base, **found.fields())
        log_si = found.covariance[3, 3] + found.covariance[2, 2] - 2 * found.covariance[2, 3]
        fractional = {**found.fractional_sd(), "si": math.sqrt(max(log_si, 0.0))}
        fractional["sg"] = fractional["p1"]
        return MinimalModelFit(
            model=model,
            standard_errors=MappingProxyType(
                {name: share * float(getattr(model, name)) for name, share in fractional.items()}
            ),
            fractional_sd=MappingProxyType(fractional),
            rmse=found.rmse,
            minutes=tuple(times.tolist()),
            residuals=tuple(found.residuals.tolist()),
            at_limit=found.at_limit,
            airg=acute_insulin_response(samples, ib=base.ib),
            other_minima=tuple((replace(base, **fields), rmse) for fields, rmse in found.others),
        )

    def _course(self, drive: _Drive) -> tuple[Floats, Floats]:
        persons = [np.shape(getattr(self, name)) for name in ("g0", "p1", "p2", "p3", "gb", "ib")]
        count = math.prod(np.broadcast_shapes(*persons))
        largest = 8 * count * len(drive.widths) * len(_POINTS)
        if largest <= solver.MAX_BYTES // 8 or count == 1:
            return _glucose_course(drive, self.g0, self.p1, self.p2, self.p3, self.gb, self.ib)
        if 8 * count * len(drive.wanted) > solver.MAX_BYTES:
            raise ValueError(f"{len(drive.wanted):,} times for {count:,} persons need more than 1 GiB.")
        parts = [
            _glucose_course(
                drive,
                *(
                    value[part] if np.ndim(value := getattr(self, name)) else value
                    for name in ("g0", "p1", "p2", "p3", "gb", "ib")
                ),
            )
            for part in solver.person_chunks(count, max(1, count * (solver.MAX_BYTES // 8) // largest))
        ]
        return np.concatenate([g for g, _ in parts], axis=1), np.concatenate([x for _, x in parts], axis=1)


@dataclass(frozen=True)
class MinimalModelFit:
    """What a fit found, and how sure it is.

    Attributes
    ----------
    model
        The fitted `MinimalModel`.
    standard_errors
        Of g0, p1, p2, p3, si and sg, in their units.
    fractional_sd
        The same as fractions of the estimates. On the data of Pacini & Bergman p1, p2 and p3 are each
        known to about 40 % only: different sets of them draw nearly the same curve.
    rmse
        Root-mean-square difference from the samples used, mg/dL.
    minutes, residuals
        Minutes of the glucose samples used, and model minus measured at each, mg/dL.
    at_limit
        Parameters that ended at a limit of the search: their errors mean nothing.
    airg
        Acute insulin response, µU/mL min (see `acute_insulin_response`).
    other_minima
        Where else the search came to rest, best first: models and their root-mean-square differences. The
        equations are nearly unchanged when the roles of p1 and p2 are swapped, so that noisy samples may have
        two explanations of almost the same quality. The standard errors know nothing of the other one.
    """

    model: MinimalModel
    standard_errors: Mapping[str, float]
    fractional_sd: Mapping[str, float]
    rmse: float
    minutes: tuple[float, ...]
    residuals: tuple[float, ...] = field(repr=False)
    at_limit: tuple[str, ...]
    airg: float
    other_minima: tuple[tuple[MinimalModel, float], ...]

    @property
    def si(self) -> float:
        """Insulin sensitivity, mL/µU/min."""
        return float(self.model.si)

    @property
    def sg(self) -> float:
        """Glucose effectiveness, 1/min."""
        return float(self.model.sg)

    @property
    def points(self) -> int:
        """How many glucose samples were used."""
        return len(self.minutes)

    @property
    def disposition_index(self) -> float:
        """SI times acute insulin response: what secretion makes of the sensitivity there is. No unit."""
        return self.si * self.airg

    def table(self) -> pd.DataFrame:
        """Return estimates, standard errors and fractional SDs as a table.

        Examples
        --------
        >>> list(MinimalModel.fit(synthetic_fsigt()[0]).table().index)
        ['g0', 'p1', 'p2', 'p3', 'si', 'sg']
        """
        import pandas as pd

        names = list(self.standard_errors)
        return pd.DataFrame(
            {
                "estimate": [float(getattr(self.model, name)) for name in names],
                "standard_error": [self.standard_errors[name] for name in names],
                "fractional_sd": [self.fractional_sd[name] for name in names],
            },
            index=names,
        )


@dataclass(frozen=True)
class InsulinKinetics:
    """Insulin after an injection of glucose, driven by the measured glucose.

        I' = -n (I - Ib) + gamma max(G(t) - h, 0) t,   I(0) = i0

    Parameters
    ----------
    i0
        Insulin at minute 0, extrapolated, µU/mL: the first phase, already released.
    n
        Rate of clearance, 1/min.
    gamma
        Second phase: secretion for each mg/dL of glucose above `h` and each minute, µU/mL/min² per mg/dL.
    h
        Glucose above which the second phase runs, mg/dL.
    ib
        Basal insulin, µU/mL. The form without a basal term has 0 here.

    Raises
    ------
    ValueError
        If a number is not finite, negative, or zero where that cannot be.

    References
    ----------
    Pacini & Bergman 1986, doi:10.1016/0169-2607(86)90106-9.

    Examples
    --------
    >>> print(f"{InsulinKinetics(gamma=0.004).phi2:.0f}")
    40
    """

    i0: float = 334.3
    n: float = 0.2631
    gamma: float = 0.00339
    h: float = 102.2
    ib: float = 11.0

    def __post_init__(self) -> None:
        checks.number("i0", self.i0, above=0, unit="µU/mL")
        checks.number("n", self.n, above=0, unit="1/min")
        checks.number("gamma", self.gamma, low=0, unit="µU/mL/min² per mg/dL")
        checks.number("h", self.h, low=0, unit="mg/dL")
        checks.number("ib", self.ib, low=0, unit="µU/mL")

    @property
    def phi2(self) -> float:
        """Second-phase responsiveness, gamma x 10,000."""
        return self.gamma * 1e4

    def phi1(self, g0: float, gb: float, highest: float | None = None) -> float:
        """Return first-phase responsiveness, (highest insulin - ib)/(n (g0 - gb)), µU/mL min per mg/dL.

        Parameters
        ----------
        g0, gb
            Glucose at minute 0 and basal glucose, mg/dL.
        highest
            Highest insulin, µU/mL; by default `i0`.

        Raises
        ------
        ValueError
            If g0 is not above gb.

        Examples
        --------
        >>> print(f"{InsulinKinetics(n=0.25, ib=10).phi1(g0=290, gb=90, highest=130):.1f}")
        2.4
        """
        basal = checks.number("gb", gb, low=20, unit="mg/dL", hint=_GLUCOSE_HINT)
        rise = checks.number("g0", g0, above=basal, unit="mg/dL") - basal
        top = self.i0 if highest is None else checks.number("highest", highest, above=self.ib, unit="µU/mL")
        return (top - self.ib) / (self.n * rise)

    def simulate(self, glucose_samples: pd.DataFrame | pd.Series, *, every: float = 1.0) -> pd.DataFrame:
        """Return the course of insulin from minute 0 to the last glucose sample.

        Parameters
        ----------
        glucose_samples
            Glucose in mg/dL, in any of the forms that `MinimalModel.simulate` takes for insulin.
        every
            Minutes between rows.

        Returns
        -------
        DataFrame
            Indexed by `time_min`: `insulin_uu_ml`, and `glucose_mg_dl` as interpolated.

        Raises
        ------
        ValueError
            If the samples are malformed.

        Examples
        --------
        >>> import pandas as pd
        >>> course = InsulinKinetics().simulate(pd.Series([90, 280, 100, 90], index=[0, 4, 60, 180]))
        >>> print(f"{course.insulin_uu_ml.loc[30]:.1f}")
        46.5
        """
        import pandas as pd

        glucose = _samples(glucose_samples, "glucose")
        times = solver.output_times("last sample", float(glucose.minutes[-1]), every, unit="min")
        return pd.DataFrame(
            {
                "insulin_uu_ml": _insulin_course(
                    _drive(glucose, times), self.i0, self.n, self.gamma, self.h, self.ib
                ),
                "glucose_mg_dl": np.interp(times, glucose.minutes, glucose.levels),
            },
            index=pd.Index(times, name="time_min"),
        )

    @classmethod
    def fit(
        cls, samples: pd.DataFrame, *, ib: float | None = None, from_minute: float = 4.0
    ) -> InsulinKineticsFit:
        """Estimate i0, n, gamma and h from the samples of one person by least squares with many starts.

        Parameters
        ----------
        samples
            As in `MinimalModel.fit`.
        ib
            Basal insulin; by default the mean of the samples at or before minute 0. Give 0 for the form of
            the equation without a basal term.
        from_minute
            Insulin is fitted from this minute on.

        Raises
        ------
        ValueError
            If the samples are malformed or fewer than five insulin samples are left.

        Examples
        --------
        >>> fit = InsulinKinetics.fit(synthetic_fsigt()[0])
        >>> 0.1 < fit.kinetics.n < 0.5
        True
        """
        glucose, measured = _samples(samples, "glucose"), _samples(samples, "insulin")
        basal = measured.basal() if ib is None else checks.number("ib", ib, low=0, unit="µU/mL")
        start = checks.number("from_minute", from_minute, low=0, unit="min")
        used = measured.minutes >= start
        if used.sum() < 5:
            raise ValueError(
                f"Only {used.sum()} insulin samples from minute {start:g} on; four parameters need five."
            )
        times, values = measured.minutes[used], measured.levels[used]
        drive = _drive(glucose, times)

        def residuals(logs: Floats) -> Floats:
            i0, n, gamma, h = np.exp(logs).tolist()
            return _insulin_course(drive, i0, n, gamma, h, basal) - values

        top = float(measured.levels.max())
        starts = [
            np.log([3 * top, n, gamma, h])
            for n in (0.12, 0.35)
            for gamma in (2e-3, 1e-2)
            for h in (70, 90, 110)
        ]
        limits = np.log([(1, 1e5), (1e-3, 5), (1e-7, 1), (20, 400)])
        found = _best_fit(residuals, starts, limits, ("i0", "n", "gamma", "h"))
        kinetic = cls(ib=basal, **found.fields())
        return InsulinKineticsFit(
            kinetics=kinetic,
            standard_errors=MappingProxyType(
                {name: share * getattr(kinetic, name) for name, share in found.fractional_sd().items()}
            ),
            fractional_sd=MappingProxyType(found.fractional_sd()),
            rmse=found.rmse,
            minutes=tuple(times.tolist()),
            at_limit=found.at_limit,
        )


@dataclass(frozen=True)
class InsulinKineticsFit:
    """What a fit of insulin found: the fields mean what they mean in `MinimalModelFit`."""

    kinetics: InsulinKinetics
    standard_errors: Mapping[str, float]
    fractional_sd: Mapping[str, float]
    rmse: float
    minutes: tuple[float, ...]
    at_limit: tuple[str, ...]


class SyntheticTest(NamedTuple):
    """Samples of a made-up test, and the model they were made with."""

    samples: pd.DataFrame
    truth: MinimalModel


def acute_insulin_response(samples: pd.DataFrame | pd.Series, *, ib: Any = None) -> float:
    """Return AIRg: the area of insulin above basal from minute 0 to 10, µU/mL min, by the trapezoidal rule.

    Parameters
    ----------
    samples
        Insulin as in `MinimalModel.simulate`.
    ib
        Basal insulin; by default the mean of the samples at or before minute 0.

    Raises
    ------
    ValueError
        If the samples are malformed or end before minute 10.

    Examples
    --------
    >>> import pandas as pd
    >>> acute_insulin_response(pd.Series([10, 60, 60, 10], index=[0, 2, 6, 20]))
    421.42...
    """
    insulin = _samples(samples, "insulin")
    if insulin.minutes[-1] < _FIRST_PHASE_MINUTES:
        raise ValueError(f"time: the last sample is at {insulin.minutes[-1]:g} min; AIRg takes the first 10.")
    basal = insulin.basal() if ib is None else checks.number("ib", ib, low=0, unit="µU/mL")
    inside = (insulin.minutes > 0) & (insulin.minutes < _FIRST_PHASE_MINUTES)
    times = np.array([0.0, *insulin.minutes[inside], _FIRST_PHASE_MINUTES])
    return float(np.trapezoid(np.interp(times, insulin.minutes, insulin.levels) - basal, times))


SAMPLING_MINUTES = (
    *(0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 19.0, 22.0, 27.0, 32.0, 42.0, 52.0, 62.0, 72.0, 82.0),
    *(92.0, 102.0, 122.0, 142.0, 162.0, 182.0),
)
"""A usual plan of blood samples for the test, minutes after the injection."""


def synthetic_fsigt(
    truth: MinimalModel | None = None,
    *,
    first_phase: float = 110.0,
    second_phase: float = 28.0,
    noise_cv: float = 0.01,
    seed: int = 11,
) -> SyntheticTest:
    """Make a glucose tolerance test of a made-up person whose true parameters are known.

    Insulin is a first phase that fades and a second phase that rises and falls (our curves); glucose follows
    from it by the model, with an excess in the first minutes, while the injected glucose mixes.

    Parameters
    ----------
    truth
        The person; by default SI 5e-4 mL/µU/min and SG 0.028 1/min.
    first_phase, second_phase
        Heights above basal insulin, µU/mL.
    noise_cv
        Standard deviation of the error of every measurement, as a fraction of its value.
    seed
        Seed of the errors: the same seed gives the same test. With some seeds (2, for one) the fit prefers the
        explanation with the roles of p1 and p2 swapped, with the default seed it does not.

    Returns
    -------
    SyntheticTest
        `samples` with the columns `time`, `glucose` (mg/dL) and `insulin` (µU/mL), and `truth`.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> samples, truth = synthetic_fsigt()
    >>> len(samples), list(samples.columns), f"{truth.si:.1e}"
    (24, ['time', 'glucose', 'insulin'], '5.0e-04')
    """
    import pandas as pd

    person = MinimalModel(g0=285, p1=0.028, p2=0.02, p3=1.0e-5, gb=90, ib=9) if truth is None else truth
    kinetics.one_person(person)
    basal = 9.0 if person.ib is None else float(person.ib)
    first = checks.number("first_phase", first_phase, low=0, unit="µU/mL")
    second = checks.number("second_phase", second_phase, low=0, unit="µU/mL")
    spread = checks.number("noise_cv", noise_cv, low=0, high=0.5)
    errors = np.random.default_rng(checks.whole("seed", seed, low=0)).normal(0.0, spread, (2, 24))

    minutes = np.array(SAMPLING_MINUTES)
    since = np.maximum(minutes - 2, 0)
    insulin = basal + np.where(minutes > 0, first * np.exp(-since / 4), 0.0)
    insulin += second * since / 25 * np.exp(1 - since / 25)
    glucose = person.glucose(pd.Series(insulin, index=minutes), minutes)
    glucose += np.where(minutes < FIRST_MINUTE, 90 * np.exp(-minutes / 2), 0.0)
    glucose[0] = person.gb  # drawn just before the injection
    return SyntheticTest(
        pd.DataFrame(
            {
                "time": minutes,
                "glucose": glucose * (1 + errors[0]),
                "insulin": np.maximum(insulin * (1 + errors[1]), 0.0),
            }
        ),
        person,
    )


class _Samples(NamedTuple):
    minutes: Floats
    levels: Floats

    def basal(self) -> float:
        return float(self.levels[self.minutes <= 0].mean())


class _Drive(NamedTuple):
    """A sampled quantity, straight between samples, cut into intervals: where each begins, and its line."""

    begins: Floats
    widths: Floats
    levels: Floats
    slopes: Floats
    wanted: NDArray[np.intp]


class _Best(NamedTuple):
    names: tuple[str, ...]
    estimates: Floats
    covariance: Floats
    residuals: Floats
    others: tuple[tuple[dict[str, float], float], ...]
    at_limit: tuple[str, ...]

    @property
    def rmse(self) -> float:
        return _rms(self.residuals)

    def fields(self) -> dict[str, Any]:
        return dict(zip(self.names, self.estimates.tolist(), strict=True))

    def fractional_sd(self) -> dict[str, float]:
        return dict(zip(self.names, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))


def _samples(samples: Any, quantity: str) -> _Samples:
    """Read minutes and one quantity from a Series or a DataFrame."""
    import pandas as pd

    minutes: pd.Series | pd.Index
    if isinstance(samples, pd.Series):
        minutes, values = samples.index, samples
    elif isinstance(samples, pd.DataFrame):
        suffix = "_uu_ml" if quantity == "insulin" else "_mg_dl"
        names = [name for name in (quantity, quantity + suffix) if name in samples]
        if not names:
            raise ValueError(
                f"samples: no column {quantity!r} (or {quantity + suffix!r}); it has {list(samples.columns)}."
            )
        times = [name for name in ("time", "time_min", "minutes") if name in samples]
        minutes, values = samples[times[0]] if times else samples.index, samples[names[0]]
    else:
        raise ValueError(f"samples: expected a pandas Series or DataFrame, got {type(samples).__name__}.")
    low, unit, hint = (0, "µU/mL", _INSULIN_HINT) if quantity == "insulin" else (20, "mg/dL", _GLUCOSE_HINT)
    taken = _Samples(
        checks.rising("time", np.asarray(minutes)),
        checks.series(quantity, np.asarray(values), at_least=2, low=low, high=5000, unit=unit, hint=hint),
    )
    if taken.minutes[0] > 0:
        raise ValueError(
            f"time[0] = {taken.minutes[0]:g} min: a sample at or before minute 0, the injection, is "
            f"needed: it "
            "is the basal level and where the course starts."
        )
    return taken


def _drive(sampled: _Samples, wanted: Floats) -> _Drive:
    """Cut the time from 0 to the last wanted minute at every sample and every wanted minute."""
    inside = sampled.minutes[(sampled.minutes > 0) & (sampled.minutes < wanted[-1])]
    edges = np.unique(np.concatenate([[0.0], inside, wanted]))
    parts = np.ceil(np.diff(edges) / _WIDEST).astype(int)
    if parts.sum() > solver.MAX_STEPS:
        raise ValueError(f"time: {wanted[-1]:g} minutes are too many to compute.")
    starts = np.repeat(edges[:-1], parts)
    widths = np.repeat(np.diff(edges) / np.maximum(parts, 1), parts)
    offsets = np.arange(len(starts)) - np.repeat(np.cumsum(parts) - parts, parts)
    begins = starts + offsets * widths
    values = np.interp(begins, sampled.minutes, sampled.levels)
    ends = np.interp(begins + widths, sampled.minutes, sampled.levels)
    positions = np.concatenate([[0], np.cumsum(parts)])[np.searchsorted(edges, wanted)]
    return _Drive(begins, widths, values, (ends - values) / widths, positions)


def _glucose_course(
    drive: _Drive, g0: Any, p1: Any, p2: Any, p3: Any, gb: Any, ib: Any
) -> tuple[Floats, Floats]:
    """Return glucose and remote insulin at the wanted times, (times,) or (times, persons).

    With A(t) the integral of p1 + X from the start of an interval, glucose at its end is
    exp(-A) G + p1 gb times the integral of exp(A(s) - A) over the interval.
    """
    many = np.broadcast_shapes(*(np.shape(value) for value in (g0, p1, p2, p3, gb, ib)))

    def spread(values: Floats) -> Floats:
        return values[..., None] if many else values

    basal = drive.levels[0] if ib is None else ib
    h = spread(drive.widths)
    excess, slope = spread(drive.levels) - basal, spread(drive.slopes)
    # The quadrature points of every interval, and its end, along a new first axis.
    s = np.multiply.outer(np.append(_POINTS, 1.0), h)
    one, two, three = _phi(p2 * s)
    remote = _carry(0.0 * (p2 * p3), np.exp(-p2 * h), p3 * h * (excess * one[-1] + h * slope * two[-1]))
    area = p1 * s + s * (remote[:-1] * one + p3 * s * (excess * two + s * slope * three))
    fed = np.tensordot(_WEIGHTS, np.exp(area[:-1] - area[-1]), axes=1)
    glucose = _carry(g0 + 0.0 * (p1 * gb), np.exp(-area[-1]), p1 * gb * h * fed)
    return glucose[drive.wanted], remote[drive.wanted]


def _insulin_course(drive: _Drive, i0: float, n: float, gamma: float, h: float, ib: float) -> Floats:
    """Return insulin at the wanted times; the driving quantity is glucose, cut at h."""
    width, above = drive.widths, drive.levels - h
    end = above + drive.slopes * width
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = np.where(drive.slopes != 0, -above / drive.slopes, 0.0)
    first = np.where(above > 0, 0.0, np.where(end > 0, crossing, width))
    last = np.where(end > 0, width, np.where(above > 0, crossing, width))
    secreted = np.zeros_like(width)
    for point, weight in zip(_POINTS, _WEIGHTS, strict=True):
        s = first + point * (last - first)
        rate = gamma * (above + drive.slopes * s) * (drive.begins + s)
        secreted += weight * (last - first) * rate * np.exp(-n * (width - s))
    kept = np.exp(-n * width)
    return _carry(i0 - ib, kept, secreted)[drive.wanted] + ib


def _phi(x: Any) -> tuple[Any, Any, Any]:
    """Return (1 - exp(-x))/x and its two successors, (1 - phi1)/x and (1/2 - phi2)/x, also near x = 0."""
    small = x < _SMALL
    if not small.any():
        one = -np.expm1(-x) / x
        two = (1 - one) / x
        return one, two, (0.5 - two) / x
    one, two, three = _phi(np.where(small, 1.0, x))
    return (
        np.where(small, 1 - x / 2 + x**2 / 6, one),
        np.where(small, 1 / 2 - x / 6 + x**2 / 24, two),
        np.where(small, 1 / 6 - x / 24 + x**2 / 120, three),
    )


def _carry(start: Any, kept: Floats, added: Floats) -> Floats:
    """Return y with y[0] = start and y[i + 1] = kept[i] y[i] + added[i]."""
    rows: list[Any] = [start]
    one_person = kept.ndim == 1
    for keep, add in zip(
        kept.tolist() if one_person else kept, added.tolist() if one_person else added, strict=True
    ):
        rows.append(keep * rows[-1] + add)
    return np.array(rows) if one_person else np.stack(np.broadcast_arrays(*rows))


def _best_fit(
    residuals: Callable[[Floats], Floats], starts: Sequence[Floats], limits: Floats, names: tuple[str, ...]
) -> _Best:
    """Minimise from every start, keep the best, and say how well the logarithms are known."""
    from scipy.optimize import least_squares

    low, high = limits.T
    runs = [
        least_squares(
            residuals,
            np.clip(start, low + 1e-6, high - 1e-6),
            bounds=(low, high),
            diff_step=[1e-6] * len(names),
            x_scale=1.0,
            max_nfev=200,
        )
        for start in starts
    ]
    ranked = sorted(runs, key=lambda run: float(run.cost))
    best = least_squares(
        residuals, ranked[0].x, bounds=(low, high), jac="3-point", xtol=1e-12, ftol=1e-12, gtol=1e-12
    )
    left = len(best.fun) - len(best.x)
    variance = 2 * best.cost / left if left else math.inf
    try:
        slopes = np.asarray(best.jac)
        covariance = np.linalg.inv(slopes.T @ slopes) * variance
    except np.linalg.LinAlgError:
        covariance = np.full((len(names), len(names)), math.inf)
    stuck = (best.x - low < 1e-3) | (high - best.x < 1e-3)
    seen, others = [best.x], []
    for run in ranked:
        if run.status > 0 and all(np.abs(run.x - place).max() > _SAME_PLACE for place in seen):
            seen.append(run.x)
            others.append((dict(zip(names, np.exp(run.x).tolist(), strict=True)), _rms(run.fun)))
    return _Best(
        names=names,
        estimates=np.exp(best.x),
        covariance=covariance,
        residuals=np.asarray(best.fun),
        others=tuple(others),
        at_limit=tuple(name for name, flag in zip(names, stuck, strict=True) if flag),
    )


def _rms(differences: Any) -> float:
    return float(np.sqrt(np.mean(np.square(differences))))
