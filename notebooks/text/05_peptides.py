# %% [markdown]
# # 05 Peptides: growth hormone and its relatives, and how to read an empty shelf
#
# **80 minutes, 38 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. say which way growth hormone moves insulin sensitivity, and weigh that against the visceral fat it may remove;
# 2. explain what pulses are, and what changes when a hormone comes without pause;
# 3. say what a quoted half-life refers to, and check one by hand;
# 4. tell for each agent what trials in people found, in whom, and what it is approved for;
# 5. read an evidence map, and tell an empty cell from a finding of no difference;
# 6. compute a number needed to treat, and set a harm beside it;
# 7. tell absence of evidence from evidence of absence;
# 8. say what would have to be shown before “synergistic” or “individually dosed” may be said.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb) (clamp, compensation; 95 % interval, from its section 7).
#
# **Contents.** *Core:* 1 The sign · 4 Agent by agent · 5 The evidence map · 7 PDA, and absence
#
# *Further:* 2 Pulses · 3 Half-lives · 6 PT-141 · 8 “Individually dosed and synergistic”
#
# *Education, not medical advice: no dose, no source. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import agents, claim, ledger, references, trials
from helpers.exercises import check, predict, progress, review, settle

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("05")

# %% [markdown]
# ## 1 The sign (12 minutes)
#
# [*Growth hormone*](../docs/glossary.md#growth-hormone) (GH) comes from the pituitary gland. The peptides (short
# proteins) of this lesson make it release more. **Predict**, then press the steps in turn:

# %% tags=["raises-exception"]
predict("05.which_brake", ...)

# %%
explore.growth_hormone_axis()

# %% [markdown]
# **What happened and why.** Three signals rule the pituitary: [**GHRH**](../docs/glossary.md#ghrh) and
# [**ghrelin**](../docs/glossary.md#ghrelin) drive it, [**somatostatin**](../docs/glossary.md#somatostatin) holds it
# back. The peptides imitate the first two, and the brake still works. GH acts on its own, and
# through [**IGF-1**](../docs/glossary.md#igf-1) (insulin-like growth factor 1) from the liver; both report back.

# %%
settle("05.which_brake")

# %% [markdown]
# The article recommends these peptides against insulin resistance. So before anything else there is a sign, plus or
# minus, to settle: what does growth hormone do to insulin's work, and what do the peptides?
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.sign", ...)

# %% [markdown]
# **Explore.** Squares are clamps in people. Press *As in the six men*: on the right you see what such a loss of
# sensitivity would do to fasting values. Then press *The same, half the beta cells*. Then the two presets with fat
# loss: GH breaks down fat, and less *visceral fat* (fat around the organs) may give back sensitivity later.
#
# *Schematic:* the right side is Topp's model of lesson 01. That loss and gain multiply is ours, and how much a
# smaller belly gives back was not measured in these people: you set it.

# %%
explore.against_insulin()

# %% [markdown]
# **What happened and why.** GH opposes insulin. In six healthy men the clamp needed 35 % less glucose within four
# hours. Most of that was the liver, which let go of more glucose; later muscle took up less. Both came *before* fatty
# acids rose. In nine men who lack GH of their own, clamped after a day, the fall was 21 %, and a drug that keeps fat
# cells from letting go of fatty acids undid it. So: liver and muscle first, fatty acids later. That is GH's job: when
# food is short it opens the fat stores and spares glucose. In the model fasting glucose goes to 119 mg/dL, with half
# the beta cells to 160, and with *less* insulin: least in reserve, most to lose.
#
# Those men had GH itself. Under a peptide of this lesson one clamp was found: 13 healthy men, two weeks of tesamorelin,
# no control group. IGF-1 rose, glucose uptake did not change (of the liver the abstract says nothing). So few men
# cannot rule a loss out, but none was seen.
#
# And the fat loss? In the model it must raise the sensitivity that is left by 54 % to break even. Over months the
# trials differ. With HIV, tesamorelin raised glucose at two weeks, not at six months; in 60 adults with obesity it did
# not in a year. GH itself shrank visceral fat in adults with high values after a glucose drink, while glucose rose for
# a time. In 18 people with newly found diabetes who also dieted, sensitivity rose; in healthy older people a raised
# fasting glucose became more frequent.

