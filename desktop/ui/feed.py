"""Keeps the screens as fresh as the store: news in, one question for fresh rows at a time out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.domain.events import StageProgress
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.domain.states import StageName, StageStatus
from desktop.messages import News, RefreshRows, RowsRefreshed
from desktop.ui.models.records import with_progress

MOST: Final = 200


class Feed(QObject):
    """Changed records pile up while an answer is awaited, so a busy desk is asked seldom and for many."""

    asked = Signal(object)
    rows_came = Signal(object)
    progress_came = Signal(object)
    pauses_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changed: dict[RecordId, None] = {}
        self._progress: dict[tuple[RecordId, StageName], StageProgress] = {}
        self._is_waiting = False

    def hear(self, news: News) -> None:
        """News came from the bridge."""
        for item in news.progress:
            self._progress[item.record, item.stage] = item
        if news.progress:
            self.progress_came.emit(news.progress)
        if news.is_pause_changed:
            self.pauses_changed.emit()
        self._changed.update(dict.fromkeys((*news.changed, *news.erased)))
        self._ask()

    def show(self, answer: RowsRefreshed) -> None:
        """Fresh rows came: they carry no progress of their own, so what is known of it is put in."""
        self._is_waiting = False
        rows = tuple(self._with_progress(row) for row in answer.rows)
        self.rows_came.emit(replace(answer, rows=rows))
        self._ask()

    def fail(self) -> None:
        """The question could not be answered; the next news asks again."""
        self._is_waiting = False

    def refresh_counts(self) -> None:
        """Ask for the counts alone."""
        self._is_waiting = True
        self.asked.emit(RefreshRows(()))

    def _ask(self) -> None:
        if self._is_waiting or not self._changed:
            return
        wanted = tuple(self._changed)[:MOST]
        for record in wanted:
            del self._changed[record]
        self._is_waiting = True
        self.asked.emit(RefreshRows(wanted))

    def _with_progress(self, row: RecordRow) -> RecordRow:
        running = {cell.stage for cell in row.stages if cell.status is StageStatus.RUNNING}
        for stage in StageName:
            item = self._progress.get((row.id, stage))
            if item is None:
                continue
            if stage in running:
                row = with_progress(row, item)
            else:
                del self._progress[row.id, stage]
        return row
