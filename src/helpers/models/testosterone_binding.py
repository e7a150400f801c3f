"""Free testosterone by mass action, with any pair of association constants."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from numpy.typing import ArrayLike

from helpers import checks
from helpers.indices import VERMEULEN, unbound_testosterone
from helpers.units import measured


@dataclass(frozen=True)
class TestosteroneBinding:
    """Testosterone shared out between SHBG, albumin and water, for given strengths of binding.

    Free testosterone FT is the positive root of N K FT² + (N + K (SHBG - T)) FT - T = 0 with N = 1 + Ka × albumin /
    69,000 g/mol. One site on SHBG, one on albumin, and no other steroid competing.

    Parameters
    ----------
    k_shbg, k_albumin
        Association constants, L/mol.

    Raises
    ------
    ValueError
        If a constant is not above 0.

    Notes
    -----
    The equation is that of `helpers.indices.free_testosterone`, which has Vermeulen's constants. Checked against: the
    mass balance.

    References
    ----------
    Vermeulen A, Verdonck L, Kaufman JM, J Clin Endocrinol Metab 1999;84:3666-3672, doi:10.1210/jcem.84.10.6079. The
    constants of `CONSTANTS`: the same; Södergård 1982, doi:10.1016/0022-4731(82)90038-3, and Emadi-Konjin 2003 (both as
    quoted in the literature); Ross 2005, doi:10.1515/CCLM.2005.106.

    Examples
    --------
    >>> print(f"{TestosteroneBinding().free(10, 40):.1f} pmol/L")
    173.9 pmol/L
    """

    __test__ = False  # not a test, whatever its name begins with

    k_shbg: float = VERMEULEN[0]
    k_albumin: float = VERMEULEN[1]

    def __post_init__(self) -> None:
        for name in ("k_shbg", "k_albumin"):
            checks.number(name, getattr(self, name), above=0, unit="L/mol")

    def free(self, testosterone: ArrayLike, shbg: ArrayLike, albumin: ArrayLike = 43.0) -> Any:
        """Return free testosterone, pmol/L.

        Parameters
        ----------
        testosterone, shbg
            Totals, nmol/L.
        albumin
            g/L.

        Raises
        ------
        ValueError
            If a number cannot be a measurement.

        Examples
        --------
        >>> TestosteroneBinding().free(10, [20, 40]).round(0).tolist()
        [254.0, 174.0]
        """
        total = measured("testosterone", testosterone, "testosterone", "SI")
        globulin = measured("shbg", shbg, "shbg", "SI")
        protein = measured("albumin", albumin, "albumin", "SI")
        unbound, _ = unbound_testosterone(
            total, globulin, protein, k_shbg=self.k_shbg, k_albumin=self.k_albumin
        )
        free = 1000 * unbound
        return float(free) if free.ndim == 0 else free


CONSTANTS = MappingProxyType(
    {
        "Vermeulen 1999": TestosteroneBinding(),
        "Södergård 1982": TestosteroneBinding(5.97e8, 4.06e4),
        "Emadi-Konjin 2003": TestosteroneBinding(1.4e9, 1.3e4),
        "Ross 2005": TestosteroneBinding(1.13e9, 4.4e4),
    }
)
"""Pairs of association constants that calculators use."""

DIALYSIS_RATIO, DIALYSIS_RANGE = 1.19, (0.90, 1.47)
"""Vermeulen's calculation over equilibrium dialysis in men (of the European Male Aging Study), the median and the 2.5th
and 97.5th percentile: Fiers 2018, J Clin Endocrinol Metab 103:2167. Its abstract prints no such ratio for women."""
