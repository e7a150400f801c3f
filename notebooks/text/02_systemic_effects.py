# %% [markdown]
# # 02 Systemic effects: what goes with insulin resistance, and what comes of it
#
# **74 minutes, 35 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. say which hormonal effects of insulin resistance are borne out, and which are only associations;
# 2. say what is left of a correlation when a third thing is taken into account;
# 3. say what speaks for each arrow between fat, inflammation and insulin;
# 4. describe the lipid pattern of insulin resistance, and why insulin does not simply raise blood pressure;
# 5. read a forest plot;
# 6. turn a relative risk into people among 1,000;
# 7. compare two accounts of weight gain with a trial;
# 8. say what the promise of a “root cause” protocol would have to show.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb), and nothing else.
#
# **Contents.** *Core:* 1 Hormones · 2 Company or cause · 3 Which arrows · 5 A forest plot · 8 A promise
#
# *Further:* 4 Lipids and pressure · 6 The brain · 7 Weight
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import claim, ledger, references, trials
from helpers.exercises import check, predict, progress, review, settle

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("02")

# %% [markdown]
# ## 1 Hormones (4 minutes)
#
# The article now leaves glucose and lists what insulin resistance does elsewhere: to hormones, vessels, brain and
# weight. Most of the list is about things that occur *together*. This lesson is about how to tell when that is all.
#
# It begins with hormones. [**PCOS**, now **PMOS**](../docs/glossary.md#pcos-pmos), polycystic ovary syndrome, means at
# least two of: irregular cycles, too much [androgen](../docs/glossary.md#androgen)
# ([testosterone](../docs/glossary.md#testosterone) and its kin), and many small
# [follicles](../docs/glossary.md#follicle) (sacs with an egg) in the ovary. [**SHBG**](../docs/glossary.md#shbg) is the
# protein that carries sex hormones in blood. Open the rows: the six verdicts differ.

# %%
ledger("F24-F29")

# %% [markdown]
# Two things the rows leave out. PMOS stands for *polyendocrine metabolic ovarian syndrome*, the name since May 2026; a
# change-over of three years is planned, and this course says PCOS where its sources do. And the weight loss that raises
# testosterone in men was studied mostly without a control group (people not treated, to compare with).

# %% tags=["raises-exception", "slide"]
check("02.hormones", ...)

# %% [markdown]
# ## 2 Company or cause (8 minutes)
#
# [**C-reactive protein**](../docs/glossary.md#crp), CRP, rises in blood when tissue is inflamed. People with a high
# HOMA-IR tend to have a higher CRP. How closely two things go together is measured by their **correlation**, from −1
# (one up, the other down) through 0 (not at all) to 1 (exactly). In our 4,000 synthetic adults, drawn from the
# distributions of a real survey, the logarithms of CRP and HOMA-IR correlate at 0.40.
#
# A third thing that drives both is called a [**confounder**](../docs/glossary.md#confounder). If it is body fat, then
# among people of *like* body fat the correlation should shrink.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("02.left_over", ...)

# %% [markdown]
# **Explore.** There are two ways to hold [body mass index (BMI)](../docs/glossary.md#body-mass-index) equal. Compare
# only people of like BMI: press *People of like BMI*. Or keep everyone and [take out what a straight line on BMI and
# age explains](../docs/glossary.md#adjustment): press *BMI and age out*. Each dot is then what is left of a person.
# Lines through the squares are 95 % intervals, the range of true values that fit the data. (Rows of dots: CRP is
# reported in tenths.) Then change the marker: which of the three keeps most of its correlation?

# %%
explore.company()

