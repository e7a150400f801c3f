# %% [markdown]
# # 07 Biomarkers: what a laboratory value can tell
#
# **85 minutes, 34 of them core**, in ten sections; stop after any of them.
#
# After this lesson you can
#
# 1. say of seven markers what each measures and what moves it besides insulin resistance;
# 2. say how far one person's HOMA-IR wanders, and what a change must exceed before it means anything;
# 3. tell HOMA1, HOMA2 and QUICKI apart, and explain why agreement of two indices may prove nothing;
# 4. choose a cut-off knowingly, and say what it makes of people where few are resistant;
# 5. read a glucose tolerance test by sensitivity and secretion, and doubt a fitted parameter;
# 6. say what sets HbA1c besides glucose, and why ADAG and GMI do not undo each other;
# 7. say what low SHBG means for free testosterone in each sex, and on whose constants the number rests;
# 8. read an IGF-1 by age and a CRP by the calendar.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb).
#
# **Contents.** *Core:* 1 Seven markers · 2 Two mornings, two laboratories · 4 Cut-offs · 10 Your own values
#
# *Further:* 3 Three indices from two numbers · 5 The tolerance test · 6 The minimal model · 7 HbA1c · 8 Testosterone
# and SHBG · 9 IGF-1 and CRP
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from numpy import log

from helpers import cohort, explore
from helpers.evidence import claim, ledger, references
from helpers.exercises import check, predict, progress, review, settle
from helpers.explore.own_values_card import own_values
from helpers.indices import estimated_average_glucose, gmi, homa_ir
from helpers.models import MinimalModel
from helpers.models.minimal import synthetic_fsigt
from helpers.own.headings import headings
from helpers.statistics import partial_correlation

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("07")

# %% [markdown]
# ## 1 Seven markers (11 minutes)
#
# The article ends its academic part with a table of markers, which lacks what a reader of a value needs to know. Here
# it is with two more columns:
#
# | marker | what is measured, and how | what moves it besides insulin resistance |
# |---|---|---|
# | fasting insulin | insulin in the blood after 8 hours or more without food, by antibodies | assay, clearance by the liver, failing beta cells (down), the day; red cells broken in the tube (down), injected insulin, antibodies to insulin |
# | HbA1c | share of haemoglobin with glucose attached, over weeks | life of red cells, anaemia, lack of iron, transfusion, variants of haemoglobin, kidney failure and its treatment, pregnancy |
# | HOMA-IR | a product of fasting glucose and insulin | all that moves insulin; injected insulin makes it meaningless |
# | testosterone, total and free | total by mass spectrometry or antibodies; free mostly *calculated* | time of day, age, SHBG, illness, drugs; for free: whose formula |
# | SHBG | the liver's carrier protein of sex hormones | estrogen, age, thyroid, liver disease, weight |
# | IGF-1 | the liver's answer to growth hormone | age above all, nutrition, liver, insulin itself, assay |
# | CRP | a protein that the liver makes under IL-6 | infection, injury, fat tissue, estrogen, smoking |
#
# Before a value is read, the sample is: broken red cells destroy insulin (Bellomo 2012); *biotin*, a vitamin sold for
# hair, disturbs many assays in either direction for hours after it is taken (AACC Academy 2020); antibodies of the
# patient's own disturb others; assays see some injected insulins and not others (Parfitt 2015), while *C-peptide*,
# which beta cells release along with insulin, is in no syringe; and “below the limit” is no zero. IGF-1 is not in the
# synthetic cohort; section 9 has other data.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.falls", ...)

# %% [markdown]
# **Explore.** Every marker is drawn in multiples of the median of its sex, so that one scale serves all. (Such a scale
# favours what scatters most: HbA1c of 6.5 against 5.4 % is 1.2 times, and diabetes.) Which marker climbs most with body
# mass index? Which hardly moves? The real values stand in the sentence, for the age that you set.

# %%
explore.markers()

