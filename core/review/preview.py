"""What running again would do: worked out before anything is done, by the very rules that then do it. Pure."""

from __future__ import annotations

from core.domain.bulk import Seen
from core.domain.ids import RecordId
from core.domain.rerun import RerunLine, RerunOrder, RerunState
from core.domain.states import DECIDED, StageName
from core.domain.work import Submission


def line_of(record: RecordId, state: RerunState | None, order: RerunOrder) -> RerunLine:
    """What the order would do to that record; `state` is None if it is gone."""
    if state is None:
        return RerunLine(record, None, code="not_found", text=f"There is no record {record}.")
    current = state.submission
    seen = Seen(record, current.version, current.revision)
    if (refusal := refused(state, order)) is not None:
        return RerunLine(record, seen, state.title, current.status, code=refusal[0], text=refusal[1])
    fresh = makes_version(current, order.stage)
    return RerunLine(
        record=record,
        seen=seen,
        title=state.title,
        status=current.status,
        runs=order.runs,
        makes_version=fresh,
        outdated=() if fresh else outdated(current, order.stage),
        is_approved_by_person=state.is_approved_by_person,
        locked=state.locked,
    )


def refused(state: RerunState, order: RerunOrder) -> tuple[str, str] | None:
    """Why the order cannot be done with that record: code and text."""
    record, stage = state.submission.record, order.stage
    if state.open_stage is not None:
        return "in_work", f"Record {record} is still in work; wait for it or cancel it first."
    if stage is StageName.OCR:
        if state.originals_gone:
            return "originals_deleted", f"The files of record {record} were deleted; hand them in anew to read them."
        return None
    current = state.submission
    if current.ocr_run is None or (stage is StageName.APPROVE and current.extract_run is None):
        return "stage_order", f"The stages before {stage} have no result yet; run them first."
    if state.text_gone:
        return "text_deleted", f"The text of record {record} was deleted; run ocr first, if its files are still there."
    return None


def makes_version(current: Submission, stage: StageName) -> bool:
    """Whether running that stage makes a new version: a new reading does, and whatever is run of a decided version."""
    return current.status in DECIDED or (stage is StageName.OCR and current.ocr_run is not None)


def outdated(current: Submission, stage: StageName) -> tuple[StageName, ...]:
    """Stages from that one on whose results of the version stand now, and will not any more."""
    order = list(StageName)
    return tuple(one for one in order[order.index(stage) :] if current.run_of(one) is not None)
