"""The head of a record in review: its name and state, and what can be done with it besides deciding it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from core.domain.rows import RecordDetail
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.models.records import now, title
from desktop.ui.parts import Chip, ElidedLabel, SafeLabel, column_of, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.parts import questions_of
from desktop.ui.review.deadline import deadline_look, written
from desktop.ui.review.phrases import OffPhrase, QueuePhrase
from desktop.ui.review.putting_off import LaterMenu
from desktop.ui.shown import ago, tip
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.versions.phrases import VersionPhrase


class PanelHead(QFrame):
    """Emits what is wanted; `later_wanted` with the time (None: the end of the queue)."""

    later_wanted = Signal(object)
    due_wanted = Signal()
    escalation_wanted = Signal()
    history_toggled = Signal(bool)
    versions_wanted = Signal()
    pack_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        say = look.words.say
        self.setObjectName("tools")
        self._title = ElidedLabel("", "title")
        self._chip = Chip(look)
        self._facts = ElidedLabel("", "muted")
        self._holder = SafeLabel("", "error")
        self._holder.hide()
        self._menu = LaterMenu(look.words, self)
        self.later = icon_button(look, "later", f"{say(OffPhrase.LATER)}  ({shown(Deed.POSTPONE)})")
        self.escalate = icon_button(look, "flag", f"{say(OffPhrase.ESCALATE)}  ({shown(Deed.ESCALATE)})")
        self.history = icon_button(look, "history", f"{say(OffPhrase.HISTORY)}  ({shown(Deed.HISTORY)})")
        self.versions = icon_button(look, "versions", f"{say(VersionPhrase.TITLE)}  ({shown(Deed.VERSIONS)})")
        self.pack = icon_button(look, "export", f"{say(OffPhrase.PACK)}  ({shown(Deed.PACK)})")
        self.history.setCheckable(True)
        for tool in (self.later, self.escalate, self.history, self.versions, self.pack):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._menu.chosen.connect(self.later_wanted)
        self._menu.due_wanted.connect(self.due_wanted)
        self.later.clicked.connect(self.open_later)
        self.escalate.clicked.connect(self.escalation_wanted)
        self.history.toggled.connect(self.history_toggled)
        self.pack.clicked.connect(self.pack_wanted)
        self.versions.clicked.connect(self.versions_wanted)
        top = row_of(self._title, self.later, self.escalate, self.history, self.versions, self.pack, spacing=0)
        top.setStretchFactor(self._title, 1)
        below = row_of(self._chip, self._holder, self._facts)
        below.setStretchFactor(self._facts, 1)
        box = column_of(spacing=GAP_SMALL, margins=(PADDING, GAP, GAP, GAP))
        box.addLayout(top)
        box.addLayout(below)
        self.setLayout(box)

    def show_detail(self, detail: RecordDetail) -> None:
        """Show that record's name and state."""
        words, row = self._look.words, detail.row
        self._enable(on=True)
        self._title.setText(title(row, words))
        self._chip.show_state(words.status(row.status))
        count = len(questions_of(detail))
        facts = (
            words.say(Phrase.QUESTIONS_COUNT, count=count) if count else "",
            deadline_look(row.due, now(), words).text if row.due else "",
            words.document_type(row.document_type),
            words.say(Phrase.VERSION, version=detail.version) if detail.version > 1 else "",
            ago(row.changed_at, now(), words),
        )
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        if row.due:
            self._facts.setToolTip(tip(self._facts.accessibleName(), words.say(QueuePhrase.DUE, time=written(row.due))))

    def show_holder(self, text: str) -> None:
        """Who else has this record open; "" if nobody has."""
        self._holder.setText(text)
        self._holder.setVisible(bool(text))

    def clear(self) -> None:
        """Show nothing."""
        self._title.setText("")
        self._chip.show_state(None)
        self._facts.setText("")
        self._enable(on=False)

    def set_busy(self, *, busy: bool) -> None:
        """While something is being stored nothing else is begun."""
        for tool in (self.later, self.escalate, self.pack):
            tool.setEnabled(not busy)

    def _enable(self, *, on: bool) -> None:
        """Nothing can be looked up of no record."""
        for tool in (self.history, self.versions):
            tool.setEnabled(on)

    def open_later(self) -> None:
        """Open the menu of times, with the keys on its first entry."""
        if self.later.isEnabled():
            self._menu.popup(self.later.mapToGlobal(self.later.rect().bottomLeft()))
            self._menu.setActiveAction(self._menu.actions()[0])
