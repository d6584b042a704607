"""The right side of review: what is doubtful first and open, the rest folded to lines, the decision at the bottom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.domain.decision import Decision, Ground
from core.domain.field import FieldName
from core.domain.hold import HoldReason
from core.domain.ids import BlobHash
from core.domain.queue import Escalation
from core.domain.rows import RecordDetail
from core.domain.states import ProcessStatus
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.page.picks import Pick
from desktop.ui.page.view import pictures_of
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.history import HistoryView
from desktop.ui.records.parts import questions_of
from desktop.ui.review.drafts import Corrections, Draft
from desktop.ui.review.field import FieldCard
from desktop.ui.review.head import PanelHead
from desktop.ui.review.phrases import OffPhrase
from desktop.ui.review.putting_off import EscalatePanel
from desktop.ui.review.reject import RejectPalette
from desktop.ui.shown import moment, tip
from desktop.ui.theme import GAP, GAP_SMALL, PADDING


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
        self.cards: list[FieldCard] = []
        self._current: FieldName | None = None
        self.palette_panel = RejectPalette(look)
        self.palette_panel.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.escalation = EscalatePanel(look)
        self.escalation.hide()
        self.head = PanelHead(look)
        self.history = HistoryView(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.history)
        side = frame("side")
        box = column_of(self.head, self._stack, self.palette_panel, self.escalation, self._build_actions())
        box.setStretchFactor(self._stack, 1)
        side.setLayout(box)
        self.setLayout(column_of(side))
        self.setMinimumWidth(340)
        self.set_busy(busy=True)

    @property
    def detail(self) -> RecordDetail | None:
        """The record that is shown."""
        return self._detail

    @property
    def current_card(self) -> FieldCard | None:
        """The field that was worked on last; words taken from the page go there."""
        return next((card for card in self.cards if card.name is self._current), None)

    def take_choice(self, number: int) -> None:
        """Put the value of that number (1-based) into the current field."""
        if self.current_card is not None and not self.is_asking:
            self.current_card.take_choice(number)

    def take(self, pick: Pick) -> None:
        """Put words from the page into the current field."""
        if self.current_card is not None and not self.is_asking:
            self.current_card.take(pick)

    def show_detail(self, detail: RecordDetail, draft: Draft | None = None) -> None:
        """Show that record; `draft`: what the reviewer had done before leaving it."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._current = None
        self._detail = detail
        self.head.show_detail(detail)
        self._fill(detail)
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
        self.cards = []
        self._current = None
        self._scroll.setWidget(QWidget())
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
        """True while the palette of reasons, or that for handing on, is open."""
        return self.palette_panel.isVisible() or self.escalation.isVisible()

    def show_history(self, *, shown: bool) -> None:
        """Show what happened instead of the fields."""
        self._stack.setCurrentWidget(self.history if shown else self._scroll)
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
        """The first open question, else the first value."""
        if self.cards:
            next((card for card in self.cards if card.is_doubtful), self.cards[0]).take_focus()

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

    def _fill(self, detail: RecordDetail) -> None:
        reasons = [question.reason for question in questions_of(detail)]
        body = QWidget()
        body.setObjectName("body")
        box = QVBoxLayout(body)
        box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        box.setSpacing(GAP)
        for remark in self._remarks(detail, reasons):
            box.addWidget(remark)
        self.cards = []
        for name in _order(detail, reasons):
            self._add_card(detail, name, tuple(one for one in reasons if one.field is name))
        doubtful = [card for card in self.cards if card.is_doubtful]
        settled = [card for card in self.cards if not card.is_doubtful]
        for card in doubtful:
            box.addWidget(card)
        if settled:
            box.addSpacing(GAP_SMALL)
            box.addWidget(SafeLabel(self._say(Phrase.CONFIRMED_COUNT, count=len(settled)), "caption"))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for card in settled:
            lines.addWidget(card)
        box.addLayout(lines)
        box.addStretch()
        self._scroll.setWidget(body)
        stops = [*(card.edit for card in self.cards), self.reject, self.approve]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _remarks(self, detail: RecordDetail, reasons: list[HoldReason]) -> Iterator[QFrame]:
        """What concerns the record as a whole."""
        if detail.row.status is not ProcessStatus.HOLD and detail.decisions:
            yield self._decided(detail.decisions[-1])
        if detail.row.escalation is not None:
            yield self._handed_on(detail.row.escalation)
        for reason in reasons:
            if reason.field is None:
                yield self._question(reason)

    def _add_card(self, detail: RecordDetail, name: FieldName, questions: tuple[HoldReason, ...]) -> None:
        field = detail.extraction.get(name) if detail.extraction else None
        card = FieldCard(self._look, name, field, questions, detail.claim.get(name))
        card.entered.connect(self._on_entered)
        card.edit.returnPressed.connect(card.confirm)
        card.confirmed.connect(self.focus_after)
        self.cards.append(card)

    def _handed_on(self, escalation: Escalation) -> QFrame:
        phrase = OffPhrase.HANDED_TO if escalation.to else OffPhrase.HANDED_ON
        text = self._say(phrase, by=escalation.by, to=escalation.to, note=escalation.note)
        panel = frame("doubtful")
        panel.setLayout(column_of(WrapLabel(text, "question"), margins=(GAP + 2, GAP, GAP + 2, GAP)))
        return panel

    def _decided(self, decision: Decision) -> QFrame:
        words = self._look.words
        text = words.say(
            Phrase.DECIDED_BEFORE,
            verdict=words.verdict(decision.verdict).text,
            actor=decision.actor,
            time=moment(decision.at),
            reason=words.reason(decision.reason),
        )
        panel = frame("card")
        panel.setLayout(column_of(WrapLabel(text, "hint"), margins=(GAP + 2, GAP, GAP + 2, GAP)))
        return panel

    def _question(self, reason: HoldReason) -> QFrame:
        panel = frame("doubtful")
        text = WrapLabel(self._look.words.question(reason), "question")
        text.setToolTip(tip(f"{self._look.words.stage(reason.stage)} · {reason.code}"))
        panel.setLayout(column_of(text, margins=(GAP + 2, GAP, GAP + 2, GAP)))
        return panel

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
        self._current = name
        card = self.current_card
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, GAP)
        self.field_entered.emit(name)


def _order(detail: RecordDetail, reasons: list[HoldReason]) -> list[FieldName]:
    """Fields with a question first (in the order of the questions), then what was read, in the usual order."""
    asked = list(dict.fromkeys(reason.field for reason in reasons if reason.field is not None))
    read = {field.name for field in detail.extraction.fields} if detail.extraction else set()
    claimed = {name for name, _ in detail.claim.values}
    return [*asked, *(name for name in FieldName if name not in asked and name in read | claimed)]
