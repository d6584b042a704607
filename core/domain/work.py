"""The unit of work as the services see it: one transaction, rolled back unless committed, events after commit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from core.domain.claim import Claim
from core.domain.decision import Decision
from core.domain.delivery import AttemptEnd, ClaimedDelivery, EndpointState, NextStep, Recovered
from core.domain.egress import EgressCall, EgressEnd, Service, Usage
from core.domain.events import Event
from core.domain.field import Extraction
from core.domain.handing import Ticket
from core.domain.history import Basis
from core.domain.hold import HoldReason, Judgement
from core.domain.human import HumanValue
from core.domain.ids import BlobHash, DecisionId, DeliveryId, EgressId, RecordId, RunId, SubmissionId
from core.domain.page import Engine, Reading
from core.domain.pausing import Pauses
from core.domain.record import Attachment
from core.domain.rerun import RerunStates
from core.domain.review_work import Audit, Queue, Watched
from core.domain.rows import StageRunRow
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.states import ProcessStatus, StageName, StageStatus

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
    def first_with(self, blob: BlobHash) -> RecordId | None: ...  # noqa: D102
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


class Egress(Protocol):
    """What left the machine, and what is known of the servers it went to."""

    def begin(self, call: EgressCall) -> EgressId:
        """Note a call that is about to be made."""

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Note how it went; once."""

    def usage(self, since: datetime, service: Service = Service.MODEL) -> Usage:
        """Calls to that service begun since then, and what they cost."""

    def dialect(self, endpoint: str, model: str) -> str:
        """How that server wants to be asked, as noted last; empty if it was never asked with success."""

    def set_dialect(self, endpoint: str, model: str, dialect: str, at: datetime) -> None:
        """Note how it wants to be asked."""


class Deliveries(Protocol):
    """The outbox."""

    def promise(
        self, after: Submission, at: datetime, decision: Decision | None = None, before: ProcessStatus | None = None
    ) -> int:
        """Write down what each endpoint shall be told of a version as it stands now; returns how many are.

        Nothing is promised for statuses that are only on the way, nor where no endpoint is set up.
        decision: a person's, that brought it there; before: the status then.
        """

    def claim(
        self, owner: str, endpoints: Sequence[str], now: datetime, lease_until: datetime
    ) -> ClaimedDelivery | None:
        """Take the next delivery that is due for one of these endpoints; a try begins."""

    def end(self, claimed: ClaimedDelivery, end: AttemptEnd, step: NextStep) -> None:
        """Close the try and say what becomes of the delivery.

        Raises:
            LeaseLostError: it is not ours any more.
        """

    def owners(self) -> tuple[str, ...]: ...  # noqa: D102

    def release(self, now: datetime, dead: Sequence[str]) -> int:
        """Give back what couriers left behind that are dead or whose lease has ended; returns how many."""

    def endpoint(self, name: str) -> EndpointState: ...  # noqa: D102
    def set_endpoint(self, state: EndpointState) -> None: ...  # noqa: D102
    def hasten(self, endpoint: str, now: datetime) -> int: ...  # noqa: D102

    def again(self, delivery: DeliveryId, now: datetime) -> RecordId:
        """Send one now, whatever became of it; raises NotFoundError."""

    def recover(self, since: datetime, endpoint: str, now: datetime) -> Recovered:
        """Send all again that were promised since then and given up, but those that later news has overtaken."""


class HandedInRecords(Protocol):
    """What clients said when they handed records in by wire."""

    def add(self, record: RecordId, ticket: Ticket) -> None: ...  # noqa: D102

    def find(self, key: str) -> tuple[RecordId, str] | None:
        """The record made under that key, and the fingerprint of what was handed in then."""

    def add_key(self, key: str, fingerprint: str, record: RecordId, at: datetime) -> None: ...  # noqa: D102


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
