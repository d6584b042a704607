"""The queue's model and how its rows are drawn: two lines each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from desktop.ui.look import ICON, Look
from desktop.ui.models.records import now, title
from desktop.ui.models.rows import ROW_ROLE, Column, RowsModel
from desktop.ui.phrases import Phrase
from desktop.ui.review.deadline import deadline_look, written
from desktop.ui.review.phrases import QueuePhrase
from desktop.ui.review.reason_words import short
from desktop.ui.shown import ago, plain, tip
from desktop.ui.theme import CAPTION, PADDING, SECONDARY
from desktop.ui.words import Tone, Words

_HEIGHT: Final = 54
_COMPACT: Final = 46


class QueueModel(RowsModel[RecordRow]):
    """Held records, in the order the desk gave them."""

    def __init__(self, look: Look) -> None:
        words = look.words
        column: Column[RecordRow] = Column(
            words.say(Phrase.COL_TITLE),
            lambda row: title(row, words),
            tip=lambda row: tip(
                title(row, words),
                *(words.question(reason) for reason in row.reasons),
                row.escalation.note if row.escalation else "",
                words.say(QueuePhrase.DUE, time=written(row.due)) if row.due else "",
            ),
        )
        super().__init__((column,), lambda row: row.id)


class QueueDelegate(QStyledItemDelegate):
    """Name and since when it waits, or its deadline; below, the first question and how many more there are."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._holders: Mapping[RecordId, str] = {}

    def show_holders(self, texts: Mapping[RecordId, str]) -> bool:
        """Who else has these records open, in words; they stand instead of the question. True if that is news."""
        is_news, self._holders = texts != self._holders, texts
        return is_news

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines."""
        return QSize(160, _COMPACT if self._look.compact else _HEIGHT)

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
        icon = "flag" if row.escalation else "later" if row.postponed_until else "hold"
        self._look.tone_icon(icon, Tone.HOLD).paint(painter, QRect(area.left(), area.top() + 2, ICON, ICON))
        text = area.adjusted(ICON + 8, 0, 0, 0)
        font = option.font
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        near = deadline_look(row.due, now(), words) if row.due is not None else None
        painter.setPen(theme.tone(near.tone)[0] if near is not None else QColor(theme.muted))
        since = near.text if near is not None else ago(row.created_at, now(), words)
        top, bottom = text.adjusted(0, 0, 0, -text.height() // 2), text.adjusted(0, text.height() // 2, 0, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, right, since)
        room = top.width() - painter.fontMetrics().horizontalAdvance(since) - 8
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        more = f"+{len(row.reasons) - 1}" if len(row.reasons) > 1 else ""
        painter.drawText(bottom, right, more)
        left_over = bottom.width() - (painter.fontMetrics().horizontalAdvance(more) + 8 if more else 0)
        painter.drawText(
            bottom, left, _cut(painter, plain(self._holders.get(row.id, "")) or question_of(row, words), left_over)
        )
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(top, left, _cut(painter, plain(title(row, words)), room))


def question_of(row: RecordRow, words: Words) -> str:
    """The first question in a few words; the whole of it stands in the tooltip and beside the field."""
    if not row.reasons:
        return words.document_type(row.document_type)
    first = row.reasons[0]
    if first.code is ReasonCode.RULE_FAILED:
        return plain(words.question(first))  # each rule asks something of its own
    said = short(first.code, words)
    return said if first.field is None else f"{words.field(first.field)} · {said}"


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
