"""What is paused, in the strip, and the menu to pause or go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from core.domain.pausing import Pause, PauseTarget
from core.domain.rows import Counts
from core.domain.states import StageName
from desktop.again_messages import PauseThat
from desktop.ui.again.phrases import PausePhrase as P
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.shown import moment, tip
from desktop.ui.words import Tone, Words

_HEIGHT: Final = 26
_MOST: Final = 12
"""Paused records in the menu; the others are let go where they are selected."""


class PauseButton(QToolButton):
    """Says what is paused; its menu pauses and lets go. Emits `asked` with a `PauseThat`."""

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._counts: Counts | None = None
        self.setObjectName("flat")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMaximumHeight(_HEIGHT)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self._menu.triggered.connect(self._on_triggered)
        look.changed.connect(self._show)
        self._show()

    def show_counts(self, counts: Counts) -> None:
        """What is paused now."""
        if self._counts is None or (self._counts.pauses, self._counts.paused) != (counts.pauses, counts.paused):
            self._counts = counts
            self._show()

    @property
    def text_of_menu(self) -> tuple[str, ...]:
        """What the menu offers."""
        return tuple(action.text() for action in self._menu.actions() if action.text())

    def _show(self) -> None:
        pauses = self._counts.pauses if self._counts else ()
        what = said(pauses, self._look.words)
        text = self._say(P.PAUSED, what=what) if what else self._say(P.PAUSE)
        waiting = self._say(P.WAITING, count=f"{self._counts.paused:,}") if self._counts and self._counts.paused else ""
        self.setText(f"{text} · {waiting}" if waiting else text)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if what else style.ToolButtonIconOnly)
        self.setIcon(self._look.tone_icon("pause", Tone.HOLD if what else Tone.QUIET))
        self.setAccessibleName(text)
        who = [
            f"{named(one.target, self._look.words)}: {self._say(P.WHO, at=moment(one.at), actor=one.actor)} {one.note}"
            for one in pauses[:_MOST]
        ]
        self.setToolTip(tip(f"{self._say(P.MENU)}  ({shown(Deed.PAUSE)})", *who))
        self._fill(pauses)

    def _fill(self, pauses: Sequence[Pause]) -> None:
        self._menu.clear()
        words, paused = self._look.words, {one.target for one in pauses}
        for target in (PauseTarget(), *(PauseTarget(stage=stage) for stage in StageName)):
            action = self._menu.addAction(_offered(target, words))
            action.setToolTip(tip(self._say(P.PAUSE_TIP)))
            action.setCheckable(True)
            action.setChecked(target in paused)
            action.setData(target)
        records = [one.target for one in pauses if one.target.record is not None]
        if records:
            self._menu.addSeparator()
        for target in records[:_MOST]:
            action = self._menu.addAction(f"{self._say(P.RESUME)}: {named(target, words)}")
            action.setData(target)

    def _on_triggered(self, action: QAction) -> None:
        target = action.data()
        if isinstance(target, PauseTarget):
            self.asked.emit(PauseThat(target, is_paused=action.isCheckable() and action.isChecked()))


def said(pauses: Sequence[Pause], words: Words) -> str:
    """What is paused, in a few words; "" if nothing is."""
    wide = [one.target for one in pauses if one.target.record is None]
    if PauseTarget() in wide:
        return words.say(P.ALL)
    told = [words.stage(one.stage) for one in wide if one.stage is not None]
    records = len({one.target.record for one in pauses if one.target.record is not None})
    return ", ".join([*told, *([words.say(P.RECORDS, count=records)] if records else [])])


def named(target: PauseTarget, words: Words) -> str:
    """A target by its name."""
    stage = words.stage(target.stage) if target.stage else ""
    if target.record is None:
        return stage or words.say(P.CHAIN)
    return f"#{target.record} {stage}".strip()


def _offered(target: PauseTarget, words: Words) -> str:
    if target.stage is None:
        return words.say(P.CHAIN)
    phrase = P.MODEL_STAGE if target.stage is StageName.EXTRACT else P.STAGE
    return words.say(phrase, stage=words.stage(target.stage))
