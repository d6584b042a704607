"""The model's page: its lines, and what is more than settings: the key, and trying the connection."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.settings import Settings
from desktop.program import (
    FindKey,
    KeyFound,
    ModelTested,
    ProgramAnswer,
    ProgramFailed,
    ReaderTested,
    StoreKey,
    TryModel,
)
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.settings.lines import MODEL
from desktop.ui.settings.page import LinesPage
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.shown import duration
from desktop.ui.theme import GAP, GAP_SMALL

_LABEL_WIDTH = 150
_PAUSE_MS = 600
_SOURCES = {"keyring": S.KEY_HINT_KEYRING, "environment": S.KEY_HINT_ENVIRONMENT}


class ModelTools(QWidget):
    """Emits `asked` with a `ProgramAsk`, and `test_wanted` with the key that was typed."""

    asked = Signal(object)
    test_wanted = Signal(object)

    def __init__(self, look: Look, reader: str = "") -> None:
        """reader: the recogniser whose key and test these are; "" for the language model."""
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._reader = reader
        self._endpoint = ""
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self._say(S.KEY))
        self.key.textChanged.connect(self._show_buttons)
        self._source = WrapLabel("", "hint")
        self.store = button(look, self._say(S.KEY_STORE))
        self.remove = button(look, self._say(S.KEY_REMOVE))
        self.test = button(look, self._say(S.TEST))
        self.result = WrapLabel("", "hint")
        self.store.clicked.connect(self._on_store)
        self.remove.clicked.connect(self._on_remove)
        self.test.clicked.connect(self._on_test)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        label, blank = SafeLabel(self._say(S.KEY)), SafeLabel("")
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
        self.remove.hide()
        self._show_buttons()

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
        if (found.reader, found.endpoint) == (self._reader, self._endpoint):
            none = S.KEY_HINT_MISSING if self._reader else S.KEY_HINT_NONE
            self._source.setText(self._say(_SOURCES.get(found.source, none)))
            self.remove.setVisible(found.source == "keyring")

    def show_test(self, tested: ModelTested) -> None:
        """How the test went."""
        self.test.setEnabled(True)
        if tested.code:
            problem = self._look.words.error(tested.code, tested.text)
            self._say_result(self._say(S.TEST_BAD, problem=problem), good=False, detail=tested.text)
            return
        seconds = duration(tested.seconds, self._look.words)
        model = tested.answered_by or tested.model
        text = self._say(
            S.TEST_GOOD, endpoint=tested.endpoint, model=model, seconds=seconds, way=tested.way,
            right=tested.right, asked=tested.asked,
        )  # fmt: skip
        self._say_result(text, good=True)

    def show_trial(self, tested: ReaderTested) -> None:
        """How the test of a recogniser went."""
        self.test.setEnabled(True)
        if tested.code:
            problem = self._look.words.error(tested.code, tested.text)
            self._say_result(self._say(S.TEST_BAD, problem=problem), good=False, detail=tested.text)
            return
        seconds = duration(tested.seconds, self._look.words)
        good = S.READER_GOOD if tested.asked else S.HEARING_GOOD
        text = self._say(good, detail=tested.detail, seconds=seconds, right=tested.right, asked=tested.asked)
        self._say_result(text, good=True)

    def show_failed(self, failed: ProgramFailed) -> None:
        """Key or test could not be seen to."""
        self.test.setEnabled(True)
        self._say_result(self._look.words.error(failed.code, failed.text), good=False, detail=failed.text)

    def _say_result(self, text: str, *, good: bool, detail: str = "") -> None:
        self.result.setObjectName("good" if good else "error")
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setText(text if detail in text else f"{text} ({detail})")

    def _show_buttons(self) -> None:
        self.store.setEnabled(bool(self.key.text().strip() and self._endpoint))

    def _on_pause(self) -> None:
        if self._endpoint:
            self.asked.emit(FindKey(self._endpoint, self._reader))

    def _on_store(self) -> None:
        self.asked.emit(StoreKey(self._endpoint, self.key.text().strip(), self._reader))

    def _on_remove(self) -> None:
        self.asked.emit(StoreKey(self._endpoint, "", self._reader))

    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self.result.setObjectName("hint")
        self.result.setText(self._say(S.TESTING))
        self.test_wanted.emit(self.key.text().strip())


class ModelPage(LinesPage):
    """Which model is asked, how, and with which key."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        self.tools = ModelTools(look)
        super().__init__(look, MODEL, settings, fixed, {"model.name": self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)

    def take_up(self, settings: Settings | None) -> None:
        """Another server may have been typed in."""
        model = settings.model if settings else None
        self.tools.show_server(model.endpoint if model else "", can_test=bool(model and model.name))

    def receive(self, answer: ProgramAnswer) -> None:
        """Keys and tests."""
        match answer:
            case ModelTested():
                self.tools.show_test(answer)
            case KeyFound():
                self.tools.show_key(answer)
            case ProgramFailed(ask=TryModel() | FindKey(reader="") | StoreKey(reader="")):
                self.tools.show_failed(answer)
            case _:
                pass

    def _on_test_wanted(self, key: str) -> None:
        settle_composition()
        self.asked.emit(TryModel(self.edits, key))
