"""Loads page pictures off the GUI's thread, in several sizes, so that drawing them at any zoom is quick."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, qRgb

from desktop.page_messages import PictureLoaded, Rendering
from desktop.workers.requests import PictureFound
from desktop.workers.strips import drawable, halved

log = logging.getLogger(__name__)

_SMALLEST: Final = 500
_MAX_MB: Final = 512
THUMB: Final = QSize(192, 192)
"""Twice what is shown, for sharp screens."""
_INK: Final = 96
_PAPER: Final = 232
"""Grey levels (0..255) that strong contrast makes black and white."""


class PictureWorker(QObject):
    """A QObject without parent, moved to a thread of its own."""

    loaded = Signal(object)

    @Slot(object)
    def load(self, found: object) -> None:
        """Load one picture; one that cannot be read is answered without any size."""
        if not isinstance(found, PictureFound):
            return
        QImageReader.setAllocationLimit(_MAX_MB)
        reader = QImageReader(str(found.path))
        reader.setDecideFormatFromContent(True)
        picture = reader.read()
        if picture.isNull():
            log.warning("picture not readable", extra={"action": "picture_failed"})
            self.loaded.emit(PictureLoaded(found.blob, (), found.rendering))
            return
        self.loaded.emit(PictureLoaded(found.blob, _rendered(picture, found.rendering), found.rendering))


def _rendered(picture: QImage, rendering: Rendering) -> tuple[QImage, ...]:
    match rendering:
        case Rendering.THUMB:
            return (small(picture),)
        case Rendering.GREY:
            return tuple(levels(picture, grey))
        case Rendering.STRONG:
            return tuple(levels(picture, strong))
        case Rendering.PLAIN:
            return tuple(levels(picture))


def small(picture: QImage) -> QImage:
    """The picture as it stands in a row of all pages."""
    *_, smallest = levels(picture)
    kept = Qt.AspectRatioMode.KeepAspectRatio
    return smallest.scaled(THUMB, kept, Qt.TransformationMode.SmoothTransformation)


def grey(picture: QImage) -> QImage:
    """Without colours."""
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


def strong(picture: QImage) -> QImage:
    """Grey, with what is nearly paper made white and what is nearly ink black: faint print can be read."""
    pale = grey(picture)
    table = QImage(pale.constBits(), pale.width(), pale.height(), pale.bytesPerLine(), QImage.Format.Format_Indexed8)
    table.setColorTable([qRgb(*(_stretched(level),) * 3) for level in range(256)])
    return table.convertToFormat(QImage.Format.Format_RGB32)


def _stretched(level: int) -> int:
    return max(0, min(255, round((level - _INK) * 255 / (_PAPER - _INK))))


def levels(picture: QImage, change: Callable[[QImage], QImage] | None = None) -> Iterator[QImage]:
    """The picture as it is drawn fastest, changed if so wanted, then halved again and again."""
    step = drawable(picture, change)
    yield step
    while max(step.width(), step.height()) > _SMALLEST * 2:
        step = halved(step)
        yield step
