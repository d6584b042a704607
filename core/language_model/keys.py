"""The key of a language model's server: in the system keyring, or in the environment; never in a file of ours."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from core.errors import EngineMissingError, UsageError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

VARIABLE: Final = "HOLDPOINT_MODEL_KEY"
_SERVICE: Final = "holdpoint-model"
_LONGEST: Final = 1_000


class KeySource(StrEnum):
    """Where a key was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, never shown. text is empty if there is none, as local servers want it."""

    text: str
    source: KeySource

    def __repr__(self) -> str:
        return f"Key({self.source})"


class Keys:
    """Keys by server: a key is never given to another server than the one it was stored for.

    Args:
        backend: a keyring of one's own, for tests; the system's if not given.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._given = backend

    def find(self, endpoint: str) -> Key:
        """The key for that server; the environment goes before the keyring.

        Raises:
            EngineMissingError: the keyring cannot be opened.
        """
        from keyring import errors  # noqa: PLC0415 - slow to load, and most uses need no key

        if text := os.environ.get(VARIABLE, "").strip():
            return Key(text, KeySource.ENVIRONMENT)
        try:
            found = self._backend().get_password(_SERVICE, endpoint)
        except errors.NoKeyringError:
            return Key("", KeySource.NONE)
        except errors.KeyringError as error:
            raise EngineMissingError(
                f"The system keyring does not open ({type(error).__name__}). Unlock it, or set {VARIABLE}.",
                code="model_key",
            ) from error
        return Key(found, KeySource.KEYRING) if found else Key("", KeySource.NONE)

    def store(self, endpoint: str, text: str) -> None:
        """Put the key for that server into the system keyring.

        Raises:
            UsageError: it is no key, or there is no keyring that keeps secrets.
        """
        from keyring import errors  # noqa: PLC0415 - see above

        text = text.strip()
        if not text or len(text) > _LONGEST or not text.isascii() or not text.isprintable() or " " in text:
            raise UsageError("That is no key: it must be one word of plain letters, digits and signs.", code="bad_key")
        backend = self._backend()
        if not _keeps_secrets(backend):
            raise _no_keyring()
        try:
            backend.set_password(_SERVICE, endpoint, text)
        except errors.KeyringError as error:
            raise _no_keyring() from error

    def remove(self, endpoint: str) -> None:
        """Forget the key for that server; harmless if there is none.

        Raises:
            UsageError: there is no keyring.
        """
        from keyring import errors  # noqa: PLC0415 - see above

        try:
            self._backend().delete_password(_SERVICE, endpoint)
        except errors.PasswordDeleteError:
            return
        except errors.KeyringError as error:
            raise _no_keyring() from error

    def _backend(self) -> KeyringBackend:
        if self._given is not None:
            return self._given
        import keyring  # noqa: PLC0415 - see above

        return keyring.get_keyring()


def _keeps_secrets(backend: KeyringBackend) -> bool:
    """False for the backend that stands for none, and for those that write plain files."""
    return backend.priority >= 1 and not type(backend).__module__.startswith("keyrings.alt")


def _no_keyring() -> UsageError:
    return UsageError(
        f"This system has no keyring that keeps keys; it was not stored. Set {VARIABLE} in the environment instead.",
        code="no_keyring",
    )
