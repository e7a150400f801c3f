"""The claims of the source text, how well each is supported, and where that was read.

`data/claims.csv` holds the claims with their grades, `data/references.csv` the references with the confidence
in their printed details. Both are read once and checked against each other.
"""

from __future__ import annotations

import csv
import difflib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from helpers.html import Card, Shown, badge, fold, frame, link, rich
from helpers.paths import data_path

if TYPE_CHECKING:
    import pandas as pd

_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Grade:
    """One step of the scale on which claims are graded.

    Parameters
    ----------
    word
        Its name.
    symbol
        A shape of its own, fuller the better the support.
    colour
        Dark enough for white text; charts use the same.
    meaning
        What it says of the evidence.
    """

    word: str
    symbol: str
    colour: str
    meaning: str


GRADES: Mapping[str, Grade] = MappingProxyType(
    {
        grade.word: grade
        for grade in (
            Grade("established", "●", "#0b5d3b", "Textbook or guideline consensus."),
            Grade("supported", "◕", "#1a56a0", "Good evidence, with some limits."),
            Grade("mixed", "◐", "#6a5d00", "Partly right, oversimplified, or trials conflict."),
            Grade("weak", "◔", "#a34700", "Thin or indirect evidence."),
            Grade("unsupported", "○", "#5b5b66", "No adequate evidence in people."),
            Grade("incorrect", "✕", "#a3122a", "Contradicted by evidence or by definition."),
            Grade("not-checkable", "◇", "#5a3e99", "A statement of value, not of fact."),
        )
    }
)
"""The scale, best support first."""

CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": "",
        "partly": "some details unconfirmed",
        "unconfirmed": "details unconfirmed",
        "not-found-as-cited": "not found as cited",
    }
)
"""How sure the printed details of a reference are, and the words that mark it."""

_DOI = "https://doi.org/"
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"

_KINDS = {
    "RCT": "randomised trials",
    "meta-analysis": "meta-analysis",
    "cohort": "observational studies in people",
    "guideline": "guidelines",
    "mechanistic": "mechanism studies",
    "animal": "animal studies",
    "expert opinion": "expert opinion",
    "label": "prescribing information",
    "bibliographic check": "check of the reference",
    "none in humans": "none in humans",
}


@dataclass(frozen=True, repr=False)
class Reference(Shown):
    """One source.

    Parameters
    ----------
    key
        Its name in this course, such as ``"Matthews1985"``.
    authors, year, title, journal, volume, pages
        As printed; the year is empty where the source has none.
    doi, pmid
        Empty where there is none or none was seen.
    confidence
        How sure the details are: a key of `CONFIDENCE`.
    note
        What a reader must know of it.
    """

    key: str
    authors: tuple[str, ...]
    year: str
    title: str
    journal: str
    volume: str
    pages: str
    doi: str
    pmid: str
    confidence: str
    note: str

    @property
    def short(self) -> str:
        """First author and year, as in running text."""
        names = [_surname(author) for author in self.authors if author != "et al."]
        many = "et al." in self.authors or len(names) > 2
        who = f"{names[0]} et al." if many else " & ".join(names)
        # A second paper of the same people and year has a letter in its key.
        letter = self.key[-1] if re.search(r"\d{4}[a-z]$", self.key) else ""
        return f"{who} {self.year}{letter}" if self.year else f"{who} (undated)"

    @property
    def mark(self) -> str:
        """The words for a doubt about its details; empty where they are confirmed."""
        return CONFIDENCE[self.confidence]

    @property
    def url(self) -> str:
        """Where it can be read about: its DOI, else its entry in PubMed, else nothing."""
        if self.doi:
            return _DOI + self.doi
        return f"{_PUBMED}{self.pmid}/" if self.pmid else ""

    @property
    def citation(self) -> str:
        """The full reference as text, with the mark of doubt."""
        links = [f"doi:{self.doi}"] if self.doi else []
        links += [f"PMID {self.pmid}"] if self.pmid else []
        return self._joined(". ".join(links))

    @property
    def card(self) -> Card:
        """The full reference, its links and its mark."""
        return Card(html=frame(self.short, f"<p>{self._html}</p>"), text=self.citation)

    @property
    def _html(self) -> str:
        links = [link(_DOI + self.doi, f"doi:{self.doi}")] if self.doi else []
        links += [link(f"{_PUBMED}{self.pmid}/", f"PMID {self.pmid}")] if self.pmid else []
        return self._joined(". ".join(links), html.escape)

    def _joined(self, links: str, escape: Callable[[str], str] = str) -> str:
        place = f"{self.journal} {self.year}".strip()
        place += f";{self.volume}" if self.volume else ""
        place += f":{self.pages}" if self.pages else ""
        mark = f"({self.mark[:1].upper()}{self.mark[1:]}.)" if self.mark else ""
        sentences = [_ended(part) for part in (", ".join(self.authors), self.title, place) if part]
        parts = [escape(" ".join(sentences)), f"{links}." if links else "", escape(self.note), mark]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, repr=False)
