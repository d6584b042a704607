"""The command about recognisers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.desk_commands import AsJson, DataDir

recognisers = typer.Typer()


@recognisers.command("try-reader")
def try_reader(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `holdpoint doctor` lists them.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document or a recording.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of a document.")] = 1,
) -> None:
    """Let one recogniser read one page or recording, and show what it gives; nothing is kept."""
    from core.cli import readers  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(readers.try_reader(name, file, data_dir, page=page, as_json=as_json))
