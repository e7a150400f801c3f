"""Questions of lesson 08."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from helpers.cohort import follow_up, traces
from helpers.columns import taken
from helpers.evidence import claims, counted
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.indices import homa_ir
from helpers.statistics import log_sd, power

_ALPHA_Z, _POWER_Z = 1.96, 0.84  # as the lesson's formula rounds them
_LAST = 6  # visit of the follow-up
_PARTS = ("Fundamentals", "Intermediate", "Academic")
_GRADES = ("established", "supported", "mixed", "weak", "unsupported", "incorrect")


@cache
def _mean(arm: str, visit: int) -> float:
    """Return the geometric mean of HOMA-IR in one arm at one visit."""
    visits = follow_up.columns()
    own = taken(visits, (visits["arm"] == arm) & (visits["visit"] == visit))
    homa = homa_ir(own["glucose_mg_dl"], own["insulin_uu_ml"])
    return float(np.exp(np.log(homa).mean()))


def _left(arm: str, since: int = 1) -> float:
    """Return the mean at the last visit over that at an earlier one."""
    return _mean(arm, _LAST) / _mean(arm, since)


def _share(tier: str, *grades: str) -> float:
    return 100 * _count(tier, *grades) / sum(counted()[tier].values())


def _count(tier: str, *grades: str) -> int:
    return sum(counted()[tier][each] for each in grades)


def _people_in_target() -> float:
    """Return how many people without diabetes are above 180 mg/dL for less than 25 % of the time."""
    readings, people = traces.columns(), traces.people_columns()
    without = people["id"][people["group"] != "type 2 diabetes"]
    above = [(readings["glucose"][readings["id"] == person] > 180).mean() for person in without]
    return float(sum(share < 0.25 for share in above))


def _minutes(percent: float) -> Number:
    """Ask for a share of the day in minutes; 2.1 % is Shah 2019."""
    day = 24 * 60
    share = percent / 100
    whose = (
        "In the 153 healthy people of the Shah study, the median time above 140 mg/dL (7.8 mmol/L) was"
        if percent == 2.1
        else "A sensor reports that somebody's time above 140 mg/dL (7.8 mmol/L) was"
    )
    return Number(
        "08.minutes",
        f"{whose} {percent:g} % of the day. How many minutes a day is that?",
        share * day,
        unit="min",
        per="day",
        rel_tol=0.02,
        mistakes=(
            Mistake(share * 24, "That is in hours. Multiply by 60."),
            Mistake(share * 60, f"You took {percent:g} % of an hour; a day has 24."),
            Mistake(share * 288, "That is the number of five-minute readings: each stands for five minutes."),
            Mistake(percent * day, "Percent means hundredths: divide by 100."),
        ),
        hint="How many minutes has a day?",
        solution=f"{share:.3g} x 24 x 60.",
        why="In Framingham, with older people and another make, normal glucose went with about three hours.",
        objective=1,
        minutes=1.5,
    )


def _second_reading(mean: float, real: float, reading: float) -> Number:
    """Ask for the next value, from a group's mean, the repeatability, and a reading."""
    far = reading - mean
    expected, by_log = mean + real * far, mean * (reading / mean) ** real
    whose = " (Poon's figure)" if real == 0.7 else ""
    return Number(
        "08.second_reading",
        f"In a group with a mean HOMA-IR of {mean:.1f} the repeatability of a reading is {real:.2f}{whose}: that part "
        "of its distance from the mean, taken plainly and without logarithms, is real. You read "
        f"{reading:.1f}. What should you expect next time, if nothing changes?",
        expected,
        rel_tol=0.01,
        mistakes=(
            Mistake(
                reading,
                "That would be right if all of the distance from the mean were real. Only "
                f"{100 * real:.0f} % of it is.",
            ),
            Mistake(
                real * reading,
                f"Not {100 * real:.0f} % of the value: {100 * real:.0f} % of its distance from the group's mean.",
            ),
            Mistake(
                mean + (1 - real) * far,
                f"That keeps the {100 * (1 - real):.0f} % that are noise. Keep the real {100 * real:.0f} %.",
            ),
            Mistake(
                by_log,
                "That is right on the logarithmic scale, which suits HOMA-IR. The question takes the distance plainly.",
            ),
            Mistake(mean, "All the way to the mean would be right if nothing of the difference were real."),
            Mistake(real * far, "That is the distance that remains. Add the group's mean."),
        ),
        hint="How far is the reading from the mean, and how much of that is real?",
        solution=f"{mean:g} + {real:g} x ({reading:g} - {mean:g}).",
        why=f"A fall of {100 * (1 - expected / reading):.0f} % without doing anything. On the logarithmic scale, which "
        f"suits HOMA-IR, it would be {by_log:.2f}, a fall of {100 * (1 - by_log / reading):.0f} %.",
        objective=4,
        minutes=2.5,
    )


