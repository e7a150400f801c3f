from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class InsulinSignal(Diagram):
    """From the receptor to GLUT4 in a muscle cell, and where fat and inflammation are said to interfere."""

    title = "From insulin to glucose in a muscle cell"
    sources = ("Samuel2012", "Chavez2012", "Dominguez2005", "Wascher2011")
    steps = (
        Step(
            "Insulin binds",
            "Outside a muscle cell insulin binds to its receptor. For its message insulin need not go in.",
        ),
        Step(
            "The message",
            "The receptor passes the message on inside the cell: to IRS, then PI3K, then AKT, each switching on the "
            "next.",
        ),
        Step(
            "Glucose flows in",
            "AKT lets the glucose transporter GLUT4 move to the surface, and glucose flows in. Working muscle moves "
            "GLUT4 by another way, without insulin.",
        ),
        Step(
            "Fat interferes",
            "Two fatty substances inside the cell are said to weaken a link: diacylglycerol at IRS, ceramides at AKT. "
            "Insulin binds as before, and less of the message arrives. Which of the two matters in people is debated "
            "(lesson 06).",
        ),
        Step(
            "Inflammation",
            "TNF, a signal of inflammation, weakens IRS in cells and mice. In people who were given a drug against "
            "TNF no change of insulin sensitivity was seen, in small trials (lesson 02).",
        ),
    )
    boxes = {
        "insulin": Box("insulin", (8, 86), (27, 94)),
        "receptor": Box("receptor", (8, 55), (27, 79)),
        "irs": Box("IRS", (28, 55), (27, 65), step=2),
        "pi3k": Box("PI3K", (44, 55), (27, 52), step=2),
        "akt": Box("AKT", (60, 55), (27, 39), step=2),
        "glut4": Box("GLUT4 moves\nto the surface", (82, 55), (27, 25), step=3),
        "glucose": Box("glucose\nflows in", (82, 86), (27, 12), step=3),
        "work": Box("muscle at work", (85, 21), (78, 12), step=3),
        "dag": Box("diacylglycerol\n(fat in the cell)", (16, 21), (76, 74), step=4),
        "ceramide": Box("ceramides\n(fat in the cell)", (60, 21), (76, 39), step=4),
        "tnf": Box("TNF\n(inflammation)", (39, 21), (76, 57), step=5),
    }
    arrows = (
        Arrow("insulin", "receptor", told="binds to it"),
        Arrow("receptor", "irs", step=2, told="switches it on"),
        Arrow("irs", "pi3k", step=2, told="switches it on"),
        Arrow("pi3k", "akt", step=2, told="switches it on"),
        Arrow("akt", "glut4", step=3, told="lets it move"),
        Arrow("glut4", "glucose", step=3, told="lets it in"),
        Arrow("work", "glut4", step=3, told="moves it without insulin"),
        Arrow("dag", "irs", "disturbs", step=4, told="is said to weaken it; debated"),
        Arrow("ceramide", "akt", "disturbs", step=4, told="is said to weaken it; debated"),
        Arrow("tnf", "irs", "disturbs", step=5, told="weakens it in cells and mice; not shown in people"),
    )
    does = {"drives": "passes it on", "disturbs": "is said to weaken it"}
