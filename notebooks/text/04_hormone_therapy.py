# %% [markdown]
# # 04 Hormone therapy: what testosterone, its add-ons and the alternatives do
#
# **80 minutes, 43 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. say what has to be known before testosterone is considered, and why a link is not yet a treatment;
# 2. read a forest plot, leave one trial out, and say what the trials of testosterone found on insulin resistance;
# 3. put benefit beside harm, both per 1,000 people, and work out how many are treated for one more harm;
# 4. tell a concentration from a dose, and say what a shorter interval does to the swing of a level;
# 5. judge the add-ons (gonadorelin, hCG, anastrozole, enclomiphene, progesterone, pellets) by mechanism and evidence;
# 6. say what a trial of seventeen people can tell, and what not;
# 7. find what is missing in an instruction, and show by units why that is dangerous;
# 8. compare hormones with lifestyle, metformin and GLP-1 drugs, which the article leaves out.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb). [03 Hormonal axes](03_hormonal_axes.ipynb) helps.
#
# **Contents.** *Core:* 1 The promise · 2 Does testosterone treat insulin resistance? · 3 Benefit beside harm · 8 What
# the article leaves out
#
# *Further:* 4 Injections · 5 The add-ons · 6 Testosterone in women · 7 Progesterone and pellets
#
# *Education, not medical advice: nothing here is a dose or a recommendation. All people in the data are synthetic.
# What regulators say is of November 2026, in part from news: it changes.*

# %%
from helpers import explore
from helpers.evidence import claim, ledger, references
from helpers.evidence.agents import cards
from helpers.exercises import check, predict, progress, review, settle

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("04")

# %% [markdown]
# ## 1 The promise (6 minutes)
#
# The article's second part moves from how things work to what to take. Its promise: insulin resistance disturbs the
# hormones, so putting the hormones right treats insulin resistance. Here are its first five steps; open the rows:

# %%
ledger("I01-I05")

# %% [markdown]
# The strongest sentence is the one about diet and exercise, and the article gives it no content: section 8 will. Two
# sentences carry the promise (I03, I05), and for them no trial and no guideline was found. From *hormones and
# metabolism are linked*, which is right, they move to *replacing one treats the other*, which has to be shown.
#
# Where does each of its treatments take hold? **Predict**, then press them one after the other:

# %% tags=["raises-exception"]
predict("04.where", ...)

# %%
explore.where_it_acts()

# %% [markdown]
# **What happened and why.** Most arrows end in the brain, the pituitary or at another hormone; only three reach the box
# where insulin works. Testosterone's is disputed (section 2), that of the peptides points the wrong way (lesson 05),
# and the third belongs to what the article leaves out (section 8). A map shows where, not how much: for that there are
# trials.

# %%
settle("04.where")

# %% tags=["raises-exception", "slide"]
check("04.linked", ...)

# %% [markdown]
# ## 2 Does testosterone treat insulin resistance? (13 minutes)
#
# Some words first. The pituitary sends **LH** and **FSH** to the testes; LH drives testosterone, and both drive
# sperm. [**Hypogonadism**](../docs/glossary.md#hypogonadism) means symptoms *and* repeatedly low testosterone, below
# about 300 ng/dL (10.4 nmol/L) in the morning. **SHBG** is the protein that holds testosterone tightly; it is low in
# insulin resistance, which lowers the *total*. [**TRT**](../docs/glossary.md#trt) is testosterone replacement
# therapy; HOMA-IR, from fasting glucose and insulin, is about 1 in lean young adults and more with resistance.

# %%
ledger("I06-I08")

# %% [markdown]
# So low testosterone is frequent with insulin resistance, and each may worsen the other. Weight loss raises it: by
# 2.9 nmol/L (83 ng/dL) with diet. The reverse question is whether testosterone lowers insulin resistance.

# %% tags=["raises-exception"]
check("04.before", ...)

