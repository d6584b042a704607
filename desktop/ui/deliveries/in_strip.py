"""What the strip says of deliveries and of the service; nothing while all is well and nothing waits."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.sending import SendingState
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.deliveries.lines import service_said
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, row_of
from desktop.ui.shown import tip
from desktop.ui.theme import GAP_WIDE


class StripByWire(QWidget):
    """Three words at most: how many wait, what went wrong, the service."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words, self._say = look.words, look.words.say
        self.waiting, self.trouble, self.service = SafeLabel("", "hint"), SafeLabel("", "error"), SafeLabel("", "hint")
        self.setLayout(row_of(self.waiting, self.trouble, self.service, spacing=GAP_WIDE))
        self.show_sending(SendingState())
        self.show_service(ServiceReport(Standing.OFF))

    def show_sending(self, state: SendingState) -> None:
        """What is not settled yet."""
        self.waiting.setText(self._say(D.STRIP_WAITING, count=state.waiting) if state.waiting else "")
        parts = [self._say(D.STRIP_FAILED, count=state.failed)] if state.failed else []
        parts += [self._say(D.STRIP_OFF, endpoint=name) for name in state.off[:1]]
        self.trouble.setText(" · ".join(parts))
        self.trouble.setToolTip(
            tip(*(self._say(D.STRIP_OFF, endpoint=name) for name in state.off)) if state.off else ""
        )
        self._fit()

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands."""
        said = {Standing.ON: D.STRIP_SERVICE, Standing.FAILED: D.STRIP_SERVICE_FAILED}.get(report.standing)
        self.service.setObjectName("error" if report.standing is Standing.FAILED else "hint")
        self.service.style().unpolish(self.service)
        self.service.style().polish(self.service)
        self.service.setText(self._say(said) if said else "")
        self.service.setToolTip(tip(service_said(report, self._words).look.text) if said else "")
        self._fit()

    def _fit(self) -> None:
        labels = (self.waiting, self.trouble, self.service)
        for label in labels:
            label.setVisible(bool(label.text()))
        self.setVisible(any(label.text() for label in labels))
