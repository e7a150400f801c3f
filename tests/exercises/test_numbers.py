"""Numbers as people say them: every right one counts, no wrong one does, and no message gives one away."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from helpers.exercises import Mistake, Number, lessons, questions
from helpers.exercises.number import tolerance
from helpers.exercises.said import measure_of, strange_words, unit_at_start
from helpers.units import ANALYTES, convert

ROOT = Path(__file__).parents[2]
NUMBERS = {
    name: question
    for lesson in lessons()
    for name, question in questions(lesson).items()
    if isinstance(question, Number)
}
every = pytest.mark.parametrize("question", NUMBERS.values(), ids=list(NUMBERS))


def status(name: str, answer: object) -> str:
    from helpers.exercises.engine import judge

    return judge(NUMBERS[name], lambda: answer).status


# What a learner may well write, with the words of the question, rounded as the lesson prints it, or in a unit
# that says the same.
SAID = {
    "00.claims": "182 | 182 claims | 182 claims of the article | about 182 | 182. | there are 182 | =182 | "
    "182 statements",
    "00.same_homa": "9 | 9.0 µU/mL | 9 mU/L insulin | insulin = 9 | 54 pmol/L | 0.054 nmol/L",
    "01.homa_by_hand": "4 | 4.0 | HOMA-IR 4 | HOMA-IR = 4.0 | a HOMA-IR of 4 | 4 (HOMA-IR) | 108 x 15 / 405 = 4",
    "01.homa_si": "3 | 3.0 | 3.00 | 3.004",
    "01.capacity": "250 | 250 % | 250 percent | 250% of healthy | 250 per cent. | 250 percent of healthy capacity",
    "01.sleep_interval": "8.8 | 9 | 9 % | 8.8 percent | 8.8 % loss | a loss of 8.8 %",
    "02.shared": "16 | 16 % | 16 percent | 16 % of their spread | 16 in 100 | 16 per hundred | 16 of 100",
    "02.ratio": "1.5 | 1,5 times | 1.5x | 1.5 × | x1.5 | × 1.5 | 1.5-fold | 1.5 fold | 1.5 times as high | "
    "1.5 times higher | 1.5 (times) | RR = 1.5 | a relative risk of 1.5",
    "02.absolute": "17 | 17.4 | 17 more | 17 men | 17 more men | about 17 more in 1,000 | 17 in 1000 | 17 per 1,000 | "
    "17/1000 | 17 of 1,000 | 17 out of 1 000 men | 17 per thousand | 17 in a thousand | 17 extra | an extra 17 | "
    "17 additional men",
    "02.fewer": "-64 | -63.8 | −64 | about -64 | -64 in 1,000 | -64 adults",
    "02.weight": "6.3 | 6.28 | 6.3 kg | 6.3 kilos | 6.3 kilograms | 6300 g | 6.28 kg more | 6.3 kg in the end",
    "03.pulses": "56 | 56 pulses | 56 more | 56 pulses more | 56 pulses a week | 56 per week | 56/week | "
    "56 pulses in a week | 56 more pulses weekly | 56 LH pulses",
    "03.in_nmol": "15.6 | 15.6 nmol/L | 16 | 15.602 nM | about 15.6 nanomoles per litre",
    "03.two_labs": "332 | 331.7 | 331.7 ng/dL | 332 ng per dl",
    "03.free": "310 | 310 pmol/L | 310.1 pmol/L free | 0.31 nmol/L | 310 pM | 8.94 ng/dL | 89.4 pg/mL",
    "03.pcos_ratio": "1.7 | 1.73 | 1.73 times | 1.73x | 1.7 times as much | 1.73-fold",
    "04.number_to_harm": "91 | 90.9 | 91 men | 91 people | 91 patients | about 91 | 1 in 91 | one in 91 | "
    "NNH = 91 | 1:91 | 1 in every 91 | 1 of 91 men | one man in 91",
    "04.peak_trough": "7 | 6.96 | 7 times | 7x | 6.96-fold | 7.0 times the trough | 7 times as high",
    "04.syringe": "30 | 30 mg | 30 mg of ester | 0.03 g | 30 milligrams | 30,000 µg",
    "04.needed": "7 | 6.6 | 6.58 | 7 people | about 7 people | 1 in 7 | one in 7 | 7 persons | 7 treated | "
    "7 participants",
    "05.half_life": "2 | 2.0 | 1.9 | 1.95 | 2 h | 2.0 hours | about 2 hours | 2 hrs | 117 min | 117 minutes",
    "05.left": "35 | 35.4 | 35.36 % | 35 percent | 35 in 100 | about 35 % left",
    "05.igf1_fold": "1.9 | 1.88 | 1.9 times | 1.9x | 1.9 times the start | 1.9-fold",
    "05.nnt": "12 | 13 | 12.5 | 13 people | 12.5 patients | 1 in 13 | 13 to be treated",
    "05.nobody_harmed": "5 | 5 % | 4.9 % | 5 percent | 5 in 100",
    "05.beyond": "4 | 4 points | 4 percentage points | 4 pp | 4 %-points | +4 | 4 percent points | 4 p.p.",
    "06.oxidation": "38 | 37.8 | 38 % | 37.8 % lower | 37.8 percent less",
    "06.settles_at": "1.2 | 1.20 | L = 1.2 | about 1.2",
    "06.half_way": "0.6 | 0.60 | 0.6 nM | 0.6 nmol/L | 600 pmol/L | 600 pM | 0.6 nanomolar",
    "06.dominates": "84 | 83.7 | 84 % | 83.7 percent | 84 % of the whole fall",
    "06.product": "0.3 | 0.30 | r = 0.30 | 30 %",
    "06.depression": "48 | 48 people | 48 more people | 48 people more | 48 in 1,000 | 48 more of 1000 | 48 adults",
    "07.how_far_apart": "2.2 | 2.23 | 2.2 times | 2.23x | 2.23 times as high | 2.2-fold",
    "07.quicki": "0.34 | 0.344 | QUICKI = 0.344 | QUICKI 0.34",
    "07.called_resistant": "23 | 23 % | 22.99 % | 23 percent | 23 of 100 | 23 in 100",
    "07.matsuda": "4.2 | 4.20 | Matsuda index 4.2",
    "07.ninety_days": "5.65 | 5.7 | 5.7 % | 5.65 % HbA1c | HbA1c = 5.65 % | HbA1c 5.65 | 38 mmol/mol",
    "07.round_trip": "117 | 116.9 mg/dL | 6.5 mmol/L | 117 mg per dl | 1.17 g/L",
    "08.minutes": "30 | 30.2 | 30 min | 30 minutes a day | 30 min/day | 30 min per day | 30 mins daily | 0.5 h | "
    "30 min above 140 mg/dL | 30 minutes of the day",
    "08.second_reading": "4.6 | HOMA-IR 4.6",
    "08.against_control": "21 | 21 % | 21 % lower | 21 percent less",
    "08.people_needed": "251 | 250.9 | 250.88 | 251 people | about 251 people in each group",
    "08.share": "30 | 30.4 | 30 % | 30.4 percent | 30 % of the claims",
    "08.kappa": "0.4 | 0.40 | kappa 0.4 | kappa = 0.40",
    "09.counted": "1.6 | 1.61 | 1,61 | 1.61 times | RR = 1.61 | a risk ratio of 1.61 | (18 + 40) / 36",
    "09.chance": "40 | 40 % | 40.1 percent | 40 in 100 | about 40 % | 100 * (1 - 0.95**10)",
    "09.unpublished": "94 | 94 % | 94.1 percent | 48 / 51 * 100 | 94 of 100 | 94 % of the published trials",
    "09.how_many": "11.6 | 12 | 12 men | 1 in 12 | one in 12 men | about 12 men | 11.5 men | NNT = 11.6 | 100 / 8.65",
}
# What is close, or says something else with the right digits.
WRONG = {
    "00.claims": "181 | 183 | 180.5 | 181.5 | 182.5 | 181 claims | 182 % | 182 mg | 1.82",
    "00.same_homa": "9 mg/dL | 9 mmol/L | 9 pmol/L | 9 µU/L | 9 U/mL",
    "01.capacity": "2.5 times | x2.5 | 250 % more | 250 times",
    "02.shared": "16 percentage points | 16 in 1000 | 84 % | 16 mg",
    "02.ratio": "1.5 times lower | 1.5 % | 1.5 fewer | 50 %",
    "02.absolute": "16 | 18 | 17 fewer | 17 % | 17 in 100 | 17 in 500 | 17 per million | 17 in 1,000,000 | "
    "less than 17",
    "02.fewer": "64 | 46 | -63 | -65 | -64 % | -58",
    "02.weight": "6.3 kJ | 6.3 g | 6.3 kg/year | 6.3 kg less",
    "03.pulses": "55 | 57 | 56.2 | 56 per day | 56 a day | 56 minutes | 56 % | 56 fewer",
    "03.in_nmol": "450 ng/dL | 15.6 ng/dL | 15.6 pmol/L | 15.1 | 1.56",
    "03.two_labs": "11.5 | 11.5 nmol/L | 3.317 ng/mL | 331.7 ng/mL | 331.7 nmol/L | 330",
    "04.number_to_harm": "90 | 92 | 1 in 90 | 91 % | 91 women | 91 years",
    "04.peak_trough": "6.5 | 7 days | 7 % | 5.7",
    "04.syringe": "30 units | 30 mL | 30 g | 30 mg/mL | 30 mg testosterone",
    "04.needed": "6 | 8 | 1 in 8 | 7 years | 7 % | 12 or 7",
    "05.half_life": "2 min | 2 days | 1.8 | 2 h 5 min",
    "05.left": "36 | 0.35 | 35 h | 35 % gone | 35 hours",
    "05.nnt": "11 | 14 | 12.2 | 12.5 % | 12 or 13",
    "05.beyond": "4 % | 4 mg | -4",
    "06.oxidation": "37 | 36.3 | 38 % higher | 38 nmol",
    "06.settles_at": "1.2 % | 12 | 1.25 | -1.2",
    "06.half_way": "0.6 pM | 0.6 µmol/L | 600 nM | 0.6 ng/L",
    "06.depression": "47 | 49 | 48 % | 48 fewer | 48 in 100",
    "07.how_far_apart": "2.3 | 2.2 % | 2.2 mg",
    "07.called_resistant": "0.23 % | 12.5 | 77 % | 23 in 1000",
    "08.minutes": "30 h | 30 s | 30 % | 30 min an hour | 30 minutes a week",
    "08.people_needed": "250 | 252 | 502 | 251 % | 251 trials",
    "08.share": "31 | 29 | 30 claims",
    "08.kappa": "0.4 % | 40",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, said.strip()) for name, row in table.items() for said in re.split(r" \| ", row)]


@pytest.mark.parametrize(("name", "answer"), cases(SAID))
def test_a_right_number_counts_as_it_is_said(name: str, answer: str):
    assert status(name, answer) == "right"


@pytest.mark.parametrize(("name", "answer"), cases(WRONG))
def test_what_says_something_else_does_not(name: str, answer: str):
    assert status(name, answer) != "right"


def test_every_number_was_thought_of():
    assert set(SAID) == set(NUMBERS)


# --- rounded as printed ---------------------------------------------------------------------------


def printed(text: str, value: float) -> list[str]:
    """Return the numbers of a text that are the value, rounded to the digits with which they are printed."""
    found = []
    for match in re.finditer(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)", text):
        number = match[0].rstrip(",")
        decimals = len(number.partition(".")[2])
        digits = len(number.replace(",", "").replace(".", "").lstrip("0"))
        close = abs(float(number.replace(",", "")) - value) <= 0.5 * 10**-decimals * (1 + 1e-9)
        # One digit says little: "2" may well be another two.
        if close and (digits > 1 or number == f"{value:g}"):
            found.append(number)
    return found


@every
def test_the_value_that_the_lesson_prints_counts(question: Number):
    """In the solution, in what is said to a right answer, in the lesson's text with its key points, in TEACHING."""
    (lesson,) = (ROOT / "notebooks" / "text").glob(f"{question.lesson}_*.py")
    texts = [question.solution, question.why, question.answer_text]
    texts += [path.read_text(encoding="utf-8") for path in (lesson, ROOT / "notebooks" / "TEACHING.md")]
    for text in texts:
        for number in printed(text, question.true_value):
            assert question.judge(number).status == "right", number


