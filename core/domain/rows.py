"""What lists and details show: frozen rows, made by the store, carried to the screen as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.domain.claim import Claim
from core.domain.decision import Decision
from core.domain.field import Extraction
from core.domain.hold import HoldReason, Judgement, ReasonCode
from core.domain.human import Dispute
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import Reading
from core.domain.pausing import Pause
from core.domain.queue import Band, Escalation, Postponed, RecordOrder
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.since import Since
from core.domain.states import ProcessStatus, StageName, StageStatus


@dataclass(frozen=True, slots=True)
class StageCell:
    """The latest run of one stage, for one cell of the records table. `done` of `total` counts pages or steps.

    held: this stage ended in a hold (the run itself is `done`). paused: it is queued and nobody takes it.
    outdated: its result was made from something that no longer stands.
    """

    stage: StageName
    status: StageStatus
    attempt: int
    done: int
    total: int
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    held: bool = False
    error_code: str = ""
    paused: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of the records table or the review queue.

    source: the path or name it came from, untrusted. title: what to call it: holder's name, else the source's name.
    stages: latest run of each stage of the current version, at most one per stage, in chain order.
    reasons: hold reasons of the current version. changed_at: last change of anything in this row.
    confidence: of the least certain field (0..1), None before fields were read. escalation: the last one, also of the
    version before, None once it is decided. postponed_until: may lie in the past; None if it was not postponed to a
    time. due: by when it is to be decided, None for no deadline.
    """

    id: RecordId
    version: int
    revision: int
    source: str
    title: str
    holder_name: str
    document_type: str
    status: ProcessStatus
    stage: StageName | None
    error_code: str
    error_text: str
    stages: tuple[StageCell, ...]
    reasons: tuple[HoldReason, ...]
    created_at: datetime
    changed_at: datetime
    confidence: float | None = None
    escalation: Escalation | None = None
    postponed_until: datetime | None = None
    due: datetime | None = None

    def cell(self, stage: StageName) -> StageCell | None:
        """The cell of that stage, or None if it never ran."""
        return next((cell for cell in self.stages if cell.stage is stage), None)

    @property
    def is_part_done(self) -> bool:
        """Whether it went through the stages that were asked for, and nothing more happens until somebody asks."""
        is_at_rest = bool(self.stages) and not any(cell.status.is_open for cell in self.stages)
        return self.status is ProcessStatus.PENDING and is_at_rest


@dataclass(frozen=True, slots=True)
class StageRunRow:
    """One stage run, for the history. `chain`: whether it hands over.

    settings: what it uses instead of the program's settings. paused: it is queued and nobody takes it.
    inputs, result: hashes of what its result was made from and of the result, empty without one.
    outdated: the result no longer stands.
    """

    id: RunId
    version: int
    stage: StageName
    attempt: int
    status: StageStatus
    chain: bool
    engine: str
    engine_version: str
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error_code: str
    error_text: str
    settings: RunSettings = AS_SET
    paused: bool = False
    inputs: str = ""
    result: str = ""
    outdated: bool = False

    @property
    def seconds(self) -> float | None:
        """Running time in seconds; None while it has not ended."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attachment of a version. pages: all pages, pages_read: fully read ones; both None before the first reading.

    version: the one that brought it.
    """

    index: int
    name: str
    sha256: BlobHash
    size: int
    media_type: str
    pages: int | None
    pages_read: int | None
    duplicate_of: RecordId | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """Everything about one version of a record. `versions`: all versions, ascending.

    disputes: fields that a person stands for and this version's reading has otherwise.
    since: what is new, of a held version that answers a decision.
    """

    row: RecordRow
    version: int
    versions: tuple[int, ...]
    attachments: tuple[AttachmentRow, ...]
    claim: Claim
    reading: Reading | None
    extraction: Extraction | None
    judgement: Judgement | None
    runs: tuple[StageRunRow, ...]
    decisions: tuple[Decision, ...]
    disputes: tuple[Dispute, ...] = ()
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records to list. Empty tuples and None stand for "all"; within one filter any may fit, all filters must.

    text: words that must all be found in names, numbers, file names, claim or the text read, or the record's number.
    after: where the page before ended (`RecordPage.next`), of a query that is the same otherwise.
    created_before: taken in before that time. band: by the least certain field.
    escalated: True for those handed to a second person, False for the others.
    postponed: what to do with those put off to a time not yet come; the review queue hides them.
    at_rest: True for those of which nothing is queued or running (of pending ones: those that are part done), False
    for the others.
    """

    statuses: tuple[ProcessStatus, ...] = ()
    text: str = ""
    after: int | None = None
    limit: int = 500
    order: RecordOrder = RecordOrder.NEWEST
    reasons: tuple[ReasonCode, ...] = ()
    document_types: tuple[str, ...] = ()
    created_before: datetime | None = None
    band: Band | None = None
    escalated: bool | None = None
    postponed: Postponed = Postponed.SHOWN
    at_rest: bool | None = None

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise ValueError("a list has no negative length")


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of a list. `next`: pass as `after` for the page that follows (it says nothing else); None at the end."""

    rows: tuple[RecordRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Records per status (only those above zero), and open stage runs.

    paused: those of the queued ones that nobody takes. pauses: what is paused.
    """

    by_status: tuple[tuple[ProcessStatus, int], ...]
    queued: int
    running: int
    paused: int = 0
    pauses: tuple[Pause, ...] = ()

    def of(self, status: ProcessStatus) -> int:
        """How many records stand at that status."""
        return dict(self.by_status).get(status, 0)

    @property
    def part_done(self) -> int:
        """How many pending ones only went through the stages that were asked for (`RecordRow.is_part_done`).

        Whatever else is pending or in progress has one open stage run, and nothing else has any.
        """
        return max(0, self.of(ProcessStatus.PENDING) + self.of(ProcessStatus.IN_PROGRESS) - self.queued - self.running)

    @property
    def total(self) -> int:
        """All records."""
        return sum(number for _, number in self.by_status)