# %%
settle("05.sign")

# %%
ledger("I42", "I44", "I45")

# %% [markdown]
# *Incorrect* does not mean that the opposite holds for everybody: a true lack of GH is another matter.

# %% tags=["raises-exception", "slide"]
check("05.why_sign", ...)

# %% tags=["raises-exception"]
check("05.both_signs", ...)

# %% [markdown] tags=["further"]
# ## 2 Pulses (7 minutes, further)
#
# GH is not released evenly. It comes in *pulses*: about a dozen a day, the largest early in sleep, and next to
# nothing between. Its own half-life in blood is 14 to 26 minutes, so each pulse is over within two hours. One blood
# sample says little. That is why IGF-1, which is steady, is measured instead.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.pattern", ...)

# %% [markdown]
# **Explore.** Press *The same amount, no pulses*: which of peak, mean and trough stays? (The *trough* is the lowest
# level between pulses.) Then *Few, tall pulses*. Then *A week after CJC-1295 with DAC* (a long-lasting imitation of
# GHRH), whose mean and trough are those of its trial.
#
# *Schematic:* the train of pulses is ours and far too regular; the half-lives are published.

# %%
explore.hormone_pulses()

# %% [markdown]
# **What happened and why.** Amount and pattern are two things. Without pulses the mean is the same, the peak a third,
# and the trough 15.7 times as high. Do tissues care? Nine adults with abdominal obesity had one amount of GH for three
# days, in pulses or without pause:
#
# | effect | in pulses | without pause |
# |---|---|---|
# | IGF-1 | +46 % | +100 % |
# | lipolysis | +73 % | +17 % (not significant) |
# | insulin sensitivity | lower | lower, as much |
#
# So the pattern decides *what* GH does: the liver answers more to a steady level, fat cells, by
# [*lipolysis*](../docs/glossary.md#lipolysis) (letting go of fatty acids), to pulses. Our schematic, in which IGF-1
# follows the mean alone, misses that. And “natural pulses” did not protect insulin sensitivity.

# %%
settle("05.pattern")

# %% [markdown]
# The schematic misses in another place, too: in the rise of IGF-1 in the two trials that give it together with GH. For
# CJC-1295 the two agree, which means little: it is one point, and in that trial the rise of IGF-1 went with no measure
# of GH. For MK-677 (an imitation of ghrelin, swallowed) the schematic gives 1.8 where 1.5 was found. In 37 people, half
# of them with too much GH, IGF-1 followed the level between pulses, not the pulses; so says the table above.

# %%
ledger("I43", "I53")

# %% [markdown]
# Claim I43 is *mixed* because feedback does cap the peaks, while the level between them, and IGF-1, can rise far
# above what is usual at the age of the person.

# %% tags=["raises-exception", "slide"]
check("05.natural", ...)

# %% [markdown] tags=["further"]
# ## 3 Half-lives (12 minutes, further)
#
# Sellers' tables give each peptide one half-life. But three clocks run: that of the *agent*, that of the *growth
# hormone* which it releases, and that of *IGF-1*. The **half-life** of a substance is the time in which half of it is
# gone; after two half-lives a quarter is left.

# %%
ledger("I52", "I54", "I55", "I60")

# %% [markdown]
# Two of these need a word. I54: that ipamorelin leaves cortisol and prolactin alone was shown in pigs and rats; in
# people it has hardly been studied. I55 is true of one substance. [*DAC*](../docs/glossary.md#dac) is a hook that
# ties the peptide to albumin in blood. “CJC-1295 without DAC” lacks it and is another substance; what is said of the
# first must not be said of the second.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.which_clock", ...)

# %% [markdown]
# **Explore.** Press the presets in turn and read whose time each sentence gives. On the right, hollow squares are
# figures that circulate but were not seen in their source. Choose each agent once and read the last part of the
# sentence.

# %%
explore.half_lives()

