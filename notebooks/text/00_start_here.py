# %% [markdown]
# # Start here
#
# **25 minutes, 15 of them core.** No knowledge of physiology or of programming is needed.
#
# After this page you can
#
# 1. run a cell, move a slider, and read the sentence that says what the picture shows;
# 2. switch the whole course to the units of your country;
# 3. say how fasting glucose and fasting insulin together make HOMA-IR;
# 4. read the grade of a claim.
#
# **Contents.** *Core:* What this course is, and what it is not · How a lesson works · Your units · A first explorer:
# what makes HOMA-IR? · How a claim is graded · The map of lessons
#
# *Further:* Before the course

# %% [markdown]
# ## What this course is, and what it is not (1 minute)
#
# [*Glucose*](../docs/glossary.md#glucose) is the sugar in your blood. [*Insulin*](../docs/glossary.md#insulin) is the
# hormone that lowers it; the pancreas makes it. [**Insulin resistance**](../docs/glossary.md#insulin-resistance)
# means that a given amount of insulin does less than it should. It is common and often silent, and much that is said
# about it is wrong.
#
# This course follows one long article of the kind that clinics publish, in three parts: how insulin resistance works
# and what comes of it, treatments that are sold for it, and the hormones and cells behind it. We do not name it,
# because it stands for many. We took it apart into 182 claims. Each gets a grade, the evidence behind the grade, and
# references. In the parts on physiology about half of the claims (52 of 100) are established or supported; in the part
# on treatments, 17 of 69. (The rest are about its references and closing words.)
#
# - **It is education, not medical advice.** Nothing here tells you what to take or what to do about your own
#   health. For that, see someone who can examine you.
# - **All people in the data are synthetic.** They were made by a program so that their ages, weights and
#   laboratory values behave like those of a real national survey. No row belongs to anybody.
# - **Models are published ones** and are checked against the numbers in their papers. Where a curve is only an
#   illustration, the word [*schematic*](../docs/glossary.md#schematic) stands beside it.

# %% [markdown]
# ## How a lesson works (2 minutes)
#
# A lesson is a page of text, pictures with controls, questions, and a little code. (On a narrow screen, such as a
# phone's, *right* means below.) Opened by `python3 course.py` or in a class, your copy comes to life by itself; *Show
# code*, above the page, brings out the grey boxes behind it, called *cells*, which you may leave alone. Elsewhere
# (another Jupyter, VS Code) open the menu *Run* and choose *Run All Cells*. To run one cell, click in it and press
# **Shift + Enter**.
#
# If the first cell says *No module named 'helpers'*, this Python does not have the course: open the lesson with
# `python3 course.py`, or run `%pip install -e ..` in a cell and restart the kernel. If it says *cannot import name*,
# there is something else of that name: before that, run `%pip uninstall -y helpers`, or give your own file
# `helpers.py` another name.

# %%
from helpers import explore, units
from helpers.evidence import grade_scale, references
from helpers.exercises import before, check, predict, progress, review, settle

# %% [markdown]
# Each section goes the same way: an idea in a few sentences; what the article claims, with its grade; a question
# to **predict** the answer to; an explorer to **move**; what happened and why; and an **exercise** that tells you
# at once what you got right and what went wrong. Make your prediction before you look further down: a guess of your
# own, even a wrong one, tends to make the answer stick.
#
# **Where to stop.** The *core* of a lesson is a way through it of at most 45 minutes. What is marked *further* can be
# left out or kept for another day; nothing in the core needs it.
#
# **To answer**, click an option; where several may be right, tick them and click *Check*. A number goes into its field,
# beside which stands its unit; in another unit, type that too (`54 pmol/L`). Below, *Hint* gives a step; after a try
# there is the *Solution*, and a calculation has a *Worked example* with other numbers. What you answered is remembered
# on this computer, and is there when you come back. (Typing in the cell works as well: in place of the three dots a
# number, or an option's letter in quotes, as in `check("00.example", "b")`, then Shift + Enter.)
#
# Now you: how many claims does this course grade?

# %% tags=["raises-exception"]
check("00.claims", ...)

# %% [markdown] tags=["further"]
# ## Before the course (10 minutes, further)
#
# Ten questions (10 minutes more), of which nothing is marked: answer what you think now. They come back at the end of
# lesson 09, each beside what you said here.

# %%
before()

# %% [markdown]
# ## Your units (1 minute)
#
# Laboratories in the United States report glucose in mg/dL and insulin in µU/mL; most of the world uses mmol/L and
# pmol/L. (µU/mL is millionths of a unit of insulin in a millilitre.) Choose once. Every slider, picture and sentence
# follows, in this lesson and the next ones; cells that print numbers follow when you run them again. The running text
# names the first of the two; the sentence under a picture says the same in yours.

# %%
explore.units_switch()

# %% [markdown]
# The numbers change, the person does not. One factor for each substance does all the work:

# %%
print(f"100 mg/dL of glucose are {units.convert(100, 'glucose', 'mg/dL', 'mmol/L'):.2f} mmol/L")
print(f"10 µU/mL of insulin are {units.convert(10, 'insulin', 'µU/mL', 'pmol/L'):.0f} pmol/L")

