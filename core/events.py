"""The event bus: whoever subscribed hears every fact, in the thread where it happened."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from core.domain.events import Event

log = logging.getLogger(__name__)


class EventBus:
    """Safe to use from any thread. A listener that fails is logged; the others still hear."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[Event], None], ...] = ()

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` for every event from now on; returns how to end it (safe to call twice)."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def end() -> None:
            with self._lock:
                self._listeners = tuple(other for other in self._listeners if other is not listener)

        return end

    def publish(self, event: Event) -> None:
        """Tell everybody. Call only after the commit that made it a fact."""
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                # The fact is stored already: no listener may undo it or keep it from the others.
                log.exception("listener failed", extra={"action": "listener_failed"})
