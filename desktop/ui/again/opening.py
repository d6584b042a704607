"""Opens the dialog for running again, for what is selected or for all of a list, and hands it the desk's answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.rows import RecordQuery, RecordRow
from desktop.again_messages import AgainAnswer, FindAll, PlanRerun, ReadPolicy, RunAgain
from desktop.messages import AskFailed
from desktop.ui.again.phrases import AgainPhrase as A
from desktop.ui.keys import Deed, bind
from desktop.ui.models.records import title

if TYPE_CHECKING:
    from core.domain.ids import RecordId
    from desktop.ui.again.dialog import RerunDialog
    from desktop.ui.window import MainWindow

_OURS = FindAll | PlanRerun | ReadPolicy | RunAgain


class RunningAgain(QObject):
    """Emits `asked` with an `AgainAsk`. One dialog at a time; its module is loaded with the first."""

    asked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._look = window.look
        self._window = window
        self.dialog: RerunDialog | None = None
        self.asked.connect(window.asked)
        window.records.again_wanted.connect(self._on_selected)
        window.records.filters.all_again.connect(self._on_all)
        window.strip.pause.asked.connect(window.asked)
        window.feed.pauses_changed.connect(self._on_pauses_changed)
        bind(window, Deed.RUN_AGAIN, self._on_again)
        bind(window, Deed.RUN_ALL_AGAIN, self._on_all)
        bind(window, Deed.PAUSE, window.strip.pause.showMenu)

    def open_for(self, rows: Sequence[RecordRow]) -> None:
        """Run these again."""
        if not rows:
            return
        say = self._look.words.say
        name = f"{rows[0].id}  {title(rows[0], self._look.words)}"
        heading = say(A.OF_ONE, name=name) if len(rows) == 1 else say(A.OF_MANY, count=len(rows))
        self._open(heading, tuple(row.id for row in rows))

    def open_all(self, query: RecordQuery) -> None:
        """Run again all that a list with that filter shows."""
        self._open(self._look.words.say(A.FINDING), None)
        self.asked.emit(FindAll(query))

    def receive(self, answer: AgainAnswer | AskFailed) -> bool:
        """Hand an answer on; False if it is not for the dialog, or that is closed."""
        if self.dialog is None or (isinstance(answer, AskFailed) and not isinstance(answer.ask, _OURS)):
            return False
        self.dialog.receive(answer)
        return True

    def _open(self, heading: str, records: tuple[RecordId, ...] | None) -> None:
        from desktop.ui.again.dialog import RerunDialog  # noqa: PLC0415 - no start need wait for it

        if self.dialog is not None:
            self.dialog.reject()
        dialog = RerunDialog(self._look, heading, records, self._window)
        dialog.asked.connect(self.asked)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.begin()

    def _on_again(self) -> None:
        """What is under review, or what is selected."""
        review = self._window.review_if_made
        if review is not None and review.isVisible():
            detail = review.panel.detail
            self.open_for([detail.row] if detail is not None else [])
        else:
            self._on_selected()

    def _on_selected(self) -> None:
        records = self._window.records
        self.open_for([row for record in records.table.selected() if (row := records.model.find(record)) is not None])

    def _on_all(self) -> None:
        """All that the list shows, also what is not loaded yet."""
        self.open_all(self._window.records.filters.query)

    def _on_pauses_changed(self) -> None:
        """Any row may show it."""
        self._window.feed.refresh_counts()
        self._window.records.reload()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
