"""Questions of lesson 02."""

from __future__ import annotations

from helpers.evidence.trials import effect
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction
from helpers.models.body_weight import KCAL_PER_KG

_DEMENTIA_MEN = effect("risk-dementia-men")  # relative risk

QUESTIONS = (
    MultiChoice(
        "02.hormones",
        "Which of these does the evidence bear out? Give all letters.",
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
        solution="0.12 of 0.40: less than a third.",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    Number(
        "02.shared",
        "Two markers correlate at 0.40. How much of their variance (the square of the spread) do they share, in "
        "percent?",
        16.0,
        unit="%",
        rel_tol=0.02,
        mistakes=(
            Mistake(40, "That is the correlation itself. What they share is its square."),
            Mistake(0.16, "As a fraction that is right; the question asks for percent."),
            Mistake(63.2, "You took the square root. Square it instead."),
            Mistake(80, "You doubled it. The shared part is the correlation times itself."),
            Mistake(84, "That is what they do *not* share."),
        ),
        hint="At a correlation of 1 it is all, at 0 nothing, and in between less than the correlation says.",
        solution="0.40 × 0.40 = 0.16, so 16 %.",
        why="A correlation of 0.40 sounds like a lot, yet 84 % of the variance is not shared; part of that is "
        "noise of the two measurements. At 0.12 they share 1 %. A share is no cause.",
        objective=2,
        minutes=1.5,
    ),
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
        solution="No change was found in the two trials that lowered CRP.",
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
        "02.same_bmi",
        "At a high HOMA-IR, median triglycerides are about twice those at a low one. Now only people with a BMI of 25 "
        "to 30 are compared. What becomes of the difference?",
        options={"a": "it is gone", "b": "it is smaller, but there", "c": "it is larger"},
        watch="Press *High, BMI 25 to 30* and compare the two numbers for triglycerides in the sentence.",
        hint="Section 2 has given you a correlation that bears on this.",
        solution="Smaller, but there: 118 against 70 mg/dL (1.34 against 0.79 mmol/L).",
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
    Prediction(
        "02.infusion",
        "Insulin is infused into healthy men for an hour, up to about nine times the fasting level, with glucose held "
        "steady. Their nerves to muscle vessels fire more. What does diastolic blood pressure do?",
        options={"a": "it rises", "b": "it stays", "c": "it falls"},
        watch="Press *Infusion, healthy* and look where the black squares lie.",
        hint="Insulin does something else to vessels as well.",
        solution="It fell by 4 to 5 mmHg.",
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
        solution="Four of ten with this draw of chance; move the last slider for others.",
        objective=5,
        minutes=0.5,
    ),
    Number(
        "02.ratio",
        "In a study 36 of 400 people with a high value had a heart attack, and 24 of 400 with a low one. What is the "
        "relative risk?",
        1.5,
        mistakes=(
            Mistake(24 / 36, "You divided the wrong way round: the group of interest goes on top."),
            Mistake(12 / 400, "That is the difference of the two risks, not their ratio."),
            Mistake(
                3, "That is the difference in percentage points. The ratio divides one risk by the other."
            ),
            Mistake(12, "That is the number of extra heart attacks. Divide the two risks."),
            Mistake(
                (36 / 364) / (24 / 376),
                "That is the odds ratio: events over non-events. Divide events by all.",
            ),
            Mistake(0.5, "A half more is right; as a ratio one writes how many *times*."),
        ),
        hint="Work out the risk in each group, then divide.",
        solution="36/400 = 9 %, 24/400 = 6 %; 9/6 = 1.5.",
        why="Its 95 % interval is 0.91 to 2.47: 800 people are few for this question.",
        objective=5,
        minutes=2,
    ),
    MultiChoice(
        "02.forest",
        "Read the five published results in the right picture. Which statements are right? Give all letters.",
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
        solution="About 4 more in 1,000.",
        objective=6,
        minutes=0.5,
    ),
    Number(
        "02.absolute",
        "In a town, 30 of 1,000 men develop dementia within five years. How many *more* would it be among 1,000 "
        "men with type 2 diabetes, at a relative risk of 1.58?",
        lambda: 30 * (_DEMENTIA_MEN - 1),
        count=True,
        per="1,000",
        mistakes=(
            Mistake(
                lambda: 30 * _DEMENTIA_MEN, "That is how many in all. How many is that beyond the usual 30?"
            ),
            Mistake(lambda: 1000 * (_DEMENTIA_MEN - 1), "58 % more than 30, not 58 % of all 1,000."),
            Mistake(lambda: 100 * (_DEMENTIA_MEN - 1), "58 % is the relative increase. Take it of the 30."),
            Mistake(
                lambda: 0.03 * (_DEMENTIA_MEN - 1),
                "That is the fraction of all men. Multiply it by 1,000.",
            ),
            Mistake(30 / 1.58, "You divided. A relative risk above 1 multiplies."),
        ),
        hint="First the number with the higher risk, then subtract the usual one.",
        solution="30 × 1.58 = 47.4, so about 17 more in 1,000; 953 do not develop it.",
        why="*58 % more* and *17 in 1,000 more* are the same fact. The second can be weighed. (The true usual number "
        "already includes men with diabetes, so this is a little too high.)",
        objective=6,
        minutes=2.5,
        claims=("F39",),
    ),
    Function(
        "02.extra",
        "Write a function that gives the extra cases in 1,000 from the usual cases in 1,000 and a relative risk.",
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
        hint="All cases minus the usual ones; one line, after `return`.",
        solution="`return usual * (ratio - 1)`",
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
        solution="It levels off at about 4 kg.",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    Number(
        "02.weight",
        "By the rule of section 7 (in the end one kilogram for each 100 kJ a day; 1 kcal is 4.184 kJ), how much does "
        "weight rise in the end with 150 kcal a day more?",
        lambda: 150 / KCAL_PER_KG,
        unit="kg",
        rel_tol=0.02,
        mistakes=(
            Mistake(1.5, "You took kcal for kJ: 150 kcal is 628 kJ."),
            Mistake(150 / KCAL_PER_KG / 2, "That is after one year. The question asks for the end."),
            Mistake(0.3585, "You divided by 4.184. One kcal is *more* kJ, so multiply."),
            Mistake(
                150 * 365 / 7700,
                "You stored every kcal for a year. A heavier body uses more, so it levels off.",
            ),
        ),
        hint="Turn the kcal into kJ first.",
        solution="150 × 4.184 = 628 kJ; 628 / 100 = 6.3 kg.",
        why="The rule is for an average overweight adult; people differ, and the course takes years.",
        objective=7,
        minutes=2,
    ),
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
