"""The key of a language model's server, by the server: it is never given to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.keychain import Key, Keychain, KeySource

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["VARIABLE", "Key", "KeySource", "Keys"]

VARIABLE: Final = "HOLDPOINT_MODEL_KEY"


class Keys(Keychain):
    """Keys by server, as scheme, host and port.

    Args:
        backend: a keyring of one's own, for tests; the system's if not given.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        super().__init__("holdpoint-model", lambda _: VARIABLE, "model_key", backend)
