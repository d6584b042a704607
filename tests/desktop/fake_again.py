"""A desk in memory: running again and pausing, scripted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from core.domain.bulk import Seen
from core.domain.events import Event, PauseChanged
from core.domain.field import FieldName
from core.domain.hold import PolicyRef
from core.domain.ids import RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome
from core.domain.rows import RecordQuery, RecordRow
from core.domain.states import DECIDED, ProcessStatus, StageName

WORKING = (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS)


@dataclass
class FakeAgain:
    rows_by_id: dict[RecordId, RecordRow] = field(default_factory=dict)
    reruns: list[tuple[RecordId, RerunOrder]] = field(default_factory=list)
    plans: list[tuple[tuple[RecordId, ...], RerunOrder]] = field(default_factory=list)
    refused: set[RecordId] = field(default_factory=set)
    paused: dict[PauseTarget, Pause] = field(default_factory=dict)

    def move(self, record: RecordId, status: ProcessStatus) -> None:
        raise NotImplementedError

    def tell(self, event: Event) -> None:
        raise NotImplementedError

    def matching(self, query: RecordQuery) -> tuple[RecordId, ...]:
        rows = sorted(self.rows_by_id.values(), key=lambda row: -row.id)
        return tuple(row.id for row in rows if not query.statuses or row.status in query.statuses)

    def plan_rerun(self, records: Sequence[RecordId], order: RerunOrder) -> tuple[RerunLine, ...]:
        self.plans.append((tuple(records), order))
        return tuple(self._line(self.rows_by_id[record], order) for record in records)

    def _line(self, row: RecordRow, order: RerunOrder) -> RerunLine:
        seen = Seen(row.id, row.version, row.revision)
        if row.status in WORKING:
            return RerunLine(row.id, seen, row.title, row.status, code="in_work", text="Still in work.")
        fresh, is_person = row.status in DECIDED or order.stage is StageName.OCR, row.status is ProcessStatus.APPROVED
        stages = tuple(StageName)[tuple(StageName).index(order.stage) :]
        locked = (FieldName.SCHOOL,) if is_person else ()
        return RerunLine(
            row.id, seen, row.title, row.status, order.runs, fresh, () if fresh else stages, is_person, locked
        )

    def rerun_many(self, seen: Sequence[Seen], order: RerunOrder) -> tuple[RerunOutcome, ...]:
        return tuple(self._rerun(item, order) for item in seen)

    def _rerun(self, seen: Seen, order: RerunOrder) -> RerunOutcome:
        if seen.record in self.refused:
            return RerunOutcome(seen.record, None, "changed_meanwhile", "This record has changed since.")
        self.reruns.append((seen.record, order))
        self.move(seen.record, ProcessStatus.PENDING)
        return RerunOutcome(seen.record, seen.version)

    def read_policy(self, path: Path) -> PolicyRef:
        return PolicyRef(path.stem, "7", "a" * 64)

    def pause(self, target: PauseTarget, note: str = "") -> bool:
        self.paused[target] = Pause(target, datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "kim", note)
        self.tell(PauseChanged(target, is_paused=True))
        return True

    def resume(self, target: PauseTarget) -> bool:
        found = self.paused.pop(target, None)
        self.tell(PauseChanged(target, is_paused=False))
        return found is not None

    def pauses(self) -> tuple[Pause, ...]:
        return tuple(self.paused.values())
