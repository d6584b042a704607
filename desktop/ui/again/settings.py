"""The fields for other settings of one run; each says "as set" unless it is touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from core.domain.hold import PolicyRef
from core.domain.run_settings import USED_BY, RunSettings
from core.domain.states import StageName
from desktop.ui.again.phrases import AgainPhrase as A
from desktop.ui.look import Look
from desktop.ui.parts import ElidedLabel, SafeLabel, button, row_of
from desktop.ui.phrases import Said
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import GAP

_MOST_PAGES: Final = 500
RECOGNISERS: Final = ((S.AUTO, "auto"), (S.BUILT_IN, "tesserocr"), (S.INSTALLED, "pytesseract"))


class RunSettingsForm(QWidget):
    """Emits `changed`, and `policy_wanted` when a policy file is to be chosen."""

    changed = Signal()
    policy_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._say = say = look.words.say
        self._policy: PolicyRef | None = None
        self.pages = QLineEdit()
        self.pages.setValidator(QIntValidator(0, _MOST_PAGES, self))
        self.pages.setPlaceholderText(say(A.AS_SET))
        self.pages.setAccessibleName(say(A.PAGES))
        self.languages = self._choice(
            A.LANGUAGES,
            ((A.KOREAN_ENGLISH, ("kor", "eng")), (A.KOREAN, ("kor",)), (A.ENGLISH, ("eng",))),
        )
        self.recogniser = self._choice(A.RECOGNISER, RECOGNISERS)
        self.model = self._choice(A.MODEL, ((A.MODEL_ON, True), (A.MODEL_OFF, False)))
        self.policy = ElidedLabel(say(A.AS_SET), "muted")
        self.choose = button(look, say(A.CHOOSE_POLICY))
        self.forget = button(look, say(A.NO_POLICY))
        self.forget.hide()
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self._build()
        self.pages.textChanged.connect(self._on_changed)
        for box in (self.languages, self.recogniser, self.model):
            box.currentIndexChanged.connect(self._on_changed)
        self.choose.clicked.connect(self.policy_wanted)
        self.forget.clicked.connect(self._on_forget)

    @property
    def settings(self) -> RunSettings:
        """Those that are said, of the stages that run."""
        pages = self.pages.text() if self.pages.hasAcceptableInput() else ""
        given: dict[str, object] = {
            "page_limit": int(pages) if pages else None,
            "languages": self.languages.currentData(),
            "recogniser": self.recogniser.currentData(),
            "model": self.model.currentData(),
            "policy": self._policy,
        }
        used = {name: value if self.can_be_said(name) else None for name, value in given.items()}
        return RunSettings(**used)  # type: ignore[arg-type]

    def can_be_said(self, name: str) -> bool:
        """Whether that setting can be said for the stages that run."""
        return self._rows[name][0].isEnabledTo(self)

    def show_stages(self, runs: Sequence[StageName]) -> None:
        """These stages run: what no one of them uses cannot be said."""
        for name, widgets in self._rows.items():
            for widget in widgets:
                widget.setEnabled(USED_BY[name] in runs)

    def show_policy(self, policy: PolicyRef) -> None:
        """That policy was read, and will be used."""
        self._policy = policy
        self.policy.setText(f"{policy.name} {policy.version}")
        self.forget.show()
        self.changed.emit()

    def _choice(self, label: A, options: Sequence[tuple[Said, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self._say(label))
        box.addItem(self._say(A.AS_SET), None)
        for phrase, value in options:
            box.addItem(self._say(phrase), value)
        return box

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP * 2)
        grid.setVerticalSpacing(GAP)
        policy = QWidget()
        policy.setLayout(row_of(self.policy, self.choose, self.forget))
        places: tuple[tuple[str, A, QWidget, int, int], ...] = (
            ("page_limit", A.PAGES, self.pages, 0, 0),
            ("languages", A.LANGUAGES, self.languages, 0, 2),
            ("recogniser", A.RECOGNISER, self.recogniser, 1, 0),
            ("model", A.MODEL, self.model, 1, 2),
            ("policy", A.POLICY, policy, 2, 0),
        )
        for name, phrase, widget, row, column in places:
            label = SafeLabel(self._say(phrase), "muted")
            label.setBuddy(widget)
            grid.addWidget(label, row, column)
            grid.addWidget(widget, row, column + 1, 1, 3 if name == "policy" else 1)
            self._rows[name] = (widget, label)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_forget(self) -> None:
        self._policy = None
        self.policy.setText(self._say(A.AS_SET))
        self.forget.hide()
        self.changed.emit()