def test_the_printed_values_are_found():
    """The test above would pass if `printed` found nothing."""
    assert printed("so 1,000 / 152 = 6.6: about 7 people", 6.579) == ["6.6"]
    assert printed("5 in 50, or 12.5 of 125, 12, or 13", 12.5) == ["12.5", "12", "13"]
    for each in NUMBERS.values():
        assert printed(each.answer_text.lstrip("-"), abs(each.true_value)), each.id


@pytest.mark.parametrize(
    ("true", "right", "wrong"),
    [
        (2.234, (2.2, 2.23, 2.25), (2.0, 2.3, 2.26)),
        (1.955, (2, 2.0, 1.96), (1.9, 2.1)),
        (30.43, (30, 30.4), (31, 29.9)),
        (116.95, (117, 116.0), (120, 115)),
        (0.3438, (0.34, 0.344), (0.35, 0.3)),
        (-5.04, (-5, -5.0), (5, -4.9)),
    ],
)
def test_a_share_takes_two_digits_too(true: float, right: tuple[float, ...], wrong: tuple[float, ...]):
    question = Number("97.x", "?", true, hint="h", solution="s")
    assert [answer for answer in right if question.judge(answer).status != "right"] == []
    assert [answer for answer in wrong if question.judge(answer).status == "right"] == []


