"""Where the time goes: what the times screen and `holdpoint times` show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName, StageStatus


class Lap(StrEnum):
    """What a record does with its time.

    waiting: for a lane, from when the run was due. running: in a lane, to the end of a run that was done or failed.
    holding: for a person, while a version is on hold and the current one.
    """

    WAITING = "waiting"
    RUNNING = "running"
    HOLDING = "holding"


class Grain(StrEnum):
    """How long a step of a trend is. Days are those of this machine's time zone, hours begin with UTC's."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` up to, but not with, `until`; both aware."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """How long one lap of a stage may take, in seconds."""

    stage: StageName
    lap: Lap
    seconds: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The times of one lap of a stage, in seconds. Percentiles may be off by `bands.ERROR`; the mean is exact.

    target: what is aimed at, None if nothing is. late: how many took longer, to within a band's width.
    """

    stage: StageName
    lap: Lap
    count: int
    mean: float
    p50: float
    p95: float
    p99: float
    target: float | None = None
    late: int = 0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step of a trend: the times of one lap of a stage that ended in it, in seconds."""

    at: datetime
    stage: StageName
    lap: Lap
    count: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """One step of the flow: records taken in, and versions that came out of the chain or were decided.

    alone: approved by the policy. approved, rejected: by a person, from a hold.
    """

    at: datetime
    taken_in: int
    alone: int
    held: int
    approved: int
    rejected: int
    failed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many records stand at a status now; oldest: taken in first among them, None where that is of no interest."""

    status: ProcessStatus
    count: int
    oldest: RecordId | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A lap that took longer than its target. ended: None if it still goes on. seconds: so far, then."""

    record: RecordId
    version: int
    stage: StageName
    lap: Lap
    seconds: float
    target: float
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reason's or an error's code, and how often it came up."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewer's decisions; changed: those among them that superseded an earlier one."""

    reviewer: str
    approved: int
    rejected: int
    changed: int


@dataclass(frozen=True, slots=True)
class TimesReport:
    """Everything about a period. Standing and the breaches still going on are of `now`.

    period: as asked for, made whole steps of `grain`'s hours or days. breaches: the longest ones of each kind, those
    going on first; `late` of the spreads counts them all. judged: records that were approved, rejected, or held and so
    still. alone: share of those in which no person had a part, None if there were none. still_held: held in the period
    and so still. part_done: those of the pending ones that went through the stages that were asked for, and wait for
    nothing.
    """

    period: Period
    grain: Grain
    now: datetime
    standing: tuple[Standing, ...]
    flow: tuple[FlowPoint, ...]
    spreads: tuple[Spread, ...]
    trend: tuple[TrendPoint, ...]
    breaches: tuple[Breach, ...]
    alone: float | None
    reasons: tuple[Ranked, ...]
    errors: tuple[Ranked, ...]
    reviewers: tuple[Reviewed, ...]
    still_held: int = 0
    judged: int = 0
    part_done: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a record's time. end: None if it still goes on. A run put off until later waits from then on."""

    version: int
    stage: StageName
    attempt: int
    lap: Lap
    status: StageStatus
    begin: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A record's bars, by version, stage and attempt."""

    record: RecordId
    now: datetime
    bars: tuple[Bar, ...]


class Cause(StrEnum):
    """Why something does not move."""

    NO_LANES = "no_lanes"
    LANE_DEAD = "lane_dead"
    BEHIND = "behind"
    NOT_TAKEN = "not_taken"
    LATER = "later"
    SLOW = "slow"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A queued or running stage run, as far as the watchdog looks. ahead: due runs that go before it.

    paused: it is queued, and a pause holds it back.
    """

    record: RecordId
    version: int
    stage: StageName
    queued: datetime
    due: datetime
    started: datetime | None
    lease_until: datetime | None
    owner: str
    ahead: int
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Stuck:
    """Something that has not moved for longer than its limit, and why.

    ahead: runs that go before it (behind). due: when it will be taken (later).
    """

    record: RecordId
    version: int
    stage: StageName
    lap: Lap
    seconds: float
    limit: float
    cause: Cause
    ahead: int = 0
    due: datetime | None = None


class TimesDesk(Protocol):
    """What a screen may ask about times; every call may block: never on the GUI thread."""

    def report(self, period: Period) -> TimesReport:
        """Everything about a period."""

    def timeline(self, record: RecordId) -> Timeline:
        """Where a record's time went; raises NotFoundError."""

    def stuck(self) -> tuple[Stuck, ...]:
        """What has not moved for longer than its limit, longest first."""
