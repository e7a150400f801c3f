"""Questions of lesson 07."""

from __future__ import annotations

import math

import numpy as np

from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.indices import estimated_average_glucose, free_testosterone, gmi, matsuda, quicki
from helpers.models.inflammation import AcutePhase
from helpers.models.red_cells import RedCells
from helpers.units import convert

_MINUTES = (0, 30, 60, 90, 120)
_FOUND, _LEFT_ALONE = 38 / 44, 88 / 129  # sensitivity and specificity of a cut-off of 2.5 in the explorer
_USUAL_CRP, _INFECTION = 1.5, 30.0  # mg/L, and what is added to IL-6: the explorer's start


def _predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    right = sensitivity * prevalence
    return right / (right + (1 - specificity) * (1 - prevalence))


def _with_half_the_shbg() -> float:
    """Return how many times as high free testosterone is with half the SHBG, in the explorer's man (ng/dL, nmol/L)."""
    before, after = (float(free_testosterone(400, shbg)) for shbg in (40, 20))
    return after / before


def _days_back() -> float:
    """Return from which day on CRP is within 20 % of usual, with days counted as in the explorer."""
    course = AcutePhase(adipose=0).course(30, infection=_INFECTION)
    raised = np.flatnonzero(course["crp_mg_l"] > 0.2 * _USUAL_CRP)
    return round(float(course["time_days"][raised[-1] + 1]))


def _mmol(mg_dl: float) -> str:
    return f"{float(convert(mg_dl, 'glucose', 'mg/dL', 'mmol/L')):.1f}"


def _how_far_apart(sd: float) -> Number:
    """Ask how far two values must be apart; 0.29 is the within-person SD of ln HOMA-IR."""
    homa = sd == 0.29
    begin = (
        "The within-person standard deviation of the natural logarithm of HOMA-IR is"
        if homa
        else "Of some other marker, the within-person standard deviation of the natural logarithm is"
    )
    log_ratio = 1.96 * math.sqrt(2) * sd
    ratio = math.exp(log_ratio)
    down = (
        f"less than half the first ({100 / ratio:.0f} %)"
        if homa
        else f"of {100 / ratio:.0f} % of the first or less"
    )
    seen = (
        " In women with type 2 diabetes, tested ten times each, it came out as +90 and −47 % (Jayagopal 2002)."
        if homa
        else ""
    )
    return Number(
        "07.how_far_apart",
        f"{begin} {sd:.2f}. How many times as high as the first must a second value be before chance alone gives so "
        "large a change, up or down, in fewer than one case of twenty? Both values are uncertain: "
        f"exp(1.96 × √2 × {sd:.2f}).",
        ratio,
        rel_tol=0.015,
        mistakes=(
            Mistake(math.exp(1.96 * sd), "You left out √2: the first value is as uncertain as the second."),
            Mistake(log_ratio, "That is the logarithm of the ratio. Take `exp` of it."),
            Mistake(
                1 + log_ratio,
                "You added the logarithm to 1. For differences this large take `exp` instead.",
            ),
            Mistake(math.exp(1.96 * 2 * sd), "You took 2 for √2: variances add, not standard deviations."),
            Mistake(10**log_ratio, "That is a power of 10; the logarithm was the natural one."),
        ),
        hint=f"Work out 1.96 × 1.414 × {sd:.2f} first. With `import math`: `math.exp(...)`.",
        solution=f"1.96 × 1.414 × {sd:.2f} = {log_ratio:.3f}, and exp({log_ratio:.3f}).",
        why=f"Downwards it is the inverse: a value {down}.{seen}",
        objective=2,
        minutes=3,
        claims=("A47",),
    )


