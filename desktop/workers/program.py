"""Answers what the window asks of the program itself: settings, keys, and trying the language model's server."""

from __future__ import annotations

import contextlib
import logging
import threading
from functools import singledispatchmethod
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.clock import SystemClock
from core.errors import HoldpointError, UsageError
from core.keychain import Keychain
from core.settings import Settings, save_settings, with_changes
from desktop.program import (
    CheckFolder,
    CheckPolicy,
    FindKey,
    FolderChecked,
    FolderOpened,
    KeyFound,
    MeasureData,
    ModelTested,
    OpenFolder,
    ProgramAnswer,
    ProgramAsk,
    ProgramFailed,
    ReportSaved,
    SaveReport,
    SaveSettings,
    SettingsSaved,
    StoreKey,
    TryModel,
    TryReader,
    TryServer,
)
from desktop.wire_messages import WireAsk
from desktop.workers.folders import may_be_watched, measure, place_of, show_folder

log = logging.getLogger(__name__)

INTERNAL = "internal"


class ProgramWorker(QObject):
    """Each question in a thread of its own that the program's end does not wait for.

    A server may take minutes to answer and a locked keyring waits for a person; neither may keep the window from
    closing, and nothing they do is half done if they are cut off.
    """

    answered = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._lock = threading.Lock()

    @Slot(object)
    def ask(self, ask: ProgramAsk) -> None:
        """Answer one question, later."""
        threading.Thread(target=self._run, args=(ask,), name="program", daemon=True).start()

    def _run(self, ask: ProgramAsk) -> None:
        answer: ProgramAnswer
        try:
            answer = self._answer(ask)
        except HoldpointError as error:
            log.info("refused", extra={"action": "program_refused", "code": error.code})
            answer = ProgramFailed(ask, error.code, error.text)
        except Exception:  # the boundary: nothing passes
            log.exception("program ask failed", extra={"action": "program_failed", "code": INTERNAL})
            answer = ProgramFailed(ask, INTERNAL, "")
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody waits for the answer
            self.answered.emit(answer)

    @singledispatchmethod
    def _answer(self, ask: ProgramAsk) -> ProgramAnswer:
        raise TypeError(type(ask).__name__)

    @_answer.register
    def _(self, ask: SaveSettings) -> ProgramAnswer:
        with self._lock:
            self._settings = save_settings(self._settings, dict(ask.edits))
            return SettingsSaved(self._settings)

    @_answer.register
    def _(self, ask: TryModel) -> ProgramAnswer:
        # A second to load; only here is it needed.
        from core.language_model.connection import test_connection  # noqa: PLC0415
        from core.language_model.keys import Keys  # noqa: PLC0415

        settings = with_changes(self._settings, dict(ask.edits)).model
        key = ask.key or Keys().find(settings.endpoint).text
        report = test_connection(settings, key, SystemClock())
        return ModelTested(
            endpoint=report.endpoint,
            model=report.model,
            answered_by=report.answered_by,
            way=report.rung.value if report.rung else "",
            seconds=report.seconds,
            right=report.right,
            asked=report.asked,
            code=report.problem_code,
            text=report.problem_text,
        )

    @_answer.register
    def _(self, ask: TryReader) -> ProgramAnswer:
        from desktop.workers.readers import try_reader  # noqa: PLC0415 - loads the recognisers

        return try_reader(ask, with_changes(self._settings, dict(ask.edits)))

    @_answer.register
    def _(self, ask: TryServer) -> ProgramAnswer:
        from desktop.workers.servers import try_server  # noqa: PLC0415 - loads the far desk

        return try_server(ask, with_changes(self._settings, dict(ask.edits)))

    @_answer.register
    def _(self, ask: FindKey) -> ProgramAnswer:
        return KeyFound(ask.endpoint, _keys(ask.reader).find(ask.endpoint).source.value, ask.reader)

    @_answer.register
    def _(self, ask: StoreKey) -> ProgramAnswer:
        keys = _keys(ask.reader)
        if ask.key:
            keys.store(ask.endpoint, ask.key)
        else:
            keys.remove(ask.endpoint)
        return KeyFound(ask.endpoint, keys.find(ask.endpoint).source.value, ask.reader)

    @_answer.register
    def _(self, ask: WireAsk) -> ProgramAnswer:
        from desktop.workers.by_wire import answer_wire  # noqa: PLC0415 - wanted here alone

        return answer_wire(ask, self._settings)

    @_answer.register
    def _(self, ask: CheckPolicy) -> ProgramAnswer:
        from desktop.workers.policies import check_policy  # noqa: PLC0415 - loads the rules' rooms

        return check_policy(ask.file, self._settings.policy)

    @_answer.register
    def _(self, ask: CheckFolder) -> ProgramAnswer:
        return FolderChecked(ask.path, may_be_watched(Path(ask.path), self._settings.data_dir))

    @_answer.register
    def _(self, _ask: MeasureData) -> ProgramAnswer:
        return measure(self._settings.data_dir)

    @_answer.register
    def _(self, ask: OpenFolder) -> ProgramAnswer:
        show_folder(place_of(ask.which, self._settings.data_dir))
        return FolderOpened(ask.which)

    @_answer.register
    def _(self, ask: SaveReport) -> ProgramAnswer:
        try:
            ask.path.write_text(ask.text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{ask.path} cannot be written: {error.strerror}.", code="not_saved") from error
        return ReportSaved(ask.path)


def _keys(reader: str) -> Keychain:
    """The keys of that recogniser, of servers to work on, or of the language model."""
    if reader == "server":
        from core.remote.address import server_keys  # noqa: PLC0415 - slow to load

        return server_keys()
    from core.language_model.keys import Keys  # noqa: PLC0415 - as above
    from core.readers.keys import reader_keys  # noqa: PLC0415

    return reader_keys(reader) if reader else Keys()
