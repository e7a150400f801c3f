# %% [markdown]
# # 01 Fundamentals: what insulin does, and what happens when it does less
#
# **80 minutes, 44 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. say what insulin does in liver, muscle, fat and brain, and which of these works without it;
# 2. compute HOMA-IR by hand in either unit system, and say what it cannot tell;
# 3. explain how the body makes up for insulin resistance, and when it fails;
# 4. tell in which order insulin and glucose change in the years before diabetes;
# 5. say where the thermostat analogy holds and where it breaks;
# 6. weigh the causes of insulin resistance by the trials behind them;
# 7. say what a glucose curve alone does not show.
#
# **You need:** [00 Start here](00_start_here.ipynb), and nothing else.
#
# **Contents.** *Core:* 1 The word · 2 Insulin at work · 3 HOMA-IR by hand · 4 Making up for it
#
# *Further:* 5 The years before · 6 The thermostat · 7 Causes · 8 A meal
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import claim, ledger, references
from helpers.exercises import check, predict, progress, settle
from helpers.indices import homa_ir

# %% [markdown]
# ## 1 The word (7 minutes)
#
# **Insulin resistance** means that a given amount of insulin has a smaller effect than normal. It is a statement about
# a [*dose and a response*](../docs/glossary.md#dose-response), so it cannot be felt: nobody notices how much insulin it
# took to keep glucose where it is. (Some people show it on the skin, as dark, velvety folds at neck and armpits,
# *acanthosis nigricans*; most do not.) The article opens with symptoms all the same. Here are its first four claims.
# Open a row to see what the evidence says.

# %%
ledger("F01-F04")

# %% [markdown]
# Keep two things in mind. Resistance can differ between tissues: muscle may lose much of its response while the liver
# keeps most of its own. (Whether it also differs between pathways inside one organ, such as the liver's glucose and
# its fat, is debated; lesson 02 has a case.) And because tiredness and weight have many causes, symptoms can neither
# establish insulin resistance nor rule it out.
#
# So how is it measured? In a [*clamp*](../docs/glossary.md#clamp): insulin is infused at a steady rate, so that it
# stays high and level, and glucose is infused as well, just enough to hold blood glucose where it was. The rate of
# glucose in a clamp is the measure, **M**: the less glucose, the less the same insulin did. **Predict**, then press
# each preset:

# %% tags=["raises-exception"]
predict("01.heavier", ...)

# %%
explore.clamp()

# %% [markdown]
# **What happened and why.** With half of A's sensitivity B needs 65 % of A's glucose, and not half: at so much insulin
# A's muscle is not far from its ceiling, and both brains take alike. Look at *B is only heavier*. B's tissues answer
# like A's, and still M is 70 % of A's, because fat weighs and takes up little; divided by fat-free mass the two are
# alike. And with little insulin the liver goes on putting out glucose, which M does not see. So ask of each M: per kg
# of what, and at which insulin?
#
# *Schematic:* the flows were measured in lean people; that fat takes up nothing is ours. In studies of people without
# obesity the mean M at this rate of insulin lay between 4.7 and 8.7 mg/kg/min (Tam 2012): A's is near the top. In
# sixteen people the uptake of the obese still rose after two hours, when M is usually read (Picchini 2005).

# %%
settle("01.heavier")

# %% tags=["raises-exception", "slide"]
check("01.definition", ...)

# %% [markdown]
# ## 2 Insulin at work (14 minutes)
#
# [Beta cells](../docs/glossary.md#beta-cell), in the islets of the pancreas, make insulin and release it when glucose
# rises. What it does at a muscle cell you can follow link by link. **Predict**, then press the steps in turn:

# %% tags=["raises-exception"]
predict("01.weak_link", ...)

# %%
explore.insulin_signal()

# %% [markdown]
# **What happened and why.** Insulin acts from outside; a chain of signals carries the message inward, to
# [AKT](../docs/glossary.md#akt), until the glucose transporter [**GLUT4**](../docs/glossary.md#glut4) moves to the
# surface. In common insulin resistance the receptor binds insulin much as before, and a link behind it passes on less.
# Which substance weakens which link in people is not settled; lesson 06 compares the suspects. Working muscle moves
# GLUT4 without insulin.

