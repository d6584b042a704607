"""The `ocr` stage: every page of every attachment, up to the limits, through a reader."""

from __future__ import annotations

import contextlib
import io
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.domain.control import Control
from core.domain.ids import BlobHash
from core.domain.page import AttachmentReading, Page, PageStatus, Reading, TextSource
from core.domain.ports import Blobs
from core.domain.record import Attachment, Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError
from core.reading.limits import PAGES_HARD, PICTURE_BYTES, SOUND_BYTES, ReadingLimits
from core.reading.pictures import picture_bytes, sound_bytes
from core.reading.reader import PageReading, Reader, ReaderTimeoutError

SPOKEN: Final = "spoken"
"""The flag of a recording: somebody should listen."""


class ReadingStage:
    """Fills a dossier's reading. One run at a time; the reader stays warm between runs.

    Args:
        reader: opens documents, see `core.reading.process.ChildReader`.
        blobs: takes the pictures of the pages.
        limits: times; the page limit comes with each dossier.
    """

    def __init__(self, reader: Reader, blobs: Blobs, limits: ReadingLimits) -> None:
        self._reader = reader
        self._blobs = blobs
        self._limits = limits

    @property
    def name(self) -> StageName:
        """Which stage this is."""
        return StageName.OCR

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Read all attachments.

        An attachment or page that cannot be read is `unread` with its problem, and the rest goes on.

        Raises:
            InputError: nothing of the record can ever be read; the code says why.
            EngineError: the reader failed; the record can be tried again.
            Stopped: let through.
        """
        reading = _Run(self._reader, self._blobs, self._limits, dossier, control).reading()
        return replace(dossier, reading=reading)

    def warm_up(self) -> None:
        """Let the reader get ready for the first document; returns at once."""
        with contextlib.suppress(EngineError):  # the first document will meet it again, and can say so
            self._reader.warm_up()

    def close(self) -> None:
        """End the reader with everything it started."""
        self._reader.close()


class _Run:
    """One run of the stage: what was read so far, and how much time is left."""

    def __init__(self, reader: Reader, blobs: Blobs, limits: ReadingLimits, dossier: Dossier, control: Control) -> None:
        self._reader = reader
        self._blobs = blobs
        self._limits = limits
        self._dossier = dossier
        self._control = control
        self._deadline = time.monotonic() + limits.document_seconds
        self._pages: list[Page] = []
        self._readings: list[AttachmentReading] = []
        self._problems: list[InputError] = []
        self._is_open = False

    def reading(self) -> Reading:
        self._control.report(0, len(self._dossier.attachments))
        for attachment in self._dossier.attachments:
            self._control.checkpoint()
            self._readings.append(self._read(attachment))
        self._refuse_if_hopeless()
        return Reading(tuple(self._pages), tuple(self._readings), self._reader.engine)

    def _read(self, attachment: Attachment) -> AttachmentReading:
        try:
            pages = self._open(attachment)
        except InputError as error:
            self._pages.append(self._unread(attachment, 1, error))
            return AttachmentReading(attachment.index, 1, 0, 0)
        wanted = min(pages, self._dossier.options.page_limit or PAGES_HARD, PAGES_HARD)
        unopened = len(self._dossier.attachments) - len(self._readings) - 1
        total = len(self._pages) + wanted + unopened
        done = 0
        for number in range(1, wanted + 1):
            self._control.checkpoint()
            page = self._page(attachment, number)
            self._pages.append(page)
            done += page.status is PageStatus.READ
            self._control.report(len(self._pages), total)
        self._reader.shut()
        self._is_open = False
        return AttachmentReading(attachment.index, pages, done, pages - wanted)

    def _open(self, attachment: Attachment) -> int:
        if attachment.problem_code:
            raise InputError(attachment.problem_text, code=attachment.problem_code)
        options = self._dossier.options
        pages = self._reader.open(attachment.path, attachment.media_type, options, self._control.checkpoint)
        self._is_open = True
        return pages

    def _page(self, attachment: Attachment, number: int) -> Page:
        left = self._deadline - time.monotonic()
        if left <= 0:
            return self._unread(attachment, number, _out_of_time())
        try:
            if not self._is_open:
                self._open(attachment)
            found = self._reader.page(number, min(left, self._limits.page_seconds), self._control.checkpoint)
        except InputError as error:
            return self._unread(attachment, number, error)
        except ReaderTimeoutError as error:
            self._is_open = False  # if another page follows, it is opened again
            return self._unread(attachment, number, error)
        return self._kept(attachment, number, found)

    def _kept(self, attachment: Attachment, number: int, found: PageReading) -> Page:
        return Page(
            attachment=attachment.index,
            number=number,
            status=PageStatus.READ,
            source=found.source,
            width=found.width,
            height=found.height,
            turned=found.turned,
            picture=self._picture(found.picture),
            words=found.words,
            flags=(*found.flags, *((SPOKEN,) if found.sound else ())),
            codes=found.codes,
            flagged=found.flagged,
            sound=self._sound(found.sound),
            seconds=found.seconds,
        )

    def _sound(self, path: Path | None) -> BlobHash | None:
        if path is None:
            return None
        try:
            data = sound_bytes(path)
        except EngineError:
            self._reader.close()  # as below
            raise
        path.unlink(missing_ok=True)
        return self._blobs.take(io.BytesIO(data), SOUND_BYTES)[0]

    def _picture(self, path: Path | None) -> BlobHash | None:
        if path is None:
            return None
        try:
            data = picture_bytes(path)
        except EngineError:
            self._reader.close()  # it lied about its picture
            raise
        path.unlink(missing_ok=True)
        return self._blobs.take(io.BytesIO(data), PICTURE_BYTES)[0]

    def _unread(self, attachment: Attachment, number: int, error: InputError | EngineError) -> Page:
        if isinstance(error, InputError):
            self._problems.append(error)
        return Page(
            attachment=attachment.index,
            number=number,
            status=PageStatus.UNREAD,
            source=TextSource.NONE,
            width=0,
            height=0,
            problem_code=error.code,
            problem_text=error.text,
        )

    def _refuse_if_hopeless(self) -> None:
        """If no page could be read, and each for a reason of its own, the record fails with the first reason."""
        if self._pages and len(self._problems) == len(self._pages):
            raise self._problems[0]


def _out_of_time() -> EngineError:
    return EngineError("The time for this record was used up before this page was read.", code="document_timeout")
