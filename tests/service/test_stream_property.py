"""Whatever happens and whoever comes back when: no stored event is missed or told twice, unless that is said."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.handing import LoggedEvent
from core.domain.ids import EventId, RecordId
from core.service import stream
from core.service.records import _id as asked_id
from core.service.stream import Hub

AT = datetime(2026, 3, 4, tzinfo=UTC)
RECORDS = (1, 2)


@dataclass
class Log:
    """The event log of an office, and nothing else of it."""

    kept: list[LoggedEvent] = field(default_factory=list)
    last: int = 0

    def add(self, record: int) -> None:
        self.last += 1
        self.kept.append(LoggedEvent(EventId(self.last), AT, RecordId(record), "record.changed", "hold", settled=True))

    def prune(self) -> None:
        self.kept = self.kept[-1:]

    def events(self, seen: int, most: int, record: RecordId | None = None) -> tuple[LoggedEvent, ...]:
        found = [event for event in self.kept if event.id > seen and record in (None, event.record)]
        return tuple(found[:most])

    def event_ends(self) -> tuple[EventId, EventId]:
        return (self.kept[0].id, self.kept[-1].id) if self.kept else (EventId(0), EventId(0))


@dataclass
class Ear:
    """A client that remembers the last id, and hangs up and comes back."""

    record: RecordId | None
    heard: list[int] = field(default_factory=list)
    since: int = 0
    flow: AsyncIterator[bytes] | None = None

    async def listen(self, hub: Hub) -> None:
        last = (self.heard[-1] if self.heard else self.since) if self.flow is None else None
        self.flow = self.flow or hub.follow(self.record, last)
        while True:
            try:
                async with asyncio.timeout(0.02):
                    text = await anext(self.flow)
            except TimeoutError:
                self.flow = None  # cut off in the middle of waiting: it comes back with the last id
                return
            if b"event: reset" in text:
                self.heard, self.since = [], int(re.search(rb'"last_id":(\d+)', text)[1])
            self.heard += [int(number) for number in re.findall(rb"^id: (\d+)$", text, re.MULTILINE)]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(RECORDS)),
        st.tuples(st.just("look"), st.just(0)),
        st.tuples(st.just("prune"), st.just(0)),
        st.tuples(st.just("listen"), st.integers(0, 2)),
    ),
    max_size=10,
)


async def lived(steps: list[tuple[str, int]]) -> None:
    log = Log()
    hub = Hub(log)
    ears = [Ear(None), Ear(RecordId(1)), Ear(RecordId(2))]
    for what, which in steps:
        match what:
            case "add":
                log.add(which)
            case "look":
                await hub._look()
            case "prune" if log.kept and hub._seen == log.last:
                log.prune()
            case "listen":
                await ears[which].listen(hub)
    await hub._look()
    for ear in ears:
        await ear.listen(hub)
        wanted = [event.id for event in log.kept if ear.record in (None, event.record) and event.id > ear.since]
        assert ear.heard == sorted(set(ear.heard)), "nothing twice, nothing out of order"
        assert set(wanted) <= set(ear.heard), "nothing missed that is still known"
    assert hub.listeners == 0, "who hangs up is forgotten"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_every_stored_event_is_heard_once(steps: list[tuple[str, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "_GATHER_SECONDS", 0.0)
        patch.setattr(stream, "_GATHER_EACH", 0.0)
        asyncio.run(lived(steps))


@given(st.one_of(st.none(), st.text(), st.integers().map(str)))
def test_any_last_event_id_is_a_number_or_none(text: str | None) -> None:
    found = asked_id(text)
    assert found is None or 0 <= found < 2**63
    if text is not None and text.isascii() and text.isdecimal() and len(text) < 19:
        assert found == int(text)


def test_many_who_listen_to_the_same_are_told_together() -> None:
    async def told() -> list[bytes]:
        log = Log()
        hub = Hub(log)
        flows = [hub.follow(None, None) for _ in range(1000)]
        for flow in flows:
            await anext(flow)
        waiting = [asyncio.ensure_future(anext(flow)) for flow in flows]
        for _ in range(10):
            log.add(1)
            await hub._look()
            await asyncio.sleep(0)
        texts = await asyncio.gather(*waiting)
        for flow in flows:
            await flow.aclose()
        return texts

    texts = asyncio.run(told())
    assert {text.count(b"id: ") for text in texts} == {10}, "one frame for all that happened, for each of them"
