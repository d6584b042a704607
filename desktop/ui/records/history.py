"""What happened to a record, first to last: who, what, when, by which engines and policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.history import HistoryKind, HistoryRow
from desktop.ui.look import ICON, Look
from desktop.ui.models.rows import ROW_ROLE, Column, RowsModel
from desktop.ui.records.history_words import HistoryPhrase, details, headline
from desktop.ui.shown import clock_time, moment, plain, tip
from desktop.ui.theme import CAPTION, PADDING, SECONDARY
from desktop.ui.words import Tone

_LINE: Final = 18
_HIGH: Final = 48
ICONS: Final = MappingProxyType(
    {
        HistoryKind.TAKEN_IN: ("file", Tone.QUIET),
        HistoryKind.STAGE: ("machine", Tone.RUNNING),
        HistoryKind.HELD: ("hold", Tone.HOLD),
        HistoryKind.APPROVED: ("approved", Tone.APPROVED),
        HistoryKind.CLAIM: ("claim", Tone.QUIET),
        HistoryKind.DECIDED: ("person", Tone.APPROVED),
        HistoryKind.POSTPONED: ("later", Tone.HOLD),
        HistoryKind.ESCALATED: ("flag", Tone.HOLD),
        HistoryKind.RERUN: ("rerun", Tone.RUNNING),
        HistoryKind.RESUBMITTED: ("file", Tone.HOLD),
        HistoryKind.CANCELLED: ("cancelled", Tone.QUIET),
        HistoryKind.PAUSED: ("pause", Tone.HOLD),
        HistoryKind.RESUMED: ("play", Tone.RUNNING),
        HistoryKind.ERASED: ("close", Tone.QUIET),
        HistoryKind.DELIVERY: ("export", Tone.QUIET),
        HistoryKind.BELIEF: ("export", Tone.APPROVED),
    }
)


def mark_of(row: HistoryRow) -> tuple[str, Tone]:
    """Its icon and colour; what a back end believes is only well if nothing newer is on its way."""
    if row.belief is None or row.belief.news is None:
        return ICONS[row.kind]
    return "export", Tone.FAILED if row.belief.is_given_up else Tone.HOLD


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A row with its place: two may read alike."""

    number: int
    row: HistoryRow


class HistoryDelegate(QStyledItemDelegate):
    """What, and when; below, the rest of it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines."""
        return QSize(160, _HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one thing that happened."""
        line = index.data(ROW_ROLE)
        if not isinstance(line, HistoryLine):
            return
        theme, rect = self._look.theme, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.hover))
        area = rect.adjusted(PADDING, 6, -PADDING, -6)
        icon, tone = mark_of(line.row)
        self._look.tone_icon(icon, tone).paint(painter, QRect(area.left(), area.top() + 1, ICON, ICON))
        self._texts(painter, area.adjusted(ICON + 8, 0, 0, 0), option, line.row)
        painter.restore()

    def _texts(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, row: HistoryRow) -> None:
        theme, words = self._look.theme, self._look.words
        font = option.font
        top = QRect(area.left(), area.top(), area.width(), _LINE)
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        when = " · ".join(part for part in (plain(row.actor), clock_time(row.at)) if part)
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        room = top.width() - painter.fontMetrics().horizontalAdvance(when) - 8
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        below = QRect(area.left(), top.bottom() + 1, area.width(), _LINE)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, left, _cut(painter, plain(details(row, words)), below.width()))
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.Normal if row.kind is HistoryKind.STAGE else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(top, left, _cut(painter, plain(headline(row, words)), room))


class HistoryView(QListView):
    """The timeline; the whole text of a line is its tooltip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words

        def label(line: HistoryLine) -> str:
            row = line.row
            sealed = words.say(HistoryPhrase.AUDIT, audit=row.audit) if row.audit else ""
            return tip(headline(row, words), f"{row.actor} {moment(row.at)}".strip(), details(row, words), sealed)

        def text(line: HistoryLine) -> str:
            return f"{headline(line.row, words)}. {details(line.row, words)}"

        column: Column[HistoryLine] = Column(words.say(HistoryPhrase.TITLE), text, tip=label)
        self.rows: RowsModel[HistoryLine] = RowsModel((column,), lambda line: line.number, self)
        self.setModel(self.rows)
        self._delegate = HistoryDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.say(HistoryPhrase.TITLE))
        look.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these, the last one in view."""
        self.rows.show([HistoryLine(number, row) for number, row in enumerate(rows)])
        self.scrollToBottom()


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