class Claim(Shown):
    """One claim of the source text, in this course's words, with its grade and the reasons for it.

    Parameters
    ----------
    id
        Its name in this course, such as ``"F06"``.
    tier, section
        Where the source text makes it.
    text
        What the source text says.
    verdict
        The grade: a key of `GRADES`.
    kinds
        The kinds of evidence that the grade rests on.
    evidence
        What the evidence says.
    keys
        Keys of the references.
    note
        A number, a caution or a cross-reference; may be empty.
    """

    id: str
    tier: str
    section: str
    text: str
    verdict: str
    kinds: tuple[str, ...]
    evidence: str
    keys: tuple[str, ...]
    note: str

    @property
    def grade(self) -> Grade:
        """Word, symbol, colour and meaning of the verdict."""
        return GRADES[self.verdict]

    @property
    def card(self) -> Card:
        """The claim, its grade, what the evidence says, and its references."""
        head = f"<p>{self._badge} Claim {self.id}</p>"
        said = f"<p><strong>The article says:</strong> {rich(self.text)}</p>"
        title = f"Claim {self.id}: {self.grade.word}"
        lines = [f"{self.grade.symbol} {self.grade.word} · Claim {self.id}", f"The article says: {self.text}"]
        return Card(
            html=frame(title, head + said + self._reasons_html, colour=self.grade.colour),
            text="\n".join([*lines, *self._reasons]),
        )

    @property
    def _badge(self) -> str:
        return badge(self.grade.symbol, self.grade.word, self.grade.colour)

    @property
    def _reasons(self) -> list[str]:
        sources = _references()
        cited = "; ".join(f"{sources[key].short}{_bracketed(sources[key].mark)}" for key in self.keys)
        lines = [f"The evidence ({', '.join(self.kinds)}): {self.evidence}"]
        lines += [f"Note: {self.note}"] if self.note else []
        return [*lines, f"References: {cited}."] if cited else lines

    @property
    def _reasons_html(self) -> str:
        sources = _references()
        cited = "; ".join(_cited_html(sources[key]) for key in self.keys)
        kinds = html.escape(", ".join(self.kinds))
        parts = f"<p><strong>The evidence</strong> ({kinds}): {rich(self.evidence)}</p>"
        parts += f'<p class="course-small"><strong>Note:</strong> {rich(self.note)}</p>' if self.note else ""
        return parts + (f'<p class="course-small"><strong>References:</strong> {cited}.</p>' if cited else "")


def claims() -> Mapping[str, Claim]:
    """Return all claims by id, in the order of the source text.

    Raises
    ------
    ValueError
        If the shipped files contradict themselves: an id twice, a grade off the scale, a reference that is
        not there.

    Examples
    --------
    >>> len(claims())
    182
    """
    return _claims()


def claim(claim_id: str) -> Claim:
    """Return one claim; as the last line of a cell it is shown as a card.

    Parameters
    ----------
    claim_id
        Its id, such as ``"F06"``.

    Raises
    ------
    ValueError
        If there is no such claim.

    Examples
    --------
    >>> claim("F06").grade.word
    'mixed'
    """
    return _one(claims(), claim_id, "claim")


def ledger(*ids: str) -> Card:
    """Return several claims as a compact list whose rows open to the evidence.

    Parameters
    ----------
    ids
        Ids of claims and ranges of them: ``"F05"``, ``"F05-F11"``.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> print(ledger("F05-F06").text)
    2 claims: 1 established, 1 mixed.
    ● established · F05 · Insulin is a polypeptide hormone made by the beta cells of the pancreatic islets.
    ◐ mixed · F06 · Insulin acts as a key that unlocks cells so that glucose can enter.
    """
    chosen = expanded(ids)
    counts = Counter(each.verdict for each in chosen)
    graded = ", ".join(f"{counts[word]} {word}" for word in GRADES if counts[word])
    total = f"{len(chosen)} claim{'s' if len(chosen) != 1 else ''}: {graded}."
    rows = "".join(
        fold(f"{each._badge} <strong>{each.id}</strong> {rich(each.text)}", each._reasons_html, row=True)
        for each in chosen
    )
    opens = "The article says what stands in each row; open a row for what the evidence says."
    lines = [f"{each.grade.symbol} {each.grade.word} · {each.id} · {each.text}" for each in chosen]
    return Card(
        html=frame(f"Ledger of {total}", f"<p>{html.escape(total)} {opens}</p>{rows}"),
        text="\n".join([total, *lines]),
    )


