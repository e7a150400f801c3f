"""Questions of lesson 05."""

from __future__ import annotations

import math

from helpers import statistics
from helpers.evidence import gap_map
from helpers.evidence.trials import trial
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied

_LN2 = math.log(2)
_GH_AND_ACIPIMOX = (
    -21,
    27,
    10,
)  # what each and both did, as the trials gh-clamp, -acipimox and -both print it
_IPAMORELIN = (0.22, 0.078)  # volume and clearance, L/kg and L/h/kg (Gobburu 1999)
# Mean IGF-1 at the start and later, µg/L, as printed (Chapman 1996, Surya 2009): in which trial; another value of
# the same trial, with what it is.
_IGF1 = {
    (141, 265): (
        "In 1996 older adults took MK-677 for four weeks",
        (219, "219 is the value after two weeks."),
    ),
    (211, 309): (
        "Nine adults with abdominal obesity had growth hormone in pulses for three days",
        (423, "423 is the value without pause."),
    ),
    (211, 423): (
        "Nine adults with abdominal obesity had growth hormone without pause for three days",
        (309, "309 is the value with pulses."),
    ),
    (141, 219): (
        "In 1996 older adults took MK-677 for two weeks",
        (265, "265 is the value after four weeks."),
    ),
}


def _printed(key: str) -> float:
    """Return an effect that the source prints."""
    value = trial(key).effect
    assert value is not None
    return value


def _filled_cells() -> float:
    """Return how many cells of the map hold a randomised trial of fifty people or more."""
    return len(gap_map.cells(gap_map.counted("randomised", least_people=50)))


def _half_life(volume: float, clearance: float) -> Number:
    """Ask for the half-life in hours from the volume (L/kg) and the clearance (L/h/kg)."""
    if (volume, clearance) == _IPAMORELIN:
        whose = "Ipamorelin in people"
        why = (
            "It agrees with the printed 2 hours. The same sum for sermorelin's label (25 L, 2.6 L/min) gives 6.7 "
            "minutes where the label says 11-12: labels can be loose within themselves."
        )
    else:
        whose = "An invented peptide"
        why = "The more room it spreads in, and the slower it is cleared, the longer it stays."
    mean = volume / clearance
    return Number(
        "05.half_life",
        f"{whose}: volume of distribution {volume:g} L/kg, clearance {clearance:g} L/h/kg. What half-life follows, in "
        "hours? (Half-life = 0.693 × volume / clearance.)",
        lambda: _LN2 * volume / clearance,
        unit="h",
        rel_tol=0.03,
        mistakes=(
            Mistake(mean, "That is the mean time (volume / clearance). For the half-life take 0.693 of it."),
            Mistake(_LN2 * clearance / volume, "You divided the wrong way round: volume over clearance."),
            Mistake(_LN2 * mean * 60, "That is in minutes. The question asks for hours."),
            Mistake(
                _LN2 * volume * clearance, "Divide by the clearance: faster clearance, shorter half-life."
            ),
            Mistake(math.log10(2) * mean, "You took log10(2) = 0.301; it is ln(2) = 0.693."),
        ),
        hint="Volume over clearance first, then times 0.693.",
        solution=f"{volume:g} / {clearance:g} = {mean:.3g} h; times 0.693.",
        why=why,
        objective=3,
        minutes=3,
        claims=("I54",),
    )


