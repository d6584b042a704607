"""What every widget is given: the words, the colours of the moment, and icons drawn in them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme import LIGHT, Theme
from desktop.ui.words import Tone, Words

ICON: Final = 16
BEHIND: Final = 3
"""Pixels behind an icon on a button: a style sheet leaves but four between it and the text."""


class Look(QObject):
    """Words, theme and icons; `changed` when the theme did.

    compact: rows are less high. still: nothing may move by itself.
    """

    changed = Signal()

    def __init__(
        self, words: Words, icons: Path, theme: Theme = LIGHT, *, compact: bool = False, still: bool = False
    ) -> None:
        super().__init__()
        self.words = words
        self.theme = theme
        self.compact = compact
        self.still = still
        self._icons = icons
        self._drawn: dict[tuple[str, str, int], QIcon] = {}

    def set_theme(self, theme: Theme) -> None:
        """Show everything in other colours."""
        if theme is not self.theme:
            self.theme = theme
            self.changed.emit()

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """The icon of that name in that colour (default: the text's)."""
        return self._kept(name, colour or self.theme.text, 0)

    def icon_before_text(self, name: str, colour: str) -> QIcon:
        """The icon in that colour, with room behind it for a button that says something too."""
        return self._kept(name, colour, BEHIND)

    def tone_icon(self, name: str, tone: Tone) -> QIcon:
        """The icon in a state's colour."""
        return self.icon(name, self.theme.tones[tone][0])

    def _kept(self, name: str, tint: str, behind: int) -> QIcon:
        key = (name, tint, behind)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, tint: str, behind: int) -> QIcon:
        source = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
        scales = sorted({1, *(math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())})
        icon = QIcon()
        for colour, mode in ((tint, QIcon.Mode.Normal), (self.theme.muted, QIcon.Mode.Disabled)):
            renderer = QSvgRenderer(QByteArray(source.replace("#000", QColor(colour).name()).encode()))
            for scale in scales:
                picture = QPixmap(QSize((ICON + behind) * scale, ICON * scale))
                picture.fill(Qt.GlobalColor.transparent)
                painter = QPainter(picture)
                renderer.render(painter, QRectF(0, 0, ICON * scale, ICON * scale))
                painter.end()
                picture.setDevicePixelRatio(scale)
                icon.addPixmap(picture, mode)
        return icon
