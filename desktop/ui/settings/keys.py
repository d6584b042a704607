"""The keys' page: every deed with its key, changed by pressing another one; what collides is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout

from core.settings import Settings
from desktop.program import Edits
from desktop.ui.keyboard import Keyboard, keyboard_of
from desktop.ui.keytable import KEYS, Deed
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, icon_button, row_of
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.key_button import KeyButton, shown_keys
from desktop.ui.settings.lines import CHARACTER_KEYS
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.phrases import KeysPhrase as K
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import GAP, GAP_SMALL, GAP_WIDE


class KeyLine(QObject):
    """One deed's label, key, way back and problem; `changed` with the deed and its new key (None: as shipped)."""

    changed = Signal(object, object)

    def __init__(self, look: Look, deed: Deed) -> None:
        super().__init__()
        say = look.words.say
        self._say = say
        self.deed = deed
        self.name = say(KEYS[deed].text)
        self.label = SafeLabel(self.name)
        self.key = KeyButton(say(K.PRESS), say(K.NONE))
        self.key.setEnabled(not KEYS[deed].is_fixed)
        if KEYS[deed].is_fixed:
            self.key.setToolTip(say(K.FIXED))
        self.reset = icon_button(look, "undo", say(K.RESET, key=Keyboard().shown(deed)))
        self.problem = WrapLabel("", "error")
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.key.taken.connect(self._on_taken)
        self.reset.clicked.connect(self._on_reset)

    def show(self, board: Keyboard, rivals: tuple[str, ...]) -> None:
        """Show the deed's key, and with whom it collides."""
        keys = board.shown(self.deed)
        self.key.show_keys(shown_keys(keys))
        self.key.setAccessibleName(self._say(K.CHANGE, deed=self.name, key=keys or self._say(K.NONE)))
        self.reset.setVisible(self.deed in board.changed)
        self.problem.setText(self._say(K.TAKEN, deed=", ".join(rivals)) if rivals else "")
        self.problem.setVisible(bool(rivals))

    def _on_taken(self, keys: str) -> None:
        self.changed.emit(self.deed, keys)

    def _on_reset(self) -> None:
        self.changed.emit(self.deed, None)


class KeysPage(SettingsPage):
    """Blocks saving while two deeds share a key where both would hear it."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        super().__init__(look, S.KEYS)
        self._before = keyboard_of(settings.keys, has_character_keys=True).changed
        self._changed: dict[Deed, str] = dict(self._before)
        self.flag = SettingRow(look, CHARACTER_KEYS, CHARACTER_KEYS.read(settings), fixed=CHARACTER_KEYS.name in fixed)
        self.flag.changed.connect(self._on_flag)
        self.lines = {deed: KeyLine(look, deed) for deed in KEYS}
        self.reset_all = button(look, look.words.say(K.RESET_ALL), "undo")
        self.reset_all.clicked.connect(self._on_reset_all)
        for line in self.lines.values():
            line.changed.connect(self._on_changed)
        self._build()
        self._show()

    @property
    def names(self) -> frozenset[str]:
        """Keys have no problems of their own in the settings: what collides is found here."""
        return frozenset({CHARACTER_KEYS.name, "keys"})

    @property
    def keyboard(self) -> Keyboard:
        """The keys as they are set on this page."""
        return Keyboard(MappingProxyType(self._changed), bool(self.flag.editor.value()))

    @property
    def edits(self) -> Edits:
        """Keys that differ from what was set before; None is as shipped."""
        keys = tuple(
            (f"keys.{deed.value}", self._changed.get(deed))
            for deed in KEYS
            if self._changed.get(deed) != self._before.get(deed)
        )
        return (*keys, *self.flag.edits)

    @property
    def blocks_saving(self) -> bool:
        """True while keys collide."""
        return any(self._rivals(deed) for deed in KEYS)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """The flag has none; what collides is always shown."""

    def _build(self) -> None:
        say = self.look.words.say
        self.box.addWidget(WrapLabel(say(K.INTRO)))
        self.box.addSpacing(GAP)
        self.box.addWidget(self.flag)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(0, 1)
        for place, deeds in groupby(KEYS, key=lambda deed: KEYS[deed].place):
            at = grid.rowCount()
            title = SafeLabel(say(place), "title")
            title.setContentsMargins(0, GAP_WIDE if at > 1 else 0, 0, GAP_SMALL)
            grid.addWidget(title, at, 0, 1, 3)
            for deed in deeds:
                self._add(grid, self.lines[deed])
        self.box.addLayout(grid)
        self.box.addSpacing(GAP_WIDE)
        self.box.addLayout(row_of(self.reset_all, None))
        self.box.addStretch()

    def _add(self, grid: QGridLayout, line: KeyLine) -> None:
        at = grid.rowCount()
        for column, widget in enumerate((line.label, line.key, line.reset)):
            grid.addWidget(widget, at, column)
        grid.addWidget(line.problem, at + 1, 0, 1, 3)

    def _rivals(self, deed: Deed) -> tuple[str, ...]:
        """Only deeds that were changed are to blame, or share a key with one that was."""
        board = self.keyboard
        found = {other: None for keys in board.keys_of(deed) for other in board.rivals(deed, keys)}
        return tuple(self.lines[other].name for other in found if deed in board.changed or other in board.changed)

    def _show(self) -> None:
        board = self.keyboard
        for deed, line in self.lines.items():
            line.show(board, self._rivals(deed))
        self.reset_all.setEnabled(bool(self._changed))

    def _on_flag(self) -> None:
        self._show()
        self.changed.emit()

    def _on_changed(self, deed: Deed, keys: str | None) -> None:
        if keys is None or keys == KEYS[deed].keys[0]:
            self._changed.pop(deed, None)
        else:
            self._changed[deed] = keys
        self._on_flag()

    def _on_reset_all(self) -> None:
        self._changed.clear()
        self._on_flag()
