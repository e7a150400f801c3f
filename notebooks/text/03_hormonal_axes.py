# %% [markdown]
# # 03 Hormonal axes: testosterone, SHBG and insulin in men and women
#
# **74 minutes, 43 of them core**, in eight sections; stop after any of them.
#
# After this lesson you can
#
# 1. describe the hormonal axis of the testes as a feedback loop, and say what testosterone from outside does to it;
# 2. tell from LH whether the testis has failed or the parts above it;
# 3. read LH, estradiol and progesterone against the phases of the cycle;
# 4. convert testosterone between units, and compute how much of it is free;
# 5. say what happens to total testosterone, SHBG and free testosterone with rising body mass, in men and in women;
# 6. say what remains of the link between testosterone and insulin resistance once other things are accounted for;
# 7. follow the chain from insulin to androgens in PCOS, and find where the article contradicts itself;
# 8. compare what trials of treatments in PCOS have found.
#
# **You need:** [01 Fundamentals](01_fundamentals.ipynb).
#
# **Contents.** *Core:* 1 A loop with three stations · 5 Total and free · 6 Body mass · 8 PCOS
#
# *Further:* 2 Which part has failed? · 3 Pulses · 4 The cycle · 7 What remains
#
# *Education, not medical advice. All people in the data are synthetic.*

# %%
from helpers import explore
from helpers.evidence import agents, claim, ledger, references
from helpers.exercises import check, predict, progress, review, settle
from helpers.indices import free_testosterone

# %% [markdown]
# **Review.** Three questions of earlier lessons; skip it if you like.

# %%
review("03")

# %% [markdown]
# ## 1 A loop with three stations (9 minutes)
#
# Three stations call each other: the [**hypothalamus**](../docs/glossary.md#hypothalamus), the
# [**pituitary**](../docs/glossary.md#pituitary) and the testis or ovary. Together they are an axis. The pituitary calls
# with two hormones, LH and FSH. **Predict**, then press the steps in turn:

# %% tags=["raises-exception"]
predict("03.brake", ...)

# %%
explore.hpg_axis()

# %% [markdown]
# **What happened and why.** Downward all arrows drive: [**GnRH**](../docs/glossary.md#gnrh) (gonadotropin-releasing
# hormone), in bursts, then [**LH**](../docs/glossary.md#lh) (luteinising hormone) and FSH, then testosterone or the
# hormones of the ovary. Two arrows go back and restrain; without them the stations above are let loose. Such a ring is
# a [*feedback loop*](../docs/glossary.md#feedback-loop).
#
# The article's third part begins here. Its first three claims hold up; open the rows.

# %%
settle("03.brake")

# %%
ledger("A01-A03")

# %% [markdown]
# In 1980 W. R. Smith wrote the male loop as three equations: GnRH drives LH, LH drives testosterone, and while
# testosterone is above a set level the hypothalamus stops.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("03.a_third", ...)

# %% [markdown]
# **Explore.** Press the first three presets in turn. On the left, a day and a half of LH and testosterone; on the
# right, where their averages settle. At which point does all of the testosterone come from outside?

# %%
explore.hpg_loop()

# %% [markdown]
# **What happened and why.** The loop sees enough testosterone and makes less: with a third of his own production
# added, mean LH falls to 56 %. So the two sources do not add up. Once about 76 % comes from outside, LH is gone and the
# testis is silent. Only then does more from outside mean more in blood.
#
# That mean testosterone even *falls* a little (to 89 %) is this model's own, because its hypothalamus is a switch,
# fully on or fully off: do not keep it. Nor take levels or times from it: its loop recovers in hours, men need
# months.

# %%
settle("03.a_third")

# %% tags=["raises-exception", "slide"]
check("03.switched_off", ...)

# %% [markdown] tags=["further"]
# ## 2 Which part has failed? (6 minutes, further)
#
# The three stations together are the hypothalamic-pituitary-gonadal axis, or [**HPG
# axis**](../docs/glossary.md#hpg-axis); along with LH the pituitary sends [**FSH**](../docs/glossary.md#fsh)
# (follicle-stimulating hormone), which drives sperm, or the follicle with its egg. Testosterone can be low because the
# testis does not answer: [**primary** failure](../docs/glossary.md#primary-failure). Or because it is not called, the
# fault being in pituitary or hypothalamus: [**secondary** failure](../docs/glossary.md#secondary-failure). Testosterone
# alone cannot tell.
#
# **Predict** a mild case first. You met the idea in lesson 01, where beta cells made up for resistance:

