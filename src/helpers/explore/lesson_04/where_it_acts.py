from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class WhereItActs(Diagram):
    """Where each treatment of the article takes hold, one at a time, on one map."""

    title = "Where each treatment takes hold"
    label = "Treatment"
    only = True
    steps = (
        Step(
            "Testosterone",
            "Injected or as a pellet, it adds to the testosterone in blood, and so it restrains hypothalamus and "
            "pituitary: the testes rest. Insulin's work is reached through muscle and fat, if at all.",
        ),
        Step(
            "Gonadorelin",
            "Gonadorelin is GnRH: it calls the pituitary, for an hour or two. On insulin's work no effect is known.",
        ),
        Step(
            "Anastrozole",
            "Anastrozole blocks aromatase, the enzyme (much of it in fat) by which testosterone becomes estradiol. "
            "Estradiol falls. In a small trial insulin then did a little less (section 5).",
        ),
        Step(
            "Enclomiphene",
            "Enclomiphene takes the brake of estradiol off the brain, so LH rises and the testes make more. Under "
            "testosterone from outside the androgen's brake stays.",
        ),
        Step(
            "Progesterone",
            "Progesterone opposes estradiol's growth of the womb's lining: its place in the treatment of menopause.",
        ),
        Step(
            "GH peptides",
            "Peptides such as sermorelin make the pituitary release growth hormone, which works against insulin "
            "(lesson 05).",
        ),
        Step(
            "PT-141",
            "PT-141 acts on desire in the brain (lesson 05). On insulin's work no effect is known.",
        ),
        Step(
            "Left out",
            "Weight loss, walking, metformin and GLP-1 drugs reach liver, muscle or fat, where insulin works, some by "
            "way of appetite and beta cells: the treatments that lowered new diabetes in large trials.",
        ),
    )
    boxes = {
        "brain": Box("brain,\nhypothalamus", (22, 78), (24, 92), step=0),
        "pituitary": Box("pituitary", (22, 48), (24, 73), step=0),
        "gonad": Box("testis,\novary", (22, 18), (24, 52), step=0),
        "testosterone": Box("testosterone", (50, 18), (24, 32), step=0),
        "estradiol": Box("estradiol", (76, 18), (24, 15), step=0),
        "womb": Box("womb's lining", (91, 44), (76, 15), step=0),
        "insulin": Box("liver, muscle, fat:\ninsulin's work", (80, 82), (75, 92), step=0),
        "t": Box("testosterone\nfrom outside", (50, 46), (74, 48), step=1),
        "gnrh": Box("gonadorelin", (50, 48), (74, 70), step=2),
        "ai": Box("anastrozole", (64, 46), (72, 30), step=3),
        "serm": Box("enclomiphene", (54, 78), (81, 72), step=4),
        "prog": Box("progesterone", (66, 46), (74, 36), step=5),
        "gh": Box("GH peptides", (50, 48), (74, 64), step=6),
        "pt": Box("PT-141", (50, 78), (70, 70), step=7),
        "life": Box("weight loss, walking,\nmetformin, GLP-1 drugs", (55, 52), (72, 62), step=8),
    }
    arrows = (
        Arrow("brain", "pituitary", "leads to", "", 0, told="calls it (GnRH)"),
        Arrow("pituitary", "gonad", "leads to", "", 0, told="calls it (LH, FSH)"),
        Arrow("gonad", "testosterone", "leads to", "", 0, told="makes it"),
        Arrow("testosterone", "estradiol", "leads to", "aromatase", 0, told="becomes it"),
        Arrow("t", "testosterone", "drives", "", 1, told="adds to it"),
        Arrow("t", "brain", "restrains", "", 1, told="restrains it"),
        Arrow("t", "pituitary", "restrains", "", 1, told="restrains it"),
        Arrow("t", "insulin", "disturbs", "?", 1, told="disputed (section 2)"),
        Arrow("gnrh", "pituitary", "drives", "", 2, told="calls it"),
        Arrow("ai", "estradiol", "restrains", "", 3, told="lowers it, by blocking aromatase"),
        Arrow("serm", "brain", "drives", "", 4, told="takes estradiol's brake off"),
        Arrow(
            "estradiol",
            "brain",
            "restrains",
            "",
            4,
            0.0,
            0.55,
            told="restrains it; enclomiphene blocks this",
        ),
        Arrow("prog", "womb", "restrains", "", 5, told="keeps it from growing"),
        Arrow("gh", "pituitary", "drives", "", 6, told="makes it release growth hormone"),
        Arrow("gh", "insulin", "restrains", "GH", 6, told="growth hormone works against it"),
        Arrow("pt", "brain", "drives", "", 7, told="raises desire"),
        Arrow("life", "insulin", "drives", "", 8, told="improves it, in large trials"),
    )
    does = {
        "drives": "more of it",
        "restrains": "less of it",
        "disturbs": "disputed",
        "leads to": "the body's way",
    }
