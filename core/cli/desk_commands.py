"""The commands of `holdpoint` for the review desk: the queue, the proof, claims from tables, a watched folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.watching import Folders

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The data folder (default: your own).", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, and nothing else.")]
Record = Annotated[int, typer.Argument(metavar="ID", help="The record's number.", min=1)]
Records = Annotated[list[int], typer.Argument(metavar="ID...", help="The records' numbers.", min=1)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell what would change.")]
_TIMES: Final = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]

desk = typer.Typer()
audit = typer.Typer(name="audit", help="The chain of hashes behind what people did.", no_args_is_help=True)
claims = typer.Typer(name="claims", help="What applicants say.", no_args_is_help=True)


@desk.command()
def postpone(
    record: Record,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=_TIMES, help="Local time; without it, to the end of the queue."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why; kept in the history.")] = "",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Put a held record off, to a time or to the end of the queue."""
    from core.cli import desk as work  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(work.postpone(record, data_dir, as_json=as_json, until=until, note=note))


@desk.command()
def escalate(
    record: Record,
    note: Annotated[str, typer.Argument(metavar="NOTE", help="What the second person shall look at.")],
    to: Annotated[str, typer.Option("--to", help="Who shall look; anybody else if not said.")] = "",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Hand a held record to a second person."""
    from core.cli import desk as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.escalate(record, data_dir, as_json=as_json, note=note, to=to))


@desk.command()
def due(
    records: Records,
    by: Annotated[
        str, typer.Option("--by", metavar="DAY", help="2026-12-01 or 2026-12-01T17:00; without it, none.")
    ] = "",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Say by when records are to be decided, or take their deadlines away."""
    from core.cli import desk as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.due(records, data_dir, as_json=as_json, by=by))


@desk.command()
def bulk(
    verdict: Annotated[Verdict, typer.Argument(help="approve or reject")],
    records: Records,
    reason: Annotated[DecisionReason | None, typer.Option("--reason", help="Default for approve: verified.")] = None,
    comment: Annotated[str, typer.Option("--comment", help="May be shown to the applicants.")] = "",
    internal: Annotated[str, typer.Option("--internal", help="Must not be shown to the applicants.")] = "",
    kind: Annotated[RejectKind | None, typer.Option("--kind", help="RETRY or FINAL; default by reason.")] = None,
    dry_run: DryRun = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Approve or reject many held records; what cannot be is told row by row and stops no other."""
    from core.cli import desk as work  # noqa: PLC0415 - as above

    answer = work.Answer(verdict, reason, comment, internal, kind)
    raise typer.Exit(work.bulk(records, answer, data_dir, as_json=as_json, dry_run=dry_run))


@desk.command()
def history(record: Record, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Tell everything that happened to a record, of all its versions."""
    from core.cli import desk as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.history(record, data_dir, as_json=as_json))


@desk.command()
def evidence(
    record: Record,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.zip", help="Where to write it.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write all evidence of a record into one ZIP file: originals, pages, values, checks, decisions, history."""
    from core.cli import proof  # noqa: PLC0415 - as above

    raise typer.Exit(proof.evidence(record, out, data_dir, as_json=as_json))


@desk.command()
def watch(
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="Default: the settings'.")] = None,
    seconds: Annotated[
        float | None, typer.Option("--stable", min=1, max=3600, help="Seconds a file must not have changed.")
    ] = None,
    folders: Annotated[
        Folders | None, typer.Option("--folders", help="The files of a folder: together one record, or apart.")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Take in what comes to rest in a folder, and work on it, until Ctrl+C. Nothing is moved or removed."""
    from core.cli import watching  # noqa: PLC0415 - as above

    raise typer.Exit(watching.watch(folder, data_dir, as_json=as_json, seconds=seconds, folders=folders))


@audit.command("verify")
def audit_verify(
    head: Annotated[str, typer.Option("--head", metavar="HASH", help="A head told earlier; it must be there.")] = "",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Walk the chain; tells its head, or the first row that does not hold. Exit code 1 if one does not."""
    from core.cli import proof  # noqa: PLC0415 - as above

    raise typer.Exit(proof.verify(data_dir, as_json=as_json, head=head))


@claims.command("import")
def claims_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="UTF-8 or Korean Windows text, with headers.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=USE", help="USE: file, record, number, a field, or - for none."),
    ] = None,
    dry_run: DryRun = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Set claims from a table. Columns are guessed by their headers; each line finds its record by a key column."""
    from core.cli import claims as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.import_table(file, mapping or (), data_dir, as_json=as_json, dry_run=dry_run))