# %% tags=["raises-exception"]
predict("03.half_a_testis", ...)

# %% [markdown]
# **Explore.** Press *Testis at half*. Then compare *Testis at a tenth* with *Pituitary at a tenth*: what do they
# share, and what tells them apart? Last, *Hypothalamus at 60 %*: could LH tell it from a weak pituitary?

# %%
explore.which_failed()

# %% [markdown]
# **What happened and why.** With half of the testis's response, testosterone falls by 15 % only, because LH rises to
# 169 %. That is compensation again, and again the driving hormone gives it away. With a tenth left, of testis or of
# pituitary, testosterone is the same 63 %; LH is 628 % in one and 63 % in the other, ten times apart.
#
# Pituitary and hypothalamus lie on one line: LH does not tell them apart. GnRH would, but it cannot be measured in
# blood from the arm.

# %%
settle("03.half_a_testis")

# %% tags=["raises-exception", "slide"]
check("03.where", ...)

# %% [markdown] tags=["further"]
# ## 3 Pulses (7 minutes, further)
#
# LH comes in [pulses](../docs/glossary.md#pulses), one every hour and a half to two hours in men, and leaves blood
# slowly: its [half-life](../docs/glossary.md#half-life) (the time in which half is gone) is more than two hours
# (measured in women whose GnRH was blocked).
#
# **Predict:**

# %% tags=["raises-exception"]
predict("03.two_samples", ...)

# %% [markdown]
# **Explore.** *Schematic:* equal pulses like clockwork, on published half-lives. Press *Sample just after a pulse*
# and *Sample just before a pulse*. Then lengthen the interval: what does that do to the mean?

# %%
explore.lh_pulses()

# %% [markdown]
# **What happened and why.** The same man reads 4.8 or 2.7 IU/L within two hours: one LH value is a snapshot. In this
# picture, where all pulses are alike, the mean follows their *number*. In men slow pulses are larger, and still the
# mean falls with their number. (There is a limit on the other side. Under GnRH without any pause the pituitary turns
# deaf within days.)

# %%
settle("03.two_samples")

# %% [markdown]
# The article says what insulin does to these pulses. Grade it, and the card opens: which way do they change? (PCOS, of
# which the card speaks, is a disorder of the ovary: section 8.)

# %% tags=["slide"]
claim("A04", hidden=True)

# %% tags=["raises-exception"]
check("03.pulses", ...)

# %% [markdown] tags=["further"]
# ## 4 The cycle (7 minutes, further)
#
# In women the brake can turn into a drive. Most of the time [estradiol](../docs/glossary.md#estradiol), the strongest
# [estrogen](../docs/glossary.md#estrogen), restrains LH, as testosterone does. But when a ripe follicle keeps it high
# for about two days, LH surges, and [ovulation](../docs/glossary.md#ovulation), the release of the egg, follows. What
# is left of the follicle makes [**progesterone**](../docs/glossary.md#progesterone). These days after are the [*luteal*
# phase](../docs/glossary.md#luteal-phase), those before the follicular phase.
#
# Ellen Anckaert and colleagues followed 85 healthy women through one natural cycle each. Bars hold the middle 90 of a
# hundred women; the short line is the middle woman.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("03.which_phase", ...)

# %% [markdown]
# **Explore.** A diamond marks each phase that the value fits. Press *Before ovulation*, *LH surge* and *A week after
# ovulation*. Which hormone separates the luteal phase from the rest? Then *No phase of a natural cycle*.

# %%
explore.cycle_phase()

# %% [markdown]
# **What happened and why.** Estradiol of 75 pg/mL fits all three phases. The ranges overlap because women differ and
# because each phase is days long. Two questions have good answers: a high LH beside high estradiol is the surge, and
# progesterone above 4.2 ng/mL fits only the luteal phase. What fits no phase may come from the pill, menopause,
# pregnancy, PCOS or another laboratory's method. So a woman's hormones mean nothing without the day of her cycle.

# %%
settle("03.which_phase")

# %% tags=["raises-exception", "slide"]
check("03.has_ovulated", ...)

# %% [markdown]
# ## 5 Total and free (10 minutes)
#
# Most testosterone in blood is carried. **SHBG**, a protein from the liver, holds it tightly;
# [**albumin**](../docs/glossary.md#albumin) holds it loosely; one to four percent are
# [**free**](../docs/glossary.md#free-testosterone). What leaves the blood, and what the axis senses, is what is not
# tightly bound. So the report's [*total*](../docs/glossary.md#total-testosterone) depends on how much SHBG there is.
#
# First the units, on which more people trip than on the physiology:
#
# | substance | conventional | SI | one step |
# |---|---|---|---|
# | total testosterone | ng/dL | nmol/L | 28.84 ng/dL are 1 nmol/L |
# | free testosterone | pg/mL (some print ng/dL) | pmol/L | 10 pg/mL are 1 ng/dL, or 34.67 pmol/L |
# | SHBG | nmol/L | nmol/L | none |
#
# Do the step yourself:

