"""Bergman's minimal model: insulin sensitivity from glucose and insulin after glucose into a vein.

Given the insulin course the equation for glucose is linear, so it is solved by integrals and not by a
stepping method: exact in remote insulin, and by Gauss-Legendre quadrature of order six for glucose. A fit
costs a few tenths of a second and meets no numerical noise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from helpers import checks
from helpers.checks import Floats
from helpers.columns import Arrays, Columns, data_frame
from helpers.models import kinetics, solver
from helpers.models.fsigt import (
    GLUCOSE_HINT,
    INSULIN_HINT,
    Drive,
    acute_insulin_response,
    basal_insulin,
    drive_at,
    read_samples,
)
from helpers.models.least_squares import best_fit
from helpers.models.minimal_solution import POINTS, glucose_course

if TYPE_CHECKING:
    import pandas as pd

FIRST_MINUTE = 8.0
"""Samples before this minute are left out of a fit of glucose: the injected glucose is still mixing."""


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
            value = checks.quantity(name, getattr(self, name), low=20, unit="mg/dL", hint=GLUCOSE_HINT)
            kinetics.hold(self, name, value)
        if self.ib is not None:
            kinetics.hold(self, "ib", checks.quantity("ib", self.ib, low=0, unit="µU/mL", hint=INSULIN_HINT))
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
            `insulin_uu_ml`) and a column `time` (or `time_min`), or the minutes as its index; or plain columns
            of these names. One sample at least must be at or before minute 0.
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
        insulin = read_samples(insulin_samples, "insulin")
        times = solver.output_times("last sample", float(insulin.minutes[-1]), every, unit="min")
        glucose, remote = self._course(drive_at(insulin, times))
        return pd.DataFrame(
            {
                "glucose_mg_dl": glucose,
                "insulin_uu_ml": np.interp(times, insulin.minutes, insulin.levels),
                "remote_insulin_per_min": remote,
            },
            index=pd.Index(times, name="time_min"),
        )

    def glucose(self, insulin_samples: pd.DataFrame | pd.Series | Columns, minutes: ArrayLike) -> Floats:
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
        insulin = read_samples(insulin_samples, "insulin")
        times = checks.rising("minutes", minutes, at_least=1)
        if times[0] < 0 or times[-1] > insulin.minutes[-1]:
            raise ValueError(f"minutes must lie between 0 and the last sample, {insulin.minutes[-1]:g} min.")
        return self._course(drive_at(insulin, times))[0]

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
            If the samples are malformed, fewer than five glucose samples are left, insulin never departs from
            basal, so that nothing can be learned of its effect, or is so high before minute 0 that it is more likely
            in pmol/L; whoever gives `ib` has looked.

        Examples
        --------
        >>> samples, truth = synthetic_fsigt(noise_cv=0)
        >>> fit = MinimalModel.fit(samples)
        >>> print(f"{fit.model.si / truth.si:.4f}")
        1.0000
        """
        insulin, measured = read_samples(samples, "insulin"), read_samples(samples, "glucose")
        start = checks.number("from_minute", from_minute, low=0, unit="min")
        basal_glucose = (
            measured.basal() if gb is None else checks.number("gb", gb, low=0, high=1e5, unit="mg/dL")
        )
        base = cls(gb=basal_glucose, ib=basal_insulin(insulin, ib))
        used = measured.minutes >= start
        if used.sum() < 5:
            raise ValueError(
                f"Only {used.sum()} glucose samples from minute {start:g} on; four parameters need five."
            )
        if np.allclose(insulin.levels, float(base.ib or 0.0)):
            raise ValueError("insulin never departs from ib: nothing can be learned of its effect.")
        times, values = measured.minutes[used], measured.levels[used]
        drive = drive_at(insulin, times)

        def residuals(logs: Floats) -> Floats:
            g0, p1, p2, p3 = np.exp(logs).tolist()
            return glucose_course(drive, g0, p1, p2, p3, base.gb, base.ib)[0] - values

        g0 = float(values[0]) * 1.1
        starts = [
            np.log([g0, p1, p2, p2 * si])
            for p1 in (0.01, 0.03)
            for p2 in (0.01, 0.03, 0.1)
            for si in (1e-4, 1e-3)
        ]
        limits = np.log([(20, 5000), (1e-5, 1), (1e-4, 2), (1e-9, 1e-2)])
        found = best_fit(residuals, starts, limits, ("g0", "p1", "p2", "p3"))
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

    def _course(self, drive: Drive) -> tuple[Floats, Floats]:
        persons = [np.shape(getattr(self, name)) for name in ("g0", "p1", "p2", "p3", "gb", "ib")]
        count = math.prod(np.broadcast_shapes(*persons))
        largest = 8 * count * len(drive.widths) * len(POINTS)
        if largest <= solver.MAX_BYTES // 8 or count == 1:
            return glucose_course(drive, self.g0, self.p1, self.p2, self.p3, self.gb, self.ib)
        if 8 * count * len(drive.wanted) > solver.MAX_BYTES:
            raise ValueError(f"{len(drive.wanted):,} times for {count:,} persons need more than 1 GiB.")
        parts = [
            glucose_course(
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


class SyntheticTest(NamedTuple):
    """Samples of a made-up test, and the model they were made with."""

    samples: pd.DataFrame
    truth: MinimalModel


_SAMPLING_MINUTES = (
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
    samples, person = synthetic_samples(
        truth, first_phase=first_phase, second_phase=second_phase, noise_cv=noise_cv, seed=seed
    )
    return SyntheticTest(data_frame(samples), person)


def synthetic_samples(
    truth: MinimalModel | None = None,
    *,
    first_phase: float = 110.0,
    second_phase: float = 28.0,
    noise_cv: float = 0.01,
    seed: int = 11,
) -> tuple[Arrays, MinimalModel]:
    """Return what `synthetic_fsigt` does, the samples as plain columns.

    Examples
    --------
    >>> list(synthetic_samples()[0])
    ['time', 'glucose', 'insulin']
    """
    person = MinimalModel(g0=285, p1=0.028, p2=0.02, p3=1.0e-5, gb=90, ib=9) if truth is None else truth
    kinetics.one_person(person)
    basal = 9.0 if person.ib is None else float(person.ib)
    first = checks.number("first_phase", first_phase, low=0, unit="µU/mL")
    second = checks.number("second_phase", second_phase, low=0, unit="µU/mL")
    spread = checks.number("noise_cv", noise_cv, low=0, high=0.5)
    errors = np.random.default_rng(checks.whole("seed", seed, low=0)).normal(0.0, spread, (2, 24))

    minutes = np.array(_SAMPLING_MINUTES)
    since = np.maximum(minutes - 2, 0)
    insulin = basal + np.where(minutes > 0, first * np.exp(-since / 4), 0.0)
    insulin += second * since / 25 * np.exp(1 - since / 25)
    glucose = person.glucose({"time": minutes, "insulin": insulin}, minutes)
    glucose += np.where(minutes < FIRST_MINUTE, 90 * np.exp(-minutes / 2), 0.0)
    glucose[0] = person.gb  # drawn just before the injection
    samples = {
        "time": minutes,
        "glucose": glucose * (1 + errors[0]),
        "insulin": np.maximum(insulin * (1 + errors[1]), 0.0),
    }
    return samples, person