# %%
settle("01.weak_link")

# %% [markdown]
# Now the whole body. **Predict**, then set *When* to each of its three times:

# %% tags=["raises-exception"]
predict("01.who_takes", ...)

# %%
explore.who_does_what()

# %% [markdown]
# **What happened and why.** Fasting, the liver feeds the brain, which takes about half of the glucose whatever insulin
# does; insulin's main job is to hold back the liver and the fat cells, which would let go of more glucose and more
# [fatty acids](../docs/glossary.md#fatty-acid). After a meal the liver stores, and muscle takes up far more, by GLUT4:
# nearly a third of a pizza's starch (Capaldo 1999), two thirds of a glucose drink (Katz 1983). With resistance liver and
# fat cells are held back less, and muscle takes up less.

# %%
settle("01.who_takes")

# %%
ledger("F05", "F07-F11")

# %% tags=["raises-exception"]
predict("01.no_insulin", ...)

# %% [markdown]
# **Explore.** Press *Fasting*, then *After a meal*: the marks travel along the curves. Which mark has moved far by 30
# µU/mL (180 pmol/L), and which hardly? Press *Very little insulin* for your prediction. Then lower the
# [sensitivity](../docs/glossary.md#insulin-sensitivity): every curve but the brain's slides to the right. Dashed grey
# is normal sensitivity.
#
# *Schematic:* the levels at which half of the effect is reached were measured for liver and muscle, in fifteen healthy
# people (Rizza 1981); the shapes between, and the curve for fat cells, are ours. Read no order of fat cells and liver
# from them: in obese people a little insulin held back the liver by 69 % and the fat cells by 52 % (Conte 2012).

# %%
explore.insulin_action()

# %% [markdown]
# **What happened and why.** The brain's line is flat. Fat cells and liver answer to little insulin, muscle only to
# much: at 29 µU/mL the liver puts out half of what it does at 10, but half of muscle's extra uptake needs about 55. So
# a fasting level that seems to do nothing to muscle is in fact holding the liver and the fat cells. When insulin is all
# but absent, glucose rises because the liver is let loose, more than because cells starve: they still take up some, and
# more as glucose climbs. Fat cells are let loose as well, and from their fatty acids the liver makes ketones, which are
# acids: so begins *ketoacidosis*, the danger where beta cells are lost (type 1 diabetes) and no insulin is given.
#
# With less sensitivity every curve needs more insulin for the same effect. That *is* insulin resistance: a shift
# to the right (and, in real tissues, often a lower ceiling as well).
#
# F10 deserves a warning: insulin that is given can cause low glucose. Set the explorer to 100 µU/mL (600 pmol/L) at
# normal sensitivity and read its last sentence. Nothing in the picture stops glucose from falling. What does that in a
# healthy person is *less* insulin, then the hormones glucagon and adrenaline; slower hormones, such as cortisol, follow
# within hours.

# %%
settle("01.no_insulin")

# %% tags=["raises-exception", "slide"]
check("01.first_to_answer", ...)

# %% [markdown]
# The best-known picture of insulin is a key that opens the cell's door for glucose. After what you have seen you can
# grade it yourself: choose, and the card opens.

# %% tags=["slide"]
claim("F06", hidden=True)

# %% tags=["raises-exception"]
check("01.lows", ...)

# %% [markdown]
# ## 3 HOMA-IR by hand (12 minutes)
#
# After a night without food, glucose is the liver's work and insulin is what restrains it. **HOMA-IR** makes one
# number of the two:
#
# $$\text{HOMA-IR} = \frac{G_0\,[\text{mmol/L}] \times I_0\,[\text{µU/mL}]}{22.5}
#   = \frac{G_0\,[\text{mg/dL}] \times I_0\,[\text{µU/mL}]}{405}$$
#
# The divisors differ by a *factor* of 18, the step from mmol/L to mg/dL. Insulin is in µU/mL in both: 1 µU/mL is
# 6.00 pmol/L. Whoever divides pmol/L by the older 6.945 gets insulin, and HOMA-IR, 14 % too low.
#
# Do it once by hand or on a calculator: fasting glucose 108 mg/dL (6.0 mmol/L), fasting insulin 15 µU/mL
# (90 pmol/L).

