"""Loads page pictures off the GUI's thread, in several sizes, so that drawing them at any zoom is quick."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from desktop.messages import PictureLoaded
from desktop.workers.requests import PictureFound

log = logging.getLogger(__name__)

_SMALLEST: Final = 500
_MAX_MB: Final = 512


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
            self.loaded.emit(PictureLoaded(found.blob, ()))
            return
        self.loaded.emit(PictureLoaded(found.blob, tuple(levels(picture))))


def levels(picture: QImage) -> Iterator[QImage]:
    """The picture as it is drawn fastest, then halved again and again."""
    step = picture.convertToFormat(QImage.Format.Format_RGB32)
    step.setDevicePixelRatio(1.0)
    yield step
    while max(step.width(), step.height()) > _SMALLEST * 2:
        step = step.scaled(
            step.width() // 2,
            step.height() // 2,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        yield step
