"""Queueing a stage again, within a transaction: of which version, with what note in the chain of hashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.chain import queueing
from core.domain.audit import Act, AuditKind, canonical
from core.domain.events import RecordChanged
from core.domain.ports import Clock
from core.domain.rerun import RerunOrder
from core.domain.run_settings import RunSettings
from core.domain.states import ProcessStatus, StageName
from core.domain.work import Submission, UnitOfWork
from core.review.preview import makes_version


class Starter:
    """Begins what a person asked for. settings_check: raises UsageError for settings that cannot be used here."""

    def __init__(self, clock: Clock, actor: str, settings_check: Callable[[RunSettings], None]) -> None:
        self._clock = clock
        self._actor = actor
        self._settings_check = settings_check

    def check(self, order: RerunOrder) -> None:
        """Refuse settings that nothing would use, or nothing could.

        Raises:
            UsageError: there are such.
        """
        order.check()
        self._settings_check(order.settings)

    def begin(
        self, work: UnitOfWork, current: Submission, order: RerunOrder, *, by_hand: bool, by_itself: bool = False
    ) -> Submission:
        """Queue the stage, of a new version where one is needed; returns that."""
        now = self._clock.now()
        after = self._prepared(work, current, order.stage)
        work.queue.wake(after.id)
        if after.id != current.id:
            work.queue.carry(current.id, after.id)
        queueing.ask(work, after, order.stage, chain=order.chain, by_hand=by_hand, now=now, settings=order.settings)
        if not by_itself:
            self.note(work, after, AuditKind.RERUN, order_content(order))
        work.tell(RecordChanged(after.record, after.status, settled=False))
        return after

    def _prepared(self, work: UnitOfWork, current: Submission, stage: StageName) -> Submission:
        now = self._clock.now()
        if makes_version(current, stage):
            like = None if stage is StageName.OCR else _before(current, stage)
            return work.submissions.add(current.record, stage, now, like=like)
        after = replace(
            _before(current, stage), status=ProcessStatus.PENDING, stage=stage, error_code="", error_text=""
        )
        work.submissions.set_reasons(current.id, ())
        return work.submissions.put(after, now)

    def note(self, work: UnitOfWork, after: Submission, kind: AuditKind, content: Mapping[str, object]) -> None:
        """The link in the chain of hashes for what was just done."""
        text = canonical({**content, "revision": after.revision})
        work.audit.add(Act(after.record, after.version, kind, self._actor, self._clock.now(), text))


def order_content(order: RerunOrder) -> dict[str, object]:
    """What the chain of hashes holds of an order."""
    note = ", ".join(f"{name}={value}" for name, value in order.settings.told)
    return {"stage": order.stage.value, "chain": order.chain, **({"note": note} if note else {})}


def _before(current: Submission, stage: StageName) -> Submission:
    """The submission with only what the stage builds on: later results would be out of date."""
    if stage is StageName.EXTRACT:
        return replace(current, extract_run=None, approve_run=None)
    return replace(current, approve_run=None)