def _left(hours: float, half_life: float) -> Number:
    """Ask what is left of a substance after some hours, percent."""
    halves = hours / half_life
    return Number(
        "05.left",
        f"A substance has a half-life of {half_life:g} hours. How much of it is left {hours:g} hours after a dose, in "
        "percent?",
        100 * 0.5**halves,
        unit="%",
        mistakes=(
            Mistake(0.5**halves, "That is the fraction; the question asks for percent."),
            Mistake(
                100 * math.exp(-halves),
                "You used e: then the time in the exponent is the mean time, not the half-life. With 0.5 it is "
                "right.",
            ),
            Mistake(100 * (1 - 0.5**halves), "That is what is gone, not what is left."),
            Mistake(
                100 * (1 - 0.5 * halves),
                "A straight line reaches zero after two half-lives. Each half-life takes half of what is left.",
            ),
        ),
        hint="How many half-lives have passed? A half to the power of that, as a percentage.",
        solution=f"{hours:g} / {half_life:g} = {halves:.3g} half-lives; so 100 times a half to the power of "
        f"{halves:.3g}, in Python `100 * 0.5 ** ({hours:g} / {half_life:g})`.",
        why="After one half-life a half is left, after two a quarter: between them it is no straight line.",
        objective=3,
        minutes=2,
    )


def _igf1_fold(start: float, later: float) -> Number:
    """Ask how many times its start IGF-1 became."""
    trial_, (value, message) = _IGF1[int(start), int(later)]
    if (start, later) == (141, 265):
        why = (
            "Nearly twice. In the same people fasting glucose rose from 5.4 to 6.8 mmol/L (97 to 122 mg/dL). A marker "
            "that moves as promised is not yet a benefit."
        )
    else:
        why = "A marker that moves is not yet a benefit."
    return Number(
        "05.igf1_fold",
        f"{trial_}: mean IGF-1 rose from {start:g} to {later:g} µg/L. How many times the start?",
        later / start,
        rel_tol=0.01,
        mistakes=(
            Mistake(start / later, "The wrong way round: what it became over what it was."),
            Mistake(later - start, "That is the difference in µg/L. Divide instead of subtracting."),
            Mistake(round(100 * (later / start - 1)), "That is the rise in percent. How many *times* is it?"),
            Mistake(
                round(later / start - 1, 2), "That is the rise as a fraction. Add the start, which is 1."
            ),
            Mistake(value / start, message),
        ),
        hint="Divide the later value by the earlier one.",
        solution=f"{later:g} / {start:g}.",
        why=why,
        objective=4,
        minutes=1.5,
        claims=("I60", "I61"),
    )


def _nnt(drug: float, placebo: float) -> Number:
    """Ask for the number needed to treat from two percentages."""
    more = drug - placebo
    words = "Twelve or thirteen treated for one. " if (drug, placebo) == (30, 22) else ""
    return Number(
        "05.nnt",
        f"A drug: {drug:g} % improve with it, {placebo:g} % with placebo. How many have to be treated for one who "
        "improves because of it?",
        lambda: statistics.number_needed(more),
        count=True,
        one_in=True,
        mistakes=(
            Mistake(more, "That is the difference in percentage points. Divide 100 by it."),
            Mistake(100 / drug, "You divided by all who improve. Some would have improved anyway."),
            Mistake(more / 100, "That is the difference as a fraction; the number needed is 1 over it."),
            Mistake(
                drug / placebo, "That is the ratio of the two. The number needed is built on the difference."
            ),
            Mistake(1 / more, "100 over the difference in percentage points, not 1."),
        ),
        hint="How many more in 100? Then: 100 over that.",
        solution=f"{more:g} more in 100, so 100 / {more:g}.",
        why=f"{words}The other side of the scale needs the same sum: for nausea with PT-141 it is 2.6.",
        objective=6,
        minutes=2,
        claims=("I62",),
    )


