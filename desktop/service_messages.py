"""What is wished of the service, and how it stands: frozen values that cross the threads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from core.wire_settings import ServiceSettings


class Standing(StrEnum):
    """How the service stands."""

    OFF = auto()
    STARTING = auto()
    ON = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ServiceWish:
    """What the service shall be. turn: another one wishes for a new start, for instance with a new token."""

    settings: ServiceSettings
    is_on: bool
    turn: int = 0


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """How the service stands. address: as clients call it, if it is on. code, text: why it failed."""

    standing: Standing
    address: str = ""
    code: str = ""
    text: str = ""
