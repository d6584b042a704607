"""Everything the screens ask: answered here, in one thread of its own, never on the GUI's."""

from __future__ import annotations

import logging
import tempfile
from functools import singledispatchmethod
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.domain.desk import Desk, IntakeResult, Refusal
from core.errors import ConflictError, HoldpointError, NotFoundError
from desktop import again_messages as a
from desktop import messages as m
from desktop import table_messages as t
from desktop.delivery_messages import DeliveryAsk
from desktop.intake_messages import CountPaths, PathsCounted, TakeIn, TakeInHanded, TakeInPicture, TakenIn
from desktop.keeping_messages import KeepingAsk
from desktop.page_messages import LoadPicture, PictureLoaded, PlaySound, ReadRegion, StopSound
from desktop.review_messages import (
    BulkPlanned,
    CountQueue,
    Decide,
    Decided,
    DecideMany,
    Escalate,
    ManyDecided,
    PlanBulk,
    Postpone,
    PutOff,
    QueueCounted,
)
from desktop.times_messages import TimesAsk
from desktop.version_messages import VersionAsk
from desktop.workers import versions
from desktop.workers.desk_state import keep_state
from desktop.workers.ports import OpenPlace, Place
from desktop.workers.requests import PictureFound, PlaceFailed, PlaceOpened, RegionFound, SoundFound
from desktop.workers.tables import read_claims

log = logging.getLogger(__name__)

RECOVER_MS: Final = 5000
INTERNAL: Final = "internal"
AWAY: Final = "server_lost"
"""Of a server that does not answer; it may yet."""
_ELSEWHERE: Final = (TimesAsk, DeliveryAsk, KeepingAsk, StopSound)  # answered in other threads