# %% tags=["raises-exception"]
check("01.homa_by_hand", ...)

# %%
# The course's own function, in both unit systems; it refuses what cannot be a fasting value.
homa_ir(glucose=108, insulin=15), homa_ir(6.0, 90, units="SI")

# %% [markdown]
# Who has a high one? Fasting insulin differs tenfold between people and glucose hardly twofold, so HOMA-IR ranks them
# almost as insulin alone would. (In the survey on which our synthetic adults are modelled, the logarithms of the two
# [correlate](../docs/glossary.md#correlation) at 0.99, where 1 would be exact.) **Predict:**

# %% tags=["raises-exception"]
predict("01.lean_share", ...)

# %% [markdown]
# **Explore.** Left: of each group, how many lie above your line. Right: of all above it, who they are. Press *A higher
# line*, *By waist* and *By age*. Which of the three sorts people best, and which hardly?

# %%
explore.who_and_how_many()

# %% [markdown]
# **What happened and why.** Above 2.5 lie 13 % of the lean people and 81 % of the heaviest. So some above the line are
# lean, and a fifth of the heaviest lie below it. Waist sorts much as weight does, age hardly. And the share depends on
# where you draw the line, which nobody has agreed on. Of young Americans without diabetes 40 % lie above this one,
# nearly half of them without obesity (Parcha 2022).
#
# Our adults carry no ancestry, and people with known diabetes are left out. In thirty lean young men in Singapore a
# clamp found Asian Indians half as sensitive as Europeans, with more fat at the same weight, Chinese between them (Liew
# 2003). A larger study in South Asia found people there *less* resistant than Black and White Americans (by HOMA-IR, at
# like weight). Still they got diabetes more often than the White ones, although an index of secretion was alike
# (Narayan 2021). In
# England, people of South Asian descent got diabetes at a BMI of 24 kg/m² as often as White people at 30 (Caleyachetty 2021).
# And HOMA-IR sees mostly the liver, needs a known insulin assay, and has no value above which a person *has* insulin
# resistance.

# %%
settle("01.lean_share")

# %% tags=["raises-exception"]
check("01.homa_si", ...)

# %% tags=["raises-exception"]
check("01.homa_limits", ...)

# %% [markdown]
# ## 4 Making up for it (10 minutes)
#
# When tissues answer less, beta cells release more. If they do so in full, fasting glucose stays where it was, and
# only insulin gives the change away. This is [**compensation**](../docs/glossary.md#compensation), and the raised
# insulin is [*compensatory hyperinsulinaemia*](../docs/glossary.md#hyperinsulinaemia).

# %%
ledger("F12-F16")

# %% [markdown]
# How much more is needed? In 2000 Brian Topp and colleagues wrote three equations: glucose is made and used,
# insulin is secreted and cleared, and beta-cell mass slowly grows when glucose is a little high. **Capacity** here
# means how much insulin is secreted at a given glucose.
#
# **Predict**, then try:

# %% tags=["raises-exception"]
predict("01.quarter", ...)

# %% [markdown]
# **Explore.** Lower the sensitivity to 25 % and watch glucose rise. Then raise capacity until glucose is back where
# it was, and read the insulin. Do the same from 50 %.

# %%
explore.compensation()

# %% [markdown]
# **What happened and why.** In this model glucose depends on the *product* of sensitivity and capacity. All pairs
# with one product lie on one curve, a [**hyperbola**](../docs/glossary.md#hyperbola); the product is called the
# [**disposition index**](../docs/glossary.md#disposition-index). You moved along that curve: sensitivity down,
# capacity up, glucose unchanged, insulin multiplied. A point *on* the healthy curve has normal glucose whatever its
# sensitivity; a point *below* it has a raised one. So a normal glucose says that a person is on the curve (in people:
# roughly so). It does not say where on it.
#
# Left to itself the model climbs back to its curve, unless sensitivity falls too far at once: a sudden fall to 15 % is
# made good, to 10 % is not. Take the logic from it, not the cells or the calendar: it grows new cells within weeks, as
# a mouse can. In adult people beta-cell mass changes far less; each cell secretes more, and less is
# [cleared](../docs/glossary.md#clearance). Insulin goes first into the vein to the liver, which takes up about half of
# it before the rest of the body sees any; *C-peptide*, released with it one for one, hardly, and so tells secretion
# better (Piccinini 2020). Read ratios here, not levels: each model of this lesson has its own “healthy” person.

