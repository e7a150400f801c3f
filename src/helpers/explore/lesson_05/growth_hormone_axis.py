from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class GrowthHormoneAxis(Diagram):
    """Growth hormone and IGF-1: what drives them, what holds them back, and where the peptides come in."""

    title = "Growth hormone and IGF-1"
    steps = (
        Step(
            "Three signals",
            "Three signals rule the pituitary. GHRH from the hypothalamus and ghrelin from the stomach make it release "
            "growth hormone (GH); somatostatin, from the hypothalamus too, holds it back.",
        ),
        Step(
            "Growth hormone",
            "GH makes fat cells let go of fatty acids, and the liver make IGF-1, which makes tissues grow.",
        ),
        Step(
            "Against insulin",
            "GH works against insulin in liver and muscle, at first directly and later through fatty acids as well. "
            "That is its job when food is short.",
        ),
        Step(
            "Reporting back",
            "GH and IGF-1 report back: more of them means more somatostatin and less GHRH, IGF-1 holds back the "
            "pituitary itself, too, and it rests until the next pulse.",
        ),
        Step(
            "The peptides",
            "Tesamorelin, sermorelin and CJC-1295 imitate GHRH; ipamorelin, hexarelin and MK-677 imitate ghrelin. All "
            "act at the pituitary (those like ghrelin above it as well), by the way of GH itself, so somatostatin can "
            "still hold it back, and whatever GH does comes with it.",
        ),
    )
    boxes = {
        "ghrh": Box("GHRH", (14, 82), (50, 93)),
        "somatostatin": Box("somatostatin", (14, 52), (17, 78)),
        "ghrelin": Box("ghrelin", (14, 22), (84, 86)),
        "pituitary": Box("pituitary:\nGH", (42, 52), (50, 66)),
        "fat": Box("fat cells:\nfatty acids", (70, 82), (63, 35), step=2),
        "liver": Box("liver:\nIGF-1", (70, 24), (17, 44), step=2),
        "insulin": Box("insulin's\nwork", (91, 52), (36, 16), step=3),
        "as_ghrh": Box("tesamorelin,\nsermorelin,\nCJC-1295", (42, 86), (84, 68), step=5),
        "as_ghrelin": Box("ipamorelin,\nhexarelin,\nMK-677", (42, 16), (84, 49), step=5),
    }
    arrows = (
        Arrow("ghrh", "pituitary"),
        Arrow("ghrelin", "pituitary"),
        Arrow("somatostatin", "pituitary", "restrains"),
        Arrow("pituitary", "fat", "drives", "", 2, told="makes them let go of fatty acids"),
        Arrow("pituitary", "liver", "drives", "", 2, told="makes it produce IGF-1"),
        Arrow("pituitary", "insulin", "restrains", "", 3, told="works against it in liver and muscle"),
        Arrow("fat", "insulin", "restrains", "", 3, told="fatty acids work against it"),
        Arrow("liver", "somatostatin", "drives", "", 4, -0.12, 0.0, told="IGF-1 makes more of it"),
        Arrow("pituitary", "ghrh", "restrains", "", 4, 0.35, 0.35, told="GH makes less of it"),
        Arrow("as_ghrh", "pituitary", "drives", "", 5, told="imitate GHRH there"),
        Arrow("as_ghrelin", "pituitary", "drives", "", 5, told="imitate ghrelin there"),
    )
    does = {"drives": "makes more", "restrains": "holds back"}
