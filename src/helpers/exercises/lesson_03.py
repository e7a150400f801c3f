"""Questions of lesson 03."""

from __future__ import annotations

from functools import cache

from helpers.exercises.kinds import Choice, Function, Mistake, MultiChoice, Number, Prediction, varied
from helpers.indices import free_testosterone
from helpers.models import MaleAxis
from helpers.units import convert

_WEEK = 7 * 1440  # minutes


@cache
def _lost_with_half_a_testis() -> float:
    """Return the share of the mean testosterone that is lost when the testis answers half as well, percent."""
    healthy, half = MaleAxis(), MaleAxis().secondary_failure(0.5)  # half the response, wherever in the loop
    return 100 * (1 - half.summary().testosterone_mean / healthy.summary().testosterone_mean)


def _free(total: float, shbg: float) -> float:
    """Return free testosterone in pmol/L, from nmol/L."""
    return float(free_testosterone(total, shbg, units="SI"))


def _pulses(first: float, other: float) -> Number:
    """Ask how many more pulses a week one interval makes than another, both in minutes."""
    begin = "In a study a" if (first, other) == (60, 90) else "Suppose that a"
    apart = other - first
    return Number(
        "03.pulses",
        f"{begin} woman with PCOS has one LH pulse every {first:g} minutes, a woman without it one every {other:g}. "
        "How many pulses more does the first have *in a week*?",
        _WEEK / first - _WEEK / other,
        count=True,
        per="week",
        mistakes=(
            Mistake(1440 / first - 1440 / other, "That is per day. A week has seven of them."),
            Mistake(_WEEK / first, "That is how many the first woman has. By how many is she ahead?"),
            Mistake(_WEEK / other, "That is how many the other woman has."),
            Mistake(apart, "That is the difference between the intervals, in minutes."),
            Mistake(
                _WEEK / apart,
                "You divided by the difference of the intervals. Count each woman's pulses first.",
            ),
        ),
        hint="A day has 1,440 minutes. Count the pulses of each woman, then subtract.",
        solution=f"7 × 1,440 / {first:g} = {_WEEK / first:g} and 7 × 1,440 / {other:g} = {_WEEK / other:g}.",
        why="Fast pulses favour LH over FSH, and LH drives the androgens of the ovary.",
        objective=1,
        minutes=2,
        claims=("A04",),
    )


def _in_nmol(ng_dl: float) -> Number:
    """Ask for testosterone in nmol/L."""
    return Number(
        "03.in_nmol",
        f"A laboratory reports testosterone {ng_dl:g} ng/dL. How much is that in nmol/L? The molar mass is 288.42 "
        "g/mol, that is 288.42 ng/nmol.",
        ng_dl * 10 / 288.42,
        unit="nmol/L",
        rel_tol=0.005,
        analyte="testosterone",
        accept_other_unit=False,
        mistakes=(
            Mistake(ng_dl / 288.42, "You forgot the decilitres: a litre has ten of them."),
            Mistake(ng_dl / 10 / 288.42, "A litre is ten decilitres, so it holds ten times as much."),
            Mistake(ng_dl * 28.842, "That is the way back, from nmol/L to ng/dL."),
            Mistake(ng_dl * 10 / 272.38, "272.38 is the molar mass of estradiol."),
            Mistake(ng_dl * 1000 / 288.42, "That would be right for ng/mL. A litre has 10 dL."),
        ),
        hint="First from a decilitre to a litre, then from nanograms to nanomoles.",
        solution=f"{ng_dl:g} × 10 = {10 * ng_dl:,.0f} ng in a litre; divided by 288.42 ng/nmol.",
        why="Keep one pair in mind: 300 ng/dL is 10.4 nmol/L.",
        objective=4,
        minutes=1,
    )


