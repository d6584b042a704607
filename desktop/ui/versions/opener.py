"""The window's part in versions: a key opens the comparison of the record at hand; answers go to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QAbstractItemView

from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.rows import RecordRow
from desktop.messages import AskFailed
from desktop.ui.keys import Deed, bind
from desktop.ui.models.records import title
from desktop.ui.models.rows import ID_ROLE
from desktop.ui.versions.phrases import VersionPhrase as V
from desktop.version_messages import HandInAgain, VersionAnswer, VersionAsk, VersionChanged, VersionsCompared

if TYPE_CHECKING:
    from desktop.ui.adding import Adding
    from desktop.ui.versions.dialog import VersionsDialog
    from desktop.ui.versions.handing_in import HandInDialog
    from desktop.ui.window import MainWindow


class Versions(QObject):
    """One dialog at a time, made at the first need."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: VersionsDialog | None = None
        self.question: HandInDialog | None = None
        bind(window, Deed.VERSIONS, self.open)

    def listen(self, adding: Adding) -> None:
        """Ask about files that are dropped on a record."""
        adding.row_at = self.row_at
        adding.for_record.connect(self.ask_whether)

    def row_at(self, place: QPoint) -> RecordRow | None:
        """The record that the list of records, or the queue of review, shows at that place of the window."""
        review = self._window.review_if_made
        lists: tuple[QAbstractItemView, ...] = (self._window.records.table, *((review.queue,) if review else ()))
        for view in lists:
            spot = view.viewport().mapFrom(self._window, place)
            if view.isVisible() and view.viewport().rect().contains(spot):
                number = view.indexAt(spot).data(ID_ROLE)
                return self._window.records.model.find(number) or (review.model.find(number) if review else None)
        return None

    def ask_whether(self, row: RecordRow, paths: tuple[Path, ...]) -> None:
        """Files were dropped on that record: ask whether they are for it."""
        from desktop.ui.versions.handing_in import HandInDialog  # noqa: PLC0415 - no start need wait for it

        if self.question is not None:
            self.question.close()
        window = self._window
        self.question = question = HandInDialog(window.look, row, paths, window)

        def take(files: NewFiles | None) -> None:
            if files is None:
                window.take_in(paths)
            else:
                window.asked.emit(HandInAgain(ResubmitRequest(row.id, paths, files)))

        question.chosen.connect(take)
        question.finished.connect(self._on_answered)
        question.open()

    @Slot()
    def open(self) -> None:
        """Compare the versions of the record that is shown or selected."""
        row = self._row_at_hand()
        if row is not None:
            self.open_record(row)

    def _row_at_hand(self) -> RecordRow | None:
        """The one record that is in review, or selected among the others; None if there is none."""
        review, records = self._window.review_if_made, self._window.records
        if review is not None and review.isVisible():
            return review.panel.detail.row if review.panel.detail is not None else None
        chosen = records.table.selected() if records.isVisible() else ()
        return records.model.find(chosen[0]) if len(chosen) == 1 else None

    def open_record(self, row: RecordRow) -> None:
        """Compare the versions of that record."""
        from desktop.ui.versions.dialog import VersionsDialog  # noqa: PLC0415 - no start need wait for it

        if self.dialog is not None:
            self.dialog.close()
        window = self._window
        self.dialog = VersionsDialog(window.look, row.id, title(row, window.look.words), window)
        self.dialog.asked.connect(window.asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.ask()
        self.dialog.show()

    def show_answer(self, answer: VersionAnswer) -> None:
        """An answer came."""
        match answer:
            case VersionsCompared():
                if self.dialog is not None:
                    self.dialog.show_found(answer)
            case VersionChanged():
                if self.dialog is not None:
                    self.dialog.accept()
                phrase = V.HANDED_IN if isinstance(answer.ask, HandInAgain) else V.KEPT
                self._window.show_note(self._window.look.words.say(phrase, version=answer.row.version))

    def show_failed(self, answer: AskFailed) -> bool:
        """Tell there what failed; False if it is nobody's here."""
        if self.dialog is None or not isinstance(answer.ask, VersionAsk):
            return False
        self.dialog.show_failed(answer)
        return True

    def _on_answered(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
