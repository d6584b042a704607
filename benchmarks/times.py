"""How long the times of few and of many stage runs take to look at: `python -m benchmarks.times`.

    python -m benchmarks.times [--runs 10000 1000000] [--rounds 9] [--folder DIR]

Prints milliseconds of processor time for each view at each size and the ratio of the last to the first. The sizes are
measured in turn, so that a machine that drifts drifts for both. Both stores span the same 90 days.
"""

# ruff: noqa: S608 - statements put together from this file's own numbers

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.bootstrap import Application, build
from core.domain.ids import RecordId
from core.domain.times import Period
from core.settings import Settings
from core.store.time_triggers import CLEAR, FILL

END = datetime(2026, 6, 1, tzinfo=UTC)
DAYS = 90
SECOND = 1_000_000
STAGES = ("ocr", "extract", "approve")


class Standstill:
    """The clock of the last day."""

    def now(self) -> datetime:
        return END


@dataclass(frozen=True, slots=True)
class Span:
    """So many records over the days. at: SQL for the time of record i; numbers: SQL that counts i."""

    records: int

    @property
    def at(self) -> str:
        begin = round((END - timedelta(days=DAYS)).timestamp()) * SECOND
        step = DAYS * 86_400 * SECOND // self.records
        return f"({begin} + i * {step} - {step // 2})"

    @property
    def numbers(self) -> str:
        return f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {self.records}) "


def fill(database: Path, runs: int) -> None:
    """Records with three ended runs each: most approved by the policy, some held, of those most decided."""
    span = Span(runs // 3)
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA cache_size=-400000")
        fill_records(db, span)
        for place, stage in enumerate(STAGES):
            fill_runs(db, span, place, stage)
        fill_decisions(db)
        for statement in (*CLEAR, *FILL):
            db.execute(statement)


def fill_records(db: sqlite3.Connection, span: Span) -> None:
    """Records and their one version."""
    status = f"CASE WHEN i % 10 < 3 THEN CASE WHEN i % 10 = 0 AND i > {span.records - 20000} THEN 'hold' "
    status += "WHEN i % 7 = 0 THEN 'rejected' ELSE 'approved' END ELSE 'approved' END"
    at = span.at
    db.execute(
        f"{span.numbers} INSERT INTO record (id, source, claim, holder_name, document_type, created_at) "
        f"SELECT i, '/in/' || i || '.pdf', '{{\"values\":[]}}', '', 'diploma', {at} FROM n"
    )
    db.execute(
        f"{span.numbers} INSERT INTO submission (id, record_id, version, revision, is_current, status, stage, "
        "error_code, error_text, ocr_run, extract_run, approve_run, created_at, changed_at, record_created_at, "
        "place_at, due_at, "
        f"escalated, document_type, reason_codes) SELECT i, i, 1, 4, 1, {status}, 'approve', '', '', 3 * i - 2, "
        f"3 * i - 1, 3 * i, {at}, {at} + {60 * SECOND}, {at}, {at}, {at}, 0, 'diploma', '' FROM n"
    )


def fill_runs(db: sqlite3.Connection, span: Span, place: int, stage: str) -> None:
    """Each record's run of that stage. place: 0-based."""
    queued = f"{span.at} + {place * 20 * SECOND}"
    waits = f"(abs(random()) % {1 + 15 * SECOND})"
    works = f"{SECOND // (1 + 20 * place)} + abs(random() % 1000) * abs(random() % {4 * SECOND // 1000})"
    works += f" + (i % 20 = 0) * {12 * SECOND}"  # late, as far as checking goes
    db.execute(
        f"{span.numbers}, w(i, q, s, r) AS MATERIALIZED (SELECT i, {queued}, {queued} + {waits}, {works} FROM n) "
        "INSERT INTO stage_run (id, submission_id, stage, attempt, series, status, chain, priority, "
        "interruptions, engine, engine_version, queued_at, due_at, started_at, finished_at, owner, fence, "
        f"done, total, error_code, error_text) SELECT 3 * i - {2 - place}, i, '{stage}', 1, 1, "
        f"CASE WHEN i % 500 = 0 AND {place} = 0 THEN 'failed' ELSE 'done' END, 1, 0, 0, 'x', '1', q, q, s, "
        f"s + r, '', 1, 1, 1, CASE WHEN i % 500 = 0 AND {place} = 0 THEN 'engine_' || (i % 7) ELSE '' END, '' "
        "FROM w"
    )


def fill_decisions(db: sqlite3.Connection) -> None:
    """Why the held ones are held, and what twelve reviewers decided."""
    db.execute(
        "INSERT INTO decision (record_id, version, verdict, reason, kind, public_comment, internal_comment, "
        "corrections, actor, at) SELECT id, 1, CASE status WHEN 'approved' THEN 'approve' ELSE 'reject' END, "
        "CASE status WHEN 'approved' THEN 'verified' ELSE 'poor_image' END, NULL, '', '', '[]', "
        f"'reviewer ' || (id % 12), changed_at + id % 400000 * {SECOND // 4} FROM submission "
        f"WHERE id % 10 < 3 AND status != 'hold'"
    )
    db.execute(
        "INSERT INTO hold_reason (submission_id, position, code, stage, field, params) SELECT id, 0, "
        "'code_' || (id % 17), 'approve', '', '[]' FROM submission WHERE id % 10 < 3"
    )


def views(app: Application) -> dict[str, Callable[[], object]]:
    def period(days: float) -> Callable[[], object]:
        return lambda: app.times.report(Period(END - timedelta(days=days), END))

    return {
        "one day": period(1),
        "seven days": period(7),
        "ninety days": period(DAYS),
        "a record's timeline": lambda: app.times.timeline(RecordId(1000)),
        "what is stuck": app.times.stuck,
    }


def main() -> None:
    """Make the stores, look, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="keep the stores there, or use those that are there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        apps = []
        for runs in given.runs:
            folder = (given.folder or Path(scratch)) / str(runs)
            is_new = not folder.exists()
            app = build(Settings(data_dir=folder), Standstill())
            stack.callback(app.close)
            if is_new:
                begin = time.process_time()
                fill(app.store.database, runs)
                print(f"made {runs} runs in {time.process_time() - begin:.0f} s of processor time")
            apps.append(app)
        for name in views(apps[0]):
            costs = measured([views(app)[name] for app in apps], given.rounds)
            shown = "  ".join(f"{runs:>9,}: {cost:7.2f} ms" for runs, cost in zip(given.runs, costs, strict=True))
            print(f"{name:22} {shown}  ratio {costs[-1] / costs[0]:.2f}")


def measured(looks: list[Callable[[], object]], rounds: int) -> list[float]:
    """The median of each, in milliseconds, taken in turn."""
    found: list[list[float]] = [[] for _ in looks]
    for look in looks:
        look()
    for _ in range(rounds):
        for place, look in enumerate(looks):
            begin = time.process_time()
            look()
            found[place].append(1000 * (time.process_time() - begin))
    return [statistics.median(costs) for costs in found]


if __name__ == "__main__":
    main()
