"""Questions of lesson 04."""

from __future__ import annotations

import math

from helpers.evidence.trials import effect
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.models import PulseGenerator
from helpers.models.depot import ESTER_FRACTIONS

# Percent of the men of TRAVERSE, on testosterone and on placebo: what it was, and the trial's row.
_HARMS = {
    (3.5, 2.4): ("atrial fibrillation", "testosterone-traverse-af"),
    (2.3, 1.5): ("acute kidney injury", "testosterone-traverse-kidney"),
    (0.9, 0.5): ("pulmonary embolism", "testosterone-traverse-embolism"),
    (3.5, 2.46): ("broken bones", "testosterone-traverse-fracture"),
}
# New cases per 100 a year without treatment; of 1,000 after three years, without and with it (explorer what_prevents).
_PREVENTED = {
    (11, 281, 129): "the lifestyle programme",
    (2, 58, 25): "the lifestyle programme",
    (5, 139, 98): "metformin",
    (11, 281, 67): "liraglutide",
}
_ESTERS = {200: "cypionate", 250: "enanthate"}  # by the strength that is sold, mg/mL


def _left_with_two_pulses() -> float:
    """Return the mean LH with two pulses of GnRH a week, in percent of that with 112."""
    two, natural = (PulseGenerator.per_week(count).mean_lh_iu_l for count in (2, 112))
    return float(100 * two / natural)


def _number_to_harm(treated: float, control: float) -> Number:
    """Ask how many have to be treated for one more harm, from the percentages of TRAVERSE."""
    harm, row = _HARMS[treated, control]
    more = round(treated - control, 2)
    return Number(
        "04.number_to_harm",
        f"In TRAVERSE, in some three years, {harm} came to {treated:g} % of the men on testosterone and {control:g} % "
        "on placebo. How many men have to be treated, for that time, for one more case?",
        lambda: 100 / effect(row),
        unit="men",
        count=True,
        one_in=True,
        digits=3,
        mistakes=(
            Mistake(more, "That is the difference in percentage points. How many men hold one such case?"),
            Mistake(
                100 / treated, "You divided by the risk on testosterone. Only the difference is due to it."
            ),
            Mistake(
                100 / control, "You divided by the risk on placebo. Only the difference is due to the drug."
            ),
            Mistake(treated / control, "That is the risk ratio. The question is about the difference."),
            Mistake(1 / more, f"The difference is in percent: {more:g} of 100 men, not of 1."),
            Mistake(round(10 * more, 1), "That is the number of additional cases among 1,000 men."),
        ),
        hint="First the difference in percentage points; then 100 divided by it.",
        solution=f"{treated:g} − {control:g} = {more:g} of 100 men; one more case for every 100 / {more:g}.",
        why="This is the *number needed to harm*; without its time it says little. The same arithmetic gives the "
        "number needed to treat for a benefit. "
        f"Always work out both.{' Here the interval reaches to no difference.' if control == 0.5 else ''}",
        objective=3,
        minutes=2,
        claims=("I25",),
    )


def _peak_over_trough(interval: float, half_life: float) -> Number:
    """Ask how many times the trough the peak is, when an injection enters the blood at once; both in days."""
    return Number(
        "04.peak_trough",
        f"An injection every {interval:g} days enters the blood at once, and its level falls by half in every "
        f"{half_life:g} days. How many times the trough is the peak?",
        2 ** (interval / half_life),
        mistakes=(
            Mistake(
                0.5 ** (interval / half_life),
                "That is trough divided by peak: what is left at the end. Turn it round.",
            ),
            Mistake(
                2 ** (half_life / interval),
                "You divided the other way round. The longer the interval, the larger the ratio.",
            ),
            Mistake(
                2 * interval / half_life,
                "Halving is repeated multiplication: the number of half-lives belongs in the exponent.",
            ),
            Mistake(
                math.exp(interval / half_life),
                "With e as the base, the time would be a time constant. A half-life goes with the base 2.",
            ),
        ),
        hint="How many half-lives are in the interval? Two to the power of that.",
        solution=f"{interval:g} / {half_life:g} = {interval / half_life:.4g} half-lives; so 2 to the power of "
        f"{interval / half_life:.4g}, in Python `2 ** ({interval:g} / {half_life:g})`.",
        why="Oil releases slowly and blunts the peak: in the picture above, two-weekly injections with a half-life of "
        "5 days gave 3.9.",
        objective=4,
        minutes=2,
        claims=("I13",),
    )