# %% [markdown]
# A **forest plot** shows one trial a row: a square for its estimate, larger the more weight it has, and a line for its
# 95 % interval, the true effects that fit the data. **Pooling** weighs each trial by how precise it is. If *trials may
# differ in truth* (a [random-effects model](../docs/glossary.md#random-effects-model)), the pooled interval is wider.
#
# **Predict**, before you look:

# %% tags=["raises-exception"]
predict("04.pooled", ...)

# %% [markdown]
# **Explore.** Left of zero is less insulin resistance. Press *Without TIMES2*, *Without the T Trials* (names of trials)
# and *Without Gianatti*, and watch the band of the pooled interval against the line at zero. Then press *All five, as
# few trials*, with the wider interval that is due to few. Last, switch Gianatti's estimate: the paper prints −0.08 with
# an interval from −0.31 to 0.47, whose middle is +0.08.
#
# These are the five that we found with a difference from placebo (a treatment without the drug) in units of HOMA-IR.
# The nine on the right measured or printed something else. (**P** is the probability that chance alone would show a
# difference at least this large.)

# %%
explore.testosterone_trials()

# %% [markdown]
# **What happened and why.** All five together: −0.59 units (−1.10 to −0.08), about a tenth of what the men of TIMES2
# started from. Zero comes into the interval without TIMES2, without the T Trials, when one odd number is read
# differently, or when the interval is that for few trials. Without Gianatti the fall is clear. Such a result is
# *fragile*.
#
# The list goes both ways. With a clamp, which measures insulin action directly, two small trials found it better and
# two showed no difference, nor did another direct test in 134 men. Groti's HOMA-IR fell by 4.6, within the treated, and
# a pooling of 18 trials, some without placebo, found a large fall too (Li 2020). TRAVERSE, by far the largest, showed
# no difference in diabetes, glucose or HbA1c, which follows the glucose of weeks. In T4DM fewer men had diabetes by a
# glucose drink, at an unchanged HbA1c, and all followed a lifestyle programme.
#
# Three numbers are ours: TIMES2 printed −15.2 %, which we turned into units, and for TIMES2 and the T Trials the
# interval is worked out from P. Gopal's “± 4.29” may be a standard deviation; if so, its line is far too long.

# %%
settle("04.pooled")

# %% tags=["raises-exception", "slide"]
check("04.leave_one_out", ...)

# %%
ledger("I09-I11")

# %% [markdown]
# Fat as a whole does fall, and lean mass rises, by some 2 kg each. [*Visceral* fat](../docs/glossary.md#visceral-fat),
# the fat around the gut, is the one that goes with insulin resistance. It fell in Mårin's 23 men and did not clearly
# change in Gianatti's 88 (whose printed P = 0.90 does not fit its interval).

# %% tags=["raises-exception"]
check("04.which_index", ...)

# %% [markdown]
# ## 3 Benefit beside harm (12 minutes)
#
# A result without its price is half a result. But first: whose result? **Predict**, then press the steps in turn:

# %% tags=["raises-exception"]
predict("04.lost", ...)

# %%
explore.who_was_counted()

# %% [markdown]
# **What happened and why.** The lot makes two groups alike; staying away is not drawn by lot. In T4DM 151 of 1,007 men
# did not drink the last glucose, and more of them were on placebo. If they fared like those who came, the result
# stands; at the very worst 23 % of the treated would have diabetes, not 12.4 %. Look in every trial for how many were
# lost, and from which group. **Predict** now the price:

# %%
settle("04.lost")

# %% tags=["raises-exception"]
predict("04.balance", ...)

# %% [markdown]
# **Explore.** The two largest trials, per 1,000 men; mind the two scales, and each trial's time. Triangles are results
# whose interval leaves zero out: down is fewer, up is more. Press *Diabetes as in T4DM*, then *As in TRAVERSE, 2 years*
# and *4 years*. Then lower the risk of diabetes: the benefit shrinks, the harms stay. (That each outcome keeps its
# ratio to the risk that you set is an assumption.)

# %%
explore.benefit_and_harm()

