"""What keeps the tables of times: SQLite's triggers, and the statements that fill them from what is there.

A trigger runs in the transaction of the change it tells of, so no figure can disagree with the history, whoever wrote
it. On PostgreSQL the same are functions in PL/pgSQL; this is the one place to write them.
"""

# ruff: noqa: S608, ISC004 - statements put together from this file's own pieces; nothing from outside comes in

from __future__ import annotations

from typing import Final

from core.domain.bands import COUNT, LOWS
from core.domain.states import ProcessStatus

HOURS_KEPT: Final = 32 * 24
"""Hours are for looking at the last days; days are kept for good."""
_HOUR: Final = 3_600_000_000
WIDTH: Final = 7
"""Digits for each band in the text that holds them all. (JSON would be read by functions that no trigger may use.)"""
_ZEROS: Final = "0" * (WIDTH * COUNT)


def hour_of(at: str) -> str:
    """SQL for the beginning of the hour that holds a time in microseconds."""
    return f"({at} - {at} % {_HOUR})"


def day_of(at: str) -> str:
    """SQL for the beginning of the day that holds it, in this machine's time zone."""
    return f"(CAST(strftime('%s', date({at} / 1000000, 'unixepoch', 'localtime'), 'utc') AS INTEGER) * 1000000)"


def band_of(micros: str) -> str:
    """SQL for the band of a time."""
    return f"(SELECT band FROM time_band WHERE low <= {micros} ORDER BY low DESC LIMIT 1)"


def _lap(stage: str, kind: str, at: str, run: str, micros: str, *, where: str = "1") -> str:
    return (
        f"INSERT OR IGNORE INTO lap (stage, kind, band, ended_at, run_id, micros) "
        f"SELECT {stage}, '{kind}', {band_of('t.micros')}, {at}, {run}, t.micros "
        f"FROM (SELECT max(0, {micros}) AS micros) AS t WHERE {where};"
    )


def _no_lap(stage: str, kind: str, at: str, run: str, micros: str) -> str:
    return (
        f"DELETE FROM lap WHERE stage = {stage} AND kind = '{kind}' AND band = {band_of(f'max(0, {micros})')} "
        f"AND ended_at = {at} AND run_id = {run};"
    )


def _tick(at: str, what: str, key: str, source: str = "", where: str = "1") -> str:
    return f"INSERT INTO tick (at, what, key) SELECT {at}, '{what}', {key} {source} WHERE {where};"


_WAITED, _RAN = "NEW.started_at - NEW.due_at", "NEW.finished_at - NEW.started_at"
_OUTCOME: Final = (
    "CASE WHEN NEW.status = 'hold' THEN 'held' WHEN OLD.status = 'in_progress' AND NEW.status = 'approved' "
    "THEN 'alone' WHEN OLD.status IN ('approved', 'rejected') THEN 'changed' ELSE NEW.status END"
)
_MARK: Final = "CASE WHEN NEW.supersedes IS NULL THEN ' ' ELSE '+' END"
_BEGINS_HOLD: Final = "NEW.status = 'hold' AND NEW.is_current AND NOT (OLD.status = 'hold' AND OLD.is_current)"


def _counted() -> str:
    """One lap more in the rollups of its hour and its day."""
    grains = (("hour", hour_of("NEW.ended_at")), ("day", day_of("NEW.ended_at")))
    before = f"{WIDTH} * NEW.band"
    number = f"CAST(substr(bands, {before} + 1, {WIDTH}) AS INTEGER) + 1"
    more = f"substr(bands, 1, {before}) || printf('%0{WIDTH}d', {number}) || substr(bands, {before} + {WIDTH} + 1)"
    return "".join(
        f"INSERT OR IGNORE INTO time_rollup VALUES ('{grain}', {start}, NEW.stage, NEW.kind, 0, 0, '{_ZEROS}'); "
        f"UPDATE time_rollup SET laps = laps + 1, micros = micros + NEW.micros, "
        f"bands = {more} "
        f"WHERE grain = '{grain}' AND start = {start} AND stage = NEW.stage AND kind = NEW.kind; "
        for grain, start in grains
    )


def _tallied() -> str:
    return "".join(
        f"INSERT INTO tally VALUES ('{grain}', {start}, NEW.what, NEW.key, 1) "
        "ON CONFLICT (grain, start, what, key) DO UPDATE SET number = number + 1; "
        for grain, start in (("hour", hour_of("NEW.at")), ("day", day_of("NEW.at")))
    )


def _oldest_hours(table: str) -> str:
    return f"DELETE FROM {table} WHERE grain = 'hour' AND start < NEW.start - {HOURS_KEPT * _HOUR};"


