"""What the `server` commands do: the token of a server to work on, and trying it."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from core.bootstrap_remote import try_place
from core.cli.output import say
from core.errors import UsageError
from core.remote.address import server_keys
from core.settings import load_settings
from core.wire_settings import ServerSettings

OK: Final = 0
_LONGEST: Final = 4096


def token(url: str, *, remove: bool) -> int:
    """See `holdpoint server token`."""
    address = _checked(url)
    if remove:
        server_keys().remove(address)
        say(f"no token is kept for {address}")
        return OK
    text = getpass.getpass(f"Token for {address}: ") if sys.stdin.isatty() else sys.stdin.readline(_LONGEST)
    server_keys().store(address, text)
    say(f"the token for {address} is in the system keyring")
    return OK


def test(url: str, data_dir: Path | None) -> int:
    """See `holdpoint server test`."""
    settings = load_settings(data_dir=data_dir, server={"url": _checked(url)} if url else None)
    if not settings.server.url:
        raise UsageError("No server is set; give its address.", code="bad_setting")
    report = try_place(settings)
    say(f"{report.url}: answered in {report.seconds:.2f} s; {report.total} records, {report.held} held")
    return OK


def _checked(url: str) -> str:
    try:
        return ServerSettings(url=url, allow_plain_http=True).url
    except ValidationError as error:
        raise UsageError(error.errors()[0]["msg"].removeprefix("Value error, "), code="bad_setting") from error
