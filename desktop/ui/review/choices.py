"""Values to choose from, side by side: what the claim says and what each reader says, each a key away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from core.domain.field import Field, FieldName, Source
from core.domain.human import Dispute
from desktop.ui.look import ICON, Look
from desktop.ui.review.diff import draw_pieces, pieces
from desktop.ui.review.phrases import DeskPhrase
from desktop.ui.shown import plain, tip
from desktop.ui.theme import GAP_SMALL, SECONDARY
from desktop.ui.words import StateLook, Tone, Words

_HEIGHT: Final = 24
_DIGIT: Final = 22
MOST: Final = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One value somebody else gives. value: as it is put into the field; who: the mark before it."""

    who: StateLook
    before: str
    value: str


def choices_of(
    field: Field | None, name: FieldName, claim: str | None, words: Words, dispute: Dispute | None = None
) -> tuple[Choice, ...]:
    """The claim, then the readers that differ, then other places of the record; each value that is not shown once.

    Before them, where a person stands for a value: what the machine reads now, and what it had read then.
    """
    found = _machine(dispute, name, words) if dispute is not None else []
    if claim:
        found.append(Choice(words.source(Source.CLAIM), words.say(DeskPhrase.CLAIM), words.value(name, claim)))
    for said in field.readings if field else ():
        who = words.source(said.source)
        before = words.say(DeskPhrase.WHO_SAYS, who=who.text)
        found.append(Choice(who, before, words.value(name, said.value)))
    elsewhere = StateLook(words.say(DeskPhrase.OTHER_PLACE), "machine", Tone.RUNNING)
    said_already = {field.value if field else "", *(choice.value for choice in found)}
    found += [
        Choice(elsewhere, elsewhere.text, words.value(name, other))
        for other in (field.others if field else ())
        if words.value(name, other) not in said_already
    ]
    return tuple(found[:MOST])


def _machine(dispute: Dispute, name: FieldName, words: Words) -> list[Choice]:
    now, before = dispute.now, dispute.human.machine
    said = [(DeskPhrase.READS_NOW, now)] if now else []
    said += [(DeskPhrase.READ_BEFORE, before)] if before and before not in {now, dispute.human.value} else []
    return [
        Choice(StateLook(words.say(phrase), "machine", Tone.RUNNING), words.say(phrase), words.value(name, value))
        for phrase, value in said
    ]


class ChoiceLine(QAbstractButton):
    """One choice: its digit, who says it, and the value with the letters marked that differ from the field's."""

    def __init__(self, look: Look, number: int, choice: Choice) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self.choice = choice
        self.pieces = pieces(choice.value, choice.value)
        self._is_hovered = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(look.words.say(DeskPhrase.TAKE, value=choice.before + plain(choice.value)))
        self.setToolTip(tip(f"{choice.before}{choice.value}", f"Alt+{number}"))
        look.changed.connect(self.update)

    def compare(self, other: str) -> None:
        """Mark what differs from that text."""
        self.pieces = pieces(self.choice.value, other)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(120, _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it can be pressed."""
        self._is_hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Quiet again."""
        self._is_hovered = False
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Digit, mark, value."""
        painter = QPainter(self)
        theme = self._look.theme
        if self._is_hovered or self.isDown():
            painter.fillRect(self.rect(), theme.hover)
        font = self.font()
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        painter.setPen(theme.muted)
        cell = QRect(0, 3, _DIGIT - 4, _HEIGHT - 6)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(theme.border)
        painter.drawRoundedRect(cell, 4, 4)
        icon = QRect(_DIGIT, (_HEIGHT - ICON) // 2, ICON, ICON)
        self._look.tone_icon(self.choice.who.icon, self.choice.who.tone).paint(painter, icon)
        room = self.rect().adjusted(_DIGIT + ICON + GAP_SMALL, 0, 0, 0)
        draw_pieces(painter, room, self.choice.before, self.pieces, self._look)
        painter.end()