TRIGGERS: Final = {
    "lap_counted": ("AFTER INSERT ON lap", _counted()),
    "tick_counted": ("INSTEAD OF INSERT ON tick", _tallied()),
    "time_rollup_aged": ("AFTER INSERT ON time_rollup WHEN NEW.grain = 'hour'", _oldest_hours("time_rollup")),
    "tally_aged": ("AFTER INSERT ON tally WHEN NEW.grain = 'hour'", _oldest_hours("tally")),
    "stage_run_timed": (
        "AFTER UPDATE OF status ON stage_run "
        "WHEN OLD.status IN ('queued', 'running') AND NEW.status NOT IN ('queued', 'running')",
        _lap("NEW.stage", "waiting", "NEW.finished_at", "NEW.id", _WAITED, where="NEW.started_at IS NOT NULL")
        + _lap(
            "NEW.stage", "running", "NEW.finished_at", "NEW.id", _RAN,
            where="NEW.started_at IS NOT NULL AND NEW.status IN ('done', 'failed')",
        )
        + _tick(
            "NEW.finished_at", "error", "NEW.error_code",
            where="NEW.status IN ('failed', 'interrupted') AND NEW.error_code NOT IN ('', 'shutdown')",
        ),
    ),
    "stage_run_untimed": (
        "BEFORE DELETE ON stage_run WHEN OLD.finished_at IS NOT NULL AND OLD.started_at IS NOT NULL",
        _no_lap("OLD.stage", "waiting", "OLD.finished_at", "OLD.id", "OLD.started_at - OLD.due_at")
        + _no_lap("OLD.stage", "running", "OLD.finished_at", "OLD.id", "OLD.finished_at - OLD.started_at"),
    ),
    "hold_span_timed": (
        "AFTER UPDATE OF until ON hold_span WHEN OLD.until IS NULL",
        _lap("'approve'", "holding", "NEW.until", "NEW.run_id", "NEW.until - NEW.since"),
    ),
    "hold_span_untimed": (
        "BEFORE DELETE ON hold_span WHEN OLD.until IS NOT NULL",
        _no_lap("'approve'", "holding", "OLD.until", "OLD.run_id", "OLD.until - OLD.since"),
    ),
    "record_counted": ("AFTER INSERT ON record", _tick("NEW.created_at", "taken_in", "''")),
    "decision_counted": (
        "AFTER INSERT ON decision",
        _tick("NEW.at", "decided", f"NEW.verdict || {_MARK} || NEW.actor"),
    ),
    "submission_moved": (
        "AFTER UPDATE OF status, is_current ON submission "
        "WHEN OLD.status != NEW.status OR OLD.is_current != NEW.is_current",
        "UPDATE standing SET number = number - OLD.is_current WHERE status = OLD.status; "
        "UPDATE standing SET number = number + NEW.is_current WHERE status = NEW.status;",
    ),
    "submission_settled": (
        "AFTER UPDATE OF status ON submission WHEN OLD.status != NEW.status "
        "AND NEW.status IN ('hold', 'approved', 'rejected', 'failed', 'cancelled')",
        _tick("NEW.changed_at", "outcome", _OUTCOME)
        + _tick(
            "NEW.changed_at", "reason", "h.code",
            "FROM (SELECT DISTINCT code FROM hold_reason WHERE submission_id = NEW.id) AS h", "NEW.status = 'hold'",
        ),
    ),
    "submission_held": (
        f"AFTER UPDATE OF status, is_current ON submission WHEN {_BEGINS_HOLD}",
        "INSERT OR IGNORE INTO hold_span (submission_id, since, run_id) "
        "VALUES (NEW.id, NEW.changed_at, COALESCE(NEW.approve_run, 0));",
    ),
    "submission_released": (
        "AFTER UPDATE OF status ON submission WHEN OLD.status = 'hold' AND NEW.status != 'hold'",
        "UPDATE hold_span SET until = max(since, NEW.changed_at) WHERE submission_id = NEW.id AND until IS NULL;",
    ),
    "submission_followed": (
        "AFTER INSERT ON submission WHEN NEW.version > 1",
        "UPDATE hold_span SET until = max(since, NEW.created_at) WHERE until IS NULL AND submission_id IN "
        "(SELECT id FROM submission WHERE record_id = NEW.record_id AND id != NEW.id);",
    ),
    "submission_added": (
        "AFTER INSERT ON submission WHEN NEW.is_current",
        "UPDATE standing SET number = number + 1 WHERE status = NEW.status;",
    ),
    "submission_gone": (
        "AFTER DELETE ON submission WHEN OLD.is_current",
        "UPDATE standing SET number = number - 1 WHERE status = OLD.status;",
    ),
}  # fmt: skip
"""By name: when, and what."""

