"""The windows beside the main one: settings, a table of claims, a fault. One of each at a time, never modal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from core.domain.claim_table import ClaimTable
from core.settings import Settings
from desktop.messages import AskFailed
from desktop.program import ProgramAnswer, SettingsPlace
from desktop.service_messages import ServiceReport
from desktop.table_messages import TableAnswer
from desktop.trouble import Trouble
from desktop.ui.look import Look

if TYPE_CHECKING:
    from desktop.ui.claims.dialog import ClaimsDialog
    from desktop.ui.fault import FaultDialog
    from desktop.ui.settings.dialog import SettingsDialog


class Dialogs(QObject):
    """Emits `asked` with a `ProgramAsk` and `desk_asked` with an `Ask`; what is wished of the service, and `renewed`.

    Each dialog's module is loaded when it is opened: most runs never do.
    """

    asked = Signal(object)
    desk_asked = Signal(object)
    service_wanted = Signal(bool)
    renewed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.settings: SettingsDialog | None = None
        self.fault: FaultDialog | None = None
        self.claims: ClaimsDialog | None = None

    def open_settings(self, look: Look, settings: Settings, parent: QWidget) -> None:
        """Open the settings, or bring them to the front."""
        if self.settings is None:
            from desktop.ui.settings.dialog import SettingsDialog  # noqa: PLC0415

            self.settings = SettingsDialog(look, settings, parent)
            self.settings.asked.connect(self.asked)
            self.settings.service.service_wanted.connect(self.service_wanted)
            self.settings.service.renewed.connect(self.renewed)
            self.settings.finished.connect(self._on_settings_finished)
        _bring(self.settings)

    def show_place(self, place: SettingsPlace) -> None:
        """Turn the settings to that page, if they are open."""
        if self.settings is not None:
            self.settings.show_place(place)

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands, if the settings are open."""
        if self.settings is not None:
            self.settings.service.show_service(report)

    def open_fault(self, look: Look, trouble: Trouble, parent: QWidget) -> None:
        """Tell what happened; a newer fault replaces an older one."""
        from desktop.ui.fault import FaultDialog  # noqa: PLC0415

        self._on_fault_finished()
        self.fault = FaultDialog(look, trouble, parent)
        self.fault.asked.connect(self.asked)
        self.fault.finished.connect(self._on_fault_finished)
        _bring(self.fault)

    def open_claims(self, look: Look, table: ClaimTable, parent: QWidget) -> None:
        """Show a table of claims; a newer one replaces an older one."""
        from desktop.ui.claims.dialog import ClaimsDialog  # noqa: PLC0415

        self._on_claims_finished()
        self.claims = ClaimsDialog(look, table, parent)
        self.claims.asked.connect(self.desk_asked)
        self.claims.finished.connect(self._on_claims_finished)
        _bring(self.claims)

    def receive_claims(self, answer: TableAnswer | AskFailed) -> None:
        """The desk answered about a table."""
        if self.claims is not None:
            self.claims.receive(answer)

    def receive(self, answer: ProgramAnswer) -> bool:
        """Hand an answer on; False if no dialog is open to show it."""
        for dialog in (self.settings, self.fault):
            if dialog is not None:
                dialog.receive(answer)
        return self.settings is not None or self.fault is not None

    def close(self) -> None:
        """Let go of all: their window goes."""
        self._on_settings_finished()
        self._on_fault_finished()
        self._on_claims_finished()

    @Slot()
    def _on_settings_finished(self) -> None:
        _let_go(self.settings)
        self.settings = None

    @Slot()
    def _on_fault_finished(self) -> None:
        _let_go(self.fault)
        self.fault = None

    @Slot()
    def _on_claims_finished(self) -> None:
        _let_go(self.claims)
        self.claims = None


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _let_go(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.hide()
        dialog.deleteLater()