# %% [markdown]
# **What happened and why.** From lean to heavy people fasting insulin about triples; CRP grows about sevenfold. HbA1c
# hardly moves: it follows glucose, and glucose is defended (lesson 01). SHBG falls in both sexes. Total testosterone
# falls in men, from 512 to 308 ng/dL, and hardly changes in women. *Free* testosterone **rises** in women, by half and
# more, and falls in men, by a fifth. Look at the widths as well: at one age the middle 90 % of CRP spans a factor of 45
# and more, which no single cut-off can do justice to. Compare the article's row on testosterone below: it is its most
# important contradiction, since its own section on women (lesson 03) says the opposite.

# %%
settle("07.falls")

# %%
claim("A48")

# %% tags=["raises-exception"]
check("07.what_moves", ...)

# %% tags=["raises-exception"]
check("07.before_reading", ...)

# %% tags=["raises-exception"]
check("07.c_peptide", ...)

# %% [markdown]
# ## 2 Two mornings, two laboratories (10 minutes)
#
# Take one person in whom nothing changes. The next fasting insulin will still differ from this one, because insulin is
# released in pulses, sleep and supper differ, and every measurement has an error. The [*coefficient of
# variation*](../docs/glossary.md#coefficient-of-variation) (CV) is the standard deviation as a share of the mean. In
# 102 older adults tested twice, some weeks apart, the CV **within a person** was 28.8 % for insulin, 5.6 % for glucose
# and 30.4 % for HOMA-IR (Poon 2018; how far one day differs from the next was not measured there).
#
# And laboratories differ: their insulin assays disagree even where all were calibrated against one reference
# preparation.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.two_labs", ...)

# %% [markdown]
# **Explore.** Press *Assays far apart*: one person, the same blood. Then *If insulin never varied*: what is left
# is the variation of glucose. Dashed lines are equal HOMA-IR, as in lesson 00.

# %%
explore.two_laboratories()

# %% [markdown]
# **What happened and why.** A person with a usual HOMA-IR of 2.40 has single mornings from 1.4 to 4.2, in one
# laboratory and with nothing changed. Nearly all of that is insulin: hold it still, and the mornings hardly differ. An
# assay that reads twice as high moves the whole cloud to 4.79.
#
# That is no invention: when Manley and colleagues sent the same people's blood through eleven assays, the median
# HOMA2-IR (section 3) of those with normal glucose came out anywhere from 0.8 to 2.0. So a value without the name of
# its assay says little, and a *difference* between two values has to exceed what chance does to both of them.

# %%
settle("07.two_labs")

# %% tags=["raises-exception"]
check("07.how_far_apart", ...)

# %%
ledger("A42", "A43", "A46")

# %% [markdown]
# **A42** needs two corrections: the liver takes out a good part of insulin before the arm sees it, and when beta
# cells fail, insulin falls although resistance stays. **A43** credits the article's protocols with what weight loss,
# exercise and metformin do; drugs that raise growth hormone tend to *raise* insulin.

# %%
claim("A47")

# %% tags=["raises-exception", "slide"]
check("07.protocol", ...)

# %% [markdown] tags=["further"]
# ## 3 Three indices from two numbers (9 minutes, further)
#
# **HOMA1-IR** is the product that you know. [**HOMA2**](../docs/glossary.md#homa2) is a computer model from Oxford with
# a more lifelike response of glucose and insulin. [**QUICKI**](../docs/glossary.md#quicki) is one over the logarithm of
# glucose times insulin. For HOMA2 the course uses a formula fitted to its published output (within 1 % for
# sensitivity), for insulin from an assay *specific* for it, as nearly all are today (Marcovina 2007).
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.scatter", ...)

# %% [markdown]
# **Explore.** On the left is the map of lessons 00 and 01; now it carries two curves through your point, one for each
# HOMA. Move glucose alone, then insulin alone: which index answers to which? Then compare *High insulin* with *High
# glucose*: HOMA1-IR is 5.4 in both. What do the other two say? Last, tell HOMA2 that the insulin comes from an older
# assay, which takes part of proinsulin for insulin. (HOMA2's curve ends where the formula does.)

