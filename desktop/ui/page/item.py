"""The page's picture on the scene: drawn from the level that fits the zoom, and only where it is exposed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class PictureItem(QGraphicsItem):
    """A picture in several sizes, each half of the one before.

    Scaling a 300-dpi page down at every paint would cost tens of milliseconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self._levels: tuple[QImage, ...] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_levels(self, levels: tuple[QImage, ...]) -> None:
        """Show that picture."""
        self.prepareGeometryChange()
        self._levels = levels
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """As large as the full picture."""
        return QRectF(self._levels[0].rect()) if self._levels else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw what is exposed."""
        if not self._levels:
            return
        scale = painter.worldTransform().m11()
        level = self._level(abs(scale))
        picture = self._levels[level]
        shown = option.exposedRect.intersected(self.boundingRect())
        across = picture.width() / self._levels[0].width()
        down = picture.height() / self._levels[0].height()
        source = QRectF(shown.x() * across, shown.y() * down, shown.width() * across, shown.height() * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, picture, source)

    def _level(self, scale: float) -> int:
        level = 0
        while level + 1 < len(self._levels) and scale <= self._levels[level + 1].width() / self._levels[0].width():
            level += 1
        return level
