"""Why to reject: a digit chooses, Ctrl+Enter rejects, Esc goes back; and the comments that go with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QCompleter, QListView, QPushButton, QWidget

from core.domain.decision import REJECT_REASONS, DecisionReason, RejectKind
from desktop.ui.composing import ComposingEdit
from desktop.ui.keys import Deed, keyboard, shown
from desktop.ui.look import Look
from desktop.ui.models.rows import ROW_ROLE, Column, RowsModel
from desktop.ui.parts import SafeLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.sentences import Sentences
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
    """Chooses by digit, unless keys that type characters are switched off; left and right change the kind."""

    digit = Signal()
    turned = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("reasons")
        self.setModel(ReasonModel(words))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.say(Phrase.REJECT_TITLE))
        self.setFixedHeight(ROW_COMPACT * len(REJECT_REASONS) + 2 + 2 * GAP_SMALL)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Nothing is found by its first letters: they are the digits, which may be switched off."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1..9 choose; up, down and the rest are the list's own."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self.turned.emit()
            return
        place = event.key() - Qt.Key.Key_1
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_bare and 0 <= place < self.model().rowCount() and keyboard().keys_of(Deed.REASON):
            self.setCurrentIndex(self.model().index(place, 0))
            self.digit.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class RejectForm(QWidget):
    """Reason, whether the applicant may hand in again, and comments; `chosen` when the reason or that changes."""

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self._list = ReasonList(look.words)
        self._retry, self._final = _chip(say(Phrase.REJECT_RETRY)), _chip(say(Phrase.REJECT_FINAL))
        self._kinds = QButtonGroup(self)
        for chip in (self._retry, self._final):
            self._kinds.addButton(chip)
        self._kinds.buttonClicked.connect(self.chosen)
        self._public = _line(say(Phrase.PUBLIC_COMMENT), say(Phrase.PUBLIC_HINT))
        self._internal = _line(say(Phrase.INTERNAL_COMMENT), say(Phrase.INTERNAL_HINT))
        self._offer = QStringListModel(self)
        self._public.setCompleter(_completer(self._offer, self._public))
        self.sentences = Sentences(look)
        self.sentences.taken.connect(self._on_sentence)
        box = column_of(
            self._list,
            SafeLabel(say(Phrase.PUBLIC_COMMENT), "caption"),
            self._public,
            self.sentences,
            SafeLabel(say(Phrase.INTERNAL_COMMENT), "caption"),
            self._internal,
            spacing=GAP_SMALL,
        )
        box.insertLayout(1, row_of(self._retry, self._final, None, spacing=GAP_SMALL))
        self.setLayout(box)
        self._list.selectionModel().selectionChanged.connect(self._on_selection)
        self._list.turned.connect(self._on_turned)
        self._on_selection()

    @property
    def reason(self) -> DecisionReason | None:
        """The reason that is chosen."""
        chosen = self._list.selectionModel().selectedIndexes()
        return DecisionReason(chosen[0].data(ROW_ROLE)) if chosen else None

    @property
    def kind(self) -> RejectKind | None:
        """Whether the applicant may hand in again; None while no reason is chosen."""
        if self.reason is None:
            return None
        return RejectKind.FINAL if self._final.isChecked() else RejectKind.RETRY

    @property
    def comments(self) -> tuple[str, str]:
        """Public and internal comment."""
        return self._public.text().strip(), self._internal.text().strip()

    @property
    def offered(self) -> tuple[str, ...]:
        """The comments that are offered."""
        return tuple(self._offer.stringList())

    def show_comments(self, comments: tuple[str, ...]) -> None:
        """Offer these as the public comment when its letters are typed (or with the down key)."""
        self._offer.setStringList(list(comments))

    def is_of_record(self, comment: str) -> bool:
        """True if it says a sentence of this record: such a comment is for nobody else."""
        return any(text in comment for text in self.sentences.texts)

    def begin(self) -> None:
        """Start anew, with the cursor on the reasons."""
        self._list.selectionModel().clear()
        self._public.clear()
        self._internal.clear()
        self._on_selection()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_turned(self) -> None:
        if self.reason is not None:
            (self._retry if self._final.isChecked() else self._final).setChecked(True)
            self.chosen.emit()

    def _on_sentence(self, text: str) -> None:
        """Added to what stands there, once; the cursor goes behind it, to say more."""
        said = self._public.text().strip()
        if text not in said:
            self._public.replace(f"{said} {text}".strip())
        self._public.setFocus(Qt.FocusReason.OtherFocusReason)
        self._public.end(False)

    def _on_selection(self) -> None:
        """None is chosen for the reviewer; a reason brings its usual kind, which can be changed."""
        reason = self.reason
        self._retry.setEnabled(reason is not None)
        self._final.setEnabled(reason is not None)
        usual = REJECT_REASONS[reason] if reason is not None else RejectKind.RETRY
        (self._final if usual is RejectKind.FINAL else self._retry).setChecked(True)
        self.chosen.emit()


class RejectPalette(QWidget):
    """The form with its two buttons; emits nothing but `closed` and `confirmed`: the screen decides what to ask for."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self.form = RejectForm(look)
        self.back = button(look, say(Phrase.BACK) + "  Esc")
        self.reject = button(
            look, f"{say(Phrase.REJECT).rstrip('…')}  {shown(Deed.CONFIRM_REJECT)}", "rejected", "primary"
        )
        self.back.clicked.connect(self.closed)
        self.reject.clicked.connect(self.confirmed)
        self.form.chosen.connect(self._on_chosen)
        panel = frame("palette")
        box = column_of(
            SafeLabel(say(Phrase.REJECT_TITLE), "title"),
            self.form,
            spacing=GAP_SMALL,
            margins=(PADDING, PADDING, PADDING, PADDING),
        )
        box.addLayout(row_of(self.back, None, self.reject, spacing=GAP, margins=(0, GAP, 0, 0)))
        panel.setLayout(box)
        self.setLayout(column_of(panel))
        self._on_chosen()

    def open(self, sentences: Sequence[str] = ()) -> None:
        """Start anew. sentences: what can be told the applicant of this record."""
        self.form.sentences.show_texts(sentences)
        self.show()
        self.form.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        """Without a reason nothing is rejected."""
        self.reject.setEnabled(self.form.reason is not None)


def _chip(text: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setObjectName("chip")
    chip.setCheckable(True)
    chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list's left and right keys change it
    chip.setToolTip("← →")
    return chip


def _completer(offer: QStringListModel, edit: ComposingEdit) -> QCompleter:
    made = QCompleter(offer, edit)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return made


def _line(name: str, hint: str) -> ComposingEdit:
    edit = ComposingEdit()
    edit.setPlaceholderText(hint)
    edit.setAccessibleName(name)
    return edit
