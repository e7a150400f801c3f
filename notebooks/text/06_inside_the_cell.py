# %% [markdown]
# # 06 Inside the cell: mitochondria, fat, IRS-1 and inflammation
#
# **73 minutes, 33 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. tell cause, consequence and companion apart by what a study changed;
# 2. explain what fills and empties the pool of fat in a muscle cell, and why its size alone does not tell sensitivity;
# 3. say where the diacylglycerol and ceramide accounts agree, where they differ, and what would decide between them;
# 4. judge what is said of growth hormone peptides and mitochondria;
# 5. describe how serine phosphorylation of IRS-1 changes a dose response, and why no single site is *the* cause;
# 6. say which cell makes TNF, interleukin-6 and CRP, and what blocking TNF did in people;
# 7. explain how body fat alone can make CRP and insulin resistance go together;
# 8. weigh what is said of vessels, brain, mood and melanocortins.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb).
#
# **Contents.** *Core:* 1 Three stories · 2 A pool of fat · 6 Who makes what
#
# *Further:* 3 Two lipids, two accounts · 4 Growth hormone and mitochondria · 5 IRS-1 · 7 The common cause · 8 Vessels,
# brain, mood
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import claim, ledger, references
from helpers.evidence.agents import cards
from helpers.exercises import check, predict, progress, review, settle
from helpers.models import LipidPool

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("06")

# %% [markdown]
# ## 1 Three stories (12 minutes)
#
# [**Mitochondria**](../docs/glossary.md#mitochondria) are the parts of a cell that burn fat and sugar and make
# [**ATP**](../docs/glossary.md#atp), figuratively the cell's energy currency. In 2004 Kitt Petersen and colleagues
# examined young, lean people whose parents had type 2 diabetes and who were themselves insulin resistant. Against
# matched, sensitive controls their muscle took up 60 % less glucose under insulin, held 80 % more fat, and made ATP
# about 30 % more slowly. A year later Katsutaro Morino found 38 % less mitochondrial volume in such people. None of
# them had diabetes, and none was heavy. So was this where resistance begins?

# %%
ledger("A21", "A22")

# %% [markdown]
# Three stories fit. **Cause:** fewer mitochondria lower insulin sensitivity. **Consequence:** low sensitivity lowers
# mitochondria. **Companion:** something else, say inactivity, lowers both.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("06.same_picture", ...)

# %% [markdown]
# **Explore.** Press *Cause, compare people*, then *Companion, compare people*. Then change *The study* and watch the
# rings on the right: they are what each story predicts, the filled one for the story that is true. *SD*, the standard
# deviation, is the unit of both axes. *Schematic:* the people are invented, and so is the size of the correlation.

# %%
explore.causal_stories()

# %% [markdown]
# **What happened and why.** When you only compare people, all three stories show 0.50, and the clouds look alike.
# The offspring studies are of this kind: they are well measured, and they cannot say what comes first. To tell the
# stories apart something has to be *changed*, or the companion *held equal*:
#
# | study | if cause | if consequence | if companion | what was found |
# |---|---|---|---|---|
# | lower mitochondria | sensitivity −0.75 SD | no change | no change | severe deficiency in rodents: insulin acts as well or better |
# | lower sensitivity | no change | mitochondria −0.75 SD | no change | fat-fed rodents: resistant, with *more* mitochondria (which fat builds by itself) |
# | match for activity | 0.50 stays | 0.50 stays | 0.00 | ten people with type 2 diabetes, ten without: no difference seen |
#
# Each study tells one story from the other two; only together do they part all three. None of the three rows speaks for
# *cause*. But mind what they are. The deficiency of the first rodents was far more severe than in people. In the second
# row fat moved two things at once, sensitivity and mitochondria (Hancock 2008), so it does not speak cleanly against
# *consequence*. And the third had so few people that a true difference of 30 % is not excluded (our reading of the
# abstract's ±). In 2013 the journal *Diabetes* printed both sides, Bret Goodpaster for a link and John Holloszy
# against. That fewer mitochondria *contribute* in people stays possible; that resistance *needs* such a lack is hard to
# hold.

# %%
settle("06.same_picture")

