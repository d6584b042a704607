"""The key of a server, kept in the keyring and never shown, and trying the connection with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.program import FindKey, KeyFound, ProgramFailed, StoreKey
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.phrases import Said
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import GAP, GAP_SMALL

_LABEL_WIDTH = 150
_PAUSE_MS = 600


@dataclass(frozen=True, slots=True)
class KeyWords:
    """How the key is called, where it is, and what is said while the server is tried."""

    label: Said = S.KEY
    keyring: Said = S.KEY_HINT_KEYRING
    environment: Said = S.KEY_HINT_ENVIRONMENT
    none: Said = S.KEY_HINT_NONE
    testing: Said = S.TESTING


class KeyTools(QWidget):
    """Emits `asked` with a `ProgramAsk`, and `test_wanted` with the key that was typed."""

    asked = Signal(object)
    test_wanted = Signal(object)

    def __init__(self, look: Look, words: KeyWords, whose: str = "") -> None:
        """whose: as in `FindKey`."""
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._words = words
        self._whose = whose
        self._endpoint = ""
        self.key = QLineEdit()
        self._source, self.result = WrapLabel("", "hint"), WrapLabel("", "hint")
        self.store = button(look, self._say(S.KEY_STORE))
        self.remove = button(look, self._say(S.KEY_REMOVE))
        self.test = button(look, self._say(S.TEST))
        self._pause = QTimer(self)
        self._connect()
        self._build()
        self.remove.hide()
        self._show_buttons()

    def _connect(self) -> None:
        self.key.textChanged.connect(self._show_buttons)
        self.store.clicked.connect(self._on_store)
        self.remove.clicked.connect(self._on_remove)
        self.test.clicked.connect(self._on_test)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def _build(self) -> None:
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self._say(self._words.label))
        label, blank = SafeLabel(self._say(self._words.label)), SafeLabel("")
        for one in (label, blank):
            one.setFixedWidth(_LABEL_WIDTH)
        key_row = row_of(label, self.key, self.store, self.remove, spacing=GAP)
        key_row.setStretchFactor(self.key, 1)
        below = column_of(self._source, spacing=GAP)
        below.addLayout(row_of(self.test, None))
        below.addWidget(self.result)
        rows = column_of(spacing=GAP_SMALL)
        rows.addLayout(key_row)
        indented = row_of(blank, spacing=GAP)
        indented.addLayout(below, 1)
        rows.addLayout(indented)
        self.setLayout(rows)

    def show_server(self, endpoint: str, *, can_test: bool) -> None:
        """Another server was typed in: a key belongs to one server alone. "" while it is no address."""
        self.test.setEnabled(can_test)
        if endpoint != self._endpoint:
            self._endpoint = endpoint
            self._source.setText("")
            self.remove.hide()
            self._pause.start()
        self._show_buttons()

    def show_key(self, found: KeyFound) -> None:
        """Where the key for a server is."""
        if (found.reader, found.endpoint) == (self._whose, self._endpoint):
            sources = {"keyring": self._words.keyring, "environment": self._words.environment}
            self._source.setText(self._say(sources.get(found.source, self._words.none)))
            self.remove.setVisible(found.source == "keyring")

    def show_outcome(self, good: str, code: str, text: str) -> None:
        """How the test went. good: what to say if it went well, which is when there is no code."""
        self.test.setEnabled(True)
        if not code:
            self._say_result(good, name="good")
            return
        problem = self._look.words.error(code, text)
        self._say_result(self._say(S.TEST_BAD, problem=problem), name="error", detail=text)

    def show_failed(self, failed: ProgramFailed) -> None:
        """Key or test could not be seen to."""
        self.test.setEnabled(True)
        self._say_result(self._look.words.error(failed.code, failed.text), name="error", detail=failed.text)

    def _say_result(self, text: str, *, name: str, detail: str = "") -> None:
        self.result.setObjectName(name)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setText(text if detail in text else f"{text} ({detail})")

    def _show_buttons(self) -> None:
        self.store.setEnabled(bool(self.key.text().strip() and self._endpoint))

    def _on_pause(self) -> None:
        if self._endpoint:
            self.asked.emit(FindKey(self._endpoint, self._whose))

    def _on_store(self) -> None:
        self.asked.emit(StoreKey(self._endpoint, self.key.text().strip(), self._whose))

    def _on_remove(self) -> None:
        self.asked.emit(StoreKey(self._endpoint, "", self._whose))

    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self._say_result(self._say(self._words.testing), name="hint")
        self.test_wanted.emit(self.key.text().strip())
