"""The reader that works in a child process of its own, supervised: limits, deadlines, and a certain end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final, NoReturn

from core.domain.page import Box, Engine, Word
from core.domain.record import ReadingOptions
from core.errors import EngineError, EngineMissingError, InputError
from core.reading import answers, wire
from core.reading.command import child_environment
from core.reading.ending import end_group, has_ended
from core.reading.limits import ReadingLimits
from core.reading.pipe import ChildGoneError, DeadlineError, FramePipe
from core.reading.reader import PageReading, ReaderTimeoutError, Tick

_UNKNOWN: Final = Engine("none", "0")
_DYING_SECONDS: Final = 1.0
_AnyAnswer = answers.Ready | answers.Opened | answers.PageRead | answers.Shut | answers.Engines | answers.Failed


def _no_tick() -> None:
    """For waiting when nobody asked to be told."""


class ChildReader:
    """A `Reader` on a warm child process, started when first needed and replaced when it failed, aged or grew.

    Use it from one thread at a time. The child ends with the thread that started it, and with this process.

    Args:
        command: what starts the child program, see `core.reading.command.child_command`.
        limits: time and memory.
        temp_root: where the private temporary folder is made; the system's place if None.
    """

    def __init__(self, command: tuple[str, ...], limits: ReadingLimits, temp_root: Path | None = None) -> None:
        self._command = command
        self._limits = limits
        self._temp_root = temp_root
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: FramePipe | None = None
        self._folder: Path | None = None
        self._documents = 0
        self._is_worn = False
        self._engine = _UNKNOWN

    @property
    def engine(self) -> Engine:
        """Who reads."""
        return self._engine

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        return self._process.pid if self._process else None

    def start(self, tick: Tick = _no_tick) -> None:
        """Start the child unless a sound one is there already.

        Raises:
            EngineMissingError: the program cannot be started at all.
            EngineError: it started and failed.
        """
        if self._process is not None and (self._is_worn or has_ended(self._process)):
            self.close()
        if self._process is not None:
            return
        self._folder = Path(tempfile.mkdtemp(prefix="holdpoint-", dir=self._temp_root))
        self._process = self._spawn(self._folder)
        if self._process.stdin is None or self._process.stdout is None:  # pragma: no cover - both were asked for
            raise answers.protocol_error()
        self._pipe = FramePipe(os.dup(self._process.stdin.fileno()), os.dup(self._process.stdout.fileno()))
        self._process.stdin.close()
        self._process.stdout.close()
        self._documents, self._is_worn = 0, False
        if not isinstance(self._answer(None, self._limits.start_seconds, tick, "start_timeout"), answers.Ready):
            self._refuse()

    def open(self, path: Path, media_type: str, options: ReadingOptions, tick: Tick) -> int:
        """See `Reader.open`."""
        self.start(tick)
        request: dict[str, object] = {
            "do": "open",
            "path": str(path),
            "media": media_type,
            "languages": options.languages,
            "recogniser": options.recogniser,
        }
        self._documents += 1
        answer = self._answer(request, self._limits.open_seconds, tick, "open_timeout")
        if not isinstance(answer, answers.Opened):
            self._refuse()
        self._engine = Engine(answer.engine, answer.version)
        return answer.pages

    def page(self, number: int, seconds: float, tick: Tick) -> PageReading:
        """See `Reader.page`."""
        answer = self._answer({"do": "page", "number": number, "seconds": seconds}, seconds, tick, "page_timeout")
        if not isinstance(answer, answers.PageRead) or answer.number != number or self._folder is None:
            self._refuse()
        picture = self._folder / wire.PICTURE_NAME.format(number=number) if answer.picture else None
        words = tuple(Word(word[0], Box(*word[1:5]), word[5], word[6]) for word in answer.words)
        return PageReading(answer.width, answer.height, answer.source, words, answer.turned, answer.flags, picture)

    def shut(self) -> None:
        """See `Reader.shut`. A child that cannot even do this is ended, without an error: the reading is complete."""
        if self._process is None:
            return
        try:
            answer = self._answer({"do": "shut"}, self._limits.open_seconds, _no_tick, "open_timeout")
        except EngineError:
            return
        grown = isinstance(answer, answers.Shut) and answer.resident_mb > self._limits.resident_mb
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
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        folder, self._folder = self._folder, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            end_group(process, self._limits.grace_seconds)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _spawn(self, folder: Path) -> subprocess.Popen[bytes]:
        arguments = (f"--memory-mb={self._limits.child_memory_mb}", f"--parent={os.getpid()}")
        try:
            return subprocess.Popen(  # noqa: S603 - our own program
                (*self._command, *arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What parsers print may hold document text, and a flood of it must cost nothing.
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=child_environment(folder),
                start_new_session=True,
                umask=0o077,
            )
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            self._folder = None
            raise EngineMissingError(
                "The reading process cannot be started; install Holdpoint again.", code="child_missing"
            ) from error

    def _answer(self, request: dict[str, object] | None, seconds: float, tick: Tick, timeout_code: str) -> _AnyAnswer:
        """Ask, wait, validate. Whatever goes wrong, the child is gone before the error is raised."""
        if self._pipe is None:
            raise EngineError("The reading process is not running; open the document again.", code="child_crashed")
        try:
            payload = (
                self._pipe.receive(seconds, tick)
                if request is None
                else self._pipe.ask(json.dumps(request).encode(), seconds, tick)
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
        process = self._process
        if process is not None:
            has_ended(process, _DYING_SECONDS)  # so that its own status is kept, not that of our signal
        self.close()
        if process is not None and process.returncode == wire.EXIT_MEMORY:
            return EngineError("The document needs more memory than a reading process may use.", code="child_memory")
        return EngineError("The reading process crashed on this document.", code="child_crashed")
