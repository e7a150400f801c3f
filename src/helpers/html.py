"""What the cards of the course share: one small style sheet, a badge, a fold, a link.

A card must be readable in both themes of JupyterLab, outside JupyterLab, and where the page strips style
sheets and ARIA attributes (JupyterLab does so with a notebook that it does not trust yet). So a state is a
word and a symbol beside a colour, a badge carries its own colours, and the rest inherits the theme's.
"""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The theme's variables, with the light theme's values where there is no theme. A text colour never goes
# without its background: a page may set one of the two.
_STYLE = """
.course-card{background:var(--jp-layout-color1,#fff);color:var(--jp-content-font-color1,#1f1f1f);
border:1px solid var(--jp-border-color1,#bdbdbd);border-left:5px solid;border-radius:4px;padding:10px 14px;
margin:4px 0;box-sizing:border-box;max-width:52em;overflow-wrap:break-word;line-height:1.5;
font-family:var(--jp-content-font-family,sans-serif);font-size:var(--jp-content-font-size1,inherit)}
.course-card p{margin:.35em 0}.course-card ul,.course-card ol{margin:.35em 0;padding-left:1.6em}
.course-card a:link,.course-card a:visited{color:var(--jp-content-link-color,#0d47a1);text-decoration:underline}
.course-card summary{cursor:pointer;padding:2px 0}
.course-card summary:focus-visible{outline:2px solid;outline-offset:2px}
.course-card details{margin:.35em 0}.course-card details>:not(summary){margin-left:1.1em}
.course-card details details{margin-left:0}
.course-card code{background:var(--jp-layout-color2,#eee);color:inherit;padding:0 .25em}
.course-card .course-small{font-size:.92em}
.course-card .course-said{background:var(--jp-layout-color2,#eee);padding:2px 10px;border-radius:4px}
.course-card .course-row{border-top:1px solid var(--jp-border-color2,#e0e0e0);margin:0;padding:4px 0}
"""
_STYLE_TAG = "<style>" + _STYLE.replace("\n", "") + "</style>"


@dataclass(frozen=True, repr=False)
class Card:
    """What a cell shows: HTML where the front end has it, the same in plain text where not.

    Parameters
    ----------
    html
        A fragment of HTML that stands alone.
    text
        The same content in plain text.

    Examples
    --------
    >>> Card(html="<p>Right</p>", text="Right")
    Right
    """

    html: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002
        return {"text/plain": self.text, "text/html": self.html}


@dataclass(frozen=True, repr=False)
class Picture(Card):
    """A card that is little else than a picture, which LaTeX and PDF can show as well.

    Parameters
    ----------
    png
        The picture.

    Examples
    --------
    >>> sorted(Picture(html="<img>", text="A curve", png=b"...")._repr_mimebundle_())
    ['image/png', 'text/html', 'text/plain']
    """

    png: bytes

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return super()._repr_mimebundle_(include, exclude) | {"image/png": self.png}


class Shown(ABC):
    """Something of the course's own that a cell shows as a card, while code reads its fields."""

    @property
    @abstractmethod
    def card(self) -> Card:
        """What a cell shows."""

    def __repr__(self) -> str:
        return self.card.text

    def _repr_html_(self) -> str:
        return self.card.html

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return self.card._repr_mimebundle_(include, exclude)


def rich(text: str) -> str:
    """Return text as HTML: escaped, with `code`, *emphasis* and **strong emphasis** marked as in Markdown.

    Examples
    --------
    >>> rich("glucose < 100: use `convert`, *not* 2 * 3")
    'glucose &lt; 100: use <code>convert</code>, <em>not</em> 2 * 3'
    """
    escaped = html.escape(text, quote=False)
    escaped = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    escaped = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<strong>\1</strong>", escaped)
    return re.sub(r"(?<!\w)\*(\S(?:[^*]*?\S)?)\*(?!\w)", r"<em>\1</em>", escaped)


def paragraphs(text: str) -> str:
    r"""Return text as HTML paragraphs; an empty line parts them.

    Examples
    --------
    >>> paragraphs("One.\n\nTwo.")
    '<p>One.</p><p>Two.</p>'
    """
    return "".join(f"<p>{rich(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def badge(symbol: str, word: str, colour: str) -> str:
    """Return a state as a badge: its symbol, its word, its colour (white text, so the colour must be dark).

    Examples
    --------
    >>> badge("✔", "Right", "#0b5d3b")
    '<span style="background-color:#0b5d3b;color:#ffffff;...">✔ Right</span>'
    """
    style = f"background-color:{colour};color:#ffffff;padding:1px 8px;border-radius:4px;font-weight:bold"
    return f'<span style="{style}">{html.escape(symbol)} {html.escape(word)}</span>'


def fold(summary: str, body: str, *, row: bool = False) -> str:
    """Return a fold that opens on a click, Enter or the space bar; both arguments are HTML.

    Examples
    --------
    >>> fold("Hint", "<p>Mind the units.</p>")
    '<details><summary data-lm-suppress-shortcuts="true">Hint</summary><p>Mind the units.</p></details>'
    """
    # JupyterLab would take Enter and the space bar for itself without the attribute.
    kind = ' class="course-row"' if row else ""
    return f'<details{kind}><summary data-lm-suppress-shortcuts="true">{summary}</summary>{body}</details>'


def link(url: str, text: str) -> str:
    """Return a link; its text is escaped.

    Examples
    --------
    >>> link("https://doi.org/10.1007/BF00280883", "doi:10.1007/BF00280883")
    '<a href="https://doi.org/10.1007/BF00280883" rel="noopener">doi:10.1007/BF00280883</a>'
    """
    return f'<a href="{html.escape(url)}" rel="noopener">{html.escape(text)}</a>'


def frame(label: str, body: str, *, colour: str = "#5b5b66", wide: bool = False) -> str:
    """Return `body` in a card's frame, with its style sheet and a name for assistive technology.

    A `wide` one is as wide as an explorer may be, for a table of many columns.

    Examples
    --------
    >>> "aria-label" in frame("Claim F06: mixed", "<p>...</p>")
    True
    """
    return (
        f'{_STYLE_TAG}<div class="course-card" role="group" aria-label="{html.escape(label)}" '
        f'style="border-left-color:{colour}{";max-width:932px" if wide else ""}">{body}</div>'
    )


def words_table(columns: Mapping[str, Sequence[str]]) -> str:
    """Return columns of words as a table, which begin at the left as all that is read does.

    Examples
    --------
    >>> words_table({"study": ["Poon 2018"]}).count("text-align:left")
    2
    """
    left = 'style="text-align:left"'
    head = "".join(f'<th scope="col" {left}>{html.escape(name)}</th>' for name in columns)
    lines = (
        "".join(f"<td {left}>{html.escape(cell)}</td>" for cell in cells)
        for cells in zip(*columns.values(), strict=True)
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
