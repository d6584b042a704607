"""Retention by itself: what is over its time goes once a day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.chain.token import StopToken
from core.domain.ids import RecordId
from core.errors import StopReason, StoreError
from core.times_settings import KeepSettings, RetentionSettings
from tests.kit.desk import Bench, bench

ONE_DAY = RetentionSettings(usual=KeepSettings(text=1))


def words(desk: Bench, record: RecordId) -> list[str]:
    return [row.note for row in desk.app.desk.history(record) if row.kind.value == "erased"]


def test_what_is_due_goes_soon_after_the_start_and_then_once_a_day(tmp_path: Path) -> None:
    with bench(tmp_path, retention=ONE_DAY) as desk:
        sweep, token = desk.app.sweep(), StopToken()
        first = desk.drop("a.pdf")
        desk.drain()
        desk.clock.turn(timedelta(seconds=30))
        assert sweep.step(token) is False
        desk.clock.turn(timedelta(minutes=2))
        sweep.step(token)
        assert words(desk, first) == []
        desk.clock.turn(timedelta(days=1, minutes=1))
        sweep.step(token)
        assert words(desk, first) == ["text"]
        second = desk.drop("b.pdf")
        desk.drain()
        desk.clock.turn(timedelta(hours=23))
        sweep.step(token)
        desk.clock.turn(timedelta(hours=2))
        sweep.step(token)
        assert words(desk, second) == ["text"]
        sweep.close()


def test_nothing_goes_where_nothing_is_set(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        record = desk.drop()
        desk.drain()
        sweep = desk.app.sweep()
        desk.clock.turn(timedelta(days=1000))
        sweep.step(StopToken())
        assert words(desk, record) == []


def test_who_closes_need_not_wait_for_it(tmp_path: Path) -> None:
    with bench(tmp_path, retention=ONE_DAY) as desk:
        record = desk.drop()
        desk.drain()
        sweep, token = desk.app.sweep(), StopToken()
        desk.clock.turn(timedelta(days=2))
        token.stop(StopReason.SHUTDOWN)
        sweep.step(token)
        assert words(desk, record) == []


def test_what_fails_is_tried_again_the_next_day_and_not_at_every_tick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench(tmp_path, retention=ONE_DAY) as desk:
        sweep, token, tries = desk.app.sweep(), StopToken(), []

        def plan(_retention: object) -> tuple[()]:
            tries.append(1)
            raise StoreError("The disk is full.")

        monkeypatch.setattr("core.review.keeping.Retention.plan", plan)
        desk.clock.turn(timedelta(days=2))
        with pytest.raises(StoreError):
            sweep.step(token)
        sweep.step(token)
        assert len(tries) == 1
        desk.clock.turn(timedelta(days=1))
        with pytest.raises(StoreError):
            sweep.step(token)
