"""The body of a callback (schema: resources/schemas/callback-1.json), made once, in the deciding transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from core.domain.decision import Decision
from core.domain.delivery import PERSONAL_FIELDS, DeliveryEvent, Endpoint, Told
from core.domain.field import FieldName

SCHEMA: Final = "callback-1"
MAX_BYTES: Final = 20_000
"""What a receiver should be ready for; above it fields and comments are left out, to be asked for by number."""
MAX_REASONS: Final = 50


class Promises:
    """See `core.domain.delivery.Outbox`."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = endpoints

    def addressees(self, event: DeliveryEvent, only: str) -> tuple[str, ...]:
        """Names of the endpoints that are told of that event."""
        return tuple(
            name for name, one in self._endpoints.items() if event in one.events and (not only or only == name)
        )

    def payload(self, told: Told, endpoint: str) -> bytes:
        """The body for that endpoint."""
        is_personal = self._endpoints[endpoint].is_personal
        body = encoded(told, is_personal=is_personal)
        return body if len(body) <= MAX_BYTES else encoded(told, is_personal=is_personal, is_thin=True)


def encoded(told: Told, *, is_personal: bool, is_thin: bool = False) -> bytes:
    """The body as UTF-8 JSON. is_thin: without fields and comments, whatever they are."""
    fields, left_out = ({}, sorted(FieldName)) if is_thin else _fields(told, is_personal=is_personal)
    body = {
        "type": told.event.value,
        "schema": SCHEMA,
        "timestamp": _time(told.at),
        "data": {
            "record": told.record,
            "version": told.version,
            "sequence": told.sequence,
            "reference": told.reference or None,
            "process_status": told.status.value,
            "stage": told.stage.value if told.stage else None,
            "error_code": told.error_code or None,
            "decided_by": _decided_by(told),
            "decision": _decision(told.decision, has_comment=is_personal and not is_thin) if told.decision else None,
            "policy": _policy(told),
            "hold_reasons": [
                {
                    "code": reason.code.value,
                    "stage": reason.stage.value,
                    "field": reason.field.value if reason.field else None,
                }
                for reason in told.reasons[:MAX_REASONS]
            ],
            "fields": fields,
            "left_out": left_out,
        },
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _fields(told: Told, *, is_personal: bool) -> tuple[dict[str, str], list[str]]:
    """Values as they stand after corrections, and the names of those that this endpoint is not told."""
    read = {field.name: field.value for field in told.extraction.fields} if told.extraction else {}
    corrected = dict(told.decision.corrections) if told.decision else {}
    values = {**read, **corrected}
    hidden = frozenset() if is_personal else PERSONAL_FIELDS
    return (
        {name.value: values[name] for name in FieldName if name in values and name not in hidden},
        [name.value for name in FieldName if name in values and name in hidden],
    )


def _decided_by(told: Told) -> str | None:
    if told.event in (DeliveryEvent.HELD, DeliveryEvent.FAILED):
        return None
    return "person" if told.decision else "policy"


def _decision(decision: Decision, *, has_comment: bool) -> dict[str, Any]:
    """What a person decided; the internal comment and who it was stay here."""
    return {
        "id": decision.id,
        "verdict": decision.verdict.value,
        "reason": decision.reason.value,
        "kind": decision.kind.value if decision.kind else None,
        "public_comment": decision.public_comment if has_comment else "",
        "supersedes": decision.supersedes,
        "at": _time(decision.at),
    }


def _policy(told: Told) -> dict[str, str] | None:
    policy = told.policy
    return {"name": policy.name, "version": policy.version, "sha256": policy.sha256} if policy else None


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