# %% [markdown]
# **What happened and why.** In two years of T4DM, beside a lifestyle programme, 86 fewer of 1,000 men had diabetes, and
# 203 more reached a [*haematocrit*](../docs/glossary.md#haematocrit), the share of red cells in the blood, of 54 % or
# more, where treatment has to be lowered or stopped. TRAVERSE looked at diabetes on five visits: at two years fewer men
# had it, at four years the interval holds both fewer and more, and over all visits no difference was shown, and none
# excluded.
#
# In some three years no difference was seen in heart attack, stroke and heart death together; atrial fibrillation (an
# irregular heartbeat; +11), broken bones (+10) and kidney injury (+8) were more frequent, pulmonary embolism (a clot in
# the lung; +4) perhaps so. The gel was used for two thirds of that time, which dilutes benefit and harm. Where the
# risk of diabetes is low, few are spared, and the harms are as before.
#
# **What is watched.** On testosterone, guidelines measure its level and the haematocrit, ask for symptoms and side
# effects, and in the first year, in men who choose that, look after the prostate: a rise of PSA, a protein from it, by
# more than 1.4 ng/mL calls for a urologist (Bhasin 2018). And what does the article say of harm? Below your prediction,
# grade its sentence, and the card opens.

# %%
settle("04.balance")

# %%
claim("I25", hidden=True)

# %% [markdown]
# The article names one harm only, the one to the testes. It is real: hormonal contraception for men is built on it.
# After stopping, sperm were back at 20 million per mL within 6 months in two thirds of 1,549 men in such trials, within
# 12 months in 90 %, and within two years in all. Older men, or after longer use, may wait longer.

# %% tags=["raises-exception"]
check("04.number_to_harm", ...)

# %% tags=["raises-exception"]
check("04.watched", ...)

# %% [markdown] tags=["further"]
# ## 4 Injections (8 minutes, further)
#
# Testosterone cypionate is an [*ester*](../docs/glossary.md#ester): testosterone with a tail that dissolves in oil.
# From a depot in muscle it is released over days. The **half-life** is the time in which the level falls by half: 8
# days for cypionate, as copied from the US label (unverified); about 5 fit the courses that were measured.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("04.weekly", ...)

# %% [markdown]
# **Explore.** There is no amount in this picture: any amount that gives the average you set has this course. Press
# *Every two weeks*, *Weekly*, *Twice a week*; then *Weekly, half-life 8 days*. In SI units 500 ng/dL is 17.3 nmol/L;
# who confuses the two is wrong by a factor of 29.

# %%
explore.injections()

# %% [markdown]
# **What happened and why.** From every two weeks to weekly, peak over [trough](../docs/glossary.md#trough) (highest
# over lowest level) falls from about 3.9 to 1.6, and with two injections a week to 1.1. Measured, in men on a related
# ester weekly, it was 1.5. So a shorter interval *reduces* the swing; it does not avoid it. The average depends only on
# the amount per week and on how fast the body clears it. (The body's own testosterone, suppressed, is left out.)

# %%
settle("04.weekly")

# %% [markdown]
# If the whole injection entered the blood at once, peak over trough would follow from interval and half-life alone:

# %% tags=["raises-exception"]
check("04.peak_trough", ...)

# %% [markdown]
# With Python, optional: in place of the dots write `lambda interval, half_life:` and then your formula, and run the
# cell.

# %% tags=["raises-exception"]
check("04.ratio", ...)

# %%
ledger("I12-I13")

# %% [markdown]
# Note the 200 mg/mL: a [*concentration*](../docs/glossary.md#concentration), how much is in each millilitre, not how
# much is injected. Keep that in mind for section 6.

# %% tags=["raises-exception", "slide"]
check("04.concentration", ...)

# %% [markdown] tags=["further"]
# ## 5 The add-ons (15 minutes, further)
#
# Testosterone from outside tells the brain that there is enough. The hypothalamus stops its pulses of **GnRH**, LH
# and FSH fall, and the testes rest. The article adds three drugs against this. Take them one by one.
#
# [**Gonadorelin**](../docs/glossary.md#gonadorelin) is GnRH itself. **Predict**, with testosterone left out for the
# moment:

