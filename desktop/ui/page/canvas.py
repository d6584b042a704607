"""The zoomable canvas that carries one page: wheel, fit, pan, and bringing a box into view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from core.domain.field import FieldName
from desktop.ui.look import Look
from desktop.ui.page.boxes import BoxItem, FieldBox
from desktop.ui.page.item import PictureItem
from desktop.ui.shown import tip
from desktop.ui.theme import PADDING

_STEP: Final = 1.2
_MIN: Final = 0.05
_MAX: Final = 6.0
_NOTCH: Final = 120
_EDGE: Final = 40


class PageCanvas(QGraphicsView):
    """One page and its boxes."""

    zoomed = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._picture = PictureItem()
        self._scene.addItem(self._picture)
        self._boxes: dict[FieldName, BoxItem] = {}
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(False)
        self.setMinimumSize(120, 120)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_picture(self, levels: tuple[QImage, ...]) -> None:
        """Show a page; () shows none. Boxes of the page before are taken away."""
        self.clear_boxes()
        self._picture.show_levels(levels)
        self._scene.setSceneRect(self._picture.boundingRect())
        if self._fits:
            self.fit()

    def clear_boxes(self) -> None:
        """Take all boxes away."""
        for box in self._boxes.values():
            self._scene.removeItem(box)
        self._boxes = {}

    def show_boxes(self, places: Sequence[FieldBox], labels: Sequence[str]) -> None:
        """Show these fields' boxes on the page that is shown."""
        page = self._picture.boundingRect()
        for where, label in zip(places, labels, strict=True):
            item = BoxItem(where, int(page.width()), int(page.height()), tip(label))
            self._scene.addItem(item)
            self._boxes[where.name] = item

    def focus_box(self, name: FieldName | None) -> None:
        """Frame that field's box and bring it into view."""
        for key, item in self._boxes.items():
            item.set_focused(key is name)
        if name in self._boxes:
            self.ensureVisible(self._boxes[name].rect(), _EDGE, _EDGE)

    def focused_boxes(self) -> tuple[FieldName, ...]:
        """Fields whose box is on this page."""
        return tuple(self._boxes)

    def fit(self) -> None:
        """Show the whole page."""
        self._fits = True
        page = self._picture.boundingRect()
        if page.isEmpty() or self.viewport().width() <= 2 * PADDING:
            return
        self.resetTransform()
        room = self.viewport().rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        scale = min(room.width() / page.width(), room.height() / page.height())
        self.scale(scale, scale)
        self.centerOn(page.center())
        self.zoomed.emit(scale)

    def zoom(self, factor: float) -> None:
        """Zoom by that factor, within reason."""
        now = self.transform().m11()
        wanted = max(_MIN, min(_MAX, now * factor))
        self._fits = False
        self.scale(wanted / now, wanted / now)
        self.zoomed.emit(wanted)

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom(1 / _STEP)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the mouse; with shift pan sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
            return
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom(_STEP**notches)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the page fitted if it was."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        """The ground, and white paper where the page is."""
        super().drawBackground(painter, rect)
        page = self._picture.boundingRect()
        if page.isEmpty():
            return
        painter.fillRect(page, QColor("#FFFFFF"))

    def _on_look_changed(self) -> None:
        self.setBackgroundBrush(QColor(self._look.theme.page_ground))
