"""The moment a window has been drawn for the first time: what may wait for it begins then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

PATIENCE_MS: Final = 400


class FirstPaint(QObject):
    """`happened` once: after the first drawing, or after a while if nobody can see the window."""

    happened = Signal()

    def __init__(self, window: QWidget, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__()
        self._window = window
        self._is_over = False
        window.installEventFilter(self)
        QTimer.singleShot(patience_ms, self._tell)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look for the drawing; it goes on, and is done when the loop turns again."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    @Slot()
    def _tell(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.happened.emit()
