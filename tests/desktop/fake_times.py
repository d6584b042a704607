"""Times in memory: a report with everything in it, or with nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.times import (
    Bar,
    Breach,
    Cause,
    FlowPoint,
    Grain,
    Lap,
    Period,
    Ranked,
    Reviewed,
    Spread,
    Standing,
    Stuck,
    Timeline,
    TimesReport,
    TrendPoint,
)

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OCR, APPROVE = StageName.OCR, StageName.APPROVE


def a_report(steps: int = 5, names: Sequence[str] = ("kim",)) -> TimesReport:
    """Some of everything; `steps` days of it."""
    days = [NOW - timedelta(days=number) for number in range(steps, 0, -1)]
    return TimesReport(
        period=Period(NOW - timedelta(days=steps), NOW),
        grain=Grain.DAY,
        now=NOW,
        standing=(
            Standing(ProcessStatus.PENDING, 3, RecordId(4), NOW - timedelta(minutes=7)),
            Standing(ProcessStatus.HOLD, 12, RecordId(2), NOW - timedelta(days=3)),
            Standing(ProcessStatus.APPROVED, 900),
        ),
        flow=tuple(FlowPoint(at, 40, 30, 8, 5, 2, 1) for at in days),
        spreads=(
            Spread(OCR, Lap.WAITING, 5000, 3.0, 2.0, 9.0, 20.0, 600.0, 0),
            Spread(OCR, Lap.RUNNING, 5000, 3.0, 2.5, 90.0, 200.0, 60.0, 400),
            Spread(APPROVE, Lap.HOLDING, 700, 40_000.0, 30_000.0, 80_000.0, 100_000.0, 86_400.0, 9),
        ),
        trend=tuple(
            TrendPoint(at, stage, lap, 100, 2.0 + number, 9.0 + number)
            for number, at in enumerate(days)
            for stage, lap in ((OCR, Lap.RUNNING), (APPROVE, Lap.HOLDING))
        ),
        breaches=(
            Breach(RecordId(2), 1, APPROVE, Lap.HOLDING, 200_000.0, 86_400.0, None),
            Breach(RecordId(9), 2, OCR, Lap.RUNNING, 70.0, 60.0, NOW - timedelta(hours=1)),
        ),
        alone=0.78,
        judged=50,
        reasons=(Ranked(ReasonCode.NO_TEXT.value, 9), Ranked("a_code_of_tomorrow", 2)),
        errors=(Ranked("bad_input", 4),),
        reviewers=tuple(Reviewed(name, 30, 4, 1) for name in names),
    )


def nothing() -> TimesReport:
    """A store in which nothing has happened."""
    return TimesReport(Period(NOW - timedelta(days=7), NOW), Grain.DAY, NOW, (), (), (), (), (), None, (), (), ())


def a_timeline(record: RecordId) -> Timeline:
    begin = NOW - timedelta(hours=1)
    bars = (
        Bar(1, OCR, 1, Lap.WAITING, StageStatus.FAILED, begin, begin + timedelta(seconds=3)),
        Bar(1, OCR, 1, Lap.RUNNING, StageStatus.FAILED, begin + timedelta(seconds=3), begin + timedelta(seconds=9)),
        Bar(1, APPROVE, 1, Lap.HOLDING, StageStatus.DONE, begin + timedelta(seconds=30), None),
    )
    return Timeline(record, NOW, bars)


STUCK = tuple(
    Stuck(RecordId(number), 1, OCR, Lap.WAITING, 4000.0, 900.0, cause, 3, NOW)
    for number, cause in enumerate(Cause, start=1)
)


@dataclass
class FakeTimes:
    told: TimesReport = field(default_factory=a_report)
    still: tuple[Stuck, ...] = STUCK
    error: Exception | None = None
    asked: list[object] = field(default_factory=list)

    def report(self, period: Period) -> TimesReport:
        self.asked.append(period)
        if self.error is not None:
            raise self.error
        return self.told

    def timeline(self, record: RecordId) -> Timeline:
        self.asked.append(record)
        if self.error is not None:
            raise self.error
        return a_timeline(record)

    def stuck(self) -> tuple[Stuck, ...]:
        return self.still
