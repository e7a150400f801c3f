"""The lessons and documents as pages that can be read without script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from latex2mathml.converter import convert as mathml
from nbconvert.filters import Highlight2HTML, ansi2html, markdown2html
from nbformat import NotebookNode

from tools import pages
from tools.site.mounts import Save, code_block, is_only_a_call, mounted
from tools.site.pyodide import SiteError

COURSE = "Insulin resistance, in notebooks"
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\w)", re.DOTALL)


@dataclass(frozen=True)
class Lesson:
    """A lesson as the site shows it: what it says of itself, and the notebook."""

    told: pages.Lesson
    content: NotebookNode

    @property
    def title(self) -> str:
        """Its heading, with its number."""
        numbered = self.told.title.startswith(self.told.number)
        return self.told.title if numbered else f"{self.told.number} {self.told.title}"

    @property
    def address(self) -> str:
        """The page, from the top of the site."""
        return f"lessons/{self.told.stem}.html"

    def described(self) -> dict[str, object]:
        """Return what the catalogues of learning resources want to know of it, in the words of schema.org and LRMI."""
        return {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": self.title,
            "teaches": list(self.told.objectives),
            "timeRequired": f"PT{self.told.minutes}M",
            "educationalLevel": "Higher education",
            "learningResourceType": ["lesson", "simulation", "exercise"],
            "interactivityType": "mixed",
            "about": ["insulin resistance", "physiology", "evidence-based medicine"],
            "inLanguage": "en",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "isAccessibleForFree": True,
            "isPartOf": {"@type": "Course", "name": COURSE},
        }


@dataclass(frozen=True)
class Page:
    """A page of `docs/`: its heading, its address from the top of the site, its Markdown."""

    title: str
    address: str
    text: str


def lessons(root: Path) -> list[Lesson]:
    """Return the lessons of the clone at `root`, in order.

    Raises
    ------
    SiteError
        If there is none.
    """
    found = []
    for told in pages.lessons(root):
        path = root / "notebooks" / f"{told.stem}.ipynb"
        found.append(Lesson(told, nbformat.read(path, as_version=4)))  # type: ignore[no-untyped-call]
    if not found:
        raise SiteError(f"There are no lessons in {root / 'notebooks'}: is this a whole copy of the course?")
    return found


def documents(root: Path) -> list[Page]:
    """Return the pages of `docs/` of the clone at `root`."""
    found = []
    for path in sorted((root / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        found.append(Page(title[1] if title else path.stem, f"docs/{path.stem}.html", text))
    return found


def lesson_html(notebook: NotebookNode, save: Save | None = None) -> str:
    """Return a lesson as HTML that can be read without script: text, code, and what the saved outputs show.

    Explorers, questions and what follows the answers stand in places of their own, where a script brings them to life.

    Parameters
    ----------
    notebook
        An executed lesson.
    save
        Keeps the pictures of presets; without it there are none.
    """
    highlight = Highlight2HTML(pygments_lexer="ipython3")
    parts = []
    for cell in notebook.cells:
        if cell.metadata.get("slideshow", {}).get("slide_type") == "notes":
            continue  # These are for whoever teaches.
        if cell.cell_type == "markdown":
            parts.append(markdown2html(cell.source))
        elif cell.cell_type == "code" and cell.source.strip():
            shown = [each for each in map(_output, cell.outputs) if each]
            living, code = mounted(cell.source, "".join(shown), save), highlight(cell.source, "ipython3")
            if living is None:
                parts.append(code_block(cell.source, code, "".join(shown)))
            else:
                parts += [living] if is_only_a_call(cell.source) else [code, living]
    return tidied("\n".join(parts))


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f"<pre>{ansi2html(output.text)}</pre>"
    if output.output_type == "error":
        return f"<pre>{ansi2html(chr(10).join(output.traceback))}</pre>"
    data = output.data
    if "application/vnd.jupyter.widget-view+json" in data:
        return ""  # It cannot live here; the still before it shows and says the same.
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return str(markdown2html(data["text/markdown"]))
    # A picture without words would tell nothing to who cannot see it; the lessons have none.
    return f"<pre>{ansi2html(data['text/plain'])}</pre>" if "text/plain" in data else ""


def tidied(html: str) -> str:
    """Return HTML with what a page in its own right needs.

    Formulas become MathML, links between lessons and documents lead to their pages, headings can be linked to,
    wide tables, formulas and outputs scroll by themselves, and style sheets that come with every card are kept once.
    """
    soup = BeautifulSoup(html, "html.parser")
    _typeset(soup)
    for link in soup.find_all("a", href=True):
        link["href"] = page_address(str(link["href"]))
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    seen: dict[str, int] = {str(place["id"]): 0 for place in soup.select("[data-explorer]")}
    for heading in soup.find_all(re.compile("^h[1-6]$")):
        name = slug(heading.get_text())
        seen[name] = seen.get(name, -1) + 1
        heading["id"] = name if not seen[name] else f"{name}-{seen[name]}"
    styles: set[str] = set()
    for style in soup.find_all("style"):
        if style.get_text() in styles:
            style.decompose()
        else:
            styles.add(style.get_text())
    for block in soup.select(".output > pre"):
        # An output keeps its columns and may be wider than a phone: then it scrolls, by key as well.
        block["tabindex"] = "0"
    # A formula stands in a paragraph, in which there may be no block.
    for wide, around_it, named in (("table", "div", "Table"), ("math[display=block]", "span", "Formula")):
        for found in soup.select(wide):
            around = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": named}
            found.wrap(soup.new_tag(around_it, attrs=around))
    return str(soup)


def _typeset(soup: BeautifulSoup) -> None:
    for text in soup.find_all(string=lambda string: "$" in string):
        if text.find_parent(["pre", "code", "style", "script"]):
            continue
        pieces, at = [], 0
        for found in _MATH.finditer(text):
            display = "block" if found[1] else "inline"
            formula = BeautifulSoup(mathml(found[1] or found[2], display=display), "html.parser")
            pieces += [NavigableString(text[at : found.start()]), formula]
            at = found.end()
        if pieces:
            text.replace_with(*pieces, NavigableString(text[at:]))


def page_address(link: str) -> str:
    """Return where a link of a lesson or document leads on the site.

    Examples
    --------
    >>> page_address("01_fundamentals.ipynb"), page_address("../docs/glossary.md#insulin")
    ('01_fundamentals.html', '../docs/glossary.html#insulin')
    >>> page_address("../notebooks/01_fundamentals.ipynb")
    '../lessons/01_fundamentals.html'
    """
    if re.match(r"[a-z]+:", link):
        return link
    link = re.sub(r"^(\.\./)notebooks/", r"\1lessons/", link)
    return re.sub(r"\.(?:ipynb|md)(?=#|$)", ".html", link)


def slug(heading: str) -> str:
    """Return the name by which a heading can be linked to, the same that repository pages give it; without minutes.

    Examples
    --------
    >>> slug("HOMA-IR, and its noise (14 minutes)")
    'homa-ir-and-its-noise'
    """
    kept = re.sub(r" \(\d+ minutes?(?:, further)?\)$", "", heading.strip().rstrip("¶"))
    kept = re.sub(r"[^\w\- ]", "", kept.lower())
    return kept.replace(" ", "-")
