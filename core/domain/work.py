"""The unit of work as the services see it: one transaction, rolled back unless committed, events after commit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from core.domain.claim import Claim
from core.domain.decision import Decision
from core.domain.events import Event
from core.domain.field import Extraction
from core.domain.history import Basis
from core.domain.hold import HoldReason, Judgement
from core.domain.human import HumanValue
from core.domain.ids import BlobHash, DecisionId, RecordId, RunId, SubmissionId
from core.domain.page import Engine, Reading
from core.domain.pausing import Pauses
from core.domain.record import Attachment
from core.domain.rerun import RerunStates
from core.domain.review_work import Audit, Queue, Watched
from core.domain.rows import StageRunRow
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.wire_work import Deliveries, Egress, HandedInRecords

Section = Reading | Extraction | Judgement


@dataclass(frozen=True, slots=True)
class Submission:
    """A version of a record and the runs that its present sections came from. `revision` counts every change.

    files_of: the version that brought its files; itself if they were handed in for it.
    """

    id: SubmissionId
    record: RecordId
    version: int
    revision: int
    is_current: bool
    status: ProcessStatus
    stage: StageName | None
    error_code: str = ""
    error_text: str = ""
    ocr_run: RunId | None = None
    extract_run: RunId | None = None
    approve_run: RunId | None = None
    files_of: int = 1

    def run_of(self, stage: StageName) -> RunId | None:
        """The run whose result stands for that stage."""
        match stage:
            case StageName.OCR:
                return self.ocr_run
            case StageName.EXTRACT:
                return self.extract_run
            case StageName.APPROVE:
                return self.approve_run


@dataclass(frozen=True, slots=True)
class NewRun:
    """A stage run to queue.

    series: counts the times somebody asked for this stage; attempts of one series share the retry limit.
    None: a new series.
    due: not before. priority: lower goes first. interruptions: how often the program ended under it so far.
    settings: what this run uses instead of the program's.
    """

    submission: SubmissionId
    record: RecordId
    stage: StageName
    chain: bool
    series: int | None
    due: datetime
    priority: int
    interruptions: int = 0
    settings: RunSettings = AS_SET


@dataclass(frozen=True, slots=True)
class ClaimedRun:
    """A stage run that a lane owns until its lease ends. `fence` must still match at every write."""

    run: RunId
    record: RecordId
    submission: SubmissionId
    version: int
    stage: StageName
    attempt: int
    series: int
    chain: bool
    interruptions: int
    priority: int
    fence: int
    owner: str
    settings: RunSettings = AS_SET


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a stage run ended."""

    status: StageStatus
    at: datetime
    engine: Engine | None = None
    error_code: str = ""
    error_text: str = ""


class Records(Protocol):
    """Records, their attachments and claims."""

    def add(  # noqa: D102
        self, source: str, attachments: Sequence[Attachment], claim: Claim, at: datetime, due: datetime | None = None
    ) -> RecordId: ...
    def exists(self, record: RecordId) -> bool: ...  # noqa: D102
    def source(self, record: RecordId) -> str: ...  # noqa: D102
    def attachments(self, submission: Submission) -> tuple[Attachment, ...]: ...  # noqa: D102

    def bring(self, submission: Submission, attachments: Sequence[Attachment]) -> None:
        """Add files that come with this version; their indexes follow those of all files before."""

    def claim(self, record: RecordId) -> Claim: ...  # noqa: D102
    def set_claim(self, record: RecordId, claim: Claim, at: datetime) -> None: ...  # noqa: D102
    def set_due(self, record: RecordId, due: datetime | None, at: datetime) -> None: ...  # noqa: D102
    def first_with(self, blob: BlobHash) -> RecordId | None: ...  # noqa: D102
    def copied_from(self, blob: BlobHash, record: RecordId) -> RecordId | None: ...  # noqa: D102
    def with_same_files(self, blobs: Sequence[BlobHash]) -> RecordId | None: ...  # noqa: D102
    def set_summary(self, record: RecordId, holder_name: str, document_type: str, number: str) -> None: ...  # noqa: D102


