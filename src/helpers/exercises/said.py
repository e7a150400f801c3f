"""Units and words as people write them after a number: every spelling of a unit, and what may stand beside it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_PREFIXES = {
    "kilo": 1e3, "k": 1e3, "deci": 1e-1, "d": 1e-1, "centi": 1e-2, "c": 1e-2, "milli": 1e-3, "m": 1e-3,
    "micro": 1e-6, "mc": 1e-6, "u": 1e-6, "nano": 1e-9, "n": 1e-9, "pico": 1e-12, "p": 1e-12,
    "femto": 1e-15, "f": 1e-15,
}  # fmt: skip
# What a base means: over the stroke, under it, and how many of the unit that stands for it here.
_BASES = {
    r"(?:international[ -]?)?units?|iu|u": (("iu",), (), 1.0),
    r"grams?|grammes?|gs?": (("g",), (), 1.0),
    r"kilos?": (("g",), (), 1000.0),
    r"lit(?:er|re)s?|l": (("l",), (), 1.0),
    r"moles?|mols?": (("mol",), (), 1.0),
    r"molar|m": (("mol",), ("l",), 1.0),
    r"joules?|j": (("j",), (), 1.0),
    r"calories?|cal": (("j",), (), 4.184),
    r"percentage[ -]?(?:points?|pts?)|(?:per ?cent|pct|%)[ -]?(?:points?|pts?)|ppt?|p\.p\.?": (("points",), (), 1.0),
    r"%|per ?cent|pct|per ?hundred": (("%",), (), 1.0),
    r"seconds?|secs?|s": (("min",), (), 1 / 60),
    r"minutes?|mins?": (("min",), (), 1.0),
    r"hours?|hrs?|h": (("min",), (), 60.0),
    r"days?|d": (("min",), (), 1440.0),
    r"weeks?|wks?": (("min",), (), 10_080.0),
    r"months?|mo": (("months",), (), 1.0),
    r"years?|yrs?|y": (("months",), (), 12.0),
    r"mm ?hg": (("mmhg",), (), 1.0),
}  # fmt: skip
_PREFIXED = ("iu", "g", "l", "mol", "j")
_LONG = "kilo|deci|centi|milli|micro|nano|pico|femto"


def _pattern(base: str, name: str) -> re.Pattern[str]:
    if name not in _PREFIXED:
        return re.compile(rf"(?:{base})(?![^\W\d])")
    needed = "" if base.startswith("molar") else "?"  # an "m" alone is no molar
    prefix = rf"(?:(?P<prefix>{_LONG})[ -]?|(?P<short>mc|[kdcmunpf])){needed}"
    return re.compile(rf"{prefix}(?:{base})(?![^\W\d])")


_TOKENS = [(_pattern(base, meaning[0][0]), meaning) for base, meaning in _BASES.items()]
_BETWEEN = re.compile(r" ?/ ?| per | ?[·*.] ?| ")
_INVERSE = re.compile(r" ?\^?\(?- ?1\)?(?!\d)")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+|[%×]", text)


TIMES = frozenset(_words("times time x × fold"))
HEADS = frozenset(
    _words(
        "people persons person men man patients patient participants participant subjects subject individuals "
        "individual adults treated case cases"
    )
)
MORE = frozenset(
    _words(
        "more higher greater larger bigger extra additional above over increase increased rise rose risen up gain"
    )
)
LESS = frozenset(
    _words(
        "fewer less lower smaller decrease decreased reduction reduced fall fell fallen down drop dropped loss "
        "lost below under"
    )
)
FILLERS = frozenset(
    _words(
        "a an the of is it its be are was were by about around approximately approx ca circa roughly nearly "
        "almost some just exactly only answer result value so equals equal that this there "
        "their they them these those his her i get got think in "
        "all total altogether whole rounded as to for on and have has with ngsp dcct ifcc each every nnt nnh rr r"
    )
)
_DENIED = frozenset(_words("not no or minus per without none half quarter hundred thousand million"))


class Measure(NamedTuple):
    """A unit: what stands over the stroke, what under it, and its size in these.

    Parameters
    ----------
    over, under
        Names of bases, in alphabetical order.
    size
        How many of the bases it is: a mg/dL is 0.01 g/L.
    """

    over: tuple[str, ...]
    under: tuple[str, ...]
    size: float

    def is_like(self, other: Measure) -> bool:
        """Return whether a number converts between the two."""
        return (self.over, self.under) == (other.over, other.under)


def plain(text: str) -> str:
    """Return a text with one spelling for each sign: micro, minus, strokes, spaces, powers, case.

    Examples
    --------
    >>> plain("µmol·L⁻¹"), plain("U [IU]")
    ('umol·l-1', 'u iu')
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("[iu]", "iu")
    for signs, sign in (("μ", "u"), ("−–‐‑‒—", "-"), ("⁄∕", "/"), ("⋅∙•", "·"), ("\u200b\u2060\u00ad", "")):
        for each in signs:
            folded = folded.replace(each, sign)
    return " ".join(folded.split())