# %%
settle("01.quarter")

# %% tags=["raises-exception"]
check("01.capacity", ...)

# %% tags=["raises-exception", "slide"]
check("01.on_the_curve", ...)

# %% [markdown] tags=["further"]
# ## 5 The years before (9 minutes, further)
#
# In people, compensation can hold for years, and then fail. Joon Ha, Leslie Satin and Arthur Sherman built a model
# with a human calendar. Beta cells first work harder, then multiply; but glucose that stays too high harms them.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("01.order", ...)

# %% [markdown]
# **Explore.** Follow glucose and insulin from the left. Press *Given back after 3 years*, then *Given back after 4
# years*: the same help, one year apart. Then press *Mild resistance*: there the beta cells keep up.

# %%
explore.years_before()

# %% [markdown]
# **What happened and why.** Both rise from the start, but insulin far more: within two years it triples, while glucose
# goes from 100 to 133 mg/dL and crosses the dotted line on the way. From the third year the beta cells give less.
# Glucose then soars and insulin *falls*: on the right, the path goes up and turns over. Try 26 % instead of 22.5 %: the
# beta cells just hold, and insulin stays high. A small difference decides.
#
# The model has a point of no return: the same help a year later comes too late. People show no such sharp line. In the
# DiRECT trial, people with diabetes of up to six years were [assigned by lot](../docs/glossary.md#randomised-trial) to
# a weight programme or to a [control group](../docs/glossary.md#control-group): 46 against 4 % were in
# [remission](../docs/glossary.md#remission) (out of the diabetes range without drugs) after a year. Of the programme's
# people it was 36 % after two years, and 13 % of those followed for five. And the model has neither kidneys that lose
# glucose nor treatment: do not read its last year as a patient's.
#
# In the Whitehall II study, fasting glucose of the 505 British civil servants who developed diabetes rose slowly for
# years, then from 104 to 133 mg/dL in the last three; an index of beta-cell function rose for about a year and then
# fell by a third. Averages hide people: some start with weak beta cells, and many with high insulin never get diabetes.
#
# **Not every diabetes comes this way.** Type 1 is a loss of beta cells to the body's own defence, at any age: among
# White people in Britain 42 % of it in the first sixty years of life began after thirty, judged by their genes. They
# are slimmer, nearly nine in ten need insulin within a year, and one in nine had ketoacidosis (Thomas 2018). Still other
# diabetes comes from a single gene, from disease of the pancreas or from drugs, or is first seen in pregnancy (ADA
# 2024).

# %%
settle("01.order")

# %% tags=["raises-exception", "slide"]
check("01.order_of_events", ...)

# %% tags=["raises-exception"]
check("01.not_type_2", ...)

# %% [markdown] tags=["further"]
# ## 6 The thermostat (6 minutes, further)
#
# The article compares beta cells to a thermostat that must turn ever harder. It is a figure of speech, worth having and
# worth breaking.
#
# **Predict** what happens in a heated house:

# %% tags=["raises-exception"]
predict("01.radiators", ...)

# %% [markdown]
# **Explore.** *Schematic:* a room, not a patient. One thing is turned round: the boiler warms the room, but insulin
# lowers glucose. So a **cold** room stands for **high** glucose. Press each preset and say which part is at fault:
# the boiler, the radiators, or the thermometer.

# %%
explore.thermostat()

# %% [markdown]
# **What happened and why.** With weak radiators the room is warm and the boiler works harder: look only at the room and
# all seems well. That is compensation. When the boiler reaches its limit, or wears under the load, the room cools
# although the thermostat does its work. A late thermometer makes a different fault: swings. And mind when it works:
# *always*, not only when the room is too cold. A steady temperature is what unceasing control looks like; so is a
# steady glucose.
#
# | in the house | in the body |
# |---|---|
# | temperature of the room | glucose, turned round |
# | thermostat and its thermometer | glucose sensing in the beta cell |
# | boiler | insulin secretion, by the same cell |
# | radiators | response of liver, muscle and fat |
#
# **Where it breaks.** The direction is turned round; the body has several radiators, which fail at different times; its
# boiler can grow; and meals come like a window thrown open.

