# %% [markdown]
# # 08 Monitoring: what a sensor shows, and what a protocol would have to show
#
# **75 minutes, 30 of them core**, in nine sections; stop after any of them.
#
# After this lesson you can
#
# 1. describe a glucose trace by its usual numbers, and say which of them depend on the recipe;
# 2. say what lag, noise and calibration of a sensor do to a peak;
# 3. explain why targets for diabetes are not targets for everybody, and why a flat trace does not show sensitivity;
# 4. tell regression to the mean from an effect, and compare with a control arm;
# 5. say what it takes to call somebody a responder;
# 6. work out how many people a trial needs, and what a small one makes of the truth;
# 7. tabulate the grades of all claims yourself, and measure how far you agree with them;
# 8. check a reference, find contradictions in a text, and say what would have to be shown.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb). The ledger of section 8 holds claims of all lessons, so it
# means most at the end of the course.
#
# **Contents.** *Core:* 1 A sensor · 3 Whose targets? · 4 A flat trace · 5 One high value
#
# *Further:* 2 A trace in numbers · 6 Responders · 7 The size of a trial · 8 The ledger, graded by you · 9 References
# and reflection
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from math import log

import numpy as np
import pandas as pd

from helpers import explore
from helpers.cgm import metrics
from helpers.cohort import follow_up, traces
from helpers.evidence import ledger, reference, references, verdicts
from helpers.evidence.grading import compare, to_grade
from helpers.evidence.trials import trial
from helpers.exercises import check, predict, progress, review, settle
from helpers.explore.own_values_card import own_values
from helpers.indices import homa_ir
from helpers.paths import data_path
from helpers.statistics import power

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("08")

# %% [markdown]
# ## 1 A sensor (7 minutes)
#
# A [**continuous glucose monitor**](../docs/glossary.md#continuous-glucose-monitor) is a thread under the skin that
# reports glucose every few minutes, for one to two weeks as a rule and for up to a year where it is implanted. It does
# not sit in blood but in the fluid between cells, and glucose needs time to get there: in eight healthy people,
# fasting, tracers took 5 to 6 minutes (Basu 2013). Sensor and software add more. So three faults of different kinds come together:
# [**lag**](../docs/glossary.md#lag) (everything is late), [**noise**](../docs/glossary.md#noise) (each reading errs
# by chance) and [**calibration**](../docs/glossary.md#calibration) (all readings of this sensor are too high, or too
# low).
#
# **Predict**, before you touch anything:

# %% tags=["raises-exception"]
predict("08.lag", ...)

# %% [markdown]
# **Explore.** The line is blood glucose as the meal model of lesson 01 computes it; the dots are readings. Press *Lag
# alone*, *Noise alone* and *Calibration alone*, and each time look at the highest dot, and at the picture on the
# right: each fault has a shape of its own there. Last, press *Two sensors, one person*.

# %%
explore.sensor()

# %% [markdown]
# **What happened and why.** With lag alone the readings are too low while glucose rises and too high while it falls: a
# loop on the right. The peak comes 14 minutes late and a little lower. Noise alone does something that surprises many:
# it *raises* the highest reading, to 175 mg/dL, because the highest of many readings is one whose error went up. A
# calibration that is too high turns 76 minutes above the line into 105. And two sensors on two arms of one person give
# two answers.
#
# Do real sensors agree? Two makes worn at once ranked the same meals differently (rank correlation 0.43, where 1 is
# perfect; 16 adults, Howard 2020). In a larger study, several of whose authors work for a company that sells diets by
# sensor, two of *one* make agreed well, 0.9, and two makes fairly, 0.7 (Merino 2022).
#
# And the same person, the same make, the same meal a week later? Of the [variance](../docs/glossary.md#variance) (the
# square of the SD) between responses only 31 % (one make) and 14 % (another) was repeatable, in 30 adults (Hengist
# 2023). A curve after one meal is a poor witness against that meal.

# %%
settle("08.lag")

# %% tags=["raises-exception", "slide"]
check("08.spike", ...)

