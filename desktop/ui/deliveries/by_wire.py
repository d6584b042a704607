"""The window's part in what goes by wire: the deliveries screen, made at the first need, and a word in the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop import delivery_messages as d
from desktop.program import SettingsPlace
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.keys import Deed, bind

if TYPE_CHECKING:
    from desktop.ui.deliveries.screen import DeliveriesScreen
    from desktop.ui.window import MainWindow

_SETTLE_MS: Final = 2000


class ByWire(QObject):
    """`service_wanted` with on or off, `place_wanted` with a `SettingsPlace`."""

    service_wanted = Signal(bool)
    place_wanted = Signal(object)

    def __init__(self, window: MainWindow, screens: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._screens = screens
        self._screen: DeliveriesScreen | None = None
        self._has_endpoints = False
        self._report = ServiceReport(Standing.OFF)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        window.bar.deliveries_wanted.connect(self.show)
        bind(window, Deed.SHOW_DELIVERIES, self.show)

    @property
    def screen(self) -> DeliveriesScreen:
        """The deliveries screen; made at the first need."""
        if self._screen is None:
            from desktop.ui.deliveries.screen import DeliveriesScreen  # noqa: PLC0415 - no start need wait for it

            window = self._window
            self._screen = DeliveriesScreen(window.look)
            self._screens.addWidget(self._screen)
            self._screen.asked.connect(window.asked)
            self._screen.told.connect(window.show_note)
            self._screen.failed.connect(self._on_failed)
            self._screen.record_wanted.connect(window.show_record)
            self._screen.service_wanted.connect(self.service_wanted)
            self._screen.set_up_wanted.connect(self._on_set_up_wanted)
            self._screen.show_service(self._report)
        return self._screen

    def show(self) -> None:
        """Turn to the deliveries screen, asked for anew."""
        self._screens.setCurrentWidget(self.screen)
        self._window.bar.deliveries.setChecked(True)
        self.screen.reload()

    def open(self, *, has_endpoints: bool) -> None:
        """The desk is open. Where no back end is told anything, nothing is asked until somebody wants to see it."""
        self._has_endpoints = has_endpoints
        self.hear()

    def hear(self) -> None:
        """Something has changed."""
        if self._has_endpoints and not self._settle.isActive():
            self._settle.start()
        if self._screen is not None:
            self._screen.hear()

    def show_answer(self, answer: d.DeliveryAnswer) -> None:
        """An answer about deliveries."""
        if isinstance(answer, d.SendingLoaded):
            self._window.strip.by_wire.show_sending(answer.state)
        if isinstance(answer, d.DeliveryFailed) and self._screen is None:
            return  # the strip says nothing then; whoever opens the screen is told
        if self._screen is not None:
            self._screen.show_answer(answer)

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands."""
        self._report = report
        self._window.strip.by_wire.show_service(report)
        if self._screen is not None:
            self._screen.show_service(report)

    def _ask(self) -> None:
        self._window.asked.emit(d.LoadSending())

    def _on_set_up_wanted(self) -> None:
        self.place_wanted.emit(SettingsPlace.CALLBACKS)

    def _on_failed(self, text: str) -> None:
        self._window.show_problem(self._window.look.words.say(D.FAILED_ASK), text)