# %%
settle("01.radiators")

# %% tags=["raises-exception", "slide"]
check("01.at_fault", ...)

# %% [markdown] tags=["further"]
# ## 7 Causes (15 minutes, further)
#
# What makes insulin work less well? About some causes we have experiments in people, about others only
# associations. The verdicts differ accordingly.

# %%
ledger("F17-F23")

# %% [markdown]
# **Predict.** For two weeks, healthy young men walked about 1,340 steps a day instead of 10,500.

# %% tags=["raises-exception"]
predict("01.steps", ...)

# %% [markdown]
# **Explore.** Press the presets, one for each of three trials (fewer steps, less sleep, too much food), then move their
# sliders. Squares are what was measured. The ring follows your setting; it is not a forecast for you. It travels on a straight line between the two
# ends of each trial, because nobody measured what lies between.
#
# Insulin sensitivity was measured in two ways: by clamp (section 1), and by [*IVGTT*](../docs/glossary.md#ivgtt), in
# which glucose is injected into a vein, and a model reads sensitivity from the two curves. The line at the IVGTT is a
# [*95 % interval*](../docs/glossary.md#95-interval), the range of true effects that fit the data; we computed it. For
# its clamp the sleep trial prints 11 ± 5.5 % without saying of what, so no line is drawn there.

# %%
explore.causes()

# %% [markdown]
# **What happened and why.** Changes of ten to twenty percent within weeks, from walking and sleeping less alone. But
# look at how sure we are. Neither trial had a control group (people left as they were, to compare with): ten men walked
# less, twenty slept less, and the two methods gave 11 and 20 percent for the same twenty. (They had first spent ten
# hours a night in bed, which is a comparison, not a recommendation; and on the short nights they were given a drug that
# keeps awake, or placebo, which is said to have made no difference.)
#
# After three weeks of 1,000 kcal a day too much, liver fat had risen by 55 % with saturated fat, 33 % with sugars and
# 15 % with unsaturated fat; only the first and the last were shown to differ. Liver fat goes with insulin resistance;
# it is not a measure of it.
#
# And when calories are kept *equal*? Then it matters less. With 5 % of energy as monounsaturated fat in place of
# carbohydrate, HOMA-IR was 2.4 % lower (30 trials); with saturated fat fasting glucose was the same, and fasting
# insulin a little lower. So: not carbohydrate alone, and not calories alone.
#
# **Resistance that passes.** Late in pregnancy a clamp needs less than half the glucose of before (56 % less, in six
# women; Catalano 1991), and in puberty about a third less (Amiel 1986). Prednisolone, a drug that acts like cortisol,
# lowered the uptake of glucose by 34 % within two weeks at the higher of two doses; at the lower, liver and fat cells
# answered less and muscle did not (van Raalte 2011, randomised). Some drugs for psychosis make people heavier. Do they
# do more? Three weeks of two of them did not change a clamp (Sowell 2003); nine days of two, without a change of
# weight, did (Teff 2013).
#
# What does working against several causes at once do? In the Diabetes Prevention Program, 3,234 adults at risk were
# assigned by lot to a lifestyle programme (weight loss and activity), to the
# drug [metformin](../docs/glossary.md#metformin), or to [placebo](../docs/glossary.md#placebo) (tablets without a
# drug):
#
# | new diabetes, against placebo | over 2.8 years (95 % interval) | over 15 years, training offered to all |
# |---|---|---|
# | lifestyle programme | −58 % (48 to 66) | −27 % (17 to 35) |
# | metformin | −31 % (17 to 43) | −18 % (7 to 28) |
#
# The lead shrinks, but stays: over 21 years it was still 24 and 17 %, and it took 3.5 and 2.5 years longer until half of
# the people had diabetes (Knowler 2025).

# %%
settle("01.steps")

# %% tags=["raises-exception", "slide"]
check("01.strength", ...)

# %% tags=["raises-exception"]
check("01.lead", ...)