# %% tags=["raises-exception", "slide"]
check("03.in_nmol", ...)

# %% [markdown]
# With Python, optional: below the line in quotes add one that begins with four spaces and `return`, then run the cell.


# %% tags=["raises-exception"]
def to_nmol(ng_dl):
    """Turn testosterone in ng/dL into nmol/L."""


check("03.to_nmol", to_nmol)

# %% tags=["raises-exception"]
check("03.two_labs", ...)

# %% [markdown]
# How much is free? Alex Vermeulen and colleagues solved the balance of binding and letting go (the [*law of mass
# action*](../docs/glossary.md#law-of-mass-action)) for SHBG and albumin together. The course's function does it in
# both systems:

# %%
round(free_testosterone(300, 40), 1), round(free_testosterone(10.4, 40, units="SI"), 1)

# %% [markdown]
# Those are pg/mL and pmol/L. Its result is a calculation, about 20 % higher than the best direct measurement.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("03.shbg_falls", ...)

# %% [markdown]
# **Explore.** Press *SHBG 60*, then *SHBG 20, the same total*. Then *Lean man* and *Man with a BMI over 40*: is the
# second point on the first one's curve? Dots are synthetic men, crosses synthetic women.

# %%
explore.total_and_free()

# %% [markdown]
# **What happened and why.** At one and the same total, free testosterone goes from 47 to 91 pg/mL. That is what the
# *formula* does. A man's *body* does not hold the total; what it senses is the free level. With less SHBG alone he
# would move down along his solid curve: the total falls, the free level stays.
#
# The two presets of men allow a sum. On the lean man's curve, the heavy man's SHBG would go with a total of 394 ng/dL;
# he has 297. So of the 213 ng/dL between the two men, 116 is SHBG, and the rest a free level that is really lower. (Let
# the free level fall first, and 90 are left for SHBG. No order is the right one: about half each.)

# %%
settle("03.shbg_falls")

# %% tags=["raises-exception"]
check("03.free", ...)

# %% [markdown]
# ## 6 Body mass (6 minutes)
#
# What goes along with body mass: total testosterone, SHBG, or what is free? The *median* of a group is its middle
# person. **Predict** the medians:

# %% tags=["raises-exception"]
predict("03.by_weight", ...)

# %% [markdown]
# **Explore.** Move the body mass index, then press the presets. Which of the three lines differ between the sexes?
# Does age explain it? (Lines wiggle at the right, where people are few.)

# %%
explore.weight_and_hormones()

# %% [markdown]
# **What happened and why.** SHBG falls in both sexes. The medians of 40 kg/m², against those of people under 25:
#
# | sex | total | SHBG | free |
# |---|---|---|---|
# | men | −35 % | −38 % | −17 % |
# | women | +1 % | −49 % | +68 % |
#
# Age does not explain it in men: those of 20 to 39 years show the same. (In women part may be something else: the pill
# raises SHBG, menopause changes it, and the data mark neither.)
#
# Same fall of SHBG, opposite result. In men the axis gives up a sixth of the free level and no more. In women nothing
# holds testosterone in that way. A total that stays while less of it is bound, and while the body clears what is not
# bound, means that more of it is being made.

# %%
settle("03.by_weight")

# %% [markdown]
# The article says that insulin resistance lowers the *production* of testosterone (A05, in section 7). What goes down
# with insulin resistance is the level in blood, and between heavy and lean men about half of that is binding.

# %% tags=["raises-exception", "slide"]
check("03.low_total", ...)

# %% [markdown] tags=["further"]
# ## 7 What remains (11 minutes, further)
#
# Two measurements **correlate** when they go together over people; *r* runs from −1 (one up, the other down, without
# exception) over 0 to +1. Testosterone “strongly correlates”, the article says. But heavy men have low SHBG *and* high
# HOMA-IR, so something third may carry it. To *take body mass into account* (“given” body mass), ask of each man: is his
# testosterone higher or lower than usual at his body mass? And his HOMA-IR? Then correlate the two answers.
#
# **Predict:**

# %% tags=["raises-exception"]
predict("03.what_is_left", ...)

