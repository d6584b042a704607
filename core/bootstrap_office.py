"""The composition root's counter for desks elsewhere: a server's ports, in the name of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.bootstrap import Application
from core.calls.ports import DELIVERIES, KEEPING, PRESENCE, TIMES
from core.delivery.desk import LocalDeliveries
from core.delivery.endpoints import endpoints_of
from core.delivery.sending import Sending
from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.evidence import EvidencePack
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import RecordRow
from core.domain.work import Work
from core.intake.claims import RecordFile
from core.intake.plan import Candidate
from core.review.desk import LocalDesk
from core.service.presence import Presence, ReviewerPresence
from core.store.noted import Note

if TYPE_CHECKING:
    from core.service.desk_ports import Caller, Handed


@dataclass(frozen=True, slots=True)
class LocalDeskOffice:
    """See `core.service.desk_ports.DeskOffice`, on a local store."""

    app: Application
    local: LocalDesk
    presence: Presence

    @property
    def place(self) -> str:
        """See `DeskOffice.place`."""
        return self.local.place

    @property
    def scratch(self) -> Path:
        """See `DeskOffice.scratch`."""
        return self.app.store.scratch

    def port(self, name: str, caller: Caller) -> object:
        """See `DeskOffice.port`."""
        if name == TIMES:
            return self.app.times
        if name == DELIVERIES:
            sending = Sending(self._work(caller), self.app.clock)
            return LocalDeliveries(self.app.store.views, sending, endpoints_of(self.app.settings.delivery))
        if name == PRESENCE:
            return ReviewerPresence(self.presence, caller.reviewer)
        if name == KEEPING:
            return self.app.retention_of(caller.reviewer)
        return self._desk(caller)

    def done(self, key: str) -> tuple[RecordId, str] | None:
        """See `DeskOffice.done`."""
        return self.app.store.views.noted(key)

    def take_in(self, handed: Handed, caller: Caller) -> RecordId:
        """See `DeskOffice.take_in`."""
        return self._desk(caller).intake.take(
            Candidate(Path(handed.source), handed.files), RecordFile(handed.claim, handed.due)
        )

    def resubmit(self, record: RecordId, files: tuple[Path, ...], how: NewFiles, caller: Caller) -> RecordRow:
        """See `DeskOffice.resubmit`."""
        return self._desk(caller).resubmit(ResubmitRequest(record, files, how))

    def read_policy(self, path: Path, caller: Caller) -> PolicyRef:
        """See `DeskOffice.read_policy`."""
        return self._desk(caller).read_policy(path)

    def blob(self, blob: BlobHash) -> Path:
        """See `DeskOffice.blob`."""
        return self.app.store.blobs.path(blob)

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        """See `DeskOffice.evidence_pack`."""
        return self.local.evidence_pack(record, path)

    def _desk(self, caller: Caller) -> LocalDesk:
        return self.app.desks.of(caller.reviewer, self._work(caller))

    def _work(self, caller: Caller) -> Work:
        if not caller.key:
            return self.app.store.work
        note = Note(caller.key, caller.fingerprint)
        return lambda: self.app.store.noted_work(note)
