"""One field in review: label, who says so, the question, the claim, and the value to confirm or to set."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QVBoxLayout

from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason
from desktop.ui.composing import ComposingEdit
from desktop.ui.look import ICON, Look
from desktop.ui.parts import ElidedLabel, SafeLabel, WrapLabel, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.diff import DiffLine
from desktop.ui.review.snippet import Snippet
from desktop.ui.shown import percent, tip
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.ui.words import Tone

_LABEL_WIDTH: Final = 118


class FieldCard(QFrame):
    """Open if a question concerns the field, else one line; the value can be edited in both."""

    entered = Signal(object)
    confirmed = Signal(object)
    edited = Signal()

    def __init__(
        self, look: Look, name: FieldName, field: Field | None, questions: tuple[HoldReason, ...], claim: str | None
    ) -> None:
        super().__init__()
        self._look = look
        self.name = name
        self._field = field
        self._read = field.value if field else ""
        self.is_doubtful = bool(questions)
        words = look.words
        self.edit = ComposingEdit(words.value(name, self._read), "value" if self.is_doubtful else "settled")
        self._shown = self.edit.text()
        self.edit.setAccessibleName(words.field(name))
        self.edit.setAccessibleDescription(" ".join(words.question(one) for one in questions))
        self.edit.setPlaceholderText(words.say(Phrase.NOT_FOUND_VALUE))
        self.edit.setCursorPosition(0)
        if name is FieldName.DOCUMENT_TYPE:
            self._offer_types()
        self.edit.entered.connect(self._on_entered)
        self.edit.textChanged.connect(self._on_text)
        self._mark = QLabel()
        self._mark.setTextFormat(Qt.TextFormat.PlainText)
        self._mark.setFixedSize(QSize(ICON, ICON))
        self._label = SafeLabel(words.field(name), "muted")
        self.claim: DiffLine | None = None
        self._snippet: Snippet | None = None
        if self.is_doubtful and field is not None and field.box is not None:
            self._snippet = Snippet(look, field.box, words.field(name))
            self._snippet.hide()
        self._note = ElidedLabel("", "caption")
        self._note.hide()
        if self.is_doubtful:
            self._build_open(questions, claim)
        else:
            self._build_settled()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def correction(self) -> str | None:
        """The value a person set; None if it is what was read."""
        text = self.edit.text().strip()
        if text == self._shown.strip():
            return None
        return self._look.words.document_type_id(text) if self.name is FieldName.DOCUMENT_TYPE else text

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Attachment and page (1-based) where the value was read."""
        return (self._field.attachment, self._field.page) if self._field else (None, None)

    def show_page(self, page: QImage) -> None:
        """The page's picture came: show the piece of it where the value was read."""
        if self._snippet is not None:
            self._snippet.show_page(page)
            self._snippet.show()

    def confirm(self) -> None:
        """The reviewer is done with this field."""
        self.confirmed.emit(self.name)

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_types(self) -> None:
        offer = QCompleter(self._look.words.document_types(), self.edit)
        offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.edit.setCompleter(offer)

    def _build_open(self, questions: tuple[HoldReason, ...], claim: str | None) -> None:
        words = self._look.words
        self.setObjectName("doubtful")
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP + 2, GAP, GAP + 2, GAP + 2)
        box.setSpacing(GAP_SMALL)
        self._label.setObjectName("title")
        self._label.setStyleSheet("font-size: 13px")
        facts = SafeLabel(self._facts(), "caption")
        box.addLayout(row_of(self._mark, self._label, None, facts, spacing=GAP_SMALL + 2))
        for one in questions:
            text = WrapLabel(words.question(one), "question")
            text.setToolTip(tip(f"{words.stage(one.stage)} · {one.code}"))
            box.addWidget(text)
        if self._snippet is not None:
            box.addWidget(self._snippet)
        box.addWidget(self.edit)
        if claim:
            self.claim = DiffLine(self._look, words.say(Phrase.CLAIM_SAYS, value=""), words.value(self.name, claim))
            self.claim.compare(self._shown)
            box.addWidget(self.claim)
        box.addWidget(self._note)

    def _build_settled(self) -> None:
        self.setObjectName("settled_line")
        self._label.setFixedWidth(_LABEL_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP + 2, 0, GAP + 2, 0)
        box.setSpacing(0)
        row = row_of(self._mark, self._label, self.edit, spacing=GAP_SMALL + 2)
        row.setStretchFactor(self.edit, 1)
        box.addLayout(row)
        box.addWidget(self._note)
        self.setToolTip(tip(self._facts()))

    def _facts(self) -> str:
        field, words = self._field, self._look.words
        if field is None:
            return ""
        page = words.say(Phrase.ON_PAGE, page=field.page) if field.page is not None else ""
        who = ", ".join(words.source(source).text for source in field.sources)
        doubts = ", ".join(words.doubt(code) for code in field.doubts)
        return " · ".join(fact for fact in (page, percent(field.confidence), who, doubts) if fact)

    def _mark_of(self) -> tuple[str, Tone]:
        if self.correction is not None:
            return "person", Tone.APPROVED
        if self.is_doubtful:
            return "hold", Tone.HOLD
        if self._field is None or not self._field.sources:
            return "cancelled", Tone.QUIET
        source = self._look.words.source(self._field.sources[-1])
        return source.icon, source.tone

    def _on_entered(self) -> None:
        self.entered.emit(self.name)

    def _on_text(self) -> None:
        words = self._look.words
        changed = self.correction is not None
        self._note.setVisible(changed)
        if self.claim is not None:
            self.claim.compare(self.edit.text())
        before = self._shown or words.say(Phrase.NOT_FOUND_VALUE)
        self._note.setText(words.say(Phrase.EDITED, value=before) if changed else "")
        self._on_look_changed()
        self.edited.emit()

    def _on_look_changed(self) -> None:
        icon, tone = self._mark_of()
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(self._look.tone_icon(icon, tone).pixmap(QSize(ICON, ICON), ratio))
        if self.is_doubtful and tone is not Tone.APPROVED:
            self._label.setStyleSheet(f"font-size: 13px; color: {QColor(self._look.theme.tones[Tone.HOLD][0]).name()}")
        elif self.is_doubtful:
            self._label.setStyleSheet(
                f"font-size: 13px; color: {QColor(self._look.theme.tones[Tone.APPROVED][0]).name()}"
            )
