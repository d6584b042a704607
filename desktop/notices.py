"""Tells of new holds while the window is not in front: grouped, without a name, and not at all if switched off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from core.domain.ids import RecordId
from core.domain.rows import Counts, RecordRow
from core.domain.states import ProcessStatus
from desktop.ui.phrases import Phrase
from desktop.ui.words import Words

GATHER_MS: Final = 3000
"""Holds that come within this time are one message."""
APART_MS: Final = 60_000
"""At least so long between two messages, however many holds come."""
_SHOWN_MS: Final = 8000
_BADGE: Final = 64
_MOST_ON_BADGE: Final = 99


class HoldWatch:
    """Knows which holds are new since the program began, each once."""

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._known: set[tuple[RecordId, datetime]] = set()

    def new(self, rows: Sequence[RecordRow]) -> int:
        """How many of these rows the chain has just held, of which nobody was told yet."""
        found = {
            (row.id, at) for row in rows if row.status is ProcessStatus.HOLD and (at := _held_at(row)) > self._since
        }
        fresh = found - self._known
        self._known |= fresh
        return len(fresh)


def _held_at(row: RecordRow) -> datetime:
    """When the chain held it: what a person does to a held record changes the row, but not this."""
    ended = [cell.finished_at for cell in row.stages if cell.finished_at is not None]
    return max(ended, default=datetime.min.replace(tzinfo=UTC))


class Teller(Protocol):
    """How a message reaches a person who looks elsewhere."""

    def tell(self, title: str, text: str) -> bool:
        """Show the message; False if this system has no place for it."""

    def badge(self, held: int, tip: str) -> None:
        """Show how many records wait."""

    def close(self) -> None:
        """Take everything away."""


class TrayTeller(QObject):
    """The system's tray, made when it is first needed: asking for it may take a while. `chosen` when it is clicked."""

    chosen = Signal()

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._held = 0

    def tell(self, title: str, text: str) -> bool:
        """See `Teller`; both are words of our own."""
        tray = self._found()
        if tray is None or not QSystemTrayIcon.supportsMessages():
            return False
        tray.showMessage(title, text, self._icon, _SHOWN_MS)
        return True

    def badge(self, held: int, tip: str) -> None:
        """See `Teller`."""
        if held == self._held:
            return
        self._held = held
        tray = self._found()
        if tray is not None:
            tray.setIcon(badged(self._icon, held))
            tray.setToolTip(tip)

    def close(self) -> None:
        """See `Teller`."""
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
        self._held = 0

    def _found(self) -> QSystemTrayIcon | None:
        if self._tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.activated.connect(self.chosen)
            self._tray.messageClicked.connect(self.chosen)
            self._tray.show()
        return self._tray


def badged(icon: QIcon, held: int) -> QIcon:
    """The icon with a number in its corner; as it is if there is none."""
    if not held:
        return icon
    picture = QPixmap(icon.pixmap(_BADGE, _BADGE))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, half = picture.width(), picture.width() // 2
    painter.setPen(QColor("#7A4E00"))
    painter.setBrush(QColor("#FFF3D6"))
    painter.drawRoundedRect(half - 8, half - 2, width - half + 7, half + 1, 8, 8)
    font = painter.font()
    font.setPixelSize(half - 6)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    text = str(held) if held <= _MOST_ON_BADGE else f"{_MOST_ON_BADGE}+"
    painter.drawText(half - 8, half - 2, width - half + 7, half + 1, 0x84, text)
    painter.end()
    return QIcon(picture)


class Notices(QObject):
    """Hears rows and counts. While nobody looks, the window's title counts what came."""

    def __init__(
        self, teller: Teller, since: datetime, *, gather_ms: int = GATHER_MS, apart_ms: int = APART_MS
    ) -> None:
        super().__init__()
        self._teller = teller
        self._watch = HoldWatch(since)
        self._window: QWidget | None = None
        self._words = Words("en")
        self._is_on = True
        self._untold = 0
        self._unseen = 0
        self._gather, self._pause = QTimer(self), QTimer(self)
        for timer, wait in ((self._gather, gather_ms), (self._pause, apart_ms)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._gather.timeout.connect(self._on_gathered)
        self._pause.timeout.connect(self._on_gathered)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there is no window without
        app.focusWindowChanged.connect(self._on_focus)

    def watch(self, window: QWidget, words: Words, *, is_on: bool) -> None:
        """Tell about this window from now on, in these words."""
        self._window, self._words = window, words
        self._is_on = is_on
        if not is_on:
            self._forget()
            self._teller.close()
        self._show_title()

    def hear(self, rows: Sequence[RecordRow], counts: Counts) -> None:
        """Rows came, and how many there are of each status."""
        if not self._is_on:
            return
        held = counts.of(ProcessStatus.HOLD)
        self._teller.badge(held, self._words.say(Phrase.NOTICE_TIP, count=held))
        count = self._watch.new(rows)
        if not count or self._is_in_front():
            return
        self._untold += count
        self._unseen += count
        self._show_title()
        if not self._gather.isActive() and not self._pause.isActive():
            self._gather.start()

    def close(self) -> None:
        """The program ends."""
        self._forget()
        self._teller.close()

    def _is_in_front(self) -> bool:
        return QApplication.activeWindow() is not None

    def _forget(self) -> None:
        self._untold = self._unseen = 0
        self._gather.stop()
        self._pause.stop()

    def _show_title(self) -> None:
        if self._window is not None:
            name = self._words.say(Phrase.APP)
            self._window.setWindowTitle(f"({self._unseen}) {name}" if self._unseen else name)

    @Slot()
    def _on_gathered(self) -> None:
        if not self._untold or self._is_in_front() or self._window is None:
            return
        text = self._words.say(Phrase.NOTICE_TEXT, count=self._untold)
        if not self._teller.tell(self._words.say(Phrase.APP), text):
            QApplication.alert(self._window)
        self._untold = 0
        self._pause.start()

    @Slot()
    def _on_focus(self) -> None:
        """The person is here: what came is seen."""
        if self._unseen and self._is_in_front():
            self._forget()
            self._show_title()
