"""Claims and references: the data are whole, and what a lesson shows of them is true, stable and readable."""

from __future__ import annotations

import csv
import html
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.evidence import (
    CONFIDENCE,
    GRADES,
    cite,
    claim,
    claims,
    grade_scale,
    graded_claims,
    ledger,
    reference,
    references,
    rows,
    sources,
    verdicts,
)
from helpers.evidence.concepts import _concepts

# The counts of the review that graded the claims, typed from its table, not from the file.
COUNTS = {
    "Fundamentals": (15, 12, 11, 4, 1, 0, 1),
    "Intermediate": (12, 5, 18, 13, 16, 5, 0),
    "Academic": (11, 14, 15, 8, 6, 2, 0),
    "Reflection/References": (2, 4, 1, 1, 2, 2, 1),
}
SCALE = ("established", "supported", "mixed", "weak", "unsupported", "incorrect", "not-checkable")


class Reader(HTMLParser):
    """Collects tags, ids, links and text, and checks that what opens is closed."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(fragment)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append(tag)
        values = dict(attrs)
        self.links += [values["href"]] if "href" in values else []
        self.ids += [values["id"]] if "id" in values else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words += data


# --- the data ------------------------------------------------------------------------------------


def test_the_counts_by_tier_are_those_of_the_review():
    counted = verdicts()
    assert tuple(counted.columns) == SCALE == tuple(GRADES)
    assert {tier: tuple(row) for tier, row in zip(counted.index, counted.to_numpy(), strict=True)} == COUNTS
    assert int(counted.to_numpy().sum()) == len(claims()) == 182


def test_ids_run_on_without_a_gap_within_each_letter():
    for letter, last in {"F": 44, "I": 69, "A": 56, "R": 13}.items():
        assert [name for name in claims() if name[0] == letter] == [
            f"{letter}{i:02}" for i in range(1, last + 1)
        ]


def test_every_claim_that_reports_evidence_names_a_source():
    # Framing statements and what no source was found for; each says so itself.
    assert [each.id for each in claims().values() if not each.keys] == ["F02", "R12"]


@pytest.mark.parametrize("field", ["text", "evidence", "note"])
def test_learners_read_whole_sentences(field):
    for each in claims().values():
        text = getattr(each, field)
        if text:
            assert re.match(r"[A-Z0-9'(]", text), (each.id, text)
            assert re.search(r"[.)]$", text), (each.id, text)
            assert not re.search(r"\.\.\.|\bNS\b|  | [.,;]|\. the source text|\bSOURCE\d", text), (
                each.id,
                text,
            )


def test_a_regulatory_state_carries_its_date():
    for each in claims().values():
        for text in (each.evidence, each.note):
            if re.search(
                r"discontinued|in flux|no injectable|obtained only by compounding|approval is for", text
            ):
                assert re.search(r"20\d\d", text), (each.id, text)


def test_what_a_note_cross_refers_to_is_there():
    for each in claims().values():
        for name in re.findall(r"(?<!:)\b[FIAR]\d\d\b", f"{each.evidence} {each.note}"):
            assert name in claims(), (each.id, name)


def test_a_source_named_in_a_text_is_among_the_references():
    shorts = {source.short: key for key, source in sources.all_references().items()}
    for each in claims().values():
        named = re.findall(r"\(([A-Z][\w-]+ et al\. \d{4})\)", f"{each.evidence} {each.note}")
        for short in named:
            assert shorts[short] in each.keys, (each.id, short)


def test_references_with_a_doi_or_pmid_have_it_once():
    everything = list(sources.all_references().values())
    for field in ("doi", "pmid"):
        known = [getattr(source, field).casefold() for source in everything if getattr(source, field)]
        assert len(set(known)) == len(known)


def test_the_keys_of_persons_hold_the_year():
    for source in sources.all_references().values():
        year = re.search(r"[a-z](\d{4})[a-z]?$", source.key)
        if year:
            assert source.year == year.group(1), source.key


def test_trial_results_name_references_that_are_there():
    from helpers.paths import data_path

    with data_path("trials.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert reference(row["reference"]).key == row["reference"]


# --- what is checked on loading ------------------------------------------------------------------

CLAIM = "id,tier,section,claim,verdict,evidence_type,explanation,citation_keys,notes,concepts\n"
CONCEPT = "code,name,sentence,questions,source\n"
GOOD_CONCEPT = "2.1-lot,A name,A sentence.,01.x; 02.y,Doe2001\n"
SOURCE = "key,authors,year,title,journal,volume,pages,doi,pmid,confidence,note\n"
GOOD_SOURCE = "Doe2001,Doe J,2001,A title,A journal,1,2-3,10.1/x,123,confirmed,\n"
GOOD_CLAIM = "F01,Tier,Section,It is so.,mixed,RCT,It is partly so.,Doe2001,,2.1-lot\n"


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Return a function that ships other files in place of the course's own."""

    def ship(claim_rows: str, source_rows: str = GOOD_SOURCE, concept_rows: str = GOOD_CONCEPT) -> None:
        (tmp_path / "concepts.csv").write_text(CONCEPT + concept_rows, encoding="utf-8")
        (tmp_path / "claims.csv").write_text(CLAIM + claim_rows, encoding="utf-8")
        (tmp_path / "references.csv").write_text(SOURCE + source_rows, encoding="utf-8")
        monkeypatch.setattr(rows, "data_path", lambda name: tmp_path / name)
        forget()

    def forget() -> None:
        graded_claims._claims.cache_clear()
        _concepts.cache_clear()
        sources.all_references.cache_clear()

    yield ship
    monkeypatch.undo()
    forget()


