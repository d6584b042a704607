"""The desk port: everything a screen may ask. Local services answer it today, a server's client may later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.domain.claim import Claim
from core.domain.decision import Decision, DecisionRequest
from core.domain.egress import EgressRow
from core.domain.events import Event
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import Counts, RecordDetail, RecordPage, RecordQuery, RecordRow
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
class IntakePlan:
    """What a drop would make: `records` records out of `files` files; shown while the mouse still holds them."""

    records: int
    files: int
    folders: int


@dataclass(frozen=True, slots=True)
class RerunRequest:
    """Run `stage` again on the current version; `chain`: and everything after it. `ocr` makes a new version."""

    record: RecordId
    stage: StageName
    chain: bool


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

    def picture(self, blob: BlobHash) -> Path:
        """A page's picture as a file."""

    def decide(self, request: DecisionRequest) -> Decision:
        """Approve or reject."""

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        """Replace what the applicant says, and judge again if the record was judged already."""

    def rerun(self, request: RerunRequest) -> None:
        """Queue a stage again."""

    def cancel(self, records: Sequence[RecordId]) -> int:
        """Cancel what is pending or in progress; returns how many were."""

    def retry_failed(self, records: Sequence[RecordId] | None = None) -> int:
        """Queue the failed stage of those records (None: of all failed ones) again; returns how many were."""

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` for every event, in the thread where it happened; returns how to end it."""
