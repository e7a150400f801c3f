"""Questions of lesson 06."""

from __future__ import annotations

import numpy as np

from helpers.cohort import load
from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.indices import homa_ir
from helpers.models import LipidPool
from helpers.models.receptor_substrate import InsulinReceptorSubstrate
from helpers.statistics import partial_correlation


def _more_fat() -> float:
    """Return by how many percent fat rises when 30 % of the capacity is lost."""
    return 100 * float(LipidPool(mitochondria=0.7).steady_state() / LipidPool().steady_state() - 1)


def _by_size_alone() -> float:
    """Return the correlation of CRP with HOMA-IR in the men, were body size the only link: the product of the paths."""
    men = load().query("sex == 'M'")
    size, crp = np.log(men["bmi"]), np.log(men["crp_mg_l"])
    homa = np.log(homa_ir(men["glucose_mg_dl"], men["insulin_uu_ml"]))
    return round(partial_correlation(size, crp) * partial_correlation(size, homa), 2)


def _oxidation(offspring: float, controls: float) -> Number:
    """Ask by how many percent one rate is lower than another; the first two are those of Befroy 2007."""
    published = (offspring, controls) == (59.8, 96.1)
    begin = "The" if published else "Suppose that the"
    printed = Mistake(30, "That is what the abstract says. Compute it from its own two numbers.")
    return Number(
        "06.oxidation",
        f"{begin} mitochondria in the muscle of lean, insulin-resistant offspring oxidised fuel at {offspring:g} nmol "
        f"per gram and minute; those of controls at {controls:g}. By how many percent was the offspring's rate lower?",
        100 * (controls - offspring) / controls,
        unit="%",
        rel_tol=0.01,
        mistakes=(
            *((printed,) if published else ()),
            Mistake(
                100 * (controls - offspring) / offspring,
                "You divided by the offspring's rate. *Lower than the controls* means: divide by the controls' rate.",
            ),
            Mistake(100 * offspring / controls, "That is what is left, in percent. How much is lost?"),
            Mistake(
                controls - offspring, "That is the difference in nmol. Put it in relation to the controls."
            ),
        ),
        hint="Difference, divided by what it is compared with.",
        solution=f"({controls:g} − {offspring:g}) / {controls:g}.",
        why="The abstract prints “30 %” beside these two numbers. Whichever is right, read numbers and "
        "words of an abstract against each other."
        if published
        else "A percentage needs to say of what it is one: here of the controls' rate.",
        objective=1,
        minutes=2,
    )


def _settles_at(u: float, m: float, k: float) -> Number:
    """Ask for the fat in the cell at which inflow and burning are equal."""
    return Number(
        "06.settles_at",
        f"Fat comes in at a rate u = {u:g}. It is burned at the rate M × L / (K + L), where L is the fat in the cell, "
        f"M = {m:g} the capacity and K = {k:g} a constant (all in arbitrary units). At which L are both equal?",
        k * u / (m - u),
        mistakes=(
            Mistake(k * u / m, "Subtract what comes in from the capacity before you divide."),
            Mistake(k * (m - u) / u, "Numerator and denominator have changed places."),
            Mistake(u / (m - u), "Almost: K is missing."),
            Mistake(k * u / (u - m), "Check the sign: what is left of the capacity is M − u."),
        ),
        hint="Set u = M L / (K + L), multiply out, and collect L on one side.",
        solution=f"u K + u L = M L, so L = K u / (M − u) = {k:g} × {u:g} / ({m:g} − {u:g}).",
        why="What decides is M − u, the capacity to spare: near zero a small loss fills the pool a great deal.",
        objective=2,
        minutes=2,
    )


