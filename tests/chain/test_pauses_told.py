"""A record's history says who paused it, and who paused what it waited under."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain.history import HistoryKind
from core.domain.ids import RecordId
from core.domain.pausing import PauseTarget
from core.domain.states import StageName
from core.review.pausing import Pausing
from tests.kit.desk import Bench

CHAIN, EXTRACT = PauseTarget(), PauseTarget(stage=StageName.EXTRACT)


@pytest.fixture
def kim(desk: Bench) -> Pausing:
    return Pausing(desk.app.store.work, desk.clock, "kim")


@pytest.fixture
def lee(desk: Bench) -> Pausing:
    return Pausing(desk.app.store.work, desk.clock, "lee")


def later(desk: Bench) -> None:
    desk.clock.turn(timedelta(minutes=1))


def told(desk: Bench, record: RecordId) -> list[tuple[str, str, PauseTarget | None, str]]:
    kinds = {HistoryKind.PAUSED, HistoryKind.RESUMED}
    rows = desk.app.desk.history(record)
    return [(row.kind.value, row.actor, row.target, row.note) for row in rows if row.kind in kinds]


def test_its_own_pause_is_told_even_if_nothing_waited(desk: Bench, kim: Pausing, lee: Pausing) -> None:
    record, other = desk.drop("a.pdf"), desk.drop("b.pdf")
    desk.drain()
    kim.pause(PauseTarget(record), "ask the school first")
    assert told(desk, record) == [("paused", "kim", PauseTarget(record), "ask the school first")]
    later(desk)
    lee.resume(PauseTarget(record))
    assert told(desk, record)[1:] == [("resumed", "lee", PauseTarget(record), "")]
    assert told(desk, other) == []


def test_a_pause_of_all_is_told_where_something_waited(desk: Bench, kim: Pausing, lee: Pausing) -> None:
    done = desk.drop("done.pdf")
    desk.drain()
    later(desk)
    kim.pause(CHAIN, "the scanner is mended")
    waits = desk.drop("waits.pdf")
    later(desk)
    lee.resume(CHAIN)
    later(desk)
    after = desk.drop("after.pdf")
    desk.drain()
    assert told(desk, done) == told(desk, after) == []
    assert told(desk, waits) == [
        ("paused", "kim", CHAIN, "the scanner is mended"),
        ("resumed", "lee", CHAIN, ""),
    ]


def test_a_pause_of_a_stage_is_told_to_those_that_came_to_it(desk: Bench, kim: Pausing) -> None:
    kim.pause(EXTRACT)
    record, young = desk.drop("a.pdf"), desk.drop("b.pdf")
    later(desk)
    desk.step()
    assert told(desk, record) == [("paused", "kim", EXTRACT, "")]
    assert told(desk, young) == []


def test_a_run_that_was_under_way_did_not_wait(desk: Bench, kim: Pausing) -> None:
    record = desk.drop("a.pdf")
    later(desk)

    def pause_and_go_on(_dossier: object, _control: object) -> None:
        later(desk)
        kim.pause(PauseTarget(stage=StageName.OCR))
        later(desk)
        kim.resume(PauseTarget(stage=StageName.OCR))

    desk.stages.ocr.before = pause_and_go_on
    desk.drain()
    assert told(desk, record) == []
