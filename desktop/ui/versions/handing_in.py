"""Files that were dropped on a record: for that very record, or new ones of their own? Nothing happens unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from core.domain.desk import NewFiles
from core.domain.rows import RecordRow
from desktop.ui.look import Look
from desktop.ui.models.records import short_source, title
from desktop.ui.parts import ElidedLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.versions.phrases import VersionPhrase as V

_WIDTH: Final = 560
_MOST: Final = 6
"""Names of files that are told; more are counted."""


class HandInDialog(QDialog):
    """Emits `chosen` with a `NewFiles`, or with None if they shall be records of their own."""

    chosen = Signal(object)

    def __init__(self, look: Look, row: RecordRow, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words, say = look.words, look.words.say
        self.setObjectName("dialog")
        self.setWindowTitle(say(V.HAND_IN))
        self.setFixedWidth(_WIDTH)
        self.asked = WrapLabel(say(V.HAND_IN_ASK, count=len(paths), title=title(row, words)), "title")
        status = words.status(row.status).text
        facts = say(V.HAND_IN_FACTS, record=row.id, source=short_source(row.source), status=status, version=row.version)
        self.facts = WrapLabel(facts, "muted")
        self.names = [ElidedLabel(path.name, "hint", Qt.TextElideMode.ElideMiddle) for path in paths[:_MOST]]
        if len(paths) > _MOST:
            self.names.append(ElidedLabel(say(V.HAND_IN_MORE, count=len(paths) - _MOST), "hint"))
        self.instead = button(look, say(V.HAND_IN_INSTEAD), "file", "primary")
        self.beside = button(look, say(V.HAND_IN_BESIDE), "add")
        self.anew = button(look, say(V.HAND_IN_ANEW))
        self.shut = button(look, say(Phrase.CANCEL))
        for deed, files in ((self.instead, NewFiles.INSTEAD), (self.beside, NewFiles.BESIDE), (self.anew, None)):
            deed.clicked.connect(lambda _checked=False, files=files: self._choose(files))
        self.shut.clicked.connect(self.reject)
        self._build()
        self.instead.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        body = column_of(self.asked, self.facts, spacing=GAP, margins=(PADDING, PADDING, PADDING, PADDING))
        body.addLayout(column_of(*self.names, spacing=GAP_SMALL))
        deeds = frame("actions")
        row = row_of(self.shut, None, self.anew, self.beside, self.instead, spacing=GAP_SMALL)
        row.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        deeds.setLayout(row)
        outer = column_of()
        outer.addLayout(body)
        outer.addWidget(deeds)
        self.setLayout(outer)

    def _choose(self, files: NewFiles | None) -> None:
        self.chosen.emit(files)
        self.accept()
