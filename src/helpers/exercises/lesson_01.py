"""Questions of lesson 01."""

from __future__ import annotations

import math

from helpers import cohort
from helpers.evidence.trials import effect, trial
from helpers.exercises.kinds import Choice, Mistake, MultiChoice, Number, Prediction, varied
from helpers.indices import homa_ir
from helpers.models import BetaCellMass
from helpers.units import convert


def _homa_by_hand(glucose: float, insulin: float) -> Number:
    mmol = round(float(convert(glucose, "glucose", "mg/dL", "mmol/L")), 1)
    pmol = float(convert(insulin, "insulin", "µU/mL", "pmol/L"))
    usual = "About one in five of the synthetic adults lies higher than 4. " if glucose == 108 else ""
    return Number(
        "01.homa_by_hand",
        f"Fasting glucose {glucose:g} mg/dL ({mmol:.1f} mmol/L), fasting insulin {insulin:g} µU/mL ({pmol:g} pmol/L). "
        "What is HOMA-IR?",
        lambda: homa_ir(glucose, insulin),
        rel_tol=0.01,
        mistakes=(
            Mistake(
                glucose * insulin / 22.5,
                "You divided by 22.5, which belongs to glucose in mmol/L. In mg/dL it is 405.",
            ),
            Mistake(
                mmol * insulin / 405,
                "You divided by 405, which belongs to glucose in mg/dL. In mmol/L it is 22.5.",
            ),
            Mistake(mmol * pmol / 22.5, "Insulin has to be in µU/mL: divide the pmol/L by 6 first."),
            Mistake(
                mmol * pmol / 6.945 / 22.5, "You turned pmol/L into µU/mL with 6.945; the factor is 6.00."
            ),
            Mistake(
                glucose * insulin, "That is the product. Divide it by the constant for your glucose unit."
            ),
            Mistake(glucose / insulin, "That is the ratio of the two. HOMA-IR is built on their product."),
            Mistake(
                1 / math.log10(glucose * insulin),
                "That is QUICKI, another index of the same two numbers; lesson 07 compares them.",
            ),
        ),
        hint="Multiply, then divide by the constant that goes with your unit of glucose.",
        solution=f"{glucose:g} x {insulin:g} / 405, or {mmol:.1f} x {insulin:g} / 22.5.",
        why=f"{usual}There is no line above which one is ill.",
        objective=2,
        minutes=3,
    )


def _homa_si(glucose: float, pmol: float) -> Number:
    insulin = float(convert(pmol, "insulin", "pmol/L", "µU/mL"))
    return Number(
        "01.homa_si",
        f"A report from Copenhagen: fasting glucose {glucose:g} mmol/L, fasting insulin {pmol:g} pmol/L. What is "
        "HOMA-IR?",
        lambda: homa_ir(glucose, pmol, units="SI"),
        rel_tol=0.01,
        mistakes=(
            Mistake(glucose * pmol / 22.5, "You left insulin in pmol/L. Divide by 6 to have µU/mL."),
            Mistake(
                glucose * pmol / 405,
                "405 goes with mg/dL and µU/mL; here glucose is in mmol/L and insulin in pmol/L.",
            ),
            Mistake(
                glucose * pmol / 6.945 / 22.5,
                "6.945 circulates, but 6.00 pmol per µU is right. It makes a difference of 14 %.",
            ),
            Mistake(
                glucose * 18 * insulin / 22.5,
                "You turned glucose into mg/dL and kept 22.5, which goes with mmol/L.",
            ),
            Mistake(glucose * insulin / 405, "Insulin is right now; but 405 goes with glucose in mg/dL."),
        ),
        hint=f'First insulin into µU/mL, then the formula for mmol/L. Or `homa_ir({glucose:g}, {pmol:g}, units="SI")`.',
        solution=f"{pmol:g} / 6 = {insulin:g} µU/mL; {glucose:g} x {insulin:g} / 22.5.",
        objective=2,
        minutes=2,
    )


_TIMES = {2.5: "Two and a half", 4: "Four", 3.125: "Three and an eighth", 5: "Five"}


def _capacity(sensitivity: float) -> Number:
    lost, factor = 100 - sensitivity, 100 / sensitivity
    return Number(
        "01.capacity",
        f"Sensitivity is {sensitivity:g} % of healthy. Which beta-cell capacity, in percent of healthy, keeps glucose "
        "normal?",
        100 * factor,
        unit="%",
        rel_tol=0.02,
        mistakes=(
            Mistake(
                100 + lost,
                f"You added what was lost (100 + {lost:g}). The curve is a hyperbola: it is the product that stays "
                "the same.",
            ),
            Mistake(
                lost, "That is how much sensitivity was lost. How much capacity makes up for what is left?"
            ),
            Mistake(
                100 + sensitivity,
                f"You added the {sensitivity:g}. Find the factor that turns {sensitivity:g} % back into 100 %.",
            ),
            Mistake(factor, f"{_TIMES[factor]} times is right; the question asks for percent of healthy."),
            Mistake(
                sensitivity,
                f"That would make the product {sensitivity**2 / 100:.0f} % of healthy, and glucose would be very high.",
            ),
        ),
        hint="Sensitivity times capacity has to be 100 % of healthy.",
        solution=f"100 / {sensitivity:g} = {factor:g} times what is healthy; in percent, 100 times that. Try it in the "
        "explorer.",
        why="The lower the sensitivity already is, the more each further loss costs: that is the hyperbola.",
        objective=3,
        minutes=2,
        claims=("F13",),
    )