# %% tags=["raises-exception", "slide"]
check("06.which_study", ...)

# %% tags=["raises-exception", "slide"]
check("06.fat_fed", ...)

# %% [markdown]
# Now the article's two claims about what is found in insulin resistance. The first mixes content and function: there
# are fewer mitochondria on average, while each often works normally. The second, more reactive oxygen, holds in rodents
# and in some people after much fat, not as a rule.

# %%
ledger("A23", "A24")

# %% [markdown]
# One exercise in reading. In 2007 Douglas Befroy measured in the same kind of people how fast mitochondria oxidise
# fuel.

# %% tags=["raises-exception"]
check("06.oxidation", ...)

# %% [markdown]
# ## 2 A pool of fat (10 minutes)
#
# How could fewer mitochondria make a cell resistant? The proposed chain: less fat is burned, so fat piles up in the
# cell, and something in that fat disturbs insulin's signal. Take the first link. Fat comes in; it is burned, faster the
# more there is, but never faster than the mitochondria can. It settles where both are equal.
#
# **Predict**:

# %% tags=["raises-exception"]
predict("06.more_fat", ...)

# %% [markdown]
# **Explore.** On the left, find where the dashed line (comes in) meets the solid one (is burned): there the pool
# settles. Press *Lean offspring*, then *Same loss, much to spare*, *Too much comes in*, and *Endurance athlete*.
# *Schematic:* the equation is ours. Its numbers were chosen so that 30 % less capacity fills the pool by 80 %, the two
# figures of the 2004 study; it explains them no better than that.

# %%
explore.muscle_fat()

# %% [markdown]
# **What happened and why.** Near the limit a small loss fills the pool a great deal. But that rests on an assumption
# that is easy to miss: how much of its capacity the reference person uses, 32.5 % here. With 5 % in use the same loss
# fills it by 46 % instead of 80 %. Holloszy's first objection was of this kind: resting muscle has capacity far beyond
# its need. And twice the inflow fills the pool nearly fourfold with nothing wrong in any mitochondrion.
#
# The *endurance athlete* takes in 2.5 times the fat, burns it, and still holds 1.42 times the reference's; but the pool
# is renewed 1.76 times as fast. A large, busy pool is another thing than a large, idle one.

# %%
settle("06.more_fat")

# %% [markdown]
# The same numbers, and two more:

# %%
for name, person in {
    "lean offspring": LipidPool(mitochondria=0.7),
    "twice the inflow": LipidPool(uptake=2 * 0.325),
    "half the capacity": LipidPool(mitochondria=0.5),
    "30 % of the capacity": LipidPool(mitochondria=0.3),
}.items():
    print(f"{name:21} fat in the cell, reference = 1: {person.steady_state():.2f}")

# %% [markdown]
# At 30 % of the capacity less can be burned than comes in: the pool has no end (`inf`). Work out yourself where a pool
# settles:

# %% tags=["raises-exception"]
check("06.settles_at", ...)

# %% [markdown]
# With Python, optional: the same as a function.

# %% tags=["raises-exception"]
check("06.pool", ...)

# %% [markdown]
# Real people: in 2001 Goodpaster's group measured fat in muscle and sensitivity (by clamp) in four groups. (The summary
# that we read does not print the fat of the second.)
#
# | group | people | area filled by fat, % | glucose uptake in the clamp, mg/min per kg fat-free mass | oxidative capacity, units |
# |---|---|---|---|---|
# | lean, sedentary | 9 | 1.40 | 9.45 | 36.1 |
# | with obesity | 11 | – | 5.51 | 29.7 |
# | with obesity and type 2 diabetes | 8 | 3.04 | 1.15 | 33.4 |
# | lean, endurance-trained | 9 | 2.36 | 10.26 | 50.0 |

# %% tags=["raises-exception", "slide"]
check("06.athlete", ...)

# %% [markdown]
# With that you can grade the article's vicious circle: less burning, more lipid, more resistance. Grade it, and the
# card opens.

# %% tags=["slide"]
claim("A25", hidden=True)

# %% [markdown]
# In short: fat does collect in resistant muscle of people who are not athletes, mostly because more comes in than is
# used.