# %%
explore.homa_versions()

# %% [markdown]
# **What happened and why.** Insulin drives both alike. Glucose drives them unequally: 10 % more of it raises HOMA1-IR
# by 10 % and HOMA2-IR by 3 %, which is why the curve of HOMA2 on the map is so much flatter. (In Oxford's model high
# glucose speaks first of all of failing beta cells.) So HOMA2-IR is a little more than half of HOMA1-IR, and far less
# where glucose is high. Told of an older assay it is 13 % lower. Their cut-offs must not be mixed, and many calculators
# on the web that say “HOMA2” compute HOMA1. QUICKI lies on one curve with nobody off it: it is a formula of HOMA1-IR
# alone.
#
# Do the indices add something to fasting insulin alone? In 162 healthy adults insulin sensitivity from an intravenous
# test (section 6) correlated with fasting insulin at −0.53, with HOMA-IR at −0.52 and with QUICKI at 0.41 (Vaccaro
# 2004). In that study they added nothing.

# %%
settle("07.scatter")

# %% tags=["raises-exception"]
check("07.quicki", ...)

# %% tags=["raises-exception", "slide"]
check("07.agree", ...)

# %% [markdown]
# ## 4 Cut-offs (10 minutes)
#
# No gap parts the resistant from the others. A cut-off is a decision, and it makes two kinds of error. Its
# [**sensitivity**](../docs/glossary.md#sensitivity-of-a-test) is the share of resistant people that it finds, its
# [**specificity**](../docs/glossary.md#specificity) the share of the others that it leaves in peace. Both need a
# *reference* that says who is resistant, and the reference needs a cut-off too. A usual choice is the least sensitive
# quarter of those measured with a clamp.
#
# Here the reference is the true sensitivity of muscle with which each of 173 synthetic people was made, which only
# synthetic people have. All have a fasting glucose below 126 mg/dL (7.0 mmol/L).
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.few", ...)

# %% [markdown]
# **Explore.** Press the three cut-offs in turn and follow the two kinds of error. Then leave the cut-off and move the
# last slider: the test stays as good as it was, but what happens to the upper bar? Last, change the reference.

# %%
explore.cut_offs()

# %% [markdown]
# **What happened and why.** As the cut-off rises, sensitivity falls and specificity climbs. You cannot have both:
#
# | cut-off | sensitivity | specificity |
# |---|---|---|
# | 1.8 | 91 % | 51 % |
# | 2.5 | 86 % | 68 % |
# | 3.8 | 66 % | 85 % |
#
# The [**predictive value**](../docs/glossary.md#predictive-value) (of those called resistant, how many are) depends on
# where the test is used: at the middle cut-off it is 48 % where a quarter are resistant and one in eight where 5 % are.
# That is the [*prevalence trap*](../docs/glossary.md#prevalence): a figure from a specialised clinic does not hold in
# the street.
#
# The [*area under the curve*](../docs/glossary.md#area-under-the-curve), 0.85, says that a resistant person has the
# higher HOMA-IR in 85 of 100 pairs. It does not depend on the cut-off or the prevalence, but it does on the reference.
#
# Two things more to ask of any such figures. *How many?* 86 % is 38 of 44 people (95 % interval 73 to 95 %). *Who?*
# These people were picked by HOMA-IR itself, a like number from each class; picking people by the test distorts both
# figures.

# %%
settle("07.few")

# %%
people = cohort.load()
homa = homa_ir(people["glucose_mg_dl"], people["insulin_uu_ml"])
for cutoff in (1.8, 2.5, 3.5):
    print(f"above {cutoff}: {100 * (homa > cutoff).mean():.0f} % of the synthetic adults")

# %% [markdown]
# Moving a line turns a majority into a quarter. Now work out a predictive value yourself:

# %% tags=["raises-exception"]
check("07.called_resistant", ...)

# %% [markdown]
# With Python, optional: the same as a function. Add a line that begins with `return`, in the field or in the cell.


# %% tags=["raises-exception"]
def predictive_value(sensitivity, specificity, prevalence):
    """Return the share of truly resistant people among those who are called resistant."""


