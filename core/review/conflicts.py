"""Telling a reviewer who was quicker, with what, and when."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Final

from core.domain.audit import AuditKind, AuditRow
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from core.domain.work import Submission, UnitOfWork
from core.errors import ConflictError

_DEEDS: Final = {
    AuditKind.POSTPONED: "postponed",
    AuditKind.ESCALATED: "handed on",
    AuditKind.CLAIM: "changed the claim of",
    AuditKind.RERUN: "ran a stage again on",
    AuditKind.CANCELLED: "cancelled",
    AuditKind.ERASED: "deleted a part of",
}
_VERDICTS: Final = {"approve": "approved", "reject": "rejected"}


def seen_now(work: UnitOfWork, record: RecordId, version: int, revision: int) -> Submission:
    """The version as it stands, if it is still the current one and nothing has changed it since it was seen.

    Raises:
        ConflictError: it is not; the facts tell what is known of the change.
        NotFoundError: no such record or version.
    """
    submission = work.submissions.version(record, version)
    if not submission.is_current:
        facts = _facts(work.audit.last_of(record), 0)
        raise ConflictError(
            "A newer version of this record exists; look at that one.", code="outdated_version", facts=facts
        )
    if submission.revision != revision:
        raise _changed(work.audit.last_of(record), revision)
    return submission


def held_now(work: UnitOfWork, record: RecordId, version: int, revision: int) -> Submission:
    """As `seen_now`, and on hold."""
    submission = seen_now(work, record, version, revision)
    if submission.status is not ProcessStatus.HOLD:
        raise ConflictError(
            f"Record {record} is {submission.status}; only what is on hold waits for a person.", code="not_held"
        )
    return submission


def _changed(last: AuditRow | None, revision: int) -> ConflictError:
    facts = _facts(last, revision)
    if last is None or not facts:
        return ConflictError("This record has changed since; look at it again.", code="changed_meanwhile")
    when = last.act.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    if last.act.kind is AuditKind.DECIDED:
        deed, code = _VERDICTS[dict(facts)["verdict"]], "decided_meanwhile"
    else:
        deed, code = _DEEDS[last.act.kind], "changed_meanwhile"
    text = f"{last.act.actor} {deed} this record meanwhile ({when}); look at it again."
    return ConflictError(text, code=code, facts=facts)


def _facts(last: AuditRow | None, revision: int) -> tuple[tuple[str, str], ...]:
    """What the last act was, if it is newer than the revision that was seen."""
    if last is None:
        return ()
    content = json.loads(last.act.content)
    if content.get("revision", 0) <= revision:
        return ()  # the chain changed it, not a person
    decided = [(name, str(content[name])) for name in ("verdict", "reason") if name in content]
    at = last.act.at.astimezone(UTC).isoformat()
    return (("actor", last.act.actor), ("action", last.act.kind.value), *decided, ("at", at))
