"""The question banks as files for schools' systems: read back, they judge as the course does.

How Moodle and QTI judge is written here once more, from their own documents: of Moodle's answers the first within its
tolerance counts; QTI's files say themselves what follows from what.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from helpers.exercises import Choice, Mistake, MultiChoice, Number, banks
from helpers.exercises.number import varied
from helpers.html import paragraphs
from helpers.launch.export import __main__ as command
from helpers.launch.export import items, moodle, qti
from helpers.units import convert

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
BANKS = {name: each for lesson in banks.lessons() for name, each in banks.questions(lesson).items()}
# Calculations with other numbers are questions of their own there.
QUESTIONS = BANKS | {
    f"{name}.{turn + 1}": each.again(turn)
    for name, each in BANKS.items()
    if isinstance(each, Number)
    for turn in range(1, len(each.variants))
}
GRADED = {name: each for name, each in QUESTIONS.items() if isinstance(each, Choice | MultiChoice | Number)}
NUMBERS = {name: each for name, each in GRADED.items() if isinstance(each, Number)}
CHOICES = {name: each for name, each in GRADED.items() if isinstance(each, Choice)}
SEVERAL = {name: each for name, each in GRADED.items() if isinstance(each, MultiChoice)}
# All that Moodle accepts, in percent: https://docs.moodle.org/en/Grade_points
SHARES = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5}
SHARES |= {11.11111, 10, 5, 0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export") / "new"
    command.write(made)
    return made


def moodle_questions(folder: Path) -> dict[str, ET.Element]:
    """Return the questions of all files by name; each carries its category as an attribute."""
    found = {}
    for path in sorted((folder / "moodle").iterdir()):
        category = ""
        for question in ET.parse(path).getroot():
            if question.get("type") == "category":
                category = question.findtext("category/text", "")
            else:
                name = question.findtext("name/text", "")
                assert name not in found
                question.set("category", category)
                found[name] = question
    return found


def unpacked(folder: Path, name: str) -> dict[str, ET.Element]:
    """Return the files of a package by path."""
    with zipfile.ZipFile(io.BytesIO((folder / name).read_bytes())) as archive:
        return {path: ET.fromstring(archive.read(path)) for path in archive.namelist()}


@pytest.fixture(scope="module")
def in_moodle(folder: Path) -> dict[str, ET.Element]:
    return moodle_questions(folder)


@pytest.fixture(scope="module")
def in_qti(folder: Path) -> dict[str, ET.Element]:
    files = unpacked(folder, command.GENERAL)
    return {root.attrib["title"]: root for root in files.values() if root.tag == f"{QTI}assessmentItem"}


def words(html: str | None) -> str:
    """Return the words of HTML as the files hold it."""
    return " ".join("".join(ET.fromstring(f"<div>{html or ''}</div>").itertext()).split())


def shown(text: str) -> str:
    """Return the words of a text of the banks."""
    return words(paragraphs(text))


def moodle_number(question: ET.Element, typed: str) -> tuple[float, str]:
    """Return the share of the marks for a number with or without its unit, and what is said."""
    match = re.fullmatch(r"(\S+?)\s*([^\d\s.]\S*)?", typed)
    assert match
    units = {
        unit.findtext("unit_name"): float(unit.findtext("multiplier", "")) for unit in question.iter("unit")
    }
    value = float(match[1]) / units.get(match[2], 1.0)
    for answer in question.findall("answer"):
        middle, tolerance = float(answer.findtext("text", "")), float(answer.findtext("tolerance", ""))
        # Moodle adds a share of 1e-14.
        if abs(value - middle) <= tolerance + 1e-14 * max(1, abs(middle)):
            return float(answer.attrib["fraction"]), words(answer.findtext("feedback/text"))
    return 0.0, ""


def qti_says(item: ET.Element, response: object) -> tuple[float, set[str]]:
    """Carry out an item's response processing, and return the score and the feedback shown, in words."""
    correct = [value.text for value in item.iter(f"{QTI}value") if value.text]
    outcomes: dict[str, object] = {"SCORE": 0.0, "FEEDBACK": frozenset()}

    def value(node: ET.Element) -> object:
        parts = [value(each) for each in node if node.tag[len(QTI) :] not in ("baseValue",)]
        match node.tag.removeprefix(QTI):
            case "baseValue":
                return float(node.text or "") if node.attrib["baseType"] == "float" else node.text
            case "variable":
                return (
                    response
                    if node.attrib["identifier"] == "RESPONSE"
                    else outcomes[node.attrib["identifier"]]
                )
            case "correct":
                return frozenset(correct[: len(correct) - 1])  # the last is the default score
            case "match":
                return parts[0] == parts[1]
            case "member":
                return parts[0] in parts[1]  # type: ignore[operator]
            case "contains":
                return parts[0] >= parts[1]  # type: ignore[operator]
            case "multiple":
                several = (each if isinstance(each, frozenset) else {each} for each in parts)
                return frozenset(itertools.chain.from_iterable(several))
            case "not":
                return not parts[0]
            case "and":
                return all(parts)
            case "or":
                return any(parts)
            case "gte":
                return parts[0] >= parts[1]  # type: ignore[operator]
            case "lte":
                return parts[0] <= parts[1]  # type: ignore[operator]
        raise AssertionError(node.tag)

    def carry_out(rules: list[ET.Element]) -> None:
        for rule in rules:
            if rule.tag == f"{QTI}setOutcomeValue":
                outcomes[rule.attrib["identifier"]] = value(rule[0])
            else:
                assert rule.tag == f"{QTI}responseCondition"
                branch = next(
                    (each for each in rule if each.tag == f"{QTI}responseElse" or value(each[0])), None
                )
                if branch is not None:
                    carry_out(list(branch)[branch.tag != f"{QTI}responseElse" :])

    processing = item.find(f"{QTI}responseProcessing")
    assert processing is not None
    carry_out(list(processing))
    said = {
        " ".join("".join(modal.itertext()).split())
        for modal in item.iter(f"{QTI}modalFeedback")
        if modal.attrib["identifier"] in outcomes["FEEDBACK"]  # type: ignore[operator]
        and modal.attrib["identifier"] not in ("incorrect", "general_feedback")
    }
    return float(str(outcomes["SCORE"])), said


