"""Questions of lesson 01."""

from __future__ import annotations

import math

from helpers.evidence.trials import trial
from helpers.exercises.kinds import Choice, Mistake, MultiChoice, Number, Prediction
from helpers.indices import homa_ir

_GLUCOSE, _INSULIN = 108.0, 15.0  # the example that is computed by hand: mg/dL, µU/mL

QUESTIONS = (
    Choice(
        "01.definition",
        "Anna and Ben are given insulin at the same rate per kilogram, and as much glucose as it takes to hold both at "
        "90 mg/dL (5.0 mmol/L). Anna needs 8 mg of glucose per kilogram and minute, Ben 3. What can you say?",
        options={
            "a": "Ben's fasting glucose is higher than Anna's.",
            "b": "Ben's pancreas makes less insulin than Anna's.",
            "c": "Ben is the more insulin resistant of the two.",
            "d": "Nothing, without knowing their symptoms as well.",
        },
        answer="c",
        feedback={
            "a": "Both were held at the same glucose; what they have after a night without food was not told.",
            "b": "That would be insulin deficiency. Nothing is said of what his pancreas makes.",
            "d": "Symptoms do not tell who is insulin resistant; a dose and its effect do.",
        },
        hint="The definition is about a dose and a response.",
        solution="The same dose had less effect in Ben.",
        why="This is a clamp, the reference method (section 7). A mere fall of glucose after a dose would not do: from "
        "200 to 160 mg/dL and from 75 to 60 is the same fifth (11.1 to 8.9 and 4.2 to 3.3 mmol/L).",
        objective=1,
        minutes=1,
        claims=("F01", "F04"),
    ),
    Prediction(
        "01.no_insulin",
        "Insulin falls from its fasting level to almost nothing, and glucose climbs. What changes most?",
        options={
            "a": "the liver lets out more glucose",
            "b": "muscle and fat take up less glucose",
            "c": "the brain takes up less glucose",
        },
        watch="Press *Fasting*, then *Very little insulin*, and compare the numbers in the two sentences.",
        hint="Which tissue was insulin holding back?",
        solution="The liver: its output rises by more than uptake falls; the brain's uptake stays.",
        objective=1,
        minutes=0.5,
    ),
    Choice(
        "01.first_to_answer",
        "Insulin rises slowly from its fasting level. In which order do the effects set in?",
        options={
            "a": "Muscle takes up glucose early; the liver is held back last.",
            "b": "Liver and fat cells are held back early; muscle takes up glucose last.",
            "c": "Liver, fat cells and muscle answer at about the same level.",
            "d": "Fat cells are held back early; muscle answers next, the liver last.",
        },
        answer="b",
        feedback={
            "a": "Other way round: half of the liver's output is gone at about half the level that muscle needs.",
            "c": "Move the slider from 8 to 30 µU/mL (48 to 180 pmol/L): some marks travel far, one hardly.",
            "d": "Fat cells are early, but the liver is too: compare the two at 30 µU/mL (180 pmol/L).",
        },
        hint="Move insulin from 8 to 30 µU/mL (48 to 180 pmol/L) and see which marks have moved.",
        solution="Half-way: liver at about 29 µU/mL, muscle at about 55 (174 and 330 pmol/L); fat cells early too.",
        why="So fasting insulin is mostly about liver and fat, and a meal's insulin about muscle.",
        objective=1,
        minutes=1.5,
        claims=("F09",),
    ),
    Choice(
        "01.lows",
        "What protects a healthy person when blood glucose begins to fall too low?",
        options={
            "a": "Insulin, which keeps glucose from going too low as well as too high.",
            "b": "Insulin secretion falls; glucagon and adrenaline rise.",
            "c": "The brain turns to fatty acids and leaves glucose to the rest.",
            "d": "Muscle turns its store into glucose and lets it into the blood.",
        },
        answer="b",
        feedback={
            "a": "Insulin only lowers glucose. Too much of it *causes* lows.",
            "c": "Fatty acids hardly reach the brain. It goes on using glucose; that is why lows are dangerous.",
            "d": "Muscle cannot release free glucose: it lacks the enzyme. The liver can.",
        },
        hint="A brake has to be released, and someone has to press the other pedal.",
        solution="Less insulin first, then glucagon and adrenaline; cortisol and growth hormone act over hours.",
        objective=1,
        minutes=1,
        claims=("F10",),
    ),
    Number(
        "01.homa_by_hand",
        "Fasting glucose 108 mg/dL (6.0 mmol/L), fasting insulin 15 µU/mL (90 pmol/L). What is HOMA-IR?",
        lambda: homa_ir(_GLUCOSE, _INSULIN),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                _GLUCOSE * _INSULIN / 22.5,
                "You divided by 22.5, which belongs to glucose in mmol/L. In mg/dL it is 405.",
            ),
            Mistake(
                6.0 * _INSULIN / 405,
                "You divided by 405, which belongs to glucose in mg/dL. In mmol/L it is 22.5.",
            ),
            Mistake(6.0 * 90 / 22.5, "Insulin has to be in µU/mL: divide the pmol/L by 6 first."),
            Mistake(6.0 * 90 / 6.945 / 22.5, "You turned pmol/L into µU/mL with 6.945; the factor is 6.00."),
            Mistake(
                _GLUCOSE * _INSULIN, "That is the product. Divide it by the constant for your glucose unit."
            ),
            Mistake(_GLUCOSE / _INSULIN, "That is the ratio of the two. HOMA-IR is built on their product."),
            Mistake(
                1 / math.log10(_GLUCOSE * _INSULIN),
                "That is QUICKI, another index of the same two numbers; lesson 07 compares them.",
            ),
        ),
        hint="Multiply, then divide by the constant that goes with your unit of glucose.",
        solution="108 x 15 / 405, or 6.0 x 15 / 22.5.",
        why="About one in five of the synthetic adults lies higher than 4. There is no line above which one is ill.",
        objective=2,
        minutes=3,
    ),
    Prediction(
        "01.which_lever",
        "You are to guess a stranger's HOMA-IR and may know one number. Which helps you more?",
        options={"a": "fasting glucose", "b": "fasting insulin", "c": "either, alike"},
        watch="On the map, read how far apart people lie in glucose, and how far in insulin.",
        hint="Which of the two differs more between people?",
        solution="Insulin: it differs tenfold between people, glucose hardly twofold.",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    Number(
        "01.homa_si",
        "A report from Copenhagen: fasting glucose 5.2 mmol/L, fasting insulin 78 pmol/L. What is HOMA-IR?",
        lambda: homa_ir(5.2, 78, units="SI"),
        rel_tol=0.01,
        mistakes=(
            Mistake(5.2 * 78 / 22.5, "You left insulin in pmol/L. Divide by 6 to have µU/mL."),
            Mistake(
                5.2 * 78 / 405,
                "405 goes with mg/dL and µU/mL; here glucose is in mmol/L and insulin in pmol/L.",
            ),
            Mistake(
                5.2 * 78 / 6.945 / 22.5,
                "6.945 circulates, but 6.00 pmol per µU is right. It makes a difference of 14 %.",
            ),
            Mistake(
                5.2 * 18 * 13 / 22.5, "You turned glucose into mg/dL and kept 22.5, which goes with mmol/L."
            ),
            Mistake(5.2 * 13 / 405, "Insulin is right now; but 405 goes with glucose in mg/dL."),
        ),
        hint='First insulin into µU/mL, then the formula for mmol/L. Or `homa_ir(5.2, 78, units="SI")`.',
        solution="78 / 6 = 13 µU/mL; 5.2 x 13 / 22.5.",
        objective=2,
        minutes=2,
    ),
    MultiChoice(
        "01.homa_limits",
        "Which of these are beyond HOMA-IR? Give all letters.",
        options={
            "a": "compare the average of two large groups measured in one laboratory",
            "b": "diagnose insulin resistance in one person",
            "c": "measure how muscle answers to insulin after a meal",
            "d": "compare your value with one from a laboratory that uses another insulin test",
        },
        answer={"b", "c", "d"},
        feedback={"a": "That is what it does well."},
        missed={
            "b": "Is there an agreed value above which a person is resistant?",
            "c": "Which moment of the day does it look at?",
            "d": "How far apart can two insulin assays be?",
        },
        hint="When was the blood taken, and who measured it?",
        solution="It compares groups; it does not diagnose, does not see a meal, and does not travel between assays.",
        objective=2,
        minutes=1.5,
    ),
    Prediction(
        "01.quarter",
        "Sensitivity falls to a quarter. How many times the healthy beta-cell capacity keeps glucose normal?",
        watch="Set sensitivity to 25 % and raise the capacity until glucose is back at its healthy value.",
        hint="Would adding be enough? Guess, then try.",
        solution="Four times: a quarter times four is one.",
        objective=3,
        minutes=0.5,
    ),
    Number(
        "01.capacity",
        "Sensitivity is 40 % of healthy. Which beta-cell capacity, in percent of healthy, keeps glucose normal?",
        250.0,
        unit="%",
        rel_tol=0.02,
        mistakes=(
            Mistake(
                160,
                "You added what was lost (100 + 60). The curve is a hyperbola: it is the product that stays the same.",
            ),
            Mistake(
                60, "That is how much sensitivity was lost. How much capacity makes up for what is left?"
            ),
            Mistake(140, "You added the 40. Find the factor that turns 40 % back into 100 %."),
            Mistake(2.5, "Two and a half times is right; the question asks for percent of healthy."),
            Mistake(40, "That would make the product 16 % of healthy, and glucose would be very high."),
        ),
        hint="Sensitivity times capacity has to be 100 % of healthy.",
        solution="100 / 40 = 2.5 times, so 250 %. Try it in the explorer.",
        why="The lower the sensitivity already is, the more each further loss costs: that is the hyperbola.",
        objective=3,
        minutes=2,
        claims=("F13",),
    ),
    Choice(
        "01.on_the_curve",
        "A friend has a normal fasting glucose and concludes: “I am not insulin resistant.” What is right?",
        options={
            "a": "True: insulin resistance shows in fasting glucose first of all.",
            "b": "Open: glucose is normal anywhere on the healthy curve.",
            "c": "False: most people with a normal glucose are insulin resistant.",
            "d": "True, if the value was below 90 mg/dL (5 mmol/L).",
        },
        answer="b",
        feedback={
            "a": "Only when compensation is incomplete. Set 25 % sensitivity and 400 % capacity in the explorer.",
            "c": "The value does not say that either. It leaves the question open.",
            "d": "A lower cut-off does not help: glucose is set by the product of sensitivity and capacity.",
        },
        hint="Find two people in the explorer with the same glucose and different sensitivity.",
        solution="In the model, normal glucose says that sensitivity times capacity is normal, and no more.",
        objective=3,
        minutes=1.5,
        claims=("F15",),
    ),
    Prediction(
        "01.order",
        "Sensitivity falls to less than a quarter of its start and stays there. Insulin rises first. What is it doing "
        "after five years?",
        options={
            "a": "still rising",
            "b": "high and steady",
            "c": "back at its start",
            "d": "below its start",
        },
        watch="Follow insulin in the lower left picture: in which year does it turn, and how high is glucose then?",
        hint="What happens to cells that work too hard for too long?",
        solution="It ends below its start, while glucose soars.",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    Choice(
        "01.order_of_events",
        "A study finds *low* fasting insulin in some people with long-standing type 2 diabetes. Does that contradict "
        "the story that insulin resistance came with high insulin?",
        options={
            "a": "Yes: if resistance raises insulin, it should stay high.",
            "b": "No: it may have been high for years and fallen as beta cells failed.",
            "c": "Yes: insulin that low means that they have type 1 diabetes.",
            "d": "No: insulin resistance lowers insulin from its first years on.",
        },
        answer="b",
        feedback={
            "a": "Look at the lower left picture: after year 2 insulin comes down while glucose goes on rising.",
            "c": "Falling insulin late in type 2 diabetes is common. Autoimmune diabetes would have to be tested for.",
            "d": "At first it raises insulin, by compensation.",
        },
        hint="One measurement is one point on a path that rises and falls.",
        solution="The same insulin level occurs twice on the path: on the way up and on the way down.",
        why="That is why an insulin level means little without the glucose that goes with it.",
        objective=4,
        minutes=1.5,
        claims=("F16",),
    ),
    Prediction(
        "01.radiators",
        "The radiators begin to give off only 60 % of their heat. Until now the boiler ran at half its power. How warm "
        "is the room the next day?",
        options={"a": "cold", "b": "at the target", "c": "too warm", "d": "swinging"},
        watch="Press *Weak radiators* and compare the left picture with the right one.",
        hint="What does the thermostat do when the room cools?",
        solution="At the target: the boiler makes up for the radiators.",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "01.at_fault",
        "In the analogy, which part stands for the fault in insulin resistance, before any beta-cell failure?",
        options={"a": "the thermostat", "b": "the boiler", "c": "the radiators", "d": "the thermometer"},
        answer="c",
        feedback={
            "a": "The thermostat does its work: it notices the cold and calls for more heat.",
            "b": "The boiler comes second: it may wear out from making up for the fault.",
            "d": "A wrong thermometer would be wrong glucose sensing; the beta cell still senses glucose.",
        },
        hint="Which part stands for the response of liver, muscle and fat?",
        solution="The radiators: the same boiler output gives less heat.",
        why="The article's picture points at the thermostat; its own words (indifferent cells) at the radiators.",
        objective=5,
        minutes=1,
        claims=("F14",),
    ),
    Prediction(
        "01.steps",
        "How much of their insulin sensitivity had they lost after the two weeks, in percent?",
        unit="%",
        watch="Press *As the step trial ended* and read the ring; *Show the numbers* tells how many men it was.",
        hint="Any number will do; the point is to commit.",
        solution="Seventeen percent, in ten men, without a control group.",
        objective=6,
        minutes=0.5,
    ),
    Number(
        "01.sleep_interval",
        "The sleep trial printed a mean loss of 20 % with a standard deviation of 24 % between its 20 men. What is the "
        "*smallest* mean loss in the 95 % interval? Give a positive number: mean − 2.09 × SD / √20 (for 20 people the "
        "“about 2” is 2.09).",
        lambda: abs(trial("sleep-ivgtt").high or 0.0),
        unit="%",
        rel_tol=0.04,
        mistakes=(
            Mistake(-8.8, "The size is right. As a loss it is written as a positive number."),
            Mistake(
                20 - 2.09 * 24, "You left out √n: that is where single men lie, not where the mean may lie."
            ),
            Mistake(20 + 2.09 * 24 / math.sqrt(20), "That is the largest. Subtract instead."),
            Mistake(20 - 24 / math.sqrt(20), "That is one standard error. The interval takes 2.09 of them."),
            Mistake(20 - 2.09 * 24 / 20, "Divide by the square root of 20, not by 20."),
            Mistake(-4, "You subtracted the standard deviation itself, which describes single men."),
        ),
        hint="√20 is about 4.47. Work out 2.09 × 24 / 4.47 first.",
        solution="2.09 × 24 / 4.47 = 11.2, and 20 − 11.2 = 8.8.",
        why="So the mean loss may be anything from about 9 to 31 %: a loss, of quite unclear size, and without a "
        "control group.",
        objective=6,
        minutes=4,
        claims=("F23",),
    ),
    Choice(
        "01.strength",
        "Which of these statements stands on the strongest evidence?",
        options={
            "a": "Walking less for two weeks lowers insulin sensitivity by 17 %.",
            "b": "A lifestyle programme lowers the risk of type 2 diabetes.",
            "c": "Carbohydrate, rather than calories, causes insulin resistance.",
            "d": "Everyday stress causes much of the insulin resistance there is.",
        },
        answer="b",
        feedback={
            "a": "That the effect exists is well supported; the number comes from ten men without a control group.",
            "c": "With calories kept equal, such swaps move glucose and insulin by a few percent at most.",
            "d": "Cohorts show an association; how much everyday stress adds as a cause is uncertain.",
        },
        hint="Ask of each: how many people, and were they assigned by lot?",
        solution="3,234 people at risk, assigned by lot: minus 58 % (48 to 66) over 2.8 years.",
        objective=6,
        minutes=1.5,
        claims=("F18", "F19", "F21", "F22"),
    ),
    Prediction(
        "01.same_curve",
        "Two people have the same glucose curve after the same drink. Must their insulin curves be the same?",
        options={"a": "yes: glucose tells insulin what to do", "b": "no"},
        watch="Try *Resistant, compensated*: compare the distance between the curves on the left and on the right.",
        hint="Think of the hyperbola.",
        solution="No: more insulin against less sensitivity can give the same glucose.",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    Choice(
        "01.meal_insulin",
        "In the printed averages, how does the person *resistant, compensated* differ from the *healthy* one?",
        options={
            "a": "mostly in glucose",
            "b": "mostly in insulin",
            "c": "in both, by as much",
            "d": "in neither",
        },
        answer="b",
        feedback={
            "a": "Compare the ratios: how many times the healthy glucose, how many times the healthy insulin?",
            "c": "Divide each by its healthy value: the two ratios are far apart.",
            "d": "Glucose is near the healthy value, but look at insulin.",
        },
        hint="Divide each mean by the healthy one.",
        solution="Average glucose is within five percent of healthy; average insulin is more than half as much again.",
        ordered=True,
        objective=7,
        minutes=1.5,
        claims=("F07",),
    ),
    Choice(
        "01.flat_trace",
        "An advertisement shows the flat glucose trace of a sensor as proof that its wearer “has perfect insulin "
        "sensitivity”. What is missing?",
        options={
            "a": "Nothing: a flat trace is what sensitivity looks like.",
            "b": "The insulin that it took to keep it flat.",
            "c": "A trace of at least 14 days, not of one.",
            "d": "The age and the weight of the wearer.",
        },
        answer="b",
        feedback={
            "a": "Press *Resistant, compensated*: glucose close to the healthy curve. Now look at the right picture.",
            "c": "A longer trace would still not show insulin.",
            "d": "Age matters for what is usual, but it would not tell how much insulin was at work.",
        },
        hint="Which of the two pictures does a sensor show?",
        solution="Glucose is the result of insulin and sensitivity together; a glucose sensor sees only the result.",
        why="Lesson 08 comes back to sensors in people without diabetes.",
        objective=7,
        minutes=1,
    ),
)
