from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.domain import bands
from core.domain.states import ProcessStatus
from core.domain.times import Grain, Lap, Period, TimesReport
from core.store.time_triggers import CLEAR, FILL
from core.times.dashboard import recent, whole_steps
from tests.kit.desk import Bench
from tests.times.life import Life

PLAIN = (Path(__file__).parent / "plain.sql").read_text()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def plain(desk: Bench, report: TimesReport) -> dict[str, tuple[int, int]]:
    bounds = {"since": micros(report.period.since), "until": micros(report.period.until)}
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        return {name: (count, total) for name, count, total in db.execute(PLAIN, bounds)}


def told(report: TimesReport) -> dict[str, tuple[int, int]]:
    """The report's figures by the names of the plain script."""
    found = {
        f"{row.lap}/{row.stage}": (row.count, round(row.mean * row.count * 1_000_000))
        for row in report.spreads
        if row.lap is not Lap.HOLDING
    }
    found["part_done"] = (report.part_done, 0)
    found["taken_in"] = (sum(point.taken_in for point in report.flow), 0)
    found |= {f"error/{row.code}": (row.count, 0) for row in report.errors}
    found |= {f"standing/{row.status}": (row.count, 0) for row in report.standing if row.count}
    found |= {f"oldest/{row.status}": (micros(row.since), 0) for row in report.standing if row.since}
    return found


def whole_life(desk: Bench) -> Period:
    return Period(datetime(2026, 1, 1, tzinfo=UTC), desk.clock.now() + timedelta(seconds=1))


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_the_history(desk: Bench, seed: int) -> None:
    life = Life(desk, random.Random(seed))
    life.live(70)
    report = desk.app.times.report(whole_life(desk))
    expected = plain(desk, report)
    judged, alone = expected.pop("judged")
    assert (report.alone, report.judged) == (pytest.approx(alone / judged), judged)
    reviewers = {name: figures for name, figures in expected.items() if name.startswith("reviewer/")}
    assert told(report) == {name: figures for name, figures in expected.items() if name not in reviewers}
    assert sum(row.approved + row.rejected for row in report.reviewers) == sum(n for n, _ in reviewers.values())
    assert sum(row.changed for row in report.reviewers) == sum(changed for _, changed in reviewers.values())


@pytest.mark.parametrize("seed", range(4))
def test_holds_reasons_and_the_share_without_a_person_are_what_was_seen(desk: Bench, seed: int) -> None:
    life = Life(desk, random.Random(seed))
    life.live(70)
    report = desk.app.times.report(whole_life(desk))
    held = next(row for row in report.spreads if row.lap is Lap.HOLDING)
    assert held.count == len(life.holds)
    assert held.mean * held.count == pytest.approx(sum(seconds for _, seconds in life.holds), abs=1e-3)
    assert {row.code: row.count for row in report.reasons} == Counter(life.reasons)
    settled = life.alone + life.judged_by_hand + len(life.open_holds)
    assert (report.alone, report.still_held) == (pytest.approx(life.alone / settled), len(life.open_holds))
    on_hold = next(row for row in report.standing if row.status is ProcessStatus.HOLD)
    assert on_hold.count == len(life.open_holds)


