"""Events as they happen (server-sent events): one look at the log for all listeners, each with its own place in it.

An event with an id is stored: a listener that comes back with it goes on right after. One without (a stage starts, work
begins) is told live only. Whoever is too slow, or comes back with an id that is no more, is told to look again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sized
from contextlib import suppress
from datetime import UTC
from typing import Any, Final

from core.domain.events import Event, PauseChanged, RecordChanged, StageChanged, StageProgress
from core.domain.handing import LoggedEvent
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from core.service.ports import Office

log = logging.getLogger(__name__)

ERASED: Final = "record.erased"
HEARTBEAT_SECONDS: Final = 15.0
LOOK_SECONDS: Final = 0.5
"""How often the log is looked at for what other processes wrote; our own events are told at once."""
_MOST_WAITING: Final = 4096
_GATHER_SECONDS: Final = 0.05
_GATHER_MOST: Final = 0.5
_GATHER_EACH: Final = 0.0005
"""The more listen to the same, the longer events are gathered: each frame that is sent costs a tenth of that."""
_AT_ONCE: Final = 500
_HEARTBEAT: Final = b": still here\n\n"
_HELLO: Final = b"retry: 2000\n: listening\n\n"


class Listener:
    """One who listens: what waits for it, up to a limit. others: those who listen to the same, itself among them."""

    def __init__(self, others: Sized) -> None:
        self._others = others
        self._waiting: list[bytes] = []
        self._changed = asyncio.Event()
        self.is_done = False

    def put(self, text: bytes) -> None:
        """Let an event wait for it."""
        if len(self._waiting) >= _MOST_WAITING:
            self.is_done = True
        else:
            self._waiting.append(text)
        self._changed.set()

    def dismiss(self) -> None:
        """Let it come back later."""
        self.is_done = True
        self._changed.set()

    async def take(self) -> bytes:
        """What has happened, gathered for a moment; a heartbeat if nothing does for a while."""
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await self._changed.wait()
        except TimeoutError:
            return _HEARTBEAT
        await asyncio.sleep(min(_GATHER_MOST, _GATHER_SECONDS + _GATHER_EACH * len(self._others)))
        self._changed.clear()
        text, self._waiting = b"".join(self._waiting), []
        return text


class Hub:
    """Lives in the server's event loop, but for `hear`, which any thread may call."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._listeners: dict[RecordId | None, set[Listener]] = {}
        self._seen = 0
        self._poked = asyncio.Event()
        self._heard: list[Event] = []
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forgetting: list[Callable[[RecordId | None], None]] = []
        self.listeners = 0

    def when_erased(self, forget: Callable[[RecordId | None], None]) -> None:
        """Call that for each record that is erased, whichever process does it; with None at the end of it all."""
        self._forgetting.append(forget)

    def hear(self, event: Event) -> None:
        """Take an event of this process in."""
        with self._lock:
            is_first = not self._heard
            self._heard.append(event)
        if is_first:  # else the loop is woken already; to wake it costs as much as the event
            self._call(self._take_heard)

    def end(self) -> None:
        """Send all listeners home; any thread may call."""
        self._call(self._dismiss)

    def _call(self, deed: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):  # the loop closed in between: nobody listens any more
                loop.call_soon_threadsafe(deed)

    def _take_heard(self) -> None:
        with self._lock:
            heard, self._heard = self._heard, []
        for event in heard:
            self._on_event(event)

    def _dismiss(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.dismiss()

    async def run(self) -> None:
        """Look at the log until cancelled."""
        self._loop = asyncio.get_running_loop()
        self._take_heard()
        _, self._seen = await asyncio.to_thread(self._office.event_ends)
        try:
            while True:
                await self._turn()
        finally:
            self._forget(None)  # an application lies in the web framework's caches until the program ends

    async def _turn(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self._poked.wait()
            await asyncio.sleep(_GATHER_SECONDS)  # one look for all that happens in this moment
        self._poked.clear()
        try:
            await self._look()
        except Exception:
            # The store may be busy or full for a while; listeners wait meanwhile.
            log.exception("events not read", extra={"action": "events_failed"})
            await asyncio.sleep(LOOK_SECONDS)

    async def follow(self, record: RecordId | None, last_id: int | None) -> AsyncIterator[bytes]:
        """What a listener is sent, for ever. last_id: the last stored event that it knows; None: from now on."""
        others = self._listeners.setdefault(record, set())
        listener, seen = Listener(others), self._seen
        others.add(listener)
        self.listeners += 1
        try:
            yield _HELLO
            if last_id is not None:
                async for text in self._missed(record, last_id, seen):
                    yield text
            while not listener.is_done:  # too slow, or we are closing: it comes back with the last id that it got
                yield await listener.take()
        finally:
            self.listeners -= 1
            self._leave(record, listener)

    def _leave(self, record: RecordId | None, listener: Listener) -> None:
        others = self._listeners.get(record, set())
        others.discard(listener)
        if not others:
            self._listeners.pop(record, None)

    async def _missed(self, record: RecordId | None, last_id: int, until: int) -> AsyncIterator[bytes]:
        first, _ = await asyncio.to_thread(self._office.event_ends)
        if last_id > until or (first and last_id < first - 1):
            yield _text("reset", None, {"reason": "unknown_id", "last_id": until})
            return
        while last_id < until:
            events = await asyncio.to_thread(self._office.events, last_id, _AT_ONCE, record)
            events = tuple(event for event in events if event.id <= until)
            if not events:
                return
            last_id = events[-1].id
            yield b"".join(_stored(event) for event in events)

    def _forget(self, record: RecordId | None) -> None:
        for forget in self._forgetting:
            forget(record)

    async def _look(self) -> None:
        while True:
            events = await asyncio.to_thread(self._office.events, self._seen, _AT_ONCE)
            for event in events:
                self._tell(event.record, _stored(event))
                self._seen = event.id
                if event.kind == ERASED:
                    self._forget(event.record)
            if len(events) < _AT_ONCE:
                return

    def _on_event(self, event: Event) -> None:
        self._poked.set()
        match event:
            case RecordChanged(status=ProcessStatus.IN_PROGRESS):
                data = {"record": event.record, "process_status": event.status.value, "settled": False}
                self._tell(event.record, _text("record.changed", None, data))
            case StageChanged():
                told: dict[str, Any] = {"record": event.record, "run": event.run, "stage": event.stage.value}
                more: dict[str, Any] = {"status": event.status.value, "attempt": event.attempt}
                self._tell(event.record, _text("stage.changed", None, {**told, **more}))
            case StageProgress():
                told = {"record": event.record, "run": event.run, "stage": event.stage.value}
                more = {"done": event.done, "total": event.total}
                self._tell(event.record, _text("stage.progress", None, {**told, **more}))
            case PauseChanged():
                stage = event.target.stage.value if event.target.stage else None
                told = {"record": event.target.record, "stage": stage, "is_paused": event.is_paused}
                self._tell(event.target.record, _text("pause.changed", None, told))
            case _:
                pass  # stored: told from the log

    def _tell(self, record: RecordId | None, text: bytes) -> None:
        for key in {None, record}:
            for listener in self._listeners.get(key, ()):
                listener.put(text)


def _stored(event: LoggedEvent) -> bytes:
    data: dict[str, Any] = {"record": event.record, "at": event.at.astimezone(UTC).isoformat()}
    if event.kind.startswith("delivery"):
        data["state"] = event.status
    else:
        data |= {"process_status": event.status or None, "settled": event.settled}
    return _text(event.kind, event.id, data)


def _text(kind: str, number: int | None, data: dict[str, Any]) -> bytes:
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
