"""The policy's page: the built-in one or a file, checked at once, with what it would change."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QPushButton

from core.settings import Settings
from desktop.program import (
    CheckPolicy,
    Edits,
    PolicyChecked,
    PolicyDifference,
    PolicyProblem,
    ProgramAnswer,
    ProgramFailed,
)
from desktop.ui.composing import ComposingEdit
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.open import ask_for_policy
from desktop.ui.parts import WrapLabel, button, row_of
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.phrases import PolicyPhrase as P
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, GAP_SMALL

_PAUSE_MS: Final = 300
_MOST: Final = 5
_KINDS: Final = MappingProxyType(
    {
        "no_file": P.NO_FILE,
        "too_large": P.TOO_LARGE,
        "no_toml": P.NO_TOML,
        "missing": P.MISSING,
        "extra_forbidden": P.UNKNOWN,
    }
)


class PolicyPage(SettingsPage):
    """Blocks saving until the chosen file has been found to be a sound policy."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        super().__init__(look, S.POLICY)
        say = look.words.say
        self._before = str(settings.policy) if settings.policy else ""
        self._is_known = True
        self._asked_for: str | None = None
        self.built_in, self.own = _chip(say(P.BUILT_IN)), _chip(say(P.FILE))
        group = QButtonGroup(self)
        group.addButton(self.built_in)
        group.addButton(self.own)
        self.path = ComposingEdit(self._before)
        self.path.setAccessibleName(say(P.FILE))
        self.choose = button(look, say(P.CHOOSE), "folder")
        (self.own if self._before else self.built_in).setChecked(True)
        self.state, self.hash = WrapLabel("", "hint"), WrapLabel("", "caption")
        self.problems = [WrapLabel("", "error") for _ in range(_MOST)]
        self.heading = WrapLabel("", "hint")
        self.table = PartTable[PolicyDifference](
            look, _columns(look), lambda one: one.key, say(P.SAME), wide=2, name=say(S.POLICY)
        )
        self.table.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        for widget in (self.built_in, self.own, self.path, self.choose):
            widget.setEnabled("policy" not in fixed)
        if "policy" in fixed:
            self.heading.setText(say(S.BY_ENVIRONMENT))
        self._connect()
        self._show_row()

    @property
    def names(self) -> frozenset[str]:
        """The policy alone."""
        return frozenset({"policy"})

    @property
    def file(self) -> str:
        """The file that is chosen now; "" is the built-in policy."""
        return self.path.text().strip() if self.own.isChecked() else ""

    @property
    def edits(self) -> Edits:
        """The other file, or that it is the built-in one again."""
        return () if self.file == self._before else (("policy", self.file or None),)

    @property
    def blocks_saving(self) -> bool:
        """True while it is not known whether another file is sound."""
        return bool(self.edits) and not self._is_known

    def enter(self) -> None:
        """Look at the policy in use, once."""
        if self._asked_for is None:
            self._ask()

    def receive(self, answer: ProgramAnswer) -> None:
        """A file was looked at."""
        match answer:
            case PolicyChecked(file=self.file):
                self._show(answer)
            case ProgramFailed(ask=CheckPolicy(file=self.file)):
                self.state.setText(self.look.words.error(answer.code, answer.text))
            case _:
                return
        self.changed.emit()

    def _build(self) -> None:
        self.box.setSpacing(GAP)
        self.box.addWidget(WrapLabel(self.look.words.say(P.INTRO)))
        self.box.addLayout(row_of(self.built_in, self.own, None, spacing=GAP_SMALL))
        row = row_of(self.path, self.choose, spacing=GAP_SMALL)
        row.setStretchFactor(self.path, 1)
        self.box.addLayout(row)
        for widget in (self.state, self.hash, *self.problems, self.heading):
            self.box.addWidget(widget)
        self.box.addWidget(self.table, 1)
        self.box.addStretch()
        self.box.addWidget(WrapLabel(self.look.words.say(S.FROM_NEXT_START), "hint"))

    def _connect(self) -> None:
        self.own.toggled.connect(self._on_edited)
        self.path.textChanged.connect(self._on_edited)
        self.choose.clicked.connect(self._on_choose)
        self._pause.timeout.connect(self._ask)

    def _show_row(self) -> None:
        for widget in (self.path, self.choose):
            widget.setVisible(self.own.isChecked())
        for one in self.problems:
            one.setVisible(bool(one.text()))
        self.hash.setVisible(bool(self.hash.text()))
        self.heading.setVisible(bool(self.heading.text()))

    def _on_edited(self) -> None:
        self._is_known = False
        self._pause.start()
        self._show_row()
        self.changed.emit()

    def _on_choose(self) -> None:
        for path in ask_for_policy(self, self.look.words):
            self.path.setText(str(path))

    def _ask(self) -> None:
        self._pause.stop()
        if self.own.isChecked() and not self.file:
            self.state.setText(self.look.words.say(P.CHOOSE_FIRST))
            return
        self._asked_for = self.file
        self.state.setText(self.look.words.say(P.CHECKING))
        self.asked.emit(CheckPolicy(self.file))

    def _show(self, found: PolicyChecked) -> None:
        say = self.look.words.say
        self._is_known = not found.problems
        self.state.setText(say(P.BAD) if found.problems else say(P.SOUND, name=found.name, version=found.version))
        self.hash.setText(say(P.HASH, hash=found.sha256) if found.sha256 else "")
        for label, problem in zip(self.problems, [*found.problems, *[None] * _MOST], strict=False):
            label.setText(self._told(problem) if problem else "")
        self.heading.setText("" if found.problems else self._heading(found))
        self.table.setVisible(bool(found.differences))
        self.table.show_rows(found.differences)
        self._show_row()

    def _heading(self, found: PolicyChecked) -> str:
        say, count = self.look.words.say, len(found.differences)
        if not count:
            return say(P.SAME_BUILT_IN if found.is_in_use else P.SAME)
        return say(P.DIFFERS_BUILT_IN if found.is_in_use else P.DIFFERS, count=count)

    def _told(self, problem: PolicyProblem) -> str:
        say = self.look.words.say
        kind = _KINDS.get(problem.kind)
        text = say(kind or P.BAD_VALUE)
        if (kind is None and self.look.words.language == "en") or problem.kind == "no_toml":
            text = f"{text} ({problem.text})"
        return say(P.LINE, line=problem.line, key=problem.key, problem=text) if problem.line else text


def _chip(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName("chip")
    made.setCheckable(True)
    return made


def _columns(look: Look) -> tuple[Column[PolicyDifference], ...]:
    say = look.words.say
    return (
        Column(say(P.RULE), lambda one: one.key),
        Column(say(P.BEFORE), lambda one: one.before),
        Column(say(P.AFTER), lambda one: one.after),
    )