def test_good_rows_load(shipped):
    shipped(GOOD_CLAIM)
    assert claim("F01").keys == ("Doe2001",)
    assert claim("F01").kinds == ("randomised trials",)
    assert claim("F01").concepts == ("2.1-lot",)


@pytest.mark.parametrize(
    ("concept_rows", "message"),
    [
        (GOOD_CONCEPT * 2, "'2.1-lot': it is there twice"),
        (GOOD_CONCEPT.replace("2.1-lot", "2.7-lot"), "codes are the number of a group"),
        (GOOD_CONCEPT.replace("2.1-lot", "2.1"), "codes are the number of a group"),
        (GOOD_CONCEPT.replace("A sentence.", ""), "a field is empty"),
        (GOOD_CONCEPT.replace("Doe2001", "Doe2002"), "no reference 'Doe2002'"),
        (GOOD_CONCEPT.replace("2.1-lot", "2.1-blind"), "'F01': there is no concept '2.1-lot'"),
    ],
)
def test_concepts_that_contradict_themselves_are_refused(shipped, concept_rows, message):
    shipped(GOOD_CLAIM, concept_rows=concept_rows)
    with pytest.raises(ValueError, match=re.escape(message)):
        claims()


@pytest.mark.parametrize(
    ("claim_rows", "source_rows", "message"),
    [
        (GOOD_CLAIM * 2, GOOD_SOURCE, "'F01': it is there twice"),
        (GOOD_CLAIM.replace("mixed", "proven"), GOOD_SOURCE, "'proven' is no grade"),
        (GOOD_CLAIM.replace("RCT", "hearsay"), GOOD_SOURCE, "'hearsay' is no kind of evidence"),
        (GOOD_CLAIM.replace("Doe2001", "Doe2002"), GOOD_SOURCE, "no reference 'Doe2002'"),
        (GOOD_CLAIM.replace("It is so.", ""), GOOD_SOURCE, "claim is empty"),
        (GOOD_CLAIM.replace("F01", "F1"), GOOD_SOURCE, "a letter and two digits"),
        (GOOD_CLAIM, GOOD_SOURCE * 2, "'Doe2001': it is there twice"),
        (GOOD_CLAIM, GOOD_SOURCE.replace("confirmed", "sure"), "'sure' is no confidence"),
        (GOOD_CLAIM, GOOD_SOURCE.replace("10.1/x", "doi.org/10.1/x"), "is no DOI"),
        (GOOD_CLAIM, GOOD_SOURCE.replace("123", "PMC123"), "is no PMID"),
        (GOOD_CLAIM, GOOD_SOURCE.replace("A title", ""), "a field is empty"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(shipped, claim_rows, source_rows, message):
    shipped(claim_rows, source_rows)
    with pytest.raises(ValueError, match=re.escape(message)):
        claims()


# --- one claim -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", claims())
def test_a_card_holds_claim_grade_evidence_note_and_references(name):
    each = claim(name)
    read = Reader(each._repr_html_())
    plain = repr(each)
    for part in (name, each.text, each.grade.word, each.grade.symbol, each.evidence, each.note, *each.kinds):
        assert part in read.words
        assert part in plain
    assert "The article says:" in plain
    for key in each.keys:
        source = reference(key)
        assert source.short in read.words
        assert source.short in plain
        if source.url:
            assert source.url in read.links
        if source.confidence != "confirmed":
            assert f"{source.short} ({CONFIDENCE[source.confidence]})" in plain
            assert f"{source.short} ({CONFIDENCE[source.confidence]})" in read.words
    assert each._repr_mimebundle_() == {"text/plain": plain, "text/html": each._repr_html_()}


def test_an_unconfirmed_detail_is_marked():
    assert "Jiang et al. 2021 (details unconfirmed)" in repr(claim("I39"))
    assert "(not found as cited)" in repr(claim("R02"))
    assert "Some details unconfirmed." in reference("Ha2016").citation
    assert "nconfirmed" not in reference("Matthews1985").citation


@pytest.mark.parametrize("wrong", ["F99", "f6", "F6", "X01", "", None, 6, ("F06",)])
def test_an_unknown_claim_is_named(wrong):
    with pytest.raises(ValueError, match="There is no claim"):
        claim(wrong)


def test_an_unknown_claim_gets_its_neighbours():
    for wrong, near in {"F00": "F01, F02, F03", "F99": "F42, F43, F44", "f6": "F05, F06, F07"}.items():
        with pytest.raises(ValueError, match=f"Nearest: {near}"):
            claim(wrong)
    with pytest.raises(ValueError, match="Nearest: Matthews1985"):
        reference("Mathews1985")


# --- the scale -----------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_grade_has_a_word_a_shape_and_a_colour_of_its_own():
    for field in ("word", "symbol", "colour", "meaning"):
        assert len({getattr(grade, field) for grade in GRADES.values()}) == len(SCALE)


def test_white_text_on_every_grade_has_contrast():
    for grade in GRADES.values():
        assert 1.05 / (_luminance(grade.colour) + 0.05) >= 4.5


def test_the_legend_explains_every_grade():
    read = Reader(grade_scale().html)
    for grade in GRADES.values():
        assert f"{grade.symbol} {grade.word}" in read.words
        assert grade.meaning in read.words
        assert f"{grade.symbol} {grade.word}: {grade.meaning}" in grade_scale().text


# --- several claims ------------------------------------------------------------------------------


def test_a_ledger_has_a_row_a_claim_that_opens_to_its_evidence():
    shown = ledger("F05-F11", "F14", "F06")
    read = Reader(shown.html)
    names = [f"F{i:02}" for i in (*range(5, 12), 14)]
    assert read.tags.count("details") == read.tags.count("summary") == len(names)
    assert re.findall(r"<strong>(F\d\d)</strong>", shown.html) == names
    assert re.findall(r"· (F\d\d) ·", shown.text) == names
    for name in names:
        assert claim(name).evidence in html.unescape(shown.html)
    assert "8 claims: 5 established, 3 mixed." in shown.text


@pytest.mark.parametrize("wrong", [("F11-F05",), ("F05-F99",), ("F5-F7",), ("all",), (6,), ("",)])
def test_a_range_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match=r"There is no claim|comes before"):
        ledger(*wrong)


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 44), st.integers(1, 44))
def test_a_range_holds_its_ends_and_all_between(first, last):
    low, high = sorted((first, last))
    shown = ledger(f"F{low:02}-F{high:02}").text
    assert re.findall(r"· (F\d\d) ·", shown) == [f"F{i:02}" for i in range(low, high + 1)]


