"""The secrets that prove who calls: one, or several while one takes the other's place."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.errors import UsageError
from core.keychain import Keychain

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PREFIX: Final = "whsec_"
OVERLAP: Final = timedelta(hours=24)
"""How long an old secret signs beside the new one."""
_BYTES: Final = 32
_FEWEST: Final = 24
_MOST: Final = 64
_VARIABLE: Final = "HOLDPOINT_DELIVERY_SECRET_"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret, never shown. until: when it stops to sign; None for the one that stays."""

    text: str
    until: datetime | None = None

    def __repr__(self) -> str:
        return f"Secret(until={self.until})"


class Secrets(Keychain):
    """Secrets by endpoint, in the keyring or as HOLDPOINT_DELIVERY_SECRET_NAME (several with commas).

    Args:
        backend: a keyring of one's own, for tests; the system's if not given.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        super().__init__("holdpoint-delivery", variable_of, "delivery_secret", backend)

    def of(self, endpoint: str, now: datetime) -> tuple[Secret, ...]:
        """Those that sign now, the newest first; empty if none was set.

        Raises:
            EngineMissingError: the keyring cannot be opened.
            UsageError: what it holds is no secret.
        """
        kept = unpacked(self.find(endpoint).text)
        return tuple(secret for secret in kept if secret.until is None or secret.until > now)

    def rotate(self, endpoint: str, now: datetime, text: str = "") -> Secret:
        """Put a new secret in the old one's place, which signs beside it for `OVERLAP`; returns the new one.

        Args:
            endpoint: its name.
            now: the present.
            text: a secret of one's own; a random one if not given.

        Raises:
            UsageError: the text is no secret, or there is no keyring that keeps one.
        """
        new = Secret(checked(text.strip()) if text else PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode())
        old = tuple(Secret(one.text, one.until or now + OVERLAP) for one in self.of(endpoint, now))
        kept = (new, *(one for one in old if one.text != new.text))
        self.store(endpoint, packed(kept[:_AT_ONCE]))
        return new


_AT_ONCE: Final = 3


def variable_of(endpoint: str) -> str:
    """The environment's variable for that endpoint's secrets."""
    return _VARIABLE + endpoint.upper().replace("-", "_")


def checked(text: str) -> str:
    """The secret, if it is one: `whsec_` and 24 to 64 bytes in base64.

    Raises:
        UsageError: it is not.
    """
    try:
        size = len(b64decode(text.removeprefix(PREFIX), validate=True))
    except NoBase64:
        size = 0
    if not text.startswith(PREFIX) or not _FEWEST <= size <= _MOST:
        raise UsageError(
            f"That is no secret: it must be {PREFIX} and {_FEWEST} to {_MOST} bytes in base64.", code="bad_secret"
        )
    return text


def packed(kept: tuple[Secret, ...]) -> str:
    """Secrets as one word: `whsec_...,whsec_...@1767600000`."""
    return ",".join(one.text if one.until is None else f"{one.text}@{one.until.timestamp():.0f}" for one in kept)


def unpacked(text: str) -> tuple[Secret, ...]:
    """Secrets from one word; raises UsageError if it is none."""
    found = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        word, at, until = item.partition("@")
        if at and not until.isdecimal():
            raise UsageError("The endpoint's secret is not readable; set it again.", code="bad_secret")
        found.append(Secret(checked(word), datetime.fromtimestamp(int(until), UTC) if at else None))
    return tuple(found)
