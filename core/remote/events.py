"""What happens on a server, heard in a thread of its own; after a break it goes on where it was."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import httpx2

from core.domain.delivery import DeliveryState
from core.domain.events import (
    DeliveryChanged,
    Event,
    LinkChanged,
    PauseChanged,
    RecordAdded,
    RecordChanged,
    RecordsErased,
    StageChanged,
    StageProgress,
)
from core.domain.ids import DeliveryId, RecordId, RunId
from core.domain.pausing import PauseTarget
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.errors import HoldpointError, StoreError
from core.events import EventBus
from core.remote.link import LOST, Link

log = logging.getLogger(__name__)

START_SECONDS: Final = 10.0
SILENCE_SECONDS: Final = 35.0
"""A server tells every 15 seconds that it is there."""
_WAITS: Final = (0.3, 0.7, 1.5, 3.0, 5.0)
_END_SECONDS: Final = 5.0
_LONGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """One server-sent event. id: "" for one that is not stored."""

    id: str
    kind: str
    data: str


class ServerEvents:
    """Listens from `start` to `close`; `bus` has the listeners. It is also what finds the server lost, or back."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.bus = EventBus()
        self._last_id = ""
        self._opened = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="server-events", daemon=True)
        link.on_change(self._on_link)

    def start(self) -> None:
        """Listen from now on; returns once the server tells, so that nothing is missed that is looked at later.

        Raises:
            StoreError: it does not.
        """
        self._thread.start()
        if not self._opened.wait(START_SECONDS):
            raise StoreError(f"The server at {self._link.address} does not tell what happens there.", code=LOST)

    def close(self) -> None:
        """End, after `Link.stop`; harmless twice."""
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):  # the other end was first
                    self._socket.shutdown(socket.SHUT_RDWR)  # or the thread would wait for the next sign of life
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def _on_link(self, is_up: bool) -> None:
        self.bus.publish(LinkChanged(self._link.address, is_up))

    def _run(self) -> None:
        tries = 0
        while not self._link.is_closing:
            try:
                for told in self._heard():
                    tries = 0
                    self._tell(told)
            except (httpx2.HTTPError, httpx2.StreamError) as error:
                self._link.note(is_up=False)
                log.info("not heard", extra={"action": "events_lost", "code": type(error).__name__})
            except HoldpointError as error:  # it answers, but not this
                log.warning("events refused", extra={"action": "events_refused", "code": error.code})
            except Exception:  # the boundary of a thread: whatever came, the next time may go well
                log.exception("events broke", extra={"action": "events_broke"})
            self._link.wait(_WAITS[min(tries, len(_WAITS) - 1)])
            tries += 1

    def _heard(self) -> Iterator[Told]:
        headers = {"Last-Event-ID": self._last_id} if self._last_id else {}
        with self._link.stream("/events", headers, SILENCE_SECONDS) as response:
            self._hold(response.extensions["network_stream"].get_extra_info("socket"))
            try:
                for told in parsed(self._noted(response.iter_lines())):
                    if told.id:
                        self._last_id = told.id
                    yield told
            finally:
                self._hold(None)

    def _hold(self, connection: socket.socket | None) -> None:
        with self._lock:
            self._socket = connection
        if connection is not None and self._link.is_closing:
            raise httpx2.StreamClosed

    def _noted(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self._link.note(is_up=True)
            self._opened.set()
            yield line

    def _tell(self, told: Told) -> None:
        data: Any = json.loads(told.data)
        if told.kind == "reset":  # of another store, or too long ago: everything is to be looked at again
            self._last_id = str(data.get("last_id", ""))
            self.bus.publish(LinkChanged(self._link.address, is_up=True))
            return
        make = _EVENTS.get(told.kind)
        if make is not None:
            self.bus.publish(make(data))


def parsed(lines: Iterable[str]) -> Iterator[Told]:
    """Server-sent events from their lines; comments and what is not known are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if not line:
            if fields.get("data"):
                yield Told(fields.get("id", ""), fields.get("event", ""), fields["data"])
            fields = {}
        elif not line.startswith(":") and len(line) < _LONGEST:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")


def _changed(data: dict[str, Any]) -> Event:
    return RecordChanged(
        RecordId(data["record"]), ProcessStatus(data["process_status"] or "pending"), bool(data["settled"])
    )


def _stage(data: dict[str, Any]) -> Event:
    return StageChanged(
        RecordId(data["record"]),
        RunId(data.get("run", 0)),
        StageName(data["stage"]),
        StageStatus(data["status"]),
        int(data["attempt"]),
    )


def _progress(data: dict[str, Any]) -> Event:
    return StageProgress(
        RecordId(data["record"]), RunId(data["run"]), StageName(data["stage"]), int(data["done"]), int(data["total"])
    )


def _delivery(data: dict[str, Any]) -> Event:
    return DeliveryChanged(RecordId(data["record"]), DeliveryId(data.get("delivery", 0)), DeliveryState(data["state"]))


def _pause(data: dict[str, Any]) -> Event:
    record, stage = data["record"], data["stage"]
    target = PauseTarget(RecordId(record) if record else None, StageName(stage) if stage else None)
    return PauseChanged(target, bool(data["is_paused"]))


_EVENTS: Final[dict[str, Callable[[dict[str, Any]], Event]]] = {
    "record.added": lambda data: RecordAdded(RecordId(data["record"])),
    "record.changed": _changed,
    "record.erased": lambda data: RecordsErased((RecordId(data["record"]),)),
    "stage.changed": _stage,
    "stage.progress": _progress,
    "delivery.changed": _delivery,
    "pause.changed": _pause,
}