# %% [markdown]
# **What happened and why.** Four hours after its peak a quarter of the ipamorelin is still there, and the GH it
# released has gone: the pituitary gave one pulse, and no more. With CJC-1295 with DAC it is the other way round: after
# a week about half is left, so it goes on releasing and cannot be stopped; new IGF-1 is made all the time. For
# hexarelin there is no half-life at all. Besides, its effect fades: after 16 weeks a dose released 45 % less GH, and
# IGF-1, fat and lean mass had not changed.
#
# | figure that circulates | what it refers to |
# |---|---|
# | hexarelin, 55 min | growth hormone on its way down |
# | CJC-1295, 6 to 8 days | the form with DAC only |
# | CJC-1295 without DAC, 30 min | no measurement in people was found |
# | sermorelin, 11-12 min | the label, whose own volume and clearance give 6.7 min |
# | MK-677, “24 hours” | its effect on GH; in plasma about 4-6 h (unverified) |

# %%
settle("05.which_clock")

# %% tags=["raises-exception"]
check("05.half_life", ...)

# %% tags=["raises-exception"]
check("05.fifty_five", ...)

# %% tags=["raises-exception"]
check("05.left", ...)

# %% [markdown]
# With Python, optional: add a line that begins with `return`, in the field or in the cell.


# %% tags=["raises-exception"]
def left(hours: float, half_life: float) -> float | None:
    """Return the percentage left."""
    # Add a line here that begins with `return`.


check("05.function_left", left)

# %% [markdown]
# ## 4 Agent by agent (11 minutes)
#
# The agents share a promise, and differ in what was tried. The largest trial of each:
#
# | agent | approved (US) | in whom | what was found |
# |---|---|---|---|
# | tesamorelin | belly fat in HIV | 806 with HIV, 6 months | less visceral fat; HbA1c of 6.5 % or more threefold |
# | MK-677 | no | 563 with Alzheimer's disease, 1 year | IGF-1 +73 %; decline no slower |
# | sermorelin | no longer | 89 older adults, 6 months | tests of thinking better than with placebo |
# | ipamorelin | no | 114 after surgery, days | the bowel no quicker |
# | CJC-1295 with DAC | no | healthy adults, 4 and 7 weeks | levels only |
# | hexarelin | no | 12 men, single doses | levels only |
# | CJC-1295 without DAC | no | nobody | nothing |
#
# (HbA1c follows the glucose of weeks; from 6.5 % on it means diabetes. DAC is a hook that ties the peptide to a protein
# of blood; section 3 has what it does.) The cards say the rest. In *whom* was it tried, how many, against *what*, and
# what was *measured*? A level (GH, IGF-1) is a marker; strength and heart failure are outcomes; HbA1c stands between.
# What the article says of the whole family, in the rows below them, can be checked against them.

# %%
agents.cards(
    "tesamorelin",
    "mk_677",
    "hexarelin",
    "cjc_1295_dac",
    "cjc_1295_no_dac",
    "ipamorelin",
    "sermorelin",
)

# %%
ledger("I41", "I46-I51", "I57-I59", "I61")

# %% [markdown]
# - **Metabolism (I41, I51).** With tesamorelin and HIV an HbA1c of 6.5 % or more came three times as fast (a [*hazard
#   ratio*](../docs/glossary.md#hazard-ratio) of 3.3 compares how fast events come); in three smaller trials, in other
#   people, HbA1c was no different. With MK-677 fasting glucose rose within four weeks. No trial here found glucose or
#   HbA1c better.
# - **Muscle and fat (I46, I47).** MK-677: more lean mass, partly water, and no strength; visceral fat did not fall.
#   With tesamorelin it did; weight did not, and the fat came back on stopping.
# - **Sleep, repair, ageing (I48-I50).** MK-677: deeper sleep over a week in eight young men. Sermorelin, a part of
#   GHRH: better tests of thinking; ageing itself was not measured. Mice with *less* GH signalling live longer.
# - **What is in the vial.** Trials test a known substance. Of 27 peptides that a Belgian state laboratory bought from
#   illegal pharmacies, six held more arsenic than injections may, and one more lead. The first objection of the staff
#   of the FDA, the US authority, in 2026, was that such substances are poorly characterised. Nobody vouches for
#   identity, purity or sterility.

# %%
trials.table(
    [
        "tesamorelin-visceral",
        "tesamorelin-obesity",
        "tesamorelin-diabetes",
        "tesamorelin-clamp",
        "mk677-lean",
        "mk677-glucose-4w",
        "mk677-alzheimer",
        "sermorelin-cognition",
    ]
)

