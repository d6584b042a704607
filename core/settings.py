"""All settings as one frozen object, loaded once and passed in. Secrets are not here: they live in the keyring."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from core.errors import UsageError

SETTINGS_FILE = "settings.toml"


def default_data_dir() -> Path:
    """Where a person's store lies if nothing else is said."""
    return Path(platformdirs.user_data_dir("holdpoint", appauthor=False))


def default_lanes() -> int:
    """As many lanes as cores, at most 4."""
    return max(1, min(4, os.cpu_count() or 1))


class Settings(BaseSettings):
    """The settings. Strongest first: arguments, environment (HOLDPOINT_PAGE_LIMIT), the settings file."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="HOLDPOINT_", extra="forbid")

    data_dir: Path = Field(default_factory=default_data_dir)
    page_limit: int = Field(default=2, ge=0, le=500, description="Pages read per attachment; 0 means all.")
    languages: tuple[str, ...] = ("kor", "eng")
    recogniser: Literal["auto", "tesserocr", "pytesseract"] = "auto"
    lanes: int = Field(default_factory=default_lanes, ge=1, le=16)
    policy: Path | None = Field(default=None, description="A policy file; the built-in one if not set.")
    child_memory_mb: int = Field(default=1536, ge=512, le=16384)
    page_seconds: float = Field(default=60, gt=0, le=600)
    document_seconds: float = Field(default=600, gt=0, le=7200)
    ui_language: Literal["auto", "en", "ko"] = "auto"
    theme: Literal["auto", "light", "dark"] = "auto"

    @classmethod
    def settings_customise_sources(  # noqa: D102
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        given = init_settings().get("data_dir") or os.environ.get("HOLDPOINT_DATA_DIR") or default_data_dir()
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(given) / SETTINGS_FILE)


def load_settings(**given: object) -> Settings:
    """Load the settings; arguments that are None count as not given.

    Raises:
        UsageError: a value is not valid; the text names it.
    """
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"Setting {name}: {first['msg']} (got {first['input']!r}).", code="bad_setting") from error
    except ValueError as error:
        raise UsageError(f"The settings file cannot be read: {error}", code="bad_setting") from error