def _against_control(visit: int) -> Number:
    """Ask for the effect at a visit: at the last from the lesson's table, else from the means that the prompt gives."""
    is_lesson = visit == _LAST
    from_second = Mistake(
        lambda: 100 * (1 - _left("lifestyle", 2) / _left("control", 2)),
        "That is from the second visit. The question asks from the first.",
    )

    def left(arm: str) -> float:
        if is_lesson:
            return _left(arm)
        return round(_mean(arm, visit), 2) / round(_mean(arm, 1), 2)

    if is_lesson:
        prompt = (
            "From the printed table: by what percent did the programme lower HOMA-IR *against the control arm*, from "
            "the first visit to the last? Give a positive number."
        )
        steps = "(3.48 / 5.94) / (4.53 / 6.11) = 0.79"
        end = "With 100 people an arm the 95 % interval is 13 to 29 %. The data were made with 15 %."
    else:
        first, last, own_first, own_last = (
            f"{_mean(arm, at):.2f}" for arm in ("lifestyle", "control") for at in (1, visit)
        )
        which = {3: "third", 4: "fourth", 5: "fifth"}[visit]
        prompt = (
            f"In a trial HOMA-IR averaged {first} at the first visit and {last} at the {which} in the arm with a "
            f"programme, {own_first} and {own_last} in the control arm. By what percent had the programme lowered "
            "HOMA-IR *against the control arm* by then? Give a positive number."
        )
        steps = f"({last} / {first}) / ({own_last} / {own_first}) = {left('lifestyle') / left('control'):.3f}"
        end = "The control arm fell too, since all were let in for a high value."
    return Number(
        "08.against_control",
        prompt,
        lambda: 100 * (1 - left("lifestyle") / left("control")),
        unit="%",
        rel_tol=0.03,
        mistakes=(
            Mistake(
                lambda: 100 * (1 - left("lifestyle")),
                "That is before and after within the programme. The control arm fell too, without any programme.",
            ),
            Mistake(
                lambda: 100 * (left("control") - left("lifestyle")),
                "You subtracted percentages. They multiply: divide what is left in one arm by what is left in the "
                "other.",
            ),
            Mistake(
                lambda: 100 * (1 - left("control")),
                "That is the fall of the control arm, which got nothing.",
            ),
            *((from_second,) if is_lesson else ()),
            Mistake(
                lambda: left("lifestyle") / left("control"),
                "That is what is left, as a share of the control arm's. By what percent is it lower?",
            ),
            Mistake(
                lambda: 100 * left("lifestyle") / left("control"),
                "That is what is left, in percent of the control arm's. How much lower is it?",
            ),
        ),
        hint="What is left of the first value in each arm: last visit over first? Then compare the two.",
        solution=f"{steps}; what is missing to 1, in percent.",
        why=end,
        objective=4,
        minutes=3.5,
    )


