"""A back end's secret and a test of it: what is more than settings on its page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.program import ProgramFailed
from desktop.ui.deliveries.phrases import problem_text
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.settings.wire_phrases import WirePhrase as W
from desktop.ui.shown import duration
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.wire_messages import DropSecret, EndpointTried, FindSecret, MakeSecret, SecretFound, SecretMade

_LABEL_WIDTH = 150


class SecretTools(QWidget):
    """Emits `asked` with a `WireAsk`, and `test_wanted`."""

    asked = Signal(object)
    test_wanted = Signal()

    def __init__(self, look: Look, endpoint: str) -> None:
        super().__init__()
        self.endpoint = endpoint
        self._words, self._say = look.words, look.words.say
        self.source = WrapLabel("", "hint")
        self.make = button(look, self._say(W.MAKE))
        self.forget = button(look, self._say(W.FORGET))
        self.own = QLineEdit()
        self.own.setEchoMode(QLineEdit.EchoMode.Password)
        self.own.setPlaceholderText(self._say(W.OWN_HINT))
        self.own.setAccessibleName(self._say(W.OWN_HINT))
        self.keep = button(look, self._say(W.OWN))
        self.shown = QLineEdit()
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(self._say(W.SECRET))
        self.copy = button(look, self._say(W.COPY), "paste")
        self.made = WrapLabel(self._say(W.MADE), "hint")
        self.test = button(look, self._say(W.TEST))
        self.result = WrapLabel("", "hint")
        self._build()
        self._connect()
        self.forget.hide()
        self._show_made("")
        self._on_own("")

    def look_up(self) -> None:
        """Ask where the secrets are."""
        self.asked.emit(FindSecret(self.endpoint))

    def show_found(self, found: SecretFound) -> None:
        """Where the secrets are."""
        self.forget.setVisible(found.source == "keyring")
        if found.source == "environment":
            self.source.setText(self._say(W.SECRET_ENVIRONMENT))
        elif found.signing:
            self.source.setText(self._say(W.SECRET_KEYRING, count=found.signing))
        else:
            self.source.setText(self._say(W.SECRET_NONE))
        self.source.setObjectName("hint" if found.signing else "error")
        self.source.style().unpolish(self.source)
        self.source.style().polish(self.source)

    def show_made(self, made: SecretMade) -> None:
        """There is a new secret: shown once, unless the person knew it before."""
        self._show_made("" if self.own.text().strip() == made.secret else made.secret)
        self.own.clear()
        self.show_found(SecretFound(made.endpoint, "keyring", made.signing))

    def show_tried(self, tried: EndpointTried) -> None:
        """How the test went."""
        self.test.setEnabled(True)
        if tried.code:
            problem = problem_text(tried.code, self._words)
            self._say_result(self._say(W.TEST_BAD, problem=problem), name="error")
        else:
            seconds = duration(tried.seconds, self._words)
            self._say_result(self._say(W.TEST_GOOD, seconds=seconds, status=tried.status), name="good")

    def show_failed(self, failed: ProgramFailed) -> None:
        """Secret or test could not be seen to."""
        self.test.setEnabled(True)
        self._say_result(self._words.error(failed.code, failed.text), name="error")

    def _build(self) -> None:
        label = SafeLabel(self._say(W.SECRET))
        label.setFixedWidth(_LABEL_WIDTH)
        own = row_of(self.own, self.keep, spacing=GAP_SMALL)
        own.setStretchFactor(self.own, 1)
        shown = row_of(self.shown, self.copy, spacing=GAP_SMALL)
        shown.setStretchFactor(self.shown, 1)
        body = column_of(self.source, spacing=GAP_SMALL)
        body.addLayout(row_of(self.make, self.forget, None, spacing=GAP_SMALL))
        body.addLayout(shown)
        body.addWidget(self.made)
        body.addLayout(own)
        body.addSpacing(GAP)
        body.addLayout(row_of(self.test, None))
        body.addWidget(self.result)
        row = row_of(spacing=GAP)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(body, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        self.make.clicked.connect(self._on_make)
        self.keep.clicked.connect(self._on_keep)
        self.forget.clicked.connect(self._on_forget)
        self.copy.clicked.connect(self._on_copy)
        self.own.textChanged.connect(self._on_own)
        self.test.clicked.connect(self._on_test)

    def _show_made(self, secret: str) -> None:
        self.shown.setText(secret)
        for part in (self.shown, self.copy, self.made):
            part.setVisible(bool(secret))

    def _say_result(self, text: str, *, name: str) -> None:
        self.result.setObjectName(name)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setText(text)

    def _on_make(self) -> None:
        self.asked.emit(MakeSecret(self.endpoint))

    def _on_keep(self) -> None:
        self.asked.emit(MakeSecret(self.endpoint, self.own.text().strip()))

    def _on_forget(self) -> None:
        self._show_made("")
        self.asked.emit(DropSecret(self.endpoint))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.shown.text())
        self._say_result(self._say(W.COPIED), name="good")

    def _on_own(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self._say_result(self._say(W.TESTING), name="hint")
        self.test_wanted.emit()
