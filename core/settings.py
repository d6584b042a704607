"""All settings as one frozen object, loaded once and passed in. Secrets are not here: they live in the keyring."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.domain.watching import Folders
from core.errors import UsageError
from core.reader_settings import ClovaSettings, ReaderSettings, SpeechSettings
from core.settings_file import Changes, changed_text, changed_values, replace_file
from core.settings_sources import Values, from_environment, from_file, merged
from core.times_settings import RetentionSettings, TargetSettings
from core.wire_settings import DeliverySettings, ServerSettings, ServiceSettings, is_loopback

SETTINGS_FILE = "settings.toml"
ENVIRONMENT = "HOLDPOINT_"


def default_data_dir() -> Path:
    """Where a person's store lies if nothing else is said."""
    return Path(platformdirs.user_data_dir("holdpoint", appauthor=False))


def default_lanes() -> int:
    """As many lanes as cores, at most 4."""
    return max(1, min(4, os.cpu_count() or 1))


class ModelSettings(BaseModel):
    """A language model behind an OpenAI-compatible server. Off by default: nothing leaves the machine unless asked.

    seconds: for one answer, from beginning to end. Prices are per 1,000 tokens; budget and prices share a currency.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = False
    base_url: str = Field(default="http://127.0.0.1:11434/v1", description="Up to and including the version, as /v1.")
    name: str = Field(default="", max_length=255, description="The model, as the server calls it.")
    vision: bool = Field(default=False, description="Send the pictures of the pages too.")
    mask: bool = Field(
        default=True, description="Replace resident, phone and bank numbers and addresses before sending."
    )
    allow_plain_http: bool = Field(default=False, description="Allow http:// to other machines; anybody can listen.")
    seconds: float = Field(default=60, gt=0, le=600)
    daily_calls: int = Field(default=500, ge=0)
    daily_budget: float | None = Field(default=None, ge=0)
    price_in: float = Field(default=0, ge=0)
    price_out: float = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        address = urlsplit(self.base_url)
        _ = address.port  # raises for a port that is none
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("base_url must be an address like https://host/v1")
        if address.username or address.password or address.query or address.fragment:
            raise ValueError("base_url must carry no user, key or query; set the key with `holdpoint model key`")
        if address.scheme == "http" and not self.allow_plain_http and not is_loopback(address.hostname):
            raise ValueError("base_url must be https:// for another machine (allow_plain_http = true lifts this)")
        if self.enabled and not self.name:
            raise ValueError("name must say which model to ask")
        if self.daily_budget is not None and not (self.price_in or self.price_out):
            raise ValueError("daily_budget needs price_in and price_out")
        return self

    @property
    def endpoint(self) -> str:
        """Scheme, host and port, as shown and noted wherever something is sent."""
        address = urlsplit(self.base_url)
        return f"{address.scheme}://{address.netloc}"


class WatchSettings(BaseModel):
    """A folder whose new files are taken in. Off until a folder is named.

    stable_seconds: a file is taken once it has not changed for so long. folders: whether the files of a folder in it
    are one record together, or each is one; a folder with a `record.json` is one record in any case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path | None = None
    stable_seconds: float = Field(default=5, ge=1, le=3600)
    folders: Folders = Folders.TOGETHER


class Settings(BaseModel):
    """The settings, checked. `load_settings` gathers them; made directly it knows defaults and arguments alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=default_data_dir)
    page_limit: int = Field(default=2, ge=0, le=500, description="Pages read per attachment; 0 means all.")
    languages: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_/]+$")], ...] = Field(
        default=("kor", "eng"), min_length=1
    )
    recogniser: Literal["auto", "tesserocr", "pytesseract"] = "auto"
    lanes: int = Field(default_factory=default_lanes, ge=1, le=16)
    policy: Path | None = Field(default=None, description="A policy file; the built-in one if not set.")
    child_memory_mb: int = Field(default=1536, ge=512, le=16384)
    page_seconds: float = Field(default=60, gt=0, le=600)
    document_seconds: float = Field(default=600, gt=0, le=7200)
    ui_language: Literal["auto", "en", "ko"] = "auto"
    theme: Literal["auto", "light", "dark"] = "auto"
    density: Literal["normal", "compact"] = "normal"
    reduced_motion: bool = Field(default=False, description="Nothing on screen moves by itself.")
    notify: bool = Field(default=True, description="Tell of new holds while the window is not in front.")
    character_keys: bool = Field(default=True, description="Keys that type a character may act (?, /, 1 to 9).")
    keys: dict[str, Annotated[str, Field(max_length=40)]] = Field(
        default_factory=dict, description="Deeds of the window with another key than the usual one."
    )
    reviewer: str = Field(
        default="", max_length=128, description="Who decides here; the system's name for you if empty."
    )
    watch: WatchSettings = WatchSettings()
    model: ModelSettings = ModelSettings()
    readers: ReaderSettings = ReaderSettings()
    clova: ClovaSettings = ClovaSettings()
    speech: SpeechSettings = SpeechSettings()
    service: ServiceSettings = ServiceSettings()
    server: ServerSettings = ServerSettings()
    delivery: DeliverySettings = DeliverySettings()
    targets: TargetSettings = TargetSettings()
    retention: RetentionSettings = RetentionSettings()

    @model_validator(mode="after")
    def _has_what_its_readers_need(self) -> Self:
        if self.readers.second == "clova" and not self.clova.invoke_url:
            raise ValueError("clova.invoke_url must say where CLOVA OCR is asked")
        return self


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """What is wrong with one setting; name: a part's own settings with a dot (`model.base_url`)."""

    name: str
    text: str