# %% tags=["raises-exception", "slide"]
check("05.cards", ...)

# %% tags=["raises-exception"]
check("05.vial", ...)

# %% tags=["raises-exception"]
check("05.igf1_fold", ...)

# %% [markdown]
# ## 5 The evidence map (6 minutes)
#
# Now all of it at once: agents down, outcomes across. A mark says that somebody asked; its shape says how well (the
# [*evidence ladder*](../docs/glossary.md#evidence-ladder): animals, people without a control group, people assigned
# by lot); its sign says what was found. A cell shows one study: the highest rung, then the most people; a small diamond
# says that others of its rung found something else. A cell without a mark is a question that nobody was found to have
# asked, as of November 2026.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.gaps", ...)

# %% [markdown]
# **Explore.** Start with *Everything*. Then climb: *Randomised*; *Randomised, fifty or more*. Last, press *In the
# people of this course*, which counts only studies in people with insulin resistance, obesity or diabetes. *Show the
# numbers* lists the studies behind the marks.

# %%
explore.evidence_gaps()

# %% [markdown]
# **What happened and why.** With everything counted, 30 of 88 cells are filled. With randomised trials of fifty people
# or more, 18: six say better, 0 of them for glucose or diabetes, and four say worse. The red mark of tesamorelin under
# HbA1c is its two largest trials, with HIV; three smaller ones found no difference.
#
# In people with insulin resistance, obesity or diabetes, 11 cells remain, of three agents. Tesamorelin: less visceral
# fat and more lean mass in 60 adults; glucose and HbA1c no different. MK-677 in 24 men: more lean mass; glucose worse
# (unconfirmed). PT-141 (section 6): a little less weight under frequent high doses. Sixty people for a year cannot rule
# out harm.
#
# Of the pair ipamorelin and CJC-1295, the form without DAC, and PDA, told further on, there is nothing. With everything
# counted, levels fill six cells, strength and HbA1c one each: what is easy to measure was measured. An empty cell is
# not a minus sign. (We looked for each agent's trials in people, the largest first; one that we missed would fill a
# cell.)

# %%
settle("05.gaps")

# %% tags=["raises-exception", "slide"]
check("05.empty_cell", ...)

# %% [markdown] tags=["further"]
# ## 6 PT-141 (13 minutes, further)
#
# *Bremelanotide*, sold in research shops as PT-141, is not a GH peptide. It acts on [melanocortin
# receptors](../docs/glossary.md#melanocortin-receptor) in the brain, and it has what most agents of this lesson lack:
# two large randomised trials. They counted [*responders*](../docs/glossary.md#responder), women whose desire, on a
# scale from 1.2 to 6, rose by 1.2 points or more: 25 % with the drug, 17 % with placebo.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.of_a_hundred", ...)

# %% [markdown]
# **Explore.** Compare the four presets: two benefits and two harms. The [**number needed to
# treat**](../docs/glossary.md#number-needed-to-treat) is how many have to take a drug for *one* more to benefit: 100
# over the difference in 100. For a harm the same sum gives the [number needed to
# harm](../docs/glossary.md#number-needed-to-harm).

# %%
explore.in_a_hundred()

# %% [markdown]
# **What happened and why.** Of the 25, 17 would have responded anyway; 8 owe it to the drug. So 12.5 women have to be
# treated for one more responder. For distress the interval includes no difference. For nausea it is one for every 2.6
# treated. Satisfying sexual events did not differ. And tesamorelin: many treated for half a year for one more in the
# diabetes range, and the interval is wide.
#
# A number needed is no better than its count. A later analysis found no evidence that this way of counting responders
# is valid, and 8 of 11 registered outcomes unpublished; on these the effects were nil to small.

# %%
settle("05.of_a_hundred")

# %%
claim("I62")

# %% tags=["raises-exception", "slide"]
check("05.nnt", ...)

# %% [markdown]
# After a dose, blood pressure rises for some hours: 3 mmHg on average in a trial whose women wore a cuff for a day,
# at most 6 over 3 by the label. Small, but for whom? (With such a cuff a mean by day counts as raised from 135 mmHg, in
# European guidelines.)
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.pressure", ...)

