"""The chain of hashes behind what people do: each link holds the one before, so that none can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from core.domain.decision import Decision, Ground
from core.domain.history import Basis
from core.domain.ids import AuditId, RecordId


class AuditKind(StrEnum):
    """What people do to a record, as the chain of hashes holds it."""

    DECIDED = "decided"
    POSTPONED = "postponed"
    ESCALATED = "escalated"
    CLAIM = "claim"
    RERUN = "rerun"
    CANCELLED = "cancelled"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a record. content: canonical JSON."""

    record: RecordId
    version: int
    kind: AuditKind
    actor: str
    at: datetime
    content: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One link of the chain. digest: SHA-256 of the act's content.

    sha256: over canonical JSON of the act (its content as `digest`), the link's id and `previous`, the link before.
    """

    id: AuditId
    act: Act
    digest: str
    previous: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What walking the chain found. rows: how many links hold; head: the last one's hash, empty if there is none.

    broken: the first link that does not hold, with `problem` saying how; None if all hold.
    """

    rows: int
    head: str
    broken: AuditId | None = None
    problem: str = ""


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 of a text. A lone surrogate, which no database holds, is hashed as it would be escaped."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def linked(number: int, act: Act, digest: str, previous: str) -> AuditRow:
    """The link that holds this act after `previous` (empty for the first)."""
    text = canonical(
        {
            "id": number,
            "record": act.record,
            "version": act.version,
            "kind": act.kind.value,
            "actor": act.actor,
            "at": act.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "digest": digest,
            "previous": previous,
        }
    )
    return AuditRow(AuditId(number), act, digest, previous, digest_of(text))


def decision_content(decision: Decision, basis: Basis, revision: int) -> dict[str, object]:
    """All that a decision says, for its link. revision: the version's, once decided."""
    policy = basis.policy
    return {
        "decision": decision.id,
        "verdict": decision.verdict.value,
        "reason": decision.reason.value,
        "kind": decision.kind.value if decision.kind else None,
        "public_comment": decision.public_comment,
        "internal_comment": decision.internal_comment,
        "corrections": [[name.value, value] for name, value in decision.corrections],
        "grounds": [_ground(ground) for ground in decision.grounds],
        "supersedes": decision.supersedes,
        "policy": {"name": policy.name, "version": policy.version, "sha256": policy.sha256} if policy else None,
        "engines": [[engine.name, engine.version] for engine in basis.engines],
        "revision": revision,
    }


def _ground(ground: Ground) -> dict[str, object]:
    box = ground.box
    return {
        "field": ground.field.value,
        "attachment": ground.attachment,
        "page": ground.page,
        "box": [box.x0, box.y0, box.x1, box.y1],
        "words": [word.text for word in ground.words],
    }
