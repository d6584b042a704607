"""Two fingers zoom the page, on a touch pad and on a touch screen, at the place between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.page.canvas import PageCanvas
from desktop.workers.pictures import levels

PLACE = QPoint(220, 150)


@pytest.fixture
def canvas(qtbot, look):
    shown = PageCanvas(look)
    qtbot.addWidget(shown)
    picture = QImage(800, 1100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    shown.resize(600, 500)
    shown.show()
    shown.show_picture(tuple(levels(picture)))
    shown.zoom(3)
    return shown


def far(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()


def test_a_touch_pad_zooms_where_the_cursor_is(canvas):
    before, under = canvas.zoom_now.scale, canvas.mapToScene(PLACE)
    port = canvas.viewport()
    place, everywhere = QPointF(PLACE), QPointF(port.mapToGlobal(PLACE))
    kind = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    for step in (0.2, 0.2, -0.1):
        pinch = QNativeGestureEvent(kind, device, 2, place, place, everywhere, step, QPointF())
        assert QApplication.sendEvent(port, pinch)
    assert canvas.zoom_now.scale == pytest.approx(before * 1.2 * 1.2 * 0.9)
    assert far(canvas.mapToScene(PLACE), under) < 3


def test_a_touch_screen_zooms_between_the_fingers(canvas):
    before, under = canvas.zoom_now.scale, canvas.mapToScene(PLACE)
    device, port = QTest.createTouchDevice(), canvas.viewport()
    for apart in (30, 32, 45, 60, 90):
        left, right = PLACE - QPoint(apart, 0), PLACE + QPoint(apart, 0)
        fingers = QTest.touchEvent(port, device)
        if apart == 30:
            fingers.press(0, left, port).press(1, right, port).commit()
        else:
            fingers.move(0, left, port).move(1, right, port).commit()
        QApplication.processEvents()
    QTest.touchEvent(port, device).release(0, left, port).release(1, right, port).commit()
    assert canvas.zoom_now.scale > before * 1.5
    assert far(canvas.mapToScene(PLACE), under) < 30