# %% [markdown]
# One calculation, because you will need it for every trial you read. The [*standard
# deviation*](../docs/glossary.md#standard-deviation) (SD) says how far single people lie from the mean. The mean
# itself is known better: its 95 % interval is the mean ± about 2 × SD / √(number of people).

# %% tags=["raises-exception"]
check("01.sleep_interval", ...)

# %% [markdown] tags=["further"]
# ## 8 A meal (6 minutes, further)
#
# Fasting values are one moment. A meal tests the whole system: gut, liver, muscle, fat and beta cells at once. Chiara
# Dalla Man, Robert Rizza and Claudio Cobelli measured the flows in 204 people with three tracers (marked glucose) after
# a mixed meal, and built the model below from them. (Our drink of glucose stretches it a little.)
#
# **Predict**, before you look at the curves:

# %% tags=["raises-exception"]
predict("01.same_curve", ...)

# %% [markdown]
# **Explore.** Dashed is a healthy person. Halve the response of muscle; then of the liver; then double the beta
# cells' response to glucose. Can you make the two glucose curves nearly meet while the insulin curves are far apart?

# %%
explore.meal()

# %% [markdown]
# **What happened and why.** With half the response in muscle and liver and the same beta cells, glucose runs
# higher and longer. Double the beta cells' response, and glucose comes down towards the healthy curve; the price is
# insulin. A glucose curve, from a test or from a sensor on the arm, shows the *result* of two things and cannot tell
# them apart.
#
# One limit: in this model the defects leave fasting insulin as it was, so the insulin curves start together, and
# fasting glucose a little too high. In people compensation shows in the fasting state too (section 4).

# %%
settle("01.same_curve")

# %% tags=["raises-exception", "slide"]
check("01.flat_trace", ...)

# %% [markdown]
# ## Where you stand

# %%
progress("01")

# %% [markdown]
# ## Key points
#
# 1. Insulin restrains the liver and the fat cells at low levels and opens muscle at high ones; the brain takes up
#    glucose without it. Insulin lowers glucose; it does not protect from low glucose.
# 2. HOMA-IR is fasting glucose times fasting insulin over 405 (mg/dL) or 22.5 (mmol/L). It serves to compare groups; no
#    value of it is a diagnosis.
# 3. Beta cells make up for resistance by secreting more. The product of sensitivity and capacity, the disposition
#    index, sets glucose; a normal glucose does not show sensitivity.
# 4. Insulin climbs steeply while glucose rises slowly; glucose soars only when beta cells fail, and then insulin falls.
# 5. In the thermostat analogy the radiators are weak, not the thermostat. It breaks where organs differ, where the
#    boiler can grow, and at meals.
# 6. Inactivity and short sleep lowered sensitivity, and overfeeding raised liver fat, within weeks; the trials are
#    small, and carbohydrate alone is not the cause. In a large trial a lifestyle programme more than halved new
#    diabetes for three years.
# 7. The same glucose curve can come with very different insulin curves.

# %%
references(
    "F01-F23",
    "Matthews1985",
    "Wallace2004",
    "Manley2008",
    "Knopp2019",
    "DeFronzo1979",
    "Tam2012",
    "Picchini2005",
    "Samuel2012",
    "Chavez2012",
    "Dominguez2005",
    "Wascher2011",
    "NHANES",
    "Jackson1984",
    "Katz1983",
    "Capaldo1999",
    "Liew2003",
    "Narayan2021",
    "Rizza1981",
    "Conte2012",
    "Topp2000",
    "Ha2016",
    "DallaMan2007",
    "Knowler2002",
    "DPPOS2015",
    "Knowler2025",
    "Lean2019",
    "Lean2024",
    "Wongwananuruk2012",
    "Parcha2022",
    "Caleyachetty2021",
    "Piccinini2020",
    "Thomas2018",
    "ADA2024Diagnosis",
    "Catalano1991",
    "Amiel1986",
    "vanRaalte2011",
    "Sowell2003",
    "Teff2013",
)

# %% [markdown]
# **Back to** [00 Start here](00_start_here.ipynb), the map of lessons · **Next:**
# [02 Systemic effects](02_systemic_effects.ipynb).
