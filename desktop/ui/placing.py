"""Where the window stands on the screen: where it was left, else as large as is useful and as the screen allows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

USEFUL: Final = QSize(1360, 840)
_ROOM: Final = 0.95
"""Of the screen: a window that would fill more of it starts maximised, with its frame to be seen."""


def put(window: QWidget, geometry: str) -> None:
    """Put it there. geometry: as `geometry_of` told it; "" for none."""
    if window.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace"))):
        return
    room = window.screen().availableGeometry().size()
    window.resize(USEFUL.boundedTo(room))
    if USEFUL.boundedTo(room * _ROOM) != USEFUL:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def geometry_of(window: QWidget) -> str:
    """Qt's own words for it, in base64."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")