check("07.predictive_value", predictive_value)

# %% tags=["raises-exception", "slide"]
check("07.cut_off_for_what", ...)

# %% [markdown] tags=["further"]
# ## 5 The tolerance test (7 minutes, further)
#
# A **dynamic test** watches the system answer. In the [oral glucose tolerance test](../docs/glossary.md#ogtt) a
# person drinks 75 g of glucose; glucose and insulin are measured for two hours. Three numbers are made of it:
#
# - the [**Matsuda index**](../docs/glossary.md#matsuda-index), sensitivity: 10,000/√(fasting glucose × fasting
#   insulin × mean glucose × mean insulin);
# - the [**insulinogenic index**](../docs/glossary.md#insulinogenic-index), early secretion: the rise of insulin over
#   the rise of glucose in 30 minutes;
# - the **disposition index**, their product: secretion for the sensitivity there is (lesson 01, section 4).
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.who_is_sensitive", ...)

# %% [markdown]
# **Explore.** Press the four persons one after the other. *194* and *42* have nearly the same glucose: what differs?
# *86* has a normal fasting glucose and a two-hour value that is not. Shaded is the range of the middle 90 %.

# %%
explore.tolerance_test()

# %% [markdown]
# **What happened and why.** The first two persons end with the same glucose after two hours. Their Matsuda indices are
# 11.6 and 1.8, and their disposition indices nearly alike: they sit at two ends of one hyperbola. Person *146* is more
# sensitive than person *42* and has a two-hour glucose in the range of diabetes, because hardly any insulin comes
# early. Diabetes is not where sensitivity is lowest, but where the product is lowest.
#
# Person *86* shows why the test exists: fasting 92 mg/dL, after two hours 152. Its limits: real tests repeat badly (the
# same person may be “impaired” today and not next week; these synthetic tests contain the laboratory's error only), the
# product is meaningful only near a hyperbola, and the Matsuda index contains fasting glucose and insulin, so that its
# agreement with HOMA-IR is partly arithmetic.

# %%
settle("07.who_is_sensitive")

# %%
# The test of the exercise.
minutes = [0, 30, 60, 90, 120]
glucose = [92, 150, 142, 120, 101]
insulin = [9, 62, 74, 58, 33]

# %% tags=["raises-exception"]
check("07.matsuda", ...)

# %% [markdown] tags=["further"]
# ## 6 The minimal model (6 minutes, further)
#
# In 1979 Richard Bergman and colleagues injected glucose into a vein of dogs, and soon of people, and read sensitivity
# from the curves of glucose and insulin. They took [the smallest model that would do](../docs/glossary.md#minimal-model):
# glucose falls by itself at a rate **SG** ([*glucose effectiveness*](../docs/glossary.md#glucose-effectiveness)) and
# through insulin, whose effect builds up in a remote place and fades at a rate **p2**. [**SI**](../docs/glossary.md#si)
# is insulin's effect once it has built up.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.how_many_fits", ...)

# %% [markdown]
# **Explore.** Fit the second test by hand: bring the misses on the right to zero. Start with SI. Then press *One
# explanation*, *Another explanation*, and *As the person was made*.

# %%
explore.minimal_fit()

# %% [markdown]
# **What happened and why.** Two settings miss by less than the laboratory's own error, with SG of 1.3 and of 3.0 % a
# minute. A slow remote insulin with much glucose effectiveness draws nearly the same curve as a fast one with little.
# SI comes out alike, 4.85 and 5.15; a SI of 7 does not fit at all.

# %%
settle("07.how_many_fits")

# %% [markdown]
# Now let the computer fit five tests of this one person, made with SI 5.0 (×10⁻⁴) and SG 2.8 % a minute:

# %%
for seed in (11, 2, 3, 5, 6):
    fit = MinimalModel.fit(synthetic_fsigt(seed=seed).samples)
    si, sg, error = 1e4 * fit.si, 100 * fit.sg, 100 * fit.standard_errors["sg"]
    other = 100 * fit.other_minima[0][0].sg
    print(f"SI {si:.1f}, SG {sg:.1f} ± {error:.1f}; nearly as good: SG {other:.1f}")