def _quicki(homa: float) -> Number:
    """Ask for QUICKI from HOMA1-IR."""
    product = 405 * homa
    return Number(
        "07.quicki",
        f"HOMA1-IR is {homa:.1f}. What is QUICKI? (QUICKI = 1/log10(glucose × insulin) in mg/dL and µU/mL.)",
        lambda: float(quicki(81, 5 * homa)),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                1 / math.log(product), "That is the natural logarithm, as some software has it. It is log10."
            ),
            Mistake(1 / math.log10(homa), "You took the logarithm of HOMA-IR. The product is 405 × HOMA-IR."),
            Mistake(math.log10(product), "That is log10 of the product; QUICKI is one over it."),
            Mistake(
                1 / math.log10(22.5 * homa),
                f"22.5 belongs to mmol/L. QUICKI takes the product in mg/dL: 405 × {homa:g}.",
            ),
            Mistake(1 / product, "That is one over the product; its logarithm is missing."),
        ),
        hint=f"What is glucose × insulin when HOMA-IR is {homa:.1f}?",
        solution=f"405 × {homa:.1f} = {product:,g}; log10({product:,g}) = {math.log10(product):.3f}; "
        f"1/{math.log10(product):.3f}.",
        why="You needed neither glucose nor insulin. That is why the agreement of the two says nothing about either.",
        objective=3,
        minutes=2,
    )


def _called_resistant(found: float, left_alone: float, resistant: float) -> Number:
    """Ask for a predictive value, all in percent."""
    sensitivity, specificity, prevalence = found / 100, left_alone / 100, resistant / 100
    right, wrong = found * resistant / 10, (100 - left_alone) * (100 - resistant) / 10
    return Number(
        "07.called_resistant",
        f"A cut-off finds {found:g} of 100 resistant people, and leaves {left_alone:g} of 100 others in peace. It is "
        f"used where {resistant:g} of 100 people are resistant. Of those who are called resistant, how many percent "
        "are?",
        100 * _predictive_value(sensitivity, specificity, prevalence),
        unit="%",
        rel_tol=0.015,
        mistakes=(
            Mistake(
                found,
                "That is the sensitivity: of the resistant, how many are found. The question is turned round.",
            ),
            Mistake(
                100 * _predictive_value(sensitivity, 1 - specificity, prevalence),
                "For those wrongly called resistant take what is missing to 100: the others who are *not* left in "
                "peace.",
            ),
            Mistake(
                100 * _predictive_value(sensitivity, specificity, 0.5),
                "That would be so if half of the people were resistant. Count both groups in 1,000 people first.",
            ),
            Mistake(
                found * resistant / 100,
                "That is the share of everybody. Divide by all who are called resistant.",
            ),
            Mistake(
                100 * _predictive_value(specificity, sensitivity, 1 - prevalence),
                "That is said of those who are *not* called resistant: how many of them are not.",
            ),
        ),
        hint="Take 1,000 people. How many are rightly called resistant, and how many of the others wrongly?",
        solution=f"Of 1,000 people {10 * resistant:g} are resistant: rightly called are {sensitivity:g} × "
        f"{10 * resistant:g} = {right:g}. Of the {1000 - 10 * resistant:g} others {(100 - left_alone) / 100:g} × "
        f"{1000 - 10 * resistant:g} = {wrong:g} are called so as well. {right:g} / ({right:g} + {wrong:g}).",
        why="The rarer resistance is, the more of those who are called resistant are not: the others are so many.",
        objective=4,
        minutes=3,
    )


