"""What a reviewer had typed into records that were left without a decision."""

from __future__ import annotations

from typing import Final

from core.domain.decision import REJECT_REASONS, DecisionReason, DecisionRequest, Verdict
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail

MOST: Final = 50
Draft = tuple[tuple[FieldName, str], ...]


class Drafts:
    """By record and version: what was typed on one reading says nothing about another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[RecordId, int], Draft] = {}

    def keep(self, detail: RecordDetail, draft: Draft) -> None:
        """Keep that; an empty one is none. The oldest go first."""
        key = (detail.row.id, detail.version)
        self._kept.pop(key, None)
        if draft:
            self._kept[key] = draft
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))

    def of(self, detail: RecordDetail) -> Draft | None:
        """What had been typed; None if nothing."""
        return self._kept.get((detail.row.id, detail.version))

    def forget(self, record: RecordId) -> None:
        """The record was decided."""
        self._kept = {key: draft for key, draft in self._kept.items() if key[0] != record}


def request_for(
    detail: RecordDetail, verdict: Verdict, reason: DecisionReason, corrections: Draft, comments: tuple[str, str]
) -> DecisionRequest:
    """The decision on what is shown. comments: public and internal."""
    return DecisionRequest(
        record=detail.row.id,
        version=detail.version,
        revision=detail.row.revision,
        verdict=verdict,
        reason=reason,
        public_comment=comments[0],
        internal_comment=comments[1],
        corrections=corrections,
        kind=REJECT_REASONS[reason] if verdict is Verdict.REJECT else None,
    )
