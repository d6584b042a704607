"""The commands of `holdpoint` for what goes by wire: the service and the deliveries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from core.domain.delivery import DeliveryState

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The data folder (default: your own).", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, and nothing else.")]
Delivery = Annotated[int, typer.Argument(metavar="ID", help="The delivery's number.", min=1)]
Endpoint = Annotated[str, typer.Argument(metavar="ENDPOINT", help="Its name in the settings.")]
_MOST: Final = 10_000

deliveries = typer.Typer(name="deliveries", help="Callbacks: what was promised and sent.", no_args_is_help=True)


@deliveries.command("list")
def list_(
    data_dir: DataDir = None,
    as_json: AsJson = False,
    state: Annotated[DeliveryState | None, typer.Option("--state", help="Only these.")] = None,
    record: Annotated[int | None, typer.Option("--record", min=1, help="Only those of that record.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, help="At most so many, the latest first.")] = 100,
) -> None:
    """List deliveries, the latest first."""
    from core.cli import deliveries as work  # noqa: PLC0415 - most commands have no use for it

    raise typer.Exit(work.listing(data_dir, as_json=as_json, state=state, record=record, limit=limit))


@deliveries.command()
def show(delivery: Delivery, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show one delivery with every try; with --json its bytes too."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.show(delivery, data_dir, as_json=as_json))


@deliveries.command()
def endpoints(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Tell how the endpoints fare; exit code 1 if one is switched off."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.endpoints(data_dir, as_json=as_json))


@deliveries.command()
def send(data_dir: DataDir = None) -> None:
    """Send all that is due now, and end."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.send(data_dir))


@deliveries.command()
def resend(delivery: Delivery, data_dir: DataDir = None) -> None:
    """Send one again, with the same id and the same bytes, whatever became of it."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.resend(delivery, data_dir))


@deliveries.command()
def recover(
    since: Annotated[str, typer.Option("--since", metavar="TIME", help="As 2026-01-05T09:00, or 36h, or 4d.")],
    endpoint: Annotated[str, typer.Option("--endpoint", help="Only for that one.")] = "",
    data_dir: DataDir = None,
) -> None:
    """Send all again that were promised since then and given up."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.recover(data_dir, since=since, endpoint=endpoint))


@deliveries.command("on")
def switch_on(endpoint: Endpoint, data_dir: DataDir = None) -> None:
    """Call an endpoint again that was switched off."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.switch_on(endpoint, data_dir))


@deliveries.command()
def secret(
    endpoint: Endpoint,
    data_dir: DataDir = None,
    own: Annotated[bool, typer.Option("--own", help="Type one, or give it on standard input.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Forget all secrets of it instead.")] = False,
) -> None:
    """Put a new secret into the system keyring and print it once; the old one signs beside it for a day."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.secret(endpoint, data_dir, own=own, remove=remove))


@deliveries.command("test")
def try_endpoint(endpoint: Endpoint, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Send a signed test event, and tell how the receiver answers."""
    from core.cli import deliveries as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.test(endpoint, data_dir, as_json=as_json))


def serve(
    data_dir: DataDir = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="With lanes and couriers, logs as JSON on stderr: a server by itself.")
    ] = False,
    host: Annotated[str | None, typer.Option("--host", help="Listen there (default: as the settings say).")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="0: any free one.")] = None,
) -> None:
    """Serve intake, status and events over HTTP until Ctrl+C."""
    from core.cli import serve as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.serve(data_dir, headless=headless, host=host, port=port))


def token(
    data_dir: DataDir = None,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Make a new one; the service takes it from its next start on.")
    ] = False,
) -> None:
    """Print the service's bearer token."""
    from core.cli import serve as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.token(data_dir, rotate=rotate))
