"""The commands of `holdpoint` about a record's versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.desk_commands import AsJson, DataDir, Record
from core.domain.desk import NewFiles

versions = typer.Typer()


@versions.command()
def keep(record: Record, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Let the decision before the current version stand: set the newer reading aside."""
    from core.cli import comparing  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(comparing.keep(record, data_dir, as_json=as_json))


@versions.command()
def resubmit(
    record: Record,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="The new files.")],
    beside: Annotated[
        bool, typer.Option("--beside", help="The files before count on; else only the new ones.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Hand in new files for a record and wait until they are read; what was decided stands until a person decides."""
    from core.cli import resubmitting  # noqa: PLC0415 - as above

    files = NewFiles.BESIDE if beside else NewFiles.INSTEAD
    raise typer.Exit(resubmitting.resubmit(record, paths, files, data_dir, as_json=as_json))


@versions.command()
def compare(
    record: Record,
    before: Annotated[int | None, typer.Argument(metavar="[V1]", help="Default: the last decided one.", min=1)] = None,
    after: Annotated[int | None, typer.Argument(metavar="[V2]", help="Default: the current one.", min=1)] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what is the same in both.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show two versions of a record side by side: files, pages, fields, questions, checks, engines."""
    from core.cli import comparing  # noqa: PLC0415 - as above

    raise typer.Exit(comparing.compare(record, (before, after), data_dir, all_=all_, as_json=as_json))
