"""What the screens ask of the desk worker, and what it answers: frozen values that cross the threads.

Screens and workers never see each other; both know these. An answer carries the generation of its question, so that
whoever asked can drop what it no longer wants.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QImage

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.claim import Claim
from core.domain.decision import Decision, DecisionRequest
from core.domain.desk import IntakeResult, RerunRequest
from core.domain.desk_state import DeskState
from core.domain.egress import EgressRow
from core.domain.events import StageProgress
from core.domain.evidence import EvidencePack
from core.domain.history import HistoryRow
from core.domain.ids import BlobHash, RecordId
from core.domain.page import Box, Word
from core.domain.queue import EscalateRequest, PostponeRequest, QueueCounts
from core.domain.rows import AttachmentRow, Counts, RecordDetail, RecordPage, RecordQuery, RecordRow
from desktop.table_messages import TableAnswer, TableAsk


class Screen(StrEnum):
    """Who asks; the answer goes back there."""

    RECORDS = "records"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ListRecords:
    """List a page of records."""

    screen: Screen
    generation: int
    query: RecordQuery


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Open a record. `ahead`: only to have it at hand; a failure is of no interest."""

    screen: Screen
    generation: int
    record: RecordId
    version: int | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class LoadSent:
    """Tell what left this machine about that record."""

    record: RecordId


@dataclass(frozen=True, slots=True)
class RefreshRows:
    """Fetch these rows fresh, and the counts."""

    records: tuple[RecordId, ...]


class Rendering(StrEnum):
    """How a page's picture is shown: as it is, without colours, with faint ink made strong, or small."""

    PLAIN = "plain"
    GREY = "grey"
    STRONG = "strong"
    THUMB = "thumb"


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """Load a page's picture."""

    blob: BlobHash
    rendering: Rendering = Rendering.PLAIN


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """Read one place of a page again. page: 1-based. box: of the page as shown. turned: `Page.turned`."""

    generation: int
    attachment: AttachmentRow
    page: int
    box: Box
    turned: int


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take in files and folders."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TakeInPicture:
    """Take in a picture that was pasted."""

    picture: QImage


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file that another program handed over as bytes, under a name that is safe to write."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakeInHanded:
    """Take in files of which there are only the bytes; each becomes a record."""

    files: tuple[HandedFile, ...]


@dataclass(frozen=True, slots=True)
class CountPaths:
    """Tell files from folders, for the words shown during a drag."""

    generation: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve or reject."""

    request: DecisionRequest


@dataclass(frozen=True, slots=True)
class CountQueue:
    """Count held records by what the queue can be filtered by."""


@dataclass(frozen=True, slots=True)
class LoadHistory:
    """Tell everything that happened to that record."""

    record: RecordId


@dataclass(frozen=True, slots=True)
class Postpone:
    """Put a held record off."""

    request: PostponeRequest


@dataclass(frozen=True, slots=True)
class Escalate:
    """Hand a held record to a second person."""

    request: EscalateRequest


@dataclass(frozen=True, slots=True)
class PlanBulk:
    """Tell what one answer would do to each of these records."""

    generation: int
    records: tuple[Seen, ...]
    answer: BulkAnswer


@dataclass(frozen=True, slots=True)
class DecideMany:
    """Decide each of these."""

    requests: tuple[DecisionRequest, ...]


@dataclass(frozen=True, slots=True)
class MakePack:
    """Write everything known about a record into one file."""

    record: RecordId
    path: Path


@dataclass(frozen=True, slots=True)
class LoadState:
    """Tell what the desk keeps for the person who works at it."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """Keep that."""

    state: DeskState


@dataclass(frozen=True, slots=True)
class SetClaim:
    """Replace a record's claim."""

    record: RecordId
    claim: Claim


