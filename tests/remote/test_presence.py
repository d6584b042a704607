"""Two reviewers on one server: each sees what the other has open, and takes over after the idle time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.errors import ConflictError
from core.remote.place import RemotePlace
from core.service.presence import Presence
from tests.kit.clock import HandClock
from tests.kit.stages import REASON
from tests.remote.kit import Far, connected, far

IDLE = timedelta(minutes=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Far]:
    with far(tmp_path) as made:
        made.bench.stages.approve.reasons = (REASON,)
        yield made


@pytest.fixture
def lee(desk: Far, tmp_path: Path) -> Iterator[RemotePlace]:
    place = connected(tmp_path / "lee", desk.service, "이 영희")
    yield place
    place.close()


def held(desk: Far) -> RecordRow:
    (record,) = desk.desk.take_in([desk.bench.paper("a.pdf")]).records
    desk.bench.drain()
    return desk.desk.row(record)


def approval(row: RecordRow) -> DecisionRequest:
    return DecisionRequest(row.id, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)


def test_what_one_has_open_the_other_sees_and_cannot_decide(desk: Far, lee: RemotePlace) -> None:
    row = held(desk)
    assert lee.presence.look_at(row.id) == ()
    (seen,) = desk.place.presence.look_at(row.id)
    assert (seen.record, seen.reviewer) == (row.id, "이 영희")
    with pytest.raises(ConflictError) as caught:
        desk.desk.decide(approval(row))
    assert caught.value.code == "open_elsewhere"
    assert dict(caught.value.facts)["actor"] == "이 영희"
    lee.presence.look_at(None)
    assert desk.place.presence.others() == ()
    assert desk.desk.decide(approval(row)).actor == "kim"


def test_whoever_closes_the_window_leaves_the_record_to_others(desk: Far, lee: RemotePlace) -> None:
    row = held(desk)
    lee.presence.look_at(row.id)
    lee.close()
    assert desk.place.presence.others() == ()


def test_two_that_decide_the_same_are_told_who_was_first(desk: Far, lee: RemotePlace) -> None:
    row = held(desk)
    assert lee.desk.decide(approval(row)).actor == "이 영희"
    with pytest.raises(ConflictError) as caught:
        desk.desk.decide(approval(row))
    assert caught.value.code == "decided_meanwhile"
    assert len(desk.desk.open(row.id).decisions) == 1


def test_whoever_does_nothing_for_the_idle_time_is_taken_over_from() -> None:
    clock, record = HandClock(), RecordId(7)
    presence = Presence(IDLE, clock.now)
    presence.look_at("kim", record)
    clock.turn(IDLE - timedelta(seconds=1))
    presence.look_at("lee", record)
    assert [one.reviewer for one in presence.others("lee")] == ["kim"], "first come"
    clock.turn(timedelta(seconds=2))
    presence.look_at("lee", record)
    assert presence.others("lee") == ()
    assert [one.reviewer for one in presence.others("kim")] == ["lee"]
    presence.check("lee", record)
    with pytest.raises(ConflictError):
        presence.check("kim", record)


def test_a_sign_of_life_keeps_it_and_another_record_lets_it_go() -> None:
    clock = HandClock()
    presence = Presence(IDLE, clock.now)
    for _ in range(3):
        presence.look_at("kim", RecordId(1))
        clock.turn(IDLE - timedelta(minutes=1))
    (seen,) = presence.others("lee")
    assert seen.seen - seen.since == 2 * (IDLE - timedelta(minutes=1))
    presence.look_at("kim", RecordId(2))
    assert [one.record for one in presence.others("lee")] == [2]
