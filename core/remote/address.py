"""Where a server is, and by what it is trusted."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.errors import UsageError
from core.keychain import Keychain

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

VARIABLE: Final = "HOLDPOINT_SERVER_TOKEN"
SERVICE: Final = "holdpoint-server"


@dataclass(frozen=True, slots=True)
class Server:
    """url: scheme, host and port. authority: a file of certificates to trust instead of the usual ones."""

    url: str
    authority: Path | None = None

    def trust(self) -> ssl.SSLContext | bool:
        """Whom to trust.

        Raises:
            UsageError: the file of certificates is none.
        """
        if self.authority is None:
            return True
        try:
            return ssl.create_default_context(cafile=str(self.authority))
        except OSError as error:  # an SSLError is one too
            raise UsageError(f"{self.authority} holds no certificates.", code="bad_authority") from error


def server_keys(backend: KeyringBackend | None = None) -> Keychain:
    """The tokens of servers by their address; a token is never given to another server. backend: for tests."""
    return Keychain(SERVICE, lambda _: VARIABLE, "server_token", backend)