def unit_at_start(text: str) -> tuple[Measure | None, str]:
    """Return the unit that a text begins with, in any spelling, and what follows it.

    Examples
    --------
    >>> unit_at_start("nanograms per deciliter of blood")
    (Measure(over=('g',), under=('l',), size=1e-08), 'of blood')
    >>> unit_at_start("apples")
    (None, 'apples')
    """
    rest = left = plain(text)
    over: list[str] = []
    under: list[str] = []
    size, sign = 1.0, ""
    while found := _token(rest):
        (above, below, factor), after = found
        inverse = _INVERSE.match(after)
        is_under = bool(inverse) or sign in ("/", "per")
        if over and not is_under:
            break  # A second unit that is no part of the first.
        over += below if is_under else above
        under += above if is_under else below
        size = size / factor if is_under else size * factor
        left = after[inverse.end() :] if inverse else after
        between = _BETWEEN.match(left)
        if between is None:
            break
        sign, rest = between[0].strip(), left[between.end() :]
    if not over:
        return None, plain(text)
    return Measure(tuple(sorted(over)), tuple(sorted(under)), float(f"{size:.12g}")), left.strip()


def measure_of(unit: str) -> Measure | None:
    """Return what a unit means; None if it is none that is known here.

    Examples
    --------
    >>> measure_of("mU/L") == measure_of("µIU/ml")
    True
    """
    measure, rest = unit_at_start(unit)
    return None if rest else measure


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, as `strange_words` compares them.

    Examples
    --------
    >>> sorted(words_of("How many *pulses* in HbA1c's week?"))
    ['hba1c', 'how', 'in', 'many', 'pulses', 'week']
    """
    return frozenset(_words(plain(text))) - {"s"}


def strange_words(text: str, own: frozenset[str], *, any_noun: bool) -> list[str]:
    """Return the words beside a number that a question did not ask with, and that may change what is said.

    Parameters
    ----------
    text
        What stands beside the number and its unit.
    own
        The words of the question.
    any_noun
        Whether other words are welcome too, as long as they are no unit and no direction: a pure number stays
        what it is with "claims", "statements" or "times" behind it.

    Examples
    --------
    >>> strange_words("more men", frozenset({"more", "men"}), any_noun=False)
    []
    >>> strange_words("statements", frozenset(), any_noun=True), strange_words("fewer", frozenset(), any_noun=True)
    ([], ['fewer'])
    """
    words = _words(plain(text))
    strange = []
    for word in words:
        direction = next((way for way in (MORE, LESS) if word in way), None)
        if direction is not None:
            fits = bool(direction & own) or (direction is MORE and bool(TIMES & set(words)) and any_noun)
        elif word in FILLERS:
            fits = True
        elif word in TIMES:
            fits = any_noun or word in own
        elif word[0].isdigit() or word in _DENIED or measure_of(word) is not None:
            fits = False
        else:
            fits = any_noun or word in own
        if not fits:
            strange.append(word)
    return strange


def _token(text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], float], str] | None:
    """Return the meaning of the one unit without a stroke that a text begins with, and what follows it."""
    best, found = 0, None
    for pattern, (over, under, size) in _TOKENS:
        match = pattern.match(text)
        if match and match.end() > best:
            named = match.groupdict()
            prefix = named.get("prefix") or named.get("short")
            best, found = match.end(), (over, under, size * (_PREFIXES[prefix] if prefix else 1))
    return None if found is None else (found, text[best:])