# %% [markdown]
# ## A first explorer: what makes HOMA-IR? (9 minutes)
#
# [*Fasting*](../docs/glossary.md#fasting) means after a night without food. A balance has then settled: the liver
# lets out glucose, and insulin holds the liver back. If it takes more insulin to hold glucose at the same level,
# insulin is working less well. In 1985 David Matthews and colleagues turned that thought into a number, the
# *homeostasis model assessment of insulin resistance*, [**HOMA-IR**](../docs/glossary.md#homa-ir). A lean, healthy
# young adult comes out at about 1.
#
# **Predict.** Two people have the same fasting glucose, and one has three times the insulin of the other.

# %% tags=["raises-exception"]
predict("00.triple", ...)

# %% [markdown]
# **Explore.** Move the two sliders, or type a number in a box. The buttons below them are *presets*, which set all
# controls at once; *Reset* goes back, and *Show the numbers* opens a table. Press *Oxford reference*: the healthy
# adult for whom HOMA-IR is 1. Then press the other two and read the sentence under the picture each time. (On the
# insulin axis each labelled step is about three times the last.)

# %%
explore.homa_map()

# %% [markdown]
# **What happened and why.** HOMA-IR is a product: fasting glucose in mmol/L times fasting insulin in µU/mL, divided
# by 22.5. Triple the insulin and it triples; the same value arises from many pairs, which is why each dashed curve
# carries one number. Along such a curve a person trades glucose for insulin.
#
# Insulin varies between people far more than fasting glucose does. Look at the cloud: insulin spans a factor of ten
# and more, glucose hardly a factor of two. So most of what HOMA-IR tells about a person without
# [diabetes](../docs/glossary.md#diabetes), insulin alone would have told.
#
# No line on this map divides the healthy from the ill. HOMA-IR was proposed for single patients, but its authors
# found it imprecise (repeated in one person it scattered by 31 %), and insulin tests
# ([*assays*](../docs/glossary.md#assay)) of two laboratories can differ twofold. It has proved useful for comparing
# groups.

# %%
settle("00.triple")

# %% tags=["raises-exception"]
check("00.same_homa", ...)

# %% tags=["raises-exception", "slide"]
check("00.which_resistant", ...)

# %% [markdown]
# ## How a claim is graded (1 minute)
#
# Every claim of the article carries one of seven grades. The grade is a word, a shape and a colour, so that it
# can be read in any of the three ways.

# %% tags=["slide"]
grade_scale()

# %% [markdown]
# A grade is about the evidence, not about the people who make the claim. *Unsupported* does not mean *false*: it
# means that nobody has shown it in people. *Incorrect* means that evidence, or the definition of the words, says
# otherwise.

# %% tags=["raises-exception", "slide"]
check("00.unsupported", ...)

# %% [markdown]
# ## The map of lessons (1 minute)
#
# | lesson | what it is about | minutes (core) |
# |---|---|---|
# | **00 Start here** | this page | 25 (15) |
# | [**01 Fundamentals**](01_fundamentals.ipynb) | what insulin does, how the body makes up for resistance, and for how long | 80 (44) |
# | [**02 Systemic effects**](02_systemic_effects.ipynb) | what goes with resistance and what comes of it: company or cause | 74 (35) |
# | [**03 Hormonal axes**](03_hormonal_axes.ipynb) | testosterone and SHBG in men and women, the cycle, PCOS | 74 (43) |
# | [**04 Hormone therapy**](04_hormone_therapy.ipynb) | testosterone, its add-ons and the alternatives: benefit beside harm | 80 (43) |
# | [**05 Peptides**](05_peptides.ipynb) | growth hormone and its relatives, and how to read missing evidence | 80 (38) |
# | [**06 Inside the cell**](06_inside_the_cell.ipynb) | mitochondria, fat in muscle, IRS-1 and inflammation: rival accounts | 73 (33) |
# | [**07 Biomarkers**](07_biomarkers.ipynb) | what a laboratory value can tell, cut-offs, tests, your own values | 85 (34) |
# | [**08 Monitoring**](08_monitoring.ipynb) | glucose sensors, chance, and the ledger graded by you | 75 (30) |
# | [**09 How to read a trial**](09_how_to_read_a_trial.ipynb) | what makes a comparison fair, and an advertisement taken apart | 59 (36) |
#
# Lessons 01 to 08 together treat all 182 claims, each of them once. Lesson 01 comes first; after it the order is free,
# though 04 is easier after 03, and 08 and 09 mean most at the end. Lessons can be done in one sitting or section by
# section; your answers are remembered.
#
# To look something up: the [glossary](../docs/glossary.md), the [claims by lesson](../docs/claims.md), the
# [things to ask of a claim](../docs/concepts.md), the
# [explorers by lesson](../docs/explorers.md), the [models and their checks](../docs/models.md), and the
# [bibliography](../docs/bibliography.md).

# %%
progress("00")

# %% [markdown]
# ## Key points
#
# 1. Shift + Enter runs a cell; the sentence under each picture says in words what the picture shows.
# 2. One switch sets the units of all lessons.
# 3. HOMA-IR is fasting glucose times fasting insulin over a constant; many pairs give the same value, and it serves
#    to compare groups better than to judge one person.
# 4. A grade speaks about evidence. *Unsupported* means not shown; *incorrect* means shown to be otherwise.

# %%
references("Matthews1985", "Wallace2004", "Manley2008")

# %% [markdown]
# **When you come back to the course**: three questions of what you have done, first those that went wrong.

# %%
review()

# %% [markdown]
# **Next:** [01 Fundamentals](01_fundamentals.ipynb)
