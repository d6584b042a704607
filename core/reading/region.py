"""Reading one place of a page again because a person pointed at it: with a child process of its own."""

from __future__ import annotations

from typing import Protocol

from core.domain.ids import BlobHash
from core.domain.page import Box, Word
from core.domain.record import Attachment, ReadingOptions
from core.errors import InputError
from core.reading.process import ChildReader


class Checkpoint(Protocol):
    """The part of `core.domain.control.Control` that waiting for words needs."""

    def checkpoint(self) -> None:
        """Return at once if the work may go on; whatever it raises ends it. Called at least five times a second."""


class RegionReader:
    """Reads places of pages. Use it from one thread at a time.

    The document of the last call stays open, so that the next place of it is read at once. The child process is
    started at the first call and ends with `close`, with the thread that made the first call, or with the program.

    Args:
        reader: a child of its own; the chain's lanes must not share it.
        options: languages and recogniser.
    """

    def __init__(self, reader: ChildReader, options: ReadingOptions) -> None:
        self._reader = reader
        self._options = options
        self._open: BlobHash | None = None
        self._pages = 0

    def read(
        self, attachment: Attachment, page: int, box: Box, control: Checkpoint, *, turned: int = 0
    ) -> tuple[Word, ...]:
        """The words in that box, in reading order; empty if nothing was recognised there.

        Args:
            attachment: as the stages see it; its bytes are read from our own copy.
            page: number of the page, 1-based.
            box: in fractions of the page as shown, like the boxes of the words returned.
            control: asked while waiting.
            turned: `Page.turned`, by which the page was turned to be shown.

        Raises:
            InputError: `bad_region` for a box or page that is none, or the document cannot be read.
            EngineError: the reader failed or took too long; it can be asked again.
            Stopped: let through from `control.checkpoint()`.
        """
        try:
            self._have_open(attachment, control)
            self._check(page, box)
            return self._reader.region(page, turned, box, control.checkpoint)
        except InputError:
            raise
        except BaseException:  # the child is gone, and the document with it
            self._open = None
            raise

    def close(self) -> None:
        """End the child process; the next call starts another."""
        self._open = None
        self._reader.close()

    def _have_open(self, attachment: Attachment, control: Checkpoint) -> None:
        if self._open == attachment.sha256 and self._reader.pid is not None:
            return
        if self._open is not None:
            self._reader.shut()
        self._open = None
        if attachment.problem_code:
            raise InputError(attachment.problem_text, code=attachment.problem_code)
        self._pages = self._reader.open(attachment.path, attachment.media_type, self._options, control.checkpoint)
        self._open = attachment.sha256

    def _check(self, page: int, box: Box) -> None:
        if not 1 <= page <= self._pages:
            raise InputError("The document has no such page.", code="bad_region")
        if not (0.0 <= box.x0 < box.x1 <= 1.0 and 0.0 <= box.y0 < box.y1 <= 1.0):
            raise InputError("The marked place does not lie on the page; mark it again.", code="bad_region")
