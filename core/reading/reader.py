"""The seam between the stage and whatever opens documents: a child process, or a stand-in for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.domain.page import Code, Engine, Flagged, TextSource, Word
from core.domain.record import ReadingOptions
from core.errors import EngineError

Tick = Callable[[], None]
"""Called at least five times a second while a reader waits; whatever it raises ends the work."""


class ReaderTimeoutError(EngineError):
    """A page or an opening took longer than allowed; the process that worked on it is gone."""

    default_code = "page_timeout"


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page as a reader delivers it.

    width, height: pixels of the picture. turned: degrees clockwise. picture: a private file that the receiver
    may remove; None if the page has none. sound: likewise, a recording's plain samples; seconds: how long it is.
    """

    width: int
    height: int
    source: TextSource
    words: tuple[Word, ...]
    turned: int = 0
    flags: tuple[str, ...] = ()
    picture: Path | None = None
    codes: tuple[Code, ...] = ()
    sound: Path | None = None
    seconds: float = 0.0
    flagged: tuple[Flagged, ...] = ()


class Reader(Protocol):
    """Opens one document at a time and reads its pages in any order."""

    @property
    def engine(self) -> Engine:
        """Who reads. Known once a document was opened."""

    def warm_up(self) -> None:
        """Get ready ahead of the first document, without waiting for it.

        Raises:
            EngineError: the reader cannot be started.
        """

    def open(self, path: Path, media_type: str, options: ReadingOptions, tick: Tick) -> int:
        """Open a document and return its number of pages, at least 1.

        Raises:
            InputError: it can never be read.
            EngineError: the reader failed; it has cleaned up and can be asked again.
        """

    def page(self, number: int, seconds: float, tick: Tick) -> PageReading:
        """Read page `number` (1-based) of the open document within `seconds`.

        Raises:
            InputError: this page can never be read; other pages may.
            ReaderTimeoutError: it took too long. The document must be opened again.
            EngineError: the reader failed. The document must be opened again.
        """

    def shut(self) -> None:
        """Close the document; the reader stays warm."""

    def close(self) -> None:
        """End the reader and everything it started. It may be opened again."""