def _syringe(strength: float, units: float) -> Number:
    """Ask for the mass in a number of syringe units, from the strength in mg/mL."""
    volume = units / 100
    mass = strength * volume
    ester = ESTER_FRACTIONS[_ESTERS[int(strength)]]
    if (strength, units) == (200, 15):
        why = "That is more than any woman of the trial was given; at 100 mg/mL the same 15 units would be half of it."
    else:
        why = f"Without the strength, {units:g} units are a volume and no mass."
    return Number(
        "04.syringe",
        f"A vial says {strength:g} mg/mL. A U-100 syringe has 100 units to the millilitre. How many milligrams of "
        f"ester are in {units:g} units? (A reading exercise, not a dose.)",
        mass,
        unit="mg",
        rel_tol=0.01,
        mistakes=(
            Mistake(
                strength * units,
                f"You multiplied units by strength. Units are hundredths of a millilitre: {units:g} are {volume:g} "
                "mL.",
            ),
            Mistake(
                units, "A unit is a volume here, not a milligram. (At 100 mg/mL the two numbers are equal.)"
            ),
            Mistake(volume, "That is the volume in millilitres. Multiply it by the strength."),
            Mistake(
                strength / units,
                f"You divided the strength by {units:g}. First the volume, {units:g}/100 mL, then times "
                f"{strength:g}.",
            ),
            Mistake(10 * mass, f"{units:g} units are {volume:g} mL, not {10 * volume:g} mL."),
            Mistake(mass * ester, "That is the testosterone in it. The question is for the ester."),
        ),
        hint="Units into millilitres, then times the strength.",
        solution=f"{units:g} units are {units:g}/100 mL; times {strength:g} mg/mL.",
        why=why,
        objective=7,
        minutes=2,
        claims=("I33",),
    )


def _needed(rate: float, without: float, treated: float) -> Number:
    """Ask for the number needed to treat, from the cases of 1,000 without and with a treatment."""
    treatment, fewer = _PREVENTED[int(rate), int(without), int(treated)], without - treated
    if rate == 11:
        why = "At 2 new cases per 100 a year it takes 30 people with the lifestyle programme."
    else:
        why = "At 11 new cases per 100 a year it takes 7 people with the lifestyle programme."
    if treated == 129:
        why = "About 7 people. At 2 new cases per 100 a year it takes 30 people."
    return Number(
        "04.needed",
        f"At {rate:g} new cases per 100 people a year, {without:g} of 1,000 have diabetes after three years without "
        f"treatment, and {treated:g} with {treatment}. How many people have to take part for one case fewer?",
        lambda: 1000 / fewer,
        unit="people",
        count=True,
        one_in=True,
        digits=3,
        mistakes=(
            Mistake(
                fewer,
                "That is how many fewer cases there are among 1,000. How many people hold one of them?",
            ),
            Mistake(fewer / 1000, "That is the difference as a share. Divide 1 by it."),
            Mistake(1000 / treated, "You divided by the cases that remain. Use the difference."),
            Mistake(1000 / without, "You divided by the cases without treatment. Use the difference."),
            Mistake(
                without / treated, "That is a ratio of cases. The number needed comes from their difference."
            ),
        ),
        hint="Subtract first; then 1,000 divided by what you have.",
        solution=f"{without:g} − {treated:g} = {fewer:g} fewer of 1,000; so 1,000 / {fewer:g}.",
        why=f"{why} Relative effects travel; absolute ones depend on the risk.",
        objective=8,
        minutes=2,
        claims=("I01", "I02"),
    )


