"""What a person does with a held record instead of deciding it: put it off, or hand it to somebody else."""

from __future__ import annotations

from datetime import UTC
from typing import Final

from core.domain.audit import Act, AuditKind, canonical
from core.domain.events import RecordChanged
from core.domain.ports import Clock
from core.domain.queue import EscalateRequest, Escalation, PostponeRequest
from core.domain.work import Work
from core.errors import UsageError
from core.review.conflicts import held_now

MAX_NOTE: Final = 4000
MAX_NAME: Final = 128


class Postponing:
    """Puts off and hands on; each is a transaction with its link in the chain of hashes."""

    def __init__(self, work: Work, clock: Clock, actor: str) -> None:
        self._work = work
        self._clock = clock
        self._actor = actor

    def postpone(self, request: PostponeRequest) -> None:
        """Put a held record off.

        Raises:
            UsageError: the time is over already, or the note is too long.
            ConflictError: the record is not on hold, or somebody else changed it meanwhile.
        """
        now = self._clock.now()
        if request.until is not None and request.until <= now:
            raise UsageError("That time is over; give one that is still to come.", code="time_is_over")
        note = _checked(request.note, MAX_NOTE, "note")
        with self._work() as work:
            submission = held_now(work, request.record, request.version, request.revision)
            after = work.submissions.put(submission, now)
            work.queue.postpone(submission.id, request.until, now)
            until = request.until.astimezone(UTC).isoformat() if request.until else None
            content = canonical({"until": until, "note": note, "revision": after.revision})
            work.audit.add(Act(request.record, after.version, AuditKind.POSTPONED, self._actor, now, content))
            work.tell(RecordChanged(request.record, after.status, settled=True))
            work.commit()

    def escalate(self, request: EscalateRequest) -> None:
        """Hand a held record to a second person.

        Raises:
            UsageError: no note says what the question is, or it is too long.
            ConflictError: the record is not on hold, or somebody else changed it meanwhile.
        """
        now = self._clock.now()
        note = _checked(request.note, MAX_NOTE, "note")
        to = _checked(request.to, MAX_NAME, "name")
        if not note:
            raise UsageError("Say in a note what the second person shall look at.", code="no_note")
        with self._work() as work:
            submission = held_now(work, request.record, request.version, request.revision)
            after = work.submissions.put(submission, now)
            work.queue.escalate(submission.id, Escalation(note, to, self._actor, now))
            content = canonical({"note": note, "to": to, "revision": after.revision})
            work.audit.add(Act(request.record, after.version, AuditKind.ESCALATED, self._actor, now, content))
            work.tell(RecordChanged(request.record, after.status, settled=True))
            work.commit()


def _checked(text: str, limit: int, what: str) -> str:
    text = text.strip()
    if len(text) > limit:
        raise UsageError(f"A {what} may have {limit} characters at most.")
    return text