# %% [markdown] tags=["further"]
# ## 3 Two lipids, two accounts (10 minutes, further)
#
# Stored fat, triglyceride, is inert; two relatives of it are not, and each has its own school:
#
# - [**Diacylglycerol**](../docs/glossary.md#diacylglycerol) (DAG) activates a [protein kinase
#   C](../docs/glossary.md#protein-kinase), which brakes insulin's signal where it starts inside the cell.
# - [**Ceramide**](../docs/glossary.md#ceramide) brakes it further on.
#
# The steps, as in lesson 01: receptor, [IRS-1](../docs/glossary.md#irs-1), AKT, glucose uptake. **Predict**:

# %% tags=["raises-exception"]
predict("06.where", ...)

# %% [markdown]
# **Explore.** Press *Both doubled* and switch the *account*. On the right, each line joins mixtures for which an
# account predicts the same uptake. Then press the other presets. *Six hours of fat by vein* and *Athlete* take their
# diacylglycerol from studies in people (Itani 2002, Amati 2011). *Schematic:* the lines and their slopes are ours,
# chosen so that both accounts are equally strong.

# %%
explore.rival_lipids()

# %% [markdown]
# **What happened and why.** Where both lipids rise alike, and in obesity they often do, the accounts agree on
# everything that is easily measured: AKT and glucose uptake (80 % of normal where both double). They part at
# **IRS-1** (80 % against 100 %): protein kinase C puts phosphate on it in the wrong place, while ceramide spares it and
# holds back **AKT**, the step after. And they part off the diagonal. So decisive experiments move one lipid and not
# the other:
#
# | experiment | DAG account | ceramide account | found |
# |---|---|---|---|
# | fat by vein for six hours in healthy people: DAG fourfold, ceramide unchanged | falls | no change | uptake fell by 43 % (Itani 2002) |
# | mice without protein kinase C theta, fat by vein for five hours | protected | not protected | protected; in ordinary mice IRS-1 fell by 40 to 50 % (Kim 2004) |
# | fat-fed mice, ceramide synthesis blocked; DAG stays high | not protected | protected | protected (Ussher 2010) |
# | endurance athletes: total DAG twice that of people with obesity and 1.5 times that of lean sedentary people; ceramide lower than in obesity | resistant | sensitive | very sensitive (Amati 2011) |
# | athletes, another laboratory: DAG lower, above all in *membranes* | sensitive | no statement | sensitive (Bergman 2012) |
# | sixteen weeks of training, 25 older insulin-resistant people: DAG −29 %, ceramide −24 % | more sensitive | more sensitive | 21 % more sensitive (Dubé 2008) |
# | ten weeks of training, relatives of people with diabetes and others: both lipids unchanged | no change | no change | 17 and 12 % more sensitive (Søgaard 2016) |
#
# Each account wins an experiment of its own; of the two training studies one fits both and one neither. Both may be
# right in part, at different times or in different muscles. The DAG account has moved from the total amount to certain
# kinds in membranes (Bergman 2012), which makes it harder to refute. And nobody in this table was followed to see who
# became resistant.

# %%
settle("06.where")

# %% tags=["raises-exception", "slide"]
check("06.favours", ...)

# %% tags=["raises-exception"]
check("06.two_papers", ...)

# %%
claim("A26")

# %% [markdown] tags=["further"]
# ## 4 Growth hormone and mitochondria (3 minutes, further)
#
# After the mitochondria the article turns to treatment: peptides that release growth hormone (GH), such as sermorelin
# and ipamorelin, are to restore mitochondria, efficiency and [*metabolic
# flexibility*](../docs/glossary.md#metabolic-flexibility), the switch between fat and glucose as fuel.

# %%
ledger("A27-A30")

# %% [markdown]
# What the rows leave out: under the GH of that infusion the oxidation of carbohydrate fell by 69 %. GH opposes insulin:
# it moves fuel towards fat, whether insulin is there or not.

# %% tags=["raises-exception", "slide"]
check("06.flexible", ...)

# %% [markdown]
# The two peptides in short; [lesson 05](05_peptides.ipynb) has the whole family.

