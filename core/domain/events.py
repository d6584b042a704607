"""Facts, published only after their commit; and progress, which is not stored."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.delivery import DeliveryState
from core.domain.ids import DeliveryId, RecordId, RunId
from core.domain.pausing import PauseTarget
from core.domain.states import ProcessStatus, StageName, StageStatus


@dataclass(frozen=True, slots=True)
class RecordAdded:
    """A record was taken in and stored."""

    record: RecordId


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """Anything in the record's row changed. `settled`: no stage run of it is open any more."""

    record: RecordId
    status: ProcessStatus
    settled: bool


@dataclass(frozen=True, slots=True)
class StageChanged:
    """A stage run was queued, started or ended."""

    record: RecordId
    run: RunId
    stage: StageName
    status: StageStatus
    attempt: int


@dataclass(frozen=True, slots=True)
class StageProgress:
    """A running stage is at `done` of `total`. May be dropped; never stored as a fact."""

    record: RecordId
    run: RunId
    stage: StageName
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DeliveryChanged:
    """A delivery was promised, tried, confirmed, given up or sent again."""

    record: RecordId
    delivery: DeliveryId
    state: DeliveryState


@dataclass(frozen=True, slots=True)
class RecordsErased:
    """Records are gone for good."""

    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class PauseChanged:
    """Something was paused, or goes on."""

    target: PauseTarget
    is_paused: bool


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The server that this desk works on was lost, or is there (again): then everything may have changed meanwhile."""

    place: str
    is_up: bool


Event = (
    RecordAdded
    | RecordChanged
    | StageChanged
    | StageProgress
    | DeliveryChanged
    | RecordsErased
    | PauseChanged
    | LinkChanged
)
