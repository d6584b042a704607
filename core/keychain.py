"""Secrets: in the system keyring, or in the environment; never in a file of ours."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from core.errors import EngineMissingError, UsageError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_LONGEST: Final = 1_000


class KeySource(StrEnum):
    """Where a key was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, never shown. text is empty if there is none."""

    text: str
    source: KeySource

    def __repr__(self) -> str:
        return f"Key({self.source})"


class Keychain:
    """Keys by name: a key is never given out under another name than the one it was stored for.

    Args:
        service: under which the keyring keeps them.
        variable: the environment's variable that goes before the keyring, for a name.
        code: of the error if the keyring cannot be opened.
        backend: a keyring of one's own, for tests; the system's if not given.
    """

    def __init__(
        self, service: str, variable: Callable[[str], str], code: str, backend: KeyringBackend | None = None
    ) -> None:
        self._service = service
        self._variable = variable
        self._code = code
        self._given = backend

    def find(self, name: str) -> Key:
        """The key of that name; the environment goes before the keyring.

        Raises:
            EngineMissingError: the keyring cannot be opened.
        """
        from keyring import errors  # noqa: PLC0415 - slow to load, and most uses need no key

        if text := os.environ.get(self._variable(name), "").strip():
            return Key(text, KeySource.ENVIRONMENT)
        try:
            found = self._backend().get_password(self._service, name)
        except errors.NoKeyringError:
            return Key("", KeySource.NONE)
        except errors.KeyringError as error:
            raise EngineMissingError(
                f"The system keyring does not open ({type(error).__name__}). Unlock it, or set {self._variable(name)}.",
                code=self._code,
            ) from error
        return Key(found, KeySource.KEYRING) if found else Key("", KeySource.NONE)

    def place(self, name: str) -> KeySource:
        """Where the key of that name would come from; no keyring is opened, so that none asks for its password.

        The keyring says that one may be in it, and that there is one to look into.
        """
        if os.environ.get(self._variable(name), "").strip():
            return KeySource.ENVIRONMENT
        return KeySource.KEYRING if _keeps_secrets(self._backend()) else KeySource.NONE

    def store(self, name: str, text: str) -> None:
        """Put the key of that name into the system keyring.

        Raises:
            UsageError: it is no key, or there is no keyring that keeps secrets.
        """
        from keyring import errors  # noqa: PLC0415 - see above

        text = text.strip()
        if not text or len(text) > _LONGEST or not text.isascii() or not text.isprintable() or " " in text:
            raise UsageError("That is no key: it must be one word of plain letters, digits and signs.", code="bad_key")
        backend = self._backend()
        if not _keeps_secrets(backend):
            raise self._no_keyring(name)
        try:
            backend.set_password(self._service, name, text)
        except errors.KeyringError as error:
            raise self._no_keyring(name) from error

    def remove(self, name: str) -> None:
        """Forget the key of that name; harmless if there is none.

        Raises:
            UsageError: there is no keyring.
        """
        from keyring import errors  # noqa: PLC0415 - see above

        try:
            self._backend().delete_password(self._service, name)
        except errors.PasswordDeleteError:
            return
        except errors.KeyringError as error:
            raise self._no_keyring(name) from error

    def _backend(self) -> KeyringBackend:
        if self._given is not None:
            return self._given
        import keyring  # noqa: PLC0415 - see above

        return keyring.get_keyring()

    def _no_keyring(self, name: str) -> UsageError:
        return UsageError(
            "This system has no keyring that keeps keys; it was not stored. "
            f"Set {self._variable(name)} in the environment instead.",
            code="no_keyring",
        )


def _keeps_secrets(backend: KeyringBackend) -> bool:
    """False for the backend that stands for none, and for those that write plain files."""
    return backend.priority >= 1 and not type(backend).__module__.startswith("keyrings.alt")
