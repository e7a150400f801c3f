"""Questions as Moodle XML: one file a lesson, which a teacher imports into the question bank of a course.

There is no schema of this format; what Moodle reads is documented at https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from helpers.exercises.number import Range
from helpers.launch.export.items import Item, Lesson

_TOP = "$course$/top/Insulin resistance"
_NOT_GRADED = "Not graded"
# A typed unit may be left out, and is understood where it is there; or there is none. Moodle's own numbers.
_UNIT_TYPED, _NO_UNIT = "0", "3"


def write(lesson: Lesson) -> bytes:
    """Return a lesson's questions as a file for Moodle.

    Parameters
    ----------
    lesson
        The questions; those that are not graded go into a category below.
    """
    quiz = ET.Element("quiz")
    info = f"<p>Questions of lesson {lesson.title}. Some ask for a look at the lesson: have it open beside them.</p>"
    _category(quiz, lesson.title, info)
    _questions(quiz, (item for item in lesson.all() if item.graded))
    _category(quiz, f"{lesson.title}/{_NOT_GRADED}", "<p>Predictions and programs, which carry no marks.</p>")
    _questions(quiz, (item for item in lesson.all() if not item.graded))
    ET.indent(quiz)
    made: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _category(quiz: ET.Element, path: str, info: str) -> None:
    question = ET.SubElement(quiz, "question", type="category")
    _text(question, "category", f"{_TOP}/{path}", html=False)
    _text(question, "info", info)


def _questions(quiz: ET.Element, items: Iterable[Item]) -> None:
    for item in items:
        if item.kind == "number":
            _number(_question(quiz, item, "numerical"), item)
        elif item.kind == "code":
            _program(_question(quiz, item, "essay"), item)
        else:
            _choice(_question(quiz, item, "multichoice"), item)


def _question(quiz: ET.Element, item: Item, kind: str) -> ET.Element:
    question = ET.SubElement(quiz, "question", type=kind)
    _text(question, "name", item.id, html=False)
    unit = f"<p>Answer with a number, in {item.unit}.</p>" if item.unit and item.kind == "number" else ""
    _text(question, "questiontext", item.prompt + unit)
    _text(question, "generalfeedback", item.solution)
    _plain(question, "defaultgrade", "1" if item.graded else "0")
    _plain(question, "penalty", "0.3333333")
    _plain(question, "hidden", "0")
    _plain(question, "idnumber", item.id)
    return question


def _choice(question: ET.Element, item: Item) -> None:
    single = item.kind == "one"
    _plain(question, "single", "true" if single else "false")
    _plain(question, "shuffleanswers", "false")  # the texts name options by their letters
    _plain(question, "answernumbering", "abc")
    right = sum(option.right for option in item.options)
    for option in item.options:
        if not item.graded:
            share = 100.0  # any prediction will do
        elif option.right:
            share = 100 / right
        else:
            share = 0 if single else -100 / (len(item.options) - right)
        _answer(question, option.text, share, option.says or item.says, html=True)
    _end(question, item)
    # Moodle cannot say what was missed; so a second hint asks after everything that may have been.
    missed = "".join(option.missed for option in item.options)
    if missed:
        hint = _text(question, "hint", missed)
        ET.SubElement(hint, "shownumcorrect")


def _number(question: ET.Element, item: Item) -> None:
    for numbers in item.numbers:
        for each in numbers.ranges:
            middle, half = _middle(each)
            answer = _answer(question, middle, 100 if numbers.right else 0, numbers.says)
            _plain(answer, "tolerance", half)
    if not item.graded:
        _plain(_answer(question, "*", 100, item.says), "tolerance", "0")
    units = [(item.unit, 1.0), *([item.also] if item.also else [])]
    if item.unit and " " not in item.unit:  # Moodle takes the spaces out of what is typed
        listed = ET.SubElement(question, "units")
        for name, multiplier in units:
            unit = ET.SubElement(listed, "unit")
            _plain(unit, "multiplier", f"{multiplier:.12g}")
            _plain(unit, "unit_name", name)
    _plain(question, "unitgradingtype", "0")
    _plain(question, "unitpenalty", "0")
    _plain(question, "showunits", _NO_UNIT if question.find("units") is None else _UNIT_TYPED)
    _plain(question, "unitsleft", "0")
    _end(question, item)


def _middle(ends: Range) -> tuple[str, str]:
    low, high = ends
    # Twelve digits are more than anyone types, and hide how computers store tenths.
    return f"{(low + high) / 2:.12g}", f"{(high - low) / 2:.12g}"


def _program(question: ET.Element, item: Item) -> None:
    _plain(question, "responseformat", "monospaced")
    _plain(question, "responserequired", "0")
    _plain(question, "responsefieldlines", "10")
    _plain(question, "attachments", "0")
    _text(question, "graderinfo", item.solution)
    _end(question, item)


def _end(question: ET.Element, item: Item) -> None:
    """Add what stands behind the answers."""
    if item.graded:
        _text(question, "hint", item.hint)
    if item.tags:
        tags = ET.SubElement(question, "tags")
        for tag in item.tags:
            _text(tags, "tag", tag, html=False)


def _answer(question: ET.Element, text: str, share: float, says: str, *, html: bool = False) -> ET.Element:
    # Moodle knows some shares only, a third as 33.33333.
    answer = ET.SubElement(
        question, "answer", fraction=f"{round(share, 5):g}" if share == int(share) else f"{share:.5f}"
    )
    answer.set("format", "html" if html else "moodle_auto_format")
    _plain(answer, "text", text)
    _text(answer, "feedback", says)
    return answer


def _text(parent: ET.Element, name: str, text: str, *, html: bool = True) -> ET.Element:
    element = ET.SubElement(parent, name, {"format": "html"} if html else {})
    _plain(element, "text", text)
    return element


def _plain(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
