"""What the screens ask about taking documents in, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from core.domain.desk import IntakeResult


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take in files and folders."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TakeInPicture:
    """Take in a picture that was pasted."""

    picture: QImage


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file that another program handed over as bytes, under a name that is safe to write."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakeInHanded:
    """Take in files of which there are only the bytes; each becomes a record."""

    files: tuple[HandedFile, ...]


@dataclass(frozen=True, slots=True)
class CountPaths:
    """Tell files from folders, for the words shown during a drag."""

    generation: int
    paths: tuple[Path, ...]


IntakeAsk = TakeIn | TakeInPicture | TakeInHanded | CountPaths


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a drop."""

    result: IntakeResult


@dataclass(frozen=True, slots=True)
class PathsCounted:
    """How many of the paths are files and folders."""

    generation: int
    files: int
    folders: int


IntakeAnswer = TakenIn | PathsCounted
