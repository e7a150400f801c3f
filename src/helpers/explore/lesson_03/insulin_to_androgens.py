from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class InsulinToAndrogens(Diagram):
    """The two ways from insulin to free testosterone in women."""

    title = "From insulin to free testosterone: two ways"
    sources = ("NHANES", "Nestler1989", "Selva2007", "Patel2010")
    steps = (
        Step(
            "The free part",
            "The ovary, driven by LH, makes testosterone. SHBG from the liver holds most of it; what it does not hold "
            "tightly is free to act.",
        ),
        Step(
            "Through the liver",
            "Where insulin is high the liver makes less SHBG, so more of the same testosterone is free. Fat and "
            "sugar in the liver have a part in that, rather than insulin alone. This way is open in everyone.",
        ),
        Step(
            "Through the ovary",
            "In PCOS the ovary answers to insulin besides LH and makes more testosterone. In the survey most ovaries "
            "hardly seem to answer. Where both ways are open, they multiply.",
        ),
        Step(
            "What it does",
            "Free testosterone makes hair grow and follicles stop growing, so that ovulation becomes rare. Whether "
            "androgens in turn make women insulin resistant is open: after menopause, a drug that took testosterone "
            "away did not change a clamp, in a small trial.",
        ),
    )
    boxes = {
        "lh": Box("LH", (10, 22), (82, 93)),
        "ovary": Box("ovary", (36, 22), (75, 72)),
        "liver": Box("liver", (36, 80), (20, 72)),
        "shbg": Box("SHBG", (60, 80), (20, 52)),
        "free": Box("free\ntestosterone", (66, 40), (50, 36)),
        "insulin": Box("high insulin", (10, 80), (25, 93), step=2),
        "signs": Box("hair growth,\nrare ovulation", (89, 40), (50, 17), step=4),
    }
    arrows = (
        Arrow("lh", "ovary"),
        Arrow("ovary", "free", told="makes it"),
        Arrow("liver", "shbg", told="makes it"),
        Arrow("shbg", "free", "restrains", told="holds it tightly"),
        Arrow(
            "insulin",
            "liver",
            "restrains",
            "",
            2,
            told="goes with less SHBG made; fat and sugar in the liver have a part in it",
        ),
        Arrow("insulin", "ovary", "drives", "in PCOS", 3, told="makes it produce more testosterone, in PCOS"),
        Arrow("free", "signs", "drives", "", 4, told="brings them on"),
    )
