"""What a reviewer had typed into records that were left without a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.domain.decision import REJECT_REASONS, DecisionReason, DecisionRequest, Ground, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.ids import BlobHash, RecordId
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


@dataclass(frozen=True, slots=True)
class _Kept:
    """A draft, and the files it was made on."""

    draft: Draft
    files: tuple[BlobHash, ...]


class Drafts:
    """By record and version.

    Where the same files are read again, the values that were typed are still meant; where on the page they were taken
    from, and what was confirmed, belongs to the reading before.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[RecordId, int], _Kept] = {}

    def keep(self, detail: RecordDetail, draft: Draft) -> None:
        """Keep that; an empty one is none. The oldest go first."""
        key = (detail.row.id, detail.version)
        self._kept.pop(key, None)
        if not draft.is_empty:
            self._kept[key] = _Kept(draft, _files(detail))
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))

    def of(self, detail: RecordDetail) -> Draft | None:
        """What had been typed; None if nothing."""
        record, version = detail.row.id, detail.version
        kept = self._kept.get((record, version))
        if kept is not None:
            return kept.draft
        before = max((one for id_, one in self._kept if id_ == record and one < version), default=None)
        older = self._kept[record, before] if before is not None else None
        if older is None or older.files != _files(detail) or not older.draft.corrections:
            return None
        return Draft(older.draft.corrections)

    def forget(self, record: RecordId) -> None:
        """The record was decided."""
        self._kept = {key: draft for key, draft in self._kept.items() if key[0] != record}


def _files(detail: RecordDetail) -> tuple[BlobHash, ...]:
    return tuple(one.sha256 for one in detail.attachments)


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