def _nobody_harmed(people: float) -> Number:
    """Ask for the highest risk that still fits when nobody of some people was harmed, percent."""
    exact = 100 * (1 - 0.05 ** (1 / people))
    if people == 60:
        why = "Sixty people cannot rule out a harm to one in twenty."
    else:
        why = f"{people:g} people cannot rule out a harm to one in {people / 3:g}."
    return Number(
        "05.nobody_harmed",
        f"An invented product was given to {people:g} people, and none had a serious harm. Which risk still fits? Use "
        "the rule of three, and give it in percent.",
        lambda: 300 / people,
        unit="%",
        rel_tol=0.04,
        mistakes=(
            Mistake(0, "None was *seen*. That does not make the risk zero."),
            Mistake(
                100 / people,
                f"That is one in {'sixty' if people == 60 else f'{people:g}'}. The rule of three takes 3 over the "
                "number of people.",
            ),
            Mistake(3 / people, "As a fraction that is right; the question asks for percent."),
            Mistake(people / 3, "The wrong way round: more people give a *lower* limit."),
        ),
        hint="Three over the number of people, as a percentage.",
        solution=f"3 / {people:g}, times 100.",
        why=f"{why} (The exact limit is {exact:.1f} %.)",
        objective=7,
        minutes=2,
        claims=("I64",),
    )


def _beyond_in_the_trial() -> float:
    return _printed("gh-clamp-both") - _printed("gh-clamp") - _printed("gh-clamp-acipimox")


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", "−")


def _beyond(first: float, second: float, both: float) -> Number:
    """Ask how many points two treatments do together beyond the sum of what each does alone."""
    total = first + second
    is_real = (first, second, both) == _GH_AND_ACIPIMOX
    if is_real:
        begin, one, other = "In the trial of 2020 growth hormone", "acipimox", "growth hormone"
        why = "With nine men, an interval of about ±39 points: no synergy was shown, and none was sought."
    else:
        begin, one, other = "In an invented trial drug A", "drug B", "drug A"
        why = "Whether so many points are more than chance, only an interval could tell."
    return Number(
        "05.beyond",
        f"{begin} changed insulin sensitivity by {_signed(first)} %, {one} by {_signed(second)} %, both together by "
        f"{_signed(both)} %. How many points is that beyond the sum of the two?",
        _beyond_in_the_trial if is_real else both - total,
        unit="percentage points",
        abs_tol=0.2,
        mistakes=(
            Mistake(total, "That is the sum of the two. Now subtract it from what both did together."),
            Mistake(total - both, "The size is right; together minus the sum is positive here."),
            Mistake(both - first, f"That is both together minus {other} alone."),
            Mistake(both - second, f"That is both together minus {one} alone."),
            Mistake(
                both - second + first,
                f"You took {other}'s effect as {_signed(-first)}. It is {_signed(first)}, so the sum is "
                f"{_signed(total)}.",
            ),
        ),
        hint="First the sum of the two, with their signs.",
        solution=f"{_signed(first)} + {second:g} = {total:g}; {both:g} − {total:g}.",
        why=why,
        objective=8,
        minutes=2,
        claims=("I67",),
    )


