"""The settings dialog: three pages, checked as typed, saved to the settings file; the window stays usable meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QTabWidget, QWidget

from core.settings import Settings, problems_of, set_by_environment, with_changes
from core.settings_file import Plain
from desktop.program import (
    KeyFound,
    ModelTested,
    ProgramAnswer,
    ProgramFailed,
    SaveSettings,
    SettingsSaved,
    TryModel,
)
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.parts import WrapLabel, button, column_of, frame, row_of
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.lines import PAGES, Page
from desktop.ui.settings.model import ModelTools
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import PADDING

_SIZE = (620, 620)


class SettingsDialog(QDialog):
    """Emits `asked` with a `ProgramAsk`; closes itself when the changes are stored."""

    asked = Signal(object)

    def __init__(self, look: Look, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = look.words.say
        self._settings = settings
        self._fixed = set_by_environment()
        self.rows: list[SettingRow] = []
        self.tools = ModelTools(look)
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)
        self.setWindowTitle(self._say(S.TITLE))
        self.setObjectName("dialog")
        self.resize(*_SIZE)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page in PAGES:
            self.tabs.addTab(self._page(page), self._say(page.title))
        self._problem = WrapLabel("", "error")
        self._problem.hide()
        self.save = button(look, self._say(S.SAVE), name="primary")
        cancel = button(look, self._say(S.CANCEL))
        self.save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        actions = frame("actions")
        actions.setLayout(row_of(cancel, None, self.save, margins=(PADDING, PADDING, PADDING, PADDING)))
        box = column_of(self.tabs, self._problem, actions)
        box.setStretchFactor(self.tabs, 1)
        self.setLayout(box)
        self._check()

    @property
    def edits(self) -> tuple[tuple[str, Plain | None], ...]:
        """What was changed."""
        return tuple((row.line.name, row.edit) for row in self.rows if row.edit is not None)

    def row(self, name: str) -> SettingRow:
        """The row of that setting."""
        return next(row for row in self.rows if row.line.name == name)

    def receive(self, answer: ProgramAnswer) -> None:
        """An answer came."""
        match answer:
            case SettingsSaved():
                self.accept()
            case ModelTested():
                self.tools.show_test(answer)
            case KeyFound():
                self.tools.show_key(answer)
            case ProgramFailed(ask=SaveSettings()):
                self._check()
                self._problem.setText(self._look.words.error(answer.code, answer.text))
                self._problem.show()
            case ProgramFailed():
                self.tools.show_failed(answer)

    def _page(self, page: Page) -> QScrollArea:
        body = QWidget()
        body.setObjectName("body")
        box = column_of(margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING))
        for line in page.lines:
            row = SettingRow(self._look, line, line.read(self._settings), fixed=line.name in self._fixed)
            row.changed.connect(self._check)
            self.rows.append(row)
            box.addWidget(row)
            if line.name == "model.name":
                box.addWidget(self.tools)
                box.addSpacing(PADDING)
        box.addStretch()
        body.setLayout(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        return area

    def _check(self) -> None:
        """Tell what is wrong, as it is typed; nothing wrong and something changed can be saved."""
        edits = dict(self.edits)
        problems = {problem.name: problem.text for problem in problems_of(self._settings, edits)}
        for row in self.rows:
            row.show_problem(problems.get(row.line.name, ""))
        self.save.setEnabled(bool(edits) and not problems)
        elsewhere = [text for name, text in problems.items() if name not in {row.line.name for row in self.rows}]
        self._problem.setText(" ".join(elsewhere))
        self._problem.setVisible(bool(elsewhere))
        bad_model = [name for name in problems if name.startswith("model")]
        after = None if bad_model else with_changes(self._settings, {k: v for k, v in edits.items() if "." in k}).model
        self.tools.show_server(after.endpoint if after else "", can_test=bool(after and after.name))

    def _on_test_wanted(self, key: str) -> None:
        settle_composition()
        self.asked.emit(TryModel(tuple(edit for edit in self.edits if edit[0].startswith("model.")), key))

    def _on_save(self) -> None:
        settle_composition()
        self._problem.hide()
        self.save.setEnabled(False)
        self.asked.emit(SaveSettings(self.edits))
