# %% [markdown]
# # Start here
#
# **15 minutes.** No knowledge of physiology or of programming is needed.
#
# After this page you can
#
# 1. run a cell, move a slider, and read the sentence that says what the picture shows;
# 2. switch the whole course to the units of your country;
# 3. say how fasting glucose and fasting insulin together make HOMA-IR;
# 4. read the grade of a claim.
#
# **On this page:** what this course is · how a lesson works · your units · a first explorer · grades · the map

# %% [markdown]
# ## What this course is, and what it is not
#
# Insulin resistance means that a given amount of insulin does less than it should. It is common, it is mostly
# silent, and much that is said about it is wrong. This course follows one long article of the kind that clinics
# publish: three tiers on how insulin resistance works, on its hormones, and on treatments that are sold for it.
# We took the article apart into 182 claims. Each of them appears in a lesson, with a grade, the evidence behind
# the grade, and its references. The physiology turns out mostly right; the treatments, mostly not.
#
# - **It is education, not medical advice.** Nothing here tells you what to take or what to do about your own
#   health. For that, see someone who can examine you.
# - **All people in the data are synthetic.** They were made by a program so that their ages, weights and
#   laboratory values behave like those of a real national survey. No row belongs to anybody.
# - **Models are published ones** and are checked against the numbers in their papers. Where a curve is only an
#   illustration, the word *schematic* stands beside it.

# %% [markdown]
# ## How a lesson works
#
# A lesson is a page of text, pictures with controls, and grey boxes of code, called *cells*. To run a cell, click
# in it and press **Shift + Enter**. To run them all, open the menu *Run* and choose *Run All Cells*. Do that once
# now: everything below comes to life.

# %%
from helpers import explore, units
from helpers.evidence import grade_scale, references
from helpers.exercises import check, predict, progress

# %% [markdown]
# Each section goes the same way: an idea in a few sentences; what the article claims, with its grade; a question
# to **predict** the answer to; an explorer to **move**; what happened and why; and an **exercise** that tells you
# at once what you got right and what went wrong. Predicting first matters: people who commit to an answer, even a
# wrong one, remember the right one better.
#
# In exercises you replace the three dots by your answer and run the cell. Try it: how many claims does this
# course grade?

# %%
check("00.claims", ...)

# %% [markdown]
# ## Your units
#
# Laboratories in the United States report glucose in mg/dL and insulin in µU/mL; most of the world uses mmol/L
# and pmol/L. Choose once. Every slider, picture and sentence follows, in this lesson and the next ones.

# %%
explore.units_switch()

# %% [markdown]
# The numbers change, the person does not. One factor for each substance does all the work:

# %%
print(f"100 mg/dL of glucose are {units.convert(100, 'glucose', 'mg/dL', 'mmol/L'):.2f} mmol/L")
print(f"10 µU/mL of insulin are {units.convert(10, 'insulin', 'µU/mL', 'pmol/L'):.0f} pmol/L")

# %% [markdown]
# ## A first explorer: what makes HOMA-IR?
#
# After a night without food, a balance settles: the liver lets out glucose, insulin holds the liver back. If it
# takes more insulin to hold glucose at the same level, insulin is working less well. In 1985 David Matthews and
# colleagues turned that thought into a number, the *homeostasis model assessment of insulin resistance*,
# **HOMA-IR**: fasting glucose in mmol/L times fasting insulin in µU/mL, divided by 22.5. The divisor was chosen
# so that a lean, healthy young adult comes out at 1.
#
# **Predict.** Two people have the same fasting glucose, and one has three times the insulin of the other.

# %%
predict("00.triple", ...)

# %% [markdown]
# **Explore.** Move the two sliders, or type a number in a box. Then try the presets: two of them are people whom
# a glucose test alone would rank the wrong way round.

# %%
explore.homa_map()

# %% [markdown]
# **What happened and why.** HOMA-IR is a product. Triple the insulin and it triples; the same value arises from
# many pairs, which is why each dashed curve carries one number. Along such a curve a person trades glucose for
# insulin. Insulin varies between people far more than fasting glucose does (look at the cloud: insulin spans a
# factor of ten and more, glucose hardly a factor of two), so most of what HOMA-IR tells about a person without
# diabetes, insulin alone would have told.
#
# No line on this map divides the healthy from the ill. HOMA-IR was made to compare groups of people; assays differ
# so much that one blood sample can come out twice as high in another laboratory. Lesson 07 comes back to that.

# %%
check("00.same_homa", ...)

# %%
check("00.which_resistant", ...)

# %% [markdown]
# ## How a claim is graded
#
# Every claim of the article carries one of seven grades. The grade is a word, a shape and a colour, so that it
# can be read in any of the three ways.

# %%
grade_scale()

# %% [markdown]
# A grade is about the evidence, not about the people who make the claim. *Unsupported* does not mean *false*: it
# means that nobody has shown it in people. *Incorrect* means that evidence, or the definition of the words, says
# otherwise.

# %%
check("00.unsupported", ...)

# %% [markdown]
# ## The map of lessons
#
# | lesson | what it is about | minutes |
# |---|---|---|
# | **00 Start here** | this page | 15 |
# | [**01 Fundamentals**](01_fundamentals.ipynb) | what insulin does, how the body makes up for resistance, and for how long | 75 |
#
# Lessons can be done in one sitting or section by section; your answers stay in the notebook when you save it.

# %%
progress("00")

# %% [markdown]
# ## Key points
#
# 1. Shift + Enter runs a cell; the sentence under each picture says in words what the picture shows.
# 2. One switch sets the units of all lessons.
# 3. HOMA-IR is fasting glucose times fasting insulin over a constant; it is made to compare groups, and many
#    different pairs give the same value.
# 4. A grade speaks about evidence. *Unsupported* means not shown; *incorrect* means shown to be otherwise.

# %%
references("Matthews1985", "Wallace2004", "Manley2008")

# %% [markdown]
# **Next:** [01 Fundamentals](01_fundamentals.ipynb)
