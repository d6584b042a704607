"""The desk on a local store: joins intake, review and the views to what screens and the command line ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.claim import Claim
from core.domain.claim_table import ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse
from core.domain.compare import Comparison
from core.domain.decision import Decision, DecisionRequest
from core.domain.delivery import DeliveryQuery, DeliveryRow, Recovered
from core.domain.desk import IntakeResult, RerunRequest, ResubmitRequest
from core.domain.egress import EgressRow
from core.domain.events import Event
from core.domain.evidence import EvidencePack
from core.domain.history import HistoryRow
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, DeliveryId, RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.ports import Clock
from core.domain.queue import EscalateRequest, PostponeRequest, QueueCounts
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome
from core.domain.rows import Counts, RecordDetail, RecordPage, RecordQuery, RecordRow
from core.intake.claim_file import read_table
from core.intake.claim_table import ClaimImport
from core.intake.intake import Intake
from core.intake.resubmission import Resubmission
from core.review.again import Rerunning
from core.review.bulk import Bulk
from core.review.compare import Comparing
from core.review.decide import Deciding
from core.review.evidence import EvidencePacker
from core.review.many import RerunningMany
from core.review.pausing import Pausing
from core.review.postpone import Postponing
from core.review.since import with_since
from core.review.standing import Standing


class Views(Protocol):
    """What the store can show."""

    def list(self, query: RecordQuery, now: datetime) -> RecordPage: ...  # noqa: D102
    def row(self, record: RecordId) -> RecordRow: ...  # noqa: D102
    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]: ...  # noqa: D102
    def matching(self, query: RecordQuery, now: datetime) -> tuple[RecordId, ...]: ...  # noqa: D102
    def pauses(self) -> tuple[Pause, ...]: ...  # noqa: D102
    def counts(self) -> Counts: ...  # noqa: D102
    def queue_counts(self, now: datetime) -> QueueCounts: ...  # noqa: D102
    def history(self, record: RecordId) -> tuple[HistoryRow, ...]: ...  # noqa: D102
    def detail(self, record: RecordId, version: int | None = None) -> RecordDetail: ...  # noqa: D102
    def egress(self, record: RecordId) -> tuple[EgressRow, ...]: ...  # noqa: D102
    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]: ...  # noqa: D102


class Sends(Protocol):
    """What sends promises again."""

    def resend(self, delivery: DeliveryId) -> None: ...  # noqa: D102
    def recover(self, since: datetime, endpoint: str = "") -> Recovered: ...  # noqa: D102
    def switch_on(self, endpoint: str) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class LocalDesk:
    """See `core.domain.desk.Desk`. Safe to call from several threads: each call is its own transaction."""

    place: str
    clock: Clock
    intake: Intake
    resubmission: Resubmission
    deciding: Deciding
    bulk: Bulk
    standing: Standing
    postponing: Postponing
    rerunning: Rerunning
    many: RerunningMany
    pausing: Pausing
    keep_policy: Callable[[Path], PolicyRef]
    claims: ClaimImport
    evidence: EvidencePacker
    views: Views
    blob_path: Callable[[BlobHash], Path]
    listen: Callable[[Callable[[Event], None]], Callable[[], None]]
    sending: Sends

    def take_in(self, paths: Sequence[Path], claim: Claim | None = None) -> IntakeResult:
        """See `Desk.take_in`."""
        return self.intake.take_in(paths, claim)

    def list(self, query: RecordQuery) -> RecordPage:
        """See `Desk.list`."""
        return self.views.list(query, self.clock.now())

    def row(self, record: RecordId) -> RecordRow:
        """See `Desk.row`."""
        return self.views.row(record)

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
        """See `Desk.rows`."""
        return self.views.rows(records)

    def open(self, record: RecordId, version: int | None = None) -> RecordDetail:
        """See `Desk.open`."""
        return with_since(self.views.detail(record, version), self.views.detail)

    def egress(self, record: RecordId) -> tuple[EgressRow, ...]:
        """See `Desk.egress`."""
        return self.views.egress(record)

    def counts(self) -> Counts:
        """See `Desk.counts`."""
        return self.views.counts()

    def queue_counts(self) -> QueueCounts:
        """See `Desk.queue_counts`."""
        return self.views.queue_counts(self.clock.now())

    def history(self, record: RecordId) -> tuple[HistoryRow, ...]:
        """See `Desk.history`."""
        return self.views.history(record)

    def compare(self, record: RecordId, before: int | None = None, after: int | None = None) -> Comparison:
        """See `Desk.compare`."""
        return Comparing(self.views.detail).compare(record, before, after)

    def picture(self, blob: BlobHash) -> Path:
        """See `Desk.picture`."""
        return self.blob_path(blob)

    def decide(self, request: DecisionRequest) -> Decision:
        """See `Desk.decide`."""
        return self.deciding.decide(request)

    def keep(self, record: RecordId) -> RecordRow:
        """See `Desk.keep`."""
        self.standing.keep(record)
        return self.row(record)

    def plan_bulk(self, records: Sequence[Seen], answer: BulkAnswer) -> tuple[BulkRow, ...]:
        """See `Desk.plan_bulk`."""
        return self.bulk.plan(records, answer)

    def decide_many(self, requests: Sequence[DecisionRequest]) -> tuple[BulkOutcome, ...]:
        """See `Desk.decide_many`."""
        return self.bulk.decide(requests)

    def postpone(self, request: PostponeRequest) -> RecordRow:
        """See `Desk.postpone`."""
        self.postponing.postpone(request)
        return self.row(request.record)

    def escalate(self, request: EscalateRequest) -> RecordRow:
        """See `Desk.escalate`."""
        self.postponing.escalate(request)
        return self.row(request.record)

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        """See `Desk.evidence_pack`."""
        return self.evidence.write(record, path)

    def read_claims(self, path: Path) -> ClaimTable:
        """See `Desk.read_claims`."""
        return read_table(path)

    def match_claims(self, table: ClaimTable, uses: Sequence[ColumnUse]) -> tuple[ClaimMatch, ...]:
        """See `Desk.match_claims`."""
        return self.claims.match(table, uses)

    def apply_claims(self, matches: Sequence[ClaimMatch]) -> tuple[ClaimOutcome, ...]:
        """See `Desk.apply_claims`."""
        return self.claims.apply(matches)

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        """See `Desk.set_claim`."""
        self.rerunning.set_claim(record, claim)

    def set_due(self, record: RecordId, due: datetime | None) -> None:
        """See `Desk.set_due`."""
        self.rerunning.set_due(record, due)

    def rerun(self, request: RerunRequest) -> None:
        """See `Desk.rerun`."""
        self.rerunning.rerun(request)

    def resubmit(self, request: ResubmitRequest) -> RecordRow:
        """See `Desk.resubmit`."""
        self.resubmission.take_in(request)
        return self.row(request.record)

    def matching(self, query: RecordQuery) -> tuple[RecordId, ...]:
        """See `Desk.matching`."""
        return self.views.matching(query, self.clock.now())

    def plan_rerun(self, records: Sequence[RecordId], order: RerunOrder) -> tuple[RerunLine, ...]:
        """See `Desk.plan_rerun`."""
        return self.many.plan(records, order)

    def rerun_many(self, seen: Sequence[Seen], order: RerunOrder) -> tuple[RerunOutcome, ...]:
        """See `Desk.rerun_many`."""
        return self.many.rerun_many(seen, order)

    def read_policy(self, path: Path) -> PolicyRef:
        """See `Desk.read_policy`."""
        return self.keep_policy(path)

    def pause(self, target: PauseTarget, note: str = "") -> bool:
        """See `Desk.pause`."""
        return self.pausing.pause(target, note)

    def resume(self, target: PauseTarget) -> bool:
        """See `Desk.resume`."""
        return self.pausing.resume(target)

    def pauses(self) -> tuple[Pause, ...]:
        """See `Desk.pauses`."""
        return self.views.pauses()

    def cancel(self, records: Sequence[RecordId]) -> int:
        """See `Desk.cancel`."""
        return self.rerunning.cancel(records)

    def retry_failed(self, records: Sequence[RecordId] | None = None) -> int:
        """See `Desk.retry_failed`."""
        return self.rerunning.retry_failed(records)

    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        """See `Desk.deliveries`."""
        return self.views.deliveries(query)

    def resend(self, delivery: DeliveryId) -> None:
        """See `Desk.resend`."""
        self.sending.resend(delivery)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """See `Desk.subscribe`."""
        return self.listen(listener)
