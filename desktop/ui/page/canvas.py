"""The canvas that carries one page: its picture, words and boxes; zoom, fit, turn and pan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
)

from core.domain.page import Word
from desktop.ui.look import Look
from desktop.ui.page.boxes import BoxItem, BoxName, FieldBox
from desktop.ui.page.item import PictureItem
from desktop.ui.page.words import WordLayer
from desktop.ui.page.zoom import STEP, Fit, Zoom
from desktop.ui.shown import tip

_NOTCH: Final = 120
_EDGE: Final = 40
_CLOSE_UP: Final = 0.7
"""How much of the view's width a field takes when it is looked at closely."""


class PageCanvas(QGraphicsView):
    """One page, its words and its fields' boxes; `zoomed` with the scale."""

    zoomed = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self._scene)
        self._picture = PictureItem()
        self.words = WordLayer()
        for item in (self._picture, self.words):
            self._scene.addItem(item)
        self._boxes: dict[BoxName, BoxItem] = {}
        self._zoom = Zoom()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setAcceptDrops(False)
        self.setMinimumSize(120, 120)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def page_area(self) -> QRectF:
        """The page, in its own pixels."""
        return self._picture.boundingRect()

    @property
    def zoom_now(self) -> Zoom:
        """Scale, turn and fit of the moment."""
        return self._zoom

    def show_picture(self, levels: tuple[QImage, ...]) -> None:
        """Show a page; () shows none. Boxes and words of the page before are taken away."""
        self.clear_boxes()
        self.words.show_words((), QRectF())
        self._picture.show_levels(levels)
        self._scene.setSceneRect(self._picture.boundingRect())
        self._refit()

    def change_picture(self, levels: tuple[QImage, ...]) -> None:
        """The same page in other colours: everything else stays."""
        self._picture.show_levels(levels)

    def show_words(self, words: Sequence[Word]) -> None:
        """These words stand on the page that is shown."""
        self.words.show_words(words, self._picture.boundingRect())

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

    def focus_box(self, name: BoxName | None) -> None:
        """Frame that box and bring it into view."""
        for key, item in self._boxes.items():
            item.set_focused(key == name)
        if name is not None and name in self._boxes:
            self.ensureVisible(self._boxes[name].rect(), _EDGE, _EDGE)

    def focused_boxes(self) -> tuple[BoxName, ...]:
        """What has a box on this page."""
        return tuple(self._boxes)

    def look_closely(self, name: BoxName | None) -> None:
        """Zoom to that field's line; back to the whole page where the field is not on it or it is shown so already."""
        if name is None or name not in self._boxes or self._zoom.fit is Fit.NOTHING:
            self.fit()
            return
        rect = self._boxes[name].rect()
        self._set_zoom(Zoom(1.0, self._zoom.turns).by(_CLOSE_UP * self.viewport().width() / max(1.0, rect.width())))
        if self._zoom.scale > 1:
            self._set_zoom(Zoom(1.0, self._zoom.turns, Fit.NOTHING))
        self.centerOn(rect.center())

    def fit(self) -> None:
        """Show the whole page."""
        self._refit(Fit.PAGE)

    def fit_width(self) -> None:
        """Show the page as wide as there is room."""
        self._refit(Fit.WIDTH)

    def turn_view(self) -> None:
        """Turn the view a quarter clockwise; nothing of the record changes."""
        centre = self.mapToScene(self.viewport().rect().center())
        self._set_zoom(self._zoom.turned().fitted(self._picture.boundingRect(), self.viewport().size()))
        self.centerOn(centre)

    def zoom(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom by that factor, within reason; what is at that point of the view (default: its middle) stays there."""
        where = at or self.viewport().rect().center()
        there = self.mapToScene(where)
        self._set_zoom(self._zoom.by(factor))
        self.pan(where - self.mapFromScene(there))

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom(STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom(1 / STEP)

    def pan(self, step: QPoint) -> None:
        """Move the page by so many pixels of the screen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - step.x())
        down.setValue(down.value() - step.y())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the mouse; with shift pan sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
            return
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom(STEP**notches, event.position().toPoint())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Pinch, on a touch screen or a touch pad."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position().toPoint())
            event.accept()  # else it goes on to whatever the page stands in
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom(pinch.scaleFactor(), self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
                event.accept(pinch)
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the page fitted if it was."""
        super().resizeEvent(event)
        self._refit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        """The ground, and white paper where the page is."""
        super().drawBackground(painter, rect)
        page = self._picture.boundingRect().intersected(QRectF(rect))
        if not page.isEmpty():
            painter.fillRect(page, QColor("#FFFFFF"))

    def _refit(self, fit: Fit | None = None) -> None:
        wanted = Zoom(self._zoom.scale, self._zoom.turns, fit or self._zoom.fit)
        page = self._picture.boundingRect()
        self._set_zoom(wanted.fitted(page, QSize(self.viewport().size())))
        if wanted.fit is Fit.PAGE:
            self.centerOn(page.center())
        elif fit is Fit.WIDTH:
            self.centerOn(QPointF(page.center().x(), 0))

    def _set_zoom(self, zoom: Zoom) -> None:
        changed = zoom.scale != self._zoom.scale or zoom.turns != self._zoom.turns
        self._zoom = zoom
        if changed or self.transform() != zoom.transform():
            self.setTransform(zoom.transform())
        self.zoomed.emit(zoom.scale)

    def _on_look_changed(self) -> None:
        self.setBackgroundBrush(QColor(self._look.theme.page_ground))
