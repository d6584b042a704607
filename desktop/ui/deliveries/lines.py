"""One line for each back end and one for the service: how it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from core.domain.delivery import EndpointState
from core.domain.sending import EndpointRow
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.look import ICON, Look
from desktop.ui.parts import ElidedLabel, SafeLabel, button, column_of, row_of
from desktop.ui.shown import ago, moment, plain
from desktop.ui.theme import CONTROL, GAP, GAP_SMALL, PADDING
from desktop.ui.words import StateLook, Tone, Words

_NAME_WIDTH: Final = 110
_SAID_SHARE: Final = 3
_ADDRESS_SHARE: Final = 2
_MOST_HEIGHT: Final = 4 * (CONTROL + GAP_SMALL)
_OFF_WORDS: Final = {"gone": D.OFF_GONE, "failing": D.OFF_FAILING}


@dataclass(frozen=True, slots=True)
class Said:
    """How something stands: its look, and the rest of the sentence."""

    look: StateLook
    more: str = ""


class StandingLine(QWidget):
    """Mark, name, address, how it stands, and a button; `acted` with the name when that is pressed.

    name_width: pixels, so that what follows stands below other things.
    """

    acted = Signal(str)

    def __init__(self, look: Look, name: str, address: str, action: str, *, name_width: int = _NAME_WIDTH) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._said: Said | None = None
        self._mark = QLabel()
        self._mark.setFixedSize(ICON, ICON)
        title = ElidedLabel(name, "name")
        title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        title.setFixedWidth(name_width)
        self.state = SafeLabel()
        self.more = ElidedLabel("", "hint")
        self.address = ElidedLabel(address, "hint", Qt.TextElideMode.ElideMiddle)
        self.action: QPushButton = button(look, action)
        self.action.clicked.connect(self._on_action)
        policy = self.action.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the addresses of several lines stand below each other
        self.action.setSizePolicy(policy)
        self.action.hide()
        if not address:
            self.address.hide()
        said = row_of(self.state, self.more, spacing=GAP)
        said.setStretchFactor(self.more, 1)
        row = row_of(self._mark, title, spacing=GAP)
        row.addLayout(said, _SAID_SHARE)
        row.addWidget(self.address, _ADDRESS_SHARE)
        row.addWidget(self.action)
        self.setLayout(row)
        self.setFixedHeight(CONTROL + GAP_SMALL)
        look.changed.connect(self._draw)

    def show_said(self, said: Said, *, can_act: bool) -> None:
        """Show how it stands, and the button if there is something to do."""
        self._said = said
        self.state.setText(said.look.text)
        self.more.setText(said.more)
        self.action.setVisible(can_act)
        self.action.setAccessibleName(plain(f"{self.action.text()}: {self._name}"))
        self.setAccessibleName(plain(": ".join(part for part in (self._name, said.look.text, said.more) if part)))
        self._draw()

    def _on_action(self) -> None:
        self.acted.emit(self._name)

    def _draw(self) -> None:
        if self._said is not None:
            look = self._said.look
            self._mark.setPixmap(self._look.tone_icon(look.icon, look.tone).pixmap(ICON, ICON))


class StandingLines(QFrame):
    """Back ends and the service. `switch_wanted` with an endpoint's name, `service_wanted` with on or off."""

    switch_wanted = Signal(str)
    service_wanted = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self._look = look
        self.lines: dict[str, StandingLine] = {}
        self._rows: tuple[EndpointRow, ...] = ()
        self._report = ServiceReport(Standing.OFF)
        self.service = StandingLine(look, look.words.say(D.SERVICE), "", look.words.say(D.TURN_ON))
        self.service.acted.connect(self._on_service)
        self._box = column_of()
        body = QWidget()
        body.setObjectName("body")
        body.setLayout(self._box)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self._scroll.hide()
        self.setLayout(column_of(self._scroll, self.service, margins=(PADDING, GAP_SMALL, PADDING, GAP_SMALL)))
        self.show_service(self._report)

    def show_endpoints(self, rows: Sequence[EndpointRow]) -> None:
        """Show these; the lines are made anew only if they are others than before."""
        if [row.endpoint for row in rows] != [row.endpoint for row in self._rows]:
            self._make(rows)
        self._rows = tuple(rows)
        now = datetime.now(UTC)
        for row in rows:
            state = row.state
            can_act = state.off_at is not None or state.paused_until is not None
            self.lines[row.endpoint.name].show_said(endpoint_said(state, self._look.words, now), can_act=can_act)

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands."""
        self._report = report
        is_on = report.standing is not Standing.OFF
        self.service.action.setText(self._look.words.say(D.TURN_OFF if is_on else D.TURN_ON))
        self.service.show_said(service_said(report, self._look.words), can_act=True)

    def _make(self, rows: Sequence[EndpointRow]) -> None:
        for line in self.lines.values():
            self._box.removeWidget(line)
            line.deleteLater()
        self.lines = {}
        for row in rows:
            line = StandingLine(self._look, row.endpoint.name, row.endpoint.url, self._look.words.say(D.CALL_AGAIN))
            line.acted.connect(self.switch_wanted)
            self._box.addWidget(line)
            self.lines[row.endpoint.name] = line
        self._scroll.setVisible(bool(rows))
        self._scroll.setFixedHeight(min(_MOST_HEIGHT, len(rows) * (CONTROL + GAP_SMALL)))

    def _on_service(self) -> None:
        self.service_wanted.emit(self._report.standing is Standing.OFF)


def endpoint_said(state: EndpointState, words: Words, now: datetime) -> Said:
    """How an endpoint fares."""
    if state.off_at is not None:
        why = _OFF_WORDS.get(state.off_code)
        parts = [words.say(D.SINCE, when=moment(state.off_at)), words.say(why) if why else state.off_code]
        return Said(StateLook(words.say(D.OFF), "failed", Tone.FAILED), ", ".join(filter(None, parts)))
    since = [words.say(D.SINCE, when=moment(state.failing_since))] if state.failing_since else []
    if state.paused_until is not None and state.paused_until > now:
        text = words.say(D.PAUSED, when=moment(state.paused_until))
        parts = [words.say(D.FAILING, count=state.failures), *since]
        return Said(StateLook(text, "later", Tone.HOLD), " ".join(parts))
    if state.failures:
        return Said(StateLook(words.say(D.FAILING, count=state.failures), "hold", Tone.HOLD), " ".join(since))
    if state.confirmed_at is None:
        return Said(StateLook(words.say(D.NEW), "queued", Tone.QUIET))
    last = words.say(D.LAST, when=ago(state.confirmed_at, now, words))
    return Said(StateLook(words.say(D.WELL), "approved", Tone.APPROVED), last)


def service_said(report: ServiceReport, words: Words) -> Said:
    """How the service stands."""
    match report.standing:
        case Standing.OFF:
            return Said(StateLook(words.say(D.SERVICE_OFF), "queued", Tone.QUIET))
        case Standing.STARTING:
            return Said(StateLook(words.say(D.SERVICE_STARTING), "running", Tone.RUNNING))
        case Standing.ON:
            return Said(StateLook(words.say(D.SERVICE_ON, address=report.address), "approved", Tone.APPROVED))
        case Standing.FAILED:
            problem = words.error(report.code, report.text)
            return Said(StateLook(words.say(D.SERVICE_FAILED, problem=problem), "failed", Tone.FAILED))