def load_settings(**given: object) -> Settings:
    """Load the settings; arguments that are None count as not given.

    Strongest first: arguments, environment (HOLDPOINT_PAGE_LIMIT), the settings file in the data folder.

    Raises:
        UsageError: a value is not valid; the text names it.
    """
    try:
        return Settings.model_validate(_gathered({key: value for key, value in given.items() if value is not None}))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        # A whole part is not shown: its address may hold somebody's key.
        got = "" if isinstance(first["input"], dict) else f" (got {first['input']!r})"
        raise UsageError(f"Setting {name}: {_text_of(first['msg'])}{got}.", code="bad_setting") from error
    except (ValueError, OSError) as error:
        raise UsageError(f"The settings file cannot be read: {error}", code="bad_setting") from error


def _gathered(given: Values) -> Values:
    environment = from_environment(Settings, os.environ, ENVIRONMENT)
    folder = given.get("data_dir") or environment.get("data_dir") or default_data_dir()
    return merged(merged(from_file(Path(folder) / SETTINGS_FILE), environment), given)


def problems_of(settings: Settings, changes: Changes) -> tuple[SettingProblem, ...]:
    """What would be wrong with these settings after the changes, once for each name; () if nothing."""
    try:
        Settings.model_validate(changed_values(_plain(settings), changes))
    except ValidationError as error:
        found = (_problem(detail["loc"], _text_of(detail["msg"])) for detail in reversed(error.errors()))
        return tuple({problem.name: problem for problem in found}.values())
    return ()


def with_changes(settings: Settings, changes: Changes) -> Settings:
    """The settings after the changes.

    Raises:
        UsageError: a value is not valid; the text names it.
    """
    if problems := problems_of(settings, changes):
        raise UsageError(f"Setting {problems[0].name}: {problems[0].text}.", code="bad_setting")
    return Settings.model_validate(changed_values(_plain(settings), changes))


def save_settings(settings: Settings, changes: Changes) -> Settings:
    """Write the changes into the settings file of these settings' data folder.

    Returns:
        The settings with the changes; most count from the next start on.

    Raises:
        UsageError: a value is not valid, or the file cannot be read or written.
    """
    after = with_changes(settings, changes)
    path = settings.data_dir / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        replace_file(path, changed_text(text, changes))
    except (OSError, ValueError) as error:
        raise UsageError(f"The settings file cannot be changed: {error}", code="bad_setting") from error
    return after


def set_by_environment() -> frozenset[str]:
    """Names of the settings that the environment says: the settings file has no say in them."""
    found = from_environment(Settings, os.environ, ENVIRONMENT)
    parts = {f"{name}.{key}" for name, value in found.items() if isinstance(value, dict) for key in value}
    return frozenset(parts | {name for name, value in found.items() if not isinstance(value, dict)})


def _plain(settings: Settings) -> Values:
    return settings.model_dump(exclude_none=True)


def _text_of(message: str) -> str:
    return message.removeprefix("Value error, ")


def _problem(place: tuple[int | str, ...], text: str) -> SettingProblem:
    """A rule over several settings of a part begins with the name of the one to change."""
    names = [part for part in place if isinstance(part, str)]
    first, kind = text.partition(" ")[0], _part_at(names)
    if kind is not None and first in kind.model_fields:
        names.append(first)
    if not names and "." in first:  # a rule over several parts
        names.append(first)
    return SettingProblem(".".join(names), text)


def _part_at(names: Sequence[str]) -> type[BaseModel] | None:
    """The part of the settings that a place names; None if it names a single setting, or all of them."""
    kind: Any = Settings
    for name in names:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kind = kind.model_fields[name].annotation if name in kind.model_fields else None
        else:
            kind = next(iter(get_args(kind)[1:]), None)  # a table of parts by name
    return kind if names and isinstance(kind, type) and issubclass(kind, BaseModel) else None
