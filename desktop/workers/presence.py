"""Tells a server which record is open here, and what others have open; beside everything that a person waits for."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot

from core.domain.presence import PresenceDesk
from core.errors import HoldpointError
from desktop.presence_messages import LookAt, OthersSeen
from desktop.workers.ports import Place, Shared

log = logging.getLogger(__name__)


class PresenceWorker(QObject):
    """A QObject without parent, moved to a thread that somebody else ends."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._presence: PresenceDesk | None = None

    def use(self, place: Place) -> None:
        """Ask there, if several people may work there; before the first question."""
        self._presence = place.presence if isinstance(place, Shared) else None

    def stop(self) -> None:
        """Ask nothing any more; in any thread."""
        self._presence = None

    @Slot(object)
    def ask(self, ask: object) -> None:
        """Say it, and tell what others have open; a server that is lost is told of elsewhere."""
        presence = self._presence
        if presence is None or not isinstance(ask, LookAt):
            return
        try:
            holders = presence.look_at(ask.record) if ask.is_active else presence.others()
        except HoldpointError as error:
            log.info("presence not told", extra={"action": "presence_failed", "code": error.code})
        except Exception:  # the boundary: nothing passes
            log.exception("presence not told", extra={"action": "presence_failed", "code": "internal"})
        else:
            self.answered.emit(OthersSeen(holders))
