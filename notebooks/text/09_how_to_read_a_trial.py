# %% [markdown]
# # 09 How to read a trial: what makes a comparison fair, and an advertisement taken apart
#
# **59 minutes, 36 of them core**, in eight sections of 4 to 11 minutes; stop after any of them.
#
# After this lesson you can
#
# 1. say what a story lacks, and what a fair comparison needs;
# 2. say why the lot must be hidden, and who must not know what is given;
# 3. work out what people who were lost can do to a result;
# 4. tell an outcome that was named beforehand from one that was found, and a subgroup from a result;
# 5. tell a surrogate from an event;
# 6. read a funnel plot, and say what trials in a drawer do to those in print;
# 7. ask who paid, and what to do when trials disagree;
# 8. take an advertisement apart.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb) (95 % interval, from its section 7). Relative risk is from
# lesson 02, the trials from 04 and 05, chance from 08; each is said again in a few words.
#
# **Contents.** *Core:* 1 Compared with what? · 2 Lot and blinding · 3 Lost on the way · 4 Named beforehand · 5
# Surrogate or event · 8 An advertisement
#
# *Further:* 6 The drawer · 7 Who paid, and who agrees · After the course
#
# *Education, not medical advice. The advertisement of section 8 is invented; no firm or person is meant.*

# %%
from helpers import explore
from helpers.evidence import checklist, concept, references, trials
from helpers.exercises import after, check, predict, progress, review, settle

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("09")

# %% [markdown]
# ## 1 Compared with what? (2 minutes)
#
# “I took it, and my knee is better.” In lesson 05 a clinic asked twelve of its knee patients by telephone: eleven
# said that their pain had become clearly less. What did the injection do? Nobody knows, and not because twelve are
# few. What is missing is the other twelve: people with such knees who had no injection.
#
# An effect is a *difference*: what happened with the treatment, against what would have happened without. For one
# person the second half is never seen. So it takes a group that stands in for it, the control group. Four things make
# people better without any treatment: time heals; whoever comes on a bad day is better on most other days (lesson
# 08); people who are looked after live differently; and who asks, and whom, decides what is heard.
#
# [**Testimonials**](../docs/glossary.md#testimonial) add a fifth. They are stories that were *chosen*. Nobody prints
# the letter of a client who felt nothing. A thousand chosen stories are not better than one.

# %%
concept("1.4-story")

# %% tags=["raises-exception", "slide"]
check("09.story", ...)

# %% [markdown]
# ## 2 Lot and blinding (4 minutes)
#
# A control group helps if it is *like* the treated one. People who choose a treatment differ from those who do not:
# in money, hope, habits, in how ill they are. What was measured can be adjusted for; what nobody thought of cannot. A
# lot makes groups alike in both, up to chance. That is all there is to a randomised trial, and it is a great deal.
#
# Unless somebody sees the next lot. A doctor who knows that the next person will have placebo (what looks like the
# drug, without it) may let a favourite wait for a day. So the list is kept elsewhere, and each lot is told only once
# somebody has been let in: [**allocation concealment**](../docs/glossary.md#allocation-concealment). T4DM (testosterone
# or placebo, beside a lifestyle programme; lesson 04) drew its lots centrally. Trials that did not hide theirs, or do
# not say so, find larger effects, by about a tenth on average (Page 2016).
#
# [**Blinding**](../docs/glossary.md#blinding) comes after the lot: who is treated, who treats, and who measures does
# not know which it was. Where the same outcome was judged twice, by people who knew and by people who did not, those
# who knew saw larger effects, by about a third (Hróbjartsson 2012; both shares are of odds, those with the event over
# those without). It matters most where the outcome is a judgement or a report, least where it is a death (Page 2016).
#
# A placebo alone does not blind: what can be felt tells who has it. In a survey some five years later more of the
# treated men of T4DM believed that they had benefited during it: 64 against 49 % of those who answered. Were they
# better, or had they guessed? Their blood glucose cannot guess; but who guesses may eat otherwise.

# %% tags=["raises-exception", "slide"]
check("09.sealed", ...)

# %% tags=["raises-exception"]
check("09.blind", ...)

