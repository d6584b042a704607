"""The commands about a server to work on."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.desk_commands import DataDir

servers = typer.Typer(
    name="server", help="A Holdpoint server that this machine's window works on.", no_args_is_help=True
)
Url = Annotated[str, typer.Argument(metavar="URL", help="As given to holdpoint-window --server.")]


@servers.command("token")
def server_token(
    url: Url, remove: Annotated[bool, typer.Option("--remove", help="Forget the token instead.")] = False
) -> None:
    """Put a server's token into the system keyring: typed, or given on standard input."""
    from core.cli import server as work  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(work.token(url, remove=remove))


@servers.command("test")
def server_test(
    url: Annotated[str, typer.Argument(metavar="[URL]", help="The one of the settings if not given.")] = "",
    data_dir: DataDir = None,
) -> None:
    """Ask a server how it stands, as the window would: its certificate, our token, its version."""
    from core.cli import server as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.test(url, data_dir))
