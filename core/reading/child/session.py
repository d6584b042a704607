"""The child's side of the conversation: one request, one answer, one document at a time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from core.domain.page import Box, Word
from core.errors import EngineError, EngineMissingError, InputError
from core.reading import limits, wire
from core.reading.child import confinement, guard
from core.reading.child.document import Document, PagedDocument, open_document
from core.reading.child.hearing import Hearing
from core.reading.child.inventory import inventory
from core.reading.child.pages import read_page
from core.reading.child.picture import write_picture
from core.reading.child.recogniser import PytesseractRecogniser, Recogniser, recogniser
from core.reading.child.region import RegionPages
from core.reading.child.transcript import Stretch, write_down

Message = dict[str, Any]
_DIGITS: Final = 5
_LONGEST: Final = 5_000


class Session:
    """Answers requests; keeps the open document and the warm recogniser.

    Args:
        folder: where pictures are written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._document: Document | None = None
        self._regions: RegionPages | None = None
        self._recogniser: Recogniser | None = None
        self._wanted: tuple[str, tuple[str, ...]] | None = None
        self._hearing: Hearing | None = None
        self._weights = Path()

    def prepare(self, name: str, languages: tuple[str, ...]) -> None:
        """Load the models ahead. If that fails, opening a document will fail in the same way, and can say so."""
        with contextlib.suppress(EngineError):
            self._ready_recogniser(name, languages)

    def answer(self, request: Message) -> Message:
        """Do what is asked; errors become answers too.

        Raises:
            MemoryError: let through, the process must end.
        """
        try:
            return self._do(request)
        except InputError as error:
            return _failed("input", error.code, error.text)
        except EngineMissingError as error:
            return _failed("missing", error.code, error.text)
        except EngineError as error:
            return _failed("engine", error.code, error.text)
        except MemoryError:
            raise
        except Exception as error:
            if "insufficient memory" in str(error).lower():
                raise MemoryError from error
            text = f"The reading process met an unexpected problem ({type(error).__name__}); try again."
            return _failed("engine", "reader_failed", text)

    def _do(self, request: Message) -> Message:
        deeds: dict[str, Callable[[Message], Message]] = {
            "open": self._open,
            "page": self._page,
            "region": self._region,
            "hear": self._hear,
            "sheet": self._sheet,
            "shut": self._shut,
            "engines": _engines,
        }
        do = deeds.get(request["do"])
        if do is None:
            return _failed("engine", "bad_request", "The reading process was asked for something unknown.")
        return do(request)

    def _open(self, request: Message) -> Message:
        self._shut()
        guard.allow_cpu(limits.ReadingLimits().open_seconds)
        # First, because with it goes the right to start programs.
        engine = self._ready_recogniser(request["recogniser"], tuple(request["languages"])).engine
        self._document = open_document(Path(request["path"]))
        return {"kind": "opened", "pages": self._document.pages, "engine": engine.name, "version": engine.version}

    def _page(self, request: Message) -> Message:
        number, seconds = int(request["number"]), float(request["seconds"])
        if self._document is None or self._recogniser is None:
            return _failed("engine", "bad_request", "No document is open in the reading process.")
        guard.allow_cpu(seconds)
        if not isinstance(self._document, PagedDocument):
            length = self._document.write(self._folder / wire.SOUND_NAME)
            return {"kind": "sound", "number": number, "seconds": round(length, 3)}
        ready = self._recogniser
        read = read_page(self._document, number, lambda: ready)
        width, height = write_picture(read.sheet, self._folder / wire.PICTURE_NAME.format(number=number))
        return {
            "kind": "page",
            "number": number,
            "width": width,
            "height": height,
            "source": read.source.value,
            "turned": read.turned,
            "flags": read.flags,
            "words": [_row(word) for word in read.words[: limits.WORDS]],
            "flagged": [(one.flag, *_corners(one.box)) for one in read.flagged[: limits.FLAGGED]],
            "codes": [(code.text, code.format, *_corners(code.box)) for code in read.codes],
            "picture": True,
        }

    def _region(self, request: Message) -> Message:
        if self._recogniser is None or not isinstance(self._document, PagedDocument):
            return _failed("engine", "bad_request", "No document with pages is open in the reading process.")
        guard.allow_cpu(float(request["seconds"]))
        self._regions = self._regions or RegionPages(self._document)
        number, box = int(request["number"]), Box(*request["box"])
        words = self._regions.words(number, int(request["turned"]), box, self._recogniser)
        return {"kind": "region", "number": number, "words": [_row(word) for word in words[: limits.WORDS]]}

    def _hear(self, request: Message) -> Message:
        guard.allow_cpu(float(request["seconds"]))
        weights = Path(request["weights"])
        if self._hearing is None or self._weights != weights:
            self._hearing, self._weights = Hearing(weights), weights
        confinement.forbid_processes()
        found = tuple(self._hearing.segments(Path(request["path"]), str(request["language"])))
        rows = [(item.text[:_LONGEST], item.start, item.end, item.confidence) for item in found[: limits.SEGMENTS]]
        engine = self._hearing.engine
        return {"kind": "heard", "engine": engine.name, "version": engine.version, "segments": rows}

    def _sheet(self, request: Message) -> Message:
        guard.allow_cpu(float(request["seconds"]))
        told = json.loads(Path(request["path"]).read_bytes())
        drawn = write_down([Stretch(float(start), str(text), float(sure)) for start, text, sure in told])
        width, height = write_picture(drawn.sheet, self._folder / wire.PICTURE_NAME.format(number=1), limits.SIDE)
        return {
            "kind": "sheet",
            "width": width,
            "height": height,
            "words": [_row(word) for word in drawn.words[: limits.WORDS]],
            "lines": drawn.lines,
        }

    def _shut(self, _request: Message | None = None) -> Message:
        document, self._document, self._regions = self._document, None, None
        if document is not None:
            document.close()
        return {"kind": "shut", "resident_mb": guard.resident_mb()}

    def _ready_recogniser(self, name: str, languages: tuple[str, ...]) -> Recogniser:
        if self._recogniser is None or self._wanted != (name, languages):
            if self._recogniser is not None:
                self._recogniser.close()
            self._recogniser, self._wanted = None, (name, languages)
            self._recogniser = recogniser(name, languages)
            if not isinstance(self._recogniser, PytesseractRecogniser):
                confinement.forbid_processes()
        return self._recogniser


def _engines(_request: Message) -> Message:
    return {"kind": "engines", "engines": [engine.as_message() for engine in inventory()]}


def _row(word: Word) -> tuple[str, float, float, float, float, float, int, bool]:
    return word.text[:500], *_corners(word.box), round(word.confidence, 4), word.line, word.touched


def _corners(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (min(1.0, max(0.0, round(side, _DIGITS))) for side in (box.x0, box.y0, box.x1, box.y1))
    return min(x0, x1), min(y0, y1), x1, y1


def _failed(error: str, code: str, text: str) -> Message:
    return {"kind": "failed", "error": error, "code": code, "text": text[:500]}
