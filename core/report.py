"""A record as the JSON object that the command line gives out (schema: docs/record.schema.json)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TypedDict

from core.domain.field import Source
from core.domain.page import Box
from core.domain.queue import Escalation
from core.domain.rows import RecordDetail, StageRunRow


class ErrorObject(TypedDict):
    """What went wrong."""

    code: str
    text: str


class FieldObject(TypedDict):
    """One field; box in fractions of the page, origin top left."""

    value: str
    page: int | None
    box: list[float] | None
    confidence: float
    grounded: bool
    sources: list[str]


class ReasonObject(TypedDict):
    """One open question."""

    code: str
    stage: str
    field: str | None
    text: str


class StageObject(TypedDict):
    """One stage run; times in ISO 8601, UTC.

    own_settings: what it used instead of the program's settings. inputs, result: hashes, null without a result.
    outdated: its result no longer stands.
    """

    stage: str
    attempt: int
    status: str
    queued_at: str
    started_at: str | None
    finished_at: str | None
    seconds: float | None
    error: ErrorObject | None
    own_settings: dict[str, str]
    paused: bool
    outdated: bool
    inputs: str | None
    result: str | None


class AttachmentObject(TypedDict):
    """One attachment; sha256 is null if its bytes could not be taken in, pages are null before the first reading."""

    name: str
    sha256: str | None
    pages: int | None
    pages_read: int | None


class EscalationObject(TypedDict):
    """Who was asked to look, by whom and why."""

    to: str | None
    by: str
    note: str
    at: str


class RecordObject(TypedDict):
    """One record."""

    record: int
    source: str
    version: int
    process_status: str
    process_error: ErrorObject | None
    document_type: str | None
    fields: dict[str, FieldObject]
    hold_reasons: list[ReasonObject]
    escalation: EscalationObject | None
    postponed_until: str | None
    due: str | None
    stages: list[StageObject]
    attachments: list[AttachmentObject]


def record_object(detail: RecordDetail, language: str) -> RecordObject:
    """The object for one version of a record; texts in `language` ("en" or "ko")."""
    row = detail.row
    fields = _fields(detail)
    return RecordObject(
        record=row.id,
        source=row.source,
        version=detail.version,
        process_status=row.status.value,
        process_error=_error(row.error_code, row.error_text),
        document_type=fields["document_type"]["value"] if "document_type" in fields else None,
        fields=fields,
        hold_reasons=[
            ReasonObject(
                code=reason.code.value,
                stage=reason.stage.value,
                field=reason.field.value if reason.field else None,
                text=reason.text(language),
            )
            for reason in row.reasons
        ],
        escalation=_escalation(row.escalation) if row.escalation else None,
        postponed_until=_time(row.postponed_until),
        due=_time(row.due),
        stages=[_stage(run) for run in detail.runs if run.version == detail.version],
        attachments=[
            AttachmentObject(name=item.name, sha256=item.sha256 or None, pages=item.pages, pages_read=item.pages_read)
            for item in detail.attachments
        ],
    )


def _fields(detail: RecordDetail) -> dict[str, FieldObject]:
    """The fields as read, with what a person corrected in the version's last decision."""
    read = detail.extraction.fields if detail.extraction else ()
    found = {
        item.name.value: FieldObject(
            value=item.value,
            page=item.page,
            box=_box(item.box),
            confidence=round(item.confidence, 4),
            grounded=item.grounded,
            sources=[source.value for source in item.sources],
        )
        for item in read
    }
    decisions = [decision for decision in detail.decisions if decision.version == detail.version]
    for name, value in decisions[-1].corrections if decisions else ():
        empty = FieldObject(value="", page=None, box=None, confidence=1.0, grounded=False, sources=[])
        changed = found.get(name.value, empty)
        if changed["value"] != value:
            found[name.value] = FieldObject(
                {**changed, "value": value, "confidence": 1.0, "grounded": False, "sources": [Source.PERSON.value]}
            )
    return found


def _escalation(asked: Escalation) -> EscalationObject:
    return EscalationObject(to=asked.to or None, by=asked.by, note=asked.note, at=asked.at.isoformat())


def _box(box: Box | None) -> list[float] | None:
    return [round(side, 5) for side in asdict(box).values()] if box else None


def _stage(run: StageRunRow) -> StageObject:
    return StageObject(
        stage=run.stage.value,
        attempt=run.attempt,
        status=run.status.value,
        queued_at=run.queued_at.isoformat(),
        started_at=_time(run.started_at),
        finished_at=_time(run.finished_at),
        seconds=run.seconds,
        error=_error(run.error_code, run.error_text),
        own_settings=dict(run.settings.told),
        paused=run.paused,
        outdated=run.outdated,
        inputs=run.inputs or None,
        result=run.result or None,
    )


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _error(code: str, text: str) -> ErrorObject | None:
    return ErrorObject(code=code, text=text) if code else None