# %% [markdown] tags=["further"]
# ## 2 A trace in numbers (9 minutes, further)
#
# Two weeks are some 4,000 readings; nobody looks at them all. The usual summary: **mean** glucose; the **coefficient
# of variation** (CV), which is the SD in percent of the mean; [**time in range**](../docs/glossary.md#time-in-range),
# the percentage of readings between two limits; **GMI**, an HbA1c guessed from the mean; and
# [**MAGE**](../docs/glossary.md#mage), the mean amplitude of glycaemic excursions.
#
# The course's file of traces has 16 synthetic people, four in each of four groups. One line computes the numbers (for
# mmol/L put `units="SI"` into `metrics`; limits keep their names):

# %%
people = metrics(traces.load()).merge(traces.load_people(), on="id")
shown = ["mean", "cv", "tir_70_180", "mage", "mage_naive", "gmi", "hba1c_pct"]
people.groupby("group", sort=False)[shown].mean().round(1).rename_axis(index=None, columns="group")

# %% [markdown]
# The last column is the blood test. GMI was fitted in people with diabetes, and **in people without it runs too high**:
# in all twelve here, and by 0.59 points in 153 real ones (Shah 2023). At a healthy mean of 100 mg/dL it says 5.7 %,
# “prediabetes”, of somebody whose blood test is normal.
#
# Two columns are called MAGE. The idea is from 1970: average the large swings and leave the small ones out, where
# *large* means larger than one SD. What is a swing? The paper found them by eye. A program needs a rule.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.recipes", ...)

# %% [markdown]
# **Explore.** Four recipes: swings between turning points (found with moving averages, as Fernandes 2022 proposed),
# or the plain distance from the mean of whatever is more than one SD away; each with one SD for all days, or one for
# every day. Try several people, then fewer days.

# %%
explore.mage_recipes()

# %% [markdown]
# **What happened and why.** From the same readings, with the same mean and SD, the first person has a MAGE of 62, 62,
# 39 or 36 mg/dL. A swing from nadir to peak is about twice a distance from the mean, so the recipes do not even measure
# the same length. A number with a name is not yet a number with a meaning: ask for the recipe. (The course's own are
# written down at `helpers.cgm.metrics`.)

# %%
settle("08.recipes")

# %% tags=["raises-exception", "slide"]
check("08.two_mages", ...)

# %% tags=["raises-exception"]
check("08.minutes", ...)

# %% [markdown]
# **Your own sensor.** If you have a [**sensor file**](../docs/glossary.md#sensor-file) (an export of LibreView,
# Clarity, CareLink, Nightscout, Glooko, Juggluco or xDrip+, or any table of times and glucose), put it beside this
# notebook and its name in quotes in place of the dots: the card says in numbers what was read, left out and changed,
# and gives the metrics above. With `from helpers import own` and `mine = own.read("my_sensor.csv")` you can work with
# the readings, as in `metrics(mine.table)`, and `explore.mage_recipes(mine)`, `explore.upper_limit(mine)` and
# `explore.two_traces(mine)` show them beside the synthetic people. The file is read on this computer only and is not
# changed; clear the output before you pass this notebook on.

# %%
own_values(...)

# %% [markdown]
# ## 3 Whose targets? (6 minutes)
#
# In 2019 an international consensus set targets for adults with type 1 or type 2 diabetes: more than 70 % of the time
# between 70 and 180 mg/dL, little below it, less than a quarter above. (Older and frail people and pregnancy have
# others.) The targets rest on the agreement of experts and on their relation to HbA1c, whose link to harm is known
# (Battelino 2019). Apps show the same green band to everyone.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.target", ...)

# %% [markdown]
# **Explore.** Press *Line of the diabetes consensus*. Then lower the line: *A stricter line*, *Stricter still*. Watch
# two things on the right: when does [prediabetes](../docs/glossary.md#prediabetes) (between usual and diabetes) part
# from normal glucose, and do the resistant ever part from the sensitive? *Normal glucose, stricter still* shows these
# two alone.

# %%
explore.upper_limit()

# %% [markdown]
# **What happened and why.** At the consensus's line all twelve people without diabetes pass, and one of the four with
# untreated type 2 diabetes passes as well. A target that everybody meets tells nobody anything. At 140 mg/dL
# prediabetes stands out, 8.5 to 26.3 % against at most 4.1 %. But circles and squares, sensitive and resistant, overlap
# wherever you put the line.
#
# Why not simply take 140 as the target for healthy people? Because a target needs evidence that reaching it helps. What
# exists is descriptions, and they differ widely. Of 153 people who were not obese, half spent more than half an hour a
# day above 140 (Shah 2019; our synthetic people are tuned to them). In Framingham 560 older adults with normal glucose
# spent **about three hours** above it (Spartano 2024). Age, make and who is let in all matter. *Usual* is not
# *optimal*, and nobody has shown that pushing a healthy trace lower does good.

