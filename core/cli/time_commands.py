"""The commands of `holdpoint` for times, and for how long records are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.times.tables import TableName

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The data folder (default: your own).", show_default=False)
]
Record = Annotated[int, typer.Argument(metavar="ID", help="The record's number.", min=1)]
Moment = Annotated[str, typer.Option(metavar="TIME", help="24h, 7d, 4w ago, or 2026-01-31[T09:00].")]


def times(
    data_dir: DataDir = None,
    since: Moment = "",
    until: Moment = "",
    as_json: Annotated[bool, typer.Option("--json", help="The whole report as one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One table as CSV; see --table.")] = False,
    table: Annotated[TableName | None, typer.Option("--table", help="Only this table.")] = None,
) -> None:
    """Tell where records spend their time, what is late, and what was decided; of the last seven days by default."""
    from core.cli import times as work  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(work.times(data_dir, since, until, as_json=as_json, as_csv=as_csv, name=table))


def timeline(
    record: Record,
    data_dir: DataDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell where one record's time went: waiting, running and holding, stage by stage."""
    from core.cli import times as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.timeline(record, data_dir, as_json=as_json))


def retention(
    data_dir: DataDir = None,
    yes: Annotated[bool, typer.Option("--yes/--dry-run", help="Delete; default: only show.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Delete what is kept no longer, as the settings say for each document type; without --yes only show it."""
    from core.cli import retention as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.retention(data_dir, yes=yes, as_json=as_json))


def erase(
    records: Annotated[list[int], typer.Argument(metavar="ID...", help="The records' numbers.", min=1)],
    data_dir: DataDir = None,
    yes: Annotated[bool, typer.Option("--yes/--dry-run", help="Erase; default: only show.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Erase records for good, with their files and all that was read; without --yes only show it."""
    from core.cli import retention as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.erase(records, data_dir, yes=yes, as_json=as_json))
