"""The queue of held records: oldest first, two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.decision import Verdict
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from desktop.ui.keys import Deed, shown
from desktop.ui.look import ICON, Look
from desktop.ui.models.records import now, title
from desktop.ui.models.rows import ID_ROLE, ROW_ROLE, Column, RowsModel
from desktop.ui.parts import ElidedLabel, SafeLabel, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import ago, plain, tip
from desktop.ui.theme import CAPTION, GAP_SMALL, PADDING, SECONDARY
from desktop.ui.words import Tone

_HEIGHT: Final = 54
_HEAD: Final = 40


class QueueModel(RowsModel[RecordRow]):
    """Held records, oldest first."""

    def __init__(self, look: Look) -> None:
        words = look.words
        column: Column[RecordRow] = Column(
            words.say(Phrase.COL_TITLE),
            lambda row: title(row, words),
            tip=lambda row: tip(title(row, words), *(words.question(reason) for reason in row.reasons)),
        )
        super().__init__((column,), lambda row: row.id)

    def join(self, rows: Sequence[RecordRow]) -> None:
        """Rows that are not here yet take their places."""
        for row in sorted((row for row in rows if self.find(row.id) is None), key=lambda one: one.id):
            place = next((at for at, old in enumerate(self.rows) if old.id > row.id), self.rowCount())
            self.insert(place, [row])


class QueueDelegate(QStyledItemDelegate):
    """Name and number of questions; below, the first question and since when."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines."""
        return QSize(160, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one record."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, RecordRow):
            return
        theme, state = self._look.theme, option.state
        rect: QRect = option.rect
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        painter.setPen(QColor(theme.hover))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._lines(painter, rect.adjusted(PADDING, 8, -PADDING, -8), option, row)
        painter.restore()

    def _lines(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, row: RecordRow) -> None:
        words, theme = self._look.words, self._look.theme
        self._look.tone_icon("hold", Tone.HOLD).paint(painter, QRect(area.left(), area.top() + 2, ICON, ICON))
        text = area.adjusted(ICON + 8, 0, 0, 0)
        font = option.font
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        since = ago(row.changed_at, now(), words)
        top, bottom = text.adjusted(0, 0, 0, -text.height() // 2), text.adjusted(0, text.height() // 2, 0, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, right, since)
        room = top.width() - painter.fontMetrics().horizontalAdvance(since) - 8
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        question = self._question(row)
        painter.drawText(bottom, left, _cut(painter, question, bottom.width()))
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(top, left, _cut(painter, plain(title(row, words)), room))

    def _question(self, row: RecordRow) -> str:
        words = self._look.words
        if not row.reasons:
            return words.document_type(row.document_type)
        first = plain(words.question(row.reasons[0]))
        return first if len(row.reasons) == 1 else f"{len(row.reasons)} · {first}"


class QueueView(QListView):
    """The list; `chosen` with the record's id when another one becomes current."""

    chosen = Signal(object)

    def __init__(self, look: Look, model: QueueModel) -> None:
        super().__init__()
        self.rows = model
        self.is_walked = False
        self.setModel(model)
        self._delegate = QueueDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(look.words.say(Phrase.OLDEST_FIRST))
        self.selectionModel().currentChanged.connect(self._on_current)
        look.changed.connect(self.viewport().update)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Who clicks wants to work on the record."""
        self.is_walked = False
        super().mousePressEvent(event)

    @property
    def current(self) -> RecordId | None:
        """The record that is current."""
        found = self.currentIndex().data(ID_ROLE)
        return None if found is None else RecordId(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Who walks through the list by keys keeps the focus here."""
        self.is_walked = True
        super().keyPressEvent(event)
        self.is_walked = self.hasFocus()

    def go_to(self, record: RecordId | None) -> None:
        """Make that record the current one."""
        self.is_walked = False
        place = -1 if record is None else self.rows.place(record)
        if place >= 0:
            index = self.rows.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Current
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def leave(self) -> None:
        """Have no current record: another one, which is not in the queue, is worked on."""
        self.selectionModel().clear()

    def beside(self, record: RecordId | None, step: int) -> RecordId | None:
        """The record `step` places further; the last or first where the list ends, None in an empty one."""
        rows = self.rows.rows
        if not rows:
            return None
        place = self.rows.place(record) if record is not None else -1
        return rows[max(0, min(len(rows) - 1, place + step))].id

    def _on_current(self, current: QModelIndex) -> None:
        record = current.data(ID_ROLE)
        if record is not None:
            self.chosen.emit(RecordId(record))


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class QueuePanel(QFrame):
    """The queue with its buttons above, and below it the decision that was made last, to be taken back."""

    next_wanted = Signal()
    previous_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, look: Look, queue: QueueView) -> None:
        super().__init__()
        self._look = look
        say = look.words.say
        self.setObjectName("queue")
        self.setMinimumWidth(190)
        previous = icon_button(look, "left", f"{say(Phrase.PREVIOUS)}  ({shown(Deed.PREVIOUS)})")
        following = icon_button(look, "right", f"{say(Phrase.NEXT)}  ({shown(Deed.NEXT)})")
        self.undo = icon_button(look, "undo", f"{say(Phrase.UNDO)}  ({shown(Deed.UNDO)})")
        previous.clicked.connect(self.previous_wanted)
        following.clicked.connect(self.next_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        for tool in (previous, following, self.undo):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = frame("tools")
        head.setFixedHeight(_HEAD)
        title = SafeLabel(say(Phrase.OLDEST_FIRST), "muted")
        head.setLayout(row_of(title, None, previous, following, spacing=0, margins=(PADDING, 0, GAP_SMALL, 0)))
        self._last = ElidedLabel("", "muted")
        self._foot = frame("actions")
        self._foot.setFixedHeight(_HEAD)
        row = row_of(self._last, self.undo, spacing=GAP_SMALL, margins=(PADDING, 0, GAP_SMALL, 0))
        row.setStretchFactor(self._last, 1)
        self._foot.setLayout(row)
        self._foot.hide()
        queue.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = column_of(head, queue, self._foot)
        box.setStretchFactor(queue, 1)
        self.setLayout(box)

    def show_last(self, verdict: Verdict | None, name: str) -> None:
        """The decision that was made last; None if there is none to take back."""
        self._foot.setVisible(verdict is not None)
        if verdict is not None:
            words = self._look.words
            self._last.setText(words.say(Phrase.LAST_DECISION, verdict=words.verdict(verdict).text, title=name))