# %% tags=["raises-exception"]
predict("04.two_pulses", ...)

# %% [markdown]
# **Explore.** *Schematic:* the half-lives were measured, in women whose own GnRH was blocked; the size of a pulse is
# ours. Press *Natural: every 90 minutes*, *Once a day*, *Twice a week*. A real dose is larger: press *Twice a week,
# eight times as large*. Then give LH its longest half-life: does that rescue it?

# %%
explore.gnrh_pulses()

# %% [markdown]
# **What happened and why.** Two natural pulses a week instead of 112 leave 1.8 % of the mean LH. A test dose raises LH
# far more than a pulse does, by almost 400 % in 77 healthy men; eight times as large, two leave 14 %. A longer
# half-life raises all alike. And the picture flatters gonadorelin: it leaves out that testosterone and estradiol hold
# the pituitary down. (Without pause GnRH makes the pituitary deaf. That is how its long-acting relatives switch the
# testes off.)

# %%
settle("04.two_pulses")

# %%
ledger("I14-I17")

# %% [markdown]
# In short: a man who wants children soon should not start testosterone, say the guidelines. Of the additions
# [**hCG**](../docs/glossary.md#hcg), which acts on the testis itself and lasts days, has the best evidence: in three
# weeks, in 29 men, it kept testosterone *inside* the testis near its start. Nobody counted sperm.

# %% tags=["raises-exception", "slide"]
check("04.why_not_gonadorelin", ...)

# %% [markdown]
# [**Anastrozole**](../docs/glossary.md#anastrozole) blocks *aromatase*, the enzyme that turns testosterone into
# estradiol. Does that help or harm insulin sensitivity? In 17 healthy men the glucose needed in a clamp fell by 14 %
# (P = 0.024), and by another reading of the same clamp, glucose disposal, by 8.6 %. In 9 young men on letrozole, a
# relative, fasting insulin fell, which points the other way. What can so few men tell? **Predict**:

# %% tags=["raises-exception"]
predict("04.same_again", ...)

# %% [markdown]
# **Explore.** *Schematic:* dice, thrown once for everybody; the spread, of each man's difference between drug and
# placebo, is from the trial of 17. Dashed is the truth that you set. Squares with heavy lines exclude zero. Press
# *Seventeen men, true change −8 %*, then *Seventeen men, no true change*, then *A hundred men, true change −8 %*.

# %%
explore.small_trials()

# %% [markdown]
# **What happened and why.** With a true −8 %, 15 of these forty trials exclude zero, and three point the wrong way.
# Those that “found” it put it at 14 % on average: to be [significant](../docs/glossary.md#significant) (to exclude
# zero) with seventeen men, an estimate has to be too large. With no true change, one still excludes zero. With a
# hundred men, 37 find it and put it where it is.
#
# So the 14 % is probably too large if the effect is real, and two small trials that disagree are no riddle.

# %%
settle("04.same_again")

# %% tags=["raises-exception", "slide"]
check("04.seventeen", ...)

# %%
ledger("I18-I24")

# %% [markdown]
# Estradiol protects men's bones and serves their libido; there is no optimal range to steer for. It is measured where
# breasts swell or hurt, and a lower amount of testosterone is then the first answer.
#
# [**Enclomiphene**](../docs/glossary.md#enclomiphene) blocks the estrogen receptor in the brain, so that LH rises and
# the testes make more themselves. Beside testosterone it may do little, since the androgen keeps the brake on; nobody
# has tried. Nor were the three together (I24).

# %%
cards("testosterone_men", "gonadorelin", "hcg", "anastrozole", "enclomiphene")

# %% [markdown] tags=["further"]
# ## 6 Testosterone in women (12 minutes, further)
#
# Women make testosterone too, about 0.2 to 0.3 mg a day (unconfirmed), a small fraction of what men make.
# [**HSDD**](../docs/glossary.md#hsdd), hypoactive sexual desire disorder, is a lasting loss of desire that
# distresses. The article gives this instruction:
#
# > *Women inject 10-20 units (0.1-0.2 mL) of testosterone cypionate under the skin every week.*
#
# A *unit* here is a mark of an insulin (“U-100”) syringe: a hundredth of a millilitre.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("04.ten_units", ...)

