"""One editor for each kind of setting, and the row that carries it with label, hint and problem."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from core.settings_file import Plain
from desktop.program import Edits
from desktop.ui.composing import ComposingEdit
from desktop.ui.flag import Flag
from desktop.ui.look import Look
from desktop.ui.open import ask_for_certificates, ask_for_folder
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.settings.lines import Kind, Line
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import GAP, GAP_SMALL, GAP_WIDE

_LABEL_WIDTH = 150
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_NUMBER_WIDTH = 90


class Editor(Protocol):
    """Shows and gives one value."""

    def value(self) -> Plain:
        """What is set now."""


class TextEditor(ComposingEdit):
    """A line of text."""

    def __init__(self, line: Line, value: Plain) -> None:
        super().__init__(" ".join(map(str, value)) if isinstance(value, tuple) else str(value))
        self._is_number = line.kind is Kind.NUMBER
        self._is_words = line.kind is Kind.WORDS
        if self._is_number:
            self.setFixedWidth(_NUMBER_WIDTH)

    def value(self) -> Plain:
        """What is set now; a number only if it is one, words one by one."""
        text = self.text().strip()
        if self._is_words:
            return tuple(text.replace(",", " ").split())
        if not self._is_number or not _NUMBER.fullmatch(text):
            return text
        return float(text) if "." in text else int(text)


class FlagEditor(Flag):
    """On or off."""

    def value(self) -> Plain:
        """What is set now."""
        return self.isChecked()


class ChoiceEditor(QWidget):
    """A few choices side by side: one of them, or several."""

    changed = Signal()

    def __init__(self, look: Look, line: Line, value: Plain) -> None:
        super().__init__()
        self._is_single = line.kind is Kind.CHOICE
        chosen = (value,) if self._is_single else value
        assert isinstance(chosen, tuple)  # noqa: S101 - a setting of several values is a tuple
        self._others = [item for item in chosen if item not in dict(line.choices)]
        self._group = QButtonGroup(self)
        self._group.setExclusive(self._is_single)
        self._chips: list[tuple[str, QPushButton]] = []
        for item, phrase in line.choices:
            chip = QPushButton(look.words.say(phrase))
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setChecked(item in chosen)
            self._group.addButton(chip)
            self._chips.append((item, chip))
        self._group.buttonToggled.connect(self._on_toggled)
        self.setLayout(row_of(*(chip for _, chip in self._chips), None, spacing=GAP_SMALL))

    def value(self) -> Plain:
        """What is set now; values that have no button of their own are kept."""
        chosen = [item for item, chip in self._chips if chip.isChecked()]
        if self._is_single:
            return chosen[0] if chosen else str(self._others[0])
        return (*chosen, *map(str, self._others))

    def _on_toggled(self) -> None:
        self.changed.emit()


class PathEditor(QWidget):
    """A folder or a file, typed or chosen; an empty one is none."""

    changed = Signal()

    def __init__(self, look: Look, value: str, *, is_file: bool) -> None:
        super().__init__()
        self._look = look
        self._is_file = is_file
        self.edit = ComposingEdit(value)
        self.edit.textChanged.connect(self._on_edited)
        self.choose = button(look, look.words.say(S.CHOOSE_FOLDER), "folder")
        self.choose.clicked.connect(self._on_choose)
        row = row_of(self.edit, self.choose, spacing=GAP_SMALL)
        row.setStretchFactor(self.edit, 1)
        self.setLayout(row)
        self.setFocusProxy(self.edit)

    def value(self) -> Plain:
        """What is set now."""
        return self.edit.text().strip()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """The field is what is read out."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _on_edited(self) -> None:
        self.changed.emit()

    def _on_choose(self) -> None:
        ask = ask_for_certificates if self._is_file else ask_for_folder
        for path in ask(self, self._look.words):
            self.edit.setText(str(path))


class SettingRow(QWidget):
    """Label, editor, hint and problem of one setting; `changed` as it is typed."""

    changed = Signal()

    def __init__(self, look: Look, line: Line, value: Plain, *, fixed: bool) -> None:
        super().__init__()
        say = look.words.say
        self.line = line
        self._say = say
        self._before = value
        hint = S.BY_ENVIRONMENT if fixed else line.hint
        self._hint = WrapLabel(say(hint) if hint else "", "hint")
        self._hint.setVisible(hint is not None)
        self._problem = WrapLabel("", "error")
        self._problem.hide()
        self.editor = self._make_editor(look, line, value)
        self.editor.setAccessibleName(say(line.label))
        self.editor.setEnabled(not fixed)
        self._build("" if line.kind is Kind.FLAG else say(line.label), is_narrow=line.kind is Kind.NUMBER)

    def _make_editor(self, look: Look, line: Line, value: Plain) -> TextEditor | FlagEditor | ChoiceEditor | PathEditor:
        match line.kind:
            case Kind.FLAG:
                flag = FlagEditor(look, self._say(line.label))
                flag.setChecked(bool(value))
                flag.toggled.connect(self.changed)
                return flag
            case Kind.CHOICE | Kind.SEVERAL:
                choice = ChoiceEditor(look, line, value)
                choice.changed.connect(self.changed)
                return choice
            case Kind.FOLDER | Kind.FILE:
                path = PathEditor(look, str(value), is_file=line.kind is Kind.FILE)
                path.changed.connect(self.changed)
                return path
            case _:
                text = TextEditor(line, value)
                text.textChanged.connect(self.changed)
                return text

    def _build(self, name: str, *, is_narrow: bool) -> None:
        label = SafeLabel(name)
        label.setFixedWidth(_LABEL_WIDTH)
        body = column_of(spacing=GAP_SMALL)
        body.addLayout(row_of(self.editor, *([None] if is_narrow else [])))
        body.addWidget(self._hint)
        body.addWidget(self._problem)
        row = row_of(spacing=GAP)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(body, 1)
        row.setContentsMargins(0, 0, 0, GAP_WIDE - GAP)
        label.setMinimumHeight(28)
        self.setLayout(row)

    @property
    def edits(self) -> Edits:
        """The new value by its name; () if it is the old one. An emptied line that may be empty is taken out."""
        value = self.editor.value()
        if value == self._before:
            return ()
        return ((self.line.name, None if value == "" and self.line.may_be_empty else value),)

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the value; "" if nothing. In Korean the line's own sentence says it."""
        self._problem.setText(self._say(self.line.bad) if text else "")
        self._problem.setToolTip("")
        self._problem.setVisible(bool(text))
