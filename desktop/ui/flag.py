"""A box to tick; drawn by hand, since the style's own can hardly be seen on dark ground."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.ui.look import ICON, Look
from desktop.ui.theme import CONTROL, GAP, GAP_SMALL


class Flag(QCheckBox):
    """On or off."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setMinimumHeight(CONTROL)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Box and text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + ICON + GAP + GAP_SMALL, CONTROL)

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """All of it can be clicked."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw box, tick and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        box = QRect(1, (self.height() - ICON) // 2, ICON, ICON)
        edge = theme.accent if self.isChecked() or self.hasFocus() else theme.muted
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent if self.isChecked() else theme.surface))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), GAP_SMALL, GAP_SMALL)
        if self.isChecked():
            self._look.icon("approved", theme.on_accent).paint(painter, box.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        text = self.rect().adjusted(ICON + GAP + 1, 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()