# %% [markdown]
# **What happened and why.** Of 0.40, 0.12 is left; the other way gives much the same, 0.16 among 560 people of like
# BMI. (The sentence under the picture has the intervals, and what two markers *share*: the correlation times itself.)
# Of what is gone BMI took out nearly all, and age nothing. With [triglycerides](../docs/glossary.md#triglycerides), the
# fats in blood, it is different: much of their correlation stays.
#
# Two limits. What is left may still be fat, since BMI measures fat imperfectly. And taking out BMI would also remove
# a real effect that runs *through* fat. A correlation, whatever is taken out of it, has no direction.

# %%
settle("02.left_over")

# %% tags=["raises-exception"]
check("02.shared", ...)

# %% tags=["raises-exception", "slide"]
check("02.survives", ...)

# %% [markdown]
# ## 3 Which arrows (10 minutes)
#
# The article says that high insulin causes [inflammation](../docs/glossary.md#inflammation). Many researchers draw the
# arrow the other way: inflamed fat tissue makes insulin work less well. Or fat may drive both, without an arrow between
# them. A survey cannot decide that. What can is to *change* one thing and watch the other.
#
# [**TNF**](../docs/glossary.md#tnf) is an inflammatory signal that enlarged fat tissue releases, and drugs exist that
# block it. **Predict**:

# %% tags=["raises-exception"]
predict("02.block", ...)

# %% [markdown]
# Here is what trials found. They are the trials of TNF blockers in insulin-resistant people that we came upon, the
# largest ones of other anti-inflammatory drugs, and two poolings; nobody searched for all of them systematically.
# (Where the effect reads “no number”, the abstract says *unchanged* and prints none.)

# %%
trials.table(
    [
        "tnf-dominguez",
        "tnf-dominguez-crp",
        "tnf-wascher",
        "tnf-wascher-crp",
        "tnf-stanley-glucose",
        "tnf-stanley-crp",
        "canakinumab-diabetes",
        "salsalate-hba1c",
        "anakinra-hba1c",
        "anakinra-sensitivity",
        "tnf-arthritis-homa",
        "anti-inflammatory-hba1c",
    ]
)

# %% [markdown]
# Read them by what was measured.
#
# - **Insulin sensitivity**: two small trials of TNF blockers and one of anakinra found no change, though CRP fell; with
#   9 to 35 people each they could have missed one. In rheumatoid arthritis HOMA-IR fell in most studies, which compared
#   before with after.
# - **Glucose**: salsalate and anakinra lowered [HbA1c](../docs/glossary.md#hba1c) (which follows the glucose of weeks)
#   by 0.4 to 0.5 points, and so do sixteen randomised trials (who is treated is drawn by lot) together; a longer trial
#   of etanercept, a TNF blocker, lowered fasting glucose while CRP stayed.
# - **New diabetes**: canakinumab did not prevent it in 4,960 people.
#
# So calming inflammation can lower glucose a little. That it does so by making tissues answer is what has not been
# shown; under anakinra it was the beta cells that gave more.
#
# These drugs are probes here, not treatments for insulin resistance:
#
# | drug | approved for (November 2026, as far as known) | in insulin resistance | harms |
# |---|---|---|---|
# | etanercept, infliximab | rheumatoid arthritis, psoriasis | rows above: 20, 9, 40 people | serious infections, tuberculosis, lymphoma |
# | canakinumab, anakinra | rare fever syndromes; gout flares or arthritis | rows above: 4,960 and 70 people | infections, with canakinumab more fatal ones |
# | salsalate | sold for arthritis; not for diabetes | rows above: 286 people | weight, LDL cholesterol, albumin in urine rise |
#
# What is not known: whether earlier treatment, or years of it, would do more, and in which tissue.

# %%
settle("02.block")

# %% [markdown]
# **Explore.** *Schematic:* arrows of our own strength, from which everything on the right follows by calculation.
# Black marks are what is seen (the triangle: inflammatory signals fell during infusions of insulin; there is no
# common number). CRP stands for inflammation in it, as its marker, not as its cause. Press *Insulin inflames* and
# *Inflammation resists*: both fit the first row. Which rows do they miss? Then find arrows that fit the upper three.

