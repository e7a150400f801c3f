from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class WhoWasCounted(Diagram):
    """How a randomised trial loses people on its way: T4DM, from the lot to the result."""

    title = "From the lot to the result: who was counted in T4DM"
    sources = ("Wittert2021",)
    steps = (
        Step("The lot", "1,007 men were assigned by lot. Until here the two groups differ by chance only."),
        Step(
            "Two groups",
            "504 men were given testosterone and 503 placebo; all had a lifestyle programme.",
        ),
        Step(
            "Two years later",
            "443 men on testosterone and 413 on placebo drank the glucose of the last visit. 61 and 90 did not: "
            "151 of 1,007, and more of them in one group. Who stays away is not decided by lot.",
        ),
        Step(
            "The result",
            "55 of 443 had diabetes (12.4 %), and 87 of 413 (21.1 %). The percentages are of those who came.",
        ),
        Step(
            "What the lost could hide",
            "If of those lost as many had diabetes as of those who came, nothing changes. If all 61 lost on "
            "testosterone had it, that group would stand at 23 %. Nobody thinks so, but the result cannot exclude it; "
            "a trial that loses few need not ask.",
        ),
    )
    boxes = {
        "lot": Box("1,007 men,\nby lot", (11, 55), (50, 93)),
        "t": Box("testosterone\n504 men", (33, 72), (27, 77), step=2),
        "p": Box("placebo\n503 men", (33, 38), (73, 77), step=2),
        "t2": Box("443 came", (57, 71), (36, 53), step=3),
        "p2": Box("413 came", (57, 38), (64, 53), step=3),
        "tl": Box("61\nlost", (57, 92), (11, 53), step=3, plain=True),
        "pl": Box("90\nlost", (57, 17), (89, 53), step=3, plain=True),
        "t3": Box("diabetes:\n55 (12.4 %)", (85, 71), (38, 32), step=4),
        "p3": Box("diabetes:\n87 (21.1 %)", (85, 38), (76, 32), step=4),
        "worst": Box("if all 61 had\nit: 23 %", (85, 92), (15, 15), step=5),
    }
    arrows = (
        Arrow("lot", "t", "leads to", "", 2),
        Arrow("lot", "p", "leads to", "", 2),
        Arrow("t", "t2", "leads to", "", 3),
        Arrow("p", "p2", "leads to", "", 3),
        Arrow("t", "tl", "disturbs", "", 3),
        Arrow("p", "pl", "disturbs", "", 3),
        Arrow("t2", "t3", "leads to", "", 4),
        Arrow("p2", "p3", "leads to", "", 4),
        Arrow("tl", "worst", "disturbs", "", 5),
    )
    does = {"leads to": "goes on", "disturbs": "is lost"}
