"""What the times screen asks, and what is answered; see `desktop.messages`. A thread of its own answers these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from core.domain.ids import RecordId
from core.domain.times import Stuck, Timeline, TimesReport


class TimesTable(StrEnum):
    """The tables that can be saved; named as the command line names them."""

    STAGES = "stages"
    TREND = "trend"
    FLOW = "flow"
    LATE = "late"
    REASONS = "reasons"
    ERRORS = "errors"
    REVIEWERS = "reviewers"
    STUCK = "stuck"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class LoadTimes:
    """Everything about the time up to now."""

    generation: int
    length: timedelta


@dataclass(frozen=True, slots=True)
class LoadTimeline:
    """Where one record's time went."""

    generation: int
    record: RecordId


@dataclass(frozen=True, slots=True)
class SaveTimes:
    """Write one table as CSV; `what` is what it is made of."""

    path: Path
    table: TimesTable
    what: TimesReport | Timeline | tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class LoadStuck:
    """What does not move now."""


TimesAsk = LoadTimes | LoadTimeline | SaveTimes | LoadStuck


@dataclass(frozen=True, slots=True)
class TimesLoaded:
    """The answer to `LoadTimes`, with what does not move now."""

    generation: int
    report: TimesReport
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class TimelineLoaded:
    """The answer to `LoadTimeline`."""

    generation: int
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class StuckLoaded:
    """The answer to `LoadStuck`."""

    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class TimesSaved:
    """The answer to `SaveTimes`."""

    path: Path


@dataclass(frozen=True, slots=True)
class TimesFailed:
    """One of these could not be answered."""

    ask: TimesAsk
    code: str
    text: str


TimesAnswer = TimesLoaded | TimelineLoaded | StuckLoaded | TimesSaved | TimesFailed
