"""Pausing and going on: the whole chain, one stage, one record, or one stage of one record."""

from __future__ import annotations

import logging
from typing import Final

from core.domain.events import PauseChanged, RecordChanged
from core.domain.ids import RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.ports import Clock
from core.domain.work import UnitOfWork, Work
from core.errors import NotFoundError, UsageError

log = logging.getLogger(__name__)

MOST_NOTE: Final = 1000


class Pausing:
    """What is paused stays so until somebody lets it go on, whatever program is started or ended meanwhile."""

    def __init__(self, work: Work, clock: Clock, actor: str) -> None:
        self._work = work
        self._clock = clock
        self._actor = actor

    def pause(self, target: PauseTarget, note: str = "") -> bool:
        """Begin nothing more of this; a stage that runs goes on to its end. False if it is paused already.

        Raises:
            NotFoundError: there is no such record.
            UsageError: the note is too long.
        """
        note = note.strip()
        if len(note) > MOST_NOTE:
            raise UsageError(f"A note may have {MOST_NOTE} characters at most.", code="long_note")
        with self._work() as work:
            _check(work, target.record)
            if not work.pauses.begin(Pause(target, self._clock.now(), self._actor, note)):
                return False
            self._tell(work, target, is_paused=True)
        return True

    def resume(self, target: PauseTarget) -> bool:
        """End that very pause; what another one holds back stays so. False if it is not paused.

        Raises:
            NotFoundError: there is no such record.
        """
        with self._work() as work:
            _check(work, target.record)
            if not work.pauses.end(target, self._actor, self._clock.now()):
                return False
            self._tell(work, target, is_paused=False)
        return True

    def _tell(self, work: UnitOfWork, target: PauseTarget, *, is_paused: bool) -> None:
        work.tell(PauseChanged(target, is_paused))
        if target.record is not None:
            current = work.submissions.current(target.record)
            settled = work.runs.open_of(current.id) is None
            work.tell(RecordChanged(target.record, current.status, settled=settled))
        work.commit()
        what = {"record": target.record, "stage": target.stage}
        log.info("paused" if is_paused else "resumed", extra={"action": "paused" if is_paused else "resumed", **what})


def _check(work: UnitOfWork, record: RecordId | None) -> None:
    if record is not None and not work.records.exists(record):
        raise NotFoundError(f"There is no record {record}.")
