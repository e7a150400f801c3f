"""The agents sold to raise growth hormone: what is known of each in people, and what the schematic makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from helpers import words

if TYPE_CHECKING:
    import pandas as pd

_HOUR = 60.0  # minutes
_DAY = 24 * _HOUR


class Agent(NamedTuple):
    """What is known of one agent in people, and what the schematic makes of it.

    Attributes
    ----------
    name, kind, route
        What it is and how it was given in the studies quoted.
    half_life_min
        Lowest and highest published half-life of the agent itself in plasma, minutes; None if no human figure
        was found.
    half_life_verified
        Whether that figure was seen in its source. Where it is False, print it only with "unverified".
    half_life_note
        Where it comes from.
    sustained
        True if the agent changes all pulses of the day, False if a dose adds one pulse.
    mean_factor, trough_factor
        Sustained agents: mean and trough of growth hormone, as multiples of untreated. A trough of None
        scales with the mean.
    peak_ng_ml
        One pulse: its published height, ng/mL; None where the schematic uses twice a natural pulse.
    effect_published
        Whether the numbers of the effect are published. If False they are ours.
    finding
        What trials in people found, with what it cost.
    references
        Keys of references.csv.
    """

    name: str
    kind: str
    route: str
    half_life_min: tuple[float, float] | None
    half_life_verified: bool
    half_life_note: str
    sustained: bool
    mean_factor: float | None
    trough_factor: float | None
    peak_ng_ml: float | None
    effect_published: bool
    finding: str
    references: tuple[str, ...]


AGENTS: Mapping[str, Agent] = MappingProxyType(
    {
        "sermorelin": Agent(
            "sermorelin",
            "GHRH analogue (GHRH 1-29)",
            "subcutaneous",
            (11.0, 12.0),
            True,
            "Label (RxList copy). The label is loose within itself: its own volume and clearance give "
            "6.7 min.",
            False,
            None,
            None,
            None,
            False,
            "Releases growth hormone in pulses, with feedback intact. Six months in older adults: IGF-1 up by up "
            "to 30 %, lean mass up, tests of thinking better.",
            ("Sinha2020", "Merriam2001", "Vitiello2006"),
        ),
        "cjc_1295_dac": Agent(
            "CJC-1295 with DAC",
            "GHRH analogue that binds albumin",
            "subcutaneous",
            (5.8 * _DAY, 8.1 * _DAY),
            True,
            "Teichman 2006, doi:10.1210/jc.2005-1536. Holds for the form with DAC only.",
            True,
            1.46,
            7.5,
            None,
            True,
            "A week after one dose: trough of growth hormone x 7.5, mean +46 %, IGF-1 +45 %, pulses "
            "preserved (Ionescu & Frohman 2006). Not approved; development stopped.",
            ("Teichman2006", "Ionescu2006"),
        ),
        "cjc_1295_no_dac": Agent(
            "CJC-1295 without DAC (modified GRF 1-29)",
            "GHRH analogue",
            "subcutaneous",
            (30.0, 30.0),
            False,
            "About 30 min is quoted everywhere; no human pharmacokinetic paper was found.",
            False,
            None,
            None,
            None,
            False,
            "No human trial found. The studies of CJC-1295 concern the form with DAC, another substance.",
            ("Sinha2020",),
        ),
        "ipamorelin": Agent(
            "ipamorelin",
            "ghrelin mimetic",
            "intravenous, 15 min",
            (120.0, 120.0),
            True,
            "Gobburu 1999, Pharm Res 16:1412-6, doi:10.1023/A:1018955126402.",
            False,
            None,
            None,
            None,
            False,
            "One pulse of growth hormone, highest at 0.67 h, although the peptide lasts for hours. No "
            "trial of body composition. Not approved.",
            ("Raun1998", "FDA_Bulks"),
        ),
        "hexarelin": Agent(
            "hexarelin",
            "ghrelin mimetic",
            "intravenous, 1 µg/kg",
            None,
            False,
            "The 55 min that circulate are the decline of growth hormone after a dose, not the peptide's "
            "half-life (Imbimbo 1994, Eur J Clin Pharmacol 46:421-5).",
            False,
            None,
            None,
            52.3,
            True,
            "Peak growth hormone 52.3 against 3.9 ng/mL on placebo (Imbimbo 1994). The response fades within "
            "weeks and returns after a pause; prolactin and cortisol rise. Not approved.",
            ("Imbimbo1994", "Rahim1998", "Rahim1999", "Massoud1996"),
        ),
        "tesamorelin": Agent(
            "tesamorelin",
            "GHRH analogue",
            "subcutaneous, daily",
            (26.0, 38.0),
            False,
            "First label: 26 min in healthy people, 38 min with HIV (unverified).",
            False,
            None,
            None,
            None,
            False,
            "HIV lipodystrophy, 26 weeks: visceral fat -15 against +5 %, IGF-1 +81 against -5 %; HbA1c "
            "of 6.5 % or more in 4.5 against 1.3 %. Approved for that condition only.",
            ("Falutz2007", "EgriftaPI"),
        ),
        "mk_677": Agent(
            "MK-677 (ibutamoren)",
            "ghrelin mimetic, not a peptide",
            "oral, daily",
            (4 * _HOUR, 6 * _HOUR),
            False,
            "About 4-6 h in plasma, effect over 24 h (unverified).",
            True,
            1.8,
            None,
            None,
            True,
            "Two years: growth hormone x 1.8, IGF-1 x 1.5, lean mass +1.1 kg, no gain in strength, "
            "visceral fat unchanged, weight up; fasting glucose up by about 0.3 mmol/L (unverified). Not "
            "approved.",
            ("Nass2008", "Adunsky2011"),
        ),
    }
)
"""Agents by key. What a trial found is published; how the schematic draws it often is not: see each entry."""


def agent_table() -> pd.DataFrame:
    """Return the agents as a table for a lesson; figures not seen in a source say "unverified".

    Examples
    --------
    >>> print(agent_table().loc["mk_677", "half-life"])
    4-6 h (unverified)
    """
    import pandas as pd

    rows = {
        key: {
            "agent": agent.name,
            "kind": agent.kind,
            "half-life": half_life_text(agent),
            "effect drawn": "published" if agent.effect_published else "schematic",
            "found in people": agent.finding,
            "references": "; ".join(agent.references),
        }
        for key, agent in AGENTS.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def agent_named(name: str) -> Agent:
    """Return an agent by its key.

    Raises
    ------
    ValueError
        If none has it.

    Examples
    --------
    >>> agent_named("tesamorelin").route
    'subcutaneous, daily'
    """
    if not words.known(name, AGENTS):
        raise ValueError(f"agent = {words.said(name)}: must be one of {', '.join(AGENTS)}.")
    return AGENTS[name]


def half_life_text(agent: Agent) -> str:
    """Return an agent's half-life with its unit, and whether it was seen in its source.

    Examples
    --------
    >>> half_life_text(AGENTS["mk_677"])
    '4-6 h (unverified)'
    """
    if agent.half_life_min is None:
        return "none found"
    low, high = agent.half_life_min
    unit, size = ("days", _DAY) if low >= _DAY else ("h", _HOUR) if low >= 2 * _HOUR else ("min", 1.0)
    span = f"{low / size:.3g}" if low == high else f"{low / size:.3g}-{high / size:.3g}"
    return f"{span} {unit}" + ("" if agent.half_life_verified else " (unverified)")
