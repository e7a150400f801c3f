"""The references of the course, each with the confidence in its printed details."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from helpers.evidence.rows import one, require, rows, split_list
from helpers.html import Card, Shown, frame, link

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
    return Card(html=cited_html(source), text=f"{source.short}{bracketed(source.mark)}")


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
    return one(all_references(), key, "reference")


@cache
def all_references() -> Mapping[str, Reference]:
    """Return all references by key."""
    found: dict[str, Reference] = {}
    for row in rows("references.csv"):
        where = f"references.csv, reference {row['key']!r}"
        require(row["key"] not in found, f"{where}: it is there twice")
        require(re.fullmatch(r"\w+", row["key"]) is not None, f"{where}: keys are letters, digits and _")
        require(row["confidence"] in CONFIDENCE, f"{where}: {row['confidence']!r} is no confidence")
        require(all((row["authors"], row["title"])), f"{where}: a field is empty")
        require(re.fullmatch(r"(10\.\S+)?", row["doi"]) is not None, f"{where}: {row['doi']!r} is no DOI")
        require(re.fullmatch(r"\d*", row["pmid"]) is not None, f"{where}: {row['pmid']!r} is no PMID")
        found[row["key"]] = Reference(**{**row, "authors": split_list(row["authors"])})  # type: ignore[arg-type]
    return MappingProxyType(found)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _surname(author: str) -> str:
    """Return the family name of 'Matthews DR'; an organisation has no initials and stays as it is."""
    bare = re.sub(r"\s*\(.*\)$", "", author)
    person = re.fullmatch(r"(.*[a-zß-ÿ].*) [A-Z]{1,3}", bare)
    return person.group(1) if person else bare


def bracketed(mark: str) -> str:
    """Return a mark in brackets behind a blank, or nothing."""
    return f" ({mark})" if mark else ""


def cited_html(source: Reference) -> str:
    """Return a reference in short as HTML, linked where it has an address."""
    short = html.escape(source.short)
    return (link(source.url, source.short) if source.url else short) + html.escape(bracketed(source.mark))
