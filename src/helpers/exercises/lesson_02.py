"""Questions of lesson 02."""

from __future__ import annotations

from helpers.evidence.trials import estimate
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.models.body_weight import KCAL_PER_KG
from helpers.statistics import risk_ratios

_DEMENTIA_MEN = estimate("risk-dementia-men")  # relative risk


def _shared(r: float) -> Number:
    share = 100 * r**2
    return Number(
        "02.shared",
        f"Two markers correlate at {r:.2f}. How much of their variance (the square of the spread) do they share, in "
        "percent?",
        share,
        unit="%",
        rel_tol=0.02,
        mistakes=(
            Mistake(100 * r, "That is the correlation itself. What they share is its square."),
            Mistake(r**2, "As a fraction that is right; the question asks for percent."),
            Mistake(100 * r**0.5, "You took the square root. Square it instead."),
            Mistake(200 * r, "You doubled it. The shared part is the correlation times itself."),
            Mistake(100 - share, "That is what they do *not* share."),
        ),
        hint="At a correlation of 1 it is all, at 0 nothing, and in between less than the correlation says.",
        solution=f"{r:.2f} × {r:.2f} = {r**2:.2f}; in percent, 100 times that.",
        why=f"A correlation of {r:.2f} sounds like a lot, yet {100 - share:.0f} % of the variance is not shared; part "
        "of that is noise of the two measurements. At 0.12 they share 1 %. A share is no cause.",
        objective=2,
        minutes=1.5,
    )


_MORE = {1.5: "A half", 1.8: "Four fifths", 1.75: "Three quarters", 1.25: "A quarter"}


def _ratio(high: float, low: float, people: float) -> Number:
    ratio, risks = high / low, (100 * high / people, 100 * low / people)
    found = risk_ratios([high], [people], [low], [people])
    return Number(
        "02.ratio",
        f"In a study {high:g} of {people:g} people with a high value had a heart attack, and {low:g} of {people:g} "
        "with a low one. What is the relative risk?",
        ratio,
        mistakes=(
            Mistake(low / high, "You divided the wrong way round: the group of interest goes on top."),
            Mistake((high - low) / people, "That is the difference of the two risks, not their ratio."),
            Mistake(
                risks[0] - risks[1],
                "That is the difference in percentage points. The ratio divides one risk by the other.",
            ),
            Mistake(high - low, "That is the number of extra heart attacks. Divide the two risks."),
            Mistake(
                (high / (people - high)) / (low / (people - low)),
                "That is the odds ratio: events over non-events. Divide events by all.",
            ),
            Mistake(ratio - 1, f"{_MORE[ratio]} more is right; as a ratio one writes how many *times*."),
        ),
        hint="Work out the risk in each group, then divide.",
        solution=f"{high:g}/{people:g} = {risks[0]:g} %, {low:g}/{people:g} = {risks[1]:g} %; divide the first by the "
        "second.",
        why=f"Its 95 % interval is {found.low[0]:.2f} to {found.high[0]:.2f}: {2 * people:g} people are few for this "
        "question.",
        objective=5,
        minutes=2,
    )


_YEARS = {3: "three", 4: "four", 5: "five", 8: "eight"}


def _absolute(usual: float, years: int, ratio: float) -> Number:
    in_all, more, percent = usual * ratio, usual * (ratio - 1), round(100 * (ratio - 1))
    return Number(
        "02.absolute",
        f"In a town, {usual:g} of 1,000 men develop dementia within {_YEARS[years]} years. How many *more* would it be "
        f"among 1,000 men with type 2 diabetes, at a relative risk of {ratio:g}?",
        more,
        count=True,
        per="1,000",
        mistakes=(
            Mistake(in_all, f"That is how many in all. How many is that beyond the usual {usual:g}?"),
            Mistake(1000 * (ratio - 1), f"{percent} % more than {usual:g}, not {percent} % of all 1,000."),
            Mistake(100 * (ratio - 1), f"{percent} % is the relative increase. Take it of the {usual:g}."),
            Mistake(more / 1000, "That is the fraction of all men. Multiply it by 1,000."),
            Mistake(usual / ratio, "You divided. A relative risk above 1 multiplies."),
        ),
        hint="First the number with the higher risk, then subtract the usual one.",
        solution=f"{usual:g} × {ratio:g} = {in_all:g} in all, and {1000 - in_all:.0f} do not develop it; subtract "
        f"the usual {usual:g}.",
        why=f"*{percent} % more* and *{more:.0f} in 1,000 more* are the same fact. The second can be weighed. (The "
        "true usual number already includes men with diabetes, so this is a little too high.)",
        objective=6,
        minutes=2.5,
        claims=("F39",),
    )


