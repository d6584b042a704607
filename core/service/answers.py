"""Answers about records: made from one look at the row, with an ETag over all they say."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel
from starlette.responses import Response

from core.domain.handing import RecordLook
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.errors import HoldpointError
from core.report import record_object
from core.service.models import RecordLine, RecordModel
from core.service.ports import Office

_MOST_KNOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One record as it is told: JSON and its validator. version, revision: what of."""

    body: bytes
    etag: str
    version: int
    revision: int

    def answer(self, status: int = 200) -> Response:
        """As a response."""
        return _response(self.body, self.etag, status, {})


class Answers:
    """Records as they are told. What was told before is told again for as long as nothing of it has changed.

    For several threads. Most clients ask for the same record again and again until it is done: a look at whether
    anything has changed costs a tenth of the whole answer.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: OrderedDict[tuple[RecordId, int | None], tuple[str, Told]] = OrderedDict()
        self._lock = threading.Lock()
        self._forgotten = 0

    def of(self, record: RecordId, version: int | None = None) -> Told:
        """One version of a record, by default the current one; raises NotFoundError."""
        key = (record, version)
        with self._lock:
            facts, told = self._known.get(key, ("", None))
            forgotten = self._forgotten
        try:
            look = self._office.look(record, version, facts)
        except HoldpointError:
            with self._lock:
                self._known.pop(key, None)  # it may have been erased: nothing of it shall stay here
            raise
        if look is not None:
            facts, told = look.facts, told_of(look)
        assert told is not None  # noqa: S101 - no facts are empty: what was not known before was looked at
        with self._lock:
            if forgotten == self._forgotten:  # else it may be what was erased while we looked
                self._known[key] = (facts, told)
                self._known.move_to_end(key)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return told

    def forget(self, record: RecordId | None) -> None:
        """Keep nothing of a record, which was erased; None: of any."""
        with self._lock:
            self._forgotten += 1
            for key in [key for key in self._known if record in (key[0], None)]:
                del self._known[key]


def told_of(look: RecordLook) -> Told:
    """What is told of a look at a record."""
    row = look.detail.row
    model = RecordModel.model_validate(
        {
            **record_object(look.detail, "en"),
            "revision": row.revision,
            "escalated": row.escalation is not None,
            "job_status": look.job_status,
            "reference": look.reference or None,
            "created_at": row.created_at,
            "changed_at": row.changed_at,
        }
    )
    body = _json(model)
    return Told(body, etag_of(body), model.version, model.revision)


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
    body = _json(model)
    return _response(body, etag_of(body), status, headers or {})


def _json(model: BaseModel) -> bytes:
    return model.model_dump_json().encode("utf-8", "backslashreplace")


def _response(body: bytes, etag: str, status: int, headers: dict[str, str]) -> Response:
    return Response(body, status, {"ETag": etag, "Cache-Control": "no-store", **headers}, "application/json")


def etag_of(body: bytes) -> str:
    """A strong validator of that very body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def matches(header: str, etag: str) -> bool:
    """Whether an If-Match or If-None-Match names that ETag, or any."""
    named = [item.strip().removeprefix("W/") for item in header.split(",")]
    return "*" in named or etag in named
