"""How states are drawn: the chip, and the cell that fills as a stage runs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from desktop.ui.look import ICON, Look
from desktop.ui.theme import GAP_SMALL, RADIUS
from desktop.ui.words import StateLook

INSET: Final = 6


def paint_chip(painter: QPainter, rect: QRect, state: StateLook, look: Look) -> None:
    """Icon and word on the state's ground, as wide as they are, left in `rect`."""
    text, ground = look.theme.tone(state.tone)
    width = min(rect.width(), chip_width(painter, state))
    area = QRectF(rect.left(), rect.top(), width, rect.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    _icon_and_word(painter, area.toRect().adjusted(INSET, 0, -INSET, 0), state, text, look)


def chip_width(painter: QPainter, state: StateLook) -> int:
    """How wide a chip wants to be."""
    return painter.fontMetrics().horizontalAdvance(state.text) + ICON + GAP_SMALL + 2 * INSET + 4


def paint_cell(painter: QPainter, rect: QRect, state: StateLook, fraction: float | None, look: Look) -> None:
    """A stage cell; `fraction` (0..1) fills it from the left while it runs."""
    text, ground = look.theme.tone(state.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fraction is not None:
        area = QRectF(rect)
        path = QPainterPath()
        path.addRoundedRect(area, RADIUS, RADIUS)
        painter.fillPath(path, ground)
        if fraction > 0:
            painter.save()
            painter.setClipPath(path)
            fill = QColor(text)
            fill.setAlphaF(0.28)
            painter.fillRect(QRectF(area.left(), area.top(), area.width() * min(1.0, fraction), area.height()), fill)
            painter.restore()
    _icon_and_word(painter, rect.adjusted(INSET, 0, -INSET, 0), state, text, look)


def _icon_and_word(painter: QPainter, rect: QRect, state: StateLook, colour: QColor, look: Look) -> None:
    place = QRect(rect.left(), rect.center().y() - ICON // 2 + 1, ICON, ICON)
    look.tone_icon(state.icon, state.tone).paint(painter, place)
    painter.setPen(colour)
    words = rect.adjusted(ICON + GAP_SMALL, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(state.text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