def _sleep_interval(mean: float, sd: float, people: float, t: float) -> Number:
    # Only the first are of a trial; for the others nothing is printed but the formula.
    real = people == 20
    source = "The sleep trial printed" if real else "An imagined trial found"
    root = f"{math.sqrt(people):.3g}"
    half, low = t * sd / math.sqrt(people), mean - t * sd / math.sqrt(people)
    return Number(
        "01.sleep_interval",
        f"{source} a mean loss of {mean:g} % with a standard deviation of {sd:g} % between its {people:g} men. What is "
        "the *smallest* mean loss in the 95 % interval? Give a positive number: "
        f"mean − {t:g} × SD / √{people:g} (for {people:g} people the “about 2” is {t:g}).",
        (lambda: abs(trial("sleep-ivgtt").high or 0.0)) if real else low,
        unit="%",
        rel_tol=0.04,
        mistakes=(
            Mistake(-round(low, 1), "The size is right. As a loss it is written as a positive number."),
            Mistake(
                mean - t * sd, "You left out √n: that is where single men lie, not where the mean may lie."
            ),
            Mistake(mean + half, "That is the largest. Subtract instead."),
            Mistake(mean - half / t, f"That is one standard error. The interval takes {t:g} of them."),
            Mistake(mean - t * sd / people, f"Divide by the square root of {people:g}, not by {people:g}."),
            Mistake(mean - sd, "You subtracted the standard deviation itself, which describes single men."),
        ),
        hint=f"√{people:g} is {'about ' if real else ''}{root}. Work out {t:g} × {sd:g} / {root} first.",
        solution=f"{t:g} × {sd:g} / {root} = {half:.3g}; subtract that from {mean:g}.",
        why=f"So the mean loss may be anything from about {low:.0f} to {mean + half:.0f} %: a loss, of quite unclear "
        f"size{', and without a control group' if real else ''}.",
        objective=6,
        minutes=4,
        claims=("F23",),
    )


def _capacity_for_quarter() -> float:
    """Return how many times the healthy beta-cell mass holds glucose at a quarter of the sensitivity."""
    healthy = BetaCellMass()
    resistant = BetaCellMass(si=healthy.si / 4)
    return resistant.fixed_points()[0].beta_cell_mass_mg / healthy.fixed_points()[0].beta_cell_mass_mg


