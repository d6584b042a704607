"""Settings of recognisers beside Tesseract. All off by default: nothing leaves the machine unless asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.wire_settings import is_loopback


class ReaderSettings(BaseModel):
    """Who is asked beside Tesseract, and when.

    second: the recogniser of pictures that is asked too; empty for none. when: only where the record would be held for
    how it was read, or for every page that has no text of its own. first_for: ids of document types for which the
    second's words count first, and Tesseract's stand beside them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    second: str = Field(default="", pattern=r"^([a-z][a-z0-9-]{1,30})?$")
    when: Literal["doubt", "always"] = "doubt"
    first_for: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")], ...] = ()


class ClovaSettings(BaseModel):
    """CLOVA OCR, general, as one's own domain at NAVER Cloud serves it. Its secret lies in the keyring.

    invoke_url: as its builder shows it. price: of one call; budget and price share a currency.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    invoke_url: str = Field(default="", max_length=2000)
    allow_plain_http: bool = Field(default=False, description="Allow http:// to other machines; anybody can listen.")
    seconds: float = Field(default=30, gt=0, le=300)
    daily_calls: int = Field(default=500, ge=0)
    daily_budget: float | None = Field(default=None, ge=0)
    price: float = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.invoke_url:
            check_address(self.invoke_url, "invoke_url", allows_plain=self.allow_plain_http)
        if self.daily_budget is not None and not self.price:
            raise ValueError("daily_budget needs price")
        return self

    @property
    def endpoint(self) -> str:
        """Scheme, host and port, as shown and noted wherever something is sent; empty if there is none."""
        return endpoint_of(self.invoke_url)


class SpeechSettings(BaseModel):
    """What turns recordings into text; nothing does unless a recogniser of sound is named.

    recogniser: `whisper` on this machine, with weights of one's own, or `speech-server`, any server that speaks as
    OpenAI's transcriptions do. seconds: for one recording, from beginning to end. price: of a minute of sound.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    recogniser: str = Field(default="", pattern=r"^([a-z][a-z0-9-]{1,30})?$")
    language: Literal["auto", "ko", "en"] = "auto"
    weights: Path | None = Field(default=None, description="A folder with a Whisper model for faster-whisper.")
    memory_mb: int = Field(default=4096, ge=1024, le=65536, description="Of the child process that holds the model.")
    base_url: str = Field(default="", max_length=2000, description="Up to and including the version, as /v1.")
    name: str = Field(default="whisper-1", max_length=200, description="The model, as the server calls it.")
    allow_plain_http: bool = Field(default=False, description="Allow http:// to other machines; anybody can listen.")
    seconds: float = Field(default=600, gt=0, le=3600)
    daily_calls: int = Field(default=200, ge=0)
    daily_budget: float | None = Field(default=None, ge=0)
    price: float = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.base_url:
            check_address(self.base_url, "base_url", allows_plain=self.allow_plain_http)
        if self.recogniser == "speech-server" and not (self.base_url and self.name):
            raise ValueError("base_url must say which server turns speech into text")
        if self.recogniser == "whisper" and self.weights is None:
            raise ValueError("weights must name a folder with a Whisper model")
        if self.daily_budget is not None and not self.price:
            raise ValueError("daily_budget needs price")
        return self

    @property
    def endpoint(self) -> str:
        """See `ClovaSettings.endpoint`."""
        return endpoint_of(self.base_url)


def check_address(url: str, name: str, *, allows_plain: bool) -> None:
    """See that this is the address of a server, without secrets in it.

    Raises:
        ValueError: it is not; the text begins with the setting's name.
    """
    address = urlsplit(url)
    _ = address.port  # raises for a port that is none
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError(f"{name} must be an address like https://host/path")
    if address.username or address.password or address.query or address.fragment:
        raise ValueError(f"{name} must carry no user, key or query; the key goes into the keyring")
    if address.scheme == "http" and not allows_plain and not is_loopback(address.hostname):
        raise ValueError(f"{name} must be https:// for another machine (allow_plain_http = true lifts this)")


def endpoint_of(url: str) -> str:
    """Scheme, host and port; empty for no address."""
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}" if url else ""