def _fewer(usual: float, ratio: float) -> Number:
    in_all, more = usual * ratio, usual * (ratio - 1)
    return Number(
        "02.fewer",
        f"Of 1,000 adults at high risk {usual:g} develop diabetes within a year. How many *more* would it be in a "
        f"programme with a relative risk of {ratio:g}? Write fewer as a negative number.",
        more,
        count=True,
        per="1,000",
        mistakes=(
            Mistake(-more, "As many do not happen: write them as a negative number."),
            Mistake(in_all, f"That is how many in all. How far is that from the usual {usual:g}?"),
            Mistake(
                1000 * (ratio - 1),
                f"{100 * (1 - ratio):.0f} % less than {usual:g}, not {100 * (1 - ratio):.0f} % of all 1,000.",
            ),
            Mistake(usual / ratio, "You divided. A relative risk multiplies, below 1 too."),
        ),
        hint="All cases minus the usual ones, as before.",
        solution=f"{usual:g} × {ratio:g} = {in_all:g} in all; subtract the usual {usual:g}.",
        why="One formula for both: above 1 it gives cases that come on top, below 1 cases that do not happen.",
        objective=6,
        minutes=1.5,
    )


def _weight(kcal: float) -> Number:
    kilojoules = kcal * 4.184
    return Number(
        "02.weight",
        "By the rule of section 7 (in the end one kilogram for each 100 kJ a day; 1 kcal is 4.184 kJ), how much does "
        f"weight rise in the end with {kcal:g} kcal a day more?",
        kcal / KCAL_PER_KG,
        unit="kg",
        rel_tol=0.02,
        mistakes=(
            Mistake(kcal / 100, f"You took kcal for kJ: {kcal:g} kcal is {kilojoules:.0f} kJ."),
            Mistake(kcal / KCAL_PER_KG / 2, "That is after one year. The question asks for the end."),
            Mistake(kcal / 4.184 / 100, "You divided by 4.184. One kcal is *more* kJ, so multiply."),
            Mistake(
                kcal * 365 / 7700,
                "You stored every kcal for a year. A heavier body uses more, so it levels off.",
            ),
        ),
        hint="Turn the kcal into kJ first.",
        solution=f"{kcal:g} × 4.184 = {kilojoules:.0f} kJ a day; one kilogram for each 100 of them.",
        why="The rule is for an average overweight adult; people differ, and the course takes years.",
        objective=7,
        minutes=2,
    )