QUESTIONS = (
    Prediction(
        "05.which_brake",
        "A peptide imitates GHRH. Can somatostatin still hold the pituitary back?",
        options={
            "a": "yes, since both act at the pituitary",
            "b": "no, since the peptide takes its place",
        },
        watch="Press *The peptides*: at which station do they take hold?",
        hint="What does the peptide imitate, and what not?",
        outcome="a",
        solution="Yes: the brake is another signal. That is why such peptides give pulses rather than a flat level.",
        objective=2,
        minutes=0.5,
    ),
    Prediction(
        "05.sign",
        "Healthy men are given growth hormone for four hours during a clamp. What happens to their insulin "
        "sensitivity?",
        options={"a": "it rises", "b": "it stays", "c": "it falls"},
        watch="Read the first square on the left, then press *As in the six men*.",
        hint="Growth hormone is one of the hormones that rise when glucose falls too low (lesson 01).",
        solution="In these six men the clamp needed 35 % less glucose within four hours. Most of that was the liver.",
        outcome="c",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    Choice(
        "05.why_sign",
        "Growth hormone lowered insulin sensitivity by 21 % in nine men; with acipimox, which keeps fat cells from "
        "letting go of fatty acids, it no longer did. What does that suggest?",
        options={
            "a": "Over a day, growth hormone opposes insulin through fatty acids.",
            "b": "Over the years, acipimox would be a treatment of insulin resistance.",
            "c": "Over months, growth hormone improves the sensitivity that it lowers.",
            "d": "Within a day, growth hormone destroys the receptors of insulin.",
        },
        answer="a",
        feedback={
            "b": "It undid an effect for hours in nine men. A treatment would have to work for years in many.",
            "c": "Nothing here lasted longer than a day or so.",
            "d": "Then blocking the fat cells would not have helped.",
        },
        hint="What did acipimox take away, and what vanished with it?",
        solution="Take away the fatty acids, and the resistance of that day goes: they are a link in the chain.",
        why="A link, not the first: in the six men of the explorer the effect came within hours, mostly at the liver, "
        "and before fatty acids had risen.",
        objective=1,
        minutes=1.5,
        claims=("I45",),
    ),
    MultiChoice(
        "05.both_signs",
        "What did trials of tesamorelin find, in one group of people or another? Choose all that apply.",
        options={
            "a": "visceral fat fell",
            "b": "fasting glucose rose for a time",
            "c": "glucose uptake in a clamp fell",
            "d": "insulin resistance was treated",
        },
        answer={"a", "b"},
        feedback={
            "c": "The one clamp, in 13 men over two weeks, found no change. That does not rule a fall out; but none "
            "was found.",
            "d": "Less visceral fat is a means. Whether the end is reached must be measured: glucose, HbA1c, "
            "sensitivity. None of them became better.",
        },
        missed={
            "a": "What did tesamorelin do to fat around the organs?",
            "b": "Look at glucose after two weeks in people with HIV.",
        },
        hint="Two of the four were measured and found. Of the other two, one was measured.",
        solution="Less fat around the organs, and with HIV more glucose at two weeks. A clamp found no change in 13 "
        "healthy men.",
        why="Growth hormone itself lowers sensitivity within hours. That a peptide which releases it does so too is "
        "likely, and still has to be shown for each.",
        objective=1,
        minutes=1.5,
        claims=("I47", "I51"),
    ),
    Prediction(
        "05.pattern",
        "The same amount of growth hormone for three days, once in pulses, once without pause. Which raises "
        "IGF-1 more?",
        options={"a": "pulses", "b": "without pause", "c": "both alike"},
        watch="Press *The same amount, no pulses* and read what the schematic says of IGF-1; then read on for "
        "people.",
        hint="The schematic has an answer. Is it the answer of people?",
        solution="In nine people with abdominal obesity +100 against +46 %: the liver answers more to a steady level. "
        "The schematic, whose IGF-1 follows the mean alone, says alike.",
        outcome="b",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    Choice(
        "05.natural",
        "“It keeps the natural pulses, so it is physiological.” What did the trial of CJC-1295 with DAC show?",
        options={
            "a": "The pulses vanished, and a steady level took their place.",
            "b": "The pulses stayed, and the level between them rose 7.5-fold.",
            "c": "The pulses and the level between them stayed, and only IGF-1 rose.",
            "d": "The pulses became more frequent, and each was as high as before.",
        },
        answer="b",
        feedback={
            "a": "They stayed; that part of the claim is right.",
            "c": "The mean rose by 46 %, and the trough far more.",
            "d": "Their number was as before. Look at what lies between them.",
        },
        hint="Press *A week after CJC-1295 with DAC* and compare the three marks on the right.",
        solution="Pulses stayed; the trough rose 7.5-fold, the mean by 46 %, IGF-1 by 45 %.",
        why="A pattern can be natural in one respect and quite unnatural in another.",
        objective=2,
        minutes=1.5,
        claims=("I43", "I53", "I55"),
    ),
    Prediction(
        "05.which_clock",
        "Ipamorelin has a half-life of two hours. When has the growth hormone that one dose releases come and "
        "gone?",
        options={
            "a": "together with ipamorelin, after about eight hours",
            "b": "well before ipamorelin has gone",
            "c": "days later",
        },
        watch="Press *Ipamorelin after four hours* and compare what is left of the two.",
        hint="One dose gave one pulse. How long does growth hormone itself last?",
        solution="One dose gives one pulse. It peaks at 40 minutes, and growth hormone itself has a half-life of 14 to "
        "26 minutes.",
        outcome="b",
        objective=3,
        minutes=0.5,
    ),
    varied(_half_life, _IPAMORELIN, (0.15, 0.06), (0.4, 0.05), (0.3, 0.21)),
    Choice(
        "05.fifty_five",
        "A seller writes: “Hexarelin, half-life 55 minutes.” In the study of 1994, what had a half-life of 55 "
        "minutes?",
        options={
            "a": "hexarelin in the blood of twelve men",
            "b": "growth hormone, as its level fell",
            "c": "the rise of IGF-1 after one injection",
            "d": "hexarelin in the blood of twelve rats",
        },
        answer="b",
        feedback={
            "a": "The abstract speaks of the growth hormone level. The peptide's own half-life in people was "
            "not found.",
            "c": "IGF-1 did not change on that day.",
            "d": "It was measured in twelve men, not rats; but what was measured?",
        },
        hint="Choose hexarelin in the explorer and read its source.",
        solution="The level of growth hormone after a dose fell by half in about 55 minutes.",
        objective=3,
        minutes=1,
    ),
    varied(_left, (3, 2), (5, 4), (10, 6), (200, 168)),
    Function(
        "05.function_left",
        "The same as a function, for any hours: it takes the hours since a dose and a half-life in hours, and returns "
        "the percentage left.",
        lambda hours, half_life: 100 * 0.5 ** (hours / half_life),
        arguments=("hours", "half_life"),
        cases=((2.0, 2.0), (4.0, 2.0), (1.0, 4.0), (168.0, 168.0)),
        mistakes=(
            Mistake(
                lambda hours, half_life: 0.5 ** (hours / half_life),
                "That is the fraction; the question asks for percent.",
            ),
            Mistake(
                lambda hours, half_life: 100 * math.exp(-hours / half_life),
                "You used e: then the time in the exponent is the mean time, not the half-life. With 0.5 it is "
                "right.",
            ),
            Mistake(
                lambda hours, half_life: 100 * (1 - 0.5 ** (hours / half_life)),
                "That is what is gone, not what is left.",
            ),
            Mistake(
                lambda hours, half_life: max(0.0, 100 * (1 - 0.5 * hours / half_life)),
                "A straight line reaches zero after two half-lives. Each half-life takes half of what is left.",
            ),
        ),
        hint="After one half-life a half is left, after two a quarter: a half, to the power of how many "
        "half-lives?",
        solution="`return 100 * 0.5 ** (hours / half_life)`",
        objective=3,
        minutes=3,
    ),
    MultiChoice(
        "05.cards",
        "Which of these agents is approved, as of November 2026 in the United States, for something? "
        "Choose all that apply.",
        options={
            "a": "tesamorelin",
            "b": "ipamorelin",
            "c": "MK-677",
            "d": "CJC-1295 with DAC",
            "e": "bremelanotide (PT-141)",
            "f": "hexarelin",
        },
        answer={"a", "e"},
        feedback={
            "b": "Leaving a list of the FDA because a nomination was withdrawn is no approval.",
            "c": "It is approved nowhere; it is sold as a research chemical.",
            "d": "Its development was stopped.",
            "f": "It was studied in the 1990s and never approved.",
        },
        missed={
            "a": "One of them has a label that speaks of HIV.",
            "e": "One of them has a label that speaks of desire.",
        },
        hint="Open the cards and read the second line.",
        solution="Tesamorelin, for abdominal fat in HIV lipodystrophy; bremelanotide, for low desire before "
        "menopause.",
        why="Neither approval is for insulin resistance. Approved for something is not approved for this.",
        objective=4,
        minutes=2,
        claims=("I57", "I58", "I62"),
    ),
    MultiChoice(
        "05.vial",
        "A seller of a peptide shows a certificate: “purity 99 %”. What does it leave open? Choose all that apply.",
        options={
            "a": "whether the contents are sterile",
            "b": "whether your vial is of the batch that was tested",
            "c": "whether arsenic or lead is in it",
            "d": "whether one substance makes up most of what the test saw",
            "e": "whether the peptide does anybody good",
        },
        answer={"a", "b", "c", "e"},
        feedback={
            "d": "That is what it says, if it is genuine. (That it is the right substance takes another test.)"
        },
        missed={
            "a": "Would a test of purity see a germ?",
            "b": "Who chose the sample?",
            "c": "What did a state laboratory in Belgium find?",
            "e": "Is quality an effect?",
        },
        hint="Identity, purity, sterility, effect: which one was asked?",
        solution="All but the share of the main substance. The maker of an approved medicine has to test the rest, "
        "batch by batch, and an authority looks; here nobody does.",
        objective=4,
        minutes=1.5,
    ),
    varied(_igf1_fold, *_IGF1),
    Prediction(
        "05.gaps",
        "Eleven agents, eight outcomes: 88 questions. Count only randomised trials with 50 people or more. How "
        "many of "
        "the 88 cells are filled?",
        watch="Press *Randomised, fifty or more* and read the first sentence.",
        hint="Any number will do; the point is to commit.",
        solution="Six of them say better, none of those for glucose or diabetes. All other cells are questions that "
        "nobody was found to have asked in that way.",
        outcome=_filled_cells,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "05.empty_cell",
        "The cell *ipamorelin + CJC-1295 / HbA1c* is empty. What does that say?",
        options={
            "a": "Somebody asked, and the pair does not change HbA1c.",
            "b": "Nobody was found to have asked what the pair does.",
            "c": "The pair is known to be safe for people with diabetes.",
            "d": "The pair has an effect, too small to be measured so far.",
        },
        answer="b",
        feedback={
            "a": "That would be a filled cell with the sign −: somebody asked and found no difference.",
            "c": "An empty cell is no finding about safety either.",
            "d": "A small effect, measured, would be a filled cell with an interval.",
        },
        hint="Which sign stands for “no difference”, and is it there?",
        solution="No study was found. The effect may be good, bad or none.",
        objective=5,
        minutes=1,
        claims=("I56", "I64"),
    ),
    Prediction(
        "05.of_a_hundred",
        "In the trials of PT-141, 25 of 100 women had a clear gain in desire. How many of those 25 owe it to "
        "the drug?",
        watch="The diamonds are those who owe it to the drug. Count them.",
        hint="Some gain with placebo.",
        solution="The other 17 would have had it with placebo.",
        outcome=lambda: _printed("bremelanotide-desire"),
        objective=6,
        minutes=0.5,
    ),
    varied(_nnt, (30, 22), (28, 23), (41, 35), (18, 15)),
    Prediction(
        "05.pressure",
        "In a group with a mean of 130 mmHg (standard deviation 15) a drug lifts everybody's pressure by 6 mmHg. Of "
        "1,000, how many more are then above 135?",
        options={"a": "about 10", "b": "about 60", "c": "about 160"},
        watch="Press *A group with raised pressure* and read the sentence.",
        hint="How many stand just below 135 when the mean is 130?",
        solution="Where many stand just below a limit, a small rise takes many across. In the women of the trial, "
        "whose mean was 115, it takes 58.",
        outcome="c",
        ordered=True,
        objective=6,
        minutes=0.5,
    ),
    MultiChoice(
        "05.not_for",
        "A person has low desire, acquired and general. For whom, by its label, is bremelanotide *not*? Choose "
        "all that apply.",
        options={
            "a": "a man of 35, distressed by low desire",
            "b": "a woman with uncontrolled blood pressure",
            "c": "a woman whose desire is low from diabetes",
            "d": "a healthy woman of 35, distressed by it",
            "e": "a woman with coronary heart disease",
        },
        answer={"a", "b", "c", "e"},
        feedback={"d": "She is the one for whom it was tried and approved."},
        missed={
            "a": "In whom was it tried?",
            "b": "What does a dose do to blood pressure?",
            "c": "What must the cause of low desire *not* be?",
            "e": "Who should not have a sudden rise of pressure?",
        },
        hint="Read *Approved for* and *Harms* on its card.",
        solution="All but the one for whom it was tried: premenopausal, distressed by low desire, otherwise healthy.",
        why="The article offers it to people whose desire suffers from insulin resistance. Its label rules out "
        "just them.",
        objective=6,
        minutes=1.5,
        claims=("I63",),
    ),
    Prediction(
        "05.twelve",
        "Twelve people were treated and none had a serious harm. How high, in percent, may the true risk still be?",
        unit="%",
        watch="Press *Twelve people* and read the sentence.",
        hint="If the risk were one in ten, would twelve people be sure to show it?",
        solution="Even at such a risk, twelve people without a harm would be seen once in twenty times: that is where "
        "the 95 % limit is set.",
        outcome=lambda: statistics.highest_risk(0, 12),
        objective=7,
        minutes=0.5,
    ),
    varied(_nobody_harmed, (60,), (150,), (45,), (90,)),
    Choice(
        "05.absence",
        "Which of these is *evidence of absence*?",
        options={
            "a": "No study of PDA in people was found, though many looked for one.",
            "b": "A trial of 12 people found no difference, whatever was measured.",
            "c": "A trial of 2,000 found none, and its interval excludes any that matters.",
            "d": "Sellers have treated thousands of people and report not one complaint.",
        },
        answer="c",
        feedback={
            "a": "That is absence of evidence: nobody looked.",
            "b": "With twelve people every interval is so wide that a large effect still fits.",
            "d": "Nobody counted who was treated, nor what befell them.",
        },
        hint="Who looked, and would they have seen it?",
        solution="Somebody looked, and looked closely enough to have seen an effect that matters.",
        objective=7,
        minutes=1,
        claims=("I66",),
    ),
    Prediction(
        "05.four_groups",
        "To show an effect of one drug takes 126 people in two groups. How many, in four groups, does it take "
        "to show that "
        "two drugs reinforce each other by as much?",
        options={"a": "126", "b": "252", "c": "about 500"},
        watch="Press *A true synergy, fifty a group* and read the last sentence.",
        hint="Four means are uncertain instead of two, and the people are spread over four groups.",
        solution="Four times as many: four means are uncertain instead of two, and the people are spread over four "
        "groups.",
        outcome="c",
        ordered=True,
        objective=8,
        minutes=0.5,
    ),
    varied(_beyond, _GH_AND_ACIPIMOX, (-15, 24, 14), (-18, 30, 20), (-25, 31, 15)),
    Choice(
        "05.individual",
        "“Dosed individually by your biomarkers, the peptides work better.” Which study would test that?",
        options={
            "a": "doses guided by biomarkers in all: do the biomarkers move?",
            "b": "guided doses or one fixed dose, by lot: who fares better?",
            "c": "guided doses in all, for a year: how many are satisfied?",
            "d": "one fixed dose in all: do people differ in their biomarkers?",
        },
        answer="b",
        feedback={
            "a": "They move in any case. The claim is that *choosing by them* is better than not.",
            "c": "Without a comparison nobody knows how they would have fared with a fixed dose, or none.",
            "d": "People do differ. Whether acting on the difference helps is the question.",
        },
        hint="What exactly is compared with what?",
        solution="Guided against fixed, by lot, with an outcome that people notice. No such trial was found for any of "
        "these agents.",
        objective=8,
        minutes=1.5,
        claims=("I69",),
    ),
)
