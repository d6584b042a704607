"""What the commands of the review desk do. Exit codes: 0 done, 1 something was refused, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli.output import print_json, print_records
from core.cli.progress import visible
from core.cli.session import language, opened
from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.deadline import read_moment
from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.ids import RecordId
from core.domain.queue import EscalateRequest, PostponeRequest
from core.errors import UsageError
from core.history_objects import history_details, history_object

OK: Final = 0
FAILED: Final = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer for many, as typed."""

    verdict: Verdict
    reason: DecisionReason | None
    comment: str
    internal: str
    kind: RejectKind | None


def postpone(record: int, data_dir: Path | None, *, as_json: bool, until: datetime | None, note: str) -> int:
    """See `holdpoint postpone`."""
    with opened(data_dir) as app:
        row = app.desk.row(RecordId(record))
        when = until.astimezone() if until else None
        app.desk.postpone(PostponeRequest(row.id, row.version, row.revision, when, note))
        print_records(app, [row.id], as_json=as_json)
    return OK


def due(records: Sequence[int], data_dir: Path | None, *, as_json: bool, by: str) -> int:
    """See `holdpoint due`."""
    until = deadline(by)
    with opened(data_dir) as app:
        wanted = [RecordId(record) for record in records]
        for record in wanted:
            app.desk.set_due(record, until)
        print_records(app, wanted, as_json=as_json)
    return OK


def deadline(text: str) -> datetime | None:
    """A deadline as typed; None for none.

    Raises:
        UsageError: it is neither a day nor a time.
    """
    until = read_moment(text) if text else None
    if text and until is None:
        raise UsageError(f"{visible(text)} is no deadline; write it as 2026-12-01 or 2026-12-01T17:00.", code="bad_due")
    return until


def escalate(record: int, data_dir: Path | None, *, as_json: bool, note: str, to: str) -> int:
    """See `holdpoint escalate`."""
    with opened(data_dir) as app:
        row = app.desk.row(RecordId(record))
        app.desk.escalate(EscalateRequest(row.id, row.version, row.revision, note, to))
        print_records(app, [row.id], as_json=as_json)
    return OK


def bulk(records: Sequence[int], answer: Answer, data_dir: Path | None, *, as_json: bool, dry_run: bool) -> int:
    """See `holdpoint bulk`."""
    reason = answer.reason
    if reason is None:
        if answer.verdict is Verdict.REJECT:
            raise UsageError("To reject, give a --reason.")
        reason = DecisionReason.VERIFIED
    given = BulkAnswer(answer.verdict, reason, answer.kind, answer.comment, answer.internal)
    with opened(data_dir) as app:
        wanted = [RecordId(record) for record in dict.fromkeys(records)]
        rows = {row.id: row for row in app.desk.rows(wanted)}
        seen = [Seen.of(rows[record]) if record in rows else Seen(record, 0, 0) for record in wanted]
        plan = app.desk.plan_bulk(seen, given)
        outcomes = () if dry_run else app.desk.decide_many([row.request for row in plan if row.request])
    results = [_result(row, outcomes, given, dry_run=dry_run) for row in plan]
    _tell(results, as_json=as_json)
    return FAILED if any(result["code"] for result in results) else OK


def _result(row: BulkRow, outcomes: Sequence[BulkOutcome], answer: BulkAnswer, *, dry_run: bool) -> dict[str, object]:
    made = next((outcome for outcome in outcomes if outcome.record == row.record), None)
    code, text = (made.code, made.text) if made else (row.code, row.text)
    done = "would " if dry_run else ""
    return {
        "record": row.record,
        "result": "refused" if code else f"{done}{answer.verdict.value}",
        "code": code,
        "text": text or ", ".join(reason.code.value for reason in (row.row.reasons if row.row else ())),
    }


def _tell(results: Sequence[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        for result in results:
            print_json(result)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("id", "result", "why"):
        table.add_column(name, overflow="fold")
    for result in results:
        style = "red" if result["code"] else "green"
        table.add_row(
            str(result["record"]), Text(str(result["result"]), style=style), Text(visible(str(result["text"])))
        )
    Console(file=sys.stdout, highlight=False).print(table)


def history(record: int, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint history`."""
    with opened(data_dir) as app:
        rows = app.desk.history(RecordId(record))
        tongue = language(app.settings)
    if as_json:
        for row in rows:
            print_json(history_object(row, tongue).model_dump(mode="json"))
        return OK
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("when", "version", "who", "what", "more"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(
            row.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            str(row.version or "–"),
            Text(visible(row.actor) or "program"),
            row.kind.value,
            Text("\n".join(visible(line) for line in history_details(row, tongue))),
        )
    Console(file=sys.stdout, highlight=False).print(table)
    return OK
