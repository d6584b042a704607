"""A desk in memory: scripted, quick, and telling its events as the real one does."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from core.chain.token import StopToken
from core.domain.claim import Claim
from core.domain.decision import Decision, DecisionRequest, Verdict
from core.domain.delivery import DeliveryQuery, DeliveryRow
from core.domain.desk import IntakeResult, Refusal
from core.domain.egress import EgressRow
from core.domain.events import Event, RecordAdded, RecordChanged, StageChanged, StageProgress
from core.domain.field import Extraction, Field, FieldName
from core.domain.ids import BlobHash, DecisionId, DeliveryId, RecordId, RunId
from core.domain.page import AttachmentReading, Page, PageStatus, Reading, TextSource
from core.domain.rows import (
    AttachmentRow,
    Counts,
    RecordDetail,
    RecordRow,
    StageRunRow,
)
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.watching import Folders
from core.errors import ConflictError
from tests.desktop.fake_again import FakeAgain
from tests.desktop.fake_parts import FakeRegions, FakeState, FakeSweep, FakeWatcher
from tests.desktop.fake_review import START, FakeReview
from tests.desktop.fake_rows import DOUBT, ENGINE, a_field, a_row
from tests.desktop.fake_times import FakeTimes
from tests.desktop.fake_wire import FakeWire


@dataclass
class FakeDesk(FakeAgain, FakeReview):
    place: str = "memory"
    fields: dict[RecordId, tuple[Field, ...]] = field(default_factory=dict)
    decisions: list[DecisionRequest] = field(default_factory=list)
    taken: list[tuple[Path, ...]] = field(default_factory=list)
    cancelled: list[RecordId] = field(default_factory=list)
    retried: list[Sequence[RecordId] | None] = field(default_factory=list)
    delivered: list[DeliveryRow] = field(default_factory=list)
    resent: list[DeliveryId] = field(default_factory=list)
    sent: dict[RecordId, tuple[EgressRow, ...]] = field(default_factory=dict)
    pictures: dict[BlobHash, Path] = field(default_factory=dict)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    picture: Callable[[BlobHash], Path] = field(init=False)

    def __post_init__(self) -> None:
        self.picture = self.find_picture

    def add(
        self, status: ProcessStatus = ProcessStatus.HOLD, title: str = "", *, doubt: bool = True, tell: bool = True
    ) -> RecordId:
        number = RecordId(len(self.rows_by_id) + 1)
        reasons = (DOUBT,) if status is ProcessStatus.HOLD and doubt else ()
        self.rows_by_id[number] = a_row(number, status, title, reasons)
        names = (FieldName.HOLDER_NAME, FieldName.SCHOOL, FieldName.GRADUATION_DATE)
        values = (title or "Kim Min-jun", "Seoul Science University", "2021-02-19")
        self.fields[number] = tuple(
            a_field(name, value, at) for at, (name, value) in enumerate(zip(names, values, strict=True))
        )
        if tell:
            self.tell(RecordAdded(number))
        return number

    def move(self, record: RecordId, status: ProcessStatus) -> None:
        old = self.rows_by_id[record]
        new = a_row(record, status, old.title, old.reasons if status is ProcessStatus.HOLD else ())
        self.rows_by_id[record] = replace(new, revision=old.revision + 1, due=old.due)
        self.tell(RecordChanged(record, status, settled=True))

    def progress(self, record: RecordId, done: int, total: int) -> None:
        self.tell(StageProgress(record, RunId(record), StageName.OCR, done, total))

    def tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)

    def take_in(self, paths: Sequence[Path], claim: Claim | None = None) -> IntakeResult:
        self.taken.append(tuple(paths))
        missing = tuple(
            Refusal(str(path), "not_found", "There is no such file; check the path.")
            for path in paths
            if not path.exists()
        )
        return IntakeResult(
            tuple(self.add(ProcessStatus.PENDING, path.stem) for path in paths if path.exists()), missing
        )

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
        return tuple(self.rows_by_id[record] for record in records if record in self.rows_by_id)

    def open(self, record: RecordId, version: int | None = None) -> RecordDetail:
        row = self.row(record)
        was_read = row.status not in (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS, ProcessStatus.FAILED)
        blob = BlobHash(hashlib.sha256(str(record).encode()).hexdigest())
        page = Page(
            0, 1, PageStatus.READ, TextSource.RECOGNISED, 800, 1100, picture=blob if blob in self.pictures else None
        )
        runs = tuple(
            StageRunRow(
                RunId(row.id * 10 + at), 1, cell.stage, 1, cell.status, True, "fake", "1", cell.queued_at,
                cell.started_at, cell.finished_at, row.error_code, row.error_text,
            )
            for at, cell in enumerate(row.stages)
        )  # fmt: skip
        return RecordDetail(
            row=row, version=1, versions=(1,),
            attachments=(AttachmentRow(0, f"{row.title}.pdf", blob, 2048, "application/pdf", 1, 1, None),),
            claim=self.claims.get(record, Claim()),
            reading=Reading((page,), (AttachmentReading(0, 1, 1, 0),), ENGINE) if was_read else None,
            extraction=Extraction(self.fields[record], ENGINE) if was_read else None,
            judgement=None, runs=runs,
            decisions=tuple(
                self.made(one, at) for at, one in enumerate(self.decisions, 1) if one.record == record
            ),
        )  # fmt: skip

    def egress(self, record: RecordId) -> tuple[EgressRow, ...]:
        return self.sent.get(record, ())

    def counts(self) -> Counts:
        found: dict[ProcessStatus, int] = {}
        for row in self.rows_by_id.values():
            found[row.status] = found.get(row.status, 0) + 1
        running = found.get(ProcessStatus.IN_PROGRESS, 0)
        return Counts(tuple(found.items()), found.get(ProcessStatus.PENDING, 0), running, 0, self.pauses())

    def find_picture(self, blob: BlobHash) -> Path:
        return self.pictures[blob]

    def decide(self, request: DecisionRequest) -> Decision:
        row = self.row(request.record)
        if row.revision != request.revision:
            raise ConflictError("The record was changed meanwhile; look at it again.")
        self.decisions.append(request)
        done = ProcessStatus.APPROVED if request.verdict is Verdict.APPROVE else ProcessStatus.REJECTED
        self.move(request.record, done)
        return self.made(request, len(self.decisions))

    def made(self, request: DecisionRequest, number: int) -> Decision:
        return Decision(
            DecisionId(number), request.record, 1, request.verdict, request.reason, request.kind,
            request.public_comment, request.internal_comment, request.corrections, "me", START,
        )  # fmt: skip

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        self.claims[record] = claim
        self.move(record, self.rows_by_id[record].status)

    def set_due(self, record: RecordId, due: datetime | None) -> None:
        old = self.rows_by_id[record]
        self.rows_by_id[record] = replace(old, due=due, revision=old.revision + 1)
        self.tell(RecordChanged(record, old.status, settled=True))

    def cancel(self, records: Sequence[RecordId]) -> int:
        self.cancelled += records
        for record in records:
            self.move(record, ProcessStatus.CANCELLED)
        return len(records)

    def retry_failed(self, records: Sequence[RecordId] | None = None) -> int:
        self.retried.append(records)
        return 0

    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        found = (row for row in self.delivered if query.record in (None, row.record))
        return tuple(found)[: query.limit]

    def resend(self, delivery: DeliveryId) -> None:
        self.resent.append(delivery)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


@dataclass
class FakeStep:
    """A lane that works on one pending record at a time, `pages` of a few milliseconds each."""

    desk: FakeDesk
    lock: threading.Lock
    pages: int = 4
    closed: bool = False
    steps: int = 0

    def step(self, token: StopToken) -> bool:
        with self.lock:
            waiting = [row for row in self.desk.rows_by_id.values() if row.status is ProcessStatus.PENDING]
            if not waiting:
                return False
            record = waiting[0].id
            self.desk.move(record, ProcessStatus.IN_PROGRESS)
        self.steps += 1
        self.desk.tell(StageChanged(record, RunId(record), StageName.OCR, StageStatus.RUNNING, 1))
        for page in range(self.pages):
            if token.stopped:
                self.desk.move(record, ProcessStatus.PENDING)
                return True
            self.desk.progress(record, page, self.pages)
            time.sleep(0.003)
        self.desk.move(record, ProcessStatus.HOLD)
        return True

    def close(self) -> None:
        self.closed = True


@dataclass
class FakePlace:
    desk: FakeDesk = field(default_factory=FakeDesk)
    steps: list[FakeStep] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_opened: bool = False
    is_closed: bool = False
    lane_names: tuple[str, ...] = ("lane-0", "lane-1")
    reader: FakeRegions = field(default_factory=FakeRegions)
    state: FakeState = field(default_factory=FakeState)
    times: FakeTimes = field(default_factory=FakeTimes)
    wire: FakeWire = field(default_factory=FakeWire)

    def opened(self) -> FakePlace:
        self.is_opened = True
        return self

    def lane(self, name: str) -> FakeStep:
        step = FakeStep(self.desk, self.lock)
        self.steps.append(step)
        return step

    def regions(self) -> FakeRegions:
        return self.reader

    def watch(
        self, folder: Path | None = None, seconds: float | None = None, folders: Folders | None = None
    ) -> FakeWatcher:
        return FakeWatcher(folder or Path())

    def sweep(self) -> FakeSweep:
        return FakeSweep()

    def follow(self) -> FakeSweep:
        return FakeSweep()

    def recover(self) -> int:
        return 0

    def close(self) -> None:
        assert all(step.closed for step in self.steps), "lanes are closed before the store"
        self.is_closed = True
