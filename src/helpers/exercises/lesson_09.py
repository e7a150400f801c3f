"""Questions of lesson 09."""

from __future__ import annotations

from helpers.exercises.kinds import Choice, Mistake, MultiChoice, Number, Prediction, varied


def _counted(ill: int, seen: int, ill_0: int, seen_0: int, each: int) -> Number:
    """Ask for the risk ratio in the worst case: all lost with the drug are ill, none with placebo."""
    lost, lost_0 = each - seen, each - seen_0
    return Number(
        "09.counted",
        f"A trial draws lots for {each} people in each group. At the end {ill} of {seen} who are seen with the drug "
        f"are ill, and {ill_0} of {seen_0} with placebo. What is the risk ratio of *all who were randomised* in the "
        "worst case for the drug: everybody lost with the drug is ill, and nobody lost with placebo?",
        (ill + lost) / ill_0,
        mistakes=(
            Mistake(
                ill / seen / (ill_0 / seen_0),
                "That is the ratio of those who were seen. The lost belong to their groups as well.",
            ),
            Mistake(
                ill / ill_0,
                "There nobody of the lost is ill, in either group. In the worst case all lost with the drug are.",
            ),
            Mistake(
                (ill + lost) / (ill_0 + lost_0),
                "There all the lost are ill, in both groups. In the worst case those of the placebo group are well.",
            ),
            Mistake(ill / (ill_0 + lost_0), "That is the best case for the drug. Turn it around."),
            Mistake(
                (ill + lost) / seen / (ill_0 / seen_0),
                f"You divided by those seen. Each group had {each} people by lot, and all are counted.",
            ),
            Mistake(ill_0 / (ill + lost), "That is placebo over drug. The drug's risk stands above."),
        ),
        hint="How many are lost in each group? Add those who are ill, and divide by all of the group.",
        solution=f"With the drug ({ill} + {lost})/{each}, with placebo {ill_0}/{each}; the first over the second.",
        why="Among those seen the drug looked better. The worst case is seldom likely, but it shows how much rests on "
        "people whom nobody asked.",
        objective=3,
        minutes=3,
        claims=("I11",),
    )


def _chance(many: int) -> Number:
    """Ask for the chance that at least one of several outcomes is significant by chance."""
    none = 0.95**many
    return Number(
        "09.chance",
        f"A treatment does nothing. A trial measures {many} independent outcomes and calls each significant at "
        "P < 0.05. What is the chance, in percent, that at least one of them comes out significant?",
        100 * (1 - none),
        unit="%",
        mistakes=(
            Mistake(
                100 * none, "That is the chance that *none* comes out significant. The rest is asked for."
            ),
            Mistake(
                5.0 * many,
                "Adding 5 % for each counts twice when two come out at once. First work out that none does.",
            ),
            Mistake(5.0, "That is the chance for one outcome. There are more."),
            Mistake(1 - none, "That is the chance as a share of 1. The question asks for percent."),
        ),
        hint="What is the chance that one outcome is not significant? And that none of them is?",
        solution=f"None is significant with 0.95 to the power of {many}; one or more with what is missing to 1, in "
        "percent.",
        why="Outcomes of one trial go together, which makes it somewhat less. Naming one beforehand makes it 5 %.",
        objective=4,
        minutes=2.5,
    )


def _in_print(found: int, found_printed: int, told_as_found: int, told: int) -> Number:
    """Ask which share of the published trials seems to have found a benefit."""
    is_lesson = (found, found_printed) == (38, 37)
    printed = found_printed + told_as_found + told
    whose = (
        "Of the antidepressant trials" if is_lesson else "An authority knows all trials of a drug. Of these"
    )
    rest = {38: 36, 18: 22, 25: 25, 30: 20}[found]
    return Number(
        "09.unpublished",
        f"{whose} {found} found a benefit and {rest} did not. Of the former {found_printed} were published; of the "
        f"latter {told} were published as what they were and {told_as_found} as if they had found a benefit. What "
        "percentage of the *published* trials seems to have found one?",
        100 * (found_printed + told_as_found) / printed,
        unit="%",
        mistakes=(
            Mistake(
                100 * found / (found + rest),
                "That is the share of all trials that found a benefit. What does a reader of journals see?",
            ),
            Mistake(
                100 * found_printed / printed,
                f"Those {told_as_found} that were told as if they had found one seem to have, too.",
            ),
            Mistake(
                100 * (found_printed + told_as_found) / (found + rest),
                "You divided by all trials. A reader sees only the published ones.",
            ),
            Mistake(
                100 * told / printed, "That is the share that was told as what it was. The rest is asked for."
            ),
        ),
        hint="Count what a reader of journals finds: how many in all, and how many of these seem positive?",
        solution=f"({found_printed} + {told_as_found}) of ({found_printed} + {told_as_found} + {told}).",
        why=f"Of all trials it was {100 * found / (found + rest):.0f} %."
        + (" A reader of journals, and whoever pooled them, could not know." if is_lesson else ""),
        objective=6,
        minutes=2.5,
    )


