"""What a reviewer had typed into records that were left without a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.domain.decision import REJECT_REASONS, DecisionReason, DecisionRequest, Ground, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail

MOST: Final = 50
Corrections = tuple[tuple[FieldName, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was done to a record's fields. grounds: where on the pages values were taken from."""

    corrections: Corrections = ()
    grounds: tuple[Ground, ...] = ()
    confirmed: tuple[FieldName, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if nothing was."""
        return not self.corrections and not self.confirmed


class Drafts:
    """By record and version: what was typed on one reading says nothing about another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[RecordId, int], Draft] = {}

    def keep(self, detail: RecordDetail, draft: Draft) -> None:
        """Keep that; an empty one is none. The oldest go first."""
        key = (detail.row.id, detail.version)
        self._kept.pop(key, None)
        if not draft.is_empty:
            self._kept[key] = draft
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))

    def of(self, detail: RecordDetail) -> Draft | None:
        """What had been typed; None if nothing."""
        return self._kept.get((detail.row.id, detail.version))

    def forget(self, record: RecordId) -> None:
        """The record was decided."""
        self._kept = {key: draft for key, draft in self._kept.items() if key[0] != record}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says of a record. comments: public and internal. kind: None for the reason's usual one."""

    verdict: Verdict
    reason: DecisionReason
    corrections: Corrections = ()
    grounds: tuple[Ground, ...] = ()
    comments: tuple[str, str] = ("", "")
    kind: RejectKind | None = None


def request_for(detail: RecordDetail, answer: Answer) -> DecisionRequest:
    """The decision on what is shown."""
    usual = REJECT_REASONS[answer.reason] if answer.verdict is Verdict.REJECT else None
    return DecisionRequest(
        record=detail.row.id,
        version=detail.version,
        revision=detail.row.revision,
        verdict=answer.verdict,
        reason=answer.reason,
        public_comment=answer.comments[0],
        internal_comment=answer.comments[1],
        corrections=answer.corrections,
        kind=answer.kind or usual,
        grounds=answer.grounds,
    )
