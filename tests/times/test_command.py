from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.cli.retention import erase, retention
from core.cli.times import moment, timeline, times
from core.csv_text import csv_text
from core.errors import NotFoundError, UsageError
from core.times.tables import TableName
from tests.kit.desk import bench
from tests.kit.held import approval, hold

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOSTILE = ("=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", '=HYPERLINK("http://x")', '",=1,"')


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with bench(tmp_path) as desk:
        desk.app.desk.decide(approval(desk, hold(desk)))
        desk.stages.approve.reasons = ()
        desk.drop("b.pdf")
        desk.drain()
    return tmp_path / "data"


def test_json_holds_the_whole_report(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert times(data, "2026-01-01", "2026-02-01", as_json=True, as_csv=False, name=None) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["alone"] == 0.5
    assert {row["count"] for row in told["spreads"] if row["lap"] == "running"} == {2}


@pytest.mark.parametrize("name", list(TableName))
def test_every_table_can_be_had_as_csv(data: Path, capsys: pytest.CaptureFixture[str], name: TableName) -> None:
    times(data, "2026-01-01", "2026-02-01", as_json=False, as_csv=True, name=name)
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert all(len(row) == len(head) for row in rows)
    assert bool(rows) is (name not in (TableName.ERRORS, TableName.LATE))


def test_people_are_told_the_period_and_the_share(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times(data, "2026-01-01", "2026-02-01", as_json=False, as_csv=False, name=None)
    assert "50% of 2 judged were approved without a person" in capsys.readouterr().out


def test_a_period_that_ends_before_it_begins_is_refused(data: Path) -> None:
    with pytest.raises(UsageError, match="before"):
        times(data, "1d", "2d", as_json=False, as_csv=False, name=None)


def test_timeline_tells_all_three_kinds_of_time(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    timeline(1, data, as_json=True)
    bars = json.loads(capsys.readouterr().out)["bars"]
    assert [(bar["stage"], bar["lap"]) for bar in bars].count(("approve", "holding")) == 1
    assert {bar["lap"] for bar in bars} == {"waiting", "running", "holding"}


@pytest.mark.parametrize(("since", "days"), [("", 7), ("7d", 7), ("2w", 14)])
def test_so_many_days_are_so_many_on_the_calendar(
    data: Path, capsys: pytest.CaptureFixture[str], since: str, days: int
) -> None:
    assert times(data, since, "", as_json=True, as_csv=False, name=None) == 0
    period = json.loads(capsys.readouterr().out)["period"]
    first, last = (datetime.fromisoformat(period[end]).astimezone().date() for end in ("since", "until"))
    assert (last - first).days == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24h", NOW - timedelta(hours=24)),
        ("2w", NOW - timedelta(days=14)),
        ("2026-01-31T09:00+00:00", datetime(2026, 1, 31, 9, tzinfo=UTC)),
    ],
)
def test_times_as_they_are_typed(text: str, expected: datetime) -> None:
    assert moment(text, NOW) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "7x", "-3d", "2026-13-01"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no time"):
        moment(text, NOW)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_calculated(text: str) -> None:
    ((head,), (cell, number)) = csv.reader(io.StringIO(csv_text([text], [[text, -3]]), newline=""))
    assert head == cell
    assert cell.lstrip(" ")[0] not in "=+-@\t\r\n"
    assert cell.removeprefix("'") == "".join(letter if letter.isprintable() else " " for letter in text)
    assert number == "-3"


def test_a_reviewers_name_that_is_a_formula_stays_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(data / "holdpoint.db")) as db, db:
        db.execute("UPDATE tally SET key = 'approve =cmd|calc' WHERE what = 'decided'")
    times(data, "2026-01-01", "2026-02-01", as_json=False, as_csv=True, name=TableName.REVIEWERS)
    assert "'=cmd|calc" in capsys.readouterr().out


def test_on_the_command_line_nothing_is_deleted_without_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with bench(tmp_path) as desk:
        record = hold(desk)
        desk.app.desk.decide(approval(desk, record))
    data = tmp_path / "data"
    assert erase([record], data, yes=False, as_json=False) == 0
    assert "nothing was deleted" in capsys.readouterr().err
    (data / "settings.toml").write_text("[retention.types.diploma]\nrecord = 1\n")
    assert retention(data, yes=False, as_json=True) == 0
    assert '"parts": ["record"]' in capsys.readouterr().out
    assert retention(data, yes=True, as_json=False) == 0
    with pytest.raises(NotFoundError):
        erase([record], data, yes=True, as_json=False)