# %% [markdown]
# ## 3 Lost on the way (10 minutes)
#
# A lot makes groups alike at the *start*. Then people move away, feel worse, feel nothing, or are cured and see no
# reason to come. If those who stay differ from those who leave, and in one group more than in the other, the groups
# at the *end* are no longer those of the lot. This is [**attrition**](../docs/glossary.md#attrition). It has two
# rules. *Everybody belongs to the group that the lot gave them*, whatever they took: [**intention to
# treat**](../docs/glossary.md#intention-to-treat). And *everybody is counted*; where that fails, the reader should
# try out what the missing might have been. So in TRAVERSE (testosterone and the heart, lesson 04) men were followed
# for 33 months on average, and counted with their group although they took the gel for 22 of these.
#
# T4DM drew lots for 1,007 men. At two years 443 with testosterone and 413 with placebo came to the test. The other 151
# did not, and the risk ratio of diabetes (the share with testosterone over that with placebo), 0.59, is of those who
# came.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("09.twice", ...)

# %% [markdown]
# **Explore.** The bars on the left are all men who were randomised; hatched are the lost, of whom you say how many
# have diabetes. On the right the diamond is what then follows. Press *Twice as many, testosterone only*, then *Half
# of the lost, testosterone only*. Read the two rows *worst case* and *best case*. Last, *Three times as many lost*.

# %%
explore.lost_on_the_way()

# %% [markdown]
# **What happened and why.** Among those seen the risk ratio is 0.59. If of the lost with testosterone twice as many
# have diabetes as of those seen, it is 0.66, and its interval ends at 0.90: the benefit remains.
#
# It takes half of the lost men, in one group only, before the interval holds 1, no difference. The worst case, all of one group and
# none of the other, would turn the result around (1.33). Nobody believes it; but it shows how much room the lost
# leave.
#
# With three times as many lost, the same mild assumption that changed little before gives 0.80 with an interval up to
# 1.16. So there is no number of lost people that is *too many*. It depends on how large the effect is, how rare the
# event, and whether the two groups lost alike.

# %%
settle("09.twice")

# %% [markdown]
# Is this done? In 235 trials with a significant result, in five leading journals, a median of 6 % were lost (one in
# eight did not say). Under the worst case 58 % of the results would no longer have been significant (the interval would
# hold no difference); under milder assumptions up to 33 % (Akl 2012).
#
# Some of our trials are far beyond that. In those of bremelanotide (PT-141, lesson 05) 42 % with the drug and 20 % with
# placebo did not finish (Spielmans 2021).

# %% tags=["raises-exception", "slide"]
check("09.counted", ...)

# %% tags=["raises-exception"]
check("09.stopped", ...)

# %% [markdown]
# ## 4 Named beforehand (7 minutes)
#
# A result is called *significant* if chance alone would give one as large in fewer than 5 of 100 trials of nothing (P <
# 0.05). So measure twenty things in such a trial, and one will be significant, on average. The question is not only *what was found*, but *what was looked for*. Trials are entered in a public register before they begin,
# with a [**primary outcome**](../docs/glossary.md#primary-outcome): the one by which they want to be judged.
#
# | trial | named beforehand | reported |
# |---|---|---|
# | T4DM | diabetes, and two-hour glucose, at 2 years | both |
# | TIMES2 (testosterone, lesson 04) | insulin sensitivity; 320 men | HOMA-IR; 220 men |
# | bremelanotide | 11 outcomes in the register | 3 of the 11; 15 others that were not in the protocol |
#
# T4DM published its plan two years before its result. TIMES2 stayed with its outcome and fell short of its number. The
# trials of bremelanotide were registered, too; the two main outcomes and one more were told. The other eight were first
# published by others, and on these the effects were nil to small (Spielmans 2021, 2023).
#
# With *k* independent outcomes and nothing at work, the chance that at least one is significant is $1 - 0.95^k$.

# %% tags=["raises-exception"]
check("09.chance", ...)

# %% tags=["raises-exception", "slide"]
check("09.registered", ...)

# %% [markdown]
# A [**subgroup analysis**](../docs/glossary.md#subgroup-analysis) is the same thing with people in place of outcomes:
# if it did not work in all, perhaps in those over 60, or in the slim? In a trial of 17,000 people aspirin clearly
# saved lives after a heart attack. Its authors divided them by sign of the zodiac as well: for Gemini and Libra it
# seemed to do slight harm (ISIS-2). They did it as a warning.
#
# Believe a subgroup if it was named beforehand, is one of few, has a reason, was found again, and if the *difference
# between* the parts was tested. “Significant in the diabetic men, not in the others” is no such test. TIMES2's better
# HbA1c (which follows the glucose of weeks) is of this kind: one subgroup, at one of several visits; two later trials
# did not find it.