def _how_many(placebo: float, treated: float) -> Number:
    """Ask how many have to be treated for one case fewer; the first numbers are those of T4DM."""
    fewer = round(placebo - treated, 2)
    where = (
        "In T4DM 21.07 of 100 men with placebo and 12.42 of 100 with testosterone had diabetes after two years."
        if (placebo, treated) == (21.07, 12.42)
        else f"After two years {placebo:g} of 100 men with placebo and {treated:g} of 100 with a drug have diabetes."
    )
    return Number(
        "09.how_many",
        f"{where} How many men have to be treated for two years for one fewer with diabetes?",
        100 / fewer,
        unit="men",
        count=True,
        one_in=True,
        mistakes=(
            Mistake(fewer, "That is the difference in 100 men. How many men hold one case fewer?"),
            Mistake(
                100 * (placebo - treated) / placebo,
                "That is the relative fall in percent. How many men is it, of 100?",
            ),
            Mistake(
                placebo / (placebo - treated),
                "You divided by the relative fall. Divide 100 by the difference in 100 men.",
            ),
            Mistake(
                100 / treated, "You divided by the risk with the drug. Only the difference is due to it."
            ),
            Mistake(
                100 / placebo, "You divided by the risk with placebo. Only the difference is due to the drug."
            ),
        ),
        hint="How many fewer of 100 have it? Then: how many men hold one of those?",
        solution=f"{placebo:g} − {treated:g} = {fewer:g} of 100 men; 100 / {fewer:g}.",
        why="And beside it the harm: of 100 men with testosterone some 20 more came to a haematocrit (the share of "
        "red cells in blood) of 54 % or more."
        if (placebo, treated) == (21.07, 12.42)
        else "A relative fall sounds larger, and says nothing without the risk that it is taken from.",
        objective=8,
        minutes=2,
        claims=("I11",),
    )


