"""The commands about recognisers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.desk_commands import AsJson, DataDir

recognisers = typer.Typer(
    name="reader", help="Recognisers of pictures and sound: a key, a test, one reading.", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="As `holdpoint doctor` lists them.")]


@recognisers.command("key")
def reader_key(
    name: Name,
    remove: Annotated[bool, typer.Option("--remove", help="Forget the key instead.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Put the key of a recogniser's server into the system keyring: typed, or given on standard input."""
    from core.cli import readers  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(readers.key(name, data_dir, remove=remove))


@recognisers.command("test")
def reader_test(name: Name, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Let a recogniser read something made up, and tell whether and how it answers."""
    from core.cli import readers  # noqa: PLC0415 - as above

    raise typer.Exit(readers.test(name, data_dir, as_json=as_json))


@recognisers.command("try")
def reader_try(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document or a recording.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of a document.")] = 1,
) -> None:
    """Let a recogniser read one page or recording, and show what it gives; nothing is kept."""
    from core.cli import readers  # noqa: PLC0415 - as above

    raise typer.Exit(readers.try_reader(name, file, data_dir, page=page, as_json=as_json))
