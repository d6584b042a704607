"""The `ocr` stage with a second recogniser: it reads the same pictures, and both readings travel on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.domain.control import Control, Stage
from core.domain.ids import BlobHash
from core.domain.media import JPEG
from core.domain.page import Engine, OtherReading, Page, PageStatus, Reading, TextSource
from core.domain.recogniser import Material, Recogniser, Recognition, Task
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError
from core.reader_settings import ReaderSettings
from core.readers.checked import checked
from core.readers.doubts import Doubts, Seen
from core.readers.failures import SPENT

log = logging.getLogger(__name__)

MISSING: Final = "second_missing"
"""The flag of a page that the second recogniser was to read, and did not."""
_LONGEST: Final = 64
"""What the store keeps of an engine's name and version."""


class SecondReading:
    """Runs the first reading, then asks the second recogniser about the pages that it is for.

    Args:
        first: the `ocr` stage as it is without.
        second: see `Recogniser`; this stage closes it.
        doubts: tells which pages are in doubt.
        settings: when it is asked, and for which documents its words count first.
        picture: a page's picture as JPEG.
        seconds: for one page.
    """

    def __init__(
        self,
        first: Stage,
        second: Recogniser,
        doubts: Doubts,
        settings: ReaderSettings,
        *,
        picture: Callable[[BlobHash], bytes],
        seconds: float,
    ) -> None:
        self._first = first
        self._second = second
        self._doubts = doubts
        self._settings = settings
        self._picture = picture
        self._seconds = seconds

    @property
    def name(self) -> StageName:
        """Which stage this is."""
        return StageName.OCR

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Read, and read again what is to be. At the last try the first reading alone goes on, and says so.

        Raises:
            InputError: as the first reading does.
            EngineError: the first failed; or the second did, and a later try may work, or its set-up is wrong.
            Stopped: let through.
        """
        read = self._first.run(dossier, control)
        if read.reading is None:
            return read
        wanted = [page for page in read.reading.pages if _has_pixels(page)]
        seen = self._doubts.of(read, control) if wanted else Seen(None, frozenset())
        pages = tuple(self._page(read, page, seen, control) for page in read.reading.pages)
        engine = read.reading.engine
        others = [other.engine for page in pages for other in page.others]
        if others:
            engine = _together(engine, next((one for one in others if one.name != engine.name), others[0]))
        return replace(read, reading=replace(read.reading, pages=pages, engine=engine))

    def close(self) -> None:
        """Let go of the second recogniser; the first one is somebody else's."""
        self._second.close()

    def _page(self, read: Dossier, page: Page, seen: Seen, control: Control) -> Page:
        is_first = seen.kind in self._settings.first_for
        is_wanted = is_first or self._settings.when == "always" or (page.attachment, page.number) in seen.doubtful
        if not (is_wanted and _has_pixels(page)):
            return page
        control.checkpoint()
        try:
            found = self._recognised(read, page, control)
        except (InputError, EngineError) as error:
            if isinstance(error, EngineError) and error.code != SPENT and not (error.retryable and read.is_last_try):
                raise
            log.warning("not read again", extra={"action": "second_missing", "record": read.record, "code": error.code})
            return replace(page, flags=(*page.flags, MISSING))
        return _with(page, found, _engine_of(read.reading), is_first=is_first)

    def _recognised(self, read: Dossier, page: Page, control: Control) -> Recognition:
        if page.picture is None:
            raise InputError("The page has no picture.", code="no_page")
        material = Material(self._picture(page.picture), JPEG, page.width, page.height)
        task = Task(read.record, read.run, page.attachment, page.number, self._seconds)
        return checked(self._second.recognise(material, task, control), material)


def _has_pixels(page: Page) -> bool:
    """True for a page that a recogniser had to read; a text layer that the pixels agree with is not read better."""
    return page.status is PageStatus.READ and page.source is TextSource.RECOGNISED and page.picture is not None


def _with(page: Page, found: Recognition, first: Engine, *, is_first: bool) -> Page:
    """The page with both readings. Where the second counts first, it must have read something."""
    if not (is_first and found.words):
        return replace(page, others=(*page.others, OtherReading(found.engine, found.words)))
    flags = tuple(flag for flag in page.flags if flag != "no_text")
    return replace(page, words=found.words, flags=flags, others=(*page.others, OtherReading(first, page.words)))


def _engine_of(reading: Reading | None) -> Engine:
    return reading.engine if reading else Engine("none", "0")


def _together(first: Engine, second: Engine) -> Engine:
    name, version = f"{first.name} + {second.name}", f"{first.version} + {second.version}"
    return Engine(name[:_LONGEST], version[:_LONGEST])