QUESTIONS = (
    MultiChoice(
        "02.hormones",
        "Which of these does the evidence bear out? Choose all that apply.",
        options={
            "a": "In PCOS, high insulin goes with more androgens from the ovary and less SHBG.",
            "b": "Every woman with PCOS is insulin resistant.",
            "c": "The diagnosis of PCOS requires ovarian cysts.",
            "d": "Obese men with insulin resistance tend to have lower total testosterone, and weight loss raises it.",
            "e": "High insulin causes underactive thyroid.",
        },
        answer={"a", "d"},
        feedback={
            "b": "Many are, not all; how many depends on the method and the population.",
            "c": "They are small follicles rather than cysts, and two of three features suffice: the ovary may look "
            "ordinary.",
            "e": "There are associations between the two; nobody has shown that insulin is the cause.",
        },
        missed={
            "a": "For one of the article's hormonal links the mechanism was shown in women.",
            "d": "One link is partly reversible, and that was measured.",
        },
        hint="Open the rows of the ledger. Beware of words such as *every*, *requires* and *causes*.",
        solution="The androgen excess of PCOS, and the lower testosterone of obese men.",
        why="Lesson 03 looks at both axes. In women the direction is towards *more* androgen, not less.",
        objective=1,
        minutes=2,
        claims=("F25", "F26", "F27", "F28", "F29"),
    ),
    Prediction(
        "02.left_over",
        "Among all adults, CRP and HOMA-IR correlate at 0.40. How much is left among people of the same body mass "
        "index and age?",
        options={"a": "nearly all of it", "b": "about half", "c": "less than a third"},
        watch="Press *BMI and age out* and read the ring and the sentence.",
        hint="What do people with high CRP and people with high HOMA-IR have in common?",
        outcome="c",
        solution="0.12 of 0.40: body mass index took out nearly all that went, age nothing.",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    varied(_shared, (0.40,), (0.50,), (0.70,), (0.60,)),
    Choice(
        "02.survives",
        "With body mass index and age taken out, triglycerides and HOMA-IR still correlate at 0.34. What follows?",
        options={
            "a": "HOMA-IR raises triglycerides, now that BMI and age are taken out.",
            "b": "Something besides BMI and age connects the two, in either direction.",
            "c": "Triglycerides raise HOMA-IR, now that BMI and age are taken out.",
            "d": "Nothing: once BMI and age are out, a correlation below 0.5 is chance.",
        },
        answer="b",
        feedback={
            "a": "It may. The number alone does not say so: arrows both ways, or other companions, fit as well.",
            "c": "It may. But the same number would come from the arrow the other way round.",
            "d": "In 4,000 people the interval is 0.31 to 0.37: far from zero. Small is not the same as chance.",
        },
        hint="What was taken out, and what was not?",
        solution="What is left is not due to BMI or age as they were measured. It has no direction.",
        why="Other evidence has to give the direction: here, how the liver answers to insulin (section 4).",
        objective=2,
        minutes=1.5,
        claims=("F34",),
    ),
    Prediction(
        "02.block",
        "TNF is an inflammatory signal from fat tissue. A drug blocks it in insulin-resistant people, and CRP falls by "
        "a third to a half. What happens to insulin sensitivity within weeks?",
        options={"a": "it rises", "b": "no change is found", "c": "it falls"},
        watch="In the table, look for the outcomes other than C-reactive protein.",
        hint="If inflammation were the main cause, what should follow?",
        outcome="b",
        solution="Two trials measured it, in twenty and in nine people, and could have missed a change of 15 %.",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    Choice(
        "02.tnf",
        "In a trial of twenty people with type 2 diabetes some had a TNF blocker for four weeks. Their CRP halved; no "
        "change of insulin sensitivity was found. What is the fairest conclusion?",
        options={
            "a": "Inflammation has nothing to do with insulin resistance in type 2 diabetes.",
            "b": "In few people and weeks, no sign that TNF kept sensitivity low.",
            "c": "Insulin resistance causes inflammation, and not the other way round.",
            "d": "The dose was too low; with more of it sensitivity would have risen.",
        },
        answer="b",
        feedback={
            "a": "Too much: one signal was blocked, for four weeks, in a handful of people. Others remain.",
            "c": "The trial moved inflammation only. What insulin does to it was not tested there.",
            "d": "That may be, but nothing shows it. CRP comes from the liver; what the drug did in fat was not seen.",
        },
        hint="Name what was changed, in whom, and for how long; conclude no further.",
        solution="One arrow was tested, in few people: nothing was seen, and a change of 15 % could have been missed.",
        why="In longer and larger trials other drugs lowered HbA1c a little. The question is not closed.",
        objective=3,
        minutes=1.5,
        claims=("F30", "F31"),
    ),
    Choice(
        "02.two_stories",
        "In the explorer, *Insulin inflames* and *Inflammation resists* give the same correlation of 0.40. What tells "
        "them apart?",
        options={
            "a": "a survey of ten times as many people",
            "b": "taking age and sex out of the correlation",
            "c": "changing one and watching the other",
            "d": "finding a correlation that is closer to 1",
        },
        answer="c",
        feedback={
            "a": "More people make the same number more exact. It stays the same for both stories.",
            "b": "In both stories age and sex play no part, so nothing changes.",
            "d": "A stronger arrow gives a higher number in either direction.",
        },
        hint="Press both presets and compare the two lower rows with the two upper ones.",
        solution="An experiment: calm inflammation and watch HOMA-IR, or raise insulin and watch CRP.",
        why="That is why one trial can outweigh many surveys on a question of direction.",
        objective=3,
        minutes=1,
        claims=("F30",),
    ),
    Prediction(
        "02.no_receptor",
        "In some people the insulin receptor does not work, so that insulin restrains nothing: their fat cells "
        "break down two to three times as much fat as in other kinds of resistance. What are their triglycerides?",
        options={
            "a": "high",
            "b": "normal",
            "c": "low",
        },
        watch="Press *Common resistance*, then *No receptor works*: what is different in what the liver makes?",
        hint="Insulin holds back fat cells. What does it drive in the liver?",
        outcome="c",
        solution="Low, and their livers are lean: without insulin's drive the liver makes no fat, and burns the fatty "
        "acids that come.",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    Prediction(
        "02.same_bmi",
        "At a high HOMA-IR, median triglycerides are about twice those at a low one. Now only people with a BMI of 25 "
        "to 30 are compared. What becomes of the difference?",
        options={"a": "it is gone", "b": "it is smaller, but there", "c": "it is larger"},
        watch="Press *High, BMI 25 to 30* and compare the two numbers for triglycerides in the sentence.",
        hint="Section 2 has given you a correlation that bears on this.",
        outcome="b",
        solution="118 against 70 mg/dL (1.34 against 0.79 mmol/L), where among everyone it is 127 against 58 (1.43 "
        "against 0.65). Body mass index accounts for a part.",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    Choice(
        "02.lipids",
        "In common insulin resistance fat cells let go of more fatty acids, and the liver goes on making fat. Which "
        "pattern of blood lipids results?",
        options={
            "a": "triglycerides high, HDL low",
            "b": "triglycerides high, HDL high",
            "c": "triglycerides low, HDL low",
            "d": "only LDL cholesterol high",
        },
        answer="a",
        feedback={
            "b": "Follow the right picture: HDL goes the other way as triglycerides rise.",
            "c": "More VLDL means more triglycerides in blood, not fewer.",
            "d": "LDL's amount may be ordinary; it is the particles that become small and dense.",
        },
        hint="VLDL carries triglycerides, and exchanges them against the cholesterol of HDL.",
        solution="More VLDL: triglycerides up. The exchange then empties HDL.",
        why="Without a working insulin receptor the liver does not go on making fat, and triglycerides are low.",
        objective=4,
        minutes=1,
        claims=("F34", "F36"),
    ),
    Choice(
        "02.syndrome",
        "Two people have the metabolic syndrome: each has three of waist, triglycerides, HDL, blood pressure and "
        "fasting glucose beyond their limits. What do you know of their insulin resistance?",
        options={
            "a": "Both are insulin resistant, since that is what the syndrome means.",
            "b": "It is likelier than in others, and was measured in neither.",
            "c": "They have about as much of it, since both have three of five.",
            "d": "It is certain in the one who has fat in the liver as well.",
        },
        answer="b",
        feedback={
            "a": "It is not among the five. Many with the syndrome are resistant, and some are not.",
            "c": "Their threes may have only one in common. A count does not say of what.",
            "d": "Fat in the liver keeps the same company. Company is no measurement.",
        },
        hint="Which of the five is insulin, or its effect?",
        solution="The syndrome counts things that go together. It tells of a higher risk, and not how tissues answer.",
        objective=4,
        minutes=1.5,
    ),
    Prediction(
        "02.infusion",
        "Insulin is infused into healthy men for an hour, up to about nine times the fasting level, with glucose held "
        "steady. Their nerves to muscle vessels fire more. What does diastolic blood pressure do?",
        options={"a": "it rises", "b": "it stays", "c": "it falls"},
        watch="Press *Infusion, healthy* and look where the black squares lie.",
        hint="Insulin does something else to vessels as well.",
        outcome="c",
        solution="By 4 to 5 mmHg. Insulin also widens vessels, and in these men that pull was the stronger.",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    Choice(
        "02.pressure",
        "Insulin resistance and high blood pressure often occur in the same people. Which account fits what has been "
        "measured?",
        options={
            "a": "Insulin raises blood pressure, so it is high insulin that explains it.",
            "b": "Insulin lowers blood pressure, so it is high insulin that protects.",
            "c": "Insulin pulls both ways; what tips it over years is not settled.",
            "d": "Both are common, and that they meet in the same people is chance.",
        },
        answer="c",
        feedback={
            "a": "In healthy men an infusion lowered diastolic pressure, and longer ones do not reliably raise it.",
            "b": "That is one hour in healthy men. Vessels that answer less may give away that fall.",
            "d": "They go together more often than chance allows: the association is established.",
        },
        hint="Ask how the two pulls change when vessels stop answering, and for how long anyone was watched.",
        solution="The association is established, the cause contested; both may come from fat tissue and genes.",
        objective=4,
        minutes=1.5,
        claims=("F35",),
    ),
    Prediction(
        "02.cross_one",
        "In truth the relative risk is 1.4. Ten studies with about 400 people in each group look for it. How many of "
        "them will have a 95 % interval that includes 1?",
        watch="Read the start of the sentence; then press *Small studies* and *Large studies*.",
        hint="Any number from 0 to 10; the point is to commit.",
        outcome=4,
        solution="With this draw of chance; the last slider gives others. With 100 people a group it is all ten, with "
        "5,000 none.",
        objective=5,
        minutes=0.5,
    ),
    varied(_ratio, (36, 24, 400), (27, 15, 300), (28, 16, 200), (45, 36, 300)),
    MultiChoice(
        "02.forest",
        "Read the five published results in the right picture. Which statements are right? Choose all that apply.",
        options={
            "a": "For HOMA-IR and heart disease, the interval leaves out 1.",
            "b": "For insulin alone and heart disease, the interval includes 1.",
            "c": "Insulin alone has been shown to have no effect on heart disease.",
            "d": "The two intervals for dementia overlap widely, so a difference between women and men is not shown.",
            "e": "HOMA-IR causes 46 % of heart disease.",
            "f": "HOMA-IR is nearly insulin alone, so 1.46 and 1.04 can hardly both hold in the same people.",
        },
        answer={"a", "b", "d", "f"},
        feedback={
            "c": "An interval of 0.96 to 1.12 leaves room for a small effect. Not shown is not the same as absent.",
            "e": "1.46 says that risk was 1.46 times as high for each standard deviation more. It is no share, and it "
            "was observed.",
        },
        missed={
            "a": "Look where the first line begins.",
            "b": "One of the five lines crosses the upright line.",
            "d": "Compare the ends of the last two lines with each other.",
            "f": "What did lesson 00 find about HOMA-IR and insulin?",
        },
        hint="For each line ask: where is the square, and does the line touch the upright line at 1?",
        solution="An interval that leaves out 1 excludes *no association*; one that includes 1 leaves the matter open.",
        why="In the synthetic adults 1.04 for insulin and 1.21 for glucose would make about 1.07 for HOMA-IR, and the "
        "upper ends of both 1.16. The printed 1.46 begins at 1.26, so it must come from other studies; and what finds "
        "something is published more often.",
        objective=5,
        minutes=2.5,
        claims=("F33", "F39"),
    ),
    Prediction(
        "02.how_many",
        "People with type 2 diabetes had about 1.6 times the risk of dementia. Of 1,000 people aged 70, how many more "
        "develop it within one year at 1.6 times the usual risk?",
        watch="Count the diamonds, then press the other two presets.",
        hint="How common is new dementia at 70, in one year?",
        outcome=4,
        solution="At 70 about 6 in 1,000 develop it within a year anyway, and 1.6 times a small number is small.",
        objective=6,
        minutes=0.5,
    ),
    varied(
        _absolute,
        (30, 5, _DEMENTIA_MEN.value),
        (40, 4, _DEMENTIA_MEN.low),
        (25, 3, _DEMENTIA_MEN.high),
        (60, 8, _DEMENTIA_MEN.value),
    ),
    varied(_fewer, (110, 0.42), (60, 0.8), (90, 0.7), (40, 0.55)),
    Function(
        "02.extra",
        "The same formula for all numbers: a function that gives the extra cases in 1,000 from the usual cases in "
        "1,000 and a relative risk.",
        lambda usual, ratio: usual * (ratio - 1),
        arguments=("usual", "ratio"),
        cases=((30, 1.62), (6, 1.6), (65, 1.6), (20, 0.5)),
        mistakes=(
            Mistake(lambda usual, ratio: usual * ratio, "That gives all cases. Subtract the usual ones."),
            Mistake(
                lambda _, ratio: 1000 * (ratio - 1),
                "The increase is one of the usual cases, not of all 1,000.",
            ),
            Mistake(
                lambda usual, ratio: usual * (1 - ratio), "The sign is turned round: more risk, more cases."
            ),
            Mistake(
                lambda usual, ratio: usual * abs(ratio - 1),
                "A relative risk below 1 means fewer: a negative number.",
            ),
        ),
        hint="All cases minus the usual ones.",
        solution="`usual * (ratio - 1)`",
        why="A relative risk below 1 gives a negative number: cases that do not happen.",
        objective=6,
        minutes=2.5,
    ),
    Choice(
        "02.brain",
        "A 12-month randomised trial of insulin sprayed into the nose found no benefit in 240 people with early "
        "Alzheimer disease or mild impairment. What does that say?",
        options={
            "a": "The brain does not answer to insulin, so no benefit could come.",
            "b": "It gave no support to missing insulin as the *cause* of the decline.",
            "c": "Diabetes does not raise the risk of dementia, as had been thought.",
            "d": "Insulin damages the brain, and those with less of it fare better.",
        },
        answer="b",
        feedback={
            "a": "The brain has insulin receptors, which affect appetite and more; most of its glucose uptake does "
            "without.",
            "c": "That association rests on 2.3 million people. What links the two is another question.",
            "d": "No benefit is not harm, and harm was not what the trial found.",
        },
        hint="Keep apart: an association, a mechanism seen in tissue, and a cause shown by a trial.",
        solution="No support for a causal role; troubles with the spraying device weaken the verdict.",
        objective=6,
        minutes=1.5,
        claims=("F37", "F38"),
    ),
    Prediction(
        "02.levels_off",
        "Someone eats 100 kcal a day more than before, for good, and changes nothing else. What does weight do over "
        "five years?",
        options={
            "a": "it rises by about the same amount every year",
            "b": "it rises by a few kilograms, then levels off",
            "c": "it goes back to where it was",
        },
        watch="Press *100 kcal more* and compare one year with five in the sentence.",
        hint="Does a heavier body use more energy, or less?",
        outcome="b",
        solution="By 2.1 kg in the first year and 4.2 in the end: a heavier body burns more, until the two are equal.",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    varied(_weight, (150,), (200,), (60,), (250,)),
    Choice(
        "02.dietfits",
        "In DIETFITS, insulin half an hour after glucose did not change which of the two diets worked better "
        "(P = 0.47). What does that say about “high insulin makes weight loss exceptionally difficult”?",
        options={
            "a": "It proves that insulin plays no part in how weight is lost.",
            "b": "It gives it no support, and tests it only in part.",
            "c": "It proves the carbohydrate-insulin model of weight wrong.",
            "d": "It supports it: a P of 0.47 is a sign of some effect.",
        },
        answer="b",
        feedback={
            "a": "One trial of two diets does not show that. Insulin stores fat; whether it decides how much is "
            "disputed.",
            "c": "It is evidence against one of its predictions. The model says more than this one thing.",
            "d": "A P of 0.47 is what chance alone often gives.",
        },
        hint="What would the claim have predicted for people with high insulin on each diet?",
        solution="It did not tell who would do better on which diet. Who loses less on *any* diet is another question.",
        why="Another trial found more energy burned on low carbohydrate, most in people with high insulin secretion. "
        "That is why the verdict is *weak* rather than *incorrect*.",
        objective=7,
        minutes=1.5,
        claims=("F41", "F42"),
    ),
    Choice(
        "02.promise",
        "The article promises that personalised protocols treat the root cause and beat one-size-fits-all care. Which "
        "study would test that?",
        options={
            "a": "a count of those who feel better after a year on a protocol",
            "b": "HOMA-IR before and after the protocol in a clinic's own clients",
            "c": "protocol or standard programme, by lot, followed for years",
            "d": "a survey in which people with such protocols have lower insulin",
        },
        answer="c",
        feedback={
            "a": "There is nothing to compare with: some would feel better without it.",
            "b": "People who come because a value is high tend to have a lower one next time, whatever is done.",
            "d": "Who can afford a protocol differs in much else: company, not cause.",
        },
        hint="*Beats* needs a comparison, and lots make the two groups alike.",
        solution="A randomised comparison with a standard programme.",
        why="The standard programme has such a trial: in the Diabetes Prevention Program lifestyle cut new diabetes by "
        "58 %. The article's bundle has none.",
        objective=8,
        minutes=1.5,
        claims=("F44",),
    ),
)
