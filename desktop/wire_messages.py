"""What the window asks of the program about going by wire: secrets, trying a back end, the service's token."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.settings_file import Plain


@dataclass(frozen=True, slots=True)
class FindSecret:
    """Tell whether that back end's deliveries are signed."""

    endpoint: str


@dataclass(frozen=True, slots=True)
class MakeSecret:
    """Put a new secret in the old one's place, which signs beside it for a day.

    text: one of one's own; "" makes one.
    """

    endpoint: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DropSecret:
    """Forget that back end's secrets."""

    endpoint: str


@dataclass(frozen=True, slots=True)
class TryEndpoint:
    """Send a signed test to that back end, with these changes of the settings."""

    endpoint: str
    edits: tuple[tuple[str, Plain | None], ...]


@dataclass(frozen=True, slots=True)
class FindToken:
    """Tell the service's token. is_new: make another one first."""

    is_new: bool = False


WireAsk = FindSecret | MakeSecret | DropSecret | TryEndpoint | FindToken


@dataclass(frozen=True, slots=True)
class SecretFound:
    """Where the secrets are: `keyring`, `environment` or `none`. signing: how many sign now."""

    endpoint: str
    source: str
    signing: int


@dataclass(frozen=True, slots=True)
class SecretMade:
    """The new secret, to be shown once."""

    endpoint: str
    secret: str = field(repr=False)
    signing: int = 1


@dataclass(frozen=True, slots=True)
class EndpointTried:
    """How the test went. status: None if no answer came. code: "" if it was confirmed."""

    endpoint: str
    status: int | None
    code: str
    seconds: float


@dataclass(frozen=True, slots=True)
class TokenFound:
    """The service's token."""

    token: str = field(repr=False)
    is_new: bool = False


WireAnswer = SecretFound | SecretMade | EndpointTried | TokenFound
