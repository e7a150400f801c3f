# %% [markdown]
# # 01 Fundamentals: what insulin does, and what happens when it does less
#
# **75 minutes**, in eight sections of 5 to 13 minutes; stop after any of them.
#
# After this lesson you can
#
# 1. say what insulin does in liver, muscle, fat and brain, and which of these works without it;
# 2. compute HOMA-IR by hand in either unit system, and say what it cannot tell;
# 3. explain how the body makes up for insulin resistance, and when it fails;
# 4. say why insulin rises years before glucose does;
# 5. say where the thermostat analogy holds and where it breaks;
# 6. weigh the causes of insulin resistance by the trials behind them;
# 7. show that two people with the same glucose curve can differ in insulin.
#
# **You need:** [00 Start here](00_start_here.ipynb), and nothing else.
#
# **Contents:** 1 The word · 2 Insulin at work · 3 HOMA-IR by hand · 4 Making up for it · 5 The years before ·
# 6 The thermostat · 7 Causes · 8 A meal
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import claim, ledger, references
from helpers.exercises import check, predict, progress
from helpers.indices import homa_ir
from helpers.models import BetaCellMass, DiabetesPathway, MealModel
from helpers.units import convert, format_value

# %% [markdown]
# ## 1 The word (5 minutes)
#
# **Insulin resistance** means that a given amount of insulin has a smaller effect than normal. It is a statement
# about a *dose and a response*, so nothing in it is visible from outside: you cannot feel how much insulin it took
# to keep your glucose where it is. The article opens with symptoms all the same. Here are its first four claims.
# Open a row to see what the evidence says.

# %%
ledger("F01-F04")

# %% [markdown]
# Two things to take along. Resistance differs between tissues and between the effects of insulin: a liver can
# ignore insulin's order to stop making glucose and still follow its order to make fat. And because tiredness and
# weight have many causes, symptoms can neither establish insulin resistance nor rule it out.

# %%
check("01.definition", ...)

# %% [markdown]
# ## 2 Insulin at work (13 minutes)
#
# Beta cells, in the islets of the pancreas, make insulin and release it when glucose rises. Insulin binds to its
# receptor on a cell, and a chain of signals (IRS, PI3K, AKT) carries the message inward. What the message *does*
# depends on the tissue:
#
# - **Liver.** It stops letting out glucose, and stores some. Between meals this is insulin's main job.
# - **Muscle and fat.** The glucose transporter **GLUT4** moves to the surface, and glucose flows in.
# - **Fat.** Stored fat stays stored: fewer fatty acids are let go into the blood.
# - **Brain and red blood cells.** They take up glucose through other transporters, with insulin or without.

# %%
ledger("F05", "F07-F09", "F11")

# %% [markdown]
# The best-known picture of insulin is a key that opens the cell's door for glucose. It is half right, so it gets a
# card of its own.

# %%
claim("F06")

# %% [markdown]
# **Predict**, before you touch a control:

# %%
predict("01.no_insulin", ...)

# %% [markdown]
# **Explore.** Begin with *Fasting*, then *After a meal*: which curve moves first as insulin rises, which last?
# Then lower the sensitivity and watch all curves slide to the right. Dashed grey is normal sensitivity.
#
# *Schematic:* the half-way points of liver and muscle were measured in fifteen healthy people (Rizza 1981); the
# shapes between, and the curve for fat cells, are ours.

# %%
explore.insulin_action()

# %% [markdown]
# **What happened and why.** The brain's line is flat. The liver answers to little insulin, muscle only to much:
# half of the liver's output is gone at about 29 µU/mL (174 pmol/L), but half of the extra uptake needs about 55
# (330 pmol/L). So a fasting level that seems to do nothing to muscle is in fact holding the liver and the fat
# cells. When insulin is all but absent, glucose rises mostly because the liver is let loose, not because cells
# starve behind locked doors: muscle still takes up some, and more as glucose climbs.
#
# With less sensitivity every curve needs more insulin for the same effect. That *is* insulin resistance: a shift
# to the right (and, in real tissues, often a lower ceiling as well).

# %%
check("01.first_to_answer", ...)

# %% [markdown]
# One claim in this section deserves a warning, because people have come to harm by it.

# %%
claim("F10")