# %% [markdown]
# SI stays within 15 % of the truth; SG jumps between two answers, each with a small [standard
# error](../docs/glossary.md#standard-error) (the scatter that the fit expects of itself). And the model has a bias of
# its own: where the first burst of insulin is strong, it reads SI too low (Ha 2021).

# %% tags=["raises-exception", "slide"]
check("07.standard_error", ...)

# %% [markdown] tags=["further"]
# ## 7 HbA1c (9 minutes, further)
#
# Glucose sticks to haemoglobin slowly and for good, as long as the red cell lives. So HbA1c depends on glucose *and*
# on how old the cells are. [**ADAG**](../docs/glossary.md#adag) is a study of 507 people that turned HbA1c into an
# average glucose: 28.7 × HbA1c − 46.7 mg/dL, or 1.59 × HbA1c − 2.59 mmol/L. [**GMI**](../docs/glossary.md#gmi), the
# glucose management indicator, goes the other way, from a sensor's average to the HbA1c that one would expect.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.short_lived", ...)

# %% [markdown]
# **Explore.** *Schematic:* all cells live equally long, and what does not depend on their life is our reading of
# ADAG's constant. Press *A month after a rise*: glucose has been at its new level for 30 days. Then compare the three
# presets that begin with *Steady*.

# %%
explore.red_cell_life()

# %% [markdown]
# **What happened and why.** A month after glucose rose, HbA1c has made 44 % of its way: the last month counts for
# nearly half, the last two for three quarters. With cells that live 80 days an HbA1c of 7.0 % becomes 5.2 % at the same
# glucose, with longer lives it is higher. That is no curiosity: even in healthy people the mean age of red cells
# differs by more than half (Cohen 2008). Treatment that raises the making of red cells, as testosterone does, makes
# them younger on average for a while and can lower HbA1c without any change of glucose.

# %%
settle("07.short_lived")

# %% tags=["raises-exception"]
check("07.ninety_days", ...)

# %%
ledger("A44", "A45")

# %% [markdown]
# **A45** mixes what is shown (diet, exercise, drugs for diabetes) with what is not: testosterone lowered HbA1c in a
# subgroup of one trial, raised it in another (+0.36 points, 0.0 to 0.7) and changed nothing in the two largest.
#
# Look at the right picture once more: the two lines cross at 154 mg/dL. The functions for both:

# %%
print(f"GMI of 220 mg/dL: {gmi(220):.2f} %")
print(f"ADAG of 8.57 %: {estimated_average_glucose(8.57):.0f} mg/dL")

# %% tags=["raises-exception"]
check("07.round_trip", ...)

# %% [markdown] tags=["further"]
# ## 8 Testosterone and SHBG (8 minutes, further)
#
# Testosterone travels bound: tightly to SHBG, loosely to albumin; one to four percent is free. Free testosterone is
# hard to measure ([*equilibrium dialysis*](../docs/glossary.md#equilibrium-dialysis): what passes a membrane) and is
# nearly always **calculated** from total, SHBG and albumin by the law of mass action. That needs two *association
# constants*, the strengths of the two bonds, and the literature has several pairs.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.half_shbg", ...)

# %% [markdown]
# **Explore.** Press *A man*, then *The man with half the SHBG*, and follow the four marks on the right. Then the
# woman.

# %%
explore.free_testosterone_constants()

# %% [markdown]
# **What happened and why.** Halving SHBG does not double free testosterone, because albumin takes up a part: 72 to 105
# pg/mL in the man, and less than double in the woman too. From the same blood the four pairs differ 1.4-fold, and more
# where SHBG is low. Against dialysis in men Vermeulen's came out 19 % too high at the median, whatever the SHBG, which
# is why it is the usual choice; in single men it may be 47 % too high. (For women the abstract prints no such ratio.)
# The constants named after Södergård and Emadi-Konjin are printed here as others quote them.