QUESTIONS = (
    Prediction(
        "04.where",
        "Insulin works in liver, muscle and fat. How many of the article's three drugs beside testosterone "
        "(gonadorelin, anastrozole, enclomiphene) are aimed at that work of insulin?",
        options={
            "a": "none",
            "b": "one",
            "c": "all three",
        },
        watch="Press the three, one after the other: where does the arrow end?",
        hint="Which of their names is that of a hormone of the brain?",
        outcome="a",
        solution="None: one calls the pituitary, one lowers estradiol, one acts in the brain. (What is not aimed at "
        "may be hit: section 5 has a clamp under anastrozole.)",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "04.linked",
        "“Testosterone and insulin resistance go together, so raising testosterone treats insulin resistance.” What "
        "is missing between the two halves?",
        options={
            "a": "Nothing is missing: what goes together in the body can be treated together.",
            "b": "A trial that gives testosterone by lot and measures insulin sensitivity.",
            "c": "A larger survey that measures both of them in men with low testosterone.",
            "d": "Proof that low testosterone is frequent where insulin resistance is found.",
        },
        answer="b",
        feedback={
            "a": "Grey hair and wrinkles go together too; dyeing the hair does not smooth the skin.",
            "c": "A larger survey would show the association more sharply, not what a treatment does.",
            "d": "That is well established, and still says nothing of what replacing it would do.",
        },
        hint="Which kind of study tells what a treatment does?",
        solution="An association needs an experiment before it becomes a treatment.",
        objective=1,
        minutes=1,
        claims=("I04", "I05"),
    ),
    MultiChoice(
        "04.before",
        "A man of 52 with obesity and a tired feeling has one total testosterone of 290 ng/dL (10.1 nmol/L), measured"
        " at five in the afternoon. What do guidelines ask for before testosterone is considered? Choose all that "
        "apply.",
        options={
            "a": "a second measurement, fasting, in the morning",
            "b": "symptoms that fit, not only a number",
            "c": "a scan that measures his visceral fat",
            "d": "LH, to tell where the failure may lie",
            "e": "the question whether he wants children",
            "f": "estradiol within its optimal range",
        },
        answer={"a", "b", "d", "e"},
        feedback={
            "c": "Visceral fat is no criterion. Losing weight, though, would come first for him.",
            "f": "No optimal range is defined; estradiol is measured where the breasts swell or hurt.",
        },
        missed={
            "a": "Is testosterone the same at all hours?",
            "b": "What besides a number makes it a disease?",
            "d": "Where could the fault lie?",
            "e": "What does testosterone from outside do to sperm?",
        },
        hint="Number, time of day, symptoms, cause, plans.",
        solution="Two low morning values and symptoms; then the cause; and fertility, since treatment takes it away.",
        why="Testosterone is highest in the morning. SHBG, low in obesity, pulls the total down, so near the limit the "
        "*free* testosterone is looked at as well.",
        objective=1,
        minutes=2,
        claims=("I06", "I08", "I12"),
    ),
    Prediction(
        "04.pooled",
        "We found five placebo-controlled trials that print what testosterone did to HOMA-IR in its own units. What do "
        "they show when pooled?",
        options={
            "a": "a clear fall, whichever you leave out",
            "b": "a fall that depends on which you leave out",
            "c": "no change, whichever you leave out",
        },
        watch="Read the pooled interval, then leave out one trial after the other and see whether zero comes in.",
        hint="One of the five trials prints a result that does not fit its own interval.",
        solution="All five: −0.59 units (−1.10 to −0.08). Without TIMES2, or without the T Trials, zero comes into the "
        "interval; without Gianatti it does not.",
        outcome="b",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    Choice(
        "04.leave_one_out",
        "Leaving out TIMES2 moves the pooled estimate only from −0.59 to −0.54, but its interval now holds zero. What"
        " follows?",
        options={
            "a": "TIMES2 pulled the result and should be left out of the pooling for good.",
            "b": "The result is fragile: what it may be called hangs on a single trial.",
            "c": "Testosterone has no effect on HOMA-IR, since the interval holds zero.",
            "d": "The other four trials are wrong, since they disagree with TIMES2.",
        },
        answer="b",
        feedback={
            "a": "Leaving one out is a test of the result, not a judgement on that trial.",
            "c": "An interval that holds zero also holds a fall of one unit. It leaves the question open.",
            "d": "They differ, as small trials do; half of that may be chance.",
        },
        hint="Compare how far the estimate moved with how far the conclusion did.",
        solution="The estimate hardly moves; the label “significant” does. Such a result is fragile.",
        why="Zero also comes in with Gianatti's estimate in the middle of its interval, or the interval for few.",
        objective=2,
        minutes=1.5,
        claims=("I09",),
    ),
    Choice(
        "04.which_index",
        "A pooled analysis of 2015 found HOMA-IR lower by 1.58 units (0.91 to 2.25) in trials that used the simple "
        "formula, by 0.19 (−0.49 to 0.86) in those that used the computer model, and no change of HbA1c. Which "
        "reading is best?",
        options={
            "a": "Testosterone works, but only where the simple formula is used to measure it.",
            "b": "The finding hangs on its measure, so it is no effect on the disease yet.",
            "c": "The computer model is faulty, since it misses what the formula can show.",
            "d": "HbA1c is too coarse a measure to show what both formulas have found.",
        },
        answer="b",
        feedback={
            "a": "A drug cannot know which formula will be used. The trials differ in more than the formula.",
            "c": "Nothing says so. Two measures of one thing ought to agree before you believe either.",
            "d": "HbA1c is what diabetes treatment is judged by; it fell clearly with many other drugs.",
        },
        hint="Would you believe a fever that only one of two thermometers shows?",
        solution="An effect that comes and goes with the measure is not yet an effect on the disease.",
        objective=2,
        minutes=1.5,
        claims=("I09", "I11"),
    ),
    Prediction(
        "04.lost",
        "1,007 men were assigned by lot in T4DM. Of about how many is the result after two years?",
        options={
            "a": "all of them",
            "b": "950",
            "c": "850",
            "d": "500",
        },
        watch="Press *Two years later*: from which group were more lost?",
        hint="Not everybody comes back to drink glucose.",
        outcome="c",
        solution="443 and 413, so 856; 61 of the men on testosterone and 90 of those on placebo did not come.",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    Prediction(
        "04.balance",
        "In a two-year trial 1,000 men would take testosterone. What will happen to more of them?",
        options={
            "a": "freedom from type 2 diabetes that they would have had otherwise",
            "b": "a haematocrit (the share of red cells in blood) of 54 % or more",
        },
        watch="Compare the two marks in the left picture; then press *Low risk of diabetes*.",
        hint="Testosterone drives the making of red blood cells.",
        solution="About 200 more of 1,000, against some 86 spared from diabetes beside a lifestyle programme: "
        "testosterone drives the making of red cells.",
        outcome="b",
        objective=3,
        minutes=0.5,
    ),
    varied(_number_to_harm, *_HARMS),
    MultiChoice(
        "04.watched",
        "A man of 58 has been on testosterone for three months. What do guidelines look at? Choose all that apply.",
        options={
            "a": "his haematocrit",
            "b": "his testosterone",
            "c": "his symptoms and side effects",
            "d": "his estradiol, to hold it in an optimal range",
            "e": "his PSA, if he chose to have it followed",
            "f": "his HOMA-IR, to set the dose by it",
        },
        answer={"a", "b", "c", "e"},
        feedback={
            "d": "No optimal range is known. It is measured where breasts swell or hurt.",
            "f": "No trial has shown that dosing by it helps, and testosterone is not given for it.",
        },
        missed={
            "a": "What rose in 203 more of 1,000 men?",
            "b": "How is too much told from too little?",
            "c": "For what was it given, and at what price?",
            "e": "Which gland grows under androgens?",
        },
        hint="Look for one harm in the blood, one in a gland, the level, and the man himself.",
        solution="Haematocrit, level, symptoms and side effects, and in the first year PSA in men who choose that.",
        why="Each has a consequence that was agreed on beforehand: at a haematocrit of 54 % treatment is lowered or "
        "stopped. A value without a consequence is not watched but collected.",
        objective=3,
        minutes=1.5,
    ),
    Prediction(
        "04.weekly",
        "Testosterone cypionate is injected once a week. How does its level at the peak compare with the trough?",
        options={
            "a": "about the same: weekly is steady",
            "b": "a third to two thirds higher",
            "c": "twice as high or more",
        },
        watch="Press *Weekly* and *Weekly, half-life 8 days*, and read the last number in the sentence.",
        hint="In a week, how many half-lives of 5 days pass? And of 8?",
        solution="1.6 times with a half-life of 5 days, of which a week holds more than one; 1.3 times with 8. In 22 "
        "men it was 1.5.",
        outcome="b",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    varied(_peak_over_trough, (14, 5), (7, 8), (10, 4), (28, 20)),
    Function(
        "04.ratio",
        "The same as a formula: a function of interval and half-life (both in days) that returns peak divided by "
        "trough, when the whole injection enters the blood at once and falls by half in each half-life.",
        lambda interval, half_life: 2 ** (interval / half_life),
        arguments=("interval", "half_life"),
        cases=((8, 8), (7, 8), (14, 4.5), (3.5, 8)),
        mistakes=(
            Mistake(
                lambda interval, half_life: 0.5 ** (interval / half_life),
                "That is trough divided by peak: what is left at the end. Turn it round.",
            ),
            Mistake(
                lambda interval, half_life: 2 ** (half_life / interval),
                "You divided the other way round. The longer the interval, the larger the ratio.",
            ),
            Mistake(
                lambda interval, half_life: 2 * interval / half_life,
                "Halving is repeated multiplication: the number of half-lives belongs in the exponent.",
            ),
            Mistake(
                lambda interval, half_life: 2.718281828 ** (interval / half_life),
                "With e as the base, the time would be a time constant. A half-life goes with the base 2.",
            ),
        ),
        hint="After one half-life the peak is twice what is left. After two, how many times?",
        solution="`def ratio(interval, half_life): return 2 ** (interval / half_life)`",
        why=f"Real absorption blunts the peak: with a half-life of 8 days this gives {2 ** (7 / 8):.2f} a week, the "
        "model 1.34.",
        objective=4,
        minutes=3,
        claims=("I13",),
    ),
    Choice(
        "04.concentration",
        "“A standard protocol is weekly testosterone cypionate, 200 mg/mL.” How much does that tell a nurse to "
        "inject?",
        options={
            "a": "200 mg of the ester, since that is the number given",
            "b": "1 mL of the solution, since the strength is per mL",
            "c": "nothing: it is a strength, without mass or volume",
            "d": "200 mg of testosterone, which is 140 mg of the ester",
        },
        answer="c",
        feedback={
            "a": "200 mg are in each millilitre. How many millilitres is not said.",
            "b": "A volume is not given; 1 mL is only the unit in which the strength is written.",
            "d": "Neither mass is given. (And cypionate weighs more than its testosterone, not less.)",
        },
        hint="Is mg/mL a mass, a volume, or the ratio of the two?",
        solution="Mass = strength × volume. With one of the three known, the other two are open.",
        objective=4,
        minutes=1,
        claims=("I12",),
    ),
    Prediction(
        "04.two_pulses",
        "Natural GnRH comes in about a hundred pulses a week. With two, how much of the mean LH is left? A "
        "percentage.",
        unit="%",
        watch="Press *Natural: every 90 minutes*, then *Twice a week*, and read the percentage in the sentence.",
        hint="LH from one pulse is gone within a day.",
        solution="Two pulses of 112, and the LH of each is gone within a day. If each released eight times as much, "
        "it would be 14 %.",
        outcome=_left_with_two_pulses,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "04.why_not_gonadorelin",
        "A clinic adds gonadorelin twice a week to a man's testosterone “to keep the pituitary working”. Which "
        "objection is the strongest?",
        options={
            "a": "GnRH has no effect on the pituitary when it is given from outside the body.",
            "b": "Two pulses are a fiftieth of the natural number, on a pituitary held down.",
            "c": "Two doses a week would make LH rise far too high for the rest of the week.",
            "d": "hCG is cheaper and easier to get, so that gonadorelin is a waste of money.",
        },
        answer="b",
        feedback={
            "a": "It has: in pulses it releases LH and FSH. The claim about its physiology is established.",
            "c": "Look at *Twice a week*: even from a large dose LH returns to nearly zero within a day.",
            "d": "Price is no evidence. (hCG acts on the testis and lasts days, which is why it can work.)",
        },
        hint="Count the pulses, and ask what testosterone itself does to the pituitary.",
        solution="2 against 84 to 112 pulses, with testosterone and estradiol suppressing the pituitary all along.",
        why="No controlled trial of this schedule was found, in either direction.",
        objective=5,
        minutes=1.5,
        claims=("I15", "I17"),
    ),
    Prediction(
        "04.same_again",
        "Suppose that an estrogen-blocking drug truly lowers insulin sensitivity by 8 %. Forty trials of 17 men each "
        "test it. How many of the forty will exclude zero?",
        options={"a": "nearly all", "b": "ten to fifteen", "c": "two or three"},
        watch="Count the heavy lines with squares, and look where their average lies.",
        hint="How wide is the interval of 17 men, compared with 8 %?",
        solution="Fifteen in this throw, eleven are to be expected: chance alone moves the mean of 17 men by 6 % "
        "or so. Those that exclude zero put it at 14 % on average.",
        outcome="b",
        ordered=True,
        objective=6,
        minutes=0.5,
    ),
    Choice(
        "04.seventeen",
        "One trial with 17 men found insulin sensitivity lower with anastrozole (P = 0.024); one with 9 young men "
        "found fasting insulin lower with letrozole. What is the fairest summary?",
        options={
            "a": "It is harmful: of two trials that disagree the larger one has to decide.",
            "b": "It is helpful: fasting insulin fell, which is what the treatment aims at.",
            "c": "It is open: it may be chance, or the measures; no benefit has been shown.",
            "d": "It does nothing: two results that point both ways cancel to no effect.",
        },
        answer="c",
        feedback={
            "a": "Seventeen against nine decides little. Try the explorer with 17 men and a true change of −8 %.",
            "b": "Nine men, another drug, fasting insulin only. The clamp, a more direct measure, went the other way.",
            "d": "“No effect” would need narrow intervals around zero. These are wide.",
        },
        hint="Look at how often small trials of one truth contradict each other.",
        solution="Open; and a drug with known harms to bone and libido needs a reason better than an open question.",
        objective=6,
        minutes=1.5,
        claims=("I18", "I21"),
    ),
    Prediction(
        "04.ten_units",
        "“Women inject 10-20 units (0.1-0.2 mL) once a week.” How much testosterone is that, compared with what a "
        "woman makes herself?",
        options={
            "a": "less than she makes",
            "b": "about as much",
            "c": "some 7 to 20 times as much",
            "d": "it cannot be said",
        },
        watch="Choose one strength, then the other, and watch the bar in the right picture.",
        hint="0.1 mL of what?",
        solution="No strength is named. At 100 mg/mL it is 3 to 10 times as much, at 200 mg/mL 7 to 20 times.",
        outcome="d",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    varied(_syringe, (200, 15), (250, 8), (200, 35), (250, 18)),
    MultiChoice(
        "04.missing",
        "What is missing from “10-20 units (0.1-0.2 mL) of testosterone cypionate once a week” before it could even "
        "be judged? Choose all that apply.",
        options={
            "a": "the strength in mg/mL",
            "b": "how often it is injected",
            "c": "for which condition it is",
            "d": "the blood level that it aims at",
            "e": "the signs that must stop it",
            "f": "how many millilitres 10 units are",
        },
        answer={"a", "c", "d", "e"},
        feedback={"b": "That is given: once a week.", "f": "That is given, and right: 0.1 mL."},
        missed={
            "a": "0.1 mL of what?",
            "c": "What is she treated for? Most reasons that the article gives are not supported.",
            "d": "How would anyone notice that it is too much?",
            "e": "Which harms are permanent? And what if she is pregnant?",
        },
        hint="Mass, purpose, target, stop. Which of the four are there?",
        solution="Strength, condition, target with its check, and when to stop: everything that makes it safe to "
        "judge.",
        objective=7,
        minutes=2,
        claims=("I32", "I33", "I34"),
    ),
    Choice(
        "04.pcos",
        "The article counts PCOS among the states of low testosterone that a woman may suffer from. What is right?",
        options={
            "a": "It is a state of high androgens; testosterone would make it worse.",
            "b": "It has low testosterone but high estrogen, so both should be given.",
            "c": "Testosterone is low in it, because SHBG is high and binds the rest.",
            "d": "The article is right for lean women, but not for those with obesity.",
        },
        answer="a",
        feedback={
            "b": "Androgen excess is one of the three criteria by which PCOS is diagnosed.",
            "c": "SHBG is low in PCOS, which raises *free* testosterone further.",
            "d": "Lean women with PCOS have androgen excess as well.",
        },
        hint="Why do acne and hair growth belong to it?",
        solution="High androgens define it; the article says so itself in another chapter.",
        objective=7,
        minutes=1,
        claims=("I27",),
    ),
    Choice(
        "04.progesterone",
        "For which purpose is progesterone given with the best evidence?",
        options={
            "a": "to balance testosterone in women who take both of the hormones",
            "b": "to protect the lining of the womb where estrogen is taken",
            "c": "alone, to treat osteoporosis in the years after the menopause",
            "d": "alone, to lower insulin resistance in the years before it",
        },
        answer="b",
        feedback={
            "a": "There is no evidence for that phrase.",
            "c": "With estrogen, a synthetic progestin added a little; alone it is no treatment for bone.",
            "d": "No trial supports that.",
        },
        hint="What does estrogen alone do to the womb?",
        solution="Estrogen alone makes the lining grow; progesterone opposes it. The article leaves this use out.",
        objective=5,
        minutes=1,
        claims=("I35", "I37", "I38"),
    ),
    Prediction(
        "04.strongest",
        "Which of these lowered new type 2 diabetes most in its trial, compared with its control group?",
        options={
            "a": "a lifestyle programme",
            "b": "metformin, a tablet",
            "c": "liraglutide or tirzepatide",
            "d": "testosterone",
        },
        watch="Read the left picture from left to right; then ask of each what its control group had.",
        hint="The further left the square, the fewer new cases.",
        solution="At the risk in DPP they leave 67 and 23 of 1,000 with diabetes after three years, the lifestyle "
        "programme 129, metformin 204, nothing 281. Their control groups differed: it is no contest.",
        outcome="c",
        objective=8,
        minutes=0.5,
    ),
    varied(_needed, *_PREVENTED),
    Choice(
        "04.two_drugs",
        "Against placebo, new diabetes was 0.28 times as frequent with pioglitazone and 0.67 times with dapagliflozin. "
        "What should be said to somebody who ranks the two drugs by these numbers?",
        options={
            "a": "The ranking holds, since both were compared with placebo.",
            "b": "They were tried in different people, and their harms differ.",
            "c": "Only pioglitazone counts, since it acts on resistance itself.",
            "d": "They are equal, since both intervals leave out one.",
        },
        answer="b",
        feedback={
            "a": "With placebo, but in whom? Look at the third column.",
            "c": "A case that does not come is one fewer, however it was kept away.",
            "d": "Both lower the risk. By how much, each against the other, is another question.",
        },
        hint="Who took part, was it the outcome that the trial was made for, and what does the last column say?",
        solution="602 people with high values after a glucose drink, and 4,003 with a weak heart or kidneys, where "
        "diabetes was looked at besides. Weight, broken bones and heart failure stand beside one, infections beside "
        "the other. Only a trial of one against the other ranks them.",
        objective=8,
        minutes=1.5,
    ),
    Choice(
        "04.t4dm",
        "T4DM found 41 % less diabetes with testosterone. Why does that not show that testosterone beats a lifestyle "
        "programme?",
        options={
            "a": "Because a trial with about a thousand men is too small to show it.",
            "b": "Because both groups had a programme: it shows what testosterone adds.",
            "c": "Because one in five of the men had type 2 diabetes when it started.",
            "d": "Because a difference as large as this could well have come by chance.",
        },
        answer="b",
        feedback={
            "a": "With 1,007 men it is among the largest.",
            "c": "So it was, and it counts who has diabetes, not who got it. But what did the control group do?",
            "d": "P = 0.0007. Chance is an unlikely explanation.",
        },
        hint="What did the men on placebo get?",
        solution="It adds to lifestyle, at the price of a high haematocrit in one of five. Alone, in TRAVERSE, no "
        "difference was shown over all visits.",
        objective=8,
        minutes=1.5,
        claims=("I11",),
    ),
)