# --- references ----------------------------------------------------------------------------------


def test_a_bibliography_lists_what_the_claims_cite_and_what_is_named():
    shown = references("F01-F23", "Matthews1985", "F06")
    wanted = {key for name in list(claims())[:23] for key in claim(name).keys} | {"Matthews1985"}
    read = Reader(shown.html)
    assert {name.removeprefix("ref-") for name in read.ids} == wanted
    assert len(read.ids) == len(wanted) == len(shown.text.splitlines())
    assert "https://doi.org/10.1007/BF00280883" in read.links
    assert "https://pubmed.ncbi.nlm.nih.gov/3899825/" in read.links


def test_a_bibliography_is_in_alphabetical_order_whatever_the_accents():
    lines = references("SimentalMendia2008", "Moller2009", "Manley2008", "Nass2008", "YkiJarvinen1993").text
    starts = [line[2:].split()[0] for line in lines.splitlines()]
    assert starts == ["Manley", "Møller", "Nass", "Simental-Mendía", "Yki-Järvinen"]


def test_marks_of_doubt_are_printed_in_a_bibliography():
    shown = references("Ha2016", "Topp2000")
    doubted, sure = shown.text.splitlines()
    assert "unconfirmed" in doubted
    assert "unconfirmed" not in sure
    assert "Some details unconfirmed." in Reader(shown.html).words