def _people_needed(sd: float, effect: float) -> Number:
    """Ask for the people a group, by the lesson's formula."""
    z = _ALPHA_Z + _POWER_Z
    return Number(
        "08.people_needed",
        f"A trial is to find a fall of HOMA-IR by {100 * (1 - math.exp(-effect)):.0f} %, which is {effect:g} on the "
        f"logarithmic scale; the SD of people's changes there is {sd:g}. How many people does each group need? "
        "(n = 2 × ((1.96 + 0.84) × SD / effect)², for 80 % power.)",
        2 * (z * sd / effect) ** 2,
        unit="people",
        count=True,
        mistakes=(
            Mistake(
                (z * sd / effect) ** 2,
                "The 2 in front is missing: two groups are compared, and both vary.",
            ),
            Mistake(
                2 * z * sd / effect, "Square the bracket: to halve an error takes four times the people."
            ),
            Mistake(
                2 * (_ALPHA_Z * sd / effect) ** 2,
                "With 1.96 alone the trial would find the effect only every other time. Add 0.84.",
            ),
            Mistake(
                2 * (z * effect / sd) ** 2,
                "SD and effect are swapped: the noisier the measurement, the more people.",
            ),
            Mistake(4 * (z * sd / effect) ** 2, "That is the number of both groups together."),
        ),
        hint="First SD over effect, times the sum in the bracket; then square, then double.",
        solution=f"2.8 × {sd:g} / {effect:g} = {z * sd / effect:.4g}; 2 × {z * sd / effect:.4g}².",
        why=f"In whole people {math.ceil(2 * (z * sd / effect) ** 2 - 1e-9)}. Half the effect takes four times as "
        "many; half the noise takes a quarter.",
        objective=6,
        minutes=2.5,
    )


def _graded(part: int, at: int) -> Number:
    """Ask for the share of two grades that follow one another in a part: in Intermediate from the lesson's table."""
    tier, grade, other, before = _PARTS[part], _GRADES[at], _GRADES[at + 1], _GRADES[at - 1]
    is_lesson = (part, at) == (1, 4)
    if is_lesson:
        prompt = "What percentage of the *Intermediate* claims is graded unsupported or incorrect?"
        hint, solution = "Take one row of the table, and divide by its sum.", "(16 + 5) / 69."
    else:
        one, two, more, whole = (
            _count(tier, *grades) for grades in ((grade,), (other,), (before,), tuple(counted()[tier]))
        )
        prompt = (
            f"Of the {whole} *{tier}* claims {more} are graded {before}, {one} {grade} and {two} {other}. What "
            f"percentage of them is graded {grade} or {other}?"
        )
        hint, solution = "Add what belongs, and divide by all of this part.", f"({one} + {two}) / {whole}."
    return Number(
        "08.share",
        prompt,
        lambda: _share(tier, grade, other),
        unit="%",
        rel_tol=0.01,
        mistakes=(
            Mistake(lambda: _share(tier, grade), f"Add the {other} ones."),
            Mistake(
                lambda: _count(tier, grade, other),
                f"That is their number. Divide it by the number of {tier} claims.",
            ),
            Mistake(
                lambda: 100 * _count(tier, grade, other) / len(claims()),
                f"You divided by all {len(claims())} claims. Divide by those of this part.",
            ),
            Mistake(lambda: _share(tier, before, grade, other), f"That counts the {before} ones too."),
        ),
        hint=hint,
        solution=solution,
        why="In Fundamentals it is 1 of 44. The physiology is mostly right; the promises are mostly not."
        if at == 4
        else "What is mixed or weak is neither shown nor refuted.",
        objective=7,
        minutes=2,
    )


def _kappa(both: int, neither: int, first: int, second: int) -> Number:
    """Ask for kappa, from how many claims both, none, only the first and only the second find good enough."""
    total = both + neither + first + second
    yes, other_yes = (both + first) / total, (both + second) / total
    seen, chance = (both + neither) / total, yes * other_yes + (1 - yes) * (1 - other_yes)
    like = (
        "Seven in ten sounds like much; five in ten"
        if total == 60
        else f"{100 * seen:.0f} in a hundred sound like much; {100 * chance:.0f}"
    )
    return Number(
        "08.kappa",
        f"Two readers sort {total} claims into good enough or not. Both say yes to {both} and no to {neither}; only "
        f"the first says yes to {first}, only the second to {second}. What is Cohen's kappa?",
        (seen - chance) / (1 - chance),
        rel_tol=0.02,
        mistakes=(
            Mistake(seen, "That is the agreement as observed. Take away what chance alone would give."),
            Mistake(chance, "That is the agreement by chance. Kappa is (observed − chance) / (1 − chance)."),
            Mistake(
                seen - chance, "That is observed minus chance. Divide by what was left to gain: 1 − chance."
            ),
            Mistake(
                (seen - chance) / seen,
                "Divide by 1 − chance, the largest gain there could be, not by the observed.",
            ),
        ),
        hint=f"Observed: how many of {total} do they agree on? Chance: yes shares multiplied, plus no shares "
        "multiplied.",
        solution=f"Observed {both + neither}/{total} = {seen:.3g}; chance {yes:.3g} x {other_yes:.3g} + {1 - yes:.3g} "
        f"x {1 - other_yes:.3g} = {chance:.3g}; ({seen:.3g} - {chance:.3g}) / (1 - {chance:.3g}).",
        why=f"{like} would come from guessing with the same habits.",
        objective=7,
        minutes=4,
    )


