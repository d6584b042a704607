"""How long a frame of the page view takes while a page is zoomed, panned and pointed at.

One A4 page at 300 dpi with a thousand words, all their frames drawn. A frame is one change (a notch of the wheel, a
step of the hand, a move of the mouse) and everything that Qt paints because of it; its processor time is measured.
Without a display the window is drawn off-screen by the same software renderer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable

if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

import resources
from core.domain.page import Box, Word
from desktop.ui.look import Look
from desktop.ui.page.picking import HandCanvas
from desktop.ui.words import Words
from desktop.workers.pictures import levels

A4_300 = (2480, 3508)
COLUMNS, LINES = 10, 100
WANTED_MS = 16.7


def page() -> tuple[QImage, tuple[Word, ...]]:
    """A page full of words, and the words."""
    wide, high = A4_300
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    font = QFont()
    font.setPixelSize(26)
    painter.setFont(font)
    words = []
    for number in range(COLUMNS * LINES):
        line, column = divmod(number, COLUMNS)
        box = Box(0.05 + column * 0.09, 0.03 + line * 0.0094, 0.13 + column * 0.09, 0.0375 + line * 0.0094)
        painter.drawText(QRectF(box.x0 * wide, box.y0 * high, box.width * wide, box.height * high), f"word{number}")
        words.append(Word(f"word{number}", box, 0.6 if number % 9 == 0 else 0.95, line))
    painter.end()
    return picture, tuple(words)


def frames(app: QApplication, step: Callable[[int], None], count: int) -> list[float]:
    """Milliseconds of processor time of each frame."""
    found = []
    for number in range(count):
        began = time.process_time()
        step(number)
        app.processEvents()
        found.append((time.process_time() - began) * 1000)
    return found


def main() -> int:
    """Run and print; 1 if a figure is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--size", type=int, nargs=2, default=(1000, 900), metavar=("WIDE", "HIGH"))
    arguments = parser.parse_args()
    app = QApplication(["benchmark"])
    app.setStyle("Fusion")
    canvas = HandCanvas(Look(Words("en"), resources.path("icons/ui")), picks=True)
    canvas.resize(*arguments.size)
    picture, words = page()
    canvas.show_picture(tuple(levels(picture)))
    canvas.show_words(words)
    canvas.words.set_shown(shown=True)
    canvas.show()
    frames(app, lambda _number: canvas.viewport().update(), 5)

    def zoom(number: int) -> None:
        canvas.zoom_in() if number // 20 % 2 == 0 else canvas.zoom_out()

    def pan(number: int) -> None:
        canvas.pan(QPoint(7, 13) if number // 40 % 2 else QPoint(-7, -13))

    def point(number: int) -> None:
        at = QPointF(100 + number * 3 % 700, 100 + number * 5 % 600)
        none = Qt.MouseButton.NoButton
        where = canvas.viewport().mapToGlobal(at)
        move = QMouseEvent(QMouseEvent.Type.MouseMove, at, where, none, none, Qt.KeyboardModifier.NoModifier)
        app.sendEvent(canvas.viewport(), move)

    worst = 0.0
    print(f"{'':20}{'median':>9}{'p95':>9}{'longest':>9}   ms of processor time a frame (wanted: p95 <= {WANTED_MS})")
    for name, scale, step in (
        ("zoom", None, zoom),
        ("pan, whole width", 0.4, pan),
        ("pan, full size", 1.0, pan),
        ("point at words", 0.4, point),
    ):
        canvas.fit()
        if scale is not None:
            canvas.zoom(scale / canvas.zoom_now.scale)
        app.processEvents()
        taken = frames(app, step, arguments.frames)
        p95 = statistics.quantiles(taken, n=20)[-1]
        worst = max(worst, p95)
        print(f"{name:20}{statistics.median(taken):9.1f}{p95:9.1f}{max(taken):9.1f}")
    return 0 if worst <= WANTED_MS else 1


if __name__ == "__main__":
    sys.exit(main())
