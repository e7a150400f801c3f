"""Our quantiles and our power of Student's test, against scipy over a grid."""

import numpy as np
import pytest
import scipy
from scipy import special

from helpers.statistics.distributions import beta_quantile, chi_square_quantile, t_limit, t_power

SHARES = (0.001, 0.025, 0.05, 0.3, 0.5, 0.8, 0.95, 0.975, 0.999)
FREE = (1, 1.5, 2, 3, 5, 9, 16, 57.3, 199, 1000)


@pytest.mark.parametrize("a", [0.5, 1, 2, 3.5, 10, 40, 301, 1000])
@pytest.mark.parametrize("b", [0.5, 1, 7, 40, 300, 2999])
def test_the_beta_quantile(a, b):
    ours = [beta_quantile(share, a, b) for share in SHARES]
    assert ours == pytest.approx(special.betaincinv(a, b, SHARES), rel=1e-10)


@pytest.mark.parametrize("free", FREE)
def test_the_limits_of_t(free):
    beyond = np.array([1e-5, 0.001, 0.01, 0.05, 0.1, 0.5])
    ours = [t_limit(share, free) for share in beyond]
    assert ours == pytest.approx(-special.stdtrit(free, beyond / 2), rel=1e-10)


@pytest.mark.parametrize("free", FREE)
def test_the_quantiles_of_chi_square(free):
    assert chi_square_quantile(np.array(SHARES), free) == pytest.approx(
        special.chdtri(free, SHARES), rel=1e-10
    )


@pytest.mark.parametrize("free", [5.0, 9.0, 16.0, 49.5, 199.0, 999.0])
def test_the_power_of_t(free):
    shift, limit = (each.ravel() for each in np.meshgrid([0, 0.3, 1, 2, 3, 6, 10], [1, 1.96, 2.6, 4]))
    # Of the far tail scipy gives no number where it is next to nothing.
    theirs = 1 - special.nctdtr(free, shift, limit) + np.nan_to_num(special.nctdtr(free, shift, -limit))
    ours = t_power(shift, limit, np.full(len(shift), free))
    # Older ones print 1 for 0.99996.
    exact = tuple(map(int, scipy.__version__.split(".")[:2])) >= (1, 16)
    assert ours == pytest.approx(theirs, abs=1e-10 if exact else 1e-4)


def test_of_too_few_degrees_of_freedom_no_power_is_given():
    with pytest.raises(ValueError, match="free = 4"):
        t_power(np.array([1.0]), np.array([2.0]), np.array([4.0]))