# %% [markdown]
# **Explore.** *Not a dose, but a reading exercise.* The squares are the five groups of a trial in 71 women; the line
# through them is ours, dotted beyond what the trial gave. The bands hold 90 % of the synthetic women and men. Press
# *100 mg/mL* and *200 mg/mL, the article's only strength* (both are sold in the US); then let the woman clear it
# slowly.

# %%
explore.ten_units()

# %% [markdown]
# **What happened and why.** At the weaker strength the instruction means 3 to 10 times her own production, at the
# stronger 7 to 20 times, and by the trial's line levels at which those of men begin; more, if she clears it slowly. All
# of it hangs on a number that is not there, and some of the harm, such as a deeper voice, does not go back.
#
# Look at the first squares as well. The lowest group got about her own production by weight, and its mean was above
# what 95 of 100 synthetic women have: the ester, the muscle and the time of sampling count.

# %%
settle("04.ten_units")

# %% tags=["raises-exception"]
check("04.syringe", ...)

# %% tags=["raises-exception", "slide"]
check("04.missing", ...)

# %%
ledger("I26-I34")

# %% [markdown]
# The rows say what is right. One number for desire (I29): through the skin, at female levels, testosterone gave
# postmenopausal women with HSDD about one more satisfying event a month (0.85, 0.52 to 1.18; 3,238 women). No blood
# level makes the diagnosis. And PCOS (I27) is now called PMOS.

# %% tags=["raises-exception", "slide"]
check("04.pcos", ...)

# %% [markdown] tags=["further"]
# ## 7 Progesterone and pellets (2 minutes, further)
#
# Estrogen alone makes the lining of the womb grow, and may lead to cancer; progesterone opposes it: its place in the
# treatment of menopause. The article praises progesterone without it, and never mentions estrogen treatment. Effects on
# mood differ between women, and “balancing testosterone” (I38) is a phrase.

# %%
ledger("I35-I40")

# %% tags=["raises-exception", "slide"]
check("04.progesterone", ...)

# %%
cards("testosterone_women", "progesterone", "testosterone_pellets")

# %% [markdown]
# ## 8 What the article leaves out (11 minutes)
#
# What was tried with more success to keep type 2 diabetes away? **Predict**:

# %% tags=["raises-exception"]
predict("04.strongest", ...)

# %% [markdown]
# **Explore.** Left: the ratio of diabetes, treated over control; at 1 nothing differs. Right: what that means at the
# risk that you set. Compare *Lifestyle programme*, *Metformin* (a drug for diabetes) and both visits of TRAVERSE;
# choose tirzepatide. Press *Testosterone beside lifestyle*, and see from which course it starts. Then press *Lifestyle,
# low risk*.
#
# Trials of two [GLP-1 drugs](../docs/glossary.md#glp-1-drugs), liraglutide and tirzepatide, stand beside those of this
# lesson. All differ in people, in length and in the control group: it had advice in DPP (the Diabetes Prevention
# Program) and in the drugs' trials, a whole programme in T4DM, which counted who *had* diabetes at two years (one man
# in five did at the start). Nobody has tried them all against each other.

# %%
explore.what_prevents()