# %% [markdown]
# Set the explorer to 100 µU/mL (600 pmol/L) at normal sensitivity and read its last sentence. Nothing in the
# picture stops glucose from falling; what does that in a healthy person is *less* insulin, then glucagon,
# adrenaline, cortisol and growth hormone.

# %%
check("01.lows", ...)

# %% [markdown]
# ## 3 HOMA-IR by hand (10 minutes)
#
# After a night without food, glucose is the liver's work and insulin is what restrains it. **HOMA-IR** makes one
# number of the two:
#
# $$\text{HOMA-IR} = \frac{G_0\,[\text{mmol/L}] \times I_0\,[\text{µU/mL}]}{22.5}
#   = \frac{G_0\,[\text{mg/dL}] \times I_0\,[\text{µU/mL}]}{405}$$
#
# The two divisors differ by 18, the step from mmol/L to mg/dL. Insulin is in µU/mL in both; a laboratory that
# reports pmol/L means 6.00 times as much (some still use 6.945, and so report insulin, and HOMA-IR, too low).
#
# Do it once by hand or on a calculator: fasting glucose 108 mg/dL (6.0 mmol/L), fasting insulin 15 µU/mL
# (90 pmol/L).

# %%
check("01.homa_by_hand", ...)

# %% [markdown]
# Now let the package do it, in both unit systems. It refuses what cannot be a fasting value, and says why: try
# `homa_ir(5.5, 10)`.

# %%
homa_ir(glucose=108, insulin=15), homa_ir(6.0, 90, units="SI")

# %% [markdown]
# **Predict.** One treatment lowers fasting glucose by a tenth, from 108 to 97 mg/dL (6.0 to 5.4 mmol/L), and leaves
# insulin alone. Another lowers insulin by a third and leaves glucose alone.

# %%
predict("01.which_lever", ...)

# %% [markdown]
# **Explore.** The map from lesson 00 again, now with a question: along which direction do *people* differ?

# %%
explore.homa_map()

# %% [markdown]
# **What happened and why.** HOMA-IR is a product, so a tenth off one factor is a tenth off the result, whichever
# factor it is. But people without diabetes hardly differ in fasting glucose and differ tenfold in insulin: nearly
# all of the spread in HOMA-IR is spread in insulin. In the survey on which the synthetic adults are modelled, the
# logarithms of HOMA-IR and insulin correlate at 0.99.
#
# What HOMA-IR cannot tell: it sees the fasting state only, so mostly the liver; it needs a laboratory whose insulin
# assay you know, since assays differ up to twofold; and there is no value above which a person *has* insulin
# resistance. It was built to compare groups.

# %%
check("01.homa_si", ...)

# %%
check("01.homa_limits", ...)

# %% [markdown]
# ## 4 Making up for it (12 minutes)
#
# When tissues answer less, beta cells release more. If they do so in full, fasting glucose stays where it was, and
# only insulin gives the change away. This is **compensation**, and the raised insulin is *compensatory
# hyperinsulinaemia*.

# %%
ledger("F12", "F13", "F15")

# %% [markdown]
# How much more is needed? In 2000 Brian Topp and colleagues wrote three equations: glucose is made and used,
# insulin is secreted and cleared, and beta-cell mass slowly grows when glucose is a little high. In their model,
# glucose depends on the *product* of insulin sensitivity and beta-cell capacity. All pairs with one product lie on
# one curve, a **hyperbola**; the product is called the **disposition index**.
#
# **Predict**, then try:

# %%
predict("01.quarter", ...)

# %% [markdown]
# **Explore.** Lower the sensitivity first and watch glucose rise. Then raise capacity until glucose is back where
# it was, and read the insulin.

# %%
explore.compensation()

# %% [markdown]
# **What happened and why.** You moved along the hyperbola: sensitivity down, capacity up, glucose unchanged,
# insulin multiplied. A point *on* the healthy curve has normal glucose whatever its sensitivity. A point *below*
# it has a raised one. So a normal glucose says that a person is on the curve; it does not say where on it.
#
# Left to itself for long enough, the model climbs back to its curve: its healthy state has the same glucose at
# every sensitivity. (Its beta cells grow within weeks, as a mouse's do. Take the mechanism from it, not the
# calendar.)

