"""What a held version has new since the decision before it, told with the record when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.domain.compare import Aspect, Change, Comparison, PagePair
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail
from core.domain.since import FieldSince, PageSince, Since
from core.domain.states import ProcessStatus
from core.review.compare import compared

OpenVersion = Callable[[RecordId, int | None], RecordDetail]


def with_since(detail: RecordDetail, open_version: OpenVersion) -> RecordDetail:
    """The same, with what is new in it; as it is where it answers no decision."""
    decided = max((one.version for one in detail.decisions if one.version < detail.version), default=None)
    if decided is None or detail.row.status is not ProcessStatus.HOLD:
        return detail
    return replace(detail, since=_since(compared(open_version(detail.row.id, decided), detail)))


def _since(found: Comparison) -> Since:
    fields = (pair for pair in found.fields if pair.before.value != pair.after.value)
    return Since(
        version=found.before.version,
        fields=tuple(FieldSince(pair.name, pair.before.value, pair.after.value) for pair in fields),
        pages=tuple(
            PageSince(pair.after.attachment, pair.after.number) for pair in found.pages if pair.after and _is_new(pair)
        ),
        files=sum(pair.change in {Change.ADDED, Change.CHANGED} for pair in found.files),
        asked=sum(pair.before is not None for pair in found.reasons),
        gone=sum(pair.change is Change.REMOVED for pair in found.reasons),
    )


def _is_new(pair: PagePair) -> bool:
    return pair.change is Change.ADDED or Aspect.PICTURE in pair.aspects
