"""What the screens ask of the desk worker, and what it answers: frozen values that cross the threads.

Screens and workers never see each other; both know these. An answer carries the generation of its question, so that
whoever asked can drop what it no longer wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from core.domain.claim import Claim
from core.domain.desk_state import DeskState
from core.domain.egress import EgressRow
from core.domain.events import StageProgress
from core.domain.evidence import EvidencePack
from core.domain.history import HistoryRow
from core.domain.ids import RecordId
from core.domain.rows import Counts, RecordDetail, RecordPage, RecordQuery, RecordRow
from desktop.again_messages import AgainAnswer, AgainAsk, PauseThat
from desktop.intake_messages import IntakeAnswer, IntakeAsk
from desktop.page_messages import PageAnswer, PageAsk
from desktop.review_messages import ReviewAnswer, ReviewAsk
from desktop.table_messages import TableAnswer, TableAsk
from desktop.version_messages import VersionAnswer, VersionAsk


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


@dataclass(frozen=True, slots=True)
class LoadHistory:
    """Tell everything that happened to that record."""

    record: RecordId


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
class SetDue:
    """Say by when a record is to be decided; None takes its deadline away."""

    record: RecordId
    due: datetime | None


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
    | LoadHistory
    | MakePack
    | LoadState
    | SaveState
    | SetClaim
    | SetDue
    | AgainAsk
    | Cancel
    | RetryFailed
    | IntakeAsk
    | PageAsk
    | ReviewAsk
    | TableAsk
    | VersionAsk
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
class HistoryLoaded:
    """The answer to `LoadHistory`, first to last."""

    record: RecordId
    rows: tuple[HistoryRow, ...]


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

    ask: SetClaim | SetDue | PauseThat | Cancel | RetryFailed | SaveState


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
    | HistoryLoaded
    | PackMade
    | StateLoaded
    | Done
    | IntakeAnswer
    | PageAnswer
    | ReviewAnswer
    | TableAnswer
    | VersionAnswer
    | AgainAnswer
    | AskFailed
)


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the last news; at most ten a second.

    changed: records whose row must be fetched again (new ones among them); progress: the latest of each stage run.
    is_pause_changed: something was paused, or goes on.
    """

    changed: tuple[RecordId, ...] = ()
    erased: tuple[RecordId, ...] = ()
    progress: tuple[StageProgress, ...] = ()
    is_pause_changed: bool = False