@pytest.mark.parametrize("wrong", ["Matthews", "F77", "F10-F99", "", 5])
def test_an_unknown_reference_is_refused(wrong):
    with pytest.raises(ValueError, match="There is no"):
        references(wrong)


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("Reaven1988", "Reaven 1988"),
        ("Petersen2018", "Petersen & Shulman 2018"),
        ("Matthews1985", "Matthews et al. 1985"),
        ("KroghMadsen2010", "Krogh-Madsen et al. 2010"),
        ("Fui2014", "Ng Tang Fui et al. 2014"),
        ("DallaMan2007", "Dalla Man et al. 2007"),
        ("SOURCE7", "De Groot & Jameson 2010 (some details unconfirmed)"),
        ("Huang2014b", "Huang et al. 2014b (some details unconfirmed)"),
        ("NIDDK_IR", "NIDDK 2025"),
        ("WADA", "WADA (undated)"),
    ],
)
def test_a_citation_reads_as_in_running_text(key, short):
    assert cite(key).text == short
    read = Reader(cite(key).html)
    assert read.words == short
    assert read.links == ([reference(key).url] if reference(key).url else [])


def test_every_reference_reads_well():
    for source in sources.all_references().values():
        read = Reader(source._repr_html_())
        assert source.title in read.words
        assert not re.search(r"\.\.|\?\.|  |\( |;:|None", source.citation), source.citation
        assert "et al. (" not in source.short or source.year == "", source.short


# --- as a whole ----------------------------------------------------------------------------------


def test_what_is_shown_is_the_same_in_another_process():
    code = (
        "from helpers.evidence import *; import hashlib;"
        "shown = [claim('F06')._repr_html_(), ledger('I01-I69').html, references('A01-A56').html,"
        "references('A01-A56').text, grade_scale().html];"
        "print(hashlib.sha256(''.join(shown).encode()).hexdigest())"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert first == second


def test_importing_it_is_cheap():
    code = "import sys, helpers.evidence; print([m for m in ('numpy', 'pandas', 'matplotlib') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