# %% [markdown]
# **Explore.** Switch on one measurement, then two, then all three. On the left, each dot is a man and says how many
# times the expected value he has. On the right, the correlation with its 95 % interval; the diamond is your choice.

# %%
explore.what_remains()

# %% [markdown]
# **What happened and why.** −0.37 with nothing given, −0.25 given SHBG, −0.08 given body mass index too, 0.00 given age
# as well. (In the real men of the survey behind the cohort it was much the same: −0.05 at the end.) Whoever knows the
# other three learns next to nothing about HOMA-IR from testosterone.
#
# It does not show that testosterone does nothing. If low testosterone adds fat, and fat adds resistance, then
# taking fat into account takes this path away too. For causes we need experiments. Open the rows; two mechanisms come
# first.

# %%
settle("03.what_is_left")

# %%
ledger("A05-A10")

# %% [markdown]
# **A06.** In thirty healthy men, insulin was infused for six hours while glucose was held level: LH and testosterone
# did not change. On the other side stand mice, and a clamp study in men that finds the lower secretion in the testis
# itself, in its [Leydig cells](../docs/glossary.md#leydig-cell) (Pitteloud 2005, of which we have read the introduction
# only). A drink of glucose lowers testosterone within an hour, without a change of LH; hence *fasting* samples. So a
# direct brake on the human testis is not established, and not excluded. Six hours are not years.
#
# **A07.** [Aromatase](../docs/glossary.md#aromatase), the enzyme that turns testosterone into estradiol, is real in
# fat. But if it were the cause, estradiol would have to be high. In diabetic men a study by mass spectrometry did not
# find that, one by the less exact immunoassay did: few data, and no proof. What fits better: in men with obesity LH is
# low or “inappropriately normal” (not raised, though testosterone is low; section 2), so the fault lies mostly above
# the testis. Why is not settled; less response to insulin and to leptin, a hormone of fat tissue, in the brain is the
# leading guess.

# %% tags=["raises-exception", "slide"]
check("03.estradiol", ...)

# %% [markdown]
# And the way back, from testosterone to insulin? Here there are experiments, in both directions. Take A09 as *mixed*;
# lesson 04 shows all its trials. In the other direction, over 24 studies of men with obesity, total testosterone rose
# with diets and by three times as much after surgery of stomach or gut. LH rose too, and estradiol fell, which fits the
# article's picture. Most had no control group, and surgery has risks of its own (leaks, clots, lack of vitamins).

# %% tags=["raises-exception"]
check("03.conclude", ...)

# %% [markdown]
# ## 8 PCOS (17 minutes)
#
# **Polycystic ovary syndrome** (PCOS; since May 2026 polyendocrine metabolic ovarian syndrome, PMOS) is the commonest
# hormonal disorder of women of reproductive age: about one in eight by recent reports. By the [*Rotterdam*
# criteria](../docs/glossary.md#rotterdam-criteria) it is any two of three: too much androgen, ovulation (release of the
# egg) rarely or never, and ovaries with many small follicles (for which in adults, since the guideline of 2023, a high
# level of a hormone of these follicles, AMH, may stand); other causes have to be excluded. The name was changed because
# the follicles are not cysts and the ovary is not the whole of it; the criteria stayed.

# %%
ledger("A11", "A12")

# %% [markdown]
# How many women with PCOS are insulin resistant depends on who measures and how: 56 % by clamp in a clinic in China, 36
# % by HOMA-IR in one in Nigeria. A study in Thailand says 20 %, but counted raised *glucose*, which since lesson 01 you
# would not call by that name. On average, clamp studies find insulin sensitivity 27 % lower with PCOS than without;
# body mass does not explain that, and adds to it.
#
# Insulin can raise free testosterone in two ways. **Predict**, then press the steps in turn:

# %% tags=["raises-exception"]
predict("03.which_way", ...)

# %%
explore.insulin_to_androgens()

# %% [markdown]
# **What happened and why.** The liver makes less SHBG in everyone whose insulin is high; fat and sugar in the liver
# have a part in that (A14). The ovary answers to insulin mostly in PCOS. Each way alone makes more testosterone free,
# and together they multiply. By how much is the next question: **predict** the first way alone.

# %%
settle("03.which_way")

# %% tags=["raises-exception"]
predict("03.insulin_triples", ...)

