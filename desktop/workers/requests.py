"""What the workers tell each other and the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.domain.ids import BlobHash
from desktop.page_messages import PlaySound, ReadRegion, Rendering
from desktop.workers.ports import Place


@dataclass(frozen=True, slots=True)
class PictureFound:
    """Where a page's picture lies."""

    blob: BlobHash
    path: Path
    rendering: Rendering = Rendering.PLAIN


@dataclass(frozen=True, slots=True)
class RegionFound:
    """Where the file of a region to be read again lies."""

    ask: ReadRegion
    path: Path


@dataclass(frozen=True, slots=True)
class SoundFound:
    """Where a recording's plain samples lie."""

    ask: PlaySound
    path: Path


@dataclass(frozen=True, slots=True)
class PlaceOpened:
    """The application is open."""

    place: Place


@dataclass(frozen=True, slots=True)
class PlaceFailed:
    """The application could not be opened: code and text for a person."""

    code: str
    text: str
