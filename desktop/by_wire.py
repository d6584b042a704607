"""What outlives single windows of what goes by wire: the wish for the service, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from core.settings import Settings
from desktop.dialogs import Dialogs
from desktop.service_messages import ServiceReport, ServiceWish, Standing
from desktop.ui.window import MainWindow


class ByWireKeeper(QObject):
    """`service_wanted` with a `ServiceWish`; `place_wanted` with a `SettingsPlace`."""

    service_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, settings: Settings, dialogs: Dialogs) -> None:
        super().__init__()
        self._settings = settings
        self._window: MainWindow | None = None
        self._report = ServiceReport(Standing.OFF)
        self._wish = ServiceWish(settings.service, settings.service.enabled)
        self._dialogs = dialogs
        dialogs.service_wanted.connect(self._on_service_wanted)
        dialogs.renewed.connect(self._on_renewed)

    @property
    def report(self) -> ServiceReport:
        """How the service stands."""
        return self._report

    def dress(self, window: MainWindow) -> None:
        """This is the window now."""
        self._window = window
        window.by_wire.service_wanted.connect(self._on_service_wanted)
        window.by_wire.place_wanted.connect(self.place_wanted)
        window.by_wire.show_service(self._report)

    def open(self) -> None:
        """The desk is open."""
        if self._window is not None:
            self._window.by_wire.open(has_endpoints=bool(self._settings.delivery.endpoints))

    def hear(self) -> None:
        """Something has changed at the desk."""
        if self._window is not None:
            self._window.by_wire.hear()

    def take_on(self, settings: Settings) -> None:
        """Settings were saved: those of the service count at once."""
        before, self._settings = self._settings.service, settings
        after = settings.service
        if before != after:
            is_on = self._wish.is_on if before.enabled == after.enabled else after.enabled
            self._wish_for(ServiceWish(after, is_on, self._wish.turn))

    @Slot(object)
    def show_service(self, report: ServiceReport) -> None:
        """The service stands otherwise."""
        self._report = report
        if self._window is not None:
            self._window.by_wire.show_service(report)
        self._dialogs.show_service(report)

    @Slot(bool)
    def _on_service_wanted(self, is_on: bool) -> None:
        self._wish_for(ServiceWish(self._settings.service, is_on, self._wish.turn))

    @Slot()
    def _on_renewed(self) -> None:
        """There is another token: the old one shall open nothing from now on."""
        self._wish_for(ServiceWish(self._wish.settings, self._wish.is_on, self._wish.turn + 1))

    def _wish_for(self, wish: ServiceWish) -> None:
        self._wish = wish
        self.service_wanted.emit(wish)
