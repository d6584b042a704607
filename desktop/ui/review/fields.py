"""One record's fields: what is doubtful first and open, the rest folded to lines; made at once or ahead, bit by bit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.domain.field import FieldName
from core.domain.hold import HoldReason, Place
from core.domain.rows import RecordDetail
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel
from desktop.ui.phrases import Phrase
from desktop.ui.records.parts import questions_of
from desktop.ui.review.field import FieldCard
from desktop.ui.review.remarks import Remark, remarks_of
from desktop.ui.review.since import was_line
from desktop.ui.theme import GAP, GAP_SMALL, PADDING

_LEISURE_MS: Final = 10
"""Between the parts that are made ahead: a record's dozen fields in one piece are a stutter, one is none."""


class FieldsView(QScrollArea):
    """entered, confirmed: a field's name. place_wanted: the place of a question that concerns no field."""

    entered = Signal(object)
    place_wanted = Signal(object)
    confirmed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.detail: RecordDetail | None = None
        self.cards: list[FieldCard] = []
        self.changed: list[FieldCard] = []
        """Those whose value is not the one that was decided on, the doubtful ones first."""
        self.places: list[Place] = []
        self._parts: Iterator[None] = iter(())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._leisure = QTimer(self)
        self._leisure.setInterval(_LEISURE_MS)
        self._leisure.timeout.connect(self._on_leisure)

    def prepare(self, detail: RecordDetail) -> None:
        """Make that record's fields bit by bit, while nobody waits for them."""
        self.clear()
        self.detail = detail
        self._parts = self._make(detail)
        self._leisure.start()

    def finish(self) -> None:
        """Make at once what is not made yet."""
        self._leisure.stop()
        for _ in self._parts:
            pass

    def clear(self) -> None:
        """Hold no record; what was shown goes at leisure."""
        self._leisure.stop()
        self._parts = iter(())
        self.detail = None
        self.cards, self.changed, self.places = [], [], []
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()

    def show_card(self, card: FieldCard) -> None:
        """Scroll to it."""
        self.ensureWidgetVisible(card, 0, GAP)

    def chain(self, last: Sequence[QWidget]) -> None:
        """The order of the Tab key: field by field, then these."""
        for first, second in pairwise([*(card.edit for card in self.cards), *last]):
            QWidget.setTabOrder(first, second)

    def _make(self, detail: RecordDetail) -> Iterator[None]:
        reasons = [question.reason for question in questions_of(detail)]
        body = QWidget()
        body.setObjectName("body")
        box = QVBoxLayout(body)
        box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        box.setSpacing(GAP)
        self.setWidget(body)
        for remark in remarks_of(detail, reasons, self._look):
            box.addWidget(remark)
            if isinstance(remark, Remark) and remark.place is not None:
                self.places.append(remark.place)
                remark.shown.connect(self.place_wanted)
        yield
        names = _order(detail, reasons)
        doubtful = [name for name in names if any(reason.field is name for reason in reasons)]
        for name in doubtful:
            box.addWidget(self._card(detail, name, tuple(one for one in reasons if one.field is name)))
            self._tell_change(box, detail, name)
            yield
        yield from self._make_settled(box, detail, [name for name in names if name not in doubtful])
        box.addStretch()

    def _make_settled(self, box: QVBoxLayout, detail: RecordDetail, names: Sequence[FieldName]) -> Iterator[None]:
        if names:
            box.addSpacing(GAP_SMALL)
            count = self._look.words.say(Phrase.CONFIRMED_COUNT, count=len(names))
            box.addWidget(SafeLabel(count, "caption"))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        box.addLayout(lines)
        for name in names:
            lines.addWidget(self._card(detail, name, ()))
            self._tell_change(lines, detail, name)
            yield

    def _tell_change(self, box: QVBoxLayout, detail: RecordDetail, name: FieldName) -> None:
        """Below a field whose value is not the one that was decided on: that one."""
        change = detail.since.field(name) if detail.since else None
        if change is not None:
            self.changed.append(self.cards[-1])
            label = WrapLabel(was_line(change.before, name, self._look.words), "caption")
            label.setContentsMargins(PADDING, 0, 0, GAP_SMALL)
            box.addWidget(label)

    def _card(self, detail: RecordDetail, name: FieldName, questions: tuple[HoldReason, ...]) -> FieldCard:
        field = detail.extraction.get(name) if detail.extraction else None
        dispute = next((one for one in detail.disputes if one.human.field is name), None)
        card = FieldCard(self._look, name, field, questions, detail.claim.get(name), dispute=dispute)
        card.entered.connect(self.entered)
        card.edit.returnPressed.connect(card.confirm)
        card.confirmed.connect(self.confirmed)
        self.cards.append(card)
        return card

    def _on_leisure(self) -> None:
        made = len(self.cards)
        if next(self._parts, self) is self:
            self._leisure.stop()
        for card in self.cards[made:]:
            for part in (card, *card.findChildren(QWidget)):
                part.ensurePolished()


def _order(detail: RecordDetail, reasons: Sequence[HoldReason]) -> list[FieldName]:
    """Fields with a question first (in the order of the questions), then what was read, in the usual order."""
    asked = list(dict.fromkeys(reason.field for reason in reasons if reason.field is not None))
    read = {field.name for field in detail.extraction.fields} if detail.extraction else set()
    claimed = {name for name, _ in detail.claim.values}
    stood_for = {dispute.human.field for dispute in detail.disputes}
    return [*asked, *(name for name in FieldName if name not in asked and name in read | claimed | stood_for)]
