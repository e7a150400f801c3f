"""Questions of lesson 00."""

from __future__ import annotations

from helpers.evidence import claims
from helpers.exercises.kinds import Choice, Mistake, Number, Prediction, varied
from helpers.indices import homa_ir
from helpers.units import convert


def _same_homa(glucose: float, insulin: float, other: float) -> Number:
    def both(value: float) -> str:
        return f"insulin {value:g} µU/mL ({convert(value, 'insulin', 'µU/mL', 'pmol/L'):g} pmol/L)"

    product = glucose * insulin
    # HOMA's own 18 mg/dL per mmol/L, so that the product is the same in both units.
    return Number(
        "00.same_homa",
        f"A person has fasting glucose {glucose:g} mg/dL ({glucose / 18:.1f} mmol/L) and {both(insulin)}. Another has "
        f"the same HOMA-IR at glucose {other:g} mg/dL ({other / 18:.2f} mmol/L). What is the other's insulin?",
        product / other,
        unit="µU/mL",
        analyte="insulin",
        mistakes=(
            Mistake(
                insulin * other / glucose,
                "You let insulin rise with glucose. The product stays the same, so as one rises the other falls.",
            ),
            Mistake(
                insulin,
                f"That would make the product larger: {other:g} times {insulin:g} is more than {glucose:g} times "
                f"{insulin:g}.",
            ),
            Mistake(
                lambda: homa_ir(glucose, insulin),
                "That is their HOMA-IR. The question asks for the other person's insulin.",
            ),
        ),
        hint="The product of glucose and insulin is the same for both.",
        solution=f"{glucose:g} x {insulin:g} = {product:,.0f}, and that divided by {other:g}.",
        why="On the map, both people sit on one dashed curve.",
        objective=3,
        minutes=2,
    )


QUESTIONS = (
    Number(
        "00.claims",
        "How many claims of the article does this course grade? Type the number and click *Check*.",
        lambda: len(claims()),
        count=True,
        mistakes=(
            Mistake(
                3, "Three is the number of the article's tiers. Look for the claims in the section above."
            ),
            Mistake(
                8, "Eight is the number of references that the article gives. Look in the section above."
            ),
        ),
        hint="The number stands in the section *What this course is*.",
        solution="It is named in the section *What this course is*.",
        why="That is all there is to answering. Your answer is remembered on this computer.",
        objective=1,
        minutes=0.5,
    ),
    Prediction(
        "00.triple",
        "Same fasting glucose, three times the insulin. What is the HOMA-IR of the second person?",
        options={
            "a": "the same, since glucose is the same",
            "b": "three times as high",
            "c": "nine times as high",
            "d": "a third",
        },
        watch="Set the insulin slider to 5 µU/mL (30 pmol/L), then to 15 (90), and read the two values of HOMA-IR.",
        hint="Does glucose alone decide?",
        outcome="b",
        solution="HOMA-IR is a product: with glucose the same, it changes as insulin does.",
        objective=3,
        minutes=0.5,
    ),
    varied(_same_homa, (90, 12, 120), (84, 10, 105), (88, 15, 110), (80, 21, 105)),
    Choice(
        "00.which_resistant",
        "Compare the presets *Normal glucose, high insulin* and *Higher glucose, low insulin*. What can you say?",
        options={
            "a": "The one with the higher glucose has the higher HOMA-IR.",
            "b": "The one with normal glucose has the higher HOMA-IR.",
            "c": "Both have the same HOMA-IR.",
            "d": "HOMA-IR cannot be computed for the one with normal glucose.",
        },
        answer="b",
        feedback={
            "a": "Press the two presets in turn and compare the two values of HOMA-IR.",
            "c": "Their HOMA-IR differ. Press the two presets in turn and read the values.",
            "d": "It can be computed from any fasting pair. Press the preset and read the sentence.",
        },
        hint="Press each preset and read its sentence.",
        solution="5.45 against 2.02: much insulin outweighs the lower glucose.",
        why="They differ in kind: one needs much insulin to hold glucose, the other holds it badly with little. A "
        "fasting glucose of 126 mg/dL (7.0 mmol/L) is in the diabetes range whatever HOMA-IR says.",
        objective=3,
        minutes=1.5,
    ),
    Choice(
        "00.unsupported",
        "A claim is graded *unsupported*. What does that say?",
        options={
            "a": "Adequate studies in people have shown it to be false.",
            "b": "No adequate study in people has shown it.",
            "c": "It is true in people, but of little importance.",
            "d": "The people who make the claim are not honest.",
        },
        answer="b",
        feedback={
            "a": "That would be *incorrect*. Lacking evidence is not the same as having evidence against.",
            "c": "A grade says nothing about importance.",
            "d": "A grade is about evidence. Honest people make unsupported claims all the time.",
        },
        hint="Read the scale above once more: which grade speaks of evidence against?",
        solution="*Unsupported* means that adequate evidence in people is missing.",
        why="It may turn out right one day. Until then nobody knows.",
        objective=4,
        minutes=1,
    ),
)