def _half_way(drive: float) -> Number:
    """Ask for the half-way insulin of the schematic, nM."""
    substrate, gain = InsulinReceptorSubstrate(serine_drive=drive), 4
    half, healthy = float(substrate.half_maximal_insulin), 1 / (1 + gain)
    times = f"{half / healthy:.1f}".replace("3.0", "Three")
    return Number(
        "06.half_way",
        "In the schematic the half-way insulin is half_insulin × (1 + b) / (1 + b + gain), with half_insulin = 1 nM, "
        f"gain = {gain}, and b the serine drive. What is it, in nM, at b = {drive:g}?",
        half,
        unit="nM",
        mistakes=(
            Mistake(healthy, "That is the healthy value, at b = 0."),
            Mistake(gain / (1 + gain + drive), "That is the ceiling, gain / (1 + gain + b)."),
            Mistake(drive / (drive + gain), "You left out the 1 + in front of b."),
            Mistake((1 + drive) / gain, "You left out 1 + b in the denominator."),
            Mistake(1000 * half, f"{1000 * half:.0f} pmol/L is the same; the question asks for nM."),
        ),
        hint=f"Put {1 + drive:g} where 1 + b stands.",
        solution=f"1 × {1 + drive:g} / ({1 + drive:g} + {gain}).",
        why=f"{times} times the healthy {healthy:.2f} nM: a shift to the right. The ceiling falls as well, from "
        f"{gain / (1 + gain):.2g} to {gain / (1 + gain + drive):.2g}.",
        objective=5,
        minutes=2,
    )


def _dominates(healthy: float, fewer_glut4: float, all_three: float) -> Number:
    """Ask for the part of one change in a whole fall; the first three are Brännmark 2013 at 10 nM, recomputed."""
    published = healthy == 2564.9
    whose = (
        "In the published model of human fat cells," if published else "Suppose that in another such model"
    )
    return Number(
        "06.dominates",
        f"{whose} uptake at 10 nM is {healthy:,} (healthy). With GLUT4 halved and nothing else changed it is "
        f"{fewer_glut4:,}; with all three changes of type 2 diabetes {all_three:,}. How many percent of the whole fall "
        "does the loss of GLUT4 bring by itself?",
        100 * (healthy - fewer_glut4) / (healthy - all_three),
        unit="%",
        rel_tol=0.015,
        mistakes=(
            Mistake(
                100 * (healthy - fewer_glut4) / healthy,
                "That is its fall as a share of the healthy uptake. Divide by the whole fall instead.",
            ),
            Mistake(
                100 * fewer_glut4 / healthy, "That is the uptake that is left. How large are the two falls?"
            ),
            Mistake(
                100 * (healthy - all_three) / healthy,
                "That is the whole fall as a share of the healthy uptake. Now GLUT4's part of it.",
            ),
            Mistake(100 * all_three / fewer_glut4, "Compare falls, not levels."),
        ),
        hint=f"Two falls from {healthy:,}; divide the smaller by the larger.",
        solution=f"({healthy:,} − {fewer_glut4:,}) / ({healthy:,} − {all_three:,}).",
        why="A lowered ceiling need not come from IRS-1 at all: there it is mostly a lack of transporters. A like "
        "curve is no proof of a like cause.",
        objective=5,
        minutes=3,
    )


def _product(with_crp: float, with_homa: float, seen: float) -> Number:
    """Ask what two paths alone would give; the groups are invented."""
    alone = with_crp * with_homa
    return Number(
        "06.product",
        "In the men, 0.52 (body size with CRP) times 0.65 (body size with HOMA-IR) gave the cross at 0.34: along a "
        f"path correlations multiply. In an invented group they are {with_crp:.2f} and {with_homa:.2f}, and CRP and "
        f"HOMA-IR correlate at {seen:.2f}. How would they correlate if body size were the *only* link?",
        alone,
        rel_tol=0.02,
        mistakes=(
            Mistake(with_crp + with_homa, "A correlation cannot exceed 1. Along a path they multiply."),
            Mistake(
                (with_crp + with_homa) / 2, "The mean is more than either path could carry. They multiply."
            ),
            Mistake(with_crp / with_homa, "That is the ratio. Along a path correlations multiply."),
            Mistake(seen, "That is what was seen. What would body size alone give?"),
            Mistake(
                seen - alone,
                "That is what would be left over. The question asks for what body size alone gives.",
            ),
        ),
        hint="From CRP to body size, and on from body size to HOMA-IR: two steps, one after the other.",
        solution=f"{with_crp:.2f} × {with_homa:.2f}.",
        why=f"Seen was {seen:.2f}, so most of it can be had from body size alone. In the men as well, 0.34 of 0.40; a "
        "little is left: 0.12 with body mass index and age taken out.",
        objective=7,
        minutes=2,
        claims=("A31",),
    )