@pytest.mark.parametrize("rel_tol", [None, 0.01, 0.06])
def test_a_count_is_never_wider_than_half_a_thing(rel_tol: float | None):
    def right(true: float) -> list[float]:
        question = Number("97.x", "?", true, rel_tol=rel_tol, count=True, hint="h", solution="s")
        near = range(int(10 * true * 0.9), int(10 * true * 1.1))
        return [each / 10 for each in near if question.judge(each / 10).status == "right"]

    assert right(182.0) == [182.0]
    assert {90, 92}.isdisjoint(right(90.91))
    assert 91 in right(90.91)
    assert {12, 12.5, 13} <= set(right(12.5)) <= {each / 10 for each in range(120, 131)}
    assert all(abs(each - 1234.4) <= 0.5 for each in right(1234.4))


@every
def test_questions_for_people_and_things_are_counts(question: Number):
    """ "How many" of something that comes whole is a count, and no tolerance in percent is right for it."""
    whole = re.search(
        r"[Hh]ow many (\*?more\*? )?(claims|pulses|men|people|adults|have to|would|\*more\*)", question.prompt
    )
    assert question.count == bool(whole and not question.unit.endswith("points"))


def test_the_absolute_tolerance_rules_where_it_is_set():
    question = Number("97.x", "?", 1000.0, abs_tol=0.5, hint="h", solution="s")
    assert question.judge(1000.5).status == "right"
    assert question.judge(1001).status == "wrong"
    assert tolerance(1000.0, None, 0.5) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="one tolerance"):
        Number("97.x", "?", 1000.0, abs_tol=0.5, rel_tol=0.01, hint="h", solution="s")