# %%
for share in (1, 0.5, 0.25):
    end = BetaCellMass(si=0.72 * share).fixed_points()[0]
    glucose = format_value(end.glucose_mg_dl, "glucose")
    insulin = format_value(end.insulin_uu_ml, "insulin")
    print(f"sensitivity {share:4.0%}: glucose {glucose}, insulin {insulin}")

# %%
check("01.capacity", ...)

# %%
check("01.on_the_curve", ...)

# %% [markdown]
# ## 5 The years before (10 minutes)
#
# In people, compensation can hold for years, and then fail. The order of events is the part to remember.

# %%
claim("F16")

# %% [markdown]
# Joon Ha, Leslie Satin and Arthur Sherman built a model with a human calendar. Beta cells first work harder, then
# multiply; but glucose that stays too high harms them.
#
# **Predict** the order of events in the blood, and what becomes of insulin in the end:

# %%
predict("01.order", ...)

# %% [markdown]
# **Explore.** Watch both curves over five years. Then try *Mild resistance*, and give part of the sensitivity back
# after 2, 3 or 4 years.

# %%
explore.years_before()

# %% [markdown]
# **What happened and why.** Insulin climbs first, to several times its start, while glucose creeps up by an
# amount that a yearly test would hardly notice. When the beta cells can give no more, glucose rises faster, harms
# them, and insulin *falls*: on the right, the path goes up and then turns over. Given back early, the same amount
# of sensitivity returns the person to normal; given back late, it does not. The paper's own example, in which the
# help comes on day 1,100 or 300 days later, is computed below.
#
# In the Whitehall II study, which tested 6,538 British civil servants again and again, fasting glucose of those who
# developed diabetes went from 5.79 to 7.40 mmol/L (104 to 133 mg/dL) in the last three years, after years of
# little change, and the index of beta-cell function rose before it fell. Averages hide people: some start with
# weak beta cells and never show the rise, and many people with high insulin never get diabetes.

# %%
for when in ("early", "late"):
    end = DiabetesPathway().simulate(interventions=when).iloc[-1]
    print(f"the same help, {when}: glucose ends at {format_value(end.glucose_mg_dl, 'glucose')}")

# %%
check("01.order_of_events", ...)

# %% [markdown]
# ## 6 The thermostat (8 minutes)
#
# The article compares beta cells to a thermostat that must turn ever harder. The comparison is worth having, and
# worth breaking.

# %%
claim("F14")

# %% [markdown]
# **Predict** what happens in a heated house:

# %%
predict("01.radiators", ...)

# %% [markdown]
# **Explore.** *Schematic:* a room, not a patient. Try each preset and say which part is at fault: the thermostat,
# the boiler, the radiators, or the thermometer.

# %%
explore.thermostat()

# %% [markdown]
# **What happened and why.** With weak radiators the room is warm and the boiler works harder: look only at the
# thermometer and all seems well. That is compensation. When the boiler reaches its limit, or wears under the
# load, the room cools although thermostat and thermometer do their work. A late thermometer makes a different
# fault: swings.
#
# | in the house | in the body |
# |---|---|
# | target and thermostat | glucose sensing in the beta cell |
# | boiler | insulin secretion |
# | radiators | response of liver, muscle and fat |
# | thermometer in the room | fasting glucose |
#
# **Where it breaks.** The body has several radiators that fail at different times; its boiler grows and shrinks;
# and the heat supply, eating, is not constant. The fault of insulin resistance does not lie in the thermostat.

# %%
check("01.at_fault", ...)

# %% [markdown]
# ## 7 Causes (12 minutes)
#
# What makes insulin work less well? About some causes we have experiments in people, about others only
# associations. The verdicts differ accordingly.

# %%
ledger("F17-F23")

# %% [markdown]
# **Predict.** Each of these was tried for one to three weeks: walking 1,300 steps a day instead of 10,500; five
# hours in bed instead of ten; 1,000 kcal a day too much.

# %%
predict("01.steps", ...)

# %% [markdown]
# **Explore.** Squares are what was measured, with the interval where the source gives one. The ring is you. It
# travels on a straight line between the two ends of each trial, because nobody measured what lies between.

# %%
explore.causes()

