"""Which column of the table is what: one line for each, with two of its values to go by."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from core.domain.claim_table import ClaimKey, ClaimTable, ColumnUse, RecordFact
from core.domain.field import FieldName
from desktop.ui.claims.phrases import KEYS
from desktop.ui.claims.phrases import ClaimsPhrase as C
from desktop.ui.look import Look
from desktop.ui.parts import ElidedLabel
from desktop.ui.shown import plain
from desktop.ui.theme import GAP, GAP_SMALL

_SAMPLES: Final = 2
_LONGEST: Final = 60
_USE_WIDTH: Final = 190


class ColumnMap(QScrollArea):
    """`changed` when a column is taken for something else; a use that another column had is taken from it."""

    changed = Signal()

    def __init__(self, look: Look, table: ClaimTable) -> None:
        super().__init__()
        self._look = look
        self._uses: tuple[ColumnUse, ...] = (None, *ClaimKey, *FieldName, *RecordFact)
        self.boxes = [self._box(number, header) for number, header in enumerate(table.headers)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for number, box in enumerate(self.boxes):
            name = ElidedLabel(self._header(number, table.headers[number]))
            samples = [row[number] for row in table.rows[:_SAMPLES] if number < len(row) and row[number]]
            grid.addWidget(name, number, 0)
            grid.addWidget(ElidedLabel(", ".join(samples)[:_LONGEST], "muted"), number, 1)
            grid.addWidget(box, number, 2)
            box.setCurrentIndex(self._uses.index(table.suggested[number]))
            box.currentIndexChanged.connect(self._on_changed)
        grid.setRowStretch(len(self.boxes), 1)
        body = QWidget()
        body.setObjectName("body")
        body.setLayout(grid)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it scrolls it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)

    @property
    def uses(self) -> tuple[ColumnUse, ...]:
        """What each column is taken for."""
        return tuple(self._uses[box.currentIndex()] for box in self.boxes)

    def choose(self, column: int, use: ColumnUse) -> None:
        """Take that column for that."""
        self.boxes[column].setCurrentIndex(self._uses.index(use))

    def _header(self, number: int, header: str) -> str:
        return header.strip() or self._look.words.say(C.NO_HEADER, number=number + 1)

    def _box(self, number: int, header: str) -> QComboBox:
        words = self._look.words
        box = QComboBox()
        box.setFixedWidth(_USE_WIDTH)
        box.addItem(words.say(C.LEFT_ASIDE))
        for key in ClaimKey:
            box.addItem(words.say(KEYS[key]))
        for name in FieldName:
            box.addItem(words.field(name))
        box.addItem(words.say(C.DUE))
        box.setMaxVisibleItems(len(self._uses))
        box.setAccessibleName(plain(words.say(C.USE_OF, header=self._header(number, header))))
        return box

    def _on_changed(self) -> None:
        changed = self.sender()
        for box in self.boxes:
            if box is not changed and box.currentIndex() and self._takes(box, changed):
                box.blockSignals(True)
                box.setCurrentIndex(0)
                box.blockSignals(False)
        self.changed.emit()

    def _takes(self, box: QComboBox, changed: object) -> bool:
        """Each use stands once, and one column alone names the record."""
        if not isinstance(changed, QComboBox):
            return False
        mine, new = self._uses[box.currentIndex()], self._uses[changed.currentIndex()]
        return mine == new or (isinstance(mine, ClaimKey) and isinstance(new, ClaimKey))