# %%
explore.arrows()

# %% [markdown]
# **What happened and why.** The first two presets give the same correlation. *Insulin inflames* predicts that twice the
# insulin raises CRP by 63 %, where infusions calmed inflammatory signals. *Inflammation resists* predicts that half the
# inflammation lowers HOMA-IR by 15 %; the trials saw nothing, but they were small enough to miss a change of that size,
# and a TNF blocker that halves CRP need not halve all inflammation. Both leave 0.40 where 0.12 is seen once BMI is out.
#
# *Fat drives both* gives 0.42 and then 0.00, a little too clean. If BMI measures fat imperfectly (*BMI is crude*),
# 0.12 is left, as seen, without any arrow between the two. (The fall under insulin fits none of the presets: an arrow
# that calms is not among them.) That does not prove the picture right. It shows that the correlation needs no such
# arrow, and that an hour's infusion and a life with high insulin are different experiments. In short: inflammation marks
# risk widely, and is a proven cause of a few outcomes only.

# %% tags=["raises-exception", "slide"]
check("02.two_stories", ...)

# %%
ledger("F30-F32")

# %% tags=["raises-exception", "slide"]
check("02.tnf", ...)

# %% [markdown] tags=["further"]
# ## 4 Lipids and pressure (18 minutes, further)
#
# **Lipids.** From fatty acids, and from sugar, the liver makes fat. It sends it out in
# [**VLDL**](../docs/glossary.md#vldl) particles, which carry triglycerides, and blood is cleared of them. With insulin
# resistance fat cells let go of more fatty acids. Is that why triglycerides are high? Nature has made the experiment.
# **Predict**, then press each preset:

# %% tags=["raises-exception"]
predict("02.no_receptor", ...)

# %%
explore.liver_fat()

# %% [markdown]
# **What happened and why.** Insulin does two things to liver fat: it holds back fat cells, and it drives the liver to
# make and store fat. In common resistance there is less of the first and, because insulin is high, more of the second:
# the liver fills, sends out twice as much, and triglycerides rise to 2.6 times healthy. Where no receptor works
# nothing is driven, and they are low, although fat cells let go of most (Semple 2009; liver fat 0.5 % in seven people,
# Sekizkardes 2020). *If all answered less* gives 1.1 times, no rise to speak of: common resistance is not simply less
# of every effect. A fault *behind* the receptor raises both (Semple 2009).
#
# *Schematic:* liver fat and what is sent out are those of 28 obese people (Fabbrini 2008), of whom those with little of
# it stand for healthy; the rest is ours. VLDL then exchanges its triglycerides against the cholesterol in
# [**HDL**](../docs/glossary.md#hdl) and LDL, two other kinds of particle: HDL falls, and LDL particles become small
# and dense.

# %%
settle("02.no_receptor")

# %% tags=["raises-exception"]
predict("02.same_bmi", ...)

# %% [markdown]
# **Explore.** Press *Low*, then *High*: the [median](../docs/glossary.md#median) (the middle person) and the middle
# half of the people nearest to that HOMA-IR. Then *High, BMI 25 to 30*, and move HOMA-IR with that choice kept.

# %%
explore.lipid_pattern()

# %% [markdown]
# **What happened and why.** From *Low* to *High* the median of triglycerides goes to 2.2 times and
# that of HDL to two thirds. Among people with a BMI of 25 to 30 it is less, but there. The curves are flat at their
# ends because the same people are nearest there. The middle halves are wide, so lipids do not tell one person's
# HOMA-IR.
#
# **A name for company.** Waist, triglycerides, HDL, blood pressure, fasting glucose: whoever has three of these five
# beyond their limits has the [*metabolic syndrome*](../docs/glossary.md#metabolic-syndrome) (Alberti 2009). It is a
# count of things that go together more often than by chance, and insulin resistance is not among them. **Fat in the
# liver** keeps the same company: with at least one such risk factor (overweight is one, too), little alcohol and no
# other cause, it has been called [*MASLD*](../docs/glossary.md#masld) since 2023, metabolic dysfunction-associated
# steatotic liver disease (Rinella 2023). Of people with type 2 diabetes about 65 % have it (Cho 2023, counted under its
# older name).