def _depression(usual: float) -> Number:
    """Ask how many more of 1,000 a relative risk of 1.60 makes."""
    with_it = usual * 160 / 100
    return Number(
        "06.depression",
        f"Suppose {usual:g} of 1,000 adults without depression develop type 2 diabetes in ten years. In cohorts, "
        "people with depression had 1.60 times the risk. How many *more* of 1,000 would that be?",
        with_it - usual,
        unit="people",
        count=True,
        per="1,000",
        mistakes=(
            Mistake(
                with_it,
                f"That is how many of those with depression develop it. How many more than {usual:g}?",
            ),
            Mistake(160, f"A relative risk of 1.60 is not 160 people: it multiplies the {usual:g}."),
            Mistake(60, f"60 % more than {usual:g} is not 60 people."),
            Mistake(0.15 * usual, "That is for a relative risk of 1.15, the other direction."),
        ),
        hint=f"{usual:g} times 1.60, minus {usual:g}.",
        solution=f"{usual:g} × 1.60 = {with_it:g}, and {with_it:g} − {usual:g}.",
        why="The other direction, diabetes first and then depression, had 1.15 (1.02 to 1.30). Two directions suggest "
        "common causes as much as effects on the brain.",
        objective=8,
        minutes=2,
        claims=("A38",),
    )


