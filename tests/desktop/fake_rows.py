"""Rows and fields as the store would give them."""

from __future__ import annotations

from datetime import timedelta

from core.domain.field import Field, FieldName, Source
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.page import Box, Engine
from core.domain.rows import (
    RecordRow,
    StageCell,
)
from core.domain.states import ProcessStatus, StageName, StageStatus
from tests.desktop.fake_review import START

ENGINE = Engine("fake", "1")
DOUBT = HoldReason(
    ReasonCode.LOW_CONFIDENCE, StageName.APPROVE, FieldName.SCHOOL, (("confidence", "61"), ("floor", "70"))
)
STATUS_CELLS = {
    ProcessStatus.PENDING: (StageStatus.QUEUED,),
    ProcessStatus.IN_PROGRESS: (StageStatus.RUNNING,),
    ProcessStatus.FAILED: (StageStatus.FAILED,),
    ProcessStatus.CANCELLED: (StageStatus.CANCELLED,),
}


def a_field(name: FieldName, value: str, line: int = 0) -> Field:
    box = Box(0.2, 0.1 + line * 0.06, 0.6, 0.13 + line * 0.06)
    return Field(name, value, value, 0, 1, box, (), 0.93, (Source.RULE,), grounded=True)


def a_row(number: int, status: ProcessStatus, title: str = "", reasons: tuple[HoldReason, ...] = ()) -> RecordRow:
    at = START + timedelta(minutes=number)
    open_run = status in (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS)
    kinds = STATUS_CELLS.get(status, (StageStatus.DONE,) * 3)
    cells = tuple(
        StageCell(
            stage,
            kind,
            1,
            0,
            0,
            at,
            None if kind is StageStatus.QUEUED else at,
            None if open_run else at + timedelta(seconds=2),
            held=status is ProcessStatus.HOLD and stage is StageName.APPROVE,
        )
        for stage, kind in zip(StageName, kinds, strict=False)
    )
    return RecordRow(
        id=RecordId(number), version=1, revision=1, source=f"/in/{title or number}.pdf",
        title=title or f"Record {number}",
        holder_name=title, document_type="" if open_run else "diploma", status=status, stage=None,
        error_code="bad_input" if status is ProcessStatus.FAILED else "",
        error_text="The file is damaged; ask for a new copy." if status is ProcessStatus.FAILED else "",
        stages=cells, reasons=reasons, created_at=at, changed_at=at,
    )  # fmt: skip