def _lean_above_the_line() -> float:
    """Return how many of 100 synthetic adults with a HOMA-IR above 2.5 are lean."""
    people = cohort.columns()
    bmi = people["bmi"][homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"]) > 2.5]
    return float(100 * (bmi < 25).mean())


QUESTIONS = (
    Prediction(
        "01.heavier",
        "B is heavier than A, by fat alone; the tissues of both answer alike. Both have the same clamp. What is "
        "B's M, per kg of body weight?",
        options={
            "a": "lower than A's",
            "b": "the same as A's",
            "c": "higher than A's",
        },
        watch="Press *B is only heavier*, then *The same, per fat-free mass*.",
        hint="What takes up the glucose, and what only weighs?",
        outcome="a",
        solution="Per kg of body it is 70 % of A's, per kg of fat-free mass the same: the divisor made the difference.",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
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
        why="This is a clamp, the reference method. A mere fall of glucose after a dose would not do: from "
        "200 to 160 mg/dL and from 75 to 60 is the same fifth (11.1 to 8.9 and 4.2 to 3.3 mmol/L).",
        objective=1,
        minutes=1,
        claims=("F01", "F04"),
    ),
    Prediction(
        "01.weak_link",
        "A link inside a muscle cell is weakened, as fat in the cell is said to do. Insulin stays as it was. What "
        "then?",
        options={
            "a": "insulin no longer binds to its receptor",
            "b": "insulin binds as before, and less of the message arrives",
            "c": "the cell runs out of GLUT4",
        },
        watch="Press *Fat interferes*: which arrows are still whole?",
        hint="Where in the chain is the link, and where is the receptor?",
        outcome="b",
        solution="The fault lies behind the receptor: more insulin makes up for a part of it.",
        objective=1,
        minutes=0.5,
    ),
    Prediction(
        "01.who_takes",
        "After a night without food, who takes up most of the glucose in blood?",
        options={
            "a": "muscle",
            "b": "the brain",
            "c": "fat cells",
        },
        watch="Press *Fasting*, then *After a meal*: whose share changes, and whose does not?",
        hint="Who takes up glucose without insulin?",
        outcome="b",
        solution="About half of it; muscle takes about a seventh. After a meal muscle takes up several times as much.",
        objective=1,
        minutes=0.5,
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
        outcome="a",
        solution="From 2.1 to 2.6 mg/kg/min, while all other tissues took up 0.2 less and the brain as much as "
        "before. Insulin was holding the liver back.",
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
    varied(_homa_by_hand, (108, 15), (90, 9), (99, 12), (117, 20)),
    Prediction(
        "01.lean_share",
        "Of 100 synthetic adults with a HOMA-IR above 2.5, how many have a body mass index (BMI: weight over the "
        "square of height) under 25 kg/m²?",
        watch="Read the top bar on the right. Then move the line.",
        hint="A third of all are that lean. Are they spared?",
        outcome=_lean_above_the_line,
        solution="Ten of 100. Few of the lean lie above (about one in eight), but they are a third of all.",
        objective=2,
        minutes=0.5,
    ),
    varied(_homa_si, (5.2, 78), (4.9, 48), (5.7, 132), (6.1, 96)),
    MultiChoice(
        "01.homa_limits",
        "Which of these are beyond HOMA-IR? Choose all that apply.",
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
        outcome=_capacity_for_quarter,
        solution="The two multiply: what one loses as a factor, the other has to gain as a factor. Adding the lost "
        "75 % would leave glucose at 141 mg/dL (7.8 mmol/L).",
        objective=3,
        minutes=0.5,
    ),
    varied(_capacity, (40,), (25,), (32,), (20,)),
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
        outcome="d",
        solution="For less than two years it rose, to three times its start; then glucose that stayed "
        "high harmed the beta cells.",
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
    Choice(
        "01.not_type_2",
        "A slim man of 36 has been losing weight for weeks. His glucose is very high, and his blood holds much acid "
        "from ketones. A friend says: “At 36 that is type 2, from insulin resistance.” What is right?",
        options={
            "a": "True: type 1 begins in childhood and hardly ever at his age.",
            "b": "Not likely: his insulin is all but gone, and he needs some at once.",
            "c": "True: fat cells that resist insulin let go of fatty acids.",
            "d": "Open, until HOMA-IR has been worked out from a fasting sample.",
        },
        answer="b",
        feedback={
            "a": "Of the type 1 of the first sixty years of life more than four in ten began after thirty (section 5).",
            "c": "They do, but it takes little insulin to hold them. With resistance alone there is enough.",
            "d": "HOMA-IR is for people in a steady state. Here no index is waited for.",
        },
        hint="How much insulin does it take to hold back the fat cells (section 2), and what if they are let loose?",
        solution="Ketones in such amounts speak for a lack of insulin: ketoacidosis, an emergency. Type 1 begins at "
        "any age. (Type 2 can begin so, but seldom does.)",
        objective=4,
        minutes=1.5,
    ),
    Prediction(
        "01.radiators",
        "The radiators begin to give off only 60 % of their heat. Until now the boiler ran at half its power. How warm "
        "is the room the next day?",
        options={"a": "cold", "b": "at the target", "c": "too warm", "d": "swinging"},
        watch="Press *Weak radiators* and compare the left picture with the right one.",
        hint="What does the thermostat do when the room cools?",
        outcome="b",
        solution="The boiler makes up for the radiators: it runs at 83 % of its power instead of 50 %.",
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
        outcome=lambda: abs(effect("steps-clamp")),
        solution="It was ten men without a control group: that they lost is surer than how much.",
        objective=6,
        minutes=0.5,
    ),
    varied(_sleep_interval, (20, 24, 20, 2.09), (18, 16, 16, 2.13), (12, 15, 25, 2.06), (30, 28, 36, 2.03)),
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
    Choice(
        "01.lead",
        "The lifestyle programme cut new diabetes by 58 % in the first three years, and by 27 % over fifteen. From the "
        "fourth year on all groups were offered training. How is the smaller number to be read?",
        options={
            "a": "The programme had worn off, and in the end it made no difference.",
            "b": "Later the groups did much the same, and the early lead stays.",
            "c": "The large number was chance; a second look shows the true one.",
            "d": "Those of the programme fell ill more often in the later years.",
        },
        answer="b",
        feedback={
            "a": "27 % fewer over all the years (17 to 35) is a difference.",
            "c": "It has an interval from 48 to 66 %. Chance is an unlikely explanation.",
            "d": "Up to the tenth year new cases came about as often in all groups then (its report of 2009).",
        },
        hint="What was the placebo group offered from the fourth year on?",
        solution="With training offered to all, new cases came about as often in all groups. What is left is the head "
        "start: half of the people of the programme stayed free of diabetes 3.5 years longer.",
        objective=6,
        minutes=1.5,
    ),
    Prediction(
        "01.same_curve",
        "Two people have the same glucose curve after the same drink. Must their insulin curves be the same?",
        options={"a": "yes: glucose tells insulin what to do", "b": "no"},
        watch="Try *Resistant, compensated*: compare the distance between the curves on the left and on the right.",
        hint="Think of the hyperbola.",
        outcome="b",
        solution="With muscle and liver at half and beta cells that answer twice as strongly, average "
        "glucose is 1.03 times the healthy one, average insulin 1.66 times.",
        ordered=True,
        objective=7,
        minutes=0.5,
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
