"""Pictures changed strip by strip: Qt holds Python's interpreter while it converts or scales, and the window waits.

A page scanned at 300 dpi took 30 to 250 ms in one piece; a strip takes a few.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

ROWS: Final = 128
"""Of the source, in one strip; even, so that halving sees the same pairs of rows as it would in one piece."""


def drawable(picture: QImage, change: Callable[[QImage], QImage] | None = None) -> QImage:
    """The picture in the format that is drawn fastest, each strip changed before if so wanted."""

    def convert(strip: QImage) -> QImage:
        changed = change(strip) if change is not None else strip
        return changed.convertToFormat(QImage.Format.Format_RGB32)

    return _in_strips(picture, picture.size(), convert)


def halved(picture: QImage) -> QImage:
    """Half as wide and half as high, smoothly. picture: as `drawable` makes it."""
    size = QSize(max(1, picture.width() // 2), max(1, picture.height() // 2))

    def halve(strip: QImage) -> QImage:
        rows = max(1, strip.height() // 2)
        kept, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        return strip.scaled(QSize(size.width(), rows), kept, smooth)

    return _in_strips(picture, size, halve)


def _in_strips(picture: QImage, size: QSize, change: Callable[[QImage], QImage]) -> QImage:
    times = picture.height() // size.height()
    made = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for top in range(0, picture.height(), ROWS):
        strip = picture.copy(0, top, picture.width(), min(ROWS, picture.height() - top))
        strip.setDevicePixelRatio(1.0)
        painter.drawImage(0, top // times, change(strip))
    painter.end()
    return made