# %% [markdown]
# **What happened and why.** Changes of ten to twenty percent within weeks, from walking and sleeping less alone.
# But look at how sure we are. The step trial had ten men and no control group. In the sleep trial the two methods
# gave 11 and 20 percent for the same twenty men. And the three kinds of surplus, equal in calories, differ
# in what they do to liver fat: saturated fat most, sugar less, unsaturated fat least.
#
# That last result answers "carbohydrate alone causes it". When calories are kept *equal*, replacing 5 % of energy
# from carbohydrate by monounsaturated fat lowered HOMA-IR by 2.4 % (95 % interval 0.3 to 4.6; 30 trials), and
# replacing it by saturated fat did not change fasting glucose. What is eaten matters; that it is too much matters
# more.
#
# How large are causes in the long run? In the Diabetes Prevention Program, 3,234 adults at risk were assigned by
# lot. A lifestyle programme cut new diabetes by 58 % (48 to 66), metformin by 31 % (17 to 43).

# %%
check("01.sleep_interval", ...)

# %%
check("01.strength", ...)

# %% [markdown]
# ## 8 A meal (10 minutes)
#
# Fasting values are one moment. A meal tests the whole system: gut, liver, muscle, fat and beta cells at once.
# Chiara Dalla Man, Robert Rizza and Claudio Cobelli measured the flows in 204 people with three tracers and built
# the model below from them.
#
# **Predict**, before you look at the curves:

# %%
predict("01.same_curve", ...)

# %% [markdown]
# **Explore.** Dashed is a healthy person. Halve the response of muscle; then of the liver; then double the beta
# cells. Can you make the two glucose curves nearly meet while the insulin curves are far apart?

# %%
explore.meal()

# %% [markdown]
# **What happened and why.** With half the response in muscle and liver and the same beta cells, glucose runs
# higher and longer. Double the beta cells, and glucose comes down towards the healthy curve; the price is insulin.
# A glucose curve, from a test or from a sensor on the arm, shows the *result* of two things and cannot tell
# them apart. The five-hour averages, computed:

# %%
healthy = MealModel.normal()
people = {
    "healthy": healthy,
    "resistant": healthy.with_defects(muscle=0.5, liver=0.5),
    "resistant, more insulin": healthy.with_defects(muscle=0.5, liver=0.5, beta_cell=2),
}
for name, person in people.items():
    mean = person.simulate(dose_g=75).mean()
    glucose = format_value(mean.glucose_mg_dl, "glucose")
    insulin = format_value(convert(mean.insulin_pmol_l, "insulin", "pmol/L", "µU/mL"), "insulin")
    print(f"{name:23} glucose {glucose}, insulin {insulin}")

# %%
check("01.meal_insulin", ...)

# %%
check("01.flat_trace", ...)

# %% [markdown]
# ## Where you stand

# %%
progress("01")

# %% [markdown]
# ## Key points
#
# 1. Insulin restrains the liver and the fat cells at low levels and opens muscle at high ones; the brain takes up
#    glucose without it. Insulin prevents high glucose, never low.
# 2. HOMA-IR is fasting glucose times fasting insulin over 405 (mg/dL) or 22.5 (mmol/L). It compares groups; no
#    value of it is a diagnosis.
# 3. Beta cells make up for resistance by secreting more. The product of sensitivity and capacity, the disposition
#    index, sets glucose.
# 4. Insulin rises for years while glucose creeps; glucose rises fast only when beta cells fail.
# 5. In the thermostat analogy the radiators are weak, not the thermostat. It breaks where organs differ and where
#    the boiler wears.
# 6. Energy surplus, inactivity and short sleep lower sensitivity within weeks; the trials are small, and
#    carbohydrate alone is not the cause. A lifestyle programme more than halved new diabetes in a large trial.
# 7. The same glucose curve can come with very different insulin curves.

# %%
references(
    "F01-F23",
    "Matthews1985",
    "Wallace2004",
    "Manley2008",
    "Knopp2019",
    "Rizza1981",
    "Conte2012",
    "Topp2000",
    "Ha2016",
    "DallaMan2007",
    "Knowler2002",
)

# %% [markdown]
# **Next:** what insulin resistance goes along with in the rest of the body: vessels, brain, weight, inflammation.