# %%
settle("08.target")

# %% tags=["raises-exception", "slide"]
check("08.targets", ...)

# %% [markdown]
# ## 4 A flat trace (5 minutes)
#
# Lesson 01 ended with a flat trace in an advertisement. Now you can test the argument on traces.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.which_number", ...)

# %% [markdown]
# **Explore.** On the left one day of two people: one sensitive, one resistant. On the right all eight, with a number
# of the trace from left to right and fasting insulin, which no sensor sees, upwards; rings mark the two. Press *The
# resistant one is the flatter*, then plot the other numbers.

# %%
explore.two_traces()

# %% [markdown]
# **What happened and why.** No number of the trace sorts them; insulin does so at a glance. In *The resistant one is
# the flatter* the sensitive person has a CV of 18.0 % and the resistant one 14.5 %, with ten times the insulin. In
# *Nearly the same mean* both have 99 mg/dL, and insulin differs 5.5-fold. These people were picked with
# like fasting glucose, which is what compensation does for a living; in a crowd, mean glucose and resistance go
# together loosely. But for one person the direction stands: from the trace you cannot tell what it cost.

# %%
settle("08.which_number")

# %% tags=["raises-exception", "slide"]
check("08.flat", ...)

# %% [markdown]
# ## 5 One high value (11 minutes)
#
# From here on we judge protocols. They nearly always begin with somebody whose value was *high*.
#
# HOMA-IR varies within one person by about 30 % from one visit to another some weeks later (Poon 2018). Its
# [**repeatability**](../docs/glossary.md#repeatability), the share of the variance that is between people rather than
# within them, was 0.70. In our synthetic adults, who differ more from one another, it is 0.85.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.nothing_done", ...)

# %% [markdown]
# **Explore.** Every dot is a person, measured twice. Between the two nothing happens. Triangles are those chosen
# because the *first* value was high. Press *One reading*, *Three readings*, *A higher bar*, and *Nobody varies*.

# %%
explore.one_high_value()

# %% [markdown]
# **What happened and why.** Chosen by one reading of 4 or more, people average 6.0 and later 5.1: 14 % less, without
# any treatment. Whoever is chosen for a high reading had, more often than not, bad luck that day, and luck does not
# repeat. This is [**regression to the mean**](../docs/glossary.md#regression-to-the-mean) (Barnett 2005). The higher
# the bar, the more of it; the average of three readings leaves less than half. It needs neither placebo nor hope.
# (Averages of HOMA-IR are [*geometric means*](../docs/glossary.md#geometric-mean) here: averages of logarithms, turned
# back, as suits skewed values.)

# %%
settle("08.nothing_done")

# %% tags=["raises-exception"]
check("08.second_reading", ...)

# %% [markdown]
# Now two synthetic studies of half a year. Everybody was let in for one HOMA-IR of 4 or more. In the *trial* lots
# were drawn between a lifestyle programme and nothing. The *protocol* is a clinic's series without a comparison.
# Visit 1 is the reading that let people in; the protocol starts after it, the programme after visit 2.

# %%
visits = follow_up.load()
visits["log"] = np.log(homa_ir(visits["glucose_mg_dl"], visits["insulin_uu_ml"]))
means = visits.pivot_table("log", index="arm", columns="visit").apply(np.exp).round(2)
means.rename_axis(index=None, columns="arm, by visit")

# %% tags=["raises-exception"]
check("08.against_control", ...)

# %% [markdown]
# The protocol's HOMA-IR fell by a third, from 6.30 to 4.23. What it was made of, only the file of truths knows:
# factors on HOMA-IR at the last visit.

# %%
truth = follow_up.load_truth().query("arm == 'protocol' and visit == 6")
truth[["attention", "season", "treatment"]].mean().round(2)

# %% [markdown]
# The treatment's factor is 1: it did nothing. People who are followed live a little differently (0.95), winter became
# summer (0.92), and the rest, some 23 %, is regression to the mean and chance. (The control arm's rest is 15 %; a
# hundred people are not many.)
#
# None of these is a [**placebo effect**](../docs/glossary.md#placebo-effect), the response to being treated as such.
# That exists too, but is smaller than its fame: where trials compared placebo with *no treatment*, the average
# difference was 0.26 SD in what patients report, and 0.13 SD in what others observe (Hróbjartsson 2010). A control arm
# takes care of all of them at once, whatever their names.