# %%
settle("02.same_bmi")

# %% tags=["raises-exception", "slide"]
check("02.lipids", ...)

# %% tags=["raises-exception"]
check("02.syndrome", ...)

# %% [markdown]
# **Pressure.** Insulin does two things to vessels. It excites the sympathetic nerves, which narrow them, and it acts
# on the vessel wall, which widens them. The net effect is the question. **Predict**:

# %% tags=["raises-exception"]
predict("02.infusion", ...)

# %% [markdown]
# **Explore.** *Schematic:* the black squares are measured, and so is everything on the right; how the sum splits into
# two pulls is ours. Press *Infusion, healthy*, *Modest rise, healthy*, *Infusion, vessels resist* and *Infusion, both
# resist*.

# %%
explore.pressure()

# %% [markdown]
# **What happened and why.** In fourteen healthy men nerve activity rose, by 5.4 bursts a minute and then by 9.3, yet
# forearm vessels widened and diastolic pressure *fell* by 4 to 5 mmHg. At a modest rise of insulin the nerves of twelve
# other adults fired more, and pressure stayed. (Their bursts lie above the curve: other people, measured elsewhere.)
#
# In obesity insulin widens vessels less. If only that pull weakens, the sum turns: +2.4 mmHg in the picture. But if the
# nerves answer less as well, it does not: −1.4. So the picture does not decide it. And it is about an hour: over days
# insulin has not consistently raised blood pressure in people. The kidney, which holds back sodium, is missing from it.

# %%
settle("02.infusion")

# %%
ledger("F34-F36")

# %% tags=["raises-exception", "slide"]
check("02.pressure", ...)

# %% [markdown]
# ## 5 A forest plot (10 minutes)
#
# Does insulin resistance go with heart disease? Many cohorts have looked. A [**relative
# risk**](../docs/glossary.md#relative-risk) is the risk in one group divided by that in another: 1 means no
# difference. A [**forest plot**](../docs/glossary.md#forest-plot) draws one line a study: the square is the estimate
# (larger where the study weighs more), the line its 95 % interval, the upright line at 1 stands for no difference,
# and the diamond is what all say together.
#
# To learn to read one, look at studies whose truth you know. **Predict**:

# %% tags=["raises-exception"]
predict("02.cross_one", ...)

# %% [markdown]
# **Explore.** On the left ten imagined studies of one truth (dashed). Press *Small studies*, *Large studies*, and *No
# true effect*; move the last slider for another draw of chance. On the right, five published results.

# %%
explore.many_studies()

# %% [markdown]
# **What happened and why.** Nothing but chance differs between the ten studies on the left. Still, with about 400
# people a group four intervals include 1; with 100 all ten do. Such a study has not shown that there is no effect. It
# was too small to tell. Together even the small ones exclude 1.
#
# [Pooling](../docs/glossary.md#pooling) repairs chance and nothing else. If all studies share a flaw, such as a
# confounder, the diamond is a precise wrong answer.

# %%
settle("02.cross_one")

# %% tags=["raises-exception"]
check("02.ratio", ...)

# %% [markdown]
# Now read the right picture. **SD** is one standard deviation more of the marker, a usual distance of single people
# from the mean. The first three lines come from one [meta-analysis](../docs/glossary.md#meta-analysis), in adults
# without diabetes; each pools those of its 65 studies that had the marker, so they are not the same people. While you
# read, keep in mind what lesson 00 found about HOMA-IR and insulin.

# %% tags=["raises-exception"]
check("02.forest", ...)

# %%
claim("F33")

