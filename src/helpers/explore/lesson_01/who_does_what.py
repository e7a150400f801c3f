from __future__ import annotations

from helpers.explore.drawing.diagrams import Arrow, Box
from helpers.explore.engine import Diagram, Step


class WhoDoesWhat(Diagram):
    """Which organ gives and which takes, after a night without food and after a meal."""

    title = "Who gives, who takes, and what insulin says"
    sources = ("Jackson1984", "Rizza1981", "Katz1983", "Capaldo1999")
    label = "When"
    only = True
    steps = (
        Step(
            "Fasting",
            "After a night without food the liver lets out glucose, and the brain takes up about half of it, muscle "
            "about a seventh. Fat cells let go of fatty acids, on which muscle and liver live. The little insulin "
            "there is holds liver and fat cells back.",
        ),
        Step(
            "After a meal",
            "Glucose comes from the gut. The pancreas releases insulin: the liver lets out less glucose and stores "
            "some, muscle takes up several times as much, fat cells keep their fat. The brain takes as much as before.",
        ),
        Step(
            "After a meal, resistant",
            "The same meal with insulin resistance: the liver goes on letting out glucose and fat cells go on letting "
            "go of fatty acids, since insulin holds them back less, and muscle takes up less. The brain takes as much "
            "as before.",
        ),
    )
    boxes = {
        "blood": Box("blood", (50, 52), (46, 60), step=0),
        "gut": Box("gut", (12, 84), (14, 91), step=0),
        "pancreas": Box("pancreas", (12, 52), (15, 40), step=0),
        "liver": Box("liver", (50, 86), (76, 91), step=0),
        "brain": Box("brain", (88, 84), (86, 67), step=0),
        "muscle": Box("muscle", (88, 40), (82, 38), step=0),
        "fat": Box("fat cells", (50, 17), (42, 18), step=0),
    }
    arrows = (
        Arrow("liver", "blood", "leads to", "glucose", 1, told="lets out glucose"),
        Arrow("blood", "brain", "leads to", "half", 1, told="takes up about half of the glucose"),
        Arrow("blood", "muscle", "leads to", "a seventh", 1, told="takes up about a seventh of the glucose"),
        Arrow("fat", "muscle", "disturbs", "", 1, 0.15, told="gives fatty acids"),
        Arrow("fat", "liver", "disturbs", "", 1, -0.7, 0.03, told="gives fatty acids"),
        Arrow(
            "pancreas", "liver", "restrains", "a little", 1, -0.1, -0.3, told="a little insulin holds it back"
        ),
        Arrow("pancreas", "fat", "restrains", "a little", 1, 0.1, told="a little insulin holds it back"),
        Arrow("gut", "blood", "leads to", "glucose", 2, told="gives glucose"),
        Arrow("blood", "brain", "leads to", "", 2, told="takes up glucose as before"),
        Arrow("blood", "muscle", "leads to", "more", 2, told="takes up several times as much glucose"),
        Arrow("blood", "liver", "leads to", "stored", 2, told="stores glucose"),
        Arrow("blood", "fat", "leads to", "some", 2, told="takes up some glucose"),
        Arrow("pancreas", "blood", "drives", "insulin", 2, told="releases insulin"),
        Arrow(
            "pancreas", "liver", "restrains", "", 2, -0.1, -0.3, told="insulin holds back what it lets out"
        ),
        Arrow("pancreas", "fat", "restrains", "", 2, 0.1, told="insulin keeps fatty acids in"),
        Arrow("gut", "blood", "leads to", "", 3, told="gives glucose"),
        Arrow("liver", "blood", "leads to", "still", 3, told="goes on letting out glucose"),
        Arrow("blood", "brain", "leads to", "", 3, told="takes up glucose as before"),
        Arrow("blood", "muscle", "leads to", "less", 3, told="takes up less glucose"),
        Arrow("fat", "liver", "disturbs", "", 3, -0.7, 0.03, told="goes on giving fatty acids"),
        Arrow("fat", "muscle", "disturbs", "", 3, 0.15, told="goes on giving fatty acids"),
        Arrow("pancreas", "blood", "drives", "more insulin", 3, told="releases more insulin"),
        Arrow("pancreas", "liver", "restrains", "less", 3, -0.1, -0.3, told="insulin holds it back less"),
        Arrow("pancreas", "fat", "restrains", "less", 3, 0.1, told="insulin holds it back less"),
    )
    does = {
        "leads to": "glucose",
        "disturbs": "fatty acids",
        "restrains": "held back",
        "drives": "insulin",
    }
