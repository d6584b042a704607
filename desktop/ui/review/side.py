"""The left side of review: search, filter and counts above the queue; below it what is done with several records."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from core.domain.decision import Verdict
from core.domain.desk_state import DeskState
from core.domain.queue import QueueCounts
from desktop.ui.composing import ComposingEdit
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.parts import ElidedLabel, Empty, SafeLabel, button, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.filter_menu import FilterMenu
from desktop.ui.review.filter_words import ORDERS, summary
from desktop.ui.review.phrases import BulkPhrase, QueuePhrase
from desktop.ui.review.queue import QueueView
from desktop.ui.searching import make_search
from desktop.ui.shown import tip
from desktop.ui.theme import GAP, GAP_SMALL, PADDING

_HEAD: Final = 40
_PAUSE_MS: Final = 180


class QueueSearch(ComposingEdit):
    """Searches as it is typed in; Enter goes to what was found, Esc forgets it, Down goes into the list."""

    searched = Signal()
    list_wanted = Signal()
    done = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self.setPlaceholderText(f"{say(Phrase.SEARCH)}   {shown(Deed.SEARCH)}")
        self.setToolTip(tip(say(QueuePhrase.SEARCH_HINT)))
        self.setAccessibleName(say(QueuePhrase.SEARCH_HINT))
        make_search(self, look)
        self._was_wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.searched)
        self.textChanged.connect(self._on_text)

    @property
    def is_used(self) -> bool:
        """True if a person went here; not if the focus only fell here because nothing else was there to take it."""
        return self.hasFocus() and self._was_wanted

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Note how it came; a window that comes to the front tells nothing new."""
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._was_wanted = event.reason() is not Qt.FocusReason.OtherFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Esc and Down."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.settle()
            self.list_wanted.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.settle()
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
            self._pause.stop()
            self.searched.emit()
            self.done.emit()
            return
        super().keyPressEvent(event)

    def _on_text(self) -> None:
        self._pause.start()


