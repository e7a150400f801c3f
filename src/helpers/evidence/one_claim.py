"""One claim on a card; where the reader is to grade it first, behind a form."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Literal, overload

from helpers.evidence.graded_claims import GRADES, Claim, Grade, claims
from helpers.evidence.rows import one
from helpers.forms import Form, Reply, memory
from helpers.html import Card, Shown, badge, frame, rich
from helpers.words import truth

_LINE = "Which grade would you give it?"


@dataclass(frozen=True, repr=False)
class HiddenClaim(Shown):
    """A claim without its grade: a form asks for the reader's, then shows the card beside it.

    Parameters
    ----------
    claim
        The claim.
    """

    claim: Claim

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.claim.id

    @property
    def card(self) -> Card:
        """The claim and the scale; once the reader has graded it, the grade, both words, and the reasons."""
        return self._card(self._said)

    @property
    def unanswered(self) -> Reply:
        """What the form says before there is a grade."""
        return self._reply("")

    def form(self) -> Form:
        """Return the claim as a form with the seven grades."""
        options = {
            letter: f"<b>{each.word}</b>: {rich(each.meaning)}" for letter, each in self._letters.items()
        }
        return Form(
            id=f"claim.{self.id}",
            title=self._title,
            prompt=f"<p><strong>The article says:</strong> {rich(self.claim.text)}</p><p>{_LINE}</p>",
            kind="one",
            answer=self._answer,
            start=self._reply(self._said),
            options=options,
            button="Grade it",
        )

    def _ipython_display_(self) -> None:
        from helpers.forms.widget import display_form

        display_form(self.card, self.form())

    def _answer(self, given: str) -> tuple[Reply, Card]:
        said = self._letters[given].word if given in self._letters else ""
        if said:
            memory.record(f"claim.{self.id}", said, "noted", "clicked")
        return self._reply(said), self._card(said)

    @property
    def _title(self) -> str:
        return f"Claim {self.id}: grade it before you read on"

    @property
    def _letters(self) -> dict[str, Grade]:
        return dict(zip(ascii_lowercase, GRADES.values(), strict=False))

    @property
    def _said(self) -> str:
        last = memory.latest(f"claim.{self.id}")
        return last.answer if last and last.answer in GRADES else ""

    def _verdict(self, said: str) -> str:
        if said == self.claim.verdict:
            return f"You said {said}, and so does the course."
        return f"You said {said}; the course says {self.claim.verdict}."

    def _reply(self, said: str) -> Reply:
        if not said:
            return Reply("blank", "○", "Not graded yet", "#5b5b66")
        grade = self.claim.grade
        letter = next(letter for letter, each in self._letters.items() if each.word == said)
        return Reply(
            "noted",
            grade.symbol,
            grade.word,
            grade.colour,
            said=f"<p>{self._verdict(said)}</p>{self.claim.reasons_html}",
            given=letter,
        )

    def _card(self, said: str) -> Card:
        if said:
            open_ = self.claim.card
            return Card(
                html=f"<p>{self._verdict(said)}</p>{open_.html}", text=f"{self._verdict(said)}\n{open_.text}"
            )
        scale = "".join(
            f"<li>{badge(each.symbol, each.word, each.colour)} {rich(each.meaning)}</li>"
            for each in GRADES.values()
        )
        body = f"<p>{self._title}</p><p><strong>The article says:</strong> {rich(self.claim.text)}</p>"
        body += f'<p>{_LINE}</p><ul style="list-style-type:none">{scale}</ul>'
        lines = [self._title, f"The article says: {self.claim.text}", _LINE]
        lines += [f"  {each.symbol} {each.word}: {each.meaning}" for each in GRADES.values()]
        return Card(html=frame(self._title, body), text="\n".join(lines))


@overload
def claim(claim_id: str) -> Claim: ...
@overload
def claim(claim_id: str, hidden: Literal[False]) -> Claim: ...
@overload
def claim(claim_id: str, hidden: Literal[True]) -> HiddenClaim: ...
def claim(claim_id: str, hidden: bool = False) -> Claim | HiddenClaim:
    """Return one claim; as the last line of a cell it is shown as a card.

    Parameters
    ----------
    claim_id
        Its id, such as ``"F06"``.
    hidden
        Whether the reader is asked for a grade before the card opens.

    Raises
    ------
    ValueError
        If there is no such claim.

    Examples
    --------
    >>> claim("F06").grade.word
    'mixed'
    >>> "mixed" in claim("F06", hidden=True).form().start.said
    False
    """
    found: Claim = one(claims(), claim_id, "claim")
    return HiddenClaim(found) if truth("hidden", hidden) else found
