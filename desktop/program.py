"""What the window asks of the program itself, beside any desk: its settings and the language model's key and server."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.settings import Settings
from core.settings_file import Plain

Edits = tuple[tuple[str, Plain | None], ...]
"""Changed settings by name, as `core.settings.save_settings` takes them."""


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Write these changes into the settings file."""

    edits: Edits


@dataclass(frozen=True, slots=True)
class TryModel:
    """Ask the model's server about a made-up document, with these changes. key: "" for the one that is stored."""

    edits: Edits
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindKey:
    """Tell whether there is a key for that server."""

    endpoint: str


@dataclass(frozen=True, slots=True)
class StoreKey:
    """Put the key for that server into the keyring; "" takes it out."""

    endpoint: str
    key: str = field(repr=False)


ProgramAsk = SaveSettings | TryModel | FindKey | StoreKey


@dataclass(frozen=True, slots=True)
class SettingsSaved:
    """The settings as they are now."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class ModelTested:
    """How the test went. way: how the server gives JSON. right, asked: values read rightly. code: "" if all is well."""

    endpoint: str
    model: str
    answered_by: str
    way: str
    seconds: float
    right: int
    asked: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyFound:
    """Where the key for that server is: `keyring`, `environment` or `none`."""

    endpoint: str
    source: str


@dataclass(frozen=True, slots=True)
class ProgramFailed:
    """What was asked could not be done; see `desktop.messages.AskFailed`."""

    ask: ProgramAsk
    code: str
    text: str


ProgramAnswer = SettingsSaved | ModelTested | KeyFound | ProgramFailed
