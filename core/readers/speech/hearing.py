"""The `ocr` stage with ears: recordings that were decoded become text, written down as a page."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from core.domain.control import Control, Stage
from core.domain.ids import BlobHash
from core.domain.media import WAV
from core.domain.page import Engine, Page, Segment, Word
from core.domain.ports import Blobs
from core.domain.recogniser import Material, Recogniser, Task
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError
from core.readers.checked import checked
from core.readers.failures import SPENT

log = logging.getLogger(__name__)

UNHEARD: Final = "unheard"
"""The flag of a recording that was not turned into text."""
NO_TEXT: Final = "no_text"
_PICTURE_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What was heard as a page. lines: for each segment its first and last line. picture: its bytes, as JPEG."""

    width: int
    height: int
    words: tuple[Word, ...]
    lines: tuple[tuple[int, int], ...]
    picture: bytes


class Scribe(Protocol):
    """Writes segments down as a page."""

    def __call__(self, segments: tuple[Segment, ...], tick: Callable[[], None]) -> Written:
        """Raises InputError if they do not fit on a page, EngineError if it fails."""


class Hearing:
    """Runs the reading, then lets the recogniser hear each recording. Without one they are marked and held.

    Args:
        reading: the `ocr` stage as it is without.
        recogniser: of sound, None for none; this stage closes it.
        scribe: writes down what was heard.
        blobs: takes the pictures, and holds the sounds.
        seconds: for one recording.
    """

    def __init__(
        self, reading: Stage, recogniser: Recogniser | None, scribe: Scribe, blobs: Blobs, seconds: float
    ) -> None:
        self._reading = reading
        self._recogniser = recogniser
        self._scribe = scribe
        self._blobs = blobs
        self._seconds = seconds

    @property
    def name(self) -> StageName:
        """Which stage this is."""
        return StageName.OCR

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Read and hear. At the last try a recording that could not be heard goes on without text, and says so.

        Raises:
            InputError: as the reading does.
            EngineError: the reading failed; or the recogniser did, and a later try may work, or its set-up is wrong.
            Stopped: let through.
        """
        read = self._reading.run(dossier, control)
        if read.reading is None or not any(page.sound for page in read.reading.pages):
            return read
        engines: list[Engine] = []
        pages = tuple(
            page if page.sound is None else self._heard(read, page, page.sound, control, engines)
            for page in read.reading.pages
        )
        engine = engines[0] if engines else read.reading.engine
        return replace(read, reading=replace(read.reading, pages=pages, engine=engine))

    def close(self) -> None:
        """Let go of the recogniser; the reading is somebody else's."""
        if self._recogniser is not None:
            self._recogniser.close()

    def _heard(self, read: Dossier, page: Page, sound: BlobHash, control: Control, engines: list[Engine]) -> Page:
        if self._recogniser is None:
            return replace(page, flags=(*page.flags, UNHEARD))
        control.checkpoint()
        material = Material(self._blobs.path(sound).read_bytes(), WAV, seconds=page.seconds)
        task = Task(read.record, read.run, page.attachment, page.number, self._seconds)
        try:
            found = checked(self._recogniser.recognise(material, task, control), material)
            engines.append(found.engine)
            return self._written(page, found.segments, control)
        except (InputError, EngineError) as error:
            if isinstance(error, EngineError) and error.code != SPENT and not (error.retryable and read.is_last_try):
                raise
            log.warning("not heard", extra={"action": "unheard", "record": read.record, "code": error.code})
            return replace(page, flags=(*page.flags, UNHEARD))

    def _written(self, page: Page, segments: tuple[Segment, ...], control: Control) -> Page:
        if not segments:
            return replace(page, flags=(*page.flags, NO_TEXT))
        written = self._scribe(segments, control.checkpoint)
        placed = tuple(
            replace(segment, first_line=first, last_line=last)
            for segment, (first, last) in zip(segments, written.lines, strict=True)
        )
        picture, _ = self._blobs.take(io.BytesIO(written.picture), _PICTURE_BYTES)
        return replace(
            page,
            width=written.width,
            height=written.height,
            picture=picture,
            words=written.words,
            segments=placed,
        )