class DeskWorker(QObject):
    """A QObject without parent, moved to its own thread. It opens the place, asks its desk, and closes it."""

    opened = Signal(object)
    answered = Signal(object)
    picture_found = Signal(object)
    region_found = Signal(object)
    sound_found = Signal(object)
    closed = Signal()

    def __init__(self, open_place: OpenPlace) -> None:
        super().__init__()
        self._open_place = open_place
        self._place: Place | None = None
        self._recovery: QTimer | None = None

    @Slot()
    def start(self) -> None:
        """Open the place: importing and opening the store takes time that the window need not wait for.

        May be called again where it failed.
        """
        if self._place is not None:
            return
        try:
            self._place = self._open_place()
            self._recover()
        except HoldpointError as error:
            why = {"action": "open_failed", "code": error.code}
            log.warning("not opened", extra=why, exc_info=error.code != AWAY)  # asked for again every few seconds
            self.opened.emit(PlaceFailed(error.code, error.text))
            return
        except Exception:  # the boundary: nothing passes
            log.exception("not opened", extra={"action": "open_failed", "code": INTERNAL})
            self.opened.emit(PlaceFailed(INTERNAL, ""))
            return
        self._recovery = QTimer(self)
        self._recovery.timeout.connect(self._recover)
        self._recovery.start(RECOVER_MS)
        self.opened.emit(PlaceOpened(self._place))

    @Slot(object)
    def ask(self, ask: m.Ask) -> None:
        """Answer one question; whatever goes wrong becomes an answer too."""
        if isinstance(ask, CountPaths):
            self.answered.emit(_counted(ask))
            return
        if self._place is None or isinstance(ask, _ELSEWHERE):
            return
        try:
            kept = keep_state(ask, self._place.state)
            answer = kept if kept is not None else self._answer(ask, self._place.desk)
        except HoldpointError as error:
            log.info("refused", extra={"action": "ask_refused", "code": error.code})
            facts = error.facts if isinstance(error, ConflictError) else ()
            answer = m.AskFailed(ask, error.code, error.text, facts)
        except Exception:  # the boundary: nothing passes
            log.exception("ask failed", extra={"action": "ask_failed", "code": INTERNAL})
            answer = m.AskFailed(ask, INTERNAL, "")
        if answer is not None:
            self.answered.emit(answer)

    @Slot()
    def finish(self) -> None:
        """Close the place and end the thread; the lanes have ended before."""
        if self._recovery is not None:
            self._recovery.stop()
        try:
            if self._place is not None:
                self._place.close()
        except Exception:  # the boundary: the thread must end
            log.exception("not closed", extra={"action": "close_failed"})
        self._place = None
        self.closed.emit()
        QThread.currentThread().quit()

    @Slot()
    def _recover(self) -> None:
        try:
            if self._place is not None:
                self._place.recover()
        except Exception:  # the boundary of a timer's slot: the next one comes in five seconds
            log.exception("recovery failed", extra={"action": "recover_failed"})

    @singledispatchmethod
    def _answer(self, ask: m.Ask, _desk: Desk) -> m.Answer | None:
        raise TypeError(type(ask).__name__)

    @_answer.register
    def _(self, ask: m.ListRecords, desk: Desk) -> m.Answer:
        return m.RecordsListed(ask, desk.list(ask.query))

    @_answer.register
    def _(self, ask: m.OpenRecord, desk: Desk) -> m.Answer | None:
        try:
            return m.RecordOpened(ask, desk.open(ask.record, ask.version))
        except HoldpointError:
            if ask.ahead:
                return None
            raise

    @_answer.register
    def _(self, ask: m.LoadSent, desk: Desk) -> m.Answer:
        return m.SentLoaded(ask.record, desk.egress(ask.record))

    @_answer.register
    def _(self, ask: m.RefreshRows, desk: Desk) -> m.Answer:
        rows = desk.rows(ask.records)
        found = {row.id for row in rows}
        gone = tuple(record for record in ask.records if record not in found)
        return m.RowsRefreshed(tuple(rows), gone, desk.counts())

    @_answer.register
    def _(self, ask: LoadPicture, desk: Desk) -> m.Answer | None:
        try:
            self.picture_found.emit(PictureFound(ask.blob, desk.picture(ask.blob), ask.rendering))
        except NotFoundError:
            return PictureLoaded(ask.blob, (), ask.rendering)
        return None

    @_answer.register
    def _(self, ask: ReadRegion | PlaySound, desk: Desk) -> m.Answer | None:
        if isinstance(ask, ReadRegion):
            self.region_found.emit(RegionFound(ask, desk.picture(ask.attachment.sha256)))
        else:
            self.sound_found.emit(SoundFound(ask, desk.picture(ask.blob)))
        return None

    @_answer.register
    def _(self, ask: TakeIn, desk: Desk) -> m.Answer:
        return TakenIn(desk.take_in(ask.paths))

    @_answer.register
    def _(self, ask: TakeInPicture, desk: Desk) -> m.Answer:
        with tempfile.TemporaryDirectory(prefix="holdpoint-paste-") as folder:
            path = Path(folder) / "pasted.png"
            if not ask.picture.save(str(path)):
                refusal = Refusal(path.name, "unreadable", "The picture on the clipboard could not be saved.")
                return TakenIn(IntakeResult((), (refusal,)))
            return TakenIn(desk.take_in((path,)))

    @_answer.register
    def _(self, ask: TakeInHanded, desk: Desk) -> m.Answer:
        with tempfile.TemporaryDirectory(prefix="holdpoint-handed-") as folder:
            paths = []
            for number, file in enumerate(ask.files, start=1):
                place = Path(folder) / f"handed-{number}"
                place.mkdir()
                paths.append(place / file.name)
                paths[-1].write_bytes(file.data)
            return TakenIn(desk.take_in(paths))

    @_answer.register
    def _(self, ask: Decide, desk: Desk) -> m.Answer:
        return Decided(ask, desk.decide(ask.request))

    @_answer.register
    def _(self, _ask: CountQueue, desk: Desk) -> m.Answer:
        return QueueCounted(desk.queue_counts())

    @_answer.register
    def _(self, ask: m.LoadHistory, desk: Desk) -> m.Answer:
        return m.HistoryLoaded(ask.record, desk.history(ask.record))

    @_answer.register
    def _(self, ask: Postpone, desk: Desk) -> m.Answer:
        return PutOff(ask, desk.postpone(ask.request))

    @_answer.register
    def _(self, ask: Escalate, desk: Desk) -> m.Answer:
        return PutOff(ask, desk.escalate(ask.request))

    @_answer.register
    def _(self, ask: PlanBulk, desk: Desk) -> m.Answer:
        return BulkPlanned(ask, desk.plan_bulk(ask.records, ask.answer))

    @_answer.register
    def _(self, ask: DecideMany, desk: Desk) -> m.Answer:
        return ManyDecided(desk.decide_many(ask.requests))

    @_answer.register
    def _(self, ask: m.MakePack, desk: Desk) -> m.Answer:
        return m.PackMade(ask, desk.evidence_pack(ask.record, ask.path))

    @_answer.register
    def _(self, ask: t.ReadClaims | t.ReadCopiedClaims, desk: Desk) -> m.Answer:
        return t.ClaimsRead(read_claims(desk, ask))

    @_answer.register
    def _(self, ask: t.MatchClaims, desk: Desk) -> m.Answer:
        return t.ClaimsMatched(ask.generation, desk.match_claims(ask.table, ask.uses))

    @_answer.register
    def _(self, ask: t.ApplyClaims, desk: Desk) -> m.Answer:
        return t.ClaimsApplied(desk.apply_claims(ask.matches))

    @_answer.register
    def _(self, ask: VersionAsk, desk: Desk) -> m.Answer:
        return versions.answer_of(ask, desk)

    @_answer.register
    def _(self, ask: m.SetClaim, desk: Desk) -> m.Answer:
        desk.set_claim(ask.record, ask.claim)
        return m.Done(ask)

    @_answer.register
    def _(self, ask: m.SetDue, desk: Desk) -> m.Answer:
        desk.set_due(ask.record, ask.due)
        return m.Done(ask)

    @_answer.register
    def _(self, ask: a.FindAll, desk: Desk) -> m.Answer:
        return a.AllFound(desk.matching(ask.query))

    @_answer.register
    def _(self, ask: a.PlanRerun, desk: Desk) -> m.Answer:
        return a.RerunPlanned(ask, desk.plan_rerun(ask.records, ask.order))

    @_answer.register
    def _(self, ask: a.RunAgain, desk: Desk) -> m.Answer:
        return a.RanAgain(desk.rerun_many(ask.seen, ask.order))

    @_answer.register
    def _(self, ask: a.ReadPolicy, desk: Desk) -> m.Answer:
        return a.PolicyRead(desk.read_policy(ask.path))

    @_answer.register
    def _(self, ask: a.PauseThat, desk: Desk) -> m.Answer:
        _ = desk.pause(ask.target) if ask.is_paused else desk.resume(ask.target)
        return m.Done(ask)

    @_answer.register
    def _(self, ask: m.Cancel, desk: Desk) -> m.Answer:
        desk.cancel(ask.records)
        return m.Done(ask)

    @_answer.register
    def _(self, ask: m.RetryFailed, desk: Desk) -> m.Answer:
        desk.retry_failed(ask.records)
        return m.Done(ask)


def _counted(ask: CountPaths) -> m.Answer:
    """Told even while no place is open: the drag is over the window already."""
    folders = sum(path.is_dir() for path in ask.paths)
    return PathsCounted(ask.generation, len(ask.paths) - folders, folders)
