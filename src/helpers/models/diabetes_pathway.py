"""The slow way into type 2 diabetes, and back: prevention, early and late intervention (Ha 2016)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from helpers import checks, words
from helpers.checks import Floats
from helpers.columns import Arrays, data_frame
from helpers.models import kinetics, solver

if TYPE_CHECKING:
    import pandas as pd

START = (99.7664, 9.025, 1000.423, -0.00666, 536.67, 0.8)
"""Healthy state of figure 7: glucose, insulin, beta-cell mass, gamma, sigma, insulin sensitivity."""

_HILL_EXPONENTS = ("km", "kisr", "kp", "ka")
_SCALE = (100.0, 10.0, 1000.0, 0.1, 500.0, 0.5)
_TOLERANCE = 1e-6
_GLUCOSE, _INSULIN, _MASS, _GAMMA, _SIGMA, _SENSITIVITY = range(6)


@dataclass(frozen=True)
class Intervention:
    """A change of course from a day onwards.

    Parameters
    ----------
    day
        When it begins.
    target_si
        Insulin sensitivity towards which it leads, mL/µU/day.
    t_si
        Rate at which it is approached, 1/day.
    r0
        Production of glucose at zero glucose from then on, mg/dL/day.
    sigma
        Secretory capacity to which the beta cells are set on that day, µU/µg/day.

    What is not given stays as it was.

    Raises
    ------
    ValueError
        If a number is negative or not finite, or nothing is changed.

    Examples
    --------
    >>> Intervention.early()
    Intervention(day=1100.0, target_si=0.468, t_si=0.014, r0=None, sigma=None)
    """

    day: float
    target_si: float | None = None
    t_si: float | None = None
    r0: float | None = None
    sigma: float | None = None

    def __post_init__(self) -> None:
        kinetics.hold(self, "day", checks.number("day", self.day, low=0, unit="days"))
        changes = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "day"}
        given = {name: value for name, value in changes.items() if value is not None}
        if not given:
            raise ValueError("An intervention must change target_si, t_si, r0 or sigma.")
        for name, value in given.items():
            kinetics.hold(self, name, checks.number(name, value, above=0))

    @classmethod
    def prevention(cls) -> Self:
        """Halt the fall of sensitivity on day 300, before glucose has risen much (figure 7)."""
        return cls(300.0, target_si=0.245, t_si=0.028)

    @classmethod
    def early(cls) -> Self:
        """Raise sensitivity from day 1100, soon after the onset of diabetes (figure 7)."""
        return cls(1100.0, target_si=0.468, t_si=0.014)

    @classmethod
    def late(cls) -> Self:
        """Raise sensitivity as much from day 1400: too late (figure 7)."""
        return cls(1400.0, target_si=0.468, t_si=0.014)

    @classmethod
    def surgery(cls) -> Self:
        """Lower glucose production and restore secretion on day 1100, as after bariatric surgery (figure 8)."""
        return cls(1100.0, r0=340.0, sigma=400.0)


_NAMED = {
    "prevention": Intervention.prevention,
    "early": Intervention.early,
    "late": Intervention.late,
    "surgery": Intervention.surgery,
}


@dataclass(frozen=True)
class DiabetesPathway:
    """Beta cells compensate for falling sensitivity on three time scales until glucose overwhelms them.

    In days: G' = r0 - (eg0 + Si I) G ; I' = b ISR / bv - k I ; b' = (P - A) b / tau_b ; gamma' = (gamma_inf -
    gamma) / tau_g ; sigma' = (sigma_inf - sigma) / tau_sigma ; Si' = -t_si (Si - target_si). Secretion per
    mass, ISR, rises with metabolism M(G); gamma moves its dose response within days, sigma its height within
    months, and b, the mass, within years. High glucose harms twice: it kills beta cells (A) and lowers their
    capacity (sigma).

    The defaults are the settings of figure 7.

    Parameters
    ----------
    eg0, r0
        Use of glucose without insulin (1/day); production of glucose (mg/dL/day).
    k, bv
        Clearance of insulin (1/day); volume of distribution (L).
    mmax, alpha_m, km
        Metabolism: highest, glucose at half of it (mg/dL), Hill exponent.
    alpha_isr, kisr
        Secretion: metabolism at half of the highest, Hill exponent.
    pmax, alpha_p, kp
        Proliferation: highest, secretion at half of it (µU/µg/day), Hill exponent.
    amax, alpha_a, ka, a_b
        Death: highest by glucose, metabolism at half of it, Hill exponent, basal.
    tau_b, tau_g, tau_sigma
        Time constants of mass, gamma and sigma, days.
    g_bar, gs, gn, gshft
        Gamma: range, glucose at mid-range (mg/dL), width (mg/dL), offset.
    sigma_gsh
        Glucose by which the curves that steer sigma are shifted, mg/dL.
    isri_bar, isri_s, isri_n, isri_k, sigma_b
        Rise of sigma with secretion: highest (µU/µg/day), midpoint, width, factor; basal sigma (µU/µg/day).
    mi_bar, mi_s, mi_n, mi_k
        Fall of sigma with metabolism: highest, midpoint, width, factor.
    t_si, target_si
        Insulin sensitivity: rate of its fall (1/day) and where it leads (mL/µU/day).

    Raises
    ------
    ValueError
        If a parameter is negative or not finite, or a Hill exponent is not a whole number.

    Notes
    -----
    Checked against: the end states that the author stores with the settings of figures 7 and 8 (prevention,
    early and late intervention, surgery; day 1800), every variable within 0.01 %; scipy (Radau at rtol 1e-10)
    over every day, within 0.01 % of each variable (gamma: of its range).

    The author's model file on its own ships amax = 3.11 and isri_bar = 867.6, which the settings of the
    figures override. With amax = 3.11 glucose never passes 126 mg/dL and diabetes does not develop.

    References
    ----------
    Ha J, Satin LS, Sherman AS. Mathematical model of the pathogenesis, prevention and reversal of type 2
    diabetes. Endocrinology 2016;157:624-35, PMID 26709417.

    Examples
    --------
    Insulin rises threefold for nearly two years while glucose creeps up, then both the insulin and the person
    are lost to it:

    >>> course = DiabetesPathway().simulate(days=1800)
    >>> course.loc[[0, 600, 1800], ["glucose_mg_dl", "insulin_uu_ml"]].round(0).to_numpy().tolist()
    [[100.0, 9.0], [130.0, 28.0], [521.0, 1.0]]
    """

    eg0: float = 1.44
    k: float = 700.0
    r0: float = 864.0
    bv: float = 5.0
    mmax: float = 1.0
    alpha_m: float = 150.0
    km: int = 2
    alpha_isr: float = 1.2
    kisr: int = 2
    pmax: float = 4.55
    kp: int = 4
    alpha_p: float = 41.77
    amax: float = 9.0
    alpha_a: float = 0.44
    ka: int = 6
    a_b: float = 0.8
    tau_b: float = 8570.0
    g_bar: float = 0.2
    gs: float = 99.9
    gn: float = 1.0
    gshft: float = 0.1
    tau_g: float = 2.14
    sigma_gsh: float = 75.0
    isri_bar: float = 600.0
    isri_s: float = 0.1
    isri_n: float = 0.1
    isri_k: float = 1.0
    sigma_b: float = 3.0
    mi_bar: float = 1.0
    mi_k: float = 0.2
    mi_s: float = 0.2
    mi_n: float = 0.02
    tau_sigma: float = 249.9
    t_si: float = 0.00756
    target_si: float = 0.18

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in _HILL_EXPONENTS:
                kinetics.hold(self, field.name, checks.whole(field.name, value, low=1, high=20))
            else:
                kinetics.hold(self, field.name, checks.number(field.name, value, above=0))

    def simulate(
        self,
        days: float = 1800.0,
        interventions: str | Intervention | Iterable[str | Intervention] = (),
        every: float = 1.0,
        start: Sequence[float] = START,
    ) -> pd.DataFrame:
        """Simulate one person.

        Parameters
        ----------
        days
            How long, days.
        interventions
            ``"prevention"``, ``"early"``, ``"late"`` or ``"surgery"``, an `Intervention`, or several.
        every
            Distance between rows, days.
        start
            Glucose (mg/dL), insulin (µU/mL), beta-cell mass (mg), gamma, sigma (µU/µg/day) and insulin
            sensitivity (mL/µU/day).

        Returns
        -------
        DataFrame
            Indexed by `time_days`: `glucose_mg_dl`, `insulin_uu_ml`, `beta_cell_mass_mg`, `gamma`,
            `sigma_uu_ug_day`, `sensitivity_ml_uu_day` and the secretion per mass, `secretion_uu_ug_day`.

        Raises
        ------
        ValueError
            If an argument is out of range, or two interventions begin on the same day.
        IntegrationError
            If the tolerance cannot be met.

        Examples
        --------
        The same treatment three hundred days apart:

        >>> for when in ("early", "late"):
        ...     end = DiabetesPathway().simulate(interventions=when).iloc[-1]
        ...     print(f"{when}: {end.glucose_mg_dl:.0f} mg/dL")
        early: 104 mg/dL
        late: 435 mg/dL
        """
        return data_frame(self.course(days, interventions, every, start), index="time_days")

    def course(
        self,
        days: float = 1800.0,
        interventions: str | Intervention | Iterable[str | Intervention] = (),
        every: float = 1.0,
        start: Sequence[float] = START,
    ) -> Arrays:
        """Return what `simulate` does as plain columns.

        Examples
        --------
        >>> list(DiabetesPathway().course(days=5))[:3]
        ['time_days', 'glucose_mg_dl', 'insulin_uu_ml']
        """
        times = solver.output_times("days", days, every, unit="days")
        state = _checked_start(start)
        person, begin = self, 0.0
        parts: list[Floats] = []
        planned = [change for change in _planned(interventions) if change.day < times[-1]]
        for change in [*planned, None]:
            end = float(times[-1]) if change is None else change.day
            inside = times[(times > begin) & (times <= end)]
            stops = np.unique(np.concatenate([[begin], inside, [end]]))
            rows = person._integrate(state, stops)
            parts.append(rows[1 : len(inside) + 1] if parts else rows[: len(inside) + 1])
            if change is not None:
                state, begin = rows[-1].copy(), end
                if change.sigma is not None:
                    state[_SIGMA] = change.sigma
                person = person._after(change)
        return self._columns(times, np.concatenate(parts))

    def _integrate(self, state: Floats, times: Floats) -> Floats:
        return solver.stiff(
            self._rhs(solver.FLOATS),
            state.tolist(),
            times,
            scale=_SCALE,
            tolerance=_TOLERANCE,
            name="DiabetesPathway",
        )

    def _after(self, change: Intervention) -> Self:
        """Return the parameters that rule from an intervention on."""
        changes: dict[str, Any] = {"target_si": change.target_si, "t_si": change.t_si, "r0": change.r0}
        return replace(self, **{name: value for name, value in changes.items() if value is not None})

    def _metabolism(self, glucose: Any) -> Any:
        raised = glucose**self.km
        return self.mmax * raised / (self.alpha_m**self.km + raised)

    def _secretion(self, glucose: Any, gamma: Any, sigma: Any) -> Any:
        raised = (self._metabolism(glucose) + gamma) ** self.kisr
        return sigma * raised / (self.alpha_isr**self.kisr + raised)

    def _rhs(self, ops: solver.Operations) -> solver.RightHandSide:
        exp = ops.exp
        eg0, k, r0, bv, a_b, sigma_b, mmax = (
            self.eg0,
            self.k,
            self.r0,
            self.bv,
            self.a_b,
            self.sigma_b,
            self.mmax,
        )
        km, kisr, kp, ka = self.km, self.kisr, self.kp, self.ka
        half_m, half_isr = self.alpha_m**km, self.alpha_isr**kisr
        half_p, half_a = self.alpha_p**kp, self.alpha_a**ka
        pmax, amax, tau_b, tau_g, tau_sigma = self.pmax, self.amax, self.tau_b, self.tau_g, self.tau_sigma
        g_bar, gs, gn, gshft, shift = self.g_bar, self.gs, self.gn, self.gshft, self.sigma_gsh
        isri_bar, isri_k, isri_s, isri_n = self.isri_bar, self.isri_k, self.isri_s, self.isri_n
        mi_bar, mi_k, mi_s, mi_n = self.mi_bar, self.mi_k, self.mi_s, self.mi_n
        t_si, target_si = self.t_si, self.target_si

        def rhs(_: float, state: solver.State) -> solver.State:
            glucose, insulin, mass, gamma, sigma, sensitivity = state
            raised = glucose**km
            metabolism = mmax * raised / (half_m + raised)
            answer = (metabolism + gamma) ** kisr
            secretion = sigma * answer / (half_isr + answer)
            driven = secretion**kp
            harmed = metabolism**ka
            growth = pmax * driven / (half_p + driven) - amax * harmed / (half_a + harmed) - a_b
            gamma_inf = g_bar / (1.0 + exp((gs - glucose) / gn)) - gshft
            raised = (glucose - shift) ** km
            shifted = mmax * raised / (half_m + raised)
            answer = (shifted + gamma) ** kisr
            up = isri_bar / (1.0 + isri_k * exp((isri_s - sigma * answer / (half_isr + answer)) / isri_n))
            down = 1.0 - mi_bar / (1.0 + mi_k * exp((mi_s - shifted) / mi_n))
            return (
                r0 - (eg0 + sensitivity * insulin) * glucose,
                mass * secretion / bv - k * insulin,
                growth * mass / tau_b,
                (gamma_inf - gamma) / tau_g,
                (down * up + sigma_b - sigma) / tau_sigma,
                t_si * (target_si - sensitivity),
            )

        return rhs

    def _columns(self, times: Floats, rows: Floats) -> Arrays:
        # What has died out is zero to within the tolerance, and may come back a rounding below it.
        glucose, insulin, mass = np.maximum(rows[:, [_GLUCOSE, _INSULIN, _MASS]].T, 0.0)
        gamma, sigma, sensitivity = rows[:, [_GAMMA, _SIGMA, _SENSITIVITY]].T
        return {
            "time_days": times,
            "glucose_mg_dl": glucose,
            "insulin_uu_ml": insulin,
            "beta_cell_mass_mg": mass,
            "gamma": gamma,
            "sigma_uu_ug_day": sigma,
            "sensitivity_ml_uu_day": sensitivity,
            "secretion_uu_ug_day": self._secretion(glucose, gamma, sigma),
        }


_START_LIMITS = (
    ("glucose", "mg/dL", 1.0, 5000.0),
    ("insulin", "µU/mL", 0.0, 10_000.0),
    ("beta-cell mass", "mg", 0.0, 100_000.0),
    ("gamma", "", -1.0, 1.0),
    ("sigma", "µU/µg/day", 0.0, 10_000.0),
    ("insulin sensitivity", "mL/µU/day", 0.0, 100.0),
)


def _checked_start(start: Sequence[float]) -> Floats:
    state = checks.series("start", start)
    if len(state) != len(_START_LIMITS):
        raise ValueError(
            f"start: needs {', '.join(name for name, *_ in _START_LIMITS)}; got {len(state)} numbers."
        )
    for value, (name, unit, low, high) in zip(state.tolist(), _START_LIMITS, strict=True):
        checks.number(f"start: {name}", value, low=low, high=high, unit=unit)
    return state


def _planned(interventions: str | Intervention | Iterable[str | Intervention]) -> list[Intervention]:
    """Return the interventions in the order in which they begin."""
    given = (
        [interventions]
        if isinstance(interventions, str | Intervention)
        else words.several("interventions", interventions, "interventions")
    )
    changes = []
    for item in given:
        if isinstance(item, str):
            if not words.known(item, _NAMED):
                raise ValueError(f"interventions: {words.said(item)} is not one of {', '.join(_NAMED)}.")
            item = _NAMED[item]()
        if not isinstance(item, Intervention):
            raise ValueError(f"interventions: {item!r} is not an Intervention, nor the name of one.")
        changes.append(item)
    changes.sort(key=lambda change: change.day)
    days = [change.day for change in changes]
    if len(set(days)) < len(days):
        raise ValueError("interventions: two begin on the same day. Put both changes into one Intervention.")
    return changes