def test_a_number_between_mistake_and_answer_is_not_called_the_mistake():
    question = Number(
        "97.x", "?", 37.77, rel_tol=0.02, mistakes=(Mistake(36.3, "difference"),), hint="h", solution="s"
    )
    assert question.judge(36.3).message == question.judge(36).message == "difference"
    assert "Close" in question.judge(37).message


# --- units ----------------------------------------------------------------------------------------

SPELLED = {
    "m": ("milli", "milli ", "milli-"),
    "µ": ("micro", "micro ", "micro-", "mc", "u", "\u03bc", "\u00b5"),
    "n": ("nano", "nano "),
    "p": ("pico", "pico-"),
    "d": ("deci", "deci "),
    "k": ("kilo",),
}
BASES = {
    "g": ("g", "gram", "grams", "gramme", "grammes"),
    "L": ("L", "l", "liter", "litre", "liters", "litres"),
    "mol": ("mol", "mole", "moles", "MOL"),
    "U": ("U", "IU", "iu", "[IU]", "unit", "units", "international units"),
}


def part(symbol: str) -> list[str]:
    """Return spellings of one side of a stroke, such as of "µU"."""
    base = next(each for each in ("mol", "U", "g", "L") if symbol.endswith(each))
    prefix = symbol[: -len(base)]
    # A short base keeps a short prefix: "micro U" is written, "µ unit" hardly.
    return [
        before + after
        for before in ((prefix, *SPELLED[prefix]) if prefix else ("",))
        for after in BASES[base]
        if not (after.startswith("[") and " " in before)
    ]


