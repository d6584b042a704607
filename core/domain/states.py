"""States and the one table of allowed moves (drawn in docs/states.md)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.errors import ConflictError


class StageName(StrEnum):
    """The stages of the chain, in their order."""

    OCR = "ocr"
    EXTRACT = "extract"
    APPROVE = "approve"

    @property
    def next(self) -> StageName | None:
        """The stage that this one hands over to; None after the last."""
        order = list(StageName)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


class ProcessStatus(StrEnum):
    """Where a submission stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    HOLD = "hold"
    APPROVED = "approved"
    REJECTED = "rejected"
    FAILED = "failed"
    CANCELLED = "cancelled"


class StageStatus(StrEnum):
    """Where one stage run stands.

    `interrupted`: the program ended or the lane died while it ran; it says nothing about the document.
    """

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_open(self) -> bool:
        """True while the run still has to end."""
        return self in (StageStatus.QUEUED, StageStatus.RUNNING)


class JobStatus(StrEnum):
    """What an outside client sees of a submission."""

    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    DONE = "DONE"
    FAILED = "FAILED"
    SENT = "SENT"


_S = ProcessStatus
MOVES: Final = MappingProxyType(
    {
        _S.PENDING: frozenset({_S.IN_PROGRESS, _S.CANCELLED}),
        # back to pending: retry, shutdown, dead lane, or a finished stage that hands over (or stops: chain=false)
        _S.IN_PROGRESS: frozenset({_S.PENDING, _S.HOLD, _S.APPROVED, _S.FAILED, _S.CANCELLED}),
        # hold to cancelled: an earlier decision shall stand, and the reading that questions it is set aside
        _S.HOLD: frozenset({_S.APPROVED, _S.REJECTED, _S.PENDING, _S.CANCELLED}),
        _S.FAILED: frozenset({_S.PENDING}),
        _S.CANCELLED: frozenset({_S.PENDING}),
        # A decided submission never moves by itself: a later decision supersedes, running again makes a new version.
        _S.APPROVED: frozenset({_S.REJECTED, _S.APPROVED}),
        _S.REJECTED: frozenset({_S.APPROVED, _S.REJECTED}),
    }
)

SETTLED: Final = frozenset({_S.HOLD, _S.APPROVED, _S.REJECTED, _S.FAILED, _S.CANCELLED})
DECIDED: Final = frozenset({_S.APPROVED, _S.REJECTED})

_JOB: Final = MappingProxyType(
    {
        _S.PENDING: JobStatus.PENDING,
        _S.IN_PROGRESS: JobStatus.IN_PROGRESS,
        _S.FAILED: JobStatus.FAILED,
    }
)


def job_status(status: ProcessStatus, *, is_confirmed: bool) -> JobStatus:
    """What an outside client sees. is_confirmed: the back end knows this very status of this version.

    A failed record stays FAILED, told or not: the word says what to do about it.
    """
    return _JOB.get(status, JobStatus.SENT if is_confirmed else JobStatus.DONE)


def checked_move(old: ProcessStatus, new: ProcessStatus) -> ProcessStatus:
    """Return `new` if the move is allowed.

    Raises:
        ConflictError: it is not.
    """
    if new not in MOVES[old]:
        raise ConflictError(f"A submission cannot go from {old} to {new}.", code="illegal_move")
    return new