@dataclass(frozen=True, slots=True)
class Rerun:
    """Run a stage again."""

    request: RerunRequest


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel what is pending or in progress."""

    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class RetryFailed:
    """Run failed stages again; None: of all failed records."""

    records: tuple[RecordId, ...] | None


Ask = (
    ListRecords
    | OpenRecord
    | LoadSent
    | RefreshRows
    | LoadPicture
    | ReadRegion
    | TakeIn
    | TakeInPicture
    | TakeInHanded
    | CountPaths
    | Decide
    | CountQueue
    | LoadHistory
    | Postpone
    | Escalate
    | PlanBulk
    | DecideMany
    | MakePack
    | LoadState
    | SaveState
    | SetClaim
    | Rerun
    | Cancel
    | RetryFailed
    | TableAsk
)


@dataclass(frozen=True, slots=True)
class RecordsListed:
    """The answer to `ListRecords`."""

    ask: ListRecords
    page: RecordPage


@dataclass(frozen=True, slots=True)
class RecordOpened:
    """The answer to `OpenRecord`."""

    ask: OpenRecord
    detail: RecordDetail


@dataclass(frozen=True, slots=True)
class SentLoaded:
    """The answer to `LoadSent`, first call first."""

    record: RecordId
    rows: tuple[EgressRow, ...]


@dataclass(frozen=True, slots=True)
class RowsRefreshed:
    """The answer to `RefreshRows`. `gone`: records that are no more."""

    rows: tuple[RecordRow, ...]
    gone: tuple[RecordId, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class PictureLoaded:
    """A page's picture at full size and halved again and again, so that any zoom is quick to draw; () if unreadable."""

    blob: BlobHash
    levels: tuple[QImage, ...]
    rendering: Rendering = Rendering.PLAIN


@dataclass(frozen=True, slots=True)
class RegionRead:
    """The answer to `ReadRegion`; no word if nothing was recognised there."""

    ask: ReadRegion
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a drop."""

    result: IntakeResult


@dataclass(frozen=True, slots=True)
class PathsCounted:
    """How many of the paths are files and folders."""

    generation: int
    files: int
    folders: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision is stored."""

    ask: Decide
    decision: Decision


@dataclass(frozen=True, slots=True)
class QueueCounted:
    """The answer to `CountQueue`."""

    counts: QueueCounts


@dataclass(frozen=True, slots=True)
class HistoryLoaded:
    """The answer to `LoadHistory`, first to last."""

    record: RecordId
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class PutOff:
    """A record was postponed or handed on; its row as it is now."""

    ask: Postpone | Escalate
    row: RecordRow


@dataclass(frozen=True, slots=True)
class BulkPlanned:
    """The answer to `PlanBulk`, in its order."""

    ask: PlanBulk
    rows: tuple[BulkRow, ...]


@dataclass(frozen=True, slots=True)
class ManyDecided:
    """The answer to `DecideMany`, in its order."""

    outcomes: tuple[BulkOutcome, ...]


@dataclass(frozen=True, slots=True)
class PackMade:
    """The answer to `MakePack`."""

    ask: MakePack
    pack: EvidencePack


@dataclass(frozen=True, slots=True)
class StateLoaded:
    """The answer to `LoadState`."""

    state: DeskState


@dataclass(frozen=True, slots=True)
class Done:
    """Something asked for is done."""

    ask: SetClaim | Rerun | Cancel | RetryFailed | SaveState


@dataclass(frozen=True, slots=True)
class AskFailed:
    """What was asked could not be done. `code` is `internal` if nobody foresaw it; the text is then empty.

    facts: of a conflict, who did what meanwhile and when.
    """

    ask: Ask
    code: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()


Answer = (
    RecordsListed
    | RecordOpened
    | SentLoaded
    | RowsRefreshed
    | PictureLoaded
    | RegionRead
    | TakenIn
    | PathsCounted
    | Decided
    | QueueCounted
    | HistoryLoaded
    | PutOff
    | BulkPlanned
    | ManyDecided
    | PackMade
    | StateLoaded
    | Done
    | TableAnswer
    | AskFailed
)


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the last news; at most ten a second.

    changed: records whose row must be fetched again (new ones among them); progress: the latest of each stage run.
    """

    changed: tuple[RecordId, ...] = ()
    erased: tuple[RecordId, ...] = ()
    progress: tuple[StageProgress, ...] = ()