def _two_labs(first: float, other: float) -> Number:
    """Ask for a value of one laboratory, in nmol/L, in the unit of another, ng/dL."""
    answer = float(convert(first, "testosterone", "nmol/L", "ng/dL"))
    return Number(
        "03.two_labs",
        f"Laboratory A reports testosterone {first:g} nmol/L, laboratory B {other:g} ng/dL. What is A's value in "
        "ng/dL?",
        answer,
        unit="ng/dL",
        rel_tol=0.005,
        analyte="testosterone",
        accept_other_unit=False,
        mistakes=(
            Mistake(first / 28.842, "You divided. One nmol/L is 28.84 ng/dL, so the number must grow."),
            Mistake(first * 288.42, "You left out the step from litres to decilitres: divide by 10."),
            Mistake(first * 2.8842, "A tenfold slip: one nmol/L is 28.84 ng/dL."),
            Mistake(first * 34.67, "34.67 is the factor the other way, times a thousand. Multiply by 28.84."),
        ),
        hint="One nmol is 288.42 ng, and a litre has ten decilitres.",
        solution=f"{first:g} × 288.42 / 10.",
        why=f"So the man from A, with the smaller-looking number, has {'more' if answer > other else 'less'}. Read "
        "the unit before the number.",
        objective=4,
        minutes=2,
    )


def _how_much_free(total: float, shbg: float) -> Number:
    """Ask for free testosterone from total and SHBG, both in nmol/L."""
    return Number(
        "03.free",
        f"Total testosterone {total:.1f} nmol/L, SHBG {shbg:g} nmol/L, albumin 43 g/L. How much is free, in pmol/L? "
        "Use `free_testosterone`.",
        lambda: _free(total, shbg),
        unit="pmol/L",
        rel_tol=0.01,
        analyte="free_testosterone",
        mistakes=(
            Mistake(
                lambda: float(free_testosterone(total, shbg)),
                f'You left out `units="SI"`: {total:g} was read as ng/dL.',
            ),
            Mistake(lambda: _free(total, shbg) / 1000, "That is in nmol/L."),
            Mistake(100 * total / shbg, "That is the free androgen index, which is not valid in men."),
            Mistake(
                lambda: _free(shbg, total),
                "You gave SHBG first. The order is testosterone, then SHBG.",
            ),
        ),
        hint='`free_testosterone(testosterone, shbg, units="SI")`',
        solution=f'`free_testosterone({total:.1f}, {shbg:g}, units="SI")`.',
        why="Vermeulen's formula reads about 20 % above the best direct measurement; compare only like with like.",
        objective=4,
        minutes=2,
    )


def _pcos_ratio(total: float, before: float, after: float) -> Number:
    """Ask how free testosterone changes when SHBG falls at one total, all in nmol/L."""
    ng_dl = float(convert(total, "testosterone", "nmol/L", "ng/dL"))

    def ratio() -> float:
        return _free(total, after) / _free(total, before)

    return Number(
        "03.pcos_ratio",
        f"A woman's total testosterone is {total:g} nmol/L ({ng_dl:.0f} ng/dL). With SHBG {after:g} nmol/L instead of "
        f"{before:g}, how many times as much is free? Use `free_testosterone` twice and divide.",
        ratio,
        rel_tol=0.01,
        mistakes=(
            Mistake(
                before / after,
                "That is the ratio of SHBG. Part of what SHBG lets go is caught by albumin.",
            ),
            Mistake(lambda: 1 / ratio(), "Turned round: free testosterone rises when SHBG falls."),
            Mistake(
                lambda: _free(total, after),
                f"That is the free level with SHBG {after:g}. Divide it by the one with SHBG {before:g}.",
            ),
        ),
        hint=f'`free_testosterone({total:g}, {after:g}, units="SI") / …`',
        solution=f"{_free(total, after):.1f} / {_free(total, before):.1f} pmol/L.",
        why="Not twofold, although SHBG fell by more than half: albumin binds too.",
        objective=7,
        minutes=2,
        claims=("A14", "A15"),
    )