# %%
cards("sermorelin", "ipamorelin")

# %% [markdown] tags=["further"]
# ## 5 IRS-1 (12 minutes, further)
#
# When insulin binds, the receptor puts phosphate on [**tyrosines**](../docs/glossary.md#tyrosine) of the protein
# **IRS-1** (insulin receptor substrate 1), and that starts the signal. Other kinases, among them JNK, IKK and protein
# kinase C, put phosphate on its [**serines**](../docs/glossary.md#serine). In cells this was shown well: TNF or fat
# activate such a kinase, serine 307 is [phosphorylated](../docs/glossary.md#phosphorylation), and less tyrosine
# signalling follows (Aguirre 2000, Rui 2001). So a simple picture arose: serine is *off*, and serine 307 is the
# switch.
#
# In 2010 Kyle Copps and Morris White made the experiment that this picture asks for. **Predict**:

# %% tags=["raises-exception"]
predict("06.alanine", ...)

# %% [markdown]
# **Explore.** Press *Serine drive* and compare with the dashed healthy curve: what happens to the ceiling, and what to
# the diamond, the [half-way point](../docs/glossary.md#half-way-point) (where half of the ceiling is reached)? Switch
# between *brake* and *helper*: nothing changes yet. Then press *Brake removed* and *Helper removed*.
#
# On the right, as a comparison, a *published* dose response: glucose uptake in the model that Cecilia Brännmark and
# colleagues fitted to human fat cells (the ticks at the left edge are its values without insulin). *Schematic* on the
# left: three states (free, on tyrosine, on serine), our numbers, fitted to nothing. 1 nM of insulin is 1,000 pmol/L or
# 167 µU/mL; shaded is what blood holds.

# %%
explore.irs1()

# %% [markdown]
# **What happened and why.** Tyrosine and serine compete for the same protein. A serine drive lowers the ceiling to 62 %
# of healthy and moves the half-way point from 0.20 to 0.50 nM: both at once, from one cause.
#
# While the site is in place, you cannot see whether it is a brake or a helper. Replace it, and the two accounts go
# apart: to 64 % if it was the whole brake, to 16 % if its loss doubles the drive; how strong one site is, is our
# choice. The mice: those that could not phosphorylate serine 307 became **more** resistant on a fatty diet. *There* the
# site helps.
#
# Two years before, Morino had found the opposite: mice with extra IRS-1 in muscle, in which *three* serines were
# replaced, were protected from fat. Three sites may brake where one alone helps. In people it is no clearer:
#
# - In muscle of resistant offspring, serines 312 and 636 carried 50 % more phosphate (Morino 2005).
# - In muscle of four healthy people, *insulin itself* raised serine 312 to 2.6 times (Yi 2007). A site that insulin
#   marks while it works well can hardly be just an off switch.
# - The same group then compared lean people, people with obesity and people with type 2 diabetes (Langlais 2011):
#   before insulin serine 323 carried 2.1 times the phosphate in diabetes; the abstract names no change at 312; and
#   what insulin does to certain sites was intact.
# - IRS-1 has more than fifty such sites.
#
# **Mind the numbers:** serine 307 of mice and rats is serine **312** of people; five are added. Whoever reads “serine
# 307” has to ask: whose?

# %%
settle("06.alanine")

# %% tags=["raises-exception"]
check("06.half_way", ...)

# %% tags=["raises-exception", "slide"]
check("06.numbering", ...)

# %% [markdown]
# Now look at the right picture again. The published curve, too, has a lower ceiling (49 %) and a half-way point farther
# right: half-way between uptake without insulin (51 and 20 % of the highest) and the top it moves from about 0.05 to
# 0.19 nM. The likeness is tempting, though phosphate is one thing and uptake another. What makes it in that model?

# %% tags=["raises-exception"]
check("06.dominates", ...)