# %% [markdown] tags=["further"]
# ## 6 The brain (11 minutes, further)
#
# Type 2 diabetes goes with about 1.6 times the risk of dementia. Is that much? A relative risk does not say, because
# it leaves out how common the thing is. The [**absolute risk**](../docs/glossary.md#absolute-risk) does: how many of
# 1,000 people, within how many years.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("02.how_many", ...)

# %% [markdown]
# **Explore.** A thousand people. Squares develop dementia anyway, diamonds are extra. Press the three presets and
# read the sentence. The usual risk comes from seven cohorts: about 4 new cases per 1,000 a year at 65-69 years, 65 at
# 85-89, and a straight line on a logarithmic scale between. (It is that of everyone, people with diabetes among them,
# and leaves out that people die of other causes, so over years it is too high.)

# %%
explore.per_thousand()

# %% [markdown]
# **What happened and why.** The relative risk never moved. Within one year it meant 4 more in 1,000 at 70 years, and 30
# more at 85.
#
# Within five years it meant 25 more at the younger age. A report that says “60 % higher risk” may mean any of these.
# Ask for two things: how many of 1,000, and in how many years. And holding the ratio was our choice: in the Whitehall
# II study it depended on how long diabetes had lasted, 2.1 after more than ten years and 1.1 within five.

# %%
settle("02.how_many")

# %% tags=["raises-exception", "slide"]
check("02.absolute", ...)

# %% [markdown]
# The same formula serves below 1, for what lowers a risk. (Subtracting like this is right while few are affected; where
# many are, as in the picture at 85, those who have it already cannot get it again, and the extra are fewer.)

# %% tags=["raises-exception"]
check("02.fewer", ...)

# %% [markdown]
# Whoever likes Python can write it down once for all numbers, as a formula of `usual` and `ratio`.

# %% tags=["raises-exception"]
check("02.extra", ...)

# %%
ledger("F37-F39")

# %% [markdown]
# So “starved for lack of insulin” is not the picture, and whether altered insulin signalling is cause or consequence of
# Alzheimer disease is open. Insulin into the nose is a treatment approved nowhere that we know of (November 2026).

# %% tags=["raises-exception"]
check("02.brain", ...)

# %% [markdown] tags=["further"]
# ## 7 Weight (10 minutes, further)
#
# Insulin promotes storage; so does high insulin make people fat? Two accounts compete.
#
# - The [**energy balance model**](../docs/glossary.md#energy-balance-model): weight follows energy eaten and burned;
#   the brain steers appetite, and insulin is one signal among many.
# - The [**carbohydrate-insulin model**](../docs/glossary.md#carbohydrate-insulin-model): carbohydrate raises insulin,
#   which locks fuel into fat tissue, so that the body burns less and the person eats more.
#
# First the bookkeeping, on which both agree. **Predict**:

# %% tags=["raises-exception"]
predict("02.levels_off", ...)

# %% [markdown]
# **Explore.** The curve is a published rule of thumb: in the end one kilogram for each 24 kcal a day, half of it in
# about a year and nearly all in three (the plain curve drawn here takes four). Press *100 kcal more*. Then the two
# models part: the last slider says how much *more* is burned for each 10 % of energy less from carbohydrate. On the
# right stands what DIETFITS, a year of low-fat against low-carbohydrate diet by lot, measured between the two. Press
# *Less carbohydrate, energy balance alone*, then *as the 2018 trial* (it is told below), then *Its lower end*.

# %%
explore.weight_stories()

# %% [markdown]
# **What happened and why.** 100 kcal a day make 2.1 kg in a year and level off at 4.2, because a heavier body burns
# more.

# %%
settle("02.levels_off")