QUESTIONS = (
    Prediction(
        "06.same_picture",
        "Three stories: fewer mitochondria *cause* low insulin sensitivity; they are its *consequence*; or both are "
        "*companions* that follow from inactivity. You compare many people once and find a correlation. Which stories "
        "can you rule out?",
        options={
            "a": "cause",
            "b": "consequence",
            "c": "companion",
            "d": "none of them",
        },
        watch="Press *Cause, compare people* and *Companion, compare people*: do the rings on the right move?",
        hint="What does each story predict for such a comparison?",
        solution="Each story predicts a correlation of 0.50 here, whichever of them is true.",
        outcome="d",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    Choice(
        "06.which_study",
        "You suspect that inactivity explains both the fewer mitochondria and the low sensitivity. Which of these "
        "studies tests that most directly?",
        options={
            "a": "a larger comparison of people with and without type 2 diabetes",
            "b": "a comparison of people with and without diabetes who are equally active",
            "c": "a comparison of lean offspring of people with diabetes with other lean people",
            "d": "a more exact measurement of mitochondria in the same people",
        },
        answer="b",
        feedback={
            "a": "More people make the same correlation more exact. It fits all three stories.",
            "c": "That takes body weight out. Activity has to be taken out, by matching or by measuring it.",
            "d": "Exactness does not tell what comes first.",
        },
        hint="Which of the four studies in the explorer moves the ring of *companion* alone?",
        solution="Among the equally active the correlation vanishes if inactivity makes both, and stays otherwise.",
        why="In one such study, of ten and ten people, no difference was seen. So small, it could have missed one of "
        "30 %.",
        objective=1,
        minutes=1.5,
        claims=("A21", "A23"),
    ),
    MultiChoice(
        "06.fat_fed",
        "Rodents fed with much fat became insulin resistant while the mitochondria in their muscles *increased*. Fat "
        "by itself makes muscle build mitochondria. Against which stories does the experiment speak, for these "
        "animals? Choose all that apply.",
        options={
            "a": "cause: resistance comes from fewer mitochondria",
            "b": "consequence: resistance lowers mitochondria",
            "c": "companion: inactivity lowers both",
        },
        answer={"a"},
        feedback={
            "b": "Resistance may have lowered them while fat built more: two things were moved at once.",
            "c": "The animals were fed, not kept from running. Of inactivity the experiment says nothing.",
        },
        missed={
            "a": "One story needs fewer mitochondria before there is resistance. Were there fewer?",
        },
        hint="For each story ask: what should have happened to the mitochondria, and what else did the fat do?",
        solution="Resistance came without fewer mitochondria: against cause. For consequence the fat is in the way.",
        why="It shows that fewer mitochondria are not *needed* for resistance. In other circumstances they might still "
        "contribute, as the other side of the debate holds.",
        objective=1,
        minutes=2,
        claims=("A25",),
    ),
    varied(_oxidation, (59.8, 96.1), (52, 88), (66, 84), (48, 108)),
    Prediction(
        "06.more_fat",
        "A muscle cell loses 30 % of its capacity to burn fat; as much comes in as before. By how many percent does "
        "the fat in the cell rise until it settles?",
        unit="%",
        watch="Press *Lean offspring*, read the sentence, then press *Same loss, much to spare*.",
        hint="By 30 %? More? Less?",
        solution="Little was to spare: in this schematic, made to give this, a third of the capacity is in use. With "
        "much to spare, 5 % in use, the same loss adds 46 %.",
        outcome=_more_fat,
        objective=2,
        minutes=0.5,
    ),
    varied(_settles_at, (0.3, 0.8, 2), (0.4, 1.0, 1.5), (0.6, 1.0, 1.6), (0.5, 1.2, 2.1)),
    Function(
        "06.pool",
        "The same for any numbers, as a function of u, M and K: it returns the L at which what comes in, u, equals "
        "what is burned, M × L / (K + L).",
        lambda u, m, k: k * u / (m - u),
        arguments=("u", "M", "K"),
        cases=((0.325, 1.0, 2.0769), (0.325, 0.7, 2.0769), (0.1, 2.0, 1.5)),
        mistakes=(
            Mistake(
                lambda u, m, k: k * u / m, "Subtract what comes in from the capacity in the denominator."
            ),
            Mistake(lambda u, m, k: k * (m - u) / u, "Numerator and denominator have changed places."),
            Mistake(lambda u, m, _: u / (m - u), "Almost: K is missing."),
            Mistake(
                lambda u, m, k: k * u / (u - m), "Check the sign: what is left of the capacity is M − u."
            ),
        ),
        hint="Set u = M L / (K + L), multiply out, and collect L on one side.",
        solution="u K + u L = M L, so L = K u / (M − u). It has no steady value where u is M or more.",
        why="What decides is M − u, the capacity to spare: near zero a small loss fills the pool a great deal.",
        objective=2,
        minutes=4,
    ),
    Choice(
        "06.athlete",
        "Endurance-trained people had 2.36 % of the muscle's area filled by fat, lean sedentary people 1.40 %, people "
        "with obesity and type 2 diabetes 3.04 %. In clamps the first two were about equally sensitive (10.3 and 9.5 "
        "mg/min per kg of fat-free mass), the third far less (1.2). What follows?",
        options={
            "a": "Fat in muscle causes insulin resistance, in proportion to its amount.",
            "b": "Fat in muscle protects from insulin resistance once there is enough.",
            "c": "The amount of fat alone does not tell how sensitive a muscle is.",
            "d": "The measurements must be wrong, since trained muscle burns its fat.",
        },
        answer="c",
        feedback={
            "a": "Then the trained should be clearly less sensitive than the lean sedentary people.",
            "b": "Then the third group, which had most, should be the most sensitive.",
            "d": "Others found the same. It has a name: the athlete's paradox.",
        },
        hint="Compare the first two groups, then the last two.",
        solution="More fat went with equal sensitivity in one comparison and with far lower sensitivity in the other.",
        why="Among the sedentary people alone, fat and sensitivity correlated at −0.57; with the trained ones "
        "included, not significantly. What differs may be the turnover, the kind of fat, or its place.",
        objective=2,
        minutes=2,
    ),
    Prediction(
        "06.where",
        "One account says that diacylglycerol does the harm, the other says ceramide. In a muscle where *both* have "
        "doubled, at which step would a measurement tell the two apart?",
        options={"a": "at IRS-1", "b": "at AKT", "c": "at glucose uptake", "d": "at none"},
        watch="Press *Both doubled* and look where the line with squares and the line with circles part.",
        hint="Which is the first step inside the cell, and which of the two accounts brakes it?",
        solution="There diacylglycerol brakes and ceramide does not: 80 against 100 %. From AKT on both say the same.",
        outcome="a",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    MultiChoice(
        "06.favours",
        "Which findings would speak for ceramide and *against* diacylglycerol? Choose all that apply.",
        options={
            "a": "AKT works poorly in a resistant muscle.",
            "b": "In a resistant muscle IRS-1 works normally and AKT poorly.",
            "c": "Ceramide synthesis is blocked, diacylglycerol stays high, and insulin works again.",
            "d": "Six hours of fat by vein lower uptake; diacylglycerol rises fourfold, ceramide not at all.",
        },
        answer={"b", "c"},
        feedback={
            "a": "Both accounts predict that. It cannot decide between them.",
            "d": "That speaks the other way: uptake fell although ceramide had not moved.",
        },
        missed={
            "b": "At which step do the two accounts differ?",
            "c": "What would the diacylglycerol account predict while diacylglycerol is high?",
        },
        hint="Set each up in the explorer and compare the two lines.",
        solution="Only what one account predicts and the other excludes can decide.",
        why="Findings like {c} and like {d} have both been published, in mice and in people.",
        objective=3,
        minutes=2.5,
        claims=("A26",),
    ),
    Choice(
        "06.two_papers",
        "In one study endurance athletes had about *twice* the total diacylglycerol of people with obesity. In another "
        "they had 10.0 pmol per µg of protein against 13.3: a *quarter less*. What is the soundest reading?",
        options={
            "a": "The larger study is right, and the smaller one found its difference by chance.",
            "b": "The total is no reliable sign of resistance; its kind and place may be.",
            "c": "Diacylglycerol has nothing to do with insulin action, in athletes or others.",
            "d": "Athletes' diacylglycerol changes from hour to hour, so neither study is of use.",
        },
        answer="b",
        feedback={
            "a": "They had 42 and 22 people: neither is large, and size does not explain opposite signs.",
            "c": "Total content failing as a marker does not rule out that one kind, in one place, matters.",
            "d": "Neither study measured that, and it would not explain which way they differ.",
        },
        hint="What can differ between two measurements that both say “diacylglycerol”?",
        solution="The second study found the difference in membranes, and in a few kinds of the molecule.",
        why="An account that survives by moving from the total to a kind and a place becomes harder to test. That is "
        "worth saying of both accounts.",
        objective=3,
        minutes=2,
        claims=("A26",),
    ),
    Choice(
        "06.flexible",
        "*Metabolic flexibility* is the switch from fat to glucose as fuel when insulin rises. A 14-hour infusion of "
        "growth hormone lowered the oxidation of carbohydrate by 69 % and raised fatty acids. What does that say of "
        "the claim that growth hormone peptides improve flexibility?",
        options={
            "a": "It supports it: more fat is burned, which is what is meant.",
            "b": "It points the other way: the switch to glucose is hindered.",
            "c": "It refutes that growth hormone acts on mitochondria at all.",
            "d": "Nothing, since peptides and growth hormone are not related.",
        },
        answer="b",
        feedback={
            "a": "Flexibility is to be able to change fuel, not to burn more fat.",
            "c": "In the same study the capacity to make ATP rose by 16 to 35 %. Both belong to the report.",
            "d": "The peptides act by releasing growth hormone. What it does, they can be expected to do if it rises.",
        },
        hint="In which direction should fuel change when insulin rises?",
        solution="Growth hormone moves fuel towards fat and opposes insulin: the opposite of the claim.",
        why="And it was growth hormone, by infusion, in few people: with the peptides themselves nobody has looked.",
        objective=4,
        minutes=1.5,
        claims=("A28", "A30"),
    ),
    Prediction(
        "06.alanine",
        "Mice were given an IRS-1 whose serine 307 was replaced by alanine, which cannot carry a phosphate, and were "
        "fed with much fat. Compared with ordinary mice, how insulin resistant did they become?",
        options={"a": "less", "b": "as much", "c": "more"},
        watch="Press *Brake removed* and *Helper removed*: the mice were like one of them. The text says which.",
        hint="What if the site were a brake? And if it were a helper?",
        solution="In these mice the site helped insulin: without it, on a fatty diet, they did worse than others.",
        outcome="c",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    varied(_half_way, (5,), (2,), (7,), (9,)),
    varied(_dominates, (2564.9, 1458.5, 1242.5), (2400, 1700, 1300), (3000, 1950, 1500), (2150, 1400, 1050)),
    Choice(
        "06.numbering",
        "A study of *human* muscle reports phosphorylation at serine 312 of IRS-1. Which site of mice is that?",
        options={
            "a": "serine 312",
            "b": "serine 307",
            "c": "serine 317",
            "d": "it has no counterpart",
        },
        answer="b",
        feedback={
            "a": "The human protein has five more amino acids before this place, so the numbers differ.",
            "c": "The shift goes the other way.",
            "d": "It has one, in a stretch that both share; only the count differs.",
        },
        hint="Five amino acids more stand before it in people.",
        solution="Human 312 is 307 in rodents. Papers on people sometimes use the rodent's number.",
        why="Whoever does not say the species may compare different sites.",
        objective=5,
        minutes=1,
        claims=("A34",),
    ),
    Prediction(
        "06.block",
        "People with obesity and insulin resistance are given a drug that blocks TNF. In the treated, CRP falls by a "
        "third to a half. What happened to insulin sensitivity within weeks?",
        options={"a": "it rose about as much", "b": "it rose a little", "c": "no change was seen"},
        watch="Read what stands below the dots on the right, and how many people it rests on.",
        hint="Is CRP a cause or a sign?",
        solution="These were two small trials of weeks, which could have missed a modest change. One of six months "
        "lowered fasting glucose.",
        outcome="c",
        ordered=True,
        objective=6,
        minutes=0.5,
    ),
    MultiChoice(
        "06.who_makes",
        "Which of these are right? Choose all that apply.",
        options={
            "a": "Liver cells make CRP when interleukin-6 tells them to.",
            "b": "Fat cells secrete CRP as a cytokine.",
            "c": "Interleukin-6 from fat tissue reaches the blood.",
            "d": "TNF from fat tissue acts mostly where it is made.",
            "e": "All TNF in fat tissue comes from fat cells.",
        },
        answer={"a", "c", "d"},
        feedback={
            "b": "CRP is no cytokine, and the liver makes nearly all of it.",
            "e": "Much of it comes from macrophages that live in fat tissue.",
        },
        missed={
            "a": "Set the liver's response to 0 in the explorer. What happens to CRP?",
            "c": "Blood that leaves fat tissue was compared with blood that enters it. What was found?",
            "d": "The same comparison was made for TNF.",
        },
        hint="Follow the chain: fat tissue, blood, liver.",
        solution="Fat tissue releases interleukin-6; the liver answers with CRP; TNF stays mostly local.",
        why="In 39 people blood leaving fat held about three times the interleukin-6 of blood entering it, and no more "
        "TNF.",
        objective=6,
        minutes=2,
        claims=("A32", "A33"),
    ),
    Choice(
        "06.tnf_trials",
        "Two trials of TNF blockade (20 people, 4 weeks; 9 men, 10 weeks) saw no change of insulin action. One (40 "
        "people, 26 weeks) lowered fasting glucose by 10.8 % (2.2 to 19.4). Mice without TNF are protected from the "
        "resistance of obesity. Which conclusion is sound?",
        options={
            "a": "TNF causes insulin resistance in people as it does in mice, only more slowly.",
            "b": "TNF has nothing to do with insulin resistance in people, whatever it does in mice.",
            "c": "An effect as large as in mice is not seen; a modest or slow one is not excluded.",
            "d": "The positive trial outweighs the others, since it was the longest of the three.",
        },
        answer="c",
        feedback={
            "a": "The mouse result did not carry over in two of three trials.",
            "b": "Nine and twenty people can miss a modest effect, and the third trial did see one.",
            "d": "It is one trial of forty people, CRP did not move in it, and insulin action was not its result.",
        },
        hint="How small an effect could nine people show?",
        solution="Absence of a large effect is shown; absence of any effect is not.",
        why="Note also where the mice differ: they lacked TNF from birth.",
        objective=6,
        minutes=2,
        claims=("A34",),
    ),
    Prediction(
        "06.same_size",
        "In all men of the cohort the logarithms of CRP and HOMA-IR correlate at 0.40. If body size were the only link "
        "between them, what would that correlation be?",
        watch="Press *Everyone* and compare the cross with the circle.",
        hint="How much can one common cause do by itself: hardly anything, a half, nearly all?",
        solution="Heavy men have more CRP and a higher HOMA-IR, so most of the 0.40 comes along. Among men around "
        "30 kg/m² 0.17 is left (0.05 to 0.29).",
        outcome=_by_size_alone,
        objective=7,
        minutes=0.5,
    ),
    varied(_product, (0.60, 0.50, 0.40), (0.70, 0.40, 0.45), (0.45, 0.60, 0.35), (0.50, 0.80, 0.55)),
    Choice(
        "06.left_over",
        "With body mass index and age taken out, CRP and HOMA-IR still correlate at 0.12 in men (0.07 to 0.16). What "
        "does that prove?",
        options={
            "a": "That inflammation causes the part of insulin resistance that fat does not.",
            "b": "That insulin resistance causes the part of inflammation that fat does not.",
            "c": "That something else links them, perhaps fat that the index does not see.",
            "d": "Nothing, since a correlation of 0.12 is too small to be anything but chance.",
        },
        answer="c",
        feedback={
            "a": "It may. But the direction is not in a correlation, and body mass index measures fat poorly.",
            "b": "It may. But see what this lesson's first explorer said of comparing people.",
            "d": "The interval excludes zero: it is small and probably real. What it means is the question.",
        },
        hint="Does body mass index know where the fat lies?",
        solution="An imperfect measure of fat leaves part of fat's effect behind.",
        objective=7,
        minutes=1.5,
        claims=("A31",),
    ),
    Choice(
        "06.vessels",
        "Canakinumab blocks interleukin-1 beta. In 10,061 people after a heart attack one of three doses lowered "
        "cardiovascular events by 15 % (2 to 26); new diabetes was as frequent as with placebo, and fatal infections "
        "more frequent. What does this support?",
        options={
            "a": "Inflammation takes part in disease of arteries; in diabetes, not shown.",
            "b": "Lowering CRP prevents diabetes as well, if it is lowered for long enough.",
            "c": "Treatment against inflammation is harmless in people after a heart attack.",
            "d": "Peptides that are said to lower inflammation will protect the heart as well.",
        },
        answer="a",
        feedback={
            "b": "CRP fell and diabetes did not become rarer.",
            "c": "More people died of infections.",
            "d": "Nothing follows for other agents; for PDA there is no study in people at all.",
        },
        hint="Take the three results one by one.",
        solution="Events fell, diabetes did not, and there was a price.",
        objective=8,
        minutes=1.5,
        claims=("A35", "A41"),
    ),
    varied(_depression, (80,), (40,), (120,), (60,)),
    Choice(
        "06.well_being",
        "“Modulating melanocortin pathways can have broader benefits for well-being.” Bremelanotide, in frequent high "
        "doses, lowered weight by 1.3 kg in 16 days in obese women. What does that study support?",
        options={
            "a": "a benefit for well-being that goes beyond sexual desire",
            "b": "an effect on weight in days, in a first trial, no more",
            "c": "its use against insulin resistance in women with obesity",
            "d": "that its approved use, now and then, lowers weight as well",
        },
        answer="b",
        feedback={
            "a": "Well-being was not what it measured; nausea is common and blood pressure rises.",
            "c": "Insulin resistance was not treated, and it is contraindicated where many insulin-resistant people "
            "stand: with uncontrolled high blood pressure or heart disease.",
            "d": "Its approved use is occasional, and in other amounts than in this trial.",
        },
        hint="What was measured, for how long, in whom?",
        solution="That the receptor takes part in appetite is established. A benefit for well-being is not.",
        objective=8,
        minutes=1.5,
        claims=("A39", "A40"),
    ),
)
