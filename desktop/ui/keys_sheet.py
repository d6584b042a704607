"""The sheet of all keys, made of the table that binds them."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desktop.ui.keys import KEYS, KeyPhrase, shown
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, column_of
from desktop.ui.theme import GAP, GAP_WIDE, PADDING


class KeysSheet(QDialog):
    """Two columns: the key, and what it does; Esc closes it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = look.words.say
        self.setObjectName("dialog")
        self.setWindowTitle(say(KeyPhrase.KEYS_TITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_WIDE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for place, deeds in groupby(KEYS, key=lambda deed: KEYS[deed].place):
            at = grid.rowCount()
            title = SafeLabel(say(place), "title")
            title.setContentsMargins(0, GAP_WIDE if at > 1 else 0, 0, 0)
            grid.addWidget(title, at, 0, 1, 2)
            for deed in deeds:
                at = grid.rowCount()
                key = SafeLabel(shown(deed), "key")
                key.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(key, at, 0)
                grid.addWidget(SafeLabel(say(KEYS[deed].text)), at, 1)
        box = column_of(margins=(PADDING * 2, PADDING * 2, PADDING * 3, PADDING * 2))
        box.addLayout(grid)
        self.setLayout(box)
