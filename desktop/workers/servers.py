"""Trying a server for a person who is about to work on it."""

from __future__ import annotations

from core.bootstrap_remote import try_place
from core.errors import HoldpointError
from core.settings import Settings
from desktop.program import ServerTested, TryServer


def try_server(ask: TryServer, settings: Settings) -> ServerTested:
    """Greet it and ask how it stands; what goes wrong is in the answer."""
    url = settings.server.url
    try:
        report = try_place(settings, ask.token)
    except HoldpointError as error:
        return ServerTested(url, 0.0, 0, 0, error.code, error.text)
    return ServerTested(url, report.seconds, report.total, report.held, "", "")