# %% [markdown] tags=["further"]
# ## 6 Responders (6 minutes, further)
#
# “It does not work for everyone, but for responders it does.” In the protocol that does nothing, 66 of 100 people
# “respond” with a fall of 20 % or more. Are they at least the right people to go on with?
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.again", ...)

# %% [markdown]
# **Explore.** A hundred treated people and a hundred others, in whom only noise is at work (not chosen for a high
# value this time). Triangles “respond”. On the right the treated are treated a second time. Press *Nothing works* and
# move *Another draw of people*; then the other presets. The first draw was not picked.

# %%
explore.responders()

# %% [markdown]
# **What happened and why.** In *Nothing works* about as many of the treated “respond” as of those not treated. Of the
# treated who did, 37 % respond again; of those who did not, 22 %. Looks like something? Draw again: chance alone moves
# two such shares apart by up to 19 points, either way. In *Works alike in all* there are 44 triangles, though every
# single person has the same benefit: who is one is decided by noise.
#
# Where people truly differ, two signs appear in the long run: changes spread wider than among controls, and the same
# people respond again. In the first draw the repeat shows it and the spread does not. With eight readings at each end
# both are plain.
#
# So there are two honest ways to find responders: compare the *spread* with a control arm (Atkinson and Batterham
# 2015), or treat, stop and treat again. Both need many people or many readings: with one reading and a hundred an arm
# the spread shows a true SD of 20 % in about one trial of four, of 40 % in nine of ten. A count of people who fell by
# 20 % is neither.

# %%
settle("08.again")

# %% tags=["raises-exception", "slide"]
check("08.responders", ...)

# %% [markdown] tags=["further"]
# ## 7 The size of a trial (9 minutes, further)
#
# A trial *finds* an effect when the 95 % interval of the difference leaves out zero. How often it does so when the
# effect is real is its [**power**](../docs/glossary.md#power); 80 % is customary. What matters is the true effect
# against the noise of the difference.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("08.twenty", ...)

# %% [markdown]
# **Explore.** Left: how often trials of each size find a difference. Right: what they report; the hatched part is what
# is found, on either side. Press *Ten in each group* and *A hundred in each group*, then *A small effect, ten in each*,
# and compare the triangle with the dashed truth.

# %%
explore.trial_size()

# %% [markdown]
# **What happened and why.** Twenty people a group find a true fall of 15 % in 24 of 100 trials; it takes five times as
# many to find it in 80. And there is a second price. To pass, a small trial needs luck: with a small effect and ten
# people, the few that find anything overstate its size 8.5 times, and some report a *rise* (Gelman and Carlin 2014 call
# this the [*type M error*](../docs/glossary.md#type-m-error), for magnitude, and the type S error, for sign). If only
# what is found gets published, the first reports are the largest ones.

# %%
settle("08.twenty")

# %% [markdown]
# How large were trials in the ledger? Suppose each had asked for a fall of HOMA-IR by 15 %, with one reading at each
# end (some used the clamp, which is less noisy, so this is a yardstick and not a verdict):

# %%
for name in ("magnussen", "dhindsa", "gianatti", "times2-6m"):
    men = trial(f"testosterone-{name}").n or 0
    print(f"{name:10} {men:3} men: found by {100 * power(log(0.85), 0.42, men / 2):.0f} % of such trials")

# %% [markdown]
# So “no difference” in 39 men does not show that there is none, and a single positive result among small trials does
# not show that there is one. The 0.42 is one person's variation, taken twice (start and end): √2 × 0.29, on the
# logarithmic scale. It is the least there can be, since people's true courses differ too. The formula behind the
# explorer:
#
# $$n \text{ per group} = 2 \left( \frac{(1.96 + 0.84)\, \mathrm{SD}}{\text{effect}} \right)^2$$
#
# Here 1.96 belongs to the 95 % interval and 0.84 to the power of 80 %; SD and effect are in one unit.

# %% tags=["raises-exception"]
check("08.people_needed", ...)

# %% [markdown]
# With Python, optional: the same as a function. Type the formula into the field.

# %% tags=["raises-exception"]
check("08.per_group", ...)

