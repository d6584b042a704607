"""Questions about keeping, and deleting: beside those about times, so that no decision waits for them."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import HoldpointError
from desktop import keeping_messages as k
from desktop.workers.ports import Place

log = logging.getLogger(__name__)

INTERNAL: Final = "internal"


class KeepingWorker(QObject):
    """A QObject without parent, moved to a thread that somebody else ends."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._place: Place | None = None
        self._is_stopped = False

    def use(self, place: Place) -> None:
        """Ask that place; before the first question."""
        self._place = place

    def stop(self) -> None:
        """Ask nothing any more, and delete no further; in any thread."""
        self._is_stopped = True

    @Slot(object)
    def ask(self, ask: object) -> None:
        """Answer one question; what is not about keeping is none of ours."""
        place = self._place
        if not isinstance(ask, k.KeepingAsk) or place is None or self._is_stopped:
            return
        try:
            answer: k.KeepingAnswer = self._answer(ask, place)
        except HoldpointError as error:
            log.info("refused", extra={"action": "keeping_refused", "code": error.code})
            answer = k.KeepingFailed(ask, error.code, error.text)
        except Exception:  # the boundary: nothing passes
            log.exception("ask failed", extra={"action": "keeping_failed", "code": INTERNAL})
            answer = k.KeepingFailed(ask, INTERNAL, "")
        self.answered.emit(answer)

    def _answer(self, ask: k.KeepingAsk, place: Place) -> k.KeepingAnswer:
        retention = place.retention
        match ask:
            case k.PlanKeeping():
                found = retention.plan_erasing(ask.records) if ask.records else retention.plan()
                return k.KeepingPlanned(ask, found, is_off=retention.is_off)
            case k.DeleteForGood():
                return k.KeepingDone(retention.delete(ask.deletions, stopped=lambda: self._is_stopped))
