"""One field in review: label, who says so, the question, values to choose from, and the value to confirm or to set."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QVBoxLayout

from core.domain.decision import Ground
from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason
from core.domain.human import Dispute
from core.domain.normal import typed_value
from desktop.ui.composing import ComposingEdit
from desktop.ui.look import ICON, Look
from desktop.ui.page.picks import Pick
from desktop.ui.parts import ElidedLabel, SafeLabel, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.choices import ChoiceLine, choices_of
from desktop.ui.review.diff import DiffLine, doubted
from desktop.ui.review.facts import facts_of
from desktop.ui.review.phrases import DeskPhrase
from desktop.ui.review.proposal import ProposalLine
from desktop.ui.review.questions import Questions
from desktop.ui.review.snippet import Snippet
from desktop.ui.review.stored import StoredLine
from desktop.ui.shown import plain, tip
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.ui.words import Tone

_LABEL_WIDTH: Final = 118
_SURE: Final = 0.85
"""Words read with less confidence are marked in a doubtful field."""


class FieldCard(QFrame):
    """Open if a question concerns the field, else one line; the value can be edited in both.

    dispute: a person stands for another value than was read; it is that person's value that is shown.
    """

    entered = Signal(object)
    confirmed = Signal(object)
    edited = Signal()

    def __init__(
        self,
        look: Look,
        name: FieldName,
        field: Field | None,
        questions: tuple[HoldReason, ...],
        claim: str | None,
        *,
        dispute: Dispute | None = None,
    ) -> None:
        super().__init__()
        self._look, self._field, self._dispute = look, field, dispute
        self.name = name
        self.is_doubtful, self.is_confirmed = bool(questions), False
        self.edit = self._make_edit(questions)
        self._shown = self.edit.text()
        self._ground: tuple[str, Pick] | None = None
        self._mark = _mark()
        self._label = SafeLabel(look.words.field(name), "muted")
        choices = choices_of(field, name, claim, look.words, dispute) if questions else ()
        self.choices = [ChoiceLine(look, number, choice) for number, choice in enumerate(choices, 1)]
        self._snippet = self._make_snippet()
        self._proposal: ProposalLine | None = None
        self._stored: StoredLine | None = None
        self._questions = Questions(self, questions, look.words)
        if self.is_doubtful:
            self._build_open()
        else:
            self._build_settled()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _make_snippet(self) -> Snippet | None:
        """The piece of the page where a doubtful value was read; hidden until the page's picture comes."""
        if not self.is_doubtful or self._field is None or self._field.box is None:
            return None
        made = Snippet(self._look, self._field.box, self._look.words.field(self.name))
        made.hide()
        return made

    @property
    def proposal(self) -> ProposalLine:
        """What a region gave when it was read again; made at the first need, for a desk shows a dozen fields."""
        if self._proposal is None:
            self._proposal = ProposalLine(self._look)
            self._box.addWidget(self._proposal)
        return self._proposal

    @property
    def correction(self) -> str | None:
        """The value a person set; None if it is what was read, or what a person stood for before."""
        text = self.edit.text().strip()
        if text == self._shown.strip():
            return None
        return self._look.words.document_type_id(text) if self.name is FieldName.DOCUMENT_TYPE else text

    @property
    def is_refused(self) -> bool:
        """True if what a person set is no value of this field, and would be refused."""
        correction = self.correction
        return correction is not None and typed_value(self.name, correction) is None

    @property
    def ground(self) -> Ground | None:
        """Where on the page the value that was set was taken from; None if it was typed, or changed afterwards."""
        if self._ground is None or self._ground[0] != self.edit.text() or self.correction is None:
            return None
        pick = self._ground[1]
        return Ground(self.name, pick.attachment, pick.page, pick.box, pick.words)

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Attachment and page (1-based) where the value was read."""
        return (self._field.attachment, self._field.page) if self._field else (None, None)

    def show_page(self, page: QImage) -> None:
        """The page's picture came: show the piece of it where the value was read."""
        if self._snippet is not None:
            self._snippet.show_page(page)
            self._snippet.show()

    def restore(self, text: str | None, ground: Ground | None, *, is_confirmed: bool) -> None:
        """Bring back what the reviewer had done before leaving the record. text: None for what was read."""
        if text is not None:
            self.edit.setText(self._look.words.value(self.name, text))
        if ground is not None:
            text = self.edit.text()
            self._ground = (text, Pick(ground.attachment, ground.page, ground.words, ground.box, text))
        self.is_confirmed = is_confirmed and not self.is_refused
        self._on_look_changed()

    def confirm(self) -> None:
        """Take what is proposed, if anything is; else the reviewer is done with this field, unless it is refused."""
        self.edit.settle()
        pick = self._proposal.pick if self._proposal is not None else None
        if pick is not None:
            self.take(pick)
            return
        self._leave_proposal()
        if self.is_refused:
            self.edit.selectAll()
            return
        self.is_confirmed = True
        self._on_look_changed()
        self.confirmed.emit(self.name)

    def take(self, pick: Pick) -> None:
        """Put words from the page into the field."""
        self._leave_proposal()
        before = self.edit.text().strip() if pick.adds else ""
        joined = self._joined(pick) if before else pick
        self.edit.replace(f"{before} {pick.text}".strip())
        self._ground = (self.edit.text(), joined)
        self.take_focus()

    def take_choice(self, number: int) -> None:
        """Put the value of that number (1-based) into the field; nothing happens if there is none."""
        if 0 < number <= len(self.choices):
            self._leave_proposal()
            self.edit.replace(self.choices[number - 1].choice.value)
            self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves what is proposed."""
        if event.key() == Qt.Key.Key_Escape and self._leave_proposal():
            return
        super().keyPressEvent(event)

    def _leave_proposal(self) -> bool:
        return self._proposal is not None and self._proposal.leave()

    def _joined(self, pick: Pick) -> Pick:
        if self._ground is None or (self._ground[1].attachment, self._ground[1].page) != (pick.attachment, pick.page):
            return pick
        first = self._ground[1]
        text = f"{first.text} {pick.text}"
        return Pick(pick.attachment, pick.page, (*first.words, *pick.words), first.box.union(pick.box), text)

    def _make_edit(self, questions: tuple[HoldReason, ...]) -> ComposingEdit:
        words = self._look.words
        value = self._dispute.human.value if self._dispute else self._field.value if self._field else ""
        edit = ComposingEdit(words.value(self.name, value), "value" if questions else "settled")
        edit.setAccessibleName(words.field(self.name))
        edit.setAccessibleDescription(" ".join(words.question(one) for one in questions))
        edit.setPlaceholderText(words.say(Phrase.NOT_FOUND_VALUE))
        edit.setCursorPosition(0)
        if self.name is FieldName.DOCUMENT_TYPE:
            offer = QCompleter(words.document_types(), edit)
            offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offer.setFilterMode(Qt.MatchFlag.MatchContains)
            edit.setCompleter(offer)
        edit.entered.connect(self._on_entered)
        edit.textChanged.connect(self._on_text)
        return edit

    def _build_open(self) -> None:
        self.setObjectName("doubtful")
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(GAP + 2, GAP, GAP + 2, GAP + 2)
        box.setSpacing(GAP_SMALL)
        self._label.setObjectName("title")
        facts = ElidedLabel(facts_of(self._field, self._look.words), "caption")
        facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row_of(self._mark, self._label, facts, spacing=GAP_SMALL + 2)
        head.setStretchFactor(facts, 1)
        box.addLayout(head)
        for question in self._questions.lines:
            box.addWidget(question)
        if self._snippet is not None:
            box.addWidget(self._snippet)
        self._add_doubts(box)
        box.addWidget(self.edit)
        for line in self.choices:
            line.compare(self._shown)
            line.clicked.connect(self._on_choice)
            box.addWidget(line)

    def _add_doubts(self, box: QVBoxLayout) -> None:
        """Which words are in doubt, unless all or none of them are."""
        words = self._field.words if self._field else ()
        unsure = [word for word in words if word.confidence < _SURE]
        if unsure and len(unsure) < len(words):
            marked = doubted(self._field.raw if self._field else "", words, _SURE)
            text = "".join(piece.text for piece in marked)
            line = DiffLine(self._look, self._look.words.say(DeskPhrase.READ_AS), text)
            line.mark(marked)
            box.addWidget(line)

    def _build_settled(self) -> None:
        self.setObjectName("settled_line")
        self._label.setFixedWidth(_LABEL_WIDTH)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(GAP + 2, 0, GAP + 2, 0)
        box.setSpacing(0)
        row = row_of(self._mark, self._label, self.edit, spacing=GAP_SMALL + 2)
        row.setStretchFactor(self.edit, 1)
        box.addLayout(row)
        self.setToolTip(tip(self._shown, facts_of(self._field, self._look.words)))  # a long value is cut by its field

    def _mark_of(self) -> tuple[str, Tone]:
        if self.is_refused:
            return "failed", Tone.FAILED
        if self.correction is not None or self.is_confirmed:
            return "person", Tone.APPROVED
        if self.is_doubtful:
            return "hold", Tone.HOLD
        if self._dispute is not None:
            return "person", Tone.APPROVED
        if self._field is None or not self._field.sources:
            return "cancelled", Tone.QUIET
        source = self._look.words.source(self._field.sources[-1])
        return source.icon, source.tone

    def _on_entered(self) -> None:
        self.entered.emit(self.name)

    def _on_choice(self) -> None:
        self.take_choice(next(number for number, line in enumerate(self.choices, 1) if line is self.sender()))

    def _on_text(self) -> None:
        self.is_confirmed = False
        for line in self.choices:
            line.compare(self.edit.text())
        if self._stored is None and self.correction is not None:
            self._stored = StoredLine(self._look.words, self.name, self._shown)
            self._box.addWidget(self._stored)
        if self._stored is not None:
            self._stored.show_typed(self.correction)
        self._on_look_changed()
        self.edited.emit()

    def _on_look_changed(self) -> None:
        icon, tone = self._mark_of()
        self._mark.setPixmap(self._look.tone_icon(icon, tone).pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        self._mark.setAccessibleName(plain(facts_of(self._field, self._look.words)))
        if self.is_doubtful:
            self._questions.dress(is_answered=tone is Tone.APPROVED)
            tint = tone if tone in {Tone.APPROVED, Tone.FAILED} else Tone.HOLD
            self._label.setStyleSheet(f"font-size: 13px; color: {QColor(self._look.theme.tones[tint][0]).name()}")


def _mark() -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFixedSize(QSize(ICON, ICON))
    return made
