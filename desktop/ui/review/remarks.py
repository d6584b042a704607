"""What concerns a record as a whole, above its fields: earlier decisions, who handed it on, questions of no field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from core.domain.hold import HoldReason
from core.domain.queue import Escalation
from core.domain.rows import RecordDetail
from core.domain.states import ProcessStatus
from desktop.ui.look import Look
from desktop.ui.parts import WrapLabel, column_of, frame, icon_button, row_of
from desktop.ui.review.phrases import DeskPhrase, OffPhrase
from desktop.ui.review.since import answer_card, decided_line
from desktop.ui.shown import tip
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.ui.words import Words


class Remark(QFrame):
    """A question of no field. shown: its place on a page, for whoever wants to see it there."""

    shown = Signal(object)

    def __init__(self, look: Look, reason: HoldReason) -> None:
        super().__init__()
        words = look.words
        self.place = reason.place
        self.setObjectName("doubtful")
        text = WrapLabel(words.question(reason), "question")
        text.setToolTip(tip(f"{words.stage(reason.stage)} · {reason.code}"))
        row = row_of(text, spacing=GAP_SMALL, margins=(GAP + 2, GAP, GAP + 2, GAP))
        row.setStretchFactor(text, 1)
        if self.place is not None:
            eye = icon_button(look, "review", words.say(DeskPhrase.SHOW_PLACE))
            eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            eye.clicked.connect(self._on_wanted)
            row.addWidget(eye, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)

    def _on_wanted(self) -> None:
        self.shown.emit(self.place)


def remarks_of(detail: RecordDetail, reasons: Sequence[HoldReason], look: Look) -> Iterator[QFrame]:
    """One panel for each."""
    words = look.words
    if detail.row.status is not ProcessStatus.HOLD and detail.decisions:
        yield _panel("card", WrapLabel(decided_line(detail.decisions[-1], words), "hint"))
    elif detail.decisions:
        yield answer_card(detail.decisions[-1], detail, words)
    if detail.row.escalation is not None:
        yield _panel("doubtful", WrapLabel(_handed_on(detail.row.escalation, words), "question"))
    for reason in reasons:
        if reason.field is None:
            yield Remark(look, reason)


def _panel(name: str, *texts: WrapLabel) -> QFrame:
    panel = frame(name)
    panel.setLayout(column_of(*texts, spacing=GAP_SMALL, margins=(GAP + 2, GAP, GAP + 2, GAP)))
    return panel


def _handed_on(escalation: Escalation, words: Words) -> str:
    phrase = OffPhrase.HANDED_TO if escalation.to else OffPhrase.HANDED_ON
    return words.say(phrase, by=escalation.by, to=escalation.to, note=escalation.note)