# %% [markdown]
# ## 6 Who makes what (10 minutes)
#
# Some enzymes inside the cell, serine kinases, brake insulin's signal (section 5). What switches them on? The article
# names “inflammatory mediators from fat”. A [**cytokine**](../docs/glossary.md#cytokine) is a protein by which cells of
# the immune system, and others, signal to each other; *tumour necrosis factor* (TNF) and
# [*interleukin-6*](../docs/glossary.md#interleukin-6) (IL-6) are two. **C-reactive protein** (CRP) is a marker of
# inflammation that laboratories measure. Which cell makes which?
#
# **Predict**:

# %% tags=["raises-exception"]
predict("06.block", ...)

# %% [markdown]
# **Explore.** Press *Liver does not answer*: what becomes of CRP while fat tissue goes on? Press *Infection*, then
# *Lean, infection*. Then read the trials on the right: each dot is a difference from a control arm. *Schematic* on the
# left: only the half-life of CRP, 19 hours, was measured.

# %%
explore.tnf_cascade()

# %% [markdown]
# **What happened and why.** Without the liver's answer there is no CRP, however much IL-6 fat releases. In the
# schematic an infection brings CRP to about 40 mg/L within two days in the lean and the heavy person alike (38.9 and
# 40.9), and buries the difference between them, 1.0 against 3.0 mg/L. One value of CRP on one day says little about
# fat.
#
# On the right: the largest trials that we know of drugs against inflammation, and those of TNF blockers in insulin
# resistance (lesson 02 lists them all). Sixteen randomised trials together lowered HbA1c by 0.37 points, and salsalate
# alone by as much. *Insulin sensitivity* was measured in three: no change was seen in 20, 9 and 35 people, while in the
# treated CRP fell. So few can miss a modest effect. Etanercept lowered fasting glucose with CRP as before. In
# rheumatoid arthritis HOMA-IR fell under TNF blockers, mostly in studies without a control arm. Under anakinra it was
# insulin secretion that rose. So: calming inflammation lowers glucose modestly, and partly through beta cells; that
# tissues answer better has not been shown, nor excluded. Mice that lack TNF from birth are protected (Uysal 1997); in
# people no effect of that size is seen.

# %%
settle("06.block")

# %%
ledger("A31-A33")

# %% [markdown]
# IL-6 comes partly from fat. In 39 people, blood that left fat under the skin held about three times the IL-6 of blood
# that entered it and no more TNF. TNF acts mostly where it is made, much of it by macrophages that live in fat.
#
# Now grade what the article makes of it: mediators from fat, serine (section 5), resistance.

# %%
claim("A34")

# %% tags=["raises-exception", "slide"]
check("06.who_makes", ...)

# %% tags=["raises-exception", "slide"]
check("06.tnf_trials", ...)

# %%
cards("tnf_blockers", "canakinumab")

# %% [markdown] tags=["further"]
# ## 7 The common cause (8 minutes, further)
#
# People with more CRP have more insulin resistance: that is beyond doubt. Lesson 02 held body size equal and saw little
# left. Here the question of section 1 comes back, cause, consequence, or companion, and it is turned round: start from
# body size alone. It goes with CRP and with HOMA-IR. How much of their correlation would come from that by itself?
#
# **Predict**:

# %% tags=["raises-exception"]
predict("06.same_size", ...)

# %% [markdown]
# **Explore.** Press *Everyone* and compare the cross, which shows what the correlation would be if body size were the
# only link, with the circle, which shows what it is. Then check from the other side: press *Around 30*, and move the
# centre, so that you look only at people of one size.

# %%
explore.common_cause()

# %% [markdown]
# **What happened and why.** In all men the correlation is 0.40; body size alone would give 0.34. Among the 243 men
# around 30 kg/m² it is 0.17, and less around a lower one. Single windows scatter, since few people are in them. (In the
# survey of real people on which they are modelled it is much the same.)
#
# So most of what CRP and HOMA-IR share is body size. That is what a [*common
# cause*](../docs/glossary.md#common-cause) looks like, and why a lower CRP need not mean less resistance. It does not
# prove that the small rest is nothing.

# %%
settle("06.same_size")

# %% tags=["raises-exception"]
check("06.product", ...)

# %% tags=["raises-exception", "slide"]
check("06.left_over", ...)

