"""The service's page: its lines, how it stands now, and its token."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.settings import Settings
from desktop.program import ProgramAnswer, ProgramFailed
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.deliveries.lines import Said, StandingLine, service_said
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.look import ICON, Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.settings.lines import SERVICE
from desktop.ui.settings.page import LinesPage
from desktop.ui.settings.wire_phrases import WirePhrase as W
from desktop.ui.theme import CONTROL, GAP, GAP_SMALL
from desktop.wire_messages import FindToken, TokenFound

_LABEL_WIDTH = 150


class ServiceTools(QWidget):
    """Emits `asked` with a `ProgramAsk` and `service_wanted` with on or off."""

    asked = Signal(object)
    service_wanted = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        say = look.words.say
        self._report = ServiceReport(Standing.OFF)
        self.line = StandingLine(look, say(D.SERVICE), "", say(D.TURN_ON), name_width=_LABEL_WIDTH - ICON - GAP)
        self.copy_address = button(look, say(W.COPY_ADDRESS), "paste")
        self.copy_token = button(look, say(W.COPY_TOKEN), "paste")
        self.new_token = button(look, say(W.NEW_TOKEN))
        self.result = WrapLabel("", "hint")
        self.line.acted.connect(self._on_turn)
        self.copy_address.clicked.connect(self._on_copy_address)
        self.copy_token.clicked.connect(self._on_copy_token)
        self.new_token.clicked.connect(self._on_new_token)
        label = SafeLabel(say(W.TOKEN))
        label.setFixedWidth(_LABEL_WIDTH)
        label.setMinimumHeight(CONTROL)
        tokens = column_of(spacing=GAP_SMALL)
        tokens.addLayout(row_of(self.copy_token, self.new_token, self.copy_address, None, spacing=GAP_SMALL))
        tokens.addWidget(WrapLabel(say(W.TOKEN_HINT), "hint"))
        tokens.addWidget(self.result)
        row = row_of(spacing=GAP)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(tokens, 1)
        box = column_of(self.line, spacing=GAP)
        box.addLayout(row)
        self.setLayout(box)
        self.show_service(self._report)

    def show_service(self, report: ServiceReport) -> None:
        """How it stands."""
        self._report = report
        is_on = report.standing is not Standing.OFF
        self.line.action.setText(self._words.say(D.TURN_OFF if is_on else D.TURN_ON))
        said = service_said(report, self._words)
        if report.standing is Standing.FAILED:  # why is a long sentence, and the page is narrow
            self._say(said.look.text, name="error")
            said = Said(replace(said.look, text=self._words.say(D.STRIP_SERVICE_FAILED)))
        self.line.show_said(said, can_act=True)
        self.copy_address.setVisible(report.standing is Standing.ON)

    def show_token(self, found: TokenFound) -> None:
        """The token goes where it can be pasted from, and never on screen."""
        QGuiApplication.clipboard().setText(found.token)
        self._say(self._words.say(W.NEW_TOKEN_DONE if found.is_new else W.COPIED), name="good")

    def show_failed(self, failed: ProgramFailed) -> None:
        """The token could not be had."""
        self._say(self._words.error(failed.code, failed.text), name="error")

    def _say(self, text: str, *, name: str) -> None:
        self.result.setObjectName(name)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setText(text)

    def _on_turn(self) -> None:
        self.service_wanted.emit(self._report.standing is Standing.OFF)

    def _on_copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._report.address)
        self._say(self._words.say(W.COPIED), name="good")

    def _on_copy_token(self) -> None:
        self.asked.emit(FindToken())

    def _on_new_token(self) -> None:
        self.asked.emit(FindToken(is_new=True))


class ServicePage(LinesPage):
    """`service_wanted` with on or off; `renewed` when there is another token."""

    service_wanted = Signal(bool)
    renewed = Signal()

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        self.tools = ServiceTools(look)
        super().__init__(look, SERVICE, settings, fixed, {"service.enabled": self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.service_wanted.connect(self.service_wanted)

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands."""
        self.tools.show_service(report)

    def receive(self, answer: ProgramAnswer) -> None:
        """The token came."""
        match answer:
            case TokenFound():
                self.tools.show_token(answer)
                if answer.is_new:
                    self.renewed.emit()
            case ProgramFailed(ask=FindToken()):
                self.tools.show_failed(answer)
            case _:
                pass
