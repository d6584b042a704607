"""What the applicant says, and by when the record is to be decided, typed in."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.claim import Claim
from core.domain.field import FieldName
from desktop.ui.composing import ComposingEdit, settle_composition
from desktop.ui.due_edit import DueEdit
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import DeadlinePhrase
from desktop.ui.theme import CONTROL, GAP, PADDING

_TOP: Final = Qt.AlignmentFlag.AlignTop


class ClaimEditor(QScrollArea):
    """One line for each field; emits `saved` with a `Claim`, `due_saved` with a time or None."""

    saved = Signal(object)
    due_saved = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._claim = Claim()
        self._due: datetime | None = None
        self.due: DueEdit | None = None
        self._edits: dict[FieldName, ComposingEdit] = {}
        self._problem = WrapLabel("", "error")
        self._problem.hide()
        self._save = button(look, self._say(Phrase.CLAIM_SAVE), name="primary")
        self._save.clicked.connect(self._on_save)
        self._save.setEnabled(False)
        self.setWidgetResizable(True)
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # what is in it scrolls it; by itself it would take the Tab key and show nothing

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Make the lines at the first need."""
        if not self._edits:
            self._build()
            self._fill()
        super().showEvent(event)

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("body")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        self._add_due(grid)
        grid.addWidget(WrapLabel(self._say(Phrase.CLAIM_HINT), "muted"), 1, 0, 1, 2)
        grid.addWidget(self._problem, 2, 0, 1, 2)
        for name in FieldName:
            text, row = self._look.words.field(name), grid.rowCount()
            edit = ComposingEdit()
            edit.setAccessibleName(text)
            edit.textEdited.connect(self._on_edited)
            edit.returnPressed.connect(self._on_save)
            grid.addWidget(SafeLabel(text, "muted"), row, 0)
            grid.addWidget(edit, row, 1)
            self._edits[name] = edit
        box = QVBoxLayout(body)
        box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        box.setSpacing(GAP)
        box.addLayout(grid)
        box.addLayout(row_of(None, self._save))
        box.addStretch()
        self.setWidget(body)

    def _add_due(self, grid: QGridLayout) -> None:
        """Above the claim: it is the desk's, not the applicant's."""
        label = SafeLabel(self._say(DeadlinePhrase.LABEL), "muted")
        label.setMinimumHeight(CONTROL)
        self.due = DueEdit(self._look)
        self.due.edited.connect(self._on_edited)
        self.due.entered.connect(self._on_save)
        grid.addWidget(label, 0, 0, _TOP)
        grid.addWidget(self.due, 0, 1)

    def show_claim(self, claim: Claim, due: datetime | None, *, fresh: bool) -> None:
        """Show that claim and deadline; what is being typed is kept unless the record is another one (`fresh`)."""
        if not fresh and (self._save.isEnabled() or (claim, due) == (self._claim, self._due)):
            return
        self._claim, self._due = claim, due
        self._fill()

    def _fill(self) -> None:
        claim = self._claim
        for name, edit in self._edits.items():
            edit.setText(claim.get(name) or "")
        if self.due is not None:
            self.due.show_due(self._due)
        self._problem.setVisible(bool(claim.problem))
        problem = self._look.words.claim_problem(claim.problem)
        self._problem.setText(self._say(Phrase.CLAIM_BAD, problem=problem) if problem else "")
        self._save.setEnabled(False)

    def typed(self) -> Claim:
        """The claim as it stands in the lines."""
        lines = ((name, edit.text().strip()) for name, edit in self._edits.items())
        return Claim(values=tuple((name, text) for name, text in lines if text))

    def _on_edited(self) -> None:
        """What is no time cannot be saved."""
        self._save.setEnabled(self.due is not None and not self.due.is_refused)

    def _on_save(self) -> None:
        settle_composition()
        if self.due is None or self.due.is_refused:
            return
        if self.due.is_changed:
            self._due = self.due.due
            self.due.show_due(self._due)
            self.due_saved.emit(self._due)
        if self.typed().values != self._claim.values or self._claim.problem:
            self._claim = self.typed()
            self._problem.hide()
            self.saved.emit(self._claim)
        self._save.setEnabled(False)