# %% [markdown] tags=["further"]
# ## 8 Vessels, brain, mood (7 minutes, further)
#
# The article goes on from inflammation to the lining of the vessels (the
# [*endothelium*](../docs/glossary.md#endothelium)), to the brain, to mood, and from there to two more treatments.

# %%
ledger("A35-A38")

# %% [markdown]
# **Vessels.** That inflammation takes part is supported by a large trial: canakinumab, against interleukin-1 beta. But
# TNF blockade lowered CRP without improving vessels in the small trials of section 6.

# %% tags=["raises-exception", "slide"]
check("06.vessels", ...)

# %% [markdown]
# **Brain.** It has insulin receptors, and mice without them in nerve cells gain weight and are less fertile. But the
# bulk of its glucose enters without insulin (lesson 01), so “impaired glucose uptake” through insulin resistance is not
# how it would suffer. That inflammation there changes neurotransmitters in people with insulin resistance has not been
# shown directly. Lesson 02 has the trial of insulin sprayed into the nose, and counts the *association* of diabetes
# with dementia per thousand.
#
# **Mood.** Depression and diabetes follow each other in both directions. One pooled analysis of cohorts put numbers to
# it (Mezuk 2008).

# %% tags=["raises-exception"]
check("06.depression", ...)

# %% [markdown]
# **Melanocortins.** PT-141 (bremelanotide) acts on melanocortin receptors, of which one, MC4R, takes part in appetite
# as well. From that true sentence the article steps to “broader benefits for well-being”, and from inflammation to PDA,
# for which no study in people was found at all.

# %%
ledger("A39-A41")

# %% tags=["raises-exception"]
check("06.well_being", ...)

# %%
cards("pt_141", "pda")

# %% [markdown]
# ## Where you stand

# %%
progress("06")

# %% [markdown]
# ## Key points
#
# 1. Comparing people cannot tell cause, consequence and companion apart; changing one, or holding the companion equal,
#    can. Fewer mitochondria go with resistance; rodents become resistant without, and whether they contribute in people
#    is open.
# 2. The pool of fat settles where inflow equals burning, and near the limit it is touchy. Athletes hold much fat and
#    are sensitive: the amount alone does not tell.
# 3. Diacylglycerol and ceramide accounts agree on AKT and uptake and differ at IRS-1. Only experiments that move one
#    lipid without the other decide; each account has won some.
# 4. No trial has measured mitochondria under GH-releasing peptides. GH raised ATP capacity and moved fuel away from
#    carbohydrate, the opposite of flexibility.
# 5. Serine drive lowers the ceiling and moves the half-way point to the right. Mice without serine 307 (human 312)
#    became more resistant: no single site is the cause, and a like curve can come from a lack of GLUT4.
# 6. Fat and its macrophages make TNF and IL-6; the liver makes nearly all CRP. Drugs against inflammation lower HbA1c a
#    little (0.37 points, 16 trials); a change of insulin sensitivity was not seen, in trials too small to exclude one.
# 7. Body size alone gives CRP and HOMA-IR most of their correlation; among people of one size little is left.
# 8. Inflammation takes part in disease of the arteries. For brain and mood there are associations in both directions;
#    for benefits of melanocortins or PDA there is no adequate evidence in people.

# %%
references(
    "A21-A41",
    "Petersen2004",
    "Morino2005",
    "Befroy2007",
    "Trenell2008",
    "Han2011",
    "Hancock2008",
    "Goodpaster2001",
    "Bergman2012",
    "Itani2002",
    "Kim2004",
    "Ussher2010",
    "Dube2008",
    "Sogaard2016",
    "Chavez2012",
    "Aguirre2000",
    "Rui2001",
    "Morino2008",
    "Yi2007",
    "Langlais2011",
    "Brannmark2013",
    "Sedaghat2002",
    "Vigushin1993",
    "Uysal1997",
    "LiD2023",
    "Goldfine2013",
    "LarsenCM2007",
    "Burska2015",
    "MohamedAli1997",
    "EtanerceptLabel",
    "Ridker2017",
    "Mezuk2008",
    "NHANES",
)

# %% [markdown]
# **Back to** [05 Peptides](05_peptides.ipynb) · **Next:** [07 Biomarkers](07_biomarkers.ipynb)
