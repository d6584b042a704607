"""Keeping what was decided: a newer reading that nobody wants is set aside, and the decided version stands again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.audit import Act, AuditKind, canonical
from core.domain.events import RecordChanged
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.ports import Clock
from core.domain.states import DECIDED, ProcessStatus
from core.domain.work import Submission, UnitOfWork, Work
from core.errors import ConflictError

_SET_ASIDE: Final = frozenset({ProcessStatus.HOLD, ProcessStatus.PENDING})


class Standing:
    """Back ends hear nothing of it, as they heard nothing of the reading that is set aside."""

    def __init__(self, work: Work, clock: Clock, actor: str) -> None:
        self._work = work
        self._clock = clock
        self._actor = actor

    def keep(self, record: RecordId) -> None:
        """Set the current version aside and let the decided one before it stand.

        Raises:
            ConflictError: no version before it was decided, it is decided itself, or a stage of it is open.
            NotFoundError: no such record.
        """
        now = self._clock.now()
        with self._work() as work:
            current = work.submissions.current(record)
            decided = _checked(work, current)
            status = ProcessStatus.CANCELLED if current.status in _SET_ASIDE else current.status
            aside = work.submissions.put(replace(current, status=status, is_current=False), now)
            work.queue.settle(aside.id)
            after = work.submissions.put(replace(decided, is_current=True), now)
            summarise(work, after)
            content = canonical({"kept": after.version, "revision": aside.revision})
            work.audit.add(Act(record, aside.version, AuditKind.CANCELLED, self._actor, now, content))
            work.tell(RecordChanged(record, after.status, settled=True))
            work.commit()


def _checked(work: UnitOfWork, current: Submission) -> Submission:
    """The decided version before that one, if it can stand again."""
    if work.runs.open_of(current.id) is not None:
        raise ConflictError(
            f"Record {current.record} is still in work; wait for it or cancel it first.", code="in_work"
        )
    decided = work.submissions.decided_before(current)
    if decided is None or current.status in DECIDED:
        raise ConflictError(
            f"Record {current.record} has no earlier decision to go back to; decide what is shown.",
            code="nothing_stands",
        )
    return decided


def summarise(work: UnitOfWork, after: Submission) -> None:
    """Lists show the values of the version that stands."""
    read = work.results.extraction(after.extract_run) if after.extract_run else None
    values = {field.name: field.value for field in read.fields} if read else {}
    values |= {one.field: one.value for one in work.decisions.human(after.record) if one.version == after.version}
    work.records.set_summary(
        after.record,
        values.get(FieldName.HOLDER_NAME, ""),
        values.get(FieldName.DOCUMENT_TYPE, ""),
        values.get(FieldName.DOCUMENT_NUMBER, ""),
    )
