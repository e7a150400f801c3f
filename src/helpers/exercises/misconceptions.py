"""Ten questions asked before and after the course, each on a misconception that the course is about.

They are asked nowhere else, and count for no lesson.
"""

from __future__ import annotations

from helpers.exercises.kinds import Choice, Question

QUESTIONS: tuple[Question, ...] = (
    Choice(
        "99.where_from",
        "Somebody makes almost no insulin any more and has not eaten since yesterday. Blood glucose climbs. Where does "
        "most of the additional glucose come from?",
        options={
            "a": "From the muscles, which let their stored glucose out into the blood.",
            "b": "From the liver, which insulin no longer holds back.",
            "c": "From the last meal, which cannot enter the cells without insulin.",
            "d": "From fat cells, which turn their stores into glucose.",
        },
        answer="b",
        feedback={
            "a": "Muscle keeps what it stores: it lacks the enzyme that would let glucose out.",
            "c": "After a night the last meal is long absorbed. Something is letting new glucose out.",
            "d": "Fat cells let out fatty acids and glycerol; only the glycerol can become glucose, elsewhere.",
        },
        hint="One organ lets glucose into the blood all night long.",
        solution="The liver. Holding it back is insulin's main work between meals.",
        why="The picture of a key that opens cells explains the meal and misses the night (lesson 01).",
    ),
    Choice(
        "99.normal_glucose",
        "A check-up finds a fasting glucose in the middle of the normal range. What does it say about insulin "
        "resistance?",
        options={
            "a": "That there is none: glucose would be the first thing to rise.",
            "b": "That there is none in the liver, though there may be some in muscle.",
            "c": "Little: more insulin may be holding the glucose where it is.",
            "d": "That there is some, unless the person is lean and exercises.",
        },
        answer="c",
        feedback={
            "a": "Insulin rises first, and for years it can keep glucose where it was.",
            "b": "Fasting glucose depends on the liver, and on how much insulin there is to hold it back.",
            "d": "A normal value is found with and without resistance; being lean decides nothing alone.",
        },
        hint="What could make up for a smaller effect?",
        solution="Little. As long as the beta cells make up for it, only insulin gives the change away.",
        why="That is compensation (lesson 01).",
    ),
    Choice(
        "99.cut_off",
        "A laboratory prints “HOMA-IR 2.6: insulin resistant”. Which comment is the best?",
        options={
            "a": "It settles the matter, since the formula uses both glucose and insulin.",
            "b": "It would be right if the value had been above 3, the agreed limit.",
            "c": "It is wrong, since only a glucose tolerance test can show resistance.",
            "d": "No limit is agreed, and another assay might have printed 1.9.",
        },
        answer="d",
        feedback={
            "a": "The formula is exact; the insulin in it differs between assays and from day to day.",
            "b": "Published limits run over a wide range, and none is agreed.",
            "c": "A tolerance test shows how glucose is handled; the reference for resistance is the clamp.",
        },
        hint="Ask what would be printed elsewhere, and on another morning.",
        solution="There is no agreed limit, and the value depends on the assay and on the day.",
        why="Assays of insulin differ up to twofold, and two mornings of one person easily by half (lesson 07).",
    ),
    Choice(
        "99.tired",
        "Someone is tired after lunch, craves sweets and has gained weight. How likely is it that insulin resistance "
        "causes this?",
        options={
            "a": "It cannot be told: such complaints have many causes.",
            "b": "Very likely: the three together are its typical picture.",
            "c": "Likely, and a diet without sugar for two weeks would prove it.",
            "d": "Unlikely: insulin resistance makes people lose weight.",
        },
        answer="a",
        feedback={
            "b": "They are common in people with it and in people without, so they hardly tell the two apart.",
            "c": "Whoever feels better may do so for many reasons; there is nothing to compare with.",
            "d": "Weight and insulin resistance go together; the question is what the complaints can show.",
        },
        hint="How often does somebody without insulin resistance say the same?",
        solution="It cannot be told from complaints: they neither establish it nor rule it out.",
        why="Insulin resistance is about a dose and a response, and nobody feels a dose (lesson 01).",
    ),
    Choice(
        "99.company",
        "In a survey of 5,000 people, those with more of a substance in the blood were more insulin resistant, "
        "whatever their age and sex. What follows?",
        options={
            "a": "The substance causes resistance, since age and sex were accounted for.",
            "b": "Lowering the substance would improve it, at least in part.",
            "c": "The two keep company; why they do has to be found out otherwise.",
            "d": "Nothing at all, since a survey cannot measure resistance.",
        },
        answer="c",
        feedback={
            "a": "Body fat, sleep, drugs and much else may stand behind both, and resistance may come first.",
            "b": "Only if it is a cause. Many substances rise because of resistance and change nothing.",
            "d": "Surveys measure it, roughly. What they cannot show is what made what.",
        },
        hint="Could the arrow point the other way, or come from a third thing?",
        solution="They go together. Cause needs an experiment, or a natural one.",
        why="Company is not cause (lesson 02).",
    ),
    Choice(
        "99.picked",
        "A clinic picks the 50 visitors with the highest fasting glucose and gives them a tea. Two months later their "
        "mean has fallen by 6 mg/dL (0.3 mmol/L). What would have happened without the tea?",
        options={
            "a": "It would have stayed, since nothing else was changed.",
            "b": "It would have fallen too: they were picked on a high day.",
            "c": "It would have risen, as glucose does when nothing is done.",
            "d": "That cannot be said before the exact recipe is known.",
        },
        answer="b",
        feedback={
            "a": "Values swing from day to day, and who is picked for a high one mostly caught a high day.",
            "c": "Over two months it hardly rises; the effect of picking the highest is larger.",
            "d": "The recipe does not matter here: look at how the 50 were chosen.",
        },
        hint="Measure the same 50 again the next morning.",
        solution="It would have fallen: those picked for a high value have on average a lower one the next time.",
        why="That is regression to the mean, and why trials need a second group (lesson 08).",
    ),
    Choice(
        "99.no_difference",
        "A trial in 24 people finds “no significant difference” in HbA1c between a drug and placebo. What has it "
        "shown?",
        options={
            "a": "That the drug does not change HbA1c in people like these.",
            "b": "That any effect is too small to matter to a patient.",
            "c": "That the drug works in some and does harm in others.",
            "d": "Perhaps little: its interval may hold useful effects and none.",
        },
        answer="d",
        feedback={
            "a": "Not finding a difference is not finding that there is none.",
            "b": "Only the interval tells that, and in 24 people it is wide.",
            "c": "For that each person would have to be tested more than once.",
        },
        hint="Which effects could such a small trial have missed?",
        solution="Look at the interval: where it is wide, both a useful effect and none are left.",
        why="Absence of evidence is not evidence of absence (lesson 05).",
    ),
    Choice(
        "99.halves",
        "A treatment “halves the risk”: from 2 in 1,000 a year to 1 in 1,000. Of 1,000 people treated for a year, how "
        "many are spared?",
        options={"a": "1", "b": "2", "c": "50", "d": "500"},
        answer="a",
        ordered=True,
        feedback={
            "b": "Two would be spared if the risk fell to nothing.",
            "c": "Take the difference of the two risks, for 1,000 people.",
            "d": "Half of the risk is not half of the people: 998 would have had nothing in any case.",
        },
        hint="How many have it without, and how many with?",
        solution="2 without, 1 with: one in 1,000 is spared, and 999 are treated without a difference.",
        why="A relative risk says nothing until one knows what it is a share of (lessons 02 and 04).",
    ),
    Choice(
        "99.level",
        "In several trials a peptide reliably raised IGF-1, which falls with age. What is known of strength and health "
        "under it?",
        options={
            "a": "That both improve, since IGF-1 stands behind both.",
            "b": "Nothing yet: a level was measured, not what people can do.",
            "c": "That they improve where IGF-1 was low before.",
            "d": "That they get worse, since every gain has its price.",
        },
        answer="b",
        feedback={
            "a": "That is the hope. Where it was tested, levels rose more reliably than strength.",
            "c": "It sounds right and has to be tested like all else: a low level may be no lack.",
            "d": "Harms must be counted, not deduced.",
        },
        hint="What was measured, and what is it taken for?",
        solution="A level stands for health only where that was shown; here it has to be measured.",
        why="A surrogate is not the outcome (lesson 05).",
    ),
    Choice(
        "99.replace",
        "Men with insulin resistance have lower testosterone on average. How could one know whether testosterone would "
        "treat the resistance?",
        options={
            "a": "By measuring who of the treated men has better values afterwards.",
            "b": "From the mechanism: muscle grows, and muscle takes up glucose.",
            "c": "By giving it to half of them, drawn by lot, and comparing.",
            "d": "One knows already: what is too low has to be brought back.",
        },
        answer="c",
        feedback={
            "a": "Some are better after any two months; what they would have been without it is missing.",
            "b": "A mechanism says what may happen. How much, and what else, only a trial can tell.",
            "d": "Weight lowers testosterone and makes resistance: the low level may be company, not cause.",
        },
        hint="What has to be compared with what?",
        solution="By a trial in which the lot decides. Those that were made disagree, and the effect is small at best.",
        why="Low together is no reason to replace (lessons 03 and 04).",
    ),
)