# %% [markdown]
# **Explore.** Press the three presets and watch the bar.

# %%
explore.pressure_shift()

# %% [markdown]
# **What happened and why.** In the women of the trial a rise of 3 lifts 22 more in 1,000 above the limit; of 6, 58. In
# an invented group with a higher mean and a wider spread (raised pressure is common with insulin resistance) it lifts
# far more. The trial took women with normal or controlled pressure, and the label forbids the drug where pressure is
# uncontrolled or the heart is ill. (*Schematic:* bell-shaped pressures, and all rise alike.)

# %%
settle("05.pressure")

# %% [markdown]
# For whom does the article promise PT-141? Grade its sentence, and the card opens.

# %% tags=["slide"]
claim("I63", hidden=True)

# %%
agents.card("pt_141")

# %% tags=["raises-exception"]
check("05.not_for", ...)

# %% [markdown]
# ## 7 PDA, and absence (8 minutes)
#
# *Pentadeca arginate* (PDA) is sold as a healing peptide. We found no study in people. How much does *none* say?
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.twelve", ...)

# %% [markdown]
# **Explore.** On the left: how high may the risk of a serious harm still be, when nobody was seen to suffer it? On
# the right: a trial found no difference; which effects still fit? (They are given in SD, standard deviations; 0.2 is
# small, 0.8 large.) Start at *PDA: nobody*, then *Twelve people*, *A hundred*, *A thousand*. Then say that one harm
# was seen.

# %%
explore.absence()

# %% [markdown]
# **What happened and why.** With nobody observed, everything fits. With twelve and no harm, a risk of 22 % still
# fits; with a thousand, 0.3 %. There is a [**rule of three**](../docs/glossary.md#rule-of-three): if none of *n*
# people had the event, the risk may still be 3/*n*. For benefit it is the same story: twelve a group cannot exclude a
# large effect, a thousand a group exclude a small one.
#
# - [**Absence of evidence**](../docs/glossary.md#absence-of-evidence): nobody looked, or not closely enough to see.
# - [**Evidence of absence**](../docs/glossary.md#evidence-of-absence): somebody looked closely enough, and an effect
#   that matters would have shown.
#
# PDA is the first. So is “no side effects known”. What sellers cite is BPC-157, of which PDA is said to be a form: a
# review found 544 articles and kept 36 studies, 35 of them in animals or cells, and one in people. That one asked
# twelve knee patients by telephone, in the clinic that had treated them. A few other small reports in people exist;
# we know of none with a control group.

# %%
settle("05.twelve")

# %%
ledger("I64-I66")

# %%
agents.card("pda")

# %% [markdown]
# I64 and I66 are *unsupported*, not *incorrect*: PDA might do good, harm or nothing. I65 is *mixed*: wounds heal badly
# in diabetes; for insulin resistance alone little is known.

# %% tags=["raises-exception", "slide"]
check("05.nobody_harmed", ...)

# %% tags=["raises-exception", "slide"]
check("05.absence", ...)

# %% [markdown] tags=["further"]
# ## 8 “Individually dosed and synergistic” (10 minutes, further)
#
# The article ends its treatments by saying that they work *synergistically* and are *dosed individually*. Both words
# can be tested. Two treatments are [**synergistic**](../docs/glossary.md#synergistic) if together they do *more than
# the sum* of what each does alone. To know the sum, one needs four groups: neither, A, B, both. That is a
# [*factorial* trial](../docs/glossary.md#factorial-trial).
#
# **Predict**:

# %% tags=["raises-exception"]
predict("05.four_groups", ...)

# %% [markdown]
# **Explore.** The first preset is a real one, from section 1: A is growth hormone, B is acipimox, which holds back
# fatty acids, and the outcome is insulin sensitivity. (There the same nine men had all four, so the trial's own
# interval is narrower than ours, which takes them for separate people with an SD of 30 %.) Then press *Only adding*,
# and the two presets with a true synergy.

# %%
explore.factorial()

