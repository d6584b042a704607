"""The back ends' page: one editor for each, new ones, and those that shall go."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QStackedWidget

from core.settings import Settings
from core.wire_settings import EndpointSettings, is_endpoint_name
from desktop.program import Edits, ProgramAnswer, ProgramFailed
from desktop.ui.composing import ComposingEdit, settle_composition
from desktop.ui.look import Look
from desktop.ui.parts import WrapLabel, button, row_of
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.endpoint import PART, EndpointEditor
from desktop.ui.settings.lines import COURIERS
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.settings.wire_phrases import WirePhrase as W
from desktop.ui.shown import plain
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.wire_messages import (
    DropSecret,
    EndpointTried,
    FindSecret,
    MakeSecret,
    SecretFound,
    SecretMade,
    TryEndpoint,
)

_LONGEST_NAME = 31


class CallbacksPage(SettingsPage):
    """Where results go."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        super().__init__(look, S.CALLBACKS)
        self._say = look.words.say
        self._before = settings.delivery.endpoints
        self._is_fixed = PART in fixed
        self._removed: list[str] = []
        self.editors: dict[str, EndpointEditor] = {}
        self.which = QComboBox()
        self.which.setAccessibleName(self._say(S.CALLBACKS))
        self.remove = button(look, "")
        self.name = ComposingEdit("")
        self.name.setPlaceholderText(self._say(W.NEW_NAME))
        self.name.setAccessibleName(self._say(W.NEW_NAME))
        self.name.setMaxLength(_LONGEST_NAME)
        self.add = button(look, self._say(W.ADD), "add")
        self.note = WrapLabel("", "hint")
        self._stack = QStackedWidget()
        self.lines = [SettingRow(look, line, line.read(settings), fixed=line.name in fixed) for line in COURIERS]
        self._build()
        for name, endpoint in self._before.items():
            self._make(name, endpoint)
        self._connect()
        self._on_which()

    @property
    def names(self) -> frozenset[str]:
        """All that is set here."""
        mine = frozenset({PART, *(row.line.name for row in self.lines)})
        return mine.union(*(editor.names for editor in self.editors.values()))

    @property
    def edits(self) -> Edits:
        """What was changed, begun and taken out."""
        gone: Edits = tuple((f"{PART}.{name}", None) for name in self._removed)
        kept = tuple(edit for editor in self.editors.values() for edit in editor.edits)
        return (*gone, *kept, *(edit for row in self.lines for edit in row.edits))

    @property
    def shown(self) -> EndpointEditor | None:
        """The back end that is seen."""
        return self.editors.get(str(self.which.currentData()))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Tell each line's problem below it."""
        for editor in self.editors.values():
            editor.show_problems(problems)
        for row in self.lines:
            row.show_problem(problems.get(row.line.name, ""))

    def enter(self) -> None:
        """Look where the secret of the one that is seen is."""
        if self.shown is not None:
            self.shown.secret.look_up()

    def receive(self, answer: ProgramAnswer) -> None:
        """About a secret or a test; whose, it says itself."""
        match answer:
            case SecretFound() | SecretMade() | EndpointTried():
                editor = self.editors.get(answer.endpoint)
            case ProgramFailed(ask=FindSecret() | MakeSecret() | DropSecret() | TryEndpoint() as ask):
                editor = self.editors.get(ask.endpoint)
            case _:
                return
        if editor is not None:
            _hand(editor, answer)

    def _build(self) -> None:
        self.box.setSpacing(GAP)
        self.box.addWidget(WrapLabel(self._say(W.INTRO)))
        self.box.addLayout(row_of(self.which, self.remove, None, self.name, self.add, spacing=GAP_SMALL))
        self.box.addWidget(self.note)
        self.box.addWidget(self._stack)
        self.box.addSpacing(PADDING)
        for row in self.lines:
            self.box.addWidget(row)
        self.box.addStretch()
        self.box.addWidget(WrapLabel(self._say(S.FROM_NEXT_START), "hint"))
        for widget in (self.remove, self.name, self.add):
            widget.setEnabled(not self._is_fixed)
        self.note.setText(self._say(S.BY_ENVIRONMENT) if self._is_fixed else "")

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._on_which)
        self.add.clicked.connect(self._on_add)
        self.name.returnPressed.connect(self._on_add)
        self.name.textChanged.connect(self._on_name)
        self.remove.clicked.connect(self._on_remove)
        for row in self.lines:
            row.changed.connect(self.changed)
        self._on_name("")

    def _make(self, name: str, endpoint: EndpointSettings | None) -> None:
        editor = EndpointEditor(self.look, name, endpoint, fixed=self._is_fixed)
        editor.changed.connect(self.changed)
        editor.asked.connect(self.asked)
        editor.test_wanted.connect(self._on_test)
        self.editors[name] = editor
        self._stack.addWidget(editor)
        self.which.addItem(plain(name), name)

    def _on_which(self) -> None:
        editor = self.shown
        for part in (self.which, self.remove, self._stack):
            part.setVisible(editor is not None)
        if editor is None:
            self.note.setText(self._say(W.NONE))
            return
        self._stack.setCurrentWidget(editor)
        self.remove.setText(self._say(W.REMOVE, endpoint=editor.name))
        if self.isVisible():
            editor.secret.look_up()

    def _on_name(self, text: str) -> None:
        name = text.strip()
        self.add.setEnabled(is_endpoint_name(name) and name not in self.editors and not self._is_fixed)
        if name:
            self.note.setText(
                self._say(W.NAME_TAKEN)
                if name in self.editors
                else ""
                if is_endpoint_name(name)
                else self._say(W.NAME_BAD)
            )

    def _on_add(self) -> None:
        settle_composition()
        name = self.name.text().strip()
        if not self.add.isEnabled():
            return
        is_back = name in self._removed
        self._removed = [one for one in self._removed if one != name]
        self.name.clear()
        self.note.setText("")
        self._make(name, self._before[name] if is_back else None)
        self.which.setCurrentIndex(self.which.findData(name))
        self._on_which()
        self.editors[name].rows[0].editor.setFocus()
        self.changed.emit()

    def _on_remove(self) -> None:
        editor = self.shown
        if editor is None:
            return
        if editor.name in self._before:
            self._removed.append(editor.name)
        del self.editors[editor.name]
        self._stack.removeWidget(editor)
        editor.deleteLater()
        self.note.setText(self._say(W.REMOVED, endpoint=editor.name))
        self.which.removeItem(self.which.currentIndex())
        self.changed.emit()

    def _on_test(self) -> None:
        settle_composition()
        if self.shown is not None:
            self.asked.emit(TryEndpoint(self.shown.name, self.edits))


def _hand(editor: EndpointEditor, answer: ProgramAnswer) -> None:
    match answer:
        case SecretFound():
            editor.secret.show_found(answer)
        case SecretMade():
            editor.secret.show_made(answer)
        case EndpointTried():
            editor.secret.show_tried(answer)
        case ProgramFailed():
            editor.secret.show_failed(answer)
        case _:
            return
