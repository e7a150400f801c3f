"""Questions of lesson 00."""

from __future__ import annotations

from helpers.evidence import claims
from helpers.exercises.kinds import Choice, Mistake, Number, Prediction
from helpers.indices import homa_ir

QUESTIONS = (
    Number(
        "00.claims",
        "How many claims of the article does this course grade? Replace the dots by a number and run the cell.",
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
        solution="It is named in the section *What this course is*. Answers stay in the cell, and so in your notebook.",
        why="That is all there is to answering. Your answer is kept when you save the notebook.",
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
        solution="HOMA-IR is a product: three times the insulin gives three times the value.",
        objective=3,
        minutes=0.5,
    ),
    Number(
        "00.same_homa",
        "A person has fasting glucose 90 mg/dL (5.0 mmol/L) and insulin 12 µU/mL (72 pmol/L). Another has the same "
        "HOMA-IR at glucose 120 mg/dL (6.67 mmol/L). What is the other's insulin?",
        9.0,
        unit="µU/mL",
        analyte="insulin",
        mistakes=(
            Mistake(
                16,
                "You let insulin rise with glucose. The product stays the same, so as one rises the other falls.",
            ),
            Mistake(12, "That would make the product larger: 120 times 12 is more than 90 times 12."),
            Mistake(
                lambda: homa_ir(90, 12),
                "That is their HOMA-IR. The question asks for the other person's insulin.",
            ),
        ),
        hint="The product of glucose and insulin is the same for both.",
        solution="90 x 12 = 1,080, and 1,080 / 120 = 9.",
        why="On the map, both people sit on one dashed curve.",
        objective=3,
        minutes=2,
    ),
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
