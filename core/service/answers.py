"""Answers about records: made from one look at the row, with an ETag over all they say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pydantic import BaseModel
from starlette.responses import Response

from core.domain.ids import RecordId
from core.domain.rows import RecordDetail, RecordRow
from core.report import record_object
from core.service.models import RecordLine, RecordModel
from core.service.ports import Office


def record_model(office: Office, detail: RecordDetail) -> RecordModel:
    """One record. Its status and its job status are of the same row."""
    row = detail.row
    told = record_object(detail, "en")
    ticket = office.tickets([row.id]).get(row.id)
    return RecordModel.model_validate(
        {
            **told,
            "revision": row.revision,
            "escalated": row.escalation is not None,
            "job_status": office.job_statuses([row])[row.id],
            "reference": (ticket.reference or None) if ticket else None,
            "created_at": row.created_at,
            "changed_at": row.changed_at,
        }
    )


def record_lines(office: Office, rows: Sequence[RecordRow]) -> list[RecordLine]:
    """The lines of a list."""
    statuses = office.job_statuses(rows)
    tickets = office.tickets([row.id for row in rows])

    def reference(record: RecordId) -> str | None:
        ticket = tickets.get(record)
        return (ticket.reference or None) if ticket else None

    return [
        RecordLine(
            record=row.id,
            version=row.version,
            revision=row.revision,
            job_status=statuses[row.id],
            process_status=row.status,
            stage=row.stage,
            reference=reference(row.id),
            source=row.source,
            document_type=row.document_type or None,
            error_code=row.error_code or None,
            hold_reasons=[reason.code.value for reason in row.reasons],
            created_at=row.created_at,
            changed_at=row.changed_at,
        )
        for row in rows
    ]


def answer(model: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A model as JSON, with its ETag."""
    body = model.model_dump_json().encode("utf-8", "backslashreplace")
    shown = {"ETag": etag_of(body), "Cache-Control": "no-store", **(headers or {})}
    return Response(body, status, shown, "application/json")


def etag_of(body: bytes) -> str:
    """A strong validator of that very body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def matches(header: str, etag: str) -> bool:
    """Whether an If-Match or If-None-Match names that ETag, or any."""
    named = [item.strip().removeprefix("W/") for item in header.split(",")]
    return "*" in named or etag in named
