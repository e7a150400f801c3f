"""Questions as a content package of QTI 2.1 (https://www.imsglobal.org/question/).

The package holds a test for each lesson and a file for each question. Canvas reads the same, but takes a number for
a piece of text unless the manifest says otherwise in words of its own, which no schema allows: so it gets a package
with another manifest, and without what is not graded, which it cannot import.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from helpers.exercises.number import Range
from helpers.launch.export.items import Item, Lesson

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_QTI_XSD = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CP_XSD = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# So that the same questions make the same bytes.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_RESPONSE = {"identifier": "RESPONSE"}


@dataclass(frozen=True)
class _Resource:
    """A file of the package, as the manifest names it."""

    identifier: str
    kind: str
    href: str
    needs: tuple[str, ...] = ()
    number: bool = False


def package(lessons: Iterable[Lesson], *, canvas: bool = False) -> bytes:
    """Return lessons as a zip file.

    Parameters
    ----------
    lessons
        The questions.
    canvas
        Whether it is for Canvas.
    """
    files: dict[str, bytes] = {}
    resources: list[_Resource] = []
    for lesson in lessons:
        kept = [turns for turns in lesson.items if turns[0].graded or not canvas]
        for item in (item for turns in kept for item in turns):
            name, href = _identifier(item.id), f"items/{_identifier(item.id)}.xml"
            files[href] = _bytes(question(item))
            resources.append(_Resource(name, "imsqti_item_xmlv2p1", href, (), item.kind == "number"))
        name, href = f"lesson_{lesson.number}", f"lesson_{lesson.number}.xml"
        files[href] = _bytes(_test(lesson, kept))
        needs = tuple(_identifier(item.id) for turns in kept for item in turns)
        resources.append(_Resource(name, "imsqti_test_xmlv2p1", href, needs))
    files = {"imsmanifest.xml": _bytes(_manifest(resources, canvas)), **files}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def question(item: Item) -> ET.Element:
    """Return a question as an assessment item."""
    root = _root("assessmentItem", _QTI, _QTI_XSD)
    root.attrib |= {
        "identifier": _identifier(item.id),
        "title": item.id,
        "adaptive": "false",
        "timeDependent": "false",
    }
    _response(root, item)
    if item.graded:
        score = ET.SubElement(
            root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
        )
        ET.SubElement(ET.SubElement(score, "defaultValue"), "value").text = "0"
    ET.SubElement(
        root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier"
    )
    _body(root, item)
    processing = ET.SubElement(root, "responseProcessing")
    if item.graded:
        (_judge_number if item.kind == "number" else _judge_one if item.kind == "one" else _judge_several)(
            processing, item
        )
    _say(processing, "general_feedback")
    for name, text in _feedback(item):
        modal = ET.SubElement(
            root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
        )
        modal.extend(_content(text))
    return root


def _response(root: ET.Element, item: Item) -> None:
    kinds = {"one": "identifier", "several": "identifier", "number": "float", "code": "string"}
    cardinality = "multiple" if item.kind == "several" else "single"
    declared = ET.SubElement(
        root, "responseDeclaration", _RESPONSE, cardinality=cardinality, baseType=kinds[item.kind]
    )
    if not item.graded:
        return
    correct = ET.SubElement(declared, "correctResponse")
    right = [option.letter for option in item.options if option.right]
    for value in right or [_number(sum(item.numbers[0].ranges[0]) / 2)]:
        ET.SubElement(correct, "value").text = value


def _body(root: ET.Element, item: Item) -> None:
    body = ET.SubElement(root, "itemBody")
    body.extend(_content(item.prompt))
    if item.kind == "number":
        line = ET.SubElement(body, "p")
        line.text = f"Your number, in {item.unit}: " if item.unit else "Your number: "
        ET.SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="10")
    elif item.kind == "code":
        ET.SubElement(body, "extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="10")
    else:
        most = "1" if item.kind == "one" else "0"  # 0 is any number of them
        choice = ET.SubElement(
            body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices=most
        )
        for option in item.options:
            # The texts name options by their letters, and players show none.
            (simple,) = _content(f"<simpleChoice>{option.letter}) {option.text}</simpleChoice>")
            simple.set("identifier", option.letter)
            choice.append(simple)


def _judge_one(processing: ET.Element, item: Item) -> None:
    condition = ET.SubElement(processing, "responseCondition")
    for option in item.options:
        branch = ET.SubElement(condition, "responseElseIf" if len(condition) else "responseIf")
        match = ET.SubElement(branch, "match")
        ET.SubElement(match, "variable", _RESPONSE)
        ET.SubElement(match, "baseValue", baseType="identifier").text = option.letter
        if option.right:
            _score(branch)
        else:
            _say(branch, f"{option.letter}_chosen", "incorrect")
    _say(ET.SubElement(condition, "responseElse"), "incorrect")


def _judge_several(processing: ET.Element, item: Item) -> None:
    condition = ET.SubElement(processing, "responseCondition")
    branch = ET.SubElement(condition, "responseIf")
    match = ET.SubElement(branch, "match")
    ET.SubElement(match, "variable", _RESPONSE)
    ET.SubElement(match, "correct", _RESPONSE)
    _score(branch)
    _say(ET.SubElement(condition, "responseElse"), "incorrect")
    for option in item.options:
        if option.says:
            branch = ET.SubElement(ET.SubElement(processing, "responseCondition"), "responseIf")
            member = ET.SubElement(branch, "member")
            ET.SubElement(member, "baseValue", baseType="identifier").text = option.letter
            ET.SubElement(member, "variable", _RESPONSE)
            _say(branch, f"{option.letter}_chosen")
        if option.missed:
            branch = ET.SubElement(ET.SubElement(processing, "responseCondition"), "responseIf")
            # Not `member`: Canvas would take what is said for what is said to those who chose it.
            contains = ET.SubElement(ET.SubElement(branch, "not"), "contains")
            ET.SubElement(contains, "variable", _RESPONSE)
            several = ET.SubElement(contains, "multiple")
            ET.SubElement(several, "baseValue", baseType="identifier").text = option.letter
            _say(branch, f"{option.letter}_missed")


def _judge_number(processing: ET.Element, item: Item) -> None:
    condition = ET.SubElement(processing, "responseCondition")
    for at, numbers in enumerate(item.numbers):
        branch = ET.SubElement(condition, "responseElseIf" if len(condition) else "responseIf")
        # Canvas takes the first bounds of a file for the right ones, so those stand first.
        within = branch if len(numbers.ranges) == 1 else ET.SubElement(branch, "or")
        for ends in numbers.ranges:
            _between(within, ends)
        if numbers.right:
            _score(branch)
        names = ([f"number_{at}"] if numbers.says else []) + ([] if numbers.right else ["incorrect"])
        if names:
            _say(branch, *names)
    _say(ET.SubElement(condition, "responseElse"), "incorrect")


def _between(parent: ET.Element, ends: Range) -> None:
    both = ET.SubElement(parent, "and")
    for operator, end in zip(("gte", "lte"), ends, strict=True):
        compare = ET.SubElement(both, operator)
        ET.SubElement(compare, "variable", _RESPONSE)
        ET.SubElement(compare, "baseValue", baseType="float").text = _number(end)


def _score(branch: ET.Element) -> None:
    setting = ET.SubElement(branch, "setOutcomeValue", identifier="SCORE")
    ET.SubElement(setting, "baseValue", baseType="float").text = "1"


def _say(branch: ET.Element, *names: str) -> None:
    """Add feedback to what is shown already."""
    setting = ET.SubElement(branch, "setOutcomeValue", identifier="FEEDBACK")
    several = ET.SubElement(setting, "multiple")
    ET.SubElement(several, "variable", identifier="FEEDBACK")
    for name in names:
        ET.SubElement(several, "baseValue", baseType="identifier").text = name


def _feedback(item: Item) -> list[tuple[str, str]]:
    """Return what can be said to an answer, by the name that the judging uses.

    Canvas goes by parts of the names, too: "incorrect" and "general" mean there what they mean here, and a name may
    not end in "_c".
    """
    found = []
    for option in item.options:
        found += [(f"{option.letter}_chosen", option.says), (f"{option.letter}_missed", option.missed)]
    found += [(f"number_{at}", numbers.says) for at, numbers in enumerate(item.numbers)]
    hint = ET.tostring(_hint(item), encoding="unicode") if item.graded else ""
    found += [("incorrect", hint), ("general_feedback", item.says + item.solution)]
    return [(name, text) for name, text in found if text]


def _hint(item: Item) -> ET.Element:
    hint = ET.Element("div")
    hint.extend(_content(item.hint))
    hint[0].text = f"Hint: {hint[0].text or ''}"
    return hint


def _test(lesson: Lesson, kept: Sequence[Sequence[Item]]) -> ET.Element:
    root = _root("assessmentTest", _QTI, _QTI_XSD)
    root.attrib |= {"identifier": f"lesson_{lesson.number}", "title": lesson.title}
    ET.SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    part = ET.SubElement(
        root, "testPart", identifier="questions", navigationMode="nonlinear", submissionMode="individual"
    )
    # 0 is as often as one likes.
    ET.SubElement(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    section = _section(part, f"lesson_{lesson.number}_graded", lesson.title)
    for turns in kept:
        if not turns[0].graded:
            continue
        place = section
        if len(turns) > 1:  # one of several calculations is asked
            place = _section(section, f"{_identifier(turns[0].id)}_any", turns[0].id)
            place.insert(0, ET.Element("selection", select="1"))
        for item in turns:
            _reference(place, item)
    others = [turns[0] for turns in kept if not turns[0].graded]
    if others:
        section = _section(part, f"lesson_{lesson.number}_not_graded", f"{lesson.title}: not graded")
        for item in others:
            _reference(section, item)
    processing = ET.SubElement(
        ET.SubElement(root, "outcomeProcessing"), "setOutcomeValue", identifier="SCORE"
    )
    ET.SubElement(ET.SubElement(processing, "sum"), "testVariables", variableIdentifier="SCORE")
    return root


def _section(parent: ET.Element, name: str, title: str) -> ET.Element:
    return ET.SubElement(parent, "assessmentSection", identifier=name, title=title, visible="false")


def _reference(section: ET.Element, item: Item) -> None:
    name = _identifier(item.id)
    ET.SubElement(section, "assessmentItemRef", identifier=name, href=f"items/{name}.xml")


def _manifest(resources: Iterable[_Resource], canvas: bool) -> ET.Element:
    root = _root("manifest", _CP, _CP_XSD)
    root.set("identifier", "insulin_resistance")
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(root, "organizations")
    listed = ET.SubElement(root, "resources")
    for each in resources:
        resource = ET.SubElement(
            listed, "resource", identifier=each.identifier, type=each.kind, href=each.href
        )
        if canvas and each.number:
            own = ET.SubElement(ET.SubElement(resource, "metadata"), "instructureMetadata")
            ET.SubElement(own, "instructureField", name="question_type", value="numerical_question")
            ET.SubElement(own, "interactionType").text = "extendedTextInteraction"
        ET.SubElement(resource, "file", href=each.href)
        for need in each.needs:
            ET.SubElement(resource, "dependency", identifierref=need)
    return root


def _root(name: str, namespace: str, schema: str) -> ET.Element:
    # As plain attributes: ElementTree would give every element a prefix, which some readers do not expect.
    return ET.Element(
        name, {"xmlns": namespace, "xmlns:xsi": _XSI, "xsi:schemaLocation": f"{namespace} {schema}"}
    )


def _identifier(question_id: str) -> str:
    return f"q{question_id.replace('.', '_')}"


def _number(value: float) -> str:
    return f"{value:.12g}"


def _content(html: str) -> list[ET.Element]:
    """Return HTML of the course as elements; the tags that it uses are those of QTI."""
    return list(ET.fromstring(f"<div>{html}</div>"))


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