QUESTIONS = (
    Prediction(
        "03.brake",
        "Both testes have stopped making testosterone. What do LH and FSH do?",
        options={
            "a": "they rise",
            "b": "they stay",
            "c": "they fall",
        },
        watch="Press the last two steps: which arrows would be gone?",
        hint="What held the pituitary back?",
        outcome="a",
        solution="They rise: without the two brakes pituitary and hypothalamus are let loose.",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    Prediction(
        "03.a_third",
        "A healthy man is given testosterone worth a third of what his own testes make. What becomes of his average "
        "LH?",
        options={
            "a": "it rises",
            "b": "it stays",
            "c": "it falls by nearly half",
            "d": "it falls to nothing",
        },
        watch="Press *A third of own production* and read both means on the right.",
        hint="What does the hypothalamus do when testosterone rises?",
        solution="To 56 %: the hypothalamus does not tell where testosterone comes from, and stops sooner. His own "
        "production falls with it, so that his testosterone does not rise.",
        outcome="c",
        ordered=True,
        objective=1,
        minutes=0.5,
    ),
    Choice(
        "03.switched_off",
        "A man has used testosterone from outside for months. His testosterone is in the middle of the normal range. "
        "Which LH do you expect?",
        options={
            "a": "normal, since testosterone is normal",
            "b": "high, since the testes need more drive",
            "c": "very low, since the loop is content",
            "d": "it cannot be told from testosterone",
        },
        answer="c",
        feedback={
            "a": "The loop does not know where testosterone comes from. Press *As much as his own*.",
            "b": "A high LH would mean that the loop senses too little testosterone. It senses enough.",
            "d": "The loop tells: the hypothalamus sees testosterone above the level at which it stops.",
        },
        hint="What does the hypothalamus sense, and where could it have come from?",
        solution="Very low: testosterone from outside silences GnRH and LH, and the testes fall asleep.",
        why="So do sperm: the testis needs its own high testosterone, and FSH. Recovery takes months; lesson 04 has "
        "the numbers.",
        objective=1,
        minutes=1,
        claims=("A02",),
    ),
    Prediction(
        "03.half_a_testis",
        "The testis now answers to LH only half as well. How much of his average testosterone does the man lose?",
        unit="%",
        watch="Press *Testis at half* and read the sentence.",
        hint="Does anything push back?",
        solution="LH rises by almost 70 % and makes up for most of the loss.",
        outcome=_lost_with_half_a_testis,
        objective=2,
        minutes=0.5,
    ),
    Choice(
        "03.where",
        "Two men have the same low testosterone, 180 ng/dL (6.2 nmol/L). Paul's LH is 24 IU/L, Omar's is 3. (Usual in "
        "men: about 2 to 9.) Where is the fault?",
        options={
            "a": "Paul: testis. Omar: pituitary or hypothalamus.",
            "b": "Paul: pituitary or hypothalamus. Omar: testis.",
            "c": "Paul: testis. Omar: nowhere, since his LH is normal.",
            "d": "Both: testis, since testosterone comes from there.",
        },
        answer="a",
        feedback={
            "b": "Turned round. A high LH is the sign of parts above that push.",
            "c": "With so little testosterone a healthy pituitary would call out loud. A “normal” LH is then too low.",
            "d": "The testis makes it, but only when told. Compare the two presets with a tenth.",
        },
        hint="Who is calling, and who does not answer?",
        solution="High LH: the testis does not answer (primary). LH not raised: nobody calls (secondary).",
        why="“Inappropriately normal” is the clinical word for Omar's LH. It is what men with obesity and low "
        "testosterone mostly show.",
        objective=2,
        minutes=1.5,
    ),
    Prediction(
        "03.two_samples",
        "One pulse every two hours, the same man, two blood samples within those two hours. How far apart can the two "
        "LH values be?",
        options={"a": "by 5 %", "b": "by a quarter", "c": "nearly twofold", "d": "tenfold"},
        watch="Press *Sample just after a pulse*, then *Sample just before a pulse*.",
        hint="How much of the LH is left after one half-life?",
        solution="4.8 against 2.7 IU/L: between two pulses about one half-life passes.",
        outcome="c",
        ordered=True,
        objective=2,
        minutes=0.5,
    ),
    varied(_pulses, (60, 90), (56, 84), (72, 96), (63, 84)),
    Prediction(
        "03.which_phase",
        "A blood sample of a woman with natural cycles: estradiol 75 pg/mL (275 pmol/L). In which phase is she?",
        options={
            "a": "before ovulation",
            "b": "at ovulation",
            "c": "after ovulation",
            "d": "it could be any of the three",
        },
        watch="The explorer opens with this value: count the diamonds in the left chart.",
        hint="How wide are the ranges?",
        solution="Women differ, and each phase is days long: the ranges overlap.",
        outcome="d",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    MultiChoice(
        "03.has_ovulated",
        "Which of these values, taken alone, lie *only* in the luteal range, so that ovulation has probably happened?",
        options={
            "a": "estradiol 150 pg/mL (551 pmol/L)",
            "b": "progesterone 8 ng/mL (25 nmol/L)",
            "c": "LH 6 IU/L",
            "d": "progesterone 2 ng/mL (6.4 nmol/L)",
        },
        answer={"b"},
        feedback={
            "a": "Estradiol is high at ovulation *and* after it.",
            "c": "LH of 6 fits before ovulation as well as after it.",
            "d": "At 2 ng/mL the ovulation range still reaches up.",
        },
        hint="Set one slider at a time and look for a single diamond.",
        solution="Only the progesterone of 8 ng/mL.",
        why="That is why progesterone, about a week before the expected period, is the usual test for ovulation.",
        objective=3,
        minutes=2,
    ),
    varied(_in_nmol, (450,), (520,), (385,), (610,)),
    Function(
        "03.to_nmol",
        "The same step as a function, for any value: it takes testosterone in ng/dL and returns nmol/L. The molar "
        "mass is 288.42 g/mol, that is 288.42 ng/nmol.",
        lambda ng_dl: ng_dl * 10 / 288.42,
        arguments=("ng_dl",),
        cases=((300.0,), (20.0,), (917.0,)),
        rel_tol=0.005,
        mistakes=(
            Mistake(lambda ng_dl: ng_dl / 288.42, "You forgot the decilitres: a litre has ten of them."),
            Mistake(
                lambda ng_dl: ng_dl / 10 / 288.42, "A litre is ten decilitres, so it holds ten times as much."
            ),
            Mistake(lambda ng_dl: ng_dl * 28.842, "That is the way back, from nmol/L to ng/dL."),
            Mistake(lambda ng_dl: ng_dl * 10 / 272.38, "272.38 is the molar mass of estradiol."),
            Mistake(lambda ng_dl: ng_dl * 1000 / 288.42, "That would be right for ng/mL. A litre has 10 dL."),
        ),
        hint="First from a decilitre to a litre, then from nanograms to nanomoles.",
        solution="`def to_nmol(ng_dl): return ng_dl * 10 / 288.42`, which is ng/dL divided by 28.842.",
        why="Keep one pair in mind: 300 ng/dL is 10.4 nmol/L.",
        objective=4,
        minutes=3,
    ),
    varied(_two_labs, (11.5, 320), (9.8, 300), (14.2, 380), (17.5, 520)),
    Prediction(
        "03.shbg_falls",
        "Total testosterone stays at 350 ng/dL (12.1 nmol/L), SHBG falls from 60 to 20 nmol/L. Free testosterone …",
        options={"a": "stays", "b": "rises by about a fifth", "c": "about doubles", "d": "falls"},
        watch="Press *SHBG 60*, then *SHBG 20, the same total*.",
        hint="Where does the testosterone go that SHBG lets loose?",
        solution="From 47 to 91 pg/mL (162 to 314 pmol/L): of what SHBG lets go, albumin catches most, loosely, and "
        "the rest is free.",
        outcome="c",
        ordered=True,
        objective=4,
        minutes=0.5,
    ),
    varied(_how_much_free, (12.0, 20), (15.0, 45), (9.0, 15), (20.5, 40)),
    Prediction(
        "03.by_weight",
        "From lean men to men with a body mass index around 40, the median total testosterone falls by about a third. "
        "What about free testosterone?",
        options={
            "a": "falls by a third as well",
            "b": "falls, but by much less",
            "c": "stays the same",
            "d": "rises",
        },
        watch="Press *Men of 40 kg/m²*, then *Women of 40 kg/m²*.",
        hint="SHBG falls too, and the axis senses what is free.",
        solution="By 17 %: with less SHBG more of the total is free, and the free level is what the axis senses. In "
        "women it rises by 68 %.",
        outcome="b",
        ordered=True,
        objective=5,
        minutes=0.5,
    ),
    Choice(
        "03.low_total",
        "A man with a body mass index of 36 has total testosterone 270 ng/dL (9.4 nmol/L), SHBG 18 nmol/L, and a "
        "normal free testosterone. He is told: “Your testosterone is low.” What fits best?",
        options={
            "a": "Right: it is total testosterone that decides, whatever is bound.",
            "b": "His total is low with his SHBG; judge by the free level.",
            "c": "His SHBG is low, so his free testosterone must really be high.",
            "d": "His testes have failed, and his SHBG has fallen with them.",
        },
        answer="b",
        feedback={
            "a": "Total counts what is bound as well, and he has little to bind it.",
            "c": "In a man the axis holds the free level: production falls until it is back.",
            "d": "Then LH would be high and the free level low.",
        },
        hint="Which of the three numbers does the axis sense?",
        solution="Low SHBG, low total, normal free: a matter of binding, not of deficiency.",
        why="Guidelines ask for symptoms, two fasting morning samples, and the free level where SHBG is altered.",
        objective=5,
        minutes=1.5,
        claims=("A05", "A15"),
    ),
    Prediction(
        "03.what_is_left",
        "Among men, testosterone and HOMA-IR correlate at −0.37. How much is left once SHBG, body mass index and age "
        "are taken into account?",
        options={
            "a": "about −0.4: the same",
            "b": "about −0.2",
            "c": "about 0",
            "d": "it turns positive, +0.3",
        },
        watch="Press *Men, given SHBG*, then *Men, given all three*.",
        hint="Who has low SHBG, and who has high HOMA-IR?",
        solution="Heavy men have low SHBG and a high HOMA-IR at once. Given all three, zero lies within the interval "
        "(−0.04 to 0.05).",
        outcome="c",
        ordered=True,
        objective=6,
        minutes=0.5,
    ),
    MultiChoice(
        "03.conclude",
        "Given SHBG, body mass index and age, the correlation in men is 0.00 (95 % interval −0.04 to 0.05). "
        "What follows?",
        options={
            "a": "Low testosterone cannot be a cause of insulin resistance.",
            "b": "Testosterone adds nothing to a guess of HOMA-IR from the three.",
            "c": "A correlation alone would not have shown which is the cause.",
            "d": "Raising testosterone will lower HOMA-IR in obese men.",
        },
        answer={"b", "c"},
        feedback={
            "a": "If low testosterone acts by way of body fat, taking fat into account hides its effect.",
            "d": "That needs trials; section 7 names them, lesson 04 shows them all.",
        },
        missed={
            "b": "What does “given the three” mean for a guess?",
            "c": "Would −0.37 have told the direction?",
        },
        hint="Ask of each: is it about guessing, or about causing?",
        solution="Nothing is added to the guess, and neither number speaks of cause.",
        why="In real men of the survey on which the course's adults are modelled it is −0.05: as good as nothing.",
        objective=6,
        minutes=2,
        claims=("A05", "A10"),
    ),
    Choice(
        "03.estradiol",
        "“Your fat turns your testosterone into estrogen; that is why it is low.” Which finding speaks against this as "
        "the usual explanation?",
        options={
            "a": "The fat tissue of men, unlike that of women, contains no aromatase.",
            "b": "Diabetic men with low free testosterone had lower, not higher, free estradiol.",
            "c": "Estradiol has no effect on the pituitary of men, but on that of women.",
            "d": "In men who lose weight estradiol falls, while testosterone rises.",
        },
        answer="b",
        feedback={
            "a": "It does contain it; conversion there is real. The question is whether it explains the low level.",
            "c": "It does restrain LH in men; blocking it raises LH.",
            "d": "That was found, and it fits the explanation rather than speaks against it.",
        },
        hint="If the explanation held, which hormone would have to be high?",
        solution="By mass spectrometry 0.025 against 0.045 ng/dL: lower in the men with low testosterone.",
        why="A study of 184 diabetic men by immunoassay found the reverse (34.5 against 27.4 pg/mL). At such low "
        "levels the method matters, and the question is not closed.",
        objective=6,
        minutes=1.5,
        claims=("A07",),
    ),
    Prediction(
        "03.which_way",
        "Insulin is high in a woman without PCOS. By which way, mostly, is more of her testosterone free?",
        options={
            "a": "through the liver, which makes less SHBG",
            "b": "through the ovary, which makes more",
            "c": "through both, about equally",
        },
        watch="Press *Through the liver*, then *Through the ovary*: which arrow needs a certain ovary?",
        hint="In the survey's women total testosterone does not rise with insulin.",
        outcome="a",
        solution="Mostly through the liver: in the survey SHBG falls as insulin rises, and total testosterone stays. "
        "In PCOS the ovary answers too.",
        objective=7,
        minutes=0.5,
    ),
    Prediction(
        "03.insulin_triples",
        "A woman's fasting insulin is three times the median, and her ovary makes no more testosterone than before. "
        "Her free testosterone …",
        options={
            "a": "stays: the ovary makes no more",
            "b": "rises by about a third",
            "c": "triples",
            "d": "falls",
        },
        watch="Press *High insulin, ordinary ovary*, then *High insulin, responsive ovary*.",
        hint="What does the liver do?",
        solution="Insulin makes the liver put out less SHBG, and that alone does it. With a responsive ovary as well "
        "it is 2.28 times.",
        outcome="b",
        ordered=True,
        objective=7,
        minutes=0.5,
    ),
    Choice(
        "03.new_name",
        "“The new name, PMOS, has *metabolic* in it: now it is certain that insulin resistance causes the syndrome.” "
        "What is right?",
        options={
            "a": "True: a disease is renamed once its cause has been found.",
            "b": "No: a name is no evidence, and the criteria are as before.",
            "c": "True, since all women who have it are insulin resistant.",
            "d": "No: it is certain now that insulin resistance comes of it.",
        },
        answer="b",
        feedback={
            "a": "It was renamed because the follicles are not cysts and more than the ovary is concerned.",
            "c": "Not all: how many depends on who measures and how, as three clinics show above.",
            "d": "That is not shown either. A name settles no arrow.",
        },
        hint="What was changed in May 2026, and what was left as it was?",
        solution="Insulin resistance is frequent and takes part. How much of the syndrome it causes is argued over as "
        "before; experiments decide that, not names.",
        objective=7,
        minutes=1,
        claims=("A11", "A12"),
    ),
    varied(_pcos_ratio, (1.5, 60, 25), (1.3, 65, 30), (1.4, 70, 32), (1.9, 52, 25)),
    MultiChoice(
        "03.contradiction",
        "Here the article says that hyperinsulinaemia raises women's androgens. Which of its other statements "
        "contradict that?",
        options={
            "a": "Insulin resistance lowers testosterone in women with PCOS.",
            "b": "Low SHBG raises free testosterone.",
            "c": "Testosterone can be offered to women for irregular cycles.",
            "d": "PCOS comes with excess hair growth.",
        },
        answer={"a", "c"},
        feedback={
            "b": "That fits: it is part of how free androgens rise.",
            "d": "That fits: hair growth is an effect of androgens.",
        },
        missed={
            "a": "Is PCOS a state of too much or too little androgen?",
            "c": "What would more androgen do to ovulation?",
        },
        hint="For each: does it go with more androgen, or with less?",
        solution="PCOS is androgen excess; adding testosterone would do the reverse of what helps cycles.",
        why="Lesson 04 judges the offer of testosterone to women; lesson 07 the table that repeats the mistake.",
        objective=7,
        minutes=1.5,
        claims=("A13", "A16", "A19", "A20"),
    ),
    Choice(
        "03.first_choice",
        "A woman with PCOS wants to become pregnant and does not ovulate. Which of these did best in trials for live "
        "birth?",
        options={"a": "metformin", "b": "clomiphene", "c": "letrozole", "d": "inositol"},
        answer="c",
        feedback={
            "a": "In the trial of 626 women 7.2 % had a live birth with metformin, 22.5 % with clomiphene.",
            "b": "It did better than metformin, but one of the others did better still.",
            "d": "Its trials counted cycles and laboratory values; hardly any counted births.",
        },
        hint="Open the card of metformin: its second result compares two other drugs.",
        solution="Letrozole: 27.5 against 19.1 % with clomiphene, in 750 women.",
        why="It opposes estrogen for a few days so that FSH rises. It is used off-label for this. Fatigue and "
        "dizziness were more frequent than with clomiphene, hot flushes rarer.",
        objective=8,
        minutes=1.5,
        claims=("A17", "A18"),
    ),
)