# %% tags=["raises-exception", "slide"]
check("08.winners", ...)

# %% [markdown] tags=["further"]
# ## 8 The ledger, graded by you (11 minutes, further)
#
# The course has graded 182 claims. Graders can be wrong, and two graders differ. So grade some yourself, from what
# you know now, before you look. Here are twelve:

# %%
to_grade("F21", "I57", "A44", "A13", "F33", "F19", "I13", "F42", "A47", "I17", "I45", "A33")

# %% [markdown]
# The scale: *established*, *supported*, *mixed*, *weak*, *unsupported*, *incorrect* (and *not-checkable*). These grades
# are typed: first letters in quotes in place of the dots, such as `"m"`, then Shift + Enter. You may leave some.

# %%
mine = {
    "F21": ...,
    "I57": ...,
    "A44": ...,
    "A13": ...,
    "F33": ...,
    "F19": ...,
    "I13": ...,
    "F42": ...,
    "A47": ...,
    "I17": ...,
    "I45": ...,
    "A33": ...,
}
compare(mine)

# %% [markdown]
# [**Cohen's kappa**](../docs/glossary.md#cohen-s-kappa) says how far two graders agree beyond chance. If both call
# nearly everything *mixed*, they agree often without either having looked. So:
# $\kappa = (\text{observed} - \text{chance}) / (1 - \text{chance})$, where *chance* is the agreement that their
# habits alone would give. 1 is perfect, 0 is chance. With twelve claims and six steps it is a rough number, and it
# takes every disagreement as alike (a *weighted* kappa would not); look at *where* you differ. One step is a matter of
# judgement. Three steps are a reason to open the claim in its lesson, and then to be convinced, or to write to us.

# %% tags=["raises-exception"]
check("08.kappa", ...)

# %% [markdown]
# Now all 182 claims. **Predict**:

# %% tags=["raises-exception"]
predict("08.tier", ...)

# %% [markdown]
# **Explore.** Move what counts as *good enough* from *Strict* to *As lenient as can be*. Does the order of the three
# parts of the article depend on where you draw the line?

# %%
explore.ledger_by_tier()

# %%
verdicts().T.rename_axis(index=None, columns="verdict")

# %% [markdown]
# **What happened and why.** Fundamentals leads wherever you draw the line, and Intermediate, the part with the
# treatments, is last of the three: 61 % against 25 % are supported or better. The article is mostly right where it
# explains and mostly not where it promises. (The last part has 13 claims only, eight of them references.) Such a
# count describes this text and our grades. It is no sample of anything, so it has no interval.

# %%
settle("08.tier")

# %% tags=["raises-exception"]
check("08.share", ...)

# %% [markdown]
# The file is yours to analyse: `data/claims.csv`. One question as an example: are claims for which there are
# randomised trials or meta-analyses graded better than the rest?

# %%
table = pd.read_csv(data_path("claims.csv"))
table["tried"] = table["evidence_type"].str.contains("RCT|meta-analysis")
table["good"] = table["verdict"].isin(["established", "supported"])
table.groupby("tried")["good"].agg(["sum", "count", "mean"]).round(2).rename_axis(index=None, columns="tried")

# %% [markdown]
# No: they are about alike, 39 against 42 %. Trials often *disappoint* a claim; that is what they are for. Textbook
# facts need none.

# %% [markdown] tags=["further"]
# ## 9 References and reflection (10 minutes, further)
#
# A text can also be held against itself. Seven pairs of the article:
#
# | says | and also | claims |
# |---|---|---|
# | low testosterone in women with PCOS | PCOS as androgen excess | I27, A11 |
# | total *and* free testosterone low | low SHBG, which raises the free part | A48, A50 |
# | it avoids unnatural levels | sustained elevation as a virtue | I43, I61 |
# | not one-size-fits-all | a standard protocol with fixed frequencies | F44, I12-I18 |
# | restores the body's own balance | a drug that shuts an axis down, and others to prop it up | I68, I14, I25 |
# | fat secretes CRP as a cytokine | CRP as a marker of inflammation | A33, A54 |
# | a silent disruption | a list of tell-tale symptoms | R10, F01 |

# %% tags=["raises-exception"]
check("08.contradictions", ...)

# %% [markdown]
# Eight references close the article. Three questions to ask of any reference: **Does it exist** as cited? **Does it
# say** what it is cited for? Is what it says **evidence** for the claim: in people, with a comparison? We asked the
# first of all eight. Open the rows.