# %%
settle("07.half_shbg")

# %% tags=["raises-exception"]
check("07.two_calculators", ...)

# %%
ledger("A49-A51")

# %% [markdown]
# **A50** is half right: low SHBG goes with insulin resistance in both sexes, but in men the pituitary notices free
# testosterone and the testes make less, so that the total falls and the free part does not rise. **A49** speaks of
# “optimal” levels: no trial has shown one, the benefit for insulin sensitivity is mixed (lesson 04), and nothing
# supports it in women.

# %% tags=["raises-exception", "slide"]
check("07.low_shbg", ...)

# %% [markdown] tags=["further"]
# ## 9 IGF-1 and CRP (12 minutes, further)
#
# **IGF-1** is what the liver makes under growth hormone. It more than halves between youth and old age. A [*reference
# interval*](../docs/glossary.md#reference-interval) holds the middle 95 % of healthy people of an age in one
# laboratory's assay. It says what is usual, not what is good.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("07.higher_igf", ...)

# %% [markdown]
# **Explore.** One value, three ages: press the three presets. Then look at the right picture.

# %%
explore.igf1_by_age()

# %% [markdown]
# **What happened and why.** One value lies near the 50th [percentile](../docs/glossary.md#percentile) (of a hundred
# people half are below it) of women at 20 and near the 97th at 75. (Between the printed ends of the interval the
# percentiles are our interpolation.) And in the Danish study the [odds](../docs/glossary.md#odds) (those who have it
# over those who do not) of a high HOMA-IR were higher in the lowest fifth of IGF-1 *and* in the highest than in the
# middle one, with age, sex, activity and waist allowed for. These people were observed once: what causes what is open.

# %%
settle("07.higher_igf")

# %%
ledger("A52", "A53")

# %% [markdown]
# **A53** promises to “optimise” IGF-1. There is no validated optimum to reach, and the label of the one approved drug
# of that kind (tesamorelin, in the United States, for excess abdominal fat in HIV; November 2026) says to consider
# stopping it where IGF-1 stays high.

# %% tags=["raises-exception", "slide"]
check("07.optimal_igf", ...)

# %% [markdown]
# **CRP** is made by the liver under the signal IL-6, in acute illness within hours, and cleared with a half-life of
# 19 hours whatever the disease. **Predict:**

# %% tags=["raises-exception"]
predict("07.days_back", ...)

# %% [markdown]
# **Explore.** *Schematic*, as in lesson 06: the half-life is measured, the size of an infection is ours, and it adds
# the same to everyone. Press *On the third day*, then *After ten days*. Then *No infection, more fat tissue*: could you
# tell that value from one in the tail of a cold?

# %%
explore.crp_after_infection()

# %% [markdown]
# **What happened and why.** On the third day CRP is 10.6 mg/L, higher than in 93 % of the adults, in a person whose
# usual value is 1.5. It takes until day 9 to be back within 20 %. One value cannot tell a fading cold from a raised
# usual CRP; two, taken weeks apart in good health, can.

# %%
settle("07.days_back")

# %% [markdown]
# And CRP as a sign of insulin resistance? The two do go together, but look at what remains between people of like age
# and body mass index (a [*partial correlation*](../docs/glossary.md#partial-correlation)):

# %%
for sex, own in people.assign(homa=homa).groupby("sex"):
    crp, index = log(own["crp_mg_l"]), log(own["homa"])
    alone = partial_correlation(crp, index)
    given = partial_correlation(crp, index, own["bmi"], own["age"])
    print(f"{sex}: correlation {alone:.2f}; given body mass index and age {given:.2f}")

# %%
ledger("A54", "A55")

# %% [markdown]
# **A55** credits peptides with lowering inflammation. Weight loss lowers CRP reliably; of the article's peptides none
# has been shown to, in people.

# %% tags=["raises-exception", "slide"]
check("07.crp_twelve", ...)

