"""The canvas with a hand on it: panning, words taken by a click or a lasso, regions marked to be read again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QRubberBand

from core.domain.page import Box
from desktop.ui.look import Look
from desktop.ui.page.canvas import PageCanvas
from desktop.ui.page.hand import Grip, Hand, Press

_LEAST_REGION: Final = 6
"""Sides, in pixels of the page, below which a region is taken for a slip of the hand."""


class HandCanvas(PageCanvas):
    """Without `picks` the mouse only pans.

    picked: `Word`s that were taken and whether they are added to what was taken before.
    marked: the `Box` of a region to be read again. hovered: the `Word` under the mouse (None: none) and its place.
    """

    picked = Signal(object, bool)
    marked = Signal(object)
    hovered = Signal(object, object)

    def __init__(self, look: Look, *, picks: bool = False) -> None:
        super().__init__(look)
        self._picks = picks
        self._hand = Hand()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._is_space_held = False
        self.reads = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if picks else Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self._rest()

    def set_reads(self, *, reads: bool) -> None:
        """Whether a drag marks a region to be read again instead of taking words."""
        self.reads = reads
        self._rest()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Outside nothing is pointed at."""
        if event.type() is QEvent.Type.Leave:
            self._point_at(-1)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold."""
        press = Press(event.button(), event.modifiers(), self._is_space_held, self.reads, self._picks)
        self._hand.press(press, event.position().toPoint())
        if self._hand.grip is Grip.PAN:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pan, draw the band, or point at a word."""
        at = event.position().toPoint()
        if self._hand.grip is Grip.NOTHING:
            self._point_at(self.words.at(self.mapToScene(at)) if self._picks else -1)
        step = self._hand.move(at)
        if self._hand.grip is Grip.PAN:
            self.pan(step)
        elif self._hand.grip is not Grip.NOTHING:
            self._band.setGeometry(self._hand.band)
            self._band.setVisible(not self._hand.is_click)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go, and tell what was taken."""
        grip = self._hand.release()
        self._band.hide()
        self._rest()
        area = self.mapToScene(self._hand.band).boundingRect()
        if grip is Grip.WORDS and self._hand.is_click:
            found = self.words.at(self.mapToScene(event.position().toPoint()))
            self._tell_words((found,) if found >= 0 else ())
        elif grip is Grip.WORDS:
            self._tell_words(self.words.within(area))
        elif grip is Grip.REGION and not self._hand.is_click:
            self._tell_region(area)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """While the space bar is held the mouse pans."""
        if event.key() == Qt.Key.Key_Space:
            self._is_space_held = True
            self._rest()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The space bar was let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_held = False
            self._rest()
            return
        super().keyReleaseEvent(event)

    def _point_at(self, number: int) -> None:
        self.words.hover(number)
        if number < 0:
            self.hovered.emit(None, None)
        else:
            place = self.mapFromScene(self.words.place(number)).boundingRect()
            self.hovered.emit(self.words.words[number], place)

    def _tell_words(self, numbers: tuple[int, ...]) -> None:
        if numbers:
            self.words.choose(numbers)
            self.picked.emit(tuple(self.words.words[number] for number in numbers), self._hand.adds)

    def _tell_region(self, area: QRectF) -> None:
        page = self.page_area
        area = area.intersected(page)
        if min(area.width(), area.height()) >= _LEAST_REGION:
            self.marked.emit(
                Box(
                    area.left() / page.width(),
                    area.top() / page.height(),
                    area.right() / page.width(),
                    area.bottom() / page.height(),
                )
            )

    def _rest(self) -> None:
        """The cursor says what a press would do."""
        if self._is_space_held or not self._picks:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.CrossCursor if self.reads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