# %% [markdown]
# **What happened and why.** “Both work” is not “they reinforce each other”: in *Only adding* the pair does twice as
# much as each alone, and nothing is beyond the sum. A true synergy of 15 points goes unseen with fifty people a group
# and shows with two hundred. It takes 504 people in four groups, where one effect of that size takes 126 in two. The
# first preset shows a third possibility: two treatments that oppose each other.
#
# Whether there is synergy depends on the scale, which must be chosen beforehand: what the first preset has beyond the
# sum is 4 points, beyond the product nearly 10. That GHRH and a ghrelin mimetic together release more GH than the sum
# was shown for hours, with hexarelin. GH is a marker. Of outcomes no factorial trial of any pair in the article was
# found. The nearest is the trial of section 1 in people with [impaired glucose
# tolerance](../docs/glossary.md#impaired-glucose-tolerance) (high values after a glucose drink, short of diabetes).
# There, resistance fell by 58.8 mg/dL of glucose with pioglitazone alone, and by 55.3 when GH was added: no gain for
# sensitivity.

# %%
settle("05.four_groups")

# %% tags=["raises-exception"]
check("05.beyond", ...)

# %%
ledger("I56", "I67-I69")

# %% [markdown]
# What would have to be shown, in this order:
#
# 1. *Each alone*: that it improves an outcome which people notice, against placebo, with insulin resistance.
# 2. *Together* (I56, I67): four groups, and more than the sum; with harms counted, since those add up as well.
# 3. *Individually* (I69): doses guided by biomarkers against one fixed dose, by lot. That a biomarker moves is not
#    enough.
# 4. *At the root* (I68): that the gain outlasts the treatment. Tesamorelin's does not.
#
# For none of the agents here was the first step found. For comparison, a lifestyle programme took that step in 3,234
# people: 58 % fewer new cases of diabetes (95 % interval 48 to 66).

# %% tags=["raises-exception", "slide"]
check("05.individual", ...)

# %% [markdown]
# ## Where you stand

# %%
progress("05")

# %% [markdown]
# ## Key points
#
# 1. Growth hormone opposes insulin: within hours at the liver, later through fatty acids. Less visceral fat may make
#    up for it, or not. Under tesamorelin a clamp of 13 men saw no change; no agent here was shown to treat insulin
#    resistance.
# 2. Pulses and amount are two things: a steady level of growth hormone raises IGF-1 more, pulses free more fatty acids,
#    and in nine people both lowered insulin sensitivity.
# 3. A half-life belongs to a substance: the agent, the growth hormone or IGF-1. Half-life = 0.693 × volume /
#    clearance.
# 4. Tesamorelin shrinks visceral fat, and in HIV lipodystrophy it tripled the diabetes range; MK-677 adds lean mass,
#    weight and glucose, not strength; GHRH bettered tests of thinking. Two agents are approved for something; none for
#    this.
# 5. An empty cell of the map is a question not asked. No difference is an answer, and has a mark.
# 6. Number needed to treat = 100 over the difference in 100, and no better than what was counted. PT-141: 12.5 for one
#    responder, 2.6 for one with nausea.
# 7. None in *n* still allows a risk of 3/*n*. No study is no news; a large trial without a difference is.
# 8. Synergy needs a scale chosen beforehand, four groups and about four times the people; “individual” needs guided
#    against fixed, by lot.

# %%
references(
    "I41-I69",
    "Moller1989",
    "Hjelholt2020",
    "Attallah2007",
    "Nam2001",
    "Surya2009",
    "Holl1993",
    "Topp2000",
    "Gobburu1999",
    "Imbimbo1994",
    "Rahim1998",
    "Chapman1996",
    "Copinschi1997",
    "Khorram1997",
    "Stanley2011b",
    "Stanley2014",
    "Stanley2019",
    "Makimura2012",
    "Baker2012",
    "Sevigny2008",
    "Vitiello2006",
    "Merriam2001",
    "Vittone1997",
    "Faje2010",
    "Janvier2018",
    "Spielmans2023",
    "Svensson1998",
    "Beck2014",
    "Spana2022",
    "White2017",
    "Williams2018",
    "Lee2021",
    "Vasireddi2025",
    "Seiwerth2021",
    "Knowler2002",
)

# %% [markdown]
# **Back to** [04 Hormone therapy](04_hormone_therapy.ipynb) · **On to** [06 Inside the
# cell](06_inside_the_cell.ipynb)
