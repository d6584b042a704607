"""Settings of the service and of callbacks: what may come in by wire, and where results go."""

from __future__ import annotations

import ipaddress
import json
import re
from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from core.domain.delivery import DeliveryEvent

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
_MEGA: Final = 1_000_000


def is_endpoint_name(text: str) -> bool:
    """Whether an endpoint may be called that: a word of small letters, digits, - and _."""
    return _NAME.fullmatch(text) is not None


def is_loopback(host: str) -> bool:
    """Whether that host is this machine, as far as its name says."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class EndpointSettings(BaseModel):
    """Where callbacks go. Its secrets lie in the keyring, see `holdpoint deliveries secret`.

    personal: tell names, dates of birth, document numbers and comments too.
    allow_private: its address may be one of this machine or network. allow_plain_http: http:// will do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(max_length=2000)
    events: tuple[DeliveryEvent, ...] = Field(default=tuple(DeliveryEvent), min_length=1)
    personal: bool = True
    allow_private: bool = False
    allow_plain_http: bool = False

    @model_validator(mode="after")
    def _usable(self) -> Self:
        address = urlsplit(self.url)
        _ = address.port  # raises for a port that is none
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("url must be an address like https://host/path")
        if address.username or address.password or address.fragment:
            raise ValueError("url must carry no user and no fragment; who calls is proven by the signature")
        if not self.url.isascii() or not self.url.isprintable() or " " in self.url:
            raise ValueError("url must be plain letters, digits and signs; write other letters as %XX or xn--")
        if address.scheme == "http" and not self.allow_plain_http:
            raise ValueError("url must be https:// (allow_plain_http = true lifts this)")
        return self


class DeliverySettings(BaseModel):
    """Callbacks: nothing is promised and nothing sent while no endpoint is set up.

    endpoints: by name. couriers: how many are called at the same time. seconds: for one call, from beginning to end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoints: dict[str, EndpointSettings] = Field(default_factory=dict, max_length=16)
    couriers: int = Field(default=2, ge=1, le=8)
    seconds: float = Field(default=15, gt=0, le=60)

    @field_validator("endpoints", mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        """The environment gives them as JSON."""
        return json.loads(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _named(self) -> Self:
        bad = next((name for name in self.endpoints if not is_endpoint_name(name)), None)
        if bad is not None:
            raise ValueError("endpoints must be named by a word of small letters, digits, - and _")
        return self


class ServiceSettings(BaseModel):
    """The service. Off by default; it listens on this machine alone unless told otherwise.

    hosts: names under which it may be called besides those of this machine, as `name` or `name:port`.
    proxies: addresses or networks of proxies that are believed when they say for whom they ask (X-Forwarded-For).
    decisions: whether records may be decided by it. erasing: whether they may be erased by it.
    desk: whether windows of other machines may work here.
    idle_minutes: after that long a record that one of them has open may be taken over by another.
    max_mb: of one request. queue_limit: records that wait, at most.
    per_minute: requests of one client. free_mb: nothing is taken in when the disk has less left.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = False
    host: str = Field(default="127.0.0.1", max_length=255)
    port: int = Field(default=8737, ge=0, le=65535)
    hosts: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9.\-\[\]:]+$")], ...] = ()
    proxies: tuple[str, ...] = Field(default=(), max_length=64)
    decisions: bool = False
    erasing: bool = False
    desk: bool = False
    idle_minutes: float = Field(default=10, gt=0, le=1440)
    max_mb: int = Field(default=100, ge=1, le=2000)
    queue_limit: int = Field(default=1000, ge=1)
    per_minute: int = Field(default=600, ge=1)
    free_mb: int = Field(default=500, ge=0)

    @field_validator("proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in value:
            try:
                ipaddress.ip_network(proxy, strict=False)
            except ValueError as error:
                raise ValueError("proxies must be addresses or networks, as 10.0.0.7 or 10.0.0.0/24") from error
        return value

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not is_loopback(self.host) and not self.hosts:
            raise ValueError("hosts must say under which names the service is called, as it listens to other machines")
        return self

    @property
    def max_bytes(self) -> int:
        """Of one request's body."""
        return self.max_mb * _MEGA

    @property
    def free_bytes(self) -> int:
        """What the disk must have left."""
        return self.free_mb * _MEGA


class ServerSettings(BaseModel):
    """A Holdpoint server to work on instead of records on this machine; its token lies in the keyring.

    url: scheme, host and port; empty to work here. authority: a file of certificates to trust instead of the usual
    ones. allow_plain_http: http:// to another machine will do; anybody on the way can read and act.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(default="", max_length=255)
    authority: Path | None = None
    allow_plain_http: bool = False

    @field_validator("url")
    @classmethod
    def _plain(cls, value: str) -> str:
        return value.strip().rstrip("/")

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not self.url:
            return self
        address = urlsplit(self.url)
        _ = address.port  # raises for a port that is none
        if address.scheme not in ("http", "https") or not address.hostname or not self.url.isascii():
            raise ValueError("url must be an address like https://desk.example.org")
        if address.username or address.password or address.path or address.query or address.fragment:
            raise ValueError("url must be scheme, host and port alone; set the token with `holdpoint server token`")
        if address.scheme == "http" and not self.allow_plain_http and not is_loopback(address.hostname):
            raise ValueError("url must be https:// for another machine (allow_plain_http = true lifts this)")
        return self
