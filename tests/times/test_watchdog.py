from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain.desk import RerunRequest
from core.domain.states import StageName
from core.domain.times import Cause, Lap
from core.errors import EngineError
from tests.kit.desk import Bench

LONG = timedelta(minutes=20)


def told(desk: Bench) -> list[tuple[int, Lap, Cause]]:
    return [(row.record, row.lap, row.cause) for row in desk.app.times.stuck()]


def start(desk: Bench, owner: str, lease: timedelta = timedelta(hours=2)) -> None:
    """A lane takes the next run and goes on with it."""
    now = desk.clock.now()
    with desk.app.store.work() as work:
        assert work.runs.claim(owner, tuple(StageName), now, now + lease) is not None
        work.commit()


def test_what_moves_is_not_told(desk: Bench) -> None:
    desk.drop("a.pdf")
    desk.clock.turn(timedelta(minutes=14))
    assert told(desk) == []
    desk.drain()
    desk.clock.turn(timedelta(days=9))
    assert told(desk) == []


def test_a_queue_without_lanes(desk: Bench) -> None:
    record = desk.drop("a.pdf")
    desk.clock.turn(LONG)
    (row,) = desk.app.times.stuck()
    assert (row.record, row.lap, row.cause) == (record, Lap.WAITING, Cause.NO_LANES)
    assert row.seconds == LONG.total_seconds()


def test_a_run_behind_others_says_how_many(desk: Bench) -> None:
    first, second, third = (desk.drop(f"{number}.pdf") for number in range(3))
    start(desk, f"{desk.app.store.owners.name}/0")
    desk.clock.turn(LONG)
    assert told(desk) == [
        (first, Lap.RUNNING, Cause.SLOW),
        (second, Lap.WAITING, Cause.NOT_TAKEN),
        (third, Lap.WAITING, Cause.BEHIND),
    ]
    assert [row.ahead for row in desk.app.times.stuck()] == [0, 0, 1]


@pytest.mark.parametrize("lease", [timedelta(minutes=1), timedelta(hours=1)])
def test_a_lane_that_died(desk: Bench, lease: timedelta) -> None:
    record = desk.drop("a.pdf")
    (desk.app.settings.data_dir / "owners" / "4711-dead.lock").touch()
    start(desk, "4711-dead/0", lease)
    desk.clock.turn(LONG)
    assert told(desk) == [(record, Lap.RUNNING, Cause.LANE_DEAD)]
    assert desk.app.recovery.recover() == 1
    desk.drain()
    assert told(desk) == []


def test_a_run_that_was_put_off_says_until_when(desk: Bench) -> None:
    def fail(_dossier, _control) -> None:
        raise EngineError("Not now.", code="busy", retry_after=840)

    desk.stages.ocr.before = fail
    record = desk.drop("a.pdf")
    desk.drain()
    desk.app.settings = desk.app.settings.model_copy(
        update={"targets": desk.app.settings.targets.model_copy(update={"stuck": 60.0})}
    )
    desk.clock.turn(timedelta(minutes=5))
    (row,) = desk.app.times.stuck()
    assert (row.record, row.cause) == (record, Cause.LATER)
    assert row.due is not None
    assert row.due > desk.clock.now()


def test_a_run_again_is_looked_at_like_any_other(desk: Bench) -> None:
    record = desk.drop("a.pdf")
    desk.drain()
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.clock.turn(LONG)
    assert [row.version for row in desk.app.times.stuck()] == [2]
