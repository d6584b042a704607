"""The secret of a CLOVA OCR domain, by the server that its invoke URL names: it is never given to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.keychain import Keychain

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

VARIABLE: Final = "HOLDPOINT_CLOVA_KEY"


class ClovaKeys(Keychain):
    """Secrets by server, as scheme, host and port.

    Args:
        backend: a keyring of one's own, for tests; the system's if not given.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        super().__init__("holdpoint-clova", lambda _: VARIABLE, "reader_key", backend)
