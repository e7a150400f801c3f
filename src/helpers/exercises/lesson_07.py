"""Questions of lesson 07."""

from __future__ import annotations

import math

import numpy as np

from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction
from helpers.indices import estimated_average_glucose, gmi, matsuda, quicki
from helpers.models.red_cells import RedCells

_LOG_SD = 0.29  # within-person standard deviation of ln HOMA-IR, as the question states it
_MINUTES = (0, 30, 60, 90, 120)
_GLUCOSE, _INSULIN = (92.0, 150, 142, 120, 101), (9.0, 62, 74, 58, 33)
_SENSITIVITY, _SPECIFICITY, _PREVALENCE = 0.86, 0.68, 0.05  # the explorer's at a cut-off of 2.5


def _predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    right = sensitivity * prevalence
    return right / (right + (1 - specificity) * (1 - prevalence))


def _matsuda_of_plain_means() -> float:
    fasting = _GLUCOSE[0] * _INSULIN[0]
    return 10_000 / math.sqrt(fasting * float(np.mean(_GLUCOSE)) * float(np.mean(_INSULIN)))


QUESTIONS = (
    Prediction(
        "07.falls",
        "Total testosterone is lower in people with a higher body mass index. In whom?",
        options={"a": "in women", "b": "in men", "c": "in both", "d": "in neither"},
        watch="Choose *Total testosterone*, then *Free testosterone*, and follow both lines on the right.",
        hint="In which sex does most testosterone travel bound to SHBG, and who makes how much?",
        solution="In men. In women the total hardly changes, and the free part rises.",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    MultiChoice(
        "07.what_moves",
        "Which of these change the marker although insulin sensitivity stays the same? Give all letters.",
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
    Prediction(
        "07.two_labs",
        "One person, the same blood, two laboratories. How many times as high can HOMA-IR be in the second?",
        unit="times",
        watch="Press *Assays far apart*, and compare with how far the single mornings of one "
        "laboratory lie apart.",
        hint="Any number will do; the point is to commit.",
        solution="About twice; and in one laboratory single mornings range from 1.4 to 4.2 around 2.4.",
        objective=2,
        minutes=0.5,
    ),
    Number(
        "07.how_far_apart",
        "The within-person standard deviation of the natural logarithm of HOMA-IR is 0.29. How many times as high "
        "as the first must a second value be before chance alone gives so large a change, up or down, in fewer than "
        "one case of twenty? Both values are uncertain: exp(1.96 × √2 × 0.29).",
        lambda: math.exp(1.96 * math.sqrt(2) * _LOG_SD),
        rel_tol=0.015,
        mistakes=(
            Mistake(
                math.exp(1.96 * _LOG_SD), "You left out √2: the first value is as uncertain as the second."
            ),
            Mistake(1.96 * math.sqrt(2) * _LOG_SD, "That is the logarithm of the ratio. Take `exp` of it."),
            Mistake(
                1 + 1.96 * math.sqrt(2) * _LOG_SD,
                "You added the logarithm to 1. For differences this large take `exp` instead.",
            ),
            Mistake(
                math.exp(1.96 * 2 * _LOG_SD), "You took 2 for √2: variances add, not standard deviations."
            ),
            Mistake(
                10 ** (1.96 * math.sqrt(2) * _LOG_SD),
                "That is a power of 10; the logarithm was the natural one.",
            ),
        ),
        hint="Work out 1.96 × 1.414 × 0.29 first. With `import math`: `math.exp(...)`.",
        solution="1.96 × 1.414 × 0.29 = 0.804, and exp(0.804).",
        why="Downwards it is the inverse: a value less than half the first (45 %). In women with type 2 "
        "diabetes, tested "
        "ten times each, it came out as +90 and −47 % (Jayagopal 2002).",
        objective=2,
        minutes=3,
        claims=("A47",),
    ),
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
        solution="One thin curve: QUICKI is HOMA1-IR on another scale.",
        objective=3,
        minutes=0.5,
    ),
    Number(
        "07.quicki",
        "HOMA1-IR is 2.0. What is QUICKI? (QUICKI = 1/log10(glucose × insulin) in mg/dL and µU/mL.)",
        lambda: quicki(81, 10),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                1 / math.log(810), "That is the natural logarithm, as some software has it. It is log10."
            ),
            Mistake(1 / math.log10(2), "You took the logarithm of HOMA-IR. The product is 405 × HOMA-IR."),
            Mistake(math.log10(810), "That is log10 of the product; QUICKI is one over it."),
            Mistake(
                1 / math.log10(45), "22.5 belongs to mmol/L. QUICKI takes the product in mg/dL: 405 × 2."
            ),
            Mistake(1 / 810, "That is one over the product; its logarithm is missing."),
        ),
        hint="What is glucose × insulin when HOMA-IR is 2.0?",
        solution="405 × 2.0 = 810; log10(810) = 2.908; 1/2.908.",
        why="You needed neither glucose nor insulin. That is why the agreement of the two says nothing about either.",
        objective=3,
        minutes=2,
    ),
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
        solution="About one in eight: 43 of 345, or 12.5 %.",
        objective=4,
        minutes=0.5,
    ),
    Function(
        "07.predictive_value",
        "Write `predictive_value(sensitivity, specificity, prevalence)`: the share of truly resistant people "
        "among those who are called resistant. All three are fractions.",
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
        solution="Person 146, by the Matsuda index 2.5 times as sensitive, with one twentieth of the "
        "early secretion.",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Number(
        "07.matsuda",
        "Compute the Matsuda index of the test in the cell above (it gives `minutes`, `glucose` in mg/dL and "
        "`insulin` in µU/mL), with means over time by the trapezoidal rule, as `matsuda` does.",
        lambda: matsuda(_MINUTES, _GLUCOSE, _INSULIN),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                _matsuda_of_plain_means,
                "You took plain means of the five samples. The trapezoidal rule counts the first and the last "
                "half.",
            ),
            Mistake(
                lambda: matsuda(_MINUTES, _GLUCOSE, _INSULIN) / 10,
                "The numerator is 10,000. A table with 1,000 circulates.",
            ),
            Mistake(
                lambda: 10_000 / (10_000 / matsuda(_MINUTES, _GLUCOSE, _INSULIN)) ** 2,
                "The square root is missing.",
            ),
            Mistake(
                lambda: 10_000 / matsuda(_MINUTES, _GLUCOSE, _INSULIN),
                "That is the square root itself: divide 10,000 by it.",
            ),
        ),
        hint="`matsuda(minutes, glucose, insulin)`",
        solution="`matsuda(minutes, glucose, insulin)` gives 10,000/√(92 × 9 × 126.1 × 53.8).",
        why="With plain means of the samples it would be 4.60, 9 % more: name the variant that you use.",
        objective=5,
        minutes=2.5,
    ),
    Prediction(
        "07.how_many_fits",
        "Three sliders, one set of blood samples. How many clearly different settings fit the samples as well as "
        "the laboratory's error allows?",
        options={"a": "one", "b": "two or more"},
        watch="Press *One explanation* and *Another explanation*, and compare the two misses and the two "
        "values of SG.",
        hint="Could a faster fading of insulin's effect be made up for by something else?",
        solution="At least two, with SG 1.3 and 3.0 % a minute.",
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
        solution="5.2 % (33 mmol/mol), which ADAG would read as 103 mg/dL (5.7 mmol/L) instead of 154 (8.5).",
        objective=6,
        minutes=0.5,
    ),
    Number(
        "07.ninety_days",
        "In this lesson's model HbA1c = (46.7 + glucose × life/120)/28.7, glucose in mg/dL. Average glucose is "
        "154 mg/dL (8.5 mmol/L) and red cells live 90 days. What is HbA1c?",
        lambda: RedCells(90).after_step(154, 154, 0),
        unit="%",
        rel_tol=0.01,
        analyte="hba1c",
        mistakes=(
            Mistake(
                (154 + 46.7) / 28.7, "That is for cells that live 120 days. Shorten the glucose by 90/120."
            ),
            Mistake((154 + 46.7) / 28.7 * 0.75, "Only the part from glucose shrinks with the cells' life."),
            Mistake((154 * 120 / 90 + 46.7) / 28.7, "Shorter lives lower HbA1c; you multiplied by 120/90."),
            Mistake((154 * 0.75 - 46.7) / 28.7, "The sign: HbA1c = (glucose + 46.7)/28.7."),
            Mistake(
                28.7 * 154 * 0.75 - 46.7, "That turns the formula round: 28.7 × HbA1c − 46.7 gives glucose."
            ),
        ),
        hint="First 154 × 90/120.",
        solution="(46.7 + 115.5)/28.7.",
        why="A person with an average that goes with 7.0 % would pass as normal.",
        objective=6,
        minutes=2,
        claims=("A44",),
    ),
    Number(
        "07.round_trip",
        "A sensor's average is 100 mg/dL (5.6 mmol/L). Turn it into an HbA1c with GMI, and that back into an "
        "average glucose with ADAG (`estimated_average_glucose`). What comes out, in mg/dL?",
        lambda: estimated_average_glucose(gmi(100)),
        unit="mg/dL",
        rel_tol=0.01,
        analyte="glucose",
        mistakes=(
            Mistake(100, "It would, if the two were inverse to each other. Compute both steps."),
            Mistake(
                lambda: gmi(100), "That is the first step, an HbA1c in percent. Now turn it into glucose."
            ),
            Mistake((100 + 46.7) / 28.7, "That is ADAG turned round. GMI is 3.31 + 0.02392 × glucose."),
            Mistake(lambda: gmi(estimated_average_glucose(5.0)), "The other way round: start from glucose."),
        ),
        hint="`estimated_average_glucose(gmi(100))`, or 3.31 + 2.392 first.",
        solution="GMI is 5.70 %; 28.7 × 5.70 − 46.7.",
        why="Each line is the best guess in its own direction. Going there and back pulls every value "
        "towards the point "
        "where they cross, 154 mg/dL (8.6 mmol/L): regression to the mean, once more.",
        objective=6,
        minutes=2,
    ),
    Prediction(
        "07.half_shbg",
        "SHBG falls to half and total testosterone stays the same. How many times as high is *free* testosterone "
        "then, in a man?",
        unit="times",
        watch="Press *A man*, then *The man with half the SHBG*; the same for the woman. Compare the pg/mL (pmol/L).",
        hint="Part of it is bound to albumin, and that part rises along.",
        solution="1.5 times with Vermeulen's constants; 1.6 times in the woman.",
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
        solution="Those in the middle.",
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
        solution="About day 9; after a severe one about day 12.",
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