VIEW: Final = "CREATE VIEW tick AS SELECT 0 AS at, '' AS what, '' AS key WHERE 0"
"""Something to insert into: a tick counts in its hour and its day."""

BEGIN: Final = (
    *(
        f"INSERT INTO time_band (band, low) VALUES ({band}, {low})"
        for band, low in zip(range(COUNT), LOWS, strict=True)
    ),
    *(f"INSERT INTO standing (status, number) VALUES ('{status.value}', 0)" for status in ProcessStatus),
)
"""What the tables hold before anything has happened."""


def created(name: str) -> str:
    """The statement that makes the trigger of that name."""
    when, what = TRIGGERS[name]
    return f"CREATE TRIGGER {name} {when} BEGIN {what} END"


CLEAR: Final = tuple(f"DELETE FROM {table}" for table in ("lap", "hold_span", "time_rollup", "tally"))
"""Forget all figures, to count again."""
_STARTED: Final = "FROM stage_run WHERE status NOT IN ('queued', 'running') AND started_at IS NOT NULL"
_VERSIONS: Final = "FROM submission s JOIN stage_run r ON r.id = s.approve_run"
_JUDGED: Final = f"{_VERSIONS} WHERE r.status = 'done'"
_CODES: Final = "(SELECT DISTINCT submission_id, code FROM hold_reason) h ON h.submission_id = s.id"
FILL: Final = (
    f"INSERT OR IGNORE INTO lap SELECT stage, 'waiting', {band_of('max(0, started_at - due_at)')}, finished_at, id, "
    f"max(0, started_at - due_at) {_STARTED}",
    f"INSERT OR IGNORE INTO lap SELECT stage, 'running', {band_of('max(0, finished_at - started_at)')}, finished_at, "
    f"id, max(0, finished_at - started_at) {_STARTED} AND status IN ('done', 'failed')",
    "INSERT INTO tick SELECT finished_at, 'error', error_code FROM stage_run WHERE finished_at IS NOT NULL "
    "AND status IN ('failed', 'interrupted') AND error_code NOT IN ('', 'shutdown')",
    "INSERT INTO tick SELECT created_at, 'taken_in', '' FROM record",
    "INSERT INTO tick SELECT at, 'decided', verdict || CASE WHEN supersedes IS NULL THEN ' ' ELSE '+' END || actor "
    "FROM decision",
    # What stands approved without a decision was approved by the policy; all else that was judged had been held.
    "INSERT INTO tick SELECT r.finished_at, 'outcome', CASE WHEN s.status = 'approved' AND NOT EXISTS (SELECT 1 FROM "
    f"decision d WHERE d.record_id = s.record_id AND d.version = s.version) THEN 'alone' ELSE 'held' END {_JUDGED}",
    "INSERT INTO tick SELECT d.at, 'outcome', CASE WHEN EXISTS (SELECT 1 FROM decision e WHERE "
    "e.record_id = d.record_id AND e.version = d.version AND e.id < d.id) THEN 'changed' WHEN d.verdict = 'approve' "
    "THEN 'approved' ELSE 'rejected' END FROM decision d",
    "INSERT INTO tick SELECT changed_at, 'outcome', status FROM submission WHERE status IN ('failed', 'cancelled')",
    f"INSERT INTO tick SELECT r.finished_at, 'reason', h.code {_VERSIONS} JOIN {_CODES} WHERE r.status = 'done'",
    f"INSERT OR IGNORE INTO hold_span (submission_id, since, run_id) SELECT s.id, r.finished_at, r.id {_JUDGED} AND "
    "((s.status = 'hold' AND s.is_current) OR EXISTS (SELECT 1 FROM decision d WHERE d.record_id = s.record_id "
    "AND d.version = s.version AND d.at >= r.finished_at))",
    "UPDATE hold_span SET until = (SELECT min(d.at) FROM decision d JOIN submission s ON d.record_id = s.record_id "
    "AND d.version = s.version WHERE s.id = hold_span.submission_id AND d.at >= hold_span.since) WHERE submission_id "
    "NOT IN (SELECT id FROM submission WHERE status = 'hold' AND is_current)",
    "UPDATE standing SET number = "
    "(SELECT count(*) FROM submission s WHERE s.is_current AND s.status = standing.status)",
)  # fmt: skip
"""Count everything anew, with the triggers in place; what was erased since is not counted any more."""
