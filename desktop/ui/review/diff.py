"""Claim against document, letter by letter: what differs is marked by ground and weight, not by colour alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.page import Word
from desktop.ui.look import Look
from desktop.ui.shown import plain, tip
from desktop.ui.theme import SECONDARY
from desktop.ui.words import Tone

_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring letters that all agree with the other text, or all differ from it."""

    text: str
    differs: bool


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """The text cut where it begins and ends to differ from the other one. Letters missing in it mark the next one."""
    text, other = (unicodedata.normalize("NFC", one) for one in (text, other))
    marks = [False] * len(text)
    for kind, first, last, _, _ in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if kind == "insert" and text:
            marks[min(first, len(text) - 1)] = True
        elif kind != "equal":
            marks[first:last] = [True] * (last - first)
    found: list[Piece] = []
    for letter, differs in zip(text, marks, strict=True):
        if found and found[-1].differs == differs:
            found[-1] = Piece(found[-1].text + letter, differs)
        else:
            found.append(Piece(letter, differs))
    return tuple(found)


def doubted(raw: str, words: Sequence[Word], floor: float) -> tuple[Piece, ...]:
    """What was read, those words marked that were read with less confidence than the floor (0..1).

    raw: the text as it stands on the page; where the words are not found in it they are parted by spaces.
    """
    found: list[Piece] = []
    at = 0
    for word in words:
        place = raw.find(word.text, at)
        between = " " if place < 0 and found else raw[at : max(at, place)]
        if between:
            found.append(Piece(between, differs=False))
        found.append(Piece(word.text, word.confidence < floor))
        at = max(at, place + len(word.text)) if place >= 0 else at
    return tuple(found)


class DiffLine(QWidget):
    """One line: what goes before, and a text with the letters marked in which it differs from another."""

    def __init__(self, look: Look, before: str, text: str) -> None:
        super().__init__()
        self._look = look
        self._before = before
        self._text = text
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(before + plain(text))
        self.setToolTip(tip(before + text))
        look.changed.connect(self.update)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def compare(self, other: str) -> None:
        """Mark what differs from that text."""
        self._pieces = pieces(self._text, other)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(120, _HEIGHT)

    def mark(self, marked: tuple[Piece, ...]) -> None:
        """Mark these letters."""
        self._pieces = marked
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw piece by piece; what has no room is cut."""
        painter = QPainter(self)
        draw_pieces(painter, self.rect(), self._before, self._pieces, self._look)
        painter.end()


def draw_pieces(painter: QPainter, room: QRect, before: str, marked: tuple[Piece, ...], look: Look) -> None:
    """What goes before, quietly, then the text; what differs is bold on the ground of doubt."""
    theme = look.theme
    usual, strong = QFont(painter.font()), QFont(painter.font())
    for font in (usual, strong):
        font.setPixelSize(SECONDARY)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(usual)
    painter.setPen(theme.muted)
    at = _draw(painter, room, before, room.left())
    colour, ground = theme.tone(Tone.HOLD)
    for piece in marked:
        font = strong if piece.differs else usual
        painter.setFont(font)
        text = plain(piece.text)
        if piece.differs:
            width = QFontMetrics(font).horizontalAdvance(text)
            painter.fillRect(QRect(at - 1, room.top() + 2, width + 2, room.height() - 4), ground)
        painter.setPen(colour if piece.differs else theme.text)
        at = _draw(painter, room, text, at)


def _draw(painter: QPainter, room: QRect, text: str, at: int) -> int:
    measure = painter.fontMetrics()
    free = QRect(at, room.top(), max(0, room.right() - at), room.height())
    shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, free.width())
    painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    return at + measure.horizontalAdvance(text)
