"""The menu of the queue: order, filters with their counts, saved views. Made anew each time it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.desk_state import DeskState, QueueFilter
from core.domain.queue import QueueCounts
from desktop.ui.review.filter_words import AGES, ORDERS, age, band, summary
from desktop.ui.review.phrases import QueuePhrase
from desktop.ui.review.reason_words import short
from desktop.ui.shown import plain
from desktop.ui.words import Words

NOTHING = QueueCounts(0, 0, 0, (), (), (), None)
T = TypeVar("T")


class FilterMenu(QMenu):
    """`chosen` with the filter that is wanted, `saved` and `forgotten` with one to keep or not."""

    chosen = Signal(object)
    saved = Signal(object)
    forgotten = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._say = words.say
        self._counts = NOTHING
        self._state = DeskState()
        self._subs: list[QMenu] = []
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._on_triggered)

    def show_counts(self, counts: QueueCounts) -> None:
        """How many there are of each kind."""
        self._counts = counts

    def show_state(self, state: DeskState) -> None:
        """The filter of the moment and the views that are kept."""
        self._state = state

    def fill(self) -> None:
        """Make all entries for the moment."""
        self.clear()
        for menu in self._subs:
            menu.deleteLater()
        self._subs = []
        view, counts, words = self._state.view, self._counts, self._words
        for order, phrase in ORDERS.items():
            self._entry(self, self._say(phrase), replace(view, order=order), on=view.order is order)
        self.addSeparator()
        reasons = self._sub(QueuePhrase.REASON, on=bool(view.reasons))
        for code in _with(dict(counts.reasons), view.reasons):
            after = replace(view, reasons=_toggled(view.reasons, code))
            name = self._counted(short(code, words), dict(counts.reasons).get(code, 0))
            self._entry(reasons, name, after, on=code in view.reasons)
        kinds = self._sub(QueuePhrase.TYPE, on=bool(view.document_types))
        for kind in _with(dict(counts.document_types), view.document_types):
            after = replace(view, document_types=_toggled(view.document_types, kind))
            name = self._counted(words.document_type(kind), dict(counts.document_types).get(kind, 0))
            self._entry(kinds, name, after, on=kind in view.document_types)
        ages = self._sub(QueuePhrase.AGE, on=view.older_than_hours is not None)
        for hours in AGES:
            on = view.older_than_hours == hours
            self._entry(ages, age(hours, words), replace(view, older_than_hours=None if on else hours), on=on)
        bands = self._sub(QueuePhrase.BAND, on=view.band is not None)
        for one, count in counts.bands:
            on = view.band == one
            self._entry(bands, self._counted(band(one, words), count), replace(view, band=None if on else one), on=on)
        escalated = self._counted(self._say(QueuePhrase.ESCALATED), counts.escalated)
        self._entry(self, escalated, replace(view, escalated=not view.escalated), on=view.escalated)
        postponed = self._counted(self._say(QueuePhrase.POSTPONED), counts.postponed)
        self._entry(self, postponed, replace(view, postponed=not view.postponed), on=view.postponed)
        self._add_views()

    def _add_views(self) -> None:
        view = self._state.view
        self.addSeparator()
        kept = self._sub(QueuePhrase.SAVED, on=view in self._state.views)
        for one in self._state.views:
            self._entry(kept, plain(self._name(one)), one, on=one == view)
        if view in self._state.views:
            self.addAction(self._say(QueuePhrase.FORGET)).triggered.connect(self._on_forgotten)
        elif not view.is_open:
            self.addAction(self._say(QueuePhrase.SAVE)).triggered.connect(self._on_saved)
        if not view.is_open:
            self.addAction(self._say(QueuePhrase.CLEAR)).setData(QueueFilter(view.order))
        for menu in self._subs:
            menu.setEnabled(bool(menu.actions()))

    def _name(self, view: QueueFilter) -> str:
        return summary(view, self._words) or self._say(QueuePhrase.OLDEST)

    def _counted(self, name: str, count: int) -> str:
        return self._say(QueuePhrase.COUNTED, name=plain(name), count=f"{count:,}") if count else plain(name)

    def _sub(self, phrase: QueuePhrase, *, on: bool) -> QMenu:
        menu = self.addMenu(self._say(phrase))
        menu.menuAction().setCheckable(True)
        menu.menuAction().setChecked(on)
        self._subs.append(menu)
        return menu

    def _entry(self, menu: QMenu, text: str, wanted: QueueFilter, *, on: bool) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.setData(wanted)
        return action

    def _on_triggered(self, action: QAction) -> None:
        if isinstance(action.data(), QueueFilter):
            self.chosen.emit(action.data())

    def _on_saved(self) -> None:
        self.saved.emit(self._state.view)

    def _on_forgotten(self) -> None:
        self.forgotten.emit(self._state.view)


def _with(counted: Iterable[T], chosen: Iterable[T]) -> tuple[T, ...]:
    """What there is, and what is chosen though there is none of it now."""
    return tuple(dict.fromkeys((*counted, *chosen)))


def _toggled(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)