# %% tags=["raises-exception", "slide"]
check("09.subgroup", ...)

# %% [markdown]
# ## 5 Surrogate or event (3 minutes)
#
# A [**surrogate**](../docs/glossary.md#surrogate) stands in for what matters, because it is quicker to measure: glucose
# for the harm of diabetes, bone density for fractures, IGF-1 (a messenger of growth hormone) for strength. Whoever has
# a higher risk often has a worse surrogate. That does not mean that what moves the surrogate moves the risk.
#
# Testosterone is the cleanest example we know. In 211 older men a year of it raised the density of the spongy bone
# of the spine by 6.8 % more than placebo, and computed strength as well. In 5,204 other men, over some three years,
# bones *broke* more often with it.

# %%
trials.table(
    [
        "testosterone-bone-density",
        "testosterone-traverse-fracture",
        "testosterone-t4dm-2h",
        "testosterone-t4dm-diabetes",
    ]
)

# %% [markdown]
# Why is not known. The men differed, and so did the years; perhaps men who feel stronger fall more. The lesson is not
# that bone density is useless, but that it could not answer the question. The last two rows are nearer to each other:
# *diabetes* there means a two-hour glucose above a line, so it is the same measurement twice. HbA1c did not differ.
# Eyes, kidneys and hearts, for which one treats diabetes, were not counted.

# %% tags=["raises-exception", "slide"]
check("09.surrogate", ...)

# %% [markdown] tags=["further"]
# ## 6 The drawer (9 minutes, further)
#
# Suppose each trial is fair. What if you can read only some of them? Of 74 trials of antidepressants that the
# American authority knew, it judged 38 positive. All but one of these were published. Of the 36 others 22 were not,
# and 11 were told as if they had been positive (Turner 2008). This is [**publication
# bias**](../docs/glossary.md#publication-bias).
#
# A [**funnel plot**](../docs/glossary.md#funnel-plot) may show it. Each trial is a mark: from left to right what it
# found, upwards how exact it is. Small trials scatter widely at the bottom, large ones lie close together on top. If
# one side of the bottom is empty, ask where those trials are.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("09.drawer", ...)

# %% [markdown]
# **Explore.** Sixty imagined trials of one treatment, with the noise of HOMA-IR from lesson 08. At first only those
# are published that found a fall. Move *Published, of trials that found no fall* slowly upwards, and watch the funnel
# fill. Then press *Nothing works, only what found a fall*. (*Schematic:* real drawers are not so orderly.)

# %%
explore.unpublished()

# %% [markdown]
# **What happened and why.** The true fall is 10 %. The eleven trials that found it say 17 % together, with an
# interval from 13 to 21 that does not hold the truth: pooling makes a bias exact, not small. All sixty say 11 %.
#
# Egger's intercept measures how far a funnel leans; zero means not at all. With nothing else in print it is −3.0. But
# with a tenth of the others published it is −0.6 with an interval that holds zero, and the pooled fall still is 15 %. A
# funnel that looks even is no proof that the drawer is empty. Nor does a leaning one prove the drawer: small trials are
# also done in iller people, or less carefully.
#
# And where nothing works? One trial of sixty found a fall, by chance. It alone is read.

# %%
settle("09.drawer")

# %% tags=["raises-exception", "slide"]
check("09.unpublished", ...)

# %% tags=["raises-exception", "slide"]
check("09.asymmetry", ...)

# %% [markdown] tags=["further"]
# ## 7 Who paid, and who agrees (4 minutes, further)
#
# Trials cost much, and whoever sells the drug often pays. Five companies stand behind TRAVERSE; T4DM had a public
# grant, and money and the drug from makers; TIMES2 and the trials of bremelanotide were makers’ own. Studies paid by
# industry have favourable results 1.27 times as often (95 % interval 1.17 to 1.37; Lundh 2018), though by the usual
# checks they are not done worse. What differs is subtler: what is compared, in whom, what is counted, what is told. So:
# who paid is a reason to read closely, and no reason to stop reading.
#
# And when trials disagree? [**Heterogeneity**](../docs/glossary.md#heterogeneity) is spread beyond chance. A pooling
# of 18 trials of testosterone, 1,415 men in all and some of them not blinded, found HOMA-IR lower by 1.94 standard
# deviations, which would be enormous. In TRAVERSE, larger than all of these together, glucose and HbA1c did not
# differ. An average of such trials answers no question. Ask instead what differs: people, dose, measure, blinding,
# size. The largest fair trial often decides.

