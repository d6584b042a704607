"""A program that is open sees what others do on the same folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Application
from core.chain.token import StopToken
from core.domain.delivery import DeliveryState
from core.domain.events import DeliveryChanged, Event, PauseChanged, RecordAdded, RecordChanged, RecordsErased
from core.domain.ids import DeliveryId
from core.domain.pausing import PauseTarget
from core.domain.states import ProcessStatus, StageName
from core.review.following import Following
from tests.kit.desk import Bench, bench
from tests.kit.quick import quick_build
from tests.kit.stages import FixedStages

TOKEN = StopToken()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def window(desk: Bench) -> Iterator[Application]:
    """Another program on the same folder."""
    app = quick_build(desk.app.settings.data_dir, desk.clock, FixedStages())
    yield app
    app.close()


@pytest.fixture
def follow(window: Application) -> Iterator[Following]:
    made = window.follow()
    yield made
    made.close()


@pytest.fixture
def heard(window: Application, follow: Following) -> list[Event]:
    told: list[Event] = []
    window.bus.subscribe(told.append)
    return told


def test_what_another_program_does_is_told_once(desk: Bench, follow: Following, heard: list[Event]) -> None:
    record = desk.drop()
    follow.step(TOKEN)
    assert RecordAdded(record) in heard
    heard.clear()
    desk.drain()
    follow.step(TOKEN)
    assert heard[-1] == RecordChanged(record, ProcessStatus.APPROVED, settled=True)
    desk.app.retention.delete(desk.app.retention.plan_erasing([record]))
    heard.clear()
    follow.step(TOKEN)
    follow.step(TOKEN)
    assert heard == [RecordsErased((record,))]


def test_pauses_begun_and_ended_elsewhere_are_told(desk: Bench, follow: Following, heard: list[Event]) -> None:
    target = PauseTarget(stage=StageName.EXTRACT)
    desk.app.desk.pause(target)
    follow.step(TOKEN)
    desk.app.desk.resume(target)
    follow.step(TOKEN)
    assert heard == [PauseChanged(target, True), PauseChanged(target, False)]


def test_what_the_program_did_itself_is_not_told_again(
    desk: Bench, window: Application, follow: Following, heard: list[Event]
) -> None:
    record = desk.drop()
    follow.step(TOKEN)
    heard.clear()
    window.desk.pause(PauseTarget(record))
    window.desk.cancel([record])
    before = list(heard)
    follow.step(TOKEN)
    assert heard == before
    assert [event for event in before if isinstance(event, PauseChanged)]
    desk.app.desk.retry_failed([record])
    desk.app.desk.set_due(record, desk.clock.now())
    follow.step(TOKEN)
    assert len(heard) == len(before) + 1  # somebody else, after us


def test_what_happened_before_is_no_news(desk: Bench, window: Application) -> None:
    desk.drop()
    follow, told = window.follow(), list[Event]()
    window.bus.subscribe(told.append)
    follow.step(TOKEN)
    follow.close()
    assert told == []


def test_a_long_log_is_told_in_parts(
    desk: Bench, follow: Following, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.review.following._MOST", 2)
    records = [desk.drop(f"{number}.pdf") for number in range(3)]
    assert follow.step(TOKEN)
    assert not follow.step(TOKEN)
    assert {event.record for event in heard if isinstance(event, RecordAdded)} == set(records)


def test_deliveries_are_told_of_their_record(desk: Bench, follow: Following, heard: list[Event]) -> None:
    record = desk.drop()
    with desk.app.store.work() as work:
        work.tell(DeliveryChanged(record, DeliveryId(7), DeliveryState.SENT))
        work.commit()
    follow.step(TOKEN)
    assert DeliveryChanged(record, DeliveryId(0), DeliveryState.SENT) in heard
