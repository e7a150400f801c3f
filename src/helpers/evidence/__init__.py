"""What the source text claims, how well each claim is supported, and where that was read."""

from __future__ import annotations

from helpers.evidence.bibliography import cited_by, references
from helpers.evidence.concepts import Concept, concepts
from helpers.evidence.graded_claims import (
    GRADES,
    Claim,
    Grade,
    claims,
    counted,
    expanded,
    grade_scale,
    ledger,
    verdicts,
)
from helpers.evidence.one_claim import claim
from helpers.evidence.one_concept import checklist, concept
from helpers.evidence.sources import CONFIDENCE, Reference, cite, reference

__all__ = [
    "CONFIDENCE",
    "GRADES",
    "Claim",
    "Concept",
    "Grade",
    "Reference",
    "checklist",
    "cite",
    "cited_by",
    "claim",
    "claims",
    "concept",
    "concepts",
    "counted",
    "expanded",
    "grade_scale",
    "ledger",
    "reference",
    "references",
    "verdicts",
]