def _matsuda(*samples: float) -> Number:
    """Ask for the Matsuda index of a test: five samples of glucose in mg/dL, then five of insulin in µU/mL."""
    glucose, insulin = samples[:5], samples[5:]
    right = float(matsuda(_MINUTES, glucose, insulin))
    plain = 10_000 / math.sqrt(glucose[0] * insulin[0] * float(np.mean(glucose)) * float(np.mean(insulin)))
    (mean_glucose, mean_insulin) = (
        (sum(each) - (each[0] + each[-1]) / 2) / 4 for each in (glucose, insulin)
    )  # over time
    root = f"10,000/√({glucose[0]:g} × {insulin[0]:g} × {mean_glucose:.1f} × {mean_insulin:.1f})"
    in_the_lesson = glucose[0] == 92
    told = [f"{', '.join(f'{x:g}' for x in each[:4])} and {each[4]:g}" for each in (glucose, insulin)]
    return Number(
        "07.matsuda",
        "Compute the Matsuda index of the test in the cell above (it gives `minutes`, `glucose` in mg/dL and "
        "`insulin` in µU/mL), with means over time by the trapezoidal rule, as `matsuda` does."
        if in_the_lesson
        else f"A tolerance test after 0, 30, 60, 90 and 120 minutes: glucose {told[0]} mg/dL, insulin {told[1]} µU/mL. "
        "What is its Matsuda index, 10,000/√(fasting glucose × fasting insulin × mean glucose × mean insulin), with "
        "means over time by the trapezoidal rule?",
        right,
        rel_tol=0.01,
        mistakes=(
            Mistake(
                plain,
                "You took plain means of the five samples. The trapezoidal rule counts the first and the last half.",
            ),
            Mistake(right / 10, "The numerator is 10,000. A table with 1,000 circulates."),
            Mistake(10_000 / (10_000 / right) ** 2, "The square root is missing."),
            Mistake(10_000 / right, "That is the square root itself: divide 10,000 by it."),
        ),
        hint="`matsuda(minutes, glucose, insulin)`"
        if in_the_lesson
        else "Mean over time: half of the first sample, the three between, half of the last, together divided by four.",
        solution=f"`matsuda(minutes, glucose, insulin)` gives {root}."
        if in_the_lesson
        else f"Over time glucose is {mean_glucose:.1f} mg/dL and insulin {mean_insulin:.1f} µU/mL on average: {root}.",
        why=f"With plain means of the samples it would be {plain:.2f}, {100 * (plain / right - 1):.0f} % more: name "
        "the variant that you use.",
        objective=5,
        minutes=2.5,
    )


def _ninety_days(glucose: float, life: float) -> Number:
    """Ask for HbA1c at an average glucose in mg/dL, with red cells that live some days."""
    part = glucose * life / 120
    usual = (glucose + 46.7) / 28.7
    return Number(
        "07.ninety_days",
        "In this lesson's model HbA1c = (46.7 + glucose × life/120)/28.7, glucose in mg/dL. Average glucose is "
        f"{glucose:g} mg/dL ({_mmol(glucose)} mmol/L) and red cells live {life:g} days. What is HbA1c?",
        lambda: float(RedCells(life).after_step(glucose, glucose, 0)),
        unit="%",
        rel_tol=0.01,
        analyte="hba1c",
        mistakes=(
            Mistake(usual, f"That is for cells that live 120 days. Shorten the glucose by {life:g}/120."),
            Mistake(usual * life / 120, "Only the part from glucose shrinks with the cells' life."),
            Mistake(
                (glucose * 120 / life + 46.7) / 28.7,
                f"Shorter lives lower HbA1c; you multiplied by 120/{life:g}.",
            ),
            Mistake((part - 46.7) / 28.7, "The sign: HbA1c = (glucose + 46.7)/28.7."),
            Mistake(28.7 * part - 46.7, "That turns the formula round: 28.7 × HbA1c − 46.7 gives glucose."),
        ),
        hint=f"First {glucose:g} × {life:g}/120.",
        solution=f"(46.7 + {part:.1f})/28.7.",
        why=f"A person with an average that goes with {usual:.1f} % would pass as normal.",
        objective=6,
        minutes=2,
        claims=("A44",),
    )


def _round_trip(glucose: float) -> Number:
    """Ask what an average glucose in mg/dL becomes by way of GMI and ADAG."""
    start_from_hba1c = Mistake(
        lambda: float(gmi(float(estimated_average_glucose(5.0)))), "The other way round: start from glucose."
    )
    return Number(
        "07.round_trip",
        f"A sensor's average is {glucose:g} mg/dL ({_mmol(glucose)} mmol/L). Turn it into an HbA1c with GMI, and that "
        "back into an average glucose with ADAG (`estimated_average_glucose`). What comes out, in mg/dL?",
        lambda: float(estimated_average_glucose(gmi(glucose))),
        unit="mg/dL",
        rel_tol=0.01,
        analyte="glucose",
        mistakes=(
            Mistake(glucose, "It would, if the two were inverse to each other. Compute both steps."),
            Mistake(
                lambda: float(gmi(glucose)),
                "That is the first step, an HbA1c in percent. Now turn it into glucose.",
            ),
            Mistake((glucose + 46.7) / 28.7, "That is ADAG turned round. GMI is 3.31 + 0.02392 × glucose."),
            *((start_from_hba1c,) if glucose == 100 else ()),
        ),
        hint=f"`estimated_average_glucose(gmi({glucose:g}))`, or 3.31 + {0.02392 * glucose:.3f} first.",
        solution=f"GMI is {float(gmi(glucose)):.2f} %; 28.7 × {float(gmi(glucose)):.2f} − 46.7.",
        why="Each line is the best guess in its own direction. Going there and back pulls every value "
        "towards the point where they cross, 154 mg/dL (8.6 mmol/L): regression to the mean, once more.",
        objective=6,
        minutes=2,
    )