# %% [markdown]
# **What happened and why.** At the risk of DPP's control group, 281 of 1,000 have diabetes after three years; 204 with
# metformin, 129 with lifestyle, and fewer still with the two GLP-1 drugs. Testosterone *added to* lifestyle: 79, if
# T4DM's programme did as much as DPP's. Alone, by the visit at four years, its interval holds a rise as well as a fall.
# Where the risk is low, lifestyle spares few of many.
#
# The drugs work while they are taken: without tirzepatide weight comes back, and in 17 weeks some diabetes too. About
# half of the people did not finish the trial of liraglutide. **GLP-1** is an
# [*incretin*](../docs/glossary.md#incretin). By such hormones the gut makes beta cells answer more to glucose that is
# eaten than to the same by vein: in health 40 to 70 % of the answer is theirs (Marathe 2014). Copies of GLP-1 are
# injected or, since 2019, swallowed; they also make people eat less.
#
# Three more belong here, each against a control of its own:
#
# | treatment | how it works | what was found (95 % interval) | harm |
# |---|---|---|---|
# | pioglitazone | makes fat tissue and muscle answer | new diabetes 0.28 times (0.16 to 0.49); 602 people, 2.4 years (DeFronzo 2011) | 3.9 kg heavier (placebo 0.8), swelling; in another trial more broken bones (Kernan 2016); heart failure (boxed warning in the US) |
# | dapagliflozin, an SGLT2 inhibitor | lets glucose out in urine | new diabetes 0.67 times (0.51 to 0.88); 4,003 people with a weak heart or kidneys, an exploratory outcome (Rossing 2022) | genital infections, loss of water, rarely ketoacidosis |
# | training | muscle takes up more | sensitivity better by 0.59 standard deviations (0.36 to 0.82); 14 trials in type 2 diabetes (Way 2016) | injuries |

# %%
settle("04.strongest")

# %% tags=["raises-exception"]
check("04.needed", ...)

# %% tags=["raises-exception"]
check("04.two_drugs", ...)

# %% tags=["raises-exception", "slide"]
check("04.t4dm", ...)

# %%
cards("lifestyle", "metformin", "glp1")

# %% [markdown]
# ## Where you stand

# %%
progress("04")

# %% [markdown]
# ## Key points
#
# 1. Before testosterone come symptoms, two low morning values, the cause, and the wish for children. A link between
#    hormones and insulin resistance is not yet a treatment.
# 2. Five pooled trials show HOMA-IR lower by 0.6 units; leave one out or change the method, and zero is back. Clamps
#    disagree, and the largest trial showed no difference in diabetes.
# 3. Of 1,000 men in two years of T4DM, beside lifestyle, 86 fewer had diabetes and 203 more a high haematocrit; in
#    TRAVERSE every 91 men had one more case of atrial fibrillation, and about as many one more broken bone.
# 4. 200 mg/mL is a concentration. Weekly injections cut the swing of two-weekly ones to half or less; they do not
#    avoid it.
# 5. Two pulses of GnRH a week are a fiftieth of the natural number; hCG has the best evidence beside testosterone;
#    anastrozole and enclomiphene have none for this use; progesterone protects the womb when estrogen is taken.
# 6. Seventeen people find a small effect in one trial of three or four, and then exaggerate it.
# 7. Syringe units without a strength are no dose: at the two that are sold they mean three to twenty times a woman's
#    own production.
# 8. Weight loss, metformin and GLP-1 drugs lowered new diabetes in large trials; testosterone did so beside lifestyle,
#    and alone was not shown to.

# %%
references(
    "I01-I40",
    "Kapoor2006",
    "IntHout2014",
    "LiSY2020",
    "Gopal2010",
    "Mohler2018",
    "HuangG2018",
    "Frederiksen2012",
    "Grossmann2015",
    "Liu2006",
    "Nankin1987",
    "AlFutaisi2006",
    "Bang2017",
    "Kelleher2004",
    "PelletTrial",
    "Wide2022",
    "Wiehle2014",
    "NHANES",
    "leRoux2017",
    "Jastreboff2025",
    "ProgesteroneLabel",
    "HCGLabel",
    "MetforminLabel",
    "GLP1Labels",
    "Bhasin2018",
    "Marathe2014",
    "DeFronzo2011",
    "Kernan2016",
    "Rossing2022",
    "Way2016",
    "SGLT2Label",
    "PioglitazoneFDA2007",
)

# %% [markdown]
# **Back to** [03 Hormonal axes](03_hormonal_axes.ipynb) · **Next:** [05 Peptides](05_peptides.ipynb): growth hormone,
# and how far a rat is from a person.