# %% [markdown]
# ## 10 Your own values (2 minutes)
#
# If you have laboratory values and want to see them on the map, put the file beside this notebook, as your laboratory
# or your health record gives it (a row a date, a row a test, or a column a date; CSV or FHIR) or as you type it into a
# spreadsheet and save it as CSV. It needs fasting glucose and insulin, each in any of its units, also mmol/L beside
# mU/L. The headings say the unit; these are understood, and usual names in some other languages besides:

# %%
headings()[["value", "conventional", "SI"]].rename_axis(columns="row")

# %% [markdown]
# The file is read on your computer only and is not changed; nothing of it is kept or sent. You get indices and their
# uncertainty, and no verdict; but where a value is one that HOMA does not describe and a clinician should see, the card
# says so and ranks nothing. Here is an example with six synthetic people:

# %%
own_values("example_values.csv")

# %% [markdown]
# For yours, replace the three dots by the name of your file in quotes, such as `"my_values.csv"`. If something in it
# cannot be read, the message says which row and column and why. Clear the output before you pass this notebook on.

# %%
own_values(...)

# %% [markdown]
# Last, the article's closing promise for this part, which you can now judge. Grade it, and the card opens:

# %%
claim("A56", hidden=True)

# %% [markdown]
# Seven markers that wander, depend on assays and move for many reasons do not add up to a “molecular basis” of one
# person. What large trials have shown works for people *picked by risk*, not by a panel: a lifestyle programme cut
# new diabetes by 58 % and metformin by 31 % in the Diabetes Prevention Program.

# %% [markdown]
# ## Where you stand

# %%
progress("07")

# %% [markdown]
# ## Key points
#
# 1. Each marker has movers of its own: insulin the assay, HbA1c the red cells, SHBG estrogen and age, IGF-1 age, CRP
#    an infection. With body mass index total testosterone falls in men only; free testosterone rises in women.
# 2. Single mornings of one person's HOMA-IR, weeks apart, span a factor of three. A second value must be 2.2 times the
#    first, or less than half of it, before chance is an unlikely explanation; another laboratory may differ twofold.
# 3. Insulin drives HOMA1-IR and HOMA2-IR alike; glucose drives HOMA2-IR far less, which is about half of HOMA1-IR.
#    QUICKI is HOMA1-IR on another scale, so that their agreement is arithmetic.
# 4. A cut-off trades sensitivity against specificity, by somebody's choice. Where few are resistant, most of those
#    called resistant are not.
# 5. In a tolerance test sensitivity and early secretion make a product, and diabetes is where the product is low. A
#    fit may have a second explanation that its standard error does not know.
# 6. HbA1c follows glucose and the age of red cells; nearly half of it stems from the last month. ADAG and GMI are two
#    regressions, not a formula and its inverse.
# 7. Low SHBG goes with higher free testosterone in women and with a lower total in men. Calculated free testosterone
#    depends on the constants, up to 1.8-fold here.
# 8. IGF-1 means little without age and assay, and has no known optimum. A CRP after a cold says nothing about
#    insulin.

# %%
references(
    "A42-A56",
    "NHANES",
    "Poon2018",
    "Manley2008",
    "Marcovina2007",
    "Bellomo2012",
    "Parfitt2015",
    "Jayagopal2002",
    "Matthews1985",
    "Levy1998",
    "Hill2013",
    "Katz2000",
    "Vaccaro2004",
    "GayosoDiz2013",
    "Matsuda1999",
    "DallaMan2007",
    "Bergman1979",
    "Pacini1986",
    "Ha2021",
    "Nathan2008",
    "Bergenstal2018",
    "Malka2016",
    "Cohen2008",
    "Vermeulen1999",
    "Sodergard1982",
    "EmadiKonjin2003",
    "Ross2005",
    "Fiers2018",
    "MayoIGF1",
    "Friedrich2012",
    "Pepys2003",
    "Vigushin1993",
    "BiotinAACC2020",
)

# %% [markdown]
# **Before:** [06 Inside the cell](06_inside_the_cell.ipynb). **Next:** [08 Monitoring](08_monitoring.ipynb).
