"""What the screens ask about the pages of a record, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QImage

from core.domain.ids import BlobHash
from core.domain.page import Box, Word
from core.domain.rows import AttachmentRow


class Rendering(StrEnum):
    """How a page's picture is shown: as it is, without colours, with faint ink made strong, or small."""

    PLAIN = "plain"
    GREY = "grey"
    STRONG = "strong"
    THUMB = "thumb"


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """Load a page's picture."""

    blob: BlobHash
    rendering: Rendering = Rendering.PLAIN


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """Read one place of a page again. page: 1-based. box: of the page as shown. turned: `Page.turned`."""

    generation: int
    attachment: AttachmentRow
    page: int
    box: Box
    turned: int


@dataclass(frozen=True, slots=True)
class PlaySound:
    """Play a recording from `start` to `end`, in seconds; whatever plays stops first."""

    blob: BlobHash
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class StopSound:
    """Play nothing any more."""


PageAsk = LoadPicture | ReadRegion | PlaySound | StopSound


@dataclass(frozen=True, slots=True)
class PictureLoaded:
    """A page's picture at full size and halved again and again, so that any zoom is quick to draw; () if unreadable."""

    blob: BlobHash
    levels: tuple[QImage, ...]
    rendering: Rendering = Rendering.PLAIN


@dataclass(frozen=True, slots=True)
class RegionRead:
    """The answer to `ReadRegion`; no word if nothing was recognised there."""

    ask: ReadRegion
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class SoundEnded:
    """It was played to its end or stopped. code, text: why it could not be played; "" if it could."""

    ask: PlaySound
    code: str = ""
    text: str = ""


PageAnswer = PictureLoaded | RegionRead | SoundEnded