# %%
ledger("R01-R09")

# %% [markdown]
# Two exist as cited; three are textbooks without edition or page; one has the wrong year, volume and pages; two we
# could not find, which does not prove that they do not exist. None is cited anywhere in the text, and none is a trial
# or a guideline on any of the treatments. This is what one looks like, as cited and as it is:

# %%
reference("SOURCE1")

# %%
reference("Kelly2015")

# %% tags=["raises-exception", "slide"]
check("08.citation", ...)

# %% [markdown]
# The article ends with hopes and a question, which it asks as a heading and leaves there: **what is the role of
# continuous monitoring in personalised metabolic protocols?**

# %%
ledger("R10-R13")

# %% [markdown]
# With what you have seen, an answer can be given in parts:
#
# - **Known.** In people who take insulin, sensors help. In type 2 diabetes without insulin six small trials lowered
#   HbA1c by 0.31 points; the American standards of 2026 recommend them in diabetes wherever they help to manage it.
#   Since 2024 some are sold there without prescription to adults who do not use insulin.
# - **Not shown.** That wearing one makes people without diabetes *healthier*. A pooling of 2026 holds seven small
#   randomised trials among 23 studies of 1,074 people: mean glucose fell by 0.54 SD; for body mass index nothing can be
#   said. Glucose is the number that one watches; health was not measured, and there are no agreed reference values
#   (Oganesova 2024).
# - **Possible harm.** Worry over ordinary peaks, needless restriction of food, decisions made from noise. How common
#   that is, is not known.
# - **Not from the usual numbers.** Insulin and sensitivity cannot be read from mean, CV or times in ranges. From the
#   *shape* of the curve after a standardised drink a program told muscle resistance in 29 people (Metwally 2024). That
#   is being tried, and is not what an app shows.
#
# A sensor can still find diabetes that nobody knew of, which then needs a proper test, and it can make a person
# curious. Both are worth something. Neither makes a protocol work.

# %% tags=["raises-exception", "slide"]
check("08.monitoring", ...)

# %% [markdown]
# **A last question, without a grade.** Take one claim that you believed before this course and doubt now, and one the
# other way round. What changed your mind: a mechanism, a trial, or a number? Write it into this cell, for yourself.

# %% [markdown]
# ## Where you stand

# %%
progress("08")

# %% [markdown]
# ## Key points
#
# 1. Mean, SD and times in ranges are the same in every package; MAGE depends on the recipe, by half and more.
# 2. Lag makes a peak late and lower, noise makes the highest reading higher, and calibration shifts everything. A
#    second sensor gives a second answer.
# 3. Targets for diabetes are met by nearly everybody without it, and GMI runs too high in them. A flat trace does not
#    show sensitivity, because it does not show insulin.
# 4. Whoever is chosen for a high value will be lower next time. An effect is what remains against a control arm.
# 5. Noise makes responders. True ones show in a wider spread than that of controls, or by responding again; both take
#    many people or readings.
# 6. Half the effect needs four times the people. A small trial that finds something overstates it, and may have the
#    wrong sign.
# 7. The article is mostly right where it explains and mostly not where it promises, wherever the line is drawn. Kappa
#    says how far two graders agree beyond chance.
# 8. A reference has to exist, to say it, and to be evidence. A protocol, with a sensor or without, has to be compared
#    with doing without it.

# %%
references(
    "R01-R13",
    "Atkinson2015",
    "Barnett2005",
    "Basu2013",
    "Battelino2019",
    "Cohen1960",
    "DallaMan2007",
    "Fernandes2022",
    "Gelman2014",
    "Hengist2023",
    "Howard2020",
    "Hrobjartsson2010",
    "Merino2022",
    "Poon2018",
    "Service1970",
    "Shah2019",
    "Spartano2024",
    "ShahGMI2023",
    "CGMnoDiabetes2026",
    "Richardson2024",
    "CGMnoInsulin2024",
    "ADA2026Technology",
    "Metwally2024",
    "SensorWear2025",
    "Jones2011",
    "Gianatti2014",
    "Dhindsa2016",
    "Magnussen2016",
)

# %% [markdown]
# **Back to** [07 Biomarkers](07_biomarkers.ipynb) · **On to** [09 How to read a trial](09_how_to_read_a_trial.ipynb)
