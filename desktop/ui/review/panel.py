"""The right side of review: the record's name, its fields or its history, the decision at the bottom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from core.domain.decision import Ground
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.rows import RecordDetail
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.page.picks import Pick
from desktop.ui.page.view import pictures_of
from desktop.ui.parts import button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.history import HistoryView
from desktop.ui.review.drafts import Corrections, Draft
from desktop.ui.review.due import DuePanel
from desktop.ui.review.field import FieldCard
from desktop.ui.review.fields import FieldsView
from desktop.ui.review.head import PanelHead
from desktop.ui.review.putting_off import EscalatePanel
from desktop.ui.review.reject import RejectPalette
from desktop.ui.theme import PADDING

_LEAST_WIDTH: Final = 392


class ReviewPanel(QWidget):
    """Shows one record's fields and takes the reviewer's answer."""

    field_entered = Signal(object)
    approve_wanted = Signal()
    reject_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._detail: RecordDetail | None = None
        self._current: FieldName | None = None
        self.palette_panel = RejectPalette(look)
        self.palette_panel.hide()
        self._fields, self._next_fields = FieldsView(look), FieldsView(look)
        """What is shown, and behind it what is made ahead; they change places."""
        self.escalation = EscalatePanel(look)
        self.escalation.hide()
        self.due = DuePanel(look)
        self.due.hide()
        self.head = PanelHead(look)
        self.history = HistoryView(look)
        self._stack = QStackedWidget()
        for view in (self._fields, self._next_fields):
            view.entered.connect(self._on_entered)
            view.confirmed.connect(self.focus_after)
            view.place_wanted.connect(self.field_entered)
            self._stack.addWidget(view)
        self._stack.addWidget(self.history)
        self._stack.setMinimumHeight(1)  # in a low window what is being asked for goes before the fields
        side = frame("side")
        box = column_of(self.head, self._stack, self.palette_panel, self.escalation, self.due, self._build_actions())
        box.setStretchFactor(self._stack, 1)
        side.setLayout(box)
        self.setLayout(column_of(side))
        self.set_busy(busy=True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No narrower than its buttons, and than a field with its label and a school's name."""
        return super().minimumSizeHint().expandedTo(QSize(_LEAST_WIDTH, 0))

    @property
    def detail(self) -> RecordDetail | None:
        """The record that is shown."""
        return self._detail

    @property
    def cards(self) -> list[FieldCard]:
        """The record's fields, as they stand."""
        return self._fields.cards

    @property
    def current_card(self) -> FieldCard | None:
        """The field that was worked on last; words taken from the page go there."""
        return next((card for card in self.cards if card.name is self._current), None)

    def take_choice(self, number: int) -> None:
        """Put the value of that number (1-based) into the current field, or that sentence into the comment."""
        if self.palette_panel.isVisible():
            self.palette_panel.form.sentences.take(number)
        elif self.current_card is not None and not self.is_asking:
            self.current_card.take_choice(number)

    def take(self, pick: Pick) -> None:
        """Put words from the page into the current field."""
        if self.current_card is not None and not self.is_asking:
            self.current_card.take(pick)

    def prepare(self, detail: RecordDetail) -> None:
        """That record will be next."""
        self._next_fields.prepare(detail)

    def show_detail(self, detail: RecordDetail, draft: Draft | None = None) -> None:
        """Show that record; `draft`: what the reviewer had done before leaving it."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._current = None
        self._detail = detail
        self.head.show_detail(detail)
        self._turn_to(detail)
        if draft is not None:
            self._restore(draft)
        self.set_busy(busy=False)

    def show_picture(self, blob: BlobHash, page: QImage) -> None:
        """A page's picture came: open fields show the piece of it where they were read."""
        reading = self._detail.reading if self._detail else None
        places = {(one.attachment, one.number) for one in reading.pages if one.picture == blob} if reading else set()
        for card in self.cards:
            if card.place in places:
                card.show_page(page)

    def pictures(self) -> tuple[BlobHash, ...]:
        """Pictures of the pages on which open fields were read: not always the page that is shown."""
        places = {card.place for card in self.cards if card.is_doubtful}
        pages = self._detail.reading.pages if self._detail and self._detail.reading else ()
        return pictures_of([page for page in pages if (page.attachment, page.number) in places])

    def clear(self) -> None:
        """Show nothing."""
        self._detail = None
        self._current = None
        self._fields.clear()
        self._next_fields.clear()
        self.head.clear()
        self.history.show_rows(())
        self.set_busy(busy=True)

    def set_busy(self, *, busy: bool) -> None:
        """While a decision is being stored no second one can be made."""
        self.approve.setEnabled(not busy)
        self.reject.setEnabled(not busy)
        self.head.set_busy(busy=busy)

    @property
    def is_asking(self) -> bool:
        """True while the palette of reasons, or what asks for a question or a deadline, is open."""
        return any(one.isVisible() for one in (self.palette_panel, self.escalation, self.due))

    def stop_asking(self) -> None:
        """Close what asks: it was about the record that was shown."""
        for one in (self.palette_panel, self.escalation, self.due):
            one.hide()
        self.deeds.show()

    def show_history(self, *, shown: bool) -> None:
        """Show what happened instead of the fields."""
        self._stack.setCurrentWidget(self.history if shown else self._fields)
        if shown:
            self.history.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def grounds(self) -> tuple[Ground, ...]:
        """Where on the pages what was set was taken from."""
        return tuple(ground for card in self.cards if (ground := card.ground) is not None)

    def corrections(self) -> Corrections:
        """What the reviewer set, by field."""
        return tuple((card.name, text) for card in self.cards if (text := card.correction) is not None)

    def draft(self) -> Draft:
        """What the reviewer has done so far."""
        confirmed = tuple(card.name for card in self.cards if card.is_confirmed)
        return Draft(self.corrections(), self.grounds(), confirmed)

    def focus_refused(self) -> bool:
        """Go to the first field whose text cannot be kept; False if there is none."""
        refused = next((card for card in self.cards if card.is_refused), None)
        if refused is not None:
            refused.take_focus()
        return refused is not None

    def focus_first(self) -> None:
        """What changed since a decision, else the first open question, else the first value.

        The page shows where a question of no field stands, if none is asked of a field.
        """
        doubtful = next((card for card in self.cards if card.is_doubtful), None)
        first = next(iter(self._fields.changed), doubtful)
        if self.cards:
            (first or self.cards[0]).take_focus()
        if first is None and self._fields.places:
            self.field_entered.emit(self._fields.places[0])

    def focus_after(self, name: FieldName) -> None:
        """The next field that needs a person; after the last one, the approval."""
        at = next((place for place, card in enumerate(self.cards) if card.name is name), -1)
        following = next((card for card in self.cards[at + 1 :] if card.is_doubtful), None)
        if following is not None:
            following.take_focus()
        else:
            self.approve.setFocus(Qt.FocusReason.TabFocusReason)

    def _restore(self, draft: Draft) -> None:
        typed, grounds = dict(draft.corrections), {ground.field: ground for ground in draft.grounds}
        for card in self.cards:
            is_confirmed = card.name in draft.confirmed
            if is_confirmed or card.name in typed:
                card.restore(typed.get(card.name), grounds.get(card.name), is_confirmed=is_confirmed)

    def _turn_to(self, detail: RecordDetail) -> None:
        if self._next_fields.detail is not detail:
            self._next_fields.prepare(detail)
        self._next_fields.finish()
        self._fields, self._next_fields = self._next_fields, self._fields
        self._fields.chain((self.reject, self.approve))
        if self._stack.currentWidget() is not self.history:
            self._stack.setCurrentWidget(self._fields)

    def _build_actions(self) -> QFrame:
        look, say = self._look, self._say
        self.reject = button(look, f"{say(Phrase.REJECT)}  {shown(Deed.REJECT)}", "rejected")
        self.approve = button(look, f"{say(Phrase.APPROVE)}  {shown(Deed.APPROVE)}", "approved", "primary")
        self.reject.clicked.connect(self.reject_wanted)
        self.approve.clicked.connect(self.approve_wanted)
        actions = frame("actions")
        actions.setLayout(row_of(self.reject, None, self.approve, margins=(PADDING, PADDING, PADDING, PADDING)))
        self.deeds = actions
        return actions

    def _on_entered(self, name: FieldName) -> None:
        if self.sender() is not self._fields:
            return  # the focus passed through what is left behind
        self._current = name
        card = self.current_card
        if card is not None:
            self._fields.show_card(card)
        self.field_entered.emit(name)
