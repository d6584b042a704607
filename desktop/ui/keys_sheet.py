"""The sheet of all keys, made of the table that binds them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from desktop.ui.keys import KEYS, Deed, KeyPhrase, shown
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, column_of, row_of
from desktop.ui.theme import GAP_SMALL, GAP_WIDE, PADDING

_FRAME: Final = 48
"""What a window's own frame and the screen's edge may take, in pixels."""


class KeysSheet(QDialog):
    """Side by side, place by place: the key, and what it does; Esc closes it. Scrolls where the screen is small."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setWindowTitle(look.words.say(KeyPhrase.KEYS_TITLE))
        places = [(place, list(deeds)) for place, deeds in groupby(KEYS, key=lambda deed: KEYS[deed].place)]
        body = QWidget()
        body.setObjectName("body")
        row = row_of(spacing=GAP_WIDE * 2, margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING * 2))
        for half in _halves(places):
            row.addLayout(_grid(look, half), 1)
        body.setLayout(row)
        self._body = body
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(body)
        self.setLayout(column_of(self._scroll))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As large as all of it, or as the screen."""
        super().showEvent(event)
        wanted, room = self._body.sizeHint(), self.screen().availableGeometry().size()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self.resize(min(wanted.width() + bar, room.width() - _FRAME), min(wanted.height() + 2, room.height() - _FRAME))


Places = list[tuple[KeyPhrase, list[Deed]]]


def _halves(places: Places) -> tuple[Places, Places]:
    """Cut between two places, where both sides are as long as can be."""
    lengths = [len(deeds) + 2 for _, deeds in places]
    at = min(range(1, len(places)), key=lambda cut: abs(sum(lengths[:cut]) - sum(lengths[cut:])))
    return places[:at], places[at:]


def _grid(look: Look, places: Iterable[tuple[KeyPhrase, list[Deed]]]) -> QGridLayout:
    say = look.words.say
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_WIDE)
    grid.setVerticalSpacing(GAP_SMALL)
    grid.setColumnStretch(1, 1)
    for place, deeds in places:
        at = grid.rowCount()
        title = SafeLabel(say(place), "title")
        title.setContentsMargins(0, GAP_WIDE if at > 1 else 0, 0, GAP_SMALL)
        grid.addWidget(title, at, 0, 1, 2)
        for deed in deeds:
            at = grid.rowCount()
            key = SafeLabel(shown(deed), "key")
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(key, at, 0)
            grid.addWidget(SafeLabel(say(KEYS[deed].text)), at, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