QUESTIONS = (
    Choice(
        "09.story",
        "A clinic shows 40 letters of clients whose energy rose after its treatment. What would it take to learn "
        "whether the treatment did it?",
        options={
            "a": "more letters, from several hundred clients",
            "b": "letters that name values from a laboratory",
            "c": "clients like these who went without it",
            "d": "letters that a doctor has countersigned and checked",
        },
        answer="c",
        feedback={
            "a": "More of what was chosen is chosen all the same. Those who felt nothing do not write.",
            "b": "A value before and after is a story as well: it might have changed without the treatment.",
            "d": "Then it is certain that they felt better. Why they did remains open.",
        },
        hint="What is never seen in the person who was treated?",
        solution="Somebody has to stand in for what would have happened anyway: a control group, best by lot.",
        objective=1,
        minutes=1.5,
        claims=("I39",),
    ),
    Choice(
        "09.sealed",
        "A trial draws honest lots. The list hangs in the room where people are let in. What can go wrong?",
        options={
            "a": "Nothing: the lots are honest, so groups are alike.",
            "b": "The groups come out of different sizes, which weakens the trial.",
            "c": "The people let in learn what they get, and so hope too much.",
            "d": "Who sees the next lot may let in whoever suits it.",
        },
        answer="d",
        feedback={
            "a": "A lot makes groups alike only if nobody can choose who takes it.",
            "b": "Sizes follow from the list, and differences of size do little harm.",
            "c": "That is a matter of blinding, after the lot. The trouble here begins before it.",
        },
        hint="Somebody decides whether the next person joins today or next week.",
        solution="Then the ill or the hopeful gather in one group, as if without a lot. The list must be hidden.",
        objective=2,
        minutes=1.5,
    ),
    MultiChoice(
        "09.blind",
        "In a trial everybody knows who has the drug. Which results may be too good for that reason? Choose all that "
        "apply.",
        options={
            "a": "people say that they sleep better",
            "b": "a doctor judges the wrinkles of each face",
            "c": "deaths from any cause, counted by a registry",
            "d": "the treated eat less, because they have hope",
            "e": "the lot gave the younger people to the drug",
        },
        answer={"a", "b", "d"},
        feedback={
            "c": "A death is one, whoever counts it. This outcome bears it best.",
            "e": "That is chance or a fault of the lot, before anybody knows what is given.",
        },
        missed={
            "a": "What do people report who expect to feel better?",
            "b": "What does somebody see who knows what should be there?",
            "d": "Can knowledge change what people do besides?",
        },
        hint="Go through three: what people feel and do, what is reported, what is judged.",
        solution="Reports, judgements and behaviour. A registry of deaths is hard to hope at.",
        objective=2,
        minutes=1.5,
    ),
    Prediction(
        "09.twice",
        "Suppose that of the men lost with testosterone twice as many have diabetes as of those seen with it (25 % "
        "instead of 12), and that those lost with placebo are like those seen. What becomes of the risk ratio of 0.59?",
        options={
            "a": "It hardly moves, and stays below 1.",
            "b": "It comes near 1: the benefit is gone.",
            "c": "It passes 1: the drug seems to do harm.",
        },
        watch="Press *Twice as many, testosterone only*, and read where the interval ends.",
        hint="61 of 504 men were lost with testosterone. How many more of them would be ill?",
        solution="0.66 (0.49 to 0.90). Twice as many of 61 men are only eight men more.",
        outcome="a",
        ordered=True,
        objective=3,
        minutes=0.5,
    ),
    varied(
        _counted,
        (18, 160, 36, 180, 200),
        (24, 170, 40, 190, 200),
        (30, 250, 50, 280, 300),
        (12, 80, 22, 90, 100),
    ),
    Choice(
        "09.stopped",
        "A third of those who were given the drug by lot stop taking it within weeks. To which group do they belong "
        "when the groups are compared?",
        options={
            "a": "to placebo, since they take as little of the drug as those do",
            "b": "to neither group: they had too little of it to be judged",
            "c": "to the drug's, because only the lot made the groups alike",
            "d": "to the drug's until they stop, and from then on to placebo",
        },
        answer="c",
        feedback={
            "a": "Who stops often felt worse. You would move the worse off to placebo, and the drug would look better.",
            "b": "Then those whom the drug suits are compared with everybody who had placebo.",
            "d": "That moves people of one kind as well, only later. Who stops is not decided by a lot.",
        },
        hint="Who decided that they should stop: chance, or how they felt?",
        solution="To the drug's. What is then measured is the effect of being *given* it: benefit and harm both look "
        "smaller than in those who take it, but the comparison stays fair.",
        objective=3,
        minutes=1.5,
    ),
    varied(_chance, (10,), (5,), (14,), (8,)),
    Choice(
        "09.registered",
        "A trial's register entry names weight as its primary outcome. The report speaks of a significant gain in "
        "well-being; of weight it says nothing. What is the best reading?",
        options={
            "a": "Well-being was found; weight was most likely not changed.",
            "b": "The drug works on well-being, since that is significant.",
            "c": "The trial is a fraud, and nothing in it can be used.",
            "d": "Registers are often out of date, so the report is what counts here.",
        },
        answer="a",
        feedback={
            "b": "One outcome picked from many is significant easily. How many were looked at?",
            "c": "It may be honest and badly told. Its data would still be worth having.",
            "d": "The register's date is its point: it was written before anybody knew the result.",
        },
        hint="Which of the two was named before the result was known?",
        solution="What was named beforehand and is not told has mostly disappointed. What was found needs a new trial.",
        objective=4,
        minutes=1.5,
        claims=("I62",),
    ),
    Choice(
        "09.subgroup",
        "In a trial of 600 people a drug did nothing. The report adds: “In the 74 people over 70 with high insulin it "
        "was effective (P = 0.03).” What should be asked first?",
        options={
            "a": "whether 74 people are enough for P = 0.03",
            "b": "how many parts were looked at, and when",
            "c": "why the drug works better in older people with high insulin",
            "d": "whether those 74 had been treated longer",
        },
        answer="b",
        feedback={
            "a": "P takes the number into account. It does not take into account how often one looked.",
            "c": "A reason is found for anything, afterwards. First it must be so.",
            "d": "That would be one more way to pick a part.",
        },
        hint="What did the zodiac show?",
        solution="Of twenty parts one is significant by chance. It counts if it was named beforehand and found again.",
        objective=4,
        minutes=1.5,
        claims=("A45",),
    ),
    Choice(
        "09.surrogate",
        "A seller of testosterone shows a trial in which bone density rose, and concludes that it prevents fractures. "
        "Which trial is missing?",
        options={
            "a": "a trial in which density is measured by a better method",
            "b": "a trial that shows how testosterone acts on bone cells",
            "c": "a trial that counts broken bones, by lot",
            "d": "a trial with twice as many people and years of scans",
        },
        answer="c",
        feedback={
            "a": "The density rose, and nobody doubts it. Density is not what people suffer from.",
            "b": "That would explain a result. It is the result that is missing.",
            "d": "It would know the density better. The question is about fractures.",
        },
        hint="What do people want to be spared?",
        solution="It has been done: in TRAVERSE 3.50 against 2.46 % of the men broke a bone.",
        objective=5,
        minutes=1.5,
        claims=("I21",),
    ),
    Prediction(
        "09.drawer",
        "A treatment truly lowers HOMA-IR by 10 %. Of sixty trials only those are published that found a fall. Pooled, "
        "what do they say?",
        options={
            "a": "about 10 %: pooling takes chance away",
            "b": "about 17 %, with an interval that holds 10 %",
            "c": "about 17 %, with an interval that does not hold 10 %",
        },
        watch="Read the sentence at the start, then fill the funnel.",
        hint="Which trials of a small effect find it?",
        solution="17 % (13 to 21). Pooling takes chance away, but not the choice of what is pooled.",
        outcome="c",
        ordered=True,
        objective=6,
        minutes=0.5,
    ),
    varied(_in_print, (38, 37, 11, 3), (18, 17, 4, 3), (25, 24, 6, 5), (30, 28, 5, 4)),
    Choice(
        "09.asymmetry",
        "A review of 25 trials finds an even funnel and writes: “There is no publication bias.” What is right?",
        options={
            "a": "It is proven: with missing trials the funnel leans.",
            "b": "It is not: an even funnel can have trials missing.",
            "c": "It is refuted: 25 trials are always too few for a test.",
            "d": "It does not matter, since a pooled result corrects for it.",
        },
        answer="b",
        feedback={
            "a": "Press *A tenth of the others*: most trials are missing, and the intercept's interval holds zero.",
            "c": "Ten or more are what is usually asked for. But not to find is not to exclude.",
            "d": "Pooling makes what was published more exact. It knows nothing of the rest.",
        },
        hint="Absence of evidence, once more.",
        solution="The test finds strong leans only. Registers, where one can count what was begun, tell more.",
        objective=6,
        minutes=1.5,
    ),
    Choice(
        "09.paid",
        "A large, blinded, registered trial with nearly everybody counted was paid for by the maker of the drug. How "
        "much does the payment take from it?",
        options={
            "a": "All: what a maker pays for cannot be believed.",
            "b": "Nothing: the rules of trials leave no room for interests.",
            "c": "A quarter: such results are 1.27 times as often good.",
            "d": "Some: look at what was compared, and what is told.",
        },
        answer="d",
        feedback={
            "a": "Then hardly a drug trial would be left. TRAVERSE was paid for so, and showed harms.",
            "b": "The question asked, the comparison and the telling are chosen by somebody.",
            "c": "That is an average of many studies, and no discount for one of them.",
        },
        hint="Where is there room left, if lot, blinding and counting are in order?",
        solution="The design can be fair and the question chosen to suit: a weak rival, a surrogate, a short time.",
        objective=7,
        minutes=1.5,
    ),
    Choice(
        "09.spread",
        "A review pools 18 small trials, of which some show much and some nothing (heterogeneity 90 %). It reports the "
        "average with a narrow interval. One trial, larger than all of them together, found no difference. What now?",
        options={
            "a": "Take the average, since it rests on more trials.",
            "b": "Take the middle between the average and the large trial.",
            "c": "Ask what differs, and trust the large fair trial most.",
            "d": "Conclude that the treatment works in some people and not in others.",
        },
        answer="c",
        feedback={
            "a": "An average of unlike things is exact about nothing.",
            "b": "That would be one more average, of two answers to different questions.",
            "d": "It may be so. As likely are small, open or selected trials.",
        },
        hint="What is in the drawer of small trials, and what in that of large ones?",
        solution="Size, blinding, people and measure may explain the spread. The largest is hardest to lose.",
        objective=7,
        minutes=1.5,
        claims=("I09", "A09"),
    ),
    MultiChoice(
        "09.advert",
        "Which of these faults does the advertisement have? Choose all that apply.",
        options={
            "a": "Of 48 clients 19 are not counted, those who left or took it seldom.",
            "b": "There is no group without the product, and nobody was blinded.",
            "c": "The trial of 1,007 men is invented.",
            "d": "What the 1,007 men had was another substance, given in another way.",
            "e": "Row 5 picks a part of the people, and does not say of how many.",
            "f": "P < 0.001 is too large to be called significant.",
            "g": "Those who recommend it sell it.",
        },
        answer={"a", "b", "d", "e", "g"},
        feedback={
            "c": "It is T4DM, and its number is right. Look at *what* those men were given.",
            "f": "It is small. That the 31 % are not chance does not make them the product's work.",
        },
        missed={
            "a": "How many clients began, and how many were analysed?",
            "b": "Fell by 31 % compared with what? And who knew what was taken?",
            "d": "Is what the product is modelled on also what is in it?",
            "e": "How many other parts were looked at?",
            "g": "Who are the physicians and clinics of row 2?",
        },
        hint="Rows 2 to 5 have one fault at least each. But not everything in them is wrong.",
        solution="Lost, uncompared and unblinded, another treatment, a picked part, interests. Trial and P are real.",
        objective=8,
        minutes=3,
        claims=("I11", "I34"),
    ),
    Choice(
        "09.no_harms",
        "“Natural, and so free of side effects: not one of our 48 clients reported any.” Of the 48 only 29 completed "
        "the programme. What does the sentence tell about harms?",
        options={
            "a": "That they are rare: in 48 clients they would have been seen.",
            "b": "Little: those who left may not have been asked, and 48 are few.",
            "c": "That there are none to fear, as with whatever is natural.",
            "d": "That there are some, which the seller keeps to himself.",
        },
        answer="b",
        feedback={
            "a": "19 left or took it seldom, perhaps for that reason. And what harms one in a hundred is seldom "
            "seen in 48 people.",
            "c": "Testosterone is natural, too. In TRAVERSE it did harm; that was found because somebody counted.",
            "d": "It may be so, and nothing shows it. Not shown is not shown absent, in both directions.",
        },
        hint="Who was asked, how many are they, and what happens to people without the product?",
        solution="Harms have to be asked for, in everybody who began, and compared with those who went without. "
        "“Nobody complained” is a story.",
        objective=8,
        minutes=1.5,
    ),
    varied(_how_many, (21.07, 12.42), (18.0, 12.0), (10.0, 6.0), (30.0, 22.0)),
    Choice(
        "09.reply",
        "The seller replies: “Then show me a trial in which it does *not* work!” What is the best answer?",
        options={
            "a": "Whoever claims an effect has to show it.",
            "b": "Such trials exist, but they are kept in drawers.",
            "c": "A product without any trial can be taken to do harm.",
            "d": "Since neither side has a trial, the chance is one half.",
        },
        answer="a",
        feedback={
            "b": "Perhaps, and perhaps nobody made one. You cannot know, and need not claim it.",
            "c": "Nobody has shown that either. Not shown is not shown absent, in both directions.",
            "d": "Most of what is tried does not work better than what there is. Ignorance is no coin.",
        },
        hint="What does *unsupported* mean?",
        solution="Most things that might work do not. Without a fair comparison nothing speaks for this one.",
        objective=8,
        minutes=1,
    ),
)