QUESTIONS = (
    Prediction(
        "07.falls",
        "Total testosterone is lower in people with a higher body mass index. In whom?",
        options={"a": "in women", "b": "in men", "c": "in both", "d": "in neither"},
        watch="Choose *Total testosterone*, then *Free testosterone*, and follow both lines on the right.",
        hint="In which sex does most testosterone travel bound to SHBG, and who makes how much?",
        solution="From 512 to 308 ng/dL (17.8 to 10.7 nmol/L). SHBG falls in both sexes; in women the total hardly "
        "changes all the same, so that more of it is free.",
        outcome="b",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    MultiChoice(
        "07.what_moves",
        "Which of these change the marker although insulin sensitivity stays the same? Choose all that apply.",
        options={
            "a": "a cold, for CRP",
            "b": "short-lived red cells, for HbA1c",
            "c": "growing older, for IGF-1",
            "d": "breakfast before the blood is drawn, for HbA1c",
            "e": "another laboratory's assay, for fasting insulin",
            "f": "tablets with estrogen, for SHBG",
        },
        answer={"a", "b", "c", "e", "f"},
        feedback={"d": "HbA1c needs no fasting: a single meal does not show in an average of months."},
        missed={
            "a": "Where is CRP made, and what is its task?",
            "b": "For how long does haemoglobin meet glucose?",
            "c": "Look at the reference intervals of a young and an old person.",
            "e": "How far apart can two insulin assays be?",
            "f": "The liver makes SHBG; what drives it up?",
        },
        hint="Ask of each: where is it made, how long does it last, and who measured it?",
        solution="All but breakfast.",
        why="A marker that many things move can be read only by someone who knows of those things.",
        objective=1,
        minutes=2,
        claims=("A44", "A51", "A52", "A54"),
    ),
    Choice(
        "07.before_reading",
        "A fasting insulin comes back far lower than expected. The laboratory notes “haemolysis” (broken red cells), "
        "and the woman takes biotin for her hair. What now?",
        options={
            "a": "Read it as measured: she is sensitive to insulin.",
            "b": "Take the blood again, well handled and without biotin.",
            "c": "Look for failing beta cells, since her insulin is low.",
            "d": "Add back what broken cells take away, and read that.",
        },
        answer="b",
        feedback={
            "a": "Was it low in her, or in the tube? Broken red cells destroy insulin.",
            "c": "They would lower it, too. First make sure that it *was* low.",
            "d": "How much is lost hangs on time and amount; nobody can reckon it back. And biotin errs either way.",
        },
        hint="Two things may have happened between the vein and the number.",
        solution="Before a value is read, the sample is. Here both of its faults are of a kind that the number hides.",
        objective=1,
        minutes=1.5,
    ),
    Choice(
        "07.c_peptide",
        "Fasting insulin is high, and C-peptide, in the same blood, below what its assay can see. What fits?",
        options={
            "a": "Beta cells that release insulin without C-peptide",
            "b": "Injected insulin, and beta cells that give next to none",
            "c": "Insulin resistance, since HOMA-IR comes out high",
            "d": "A liver that clears too little of the insulin released",
        },
        answer="b",
        feedback={
            "a": "They are released together, one for one (lesson 01).",
            "c": "The beta cells would work harder, and C-peptide be high. HOMA-IR means nothing here.",
            "d": "Then insulin would be high *beside* a C-peptide that is there.",
        },
        hint="Which of the two is in no syringe?",
        solution="C-peptide tells what the beta cells give, whatever was injected. (And whether an assay sees the "
        "injected insulin at all depends on the assay.)",
        objective=1,
        minutes=1.5,
    ),
    Prediction(
        "07.two_labs",
        "One person, the same blood, two laboratories. How many times as high can HOMA-IR be in the second?",
        unit="times",
        watch="Press *Assays far apart*, and compare with how far the single mornings of one "
        "laboratory lie apart.",
        hint="Any number will do; the point is to commit.",
        solution="The two assays read insulin differently; nothing in the person changed. In one laboratory alone, "
        "single mornings range from 1.4 to 4.2 around 2.4.",
        outcome=2,
        objective=2,
        minutes=0.5,
    ),
    varied(_how_far_apart, (0.29,), (0.20,), (0.25,), (0.15,)),
    Choice(
        "07.protocol",
        "A clinic reports of a client: HOMA-IR 3.4 in January, 2.2 in April after three months of its protocol. "
        "What does this show?",
        options={
            "a": "The protocol lowered this client's insulin resistance by a third within a season.",
            "b": "Nothing yet: one person's values differ by as much with no treatment.",
            "c": "The laboratory made a mistake: nobody's value falls by so much.",
            "d": "Insulin resistance is gone, since 2.2 is below the cut-off of 2.5.",
        },
        answer="b",
        feedback={
            "a": "3.4 is 1.5 times 2.2. How many times must two values differ before chance is an "
            "unlikely explanation?",
            "c": "Nothing suggests a mistake: insulin varies from one visit to the next by more than a quarter.",
            "d": "A cut-off of 2.5 is one of many, and at 2.4 half of all mornings lie on either side of it.",
        },
        hint="Compare the ratio of the two values with the one you have just computed.",
        solution="A ratio of 1.5, where 2.2 would be needed.",
        why="And people come to a clinic when a value is high, so that the next one tends to be lower: lesson 08.",
        objective=2,
        minutes=1.5,
        claims=("A43", "A47"),
    ),
    Prediction(
        "07.scatter",
        "HOMA1-IR and QUICKI are computed for 500 people and drawn against each other. What will it look like?",
        options={
            "a": "a round cloud",
            "b": "a cloud along a line, with a few people far off",
            "c": "one thin curve, with nobody off it",
        },
        watch="Look at the right picture, and at what QUICKI is made from.",
        hint="Write down which two numbers go into each index.",
        solution="Both are made from one product of glucose and insulin: QUICKI is HOMA1-IR on another scale.",
        outcome="c",
        objective=3,
        minutes=0.5,
    ),
    varied(_quicki, (2.0,), (3.0,), (4.0,), (1.5,)),
    Choice(
        "07.agree",
        "A paper finds that HOMA-IR and QUICKI rank 300 people in exactly opposite order (rank correlation −1.00) "
        "and concludes: “This validates both as measures of insulin sensitivity.” What is right?",
        options={
            "a": "Correct: two methods that agree perfectly support each other.",
            "b": "It validates QUICKI, since HOMA was validated by clamps before.",
            "c": "It shows nothing: both are one product of glucose and insulin.",
            "d": "It shows that the laboratory measured both without an error.",
        },
        answer="c",
        feedback={
            "a": "Would a thermometer in °C and the same one read in °F validate each other?",
            "b": "Both stand or fall together. What would have to be measured besides fasting glucose and insulin?",
            "d": "Any error in glucose or insulin goes into both indices alike, so that they agree all the same.",
        },
        hint="What would the correlation be if every insulin value were a random number?",
        solution="Both are functions of one product; they would agree on random numbers too.",
        why="A test needs an independent measure, such as a clamp. In the 1985 paper the rank correlation "
        "of HOMA and clamp "
        "was 0.88; other studies found less.",
        objective=3,
        minutes=1.5,
        claims=("A46",),
    ),
    Prediction(
        "07.few",
        "At a cut-off of 2.5, 86 of 100 resistant people are found. It is used where 5 % are resistant. Of those "
        "who are called resistant, how many percent are?",
        unit="%",
        watch="Press *Cut-off 2.5 where few are resistant*, and compare the two parts of the upper bar.",
        hint="How many of 1,000 are resistant, and how many of the others are called so as well?",
        solution="Of 1,000 people 50 are resistant, and 43 of them are called so; but of the 950 others 302 are as "
        "well.",
        outcome=lambda: 100 * _predictive_value(_FOUND, _LEFT_ALONE, 0.05),
        objective=4,
        minutes=0.5,
    ),
    varied(_called_resistant, (86, 68, 10), (90, 80, 20), (75, 90, 8), (95, 60, 15)),
    Function(
        "07.predictive_value",
        "The same for any test, as a function: `predictive_value(sensitivity, specificity, prevalence)`, the share of "
        "truly resistant people among those who are called resistant. All three are fractions.",
        _predictive_value,
        arguments=("sensitivity", "specificity", "prevalence"),
        cases=((0.86, 0.68, 0.05), (0.86, 0.68, 0.25), (0.7, 0.9, 0.5), (0.99, 0.5, 0.02)),
        mistakes=(
            Mistake(
                lambda sensitivity, _specificity, _prevalence: sensitivity,
                "That is the sensitivity: of the resistant, how many are found. The question is turned round.",
            ),
            Mistake(
                lambda s, c, p: s * p / (s * p + c * (1 - p)),
                "For those wrongly called resistant take 1 − specificity; specificity is the share rightly left "
                "out.",
            ),
            Mistake(
                lambda s, c, _p: s / (s + 1 - c),
                "You left out the prevalence: there are not as many resistant people as others.",
            ),
            Mistake(
                lambda s, _c, p: s * p,
                "That is the share of everybody. Divide by all who are called resistant.",
            ),
            Mistake(
                lambda s, c, p: c * (1 - p) / (c * (1 - p) + (1 - s) * p),
                "That is the predictive value of *not* being called resistant.",
            ),
        ),
        hint="Rightly called: sensitivity × prevalence. Wrongly called: (1 − specificity) × (1 − prevalence).",
        solution="Divide the rightly called by the sum of the rightly and the wrongly called.",
        why="The same cut-off is right about nearly half of those it calls where a quarter are resistant, "
        "and about one in "
        "eight where one in twenty is.",
        objective=4,
        minutes=4,
    ),
    Choice(
        "07.cut_off_for_what",
        "Three published cut-offs of HOMA-IR are 1.8, 2.5 and 3.5. Why do they differ so much?",
        options={
            "a": "Only one of them can be right; the two others contain an error of measurement.",
            "b": "Each had a purpose, an assay, a population and a reference of its own.",
            "c": "Insulin resistance became more frequent, so that the line had to move.",
            "d": "HOMA-IR was computed with the wrong divisor in two of the three studies.",
        },
        answer="b",
        feedback={
            "a": "There is no line in nature: look for a gap in the dots that a cut-off could fall into.",
            "c": "That changes how many lie above a cut-off, not where it should be.",
            "d": "A wrong divisor makes a factor of 18, which would be noticed.",
        },
        hint="What did you have to choose in the explorer besides the cut-off?",
        solution="Purpose, assay, population and reference. In one Spanish study the 90th percentile gave "
        "3.46 and the "
        "best match to the metabolic syndrome 2.05.",
        objective=4,
        minutes=1.5,
        claims=("A47",),
    ),
    Prediction(
        "07.who_is_sensitive",
        "Person 42 has normal glucose tolerance, person 146 a two-hour glucose in the diabetes range. Who is the "
        "more insulin sensitive of the two?",
        options={"a": "person 42", "b": "person 146", "c": "both alike"},
        watch="Press *Person 42*, then *Person 146*, and compare first insulin, then the place on the right.",
        hint="High glucose can come from low sensitivity or from low secretion.",
        solution="By the Matsuda index 2.5 times as sensitive, but with one twentieth of the early secretion: glucose "
        "is high for want of insulin.",
        outcome="b",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    varied(
        _matsuda,
        (92, 150, 142, 120, 101, 9, 62, 74, 58, 33),
        (85, 130, 120, 105, 90, 5, 45, 50, 36, 20),
        (98, 165, 172, 150, 125, 14, 80, 110, 100, 76),
        (90, 140, 136, 118, 96, 7, 55, 60, 48, 24),
    ),
    Prediction(
        "07.how_many_fits",
        "Three sliders, one set of blood samples. How many clearly different settings fit the samples as well as "
        "the laboratory's error allows?",
        options={"a": "one", "b": "two or more"},
        watch="Press *One explanation* and *Another explanation*, and compare the two misses and the two "
        "values of SG.",
        hint="Could a faster fading of insulin's effect be made up for by something else?",
        solution="With SG 1.3 and 3.0 % a minute: a slow remote insulin with much glucose effectiveness draws nearly "
        "the same curve as a fast one with little.",
        outcome="b",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "07.standard_error",
        "The fit of the second test prints SG 1.31 ± 0.09 % a minute. The person was made with 2.80. What went "
        "wrong?",
        options={
            "a": "A programming error: the truth should lie within ± 0.09 nearly always.",
            "b": "The error is worked out around one minimum, not knowing of the other.",
            "c": "The test took too few hours for an insulin effect that fades slowly.",
            "d": "SI must be wrong by the same factor, since the two make one product.",
        },
        answer="b",
        feedback={
            "a": "The code did what least squares does. What does a standard error take for granted?",
            "c": "More samples would help; but why did the printed error give no warning?",
            "d": "SI came out as 4.86 instead of 5.00, close by: what is swapped between the two fits is SG and p2.",
        },
        hint="Look at `other_minima`: a second place, almost as good.",
        solution="Two valleys of almost equal depth; the error describes the width of one.",
        why="Always ask a fitted number whether another set of parameters would have fitted as well.",
        objective=5,
        minutes=1.5,
    ),
    Prediction(
        "07.short_lived",
        "HbA1c is 7.0 % (53 mmol/mol). Now red cells live 80 days instead of 120, and average glucose stays the "
        "same. What does HbA1c become, in percent?",
        unit="%",
        watch="Press *Steady, cells live 120 days*, then *Steady, cells live 80 days*.",
        hint="Haemoglobin has less time to meet glucose.",
        solution="That is 33 mmol/mol. Haemoglobin meets glucose for a shorter time; ADAG would read 103 mg/dL "
        "(5.7 mmol/L) instead of 154 (8.5).",
        outcome=lambda: float(RedCells(80).after_step(154, 154, 0)),
        objective=6,
        minutes=0.5,
    ),
    varied(_ninety_days, (154, 90), (160, 80), (140, 100), (180, 75)),
    varied(_round_trip, (100,), (120,), (180,), (110,)),
    Prediction(
        "07.half_shbg",
        "SHBG falls to half and total testosterone stays the same. How many times as high is *free* testosterone "
        "then, in a man?",
        unit="times",
        watch="Press *A man*, then *The man with half the SHBG*; the same for the woman. Compare the pg/mL (pmol/L).",
        hint="Part of it is bound to albumin, and that part rises along.",
        solution="Albumin takes up a part of what SHBG lets go. That is with Vermeulen's constants; in the woman it is "
        "1.6 times.",
        outcome=_with_half_the_shbg,
        objective=7,
        minutes=0.5,
    ),
    Choice(
        "07.low_shbg",
        "The article's table says of insulin resistance: free testosterone is often low in men and women, and low "
        "SHBG raises free hormones. What is right?",
        options={
            "a": "Both rows, since free testosterone and free hormones are different things.",
            "b": "With low SHBG the free part is higher in women, and normal or low in men.",
            "c": "Free testosterone is high in both sexes, since SHBG is low in both of them.",
            "d": "Free testosterone is low in both sexes, since the total is low in both.",
        },
        answer="b",
        feedback={
            "a": "Free testosterone is one of the hormones that SHBG binds: the two rows contradict each other.",
            "c": "If the total falls along with SHBG, as in men, the free part need not rise. Look at the "
            "first explorer.",
            "d": "In women with insulin resistance it is higher; polycystic ovary syndrome is the extreme.",
        },
        hint="In the first explorer choose *SHBG*, *Total testosterone* and *Free testosterone*, one "
        "after the other.",
        solution="The sexes differ, because in men the brain's feedback holds the free part, and so "
        "lowers the total.",
        objective=7,
        minutes=1.5,
        claims=("A48", "A50"),
    ),
    Choice(
        "07.two_calculators",
        "A man's free testosterone is 72 pg/mL (250 pmol/L) on one website and 62 (214) on another, from the same "
        "total, SHBG and albumin. What is the likeliest reason?",
        options={
            "a": "One site rounds the values it is given.",
            "b": "The sites use other binding constants.",
            "c": "Free testosterone changed between visits.",
            "d": "One site left albumin out of the sum.",
        },
        answer="b",
        feedback={
            "a": "Rounding does not make 14 %.",
            "c": "The inputs were the same; nothing was measured again.",
            "d": "Without albumin the free part would come out many times as high.",
        },
        hint="Press *A man* and read the four results.",
        solution="Vermeulen's constants give 72, Ross's 62 pg/mL.",
        why="So a reference interval for calculated free testosterone belongs to one set of constants.",
        objective=7,
        minutes=1,
    ),
    Prediction(
        "07.higher_igf",
        "In 3,354 Danish adults, who had the lowest odds of a HOMA-IR above 2.5?",
        options={
            "a": "those with the highest IGF-1",
            "b": "those in the middle",
            "c": "those with the lowest IGF-1",
        },
        watch="Look at the right picture.",
        hint="Growth hormone raises IGF-1 and opposes insulin; undernutrition and liver disease lower it.",
        solution="The lowest fifth had 1.65 times the odds of the middle one, the highest 1.96 times. What causes what "
        "is open.",
        outcome="b",
        ordered=True,
        objective=8,
        minutes=0.5,
    ),
    Choice(
        "07.optimal_igf",
        "A brochure: “Our peptides bring your IGF-1 from 110 to an optimal 230 ng/mL (14 to 30 nmol/L).” The "
        "client is a woman of 62. What is missing most?",
        options={
            "a": "The name of the laboratory and of the assay that it used for both values.",
            "b": "Evidence that with 230 people of her age fare better than with 110.",
            "c": "A second measurement after a year, to see whether the 230 have lasted.",
            "d": "Nothing is missing: she then has the IGF-1 of a healthy woman of 30.",
        },
        answer="b",
        feedback={
            "a": "True, it is missing as well, and it matters. But even with it, who says that higher is better?",
            "c": "That would show whether IGF-1 stays up, not whether that is good.",
            "d": "Young people have more IGF-1; it does not follow that raising it makes an older person healthier.",
        },
        hint="What does a reference interval say, and what does it not say?",
        solution="No optimum has been shown. 230 is above this laboratory's interval for her age (35 to 201 ng/mL).",
        why="Growth hormone raises IGF-1 and makes tissues answer less to insulin (lesson 05).",
        objective=8,
        minutes=1.5,
        claims=("A53",),
    ),
    Prediction(
        "07.days_back",
        "After a moderate infection, on which day is CRP back within 20 % of its usual value?",
        unit="days",
        watch="Read the sentence at the start, then press *A severe infection, after ten days*.",
        hint="It is cleared with a half-life of 19 hours, but production does not stop at once.",
        solution="The half-life is 19 hours, but production does not stop at once. After a severe infection it takes "
        "until day 12.",
        outcome=_days_back,
        objective=8,
        minutes=0.5,
    ),
    Choice(
        "07.crp_twelve",
        "A man has CRP 12 mg/L on the third day of a cold. A clinic calls this “chronic inflammation from insulin "
        "resistance”. What is the sensible next step?",
        options={
            "a": "Start a treatment against inflammation while it is early.",
            "b": "Measure HOMA-IR, to confirm that it is insulin resistance.",
            "c": "Measure CRP again when he has been well for two weeks.",
            "d": "Call it normal for a man of his age, and look no further.",
        },
        answer="c",
        feedback={
            "a": "Of what? A cold explains the value.",
            "b": "HOMA-IR neither confirms nor explains a CRP: given body mass index and age they hardly "
            "go together.",
            "d": "It is raised, for a plain reason. If it stayed so, one would look further.",
        },
        hint="In the explorer, how long does it take until the usual value is back?",
        solution="Wait and repeat.",
        why="The usual CRP is what says something, and even that mostly about fat tissue.",
        objective=8,
        minutes=1,
        claims=("A54", "A55"),
    ),
)