# %% tags=["raises-exception"]
check("09.paid", ...)

# %% tags=["raises-exception", "slide"]
check("09.spread", ...)

# %% [markdown]
# ## 8 An advertisement (9 minutes)
#
# Here is one. We invented it, out of sentences of a kind that you will meet. Read it twice, the second time with a
# pencil.

# %% [markdown] tags=["slide"]
# | row | **Product Q: your metabolism, restored** |
# |---|---|
# | 1 | *“After six weeks I was a new man.” M., 52.* |
# | 2 | Developed by physicians. Recommended by 9 of 10 clinics in our network. |
# | 3 | In our study of 48 clients, insulin resistance fell by 31 % in twelve weeks (P < 0.001). Clients who completed the programme (29) and took it at least five days a week were analysed. |
# | 4 | The hormone on which Product Q is modelled cut diabetes by 41 % in a trial of 1,007 men. |
# | 5 | Works especially well in men over 55 with a large waist. |
# | 6 | Natural, and so free of side effects: not one of our clients reported any. |

# %% [markdown]
# Six rows, and hardly one that is a lie. Go through them with what you have: what is compared, who was counted,
# what was measured, who was picked, whose treatment it was.

# %% tags=["raises-exception", "slide"]
check("09.advert", ...)

# %% tags=["raises-exception"]
check("09.no_harms", ...)

# %% [markdown]
# Row 4 uses a true number. What does 41 % mean in people?

# %% tags=["raises-exception"]
check("09.how_many", ...)

# %% tags=["raises-exception", "slide"]
check("09.reply", ...)

# %% [markdown]
# The list that this lesson went through, and a little more. It is short enough to keep by the side of the next
# advertisement. Each row opens to what to think of, and to the claims of the article to which it applies. The same
# stands on a [page of its own](../docs/concepts.md).

# %%
checklist()

# %% [markdown]
# **A last task, without a grade.** Find an advertisement for something that is said to be good for metabolism. Write
# down three questions from the list that it leaves open, and one thing that it does say.

# %% [markdown]
# ## Where you stand

# %%
progress("09")

# %% [markdown]
# ## Key points
#
# 1. An effect is a difference from what would have happened anyway. A story, or a thousand chosen ones, has no other
#    side.
# 2. A lot makes groups alike in what nobody measured, if nobody can foresee it. Blinding keeps hope out of what is
#    done, said and measured.
# 3. Everybody is counted, in the group of the lot. Where some were lost, try what they might have been: in T4DM the
#    result stands, with three times as many it would not.
# 4. Twenty outcomes give one by chance; so do twenty subgroups. What counts was named beforehand.
# 5. A surrogate is quick and may mislead: testosterone made bones denser in one trial, and in another, of
#    other men, more of them broke.
# 6. What is in print is too good. Pooling does not mend it, and an even funnel does not prove that nothing is missing.
# 7. Who paid is a reason to read closely. Where trials disagree beyond chance, their average answers nothing.
# 8. An advertisement is taken apart row by row: compared with what, in whom, counted how, and was it this?

# %% [markdown] tags=["further"]
# ## After the course (10 minutes, further)
#
# The ten questions from before the course come back, each beside what you said then. It is what changed that counts,
# and if you left them out at the start, they can be answered now.

# %%
after()

# %%
references(
    "Oxman2023",
    "OxmanEssays",
    "Lee2021",
    "Page2016",
    "Hrobjartsson2012",
    "T4DMsurvey2023",
    "Wittert2019",
    "Wittert2021",
    "White2008",
    "Akl2012",
    "Spielmans2021",
    "Spielmans2023",
    "Kingsberg2019",
    "Bhasin2024",
    "Jones2011",
    "TIMES2registry",
    "Gianatti2014",
    "ISIS1988",
    "Snyder2017",
    "Snyder2024",
    "Egger1997",
    "Sterne2011",
    "Turner2008",
    "Lundh2018",
    "TRAVERSEregistry",
    "Lincoff2023",
    "LiSY2020",
)

# %% [markdown]
# **Back to** [08 Monitoring](08_monitoring.ipynb) · [00 Start here](00_start_here.ipynb), the map of lessons.