class TestWhatIsThere:
    def test_moodle_has_every_question_below_its_lesson(self, in_moodle: dict[str, ET.Element]) -> None:
        assert set(in_moodle) == set(QUESTIONS)
        for name, question in in_moodle.items():
            path = question.attrib["category"].split("/")
            assert path[:3] == ["$course$", "top", "Insulin resistance"]
            assert path[3].startswith(f"{name[:2]} ")
            assert (path[4:] == []) == (name in GRADED)
            assert (question.findtext("defaultgrade") == "1") == (name in GRADED)
        assert {each.attrib["category"].split("/")[3] for each in in_moodle.values()} >= {"01 Fundamentals"}

    def test_qti_has_every_question_and_canvas_the_graded_ones(self, folder: Path) -> None:
        for name, expected in ((command.GENERAL, set(QUESTIONS)), (command.CANVAS, set(GRADED))):
            files = unpacked(folder, name)
            assert {r.attrib["title"] for r in files.values() if r.tag == f"{QTI}assessmentItem"} == expected

    @pytest.mark.parametrize("name", [command.GENERAL, command.CANVAS])
    def test_the_manifest_names_every_file_and_the_tests_name_every_question(
        self, folder: Path, name: str
    ) -> None:
        files = unpacked(folder, name)
        assert next(iter(files)) == "imsmanifest.xml"
        resources = list(files.pop("imsmanifest.xml").iter(f"{CP}resource"))
        assert Counter(each.attrib["href"] for each in resources) == Counter(list(files))
        by_id = {each.attrib["identifier"]: each for each in resources}
        assert len(by_id) == len(resources)
        asked: Counter[str] = Counter()
        for test in (each for each in resources if "test" in each.attrib["type"]):
            needs = [each.attrib["identifierref"] for each in test.iter(f"{CP}dependency")]
            references = list(files[test.attrib["href"]].iter(f"{QTI}assessmentItemRef"))
            assert sorted(each.attrib["identifier"] for each in references) == sorted(needs)
            for each in references:
                assert files[each.attrib["href"]].attrib["identifier"] == each.attrib["identifier"]
            asked.update(needs)
        assert asked == Counter(each for each, resource in by_id.items() if "item" in resource.attrib["type"])

    def test_canvas_is_told_which_questions_are_numbers(self, folder: Path) -> None:
        files = unpacked(folder, command.CANVAS)
        told = {
            files[resource.attrib["href"]].attrib["title"]
            for resource in files["imsmanifest.xml"].iter(f"{CP}resource")
            for field in resource.iter(f"{CP}instructureField")
            if field.attrib == {"name": "question_type", "value": "numerical_question"}
        }
        assert told == set(NUMBERS)

    def test_the_general_manifest_holds_nothing_but_what_its_schema_has(self, folder: Path) -> None:
        tags = {
            each.tag.removeprefix(CP) for each in unpacked(folder, command.GENERAL)["imsmanifest.xml"].iter()
        }
        known = {"manifest", "metadata", "schema", "schemaversion", "organizations", "resources", "resource"}
        assert tags == known | {"file", "dependency"}

    def test_the_report_names_what_no_system_can_judge(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert command.main(["--output", str(tmp_path)]) == 0
        said = capsys.readouterr().out
        others = {name for name, each in QUESTIONS.items() if each.graded and name not in GRADED}
        assert set(re.findall(r"\b\d\d\.[a-z_]+", said.partition("program")[2])) == others
        assert f"{len(GRADED.keys() & BANKS)} graded" in said
        varied_ = sum(isinstance(each, Number) and bool(each.variants) for each in BANKS.values())
        assert f"{varied_} of them with other numbers" in said
        assert max(map(len, said.replace(str(tmp_path), "").splitlines())) <= 120

    def test_the_same_questions_make_the_same_bytes(self, folder: Path) -> None:
        assert qti.package(items.lessons()) == (folder / command.GENERAL).read_bytes()


class TestWhatIsSaid:
    def test_nothing_speaks_of_a_notebooks_cell(self, folder: Path) -> None:
        texts = [path.read_text(encoding="utf-8") for path in (folder / "moodle").iterdir()]
        texts += [
            ET.tostring(root, encoding="unicode") for root in unpacked(folder, command.GENERAL).values()
        ]
        for text in texts:
            assert not re.search(
                r"(the|three) dots by|run the cell|cell above|all letters|stay in the cell|click \W*Check|<em>Check",
                text,
                re.IGNORECASE,
            )

    def test_what_is_changed_is_there_to_be_changed(self) -> None:
        texts = " ".join(f"{each.prompt} {each.hint} {each.solution}" for each in QUESTIONS.values())
        for pattern, _ in items._ELSEWHERE:
            assert re.search(pattern, texts), pattern

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_hint_and_solution_are_kept(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = QUESTIONS[name]
        general = words(in_moodle[name].findtext("generalfeedback/text"))
        modals = {
            each.attrib["identifier"]: " ".join("".join(each.itertext()).split())
            for each in in_qti[name].iter(f"{QTI}modalFeedback")
        }
        for text in (question.answer_text, question.why):
            assert shown(text) in general
            assert shown(text).replace(" ", "") in modals["general_feedback"].replace(" ", "")
        assert shown(question.solution).replace("in the cell above", "in the lesson") in general
        if name in GRADED:
            assert words(in_moodle[name].findtext("hint/text")) == shown(question.hint)
            assert modals["incorrect"] == f"Hint: {shown(question.hint)}"

    def test_every_feedback_that_can_be_shown_is_there(self, in_qti: dict[str, ET.Element]) -> None:
        for name, item in in_qti.items():
            given = {each.attrib["identifier"] for each in item.iter(f"{QTI}modalFeedback")}
            shown_ = {
                value.text
                for setting in item.iter(f"{QTI}setOutcomeValue")
                if setting.attrib["identifier"] == "FEEDBACK"
                for value in setting.iter(f"{QTI}baseValue")
            }
            assert given == shown_, name

    def test_canvas_does_not_take_an_options_feedback_for_all_feedback(
        self, in_qti: dict[str, ET.Element]
    ) -> None:
        """By parts of their names it finds what is said of the whole question."""
        whole = re.compile(r"general_|_all|wrong|incorrect|correct|solution|(_IC$)|(_C$)", re.IGNORECASE)
        for item in in_qti.values():
            for each in item.iter(f"{QTI}modalFeedback"):
                name = each.attrib["identifier"]
                assert bool(whole.search(name)) == (name in ("incorrect", "general_feedback")), name


class TestOptions:
    @pytest.mark.parametrize("name", {**CHOICES, **SEVERAL})
    def test_they_stand_in_the_order_shown(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = GRADED[name]
        answers = in_moodle[name].findall("answer")
        assert [words(each.findtext("text")) for each in answers] == [
            shown(x) for x in question.choices.values()
        ]
        assert in_moodle[name].findtext("shuffleanswers") == "false"
        assert in_moodle[name].findtext("answernumbering") == "abc"
        choices = list(in_qti[name].iter(f"{QTI}simpleChoice"))
        assert [each.attrib["identifier"] for each in choices] == list(question.choices)
        expected = [f"{letter}) {shown(text)}" for letter, text in question.choices.items()]
        assert [" ".join("".join(each.itertext()).split()) for each in choices] == expected

    @pytest.mark.parametrize("name", CHOICES)
    def test_each_is_judged_as_the_course_judges(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = CHOICES[name]
        assert in_moodle[name].findtext("single") == "true"
        for letter, answer in zip(question.choices, in_moodle[name].findall("answer"), strict=True):
            told = question.judge(letter)
            says = shown(told.message) if told.status == "wrong" else ""
            assert float(answer.attrib["fraction"]) == 100 * (told.status == "right")
            assert words(answer.findtext("feedback/text")) == says
            assert qti_says(in_qti[name], letter) == (told.status == "right", {says} - {""})

    @pytest.mark.parametrize("name", SEVERAL)
    def test_all_sets_of_several_are_judged_as_the_course_judges(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = SEVERAL[name]
        answers = dict(zip(question.choices, in_moodle[name].findall("answer"), strict=True))
        assert in_moodle[name].findtext("single") == "false"
        for letter in set(question.choices) - set(question.answer):
            assert words(answers[letter].findtext("feedback/text")) == shown(question.feedback[letter])
        for count in range(1, len(answers) + 1):
            for chosen in itertools.combinations(answers, count):
                told = question.judge("".join(chosen))
                share = sum(float(answers[letter].attrib["fraction"]) for letter in chosen)
                assert (share > 99.999) == (told.status == "right"), chosen
                score, said = qti_says(in_qti[name], frozenset(chosen))
                assert score == (told.status == "right"), chosen
                belongs = {question.feedback[x] for x in chosen if x not in question.answer}
                clues = {text for x, text in (question.missed or {}).items() if x not in chosen}
                assert said == {shown(text) for text in belongs | clues}
                assert all(shown(text) in shown(told.message) for text in belongs | clues)

    def test_moodle_knows_every_share(self, in_moodle: dict[str, ET.Element]) -> None:
        for name, question in in_moodle.items():
            assert {abs(float(each.attrib["fraction"])) for each in question.findall("answer")} <= SHARES, (
                name
            )


def edges(question: Number) -> tuple[float, float]:
    """Return between which numbers an answer counts, from what the bank says of its tolerance."""
    right = question.true_value
    off = question.abs_tol or abs(right) * (0.01 if question.rel_tol is None else question.rel_tol)
    return right - off, right + off


class TestNumbers:
    @pytest.mark.parametrize("name", NUMBERS)
    def test_both_edges_are_where_the_course_has_them(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = NUMBERS[name]
        low, high = edges(question)
        hair = abs(question.true_value) * 1e-6
        seen = set()
        for value in (low - hair, low + hair, question.true_value, high - hair, high + hair):
            right = question.judge(value).status == "right"
            assert (moodle_number(in_moodle[name], repr(value))[0] == 100) == right, value
            assert (qti_says(in_qti[name], value)[0] == 1) == right, value
            seen.add(right)
        # A count has no tolerance to speak of, and is still right itself.
        assert seen == {True, False} or (question.count and seen == {True})
        if not question.count:
            assert question.judge(low + hair).status == question.judge(high - hair).status == "right"

    @pytest.mark.parametrize("name", NUMBERS)
    def test_foreseen_mistakes_get_their_message(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = NUMBERS[name]
        assert question.mistakes
        for mistake in question.mistakes:
            value = float(mistake.value() if callable(mistake.value) else mistake.value)
            told = question.judge(value)
            assert told.status == "wrong"
            assert moodle_number(in_moodle[name], repr(value)) == (0, shown(told.message))
            assert qti_says(in_qti[name], value) == (0, {shown(told.message)})

    @pytest.mark.parametrize("name", NUMBERS)
    def test_what_is_rounded_counts_where_it_does_in_the_course(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = NUMBERS[name]
        values = {float(f"{question.true_value:.{digits}g}") for digits in range(1, 7)}
        values |= {round(question.true_value) + step for step in (-1, 0, 1)}
        for value in values:
            right = question.judge(value).status == "right"
            assert (moodle_number(in_moodle[name], repr(value))[0] == 100) == right, value
            assert (qti_says(in_qti[name], value)[0] == 1) == right, value

    @pytest.mark.parametrize("name", [name for name, each in NUMBERS.items() if each.analyte])
    def test_the_other_unit_counts_where_the_question_takes_it(
        self, name: str, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        question = NUMBERS[name]
        assert question.analyte is not None
        (unit,) = question.other_units
        other = float(convert(question.true_value, question.analyte, question.unit, unit))
        right = question.accept_other_unit
        share, said = moodle_number(in_moodle[name], repr(other))
        assert share == (100 if right else 0)
        assert said == shown(question.judge(f"{other:.4g} {unit}").message.removesuffix(question.why))
        assert qti_says(in_qti[name], other) == (float(right), {said})
        units = [each.findtext("unit_name") for each in in_moodle[name].iter("unit")]
        assert units[0] == question.unit
        if unit in units:  # typed with the number, Moodle converts it
            for factor in (0.9, 0.9999, 1.0001, 1.1):
                typed = f"{other * factor!r} {unit}"
                told = question.judge(typed)
                assert (moodle_number(in_moodle[name], typed)[0] == 100) == (told.status == "right"), typed
        assert (unit in units) == (right and unit != "mmol/mol"), "a scale that is shifted has no factor"

    def test_the_first_bounds_are_the_right_ones(self, in_qti: dict[str, ET.Element]) -> None:
        """Canvas reads no others."""
        for name, question in NUMBERS.items():
            low, high = (
                float(in_qti[name].findtext(f".//{QTI}responseCondition//{QTI}{each}/{QTI}baseValue", ""))
                for each in ("gte", "lte")
            )
            assert low < question.true_value < high
            hair = (high - low) / 1000
            assert question.judge(low + hair).status == question.judge(high - hair).status == "right"

    def test_the_unit_stands_where_the_number_goes(
        self, in_moodle: dict[str, ET.Element], in_qti: dict[str, ET.Element]
    ) -> None:
        for name, question in NUMBERS.items():
            end = f"in {question.unit}" if question.unit else ""
            assert words(in_moodle[name].findtext("questiontext/text")).endswith(end and f"{end}.")
            assert f"{end}: " in "".join(in_qti[name].itertext())


class TestOtherNumbers:
    @pytest.fixture
    def lesson(self) -> items.Lesson:
        def product(first: float, second: float) -> Number:
            return Number(
                "01.product",
                f"{first:g} times {second:g}?",
                lambda: first * second,
                hint="Add.",
                solution=f"{first:g} x {second:g}.",
            )

        made = items.turns(varied(product, (2, 3), (4, 5), (6, 7)))
        return items.Lesson("01", "01 Products", (made,))

    def test_moodle_gets_them_in_the_same_category(self, lesson: items.Lesson) -> None:
        questions = ET.fromstring(moodle.write(lesson)).findall("question[@type='numerical']")
        read = [(each.findtext("name/text"), each.findtext("answer/text")) for each in questions]
        assert read == [("01.product", "6"), ("01.product.2", "20"), ("01.product.3", "42")]

    def test_qti_asks_one_of_them(self, lesson: items.Lesson) -> None:
        with zipfile.ZipFile(io.BytesIO(qti.package([lesson]))) as archive:
            test = ET.fromstring(archive.read("lesson_01.xml"))
            section = test.find(f".//{QTI}assessmentSection/{QTI}assessmentSection")
            assert section is not None
            assert section[0].tag == f"{QTI}selection"
            assert section[0].attrib == {"select": "1"}
            hrefs = [each.attrib["href"] for each in section.iter(f"{QTI}assessmentItemRef")]
            titles = [ET.fromstring(archive.read(each)).attrib["title"] for each in hrefs]
            assert titles == ["01.product", "01.product.2", "01.product.3"]


def test_of_two_mistakes_that_both_fit_the_first_speaks() -> None:
    mistakes = (Mistake(200, "You doubled it."), Mistake(201, "You doubled it and added one."))
    question = Number("01.two", "A hundred?", 100, mistakes=mistakes, hint="Count.", solution="Counted.")
    lesson = items.Lesson("01", "01 Two", (items.turns(question),))
    read = ET.fromstring(moodle.write(lesson)).find("question[@type='numerical']")
    assert read is not None
    assert question.judge(201).message == "You doubled it."
    assert moodle_number(read, "201") == (0, "You doubled it.")
    made = ET.fromstring(ET.tostring(qti.question(items.item(question))))
    assert qti_says(made, 201.0) == (0, {"You doubled it."})
    assert qti_says(made, 202.5) == (0, {"You doubled it and added one."})


def test_questions_without_a_lesson_file_still_have_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "lesson_file", lambda _: "")
    assert items._title("03") == "Lesson 03"
