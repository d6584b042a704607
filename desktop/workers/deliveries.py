"""Questions about deliveries: answered beside those about times, so that no decision waits for them."""

from __future__ import annotations

import logging
from functools import singledispatchmethod

from PySide6.QtCore import QObject, Signal, Slot

from core.domain.sending import DeliveryDesk
from core.errors import HoldpointError
from desktop import delivery_messages as d
from desktop.workers.ports import Place

log = logging.getLogger(__name__)

INTERNAL = "internal"


class DeliveriesWorker(QObject):
    """A QObject without parent, moved to a thread that somebody else ends."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._place: Place | None = None

    def use(self, place: Place) -> None:
        """Ask what goes by wire there; before the first question."""
        self._place = place

    def stop(self) -> None:
        """Ask nothing any more; in any thread."""
        self._place = None

    @Slot(object)
    def ask(self, ask: object) -> None:
        """Answer one question; what is not about deliveries is none of ours."""
        place = self._place
        if not isinstance(ask, d.DeliveryAsk) or place is None:
            return
        try:
            answer: d.DeliveryAnswer = self._answer(ask, place.wire.deliveries)
        except HoldpointError as error:
            log.info("refused", extra={"action": "delivery_ask_refused", "code": error.code})
            answer = d.DeliveryFailed(ask, error.code, error.text)
        except Exception:  # the boundary: nothing passes
            log.exception("ask failed", extra={"action": "delivery_ask_failed", "code": INTERNAL})
            answer = d.DeliveryFailed(ask, INTERNAL, "")
        self.answered.emit(answer)

    @singledispatchmethod
    def _answer(self, ask: d.DeliveryAsk, _desk: DeliveryDesk) -> d.DeliveryAnswer:
        raise TypeError(type(ask).__name__)

    @_answer.register
    def _(self, ask: d.LoadDeliveries, desk: DeliveryDesk) -> d.DeliveryAnswer:
        return d.DeliveriesLoaded(ask, desk.rows(ask.query))

    @_answer.register
    def _(self, _ask: d.LoadSending, desk: DeliveryDesk) -> d.DeliveryAnswer:
        return d.SendingLoaded(desk.state(), desk.endpoints())

    @_answer.register
    def _(self, ask: d.SendAgain, desk: DeliveryDesk) -> d.DeliveryAnswer:
        desk.resend(ask.delivery)
        return d.Queued(ask, 1)

    @_answer.register
    def _(self, ask: d.SendAllAgain, desk: DeliveryDesk) -> d.DeliveryAnswer:
        found = desk.recover(ask.since, ask.endpoint)
        return d.Queued(ask, found.queued, found.overtaken)

    @_answer.register
    def _(self, ask: d.SwitchOn, desk: DeliveryDesk) -> d.DeliveryAnswer:
        return d.Queued(ask, desk.switch_on(ask.endpoint))