def references(*names: str) -> Card:
    """Return a bibliography: what some claims cite, and named references, in alphabetical order.

    Parameters
    ----------
    names
        Ids of claims, ranges of them, and keys of references, in any mix: ``"F01-F23", "Matthews1985"``.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> print(references("F16", "Matthews1985").text)
    - Matthews DR, Hosker JP, ... Diabetologia 1985;28(7):412-419. doi:10.1007/BF00280883. PMID 3899825.
    - Tabák AG, Jokela M, Akbaraly TN, ... PMID 19515410.
    """
    chosen = sorted(cited_by(names), key=lambda source: (_sortable(source.citation), source.key))
    items = "".join(f'<li id="ref-{source.key}">{source._html}</li>' for source in chosen)
    return Card(
        html=frame("References", f"<ul>{items}</ul>"),
        text="\n".join(f"- {source.citation}" for source in chosen),
    )


def cite(key: str) -> Card:
    """Return a reference as running text cites it, with a link.

    Raises
    ------
    ValueError
        If there is no such reference.

    Examples
    --------
    >>> cite("Matthews1985")
    Matthews et al. 1985
    """
    source = reference(key)
    return Card(html=_cited_html(source), text=f"{source.short}{_bracketed(source.mark)}")


def reference(key: str) -> Reference:
    """Return one reference.

    Raises
    ------
    ValueError
        If there is no such reference.

    Examples
    --------
    >>> reference("Matthews1985").url
    'https://doi.org/10.1007/BF00280883'
    """
    return _one(_references(), key, "reference")


def verdicts() -> pd.DataFrame:
    """Return how many claims of each tier have each grade.

    Returns
    -------
    pandas.DataFrame
        One row a tier, one column a grade, in the order of the text and of the scale.

    Examples
    --------
    >>> int(verdicts().loc["Fundamentals", "established"])
    15
    """
    import pandas as pd

    counts = Counter((each.tier, each.verdict) for each in claims().values())
    tiers = list(dict.fromkeys(each.tier for each in claims().values()))
    table = [[counts[tier, word] for word in GRADES] for tier in tiers]
    return pd.DataFrame(table, index=pd.Index(tiers, name="tier"), columns=pd.Index(GRADES, name="grade"))


def grade_scale() -> Card:
    """Return the scale of grades with what each says.

    Examples
    --------
    >>> print(grade_scale().text.splitlines()[0])
    ● established: Textbook or guideline consensus.
    """
    rows = "".join(
        f'<p class="course-row">{badge(step.symbol, step.word, step.colour)} {html.escape(step.meaning)}</p>'
        for step in GRADES.values()
    )
    return Card(
        html=frame("The scale of grades", rows),
        text="\n".join(f"{grade.symbol} {grade.word}: {grade.meaning}" for grade in GRADES.values()),
    )


def cited_by(names: Iterable[str]) -> set[Reference]:
    """Return the references that some claims cite, and those named by key.

    Parameters
    ----------
    names
        Ids of claims, ranges of them, and keys of references, in any mix.

    Raises
    ------
    ValueError
        If one of them is not there.

    Examples
    --------
    >>> sorted(source.key for source in cited_by(["F16", "Matthews1985"]))
    ['Matthews1985', 'Tabak2009']
    """
    found: set[Reference] = set()
    for name in names:
        if name in _references():
            found.add(_references()[name])
        elif re.match(r"[A-Z]\d\d\b", str(name)):
            found.update(_references()[key] for each in expanded([name]) for key in each.keys)
        else:
            found.add(reference(name))
    return found