# %% [markdown]
# A trial of 2018 measured 52 kcal a day more burned for each tenth of energy less from carbohydrate, most in people
# with high insulin secretion. That predicts 2.0 kg between the diets of DIETFITS if both ate the same; measured were
# 0.7 (−0.2 to 1.6). The lower end of the trial's interval fits, and so does nothing. In DIETFITS people ate as they
# chose, so hunger is part of its result.
#
# The poolings differ too: one of 32 feeding studies found 26 kcal a day *more* burned with less fat; another found 50
# *less* with less carbohydrate in short trials, and 135 *more* in the six longer ones. Each was made by a party to the
# dispute.
#
# Two more facts speak for insulin itself: people with genes for more insulin after glucose have a higher body mass
# index (Astley 2018), and insulin as a treatment added 4.8 kg in three years, diet alone 1.7 (UKPDS 13; a part of it
# may be sugar that is no longer lost in urine). Neither account says that weight cannot be lost.

# %%
ledger("F40-F43")

# %% [markdown]
# The rows say what is right. One number of F42 wants a word: [P = 0.47](../docs/glossary.md#p-value) means that chance
# alone often does as much.

# %% tags=["raises-exception"]
check("02.weight", ...)

# %% tags=["raises-exception", "slide"]
check("02.dietfits", ...)

# %% [markdown]
# ## 8 A promise (2 minutes)
#
# The article closes its first part with a promise. You have met the tools to test it: confounders, arrows, intervals.
# Grade it yourself: choose, and the card opens.

# %% tags=["slide"]
claim("F44", hidden=True)

# %% [markdown]
# What the card does not say: metformin, a drug for diabetes, often upsets stomach and bowel. No trial has tested the
# article's bundle of hormones and [peptides](../docs/glossary.md#peptide) (short proteins). Lessons 04 and 05 take it
# apart.

# %% tags=["raises-exception", "slide"]
check("02.promise", ...)

# %% [markdown]
# ## Where you stand

# %%
progress("02")

# %% [markdown]
# ## Key points
#
# 1. Androgen excess in PCOS and low testosterone in obese men are borne out; for the thyroid there is only
#    association.
# 2. CRP and HOMA-IR correlate at 0.40, and at 0.12 with BMI and age taken out. A correlation has no direction.
# 3. The same correlation fits several arrows; experiments decide. Anti-inflammatory drugs lowered HbA1c a little; that
#    they restore insulin sensitivity has not been shown, in small trials.
# 4. Triglycerides rise and HDL falls with HOMA-IR, at like BMI too, while insulin still drives the liver to make fat.
#    Insulin pulls pressure up through nerves and down through vessels; in healthy men the sum was down.
# 5. In a forest plot, look at the estimate, the interval, and whether it includes 1. A small study that includes 1
#    has not shown that there is no effect. Ask whether the lines can be true together.
# 6. Extra cases in 1,000 are the usual cases times (relative risk − 1), while these are few. In one year the same 1.6
#    may mean 4 or 30.
# 7. Weight levels off after a lasting change. The two accounts differ by tens of kilocalories a day and each has
#    evidence; in DIETFITS insulin secretion did not tell who would do better on which diet.
# 8. A claim to treat the root cause better than standard care needs a comparison by lot. There is none.

# %%
references(
    "F24-F44",
    "NHANES",
    "Dominguez2005",
    "Wascher2011",
    "StanleyTL2011",
    "Anderson1991",
    "Donnelly2005",
    "Fabbrini2008",
    "Sekizkardes2020",
    "Hausberg1995",
    "Clerk2006",
    "Wolters2020",
    "HallKD2011",
    "HallKD2017",
    "Ebbeling2018",
    "LudwigDS2021",
    "Goldfine2013",
    "LarsenCM2007",
    "Burska2015",
    "Craft2020",
    "Alberti2009",
    "Rinella2023",
    "Cho2023",
)

# %% [markdown]
# **Back to** [01 Fundamentals](01_fundamentals.ipynb) · **Next:** [03 Hormonal axes](03_hormonal_axes.ipynb), what
# insulin and body fat do to testosterone, estradiol and SHBG.
