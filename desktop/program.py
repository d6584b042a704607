"""What the window asks of the program itself, beside any desk: its settings and the language model's key and server."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path

from core.settings import Settings
from core.settings_file import Plain
from desktop.wire_messages import WireAnswer, WireAsk

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
class TryReader:
    """Let that recogniser read something made up, with these changes. key: "" for the one that is stored."""

    reader: str
    edits: Edits
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TryServer:
    """Ask the server to work on how it stands, with these changes. token: "" for the one that is stored."""

    edits: Edits
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindKey:
    """Tell whether there is a key for that server.

    reader: the recogniser whose it is; "" for the language model, "server" for a server to work on.
    """

    endpoint: str
    reader: str = ""


@dataclass(frozen=True, slots=True)
class StoreKey:
    """Put the key for that server into the keyring; "" takes it out. reader: as in `FindKey`."""

    endpoint: str
    key: str = field(repr=False)
    reader: str = ""


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """Tell whether that file is a policy, and what it would change. file: "" is the built-in one."""

    file: str


@dataclass(frozen=True, slots=True)
class MeasureData:
    """Tell where the data lies and how much of it there is."""


@dataclass(frozen=True, slots=True)
class CheckFolder:
    """Tell whether that is a folder that may be watched."""

    path: str


class SettingsPlace(StrEnum):
    """The pages of the settings to which something beside them leads."""

    CALLBACKS = auto()
    SERVER = auto()
    KEEPING = auto()


class Folder(StrEnum):
    """The folders that can be shown in the system's file manager; no others."""

    DATA = auto()
    LOGS = auto()


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """Show that folder in the system's file manager."""

    which: Folder


@dataclass(frozen=True, slots=True)
class SaveReport:
    """Write a fault's report where the person wants it."""

    path: Path
    text: str


ProgramAsk = (
    SaveSettings
    | TryModel
    | TryReader
    | TryServer
    | FindKey
    | StoreKey
    | CheckPolicy
    | CheckFolder
    | MeasureData
    | OpenFolder
    | SaveReport
    | WireAsk
)


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
class ReaderTested:
    """How the test of a recogniser went. right, asked: words read rightly. code: "" if all is well."""

    reader: str
    detail: str
    seconds: float
    right: int
    asked: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ServerTested:
    """How the test of a server to work on went. total, held: records there. code: "" if all is well."""

    url: str
    seconds: float
    total: int
    held: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyFound:
    """Where the key for that server is: `keyring`, `environment` or `none`. reader: as in `FindKey`."""

    endpoint: str
    source: str
    reader: str = ""


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """What is wrong with a policy file. line: 1-based, 0 if it is the whole file. kind: as pydantic names it."""

    line: int
    key: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PolicyDifference:
    """A rule that differs. before, after: "" where it is not there."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PolicyChecked:
    """What the file is. Name, version and hash are "" if it has problems; differences: from the policy in use.

    is_in_use: it is the policy in use itself; the differences are then those from the built-in one.
    """

    file: str
    name: str
    version: str
    sha256: str
    problems: tuple[PolicyProblem, ...]
    differences: tuple[PolicyDifference, ...]
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class FolderChecked:
    """Whether the folder may be watched: it is there, and not in or around the data folder."""

    path: str
    is_fit: bool


@dataclass(frozen=True, slots=True)
class DataMeasured:
    """Where the data lies; sizes and free space in bytes."""

    folder: Path
    database: int
    documents: int
    logs: int
    free: int


@dataclass(frozen=True, slots=True)
class FolderOpened:
    """The file manager was asked to show that folder."""

    which: Folder


@dataclass(frozen=True, slots=True)
class ReportSaved:
    """The report is there."""

    path: Path


@dataclass(frozen=True, slots=True)
class ProgramFailed:
    """What was asked could not be done; see `desktop.messages.AskFailed`."""

    ask: ProgramAsk
    code: str
    text: str


ProgramAnswer = (
    SettingsSaved
    | ModelTested
    | ReaderTested
    | ServerTested
    | KeyFound
    | PolicyChecked
    | FolderChecked
    | DataMeasured
    | FolderOpened
    | ReportSaved
    | WireAnswer
    | ProgramFailed
)
