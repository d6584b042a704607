"""A reviewer's answer. Append-only: a later decision supersedes, none is edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.domain.field import FieldName
from core.domain.ids import DecisionId, RecordId
from core.domain.page import Box, Word


class Verdict(StrEnum):
    """Approve or reject."""

    APPROVE = "approve"
    REJECT = "reject"


class DecisionReason(StrEnum):
    """Why a person decided so: machine-readable, for the back end and for statistics."""

    VERIFIED = "verified"
    CORRECTED = "corrected"
    POOR_IMAGE = "poor_image"
    PAGE_MISSING = "page_missing"
    WRONG_DOCUMENT = "wrong_document"
    CLAIM_MISMATCH = "claim_mismatch"
    EXPIRED = "expired"
    NOT_AUTHENTIC = "not_authentic"
    DUPLICATE = "duplicate"
    OTHER = "other"


class RejectKind(StrEnum):
    """RETRY: the applicant may hand in again. FINAL: not."""

    RETRY = "RETRY"
    FINAL = "FINAL"


APPROVE_REASONS: Final = (DecisionReason.VERIFIED, DecisionReason.CORRECTED, DecisionReason.OTHER)
REJECT_REASONS: Final = MappingProxyType(
    {
        DecisionReason.POOR_IMAGE: RejectKind.RETRY,
        DecisionReason.PAGE_MISSING: RejectKind.RETRY,
        DecisionReason.WRONG_DOCUMENT: RejectKind.RETRY,
        DecisionReason.CLAIM_MISMATCH: RejectKind.RETRY,
        DecisionReason.EXPIRED: RejectKind.RETRY,
        DecisionReason.NOT_AUTHENTIC: RejectKind.FINAL,
        DecisionReason.DUPLICATE: RejectKind.FINAL,
        DecisionReason.OTHER: RejectKind.RETRY,
    }
)
"""Reasons to reject, in the order shown, each with its usual kind."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a reviewer took a corrected value from: words of one page, and the box around them.

    attachment: index into the record's attachments. page: 1-based. box: of the page as shown.
    """

    field: FieldName
    attachment: int
    page: int
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """What a reviewer asks for.

    version: the submission the reviewer saw; revision: its revision counter then (optimistic lock).
    corrections: fields the reviewer set, normalised by the service. grounds: where on the pages some were taken from.
    public_comment may be shown to the applicant, internal_comment must not.
    """

    record: RecordId
    version: int
    revision: int
    verdict: Verdict
    reason: DecisionReason
    public_comment: str = ""
    internal_comment: str = ""
    corrections: tuple[tuple[FieldName, str], ...] = ()
    kind: RejectKind | None = None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as stored. `supersedes`: the decision this one replaces."""

    id: DecisionId
    record: RecordId
    version: int
    verdict: Verdict
    reason: DecisionReason
    kind: RejectKind | None
    public_comment: str
    internal_comment: str
    corrections: tuple[tuple[FieldName, str], ...]
    actor: str
    at: datetime
    supersedes: DecisionId | None = None
    grounds: tuple[Ground, ...] = ()
