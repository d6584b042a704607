"""The page of keeping: how long records are kept, and which kinds of document have times of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QGridLayout

from core.settings import Settings
from desktop.program import Edits
from desktop.ui.keeping.phrases import KeepingPhrase as K
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel
from desktop.ui.settings.editors import TextEditor
from desktop.ui.settings.lines import KEEPING, Kind, Line
from desktop.ui.settings.page import LinesPage
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.ui.words import DOCUMENT_TYPE

_TYPES: Final = "retention.types"
_PARTS: Final = (("originals", K.PAGE_ORIGINALS), ("text", K.PAGE_TEXT), ("record", K.PAGE_RECORD))


class KeepingPage(LinesPage):
    """Checked as typed, like every line; a kind without a number of its own is kept as usual."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        super().__init__(look, KEEPING, settings, fixed)
        self._say = look.words.say
        self._before: dict[str, str] = {}
        self.editors: dict[str, TextEditor] = {}
        self._problem = WrapLabel("", "error")
        self._problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        for column, (_, label) in enumerate(_PARTS, 1):
            grid.addWidget(SafeLabel(self._say(label), "caption"), 0, column)
        kinds = dict.fromkeys((*DOCUMENT_TYPE, *settings.retention.types))
        for number, kind in enumerate(kinds, 1):
            self._add_kind(grid, number, kind, settings, fixed)
        grid.setColumnStretch(0, 1)
        place = len(self.rows)
        self.box.insertWidget(place, SafeLabel(self._say(K.PAGE_KINDS), "title"))
        self.box.insertWidget(place + 1, WrapLabel(self._say(K.PAGE_KINDS_HINT), "hint"))
        self.box.insertLayout(place + 2, grid)
        self.box.insertWidget(place + 3, self._problem)
        self._show_usual()

    @property
    def names(self) -> frozenset[str]:
        """The settings of the lines and of all kinds."""
        return super().names | self.editors.keys()

    @property
    def edits(self) -> Edits:
        """What was changed here. An emptied number is taken out."""
        changed = {name: editor for name, editor in self.editors.items() if editor.text().strip() != self._before[name]}
        own = tuple((name, None if editor.value() == "" else editor.value()) for name, editor in changed.items())
        return (*super().edits, *own)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """A number that is none is told below the table, by the name of its kind."""
        super().show_problems(problems)
        bad = [name for name in self.editors if name in problems]
        kinds = dict.fromkeys(self._name(name) for name in bad)
        self._problem.setText(self._say(K.PAGE_KIND_BAD, kinds=", ".join(kinds), rule=self._say(K.PAGE_BAD)))
        self._problem.setVisible(bool(bad))

    def _add_kind(self, grid: QGridLayout, number: int, kind: str, settings: Settings, fixed: frozenset[str]) -> None:
        name = self.look.words.document_type(kind)
        grid.addWidget(SafeLabel(name), number, 0)
        kept = settings.retention.types.get(kind)
        for column, (part, label) in enumerate(_PARTS, 1):
            value = getattr(kept, part) if kept is not None else None
            key = f"{_TYPES}.{kind}.{part}"
            editor = TextEditor(Line(key, Kind.NUMBER, label, is_optional=True), "" if value is None else value)
            editor.setAccessibleName(f"{name}, {self._say(label)}")
            editor.setEnabled(not any(_TYPES.startswith(one) for one in fixed))
            editor.textChanged.connect(self._on_edited)
            self.editors[key] = editor
            self._before[key] = editor.text()
            grid.addWidget(editor, number, column)

    def _on_edited(self) -> None:
        self._show_usual()
        self.changed.emit()

    def _show_usual(self) -> None:
        """What an empty field stands for: the usual, or for good where the kind has another time of its own."""
        own = {name.rpartition(".")[0] for name, editor in self.editors.items() if editor.text().strip()}
        for name, editor in self.editors.items():
            is_own = name.rpartition(".")[0] in own
            editor.setPlaceholderText(self._say(K.PAGE_FOR_GOOD if is_own else K.PAGE_USUAL))

    def _name(self, key: str) -> str:
        return self.look.words.document_type(key.removeprefix(f"{_TYPES}.").rpartition(".")[0])