def test_percentiles_are_within_the_error_that_is_stated(desk: Bench) -> None:
    life = Life(desk, random.Random(7))
    life.live(100)
    report = desk.app.times.report(whole_life(desk))
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        for row in (row for row in report.spreads if row.lap is Lap.RUNNING):
            times = sorted(
                micros / 1e6
                for (micros,) in db.execute(
                    "SELECT finished_at - started_at FROM stage_run WHERE status IN ('done', 'failed') AND stage = ?",
                    (row.stage.value,),
                )
            )
            for share, value in ((0.5, row.p50), (0.95, row.p95), (0.99, row.p99)):
                exact = times[max(0, -(-len(times) * round(share * 100) // 100) - 1)]
                assert value == pytest.approx(exact, rel=bands.ERROR + 0.001, abs=0.001)


@pytest.mark.parametrize("days", [0.5, 3, 400])
def test_a_part_of_the_history_counts_only_what_ended_in_it(desk: Bench, days: float) -> None:
    life = Life(desk, random.Random(11))
    life.live(100)
    until = desk.clock.now() - timedelta(hours=5)
    report = desk.app.times.report(Period(until - timedelta(days=days), until))
    expected = plain(desk, report)
    judged, alone = expected.pop("judged")
    assert report.alone == (pytest.approx(alone / judged) if judged else None)
    assert told(report) == {name: figures for name, figures in expected.items() if not name.startswith("reviewer/")}
    assert report.grain is {0.5: Grain.HOUR, 3: Grain.DAY, 400: Grain.WEEK}[days]
    assert sum(point.count for point in report.trend) == sum(row.count for row in report.spreads)


def test_counting_again_gives_the_same_laps(desk: Bench) -> None:
    Life(desk, random.Random(3)).live(100)
    before = desk.app.times.report(whole_life(desk))
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        for statement in (*CLEAR, *FILL):
            db.execute(statement)
    after = desk.app.times.report(whole_life(desk))
    assert [row for row in after.spreads if row.lap is not Lap.HOLDING] == [
        row for row in before.spreads if row.lap is not Lap.HOLDING
    ]
    assert (after.standing, after.errors, after.reviewers) == (before.standing, before.errors, before.reviewers)


def test_late_ones_are_listed_as_many_as_are_counted(desk: Bench) -> None:
    Life(desk, random.Random(5)).live(100)
    report = desk.app.times.report(whole_life(desk))
    for row in report.spreads:
        listed = [breach for breach in report.breaches if (breach.stage, breach.lap) == (row.stage, row.lap)]
        ended = [breach for breach in listed if breach.ended]
        assert len(ended) == row.late
        assert all(breach.seconds > breach.target for breach in listed)
    assert any(breach.ended is None for breach in report.breaches)
    assert [breach.ended is not None for breach in report.breaches] == sorted(
        breach.ended is not None for breach in report.breaches
    )


def test_a_store_without_history_gives_an_empty_report(desk: Bench) -> None:
    report = desk.app.times.report(Period(desk.clock.now() - timedelta(days=7), desk.clock.now()))
    assert (report.flow, report.spreads, report.trend, report.breaches, report.reasons) == ((), (), (), (), ())
    assert report.alone is None
    assert {row.count for row in report.standing} == {0}


BERLIN, SEOUL = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        (datetime(2026, 3, 4, 12, tzinfo=UTC), SEOUL),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), BERLIN),  # half past midnight, two days after the clocks went on
        (datetime(2026, 10, 27, 22, 45, tzinfo=UTC), BERLIN),  # a quarter to midnight, two days after they went back
        (datetime(2026, 3, 3, 15, tzinfo=UTC), SEOUL),  # midnight itself
    ],
)
def test_seven_days_are_the_day_of_now_and_the_six_before(now: datetime, zone: ZoneInfo) -> None:
    period = recent(timedelta(days=7), now, zone)
    shown = whole_steps(Period(period.since, period.until + timedelta(microseconds=1)), Grain.DAY, zone)
    first, end = shown.since.astimezone(zone), shown.until.astimezone(zone)
    assert ((end.date() - first.date()).days, first.hour, end.hour) == (7, 0, 0)
    assert end.date() - timedelta(days=1) == now.astimezone(zone).date()


def test_a_day_of_hours_is_the_hour_of_now_and_the_23_before() -> None:
    now = datetime(2026, 3, 4, 12, 40, tzinfo=UTC)
    shown = whole_steps(recent(timedelta(hours=24), now), Grain.HOUR, None)
    assert (shown.until.hour, shown.until - shown.since) == (13, timedelta(hours=24))