def spellings(symbol: str) -> list[str]:
    """Return every spelling of a unit of the course that the tests know."""
    if symbol == "%":
        return ["%", "％", "percent", "per cent", "Percent", "pct", "per hundred"]
    over, under = symbol.split("/")
    pairs = list(product(part(over), part(under)))
    strokes = ("/", " / ", " per ", "∕", "\u2009/\u202f")
    # Each pair with one stroke in turn, and the symbol itself with all and as a power.
    found = [f"{a}{strokes[at % len(strokes)]}{b}" for at, (a, b) in enumerate(pairs)]
    found += [f"{over}{stroke}{under}" for stroke in strokes]
    found += [
        f"{over}{dot}{under}{power}"
        for dot in (" ", "·", "⋅", "\u00a0")
        for power in ("⁻¹", "-1", "^-1", "−1")
    ]
    return [*found, symbol.upper(), symbol.lower()]


@pytest.mark.parametrize("analyte", ANALYTES.values(), ids=list(ANALYTES))
def test_every_spelling_of_every_unit_of_the_table_is_read(analyte):
    symbols = {unit.symbol for unit in (analyte.conventional, analyte.si)} | set(analyte.also)
    for symbol in symbols - {"%", "mmol/mol"} | (symbols & {"mmol/mol"}):
        if symbol == "%":
            continue
        wanted = measure_of(symbol)
        assert wanted is not None
        assert [each for each in spellings(symbol) if measure_of(each) != wanted] == []
    for unit in (analyte.conventional, analyte.si):
        assert measure_of(unit.ucum) == measure_of(unit.symbol)


@every
def test_an_answer_counts_in_every_spelling_of_every_unit_of_its_analyte(question: Number):
    """The numbers in other units come from `helpers.units`, which the exercise does not use for its answer."""
    if question.analyte is None:
        return
    for unit in ANALYTES[question.analyte].units:
        value = convert(question.true_value, question.analyte, question.unit, unit)
        same = measure_of(unit) == measure_of(question.unit)
        for spelled in spellings(unit):
            told = question.judge(f"{value:.6g} {spelled}")
            assert told.status == ("right" if same or question.accept_other_unit else "wrong"), spelled
            assert told.status == "right" or "The amount fits" in told.message


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("nM", "nmol/L", 1), ("nM", "pmol/L", 1000), ("µM", "nanomolar", 1000), ("kg", "grams", 1000),
        ("kcal", "kJ", 4.184), ("h", "minutes", 60), ("days", "hrs", 24), ("years", "months", 12), ("yr", "y", 1),
        ("week", "d", 7), ("min", "seconds", 60), ("mU/L", "mIU/L", 1), ("mU/L", "µIU/mL", 1), ("mg", "mcg", 1000),
        ("mg/dL", "g/L", 0.01), ("mg/kg/min", "mg kg⁻¹ min⁻¹", 1), ("mg/kg/min", "mg per kg per minute", 1),
        ("percentage points", "pp", 1), ("percentage points", "%-points", 1), ("percent points", "percentage point", 1),
        ("mm Hg", "mmHg", 1), ("%", "per cent", 1),
    ],
)  # fmt: skip
def test_units_of_one_quantity_convert(one: str, other: str, times: float):
    a, b = measure_of(one), measure_of(other)
    assert a is not None
    assert b is not None
    assert a.is_like(b)
    assert a.size / b.size == pytest.approx(times)