class Submissions(Protocol):
    """Versions of records. `put` writes the whole value with the next revision."""

    def add(self, record: RecordId, stage: StageName, at: datetime, like: Submission | None = None) -> Submission:
        """A new current version, `pending`, of the same files; with `like`, it starts from that version's results."""

    def with_files_of_its_own(self, submission: Submission) -> Submission:
        """The version, for which from now on those files count that it brings itself."""

    def current(self, record: RecordId) -> Submission: ...  # noqa: D102
    def version(self, record: RecordId, version: int) -> Submission: ...  # noqa: D102
    def get(self, submission: SubmissionId) -> Submission: ...  # noqa: D102

    def decided_before(self, submission: Submission) -> Submission | None:
        """The latest decided version before that one: what stands until somebody decides the newer one."""

    def put(self, submission: Submission, at: datetime) -> Submission:
        """Write it if nobody else has since; returns it with its new revision.

        Raises:
            ConflictError: its revision is not the stored one, or the move is not allowed.
        """

    def set_reasons(self, submission: SubmissionId, reasons: Sequence[HoldReason]) -> None: ...  # noqa: D102
    def ids_with(self, status: ProcessStatus) -> tuple[RecordId, ...]: ...  # noqa: D102


class Runs(Protocol):
    """Stage runs: the queue and the history."""

    def queue(self, run: NewRun, at: datetime) -> RunId: ...  # noqa: D102

    def claim(
        self, owner: str, stages: Collection[StageName], now: datetime, lease_until: datetime
    ) -> ClaimedRun | None:
        """Take the next due run of one of these stages that is not paused: atomic, an attempt from here on."""

    def beat(self, claimed: ClaimedRun, lease_until: datetime, done: int, total: int) -> bool:
        """Extend the lease; False if it is not ours any more."""

    def end(self, claimed: ClaimedRun, end: RunEnd) -> None:
        """Close the run.

        Raises:
            LeaseLostError: it is not ours any more.
        """

    def open_of(self, submission: SubmissionId) -> StageRunRow | None: ...  # noqa: D102
    def cancel_open(self, submission: SubmissionId, at: datetime) -> tuple[RunId, ...]: ...  # noqa: D102
    def history(self, submission: SubmissionId, stage: StageName) -> tuple[StageRunRow, ...]: ...  # noqa: D102
    def failures(self, submission: SubmissionId, stage: StageName, series: int) -> int: ...  # noqa: D102
    def last_settings(self, submission: SubmissionId, stage: StageName) -> RunSettings: ...  # noqa: D102
    def owners(self) -> tuple[str, ...]: ...  # noqa: D102

    def stranded(self, now: datetime, dead: Sequence[str]) -> tuple[ClaimedRun, ...]:
        """Running runs whose lease has ended or whose owner is dead."""

    def next_due(self) -> datetime | None: ...  # noqa: D102


class Results(Protocol):
    """What stage runs produced; written once, never changed."""

    def put(self, run: RunId, section: Section, inputs: str) -> str:
        """Store a section; `inputs` is the hash of what it was made from. Returns the section's own hash."""

    def reading(self, run: RunId) -> Reading: ...  # noqa: D102
    def extraction(self, run: RunId) -> Extraction: ...  # noqa: D102
    def judgement(self, run: RunId) -> Judgement: ...  # noqa: D102
    def sha256(self, run: RunId) -> str: ...  # noqa: D102
    def inputs(self, run: RunId) -> str: ...  # noqa: D102


class Decisions(Protocol):
    """Decisions, append-only."""

    def add(self, decision: Decision) -> DecisionId:
        """Store it (its `id` is ignored) and return its id."""

    def of(self, record: RecordId) -> tuple[Decision, ...]: ...  # noqa: D102

    def human(self, record: RecordId) -> tuple[HumanValue, ...]:
        """What a person stands for: the values of the last approval; empty if no person ever approved."""

    def basis(self, submission: Submission) -> Basis:
        """What a decision on that version would stand on."""


class UnitOfWork(Protocol):
    """`with work() as u: ...; u.commit()`; leaving without commit rolls back."""

    @property
    def records(self) -> Records: ...  # noqa: D102
    @property
    def submissions(self) -> Submissions: ...  # noqa: D102
    @property
    def runs(self) -> Runs: ...  # noqa: D102
    @property
    def results(self) -> Results: ...  # noqa: D102
    @property
    def decisions(self) -> Decisions: ...  # noqa: D102
    @property
    def egress(self) -> Egress: ...  # noqa: D102
    @property
    def queue(self) -> Queue: ...  # noqa: D102
    @property
    def audit(self) -> Audit: ...  # noqa: D102
    @property
    def watched(self) -> Watched: ...  # noqa: D102
    @property
    def deliveries(self) -> Deliveries: ...  # noqa: D102
    @property
    def handed_in(self) -> HandedInRecords: ...  # noqa: D102
    @property
    def pauses(self) -> Pauses: ...  # noqa: D102
    @property
    def reruns(self) -> RerunStates: ...  # noqa: D102

    def tell(self, event: Event) -> None:
        """Publish this event once the commit has succeeded; dropped on rollback."""

    def commit(self) -> None: ...  # noqa: D102
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


Work = Callable[[], UnitOfWork]
