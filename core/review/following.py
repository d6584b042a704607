"""Telling this program what other programs at work on the same folder do: the service, the command line.

Their facts are read from the log of events, and told as if they had happened here, so that whoever shows records
need not know who worked on them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from core.chain.token import StopToken
from core.domain.delivery import DeliveryState
from core.domain.events import DeliveryChanged, Event, PauseChanged, RecordAdded, RecordChanged, RecordsErased
from core.domain.handing import LoggedEvent
from core.domain.ids import DeliveryId, EventId, RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.states import ProcessStatus

_MOST: Final = 500
_OWN: Final = timedelta(seconds=10)
"""For how long it is remembered that we have told something of a record ourselves."""


class EventLog(Protocol):
    """What is read; see `core.store.views`."""

    def events(self, seen: int, most: int) -> Sequence[LoggedEvent]: ...  # noqa: D102
    def event_ends(self) -> tuple[EventId, EventId]: ...  # noqa: D102
    def pauses(self) -> Sequence[Pause]: ...  # noqa: D102


class Following:
    """A lane that reads nothing; see `core.chain.lane.LaneStep`. Begins with what happens after it was made.

    publish, subscribe: of this program's own events. What it has told of a record since a fact was written, its
    listeners know by now; that fact is not told again.
    """

    def __init__(
        self,
        log: EventLog,
        publish: Callable[[Event], None],
        subscribe: Callable[[Callable[[Event], None]], Callable[[], None]],
    ) -> None:
        self._log = log
        self._publish = publish
        self._telling: int | None = None
        self._told: dict[RecordId, datetime] = {}
        self._seen = log.event_ends()[1]
        self._paused = _targets(log)
        self._end = subscribe(self._hear)

    def step(self, token: StopToken) -> bool:  # noqa: ARG002 - as of all lanes
        """Tell what others have done since the last step; asks to come again at once if there is more."""
        events = self._log.events(self._seen, _MOST)
        for event in events:
            self._seen = event.id
            told = self._told.get(event.record)
            if told is None or told < event.at:
                self._tell(told_of(event))
        paused = _targets(self._log)
        for target in paused ^ self._paused:
            self._tell(PauseChanged(target, target in paused))
        self._paused = paused
        self._forget()
        return len(events) == _MOST

    def close(self) -> None:
        """Hear no more."""
        self._end()

    def _tell(self, event: Event) -> None:
        self._telling = threading.get_ident()
        self._publish(event)
        self._telling = None

    def _hear(self, event: Event) -> None:
        """In whatever thread it happened; what this one tells is nobody's here."""
        if self._telling == threading.get_ident():
            return
        now = datetime.now(UTC)  # the log's own clock
        match event:
            case RecordAdded() | RecordChanged() | DeliveryChanged():
                self._told[event.record] = now
            case RecordsErased():
                self._told.update(dict.fromkeys(event.records, now))
            case PauseChanged():
                self._paused = self._paused | {event.target} if event.is_paused else self._paused - {event.target}
            case _:
                pass

    def _forget(self) -> None:
        since = datetime.now(UTC) - _OWN
        for record, at in list(self._told.items()):
            if at < since:
                self._told.pop(record, None)


def told_of(event: LoggedEvent) -> Event:
    """The fact as it was told when it happened; of a delivery, which one is not in the log."""
    match event.kind:
        case "record.added":
            return RecordAdded(event.record)
        case "record.erased":
            return RecordsErased((event.record,))
        case "delivery.changed":
            return DeliveryChanged(event.record, DeliveryId(0), DeliveryState(event.status))
        case _:
            return RecordChanged(event.record, ProcessStatus(event.status), event.settled)


def _targets(log: EventLog) -> frozenset[PauseTarget]:
    return frozenset(pause.target for pause in log.pauses())