# %% [markdown]
# **Explore.** *Schematic:* SHBG follows the line of the synthetic women, an association; how strongly the ovary
# answers is yours to set. At 40 % per doubling, a third less insulin lowers total testosterone by about a sixth, near
# to what five women showed when a drug suppressed their insulin for ten days (177 to 123 pmol/L; testosterone 2.5 to
# 2.1 nmol/L). Press the four presets in order.

# %%
explore.insulin_and_ovary()

# %% [markdown]
# **What happened and why.** Insulin three times the median, through SHBG alone: free testosterone 1.33 times; through
# the ovary alone 1.71 times; both together 2.28 times. The two multiply. Insulin down by a third takes it back to 1.69
# times. In the survey's women, total testosterone does *not* rise with insulin: most ovaries hardly answer. In PCOS
# they do: in a small study it was highest in those who had PCOS *and* were insulin resistant. Others may answer as
# well: in a small randomised trial after menopause, in women chosen for high testosterone and insulin resistance,
# metformin lowered total testosterone and left SHBG (Patel 2010).

# %%
settle("03.insulin_triples")

# %%
ledger("A13-A16", "A20")

# %% [markdown]
# Compare A13 with A06 (section 7), by which insulin brakes the testis: one hormone, and opposite effects claimed on the
# gonads of the two sexes. That is possible, but it needs saying, and only the ovary's part has human experiments behind
# it.
#
# A20 is the sentence with which the article sums up. It is right as a summary, and the article forgets it twice: its
# section on women has insulin resistance *lower* their testosterone, and so does its table of markers.

# %% tags=["raises-exception"]
check("03.new_name", ...)

# %% tags=["raises-exception"]
check("03.pcos_ratio", ...)

# %% tags=["raises-exception"]
check("03.contradiction", ...)

# %% [markdown]
# **What helps?** The article names three things. Open the cards beside the claims, and read the harms with the
# benefits.

# %%
ledger("A17-A19")

# %%
agents.cards("pcos_lifestyle", "pcos_metformin", "inositol")

# %% [markdown]
# On the card of inositol a *risk ratio* of 1.79 means 1.79 times as many women with regular cycles, with a 95 %
# interval (the true values that fit) from 1.13 to 2.85. What guidelines put first depends on the wish: for cycles and
# hair growth the combined pill (which raises SHBG, and carries a risk of clots), for a pregnancy a drug that brings on
# ovulation: which one, your last question asks. “Targeted hormonal support” (A19) is none of these by name. If it meant
# testosterone, it would do the reverse.

# %% tags=["raises-exception", "slide"]
check("03.first_choice", ...)

# %% [markdown]
# ## Where you stand

# %%
progress("03")

# %% [markdown]
# ## Key points
#
# 1. GnRH drives LH, LH drives testosterone, testosterone restrains both. Testosterone from outside does not add to a
#    man's own: it switches LH and the testis off.
# 2. Low testosterone with high LH: the testis. Low testosterone with LH not raised: pituitary or hypothalamus. One LH
#    sample may be off by a quarter or more.
# 3. The ranges of the cycle's phases overlap; progesterone tells that ovulation has happened, estradiol alone does not.
# 4. 1 nmol/L of testosterone is 28.84 ng/dL. Free testosterone is one to four percent; with the same total and a third
#    of the SHBG it about doubles.
# 5. With rising body mass SHBG falls in both sexes. In men total testosterone falls by a third and the free level by a
#    sixth; in women the total stays and the free level rises.
# 6. The correlation of testosterone with HOMA-IR in men is gone once SHBG, body mass and age are given. A direct brake
#    of insulin on human Leydig cells is disputed, and estradiol is not the proven culprit.
# 7. In PCOS (PMOS) insulin lowers SHBG and stimulates the ovary: androgens are high. Where the article calls them low,
#    it contradicts itself.
# 8. Exercise and metformin lower insulin a little; for live birth letrozole did better than clomiphene, and clomiphene
#    better than metformin. The evidence for inositol is uncertain.

# %%
references(
    "A01-A20",
    "Smith1980",
    "Wide2022",
    "Anckaert2021",
    "Vermeulen1999",
    "Fiers2018",
    "NHANES",
    "Bhasin2018",
    "Kite2019",
    "Legro2007",
    "Legro2014",
    "LiW2019",
    "Akpata2019",
    "Wongwananuruk2012",
    "Pitteloud2008",
    "Zimmerman2014",
    "Patel2010",
    "Joham2022",
)

# %% [markdown]
# **Back to** [02 Systemic effects](02_systemic_effects.ipynb) or the map in [00 Start here](00_start_here.ipynb).
# **Next:** [04 Hormone therapy](04_hormone_therapy.ipynb).
