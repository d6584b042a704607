"""Keys of recognisers on other machines, by the server: none is ever given to another one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from core.errors import UsageError
from core.keychain import Keychain

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from core.settings import Settings

_SERVERS: Final[MappingProxyType[str, Callable[[Settings], str]]] = MappingProxyType(
    {"clova": lambda settings: settings.clova.endpoint, "speech-server": lambda settings: settings.speech.endpoint}
)


def reader_keys(name: str, backend: KeyringBackend | None = None) -> Keychain:
    """The keys of that recogniser's servers; its variable is `HOLDPOINT_<NAME>_KEY`. backend: for tests."""
    return Keychain(f"holdpoint-{name}", lambda _: variable(name), "reader_key", backend)


def variable(name: str) -> str:
    """The environment's variable that goes before the keyring."""
    return f"HOLDPOINT_{name.replace('-', '_').upper()}_KEY"


def has_key(name: str) -> bool:
    """Whether that recogniser asks a server, which may want a key."""
    return name in _SERVERS


def server_of(name: str, settings: Settings) -> str:
    """Scheme, host and port of that recogniser's server.

    Raises:
        UsageError: it has none, or its address is not set.
    """
    find = _SERVERS.get(name)
    if find is None:
        known = ", ".join(_SERVERS)
        raise UsageError(f"{name!r} is no recogniser with a key; those with one are {known}.", code="no_recogniser")
    if not (endpoint := find(settings)):
        raise UsageError(f"Set the address of {name} first; a key belongs to a server.", code="reader_address")
    return endpoint
