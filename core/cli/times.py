"""`holdpoint times`: where records spend their time."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli.output import print_json
from core.cli.progress import visible
from core.cli.session import opened
from core.csv_text import csv_text
from core.domain.ids import RecordId
from core.domain.times import Period, Timeline, TimesReport
from core.errors import UsageError
from core.times.dashboard import recent
from core.times.tables import PlainTable, TableName, table_of

_AGO: Final = re.compile(r"(\d{1,4})([hdw])")
_UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_USUAL: Final = timedelta(days=7)
_SHOWN: Final = (
    TableName.NOW, TableName.STAGES, TableName.LATE, TableName.REASONS, TableName.ERRORS, TableName.REVIEWERS,
)  # fmt: skip
_ROWS: Final = 20


def times(data_dir: Path | None, since: str, until: str, *, as_json: bool, as_csv: bool, name: TableName | None) -> int:
    """See `holdpoint times`."""
    with opened(data_dir) as app:
        now = app.clock.now()
        end = moment(until, now) if until else now
        report = app.times.report(_period(since, end, now))
    if as_csv:
        table = table_of(report, name or TableName.STAGES)
        sys.stdout.write(csv_text(table.headers, table.rows))
    elif as_json:
        print_json(TypeAdapter(TimesReport).dump_python(report, mode="json"))
    else:
        _print(report, (name,) if name else _SHOWN)
    return 0


def timeline(record: int, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint timeline`."""
    with opened(data_dir) as app:
        found = app.times.timeline(RecordId(record))
    if as_json:
        print_json(TypeAdapter(Timeline).dump_python(found, mode="json"))
        return 0
    rows = tuple(
        (
            bar.version, bar.stage.value, bar.attempt, bar.lap.value, bar.status.value,
            bar.begin.astimezone().isoformat(sep=" ", timespec="seconds"),
            round(((bar.end or found.now) - bar.begin).total_seconds(), 3), "" if bar.end else "going on",
        )
        for bar in found.bars
    )  # fmt: skip
    _print_table("", PlainTable(("version", "stage", "attempt", "lap", "status", "from", "seconds", ""), rows))
    return 0


def _period(since: str, end: datetime, now: datetime) -> Period:
    """From then to the end; so long ago means so many days or hours, the one of the end among them."""
    if not since:
        return recent(_USUAL, end)
    ago = _AGO.fullmatch(since.strip())
    if ago and int(ago[1]) and end == now:
        return recent(int(ago[1]) * _UNITS[ago[2]], end)
    begin = moment(since, now)
    if begin >= end:
        raise UsageError("--since must lie before --until.")
    return Period(begin, end)


def moment(text: str, now: datetime) -> datetime:
    """A time as typed: `24h`, `7d`, `4w` ago, or ISO 8601 (in this machine's zone if it names none).

    Raises:
        UsageError: it is neither.
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except ValueError:
        raise UsageError(f"{text!r} is no time; write 24h, 7d, 4w, 2026-01-31 or 2026-01-31T09:00.") from None


def _print(report: TimesReport, names: tuple[TableName, ...]) -> None:
    console = Console(file=sys.stdout, highlight=False)
    period = report.period
    since, until = (at.astimezone().isoformat(sep=" ", timespec="minutes") for at in (period.since, period.until))
    share = (
        "" if report.alone is None else f"; {report.alone:.0%} of {report.judged} judged were approved without a person"
    )
    sys.stdout.write(f"{since} to {until}{share}\n")
    for name in names:
        table = table_of(report, name)
        if table.rows:
            console.print()
            _print_table(name.value, table)


def _print_table(title: str, table: PlainTable) -> None:
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), title=title or None)
    made.title_justify = "left"
    numbers = {column for row in table.rows for column, cell in enumerate(row) if isinstance(cell, int | float)}
    for column, header in enumerate(table.headers):
        made.add_column(header, justify="right" if column in numbers else "left", overflow="fold")
    for row in table.rows[:_ROWS]:
        made.add_row(*(Text("–" if cell is None else visible(str(cell))) for cell in row))
    console = Console(file=sys.stdout, highlight=False)
    console.print(made)
    if len(table.rows) > _ROWS:
        console.print(Text(f"and {len(table.rows) - _ROWS} more; see --csv"))