class QueuePanel(QFrame):
    """The queue with its search and filter, the decision that was made last, and what can be done with several."""

    next_wanted = Signal()
    previous_wanted = Signal()
    undo_wanted = Signal()
    all_wanted = Signal()
    bulk_wanted = Signal(object)

    def __init__(self, look: Look, queue: QueueView) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._queue = queue
        self.setObjectName("queue")
        self.setMinimumWidth(200)
        self.search = QueueSearch(look)
        self.menu = FilterMenu(look.words, self)
        self._none = Empty(look, self._say(QueuePhrase.NONE_FITS), self._say(QueuePhrase.SHOW_ALL))
        self._none.acted.connect(self.all_wanted)
        self._nothing = Empty(look, self._say(Phrase.EMPTY_REVIEW))
        self._stack = QStackedWidget()
        for face in (queue, self._none, self._nothing):
            self._stack.addWidget(face)
        queue.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.search.list_wanted.connect(self._on_list_wanted)
        box = column_of(self._build_head(), self._build_filters(), self._stack, self._build_bulk(), self._build_foot())
        box.setStretchFactor(self._stack, 1)
        self.setLayout(box)
        queue.many_changed.connect(self._on_many_changed)

    def show_last(self, verdict: Verdict | None, name: str) -> None:
        """The decision that was made last; None if there is none to take back."""
        self._foot.setVisible(verdict is not None)
        if verdict is not None:
            words = self._look.words
            self._last.setText(words.say(Phrase.LAST_DECISION, verdict=words.verdict(verdict).text, title=name))

    def show_counts(self, counts: QueueCounts) -> None:
        """How many wait, and how many were put off."""
        parts = [self._say(QueuePhrase.WAITING, count=f"{counts.waiting:,}")]
        if counts.postponed:
            parts.append(self._say(QueuePhrase.PUT_OFF, count=f"{counts.postponed:,}"))
        self._count.setText(" · ".join(parts))
        self.menu.show_counts(counts)

    def show_state(self, state: DeskState) -> None:
        """The filter of the moment."""
        self.menu.show_state(state)
        view = state.view
        text = summary(view, self._look.words)
        self._filter.setText(text or self._say(ORDERS[view.order]))
        self._filter_row.setVisible(bool(text))
        self.filters.setChecked(bool(text))

    def show_queue(self, *, is_empty: bool, is_open: bool) -> None:
        """The queue, or that nothing is in it: nothing at all if it `is_open`, else nothing that fits."""
        nothing = self._nothing if is_open else self._none
        self._stack.setCurrentWidget(nothing if is_empty else self._queue)

    def open_menu(self) -> None:
        """Open the menu of filters, with the keys on its first entry."""
        self.menu.popup(self.filters.mapToGlobal(self.filters.rect().bottomLeft()))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def _build_head(self) -> QFrame:
        look, say = self._look, self._say
        previous = icon_button(look, "left", f"{say(Phrase.PREVIOUS)}  ({shown(Deed.PREVIOUS)})")
        following = icon_button(look, "right", f"{say(Phrase.NEXT)}  ({shown(Deed.NEXT)})")
        self.filters = icon_button(look, "filter", f"{say(QueuePhrase.VIEW)}  ({shown(Deed.FILTER)})")
        self.filters.setCheckable(True)
        previous.clicked.connect(self.previous_wanted)
        following.clicked.connect(self.next_wanted)
        self.filters.clicked.connect(self._on_filters)
        for tool in (previous, following, self.filters):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = ElidedLabel("", "muted")
        counts = row_of(self._count, self.filters, previous, following, spacing=0)
        counts.setStretchFactor(self._count, 1)
        head = frame("tools")
        box = column_of(self.search, spacing=GAP_SMALL, margins=(GAP, GAP, GAP_SMALL, GAP_SMALL))
        box.addLayout(counts)
        counts.setContentsMargins(GAP_SMALL, 0, 0, 0)
        head.setLayout(box)
        return head

    def _build_filters(self) -> QFrame:
        self._filter = ElidedLabel("", "hint")
        clear = icon_button(self._look, "close", self._say(QueuePhrase.CLEAR))
        clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        clear.clicked.connect(self.all_wanted)
        self._filter_row = frame("filter")
        row = row_of(self._filter, clear, spacing=0, margins=(PADDING, 0, GAP_SMALL, 0))
        row.setStretchFactor(self._filter, 1)
        self._filter_row.setLayout(row)
        self._filter_row.hide()
        return self._filter_row

    def _build_bulk(self) -> QFrame:
        look, say = self._look, self._say
        self._chosen = SafeLabel("", "muted")
        self.bulk_approve = button(look, say(BulkPhrase.APPROVE_MANY), "approved")
        self.bulk_reject = button(look, say(BulkPhrase.REJECT_MANY), "rejected")
        self.bulk_approve.clicked.connect(self._on_bulk_approve)
        self.bulk_reject.clicked.connect(self._on_bulk_reject)
        self._bulk = frame("actions")
        box = column_of(self._chosen, spacing=GAP_SMALL, margins=(PADDING, GAP, PADDING, GAP))
        box.addLayout(row_of(self.bulk_reject, None, self.bulk_approve, spacing=GAP))
        self._bulk.setLayout(box)
        self._bulk.hide()
        return self._bulk

    def _build_foot(self) -> QFrame:
        self.undo = icon_button(self._look, "undo", f"{self._say(Phrase.UNDO)}  ({shown(Deed.UNDO)})")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(self.undo_wanted)
        self._last = ElidedLabel("", "muted")
        self._foot = frame("actions")
        self._foot.setFixedHeight(_HEAD)
        row = row_of(self._last, self.undo, spacing=GAP_SMALL, margins=(PADDING, 0, GAP_SMALL, 0))
        row.setStretchFactor(self._last, 1)
        self._foot.setLayout(row)
        self._foot.hide()
        return self._foot

    def _on_list_wanted(self) -> None:
        self._queue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filters(self) -> None:
        self.filters.setChecked(self._filter_row.isVisible())
        self.open_menu()

    def _on_many_changed(self, count: int) -> None:
        self._bulk.setVisible(count > 1)
        self._chosen.setText(self._say(Phrase.SELECTED, count=count))

    def _on_bulk_approve(self) -> None:
        self.bulk_wanted.emit(Verdict.APPROVE)

    def _on_bulk_reject(self) -> None:
        self.bulk_wanted.emit(Verdict.REJECT)
