"""How the explorers' sentences write numbers."""

from __future__ import annotations

import re


def minus(text: str) -> str:
    """Return text with a minus sign before negative numbers; other hyphens stay.

    Examples
    --------
    >>> minus("CJC-1295: -3 to 4")
    'CJC-1295: −3 to 4'
    """
    return re.sub(r"(?<!\w)-(?=\d)", "−", text)


def signed(value: float, digits: int = 0) -> str:
    """Return a change with its sign; nothing at all is a plain 0.

    Parameters
    ----------
    value
        The change.
    digits
        Decimals.

    Examples
    --------
    >>> signed(-2.4), signed(0.2), signed(0.25, 2)
    ('−2', '0', '+0.25')
    """
    return "0" if round(value, digits) == 0 else f"{value:+.{digits}f}".replace("-", "−")