def expanded(ids: Iterable[str]) -> list[Claim]:
    """Return the claims that ids and ranges name, each once, in the order named.

    Raises
    ------
    ValueError
        If one of them is not there, or a range runs backwards.

    Examples
    --------
    >>> [claim.id for claim in expanded(["F05-F07", "F06"])]
    ['F05', 'F06', 'F07']
    """
    chosen: dict[str, Claim] = {}
    for name in ids:
        ends = (
            re.fullmatch(r"\s*([A-Z]\d\d)\s*[-–]\s*([A-Z]\d\d)\s*", name) if isinstance(name, str) else None
        )
        first, last = ends.groups() if ends else (name, name)
        order = list(claims())
        start, stop = order.index(claim(first).id), order.index(claim(last).id)
        if stop < start:
            raise ValueError(f"{name!r}: {last} comes before {first}. Write the first claim first.")
        chosen |= {each: claims()[each] for each in order[start : stop + 1]}
    return list(chosen.values())


def _one(entries: Mapping[str, _Entry], key: str, what: str) -> _Entry:
    if isinstance(key, str) and key.strip() in entries:
        return entries[key.strip()]
    near = _nearest(str(key).strip(), entries)
    meant = f" Nearest: {', '.join(near)}." if near else ""
    raise ValueError(f"There is no {what} {key!r}.{meant}")


def _nearest(key: str, entries: Iterable[str]) -> list[str]:
    """Return up to three keys that may have been meant: for the id of a claim, its neighbours in the text."""
    number = re.fullmatch(r"([A-Za-z])(\d+)", key)
    if number:
        tier = [name for name in entries if name[0] == number[1].upper() and len(name) == 3]
        return sorted(sorted(tier, key=lambda name: abs(int(name[1:]) - int(number[2])))[:3])
    return difflib.get_close_matches(key, entries, n=3, cutoff=0.5)


@cache
def _claims() -> Mapping[str, Claim]:
    found: dict[str, Claim] = {}
    for row in _rows("claims.csv"):
        where = f"claims.csv, claim {row['id']!r}"
        keys, kinds = _split(row["citation_keys"]), _split(row["evidence_type"])
        _require(row["id"] not in found, f"{where}: it is there twice")
        _require(
            re.fullmatch(r"[A-Z]\d\d", row["id"]) is not None, f"{where}: ids are a letter and two digits"
        )
        _require(row["verdict"] in GRADES, f"{where}: {row['verdict']!r} is no grade")
        for column in ("tier", "section", "claim", "evidence_type", "explanation"):
            _require(row[column] != "", f"{where}: {column} is empty")
        for kind in kinds:
            _require(kind in _KINDS, f"{where}: {kind!r} is no kind of evidence")
        for key in keys:
            _require(key in _references(), f"{where}: there is no reference {key!r}")
        found[row["id"]] = Claim(
            id=row["id"],
            tier=row["tier"],
            section=row["section"],
            text=row["claim"],
            verdict=row["verdict"],
            kinds=tuple(_KINDS[kind] for kind in kinds),
            evidence=row["explanation"],
            keys=keys,
            note=row["notes"],
        )
    return MappingProxyType(found)


@cache
def _references() -> Mapping[str, Reference]:
    found: dict[str, Reference] = {}
    for row in _rows("references.csv"):
        where = f"references.csv, reference {row['key']!r}"
        _require(row["key"] not in found, f"{where}: it is there twice")
        _require(re.fullmatch(r"\w+", row["key"]) is not None, f"{where}: keys are letters, digits and _")
        _require(row["confidence"] in CONFIDENCE, f"{where}: {row['confidence']!r} is no confidence")
        _require(all((row["authors"], row["title"])), f"{where}: a field is empty")
        _require(re.fullmatch(r"(10\.\S+)?", row["doi"]) is not None, f"{where}: {row['doi']!r} is no DOI")
        _require(re.fullmatch(r"\d*", row["pmid"]) is not None, f"{where}: {row['pmid']!r} is no PMID")
        found[row["key"]] = Reference(**{**row, "authors": _split(row["authors"])})  # type: ignore[arg-type]
    return MappingProxyType(found)


def _rows(name: str) -> list[dict[str, str]]:
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return [{column: text.strip() for column, text in row.items()} for row in csv.DictReader(file)]


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise ValueError(f"{what}.")


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _surname(author: str) -> str:
    """Return the family name of 'Matthews DR'; an organisation has no initials and stays as it is."""
    bare = re.sub(r"\s*\(.*\)$", "", author)
    person = re.fullmatch(r"(.*[a-zß-ÿ].*) [A-Z]{1,3}", bare)
    return person.group(1) if person else bare


def _sortable(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _bracketed(mark: str) -> str:
    return f" ({mark})" if mark else ""


def _cited_html(source: Reference) -> str:
    short = html.escape(source.short)
    return (link(source.url, source.short) if source.url else short) + html.escape(_bracketed(source.mark))
