"""A report as plain tables, for CSV and the command line. Times are seconds, instants ISO 8601 in UTC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.csv_text import Cell
from core.domain.states import ProcessStatus
from core.domain.times import Standing, Stuck, Timeline, TimesReport


class TableName(StrEnum):
    """The tables of a report."""

    STAGES = "stages"
    TREND = "trend"
    FLOW = "flow"
    NOW = "now"
    LATE = "late"
    REASONS = "reasons"
    ERRORS = "errors"
    REVIEWERS = "reviewers"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Headers and rows."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(report: TimesReport, name: TableName) -> PlainTable:
    """One table of a report."""
    return _MAKERS[name](report)


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def _seconds(value: float) -> float:
    return round(value, 3)


def _stages(report: TimesReport) -> PlainTable:
    rows = tuple(
        (
            row.stage.value, row.lap.value, row.count, _seconds(row.mean), _seconds(row.p50), _seconds(row.p95),
            _seconds(row.p99), row.target, row.late if row.target is not None else None,
        )
        for row in report.spreads
    )  # fmt: skip
    return PlainTable(("stage", "lap", "count", "mean", "p50", "p95", "p99", "target", "late"), rows)


def _trend(report: TimesReport) -> PlainTable:
    rows = tuple(
        (_iso(row.at), row.stage.value, row.lap.value, row.count, _seconds(row.p50), _seconds(row.p95))
        for row in report.trend
    )
    return PlainTable(("at", "stage", "lap", "count", "p50", "p95"), rows)


def _flow(report: TimesReport) -> PlainTable:
    rows = tuple(
        (_iso(row.at), row.taken_in, row.alone, row.held, row.approved, row.rejected, row.failed) for row in report.flow
    )
    headers = ("at", "taken_in", "approved_by_policy", "held", "approved", "rejected", "failed")
    return PlainTable(headers, rows)


def _now(report: TimesReport) -> PlainTable:
    rows = tuple(
        (row.status.value, row.count, row.oldest, _iso(row.since), _part_done(row, report)) for row in report.standing
    )
    return PlainTable(("status", "count", "oldest", "taken_in_at", "part_done"), rows)


def _part_done(row: Standing, report: TimesReport) -> int | None:
    """How many of them wait for nothing."""
    return report.part_done if row.status is ProcessStatus.PENDING else None


def _late(report: TimesReport) -> PlainTable:
    rows = tuple(
        (row.record, row.version, row.stage.value, row.lap.value, _seconds(row.seconds), row.target, _iso(row.ended))
        for row in report.breaches
    )
    return PlainTable(("record", "version", "stage", "lap", "seconds", "target", "ended_at"), rows)


def _reasons(report: TimesReport) -> PlainTable:
    return PlainTable(("reason", "count"), tuple((row.code, row.count) for row in report.reasons))


def _errors(report: TimesReport) -> PlainTable:
    return PlainTable(("error", "count"), tuple((row.code, row.count) for row in report.errors))


def _reviewers(report: TimesReport) -> PlainTable:
    rows = tuple((row.reviewer, row.approved, row.rejected, row.changed) for row in report.reviewers)
    return PlainTable(("reviewer", "approved", "rejected", "changed"), rows)


_MAKERS: Final[MappingProxyType[TableName, Callable[[TimesReport], PlainTable]]] = MappingProxyType(
    {
        TableName.STAGES: _stages,
        TableName.TREND: _trend,
        TableName.FLOW: _flow,
        TableName.NOW: _now,
        TableName.LATE: _late,
        TableName.REASONS: _reasons,
        TableName.ERRORS: _errors,
        TableName.REVIEWERS: _reviewers,
    }
)


def stuck_table(stuck: tuple[Stuck, ...]) -> PlainTable:
    """What does not move."""
    rows = tuple(
        (
            row.record, row.version, row.stage.value, row.lap.value, _seconds(row.seconds), row.limit,
            row.cause.value, row.ahead, _iso(row.due),
        )
        for row in stuck
    )  # fmt: skip
    headers = ("record", "version", "stage", "lap", "seconds", "limit", "cause", "ahead", "due_at")
    return PlainTable(headers, rows)


def timeline_table(timeline: Timeline) -> PlainTable:
    """A record's bars."""
    rows = tuple(
        (
            bar.version, bar.stage.value, bar.attempt, bar.lap.value, bar.status.value, _iso(bar.begin), _iso(bar.end),
            _seconds(((bar.end or timeline.now) - bar.begin).total_seconds()),
        )
        for bar in timeline.bars
    )  # fmt: skip
    return PlainTable(("version", "stage", "attempt", "lap", "status", "begin", "end", "seconds"), rows)
