"""The palette of reasons to reject: a digit chooses, Ctrl+Enter rejects, Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from core.domain.decision import REJECT_REASONS, DecisionReason, RejectKind
from desktop.ui.composing import ComposingEdit
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.models.rows import ROW_ROLE, Column, RowsModel
from desktop.ui.parts import SafeLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.theme import GAP, GAP_SMALL, PADDING, ROW_COMPACT
from desktop.ui.words import Words


class ReasonModel(RowsModel[DecisionReason]):
    """Reasons with their digits."""

    def __init__(self, words: Words) -> None:
        order = list(REJECT_REASONS)

        def text(reason: DecisionReason) -> str:
            final = REJECT_REASONS[reason] is RejectKind.FINAL
            kind = words.say(Phrase.REJECT_FINAL if final else Phrase.REJECT_RETRY)
            return f"{order.index(reason) + 1}   {words.reason(reason)}  ·  {kind}"

        column: Column[DecisionReason] = Column(words.say(Phrase.COL_REASON), text)
        super().__init__((column,), lambda reason: reason)
        self.show(order)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """As ever, with a comfortable row height."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW_COMPACT)
        return super().data(index, role)


class ReasonList(QListView):
    """Chooses by digit."""

    digit = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1..9 choose; the rest is the list's own."""
        place = event.key() - Qt.Key.Key_1
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and 0 <= place < self.model().rowCount():
            self.setCurrentIndex(self.model().index(place, 0))
            self.digit.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class RejectPalette(QWidget):
    """Reason and comments; emits nothing but `closed` and `confirmed`: the screen decides what to ask for."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self._list = ReasonList()
        self._list.setModel(ReasonModel(look.words))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(say(Phrase.REJECT_TITLE))
        self._list.setFixedHeight(ROW_COMPACT * len(REJECT_REASONS) + 2)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._public = ComposingEdit()
        self._public.setPlaceholderText(say(Phrase.PUBLIC_HINT))
        self._public.setAccessibleName(say(Phrase.PUBLIC_COMMENT))
        self._internal = ComposingEdit()
        self._internal.setPlaceholderText(say(Phrase.INTERNAL_HINT))
        self._internal.setAccessibleName(say(Phrase.INTERNAL_COMMENT))
        self.back = button(look, say(Phrase.BACK) + "  Esc")
        self.reject = button(
            look, f"{say(Phrase.REJECT).rstrip('…')}  {shown(Deed.CONFIRM_REJECT)}", "rejected", "primary"
        )
        self.back.clicked.connect(self.closed)
        self.reject.clicked.connect(self.confirmed)
        panel = frame("palette")
        box = column_of(
            SafeLabel(say(Phrase.REJECT_TITLE), "title"),
            self._list,
            SafeLabel(say(Phrase.PUBLIC_COMMENT), "caption"),
            self._public,
            SafeLabel(say(Phrase.INTERNAL_COMMENT), "caption"),
            self._internal,
            spacing=GAP_SMALL,
            margins=(PADDING, PADDING, PADDING, PADDING),
        )
        box.addLayout(row_of(self.back, None, self.reject, spacing=GAP, margins=(0, GAP, 0, 0)))
        panel.setLayout(box)
        self._list.selectionModel().selectionChanged.connect(self._on_selection)
        self.setLayout(column_of(panel))

    @property
    def reason(self) -> DecisionReason | None:
        """The reason that is chosen."""
        chosen = self._list.selectionModel().selectedIndexes()
        return DecisionReason(chosen[0].data(ROW_ROLE)) if chosen else None

    @property
    def kind(self) -> RejectKind | None:
        """Whether the applicant may hand in again; None while no reason is chosen."""
        return None if self.reason is None else REJECT_REASONS[self.reason]

    @property
    def comments(self) -> tuple[str, str]:
        """Public and internal comment."""
        return self._public.text().strip(), self._internal.text().strip()

    def open(self) -> None:
        """Start anew, with the cursor on the reasons."""
        self._list.selectionModel().clear()
        self._on_selection()
        self._public.clear()
        self._internal.clear()
        self.show()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection(self) -> None:
        """Without a reason nothing is rejected: none is chosen for the reviewer."""
        self.reject.setEnabled(self.reason is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
