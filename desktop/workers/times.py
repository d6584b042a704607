"""Questions about times, in a thread of their own: a year's report must not let a decision wait."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal, Slot

from core.csv_text import BOM, csv_text
from core.domain.times import Timeline, TimesDesk, TimesReport
from core.errors import HoldpointError
from core.settings_file import replace_file
from core.times.dashboard import recent
from core.times.tables import PlainTable, TableName, stuck_table, table_of, timeline_table
from desktop import times_messages as t

log = logging.getLogger(__name__)

INTERNAL: Final = "internal"
NOT_WRITTEN: Final = "not_written"


class TimesWorker(QObject):
    """A QObject without parent, moved to a thread of its own."""

    answered = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self._times: TimesDesk | None = None
        self._now = now

    def use(self, times: TimesDesk) -> None:
        """Ask this; before the first question."""
        self._times = times

    def stop(self) -> None:
        """Ask nothing any more; in any thread."""
        self._times = None

    @Slot(object)
    def ask(self, ask: object) -> None:
        """Answer one question; what is not about times is none of ours."""
        if not isinstance(ask, t.TimesAsk) or self._times is None:
            return
        try:
            answer: t.TimesAnswer = self._answer(ask, self._times)
        except HoldpointError as error:
            answer = t.TimesFailed(ask, error.code, error.text)
        except OSError as error:
            answer = t.TimesFailed(ask, NOT_WRITTEN, f"The file could not be written: {error.strerror}.")
        except Exception:  # the boundary: nothing passes
            log.exception("ask failed", extra={"action": "times_failed", "code": INTERNAL})
            answer = t.TimesFailed(ask, INTERNAL, "")
        self.answered.emit(answer)

    @Slot()
    def finish(self) -> None:
        """End the thread."""
        self.stop()
        QThread.currentThread().quit()

    @singledispatchmethod
    def _answer(self, ask: t.TimesAsk, _times: TimesDesk) -> t.TimesAnswer:
        raise TypeError(type(ask).__name__)

    @_answer.register
    def _(self, ask: t.LoadTimes, times: TimesDesk) -> t.TimesAnswer:
        now = self._now()
        return t.TimesLoaded(ask.generation, times.report(recent(ask.length, now)), times.stuck())

    @_answer.register
    def _(self, ask: t.LoadTimeline, times: TimesDesk) -> t.TimesAnswer:
        return t.TimelineLoaded(ask.generation, times.timeline(ask.record))

    @_answer.register
    def _(self, _ask: t.LoadStuck, times: TimesDesk) -> t.TimesAnswer:
        return t.StuckLoaded(times.stuck())

    @_answer.register
    def _(self, ask: t.SaveTimes, _times: TimesDesk) -> t.TimesAnswer:
        table = _table(ask)
        replace_file(ask.path, BOM + csv_text(table.headers, table.rows))
        return t.TimesSaved(ask.path)


def _table(ask: t.SaveTimes) -> PlainTable:
    match ask.what:
        case TimesReport():
            return table_of(ask.what, TableName(ask.table.value))
        case Timeline():
            return timeline_table(ask.what)
        case stuck:
            return stuck_table(stuck)
