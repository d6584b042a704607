"""Deciding many records at once: what each would become, and what came of it, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.decision import Decision, DecisionReason, DecisionRequest, RejectKind, Verdict
from core.domain.ids import RecordId
from core.domain.rows import RecordRow


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as the reviewer saw it in the list."""

    record: RecordId
    version: int
    revision: int

    @classmethod
    def of(cls, row: RecordRow) -> Seen:
        """What was seen in that row."""
        return cls(row.id, row.version, row.revision)


@dataclass(frozen=True, slots=True)
class BulkAnswer:
    """One answer for many records. kind: None for the reason's usual one."""

    verdict: Verdict
    reason: DecisionReason
    kind: RejectKind | None = None
    public_comment: str = ""
    internal_comment: str = ""


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What an answer would do to one record.

    row: the record as it stands now, None if it is gone; its `reasons` are the questions that the answer settles.
    request: what to pass to `decide_many`; None if it is refused, and then `code` and `text` say why.
    """

    record: RecordId
    row: RecordRow | None
    request: DecisionRequest | None
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What came of one request. decision: None if it was refused; `code`, `text` and `facts` are the refusal's."""

    record: RecordId
    decision: Decision | None
    code: str = ""
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
