"""What `holdpoint list` does: a table for a person, JSON, or CSV that no spreadsheet runs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from core.bootstrap import Application
from core.cli.output import print_records, say
from core.cli.session import language, opened
from core.domain.hold import ReasonCode
from core.domain.queue import Band, Postponed, RecordOrder
from core.domain.rows import RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from core.spreadsheet import SafeCsv

OK: Final = 0
_HEADS: Final = (
    "record", "status", "document_type", "holder_name", "source", "created_at", "changed_at", "confidence", "escalated",
    "postponed_until", "due", "reasons", "error",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters as typed. older_than: days. below: of the least certain field."""

    statuses: tuple[ProcessStatus, ...]
    text: str
    reasons: tuple[ReasonCode, ...]
    document_types: tuple[str, ...]
    older_than: float | None
    below: float | None
    escalated: bool | None
    queue: bool
    order: RecordOrder | None
    limit: int


def listing(wanted: Wanted, data_dir: Path | None, *, as_json: bool, as_csv: bool) -> int:
    """See `holdpoint list`."""
    with opened(data_dir) as app:
        page = app.desk.list(_query(app, wanted))
        if as_csv:
            _print_csv(page.rows, language(app.settings))
        else:
            print_records(app, [row.id for row in page.rows], as_json=as_json)
        if page.next is not None:
            say(f"only the first {wanted.limit} are shown; see --limit")
    return OK


def _query(app: Application, wanted: Wanted) -> RecordQuery:
    older = timedelta(days=wanted.older_than) if wanted.older_than is not None else None
    return RecordQuery(
        statuses=wanted.statuses or ((ProcessStatus.HOLD,) if wanted.queue else ()),
        text=wanted.text,
        limit=wanted.limit,
        order=wanted.order or (RecordOrder.OLDEST if wanted.queue else RecordOrder.NEWEST),
        reasons=wanted.reasons,
        document_types=wanted.document_types,
        created_before=app.clock.now() - older if older is not None else None,
        band=Band(0.0, wanted.below) if wanted.below is not None else None,
        escalated=wanted.escalated,
        postponed=Postponed.HIDDEN if wanted.queue else Postponed.SHOWN,
    )


def _print_csv(rows: tuple[RecordRow, ...], tongue: str) -> None:
    table = SafeCsv(sys.stdout, _HEADS)
    for row in rows:
        table.write(
            (
                row.id,
                row.status.value,
                row.document_type,
                row.holder_name,
                row.source,
                row.created_at.isoformat(),
                row.changed_at.isoformat(),
                "" if row.confidence is None else f"{row.confidence:.2f}",
                row.escalation.to or "yes" if row.escalation else "",
                row.postponed_until.isoformat() if row.postponed_until else "",
                row.due.isoformat() if row.due else "",
                "; ".join(reason.text(tongue) for reason in row.reasons),
                row.error_text,
            )
        )
