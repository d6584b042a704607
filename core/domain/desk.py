"""The desk port: everything a screen may ask. Local services answer it today, a server's client may later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.claim import Claim
from core.domain.claim_table import ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse
from core.domain.compare import Comparison
from core.domain.decision import Decision, DecisionRequest
from core.domain.delivery import DeliveryQuery, DeliveryRow
from core.domain.egress import EgressRow
from core.domain.events import Event
from core.domain.evidence import EvidencePack
from core.domain.history import HistoryRow
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, DeliveryId, RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.queue import EscalateRequest, PostponeRequest, QueueCounts
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome
from core.domain.rows import Counts, RecordDetail, RecordPage, RecordQuery, RecordRow
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.states import StageName


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that could not be taken in: what is wrong with it and what to do."""

    source: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of dropped paths: records made, and what was refused."""

    records: tuple[RecordId, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class RerunRequest:
    """Run `stage` again on the current version; `chain`: and everything after it. `ocr` makes a new version.

    settings: what these runs use instead of the program's settings.
    """

    record: RecordId
    stage: StageName
    chain: bool
    settings: RunSettings = AS_SET


class NewFiles(StrEnum):
    """What becomes of the files before: the new ones count instead of them, or beside them."""

    INSTEAD = "instead"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class ResubmitRequest:
    """New files for a record that is there already; they make a new version, which is read anew."""

    record: RecordId
    paths: tuple[Path, ...]
    files: NewFiles = NewFiles.INSTEAD


class Desk(Protocol):
    """May be called from any one thread at a time; every call may block on disk or network: never on the GUI thread.

    Calls raise `ConflictError` if the record changed meanwhile or its state does not allow it,
    `NotFoundError` for unknown records, `StoreError` if the store is in trouble.
    """

    @property
    def place(self) -> str:
        """Where this desk works, for the words "connected to ..."; a folder or an address."""

    def take_in(self, paths: Sequence[Path], claim: Claim | None = None) -> IntakeResult:
        """Take in files and folders: a file is a record, a folder of files one record, a folder of folders many."""

    def list(self, query: RecordQuery) -> RecordPage:
        """Records, paged by key."""

    def row(self, record: RecordId) -> RecordRow:
        """One row, fresh."""

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
        """Several rows at once, in the order asked; records that are gone are left out."""

    def open(self, record: RecordId, version: int | None = None) -> RecordDetail:
        """One version (default: the current one) with everything about it."""

    def egress(self, record: RecordId) -> tuple[EgressRow, ...]:
        """What left the machine about that record, first to last; empty if nothing did."""

    def counts(self) -> Counts:
        """Records per status."""

    def queue_counts(self) -> QueueCounts:
        """Held records by what the queue can be filtered by."""

    def history(self, record: RecordId) -> tuple[HistoryRow, ...]:
        """Everything that happened to that record, of all its versions, first to last."""

    def compare(self, record: RecordId, before: int | None = None, after: int | None = None) -> Comparison:
        """Two versions side by side; by default the current one with the last that a person decided, else the last.

        Raises:
            UsageError: the record has one version only (`one_version`), or both are the same.
        """

    def picture(self, blob: BlobHash) -> Path:
        """A page's picture as a file."""

    def decide(self, request: DecisionRequest) -> Decision:
        """Approve or reject; a later decision supersedes an earlier one.

        Raises:
            ConflictError: also if somebody else decided meanwhile (`decided_meanwhile`); its facts say who, what, when.
        """

    def keep(self, record: RecordId) -> RecordRow:
        """Let an earlier decision stand and set the newer reading aside; returns the row as it is then.

        Raises:
            ConflictError: there is no earlier decision (`nothing_stands`), or a stage is open (`in_work`).
        """

    def plan_bulk(self, records: Sequence[Seen], answer: BulkAnswer) -> tuple[BulkRow, ...]:
        """What that answer would do to each of these records, in their order; nothing is changed."""

    def decide_many(self, requests: Sequence[DecisionRequest]) -> tuple[BulkOutcome, ...]:
        """Decide each in a transaction of its own, in their order; what one is refused for never stops the others."""

    def postpone(self, request: PostponeRequest) -> RecordRow:
        """Put a held record off to a time or to the end of the queue; returns its row."""

    def escalate(self, request: EscalateRequest) -> RecordRow:
        """Hand a held record to a second person; returns its row."""

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        """Write everything known about a record into one ZIP file; an existing file is replaced as a whole."""

    def read_claims(self, path: Path) -> ClaimTable:
        """Read a CSV file of claims and suggest what its columns are; raises InputError if it is no such table."""

    def match_claims(self, table: ClaimTable, uses: Sequence[ColumnUse]) -> tuple[ClaimMatch, ...]:
        """Find each line's record, the columns taken for `uses`; nothing is changed.

        Raises:
            UsageError: no column says which record a line means, or none holds a field, or a use stands twice.
        """

    def apply_claims(self, matches: Sequence[ClaimMatch]) -> tuple[ClaimOutcome, ...]:
        """Set the claims of those matches that can be applied, each in a transaction of its own."""

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        """Replace what the applicant says, and judge again if the record was judged already."""

    def set_due(self, record: RecordId, due: datetime | None) -> None:
        """Say by when the record is to be decided; None takes its deadline away."""

    def rerun(self, request: RerunRequest) -> None:
        """Queue a stage again.

        Raises:
            UsageError: the settings for this run are of no use.
        """

    def matching(self, query: RecordQuery) -> tuple[RecordId, ...]:
        """All records that a list with this filter would show, whatever its limit."""

    def plan_rerun(self, records: Sequence[RecordId], order: RerunOrder) -> tuple[RerunLine, ...]:
        """What the order would do to each of these records, in their order; nothing is changed.

        Raises:
            UsageError: the settings for this run are of no use.
        """

    def rerun_many(self, seen: Sequence[Seen], order: RerunOrder) -> tuple[RerunOutcome, ...]:
        """Run these again, those alone that have not changed since they were seen; what one is refused stops no other.

        Raises:
            UsageError: the settings for this run are of no use.
        """

    def read_policy(self, path: Path) -> PolicyRef:
        """Read a policy file for runs that shall use it, and keep it.

        Raises:
            UsageError: it is no valid policy.
        """

    def pause(self, target: PauseTarget, note: str = "") -> bool:
        """Begin nothing more of this until it goes on; False if it is paused already."""

    def resume(self, target: PauseTarget) -> bool:
        """Let it go on; False if this very thing is not paused."""

    def pauses(self) -> tuple[Pause, ...]:
        """What is paused, the widest first."""

    def resubmit(self, request: ResubmitRequest) -> RecordRow:
        """Take new files in for a record and read it anew; returns its row.

        Raises:
            ConflictError: a stage is open (`in_work`), the rejection was final (`final_rejection`), the very files are
                there already (`same_files`), earlier ones that shall count on were deleted (`originals_deleted`).
            UsageError: there is no file that can be used; the code and the text say why.
        """

    def cancel(self, records: Sequence[RecordId]) -> int:
        """Cancel what is pending or in progress; returns how many were."""

    def retry_failed(self, records: Sequence[RecordId] | None = None) -> int:
        """Queue the failed stage of those records (None: of all failed ones) again; returns how many were."""

    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        """What was promised to back ends, with every try, the latest first."""

    def resend(self, delivery: DeliveryId) -> None:
        """Send one promise again, with the same id and the same bytes, whatever became of it."""

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` for every event, in the thread where it happened; returns how to end it."""
