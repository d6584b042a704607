"""What can be told an applicant of what was asked: whole sentences, a key away, so that nobody types them again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.rows import RecordDetail
from desktop.ui.look import Look
from desktop.ui.records.parts import questions_of
from desktop.ui.review.choices import Choice, ChoiceLine
from desktop.ui.words import StateLook, Tone, Words

MOST: Final = 3
_TOLD: Final = frozenset(
    {
        ReasonCode.CLAIM_DIFFERS,
        ReasonCode.CLAIM_INVALID,
        ReasonCode.MISSING_FIELD,
        ReasonCode.MIXED_TYPES,
        ReasonCode.NO_TEXT,
        ReasonCode.SCRIPT_DIFFERS,
    }
)
"""What an applicant can set right. Signs of forgery and how sure the machine is are nobody's but the reviewer's."""
_RULES: Final = frozenset({"issue_too_old", "expired", "no_courses", "page_cut", "page_shape"})
_DATES: Final = ("_in_future", *(f"_before_{name.value}" for name in FieldName))


def sentences_of(detail: RecordDetail, corrected: Collection[FieldName], words: Words) -> tuple[str, ...]:
    """At most three. corrected: fields a person set: what was asked about the machine's value is no longer true."""
    told = (one.reason for one in questions_of(detail) if one.reason.field not in corrected)
    texts = dict.fromkeys(f"{words.question(reason).rstrip('.')}." for reason in told if _may_be_told(reason))
    return tuple(texts)[:MOST]


def _may_be_told(reason: HoldReason) -> bool:
    if reason.code is not ReasonCode.RULE_FAILED:
        return reason.code in _TOLD
    rule = dict(reason.params).get("rule", "")
    return rule in _RULES or rule.endswith(_DATES)


class Sentences(QWidget):
    """The sentences by their numbers; `taken` with the text of one."""

    taken = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: list[ChoiceLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(line.choice.value for line in self.lines)

    def show_texts(self, texts: Sequence[str]) -> None:
        """Offer these; () offers nothing."""
        for line in self.lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        mark = StateLook("", "pencil", Tone.QUIET)
        self.lines = [ChoiceLine(self._look, at, Choice(mark, "", text)) for at, text in enumerate(texts, 1)]
        for line in self.lines:
            line.clicked.connect(self._on_clicked)
            self._box.addWidget(line)
        self.setVisible(bool(self.lines))

    def take(self, number: int) -> None:
        """Take the sentence of that number, from 1; nothing if there is none."""
        if 0 < number <= len(self.lines):
            self.taken.emit(self.lines[number - 1].choice.value)

    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, ChoiceLine):
            self.taken.emit(line.choice.value)
