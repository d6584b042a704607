"""The strip at the bottom: the chain's live state, without a jump of its layout."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from core.domain.watching import WatchReport
from desktop.ui.again.pausing import PauseButton
from desktop.ui.deliveries.in_strip import StripByWire
from desktop.ui.link_phrases import LinkPhrase
from desktop.ui.look import Look
from desktop.ui.parts import ElidedLabel, SafeLabel, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import tip
from desktop.ui.theme import GAP, GAP_WIDE, PADDING
from desktop.ui.times.in_strip import StuckInStrip
from desktop.ui.words import Tone, Words

_LONGEST_NAME: Final = 24
_DONE: Final = (ProcessStatus.APPROVED, ProcessStatus.REJECTED, ProcessStatus.CANCELLED)


class LaneDots(QWidget):
    """One dot a lane: filled while it works, a ring while it waits."""

    def __init__(self, look: Look, lanes: int) -> None:
        super().__init__()
        self._look = look
        self._lanes = lanes
        self._busy = 0
        self.setFixedSize(14 * lanes, 14)
        look.changed.connect(self.update)

    def show_busy(self, busy: int) -> None:
        """So many lanes are at work."""
        if busy != self._busy:
            self._busy = busy
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self._lanes):
            works = number < self._busy
            colour = QColor(self._look.theme.tones[Tone.RUNNING if works else Tone.QUIET][0])
            painter.setPen(colour)
            painter.setBrush(colour if works else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(14 * number + 3, 3, 7, 7)
        painter.end()


class Strip(QFrame):
    """Lanes, queue, holds, failures; and where this desk works.

    Args:
        look: words and colours.
        lanes: of this machine; 0 on a server, whose lanes are its own: a dot then tells whether it is there.
    """

    def __init__(self, look: Look, lanes: int) -> None:
        super().__init__()
        self._say = look.words.say
        self._lanes = lanes
        self._server = ""
        self._is_lost = False
        self.setObjectName("strip")
        self.setFixedHeight(30)
        self.dots = LaneDots(look, max(lanes, 1))
        self.state = SafeLabel(self._say(Phrase.OPENING), "hint")
        self.queue, self.done, self.held, self.failed = (SafeLabel("", "hint") for _ in range(4))
        self.watch = ElidedLabel("", "hint")
        self.watch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.pause = PauseButton(look)
        self.stuck = StuckInStrip(look)
        self.by_wire = StripByWire(look)
        self.place = ElidedLabel("", "caption", Qt.TextElideMode.ElideMiddle)
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = self._build()
        self.setLayout(self._row)

    def _build(self) -> QHBoxLayout:
        chain = (self.dots, self.state, self.pause, self.queue, self.done, self.held, self.failed, self.stuck)
        row = row_of(*chain, self.watch, self.by_wire, self.place, margins=(PADDING, 0, PADDING, 0))
        row.setSpacing(GAP_WIDE - GAP // 2)
        row.setStretchFactor(self.place, 1)
        return row

    def show_place(self, place: str) -> None:
        """Where this desk works, now that it is open."""
        self.stuck.begin()
        if self._lanes:
            self.place.setText(self._say(Phrase.CONNECTED, place=place))
            return
        self._server, self._is_lost = urlsplit(place).netloc or place, False
        self._show_server(0)

    def show_lost(self) -> None:
        """The server does not answer; what was counted there may have changed meanwhile."""
        self._is_lost = True
        self._show_server(0)

    def show_counts(self, counts: Counts) -> None:
        """The chain's state."""
        self.pause.show_counts(counts)
        if self._lanes:
            self._show_lanes(min(counts.running, self._lanes))
        else:
            self._show_server(counts.running)
        done = sum(counts.of(status) for status in _DONE)
        self.queue.setText(self._say(Phrase.QUEUE_LEFT, count=counts.queued) if counts.queued else "")
        self.done.setText(self._say(Phrase.DONE_COUNT, done=done, total=counts.total) if counts.total else "")
        held, failed = counts.of(ProcessStatus.HOLD), counts.of(ProcessStatus.FAILED)
        self.held.setText(self._say(Phrase.HELD_COUNT, count=held) if held else "")
        self.failed.setText(self._say(Phrase.FAILED_COUNT, count=failed) if failed else "")
        for label in (self.queue, self.held, self.failed):
            label.setVisible(bool(label.text()))
        self._fit()

    def show_watch(self, report: WatchReport | None, words: Words) -> None:
        """How the watched folder does; None if none is watched."""
        text, tip_text = watch_texts(report, words)
        self.watch.setObjectName("error" if report is not None and report.problem else "hint")
        self.watch.style().unpolish(self.watch)
        self.watch.style().polish(self.watch)
        self.watch.setText(text)
        self.watch.setToolTip(tip(tip_text) if tip_text else "")
        self.watch.setVisible(bool(text))

    def show_text(self, text: str) -> None:
        """Say something else, for instance that nothing is open."""
        self.state.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """How much is done gives way where the room is short: trouble is worth more, and nothing may be cut."""
        self.done.setVisible(bool(self.done.text()))
        if self._row.minimumSize().width() > self.width():
            self.done.hide()

    def _show_lanes(self, busy: int) -> None:
        self.dots.show_busy(busy)
        phrase = Phrase.LANES_BUSY if busy else Phrase.LANES_IDLE
        self.state.setText(self._say(phrase, running=busy, lanes=self._lanes))

    def _show_server(self, running: int) -> None:
        self.dots.show_busy(0 if self._is_lost else 1)
        phrase = LinkPhrase.STRIP_BUSY if running else Phrase.CONNECTED
        said = LinkPhrase.STRIP_LOST if self._is_lost else phrase
        self.state.setText(self._say(said, place=self._server, count=running))
        self.state.setObjectName("error" if self._is_lost else "hint")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)


def watch_texts(report: WatchReport | None, words: Words) -> tuple[str, str]:
    """What the strip says of a watched folder, and its tooltip; folder names are untrusted text."""
    if report is None:
        return "", ""
    name = report.folder.name or str(report.folder)
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    if report.problem:
        return words.say(Phrase.WATCH_TROUBLE, folder=name), f"{report.folder}: {words.error('', report.problem)}"
    phrase = Phrase.WATCH_WAITING if report.waiting else Phrase.WATCHING
    return words.say(phrase, folder=name, count=report.waiting), str(report.folder)