@pytest.mark.parametrize(
    ("one", "other"),
    [("%", "percentage points"), ("%", "mmol/mol"), ("mg/dL", "mmol/L"), ("mg", "mg/mL"), ("mg", "units"), ("h", "g"),
     ("mg/kg", "mg/kg/min"), ("kg", "kg/year")],
)  # fmt: skip
def test_units_of_different_quantities_do_not(one: str, other: str):
    a, b = measure_of(one), measure_of(other)
    assert a is not None
    assert b is not None
    assert not a.is_like(b)


@pytest.mark.parametrize(
    "word", ["apples", "men", "m", "a", "in", "more", "times", "x", "pulses", "claims", "gL", ""]
)
def test_a_word_is_no_unit(word: str):
    assert measure_of(word) is None


def test_a_unit_ends_where_other_words_begin():
    assert unit_at_start("min g")[1] == "g"
    assert unit_at_start("mg of ester") == (measure_of("mg"), "of ester")
    assert unit_at_start("ng/dL testosterone")[1] == "testosterone"
    assert unit_at_start("kg/apple") == (measure_of("kg"), "/apple")


def test_words_that_turn_a_number_round_need_the_question():
    assert strange_words("lower", frozenset({"higher"}), any_noun=True) == ["lower"]
    assert strange_words("less", frozenset({"lower"}), any_noun=False) == []
    assert strange_words("not claims", frozenset({"claims"}), any_noun=True) == ["not"]


# --- no message gives the answer away --------------------------------------------------------------


@every
def test_no_message_to_a_wrong_answer_holds_the_right_one(question: Number):
    """Tried: mistakes, the numbers of the prompt bare and in each unit, and what is near in the other unit."""
    true = question.true_value
    tries: list[object] = [wrong for wrong, _ in question._wrong_values]
    tries += [true * factor for factor in (-1, 0.1, 0.5, 0.9, 0.97, 1.03, 1.1, 2, 10, 100, 1000)]
    units = ANALYTES[question.analyte].units if question.analyte else ("mg", "%", "h", "apples")
    for number in re.findall(r"\d[\d,]*(?:\.\d+)?", question.prompt):
        tries += [number, *(f"{number} {unit}" for unit in units)]
    for unit in units if question.analyte else ():
        value = convert(true, str(question.analyte), question.unit, unit)
        tries += [f"{value * factor:.4g} {unit}" for factor in (0.5, 0.99, 1, 1.01, 2)] + [
            float(f"{value:.4g}")
        ]
    for answer in tries:
        told = question.judge(answer)
        if told.status == "right":
            continue
        known = re.findall(r"\d[\d.,]*", f"{question.prompt} {answer}")
        # "Off by a factor of 10" and log10(2) are no values.
        message = re.sub(r"factor of [\d,]+|\(\d\)", "", told.message)
        for number in re.findall(r"\d[\d,]*(?:\.\d+)?", message):
            if number.rstrip(",") not in {each.rstrip(".,") for each in known}:
                assert question.judge(number).status != "right", (answer, told.message)
