"""The reader that works in a child process of its own, supervised: limits, deadlines, and a certain end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NoReturn

from core.domain.page import Box, Code, Engine, Flagged, Segment, TextSource, Word
from core.domain.record import ReadingOptions
from core.errors import EngineError, EngineMissingError, InputError
from core.reading import answers, wire
from core.reading.limits import ReadingLimits
from core.reading.pipe import ChildGoneError, DeadlineError
from core.reading.reader import PageReading, ReaderTimeoutError, Tick
from core.reading.running import RunningChild

_UNKNOWN: Final = Engine("none", "0")


def _no_tick() -> None:
    """For waiting when nobody asked to be told."""


class ChildReader:
    """A `Reader` on a warm child process, started when first needed and replaced when it failed, aged or grew.

    Use it from one thread at a time. The child ends with the thread that started it, and with this process.

    Args:
        command: what starts the child program, see `core.reading.command.child_command`.
        limits: time and memory.
        folder: where the child's private folder is made, for documents and pictures under way; made if need be.
        expected: the options that documents will be opened with, so that the child can load its models ahead.
    """

    def __init__(
        self, command: tuple[str, ...], limits: ReadingLimits, folder: Path, expected: ReadingOptions | None = None
    ) -> None:
        self._command = (*command, *_hints(expected))
        self._limits = limits
        self._folder = folder
        self._child: RunningChild | None = None
        self._is_ready = False
        self._is_worn = False
        self._documents = 0
        self._expected = expected.recogniser if expected else ""
        self._recogniser = ""
        self._engine = _UNKNOWN

    @property
    def engine(self) -> Engine:
        """Who reads."""
        return self._engine

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        return self._child.pid if self._child else None

    def warm_up(self) -> None:
        """Start the child unless one is there, without waiting for it.

        Raises:
            EngineError: it cannot be started.
        """
        if self._child is None:
            self._child = RunningChild(self._command, self._limits, self._folder)
            self._is_ready = self._is_worn = False
            self._documents, self._recogniser = 0, self._expected

    def start(self, tick: Tick = _no_tick) -> None:
        """Have a sound child that has answered.

        Raises:
            EngineMissingError: the program cannot be started at all.
            EngineError: it started and failed.
        """
        if self._child is not None and (self._is_worn or self._child.has_ended):
            self.close()
        self.warm_up()
        if not self._is_ready:
            if not isinstance(self._answer(None, self._limits.start_seconds, tick, "start_timeout"), answers.Ready):
                self._refuse()
            self._is_ready = True

    def open(self, path: Path, media_type: str, options: ReadingOptions, tick: Tick) -> int:
        """See `Reader.open`."""
        # A child gives up the right to start programs if its recogniser needs none: another one needs a new child.
        self._is_worn = self._is_worn or self._recogniser not in ("", options.recogniser)
        self.start(tick)
        child = self._running()
        request: dict[str, object] = {
            "do": "open",
            "path": str(child.folder.lay(path)),
            "media": media_type,
            "languages": options.languages,
            "recogniser": options.recogniser,
        }
        self._documents += 1
        self._recogniser = options.recogniser
        try:
            answer = self._answer(request, self._limits.open_seconds, tick, "open_timeout")
        except InputError:
            child.folder.clear()
            raise
        if not isinstance(answer, answers.Opened):
            self._refuse()
        self._engine = Engine(answer.engine, answer.version)
        return answer.pages

    def page(self, number: int, seconds: float, tick: Tick) -> PageReading:
        """See `Reader.page`."""
        folder = self._running().folder
        answer = self._answer({"do": "page", "number": number, "seconds": seconds}, seconds, tick, "page_timeout")
        if isinstance(answer, answers.SoundRead) and answer.number == number:
            return PageReading(0, 0, TextSource.SPOKEN, (), sound=folder.sound, seconds=answer.seconds)
        if not isinstance(answer, answers.PageRead) or answer.number != number:
            self._refuse()
        words, picture = _words(answer.words), folder.picture(number) if answer.picture else None
        codes = tuple(Code(text, kind, Box(*corners)) for text, kind, *corners in answer.codes)
        return PageReading(
            answer.width,
            answer.height,
            answer.source,
            words,
            answer.turned,
            answer.flags,
            picture,
            codes,
            flagged=tuple(Flagged(flag, Box(*corners)) for flag, *corners in answer.flagged),
        )

    def region(self, number: int, turned: int, box: Box, tick: Tick) -> tuple[Word, ...]:
        """Read one place of page `number` (1-based) of the open document again, closer.

        Args:
            number: of the page.
            turned: degrees clockwise, as the page's reading told.
            box: in fractions of the page as shown, like the boxes of the words returned.
            tick: see `Tick`.

        Raises:
            InputError: this place can never be read.
            ReaderTimeoutError: it took too long. The document must be opened again.
            EngineError: the reader failed. The document must be opened again.
        """
        seconds = self._limits.page_seconds
        corners = (box.x0, box.y0, box.x1, box.y1)
        request = {"do": "region", "number": number, "turned": turned, "box": corners, "seconds": seconds}
        answer = self._answer(request, seconds, tick, "region_timeout")
        if not isinstance(answer, answers.RegionRead) or answer.number != number:
            self._refuse()
        return _words(answer.words)

    def hear(self, sound: bytes, weights: Path, language: str, seconds: float, tick: Tick) -> answers.Heard:
        """Let the model in that folder hear plain samples; the child must have been started so that it may read there.

        Raises:
            EngineMissingError: there is no such model.
            EngineError: it failed or took too long.
        """
        self.start(tick)
        path = str(self._running().folder.note(sound))
        request = {"do": "hear", "path": path, "weights": str(weights), "language": language, "seconds": seconds}
        answer = self._answer(request, seconds, tick, "hearing_timeout")
        if not isinstance(answer, answers.Heard):
            self._refuse()
        return answer

    def write_down(self, segments: Iterable[Segment], tick: Tick) -> tuple[answers.SheetDrawn, tuple[Word, ...], Path]:
        """Draw what was heard as a page; returns what is known of it, its words, and where its picture lies.

        Raises:
            InputError: it is more than fits on a page.
            EngineError: the child failed.
        """
        self.start(tick)
        folder = self._running().folder
        told = json.dumps([(item.start, item.text, item.confidence) for item in segments], ensure_ascii=False)
        request = {"do": "sheet", "path": str(folder.note(told.encode())), "seconds": self._limits.page_seconds}
        answer = self._answer(request, self._limits.page_seconds, tick, "page_timeout")
        if not isinstance(answer, answers.SheetDrawn):
            self._refuse()
        return answer, _words(answer.words), folder.picture(1)

    def shut(self) -> None:
        """See `Reader.shut`. A child that cannot even do this is ended, without an error: the reading is complete."""
        if self._child is None:
            return
        try:
            answer = self._answer({"do": "shut"}, self._limits.open_seconds, _no_tick, "open_timeout")
        except EngineError:
            return
        except InputError:
            self.close()  # there is nothing in closing that a document could be to blame for
            return
        self._child.folder.clear()
        grown = not isinstance(answer, answers.Shut) or answer.resident_mb > self._limits.resident_mb
        self._is_worn = grown or self._documents >= self._limits.documents_per_child

    def engines(self) -> tuple[answers.EngineState, ...]:
        """What the child finds installed."""
        self.start()
        answer = self._answer({"do": "engines"}, self._limits.open_seconds, _no_tick, "open_timeout")
        if not isinstance(answer, answers.Engines):
            self._refuse()
        return answer.engines

    def close(self) -> None:
        """See `Reader.close`: the whole process group ends, and its folder is removed."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _running(self) -> RunningChild:
        if self._child is None:
            raise EngineError("The reading process is not running; open the document again.", code="child_crashed")
        return self._child

    def _answer(
        self, request: dict[str, object] | None, seconds: float, tick: Tick, timeout_code: str
    ) -> answers.AnyAnswer:
        """Ask, wait, validate. Whatever goes wrong, the child is gone before the error is raised."""
        pipe = self._running().pipe
        try:
            payload = (
                pipe.receive(seconds, tick)
                if request is None
                else pipe.ask(json.dumps(request).encode(), seconds, tick)
            )
            answer = answers.parse(payload)
        except ChildGoneError:
            raise self._crash() from None
        except DeadlineError:
            self.close()
            raise ReaderTimeoutError(
                f"The page could not be read within {seconds:.0f} seconds; look at it yourself.", code=timeout_code
            ) from None
        except BaseException:  # Stopped, or what the tick raised: the child must not work on
            self.close()
            raise
        if isinstance(answer, answers.Failed):
            self._raise_failure(answer)
        return answer

    def _raise_failure(self, answer: answers.Failed) -> NoReturn:
        if answer.error == "input":
            raise InputError(answer.text, code=answer.code)
        self.close()  # an engine that failed once is not trusted with the next page
        kind = EngineMissingError if answer.error == "missing" else EngineError
        raise kind(answer.text, code=answer.code)

    def _refuse(self) -> NoReturn:
        self.close()
        raise answers.protocol_error()

    def _crash(self) -> EngineError:
        child, self._child = self._child, None
        if child is not None and child.end(is_dying=True) == wire.EXIT_MEMORY:
            return EngineError("The document needs more memory than a reading process may use.", code="child_memory")
        return EngineError("The reading process crashed on this document.", code="child_crashed")


def _words(rows: Iterable[answers.WordRow]) -> tuple[Word, ...]:
    return tuple(Word(text, Box(*corners), sure, line, touched) for text, *corners, sure, line, touched in rows)


def _hints(expected: ReadingOptions | None) -> tuple[str, ...]:
    if expected is None:
        return ()
    return f"--recogniser={expected.recogniser}", f"--languages={'+'.join(expected.languages)}"
