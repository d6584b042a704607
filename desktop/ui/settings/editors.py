"""One editor for each kind of setting, and the row that carries it with label, hint and problem."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from core.settings_file import Plain
from desktop.ui.composing import ComposingEdit
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, column_of, row_of
from desktop.ui.settings.lines import Kind, Line
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import GAP, GAP_SMALL, GAP_WIDE

_LABEL_WIDTH = 150
_NUMBER_WIDTH = 90


class Editor(Protocol):
    """Shows and gives one value."""

    def value(self) -> Plain:
        """What is set now."""


class TextEditor(ComposingEdit):
    """A line of text."""

    def __init__(self, line: Line, value: Plain) -> None:
        super().__init__(str(value))
        self._is_number = line.kind is Kind.NUMBER
        if self._is_number:
            self.setFixedWidth(_NUMBER_WIDTH)

    def value(self) -> Plain:
        """What is set now; a number only if it is one."""
        text = self.text().strip()
        return int(text) if self._is_number and text.isascii() and text.isdigit() else text


class FlagEditor(QCheckBox):
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
        self.editor: TextEditor | FlagEditor | ChoiceEditor
        match line.kind:
            case Kind.FLAG:
                self.editor = FlagEditor(say(line.label))
                self.editor.setChecked(bool(value))
                self.editor.toggled.connect(self.changed)
            case Kind.CHOICE | Kind.SEVERAL:
                self.editor = ChoiceEditor(look, line, value)
                self.editor.changed.connect(self.changed)
            case _:
                self.editor = TextEditor(line, value)
                self.editor.textChanged.connect(self.changed)
        self.editor.setAccessibleName(say(line.label))
        self.editor.setEnabled(not fixed)
        label = SafeLabel("" if line.kind is Kind.FLAG else say(line.label))
        label.setFixedWidth(_LABEL_WIDTH)
        body = column_of(self.editor, self._hint, self._problem, spacing=GAP_SMALL)
        row = row_of(spacing=GAP)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(body, 1)
        row.setContentsMargins(0, 0, 0, GAP_WIDE - GAP)
        label.setMinimumHeight(28)
        self.setLayout(row)

    @property
    def edit(self) -> Plain | None:
        """The new value; None if it is the old one."""
        value = self.editor.value()
        return None if value == self._before else value

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the value; "" if nothing. In Korean the line's own sentence says it."""
        self._problem.setText(self._say(self.line.bad) if text else "")
        self._problem.setToolTip("")
        self._problem.setVisible(bool(text))
