"""Which record is open in the window's review screen, looked at now and then, and who else has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QCursor

from core.domain.ids import RecordId
from core.domain.presence import Holder
from desktop.messages import OpenRecord, SaveState
from desktop.presence_messages import LookAt, OthersSeen
from desktop.review_messages import Decide, Escalate, Postpone
from desktop.ui.review.holders import holder_short, holder_text

if TYPE_CHECKING:
    from desktop.shell import Shell

LOOK_MS: Final = 2000
SOON_MS: Final = 150
"""After another record was opened: whoever decides one beside us goes on at the same moment."""
_BY_HAND: Final = (OpenRecord, SaveState, Decide, Postpone, Escalate)


class PresenceKeeper(QObject):
    """Lives in the GUI's thread; `looked` with a `LookAt`. Whoever moves the mouse, types or acts is active."""

    looked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._is_active = True
        self._mouse = QPoint()
        self._record: RecordId | None = None
        self._holders: tuple[Holder, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._on_look)
        shell.asked.connect(self._on_asked)

    def start(self) -> None:
        """Several people may work where this window works."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._soon.stop()

    @Slot(object)
    def receive(self, answer: object) -> None:
        """What others have open."""
        if isinstance(answer, OthersSeen):
            self._holders = answer.holders
            self._show()

    @Slot(object)
    def _on_asked(self, ask: object) -> None:
        """What a window asks by itself when something happens elsewhere is no sign of anybody."""
        if isinstance(ask, _BY_HAND) and not (isinstance(ask, OpenRecord) and ask.ahead):
            self._is_active = True
            if self._timer.isActive():
                self._soon.start()

    @Slot()
    def _on_look(self) -> None:
        mouse, record = QCursor.pos(), self._shown()
        is_active = self._is_active or mouse != self._mouse or record != self._record
        self._mouse, self._record, self._is_active = mouse, record, False
        self._show()
        self.looked.emit(LookAt(record, is_active))

    def _shown(self) -> RecordId | None:
        review = self._shell.window.review_if_made
        detail = review.panel.detail if review is not None and review.isVisible() else None
        return detail.row.id if detail is not None else None

    def _show(self) -> None:
        review = self._shell.window.review_if_made
        if review is not None:
            words = self._shell.window.look.words
            here = [holder_text(one, words) for one in self._holders if one.record == self._record]
            review.panel.head.show_holder("".join(here))
            review.queue.show_holders({one.record: holder_short(one, words) for one in self._holders})
