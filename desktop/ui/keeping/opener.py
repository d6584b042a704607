"""The window's part in keeping: keys open what is over its time, and erase the records that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.domain.ids import RecordId
from desktop.keeping_messages import KeepingAnswer
from desktop.program import SettingsPlace
from desktop.ui.keys import Deed, bind

if TYPE_CHECKING:
    from desktop.ui.keeping.dialog import KeepingDialog
    from desktop.ui.window import MainWindow


class Keeping(QObject):
    """One dialog at a time, made at the first need. `place_wanted` with a `SettingsPlace`."""

    place_wanted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: KeepingDialog | None = None
        bind(window, Deed.KEEPING, self.open)
        bind(window, Deed.ERASE, self.erase)

    @Slot()
    def open(self) -> None:
        """Show what is over its time."""
        self._open(())

    @Slot()
    def erase(self) -> None:
        """Show what erasing the selected records would delete."""
        records = self._window.records
        chosen = records.table.selected() if records.isVisible() else ()
        if chosen:
            self._open(chosen)

    def show_answer(self, answer: KeepingAnswer) -> None:
        """An answer came."""
        if self.dialog is not None:
            self.dialog.receive(answer)

    def _open(self, records: Sequence[RecordId]) -> None:
        from desktop.ui.keeping.dialog import KeepingDialog  # noqa: PLC0415 - most runs never do

        if self.dialog is not None:
            self.dialog.close()
        self.dialog = KeepingDialog(self._window.look, records, self._window)
        self.dialog.asked.connect(self._window.asked)
        self.dialog.times_wanted.connect(self._on_times_wanted)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()
        self.dialog.ask()

    def _on_times_wanted(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.place_wanted.emit(SettingsPlace.KEEPING)

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