QUESTIONS = (
    Prediction(
        "08.lag",
        "A sensor follows blood glucose with a lag of 15 minutes and has no other fault. How does it show the peak "
        "after a drink?",
        options={"a": "later, as high", "b": "later and lower", "c": "later and higher", "d": "as it is"},
        watch="Press *Lag alone*: compare the highest dot with the top of the line, in height and in time.",
        hint="While blood turns, the tissue is still filling.",
        solution="152 instead of 155 mg/dL (8.4 instead of 8.6 mmol/L), and 14 minutes late: what follows slowly never "
        "quite reaches a short peak.",
        outcome="b",
        objective=2,
        minutes=0.5,
    ),
    Choice(
        "08.spike",
        "A person without diabetes eats the same breakfast on two days. The sensor's highest reading is 150 mg/dL "
        "(8.3 mmol/L) on Monday and 165 (9.2) on Tuesday. What follows?",
        options={
            "a": "Tuesday's breakfast was digested worse, for a reason to be found.",
            "b": "The person is becoming insulin resistant, if it goes on like this.",
            "c": "Nothing certain: error alone moves the highest reading by as much.",
            "d": "The sensor is broken, since one meal cannot give two such values.",
        },
        answer="c",
        feedback={
            "a": "Perhaps; but first ask how far the highest reading moves when nothing differs. Press *Noise alone*.",
            "b": "One reading of one sensor cannot carry that. Press *Noise alone* and read the highest one.",
            "d": "A difference of 10 % is within what sensors do when they work.",
        },
        hint="In *Noise alone*, how far is the highest reading from the true peak?",
        solution="With 8 % random error the highest reading was 175 instead of 155 mg/dL (9.7 instead of 8.6 mmol/L).",
        why="The highest of many readings is the worst number to compare: it picks out whatever error was largest.",
        objective=2,
        minutes=1.5,
    ),
    varied(_minutes, (2.1,), (3.5,), (5.0,), (8.0,)),
    Prediction(
        "08.recipes",
        "Four ways to work out MAGE are applied to the same readings. How many times the smallest is the largest?",
        options={"a": "1.0 to 1.1 times", "b": "about 1.2 times", "c": "1.5 times or more"},
        watch="Read the last words of the sentence, for several people.",
        hint="The name has four letters; does it say what counts as an excursion?",
        solution="From 1.6 to 2.0 times in all 16 people: a swing from nadir to peak is about twice a distance from "
        "the mean.",
        outcome="c",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    Choice(
        "08.two_mages",
        "Clinic A reports a MAGE of 62 mg/dL (3.4 mmol/L) for you. A year later clinic B, with other software, reports "
        "39 (2.2). What can you say?",
        options={
            "a": "Your glucose swings less than a year ago, by more than a third in fact.",
            "b": "One of the two clinics made a mistake, and should be asked to recount it.",
            "c": "Nothing of a change, unless recipe and number of days are alike.",
            "d": "Nothing, because MAGE is a meaningless number whoever works it out.",
        },
        answer="c",
        feedback={
            "a": "Look at the explorer: 62 and 39 are what two recipes make of one and the same trace.",
            "b": "Both may be right by their own recipe: the name does not fix one.",
            "d": "Within one recipe it orders traces sensibly. It does not travel between recipes.",
        },
        hint="These are the first and the third bar at the start of the explorer.",
        solution="The same person, the same days, two recipes: 62 and 39 mg/dL.",
        why="Ask for the mean, the SD and the times in ranges too: every package gives the same ones.",
        objective=1,
        minutes=1.5,
    ),
    Prediction(
        "08.target",
        "The consensus on diabetes asks for less than 25 % of the time above 180 mg/dL (10 mmol/L). How many of our 12 "
        "people *without* diabetes meet it?",
        unit="people",
        watch="Press *Line of the diabetes consensus* and look at the first three groups on the right.",
        hint="Were the targets made to tell healthy people apart?",
        solution="All of them by far, with at most 3.3 % of the time above that line; yet four have prediabetes and "
        "four are resistant.",
        outcome=_people_in_target,
        objective=3,
        minutes=0.5,
    ),
    Choice(
        "08.targets",
        "A wellness company congratulates a customer without diabetes on “99 % in range (70 to 180 mg/dL, 3.9 to "
        "10 mmol/L)”. What does the number tell about the customer's metabolism?",
        options={
            "a": "It is excellent: the target is 70 %, and the customer is far above it.",
            "b": "Next to nothing: all of our people without diabetes have 96 % or more.",
            "c": "The customer is insulin sensitive, and needs little insulin for the 99 %.",
            "d": "It is poor: 100 % would be normal, and each percent missing is harm.",
        },
        answer="b",
        feedback={
            "a": "The 70 % were set for people with diabetes. Without it, nearly everyone passes.",
            "c": "The four resistant people have 99 % in that range as well.",
            "d": "A percent or so below 70 mg/dL (3.9 mmol/L) is common in healthy people, partly by pressure on the "
            "sensor.",
        },
        hint="Look up the column of that range in the table of section 2.",
        solution="The averages: 99.4 % sensitive, 99.6 % resistant, 98.2 % prediabetes.",
        objective=3,
        minutes=1.5,
    ),
    Prediction(
        "08.which_number",
        "Which number of the trace separates the four sensitive people from the four resistant ones?",
        options={
            "a": "mean glucose",
            "b": "the coefficient of variation",
            "c": "MAGE",
            "d": "time above 140 mg/dL (7.8 mmol/L)",
            "e": "none of them",
        },
        watch="Choose one number after the other. Could you draw an upright line with all circles on one side?",
        hint="What made the glucose of the resistant people normal?",
        solution="Circles and squares mix along every axis, and part only upwards, by insulin.",
        outcome="e",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    MultiChoice(
        "08.flat",
        "What can two weeks of a sensor's trace show? Choose all that apply.",
        options={
            "a": "how high glucose usually is, and at what times of day",
            "b": "how much insulin it took",
            "c": "long hours in the diabetes range that nobody knew of",
            "d": "insulin sensitivity",
        },
        answer={"a", "c"},
        feedback={
            "b": "Insulin is not measured. In the explorer it differed elevenfold behind like traces.",
            "d": "A trace is the result of insulin and sensitivity together.",
        },
        missed={
            "a": "What is a glucose sensor made for?",
            "c": "Look at the fourth group in the explorer of the line.",
        },
        hint="A sensor sees one side of the balance.",
        solution="It shows glucose: level, pattern, and unknown diabetes. It shows neither insulin nor sensitivity.",
        objective=3,
        minutes=1,
        claims=("R13",),
    ),
    Prediction(
        "08.nothing_done",
        "People are chosen because one reading of HOMA-IR was 4 or more. Nothing is done. Later the same people's "
        "average is",
        options={"a": "as before", "b": "2 or 3 % lower", "c": "about 15 % lower", "d": "higher"},
        watch="Press *One reading* and read both averages in the sentence.",
        hint="Whose reading was high by bad luck that day?",
        solution="From 6.0 to 5.1. Whoever is chosen for a high reading had, more often than not, bad luck that day.",
        outcome="c",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    varied(_second_reading, (2.5, 0.70, 5.5), (2.0, 0.60, 5.0), (3.0, 0.80, 6.0), (1.8, 0.75, 5.0)),
    varied(_against_control, (6,), (5,), (4,), (3,)),
    Prediction(
        "08.again",
        "A treatment does nothing. In a first course some 30 of 100 people “respond” all the same. What share of these "
        "responds in a second course, over many such trials?",
        options={
            "a": "nearly all: they are the responders",
            "b": "more than of the others",
            "c": "about as large as of the others",
            "d": "none: luck does not come twice",
        },
        watch="Press *Nothing works*, and move *Another draw of people*: which group responds more the second time?",
        hint="Do the errors of the second course know those of the first?",
        solution="On average over many draws: the errors of the second course do not know those of the first. In one "
        "draw chance makes up to 19 points either way.",
        outcome="c",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "08.responders",
        "“In our protocol 66 % of clients were responders: HOMA-IR fell by 20 % or more.” What would show that some "
        "people truly respond more than others?",
        options={
            "a": "a larger number of clients, so that the 66 % are known more exactly",
            "b": "photographs and letters of those who responded, a year afterwards",
            "c": "changes spread wider than in controls, or the same people again",
            "d": "a stricter limit, such as a fall of 40 %, which noise hardly reaches",
        },
        answer="c",
        feedback={
            "a": "More clients measure the 66 % better. They do not tell what it is made of.",
            "b": "Those were chosen by their result. So were the triangles in *Nothing works*.",
            "d": "With a higher limit there are fewer lucky ones, but still lucky ones.",
        },
        hint="What differed between *Works alike in all* and *They differ, and many readings*?",
        solution="With many readings: spread 37 against 14 %, repeat 79 against 19 %. Noise can hide or feign both.",
        why="The 66 % are from our own data: 66 of 100 under a protocol that does nothing.",
        objective=5,
        minutes=1.5,
        claims=("I69",),
    ),
    Prediction(
        "08.twenty",
        "A treatment truly lowers HOMA-IR by 15 %. A hundred trials compare 20 treated people with 20 others. How many "
        "of the trials find a difference?",
        unit="trials",
        watch="Read the starting picture: the point on the left, and the number in the sentence.",
        hint="How far does one person vary from one visit to the next?",
        solution="One person varies by 30 % from one visit to the next, twice the effect. To find it in 80 of 100 "
        "trials takes 103 people in each group.",
        outcome=lambda: round(100 * power(math.log(0.85), math.sqrt(2) * log_sd(30), 20)),
        objective=6,
        minutes=0.5,
    ),
    varied(_people_needed, (0.42, 0.105), (0.42, 0.21), (0.55, 0.20), (0.50, 0.20)),
    Function(
        "08.per_group",
        "The same for any trial, as a function of sd and effect: how many people each group needs (80 % power, no "
        "rounding).",
        lambda sd, effect: 2 * ((_ALPHA_Z + _POWER_Z) * sd / effect) ** 2,
        arguments=("sd", "effect"),
        cases=((0.42, 0.16), (1.0, 0.5), (0.3, 0.05)),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                lambda sd, effect: ((_ALPHA_Z + _POWER_Z) * sd / effect) ** 2,
                "The 2 in front is missing: two groups are compared, and both vary.",
            ),
            Mistake(
                lambda sd, effect: 2 * (_ALPHA_Z + _POWER_Z) * sd / effect,
                "Square the bracket: to halve an error takes four times the people.",
            ),
            Mistake(
                lambda sd, effect: 2 * (_ALPHA_Z * sd / effect) ** 2,
                "With 1.96 alone the trial would find the effect only every other time. Add 0.84.",
            ),
            Mistake(
                lambda sd, effect: 2 * ((_ALPHA_Z + _POWER_Z) * effect / sd) ** 2,
                "Sd and effect are swapped: the noisier the measurement, the more people.",
            ),
            Mistake(
                lambda sd, effect: 4 * ((_ALPHA_Z + _POWER_Z) * sd / effect) ** 2,
                "That is the number of both groups together.",
            ),
        ),
        hint="In Python a square is written `** 2`.",
        solution="`lambda sd, effect: 2 * ((1.96 + 0.84) * sd / effect) ** 2`",
        why="Half the effect takes four times the people; half the noise takes a quarter.",
        objective=6,
        minutes=3.5,
    ),
    Choice(
        "08.winners",
        "Of many small trials of a supplement, one with ten people a group is published: “HOMA-IR down 37 %, "
        "P < 0.05”. What should you expect of a large trial?",
        options={
            "a": "about 37 %, since the difference was significant",
            "b": "less: small trials find what chance made large",
            "c": "more, because a large trial measures it better",
            "d": "no effect at all: small trials are always wrong",
        },
        answer="b",
        feedback={
            "a": "Press *Ten in each group*: where the truth is 15 %, what is found averages 37 %.",
            "c": "It measures better, so it comes closer to the truth, which is on average less.",
            "d": "The effect may be real. It is its size that is overstated.",
        },
        hint="In *Ten in each group*, where is the triangle and where is the dashed line?",
        solution="With ten a group a true 15 % is found in 14 trials of 100, with a size of 37 % on average.",
        objective=6,
        minutes=1.5,
    ),
    Prediction(
        "08.tier",
        "In which part of the article is the largest share of claims *supported* or better?",
        options={
            "a": "Fundamentals: how insulin resistance works",
            "b": "Intermediate: hormones and peptides for it",
            "c": "Academic: mechanisms in detail",
        },
        watch="Read the marks on the right, then move the line of what is good enough.",
        hint="Which part describes, and which part promises?",
        solution="61 % there, 25 % in Intermediate: the article is mostly right where it explains, and mostly not "
        "where it promises.",
        outcome="a",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    varied(_graded, (1, 4), (2, 4), (0, 2), (1, 2)),
    varied(_kappa, (24, 18, 6, 12), (36, 28, 4, 12), (40, 20, 10, 10), (30, 20, 5, 5)),
    MultiChoice(
        "08.contradictions",
        "Which pairs of statements, all from the article, cannot both hold as they stand? Choose all that apply.",
        options={
            "a": "Women with PCOS suffer from low testosterone. / PCOS is characterised by androgen excess.",
            "b": "Insulin is released after carbohydrate. / Insulin binds to receptors on muscle and fat.",
            "c": "Protocols restore the body's own balance. / Testosterone from outside stops the testes, so that "
            "drugs are added.",
            "d": "These peptides avoid the unnatural levels of injected growth hormone. / One of them is convenient "
            "for keeping growth hormone raised.",
            "e": "Low SHBG raises free testosterone. / Androgen excess causes unwanted hair.",
        },
        answer={"a", "c", "d"},
        feedback={
            "b": "These go together: release first, receptors next.",
            "e": "These go together: more free hormone, more effect.",
        },
        missed={
            "a": "Is there too little or too much of one hormone?",
            "c": "Does a system that has to be propped up restore itself?",
            "d": "Does the body itself keep growth hormone raised, or release it in pulses?",
        },
        hint="Ask of each pair: if the first is so, can the second be?",
        solution="Low against excess; restoring against shutting down; natural levels against raised ones.",
        objective=8,
        minutes=2,
        claims=("I27", "A11", "I68", "I43", "I61"),
    ),
    Choice(
        "08.citation",
        "A page on peptides ends with eight references, and you find that reference 3 exists exactly as printed. What "
        "have you learnt about the page's claims?",
        options={
            "a": "They are well supported, as the one that was looked up shows.",
            "b": "Reference 3 supports at least one of them, if not all of them.",
            "c": "Nothing yet: a paper that exists need not say what it is for.",
            "d": "The author has read reference 3, and so most likely the others.",
        },
        answer="c",
        feedback={
            "a": "Reference 3 of our article is correct to the page, and it is not about peptides.",
            "b": "For that you would need to know which claim, and to read what the paper says about it.",
            "d": "A reference can be copied from another list.",
        },
        hint="Existing is the first of the three questions.",
        solution="It exists. Whether it says so, and whether what it says is evidence, is not yet known.",
        objective=8,
        minutes=1.5,
        claims=("R03", "R09"),
    ),
    MultiChoice(
        "08.monitoring",
        "A protocol adds a glucose sensor for clients without diabetes, “to fine-tune the hormones”. What would have "
        "to be shown before that is more than a promise? Choose all that apply.",
        options={
            "a": "that people assigned by lot to the sensor fare better than those without",
            "b": "that the number watched is repeatable in one person",
            "c": "that clients like the app",
            "d": "that what is decided from the trace changes health, not only the trace",
            "e": "that the sensor reports every minute",
        },
        answer={"a", "b", "d"},
        feedback={
            "c": "Liking it is worth knowing. It is not a benefit to health.",
            "e": "More readings of the same kind add no knowledge of insulin or of benefit.",
        },
        missed={
            "a": "What did the control arm of section 5 teach?",
            "b": "What if the same meal gives another curve next week?",
            "d": "What is the difference between a trace and a person's health?",
        },
        hint="Go through sections 1, 3 and 5 and ask what each would demand.",
        solution="Repeatable, acted upon with benefit, and compared by lot.",
        objective=8,
        minutes=1.5,
        claims=("R13", "I69"),
    ),
)
