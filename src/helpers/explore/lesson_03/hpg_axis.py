from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class HpgAxis(Diagram):
    """The axis of hypothalamus, pituitary and gonad with its two feedbacks."""

    title = "The axis of hypothalamus, pituitary and gonad"
    steps = (
        Step("GnRH", "The hypothalamus, at the base of the brain, calls the pituitary by pulses of GnRH."),
        Step("LH and FSH", "Each pulse makes the pituitary release LH and FSH into the blood."),
        Step(
            "The gonad answers",
            "LH makes the Leydig cells of the testis produce testosterone, or the ovary androgens, from which it makes "
            "estrogens. FSH drives sperm, or the follicle with its egg.",
        ),
        Step(
            "First feedback",
            "The sex hormones travel back and restrain the pituitary: with more of them it releases less LH and FSH. "
            "(FSH is held back by inhibin as well, another hormone of testis and ovary.)",
        ),
        Step(
            "Second feedback",
            "They restrain the hypothalamus too, which sends fewer pulses of GnRH. Both brakes together make a loop: "
            "what the gonad makes holds down what drives it. (Before ovulation the brake of estradiol turns for a day "
            "or two into a drive.)",
        ),
    )
    boxes = {
        "hypothalamus": Box("hypothalamus", (12, 56), (50, 92)),
        "pituitary": Box("pituitary", (38, 56), (50, 68)),
        "gonad": Box("testis or ovary", (66, 56), (50, 42), step=2),
        "hormones": Box("testosterone,\nestrogens", (90, 56), (30, 17), step=3),
        "cells": Box("sperm, or\nthe egg", (90, 20), (78, 17), step=3),
    }
    arrows = (
        Arrow("hypothalamus", "pituitary", "drives", "GnRH"),
        Arrow("pituitary", "gonad", "drives", "LH, FSH", 2),
        Arrow("gonad", "hormones", "drives", "", 3, told="makes them, driven by LH"),
        Arrow("gonad", "cells", "drives", "", 3, 0.2, 0.0, told="lets them ripen, driven by FSH"),
        Arrow("hormones", "pituitary", "restrains", "", 4, -0.56, -0.36, told="restrain it (first feedback)"),
        Arrow(
            "hormones", "hypothalamus", "restrains", "", 5, 0.38, -0.5, told="restrain it (second feedback)"
        ),
    )
    does = {"drives": "drives", "restrains": "restrains"}
